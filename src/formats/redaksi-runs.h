/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-formats-private.h"

G_BEGIN_DECLS

/* The order in which marks stand around text, from the outside. */
typedef enum
{
  REDAKSI_LEVEL_LINK,
  REDAKSI_LEVEL_STRONG,
  REDAKSI_LEVEL_EMPHASIS,
  REDAKSI_LEVEL_STRIKE,
  REDAKSI_N_LEVELS
} RedaksiLevel;

/* A stretch of a block's text on which nothing changes. */
typedef struct
{
  guint start, end;
  RedaksiMark *marks[REDAKSI_N_LEVELS]; /* not owned */
} RedaksiRun;

GArray *redaksi_runs_new (RedaksiBlock *block);
guint redaksi_runs_same (RedaksiMark *const *a, RedaksiMark *const *b);
guint redaksi_runs_end_of (GArray *runs, guint i, RedaksiLevel level);

G_END_DECLS
