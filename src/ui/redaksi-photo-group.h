/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-document.h"
#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiPhotoGroup: credit, alternative text and caption of the photo that is selected in the
 * article; of the lead photo where none is.
 */
#define REDAKSI_TYPE_PHOTO_GROUP (redaksi_photo_group_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPhotoGroup, redaksi_photo_group, REDAKSI, PHOTO_GROUP,
                      AdwPreferencesGroup)

void redaksi_photo_group_set_services (RedaksiPhotoGroup *self, RedaksiServices *services); /* once */
void redaksi_photo_group_set_document (RedaksiPhotoGroup *self, RedaksiDocument *document); /* @document may be NULL */
void redaksi_photo_group_set_photo    (RedaksiPhotoGroup *self, guint block);

G_END_DECLS
