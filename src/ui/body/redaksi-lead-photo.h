/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "redaksi-field.h"
#include "redaksi-photo-store.h"

G_BEGIN_DECLS

/*
 * RedaksiLeadPhoto: the lead photo with its caption and credit, or the place where it is put.
 *
 * Signals: "choose": a file is to be chosen; "remove"; "selected".
 */
#define REDAKSI_TYPE_LEAD_PHOTO (redaksi_lead_photo_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiLeadPhoto, redaksi_lead_photo, REDAKSI, LEAD_PHOTO, GtkBox)

GtkWidget    *redaksi_lead_photo_new          (RedaksiPhotoStore *store); /* empty */
void          redaksi_lead_photo_set_document (RedaksiLeadPhoto *self, RedaksiDocument *document); /* nullable */
/* A photo is on its way: it says so where it will stand. */
void          redaksi_lead_photo_set_waiting  (RedaksiLeadPhoto *self, gboolean waiting);
void          redaksi_lead_photo_set_near     (RedaksiLeadPhoto *self, gboolean near); /* … to what is seen */
gboolean      redaksi_lead_photo_has_photo    (RedaksiLeadPhoto *self);
RedaksiField *redaksi_lead_photo_get_caption  (RedaksiLeadPhoto *self);
RedaksiField *redaksi_lead_photo_get_credit   (RedaksiLeadPhoto *self);

G_END_DECLS
