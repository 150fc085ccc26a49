/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posts, and the sections and tags that they stand in. Markers: see redaksi-wordpress-private.h. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-text.h"
#include "redaksi-wordpress-codec.h"
#include "redaksi-wordpress-private.h"

#define POST_FIELDS                                                                                \
  "id,status,slug,link,title,content,excerpt,featured_media,categories,tags,date_gmt,"             \
  "modified_gmt,_links"
#define TERM_PAGES 10

/* ---- sections and tags -------------------------------------------------------------------- */

/* → id, 0: none or an error */
static gint64
search_term (RedaksiCall *call, const char *route, const char *words, GError **error)
{
  for (guint page = 1; page <= TERM_PAGES; page++)
    {
      g_autofree char *number = g_strdup_printf ("%u", page);
      g_autoptr (RedaksiReply) reply
        = _redaksi_call_get (call,
                             redaksi_address_build (call->self->api, route, "search", words,
                                                    "per_page", "100", "page", number, "_fields",
                                                    "id,name,parent", NULL),
                             error);
      g_autoptr (GError) unreadable = NULL;
      gint64 id = 0;
      guint n = 0;

      if (reply == NULL)
        return 0;
      if (_redaksi_call_is_ok (reply))
        id = redaksi_wordpress_read_terms (reply->body, call->name, &n, &unreadable);
      if (!_redaksi_call_is_ok (reply) || unreadable != NULL)
        return _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_LOOKUP, error);
      if (id != 0 || n < 100)
        return id;
    }
  return 0;
}

static char *
ensure_term_await (RedaksiCall *call, GError **error)
{
  RedaksiWordpressServer *self = call->self;
  gboolean is_section = strcmp (call->kind, "section") == 0;
  const char *route = is_section ? "wp/v2/categories" : "wp/v2/tags";
  g_autofree char *escaped = redaksi_wordpress_escape (call->name);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (RedaksiReply) reply = NULL;
  gint64 id;

  if (!_redaksi_call_begin (call, error))
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
      reply
        = _redaksi_call_post (call, redaksi_address_build (self->api, route, NULL),
                              redaksi_wordpress_write_members ("name", call->name, NULL), error);
      if (reply == NULL)
        return NULL;
      if (_redaksi_call_is_ok (reply))
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
      _redaksi_call_refuse (call, reply,
                            is_section ? REDAKSI_WORDPRESS_SECTION : REDAKSI_WORDPRESS_TAG, error);
      return NULL;
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static DexFuture *
ensure_term_fiber (gpointer data)
{
  GError *error = NULL;
  char *id = ensure_term_await (data, &error);

  return redaksi_settle_string (id, error);
}

DexFuture *
_redaksi_wordpress_ensure_term (RedaksiServer *server, const char *kind, const char *name,
                                GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->kind = g_strdup (kind);
  call->name = redaksi_text_one_line (name);
  return _redaksi_call_spawn (ensure_term_fiber, call);
}

/* ---- posts -------------------------------------------------------------------------------- */

/* An echo counts when it is of the post that was meant. */
static RedaksiPost *
read_echo (const RedaksiReply *reply, const char *remote_id)
{
  g_autoptr (RedaksiPost) echo = NULL;

  if (_redaksi_call_is_ok (reply))
    echo = redaksi_wordpress_read_post (reply->body, NULL);
  if (echo == NULL || (remote_id != NULL && strcmp (echo->remote_id, remote_id) != 0))
    return NULL;
  return g_steal_pointer (&echo);
}

static RedaksiPost *
find_post_await (RedaksiCall *call, GError **error)
{
  g_autofree char *slug = redaksi_wordpress_slug (call->marker);
  g_autoptr (RedaksiReply) reply = NULL;
  g_autoptr (GError) unreadable = NULL;
  RedaksiPost *found;

  if (!_redaksi_call_begin (call, error))
    return NULL;
  reply
    = _redaksi_call_get (call,
                         redaksi_address_build (call->self->api, "wp/v2/posts", "slug", slug,
                                                "status", "any", "context", "edit", "orderby", "id",
                                                "order", "asc", "_fields", POST_FIELDS, NULL),
                         error);
  if (reply == NULL)
    return NULL;
  found = _redaksi_call_is_ok (reply)
            ? redaksi_wordpress_read_posts (reply->body, slug, &unreadable)
            : NULL;
  if (found == NULL && reply->status == 400)
    {
      /* To nobody "status=any" is an unknown word: was it the password? */
      g_autoptr (RedaksiReply) who
        = _redaksi_call_get (call,
                             redaksi_address_build (call->self->api, "wp/v2/users/me", "context",
                                                    "edit", "_fields", "id", NULL),
                             error);
      if (who == NULL)
        return NULL;
      if (who->status == 401)
        {
          _redaksi_call_refuse (call, who, REDAKSI_WORDPRESS_LOOKUP, error);
          return NULL;
        }
    }
  if (!_redaksi_call_is_ok (reply) || unreadable != NULL)
    _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_LOOKUP, error);
  else if (found == NULL)
    _redaksi_call_set_not_found (error);
  return found;
}

static RedaksiPost *
get_post_await (RedaksiCall *call, GError **error)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/posts/%s", call->remote_id);
  g_autoptr (RedaksiReply) reply = NULL;
  RedaksiPost *found;

  if (!_redaksi_call_begin (call, error))
    return NULL;
  reply = _redaksi_call_get (call,
                             redaksi_address_build (call->self->api, route, "context", "edit",
                                                    "_fields", POST_FIELDS, NULL),
                             error);
  if (reply == NULL)
    return NULL;
  found = read_echo (reply, call->remote_id);
  if (found == NULL)
    _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_LOOKUP, error);
  return found;
}

/* After a create: the lowest id with the marker counts, ours goes when it is another. */
static RedaksiPost *
settle_post (RedaksiCall *call, RedaksiPost *ours)
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
      _redaksi_call_delete (call, route);
    }
  redaksi_post_free (ours);
  return first;
}

static RedaksiPost *
trash_await (RedaksiCall *call, GError **error)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/posts/%s", call->post->remote_id);
  g_autoptr (RedaksiReply) reply = NULL;
  g_auto (RedaksiWordpressError) said = { 0 };
  RedaksiPost *echo;

  reply = _redaksi_call_send (call,
                              redaksi_request_new ("DELETE",
                                                   redaksi_address_build (call->self->api, route,
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
  echo = read_echo (reply, call->post->remote_id);
  if (echo == NULL)
    _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_WRITE, error);
  return echo;
}

static RedaksiPost *
put_post_await (RedaksiCall *call, GError **error)
{
  RedaksiPost *wanted = call->post;
  g_autofree char *route = wanted->remote_id != NULL
                             ? g_strdup_printf ("wp/v2/posts/%s", wanted->remote_id)
                             : g_strdup ("wp/v2/posts");
  g_autoptr (RedaksiReply) reply = NULL;
  RedaksiPost *echo;

  if (!_redaksi_call_begin (call, error))
    return NULL;
  if (wanted->remote_id != NULL && g_strcmp0 (wanted->status, "trash") == 0)
    return trash_await (call, error);
  reply = _redaksi_call_post (call,
                              redaksi_address_build (call->self->api, route, "context", "edit",
                                                     "_fields", POST_FIELDS, NULL),
                              redaksi_wordpress_write_post (wanted), error);
  if (reply == NULL)
    return NULL;
  echo = read_echo (reply, wanted->remote_id);
  if (echo == NULL)
    {
      _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_WRITE, error);
      return NULL;
    }
  return wanted->remote_id == NULL ? settle_post (call, echo) : echo;
}

static DexFuture *
find_post_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiPost *found = find_post_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_POST, found, error);
}

static DexFuture *
get_post_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiPost *found = get_post_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_POST, found, error);
}

static DexFuture *
put_post_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiPost *echo = put_post_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_POST, echo, error);
}

DexFuture *
_redaksi_wordpress_find_post (RedaksiServer *server, const char *marker, GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->marker = g_strdup (marker);
  return _redaksi_call_spawn (find_post_fiber, call);
}

DexFuture *
_redaksi_wordpress_get_post (RedaksiServer *server, const char *remote_id,
                             GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->remote_id = g_uri_escape_string (remote_id, NULL, FALSE);
  return _redaksi_call_spawn (get_post_fiber, call);
}

DexFuture *
_redaksi_wordpress_put_post (RedaksiServer *server, RedaksiPost *wanted, GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->post = redaksi_post_copy (wanted);
  return _redaksi_call_spawn (put_post_fiber, call);
}
