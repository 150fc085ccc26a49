/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* RedaksiHeaderSlot: gives its child exactly the width that it is told, and the height that the child
 * wants at that width: GtkTextView gives an overlay its smallest size. */
#define REDAKSI_TYPE_HEADER_SLOT (redaksi_header_slot_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiHeaderSlot, redaksi_header_slot, REDAKSI, HEADER_SLOT, GtkWidget)

GtkWidget *redaksi_header_slot_new       (void); /* empty */
void       redaksi_header_slot_set_child (RedaksiHeaderSlot *self, GtkWidget *child);
GtkWidget *redaksi_header_slot_get_child (RedaksiHeaderSlot *self);
/* Returns the height at that width. */
int        redaksi_header_slot_set_width (RedaksiHeaderSlot *self, int width);

G_END_DECLS
