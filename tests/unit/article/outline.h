/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"

/*
 * Bodies written as one line, so that a test shows what it means. Blocks are separated by "/":
 *   p:text  h2:text  q:text  l0:text (bulleted, depth 0)  o1:text (numbered, depth 1)  c:caption
 *   u:pull quote  P (photo)  D (divider)
 */
static inline RedaksiShape *
outline_shape (const char *word)
{
  char digit[2] = { word[0] != '\0' ? word[1] : '\0', '\0' };

  switch (word[0])
    {
    case 'h':
      return redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", digit, NULL);
    case 'q':
      return redaksi_shape_new (REDAKSI_BLOCK_QUOTE, NULL);
    case 'u':
      return redaksi_shape_new (REDAKSI_BLOCK_PULL_QUOTE, NULL);
    case 'l':
      return redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "depth", digit[0] == '0' ? NULL : digit,
                                NULL);
    case 'o':
      return redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "depth", digit[0] == '0' ? NULL : digit,
                                "ordered", "true", NULL);
    case 'c':
      return redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
    case 'P':
      return redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", "aa", NULL);
    case 'D':
      return redaksi_shape_new (REDAKSI_BLOCK_DIVIDER, NULL);
    default:
      return redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
    }
}

static inline RedaksiBody *
outline_body (const char *outline)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_auto (GStrv) parts = g_strsplit (outline, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (RedaksiShape) shape = outline_shape (parts[i]);
      char *colon = strchr (parts[i], ':');
      const char *text = colon != NULL                   ? colon + 1
                         : redaksi_shape_is_leaf (shape) ? REDAKSI_LEAF_TEXT
                                                         : "";
      g_ptr_array_add (blocks, redaksi_block_new (shape, text, NULL, 0));
    }
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}

static inline char *
body_outline (RedaksiBody *body)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiShape *shape = redaksi_block_get_shape (block);

      if (i > 0)
        g_string_append_c (text, '/');
      switch (redaksi_shape_get_kind (shape))
        {
        case REDAKSI_BLOCK_HEADING:
          g_string_append_printf (text, "h%u:", redaksi_shape_get_level (shape));
          break;
        case REDAKSI_BLOCK_QUOTE:
          g_string_append (text, "q:");
          break;
        case REDAKSI_BLOCK_PULL_QUOTE:
          g_string_append (text, "u:");
          break;
        case REDAKSI_BLOCK_LIST_ITEM:
          g_string_append_printf (text, "%c%u:", redaksi_shape_is_ordered (shape) ? 'o' : 'l',
                                  redaksi_shape_get_depth (shape));
          break;
        case REDAKSI_BLOCK_CAPTION:
          g_string_append (text, "c:");
          break;
        case REDAKSI_BLOCK_PHOTO:
          g_string_append_c (text, 'P');
          continue;
        case REDAKSI_BLOCK_DIVIDER:
          g_string_append_c (text, 'D');
          continue;
        default:
          g_string_append (text, "p:");
        }
      g_string_append (text, redaksi_block_get_text (block));
    }
  return g_string_free (text, FALSE);
}

static inline RedaksiArticle *
outline_article (const char *outline)
{
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiBody) body = outline_body (outline);

  return redaksi_article_with_body (empty, body);
}
