/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiMergeDialog: what somebody changed on the site while it was changed here, part by part, with
 * both versions side by side and their differences marked word by word; the person chooses for each.
 *
 * Signal: "decided" (char *answer): "merge", "mine" or "leave", once; the dialog closes. The choices
 * are in the meeting's merge.
 */
#define REDAKSI_TYPE_MERGE_DIALOG (redaksi_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiMergeDialog, redaksi_merge_dialog, REDAKSI, MERGE_DIALOG, AdwDialog)

AdwDialog *redaksi_merge_dialog_new (const RedaksiMeeting *meeting, const char *site_name,
                                     gboolean sending);

G_END_DECLS
