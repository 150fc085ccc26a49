/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each call is a fiber over a Call: it sends, awaits, reads, and ends with a value or one sentence.
 *
 * The markers: a create carries the slug rdk-<marker>. WordPress keeps slugs apart by adding "-2",
 * so an echo with another slug proves that an earlier create had landed; two creates at the same
 * moment may get the same slug. So after every create the marker is looked up again, the lowest id
 * stays, and what we made on top of it is deleted.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-text.h"
#include "redaksi-wordpress-codec.h"
#include "redaksi-wordpress-private.h"

#define POST_FIELDS                                                                                \
  "id,status,slug,link,title,content,excerpt,featured_media,categories,tags,date_gmt,"             \
  "modified_gmt,_links"
#define PHOTO_FIELDS       "id,slug,source_url,media_details"
#define TERM_PAGES         10
#define POST_PROCESS_TRIES 3
/* Servers take addresses of 8 kB; a longer caption goes in a second request. */
#define MAX_ADDRESS 6000

struct _RedaksiWordpress
{
  GObject parent_instance;

  RedaksiSite *site;
  RedaksiTransport *transport;
  char *password;
  char *api; /* nullable until it has been discovered */
  char *last_reply;
};

static void redaksi_wordpress_server_init (RedaksiServerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RedaksiWordpress, redaksi_wordpress, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REDAKSI_TYPE_SERVER,
                                                      redaksi_wordpress_server_init))

/* What a call needs while it waits. */
typedef struct
{
  RedaksiWordpress *self;
  GCancellable *cancellable; /* nullable */
  char *marker;
  char *kind;
  char *name;
  char *remote_id;
  char *title, *caption, *alt;
  GBytes *bytes;
  RedaksiPost *post;
  RedaksiProgress progress;
  gpointer user_data;
} Call;

static void
redaksi_wordpress_finalize (GObject *object)
{
  RedaksiWordpress *self = REDAKSI_WORDPRESS (object);

  g_clear_object (&self->site);
  g_clear_object (&self->transport);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->api);
  g_free (self->last_reply);

  G_OBJECT_CLASS (redaksi_wordpress_parent_class)->finalize (object);
}

static void
redaksi_wordpress_class_init (RedaksiWordpressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = redaksi_wordpress_finalize;
}

static void
redaksi_wordpress_init (RedaksiWordpress *self)
{
  self->transport = redaksi_transport_new ();
}

static void
set_api (RedaksiWordpress *self, const char *api)
{
  g_set_str (&self->api, api);
  redaksi_transport_set_credentials (self->transport, api, redaksi_site_get_user (self->site),
                                     self->password);
}

/**
 * redaksi_wordpress_new:
 * @site: where; its api is discovered from its url at the first call when it has none
 * @password: (nullable): an application password; blanks in it don't matter
 *
 * Returns: (transfer full): the client
 */
RedaksiWordpress *
redaksi_wordpress_new (RedaksiSite *site, const char *password)
{
  RedaksiWordpress *self;

  g_return_val_if_fail (REDAKSI_IS_SITE (site), NULL);

  self = g_object_new (REDAKSI_TYPE_WORDPRESS, NULL);
  self->site = g_object_ref (site);
  self->password = g_strdup (password != NULL ? password : "");
  if (redaksi_site_get_api (site) != NULL && *redaksi_site_get_api (site) != '\0')
    set_api (self, redaksi_site_get_api (site));
  return self;
}

/**
 * redaksi_wordpress_set_deadline:
 * @self: a client
 * @milliseconds: how long one request may take in all; 0 for what fits its kind and size
 */
void
redaksi_wordpress_set_deadline (RedaksiWordpress *self, guint milliseconds)
{
  g_return_if_fail (REDAKSI_IS_WORDPRESS (self));

  redaksi_transport_set_deadline (self->transport, milliseconds);
}

static Call *
call_new (RedaksiServer *server, GCancellable *cancellable)
{
  Call *call = g_new0 (Call, 1);

  call->self = g_object_ref (REDAKSI_WORDPRESS (server));
  if (cancellable != NULL)
    call->cancellable = g_object_ref (cancellable);
  return call;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->self);
  g_clear_object (&call->cancellable);
  g_free (call->marker);
  g_free (call->kind);
  g_free (call->name);
  g_free (call->remote_id);
  g_free (call->title);
  g_free (call->caption);
  g_free (call->alt);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  redaksi_post_free (call->post);
  g_free (call);
}

static DexFuture *
spawn (DexFiberFunc fiber, Call *call)
{
  return dex_scheduler_spawn (NULL, 0, fiber, call, call_free);
}

static void
remember (RedaksiWordpress *self, const RedaksiReply *reply, const GError *error)
{
  g_free (self->last_reply);
  self->last_reply = reply != NULL ? redaksi_reply_describe (reply, self->password)
                                   : g_strdup_printf ("No reply. %s", error->message);
}

/* Every call begins here: the address of the API is known afterwards. */
static gboolean
begin (Call *call, GError **error)
{
  RedaksiWordpress *self = call->self;
  g_autoptr (RedaksiSite) found = NULL;
  g_autoptr (GError) trouble = NULL;

  if (self->api != NULL)
    return TRUE;
  found = _redaksi_wordpress_discover_await (self->transport, redaksi_site_get_url (self->site),
                                             call->cancellable, &trouble);
  if (found == NULL)
    {
      remember (self, NULL, trouble);
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  set_api (self, redaksi_site_get_api (found));
  return TRUE;
}

static RedaksiReply *
send (Call *call, RedaksiRequest *request, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  RedaksiReply *reply
    = dex_await_boxed (redaksi_transport_send (call->self->transport, request, call->cancellable),
                       &trouble);

  if (reply == NULL)
    {
      remember (call->self, NULL, trouble);
      g_propagate_error (error, g_steal_pointer (&trouble));
    }
  return reply;
}

static RedaksiReply *
get (Call *call, char *url, GError **error)
{
  return send (call, redaksi_request_new ("GET", url), error);
}

static RedaksiReply *
post (Call *call, char *url, GBytes *body, GError **error)
{
  RedaksiRequest *request = redaksi_request_new ("POST", url);

  request->body = body;
  request->content_type = g_strdup ("application/json");
  return send (call, request, error);
}

/* Sets the error that a reply stands for. Returns FALSE. */
static gboolean
refuse (Call *call, const RedaksiReply *reply, RedaksiWordpressTask task, GError **error)
{
  guint64 size = call->bytes != NULL ? g_bytes_get_size (call->bytes) : 0;

  remember (call->self, reply, NULL);
  g_propagate_error (error, redaksi_wordpress_trouble (reply, task, call->name, size));
  return FALSE;
}

static gboolean
is_ok (const RedaksiReply *reply)
{
  return reply->status == 200 || reply->status == 201;
}

/* ---- who we are --------------------------------------------------------------------------- */

static char *
find_language (Call *call, const RedaksiWordpressPerson *person)
{
  RedaksiWordpress *self = call->self;
  const char *known = redaksi_site_get_language (self->site);
  g_autofree char *url
    = redaksi_wordpress_url (self->api, "wp/v2/settings", "_fields", "language", NULL);
  g_autoptr (RedaksiReply) reply = NULL;
  g_autofree char *language = NULL;

  if (known != NULL && *known != '\0')
    return g_strdup (known);
  if (g_strcmp0 (person->role, "administrator") == 0)
    {
      reply = get (call, g_steal_pointer (&url), NULL);
      if (reply != NULL && is_ok (reply))
        language = redaksi_wordpress_read_language (reply->body);
    }
  if (language == NULL && redaksi_site_get_url (self->site) != NULL)
    {
      RedaksiRequest *request
        = redaksi_request_new ("GET", g_strdup (redaksi_site_get_url (self->site)));
      request->anonymous = TRUE;
      request->head_only = TRUE;
      g_clear_pointer (&reply, redaksi_reply_free);
      reply = send (call, request, NULL);
      if (reply != NULL && g_bytes_get_size (reply->body) > 0)
        language = redaksi_wordpress_find_page_lang (g_bytes_get_data (reply->body, NULL),
                                                     g_bytes_get_size (reply->body));
    }
  return language != NULL ? g_steal_pointer (&language) : g_strdup (person->locale);
}

static gboolean
read_root (Call *call, RedaksiWordpressRoot *root, GError **error)
{
  g_autoptr (RedaksiReply) reply = get (call,
                                        redaksi_wordpress_url (call->self->api, "", "_fields",
                                                               REDAKSI_WORDPRESS_ROOT_FIELDS, NULL),
                                        error);

  if (reply == NULL)
    return FALSE;
  if (!is_ok (reply) || !redaksi_wordpress_read_root (reply->body, root, NULL))
    return refuse (call, reply, REDAKSI_WORDPRESS_READ, error);
  return TRUE;
}

static const char *
first_of (const char *a, const char *b)
{
  return a != NULL && *a != '\0' ? a : b;
}

static RedaksiSite *
check_await (Call *call, GError **error)
{
  RedaksiWordpress *self = call->self;
  RedaksiSite *site = self->site;
  g_autoptr (RedaksiReply) reply = NULL;
  g_auto (RedaksiWordpressPerson) person = { 0 };
  g_auto (RedaksiWordpressRoot) root = { 0 };
  g_autofree char *language = NULL;

  if (!begin (call, error))
    return NULL;
  reply = get (call, redaksi_wordpress_url (self->api, "wp/v2/users/me", "context", "edit", NULL),
               error);
  if (reply == NULL)
    return NULL;
  if (!is_ok (reply) || !redaksi_wordpress_read_person (reply->body, &person, NULL))
    {
      /* Was the password wrong, or does the site take none? */
      g_autoptr (GError) trouble = NULL;
      refuse (call, reply, REDAKSI_WORDPRESS_READ, &trouble);
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
      remember (self, reply, NULL);
      g_set_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_FORBIDDEN,
                   _ ("The account “%s” may not write articles on this site. Ask an editor for the "
                      "role of a contributor or author."),
                   person.name);
      return NULL;
    }
  if (!read_root (call, &root, error))
    return NULL;
  language = find_language (call, &person);
  return g_object_new (REDAKSI_TYPE_SITE, "id", redaksi_site_get_id (site), "kind",
                       redaksi_site_get_kind (site), "url", redaksi_site_get_url (site), "api",
                       self->api, "user", redaksi_site_get_user (site), "practice",
                       redaksi_site_get_practice (site), "name",
                       first_of (redaksi_site_get_name (site), root.name), "tagline", root.tagline,
                       "time-zone", first_of (root.time_zone, redaksi_site_get_time_zone (site)),
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
redaksi_wordpress_check (RedaksiServer *server, GCancellable *cancellable)
{
  return spawn (check_fiber, call_new (server, cancellable));
}

/* ---- photos ------------------------------------------------------------------------------- */

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND,
                       _ ("The site has nothing with this mark yet."));
}

static RedaksiRemotePhoto *
find_photo_await (Call *call, GError **error)
{
  g_autofree char *slug = redaksi_wordpress_slug (call->marker);
  g_autoptr (RedaksiReply) reply = NULL;
  g_autoptr (GError) unreadable = NULL;
  RedaksiRemotePhoto *photo;

  if (!begin (call, error))
    return NULL;
  reply = get (call,
               redaksi_wordpress_url (call->self->api, "wp/v2/media", "slug", slug, "orderby", "id",
                                      "order", "asc", "_fields", PHOTO_FIELDS, NULL),
               error);
  if (reply == NULL)
    return NULL;
  photo = is_ok (reply) ? redaksi_wordpress_read_photos (reply->body, slug, &unreadable) : NULL;
  if (!is_ok (reply) || unreadable != NULL)
    refuse (call, reply, REDAKSI_WORDPRESS_READ, error);
  else if (photo == NULL)
    set_not_found (error);
  return photo;
}

static DexFuture *
find_photo_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiRemotePhoto *photo = find_photo_await (data, &error);

  return photo != NULL ? dex_future_new_take_boxed (REDAKSI_TYPE_REMOTE_PHOTO, photo)
                       : dex_future_new_for_error (error);
}

static DexFuture *
redaksi_wordpress_find_photo (RedaksiServer *server, const char *marker, GCancellable *cancellable)
{
  Call *call = call_new (server, cancellable);

  call->marker = g_strdup (marker);
  return spawn (find_photo_fiber, call);
}

/* A file name that tells readers something and nobody anything else: ASCII, or WordPress refuses.
 */
static char *
make_disposition (Call *call, const char *suffix)
{
  g_autofree char *slug = redaksi_text_slug (call->title != NULL ? call->title : "");

  return g_strdup_printf ("attachment; filename=\"%s.%s\"", *slug != '\0' ? slug : "photo", suffix);
}

/* The picture was stored, then the server broke down over its smaller sizes: it is asked to go on,
 * never sent again. */
static RedaksiReply *
post_process (Call *call, const char *attachment, GError **error)
{
  RedaksiReply *reply = NULL;

  if (strspn (attachment, "0123456789") != strlen (attachment) || *attachment == '\0')
    return NULL;
  for (guint i = 0; i < POST_PROCESS_TRIES; i++)
    {
      g_autofree char *route = g_strdup_printf ("wp/v2/media/%s/post-process", attachment);
      g_clear_pointer (&reply, redaksi_reply_free);
      reply
        = post (call, redaksi_wordpress_url (call->self->api, route, NULL),
                redaksi_wordpress_write_members ("action", "create-image-subsizes", NULL), error);
      if (reply == NULL || is_ok (reply))
        return reply;
    }
  /* Without the smaller sizes the picture is good enough for a page. */
  if (reply->status >= 500)
    {
      g_autofree char *route = g_strdup_printf ("wp/v2/media/%s", attachment);
      redaksi_reply_free (reply);
      reply
        = get (call, redaksi_wordpress_url (call->self->api, route, "_fields", PHOTO_FIELDS, NULL),
               error);
    }
  return reply;
}

static gboolean
send_texts (Call *call, const char *remote_id, GError **error)
{
  g_autofree char *caption = redaksi_wordpress_escape (call->caption);
  g_autofree char *title = redaksi_wordpress_escape (call->title);
  g_autofree char *route = g_strdup_printf ("wp/v2/media/%s", remote_id);
  g_autoptr (RedaksiReply) reply
    = post (call, redaksi_wordpress_url (call->self->api, route, NULL),
            redaksi_wordpress_write_members ("title", title != NULL ? title : "", "caption",
                                             caption != NULL ? caption : "", "alt_text",
                                             call->alt != NULL ? call->alt : "", NULL),
            error);

  if (reply == NULL)
    return FALSE;
  if (!is_ok (reply) || redaksi_wordpress_read_id (reply->body, NULL) == 0)
    return refuse (call, reply, REDAKSI_WORDPRESS_WRITE, error);
  return TRUE;
}

static void
delete_await (Call *call, const char *route)
{
  g_autoptr (RedaksiReply) reply
    = send (call,
            redaksi_request_new ("DELETE", redaksi_wordpress_url (call->self->api, route, "force",
                                                                  "true", NULL)),
            NULL);

  if (reply != NULL && !is_ok (reply))
    g_debug ("a duplicate stays on the server: %s, status %u", route, reply->status);
}

/* After a create: the lowest id with the marker counts, ours goes when it is another. */
static RedaksiRemotePhoto *
settle_photo (Call *call, RedaksiRemotePhoto *ours)
{
  RedaksiRemotePhoto *first = find_photo_await (call, NULL);
  g_autofree char *route = NULL;

  if (first == NULL)
    return ours;
  if (strcmp (first->remote_id, ours->remote_id) != 0)
    {
      route = g_strdup_printf ("wp/v2/media/%s", ours->remote_id);
      delete_await (call, route);
    }
  redaksi_remote_photo_free (ours);
  return first;
}

static RedaksiRemotePhoto *
upload_await (Call *call, GError **error)
{
  RedaksiWordpress *self = call->self;
  g_autofree char *slug = redaksi_wordpress_slug (call->marker);
  g_autofree char *title = redaksi_wordpress_escape (call->title != NULL ? call->title : "");
  g_autofree char *caption = redaksi_wordpress_escape (call->caption != NULL ? call->caption : "");
  g_autofree char *url = NULL;
  g_autoptr (RedaksiReply) reply = NULL;
  RedaksiRemotePhoto *photo;
  RedaksiRequest *request;
  const char *suffix;
  const char *type = redaksi_wordpress_photo_type (call->bytes, &suffix);
  gboolean is_long;

  if (type == NULL)
    {
      g_set_error_literal (
        error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_REFUSED,
        _ ("This file is no picture that a site takes. Use JPEG, PNG, GIF, WebP or "
           "AVIF."));
      return NULL;
    }
  if (!begin (call, error))
    return NULL;
  url = redaksi_wordpress_url (self->api, "wp/v2/media", "slug", slug, "title", title, "caption",
                               caption, "alt_text", call->alt != NULL ? call->alt : "",
                               "description", "", NULL);
  is_long = strlen (url) > MAX_ADDRESS;
  if (is_long)
    {
      g_free (url);
      url = redaksi_wordpress_url (self->api, "wp/v2/media", "slug", slug, "description", "", NULL);
    }
  request = redaksi_request_new ("POST", g_steal_pointer (&url));
  request->body = g_bytes_ref (call->bytes);
  request->content_type = g_strdup (type);
  request->disposition = make_disposition (call, suffix);
  request->progress = call->progress;
  request->user_data = call->user_data;
  reply = send (call, request, error);
  if (reply == NULL)
    return NULL;
  if (reply->status >= 500 && reply->attachment != NULL)
    {
      g_autoptr (GError) trouble = NULL;
      RedaksiReply *next = post_process (call, reply->attachment, &trouble);
      if (trouble != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return NULL;
        }
      if (next != NULL)
        {
          redaksi_reply_free (reply);
          reply = next;
        }
    }
  photo = is_ok (reply) ? redaksi_wordpress_read_photo (reply->body, NULL, NULL) : NULL;
  if (photo == NULL)
    {
      refuse (call, reply, REDAKSI_WORDPRESS_UPLOAD, error);
      return NULL;
    }
  photo = settle_photo (call, photo);
  if (is_long && !send_texts (call, photo->remote_id, error))
    g_clear_pointer (&photo, redaksi_remote_photo_free);
  return photo;
}

static DexFuture *
upload_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiRemotePhoto *photo = upload_await (data, &error);

  return photo != NULL ? dex_future_new_take_boxed (REDAKSI_TYPE_REMOTE_PHOTO, photo)
                       : dex_future_new_for_error (error);
}

static DexFuture *
redaksi_wordpress_upload_photo (RedaksiServer *server, const char *marker, GBytes *bytes,
                                const char *title, const char *caption, const char *alt,
                                RedaksiProgress progress, gpointer user_data,
                                GCancellable *cancellable)
{
  Call *call = call_new (server, cancellable);

  call->marker = g_strdup (marker);
  call->bytes = g_bytes_ref (bytes);
  call->title = g_strdup (title);
  call->caption = g_strdup (caption);
  call->alt = g_strdup (alt);
  call->progress = progress;
  call->user_data = user_data;
  return spawn (upload_fiber, call);
}

/* ---- sections and tags -------------------------------------------------------------------- */

/* → id, 0: none or an error */
static gint64
search_term (Call *call, const char *route, const char *words, GError **error)
{
  for (guint page = 1; page <= TERM_PAGES; page++)
    {
      g_autofree char *number = g_strdup_printf ("%u", page);
      g_autoptr (RedaksiReply) reply
        = get (call,
               redaksi_wordpress_url (call->self->api, route, "search", words, "per_page", "100",
                                      "page", number, "_fields", "id,name,parent", NULL),
               error);
      g_autoptr (GError) unreadable = NULL;
      gint64 id = 0;
      guint n = 0;

      if (reply == NULL)
        return 0;
      if (is_ok (reply))
        id = redaksi_wordpress_read_terms (reply->body, call->name, &n, &unreadable);
      if (!is_ok (reply) || unreadable != NULL)
        return refuse (call, reply, REDAKSI_WORDPRESS_READ, error);
      if (id != 0 || n < 100)
        return id;
    }
  return 0;
}

static char *
ensure_term_await (Call *call, GError **error)
{
  RedaksiWordpress *self = call->self;
  gboolean is_section = strcmp (call->kind, "section") == 0;
  const char *route = is_section ? "wp/v2/categories" : "wp/v2/tags";
  g_autofree char *escaped = redaksi_wordpress_escape (call->name);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (RedaksiReply) reply = NULL;
  gint64 id;

  if (!begin (call, error))
    return NULL;
  id = search_term (call, route, call->name, &trouble);
  /* Names are stored escaped, and are searched for as they are stored. */
  if (id == 0 && trouble == NULL && strcmp (escaped, call->name) != 0)
    id = search_term (call, route, escaped, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  if (id == 0)
    {
      reply = post (call, redaksi_wordpress_url (self->api, route, NULL),
                    redaksi_wordpress_write_members ("name", call->name, NULL), error);
      if (reply == NULL)
        return NULL;
      if (is_ok (reply))
        id = redaksi_wordpress_read_id (reply->body, NULL);
      else
        {
          g_auto (RedaksiWordpressError) said = { 0 };
          if (redaksi_wordpress_read_error (reply->body, &said)
              && strcmp (said.code, "term_exists") == 0)
            id = said.term_id;
        }
    }
  if (id == 0)
    {
      refuse (call, reply, is_section ? REDAKSI_WORDPRESS_SECTION : REDAKSI_WORDPRESS_TAG, error);
      return NULL;
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static DexFuture *
ensure_term_fiber (gpointer data)
{
  GError *error = NULL;
  char *id = ensure_term_await (data, &error);

  return id != NULL ? dex_future_new_take_string (id) : dex_future_new_for_error (error);
}

static DexFuture *
redaksi_wordpress_ensure_term (RedaksiServer *server, const char *kind, const char *name,
                               GCancellable *cancellable)
{
  Call *call = call_new (server, cancellable);

  call->kind = g_strdup (kind);
  call->name = redaksi_text_one_line (name);
  return spawn (ensure_term_fiber, call);
}

/* ---- posts -------------------------------------------------------------------------------- */

static RedaksiPost *
find_post_await (Call *call, GError **error)
{
  g_autofree char *slug = redaksi_wordpress_slug (call->marker);
  g_autoptr (RedaksiReply) reply = NULL;
  g_autoptr (GError) unreadable = NULL;
  RedaksiPost *found;

  if (!begin (call, error))
    return NULL;
  reply = get (call,
               redaksi_wordpress_url (call->self->api, "wp/v2/posts", "slug", slug, "status", "any",
                                      "context", "edit", "orderby", "id", "order", "asc", "_fields",
                                      POST_FIELDS, NULL),
               error);
  if (reply == NULL)
    return NULL;
  found = is_ok (reply) ? redaksi_wordpress_read_posts (reply->body, slug, &unreadable) : NULL;
  if (!is_ok (reply) || unreadable != NULL)
    refuse (call, reply, REDAKSI_WORDPRESS_READ, error);
  else if (found == NULL)
    set_not_found (error);
  return found;
}

static RedaksiPost *
get_post_await (Call *call, GError **error)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/posts/%s", call->remote_id);
  g_autoptr (RedaksiReply) reply = NULL;
  RedaksiPost *found;

  if (!begin (call, error))
    return NULL;
  reply = get (call,
               redaksi_wordpress_url (call->self->api, route, "context", "edit", "_fields",
                                      POST_FIELDS, NULL),
               error);
  if (reply == NULL)
    return NULL;
  found = is_ok (reply) ? redaksi_wordpress_read_post (reply->body, NULL) : NULL;
  if (found == NULL)
    refuse (call, reply, REDAKSI_WORDPRESS_READ, error);
  return found;
}

/* After a create: the lowest id with the marker counts, ours goes when it is another. */
static RedaksiPost *
settle_post (Call *call, RedaksiPost *ours)
{
  RedaksiPost *first;
  g_autofree char *route = NULL;

  call->marker = g_strdup (call->post->marker);
  first = find_post_await (call, NULL);
  if (first == NULL)
    return ours;
  if (strcmp (first->remote_id, ours->remote_id) != 0)
    {
      route = g_strdup_printf ("wp/v2/posts/%s", ours->remote_id);
      delete_await (call, route);
    }
  redaksi_post_free (ours);
  return first;
}

static RedaksiPost *
trash_await (Call *call, GError **error)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/posts/%s", call->post->remote_id);
  g_autoptr (RedaksiReply) reply = NULL;
  g_auto (RedaksiWordpressError) said = { 0 };
  RedaksiPost *echo;

  reply = send (call,
                redaksi_request_new ("DELETE", redaksi_wordpress_url (call->self->api, route,
                                                                      "context", "edit", NULL)),
                error);
  if (reply == NULL)
    return NULL;
  if (reply->status == 410 && redaksi_wordpress_read_error (reply->body, &said)
      && strcmp (said.code, "rest_already_trashed") == 0)
    {
      call->remote_id = g_strdup (call->post->remote_id);
      return get_post_await (call, error);
    }
  echo = is_ok (reply) ? redaksi_wordpress_read_post (reply->body, NULL) : NULL;
  if (echo == NULL)
    refuse (call, reply, REDAKSI_WORDPRESS_WRITE, error);
  return echo;
}

static RedaksiPost *
put_post_await (Call *call, GError **error)
{
  RedaksiPost *wanted = call->post;
  g_autofree char *route = wanted->remote_id != NULL
                             ? g_strdup_printf ("wp/v2/posts/%s", wanted->remote_id)
                             : g_strdup ("wp/v2/posts");
  g_autoptr (RedaksiReply) reply = NULL;
  RedaksiPost *echo;

  if (!begin (call, error))
    return NULL;
  if (wanted->remote_id != NULL && g_strcmp0 (wanted->status, "trash") == 0)
    return trash_await (call, error);
  reply = post (call,
                redaksi_wordpress_url (call->self->api, route, "context", "edit", "_fields",
                                       POST_FIELDS, NULL),
                redaksi_wordpress_write_post (wanted), error);
  if (reply == NULL)
    return NULL;
  echo = is_ok (reply) ? redaksi_wordpress_read_post (reply->body, NULL) : NULL;
  if (echo == NULL)
    {
      refuse (call, reply, REDAKSI_WORDPRESS_WRITE, error);
      return NULL;
    }
  return wanted->remote_id == NULL ? settle_post (call, echo) : echo;
}

static DexFuture *
post_future (RedaksiPost *post_or_null, GError *error)
{
  return post_or_null != NULL ? dex_future_new_take_boxed (REDAKSI_TYPE_POST, post_or_null)
                              : dex_future_new_for_error (error);
}

static DexFuture *
find_post_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiPost *found = find_post_await (data, &error);

  return post_future (found, error);
}

static DexFuture *
get_post_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiPost *found = get_post_await (data, &error);

  return post_future (found, error);
}

static DexFuture *
put_post_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiPost *echo = put_post_await (data, &error);

  return post_future (echo, error);
}

static DexFuture *
redaksi_wordpress_find_post (RedaksiServer *server, const char *marker, GCancellable *cancellable)
{
  Call *call = call_new (server, cancellable);

  call->marker = g_strdup (marker);
  return spawn (find_post_fiber, call);
}

static DexFuture *
redaksi_wordpress_get_post (RedaksiServer *server, const char *remote_id, GCancellable *cancellable)
{
  Call *call = call_new (server, cancellable);

  call->remote_id = g_uri_escape_string (remote_id, NULL, FALSE);
  return spawn (get_post_fiber, call);
}

static DexFuture *
redaksi_wordpress_put_post (RedaksiServer *server, RedaksiPost *wanted, GCancellable *cancellable)
{
  Call *call = call_new (server, cancellable);

  call->post = redaksi_post_copy (wanted);
  return spawn (put_post_fiber, call);
}

static char *
redaksi_wordpress_get_last_reply (RedaksiServer *server)
{
  return g_strdup (REDAKSI_WORDPRESS (server)->last_reply);
}

static void
redaksi_wordpress_server_init (RedaksiServerInterface *iface)
{
  iface->check = redaksi_wordpress_check;
  iface->find_photo = redaksi_wordpress_find_photo;
  iface->upload_photo = redaksi_wordpress_upload_photo;
  iface->ensure_term = redaksi_wordpress_ensure_term;
  iface->find_post = redaksi_wordpress_find_post;
  iface->get_post = redaksi_wordpress_get_post;
  iface->put_post = redaksi_wordpress_put_post;
  iface->get_last_reply = redaksi_wordpress_get_last_reply;
}
