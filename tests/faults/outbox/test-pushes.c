/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many articles, two of five with a photo, over a bad line (proxy) to a real WordPress: as many
 * posts and photos there as were sent, each photo in its post, no more and nothing left over. Three
 * times, with another row of faults each. REDAKSI_FAULTS=full: 500 articles and 200 photos each
 * time; REDAKSI_SEED: only the one with that seed. */
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "await.h"
#include "redaksi-json.h"
#include "redaksi-outbox-private.h"

static yyjson_doc *server_doc;

static const char *
get_user (const char *field)
{
  yyjson_val *users = yyjson_obj_get (yyjson_doc_get_root (server_doc), "users");

  return redaksi_json_get_string (yyjson_obj_get (users, "reporter"), field);
}

/* One page of what the server has, asked without the bad line. */
static yyjson_doc *
ask (const char *route, guint page)
{
  const char *url = redaksi_json_get_string (yyjson_doc_get_root (server_doc), "url");
  g_autofree char *who = g_strdup_printf ("%s:%s", get_user ("user"), get_user ("app_password"));
  yyjson_val *users = yyjson_obj_get (yyjson_doc_get_root (server_doc), "users");
  gint64 id = redaksi_json_get_int (yyjson_obj_get (users, "reporter"), "id", 0);
  g_autofree char *address
    = g_strdup_printf ("%s/wp-json/wp/v2/%s&author=%d&orderby=id&order=asc&per_page=100&page=%u"
                       "&_fields=id,featured_media",
                       url, route, (int)id, page);
  const char *argv[] = { "curl", "-sS", "--noproxy", "*", "-u", who, address, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  yyjson_doc *doc;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL,
                &error);
  g_assert_no_error (error);
  doc = redaksi_json_parse (out, strlen (out), &error);
  g_assert_no_error (error);
  /* Behind the last page there is an error, not an empty one. */
  if (!yyjson_is_arr (yyjson_doc_get_root (doc)) && page == 1)
    g_error ("%s: %.300s", address, out);
  return doc;
}

/* The numbers under @member of all that the server has. 0 is none. */
static GHashTable *
list (const char *route, const char *member)
{
  GHashTable *numbers = g_hash_table_new (g_direct_hash, g_direct_equal);
  guint n = 100;

  for (guint page = 1; n == 100; page++)
    {
      g_autoptr (yyjson_doc) doc = ask (route, page);
      yyjson_val *value;
      yyjson_arr_iter iter;

      n = 0;
      yyjson_arr_iter_init (yyjson_doc_get_root (doc), &iter);
      while ((value = yyjson_arr_iter_next (&iter)) != NULL)
        {
          gint64 number = redaksi_json_get_int (value, member, 0);
          if (number != 0 && !g_hash_table_add (numbers, GSIZE_TO_POINTER ((gsize)number)))
            g_error ("%s: two with %s %d", route, member, (int)number);
          n++;
        }
    }
  return numbers;
}

static guint
count (const char *route)
{
  g_autoptr (GHashTable) numbers = list (route, "id");

  return g_hash_table_size (numbers);
}

/* No photo stands there that is in no post. */
static void
assert_no_orphans (void)
{
  g_autoptr (GHashTable) photos = list ("media?context=view", "id");
  g_autoptr (GHashTable) used = list ("posts?status=publish", "featured_media");
  GHashTableIter iter;
  gpointer number;

  g_hash_table_iter_init (&iter, photos);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    if (!g_hash_table_contains (used, number))
      g_error ("photo %u is in no post", GPOINTER_TO_UINT (number));
  g_assert_cmpuint (g_hash_table_size (photos), ==, g_hash_table_size (used));
}

static void
await_well (DexFuture *future, GValue *value)
{
  g_autoptr (GError) error = NULL;

  await_value (future, value, &error);
  g_assert_no_error (error);
}

static gboolean
has_photo (guint number)
{
  return number % 5 < 2;
}

static char *
make_article (RedaksiLibrary *library, RedaksiPhotoStore *photos, const char *folder, guint seed,
              guint number)
{
  g_autofree char *name = g_strdup_printf ("%s/%u.jpg", folder, number);
  /* No two are the same file. */
  g_autofree char *comment = g_strdup_printf ("number %u of row %u", number, seed);
  const char *argv[] = { "convert", "-size", "640x480", "gradient:navy-gold", "-set", "comment",
                         comment,   name,    NULL };
  g_autoptr (GFile) file = g_file_new_for_path (name);
  g_autofree char *headline = g_strdup_printf ("Rakor ke-%u di Tenggarong", number);
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_autoptr (RedaksiArticle) article = redaksi_article_new (NULL);
  RedaksiBlock *block
    = redaksi_block_new_paragraph ("Pemerintah kabupaten & mitra “bekerja sama”.");
  g_autoptr (RedaksiBody) body = redaksi_body_new (&block, 1);
  g_auto (GValue) id = G_VALUE_INIT;

  redaksi_block_unref (block);
  if (has_photo (number))
    {
      g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                                   NULL, NULL, NULL));
      photo = await_boxed (redaksi_photo_store_add_file (photos, file), &error);
      g_assert_no_error (error);
    }
  {
    const char *const fields[][2] = {
      { REDAKSI_FIELD_HEADLINE, headline },
      { REDAKSI_FIELD_DATELINE, "TENGGARONG" },
      { REDAKSI_FIELD_LEAD_PHOTO, photo != NULL ? photo->digest : "" },
      { REDAKSI_FIELD_LEAD_CAPTION, "Rakor & makan siang" },
      { REDAKSI_FIELD_TAGS, "[\"Pilkada\"]" },
      { REDAKSI_FIELD_BYLINES, "[[\"Bayu\",\"writer\"]]" },
    };
    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
      {
        RedaksiArticle *next = redaksi_article_with_field (article, fields[i][0], fields[i][1]);
        redaksi_article_unref (article);
        article = next;
      }
  }
  {
    RedaksiArticle *next = redaksi_article_with_body (article, body);
    redaksi_article_unref (article);
    article = next;
  }
  await_well (redaksi_library_create (library, article), &id);
  return g_value_dup_string (&id);
}

static GSubprocess *
start_proxy (guint seed, char **port)
{
  g_autofree char *dice = g_strdup_printf ("%u", seed);
  g_autofree char *program = g_test_build_filename (G_TEST_DIST, "proxy", NULL);
  g_autoptr (GUri) uri
    = g_uri_parse (redaksi_json_get_string (yyjson_doc_get_root (server_doc), "url"),
                   G_URI_FLAGS_NONE, NULL);
  g_autofree char *back = g_strdup_printf ("%d", g_uri_get_port (uri));
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  GSubprocess *proxy
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE, &error,
                        program, back, dice, NULL);

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (proxy));
  *port = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (*port);
  return proxy;
}

/* Until nothing more happens by itself; a person presses Retry where it is asked for. */
static void
finish (RedaksiOutbox *outbox, const char *id)
{
  for (;;)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      RedaksiPush *push;

      await_well (redaksi_outbox_wait (outbox, id), &value);
      push = g_value_get_object (&value);
      if (redaksi_push_get_stage (push) == REDAKSI_STAGE_DONE)
        return;
      if (redaksi_push_get_stage (push) == REDAKSI_STAGE_REFUSED)
        {
          g_test_message ("refused: %s", redaksi_push_get_message (push));
          await_well (redaksi_outbox_retry (outbox, id), NULL);
        }
      else if (redaksi_push_get_stage (push) != REDAKSI_STAGE_OFFLINE)
        g_error ("%s: %s\n%s", redaksi_stage_to_string (redaksi_push_get_stage (push)),
                 redaksi_push_get_message (push), redaksi_push_get_raw (push));
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_pushes (gconstpointer data)
{
  guint seed = GPOINTER_TO_UINT (data);
  guint n = g_strcmp0 (g_getenv ("REDAKSI_FAULTS"), "full") == 0 ? 500 : 5;
  guint n_photos = 0;
  g_autofree char *folder = g_dir_make_tmp ("redaksi-pushes-XXXXXX", NULL);
  g_autofree char *photo_folder = g_build_filename (folder, "photos", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", folder);
  g_autofree char *port = NULL;
  g_autoptr (GSubprocess) proxy = start_proxy (seed, &port);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%s/", port);
  g_autofree char *api = g_strconcat (url, "wp-json/", NULL);
  g_autoptr (RedaksiLibrary) library = redaksi_library_new (folder);
  g_autoptr (RedaksiPhotoStore) photos = redaksi_photo_store_new (photo_folder);
  g_autoptr (RedaksiOutbox) outbox = redaksi_outbox_new (library, photos);
  g_autoptr (RedaksiSite) site
    = g_object_new (REDAKSI_TYPE_SITE, "name", "Warta", "url", url, "api", api, "user",
                    get_user ("user"), "may-publish", TRUE, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint posts_before, photos_before;

  g_setenv ("REDAKSI_PASSWORD", get_user ("app_password"), TRUE);
  posts_before = count ("posts?status=any");
  photos_before = count ("media?context=view");
  await_well (redaksi_library_open (library), NULL);
  await_well (redaksi_library_add_site (library, site), NULL);
  redaksi_outbox_set_backoff (outbox, 50 * 1000, 400 * 1000);
  await_well (redaksi_outbox_start (outbox), NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *article = make_article (library, photos, folder, seed, i);
      g_auto (GValue) id = G_VALUE_INIT;
      await_well (redaksi_outbox_push (outbox, article, redaksi_site_get_id (site),
                                       REDAKSI_INTENT_PUBLISH, 0),
                  &id);
      g_ptr_array_add (ids, g_value_dup_string (&id));
      n_photos += has_photo (i);
    }
  for (guint i = 0; i < n; i++)
    finish (outbox, g_ptr_array_index (ids, i));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outbox)); i++)
    {
      g_autoptr (RedaksiPush) push = g_list_model_get_item (G_LIST_MODEL (outbox), i);
      g_assert_cmpstr (redaksi_push_get_message (push), ==, NULL);
      g_assert_nonnull (redaksi_push_get_url (push));
    }
  g_assert_cmpuint (count ("posts?status=any") - posts_before, ==, n);
  g_assert_cmpuint (count ("posts?status=draft"), ==, 0);
  g_assert_cmpuint (count ("posts?status=trash"), ==, 0);
  g_assert_cmpuint (count ("media?context=view") - photos_before, ==, n_photos);
  assert_no_orphans ();
  g_test_message ("seed %u: %u posts, %u photos", seed, n, n_photos);

  redaksi_outbox_stop (outbox);
  await_well (redaksi_library_close (library), NULL);
  g_output_stream_close (g_subprocess_get_stdin_pipe (proxy), NULL, NULL);
  g_subprocess_wait (proxy, NULL, NULL);
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
}

int
main (int argc, char **argv)
{
  const char *line = g_getenv ("REDAKSI_TEST_SERVER");
  const char *seed = g_getenv ("REDAKSI_SEED");
  int status;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_assert_nonnull (line);
  server_doc = redaksi_json_parse (line, strlen (line), NULL);
  g_assert_nonnull (server_doc);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *path = g_strdup_printf ("/faults/pushes/seed-%u", i);
      if (seed == NULL || strtoul (seed, NULL, 10) == i)
        g_test_add_data_func (path, GUINT_TO_POINTER (i), test_pushes);
    }
  status = g_test_run ();
  yyjson_doc_free (server_doc);
  return status;
}
