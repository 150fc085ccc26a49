/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article that was pushed comes out of the press as it went in: every field that the page shows.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "../page/sample.h"
#include "redaksi-press-picture.h"
#include "redaksi-press-post.h"

typedef struct
{
  char *folder;
  RedaksiPressStore *store;
  RedaksiPress *press;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  RedaksiPressOptions options
    = { .name = "Koran Teluk", .language = "id", .time_zone = "Asia/Makassar" };
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("redaksi-press-XXXXXX", NULL);
  self->store = redaksi_press_store_open (self->folder, &error);
  g_assert_no_error (error);
  g_assert_true (
    redaksi_press_store_set_user (self->store, "bayu", "author", "kata sandi", &error));
  self->press = redaksi_press_new (self->store, &options);
  g_assert_true (redaksi_press_start (self->press, &error));
  g_assert_no_error (error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->press);
  redaksi_press_store_close (self->store);
  remove_folder (self->folder);
  g_free (self->folder);
}

static RedaksiPressPost *
push (Fixture *self, RedaksiArticle *article, const char *status)
{
  RedaksiHouse house = { "id", "Koran Teluk" };
  RedaksiPressPost *post = redaksi_press_post_new ();

  post->author = 1;
  g_set_str (&post->status, status);
  g_set_str (&post->title, redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE));
  g_free (post->content);
  post->content = redaksi_article_to_wordpress (article, &house, NULL, NULL);
  g_assert_true (redaksi_press_post_save (self->press, post, 0));
  return post;
}

static void
test_fields (Fixture *self, gconstpointer data)
{
  static const char *const fields[]
    = { REDAKSI_FIELD_HEADLINE, REDAKSI_FIELD_DECK, REDAKSI_FIELD_DATELINE, REDAKSI_FIELD_BYLINES };
  g_autoptr (RedaksiArticle) article = make_sample ();
  g_autoptr (RedaksiPressPost) post = push (self, article, "publish");
  g_autoptr (RedaksiPressPost) kept = redaksi_press_post_load (self->press, post->id);
  g_autoptr (RedaksiArticle) shown = redaksi_press_post_article (self->press, kept);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (redaksi_article_get_field (shown, fields[i]), ==,
                     redaksi_article_get_field (article, fields[i]));
  if (!redaksi_body_equal (redaksi_article_get_body (shown), redaksi_article_get_body (article)))
    {
      g_autofree char *a = redaksi_article_to_json (article);
      g_autofree char *b = redaksi_article_to_json (shown);
      g_error ("%s came back as %s", a, b);
    }
  g_assert_cmpstr (kept->summary, ==, redaksi_article_get_field (article, REDAKSI_FIELD_DECK));
  g_assert_cmpstr (kept->slug, ==, "tiga-puluh-posyandu-di-tepi-sungai-terima-timbangan-digital");
}

/* Suggestions and notes of the editors are nobody else's business. */
static void
test_struck_words (Fixture *self, gconstpointer data)
{
  g_autoptr (RedaksiArticle) article = make_sample ();
  g_autoptr (RedaksiMark) deletion = redaksi_mark_new (REDAKSI_MARK_DELETION, "d1");
  RedaksiMarkSpan span = { 5, 12, deletion };
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiBlock) block = redaksi_block_new (paragraph, "Kata rahasia tetap.", &span, 1);
  g_autoptr (RedaksiBody) body
    = redaksi_body_with_block (redaksi_article_get_body (article), 0, block);
  g_autoptr (RedaksiArticle) suggested = redaksi_article_with_body (article, body);
  g_autoptr (RedaksiArticle) bare
    = redaksi_article_with_field (suggested, REDAKSI_FIELD_DECK, NULL);
  g_autoptr (RedaksiPressPost) post = push (self, bare, "publish");
  g_autofree char *html
    = redaksi_page_render_article (bare, &sample_site, &sample_context, sample_lookup, NULL);

  g_assert_null (strstr (post->content, "rahasia"));
  g_assert_null (strstr (post->summary, "rahasia"));
  g_assert_null (strstr (html, "rahasia"));
}

static void
test_dates (Fixture *self, gconstpointer data)
{
  g_autoptr (RedaksiArticle) article = make_sample ();
  g_autoptr (RedaksiPressPost) draft = push (self, article, "draft");
  g_autofree char *before = redaksi_press_post_link (self->press, draft);
  g_autofree char *after = NULL;
  g_autofree char *expected = NULL;

  g_assert_true (draft->floating);
  g_assert_nonnull (strstr (before, "?p="));
  g_set_str (&draft->status, "publish");
  draft->date = 1762624800; /* 8 November 2025, 18.00 UTC: the ninth in Makassar */
  draft->floating = FALSE;
  g_assert_true (redaksi_press_post_save (self->press, draft, 1));
  after = redaksi_press_post_link (self->press, draft);
  expected = g_strdup_printf ("%s2025/11/09/%s/", redaksi_press_get_url (self->press), draft->slug);
  g_assert_cmpstr (after, ==, expected);
}

static void
test_pictures (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *type; /* NULL: none */
    guint width;
    guint height;
  } cases[] = {
    { "GIF89a\x08\x00\x06\x00"
      "ffffffffffffff",
      24, "image/gif", 8, 6 },
    { "GIF89a\x00\x00\x06\x00"
      "ffffffffffffff",
      24, NULL, 0, 0 },
    { "GIF89a\x08\x00", 8, NULL, 0, 0 },
    { "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x30", 24, "image/png", 64, 48 },
    { "\x89PNG\r\n\x1A\n\0\0\0\rJUNK\0\0\0\x40\0\0\0\x30", 24, NULL, 0, 0 },
    { "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\x7F\xFF\xFF\xFF\0\0\0\x30", 24, NULL, 0, 0 },
    { "\xFF\xD8\xFF\xE0\0\4xx\xFF\xFF\xC2\0\x0B\x08\0\x30\0\x40\3xxxxxxxxxx", 30, "image/jpeg", 64,
      48 },
    { "\xFF\xD8\xFF\xE0\xFF\xFFxxxxxxxxxxxxxxxxxxxxxxxxx", 30, NULL, 0, 0 },
    { "\xFF\xD8\xFF\xDA\0\x0B\x08\0\x30\0\x40\3xxxxxxxxxxxxxxxxxx", 30, NULL, 0, 0 },
    { "<svg xmlns='http://www.w3.org/2000/svg'/>", 41, NULL, 0, 0 },
    { "", 0, NULL, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* On the heap and no longer than it is, so that a read beyond the end is seen. */
      g_autofree guint8 *data = g_memdup2 (cases[i].data, cases[i].length);
      RedaksiPressPicture picture = { NULL };
      gboolean found = redaksi_press_picture_read (data, cases[i].length, &picture);

      g_assert_cmpint (found, ==, cases[i].type != NULL);
      if (!found)
        continue;
      g_assert_cmpstr (picture.type, ==, cases[i].type);
      g_assert_cmpuint (picture.width, ==, cases[i].width);
      g_assert_cmpuint (picture.height, ==, cases[i].height);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/press/pushed/fields", Fixture, NULL, set_up, test_fields, tear_down);
  g_test_add ("/press/pushed/struck-words", Fixture, NULL, set_up, test_struck_words, tear_down);
  g_test_add ("/press/pushed/dates", Fixture, NULL, set_up, test_dates, tear_down);
  g_test_add_func ("/press/pictures", test_pictures);
  return g_test_run ();
}
