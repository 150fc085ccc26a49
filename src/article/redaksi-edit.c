/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-edit-private.h"

RedaksiBody *
_redaksi_edit_body (RedaksiEdit *edit)
{
  return redaksi_article_get_body (edit->article);
}

void
_redaksi_edit_begin (RedaksiEdit *edit, RedaksiArticle *article, RedaksiSelection selection)
{
  guint length = redaksi_body_get_length (redaksi_article_get_body (article));

  edit->transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
  edit->article = redaksi_article_ref (article);
  edit->before.anchor = MIN (selection.anchor, length);
  edit->before.head = MIN (selection.head, length);
  edit->after = edit->before;
}

gboolean
_redaksi_edit_step (RedaksiEdit *edit, RedaksiStep *step)
{
  g_autoptr (RedaksiStep) owned = step;
  g_autoptr (GError) error = NULL;
  RedaksiArticle *next = redaksi_step_apply (owned, edit->article, &error);

  if (next == NULL)
    {
      g_warning ("An editing command made a step that does not fit: %s", error->message);
      return FALSE;
    }
  redaksi_transaction_add (edit->transaction, owned);
  redaksi_article_unref (edit->article);
  edit->article = next;
  return TRUE;
}

RedaksiTransaction *
_redaksi_edit_end (RedaksiEdit *edit)
{
  redaksi_article_unref (edit->article);
  if (redaksi_transaction_get_n (edit->transaction) == 0)
    {
      redaksi_transaction_unref (edit->transaction);
      return NULL;
    }
  redaksi_transaction_set_selection (edit->transaction, edit->before, edit->after);
  return edit->transaction;
}

guint
_redaksi_block_end (RedaksiBody *body, guint i)
{
  return redaksi_body_get_start (body, i)
         + redaksi_block_get_length (redaksi_body_get_nth (body, i));
}

gboolean
_redaksi_is_leaf (RedaksiBlock *block)
{
  return redaksi_shape_is_leaf (redaksi_block_get_shape (block));
}

gboolean
_redaksi_is_empty_text (RedaksiBlock *block)
{
  return !_redaksi_is_leaf (block) && redaksi_block_get_length (block) == 0;
}

RedaksiBlockKind
_redaksi_kind_at (RedaksiBody *body, guint i)
{
  return redaksi_block_get_kind (redaksi_body_get_nth (body, i));
}

/* The caption of a photo is the block after it; for anything else @i itself. */
guint
_redaksi_with_caption (RedaksiBody *body, guint i)
{
  if (_redaksi_kind_at (body, i) == REDAKSI_BLOCK_PHOTO && i + 1 < redaksi_body_get_n (body)
      && _redaksi_kind_at (body, i + 1) == REDAKSI_BLOCK_CAPTION)
    return i + 1;
  return i;
}

/* Puts whole blocks in the place of the blocks first…last. */
gboolean
_redaksi_edit_blocks (RedaksiEdit *edit, guint first, guint last, GPtrArray *blocks)
{
  RedaksiBody *body = _redaksi_edit_body (edit);
  g_autoptr (RedaksiBody) slice
    = redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);

  return _redaksi_edit_step (edit,
                             redaksi_step_new_replace (redaksi_body_get_start (body, first),
                                                       _redaksi_block_end (body, last), slice));
}

gboolean
_redaksi_edit_shape (RedaksiEdit *edit, guint i, RedaksiShape *shape)
{
  RedaksiBody *body = _redaksi_edit_body (edit);

  if (redaksi_shape_equal (redaksi_block_get_shape (redaksi_body_get_nth (body, i)), shape))
    return FALSE;
  return _redaksi_edit_step (edit,
                             redaksi_step_new_set_block (redaksi_body_get_start (body, i), shape));
}

gboolean
_redaksi_edit_paragraph (RedaksiEdit *edit, guint i)
{
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);

  return _redaksi_edit_shape (edit, i, shape);
}

void
_redaksi_edit_remove_blocks (RedaksiEdit *edit, guint first, guint last)
{
  RedaksiBody *body = _redaksi_edit_body (edit);
  guint n = redaksi_body_get_n (body);
  guint start = redaksi_body_get_start (body, first);
  g_autoptr (RedaksiBody) slice = NULL;

  if (last + 1 < n)
    {
      RedaksiShape *shape = redaksi_block_get_shape (redaksi_body_get_nth (body, last + 1));
      slice = redaksi_body_new_text (shape, "");
      _redaksi_edit_step (edit,
                          redaksi_step_new_replace (start, redaksi_body_get_start (body, last + 1),
                                                    slice));
    }
  else if (first > 0 && !_redaksi_is_leaf (redaksi_body_get_nth (body, first - 1)))
    {
      RedaksiShape *shape = redaksi_block_get_shape (redaksi_body_get_nth (body, first - 1));
      slice = redaksi_body_new_text (shape, "");
      _redaksi_edit_step (edit, redaksi_step_new_replace (start - 1,
                                                          _redaksi_block_end (body, last), slice));
      start--;
    }
  else
    {
      slice = redaksi_body_new_empty ();
      _redaksi_edit_step (edit,
                          redaksi_step_new_replace (start, _redaksi_block_end (body, last), slice));
    }
  edit->after = at (MIN (start, redaksi_body_get_length (_redaksi_edit_body (edit))));
}

/* What is left of the blocks at the two ends of a deletion, as whole blocks. */
static GPtrArray *
blocks_left (RedaksiBody *body, guint first, guint start, guint last, guint end)
{
  GPtrArray *left = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  RedaksiBlock *a = redaksi_body_get_nth (body, first);
  RedaksiBlock *b = redaksi_body_get_nth (body, last);
  g_autoptr (RedaksiBlock) head = _redaksi_is_leaf (a) ? NULL : redaksi_block_slice (a, 0, start);
  g_autoptr (RedaksiBlock) tail
    = _redaksi_is_leaf (b) ? NULL : redaksi_block_slice (b, end, redaksi_block_get_length (b));

  if (_redaksi_is_leaf (a) && start > 0)
    g_ptr_array_add (left, redaksi_block_ref (a));
  if (head != NULL && tail != NULL)
    g_ptr_array_add (left, redaksi_block_join (redaksi_block_get_shape (a), head, tail));
  else if (head != NULL && (start > 0 || end > 0))
    g_ptr_array_add (left, redaksi_block_ref (head));
  else if (tail != NULL)
    {
      /* A caption whose photo is gone becomes text like any other. */
      g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
      gboolean orphan = redaksi_block_get_kind (b) == REDAKSI_BLOCK_CAPTION && start == 0;
      g_ptr_array_add (left, orphan ? redaksi_block_with_shape (tail, paragraph)
                                    : redaksi_block_ref (tail));
    }
  if (_redaksi_is_leaf (b) && end == 0)
    g_ptr_array_add (left, redaksi_block_ref (b));
  if (left->len == 0)
    g_ptr_array_add (left, redaksi_block_new_paragraph (""));
  return left;
}

void
_redaksi_edit_delete_range (RedaksiEdit *edit, guint from, guint to)
{
  RedaksiBody *body = _redaksi_edit_body (edit);
  guint first, last, start, end, cursor;
  RedaksiBlock *a, *b;

  if (from == to)
    return;
  first = redaksi_body_find (body, from, &start);
  last = redaksi_body_find (body, to, &end);
  a = redaksi_body_get_nth (body, first);
  b = redaksi_body_get_nth (body, last);
  if (!_redaksi_is_leaf (a) && !_redaksi_is_leaf (b))
    {
      /* A block that loses all its text from the start on takes the shape of what follows it. */
      RedaksiShape *shape = redaksi_block_get_shape (
        first != last && start == 0 && redaksi_block_get_kind (b) != REDAKSI_BLOCK_CAPTION ? b : a);
      g_autoptr (RedaksiBody) slice = redaksi_body_new_text (shape, "");
      _redaksi_edit_step (edit, redaksi_step_new_replace (from, to, slice));
      cursor = from;
    }
  else
    {
      g_autoptr (GPtrArray) left = NULL;
      /* A caption wholly behind its deleted photo goes with it. */
      if (_redaksi_is_leaf (b) && end > 0 && _redaksi_with_caption (body, last) != last)
        {
          last = _redaksi_with_caption (body, last);
          end = redaksi_block_get_length (redaksi_body_get_nth (body, last));
        }
      if (_redaksi_is_leaf (a) && start == 0
          && end == redaksi_block_get_length (redaksi_body_get_nth (body, last)))
        {
          _redaksi_edit_remove_blocks (edit, first, last);
          return;
        }
      left = blocks_left (body, first, start, last, end);
      cursor = _redaksi_is_leaf (a) && start > 0 && left->len > 1 ? from + 1 : from;
      _redaksi_edit_blocks (edit, first, last, left);
    }
  edit->after = at (MIN (cursor, redaksi_body_get_length (_redaksi_edit_body (edit))));
}

void
_redaksi_edit_delete_selection (RedaksiEdit *edit)
{
  _redaksi_edit_delete_range (edit, low (edit->after), high (edit->after));
}

gboolean
_redaksi_edit_indent (RedaksiEdit *edit, guint i, int change)
{
  RedaksiShape *shape
    = redaksi_block_get_shape (redaksi_body_get_nth (_redaksi_edit_body (edit), i));
  guint depth = redaksi_shape_get_depth (shape);
  g_autofree char *text = NULL;
  g_autoptr (RedaksiShape) next = NULL;

  if (change < 0 && depth == 0)
    return _redaksi_edit_paragraph (edit, i);
  if (change > 0)
    {
      /* No deeper than one below the item above it. */
      RedaksiBlock *above = i > 0 ? redaksi_body_get_nth (_redaksi_edit_body (edit), i - 1) : NULL;
      if (depth >= 8 || above == NULL || redaksi_block_get_kind (above) != REDAKSI_BLOCK_LIST_ITEM
          || redaksi_shape_get_depth (redaksi_block_get_shape (above)) < depth)
        return FALSE;
    }
  text = depth + change > 0 ? g_strdup_printf ("%d", (int)depth + change) : NULL;
  next = redaksi_shape_with (shape, "depth", text);
  return _redaksi_edit_shape (edit, i, next);
}

/* A new paragraph before or after whole blocks. */
void
_redaksi_edit_insert_paragraph (RedaksiEdit *edit, guint i, gboolean after)
{
  RedaksiBody *body = _redaksi_edit_body (edit);
  RedaksiShape *shape = redaksi_block_get_shape (redaksi_body_get_nth (body, i));
  g_autoptr (RedaksiBlock) same = redaksi_block_new (shape, "", NULL, 0);
  g_autoptr (RedaksiBlock) paragraph = redaksi_block_new_paragraph ("");
  RedaksiBlock *blocks[2] = { after ? same : paragraph, after ? paragraph : same };
  g_autoptr (RedaksiBody) slice = redaksi_body_new (blocks, 2);
  guint position = after ? _redaksi_block_end (body, i) : redaksi_body_get_start (body, i);

  _redaksi_edit_step (edit, redaksi_step_new_replace (position, position, slice));
  edit->after = at (after ? position + 1 : position);
}
