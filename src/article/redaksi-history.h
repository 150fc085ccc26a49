/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-transaction.h"

G_BEGIN_DECLS

/*
 * RedaksiHistory: what can be undone and redone. Neighbouring typing is one undo up to a pause of a
 * second or the beginning of a word after ten seconds; a command is always one of its own.
 */

typedef struct _RedaksiHistory RedaksiHistory;

RedaksiHistory     *redaksi_history_new      (void);
void                redaksi_history_free     (RedaksiHistory *self);
void                redaksi_history_record   (RedaksiHistory *self, RedaksiTransaction *transaction,
                                              RedaksiArticle *before);
void                redaksi_history_replay   (RedaksiHistory *self, RedaksiTransaction *transaction,
                                              RedaksiArticle *before);
void                redaksi_history_break    (RedaksiHistory *self);
void                redaksi_history_join     (RedaksiHistory *self, gboolean join);
gboolean            redaksi_history_can_undo (const RedaksiHistory *self);
gboolean            redaksi_history_can_redo (const RedaksiHistory *self);
RedaksiTransaction *redaksi_history_undo     (RedaksiHistory *self);
RedaksiTransaction *redaksi_history_redo     (RedaksiHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiHistory, redaksi_history_free)

G_END_DECLS
