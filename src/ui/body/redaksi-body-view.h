/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "redaksi-body-buffer.h"
#include "redaksi-commands.h"

G_BEGIN_DECLS

/*
 * RedaksiBodyView: the body as it is written. It is itself what scrolls; what stands above the body in
 * the same scroll (headline, lead photo, …) is its header, a widget in its top margin. So GtkTextView
 * lays out only what is seen, however long the article is.
 *
 * Its column is about 66 letters wide and stands in the middle.
 *
 * Signals: "leave" (GtkDirectionType): the cursor goes out at the top; "leaf" (GtkTextChildAnchor,
 * RedaksiShape): a widget is wanted or is to be renewed; "paste-photo" (GBytes): an image was pasted;
 * "paste-files" (GdkFileList); "paste-import" (RedaksiImport): text with pictures in it, which are yet to
 * be taken in; "paste-refused" (sentence): why nothing came.
 */
#define REDAKSI_TYPE_BODY_VIEW (redaksi_body_view_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiBodyView, redaksi_body_view, REDAKSI, BODY_VIEW, GtkTextView)

GtkWidget         *redaksi_body_view_new        (void);
RedaksiBodyBuffer *redaksi_body_view_get_buffer (RedaksiBodyView *self);
/* Whether quotation marks and dashes become those of print as one types. */
void               redaksi_body_view_set_typography (RedaksiBodyView *self, gboolean typography);
/* Whether the line with the cursor stays at half the height while one types. */
void               redaksi_body_view_set_typewriter (RedaksiBodyView *self, gboolean typewriter);
/* redaksi-body-fields.c: Tab leads from field to field */
void               redaksi_body_view_begin_fields (RedaksiBodyView *self, guint from);
void               redaksi_body_view_look_for_fields (RedaksiBodyView *self);
/* Stands above the body and scrolls with it. */
void               redaksi_body_view_set_header (RedaksiBodyView *self, GtkWidget *header);
guint              redaksi_body_view_get_column (RedaksiBodyView *self);
/* Does what a command says, with the cursor in view. Takes the transaction; NULL is nothing to do. */
gboolean           redaksi_body_view_apply      (RedaksiBodyView *self, RedaksiTransaction *transaction);
/* Scrolls so that a widget within the header is seen. */
void               redaksi_body_view_reveal     (RedaksiBodyView *self, GtkWidget *widget);
RedaksiBlock      *redaksi_body_view_get_block  (RedaksiBodyView *self, guint *index); /* where the cursor is */
/* The article's language or the letters are others: so is the word before captions. */
void               redaksi_body_view_renew_label (RedaksiBodyView *self);

/* redaksi-body-clipboard.c */
void               redaksi_body_view_paste      (RedaksiBodyView *self, gboolean plain);
void redaksi_body_view_insert (RedaksiBodyView *self, RedaksiBody *slice);

G_END_DECLS
