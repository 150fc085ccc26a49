/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each thing that is forgotten is found, and nothing is found where all is there. */
#include <string.h>

#include "redaksi-preflight-rules.h"
#include "redaksi-preflight.h"

static RedaksiArticle *
with (RedaksiArticle *article, const char *field, const char *value)
{
  RedaksiArticle *next = redaksi_article_with_field (article, field, value);

  redaksi_article_unref (article);
  return next;
}

static RedaksiArticle *
make (const char *link)
{
  RedaksiArticle *article = redaksi_article_new (NULL);
  g_autoptr (RedaksiBlock) plain = redaksi_block_new_paragraph ("Air surut.");
  g_autoptr (RedaksiMark) mark = link != NULL ? redaksi_mark_new (REDAKSI_MARK_LINK, link) : NULL;
  g_autoptr (RedaksiBlock) block
    = mark != NULL ? redaksi_block_add_mark (plain, 0, 3, mark) : redaksi_block_ref (plain);
  g_autoptr (RedaksiBody) body = redaksi_body_new (&block, 1);
  RedaksiArticle *next = redaksi_article_with_body (article, body);

  redaksi_article_unref (article);
  next = with (next, REDAKSI_FIELD_HEADLINE, "Banjir surut");
  next = with (next, REDAKSI_FIELD_DATELINE, "KUKAR");
  next = with (next, REDAKSI_FIELD_BYLINES, "[[\"Bayu\",\"writer\"]]");
  next = with (next, REDAKSI_FIELD_LEAD_PHOTO, "x");
  next = with (next, REDAKSI_FIELD_LEAD_CAPTION, "Sungai");
  next = with (next, REDAKSI_FIELD_LEAD_CREDIT, "Sari");
  return with (next, REDAKSI_FIELD_LEAD_ALT, "Sungai");
}

/* Takes @article. */
static void
assert_finds (RedaksiArticle *article, const char *names)
{
  g_autoptr (GPtrArray) findings = redaksi_preflight (article, "Asia/Makassar");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      RedaksiFinding *finding = findings->pdata[i];
      g_test_message ("%s: %s", finding->name, finding->sentence);
      g_strv_builder_add (builder, finding->name);
    }
  list = g_strv_builder_end (builder);
  found = g_strjoinv (" ", list);
  g_assert_cmpstr (found, ==, names);
  redaksi_article_unref (article);
}

static void
test_findings (void)
{
  g_autofree char *long_text = g_strnfill (200, 'a');

  assert_finds (make (NULL), "");
  assert_finds (redaksi_article_new (NULL), "headline text dateline byline lead-photo");
  assert_finds (with (make (NULL), REDAKSI_FIELD_HEADLINE, " \t"), "headline");
  assert_finds (with (make (NULL), REDAKSI_FIELD_HEADLINE, long_text), "headline-length");
  assert_finds (with (make (NULL), REDAKSI_FIELD_DATELINE, ""), "dateline");
  assert_finds (with (make (NULL), REDAKSI_FIELD_BYLINES, ""), "byline");
  assert_finds (with (make (NULL), REDAKSI_FIELD_LEAD_CAPTION, ""), "caption");
  assert_finds (with (make (NULL), REDAKSI_FIELD_LEAD_CREDIT, ""), "credit");
  assert_finds (with (make (NULL), REDAKSI_FIELD_LEAD_ALT, ""), "alt");
  assert_finds (with (make (NULL), REDAKSI_FIELD_SLUG, long_text), "slug");
  assert_finds (with (make (NULL), REDAKSI_FIELD_EMBARGO, "2026-11-25T10:00:00Z"), "embargo");
  assert_finds (with (make (NULL), REDAKSI_FIELD_EMBARGO, "besok"), "embargo");
  assert_finds (with (make (NULL), REDAKSI_FIELD_HEADLINE, "{siapa} mengungsi"), "field");
  assert_finds (with (make (NULL), REDAKSI_FIELD_LEAD_CAPTION, "Warga, {hari} ({tanggal})"),
                "field");
  assert_finds (with (make (NULL), REDAKSI_FIELD_DECK, "Kurung {} dan { tidak apa-apa"), "");
}

static void
test_links (void)
{
  static const char *const good[] = { "https://koran.example/a?b=c#d", "http://koran.example",
                                      "mailto:a@koran.example", "tel:+62541" };
  static const char *const bad[] = {
    "http://",      "https://koran",       "koran.example", "/a", "", "https://koran.example/a b",
    "javascript:x", "htps://koran.example"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    assert_finds (make (good[i]), "");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_finds (make (bad[i]), "link");
}

static void
test_rules (void)
{
  static const char *const blocking[] = { "headline", "both", "alt", "link-answer", NULL };
  static const char *const off[] = { "alt", "credit", NULL };

  g_assert_cmpint (redaksi_preflight_get_rule ("headline", blocking, off), ==, REDAKSI_RULE_BLOCK);
  g_assert_cmpint (redaksi_preflight_get_rule ("alt", blocking, off), ==, REDAKSI_RULE_BLOCK);
  g_assert_cmpint (redaksi_preflight_get_rule ("credit", blocking, off), ==, REDAKSI_RULE_OFF);
  g_assert_cmpint (redaksi_preflight_get_rule ("byline", blocking, off), ==, REDAKSI_RULE_WARN);
  /* A server that is slow must not keep a newspaper from being published. */
  g_assert_cmpint (redaksi_preflight_get_rule ("link-answer", blocking, off), ==,
                   REDAKSI_RULE_WARN);
  g_assert_null (redaksi_preflight_get_check (1000));
}

static void
test_spelling (void)
{
  const RedaksiMisspelling wrong[]
    = { { 0, 4 }, { 8, 12 }, { 13, 17 }, { 18, 19 }, { 20, 21 }, { 22, 23 } };
  g_autofree char *text = g_strdup ("Sérr di Sérr Bàca x y z");
  RedaksiFinding *none = redaksi_preflight_judge_spelling (text, NULL, 0);
  RedaksiFinding *one = redaksi_preflight_judge_spelling (text, wrong, 2);
  RedaksiFinding *many = redaksi_preflight_judge_spelling (text, wrong, G_N_ELEMENTS (wrong));

  g_assert_null (none);
  g_assert_cmpstr (one->name, ==, "spelling");
  g_assert_nonnull (strstr (one->sentence, "1 word is in no dictionary: “Sérr”."));
  g_assert_nonnull (strstr (many->sentence, "5 words"));
  g_assert_nonnull (strstr (many->sentence, "“Sérr”, “Bàca”, “x”, “y”, …"));
  redaksi_finding_free (one);
  redaksi_finding_free (many);
}

static void
test_what_is_asked (void)
{
  RedaksiArticle *article = make ("https://koran.example/a");
  RedaksiArticle *mail = make ("mailto:a@koran.example");
  g_auto (GStrv) links = redaksi_preflight_dup_links (article);
  g_auto (GStrv) none = redaksi_preflight_dup_links (mail);
  g_autofree char *text = redaksi_preflight_dup_text (article);

  g_assert_cmpuint (g_strv_length (links), ==, 1);
  g_assert_cmpstr (links[0], ==, "https://koran.example/a");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpstr (text, ==, "Banjir surut\nSungai\nAir surut.\n");
  redaksi_article_unref (article);
  redaksi_article_unref (mail);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preflight/findings", test_findings);
  g_test_add_func ("/preflight/links", test_links);
  g_test_add_func ("/preflight/rules", test_rules);
  g_test_add_func ("/preflight/spelling", test_spelling);
  g_test_add_func ("/preflight/what-is-asked", test_what_is_asked);
  return g_test_run ();
}
