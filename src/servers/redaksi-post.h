/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

G_BEGIN_DECLS

/*
 * RedaksiPost: an article as a publishing server has it. Texts are plain (no entities) but
 * @content.
 *
 * What is NULL in a post that is sent is left alone on the server; what is empty is emptied there.
 * A post that came back is complete: only @excerpt, @featured, @url and @slug may be NULL.
 */
typedef struct _RedaksiPost
{
  char *remote_id; /* NULL: create */
  char *marker;    /* article id: creates carry slug rdk-<marker> */
  char *status;    /* "draft", "pending", "publish", "future", "private", "trash" */
  char *title;
  char *content; /* WordPress blocks */
  char *excerpt;
  char *slug;      /* the wanted one; "": the server makes it from the title */
  char *featured;  /* remote id of the lead photo; "": none */
  char *featured_caption; /* where a server keeps these with the post and not with the photo; else */
  char *featured_alt;     /* not sent, and NULL in replies */
  char **sections; /* remote ids */
  char **tags;     /* remote ids */
  char **people;   /* names: who of them has an account there is an author of what is created, where
                      a server knows authors by it; NULL in replies */
  gint64 date;     /* µs UTC; 0 = not set */
  /* filled in replies */
  char *url;
  char *modified; /* opaque: equal texts mean an unchanged post, as far as the server tells */
  gint64 changed; /* µs UTC, for people; 0 = the server doesn't say */
} RedaksiPost;

#define REDAKSI_TYPE_POST (redaksi_post_get_type ())
GType redaksi_post_get_type (void);
RedaksiPost *redaksi_post_new (void);
RedaksiPost *redaksi_post_copy (const RedaksiPost *post);
void redaksi_post_free (RedaksiPost *post);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiPost, redaksi_post_free)

/* RedaksiPostPage: one page of what a server has. The posts have no @content. */
typedef struct
{
  GPtrArray *posts; /* of RedaksiPost, last changed first */
  guint page;       /* from 1 */
  guint n_pages;    /* 0: nothing was found */
} RedaksiPostPage;

#define REDAKSI_TYPE_POST_PAGE (redaksi_post_page_get_type ())
GType redaksi_post_page_get_type (void);
RedaksiPostPage *redaksi_post_page_new (GPtrArray *posts, guint page, guint n_pages);
RedaksiPostPage *redaksi_post_page_copy (const RedaksiPostPage *page);
void redaksi_post_page_free (RedaksiPostPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiPostPage, redaksi_post_page_free)

/* RedaksiRemotePhoto: a picture as a publishing server has it. */
typedef struct
{
  char *remote_id;
  char *url;   /* of the full picture */
  guint width; /* 0: the server doesn't say */
  guint height;
  /* plain text, nullable; redaksi_server_get_photo() alone fills them */
  char *caption;
  char *credit;
  char *alt;
} RedaksiRemotePhoto;

#define REDAKSI_TYPE_REMOTE_PHOTO (redaksi_remote_photo_get_type ())
GType redaksi_remote_photo_get_type (void);
RedaksiRemotePhoto *redaksi_remote_photo_copy (const RedaksiRemotePhoto *photo);
void redaksi_remote_photo_free (RedaksiRemotePhoto *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiRemotePhoto, redaksi_remote_photo_free)

G_END_DECLS
