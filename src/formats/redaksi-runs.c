/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-runs.h"

static int
level_of (RedaksiMark *mark)
{
  switch (redaksi_mark_get_kind (mark))
    {
    case REDAKSI_MARK_LINK:
      return redaksi_address_is_safe (redaksi_mark_get_value (mark)) ? REDAKSI_LEVEL_LINK : -1;
    case REDAKSI_MARK_STRONG:
      return REDAKSI_LEVEL_STRONG;
    case REDAKSI_MARK_EMPHASIS:
      return REDAKSI_LEVEL_EMPHASIS;
    case REDAKSI_MARK_STRIKETHROUGH:
      return REDAKSI_LEVEL_STRIKE;
    default:
      return -1;
    }
}

static int
compare_guint (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;

  return x < y ? -1 : x > y;
}

/**
 * redaksi_runs_new:
 * @block: a text block
 *
 * Returns: (transfer full) (element-type RedaksiRun): its text as runs that follow each other
 * without a gap; none for an empty text. Costs as much as sorting the spans.
 */
GArray *
redaksi_runs_new (RedaksiBlock *block)
{
  GArray *runs = g_array_new (FALSE, TRUE, sizeof (RedaksiRun));
  guint n, n_edges = 0, at = 0;
  const RedaksiMarkSpan *spans = redaksi_block_get_spans (block, &n);
  g_autofree guint *edges = g_new (guint, 2 * n + 1);
  const RedaksiMarkSpan *open[REDAKSI_N_LEVELS] = { NULL };
  guint next = 0;

  for (guint i = 0; i < n; i++)
    {
      edges[n_edges++] = spans[i].start;
      edges[n_edges++] = spans[i].end;
    }
  edges[n_edges++] = redaksi_block_get_length (block);
  qsort (edges, n_edges, sizeof (guint), compare_guint);
  for (guint i = 0; i < n_edges; i++)
    {
      RedaksiRun run = { at, edges[i], { NULL } };
      if (edges[i] <= at)
        continue;
      for (; next < n && spans[next].start <= at; next++)
        if (level_of (spans[next].mark) >= 0)
          open[level_of (spans[next].mark)] = &spans[next];
      for (guint k = 0; k < REDAKSI_N_LEVELS; k++)
        if (open[k] != NULL && open[k]->end > at)
          run.marks[k] = open[k]->mark;
      g_array_append_val (runs, run);
      at = edges[i];
    }
  return runs;
}

/**
 * redaksi_runs_same:
 *
 * Returns: how many levels, from the outside, are the same in both
 */
guint
redaksi_runs_same (RedaksiMark *const *a, RedaksiMark *const *b)
{
  guint same = 0;

  while (same < REDAKSI_N_LEVELS
         && (a[same] == b[same]
             || (a[same] != NULL && b[same] != NULL && redaksi_mark_equal (a[same], b[same]))))
    same++;
  return same;
}

/**
 * redaksi_runs_end_of:
 *
 * Returns: the position at which what opens at @level with run @i is closed: where it or something
 *   around it changes
 */
guint
redaksi_runs_end_of (GArray *runs, guint i, RedaksiLevel level)
{
  const RedaksiRun *first = &g_array_index (runs, RedaksiRun, i);
  guint end = first->end;

  for (guint k = i + 1; k < runs->len; k++)
    {
      const RedaksiRun *run = &g_array_index (runs, RedaksiRun, k);
      if (redaksi_runs_same (first->marks, run->marks) <= level)
        break;
      end = run->end;
    }
  return end;
}
