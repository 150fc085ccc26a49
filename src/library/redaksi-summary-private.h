/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <sqlite3.h>

#include "redaksi-summary.h"

G_BEGIN_DECLS

RedaksiSummary *redaksi_summary_new         (gint64 row);
void            redaksi_summary_fill        (RedaksiSummary *self, sqlite3_stmt *statement);
void            redaksi_summary_set_snippet (RedaksiSummary *self, const char *snippet);
void            redaksi_summary_copy        (RedaksiSummary *self, RedaksiSummary *from);
gboolean        redaksi_summary_is_filled   (RedaksiSummary *self);

G_END_DECLS
