/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-transaction.h"

G_BEGIN_DECLS

/*
 * The editing commands: pure functions from an article and a selection to a transaction, which the
 * caller applies. They return NULL where there is nothing to do. They keep the rules that steps do
 * not know: a caption belongs to the photo before it and goes with it; the last block is text.
 */

RedaksiTransaction *redaksi_command_toggle_mark   (RedaksiArticle *article, RedaksiSelection selection,
                                                   RedaksiMarkKind kind);
RedaksiTransaction *redaksi_command_set_link      (RedaksiArticle *article, RedaksiSelection selection,
                                                   const char *address);
RedaksiTransaction *redaksi_command_set_shape     (RedaksiArticle *article, RedaksiSelection selection,
                                                   RedaksiShape *shape);
RedaksiTransaction *redaksi_command_indent        (RedaksiArticle *article, RedaksiSelection selection,
                                                   int change);
RedaksiTransaction *redaksi_command_split         (RedaksiArticle *article, RedaksiSelection selection);
RedaksiTransaction *redaksi_command_delete        (RedaksiArticle *article, RedaksiSelection selection,
                                                   gboolean forward);
RedaksiTransaction *redaksi_command_insert_slice  (RedaksiArticle *article, RedaksiSelection selection,
                                                   RedaksiBody *slice);
RedaksiTransaction *redaksi_command_insert_text   (RedaksiArticle *article, RedaksiSelection selection,
                                                   const char *text);
RedaksiTransaction *redaksi_command_insert_leaf   (RedaksiArticle *article, RedaksiSelection selection,
                                                   RedaksiShape *leaf, const char *caption);
RedaksiTransaction *redaksi_command_turn_into     (RedaksiArticle *article, RedaksiSelection selection,
                                                   guint from, RedaksiShape *shape);
/* Where the leaf goes: beside this block. */
guint               redaksi_command_find_leaf_place (RedaksiBody *body, guint position, gboolean *before);
RedaksiTransaction *redaksi_command_remove_block  (RedaksiArticle *article, guint index);
RedaksiTransaction *redaksi_command_set_attribute (RedaksiArticle *article, guint index,
                                                   const char *name, const char *value);

G_END_DECLS
