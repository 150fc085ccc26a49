/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-export.h"
#include "redaksi-formats.h"

G_BEGIN_DECLS

/* A photo that goes along. The caption is what readers see of it. */
typedef struct
{
  char   *digest;
  char   *caption;
  char   *credit;
  char   *alt;
  GBytes *bytes; /* a JPEG; NULL where it can't be had */
  guint   width;
  guint   height;
  char   *url;   /* as what is written names it: "photos/photo-1.jpg", or the photo itself */
} RedaksiExportPhoto;

/* A file of what is written; @name is made by us, never by anybody's text. */
typedef struct
{
  char   *name; /* below the folder */
  GBytes *bytes;
} RedaksiExportFile;

/* All that the codecs need; they run on a thread and touch nothing else. */
typedef struct
{
  RedaksiArticle *article; /* for readers: without notes and suggestions */
  RedaksiSite    *site;    /* nullable */
  char           *url;     /* nullable */
  gint64          published;
  gint64          modified;
  GPtrArray      *photos;  /* of RedaksiExportPhoto, the lead photo first */
} RedaksiExportMatter;

#define REDAKSI_EXPORT_PHOTOS "photos"

/* redaksi-export.c */
RedaksiExportPhoto *_redaksi_export_find_photo (const RedaksiExportMatter *matter, const char *digest);

/* redaksi-export-forms.c: what the files hold */
GPtrArray *_redaksi_export_make_files (const RedaksiExportMatter *matter, RedaksiExportForm form);
gboolean   _redaksi_export_look_up    (const char *digest, RedaksiPhotoLink *link, gpointer matter);
void       _redaksi_export_house      (const RedaksiExportMatter *matter, RedaksiHouse *house);

/* redaksi-export-ninjs.c */
char      *_redaksi_export_to_ninjs   (const RedaksiExportMatter *matter);

/* redaksi-export-files.c */
gboolean   _redaksi_export_write      (const char *path, GPtrArray *files, gboolean folder, GError **error);

G_END_DECLS
