/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-photo-store.h"
#include "redaksi-summary.h"

G_BEGIN_DECLS

/* RedaksiArticleRow: an article as the list shows it: headline, who and when, state, lead photo. */
#define REDAKSI_TYPE_ARTICLE_ROW (redaksi_article_row_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiArticleRow, redaksi_article_row, REDAKSI, ARTICLE_ROW, AdwBin)

GtkWidget      *redaksi_article_row_new         (RedaksiPhotoStore *photos); /* shows photos of @photos */
void            redaksi_article_row_set_summary (RedaksiArticleRow *self, RedaksiSummary *summary);
RedaksiSummary *redaksi_article_row_get_summary (RedaksiArticleRow *self);

G_END_DECLS
