/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RedaksiImport
{
  gatomicrefcount references;
  RedaksiBody *body;
  GPtrArray *pictures; /* of RedaksiFoundPicture */
  char *headline;      /* nullable */
  char *folder;        /* of the file; nullable */
  guint n_lost;
};

G_DEFINE_BOXED_TYPE (RedaksiImport, redaksi_import, redaksi_import_ref, redaksi_import_unref)

RedaksiImport *
redaksi_import_ref (RedaksiImport *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
redaksi_import_unref (RedaksiImport *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  redaksi_body_unref (self->body);
  g_ptr_array_unref (self->pictures);
  g_free (self->headline);
  g_free (self->folder);
  g_free (self);
}

/**
 * redaksi_import_get_body:
 * @self: an import
 *
 * Returns: (transfer none): the text as it was read, with stand-ins where pictures are
 */
RedaksiBody *
redaksi_import_get_body (RedaksiImport *self)
{
  return self->body;
}

/**
 * redaksi_import_get_n_pictures:
 * @self: an import
 *
 * Returns: how many pictures were met; without any there is nothing to settle
 */
guint
redaksi_import_get_n_pictures (RedaksiImport *self)
{
  return self->pictures->len;
}

/**
 * redaksi_import_get_headline:
 * @self: an import
 *
 * Returns: (nullable): the headline that the file has
 */
const char *
redaksi_import_get_headline (RedaksiImport *self)
{
  return self->headline;
}

/**
 * redaksi_import_get_n_lost:
 * @self: an import that is settled
 *
 * Returns: how many pictures were not found, or are no photos
 */
guint
redaksi_import_get_n_lost (RedaksiImport *self)
{
  return self->n_lost;
}

/* In words that say what to do. */
static void
explain (GError **error, RedaksiImportKind kind)
{
  if (kind != REDAKSI_IMPORT_OFFICE || error == NULL || *error == NULL
      || (*error)->domain != REDAKSI_FORMAT_ERROR)
    return;
  g_free ((*error)->message);
  (*error)->message
    = g_strdup ((*error)->code == REDAKSI_FORMAT_ERROR_LIMITS
                  ? _ ("The file is damaged, or larger than any article.")
                  : _ ("The file is damaged or has a password: save it once more as .docx or .odt, "
                       "without a password."));
}

/**
 * redaksi_import_read:
 * @data: (array length=length): what a file holds
 * @length: its length in bytes
 * @kind: what it is
 * @path: (nullable): where it is; pictures are looked for beside it
 * @error: return location for a #RedaksiFormatError
 *
 * Takes up to some seconds, and up to 200 levels of the stack: not for the main thread.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
RedaksiImport *
redaksi_import_read (const char *data, gsize length, RedaksiImportKind kind, const char *path,
                     GError **error)
{
  g_autoptr (GPtrArray) pictures
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_found_picture_free);
  g_autofree char *headline = NULL;
  RedaksiImport *self;
  RedaksiBody *body;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  switch (kind)
    {
    case REDAKSI_IMPORT_OFFICE:
      body = redaksi_body_from_office (data, length, &headline, pictures, error);
      break;
    case REDAKSI_IMPORT_HTML:
      body = redaksi_body_from_html_with_pictures (data, length, &headline, pictures, error);
      break;
    case REDAKSI_IMPORT_CLIPBOARD:
      body = redaksi_body_from_html_with_pictures (data, length, NULL, pictures, error);
      break;
    case REDAKSI_IMPORT_MARKDOWN:
      body = redaksi_body_from_markdown_with_pictures (data, length, &headline, pictures, error);
      break;
    default:
      body = redaksi_body_from_plain (data, length);
    }
  if (body == NULL)
    {
      explain (error, kind);
      return NULL;
    }
  self = g_new0 (RedaksiImport, 1);
  g_atomic_ref_count_init (&self->references);
  self->body = body;
  self->pictures = g_steal_pointer (&pictures);
  self->headline = g_steal_pointer (&headline);
  self->folder = path != NULL ? g_path_get_dirname (path) : NULL;
  return self;
}

/* ---- pictures ------------------------------------------------------------------------------- */

/* Where a picture is that a page names: only in the page's own folder or below, wherever links lead
 * to; so a file from a stranger can't have others of this machine taken along. */
static char *
find_beside (RedaksiImport *self, const char *address)
{
  g_autofree char *named = NULL, *path = NULL, *real = NULL, *real_folder = NULL, *inside = NULL;
  gsize end = strcspn (address, "?#");

  if (self->folder == NULL)
    return NULL;
  if (g_ascii_strncasecmp (address, "file:", strlen ("file:")) == 0)
    named = g_filename_from_uri (address, NULL, NULL);
  else
    {
      g_autofree char *bare = g_strndup (address, end);
      named = g_uri_unescape_string (bare, NULL);
    }
  if (named == NULL || *named == '\0')
    return NULL;
  path = g_canonicalize_filename (named, self->folder);
  real = realpath (path, NULL);
  real_folder = realpath (self->folder, NULL);
  if (real == NULL || real_folder == NULL)
    return NULL;
  inside = g_str_has_suffix (real_folder, "/") ? g_strdup (real_folder)
                                               : g_strconcat (real_folder, "/", NULL);
  return g_str_has_prefix (real, inside) ? g_steal_pointer (&real) : NULL;
}

static DexFuture *
take (RedaksiImport *self, RedaksiFoundPicture *picture, RedaksiPhotoStore *store)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (picture->bytes != NULL)
    return redaksi_photo_store_add_bytes (store, picture->bytes);
  path = find_beside (self, picture->address);
  if (path == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", picture->address);
  file = g_file_new_for_path (path);
  return redaksi_photo_store_add_file (store, file);
}

typedef struct
{
  RedaksiImport *import;
  RedaksiPhotoStore *store;
} Settling;

static void
settling_free (gpointer data)
{
  Settling *settling = data;

  redaksi_import_unref (settling->import);
  g_object_unref (settling->store);
  g_free (settling);
}

static const char *
either (const char *given, const char *own)
{
  return given != NULL && *given != '\0' ? given : own;
}

static void
add_photo (GPtrArray *blocks, RedaksiBlock *stand_in, const RedaksiPhoto *photo)
{
  g_autoptr (RedaksiShape) shape
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", photo->digest, "credit", photo->credit,
                         "alt", either (redaksi_block_get (stand_in, "alt"), photo->alt), NULL);

  g_ptr_array_add (blocks, redaksi_block_new_leaf (shape));
}

/* What stands below a picture that is lost is text; an empty line below it is not. */
static void
add_orphan (GPtrArray *blocks, RedaksiBlock *caption)
{
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);

  if (redaksi_block_get_length (caption) > 0)
    g_ptr_array_add (blocks, redaksi_block_with_shape (caption, paragraph));
}

static DexFuture *
settle_fiber (gpointer data)
{
  Settling *settling = data;
  RedaksiImport *self = settling->import;
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  guint n = redaksi_body_get_n (self->body);

  self->n_lost = 0;
  for (guint i = 0; i < n; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (self->body, i);
      const char *number = redaksi_block_get (block, REDAKSI_ATTRIBUTE_PICTURE);
      g_autoptr (RedaksiPhoto) photo = NULL;
      guint64 k;
      if (number == NULL || !g_ascii_string_to_unsigned (number, 10, 0, G_MAXUINT, &k, NULL)
          || k >= self->pictures->len)
        {
          g_ptr_array_add (blocks, redaksi_block_ref (block));
          continue;
        }
      photo = dex_await_boxed (take (self, self->pictures->pdata[k], settling->store), NULL);
      if (photo != NULL)
        {
          add_photo (blocks, block, photo);
          continue;
        }
      self->n_lost++;
      if (i + 1 < n
          && redaksi_block_get_kind (redaksi_body_get_nth (self->body, i + 1))
               == REDAKSI_BLOCK_CAPTION)
        add_orphan (blocks, redaksi_body_get_nth (self->body, ++i));
    }
  if (blocks->len == 0)
    g_ptr_array_add (blocks, redaksi_block_new_paragraph (""));
  return dex_future_new_take_boxed (REDAKSI_TYPE_BODY,
                                    redaksi_body_new ((RedaksiBlock *const *)blocks->pdata,
                                                      blocks->len));
}

/**
 * redaksi_import_settle:
 * @self: what was read
 * @store: takes the pictures
 *
 * Pictures that are not found or are no photos are left out and counted: see
 * redaksi_import_get_n_lost().
 *
 * Returns: (transfer full): a future of the text as an article may have it, a #RedaksiBody
 */
DexFuture *
redaksi_import_settle (RedaksiImport *self, RedaksiPhotoStore *store)
{
  Settling *settling = g_new0 (Settling, 1);

  settling->import = redaksi_import_ref (self);
  settling->store = g_object_ref (store);
  return dex_scheduler_spawn (NULL, 0, settle_fiber, settling, settling_free);
}
