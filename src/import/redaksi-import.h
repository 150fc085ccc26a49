/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-formats.h"
#include "redaksi-photo-store.h"

G_BEGIN_DECLS

/*
 * RedaksiImport: a file that another program wrote (HTML, Markdown, text, .docx, .odt), read as the
 * text of an article, with the pictures in it. Two steps: reading, which may take its time and is
 * for a thread; and settling, which puts the pictures into the photo store and their names into the
 * body. Pictures beside the file are taken only from its own folder and what is below.
 *
 * A reference-counted value but for what settling fills in.
 */
typedef struct _RedaksiImport RedaksiImport;

#define REDAKSI_TYPE_IMPORT (redaksi_import_get_type ())
GType redaksi_import_get_type (void);

typedef enum
{
  REDAKSI_IMPORT_PLAIN,
  REDAKSI_IMPORT_HTML,
  REDAKSI_IMPORT_CLIPBOARD, /* HTML whose first heading is a heading */
  REDAKSI_IMPORT_MARKDOWN,
  REDAKSI_IMPORT_OFFICE,
} RedaksiImportKind;

/* The most that a file may have: a text has less, one with photos in it not. */
#define REDAKSI_IMPORT_MAX_SIZE (256 * 1024 * 1024)

RedaksiImport *redaksi_import_read         (const char *data, gsize length, RedaksiImportKind kind,
                                            const char *path, GError **error);
RedaksiImport *redaksi_import_ref          (RedaksiImport *self);
void           redaksi_import_unref        (RedaksiImport *self);
RedaksiBody   *redaksi_import_get_body     (RedaksiImport *self);
guint          redaksi_import_get_n_pictures (RedaksiImport *self);
const char    *redaksi_import_get_headline (RedaksiImport *self);
guint          redaksi_import_get_n_lost   (RedaksiImport *self);
DexFuture     *redaksi_import_settle       (RedaksiImport *self, RedaksiPhotoStore *store); /* → RedaksiBody */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiImport, redaksi_import_unref)

G_END_DECLS
