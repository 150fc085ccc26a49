/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/*
 * RedaksiPhotoStore: the originals and what is derived from them, in a folder, named by the
 * SHA-256 of the original:
 *
 *   originals/ab/abcdef….jpg   untouched, never uploaded
 *   web/ab/abcdef….jpg         ≤ 2048 px, oriented, sRGB, no GPS, no serial numbers, allow-listed fields
 *   thumbs/ab/abcdef….jpg      320 px, oriented
 *   info/ab/abcdef….json       width, height, and the caption, credit, alt text that it carried
 *
 * Decoding happens in a helper process (redaksi-photo-helper: vips + gexiv2, no network, rlimits, a
 * kill timer); this class links neither. Files are synced and renamed before a call resolves.
 */

#define REDAKSI_PHOTO_ERROR (redaksi_photo_error_quark ())
GQuark redaksi_photo_error_quark (void);

typedef enum
{
  REDAKSI_PHOTO_ERROR_KIND,    /* no photo, or of a kind that is not taken (SVG, PDF, …) */
  REDAKSI_PHOTO_ERROR_LIMITS,  /* more megapixels or bytes than are taken */
  REDAKSI_PHOTO_ERROR_DAMAGED, /* begins like a photo and breaks off */
  REDAKSI_PHOTO_ERROR_HELPER,  /* the helper died or took too long */
  REDAKSI_PHOTO_ERROR_STORE,   /* could not be written */
} RedaksiPhotoError;

typedef struct
{
  char  *digest;    /* of the original: the photo's name */
  char  *mime_type; /* of the original */
  guint  width;     /* as seen, after orientation */
  guint  height;
  guint  web_width; /* of the web copy */
  guint  web_height;
  char  *caption;   /* from IPTC/XMP, nullable; UTF-8 */
  char  *credit;
  char  *alt;
  char  *title;
  char  *taken;     /* RFC 3339 or nullable */
} RedaksiPhoto;

#define REDAKSI_TYPE_PHOTO (redaksi_photo_get_type ())
GType         redaksi_photo_get_type (void);
RedaksiPhoto *redaksi_photo_copy     (const RedaksiPhoto *photo);
void          redaksi_photo_free     (RedaksiPhoto *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiPhoto, redaksi_photo_free)

#define REDAKSI_TYPE_PHOTO_STORE (redaksi_photo_store_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPhotoStore, redaksi_photo_store, REDAKSI, PHOTO_STORE, GObject)

RedaksiPhotoStore *redaksi_photo_store_new       (const char *folder);
DexFuture         *redaksi_photo_store_add_file  (RedaksiPhotoStore *self, GFile *file);    /* → RedaksiPhoto */
DexFuture         *redaksi_photo_store_add_bytes (RedaksiPhotoStore *self, GBytes *bytes);  /* → RedaksiPhoto */
DexFuture         *redaksi_photo_store_get       (RedaksiPhotoStore *self, const char *digest); /* → RedaksiPhoto */
/* What a site says of it, where its file says nothing */
DexFuture         *redaksi_photo_store_note_texts (RedaksiPhotoStore *self, const RedaksiPhoto *photo,
                                                const char *caption, const char *credit,
                                                const char *alt);                       /* → RedaksiPhoto */
/* Paths; nothing is promised to exist but for photos that were added. Pure, no I/O. */
char              *redaksi_photo_store_dup_thumb_path (RedaksiPhotoStore *self, const char *digest);
char              *redaksi_photo_store_dup_web_path   (RedaksiPhotoStore *self, const char *digest);
/* The copy that leaves the machine: the web copy with these texts written into IPTC and XMP. */
DexFuture         *redaksi_photo_store_make_upload (RedaksiPhotoStore *self, const char *digest,
                                                    const char *caption, const char *credit,
                                                    const char *alt);                       /* → GBytes (JPEG) */

G_END_DECLS
