/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"

G_BEGIN_DECLS

/*
 * Moments as newsrooms speak of them: by the clock of the site, whatever zone this computer is in;
 * and the embargo, the moment before which an article must be public nowhere.
 */
#define REDAKSI_MOMENT_NEVER G_MAXINT64

GTimeZone *redaksi_moment_zone (const char *zone);
char *redaksi_moment_text (gint64 time, const char *zone); /* with day, hour and zone */
gint64 redaksi_moment_parse (const char *text, const char *zone);

gint64 redaksi_article_get_embargo (const RedaksiArticle *article);

G_END_DECLS
