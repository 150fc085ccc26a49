/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Photos that stand in posts of a site: they come when somebody looks at them or asks for them, and
 * once. What the article says of the block does not change but for the photo's digest, which no
 * site hears of (redaksi_flow_leave_there()): nobody's block is written anew because it was looked
 * at.
 *
 * Nobody else than the site hears that one looks: what stands on another machine comes only when a
 * person asks for it.
 */
#include "redaksi-outbox-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-digest.h"
#include "redaksi-flow-private.h"

typedef struct
{
  RedaksiOutbox *outbox;
  char *article;
  char *remote_id; /* nullable */
  char *url;
  gboolean asked;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->outbox);
  g_free (wish->article);
  g_free (wish->remote_id);
  g_free (wish->url);
  g_free (wish);
}

/* ---- which site it is of ---- */

static gboolean
is_of (RedaksiSite *site, const char *url)
{
  g_autoptr (GUri) a = g_uri_parse (redaksi_site_get_url (site), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) b = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return a != NULL && b != NULL && g_uri_get_host (a) != NULL && g_uri_get_host (b) != NULL
         && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0;
}

static gboolean
knows (RedaksiOutbox *self, RedaksiSite *site, const char *article)
{
  g_autoptr (RedaksiRemote) remote = dex_await_boxed (
    redaksi_library_get_remote (self->library, redaksi_site_get_id (site), article), NULL);

  return remote != NULL;
}

/* The site that has the article, and of several the one that the address is of. */
static RedaksiSite *
find_site (Wish *wish, GError **error)
{
  RedaksiOutbox *self = wish->outbox;
  g_autoptr (GPtrArray) sites = dex_await_boxed (redaksi_library_list_sites (self->library), error);
  RedaksiSite *found = NULL;

  if (sites == NULL)
    return NULL;
  for (guint i = 0; i < sites->len; i++)
    if (knows (self, sites->pdata[i], wish->article)
        && (found == NULL || is_of (sites->pdata[i], wish->url)))
      found = sites->pdata[i];
  if (found != NULL)
    return g_object_ref (found);
  g_set_error_literal (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE,
                       _ ("The site that this photo came from is not set up here."));
  return NULL;
}

/* ---- fetching ---- */

/* What we wrote below it: “what is seen · who took it”. */
static char *
cut_credit (const char *caption, const char *credit)
{
  g_autofree char *tail = NULL;

  if (caption == NULL || credit == NULL || *credit == '\0')
    return g_strdup (caption);
  tail = g_strconcat (" · ", credit, NULL);
  return g_str_has_suffix (caption, tail) ? g_strndup (caption, strlen (caption) - strlen (tail))
                                          : g_strdup (caption);
}

/**
 * _redaksi_outbox_find_photo:
 * @self: an outbox
 * @site_id: a site's id
 * @remote_id: what the site calls a photo
 *
 * Called from fibers.
 *
 * Returns: (transfer full) (nullable): the photo, where it is here already
 */
RedaksiPhoto *
_redaksi_outbox_find_photo (RedaksiOutbox *self, const char *site_id, const char *remote_id)
{
  g_autofree char *local
    = dex_await_string (redaksi_library_find_remote (self->library, site_id, remote_id, TRUE),
                        NULL);
  g_autofree char *digest = local != NULL ? g_strndup (local, strcspn (local, ":")) : NULL;

  return digest != NULL ? dex_await_boxed (redaksi_photo_store_get (self->photos, digest), NULL)
                        : NULL;
}

/**
 * _redaksi_outbox_bring_photo:
 * @self: an outbox
 * @server: the client of a site
 * @remote: a photo on it
 * @error: return location
 *
 * Called from fibers. The photo with what the site says of it, where its file does not.
 *
 * Returns: (transfer full) (nullable): the photo, in the store
 */
RedaksiPhoto *
_redaksi_outbox_bring_photo (RedaksiOutbox *self, RedaksiServer *server,
                             const RedaksiRemotePhoto *remote, GError **error)
{
  g_autoptr (GBytes) bytes
    = dex_await_boxed (redaksi_server_fetch_photo (server, remote->url, NULL), error);
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_autofree char *caption = cut_credit (remote->caption, remote->credit);

  if (bytes == NULL)
    return NULL;
  photo = dex_await_boxed (redaksi_photo_store_add_bytes (self->photos, bytes), error);
  if (photo == NULL)
    return NULL;
  return dex_await_boxed (redaksi_photo_store_note_texts (self->photos, photo, caption,
                                                          remote->credit, remote->alt),
                          error);
}

/* A photo that has no number on the site goes by where it is. Another article that shows it with
 * the same words may use the site's number, but never an address for one. */
static DexFuture *
remember (Wish *wish, const char *site_id, const RedaksiRemotePhoto *remote,
          const RedaksiPhoto *photo)
{
  g_autofree char *size = g_strdup_printf ("[%u,%u]", remote->width, remote->height);
  g_autofree char *caption = cut_credit (remote->caption, remote->credit);
  g_autofree char *local = NULL;
  g_autoptr (RedaksiRemote) known = NULL;

  if (wish->remote_id != NULL)
    local = redaksi_flow_dup_photo_id (photo->digest, caption, remote->credit, remote->alt);
  else
    {
      g_autofree char *digest = redaksi_digest_data (wish->url, strlen (wish->url));
      local = g_strdup_printf ("%s:there-%.8s", photo->digest, digest);
    }
  known
    = redaksi_remote_new (wish->remote_id != NULL ? wish->remote_id : wish->url, remote->url, size);
  return redaksi_library_set_remote (wish->outbox->library, site_id, local, known);
}

/* Where the site has it. A number is asked for, for a text may hold any address and a smaller copy;
 * but it may be another site's number, or that of a photo that is gone from the list. */
static RedaksiRemotePhoto *
look_up (Wish *wish, RedaksiServer *server, RedaksiSite *site, GError **error)
{
  g_autoptr (RedaksiRemotePhoto) listed = NULL;
  g_autoptr (GUri) uri = NULL;
  RedaksiRemotePhoto *remote;

  if (wish->remote_id != NULL)
    {
      g_autoptr (GError) local = NULL;
      listed = dex_await_boxed (redaksi_server_get_photo (server, wish->remote_id, NULL), &local);
      if (listed == NULL
          && !g_error_matches (local, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND)
          && !g_error_matches (local, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_FORBIDDEN)
          && !g_error_matches (local, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_REFUSED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (listed != NULL)
        return g_steal_pointer (&listed);
    }
  uri = g_uri_parse (wish->url, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error_literal (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE,
                           _ ("This photo has no address that it could come from."));
      return NULL;
    }
  if (!wish->asked && !is_of (site, wish->url))
    {
      g_set_error (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_ASK,
                   /* Translators: name of a computer on the network, such as photos.example.org */
                   _ ("This photo is kept at %s, not on the site. It comes when you ask for it."),
                   g_uri_get_host (uri));
      return NULL;
    }
  remote = g_new0 (RedaksiRemotePhoto, 1);
  remote->remote_id = g_strdup (wish->remote_id);
  remote->url = g_strdup (wish->url);
  return remote;
}

static RedaksiPhoto *
fetch (Wish *wish, GError **error)
{
  RedaksiOutbox *self = wish->outbox;
  const char *key = wish->remote_id != NULL ? wish->remote_id : wish->url;
  g_autoptr (RedaksiSite) known = find_site (wish, error);
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiServer) server = NULL;
  g_autoptr (RedaksiRemotePhoto) remote = NULL;
  g_autoptr (RedaksiPhoto) photo = NULL;
  const char *site_id;

  if (known == NULL)
    return NULL;
  site_id = redaksi_site_get_id (known);
  photo = _redaksi_outbox_find_photo (self, site_id, key);
  if (photo != NULL)
    return g_steal_pointer (&photo);
  server = _redaksi_outbox_await_server (self, site_id, &site, NULL, error);
  remote = server != NULL ? look_up (wish, server, site, error) : NULL;
  photo = remote != NULL ? _redaksi_outbox_bring_photo (self, server, remote, error) : NULL;
  if (photo == NULL || !dex_await (remember (wish, site_id, remote, photo), error))
    return NULL;
  return g_steal_pointer (&photo);
}

static DexFuture *
fetch_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiPhoto *photo = fetch (data, &error);

  return photo != NULL ? dex_future_new_take_boxed (REDAKSI_TYPE_PHOTO, photo)
                       : dex_future_new_for_error (error);
}

static Wish *
wish_new (RedaksiOutbox *self, const char *article, gboolean asked)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->outbox = g_object_ref (self);
  wish->article = g_strdup (article);
  wish->asked = asked;
  return wish;
}

/**
 * redaksi_outbox_fetch_photo:
 * @self: an outbox, started or not
 * @article_id: an article that came from a site
 * @remote_id: (nullable): what the site calls the photo, a block's “remote-id”
 * @url: where it is, a block's “url”
 * @asked: a person asks for it: also where it is on another machine than the site
 *
 * Brings a photo of a post into the store, with caption, credit and alternative text of the site's
 * list where the file has none. One that is here already costs nothing.
 *
 * Returns: (transfer full): a future of #RedaksiPhoto; rejects with %REDAKSI_OUTBOX_ERROR_ASK where
 *   a person has to ask, with %REDAKSI_OUTBOX_ERROR_NONE where the article is of no site here
 */
DexFuture *
redaksi_outbox_fetch_photo (RedaksiOutbox *self, const char *article_id, const char *remote_id,
                            const char *url, gboolean asked)
{
  Wish *wish;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && article_id != NULL && url != NULL, NULL);

  wish = wish_new (self, article_id, asked);
  wish->remote_id = g_strdup (remote_id);
  wish->url = g_strdup (url);
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, fetch_fiber, wish, wish_free);
}

/* ---- all of an article ---- */

static gboolean
is_elsewhere (const RedaksiBlock *block)
{
  return redaksi_block_get_kind (block) == REDAKSI_BLOCK_PHOTO
         && redaksi_block_get (block, "photo") == NULL && redaksi_block_get (block, "url") != NULL;
}

/**
 * redaksi_outbox_name_photo:
 * @article: an article
 * @remote_id: (nullable): a block's “remote-id”
 * @url: its “url”
 * @digest: the photo that it is
 *
 * Returns: (transfer full) (nullable): the article whose blocks with that photo know it; %NULL
 * where none was without it
 */
RedaksiArticle *
redaksi_outbox_name_photo (RedaksiArticle *article, const char *remote_id, const char *url,
                           const char *digest)
{
  g_autoptr (RedaksiBody) body = redaksi_body_ref (redaksi_article_get_body (article));
  gboolean changed = FALSE;

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      g_autoptr (RedaksiShape) shape = NULL;
      g_autoptr (RedaksiBlock) named = NULL;
      RedaksiBody *next;

      if (!is_elsewhere (block) || g_strcmp0 (redaksi_block_get (block, "url"), url) != 0
          || g_strcmp0 (redaksi_block_get (block, "remote-id"), remote_id) != 0)
        continue;
      shape = redaksi_shape_with (redaksi_block_get_shape (block), "photo", digest);
      named = redaksi_block_with_shape (block, shape);
      next = redaksi_body_with_block (body, i, named);
      redaksi_body_unref (body);
      body = next;
      changed = TRUE;
    }
  return changed ? redaksi_article_with_body (article, body) : NULL;
}

static DexFuture *
fetch_all_fiber (gpointer data)
{
  Wish *wish = data;
  RedaksiLibrary *library = wish->outbox->library;
  GError *error = NULL;
  g_autoptr (GError) first = NULL;
  g_autoptr (RedaksiArticle) article
    = dex_await_boxed (redaksi_library_load_revision (library, wish->article, 0), &error);
  g_autoptr (RedaksiBody) body = NULL;
  guint n = 0;

  if (article == NULL)
    return dex_future_new_for_error (error);
  body = redaksi_body_ref (redaksi_article_get_body (article));
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      const char *remote_id = redaksi_block_get (block, "remote-id");
      const char *url = redaksi_block_get (block, "url");
      g_autoptr (RedaksiPhoto) photo = NULL;
      RedaksiArticle *next;

      if (!is_elsewhere (block))
        continue;
      photo = dex_await_boxed (redaksi_outbox_fetch_photo (wish->outbox, wish->article, remote_id,
                                                           url, wish->asked),
                               first == NULL ? &first : NULL);
      next
        = photo != NULL ? redaksi_outbox_name_photo (article, remote_id, url, photo->digest) : NULL;
      if (photo != NULL)
        n++;
      if (next == NULL)
        continue;
      redaksi_article_unref (article);
      article = next;
    }
  if (n > 0 && !dex_await (redaksi_library_save_article (library, article, "site"), &error))
    return dex_future_new_for_error (error);
  if (first != NULL)
    return dex_future_new_for_error (g_steal_pointer (&first));
  return dex_future_new_for_uint (n);
}

/**
 * redaksi_outbox_fetch_photos:
 * @self: an outbox, started or not
 * @article_id: an article that came from a site, open in no window
 *
 * Brings all photos in the article's text that are on the site only; those that came are kept also
 * where others don't come.
 *
 * Returns: (transfer full): a future of how many there were (uint); rejects with the first error
 */
DexFuture *
redaksi_outbox_fetch_photos (RedaksiOutbox *self, const char *article_id)
{
  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && article_id != NULL, NULL);

  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, fetch_all_fiber,
                              wish_new (self, article_id, TRUE), wish_free);
}
