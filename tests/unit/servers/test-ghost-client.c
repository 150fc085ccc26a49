/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ghost's client beside a server that says what it is told to. */
#include <string.h>

#include "awaiting.h"
#include "fake-server.h"

#define ID  "6489ff0123456789abcdef01"
#define KEY ID ":00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff"
#define POST(id, slug)                                                                             \
  "{\"id\":\"" id "\",\"title\":\"a\",\"slug\":\"" slug "\",\"status\":\"draft\","                 \
  "\"updated_at\":\"2026-01-01T00:00:00.000Z\",\"tags\":[]}"
#define LIST(posts)                                                                                \
  "{\"posts\":[" posts "],\"meta\":{\"pagination\":{\"page\":1,\"pages\":1,\"total\":1}}}"

static GStrv
ask (FakeServer *fake, const char *slug, GError **error)
{
  g_autofree char *url = fake_server_get_url (fake, "/");
  g_autofree char *api = fake_server_get_url (fake, "/ghost/api/admin/");
  g_autoptr (RedaksiSite) site = g_object_new (REDAKSI_TYPE_SITE, "name", "Warta", "kind", "ghost",
                                               "url", url, "api", api, NULL);
  g_autoptr (RedaksiServer) server = redaksi_server_new_for_site (site, KEY);

  return await_boxed (redaksi_server_find_slug (server, slug, NULL), error);
}

static void
test_found (void)
{
  g_autoptr (FakeServer) fake
    = fake_server_new (fake_server_echo, (char *)LIST (POST (ID, "banjir-surut")));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = ask (fake, "banjir-surut", &error);
  g_autofree char *request = fake_server_get_request (fake, fake_server_count (fake, "GET") - 1);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (ids), ==, 1);
  g_assert_cmpstr (ids[0], ==, ID);
  g_assert_nonnull (strstr (request, "filter=slug%3A"));
  /* Another one that the server brings is not it. */
  g_strfreev (ids);
  ids = ask (fake, "banjir", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (ids), ==, 0);
}

/* What is typed is a text in the filter, and never more of it. */
static void
test_quoted (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (fake_server_echo, (char *)LIST (""));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = ask (fake, "x'+status:draft", &error);
  g_autofree char *request = fake_server_get_request (fake, fake_server_count (fake, "GET") - 1);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (ids), ==, 0);
  g_assert_null (strstr (request, "slug%3Ax'"));
  g_assert_null (strstr (request, "slug%3Ax%27%2B"));
}

static RedaksiServer *
connect_to (FakeServer *fake)
{
  g_autofree char *url = fake_server_get_url (fake, "/");
  g_autofree char *api = fake_server_get_url (fake, "/ghost/api/admin/");
  g_autoptr (RedaksiSite) site = g_object_new (REDAKSI_TYPE_SITE, "name", "Warta", "kind", "ghost",
                                               "url", url, "api", api, "role", "Editor", NULL);

  return redaksi_server_new_for_site (site, KEY);
}

static void
put (RedaksiServer *server)
{
  g_autoptr (RedaksiPost) wanted = redaksi_post_new ();
  g_autoptr (RedaksiPost) echo = NULL;
  g_autoptr (GError) error = NULL;

  wanted->remote_id = g_strdup (ID);
  wanted->title = g_strdup ("b");
  echo = await_boxed (redaksi_server_put_post (server, wanted, NULL), &error);
  g_assert_no_error (error);
}

/* What was seen is what an update is written over; nobody has seen what is read in between. */
static void
test_read_once (void)
{
  g_autoptr (FakeServer) fake
    = fake_server_new (fake_server_echo, (char *)LIST (POST (ID, "banjir-surut")));
  g_autoptr (RedaksiServer) server = connect_to (fake);
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPost) seen = await_boxed (redaksi_server_get_post (server, ID, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fake_server_count (fake, "GET"), ==, 1);
  put (server);
  g_assert_cmpuint (fake_server_count (fake, "GET"), ==, 1);
  g_assert_cmpuint (fake_server_count (fake, "PUT"), ==, 1);
  /* Who has seen nothing reads it. */
  put (server);
  g_assert_cmpuint (fake_server_count (fake, "GET"), ==, 2);
  g_assert_cmpuint (fake_server_count (fake, "PUT"), ==, 2);
}

static void
test_no_answer (gconstpointer data)
{
  g_autoptr (FakeServer) fake = fake_server_new (fake_server_echo, (gpointer)data);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = ask (fake, "banjir", &error);

  g_assert_null (ids);
  g_assert_nonnull (error);
  g_assert_true (error->domain == REDAKSI_SERVER_ERROR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/ghost-client/slug-found", test_found);
  g_test_add_func ("/ghost-client/read-once", test_read_once);
  g_test_add_func ("/ghost-client/slug-quoted", test_quoted);
  g_test_add_data_func ("/ghost-client/slug-page", "<html>404", test_no_answer);
  g_test_add_data_func ("/ghost-client/slug-empty", "", test_no_answer);
  g_test_add_data_func ("/ghost-client/slug-wrong", "{\"posts\":7}", test_no_answer);
  return g_test_run ();
}
