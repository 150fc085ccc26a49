/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"

G_BEGIN_DECLS

/* Something that is easily forgotten before an article goes out. */
typedef struct
{
  const char *name; /* of the check, as settings have it: see redaksi-preflight.c; static */
  char *sentence;   /* for a person */
} RedaksiFinding;

void redaksi_finding_free (gpointer finding); /* of a #RedaksiFinding */
GPtrArray *redaksi_preflight (RedaksiArticle *article, const char *zone);

G_END_DECLS
