/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-history.h"

G_BEGIN_DECLS

/*
 * RedaksiDocument: an article that is open: the current value, its version and its history.
 * Main thread only. Every change goes through apply, undo or redo, and is told by the signal
 * "applied" (RedaksiTransaction *transaction, RedaksiArticle *before), after the value changed.
 * The version is the number of transactions ever applied: the journal's numbers.
 *
 * Properties that notify: "can-undo", "can-redo", "article".
 */

#define REDAKSI_TYPE_DOCUMENT (redaksi_document_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiDocument, redaksi_document, REDAKSI, DOCUMENT, GObject)

RedaksiDocument *redaksi_document_new          (RedaksiArticle *article, guint64 version);
RedaksiArticle  *redaksi_document_get_article  (RedaksiDocument *self);
RedaksiBody     *redaksi_document_get_body     (RedaksiDocument *self);
const char      *redaksi_document_get_field    (RedaksiDocument *self, const char *name);
guint64          redaksi_document_get_version  (RedaksiDocument *self);
RedaksiSelection redaksi_document_get_selection (RedaksiDocument *self);
void             redaksi_document_set_selection (RedaksiDocument *self, RedaksiSelection selection);

gboolean         redaksi_document_apply        (RedaksiDocument *self, RedaksiTransaction *transaction,
                                                GError **error);
gboolean         redaksi_document_replay       (RedaksiDocument *self, RedaksiTransaction *transaction,
                                                GError **error);
gboolean         redaksi_document_learn        (RedaksiDocument *self, RedaksiTransaction *transaction,
                                                GError **error);
gboolean         redaksi_document_set_field    (RedaksiDocument *self, const char *name, const char *value);
gboolean         redaksi_document_choose_field (RedaksiDocument *self, const char *name, const char *value);
void             redaksi_document_reset        (RedaksiDocument *self, RedaksiArticle *article);
gboolean         redaksi_document_can_undo     (RedaksiDocument *self);
gboolean         redaksi_document_can_redo     (RedaksiDocument *self);
gboolean         redaksi_document_undo         (RedaksiDocument *self);
gboolean         redaksi_document_redo         (RedaksiDocument *self);
void             redaksi_document_break_undo   (RedaksiDocument *self);
void             redaksi_document_join_undo    (RedaksiDocument *self, gboolean join);

G_END_DECLS
