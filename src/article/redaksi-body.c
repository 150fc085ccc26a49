/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body.h"

#include <string.h>

struct _RedaksiBody
{
  gatomicrefcount ref_count;
  guint n;
  guint length;
  RedaksiBlock **blocks;
  guint *starts; /* position of each block's first character */
};

G_DEFINE_BOXED_TYPE (RedaksiBody, redaksi_body, redaksi_body_ref, redaksi_body_unref)
G_DEFINE_QUARK (redaksi - body - error - quark, redaksi_body_error)

/* Takes the array and the references in it. */
static RedaksiBody *
body_take (RedaksiBlock **blocks, guint n)
{
  RedaksiBody *self = g_new0 (RedaksiBody, 1);
  guint position = 0;

  g_assert (n > 0);
  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->blocks = blocks;
  self->starts = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    {
      self->starts[i] = position;
      position += redaksi_block_get_length (blocks[i]) + 1;
    }
  self->length = position - 1;
  return self;
}

/**
 * redaksi_body_new_empty:
 *
 * Returns: (transfer full): a body that is one empty paragraph
 */
RedaksiBody *
redaksi_body_new_empty (void)
{
  RedaksiBlock **blocks = g_new (RedaksiBlock *, 1);

  blocks[0] = redaksi_block_new_paragraph ("");
  return body_take (blocks, 1);
}

/**
 * redaksi_body_new:
 * @blocks: (array length=n_blocks): the blocks in order
 * @n_blocks: how many; with none the body is one empty paragraph
 *
 * Returns: (transfer full): a body or a slice
 */
RedaksiBody *
redaksi_body_new (RedaksiBlock *const *blocks, guint n_blocks)
{
  RedaksiBlock **copy;

  if (n_blocks == 0)
    return redaksi_body_new_empty ();
  copy = g_new (RedaksiBlock *, n_blocks);
  for (guint i = 0; i < n_blocks; i++)
    copy[i] = redaksi_block_ref (blocks[i]);
  return body_take (copy, n_blocks);
}

/**
 * redaksi_body_new_text:
 * @shape: (nullable): the shape of each block; %NULL for paragraphs
 * @text: UTF-8; each line is a block
 *
 * Returns: (transfer full): a body or a slice
 */
RedaksiBody *
redaksi_body_new_text (RedaksiShape *shape, const char *text)
{
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_auto (GStrv) lines = NULL;
  RedaksiBlock **blocks;
  guint n;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  n = g_strv_length (lines);
  if (n == 0)
    {
      blocks = g_new (RedaksiBlock *, 1);
      blocks[0] = redaksi_block_new (shape != NULL ? shape : paragraph, "", NULL, 0);
      return body_take (blocks, 1);
    }
  blocks = g_new (RedaksiBlock *, n);
  for (guint i = 0; i < n; i++)
    blocks[i] = redaksi_block_new (shape != NULL ? shape : paragraph, lines[i], NULL, 0);
  return body_take (blocks, n);
}

RedaksiBody *
redaksi_body_ref (RedaksiBody *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
redaksi_body_unref (RedaksiBody *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n; i++)
    redaksi_block_unref (self->blocks[i]);
  g_free (self->blocks);
  g_free (self->starts);
  g_free (self);
}

/**
 * redaksi_body_get_length:
 * @self: a body
 *
 * Returns: the last position: characters, with one for each boundary between blocks
 */
guint
redaksi_body_get_length (const RedaksiBody *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

guint
redaksi_body_get_n (const RedaksiBody *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

/**
 * redaksi_body_get_nth:
 * @self: a body
 * @i: which block, from 0
 *
 * Returns: (transfer none): the block
 */
RedaksiBlock *
redaksi_body_get_nth (const RedaksiBody *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->n, NULL);

  return self->blocks[i];
}

/**
 * redaksi_body_get_start:
 * @self: a body
 * @i: which block, from 0
 *
 * Returns: the position of its first character
 */
guint
redaksi_body_get_start (const RedaksiBody *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->n, 0);

  return self->starts[i];
}

/**
 * redaksi_body_find:
 * @self: a body
 * @position: 0 to its length
 * @offset: (out) (optional): the character within the block
 *
 * Returns: the block in which @position lies; at a boundary the one that ends there
 */
guint
redaksi_body_find (const RedaksiBody *self, guint position, guint *offset)
{
  guint low = 0, high;

  g_return_val_if_fail (self != NULL && position <= self->length, 0);

  high = self->n - 1;
  while (low < high)
    {
      guint middle = (low + high + 1) / 2;
      if (self->starts[middle] <= position)
        low = middle;
      else
        high = middle - 1;
    }
  if (offset != NULL)
    *offset = position - self->starts[low];
  return low;
}

/**
 * redaksi_body_cut:
 * @self: a body
 * @from: the first position
 * @to: the last position, not before @from
 *
 * Returns: (transfer full): the slice between them: putting it back there changes nothing
 */
RedaksiBody *
redaksi_body_cut (const RedaksiBody *self, guint from, guint to)
{
  guint first, last, start, end, n;
  RedaksiBlock **blocks;

  g_return_val_if_fail (self != NULL && from <= to && to <= self->length, NULL);

  first = redaksi_body_find (self, from, &start);
  last = redaksi_body_find (self, to, &end);
  n = last - first + 1;
  blocks = g_new (RedaksiBlock *, n);
  for (guint i = 0; i < n; i++)
    {
      RedaksiBlock *block = self->blocks[first + i];
      blocks[i] = redaksi_block_slice (block, i == 0 ? start : 0,
                                       i == n - 1 ? end : redaksi_block_get_length (block));
    }
  return body_take (blocks, n);
}

/**
 * redaksi_body_replace:
 * @self: a body
 * @from: the first position
 * @to: the last position, not before @from
 * @slice: what shall stand there
 * @error: return location for a #RedaksiBodyError
 *
 * Puts a slice in the place of what stands between two positions; see the header.
 *
 * Returns: (transfer full) (nullable): the new body
 */
RedaksiBody *
redaksi_body_replace (RedaksiBody *self, guint from, guint to, RedaksiBody *slice, GError **error)
{
  g_autoptr (RedaksiBlock) head = NULL;
  g_autoptr (RedaksiBlock) tail = NULL;
  g_autoptr (RedaksiBody) result = NULL;
  guint first, last, start, end, n, k = 0;
  RedaksiBlock **blocks;
  RedaksiBlock *tail_block;

  g_return_val_if_fail (self != NULL && slice != NULL, NULL);

  if (from > to || to > self->length)
    {
      g_set_error (error, REDAKSI_BODY_ERROR, REDAKSI_BODY_ERROR_RANGE,
                   "%u–%u lies outside a body of %u", from, to, self->length);
      return NULL;
    }
  first = redaksi_body_find (self, from, &start);
  last = redaksi_body_find (self, to, &end);
  tail_block = self->blocks[last];
  head = redaksi_block_slice (self->blocks[first], 0, start);
  tail = redaksi_block_slice (tail_block, end, redaksi_block_get_length (tail_block));

  n = first + slice->n + (self->n - 1 - last);
  blocks = g_new (RedaksiBlock *, n);
  for (guint i = 0; i < first; i++)
    blocks[k++] = redaksi_block_ref (self->blocks[i]);
  for (guint i = 0; i < slice->n; i++)
    {
      RedaksiBlock *block = redaksi_block_ref (slice->blocks[i]);
      RedaksiShape *shape = redaksi_block_get_shape (slice->blocks[i]);
      if (i == 0)
        {
          RedaksiBlock *joined = redaksi_block_join (shape, head, block);
          redaksi_block_unref (block);
          block = joined;
        }
      if (i == slice->n - 1)
        {
          RedaksiBlock *joined = redaksi_block_join (shape, block, tail);
          redaksi_block_unref (block);
          block = joined;
        }
      blocks[k++] = block;
    }
  for (guint i = last + 1; i < self->n; i++)
    blocks[k++] = redaksi_block_ref (self->blocks[i]);
  result = body_take (blocks, n);

  /* What was there before is valid; only what the slice touched has to be looked at. */
  for (guint i = first; i < first + slice->n; i++)
    if (!redaksi_block_is_valid (blocks[i]))
      {
        g_set_error (error, REDAKSI_BODY_ERROR, REDAKSI_BODY_ERROR_INVALID,
                     "block %u would mix a %s with text", i,
                     redaksi_block_kind_to_string (redaksi_block_get_kind (blocks[i])));
        return NULL;
      }
  return g_steal_pointer (&result);
}

/**
 * redaksi_body_with_block:
 * @self: a body
 * @i: which block, from 0
 * @block: what shall stand in its place
 *
 * Returns: (transfer full): the new body
 */
RedaksiBody *
redaksi_body_with_block (RedaksiBody *self, guint i, RedaksiBlock *block)
{
  RedaksiBlock **blocks;

  g_return_val_if_fail (self != NULL && i < self->n && block != NULL, NULL);

  blocks = g_new (RedaksiBlock *, self->n);
  for (guint k = 0; k < self->n; k++)
    blocks[k] = redaksi_block_ref (k == i ? block : self->blocks[k]);
  return body_take (blocks, self->n);
}

/**
 * redaksi_body_dup_text:
 * @self: a body
 *
 * Returns: (transfer full): what a GtkTextBuffer that shows it holds: blocks joined by line ends,
 *   leaves as U+FFFC
 */
char *
redaksi_body_dup_text (const RedaksiBody *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_sized_new (self->length + 1);
  for (guint i = 0; i < self->n; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, redaksi_block_get_text (self->blocks[i]));
    }
  return g_string_free (text, FALSE);
}

/**
 * redaksi_body_has_mark:
 * @self: a body
 * @from: the first position
 * @to: the last position
 * @mark: a mark
 *
 * Tells whether all text in the range has the mark. Leaves and boundaries have none and count for
 * nothing; a range without any text has no mark.
 */
gboolean
redaksi_body_has_mark (const RedaksiBody *self, guint from, guint to, RedaksiMark *mark)
{
  guint first, last, start, end;
  gboolean any = FALSE;

  g_return_val_if_fail (self != NULL && from <= to && to <= self->length && mark != NULL, FALSE);

  first = redaksi_body_find (self, from, &start);
  last = redaksi_body_find (self, to, &end);
  if (from == to)
    return redaksi_block_has_mark (self->blocks[first], start, start, mark);
  for (guint i = first; i <= last; i++)
    {
      RedaksiBlock *block = self->blocks[i];
      guint a = i == first ? start : 0;
      guint b = i == last ? end : redaksi_block_get_length (block);
      if (a == b || redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
        continue;
      if (!redaksi_block_has_mark (block, a, b, mark))
        return FALSE;
      any = TRUE;
    }
  return any;
}

/**
 * redaksi_body_is_valid:
 * @self: a body
 *
 * Tells whether @self may be an article's body: whether every block is valid.
 */
gboolean
redaksi_body_is_valid (const RedaksiBody *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n; i++)
    if (!redaksi_block_is_valid (self->blocks[i]))
      return FALSE;
  return TRUE;
}

/**
 * redaksi_body_is_empty:
 * @self: a body
 *
 * Tells whether nothing was written yet.
 */
gboolean
redaksi_body_is_empty (const RedaksiBody *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->length == 0;
}

gboolean
redaksi_body_equal (const RedaksiBody *a, const RedaksiBody *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->n != b->n || a->length != b->length)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (!redaksi_block_equal (a->blocks[i], b->blocks[i]))
      return FALSE;
  return TRUE;
}
