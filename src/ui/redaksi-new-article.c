/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-new-article.h"

#include "redaksi-id.h"
#include "redaksi-text.h"

static RedaksiArticle *
with_byline (RedaksiArticle *article, const char *person)
{
  g_autoptr (RedaksiByline) byline = redaksi_byline_parse (person);
  g_autoptr (GPtrArray) bylines = g_ptr_array_new ();

  if (byline == NULL)
    return redaksi_article_ref (article);
  g_ptr_array_add (bylines, byline);
  return redaksi_article_with_bylines (article, bylines);
}

/**
 * redaksi_new_article:
 * @settings: who writes here, in which language
 * @body: (nullable): its text
 * @headline: (nullable): its headline
 *
 * Returns: (transfer full): an article with an id of its own, in no library yet
 */
RedaksiArticle *
redaksi_new_article (GSettings *settings, RedaksiBody *body, const char *headline)
{
  g_autofree char *id = redaksi_id_new ();
  g_autofree char *person = g_settings_get_string (settings, "default-byline");
  g_autofree char *language = g_settings_get_string (settings, "article-language");
  g_autofree char *line = redaksi_text_one_line (headline != NULL ? headline : "");
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (id);
  g_autoptr (RedaksiArticle) with_text
    = body != NULL ? redaksi_article_with_body (empty, body) : redaksi_article_ref (empty);
  g_autoptr (RedaksiArticle) with_headline
    = redaksi_article_with_field (with_text, REDAKSI_FIELD_HEADLINE, line);
  g_autoptr (RedaksiArticle) with_language
    = redaksi_article_with_field (with_headline, REDAKSI_FIELD_LANGUAGE,
                                  *language != '\0' ? language : NULL);

  return with_byline (with_language, person);
}
