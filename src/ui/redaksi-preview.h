/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-document.h"
#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiPreview: the article's page as readers will see it, following the document.
 *
 * The page is foreign ground (text is pasted from everywhere), so nothing of it may run or reach
 * out, and each of these layers alone stops it: an ephemeral session, JavaScript and its markup off,
 * the page's own Content-Security-Policy, a content filter that blocks every address but our two
 * schemes, a proxy that leads nowhere, and a policy that refuses every navigation. Pictures come
 * over the scheme redaksi-photo:, which serves files of the photo store and nothing else.
 */
#define REDAKSI_TYPE_PREVIEW (redaksi_preview_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPreview, redaksi_preview, REDAKSI, PREVIEW, AdwBin)

GtkWidget *redaksi_preview_new          (RedaksiServices *services); /* makes the WebView: only when it is to be seen */
void       redaksi_preview_set_document (RedaksiPreview *self, RedaksiDocument *document); /* @document may be NULL */

G_END_DECLS
