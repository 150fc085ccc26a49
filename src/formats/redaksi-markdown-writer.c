/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown out, such that it comes back the same: see redaksi-markdown.h for the forms. */
#include <string.h>

#include "redaksi-markdown.h"
#include "redaksi-runs.h"
#include "redaksi-text.h"

typedef enum
{
  CHAR_BLANK,
  CHAR_WORD,
  CHAR_PUNCTUATION,
  CHAR_UNSAFE, /* what readers of different age see differently */
} CharClass;

static CharClass
class_of (gunichar c)
{
  if (c == 0 || c == '\n' || c == ' ' || c == '\t' || c == SOFT_BREAK || g_unichar_isspace (c))
    return CHAR_BLANK;
  if (c == '~' || c == '*' || c == '_' || c == 0xFDD0)
    return CHAR_UNSAFE;
  if (c < 0x80)
    return g_ascii_isalnum (c) ? CHAR_WORD : CHAR_PUNCTUATION;
  if (g_unichar_isalnum (c) || g_unichar_ismark (c))
    return CHAR_WORD;
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
      return CHAR_PUNCTUATION;
    default:
      return CHAR_UNSAFE;
    }
}

/* Whether delimiters may open between these two characters, and could not close there. */
static gboolean
may_open (gunichar before, gunichar after)
{
  CharClass a = class_of (before), b = class_of (after);

  if (b == CHAR_BLANK || b == CHAR_UNSAFE || a == CHAR_UNSAFE || a == CHAR_WORD)
    return FALSE;
  return b == CHAR_WORD || a == CHAR_BLANK;
}

/* ---- text -------------------------------------------------------------------------------------
 */

/* What would begin a block of its own where a line begins. */
static gboolean
begins_block (const char *p)
{
  gsize digits = 0;

  if (*p != '\0' && strchr ("#>+-=:|", *p) != NULL)
    return TRUE;
  while (g_ascii_isdigit (p[digits]))
    digits++;
  return FALSE;
}

static gsize
number_length (const char *p)
{
  gsize digits = 0;

  while (g_ascii_isdigit (p[digits]))
    digits++;
  return digits > 0 && (p[digits] == '.' || p[digits] == ')') ? digits : 0;
}

static void
add_entity (GString *out, gunichar c)
{
  g_string_append_printf (out, "&#%u;", c);
}

typedef struct
{
  GString *out;
  const char *indent;  /* what a continued line begins with */
  gboolean one_line;   /* a heading: no line ends in it */
  gboolean line_start; /* nothing stands in this line yet */
  gunichar last;       /* the last character written */
} Line;

/* Escapes one character of text at @p, where @edge tells that it is the first or last of the block.
 */
static void
add_char (Line *line, const char *p, gboolean edge)
{
  gunichar c = g_utf8_get_char (p);
  gsize digits;

  if (c == SOFT_BREAK)
    {
      const char *next = g_utf8_next_char (p);
      if (line->one_line || edge || line->line_start || g_str_has_prefix (next, SOFT_BREAK_TEXT)
          || *next == ' ' || *next == '\t' || line->last == ' ' || line->last == '\t')
        add_entity (line->out, c);
      else
        {
          g_string_append_printf (line->out, "\\\n%s", line->indent);
          line->line_start = TRUE;
          line->last = '\n';
          return;
        }
    }
  else if (c == ' ' && (edge || line->line_start))
    add_entity (line->out, c);
  else if (c < 0x20 || c == 0x7F)
    add_entity (line->out, c);
  else if (line->line_start && (digits = number_length (p)) > 0)
    {
      /* The point after the number is escaped when it comes. */
      g_string_append_c (line->out, *p);
      line->line_start = digits > 1;
      line->last = digits > 1 ? c : '\1';
      return;
    }
  else if (line->last == '\1')
    g_string_append_printf (line->out, "\\%c", *p);
  else if (strchr ("\\`*_[]<~", (int)MIN (c, 0x7E)) != NULL && c < 0x7F)
    g_string_append_printf (line->out, "\\%c", *p);
  else if (c == '&' && (g_ascii_isalnum (p[1]) || p[1] == '#'))
    g_string_append (line->out, "\\&");
  else if (line->line_start && begins_block (p))
    g_string_append_printf (line->out, "\\%c", *p);
  else if (c == '#' && line->one_line)
    g_string_append (line->out, "\\#");
  else if (c == '!')
    g_string_append (line->out, "\\!");
  else
    g_string_append_unichar (line->out, c);
  line->line_start = FALSE;
  line->last = c;
}

/* ---- marks ------------------------------------------------------------------------------------
 */

typedef struct
{
  RedaksiMark *mark;
  const char *close; /* how it ends; for a link the address is added */
} Open;

typedef struct
{
  const gunichar *text;
  guint length;
  GArray *runs;
} Text;

static void
add_address (GString *out, const char *address)
{
  g_string_append (out, "](<");
  for (const char *p = address; *p != '\0'; p++)
    if (strchr ("\\<>&*_`[]~", *p) != NULL)
      g_string_append_printf (out, "\\%c", *p);
    else if ((guchar)*p < 0x20 || *p == 0x7F)
      add_entity (out, *p);
    else
      g_string_append_c (out, *p);
  g_string_append (out, ">)");
}

/* Delimiters must see text at both of their ends, and no other delimiters. */
static gboolean
can_delimit (const Text *text, const Line *line, guint start, guint end)
{
  gunichar before = line->line_start ? '\n' : line->last;
  gunichar after = end < text->length ? text->text[end] : '\n';

  return may_open (before, text->text[start]) && may_open (after, text->text[end - 1]);
}

static void
open_level (const Text *text, Line *line, guint run, RedaksiLevel level, gboolean alone, Open *open)
{
  static const char *const delimiters[] = { "[", "**", "*", "~~" };
  static const char *const tags[] = { "", "<strong>", "<em>", "<s>" };
  static const char *const ends[] = { "", "</strong>", "</em>", "</s>" };
  const RedaksiRun *first = &g_array_index (text->runs, RedaksiRun, run);
  guint end = redaksi_runs_end_of (text->runs, run, level);
  gboolean delimits
    = level == REDAKSI_LEVEL_LINK || (alone && can_delimit (text, line, first->start, end));
  const char *start = delimits ? delimiters[level] : tags[level];

  open->mark = first->marks[level];
  open->close = delimits ? delimiters[level] : ends[level];
  g_string_append (line->out, start);
  line->last = start[strlen (start) - 1];
  line->line_start = FALSE;
}

static void
close_level (Line *line, Open *open)
{
  if (*open->close == '[')
    {
      add_address (line->out, redaksi_mark_get_value (open->mark));
      line->last = ')';
    }
  else
    {
      g_string_append (line->out, open->close);
      line->last = open->close[strlen (open->close) - 1];
    }
  open->mark = NULL;
}

/* Changes from the marks that are open to those of a run; past the last run to none. */
static void
change_marks (const Text *text, Line *line, guint run, Open *open)
{
  static RedaksiMark *const none[REDAKSI_N_LEVELS] = { NULL };
  RedaksiMark *const *wanted
    = run < text->runs->len ? g_array_index (text->runs, RedaksiRun, run).marks : none;
  RedaksiMark *marks[REDAKSI_N_LEVELS];
  guint same, changes = 0;

  for (guint i = 0; i < REDAKSI_N_LEVELS; i++)
    marks[i] = open[i].mark;
  same = redaksi_runs_same (marks, wanted);
  for (guint i = same; i < REDAKSI_N_LEVELS; i++)
    changes += (marks[i] != NULL) + (wanted[i] != NULL);
  for (guint i = REDAKSI_N_LEVELS; i > same; i--)
    if (open[i - 1].mark != NULL)
      close_level (line, &open[i - 1]);
  for (guint i = same; i < REDAKSI_N_LEVELS; i++)
    if (wanted[i] != NULL)
      open_level (text, line, run, i, changes == 1, &open[i]);
}

static void
add_inline (GString *out, RedaksiBlock *block, const char *indent, gboolean one_line)
{
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (redaksi_block_get_text (block), -1, NULL);
  g_autoptr (GArray) runs = redaksi_runs_new (block);
  Text text = { characters, redaksi_block_get_length (block), runs };
  Line line = { out, indent, one_line, TRUE, 0 };
  Open open[REDAKSI_N_LEVELS] = { { NULL, NULL } };
  const char *p = redaksi_block_get_text (block);

  for (guint k = 0; k < runs->len; k++)
    {
      const RedaksiRun *run = &g_array_index (runs, RedaksiRun, k);
      change_marks (&text, &line, k, open);
      for (guint i = run->start; i < run->end; i++, p = g_utf8_next_char (p))
        add_char (&line, p, i == 0 || i + 1 == text.length);
    }
  change_marks (&text, &line, runs->len, open);
}

/* ---- blocks -----------------------------------------------------------------------------------
 */

static void
add_escaped (GString *out, const char *text)
{
  Line line = { out, "", TRUE, FALSE, 'a' };

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '"')
      g_string_append (out, "\\\"");
    else
      add_char (&line, p, FALSE);
}

static void
begin (GString *out)
{
  if (out->len > 0)
    g_string_append (out, "\n\n");
}

static void
add_photo (GString *out, RedaksiBlock *block, RedaksiBlock *caption)
{
  const char *digest = redaksi_block_get (block, "photo");
  const char *address = digest != NULL ? digest : redaksi_block_get (block, "url");
  const char *alt = redaksi_block_get (block, "alt");
  const char *credit = redaksi_block_get (block, "credit");

  if (address == NULL)
    return;
  begin (out);
  g_string_append (out, "![");
  add_escaped (out, alt != NULL ? alt : "");
  g_string_append_printf (out, "](%s%s%s", digest != NULL ? REDAKSI_MARKDOWN_PHOTO : "", address,
                          g_strcmp0 (redaksi_block_get (block, "size"), "wide") == 0 ? "?wide"
                                                                                     : "");
  if (credit != NULL)
    {
      g_string_append (out, " \"");
      add_escaped (out, credit);
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, ')');
  if (caption != NULL && !_redaksi_has_no_text (caption))
    {
      g_string_append_c (out, '\n');
      add_inline (out, caption, "", FALSE);
    }
}

static void
add_preserved (GString *out, RedaksiBlock *block)
{
  const char *source = redaksi_block_get (block, "source");
  const char *name = redaksi_block_get (block, "name");
  gsize longest = 2, run = 0;
  g_autofree char *fence = NULL;

  if (source == NULL)
    return;
  for (const char *p = source; *p != '\0'; p++)
    {
      run = *p == '`' ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  fence = g_strnfill (longest + 1, '`');
  begin (out);
  g_string_append_printf (out, "%s%s%s%s\n%s\n%s", fence, REDAKSI_MARKDOWN_PRESERVED,
                          name != NULL ? " " : "", name != NULL ? name : "", source, fence);
}

static void
add_pull_quote (GString *out, RedaksiBlock *block)
{
  begin (out);
  g_string_append (out, REDAKSI_MARKDOWN_PULL_QUOTE "<p>");
  _redaksi_html_add_inline (out, block);
  g_string_append (out, "</p></blockquote>");
}

/* Writes the list that begins at @i; returns the block after it. */
static guint
add_list (GString *out, RedaksiBody *body, guint i)
{
  guint indents[10] = { 0 }, numbers[10] = { 0 };
  gboolean ordered[10] = { FALSE };
  guint previous = G_MAXUINT;

  begin (out);
  for (; _redaksi_is_list_item (body, i); i++)
    {
      RedaksiBlock *item = redaksi_body_get_nth (body, i);
      gboolean numbered = redaksi_shape_is_ordered (redaksi_block_get_shape (item));
      guint depth = _redaksi_list_depth (body, i, previous);
      g_autofree char *marker = NULL;
      g_autofree char *indent = NULL;

      if (previous != G_MAXUINT)
        g_string_append_c (out, '\n');
      if (previous == G_MAXUINT || depth > previous || ordered[depth] != numbered)
        numbers[depth] = 0;
      ordered[depth] = numbered;
      marker = numbered ? g_strdup_printf ("%u. ", ++numbers[depth]) : g_strdup ("- ");
      g_string_append_printf (out, "%*s%s", (int)indents[depth], "", marker);
      indents[depth + 1] = indents[depth] + (guint)strlen (marker);
      indent = g_strnfill (indents[depth + 1], ' ');
      add_inline (out, item, indent, FALSE);
      previous = depth;
    }
  return i;
}

static void
add_embed (GString *out, RedaksiBlock *block)
{
  const char *url = redaksi_block_get (block, "url");

  if (url == NULL)
    return;
  begin (out);
  g_string_append_c (out, '[');
  add_escaped (out, url);
  add_address (out, url);
  g_string_truncate (out, out->len - 1);
  g_string_append (out, " \"" REDAKSI_MARKDOWN_EMBED "\")");
}

static guint
add_block (GString *out, RedaksiBody *body, guint i)
{
  RedaksiBlock *block = redaksi_body_get_nth (body, i);
  RedaksiBlockKind kind = redaksi_block_get_kind (block);

  if (_redaksi_has_no_text (block) && kind != REDAKSI_BLOCK_LIST_ITEM)
    return i + 1;
  switch (kind)
    {
    case REDAKSI_BLOCK_CAPTION:
      if (i > 0
          && redaksi_block_get_kind (redaksi_body_get_nth (body, i - 1)) == REDAKSI_BLOCK_PHOTO)
        break;
      G_GNUC_FALLTHROUGH;
    case REDAKSI_BLOCK_PARAGRAPH:
      begin (out);
      add_inline (out, block, "", FALSE);
      break;
    case REDAKSI_BLOCK_HEADING:
      begin (out);
      for (guint k = redaksi_shape_get_level (redaksi_block_get_shape (block)); k > 0; k--)
        g_string_append_c (out, '#');
      g_string_append_c (out, ' ');
      add_inline (out, block, "", TRUE);
      break;
    case REDAKSI_BLOCK_QUOTE:
      if (i > 0 && redaksi_block_get_kind (redaksi_body_get_nth (body, i - 1)) == kind
          && out->len > 0)
        g_string_append (out, "\n>\n");
      else
        begin (out);
      g_string_append (out, "> ");
      add_inline (out, block, "> ", FALSE);
      break;
    case REDAKSI_BLOCK_PULL_QUOTE:
      add_pull_quote (out, block);
      break;
    case REDAKSI_BLOCK_LIST_ITEM:
      return add_list (out, body, i);
    case REDAKSI_BLOCK_PHOTO:
      add_photo (out, block, _redaksi_caption_of (body, i));
      break;
    case REDAKSI_BLOCK_EMBED:
      add_embed (out, block);
      break;
    case REDAKSI_BLOCK_DIVIDER:
      begin (out);
      g_string_append (out, "---");
      break;
    default:
      add_preserved (out, block);
    }
  return i + 1;
}

/**
 * redaksi_body_to_markdown:
 * @body: a body
 *
 * Returns: (transfer full): CommonMark that redaksi_body_from_markdown() reads as the same body,
 * but for empty blocks, which it has no form for; ends with a line end unless it is empty
 */
char *
redaksi_body_to_markdown (RedaksiBody *body)
{
  g_autoptr (RedaksiBody) visible = NULL;
  GString *out;

  g_return_val_if_fail (body != NULL, NULL);

  visible = redaksi_body_for_readers (body);
  out = g_string_new (NULL);
  for (guint i = 0; i < redaksi_body_get_n (visible);)
    i = add_block (out, visible, i);
  if (out->len > 0)
    g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* The body with the dateline before its first paragraph. */
static RedaksiBody *
with_dateline (RedaksiBody *body, const char *dateline)
{
  for (guint i = 0; dateline != NULL && i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      g_autofree char *text = NULL;
      g_autoptr (RedaksiBlock) first = NULL;
      g_autoptr (RedaksiBlock) joined = NULL;
      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PARAGRAPH || _redaksi_has_no_text (block))
        continue;
      text = g_strconcat (dateline, " ", NULL);
      first = redaksi_block_new_paragraph (text);
      joined = redaksi_block_join (redaksi_block_get_shape (block), first, block);
      return redaksi_body_with_block (body, i, joined);
    }
  return redaksi_body_ref (body);
}

static void
add_field (GString *out, RedaksiArticle *article, const char *name, const char *around)
{
  g_autofree char *text = redaksi_text_one_line (redaksi_article_get_field (article, name));

  if (*text == '\0')
    return;
  begin (out);
  g_string_append (out, around);
  add_escaped (out, text);
  if (*around == '*')
    g_string_append (out, around);
}

/**
 * redaksi_article_to_markdown:
 * @article: an article
 *
 * Returns: (transfer full): all that readers see of it, as CommonMark: the headline as the level-1
 *   heading, dateline and bylines as the page sets them
 */
char *
redaksi_article_to_markdown (RedaksiArticle *article)
{
  GString *out;
  g_autoptr (RedaksiBody) body = NULL;
  g_autoptr (GPtrArray) bylines = NULL;
  g_autofree char *dateline = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (article != NULL, NULL);

  out = g_string_new (NULL);
  add_field (out, article, REDAKSI_FIELD_HEADLINE, "# ");
  add_field (out, article, REDAKSI_FIELD_DECK, "**");
  dateline = redaksi_dateline_text (article, NULL);
  body = with_dateline (redaksi_article_get_body (article), dateline);
  text = redaksi_body_to_markdown (body);
  if (*text != '\0')
    {
      begin (out);
      g_string_append_len (out, text, (gssize)strlen (text) - 1);
    }
  bylines = redaksi_article_get_bylines (article);
  for (guint i = 0; i < bylines->len; i++)
    {
      const char *language = redaksi_article_peek_field (article, REDAKSI_FIELD_LANGUAGE);
      g_autofree char *label
        = redaksi_byline_dup_label (bylines->pdata[i], language != NULL ? language : "id");
      begin (out);
      add_escaped (out, label);
    }
  if (out->len > 0)
    g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
