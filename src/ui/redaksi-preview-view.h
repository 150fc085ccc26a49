/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-photo-store.h"

G_BEGIN_DECLS

#define REDAKSI_PREVIEW_PHOTO_SCHEME "redaksi-photo"
#define REDAKSI_PREVIEW_PAGE_SCHEME "redaksi-page"

/* RedaksiPreviewView: the locked-down WebView under RedaksiPreview, which tells its layers. */
#define REDAKSI_TYPE_PREVIEW_VIEW (redaksi_preview_view_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPreviewView, redaksi_preview_view, REDAKSI, PREVIEW_VIEW, AdwBin)

GtkWidget *redaksi_preview_view_new       (RedaksiPhotoStore *photos); /* serves photos of @photos */
void       redaksi_preview_view_show      (RedaksiPreviewView *self, char *html, const char *id);
void       redaksi_preview_view_set_phone (RedaksiPreviewView *self, gboolean phone); /* else as on a computer */

G_END_DECLS
