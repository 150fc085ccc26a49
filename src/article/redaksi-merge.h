/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"

G_BEGIN_DECLS

/*
 * RedaksiMerge: two articles that came of one, and what becomes of them together. What one side alone
 * changed is taken; what both changed in the same way is there once; what they changed differently
 * is a conflict, which a person decides: mine, theirs or, for blocks, both. Until then mine stands.
 *
 * Fields are compared as wholes, the body block by block. Edits that touch without overlapping are no
 * conflict; two texts put in at the same place are one, for nobody knows their order.
 *
 * Without a base all that theirs says otherwise is a conflict, and what it has more is there too:
 * nothing that anybody wrote is left out by itself.
 *
 * Invariants: merge (base, a, base) = a, merge (base, base, b) = b, merge (base, a, a) = a.
 */

typedef enum
{
  REDAKSI_MERGE_MINE,
  REDAKSI_MERGE_THEIRS,
  REDAKSI_MERGE_BOTH, /* blocks alone: mine, then theirs */
} RedaksiMergeChoice;

/* Something that theirs changed. */
typedef struct
{
  const char *field; /* interned; NULL: blocks */
  gboolean conflict; /* mine changed it too, otherwise */
  RedaksiMergeChoice choice;
  /* The blocks [base, base_end) are [mine, mine_end) in mine and [theirs, theirs_end) in theirs. */
  guint base, base_end;
  guint mine, mine_end;
  guint theirs, theirs_end;
} RedaksiMergePart;

/* What a block is to be compared as; (transfer full). */
typedef RedaksiBlock *(*RedaksiBlockView) (RedaksiBlock *block, gpointer user_data);

typedef struct _RedaksiMerge RedaksiMerge;

#define REDAKSI_TYPE_MERGE (redaksi_merge_get_type ())
GType redaksi_merge_get_type (void);

RedaksiMerge           *redaksi_merge_new             (RedaksiArticle *base, RedaksiArticle *mine,
                                                       RedaksiArticle *theirs, RedaksiBlockView view,
                                                       gpointer user_data);
RedaksiMerge           *redaksi_merge_ref             (RedaksiMerge *self);
void                    redaksi_merge_unref           (RedaksiMerge *self);
RedaksiArticle         *redaksi_merge_get_mine        (RedaksiMerge *self);
RedaksiArticle         *redaksi_merge_get_theirs      (RedaksiMerge *self);
guint                   redaksi_merge_get_n           (RedaksiMerge *self);
const RedaksiMergePart *redaksi_merge_get_nth         (RedaksiMerge *self, guint i);
guint                   redaksi_merge_count_conflicts (RedaksiMerge *self);
void                    redaksi_merge_choose          (RedaksiMerge *self, guint i,
                                                       RedaksiMergeChoice choice);
char                   *redaksi_merge_dup_text        (RedaksiMerge *self, guint i, gboolean theirs);
RedaksiArticle         *redaksi_merge_apply           (RedaksiMerge *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiMerge, redaksi_merge_unref)

G_END_DECLS
