/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-word-count.h"

/* Words a minute that people read of news on a screen (Brysbaert 2019: 238 for English prose). */
#define WORDS_A_MINUTE 238

/* A hyphen or apostrophe between letters does not end a word: `undang-undang` is one, as editors
 * count it. */
static gboolean
joins_words (gunichar c)
{
  return c == '-' || c == '\'' || c == 0x2019 || c == 0x2010 || c == 0x2011 || c == '.' || c == ',';
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/**
 * redaksi_text_count_words:
 * @text: UTF-8
 *
 * Counts runs of letters and digits; `undang-undang`, `9,5` and `Jum’at` are one word each.
 */
guint
redaksi_text_count_words (const char *text)
{
  guint words = 0;
  gboolean in_word = FALSE;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (is_word_char (c))
        {
          words += !in_word;
          in_word = TRUE;
        }
      else if (in_word
               && !(joins_words (c) && is_word_char (g_utf8_get_char (g_utf8_next_char (p)))))
        in_word = FALSE;
    }
  return words;
}

/**
 * redaksi_body_count_words:
 * @body: a body
 *
 * Counts the words that readers read: captions too, leaves not.
 */
guint
redaksi_body_count_words (const RedaksiBody *body)
{
  guint words = 0;

  g_return_val_if_fail (body != NULL, 0);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    words += redaksi_text_count_words (redaksi_block_get_text (redaksi_body_get_nth (body, i)));
  return words;
}

/**
 * redaksi_article_count_words:
 * @article: an article
 *
 * Returns: the words of the deck and the body: what a length is agreed on
 */
guint
redaksi_article_count_words (const RedaksiArticle *article)
{
  g_return_val_if_fail (article != NULL, 0);

  return redaksi_text_count_words (redaksi_article_get_field (article, REDAKSI_FIELD_DECK))
         + redaksi_body_count_words (redaksi_article_get_body (article));
}

/**
 * redaksi_reading_minutes:
 * @words: how many words
 *
 * Returns: how long reading takes, in minutes, at least 1 where there is anything to read
 */
guint
redaksi_reading_minutes (guint words)
{
  return (words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
}
