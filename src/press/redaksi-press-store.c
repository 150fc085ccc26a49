/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-press-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-digest.h"
#include "redaksi-file.h"
#include "redaksi-press-password.h"
#include "redaksi-press-resource.h"
#include "redaksi-text.h"

#define SCHEMA 1

struct _RedaksiPressStore
{
  char *folder;
  sqlite3 *db;
  /* Passwords that were right, as keyed digests: crypt() is slow on purpose, and a client sends its
   * password with every request. */
  GHashTable *known;
  guint8 key[32];
};

static gboolean
fail (RedaksiPressStore *self, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s/press.db: %s", self->folder,
               self->db != NULL ? sqlite3_errmsg (self->db) : "no memory");
  return FALSE;
}

static gboolean
migrate (RedaksiPressStore *self, GError **error)
{
  gint64 version = redaksi_press_store_get_int (self, "PRAGMA user_version", "");

  if (version > SCHEMA)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“%s” was made by a newer Redaksi."), self->folder);
      return FALSE;
    }
  for (int n = version + 1; n <= SCHEMA; n++)
    {
      g_autofree char *path = g_strdup_printf ("/io/github/redaksi/Redaksi/press/%03d.sql", n);
      g_autofree char *number = g_strdup_printf ("PRAGMA user_version = %d", n);
      g_autoptr (GBytes) sql
        = g_resource_lookup_data (redaksi_press_get_resource (), path, 0, error);

      if (sql == NULL)
        return FALSE;
      if (!redaksi_press_store_begin (self))
        return fail (self, error);
      if (sqlite3_exec (self->db, g_bytes_get_data (sql, NULL), NULL, NULL, NULL) != SQLITE_OK
          || sqlite3_exec (self->db, number, NULL, NULL, NULL) != SQLITE_OK)
        {
          fail (self, error);
          redaksi_press_store_end (self, FALSE);
          return FALSE;
        }
      if (!redaksi_press_store_end (self, TRUE))
        return fail (self, error);
    }
  return TRUE;
}

/**
 * redaksi_press_store_open:
 * @folder: the press's folder, made where it is not there
 * @error: return location for a #GIOErrorEnum
 *
 * Returns: (transfer full) (nullable): the open store
 */
RedaksiPressStore *
redaksi_press_store_open (const char *folder, GError **error)
{
  g_autoptr (RedaksiPressStore) self = g_new0 (RedaksiPressStore, 1);
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  g_autofree char *path = g_build_filename (folder, "press.db", NULL);

  self->folder = g_strdup (folder);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  redaksi_press_random (self->key, sizeof self->key);
  if (!redaksi_file_make_folder (media, error))
    return NULL;
  if (sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL)
      != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, 5000);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (sqlite3_exec (
        self->db,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA secure_delete = ON",
        NULL, NULL, NULL)
      != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  return migrate (self, error) ? g_steal_pointer (&self) : NULL;
}

void
redaksi_press_store_close (RedaksiPressStore *self)
{
  sqlite3_close_v2 (self->db);
  g_hash_table_unref (self->known);
  g_free (self->folder);
  g_free (self);
}

static RedaksiPressRows *
query_va (RedaksiPressStore *self, const char *sql, const char *types, va_list arguments)
{
  sqlite3_stmt *rows = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &rows, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->db));
  for (int i = 0; types[i] != '\0'; i++)
    if (types[i] == 'i')
      sqlite3_bind_int64 (rows, i + 1, va_arg (arguments, gint64));
    else
      sqlite3_bind_text (rows, i + 1, va_arg (arguments, const char *), -1, SQLITE_TRANSIENT);
  return rows;
}

RedaksiPressRows *
redaksi_press_store_query (RedaksiPressStore *self, const char *sql, const char *types, ...)
{
  RedaksiPressRows *rows;
  va_list arguments;

  va_start (arguments, types);
  rows = query_va (self, sql, types, arguments);
  va_end (arguments);
  return rows;
}

/* FALSE at the end, and at an error, which is logged without the text that was stored. */
gboolean
redaksi_press_rows_next (RedaksiPressRows *rows)
{
  int result = sqlite3_step (rows);

  if (result != SQLITE_ROW && result != SQLITE_DONE)
    g_warning ("press.db: %s", sqlite3_errstr (result));
  return result == SQLITE_ROW;
}

char *
redaksi_press_rows_text (RedaksiPressRows *rows, int column)
{
  const char *text = (const char *)sqlite3_column_text (rows, column);

  return g_strdup (text != NULL ? text : "");
}

gboolean
redaksi_press_store_run (RedaksiPressStore *self, const char *sql, const char *types, ...)
{
  g_autoptr (RedaksiPressRows) rows = NULL;
  va_list arguments;
  int result;

  va_start (arguments, types);
  rows = query_va (self, sql, types, arguments);
  va_end (arguments);
  do
    result = sqlite3_step (rows);
  while (result == SQLITE_ROW);
  if (result != SQLITE_DONE)
    g_warning ("press.db: %s", sqlite3_errstr (result));
  return result == SQLITE_DONE;
}

/* The first column of the first row, 0 where there is none. */
gint64
redaksi_press_store_get_int (RedaksiPressStore *self, const char *sql, const char *types, ...)
{
  g_autoptr (RedaksiPressRows) rows = NULL;
  va_list arguments;

  va_start (arguments, types);
  rows = query_va (self, sql, types, arguments);
  va_end (arguments);
  return redaksi_press_rows_next (rows) ? sqlite3_column_int64 (rows, 0) : 0;
}

char *
redaksi_press_store_get_text (RedaksiPressStore *self, const char *sql, const char *types, ...)
{
  g_autoptr (RedaksiPressRows) rows = NULL;
  va_list arguments;

  va_start (arguments, types);
  rows = query_va (self, sql, types, arguments);
  va_end (arguments);
  return redaksi_press_rows_next (rows) ? redaksi_press_rows_text (rows, 0) : NULL;
}

gint64
redaksi_press_store_last_id (RedaksiPressStore *self)
{
  return sqlite3_last_insert_rowid (self->db);
}

gboolean
redaksi_press_store_begin (RedaksiPressStore *self)
{
  return redaksi_press_store_run (self, "BEGIN IMMEDIATE", "");
}

/* Commits, or rolls back where @keep is %FALSE or the commit fails. */
gboolean
redaksi_press_store_end (RedaksiPressStore *self, gboolean keep)
{
  if (keep && redaksi_press_store_run (self, "COMMIT", ""))
    return TRUE;
  if (!sqlite3_get_autocommit (self->db))
    redaksi_press_store_run (self, "ROLLBACK", "");
  return FALSE;
}

char *
redaksi_press_store_get_setting (RedaksiPressStore *self, const char *name)
{
  return redaksi_press_store_get_text (self, "SELECT value FROM setting WHERE name = ?", "s", name);
}

gboolean
redaksi_press_store_set_setting (RedaksiPressStore *self, const char *name, const char *value)
{
  return redaksi_press_store_run (self, "INSERT OR REPLACE INTO setting VALUES (?, ?)", "ss", name,
                                  value);
}

/**
 * redaksi_press_store_unique_slug:
 * @self: the store
 * @table: (nullable): "post" or "media"; %NULL for terms
 * @kind: (nullable): the terms' kind
 * @wanted: the slug that is asked for, in any shape
 * @except: the row whose own slug is no clash
 *
 * Returns: (transfer full): @wanted as a slug, with -2, -3 … where it is taken
 */
char *
redaksi_press_store_unique_slug (RedaksiPressStore *self, const char *table, const char *kind,
                                 const char *wanted, gint64 except)
{
  g_autofree char *slug = redaksi_text_slug (wanted);
  g_autofree char *sql
    = table != NULL
        ? g_strdup_printf ("SELECT count(*) FROM %s WHERE slug = ? AND id <> ?", table)
        : g_strdup ("SELECT count(*) FROM term WHERE slug = ? AND id <> ? AND kind = ?");
  g_autofree char *made = g_strdup (slug);

  if (*slug == '\0')
    return g_steal_pointer (&made);
  for (guint n = 2;
       redaksi_press_store_get_int (self, sql, table != NULL ? "si" : "sis", made, except, kind)
       > 0;
       n++)
    {
      g_free (made);
      made = g_strdup_printf ("%s-%u", slug, n);
    }
  return g_steal_pointer (&made);
}

char *
redaksi_press_store_file_path (RedaksiPressStore *self, const char *digest)
{
  g_return_val_if_fail (redaksi_digest_is_valid (digest), NULL);

  return g_build_filename (self->folder, "media", digest, NULL);
}

gboolean
redaksi_press_store_keep_file (RedaksiPressStore *self, const char *digest, GBytes *bytes,
                               GError **error)
{
  g_autofree char *path = redaksi_press_store_file_path (self, digest);

  return g_file_test (path, G_FILE_TEST_EXISTS) || redaksi_file_write_durably (path, bytes, error);
}

/**
 * redaksi_press_store_set_user:
 * @self: the store
 * @name: the name to sign in with
 * @role: "administrator", "editor", "author" or "contributor"
 * @password: the application password; blanks in it don't count
 * @error: return location for a #GIOErrorEnum
 *
 * Makes a person, or gives one that is there a new role and password.
 */
gboolean
redaksi_press_store_set_user (RedaksiPressStore *self, const char *name, const char *role,
                              const char *password, GError **error)
{
  g_autofree char *secret = redaksi_press_password_hash (password, error);

  if (secret == NULL)
    return FALSE;
  g_hash_table_remove_all (self->known);
  if (!redaksi_press_store_run (
        self,
        "INSERT INTO user (name, role, secret, created) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET role = excluded.role, secret = excluded.secret",
        "sssi", name, role, secret, redaksi_clock_now () / G_USEC_PER_SEC))
    return fail (self, error);
  return TRUE;
}

/**
 * redaksi_press_store_check_user:
 * @self: the store
 * @name: who wants to sign in
 * @password: with what
 *
 * Takes as long for a name that is not there as for a wrong password.
 *
 * Returns: the person's number, 0 where name and password don't match
 */
gint64
redaksi_press_store_check_user (RedaksiPressStore *self, const char *name, const char *password)
{
  g_autoptr (RedaksiPressRows) rows
    = redaksi_press_store_query (self, "SELECT id, secret FROM user WHERE name = ?", "s", name);
  gboolean found = redaksi_press_rows_next (rows);
  g_autofree char *secret = found ? redaksi_press_rows_text (rows, 1) : NULL;
  g_autofree char *digest
    = redaksi_press_password_digest (self->key, sizeof self->key, secret, password);

  if (found && g_hash_table_contains (self->known, digest))
    return sqlite3_column_int64 (rows, 0);
  if (!redaksi_press_password_check (password, secret))
    return 0;
  if (g_hash_table_size (self->known) > 256)
    g_hash_table_remove_all (self->known);
  g_hash_table_add (self->known, g_steal_pointer (&digest));
  return sqlite3_column_int64 (rows, 0);
}
