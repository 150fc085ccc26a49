/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"

G_BEGIN_DECLS

/*
 * RedaksiStep: one invertible change of an article. An immutable, reference-counted value.
 *
 * Four properties hold, and a fuzz target checks them: undoing every step restores the old article;
 * steps survive JSON; positions map forward and back through a step and its inverse; two merged
 * steps equal the two one after another.
 */

typedef enum
{
  REDAKSI_STEP_REPLACE,     /* from, to, slice */
  REDAKSI_STEP_ADD_MARK,    /* from, to, mark */
  REDAKSI_STEP_REMOVE_MARK, /* from, to, mark */
  REDAKSI_STEP_SET_BLOCK,   /* from: any position in the block; shape (leaf stays leaf) */
  REDAKSI_STEP_SET_FIELD,   /* name, value or NULL */
} RedaksiStepKind;

typedef struct _RedaksiStep RedaksiStep;

#define REDAKSI_TYPE_STEP (redaksi_step_get_type ())
GType redaksi_step_get_type (void);

RedaksiStep    *redaksi_step_new_replace     (guint from, guint to, RedaksiBody *slice);
RedaksiStep    *redaksi_step_new_replace_text (RedaksiBody *body, guint from, guint to, const char *text);
RedaksiStep    *redaksi_step_new_add_mark    (guint from, guint to, RedaksiMark *mark);
RedaksiStep    *redaksi_step_new_remove_mark (guint from, guint to, RedaksiMark *mark);
RedaksiStep    *redaksi_step_new_set_block   (guint position, RedaksiShape *shape);
RedaksiStep    *redaksi_step_new_set_field   (const char *name, const char *value);
RedaksiStep    *redaksi_step_ref             (RedaksiStep *self);
void            redaksi_step_unref           (RedaksiStep *self);

RedaksiStepKind redaksi_step_get_kind        (const RedaksiStep *self);
guint           redaksi_step_get_from        (const RedaksiStep *self);
guint           redaksi_step_get_to          (const RedaksiStep *self);
RedaksiBody    *redaksi_step_get_slice       (const RedaksiStep *self);
RedaksiMark    *redaksi_step_get_mark        (const RedaksiStep *self);
RedaksiShape   *redaksi_step_get_shape       (const RedaksiStep *self);
const char     *redaksi_step_get_field       (const RedaksiStep *self);
const char     *redaksi_step_get_value       (const RedaksiStep *self);

RedaksiArticle *redaksi_step_apply           (RedaksiStep *self, RedaksiArticle *article, GError **error);
RedaksiStep    *redaksi_step_invert          (RedaksiStep *self, RedaksiArticle *before);
RedaksiStep    *redaksi_step_merge           (RedaksiStep *self, RedaksiStep *next);
guint           redaksi_step_map             (RedaksiStep *self, guint position, gboolean after);
gboolean        redaksi_step_equal           (const RedaksiStep *a, const RedaksiStep *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiStep, redaksi_step_unref)

G_END_DECLS
