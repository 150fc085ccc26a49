/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "common.h"

G_BEGIN_DECLS

/*
 * Every call that saves something, but for typing: what it needs, the call, and whether it came
 * through. A call that was refused may have come through all the same: a reply that is lost.
 */
typedef struct
{
  const char *name;
  void (*prepare) (Fixture *fixture); /* nullable */
  DexFuture *(*call) (Fixture *fixture);
  gboolean (*is_done) (Fixture *fixture);
} SickCall;

#define SICK_ARTICLE "11111111-1111-4111-8111-111111111111"
#define SICK_OTHER   "22222222-2222-4222-8222-222222222222"

RedaksiArticle *sick_make_article (const char *id, const char *text);
extern const SickCall sick_calls[];
extern const guint sick_n_calls;

G_END_DECLS
