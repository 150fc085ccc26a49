/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "redaksi-photo-store.h"

G_BEGIN_DECLS

/*
 * RedaksiPhotoPicture: a photo of the store as wide as there is room, in its own proportions. It is read
 * when it is first drawn, on a worker and no larger than it is shown, and let go when it is hidden or
 * told that it is far from what is seen.
 */
#define REDAKSI_TYPE_PHOTO_PICTURE (redaksi_photo_picture_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPhotoPicture, redaksi_photo_picture, REDAKSI, PHOTO_PICTURE, GtkWidget)

GtkWidget *redaksi_photo_picture_new (RedaksiPhotoStore *store);
/* The digest names the photo; NULL shows none. */
void       redaksi_photo_picture_set      (RedaksiPhotoPicture *self, const char *digest);
void       redaksi_photo_picture_set_near (RedaksiPhotoPicture *self, gboolean near); /* TRUE at first */

G_END_DECLS
