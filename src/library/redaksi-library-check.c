/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * RedaksiLibrary: looking whether everything is as it was written. On a thread and a connection of
 * its own, at the lowest priority: it reads every revision and every photo, which is as much as
 * there is on the disk.
 */
#include <glib/gi18n-lib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "redaksi-digest.h"
#include "redaksi-library-private.h"

/* While one starts to work the disk and the processors have better things to do. */
#define SWEEP_AFTER  45 /* seconds */
#define BACKUP_EVERY 40 /* times that */

G_DEFINE_BOXED_TYPE (RedaksiCheck, redaksi_check, redaksi_check_copy, redaksi_check_free)

RedaksiCheck *
redaksi_check_copy (const RedaksiCheck *check)
{
  RedaksiCheck *copy;

  g_return_val_if_fail (check != NULL, NULL);

  copy = g_memdup2 (check, sizeof *check);
  copy->file = g_strdup (check->file);
  copy->damaged_articles = g_strdupv (check->damaged_articles);
  copy->damaged_photos = g_strdupv (check->damaged_photos);
  return copy;
}

void
redaksi_check_free (RedaksiCheck *check)
{
  if (check == NULL)
    return;
  g_free (check->file);
  g_strfreev (check->damaged_articles);
  g_strfreev (check->damaged_photos);
  g_free (check);
}

/* ---- on a thread of its own -------------------------------------------------------------------
 */

static gboolean
is_cancelled (RedaksiJob *job, GError **error)
{
  return g_cancellable_set_error_if_cancelled (job->cancellable, error);
}

static gboolean
check_articles (RedaksiJob *job, RedaksiDatabase *db, RedaksiCheck *check, GError **error)
{
  g_auto (GStrv) broken = redaksi_store_list_broken_seals (db, error);
  g_autoptr (GStrvBuilder) damaged = g_strv_builder_new ();
  gint64 row = 0;

  if (broken == NULL)
    return FALSE;

  for (;;)
    {
      gint64 next = 0;
      guint revisions = 0;
      g_autofree char *id = NULL;

      if (is_cancelled (job, error)
          || !redaksi_database_get_int (db, &next, error,
                                        "SELECT row FROM article WHERE row > ? ORDER BY row"
                                        "  LIMIT 1",
                                        "i", row))
        return FALSE;
      if (next == 0)
        break;
      row = next;
      if (!redaksi_store_find_id (db, row, &id, error))
        return FALSE;
      check->articles++;
      if (!redaksi_store_is_whole (db, id, row, &revisions)
          || g_strv_contains ((const char *const *)broken, id))
        g_strv_builder_add (damaged, id);
      check->revisions += revisions;
    }
  check->damaged_articles = g_strv_builder_end (damaged);
  /* Of photos, and of what has no article at all. */
  for (guint i = 0; broken[i] != NULL && check->file == NULL; i++)
    if (!g_strv_contains ((const char *const *)check->damaged_articles, broken[i]))
      check->file = g_strdup_printf (_ ("The library file is damaged: %s"),
                                     _ ("what was sent or what a site answered"));
  return TRUE;
}

/* The name of an original is its SHA-256. */
static void
check_shard (const char *folder, RedaksiCheck *check, GHashTable *there, GStrvBuilder *damaged)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *digest = g_strndup (name, REDAKSI_DIGEST_LENGTH);
      g_autofree char *is = NULL;

      if (!redaksi_digest_is_valid (digest))
        continue;
      check->photos++;
      is = redaksi_digest_file (path, NULL);
      if (g_strcmp0 (is, digest) != 0)
        g_strv_builder_add (damaged, digest);
      g_hash_table_add (there, g_steal_pointer (&digest));
    }
}

static gboolean
check_photos (RedaksiJob *job, RedaksiDatabase *db, RedaksiCheck *check, GError **error)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) damaged = g_strv_builder_new ();
  g_autofree char *folder = g_build_filename (job->text, "originals", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  sqlite3_stmt *statement;
  const char *name;
  int step;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *shard = g_build_filename (folder, name, NULL);
      if (is_cancelled (job, error))
        return FALSE;
      check_shard (shard, check, there, damaged);
    }
  /* A photo that an article has and that is not there is damage too. */
  statement = redaksi_database_query (db, error, "SELECT DISTINCT digest FROM photo_use", "");
  if (statement == NULL)
    return FALSE;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      const char *digest = redaksi_column_text (statement, 0);
      if (g_hash_table_contains (there, digest))
        continue;
      check->photos++;
      g_strv_builder_add (damaged, digest);
    }
  check->damaged_photos = g_strv_builder_end (damaged);
  return step == 0;
}

static gboolean
check_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  g_autoptr (RedaksiCheck) check = g_new0 (RedaksiCheck, 1);
  g_autoptr (GError) local = NULL;

  /* 0: the thread alone, as Linux has it. */
  if (setpriority (PRIO_PROCESS, (id_t)gettid (), 19) < 0)
    g_debug ("the check goes at the usual priority");
  if (!redaksi_database_check (db, &local))
    {
      if (!g_error_matches (local, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      check->file = g_strdup (local->message);
    }
  if (!check_articles (job, db, check, error) || !check_photos (job, db, check, error))
    return FALSE;
  redaksi_job_return_boxed (job, REDAKSI_TYPE_CHECK, g_steal_pointer (&check));
  return TRUE;
}

/* ---- on the main thread -----------------------------------------------------------------------
 */

/**
 * redaksi_check_describe:
 * @check: what was found
 *
 * Returns: (transfer full) (nullable): a sentence for a person, with numbers; %NULL where all is
 * whole
 */
char *
redaksi_check_describe (const RedaksiCheck *check)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;
  guint articles, photos;

  g_return_val_if_fail (check != NULL, NULL);

  articles = g_strv_length (check->damaged_articles);
  photos = g_strv_length (check->damaged_photos);
  if (check->file != NULL)
    g_strv_builder_add (parts, check->file);
  if (articles > 0)
    g_strv_builder_take (parts, g_strdup_printf (
                                  /* Translators: of all articles, so many are damaged */
                                  _ ("%1$u of %2$u articles are damaged; all others are whole."),
                                  articles, check->articles));
  if (photos > 0)
    g_strv_builder_take (parts, g_strdup_printf (_ ("%1$u of %2$u photos are damaged or missing."),
                                                 photos, check->photos));
  sentences = g_strv_builder_end (parts);
  return *sentences != NULL ? g_strjoinv (" ", sentences) : NULL;
}

static void
check_done_cb (RedaksiJob *job)
{
  redaksi_worker_stop (job->owner);
}

static void
check_settled_cb (RedaksiJob *job)
{
  RedaksiLibrary *self = job->object;
  RedaksiCheck *check = job->error == NULL ? g_value_get_boxed (&job->value) : NULL;
  g_autofree char *found = check != NULL ? redaksi_check_describe (check) : NULL;

  if (found != NULL)
    redaksi_library_emit_damaged (self, check);
  if (job->error != NULL)
    dex_promise_reject (job->promise, g_steal_pointer (&job->error));
  else
    dex_promise_resolve (job->promise, &job->value);
}

static void
done_cb (RedaksiJob *job)
{
  check_settled_cb (job);
  check_done_cb (job);
}

/**
 * redaksi_library_check:
 * @self: an open library
 *
 * Reads everything and compares it with the SHA-256 that it was written with. What is damaged is
 * told by the signal "damaged" too. It takes minutes in a large library and keeps nobody waiting.
 *
 * Returns: (transfer full): a future of a #RedaksiCheck; rejects with %G_IO_ERROR_CANCELLED where
 * the library closes first
 */
DexFuture *
redaksi_library_check (RedaksiLibrary *self)
{
  RedaksiJob *job;
  DexPromise *promise;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  if (!redaksi_library_is_open (self))
    return dex_future_new_reject (REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_OPEN, "%s",
                                  _ ("The library is not open."));
  promise = dex_promise_new ();
  job = redaksi_job_new (check_job, REDAKSI_JOB_READS);
  job->text = redaksi_library_dup_photo_folder (self);
  job->cancellable = g_object_ref (redaksi_library_get_closing (self));
  job->promise = dex_ref (promise);
  job->owner = redaksi_library_new_reader (self);
  redaksi_job_set_object (job, g_object_ref (self), g_object_unref);
  job->done = done_cb;
  redaksi_worker_push (job->owner, job);
  return DEX_FUTURE (promise);
}

/* Once everything; then, while the program stays open for days, whether it is time for a backup. */
static gboolean
sweep_cb (gpointer data)
{
  RedaksiLibrary *self = data;
  guint ticks = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self), "redaksi-sweeps"));

  if (!redaksi_library_is_open (self))
    return G_SOURCE_REMOVE;
  if (ticks == 0)
    dex_future_disown (redaksi_library_check (self));
  if (ticks % BACKUP_EVERY == 0)
    redaksi_library_backup_daily (self);
  g_object_set_data (G_OBJECT (self), "redaksi-sweeps", GUINT_TO_POINTER (ticks + 1));
  return G_SOURCE_CONTINUE;
}

/* Looks through everything once the program has settled. */
void
redaksi_library_sweep_later (RedaksiLibrary *self)
{
  g_autoptr (GSource) source = g_timeout_source_new_seconds (SWEEP_AFTER);

  g_source_set_static_name (source, "[redaksi] sweep");
  g_source_set_priority (source, G_PRIORITY_LOW);
  g_source_set_callback (source, sweep_cb, self, NULL);
  g_source_attach (source, redaksi_library_get_context (self));
  redaksi_library_set_sweep (self, source);
}
