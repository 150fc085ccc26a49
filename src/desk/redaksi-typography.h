/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-transaction.h"

G_BEGIN_DECLS

/*
 * Typography: what a typewriter's keys stand for in print: " and ' are quotation marks of the
 * language, -- is a dash, ... one ellipsis, and what belongs together stays on one line (Rp 5, 10 km).
 * Addresses (https://…, a@b.id) are left alone. Pure functions.
 */

/* The characters start <= c < end of a text become @text. */
typedef struct
{
  guint start;
  guint end;
  char *text;
} RedaksiTextEdit;

GArray   *redaksi_typography_mend  (const char *text, const char *language);
char     *redaksi_typography_apply (const char *text, GArray *edits);
gboolean  redaksi_typography_typed (const char *before, const char *language, RedaksiTextEdit *edit);
RedaksiTransaction *redaksi_typography_mend_article (RedaksiArticle *article, RedaksiSelection selection,
                                                     guint *n_edits);

G_END_DECLS
