/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS

/* The keys of the program in one table: what they do is set and shown from here. */

void                redaksi_shortcuts_set_accels  (GtkApplication *application); /* those that work everywhere */
GtkEventController *redaksi_shortcuts_for_details (void);
AdwDialog          *redaksi_shortcuts_dialog_new  (void); /* floating */

G_END_DECLS
