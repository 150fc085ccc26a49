/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-body-view.h"

G_BEGIN_DECLS

struct _RedaksiBodyView
{
  GtkTextView parent_instance;

  RedaksiBodyBuffer *buffer;
  GtkWidget *slot; /* holds the header */
  int slot_x;      /* where it is */
  int slot_top;
  double scrolled; /* how far, when it was placed last */
  guint column;    /* as it would be with room */
  guint width;     /* as it is */
  gboolean composing; /* an input method is in the middle of something */
  guint64 key_version; /* of the document, when the last key was pressed */
  gboolean typography;
  gboolean fields; /* there were some: Tab looks for the next */
  gboolean typewriter;
  guint centring;  /* tick callback */
  guint tries;     /* frames that it took */
  guint64 shorthand_version; /* of the document, when shorthand or typography was the last thing done */
  char *embedded; /* the last address that became an embed by itself: once is enough */
  GCancellable *pasting;
};

/* redaksi-body-decor.c: what is drawn and is no text */
void     _redaksi_body_view_draw      (RedaksiBodyView *self, GtkSnapshot *snapshot);
/* redaksi-body-shorthand.c: what "## " and the like become. */
gboolean _redaksi_body_view_shorthand (RedaksiBodyView *self);
/* redaksi-body-typography.c: what '"' and the like become. */
gboolean _redaksi_body_view_typography (RedaksiBodyView *self);
/* redaksi-body-fields.c */
gboolean _redaksi_body_view_next_field (RedaksiBodyView *self);
/* redaksi-body-typewriter.c */
void     _redaksi_body_view_centre    (RedaksiBodyView *self);
/* redaksi-body-embed.c: the address of a post that stands alone */
gboolean _redaksi_body_view_embed_typed  (RedaksiBodyView *self);
void     _redaksi_body_view_embed_pasted (RedaksiBodyView *self, const char *address);
char    *_redaksi_embed_of_slice         (RedaksiBody *slice);
/* redaksi-body-clipboard.c */
void     _redaksi_body_view_copy      (RedaksiBodyView *self);

G_END_DECLS
