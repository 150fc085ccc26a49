/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-block.h"

G_BEGIN_DECLS

/*
 * RedaksiBody: the rich text of an article: a flat list of blocks, at least one. An immutable,
 * reference-counted value; bodies share the blocks that they have in common.
 *
 * A position is a count of Unicode characters from 0 to the length; the boundary between two blocks
 * counts one, a leaf block counts one. So a position equals the offset in a GtkTextBuffer that
 * shows the body.
 *
 * A slice, what is cut out and put in, is a body too; only there may the first and the last block
 * be a leaf shape with no text. Replacing [from, to) by a slice joins the slice's first block with
 * what stands before `from` in its block, and the slice's last block with what stands after `to`.
 * The joined blocks take the slice's shapes: therefore replacing by what was cut undoes a
 * replacement exactly, shapes included.
 *
 * Costs: finding a block is a binary search; an edit copies an array of pointers.
 */

typedef struct _RedaksiBody RedaksiBody;

#define REDAKSI_TYPE_BODY (redaksi_body_get_type ())
GType redaksi_body_get_type (void);

#define REDAKSI_BODY_ERROR (redaksi_body_error_quark ())
GQuark redaksi_body_error_quark (void);

typedef enum
{
  REDAKSI_BODY_ERROR_RANGE,   /* positions outside the body */
  REDAKSI_BODY_ERROR_INVALID, /* the result would break an invariant of a block */
  REDAKSI_BODY_ERROR_JSON,    /* not an article, a body, a step or a transaction of ours */
} RedaksiBodyError;

RedaksiBody  *redaksi_body_new_empty  (void);
RedaksiBody  *redaksi_body_new        (RedaksiBlock *const *blocks, guint n_blocks);
RedaksiBody  *redaksi_body_new_text   (RedaksiShape *shape, const char *text);
RedaksiBody  *redaksi_body_ref        (RedaksiBody *self);
void          redaksi_body_unref      (RedaksiBody *self);

guint         redaksi_body_get_length (const RedaksiBody *self);
guint         redaksi_body_get_n      (const RedaksiBody *self);
RedaksiBlock *redaksi_body_get_nth    (const RedaksiBody *self, guint i);
guint         redaksi_body_get_start  (const RedaksiBody *self, guint i);
guint         redaksi_body_find       (const RedaksiBody *self, guint position, guint *offset);

RedaksiBody  *redaksi_body_cut        (const RedaksiBody *self, guint from, guint to);
RedaksiBody  *redaksi_body_replace    (RedaksiBody *self, guint from, guint to, RedaksiBody *slice,
                                       GError **error);
RedaksiBody  *redaksi_body_with_block (RedaksiBody *self, guint i, RedaksiBlock *block);

char         *redaksi_body_dup_text   (const RedaksiBody *self);
gboolean      redaksi_body_has_mark   (const RedaksiBody *self, guint from, guint to, RedaksiMark *mark);
gboolean      redaksi_body_is_valid   (const RedaksiBody *self);
gboolean      redaksi_body_is_empty   (const RedaksiBody *self);
gboolean      redaksi_body_equal      (const RedaksiBody *a, const RedaksiBody *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiBody, redaksi_body_unref)

G_END_DECLS
