/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-buffer-private.h"

#include <string.h>

/*
 * From the body to the buffer: what differs is found by comparing blocks, which bodies share, and
 * then characters, so that what stays keeps its widgets, its misspelt tags and its place on the
 * screen.
 */

static GtkTextIter
iter_at (RedaksiBodyBuffer *self, guint position)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &iter, (int)position);
  return iter;
}

static guint
block_end (RedaksiBody *body, guint i)
{
  return redaksi_body_get_start (body, i)
         + redaksi_block_get_length (redaksi_body_get_nth (body, i));
}

/* The characters of some blocks, as the buffer holds them. */
static char *
dup_blocks_text (RedaksiBody *body, guint first, guint last)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i <= last; i++)
    {
      if (i > first)
        g_string_append_c (text, '\n');
      g_string_append (text, redaksi_block_get_text (redaksi_body_get_nth (body, i)));
    }
  return g_string_free (text, FALSE);
}

/* Every tag of ours but those of misspelt and found words goes. */
static void
strip (RedaksiBodyBuffer *self, guint from, guint to)
{
  GtkTextIter start = iter_at (self, from), end = iter_at (self, to), place = start;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (;;)
    {
      GSList *tags = gtk_text_iter_get_tags (&place);
      for (GSList *link = tags; link != NULL; link = link->next)
        if (link->data != redaksi_body_tags_get_misspelt (self->tags)
            && link->data != redaksi_body_tags_get_found (self->tags)
            && !g_ptr_array_find (found, link->data, NULL))
          g_ptr_array_add (found, link->data);
      g_slist_free (tags);
      if (!gtk_text_iter_forward_to_tag_toggle (&place, NULL)
          || gtk_text_iter_compare (&place, &end) >= 0)
        break;
    }
  for (guint i = 0; i < found->len; i++)
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), found->pdata[i], &start, &end);
}

static GtkTextChildAnchor *
anchor_at (RedaksiBodyBuffer *self, guint position)
{
  GtkTextIter iter = iter_at (self, position);

  return gtk_text_iter_get_child_anchor (&iter);
}

static void
style_marks (RedaksiBodyBuffer *self, RedaksiBlock *block, guint base)
{
  guint n;
  const RedaksiMarkSpan *spans = redaksi_block_get_spans (block, &n);

  for (guint k = 0; k < n; k++)
    {
      GtkTextIter start = iter_at (self, base + spans[k].start);
      GtkTextIter end = iter_at (self, base + spans[k].end);
      gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self),
                                 redaksi_body_tags_get_mark (self->tags, spans[k].mark), &start,
                                 &end);
    }
}

/* Blocks first…last get their looks; their text is there already. */
static void
style_blocks (RedaksiBodyBuffer *self, RedaksiBody *body, guint first, guint last, gboolean is_new)
{
  for (guint i = first; i <= last; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiShape *shape = redaksi_block_get_shape (block);
      guint base = redaksi_body_get_start (body, i);
      guint after = block_end (body, i) + 1; /* with the line end, that also carries the looks */
      GtkTextTag *tag = redaksi_body_tags_get_block (self->tags, shape);

      if (!is_new)
        strip (self, base, after);
      if (tag != NULL)
        {
          GtkTextIter start = iter_at (self, base), end = iter_at (self, after);
          gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), tag, &start, &end);
        }
      style_marks (self, block, base);
      if (redaksi_shape_is_leaf (shape))
        {
          GtkTextChildAnchor *anchor = anchor_at (self, base);
          if (anchor != NULL)
            g_signal_emit_by_name (self, "leaf", anchor, shape);
        }
    }
}

/* Text in which each U+FFFC is a place for a widget. */
static void
insert_text (RedaksiBodyBuffer *self, guint position, const char *text, gsize length)
{
  GtkTextIter iter = iter_at (self, position);
  const char *end = text + length;

  while (text < end)
    {
      const char *leaf = g_strstr_len (text, end - text, REDAKSI_LEAF_TEXT);
      gsize n = (leaf != NULL ? leaf : end) - text;
      if (n > 0)
        gtk_text_buffer_insert (GTK_TEXT_BUFFER (self), &iter, text, (int)n);
      text += n;
      if (leaf != NULL)
        {
          g_autoptr (GtkTextChildAnchor) anchor = gtk_text_child_anchor_new ();
          gtk_text_buffer_insert_child_anchor (GTK_TEXT_BUFFER (self), &iter, anchor);
          text += strlen (REDAKSI_LEAF_TEXT);
        }
    }
}

static void
delete_text (RedaksiBodyBuffer *self, guint from, guint to)
{
  GtkTextIter start = iter_at (self, from), end = iter_at (self, to);

  if (from < to)
    gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);
}

static void
drop_sentinel (RedaksiBodyBuffer *self)
{
  guint length = (guint)gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self));

  if (!self->sentinel)
    return;
  self->sentinel = FALSE;
  delete_text (self, length - 1, length);
}

/* Puts the line end behind an empty last block that is no paragraph, or takes it away. */
void
_redaksi_body_buffer_close (RedaksiBodyBuffer *self)
{
  guint i = redaksi_body_get_n (self->body) - 1;
  RedaksiBlock *block = redaksi_body_get_nth (self->body, i);
  gboolean wanted = redaksi_block_get_length (block) == 0
                    && redaksi_block_get_kind (block) != REDAKSI_BLOCK_PARAGRAPH;
  guint length = redaksi_body_get_length (self->body);

  if (wanted == self->sentinel)
    return;
  self->patching++;
  if (!wanted)
    drop_sentinel (self);
  else
    {
      RedaksiSelection selection = redaksi_body_buffer_get_selection (self);
      insert_text (self, length, "\n", 1);
      self->sentinel = TRUE;
      style_blocks (self, self->body, i, i, FALSE);
      redaksi_body_buffer_select (self, selection);
    }
  self->patching--;
}

/* The buffer from nothing. */
void
_redaksi_body_buffer_render (RedaksiBodyBuffer *self, RedaksiBody *body)
{
  g_autoptr (RedaksiBody) kept = redaksi_body_ref (body);
  g_autofree char *text = redaksi_body_dup_text (body);

  self->patching++;
  self->sentinel = FALSE;
  delete_text (self, 0, (guint)gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self)));
  g_clear_pointer (&self->body, redaksi_body_unref);
  self->body = g_steal_pointer (&kept);
  insert_text (self, 0, text, strlen (text));
  style_blocks (self, body, 0, redaksi_body_get_n (body) - 1, TRUE);
  _redaksi_body_buffer_close (self);
  self->patching--;
}

/* The first place and the last in which two texts differ, in bytes; not within a character. */
static void
find_difference (const char *a, const char *b, gsize *head, gsize *tail)
{
  gsize a_length = strlen (a), b_length = strlen (b), shorter = MIN (a_length, b_length);

  *head = *tail = 0;
  while (*head < shorter && a[*head] == b[*head])
    (*head)++;
  while (*head > 0 && ((guchar)a[*head] & 0xc0) == 0x80)
    (*head)--;
  shorter -= *head;
  while (*tail < shorter && a[a_length - 1 - *tail] == b[b_length - 1 - *tail])
    (*tail)++;
  while (*tail > 0 && ((guchar)a[a_length - *tail] & 0xc0) == 0x80)
    (*tail)--;
}

/* How many blocks two bodies have in common at their ends; at least one of each is left over. */
static void
find_blocks (RedaksiBody *a, RedaksiBody *b, guint *head, guint *tail)
{
  guint a_n = redaksi_body_get_n (a), b_n = redaksi_body_get_n (b), fewer = MIN (a_n, b_n);

  *head = *tail = 0;
  while (*head + 1 < fewer && redaksi_body_get_nth (a, *head) == redaksi_body_get_nth (b, *head))
    (*head)++;
  fewer -= *head;
  while (*tail + 1 < fewer
         && redaksi_body_get_nth (a, a_n - 1 - *tail) == redaksi_body_get_nth (b, b_n - 1 - *tail))
    (*tail)++;
}

/* Tells which blocks are not what they were. */
void
_redaksi_body_buffer_tell (RedaksiBodyBuffer *self, RedaksiBody *before)
{
  guint head, tail;

  find_blocks (before, self->body, &head, &tail);
  g_signal_emit_by_name (self, "blocks-changed", head, redaksi_body_get_n (before) - head - tail,
                         redaksi_body_get_n (self->body) - head - tail);
}

/* The buffer shows self->body and shall show @body. */
void
_redaksi_body_buffer_patch (RedaksiBodyBuffer *self, RedaksiBody *body)
{
  g_autoptr (RedaksiBody) before = g_steal_pointer (&self->body);
  g_autofree char *old_text = NULL;
  g_autofree char *new_text = NULL;
  guint head, tail, first, old_last, new_last;
  gsize same_head, same_tail;
  guint from, to;

  find_blocks (before, body, &head, &tail);
  first = head;
  old_last = redaksi_body_get_n (before) - 1 - tail;
  new_last = redaksi_body_get_n (body) - 1 - tail;
  old_text = dup_blocks_text (before, first, old_last);
  new_text = dup_blocks_text (body, first, new_last);
  find_difference (old_text, new_text, &same_head, &same_tail);

  self->patching++;
  drop_sentinel (self);
  self->body = redaksi_body_ref (body);
  from
    = redaksi_body_get_start (before, first) + (guint)g_utf8_strlen (old_text, (gssize)same_head);
  to = from
       + (guint)g_utf8_strlen (old_text + same_head,
                               (gssize)(strlen (old_text) - same_head - same_tail));
  delete_text (self, from, to);
  insert_text (self, from, new_text + same_head, strlen (new_text) - same_head - same_tail);
  style_blocks (self, body, first, new_last, FALSE);
  _redaksi_body_buffer_close (self);
  self->patching--;
}

/* Takes back what was typed: [from, new_to) of the buffer shows again [from, old_to) of the body.
 */
void
_redaksi_body_buffer_restore (RedaksiBodyBuffer *self, guint from, guint new_to, guint old_to)
{
  g_autoptr (RedaksiBody) slice = redaksi_body_cut (self->body, from, old_to);
  g_autofree char *text = redaksi_body_dup_text (slice);

  self->patching++;
  delete_text (self, from, new_to);
  insert_text (self, from, text, strlen (text));
  style_blocks (self, self->body, redaksi_body_find (self->body, from, NULL),
                redaksi_body_find (self->body, old_to, NULL), FALSE);
  self->patching--;
}

/* A block's worth of the buffer, as a slice. */
RedaksiBody *
_redaksi_body_buffer_read (RedaksiBodyBuffer *self, RedaksiShape *shape, guint from, guint to)
{
  GtkTextIter start = iter_at (self, from), end = iter_at (self, to), place = start;
  g_autofree char *text = gtk_text_iter_get_slice (&start, &end);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (RedaksiMarkSpan));
  g_autoptr (RedaksiBlock) block = NULL;

  while (gtk_text_iter_compare (&place, &end) < 0)
    {
      GSList *tags = gtk_text_iter_get_tags (&place);
      guint begins = (guint)gtk_text_iter_get_offset (&place), ends;
      if (!gtk_text_iter_forward_to_tag_toggle (&place, NULL)
          || gtk_text_iter_compare (&place, &end) > 0)
        place = end;
      ends = (guint)gtk_text_iter_get_offset (&place);
      for (GSList *link = tags; link != NULL; link = link->next)
        {
          RedaksiMarkSpan span
            = { begins - from, ends - from, redaksi_body_tag_get_mark (link->data) };
          if (span.mark != NULL)
            g_array_append_val (spans, span);
        }
      g_slist_free (tags);
    }
  block = redaksi_block_new (shape, text, (RedaksiMarkSpan *)spans->data, spans->len);
  return redaksi_body_new (&block, 1);
}

/**
 * redaksi_body_buffer_is_true:
 * @self: a buffer
 * @difference: (out) (optional): what differs, in words for developers
 *
 * Returns: whether the buffer shows the body: text, widgets' places, marks and the looks of blocks
 */
gboolean
redaksi_body_buffer_is_true (RedaksiBodyBuffer *self, char **difference)
{
  GtkTextIter start, end;
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (REDAKSI_IS_BODY_BUFFER (self), FALSE);

  if (self->body == NULL)
    return TRUE;
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  if (self->sentinel)
    gtk_text_iter_backward_char (&end);
  shown = gtk_text_iter_get_slice (&start, &end);
  text = redaksi_body_dup_text (self->body);
  if (!g_str_equal (shown, text))
    {
      if (difference != NULL)
        *difference = g_strdup_printf ("shown “%s”, body “%s”", shown, text);
      return FALSE;
    }
  for (guint i = 0; i < redaksi_body_get_n (self->body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (self->body, i);
      RedaksiShape *shape = redaksi_block_get_shape (block);
      guint base = redaksi_body_get_start (self->body, i);
      g_autoptr (RedaksiBody) read
        = _redaksi_body_buffer_read (self, shape, base, block_end (self->body, i));
      GtkTextTag *tag = redaksi_body_tags_get_block (self->tags, shape);
      GtkTextIter iter = iter_at (self, base);
      gboolean looks
        = tag == NULL || gtk_text_iter_is_end (&iter) || gtk_text_iter_has_tag (&iter, tag);

      if (redaksi_shape_is_leaf (shape) && anchor_at (self, base) == NULL)
        looks = FALSE;
      if (!looks || !redaksi_block_equal (redaksi_body_get_nth (read, 0), block))
        {
          if (difference != NULL)
            *difference = g_strdup_printf ("block %u “%s”: %s", i, redaksi_block_get_text (block),
                                           looks ? "marks" : "looks");
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * redaksi_body_buffer_renew_line:
 * @self: a buffer
 *
 * GTK 4.18 keeps the layout of a line that it has not measured yet (after Return, before the next
 * frame) when an input method shows what it composes there, and then looks for the cursor behind
 * its end. A tag that could change the size, put on and taken off, makes it forget that layout.
 */
void
redaksi_body_buffer_renew_line (RedaksiBodyBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  g_return_if_fail (REDAKSI_IS_BODY_BUFFER (self));

  gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
  end = start;
  /* An empty line at the end has no letter: that before it reaches to where the line begins. */
  if (!gtk_text_iter_forward_char (&end))
    gtk_text_iter_backward_char (&start);
  if (gtk_text_iter_equal (&start, &end))
    return;
  if (self->nudge == NULL)
    self->nudge = gtk_text_buffer_create_tag (buffer, NULL, "rise", 0, NULL);
  gtk_text_buffer_apply_tag (buffer, self->nudge, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->nudge, &start, &end);
}
