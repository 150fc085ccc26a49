/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-formats-private.h"
#include "redaksi-text.h"

#define ENOUGH 120 /* characters: a line and a half in a list */
#define MOST   300

/**
 * redaksi_article_make_excerpt:
 * @article: an article
 *
 * Returns: (transfer full) (nullable): one line that says what it is about: its deck, else the
 *   beginning of its text, in whole paragraphs where they are short; %NULL where it says nothing
 */
char *
redaksi_article_make_excerpt (RedaksiArticle *article)
{
  g_autofree char *deck = NULL;
  g_autoptr (RedaksiBody) body = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *line = NULL;

  g_return_val_if_fail (article != NULL, NULL);

  deck = redaksi_text_one_line (redaksi_article_get_field (article, REDAKSI_FIELD_DECK));
  if (*deck != '\0')
    return g_steal_pointer (&deck);
  body = redaksi_body_for_readers (redaksi_article_get_body (article));
  for (guint i = 0; i < redaksi_body_get_n (body) && g_utf8_strlen (text->str, -1) < ENOUGH; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);

      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PARAGRAPH)
        continue;
      g_string_append_c (text, ' ');
      g_string_append (text, redaksi_block_get_text (block));
    }
  line = redaksi_text_one_line (text->str);
  return *line != '\0' ? redaksi_text_shorten (line, MOST) : NULL;
}
