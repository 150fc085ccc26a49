/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RedaksiLibrary: sites, the outbox's rows, remote ids and settings. All go over the writer, so
 * that whoever wrote a row reads it next. */
#include "redaksi-library-private.h"
#include "redaksi-push-private.h"

#include <glib/gi18n-lib.h>

/* ---- sites ------------------------------------------------------------------------------------
 */

static gboolean
add_site_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  redaksi_job_tell (job, REDAKSI_NEWS_SITES, NULL, 0);
  return redaksi_store_put_site (db, job->object, error);
}

/**
 * redaksi_library_add_site:
 * @self: an open library
 * @site: a site; one of the same id is replaced
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
redaksi_library_add_site (RedaksiLibrary *self, RedaksiSite *site)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && REDAKSI_IS_SITE (site), NULL);

  /* All its properties are construct-only: any thread may read them. */
  job = redaksi_job_new (add_site_job, REDAKSI_JOB_WRITES);
  redaksi_job_set_object (job, g_object_ref (site), g_object_unref);
  return redaksi_library_write (self, job);
}

static gboolean
list_sites_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  GPtrArray *sites = redaksi_store_list_sites (db, error);

  if (sites != NULL)
    redaksi_job_return_boxed (job, G_TYPE_PTR_ARRAY, sites);
  return sites != NULL;
}

/**
 * redaksi_library_list_sites:
 * @self: an open library
 *
 * Returns: (transfer full): a future of a #GPtrArray of #RedaksiSite, in the order in which they
 * were added
 */
DexFuture *
redaksi_library_list_sites (RedaksiLibrary *self)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  return redaksi_library_write (self, redaksi_job_new (list_sites_job, REDAKSI_JOB_READS));
}

static gboolean
remove_site_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  redaksi_job_tell (job, REDAKSI_NEWS_SITES, NULL, 0);
  return redaksi_store_remove_site (db, job->id, error);
}

/**
 * redaksi_library_remove_site:
 * @self: an open library
 * @site_id: a site's id
 *
 * What the site calls our articles and photos is kept: one that is set up again finds them.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %REDAKSI_LIBRARY_ERROR_NOT_FOUND
 */
DexFuture *
redaksi_library_remove_site (RedaksiLibrary *self, const char *site_id)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && site_id != NULL, NULL);

  return redaksi_library_write (self,
                                redaksi_library_job (remove_site_job, REDAKSI_JOB_WRITES, site_id));
}

/* ---- the outbox -------------------------------------------------------------------------------
 */

static gboolean
put_push_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  redaksi_job_tell (job, REDAKSI_NEWS_PUSH, job->id, 0);
  return redaksi_store_put_push (db, job->object, job->number != 0, error);
}

static DexFuture *
put_push (RedaksiLibrary *self, RedaksiPush *push, gboolean add)
{
  RedaksiJob *job
    = redaksi_library_job (put_push_job, REDAKSI_JOB_WRITES, redaksi_push_get_id (push));

  job->number = add;
  redaksi_push_begin_version (push);
  /* As it is now: it may go on before the writer comes to it. */
  redaksi_job_set_object (job, redaksi_push_copy (push), g_object_unref);
  return redaksi_library_write (self, job);
}

/**
 * redaksi_library_add_push:
 * @self: an open library
 * @push: a new push
 *
 * Returns: (transfer full): a future of %TRUE: the push is durable
 */
DexFuture *
redaksi_library_add_push (RedaksiLibrary *self, RedaksiPush *push)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && REDAKSI_IS_PUSH (push), NULL);

  return put_push (self, push, TRUE);
}

/**
 * redaksi_library_update_push:
 * @self: an open library
 * @push: a push that was added
 *
 * Returns: (transfer full): a future of %TRUE: how far it came is durable
 */
DexFuture *
redaksi_library_update_push (RedaksiLibrary *self, RedaksiPush *push)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && REDAKSI_IS_PUSH (push), NULL);

  return put_push (self, push, FALSE);
}

static gboolean
remove_push_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  redaksi_job_tell (job, REDAKSI_NEWS_PUSH, job->id, 0);
  return redaksi_store_remove_push (db, job->id, error);
}

/**
 * redaksi_library_remove_push:
 * @self: an open library
 * @push_id: a push that is done or was cancelled
 *
 * What was sent, and what the site calls it, stays known; only the row goes.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %REDAKSI_LIBRARY_ERROR_NOT_FOUND, and
 * with %REDAKSI_LIBRARY_ERROR_BUSY where it is not at its end, or an article still waits for its
 * hour
 */
DexFuture *
redaksi_library_remove_push (RedaksiLibrary *self, const char *push_id)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && push_id != NULL, NULL);

  return redaksi_library_write (self,
                                redaksi_library_job (remove_push_job, REDAKSI_JOB_WRITES, push_id));
}

static gboolean
get_push_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) pushes = redaksi_store_list_pushes (db, job->id, FALSE, error);

  if (pushes == NULL)
    return FALSE;
  if (pushes->len == 0)
    {
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND,
                   _ ("There is no such push in the outbox."));
      return FALSE;
    }
  redaksi_job_return_object (job, g_object_ref (pushes->pdata[0]));
  return TRUE;
}

/**
 * redaksi_library_get_push:
 * @self: an open library
 * @push_id: a push's id
 *
 * Returns: (transfer full): a future of a #RedaksiPush; rejects with
 *   %REDAKSI_LIBRARY_ERROR_NOT_FOUND
 */
DexFuture *
redaksi_library_get_push (RedaksiLibrary *self, const char *push_id)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && push_id != NULL, NULL);

  return redaksi_library_write (self,
                                redaksi_library_job (get_push_job, REDAKSI_JOB_READS, push_id));
}

static gboolean
list_pushes_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  GPtrArray *pushes = redaksi_store_list_pushes (db, NULL, job->number != 0, error);

  if (pushes != NULL)
    redaksi_job_return_boxed (job, G_TYPE_PTR_ARRAY, pushes);
  return pushes != NULL;
}

/**
 * redaksi_library_list_pushes:
 * @self: an open library
 * @unfinished_only: without those that are done or were cancelled
 *
 * Returns: (transfer full): a future of a #GPtrArray of #RedaksiPush, oldest first
 */
DexFuture *
redaksi_library_list_pushes (RedaksiLibrary *self, gboolean unfinished_only)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  job = redaksi_job_new (list_pushes_job, REDAKSI_JOB_READS);
  job->number = unfinished_only;
  return redaksi_library_write (self, job);
}

static gboolean
list_article_pushes_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  GPtrArray *pushes = redaksi_store_list_article_pushes (db, job->id, error);

  if (pushes != NULL)
    redaksi_job_return_boxed (job, G_TYPE_PTR_ARRAY, pushes);
  return pushes != NULL;
}

/**
 * redaksi_library_list_article_pushes:
 * @self: an open library
 * @article_id: an article's id
 *
 * Returns: (transfer full): a future of a #GPtrArray of #RedaksiPush: those of the article, oldest
 *   first, finished ones too
 */
DexFuture *
redaksi_library_list_article_pushes (RedaksiLibrary *self, const char *article_id)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && article_id != NULL, NULL);

  return redaksi_library_write (self, redaksi_library_job (list_article_pushes_job,
                                                           REDAKSI_JOB_READS, article_id));
}

/* ---- remote ids -------------------------------------------------------------------------------
 */

static gboolean
get_remote_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  RedaksiRemote *remote = redaksi_store_get_remote (db, job->text, job->id, error);

  if (remote != NULL)
    redaksi_job_return_boxed (job, REDAKSI_TYPE_REMOTE, remote);
  return remote != NULL;
}

/**
 * redaksi_library_get_remote:
 * @self: an open library
 * @site_id: a site's id
 * @local_id: an article's id, or a photo's digest (with ":" and the variant)
 *
 * Returns: (transfer full): a future of a #RedaksiRemote; rejects with
 *   %REDAKSI_LIBRARY_ERROR_NOT_FOUND where the site never got it
 */
DexFuture *
redaksi_library_get_remote (RedaksiLibrary *self, const char *site_id, const char *local_id)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && site_id != NULL && local_id != NULL, NULL);

  job = redaksi_library_job (get_remote_job, REDAKSI_JOB_READS, local_id);
  job->text = g_strdup (site_id);
  return redaksi_library_write (self, job);
}

static gboolean
find_remote_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  char *local = redaksi_store_find_remote (db, job->text, job->id, job->number != 0, error);

  if (local != NULL)
    redaksi_job_return_string (job, local);
  return local != NULL;
}

/**
 * redaksi_library_find_remote:
 * @self: an open library
 * @site_id: a site's id
 * @remote_id: what the site calls it
 * @photo: whether it is a photo and no article
 *
 * Returns: (transfer full): a future of the article's id, or of the photo's digest with ":" and the
 *   variant (string); rejects with %REDAKSI_LIBRARY_ERROR_NOT_FOUND
 */
DexFuture *
redaksi_library_find_remote (RedaksiLibrary *self, const char *site_id, const char *remote_id,
                             gboolean photo)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && site_id != NULL && remote_id != NULL, NULL);

  job = redaksi_library_job (find_remote_job, REDAKSI_JOB_READS, remote_id);
  job->text = g_strdup (site_id);
  job->number = photo;
  return redaksi_library_write (self, job);
}

static gboolean
set_remote_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  RedaksiStoreRow row;
  gboolean article;

  if (!redaksi_store_set_remote (db, job->text, job->id, job->object, &article, error))
    return FALSE;
  if (article && redaksi_store_find (db, job->id, &row, NULL))
    redaksi_job_tell (job, REDAKSI_NEWS_ARTICLE, job->id, row.row);
  return TRUE;
}

/**
 * redaksi_library_set_remote:
 * @self: an open library
 * @site_id: a site's id
 * @local_id: an article's id, or a photo's digest (with ":" and the variant)
 * @remote: what the site calls it
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
redaksi_library_set_remote (RedaksiLibrary *self, const char *site_id, const char *local_id,
                            const RedaksiRemote *remote)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && site_id != NULL && local_id != NULL, NULL);
  g_return_val_if_fail (remote != NULL && remote->remote_id != NULL, NULL);

  job = redaksi_library_job (set_remote_job, REDAKSI_JOB_WRITES, local_id);
  job->text = g_strdup (site_id);
  redaksi_job_set_object (job, redaksi_remote_copy (remote), (GDestroyNotify)redaksi_remote_free);
  return redaksi_library_write (self, job);
}

/* ---- settings ---------------------------------------------------------------------------------
 */

static gboolean
get_setting_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  char *value;

  if (!redaksi_store_get_setting (db, job->id, &value, error))
    return FALSE;
  redaksi_job_return_string (job, value);
  return TRUE;
}

/**
 * redaksi_library_get_setting:
 * @self: an open library
 * @name: a setting's name
 *
 * Returns: (transfer full): a future of a string, %NULL where it was never set
 */
DexFuture *
redaksi_library_get_setting (RedaksiLibrary *self, const char *name)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && name != NULL, NULL);

  return redaksi_library_write (self,
                                redaksi_library_job (get_setting_job, REDAKSI_JOB_READS, name));
}

static gboolean
set_setting_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  return redaksi_store_set_setting (db, job->id, job->text, error);
}

/**
 * redaksi_library_set_setting:
 * @self: an open library
 * @name: a setting's name
 * @value: (nullable): its value; %NULL forgets it
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
redaksi_library_set_setting (RedaksiLibrary *self, const char *name, const char *value)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && name != NULL, NULL);

  job = redaksi_library_job (set_setting_job, REDAKSI_JOB_WRITES, name);
  job->text = g_strdup (value);
  return redaksi_library_write (self, job);
}
