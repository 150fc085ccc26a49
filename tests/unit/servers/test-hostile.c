/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replies that no WordPress would send, to every call that there is: each ends with one sentence,
 * and with no value that is half one. */
#include <gio/gio.h>
#include <string.h>
#include <sys/resource.h>

#include "awaiting.h"
#include "fake-server.h"
#include "redaksi-wordpress-server.h"

typedef struct
{
  const char *status;
  const char *headers;
  GBytes *body;
} Reply;

static gboolean
reply_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  const Reply *reply = data;
  gsize size;
  const char *body = g_bytes_get_data (reply->body, &size);
  g_autofree char *head
    = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: application/json\r\n%s"
                       "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n\r\n",
                       reply->status, reply->headers, size);

  if (fake_server_write (fd, head, -1))
    fake_server_write (fd, body, (gssize)size);
  return FALSE;
}

static void
assert_sentence (DexFuture *future, gboolean is_write)
{
  g_autoptr (DexFuture) settled = settle (future);
  g_autoptr (GError) error = NULL;

  g_assert_null (dex_future_get_value (settled, &error));
  g_assert_cmpuint (error->domain, ==, REDAKSI_SERVER_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), >, 20);
  g_assert_cmpuint (strlen (error->message), <, 2000);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_null (strstr (error->message, "abcd"));
  /* "Nothing was done" would send it again. */
  if (is_write)
    g_assert_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_UNCLEAR);
  else
    g_assert_cmpint (error->code, !=, REDAKSI_SERVER_ERROR_NOT_FOUND);
}

/* @is_write: a write takes it for no refusal. */
static void
assert_all (const char *status, const char *headers, GBytes *body, gboolean is_write)
{
  Reply reply = { status, headers, body };
  g_autoptr (FakeServer) fake = fake_server_new (reply_cb, &reply);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autofree char *url = fake_server_get_url (fake, "/");
  g_autofree char *raw = NULL;
  g_autoptr (GError) error = NULL;

  assert_sentence (redaksi_server_check (server, NULL), FALSE);
  assert_sentence (redaksi_server_find_post (server, "m", NULL), FALSE);
  assert_sentence (redaksi_server_find_photo (server, "m", NULL), FALSE);
  assert_sentence (redaksi_server_get_post (server, "7", NULL), FALSE);
  assert_sentence (redaksi_server_ensure_term (server, "tag", "Kukar", NULL), FALSE);
  assert_sentence (fake_create (server), is_write);
  assert_sentence (fake_update (server, "publish"), is_write);
  assert_sentence (fake_update (server, "trash"), is_write);
  assert_sentence (fake_upload (server, 1000, NULL), is_write);
  g_assert_null (await_object (redaksi_server_discover (url, NULL), &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (fake_server_count (fake, "POST"), ==, 3);
  g_assert_cmpuint (fake_server_count (fake, "DELETE"), ==, 1);
  raw = redaksi_server_get_last_reply (server);
  g_assert_true (raw == NULL || g_utf8_validate (raw, -1, NULL));
  g_assert_true (raw == NULL || strlen (raw) < 64 * 1024);
}

static void
assert_body (const char *status, const char *text, gssize length)
{
  g_autoptr (GBytes) body = g_bytes_new (text, length >= 0 ? (gsize)length : strlen (text));

  assert_all (status, "", body, TRUE);
}

static void
test_types (void)
{
  static const char *const bodies[] = {
    "",
    " ",
    "null",
    "true",
    "7",
    "\"7\"",
    "{}",
    "[[]]",
    "[{}]",
    "[null]",
    "{\"id\":null}",
    "{\"id\":\"7\"}",
    "{\"id\":7.5}",
    "{\"id\":-7}",
    "{\"id\":0}",
    "{\"id\":1e400}",
    "{\"id\":99999999999999999999999}",
    "{\"id\":[7]}",
    "{\"id\":true,\"status\":\"publish\"}",
    "{\"id\":{\"id\":7}}",
    "{\"id\":7,\"id\":8",
    "[{\"id\":7}",
    "{\"id\":7,\"status\":[],\"slug\":{},\"title\":7,\"content\":null}}",
    "{\"id\":7,}",
    "{'id':7}",
    "// {\"id\":7}\n",
    "\xef\xbb\xbf<!DOCTYPE html><title>Masuk</title><form>",
    "{\"id\":7}{\"id\":8}",
    "{\"code\":7,\"message\":[],\"data\":\"x\"}",
    "<?xml version=\"1.0\"?><methodResponse/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_test_message ("%s", bodies[i]);
      assert_body ("200 OK", bodies[i], -1);
    }
}

static void
test_bytes (void)
{
  assert_body ("200 OK", "{\"id\":7,\"title\":{\"raw\":\"\xff\xfe\"}}", -1);
  assert_body ("200 OK", "{\"id\":\0007}", 9);
  assert_body ("201 Created", "\0\0\0\0\0\0\0\0", 8);
  assert_body ("200 OK", "\x1f\x8b\x08\x00", 4);
}

/* A parser that calls itself for each level would be out of stack. */
static void
test_deep (void)
{
  static const char *const levels[] = { "[", "{\"id\":", "[{\"a\":" };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      while (text->len < 2 * 1024 * 1024)
        g_string_append (text, levels[i]);
      assert_body ("200 OK", text->str, (gssize)text->len);
    }
}

/* No more of it is taken than fits, and no memory for what does not. */
static void
test_large (void)
{
  struct rusage before, after;
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GBytes) body = NULL;

  while (text->len < 50 * 1024 * 1024)
    g_string_append (
      text, "{\"id\":7,\"slug\":\"rdk-m\",\"title\":{\"raw\":\"aaaaaaaaaaaaaaaaaaaaaaaa\"}},");
  g_string_append (text, "{}]");
  body = g_string_free_to_bytes (g_steal_pointer (&text));
  getrusage (RUSAGE_SELF, &before);
  assert_all ("200 OK", "", body, TRUE);
  getrusage (RUSAGE_SELF, &after);
  g_test_message ("%ld KiB more", after.ru_maxrss - before.ru_maxrss);
}

static void
test_headers (void)
{
  g_autofree char *long_value = g_strnfill (60 * 1000, 'x');
  g_autofree char *one = g_strdup_printf ("X-Long: %s\r\n", long_value);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (many, "X-%u: a\r\n", i);
  assert_all ("200 OK", one, body, TRUE);
  assert_all ("200 OK", many->str, body, TRUE);
  assert_all ("200 OK", "Link: <<<>;;;,,,\"\r\nLocation: \x01\x02\r\n", body, TRUE);
  assert_all ("200 OK", "Content-Type: \xff\r\nX-WP-TotalPages: -99999999999999999999\r\n", body,
              TRUE);
  assert_all ("500 Oops", "X-WP-Upload-Attachment-ID: ../../7?force=true\r\n", body, TRUE);
}

/* What it says it is, and is not. */
static void
test_encodings (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("this is no gzip", 15);
  g_autoptr (GBytes) cut = g_bytes_new_static ("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab", 11);

  assert_all ("200 OK", "Content-Encoding: gzip\r\n", body, TRUE);
  assert_all ("200 OK", "Content-Encoding: gzip\r\n", cut, TRUE);
  assert_all ("200 OK", "Content-Encoding: br, gzip, deflate\r\n", body, TRUE);
  assert_all ("200 OK", "Content-Encoding: x-unheard-of\r\n", body, TRUE);
}

/* ---- elsewhere by another scheme ------------------------------------------------------------ */

static const char *const redirects[]
  = { "301 Moved", "302 Found", "307 Temporary", "308 Permanent" };

static void
assert_stays (const char *location)
{
  for (guint i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (FAKE_POST, strlen (FAKE_POST));
      g_autofree char *header = g_strdup_printf ("Location: %s\r\n", location);
      Reply reply = { redirects[i], header, body };
      g_autoptr (FakeServer) fake = fake_server_new (reply_cb, &reply);
      g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

      assert_fails (redaksi_server_check (server, NULL), REDAKSI_SERVER_ERROR_INSECURE, NULL);
      assert_fails (redaksi_server_get_post (server, "7", NULL), REDAKSI_SERVER_ERROR_INSECURE,
                    NULL);
      assert_fails (redaksi_server_find_post (server, "m", NULL), REDAKSI_SERVER_ERROR_INSECURE,
                    NULL);
      assert_fails (fake_create (server), REDAKSI_SERVER_ERROR_INSECURE, NULL);
      assert_fails (fake_update (server, "publish"), REDAKSI_SERVER_ERROR_INSECURE, NULL);
      assert_fails (fake_upload (server, 700 * 1024, NULL), REDAKSI_SERVER_ERROR_INSECURE, NULL);
      g_assert_cmpuint (fake_server_count (fake, NULL), ==, 6);
    }
}

static gboolean
count_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  return FALSE;
}

/* From http to https, to another host's name, to other schemes: nobody is called there at all. */
static void
test_redirects (void)
{
  g_autoptr (FakeServer) other = fake_server_new (count_cb, NULL);
  g_autoptr (FakeServer) secure = fake_server_new (count_cb, NULL);
  g_autofree char *secure_url = fake_server_get_url (secure, "/wp-json/");
  g_autofree char *https = g_strdup_printf ("https%s", secure_url + strlen ("http"));
  g_autofree char *plain = fake_server_get_url (other, "/wp-json/wp/v2/posts/7");
  g_autofree char *name = g_strdup_printf ("http://localhost:%s", strrchr (plain, ':') + 1);
  g_autofree char *whose
    = g_strdup_printf ("http://bayu:pw@127.0.0.1:%s", strrchr (plain, ':') + 1);
  g_autofree char *relative = g_strdup_printf ("//127.0.0.1:%s", strrchr (plain, ':') + 1);

  assert_stays (https);
  assert_stays (plain);
  assert_stays (name);
  assert_stays (whose);
  assert_stays (relative);
  assert_stays ("file:///etc/passwd");
  assert_stays ("data:application/json,{}");
  assert_stays ("javascript:alert(1)");
  assert_stays ("http://");
  g_assert_cmpuint (fake_server_count_connections (secure), ==, 0);
  g_assert_cmpuint (fake_server_count_connections (other), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/hostile/types", test_types);
  g_test_add_func ("/hostile/bytes", test_bytes);
  g_test_add_func ("/hostile/deep", test_deep);
  g_test_add_func ("/hostile/large", test_large);
  g_test_add_func ("/hostile/headers", test_headers);
  g_test_add_func ("/hostile/encodings", test_encodings);
  g_test_add_func ("/hostile/redirects", test_redirects);
  return g_test_run ();
}
