/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* One press a folder. press.lock is locked for as long as a press runs on the folder, however it
 * ends; press.json beside it says where that one listens: the line that it printed. */
int      redaksi_press_lock        (const char *folder, GError **error);
/* → (transfer full) (nullable): the line of the press that holds the lock; waits for it to start */
char    *redaksi_press_find_running (const char *folder);
/* Leaves @line for those who find the folder locked */
gboolean redaksi_press_tell        (const char *folder, const char *line, GError **error);

G_END_DECLS
