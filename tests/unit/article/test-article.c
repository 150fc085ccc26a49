/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outline.h"
#include "redaksi-site.h"

static void
test_fields (void)
{
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) a = redaksi_article_with_field (empty, "headline", "Banjir");
  g_autoptr (RedaksiArticle) b = redaksi_article_with_field (a, "deck", "Hujan");
  g_autoptr (RedaksiArticle) c = redaksi_article_with_field (b, "headline", "");
  g_autoptr (RedaksiArticle) d = redaksi_article_with_field (c, "deck", NULL);

  g_assert_cmpstr (redaksi_article_get_field (b, "headline"), ==, "Banjir");
  g_assert_cmpstr (redaksi_article_get_nth_field (b, 0, NULL), ==, "deck");
  g_assert_null (redaksi_article_peek_field (c, "headline"));
  g_assert_cmpstr (redaksi_article_get_field (c, "headline"), ==, "");
  g_assert_true (redaksi_article_equal (d, empty));
  g_assert_false (redaksi_article_equal (b, a));
  g_assert_cmpstr (redaksi_article_get_field (a, "headline"), ==, "Banjir");
}

static void
test_bylines (void)
{
  static const struct
  {
    const char *text;
    const char *person;
    const char *role;
    const char *label;
  } rows[] = {
    { "Penulis: Bayu", "Bayu", REDAKSI_ROLE_WRITER, "Penulis : Bayu" },
    { "Bayu", "Bayu", REDAKSI_ROLE_WRITER, "Penulis : Bayu" },
    { "editor : Siti  Rahma", "Siti Rahma", REDAKSI_ROLE_EDITOR, "Editor : Siti Rahma" },
    { "Laporan: “Ayu”", "“Ayu”", "Laporan", "Laporan : “Ayu”" },
  };
  g_autoptr (GPtrArray) bylines
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiArticle) broken = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RedaksiByline *byline = redaksi_byline_parse (rows[i].text);
      g_autofree char *label = redaksi_byline_dup_label (byline, "id");
      g_assert_cmpstr (redaksi_byline_get_person (byline), ==, rows[i].person);
      g_assert_cmpstr (redaksi_byline_get_role (byline), ==, rows[i].role);
      g_assert_cmpstr (label, ==, rows[i].label);
      g_ptr_array_add (bylines, byline);
    }
  g_assert_null (redaksi_byline_parse ("Penulis:  "));
  article = redaksi_article_with_bylines (empty, bylines);
  again = redaksi_article_get_bylines (article);
  g_assert_cmpuint (again->len, ==, bylines->len);
  g_assert_cmpstr (redaksi_byline_get_person (again->pdata[3]), ==, "“Ayu”");
  broken = redaksi_article_with_field (empty, REDAKSI_FIELD_BYLINES, "[1,[],[\"\"],{");
  none = redaksi_article_get_bylines (broken);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_tags (void)
{
  static const char *const tags[] = { "Pilkada 2024", "“Kukar”", NULL };
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) article = redaksi_article_with_tags (empty, tags);
  g_auto (GStrv) again = redaksi_article_get_tags (article);

  g_assert_cmpstrv (again, tags);
}

static void
test_target_length (void)
{
  static const struct
  {
    const char *field;
    guint words;
  } cases[] = { { "600", 600 },       { "", 0 },       { "0", 0 },
                { "-5", 0 },          { "6e2", 0 },    { " 6", 0 },
                { "100000", 100000 }, { "100001", 0 }, { "18446744073709551617", 0 } };
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RedaksiArticle) article
        = redaksi_article_with_field (empty, REDAKSI_FIELD_TARGET_LENGTH, cases[i].field);
      g_assert_cmpuint (redaksi_article_get_target_length (article), ==, cases[i].words);
    }
}

static void
test_photos (void)
{
  g_autoptr (RedaksiArticle) body = outline_article ("P/c:a/P/c:b/p:");
  g_autoptr (RedaksiArticle) article
    = redaksi_article_with_field (body, REDAKSI_FIELD_LEAD_PHOTO, "bb");
  g_autoptr (GPtrArray) photos = redaksi_article_get_photos (article);

  g_assert_cmpuint (photos->len, ==, 2);
  g_assert_cmpstr (photos->pdata[0], ==, "bb");
  g_assert_cmpstr (photos->pdata[1], ==, "aa");
}

static void
test_site (void)
{
  g_autoptr (RedaksiSite) site = g_object_new (REDAKSI_TYPE_SITE, "name", "Bebaca", "url",
                                               "http://127.0.0.1/", "may-publish", TRUE, NULL);
  RedaksiState state;
  RedaksiIntent intent;

  g_assert_cmpstr (redaksi_site_get_name (site), ==, "Bebaca");
  g_assert_cmpstr (redaksi_site_get_kind (site), ==, "wordpress");
  g_assert_nonnull (redaksi_site_get_id (site));
  g_assert_true (redaksi_site_get_may_publish (site));
  for (guint i = 0; i <= REDAKSI_STATE_LAST; i++)
    {
      g_assert_true (redaksi_state_from_string (redaksi_state_to_string (i), &state));
      g_assert_cmpint (state, ==, i);
    }
  for (guint i = 0; i <= REDAKSI_INTENT_LAST; i++)
    {
      g_assert_true (redaksi_intent_from_string (redaksi_intent_to_string (i), &intent));
      g_assert_cmpint (intent, ==, i);
    }
  g_assert_false (redaksi_intent_from_string ("delete", &intent));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/fields", test_fields);
  g_test_add_func ("/article/bylines", test_bylines);
  g_test_add_func ("/article/tags", test_tags);
  g_test_add_func ("/article/target-length", test_target_length);
  g_test_add_func ("/article/photos", test_photos);
  g_test_add_func ("/article/site", test_site);
  return g_test_run ();
}
