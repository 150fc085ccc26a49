/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists and search. A list is a walk along an index, a search is the same walk past the rows that
 * FTS5 says have the words: so both are newest first, and neither sorts.
 */
#include "redaksi-store-private.h"

#include <string.h>

#include "redaksi-search-private.h"
#include "redaksi-snippet-private.h"
#include "redaksi-summary-private.h"

#define SNIPPET_CHARS 200

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
         && redaksi_store_seal_article (db, row, error) && note_names (db, article, time, error);
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

/* The words, and for a byline or a section the names, which search has in one column. */
static char *
make_expression (const RedaksiSearch *search)
{
  const char *names[] = { search->byline, search->section };
  g_autoptr (GString) expression = g_string_new (search->expression);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = redaksi_search_expression (names[i], FALSE);
      if (name == NULL)
        continue;
      if (expression->len > 0)
        g_string_append (expression, " AND ");
      g_string_append_printf (expression, "bylines : (%s)", name);
    }
  return expression->len > 0 ? g_string_free_and_steal (g_steal_pointer (&expression)) : NULL;
}

/* Whether @name is one of @names, which are joined by commas and may have some themselves. */
static gboolean
has_name (const char *names, const char *name)
{
  gsize length = strlen (name);

  if (length == 0)
    return FALSE;
  for (const char *p = names; (p = strstr (p, name)) != NULL; p++)
    if ((p == names || (p - names >= 2 && strncmp (p - 2, ", ", 2) == 0))
        && (p[length] == '\0' || strncmp (p + length, ", ", 2) == 0))
      return TRUE;
  return FALSE;
}

/* After “=” a whole name is wanted as it stands; else words that begin so. */
static gboolean
is_like (const char *wanted, const char *text)
{
  if (wanted != NULL && *wanted == '=')
    return has_name (text, wanted + 1);
  return wanted == NULL || g_str_match_string (wanted, text, TRUE);
}

/* A byline's name may stand among the tags too: what the list shows decides. */
static gboolean
has_names (RedaksiDatabase *db, gint64 row, const RedaksiSearch *search, gboolean *has,
           GError **error)
{
  sqlite3_stmt *statement
    = redaksi_database_query (db, error, "SELECT byline, section FROM article WHERE row = ?", "i",
                              row);
  int step = statement != NULL ? redaksi_database_step (db, statement, error) : -1;

  if (step < 0)
    return FALSE;
  *has = step == 1 && is_like (search->byline, redaksi_column_text (statement, 0))
         && is_like (search->section, redaksi_column_text (statement, 1));
  sqlite3_reset (statement);
  return TRUE;
}

/* Ids of the sites that are meant: by id, or by how a word of the name begins. */
static GStrv
find_sites (RedaksiDatabase *db, const char *wanted, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GPtrArray) sites = redaksi_store_list_sites (db, error);

  if (sites == NULL)
    return NULL;
  for (guint i = 0; i < sites->len; i++)
    if (g_str_equal (redaksi_site_get_id (sites->pdata[i]), *wanted == '=' ? wanted + 1 : wanted)
        || g_str_match_string (wanted, redaksi_site_get_name (sites->pdata[i]), TRUE))
      g_strv_builder_add (ids, redaksi_site_get_id (sites->pdata[i]));
  return g_strv_builder_end (ids);
}

/* Whether the article is at one of the sites, or was sent there. */
static gboolean
is_at_site (RedaksiDatabase *db, gint64 row, char *const *sites, gboolean *is, GError **error)
{
  *is = FALSE;
  for (guint i = 0; sites[i] != NULL && !*is; i++)
    {
      gint64 found = 0;

      if (!redaksi_database_get_int (
            db, &found, error,
            "SELECT EXISTS (SELECT 1 FROM remote WHERE site = ?1 AND local = id)"
            "       OR EXISTS (SELECT 1 FROM push WHERE article = id AND site = ?1)"
            "  FROM article WHERE row = ?2",
            "si", sites[i], row))
        return FALSE;
      *is = found != 0;
    }
  return TRUE;
}

/* By the headline a list is sorted when it is there: SQLite does not know the locale's order. */
static sqlite3_stmt *
walk (RedaksiDatabase *db, guint states, RedaksiSort sort, GError **error)
{
  gboolean oldest = sort == REDAKSI_SORT_OLDEST;

  if (states & REDAKSI_QUERY_TRASH)
    return redaksi_database_query (db, error,
                                   oldest
                                     ? "SELECT row, state, changed FROM article WHERE deleted <> 0"
                                       "  ORDER BY deleted, row"
                                     : "SELECT row, state, changed FROM article WHERE deleted <> 0"
                                       "  ORDER BY deleted DESC, row DESC",
                                   "");
  if (states != 0 && (states & (states - 1)) == 0)
    return redaksi_database_query (db, error,
                                   oldest ? "SELECT row, state, changed FROM article"
                                            "  WHERE deleted = 0 AND state = ?"
                                            "  ORDER BY changed, row"
                                          : "SELECT row, state, changed FROM article"
                                            "  WHERE deleted = 0 AND state = ?"
                                            "  ORDER BY changed DESC, row DESC",
                                   "i", (gint64)g_bit_nth_lsf (states, -1));
  return redaksi_database_query (db, error,
                                 oldest ? "SELECT row, state, changed FROM article"
                                          "  WHERE deleted = 0 ORDER BY changed, row"
                                        : "SELECT row, state, changed FROM article"
                                          "  WHERE deleted = 0 ORDER BY changed DESC, row DESC",
                                 "");
}

typedef struct
{
  char *key;
  gint64 row;
} Headed;

static void
headed_clear (gpointer data)
{
  g_free (((Headed *)data)->key);
}

/* Those without a headline come last. */
static int
compare_headed (gconstpointer a, gconstpointer b)
{
  const Headed *one = a, *other = b;

  if ((*one->key == '\0') != (*other->key == '\0'))
    return *one->key == '\0' ? 1 : -1;
  return strcmp (one->key, other->key);
}

/* What was equal stays in the order in which it was. */
static gboolean
sort_by_headline (RedaksiDatabase *db, GArray *rows, GError **error)
{
  g_autoptr (GArray) list = g_array_sized_new (FALSE, FALSE, sizeof (Headed), rows->len);

  g_array_set_clear_func (list, headed_clear);
  for (guint i = 0; i < rows->len; i++)
    {
      Headed headed = { NULL, g_array_index (rows, gint64, i) };
      sqlite3_stmt *statement
        = redaksi_database_query (db, error, "SELECT headline FROM article WHERE row = ?", "i",
                                  headed.row);
      int step = statement != NULL ? redaksi_database_step (db, statement, error) : -1;
      g_autofree char *valid = NULL;
      g_autofree char *folded = NULL;

      if (step < 0)
        return FALSE;
      valid = g_utf8_make_valid (step == 1 ? redaksi_column_text (statement, 0) : "", -1);
      sqlite3_reset (statement);
      folded = g_utf8_casefold (valid, -1);
      headed.key = g_utf8_collate_key (folded, -1);
      g_array_append_val (list, headed);
    }
  g_array_sort (list, compare_headed);
  for (guint i = 0; i < rows->len; i++)
    g_array_index (rows, gint64, i) = g_array_index (list, Headed, i).row;
  return TRUE;
}

static gboolean
has_state (guint states, gint64 state)
{
  return state >= 0 && state <= REDAKSI_STATE_LAST && (states & (1u << state));
}

static gboolean
collect_rows (RedaksiDatabase *db, guint states, const RedaksiSearch *search, RedaksiSort sort,
              const RowSet *set, GArray *rows, GError **error)
{
  gboolean trash = (states & REDAKSI_QUERY_TRASH) != 0;
  g_auto (GStrv) sites = search->site != NULL ? find_sites (db, search->site, error) : NULL;
  sqlite3_stmt *statement;
  int step;

  if (search->site != NULL && sites == NULL)
    return FALSE;
  statement = walk (db, states, sort, error);
  if (statement == NULL)
    return FALSE;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      gint64 state = sqlite3_column_int64 (statement, 1);
      gint64 changed = sqlite3_column_int64 (statement, 2);
      gboolean has = TRUE;

      if ((set->bits != NULL && (row >= set->size || !(set->bits[row / 8] & (1 << (row % 8)))))
          || changed < search->after || changed >= search->before
          || (states != 0 && !trash && !has_state (states, state))
          || (search->has_states && !has_state (search->states, state)))
        continue;
      if ((search->byline != NULL || search->section != NULL)
          && !has_names (db, row, search, &has, error))
        return FALSE;
      if (has && sites != NULL && !is_at_site (db, row, sites, &has, error))
        return FALSE;
      if (has)
        g_array_append_val (rows, row);
    }
  return step == 0;
}

/**
 * redaksi_store_query:
 * @db: a connection
 * @states: bits 1 << #RedaksiState, or %REDAKSI_QUERY_TRASH; 0 is all that is not in the trash
 * @words: (nullable): what a person searches for
 * @sort: in what order
 * @error: return location; %G_IO_ERROR_CANCELLED where it was interrupted
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the rows
 */
GArray *
redaksi_store_query (RedaksiDatabase *db, guint states, const char *words, RedaksiSort sort,
                     GError **error)
{
  g_autoptr (RedaksiSearch) search = redaksi_search_new (words);
  g_autofree char *expression = make_expression (search);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  RowSet set = { NULL, 0 };
  gboolean done;

  /* The two queries are one moment of the library. */
  if (!redaksi_database_exec (db, "BEGIN", error))
    return NULL;
  done = (expression == NULL || find_words (db, expression, &set, error))
         && collect_rows (db, states, search, sort, &set, rows, error)
         && (sort != REDAKSI_SORT_HEADLINE || sort_by_headline (db, rows, error));
  redaksi_database_rollback (db);
  g_free (set.bits);
  return done ? g_steal_pointer (&rows) : NULL;
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
  g_autoptr (RedaksiSearch) search = words != NULL ? redaksi_search_new (words) : NULL;
  g_autoptr (RedaksiSnippet) snippet = search != NULL ? redaksi_snippet_new (search->words) : NULL;

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
