/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"
#include "redaksi-speller.h"

G_BEGIN_DECLS

/* Something that is easily forgotten before an article goes out. */
typedef struct
{
  const char *name; /* of the check, as settings have it: see redaksi-preflight.c; static */
  char *sentence;   /* for a person */
} RedaksiFinding;

void redaksi_finding_free (gpointer finding); /* of a #RedaksiFinding */
GPtrArray *redaksi_preflight (RedaksiArticle *article, const char *zone);

/* Those that take their time: what is asked for, and what came of it. */
char *redaksi_preflight_dup_text (RedaksiArticle *article);
RedaksiFinding *redaksi_preflight_judge_spelling (const char *text, const RedaksiMisspelling *wrong, guint n_wrong);
GStrv redaksi_preflight_dup_links (RedaksiArticle *article);
RedaksiFinding *redaksi_preflight_judge_link (const char *address, const char *reason);
RedaksiFinding *redaksi_preflight_judge_slug (const char *slug);

G_END_DECLS
