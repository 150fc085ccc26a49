/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many articles with a photo each, over a line that drops every third reply, to a real WordPress:
 * as many posts and photos there as were sent, no more. REDAKSI_FAULTS=full: 50 of them. */
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
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

/* What the server has, asked without the bad line. */
static guint
count (const char *route)
{
  const char *url = redaksi_json_get_string (yyjson_doc_get_root (server_doc), "url");
  g_autofree char *who = g_strdup_printf ("%s:%s", get_user ("user"), get_user ("app_password"));
  yyjson_val *users = yyjson_obj_get (yyjson_doc_get_root (server_doc), "users");
  gint64 id = redaksi_json_get_int (yyjson_obj_get (users, "reporter"), "id", 0);
  g_autofree char *address
    = g_strdup_printf ("%s/wp-json/wp/v2/%s&author=%d&per_page=100&_fields=id", url, route,
                       (int)id);
  const char *argv[] = { "curl", "-sS", "--noproxy", "*", "-u", who, address, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autoptr (yyjson_doc) doc = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL,
                &error);
  g_assert_no_error (error);
  doc = redaksi_json_parse (out, strlen (out), &error);
  g_assert_no_error (error);
  if (!yyjson_is_arr (yyjson_doc_get_root (doc)))
    g_error ("%s: %.300s", address, out);
  return (guint)yyjson_arr_size (yyjson_doc_get_root (doc));
}

static void
await_well (DexFuture *future, GValue *value)
{
  g_autoptr (GError) error = NULL;

  await_value (future, value, &error);
  g_assert_no_error (error);
}

static char *
make_article (RedaksiLibrary *library, RedaksiPhotoStore *photos, const char *folder, guint number)
{
  g_autofree char *name = g_strdup_printf ("%s/%u.jpg", folder, number);
  g_autofree char *colour = g_strdup_printf ("xc:rgb(%u,%u,90)", number * 5, 250 - number * 5);
  const char *argv[] = { "convert", "-size", "640x480", colour, name, NULL };
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
  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  photo = await_boxed (redaksi_photo_store_add_file (photos, file), &error);
  g_assert_no_error (error);
  {
    const char *const fields[][2] = {
      { REDAKSI_FIELD_HEADLINE, headline },
      { REDAKSI_FIELD_DATELINE, "TENGGARONG" },
      { REDAKSI_FIELD_LEAD_PHOTO, photo->digest },
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
start_proxy (char **port)
{
  g_autofree char *program = g_test_build_filename (G_TEST_DIST, "proxy", NULL);
  g_autoptr (GUri) uri
    = g_uri_parse (redaksi_json_get_string (yyjson_doc_get_root (server_doc), "url"),
                   G_URI_FLAGS_NONE, NULL);
  g_autofree char *back = g_strdup_printf ("%d", g_uri_get_port (uri));
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  GSubprocess *proxy
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE, &error,
                        program, back, NULL);

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
test_pushes (void)
{
  guint n = g_strcmp0 (g_getenv ("REDAKSI_FAULTS"), "full") == 0 ? 50 : 8;
  g_autofree char *folder = g_dir_make_tmp ("redaksi-pushes-XXXXXX", NULL);
  g_autofree char *photo_folder = g_build_filename (folder, "photos", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", folder);
  g_autofree char *port = NULL;
  g_autoptr (GSubprocess) proxy = start_proxy (&port);
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
      g_autofree char *article = make_article (library, photos, folder, i);
      g_auto (GValue) id = G_VALUE_INIT;
      await_well (redaksi_outbox_push (outbox, article, redaksi_site_get_id (site),
                                       REDAKSI_INTENT_PUBLISH, 0),
                  &id);
      g_ptr_array_add (ids, g_value_dup_string (&id));
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
  g_assert_cmpuint (count ("posts?status=publish") + 0, >=, n);
  g_assert_cmpuint (count ("posts?status=trash"), ==, 0);
  g_assert_cmpuint (count ("media?context=view") - photos_before, ==, n);
  g_test_message ("%u posts, %u photos", n, n);

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
  int status;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_assert_nonnull (line);
  server_doc = redaksi_json_parse (line, strlen (line), NULL);
  g_assert_nonnull (server_doc);
  g_test_add_func ("/faults/pushes", test_pushes);
  status = g_test_run ();
  yyjson_doc_free (server_doc);
  return status;
}
