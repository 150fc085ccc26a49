/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-collector.h"
#include "redaksi-text.h"

/* ---- in ---------------------------------------------------------------------------------------
 */

/* Lines shorter than this were not wrapped by a program; those of a column of a page are shorter,
 * and are taken for wrapped where most of them go on in the middle of a sentence. */
#define LEAST_WRAP   50
#define LEAST_COLUMN 20
#define MOST_WRAP    130

static gboolean
starts_item (const char *line)
{
  gsize digits = 0;

  if ((line[0] == '-' || line[0] == '*') && line[1] == ' ')
    return TRUE;
  if (g_str_has_prefix (line, "• ") || g_str_has_prefix (line, "– ")
      || g_str_has_prefix (line, "— "))
    return TRUE;
  while (g_ascii_isdigit (line[digits]))
    digits++;
  return digits > 0 && digits < 4 && (line[digits] == '.' || line[digits] == ')')
         && line[digits + 1] == ' ';
}

static glong
first_word_length (const char *line)
{
  const char *end = line;

  while (*end != '\0' && *end != ' ')
    end++;
  return g_utf8_strlen (line, end - line);
}

static gunichar
last_char (const char *line)
{
  const char *end = line + strlen (line);
  const char *p = g_utf8_find_prev_char (line, end);

  return p != NULL ? g_utf8_get_char (p) : 0;
}

/* Whether the sentence goes on in the next line, by how the one ends and the other begins. */
static gboolean
goes_on (const char *line, const char *next)
{
  gunichar last = last_char (line);

  return g_unichar_islower (g_utf8_get_char (next))
         && (g_unichar_isalnum (last) || last == ',' || last == '-' || last == 0xAD || last == ')'
             || last == 0x201D);
}

/* What is known of a group of lines. */
typedef struct
{
  glong width; /* of the longest */
  guint pairs; /* lines with one after them */
  guint going; /* … that go on there in the middle of a sentence, and are not much shorter */
} Group;

/* Whether the end of @line is only where a program broke it: the next word had no room. */
static gboolean
was_wrapped (const char *line, const char *next, const Group *group)
{
  glong length = g_utf8_strlen (line, -1);
  gunichar last = last_char (line);

  if (starts_item (next) || *next == '\0')
    return FALSE;
  if (length > 1 && g_str_has_suffix (line, " "))
    return TRUE; /* format=flowed */
  if (group->going == 0 || group->width > MOST_WRAP || group->width < LEAST_COLUMN)
    return FALSE;
  if (group->width < LEAST_WRAP && (group->going < 2 || group->going * 2 < group->pairs))
    return FALSE;
  if (length + 1 + first_word_length (next) > group->width)
    return TRUE;
  /* The letters of a page are not all as wide: as many of them may be a shorter line. */
  if (goes_on (line, next))
    return length * 10 >= group->width * 6;
  return length * 100 >= group->width * 85 && (g_unichar_isalnum (last) || last == ',')
         && g_unichar_isalpha (g_utf8_get_char (next));
}

/* ---- hyphens at the ends of lines ----------------------------------------------------------- */

static gsize
letters_before (const char *text, gsize end)
{
  gsize n = 0;

  while (n < end)
    {
      const char *p = g_utf8_find_prev_char (text, text + end - n);
      if (p == NULL || !g_unichar_isalpha (g_utf8_get_char (p)))
        break;
      n = (gsize)(text + end - p);
    }
  return n;
}

static gsize
letters_after (const char *text)
{
  const char *p = text;

  while (*p != '\0' && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return (gsize)(p - text);
}

/* “anak-anak”, “sayur-mayur”, “berjalan-jalan”: words that are written with a hyphen wherever they
 * stand, for their halves are alike. */
static gboolean
are_alike (const char *a, gsize n_a, const char *b, gsize n_b)
{
  gsize head = 0, tail = 0, shorter = MIN (n_a, n_b);

  if (shorter < 2)
    return FALSE;
  while (head < shorter && g_ascii_tolower (a[head]) == g_ascii_tolower (b[head]))
    head++;
  while (tail < shorter
         && g_ascii_tolower (a[n_a - 1 - tail]) == g_ascii_tolower (b[n_b - 1 - tail]))
    tail++;
  /* One within the other, as in “berjalan-jalan” and “anak-anaknya”. */
  if (shorter >= 3 && (head == shorter || tail == shorter))
    return TRUE;
  return MAX (n_a, n_b) - shorter <= 2 && (head + tail) * 2 > shorter && shorter >= 4;
}

/* What is looked through for a word: the first pages say how it is written. */
#define LOOK_THROUGH 65536

/* Whether the hyphen at the end of @line is one of its word, not of the line's end. @text is all
 * that there is: what it writes elsewhere decides. */
static gboolean
keeps_hyphen (const char *line, const char *next, const char *text)
{
  gsize length = strlen (line) - 1;
  gsize before = letters_before (line, length), after = letters_after (next);
  g_autofree char *whole
    = g_strdup_printf ("%.*s-%.*s", (int)before, line + length - before, (int)after, next);
  g_autofree char *joined
    = g_strdup_printf ("%.*s%.*s", (int)before, line + length - before, (int)after, next);

  /* “KTP-nya” */
  if (before == 0 || after == 0 || !g_unichar_islower (g_utf8_get_char (next))
      || !g_unichar_islower (g_utf8_get_char (g_utf8_prev_char (line + length))))
    return TRUE;
  if (g_strstr_len (text, LOOK_THROUGH, joined) != NULL)
    return FALSE;
  return g_strstr_len (text, LOOK_THROUGH, whole) != NULL
         || are_alike (line + length - before, before, next, after);
}

static Group
look_at_group (char **lines, guint from, guint to)
{
  Group group = { 0, to - from - 1, 0 };

  for (guint i = from; i < to; i++)
    group.width = MAX (group.width, g_utf8_strlen (lines[i], -1));
  for (guint i = from; i + 1 < to; i++)
    if (g_utf8_strlen (lines[i], -1) * 10 >= group.width * 6 && goes_on (lines[i], lines[i + 1]))
      group.going++;
  return group;
}

static gboolean
is_blank_line (const char *line)
{
  while (*line == ' ' || *line == '\t' || redaksi_text_begins (line, "\xC2\xA0"))
    line += *line == '\xC2' ? 2 : 1;
  return *line == '\0';
}

/* A line that goes on in the next: with a blank, or as one word. */
static void
read_wrapped (RedaksiCollector *collector, const char *line, const char *next, const char *text)
{
  gunichar last = last_char (line);
  gsize length = strlen (line);

  if (last == 0xAD)
    redaksi_collector_add_text (collector, line, (gssize)length - 2, NULL, REDAKSI_BLANKS_COLLAPSE);
  else if (last == '-' && length > 1 && g_unichar_isalpha (g_utf8_get_char (next)))
    redaksi_collector_add_text (collector, line,
                                (gssize)length - (keeps_hyphen (line, next, text) ? 0 : 1), NULL,
                                REDAKSI_BLANKS_COLLAPSE);
  else
    {
      redaksi_collector_add_text (collector, line, -1, NULL, REDAKSI_BLANKS_COLLAPSE);
      redaksi_collector_add_space (collector);
    }
}

/* The lines of one group, in the shape that is set. @text is all that there is. */
static void
read_group (RedaksiCollector *collector, char **lines, guint from, guint to, const char *text)
{
  Group group = look_at_group (lines, from, to);

  for (guint i = from; i < to; i++)
    {
      if (i + 1 < to && was_wrapped (lines[i], lines[i + 1], &group))
        {
          read_wrapped (collector, lines[i], lines[i + 1], text);
          continue;
        }
      redaksi_collector_add_text (collector, lines[i], -1, NULL, REDAKSI_BLANKS_COLLAPSE);
      redaksi_collector_flush (collector);
    }
}

static gboolean
is_quoted (char **lines, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (lines[i][0] != '>')
      return FALSE;
  return TRUE;
}

/* In place. */
static void
unify_line_ends (char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\r' && p[1] == '\n')
      continue;
    else if (*p == '\r' || *p == '\f' || *p == '\v')
      *to++ = '\n';
    else
      *to++ = *p;
  *to = '\0';
}

/* In place: without the marks of a mail that was quoted, perhaps more than once. */
static void
unquote (char *line)
{
  char *rest = line;

  while (*rest == '>' || (*rest == ' ' && rest > line))
    rest++;
  memmove (line, rest, strlen (rest) + 1);
}

/**
 * redaksi_body_from_plain:
 * @text: (array length=length): text of any kind
 * @length: its length in bytes
 *
 * A blank line ends a paragraph; so does each line end, but where a mail program or a page broke
 * the line; a word that was parted there is one again. Lines that a mail quotes (“> ”) become
 * quotes.
 *
 * Returns: (transfer full): a valid body
 */
RedaksiBody *
redaksi_body_from_plain (const char *text, gsize length)
{
  g_autofree char *valid = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (RedaksiCollector) collector = redaksi_collector_new (FALSE);
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiShape) quote = redaksi_shape_new (REDAKSI_BLOCK_QUOTE, NULL);
  guint n;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  valid = _redaksi_text_from_bytes (text, length);
  unify_line_ends (valid);
  lines = g_strsplit (valid, "\n", -1);
  n = g_strv_length (lines);
  for (guint i = 0; i < n;)
    {
      guint end = i;
      if (is_blank_line (lines[i]))
        {
          i++;
          continue;
        }
      while (end < n && !is_blank_line (lines[end])
             && (lines[end][0] == '>') == (lines[i][0] == '>'))
        end++;
      if (is_quoted (lines, i, end))
        {
          for (guint k = i; k < end; k++)
            unquote (lines[k]);
          redaksi_collector_set_shape (collector, quote);
        }
      read_group (collector, lines, i, end, valid);
      redaksi_collector_set_shape (collector, paragraph);
      i = end;
    }
  return redaksi_collector_finish (collector);
}

/* ---- out --------------------------------------------------------------------------------------
 */

static void
add_paragraph (GString *out, const char *prefix, const char *text)
{
  if (*text == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, "\n\n");
  g_string_append (out, prefix);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (redaksi_text_begins (p, SOFT_BREAK_TEXT))
      g_string_append_c (out, '\n');
    else
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
}

static char *
preserved_text (RedaksiBlock *block)
{
  const char *source = redaksi_block_get (block, "source");
  g_autoptr (RedaksiBody) body
    = source != NULL ? redaksi_body_from_html (source, strlen (source), NULL, NULL) : NULL;

  if (body == NULL || redaksi_body_get_n (body) == 0)
    return g_strdup ("");
  {
    GString *out = g_string_new (NULL);
    for (guint i = 0; i < redaksi_body_get_n (body); i++)
      if (!redaksi_shape_is_leaf (redaksi_block_get_shape (redaksi_body_get_nth (body, i))))
        add_paragraph (out, "", redaksi_block_get_text (redaksi_body_get_nth (body, i)));
    return g_string_free (out, FALSE);
  }
}

static void
add_item (GString *out, RedaksiBlock *block, gboolean follows, guint number)
{
  g_autofree char *prefix = NULL;
  guint depth = redaksi_shape_get_depth (redaksi_block_get_shape (block));

  if (redaksi_shape_is_ordered (redaksi_block_get_shape (block)))
    prefix = g_strdup_printf ("%*s%u. ", (int)depth * 2, "", number);
  else
    prefix = g_strdup_printf ("%*s• ", (int)depth * 2, "");
  if (!follows)
    {
      add_paragraph (out, prefix, redaksi_block_get_text (block));
      return;
    }
  g_string_append_c (out, '\n');
  g_string_append (out, prefix);
  g_string_append (out, redaksi_block_get_text (block));
}

static void
add_body (GString *out, RedaksiBody *body, const char *dateline)
{
  guint numbers[10] = { 0 };

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      g_autofree char *text = NULL;
      g_autofree char *prefix = NULL;

      switch (redaksi_block_get_kind (block))
        {
        case REDAKSI_BLOCK_PARAGRAPH:
          if (!_redaksi_has_no_text (block) && dateline != NULL)
            prefix = g_strconcat (dateline, " ", NULL);
          add_paragraph (out, prefix != NULL ? prefix : "", redaksi_block_get_text (block));
          if (prefix != NULL)
            dateline = NULL;
          break;
        case REDAKSI_BLOCK_LIST_ITEM:
          {
            guint depth = redaksi_shape_get_depth (redaksi_block_get_shape (block));
            gboolean follows = i > 0 && _redaksi_is_list_item (body, i - 1);
            if (!follows)
              memset (numbers, 0, sizeof numbers);
            for (guint k = depth + 1; k < G_N_ELEMENTS (numbers); k++)
              numbers[k] = 0;
            /* A numbered list that begins below a bulleted one begins with 1. */
            numbers[depth]
              = redaksi_shape_is_ordered (redaksi_block_get_shape (block)) ? numbers[depth] + 1 : 0;
            add_item (out, block, follows, numbers[depth]);
            break;
          }
        case REDAKSI_BLOCK_CAPTION:
          text = redaksi_caption_text (redaksi_block_get_text (block), NULL);
          add_paragraph (out, "", text);
          break;
        case REDAKSI_BLOCK_EMBED:
          add_paragraph (out, "",
                         redaksi_block_get (block, "url") != NULL ? redaksi_block_get (block, "url")
                                                                  : "");
          break;
        case REDAKSI_BLOCK_DIVIDER:
          add_paragraph (out, "", "* * *");
          break;
        case REDAKSI_BLOCK_PRESERVED:
          text = preserved_text (block);
          add_paragraph (out, "", text);
          break;
        case REDAKSI_BLOCK_PHOTO:
          break;
        default:
          add_paragraph (out, "", redaksi_block_get_text (block));
        }
    }
  if (dateline != NULL)
    add_paragraph (out, "", dateline);
}

/**
 * redaksi_article_to_plain:
 * @article: an article
 *
 * Returns: (transfer full): its words, paragraphs parted by blank lines, with a line end at the end
 */
char *
redaksi_article_to_plain (RedaksiArticle *article)
{
  GString *out;
  g_autoptr (RedaksiBody) body = NULL;
  g_autoptr (GPtrArray) bylines = NULL;
  g_autofree char *dateline = NULL;

  g_return_val_if_fail (article != NULL, NULL);

  out = g_string_new (NULL);
  add_paragraph (out, "", redaksi_article_get_field (article, REDAKSI_FIELD_KICKER));
  add_paragraph (out, "", redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE));
  add_paragraph (out, "", redaksi_article_get_field (article, REDAKSI_FIELD_DECK));
  body = redaksi_body_for_readers (redaksi_article_get_body (article));
  dateline = redaksi_dateline_text (article, NULL);
  add_body (out, body, dateline);
  bylines = redaksi_article_get_bylines (article);
  for (guint i = 0; i < bylines->len; i++)
    {
      const char *language = redaksi_article_peek_field (article, REDAKSI_FIELD_LANGUAGE);
      g_autofree char *label
        = redaksi_byline_dup_label (bylines->pdata[i], language != NULL ? language : "id");
      if (i == 0)
        add_paragraph (out, "", label);
      else
        g_string_append_printf (out, "\n%s", label);
    }
  if (out->len > 0)
    g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
