/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists and search. A list is a walk along an index, a search is the same walk past the rows that
 * FTS5 says have the words: so both are newest first, and neither sorts.
 */
#include "redaksi-store-private.h"

#include <string.h>

#include "redaksi-snippet-private.h"
#include "redaksi-summary-private.h"

#define SNIPPET_CHARS 200

/* ---- what is typed in the search box ----------------------------------------------------------
 */

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0x00AB
         || c == 0x00BB;
}

static void
add_phrase (GString *expression, const char *start, const char *end, gboolean prefix)
{
  gboolean has_word = FALSE;

  for (const char *p = start; p < end && !has_word; p = g_utf8_next_char (p))
    has_word = g_unichar_isalnum (g_utf8_get_char (p));
  /* FTS5 finds nothing at all where one phrase has no word in it. */
  if (!has_word)
    return;
  if (expression->len > 0)
    g_string_append_c (expression, ' ');
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

/**
 * redaksi_search_expression:
 * @words: (nullable): what a person typed, anything
 *
 * Makes an expression that FTS5 always understands: every word has to be there; what stands in
 * quotation marks is a phrase; the word that is being typed is the beginning of one.
 *
 * Returns: (transfer full) (nullable): the expression; %NULL where there is no word in it
 */
char *
redaksi_search_expression (const char *words)
{
  g_autoptr (GString) expression = g_string_new (NULL);
  g_autofree char *valid = NULL;
  const char *p;

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
      add_phrase (expression, start, p, *p == '\0');
      if (quoted && *p != '\0')
        p = g_utf8_next_char (p);
    }
  return expression->len > 0 ? g_string_free_and_steal (g_steal_pointer (&expression)) : NULL;
}

/* ---- the index --------------------------------------------------------------------------------
 */

typedef struct
{
  char *headline;
  char *body;
  char *captions;
  char *bylines;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_free (texts->headline);
  g_free (texts->body);
  g_free (texts->captions);
  g_free (texts->bylines);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static void
append_field (GString *text, RedaksiArticle *article, const char *name)
{
  const char *value = redaksi_article_peek_field (article, name);

  if (value == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, value);
}

static void
append_line (GString *text, const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static void
collect (RedaksiArticle *article, Texts *texts)
{
  g_autoptr (GString) headline = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GString) captions = g_string_new (NULL);
  g_autoptr (GString) bylines = g_string_new (NULL);
  g_autoptr (GPtrArray) people = redaksi_article_get_bylines (article);
  g_auto (GStrv) tags = redaksi_article_get_tags (article);
  RedaksiBody *blocks = redaksi_article_get_body (article);

  append_field (headline, article, REDAKSI_FIELD_HEADLINE);
  append_field (headline, article, REDAKSI_FIELD_KICKER);
  append_field (headline, article, REDAKSI_FIELD_DECK);
  append_field (body, article, REDAKSI_FIELD_DATELINE);
  append_field (captions, article, REDAKSI_FIELD_LEAD_CAPTION);
  append_field (captions, article, REDAKSI_FIELD_LEAD_CREDIT);
  append_field (captions, article, REDAKSI_FIELD_LEAD_ALT);
  for (guint i = 0; i < redaksi_body_get_n (blocks); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (blocks, i);
      RedaksiBlockKind kind = redaksi_block_get_kind (block);

      if (kind == REDAKSI_BLOCK_PHOTO)
        {
          append_line (captions, redaksi_block_get (block, "credit"));
          append_line (captions, redaksi_block_get (block, "alt"));
        }
      else if (!redaksi_block_kind_is_leaf (kind))
        append_line (kind == REDAKSI_BLOCK_CAPTION ? captions : body,
                     redaksi_block_get_text (block));
    }
  append_field (body, article, REDAKSI_FIELD_EXCERPT);
  for (guint i = 0; i < people->len; i++)
    append_line (bylines, redaksi_byline_get_person (people->pdata[i]));
  append_field (bylines, article, REDAKSI_FIELD_SECTION);
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    append_line (bylines, tags[i]);

  texts->headline = g_string_free_and_steal (g_steal_pointer (&headline));
  texts->body = g_string_free_and_steal (g_steal_pointer (&body));
  texts->captions = g_string_free_and_steal (g_steal_pointer (&captions));
  texts->bylines = g_string_free_and_steal (g_steal_pointer (&bylines));
}

/**
 * redaksi_store_unindex:
 * @db: a connection
 * @row: an article's row
 * @error: return location for a #RedaksiLibraryError
 *
 * Takes an article's words out of the index, which needs to be told the very words it was given.
 */
gboolean
redaksi_store_unindex (RedaksiDatabase *db, gint64 row, GError **error)
{
  return redaksi_database_run (db, error,
                               "INSERT INTO article_search"
                               "    (article_search, rowid, headline, body, captions, bylines)"
                               "  SELECT 'delete', row, headline, body, captions, bylines"
                               "    FROM article_text WHERE row = ?",
                               "i", row)
         && redaksi_database_run (db, error, "DELETE FROM article_text WHERE row = ?", "i", row);
}

static gboolean
note_names (RedaksiDatabase *db, RedaksiArticle *article, gint64 time, GError **error)
{
  static const char term_sql[] = "INSERT INTO term (kind, name, used) VALUES (?, ?, ?)"
                                 "  ON CONFLICT DO UPDATE SET used = max (used, excluded.used)";
  g_autoptr (GPtrArray) people = redaksi_article_get_bylines (article);
  g_auto (GStrv) tags = redaksi_article_get_tags (article);
  const char *section = redaksi_article_peek_field (article, REDAKSI_FIELD_SECTION);

  for (guint i = 0; i < people->len; i++)
    if (!redaksi_database_run (db, error,
                               "INSERT INTO person (name, used) VALUES (?, ?)"
                               "  ON CONFLICT DO UPDATE SET used = max (used, excluded.used)",
                               "si", redaksi_byline_get_person (people->pdata[i]), time))
      return FALSE;
  if (section != NULL
      && !redaksi_database_run (db, error, term_sql, "ssi", "section", section, time))
    return FALSE;
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    if (!redaksi_database_run (db, error, term_sql, "ssi", "tag", tags[i], time))
      return FALSE;
  return TRUE;
}

/**
 * redaksi_store_index:
 * @db: a connection
 * @row: an article's row
 * @article: what it is
 * @version: the number of transactions that made it
 * @time: now
 * @error: return location for a #RedaksiLibraryError
 *
 * Lets search know the article's words, and completion its names. It costs milliseconds in a long
 * article: never on a key.
 */
gboolean
redaksi_store_index (RedaksiDatabase *db, gint64 row, RedaksiArticle *article, guint64 version,
                     gint64 time, GError **error)
{
  g_auto (Texts) texts = { NULL };

  collect (article, &texts);
  return redaksi_store_unindex (db, row, error)
         && redaksi_database_run (db, error,
                                  "INSERT INTO article_text"
                                  "    (row, headline, body, captions, bylines)"
                                  "  VALUES (?, ?, ?, ?, ?)",
                                  "issss", row, texts.headline, texts.body, texts.captions,
                                  texts.bylines)
         && redaksi_database_run (db, error,
                                  "INSERT INTO article_search"
                                  "    (rowid, headline, body, captions, bylines)"
                                  "  VALUES (?, ?, ?, ?, ?)",
                                  "issss", row, texts.headline, texts.body, texts.captions,
                                  texts.bylines)
         && redaksi_database_run (db, error, "UPDATE article SET indexed = ? WHERE row = ?", "ii",
                                  (gint64)version, row)
         && note_names (db, article, time, error);
}

/**
 * redaksi_store_index_next:
 * @db: a connection
 * @after: a row
 * @row: (out): the next row whose newest words search does not know; 0 where there is none
 * @error: return location for a #RedaksiLibraryError
 */
gboolean
redaksi_store_index_next (RedaksiDatabase *db, gint64 after, gint64 *row, GError **error)
{
  *row = 0;
  return redaksi_database_get_int (db, row, error,
                                   "SELECT row FROM article WHERE indexed <> version AND row > ?"
                                   "  ORDER BY row LIMIT 1",
                                   "i", after);
}

/* ---- lists ------------------------------------------------------------------------------------
 */

/* A set of rows: a bit each. */
typedef struct
{
  guint8 *bits;
  gint64 size;
} RowSet;

static gboolean
find_words (RedaksiDatabase *db, const char *expression, RowSet *set, GError **error)
{
  gint64 last = 0;
  sqlite3_stmt *statement;
  int step;

  if (!redaksi_database_get_int (db, &last, error, "SELECT max (row) FROM article", ""))
    return FALSE;
  set->size = last + 1;
  set->bits = g_malloc0 ((gsize)(set->size / 8 + 1));
  statement
    = redaksi_database_query (db, error,
                              "SELECT rowid FROM article_search WHERE article_search MATCH ?", "s",
                              expression);
  if (statement == NULL)
    return FALSE;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      if (row > 0 && row < set->size)
        set->bits[row / 8] |= (guint8)(1 << (row % 8));
    }
  return step == 0;
}

/**
 * redaksi_store_query:
 * @db: a connection
 * @states: bits 1 << #RedaksiState, or %REDAKSI_QUERY_TRASH; 0 is all that is not in the trash
 * @words: (nullable): what a person searches for
 * @error: return location; %G_IO_ERROR_CANCELLED where it was interrupted
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the rows, newest first
 */
GArray *
redaksi_store_query (RedaksiDatabase *db, guint states, const char *words, GError **error)
{
  g_autofree char *expression = redaksi_search_expression (words);
  g_autofree guint8 *bits = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  RowSet set = { NULL, 0 };
  sqlite3_stmt *statement;
  gboolean all = states == 0;
  gboolean one = !all && (states & (states - 1)) == 0;
  int step;

  /* The two queries are one moment of the library. */
  if (!redaksi_database_exec (db, "BEGIN", error))
    return NULL;
  if (expression != NULL)
    {
      gboolean found = find_words (db, expression, &set, error);
      bits = set.bits;
      if (!found)
        goto fail;
    }
  if (states & REDAKSI_QUERY_TRASH)
    statement = redaksi_database_query (db, error,
                                        "SELECT row, state FROM article WHERE deleted <> 0"
                                        "  ORDER BY deleted DESC, row DESC",
                                        "");
  else if (one)
    statement = redaksi_database_query (db, error,
                                        "SELECT row, state FROM article"
                                        "  WHERE deleted = 0 AND state = ?"
                                        "  ORDER BY changed DESC, row DESC",
                                        "i", (gint64)g_bit_nth_lsf (states, -1));
  else
    statement = redaksi_database_query (db, error,
                                        "SELECT row, state FROM article WHERE deleted = 0"
                                        "  ORDER BY changed DESC, row DESC",
                                        "");
  if (statement == NULL)
    goto fail;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      gint64 state = sqlite3_column_int64 (statement, 1);

      if (bits != NULL && (row >= set.size || !(bits[row / 8] & (1 << (row % 8)))))
        continue;
      if (all || (states & REDAKSI_QUERY_TRASH)
          || (state >= 0 && state <= REDAKSI_STATE_LAST && (states & (1u << state))))
        g_array_append_val (rows, row);
    }
  if (step < 0)
    goto fail;
  redaksi_database_rollback (db);
  return g_steal_pointer (&rows);

fail:
  redaksi_database_rollback (db);
  return NULL;
}

/* Where the words were found. The list shows the headline and the byline anyway. */
static char *
find_snippet (RedaksiDatabase *db, gint64 row, RedaksiSnippet *snippet)
{
  sqlite3_stmt *statement
    = redaksi_database_query (db, NULL, "SELECT body, captions FROM article_text WHERE row = ?",
                              "i", row);
  char *found = NULL;

  if (statement == NULL || redaksi_database_step (db, statement, NULL) != 1)
    return NULL;
  for (int i = 0; i < 2 && found == NULL; i++)
    {
      const char *text = redaksi_column_text (statement, i);

      /* Nobody promises that a file has what we wrote. */
      if (g_utf8_validate (text, -1, NULL))
        found = redaksi_snippet_find (snippet, text, SNIPPET_CHARS);
    }
  sqlite3_reset (statement);
  return found;
}

/**
 * redaksi_store_fetch:
 * @db: a connection
 * @rows: (array length=n): rows
 * @n: how many
 * @words: (nullable): what was searched for: the snippet shows where it was found
 * @error: return location for a #RedaksiLibraryError
 *
 * Returns: (transfer full) (nullable) (element-type RedaksiSummary): what lists show of those that
 *   are there, in that order
 */
GPtrArray *
redaksi_store_fetch (RedaksiDatabase *db, const gint64 *rows, guint n, const char *words,
                     GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RedaksiSnippet) snippet = words != NULL ? redaksi_snippet_new (words) : NULL;

  for (guint i = 0; i < n; i++)
    {
      RedaksiSummary *summary;
      sqlite3_stmt *statement = redaksi_database_query (
        db, error,
        "SELECT id, headline, byline, snippet, photo, section, state, changed, scheduled, words,"
        "       revision, deleted, url FROM article WHERE row = ?",
        "i", rows[i]);
      int step;

      if (statement == NULL)
        return NULL;
      step = redaksi_database_step (db, statement, error);
      if (step < 0)
        return NULL;
      if (step == 0)
        continue;
      summary = redaksi_summary_new (rows[i]);
      redaksi_summary_fill (summary, statement);
      sqlite3_reset (statement);
      if (snippet != NULL)
        {
          g_autofree char *found = find_snippet (db, rows[i], snippet);
          if (found != NULL)
            redaksi_summary_set_snippet (summary, found);
        }
      g_ptr_array_add (list, summary);
    }
  return g_steal_pointer (&list);
}

/* By #RedaksiState, then the trash, then the outbox's unfinished. */
GArray *
redaksi_store_count (RedaksiDatabase *db, GError **error)
{
  g_autoptr (GArray) counts
    = g_array_sized_new (FALSE, TRUE, sizeof (guint), REDAKSI_STATE_LAST + 3);
  sqlite3_stmt *statement;
  gint64 trash = 0, outbox = 0;
  int step;

  g_array_set_size (counts, REDAKSI_STATE_LAST + 3);
  statement = redaksi_database_query (
    db, error, "SELECT state, count(*) FROM article WHERE deleted = 0 GROUP BY state", "");
  if (statement == NULL)
    return NULL;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      gint64 state = sqlite3_column_int64 (statement, 0);
      if (state >= 0 && state <= REDAKSI_STATE_LAST)
        g_array_index (counts, guint, state) = (guint)sqlite3_column_int64 (statement, 1);
    }
  if (step < 0
      || !redaksi_database_get_int (db, &trash, error,
                                    "SELECT count(*) FROM article WHERE deleted <> 0", "")
      || !redaksi_database_get_int (db, &outbox, error,
                                    "SELECT count(*) FROM push WHERE finished = 0", ""))
    return NULL;
  g_array_index (counts, guint, REDAKSI_STATE_LAST + 1) = (guint)trash;
  g_array_index (counts, guint, REDAKSI_STATE_LAST + 2) = (guint)outbox;
  return g_steal_pointer (&counts);
}
