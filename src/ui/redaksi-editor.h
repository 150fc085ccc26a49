/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-article-view.h"
#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiEditor: the open article: its text, its preview, its details. It opens and closes
 * articles: one is loaded, shown and attached to the journal before the one before it is let go.
 *
 * Properties: "preview", "inspector" (shown?), "compact" (the tools stand below), "single" (text or
 * preview, not both), "plain" (nothing but the text; the header comes with the pointer at the top). Signal: "opened" (char *article_id, nullable).
 */
#define REDAKSI_TYPE_EDITOR (redaksi_editor_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiEditor, redaksi_editor, REDAKSI, EDITOR, AdwBin)

void redaksi_editor_set_services (RedaksiEditor *self, RedaksiServices *services); /* once */
void redaksi_editor_open (RedaksiEditor *self, const char *article_id);
DexFuture *redaksi_editor_close (RedaksiEditor *self); /* → gboolean: all is saved */
RedaksiDocument *redaksi_editor_get_document (RedaksiEditor *self);
RedaksiArticleView *redaksi_editor_get_view (RedaksiEditor *self);
AdwOverlaySplitView *redaksi_editor_get_split (RedaksiEditor *self);

G_END_DECLS
