/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-wordpress.h"

/* strstr() that is linear under the sanitisers too, where it measures the whole text first. */
static const char *
find (const char *p, const char *what)
{
  gsize n = strlen (what);

  for (; (p = strchrnul (p, what[0])), *p != '\0'; p++)
    if (strncmp (p, what, n) == 0)
      return p;
  return NULL;
}

typedef struct
{
  const char *start, *end;
  gboolean closes;    /* <!-- /wp:x --> */
  gboolean self_ends; /* <!-- wp:x /--> */
  const char *name;
  gsize name_length;
  const char *json;
  gsize json_length;
} Delimiter;

static const char *
skip_space (const char *p)
{
  while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r' || *p == '\f')
    p++;
  return p;
}

static gsize
name_length (const char *p)
{
  gsize n = 0;

  if (!g_ascii_islower (p[0]))
    return 0;
  while (g_ascii_islower (p[n]) || g_ascii_isdigit (p[n]) || p[n] == '-' || p[n] == '_')
    n++;
  return n;
}

/* The first end of a comment from @p on. It is looked for once, not for each comment that has none.
 */
static const char *
find_end (const char *p, const char **end)
{
  if (*end != NULL && *end < p)
    *end = find (p, "-->");
  return *end;
}

/* Reads the delimiter that begins at @p, if one does. */
static gboolean
read_delimiter (const char *p, const char **ends, Delimiter *delimiter)
{
  const char *end;
  gsize n;

  memset (delimiter, 0, sizeof *delimiter);
  delimiter->start = p;
  p += strlen ("<!--");
  if (skip_space (p) == p)
    return FALSE;
  p = skip_space (p);
  if (*p == '/')
    {
      delimiter->closes = TRUE;
      p++;
    }
  if (!g_str_has_prefix (p, "wp:"))
    return FALSE;
  p += strlen ("wp:");
  delimiter->name = p;
  n = name_length (p);
  if (n > 0 && p[n] == '/')
    {
      gsize rest = name_length (p + n + 1);
      n = rest > 0 ? n + 1 + rest : 0;
    }
  if (n == 0)
    return FALSE;
  delimiter->name_length = n;
  if (n > 5 && strncmp (p, "core/", 5) == 0)
    {
      delimiter->name += 5;
      delimiter->name_length -= 5;
    }
  p += n;
  end = find_end (p, ends);
  if (end == NULL || skip_space (p) == p)
    return FALSE;
  delimiter->end = end + strlen ("-->");
  p = skip_space (p);
  if (end > p && end[-1] == '/')
    {
      delimiter->self_ends = TRUE;
      end--;
    }
  while (end > p && g_ascii_isspace (end[-1]))
    end--;
  if (end > p && (*p != '{' || end[-1] != '}'))
    return FALSE;
  if (end > p)
    {
      delimiter->json = p;
      delimiter->json_length = end - p;
    }
  return TRUE;
}

/* @ends: where the search begins, at first; then what the call before left there */
static gboolean
next_delimiter (const char *from, const char **ends, Delimiter *delimiter)
{
  for (const char *p = from; (p = find (p, "<!--")) != NULL; p++)
    if (read_delimiter (p, ends, delimiter))
      return TRUE;
  return FALSE;
}

static void
clear_piece (gpointer data)
{
  RedaksiPiece *piece = data;

  g_free (piece->name);
  g_free (piece->attributes);
}

static void
add_html (GArray *pieces, const char *start, const char *end)
{
  RedaksiPiece piece = { NULL, NULL, start, end, start, end };

  if (start < end)
    g_array_append_val (pieces, piece);
}

/**
 * redaksi_wordpress_split:
 * @content: what a post holds; the pieces point into it
 *
 * Returns: (transfer full) (element-type RedaksiPiece): the top-level blocks and what stands
 * between them, without a gap. A block that is not closed goes to the end.
 */
GArray *
redaksi_wordpress_split (const char *content)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (RedaksiPiece));
  const char *at = content;
  RedaksiPiece piece = { 0 };
  Delimiter delimiter;
  const char *ends = content;
  guint depth = 0;

  g_array_set_clear_func (pieces, clear_piece);
  for (const char *p = content; next_delimiter (p, &ends, &delimiter); p = delimiter.end)
    {
      if (delimiter.closes)
        {
          if (depth == 0 || --depth > 0)
            continue;
          piece.inner_end = delimiter.start;
          piece.end = at = delimiter.end;
          g_array_append_val (pieces, piece);
          continue;
        }
      if (depth == 0)
        {
          add_html (pieces, at, delimiter.start);
          piece.name = g_strndup (delimiter.name, delimiter.name_length);
          piece.attributes
            = delimiter.json != NULL ? g_strndup (delimiter.json, delimiter.json_length) : NULL;
          piece.start = delimiter.start;
          piece.inner = piece.inner_end = piece.end = delimiter.end;
        }
      if (!delimiter.self_ends)
        depth++;
      else if (depth == 0)
        {
          g_array_append_val (pieces, piece);
          at = delimiter.end;
        }
    }
  if (depth > 0)
    {
      piece.inner_end = piece.end = content + strlen (content);
      g_array_append_val (pieces, piece);
    }
  else
    add_html (pieces, at, content + strlen (content));
  return pieces;
}

/**
 * redaksi_wordpress_closers:
 * @source: a piece
 *
 * Returns: (transfer full): the comments that are missing at its end; "" where none are
 */
char *
redaksi_wordpress_closers (const char *source)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  GString *closers = g_string_new (NULL);
  const char *ends = source;
  Delimiter delimiter;

  for (const char *p = source; next_delimiter (p, &ends, &delimiter); p = delimiter.end)
    if (delimiter.closes && open->len > 0)
      g_ptr_array_set_size (open, (int)open->len - 1);
    else if (!delimiter.closes && !delimiter.self_ends)
      g_ptr_array_add (open, g_strndup (delimiter.name, delimiter.name_length));
  for (guint i = open->len; i > 0; i--)
    g_string_append_printf (closers, "\n<!-- /wp:%s -->", (char *)open->pdata[i - 1]);
  return g_string_free (closers, FALSE);
}

gboolean
redaksi_wordpress_has_blocks (const char *content)
{
  Delimiter delimiter;
  const char *ends = content;

  return next_delimiter (content, &ends, &delimiter);
}

/**
 * redaksi_wordpress_escape_json:
 * @json: compact JSON
 *
 * Returns: (transfer full): the same JSON as it may stand in a comment, written as the block editor
 *   writes it: no --, <, >, &, nor a backslash that the server would strip
 */
char *
redaksi_wordpress_escape_json (const char *json)
{
  GString *out = g_string_new (NULL);

  for (const char *p = json; *p != '\0'; p++)
    if (p[0] == '-' && p[1] == '-')
      {
        g_string_append (out, "\\u002d\\u002d");
        p++;
      }
    else if (*p == '<')
      g_string_append (out, "\\u003c");
    else if (*p == '>')
      g_string_append (out, "\\u003e");
    else if (*p == '&')
      g_string_append (out, "\\u0026");
    else if (p[0] == '\\' && (p[1] == '"' || p[1] == '\\'))
      {
        g_string_append (out, p[1] == '"' ? "\\u0022" : "\\u005c");
        p++;
      }
    else
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}
