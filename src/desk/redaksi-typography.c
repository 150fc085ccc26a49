/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-typography.h"

#include <string.h>

#define NO_BREAK   0x00A0
#define NARROW     0x202F /* the same, narrower: French */
#define EN_DASH    0x2013
#define EM_DASH    0x2014
#define ELLIPSIS   0x2026
#define APOSTROPHE 0x2019

/* What is looked at around a place: enough for any rule, and a key costs the same everywhere. */
#define LOOK_BACK 400

/* ---- languages --------------------------------------------------------------------------- */

typedef struct
{
  const char *language;
  gunichar open, close;               /* for " */
  gunichar open_single, close_single; /* for ' */
} Quotes;

/* The first is for every language that is not named. */
static const Quotes quotes[] = {
  { "id", 0x201C, 0x201D, 0x2018, 0x2019 }, { "de", 0x201E, 0x201C, 0x201A, 0x2018 },
  { "cs", 0x201E, 0x201C, 0x201A, 0x2018 }, { "pl", 0x201E, 0x201D, 0x201A, 0x2019 },
  { "fr", 0x00AB, 0x00BB, 0x201C, 0x201D }, { "ru", 0x00AB, 0x00BB, 0x201E, 0x201C },
  { "sv", 0x201D, 0x201D, 0x2019, 0x2019 }, { "fi", 0x201D, 0x201D, 0x2019, 0x2019 },
};

static gboolean
is_language (const char *tag, const char *language)
{
  gsize n = strlen (language);

  return tag != NULL && g_ascii_strncasecmp (tag, language, n) == 0
         && (tag[n] == '\0' || tag[n] == '-' || tag[n] == '_');
}

static const Quotes *
quotes_for (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (is_language (language, quotes[i].language))
      return &quotes[i];
  return &quotes[0];
}

/* ---- what stands around a place ---------------------------------------------------------- */

typedef struct
{
  const gunichar *c;
  guint n;
  const Quotes *quotes;
  gboolean french;
  guint depth; /* of double quotation marks that are open */
  gboolean single;
  GArray *edits;
} Text;

static gunichar
char_at (const Text *text, glong i)
{
  return i >= 0 && i < (glong)text->n ? text->c[i] : 0;
}

static gboolean
is_blank (gunichar c)
{
  return c == 0 || g_unichar_isspace (c) || c == NO_BREAK || c == NARROW;
}

/* Whether what comes after @c begins a word. */
static gboolean
opens_after (gunichar c)
{
  switch (c)
    {
    case '(':
    case '[':
    case '{':
    case '"':
    case '\'':
    case '/':
    case EN_DASH:
    case EM_DASH:
    case 0x2018:
    case 0x201A:
    case 0x201C:
    case 0x201E:
    case 0x00AB:
    case 0x00BF:
    case 0x00A1:
      return TRUE;
    default:
      return is_blank (c);
    }
}

static gboolean
matches (const Text *text, guint i, const char *ascii)
{
  for (guint k = 0; ascii[k] != '\0'; k++)
    if (char_at (text, i + k) != (gunichar)ascii[k])
      return FALSE;
  return TRUE;
}

/* The end of an address that begins at @i, or @i: nothing in it is mended. */
static guint
skip_address (const Text *text, guint i)
{
  guint end = i;
  gboolean address = FALSE;

  if (i > 0 && !opens_after (text->c[i - 1]))
    return i;
  for (; end < text->n && !is_blank (text->c[end]) && text->c[end] != '"'; end++)
    if (matches (text, end, "://") || (text->c[end] == '@' && end > i)
        || (end == i && matches (text, i, "www.")))
      address = TRUE;
  return address ? end : i;
}

static void
edit (Text *text, guint start, guint end, const gunichar *with, glong n_with)
{
  RedaksiTextEdit made = { start, end, g_ucs4_to_utf8 (with, n_with, NULL, NULL, NULL) };

  g_array_append_val (text->edits, made);
}

static void
edit_char (Text *text, guint start, guint end, gunichar with)
{
  edit (text, start, end, &with, 1);
}

/* ---- quotation marks --------------------------------------------------------------------- */

static void
mend_double (Text *text, guint i)
{
  gunichar before = char_at (text, (glong)i - 1), after = char_at (text, i + 1);
  gboolean opens = opens_after (before) && (!is_blank (after) || text->depth == 0);
  gunichar with[2];

  /* 21" is a length. */
  if (!opens && text->depth == 0 && g_unichar_isdigit (before))
    return;
  if (opens && is_blank (after) && i + 1 < text->n && text->depth == 0 && !is_blank (before))
    opens = FALSE;
  if (!opens && text->depth > 0)
    text->depth--;
  else if (opens)
    text->depth++;
  if (!text->french)
    {
      edit_char (text, i, i + 1, opens ? text->quotes->open : text->quotes->close);
      return;
    }
  /* « and » with a space that does not break. */
  with[opens ? 0 : 1] = opens ? text->quotes->open : text->quotes->close;
  with[opens ? 1 : 0] = NO_BREAK;
  if (opens)
    edit (text, i, after == ' ' ? i + 2 : i + 1, with, 2);
  else
    edit (text, before == ' ' ? i - 1 : i, i + 1, with, before == NO_BREAK ? 1 : 2);
}

static gboolean
closes_later (const Text *text, guint i)
{
  for (guint k = i + 1; k < MIN (text->n, i + LOOK_BACK); k++)
    if (text->c[k] == '\'' && !is_blank (text->c[k - 1])
        && !g_unichar_isalnum (char_at (text, k + 1)))
      return TRUE;
  return FALSE;
}

static void
mend_single (Text *text, guint i, gboolean typing)
{
  gunichar before = char_at (text, (glong)i - 1), after = char_at (text, i + 1);

  if (!opens_after (before))
    {
      /* 5' is a length. */
      if (g_unichar_isdigit (before) && !text->single && !g_unichar_isalpha (after))
        return;
      /* Jum'at */
      if (g_unichar_isalnum (after))
        edit_char (text, i, i + 1, APOSTROPHE);
      else
        {
          edit_char (text, i, i + 1, text->single ? text->quotes->close_single : APOSTROPHE);
          text->single = FALSE;
        }
    }
  else if (!typing && (g_unichar_isdigit (after) || !closes_later (text, i)))
    edit_char (text, i, i + 1, APOSTROPHE); /* '98, 'kan */
  else
    {
      text->single = TRUE;
      edit_char (text, i, i + 1, text->quotes->open_single);
    }
}

static void
see_quote (Text *text, gunichar c)
{
  if (c == text->quotes->close && c != text->quotes->open)
    text->depth -= text->depth > 0 ? 1 : 0;
  else if (c == text->quotes->open)
    text->depth += text->quotes->close != c || text->depth == 0 ? 1 : -1;
  if (c == text->quotes->open_single)
    text->single = TRUE;
  else if (c == text->quotes->close_single)
    text->single = FALSE;
}

/* ---- dashes, dots, spaces ---------------------------------------------------------------- */

static guint
run_length (const Text *text, guint i)
{
  guint n = 1;

  while (i + n < text->n && text->c[i + n] == text->c[i])
    n++;
  return n;
}

static void
mend_hyphens (Text *text, guint i, guint n)
{
  if (n == 2 && i > 0)
    edit_char (text, i, i + 2, EN_DASH);
  else if (n == 3 && i > 0)
    edit_char (text, i, i + 3, EM_DASH);
  else if (n == 1 && i > 1 && char_at (text, i - 1) == ' ' && char_at (text, i + 1) == ' '
           && !is_blank (text->c[i - 2]))
    edit_char (text, i, i + 1, EN_DASH);
}

static const char *const before_number[] = { "Rp", "US$", "S$", "$", "€", "£", "No.", "no.", NULL };
static const char *const units[] = { "km", "m",   "cm", "mm", "kg", "g",   "gr",   "mg",  "ha", "%",
                                     "°C", "kWh", "MW", "GB", "MB", "WIB", "WITA", "WIT", NULL };

static char *
dup_word (const Text *text, guint start, guint end)
{
  return g_ucs4_to_utf8 (text->c + start, end - start, NULL, NULL, NULL);
}

static gboolean
stands_before_number (const Text *text, guint i)
{
  guint start = i;
  g_autofree char *word = NULL;

  while (start > 0 && i - start < 4 && !opens_after (text->c[start - 1]))
    start--;
  word = dup_word (text, start, i);
  return word != NULL && g_strv_contains (before_number, word);
}

static gboolean
is_unit (const Text *text, guint i)
{
  guint end = i;
  g_autofree char *word = NULL;

  while (end < text->n && end - i < 6
         && (g_unichar_isalpha (text->c[end]) || text->c[end] == '%' || text->c[end] == 0xB0))
    end++;
  word = dup_word (text, i, end);
  return word != NULL && g_strv_contains (units, word);
}

/* A space between what must not be parted. */
static gboolean
binds (const Text *text, guint i)
{
  gunichar before = char_at (text, (glong)i - 1), after = char_at (text, i + 1);

  return (g_unichar_isdigit (after) && stands_before_number (text, i))
         || (g_unichar_isdigit (before) && is_unit (text, i + 1));
}

static void
mend_space (Text *text, guint i, guint n)
{
  gunichar after = char_at (text, i + n);

  if (text->french && n == 1 && strchr (";!?:", (int)MIN (after, 127)) != NULL && after < 127
      && after != 0 && i > 0)
    edit_char (text, i, i + 1, after == ':' ? NO_BREAK : NARROW);
  else if (!text->french && i > 0 && after != 0 && after < 127
           && strchr (",;!?", (int)after) != NULL && is_blank (char_at (text, i + n + 1)))
    edit (text, i, i + n, NULL, 0);
  else if (n > 1 && i > 0 && after != 0)
    edit_char (text, i, i + n, ' ');
  else if (n == 1 && binds (text, i))
    edit_char (text, i, i + 1, NO_BREAK);
}

/* ---- the whole text ---------------------------------------------------------------------- */

static void
edit_clear (gpointer data)
{
  g_free (((RedaksiTextEdit *)data)->text);
}

static gboolean
is_rule (const Text *text)
{
  for (guint i = 0; i < text->n; i++)
    if (!is_blank (text->c[i]) && text->c[i] != '-' && text->c[i] != '.' && text->c[i] != '*')
      return FALSE;
  return TRUE;
}

static void
mend_all (Text *text)
{
  for (guint i = 0; i < text->n;)
    {
      guint end = skip_address (text, i), n;

      if (end > i)
        {
          i = end;
          continue;
        }
      n = run_length (text, i);
      switch (text->c[i])
        {
        case '"':
          mend_double (text, i);
          n = 1;
          break;
        case '\'':
          mend_single (text, i, FALSE);
          n = 1;
          break;
        case '-':
          mend_hyphens (text, i, n);
          break;
        case '.':
          if (n == 3)
            edit_char (text, i, i + 3, ELLIPSIS);
          break;
        case ' ':
          mend_space (text, i, n);
          break;
        default:
          see_quote (text, text->c[i]);
          n = 1;
        }
      i += n;
    }
}

/**
 * redaksi_typography_mend:
 * @text: the text of one block or field
 * @language: (nullable): BCP 47; %NULL is Indonesian
 *
 * Returns: (transfer full) (element-type RedaksiTextEdit): what is to be changed, from the start to
 * the end, without overlaps; free with g_array_unref()
 */
GArray *
redaksi_typography_mend (const char *text, const char *language)
{
  g_autofree gunichar *chars = NULL;
  glong n;
  Text work = { 0 };

  g_return_val_if_fail (text != NULL, NULL);

  chars = g_utf8_to_ucs4_fast (text, -1, &n);
  work.c = chars;
  work.n = (guint)n;
  work.quotes = quotes_for (language);
  work.french = is_language (language, "fr");
  work.edits = g_array_new (FALSE, FALSE, sizeof (RedaksiTextEdit));
  g_array_set_clear_func (work.edits, edit_clear);
  if (!is_rule (&work))
    mend_all (&work);
  return work.edits;
}

/**
 * redaksi_typography_apply:
 * @text: a text
 * @edits: (element-type RedaksiTextEdit): what redaksi_typography_mend() said of it
 *
 * Returns: (transfer full): the text after the edits
 */
char *
redaksi_typography_apply (const char *text, GArray *edits)
{
  GString *out;
  const char *p = text;
  guint at = 0;

  g_return_val_if_fail (text != NULL && edits != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < edits->len; i++)
    {
      const RedaksiTextEdit *e = &g_array_index (edits, RedaksiTextEdit, i);
      const char *start = g_utf8_offset_to_pointer (p, (glong)(e->start - at));

      g_string_append_len (out, p, start - p);
      g_string_append (out, e->text);
      p = g_utf8_offset_to_pointer (start, (glong)(e->end - e->start));
      at = e->end;
    }
  g_string_append (out, p);
  return g_string_free (out, FALSE);
}

/* ---- while one types --------------------------------------------------------------------- */

static void
mend_typed (Text *text)
{
  guint last = text->n - 1;
  guint start = last;

  while (start > 0 && !is_blank (text->c[start - 1]))
    start--;
  if (skip_address (text, start) == text->n)
    return;
  for (guint i = 0; i < last; i++)
    see_quote (text, text->c[i]);
  switch (text->c[last])
    {
    case '"':
      mend_double (text, last);
      break;
    case '\'':
      mend_single (text, last, TRUE);
      break;
    case '-':
      if (last > 1 && text->c[last - 1] == '-' && text->c[last - 2] != '-')
        edit_char (text, last - 1, last + 1, EN_DASH);
      else if (last > 1 && text->c[last - 1] == EN_DASH)
        edit_char (text, last - 1, last + 1, EM_DASH);
      break;
    case '.':
      if (last > 1 && matches (text, last - 2, "...") && char_at (text, (glong)last - 3) != '.')
        edit_char (text, last - 2, last + 1, ELLIPSIS);
      break;
    case ' ':
      if (last > 2 && text->c[last - 1] == '-' && text->c[last - 2] == ' '
          && !is_blank (text->c[last - 3]))
        edit_char (text, last - 1, last, EN_DASH);
      break;
    case ';':
    case '!':
    case '?':
    case ':':
      if (text->french && last > 1 && text->c[last - 1] == ' ')
        edit_char (text, last - 1, last, text->c[last] == ':' ? NO_BREAK : NARROW);
      break;
    default:
      if (last > 0 && text->c[last - 1] == ' ' && g_unichar_isdigit (text->c[last])
          && stands_before_number (text, last - 1))
        edit_char (text, last - 1, last, NO_BREAK);
    }
}

/**
 * redaksi_typography_typed:
 * @before: what stands before the cursor in its block, the character just typed included
 * @language: (nullable): BCP 47; %NULL is Indonesian
 * @edit: (out caller-allocates): what is to be changed; its text is to be freed. Positions count in
 *   @before
 *
 * Returns: whether there is anything to change
 */
gboolean
redaksi_typography_typed (const char *before, const char *language, RedaksiTextEdit *edit)
{
  g_autofree gunichar *chars = NULL;
  glong n;
  guint skipped;
  Text work = { 0 };
  gboolean found;

  g_return_val_if_fail (before != NULL && edit != NULL, FALSE);

  n = g_utf8_strlen (before, -1);
  if (n == 0)
    return FALSE;
  skipped = n > LOOK_BACK ? (guint)n - LOOK_BACK : 0;
  chars = g_utf8_to_ucs4_fast (g_utf8_offset_to_pointer (before, skipped), -1, &n);
  work.c = chars;
  work.n = (guint)n;
  work.quotes = quotes_for (language);
  work.french = is_language (language, "fr");
  work.edits = g_array_new (FALSE, FALSE, sizeof (RedaksiTextEdit));
  mend_typed (&work);
  found = work.edits->len > 0;
  if (found)
    {
      *edit = g_array_index (work.edits, RedaksiTextEdit, 0);
      edit->start += skipped;
      edit->end += skipped;
    }
  g_array_unref (work.edits);
  return found;
}

/* ---- a whole article --------------------------------------------------------------------- */

static const char *const fields[]
  = { REDAKSI_FIELD_KICKER,       REDAKSI_FIELD_HEADLINE, REDAKSI_FIELD_DECK,
      REDAKSI_FIELD_LEAD_CAPTION, REDAKSI_FIELD_LEAD_ALT, REDAKSI_FIELD_EXCERPT };

static guint
mend_fields (RedaksiTransaction *transaction, RedaksiArticle *article, const char *language)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = redaksi_article_get_field (article, fields[i]);
      g_autoptr (GArray) edits = redaksi_typography_mend (value, language);
      g_autofree char *mended = NULL;
      g_autoptr (RedaksiStep) step = NULL;

      if (edits->len == 0)
        continue;
      mended = redaksi_typography_apply (value, edits);
      step = redaksi_step_new_set_field (fields[i], mended);
      redaksi_transaction_add (transaction, step);
      n += edits->len;
    }
  return n;
}

/**
 * redaksi_typography_mend_article:
 * @article: an article
 * @selection: where the cursor is; it stays at its letter
 * @n_edits: (out) (optional): how much is mended
 *
 * Mends text, captions, headline and the other fields, in the article's language; marks stay.
 *
 * Returns: (transfer full) (nullable): one undo; %NULL where nothing is to be mended
 */
RedaksiTransaction *
redaksi_typography_mend_article (RedaksiArticle *article, RedaksiSelection selection,
                                 guint *n_edits)
{
  g_autoptr (RedaksiTransaction) transaction = NULL;
  RedaksiBody *body;
  const char *language;
  guint n = 0;

  g_return_val_if_fail (article != NULL, NULL);

  transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
  body = redaksi_article_get_body (article);
  language = redaksi_article_peek_field (article, REDAKSI_FIELD_LANGUAGE);
  /* From the end, so that places before stay what they are. */
  for (guint b = redaksi_body_get_n (body); b-- > 0;)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, b);
      guint start = redaksi_body_get_start (body, b);
      g_autoptr (GArray) edits = NULL;

      if (redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
        continue;
      edits = redaksi_typography_mend (redaksi_block_get_text (block), language);
      n += edits->len;
      for (guint i = edits->len; i-- > 0;)
        {
          const RedaksiTextEdit *e = &g_array_index (edits, RedaksiTextEdit, i);
          g_autoptr (RedaksiStep) step
            = redaksi_step_new_replace_text (body, start + e->start, start + e->end, e->text);
          redaksi_transaction_add (transaction, step);
        }
    }
  n += mend_fields (transaction, article, language);
  if (n_edits != NULL)
    *n_edits = n;
  if (n == 0)
    return NULL;
  {
    RedaksiSelection after = { redaksi_transaction_map (transaction, selection.anchor, TRUE),
                               redaksi_transaction_map (transaction, selection.head, TRUE) };
    redaksi_transaction_set_selection (transaction, selection, after);
  }
  return g_steal_pointer (&transaction);
}
