/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-view-private.h"

#include <string.h>

/*
 * Shorthand: "## ", "> ", "- ", "1. " at the beginning of a paragraph make it a heading, a
 * quotation, a list; "---" is a divider. It is a command of its own, so that one undo (or Backspace
 * at once, which makes a paragraph of any block) takes it back and leaves what was typed.
 */

static RedaksiShape *
shape_for (const char *typed, gboolean alone)
{
  if (strcmp (typed, "## ") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", "2", NULL);
  if (strcmp (typed, "### ") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", "3", NULL);
  if (strcmp (typed, "#### ") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", "4", NULL);
  if (strcmp (typed, "> ") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_QUOTE, NULL);
  if (strcmp (typed, "- ") == 0 || strcmp (typed, "* ") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, NULL);
  if (strcmp (typed, "1. ") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "ordered", "true", NULL);
  if (alone && strcmp (typed, "---") == 0)
    return redaksi_shape_new (REDAKSI_BLOCK_DIVIDER, NULL);
  return NULL;
}

/* What stands before the cursor in its block, where it is short enough to be shorthand. */
static char *
dup_typed (RedaksiBody *body, guint position, guint *i)
{
  guint offset;
  RedaksiBlock *block;
  const char *text;

  *i = redaksi_body_find (body, position, &offset);
  block = redaksi_body_get_nth (body, *i);
  if (offset < 2 || offset > 5 || redaksi_block_get_kind (block) != REDAKSI_BLOCK_PARAGRAPH)
    return NULL;
  text = redaksi_block_get_text (block);
  return g_strndup (text, (gsize)(g_utf8_offset_to_pointer (text, offset) - text));
}

gboolean
_redaksi_body_view_shorthand (RedaksiBodyView *self)
{
  RedaksiDocument *document = redaksi_body_buffer_get_document (self->buffer);
  RedaksiBody *body = redaksi_body_buffer_get_body (self->buffer);
  RedaksiSelection selection = redaksi_body_buffer_get_selection (self->buffer);
  g_autofree char *typed = NULL;
  g_autoptr (RedaksiShape) shape = NULL;
  guint i;

  if (selection.anchor != selection.head)
    return FALSE;
  typed = dup_typed (body, selection.head, &i);
  if (typed == NULL)
    return FALSE;
  shape = shape_for (typed, redaksi_block_get_length (redaksi_body_get_nth (body, i)) == 3);
  if (shape == NULL)
    return FALSE;
  redaksi_document_break_undo (document);
  return redaksi_body_view_apply (
    self, redaksi_command_turn_into (redaksi_document_get_article (document), selection,
                                     redaksi_body_get_start (body, i), shape));
}
