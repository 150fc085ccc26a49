/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/* RedaksiOutboxList: what is sent and was sent, newest first. Signal: "open" (char *article_id). */
#define REDAKSI_TYPE_OUTBOX_LIST (redaksi_outbox_list_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiOutboxList, redaksi_outbox_list, REDAKSI, OUTBOX_LIST, AdwBin)

GtkWidget *redaksi_outbox_list_new (RedaksiServices *services); /* follows the outbox */

G_END_DECLS
