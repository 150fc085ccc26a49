/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-text.h"

#include <string.h>

/**
 * redaksi_text_slug:
 * @text: a headline, a section or a tag
 *
 * Makes the last part of an address, as WordPress makes it: Latin letters without their accents,
 * digits, and single dashes; at most 80 characters, cut at a dash.
 *
 * Returns: (transfer full): the slug, perhaps empty
 */
char *
redaksi_text_slug (const char *text)
{
  g_autofree char *ascii = NULL;
  g_autoptr (GString) slug = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  ascii = g_str_to_ascii (text, "C");
  for (const char *p = ascii; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (*p == '\'' || *p == '?')
        continue;
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  if (slug->len > 80)
    {
      char *dash;
      g_string_truncate (slug, 81);
      dash = strrchr (slug->str, '-');
      g_string_truncate (slug, dash != NULL && dash - slug->str > 40 ? dash - slug->str : 80);
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (g_steal_pointer (&slug), FALSE);
}

/**
 * redaksi_text_one_line:
 * @text: text of any shape, UTF-8
 *
 * Makes one line of it: line ends and control characters become spaces, runs of spaces one space,
 * the ends are trimmed. No-break spaces stay.
 *
 * Returns: (transfer full)
 */
char *
redaksi_text_one_line (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean pending = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      /* Most is ASCII: a thousand snippets are made while somebody waits. */
      gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char (p);
      if (c < 0x80 ? c <= ' ' || c == 0x7F : g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        {
          pending = line->len > 0;
          continue;
        }
      if (pending)
        g_string_append_c (line, ' ');
      pending = FALSE;
      if (c < 0x80)
        g_string_append_c (line, (char)c);
      else
        g_string_append_unichar (line, c);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * redaksi_text_escape:
 * @text: (nullable): UTF-8
 *
 * Escapes for HTML text and for attribute values in double quotes. Only what must be escaped is:
 * typographic quotation marks go out as they were typed.
 *
 * Returns: (transfer full)
 */
char *
redaksi_text_escape (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      default:
        g_string_append_c (out, *p);
      }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gsize
read_entity (const char *text, gunichar *c)
{
  static const struct
  {
    const char *name;
    gunichar c;
  } named[]
    = { { "&amp;", '&' },      { "&lt;", '<' },       { "&gt;", '>' },        { "&quot;", '"' },
        { "&apos;", '\'' },    { "&nbsp;", 0xa0 },    { "&hellip;", 0x2026 }, { "&ndash;", 0x2013 },
        { "&mdash;", 0x2014 }, { "&lsquo;", 0x2018 }, { "&rsquo;", 0x2019 },  { "&ldquo;", 0x201c },
        { "&rdquo;", 0x201d } };
  gboolean hex;
  guint64 value;
  char *end;

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (redaksi_text_begins (text, named[i].name))
      {
        *c = named[i].c;
        return strlen (named[i].name);
      }
  if (text[1] != '#')
    return 0;
  hex = text[2] == 'x' || text[2] == 'X';
  if (!g_ascii_isxdigit (text[hex ? 3 : 2]))
    return 0;
  value = g_ascii_strtoull (text + (hex ? 3 : 2), &end, hex ? 16 : 10);
  if (*end != ';' || value < 32 || value > 0x10ffff || !g_unichar_validate ((gunichar)value))
    return 0;
  *c = (gunichar)value;
  return (gsize)(end + 1 - text);
}

/**
 * redaksi_text_unescape:
 * @text: HTML text without elements: a title, name or excerpt as publishing servers keep it
 *
 * Returns: (transfer full): plain text; entities that nobody knows stay as they are
 */
char *
redaksi_text_unescape (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      gunichar c;
      gsize length = *p == '&' ? read_entity (p, &c) : 0;
      if (length == 0)
        g_string_append_c (plain, *p++);
      else
        {
          g_string_append_unichar (plain, c);
          p += length;
        }
    }
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/**
 * redaksi_text_shorten:
 * @text: UTF-8
 * @max_chars: the most characters, the ellipsis counted
 *
 * Cuts at a word and ends with “…” where something was cut.
 *
 * Returns: (transfer full)
 */
char *
redaksi_text_shorten (const char *text, guint max_chars)
{
  const char *end;
  const char *space = NULL;

  g_return_val_if_fail (text != NULL && max_chars > 1, NULL);

  if (g_utf8_strlen (text, -1) <= (glong)max_chars)
    return g_strdup (text);
  end = g_utf8_offset_to_pointer (text, max_chars - 1);
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (*p == ' ')
      space = p;
  if (space != NULL && space - text > (end - text) / 2)
    end = space;
  return g_strdup_printf ("%.*s…", (int)(end - text), text);
}
