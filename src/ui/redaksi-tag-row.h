/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-document.h"
#include "redaksi-library.h"

G_BEGIN_DECLS

/* RedaksiTagRow: the tags as chips, and an entry for one more. */
#define REDAKSI_TYPE_TAG_ROW (redaksi_tag_row_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiTagRow, redaksi_tag_row, REDAKSI, TAG_ROW, AdwPreferencesRow)

void redaksi_tag_row_set_document (RedaksiTagRow *self, RedaksiLibrary *library,
                                   RedaksiDocument *document); /* @document may be NULL */

G_END_DECLS
