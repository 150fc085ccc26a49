/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-collector.h"

#include <string.h>

#include "redaksi-embed.h"

#define NO_BREAK_SPACE 0xA0

struct _RedaksiCollector
{
  gboolean exact;
  GPtrArray *blocks;
  RedaksiShape *shape;
  GString *text;
  guint length; /* characters in text */
  GArray *spans;
  gboolean space_pending;
  gboolean space_strong, space_emphasis, space_strike;
  RedaksiMark *space_link;
  RedaksiMark *strong, *emphasis, *strike;
};

static void
clear_span (gpointer data)
{
  RedaksiMarkSpan *span = data;
  redaksi_mark_unref (span->mark);
}

/**
 * redaksi_collector_new:
 * @exact: change no blank
 *
 * Returns: (transfer full): an empty collector
 */
RedaksiCollector *
redaksi_collector_new (gboolean exact)
{
  RedaksiCollector *self = g_new0 (RedaksiCollector, 1);

  self->exact = exact;
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  self->shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (RedaksiMarkSpan));
  g_array_set_clear_func (self->spans, clear_span);
  self->strong = redaksi_mark_new (REDAKSI_MARK_STRONG, NULL);
  self->emphasis = redaksi_mark_new (REDAKSI_MARK_EMPHASIS, NULL);
  self->strike = redaksi_mark_new (REDAKSI_MARK_STRIKETHROUGH, NULL);
  return self;
}

void
redaksi_collector_free (RedaksiCollector *self)
{
  g_ptr_array_unref (self->blocks);
  redaksi_shape_unref (self->shape);
  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  g_clear_pointer (&self->space_link, redaksi_mark_unref);
  redaksi_mark_unref (self->strong);
  redaksi_mark_unref (self->emphasis);
  redaksi_mark_unref (self->strike);
  g_free (self);
}

/**
 * redaksi_collector_set_shape:
 * @self: a collector
 * @shape: what the block that is being collected, and those after it, are
 */
void
redaksi_collector_set_shape (RedaksiCollector *self, RedaksiShape *shape)
{
  RedaksiShape *old = self->shape;

  self->shape = redaksi_shape_ref (shape);
  redaksi_shape_unref (old);
}

RedaksiShape *
redaksi_collector_get_shape (RedaksiCollector *self)
{
  return self->shape;
}

static void
add_span (RedaksiCollector *self, guint start, RedaksiMark *mark)
{
  RedaksiMarkSpan span = { start, self->length, NULL };

  /* Texts that follow each other with the same marks make one span, not one a text. */
  for (guint i = self->spans->len; i > 0 && i + 4 > self->spans->len; i--)
    {
      RedaksiMarkSpan *last = &g_array_index (self->spans, RedaksiMarkSpan, i - 1);
      if (last->end == start && redaksi_mark_equal (last->mark, mark))
        {
          last->end = self->length;
          return;
        }
    }
  span.mark = redaksi_mark_ref (mark);
  g_array_append_val (self->spans, span);
}

static void
mark_from (RedaksiCollector *self, guint start, const RedaksiMarks *marks)
{
  if (marks == NULL || start == self->length)
    return;
  if (marks->strong)
    add_span (self, start, self->strong);
  if (marks->emphasis)
    add_span (self, start, self->emphasis);
  if (marks->strike)
    add_span (self, start, self->strike);
  if (marks->link != NULL)
    add_span (self, start, marks->link);
}

/* Not g_str_has_suffix(), which measures the whole text each time. */
static gboolean
ends_with (RedaksiCollector *self, const char *suffix)
{
  gsize n = strlen (suffix);

  return self->text->len >= n && memcmp (self->text->str + self->text->len - n, suffix, n) == 0;
}

static gboolean
at_line_start (RedaksiCollector *self)
{
  return self->text->len == 0 || ends_with (self, SOFT_BREAK_TEXT);
}

static void
put_pending_space (RedaksiCollector *self)
{
  RedaksiMarks marks
    = { self->space_strong, self->space_emphasis, self->space_strike, self->space_link };

  if (!self->space_pending)
    return;
  self->space_pending = FALSE;
  if (!at_line_start (self))
    {
      g_string_append_c (self->text, ' ');
      self->length++;
      mark_from (self, self->length - 1, &marks);
    }
  g_clear_pointer (&self->space_link, redaksi_mark_unref);
}

static void
want_space (RedaksiCollector *self, const RedaksiMarks *marks)
{
  if (self->space_pending || ends_with (self, " "))
    return;
  self->space_pending = TRUE;
  self->space_strong = marks != NULL && marks->strong;
  self->space_emphasis = marks != NULL && marks->emphasis;
  self->space_strike = marks != NULL && marks->strike;
  g_clear_pointer (&self->space_link, redaksi_mark_unref);
  if (marks != NULL && marks->link != NULL)
    self->space_link = redaksi_mark_ref (marks->link);
}

/**
 * redaksi_collector_add_space:
 * @self: a collector
 *
 * Puts a blank between two things that stand apart on the page, where there is none.
 */
void
redaksi_collector_add_space (RedaksiCollector *self)
{
  want_space (self, NULL);
}

/**
 * redaksi_collector_add_break:
 * @self: a collector
 * @marks: (nullable): what is true of the break
 *
 * Adds a soft break; a blank right before it is dropped.
 */
void
redaksi_collector_add_break (RedaksiCollector *self, const RedaksiMarks *marks)
{
  self->space_pending = FALSE;
  g_string_append (self->text, SOFT_BREAK_TEXT);
  self->length++;
  mark_from (self, self->length - 1, marks);
}

static gboolean
is_dropped (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F
         || c == REDAKSI_LEAF_CHAR || c == 0xFEFF;
}

static void
add_char (RedaksiCollector *self, gunichar c, const RedaksiMarks *marks, RedaksiBlanks blanks)
{
  gboolean line_end = c == '\n' || c == '\r' || c == '\f';

  if (is_dropped (c))
    return;
  if (c == SOFT_BREAK || (line_end && blanks == REDAKSI_BLANKS_LINES))
    {
      redaksi_collector_add_break (self, marks);
      return;
    }
  /* Also where blanks are kept a line end is only how the source was laid out. */
  if (c == 0x2029 || line_end || ((c == ' ' || c == '\t') && blanks == REDAKSI_BLANKS_COLLAPSE))
    {
      want_space (self, marks);
      return;
    }
  put_pending_space (self);
  g_string_append_unichar (self->text, c);
  self->length++;
  mark_from (self, self->length - 1, marks);
}

/**
 * redaksi_collector_add_text:
 * @self: a collector
 * @text: UTF-8
 * @length: its length in bytes, or -1
 * @marks: (nullable): what is true of it
 * @blanks: what becomes of blanks and line ends
 *
 * Adds text. What may not stand in a block is left out.
 */
void
redaksi_collector_add_text (RedaksiCollector *self, const char *text, gssize length,
                            const RedaksiMarks *marks, RedaksiBlanks blanks)
{
  const char *end = text + (length < 0 ? (gssize)strlen (text) : length);

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      if (*p == '\r' && p + 1 < end && p[1] == '\n')
        continue;
      add_char (self, g_utf8_get_char (p), marks, blanks);
    }
}

gboolean
redaksi_collector_has_text (RedaksiCollector *self)
{
  return self->text->len > 0;
}

/**
 * redaksi_collector_get_length:
 * @self: a collector
 *
 * Returns: how many characters the block that is being collected has
 */
guint
redaksi_collector_get_length (RedaksiCollector *self)
{
  return self->length;
}

/**
 * redaksi_collector_take_block:
 * @self: a collector
 *
 * Returns: (transfer full) (nullable): the block that is being collected, as it stands, which is
 * then not among the collected; %NULL when there is nothing of it
 */
RedaksiBlock *
redaksi_collector_take_block (RedaksiCollector *self)
{
  RedaksiBlock *block;

  self->space_pending = FALSE;
  if (self->text->len == 0)
    return NULL;
  block = redaksi_block_new (self->shape, self->text->str, (RedaksiMarkSpan *)self->spans->data,
                             self->spans->len);
  g_string_truncate (self->text, 0);
  g_array_set_size (self->spans, 0);
  self->length = 0;
  return block;
}

static gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == '\t' || c == SOFT_BREAK || c == NO_BREAK_SPACE;
}

/* Adds the characters start ≤ c < end of a block, without the blanks at their ends. */
static void
add_trimmed (RedaksiCollector *self, RedaksiBlock *block, const gunichar *text, guint start,
             guint end)
{
  while (start < end && is_blank (text[start]))
    start++;
  while (end > start && is_blank (text[end - 1]))
    end--;
  if (start < end)
    g_ptr_array_add (self->blocks, redaksi_block_slice (block, start, end));
}

static gboolean
is_parted_by_breaks (RedaksiBlock *block)
{
  RedaksiBlockKind kind = redaksi_block_get_kind (block);

  return kind == REDAKSI_BLOCK_PARAGRAPH || kind == REDAKSI_BLOCK_QUOTE;
}

/**
 * redaksi_collector_flush:
 *
 * Ends the block that is being collected, if there is one.
 */
void
redaksi_collector_flush (RedaksiCollector *self)
{
  g_autoptr (RedaksiBlock) block = redaksi_collector_take_block (self);
  g_autofree gunichar *text = NULL;
  guint start = 0, length;

  if (block == NULL)
    return;
  if (self->exact)
    {
      g_ptr_array_add (self->blocks, g_steal_pointer (&block));
      return;
    }
  length = redaksi_block_get_length (block);
  text = g_utf8_to_ucs4_fast (redaksi_block_get_text (block), -1, NULL);
  for (guint i = 0; i < length && is_parted_by_breaks (block); i++)
    {
      guint breaks = 0, k = i;
      for (; k < length && is_blank (text[k]); k++)
        breaks += text[k] == SOFT_BREAK;
      if (breaks < 2)
        {
          i = MAX (k, i + 1) - 1;
          continue;
        }
      add_trimmed (self, block, text, start, i);
      start = k;
      i = k - 1;
    }
  add_trimmed (self, block, text, start, length);
}

/**
 * redaksi_collector_add_block:
 * @self: a collector
 * @block: (transfer full): a block
 *
 * Ends the block that is being collected and adds @block.
 */
void
redaksi_collector_add_block (RedaksiCollector *self, RedaksiBlock *block)
{
  redaksi_collector_flush (self);
  g_ptr_array_add (self->blocks, block);
}

/**
 * redaksi_collector_add_leaf:
 * @self: a collector
 * @shape: a leaf's shape
 *
 * Ends the block that is being collected and adds a leaf.
 */
void
redaksi_collector_add_leaf (RedaksiCollector *self, RedaksiShape *shape)
{
  redaksi_collector_add_block (self, redaksi_block_new_leaf (shape));
}

guint
redaksi_collector_get_n (RedaksiCollector *self)
{
  return self->blocks->len;
}

GPtrArray *
redaksi_collector_get_blocks (RedaksiCollector *self)
{
  return self->blocks;
}

/* An item is at most one deeper than what it hangs on: forms that nest can't say anything else. */
static void
settle_depths (GPtrArray *blocks)
{
  guint most = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      RedaksiBlock *block = blocks->pdata[i];
      RedaksiShape *shape = redaksi_block_get_shape (block);
      guint depth = redaksi_shape_get_depth (shape);

      if (redaksi_shape_get_kind (shape) != REDAKSI_BLOCK_LIST_ITEM)
        {
          most = 0;
          continue;
        }
      if (depth > most)
        {
          char digit[2] = { (char)('0' + most), '\0' };
          g_autoptr (RedaksiShape) settled
            = redaksi_shape_with (shape, "depth", most > 0 ? digit : NULL);
          blocks->pdata[i] = redaksi_block_with_shape (block, settled);
          redaksi_block_unref (block);
          depth = most;
        }
      most = depth + 1;
    }
}

/**
 * redaksi_collector_finish:
 *
 * Returns: (transfer full): all that was collected; its last block is text, so that one can write
 * on
 */
RedaksiBody *
redaksi_collector_finish (RedaksiCollector *self)
{
  redaksi_collector_flush (self);
  settle_depths (self->blocks);
  if (self->blocks->len > 0
      && redaksi_shape_is_leaf (
        redaksi_block_get_shape (self->blocks->pdata[self->blocks->len - 1])))
    g_ptr_array_add (self->blocks, redaksi_block_new_paragraph (""));
  return redaksi_body_new ((RedaksiBlock *const *)self->blocks->pdata, self->blocks->len);
}

/**
 * redaksi_collector_finish_foreign:
 *
 * As redaksi_collector_finish(), for what other programs wrote: there the address of a post that
 * stands alone in a paragraph means that post.
 *
 * Returns: (transfer full)
 */
RedaksiBody *
redaksi_collector_finish_foreign (RedaksiCollector *self)
{
  g_autoptr (RedaksiBody) body = redaksi_collector_finish (self);

  return redaksi_body_with_embeds (body);
}
