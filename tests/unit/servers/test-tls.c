/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates that nobody should trust: nothing is said to their owners. The keys in tls/ are for
 * this test alone. */
#include <gio/gio.h>
#include <string.h>

#include "awaiting.h"
#include "redaksi-server.h"

typedef struct
{
  GSocketListener *listener;
  GCancellable *stop;
  GTlsCertificate *certificate;
  int heard; /* atomic: bytes of the client's that were decrypted */
} Server;

static gpointer
serve_thread (gpointer data)
{
  Server *server = data;

  for (;;)
    {
      g_autoptr (GSocketConnection) connection
        = g_socket_listener_accept (server->listener, NULL, server->stop, NULL);
      g_autoptr (GIOStream) tls = NULL;
      char buffer[256];
      gssize n;

      if (connection == NULL)
        return NULL;
      tls = g_tls_server_connection_new (G_IO_STREAM (connection), server->certificate, NULL);
      n = g_input_stream_read (g_io_stream_get_input_stream (tls), buffer, sizeof buffer,
                               server->stop, NULL);
      if (n > 0)
        g_atomic_int_add (&server->heard, (int)n);
    }
}

static void
test_certificate (gconstpointer data)
{
  const char *const *words = data;
  g_autofree char *path = g_strdup_printf ("%s/%s.pem", TLS_FOLDER, words[0]);
  Server server = { g_socket_listener_new (), g_cancellable_new (), NULL, 0 };
  guint16 port = g_socket_listener_add_any_inet_port (server.listener, NULL, NULL);
  g_autofree char *api = g_strdup_printf ("https://127.0.0.1:%u/wp-json/", port);
  g_autoptr (RedaksiSite) site
    = g_object_new (REDAKSI_TYPE_SITE, "url", api, "api", api, "user", "bayu", NULL);
  g_autoptr (RedaksiServer) client = redaksi_server_new_for_site (site, "abcd efgh");
  g_autoptr (RedaksiPost) post = redaksi_post_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  server.certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("tls", serve_thread, &server);

  g_assert_null (await_object (redaksi_server_check (client, NULL), &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE);
  g_assert_nonnull (strstr (error->message, words[1]));
  g_clear_error (&error);

  post->marker = g_strdup ("m");
  g_assert_null (await_boxed (redaksi_server_put_post (client, post, NULL), &error));
  g_assert_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE);

  g_clear_error (&error);
  g_assert_null (await_object (redaksi_server_discover (api, NULL), &error));
  g_assert_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE);

  g_cancellable_cancel (server.stop);
  g_thread_join (thread);
  g_assert_cmpint (g_atomic_int_get (&server.heard), ==, 0);
  g_object_unref (server.listener);
  g_object_unref (server.stop);
  g_object_unref (server.certificate);
}

int
main (int argc, char *argv[])
{
  static const char *const unknown[] = { "unknown", "can’t be verified" };
  static const char *const other[] = { "other", "another site" };
  static const char *const old[] = { "old", "not valid today" };

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_print ("1..0 # SKIP no TLS in this GLib\n");
      return 77;
    }
  g_test_add_data_func ("/tls/unknown", unknown, test_certificate);
  g_test_add_data_func ("/tls/other", other, test_certificate);
  g_test_add_data_func ("/tls/old", old, test_certificate);
  return g_test_run ();
}
