/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-changes.h"

#include <string.h>

#include "redaksi-diff.h"

/* So much of the words have to be the same for a paragraph to be another version of one. */
#define LIKE_PARTS 3
/* How far ahead another version of a block is looked for. */
#define LOOK_AHEAD 12

/* ---- words ------------------------------------------------------------------------------------
 */

static void
segment_free (gpointer data)
{
  RedaksiSegment *segment = data;

  g_free (segment->text);
  g_free (segment);
}

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Words, and every other character by itself. */
static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *p = text;

  while (*p != '\0')
    {
      const char *start = p;

      if (is_of_word (g_utf8_get_char (p)))
        while (*p != '\0' && is_of_word (g_utf8_get_char (p)))
          p = g_utf8_next_char (p);
      else
        p = g_utf8_next_char (p);
      g_ptr_array_add (words, g_strndup (start, (gsize)(p - start)));
    }
  return words;
}

static void
number_words (RedaksiNumbers *numbers, GPtrArray *words, guint *numbered)
{
  for (guint i = 0; i < words->len; i++)
    numbered[i] = redaksi_numbers_get (numbers, words->pdata[i]);
}

static gboolean
is_blank (GPtrArray *words, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (is_of_word (g_utf8_get_char (words->pdata[i])))
      return FALSE;
  return TRUE;
}

/* Two changes with nothing but a blank or a sign between them are read as one. */
static GArray *
join_hunks (GArray *hunks, GPtrArray *older)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (RedaksiHunk));

  for (guint i = 0; i < hunks->len; i++)
    {
      RedaksiHunk hunk = g_array_index (hunks, RedaksiHunk, i);
      RedaksiHunk *last
        = joined->len > 0 ? &g_array_index (joined, RedaksiHunk, joined->len - 1) : NULL;

      if (last != NULL && is_blank (older, last->a_end, hunk.a))
        {
          last->a_end = hunk.a_end;
          last->b_end = hunk.b_end;
        }
      else
        g_array_append_val (joined, hunk);
    }
  return joined;
}

static void
add_segment (GPtrArray *segments, RedaksiSegmentKind kind, GPtrArray *words, guint from, guint to)
{
  g_autoptr (GString) text = NULL;
  RedaksiSegment *segment;

  if (from == to)
    return;
  text = g_string_new (NULL);
  for (guint i = from; i < to; i++)
    g_string_append (text, words->pdata[i]);
  segment = g_new0 (RedaksiSegment, 1);
  segment->kind = kind;
  segment->text = g_string_free_and_steal (g_steal_pointer (&text));
  g_ptr_array_add (segments, segment);
}

/**
 * redaksi_compare_texts:
 * @older: a text
 * @newer: another one
 *
 * Compares word by word. What is the same or removed makes the one text, what is the same or
 * inserted the other, to the letter.
 *
 * Returns: (transfer full) (element-type RedaksiSegment): what was done, in order
 */
GPtrArray *
redaksi_compare_texts (const char *older, const char *newer)
{
  g_autoptr (GPtrArray) a = NULL;
  g_autoptr (GPtrArray) b = NULL;
  g_autoptr (RedaksiNumbers) numbers = redaksi_numbers_new_strings ();
  g_autofree guint *of_a = NULL;
  g_autofree guint *of_b = NULL;
  g_autoptr (GArray) hunks = NULL;
  g_autoptr (GArray) joined = NULL;
  GPtrArray *segments = g_ptr_array_new_with_free_func (segment_free);
  guint at = 0;

  g_return_val_if_fail (older != NULL && newer != NULL, segments);

  a = split_words (older);
  b = split_words (newer);
  of_a = g_new (guint, a->len + 1);
  of_b = g_new (guint, b->len + 1);
  number_words (numbers, a, of_a);
  number_words (numbers, b, of_b);
  hunks = redaksi_diff (of_a, a->len, of_b, b->len);
  joined = join_hunks (hunks, a);
  for (guint i = 0; i < joined->len; i++)
    {
      const RedaksiHunk *hunk = &g_array_index (joined, RedaksiHunk, i);

      add_segment (segments, REDAKSI_SEGMENT_SAME, a, at, hunk->a);
      add_segment (segments, REDAKSI_SEGMENT_REMOVED, a, hunk->a, hunk->a_end);
      add_segment (segments, REDAKSI_SEGMENT_INSERTED, b, hunk->b, hunk->b_end);
      at = hunk->a_end;
    }
  add_segment (segments, REDAKSI_SEGMENT_SAME, a, at, a->len);
  return segments;
}

/* ---- blocks -----------------------------------------------------------------------------------
 */

static gboolean
is_caption (RedaksiBody *body, guint i)
{
  return i < redaksi_body_get_n (body)
         && redaksi_block_get_kind (redaksi_body_get_nth (body, i)) == REDAKSI_BLOCK_CAPTION;
}

static GPtrArray *
list_blocks (RedaksiBody *body)
{
  GPtrArray *blocks = g_ptr_array_new ();

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    g_ptr_array_add (blocks, redaksi_body_get_nth (body, i));
  return blocks;
}

static void
add_blocks (GPtrArray *changes, guint old_from, guint old_to, guint new_from, guint new_to)
{
  RedaksiChange *change;

  if (old_from == old_to && new_from == new_to)
    return;
  change = g_new0 (RedaksiChange, 1);
  change->old_from = old_from;
  change->old_to = old_to;
  change->new_from = new_from;
  change->new_to = new_to;
  g_ptr_array_add (changes, change);
}

/* How many blocks the thing at @i has: a photo has its caption with it. */
static guint
unit (RedaksiBody *body, guint i)
{
  return is_caption (body, i + 1) ? 2 : 1;
}

static gboolean
are_alike (RedaksiBlock *a, RedaksiBlock *b)
{
  g_autoptr (GPtrArray) segments = NULL;
  gsize same = 0, longest;

  if (redaksi_block_kind_is_leaf (redaksi_block_get_kind (a))
      || redaksi_block_kind_is_leaf (redaksi_block_get_kind (b)))
    return redaksi_block_get_kind (a) == redaksi_block_get_kind (b);
  segments = redaksi_compare_texts (redaksi_block_get_text (a), redaksi_block_get_text (b));
  for (guint i = 0; i < segments->len; i++)
    {
      RedaksiSegment *segment = segments->pdata[i];
      same += segment->kind == REDAKSI_SEGMENT_SAME ? strlen (segment->text) : 0;
    }
  longest = MAX (strlen (redaksi_block_get_text (a)), strlen (redaksi_block_get_text (b)));
  return same * LIKE_PARTS >= longest;
}

/* Blocks against blocks: those that are versions of each other one by one, each with what has come
 * or gone before it. */
static void
pair_blocks (GPtrArray *changes, RedaksiBody *older, RedaksiBody *newer, RedaksiHunk hunk)
{
  guint a = hunk.a, b = hunk.b;

  for (guint i = a; i < hunk.a_end; i += unit (older, i))
    for (guint k = b; k < MIN (hunk.b_end, b + LOOK_AHEAD); k += unit (newer, k))
      if (are_alike (redaksi_body_get_nth (older, i), redaksi_body_get_nth (newer, k)))
        {
          add_blocks (changes, a, i, b, b);
          add_blocks (changes, i, i, b, k);
          a = i + unit (older, i);
          b = k + unit (newer, k);
          add_blocks (changes, i, a, k, b);
          break;
        }
  add_blocks (changes, a, hunk.a_end, b, b);
  add_blocks (changes, hunk.a_end, hunk.a_end, b, hunk.b_end);
}

/* A photo goes with its caption, wherever the difference begins or ends. */
static RedaksiHunk
widen (RedaksiBody *older, RedaksiBody *newer, RedaksiHunk hunk)
{
  while (hunk.a > 0 && hunk.b > 0 && (is_caption (older, hunk.a) || is_caption (newer, hunk.b)))
    {
      hunk.a--;
      hunk.b--;
    }
  while (is_caption (older, hunk.a_end) && is_caption (newer, hunk.b_end))
    {
      hunk.a_end++;
      hunk.b_end++;
    }
  return hunk;
}

static void
find_in_blocks (GPtrArray *changes, RedaksiBody *older, RedaksiBody *newer)
{
  g_autoptr (GPtrArray) a = list_blocks (older);
  g_autoptr (GPtrArray) b = list_blocks (newer);
  g_autoptr (GArray) hunks = redaksi_diff_blocks (a, b);
  RedaksiHunk open = { 0 };
  gboolean is_open = FALSE;

  for (guint i = 0; i < hunks->len; i++)
    {
      RedaksiHunk hunk = widen (older, newer, g_array_index (hunks, RedaksiHunk, i));

      /* Wider than they were, two may have met. */
      if (is_open && hunk.a <= open.a_end && hunk.b <= open.b_end)
        {
          open.a_end = MAX (open.a_end, hunk.a_end);
          open.b_end = MAX (open.b_end, hunk.b_end);
          continue;
        }
      if (is_open)
        pair_blocks (changes, older, newer, open);
      open = hunk;
      is_open = TRUE;
    }
  if (is_open)
    pair_blocks (changes, older, newer, open);
}

/* ---- articles ---------------------------------------------------------------------------------
 */

static void
add_field (GPtrArray *changes, const char *name)
{
  RedaksiChange *change = g_new0 (RedaksiChange, 1);

  change->field = g_intern_string (name);
  g_ptr_array_add (changes, change);
}

static gboolean
has_change (GPtrArray *changes, const char *name)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_strcmp0 (((RedaksiChange *)changes->pdata[i])->field, name) == 0)
      return TRUE;
  return FALSE;
}

static void
find_in_fields (GPtrArray *changes, RedaksiArticle *listed, RedaksiArticle *other)
{
  for (guint i = 0; i < redaksi_article_get_n_fields (listed); i++)
    {
      const char *value;
      const char *name = redaksi_article_get_nth_field (listed, i, &value);

      if (g_strcmp0 (value, redaksi_article_peek_field (other, name)) != 0
          && !has_change (changes, name))
        add_field (changes, name);
    }
}

/**
 * redaksi_changes_find:
 * @older: a state of an article
 * @newer: another one
 *
 * Returns: (transfer full) (element-type RedaksiChange): in what they differ: fields, those of the
 *   page first, in its order, then blocks in theirs; empty where they are equal
 */
GPtrArray *
redaksi_changes_find (RedaksiArticle *older, RedaksiArticle *newer)
{
  static const char *const page[] = {
    REDAKSI_FIELD_KICKER,     REDAKSI_FIELD_HEADLINE,     REDAKSI_FIELD_DECK,
    REDAKSI_FIELD_LEAD_PHOTO, REDAKSI_FIELD_LEAD_CAPTION, REDAKSI_FIELD_LEAD_CREDIT,
    REDAKSI_FIELD_LEAD_ALT,   REDAKSI_FIELD_DATELINE,     REDAKSI_FIELD_BYLINES,
  };
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (older != NULL && newer != NULL, changes);

  for (guint i = 0; i < G_N_ELEMENTS (page); i++)
    if (g_strcmp0 (redaksi_article_peek_field (older, page[i]),
                   redaksi_article_peek_field (newer, page[i]))
        != 0)
      add_field (changes, page[i]);
  find_in_fields (changes, older, newer);
  find_in_fields (changes, newer, older);
  find_in_blocks (changes, redaksi_article_get_body (older), redaksi_article_get_body (newer));
  return changes;
}

static RedaksiBody *
take_blocks (const RedaksiChange *change, RedaksiBody *older, RedaksiBody *newer)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  guint n = redaksi_body_get_n (newer);

  for (guint i = 0; i < change->new_from && i < n; i++)
    g_ptr_array_add (blocks, redaksi_block_ref (redaksi_body_get_nth (newer, i)));
  for (guint i = change->old_from; i < change->old_to; i++)
    g_ptr_array_add (blocks, redaksi_block_ref (redaksi_body_get_nth (older, i)));
  for (guint i = change->new_to; i < n; i++)
    g_ptr_array_add (blocks, redaksi_block_ref (redaksi_body_get_nth (newer, i)));
  /* The last one is text, so that one can write on. */
  if (blocks->len == 0
      || redaksi_block_kind_is_leaf (redaksi_block_get_kind (blocks->pdata[blocks->len - 1])))
    g_ptr_array_add (blocks, redaksi_block_new_paragraph (""));
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}

/**
 * redaksi_change_take_old:
 * @change: one of redaksi_changes_find() of these two
 * @older: a state of an article
 * @newer: another one
 *
 * Returns: (transfer full): @newer, but for this one thing, which is as it was in @older
 */
RedaksiArticle *
redaksi_change_take_old (const RedaksiChange *change, RedaksiArticle *older, RedaksiArticle *newer)
{
  g_autoptr (RedaksiBody) body = NULL;

  g_return_val_if_fail (change != NULL && older != NULL && newer != NULL, NULL);

  if (change->field != NULL)
    return redaksi_article_with_field (newer, change->field,
                                       redaksi_article_peek_field (older, change->field));
  g_return_val_if_fail (change->old_to <= redaksi_body_get_n (redaksi_article_get_body (older))
                          && change->new_to
                               <= redaksi_body_get_n (redaksi_article_get_body (newer)),
                        redaksi_article_ref (newer));
  body = take_blocks (change, redaksi_article_get_body (older), redaksi_article_get_body (newer));
  return redaksi_article_with_body (newer, body);
}
