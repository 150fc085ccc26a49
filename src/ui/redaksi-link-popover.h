/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* RedaksiLinkPopover: where a link leads: the address, Open, Remove. Signal "set" (char *address): the
 * person decided; an empty address takes the link away. */
#define REDAKSI_TYPE_LINK_POPOVER (redaksi_link_popover_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiLinkPopover, redaksi_link_popover, REDAKSI, LINK_POPOVER, GtkPopover)

GtkWidget *redaksi_link_popover_new  (void); /* closed; it needs a parent */
GtkWidget *redaksi_link_popover_new_for_embed (void); /* the same for a page that is shown in the article */
/* Opens it at a place in its parent; @address may be NULL for a link that is to be made. */
void       redaksi_link_popover_edit (RedaksiLinkPopover *self, const GdkRectangle *place, const char *address);

/* What a person typed as an address the program can use, or NULL: "bebaca.id" is "https://bebaca.id". */
char      *redaksi_link_address      (const char *typed);

G_END_DECLS
