/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiBrowseDialog: what is on a site, whoever wrote it: looked through, and any of it opened as
 * an article here. It activates “win.open-article” and closes.
 */
#define REDAKSI_TYPE_BROWSE_DIALOG (redaksi_browse_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiBrowseDialog, redaksi_browse_dialog, REDAKSI, BROWSE_DIALOG, AdwDialog)

AdwDialog *redaksi_browse_dialog_new (RedaksiServices *services, const char *site_id);

G_END_DECLS
