/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS

/* RedaksiTextRow: a row for a few lines of text. Signal: "changed" (), by the user alone. */
#define REDAKSI_TYPE_TEXT_ROW (redaksi_text_row_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiTextRow, redaksi_text_row, REDAKSI, TEXT_ROW, AdwPreferencesRow)

void  redaksi_text_row_set_text (RedaksiTextRow *self, const char *text); /* does not tell "changed" */
char *redaksi_text_row_dup_text (RedaksiTextRow *self); /* with its line ends */

/* The next field, {name}, behind the cursor; at the end the first. As Tab does. Whether there is one. */
gboolean redaksi_text_row_next_field (RedaksiTextRow *self);

G_END_DECLS
