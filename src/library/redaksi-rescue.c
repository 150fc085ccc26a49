/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rescue files: an article that could not be committed, as a file that a person can read and that
 * the library takes in when it is opened again. rescue-ID.json in the library's folder or, where
 * that takes nothing more, in another place of the same person.
 */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "redaksi-file.h"
#include "redaksi-id.h"
#include "redaksi-json.h"
#include "redaksi-library-private.h"

#define PREFIX   "rescue-"
#define SUFFIX   ".json"
#define MAX_SIZE (64 << 20)

/* A folder of /tmp may have been made by anybody. */
static gboolean
is_ours (const char *folder)
{
  struct stat st;

  return lstat (folder, &st) == 0 && S_ISDIR (st.st_mode) && st.st_uid == getuid ()
         && (st.st_mode & 0022) == 0;
}

/* Where to, in order; what comes later is on another file system, as things mostly are. */
static GPtrArray *
list_places (const char *folder)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (g_free);
  const char *runtime = g_get_user_runtime_dir ();

  g_ptr_array_add (places, g_strdup (folder));
  g_ptr_array_add (places, g_build_filename (g_get_user_state_dir (), "redaksi", NULL));
  if (g_path_is_absolute (runtime))
    g_ptr_array_add (places, g_build_filename (runtime, "redaksi", NULL));
  g_ptr_array_add (places, g_strdup_printf ("%s/redaksi-%s", g_get_tmp_dir (), g_get_user_name ()));
  return places;
}

/**
 * redaksi_rescue_write:
 * @folder: the library's folder
 * @article: what could not be committed
 * @version: the number of transactions that made it
 * @error: return location for a #GIOErrorEnum
 *
 * It waits for the disk.
 *
 * Returns: (transfer full) (nullable): the file's name
 */
char *
redaksi_rescue_write (const char *folder, RedaksiArticle *article, guint64 version, GError **error)
{
  g_autoptr (GPtrArray) places = list_places (folder);
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree char *json = redaksi_article_to_json (article);
  g_autofree char *name = g_strconcat (PREFIX, redaksi_article_get_id (article), SUFFIX, NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "library", folder);
  yyjson_mut_obj_add_uint (doc, root, "version", version);
  yyjson_mut_obj_add_val (doc, root, "article", yyjson_mut_raw (doc, json));
  text = redaksi_json_write (doc);
  bytes = g_bytes_new_take (text, strlen (text));

  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *path = g_build_filename (places->pdata[i], name, NULL);

      g_clear_error (error);
      if (redaksi_file_make_folder (places->pdata[i], error)
          && (i == 0 || is_ours (places->pdata[i]))
          && redaksi_file_write_durably (path, bytes, error))
        return g_steal_pointer (&path);
    }
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "not ours");
  return NULL;
}

/* The rescue files that may be this library's. */
GStrv
redaksi_rescue_find (const char *folder)
{
  g_autoptr (GPtrArray) places = list_places (folder);
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();

  for (guint i = 0; i < places->len; i++)
    {
      g_autoptr (GDir) dir = NULL;
      const char *name;

      if (i == 0 || is_ours (places->pdata[i]))
        dir = g_dir_open (places->pdata[i], 0, NULL);

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, SUFFIX))
          g_strv_builder_take (files, g_build_filename (places->pdata[i], name, NULL));
    }
  return g_strv_builder_end (files);
}

/**
 * redaksi_rescue_read:
 * @path: a file
 * @folder: the library's folder
 * @version: (out): the number of transactions that made the article
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the article; %NULL where it is another library's, or no
 *   rescue file
 */
RedaksiArticle *
redaksi_rescue_read (const char *path, const char *folder, guint64 *version, GError **error)
{
  g_autoptr (GBytes) bytes = redaksi_file_read (path, MAX_SIZE, error);
  g_autoptr (yyjson_doc) doc = NULL;
  g_autofree char *json = NULL;
  yyjson_val *root, *number;
  size_t length;

  if (bytes == NULL)
    return NULL;
  doc = redaksi_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (doc == NULL)
    return NULL;
  root = yyjson_doc_get_root (doc);
  number = yyjson_obj_get (root, "version");
  if (!yyjson_is_uint (number)
      || g_strcmp0 (redaksi_json_get_string (root, "library"), folder) != 0)
    {
      g_set_error (error, REDAKSI_JSON_ERROR, REDAKSI_JSON_ERROR_SHAPE,
                   "%s is no rescue file of this library", path);
      return NULL;
    }
  *version = yyjson_get_uint (number);
  json = yyjson_val_write (yyjson_obj_get (root, "article"), 0, &length);
  if (json == NULL)
    {
      g_set_error (error, REDAKSI_JSON_ERROR, REDAKSI_JSON_ERROR_SHAPE, "%s has no article", path);
      return NULL;
    }
  return redaksi_article_from_json (json, length, error);
}
