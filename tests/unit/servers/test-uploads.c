/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos on their way to servers that want them, don't want them, or break down over them. */
#include <gio/gio.h>
#include <string.h>

#include "awaiting.h"
#include "fake-server.h"

#define LARGE (2 * 1024 * 1024)

/* Says no before it has seen the body, and hangs up. */
static gboolean
early_no_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  fake_server_reply (fd, "413 Too Large", "Connection: close\r\n", "<html>413");
  return FALSE;
}

static void
test_too_large (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (early_no_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autofree char *request = NULL;

  assert_fails (fake_upload (server, LARGE, NULL), REDAKSI_SERVER_ERROR_TOO_LARGE, "2.1");
  request = fake_server_get_request (fake, 0);
  g_assert_nonnull (strcasestr (request, "\r\nExpect: 100-continue\r\n"));
  g_assert_cmpuint (fake_server_count (fake, NULL), ==, 1);
}

static gboolean
has_whole_body (const char *request, gsize size)
{
  const char *body = strstr (request, "\r\n\r\n") + 4;

  return strlen (body) == size;
}

/* Asks for the body, then takes it. */
static gboolean
continue_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *body = NULL;

  if (n > 0)
    return fake_server_reply (fd, "200 OK", NULL, "[" FAKE_PHOTO "]");
  fake_server_write (fd, "HTTP/1.1 100 Continue\r\n\r\n", -1);
  body = fake_server_read_body (fd, LARGE);
  return body != NULL && fake_server_reply (fd, "201 Created", NULL, FAKE_PHOTO);
}

static void
test_continue (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (continue_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiRemotePhoto) photo = await_boxed (fake_upload (server, LARGE, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fake_server_count (fake, "POST"), ==, 1);
}

/* Knows nothing of "Expect": waits for the body that we don't send. */
static gboolean
silent_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *request = fake_server_get_request (fake, n);

  if (g_str_has_prefix (request, "GET"))
    return fake_server_reply (fd, "200 OK", NULL, "[" FAKE_PHOTO "]");
  if (strcasestr (request, "\r\nExpect:") != NULL)
    return fake_server_read_body (fd, LARGE) != NULL;
  g_assert_true (has_whole_body (request, LARGE));
  return fake_server_reply (fd, "201 Created", NULL, FAKE_PHOTO);
}

static void
test_silent (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (silent_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiRemotePhoto) photo = await_boxed (fake_upload (server, LARGE, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fake_server_count (fake, "POST"), ==, 2);
}

/* Says that it can't. */
static gboolean
expectation_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *request = fake_server_get_request (fake, n);

  if (strcasestr (request, "\r\nExpect:") != NULL)
    {
      fake_server_reply (fd, "417 Expectation Failed", "Connection: close\r\n", "");
      return FALSE;
    }
  return silent_cb (fake, fd, n, data);
}

static void
test_expectation (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (expectation_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiRemotePhoto) photo = await_boxed (fake_upload (server, LARGE, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fake_server_count (fake, "POST"), ==, 2);
}

/* The picture is stored, then the server breaks down over its sizes. */
static gboolean
breakdown_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *request = fake_server_get_request (fake, n);

  if (g_str_has_prefix (request, "GET /wp-json/wp/v2/media?"))
    return fake_server_reply (fd, "200 OK", NULL, "[" FAKE_PHOTO "]");
  if (g_str_has_prefix (request, "GET /wp-json/wp/v2/media/9?"))
    return fake_server_reply (fd, "200 OK", NULL, FAKE_PHOTO);
  if (n == 0)
    return fake_server_reply (fd, "500 Oops", "X-WP-Upload-Attachment-ID: 9\r\n", "<html>");
  g_assert_true (g_str_has_prefix (request, "POST /wp-json/wp/v2/media/9/post-process "));
  if (n < GPOINTER_TO_UINT (data))
    return fake_server_reply (fd, "500 Oops", "X-WP-Upload-Attachment-ID: 9\r\n", "<html>");
  return fake_server_reply (fd, "200 OK", NULL, FAKE_PHOTO);
}

static void
test_breakdown (void)
{
  static const guint failures[] = { 1, 2, 99 };

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (FakeServer) fake = fake_server_new (breakdown_cb, GUINT_TO_POINTER (failures[i]));
      g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiRemotePhoto) photo = await_boxed (fake_upload (server, 1000, NULL), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (photo->remote_id, ==, "9");
      g_assert_cmpuint (fake_server_count (fake, "POST /wp-json/wp/v2/media?"), ==, 1);
    }
}

static gboolean
bad_attachment_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  return fake_server_reply (fd, "500 Oops", "X-WP-Upload-Attachment-ID: ../users/1\r\n", "<html>");
}

static void
test_bad_attachment (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (bad_attachment_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

  assert_fails (fake_upload (server, 1000, NULL), REDAKSI_SERVER_ERROR_UNCLEAR, NULL);
  g_assert_cmpuint (fake_server_count (fake, NULL), ==, 1);
}

/* Two machines at once: the lowest id stays, ours goes. */
static gboolean
duplicate_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_autofree char *request = fake_server_get_request (fake, n);

  if (g_str_has_prefix (request, "POST"))
    return fake_server_reply (
      fd, "201 Created", NULL,
      strstr (request, "v2/media") != NULL
        ? "{\"id\":12,\"slug\":\"rdk-m-2\",\"source_url\":\"http://127.0.0.1/b.jpg\"}"
        : "{\"id\":12,\"status\":\"draft\",\"slug\":\"rdk-m-2\",\"title\":{\"raw\":"
          "\"a\"},\"content\":{\"raw\":\"b\"}}");
  if (g_str_has_prefix (request, "GET"))
    return fake_server_reply (fd, "200 OK", NULL,
                              strstr (request, "v2/media") != NULL ? "[" FAKE_PHOTO "]"
                                                                   : "[" FAKE_POST "]");
  g_assert_nonnull (strstr (request, "/12?force=true"));
  return fake_server_reply (fd, "200 OK", NULL, "{\"deleted\":true}");
}

static void
test_duplicate (void)
{
  g_autoptr (FakeServer) fake = fake_server_new (duplicate_cb, NULL);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiRemotePhoto) photo = await_boxed (fake_upload (server, 1000, NULL), &error);
  g_autoptr (RedaksiPost) post = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (photo->remote_id, ==, "9");
  g_assert_cmpuint (fake_server_count (fake, "DELETE"), ==, 1);
  post = await_boxed (fake_create (server), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (post->remote_id, ==, "7");
  g_assert_cmpuint (fake_server_count (fake, "DELETE"), ==, 2);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static gboolean
never_cb (FakeServer *fake, int fd, guint n, gpointer data)
{
  g_idle_add (cancel_cb, data);
  g_free (fake_server_read_body (fd, 1));
  return FALSE;
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FakeServer) fake = fake_server_new (never_cb, cancellable);
  g_autoptr (RedaksiServer) server = fake_server_connect (fake, "/wp-json/");

  assert_fails (fake_upload (server, 1000, cancellable), REDAKSI_SERVER_ERROR_CANCELLED, NULL);
  g_cancellable_reset (cancellable);
  assert_fails (redaksi_server_get_post (server, "7", cancellable), REDAKSI_SERVER_ERROR_CANCELLED,
                NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/upload/too-large", test_too_large);
  g_test_add_func ("/upload/continue", test_continue);
  g_test_add_func ("/upload/silent", test_silent);
  g_test_add_func ("/upload/expectation", test_expectation);
  g_test_add_func ("/upload/breakdown", test_breakdown);
  g_test_add_func ("/upload/bad-attachment", test_bad_attachment);
  g_test_add_func ("/upload/duplicate", test_duplicate);
  g_test_add_func ("/upload/cancel", test_cancel);
  return g_test_run ();
}
