/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yyjson with our own limits: it accepts a million nested arrays and knows nothing of our shapes.
 */
#include "redaksi-json.h"

#include <string.h>

G_DEFINE_QUARK (redaksi - json - error - quark, redaksi_json_error)

/* Counts nesting without recursion, before yyjson's own tree is walked by functions that recurse.
 */
static gboolean
is_too_deep (const char *data, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = data[i];
      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > REDAKSI_JSON_MAX_DEPTH)
            return TRUE;
        }
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }
  return FALSE;
}

/**
 * redaksi_json_parse:
 * @data: (array length=length): what a file or a server said
 * @length: its length in bytes
 * @error: return location for a #RedaksiJsonError
 *
 * Parses strict JSON (RFC 8259: no comments, no trailing commas, valid UTF-8). The empty text is an
 * error, for an empty reply is no success.
 *
 * Returns: (transfer full) (nullable): the document
 */
yyjson_doc *
redaksi_json_parse (const char *data, gsize length, GError **error)
{
  yyjson_read_err failure;
  yyjson_doc *doc;

  if (data == NULL || length == 0)
    {
      g_set_error_literal (error, REDAKSI_JSON_ERROR, REDAKSI_JSON_ERROR_SYNTAX, "empty text");
      return NULL;
    }
  if (is_too_deep (data, length))
    {
      g_set_error_literal (error, REDAKSI_JSON_ERROR, REDAKSI_JSON_ERROR_DEPTH,
                           "nested too deeply");
      return NULL;
    }
  doc = yyjson_read_opts ((char *)data, length, YYJSON_READ_NOFLAG, NULL, &failure);
  if (doc == NULL)
    g_set_error (error, REDAKSI_JSON_ERROR, REDAKSI_JSON_ERROR_SYNTAX,
                 "%s at byte %" G_GSIZE_FORMAT, failure.msg, failure.pos);
  return doc;
}

/**
 * redaksi_json_get_string:
 * @object: (nullable): a JSON value
 * @key: the member's name
 *
 * Returns: (nullable): the member's text, or %NULL where it is absent, no string, or holds a NUL
 *   (which C strings would cut silently)
 */
const char *
redaksi_json_get_string (yyjson_val *object, const char *key)
{
  yyjson_val *value = yyjson_obj_get (object, key);
  const char *text = yyjson_get_str (value);

  if (text == NULL || strlen (text) != yyjson_get_len (value))
    return NULL;
  return text;
}

/**
 * redaksi_json_get_int:
 * @object: (nullable): a JSON value
 * @key: the member's name
 * @fallback: what is returned where the member is absent or no whole number of 64 bits
 */
gint64
redaksi_json_get_int (yyjson_val *object, const char *key, gint64 fallback)
{
  yyjson_val *value = yyjson_obj_get (object, key);

  if (yyjson_is_sint (value))
    return yyjson_get_sint (value);
  if (yyjson_is_uint (value) && yyjson_get_uint (value) <= G_MAXINT64)
    return (gint64)yyjson_get_uint (value);
  return fallback;
}

/**
 * redaksi_json_write:
 * @doc: a document whose strings are valid UTF-8
 *
 * Returns: (transfer full): compact JSON
 */
char *
redaksi_json_write (yyjson_mut_doc *doc)
{
  yyjson_write_err failure;
  g_autofree char *text = NULL;

  g_return_val_if_fail (doc != NULL, NULL);

  text = yyjson_mut_write_opts (doc, YYJSON_WRITE_NOFLAG, NULL, NULL, &failure);
  if (text == NULL)
    g_error ("JSON could not be written: %s", failure.msg);
  return g_steal_pointer (&text);
}
