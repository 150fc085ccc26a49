/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/*
 * What a file is by its first bytes; its name is never asked, but for cameras' raw files, some of
 * which cannot be told from a TIFF picture. Everything after UNKNOWN up to LAST_TAKEN is taken.
 */
typedef enum
{
  REDAKSI_PHOTO_KIND_UNKNOWN,
  REDAKSI_PHOTO_KIND_JPEG,
  REDAKSI_PHOTO_KIND_PNG,
  REDAKSI_PHOTO_KIND_WEBP,
  REDAKSI_PHOTO_KIND_GIF,
  REDAKSI_PHOTO_KIND_TIFF,
  REDAKSI_PHOTO_KIND_HEIC,
  REDAKSI_PHOTO_KIND_AVIF,
  REDAKSI_PHOTO_KIND_RAW,
  REDAKSI_PHOTO_KIND_EMPTY,
  REDAKSI_PHOTO_KIND_SVG,
  REDAKSI_PHOTO_KIND_PDF,
  REDAKSI_PHOTO_KIND_BMP,
  REDAKSI_PHOTO_KIND_JXL,
  REDAKSI_PHOTO_KIND_JP2,
  REDAKSI_PHOTO_KIND_PSD,
  REDAKSI_PHOTO_KIND_VIDEO,
  REDAKSI_PHOTO_KIND_HTML,
} RedaksiPhotoKind;

#define REDAKSI_PHOTO_KIND_LAST_TAKEN REDAKSI_PHOTO_KIND_AVIF
#define REDAKSI_PHOTO_KIND_LAST       REDAKSI_PHOTO_KIND_HTML

RedaksiPhotoKind redaksi_photo_kind_sniff (const guint8 *data, gsize length);
gboolean redaksi_photo_kind_is_taken (RedaksiPhotoKind kind);
gboolean redaksi_photo_kind_is_raw_name (const char *name);
const char *redaksi_photo_kind_get_mime_type (RedaksiPhotoKind kind);
const char *redaksi_photo_kind_get_extension (RedaksiPhotoKind kind);
RedaksiPhotoKind redaksi_photo_kind_from_mime_type (const char *mime_type);

G_END_DECLS
