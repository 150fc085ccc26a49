/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-edit-private.h"

/**
 * redaksi_command_toggle_mark:
 * @article: the article
 * @selection: what is selected
 * @kind: strong, emphasis or strikethrough
 *
 * Marks the selected text, or unmarks it where all of it is marked.
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_toggle_mark (RedaksiArticle *article, RedaksiSelection selection,
                             RedaksiMarkKind kind)
{
  g_autoptr (RedaksiMark) mark = redaksi_mark_new (kind, NULL);
  RedaksiEdit edit;
  guint from, to;

  g_return_val_if_fail (article != NULL, NULL);

  _redaksi_edit_begin (&edit, article, selection);
  from = low (edit.before);
  to = high (edit.before);
  if (from < to)
    _redaksi_edit_step (&edit, redaksi_body_has_mark (_redaksi_edit_body (&edit), from, to, mark)
                                 ? redaksi_step_new_remove_mark (from, to, mark)
                                 : redaksi_step_new_add_mark (from, to, mark));
  return _redaksi_edit_end (&edit);
}

/* The link around a cursor, so that it can be changed without selecting it. */
static gboolean
find_link (RedaksiBody *body, guint position, guint *from, guint *to)
{
  guint offset, n_spans;
  guint i = redaksi_body_find (body, position, &offset);
  const RedaksiMarkSpan *spans = redaksi_block_get_spans (redaksi_body_get_nth (body, i), &n_spans);

  for (guint k = 0; k < n_spans; k++)
    if (redaksi_mark_get_kind (spans[k].mark) == REDAKSI_MARK_LINK && spans[k].start <= offset
        && spans[k].end >= offset)
      {
        *from = redaksi_body_get_start (body, i) + spans[k].start;
        *to = redaksi_body_get_start (body, i) + spans[k].end;
        return TRUE;
      }
  return FALSE;
}

static void
edit_remove_links (RedaksiEdit *edit, guint from, guint to)
{
  g_autoptr (RedaksiBody) body = redaksi_body_ref (_redaksi_edit_body (edit));
  guint start, end;
  guint first = redaksi_body_find (body, from, &start);
  guint last = redaksi_body_find (body, to, &end);

  for (guint i = first; i <= last; i++)
    {
      guint n_spans;
      guint base = redaksi_body_get_start (body, i);
      const RedaksiMarkSpan *spans
        = redaksi_block_get_spans (redaksi_body_get_nth (body, i), &n_spans);
      for (guint k = 0; k < n_spans; k++)
        {
          guint a = MAX (base + spans[k].start, from), b = MIN (base + spans[k].end, to);
          if (redaksi_mark_get_kind (spans[k].mark) == REDAKSI_MARK_LINK && a < b)
            _redaksi_edit_step (edit, redaksi_step_new_remove_mark (a, b, spans[k].mark));
        }
    }
}

/**
 * redaksi_command_set_link:
 * @article: the article
 * @selection: what is selected; a cursor within a link means all of the link
 * @address: (nullable): where it leads; %NULL or empty takes links away
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_set_link (RedaksiArticle *article, RedaksiSelection selection, const char *address)
{
  RedaksiEdit edit;
  guint from, to;

  g_return_val_if_fail (article != NULL, NULL);

  _redaksi_edit_begin (&edit, article, selection);
  from = low (edit.before);
  to = high (edit.before);
  if (from == to)
    find_link (_redaksi_edit_body (&edit), from, &from, &to);
  if (from < to && address != NULL && *address != '\0')
    {
      g_autoptr (RedaksiMark) link = redaksi_mark_new (REDAKSI_MARK_LINK, address);
      if (!redaksi_body_has_mark (_redaksi_edit_body (&edit), from, to, link))
        _redaksi_edit_step (&edit, redaksi_step_new_add_mark (from, to, link));
    }
  else if (from < to)
    edit_remove_links (&edit, from, to);
  return _redaksi_edit_end (&edit);
}

/**
 * redaksi_command_set_shape:
 * @article: the article
 * @selection: the blocks that it touches are changed
 * @shape: what they shall be; where all are that already they become paragraphs
 *
 * Photos, other leaves and captions stay what they are.
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_set_shape (RedaksiArticle *article, RedaksiSelection selection, RedaksiShape *shape)
{
  RedaksiEdit edit;
  RedaksiBody *body;
  guint first, last;
  gboolean changed = FALSE;

  g_return_val_if_fail (article != NULL && shape != NULL && !redaksi_shape_is_leaf (shape), NULL);

  _redaksi_edit_begin (&edit, article, selection);
  body = _redaksi_edit_body (&edit);
  first = redaksi_body_find (body, low (edit.before), NULL);
  last = redaksi_body_find (body, high (edit.before), NULL);
  for (guint pass = 0; pass < 2 && !changed; pass++)
    for (guint i = first; i <= last; i++)
      {
        if (_redaksi_is_leaf (redaksi_body_get_nth (_redaksi_edit_body (&edit), i))
            || _redaksi_kind_at (_redaksi_edit_body (&edit), i) == REDAKSI_BLOCK_CAPTION)
          continue;
        changed
          |= pass == 0 ? _redaksi_edit_shape (&edit, i, shape) : _redaksi_edit_paragraph (&edit, i);
      }
  return _redaksi_edit_end (&edit);
}

/**
 * redaksi_command_indent:
 * @article: the article
 * @selection: the list items that it touches are moved
 * @change: 1 for deeper, -1 for back; an outermost item moved back becomes a paragraph
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_indent (RedaksiArticle *article, RedaksiSelection selection, int change)
{
  RedaksiEdit edit;
  guint first, last;

  g_return_val_if_fail (article != NULL && (change == 1 || change == -1), NULL);

  _redaksi_edit_begin (&edit, article, selection);
  first = redaksi_body_find (_redaksi_edit_body (&edit), low (edit.before), NULL);
  last = redaksi_body_find (_redaksi_edit_body (&edit), high (edit.before), NULL);
  for (guint i = first; i <= last; i++)
    if (_redaksi_kind_at (_redaksi_edit_body (&edit), i) == REDAKSI_BLOCK_LIST_ITEM)
      _redaksi_edit_indent (&edit, i, change);
  return _redaksi_edit_end (&edit);
}

/**
 * redaksi_command_remove_block:
 * @article: the article
 * @index: which block; a photo goes with its caption
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_remove_block (RedaksiArticle *article, guint index)
{
  RedaksiEdit edit;
  RedaksiBody *body;

  g_return_val_if_fail (article != NULL, NULL);

  body = redaksi_article_get_body (article);
  g_return_val_if_fail (index < redaksi_body_get_n (body), NULL);
  _redaksi_edit_begin (&edit, article, at (redaksi_body_get_start (body, index)));
  _redaksi_edit_remove_blocks (&edit, index, _redaksi_with_caption (body, index));
  return _redaksi_edit_end (&edit);
}

/**
 * redaksi_command_set_attribute:
 * @article: the article
 * @index: which block
 * @name: an attribute: credit, alt, …
 * @value: (nullable): its value
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiTransaction *
redaksi_command_set_attribute (RedaksiArticle *article, guint index, const char *name,
                               const char *value)
{
  g_autoptr (RedaksiShape) shape = NULL;
  RedaksiEdit edit;
  RedaksiBody *body;

  g_return_val_if_fail (article != NULL && name != NULL, NULL);

  body = redaksi_article_get_body (article);
  g_return_val_if_fail (index < redaksi_body_get_n (body), NULL);
  _redaksi_edit_begin (&edit, article, at (redaksi_body_get_start (body, index)));
  shape = redaksi_shape_with (redaksi_block_get_shape (redaksi_body_get_nth (body, index)), name,
                              value);
  _redaksi_edit_shape (&edit, index, shape);
  return _redaksi_edit_end (&edit);
}
