/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article-header.h"
#include "redaksi-article-view.h"
#include "redaksi-body-spelling.h"
#include "redaksi-body-view.h"
#include "redaksi-leaf-card.h"

G_BEGIN_DECLS

typedef struct _RedaksiFinding RedaksiFinding;

struct _RedaksiArticleView
{
  AdwBin parent_instance;

  RedaksiDocument *document;
  gulong applied_id;
  RedaksiPhotoStore *photos;
  RedaksiSpeller *speller;
  GSimpleActionGroup *actions;

  GtkWidget *header;
  RedaksiBodyView *body;
  RedaksiBodySpelling *spelling;
  gboolean typography;
  gboolean typewriter;
  guint text_size;      /* percent */
  GtkWidget *scroll;    /* holds the body */
  const char *text_field; /* the one that was written in last; NULL: the body */
  RedaksiFinding *finding;
  GtkWidget *menu;      /* popover: what "/" offers */
  GPtrArray *snippets;  /* RedaksiSheet, nullable */
  GtkWidget *link;      /* popover */
  GtkWidget *embed;     /* popover */
  guint asked_from;     /* where the "/" is that asked for it; G_MAXUINT: none did */
  RedaksiSelection link_selection; /* what either is about */
  guint64 link_version;
  GtkWidget *count;     /* label */
  GtkWidget *outline;   /* menu button */
  GtkListBox *outline_list;
  GtkWidget *outline_hint; /* where there are no headings */
  GtkWidget *target_button;
  GtkWidget *target_spin;
  GtkWidget *target_bar;
  guint target;         /* words that it is to have; 0: none */
  GtkWidget *spinner;
  GArray *words;        /* of each block; G_MAXUINT: not counted yet */
  guint counting;       /* idle source */
  gboolean counted_selection;
  guint looking;        /* idle source */
  RedaksiPhotoFetch fetch; /* nullable: photos that are on a site only */
  gpointer fetch_data;
  GHashTable *fetched;  /* address → why it did not come, "" while it may */
  guint taking;         /* photos on their way */
  guint taking_lead;    /* … of them, to the lead photo's place */
  guint selected_photo; /* as told last */
  GtkWidget *selected_card; /* weak */
  gboolean read_only;
};

/* redaksi-article-view-actions.c */
void _redaksi_article_view_add_actions   (RedaksiArticleView *self);
void _redaksi_article_view_show_actions  (RedaksiArticleView *self);
/* redaksi-article-view-links.c */
gboolean _redaksi_article_view_has_link  (RedaksiArticleView *self);
void _redaksi_article_view_edit_link     (RedaksiArticleView *self);
void _redaksi_article_view_ask_embed     (RedaksiArticleView *self, guint from);
/* redaksi-article-photos.c */
void _redaksi_article_view_setup_photos  (RedaksiArticleView *self);
void _redaksi_article_view_choose_photo  (RedaksiArticleView *self, gboolean lead);
void _redaksi_article_view_remove_lead   (RedaksiArticleView *self);
void _redaksi_article_view_show_selected (RedaksiArticleView *self);
void _redaksi_article_view_tell_photo    (RedaksiArticleView *self, guint block);
/* redaksi-article-fetch.c */
void _redaksi_article_view_want_photo    (RedaksiArticleView *self, RedaksiLeafCard *card, gboolean asked);
void _redaksi_article_view_ask_photo     (RedaksiLeafCard *card, RedaksiArticleView *self);
/* redaksi-article-sight.c */
void _redaksi_article_view_setup_sight   (RedaksiArticleView *self);
void _redaksi_article_view_look          (RedaksiArticleView *self);
/* redaksi-article-find.c */
GtkWidget *_redaksi_article_view_setup_find  (RedaksiArticleView *self); /* returns its bar */
void _redaksi_article_view_end_find      (RedaksiArticleView *self);
void _redaksi_article_view_find          (RedaksiArticleView *self, const char *action);
void _redaksi_article_view_find_moved    (RedaksiArticleView *self);
void _redaksi_article_view_find_changed  (RedaksiArticleView *self);
void _redaksi_article_view_find_document (RedaksiArticleView *self);
/* redaksi-article-view-snippets.c */
void _redaksi_article_view_put_snippet   (RedaksiArticleView *self, RedaksiSelection selection, const char *text);
/* redaksi-article-view-size.c */
void _redaksi_article_view_set_text_size (RedaksiArticleView *self, guint size);
void _redaksi_article_view_step_text_size (RedaksiArticleView *self, int way);
/* redaksi-article-view-outline.c */
GtkWidget *_redaksi_article_view_make_outline (RedaksiArticleView *self);
GtkWidget *_redaksi_article_view_make_target (RedaksiArticleView *self, GtkWidget *count);
void _redaksi_article_view_read_target   (RedaksiArticleView *self);
void _redaksi_article_view_show_target   (RedaksiArticleView *self, guint words);
/* redaksi-article-view-count.c */
void _redaksi_article_view_setup_count   (RedaksiArticleView *self);
void _redaksi_article_view_count_moved   (RedaksiArticleView *self);
void _redaksi_article_view_count_again   (RedaksiArticleView *self);

G_END_DECLS
