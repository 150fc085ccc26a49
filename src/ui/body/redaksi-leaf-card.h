/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "redaksi-photo-store.h"
#include "redaksi-shape.h"

G_BEGIN_DECLS

/* RedaksiLeafCard: what stands in the body for a block without text: a photo, a divider, an embedded
 * page, something of another program that is kept as it is. As wide as it is told.
 *
 * Signal: "wanted" (): a person asks for a picture that is on the site alone. */
#define REDAKSI_TYPE_LEAF_CARD (redaksi_leaf_card_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiLeafCard, redaksi_leaf_card, REDAKSI, LEAF_CARD, GtkWidget)

GtkWidget    *redaksi_leaf_card_new          (RedaksiPhotoStore *store);
void          redaksi_leaf_card_set_shape    (RedaksiLeafCard *self, RedaksiShape *shape);
RedaksiShape *redaksi_leaf_card_get_shape    (RedaksiLeafCard *self);
void          redaksi_leaf_card_set_width    (RedaksiLeafCard *self, int width);    /* in pixels */
void          redaksi_leaf_card_set_near     (RedaksiLeafCard *self, gboolean near);     /* … to what is seen */
gboolean      redaksi_leaf_card_get_near     (RedaksiLeafCard *self);
void          redaksi_leaf_card_set_away     (RedaksiLeafCard *self, const char *why); /* a photo; NULL: not */
void          redaksi_leaf_card_set_selected (RedaksiLeafCard *self, gboolean selected); /* shown as such */
void          redaksi_leaf_card_set_caption  (RedaksiLeafCard *self, const char *caption); /* for its name */

G_END_DECLS
