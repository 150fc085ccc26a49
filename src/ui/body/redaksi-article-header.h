/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "redaksi-lead-photo.h"

G_BEGIN_DECLS

/*
 * RedaksiArticleHeader: what stands above the body on the page: kicker, headline, deck, lead photo with
 * caption and credit, dateline place.
 *
 * Signals: "leave" (GtkDirectionType): the cursor goes on, into the body or out before the kicker;
 * "focused" (GtkWidget): a field has the keyboard now and wants to be seen.
 */
#define REDAKSI_TYPE_ARTICLE_HEADER (redaksi_article_header_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiArticleHeader, redaksi_article_header, REDAKSI, ARTICLE_HEADER, GtkBox)

GtkWidget        *redaksi_article_header_new          (RedaksiPhotoStore *store); /* empty */
void              redaksi_article_header_set_document (RedaksiArticleHeader *self, RedaksiDocument *document); /* nullable */
/* Cursor into the last field, from below. */
void              redaksi_article_header_enter_last   (RedaksiArticleHeader *self);
/* Cursor to the end of that field of the article; FALSE where it is not on the page. */
gboolean          redaksi_article_header_enter        (RedaksiArticleHeader *self, const char *field);
/* NULL where that field is not on the page. */
RedaksiField     *redaksi_article_header_get_field    (RedaksiArticleHeader *self, const char *field);
/* Matches of what is looked for (of RedaksiMatch, nullable), of whatever field. */
void              redaksi_article_header_tint         (RedaksiArticleHeader *self, GArray *matches);
/* Whether quotation marks and dashes become those of print as one types. */
void              redaksi_article_header_set_typography (RedaksiArticleHeader *self, gboolean typography);
RedaksiLeadPhoto *redaksi_article_header_get_lead     (RedaksiArticleHeader *self);

G_END_DECLS
