/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-edit-private.h"

static void
edit_split_text (RedaksiEdit *edit, guint i, guint position)
{
  RedaksiBody *body = _redaksi_edit_body (edit);
  RedaksiBlock *block = redaksi_body_get_nth (body, i);
  RedaksiShape *shape = redaksi_block_get_shape (block);
  RedaksiBlockKind kind = redaksi_block_get_kind (block);
  gboolean at_end = position == _redaksi_block_end (body, i);
  gboolean leaves = kind == REDAKSI_BLOCK_CAPTION || kind == REDAKSI_BLOCK_PULL_QUOTE
                    || (kind == REDAKSI_BLOCK_HEADING && at_end);
  g_autoptr (RedaksiBlock) first = redaksi_block_new (shape, "", NULL, 0);
  g_autoptr (RedaksiBlock) second
    = leaves ? redaksi_block_new_paragraph ("") : redaksi_block_ref (first);
  RedaksiBlock *blocks[2] = { first, second };
  g_autoptr (RedaksiBody) slice = redaksi_body_new (blocks, 2);

  _redaksi_edit_step (edit, redaksi_step_new_replace (position, position, slice));
  edit->after = at (position + 1);
}

/**
 * redaksi_command_split:
 * @article: the article
 * @selection: what is selected: it is deleted first
 *
 * What Enter does: splits a block; after a heading, a pull quote or a caption text goes on as a
 * paragraph, before a heading or a pull quote an empty one is made; an empty list item or quote
 * becomes a paragraph (a nested item moves back one first); at a photo or another leaf a paragraph
 * is made before or after it.
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_split (RedaksiArticle *article, RedaksiSelection selection)
{
  RedaksiEdit edit;
  RedaksiBody *body;
  RedaksiBlock *block;
  RedaksiBlockKind kind;
  guint i, offset, position;

  g_return_val_if_fail (article != NULL, NULL);

  _redaksi_edit_begin (&edit, article, selection);
  _redaksi_edit_delete_selection (&edit);
  body = _redaksi_edit_body (&edit);
  position = edit.after.head;
  i = redaksi_body_find (body, position, &offset);
  block = redaksi_body_get_nth (body, i);
  kind = redaksi_block_get_kind (block);
  if (_redaksi_is_leaf (block))
    _redaksi_edit_insert_paragraph (&edit, offset == 0 ? i : _redaksi_with_caption (body, i),
                                    offset > 0);
  else if (_redaksi_is_empty_text (block) && kind == REDAKSI_BLOCK_LIST_ITEM)
    _redaksi_edit_indent (&edit, i, -1);
  else if (_redaksi_is_empty_text (block)
           && (kind == REDAKSI_BLOCK_QUOTE || kind == REDAKSI_BLOCK_PULL_QUOTE))
    _redaksi_edit_paragraph (&edit, i);
  else if ((kind == REDAKSI_BLOCK_HEADING || kind == REDAKSI_BLOCK_PULL_QUOTE) && offset == 0
           && !_redaksi_is_empty_text (block))
    {
      _redaksi_edit_insert_paragraph (&edit, i, FALSE);
      edit.after = at (position + 1);
    }
  else
    edit_split_text (&edit, i, position);
  return _redaksi_edit_end (&edit);
}

static void
edit_merge (RedaksiEdit *edit, guint i)
{
  RedaksiBody *body = _redaksi_edit_body (edit);
  RedaksiBlock *a = redaksi_body_get_nth (body, i), *b = redaksi_body_get_nth (body, i + 1);
  guint boundary = _redaksi_block_end (body, i);
  RedaksiShape *shape = redaksi_block_get_shape (_redaksi_is_empty_text (a) ? b : a);
  g_autoptr (RedaksiBody) slice = redaksi_body_new_text (shape, "");

  _redaksi_edit_step (edit, redaksi_step_new_replace (boundary, boundary + 1, slice));
  edit->after = at (boundary);
}

/* Backspace at the beginning of block @i, which is text. */
static void
edit_backspace_at_start (RedaksiEdit *edit, guint i)
{
  RedaksiBody *body = _redaksi_edit_body (edit);
  RedaksiBlock *block = redaksi_body_get_nth (body, i);
  RedaksiBlockKind kind = redaksi_block_get_kind (block);
  RedaksiBlock *previous = i > 0 ? redaksi_body_get_nth (body, i - 1) : NULL;

  if (kind == REDAKSI_BLOCK_CAPTION)
    return; /* a caption stays with its photo */
  if (kind == REDAKSI_BLOCK_LIST_ITEM)
    _redaksi_edit_indent (edit, i, -1);
  else if (kind != REDAKSI_BLOCK_PARAGRAPH)
    _redaksi_edit_paragraph (edit, i);
  else if (previous == NULL)
    return;
  else if (_redaksi_is_leaf (previous) && !_redaksi_is_empty_text (block))
    {
      guint start = redaksi_body_get_start (body, i - 1);
      _redaksi_edit_remove_blocks (edit, i - 1, i - 1);
      edit->after = at (start);
    }
  else if (_redaksi_is_empty_text (block)
           && (_redaksi_is_leaf (previous)
               || redaksi_block_get_kind (previous) == REDAKSI_BLOCK_CAPTION))
    {
      guint end = _redaksi_block_end (body, i - 1);
      if (i + 1 == redaksi_body_get_n (body) && _redaksi_is_leaf (previous))
        edit->after = at (end); /* the last block is text: only the cursor moves */
      else
        _redaksi_edit_remove_blocks (edit, i, i);
      edit->after = at (end);
    }
  else if (redaksi_block_get_kind (previous) != REDAKSI_BLOCK_CAPTION)
    edit_merge (edit, i - 1);
}

/* Delete at the end of block @i, which is text. */
static void
edit_delete_at_end (RedaksiEdit *edit, guint i)
{
  RedaksiBody *body = _redaksi_edit_body (edit);
  RedaksiBlock *block = redaksi_body_get_nth (body, i);
  guint position = _redaksi_block_end (body, i);
  RedaksiBlock *next
    = i + 1 < redaksi_body_get_n (body) ? redaksi_body_get_nth (body, i + 1) : NULL;

  if (next == NULL)
    return;
  if (_redaksi_is_leaf (next))
    {
      if (_redaksi_is_empty_text (block) && redaksi_block_get_kind (block) != REDAKSI_BLOCK_CAPTION)
        _redaksi_edit_remove_blocks (edit, i, i);
      else
        _redaksi_edit_remove_blocks (edit, i + 1, _redaksi_with_caption (body, i + 1));
      edit->after = at (MIN (position, redaksi_body_get_length (_redaksi_edit_body (edit))));
    }
  else if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_CAPTION)
    {
      if (_redaksi_is_empty_text (next) && i + 2 < redaksi_body_get_n (body))
        _redaksi_edit_remove_blocks (edit, i + 1, i + 1);
      edit->after = at (position);
    }
  else
    edit_merge (edit, i);
}

/* Backspace or Delete at a leaf. */
static void
edit_delete_at_leaf (RedaksiEdit *edit, guint i, guint offset, gboolean forward)
{
  RedaksiBody *body = _redaksi_edit_body (edit);
  guint n = redaksi_body_get_n (body);

  if (forward == (offset == 0))
    _redaksi_edit_remove_blocks (edit, i, _redaksi_with_caption (body, i));
  else if (!forward && i > 0 && _redaksi_is_empty_text (redaksi_body_get_nth (body, i - 1))
           && _redaksi_kind_at (body, i - 1) != REDAKSI_BLOCK_CAPTION)
    _redaksi_edit_remove_blocks (edit, i - 1, i - 1);
  else if (forward && i + 2 < n && _redaksi_is_empty_text (redaksi_body_get_nth (body, i + 1))
           && _redaksi_kind_at (body, i + 1) != REDAKSI_BLOCK_CAPTION)
    {
      _redaksi_edit_remove_blocks (edit, i + 1, i + 1);
      edit->after = edit->before;
    }
}

/**
 * redaksi_command_delete:
 * @article: the article
 * @selection: what is selected
 * @forward: Delete rather than Backspace
 *
 * Deletes the selection; without one, what the key deletes at the edge of a block, or a character.
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_delete (RedaksiArticle *article, RedaksiSelection selection, gboolean forward)
{
  RedaksiEdit edit;
  RedaksiBody *body;
  RedaksiBlock *block;
  guint i, offset, position;

  g_return_val_if_fail (article != NULL, NULL);

  _redaksi_edit_begin (&edit, article, selection);
  body = _redaksi_edit_body (&edit);
  position = edit.before.head;
  i = redaksi_body_find (body, position, &offset);
  block = redaksi_body_get_nth (body, i);
  if (edit.before.anchor != edit.before.head)
    _redaksi_edit_delete_selection (&edit);
  else if (_redaksi_is_leaf (block))
    edit_delete_at_leaf (&edit, i, offset, forward);
  else if (!forward && offset == 0)
    edit_backspace_at_start (&edit, i);
  else if (forward && offset == redaksi_block_get_length (block))
    edit_delete_at_end (&edit, i);
  else
    _redaksi_edit_delete_range (&edit, forward ? position : position - 1,
                                forward ? position + 1 : position);
  return _redaksi_edit_end (&edit);
}
