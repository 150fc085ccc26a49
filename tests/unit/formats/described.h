/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <string.h>

#include "redaksi-formats.h"

/*
 * A body as text that a test can be read by: a line a block,
 *
 *   p|text with *strong* /emphasis/ -struck- and [link](address)
 *
 * kinds as in outline.h, preserved blocks as X|source, embeds as E|address, photos as P|url or
 * digest. Soft breaks are ⏎, no-break spaces ␣.
 */
static inline const char *
mark_sign (RedaksiMark *mark)
{
  switch (redaksi_mark_get_kind (mark))
    {
    case REDAKSI_MARK_STRONG:
      return "*";
    case REDAKSI_MARK_EMPHASIS:
      return "/";
    case REDAKSI_MARK_STRIKETHROUGH:
      return "-";
    default:
      return "";
    }
}

static inline void
describe_text (GString *out, RedaksiBlock *block)
{
  const char *p = redaksi_block_get_text (block);
  guint n, length = redaksi_block_get_length (block);
  const RedaksiMarkSpan *spans = redaksi_block_get_spans (block, &n);

  for (guint i = 0; i <= length; i++)
    {
      for (guint k = n; k > 0; k--)
        if (spans[k - 1].end == i)
          {
            if (redaksi_mark_get_kind (spans[k - 1].mark) == REDAKSI_MARK_LINK)
              g_string_append_printf (out, "](%s)", redaksi_mark_get_value (spans[k - 1].mark));
            else
              g_string_append (out, mark_sign (spans[k - 1].mark));
          }
      for (guint k = 0; k < n; k++)
        if (spans[k].start == i)
          g_string_append (out, redaksi_mark_get_kind (spans[k].mark) == REDAKSI_MARK_LINK
                                  ? "["
                                  : mark_sign (spans[k].mark));
      if (i == length)
        break;
      if (g_utf8_get_char (p) == 0x2028)
        g_string_append (out, "⏎");
      else if (g_utf8_get_char (p) == 0xA0)
        g_string_append (out, "␣");
      else
        g_string_append_unichar (out, g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
}

static inline char *
describe (RedaksiBody *body)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiShape *shape = redaksi_block_get_shape (block);
      const char *value = NULL;

      if (i > 0)
        g_string_append_c (out, '\n');
      switch (redaksi_shape_get_kind (shape))
        {
        case REDAKSI_BLOCK_HEADING:
          g_string_append_printf (out, "h%u|", redaksi_shape_get_level (shape));
          break;
        case REDAKSI_BLOCK_QUOTE:
          g_string_append (out, "q|");
          break;
        case REDAKSI_BLOCK_PULL_QUOTE:
          g_string_append (out, "u|");
          break;
        case REDAKSI_BLOCK_LIST_ITEM:
          g_string_append_printf (out, "%c%u|", redaksi_shape_is_ordered (shape) ? 'o' : 'l',
                                  redaksi_shape_get_depth (shape));
          break;
        case REDAKSI_BLOCK_CAPTION:
          g_string_append (out, "c|");
          break;
        case REDAKSI_BLOCK_PHOTO:
          value = redaksi_shape_get (shape, "url");
          g_string_append_printf (out, "P|%s",
                                  value != NULL ? value : redaksi_shape_get (shape, "photo"));
          continue;
        case REDAKSI_BLOCK_EMBED:
          g_string_append_printf (out, "E|%s", redaksi_shape_get (shape, "url"));
          continue;
        case REDAKSI_BLOCK_PRESERVED:
          g_string_append_printf (out, "X|%s", redaksi_shape_get (shape, "source"));
          continue;
        case REDAKSI_BLOCK_DIVIDER:
          g_string_append (out, "D");
          continue;
        default:
          g_string_append (out, "p|");
        }
      describe_text (out, block);
    }
  return g_string_free (out, FALSE);
}

static inline char *
read_fixture (const char *name)
{
  g_autofree char *path = g_build_filename (FIXTURES, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}
