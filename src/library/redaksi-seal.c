/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Seals: a digest of a row's columns in the row itself, so that a state, a place in history or a
 * site's id that changed by itself is known from one that we wrote. Whoever writes a row seals it
 * in the same transaction.
 */
#include "redaksi-store-private.h"

#define DIGITS 16

#define ARTICLE_SEAL                                                                               \
  "redaksi_seal (row, id, state, created, changed, scheduled, deleted, version, revision,"         \
  " indexed, anchor, head, headline, byline, snippet, photo, section, words, url)"
#define REVISION_SEAL                                                                              \
  "redaksi_seal (article, number, version, time, reason, label, digest, words, size, base)"
#define PUSH_SEAL                                                                                  \
  "redaksi_seal (place, id, article, revision, site, intent, scheduled, created, stage,"           \
  " finished, attempts, next_try, message, raw, url, sent, version)"
#define REMOTE_SEAL "redaksi_seal (site, local, remote_id, url, state)"

/* Of any values: each with its type and its length, so that no two rows read the same. */
static void
seal_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (int i = 0; i < n; i++)
    {
      const guchar *bytes = sqlite3_value_blob (values[i]);
      int size = sqlite3_value_bytes (values[i]);
      char head[32];

      g_snprintf (head, sizeof head, "%d:%d:", sqlite3_value_type (values[i]), size);
      g_checksum_update (checksum, (const guchar *)head, -1);
      if (size > 0)
        g_checksum_update (checksum, bytes, size);
    }
  sqlite3_result_text (context, g_checksum_get_string (checksum), DIGITS, SQLITE_TRANSIENT);
}

/* DIRECTONLY: no schema may use it. */
gboolean
redaksi_seal_register (sqlite3 *db)
{
  return sqlite3_create_function (db, "redaksi_seal", -1,
                                  SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                  seal_cb, NULL, NULL)
         == SQLITE_OK;
}

/* After every writing to an article's row. */
gboolean
redaksi_store_seal_article (RedaksiDatabase *db, gint64 row, GError **error)
{
  return redaksi_database_run (db, error,
                               "UPDATE article SET seal = " ARTICLE_SEAL " WHERE row = ?", "i",
                               row);
}

gboolean
redaksi_store_seal_revision (RedaksiDatabase *db, gint64 row, guint number, GError **error)
{
  return redaksi_database_run (db, error,
                               "UPDATE revision SET seal = " REVISION_SEAL
                               "  WHERE article = ? AND number = ?",
                               "ii", row, (gint64)number);
}

gboolean
redaksi_store_seal_push (RedaksiDatabase *db, const char *id, GError **error)
{
  return redaksi_database_run (db, error, "UPDATE push SET seal = " PUSH_SEAL " WHERE id = ?", "s",
                               id);
}

gboolean
redaksi_store_seal_remote (RedaksiDatabase *db, const char *site, const char *local, GError **error)
{
  return redaksi_database_run (db, error,
                               "UPDATE remote SET seal = " REMOTE_SEAL
                               "  WHERE site = ? AND local = ?",
                               "ss", site, local);
}

/**
 * redaksi_store_is_sealed:
 * @db: a connection
 * @row: an article's row
 *
 * Returns: whether the row, and what is known of its revisions, is as it was written
 */
gboolean
redaksi_store_is_sealed (RedaksiDatabase *db, gint64 row)
{
  gint64 broken = 1;

  return redaksi_database_get_int (
           db, &broken, NULL,
           "SELECT (SELECT count(*) FROM article WHERE row = ?1 AND seal IS NOT " ARTICLE_SEAL ")"
           "     + (SELECT count(*) FROM revision"
           "         WHERE article = ?1 AND seal IS NOT " REVISION_SEAL ")",
           "i", row)
         && broken == 0;
}

/**
 * redaksi_store_list_broken_seals:
 * @db: a connection
 * @error: return location for a #RedaksiLibraryError
 *
 * Returns: (transfer full) (nullable): of what the rows of pushes and of remote ids are that are
 * not as they were written: articles by their ids, photos by their digests
 */
GStrv
redaksi_store_list_broken_seals (RedaksiDatabase *db, GError **error)
{
  g_autoptr (GStrvBuilder) broken = g_strv_builder_new ();
  sqlite3_stmt *statement
    = redaksi_database_query (db, error,
                              "SELECT article FROM push WHERE seal IS NOT " PUSH_SEAL
                              " UNION SELECT local FROM remote WHERE seal IS NOT " REMOTE_SEAL,
                              "");
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    g_strv_builder_add (broken, redaksi_column_text (statement, 0));
  return step == 0 ? g_strv_builder_end (broken) : NULL;
}
