/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-diff.h"

/* Where nothing is unique, tables up to this size are filled: 4 MB. What is longer counts as
 * changed all through. */
#define MOST_CELLS (1 << 21)

typedef struct
{
  const guint *a, *b;
  GArray *hunks;
} Diff;

/* ---- numbers ----------------------------------------------------------------------------------
 */

struct _RedaksiNumbers
{
  GHashTable *known; /* member → its number */
};

static guint
hash_block (gconstpointer block)
{
  return g_str_hash (redaksi_block_get_text (block)) + (guint)redaksi_block_get_kind (block);
}

static gboolean
equal_blocks (gconstpointer a, gconstpointer b)
{
  return redaksi_block_equal (a, b);
}

/**
 * redaksi_numbers_new_blocks:
 *
 * Returns: (transfer full): numbers for blocks, which must live as long
 */
RedaksiNumbers *
redaksi_numbers_new_blocks (void)
{
  RedaksiNumbers *self = g_new0 (RedaksiNumbers, 1);

  self->known = g_hash_table_new (hash_block, equal_blocks);
  return self;
}

/**
 * redaksi_numbers_new_strings:
 *
 * Returns: (transfer full): numbers for strings, which must live as long
 */
RedaksiNumbers *
redaksi_numbers_new_strings (void)
{
  RedaksiNumbers *self = g_new0 (RedaksiNumbers, 1);

  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
redaksi_numbers_free (RedaksiNumbers *self)
{
  g_hash_table_unref (self->known);
  g_free (self);
}

/**
 * redaksi_numbers_get:
 * @self: numbers
 * @member: a block or a string
 *
 * Returns: the number of all members that are equal to it, from 1
 */
guint
redaksi_numbers_get (RedaksiNumbers *self, gconstpointer member)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->known, member));

  if (number == 0)
    {
      number = g_hash_table_size (self->known) + 1;
      g_hash_table_insert (self->known, (gpointer)member, GUINT_TO_POINTER (number));
    }
  return number;
}

/* ---- differences ------------------------------------------------------------------------------
 */

/* Those that touch are one. */
static void
add_hunk (Diff *self, guint a, guint a_end, guint b, guint b_end)
{
  RedaksiHunk hunk = { a, a_end, b, b_end };
  RedaksiHunk *last
    = self->hunks->len > 0 ? &g_array_index (self->hunks, RedaksiHunk, self->hunks->len - 1) : NULL;

  if (a == a_end && b == b_end)
    return;
  if (last != NULL && last->a_end == a && last->b_end == b)
    {
      last->a_end = a_end;
      last->b_end = b_end;
    }
  else
    g_array_append_val (self->hunks, hunk);
}

/* The longest common subsequence of what is short. */
static void
fill_table (Diff *self, guint a, guint a_end, guint b, guint b_end)
{
  guint rows = a_end - a, columns = b_end - b;
  g_autofree guint16 *table = NULL;

  if (rows == 0 || columns == 0 || (guint64)(rows + 1) * (columns + 1) > MOST_CELLS
      || MIN (rows, columns) > G_MAXUINT16)
    {
      add_hunk (self, a, a_end, b, b_end);
      return;
    }
#define CELL(i, k) table[(gsize)(i) * (columns + 1) + (k)]
  table = g_new0 (guint16, (gsize)(rows + 1) * (columns + 1));
  for (guint i = rows; i-- > 0;)
    for (guint k = columns; k-- > 0;)
      CELL (i, k) = self->a[a + i] == self->b[b + k] ? (guint16)(CELL (i + 1, k + 1) + 1)
                                                     : MAX (CELL (i + 1, k), CELL (i, k + 1));
  for (guint i = 0, k = 0; i < rows || k < columns;)
    if (i < rows && k < columns && self->a[a + i] == self->b[b + k])
      {
        i++;
        k++;
      }
    else if (k == columns || (i < rows && CELL (i + 1, k) >= CELL (i, k + 1)))
      {
        add_hunk (self, a + i, a + i + 1, b + k, b + k);
        i++;
      }
    else
      {
        add_hunk (self, a + i, a + i, b + k, b + k + 1);
        k++;
      }
#undef CELL
}

typedef struct
{
  guint n_a, n_b; /* how often it is there */
  guint at_a, at_b;
} Place;

/* What stands once in either, in the order of @a. */
static GArray *
find_unique (Diff *self, guint a, guint a_end, guint b, guint b_end)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GArray *unique = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = a; i < a_end; i++)
    {
      Place *place = g_hash_table_lookup (places, GUINT_TO_POINTER (self->a[i]));
      if (place == NULL)
        {
          place = g_new0 (Place, 1);
          place->at_a = i;
          g_hash_table_insert (places, GUINT_TO_POINTER (self->a[i]), place);
        }
      place->n_a++;
    }
  for (guint k = b; k < b_end; k++)
    {
      Place *place = g_hash_table_lookup (places, GUINT_TO_POINTER (self->b[k]));
      if (place == NULL)
        continue;
      place->n_b++;
      place->at_b = k;
    }
  for (guint i = a; i < a_end; i++)
    {
      Place *place = g_hash_table_lookup (places, GUINT_TO_POINTER (self->a[i]));
      if (place->n_a == 1 && place->n_b == 1)
        g_array_append_val (unique, *place);
    }
  return unique;
}

/* Of @unique the longest row that rises in b too. */
static GArray *
find_rising (GArray *unique)
{
  GArray *rising = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autofree guint *piles = g_new (guint, unique->len + 1); /* top of each pile */
  g_autofree guint *before = g_new (guint, unique->len + 1);
  guint n_piles = 0;

  for (guint i = 0; i < unique->len; i++)
    {
      guint low = 0, high = n_piles;
      while (low < high)
        {
          guint middle = (low + high) / 2;
          if (g_array_index (unique, Place, piles[middle]).at_b
              < g_array_index (unique, Place, i).at_b)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? piles[low - 1] : G_MAXUINT;
      piles[low] = i;
      n_piles = MAX (n_piles, low + 1);
    }
  if (n_piles == 0)
    return rising;
  g_array_set_size (rising, n_piles);
  for (guint i = piles[n_piles - 1], n = n_piles; n-- > 0; i = before[i])
    g_array_index (rising, Place, n) = g_array_index (unique, Place, i);
  return rising;
}

static void
compare (Diff *self, guint a, guint a_end, guint b, guint b_end)
{
  g_autoptr (GArray) unique = NULL;
  g_autoptr (GArray) rising = NULL;

  while (a < a_end && b < b_end && self->a[a] == self->b[b])
    {
      a++;
      b++;
    }
  while (a < a_end && b < b_end && self->a[a_end - 1] == self->b[b_end - 1])
    {
      a_end--;
      b_end--;
    }
  if (a == a_end || b == b_end)
    {
      add_hunk (self, a, a_end, b, b_end);
      return;
    }
  unique = find_unique (self, a, a_end, b, b_end);
  rising = find_rising (unique);
  if (rising->len == 0)
    {
      fill_table (self, a, a_end, b, b_end);
      return;
    }
  for (guint i = 0; i < rising->len; i++)
    {
      const Place *place = &g_array_index (rising, Place, i);
      compare (self, a, place->at_a, b, place->at_b);
      a = place->at_a + 1;
      b = place->at_b + 1;
    }
  compare (self, a, a_end, b, b_end);
}

/**
 * redaksi_diff:
 * @a: (array length=n_a): numbers
 * @n_a: how many
 * @b: (array length=n_b): numbers
 * @n_b: how many
 *
 * Returns: (transfer full) (element-type RedaksiHunk): what differs, in order; between two of them
 *   stands at least one member that is common
 */
GArray *
redaksi_diff (const guint *a, guint n_a, const guint *b, guint n_b)
{
  Diff self = { a, b, g_array_new (FALSE, FALSE, sizeof (RedaksiHunk)) };

  compare (&self, 0, n_a, 0, n_b);
  return self.hunks;
}

/**
 * redaksi_diff_blocks:
 * @a: (element-type RedaksiBlock): blocks
 * @b: (element-type RedaksiBlock): blocks
 *
 * Returns: (transfer full) (element-type RedaksiHunk): what differs
 */
GArray *
redaksi_diff_blocks (GPtrArray *a, GPtrArray *b)
{
  g_autoptr (RedaksiNumbers) numbers = redaksi_numbers_new_blocks ();
  g_autofree guint *of_a = g_new (guint, a->len + 1);
  g_autofree guint *of_b = g_new (guint, b->len + 1);

  for (guint i = 0; i < a->len; i++)
    of_a[i] = redaksi_numbers_get (numbers, a->pdata[i]);
  for (guint i = 0; i < b->len; i++)
    of_b[i] = redaksi_numbers_get (numbers, b->pdata[i]);
  return redaksi_diff (of_a, a->len, of_b, b->len);
}
