/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "redaksi-library.h"

G_BEGIN_DECLS

/* @action: a static string */
void redaksi_list_wish (GtkWidget *widget, RedaksiLibrary *library, GArray *rows, const char *action, const char *state);

G_END_DECLS
