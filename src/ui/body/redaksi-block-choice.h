/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-shape.h"

G_BEGIN_DECLS

/* RedaksiBlockChoice: a kind of block that a person can choose, by the name that the actions have for it. */
typedef struct
{
  const char *name;   /* target of "article.block", or an action of its own: "photo", "embed", "divider" */
  const char *label;  /* to be translated */
  const char *words;  /* English words that find it too, in any language */
  const char *typed;  /* nullable: what makes it as one types */
} RedaksiBlockChoice;

/* All of them, in the order in which they are offered. */
const RedaksiBlockChoice *redaksi_block_choices          (guint *n);
/* nullable: a name of "article.block" or "divider" → (transfer full) */
RedaksiShape             *redaksi_block_choice_shape     (const char *name);
/* The name of what a block is; empty where it can't be chosen. */
const char               *redaksi_block_choice_of        (RedaksiShape *shape);
/* Whether what was typed (in any case) means it; nothing means all. */
gboolean                  redaksi_block_choice_matches   (const RedaksiBlockChoice *choice, const char *typed);

G_END_DECLS
