/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Emptying the trash. Everything that came from an article goes with it: revisions, journal, the
 * words that search knows, names that only it had, what was sent of it and what was answered, its
 * photos. secure_delete overwrites what was deleted; the caller empties the log.
 */
#include "redaksi-store-private.h"

#include <string.h>

/* A name is still somebody's where search finds it in another article. */
static gboolean
is_name_used (RedaksiDatabase *db, const char *name, gboolean *used, GError **error)
{
  g_autoptr (GString) expression = g_string_new ("bylines : \"");
  sqlite3_stmt *statement;
  int step;

  for (const char *p = name; *p != '\0'; p++)
    g_string_append_printf (expression, *p == '"' ? "\"\"" : "%c", *p);
  g_string_append_c (expression, '"');
  statement = redaksi_database_query (db, error,
                                      "SELECT 1 FROM article_search WHERE article_search MATCH ?"
                                      "  LIMIT 1",
                                      "s", expression->str);
  if (statement == NULL)
    return FALSE;
  step = redaksi_database_step (db, statement, error);
  *used = step == 1;
  sqlite3_reset (statement);
  return step >= 0;
}

static gboolean
forget_names (RedaksiDatabase *db, const char *select, const char *forget, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = redaksi_database_query (db, error, select, "");
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    g_ptr_array_add (names, g_strdup (redaksi_column_text (statement, 0)));
  if (step < 0)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      gboolean used = FALSE;

      if (!is_name_used (db, names->pdata[i], &used, error)
          || (!used && !redaksi_database_run (db, error, forget, "s", names->pdata[i])))
        return FALSE;
    }
  return TRUE;
}

static gboolean
purge_row (RedaksiDatabase *db, gint64 row, GError **error)
{
  return redaksi_store_unindex (db, row, error) && redaksi_store_doubt_photos (db, row, error)
         && redaksi_database_run (db, error,
                                  "DELETE FROM remote WHERE local ="
                                  "  (SELECT id FROM article WHERE row = ?)",
                                  "i", row)
         && redaksi_database_run (db, error,
                                  "DELETE FROM push WHERE article ="
                                  "  (SELECT id FROM article WHERE row = ?)",
                                  "i", row)
         && redaksi_database_run (db, error, "DELETE FROM article WHERE row = ?", "i", row);
}

/**
 * redaksi_store_purge:
 * @db: a connection
 * @keep: (nullable): ids of articles that are open
 * @only: (nullable) (element-type utf8): a set of the ids that shall go; %NULL: all
 * @ids: the ids of what went are added here
 * @error: return location for a #RedaksiLibraryError
 *
 * Empties the trash. An article that is open or on its way to a site stays in it.
 */
gboolean
redaksi_store_purge (RedaksiDatabase *db, const char *const *keep, GHashTable *only, GPtrArray *ids,
                     GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement;
  int step;

  if (!redaksi_store_learn_photos (db, error))
    return FALSE;
  statement
    = redaksi_database_query (db, error,
                              "SELECT row, id FROM article WHERE deleted <> 0 AND NOT EXISTS"
                              "  (SELECT 1 FROM push WHERE push.article = article.id"
                              "                       AND push.finished = 0)",
                              "");
  if (statement == NULL)
    return FALSE;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      const char *id = redaksi_column_text (statement, 1);

      if ((keep != NULL && g_strv_contains (keep, id))
          || (only != NULL && !g_hash_table_contains (only, id)))
        continue;
      g_array_append_val (rows, row);
      g_ptr_array_add (ids, g_strdup (id));
    }
  if (step < 0)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!purge_row (db, g_array_index (rows, gint64, i), error))
      return FALSE;
  return rows->len == 0
         || (redaksi_store_settle_photos (db, error)
             && forget_names (db, "SELECT name FROM person", "DELETE FROM person WHERE name = ?",
                              error)
             && forget_names (db, "SELECT DISTINCT name FROM term",
                              "DELETE FROM term WHERE name = ?", error));
}
