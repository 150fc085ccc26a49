/* SPDX-License-Identifier: GPL-3.0-or-later */
/* photo add */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-ctl.h"
#include "redaksi-text.h"

typedef struct
{
  char *caption, *credit, *alt;
} Texts;

static const char *
either (const char *given, const char *own)
{
  return given != NULL ? given : own != NULL ? own : "";
}

static RedaksiArticle *
set (RedaksiArticle *article, const char *name, const char *value)
{
  RedaksiArticle *next = redaksi_article_with_field (article, name, value);

  redaksi_article_unref (article);
  return next;
}

static RedaksiArticle *
with_lead (RedaksiArticle *article, const RedaksiPhoto *photo, const Texts *texts)
{
  RedaksiArticle *result
    = redaksi_article_with_field (article, REDAKSI_FIELD_LEAD_PHOTO, photo->digest);

  result = set (result, REDAKSI_FIELD_LEAD_CAPTION, either (texts->caption, photo->caption));
  result = set (result, REDAKSI_FIELD_LEAD_CREDIT, either (texts->credit, photo->credit));
  return set (result, REDAKSI_FIELD_LEAD_ALT, either (texts->alt, photo->alt));
}

/* At the end of the text, before the empty paragraph in which one goes on writing. */
static RedaksiArticle *
with_photo (RedaksiArticle *article, const RedaksiPhoto *photo, const Texts *texts)
{
  RedaksiBody *body = redaksi_article_get_body (article);
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_autofree char *text = redaksi_text_one_line (either (texts->caption, photo->caption));
  g_autoptr (RedaksiShape) shape
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", photo->digest, "credit",
                         either (texts->credit, photo->credit), "alt",
                         either (texts->alt, photo->alt), NULL);
  g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  g_autoptr (RedaksiBody) result = NULL;
  guint n = redaksi_body_get_n (body);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (blocks, redaksi_block_ref (redaksi_body_get_nth (body, i)));
  if (redaksi_block_get_kind (blocks->pdata[n - 1]) == REDAKSI_BLOCK_PARAGRAPH
      && redaksi_block_get_length (blocks->pdata[n - 1]) == 0)
    g_ptr_array_remove_index (blocks, n - 1);
  g_ptr_array_add (blocks, redaksi_block_new_leaf (shape));
  g_ptr_array_add (blocks, redaksi_block_new (caption, text, NULL, 0));
  g_ptr_array_add (blocks, redaksi_block_new_paragraph (""));
  result = redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
  return redaksi_article_with_body (article, result);
}

gboolean
redaksi_command_photo (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  Texts texts = { NULL, NULL, NULL };
  gboolean lead = FALSE;
  const GOptionEntry entries[] = {
    { "caption", 0, 0, G_OPTION_ARG_STRING, &texts.caption,
      N_ ("The caption; else the photo’s own"), N_ ("TEXT") },
    { "credit", 0, 0, G_OPTION_ARG_STRING, &texts.credit, N_ ("Who took it; else the photo’s own"),
      N_ ("TEXT") },
    { "alt", 0, 0, G_OPTION_ARG_STRING, &texts.alt, N_ ("What is to be seen, for those who can’t"),
      N_ ("TEXT") },
    { "lead", 0, 0, G_OPTION_ARG_NONE, &lead, N_ ("As the lead photo, not in the text"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *caption = NULL, *credit = NULL, *alt = NULL;
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiArticle) changed = NULL;
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_autoptr (GFile) file = NULL;
  gboolean ok = redaksi_ctl_options (ctl, &argc, &argv, entries, "add ID FILE", 3, 3, error);

  caption = texts.caption;
  credit = texts.credit;
  alt = texts.alt;
  if (!ok)
    return FALSE;
  if (strcmp (argv[1], "add") != 0)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("There is no “photo %s”."),
                             argv[1]);
  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  article = redaksi_ctl_load (ctl, argv[2], 0, error);
  if (article == NULL || !redaksi_ctl_refuse_deleted (ctl, argv[2], error))
    return FALSE;
  if (!g_file_test (argv[3], G_FILE_TEST_EXISTS))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_NOT_FOUND, _ ("There is no file “%s”."),
                             argv[3]);
  file = g_file_new_for_commandline_arg (argv[3]);
  photo = redaksi_ctl_await_boxed (redaksi_photo_store_add_file (redaksi_ctl_photos (ctl), file),
                                   error);
  if (photo == NULL)
    return FALSE;
  changed = lead ? with_lead (article, photo, &texts) : with_photo (article, photo, &texts);
  if (!redaksi_ctl_save (ctl, changed, "manual", error))
    return FALSE;
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "photo", photo->digest);
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "width", photo->width);
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "height", photo->height);
  redaksi_ctl_print (ctl, "%s", photo->digest);
  return TRUE;
}
