/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file itself: who may read it, what is refused, what stays in it. */
#include "common.h"
#include "redaksi-backup.h"
#include "redaksi-library-private.h"
#include "redaksi-database-private.h"

#include <sqlite3.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* Nothing can be changed; what is typed all the same ends in a rescue file, as on a full disk. */
static void
try_to_change (Fixture *fixture, const char *id, int code)
{
  g_autoptr (RedaksiDocument) document = await_object (redaksi_library_load (fixture->library, id));
  g_autoptr (RedaksiArticle) article = make_article ("Lain", "Isi");
  g_autofree char *name = g_strdup_printf ("rescue-%s.json", id);
  g_autofree char *rescue = common_path (fixture, name);
  RedaksiLibrary *library = fixture->library;

  await_library_error (redaksi_library_create (library, article), code);
  await_library_error (redaksi_library_save_article (library, article, "manual"), code);
  await_library_error (redaksi_library_set_state (library, id, REDAKSI_STATE_APPROVED), code);
  await_library_error (redaksi_library_delete (library, id), code);
  await_library_error (redaksi_library_purge (library), code);
  await_library_error (redaksi_library_restore (library, id, 1), code);
  await_library_error (redaksi_library_set_setting (library, "x", "y"), code);
  g_assert_false (redaksi_library_own_outbox (library));
  g_assert_false (g_file_test (rescue, G_FILE_TEST_EXISTS));
  redaksi_library_attach (library, document);
  type (document, " lagi");
  await_library_error (redaksi_library_flush (library, document), code);
  g_assert_cmpuint (redaksi_library_get_durable_version (library, id), <,
                    redaksi_document_get_version (document));
  await_library_error (redaksi_library_close (library), REDAKSI_LIBRARY_ERROR_WRITE);
  g_assert_true (g_file_test (rescue, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_remove (rescue), ==, 0);
  spin ();
  g_clear_object (&fixture->library);
}

/* Where nothing can be written: the folder is not ours, and neither are its files. */
static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala?#%", "Isi");
  g_autofree char *path = common_path (fixture, "library.db");
  g_autofree char *log = common_path (fixture, "library.db-wal");
  g_autofree char *lock = common_path (fixture, "library.lock");
  g_autofree char *photos = common_path (fixture, "photos");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *message = NULL;
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  gboolean root = geteuid () == 0;
  gsize length, later;
  struct stat st;

  common_close (fixture);
  g_assert_cmpint (stat (parent, &st), ==, 0);
  if (root && (st.st_mode & 0001) == 0)
    g_assert_cmpint (chmod (parent, (st.st_mode & 07777) | 0011), ==, 0);
  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  g_assert_cmpint (chmod (path, 0444), ==, 0);
  g_assert_cmpint (chmod (lock, 0444), ==, 0);
  g_assert_cmpint (chmod (photos, 0555), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  /* Who may do anything asks the disk as somebody else. */
  if (root)
    setfsuid (65534);

  common_open (fixture);
  message = g_strdup (redaksi_library_get_read_only_reason (fixture->library));
  g_assert_nonnull (message);
  g_assert_nonnull (strstr (message, "can’t be written to"));
  rows = query (fixture, 0, "isi");
  g_assert_cmpuint (rows->len, ==, 1);
  article = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
  await_library_error (redaksi_library_delete (fixture->library, id), REDAKSI_LIBRARY_ERROR_WRITE);
  await_library_error (redaksi_library_save_article (fixture->library, article, "manual"),
                       REDAKSI_LIBRARY_ERROR_WRITE);
  g_assert_false (redaksi_library_own_outbox (fixture->library));
  common_close (fixture);

  /* A log that was left has what the file has not: half the truth is not shown. */
  if (root)
    setfsuid (0);
  g_assert_cmpint (chmod (fixture->folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (log, "not empty", -1, NULL));
  g_assert_cmpint (chmod (log, 0444), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  if (root)
    setfsuid (65534);
  fixture->library = redaksi_library_new (fixture->folder);
  await_library_error (redaksi_library_open (fixture->library), REDAKSI_LIBRARY_ERROR_WRITE);
  g_clear_object (&fixture->library);
  if (root)
    setfsuid (0);

  g_assert_true (g_file_get_contents (path, &after, &later, NULL));
  g_assert_cmpmem (before, length, after, later);
  g_assert_cmpint (chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (chmod (photos, 0755), ==, 0);
  g_assert_cmpint (chmod (path, 0600), ==, 0);
  g_assert_cmpint (chmod (lock, 0600), ==, 0);
  g_assert_cmpint (g_unlink (log), ==, 0);
  common_open (fixture);
  g_assert_null (redaksi_library_get_read_only_reason (fixture->library));
}

/* A library of a newer Redaksi is there to be read, and not a byte of it changes. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  static const char *const shapes[] = {
    "PRAGMA user_version = 9999",
    "ALTER TABLE article ADD COLUMN mood TEXT; CREATE TABLE bookmarks (url)",
    "CREATE TRIGGER later AFTER INSERT ON article BEGIN DELETE FROM setting; END",
  };
  g_autofree char *id = add_article (fixture, "Kepala", "Isi");
  g_autofree char *path = common_path (fixture, "library.db");

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *text = NULL;
      g_autoptr (RedaksiArticle) article = NULL;
      g_autoptr (RedaksiSummary) summary = NULL;
      g_autoptr (GArray) rows = NULL;
      g_autoptr (RedaksiCheck) check = NULL;
      gsize length;

      if (fixture->library != NULL)
        common_close (fixture);
      sql (fixture, shapes[i]);
      g_assert_true (g_file_get_contents (path, &before, &length, NULL));
      common_open (fixture);
      g_assert_nonnull (strstr (redaksi_library_get_read_only_reason (fixture->library), "newer"));
      rows = query (fixture, 0, "kepala");
      g_assert_cmpuint (rows->len, ==, 1);
      summary = await_object (redaksi_library_get_summary (fixture->library, id));
      g_assert_cmpstr (redaksi_summary_get_headline (summary), ==, "Kepala");
      article = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
      text = body_text (article);
      g_assert_cmpstr (text, ==, "Isi");
      check = await_boxed (redaksi_library_check (fixture->library));
      g_assert_null (check->damaged_articles[0]);
      try_to_change (fixture, id, REDAKSI_LIBRARY_ERROR_NEWER);
      g_assert_true (g_file_get_contents (path, &after, &length, NULL));
      g_assert_cmpmem (before, length, after, length);
    }
  /* One that changed so much that it can't be read is refused as before. */
  sql (fixture, "ALTER TABLE revision RENAME COLUMN data TO content");
  refuse (fixture, REDAKSI_LIBRARY_ERROR_NEWER);
  sql (fixture, "ALTER TABLE revision RENAME COLUMN content TO data; DROP TABLE setting;"
                "CREATE VIEW setting AS SELECT 'x' AS name, 'y' AS value");
  refuse (fixture, REDAKSI_LIBRARY_ERROR_NEWER);
}

/* Our tables, and damage in them: what is whole can be read still, and be taken out. */
static void
test_damaged_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Isi");
  g_autofree char *path = common_path (fixture, "library.db");
  g_autofree char *contents = NULL;
  g_autoptr (RedaksiArticle) article = NULL;
  g_autofree char *text = NULL;
  gint64 page, size;
  gsize length;

  page = sql_int (fixture, "SELECT rootpage FROM sqlite_schema WHERE name = 'push_by_article'");
  size = sql_int (fixture, "PRAGMA page_size");
  common_close (fixture);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents + (page - 1) * size, 0x77, 100);
  g_assert_true (g_file_set_contents (path, contents, (gssize)length, NULL));
  common_open (fixture);
  g_assert_nonnull (strstr (redaksi_library_get_read_only_reason (fixture->library), "damaged"));
  article = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
  text = body_text (article);
  g_assert_cmpstr (text, ==, "Isi");
  try_to_change (fixture, id, REDAKSI_LIBRARY_ERROR_DAMAGED);
}

static void
note_backup (RedaksiLibrary *library, const GError *error, GPtrArray *said)
{
  g_ptr_array_add (said, g_strdup (error != NULL ? error->message : ""));
}

/* A daily backup that can't be made is told, once; and that it can again. */
static void
test_backup_trouble (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = common_path (fixture, "disk");
  g_autofree char *folder = common_path (fixture, "disk/backups");
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (g_file_set_contents (parent, "no folder", -1, NULL));
  g_signal_connect (fixture->library, "backup", G_CALLBACK (note_backup), said);
  redaksi_library_backup_daily (fixture->library);
  await_true (
    redaksi_library_set_setting (fixture->library, REDAKSI_SETTING_BACKUP_FOLDER, folder));
  redaksi_library_backup_daily (fixture->library);
  while (said->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (said->pdata[0], folder));
  g_assert_error (redaksi_library_get_backup_error (fixture->library), REDAKSI_LIBRARY_ERROR,
                  REDAKSI_LIBRARY_ERROR_WRITE);
  redaksi_library_backup_daily (fixture->library);
  g_assert_cmpint (g_remove (parent), ==, 0);
  await_true (redaksi_library_set_setting (fixture->library, "x", "y"));
  redaksi_library_backup_daily (fixture->library);
  while (redaksi_library_get_backup_error (fixture->library) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (said->len, ==, 2);
  g_assert_cmpstr (said->pdata[1], ==, "");
  g_signal_handlers_disconnect_by_data (fixture->library, said);
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
  common_add ("/file/unwritable", test_unwritable);
  common_add ("/file/newer", test_newer);
  common_add ("/file/damaged", test_damaged_file);
  common_add ("/file/backup-trouble", test_backup_trouble);
  common_add ("/file/strangers", test_strangers);
  common_add ("/file/hostile-schema", test_hostile_schema);
  common_add ("/file/purged", test_purged);
  common_add ("/file/daily-backup", test_daily_backup);
  g_test_add_func ("/file/no-folder", test_no_folder);
  return g_test_run ();
}
