/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-photo-store.h"

G_BEGIN_DECLS

/* RedaksiThumbnail: a small square of a photo of the store, read off the main thread. */
#define REDAKSI_TYPE_THUMBNAIL (redaksi_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiThumbnail, redaksi_thumbnail, REDAKSI, THUMBNAIL, AdwBin)

GtkWidget *redaksi_thumbnail_new       (void); /* empty; see set_photo */
void       redaksi_thumbnail_set_photo (RedaksiThumbnail *self, RedaksiPhotoStore *photos,
                                        const char *digest);

G_END_DECLS
