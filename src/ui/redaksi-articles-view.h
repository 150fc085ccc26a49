/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiArticlesView: a list of articles of which one is open and many may be selected, with what
 * can be done with them: by menu, by keys, and for many by a bar below them. What is selected stays
 * so while rows come, go and move; of a change of rows alone no article is opened.
 *
 * Signals: "open" (char *article_id), "filled" (): how many there are may be another number now.
 * What is to happen to articles goes to the window: win.delete-articles, win.restore-articles and
 * win.purge-articles (as), win.set-states ((ass)).
 */
#define REDAKSI_TYPE_ARTICLES_VIEW (redaksi_articles_view_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiArticlesView, redaksi_articles_view, REDAKSI, ARTICLES_VIEW, AdwBin)

void       redaksi_articles_view_set_services (RedaksiArticlesView *self, RedaksiServices *services); /* once */
void       redaksi_articles_view_set_query    (RedaksiArticlesView *self, guint states, const char *words, RedaksiSort sort);
guint      redaksi_articles_view_get_n        (RedaksiArticlesView *self);
void       redaksi_articles_view_select       (RedaksiArticlesView *self, const char *article_id); /* nullable: what is open; opens nothing */
void       redaksi_articles_view_unselect     (RedaksiArticlesView *self); /* so that the open article can be chosen again */
void       redaksi_articles_view_focus        (RedaksiArticlesView *self);
GtkWidget *redaksi_articles_view_get_list     (RedaksiArticlesView *self); /* what has the keyboard */

G_END_DECLS
