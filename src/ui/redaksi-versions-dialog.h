/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiVersionsDialog: two versions of the open article beside each other, word by word; the older
 * one is restored as a whole, or one difference by itself. Whatever is restored is a change of the
 * text, which can be undone, and a version of its own.
 */
#define REDAKSI_TYPE_VERSIONS_DIALOG (redaksi_versions_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiVersionsDialog, redaksi_versions_dialog, REDAKSI, VERSIONS_DIALOG, AdwDialog)

AdwDialog *redaksi_versions_dialog_new (RedaksiServices *services, RedaksiDocument *document, guint revision);

G_END_DECLS
