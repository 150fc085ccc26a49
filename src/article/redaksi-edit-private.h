/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-commands.h"

G_BEGIN_DECLS

/* What a command works on: it changes `article` step by step and collects the steps. */
typedef struct
{
  RedaksiTransaction *transaction;
  RedaksiArticle *article;
  RedaksiSelection before;
  RedaksiSelection after;
} RedaksiEdit;

RedaksiBody *_redaksi_edit_body (RedaksiEdit *edit);
void _redaksi_edit_begin (RedaksiEdit *edit, RedaksiArticle *article, RedaksiSelection selection);
gboolean _redaksi_edit_step (RedaksiEdit *edit, RedaksiStep *step);
RedaksiTransaction *_redaksi_edit_end (RedaksiEdit *edit);
guint _redaksi_block_end (RedaksiBody *body, guint i);
gboolean _redaksi_is_leaf (RedaksiBlock *block);
gboolean _redaksi_is_empty_text (RedaksiBlock *block);
RedaksiBlockKind _redaksi_kind_at (RedaksiBody *body, guint i);
guint _redaksi_with_caption (RedaksiBody *body, guint i);
gboolean _redaksi_edit_blocks (RedaksiEdit *edit, guint first, guint last, GPtrArray *blocks);
gboolean _redaksi_edit_shape (RedaksiEdit *edit, guint i, RedaksiShape *shape);
gboolean _redaksi_edit_paragraph (RedaksiEdit *edit, guint i);
void _redaksi_edit_remove_blocks (RedaksiEdit *edit, guint first, guint last);
void _redaksi_edit_delete_range (RedaksiEdit *edit, guint from, guint to);
void _redaksi_edit_delete_selection (RedaksiEdit *edit);
gboolean _redaksi_edit_indent (RedaksiEdit *edit, guint i, int change);
void _redaksi_edit_insert_paragraph (RedaksiEdit *edit, guint i, gboolean after);

static inline guint
low (RedaksiSelection selection)
{
  return MIN (selection.anchor, selection.head);
}

static inline guint
high (RedaksiSelection selection)
{
  return MAX (selection.anchor, selection.head);
}

static inline RedaksiSelection
at (guint position)
{
  return (RedaksiSelection){ position, position };
}

G_END_DECLS
