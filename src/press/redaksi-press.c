/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server: where it listens, what it refuses before it reads on, and how long it waits. */
#include "redaksi-press.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-press-post.h"
#include "redaksi-press-private.h"

G_DEFINE_FINAL_TYPE (RedaksiPress, redaksi_press, G_TYPE_OBJECT)

#define IDLE_SECONDS  20    /* without a byte */
#define WHOLE_SECONDS 300   /* for one request, however slowly it drips */
#define MAX_LIVE      256   /* connections */
#define NOBODYS_LIMIT 65536 /* of a body from somebody who has not signed in */

static void
follow_clear (gpointer data)
{
  RedaksiFollowLink *link = data;

  g_free ((char *)link->label);
  g_free ((char *)link->url);
}

static void
redaksi_press_finalize (GObject *object)
{
  RedaksiPress *self = REDAKSI_PRESS (object);

  redaksi_press_stop (self);
  g_hash_table_unref (self->live);
  g_array_unref (self->follow);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->listen);
  g_free (self->public_url);
  g_free (self->url);
  g_free (self->api);
  g_free (self->name);
  g_free (self->tagline);
  g_free (self->language);
  g_free (self->time_zone);

  G_OBJECT_CLASS (redaksi_press_parent_class)->finalize (object);
}

static void
redaksi_press_class_init (RedaksiPressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = redaksi_press_finalize;
}

static void
redaksi_press_init (RedaksiPress *self)
{
  self->live = g_hash_table_new (NULL, NULL);
  self->follow = g_array_new (FALSE, FALSE, sizeof (RedaksiFollowLink));
  g_array_set_clear_func (self->follow, follow_clear);
}

/* The computer's own zone by its name, as WordPress's timezone_string has it. */
static char *
dup_local_zone (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (local);

  return g_strdup (name != NULL && strchr (name, '/') != NULL && *name != '/' ? name : "UTC");
}

RedaksiPress *
redaksi_press_new (RedaksiPressStore *store, const RedaksiPressOptions *options)
{
  RedaksiPress *self;

  g_return_val_if_fail (store != NULL && options != NULL, NULL);

  self = g_object_new (REDAKSI_TYPE_PRESS, NULL);
  self->store = store;
  self->listen = g_strdup (options->listen != NULL ? options->listen : "127.0.0.1");
  self->port = options->port;
  self->public_url = g_strdup (options->public_url);
  self->name = g_strdup (options->name != NULL ? options->name : "Redaksi");
  self->tagline = g_strdup (options->tagline != NULL ? options->tagline : "");
  self->language = g_strdup (options->language != NULL ? options->language : "id");
  self->time_zone = options->time_zone != NULL ? g_strdup (options->time_zone) : dup_local_zone ();
  self->zone = g_time_zone_new_identifier (self->time_zone);
  if (self->zone == NULL)
    {
      g_set_str (&self->time_zone, "UTC");
      self->zone = g_time_zone_new_utc ();
    }
  self->max_upload = options->max_upload > 0 ? options->max_upload : UPLOAD_LIMIT;
  for (guint i = 0; i < options->n_follow; i++)
    {
      RedaksiFollowLink link
        = { g_strdup (options->follow[i].label), g_strdup (options->follow[i].url) };
      g_array_append_val (self->follow, link);
    }
  return self;
}

const char *
redaksi_press_get_url (RedaksiPress *self)
{
  g_return_val_if_fail (REDAKSI_IS_PRESS (self), NULL);

  return self->url;
}

const char *
redaksi_press_get_api (RedaksiPress *self)
{
  g_return_val_if_fail (REDAKSI_IS_PRESS (self), NULL);

  return self->api;
}

guint
redaksi_press_get_port (RedaksiPress *self)
{
  g_return_val_if_fail (REDAKSI_IS_PRESS (self), 0);

  return self->port;
}

/* ---- limits -----------------------------------------------------------------------------------
 */

/* Ends a connection under libsoup's feet: its next read fails, and it clears up. */
static void
hang_up (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static gboolean
deadline_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;
  RedaksiPress *self = g_object_get_data (G_OBJECT (message), "redaksi-press");

  g_hash_table_insert (self->live, message, GUINT_TO_POINTER (0));
  hang_up (message);
  return G_SOURCE_REMOVE;
}

static void
drop_deadline (RedaksiPress *self, SoupServerMessage *message)
{
  guint source = GPOINTER_TO_UINT (g_hash_table_lookup (self->live, message));

  if (source != 0)
    g_source_remove (source);
  g_hash_table_remove (self->live, message);
}

static void
started_cb (SoupServer *server, SoupServerMessage *message, RedaksiPress *self)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_set_timeout (socket, IDLE_SECONDS);
  g_object_set_data (G_OBJECT (message), "redaksi-press", self);
  if (g_hash_table_size (self->live) >= MAX_LIVE)
    hang_up (message);
  drop_deadline (self, message);
  g_hash_table_insert (self->live, message,
                       GUINT_TO_POINTER (
                         g_timeout_add_seconds (WHOLE_SECONDS, deadline_cb, message)));
}

static void
ended_cb (SoupServer *server, SoupServerMessage *message, RedaksiPress *self)
{
  drop_deadline (self, message);
}

/* ---- requests ---------------------------------------------------------------------------------
 */

/* The path as text; NULL where it is none. libsoup would do this too, but answers "..", which is
 * just another name that nothing has, with an empty reply of its own. */
static char *
decode_path (const char *raw)
{
  g_autofree char *path = raw != NULL ? g_uri_unescape_string (raw, NULL) : NULL;

  if (path == NULL || *path != '/' || !g_utf8_validate (path, -1, NULL))
    return NULL;
  return g_steal_pointer (&path);
}

/* The route of the API that is asked for; NULL: a reader's request. */
static char *
get_route (SoupServerMessage *message, const char *path)
{
  g_autoptr (GHashTable) query = NULL;
  const char *route;

  if (path == NULL)
    return NULL;
  if (strcmp (path, "/wp-json") == 0 || g_str_has_prefix (path, "/wp-json/"))
    return g_strdup (path + strlen ("/wp-json"));
  if (strcmp (path, "/") != 0 && strcmp (path, "/index.php") != 0)
    return NULL;
  query = _redaksi_press_parse_query (g_uri_get_query (soup_server_message_get_uri (message)));
  route = _redaksi_press_query_first (query, "rest_route");
  return route != NULL ? g_strconcat (*route != '/' ? "/" : "", route, NULL) : NULL;
}

static gboolean
is_upload (SoupServerMessage *message, const char *route)
{
  return route != NULL && strcmp (soup_server_message_get_method (message), "POST") == 0
         && (strcmp (route, "/wp/v2/media") == 0 || strcmp (route, "/wp/v2/media/") == 0);
}

static void
refuse (RedaksiPress *self, SoupServerMessage *message, guint status, const char *code,
        const char *text)
{
  RedaksiPressRequest *request = _redaksi_press_request_new (self, message);

  _redaksi_press_reply_error (request, status, code, text);
  _redaksi_press_request_free (request);
}

static void
refuse_size (RedaksiPress *self, SoupServerMessage *message)
{
  refuse (self, message, 413, "rest_upload_file_too_big",
          "The uploaded file exceeds this site’s maximum size.");
}

static gboolean
is_nobody (RedaksiPress *self, SoupServerMessage *message)
{
  RedaksiPressRequest *request = _redaksi_press_request_new (self, message);
  gboolean nobody = request->user == 0;

  _redaksi_press_request_free (request);
  return nobody;
}

/* The body is heard and forgotten; the handler says why. */
static void
ignore_body (SoupServerMessage *message, const char *why)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_object_set_data (G_OBJECT (message), why, message);
}

/* After the headers, before the body: what is too large is not taken in. A client that waits for
 * 100-continue is told at once; another one is heard to the end, or it would never read the reply.
 */
static void
early_cb (SoupServer *server, SoupServerMessage *message, const char *raw, GHashTable *query,
          gpointer user_data)
{
  RedaksiPress *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *path = decode_path (raw);
  g_autofree char *route = get_route (message, path);
  goffset length = soup_message_headers_get_content_length (headers);
  guint64 limit = is_upload (message, route) ? self->max_upload : route != NULL ? JSON_LIMIT : 0;

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED)
    {
      refuse (self, message, 411, "rest_length_required", "A Content-Length is required.");
      return;
    }
  if (length <= 0)
    return;
  if ((guint64)length <= limit)
    {
      if (length > NOBODYS_LIMIT && is_nobody (self, message))
        ignore_body (message, "nobody");
      return;
    }
  if ((soup_message_headers_get_expectations (headers) & SOUP_EXPECTATION_CONTINUE) != 0
      || (guint64)length > 16 * MAX (limit, UPLOAD_LIMIT))
    refuse_size (self, message);
  else
    ignore_body (message, "too-large");
}

static void
handle_cb (SoupServer *server, SoupServerMessage *message, const char *raw, GHashTable *query,
           gpointer user_data)
{
  RedaksiPress *self = user_data;
  const char *method = soup_server_message_get_method (message);
  g_autofree char *path = decode_path (raw);
  g_autofree char *route = get_route (message, path);
  gboolean reads = strcmp (method, "GET") == 0 || strcmp (method, "HEAD") == 0;

  if (g_object_get_data (G_OBJECT (message), "too-large") != NULL)
    {
      refuse_size (self, message);
      return;
    }
  if (g_object_get_data (G_OBJECT (message), "nobody") != NULL)
    {
      refuse (self, message, 401, "rest_cannot_create",
              "Sorry, you are not allowed to create posts as this user.");
      return;
    }
  redaksi_press_post_due (self);
  if (route != NULL)
    _redaksi_press_api_handle (self, message, route);
  else if (!reads)
    soup_server_message_set_status (message, 405, NULL);
  else if (path != NULL)
    _redaksi_press_public_handle (self, message, path);
  else
    _redaksi_press_not_found (self, message);
}

/* ---- listening --------------------------------------------------------------------------------
 */

static gboolean
listen_on (RedaksiPress *self, guint port, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (self->listen);
  g_autoptr (GSocketAddress) full = NULL;
  GSList *uris;

  if (address == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” is no address of this computer."), self->listen);
      return FALSE;
    }
  full = g_inet_socket_address_new (address, port);
  if (!soup_server_listen (self->server, full, 0, error))
    return FALSE;
  uris = soup_server_get_uris (self->server);
  self->port = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return TRUE;
}

/* Links go on to be valid when the press listens where it did the last time. */
static gboolean
listen_somewhere (RedaksiPress *self, GError **error)
{
  g_autofree char *kept = redaksi_press_store_get_setting (self->store, "port");
  g_autofree char *used = NULL;
  guint last = kept != NULL ? (guint)g_ascii_strtoull (kept, NULL, 10) : 0;

  if (self->port != 0)
    {
      if (!listen_on (self, self->port, error))
        return FALSE;
    }
  else if ((last == 0 || last > 65535 || !listen_on (self, last, NULL))
           && !listen_on (self, 0, error))
    return FALSE;
  used = g_strdup_printf ("%u", self->port);
  return redaksi_press_store_set_setting (self->store, "port", used);
}

/**
 * redaksi_press_start:
 * @self: a press
 * @error: return location for a #GIOErrorEnum
 *
 * Listens and answers from now on, in the thread-default main context.
 */
gboolean
redaksi_press_start (RedaksiPress *self, GError **error)
{
  g_return_val_if_fail (REDAKSI_IS_PRESS (self) && self->server == NULL, FALSE);

  self->server = soup_server_new ("server-header", "Redaksi", "raw-paths", TRUE, NULL);
  soup_server_add_early_handler (self->server, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (started_cb), self);
  g_signal_connect (self->server, "request-finished", G_CALLBACK (ended_cb), self);
  g_signal_connect (self->server, "request-aborted", G_CALLBACK (ended_cb), self);
  if (!listen_somewhere (self, error))
    {
      g_clear_object (&self->server);
      return FALSE;
    }
  if (self->public_url != NULL)
    self->url
      = g_strconcat (self->public_url, g_str_has_suffix (self->public_url, "/") ? NULL : "/", NULL);
  else
    self->url
      = g_strdup_printf (strchr (self->listen, ':') != NULL ? "http://[%s]:%u/" : "http://%s:%u/",
                         strcmp (self->listen, "0.0.0.0") == 0 ? "127.0.0.1"
                         : strcmp (self->listen, "::") == 0    ? "::1"
                                                               : self->listen,
                         self->port);
  self->api = g_strconcat (self->url, "wp-json/", NULL);
  return TRUE;
}

void
redaksi_press_stop (RedaksiPress *self)
{
  GHashTableIter iter;
  gpointer source;

  g_return_if_fail (REDAKSI_IS_PRESS (self));

  if (self->server == NULL)
    return;
  soup_server_disconnect (self->server);
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &source))
    if (source != NULL)
      g_source_remove (GPOINTER_TO_UINT (source));
  g_hash_table_remove_all (self->live);
  g_clear_object (&self->server);
}
