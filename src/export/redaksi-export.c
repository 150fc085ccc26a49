/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-export.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "redaksi-digest.h"
#include "redaksi-export-private.h"
#include "redaksi-text.h"

G_DEFINE_QUARK (redaksi - export - error - quark, redaksi_export_error)

/* Preserved blocks are read as deep as they are nested. */
#define STACK (1 << 20)

static const char *const forms[] = { "page", "html", "markdown", "ninjs" };

/**
 * redaksi_export_form_to_string:
 * @form: a form
 *
 * Returns: (transfer none): its word, as redaksictl takes it
 */
const char *
redaksi_export_form_to_string (RedaksiExportForm form)
{
  g_return_val_if_fail (form < G_N_ELEMENTS (forms), NULL);

  return forms[form];
}

/**
 * redaksi_export_form_from_string:
 * @text: a word
 * @form: (out): the form that it means
 *
 * Returns: whether it means one
 */
gboolean
redaksi_export_form_from_string (const char *text, RedaksiExportForm *form)
{
  g_return_val_if_fail (text != NULL && form != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (text, forms[i]) == 0)
      {
        *form = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * redaksi_export_dup_name:
 * @article: an article
 * @form: what it is exported as
 *
 * Returns: (transfer full): a name for the file or the folder, of letters, digits and dashes: what
 * the article's own address ends in, else of its headline
 */
char *
redaksi_export_dup_name (RedaksiArticle *article, RedaksiExportForm form)
{
  const char *slug, *headline;
  g_autofree char *name = NULL;

  g_return_val_if_fail (article != NULL, NULL);

  slug = redaksi_article_get_field (article, REDAKSI_FIELD_SLUG);
  headline = redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE);
  name = redaksi_text_slug (*slug != '\0' ? slug : headline);
  /* A headline in another script has no such letters. */
  if (*name == '\0')
    {
      g_free (name);
      name = g_strdup_printf ("article-%.8s", redaksi_article_get_id (article));
    }
  return g_strconcat (name, form == REDAKSI_EXPORT_HTML ? ".html" : NULL, NULL);
}

/**
 * redaksi_export_dup_free_path:
 * @folder: where it is to be
 * @name: what it would be called
 *
 * Returns: (transfer full): a path in @folder that nothing has: @name, or `name (2).html`
 */
char *
redaksi_export_dup_free_path (const char *folder, const char *name)
{
  const char *dot;
  char *path;

  g_return_val_if_fail (folder != NULL && name != NULL, NULL);

  dot = strrchr (name, '.');
  if (dot == NULL)
    dot = name + strlen (name);
  path = g_build_filename (folder, name, NULL);
  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_autofree char *next = g_strdup_printf ("%.*s (%u)%s", (int)(dot - name), name, i, dot);

      g_free (path);
      path = g_build_filename (folder, next, NULL);
    }
  return path;
}

/* ---- what goes along -------------------------------------------------------------------------
 */

static void
photo_free (gpointer data)
{
  RedaksiExportPhoto *photo = data;

  g_free (photo->digest);
  g_free (photo->caption);
  g_free (photo->credit);
  g_free (photo->alt);
  g_clear_pointer (&photo->bytes, g_bytes_unref);
  g_free (photo->url);
  g_free (photo);
}

RedaksiExportPhoto *
_redaksi_export_find_photo (const RedaksiExportMatter *matter, const char *digest)
{
  for (guint i = 0; i < matter->photos->len; i++)
    {
      RedaksiExportPhoto *photo = matter->photos->pdata[i];
      if (strcmp (photo->digest, digest) == 0)
        return photo;
    }
  return NULL;
}

typedef struct
{
  gatomicrefcount references;
  RedaksiExportMatter matter;
  RedaksiExportForm form;
  RedaksiPhotoStore *store;
  char *path;
  guint n_lost;
} Export;

static Export *
export_ref (Export *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
export_unref (gpointer data)
{
  Export *self = data;

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  redaksi_article_unref (self->matter.article);
  g_clear_object (&self->matter.site);
  g_free (self->matter.url);
  g_ptr_array_unref (self->matter.photos);
  g_object_unref (self->store);
  g_free (self->path);
  g_free (self);
}

static void
add_photo (Export *self, const char *digest, const char *caption, const char *credit,
           const char *alt)
{
  RedaksiExportPhoto *photo;

  if (digest == NULL || !redaksi_digest_is_valid (digest)
      || _redaksi_export_find_photo (&self->matter, digest) != NULL)
    return;
  photo = g_new0 (RedaksiExportPhoto, 1);
  photo->digest = g_strdup (digest);
  photo->caption = redaksi_text_one_line (caption != NULL ? caption : "");
  photo->credit = redaksi_text_one_line (credit != NULL ? credit : "");
  photo->alt = redaksi_text_one_line (alt != NULL ? alt : "");
  g_ptr_array_add (self->matter.photos, photo);
}

static void
collect_photos (Export *self)
{
  RedaksiArticle *article = self->matter.article;
  RedaksiBody *body = redaksi_article_get_body (article);
  guint n = redaksi_body_get_n (body);

  add_photo (self, redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_PHOTO),
             redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_CAPTION),
             redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_CREDIT),
             redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_ALT));
  for (guint i = 0; i < n; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiBlock *next = i + 1 < n ? redaksi_body_get_nth (body, i + 1) : NULL;
      gboolean has_caption = next != NULL && redaksi_block_get_kind (next) == REDAKSI_BLOCK_CAPTION;

      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PHOTO)
        continue;
      /* One that only its site has. */
      if (redaksi_block_get (block, "photo") == NULL)
        self->n_lost++;
      add_photo (self, redaksi_block_get (block, "photo"),
                 has_caption ? redaksi_block_get_text (next) : NULL,
                 redaksi_block_get (block, "credit"), redaksi_block_get (block, "alt"));
    }
}

/* ---- the way ---------------------------------------------------------------------------------
 */

/* On a thread: codecs and the disk. → guint */
static DexFuture *
write_fiber (gpointer data)
{
  Export *self = data;
  g_autoptr (GPtrArray) files = _redaksi_export_make_files (&self->matter, self->form);
  GError *error = NULL;

  if (!_redaksi_export_write (self->path, files, self->form != REDAKSI_EXPORT_HTML, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_for_uint (self->n_lost);
}

static char *
name_photo (Export *self, const RedaksiExportPhoto *photo, guint number)
{
  g_autofree char *text = NULL;

  if (self->form != REDAKSI_EXPORT_HTML)
    return g_strdup_printf (REDAKSI_EXPORT_PHOTOS "/photo-%u.jpg", number);
  text = g_base64_encode (g_bytes_get_data (photo->bytes, NULL), g_bytes_get_size (photo->bytes));
  return g_strconcat ("data:image/jpeg;base64,", text, NULL);
}

static DexFuture *
export_fiber (gpointer data)
{
  Export *self = data;

  for (guint i = 0; i < self->matter.photos->len; i++)
    {
      RedaksiExportPhoto *photo = self->matter.photos->pdata[i];
      g_autoptr (RedaksiPhoto) known
        = dex_await_boxed (redaksi_photo_store_get (self->store, photo->digest), NULL);

      if (known != NULL)
        photo->bytes = dex_await_boxed (redaksi_photo_store_make_upload (self->store, photo->digest,
                                                                         photo->caption,
                                                                         photo->credit, photo->alt),
                                        NULL);
      if (photo->bytes == NULL)
        {
          self->n_lost++;
          continue;
        }
      photo->width = known->web_width;
      photo->height = known->web_height;
      photo->url = name_photo (self, photo, i + 1);
    }
  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), STACK, write_fiber,
                              export_ref (self), export_unref);
}

/**
 * redaksi_export_article:
 * @article: what is to be exported
 * @form: as what
 * @facts: (nullable): what is known beside it
 * @photos: has its photos
 * @path: where it is to be; nothing may be there yet
 *
 * A photo that can't be had any more is left out and counted. Everything else is there, or nothing.
 *
 * Returns: (transfer full): a future of how many photos were left out, a #guint; it is rejected
 * with a #RedaksiExportError
 */
DexFuture *
redaksi_export_article (RedaksiArticle *article, RedaksiExportForm form,
                        const RedaksiExportFacts *facts, RedaksiPhotoStore *photos,
                        const char *path)
{
  g_autoptr (RedaksiBody) body = NULL;
  Export *self;

  g_return_val_if_fail (article != NULL && form <= REDAKSI_EXPORT_FORM_LAST, NULL);
  g_return_val_if_fail (REDAKSI_IS_PHOTO_STORE (photos) && path != NULL, NULL);

  body = redaksi_body_for_readers (redaksi_article_get_body (article));
  self = g_new0 (Export, 1);
  g_atomic_ref_count_init (&self->references);
  self->matter.article = redaksi_article_with_body (article, body);
  self->matter.photos = g_ptr_array_new_with_free_func (photo_free);
  if (facts != NULL)
    {
      g_set_object (&self->matter.site, facts->site);
      self->matter.url = g_strdup (facts->url);
      self->matter.published = facts->published;
      self->matter.modified = facts->modified;
    }
  self->form = form;
  self->store = g_object_ref (photos);
  self->path = g_canonicalize_filename (path, NULL);
  collect_photos (self);
  return dex_scheduler_spawn (NULL, 0, export_fiber, self, export_unref);
}
