/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against servers, lines and firewalls that go wrong. */
#include <gio/gio.h>
#include <string.h>
#include <sys/socket.h>

#include "awaiting.h"
#include "fake-server.h"
#include "redaksi-wordpress-server.h"

/* ---- what is sent -------------------------------------------------------------------------- */

static void
test_headers (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (fake_server_echo, (gpointer)FAKE_PHOTO);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/?rest_route=/");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiRemotePhoto) photo = await_boxed (fake_upload (server, 1000, NULL), &error);
  g_autofree char *request = fake_server_get_request (fake, 0);
  g_autoptr (GBytes) bytes = fake_new_photo (1000);
  g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
  g_autofree char *md5_line = g_strconcat ("\r\nContent-MD5: ", md5, "\r\n", NULL);
  g_autofree char *pair
    = g_base64_encode ((const guchar *)"bayu:" FAKE_PASSWORD, strlen ("bayu:" FAKE_PASSWORD));

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (request, "POST /?rest_route=/wp/v2/media&slug=rdk-m&"));
  g_assert_nonnull (
    strstr (request, "&description=&") != NULL ? request : strstr (request, "&description= "));
  g_assert_nonnull (strstr (request, md5_line));
  g_assert_nonnull (strstr (request, "\r\nContent-Type: image/jpeg\r\n"));
  g_assert_nonnull (
    strstr (request, "\r\nContent-Disposition: attachment; filename=\"rapat-kukar.jpg\"\r\n"));
  g_assert_nonnull (strstr (request, pair));
  g_assert_null (strstr (request, "Expect:"));
}

/* No reply says so, but the request line must not: passwords belong into one header. */
static void
test_password_is_nowhere_else (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (fake_server_echo, (gpointer) "{\"code\":\"x\"}");
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autofree char *request = NULL;
  g_autofree char *raw = NULL;

  assert_fails (redaksi_server_check (server, NULL), REDAKSI_SERVER_ERROR_BROKEN, NULL);
  request = fake_server_get_request (fake, 0);
  g_assert_null (strstr (request, FAKE_PASSWORD));
  g_assert_null (strstr (request, "abcd"));
  raw = redaksi_server_get_last_reply (server);
  g_assert_nonnull (strstr (raw, "{\"code\":\"x\"}"));
}

/* ---- redirects ----------------------------------------------------------------------------- */

typedef struct
{
  const char *status;
  char *location;
} Redirect;

static gboolean
redirect_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  Redirect *redirect = data;
  g_autofree char *header = g_strconcat ("Location: ", redirect->location, "\r\n", NULL);

  return fake_server_reply (fd, redirect->status, header, "");
}

static void
test_redirect_away (void)
{
  static const char *const statuses[]
    = { "301 Moved", "302 Found", "307 Temporary", "308 Permanent" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (FakeServer) other = fake_server_new (fake_server_echo, (gpointer)FAKE_POST);
      g_autofree char *location = fake_server_get_url (other, "/wp-json/wp/v2/posts/7");
      Redirect redirect = { statuses[i], location };
      g_autoptr (FakeServer) fake = fake_server_new (redirect_cb, &redirect);
      g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

      assert_fails (redaksi_server_get_post (server, "7", NULL), REDAKSI_SERVER_ERROR_INSECURE,
                    NULL);
      assert_fails (redaksi_server_check (server, NULL), REDAKSI_SERVER_ERROR_INSECURE, NULL);
      assert_fails (fake_create (server), REDAKSI_SERVER_ERROR_INSECURE, NULL);
      assert_fails (fake_update (server, "trash"), REDAKSI_SERVER_ERROR_INSECURE, NULL);
      assert_fails (fake_upload (server, 1000, NULL), REDAKSI_SERVER_ERROR_INSECURE, NULL);
      g_assert_cmpuint (fake_server_count (fake, NULL), ==, 5);
      g_assert_cmpuint (fake_server_count (other, NULL), ==, 0);
    }
}

/* Even to itself: a POST would become a GET, whose 200 looks like success. */
static gboolean
redirect_home_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  if (n == 0)
    return fake_server_reply (fd, data, "Location: /wp-json/wp/v2/posts/7\r\n", "");
  return fake_server_reply (fd, "200 OK", NULL, FAKE_POST);
}

static void
test_redirect_of_write (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (redirect_home_cb, (gpointer) "302 Found");
  g_autoptr (FakeServer) other = fake_server_new (redirect_home_cb, (gpointer) "303 See Other");
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autoptr (RedaksiServer) unclear = fake_server_connect (other, "/wp-json/");

  assert_fails (fake_update (server, "draft"), REDAKSI_SERVER_ERROR_INSECURE, NULL);
  g_assert_cmpuint (fake_server_count (fake, NULL), ==, 1);
  assert_fails (fake_update (unclear, "draft"), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
  g_assert_cmpuint (fake_server_count (other, NULL), ==, 1);
}

/* A read within the origin is followed, with its password. */
static void
test_redirect_of_read (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (redirect_home_cb, (gpointer) "301 Moved");
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPost) post = await_boxed (redaksi_server_get_post (server, "7", NULL), &error);
  g_autofree char *second = fake_server_get_request (fake, 1);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (second, "GET /wp-json/wp/v2/posts/7 "));
  g_assert_nonnull (strstr (second, "\r\nAuthorization: Basic "));
}

static gboolean
circle_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  return fake_server_reply (fd, "302 Found", "Location: /round\r\n", "");
}

static void
test_redirect_circle (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (circle_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autofree char *url = fake_server_get_url (fake, "/");

  assert_fails (redaksi_server_get_post (server, "7", NULL), REDAKSI_SERVER_ERROR_INSECURE, NULL);
  g_assert_cmpuint (fake_server_count (fake, NULL), <, 10);
  assert_fails (redaksi_server_discover (url, NULL), REDAKSI_SERVER_ERROR_INSECURE, NULL);
}

/* ---- sign-in ------------------------------------------------------------------------------- */

static gboolean
challenge_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *header
    = g_strdup_printf ("WWW-Authenticate: %s realm=\"x\"%s\r\n", (const char *)data,
                       strcmp (data, "Digest") == 0 ? ", nonce=\"n\"" : "");

  return fake_server_reply (fd, "401 Unauthorized", header, "<html>no");
}

static void
test_challenge (void)
{
  static const char *const schemes[] = { "Basic", "Digest", "Negotiate", "Bearer" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autoptr (FakeServer) fake = fake_server_new (challenge_cb, (gpointer)schemes[i]);
      g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

      assert_fails (fake_create (server), REDAKSI_SERVER_ERROR_PASSWORD, NULL);
      g_assert_cmpuint (fake_server_count (fake, NULL), ==, 1);
      assert_fails (fake_upload (server, 2000, NULL), REDAKSI_SERVER_ERROR_PASSWORD, NULL);
      g_assert_cmpuint (fake_server_count (fake, NULL), ==, 2);
    }
}

static gboolean
no_passwords_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  if (n == 0)
    return fake_server_reply (fd, "401 No", NULL, "{\"code\":\"rest_not_logged_in\"}");
  return fake_server_reply (
    fd, "200 OK", NULL, "{\"name\":\"Koran\",\"namespaces\":[\"wp/v2\"],\"authentication\":[]}");
}

static void
test_no_passwords (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (no_passwords_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

  assert_fails (redaksi_server_check (server, NULL), REDAKSI_SERVER_ERROR_PASSWORD,
                "takes no application passwords");
}

/* ---- lines that break ---------------------------------------------------------------------- */

static gboolean
drop_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  return FALSE;
}

static gboolean
reset_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  struct linger linger = { 1, 0 };

  setsockopt (fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  return FALSE;
}

static gboolean
cut_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  fake_server_write (fd, data, -1);
  return FALSE;
}

static void
assert_breaks (FakeHandler handler, const char *data, RedaksiServerError read)
{
  g_autoptr (FakeServer) fake = fake_server_new (handler, (gpointer)data);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

  assert_fails (redaksi_server_get_post (server, "7", NULL), read, NULL);
  assert_fails (fake_create (server), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
  assert_fails (fake_update (server, "publish"), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
  assert_fails (fake_update (server, "trash"), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
  assert_fails (fake_upload (server, 1000, NULL), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
  g_assert_cmpuint (fake_server_count (fake, "POST"), ==, 3);
  g_assert_cmpuint (fake_server_count (fake, "DELETE"), ==, 1);
}

static void
test_drop (void)
{
  assert_breaks (drop_cb, NULL, REDAKSI_SERVER_ERROR_OFFLINE);
  assert_breaks (reset_cb, NULL, REDAKSI_SERVER_ERROR_OFFLINE);
}

/* With a length, without one, in chunks: cut replies are no replies, whatever the status said. */
static void
test_cut (void)
{
  assert_breaks (cut_cb, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":7,",
                 REDAKSI_SERVER_ERROR_OFFLINE);
  assert_breaks (cut_cb, "HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n{\"id\":7,",
                 REDAKSI_SERVER_ERROR_BROKEN);
  assert_breaks (cut_cb, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
                 REDAKSI_SERVER_ERROR_BROKEN);
  assert_breaks (cut_cb, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"id\":7,\r\n",
                 REDAKSI_SERVER_ERROR_OFFLINE);
  assert_breaks (cut_cb, "HTTP/1.1 204 No Content\r\n\r\n", REDAKSI_SERVER_ERROR_BROKEN);
  assert_breaks (cut_cb, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                 REDAKSI_SERVER_ERROR_BROKEN);
  /* Another post's echo is no echo of ours. */
  assert_breaks (cut_cb,
                 "HTTP/1.1 500 Oops\r\nConnection: close\r\n\r\n<p>There has been a critical error",
                 REDAKSI_SERVER_ERROR_BROKEN);
}

static gboolean
other_post_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  return fake_server_reply (
    fd, "200 OK", NULL,
    "{\"id\":8,\"status\":\"draft\",\"slug\":\"x\",\"title\":{\"raw\":\"a\"},"
    "\"content\":{\"raw\":\"b\"}}");
}

/* "Not there" sends it again: only a whole list without it says so. */
static void
test_look_up (void)
{
  static const struct
  {
    const char *status, *body;
    RedaksiServerError code;
  } replies[] = {
    { "200 OK", "[]", REDAKSI_SERVER_ERROR_NOT_FOUND },
    { "200 OK", "", REDAKSI_SERVER_ERROR_BROKEN },
    { "200 OK", "[", REDAKSI_SERVER_ERROR_BROKEN },
    { "200 OK", "{}", REDAKSI_SERVER_ERROR_BROKEN },
    { "200 OK", "null", REDAKSI_SERVER_ERROR_BROKEN },
    { "200 OK", "<html>Wi-Fi", REDAKSI_SERVER_ERROR_BROKEN },
    { "204 No", "", REDAKSI_SERVER_ERROR_BROKEN },
    { "404 Not Found", "<html>404", REDAKSI_SERVER_ERROR_BROKEN },
    { "404 Not Found", "{\"code\":\"rest_no_route\"}", REDAKSI_SERVER_ERROR_BROKEN },
    { "410 Gone", "", REDAKSI_SERVER_ERROR_BROKEN },
    { "500 Oops", "[]", REDAKSI_SERVER_ERROR_BROKEN },
    { "401 No", "{\"code\":\"rest_forbidden_context\"}", REDAKSI_SERVER_ERROR_PASSWORD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autofree char *whole
        = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Length: %" G_GSIZE_FORMAT
                           "\r\nConnection: close\r\n\r\n%s",
                           replies[i].status, strlen (replies[i].body), replies[i].body);
      g_autoptr (FakeServer) fake = fake_server_new (cut_cb, whole);
      g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

      assert_fails (redaksi_server_find_post (server, "m", NULL), replies[i].code, NULL);
      assert_fails (redaksi_server_find_photo (server, "m", NULL), replies[i].code, NULL);
    }
}

static void
test_other_post (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (other_post_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

  assert_fails (redaksi_server_get_post (server, "7", NULL), REDAKSI_SERVER_ERROR_BROKEN, NULL);
  assert_fails (fake_update (server, "draft"), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
  assert_fails (fake_update (server, "trash"), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
}

/* Every byte of a reply that the line may end at: an answer comes, and success only for the whole.
 */
static void
test_cut_everywhere (void)
{
  const char *whole = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" FAKE_POST;

  for (gsize i = 0; i <= strlen (whole); i += i < 60 ? 7 : 1)
    {
      g_autofree char *part = g_strndup (whole, i);
      g_autoptr (FakeServer) fake = fake_server_new (cut_cb, part);
      g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
      g_autoptr (DexFuture) future = settle (fake_update (server, "draft"));
      g_autoptr (GError) error = NULL;

      if (dex_future_get_value (future, &error) != NULL)
        g_assert_cmpuint (i, ==, strlen (whole));
      else
        g_assert_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_UNCLEAR);
      g_assert_cmpuint (fake_server_count (fake, NULL), ==, 1);
    }
}

static void
test_refused (void)
{
  FakeServer *fake = fake_server_new (drop_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autofree char *url = fake_server_get_url (fake, "/");
  g_autofree char *raw = NULL;

  fake_server_free (fake);
  assert_fails (redaksi_server_check (server, NULL), REDAKSI_SERVER_ERROR_OFFLINE, "connections");
  assert_fails (fake_create (server), REDAKSI_SERVER_ERROR_OFFLINE, "connections");
  assert_fails (fake_upload (server, 1000, NULL), REDAKSI_SERVER_ERROR_OFFLINE, "connections");
  assert_fails (redaksi_server_discover (url, NULL), REDAKSI_SERVER_ERROR_OFFLINE, NULL);
  raw = redaksi_server_get_last_reply (server);
  g_assert_nonnull (raw);
}

/* A kept-alive connection that dies is silently tried again by the library; not for a write. */
static gboolean
keep_then_drop_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  return n == 0 && fake_server_reply (fd, "200 OK", "Connection: keep-alive\r\n", FAKE_POST);
}

static void
test_kept_alive (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (keep_then_drop_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPost) post = await_boxed (redaksi_server_get_post (server, "7", NULL), &error);

  g_assert_no_error (error);
  assert_fails (fake_update (server, "trash"), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
  g_assert_cmpuint (fake_server_count (fake, "DELETE"), ==, 1);
  assert_fails (fake_update (server, "draft"), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
  g_assert_cmpuint (fake_server_count (fake, "POST"), ==, 1);
}

/* ---- servers that never end ---------------------------------------------------------------- */

static gboolean
drip_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  if (data != NULL && !fake_server_write (fd, data, -1))
    return FALSE;
  while (fake_server_write (fd, " ", 1))
    g_usleep (2000);
  return FALSE;
}

static void
test_deadline (void)
{
  static const char *const begins[]
    = { "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"id\":", "HTTP/1.1 200 OK\r\nX: ", "HTTP" };

  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      g_autoptr (FakeServer) fake = fake_server_new (drip_cb, (gpointer)begins[i]);
      g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

      redaksi_wordpress_server_set_deadline (REDAKSI_WORDPRESS_SERVER (server), 200);
      assert_fails (redaksi_server_get_post (server, "7", NULL), REDAKSI_SERVER_ERROR_OFFLINE,
                    "too long");
      assert_fails (fake_create (server), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
    }
}

static gboolean
flood_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *line = g_strnfill (1000, 'x');

  if (!fake_server_write (fd, data, -1))
    return FALSE;
  while (fake_server_write (fd, line, 1000) && fake_server_write (fd, "\r\nX-Y: ", 7))
    ;
  return FALSE;
}

static void
test_flood (void)
{
  static const char *const begins[]
    = { "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[", "HTTP/1.1 200 OK\r\nX: ", "" };

  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      g_autoptr (FakeServer) fake = fake_server_new (flood_cb, (gpointer)begins[i]);
      g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
      g_autofree char *url = fake_server_get_url (fake, "/");
      g_autoptr (GError) error = NULL;

      /* Of headers without end the library says that the line broke. */
      assert_fails (redaksi_server_get_post (server, "7", NULL),
                    i == 0 ? REDAKSI_SERVER_ERROR_BROKEN : REDAKSI_SERVER_ERROR_OFFLINE, NULL);
      assert_fails (fake_create (server), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
      g_assert_null (await_object (redaksi_server_discover (url, NULL), &error));
      g_assert_nonnull (error);
    }
}

static GBytes *
make_bomb (void)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) zip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (zip));
  g_autofree char *blanks = g_strnfill (1024 * 1024, ' ');

  for (guint i = 0; i < 200; i++)
    g_assert_true (g_output_stream_write_all (stream, blanks, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static gboolean
bomb_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *head = g_strdup_printf (
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
    g_bytes_get_size (data));

  fake_server_write (fd, head, -1);
  fake_server_write (fd, g_bytes_get_data (data, NULL), (gssize)g_bytes_get_size (data));
  return FALSE;
}

static void
test_bomb (void)
{
  g_autoptr (GBytes) bomb = make_bomb ();
  g_autoptr (FakeServer) fake = fake_server_new (bomb_cb, bomb);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

  g_assert_cmpuint (g_bytes_get_size (bomb), <, 1024 * 1024);
  assert_fails (redaksi_server_get_post (server, "7", NULL), REDAKSI_SERVER_ERROR_BROKEN,
                "far more");
  assert_fails (fake_update (server, "draft"), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
}

static void
test_not_http (void)
{
  assert_breaks (cut_cb, "SSH-2.0-OpenSSH_9.2\r\n", REDAKSI_SERVER_ERROR_BROKEN);
  assert_breaks (cut_cb, "HTTP/1.1 9999 What\r\n\r\n", REDAKSI_SERVER_ERROR_BROKEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/sent/headers", test_headers);
  g_test_add_func ("/sent/password-is-nowhere-else", test_password_is_nowhere_else);
  g_test_add_func ("/redirect/away", test_redirect_away);
  g_test_add_func ("/redirect/of-write", test_redirect_of_write);
  g_test_add_func ("/redirect/of-read", test_redirect_of_read);
  g_test_add_func ("/redirect/circle", test_redirect_circle);
  g_test_add_func ("/sign-in/challenge", test_challenge);
  g_test_add_func ("/sign-in/no-passwords", test_no_passwords);
  g_test_add_func ("/line/drop", test_drop);
  g_test_add_func ("/line/cut", test_cut);
  g_test_add_func ("/line/cut-everywhere", test_cut_everywhere);
  g_test_add_func ("/line/look-up", test_look_up);
  g_test_add_func ("/line/other-post", test_other_post);
  g_test_add_func ("/line/refused", test_refused);
  g_test_add_func ("/line/kept-alive", test_kept_alive);
  g_test_add_func ("/endless/deadline", test_deadline);
  g_test_add_func ("/endless/flood", test_flood);
  g_test_add_func ("/endless/bomb", test_bomb);
  g_test_add_func ("/endless/not-http", test_not_http);
  return g_test_run ();
}
