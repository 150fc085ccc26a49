/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-view-private.h"

#include "redaksi-embed.h"

/*
 * The address of a post (a film on YouTube, …) that stands alone in a paragraph becomes an embed:
 * by Return behind it, or when it is pasted. It is a command of its own, so that one undo gives the
 * plain link; then Return leaves it one.
 */

/* Makes an embed of the cursor's paragraph where it is nothing but @address, and the cursor at its
 * end. */
static gboolean
embed_here (RedaksiBodyView *self, const char *address)
{
  RedaksiDocument *document = redaksi_body_buffer_get_document (self->buffer);
  RedaksiSelection selection = redaksi_body_buffer_get_selection (self->buffer);
  RedaksiBody *body = redaksi_body_buffer_get_body (self->buffer);
  g_autofree char *whole = NULL;
  g_autoptr (RedaksiShape) shape = NULL;
  RedaksiBlock *block;
  guint i, offset;

  i = redaksi_body_find (body, selection.head, &offset);
  block = redaksi_body_get_nth (body, i);
  if (selection.anchor != selection.head
      || redaksi_block_get_kind (block) != REDAKSI_BLOCK_PARAGRAPH
      || offset != redaksi_block_get_length (block))
    return FALSE;
  whole = redaksi_embed_address (redaksi_block_get_text (block));
  if (whole == NULL
      || (address != NULL ? !g_str_equal (whole, address) : g_strcmp0 (whole, self->embedded) == 0))
    return FALSE;
  shape = redaksi_shape_new (REDAKSI_BLOCK_EMBED, "url", whole, NULL);
  g_free (self->embedded);
  self->embedded = g_steal_pointer (&whole);
  redaksi_document_break_undo (document);
  return redaksi_body_view_apply (
    self, redaksi_command_turn_into (redaksi_document_get_article (document), selection,
                                     redaksi_body_get_start (body, i), shape));
}

/* Whether Return made an embed of what was typed. */
gboolean
_redaksi_body_view_embed_typed (RedaksiBodyView *self)
{
  return embed_here (self, NULL);
}

/* Puts the address in as a link; where it stands alone it becomes an embed. */
void
_redaksi_body_view_embed_pasted (RedaksiBodyView *self, const char *address)
{
  RedaksiDocument *document = redaksi_body_buffer_get_document (self->buffer);
  g_autoptr (RedaksiMark) link = redaksi_mark_new (REDAKSI_MARK_LINK, address);
  g_autoptr (RedaksiBlock) plain = redaksi_block_new_paragraph (address);
  g_autoptr (RedaksiBlock) block
    = redaksi_block_add_mark (plain, 0, redaksi_block_get_length (plain), link);
  g_autoptr (RedaksiBody) slice = redaksi_body_new (&block, 1);

  if (redaksi_body_view_apply (self, redaksi_command_insert_slice (
                                       redaksi_document_get_article (document),
                                       redaksi_body_buffer_get_selection (self->buffer), slice)))
    embed_here (self, address);
}

/* The address, where a post is all that there is in what was pasted. */
char *
_redaksi_embed_of_slice (RedaksiBody *slice)
{
  RedaksiBlock *first = redaksi_body_get_nth (slice, 0);
  guint n = redaksi_body_get_n (slice);

  if (redaksi_block_get_kind (first) != REDAKSI_BLOCK_EMBED || n > 2
      || (n == 2 && redaksi_block_get_length (redaksi_body_get_nth (slice, 1)) > 0))
    return NULL;
  return g_strdup (redaksi_block_get (first, "url"));
}
