/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written comes back as it was: for random articles, in each form that has a way back. */
#include "described.h"
#include "random-body.h"

#define TIMES 600

static const RedaksiHouse house = { "id", "Bebaca.id" };

static gboolean
find_photo (const char *digest, RedaksiPhotoLink *link, gpointer user_data)
{
  link->url = "https://a.example/foto.jpg?a=1&b=2";
  link->remote_id = "15";
  return TRUE;
}

static void
assert_same (RedaksiBody *a, RedaksiBody *b, const char *between)
{
  g_autofree char *x = describe (a);
  g_autofree char *y = describe (b);

  if (!redaksi_body_equal (a, b))
    g_test_message ("between:\n%s", between);
  g_assert_cmpstr (x, ==, y);
  g_assert_true (redaksi_body_equal (a, b));
}

static void
test_markdown (void)
{
  static const RandomBody options = { TRUE, TRUE };

  for (guint i = 0; i < TIMES; i++)
    {
      g_autoptr (RedaksiBody) body = random_body (&options);
      g_autofree char *text = redaksi_body_to_markdown (body);
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiBody) again
        = redaksi_body_from_markdown (text, strlen (text), NULL, &error);

      g_assert_no_error (error);
      assert_same (body, again, text);
    }
}

/* A photo comes back by the server's number; our digest is not in a content. */
static RedaksiBody *
as_remote (RedaksiBody *body)
{
  RedaksiBody *result = redaksi_body_ref (body);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      g_autoptr (RedaksiShape) a = NULL;
      g_autoptr (RedaksiShape) b = NULL;
      g_autoptr (RedaksiShape) c = NULL;
      g_autoptr (RedaksiBlock) photo = NULL;
      RedaksiBody *next;
      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PHOTO)
        continue;
      a = redaksi_shape_with (redaksi_block_get_shape (block), "photo", NULL);
      b = redaksi_shape_with (a, "url", "https://a.example/foto.jpg?a=1&b=2");
      c = redaksi_shape_with (b, "remote-id", "15");
      photo = redaksi_block_new_leaf (c);
      next = redaksi_body_with_block (result, i, photo);
      redaksi_body_unref (result);
      result = next;
    }
  return result;
}

static void
set_field (RedaksiArticle **article, const char *name, const char *value)
{
  RedaksiArticle *next = redaksi_article_with_field (*article, name, value);

  redaksi_article_unref (*article);
  *article = next;
}

static void
test_wordpress (void)
{
  static const RandomBody options = { TRUE, TRUE };

  for (guint i = 0; i < TIMES; i++)
    {
      g_autoptr (RedaksiBody) body = random_body (&options);
      g_autoptr (RedaksiBody) remote = as_remote (body);
      g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
      g_autoptr (RedaksiArticle) article = redaksi_article_with_body (empty, body);
      g_autoptr (RedaksiArticle) again = NULL;
      g_autofree char *text = NULL;
      g_autofree char *twice = NULL;
      g_autoptr (GError) error = NULL;

      if (g_test_rand_int_range (0, 2))
        set_field (&article, REDAKSI_FIELD_DATELINE, "KUTAI & “X”");
      if (g_test_rand_int_range (0, 2))
        set_field (&article, REDAKSI_FIELD_DECK, "Satu <kalimat> & lagi");
      if (g_test_rand_int_range (0, 2))
        set_field (&article, REDAKSI_FIELD_BYLINES,
                   "[[\"Bayu\",\"writer\"],[\"<R> & \\\"S\\\"\",\"Laporan\"]]");
      if (g_test_rand_int_range (0, 2))
        set_field (&article, REDAKSI_FIELD_LEAD_CAPTION, "Kapal “A” <b> & -- lainnya · pagi");
      if (g_test_rand_int_range (0, 2))
        set_field (&article, REDAKSI_FIELD_LEAD_CREDIT, "Sari & <Rina>");
      if (g_test_rand_int_range (0, 3))
        set_field (&article, REDAKSI_FIELD_LEAD_PHOTO, "a");
      else
        {
          set_field (&article, REDAKSI_FIELD_LEAD_CAPTION, NULL);
          set_field (&article, REDAKSI_FIELD_LEAD_CREDIT, NULL);
        }
      text = redaksi_article_to_wordpress (article, &house, find_photo, NULL);
      again = redaksi_article_from_wordpress (redaksi_article_get_id (article), text, strlen (text),
                                              &house, &error);
      g_assert_no_error (error);
      assert_same (remote, redaksi_article_get_body (again), text);
      g_assert_cmpstr (redaksi_article_get_field (again, REDAKSI_FIELD_DATELINE), ==,
                       redaksi_article_get_field (article, REDAKSI_FIELD_DATELINE));
      g_assert_cmpstr (redaksi_article_get_field (again, REDAKSI_FIELD_DECK), ==,
                       redaksi_article_get_field (article, REDAKSI_FIELD_DECK));
      g_assert_cmpstr (redaksi_article_get_field (again, REDAKSI_FIELD_BYLINES), ==,
                       redaksi_article_get_field (article, REDAKSI_FIELD_BYLINES));
      g_assert_cmpstr (redaksi_article_get_field (again, REDAKSI_FIELD_LEAD_CAPTION), ==,
                       redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CAPTION));
      g_assert_cmpstr (redaksi_article_get_field (again, REDAKSI_FIELD_LEAD_CREDIT), ==,
                       redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CREDIT));
      /* The photo itself is beside the content. */
      set_field (&again, REDAKSI_FIELD_LEAD_PHOTO,
                 redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_PHOTO));
      twice = redaksi_article_to_wordpress (again, &house, find_photo, NULL);
      g_assert_cmpstr (twice, ==, text);
    }
}

/* HTML carries all that a page shows; what comes back of text is the same but for blanks at ends.
 */
static void
test_html (void)
{
  static const RandomBody options = { FALSE, FALSE };

  for (guint i = 0; i < TIMES; i++)
    {
      g_autoptr (RedaksiBody) body = random_body (&options);
      g_autofree char *text = redaksi_body_to_html (body, &house, find_photo, NULL);
      g_autoptr (RedaksiBody) again = redaksi_body_from_html (text, strlen (text), NULL, NULL);
      g_autofree char *second = NULL;
      g_autoptr (RedaksiBody) third = NULL;

      g_assert_nonnull (again);
      second = redaksi_body_to_html (again, &house, find_photo, NULL);
      third = redaksi_body_from_html (second, strlen (second), NULL, NULL);
      assert_same (again, third, second);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/round-trips/markdown", test_markdown);
  g_test_add_func ("/round-trips/wordpress", test_wordpress);
  g_test_add_func ("/round-trips/html", test_html);
  return g_test_run ();
}
