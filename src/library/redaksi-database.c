/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <sys/stat.h>

/* Another process may be in the middle of a commit, or of a migration; then it is waited for. */
#define BUSY_TIMEOUT_MS 10000

struct _RedaksiDatabase
{
  sqlite3 *db;
  GHashTable *statements; /* SQL → sqlite3_stmt */
  gboolean suspect;       /* the disk or the file failed under it */
  gint64 seen;            /* data_version at the last look */
};

static gboolean
fail (RedaksiDatabase *self, GError **error)
{
  int code = sqlite3_extended_errcode (self->db);
  const char *message = sqlite3_errmsg (self->db);

  switch (code & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "interrupted");
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_BUSY,
                   _ ("Another program is using the library."));
      break;
    case SQLITE_FULL:
      self->suspect = TRUE;
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
                   _ ("The disk is full."));
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      self->suspect = TRUE;
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_DAMAGED,
                   _ ("The library file is damaged: %s"), message);
      break;
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      self->suspect = TRUE;
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
                   _ ("The disk does not take what is written: %s"), message);
      break;
    default:
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
                   _ ("The library could not do that: %s"), message);
    }
  return FALSE;
}

/* SQLite gives -wal and -shm the permissions of the file, so it is enough to make that one private.
 * A file that is there is not opened here: closing it again would drop the locks that other
 * connections of this process hold. */
static gboolean
make_private (const char *path, GError **error)
{
  struct stat st;
  int fd = -1;

  if (lstat (path, &st) < 0)
    {
      fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
      if (fd < 0 && errno != EEXIST)
        {
          g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_OPEN,
                       _ ("The library can’t be opened: %s: %s"), path, g_strerror (errno));
          return FALSE;
        }
      g_clear_fd (&fd, NULL);
    }
  else if (!S_ISREG (st.st_mode))
    {
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_OPEN,
                   _ ("The library can’t be opened: %s is not a file."), path);
      return FALSE;
    }
  else if ((st.st_mode & 0077) != 0 && chmod (path, 0600) < 0)
    g_debug ("could not make the library private");
  return TRUE;
}

static gboolean
harden (RedaksiDatabase *self, RedaksiDatabaseMode mode, GError **error)
{
  sqlite3 *db = self->db;

  sqlite3_extended_result_codes (db, 1);
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  if (!redaksi_seal_register (db))
    return fail (self, error);
  if (!redaksi_database_exec (self,
                              "PRAGMA mmap_size = 0;"
                              "PRAGMA cell_size_check = ON;"
                              "PRAGMA foreign_keys = ON;"
                              "PRAGMA temp_store = MEMORY;"
                              "PRAGMA cache_size = -8000;",
                              error))
    return FALSE;
  if (mode != REDAKSI_DATABASE_WRITER)
    return redaksi_database_exec (self, "PRAGMA query_only = ON", error);
  return redaksi_database_exec (self, "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL;",
                                error);
}

/* Only a file that is known to be ours is changed. */
static gboolean
prepare_writing (RedaksiDatabase *self, GError **error)
{
  int code = SQLITE_BUSY;

  if (!redaksi_migrations_apply (self, error) || !redaksi_migrations_check (self, error))
    return FALSE;
  /* Two processes that make one new library meet here; SQLite does not wait for this lock itself.
   */
  for (guint tries = 0; code == SQLITE_BUSY && tries < BUSY_TIMEOUT_MS / 50; tries++)
    {
      if (tries > 0)
        g_usleep (50 * 1000);
      code = sqlite3_exec (self->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) & 0xff;
    }
  if (code != SQLITE_OK)
    return fail (self, error);
  /* FULL: a commit that returned is on the disk, also after the plug is pulled. */
  return redaksi_database_exec (self,
                                "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304;",
                                error);
}

/* Whether the file can be asked anything: a log that can't be opened shows only then. */
static gboolean
answers (sqlite3 *db)
{
  return sqlite3_exec (db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK;
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct stat st;

  return stat (log, &st) == 0 && st.st_size > 0;
}

/* Where no file can be made beside it SQLite has no place for the log's index. Then the file is
 * read as one that nobody changes; but not where a log has what the file does not. */
static int
open_to_view (const char *path, sqlite3 **db, int flags)
{
  int code = sqlite3_open_v2 (path, db, flags, NULL), why;
  g_autofree char *uri = NULL;
  g_autofree char *fixed = NULL;

  if (code != SQLITE_OK || answers (*db) || has_log (path))
    return code;
  why = sqlite3_errcode (*db) & 0xff;
  if (why != SQLITE_CANTOPEN && why != SQLITE_READONLY)
    return code;
  uri = g_filename_to_uri (path, NULL, NULL);
  if (uri == NULL)
    return code;
  sqlite3_close (*db);
  fixed = g_strconcat (uri, "?immutable=1", NULL);
  return sqlite3_open_v2 (fixed, db, flags | SQLITE_OPEN_URI, NULL);
}

/**
 * redaksi_database_open:
 * @path: the library file
 * @mode: what it is opened for
 * @error: return location for a #RedaksiLibraryError
 *
 * Opens a connection. A writer makes the file where there is none, and brings an older one to this
 * version. The schema is compared with what it must be: a few milliseconds.
 *
 * Returns: (transfer full) (nullable): the connection
 */
RedaksiDatabase *
redaksi_database_open (const char *path, RedaksiDatabaseMode mode, GError **error)
{
  RedaksiDatabase *self;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;

  g_return_val_if_fail (path != NULL, NULL);

  if (mode == REDAKSI_DATABASE_WRITER && !make_private (path, error))
    return NULL;
  /* A connection that may write empties the log into the file when it is the last one. */
  flags |= mode == REDAKSI_DATABASE_VIEWER ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;

  self = g_new0 (RedaksiDatabase, 1);
  self->statements
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)sqlite3_finalize);
  if ((mode == REDAKSI_DATABASE_VIEWER ? open_to_view (path, &self->db, flags)
                                       : sqlite3_open_v2 (path, &self->db, flags, NULL))
      != SQLITE_OK)
    {
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_OPEN,
                   _ ("The library can’t be opened: %s: %s"), path,
                   self->db != NULL ? sqlite3_errmsg (self->db) : "");
      redaksi_database_close (self, NULL);
      return NULL;
    }
  if (!harden (self, mode, error)
      || (mode == REDAKSI_DATABASE_WRITER && !prepare_writing (self, error)))
    {
      redaksi_database_close (self, NULL);
      return NULL;
    }
  return self;
}

/* A database in memory, with nothing in it. */
RedaksiDatabase *
redaksi_database_open_empty (GError **error)
{
  RedaksiDatabase *self = g_new0 (RedaksiDatabase, 1);

  self->statements
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)sqlite3_finalize);
  if (sqlite3_open_v2 (":memory:", &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL)
        == SQLITE_OK
      && redaksi_seal_register (self->db))
    return self;
  fail (self, error);
  redaksi_database_close (self, NULL);
  return NULL;
}

/**
 * redaksi_database_close:
 * @self: (transfer full): a connection
 * @error: return location for a #RedaksiLibraryError
 *
 * Returns: whether it closed in order; it is closed in any case
 */
gboolean
redaksi_database_close (RedaksiDatabase *self, GError **error)
{
  gboolean closed;

  g_return_val_if_fail (self != NULL, FALSE);

  g_hash_table_unref (self->statements);
  closed = sqlite3_close (self->db) == SQLITE_OK;
  if (!closed)
    {
      fail (self, error);
      sqlite3_close_v2 (self->db);
    }
  g_free (self);
  return closed;
}

sqlite3 *
redaksi_database_get (RedaksiDatabase *self)
{
  return self->db;
}

/* Whether the disk or the file failed: then the connection is not to be believed any more. */
gboolean
redaksi_database_is_suspect (RedaksiDatabase *self)
{
  return self->suspect;
}

gboolean
redaksi_database_exec (RedaksiDatabase *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static sqlite3_stmt *
bind (RedaksiDatabase *self, GError **error, const char *sql, const char *format, va_list args)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
          != SQLITE_OK)
        {
          fail (self, error);
          return NULL;
        }
      g_hash_table_insert (self->statements, (gpointer)sql, statement);
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  for (int i = 1; format[i - 1] != '\0'; i++)
    switch (format[i - 1])
      {
      case 's':
        sqlite3_bind_text (statement, i, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'i':
        sqlite3_bind_int64 (statement, i, va_arg (args, gint64));
        break;
      case 'b':
        {
          gsize size;
          gconstpointer data = g_bytes_get_data (va_arg (args, GBytes *), &size);
          sqlite3_bind_blob64 (statement, i, size > 0 ? data : "", size, SQLITE_TRANSIENT);
          break;
        }
      default:
        g_assert_not_reached ();
      }
  return statement;
}

/**
 * redaksi_database_query:
 * @self: a connection
 * @error: return location for a #RedaksiLibraryError
 * @sql: one statement, a constant: it is kept prepared under its address
 * @format: a letter a parameter
 *
 * Returns: (transfer none) (nullable): the statement, to be stepped to its end or reset before the
 *   transaction ends
 */
sqlite3_stmt *
redaksi_database_query (RedaksiDatabase *self, GError **error, const char *sql, const char *format,
                        ...)
{
  sqlite3_stmt *statement;
  va_list args;

  va_start (args, format);
  statement = bind (self, error, sql, format, args);
  va_end (args);
  return statement;
}

/* 1: a row stands there; 0: the end; -1: @error. After 0 and -1 the statement is reset. */
int
redaksi_database_step (RedaksiDatabase *self, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return 1;
  if (code != SQLITE_DONE)
    fail (self, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? 0 : -1;
}

/* Runs a statement whose rows nobody wants. */
gboolean
redaksi_database_run (RedaksiDatabase *self, GError **error, const char *sql, const char *format,
                      ...)
{
  sqlite3_stmt *statement;
  va_list args;
  int step = 1;

  va_start (args, format);
  statement = bind (self, error, sql, format, args);
  va_end (args);
  while (statement != NULL && step == 1)
    step = redaksi_database_step (self, statement, error);
  return statement != NULL && step == 0;
}

/* The first column of the first row; without a row @value stays as it was. */
gboolean
redaksi_database_get_int (RedaksiDatabase *self, gint64 *value, GError **error, const char *sql,
                          const char *format, ...)
{
  sqlite3_stmt *statement;
  va_list args;
  int step;

  va_start (args, format);
  statement = bind (self, error, sql, format, args);
  va_end (args);
  if (statement == NULL)
    return FALSE;
  step = redaksi_database_step (self, statement, error);
  if (step == 1)
    {
      *value = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

/**
 * redaksi_database_list_int:
 * @self: a connection
 * @error: return location for a #RedaksiLibraryError
 * @sql: a query
 * @format: the kinds of what is bound, as in redaksi_database_query()
 * @...: what is bound
 *
 * Returns: (transfer full) (nullable): the first column of all rows, each a #gint64
 */
GArray *
redaksi_database_list_int (RedaksiDatabase *self, GError **error, const char *sql,
                           const char *format, ...)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement;
  va_list args;
  int step = -1;

  va_start (args, format);
  statement = bind (self, error, sql, format, args);
  va_end (args);
  while (statement != NULL && (step = redaksi_database_step (self, statement, error)) == 1)
    {
      gint64 value = sqlite3_column_int64 (statement, 0);

      g_array_append_val (list, value);
    }
  return step == 0 ? g_steal_pointer (&list) : NULL;
}

/* @changed: whether another process committed something since the last look; not at the first. */
gboolean
redaksi_database_look (RedaksiDatabase *self, gint64 *changed, GError **error)
{
  gint64 now = 0;

  if (!redaksi_database_get_int (self, &now, error, "PRAGMA data_version", ""))
    return FALSE;
  *changed = self->seen != 0 && self->seen != now;
  self->seen = now;
  return TRUE;
}

/* Reads the whole file for damage: about a second for a gigabyte. */
gboolean
redaksi_database_check (RedaksiDatabase *self, GError **error)
{
  sqlite3_stmt *statement = redaksi_database_query (self, error, "PRAGMA quick_check (1)", "");
  gboolean good;

  if (statement == NULL || redaksi_database_step (self, statement, error) != 1)
    return FALSE;
  good = g_str_equal (redaksi_column_text (statement, 0), "ok");
  if (!good)
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_DAMAGED,
                 _ ("The library file is damaged: %s"), redaksi_column_text (statement, 0));
  sqlite3_reset (statement);
  return good;
}

/* IMMEDIATE: who begins to write knows at once that nobody else does. */
gboolean
redaksi_database_begin (RedaksiDatabase *self, GError **error)
{
  return redaksi_database_exec (self, "BEGIN IMMEDIATE", error);
}

/* When this returns TRUE it is on the disk. */
gboolean
redaksi_database_commit (RedaksiDatabase *self, GError **error)
{
  return redaksi_database_exec (self, "COMMIT", error);
}

void
redaksi_database_rollback (RedaksiDatabase *self)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    sqlite3_reset (statement);
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}
