/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "redaksi-body-tags.h"
#include "redaksi-document.h"

G_BEGIN_DECLS

/*
 * RedaksiBodyBuffer: the GtkTextBuffer in which the body of a document is shown and typed.
 *
 * Between two user actions its text is the body's text (redaksi_body_dup_text) and its tags are the
 * body's marks, so an offset is a position. Typing changes the buffer first: when the user action ends
 * what it touched becomes one step. Everything else changes the document first, and only what differs
 * is changed here. A typed change that the body can't hold as it is (over the edge of a block, beside
 * a photo) is taken back and done by a command.
 *
 * One thing is here that the body has not: an empty last block that is no paragraph is followed by a
 * line end, because GtkTextView can't indent or size a line without any character. The cursor never
 * stands behind it.
 *
 * Its own undo is off. Main thread only. A key costs the reading of what it touched.
 *
 * Signals: "leaf" (GtkTextChildAnchor, RedaksiShape): a photo or another leaf is new here or changed its
 * shape; "blocks-changed" (guint first, guint n_before, guint n_now): these blocks are not what they
 * were; "typed": a step was made of what was typed; "moved": the cursor or the selection moved.
 */
#define REDAKSI_TYPE_BODY_BUFFER (redaksi_body_buffer_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiBodyBuffer, redaksi_body_buffer, REDAKSI, BODY_BUFFER, GtkTextBuffer)

RedaksiBodyBuffer *redaksi_body_buffer_new           (void);
void               redaksi_body_buffer_set_document  (RedaksiBodyBuffer *self, RedaksiDocument *document);
RedaksiDocument   *redaksi_body_buffer_get_document  (RedaksiBodyBuffer *self);
RedaksiBody       *redaksi_body_buffer_get_body      (RedaksiBodyBuffer *self);
RedaksiBodyTags   *redaksi_body_buffer_get_tags      (RedaksiBodyBuffer *self);

RedaksiSelection   redaksi_body_buffer_get_selection (RedaksiBodyBuffer *self);
void               redaksi_body_buffer_select        (RedaksiBodyBuffer *self, RedaksiSelection selection);
/* Applies what a command made and moves the cursor; NULL is nothing to do. Takes the transaction. */
gboolean           redaksi_body_buffer_apply         (RedaksiBodyBuffer *self, RedaksiTransaction *transaction);
/* What Ctrl+B does: marks the selection, or what is typed next. */
void               redaksi_body_buffer_toggle_mark   (RedaksiBodyBuffer *self, RedaksiMarkKind kind);
gboolean           redaksi_body_buffer_has_mark      (RedaksiBodyBuffer *self, RedaksiMarkKind kind);
/* Has the cursor's line laid out anew before it is drawn. */
void               redaksi_body_buffer_renew_line    (RedaksiBodyBuffer *self);
/* Whether text and marks are the body's; costs a look at all of it. */
gboolean           redaksi_body_buffer_is_true       (RedaksiBodyBuffer *self, char **difference);

G_END_DECLS
