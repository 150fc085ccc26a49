/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RedaksiLibrary: emptying the trash for good. */
#include <glib/gstdio.h>

#include "redaksi-library-private.h"

typedef struct
{
  GStrv keep;       /* what is open */
  GHashTable *only; /* nullable: of ids */
} Purge;

static void
purge_free (gpointer data)
{
  Purge *purge = data;

  g_strfreev (purge->keep);
  g_clear_pointer (&purge->only, g_hash_table_unref);
  g_free (purge);
}

static gboolean
purge_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Purge *purge = job->object;

  if (!redaksi_store_purge (db, (const char *const *)purge->keep, purge->only, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    redaksi_job_tell (job, REDAKSI_NEWS_ARTICLE, ids->pdata[i], 0);
  redaksi_job_return_uint (job, ids->len);
  return TRUE;
}

static gboolean
remove_photos_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  return redaksi_store_remove_photos (db, job->text, error);
}

/* Mostly there is nothing to do: then nobody is kept from writing. */
static gboolean
remove_left_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  gint64 left = 0;

  if (!redaksi_database_get_int (db, &left, error, "SELECT count(*) FROM photo_gone", ""))
    return FALSE;
  if (left == 0)
    return TRUE;
  if (redaksi_database_begin (db, error) && redaksi_store_remove_photos (db, job->text, error)
      && redaksi_database_commit (db, error))
    return TRUE;
  redaksi_database_rollback (db);
  return FALSE;
}

static RedaksiJob *
remove_photos (RedaksiLibrary *self, RedaksiJobFunc func, RedaksiJobFlags flags)
{
  RedaksiJob *job = redaksi_job_new (func, flags);

  job->text = redaksi_library_dup_photo_folder (self);
  return job;
}

/* The log still has the deleted words until it is emptied. A reader may be in the way of that; then
 * closing does it. */
static gboolean
empty_log_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  redaksi_database_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  return TRUE;
}

static DexFuture *
answer_true_cb (DexFuture *future, gpointer data)
{
  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
answer_first_cb (DexFuture *future, gpointer data)
{
  return dex_ref (dex_future_set_get_future_at (DEX_FUTURE_SET (future), 0));
}

/* Resolves to all three, in that order; what fails is not called done. */
static DexFuture *
purge (RedaksiLibrary *self, GHashTable *only)
{
  DexFuture *purged, *removed, *emptied;
  RedaksiJob *job = redaksi_job_new (purge_job, REDAKSI_JOB_WRITES);
  Purge *wish = g_new0 (Purge, 1);

  wish->keep = redaksi_library_list_attached (self);
  wish->only = only;
  redaksi_job_set_object (job, wish, purge_free);
  purged = redaksi_library_write (self, job);
  removed
    = redaksi_library_write (self, remove_photos (self, remove_photos_job, REDAKSI_JOB_WRITES));
  emptied = redaksi_library_write (self, redaksi_job_new (empty_log_job, REDAKSI_JOB_READS));
  return dex_future_all_race (purged, removed, emptied, NULL);
}

/**
 * redaksi_library_purge:
 * @self: an open library
 *
 * Empties the trash for good: the articles with their history, their words in search, names that
 * only they had, and the files of photos that no other article ever had. What is open here or on
 * its way to a site stays in the trash.
 *
 * Returns: (transfer full): a future of %TRUE: nothing of them is left in the folder
 */
DexFuture *
redaksi_library_purge (RedaksiLibrary *self)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  return dex_future_then (purge (self, NULL), answer_true_cb, NULL, NULL);
}

/**
 * redaksi_library_purge_articles:
 * @self: an open library
 * @ids: (array zero-terminated=1): ids of articles
 *
 * As redaksi_library_purge(), of these alone, as far as they are in the trash.
 *
 * Returns: (transfer full): a future of a uint: how many are gone for good
 */
DexFuture *
redaksi_library_purge_articles (RedaksiLibrary *self, const char *const *ids)
{
  GHashTable *only;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && ids != NULL, NULL);

  only = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (only, g_strdup (ids[i]));
  return dex_future_then (purge (self, only), answer_first_cb, NULL, NULL);
}

/* What was to go when the program ended in the middle of it. */
void
redaksi_library_purge_later (RedaksiLibrary *self)
{
  dex_future_disown (
    redaksi_library_write (self, remove_photos (self, remove_left_job, REDAKSI_JOB_IDLE)));
}
