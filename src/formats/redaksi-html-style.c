/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-html-reader.h"

static gboolean
value_is (const char *value, const char *word)
{
  return g_ascii_strncasecmp (value, word, strlen (word)) == 0;
}

static void
parse_weight (const char *value, RedaksiStyle *result)
{
  if (value_is (value, "bold"))
    result->strong = 1;
  else if (g_ascii_isdigit (*value))
    result->strong = g_ascii_strtoull (value, NULL, 10) >= 600 ? 1 : -1;
  else if (value_is (value, "normal") || value_is (value, "lighter"))
    result->strong = -1;
}

static void
parse_mso_list (const char *value, RedaksiStyle *result)
{
  const char *level = strstr (value, "level");

  if (value_is (value, "ignore"))
    result->list_marker = TRUE;
  else if (level != NULL && g_ascii_isdigit (level[5]))
    result->list_level = CLAMP (level[5] - '0', 1, 9);
}

/* "36.0pt", ".5in" as whole points; 0 for what is none. */
static guint
parse_points (const char *value)
{
  char *unit;
  double number = g_ascii_strtod (value, &unit);

  if (value_is (unit, "in"))
    number *= 72;
  else if (value_is (unit, "cm"))
    number *= 72 / 2.54;
  else if (!value_is (unit, "pt"))
    return 0;
  return number > 0 && number < 5000 ? (guint)number : 0;
}

static void
parse_declaration (const char *name, const char *value, RedaksiStyle *result)
{
  if (g_ascii_strcasecmp (name, "font-weight") == 0)
    parse_weight (value, result);
  else if (g_ascii_strcasecmp (name, "font-style") == 0)
    result->emphasis = value_is (value, "italic") || value_is (value, "oblique") ? 1
                       : value_is (value, "normal")                              ? -1
                                                                                 : 0;
  else if (g_ascii_strcasecmp (name, "text-decoration") == 0
           || g_ascii_strcasecmp (name, "text-decoration-line") == 0)
    result->strike = strstr (value, "line-through") != NULL ? 1 : 0;
  else if (g_ascii_strcasecmp (name, "display") == 0)
    {
      result->hidden |= value_is (value, "none");
      result->is_block = value_is (value, "block") || value_is (value, "flex")
                         || value_is (value, "grid") || value_is (value, "table")
                         || value_is (value, "list-item");
    }
  else if (g_ascii_strcasecmp (name, "visibility") == 0)
    result->hidden |= value_is (value, "hidden");
  else if (g_ascii_strcasecmp (name, "mso-hide") == 0)
    result->hidden |= value_is (value, "all");
  else if (g_ascii_strcasecmp (name, "mso-element") == 0)
    result->hidden |= value_is (value, "comment");
  else if (g_ascii_strcasecmp (name, "white-space") == 0)
    result->keeps_blanks = value_is (value, "pre") || value_is (value, "break-spaces");
  else if (g_ascii_strcasecmp (name, "mso-spacerun") == 0)
    result->is_blank = TRUE;
  else if (g_ascii_strcasecmp (name, "mso-list") == 0)
    parse_mso_list (value, result);
  else if (g_ascii_strcasecmp (name, "font") == 0)
    result->marker_gap = value_is (value, "7.0pt \"Times New Roman\"")
                         || value_is (value, "7pt \"Times New Roman\"");
  else if (g_ascii_strcasecmp (name, "margin-left") == 0)
    result->indent = parse_points (value);
}

/**
 * redaksi_style_parse:
 * @style: (nullable): the value of a style attribute
 * @result: (out caller-allocates): what of it matters to us
 */
void
redaksi_style_parse (const char *style, RedaksiStyle *result)
{
  g_auto (GStrv) parts = NULL;

  memset (result, 0, sizeof *result);
  if (style == NULL)
    return;
  parts = g_strsplit (style, ";", 256);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strchr (parts[i], ':');
      if (colon == NULL)
        continue;
      *colon = '\0';
      parse_declaration (g_strstrip (parts[i]), g_strstrip (colon + 1), result);
    }
}

/**
 * redaksi_class_has:
 * @classes: (nullable): the value of a class attribute
 * @name: a class
 *
 * Tells whether @name is one of @classes.
 */
gboolean
redaksi_class_has (const char *classes, const char *name)
{
  gsize n = strlen (name);

  for (const char *p = classes; p != NULL && (p = strstr (p, name)) != NULL; p += n)
    if ((p == classes || g_ascii_isspace (p[-1])) && (p[n] == '\0' || g_ascii_isspace (p[n])))
      return TRUE;
  return FALSE;
}

/**
 * redaksi_marker_is_number:
 * @marker: what stands before a list item of a word processor: "·", "1.", "(b)", "iv)"
 *
 * Tells whether it counts.
 */
gboolean
redaksi_marker_is_number (const char *marker)
{
  gsize digits = 0;

  while (*marker == ' ' || *marker == '(' || *marker == '\t')
    marker++;
  while (g_ascii_isalnum (marker[digits]) && digits < 8)
    digits++;
  /* Word draws the hollow bullet as a letter o, without a point. */
  return digits > 0 && (marker[digits] == '.' || marker[digits] == ')');
}

/**
 * redaksi_raised_digit:
 * @c: a character
 * @super: raised, not lowered
 *
 * Returns: the character that shows the digit @c raised or lowered; 0 where there is none
 */
gunichar
redaksi_raised_digit (gunichar c, gboolean super)
{
  static const gunichar raised[]
    = { 0x2070, 0xB9, 0xB2, 0xB3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079 };

  if (c < '0' || c > '9')
    return 0;
  return super ? raised[c - '0'] : 0x2080 + (c - '0');
}
