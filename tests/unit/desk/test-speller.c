/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "await.h"
#include "redaksi-speller.h"

/* A dictionary of our own, so that the tests do not hang on what a machine has: Hunspell looks for
 * it in the person's configuration, which is a new folder here. */
static void
make_dictionary (const char *config, const char *name, const char *words)
{
  g_autofree char *folder = g_build_filename (config, "enchant", "hunspell", NULL);
  g_autofree char *aff = g_strdup_printf ("%s/%s.aff", folder, name);
  g_autofree char *dic = g_strdup_printf ("%s/%s.dic", folder, name);
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (GStrv) each = g_strsplit (words, " ", -1);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_string_append_printf (list, "%u\n", g_strv_length (each));
  for (guint i = 0; each[i] != NULL; i++)
    g_string_append_printf (list, "%s\n", each[i]);
  g_assert_true (g_file_set_contents (aff, "SET UTF-8\nTRY aeinursotk\nWORDCHARS '’-\n", -1, NULL));
  g_assert_true (g_file_set_contents (dic, list->str, -1, NULL));
}

static RedaksiSpeller *
make_speller (void)
{
  static const char *const languages[] = { "qaa_QA", "qab_QB", "xx_NONE", NULL };

  return redaksi_speller_new (languages);
}

/* The wrong words of a text, one after another. */
static char *
wrong_words (RedaksiSpeller *speller, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = await_boxed (redaksi_speller_check (speller, text), &error);
  GString *words = g_string_new (NULL);
  guint last = 0;

  g_assert_no_error (error);
  g_assert_nonnull (found);
  for (guint i = 0; i < found->len; i++)
    {
      RedaksiMisspelling *one = &g_array_index (found, RedaksiMisspelling, i);
      g_autofree char *word = NULL;
      g_assert_cmpuint (one->start, <, one->end);
      g_assert_cmpuint (one->end, <=, (guint)g_utf8_strlen (text, -1));
      g_assert_true (i == 0 || one->start >= last);
      last = one->end;
      word = g_utf8_substring (text, one->start, one->end);
      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", word);
    }
  return g_string_free (words, FALSE);
}

static void
check_words (RedaksiSpeller *speller, const char *text, const char *expected)
{
  g_autofree char *words = wrong_words (speller, text);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_check (void)
{
  g_autoptr (RedaksiSpeller) speller = make_speller ();

  check_words (speller, "", "");
  check_words (speller, "air sungai naik", "");
  check_words (speller, "air sunggai naik", "sunggai");
  check_words (speller, "Air  Sungai\nNAIK", "");
  check_words (speller, "“Aer naik,” (sungay)…", "Aer sungay");
  /* Of either language, in one text. */
  check_words (speller, "river naik", "");
  check_words (speller, "rivver naikk", "rivver naikk");
  /* Positions are characters, not bytes. */
  check_words (speller, "🌊 é½ sunggai", "sunggai");
}

static void
test_not_words (void)
{
  g_autoptr (RedaksiSpeller) speller = make_speller ();

  check_words (speller, "https://exmaple.org/qwrt?x=wxyz sunggai", "sunggai");
  check_words (speller, "tulis ke redaksii@bebacaa.id atau bebacaa.id", "tulis atau");
  check_words (speller, "RSUD AWS qwe123 9/11/2024 Rp10.000 10km", "");
  check_words (speller, "#banjirr @wargaa nama_berkass x y z", "");
  check_words (speller, "— … “ ” ' ’ - --", "");
}

static void
test_joined (void)
{
  g_autoptr (RedaksiSpeller) speller = make_speller ();

  check_words (speller, "sungai-sungai", "");
  check_words (speller, "sungai-sunggai", "sungai-sunggai");
  check_words (speller, "sungai‑sungai", "");
  check_words (speller, "Jum'at Jum’at", "");
  check_words (speller, "sungai- naik", "");
  /* Written in two ways, read as one: an accent of its own. */
  check_words (speller, "cafe\xCC\x81 caf\xC3\xA9", "");
}

static void
test_hostile (void)
{
  g_autoptr (RedaksiSpeller) speller = make_speller ();
  g_autofree char *longest = g_strnfill (200000, 'q');
  g_autofree char *dashes = g_strnfill (100000, '-');
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GArray) found = NULL;

  check_words (speller, longest, "");
  check_words (speller, dashes, "");
  check_words (speller, "\xE2\x80\xA8\xEF\xBF\xBC sunggai\xE2\x80\xA8naik", "sunggai");
  for (guint i = 0; i < 4000; i++)
    g_string_append (many, "sunggai ");
  found = await_boxed (redaksi_speller_check (speller, many->str), NULL);
  g_assert_cmpuint (found->len, ==, 4000);
}

static void
test_suggest (void)
{
  g_autoptr (RedaksiSpeller) speller = make_speller ();
  g_auto (GStrv) words = await_boxed (redaksi_speller_suggest (speller, "sunggai"), NULL);
  g_auto (GStrv) none = await_boxed (redaksi_speller_suggest (speller, ""), NULL);

  g_assert_true (g_strv_contains ((const char *const *)words, "sungai"));
  g_assert_cmpuint (g_strv_length (words), <=, 8);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_add (void)
{
  static const char *const names[] = { "Kukar", "Mahakam", NULL };
  guint changes = 0;

  {
    g_autoptr (RedaksiSpeller) speller = make_speller ();
    g_signal_connect_swapped (speller, "changed", G_CALLBACK (count_cb), &changes);
    check_words (speller, "Mahakam naik", "Mahakam");
    redaksi_speller_add_words (speller, names);
    check_words (speller, "Mahakam mahakam Kukar naik", "");
    redaksi_speller_add (speller, "Bebaca");
    redaksi_speller_add (speller, "dua\nbaris");
    redaksi_speller_add (speller, "");
    check_words (speller, "Bebaca naik", "");
    g_assert_cmpuint (changes, ==, 2);
  }
  {
    /* What a person added stays; what the newsroom gave came with that speller. */
    g_autoptr (RedaksiSpeller) speller = make_speller ();
    check_words (speller, "Bebaca Mahakam", "Mahakam");
  }
}

static void
test_languages (void)
{
  static const char *const none[] = { "xx_NONE", "", NULL };
  g_autoptr (RedaksiSpeller) speller = make_speller ();
  g_autoptr (RedaksiSpeller) mute = redaksi_speller_new (none);
  g_auto (GStrv) languages = redaksi_speller_dup_languages (speller);
  g_auto (GStrv) nothing = redaksi_speller_dup_languages (mute);
  g_auto (GStrv) words = await_boxed (redaksi_speller_suggest (mute, "sunggai"), NULL);

  g_assert_cmpuint (g_strv_length (languages), ==, 2);
  g_assert_cmpstr (languages[0], ==, "qaa_QA");
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
  g_assert_cmpuint (g_strv_length (words), ==, 0);
  check_words (mute, "sunggai rivver", "");
}

/* Whoever asked gets the answer though the speller is gone. */
static void
test_ends (void)
{
  RedaksiSpeller *speller = make_speller ();
  DexFuture *future = redaksi_speller_check (speller, "air sunggai");
  g_autoptr (GArray) found = NULL;

  g_object_unref (speller);
  found = await_boxed (future, NULL);
  g_assert_cmpuint (found->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_autofree char *config = g_dir_make_tmp ("speller-XXXXXX", NULL);
  g_autofree char *enchant = g_build_filename (config, "enchant", NULL);

  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_setenv ("HOME", config, TRUE);
  make_dictionary (config, "qaa_QA", "air sungai naik Jum'at café ke");
  make_dictionary (config, "qab_QB", "river ri");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  /* Isolated folders are set anew by each test: Enchant reads its own variable. */
  g_setenv ("ENCHANT_CONFIG_DIR", enchant, TRUE);
  g_test_add_func ("/speller/check", test_check);
  g_test_add_func ("/speller/not-words", test_not_words);
  g_test_add_func ("/speller/joined", test_joined);
  g_test_add_func ("/speller/hostile", test_hostile);
  g_test_add_func ("/speller/suggest", test_suggest);
  g_test_add_func ("/speller/add", test_add);
  g_test_add_func ("/speller/languages", test_languages);
  g_test_add_func ("/speller/ends", test_ends);
  return g_test_run ();
}
