/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plug is pulled while somebody types: whatever part of the unsynced writes came to the disk,
 * the library opens, and what a commit returned for is there. With synchronous=OFF the same has to
 * fail: so the harness is known to bite.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cut-vfs.h"
#include "redaksi-store-private.h"

typedef struct
{
  char *path;
  char *after; /* the folder with what the disk had */
  guint64 durable;
  guint64 promised; /* durable when the plug was pulled */
  gboolean pulled;
} Run;

static char
key (guint64 n)
{
  return (char)('a' + n % 23);
}

static void
pull_cb (gpointer data)
{
  Run *run = data;

  cut_vfs_write (run->path, run->after);
  run->promised = run->durable;
  run->pulled = TRUE;
}

static RedaksiTransaction *
make_key (RedaksiDocument *document)
{
  char text[2] = { key (redaksi_document_get_version (document)), '\0' };
  guint end = redaksi_body_get_length (redaksi_document_get_body (document));
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiBody) slice = redaksi_body_new_text (shape, text);
  g_autoptr (RedaksiStep) step = redaksi_step_new_replace (end, end, slice);
  RedaksiTransaction *transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_TYPING);

  redaksi_transaction_add (transaction, step);
  return transaction;
}

/* Types, commits and sometimes cuts a revision until the plug was pulled. */
static void
work (Run *run, const char *id, gboolean safe)
{
  g_autoptr (RedaksiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  RedaksiDatabase *db = redaksi_database_open (run->path, REDAKSI_DATABASE_WRITER, &error);

  g_assert_no_error (error);
  if (!safe)
    g_assert_true (redaksi_database_exec (db, "PRAGMA synchronous = OFF", NULL));
  g_assert_true (redaksi_database_exec (db, "PRAGMA wal_autocheckpoint = 8", NULL));
  document = redaksi_store_load (db, id, &error);
  g_assert_no_error (error);
  run->durable = redaksi_document_get_version (document);
  cut_vfs_set_cut (150, pull_cb, run);
  while (!run->pulled)
    {
      g_autoptr (GPtrArray) keys
        = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_transaction_unref);
      guint64 first = redaksi_document_get_version (document) + 1;
      gboolean visible, made;
      guint number;

      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (RedaksiTransaction) transaction = make_key (document);
          g_assert_true (redaksi_document_apply (document, transaction, NULL));
          g_ptr_array_add (keys, redaksi_transaction_ref (transaction));
        }
      g_assert_true (redaksi_database_begin (db, &error));
      g_assert_true (redaksi_store_append (db, id, first, keys,
                                           redaksi_document_get_article (document),
                                           (RedaksiSelection){ 0, 0 }, 1, &visible, &error));
      if (first % 7 == 0)
        g_assert_true (redaksi_store_cut (db, id, redaksi_document_get_article (document),
                                          first + 2, "idle", NULL, 1, &number, &made, &error));
      g_assert_true (redaksi_database_commit (db, &error));
      run->durable = first + 2;
    }
  cut_vfs_set_cut (1, NULL, NULL);
  redaksi_database_close (db, NULL);
}

/* Whether everything that was promised is in what the disk had. */
static gboolean
is_kept (Run *run, const char *id)
{
  g_autofree char *name = g_path_get_basename (run->path);
  g_autofree char *path = g_build_filename (run->after, name, NULL);
  g_autoptr (RedaksiDocument) document = NULL;
  g_autofree char *text = NULL;
  RedaksiDatabase *db = redaksi_database_open (path, REDAKSI_DATABASE_WRITER, NULL);
  gboolean kept = db != NULL && redaksi_database_check (db, NULL);

  if (kept)
    document = redaksi_store_load (db, id, NULL);
  if (db != NULL)
    redaksi_database_close (db, NULL);
  if (document == NULL)
    return FALSE;
  text = redaksi_body_dup_text (redaksi_document_get_body (document));
  if (strlen (text) < run->promised)
    return FALSE;
  for (guint64 k = 0; text[k] != '\0'; k++)
    if (text[k] != key (k))
      return FALSE;
  return TRUE;
}

/* How many of @count pulled plugs lost something. */
static guint
pull_plugs (guint count, gboolean safe)
{
  guint lost = 0;

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("redaksi-XXXXXX", NULL);
      g_autofree char *after = g_dir_make_tmp ("redaksi-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, "library.db", NULL);
      g_autofree char *command = g_strdup_printf ("rm -rf %s %s", folder, after);
      g_autoptr (RedaksiArticle) article = redaksi_article_new (NULL);
      g_autoptr (GError) error = NULL;
      Run run = { path, after, 0, 0, FALSE };
      RedaksiDatabase *db = redaksi_database_open (path, REDAKSI_DATABASE_WRITER, &error);
      gint64 row;

      g_assert_no_error (error);
      g_assert_true (redaksi_database_begin (db, NULL)
                     && redaksi_store_create (db, article, "new", 1, &row, &error)
                     && redaksi_database_commit (db, NULL));
      redaksi_database_close (db, NULL);
      work (&run, redaksi_article_get_id (article), safe);
      lost += !is_kept (&run, redaksi_article_get_id (article));
      cut_vfs_forget ();
      g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
    }
  return lost;
}

/* REDAKSI_FAULTS: “full”, or how many. */
static guint
get_count (void)
{
  const char *wanted = g_getenv ("REDAKSI_FAULTS");
  guint64 count = wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : 0;

  if (count > 0)
    return (guint)MIN (count, 100000);
  return g_strcmp0 (wanted, "full") == 0 ? 2000 : 25;
}

static void
test_kept (void)
{
  guint lost = pull_plugs (get_count (), TRUE);

  g_test_message ("%u plugs pulled, %u lost something", get_count (), lost);
  g_assert_cmpuint (lost, ==, 0);
}

static void
test_bites (void)
{
  guint lost = pull_plugs (get_count (), FALSE);

  g_test_message ("without syncs %u of %u lost something", lost, get_count ());
  g_assert_cmpuint (lost, >, get_count () / 10);
}

/* ---- a library of an older version ------------------------------------------------------------
 */

typedef struct
{
  Run run;
  guint left; /* writes before the plug is pulled */
} Step;

static void
step_cb (gpointer data)
{
  Step *step = data;

  /* It is called once only, and asks to be called again. */
  if (--step->left > 0)
    {
      cut_vfs_set_cut (1, step_cb, step);
      return;
    }
  step->run.pulled = TRUE;
  cut_vfs_write (step->run.path, step->run.after);
}

/* The plug is pulled before the @nth write of bringing a library to this version. FALSE: there is
 * no such write any more. */
static gboolean
pull_at (guint nth)
{
  g_autofree char *folder = g_dir_make_tmp ("redaksi-XXXXXX", NULL);
  g_autofree char *after = g_dir_make_tmp ("redaksi-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *command = g_strdup_printf ("rm -rf %s %s", folder, after);
  g_autoptr (RedaksiArticle) article = redaksi_article_new (NULL);
  g_autoptr (GError) error = NULL;
  Step step = { { path, after, 0, 0, FALSE }, nth };
  RedaksiDatabase *db = redaksi_database_open (path, REDAKSI_DATABASE_WRITER, &error);
  gint64 row;

  g_assert_no_error (error);
  g_assert_true (redaksi_database_begin (db, NULL)
                 && redaksi_store_create (db, article, "new", 1, &row, &error)
                 && redaksi_database_commit (db, NULL)
                 && redaksi_database_exec (
                   db,
                   "DROP TABLE photo_use; DROP TABLE photo_gone;"
                   "ALTER TABLE push DROP COLUMN version;"
                   "ALTER TABLE article DROP COLUMN seal; ALTER TABLE revision DROP COLUMN seal;"
                   "ALTER TABLE push DROP COLUMN seal; ALTER TABLE remote DROP COLUMN seal;"
                   "PRAGMA user_version = 1",
                   NULL));
  redaksi_database_close (db, NULL);

  cut_vfs_set_cut (1, step_cb, &step);
  db = redaksi_database_open (path, REDAKSI_DATABASE_WRITER, &error);
  g_assert_no_error (error);
  redaksi_database_close (db, NULL);
  cut_vfs_set_cut (1, NULL, NULL);
  if (step.run.pulled)
    g_assert_true (is_kept (&step.run, redaksi_article_get_id (article)));
  cut_vfs_forget ();
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  return step.run.pulled;
}

static void
test_migration (void)
{
  guint nth = 1;

  while (pull_at (nth))
    nth++;
  g_test_message ("pulled at each of %u writes", nth - 1);
  g_assert_cmpuint (nth, >, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cut_vfs_register ();
  g_test_add_func ("/faults/library/power/kept", test_kept);
  g_test_add_func ("/faults/library/power/migration", test_migration);
  g_test_add_func ("/faults/library/power/bites", test_bites);
  return g_test_run ();
}
