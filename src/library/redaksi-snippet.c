/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * FTS5's snippet() is not used: for a word that is being typed it merges the whole index of that
 * beginning again for each row that is shown, half a second for a page of a large library. Looking
 * through the text of fifty articles takes a few milliseconds.
 */
#include "redaksi-snippet-private.h"

#include <string.h>

#include "redaksi-affixes-private.h"
#include "redaksi-text.h"

/* What stands before the found word, so that one sees what it is about. */
#define CHARS_BEFORE 40

struct _RedaksiSnippet
{
  GPtrArray *words;    /* folded */
  GHashTable *related; /* other forms of them, folded */
  gboolean open;       /* the last is the beginning of one */
};

/* Most letters are ASCII, and asking GLib of each would be most of the work. */
static gboolean
begins_word (const char *p)
{
  return (guchar)*p < 0x80 ? g_ascii_isalnum (*p) : g_unichar_isalnum (g_utf8_get_char (p));
}

/* A mark that is not on a letter by itself belongs to the word it stands in. */
static gboolean
goes_on (const char *p)
{
  return begins_word (p) || ((guchar)*p >= 0x80 && g_unichar_ismark (g_utf8_get_char (p)));
}

static gboolean
is_ascii (const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar)word[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* As the index folds: without capitals and accents. */
char *
redaksi_snippet_fold (const char *word, gsize length)
{
  g_autofree char *apart = NULL;
  g_autoptr (GString) bare = NULL;

  if (is_ascii (word, length))
    return g_ascii_strdown (word, (gssize)length);
  apart = g_utf8_normalize (word, (gssize)length, G_NORMALIZE_NFD);
  bare = g_string_new (NULL);
  for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (!g_unichar_ismark (c))
        g_string_append_unichar (bare, g_unichar_tolower (c));
    }
  return g_string_free_and_steal (g_steal_pointer (&bare));
}

/* The next word from @p on; NULL where there is none. */
const char *
redaksi_snippet_next_word (const char *p, const char **end)
{
  while (*p != '\0' && !begins_word (p))
    p = g_utf8_next_char (p);
  if (*p == '\0')
    return NULL;
  *end = p;
  while (**end != '\0' && goes_on (*end))
    *end = g_utf8_next_char (*end);
  return p;
}

static void
add_related (RedaksiSnippet *self, const char *word, gsize length)
{
  g_autoptr (GPtrArray) forms = redaksi_affixes_list (word, length);

  for (guint i = 1; forms != NULL && i < forms->len; i++)
    g_hash_table_add (self->related, g_strdup (forms->pdata[i]));
}

/**
 * redaksi_snippet_new:
 * @typed: what stands in the search box
 *
 * Returns: (transfer full): what finds its words
 */
RedaksiSnippet *
redaksi_snippet_new (const char *typed)
{
  RedaksiSnippet *self = g_new0 (RedaksiSnippet, 1);
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  const char *end = valid;
  const char *word = valid;

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->related = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while ((word = redaksi_snippet_next_word (word, &end)) != NULL)
    {
      g_ptr_array_add (self->words, redaksi_snippet_fold (word, (gsize)(end - word)));
      add_related (self, word, (gsize)(end - word));
      self->open = *end == '\0';
      word = end;
    }
  return self;
}

void
redaksi_snippet_free (RedaksiSnippet *self)
{
  g_ptr_array_unref (self->words);
  g_hash_table_unref (self->related);
  g_free (self);
}

/* Forms are ASCII, and so short that no memory is needed to look one up. */
static gboolean
is_related (RedaksiSnippet *self, const char *word, gsize length)
{
  char folded[40];

  if (length >= sizeof folded || g_hash_table_size (self->related) == 0)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    folded[i] = g_ascii_tolower (word[i]);
  folded[length] = '\0';
  return g_hash_table_contains (self->related, folded);
}

static gboolean
is_wanted (RedaksiSnippet *self, const char *word, gsize length)
{
  g_autofree char *folded = NULL;

  for (guint i = 0; i < self->words->len; i++)
    {
      const char *wanted = self->words->pdata[i];
      gboolean open = self->open && i + 1 == self->words->len;
      gsize n = strlen (wanted);

      /* Most words are ASCII, and most begin otherwise. */
      if (folded == NULL && (guchar)*word < 0x80 && g_ascii_tolower (*word) != *wanted)
        continue;
      if (folded == NULL)
        folded = redaksi_snippet_fold (word, length);
      if (open ? strncmp (folded, wanted, n) == 0 : strcmp (folded, wanted) == 0)
        return TRUE;
    }
  return is_related (self, word, length);
}

/* Some words before @at, from the beginning of one. */
static const char *
step_back (const char *text, const char *at)
{
  const char *start = at;

  for (const char *p = at; p > text;)
    {
      p = g_utf8_prev_char (p);
      if (*p == '\n' || g_utf8_pointer_to_offset (p, at) > CHARS_BEFORE)
        break;
      if (p == text || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (p))))
        start = p;
    }
  return start;
}

/**
 * redaksi_snippet_find:
 * @self: what finds
 * @text: a text, UTF-8
 * @max_chars: the most characters
 *
 * Returns: (transfer full) (nullable): one line that shows the first of the words in its
 *   surroundings; %NULL where none is in @text
 */
char *
redaksi_snippet_find (RedaksiSnippet *self, const char *text, guint max_chars)
{
  const char *end;

  for (const char *word = text; (word = redaksi_snippet_next_word (word, &end)) != NULL; word = end)
    if (is_wanted (self, word, (gsize)(end - word)))
      {
        const char *start = step_back (text, word);
        const char *stop = start;
        g_autofree char *part = NULL;
        g_autofree char *line = NULL;

        /* Only as much as will be shown is made one line; runs of spaces become one. */
        for (guint n = 0; *stop != '\0' && n < max_chars + CHARS_BEFORE; n++)
          stop = g_utf8_next_char (stop);
        part = g_strndup (start, (gsize)(stop - start));
        line = redaksi_text_one_line (part);
        if (start > text)
          {
            g_autofree char *led = g_strconcat ("…", line, NULL);
            return redaksi_text_shorten (led, max_chars);
          }
        return redaksi_text_shorten (line, max_chars);
      }
  return NULL;
}
