/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-window.h"

G_BEGIN_DECLS

/*
 * All articles into a folder of open files, and such a folder into the library. redaksictl does the
 * work, beside the program: the window stays alive, and what one can do the other can.
 */
void redaksi_exchange_export     (RedaksiWindow *window, const char *library);
void redaksi_exchange_import     (RedaksiWindow *window, const char *library);

/* Which backup, and whether that is meant. */
typedef void (*RedaksiBackupChosen) (const char *file, gpointer user_data);
void redaksi_exchange_ask_backup (RedaksiWindow *window, const char *folder, RedaksiBackupChosen chosen, gpointer user_data);

G_END_DECLS
