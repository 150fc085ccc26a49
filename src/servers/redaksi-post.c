/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-post.h"

G_DEFINE_BOXED_TYPE (RedaksiPost, redaksi_post, redaksi_post_copy, redaksi_post_free)
G_DEFINE_BOXED_TYPE (RedaksiRemotePhoto, redaksi_remote_photo, redaksi_remote_photo_copy,
                     redaksi_remote_photo_free)
G_DEFINE_BOXED_TYPE (RedaksiPostPage, redaksi_post_page, redaksi_post_page_copy,
                     redaksi_post_page_free)

/**
 * redaksi_post_new:
 *
 * Returns: (transfer full): a post that, when it is sent, changes nothing
 */
RedaksiPost *
redaksi_post_new (void)
{
  return g_new0 (RedaksiPost, 1);
}

/**
 * redaksi_post_copy:
 * @post: a post
 *
 * Returns: (transfer full)
 */
RedaksiPost *
redaksi_post_copy (const RedaksiPost *post)
{
  RedaksiPost *copy;

  g_return_val_if_fail (post != NULL, NULL);

  copy = g_memdup2 (post, sizeof *post);
  copy->remote_id = g_strdup (post->remote_id);
  copy->marker = g_strdup (post->marker);
  copy->status = g_strdup (post->status);
  copy->title = g_strdup (post->title);
  copy->content = g_strdup (post->content);
  copy->excerpt = g_strdup (post->excerpt);
  copy->slug = g_strdup (post->slug);
  copy->featured = g_strdup (post->featured);
  copy->featured_caption = g_strdup (post->featured_caption);
  copy->featured_alt = g_strdup (post->featured_alt);
  copy->sections = g_strdupv (post->sections);
  copy->tags = g_strdupv (post->tags);
  copy->people = g_strdupv (post->people);
  copy->url = g_strdup (post->url);
  copy->modified = g_strdup (post->modified);
  return copy;
}

/**
 * redaksi_post_free:
 * @post: (transfer full) (nullable): a post
 */
void
redaksi_post_free (RedaksiPost *post)
{
  if (post == NULL)
    return;
  g_free (post->remote_id);
  g_free (post->marker);
  g_free (post->status);
  g_free (post->title);
  g_free (post->content);
  g_free (post->excerpt);
  g_free (post->slug);
  g_free (post->featured);
  g_free (post->featured_caption);
  g_free (post->featured_alt);
  g_strfreev (post->sections);
  g_strfreev (post->tags);
  g_strfreev (post->people);
  g_free (post->url);
  g_free (post->modified);
  g_free (post);
}

/**
 * redaksi_remote_photo_copy:
 * @photo: a picture on a server
 *
 * Returns: (transfer full)
 */
RedaksiRemotePhoto *
redaksi_remote_photo_copy (const RedaksiRemotePhoto *photo)
{
  RedaksiRemotePhoto *copy;

  g_return_val_if_fail (photo != NULL, NULL);

  copy = g_memdup2 (photo, sizeof *photo);
  copy->remote_id = g_strdup (photo->remote_id);
  copy->url = g_strdup (photo->url);
  copy->caption = g_strdup (photo->caption);
  copy->credit = g_strdup (photo->credit);
  copy->alt = g_strdup (photo->alt);
  return copy;
}

/**
 * redaksi_remote_photo_free:
 * @photo: (transfer full) (nullable): a picture on a server
 */
void
redaksi_remote_photo_free (RedaksiRemotePhoto *photo)
{
  if (photo == NULL)
    return;
  g_free (photo->remote_id);
  g_free (photo->url);
  g_free (photo->caption);
  g_free (photo->credit);
  g_free (photo->alt);
  g_free (photo);
}

/**
 * redaksi_post_page_new:
 * @posts: (element-type RedaksiPost) (transfer full): what is on the page
 * @page: its number, from 1
 * @n_pages: how many there are
 *
 * Returns: (transfer full)
 */
RedaksiPostPage *
redaksi_post_page_new (GPtrArray *posts, guint page, guint n_pages)
{
  RedaksiPostPage *self;

  g_return_val_if_fail (posts != NULL, NULL);

  self = g_new0 (RedaksiPostPage, 1);
  self->posts = posts;
  self->page = page;
  self->n_pages = n_pages;
  return self;
}

/**
 * redaksi_post_page_copy:
 * @page: a page
 *
 * Returns: (transfer full): a page with the same posts
 */
RedaksiPostPage *
redaksi_post_page_copy (const RedaksiPostPage *page)
{
  g_return_val_if_fail (page != NULL, NULL);

  return redaksi_post_page_new (g_ptr_array_ref (page->posts), page->page, page->n_pages);
}

/**
 * redaksi_post_page_free:
 * @page: (transfer full) (nullable): a page
 */
void
redaksi_post_page_free (RedaksiPostPage *page)
{
  if (page == NULL)
    return;
  g_ptr_array_unref (page->posts);
  g_free (page);
}
