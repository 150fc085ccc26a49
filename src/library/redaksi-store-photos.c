/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which articles have which photos, and the files of those that nobody has any more. A photo's
 * files are named by its SHA-256 (docs/library.md): what is below photos/ in a folder of its first
 * two digits and begins with the digest is its.
 *
 * Emptying the trash writes down what is to go (photo_gone) in the transaction that deletes the
 * articles; the files go after the commit, and where the program ends in between, after the next
 * opening.
 */
#include "redaksi-store-private.h"

#include <glib/gstdio.h>

#include "redaksi-digest.h"

#define UNKNOWN "photo-use-unknown"

/* A photo that stays in the history stays here too: nothing is taken out before the article goes.
 */
gboolean
redaksi_store_note_photos (RedaksiDatabase *db, gint64 row, RedaksiArticle *article, GError **error)
{
  g_autoptr (GPtrArray) photos = redaksi_article_get_photos (article);

  for (guint i = 0; i < photos->len; i++)
    if (!redaksi_database_run (db, error,
                               "INSERT OR IGNORE INTO photo_use (digest, article) VALUES (?, ?)",
                               "si", photos->pdata[i], row))
      return FALSE;
  return TRUE;
}

static gboolean
learn_article (RedaksiDatabase *db, gint64 row, GError **error)
{
  g_autoptr (RedaksiDocument) document = redaksi_store_load_row (db, row, NULL);
  g_autoptr (GPtrArray) revisions = redaksi_store_list_revisions (db, row, error);
  g_autofree char *id = NULL;

  if (revisions == NULL || !redaksi_store_find_id (db, row, &id, error))
    return FALSE;
  if (document != NULL
      && !redaksi_store_note_photos (db, row, redaksi_document_get_article (document), error))
    return FALSE;
  for (guint i = 0; i < revisions->len; i++)
    {
      RedaksiRevisionInfo *info = revisions->pdata[i];
      g_autoptr (RedaksiArticle) article
        = redaksi_store_read_revision (db, id, row, info->number, NULL, NULL);
      if (article != NULL && !redaksi_store_note_photos (db, row, article, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * redaksi_store_learn_photos:
 * @db: a connection
 * @error: return location for a #RedaksiLibraryError
 *
 * Looks through the articles of a library that was made before photo_use was kept; once, and
 * slowly.
 */
gboolean
redaksi_store_learn_photos (RedaksiDatabase *db, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_autofree char *known = NULL;

  if (!redaksi_store_get_setting (db, UNKNOWN, &known, error))
    return FALSE;
  if (known == NULL)
    return TRUE;
  rows = redaksi_database_list_int (db, error, "SELECT row FROM article WHERE row <= ?", "i",
                                    g_ascii_strtoll (known, NULL, 10));
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!learn_article (db, g_array_index (rows, gint64, i), error))
      return FALSE;
  return redaksi_database_run (db, error, "DELETE FROM setting WHERE name = ?", "s", UNKNOWN);
}

/* Before an article is deleted: its photos may be on their way out. */
gboolean
redaksi_store_doubt_photos (RedaksiDatabase *db, gint64 row, GError **error)
{
  return redaksi_database_run (db, error,
                               "INSERT OR REPLACE INTO photo_gone (digest, time)"
                               "  SELECT digest, (SELECT deleted FROM article WHERE row = ?1)"
                               "    FROM photo_use WHERE article = ?1",
                               "i", row);
}

/* After articles were deleted: what others have stays; what sites call the rest is forgotten. */
gboolean
redaksi_store_settle_photos (RedaksiDatabase *db, GError **error)
{
  return redaksi_database_run (db, error,
                               "DELETE FROM photo_gone WHERE digest IN"
                               "  (SELECT digest FROM photo_use)",
                               "")
         && redaksi_database_run (db, error,
                                  "DELETE FROM remote WHERE substr (local, 1, 64) IN"
                                  "  (SELECT digest FROM photo_gone)",
                                  "");
}

/* ---- files ------------------------------------------------------------------------------------
 */

/* The files of a photo in one folder: whether there is one that is newer than @time, and, where
 * @remove is set, whether none is left. */
static gboolean
look_into (const char *photos, const char *sort, const char *digest, gboolean remove, gint64 time)
{
  char shard[3] = { digest[0], digest[1], '\0' };
  g_autofree char *folder = g_build_filename (photos, sort, shard, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean newer = FALSE, left = FALSE;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;
      GStatBuf st;

      if (!g_str_has_prefix (name, digest))
        continue;
      path = g_build_filename (folder, name, NULL);
      newer = newer || (g_lstat (path, &st) == 0 && (gint64)st.st_mtime * G_USEC_PER_SEC > time);
      if (remove && g_unlink (path) != 0)
        left = TRUE;
    }
  return remove ? !left : newer;
}

/* One whose original was taken in after @time is somebody's again. */
static gboolean
remove_files (const char *photos, const char *digest, gint64 time)
{
  g_autoptr (GDir) dir = NULL;
  gboolean all = TRUE;
  const char *sort;

  if (look_into (photos, "originals", digest, FALSE, time))
    return FALSE;
  dir = g_dir_open (photos, 0, NULL);
  while (dir != NULL && (sort = g_dir_read_name (dir)) != NULL)
    all = look_into (photos, sort, digest, TRUE, time) && all;
  return all;
}

/**
 * redaksi_store_remove_photos:
 * @db: a connection
 * @folder: where the photos are
 * @error: return location for a #RedaksiLibraryError
 *
 * Removes the files of photos that no article has any more. One that was taken in again since its
 * article went into the trash is left for the next time.
 */
gboolean
redaksi_store_remove_photos (RedaksiDatabase *db, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) removed = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement;
  int step;

  if (!redaksi_store_settle_photos (db, error))
    return FALSE;
  statement = redaksi_database_query (db, error, "SELECT digest, time FROM photo_gone", "");
  if (statement == NULL)
    return FALSE;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      const char *digest = redaksi_column_text (statement, 0);

      /* A file that somebody else made must not lead us out of the folder. */
      if (!redaksi_digest_is_valid (digest)
          || remove_files (folder, digest, sqlite3_column_int64 (statement, 1)))
        g_ptr_array_add (removed, g_strdup (digest));
    }
  if (step < 0)
    return FALSE;
  for (guint i = 0; i < removed->len; i++)
    if (!redaksi_database_run (db, error, "DELETE FROM photo_gone WHERE digest = ?", "s",
                               removed->pdata[i]))
      return FALSE;
  return TRUE;
}
