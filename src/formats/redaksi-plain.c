/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-collector.h"
#include "redaksi-text.h"

/* ---- in ---------------------------------------------------------------------------------------
 */

/* Lines shorter than this were not wrapped by a mail program. */
#define LEAST_WRAP 50
#define MOST_WRAP  100

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

/* Whether the end of @line is only where a mail program broke it: the next word had no room. */
static gboolean
was_wrapped (const char *line, const char *next, glong width)
{
  glong length = g_utf8_strlen (line, -1);

  if (starts_item (next) || *next == '\0')
    return FALSE;
  if (length > 1 && g_str_has_suffix (line, " "))
    return TRUE; /* format=flowed */
  return width >= LEAST_WRAP && width <= MOST_WRAP && length + 1 + first_word_length (next) > width;
}

static glong
group_width (char **lines, guint from, guint to)
{
  glong width = 0;

  for (guint i = from; i < to; i++)
    width = MAX (width, g_utf8_strlen (lines[i], -1));
  return width;
}

static gboolean
is_blank_line (const char *line)
{
  while (*line == ' ' || *line == '\t' || g_str_has_prefix (line, "\xC2\xA0"))
    line += *line == '\xC2' ? 2 : 1;
  return *line == '\0';
}

/* The lines of one group, in the shape that is set. */
static void
read_group (RedaksiCollector *collector, char **lines, guint from, guint to)
{
  glong width = group_width (lines, from, to);

  for (guint i = from; i < to; i++)
    {
      redaksi_collector_add_text (collector, lines[i], -1, NULL, REDAKSI_BLANKS_COLLAPSE);
      if (i + 1 < to && was_wrapped (lines[i], lines[i + 1], width))
        redaksi_collector_add_space (collector);
      else
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
 * A blank line ends a paragraph; so does each line end, but where a mail program broke the line.
 * Lines that a mail quotes (“> ”) become quotes.
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
      read_group (collector, lines, i, end);
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
    if (g_str_has_prefix (p, SOFT_BREAK_TEXT))
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
            add_item (out, block, follows, ++numbers[depth]);
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
