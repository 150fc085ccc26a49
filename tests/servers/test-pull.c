/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the block editor, older ones, plugins and accidents leave in a post goes from a real
 * server to the desk and back: with nothing changed byte for byte the same, with one paragraph
 * changed that one alone. */
#include "../fixtures/posts.h"
#include "awaiting.h"
#include "redaksi-id.h"
#include "redaksi-json.h"
#include "redaksi-outbox.h"

#define ADDED " Satu kalimat lagi."

static yyjson_doc *server_doc;

typedef struct
{
  char *folder;
  RedaksiServer *server;
  RedaksiSite *site;
  RedaksiLibrary *library;
  RedaksiPhotoStore *photos;
  RedaksiOutbox *outbox;
} Desk;

static void
await_true (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (dex_await (settle (future), &error));
  g_assert_no_error (error);
}

static void
set_up (Desk *desk, gconstpointer data)
{
  yyjson_val *root = yyjson_doc_get_root (server_doc);
  yyjson_val *user = yyjson_obj_get (yyjson_obj_get (root, "users"), "editor");
  const char *password = redaksi_json_get_string (user, "app_password");
  const char *url = redaksi_json_get_string (root, "url");
  g_autofree char *api = g_strconcat (url, "/wp-json/", NULL);
  g_autofree char *photos = NULL;

  desk->folder = g_dir_make_tmp ("redaksi-pull-XXXXXX", NULL);
  photos = g_build_filename (desk->folder, "photos", NULL);
  desk->site = g_object_new (REDAKSI_TYPE_SITE, "name", "Bebaca.id", "url", url, "api", api, "user",
                             redaksi_json_get_string (user, "user"), NULL);
  g_setenv ("REDAKSI_PASSWORD", password, TRUE);
  desk->server = redaksi_server_new_for_site (desk->site, password);
  desk->photos = redaksi_photo_store_new (photos);
  desk->library = redaksi_library_new (desk->folder);
  await_true (redaksi_library_open (desk->library));
  await_true (redaksi_library_add_site (desk->library, desk->site));
  desk->outbox = redaksi_outbox_new (desk->library, desk->photos);
  await_true (redaksi_outbox_start (desk->outbox));
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", desk->folder);

  redaksi_outbox_stop (desk->outbox);
  g_clear_object (&desk->outbox);
  await_true (redaksi_library_close (desk->library));
  g_clear_object (&desk->library);
  g_clear_object (&desk->photos);
  g_clear_object (&desk->server);
  g_clear_object (&desk->site);
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  g_free (desk->folder);
}

static RedaksiPost *
create (Desk *desk, const Post *fixture)
{
  g_autoptr (RedaksiPost) post = redaksi_post_new ();
  g_autoptr (GError) error = NULL;
  RedaksiPost *created;

  post->marker = redaksi_id_new ();
  post->status = g_strdup ("draft");
  post->title = g_strdup_printf ("Dari situs: %s & lain", fixture->name);
  post->content = g_strdup (fixture->content);
  created = await_boxed (redaksi_server_put_post (desk->server, post, NULL), &error);
  g_assert_no_error (error);
  return created;
}

static char *
get_content (Desk *desk, const char *remote_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPost) post
    = await_boxed (redaksi_server_get_post (desk->server, remote_id, NULL), &error);

  g_assert_no_error (error);
  return g_strdup (post->content);
}

static void
send (Desk *desk, const char *article)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id
    = await_string (redaksi_outbox_push (desk->outbox, article, redaksi_site_get_id (desk->site),
                                         REDAKSI_INTENT_DRAFT, 0),
                    &error);
  g_autoptr (RedaksiPush) push = NULL;

  g_assert_no_error (error);
  push = await_object (redaksi_outbox_wait (desk->outbox, id), &error);
  g_assert_no_error (error);
  if (redaksi_push_get_stage (push) != REDAKSI_STAGE_DONE)
    g_error ("%s: %s", redaksi_stage_to_string (redaksi_push_get_stage (push)),
             redaksi_push_get_message (push));
}

/* The first paragraph that is nothing but text says more: FALSE where there is none. */
static gboolean
write_more (Desk *desk, const char *id, char **was)
{
  g_autoptr (RedaksiArticle) article
    = await_boxed (redaksi_library_load_revision (desk->library, id, 0), NULL);
  RedaksiBody *body = redaksi_article_get_body (article);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      const char *text = redaksi_block_get_text (block);
      g_autoptr (RedaksiBlock) longer = NULL;
      g_autoptr (RedaksiBody) changed = NULL;
      g_autoptr (RedaksiArticle) next = NULL;
      g_autofree char *words = g_strconcat (text, ADDED, NULL);
      guint n_spans;

      redaksi_block_get_spans (block, &n_spans);
      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PARAGRAPH || *text == '\0' || n_spans > 0
          || strpbrk (text, "&<>") != NULL || strstr (text, "\xE2\x80\xA8") != NULL)
        continue;
      longer = redaksi_block_new (redaksi_block_get_shape (block), words, NULL, 0);
      changed = redaksi_body_with_block (body, i, longer);
      next = redaksi_article_with_body (article, changed);
      await_true (redaksi_library_save_article (desk->library, next, "manual"));
      *was = g_strdup (text);
      return TRUE;
    }
  return FALSE;
}

static void
test_posts (Desk *desk, gconstpointer data)
{
  g_autoptr (GArray) posts = read_posts (FIXTURES);
  guint n_changed = 0;

  for (guint i = 0; i < posts->len; i++)
    {
      const Post *fixture = &g_array_index (posts, Post, i);
      g_autoptr (RedaksiPost) created = create (desk, fixture);
      g_autoptr (GError) error = NULL;
      g_autofree char *id
        = await_string (redaksi_outbox_pull (desk->outbox, redaksi_site_get_id (desk->site),
                                             created->remote_id),
                        &error);
      g_autofree char *same = NULL;
      g_autofree char *again = NULL;
      g_autofree char *was = NULL;

      g_test_message ("%s", fixture->name);
      g_assert_no_error (error);
      send (desk, id);
      same = get_content (desk, created->remote_id);
      g_assert_cmpstr (same, ==, created->content);
      if (!write_more (desk, id, &was))
        continue;
      n_changed++;
      send (desk, id);
      again = get_content (desk, created->remote_id);
      {
        g_autofree char *longer = g_strconcat (was, ADDED, NULL);
        g_autoptr (GString) back = g_string_new (again);
        g_assert_cmpuint (g_string_replace (back, longer, was, 0), ==, 1);
        /* The paragraph itself is written as we write it. */
        if (strcmp (back->str, same) != 0)
          g_test_message ("%s\n%s", same, again);
        if (strstr (same, "<!-- wp:paragraph -->\n<p>") != NULL)
          g_assert_cmpstr (back->str, ==, same);
      }
    }
  g_assert_cmpuint (n_changed, >, 15);
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
  g_test_add ("/pull/posts", Desk, NULL, set_up, test_posts, tear_down);
  result = g_test_run ();
  yyjson_doc_free (server_doc);
  return result;
}
