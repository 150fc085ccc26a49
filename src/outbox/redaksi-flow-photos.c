/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A flow's photos: each is looked up by its marker before it is sent, and sent once. */
#include "redaksi-flow-private.h"

#include <stdio.h>
#include <string.h>

#include "redaksi-digest.h"

#define MARKER_DIGEST 32 /* digits of the photo's digest in its marker */
#define MARKER_TEXTS  8  /* digits of the digest of its texts */

/* A photo whose texts were changed is another one to the server: what readers see below it there
 * can't be wrong. */
static char *
make_marker (const RedaksiPicture *picture)
{
  g_autofree char *texts = g_strjoin ("\n", picture->caption, picture->credit, picture->alt, NULL);
  g_autofree char *digest = redaksi_digest_data (texts, strlen (texts));

  return g_strdup_printf ("%.*s-%.*s", MARKER_DIGEST, picture->digest, MARKER_TEXTS, digest);
}

static RedaksiPicture *
find_picture (RedaksiFlow *self, const char *digest)
{
  for (guint i = 0; i < self->pictures->len; i++)
    {
      RedaksiPicture *picture = g_ptr_array_index (self->pictures, i);
      if (strcmp (picture->digest, digest) == 0)
        return picture;
    }
  return NULL;
}

static void
add_picture (RedaksiFlow *self, const char *digest, const char *caption, const char *credit,
             const char *alt)
{
  RedaksiPicture *picture;

  if (!redaksi_digest_is_valid (digest) || find_picture (self, digest) != NULL)
    return;
  picture = g_new0 (RedaksiPicture, 1);
  picture->digest = g_strdup (digest);
  picture->caption = g_strdup (caption != NULL ? caption : "");
  picture->credit = g_strdup (credit != NULL ? credit : "");
  picture->alt = g_strdup (alt != NULL ? alt : "");
  picture->marker = make_marker (picture);
  g_ptr_array_add (self->pictures, picture);
}

static void
collect_pictures (RedaksiFlow *self)
{
  RedaksiBody *body = redaksi_article_get_body (self->article);
  guint n = redaksi_body_get_n (body);

  add_picture (self, redaksi_article_peek_field (self->article, REDAKSI_FIELD_LEAD_PHOTO),
               redaksi_article_peek_field (self->article, REDAKSI_FIELD_LEAD_CAPTION),
               redaksi_article_peek_field (self->article, REDAKSI_FIELD_LEAD_CREDIT),
               redaksi_article_peek_field (self->article, REDAKSI_FIELD_LEAD_ALT));
  for (guint i = 0; i < n; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiBlock *next = i + 1 < n ? redaksi_body_get_nth (body, i + 1) : NULL;
      const char *caption = NULL;

      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PHOTO)
        continue;
      if (next != NULL && redaksi_block_get_kind (next) == REDAKSI_BLOCK_CAPTION)
        caption = redaksi_block_get_text (next);
      add_picture (self, redaksi_block_get (block, "photo"), caption,
                   redaksi_block_get (block, "credit"), redaksi_block_get (block, "alt"));
    }
}

static char *
dup_local_id (const RedaksiPicture *picture)
{
  return g_strdup_printf ("%s:%s", picture->digest, picture->marker + MARKER_DIGEST + 1);
}

/**
 * redaksi_flow_dup_photo_id:
 * @digest: a photo's
 * @caption: (nullable): plain text
 * @credit: (nullable): plain text
 * @alt: (nullable): plain text
 *
 * Returns: (transfer full): what the library knows the photo with these texts by, on any site
 */
char *
redaksi_flow_dup_photo_id (const char *digest, const char *caption, const char *credit,
                           const char *alt)
{
  RedaksiPicture picture = { (char *)digest,
                             (char *)(caption != NULL ? caption : ""),
                             (char *)(credit != NULL ? credit : ""),
                             (char *)(alt != NULL ? alt : ""),
                             NULL,
                             NULL };
  char *id;

  picture.marker = make_marker (&picture);
  id = dup_local_id (&picture);
  g_free (picture.marker);
  return id;
}

/* What the library knows of it; its size stands in the opaque state. */
static gboolean
recall (RedaksiFlow *self, RedaksiPicture *picture, GError **error)
{
  g_autofree char *local_id = dup_local_id (picture);
  g_autoptr (GError) local = NULL;
  g_autoptr (RedaksiRemote) remote = dex_await_boxed (
    redaksi_library_get_remote (self->library, redaksi_site_get_id (self->site), local_id), &local);

  if (remote == NULL)
    {
      if (g_error_matches (local, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  picture->remote = g_new0 (RedaksiRemotePhoto, 1);
  picture->remote->remote_id = g_strdup (remote->remote_id);
  picture->remote->url = g_strdup (remote->url);
  if (remote->state != NULL)
    (void)!sscanf (remote->state, "[%u,%u]", &picture->remote->width, &picture->remote->height);
  return TRUE;
}

static gboolean
remember (RedaksiFlow *self, RedaksiPicture *picture, GError **error)
{
  g_autofree char *local_id = dup_local_id (picture);
  g_autofree char *size
    = g_strdup_printf ("[%u,%u]", picture->remote->width, picture->remote->height);
  g_autoptr (RedaksiRemote) remote
    = redaksi_remote_new (picture->remote->remote_id, picture->remote->url, size);

  return dex_await (redaksi_library_set_remote (self->library, redaksi_site_get_id (self->site),
                                                local_id, remote),
                    error);
}

/* %TRUE without a remote photo: the server has none. */
static gboolean
look_up (RedaksiFlow *self, RedaksiPicture *picture, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint tries = 0;

  do
    picture->remote = dex_await_boxed (redaksi_server_find_photo (self->server, picture->marker,
                                                                  self->cancellable),
                                       &local);
  while (picture->remote == NULL
         && redaksi_flow_ask_again (self->cancellable, self->patience, &tries, &local));
  if (picture->remote != NULL
      || g_error_matches (local, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
progress_cb (guint64 sent, guint64 total, gpointer flow)
{
  RedaksiFlow *self = flow;

  redaksi_push_set_progress (self->push, sent, total);
}

/* As it stands below photos in the text: “what is seen · who took it”. */
char *
redaksi_flow_dup_caption (const RedaksiPicture *picture)
{
  return g_strconcat (picture->caption,
                      *picture->caption != '\0' && *picture->credit != '\0' ? " · " : "",
                      picture->credit, NULL);
}

static gboolean
upload (RedaksiFlow *self, RedaksiPicture *picture, GError **error)
{
  g_autoptr (RedaksiPhoto) photo
    = dex_await_boxed (redaksi_photo_store_get (self->photos, picture->digest), error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *caption = NULL;
  g_autoptr (GError) local = NULL;
  const char *title;

  if (photo == NULL)
    return FALSE;
  bytes = dex_await_boxed (redaksi_photo_store_make_upload (self->photos, picture->digest,
                                                            picture->caption, picture->credit,
                                                            picture->alt),
                           error);
  if (bytes == NULL || !redaksi_flow_mark_sent (self, error))
    return FALSE;
  caption = redaksi_flow_dup_caption (picture);
  title = photo->title != NULL ? photo->title
                               : redaksi_article_get_field (self->article, REDAKSI_FIELD_HEADLINE);
  redaksi_push_set_progress (self->push, 0, g_bytes_get_size (bytes));
  picture->remote
    = dex_await_boxed (redaksi_server_upload_photo (self->server, picture->marker, bytes, title,
                                                    caption, picture->alt, progress_cb, self,
                                                    self->cancellable),
                       &local);
  /* Perhaps it is there. If it is not yet, it is looked for again before it is sent again. */
  if (picture->remote == NULL
      && g_error_matches (local, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_UNCLEAR))
    look_up (self, picture, NULL);
  if (picture->remote == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return picture->remote != NULL;
}

/* Articles may share a photo. Two that send it at the same moment would both find that it is not
 * there: the one waits until the other is through with it. */
static gboolean
take_turn (RedaksiFlow *self, const char *key, GError **error)
{
  DexPromise *other;

  while ((other = g_hash_table_lookup (self->uploads, key)) != NULL)
    {
      dex_await (dex_future_first (dex_ref (other),
                                   dex_cancellable_new_from_cancellable (self->cancellable), NULL),
                 NULL);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
    }
  g_hash_table_insert (self->uploads, g_strdup (key), dex_promise_new ());
  return TRUE;
}

static void
end_turn (RedaksiFlow *self, const char *key)
{
  g_autoptr (DexPromise) promise = dex_ref (g_hash_table_lookup (self->uploads, key));

  g_hash_table_remove (self->uploads, key);
  dex_promise_resolve_boolean (promise, TRUE);
}

static gboolean
send_picture (RedaksiFlow *self, RedaksiPicture *picture, gboolean verify, GError **error)
{
  g_autofree char *key
    = g_strdup_printf ("%s %s", redaksi_site_get_id (self->site), picture->marker);
  gboolean sent;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
      || (self->uploads != NULL && !take_turn (self, key, error)))
    return FALSE;
  sent = (verify || recall (self, picture, error))
         && (picture->remote != NULL
             || (look_up (self, picture, error)
                 && (picture->remote != NULL || upload (self, picture, error))
                 && remember (self, picture, error)));
  if (self->uploads != NULL)
    end_turn (self, key);
  return sent;
}

/**
 * redaksi_flow_send_photos:
 * @self: a flow
 * @verify: ask the server even for those that it had
 * @error: return location
 *
 * Returns: whether the server has all photos of the article, and the library knows their ids
 */
gboolean
redaksi_flow_send_photos (RedaksiFlow *self, gboolean verify, GError **error)
{
  g_ptr_array_set_size (self->pictures, 0);
  collect_pictures (self);
  for (guint i = 0; i < self->pictures->len; i++)
    if (!send_picture (self, g_ptr_array_index (self->pictures, i), verify, error))
      return FALSE;
  redaksi_push_set_progress (self->push, 0, 0);
  return TRUE;
}

/**
 * redaksi_flow_get_photo_key:
 * @block: a block
 *
 * Returns: (nullable): what its site calls a photo in the text: by number, or where it has none by
 *   its address; %NULL where the block is no photo, or of no site
 */
const char *
redaksi_flow_get_photo_key (const RedaksiBlock *block)
{
  const char *remote_id = redaksi_block_get (block, "remote-id");

  if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PHOTO)
    return NULL;
  return remote_id != NULL ? remote_id : redaksi_block_get (block, "url");
}

/**
 * redaksi_flow_leave_there:
 * @self: a flow that has its article
 *
 * A photo that came from this very site goes by what the site calls it: it is not sent, and its
 * block stays as it is there as long as nobody changes it.
 */
void
redaksi_flow_leave_there (RedaksiFlow *self)
{
  g_autoptr (RedaksiBody) body = redaksi_body_ref (redaksi_article_get_body (self->article));
  RedaksiArticle *left;

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      const char *digest = redaksi_block_get (block, "photo");
      const char *url = redaksi_block_get (block, "url");
      g_autofree char *local = NULL;
      g_autoptr (RedaksiShape) bare = NULL;
      g_autoptr (RedaksiBlock) there = NULL;
      RedaksiBody *next;

      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PHOTO || digest == NULL || url == NULL)
        continue;
      local
        = dex_await_string (redaksi_library_find_remote (self->library,
                                                         redaksi_site_get_id (self->site),
                                                         redaksi_flow_get_photo_key (block), TRUE),
                            NULL);
      if (local == NULL || !g_str_has_prefix (local, digest))
        continue;
      bare = redaksi_shape_with (redaksi_block_get_shape (block), "photo", NULL);
      there = redaksi_block_with_shape (block, bare);
      next = redaksi_body_with_block (body, i, there);
      redaksi_body_unref (body);
      body = next;
    }
  left = redaksi_article_with_body (self->article, body);
  redaksi_article_unref (self->article);
  self->article = left;
}

/* Asked by the writer of the content, for each photo of the body. */
gboolean
redaksi_flow_lookup_cb (const char *digest, RedaksiPhotoLink *link, gpointer flow)
{
  RedaksiPicture *picture = find_picture (flow, digest);

  if (picture == NULL || picture->remote == NULL)
    return FALSE;
  link->url = picture->remote->url != NULL ? picture->remote->url : "";
  link->remote_id = picture->remote->remote_id;
  link->width = picture->remote->width;
  link->height = picture->remote->height;
  return TRUE;
}
