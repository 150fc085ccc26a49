/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-transaction.h"

G_BEGIN_DECLS

/*
 * RedaksiFind: something that is looked for in an article: in its text, captions and fields. An immutable,
 * reference-counted value. Typewriter quotation marks and spaces find the printed ones too.
 *
 * A match lies within one block or one field and is never empty. Costs: one look at all of the article;
 * an expression that would take for ever finds nothing more in its block.
 */

typedef enum
{
  REDAKSI_FIND_ANY = 0,
  REDAKSI_FIND_CASE = 1 << 0,  /* capitals as they are written */
  REDAKSI_FIND_WORD = 1 << 1,  /* whole words */
  REDAKSI_FIND_REGEX = 1 << 2, /* a Perl-compatible expression */
} RedaksiFindFlags;

/* In the text positions, in a field characters. */
typedef struct
{
  const char *field; /* its name, static; NULL is the text */
  guint       start;
  guint       end;
} RedaksiMatch;

typedef struct _RedaksiFind RedaksiFind;

#define REDAKSI_TYPE_FIND (redaksi_find_get_type ())
GType redaksi_find_get_type (void);

RedaksiFind        *redaksi_find_new         (const char *text, RedaksiFindFlags flags, GError **error);
RedaksiFind        *redaksi_find_ref         (RedaksiFind *self);
void                redaksi_find_unref       (RedaksiFind *self);
GArray             *redaksi_find_all         (RedaksiFind *self, RedaksiArticle *article);
guint               redaksi_find_seek        (GArray *matches, const char *field, guint position);
RedaksiTransaction *redaksi_find_replace     (RedaksiFind *self, RedaksiArticle *article,
                                              const RedaksiMatch *match, const char *with,
                                              RedaksiSelection selection);
RedaksiTransaction *redaksi_find_replace_all (RedaksiFind *self, RedaksiArticle *article, const char *with,
                                              RedaksiSelection selection, guint *n_replaced);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiFind, redaksi_find_unref)

G_END_DECLS
