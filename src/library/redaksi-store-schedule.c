/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes out at an hour that was set. */
#include "redaksi-store-private.h"

/**
 * redaksi_store_set_scheduled:
 * @db: a connection
 * @id: an article's id
 * @time: when its site publishes it; microseconds, UTC
 * @error: return location for a #RedaksiLibraryError
 */
gboolean
redaksi_store_set_scheduled (RedaksiDatabase *db, const char *id, gint64 time, GError **error)
{
  RedaksiStoreRow row;

  return redaksi_store_find (db, id, &row, error)
         && redaksi_database_run (db, error,
                                  "UPDATE article SET state = ?, scheduled = ? WHERE row = ?",
                                  "iii", (gint64)REDAKSI_STATE_SCHEDULED, time, row.row)
         && redaksi_store_seal_article (db, row.row, error);
}

/**
 * redaksi_store_list_scheduled:
 * @db: a connection
 * @error: return location for a #RedaksiLibraryError
 *
 * The site of an article is the one of its last push that asked for an hour; of what was pulled,
 * the one that it came from.
 *
 * Returns: (transfer full) (nullable) (element-type RedaksiScheduled): the earliest first
 */
GPtrArray *
redaksi_store_list_scheduled (RedaksiDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) list
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_scheduled_free);
  sqlite3_stmt *statement;
  int step;

  statement = redaksi_database_query (
    db, error,
    "SELECT id, headline, byline,"
    "    coalesce ((SELECT site FROM push WHERE push.article = article.id AND intent = 'schedule'"
    "        AND push.scheduled = article.scheduled ORDER BY place DESC LIMIT 1),"
    "      (SELECT site FROM remote WHERE local = article.id LIMIT 1)),"
    "    scheduled AS hour, 0"
    "  FROM article WHERE deleted = 0 AND state = ?"
    " UNION ALL "
    "SELECT article.id, article.headline, article.byline, push.site, push.scheduled, 1"
    "  FROM push JOIN article ON article.id = push.article"
    "  WHERE push.finished = 0 AND push.intent = 'schedule' AND article.deleted = 0"
    " ORDER BY hour, 1",
    "i", (gint64)REDAKSI_STATE_SCHEDULED);
  if (statement == NULL)
    return NULL;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      RedaksiScheduled *one = g_new0 (RedaksiScheduled, 1);

      one->article = redaksi_column_dup (statement, 0);
      one->headline = g_utf8_make_valid (redaksi_column_text (statement, 1), -1);
      one->byline = g_utf8_make_valid (redaksi_column_text (statement, 2), -1);
      one->site = redaksi_column_dup (statement, 3);
      one->time = sqlite3_column_int64 (statement, 4);
      one->waiting = sqlite3_column_int (statement, 5) != 0;
      g_ptr_array_add (list, one);
    }
  return step == 0 ? g_steal_pointer (&list) : NULL;
}
