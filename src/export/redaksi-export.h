/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"
#include "redaksi-photo-store.h"
#include "redaksi-site.h"

G_BEGIN_DECLS

/*
 * An article as files that others can publish, without an account anywhere:
 *
 *   page      a folder: index.html as the house's page is, its style sheet, photos/; opens from the disk
 *   html      one file with everything in it, photos too: to be mailed, or pasted elsewhere
 *   markdown  a folder: article.md, photos/
 *   ninjs     a folder: article.json as IPTC ninjs 3.1 has it, photos/; for agencies
 *
 * Readers' eyes only: notes, suggestions and struck text stay here. Photos are the copies that leave
 * the machine (no places, no serial numbers), with the captions and credits of the article in them.
 *
 * Nothing that is there is written over, and nothing is left half written: all of it is made beside its
 * place under another name, synced, and gets its name last.
 */

#define REDAKSI_EXPORT_ERROR (redaksi_export_error_quark ())
GQuark redaksi_export_error_quark (void);

typedef enum
{
  REDAKSI_EXPORT_ERROR_EXISTS, /* something has that name already */
  REDAKSI_EXPORT_ERROR_WRITE,  /* no room, no permission, no such place */
} RedaksiExportError;

typedef enum
{
  REDAKSI_EXPORT_PAGE,
  REDAKSI_EXPORT_HTML,
  REDAKSI_EXPORT_MARKDOWN,
  REDAKSI_EXPORT_NINJS,
} RedaksiExportForm;

#define REDAKSI_EXPORT_FORM_LAST REDAKSI_EXPORT_NINJS

/* What is known of it beside the article itself. */
typedef struct
{
  RedaksiSite *site;      /* nullable: whose article it is */
  const char  *url;       /* nullable: where it is published */
  gint64       published; /* µs UTC, 0 = not, or not known */
  gint64       modified;  /* µs UTC, 0 = not known */
} RedaksiExportFacts;

const char *redaksi_export_form_to_string   (RedaksiExportForm form);
gboolean    redaksi_export_form_from_string (const char *text, RedaksiExportForm *form);
char       *redaksi_export_dup_name         (RedaksiArticle *article, RedaksiExportForm form);
char       *redaksi_export_dup_free_path    (const char *folder, const char *name);
DexFuture  *redaksi_export_article          (RedaksiArticle *article, RedaksiExportForm form,
                                             const RedaksiExportFacts *facts, RedaksiPhotoStore *photos,
                                             const char *path); /* → guint */

G_END_DECLS
