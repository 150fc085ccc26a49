/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posts. Markers: see redaksi-ghost-private.h. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-ghost-private.h"

static RedaksiGhostPost *
get_await (RedaksiGhostCall *call, const char *route, GError **error)
{
  g_autoptr (RedaksiReply) reply = _redaksi_ghost_send (
    call, "GET", redaksi_address_build (call->self->api, route, REDAKSI_GHOST_POST_QUERY, NULL),
    NULL, error);
  RedaksiGhostPost *post;

  if (reply == NULL)
    return NULL;
  post = reply->status == 200 ? redaksi_ghost_read_post (reply->body, NULL) : NULL;
  if (post == NULL)
    _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_LOOKUP, error);
  return post;
}

static RedaksiGhostPost *
get_by_id (RedaksiGhostCall *call, const char *remote_id, GError **error)
{
  g_autofree char *route = g_strdup_printf ("posts/%s/", remote_id);
  RedaksiGhostPost *post = get_await (call, route, error);

  if (post == NULL || strcmp (post->post->remote_id, remote_id) == 0)
    return post;
  redaksi_ghost_post_free (post);
  g_set_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_BROKEN,
               _ ("“%s” answered with another article than was asked for. Tell the site’s "
                  "administrator."),
               redaksi_site_get_name (call->self->site));
  return NULL;
}

static RedaksiPost *
take (RedaksiGhostCall *call, RedaksiGhostPost *post)
{
  RedaksiPost *inner = post != NULL ? g_steal_pointer (&post->post) : NULL;

  if (inner != NULL && strcmp (inner->status, "draft") == 0
      && g_hash_table_contains (call->self->submitted, inner->remote_id))
    g_set_str (&inner->status, "pending");

  redaksi_ghost_post_free (post);
  return inner;
}

#define MOST_READ 16

/* An update is written over what its sender has seen: what was read is kept for it. Read anew it
 * might be something that nobody has seen; so Ghost itself refuses where it has something newer. */
static void
keep_read (RedaksiGhostCall *call, const RedaksiGhostPost *post)
{
  GHashTable *read = call->self->read;
  RedaksiGhostPost *kept = g_new0 (RedaksiGhostPost, 1);

  if (g_hash_table_size (read) >= MOST_READ)
    g_hash_table_remove_all (read);
  kept->post = redaksi_post_copy (post->post);
  kept->lexical = g_strdup (post->lexical);
  kept->updated_at = g_strdup (post->updated_at);
  kept->internal = g_strdupv (post->internal);
  g_hash_table_replace (read, g_strdup (kept->post->remote_id), kept);
}

static RedaksiGhostPost *
take_read (RedaksiGhostCall *call, const char *remote_id)
{
  g_autofree char *key = NULL;
  gpointer post = NULL;

  g_hash_table_steal_extended (call->self->read, remote_id, (gpointer *)&key, &post);
  return post;
}

/* A search, not the address of one: where there is none this is a list without items, and a page
 * that says "404" can't be taken for it. @slug: as it may stand in a filter */
static GPtrArray *
list_slug_await (RedaksiGhostCall *call, const char *slug, GError **error)
{
  g_autofree char *filter = g_strdup_printf ("slug:%s", slug);
  g_autoptr (RedaksiReply) reply
    = _redaksi_ghost_send (call, "GET",
                           redaksi_address_build (call->self->api, "posts/", "filter", filter,
                                                  "limit", "2", "include", "tags", NULL),
                           NULL, error);
  GPtrArray *posts = NULL;
  guint n_pages;

  if (reply == NULL)
    return NULL;
  if (reply->status == 200)
    posts = redaksi_ghost_read_listing (reply->body, &n_pages, NULL);
  if (posts == NULL)
    _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_READ, error);
  return posts;
}

static RedaksiPost *
find_post_await (RedaksiGhostCall *call, GError **error)
{
  g_autofree char *slug = redaksi_ghost_slug (call->marker);
  g_autoptr (GPtrArray) posts = list_slug_await (call, slug, error);

  if (posts == NULL)
    return NULL;
  for (guint i = 0; i < posts->len; i++)
    {
      RedaksiPost *post = posts->pdata[i];

      if (g_strcmp0 (post->slug, slug) == 0)
        return take (call, get_by_id (call, post->remote_id, error));
    }
  _redaksi_ghost_set_not_found (error);
  return NULL;
}

/* No two of Ghost's posts have the same, drafts not excepted. */
static GStrv
find_slug_await (RedaksiGhostCall *call, GError **error)
{
  g_autofree char *quoted = redaksi_ghost_quote (call->name);
  g_autoptr (GPtrArray) posts = list_slug_await (call, quoted, error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (posts == NULL)
    return NULL;
  for (guint i = 0; i < posts->len; i++)
    {
      RedaksiPost *post = posts->pdata[i];

      if (g_strcmp0 (post->slug, call->name) == 0)
        g_strv_builder_add (ids, post->remote_id);
    }
  return g_strv_builder_end (ids);
}

static void
delete_await (RedaksiGhostCall *call, const char *remote_id)
{
  g_autofree char *route = g_strdup_printf ("posts/%s/", remote_id);
  g_autoptr (RedaksiReply) reply
    = _redaksi_ghost_send (call, "DELETE", redaksi_address_build (call->self->api, route, NULL),
                           NULL, NULL);

  if (reply != NULL && reply->status != 204)
    g_debug ("a duplicate stays on the server: %s, status %u", route, reply->status);
}

/* After a create: an echo with another slug says that an earlier one had landed; ours goes. */
static RedaksiPost *
settle (RedaksiGhostCall *call, RedaksiPost *ours)
{
  g_autofree char *slug = redaksi_ghost_slug (call->post->marker);
  RedaksiPost *first;

  if (g_strcmp0 (ours->slug, slug) == 0)
    return ours;
  call->marker = g_strdup (call->post->marker);
  first = find_post_await (call, NULL);
  if (first == NULL)
    return ours;
  if (strcmp (first->remote_id, ours->remote_id) != 0)
    delete_await (call, ours->remote_id);
  redaksi_post_free (ours);
  return first;
}

static RedaksiReply *
ask (RedaksiGhostCall *call, const char *route)
{
  RedaksiReply *reply
    = _redaksi_ghost_send (call, "GET",
                           redaksi_address_build (call->self->api, route, "include", "roles",
                                                  "limit", "100", NULL),
                           NULL, NULL);

  if (reply != NULL && reply->status != 200)
    g_clear_pointer (&reply, redaksi_reply_free);
  return reply;
}

/* Who of the article's people has an account. Contributors and authors may not write for others,
 * and Ghost refuses them what does not name them. The lines in the text name everybody in any case.
 */
static GStrv
find_authors (RedaksiGhostCall *call)
{
  const char *const *people = (const char *const *)call->post->people;
  g_autoptr (RedaksiReply) me = ask (call, "users/me/");
  g_autoptr (RedaksiReply) all = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *role = NULL;
  const char *mine[] = { NULL, NULL };
  g_auto (GStrv) authors = NULL;

  if (me != NULL && redaksi_ghost_read_user (me->body, &id, &name, &role))
    mine[0] = id;
  if (g_strcmp0 (role, "Contributor") == 0 || g_strcmp0 (role, "Author") == 0)
    return g_strdupv ((char **)mine);
  if (people != NULL && *people != NULL)
    all = ask (call, "users/");
  if (all != NULL)
    authors = redaksi_ghost_read_authors (all->body, people);
  return authors != NULL && *authors != NULL ? g_steal_pointer (&authors)
                                             : g_strdupv ((char **)mine);
}

static void
note_status (RedaksiGhostCall *call, RedaksiPost *echo)
{
  const char *wanted = call->post->status;

  if (echo == NULL || wanted == NULL
      || g_strcmp0 (redaksi_site_get_role (call->self->site), "Contributor") != 0)
    return;
  if (strcmp (wanted, "pending") == 0)
    g_hash_table_add (call->self->submitted, g_strdup (echo->remote_id));
  else
    g_hash_table_remove (call->self->submitted, echo->remote_id);
  if (strcmp (echo->status, "draft") == 0 || strcmp (echo->status, "pending") == 0)
    g_set_str (&echo->status, wanted);
}

static RedaksiPost *
put_post_await (RedaksiGhostCall *call, GError **error)
{
  RedaksiPost *wanted = call->post;
  g_autoptr (RedaksiGhostPost) there = NULL;
  g_autoptr (RedaksiReply) reply = NULL;
  g_auto (GStrv) authors = NULL;
  g_autofree char *route = NULL;
  RedaksiPost *echo;

  if (g_strcmp0 (wanted->status, "trash") == 0 || g_strcmp0 (wanted->status, "private") == 0)
    {
      g_set_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_REFUSED,
                   _ ("Ghost on “%s” has no trash. Unpublish the article, or delete it there."),
                   redaksi_site_get_name (call->self->site));
      return NULL;
    }
  if (wanted->remote_id != NULL)
    {
      there = take_read (call, wanted->remote_id);
      if (there == NULL)
        there = get_by_id (call, wanted->remote_id, error);
      if (there == NULL)
        return NULL;
    }
  else
    authors = find_authors (call);
  route = there != NULL ? g_strdup_printf ("posts/%s/", wanted->remote_id) : g_strdup ("posts/");
  reply = _redaksi_ghost_send (call, there != NULL ? "PUT" : "POST",
                               redaksi_address_build (call->self->api, route,
                                                      REDAKSI_GHOST_POST_QUERY, "save_revision",
                                                      there != NULL ? "1" : NULL, NULL),
                               redaksi_ghost_write_post (wanted, there, authors), error);
  if (reply == NULL)
    return NULL;
  echo = _redaksi_ghost_is_ok (reply) ? take (call, redaksi_ghost_read_post (reply->body, NULL))
                                      : NULL;
  note_status (call, echo);
  if (echo == NULL || (there != NULL && strcmp (echo->remote_id, wanted->remote_id) != 0))
    {
      g_clear_pointer (&echo, redaksi_post_free);
      _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_WRITE, error);
      return NULL;
    }
  return there == NULL ? settle (call, echo) : echo;
}

/* ---- futures -----------------------------------------------------------------------------------
 */

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
  RedaksiGhostCall *call = data;
  GError *error = NULL;
  RedaksiGhostPost *there = get_by_id (call, call->remote_id, &error);
  RedaksiPost *found;

  if (there != NULL)
    keep_read (call, there);
  found = take (call, there);
  return redaksi_settle_boxed (REDAKSI_TYPE_POST, found, error);
}

static DexFuture *
put_post_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiPost *echo = put_post_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_POST, echo, error);
}

static DexFuture *
find_slug_fiber (gpointer data)
{
  GError *error = NULL;
  GStrv ids = find_slug_await (data, &error);

  return redaksi_settle_boxed (G_TYPE_STRV, ids, error);
}

DexFuture *
_redaksi_ghost_find_slug (RedaksiServer *server, const char *slug, GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);

  call->name = g_strdup (slug);
  return _redaksi_ghost_call_spawn (find_slug_fiber, call);
}

DexFuture *
_redaksi_ghost_find_post (RedaksiServer *server, const char *marker, GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);

  call->marker = g_strdup (marker);
  return _redaksi_ghost_call_spawn (find_post_fiber, call);
}

DexFuture *
_redaksi_ghost_get_post (RedaksiServer *server, const char *remote_id, GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);

  call->remote_id = g_uri_escape_string (remote_id, NULL, FALSE);
  return _redaksi_ghost_call_spawn (get_post_fiber, call);
}

DexFuture *
_redaksi_ghost_put_post (RedaksiServer *server, RedaksiPost *wanted, GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);

  call->post = redaksi_post_copy (wanted);
  return _redaksi_ghost_call_spawn (put_post_fiber, call);
}
