/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file itself: who may read it, what is refused, what stays in it. */
#include "common.h"
#include "redaksi-backup.h"
#include "redaksi-library-private.h"
#include "redaksi-database-private.h"

#include <sqlite3.h>
#include <sys/stat.h>

static guint
mode_of (Fixture *fixture, const char *name)
{
  g_autofree char *path = common_path (fixture, name);
  struct stat st;

  g_assert_cmpint (g_stat (path, &st), ==, 0);
  return st.st_mode & 0777;
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Isi");
  g_autofree char *photos = redaksi_library_dup_photo_folder (fixture->library);
  g_autofree char *path = common_path (fixture, "library.db");

  g_assert_cmpuint (mode_of (fixture, "library.db"), ==, 0600);
  g_assert_cmpuint (mode_of (fixture, "library.db-wal"), ==, 0600);
  g_assert_cmpuint (mode_of (fixture, "library.db-shm"), ==, 0600);
  g_assert_cmpuint (mode_of (fixture, "library.lock"), ==, 0600);
  g_assert_cmpuint (mode_of (fixture, "photos"), ==, 0700);
  g_assert_true (g_file_test (photos, G_FILE_TEST_IS_DIR));
  common_close (fixture);
  /* One that was copied without care is made private again. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  common_open (fixture);
  g_assert_cmpuint (mode_of (fixture, "library.db"), ==, 0600);
}

static void
test_stamp (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (sql_int (fixture, "PRAGMA application_id"), ==, REDAKSI_LIBRARY_APPLICATION_ID);
  g_assert_cmpint (sql_int (fixture, "PRAGMA user_version"), ==, redaksi_migrations_count ());
  g_assert_cmpuint (redaksi_migrations_count (), >=, 1);
}

static void
test_pragmas (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gint64 value;
  } expected[] = { { "PRAGMA synchronous", 2 },     { "PRAGMA trusted_schema", 0 },
                   { "PRAGMA cell_size_check", 1 }, { "PRAGMA foreign_keys", 1 },
                   { "PRAGMA secure_delete", 1 },   { "PRAGMA mmap_size", 0 } };
  g_autofree char *path = common_path (fixture, "library.db");
  RedaksiDatabase *db = redaksi_database_open (path, REDAKSI_DATABASE_WRITER, NULL);
  sqlite3_stmt *statement;
  int defensive = 0;

  g_assert_nonnull (db);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gint64 value = -1;
      g_assert_true (redaksi_database_get_int (db, &value, NULL, expected[i].sql, ""));
      g_assert_cmpint (value, ==, expected[i].value);
    }
  statement = redaksi_database_query (db, NULL, "PRAGMA journal_mode", "");
  g_assert_cmpint (redaksi_database_step (db, statement, NULL), ==, 1);
  g_assert_cmpstr (redaksi_column_text (statement, 0), ==, "wal");
  sqlite3_reset (statement);
  sqlite3_db_config (redaksi_database_get (db), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  g_assert_cmpint (defensive, ==, 1);
  g_assert_true (redaksi_database_close (db, NULL));
}

static void
refuse (Fixture *fixture, int code)
{
  RedaksiLibrary *library = redaksi_library_new (fixture->folder);

  await_library_error (redaksi_library_open (library), code);
  /* Refused is refused: nothing works afterwards, nothing hangs. */
  await_library_error (redaksi_library_load (library, "x"), REDAKSI_LIBRARY_ERROR_OPEN);
  await_true (redaksi_library_close (library));
  spin ();
  g_assert_finalize_object (library);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Isi");
  g_autofree char *path = common_path (fixture, "library.db");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length;

  common_close (fixture);
  sql (fixture, "PRAGMA user_version = 9999; PRAGMA journal_mode = DELETE");
  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  refuse (fixture, REDAKSI_LIBRARY_ERROR_NEWER);
  /* Not a byte of it changed. */
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpmem (before, length, after, length);
}

static void
test_strangers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = common_path (fixture, "library.db");
  g_autofree char *noise = g_strnfill (9000, 'x');

  common_close (fixture);
  g_remove (path);
  sql (fixture, "CREATE TABLE bookmarks (url)");
  refuse (fixture, REDAKSI_LIBRARY_ERROR_OPEN);
  g_remove (path);
  sql (fixture, "PRAGMA application_id = 1");
  refuse (fixture, REDAKSI_LIBRARY_ERROR_OPEN);
  g_assert_true (g_file_set_contents (path, noise, -1, NULL));
  refuse (fixture, REDAKSI_LIBRARY_ERROR_DAMAGED);
  g_remove (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  refuse (fixture, REDAKSI_LIBRARY_ERROR_OPEN);
  g_rmdir (path);
  g_assert_cmpint (symlink ("/etc/passwd", path), ==, 0);
  refuse (fixture, REDAKSI_LIBRARY_ERROR_OPEN);
  g_remove (path);
  /* An empty file is what a library begins as. */
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  common_open (fixture);
}

/* A file whose schema does more than ours would run it with our hands. */
static void
test_hostile_schema (Fixture *fixture, gconstpointer data)
{
  static const char *const additions[] = {
    "CREATE TRIGGER bad AFTER INSERT ON journal BEGIN DELETE FROM revision; END",
    "CREATE VIEW bad AS SELECT * FROM setting",
    "CREATE TABLE bad (x)",
    "CREATE INDEX bad ON setting (hex (value))",
    "ALTER TABLE setting ADD COLUMN bad TEXT DEFAULT (randomblob (1))",
    "DROP INDEX article_by_state",
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE setting (name TEXT PRIMARY KEY, value ANY)'"
    "  WHERE name = 'setting'",
  };
  g_autofree char *path = common_path (fixture, "library.db");
  g_autofree char *clean = NULL;
  gsize length;

  common_close (fixture);
  g_assert_true (g_file_get_contents (path, &clean, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (additions); i++)
    {
      g_assert_true (g_file_set_contents (path, clean, (gssize)length, NULL));
      sql (fixture, additions[i]);
      refuse (fixture, REDAKSI_LIBRARY_ERROR_DAMAGED);
    }
  g_assert_true (g_file_set_contents (path, clean, (gssize)length, NULL));
  common_open (fixture);
}

static gboolean
file_has (Fixture *fixture, const char *name, const char *word)
{
  g_autofree char *path = common_path (fixture, name);
  g_autofree char *contents = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &contents, &length, NULL)
         && memmem (contents, length, word, strlen (word)) != NULL;
}

static void
test_purged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Rahasianegara", "Narasumberrahasia dan namanya");

  g_assert_true (file_has (fixture, "library.db-wal", "arasumberrahasia"));
  await_true (redaksi_library_delete (fixture->library, id));
  await_true (redaksi_library_purge (fixture->library));
  common_close (fixture);
  g_assert_false (file_has (fixture, "library.db", "arasumberrahasia"));
  g_assert_false (file_has (fixture, "library.db", "ahasianegara"));
  g_assert_false (file_has (fixture, "library.db-wal", "arasumberrahasia"));
  common_open (fixture);
}

/* The daily one: only where the library says so, and once a day. */
static void
test_daily_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = common_path (fixture, "backups");
  g_autofree char *id = add_article (fixture, "Kepala", "Isi");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "backups/library-%Y-%m-%d.db");
  g_autofree char *path = common_path (fixture, name);
  Fixture restored = { common_path (fixture, "restored"), NULL };
  g_autoptr (RedaksiArticle) article = NULL;
  g_autofree char *text = NULL;
  GStatBuf first, second;

  await_true (
    redaksi_library_set_setting (fixture->library, REDAKSI_SETTING_BACKUP_FOLDER, folder));
  redaksi_library_backup_daily (fixture->library);
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (g_stat (path, &first), ==, 0);
  redaksi_library_backup_daily (fixture->library);
  g_free (await_string (redaksi_library_backup (fixture->library, restored.folder)));
  g_assert_cmpint (g_stat (path, &second), ==, 0);
  g_assert_cmpuint (first.st_ino, ==, second.st_ino);
  /* Several at once are not in each other's way. */
  for (guint i = 0; i < 3; i++)
    dex_future_disown (redaksi_library_backup (fixture->library, folder));
  g_free (await_string (redaksi_library_backup (fixture->library, folder)));
  common_close (fixture);

  /* A copy while the library is closed, in a folder where something else is already. */
  g_assert_true (redaksi_backup_restore (path, restored.folder, NULL));
  common_open (&restored);
  article = await_boxed (redaksi_library_load_revision (restored.library, id, 0));
  text = body_text (article);
  g_assert_cmpstr (text, ==, "Isi");
  common_tear_down (&restored, NULL);
  common_open (fixture);
}

static void
test_no_folder (void)
{
  RedaksiLibrary *library = redaksi_library_new ("/proc/nothing/here");

  await_library_error (redaksi_library_open (library), REDAKSI_LIBRARY_ERROR_OPEN);
  spin ();
  g_assert_finalize_object (library);
}

int
main (int argc, char *argv[])
{
  common_init (argc, argv);
  common_add ("/file/private", test_private);
  common_add ("/file/stamp", test_stamp);
  common_add ("/file/pragmas", test_pragmas);
  common_add ("/file/newer", test_newer);
  common_add ("/file/strangers", test_strangers);
  common_add ("/file/hostile-schema", test_hostile_schema);
  common_add ("/file/purged", test_purged);
  common_add ("/file/daily-backup", test_daily_backup);
  g_test_add_func ("/file/no-folder", test_no_folder);
  return g_test_run ();
}
