/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-formats.h"

/*
 * Random bodies that every form can carry: no empty text, each photo with its caption, text last,
 * list items no more than one deeper than the one before. All kinds of characters that a form has
 * to escape.
 */
typedef struct
{
  gboolean spaces;    /* blanks at the ends and runs of them */
  gboolean preserved; /* and embeds */
} RandomBody;

static const char *const random_words[] = {
  "Kukar",
  "a",
  "“ya”",
  "*",
  "_",
  "**",
  "`",
  "[",
  "]",
  "(",
  "<b>",
  "&amp;",
  "&",
  "#",
  "-",
  "+",
  "1.",
  "12)",
  ">",
  "~~",
  "~",
  "\\",
  "!",
  "|",
  "=",
  "å",
  "😀",
  "\xC2\xA0",
  "–",
  "\"",
  "'",
  "-->",
  "<!--",
  "https://a.example",
  ":",
  "…",
  "\xE2\x80\xA8",
  "x*y",
  "$",
  "\t",
  "€",
  "&#32;",
  "</p>",
  "^",
};

static inline char *
random_text (const RandomBody *options)
{
  GString *text = g_string_new (NULL);
  guint n = g_test_rand_int_range (1, 7);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, random_words[g_test_rand_int_range (0, G_N_ELEMENTS (random_words))]);
      if (g_test_rand_int_range (0, 3) > 0)
        g_string_append (text, options->spaces && g_test_rand_int_range (0, 6) == 0 ? "   " : " ");
    }
  if (!options->spaces)
    g_strchomp (text->str);
  if (*text->str == '\0')
    g_string_assign (text, "t");
  return g_string_free (text, FALSE);
}

static inline RedaksiBlock *
random_block (RedaksiShape *shape, const RandomBody *options)
{
  static const char *const links[]
    = { "https://a.example/?a=1&b=2", "/x_(y)*z\\", "mailto:a@b.example" };
  g_autofree char *text = random_text (options);
  guint length = (guint)g_utf8_strlen (text, -1);
  guint n = g_test_rand_int_range (0, 4);
  RedaksiMarkSpan spans[4];
  RedaksiBlock *block;

  for (guint i = 0; i < n; i++)
    {
      RedaksiMarkKind kind = g_test_rand_int_range (0, REDAKSI_MARK_LINK + 1);
      spans[i].start = g_test_rand_int_range (0, length);
      spans[i].end = g_test_rand_int_range (spans[i].start, length) + 1;
      spans[i].mark
        = redaksi_mark_new (kind,
                            kind == REDAKSI_MARK_LINK ? links[g_test_rand_int_range (0, 3)] : NULL);
    }
  block = redaksi_block_new (shape, text, spans, n);
  for (guint i = 0; i < n; i++)
    redaksi_mark_unref (spans[i].mark);
  return block;
}

static inline RedaksiBody *
random_body (const RandomBody *options)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  int depth = -1;
  guint n = g_test_rand_int_range (1, 7);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RedaksiShape) shape = NULL;
      char digit[2] = "0";
      guint kind = g_test_rand_int_range (0, 11);

      if (kind != 4 && kind != 5)
        depth = -1;
      switch (kind)
        {
        case 0:
          digit[0] = (char)('2' + g_test_rand_int_range (0, 3));
          shape = redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", digit, NULL);
          break;
        case 1:
        case 2:
          shape = redaksi_shape_new (REDAKSI_BLOCK_QUOTE, NULL);
          break;
        case 3:
          shape = redaksi_shape_new (REDAKSI_BLOCK_PULL_QUOTE, NULL);
          break;
        case 4:
        case 5:
          depth = g_test_rand_int_range (0, MIN (depth, 7) + 2);
          digit[0] = (char)('0' + depth);
          shape = redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "depth", depth > 0 ? digit : NULL,
                                     "ordered", g_test_rand_int_range (0, 2) ? "true" : NULL, NULL);
          break;
        case 6:
          shape = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", "aa", "alt",
                                     g_test_rand_int_range (0, 2) ? "x [“y\"] & <z>" : NULL,
                                     "credit", g_test_rand_int_range (0, 2) ? "A \"B\" & C" : NULL,
                                     "size", g_test_rand_int_range (0, 2) ? "wide" : NULL, NULL);
          g_ptr_array_add (blocks, redaksi_block_new_leaf (shape));
          g_ptr_array_add (blocks, g_test_rand_int_range (0, 3) == 0
                                     ? redaksi_block_new (caption, "", NULL, 0)
                                     : random_block (caption, options));
          continue;
        case 7:
          shape = redaksi_shape_new (REDAKSI_BLOCK_DIVIDER, NULL);
          g_ptr_array_add (blocks, redaksi_block_new_leaf (shape));
          continue;
        case 8:
          if (!options->preserved)
            continue;
          shape = g_test_rand_int_range (0, 2)
                    ? redaksi_shape_new (
                        REDAKSI_BLOCK_PRESERVED, "source",
                        "<!-- wp:x {\"a\":\"```~~\"} -->\n<p>\n\n a</p>\n<!-- /wp:x -->", "name",
                        "x", NULL)
                    : redaksi_shape_new (REDAKSI_BLOCK_EMBED, "url",
                                         "https://v.example/?a=1&b=--_~~*(x)", NULL);
          g_ptr_array_add (blocks, redaksi_block_new_leaf (shape));
          continue;
        default:
          shape = redaksi_shape_ref (paragraph);
        }
      g_ptr_array_add (blocks, random_block (shape, options));
    }
  if (blocks->len == 0
      || redaksi_shape_is_leaf (redaksi_block_get_shape (blocks->pdata[blocks->len - 1])))
    g_ptr_array_add (blocks, random_block (paragraph, options));
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}
