/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "redaksi-document.h"
#include "redaksi-find.h"

G_BEGIN_DECLS

/*
 * RedaksiField: one field of an article (headline, deck, caption, …) as it is written on the page: text
 * that wraps and grows, without line ends and without formatting, with a word that stands where nothing
 * is written yet. Every change goes to the document at once; undo is the document's.
 *
 * Signal "leave" (GtkDirectionType): the cursor goes on to what stands before or after it.
 */
#define REDAKSI_TYPE_FIELD (redaksi_field_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiField, redaksi_field, REDAKSI, FIELD, GtkTextView)

/* @name is of the article's fields; @label is what it is called, @placeholder what stands in it. */
GtkWidget  *redaksi_field_new           (const char *name, const char *label, const char *placeholder);
void        redaksi_field_set_document  (RedaksiField *self, RedaksiDocument *document);
const char *redaksi_field_get_name      (RedaksiField *self);
/* Cursor at the beginning or the end. */
void        redaksi_field_enter         (RedaksiField *self, gboolean at_end);
/* In characters; the cursor is at the end. */
void        redaksi_field_select        (RedaksiField *self, guint start, guint end);
/* In characters; the same twice where only the cursor is there. */
void        redaksi_field_get_selection (RedaksiField *self, guint *start, guint *end);
/* Shows which of these matches (of RedaksiMatch, nullable) are in it. */
void        redaksi_field_tint          (RedaksiField *self, GArray *matches);
/* Whether quotation marks and dashes become those of print as one types. */
void        redaksi_field_set_typography (RedaksiField *self, gboolean typography);
/* It takes no more width than its text, so that something can stand after it. */
void        redaksi_field_set_hugs      (RedaksiField *self, gboolean hugs);

G_END_DECLS
