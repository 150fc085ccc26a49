/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-publish-checks.h"

#include <glib/gi18n-lib.h>

#include "redaksi-text.h"

static gboolean
is_blank (const char *text)
{
  g_autofree char *line = redaksi_text_one_line (text != NULL ? text : "");

  return *line == '\0';
}

/**
 * redaksi_publish_missing:
 * @article: what is to be sent
 * @intent: how
 *
 * What readers or editors get has a headline, and text or a lead photo; a draft has at least one of
 * them.
 *
 * Returns: (transfer none) (nullable): a sentence that says what is missing, %NULL when it may go
 */
const char *
redaksi_publish_missing (RedaksiArticle *article, RedaksiIntent intent)
{
  gboolean headline, content;

  g_return_val_if_fail (article != NULL, NULL);

  headline = !is_blank (redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE));
  content = !redaksi_body_is_empty (redaksi_article_get_body (article))
            || !is_blank (redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_PHOTO));
  if (intent == REDAKSI_INTENT_UNPUBLISH || (headline && content))
    return NULL;
  if (!headline && !content)
    return _ ("The article is empty. Write a headline and some text first.");
  if (intent == REDAKSI_INTENT_DRAFT)
    return NULL;
  return headline ? _ ("The article has no text yet. Write some first.")
                  : _ ("The article has no headline yet. Write one first.");
}
