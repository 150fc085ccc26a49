/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outline.h"
#include "redaksi-word-count.h"

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    guint words;
  } rows[] = {
    { "", 0 },
    { "  — … ", 0 },
    { "undang-undang", 1 },
    { "pada Sabtu (9/11/2024).", 5 },
    { "“Rakor,” ujar Bayu — di Kukar.", 5 },
    { "Jum’at Jum'at", 2 },
    { "naik 9,5 persen", 3 },
    { "satu-", 1 },
    { "a\xE2\x80\xA8"
      "b",
      2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (redaksi_text_count_words (rows[i].text), ==, rows[i].words);
}

static void
test_article (void)
{
  g_autoptr (RedaksiArticle) plain = outline_article ("p:satu dua/P/c:tiga/D/p:empat");
  g_autoptr (RedaksiArticle) article
    = redaksi_article_with_field (plain, REDAKSI_FIELD_DECK, "lima enam");

  g_assert_cmpuint (redaksi_article_count_words (article), ==, 6);
  g_assert_cmpuint (redaksi_reading_minutes (0), ==, 0);
  g_assert_cmpuint (redaksi_reading_minutes (1), ==, 1);
  g_assert_cmpuint (redaksi_reading_minutes (239), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-count/text", test_words);
  g_test_add_func ("/word-count/article", test_article);
  return g_test_run ();
}
