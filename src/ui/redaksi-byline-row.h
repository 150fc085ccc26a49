/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-byline.h"

G_BEGIN_DECLS

/*
 * RedaksiBylineRow: one person with a role. It changes nothing itself, it asks:
 *
 * Signals: "renamed" (char *person), "role-chosen" (char *role), "moved" (int change), "removed" (),
 * "dropped" (RedaksiBylineRow *other): another row was dropped on it.
 */
#define REDAKSI_TYPE_BYLINE_ROW (redaksi_byline_row_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiBylineRow, redaksi_byline_row, REDAKSI, BYLINE_ROW, AdwEntryRow)

GtkWidget *redaksi_byline_row_new        (void); /* empty; see set_byline */
void       redaksi_byline_row_set_byline (RedaksiBylineRow *self, RedaksiByline *byline);

G_END_DECLS
