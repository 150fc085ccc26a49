/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-text.h"
#include "redaksi-wordpress-codec.h"
#include "redaksi-wordpress-private.h"

static void redaksi_wordpress_server_iface_init (RedaksiServerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RedaksiWordpressServer, redaksi_wordpress_server, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REDAKSI_TYPE_SERVER,
                                                      redaksi_wordpress_server_iface_init))

static void
redaksi_wordpress_server_finalize (GObject *object)
{
  RedaksiWordpressServer *self = REDAKSI_WORDPRESS_SERVER (object);

  g_clear_object (&self->site);
  g_clear_object (&self->transport);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->api);
  g_free (self->last_reply);

  G_OBJECT_CLASS (redaksi_wordpress_server_parent_class)->finalize (object);
}

static void
redaksi_wordpress_server_class_init (RedaksiWordpressServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = redaksi_wordpress_server_finalize;
}

static void
redaksi_wordpress_server_init (RedaksiWordpressServer *self)
{
  self->transport = redaksi_transport_new ();
}

void
_redaksi_wordpress_set_api (RedaksiWordpressServer *self, const char *api)
{
  g_set_str (&self->api, api);
  redaksi_transport_set_credentials (self->transport, api, redaksi_site_get_user (self->site),
                                     self->password);
}

/**
 * redaksi_wordpress_server_new:
 * @site: where; its api is discovered from its url at the first call when it has none
 * @password: (nullable): an application password; blanks in it don't matter
 *
 * Returns: (transfer full): the client
 */
RedaksiWordpressServer *
redaksi_wordpress_server_new (RedaksiSite *site, const char *password)
{
  RedaksiWordpressServer *self;

  g_return_val_if_fail (REDAKSI_IS_SITE (site), NULL);

  self = g_object_new (REDAKSI_TYPE_WORDPRESS_SERVER, NULL);
  self->site = g_object_ref (site);
  self->password = g_strdup (password != NULL ? password : "");
  if (redaksi_site_get_api (site) != NULL && *redaksi_site_get_api (site) != '\0')
    _redaksi_wordpress_set_api (self, redaksi_site_get_api (site));
  return self;
}

/**
 * redaksi_wordpress_server_set_deadline:
 * @self: a client
 * @milliseconds: how long one request may take in all; 0 for what fits its kind and size
 */
void
redaksi_wordpress_server_set_deadline (RedaksiWordpressServer *self, guint milliseconds)
{
  g_return_if_fail (REDAKSI_IS_WORDPRESS_SERVER (self));

  redaksi_transport_set_deadline (self->transport, milliseconds);
}

static char *
find_language (RedaksiCall *call, const RedaksiWordpressPerson *person)
{
  RedaksiWordpressServer *self = call->self;
  const char *known = redaksi_site_get_language (self->site);
  g_autofree char *url
    = redaksi_address_build (self->api, "wp/v2/settings", "_fields", "language", NULL);
  g_autoptr (RedaksiReply) reply = NULL;
  g_autofree char *language = NULL;

  if (known != NULL && *known != '\0')
    return g_strdup (known);
  if (g_strcmp0 (person->role, "administrator") == 0)
    {
      reply = _redaksi_call_get (call, g_steal_pointer (&url), NULL);
      if (reply != NULL && _redaksi_call_is_ok (reply))
        language = redaksi_wordpress_read_language (reply->body);
    }
  if (language == NULL && redaksi_site_get_url (self->site) != NULL)
    {
      RedaksiRequest *request
        = redaksi_request_new ("GET", g_strdup (redaksi_site_get_url (self->site)));
      request->anonymous = TRUE;
      request->head_only = TRUE;
      g_clear_pointer (&reply, redaksi_reply_free);
      reply = _redaksi_call_send (call, request, NULL);
      if (reply != NULL && g_bytes_get_size (reply->body) > 0)
        language = redaksi_wordpress_find_page_lang (g_bytes_get_data (reply->body, NULL),
                                                     g_bytes_get_size (reply->body));
    }
  return language != NULL ? g_steal_pointer (&language) : g_strdup (person->locale);
}

static gboolean
read_root (RedaksiCall *call, RedaksiWordpressRoot *root, GError **error)
{
  g_autoptr (RedaksiReply) reply
    = _redaksi_call_get (call,
                         redaksi_address_build (call->self->api, "", "_fields",
                                                REDAKSI_WORDPRESS_ROOT_FIELDS, NULL),
                         error);

  if (reply == NULL)
    return FALSE;
  if (!_redaksi_call_is_ok (reply) || !redaksi_wordpress_read_root (reply->body, root, NULL))
    return _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_READ, error);
  return TRUE;
}

static const char *
first_of (const char *a, const char *b)
{
  return a != NULL && *a != '\0' ? a : b;
}

static RedaksiSite *
check_await (RedaksiCall *call, GError **error)
{
  RedaksiWordpressServer *self = call->self;
  RedaksiSite *site = self->site;
  g_autoptr (RedaksiReply) reply = NULL;
  g_auto (RedaksiWordpressPerson) person = { 0 };
  g_auto (RedaksiWordpressRoot) root = { 0 };
  g_autofree char *language = NULL;

  if (!_redaksi_call_begin (call, error))
    return NULL;
  reply = _redaksi_call_get (
    call, redaksi_address_build (self->api, "wp/v2/users/me", "context", "edit", NULL), error);
  if (reply == NULL)
    return NULL;
  if (!_redaksi_call_is_ok (reply) || !redaksi_wordpress_read_person (reply->body, &person, NULL))
    {
      /* Was the password wrong, or does the site take none? */
      g_autoptr (GError) trouble = NULL;
      _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_READ, &trouble);
      if (g_error_matches (trouble, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_PASSWORD)
          && read_root (call, &root, NULL) && !root.has_passwords)
        g_set_error (
          error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_PASSWORD,
          _ ("“%s” takes no application passwords. Ask the site’s administrator to switch "
             "them on."),
          root.name);
      else
        g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  if (!person.may_write)
    {
      _redaksi_call_remember (self, reply, NULL);
      g_set_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_FORBIDDEN,
                   _ ("The account “%s” may not write articles on this site. Ask an editor for the "
                      "role of a contributor or author."),
                   person.name);
      return NULL;
    }
  if (!read_root (call, &root, error))
    return NULL;
  language = find_language (call, &person);
  return redaksi_site_with (site, "api", self->api, "name",
                            first_of (redaksi_site_get_name (site), root.name), "tagline",
                            root.tagline, "time-zone",
                            first_of (root.time_zone, redaksi_site_get_time_zone (site)),
                            "language", language, "user-name", person.name, "role", person.role,
                            "may-publish", person.may_publish, NULL);
}

static DexFuture *
check_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiSite *site = check_await (data, &error);

  return site != NULL ? dex_future_new_take_object (site) : dex_future_new_for_error (error);
}

static DexFuture *
redaksi_wordpress_server_check (RedaksiServer *server, GCancellable *cancellable)
{
  return _redaksi_call_spawn (check_fiber, _redaksi_call_new (server, cancellable));
}

static char *
redaksi_wordpress_server_get_last_reply (RedaksiServer *server)
{
  return g_strdup (REDAKSI_WORDPRESS_SERVER (server)->last_reply);
}

static gint64
redaksi_wordpress_server_get_time (RedaksiServer *server)
{
  return redaksi_transport_get_time (REDAKSI_WORDPRESS_SERVER (server)->transport);
}

static void
redaksi_wordpress_server_iface_init (RedaksiServerInterface *iface)
{
  iface->check = redaksi_wordpress_server_check;
  iface->find_photo = _redaksi_wordpress_find_photo;
  iface->upload_photo = _redaksi_wordpress_upload_photo;
  iface->ensure_term = _redaksi_wordpress_ensure_term;
  iface->find_post = _redaksi_wordpress_find_post;
  iface->get_post = _redaksi_wordpress_get_post;
  iface->put_post = _redaksi_wordpress_put_post;
  iface->find_slug = _redaksi_wordpress_find_slug;
  iface->list_posts = _redaksi_wordpress_list_posts;
  iface->name_terms = _redaksi_wordpress_name_terms;
  iface->get_photo = _redaksi_wordpress_get_photo;
  iface->fetch_photo = _redaksi_wordpress_fetch_photo;
  iface->fetch_page = _redaksi_wordpress_fetch_page;
  iface->get_last_reply = redaksi_wordpress_server_get_last_reply;
  iface->get_time = redaksi_wordpress_server_get_time;
}
