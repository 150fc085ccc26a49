/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "redaksi-shape.h"

G_BEGIN_DECLS

/* What is shown of a preserved block: what it is, the beginning of its text, and a button that opens its
 * source, to be read only. */
GtkWidget *redaksi_preserved_card_new  (RedaksiShape *shape);                    /* floating */
char      *redaksi_preserved_card_name (RedaksiShape *shape);                    /* for a screen reader: all of it */
void       redaksi_preserved_show      (GtkWidget *parent, RedaksiShape *shape); /* a dialog with the source */

G_END_DECLS
