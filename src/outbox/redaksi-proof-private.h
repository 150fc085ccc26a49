/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-formats.h"

G_BEGIN_DECLS

/*
 * Pure comparisons of an article with what readers get of it. Themes write quotation marks, dashes
 * and blanks in their own way and put things in any order: so what counts is whether the letters
 * and digits of each part stand on the page, and those of the bylines after another.
 */

/* The parts of an article that can be missing. */
typedef enum
{
  REDAKSI_PROOF_HEADLINE = 1 << 0,
  REDAKSI_PROOF_TEXT = 1 << 1,
  REDAKSI_PROOF_BYLINES = 1 << 2,
  REDAKSI_PROOF_CAPTIONS = 1 << 3,
  REDAKSI_PROOF_SHARE_TITLE = 1 << 4,
  REDAKSI_PROOF_SHARE_PICTURE = 1 << 5,
} RedaksiProofPart;

guint redaksi_proof_compare (RedaksiArticle *article, const RedaksiHouse *house, const char *html,
                             gsize length);
guint redaksi_proof_compare_share (RedaksiArticle *article, const char *html, gsize length,
                                   char **title, char **picture);
char *redaksi_proof_list (guint parts);

G_END_DECLS
