/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-text.h"
#include "redaksi-wordpress-codec.h"

#define N (G_GINT64_CONSTANT (1000000))

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_typed (void)
{
  static const struct
  {
    const char *typed;
    const char *uri; /* NULL: refused */
    gboolean plain;
  } cases[] = {
    { "koran.example", "https://koran.example/", FALSE },
    { "  koran.example/ \n", "https://koran.example/", FALSE },
    { "<https://koran.example>", "https://koran.example/", FALSE },
    { "“koran.example”", "https://koran.example/", FALSE },
    { "koran.example,", "https://koran.example/", FALSE },
    { "HTTPS://Koran.Example/Blog", "https://koran.example/Blog", FALSE },
    { "http://koran.example/blog/", "https://koran.example/blog/", TRUE },
    { "http://koran.example:80/", "https://koran.example/", TRUE },
    { "koran.example:8443/blog", "https://koran.example:8443/blog", FALSE },
    { "//koran.example", "https://koran.example/", FALSE },
    { "https://user:secret@koran.example/", "https://koran.example/", FALSE },
    { "https://koran.example/#atas", "https://koran.example/", FALSE },
    { "localhost:8080", "http://localhost:8080/", FALSE },
    { "http://127.0.0.1:1234/x", "http://127.0.0.1:1234/x", FALSE },
    { "[::1]:8080", "http://[::1]:8080/", FALSE },
    { "https://localhost", "https://localhost/", FALSE },
    { "127.0.0.1.jahat.example", "https://127.0.0.1.jahat.example/", FALSE },
    { "localhost.jahat.example", "https://localhost.jahat.example/", FALSE },
    { "http://127.0.0.1@jahat.example/", "https://jahat.example/", TRUE },
    { "bücher.example", "https://xn--bcher-kva.example/", FALSE },
    { "https://例え.テスト/記事", "https://xn--r8jz45g.xn--zckzah/%E8%A8%98%E4%BA%8B", FALSE },
    { "", NULL, FALSE },
    { "   ", NULL, FALSE },
    { "koran", NULL, FALSE },
    { "ftp://koran.example", NULL, FALSE },
    { "javascript:alert(1)", NULL, FALSE },
    { "file:///etc/passwd", NULL, FALSE },
    { "https://", NULL, FALSE },
    { "https://..", NULL, FALSE },
    { "https://a%00b.example", NULL, FALSE },
    { "koran.example:99999", NULL, FALSE },
    { "\xff\xfe", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean plain = FALSE;
      g_autoptr (GUri) uri = redaksi_address_from_typed (cases[i].typed, &plain, &error);
      g_autofree char *text = uri != NULL ? g_uri_to_string (uri) : NULL;

      g_test_message ("case %u", i);
      g_assert_cmpstr (text, ==, cases[i].uri);
      if (uri == NULL)
        g_assert_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND);
      g_assert_cmpint (plain, ==, cases[i].plain);
    }
}

static void
test_bases (void)
{
  static const struct
  {
    const char *typed;
    const char *bases;
  } cases[] = {
    { "koran.example", "https://koran.example/" },
    { "koran.example/wp-admin/post-new.php?x", "https://koran.example/" },
    { "koran.example/blog/wp-admin", "https://koran.example/blog/ https://koran.example/" },
    { "koran.example/wp-administrasi",
      "https://koran.example/wp-administrasi/ https://koran.example/" },
    { "koran.example/blog/2024/11/09/judul/",
      "https://koran.example/blog/2024/11/09/judul/ https://koran.example/blog/ "
      "https://koran.example/" },
    { "koran.example/judul.html", "https://koran.example/" },
    { "koran.example/a/b/c/d/e/f/g/h/i",
      "https://koran.example/a/b/c/d/e/f/g/h/i/ https://koran.example/a/b/c/d/e/f/g/h/ "
      "https://koran.example/a/b/c/d/e/f/g/ https://koran.example/a/b/c/d/e/f/ "
      "https://koran.example/a/b/c/d/e/ https://koran.example/a/b/c/d/ https://koran.example/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GUri) uri = redaksi_address_from_typed (cases[i].typed, NULL, NULL);
      g_auto (GStrv) bases = redaksi_address_bases (uri);
      g_autofree char *text = g_strjoinv (" ", bases);

      g_assert_cmpstr (text, ==, cases[i].bases);
    }
}

static void
test_follow (void)
{
  static const struct
  {
    const char *from, *to;
    gboolean may, same;
  } cases[] = {
    { "https://koran.example/", "/wp-json/", TRUE, TRUE },
    { "https://koran.example/", "https://koran.example:443/x", TRUE, TRUE },
    { "https://koran.example/", "https://www.koran.example/", TRUE, FALSE },
    { "https://www.koran.example/", "https://koran.example/", TRUE, FALSE },
    { "https://koran.example/", "http://koran.example/", FALSE, FALSE },
    { "https://koran.example/", "https://jahat.example/", FALSE, FALSE },
    { "https://koran.example/", "https://koran.example.jahat.example/", FALSE, FALSE },
    { "https://koran.example/", "https://koran.example:8443/", FALSE, FALSE },
    { "https://koran.example/", "//jahat.example/", FALSE, FALSE },
    { "https://koran.example/", "https://koran.example@jahat.example/", FALSE, FALSE },
    { "http://127.0.0.1:5/", "http://127.0.0.1:6/", FALSE, FALSE },
    { "http://127.0.0.1:5/", "https://jahat.example/", FALSE, FALSE },
    { "http://localhost/", "https://localhost/", TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GUri) from = g_uri_parse (cases[i].from, G_URI_FLAGS_ENCODED, NULL);
      g_autoptr (GUri) to = redaksi_address_resolve (from, cases[i].to);

      g_test_message ("%s", cases[i].to);
      g_assert_nonnull (to);
      g_assert_cmpint (redaksi_address_may_follow (from, to), ==, cases[i].may);
      g_assert_cmpint (redaksi_address_same_origin (from, to), ==, cases[i].same);
    }
  {
    g_autoptr (GUri) from = g_uri_parse ("https://koran.example/", G_URI_FLAGS_ENCODED, NULL);
    g_assert_null (redaksi_address_resolve (from, "javascript:alert(1)"));
    g_assert_null (redaksi_address_resolve (from, "file:///etc/passwd"));
    g_assert_null (redaksi_address_resolve (from, "https://"));
    g_assert_null (redaksi_address_resolve (from, NULL));
  }
}

static void
test_link (void)
{
  static const struct
  {
    const char *header, *api;
  } cases[] = {
    { "<https://k.example/wp-json/>; rel=\"https://api.w.org/\"", "https://k.example/wp-json/" },
    { "</wp-json/>; rel=\"https://api.w.org/\"", "/wp-json/" },
    { "<https://k.example/a,b>; rel=shortlink, <https://k.example/wp-json/>; "
      "rel=\"https://api.w.org/\"; x=1",
      "https://k.example/wp-json/" },
    { "<https://k.example/wp-json/wp/v2/posts/1>; rel=\"alternate\"; title=\"JSON, <b>; rel=x\"; "
      "type=\"application/json\", <https://k.example/?p=1>; rel=shortlink",
      NULL },
    { "<x>; REL=\"first https://api.w.org/\"", "x" },
    { "<x> ; rel=https://api.w.org/", "x" },
    { "<x>; rel=\"https://api.w.org/evil\"", NULL },
    { "<>; rel=\"https://api.w.org/\"", NULL },
    { "<x; rel=\"https://api.w.org/\"", NULL },
    { "<x>;;;; rel", NULL },
    { "<x>; rel=\"", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *api = redaksi_wordpress_find_api (cases[i].header);

      g_test_message ("%s", cases[i].header);
      g_assert_cmpstr (api, ==, cases[i].api);
    }
}

static void
test_page (void)
{
  const char *page
    = "<!DOCTYPE html>\n<html class=no-js lang='id-ID' dir=ltr><head><link rel=\"stylesheet\" "
      "href=\"/x.css\"><LINK REL='https://api.w.org/' "
      "HREF='https://k.example/?rest_route=/&#038;a=1' /></head>";
  g_autofree char *api = redaksi_wordpress_find_page_api (page, strlen (page));
  g_autofree char *language = redaksi_wordpress_find_page_lang (page, strlen (page));

  g_assert_cmpstr (api, ==, "https://k.example/?rest_route=/&a=1");
  g_assert_cmpstr (language, ==, "id-ID");
  /* Cut anywhere: nothing, or the whole. */
  for (gsize i = 0; i < strlen (page); i++)
    {
      g_autofree char *copy = g_memdup2 (page, i + 1);
      g_autofree char *some = redaksi_wordpress_find_page_api (copy, i);
      g_autofree char *lang = redaksi_wordpress_find_page_lang (copy, i);
      g_assert_true (some == NULL || strcmp (some, api) == 0);
      g_assert_true (lang == NULL || strcmp (lang, "id-ID") == 0);
    }
  g_assert_null (redaksi_wordpress_find_page_lang ("<html lang=\"<script>\">", 22));
}

static void
test_root (void)
{
  g_autoptr (GBytes) good = bytes (
    "{\"name\":\"Warta &amp; "
    "Kota\",\"description\":\"\",\"home\":\"http://k.example\",\"gmt_offset\":\"5.5\","
    "\"timezone_string\":\"\",\"namespaces\":[\"oembed/1.0\",\"wp/v2\"],\"authentication\":[]}");
  g_autoptr (GBytes) other = bytes ("{\"namespaces\":{},\"name\":\"x\"}");
  g_auto (RedaksiWordpressRoot) root = { 0 };
  g_auto (RedaksiWordpressRoot) none = { 0 };

  g_assert_true (redaksi_wordpress_read_root (good, &root, NULL));
  g_assert_cmpstr (root.name, ==, "Warta & Kota");
  g_assert_cmpstr (root.time_zone, ==, "+05:30");
  g_assert_true (root.has_posts);
  g_assert_false (root.has_passwords);
  g_assert_false (redaksi_wordpress_read_root (other, &none, NULL));
}

static void
test_time_zone (void)
{
  static const struct
  {
    const char *member, *zone;
  } cases[] = {
    { "\"gmt_offset\":8", "+08:00" },
    { "\"gmt_offset\":-3.5", "-03:30" },
    { "\"gmt_offset\":0", "+00:00" },
    { "\"gmt_offset\":1e400", NULL },
    { "\"gmt_offset\":99", NULL },
    { "\"gmt_offset\":\"nan\"", NULL },
    { "\"timezone_string\":\"Asia/Makassar\",\"gmt_offset\":8", "Asia/Makassar" },
    { "\"timezone_string\":\"../../etc/passwd\",\"gmt_offset\":8", "+08:00" },
    { "\"timezone_string\":null", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"namespaces\":[\"wp/v2\"],%s}", cases[i].member);
      g_autoptr (GBytes) body = bytes (text);
      g_auto (RedaksiWordpressRoot) root = { 0 };

      g_test_message ("%s", cases[i].member);
      if (redaksi_wordpress_read_root (body, &root, NULL))
        g_assert_cmpstr (root.time_zone, ==, cases[i].zone);
      else
        g_assert_null (cases[i].zone);
    }
}

static void
test_person (void)
{
  g_autoptr (GBytes) author
    = bytes ("{\"id\":3,\"name\":\"Bayu\",\"locale\":\"id_ID\",\"roles\":[\"shop\",\"author\"],"
             "\"capabilities\":{\"edit_posts\":true,\"publish_posts\":true}}");
  g_autoptr (GBytes) reader = bytes ("{\"id\":4,\"name\":\"\",\"roles\":{},\"capabilities\":[]}");
  g_autoptr (GBytes) nobody = bytes ("{\"id\":-4,\"name\":\"x\"}");
  g_auto (RedaksiWordpressPerson) person = { 0 };
  g_auto (RedaksiWordpressPerson) other = { 0 };
  g_auto (RedaksiWordpressPerson) none = { 0 };

  g_assert_true (redaksi_wordpress_read_person (author, &person, NULL));
  g_assert_cmpstr (person.role, ==, "author");
  g_assert_cmpstr (person.locale, ==, "id-ID");
  g_assert_true (person.may_publish && person.may_write);
  g_assert_true (redaksi_wordpress_read_person (reader, &other, NULL));
  g_assert_false (other.may_publish || other.may_write);
  g_assert_null (other.role);
  g_assert_false (redaksi_wordpress_read_person (nobody, &none, NULL));
}

#define POST                                                                                       \
  "{\"id\":7,\"status\":\"draft\",\"slug\":\"rdk-a-b\",\"link\":\"https://k.example/?p=7\","       \
  "\"title\":{\"raw\":\"A &amp; B\"},\"content\":{\"raw\":\"<!-- wp:x "                            \
  "/-->\"},\"excerpt\":{\"raw\":\"\"},"                                                            \
  "\"featured_media\":0,\"categories\":[1,\"2\",-3,4],\"tags\":[],\"date_gmt\":\"2026-11-09T07:"   \
  "05:00\","                                                                                       \
  "\"modified_gmt\":\"2026-11-09T07:06:00\",\"_links\":{\"predecessor-version\":[{\"id\":9}],"     \
  "\"version-history\":[{\"count\":2}]}}"

static void
test_post (void)
{
  g_autoptr (GBytes) body = bytes (POST);
  g_autoptr (RedaksiPost) post = redaksi_wordpress_read_post (body, NULL);

  g_assert_nonnull (post);
  g_assert_cmpstr (post->remote_id, ==, "7");
  g_assert_cmpstr (post->marker, ==, "a-b");
  g_assert_cmpstr (post->title, ==, "A & B");
  g_assert_null (post->featured);
  g_assert_cmpuint (g_strv_length (post->sections), ==, 2);
  g_assert_cmpint (post->date, ==, G_GINT64_CONSTANT (1794207900) * N);
  g_assert_cmpstr (post->modified, ==, "2026-11-09T07:06:00/9/2");
  /* A reply that was cut is no reply, wherever it was cut. */
  for (gsize i = 0; i < strlen (POST); i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (POST, i);
      g_assert_null (redaksi_wordpress_read_post (cut, NULL));
    }
}

static void
test_hostile (void)
{
  static const char *const replies[] = {
    "",
    " ",
    "null",
    "true",
    "7",
    "\"x\"",
    "[]",
    "{}",
    "[[]]",
    "<html>",
    "{\"id\":7}",
    "{\"id\":\"7\",\"status\":\"draft\",\"title\":{\"raw\":\"a\"},\"content\":{\"raw\":\"b\"}}",
    "{\"id\":7.0,\"status\":\"draft\",\"title\":{\"raw\":\"a\"},\"content\":{\"raw\":\"b\"}}",
    "{\"id\":0,\"status\":\"draft\",\"title\":{\"raw\":\"a\"},\"content\":{\"raw\":\"b\"}}",
    "{\"id\":99999999999999999999,\"status\":\"draft\",\"title\":{\"raw\":\"a\"},\"content\":{"
    "\"raw\":\"b\"}}",
    "{\"id\":7,\"status\":\"draft\",\"title\":\"a\",\"content\":{\"raw\":\"b\"}}",
    "{\"id\":7,\"status\":\"draft\",\"title\":{\"rendered\":\"a\"},\"content\":{\"raw\":\"b\"}}",
    "{\"id\":7,\"status\":\"draft\",\"title\":{\"raw\":\"a\\u0000b\"},\"content\":{\"raw\":\"b\"}}",
    "{\"id\":7,\"status\":\"\",\"title\":{\"raw\":\"a\"},\"content\":{\"raw\":\"b\"}}",
    "{\"id\":7,\"status\":[\"draft\"],\"title\":{\"raw\":\"a\"},\"content\":{\"raw\":\"b\"}}",
    "{\"id\":7,\"status\":\"draft\",\"title\":{\"raw\":\"a\"},\"content\":{\"raw\":\"b\"}} "
    "<b>Warning</b>",
    "<br />\n<b>Warning</b>: x "
    "{\"id\":7,\"status\":\"draft\",\"title\":{\"raw\":\"a\"},\"content\":{\"raw\":\"b\"}}",
    "{\"id\":7,\"status\":\"draft\",\"title\":{\"raw\":\"a\"},\"content\":{\"raw\":\"b\"},}",
    "{\"id\":7,\"status\":\"draft\",\"title\":{\"raw\":\"\xff\"},\"content\":{\"raw\":\"b\"}}",
    "\xef\xbb\xbf{\"id\":7,\"status\":\"draft\",\"title\":{\"raw\":\"a\"},\"content\":{\"raw\":"
    "\"b\"}}",
  };
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GBytes) body = bytes (replies[i]);
      g_autoptr (GError) error = NULL;
      g_auto (RedaksiWordpressRoot) root = { 0 };

      g_test_message ("reply %u", i);
      g_assert_null (redaksi_wordpress_read_post (body, &error));
      g_assert_nonnull (error);
      g_assert_null (redaksi_wordpress_read_photo (body, NULL, NULL));
      g_assert_null (redaksi_wordpress_read_posts (body, "rdk-x", NULL));
      g_assert_false (redaksi_wordpress_read_root (body, &root, NULL));
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "{\"id\":");
  {
    g_autoptr (GBytes) body = bytes (deep->str);
    g_assert_null (redaksi_wordpress_read_post (body, NULL));
    g_assert_cmpint (redaksi_wordpress_read_id (body, NULL), ==, 0);
  }
}

static void
test_lists (void)
{
  g_autoptr (GBytes) posts = bytes ("[{\"id\":9,\"slug\":\"rdk-x\",\"status\":\"draft\",\"title\":{"
                                    "\"raw\":\"b\"},\"content\":{\"raw\":\"\"}},"
                                    "{\"id\":8,\"slug\":\"rdk-x\",\"status\":\"draft\",\"title\":{"
                                    "\"raw\":\"a\"},\"content\":{\"raw\":\"\"}},"
                                    "{\"id\":7,\"slug\":\"rdk-x-2\",\"status\":\"draft\",\"title\":"
                                    "{\"raw\":\"c\"},\"content\":{\"raw\":\"\"}}]");
  g_autoptr (GBytes) empty = bytes ("[]");
  g_autoptr (GBytes) error_object = bytes ("{\"code\":\"x\"}");
  g_autoptr (RedaksiPost) post = redaksi_wordpress_read_posts (posts, "rdk-x", NULL);
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (post->remote_id, ==, "8");
  g_assert_null (redaksi_wordpress_read_posts (posts, "rdk-y", &none));
  g_assert_null (redaksi_wordpress_read_posts (empty, "rdk-x", &none));
  g_assert_no_error (none);
  /* "Not there" and "can't be read" are different things: the one sends, the other doesn't. */
  g_assert_null (redaksi_wordpress_read_posts (error_object, "rdk-x", &error));
  g_assert_nonnull (error);
}

static void
test_slugs (void)
{
  g_autoptr (GBytes) posts
    = bytes ("[{\"id\":9,\"slug\":\"banjir\"},{\"id\":8,\"slug\":\"banjir-2\"},"
             "{\"id\":\"7\",\"slug\":\"banjir\"},{\"slug\":\"banjir\"},5,"
             "{\"id\":6,\"slug\":\"banjir\"}]");
  g_autoptr (GBytes) empty = bytes ("[]");
  g_autoptr (GBytes) object = bytes ("{\"code\":\"x\"}");
  g_auto (GStrv) ids = redaksi_wordpress_read_slugs (posts, "banjir", NULL);
  g_auto (GStrv) none = redaksi_wordpress_read_slugs (empty, "banjir", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_strv_contains ((const char *const *)ids, "9"));
  g_assert_true (g_strv_contains ((const char *const *)ids, "6"));
  g_assert_false (g_strv_contains ((const char *const *)ids, "8"));
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_null (redaksi_wordpress_read_slugs (object, "banjir", &error));
  g_assert_nonnull (error);
}

static void
test_terms (void)
{
  g_autoptr (GBytes) terms
    = bytes ("[{\"id\":2,\"name\":\"hukum &amp; "
             "kriminal\",\"parent\":0},{\"id\":5,\"name\":\"Hukum &#038; Kriminal\",\"parent\":4},"
             "{\"id\":6,\"name\":\"Hukum &amp; "
             "Kriminal\",\"parent\":0},{\"id\":1,\"name\":\"Hukum\",\"parent\":0}]");
  guint n;

  g_assert_cmpint (redaksi_wordpress_read_terms (terms, "Hukum & Kriminal", &n, NULL), ==, 6);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpint (redaksi_wordpress_read_terms (terms, " Hukum ", &n, NULL), ==, 1);
  g_assert_cmpint (redaksi_wordpress_read_terms (terms, "HUKUM & kriminal", &n, NULL), ==, 2);
  g_assert_cmpint (redaksi_wordpress_read_terms (terms, "Huku", &n, NULL), ==, 0);
}

static void
test_write (void)
{
  g_autoptr (RedaksiPost) post = redaksi_post_new ();
  g_autoptr (GBytes) created = NULL;
  g_autoptr (GBytes) changed = NULL;

  post->marker = g_strdup ("a-b");
  post->status = g_strdup ("draft");
  post->title = g_strdup ("“A” & <B>");
  post->slug = g_strdup ("wanted");
  post->date = G_GINT64_CONSTANT (1794207900) * N;
  created = redaksi_wordpress_write_post (post);
  g_assert_cmpmem (g_bytes_get_data (created, NULL), g_bytes_get_size (created),
                   "{\"status\":\"draft\",\"title\":\"“A” &amp; "
                   "&lt;B&gt;\",\"slug\":\"rdk-a-b\",\"date_gmt\":\"2026-11-09T07:05:00\"}",
                   strlen (
                     "{\"status\":\"draft\",\"title\":\"“A” &amp; "
                     "&lt;B&gt;\",\"slug\":\"rdk-a-b\",\"date_gmt\":\"2026-11-09T07:05:00\"}"));
  post->remote_id = g_strdup ("7");
  post->date = 0;
  g_clear_pointer (&post->title, g_free);
  g_clear_pointer (&post->status, g_free);
  post->featured = g_strdup ("");
  post->tags = g_new0 (char *, 1);
  changed = redaksi_wordpress_write_post (post);
  g_assert_cmpmem (g_bytes_get_data (changed, NULL), g_bytes_get_size (changed),
                   "{\"slug\":\"wanted\",\"featured_media\":0,\"tags\":[]}",
                   strlen ("{\"slug\":\"wanted\",\"featured_media\":0,\"tags\":[]}"));
}

static void
test_url (void)
{
  g_autofree char *pretty = redaksi_address_build ("https://k.example/wp-json/", "wp/v2/posts",
                                                   "slug", "a b&c", "x", NULL, "y", "“", NULL);
  g_autofree char *plain
    = redaksi_address_build ("https://k.example/?rest_route=/", "wp/v2/posts", "slug", "a", NULL);

  g_assert_cmpstr (pretty, ==, "https://k.example/wp-json/wp/v2/posts?slug=a%20b%26c&y=%E2%80%9C");
  g_assert_cmpstr (plain, ==, "https://k.example/?rest_route=/wp/v2/posts&slug=a");
}

static void
test_unescape (void)
{
  static const char *const texts[] = {
    "a &amp; b",
    "a & b",
    "&lt;b&gt;",
    "<b>",
    "&#8220;x&#x201D;",
    "“x”",
    "&amp;amp;",
    "&amp;",
    "&unknown; & &",
    "&unknown; & &",
    "&#0;&#1;&#xD800;&#x110000;",
    "&#0;&#1;&#xD800;&#x110000;",
    "&#",
    "&#",
    "&#x",
    "&#x",
    "&#-5;",
    "&#-5;",
    "&#99999999999999999999;",
    "&#99999999999999999999;",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i += 2)
    {
      g_autofree char *plain = redaksi_text_unescape (texts[i]);
      g_autofree char *escaped = redaksi_wordpress_escape (plain);
      g_autofree char *again = redaksi_text_unescape (escaped);

      g_assert_cmpstr (plain, ==, texts[i + 1]);
      g_assert_cmpstr (again, ==, plain);
    }
}

/* Status, body, task → what it is, and a word of the sentence. */
static void
test_trouble (void)
{
  static const struct
  {
    guint status;
    const char *body;
    RedaksiWordpressTask task;
    RedaksiServerError code;
    const char *word;
  } cases[] = {
    { 401, "{\"code\":\"rest_not_logged_in\"}", REDAKSI_WORDPRESS_READ,
      REDAKSI_SERVER_ERROR_PASSWORD, "password" },
    { 401, "{\"code\":\"rest_cannot_create\"}", REDAKSI_WORDPRESS_WRITE,
      REDAKSI_SERVER_ERROR_PASSWORD, "password" },
    { 401, "<html>401", REDAKSI_WORDPRESS_READ, REDAKSI_SERVER_ERROR_PASSWORD, "wp-json" },
    { 403, "{\"code\":\"rest_cannot_edit\"}", REDAKSI_WORDPRESS_WRITE,
      REDAKSI_SERVER_ERROR_FORBIDDEN, "editor" },
    { 403, "{\"code\":\"rest_cannot_create\"}", REDAKSI_WORDPRESS_SECTION,
      REDAKSI_SERVER_ERROR_FORBIDDEN, "Wisata" },
    { 403, "<html>Cloud", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_BROKEN, "firewall" },
    { 404, "{\"code\":\"rest_post_invalid_id\"}", REDAKSI_WORDPRESS_READ,
      REDAKSI_SERVER_ERROR_NOT_FOUND, "deleted" },
    { 404, "<html>", REDAKSI_WORDPRESS_READ, REDAKSI_SERVER_ERROR_NOT_FOUND, "address" },
    { 404, "<html>", REDAKSI_WORDPRESS_LOOKUP, REDAKSI_SERVER_ERROR_BROKEN, "address" },
    { 404, "<html>", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_BROKEN, "address" },
    { 404, "", REDAKSI_WORDPRESS_UPLOAD, REDAKSI_SERVER_ERROR_BROKEN, "address" },
    { 404, "{\"code\":\"rest_no_route\"}", REDAKSI_WORDPRESS_LOOKUP, REDAKSI_SERVER_ERROR_BROKEN,
      "REST" },
    { 404, "{\"code\":\"rest_post_invalid_id\"", REDAKSI_WORDPRESS_LOOKUP,
      REDAKSI_SERVER_ERROR_BROKEN, "address" },
    { 404, "{\"code\":\"rest_post_invalid_id\"}", REDAKSI_WORDPRESS_WRITE,
      REDAKSI_SERVER_ERROR_NOT_FOUND, "deleted" },
    { 413, "<html>", REDAKSI_WORDPRESS_UPLOAD, REDAKSI_SERVER_ERROR_TOO_LARGE, "MB" },
    { 500, "{\"code\":\"rest_upload_unknown_error\"}", REDAKSI_WORDPRESS_UPLOAD,
      REDAKSI_SERVER_ERROR_TOO_LARGE, "MB" },
    { 400, "{\"code\":\"rest_upload_no_content_disposition\"}", REDAKSI_WORDPRESS_UPLOAD,
      REDAKSI_SERVER_ERROR_TOO_LARGE, "MB" },
    { 412, "{\"code\":\"rest_upload_hash_mismatch\"}", REDAKSI_WORDPRESS_UPLOAD,
      REDAKSI_SERVER_ERROR_OFFLINE, "again" },
    { 500, "{\"code\":\"internal_server_error\"}", REDAKSI_WORDPRESS_WRITE,
      REDAKSI_SERVER_ERROR_UNCLEAR, "look" },
    { 500, "<p>There has been a critical error on this website.", REDAKSI_WORDPRESS_WRITE,
      REDAKSI_SERVER_ERROR_UNCLEAR, "look" },
    { 500, "<p>There has been a critical error on this website.", REDAKSI_WORDPRESS_READ,
      REDAKSI_SERVER_ERROR_BROKEN, "plugin" },
    { 500, "<p>There has been a critical error on this website.", REDAKSI_WORDPRESS_UPLOAD,
      REDAKSI_SERVER_ERROR_UNCLEAR, "plugin" },
    { 401, "{\"code\":\"rest_cannot_access\",\"message\":\"Only for members\"}",
      REDAKSI_WORDPRESS_READ, REDAKSI_SERVER_ERROR_REFUSED, "REST API" },
    { 400,
      "{\"code\":\"rest_upload_file_too_big\",\"message\":\"Files must be less than 1,500 KB.\"}",
      REDAKSI_WORDPRESS_UPLOAD, REDAKSI_SERVER_ERROR_TOO_LARGE, "1,500 KB" },
    { 503, "<html>maintenance", REDAKSI_WORDPRESS_READ, REDAKSI_SERVER_ERROR_OFFLINE, "later" },
    { 503, "<html>maintenance", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_UNCLEAR, "look" },
    { 400, "{\"code\":\"x\",\"message\":\"<strong>Salah</strong> &amp; <a href='y'>rusak</a>\"}",
      REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_REFUSED, ": Salah & rusak" },
    { 502, "", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_UNCLEAR, "(502)" },
    { 502, "", REDAKSI_WORDPRESS_READ, REDAKSI_SERVER_ERROR_BROKEN, "502" },
    { 504, "<html>", REDAKSI_WORDPRESS_UPLOAD, REDAKSI_SERVER_ERROR_UNCLEAR, "look" },
    { 507, "", REDAKSI_WORDPRESS_UPLOAD, REDAKSI_SERVER_ERROR_BROKEN, "full" },
    { 500, "{\"code\":\"x\",\"message\":\"write failed: No space left on device\"}",
      REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_BROKEN, "full" },
    { 200, "<html>Log in", REDAKSI_WORDPRESS_READ, REDAKSI_SERVER_ERROR_BROKEN, "web page" },
    { 200, "<html>Log in", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_UNCLEAR, "look" },
    { 200, "", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_UNCLEAR, "look" },
    { 201, "{\"id\":7", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_UNCLEAR, "look" },
    { 204, "", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_UNCLEAR, "look" },
    { 200, "{\"code\":\"rest_post_invalid_id\"}", REDAKSI_WORDPRESS_WRITE,
      REDAKSI_SERVER_ERROR_UNCLEAR, "look" },
    { 302, "", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_INSECURE, "lain.example" },
    { 303, "", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_UNCLEAR, "look" },
    { 429, "", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_OFFLINE, "later" },
    { 400, "{\"code\":\"rest_invalid_param\",\"message\":\"Parameter salah: date\"}",
      REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_REFUSED, "Parameter salah" },
    { 400, "<html>Bad", REDAKSI_WORDPRESS_WRITE, REDAKSI_SERVER_ERROR_BROKEN, "web page" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes (cases[i].body);
      g_autoptr (RedaksiReply) reply = redaksi_reply_new (cases[i].status, "text/html", body);
      g_autoptr (GError) error = NULL;

      reply->url = g_strdup ("https://koran.example/wp-json/");
      reply->location = g_strdup ("https://lain.example/x");
      error = redaksi_wordpress_trouble (reply, cases[i].task, "Wisata", 7500000);
      g_test_message ("%u %s: %s", cases[i].status, cases[i].body, error->message);
      g_assert_error (error, REDAKSI_SERVER_ERROR, (int)cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].word));
      g_assert_nonnull (strstr (error->message, "koran.example"));
    }
}

static void
test_describe (void)
{
  g_autoptr (GBytes) body = bytes ("\xff Authorization: abcd efgh and abcdefgh <b>");
  g_autoptr (RedaksiReply) reply = redaksi_reply_new (500, "text/html", body);
  g_autofree char *text = redaksi_reply_describe (reply, "abcd efgh");

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_nonnull (strstr (text, "HTTP 500"));
  g_assert_null (strstr (text, "abcd"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/typed", test_typed);
  g_test_add_func ("/address/bases", test_bases);
  g_test_add_func ("/address/follow", test_follow);
  g_test_add_func ("/codec/link", test_link);
  g_test_add_func ("/codec/page", test_page);
  g_test_add_func ("/codec/root", test_root);
  g_test_add_func ("/codec/time-zone", test_time_zone);
  g_test_add_func ("/codec/person", test_person);
  g_test_add_func ("/codec/post", test_post);
  g_test_add_func ("/codec/hostile", test_hostile);
  g_test_add_func ("/codec/lists", test_lists);
  g_test_add_func ("/codec/slugs", test_slugs);
  g_test_add_func ("/codec/terms", test_terms);
  g_test_add_func ("/codec/write", test_write);
  g_test_add_func ("/codec/url", test_url);
  g_test_add_func ("/codec/unescape", test_unescape);
  g_test_add_func ("/trouble", test_trouble);
  g_test_add_func ("/reply/describe", test_describe);
  return g_test_run ();
}
