/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiConflict: what a person is asked when the site has an article that somebody else changed
 * there. Whatever is chosen, the site's text is in the article's history before anything replaces
 * it.
 */
void redaksi_conflict_ask (GtkWidget *window, RedaksiServices *services, RedaksiDocument *open,
                           const char *push_id);
/* @article_id was opened from the site: shows what is new there, or both where it was edited here too */
void redaksi_conflict_refresh (GtkWidget *window, RedaksiServices *services, RedaksiDocument *open,
                               const char *article_id, const char *site_id);

G_END_DECLS
