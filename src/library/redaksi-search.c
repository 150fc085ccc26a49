/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-search-private.h"

#include <string.h>

#include "redaksi-affixes-private.h"
#include "redaksi-site.h"

/* Of so many words all forms are asked for; who writes more than that knows what they look for. */
#define MAX_RELATED 8

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0x00AB
         || c == 0x00BB;
}

static gboolean
has_word (const char *start, const char *end)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static void
append_phrase (GString *expression, const char *start, const char *end, gboolean prefix)
{
  g_string_append_c (expression, '"');
  for (const char *p = start; p < end; p++)
    if (*p == '"')
      g_string_append (expression, "\"\"");
    else
      g_string_append_c (expression, *p);
  g_string_append_c (expression, '"');
  if (prefix)
    g_string_append (expression, " *");
}

static void
append_word (GString *expression, const char *start, const char *end, gboolean prefix,
             gboolean related)
{
  g_autoptr (GPtrArray) forms = NULL;

  if (related)
    forms = redaksi_affixes_list (start, (gsize)(end - start));
  if (forms == NULL || forms->len < 2)
    {
      append_phrase (expression, start, end, prefix);
      return;
    }
  g_string_append_c (expression, '(');
  append_phrase (expression, start, end, prefix);
  for (guint i = 1; i < forms->len; i++)
    g_string_append_printf (expression, " OR \"%s\"", (const char *)forms->pdata[i]);
  g_string_append_c (expression, ')');
}

/**
 * redaksi_search_expression:
 * @words: (nullable): what a person typed, anything
 * @related: with other forms of the same words
 *
 * Makes an expression that FTS5 always understands: every word has to be there; what stands in
 * quotation marks is a phrase; the word that is being typed is the beginning of one.
 *
 * Returns: (transfer full) (nullable): the expression; %NULL where there is no word in it
 */
char *
redaksi_search_expression (const char *words, gboolean related)
{
  g_autoptr (GString) expression = g_string_new (NULL);
  g_autofree char *valid = NULL;
  const char *p;
  guint n = 0;

  if (words == NULL)
    return NULL;
  valid = g_utf8_make_valid (words, -1);
  p = valid;
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);
      const char *start = p;
      gboolean quoted = is_quote (c);

      if (g_unichar_isspace (c))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      if (quoted)
        start = p = g_utf8_next_char (p);
      while (*p != '\0' && !is_quote (g_utf8_get_char (p))
             && (quoted || !g_unichar_isspace (g_utf8_get_char (p))))
        p = g_utf8_next_char (p);
      /* FTS5 finds nothing at all where one phrase has no word in it. */
      if (has_word (start, p))
        {
          if (n > 0)
            g_string_append (expression, " AND ");
          append_word (expression, start, p, *p == '\0', related && !quoted && n < MAX_RELATED);
          n++;
        }
      if (quoted && *p != '\0')
        p = g_utf8_next_char (p);
    }
  return n > 0 ? g_string_free_and_steal (g_steal_pointer (&expression)) : NULL;
}

/* ---- filters ----------------------------------------------------------------------------------
 */

/* The beginning of a year, a month or a day here; 0 for no date. */
static gint64
parse_date (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 4);
  g_autoptr (GDateTime) begins = NULL;
  guint n = g_strv_length (parts);
  guint64 numbers[3] = { 0, 1, 1 };

  if (n == 0 || n > 3)
    return 0;
  for (guint i = 0; i < n; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 9999, &numbers[i], NULL))
      return 0;
  if (numbers[0] < 1000)
    return 0;
  begins = g_date_time_new_local ((int)numbers[0], (int)numbers[1], (int)numbers[2], 0, 0, 0);
  return begins != NULL ? g_date_time_to_unix (begins) * G_USEC_PER_SEC : 0;
}

/* While it is typed a state is any that begins so. */
static guint
parse_states (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  guint states = 0;

  for (RedaksiState state = 0; state <= REDAKSI_STATE_LAST; state++)
    if (g_str_has_prefix (redaksi_state_to_string (state), lower))
      states |= 1u << state;
  return states;
}

/* Whether @name is a filter. One without a value yet narrows nothing. */
static gboolean
take_filter (RedaksiSearch *self, const char *name, const char *value)
{
  gboolean empty = *value == '\0';

  if (g_ascii_strcasecmp (name, "byline") == 0)
    g_set_str (&self->byline, empty ? NULL : value);
  else if (g_ascii_strcasecmp (name, "section") == 0)
    g_set_str (&self->section, empty ? NULL : value);
  else if (g_ascii_strcasecmp (name, "site") == 0)
    g_set_str (&self->site, empty ? NULL : value);
  else if (g_ascii_strcasecmp (name, "state") == 0)
    {
      self->has_states = !empty;
      self->states = parse_states (value);
    }
  else if (g_ascii_strcasecmp (name, "before") == 0)
    {
      gint64 time = parse_date (value);
      self->before = time != 0 ? time : G_MAXINT64;
    }
  else if (g_ascii_strcasecmp (name, "after") == 0)
    self->after = parse_date (value);
  else
    return FALSE;
  return TRUE;
}

/* The end of the word at @p, with what stands in quotation marks after a colon. */
static const char *
find_end (const char *p, const char **colon, const char **value, const char **value_end)
{
  *colon = NULL;
  for (; *p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    {
      if (*colon == NULL && is_quote (g_utf8_get_char (p)))
        return p;
      if (*colon != NULL || *p != ':')
        continue;
      *colon = p;
      *value = p + 1;
      if (is_quote (g_utf8_get_char (p + 1)))
        {
          *value = p = g_utf8_next_char (p + 1);
          while (*p != '\0' && !is_quote (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
          *value_end = p;
          return *p != '\0' ? g_utf8_next_char (p) : p;
        }
    }
  *value_end = p;
  return p;
}

/**
 * redaksi_search_new:
 * @typed: (nullable): what stands in the search box
 *
 * Returns: (transfer full): what is meant
 */
RedaksiSearch *
redaksi_search_new (const char *typed)
{
  RedaksiSearch *self = g_new0 (RedaksiSearch, 1);
  g_autofree char *valid = g_utf8_make_valid (typed != NULL ? typed : "", -1);
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean in_quotes = FALSE;
  const char *p = valid;

  self->before = G_MAXINT64;
  while (*p != '\0')
    {
      const char *colon = NULL, *value = NULL, *value_end = NULL;
      const char *end = p;
      gboolean at_word = p == valid || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (p)));

      if (at_word && !in_quotes)
        end = find_end (p, &colon, &value, &value_end);
      if (colon != NULL)
        {
          g_autofree char *name = g_strndup (p, (gsize)(colon - p));
          g_autofree char *text = g_strndup (value, (gsize)(value_end - value));
          if (take_filter (self, name, text))
            {
              p = end;
              continue;
            }
        }
      in_quotes ^= is_quote (g_utf8_get_char (p));
      g_string_append_unichar (words, g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  self->words = g_string_free_and_steal (g_steal_pointer (&words));
  self->expression = redaksi_search_expression (self->words, TRUE);
  return self;
}

void
redaksi_search_free (RedaksiSearch *self)
{
  if (self == NULL)
    return;
  g_free (self->words);
  g_free (self->expression);
  g_free (self->byline);
  g_free (self->section);
  g_free (self->site);
  g_free (self);
}
