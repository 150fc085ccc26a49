/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-list-diff-private.h"

#include <string.h>

/* Past that many changed ranges one large one costs a view less than all the small ones. */
#define MAX_RANGES 200
/* And past that many rows finding them costs more than it saves. */
#define MAX_ROWS 20000

/* Marks in @keep which of the new rows stay where they are relative to each other: the longest
 * rising run of their old places. */
static void
mark_kept (const gint64 *old_rows, guint n_old, const gint64 *new_rows, guint n_new,
           gint *old_place, gboolean *keep_old, gboolean *keep_new)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree guint *tails
    = g_new (guint, n_new + 1); /* of a run of n + 1: the new index it ends at */
  g_autofree gint *before = g_new (gint, n_new + 1); /* the new index before it in its run */
  guint length = 0;

  for (guint i = 0; i < n_old; i++)
    g_hash_table_insert (places, (gpointer)&old_rows[i], GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < n_new; i++)
    {
      guint low = 0, high = length;

      old_place[i] = GPOINTER_TO_INT (g_hash_table_lookup (places, &new_rows[i])) - 1;
      before[i] = -1;
      if (old_place[i] < 0)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;
          if (old_place[tails[middle]] < old_place[i])
            low = middle + 1;
          else
            high = middle;
        }
      if (low > 0)
        before[i] = (gint)tails[low - 1];
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  for (gint i = length > 0 ? (gint)tails[length - 1] : -1; i >= 0; i = before[i])
    {
      keep_new[i] = TRUE;
      keep_old[old_place[i]] = TRUE;
    }
}

static gboolean
same_rows (const gint64 *a, const gint64 *b, guint n)
{
  return memcmp (a, b, n * sizeof *a) == 0;
}

/* Walks both lists; what is not kept goes and comes at the same place. Returns how many ranges. */
static guint
walk (const gboolean *keep_old, guint n_old, const gboolean *keep_new, guint n_new,
      const gint64 *new_rows, guint offset, RedaksiListSplice splice, gpointer data)
{
  guint ranges = 0, o = 0, n = 0;

  while (o < n_old || n < n_new)
    {
      guint removed = 0, added = 0;

      while (o + removed < n_old && !keep_old[o + removed])
        removed++;
      while (n + added < n_new && !keep_new[n + added])
        added++;
      if (removed > 0 || added > 0)
        {
          ranges++;
          /* Everything before is new already, so the place is the new one. */
          if (splice != NULL)
            splice (offset + n, removed, added, new_rows + n, data);
        }
      o += removed + 1;
      n += added + 1;
    }
  return ranges;
}

/**
 * redaksi_list_diff:
 * @old_rows: (array length=n_old): what a list holds, each once
 * @n_old: how many
 * @new_rows: (array length=n_new): what it shall hold, each once
 * @n_new: how many
 * @splice: called for each range that differs, in order; it has to change the list
 * @data: for @splice
 *
 * Brings a list to another state with as few rows touched as can be. @old_rows is not read after
 * the first call of @splice.
 */
void
redaksi_list_diff (const gint64 *old_rows, guint n_old, const gint64 *new_rows, guint n_new,
                   RedaksiListSplice splice, gpointer data)
{
  g_autofree gboolean *keep_old = NULL;
  g_autofree gboolean *keep_new = NULL;
  g_autofree gint *old_place = NULL;
  guint start = 0;

  while (start < n_old && start < n_new && old_rows[start] == new_rows[start])
    start++;
  while (n_old > start && n_new > start && old_rows[n_old - 1] == new_rows[n_new - 1])
    {
      n_old--;
      n_new--;
    }
  old_rows += start;
  new_rows += start;
  n_old -= start;
  n_new -= start;
  if (n_old == 0 && n_new == 0)
    return;
  /* One row came to the top, or went from there: the common change, told in any list at once. */
  if (n_old == n_new && same_rows (old_rows, new_rows + 1, n_old - 1))
    {
      splice (start + n_old - 1, 1, 0, NULL, data);
      splice (start, 0, 1, new_rows, data);
      return;
    }
  if (n_old == n_new && same_rows (old_rows + 1, new_rows, n_old - 1))
    {
      splice (start, 1, 0, NULL, data);
      splice (start + n_new - 1, 0, 1, new_rows + n_new - 1, data);
      return;
    }
  if (n_old == 0 || n_new == 0 || n_old > MAX_ROWS || n_new > MAX_ROWS)
    {
      splice (start, n_old, n_new, new_rows, data);
      return;
    }

  keep_old = g_new0 (gboolean, n_old);
  keep_new = g_new0 (gboolean, n_new);
  old_place = g_new (gint, n_new);
  mark_kept (old_rows, n_old, new_rows, n_new, old_place, keep_old, keep_new);
  if (walk (keep_old, n_old, keep_new, n_new, new_rows, start, NULL, NULL) > MAX_RANGES)
    splice (start, n_old, n_new, new_rows, data);
  else
    walk (keep_old, n_old, keep_new, n_new, new_rows, start, splice, data);
}
