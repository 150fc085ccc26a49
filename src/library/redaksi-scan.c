/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-scan-private.h"

#include <string.h>

#include "redaksi-affixes-private.h"
#include "redaksi-snippet-private.h"

#define MAX_SHORT 64

struct _RedaksiScan
{
  GHashTable *forms; /* folded → the bit of its word */
  char *open;        /* nullable: the word of which the beginning is enough */
  guint open_bit;
  guint8 begins[8192];                 /* a bit for two letters: whether one may begin so */
  guint8 letters[256];                 /* what a byte is in a folded word; 0: no part of one */
  char *words[REDAKSI_SCAN_MAX_WORDS]; /* folded */
  guint n;
  guint wanted; /* a bit a word */
  guint found;
};

static void
note_beginning (RedaksiScan *self, guint one, guint other)
{
  guint place = one << 8 | other;

  self->begins[place / 8] |= (guint8)(1 << (place % 8));
}

static void
add_form (RedaksiScan *self, const char *text, gsize length, guint bit)
{
  char *folded = g_ascii_strdown (text, (gssize)length);
  guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (self->forms, folded)) | bit;

  note_beginning (self, (guchar)folded[0], (guchar)folded[1]);
  g_hash_table_replace (self->forms, folded, GUINT_TO_POINTER (bits));
}

static void
add_word (RedaksiScan *self, const char *word, gsize length, guint nth, gboolean open)
{
  g_autoptr (GPtrArray) forms = redaksi_affixes_list (word, length);
  guint bit = 1u << nth;

  self->wanted |= bit;
  self->words[nth] = g_ascii_strdown (word, (gssize)length);
  self->n = nth + 1;
  add_form (self, word, length, bit);
  for (guint i = 1; forms != NULL && i < forms->len; i++)
    add_form (self, forms->pdata[i], strlen (forms->pdata[i]), bit);
  if (!open)
    return;
  self->open = g_ascii_strdown (word, (gssize)length);
  self->open_bit = bit;
  /* One letter may go on in any way. */
  for (guint c = 0; length == 1 && c < 256; c++)
    note_beginning (self, (guchar)*self->open, c);
}

/**
 * redaksi_scan_new:
 * @words: what a person searches for, without filters
 *
 * Returns: (transfer full) (nullable): what reads texts for them; %NULL where there is more to it
 *   than words of ASCII letters and digits
 */
RedaksiScan *
redaksi_scan_new (const char *words)
{
  g_autoptr (RedaksiScan) self = g_new0 (RedaksiScan, 1);
  guint n = 0;

  self->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint c = 0; c < 128; c++)
    self->letters[c] = g_ascii_isalnum ((char)c) ? (guint8)g_ascii_tolower ((char)c) : 0;
  for (const char *p = words; *p != '\0';)
    {
      const char *end = p;

      if (g_ascii_isspace (*p))
        {
          p++;
          continue;
        }
      while (g_ascii_isalnum (*end))
        end++;
      if ((*end != '\0' && !g_ascii_isspace (*end)) || n == REDAKSI_SCAN_MAX_WORDS)
        return NULL;
      add_word (self, p, (gsize)(end - p), n++, *end == '\0');
      p = end;
    }
  return n > 0 ? g_steal_pointer (&self) : NULL;
}

void
redaksi_scan_free (RedaksiScan *self)
{
  g_hash_table_unref (self->forms);
  for (guint i = 0; i < self->n; i++)
    g_free (self->words[i]);
  g_free (self->open);
  g_free (self);
}

/* Before the texts of another article. */
void
redaksi_scan_begin (RedaksiScan *self)
{
  self->found = 0;
}

static void
compare (RedaksiScan *self, const char *folded)
{
  self->found |= GPOINTER_TO_UINT (g_hash_table_lookup (self->forms, folded));
  if (self->open != NULL && g_str_has_prefix (folded, self->open))
    self->found |= self->open_bit;
}

/* Most words are short and ASCII, and most begin otherwise. */
static void
read_plain (RedaksiScan *self, const char *word, gsize length)
{
  guint place = (guint)self->letters[(guchar)word[0]] << 8
                | (length > 1 ? self->letters[(guchar)word[1]] : 0);
  char folded[MAX_SHORT];

  if (!(self->begins[place / 8] & (1 << (place % 8))))
    return;
  if (length >= sizeof folded)
    {
      g_autofree char *long_one = g_ascii_strdown (word, (gssize)length);
      compare (self, long_one);
      return;
    }
  for (gsize i = 0; i < length; i++)
    folded[i] = (char)self->letters[(guchar)word[i]];
  folded[length] = '\0';
  compare (self, folded);
}

/**
 * redaksi_scan_read:
 * @self: what reads
 * @text: a text of an article, UTF-8
 *
 * Returns: whether all words were in what was read since redaksi_scan_begin()
 */
gboolean
redaksi_scan_read (RedaksiScan *self, const char *text)
{
  const guint8 *letters = self->letters;

  for (const char *p = text; *p != '\0' && self->found != self->wanted;)
    {
      const char *start = p, *end;

      while (letters[(guchar)*p] != 0)
        p++;
      if ((guchar)*p >= 0x80)
        {
          /* Rare: the index knows of more letters, and of marks on them. */
          start = redaksi_snippet_next_word (start, &end);
          if (start == NULL)
            break;
          p = end;
          if (end > start)
            {
              g_autofree char *folded = redaksi_snippet_fold (start, (gsize)(end - start));
              compare (self, folded);
            }
        }
      else if (p > start)
        read_plain (self, start, (gsize)(p - start));
      else
        p++;
    }
  return self->found == self->wanted;
}

/* How many words there are. */
guint
redaksi_scan_get_n (RedaksiScan *self)
{
  return self->n;
}

/* Whether the last word is being typed still: then its beginning is enough. */
gboolean
redaksi_scan_is_open (RedaksiScan *self)
{
  return self->open != NULL;
}

/* Whether the @nth word was in what was read, up to where all were found. */
gboolean
redaksi_scan_has (RedaksiScan *self, guint nth)
{
  return (self->found & (1u << nth)) != 0;
}

/**
 * redaksi_scan_dup_words:
 * @self: what reads
 * @mask: a bit a word
 *
 * Returns: (transfer full): those words as a person would have typed them
 */
char *
redaksi_scan_dup_words (RedaksiScan *self, guint mask)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->n; i++)
    {
      if (!(mask & (1u << i)))
        continue;
      g_string_append (words, self->words[i]);
      /* Without a space behind it the last one is the beginning of a word. */
      if (i + 1 < self->n || self->open == NULL)
        g_string_append_c (words, ' ');
    }
  return g_string_free_and_steal (g_steal_pointer (&words));
}
