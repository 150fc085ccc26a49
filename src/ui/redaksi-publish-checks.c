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

static void
check_photo (GStrvBuilder *warnings, guint number, const char *caption, const char *alt)
{
  if (is_blank (caption))
    g_strv_builder_take (warnings, g_strdup_printf (_ ("Photo %u has no caption."), number));
  if (is_blank (alt))
    g_strv_builder_take (warnings,
                         g_strdup_printf (_ ("Photo %u has no alternative text for blind readers."),
                                          number));
}

/**
 * redaksi_publish_checks:
 * @article: what is to be published
 *
 * Looks for what is easily forgotten. None of it forbids publishing.
 *
 * Returns: (transfer full): sentences, in the order of the page
 */
GStrv
redaksi_publish_checks (RedaksiArticle *article)
{
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  g_autoptr (GPtrArray) bylines = redaksi_article_get_bylines (article);
  RedaksiBody *body = redaksi_article_get_body (article);
  guint photos = 0;

  g_return_val_if_fail (article != NULL, NULL);

  if (is_blank (redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE)))
    g_strv_builder_add (warnings, _ ("There is no headline."));
  if (redaksi_body_is_empty (body))
    g_strv_builder_add (warnings, _ ("There is no text."));
  if (bylines->len == 0)
    g_strv_builder_add (warnings, _ ("There is no byline."));
  if (!is_blank (redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_PHOTO)))
    check_photo (warnings, ++photos,
                 redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CAPTION),
                 redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_ALT));
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiBlock *next
        = i + 1 < redaksi_body_get_n (body) ? redaksi_body_get_nth (body, i + 1) : NULL;
      gboolean has_caption = next != NULL && redaksi_block_get_kind (next) == REDAKSI_BLOCK_CAPTION;

      if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_PHOTO)
        check_photo (warnings, ++photos, has_caption ? redaksi_block_get_text (next) : NULL,
                     redaksi_block_get (block, "alt"));
    }
  return g_strv_builder_end (warnings);
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
