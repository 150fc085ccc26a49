/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * redaksi-photo-helper: opens strangers' photos, so that Redaksi itself never does.
 * What it is given and what it answers stands in redaksi-photo-private.h. It starts for one photo
 * and ends by _exit: there is nothing to clean up that the system does not.
 */
#include "helper.h"

#include <gexiv2/gexiv2.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

#include "redaksi-json.h"
#include "redaksi-photo-private.h"

static GBytes *
read_fd (int fd)
{
  g_autoptr (GMappedFile) map = g_mapped_file_new_from_fd (fd, FALSE, NULL);

  return map != NULL ? g_mapped_file_get_bytes (map) : NULL;
}

static gboolean
write_fd (int fd, GBytes *bytes, Trouble *trouble)
{
  gsize size, done = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  while (done < size)
    {
      gssize n = write (fd, data + done, size - done);
      if (n < 0)
        {
          trouble->word = "failed";
          return FALSE;
        }
      done += (gsize)n;
    }
  return TRUE;
}

static void
answer (const char *text)
{
  gsize size = strlen (text), done = 0;

  while (done < size)
    {
      gssize n = write (STDOUT_FILENO, text + done, size - done);
      if (n < 0)
        _exit (1);
      done += (gsize)n;
    }
}

static void
answer_trouble (const Trouble *trouble)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree char *detail = g_utf8_make_valid (trouble->detail != NULL ? trouble->detail : "", -1);
  g_autofree char *json = NULL;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "error", trouble->word);
  yyjson_mut_obj_add_int (doc, root, "megapixels", trouble->megapixels);
  yyjson_mut_obj_add_str (doc, root, "detail", detail);
  json = redaksi_json_write (doc);
  answer (json);
}

static void
answer_photo (const char *mime_type, const Copies *copies, const Texts *texts)
{
  RedaksiPhoto photo = {
    .mime_type = (char *)mime_type,
    .width = (guint)copies->width,
    .height = (guint)copies->height,
    .web_width = (guint)copies->web_width,
    .web_height = (guint)copies->web_height,
    .caption = texts->caption,
    .credit = texts->credit,
    .alt = texts->alt,
    .title = texts->title,
    .taken = texts->taken,
  };
  g_autofree char *json = redaksi_photo_to_json (&photo);

  answer (json);
}

static gboolean
run_derive (const char *mime_type, Trouble *trouble)
{
  g_auto (Copies) copies = { 0 };
  g_auto (Texts) texts = { 0 };
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) web = NULL;

  if (!derive (mime_type, REDAKSI_PHOTO_FD_IN, &copies, trouble))
    return FALSE;
  original = read_fd (REDAKSI_PHOTO_FD_IN);
  if (original != NULL)
    texts_read (g_bytes_get_data (original, NULL), g_bytes_get_size (original), &texts);
  web = texts_write (copies.web, &texts, trouble);
  if (web == NULL || !write_fd (REDAKSI_PHOTO_FD_WEB, web, trouble)
      || !write_fd (REDAKSI_PHOTO_FD_THUMB, copies.thumb, trouble))
    return FALSE;
  answer_photo (mime_type, &copies, &texts);
  return TRUE;
}

static gboolean
run_write (Trouble *trouble)
{
  g_autoptr (GBytes) web = read_fd (REDAKSI_PHOTO_FD_IN);
  g_autoptr (GBytes) json = read_fd (REDAKSI_PHOTO_FD_TEXTS);
  g_autoptr (yyjson_doc) doc = NULL;
  g_autoptr (GBytes) out = NULL;
  g_auto (Texts) texts = { 0 };
  yyjson_val *root;

  trouble->word = "failed";
  if (web == NULL || json == NULL)
    return FALSE;
  doc = redaksi_json_parse (g_bytes_get_data (json, NULL), g_bytes_get_size (json), NULL);
  if (doc == NULL)
    return FALSE;
  root = yyjson_doc_get_root (doc);
  /* Who made it and whose it is stay as they came; the rest is as the article has it. */
  texts_read (g_bytes_get_data (web, NULL), g_bytes_get_size (web), &texts);
  g_set_str (&texts.caption, redaksi_json_get_string (root, "caption"));
  g_set_str (&texts.credit, redaksi_json_get_string (root, "credit"));
  g_set_str (&texts.alt, redaksi_json_get_string (root, "alt"));
  out = texts_write (web, &texts, trouble);
  if (out == NULL || !write_fd (REDAKSI_PHOTO_FD_WEB, out, trouble))
    return FALSE;
  answer ("{\"v\":1}");
  return TRUE;
}

static void
drop_log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

int
main (int argc, char **argv)
{
  Trouble trouble = { NULL };
  gboolean done = FALSE;

  confine ();
  g_log_set_default_handler (drop_log_cb, NULL);
  if (argc >= 3 && strcmp (argv[1], "derive") == 0)
    {
      if (vips_init (argv[0]) != 0)
        _exit (2);
      vips_block_untrusted_set (TRUE);
      vips_concurrency_set (1);
      vips_cache_set_max (0);
      if (!gexiv2_initialize ())
        _exit (2);
      gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
      done = run_derive (argv[2], &trouble);
    }
  else if (argc == 2 && strcmp (argv[1], "write") == 0)
    {
      if (!gexiv2_initialize ())
        _exit (2);
      gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
      done = run_write (&trouble);
    }
  else
    {
      fputs ("redaksi-photo-helper is started by Redaksi.\n", stderr);
      _exit (2);
    }
  if (!done)
    answer_trouble (&trouble);
  _exit (0);
}
