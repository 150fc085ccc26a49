/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>
#include <sqlite3.h>

#include "redaksi-library.h"

G_BEGIN_DECLS

/*
 * RedaksiDatabase: one SQLite connection to a library file, hardened, with its statements kept
 * prepared. A connection belongs to the thread that uses it.
 *
 * A file is never trusted: no functions from the schema, no memory map, checked cells, and a schema
 * that is exactly what the migrations make.
 *
 * Format letters of the variadic calls: 's' const char * (NULL is NULL), 'i' gint64, 'b' GBytes *.
 * An 'i' must be passed as gint64, also where the value is a constant.
 */

typedef struct _RedaksiDatabase RedaksiDatabase;

typedef enum
{
  REDAKSI_DATABASE_WRITER, /* creates and migrates */
  REDAKSI_DATABASE_READER, /* the file must be there, and of this version */
  REDAKSI_DATABASE_VIEWER, /* a file that is not to be touched: of a newer version, damaged, or
                              on a disk that takes nothing */
} RedaksiDatabaseMode;

RedaksiDatabase *redaksi_database_open     (const char *path, RedaksiDatabaseMode mode, GError **error);
RedaksiDatabase *redaksi_database_open_empty (GError **error);
gboolean         redaksi_database_close    (RedaksiDatabase *self, GError **error);
sqlite3         *redaksi_database_get      (RedaksiDatabase *self);
gboolean         redaksi_database_is_suspect (RedaksiDatabase *self);

gboolean         redaksi_database_exec     (RedaksiDatabase *self, const char *sql, GError **error);
gboolean         redaksi_database_run      (RedaksiDatabase *self, GError **error, const char *sql,
                                            const char *format, ...);
sqlite3_stmt    *redaksi_database_query    (RedaksiDatabase *self, GError **error, const char *sql,
                                            const char *format, ...);
int              redaksi_database_step     (RedaksiDatabase *self, sqlite3_stmt *statement, GError **error);
gboolean         redaksi_database_get_int  (RedaksiDatabase *self, gint64 *value, GError **error,
                                            const char *sql, const char *format, ...);
GArray          *redaksi_database_list_int (RedaksiDatabase *self, GError **error, const char *sql,
                                            const char *format, ...);
gboolean         redaksi_database_look     (RedaksiDatabase *self, gint64 *changed, GError **error);
gboolean         redaksi_database_check    (RedaksiDatabase *self, GError **error);

gboolean         redaksi_database_begin    (RedaksiDatabase *self, GError **error);
gboolean         redaksi_database_commit   (RedaksiDatabase *self, GError **error);
void             redaksi_database_rollback (RedaksiDatabase *self);

/* redaksi-seal.c: the SQL function */
gboolean         redaksi_seal_register     (sqlite3 *db);

/* redaksi-migrations.c */
#define REDAKSI_LIBRARY_APPLICATION_ID 0x52444b53 /* RDKS */

gboolean         redaksi_migrations_apply  (RedaksiDatabase *self, GError **error);
gboolean         redaksi_migrations_check  (RedaksiDatabase *self, GError **error);
guint            redaksi_migrations_count  (void);

/* The nth column as text that is never NULL, or as text that may be. */
static inline const char *
redaksi_column_text (sqlite3_stmt *statement, int n)
{
  const char *text = (const char *)sqlite3_column_text (statement, n);

  return text != NULL ? text : "";
}

static inline char *
redaksi_column_dup (sqlite3_stmt *statement, int n)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, n));
}

G_END_DECLS
