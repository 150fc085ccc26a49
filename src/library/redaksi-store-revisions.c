/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Revisions: the article's JSON, compressed. Every KEYFRAME_EVERYth stands alone and is
 * zstd's prefix of every STEP_EVERYth after it, which is the prefix of the few up to the next; so
 * they cost little more than what changed. (Of a chain, each on the one before it, one damaged link
 * would take all after it along; here a damaged revision hurts itself, a step at most 4 others, a
 * keyframe at most 24.)
 */
#include "redaksi-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zstd.h>

#include "redaksi-digest.h"
#include "redaksi-word-count.h"

#define KEYFRAME_EVERY 25
#define STEP_EVERY     5
/* What can be undone after the article was closed: a day's typing of the articles that one works
 * on; each key is some 150 bytes. */
#define UNDO_DEPTH    4000
#define UNDO_BYTES    (4 << 20)
#define UNDO_ARTICLES 50
#define LEVEL         6
#define SMALL         (256 << 10)
#define SMALL_LEVEL   19 /* some milliseconds; of a book it would keep the journal waiting */
#define WINDOW_LOG    26 /* 64 MB: prefix and content together */
/* No article is that large; a row that says so was not written by us. */
#define MAX_JSON (64 << 20)

static GBytes *
compress (const char *json, gsize length, GBytes *prefix)
{
  ZSTD_CCtx *context = ZSTD_createCCtx ();
  gsize capacity = ZSTD_compressBound (length);
  g_autofree char *data = g_malloc (capacity);
  gsize size;

  ZSTD_CCtx_setParameter (context, ZSTD_c_compressionLevel, length <= SMALL ? SMALL_LEVEL : LEVEL);
  if (prefix != NULL)
    {
      ZSTD_CCtx_setParameter (context, ZSTD_c_enableLongDistanceMatching, 1);
      ZSTD_CCtx_setParameter (context, ZSTD_c_windowLog, WINDOW_LOG);
      ZSTD_CCtx_refPrefix (context, g_bytes_get_data (prefix, NULL), g_bytes_get_size (prefix));
    }
  size = ZSTD_compress2 (context, data, capacity, json, length);
  ZSTD_freeCCtx (context);
  g_assert (!ZSTD_isError (size));
  return g_bytes_new_take (g_realloc (g_steal_pointer (&data), size), size);
}

/* NULL where it is not what we wrote. */
static GBytes *
decompress (gconstpointer data, gsize size, gsize expected, GBytes *prefix)
{
  g_autofree char *json = NULL;
  ZSTD_DCtx *context;
  gsize length;

  if (expected > MAX_JSON)
    return NULL;
  context = ZSTD_createDCtx ();
  json = g_malloc (expected + 1);
  ZSTD_DCtx_setParameter (context, ZSTD_d_windowLogMax, WINDOW_LOG);
  if (prefix != NULL)
    ZSTD_DCtx_refPrefix (context, g_bytes_get_data (prefix, NULL), g_bytes_get_size (prefix));
  length = ZSTD_decompressDCtx (context, json, expected, data, size);
  ZSTD_freeDCtx (context);
  if (ZSTD_isError (length) || length != expected)
    return NULL;
  json[length] = '\0';
  return g_bytes_new_take (g_steal_pointer (&json), length);
}

static gboolean
damaged (GError **error, const char *id, guint number)
{
  g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_DAMAGED,
               _ ("Revision %u of article %s is damaged."), number, id);
  return FALSE;
}

/**
 * redaksi_store_find_revision:
 * @db: a connection
 * @row: an article's row
 * @number: a revision's number
 * @revision: (out caller-allocates): what is known of it
 * @error: return location; %REDAKSI_LIBRARY_ERROR_NOT_FOUND where there is none
 */
gboolean
redaksi_store_find_revision (RedaksiDatabase *db, gint64 row, guint number,
                             RedaksiStoreRevision *revision, GError **error)
{
  sqlite3_stmt *statement = redaksi_database_query (db, error,
                                                    "SELECT version, digest FROM revision"
                                                    "  WHERE article = ? AND number = ?",
                                                    "ii", row, (gint64)number);
  int step;

  if (statement == NULL)
    return FALSE;
  step = redaksi_database_step (db, statement, error);
  if (step == 0)
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND,
                 _ ("The article has no revision %u."), number);
  if (step != 1)
    return FALSE;
  revision->number = number;
  revision->version = (guint64)sqlite3_column_int64 (statement, 0);
  g_strlcpy (revision->digest, redaksi_column_text (statement, 1), sizeof revision->digest);
  sqlite3_reset (statement);
  return TRUE;
}

/* The JSON of a revision, its digest checked. @depth: on how many others it may stand. */
static GBytes *
read_json (RedaksiDatabase *db, const char *id, gint64 row, guint number, guint depth,
           GError **error)
{
  g_autoptr (GBytes) prefix = NULL;
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *is = NULL;
  sqlite3_stmt *statement;
  gint64 base, size;
  int step;

  statement = redaksi_database_query (db, error,
                                      "SELECT digest, size, base, data FROM revision"
                                      "  WHERE article = ? AND number = ?",
                                      "ii", row, (gint64)number);
  if (statement == NULL)
    return NULL;
  step = redaksi_database_step (db, statement, error);
  if (step == 0)
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND,
                 _ ("The article has no revision %u."), number);
  if (step != 1)
    return NULL;
  digest = g_strdup (redaksi_column_text (statement, 0));
  size = sqlite3_column_int64 (statement, 1);
  base = sqlite3_column_int64 (statement, 2);
  data = g_bytes_new (sqlite3_column_blob (statement, 3), sqlite3_column_bytes (statement, 3));
  sqlite3_reset (statement);

  if (base != 0)
    {
      if (depth > 0 && base > 0 && base < number)
        prefix = read_json (db, id, row, (guint)base, depth - 1, NULL);
      if (prefix == NULL)
        {
          damaged (error, id, number);
          return NULL;
        }
    }
  if (size >= 0)
    json = decompress (g_bytes_get_data (data, NULL), g_bytes_get_size (data), (gsize)size, prefix);
  if (json != NULL)
    is = redaksi_digest_bytes (json);
  if (g_strcmp0 (is, digest) != 0)
    {
      damaged (error, id, number);
      return NULL;
    }
  return g_steal_pointer (&json);
}

/**
 * redaksi_store_read_revision:
 * @db: a connection
 * @id: an article's id
 * @row: its row
 * @number: a revision's number
 * @revision: (out) (optional): what else is known of it
 * @error: return location; %REDAKSI_LIBRARY_ERROR_DAMAGED where its digest does not match
 *
 * Returns: (transfer full) (nullable): the article as it was
 */
RedaksiArticle *
redaksi_store_read_revision (RedaksiDatabase *db, const char *id, gint64 row, guint number,
                             RedaksiStoreRevision *revision, GError **error)
{
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (GBytes) json = NULL;

  if (revision != NULL && !redaksi_store_find_revision (db, row, number, revision, error))
    return NULL;
  json = read_json (db, id, row, number, 2, error);
  if (json == NULL)
    return NULL;
  article
    = redaksi_article_from_json (g_bytes_get_data (json, NULL), g_bytes_get_size (json), NULL);
  /* Another article's revision would pass its digest. */
  if (article == NULL || !g_str_equal (redaksi_article_get_id (article), id))
    {
      damaged (error, id, number);
      return NULL;
    }
  return g_steal_pointer (&article);
}

/* The newest revision before @below that can be read; 0 where none can. */
guint
redaksi_store_find_whole (RedaksiDatabase *db, const char *id, gint64 row, guint below)
{
  for (guint number = below; number-- > 1;)
    {
      g_autoptr (RedaksiArticle) article
        = redaksi_store_read_revision (db, id, row, number, NULL, NULL);
      if (article != NULL)
        return number;
    }
  return 0;
}

/* The revision that @number may have as its prefix: the newest that stands alone, where that is not
 * too long ago and can be read. */
static guint
find_base (RedaksiDatabase *db, const char *id, gint64 row, guint number, GBytes **prefix)
{
  gint64 base = 0;

  if (!redaksi_database_get_int (db, &base, NULL,
                                 "SELECT max (number) FROM revision WHERE article = ? AND base = 0",
                                 "i", row)
      || base <= 0 || base + KEYFRAME_EVERY <= number)
    return 0;
  if ((number - base) % STEP_EVERY != 0)
    {
      gint64 step = base + (number - base) / STEP_EVERY * STEP_EVERY;

      *prefix = read_json (db, id, row, (guint)step, 1, NULL);
      if (*prefix != NULL)
        return (guint)step;
    }
  *prefix = read_json (db, id, row, (guint)base, 0, NULL);
  return *prefix != NULL ? (guint)base : 0;
}

/* Forgets the journal of an article up to @version, or to what is worth keeping of it before. */
static gboolean
shorten_journal (RedaksiDatabase *db, gint64 row, guint64 version, guint64 until, GError **error)
{
  gint64 bytes = 0, floor = 0;

  if (!redaksi_database_get_int (db, &bytes, error,
                                 "SELECT total (length (done)) FROM journal WHERE article = ?", "i",
                                 row))
    return FALSE;
  if (bytes > UNDO_BYTES)
    floor = (gint64)version;
  else if (!redaksi_database_get_int (db, &floor, error,
                                      "SELECT coalesce (max (version), 0) FROM revision"
                                      "  WHERE article = ? AND version <= ? AND version <= ?",
                                      "iii", row, (gint64)version, (gint64)until - UNDO_DEPTH))
    return FALSE;
  return redaksi_database_run (db, error, "DELETE FROM journal WHERE article = ? AND version <= ?",
                               "ii", row, floor);
}

/* Of an article that was not worked on for long only what mends its newest revision is kept. */
static gboolean
shorten_old_journal (RedaksiDatabase *db, GError **error)
{
  gint64 row = 0;

  return redaksi_database_get_int (db, &row, error,
                                   "SELECT row FROM article WHERE deleted = 0"
                                   "  ORDER BY changed DESC, row DESC LIMIT 1 OFFSET ?",
                                   "i", (gint64)UNDO_ARTICLES)
         && redaksi_database_run (db, error,
                                  "DELETE FROM journal WHERE article = ?1 AND version <="
                                  "  (SELECT version FROM revision WHERE article = ?1"
                                  "    ORDER BY number DESC LIMIT 1 OFFSET 1)",
                                  "i", row);
}

/**
 * redaksi_store_cut:
 * @db: a connection
 * @id: an article's id
 * @article: what it is
 * @version: the number of transactions that made it
 * @reason: why the revision is cut
 * @label: (nullable): what a person calls it
 * @time: now
 * @number: (out): the newest revision's number
 * @made: (out) (optional): whether that is a new one
 * @error: return location for a #RedaksiLibraryError
 *
 * Keeps a whole state. The same content as the newest revision's makes no new one. The journal
 * before the revision that was the newest is kept as far as it is worth an undo.
 */
gboolean
redaksi_store_cut (RedaksiDatabase *db, const char *id, RedaksiArticle *article, guint64 version,
                   const char *reason, const char *label, gint64 time, guint *number,
                   gboolean *made, GError **error)
{
  g_autofree char *json = redaksi_article_to_json (article);
  gsize length = strlen (json);
  g_autofree char *digest = redaksi_digest_data (json, length);
  g_autoptr (GBytes) prefix = NULL;
  g_autoptr (GBytes) data = NULL;
  RedaksiStoreRevision newest = { 0 };
  RedaksiStoreRow row;
  guint base;

  if (made != NULL)
    *made = FALSE;
  if (!redaksi_store_find (db, id, &row, error))
    return FALSE;
  if (row.revision > 0)
    {
      if (!redaksi_store_find_revision (db, row.row, row.revision, &newest, error))
        return FALSE;
      if (g_str_equal (newest.digest, digest))
        {
          g_autoptr (RedaksiArticle) same
            = redaksi_store_read_revision (db, id, row.row, row.revision, NULL, NULL);

          /* Where the stored one is damaged the content is worth keeping once more. */
          if (same != NULL)
            {
              *number = row.revision;
              return label == NULL
                     || (redaksi_database_run (db, error,
                                               "UPDATE revision SET label = coalesce (label, ?)"
                                               "  WHERE article = ? AND number = ?",
                                               "sii", label, row.row, (gint64)row.revision)
                         && redaksi_store_seal_revision (db, row.row, row.revision, error));
            }
        }
    }

  *number = row.revision + 1;
  base = find_base (db, id, row.row, *number, &prefix);
  data = compress (json, length, prefix);
  if (!redaksi_database_run (db, error,
                             "INSERT INTO revision (article, number, version, time, reason, label,"
                             "  digest, words, size, base, data)"
                             "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "iiiisssiiib", row.row, (gint64)*number, (gint64)version, time, reason,
                             label, digest, (gint64)redaksi_article_count_words (article),
                             (gint64)length, (gint64)base, data)
      || !redaksi_store_seal_revision (db, row.row, *number, error)
      || !shorten_journal (db, row.row, newest.version, version, error)
      || !shorten_old_journal (db, error)
      || !redaksi_database_run (db, error,
                                "UPDATE article SET revision = ?, version = max (version, ?)"
                                "  WHERE row = ?",
                                "iii", (gint64)*number, (gint64)version, row.row)
      || (row.tail && version >= row.version && !redaksi_store_take_tail (db, &row, error))
      || !redaksi_store_seal_article (db, row.row, error))
    return FALSE;
  if (made != NULL)
    *made = TRUE;
  return TRUE;
}

/* Newest first. */
GPtrArray *
redaksi_store_list_revisions (RedaksiDatabase *db, gint64 row, GError **error)
{
  g_autoptr (GPtrArray) list
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_revision_info_free);
  sqlite3_stmt *statement
    = redaksi_database_query (db, error,
                              "SELECT number, time, reason, label, digest, words FROM revision"
                              "  WHERE article = ? ORDER BY number DESC",
                              "i", row);
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      RedaksiRevisionInfo *info = g_new0 (RedaksiRevisionInfo, 1);

      info->number = (guint)sqlite3_column_int64 (statement, 0);
      info->time = sqlite3_column_int64 (statement, 1);
      info->reason = g_strdup (redaksi_column_text (statement, 2));
      info->label = redaksi_column_dup (statement, 3);
      info->digest = g_strdup (redaksi_column_text (statement, 4));
      info->words = (guint)sqlite3_column_int64 (statement, 5);
      g_ptr_array_add (list, info);
    }
  return step == 0 ? g_steal_pointer (&list) : NULL;
}
