/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on the site already: lists of posts, tags. A section is a tag that stands first. */
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-ghost-private.h"
#include "redaksi-text.h"

#define PAGE_SIZE "30"

/* ---- lists -------------------------------------------------------------------------------------
 */

/* NULL: Ghost has no such posts. */
static const char *
filter_of (const char *status)
{
  static const char *const filters[][2] = { { "draft", "status:draft+tag:-hash-redaksi-review" },
                                            { "pending", "status:draft+tag:hash-redaksi-review" },
                                            { "publish", "status:[published,sent]" },
                                            { "future", "status:scheduled" },
                                            { "any", "status:[draft,published,scheduled,sent]" } };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (strcmp (status != NULL ? status : "any", filters[i][0]) == 0)
      return filters[i][1];
  return NULL;
}

static RedaksiPostPage *
list_await (RedaksiGhostCall *call, GError **error)
{
  const char *status = filter_of (call->kind);
  g_autofree char *page = g_strdup_printf ("%u", call->page);
  g_autofree char *words = call->name != NULL ? redaksi_ghost_quote (call->name) : NULL;
  g_autofree char *filter = NULL;
  g_autoptr (RedaksiReply) reply = NULL;
  g_autoptr (GPtrArray) posts = NULL;
  guint n_pages = 0;

  if (status == NULL)
    return redaksi_post_page_new (
      g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_post_free), call->page, 0);
  filter = words != NULL ? g_strdup_printf ("%s+title:~%s", status, words) : g_strdup (status);
  reply = _redaksi_ghost_send (call, "GET",
                               redaksi_address_build (call->self->api, "posts/", "filter", filter,
                                                      "page", page, "limit", PAGE_SIZE, "order",
                                                      "updated_at desc", "include", "tags", NULL),
                               NULL, error);
  if (reply == NULL)
    return NULL;
  if (reply->status == 200)
    posts = redaksi_ghost_read_listing (reply->body, &n_pages, NULL);
  if (posts == NULL)
    {
      _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_READ, error);
      return NULL;
    }
  return redaksi_post_page_new (g_steal_pointer (&posts), call->page, n_pages);
}

static DexFuture *
list_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiPostPage *page = list_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_POST_PAGE, page, error);
}

DexFuture *
_redaksi_ghost_list_posts (RedaksiServer *server, const char *status, const char *words, guint page,
                           GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);

  call->kind = g_strdup (status);
  call->name = words != NULL && *words != '\0' ? g_strdup (words) : NULL;
  call->page = page;
  return _redaksi_ghost_call_spawn (list_fiber, call);
}

/* ---- tags --------------------------------------------------------------------------------------
 */

static char *
ensure_term_await (RedaksiGhostCall *call, GError **error)
{
  g_autofree char *quoted = redaksi_ghost_quote (call->name);
  g_autofree char *filter = g_strdup_printf ("name:%s", quoted);
  g_autoptr (RedaksiReply) reply = NULL;
  g_autofree char *id = NULL;
  gboolean readable;

  reply = _redaksi_ghost_send (call, "GET",
                               redaksi_address_build (call->self->api, "tags/", "filter", filter,
                                                      "limit", "100", NULL),
                               NULL, error);
  if (reply == NULL)
    return NULL;
  id = redaksi_ghost_read_tag (reply->body, call->name, &readable);
  if (reply->status != 200 || !readable)
    {
      _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_READ, error);
      return NULL;
    }
  if (id != NULL)
    return g_steal_pointer (&id);
  redaksi_reply_free (reply);
  reply = _redaksi_ghost_send (call, "POST", redaksi_address_build (call->self->api, "tags/", NULL),
                               redaksi_ghost_write_tag (call->name), error);
  if (reply == NULL)
    return NULL;
  if (_redaksi_ghost_is_ok (reply))
    id = redaksi_ghost_read_tag (reply->body, call->name, &readable);
  if (id == NULL)
    _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_WRITE, error);
  return g_steal_pointer (&id);
}

static DexFuture *
ensure_term_fiber (gpointer data)
{
  GError *error = NULL;
  char *id = ensure_term_await (data, &error);

  return redaksi_settle_string (id, error);
}

DexFuture *
_redaksi_ghost_ensure_term (RedaksiServer *server, const char *kind, const char *name,
                            GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);
  g_autofree char *line = redaksi_text_one_line (name);
  const char *bare = line + strspn (line, "# ");

  /* A tag that begins with "#" is one that readers never see. */
  call->name = g_strdup (*bare != '\0' ? bare : line);
  return _redaksi_ghost_call_spawn (ensure_term_fiber, call);
}

static GStrv
name_await (RedaksiGhostCall *call, GError **error)
{
  g_autofree char *wanted = g_strjoinv (",", call->ids);
  g_autofree char *filter = g_strdup_printf ("id:[%s]", wanted);
  g_autoptr (RedaksiReply) reply = NULL;
  GStrv names = NULL;

  if (*wanted == '\0')
    return g_new0 (char *, 1);
  reply = _redaksi_ghost_send (call, "GET",
                               redaksi_address_build (call->self->api, "tags/", "filter", filter,
                                                      "limit", "100", NULL),
                               NULL, error);
  if (reply == NULL)
    return NULL;
  if (reply->status == 200)
    names = redaksi_ghost_read_names (reply->body, (const char *const *)call->ids);
  if (names == NULL)
    _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_READ, error);
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
_redaksi_ghost_name_terms (RedaksiServer *server, const char *kind, const char *const *ids,
                           GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);

  call->kind = g_strdup (kind);
  call->ids = g_strdupv ((char **)ids);
  return _redaksi_ghost_call_spawn (name_fiber, call);
}
