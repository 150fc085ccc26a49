/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

gint64 redaksi_clock_now       (void);
gint64 redaksi_clock_monotonic (void);
char  *redaksi_clock_to_iso    (gint64 time);
gint64 redaksi_clock_from_iso  (const char *text);

G_END_DECLS
