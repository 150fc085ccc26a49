/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-clock.h"
#include "redaksi-ghost-private.h"

#define API_PATH "ghost/api/admin/"
/* Ghost forgives a clock that is a minute wrong. */
#define CLOCK_SLACK (30 * G_USEC_PER_SEC)
#define DISCOVER_MS (20 * 1000)

static void redaksi_ghost_server_iface_init (RedaksiServerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RedaksiGhostServer, redaksi_ghost_server, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REDAKSI_TYPE_SERVER,
                                                      redaksi_ghost_server_iface_init))

static void
redaksi_ghost_server_finalize (GObject *object)
{
  RedaksiGhostServer *self = REDAKSI_GHOST_SERVER (object);

  g_clear_object (&self->site);
  g_clear_object (&self->transport);
  explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_free (self->api);
  g_free (self->last_reply);
  g_hash_table_unref (self->submitted);
  g_hash_table_unref (self->read);

  G_OBJECT_CLASS (redaksi_ghost_server_parent_class)->finalize (object);
}

static void
redaksi_ghost_server_class_init (RedaksiGhostServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = redaksi_ghost_server_finalize;
}

static void
redaksi_ghost_server_init (RedaksiGhostServer *self)
{
  self->transport = redaksi_transport_new ();
  self->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify)redaksi_ghost_post_free);
  self->submitted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * redaksi_ghost_server_new:
 * @site: where
 * @key: (nullable): an Admin API key, "id:secret"; blanks around it don't matter
 *
 * Returns: (transfer full): the client
 */
RedaksiGhostServer *
redaksi_ghost_server_new (RedaksiSite *site, const char *key)
{
  RedaksiGhostServer *self;
  const char *api;

  g_return_val_if_fail (REDAKSI_IS_SITE (site), NULL);

  self = g_object_new (REDAKSI_TYPE_GHOST_SERVER, NULL);
  self->site = g_object_ref (site);
  self->key = g_strstrip (g_strdup (key != NULL ? key : ""));
  api = redaksi_site_get_api (site);
  self->api = api != NULL && *api != '\0'
                ? g_strdup (api)
                : g_strconcat (redaksi_site_get_url (site), API_PATH, NULL);
  return self;
}

/* ---- calls -------------------------------------------------------------------------------------
 */

RedaksiGhostCall *
_redaksi_ghost_call_new (RedaksiServer *server, GCancellable *cancellable)
{
  RedaksiGhostCall *call = g_new0 (RedaksiGhostCall, 1);

  call->self = g_object_ref (REDAKSI_GHOST_SERVER (server));
  if (cancellable != NULL)
    call->cancellable = g_object_ref (cancellable);
  return call;
}

static void
call_free (gpointer data)
{
  RedaksiGhostCall *call = data;

  g_clear_object (&call->self);
  g_clear_object (&call->cancellable);
  g_free (call->marker);
  g_free (call->kind);
  g_free (call->name);
  g_free (call->remote_id);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  redaksi_post_free (call->post);
  g_strfreev (call->ids);
  g_free (call);
}

DexFuture *
_redaksi_ghost_call_spawn (DexFiberFunc fiber, RedaksiGhostCall *call)
{
  return dex_scheduler_spawn (NULL, 0, fiber, call, call_free);
}

void
_redaksi_ghost_remember (RedaksiGhostServer *self, const RedaksiReply *reply, const GError *error)
{
  const char *colon = strchr (self->key, ':');

  g_free (self->last_reply);
  self->last_reply = reply != NULL
                       ? redaksi_reply_describe (reply, colon != NULL ? colon + 1 : self->key)
                       : g_strdup_printf ("No reply. %s", error->message);
}

/* The time there, once something came from there. */
static gint64
get_time (RedaksiGhostServer *self)
{
  gint64 time = redaksi_transport_get_time (self->transport);

  return time != 0 ? time : redaksi_clock_now ();
}

static gboolean
sign (RedaksiGhostServer *self, gint64 time, GError **error)
{
  g_autofree char *token = redaksi_ghost_token (self->key, time);
  g_autofree char *header = token != NULL ? g_strconcat ("Ghost ", token, NULL) : NULL;

  if (token == NULL)
    {
      g_set_error_literal (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_PASSWORD,
                           _ ("This is no Admin API key: one is two long words of digits and "
                              "letters with a colon between them. Ghost’s settings show it, under "
                              "Integrations."));
      return FALSE;
    }
  redaksi_transport_set_authorization (self->transport, self->api, header);
  return TRUE;
}

static RedaksiRequest *
copy_request (const RedaksiRequest *request)
{
  RedaksiRequest *copy = redaksi_request_new (request->method, g_strdup (request->url));

  copy->body = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  copy->content_type = g_strdup (request->content_type);
  copy->progress = request->progress;
  copy->user_data = request->user_data;
  return copy;
}

/* Sends @request (transfer full). A token that this computer's clock spoilt is made anew by the
 * server's, once: it has done nothing then. */
RedaksiReply *
_redaksi_ghost_send_request (RedaksiGhostCall *call, RedaksiRequest *request, GError **error)
{
  RedaksiGhostServer *self = call->self;
  g_autoptr (RedaksiRequest) again = copy_request (request);
  g_autoptr (RedaksiReply) reply = NULL;
  g_autoptr (GError) trouble = NULL;
  gint64 time = get_time (self);

  if (!sign (self, time, error))
    {
      redaksi_request_free (request);
      return NULL;
    }
  reply = dex_await_boxed (redaksi_transport_send (self->transport, request, call->cancellable),
                           &trouble);
  if (reply != NULL && reply->status == 401 && ABS (get_time (self) - time) > CLOCK_SLACK)
    {
      g_clear_pointer (&reply, redaksi_reply_free);
      if (!sign (self, get_time (self), error))
        return NULL;
      reply = dex_await_boxed (redaksi_transport_send (self->transport, g_steal_pointer (&again),
                                                       call->cancellable),
                               &trouble);
    }
  if (reply == NULL)
    {
      _redaksi_ghost_remember (self, NULL, trouble);
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  return g_steal_pointer (&reply);
}

/* @url, @body: (transfer full) */
RedaksiReply *
_redaksi_ghost_send (RedaksiGhostCall *call, const char *method, char *url, GBytes *body,
                     GError **error)
{
  RedaksiRequest *request = redaksi_request_new (method, url);

  request->body = body;
  if (body != NULL)
    request->content_type = g_strdup ("application/json");
  return _redaksi_ghost_send_request (call, request, error);
}

gboolean
_redaksi_ghost_refuse (RedaksiGhostCall *call, const RedaksiReply *reply, RedaksiGhostTask task,
                       GError **error)
{
  guint64 size = call->bytes != NULL ? g_bytes_get_size (call->bytes) : 0;

  _redaksi_ghost_remember (call->self, reply, NULL);
  g_propagate_error (error, redaksi_ghost_trouble (reply, task, size));
  return FALSE;
}

gboolean
_redaksi_ghost_is_ok (const RedaksiReply *reply)
{
  return reply->status == 200 || reply->status == 201;
}

void
_redaksi_ghost_set_not_found (GError **error)
{
  g_set_error_literal (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND,
                       _ ("The site has nothing with this mark yet."));
}

/* ---- check -------------------------------------------------------------------------------------
 */

/* A person's key knows who it is; that of an integration does not, and may do all that we ask. */
static gboolean
read_account (RedaksiGhostCall *call, char **name, char **role, GError **error)
{
  g_autoptr (RedaksiReply) reply = _redaksi_ghost_send (
    call, "GET", redaksi_address_build (call->self->api, "users/me/", "include", "roles", NULL),
    NULL, error);
  g_auto (RedaksiGhostError) said = { 0 };
  g_autofree char *id = NULL;

  if (reply == NULL)
    return FALSE;
  if (reply->status == 200 && redaksi_ghost_read_user (reply->body, &id, name, role))
    return TRUE;
  if (reply->status == 404 && redaksi_ghost_read_error (reply->body, &said))
    {
      g_autoptr (RedaksiReply) posts
        = _redaksi_ghost_send (call, "GET",
                               redaksi_address_build (call->self->api, "posts/", "limit", "1",
                                                      "fields", "id", NULL),
                               NULL, error);

      if (posts == NULL)
        return FALSE;
      if (posts->status != 200)
        return _redaksi_ghost_refuse (call, posts, REDAKSI_GHOST_READ, error);
      *name = g_strdup (_ ("Integration"));
      *role = g_strdup ("integration");
      return TRUE;
    }
  return _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_READ, error);
}

static char *
find_language (RedaksiGhostCall *call)
{
  g_autoptr (RedaksiReply) reply
    = _redaksi_ghost_send (call, "GET", redaksi_address_build (call->self->api, "settings/", NULL),
                           NULL, NULL);

  return reply != NULL && reply->status == 200 ? redaksi_ghost_read_setting (reply->body, "locale")
                                               : NULL;
}

static const char *
first_of (const char *a, const char *b)
{
  return a != NULL && *a != '\0' ? a : b;
}

static RedaksiSite *
check_await (RedaksiGhostCall *call, GError **error)
{
  RedaksiGhostServer *self = call->self;
  g_autoptr (RedaksiReply) reply = NULL;
  g_auto (RedaksiGhostSite) there = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *role = NULL;
  g_autofree char *language = NULL;
  gboolean may_publish;

  if (!read_account (call, &name, &role, error))
    return NULL;
  may_publish = g_strcmp0 (role, "Contributor") != 0;
  reply = _redaksi_ghost_send (call, "GET", redaksi_address_build (self->api, "site/", NULL), NULL,
                               error);
  if (reply == NULL)
    return NULL;
  if (reply->status != 200 || !redaksi_ghost_read_site (reply->body, &there))
    {
      _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_READ, error);
      return NULL;
    }
  language = g_strdup (redaksi_site_get_language (self->site));
  if (language == NULL || *language == '\0')
    {
      g_free (language);
      language = find_language (call);
    }
  return redaksi_site_with (self->site, "api", self->api, "name",
                            first_of (redaksi_site_get_name (self->site), there.name), "tagline",
                            there.tagline, "time-zone",
                            first_of (there.time_zone, redaksi_site_get_time_zone (self->site)),
                            "language", language, "user-name", name, "role", role, "may-publish",
                            may_publish, "theme-captions", TRUE, NULL);
}

static DexFuture *
check_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiSite *site = check_await (data, &error);

  return site != NULL ? dex_future_new_take_object (site) : dex_future_new_for_error (error);
}

static DexFuture *
redaksi_ghost_server_check (RedaksiServer *server, GCancellable *cancellable)
{
  return _redaksi_ghost_call_spawn (check_fiber, _redaksi_ghost_call_new (server, cancellable));
}

/**
 * redaksi_ghost_server_discover_await:
 * @address: what a person typed
 * @cancellable: (nullable): ends the wait
 *
 * Returns: (transfer full) (nullable): the site; %NULL where no Ghost answers
 */
RedaksiSite *
redaksi_ghost_server_discover_await (const char *address, GCancellable *cancellable)
{
  g_autoptr (RedaksiTransport) transport = redaksi_transport_new ();
  gboolean wanted_plain;
  g_autoptr (GUri) typed = redaksi_address_from_typed (address, &wanted_plain, NULL);
  g_auto (GStrv) bases = typed != NULL ? redaksi_address_bases (typed) : NULL;

  redaksi_transport_set_deadline (transport, DISCOVER_MS);
  for (guint i = 0; bases != NULL && bases[i] != NULL; i++)
    {
      g_autofree char *api = g_strconcat (bases[i], API_PATH, NULL);
      RedaksiRequest *request
        = redaksi_request_new ("GET", redaksi_address_build (api, "site/", NULL));
      g_autoptr (RedaksiReply) reply = NULL;
      g_auto (RedaksiGhostSite) there = { 0 };
      const char *end;
      g_autofree char *found = NULL;
      g_autofree char *base = NULL;

      request->anonymous = TRUE;
      reply = dex_await_boxed (redaksi_transport_send (transport, request, cancellable), NULL);
      if (reply == NULL || reply->status != 200 || !redaksi_ghost_read_site (reply->body, &there))
        continue;
      /* Where it really answered. */
      end = strstr (reply->url, API_PATH);
      if (end == NULL)
        continue;
      base = g_strndup (reply->url, (gsize)(end - reply->url));
      found = g_strconcat (base, API_PATH, NULL);
      return g_object_new (REDAKSI_TYPE_SITE, "kind", "ghost", "url", base, "api", found, "name",
                           there.name, "tagline", there.tagline, "time-zone", there.time_zone,
                           "theme-captions", TRUE, NULL);
    }
  return NULL;
}

static char *
redaksi_ghost_server_get_last_reply (RedaksiServer *server)
{
  return g_strdup (REDAKSI_GHOST_SERVER (server)->last_reply);
}

static gint64
redaksi_ghost_server_get_time (RedaksiServer *server)
{
  return redaksi_transport_get_time (REDAKSI_GHOST_SERVER (server)->transport);
}

static void
redaksi_ghost_server_iface_init (RedaksiServerInterface *iface)
{
  iface->check = redaksi_ghost_server_check;
  iface->find_photo = _redaksi_ghost_find_photo;
  iface->upload_photo = _redaksi_ghost_upload_photo;
  iface->ensure_term = _redaksi_ghost_ensure_term;
  iface->find_post = _redaksi_ghost_find_post;
  iface->get_post = _redaksi_ghost_get_post;
  iface->put_post = _redaksi_ghost_put_post;
  iface->list_posts = _redaksi_ghost_list_posts;
  iface->name_terms = _redaksi_ghost_name_terms;
  iface->get_photo = _redaksi_ghost_get_photo;
  iface->fetch_photo = _redaksi_ghost_fetch_photo;
  iface->fetch_page = _redaksi_ghost_fetch_page;
  iface->find_slug = _redaksi_ghost_find_slug;
  iface->get_last_reply = redaksi_ghost_server_get_last_reply;
  iface->get_time = redaksi_ghost_server_get_time;
}
