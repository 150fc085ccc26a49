/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same embed in every form, and back. */
#include "described.h"

static const RedaksiHouse house = { "id", "Bebaca.id" };

#define FILM "https://www.youtube.com/watch?v=a--b_c9WgXc&t=1"

static RedaksiArticle *
article_with (const char *address)
{
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_EMBED, "url", address, NULL);
  g_autoptr (RedaksiBlock) before = redaksi_block_new_paragraph ("Sebelum");
  g_autoptr (RedaksiBlock) embed = redaksi_block_new_leaf (shape);
  g_autoptr (RedaksiBlock) after = redaksi_block_new_paragraph ("Sesudah");
  RedaksiBlock *blocks[] = { before, embed, after };
  g_autoptr (RedaksiBody) body = redaksi_body_new (blocks, 3);
  g_autoptr (RedaksiArticle) article = redaksi_article_new ("0b9d5f0a-3f0b-4f4e-9a61-5d3f0c1b2a30");

  return redaksi_article_with_body (article, body);
}

/* What the block editor saves for a service that it knows, and for one that it does not. */
static void
test_wordpress (void)
{
  static const char *const rows[][2] = {
    { FILM,
      "<!-- wp:embed "
      "{\"url\":\"https://www.youtube.com/watch?v=a\\u002d\\u002db_c9WgXc\\u0026t=1\","
      "\"type\":\"video\",\"providerNameSlug\":\"youtube\",\"responsive\":true} -->\n"
      "<figure class=\"wp-block-embed is-type-video is-provider-youtube wp-block-embed-youtube\">"
      "<div class=\"wp-block-embed__wrapper\">\n"
      "https://www.youtube.com/watch?v=a--b_c9WgXc&amp;t=1\n</div></figure>\n<!-- /wp:embed -->" },
    { "https://x.com/bebaca_id/status/18548",
      "<!-- wp:embed {\"url\":\"https://x.com/bebaca_id/status/18548\",\"type\":\"rich\","
      "\"providerNameSlug\":\"twitter\",\"responsive\":true} -->\n"
      "<figure class=\"wp-block-embed is-type-rich is-provider-twitter wp-block-embed-twitter\">"
      "<div class=\"wp-block-embed__wrapper\">\n"
      "https://x.com/bebaca_id/status/18548\n</div></figure>\n<!-- /wp:embed -->" },
    { "https://t.me/bebaca_id/1234",
      "<!-- wp:embed {\"url\":\"https://t.me/bebaca_id/1234\"} -->\n"
      "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n"
      "https://t.me/bebaca_id/1234\n</div></figure>\n<!-- /wp:embed -->" },
    { "https://v.example/1",
      "<!-- wp:embed {\"url\":\"https://v.example/1\"} -->\n"
      "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n"
      "https://v.example/1\n</div></figure>\n<!-- /wp:embed -->" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiArticle) article = article_with (rows[i][0]);
      g_autofree char *content = redaksi_article_to_wordpress (article, &house, NULL, NULL);
      g_autoptr (RedaksiArticle) again
        = redaksi_article_from_wordpress (NULL, content, strlen (content), &house, &error);
      g_autofree char *described = NULL;
      g_autofree char *expected = g_strdup_printf ("p|Sebelum\nE|%s\np|Sesudah", rows[i][0]);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (content, rows[i][1]));
      described = describe (redaksi_article_get_body (again));
      g_assert_cmpstr (described, ==, expected);
      /* And written once more it is the same. */
      g_free (content);
      content = redaksi_article_to_wordpress (again, &house, NULL, NULL);
      g_assert_nonnull (strstr (content, rows[i][1]));
    }
}

static void
test_html (void)
{
  static const char *const addresses[]
    = { FILM, "https://www.instagram.com/p/DCJabc12-_x/", "https://t.me/bebaca_id/1234" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiArticle) article = article_with (addresses[i]);
      g_autofree char *html
        = redaksi_body_to_html (redaksi_article_get_body (article), &house, NULL, NULL);
      g_autoptr (RedaksiBody) body = redaksi_body_from_html (html, strlen (html), NULL, &error);
      g_autofree char *described = describe (body);
      g_autofree char *expected = g_strdup_printf ("p|Sebelum\nE|%s\np|Sesudah", addresses[i]);

      g_assert_no_error (error);
      g_assert_cmpstr (described, ==, expected);
      /* A reader's browser asks nobody but the page's own site. */
      g_assert_null (strstr (html, "<iframe"));
      g_assert_null (strstr (html, "<script"));
    }
}

static void
test_pages (void)
{
  static const char *const rows[][2] = {
    /* what WordPress's pages have, before its own script made a frame of it */
    { "<p>a</p><figure class=\"wp-block-embed is-provider-youtube\"><div "
      "class=\"wp-block-embed__wrapper\">\nhttps://youtu.be/dQw4w9WgXcQ\n</div></figure><p>b</p>",
      "p|a\nE|https://youtu.be/dQw4w9WgXcQ\np|b" },
    { "<p><a href=\"https://youtu.be/dQw4w9WgXcQ\">https://youtu.be/dQw4w9WgXcQ</a></p>",
      "E|https://youtu.be/dQw4w9WgXcQ\np|" },
    { "<p>Lihat <a href=\"https://youtu.be/dQw4w9WgXcQ\">https://youtu.be/dQw4w9WgXcQ</a></p>",
      "p|Lihat [https://youtu.be/dQw4w9WgXcQ](https://youtu.be/dQw4w9WgXcQ)" },
    { "<p><a href=\"https://youtu.be/dQw4w9WgXcQ\">filmnya</a></p>",
      "p|[filmnya](https://youtu.be/dQw4w9WgXcQ)" },
    { "<p><a href=\"https://evil.example/\">https://youtu.be/dQw4w9WgXcQ</a></p>",
      "p|[https://youtu.be/dQw4w9WgXcQ](https://evil.example/)" },
    { "<ul><li>https://youtu.be/dQw4w9WgXcQ</li></ul>", "l0|https://youtu.be/dQw4w9WgXcQ" },
    { "<p>https://bebaca.id/berita</p>", "p|https://bebaca.id/berita" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RedaksiBody) body
        = redaksi_body_from_html (rows[i][0], strlen (rows[i][0]), NULL, NULL);
      g_autofree char *described = describe (body);
      g_test_message ("%s", rows[i][0]);
      g_assert_cmpstr (described, ==, rows[i][1]);
    }
}

/* A paragraph of WordPress that is a lone link was meant as one: it goes back as it came. */
static void
test_paragraph_stays (void)
{
  const char *content = "<!-- wp:paragraph -->\n<p><a href=\"https://youtu.be/dQw4w9WgXcQ\">"
                        "https://youtu.be/dQw4w9WgXcQ</a></p>\n<!-- /wp:paragraph -->";
  g_autoptr (RedaksiArticle) article
    = redaksi_article_from_wordpress (NULL, content, strlen (content), &house, NULL);
  g_autofree char *again = redaksi_article_to_wordpress (article, &house, NULL, NULL);

  g_assert_cmpstr (again, ==, content);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/embeds/wordpress", test_wordpress);
  g_test_add_func ("/embeds/html", test_html);
  g_test_add_func ("/embeds/pages", test_pages);
  g_test_add_func ("/embeds/paragraph-stays", test_paragraph_stays);
  return g_test_run ();
}
