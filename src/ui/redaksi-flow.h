/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * RedaksiFlow: children beside each other, in as many lines as they need. AdwWrapBox 1.7 ends the
 * program where it is made narrower than a child, which happens while a window is resized.
 */
#define REDAKSI_TYPE_FLOW (redaksi_flow_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiFlow, redaksi_flow, REDAKSI, FLOW, GtkWidget)

void redaksi_flow_append (RedaksiFlow *self, GtkWidget *child); /* after the others */
void redaksi_flow_clear  (RedaksiFlow *self);                   /* takes all children out */

G_END_DECLS
