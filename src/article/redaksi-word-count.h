/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"

G_BEGIN_DECLS

guint redaksi_text_count_words    (const char *text);
guint redaksi_body_count_words    (const RedaksiBody *body);
guint redaksi_article_count_words (const RedaksiArticle *article);
guint redaksi_reading_minutes     (guint words);

G_END_DECLS
