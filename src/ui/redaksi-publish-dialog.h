/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-document.h"
#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiPublishDialog: to which site, how, and what will happen then, in plain words; nothing is
 * sent before the confirming button.
 *
 * Signal: "sent" (char *push_id, char *sentence) once the push is in the outbox, durably.
 */
#define REDAKSI_TYPE_PUBLISH_DIALOG (redaksi_publish_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPublishDialog, redaksi_publish_dialog, REDAKSI, PUBLISH_DIALOG,
                      AdwDialog)

AdwDialog *redaksi_publish_dialog_new (RedaksiServices *services, RedaksiDocument *document);

G_END_DECLS
