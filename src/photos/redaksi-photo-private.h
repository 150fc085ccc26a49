/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-photo-kind-private.h"
#include "redaksi-photo-store.h"

G_BEGIN_DECLS

/*
 * What the store and its helper program say to each other.
 *
 * The helper gets open files, never paths: 3 the photo, 4 the web copy, 5 the thumbnail, 6 texts
 * (as JSON). Its answer is one JSON object on its standard output:
 *
 *   {"v":1,"mime":"image/jpeg","width":…,"height":…,"web_width":…,"web_height":…,
 *    "caption":…,"credit":…,"alt":…,"title":…,"taken":…}       texts that are absent are left out
 *   {"error":"limits","megapixels":900}                       or "kind", "damaged", "codec",
 * "failed"
 *
 * The first form is what info/ keeps too.
 */

#define REDAKSI_PHOTO_INFO_VERSION 1 /* raise it when derived files shall be made anew */

#define REDAKSI_PHOTO_MAX_BYTES      ((gsize)256 << 20)
#define REDAKSI_PHOTO_MAX_MEGAPIXELS 200
#define REDAKSI_PHOTO_WEB_SIZE       2048
#define REDAKSI_PHOTO_THUMB_SIZE     320
#define REDAKSI_PHOTO_MAX_REPLY      ((gsize)1 << 20)
#define REDAKSI_PHOTO_MAX_UPLOAD     ((gsize)32 << 20)

#define REDAKSI_PHOTO_FD_IN    3
#define REDAKSI_PHOTO_FD_WEB   4
#define REDAKSI_PHOTO_FD_THUMB 5
#define REDAKSI_PHOTO_FD_TEXTS 6

RedaksiPhoto *redaksi_photo_from_json (const char *digest, const char *json, gsize length,
                                       GError **error);
gboolean redaksi_photo_check_reply (const char *json, gsize length, GError **error);
char *redaksi_photo_to_json (const RedaksiPhoto *photo);
void redaksi_photo_set_kind_error (RedaksiPhotoKind kind, GError **error);

/* redaksi-photo-process.c */
typedef struct
{
  int in; /* borrowed; -1 = none */
  int web;
  int thumb;
  int texts;
} RedaksiPhotoFiles;

char *redaksi_photo_process_run (const char *task, const RedaksiPhotoFiles *files, guint seconds,
                                 gsize *length, GError **error);

/* redaksi-photo-store.c; the second for tests */
char *_redaksi_photo_store_dup_info_path (RedaksiPhotoStore *self, const char *digest);
void redaksi_photo_store_set_time_limit (RedaksiPhotoStore *self, guint seconds);

/* redaksi-photo-folders.c: errors are of GIO */
typedef struct _RedaksiPhotoFolders RedaksiPhotoFolders;

RedaksiPhotoFolders *redaksi_photo_folders_new  (const char *root);
void                 redaksi_photo_folders_free (RedaksiPhotoFolders *self);
gboolean             redaksi_photo_folders_make (RedaksiPhotoFolders *self, const char *folder, GError **error);
gboolean             redaksi_photo_folders_sync (const char *path, GError **error);

G_END_DECLS
