/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether two blocks say the same. This is what keeps a foreign block safe: a block is taken apart
 * only where what we would write back is the same but for what WordPress itself writes now so, now
 * otherwise: entities, <br/>, blanks, the order of attributes and classes, classes that newer
 * versions add, target and rel of links, <b> for <strong>.
 */
#include <gumbo.h>
#include <string.h>

#include "redaksi-html-reader.h"
#include "redaksi-html-tokens.h"
#include "redaksi-wordpress.h"

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static int
compare_keys (const void *a, const void *b)
{
  return strcmp (yyjson_get_str (*(yyjson_val *const *)a),
                 yyjson_get_str (*(yyjson_val *const *)b));
}

static void
add_json (GString *out, yyjson_val *value)
{
  g_autofree yyjson_val **keys = NULL;
  yyjson_val *item, *key;
  size_t i, n;
  char *text;

  if (yyjson_is_arr (value))
    {
      g_string_append_c (out, '[');
      yyjson_arr_foreach (value, i, n, item)
      {
        add_json (out, item);
        g_string_append_c (out, ',');
      }
      g_string_append_c (out, ']');
      return;
    }
  if (yyjson_is_obj (value))
    {
      keys = g_new (yyjson_val *, yyjson_obj_size (value) + 1);
      yyjson_obj_foreach (value, i, n, key, item) keys[i] = key;
      qsort (keys, yyjson_obj_size (value), sizeof *keys, compare_keys);
      g_string_append_c (out, '{');
      for (i = 0; i < yyjson_obj_size (value); i++)
        {
          add_json (out, keys[i]);
          g_string_append_c (out, ':');
          add_json (out, yyjson_obj_iter_get_val (keys[i]));
          g_string_append_c (out, ',');
        }
      g_string_append_c (out, '}');
      return;
    }
  text = yyjson_val_write (value, YYJSON_WRITE_NOFLAG, NULL);
  if (yyjson_is_str (value) && text != NULL)
    {
      /* What WordPress makes of an author's "&" in the comment of a block. */
      g_autoptr (GString) plain = g_string_new (text);
      g_string_replace (plain, "&amp;", "&", 0);
      g_string_append_len (out, plain->str, (gssize)plain->len);
    }
  else
    g_string_append (out, text != NULL ? text : "?");
  free (text);
}

/* Comments around what its tag says already: old versions did without them. */
static gboolean
is_implied (const RedaksiPiece *piece)
{
  if (strcmp (piece->name, "paragraph") == 0 || strcmp (piece->name, "list-item") == 0)
    return piece->attributes == NULL;
  return strcmp (piece->name, "list") == 0
         && (piece->attributes == NULL || strcmp (piece->attributes, "{\"ordered\":true}") == 0);
}

static void
add_comment (GString *out, const char *text)
{
  g_autofree char *comment = g_strdup_printf ("<!--%s-->", text);
  g_autoptr (GArray) pieces = redaksi_wordpress_split (comment);
  const RedaksiPiece *piece = pieces->len > 0 ? &g_array_index (pieces, RedaksiPiece, 0) : NULL;
  g_autoptr (yyjson_doc) json = NULL;

  if (g_str_has_prefix (text, " /wp:"))
    return;
  if (piece == NULL || piece->name == NULL)
    {
      g_string_append (out, comment);
      return;
    }
  if (is_implied (piece))
    return;
  g_string_append_printf (out, "<!--%s", piece->name);
  if (piece->attributes != NULL)
    {
      json = redaksi_json_parse (piece->attributes, strlen (piece->attributes), NULL);
      if (json != NULL)
        add_json (out, yyjson_doc_get_root (json));
      else
        g_string_append (out, piece->attributes);
    }
  g_string_append (out, "-->");
}

/* Classes that versions of WordPress add or not. */
static void
add_classes (GString *out, const char *classes)
{
  static const char *const implied[]
    = { "wp-block-heading", "wp-block-list", "wp-element-caption" };
  g_auto (GStrv) parts = g_strsplit_set (classes, " \t\n\r\f", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !g_strv_contains (implied, parts[i])
        && !g_ptr_array_find_with_equal_func (kept, parts[i], g_str_equal, NULL))
      g_ptr_array_add (kept, parts[i]);
  if (kept->len == 0)
    return;
  g_ptr_array_sort (kept, compare_strings);
  g_string_append (out, " class=");
  for (guint i = 0; i < kept->len; i++)
    g_string_append_printf (out, "%s ", (char *)kept->pdata[i]);
}

static gboolean
is_passed_over (GumboTag tag, const char *name)
{
  static const char *const of_links[] = { "target", "rel", "data-type", "data-id", NULL };

  return tag == GUMBO_TAG_A && g_strv_contains (of_links, name);
}

static void
add_attributes (GString *out, const GumboElement *element)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < element->attributes.length; i++)
    g_ptr_array_add (names, (gpointer)((GumboAttribute *)element->attributes.data[i])->name);
  g_ptr_array_sort (names, compare_strings);
  for (guint i = 0; i < names->len; i++)
    {
      const char *value = gumbo_get_attribute (&element->attributes, names->pdata[i])->value;
      if (is_passed_over (element->tag, names->pdata[i]))
        continue;
      if (strcmp (names->pdata[i], "class") == 0)
        add_classes (out, value);
      else
        g_string_append_printf (out, " %s=%s\1", (char *)names->pdata[i], value);
    }
}

static const char *
name_of (const GumboElement *element)
{
  switch (element->tag)
    {
    case GUMBO_TAG_B:
      return "strong";
    case GUMBO_TAG_I:
      return "em";
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_STRIKE:
      return "s";
    default:
      return gumbo_normalized_tagname (element->tag);
    }
}

static void
add_text (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (out, *p);
    else if (out->len > 0 && out->str[out->len - 1] != ' ' && out->str[out->len - 1] != '>')
      g_string_append_c (out, ' ');
}

static gboolean
is_inline (const GumboElement *element)
{
  switch (element->tag)
    {
    case GUMBO_TAG_A:
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_S:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_SPAN:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
trim_space (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

static void
add_node (GString *out, const GumboNode *node)
{
  const GumboElement *element = &node->v.element;
  gboolean in_line;

  switch (node->type)
    {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
      add_text (out, node->v.text.text);
      return;
    case GUMBO_NODE_COMMENT:
      trim_space (out);
      add_comment (out, node->v.text.text);
      return;
    case GUMBO_NODE_ELEMENT:
      break;
    default:
      return;
    }
  in_line = is_inline (element);
  if (!in_line)
    trim_space (out);
  g_string_append_printf (out, "<%s", name_of (element));
  add_attributes (out, element);
  /* What ends with '>' swallows the blanks after it; those inside a mark count. */
  g_string_append_c (out, in_line ? '\2' : '>');
  if (element->tag == GUMBO_TAG_FIGCAPTION && element->children.length > 0)
    {
      const GumboNode *first = element->children.data[0];
      if (first->type == GUMBO_NODE_TEXT)
        {
          add_text (out, _redaksi_skip_label (first->v.text.text));
          for (guint i = 1; i < element->children.length; i++)
            add_node (out, element->children.data[i]);
          trim_space (out);
          g_string_append (out, "</figcaption>");
          return;
        }
    }
  for (guint i = 0; i < element->children.length; i++)
    add_node (out, element->children.data[i]);
  if (!in_line)
    trim_space (out);
  g_string_append_printf (out, "</%s%c", name_of (element), in_line ? '\2' : '>');
}

/* The canonical form; NULL where the filter had to leave something out. */
static char *
canonical (const char *source)
{
  RedaksiHtmlFilter filter = { TRUE, TRUE, NULL, FALSE };
  g_autoptr (GString) clean = redaksi_html_filter (source, strlen (source), &filter, NULL);
  GumboOptions options = kGumboDefaultOptions;
  GumboOutput *output;
  GString *out;

  if (clean == NULL || filter.dropped)
    return NULL;
  options.max_errors = 0;
  options.fragment_context = GUMBO_TAG_DIV;
  output = gumbo_parse_with_options (&options, clean->str, clean->len);
  out = g_string_new (NULL);
  for (guint i = 0; i < output->root->v.element.children.length; i++)
    add_node (out, output->root->v.element.children.data[i]);
  trim_space (out);
  gumbo_destroy_output (&options, output);
  return g_string_free (out, FALSE);
}

/**
 * redaksi_wordpress_same:
 * @a: a block
 * @b: another
 *
 * Tells whether both say the same, and hold nothing that could not be compared.
 */
gboolean
redaksi_wordpress_same (const char *a, const char *b)
{
  g_autofree char *first = canonical (a);
  g_autofree char *second = first != NULL ? canonical (b) : NULL;

  return first != NULL && g_strcmp0 (first, second) == 0;
}
