/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-lexical.h"

#include <string.h>

#define MAX_DEPTH 64

/* ---- the same? ---------------------------------------------------------------------------------
 */

/* What says nothing to readers, or what stands there when nothing was said. */
static gboolean
says_nothing (const char *key, yyjson_val *value)
{
  static const char *const silent[]
    = { "version", "direction", "detail", "value", "width", "height", NULL };

  if (g_strv_contains (silent, key) || yyjson_is_null (value))
    return TRUE;
  if (yyjson_is_str (value))
    return *yyjson_get_str (value) == '\0'
           || (strcmp (key, "mode") == 0 && strcmp (yyjson_get_str (value), "normal") == 0)
           || (strcmp (key, "cardWidth") == 0 && strcmp (yyjson_get_str (value), "regular") == 0);
  if (yyjson_is_int (value))
    return yyjson_get_sint (value) == (strcmp (key, "start") == 0 ? 1 : 0);
  return yyjson_is_false (value);
}

/* "extended-text" is "text" with a few more ways to be read from HTML. */
static const char *
plain_type (yyjson_val *value)
{
  const char *type = yyjson_get_str (value);

  return g_str_has_prefix (type, "extended-") ? type + strlen ("extended-") : type;
}

static gboolean same (yyjson_val *a, yyjson_val *b, const char *key, guint depth);

static gboolean
has_all_of (yyjson_val *a, yyjson_val *b, guint depth)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (a);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      const char *name = yyjson_get_str (key);
      yyjson_val *value = yyjson_obj_iter_get_val (key);

      if (!says_nothing (name, value) && !same (value, yyjson_obj_get (b, name), name, depth))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same (yyjson_val *a, yyjson_val *b, const char *key, guint depth)
{
  if (b == NULL || depth > MAX_DEPTH || yyjson_get_type (a) != yyjson_get_type (b))
    return FALSE;
  if (yyjson_is_str (a) && key != NULL && strcmp (key, "type") == 0)
    return strcmp (plain_type (a), plain_type (b)) == 0;
  if (yyjson_is_obj (a))
    return has_all_of (a, b, depth + 1) && has_all_of (b, a, depth + 1);
  if (yyjson_is_arr (a))
    {
      yyjson_arr_iter one = yyjson_arr_iter_with (a), other = yyjson_arr_iter_with (b);
      yyjson_val *item;

      if (yyjson_arr_size (a) != yyjson_arr_size (b))
        return FALSE;
      while ((item = yyjson_arr_iter_next (&one)) != NULL)
        if (!same (item, yyjson_arr_iter_next (&other), NULL, depth + 1))
          return FALSE;
      return TRUE;
    }
  return yyjson_equals (a, b);
}

/**
 * redaksi_lexical_same:
 * @a: a node
 * @b: another one
 *
 * Returns: whether both say the same to readers
 */
gboolean
redaksi_lexical_same (yyjson_val *a, yyjson_val *b)
{
  return same (a, b, NULL, 0);
}

/* ---- making nodes ------------------------------------------------------------------------------
 */

/**
 * redaksi_lexical_element:
 * @doc: where it belongs
 * @type: a type that has children
 *
 * Returns: the node, without children
 */
yyjson_mut_val *
redaksi_lexical_element (yyjson_mut_doc *doc, const char *type)
{
  yyjson_mut_val *node = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_arr (doc, node, "children");
  yyjson_mut_obj_add_str (doc, node, "direction", "ltr");
  yyjson_mut_obj_add_str (doc, node, "format", "");
  yyjson_mut_obj_add_int (doc, node, "indent", 0);
  yyjson_mut_obj_add_strcpy (doc, node, "type", type);
  yyjson_mut_obj_add_int (doc, node, "version", 1);
  return node;
}

yyjson_mut_val *
redaksi_lexical_children (yyjson_mut_val *element)
{
  return yyjson_mut_obj_get (element, "children");
}

/**
 * redaksi_lexical_text:
 * @doc: where it belongs
 * @text: UTF-8
 * @length: of it, in bytes
 * @format: #RedaksiLexicalFormat
 * @style: CSS; "" for none
 *
 * Returns: a run of text
 */
yyjson_mut_val *
redaksi_lexical_text (yyjson_mut_doc *doc, const char *text, gsize length, guint format,
                      const char *style)
{
  yyjson_mut_val *node = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_int (doc, node, "detail", 0);
  yyjson_mut_obj_add_uint (doc, node, "format", format);
  yyjson_mut_obj_add_str (doc, node, "mode", "normal");
  yyjson_mut_obj_add_strcpy (doc, node, "style", style);
  yyjson_mut_obj_add_strncpy (doc, node, "text", text, length);
  yyjson_mut_obj_add_str (doc, node, "type", "extended-text");
  yyjson_mut_obj_add_int (doc, node, "version", 1);
  return node;
}

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *list, const char *text, gsize length, guint format)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *soft = g_strstr_len (text, end - text, SOFT_BREAK_TEXT);
      const char *stop = soft != NULL ? soft : end;

      if (stop > text)
        yyjson_mut_arr_append (list,
                               redaksi_lexical_text (doc, text, (gsize)(stop - text), format, ""));
      if (soft == NULL)
        return;
      {
        yyjson_mut_val *line = yyjson_mut_obj (doc);

        yyjson_mut_obj_add_str (doc, line, "type", "linebreak");
        yyjson_mut_obj_add_int (doc, line, "version", 1);
        yyjson_mut_arr_append (list, line);
      }
      text = stop + strlen (SOFT_BREAK_TEXT);
    }
}

static yyjson_mut_val *
add_link (yyjson_mut_doc *doc, yyjson_mut_val *list, const char *url)
{
  yyjson_mut_val *link = redaksi_lexical_element (doc, "link");

  yyjson_mut_obj_add_null (doc, link, "rel");
  yyjson_mut_obj_add_null (doc, link, "target");
  yyjson_mut_obj_add_null (doc, link, "title");
  yyjson_mut_obj_add_strcpy (doc, link, "url", url);
  yyjson_mut_arr_append (list, link);
  return redaksi_lexical_children (link);
}

/**
 * redaksi_lexical_add_inline:
 * @doc: where it belongs
 * @element: a node that has children
 * @block: a text block
 *
 * Adds the text of @block with its marks.
 */
void
redaksi_lexical_add_inline (yyjson_mut_doc *doc, yyjson_mut_val *element, RedaksiBlock *block)
{
  g_autoptr (GArray) runs = redaksi_runs_new (block);
  yyjson_mut_val *list = redaksi_lexical_children (element);
  yyjson_mut_val *link = NULL;
  RedaksiMark *linked = NULL;
  const char *at = redaksi_block_get_text (block);

  for (guint i = 0; i < runs->len; i++)
    {
      const RedaksiRun *run = &g_array_index (runs, RedaksiRun, i);
      RedaksiMark *mark = run->marks[REDAKSI_LEVEL_LINK];
      const char *end = g_utf8_offset_to_pointer (at, run->end - run->start);
      guint format = (run->marks[REDAKSI_LEVEL_STRONG] != NULL ? REDAKSI_LEXICAL_BOLD : 0)
                     | (run->marks[REDAKSI_LEVEL_EMPHASIS] != NULL ? REDAKSI_LEXICAL_ITALIC : 0)
                     | (run->marks[REDAKSI_LEVEL_STRIKE] != NULL ? REDAKSI_LEXICAL_STRIKE : 0);

      if (mark == NULL)
        link = NULL;
      else if (link == NULL || !redaksi_mark_equal (mark, linked))
        link = add_link (doc, list, redaksi_mark_get_value (mark));
      linked = mark;
      add_text (doc, link != NULL ? link : list, at, (gsize)(end - at), format);
      at = end;
    }
}
