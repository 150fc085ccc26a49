/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-view-private.h"

#include <string.h>

#include "redaksi-typography.h"

/*
 * What a typewriter's keys become as one types: “ ” ‘ ’ – … by the article's language. It is a
 * command of its own, so that one undo, or Backspace at once, gives back what was typed.
 */

/* As far back as the rules look, and a little more. */
#define LOOK_BACK 420

/* Most keys end here: a rule begins with one of these. */
static gboolean
may_matter (char c)
{
  return c != '\0' && strchr ("\"'-. ;!?:0123456789", c) != NULL;
}

gboolean
_redaksi_body_view_typography (RedaksiBodyView *self)
{
  RedaksiDocument *document = redaksi_body_buffer_get_document (self->buffer);
  RedaksiBody *body = redaksi_body_buffer_get_body (self->buffer);
  RedaksiSelection selection = redaksi_body_buffer_get_selection (self->buffer), after;
  RedaksiTextEdit edit;
  RedaksiTransaction *transaction;
  g_autoptr (RedaksiStep) step = NULL;
  g_autofree char *before = NULL;
  g_autofree char *becomes = NULL;
  const char *text, *end, *start;
  guint offset, first;
  guint i;

  if (!self->typography || selection.anchor != selection.head)
    return FALSE;
  i = redaksi_body_find (body, selection.head, &offset);
  if (offset == 0
      || redaksi_shape_is_leaf (redaksi_block_get_shape (redaksi_body_get_nth (body, i))))
    return FALSE;
  text = redaksi_block_get_text (redaksi_body_get_nth (body, i));
  end = g_utf8_offset_to_pointer (text, offset);
  if (!may_matter (end[-1]))
    return FALSE;
  first = offset - MIN (offset, LOOK_BACK);
  start = first == 0 ? text : g_utf8_offset_to_pointer (end, -(glong)LOOK_BACK);
  before = g_strndup (start, (gsize)(end - start));
  /* A word after “/” at the beginning is for the menu of blocks: “/---” asks for a divider. */
  if (first == 0 && before[0] == '/' && strpbrk (before, " \n") == NULL)
    return FALSE;
  if (!redaksi_typography_typed (before,
                                 redaksi_document_get_field (document, REDAKSI_FIELD_LANGUAGE),
                                 &edit))
    return FALSE;
  becomes = edit.text;
  first += redaksi_body_get_start (body, i);
  step = redaksi_step_new_replace_text (body, first + edit.start, first + edit.end, becomes);
  transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
  redaksi_transaction_add (transaction, step);
  after.anchor = after.head = redaksi_transaction_map (transaction, selection.head, TRUE);
  redaksi_transaction_set_selection (transaction, selection, after);
  redaksi_document_break_undo (document);
  return redaksi_body_view_apply (self, transaction);
}
