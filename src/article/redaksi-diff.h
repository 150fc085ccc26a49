/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-body.h"

G_BEGIN_DECLS

/*
 * RedaksiDiff: what two sequences have in common, in order. Sequences are numbers that stand for
 * their members: equal members have equal numbers.
 *
 * What is unique in both is found first, then the rest between (patience); so a paragraph that moved
 * does not pull others along. Costs: n log n where there is much that is unique, as in a text.
 */

/* What differs: [a, a_end) of the one is [b, b_end) in the other. Either may be empty. */
typedef struct
{
  guint a, a_end;
  guint b, b_end;
} RedaksiHunk;

GArray *redaksi_diff        (const guint *a, guint n_a, const guint *b, guint n_b);
GArray *redaksi_diff_blocks (GPtrArray *a, GPtrArray *b);

/* Numbers for members: blocks, or strings. */
typedef struct _RedaksiNumbers RedaksiNumbers;

RedaksiNumbers *redaksi_numbers_new_blocks  (void);
RedaksiNumbers *redaksi_numbers_new_strings (void);
void            redaksi_numbers_free        (RedaksiNumbers *self);
guint           redaksi_numbers_get         (RedaksiNumbers *self, gconstpointer member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiNumbers, redaksi_numbers_free)

G_END_DECLS
