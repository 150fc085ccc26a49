/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-server.h"

#include <string.h>

#include "redaksi-ghost-server.h"
#include "redaksi-wordpress-server.h"

G_DEFINE_QUARK (redaksi - server - error - quark, redaksi_server_error)
G_DEFINE_INTERFACE (RedaksiServer, redaksi_server, G_TYPE_OBJECT)

static void
redaksi_server_default_init (RedaksiServerInterface *iface)
{
}

/* A marker becomes part of an address and of a slug: nothing that either would change. */
static gboolean
is_marker (const char *marker)
{
  gsize length = marker != NULL ? strlen (marker) : 0;

  return length > 0 && length <= 128
         && strspn (marker, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/**
 * redaksi_server_check:
 * @self: a server
 * @cancellable: (nullable): ends the wait
 *
 * Signs in and asks who we are, before anything is written: WordPress answers a wrong password on
 * its public routes as if nobody had signed in.
 *
 * Returns: (transfer full): a future of #RedaksiSite: the given one, completed with its api, name
 *   (where it had none), language, time zone, tagline, user name, role and may-publish
 */
DexFuture *
redaksi_server_check (RedaksiServer *self, GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->check (self, cancellable);
}

/**
 * redaksi_server_find_photo:
 * @self: a server
 * @marker: what the photo was uploaded with: a-z, 0-9 and "-"
 * @cancellable: (nullable): ends the wait
 *
 * Returns: (transfer full): a future of #RedaksiRemotePhoto, the first one with this marker;
 * rejects with %REDAKSI_SERVER_ERROR_NOT_FOUND
 */
DexFuture *
redaksi_server_find_photo (RedaksiServer *self, const char *marker, GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), NULL);
  g_return_val_if_fail (is_marker (marker), NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->find_photo (self, marker, cancellable);
}

/**
 * redaksi_server_upload_photo:
 * @self: a server
 * @marker: the server keeps it: a-z, 0-9 and "-"
 * @bytes: a JPEG, PNG, GIF, WebP or AVIF file, as readers may have it
 * @title: (nullable): plain text
 * @caption: (nullable): plain text
 * @alt: (nullable): plain text
 * @progress: (nullable) (scope notified): called on the main thread until the future is settled
 * @user_data: for @progress
 * @cancellable: (nullable): ends the wait
 *
 * Sends a photo. Look the marker up first: this always uploads. When the server turns out to have
 * two with the marker (two machines at once), ours is removed again and the first one is returned.
 *
 * Returns: (transfer full): a future of #RedaksiRemotePhoto
 */
DexFuture *
redaksi_server_upload_photo (RedaksiServer *self, const char *marker, GBytes *bytes,
                             const char *title, const char *caption, const char *alt,
                             RedaksiProgress progress, gpointer user_data,
                             GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), NULL);
  g_return_val_if_fail (is_marker (marker) && bytes != NULL, NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->upload_photo (self, marker, bytes, title, caption, alt,
                                                        progress, user_data, cancellable);
}

/**
 * redaksi_server_ensure_term:
 * @self: a server
 * @kind: "section" or "tag"
 * @name: its name, plain text, not empty
 * @cancellable: (nullable): ends the wait
 *
 * Finds a section or tag by its exact name, or makes it.
 *
 * Returns: (transfer full): a future of the term's id (string); rejects with
 *   %REDAKSI_SERVER_ERROR_FORBIDDEN where it does not exist and the role may not make it
 */
DexFuture *
redaksi_server_ensure_term (RedaksiServer *self, const char *kind, const char *name,
                            GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), NULL);
  g_return_val_if_fail (g_strcmp0 (kind, "section") == 0 || g_strcmp0 (kind, "tag") == 0, NULL);
  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->ensure_term (self, kind, name, cancellable);
}

/**
 * redaksi_server_find_post:
 * @self: a server
 * @marker: the id of the article
 * @cancellable: (nullable): ends the wait
 *
 * Looks for the post that was created with this marker, in any status but the trash. The marker is
 * the slug of a post that has just been created: once a wanted slug has been sent, only the remote
 * id finds it.
 *
 * Returns: (transfer full): a future of #RedaksiPost, the first one with the marker; rejects with
 *   %REDAKSI_SERVER_ERROR_NOT_FOUND
 */
DexFuture *
redaksi_server_find_post (RedaksiServer *self, const char *marker, GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), NULL);
  g_return_val_if_fail (is_marker (marker), NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->find_post (self, marker, cancellable);
}

/**
 * redaksi_server_get_post:
 * @self: a server
 * @remote_id: the server's id
 * @cancellable: (nullable): ends the wait
 *
 * Returns: (transfer full): a future of #RedaksiPost; rejects with %REDAKSI_SERVER_ERROR_NOT_FOUND
 */
DexFuture *
redaksi_server_get_post (RedaksiServer *self, const char *remote_id, GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), NULL);
  g_return_val_if_fail (remote_id != NULL, NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->get_post (self, remote_id, cancellable);
}

/**
 * redaksi_server_put_post:
 * @self: a server
 * @post: what to create (no remote-id, a marker) or to change
 * @cancellable: (nullable): ends the wait
 *
 * A create carries the slug `rdk-<marker>`; the wanted slug goes with a later change. Create
 * drafts: WordPress drops a contributor's slug on "pending", and the marker with it. Where the
 * server turns out to have an older post with the marker, ours is removed again and the older one
 * is returned *as it stands*: compare. "trash" moves to the trash.
 *
 * WordPress drops what it doesn't like and says 201: compare the echo with what was sent.
 *
 * Returns: (transfer full): a future of #RedaksiPost as the server has it now
 */
DexFuture *
redaksi_server_put_post (RedaksiServer *self, RedaksiPost *post, GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), NULL);
  g_return_val_if_fail (post != NULL && (post->remote_id != NULL || is_marker (post->marker)),
                        NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->put_post (self, post, cancellable);
}

/**
 * redaksi_server_list_posts:
 * @self: a server
 * @status: (nullable): only posts of this status, see #RedaksiPost; %NULL: all but the trash
 * @words: (nullable): only posts in which the server finds these words
 * @page: which page, from 1
 * @cancellable: (nullable): ends the wait
 *
 * Lists what the account may see, without the contents, the last changed first. Past the last page
 * there is an empty one.
 *
 * Returns: (transfer full): a future of #RedaksiPostPage
 */
DexFuture *
redaksi_server_list_posts (RedaksiServer *self, const char *status, const char *words, guint page,
                           GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), NULL);
  g_return_val_if_fail (page > 0, NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->list_posts (self, status, words, page, cancellable);
}

/**
 * redaksi_server_find_slug:
 * @self: a server
 * @slug: the end of an address
 * @cancellable: (nullable): ends the wait
 *
 * Returns: (transfer full): a future of a #GStrv: the remote ids of the posts that readers find, or
 * will find, under it; none where the server can't be asked that
 */
DexFuture *
redaksi_server_find_slug (RedaksiServer *self, const char *slug, GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), NULL);
  g_return_val_if_fail (slug != NULL && *slug != '\0', NULL);

  if (REDAKSI_SERVER_GET_IFACE (self)->find_slug == NULL)
    return dex_future_new_take_boxed (G_TYPE_STRV, g_new0 (char *, 1));
  return REDAKSI_SERVER_GET_IFACE (self)->find_slug (self, slug, cancellable);
}

/**
 * redaksi_server_name_terms:
 * @self: a server
 * @kind: "section" or "tag"
 * @ids: (array zero-terminated=1): the server's ids, as a post has them
 * @cancellable: (nullable): ends the wait
 *
 * Returns: (transfer full): a future of #GStrv: the names in the order of @ids, plain text, without
 *   those that the server does not know
 */
DexFuture *
redaksi_server_name_terms (RedaksiServer *self, const char *kind, const char *const *ids,
                           GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self) && ids != NULL, NULL);
  g_return_val_if_fail (g_strcmp0 (kind, "section") == 0 || g_strcmp0 (kind, "tag") == 0, NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->name_terms (self, kind, ids, cancellable);
}

/**
 * redaksi_server_get_photo:
 * @self: a server
 * @remote_id: the server's id
 * @cancellable: (nullable): ends the wait
 *
 * Returns: (transfer full): a future of #RedaksiRemotePhoto with its texts; rejects with
 *   %REDAKSI_SERVER_ERROR_NOT_FOUND
 */
DexFuture *
redaksi_server_get_photo (RedaksiServer *self, const char *remote_id, GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self) && remote_id != NULL, NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->get_photo (self, remote_id, cancellable);
}

/**
 * redaksi_server_fetch_photo:
 * @self: a server
 * @url: where a picture of the site is, as #RedaksiRemotePhoto or an article says it
 * @cancellable: (nullable): ends the wait
 *
 * Fetches a picture, 8 MB at most, as any reader would: no credentials leave.
 *
 * Returns: (transfer full): a future of #GBytes: whatever stands there, of a kind that is a picture
 */
DexFuture *
redaksi_server_fetch_photo (RedaksiServer *self, const char *url, GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self) && url != NULL, NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->fetch_photo (self, url, cancellable);
}

/**
 * redaksi_server_fetch_page:
 * @self: a server
 * @url: the public address of a post
 * @cancellable: (nullable): ends the wait
 *
 * Reads what readers get: without signing in.
 *
 * Returns: (transfer full): a future of #GBytes, HTML; rejects with %REDAKSI_SERVER_ERROR_NOT_FOUND
 *   where there is no such page
 */
DexFuture *
redaksi_server_fetch_page (RedaksiServer *self, const char *url, GCancellable *cancellable)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self) && url != NULL, NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->fetch_page (self, url, cancellable);
}

/**
 * redaksi_server_get_last_reply:
 * @self: a server
 *
 * What the server said when a call failed last: status line, some headers and the beginning of the
 * body (16 kB), valid UTF-8, without the password; or the library's words where no reply came.
 *
 * Returns: (transfer full) (nullable): for the administrator; %NULL when nothing failed yet
 */
char *
redaksi_server_get_last_reply (RedaksiServer *self)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), NULL);

  return REDAKSI_SERVER_GET_IFACE (self)->get_last_reply (self);
}

/**
 * redaksi_server_get_time:
 * @self: a server
 *
 * Returns: what the server's own clock shows, by what it said in its last reply: microseconds UTC;
 * 0 where it has said nothing
 */
gint64
redaksi_server_get_time (RedaksiServer *self)
{
  g_return_val_if_fail (REDAKSI_IS_SERVER (self), 0);

  return REDAKSI_SERVER_GET_IFACE (self)->get_time (self);
}

/**
 * redaksi_server_new_for_site:
 * @site: where; its kind must be one that we know
 * @password: (nullable): an application password, or Ghost's Admin API key; kept in memory alone
 *
 * Returns: (transfer full): the client for a site
 */
RedaksiServer *
redaksi_server_new_for_site (RedaksiSite *site, const char *password)
{
  g_return_val_if_fail (REDAKSI_IS_SITE (site), NULL);

  if (g_strcmp0 (redaksi_site_get_kind (site), "ghost") == 0)
    return REDAKSI_SERVER (redaksi_ghost_server_new (site, password));
  return REDAKSI_SERVER (redaksi_wordpress_server_new (site, password));
}

typedef struct
{
  char *address;
  GCancellable *cancellable; /* nullable */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->address);
  g_clear_object (&search->cancellable);
  g_free (search);
}

/* Whether the address answers at all, and safely: then it may be the one of something else. */
static gboolean
may_be_another (const GError *error)
{
  return error->domain == REDAKSI_SERVER_ERROR
         && (error->code == REDAKSI_SERVER_ERROR_NOT_FOUND
             || error->code == REDAKSI_SERVER_ERROR_BROKEN
             || error->code == REDAKSI_SERVER_ERROR_REFUSED);
}

static DexFuture *
discover_fiber (gpointer data)
{
  Search *search = data;
  g_autoptr (GError) error = NULL;
  RedaksiSite *site
    = dex_await_object (redaksi_wordpress_server_discover (search->address, search->cancellable),
                        &error);

  if (site == NULL && may_be_another (error))
    site = redaksi_ghost_server_discover_await (search->address, search->cancellable);
  return site != NULL ? dex_future_new_take_object (site)
                      : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * redaksi_server_discover:
 * @address: what a person typed: "koran.example", "https://koran.example/blog/", the address of an
 *   article or of the administration
 * @cancellable: (nullable): ends the wait
 *
 * Finds out what a site is made with, and its API: WordPress, else Ghost; https first, plain http
 * on this machine alone. Sends no credentials.
 *
 * Returns: (transfer full): a future of #RedaksiSite with url, api, name, language, time-zone and
 *   tagline; rejects with %REDAKSI_SERVER_ERROR_NOT_FOUND where neither answers
 */
DexFuture *
redaksi_server_discover (const char *address, GCancellable *cancellable)
{
  Search *search;

  g_return_val_if_fail (address != NULL, NULL);

  search = g_new0 (Search, 1);
  search->address = g_strdup (address);
  if (cancellable != NULL)
    search->cancellable = g_object_ref (cancellable);
  return dex_scheduler_spawn (NULL, 0, discover_fiber, search, search_free);
}
