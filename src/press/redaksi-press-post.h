/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-press-private.h"

G_BEGIN_DECLS

/* A post as it is stored. Times are seconds UTC. */
typedef struct
{
  gint64   id; /* 0: not stored yet */
  gint64   author;
  char    *author_name;
  char    *status;
  char    *slug;
  char    *title;
  char    *content;
  char    *excerpt;
  char    *summary;
  gint64   date;
  gint64   modified;
  gboolean floating;
  gint64   featured;
  gboolean sticky;
  GArray  *sections; /* gint64, term ids */
  GArray  *tags;
} RedaksiPressPost;

/* → (transfer full): an empty draft */
RedaksiPressPost *redaksi_press_post_new     (void);
void              redaksi_press_post_free    (RedaksiPressPost *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiPressPost, redaksi_press_post_free)

/* → (transfer full) (nullable) */
RedaksiPressPost *redaksi_press_post_load    (RedaksiPress *press, gint64 id);
gboolean          redaksi_press_post_save    (RedaksiPress *press, RedaksiPressPost *self, gint64 editor);
/* For good, with its revisions */
gboolean          redaksi_press_post_delete  (RedaksiPress *press, gint64 id);
/* Publishes what was scheduled and whose hour has come */
void              redaksi_press_post_due     (RedaksiPress *press);
/* → (transfer full): its public address, or `?p=ID` until it has one */
char             *redaksi_press_post_link    (RedaksiPress *press, const RedaksiPressPost *self);
/* → (transfer full): `/2025/11/09/slug/` on the site, by the site’s calendar */
char             *redaksi_press_post_address (RedaksiPress *press, gint64 date, const char *slug);
RedaksiArticle   *redaksi_press_post_article (RedaksiPress *press, const RedaksiPressPost *self);
/* → (transfer full): the body as markup of ours: what the API calls “rendered” */
char             *redaksi_press_post_body    (RedaksiPress *press, const RedaksiPressPost *self);

/* Finds the press's own media for the page: by "media-ID" or by address. @user_data is the press. */
gboolean          redaksi_press_find_photo   (const char *digest, RedaksiPhotoLink *link, gpointer user_data);

G_END_DECLS
