/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-export.h"
#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiExportDialog: as what an article is exported, and where to. It stays until that is done, or
 * tells why it is not.
 *
 * Signal "exported" (path, left out): it is there, and it may lack photos.
 */
#define REDAKSI_TYPE_EXPORT_DIALOG (redaksi_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiExportDialog, redaksi_export_dialog, REDAKSI, EXPORT_DIALOG, AdwDialog)

AdwDialog *redaksi_export_dialog_new (RedaksiServices *services, RedaksiArticle *article,
                                      RedaksiSummary *summary); /* @summary: nullable */

G_END_DECLS
