/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-body-buffer.h"

G_BEGIN_DECLS

/* What a user action touched so far: [from, old_to) of the body is [from, new_to) of the buffer. */
typedef struct
{
  gboolean active;
  guint from;
  guint old_to;
  guint new_to;
} RedaksiTouched;

struct _RedaksiBodyBuffer
{
  GtkTextBuffer parent_instance;

  RedaksiDocument *document;
  RedaksiBodyTags *tags;
  RedaksiBody *body; /* what is shown */
  gulong applied_id;

  RedaksiTouched touched;
  GtkTextTag *nudge; /* never stays on anything; the table owns it */
  GSList *replaced;          /* mark tags of what the action deleted, for what it puts there */
  RedaksiSelection selection; /* before the action */
  guint patching;            /* > 0: we change the buffer ourselves */
  guint actions;             /* > 0: within a user action */
  gboolean committing;       /* the document changes because the buffer did */
  gboolean splits;           /* the action typed a line end */
  gboolean sentinel;         /* the line end behind an empty last block is there */
  gboolean stored;           /* what is typed next has these marks */
  guint stored_marks;        /* bits of RedaksiMarkKind */
};

void         _redaksi_body_buffer_render   (RedaksiBodyBuffer *self, RedaksiBody *body);
void         _redaksi_body_buffer_patch    (RedaksiBodyBuffer *self, RedaksiBody *body);
void         _redaksi_body_buffer_restore  (RedaksiBodyBuffer *self, guint from, guint new_to, guint old_to);
void         _redaksi_body_buffer_close    (RedaksiBodyBuffer *self);
RedaksiBody *_redaksi_body_buffer_read     (RedaksiBodyBuffer *self, RedaksiShape *shape, guint from, guint to);
void         _redaksi_body_buffer_tell     (RedaksiBodyBuffer *self, RedaksiBody *before);

G_END_DECLS
