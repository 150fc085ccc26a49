/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal's tail. A key that changes nothing which lists show is written to the journal alone:
 * its own row, and behind the last version of the article one row more, the tail, which says how
 * far the journal goes, where the cursor is and when that was. The two stand side by side, so that
 * the commit is one page of the file, where the article's own row would be one with its indexes'.
 * Every few seconds, and when a revision is cut, the article's row is brought up to it and the tail
 * goes; after a crash the next opening does that.
 *
 * Who reads a version reads it by redaksi_store_find(), which knows of the tail.
 */
#include "redaksi-store-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Behind every version; sql/005.sql has the same number. */
#define TAIL G_MAXINT64

static char *
tail_digits (const char *id, const char *done)
{
  g_autofree char *whole = g_strconcat (id, " ", done, NULL);

  return redaksi_store_digits (whole, strlen (whole));
}

/* Whether the tail is as it was written. */
static gboolean
read_tail (const char *id, const char *done, const char *digits, RedaksiStoreRow *row)
{
  g_autofree char *is = tail_digits (id, done);
  RedaksiSelection selection = { 0, 0 };
  guint64 version = 0;
  gint64 time = 0;

  if (!g_str_equal (is, digits)
      || sscanf (done, "%" G_GUINT64_FORMAT " %u %u %" G_GINT64_FORMAT, &version, &selection.anchor,
                 &selection.head, &time)
           != 4)
    return FALSE;
  row->time = time;
  if (version >= row->version)
    {
      row->version = version;
      row->selection = selection;
    }
  return TRUE;
}

/**
 * redaksi_store_find:
 * @db: a connection
 * @id: an article's id
 * @row: (out caller-allocates): where it stands
 * @error: return location; %REDAKSI_LIBRARY_ERROR_NOT_FOUND where there is none
 */
gboolean
redaksi_store_find (RedaksiDatabase *db, const char *id, RedaksiStoreRow *row, GError **error)
{
  sqlite3_stmt *statement = redaksi_database_query (
    db, error,
    "SELECT article.row, article.version, revision, indexed, anchor, head, tail.done, tail.digest,"
    "       (SELECT max (step.version) FROM journal AS step"
    "         WHERE step.article = article.row AND step.version < ?1)"
    "  FROM article LEFT JOIN journal AS tail"
    "    ON tail.article = article.row AND tail.version = ?1"
    "  WHERE id = ?2",
    "is", TAIL, id);
  guint64 last;
  int step;

  if (statement == NULL)
    return FALSE;
  step = redaksi_database_step (db, statement, error);
  if (step == 0)
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND,
                 _ ("There is no article %s in the library."), id);
  if (step != 1)
    return FALSE;
  row->row = sqlite3_column_int64 (statement, 0);
  row->version = (guint64)sqlite3_column_int64 (statement, 1);
  row->revision = (guint)sqlite3_column_int64 (statement, 2);
  row->indexed = sqlite3_column_int64 (statement, 3);
  row->selection.anchor = (guint)sqlite3_column_int64 (statement, 4);
  row->selection.head = (guint)sqlite3_column_int64 (statement, 5);
  row->time = 0;
  row->tail = sqlite3_column_type (statement, 6) != SQLITE_NULL;
  row->doubtful = row->tail
                  && !read_tail (id, redaksi_column_text (statement, 6),
                                 redaksi_column_text (statement, 7), row);
  /* A step that nothing speaks of: its tail was lost. */
  last = (guint64)sqlite3_column_int64 (statement, 8);
  if (last > row->version)
    {
      row->version = last;
      row->doubtful = TRUE;
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* Writes down in the journal what @row says. */
gboolean
redaksi_store_put_tail (RedaksiDatabase *db, const char *id, const RedaksiStoreRow *row,
                        GError **error)
{
  g_autofree char *done
    = g_strdup_printf ("%" G_GUINT64_FORMAT " %u %u %" G_GINT64_FORMAT, row->version,
                       row->selection.anchor, row->selection.head, row->time);
  g_autofree char *digits = tail_digits (id, done);

  return redaksi_database_run (db, error,
                               "INSERT INTO journal (article, version, done, digest)"
                               "  VALUES (?, ?, ?, ?)"
                               "  ON CONFLICT (article, version) DO UPDATE SET"
                               "    done = excluded.done, digest = excluded.digest",
                               "iiss", row->row, TAIL, done, digits);
}

/* Writes it into the article's row instead, which the caller seals. */
gboolean
redaksi_store_take_tail (RedaksiDatabase *db, const RedaksiStoreRow *row, GError **error)
{
  return redaksi_database_run (db, error,
                               "UPDATE article SET version = max (version, ?), anchor = ?, head = ?"
                               "  WHERE row = ?",
                               "iiii", (gint64)row->version, (gint64)row->selection.anchor,
                               (gint64)row->selection.head, row->row)
         && (!row->tail
             || redaksi_database_run (db, error,
                                      "DELETE FROM journal WHERE article = ? AND version = ?", "ii",
                                      row->row, TAIL));
}

/* The article's own row says what its tail says. */
static gboolean
settle_row (RedaksiDatabase *db, const RedaksiStoreRow *row, RedaksiArticle *article, gint64 time,
            GError **error)
{
  return !row->tail
         || (redaksi_store_take_tail (db, row, error)
             && redaksi_store_show (db, row->row, article, time, NULL, error));
}

/**
 * redaksi_store_settle:
 * @db: a connection
 * @id: an article's id
 * @article: what it is
 * @time: when it changed
 * @error: return location for a #RedaksiLibraryError
 *
 * Brings the article's own row up to its journal.
 */
gboolean
redaksi_store_settle (RedaksiDatabase *db, const char *id, RedaksiArticle *article, gint64 time,
                      GError **error)
{
  RedaksiStoreRow row;

  return redaksi_store_find (db, id, &row, error) && settle_row (db, &row, article, time, error);
}

/**
 * redaksi_store_settle_all:
 * @db: a connection
 * @error: return location for a #RedaksiLibraryError
 *
 * The same for what a crash left behind. One that is damaged stays as it is, for who looks at it.
 */
gboolean
redaksi_store_settle_all (RedaksiDatabase *db, GError **error)
{
  /* The number stands in the query, for the index of the tails has it. */
  g_autoptr (GArray) rows
    = redaksi_database_list_int (db, error,
                                 "SELECT article FROM journal WHERE version = 9223372036854775807",
                                 "");

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (RedaksiDocument) document = NULL;
      g_autofree char *id = NULL;
      RedaksiStoreRow row;

      if (!redaksi_store_find_id (db, g_array_index (rows, gint64, i), &id, error))
        return FALSE;
      document = redaksi_store_load (db, id, NULL);
      if (document != NULL
          && !(redaksi_store_find (db, id, &row, error)
               && settle_row (db, &row, redaksi_document_get_article (document), row.time, error)))
        return FALSE;
    }
  return TRUE;
}
