/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <string.h>

#include "redaksi-transaction.h"

/*
 * Edits made from a stream of bytes: a random generator's in the property test, libFuzzer's in the
 * fuzz target. The end of the stream gives zeroes.
 */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize at;
} Stream;

static inline guint
take (Stream *stream, guint below)
{
  guint value = 0;

  for (guint i = 0; i < 2; i++)
    value = value << 8 | (stream->at < stream->size ? stream->data[stream->at++] : 0);
  return below > 0 ? value % below : 0;
}

static inline RedaksiShape *
take_shape (Stream *stream, gboolean leaf)
{
  switch (take (stream, leaf ? 3 : 8))
    {
    case 0:
      return leaf ? redaksi_shape_new (REDAKSI_BLOCK_DIVIDER, NULL)
                  : redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
    case 1:
      return leaf ? redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", "aa", "alt", "“x”", NULL)
                  : redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", "3", NULL);
    case 2:
      return leaf ? redaksi_shape_new (REDAKSI_BLOCK_PRESERVED, "source", "<!-- wp:x /-->", NULL)
                  : redaksi_shape_new (REDAKSI_BLOCK_QUOTE, NULL);
    case 3:
      return redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "depth", "1", NULL);
    case 4:
      return redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "ordered", "true", NULL);
    case 5:
      return redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
    case 6:
      return redaksi_shape_new (REDAKSI_BLOCK_PULL_QUOTE, NULL);
    default:
      return redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", "2", NULL);
    }
}

static inline RedaksiMark *
take_mark (Stream *stream)
{
  static const char *const links[] = { "https://a.example/", "https://b.example/?q=“x”" };
  RedaksiMarkKind kind = take (stream, REDAKSI_MARK_KIND_LAST + 1);

  return redaksi_mark_new (kind, kind >= REDAKSI_MARK_LINK ? links[take (stream, 2)] : NULL);
}

static inline RedaksiBlock *
take_block (Stream *stream)
{
  static const char *const texts[]
    = { "", "a", "Kukar", "“ya”", "å\xCC\x8A", "😀", " ", "a\xE2\x80\xA8z" };
  g_autoptr (RedaksiShape) shape = take_shape (stream, take (stream, 4) == 0);
  const char *text;
  guint length;

  if (redaksi_shape_is_leaf (shape))
    return redaksi_block_new_leaf (shape);
  text = texts[take (stream, G_N_ELEMENTS (texts))];
  length = g_utf8_strlen (text, -1);
  if (length > 0 && take (stream, 2) == 0)
    {
      g_autoptr (RedaksiMark) mark = take_mark (stream);
      guint start = take (stream, length);
      RedaksiMarkSpan span = { start, start + 1 + take (stream, length - start), mark };
      return redaksi_block_new (shape, text, &span, 1);
    }
  return redaksi_block_new (shape, text, NULL, 0);
}

static inline RedaksiBody *
take_body (Stream *stream)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  guint n = 1 + take (stream, 4);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (blocks, take_block (stream));
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}

static inline RedaksiStep *
take_step (Stream *stream, RedaksiBody *body)
{
  guint length = redaksi_body_get_length (body);
  guint from = take (stream, length + 1);
  guint to = from + take (stream, MIN (length - from, 12) + 1);

  switch (take (stream, 6))
    {
    case 0:
    case 1:
      {
        g_autoptr (RedaksiBody) slice = take_body (stream);
        return redaksi_step_new_replace (from, to, slice);
      }
    case 2:
      {
        /* Typing: the shape that is there already. */
        guint i = redaksi_body_find (body, from, NULL);
        g_autoptr (RedaksiBody) slice
          = redaksi_body_new_text (redaksi_block_get_shape (redaksi_body_get_nth (body, i)),
                                   take (stream, 2) == 0 ? "x" : "");
        return redaksi_step_new_replace (from, to, slice);
      }
    case 3:
      {
        g_autoptr (RedaksiMark) mark = take_mark (stream);
        return take (stream, 2) == 0 ? redaksi_step_new_add_mark (from, to, mark)
                                     : redaksi_step_new_remove_mark (from, to, mark);
      }
    case 4:
      {
        g_autoptr (RedaksiShape) shape = take_shape (stream, take (stream, 4) == 0);
        return redaksi_step_new_set_block (from, shape);
      }
    default:
      return redaksi_step_new_set_field (take (stream, 2) == 0 ? "headline" : "deck",
                                         take (stream, 2) == 0 ? "Banjir “besar”" : NULL);
    }
}

/* The four properties of design: see redaksi-step.h. */
static inline void
check_properties (const guint8 *data, gsize size, guint n_steps)
{
  Stream stream = { data, size, 0 };
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiBody) body = take_body (&stream);
  g_autoptr (RedaksiArticle) start = redaksi_article_with_body (empty, body);
  g_autoptr (RedaksiArticle) article = redaksi_article_ref (start);
  g_autoptr (GPtrArray) inverses
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_step_unref);
  g_autoptr (RedaksiStep) last = NULL;
  g_autoptr (RedaksiArticle) before_last = NULL;

  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr (RedaksiStep) step = take_step (&stream, redaksi_article_get_body (article));
      g_autoptr (RedaksiArticle) next = redaksi_step_apply (step, article, NULL);
      g_autoptr (RedaksiStep) inverse = NULL;
      g_autoptr (RedaksiArticle) undone = NULL;
      guint length, from, to;

      if (next == NULL)
        continue;
      g_assert_true (redaksi_body_is_valid (redaksi_article_get_body (next)));

      /* 1: what is undone is as it was */
      inverse = redaksi_step_invert (step, article);
      undone = redaksi_step_apply (inverse, next, NULL);
      g_assert_nonnull (undone);
      g_assert_true (redaksi_article_equal (undone, article));
      g_ptr_array_add (inverses, redaksi_step_ref (inverse));

      /* 2: steps survive JSON, alone and within a transaction */
      {
        g_autoptr (RedaksiTransaction) transaction
          = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
        g_autoptr (RedaksiTransaction) again = NULL;
        g_autofree char *json = NULL;

        redaksi_transaction_add (transaction, step);
        redaksi_transaction_add (transaction, inverse);
        json = redaksi_transaction_to_json (transaction);
        again = redaksi_transaction_from_json (json, strlen (json), NULL);
        g_assert_nonnull (again);
        g_assert_true (redaksi_step_equal (redaksi_transaction_get_nth (again, 0), step));
        g_assert_true (redaksi_step_equal (redaksi_transaction_get_nth (again, 1), inverse));
      }

      /* 3: positions outside of what changed map forward and back; all map into the new body */
      length = redaksi_body_get_length (redaksi_article_get_body (article));
      from = redaksi_step_get_from (step);
      to = redaksi_step_get_to (step);
      for (guint position = 0; position <= length; position++)
        for (guint after = 0; after < 2; after++)
          {
            guint there = redaksi_step_map (step, position, after);
            g_assert_cmpuint (there, <=, redaksi_body_get_length (redaksi_article_get_body (next)));
            /* The two edges of a deleted range are one place afterwards: the side decides. */
            if (position < from || position > to || from == to || (position == from && !after)
                || (position == to && after))
              g_assert_cmpuint (redaksi_step_map (inverse, there, after), ==, position);
          }

      /* 4: two merged steps are the two one after another */
      if (last != NULL)
        {
          g_autoptr (RedaksiStep) merged = redaksi_step_merge (last, step);
          if (merged != NULL)
            {
              g_autoptr (RedaksiArticle) at_once = redaksi_step_apply (merged, before_last, NULL);
              g_assert_nonnull (at_once);
              g_assert_true (redaksi_article_equal (at_once, next));
            }
        }
      g_clear_pointer (&last, redaksi_step_unref);
      g_clear_pointer (&before_last, redaksi_article_unref);
      last = redaksi_step_ref (step);
      before_last = redaksi_article_ref (article);
      redaksi_article_unref (article);
      article = g_steal_pointer (&next);
    }

  {
    g_autofree char *json = redaksi_article_to_json (article);
    g_autoptr (RedaksiArticle) again = redaksi_article_from_json (json, strlen (json), NULL);
    g_assert_nonnull (again);
    g_assert_true (redaksi_article_equal (again, article));
  }
  for (guint i = inverses->len; i > 0; i--)
    {
      RedaksiArticle *previous = redaksi_step_apply (inverses->pdata[i - 1], article, NULL);
      g_assert_nonnull (previous);
      redaksi_article_unref (article);
      article = previous;
    }
  g_assert_true (redaksi_article_equal (article, start));
}
