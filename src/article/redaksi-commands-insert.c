/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-edit-private.h"

static gboolean
takes_text (RedaksiBlock *block)
{
  return redaksi_block_get_kind (block) == REDAKSI_BLOCK_PARAGRAPH;
}

/* The blocks that stand where block @i stood, with @slice put in at @offset; *cursor is where the
 * slice ends in them. */
static GPtrArray *
spliced (RedaksiBody *body, guint i, guint offset, RedaksiBody *slice, guint *cursor)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  RedaksiBlock *block = redaksi_body_get_nth (body, i);
  RedaksiShape *shape = redaksi_block_get_shape (block);
  g_autoptr (RedaksiBlock) head = redaksi_block_slice (block, 0, offset);
  g_autoptr (RedaksiBlock) tail
    = redaksi_block_slice (block, offset, redaksi_block_get_length (block));
  guint n = redaksi_body_get_n (slice);
  guint position = 0;

  for (guint k = 0; k < n; k++)
    {
      RedaksiBlock *piece = redaksi_body_get_nth (slice, k);
      gboolean joins = k == 0 && !_redaksi_is_leaf (piece) && (takes_text (piece) || n == 1)
                       && (redaksi_block_get_length (head) > 0
                           || redaksi_block_get_kind (block) == REDAKSI_BLOCK_CAPTION
                           || (n == 1 && redaksi_block_get_length (block) > 0)
                           || (takes_text (piece) && n == 1));
      if (joins)
        g_ptr_array_add (blocks, redaksi_block_join (shape, head, piece));
      else
        {
          if (k == 0 && redaksi_block_get_length (head) > 0)
            g_ptr_array_add (blocks, redaksi_block_ref (head));
          g_ptr_array_add (blocks, redaksi_block_ref (piece));
        }
    }
  for (guint k = 0; k < blocks->len; k++)
    position += redaksi_block_get_length (blocks->pdata[k]) + (k > 0);
  *cursor = position;
  if (redaksi_block_get_length (tail) > 0)
    {
      RedaksiBlock *last = blocks->pdata[blocks->len - 1];
      if (_redaksi_is_leaf (last))
        g_ptr_array_add (blocks, redaksi_block_ref (tail));
      else
        {
          RedaksiBlock *joined = redaksi_block_join (redaksi_block_get_shape (last), last, tail);
          redaksi_block_unref (last);
          blocks->pdata[blocks->len - 1] = joined;
        }
    }
  return blocks;
}

/* The last block of an article is text, so that there is always a place to go on writing. */
static void
close_with_text (GPtrArray *blocks, gboolean is_last)
{
  if (is_last && _redaksi_is_leaf (blocks->pdata[blocks->len - 1]))
    g_ptr_array_add (blocks, redaksi_block_new_paragraph (""));
}

static void
edit_insert_slice (RedaksiEdit *edit, RedaksiBody *slice)
{
  RedaksiBody *body = _redaksi_edit_body (edit);
  guint offset, cursor = 0, start;
  guint i = redaksi_body_find (body, edit->after.head, &offset);
  g_autoptr (GPtrArray) blocks = NULL;

  if (_redaksi_is_leaf (redaksi_body_get_nth (body, i)))
    {
      _redaksi_edit_insert_paragraph (edit, offset == 0 ? i : _redaksi_with_caption (body, i),
                                      offset > 0);
      body = _redaksi_edit_body (edit);
      i = redaksi_body_find (body, edit->after.head, &offset);
    }
  blocks = spliced (body, i, offset, slice, &cursor);
  close_with_text (blocks, i + 1 == redaksi_body_get_n (body));
  start = redaksi_body_get_start (body, i);
  if (_redaksi_edit_blocks (edit, i, i, blocks))
    edit->after = at (start + cursor);
}

/* A slice that was cut may begin or end with a leaf shape without text: not to be pasted as such.
 */
static RedaksiBody *
without_bare_edges (RedaksiBody *slice)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);

  for (guint i = 0; i < redaksi_body_get_n (slice); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (slice, i);
      if (redaksi_block_is_valid (block))
        g_ptr_array_add (blocks, redaksi_block_ref (block));
    }
  return blocks->len > 0 ? redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len)
                         : NULL;
}

/**
 * redaksi_command_insert_slice:
 * @article: the article
 * @selection: what is selected: it is deleted first
 * @slice: what is put in: a paste
 *
 * One paragraph goes into the line; of more, the first and the last join with what stands around
 * them and the others keep their shapes.
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_insert_slice (RedaksiArticle *article, RedaksiSelection selection,
                              RedaksiBody *slice)
{
  g_autoptr (RedaksiBody) clean = NULL;
  RedaksiEdit edit;

  g_return_val_if_fail (article != NULL && slice != NULL, NULL);

  clean = without_bare_edges (slice);
  if (clean == NULL || redaksi_body_is_empty (clean))
    return NULL;
  _redaksi_edit_begin (&edit, article, selection);
  _redaksi_edit_delete_selection (&edit);
  edit_insert_slice (&edit, clean);
  return _redaksi_edit_end (&edit);
}

/**
 * redaksi_command_insert_text:
 * @article: the article
 * @selection: what is selected: it is deleted first
 * @text: UTF-8; each line end begins a paragraph
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_insert_text (RedaksiArticle *article, RedaksiSelection selection, const char *text)
{
  g_autoptr (RedaksiBody) slice = NULL;

  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);

  slice = redaksi_body_new_text (NULL, text);
  return redaksi_command_insert_slice (article, selection, slice);
}

/**
 * redaksi_command_find_leaf_place:
 * @body: a body
 * @position: where the cursor is
 * @before: (out): whether a leaf goes before the block, or in its place where it is empty
 *
 * Tells where redaksi_command_insert_leaf() puts a leaf.
 *
 * Returns: the block that the leaf goes beside
 */
guint
redaksi_command_find_leaf_place (RedaksiBody *body, guint position, gboolean *before)
{
  guint i, offset;

  g_return_val_if_fail (body != NULL && before != NULL, 0);

  i = _redaksi_with_caption (body, redaksi_body_find (body, position, &offset));
  *before = offset == 0 && takes_text (redaksi_body_get_nth (body, i));
  return i;
}

/**
 * redaksi_command_insert_leaf:
 * @article: the article
 * @selection: where the cursor is
 * @leaf: a leaf's shape
 * @caption: (nullable): a photo's caption
 *
 * Puts a photo, an embed or a divider in: in the place of an empty paragraph, before a block whose
 * beginning the cursor is at, else after the cursor's block. A photo gets its caption block.
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_insert_leaf (RedaksiArticle *article, RedaksiSelection selection,
                             RedaksiShape *leaf, const char *caption)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  RedaksiEdit edit;
  RedaksiBody *body;
  guint i, start, n;
  gboolean is_photo, before;

  g_return_val_if_fail (article != NULL && leaf != NULL && redaksi_shape_is_leaf (leaf), NULL);

  _redaksi_edit_begin (&edit, article, selection);
  body = _redaksi_edit_body (&edit);
  n = redaksi_body_get_n (body);
  i = redaksi_command_find_leaf_place (body, edit.before.head, &before);
  start = redaksi_body_get_start (body, i);
  is_photo = redaksi_shape_get_kind (leaf) == REDAKSI_BLOCK_PHOTO;

  if (!before)
    g_ptr_array_add (blocks, redaksi_block_ref (redaksi_body_get_nth (body, i)));
  g_ptr_array_add (blocks, redaksi_block_new_leaf (leaf));
  if (is_photo)
    {
      g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
      g_ptr_array_add (blocks, redaksi_block_new (shape, caption != NULL ? caption : "", NULL, 0));
    }
  if (before && redaksi_block_get_length (redaksi_body_get_nth (body, i)) > 0)
    g_ptr_array_add (blocks, redaksi_block_ref (redaksi_body_get_nth (body, i)));
  else if (i + 1 == n)
    g_ptr_array_add (blocks, redaksi_block_new_paragraph (""));
  if (_redaksi_edit_blocks (&edit, i, i, blocks))
    {
      guint leaf_at = before ? start : start + redaksi_block_get_length (blocks->pdata[0]) + 1;
      edit.after = at (MIN (leaf_at + 2, redaksi_body_get_length (_redaksi_edit_body (&edit))));
    }
  return _redaksi_edit_end (&edit);
}

/**
 * redaksi_command_turn_into:
 * @article: the article
 * @selection: where the cursor is: behind the letters that asked for it
 * @from: where the block begins that the cursor is in
 * @shape: what it shall be
 *
 * Takes away what was typed from the beginning of a block to the cursor ("## ", "/heading"), and
 * makes the block what that asked for. A leaf takes the block's place, and a paragraph comes after
 * it.
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_turn_into (RedaksiArticle *article, RedaksiSelection selection, guint from,
                           RedaksiShape *shape)
{
  g_autoptr (RedaksiBody) slice = NULL;
  RedaksiEdit edit;
  RedaksiBody *body;
  guint i, offset;

  g_return_val_if_fail (article != NULL && shape != NULL, NULL);

  _redaksi_edit_begin (&edit, article, selection);
  body = _redaksi_edit_body (&edit);
  i = redaksi_body_find (body, edit.before.head, &offset);
  if (edit.before.head - offset != from || _redaksi_is_leaf (redaksi_body_get_nth (body, i))
      || _redaksi_kind_at (body, i) == REDAKSI_BLOCK_CAPTION)
    return _redaksi_edit_end (&edit);
  if (redaksi_shape_is_leaf (shape))
    {
      g_autoptr (RedaksiBlock) leaf = redaksi_block_new_leaf (shape);
      g_autoptr (RedaksiBlock) paragraph = redaksi_block_new_paragraph ("");
      RedaksiBlock *blocks[2] = { leaf, paragraph };
      slice = redaksi_body_new (blocks, 2);
    }
  else
    slice = redaksi_body_new_text (shape, "");
  if (_redaksi_edit_step (&edit, redaksi_step_new_replace (from, edit.before.head, slice)))
    edit.after = at (from + redaksi_body_get_length (slice));
  return _redaksi_edit_end (&edit);
}
