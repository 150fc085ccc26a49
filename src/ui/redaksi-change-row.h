/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-changes.h"
#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiChangeRow: one difference between two versions, word by word: what is gone is struck
 * through, what is new is underlined; photos stand side by side.
 *
 * Signal: "take-back" (): this one is to be as it was.
 */
#define REDAKSI_TYPE_CHANGE_ROW (redaksi_change_row_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiChangeRow, redaksi_change_row, REDAKSI, CHANGE_ROW, GtkListBoxRow)

GtkWidget           *redaksi_change_row_new        (RedaksiServices *services, const RedaksiChange *change,
                                                    RedaksiArticle *older, RedaksiArticle *newer, gboolean can_take);
const RedaksiChange *redaksi_change_row_get_change (RedaksiChangeRow *self);

G_END_DECLS
