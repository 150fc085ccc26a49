/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the API of a site that says it in its own way, or lies; and where nothing may go. */
#include <gio/gio.h>

#include "awaiting.h"
#include "fake-server.h"

#define POST                                                                                       \
  "{\"id\":7,\"status\":\"draft\",\"slug\":\"rdk-m\",\"title\":{\"raw\":\"a\"},\"content\":"       \
  "{\"raw\":\"b\"}}"

/* ---- discovery ----------------------------------------------------------------------------- */

#define ROOT "{\"name\":\"Koran\",\"home\":\"%s\",\"namespaces\":[\"wp/v2\"],\"gmt_offset\":8}"

/* Only ?rest_route=/ answers, and no page names it. */
static gboolean
plain_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *request = fake_server_get_request (fake, n);
  g_autofree char *home = fake_server_get_url (fake, "/blog");
  g_autofree char *root = g_strdup_printf (ROOT, home);

  g_assert_null (strstr (request, "Authorization"));
  if (g_str_has_prefix (request, "GET /blog/?rest_route=/&_fields="))
    return fake_server_reply (fd, "200 OK", NULL, root);
  if (strstr (request, "wp-json") != NULL || strstr (request, "rest_route") != NULL)
    return fake_server_reply (fd, "404 Not Found", NULL, "<html lang=\"id\">404");
  return fake_server_reply (fd, "404 Not Found", NULL, "<html lang=\"id\"><body>404");
}

static void
test_discover_plain (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (plain_cb, NULL);
  g_autofree char *typed = fake_server_get_url (fake, "/blog/2024/11/09/rapat/");
  g_autofree char *api = fake_server_get_url (fake, "/blog/?rest_route=/");
  g_autofree char *url = fake_server_get_url (fake, "/blog/");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiSite) site = await_object (redaksi_server_discover (typed, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (redaksi_site_get_api (site), ==, api);
  g_assert_cmpstr (redaksi_site_get_url (site), ==, url);
  g_assert_cmpstr (redaksi_site_get_language (site), ==, "id");
  g_assert_cmpstr (redaksi_site_get_time_zone (site), ==, "+08:00");
}

/* The header is gone, the head names the API; the site thinks that it is somewhere else. */
static gboolean
page_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *request = fake_server_get_request (fake, n);

  if (g_str_has_prefix (request, "GET /api-here/?_fields="))
    return fake_server_reply (fd, "200 OK", NULL,
                              "{\"name\":\"\",\"home\":\"http://intern.example\",\"namespaces\":["
                              "\"wp/v2\"]}");
  return fake_server_reply (fd, "200 OK", NULL,
                            "<html><head><link rel=\"https://api.w.org/\" href=\"/api-here/\">");
}

static void
test_discover_page (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (page_cb, NULL);
  g_autofree char *typed = fake_server_get_url (fake, "");
  g_autofree char *api = fake_server_get_url (fake, "/api-here/");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiSite) site = await_object (redaksi_server_discover (typed, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (redaksi_site_get_api (site), ==, api);
  g_assert_cmpstr (redaksi_site_get_name (site), ==, "127.0.0.1");
}

/* A page may name any API: it is not asked, and a person is told. */
static gboolean
elsewhere_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *header
    = g_strdup_printf ("Link: <%s>; rel=\"https://api.w.org/\"\r\n", (const char *)data);

  return fake_server_reply (fd, "200 OK", header, "<html>");
}

static void
test_discover_elsewhere (void)
{
  g_autoptr (FakeServer) other = fake_server_new (fake_server_echo, (gpointer)POST);
  g_autofree char *there = fake_server_get_url (other, "/wp-json/");
  g_autoptr (FakeServer) fake = fake_server_new (elsewhere_cb, there);
  g_autofree char *typed = fake_server_get_url (fake, "/");

  assert_fails (redaksi_server_discover (typed, NULL), REDAKSI_SERVER_ERROR_INSECURE, NULL);
  g_assert_cmpuint (fake_server_count (other, NULL), ==, 0);
}

static void
test_discover_nothing (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (fake_server_echo, (gpointer) "<html><p>Halo");
  g_autofree char *typed = fake_server_get_url (fake, "/");

  assert_fails (redaksi_server_discover (typed, NULL), REDAKSI_SERVER_ERROR_BROKEN, NULL);
  assert_fails (redaksi_server_discover ("koran", NULL), REDAKSI_SERVER_ERROR_NOT_FOUND, NULL);
  assert_fails (redaksi_server_discover ("ftp://koran.example", NULL),
                REDAKSI_SERVER_ERROR_NOT_FOUND, NULL);
}

/* ---- where nothing may go ------------------------------------------------------------------ */

static void
test_plain_http (void)
{
  g_autoptr (RedaksiSite) site
    = g_object_new (REDAKSI_TYPE_SITE, "url", "http://koran.invalid/", "api",
                    "http://koran.invalid/wp-json/", "user", "bayu", NULL);
  g_autoptr (RedaksiServer) server = redaksi_server_new_for_site (site, FAKE_PASSWORD);

  assert_fails (redaksi_server_check (server, NULL), REDAKSI_SERVER_ERROR_INSECURE, "https://");
  assert_fails (redaksi_server_get_post (server, "7", NULL), REDAKSI_SERVER_ERROR_INSECURE,
                "https://");
}

/* Whatever the environment says, no proxy is asked about this machine. */
static void
test_proxy (void)
{
  g_autoptr (FakeServer) proxy = fake_server_new (fake_server_echo, (gpointer)POST);
  g_autoptr (FakeServer) fake = fake_server_new (fake_server_echo, (gpointer)POST);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autofree char *url = fake_server_get_url (proxy, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPost) post = NULL;

  g_setenv ("http_proxy", url, TRUE);
  g_setenv ("all_proxy", url, TRUE);
  post = await_boxed (redaksi_server_get_post (server, "7", NULL), &error);
  g_unsetenv ("http_proxy");
  g_unsetenv ("all_proxy");
  g_assert_no_error (error);
  g_assert_cmpuint (fake_server_count (proxy, NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/discover/plain", test_discover_plain);
  g_test_add_func ("/discover/page", test_discover_page);
  g_test_add_func ("/discover/elsewhere", test_discover_elsewhere);
  g_test_add_func ("/discover/nothing", test_discover_nothing);
  g_test_add_func ("/insecure/plain-http", test_plain_http);
  g_test_add_func ("/insecure/proxy", test_proxy);
  return g_test_run ();
}
