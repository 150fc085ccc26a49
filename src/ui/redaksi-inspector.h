/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-document.h"
#include "redaksi-services.h"

G_BEGIN_DECLS

/* RedaksiInspector: what readers don't see on the page but the article needs. */
#define REDAKSI_TYPE_INSPECTOR (redaksi_inspector_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiInspector, redaksi_inspector, REDAKSI, INSPECTOR, AdwBin)

void redaksi_inspector_set_services (RedaksiInspector *self, RedaksiServices *services); /* once, before a document */
void redaksi_inspector_set_document (RedaksiInspector *self, RedaksiDocument *document); /* @document may be NULL */
void redaksi_inspector_set_photo    (RedaksiInspector *self, guint block); /* as "photo-selected" tells it */
GtkWidget *redaksi_inspector_get_back (RedaksiInspector *self);

G_END_DECLS
