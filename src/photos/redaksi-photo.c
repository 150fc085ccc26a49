/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RedaksiPhoto, its JSON, and the sentences for what is no photo. */
#include "redaksi-photo-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-digest.h"
#include "redaksi-json.h"

/* More than what passes the limits in any direction; the reply comes from a process that read a
 * stranger's file. */
#define MAX_SIDE 100000

G_DEFINE_QUARK (redaksi - photo - error - quark, redaksi_photo_error)
G_DEFINE_BOXED_TYPE (RedaksiPhoto, redaksi_photo, redaksi_photo_copy, redaksi_photo_free)

/**
 * redaksi_photo_copy:
 * @photo: a photo
 *
 * Returns: (transfer full): the same again
 */
RedaksiPhoto *
redaksi_photo_copy (const RedaksiPhoto *photo)
{
  RedaksiPhoto *copy;

  g_return_val_if_fail (photo != NULL, NULL);

  copy = g_memdup2 (photo, sizeof *photo);
  copy->digest = g_strdup (photo->digest);
  copy->mime_type = g_strdup (photo->mime_type);
  copy->caption = g_strdup (photo->caption);
  copy->credit = g_strdup (photo->credit);
  copy->alt = g_strdup (photo->alt);
  copy->title = g_strdup (photo->title);
  copy->taken = g_strdup (photo->taken);
  return copy;
}

/**
 * redaksi_photo_free:
 * @photo: (transfer full): a photo
 */
void
redaksi_photo_free (RedaksiPhoto *photo)
{
  g_return_if_fail (photo != NULL);

  g_free (photo->digest);
  g_free (photo->mime_type);
  g_free (photo->caption);
  g_free (photo->credit);
  g_free (photo->alt);
  g_free (photo->title);
  g_free (photo->taken);
  g_free (photo);
}

/**
 * redaksi_photo_set_kind_error:
 * @kind: what a file is instead of a photo
 * @error: return location for %REDAKSI_PHOTO_ERROR_KIND
 */
void
redaksi_photo_set_kind_error (RedaksiPhotoKind kind, GError **error)
{
  static const char *const names[REDAKSI_PHOTO_KIND_LAST + 1] = {
    [REDAKSI_PHOTO_KIND_SVG] = "SVG",       [REDAKSI_PHOTO_KIND_PDF] = "PDF",
    [REDAKSI_PHOTO_KIND_BMP] = "BMP",       [REDAKSI_PHOTO_KIND_JXL] = "JPEG XL",
    [REDAKSI_PHOTO_KIND_JP2] = "JPEG 2000", [REDAKSI_PHOTO_KIND_PSD] = "Photoshop",
    [REDAKSI_PHOTO_KIND_HTML] = "HTML",
  };

  if (kind == REDAKSI_PHOTO_KIND_RAW)
    g_set_error_literal (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_KIND,
                         _ ("This is a camera’s raw file. Export it as a JPEG first."));
  else if (kind == REDAKSI_PHOTO_KIND_EMPTY)
    g_set_error_literal (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_KIND,
                         _ ("This file is empty."));
  else if (kind == REDAKSI_PHOTO_KIND_VIDEO)
    g_set_error_literal (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_KIND,
                         _ ("This is a video, not a photo."));
  else if (names[kind] != NULL)
    g_set_error (
      error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_KIND,
      /* Translators: %s is the name of a file format, such as SVG */
      _ ("This is a file of the kind %s. Redaksi takes JPEG, PNG, WebP, GIF, TIFF, HEIC and AVIF."),
      names[kind]);
  else
    g_set_error_literal (
      error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_KIND,
      _ ("This is not a photo. Redaksi takes JPEG, PNG, WebP, GIF, TIFF, HEIC and AVIF."));
}

static void
set_reply_error (yyjson_val *root, const char *word, GError **error)
{
  if (strcmp (word, "limits") == 0)
    g_set_error (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_LIMITS,
                 _ ("This photo has %d megapixels; Redaksi takes photos of up to %d."),
                 (int)CLAMP (redaksi_json_get_int (root, "megapixels", 0), 0, G_MAXINT),
                 REDAKSI_PHOTO_MAX_MEGAPIXELS);
  else if (strcmp (word, "kind") == 0)
    redaksi_photo_set_kind_error (REDAKSI_PHOTO_KIND_UNKNOWN, error);
  else if (strcmp (word, "codec") == 0)
    g_set_error_literal (
      error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_KIND,
      _ ("Photos of this kind can’t be opened on this computer. Export it as a JPEG first."));
  else if (strcmp (word, "damaged") == 0)
    g_set_error_literal (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_DAMAGED,
                         _ (
                           "This photo is damaged or not complete. Copy it once more from where it "
                           "came from."));
  else
    g_set_error_literal (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_HELPER,
                         _ ("The photo could not be prepared."));
}

static gboolean
get_side (yyjson_val *root, const char *name, guint *side)
{
  gint64 value = redaksi_json_get_int (root, name, 0);

  if (value < 1 || value > MAX_SIDE)
    return FALSE;
  *side = (guint)value;
  return TRUE;
}

static char *
get_text (yyjson_val *root, const char *name)
{
  const char *text = redaksi_json_get_string (root, name);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* The answer as a document, or the error that it tells of. */
static yyjson_doc *
parse_reply (const char *json, gsize length, GError **error)
{
  g_autoptr (yyjson_doc) doc
    = length <= REDAKSI_PHOTO_MAX_REPLY ? redaksi_json_parse (json, length, NULL) : NULL;
  yyjson_val *root = yyjson_doc_get_root (doc);
  const char *word = redaksi_json_get_string (root, "error");

  if (word == NULL && yyjson_is_obj (root)
      && redaksi_json_get_int (root, "v", 0) == REDAKSI_PHOTO_INFO_VERSION)
    return g_steal_pointer (&doc);
  set_reply_error (root, word != NULL ? word : "failed", error);
  return NULL;
}

/**
 * redaksi_photo_check_reply:
 * @json: (array length=length): the helper's answer
 * @length: its length in bytes
 * @error: return location for a #RedaksiPhotoError
 *
 * Returns: whether it did what it was asked for
 */
gboolean
redaksi_photo_check_reply (const char *json, gsize length, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse_reply (json, length, error);

  return doc != NULL;
}

/**
 * redaksi_photo_from_json:
 * @digest: of the original
 * @json: (array length=length): the helper's answer, or what info/ kept of it
 * @length: its length in bytes
 * @error: return location for a #RedaksiPhotoError
 *
 * The helper has read a stranger's file: its answer is believed no further than this checks.
 *
 * Returns: (transfer full) (nullable): the photo
 */
RedaksiPhoto *
redaksi_photo_from_json (const char *digest, const char *json, gsize length, GError **error)
{
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_autoptr (yyjson_doc) doc = NULL;
  yyjson_val *root;
  RedaksiPhotoKind kind;

  g_return_val_if_fail (redaksi_digest_is_valid (digest), NULL);

  doc = parse_reply (json, length, error);
  if (doc == NULL)
    return NULL;
  root = yyjson_doc_get_root (doc);
  photo = g_new0 (RedaksiPhoto, 1);
  kind = redaksi_photo_kind_from_mime_type (redaksi_json_get_string (root, "mime"));
  if (kind == REDAKSI_PHOTO_KIND_UNKNOWN || !get_side (root, "width", &photo->width)
      || !get_side (root, "height", &photo->height)
      || !get_side (root, "web_width", &photo->web_width)
      || !get_side (root, "web_height", &photo->web_height)
      || photo->web_width > REDAKSI_PHOTO_WEB_SIZE || photo->web_height > REDAKSI_PHOTO_WEB_SIZE)
    {
      g_set_error_literal (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_HELPER,
                           _ ("The photo could not be prepared."));
      return NULL;
    }
  photo->digest = g_strdup (digest);
  photo->mime_type = g_strdup (redaksi_photo_kind_get_mime_type (kind));
  photo->caption = get_text (root, "caption");
  photo->credit = get_text (root, "credit");
  photo->alt = get_text (root, "alt");
  photo->title = get_text (root, "title");
  photo->taken = get_text (root, "taken");
  return g_steal_pointer (&photo);
}

/**
 * redaksi_photo_to_json:
 * @photo: a photo
 *
 * Returns: (transfer full): what redaksi_photo_from_json() reads
 */
char *
redaksi_photo_to_json (const RedaksiPhoto *photo)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  const struct
  {
    const char *name;
    const char *value;
  } texts[] = {
    { "mime", photo->mime_type }, { "caption", photo->caption }, { "credit", photo->credit },
    { "alt", photo->alt },        { "title", photo->title },     { "taken", photo->taken },
  };

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_int (doc, root, "v", REDAKSI_PHOTO_INFO_VERSION);
  yyjson_mut_obj_add_uint (doc, root, "width", photo->width);
  yyjson_mut_obj_add_uint (doc, root, "height", photo->height);
  yyjson_mut_obj_add_uint (doc, root, "web_width", photo->web_width);
  yyjson_mut_obj_add_uint (doc, root, "web_height", photo->web_height);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].value != NULL && *texts[i].value != '\0')
      yyjson_mut_obj_add_str (doc, root, texts[i].name, texts[i].value);
  return redaksi_json_write (doc);
}
