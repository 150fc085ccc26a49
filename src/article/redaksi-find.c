/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-find.h"

#include <string.h>

struct _RedaksiFind
{
  gatomicrefcount ref_count;
  GRegex *regex;
  gboolean is_regex;
};

G_DEFINE_BOXED_TYPE (RedaksiFind, redaksi_find, redaksi_find_ref, redaksi_find_unref)

/* In the order in which the page has them; the text stands before the last. */
static const char *const fields[]
  = { REDAKSI_FIELD_KICKER,       REDAKSI_FIELD_HEADLINE,    REDAKSI_FIELD_DECK,
      REDAKSI_FIELD_LEAD_CAPTION, REDAKSI_FIELD_LEAD_CREDIT, REDAKSI_FIELD_LEAD_ALT,
      REDAKSI_FIELD_EXCERPT };

#define N_BEFORE_TEXT 6

/* ---- the expression ---------------------------------------------------------------------- */

/* What is typed, with the printed forms of what a keyboard has. */
static char *
pattern_of_text (const char *text)
{
  GString *pattern = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    switch (g_utf8_get_char (p))
      {
      case '\'':
        g_string_append (pattern, "['\\x{2018}\\x{2019}\\x{201A}]");
        break;
      case '"':
        g_string_append (pattern, "[\"\\x{201C}-\\x{201E}\\x{AB}\\x{BB}]");
        break;
      case ' ':
        g_string_append (pattern, "[ \\x{A0}\\x{202F}]");
        break;
      case '-':
        g_string_append (pattern, "[-\\x{2010}\\x{2011}]");
        break;
      default:
        {
          g_autofree char *escaped = g_regex_escape_string (p, (int)(g_utf8_next_char (p) - p));
          g_string_append (pattern, escaped);
        }
      }
  return g_string_free (pattern, FALSE);
}

/**
 * redaksi_find_new:
 * @text: what is looked for; not empty
 * @flags: how
 * @error: where the expression is none: a %G_REGEX_ERROR
 *
 * Returns: (transfer full) (nullable)
 */
RedaksiFind *
redaksi_find_new (const char *text, RedaksiFindFlags flags, GError **error)
{
  g_autofree char *inner = NULL;
  g_autofree char *pattern = NULL;
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GRegex) alone = NULL;
  RedaksiFind *self;

  g_return_val_if_fail (text != NULL && *text != '\0' && g_utf8_validate (text, -1, NULL), NULL);

  if (flags & REDAKSI_FIND_REGEX)
    {
      /* By itself first: "a)(b" is none, though it would be one between our brackets. */
      alone = g_regex_new (text, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, error);
      if (alone == NULL)
        return NULL;
    }
  inner = flags & REDAKSI_FIND_REGEX ? g_strdup (text) : pattern_of_text (text);
  pattern
    = g_strdup_printf (flags & REDAKSI_FIND_WORD
                         ? "(*LIMIT_MATCH=200000)(?<![\\p{L}\\p{N}_])(?:%s)(?![\\p{L}\\p{N}_])"
                         : "(*LIMIT_MATCH=200000)(?:%s)",
                       inner);
  regex = g_regex_new (pattern, flags & REDAKSI_FIND_CASE ? G_REGEX_DEFAULT : G_REGEX_CASELESS,
                       G_REGEX_MATCH_DEFAULT, error);
  if (regex == NULL)
    return NULL;
  self = g_new0 (RedaksiFind, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->regex = g_steal_pointer (&regex);
  self->is_regex = (flags & REDAKSI_FIND_REGEX) != 0;
  return self;
}

RedaksiFind *
redaksi_find_ref (RedaksiFind *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
redaksi_find_unref (RedaksiFind *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_regex_unref (self->regex);
  g_free (self);
}

/* ---- matches ----------------------------------------------------------------------------- */

/* One line end in a block would be two blocks. */
static char *
clean_replacement (const char *text)
{
  GString *clean = g_string_new (text);

  g_string_replace (clean, "\r\n", " ", 0);
  for (char *p = clean->str; *p != '\0'; p++)
    if (*p == '\n' || *p == '\r' || *p == '\f' || *p == '\v')
      *p = ' ';
  g_string_replace (clean, "\xE2\x80\xA9", " ", 0);
  g_string_replace (clean, REDAKSI_LEAF_TEXT, "", 0);
  return g_string_free (clean, FALSE);
}

typedef struct
{
  RedaksiFind *find;
  RedaksiArticle *article;
  const char *with; /* nullable: what matches become */
  GArray *matches;
  GPtrArray *texts; /* what each match becomes */
} Search;

static char *
dup_replacement (Search *search, GMatchInfo *info)
{
  g_autofree char *expanded = NULL;

  if (!search->find->is_regex)
    return clean_replacement (search->with);
  expanded = g_match_info_expand_references (info, search->with, NULL);
  return clean_replacement (expanded != NULL ? expanded : search->with);
}

static void
search_text (Search *search, const char *text, const char *field, guint base)
{
  g_autoptr (GMatchInfo) info = NULL;
  const char *seen = text;
  guint at = base;

  g_regex_match_full (search->find->regex, text, -1, 0, G_REGEX_MATCH_DEFAULT, &info, NULL);
  for (; g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      RedaksiMatch match = { field, 0, 0 };
      int start, end;

      /* \K may put the start behind the end. */
      if (!g_match_info_fetch_pos (info, 0, &start, &end) || start >= end || text + start < seen)
        continue;
      at += (guint)g_utf8_strlen (seen, text + start - seen);
      match.start = at;
      match.end = at + (guint)g_utf8_strlen (text + start, end - start);
      seen = text + end;
      at = match.end;
      g_array_append_val (search->matches, match);
      if (search->texts != NULL)
        g_ptr_array_add (search->texts, dup_replacement (search, info));
    }
}

static void
search_field (Search *search, const char *field)
{
  search_text (search, redaksi_article_get_field (search->article, field), field, 0);
}

static void
search_article (Search *search)
{
  RedaksiBody *body = redaksi_article_get_body (search->article);

  search->matches = g_array_new (FALSE, FALSE, sizeof (RedaksiMatch));
  for (guint i = 0; i < N_BEFORE_TEXT; i++)
    search_field (search, fields[i]);
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      if (!redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
        search_text (search, redaksi_block_get_text (block), NULL,
                     redaksi_body_get_start (body, i));
    }
  for (guint i = N_BEFORE_TEXT; i < G_N_ELEMENTS (fields); i++)
    search_field (search, fields[i]);
}

/**
 * redaksi_find_all:
 * @self: what is looked for
 * @article: where
 *
 * Returns: (transfer full) (element-type RedaksiMatch): all matches as they stand on the page; free
 * with g_array_unref()
 */
GArray *
redaksi_find_all (RedaksiFind *self, RedaksiArticle *article)
{
  Search search = { .find = self, .article = article };

  g_return_val_if_fail (self != NULL && article != NULL, NULL);

  search_article (&search);
  return search.matches;
}

/* Where on the page a field stands; the text is one. */
static guint
get_rank (const char *field)
{
  if (field == NULL)
    return N_BEFORE_TEXT;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i], field))
      return i < N_BEFORE_TEXT ? i : i + 1;
  /* What is not searched: the place of an article, which stands right before the text. */
  return N_BEFORE_TEXT;
}

/**
 * redaksi_find_seek:
 * @matches: (element-type RedaksiMatch): as redaksi_find_all() gives them
 * @field: (nullable): a field's name; %NULL is the text
 * @position: a place in it; in a field that is not searched, the text's start is taken
 *
 * Returns: the index of the first match that does not begin before that place; the number of
 * matches where none follows
 */
guint
redaksi_find_seek (GArray *matches, const char *field, guint position)
{
  guint rank, low = 0, high;

  g_return_val_if_fail (matches != NULL, 0);

  rank = get_rank (field);
  if (field != NULL && rank == N_BEFORE_TEXT)
    position = 0;
  high = matches->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const RedaksiMatch *match = &g_array_index (matches, RedaksiMatch, middle);
      guint its = get_rank (match->field);

      if (its < rank || (its == rank && match->start < position))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* ---- replacing --------------------------------------------------------------------------- */

static gboolean
is_match (const RedaksiMatch *a, const RedaksiMatch *b)
{
  return g_strcmp0 (a->field, b->field) == 0 && a->start == b->start && a->end == b->end;
}

/* The matches first <= i < end are all of one field. */
static void
replace_in_field (Search *search, RedaksiTransaction *transaction, guint first, guint end)
{
  const char *name = g_array_index (search->matches, RedaksiMatch, first).field;
  const char *p = redaksi_article_get_field (search->article, name);
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (RedaksiStep) step = NULL;
  guint at = 0;

  for (guint i = first; i < end; i++)
    {
      const RedaksiMatch *match = &g_array_index (search->matches, RedaksiMatch, i);
      const char *start = g_utf8_offset_to_pointer (p, (glong)(match->start - at));

      g_string_append_len (value, p, start - p);
      g_string_append (value, search->texts->pdata[i]);
      p = g_utf8_offset_to_pointer (start, (glong)(match->end - match->start));
      at = match->end;
    }
  g_string_append (value, p);
  step = redaksi_step_new_set_field (name, value->str);
  redaksi_transaction_add (transaction, step);
}

/* From the last to the first, so that the places before stay what they are. */
static RedaksiTransaction *
replace_matches (Search *search, guint first, guint end, RedaksiSelection selection)
{
  RedaksiTransaction *transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
  RedaksiSelection after;

  for (guint i = end; i > first;)
    {
      const RedaksiMatch *match = &g_array_index (search->matches, RedaksiMatch, i - 1);
      guint k = i - 1;

      if (match->field == NULL)
        {
          g_autoptr (RedaksiStep) step
            = redaksi_step_new_replace_text (redaksi_article_get_body (search->article),
                                             match->start, match->end, search->texts->pdata[k]);
          redaksi_transaction_add (transaction, step);
        }
      else
        {
          while (k > first
                 && g_array_index (search->matches, RedaksiMatch, k - 1).field == match->field)
            k--;
          replace_in_field (search, transaction, k, i);
        }
      i = k;
    }
  after.anchor = redaksi_transaction_map (transaction, selection.anchor, TRUE);
  after.head = redaksi_transaction_map (transaction, selection.head, TRUE);
  redaksi_transaction_set_selection (transaction, selection, after);
  return transaction;
}

static void
search_clear (Search *search)
{
  g_array_unref (search->matches);
  g_ptr_array_unref (search->texts);
}

/**
 * redaksi_find_replace:
 * @self: what is looked for
 * @article: where
 * @match: one match in that article
 * @with: what it becomes; \1 is a group of an expression
 * @selection: where the cursor is
 *
 * Returns: (transfer full) (nullable): %NULL where there is no such match any more
 */
RedaksiTransaction *
redaksi_find_replace (RedaksiFind *self, RedaksiArticle *article, const RedaksiMatch *match,
                      const char *with, RedaksiSelection selection)
{
  Search search = { .find = self, .article = article, .with = with };
  RedaksiTransaction *transaction = NULL;

  g_return_val_if_fail (self != NULL && article != NULL && match != NULL && with != NULL, NULL);

  search.texts = g_ptr_array_new_with_free_func (g_free);
  search_article (&search);
  for (guint i = 0; i < search.matches->len && transaction == NULL; i++)
    if (is_match (&g_array_index (search.matches, RedaksiMatch, i), match))
      transaction = replace_matches (&search, i, i + 1, selection);
  search_clear (&search);
  return transaction;
}

/**
 * redaksi_find_replace_all:
 * @self: what is looked for
 * @article: where
 * @with: what each match becomes; \1 is a group of an expression
 * @selection: where the cursor is
 * @n_replaced: (out) (optional): how many there are
 *
 * Returns: (transfer full) (nullable): one undo; %NULL where nothing is found
 */
RedaksiTransaction *
redaksi_find_replace_all (RedaksiFind *self, RedaksiArticle *article, const char *with,
                          RedaksiSelection selection, guint *n_replaced)
{
  Search search = { .find = self, .article = article, .with = with };
  RedaksiTransaction *transaction = NULL;

  g_return_val_if_fail (self != NULL && article != NULL && with != NULL, NULL);

  search.texts = g_ptr_array_new_with_free_func (g_free);
  search_article (&search);
  if (n_replaced != NULL)
    *n_replaced = search.matches->len;
  if (search.matches->len > 0)
    transaction = replace_matches (&search, 0, search.matches->len, selection);
  search_clear (&search);
  return transaction;
}
