/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-digest.h"

#define CHECK_DIGITS 16

/* The beginning of a text's digest: enough to know it by. */
char *
redaksi_store_digits (const char *text, gsize length)
{
  g_autofree char *digest = redaksi_digest_data (text, length);

  return g_strndup (digest, CHECK_DIGITS);
}

/**
 * redaksi_store_append:
 * @db: a connection
 * @id: an article's id
 * @first: the version that the first of @transactions made
 * @transactions: (element-type RedaksiTransaction): what was done, in order; may be empty
 * @article: what the article is after the last of them
 * @selection: where the cursor stands now
 * @time: when
 * @visible: (out): whether the lists look different now
 * @error: return location for a #RedaksiLibraryError
 *
 * What is durable already is not appended again: a commit whose answer was lost may be repeated.
 * Where lists show nothing else than before, only the journal is written to, one page of the file;
 * redaksi_store_settle() does the rest.
 */
gboolean
redaksi_store_append (RedaksiDatabase *db, const char *id, guint64 first, GPtrArray *transactions,
                      RedaksiArticle *article, RedaksiSelection selection, gint64 time,
                      gboolean *visible, GError **error)
{
  gboolean added, moved, shows = TRUE;
  RedaksiStoreRow row;

  *visible = FALSE;
  if (!redaksi_store_find (db, id, &row, error))
    return FALSE;
  if (first > row.version + 1)
    {
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
                   _ ("The article was changed elsewhere."));
      return FALSE;
    }
  for (guint i = 0; i < transactions->len; i++)
    {
      guint64 version = first + i;
      g_autofree char *done = NULL;
      g_autofree char *digits = NULL;

      if (version <= row.version)
        continue;
      done = redaksi_transaction_to_json (transactions->pdata[i]);
      digits = redaksi_store_digits (done, strlen (done));
      if (!redaksi_database_run (db, error,
                                 "INSERT INTO journal (article, version, done, digest)"
                                 "  VALUES (?, ?, ?, ?)",
                                 "iiss", row.row, (gint64)version, done, digits))
        return FALSE;
    }
  moved = row.selection.anchor != selection.anchor || row.selection.head != selection.head;
  added = transactions->len > 0 && first + transactions->len - 1 > row.version;
  if (added)
    {
      row.version = first + transactions->len - 1;
      row.time = time;
    }
  row.selection = selection;
  if (!added && !moved)
    return TRUE;
  if (added && !redaksi_store_must_show (db, row.row, article, time, &shows, error))
    return FALSE;
  /* Most keys change nothing that lists show. */
  if (added ? !shows : row.tail)
    return redaksi_store_put_tail (db, id, &row, error)
           && redaksi_store_note_photos (db, row.row, article, error);
  return redaksi_store_take_tail (db, &row, error)
         && (added ? redaksi_store_show (db, row.row, article, time, visible, error)
                   : redaksi_store_seal_article (db, row.row, error));
}

static gboolean
damaged (GError **error, const char *id, guint64 version, GError *cause)
{
  /* As text: a translated string has no place for the macro of a 64-bit number. */
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, version);

  g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_DAMAGED,
               _ ("Change %s of article %s is damaged: %s"), number, id,
               cause != NULL ? cause->message : _ ("it is missing or was altered"));
  g_clear_error (&cause);
  return FALSE;
}

/* Does what the journal says from @document's version up to @until. */
static gboolean
replay (RedaksiDatabase *db, const char *id, gint64 row, RedaksiDocument *document, guint64 until,
        GError **error)
{
  guint64 version = redaksi_document_get_version (document);
  sqlite3_stmt *statement
    = redaksi_database_query (db, error,
                              "SELECT version, done, digest FROM journal"
                              "  WHERE article = ? AND version > ? AND version <= ?"
                              "  ORDER BY version",
                              "iii", row, (gint64)version, (gint64)until);
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      g_autoptr (RedaksiTransaction) transaction = NULL;
      g_autofree char *digits = NULL;
      GError *cause = NULL;
      const char *done = redaksi_column_text (statement, 1);
      gsize length = sqlite3_column_bytes (statement, 1);

      version++;
      digits = redaksi_store_digits (done, length);
      if ((guint64)sqlite3_column_int64 (statement, 0) == version
          && g_str_equal (digits, redaksi_column_text (statement, 2)))
        transaction = redaksi_transaction_from_json (done, length, &cause);
      if (transaction == NULL || !redaksi_document_replay (document, transaction, &cause))
        {
          sqlite3_reset (statement);
          return damaged (error, id, version, cause);
        }
    }
  if (step == 0 && version != until)
    return damaged (error, id, version + 1, NULL);
  return step == 0;
}

/* From @version on the journal has everything up to @until; that itself where it has nothing. */
static gboolean
find_beginning (RedaksiDatabase *db, gint64 row, guint64 until, guint64 *version, GError **error)
{
  sqlite3_stmt *statement
    = redaksi_database_query (db, error,
                              "SELECT version FROM journal WHERE article = ? AND version <= ?"
                              "  ORDER BY version DESC",
                              "ii", row, (gint64)until);
  int step;

  *version = until;
  if (statement == NULL)
    return FALSE;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      if ((guint64)sqlite3_column_int64 (statement, 0) != *version)
        {
          sqlite3_reset (statement);
          return TRUE;
        }
      (*version)--;
    }
  return step == 0;
}

/* The article as its newest revision has it, made again from an older one and the journal between
 * the two; so what was done since can be undone, and a newest one that is damaged is not missed. It
 * has to have the digest that the newest had, or NULL. */
static RedaksiDocument *
retrace (RedaksiDatabase *db, const char *id, gint64 row, const RedaksiStoreRevision *from,
         const RedaksiStoreRevision *newest)
{
  g_autoptr (RedaksiArticle) before = NULL;
  g_autoptr (RedaksiDocument) document = NULL;
  g_autofree char *json = NULL;
  g_autofree char *digest = NULL;

  before = redaksi_store_read_revision (db, id, row, from->number, NULL, NULL);
  if (before == NULL)
    return NULL;
  document = redaksi_document_new (before, from->version);
  if (!replay (db, id, row, document, newest->version, NULL))
    return NULL;
  json = redaksi_article_to_json (redaksi_document_get_article (document));
  digest = redaksi_digest_data (json, strlen (json));
  return g_str_equal (digest, newest->digest) ? g_steal_pointer (&document) : NULL;
}

/* The oldest revision that the journal reaches back to, or the one before the newest. */
static RedaksiDocument *
load_with_undo (RedaksiDatabase *db, const char *id, gint64 row, const RedaksiStoreRevision *newest)
{
  RedaksiDocument *document = NULL;
  RedaksiStoreRevision from = { 0 };
  guint64 beginning;
  gint64 number = 0;

  if (newest->number < 2 || !find_beginning (db, row, newest->version, &beginning, NULL)
      || beginning == newest->version
      || !redaksi_database_get_int (db, &number, NULL,
                                    "SELECT number FROM revision WHERE article = ? AND version >= ?"
                                    "  ORDER BY number LIMIT 1",
                                    "ii", row, (gint64)beginning))
    return NULL;
  if (number > 0 && number < newest->number
      && redaksi_store_find_revision (db, row, (guint)number, &from, NULL))
    document = retrace (db, id, row, &from, newest);
  if (document == NULL && number + 1 < newest->number
      && redaksi_store_find_revision (db, row, newest->number - 1, &from, NULL))
    document = retrace (db, id, row, &from, newest);
  return document;
}

/**
 * redaksi_store_load:
 * @db: a connection
 * @id: an article's id
 * @error: return location; %REDAKSI_LIBRARY_ERROR_DAMAGED names what is damaged, and the newest
 *   revision that is whole
 *
 * Opens an article as it was when its last change became durable: its newest revision, and what the
 * journal says was done after it, with the undo of all that the journal goes back to.
 *
 * Returns: (transfer full) (nullable): the document
 */
RedaksiDocument *
redaksi_store_load (RedaksiDatabase *db, const char *id, GError **error)
{
  g_autoptr (RedaksiDocument) document = NULL;
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (GError) local = NULL;
  RedaksiStoreRevision newest;
  RedaksiStoreRow row;
  guint whole;

  if (!redaksi_store_find (db, id, &row, error)
      || !redaksi_store_find_revision (db, row.row, row.revision, &newest, error))
    return NULL;

  if (!row.doubtful)
    document = load_with_undo (db, id, row.row, &newest);
  if (row.doubtful)
    damaged (&local, id, row.version, NULL);
  else if (document == NULL)
    article = redaksi_store_read_revision (db, id, row.row, row.revision, NULL, &local);
  if (article != NULL)
    document = redaksi_document_new (article, newest.version);
  if (document != NULL)
    {
      g_clear_error (&local);
      if (replay (db, id, row.row, document, row.version, &local))
        {
          guint length = redaksi_body_get_length (redaksi_document_get_body (document));

          row.selection.anchor = MIN (row.selection.anchor, length);
          row.selection.head = MIN (row.selection.head, length);
          redaksi_document_set_selection (document, row.selection);
          redaksi_document_break_undo (document);
          return g_steal_pointer (&document);
        }
    }
  if (!g_error_matches (local, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  whole = redaksi_store_find_whole (db, id, row.row, row.revision + 1);
  if (whole > 0)
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_DAMAGED,
                 _ ("%s Revision %u is whole and can be restored."), local->message, whole);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* The same, by the row. */
RedaksiDocument *
redaksi_store_load_row (RedaksiDatabase *db, gint64 row, GError **error)
{
  g_autofree char *id = NULL;

  return redaksi_store_find_id (db, row, &id, error) ? redaksi_store_load (db, id, error) : NULL;
}
