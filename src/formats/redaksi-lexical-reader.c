/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From Ghost's nodes to WordPress blocks: see redaksi-lexical.h. */
#include <string.h>

#include "redaksi-lexical.h"
#include "redaksi-text.h"

#define MAX_LIST_DEPTH 8

/* ---- text --------------------------------------------------------------------------------------
 */

typedef struct
{
  GString *text;
  guint length; /* in characters */
  GArray *spans;
} Inline;

static void
add_span (Inline *self, guint start, RedaksiMarkKind kind, const char *value)
{
  RedaksiMarkSpan span = { start, self->length, redaksi_mark_new (kind, value) };

  g_array_append_val (self->spans, span);
}

static void
clear_span (gpointer data)
{
  redaksi_mark_unref (((RedaksiMarkSpan *)data)->mark);
}

static gboolean
is_type (yyjson_val *node, const char *type)
{
  const char *is = redaksi_json_get_string (node, "type");

  return is != NULL
         && (strcmp (is, type) == 0
             || (g_str_has_prefix (is, "extended-")
                 && strcmp (is + strlen ("extended-"), type) == 0));
}

static gboolean
read_text (Inline *self, yyjson_val *node)
{
  const char *text = redaksi_json_get_string (node, "text");
  gint64 format = redaksi_json_get_int (node, "format", 0);
  guint start = self->length;

  if (text == NULL || strpbrk (text, "\n\r") != NULL)
    return FALSE;
  g_string_append (self->text, text);
  self->length += (guint)g_utf8_strlen (text, -1);
  if (self->length == start)
    return TRUE;
  if ((format & REDAKSI_LEXICAL_BOLD) != 0)
    add_span (self, start, REDAKSI_MARK_STRONG, NULL);
  if ((format & REDAKSI_LEXICAL_ITALIC) != 0)
    add_span (self, start, REDAKSI_MARK_EMPHASIS, NULL);
  if ((format & REDAKSI_LEXICAL_STRIKE) != 0)
    add_span (self, start, REDAKSI_MARK_STRIKETHROUGH, NULL);
  return TRUE;
}

/* FALSE: something that a block's text can't be. */
static gboolean
read_inline (Inline *self, yyjson_val *children, gboolean within_link)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (children);
  yyjson_val *node;

  while ((node = yyjson_arr_iter_next (&iter)) != NULL)
    {
      if (is_type (node, "text"))
        {
          if (!read_text (self, node))
            return FALSE;
        }
      else if (is_type (node, "linebreak"))
        {
          g_string_append (self->text, SOFT_BREAK_TEXT);
          self->length++;
        }
      else if (is_type (node, "link") && !within_link)
        {
          const char *url = redaksi_json_get_string (node, "url");
          guint start = self->length;

          if (url == NULL || !redaksi_address_is_safe (url)
              || !read_inline (self, yyjson_obj_get (node, "children"), TRUE)
              || self->length == start)
            return FALSE;
          add_span (self, start, REDAKSI_MARK_LINK, url);
        }
      else
        return FALSE;
    }
  return TRUE;
}

/* NULL: see read_inline(). @from: the children before it are left out. */
static RedaksiBlock *
read_text_block (RedaksiShape *shape, yyjson_val *node, guint from)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (RedaksiMarkSpan));
  Inline self = { text, 0, spans };
  yyjson_val *children = yyjson_obj_get (node, "children");
  g_autoptr (yyjson_mut_doc) rest = NULL;
  g_autoptr (yyjson_doc) copy = NULL;

  g_array_set_clear_func (spans, clear_span);
  if (from > 0)
    {
      rest = yyjson_mut_doc_new (NULL);
      yyjson_mut_doc_set_root (rest, yyjson_val_mut_copy (rest, children));
      yyjson_mut_arr_remove_range (yyjson_mut_doc_get_root (rest), 0, from);
      copy = yyjson_mut_doc_imut_copy (rest, NULL);
      children = yyjson_doc_get_root (copy);
    }
  if (!yyjson_is_arr (children) || !read_inline (&self, children, FALSE)
      || strstr (text->str, REDAKSI_LEAF_TEXT) != NULL)
    return NULL;
  return redaksi_block_new (shape, text->str, (RedaksiMarkSpan *)spans->data, spans->len);
}

static char *
write_body (GPtrArray *blocks)
{
  g_autoptr (RedaksiBody) body
    = redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
  GString *out = g_string_new (NULL);

  redaksi_wordpress_write_body (out, body, NULL, NULL, NULL, NULL);
  return g_string_free (out, FALSE);
}

static char *
read_one (yyjson_val *node, RedaksiShape *shape)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  RedaksiBlock *block = redaksi_shape_is_leaf (shape) ? redaksi_block_new_leaf (shape)
                                                      : read_text_block (shape, node, 0);

  if (block == NULL)
    return NULL;
  g_ptr_array_add (blocks, block);
  return write_body (blocks);
}

static char *
read_plain (yyjson_val *node, RedaksiBlockKind kind, const char *name, const char *value)
{
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (kind, name, value, NULL);

  return read_one (node, shape);
}

/* The dateline is the first run of its paragraph. */
static char *
read_dated (yyjson_val *node)
{
  yyjson_val *first = yyjson_arr_get_first (yyjson_obj_get (node, "children"));
  const char *style = redaksi_json_get_string (first, "style");
  const char *text = redaksi_json_get_string (first, "text");
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiBlock) block = NULL;
  g_autoptr (RedaksiBlock) bare = NULL;
  GString *out;

  if (g_strcmp0 (style, REDAKSI_LEXICAL_DATELINE) != 0 || text == NULL || *text == '\0')
    return NULL;
  block = read_text_block (shape, node, 1);
  if (block == NULL || redaksi_block_get_text (block)[0] != ' ')
    return NULL;
  bare = redaksi_block_slice (block, 1, redaksi_block_get_length (block));
  out = g_string_new ("<!-- wp:paragraph -->\n<p>");
  _redaksi_html_add_dateline (out, &text);
  _redaksi_html_add_inline (out, bare);
  g_string_append (out, "</p>\n<!-- /wp:paragraph -->");
  return g_string_free (out, FALSE);
}

static gboolean
read_items (GPtrArray *blocks, yyjson_val *list, guint depth)
{
  gboolean ordered = g_strcmp0 (redaksi_json_get_string (list, "listType"), "number") == 0;
  yyjson_val *children = yyjson_obj_get (list, "children");
  yyjson_arr_iter iter = yyjson_arr_iter_with (children);
  yyjson_val *item;

  if (depth > MAX_LIST_DEPTH)
    return FALSE;
  while ((item = yyjson_arr_iter_next (&iter)) != NULL)
    {
      yyjson_val *inner = yyjson_obj_get (item, "children");
      yyjson_val *first = yyjson_arr_get_first (inner);
      g_autoptr (RedaksiShape) shape = _redaksi_item_shape (depth, ordered);
      RedaksiBlock *block;

      if (!is_type (item, "listitem"))
        return FALSE;
      if (is_type (first, "list"))
        {
          if (yyjson_arr_size (inner) != 1 || !read_items (blocks, first, depth + 1))
            return FALSE;
          continue;
        }
      block = read_text_block (shape, item, 0);
      if (block == NULL)
        return FALSE;
      g_ptr_array_add (blocks, block);
    }
  return TRUE;
}

static char *
read_list (yyjson_val *node)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);

  return read_items (blocks, node, 0) && blocks->len > 0 ? write_body (blocks) : NULL;
}

/* ---- cards -------------------------------------------------------------------------------------
 */

/* What can stand within a block without ending it, or beginning another. */
static gboolean
is_tame (const char *html)
{
  return strstr (html, "<!--") == NULL && strstr (html, "-->") == NULL
         && strstr (html, "</figcaption") == NULL;
}

static char *
read_image (yyjson_val *node)
{
  const char *src = redaksi_json_get_string (node, "src");
  const char *alt = redaksi_json_get_string (node, "alt");
  const char *caption = redaksi_json_get_string (node, "caption");
  const char *width = redaksi_json_get_string (node, "cardWidth");
  gboolean wide = g_strcmp0 (width, "wide") == 0;
  g_autofree char *url = NULL;
  g_autofree char *text = NULL;
  GString *out;

  if (src == NULL || !redaksi_address_is_safe (src) || (caption != NULL && !is_tame (caption)))
    return NULL;
  url = redaksi_text_escape (src);
  text = redaksi_text_escape (alt != NULL ? alt : "");
  out = g_string_new (NULL);
  g_string_append_printf (
    out,
    "<!-- wp:image {\"sizeSlug\":\"full\",\"linkDestination\":\"none\"%s} -->\n"
    "<figure class=\"wp-block-image%s size-full\"><img src=\"%s\" alt=\"%s\"/>",
    wide ? ",\"align\":\"wide\"" : "", wide ? " alignwide" : "", url, text);
  if (caption != NULL && *caption != '\0')
    g_string_append_printf (out, "<figcaption class=\"wp-element-caption\">%s</figcaption>",
                            caption);
  g_string_append (out, "</figure>\n<!-- /wp:image -->");
  return g_string_free (out, FALSE);
}

static char *
read_html (yyjson_val *node)
{
  const char *html = redaksi_json_get_string (node, "html");
  g_autoptr (GArray) pieces = html != NULL ? redaksi_wordpress_split (html) : NULL;

  if (html == NULL || *html == '\0')
    return NULL;
  if (pieces->len == 1 && g_array_index (pieces, RedaksiPiece, 0).name != NULL)
    return g_strdup (html);
  return g_strdup_printf ("<!-- wp:html -->\n%s\n<!-- /wp:html -->", html);
}

/* ---- a node ------------------------------------------------------------------------------------
 */

static char *
read_known (yyjson_val *node)
{
  const char *tag = redaksi_json_get_string (node, "tag");

  if (is_type (node, "paragraph"))
    {
      char *dated;

      if (yyjson_arr_size (yyjson_obj_get (node, "children")) == 0)
        return g_strdup ("<!-- wp:paragraph -->\n<p></p>\n<!-- /wp:paragraph -->");
      dated = read_dated (node);
      return dated != NULL ? dated : read_plain (node, REDAKSI_BLOCK_PARAGRAPH, NULL, NULL);
    }
  if (is_type (node, "heading") && tag != NULL && tag[0] == 'h' && tag[1] >= '2' && tag[1] <= '4')
    return read_plain (node, REDAKSI_BLOCK_HEADING, "level", tag + 1);
  if (is_type (node, "quote"))
    return read_plain (node, REDAKSI_BLOCK_QUOTE, NULL, NULL);
  if (is_type (node, "aside"))
    return read_plain (node, REDAKSI_BLOCK_PULL_QUOTE, NULL, NULL);
  if (is_type (node, "list"))
    return read_list (node);
  if (is_type (node, "horizontalrule"))
    return read_plain (node, REDAKSI_BLOCK_DIVIDER, NULL, NULL);
  if (is_type (node, "image"))
    return read_image (node);
  if (is_type (node, "html"))
    return read_html (node);
  if (is_type (node, "embed") || is_type (node, "bookmark"))
    {
      const char *url = redaksi_json_get_string (node, "url");

      return url != NULL && redaksi_address_is_safe (url)
               ? read_plain (node, REDAKSI_BLOCK_EMBED, "url", url)
               : NULL;
    }
  return NULL;
}

/* Whether the writer makes the same node of it, also with more behind it: what is not closed would
 * swallow the rest. */
static gboolean
writes_back (yyjson_val *node, const char *block)
{
  g_autofree char *followed = g_strconcat (block, "<!-- wp:more /-->", NULL);
  g_autoptr (GArray) pieces = redaksi_wordpress_split (followed);
  g_autoptr (yyjson_mut_doc) doc = NULL;
  g_autoptr (yyjson_doc) copy = NULL;

  if (pieces->len != 2 || g_array_index (pieces, RedaksiPiece, 0).name == NULL
      || g_array_index (pieces, RedaksiPiece, 0).end != followed + strlen (block))
    return FALSE;
  doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_doc_set_root (doc,
                           redaksi_lexical_write_piece (doc,
                                                        &g_array_index (pieces, RedaksiPiece, 0)));
  copy = yyjson_mut_doc_imut_copy (doc, NULL);
  return redaksi_lexical_same (node, yyjson_doc_get_root (copy));
}

static void
add_words (GString *out, yyjson_val *value, guint depth)
{
  yyjson_val *children = yyjson_obj_get (value, "children");
  yyjson_arr_iter iter = yyjson_arr_iter_with (children);
  const char *text = redaksi_json_get_string (value, "text");
  yyjson_val *child;

  if (text != NULL)
    _redaksi_html_add_escaped (out, text, -1);
  if (depth < REDAKSI_JSON_MAX_DEPTH)
    while ((child = yyjson_arr_iter_next (&iter)) != NULL)
      add_words (out, child, depth + 1);
}

/* The node as it came, and its words for people. */
static char *
keep (yyjson_val *node)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree char *plain = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_val (doc, root, "node", yyjson_val_mut_copy (doc, node));
  plain = redaksi_json_write (doc);
  json = redaksi_wordpress_escape_json (plain);
  add_words (words, node, 0);
  return g_strdup_printf ("<!-- wp:" REDAKSI_LEXICAL_KEPT " %s -->\n<p>%s</p>\n"
                          "<!-- /wp:" REDAKSI_LEXICAL_KEPT " -->",
                          json, words->str);
}

/**
 * redaksi_lexical_read_node:
 * @node: a child of the root
 *
 * Returns: (transfer full): one block
 */
char *
redaksi_lexical_read_node (yyjson_val *node)
{
  g_autofree char *block = read_known (node);

  return block != NULL && writes_back (node, block) ? g_steal_pointer (&block) : keep (node);
}

/**
 * redaksi_lexical_to_wordpress:
 * @lexical: a lexical document
 * @length: of it, in bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): WordPress blocks
 */
char *
redaksi_lexical_to_wordpress (const char *lexical, gsize length, GError **error)
{
  g_autoptr (yyjson_doc) doc = NULL;
  g_autoptr (GString) out = NULL;
  yyjson_val *children, *node;
  yyjson_arr_iter iter;

  if (!_redaksi_check_size (length, error))
    return NULL;
  doc = redaksi_json_parse (lexical, length, NULL);
  children = yyjson_obj_get (yyjson_obj_get (yyjson_doc_get_root (doc), "root"), "children");
  if (!yyjson_is_arr (children))
    {
      g_set_error_literal (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_INVALID,
                           "no lexical document");
      return NULL;
    }
  out = g_string_new (NULL);
  iter = yyjson_arr_iter_with (children);
  while ((node = yyjson_arr_iter_next (&iter)) != NULL)
    {
      g_autofree char *block = redaksi_lexical_read_node (node);

      if (out->len > 0)
        g_string_append (out, "\n\n");
      g_string_append (out, block);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
