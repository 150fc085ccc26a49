/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* At @position @removed rows go and @added, @rows, come. */
typedef void (*RedaksiListSplice) (guint position, guint removed, guint added, const gint64 *rows,
                                   gpointer data);

void redaksi_list_diff (const gint64 *old_rows, guint n_old, const gint64 *new_rows, guint n_new,
                        RedaksiListSplice splice, gpointer data);

G_END_DECLS
