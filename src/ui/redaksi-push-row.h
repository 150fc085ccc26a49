/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/* RedaksiPushRow: one push: the article, where it goes, how far it is, and what a person can do. */
#define REDAKSI_TYPE_PUSH_ROW (redaksi_push_row_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPushRow, redaksi_push_row, REDAKSI, PUSH_ROW, GtkListBoxRow)

GtkWidget   *redaksi_push_row_new      (RedaksiServices *services, RedaksiPush *push); /* follows @push */
RedaksiPush *redaksi_push_row_get_push (RedaksiPushRow *self);

G_END_DECLS
