/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-view-private.h"

#include "redaksi-stationery.h"

/*
 * Fields of snippets and templates, {name}: Tab selects the next one, and what is typed takes its
 * place. The text is looked through only when Tab is pressed and there were fields.
 */

/* Selects the first field from @from on; whether there is one. */
static gboolean
select_field (RedaksiBodyView *self, guint from)
{
  RedaksiBody *body = redaksi_body_buffer_get_body (self->buffer);
  guint offset = 0, start, end, i;

  if (body == NULL)
    return FALSE;
  for (i = redaksi_body_find (body, from, &offset); i < redaksi_body_get_n (body); i++, offset = 0)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      guint first = redaksi_body_get_start (body, i);

      if (redaksi_shape_is_leaf (redaksi_block_get_shape (block))
          || !redaksi_fields_find (redaksi_block_get_text (block), offset, &start, &end))
        continue;
      redaksi_body_buffer_select (self->buffer, (RedaksiSelection){ first + start, first + end });
      gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (
                                                                  GTK_TEXT_BUFFER (self->buffer)));
      return TRUE;
    }
  return FALSE;
}

/* Goes on to the next field, at the end to the first; FALSE where there is none any more. */
gboolean
_redaksi_body_view_next_field (RedaksiBodyView *self)
{
  RedaksiSelection selection = redaksi_body_buffer_get_selection (self->buffer);

  if (!self->fields)
    return FALSE;
  self->fields
    = select_field (self, MAX (selection.anchor, selection.head)) || select_field (self, 0);
  return self->fields;
}

/**
 * redaksi_body_view_begin_fields:
 * @self: a view
 * @from: where what was put in begins
 *
 * Selects the first field of it; Tab goes on to the next.
 */
void
redaksi_body_view_begin_fields (RedaksiBodyView *self, guint from)
{
  g_return_if_fail (REDAKSI_IS_BODY_VIEW (self));

  self->fields = select_field (self, from);
}

/**
 * redaksi_body_view_look_for_fields:
 * @self: a view with another document
 *
 * Where its text has fields, Tab leads to them.
 */
void
redaksi_body_view_look_for_fields (RedaksiBodyView *self)
{
  RedaksiBody *body;
  guint start, end;

  g_return_if_fail (REDAKSI_IS_BODY_VIEW (self));

  body = redaksi_body_buffer_get_body (self->buffer);
  self->fields = FALSE;
  for (guint i = 0; body != NULL && i < redaksi_body_get_n (body) && !self->fields; i++)
    {
      const char *text = redaksi_block_get_text (redaksi_body_get_nth (body, i));
      self->fields = text != NULL && redaksi_fields_find (text, 0, &start, &end);
    }
}
