/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign HTML as a page may show it: known tags, harmless attributes, safe addresses. */
#include <gumbo.h>
#include <string.h>

#include "redaksi-formats-private.h"
#include "redaksi-html-tokens.h"
#include "redaksi-text.h"

static void
write_attributes (GString *out, const GumboElement *element)
{
  static const char *const kept[] = { "alt", "class", "height", "href", "src", "start", "width" };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      GumboAttribute *attribute = gumbo_get_attribute (&element->attributes, kept[i]);
      g_autofree char *value = NULL;
      if (attribute == NULL)
        continue;
      if ((strcmp (kept[i], "href") == 0 || strcmp (kept[i], "src") == 0)
          && !redaksi_address_is_safe (attribute->value))
        continue;
      value = redaksi_text_escape (attribute->value);
      g_string_append_printf (out, " %s=\"%s\"", kept[i], value);
    }
}

static gboolean
is_void (GumboTag tag)
{
  return tag == GUMBO_TAG_BR || tag == GUMBO_TAG_HR || tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_WBR
         || tag == GUMBO_TAG_EMBED;
}

static void
write_node (GString *out, const GumboNode *node)
{
  const GumboElement *element = &node->v.element;
  g_autofree char *text = NULL;
  const char *name;

  if (node->type != GUMBO_NODE_ELEMENT)
    {
      if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
        {
          text = redaksi_text_escape (node->v.text.text);
          g_string_append (out, text);
        }
      return;
    }
  if (element->tag == GUMBO_TAG_EMBED || element->tag == GUMBO_TAG_FORM
      || element->tag == GUMBO_TAG_HEAD)
    return;
  name = gumbo_normalized_tagname (element->tag);
  g_string_append_printf (out, "<%s", name);
  write_attributes (out, element);
  g_string_append_c (out, '>');
  if (is_void (element->tag))
    return;
  for (guint i = 0; i < element->children.length; i++)
    write_node (out, element->children.data[i]);
  g_string_append_printf (out, "</%s>", name);
}

/**
 * redaksi_html_sanitise:
 * @html: (array length=length): HTML of any origin
 * @length: its length in bytes
 *
 * Returns: (transfer full): what of it a page may show; "" where it is too large or too deep
 */
char *
redaksi_html_sanitise (const char *html, gsize length)
{
  RedaksiHtmlFilter filter = { FALSE, FALSE, NULL, FALSE };
  GumboOptions options = kGumboDefaultOptions;
  g_autofree char *text = NULL;
  g_autoptr (GString) clean = NULL;
  GString *out = g_string_new (NULL);
  GumboOutput *output;

  text = _redaksi_text_from_bytes (html, length);
  clean = redaksi_html_filter (text, strlen (text), &filter, NULL);
  if (clean == NULL)
    return g_string_free (out, FALSE);
  options.max_errors = 0;
  options.fragment_context = GUMBO_TAG_DIV;
  output = gumbo_parse_with_options (&options, clean->str, clean->len);
  for (guint i = 0; i < output->root->v.element.children.length; i++)
    write_node (out, output->root->v.element.children.data[i]);
  gumbo_destroy_output (&options, output);
  return g_string_free (out, FALSE);
}
