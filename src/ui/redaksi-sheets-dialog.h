/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiSheetsDialog: templates, snippets or captions: one is chosen, named anew, changed, deleted,
 * or made of what is open. Signal "chosen" (char *content), after which it is closed.
 */
#define REDAKSI_TYPE_SHEETS_DIALOG (redaksi_sheets_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiSheetsDialog, redaksi_sheets_dialog, REDAKSI, SHEETS_DIALOG, AdwDialog)

/* @material: what a new one is made of; NULL: nothing is open, or a new one begins empty */
AdwDialog *redaksi_sheets_dialog_new (RedaksiServices *services, RedaksiSheetKind kind, const char *material);

G_END_DECLS
