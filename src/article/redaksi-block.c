/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-block.h"

#include <string.h>

struct _RedaksiBlock
{
  gatomicrefcount ref_count;
  RedaksiShape *shape;
  char *text;
  guint length; /* characters */
  guint n_spans;
  RedaksiMarkSpan *spans;
};

G_DEFINE_BOXED_TYPE (RedaksiBlock, redaksi_block, redaksi_block_ref, redaksi_block_unref)

static void
clear_span (gpointer data)
{
  RedaksiMarkSpan *span = data;
  redaksi_mark_unref (span->mark);
}

static GArray *
spans_new (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (RedaksiMarkSpan));
  g_array_set_clear_func (spans, clear_span);
  return spans;
}

static void
spans_append (GArray *spans, guint start, guint end, RedaksiMark *mark)
{
  RedaksiMarkSpan span = { start, end, redaksi_mark_ref (mark) };

  g_array_append_val (spans, span);
}

static int
compare_by_mark (gconstpointer a, gconstpointer b)
{
  const RedaksiMarkSpan *x = a, *y = b;
  int order = redaksi_mark_compare (x->mark, y->mark);

  if (order != 0)
    return order;
  return x->start < y->start ? -1 : x->start > y->start;
}

static int
compare_by_place (gconstpointer a, gconstpointer b)
{
  const RedaksiMarkSpan *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  return redaksi_mark_compare (x->mark, y->mark);
}

/* Where two links meet the one that begins first keeps its characters. */
static void
separate_links (GArray *spans)
{
  guint end = 0;

  g_array_sort (spans, compare_by_place);
  for (guint i = 0; i < spans->len;)
    {
      RedaksiMarkSpan *span = &g_array_index (spans, RedaksiMarkSpan, i);
      if (redaksi_mark_get_kind (span->mark) == REDAKSI_MARK_LINK)
        {
          span->start = MAX (span->start, end);
          if (span->start >= span->end)
            {
              g_array_remove_index (spans, i);
              continue;
            }
          end = span->end;
        }
      i++;
    }
}

/* Joins touching spans of one mark, drops empty ones, and sorts: the one way to write them. */
static void
canonicalise (GArray *spans, guint length)
{
  guint kept = 0;

  if (spans->len == 0)
    return;
  for (guint i = 0; i < spans->len; i++)
    {
      RedaksiMarkSpan *span = &g_array_index (spans, RedaksiMarkSpan, i);
      span->end = MIN (span->end, length);
    }
  separate_links (spans);
  g_array_sort (spans, compare_by_mark);
  for (guint i = 0; i < spans->len; i++)
    {
      RedaksiMarkSpan *span = &g_array_index (spans, RedaksiMarkSpan, i);
      RedaksiMarkSpan *last = kept > 0 ? &g_array_index (spans, RedaksiMarkSpan, kept - 1) : NULL;

      if (span->start >= span->end)
        {
          g_clear_pointer (&span->mark, redaksi_mark_unref);
          continue;
        }
      if (last != NULL && last->end >= span->start && redaksi_mark_equal (last->mark, span->mark))
        {
          last->end = MAX (last->end, span->end);
          g_clear_pointer (&span->mark, redaksi_mark_unref);
          continue;
        }
      if (kept != i)
        {
          g_array_index (spans, RedaksiMarkSpan, kept) = *span;
          span->mark = NULL;
        }
      kept++;
    }
  g_array_set_clear_func (spans, NULL);
  g_array_set_size (spans, kept);
  g_array_set_clear_func (spans, clear_span);
  g_array_sort (spans, compare_by_place);
}

/* Takes @text and @spans. */
static RedaksiBlock *
block_take (RedaksiShape *shape, char *text, guint length, GArray *spans)
{
  RedaksiBlock *self = g_new0 (RedaksiBlock, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->shape = redaksi_shape_ref (shape);
  self->text = text;
  self->length = length;
  if (redaksi_shape_is_leaf (shape))
    g_array_set_size (spans, 0);
  canonicalise (spans, length);
  self->n_spans = spans->len;
  if (spans->len > 0)
    {
      g_array_set_clear_func (spans, NULL);
      self->spans = (RedaksiMarkSpan *)g_array_free (spans, FALSE);
    }
  else
    g_array_free (spans, TRUE);
  return self;
}

/**
 * redaksi_block_new:
 * @shape: what the block is
 * @text: UTF-8 without line ends; U+FFFC alone for a leaf
 * @spans: (array length=n_spans) (nullable): marks, in any order; what lies outside is cut off
 * @n_spans: how many
 *
 * Returns: (transfer full): a block
 */
RedaksiBlock *
redaksi_block_new (RedaksiShape *shape, const char *text, const RedaksiMarkSpan *spans,
                   guint n_spans)
{
  GArray *array;

  g_return_val_if_fail (shape != NULL && text != NULL, NULL);

  array = spans_new ();
  for (guint i = 0; i < n_spans; i++)
    spans_append (array, spans[i].start, spans[i].end, spans[i].mark);
  return block_take (shape, g_strdup (text), g_utf8_strlen (text, -1), array);
}

/**
 * redaksi_block_new_paragraph:
 * @text: UTF-8 without line ends
 *
 * Returns: (transfer full): an unmarked paragraph
 */
RedaksiBlock *
redaksi_block_new_paragraph (const char *text)
{
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);

  return redaksi_block_new (shape, text, NULL, 0);
}

/**
 * redaksi_block_new_leaf:
 * @shape: a leaf's shape
 *
 * Returns: (transfer full): the block
 */
RedaksiBlock *
redaksi_block_new_leaf (RedaksiShape *shape)
{
  g_return_val_if_fail (shape != NULL && redaksi_shape_is_leaf (shape), NULL);

  return redaksi_block_new (shape, REDAKSI_LEAF_TEXT, NULL, 0);
}

RedaksiBlock *
redaksi_block_ref (RedaksiBlock *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
redaksi_block_unref (RedaksiBlock *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_spans; i++)
    redaksi_mark_unref (self->spans[i].mark);
  g_free (self->spans);
  g_free (self->text);
  redaksi_shape_unref (self->shape);
  g_free (self);
}

/**
 * redaksi_block_get_shape:
 * @self: a block
 *
 * Returns: (transfer none)
 */
RedaksiShape *
redaksi_block_get_shape (const RedaksiBlock *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->shape;
}

RedaksiBlockKind
redaksi_block_get_kind (const RedaksiBlock *self)
{
  return redaksi_shape_get_kind (self->shape);
}

/**
 * redaksi_block_get:
 * @self: a block
 * @name: an attribute of its shape
 *
 * Returns: (nullable): the attribute's value
 */
const char *
redaksi_block_get (const RedaksiBlock *self, const char *name)
{
  return redaksi_shape_get (self->shape, name);
}

const char *
redaksi_block_get_text (const RedaksiBlock *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * redaksi_block_get_length:
 * @self: a block
 *
 * Returns: its length in characters, the boundary not counted
 */
guint
redaksi_block_get_length (const RedaksiBlock *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * redaksi_block_get_spans:
 * @self: a block
 * @n_spans: (out): how many
 *
 * Returns: (transfer none) (array length=n_spans): the marks, sorted by start, end and mark
 */
const RedaksiMarkSpan *
redaksi_block_get_spans (const RedaksiBlock *self, guint *n_spans)
{
  g_return_val_if_fail (self != NULL && n_spans != NULL, NULL);

  *n_spans = self->n_spans;
  return self->spans;
}

/**
 * redaksi_block_has_mark:
 * @self: a block
 * @start: the first character
 * @end: the character after the last
 * @mark: a mark
 *
 * Tells whether every character of the range has the mark; of an empty range, whether text typed
 * there would inherit it.
 */
gboolean
redaksi_block_has_mark (const RedaksiBlock *self, guint start, guint end, RedaksiMark *mark)
{
  g_return_val_if_fail (self != NULL && mark != NULL, FALSE);

  for (guint i = 0; i < self->n_spans; i++)
    {
      const RedaksiMarkSpan *span = &self->spans[i];
      if (!redaksi_mark_equal (span->mark, mark))
        continue;
      if (start < end ? span->start <= start && span->end >= end
                      : span->start < start && span->end >= start)
        return TRUE;
    }
  return FALSE;
}

/**
 * redaksi_block_with_shape:
 * @self: a block
 * @shape: another shape
 *
 * Returns: (transfer full): the same text in the other shape
 */
RedaksiBlock *
redaksi_block_with_shape (RedaksiBlock *self, RedaksiShape *shape)
{
  g_return_val_if_fail (self != NULL && shape != NULL, NULL);

  if (redaksi_shape_equal (self->shape, shape))
    return redaksi_block_ref (self);
  return redaksi_block_new (shape, self->text, self->spans, self->n_spans);
}

static void
copy_spans (GArray *into, const RedaksiBlock *from, guint start, guint end, guint shift)
{
  for (guint i = 0; i < from->n_spans; i++)
    {
      const RedaksiMarkSpan *span = &from->spans[i];
      if (span->end <= start || span->start >= end)
        continue;
      spans_append (into, MAX (span->start, start) - start + shift,
                    MIN (span->end, end) - start + shift, span->mark);
    }
}

/**
 * redaksi_block_slice:
 * @self: a block
 * @start: the first character
 * @end: the character after the last
 *
 * Returns: (transfer full): that part of it, in the same shape
 */
RedaksiBlock *
redaksi_block_slice (RedaksiBlock *self, guint start, guint end)
{
  const char *first, *last;
  GArray *spans;

  g_return_val_if_fail (self != NULL && start <= end && end <= self->length, NULL);

  if (start == 0 && end == self->length)
    return redaksi_block_ref (self);
  first = g_utf8_offset_to_pointer (self->text, start);
  last = g_utf8_offset_to_pointer (first, end - start);
  spans = spans_new ();
  copy_spans (spans, self, start, end, 0);
  return block_take (self->shape, g_strndup (first, last - first), end - start, spans);
}

/**
 * redaksi_block_join:
 * @shape: what the result is
 * @a: the first part
 * @b: what follows
 *
 * Returns: (transfer full): both texts in one block
 */
RedaksiBlock *
redaksi_block_join (RedaksiShape *shape, RedaksiBlock *a, RedaksiBlock *b)
{
  GArray *spans;

  g_return_val_if_fail (shape != NULL && a != NULL && b != NULL, NULL);

  if (a->length == 0)
    return redaksi_block_with_shape (b, shape);
  if (b->length == 0)
    return redaksi_block_with_shape (a, shape);
  spans = spans_new ();
  copy_spans (spans, a, 0, a->length, 0);
  copy_spans (spans, b, 0, b->length, a->length);
  return block_take (shape, g_strconcat (a->text, b->text, NULL), a->length + b->length, spans);
}

/**
 * redaksi_block_add_mark:
 * @self: a block
 * @start: the first character
 * @end: the character after the last
 * @mark: a mark; a link takes the place of other links there
 *
 * Returns: (transfer full)
 */
RedaksiBlock *
redaksi_block_add_mark (RedaksiBlock *self, guint start, guint end, RedaksiMark *mark)
{
  gboolean is_link;
  GArray *spans;

  g_return_val_if_fail (self != NULL && mark != NULL && start <= end && end <= self->length, NULL);

  if (start == end || redaksi_shape_is_leaf (self->shape))
    return redaksi_block_ref (self);
  is_link = redaksi_mark_get_kind (mark) == REDAKSI_MARK_LINK;
  spans = spans_new ();
  for (guint i = 0; i < self->n_spans; i++)
    {
      const RedaksiMarkSpan *span = &self->spans[i];
      if (is_link && redaksi_mark_get_kind (span->mark) == REDAKSI_MARK_LINK && span->end > start
          && span->start < end)
        {
          if (span->start < start)
            spans_append (spans, span->start, start, span->mark);
          if (span->end > end)
            spans_append (spans, end, span->end, span->mark);
        }
      else
        spans_append (spans, span->start, span->end, span->mark);
    }
  spans_append (spans, start, end, mark);
  return block_take (self->shape, g_strdup (self->text), self->length, spans);
}

/**
 * redaksi_block_remove_mark:
 * @self: a block
 * @start: the first character
 * @end: the character after the last
 * @mark: exactly this mark is taken away
 *
 * Returns: (transfer full)
 */
RedaksiBlock *
redaksi_block_remove_mark (RedaksiBlock *self, guint start, guint end, RedaksiMark *mark)
{
  GArray *spans;

  g_return_val_if_fail (self != NULL && mark != NULL && start <= end && end <= self->length, NULL);

  spans = spans_new ();
  for (guint i = 0; i < self->n_spans; i++)
    {
      const RedaksiMarkSpan *span = &self->spans[i];
      if (!redaksi_mark_equal (span->mark, mark) || span->end <= start || span->start >= end)
        {
          spans_append (spans, span->start, span->end, span->mark);
          continue;
        }
      if (span->start < start)
        spans_append (spans, span->start, start, span->mark);
      if (span->end > end)
        spans_append (spans, end, span->end, span->mark);
    }
  return block_take (self->shape, g_strdup (self->text), self->length, spans);
}

/**
 * redaksi_block_is_valid:
 * @self: a block
 *
 * Tells whether @self may stand in an article: see the invariants at the top of the header.
 */
gboolean
redaksi_block_is_valid (const RedaksiBlock *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (redaksi_shape_is_leaf (self->shape))
    return strcmp (self->text, REDAKSI_LEAF_TEXT) == 0 && self->n_spans == 0;
  if (!g_utf8_validate (self->text, -1, NULL) || strpbrk (self->text, "\n\r") != NULL)
    return FALSE;
  return strstr (self->text, REDAKSI_LEAF_TEXT) == NULL
         && strstr (self->text, "\xE2\x80\xA9") == NULL;
}

gboolean
redaksi_block_equal (const RedaksiBlock *a, const RedaksiBlock *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->length != b->length || a->n_spans != b->n_spans
      || !redaksi_shape_equal (a->shape, b->shape) || strcmp (a->text, b->text) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_spans; i++)
    if (a->spans[i].start != b->spans[i].start || a->spans[i].end != b->spans[i].end
        || !redaksi_mark_equal (a->spans[i].mark, b->spans[i].mark))
      return FALSE;
  return TRUE;
}
