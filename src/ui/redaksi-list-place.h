/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Where the keyboard is in a list view. When the row that has it goes, GTK gives the keyboard to
 * another and scrolls to that, which may be far away. So it is taken away before, and given back when
 * all has changed: to a row that is seen, where the other one was. The factory tells each row's
 * GtkListItem with redaksi_list_place_note().
 */
void         redaksi_list_place_note   (GtkWidget *row, GtkListItem *item);
GtkListItem *redaksi_list_place_get    (GtkWidget *view); /* the item of the row that has it; NULL: none */
gboolean     redaksi_list_place_leave  (GtkWidget *view, guint position, guint removed, guint *left);
gboolean     redaksi_list_place_go     (GtkWidget *view, guint left);
void         redaksi_list_place_return (GtkWidget *view, guint left);

G_END_DECLS
