/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-mark.h"
#include "redaksi-shape.h"

G_BEGIN_DECLS

/*
 * RedaksiBlock: a shape, its text and the marks on the text. An immutable, reference-counted value.
 *
 * The text is valid UTF-8 without line ends (U+2028 is the soft one inside a block) and without
 * U+FFFC, but for a leaf block, whose text is exactly one U+FFFC and has no marks.
 * Spans are canonical: for each mark disjoint and as long as they can be, sorted by start, end and
 * mark; so equal blocks have equal spans.
 */

typedef struct _RedaksiBlock RedaksiBlock;

#define REDAKSI_TYPE_BLOCK (redaksi_block_get_type ())
GType redaksi_block_get_type (void);

RedaksiBlock          *redaksi_block_new           (RedaksiShape *shape, const char *text,
                                                    const RedaksiMarkSpan *spans, guint n_spans);
RedaksiBlock          *redaksi_block_new_paragraph (const char *text);
RedaksiBlock          *redaksi_block_new_leaf      (RedaksiShape *shape);
RedaksiBlock          *redaksi_block_ref           (RedaksiBlock *self);
void                   redaksi_block_unref         (RedaksiBlock *self);

RedaksiShape          *redaksi_block_get_shape     (const RedaksiBlock *self);
RedaksiBlockKind       redaksi_block_get_kind      (const RedaksiBlock *self);
const char            *redaksi_block_get           (const RedaksiBlock *self, const char *name);
const char            *redaksi_block_get_text      (const RedaksiBlock *self);
guint                  redaksi_block_get_length    (const RedaksiBlock *self);
const RedaksiMarkSpan *redaksi_block_get_spans     (const RedaksiBlock *self, guint *n_spans);
gboolean               redaksi_block_has_mark      (const RedaksiBlock *self, guint start, guint end,
                                                    RedaksiMark *mark);

RedaksiBlock          *redaksi_block_with_shape    (RedaksiBlock *self, RedaksiShape *shape);
RedaksiBlock          *redaksi_block_slice         (RedaksiBlock *self, guint start, guint end);
RedaksiBlock          *redaksi_block_join          (RedaksiShape *shape, RedaksiBlock *a, RedaksiBlock *b);
RedaksiBlock          *redaksi_block_add_mark      (RedaksiBlock *self, guint start, guint end,
                                                    RedaksiMark *mark);
RedaksiBlock          *redaksi_block_remove_mark   (RedaksiBlock *self, guint start, guint end,
                                                    RedaksiMark *mark);
gboolean               redaksi_block_is_valid      (const RedaksiBlock *self);
gboolean               redaksi_block_equal         (const RedaksiBlock *a, const RedaksiBlock *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiBlock, redaksi_block_unref)

G_END_DECLS
