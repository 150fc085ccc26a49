/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why each setting is there:
 * - the library's own sign-in is off: after a challenge it sends the body again, empty, with length
 * 0;
 * - the body is set again in "restarted": the library has dropped it by then;
 * - NO_REDIRECT always: a redirected POST becomes a GET whose 200 looks like success. Redirects of
 *   reads are followed here, where the origin is looked at;
 * - NEW_CONNECTION on writes: what a dying kept-alive connection swallowed is repeated silently;
 * - replies are read by the piece: the limit counts decoded bytes, so a gzip bomb ends at it;
 * - the session's time-out is per read and write, so a deadline stands beside it, and a nearer one
 *   when the reply has begun: a server may be slow to do what it is asked, not to say so;
 * - "Expect: 100-continue" on large bodies, or an early "413" is lost when the server hangs up.
 * Servers that know nothing of it are silent: after a moment the request goes again, without.
 */
#include <libsoup/soup.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-clock.h"
#include "redaksi-config.h"
#include "redaksi-transport-private.h"

#define IO_SECONDS           60
#define READ_DEADLINE_MS     (30 * 1000)
#define REPLY_DEADLINE_MS    (30 * 1000) /* from its first line on */
#define WRITE_DEADLINE_MS    (120 * 1000)
#define SLOWEST_BYTES_PER_MS 8 /* 8 kB a second: a bad line in the country */
#define HEAD_SIZE            (128 * 1024)
#define CHUNK                (64 * 1024)
#define MAX_REDIRECTS        5
#define EXPECT_FROM          (512 * 1024)
#define EXPECT_PATIENCE_MS   2500

struct _RedaksiTransport
{
  GObject parent_instance;

  SoupSession *session;
  GUri *origin;        /* nullable: nothing has credentials */
  char *authorization; /* nullable */
  guint deadline;      /* ms; 0: by kind */
  gboolean no_expect;  /* the server doesn't know "Expect" */
  gint64 date;         /* what its last reply said, microseconds UTC; 0: nothing */
  gint64 date_since;   /* when that was, on the monotonic clock */
};

G_DEFINE_FINAL_TYPE (RedaksiTransport, redaksi_transport, G_TYPE_OBJECT)

/* One request under way. */
typedef struct
{
  RedaksiTransport *transport;
  RedaksiRequest *request;
  DexPromise *promise;
  SoupMessage *message;
  GUri *uri;
  GInputStream *stream;
  GByteArray *body;
  GCancellable *outer; /* nullable: the caller's */
  GCancellable *inner; /* what the library sees of one try */
  gulong outer_id;
  guint deadline_id;
  guint expect_id;
  guint redirects;
  guint64 sent;
  gboolean left;      /* the headers are out: a write may be carried out from here on */
  gboolean continued; /* the server asked for the body */
  gboolean is_late;
  gboolean is_silent; /* it said nothing to "Expect" */
} Exchange;

static void exchange_start (Exchange *exchange);

RedaksiRequest *
redaksi_request_new (const char *method, char *url)
{
  RedaksiRequest *request = g_new0 (RedaksiRequest, 1);

  request->method = method;
  request->url = url;
  return request;
}

void
redaksi_request_free (RedaksiRequest *request)
{
  g_free (request->url);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request->content_type);
  g_free (request->disposition);
  g_free (request);
}

static void
redaksi_transport_dispose (GObject *object)
{
  RedaksiTransport *self = REDAKSI_TRANSPORT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->origin, g_uri_unref);
  if (self->authorization != NULL)
    explicit_bzero (self->authorization, strlen (self->authorization));
  g_clear_pointer (&self->authorization, g_free);

  G_OBJECT_CLASS (redaksi_transport_parent_class)->dispose (object);
}

static void
redaksi_transport_class_init (RedaksiTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_transport_dispose;
}

static void
redaksi_transport_init (RedaksiTransport *self)
{
  self->session = soup_session_new_with_options ("timeout", IO_SECONDS, "user-agent",
                                                 "Redaksi/" REDAKSI_VERSION, NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
}

/**
 * redaksi_transport_new:
 *
 * Returns: (transfer full): a transport without credentials
 */
RedaksiTransport *
redaksi_transport_new (void)
{
  return g_object_new (REDAKSI_TYPE_TRANSPORT, NULL);
}

/**
 * redaksi_transport_set_credentials:
 * @self: a transport
 * @url: an address of the origin that may see them; an unsafe one gets none
 * @user: (nullable): the name
 * @password: (nullable): the application password
 */
void
redaksi_transport_set_credentials (RedaksiTransport *self, const char *url, const char *user,
                                   const char *password)
{
  g_autofree char *pair = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *authorization = NULL;

  g_return_if_fail (REDAKSI_IS_TRANSPORT (self));

  if (user != NULL && password != NULL)
    {
      pair = g_strconcat (user, ":", password, NULL);
      encoded = g_base64_encode ((const guchar *)pair, strlen (pair));
      authorization = g_strconcat ("Basic ", encoded, NULL);
    }
  redaksi_transport_set_authorization (self, url, authorization);
  if (pair == NULL)
    return;
  explicit_bzero (pair, strlen (pair));
  explicit_bzero (encoded, strlen (encoded));
  explicit_bzero (authorization, strlen (authorization));
}

/**
 * redaksi_transport_set_authorization:
 * @self: a transport
 * @url: (nullable): an address of the origin that may see it; an unsafe one gets none
 * @authorization: (nullable): the value of the header
 */
void
redaksi_transport_set_authorization (RedaksiTransport *self, const char *url,
                                     const char *authorization)
{
  g_autoptr (GUri) uri = NULL;

  g_return_if_fail (REDAKSI_IS_TRANSPORT (self));

  uri = url != NULL ? g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  if (uri == NULL || !redaksi_address_is_secure (uri))
    authorization = NULL;
  if (self->authorization != NULL)
    explicit_bzero (self->authorization, strlen (self->authorization));
  g_set_str (&self->authorization, authorization);
  g_clear_pointer (&self->origin, g_uri_unref);
  if (authorization != NULL)
    self->origin = g_steal_pointer (&uri);
}

/**
 * redaksi_transport_set_deadline:
 * @self: a transport
 * @milliseconds: how long one request may take in all; 0 for what fits its kind and size
 */
void
redaksi_transport_set_deadline (RedaksiTransport *self, guint milliseconds)
{
  g_return_if_fail (REDAKSI_IS_TRANSPORT (self));

  self->deadline = milliseconds;
}

/**
 * redaksi_transport_get_time:
 * @self: a transport
 *
 * Returns: the time of the origin that has our credentials, by the Date of its last reply and what
 *   has passed since; 0 where it has said nothing. A reply from a cache makes it early, never late.
 */
gint64
redaksi_transport_get_time (RedaksiTransport *self)
{
  g_return_val_if_fail (REDAKSI_IS_TRANSPORT (self), 0);

  return self->date != 0 ? self->date + redaksi_clock_monotonic () - self->date_since : 0;
}

static gboolean
is_write (const Exchange *exchange)
{
  return strcmp (exchange->request->method, "GET") != 0;
}

static void
exchange_free (Exchange *exchange)
{
  g_clear_signal_handler (&exchange->outer_id, exchange->outer);
  g_clear_handle_id (&exchange->deadline_id, g_source_remove);
  g_clear_handle_id (&exchange->expect_id, g_source_remove);
  if (exchange->message != NULL)
    g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->outer);
  g_clear_object (&exchange->inner);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_clear_pointer (&exchange->uri, g_uri_unref);
  g_clear_pointer (&exchange->request, redaksi_request_free);
  g_clear_object (&exchange->transport);
  dex_unref (exchange->promise);
  g_free (exchange);
}

static void
exchange_reject (Exchange *exchange, const GError *error)
{
  g_autoptr (GError) late = NULL;
  GTlsCertificateFlags flags = 0;

  if (exchange->is_late && !g_cancellable_is_cancelled (exchange->outer))
    {
      late = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "too slow in all");
      error = late;
    }
  if (exchange->message != NULL)
    flags = soup_message_get_tls_peer_certificate_errors (exchange->message);
  dex_promise_reject (exchange->promise,
                      redaksi_trouble_from_connection (error, g_uri_get_host (exchange->uri),
                                                       is_write (exchange),
                                                       exchange->left || exchange->sent > 0,
                                                       flags));
  exchange_free (exchange);
}

static char *
dup_header (SoupMessageHeaders *headers, const char *name)
{
  const char *value = soup_message_headers_get_list (headers, name);

  return value != NULL ? g_utf8_make_valid (value, -1) : NULL;
}

static void
exchange_resolve (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *content_type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
  RedaksiReply *reply
    = redaksi_reply_new (soup_message_get_status (exchange->message), content_type, body);

  reply->url = g_uri_to_string (exchange->uri);
  reply->location = dup_header (headers, "Location");
  reply->link = dup_header (headers, "Link");
  reply->attachment = dup_header (headers, "X-WP-Upload-Attachment-ID");
  reply->pages = dup_header (headers, "X-WP-TotalPages");
  dex_promise_resolve_boxed (exchange->promise, REDAKSI_TYPE_REPLY, reply);
  exchange_free (exchange);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
    = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);
  gsize limit = exchange->request->head_only ? HEAD_SIZE : REDAKSI_TRANSPORT_MAX_REPLY;
  gsize size;
  const guint8 *data;

  if (bytes == NULL)
    {
      exchange_reject (exchange, error);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  if (size == 0)
    {
      exchange_resolve (exchange);
      return;
    }
  if (exchange->body->len + size > limit)
    {
      if (exchange->request->head_only)
        {
          exchange_resolve (exchange);
          return;
        }
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "reply too large");
      exchange_reject (exchange, error);
      return;
    }
  g_byte_array_append (exchange->body, data, (guint)size);
  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT, exchange->inner,
                                   read_cb, exchange);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->deadline_id = 0;
  exchange->is_late = TRUE;
  g_cancellable_cancel (exchange->inner);
  return G_SOURCE_REMOVE;
}

static void
note_date (Exchange *exchange)
{
  RedaksiTransport *self = exchange->transport;
  const char *text
    = soup_message_headers_get_one (soup_message_get_response_headers (exchange->message), "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date == NULL || self->origin == NULL
      || !redaksi_address_same_origin (exchange->uri, self->origin))
    return;
  self->date = g_date_time_to_unix (date) * G_USEC_PER_SEC;
  self->date_since = redaksi_clock_monotonic ();
}

/* Whether the reply sends a read on to a place that it may go to; otherwise the redirect is the
 * reply. */
static gboolean
follow (Exchange *exchange)
{
  guint status = soup_message_get_status (exchange->message);
  const char *location
    = soup_message_headers_get_one (soup_message_get_response_headers (exchange->message),
                                    "Location");
  g_autoptr (GUri) next = NULL;

  if (is_write (exchange) || exchange->redirects >= MAX_REDIRECTS
      || (status != 301 && status != 302 && status != 303 && status != 307 && status != 308))
    return FALSE;
  next = redaksi_address_resolve (exchange->uri, location);
  if (next == NULL
      || (exchange->request->anonymous ? !redaksi_address_may_follow (exchange->uri, next)
                                       : !redaksi_address_same_origin (exchange->uri, next)))
    return FALSE;
  exchange->redirects++;
  g_uri_unref (exchange->uri);
  exchange->uri = g_steal_pointer (&next);
  return TRUE;
}

static void
send_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream
    = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  g_clear_handle_id (&exchange->expect_id, g_source_remove);
  if (stream == NULL && exchange->is_silent && exchange->sent == 0 && !exchange->is_late
      && !g_cancellable_is_cancelled (exchange->outer))
    {
      /* Not a byte of the body has left: nothing can have been stored, it may go again. */
      exchange->transport->no_expect = TRUE;
      exchange->is_silent = FALSE;
      exchange->left = FALSE;
      exchange_start (exchange);
      return;
    }
  if (stream == NULL)
    {
      exchange_reject (exchange, error);
      return;
    }
  if (soup_message_get_status (exchange->message) == SOUP_STATUS_EXPECTATION_FAILED
      && !exchange->transport->no_expect && exchange->sent == 0)
    {
      exchange->transport->no_expect = TRUE;
      exchange_start (exchange);
      return;
    }
  note_date (exchange);
  if (follow (exchange))
    {
      exchange_start (exchange);
      return;
    }
  if (exchange->transport->deadline == 0)
    {
      g_clear_handle_id (&exchange->deadline_id, g_source_remove);
      exchange->deadline_id = g_timeout_add (REPLY_DEADLINE_MS, deadline_cb, exchange);
    }
  exchange->stream = g_steal_pointer (&stream);
  exchange->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT, exchange->inner,
                                   read_cb, exchange);
}

static void
set_body (Exchange *exchange)
{
  if (exchange->request->body != NULL)
    soup_message_set_request_body_from_bytes (exchange->message, exchange->request->content_type,
                                              exchange->request->body);
}

static void
wrote_headers_cb (Exchange *exchange)
{
  exchange->left = TRUE;
}

static void
wrote_body_data_cb (SoupMessage *message, guint size, Exchange *exchange)
{
  guint64 total = g_bytes_get_size (exchange->request->body);

  exchange->continued = TRUE;
  exchange->sent = MIN (exchange->sent + size, total);
  if (exchange->request->progress != NULL)
    exchange->request->progress (exchange->sent, total, exchange->request->user_data);
}

static void
restarted_cb (Exchange *exchange)
{
  set_body (exchange);
}

static void
got_informational_cb (Exchange *exchange)
{
  exchange->continued = TRUE;
}

static gboolean
expect_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->expect_id = 0;
  if (exchange->left && !exchange->continued && exchange->sent == 0)
    {
      exchange->is_silent = TRUE;
      g_cancellable_cancel (exchange->inner);
    }
  return G_SOURCE_REMOVE;
}

static void
outer_cancelled_cb (Exchange *exchange)
{
  g_cancellable_cancel (exchange->inner);
}

static void
add_headers (Exchange *exchange)
{
  RedaksiTransport *self = exchange->transport;
  RedaksiRequest *request = exchange->request;
  SoupMessageHeaders *headers = soup_message_get_request_headers (exchange->message);

  if (self->authorization != NULL && !request->anonymous
      && redaksi_address_same_origin (exchange->uri, self->origin))
    soup_message_headers_replace (headers, "Authorization", self->authorization);
  soup_message_headers_replace (headers, "Accept", "application/json, text/html;q=0.1");
  soup_message_headers_replace (headers, "Cache-Control", "no-cache");
  if (request->disposition != NULL)
    {
      /* WordPress takes a file that was cut on the way unless it can check this (hexadecimal). */
      g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, request->body);
      soup_message_headers_replace (headers, "Content-Disposition", request->disposition);
      soup_message_headers_replace (headers, "Content-MD5", md5);
    }
  if (request->body != NULL && g_bytes_get_size (request->body) >= EXPECT_FROM && !self->no_expect)
    {
      soup_message_headers_set_expectations (headers, SOUP_EXPECTATION_CONTINUE);
      exchange->expect_id = g_timeout_add (EXPECT_PATIENCE_MS, expect_cb, exchange);
    }
}

static void
exchange_start (Exchange *exchange)
{
  RedaksiTransport *self = exchange->transport;
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT;

  if (exchange->message != NULL)
    g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  g_clear_object (&exchange->message);
  g_set_object (&exchange->inner, NULL);
  exchange->inner = g_cancellable_new ();
  if (is_write (exchange))
    flags |= SOUP_MESSAGE_NEW_CONNECTION;
  exchange->message = soup_message_new_from_uri (exchange->request->method, exchange->uri);
  soup_message_set_flags (exchange->message, flags);
  set_body (exchange);
  add_headers (exchange);
  g_signal_connect_swapped (exchange->message, "wrote-headers", G_CALLBACK (wrote_headers_cb),
                            exchange);
  g_signal_connect_swapped (exchange->message, "restarted", G_CALLBACK (restarted_cb), exchange);
  g_signal_connect_swapped (exchange->message, "got-informational",
                            G_CALLBACK (got_informational_cb), exchange);
  if (exchange->request->body != NULL)
    g_signal_connect (exchange->message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb),
                      exchange);
  soup_session_send_async (self->session, exchange->message, G_PRIORITY_DEFAULT, exchange->inner,
                           send_cb, exchange);
}

static guint
get_deadline (const Exchange *exchange)
{
  gsize size = exchange->request->body != NULL ? g_bytes_get_size (exchange->request->body) : 0;

  if (exchange->transport->deadline != 0)
    return exchange->transport->deadline;
  if (!is_write (exchange))
    return READ_DEADLINE_MS;
  return WRITE_DEADLINE_MS + (guint)MIN (size / SLOWEST_BYTES_PER_MS, 3600 * 1000);
}

/**
 * redaksi_transport_send:
 * @self: a transport
 * @request: (transfer full): what to send
 * @cancellable: (nullable): ends the wait; what had left may be carried out
 *
 * Returns: (transfer full): a future of #RedaksiReply, with any status
 */
DexFuture *
redaksi_transport_send (RedaksiTransport *self, RedaksiRequest *request, GCancellable *cancellable)
{
  g_autoptr (GUri) uri = g_uri_parse (request->url, SOUP_HTTP_URI_FLAGS, NULL);
  Exchange *exchange;
  DexFuture *future;

  g_return_val_if_fail (REDAKSI_IS_TRANSPORT (self), NULL);

  if (uri == NULL || (!(request->plain && request->anonymous) && !redaksi_address_is_secure (uri))
      || g_cancellable_is_cancelled (cancellable))
    {
      g_autoptr (GError) error
        = g_cancellable_is_cancelled (cancellable)
            ? g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled")
            : g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE, "plain http");
      GError *trouble
        = redaksi_trouble_from_connection (error, uri != NULL ? g_uri_get_host (uri) : "", FALSE,
                                           FALSE, 0);
      redaksi_request_free (request);
      return dex_future_new_for_error (trouble);
    }

  exchange = g_new0 (Exchange, 1);
  exchange->transport = g_object_ref (self);
  exchange->request = request;
  exchange->promise = dex_promise_new ();
  exchange->uri = g_steal_pointer (&uri);
  if (cancellable != NULL)
    {
      exchange->outer = g_object_ref (cancellable);
      exchange->outer_id = g_signal_connect_swapped (cancellable, "cancelled",
                                                     G_CALLBACK (outer_cancelled_cb), exchange);
    }
  /* No proxy stands between this machine and itself, whatever the environment says. */
  if (redaksi_address_is_loopback (g_uri_get_host (exchange->uri)))
    soup_session_set_proxy_resolver (self->session, NULL);
  exchange->deadline_id = g_timeout_add (get_deadline (exchange), deadline_cb, exchange);
  future = DEX_FUTURE (dex_ref (exchange->promise));
  exchange_start (exchange);
  return future;
}
