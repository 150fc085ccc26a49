/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-body-view.h"

G_BEGIN_DECLS

/*
 * RedaksiPhotoPlace: stands in the text where photos will be, while they are taken in. It is no part of
 * the document: nothing of it is saved, undone or sent. The line beside it is spread by a tag of its own
 * and it lies over the gap; it follows its mark while one types on.
 *
 * It costs a look at one line in each frame, and goes when the photos are there or the view shows another
 * document.
 */
#define REDAKSI_TYPE_PHOTO_PLACE (redaksi_photo_place_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPhotoPlace, redaksi_photo_place, REDAKSI, PHOTO_PLACE, GtkBox)

/* Puts itself into @view, which owns it: keep a weak pointer, and only until it is removed. */
GtkWidget *redaksi_photo_place_new    (RedaksiBodyView *view, GtkTextMark *mark, guint n_photos);
/* How many are still to come. */
void       redaksi_photo_place_set_n  (RedaksiPhotoPlace *self, guint n_photos);
/* The gap closes; the photos are there, or will not come. */
void       redaksi_photo_place_remove (RedaksiPhotoPlace *self);

G_END_DECLS
