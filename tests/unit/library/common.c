/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common.h"

#include <sqlite3.h>

int
common_init (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  return 0;
}

char *
common_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

void
common_open (Fixture *fixture)
{
  fixture->library = redaksi_library_new (fixture->folder);
  await_true (redaksi_library_open (fixture->library));
}

void
common_close (Fixture *fixture)
{
  if (fixture->library != NULL)
    await_true (redaksi_library_close (fixture->library));
  spin ();
  if (fixture->library != NULL)
    g_assert_finalize_object (fixture->library);
  fixture->library = NULL;
}

void
common_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = g_dir_make_tmp ("redaksi-XXXXXX", NULL);

  g_assert_nonnull (parent);
  fixture->folder = g_steal_pointer (&parent);
  common_open (fixture);
}

void
common_tear_down (Fixture *fixture, gconstpointer data)
{
  common_close (fixture);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static void
wait_for (DexFuture *future)
{
  g_assert_nonnull (future);
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
}

/* Whatever is to be told now is told. */
void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static const GValue *
get_value (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  const GValue *value;

  wait_for (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  return value;
}

void
await_true (DexFuture *future)
{
  g_assert_true (g_value_get_boolean (get_value (future)));
  dex_unref (future);
}

gpointer
await_object (DexFuture *future)
{
  gpointer object = g_value_dup_object (get_value (future));

  dex_unref (future);
  return object;
}

gpointer
await_boxed (DexFuture *future)
{
  gpointer boxed = g_value_dup_boxed (get_value (future));

  dex_unref (future);
  return boxed;
}

char *
await_string (DexFuture *future)
{
  char *string = g_value_dup_string (get_value (future));

  dex_unref (future);
  return string;
}

guint
await_uint (DexFuture *future)
{
  guint number = g_value_get_uint (get_value (future));

  dex_unref (future);
  return number;
}

char *
await_message (DexFuture *future, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  wait_for (future);
  dex_future_get_value (future, &error);
  g_assert_error (error, domain, code);
  dex_unref (future);
  return g_strdup (error->message);
}

void
await_error (DexFuture *future, GQuark domain, int code)
{
  g_free (await_message (future, domain, code));
}

RedaksiArticle *
make_article (const char *headline, const char *text)
{
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiBody) body = redaksi_body_new_text (shape, text);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) titled
    = redaksi_article_with_field (empty, REDAKSI_FIELD_HEADLINE, headline);

  return redaksi_article_with_body (titled, body);
}

char *
add_article (Fixture *fixture, const char *headline, const char *text)
{
  g_autoptr (RedaksiArticle) article = make_article (headline, text);

  return await_string (redaksi_library_create (fixture->library, article));
}

/* As keys do: each character a transaction of its own, at the end of the text. */
void
type (RedaksiDocument *document, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *key = g_strndup (p, (gsize)(g_utf8_next_char (p) - p));
      g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
      g_autoptr (RedaksiBody) slice = redaksi_body_new_text (shape, key);
      guint end = redaksi_body_get_length (redaksi_document_get_body (document));
      g_autoptr (RedaksiStep) step = redaksi_step_new_replace (end, end, slice);
      g_autoptr (RedaksiTransaction) transaction
        = redaksi_transaction_new (REDAKSI_TRANSACTION_TYPING);

      redaksi_transaction_add (transaction, step);
      redaksi_transaction_set_selection (transaction, (RedaksiSelection){ end, end },
                                         (RedaksiSelection){ end + 1, end + 1 });
      g_assert_true (redaksi_document_apply (document, transaction, NULL));
    }
}

char *
body_text (RedaksiArticle *article)
{
  return redaksi_body_dup_text (redaksi_article_get_body (article));
}

GArray *
query (Fixture *fixture, guint states, const char *words)
{
  RedaksiQuery asked = { states, words };

  return await_boxed (redaksi_library_query (fixture->library, &asked));
}

/* Behind the library's back. */
void
sql (Fixture *fixture, const char *text)
{
  g_autofree char *path = common_path (fixture, "library.db");
  g_autofree char *message = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  /* The library may be at something by itself. */
  sqlite3_busy_timeout (db, 10000);
  if (sqlite3_exec (db, text, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", text, message);
  sqlite3_close (db);
}

gint64
sql_int (Fixture *fixture, const char *text)
{
  g_autofree char *path = common_path (fixture, "library.db");
  sqlite3_stmt *statement;
  sqlite3 *db;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  /* The library may be at something by itself. */
  sqlite3_busy_timeout (db, 10000);
  if (sqlite3_prepare_v2 (db, text, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", text, sqlite3_errmsg (db));
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return value;
}
