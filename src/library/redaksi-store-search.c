/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What search knows of an article, and what lists show of it. */
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
collect_texts (RedaksiArticle *article, Texts *texts)
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

  collect_texts (article, &texts);
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
