/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on the site already: lists of posts, names of sections and tags, photos to have here. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-wordpress-codec.h"
#include "redaksi-wordpress-private.h"

#define PAGE_SIZE    "30"
#define NAME_FIELDS  "id,name"
#define PHOTO_FIELDS "id,slug,source_url,media_details,caption,alt_text"

/* ---- lists ------------------------------------------------------------------------------------
 */

/* Past the end WordPress says no: the last page was not full, or posts have gone meanwhile. */
static gboolean
is_past_the_end (const RedaksiReply *reply)
{
  g_auto (RedaksiWordpressError) said = { 0 };

  return reply->status == 400 && redaksi_wordpress_read_error (reply->body, &said)
         && strcmp (said.code, "rest_post_invalid_page_number") == 0;
}

static RedaksiPostPage *
list_await (RedaksiCall *call, GError **error)
{
  g_autofree char *page = g_strdup_printf ("%u", call->page);
  g_autoptr (RedaksiReply) reply = NULL;
  g_autoptr (GPtrArray) posts = NULL;
  guint64 n_pages = 0;

  if (!_redaksi_call_begin (call, error))
    return NULL;
  reply = _redaksi_call_get (call,
                             redaksi_address_build (call->self->api, "wp/v2/posts", "status",
                                                    call->kind != NULL ? call->kind : "any",
                                                    "search", call->name, "page", page, "per_page",
                                                    PAGE_SIZE, "context", "edit", "orderby",
                                                    "modified", "order", "desc", "_fields",
                                                    REDAKSI_WORDPRESS_LIST_FIELDS, NULL),
                             error);
  if (reply == NULL)
    return NULL;
  if (is_past_the_end (reply))
    return redaksi_post_page_new (g_ptr_array_new_with_free_func (
                                    (GDestroyNotify)redaksi_post_free),
                                  call->page, call->page - 1);
  if (_redaksi_call_is_ok (reply))
    posts = redaksi_wordpress_read_listing (reply->body, NULL);
  if (posts == NULL)
    {
      _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_READ, error);
      return NULL;
    }
  if (reply->pages == NULL
      || !g_ascii_string_to_unsigned (reply->pages, 10, 0, 1000000, &n_pages, NULL))
    n_pages = posts->len > 0 ? call->page : call->page - 1;
  return redaksi_post_page_new (g_steal_pointer (&posts), call->page, (guint)n_pages);
}

static DexFuture *
list_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiPostPage *page = list_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_POST_PAGE, page, error);
}

DexFuture *
_redaksi_wordpress_list_posts (RedaksiServer *server, const char *status, const char *words,
                               guint page, GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->kind = g_strdup (status);
  call->name = words != NULL && *words != '\0' ? g_strdup (words) : NULL;
  call->page = page;
  return _redaksi_call_spawn (list_fiber, call);
}

/* ---- addresses --------------------------------------------------------------------------------
 */

/* Only what is public, or will be, keeps an address from others; and in the context “edit” somebody
 * else's posts would not be seen. */
static GStrv
slug_await (RedaksiCall *call, GError **error)
{
  g_autoptr (RedaksiReply) reply = NULL;
  GStrv ids = NULL;

  if (!_redaksi_call_begin (call, error))
    return NULL;
  reply = _redaksi_call_get (call,
                             redaksi_address_build (call->self->api, "wp/v2/posts", "slug",
                                                    call->name, "status", "publish,future,private",
                                                    "_fields", "id,slug", NULL),
                             error);
  if (reply == NULL)
    return NULL;
  if (_redaksi_call_is_ok (reply))
    ids = redaksi_wordpress_read_slugs (reply->body, call->name, NULL);
  if (ids == NULL)
    _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_READ, error);
  return ids;
}

static DexFuture *
slug_fiber (gpointer data)
{
  GError *error = NULL;
  GStrv ids = slug_await (data, &error);

  return redaksi_settle_boxed (G_TYPE_STRV, ids, error);
}

DexFuture *
_redaksi_wordpress_find_slug (RedaksiServer *server, const char *slug, GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->name = g_strdup (slug);
  return _redaksi_call_spawn (slug_fiber, call);
}

/* ---- names ------------------------------------------------------------------------------------
 */

static GStrv
name_await (RedaksiCall *call, GError **error)
{
  const char *route = strcmp (call->kind, "section") == 0 ? "wp/v2/categories" : "wp/v2/tags";
  g_autofree char *wanted = g_strjoinv (",", call->ids);
  g_autoptr (RedaksiReply) reply = NULL;
  GStrv names = NULL;

  if (*wanted == '\0')
    return g_new0 (char *, 1);
  if (!_redaksi_call_begin (call, error))
    return NULL;
  reply
    = _redaksi_call_get (call,
                         redaksi_address_build (call->self->api, route, "include", wanted,
                                                "per_page", "100", "_fields", NAME_FIELDS, NULL),
                         error);
  if (reply == NULL)
    return NULL;
  if (_redaksi_call_is_ok (reply))
    names = redaksi_wordpress_read_names (reply->body, (const char *const *)call->ids, NULL);
  if (names == NULL)
    _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_READ, error);
  return names;
}

static DexFuture *
name_fiber (gpointer data)
{
  GError *error = NULL;
  GStrv names = name_await (data, &error);

  return redaksi_settle_boxed (G_TYPE_STRV, names, error);
}

DexFuture *
_redaksi_wordpress_name_terms (RedaksiServer *server, const char *kind, const char *const *ids,
                               GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->kind = g_strdup (kind);
  call->ids = g_strdupv ((char **)ids);
  return _redaksi_call_spawn (name_fiber, call);
}

/* ---- photos -----------------------------------------------------------------------------------
 */

static RedaksiRemotePhoto *
get_photo_await (RedaksiCall *call, GError **error)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/media/%s", call->remote_id);
  g_autoptr (RedaksiReply) reply = NULL;
  RedaksiRemotePhoto *photo = NULL;

  if (!_redaksi_call_begin (call, error))
    return NULL;
  reply = _redaksi_call_get (call,
                             redaksi_address_build (call->self->api, route, "context", "edit",
                                                    "_fields", PHOTO_FIELDS, NULL),
                             error);
  /* The texts of somebody else's picture are shown to those who may edit it alone. */
  if (reply != NULL && (reply->status == 401 || reply->status == 403))
    {
      redaksi_reply_free (reply);
      reply = _redaksi_call_get (
        call, redaksi_address_build (call->self->api, route, "_fields", PHOTO_FIELDS, NULL), error);
    }
  if (reply == NULL)
    return NULL;
  if (_redaksi_call_is_ok (reply))
    photo = redaksi_wordpress_read_photo (reply->body, NULL, NULL);
  if (photo == NULL)
    _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_LOOKUP, error);
  return photo;
}

static DexFuture *
get_photo_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiRemotePhoto *photo = get_photo_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_REMOTE_PHOTO, photo, error);
}

DexFuture *
_redaksi_wordpress_get_photo (RedaksiServer *server, const char *remote_id,
                              GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->remote_id = g_uri_escape_string (remote_id, NULL, FALSE);
  return _redaksi_call_spawn (get_photo_fiber, call);
}

static DexFuture *
fetch (RedaksiCall *call,
       GBytes *(*await) (RedaksiTransport *transport, const char *url, GCancellable *cancellable,
                         RedaksiReply **reply, GError **error))
{
  GError *error = NULL;
  g_autoptr (RedaksiReply) reply = NULL;
  GBytes *bytes = await (call->self->transport, call->remote_id, call->cancellable, &reply, &error);

  if (reply != NULL)
    _redaksi_call_remember (call->self, reply, NULL);
  return redaksi_settle_boxed (G_TYPE_BYTES, bytes, error);
}

static DexFuture *
fetch_photo_fiber (gpointer data)
{
  return fetch (data, redaksi_public_photo_await);
}

DexFuture *
_redaksi_wordpress_fetch_photo (RedaksiServer *server, const char *url, GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->remote_id = g_strdup (url);
  return _redaksi_call_spawn (fetch_photo_fiber, call);
}

/* ---- pages ------------------------------------------------------------------------------------
 */

static DexFuture *
fetch_page_fiber (gpointer data)
{
  return fetch (data, redaksi_public_page_await);
}

DexFuture *
_redaksi_wordpress_fetch_page (RedaksiServer *server, const char *url, GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->remote_id = g_strdup (url);
  return _redaksi_call_spawn (fetch_page_fiber, call);
}
