/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "outline.h"
#include "redaksi-find.h"

static RedaksiArticle *
make_article (void)
{
  g_autoptr (RedaksiArticle) text = outline_article (
    "p:Banjir di Sebulu, banjir/h2:Kata “warga”/P/c:Foto: banjir surut/l0:Jum’at 5 km");
  g_autoptr (RedaksiArticle) with_headline
    = redaksi_article_with_field (text, REDAKSI_FIELD_HEADLINE, "Banjir dan banjir bandang");

  return redaksi_article_with_field (with_headline, REDAKSI_FIELD_EXCERPT, "Soal banjir.");
}

/* What is found, as "headline 0-6, 0-6, …". */
static char *
found (RedaksiArticle *article, const char *text, RedaksiFindFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiFind) find = redaksi_find_new (text, flags, &error);
  g_autoptr (GArray) matches = NULL;
  GString *list = g_string_new (NULL);

  g_assert_no_error (error);
  matches = redaksi_find_all (find, article);
  for (guint i = 0; i < matches->len; i++)
    {
      const RedaksiMatch *match = &g_array_index (matches, RedaksiMatch, i);
      g_string_append_printf (list, "%s%s%s%u-%u", i > 0 ? ", " : "",
                              match->field != NULL ? match->field : "",
                              match->field != NULL ? " " : "", match->start, match->end);
    }
  return g_string_free (list, FALSE);
}

static void
test_all (void)
{
  static const struct
  {
    const char *text;
    RedaksiFindFlags flags;
    const char *found;
  } rows[] = {
    { "banjir", 0, "headline 0-6, headline 11-17, 0-6, 18-24, 46-52, excerpt 5-11" },
    { "banjir", REDAKSI_FIND_CASE, "headline 11-17, 18-24, 46-52, excerpt 5-11" },
    { "ban", REDAKSI_FIND_WORD, "" },
    { "di", REDAKSI_FIND_WORD, "7-9" },
    { "di", 0, "7-9" },
    { "\"warga\"", 0, "30-37" },
    { "jum'at", 0, "59-65" },
    { "5 km", 0, "66-70" },
    { "a", REDAKSI_FIND_WORD, "" },
    { ".", 0, "excerpt 11-12" },
    { "B\\w+r", REDAKSI_FIND_REGEX | REDAKSI_FIND_CASE, "headline 0-6, 0-6" },
    { "x*", REDAKSI_FIND_REGEX, "" },
    { "^", REDAKSI_FIND_REGEX, "" },
    { "Sebulu, banjir\nKata", 0, "" },
    { "banjir|bandang", REDAKSI_FIND_REGEX | REDAKSI_FIND_WORD,
      "headline 0-6, headline 11-17, headline 18-25, 0-6, 18-24, 46-52, excerpt 5-11" },
  };
  g_autoptr (RedaksiArticle) article = make_article ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *list = found (article, rows[i].text, rows[i].flags);
      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (list, ==, rows[i].found);
    }
}

static void
test_bad (void)
{
  static const char *const bad[] = { "(", "a)(b", "[", "\\", "*", "(?P<x", "(*LIMIT_MATCH=9" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (redaksi_find_new (bad[i], REDAKSI_FIND_REGEX, &error));
      g_assert_true (error->domain == G_REGEX_ERROR);
    }
}

/* An expression that takes for ever ends, and is no critical. */
static void
test_for_ever (void)
{
  g_autofree char *as = g_strnfill (5000, 'a');
  g_autofree char *outline = g_strconcat ("p:", as, "!", NULL);
  g_autoptr (RedaksiArticle) article = outline_article (outline);
  g_autofree char *list = found (article, "(a+)+$", REDAKSI_FIND_REGEX);

  g_assert_cmpstr (list, ==, "");
}

static void
test_replace_all (void)
{
  g_autoptr (RedaksiArticle) article = make_article ();
  g_autoptr (RedaksiFind) find = redaksi_find_new ("banjir", REDAKSI_FIND_ANY, NULL);
  guint n;
  g_autoptr (RedaksiTransaction) replace
    = redaksi_find_replace_all (find, article, "air\nbah", (RedaksiSelection){ 29, 72 }, &n);
  g_autoptr (RedaksiArticle) after = redaksi_transaction_apply (replace, article, NULL);
  g_autoptr (RedaksiTransaction) undo = redaksi_transaction_invert (replace, article);
  g_autoptr (RedaksiArticle) undone = redaksi_transaction_apply (undo, after, NULL);
  g_autofree char *outline = body_outline (redaksi_article_get_body (after));

  g_assert_cmpuint (n, ==, 6);
  g_assert_cmpstr (
    outline, ==,
    "p:air bah di Sebulu, air bah/h2:Kata “warga”/P/c:Foto: air bah surut/l0:Jum’at 5 km");
  g_assert_cmpstr (redaksi_article_get_field (after, REDAKSI_FIELD_HEADLINE), ==,
                   "air bah dan air bah bandang");
  g_assert_cmpstr (redaksi_article_get_field (after, REDAKSI_FIELD_EXCERPT), ==, "Soal air bah.");
  g_assert_cmpuint (redaksi_transaction_get_after (replace).anchor, ==, 31);
  g_assert_cmpuint (redaksi_transaction_get_after (replace).head, ==, 75);
  g_assert_true (redaksi_article_equal (undone, article));
}

static void
test_groups (void)
{
  g_autoptr (RedaksiArticle) article = outline_article ("p:9.11.2024 dan 1.2.2023");
  g_autoptr (RedaksiFind) find
    = redaksi_find_new ("(\\d+)\\.(\\d+)\\.(\\d+)", REDAKSI_FIND_REGEX, NULL);
  g_autoptr (RedaksiTransaction) replace
    = redaksi_find_replace_all (find, article, "\\3-\\2-\\1", (RedaksiSelection){ 0, 0 }, NULL);
  g_autoptr (RedaksiArticle) after = redaksi_transaction_apply (replace, article, NULL);
  g_autofree char *outline = body_outline (redaksi_article_get_body (after));

  g_assert_cmpstr (outline, ==, "p:2024-11-9 dan 2023-2-1");
}

static RedaksiArticle *
marked_article (void)
{
  g_autoptr (RedaksiMark) strong = redaksi_mark_new (REDAKSI_MARK_STRONG, NULL);
  g_autoptr (RedaksiMark) link = redaksi_mark_new (REDAKSI_MARK_LINK, "https://a.test");
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_QUOTE, NULL);
  RedaksiMarkSpan spans[] = { { 0, 3, strong }, { 4, 7, link } };
  g_autoptr (RedaksiBlock) block = redaksi_block_new (shape, "abc def abc", spans, 2);
  g_autoptr (RedaksiBody) body = redaksi_body_new (&block, 1);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);

  return redaksi_article_with_body (empty, body);
}

/* Marks and kinds stay; one match alone is replaced; \1 is no group in plain text. */
static void
test_marks (void)
{
  g_autoptr (RedaksiArticle) article = marked_article ();
  g_autoptr (RedaksiFind) find = redaksi_find_new ("abc", REDAKSI_FIND_ANY, NULL);
  RedaksiMatch first = { NULL, 0, 3 }, none = { NULL, 1, 3 };
  g_autoptr (RedaksiTransaction) replace
    = redaksi_find_replace (find, article, &first, "x\\1yz", (RedaksiSelection){ 0, 3 });
  g_autoptr (RedaksiArticle) after = redaksi_transaction_apply (replace, article, NULL);
  RedaksiBlock *block = redaksi_body_get_nth (redaksi_article_get_body (after), 0);
  guint n;
  const RedaksiMarkSpan *spans = redaksi_block_get_spans (block, &n);

  g_assert_cmpstr (redaksi_block_get_text (block), ==, "x\\1yz def abc");
  g_assert_cmpuint (redaksi_block_get_kind (block), ==, REDAKSI_BLOCK_QUOTE);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (spans[0].end, ==, 5);
  g_assert_cmpuint (spans[1].start, ==, 6);
  g_assert_cmpuint (spans[1].end, ==, 9);
  g_assert_null (redaksi_find_replace (find, article, &none, "x", (RedaksiSelection){ 0, 0 }));
}

/* Which match follows a place. */
static void
test_seek (void)
{
  static const struct
  {
    const char *field;
    guint position;
    guint i;
  } rows[] = {
    { REDAKSI_FIELD_KICKER, 0, 0 },
    { REDAKSI_FIELD_HEADLINE, 0, 0 },
    { REDAKSI_FIELD_HEADLINE, 1, 1 },
    { REDAKSI_FIELD_HEADLINE, 12, 2 },
    { REDAKSI_FIELD_DECK, 99, 2 },
    { REDAKSI_FIELD_DATELINE, 99, 2 },
    { NULL, 0, 2 },
    { NULL, 18, 3 },
    { NULL, 19, 4 },
    { NULL, 47, 5 },
    { REDAKSI_FIELD_EXCERPT, 5, 5 },
    { REDAKSI_FIELD_EXCERPT, 6, 6 },
  };
  g_autoptr (RedaksiArticle) article = make_article ();
  g_autoptr (RedaksiFind) find = redaksi_find_new ("banjir", REDAKSI_FIND_ANY, NULL);
  g_autoptr (GArray) matches = redaksi_find_all (find, article);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (RedaksiMatch));

  for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
    g_assert_cmpuint (redaksi_find_seek (matches, rows[k].field, rows[k].position), ==, rows[k].i);
  g_assert_cmpuint (redaksi_find_seek (none, NULL, 0), ==, 0);
}

static void
test_nothing_left (void)
{
  g_autoptr (RedaksiArticle) article = marked_article ();
  g_autoptr (RedaksiFind) find = redaksi_find_new (".+", REDAKSI_FIND_REGEX, NULL);
  g_autoptr (RedaksiTransaction) replace
    = redaksi_find_replace_all (find, article, "\n" REDAKSI_LEAF_TEXT "\xE2\x80\xA9",
                                (RedaksiSelection){ 5, 5 }, NULL);
  g_autoptr (RedaksiArticle) after = redaksi_transaction_apply (replace, article, NULL);
  g_autofree char *outline = body_outline (redaksi_article_get_body (after));

  g_assert_cmpstr (outline, ==, "q:  ");
  g_assert_true (redaksi_body_is_valid (redaksi_article_get_body (after)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/all", test_all);
  g_test_add_func ("/find/bad", test_bad);
  g_test_add_func ("/find/for-ever", test_for_ever);
  g_test_add_func ("/find/replace-all", test_replace_all);
  g_test_add_func ("/find/groups", test_groups);
  g_test_add_func ("/find/marks", test_marks);
  g_test_add_func ("/find/seek", test_seek);
  g_test_add_func ("/find/nothing-left", test_nothing_left);
  return g_test_run ();
}
