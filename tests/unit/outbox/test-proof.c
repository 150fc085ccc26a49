/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers get is compared with what was sent. */
#include "house.h"

#include "redaksi-proof-private.h"

#define PAGE                                                                                       \
  "<!DOCTYPE html><html><head><title>Nothing counts here: Pentingnya Rakor</title>"                \
  "<meta property='og:title' content='Pentingnya Rakor &#8211; Bebaca.id' />"                      \
  "<meta content=\"http://127.0.0.1/1.jpg\" property=\"og:image\"></head><body>"                   \
  "<script>var a = \"<p>Paragraf terakhir.</p>\";</script><h1>Pentingnya&nbsp;Rakor</h1>"          \
  "<p>Foto: Rakor di Tenggarong · Humas</p>"                                                       \
  "<p>Bebaca.id, TENGGARONG &#8211; Pemerintah &#8220;Kabupaten&#8221; &amp; mitra\n"              \
  "<em>bekerja</em> sama.</p><figure><figcaption>Foto: Rapat kedua</figcaption></figure>"

#define END "<p>Paragraf terakhir.</p><p>Penulis&nbsp;: Bayu</p></body></html>"

static guint
compare (Desk *desk, const char *page)
{
  static const RedaksiHouse house = { .language = "id", .site_name = "Bebaca.id" };
  g_autoptr (RedaksiArticle) article = write_article (desk, NULL, "Pentingnya Rakor");
  g_autofree char *title = NULL;
  g_autofree char *picture = NULL;

  return redaksi_proof_compare (article, &house, page, strlen (page))
         | redaksi_proof_compare_share (article, page, strlen (page), &title, &picture);
}

static guint
compare_without (Desk *desk, const char *from, const char *to)
{
  g_autoptr (GString) page = g_string_new (PAGE END);

  g_assert_cmpuint (g_string_replace (page, from, to, 0), >, 0);
  return compare (desk, page->str);
}

static void
test_parts (Desk *desk, gconstpointer data)
{
  g_autofree char *words = NULL;

  g_assert_cmpuint (compare (desk, PAGE END), ==, 0);
  g_assert_cmpuint (compare_without (desk, "<h1>Pentingnya", "<h1>Gunanya"), ==,
                    REDAKSI_PROOF_HEADLINE);
  /* What stands in a script is read by nobody. */
  g_assert_cmpuint (compare (desk, PAGE "<p>Penulis : Bayu</p>"), ==, REDAKSI_PROOF_TEXT);
  g_assert_cmpuint (compare_without (desk, "mitra", "kawan"), ==, REDAKSI_PROOF_TEXT);
  g_assert_cmpuint (compare_without (desk, "Bayu", "Rina"), ==, REDAKSI_PROOF_BYLINES);
  g_assert_cmpuint (compare_without (desk, "Rapat kedua", ""), ==, REDAKSI_PROOF_CAPTIONS);
  g_assert_cmpuint (compare_without (desk, "Rakor di Tenggarong", ""), ==, REDAKSI_PROOF_CAPTIONS);
  g_assert_cmpuint (compare_without (desk, "content='Pentingnya", "content='Gunanya"), ==,
                    REDAKSI_PROOF_SHARE_TITLE);
  g_assert_cmpuint (compare_without (desk, "og:image", "x:image"), ==, REDAKSI_PROOF_SHARE_PICTURE);
  /* A page that names no headline for sharing is not wrong about it. */
  g_assert_cmpuint (compare_without (desk, "og:", "x:"), ==, 0);
  words = redaksi_proof_list (REDAKSI_PROOF_TEXT | REDAKSI_PROOF_SHARE_PICTURE);
  g_assert_cmpstr (words, ==, "text, shared photo");
}

/* In their order: somebody else must not stand before whom the article names first. */
static void
test_bylines (Desk *desk, gconstpointer data)
{
  static const RedaksiHouse house = { .language = "id" };
  g_autoptr (RedaksiArticle) article = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) with
    = redaksi_article_with_field (article, REDAKSI_FIELD_BYLINES,
                                  "[[\"Bayu\",\"writer\"],[\"Rina\",\"editor\"]]");
  const char *right = "<p>Penulis : Bayu</p><p>Editor : Rina</p>";
  const char *wrong = "<p>Editor : Rina</p><p>Penulis : Bayu</p>";

  g_assert_cmpuint (redaksi_proof_compare (with, &house, right, strlen (right)), ==, 0);
  g_assert_cmpuint (redaksi_proof_compare (with, &house, wrong, strlen (wrong)), ==,
                    REDAKSI_PROOF_BYLINES);
}

static void
test_hostile (Desk *desk, gconstpointer data)
{
  static const char *const pages[] = { "",
                                       "<",
                                       "<!--",
                                       "<script",
                                       "<script>",
                                       "</script",
                                       "<meta",
                                       "<meta property=",
                                       "<meta property=\"og:title\"",
                                       "<style><p>",
                                       "&#x110000;&#0;",
                                       "\xff\xfe<p>\xff",
                                       "<title",
                                       "<meta property='og:title' content='" };
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    g_assert_cmpuint (compare (desk, pages[i]), !=, 0);
  while (deep->len < 6 * 1024 * 1024)
    g_string_append (deep, "<script><meta <!-- ");
  g_assert_cmpuint (compare (desk, deep->str), !=, 0);
}

/* Kept with the push; a difference is told, and is no failure. */
static void
test_kept (Desk *desk, gconstpointer data)
{
  g_autofree char *first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  RedaksiPush *push_;

  finish_in (desk, first, REDAKSI_STAGE_DONE);
  push_ = get_push (desk, first);
  g_assert_cmpstr (redaksi_push_get_message (push_), ==, NULL);
  g_assert_nonnull (strstr (redaksi_push_get_raw (push_), "API: as it was sent"));
  g_assert_nonnull (strstr (redaksi_push_get_raw (push_), "/: as it was sent"));

  desk->house->page
    = "<h1>Pentingnya Rakor</h1><p>Pemerintah “Kabupaten” &amp; mitra bekerja sama.";
  rewrite (desk, "Pentingnya Rakor Kedua");
  second = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, second, REDAKSI_STAGE_DONE);
  push_ = get_push (desk, second);
  g_assert_nonnull (strstr (redaksi_push_get_message (push_), "headline, text, bylines, captions"));
  g_assert_nonnull (strstr (redaksi_push_get_message (push_), "cache"));
  g_assert_nonnull (strstr (redaksi_push_get_raw (push_), "API: as it was sent"));

  desk->house->page_error = REDAKSI_SERVER_ERROR_INSECURE;
  rewrite (desk, "Pentingnya Rakor Ketiga");
  third = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, third, REDAKSI_STAGE_DONE);
  push_ = get_push (desk, third);
  g_assert_cmpstr (redaksi_push_get_message (push_), ==, NULL);
  g_assert_nonnull (strstr (redaksi_push_get_raw (push_), "could not be checked"));
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add ("/proof/" name, Desk, NULL, set_up, function, tear_down)
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("parts", test_parts);
  ADD ("bylines", test_bylines);
  ADD ("hostile", test_hostile);
  ADD ("kept", test_kept);
  return g_test_run ();
}
