/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-compare-private.h"

static void
assert_words (const char *a, const char *b, gboolean same)
{
  g_autofree char *of_a = redaksi_compare_words ("Judul", a);
  g_autofree char *of_b = redaksi_compare_words ("Judul", b);

  g_assert_true (g_str_equal (of_a, of_b) == same);
}

static void
test_words (void)
{
  assert_words ("<p>Satu &amp; dua</p>",
                "<!-- wp:paragraph --><p class=\"x\">Satu &#038; dua</p>\n", TRUE);
  assert_words ("<p>Satu<br/>dua</p>", "<p>Satu<br>dua</p>", TRUE);
  assert_words ("<p>“Satu”,</p>", "<p>“Satu” ,</p>", TRUE);
  assert_words ("<p>Satu</p>", "<p>Dua</p>", FALSE);
  assert_words ("<p>Satu</p>", "<p>Satu dua</p>", FALSE);
  assert_words ("<p>1 &lt; 2</p>", "<p>1 2</p>", FALSE);
  assert_words ("<p>Satu", "<p>Satu<!-- never closed", TRUE);
  assert_words ("<", "", TRUE);
  assert_words ("&", "&amp;", TRUE);
  assert_words (NULL, "", TRUE);
}

static void
test_slug (void)
{
  g_assert_true (redaksi_compare_slug ("rakor", "rakor"));
  g_assert_true (redaksi_compare_slug ("rakor", "rakor-2"));
  g_assert_false (redaksi_compare_slug ("rakor", "rakor-x"));
  g_assert_false (redaksi_compare_slug ("rakor", "rakor-"));
  g_assert_false (redaksi_compare_slug ("rakor", "rakorx"));
  g_assert_false (redaksi_compare_slug ("rakor", NULL));
  g_assert_true (redaksi_compare_slug ("", "pentingnya-rakor"));
  g_assert_true (redaksi_compare_slug (NULL, "pentingnya-rakor"));
  g_assert_false (redaksi_compare_slug ("", "rdk-0"));
}

static RedaksiPost *
make_post (void)
{
  static const char *const ids[] = { "3", "1", NULL };
  RedaksiPost *post = redaksi_post_new ();

  post->remote_id = g_strdup ("7");
  post->status = g_strdup ("publish");
  post->title = g_strdup ("Judul");
  post->content = g_strdup ("<p>Isi</p>");
  post->slug = g_strdup ("judul");
  post->featured = g_strdup ("9");
  post->sections = g_strdupv ((char **)ids);
  post->tags = g_strdupv ((char **)ids);
  post->modified = g_strdup ("2026-11-09T00:00:00");
  return post;
}

static void
test_digest (void)
{
  g_autoptr (RedaksiPost) a = make_post ();
  g_autofree char *first = redaksi_compare_digest (a);
  char **const texts[] = { &a->title, &a->content, &a->slug, &a->featured };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *old = g_strdup (*texts[i]);
      g_autofree char *other = NULL;
      g_set_str (texts[i], "lain");
      other = redaksi_compare_digest (a);
      g_assert_cmpstr (first, !=, other);
      g_set_str (texts[i], old);
    }
  /* What moves from one field to the next is a change. */
  {
    g_autofree char *other = NULL;
    g_set_str (&a->title, "Judul<p>");
    g_set_str (&a->content, "Isi</p>");
    other = redaksi_compare_digest (a);
    g_assert_cmpstr (first, !=, other);
    g_set_str (&a->title, "Judul");
    g_set_str (&a->content, "<p>Isi</p>");
  }
  /* Times, status and the order of tags are not. */
  {
    g_autofree char *other = NULL;
    g_set_str (&a->modified, "later");
    g_set_str (&a->status, "future");
    g_set_str (&a->tags[0], "1");
    g_set_str (&a->tags[1], "3");
    other = redaksi_compare_digest (a);
    g_assert_cmpstr (first, ==, other);
  }
}

static void
test_seen (void)
{
  static const char *const bad[]
    = { "",
        "{}",
        "[]",
        "{\"v\":1}",
        "{\"v\":1,\"digest\":\"x\"}",
        "{\"v\":2,\"digest\":\"ba7816bf8f01cfea414140de5dae2223b00361a3"
        "96177a9cb410ff61f20015ad\"}" };
  g_autoptr (RedaksiPost) post = make_post ();
  g_autofree char *state = redaksi_seen_write (post, 7, "3", FALSE);
  g_autofree char *digest = redaksi_compare_digest (post);
  g_auto (RedaksiSeen) seen = { 0 };

  g_assert_true (redaksi_seen_read (state, &seen));
  g_assert_cmpstr (seen.digest, ==, digest);
  g_assert_cmpstr (seen.status, ==, "publish");
  g_assert_cmpstr (seen.modified, ==, "2026-11-09T00:00:00");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (RedaksiSeen) none = { 0 };
      g_assert_false (redaksi_seen_read (bad[i], &none));
      g_assert_null (redaksi_seen_doubt (bad[i]));
    }
  g_assert_null (redaksi_seen_doubt (NULL));
}

/* A doubt changes nothing else, and is none the less one when it is written down twice. */
static void
test_seen_doubt (void)
{
  g_autoptr (RedaksiPost) post = make_post ();
  g_autofree char *state = redaksi_seen_write (post, 7, "3", FALSE);
  g_autofree char *doubt = redaksi_seen_doubt (state);
  g_autofree char *twice = redaksi_seen_doubt (doubt);
  g_autofree char *written = redaksi_seen_write (post, 7, "3", TRUE);
  g_auto (RedaksiSeen) seen = { 0 };
  g_auto (RedaksiSeen) other = { 0 };

  g_assert_true (redaksi_seen_read (state, &seen));
  g_assert_false (seen.differs);
  g_assert_true (redaksi_seen_read (doubt, &other));
  g_assert_true (other.differs);
  g_assert_cmpuint (other.revision, ==, 7);
  g_assert_cmpstr (other.digest, ==, seen.digest);
  g_assert_cmpstr (other.section, ==, "3");
  g_assert_cmpstr (twice, ==, doubt);
  g_assert_cmpstr (written, ==, doubt);
}

static void
test_echo (void)
{
  g_autoptr (RedaksiPost) sent = make_post ();
  g_autoptr (RedaksiPost) echo = make_post ();
  g_auto (GStrv) none = redaksi_compare_echo (sent, echo);
  g_auto (GStrv) all = NULL;
  g_auto (GStrv) ignored = NULL;
  g_autoptr (RedaksiPost) empty = redaksi_post_new ();

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_set_str (&echo->title, "X");
  g_set_str (&echo->content, "X");
  g_set_str (&echo->slug, "x");
  g_set_str (&echo->featured, "0");
  g_set_str (&echo->tags[0], "5");
  g_set_str (&echo->sections[0], "5");
  all = redaksi_compare_echo (sent, echo);
  g_assert_cmpuint (g_strv_length (all), ==, 6);
  ignored = redaksi_compare_echo (empty, echo);
  g_assert_cmpuint (g_strv_length (ignored), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/outbox/compare/words", test_words);
  g_test_add_func ("/outbox/compare/slug", test_slug);
  g_test_add_func ("/outbox/compare/digest", test_digest);
  g_test_add_func ("/outbox/compare/seen", test_seen);
  g_test_add_func ("/outbox/compare/seen-doubt", test_seen_doubt);
  g_test_add_func ("/outbox/compare/echo", test_echo);
  return g_test_run ();
}
