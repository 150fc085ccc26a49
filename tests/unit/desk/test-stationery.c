/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "redaksi-stationery.h"

static void
test_fields (void)
{
  static const struct
  {
    const char *text;
    guint from;
    int start; /* -1: none */
    int end;
  } cases[] = {
    { "“{kutipan},” ujar {nama}.", 0, 1, 10 },
    { "“{kutipan},” ujar {nama}.", 10, 18, 24 },
    { "“{kutipan},” ujar {nama}.", 2, 18, 24 },
    { "“{kutipan},” ujar {nama}.", 19, -1, -1 },
    { "", 0, -1, -1 },
    { "{", 0, -1, -1 },
    { "}{", 0, -1, -1 },
    { "{}", 0, -1, -1 },
    { "{a\nb}", 0, -1, -1 },
    { "{{a}}", 0, 1, 4 },
    { "{é😀}", 0, 0, 4 },
    { "{a}", 99, -1, -1 },
  };
  g_autofree char *inside = g_strnfill (200, 'x');
  g_autofree char *longest = g_strconcat ("{", inside, "}{y}", NULL);
  guint start, end;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean found = redaksi_fields_find (cases[i].text, cases[i].from, &start, &end);

      g_assert_cmpint (found, ==, cases[i].start >= 0);
      if (found)
        {
          g_assert_cmpuint (start, ==, (guint)cases[i].start);
          g_assert_cmpuint (end, ==, (guint)cases[i].end);
        }
    }
  /* What is long is text in braces. */
  g_assert_true (redaksi_fields_find (longest, 0, &start, &end));
  g_assert_cmpuint (start, ==, 202);
}

static void
test_expand (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2024, 11, 9, 13, 5, 0);
  g_autofree char *all = redaksi_fields_expand ("{what} in {place}, {date}. {photographer}{place}",
                                                "TENGGARONG", "Sari {date}", now);
  g_autofree char *none = redaksi_fields_expand ("{place} {photographer} é{", "", NULL, now);

  g_assert_cmpstr (all, ==, "{what} in TENGGARONG, 9/11/2024. Sari {date}TENGGARONG");
  g_assert_cmpstr (none, ==, "{place} {photographer} é{");
}

static void
test_usual (void)
{
  for (guint kind = 0; kind < REDAKSI_N_SHEETS; kind++)
    {
      g_autoptr (GPtrArray) usual = redaksi_sheets_usual ((RedaksiSheetKind)kind);
      g_autofree char *json = redaksi_sheets_to_json (usual);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) again = redaksi_sheets_from_json ((RedaksiSheetKind)kind, json, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (usual->len, >=, 3);
      g_assert_cmpuint (again->len, ==, usual->len);
      for (guint i = 0; i < usual->len; i++)
        {
          const RedaksiSheet *one = usual->pdata[i], *other = again->pdata[i];
          g_assert_cmpstr (one->name, ==, other->name);
          g_assert_cmpstr (one->content, ==, other->content);
        }
    }
}

static void
test_hostile (void)
{
  static const char *const broken[] = { "", "{", "{}", "null", "[1,", "\"x\"" };
  g_autoptr (GPtrArray) some
    = redaksi_sheets_from_json (REDAKSI_SHEET_SNIPPET,
                                "[1,null,[],{},{\"name\":\"\",\"content\":\"x\"},{\"name\":\"a\"},{"
                                "\"name\":3,\"content\":\"x\"},"
                                "{\"name\":\"b\",\"content\":\"\",\"later\":true}]",
                                NULL);
  g_autoptr (GPtrArray) bad
    = redaksi_sheets_from_json (REDAKSI_SHEET_TEMPLATE,
                                "[{\"name\":\"a\",\"content\":\"no article\"}]", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (redaksi_sheets_from_json (REDAKSI_SHEET_CAPTION, broken[i], &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpstr (((const RedaksiSheet *)some->pdata[0])->name, ==, "b");
  g_assert_cmpuint (bad->len, ==, 0);
}

static RedaksiArticle *
with (RedaksiArticle *article, const char *field, const char *value)
{
  RedaksiArticle *result = redaksi_article_with_field (article, field, value);

  redaksi_article_unref (article);
  return result;
}

static void
test_template (void)
{
  g_autoptr (RedaksiShape) photo = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", "bb", NULL);
  g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  g_autoptr (RedaksiMark) strong = redaksi_mark_new (REDAKSI_MARK_STRONG, NULL);
  RedaksiMarkSpan spans[] = { { 0, 4, strong } };
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiBlock) first = redaksi_block_new_leaf (photo);
  g_autoptr (RedaksiBlock) second = redaksi_block_new (caption, "Keterangan", NULL, 0);
  g_autoptr (RedaksiBlock) third = redaksi_block_new (paragraph, "Tebal {a}", spans, 1);
  RedaksiBlock *blocks[] = { first, second, third };
  g_autoptr (RedaksiBody) body = redaksi_body_new (blocks, 3);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new ("0b9d5f0a-3f0b-4f4e-9a61-5d3f0c1b2a30");
  g_autoptr (RedaksiArticle) fresh = redaksi_article_new ("11111111-3f0b-4f4e-9a61-5d3f0c1b2a30");
  g_autoptr (RedaksiArticle) by = redaksi_article_with_field (fresh, REDAKSI_FIELD_SECTION, "Umum");
  RedaksiArticle *article = redaksi_article_with_body (empty, body);
  g_autoptr (RedaksiArticle) made = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  article = with (article, REDAKSI_FIELD_KICKER, "JADWAL");
  article = with (article, REDAKSI_FIELD_SLUG, "jadwal-9-november");
  article = with (article, REDAKSI_FIELD_LEAD_PHOTO, "aa");
  article = with (article, REDAKSI_FIELD_LEAD_CAPTION, "x");
  article = with (article, REDAKSI_FIELD_EMBARGO, "2026-11-25T08:00:00Z");
  content = redaksi_template_of_article (article);
  redaksi_article_unref (article);
  made = redaksi_template_fill (by, content, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (redaksi_article_get_id (made), ==, redaksi_article_get_id (fresh));
  g_assert_cmpstr (redaksi_article_get_field (made, REDAKSI_FIELD_KICKER), ==, "JADWAL");
  g_assert_cmpstr (redaksi_article_get_field (made, REDAKSI_FIELD_SECTION), ==, "Umum");
  g_assert_cmpstr (redaksi_article_get_field (made, REDAKSI_FIELD_SLUG), ==, "");
  g_assert_cmpstr (redaksi_article_get_field (made, REDAKSI_FIELD_EMBARGO), ==, "");
  g_assert_cmpstr (redaksi_article_get_field (made, REDAKSI_FIELD_LEAD_PHOTO), ==, "");
  g_assert_cmpstr (redaksi_article_get_field (made, REDAKSI_FIELD_LEAD_CAPTION), ==, "");
  g_assert_cmpuint (redaksi_body_get_n (redaksi_article_get_body (made)), ==, 1);
  g_assert_true (redaksi_body_has_mark (redaksi_article_get_body (made), 0, 4, strong));
  g_assert_null (redaksi_template_fill (fresh, "[]", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stationery/fields", test_fields);
  g_test_add_func ("/stationery/expand", test_expand);
  g_test_add_func ("/stationery/usual", test_usual);
  g_test_add_func ("/stationery/hostile", test_hostile);
  g_test_add_func ("/stationery/template", test_template);
  return g_test_run ();
}
