/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an article is as it was written. */
#include "redaksi-store-private.h"

static gboolean
are_revisions_whole (RedaksiDatabase *db, const char *id, gint64 row, guint newest, guint *read)
{
  g_autoptr (GPtrArray) list = redaksi_store_list_revisions (db, row, NULL);
  gboolean whole = list != NULL && list->len == newest;

  /* One that is missing is as lost as one that can't be read. */
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      RedaksiRevisionInfo *info = list->pdata[i];
      g_autoptr (RedaksiArticle) article
        = redaksi_store_read_revision (db, id, row, info->number, NULL, NULL);
      whole = whole && article != NULL;
      (*read)++;
    }
  return whole;
}

/**
 * redaksi_store_is_whole:
 * @db: a connection
 * @id: an article's id
 * @row: its row
 * @revisions: (inout): counts the revisions that were read
 *
 * Reads all states of an article, the journal after the newest, and what lists show of it.
 *
 * Returns: whether each has the digest that it was written with; an article that is gone is whole
 */
gboolean
redaksi_store_is_whole (RedaksiDatabase *db, const char *id, gint64 row, guint *revisions)
{
  g_autoptr (RedaksiDocument) document = NULL;
  gboolean whole = FALSE, different = TRUE;
  gint64 count = 0;
  RedaksiStoreRow found;

  /* One moment of the library: somebody may write, or empty the trash. */
  if (!redaksi_database_exec (db, "BEGIN", NULL))
    return FALSE;
  if (redaksi_database_get_int (db, &count, NULL, "SELECT count(*) FROM article WHERE row = ?", "i",
                                row)
      && count == 0)
    whole = TRUE;
  else if (redaksi_store_find (db, id, &found, NULL) && found.row == row)
    {
      whole = are_revisions_whole (db, id, row, found.revision, revisions)
              && redaksi_store_is_sealed (db, row);
      document = redaksi_store_load (db, id, NULL);
      whole = whole && document != NULL
              && redaksi_store_shows (db, row, redaksi_document_get_article (document), &different,
                                      NULL)
              && !different;
    }
  redaksi_database_rollback (db);
  return whole;
}
