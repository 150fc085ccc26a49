/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a library file comes to this version, and how it is told from a file that only says so.
 * sql/NNN.sql brings version NNN - 1 to NNN; PRAGMA user_version is the number.
 */
#include <glib/gi18n-lib.h>

#include "redaksi-database-private.h"
#include "redaksi-library-resources.h"

#define SQL_FOLDER "/io/github/redaksi/Redaksi/library/sql/"

static GBytes *
get_sql (guint number)
{
  g_autofree char *path = g_strdup_printf (SQL_FOLDER "%03u.sql", number);

  return g_resource_lookup_data (redaksi_library_get_resource (), path,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/* The newest version that this program knows. */
guint
redaksi_migrations_count (void)
{
  guint n = 0;

  for (;;)
    {
      g_autoptr (GBytes) sql = get_sql (n + 1);
      if (sql == NULL)
        return n;
      n++;
    }
}

static gboolean
run_from (RedaksiDatabase *db, guint version, GError **error)
{
  guint n = redaksi_migrations_count ();
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u;",
                                            REDAKSI_LIBRARY_APPLICATION_ID, n);

  for (guint number = version + 1; number <= n; number++)
    {
      g_autoptr (GBytes) sql = get_sql (number);
      /* A resource's data ends with a NUL that is not counted. */
      if (!redaksi_database_exec (db, g_bytes_get_data (sql, NULL), error))
        return FALSE;
    }
  return redaksi_database_exec (db, stamp, error);
}

/**
 * redaksi_migrations_apply:
 * @db: a writing connection
 * @error: return location for a #RedaksiLibraryError
 *
 * Brings the file to this version, in one transaction; an empty file becomes a library. A file of
 * something else, and one of a newer version, are left as they are.
 */
gboolean
redaksi_migrations_apply (RedaksiDatabase *db, GError **error)
{
  gint64 application = 0, version = 0, objects = 0;

  if (!redaksi_database_begin (db, error))
    return FALSE;
  if (!redaksi_database_get_int (db, &application, error, "PRAGMA application_id", "")
      || !redaksi_database_get_int (db, &version, error, "PRAGMA user_version", "")
      || !redaksi_database_get_int (db, &objects, error, "SELECT count(*) FROM sqlite_schema", ""))
    {
      redaksi_database_rollback (db);
      return FALSE;
    }
  if (application != REDAKSI_LIBRARY_APPLICATION_ID && (application != 0 || objects > 0))
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_OPEN,
                 _ ("This file is not a Redaksi library."));
  else if (version > redaksi_migrations_count ())
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NEWER,
                 _ ("This library was made by a newer Redaksi. Update Redaksi to open it."));
  else if (version < 0 || (version == 0 && objects > 0))
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_DAMAGED,
                 _ ("The library file is damaged: %s"), "user_version");
  else if (version == redaksi_migrations_count () || run_from (db, (guint)version, error))
    return redaksi_database_commit (db, error);
  redaksi_database_rollback (db);
  return FALSE;
}

/* Every object of a schema, in order. Of the tables that FTS5 makes for itself only the names
 * count: their SQL is SQLite's affair and may change with it. */
static char *
describe (RedaksiDatabase *db, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *statement = redaksi_database_query (
    db, error,
    "SELECT type, name, tbl_name, iif (name GLOB 'article_search_*', '', coalesce (sql, ''))"
    "  FROM sqlite_schema ORDER BY type, name",
    "");
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      for (int i = 0; i < 4; i++)
        g_string_append_printf (text, "%s\x1f", redaksi_column_text (statement, i));
      g_string_append_c (text, '\n');
    }
  return step == 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

/**
 * redaksi_migrations_check:
 * @db: a connection
 * @error: return location for a #RedaksiLibraryError
 *
 * Compares the file's schema with the one that the migrations make in an empty database. A trigger,
 * a view or a table that somebody put in makes the file one that we do not use.
 */
gboolean
redaksi_migrations_check (RedaksiDatabase *db, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *is = NULL;
  static char *expected;
  static GMutex lock;

  is = describe (db, error);
  if (is == NULL)
    return FALSE;

  g_mutex_lock (&lock);
  if (expected == NULL)
    {
      RedaksiDatabase *model = redaksi_database_open_empty (&local);
      if (model != NULL && run_from (model, 0, &local))
        expected = describe (model, &local);
      if (model != NULL)
        redaksi_database_close (model, NULL);
    }
  g_mutex_unlock (&lock);
  if (expected == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!g_str_equal (is, expected))
    {
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_DAMAGED,
                   _ ("The library file is damaged: %s"), _ ("its tables are not Redaksi’s"));
      return FALSE;
    }
  return TRUE;
}
