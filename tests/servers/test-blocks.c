/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What formats/ writes, on a real WordPress: an author's copy comes back the same, WordPress's
 * own parser finds the blocks that were meant, and the block editor's serialiser writes them again
 * as they are. (blocks.php asks WordPress.) */
#include <glib/gstdio.h>
#include <string.h>

#include "awaiting.h"
#include "redaksi-formats.h"
#include "redaksi-id.h"
#include "redaksi-json.h"
#include "redaksi-wordpress.h"

static yyjson_doc *server_doc;

static RedaksiServer *
connect_as (const char *name)
{
  yyjson_val *root = yyjson_doc_get_root (server_doc);
  yyjson_val *user = yyjson_obj_get (yyjson_obj_get (root, "users"), name);
  const char *url = redaksi_json_get_string (root, "url");
  g_autofree char *api = g_strconcat (url, "/wp-json/", NULL);
  g_autoptr (RedaksiSite) site
    = g_object_new (REDAKSI_TYPE_SITE, "url", url, "api", api, "user", name, NULL);

  return redaksi_server_new_for_site (site, redaksi_json_get_string (user, "app_password"));
}

static gboolean
lookup_cb (const char *digest, RedaksiPhotoLink *link, gpointer user_data)
{
  link->url = "http://127.0.0.1/wp-content/uploads/a.jpg";
  link->remote_id = "7";
  link->width = 320;
  link->height = 213;
  return TRUE;
}

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* Every kind of block, and texts that a parser of comments or HTML may trip over. */
static const char json[]
  = "{\"redaksi\":1,\"id\":\"6ba7b810-9dad-41d1-80b4-00c04fd430c8\",\"fields\":{"
    "\"bylines\":\"[[\\\"Bayu\\\",\\\"writer\\\"],[\\\"Sari & Co\\\",\\\"editor\\\"]]\","
    "\"lead-photo\":\"a\",\"lead-caption\":\"Foto: Rapat & <b> -- “mufakat”\","
    "\"lead-credit\":\"Sari & Co\","
    "\"dateline\":\"TENGGARONG\",\"deck\":\"Satu kalimat -- & <satu> lagi.\",\"headline\":\"x\"},"
    "\"body\":["
    "{\"kind\":\"paragraph\",\"text\":\"Pemerintah “Kabupaten” & Kota – 5 < 6 > 4 -- baru 😀 "
    "例え.\","
    "\"marks\":[[0,10,\"strong\"],[2,8,\"emphasis\"],[11,22,\"link\",\"https://koran.example/"
    "a?b=1&c=2\"],"
    "[25,29,\"strikethrough\"]]},"
    "{\"kind\":\"heading\",\"attributes\":{\"level\":\"2\"},\"text\":\"Sub & judul\"},"
    "{\"kind\":\"heading\",\"attributes\":{\"level\":\"4\"},\"text\":\"Empat\"},"
    "{\"kind\":\"quote\",\"text\":\"Kutipan “langsung”,\"},{\"kind\":\"quote\",\"text\":\"dua "
    "paragraf.\"},"
    "{\"kind\":\"pull-quote\",\"text\":\"Yang ditonjolkan\"},"
    "{\"kind\":\"list-item\",\"text\":\"satu\"},"
    "{\"kind\":\"list-item\",\"attributes\":{\"depth\":\"1\"},\"text\":\"satu a\"},"
    "{\"kind\":\"list-item\",\"text\":\"dua\"},"
    "{\"kind\":\"list-item\",\"attributes\":{\"ordered\":\"true\"},\"text\":\"pertama\"},"
    "{\"kind\":\"photo\",\"attributes\":{\"alt\":\"Orang & “meja” <kayu> "
    "--\",\"credit\":\"Warta\",\"photo\":\"" DIGEST
    "\"}},{\"kind\":\"caption\",\"text\":\"Foto: Rapat & 5 < 6 -- “mufakat”\"},"
    "{\"kind\":\"photo\",\"attributes\":{\"photo\":\"" DIGEST
    "\"}},{\"kind\":\"caption\",\"text\":\"\"},"
    "{\"kind\":\"embed\",\"attributes\":{\"url\":\"https://www.youtube.com/watch?v=a--b&t=1\"}},"
    "{\"kind\":\"divider\"},"
    "{\"kind\":\"paragraph\",\"text\":\"[caption] <!-- wp:html --> <script>alert(1)</script> &amp; "
    "\\\\u003c\"},"
    "{\"kind\":\"paragraph\",\"text\":\"Baris\\u2028kedua\"},"
    "{\"kind\":\"paragraph\",\"text\":\"\"}]}";

static char *
write_content (void)
{
  RedaksiHouse house = { "id", "Bebaca.id" };
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiArticle) article = redaksi_article_from_json (json, strlen (json), &error);

  g_assert_no_error (error);
  return redaksi_article_to_wordpress (article, &house, lookup_cb, NULL);
}

static void
test_echo (void)
{
  static const char *const people[] = { "reporter", "editor", "contributor" };
  g_autofree char *content = write_content ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (RedaksiServer) server = connect_as (people[i]);
      g_autoptr (RedaksiPost) post = redaksi_post_new ();
      g_autoptr (RedaksiPost) echo = NULL;
      g_autoptr (GError) error = NULL;

      post->marker = redaksi_id_new ();
      post->status = g_strdup ("draft");
      post->title = g_strdup ("Semua blok");
      post->content = g_strdup (content);
      echo = await_boxed (redaksi_server_put_post (server, post, NULL), &error);
      g_assert_no_error (error);
      g_assert_true (redaksi_wordpress_same (echo->content, content));
      if (strcmp (people[i], "editor") == 0)
        g_assert_cmpstr (echo->content, ==, content);
    }
}

static void
test_parser (void)
{
  g_autofree char *content = write_content ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *www
    = g_build_filename (redaksi_json_get_string (yyjson_doc_get_root (server_doc), "folder"), "www",
                        NULL);
  const char *argv[] = { "php", BLOCKS_PHP, www, NULL, NULL };
  g_autofree char *said = NULL;
  g_autofree char *complained = NULL;
  int status, fd;

  fd = g_file_open_tmp ("redaksi-blocks-XXXXXX", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, content, -1, &error));
  argv[3] = path;
  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said,
                               &complained, &status, &error));
  g_test_message ("%s", said);
  g_assert_cmpstr (said, ==, "fine\n");
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_remove (path);
}

int
main (int argc, char *argv[])
{
  const char *line = g_getenv ("REDAKSI_TEST_SERVER");
  int result;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  if (line == NULL)
    {
      g_print ("1..0 # SKIP no server: tests/servers/run starts one\n");
      return 77;
    }
  server_doc = redaksi_json_parse (line, strlen (line), NULL);
  g_assert_nonnull (server_doc);
  g_test_add_func ("/blocks/echo", test_echo);
  g_test_add_func ("/blocks/parser", test_parser);
  result = g_test_run ();
  yyjson_doc_free (server_doc);
  return result;
}
