/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-typography.h"

#define NB "\xC2\xA0"
#define NN "\xE2\x80\xAF"

typedef struct
{
  const char *language;
  const char *before;
  const char *after;
} Row;

static const Row mended[] = {
  { NULL, "\"Kami siap,\" ujar Bayu.", "“Kami siap,” ujar Bayu." },
  { "id", "Kata \"warga\" dan \"'rakyat' kecil\"", "Kata “warga” dan “‘rakyat’ kecil”" },
  { "id", "(\"Rakor\")", "(“Rakor”)" },
  { "id", "Jum'at, Al-Qur'an, Ma'ruf", "Jum’at, Al-Qur’an, Ma’ruf" },
  { "en", "the '90s and the boys' shoes", "the ’90s and the boys’ shoes" },
  { "en", "don't 'quote' me", "don’t ‘quote’ me" },
  { "id", "layar 21\" dan 5'", "layar 21\" dan 5'" },
  { "id", "\"tahun 2024\" lalu", "“tahun 2024” lalu" },
  { "id", "“Sudah” \"rapi\"", "“Sudah” “rapi”" },
  { "id", "“Sudah \"rapi\"", "“Sudah “rapi”" },
  { "id", "TENGGARONG - Pemerintah", "TENGGARONG – Pemerintah" },
  { "id", "Pemkab -- kata dia --- siap", "Pemkab – kata dia — siap" },
  { "id", "rumah-rumah, anak-anak", "rumah-rumah, anak-anak" },
  { "id", "---", "---" },
  { "id", "* * *", "* * *" },
  { "id", "a ----- b", "a ----- b" },
  { "id", "- butir", "- butir" },
  { "id", "Tunggu...", "Tunggu…" },
  { "id", "Tunggu.... lagi", "Tunggu.... lagi" },
  { "id", "Rp 5 juta, No. 7, 10 km, 30 °C, pukul 10.00 WIB",
    "Rp" NB "5 juta, No." NB "7, 10" NB "km, 30" NB "°C, pukul 10.00" NB "WIB" },
  { "id", "5 meter, 5 kmx", "5 meter, 5 kmx" },
  { "id", "dua  spasi , koma !", "dua spasi, koma!" },
  { "id", "lihat https://a.test/x--y?q='z' dan a--b@c.id.",
    "lihat https://a.test/x--y?q='z' dan a--b@c.id." },
  { "id", "www.a--b.id \"dan\"", "www.a--b.id “dan”" },
  { "id", "href=\"https://a.test\"", "href=”https://a.test”" },
  { "de", "\"Gut\", sagt 'er'", "„Gut“, sagt ‚er‘" },
  { "de-AT", "\"Gut\"", "„Gut“" },
  { "del", "\"Gut\"", "“Gut”" },
  { "fr", "Il dit \"oui\" : vrai ? Oui !",
    "Il dit «" NB "oui" NB "»" NB ": vrai" NN "? Oui" NN "!" },
  { "fr", "\" oui \"", "«" NB "oui" NB "»" },
  { "sv", "\"Ja\" och \"nej\"", "”Ja” och ”nej”" },
  { "id", "", "" },
  { "id", "\"", "“" },
  { "id", "''", "‘’" },
  { "id", "\xE2\x80\xA8\"baris\"", "\xE2\x80\xA8“baris”" },
};

static void
test_mend (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mended); i++)
    {
      g_autoptr (GArray) edits = redaksi_typography_mend (mended[i].before, mended[i].language);
      g_autofree char *after = redaksi_typography_apply (mended[i].before, edits);
      g_autoptr (GArray) again = NULL;

      g_test_message ("%s", mended[i].before);
      g_assert_cmpstr (after, ==, mended[i].after);
      /* What is mended is not mended again. */
      again = redaksi_typography_mend (after, mended[i].language);
      g_assert_cmpuint (again->len, ==, 0);
    }
}

/* Key by key, as one types. */
static char *
type (const char *text, const char *language)
{
  GString *typed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      RedaksiTextEdit edit;

      g_string_append_len (typed, p, g_utf8_next_char (p) - p);
      if (redaksi_typography_typed (typed->str, language, &edit))
        {
          g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof edit);
          g_autofree char *after = NULL;
          g_array_append_val (edits, edit);
          after = redaksi_typography_apply (typed->str, edits);
          g_string_assign (typed, after);
          g_free (edit.text);
        }
    }
  return g_string_free (typed, FALSE);
}

static const Row keys[] = {
  { "id", "\"Kami siap,\" ujar 'Bayu'.", "“Kami siap,” ujar ‘Bayu’." },
  { "id", "\"'Ya,' katanya\"", "“‘Ya,’ katanya”" },
  { "id", "Jum'at", "Jum’at" },
  { "id", "TENGGARONG - Pemerintah", "TENGGARONG – Pemerintah" },
  { "id", "a -- b --- c", "a – b — c" },
  { "id", "--- dan -- dan - ", "--- dan – dan – " },
  { "id", "Tunggu... lagi....", "Tunggu… lagi…." },
  { "id", "Rp 5.000", "Rp" NB "5.000" },
  { "id", "http://a--b.id/...'", "http://a--b.id/...'" },
  { "id", "layar 21\"", "layar 21\"" },
  { "id", "\"tahun 2024\"", "“tahun 2024”" },
  { "fr", "\"oui\" : vrai ?", "«" NB "oui" NB "»" NB ": vrai" NN "?" },
  { "de", "\"Gut\"", "„Gut“" },
  { "sv", "\"Ja\" \"nej\"", "”Ja” ”nej”" },
};

static void
test_typed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *after = type (keys[i].before, keys[i].language);
      g_assert_cmpstr (after, ==, keys[i].after);
    }
}

/* The places are right in a paragraph that is longer than what is looked at. */
static void
test_long (void)
{
  g_autofree char *words = g_strnfill (5000, 'x');
  g_autofree char *before = g_strconcat (words, " é \"", NULL);
  RedaksiTextEdit edit;

  g_assert_true (redaksi_typography_typed (before, "id", &edit));
  g_assert_cmpuint (edit.start, ==, 5003);
  g_assert_cmpuint (edit.end, ==, 5004);
  g_free (edit.text);
}

/* Marks and captions; cursor and undo; one transaction. */
static void
test_article (void)
{
  g_autoptr (RedaksiMark) strong = redaksi_mark_new (REDAKSI_MARK_STRONG, NULL);
  RedaksiMarkSpan span = { 0, 6, strong };
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiShape) photo = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", "aa", NULL);
  g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  g_autoptr (RedaksiBlock) first = redaksi_block_new (paragraph, "\"Kami\" siap...", &span, 1);
  g_autoptr (RedaksiBlock) second = redaksi_block_new_leaf (photo);
  g_autoptr (RedaksiBlock) third = redaksi_block_new (caption, "Foto: \"ini\"", NULL, 0);
  g_autoptr (RedaksiBlock) last = redaksi_block_new_paragraph ("selesai");
  RedaksiBlock *blocks[] = { first, second, third, last };
  g_autoptr (RedaksiBody) body = redaksi_body_new (blocks, 4);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) with_body = redaksi_article_with_body (empty, body);
  g_autoptr (RedaksiArticle) article
    = redaksi_article_with_field (with_body, REDAKSI_FIELD_HEADLINE, "\"Judul\"");
  guint n, n_spans;
  guint at = redaksi_body_get_start (body, 3) + 2;
  g_autoptr (RedaksiTransaction) mend
    = redaksi_typography_mend_article (article, (RedaksiSelection){ at, at }, &n);
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiArticle) after = redaksi_transaction_apply (mend, article, &error);
  g_autoptr (RedaksiTransaction) undo = NULL;
  g_autoptr (RedaksiArticle) undone = NULL;
  RedaksiBlock *block;

  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 7);
  block = redaksi_body_get_nth (redaksi_article_get_body (after), 0);
  g_assert_cmpstr (redaksi_block_get_text (block), ==, "“Kami” siap…");
  g_assert_true (redaksi_mark_equal (redaksi_block_get_spans (block, &n_spans)->mark, strong));
  g_assert_cmpuint (n_spans, ==, 1);
  g_assert_cmpuint (redaksi_block_get_spans (block, &n_spans)->end, ==, 6);
  block = redaksi_body_get_nth (redaksi_article_get_body (after), 2);
  g_assert_cmpstr (redaksi_block_get_text (block), ==, "Foto: “ini”");
  g_assert_cmpstr (redaksi_article_get_field (after, REDAKSI_FIELD_HEADLINE), ==, "“Judul”");
  g_assert_cmpuint (redaksi_transaction_get_after (mend).head, ==, at - 2);
  undo = redaksi_transaction_invert (mend, article);
  undone = redaksi_transaction_apply (undo, after, NULL);
  g_assert_true (redaksi_article_equal (undone, article));
  g_assert_null (redaksi_typography_mend_article (after, (RedaksiSelection){ 0, 0 }, &n));
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typography/mend", test_mend);
  g_test_add_func ("/typography/typed", test_typed);
  g_test_add_func ("/typography/long", test_long);
  g_test_add_func ("/typography/article", test_article);
  return g_test_run ();
}
