/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * RedaksiPressStore: the press's folder: press.db (WAL, synchronous=FULL) and the files in media/,
 * named by their SHA-256. One connection, used by the thread that made it. A media file is durable
 * before a row names it.
 */

typedef struct _RedaksiPressStore RedaksiPressStore;

typedef sqlite3_stmt RedaksiPressRows;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiPressRows, sqlite3_finalize)

RedaksiPressStore *redaksi_press_store_open     (const char *folder, GError **error);
/* Frees @self */
void               redaksi_press_store_close    (RedaksiPressStore *self);

/* Types: 'i' gint64, 's' text (NULL is NULL). */
RedaksiPressRows  *redaksi_press_store_query    (RedaksiPressStore *self, const char *sql, const char *types, ...);
/* Whether the statement was carried out */
gboolean           redaksi_press_store_run      (RedaksiPressStore *self, const char *sql, const char *types, ...);
/* → the first column of the first row, 0 where there is none */
gint64             redaksi_press_store_get_int  (RedaksiPressStore *self, const char *sql, const char *types, ...);
/* → (transfer full) (nullable): the first column of the first row */
char              *redaksi_press_store_get_text (RedaksiPressStore *self, const char *sql, const char *types, ...);
/* FALSE at the end, and at an error, which is logged */
gboolean           redaksi_press_rows_next      (RedaksiPressRows *rows);
/* → (transfer full): a column’s text, empty for NULL */
char              *redaksi_press_rows_text      (RedaksiPressRows *rows, int column);
/* → the number of the row that was put in last */
gint64             redaksi_press_store_last_id  (RedaksiPressStore *self);
/* Begins a transaction that writes */
gboolean           redaksi_press_store_begin    (RedaksiPressStore *self);
/* Commits it, or rolls it back; whether it was committed */
gboolean           redaksi_press_store_end      (RedaksiPressStore *self, gboolean keep);

/* → (transfer full) (nullable) */
char              *redaksi_press_store_get_setting (RedaksiPressStore *self, const char *name);
/* Whether it is durable */
gboolean           redaksi_press_store_set_setting (RedaksiPressStore *self, const char *name, const char *value);

char              *redaksi_press_store_unique_slug (RedaksiPressStore *self, const char *table, const char *kind,
                                                    const char *wanted, gint64 except);
/* Puts a file into media/, durably; the same bytes are kept once */
gboolean           redaksi_press_store_keep_file   (RedaksiPressStore *self, const char *digest, GBytes *bytes, GError **error);
/* → (transfer full): where the file of that SHA-256 is */
char              *redaksi_press_store_file_path   (RedaksiPressStore *self, const char *digest);

/* People */
gboolean           redaksi_press_store_set_user  (RedaksiPressStore *self, const char *name, const char *role,
                                                  const char *password, GError **error);
gint64             redaksi_press_store_check_user (RedaksiPressStore *self, const char *name, const char *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiPressStore, redaksi_press_store_close)

G_END_DECLS
