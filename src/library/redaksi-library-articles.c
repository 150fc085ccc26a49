/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RedaksiLibrary: articles and their revisions. */
#include <glib/gi18n-lib.h>

#include "redaksi-clock.h"
#include "redaksi-library-private.h"

static DexFuture *
reject_busy (void)
{
  return dex_future_new_for_error (redaksi_library_busy_error ());
}

static RedaksiJournal *
find_journal (RedaksiLibrary *self, const char *id)
{
  return g_hash_table_lookup (redaksi_library_get_journals (self), id);
}

/* Asks the writer to change an article that no window has open, neither here nor elsewhere. */
static DexFuture *
write_alone (RedaksiLibrary *self, RedaksiJob *job)
{
  GError *error = NULL;

  if (find_journal (self, job->id) != NULL)
    error = redaksi_library_busy_error ();
  if (error != NULL || !redaksi_library_hold (self, job->id, &error))
    {
      redaksi_job_free (job);
      return dex_future_new_for_error (error);
    }
  job->held = TRUE;
  return redaksi_library_write (self, job);
}

static void
tell_article (RedaksiJob *job, RedaksiDatabase *db)
{
  RedaksiStoreRow row;

  if (redaksi_store_find (db, job->id, &row, NULL))
    redaksi_job_tell (job, REDAKSI_NEWS_ARTICLE, job->id, row.row);
}

/* ---- creating, saving -------------------------------------------------------------------------
 */

static gboolean
create_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  gint64 row;

  if (!redaksi_store_create (db, job->object, "new", job->time, &row, error))
    return FALSE;
  redaksi_job_tell (job, REDAKSI_NEWS_ARTICLE, job->id, row);
  redaksi_job_return_string (job, g_strdup (job->id));
  return TRUE;
}

/**
 * redaksi_library_create:
 * @self: an open library
 * @article: a new article
 *
 * Returns: (transfer full): a future of its id, a string; its first revision is cut then
 */
DexFuture *
redaksi_library_create (RedaksiLibrary *self, RedaksiArticle *article)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && article != NULL, NULL);

  job = redaksi_library_job (create_job, REDAKSI_JOB_WRITES, redaksi_article_get_id (article));
  redaksi_job_set_object (job, redaksi_article_ref (article),
                          (GDestroyNotify)redaksi_article_unref);
  return redaksi_library_write (self, job);
}

static gboolean
save_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  guint number;

  if (!redaksi_store_save (db, job->object, job->text, job->time, &number, error))
    return FALSE;
  tell_article (job, db);
  redaksi_job_return_uint (job, number);
  return TRUE;
}

/**
 * redaksi_library_save_article:
 * @self: an open library
 * @article: an article as it shall be
 * @reason: why the revision is cut
 *
 * For the terminal and for imports: makes @article the newest state of the article of its id, or a
 * new article.
 *
 * Returns: (transfer full): a future of the newest revision's number, a guint; rejects with
 *   %REDAKSI_LIBRARY_ERROR_BUSY where a window has it open
 */
DexFuture *
redaksi_library_save_article (RedaksiLibrary *self, RedaksiArticle *article, const char *reason)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && article != NULL && reason != NULL, NULL);

  job = redaksi_library_job (save_job, REDAKSI_JOB_WRITES, redaksi_article_get_id (article));
  job->text = g_strdup (reason);
  redaksi_job_set_object (job, redaksi_article_ref (article),
                          (GDestroyNotify)redaksi_article_unref);
  return write_alone (self, job);
}

/* ---- loading ----------------------------------------------------------------------------------
 */

static gboolean
load_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  RedaksiDocument *document = redaksi_store_load (db, job->id, error);
  RedaksiStoreRow row;

  if (document == NULL)
    return FALSE;
  redaksi_job_return_object (job, document);
  if (redaksi_store_find (db, job->id, &row, NULL))
    job->number = row.row;
  return TRUE;
}

static void
load_settled_cb (RedaksiJob *job)
{
  RedaksiJournal *journal = find_journal (job->owner, job->id);

  /* Two asked before either attached it: both get the one that is attached. */
  if (job->error == NULL)
    redaksi_library_note_row (job->owner, job->id, job->number);
  if (journal != NULL && job->error == NULL)
    g_value_set_object (&job->value, redaksi_journal_get_document (journal));
}

/**
 * redaksi_library_load:
 * @self: an open library
 * @id: an article's id
 *
 * Returns: (transfer full): a future of a #RedaksiDocument as it was at its last durable change,
 *   undo included; the attached one where it is attached. Rejects with
 *   %REDAKSI_LIBRARY_ERROR_NOT_FOUND, _BUSY where another process has it open, or _DAMAGED
 */
DexFuture *
redaksi_library_load (RedaksiLibrary *self, const char *id)
{
  RedaksiJournal *journal;
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL, NULL);

  journal = find_journal (self, id);
  if (journal != NULL)
    return dex_future_new_for_object (redaksi_journal_get_document (journal));
  if (redaksi_library_is_held_elsewhere (self, id))
    return reject_busy ();
  job = redaksi_library_job (load_job, REDAKSI_JOB_READS, id);
  job->settled = load_settled_cb;
  return redaksi_library_write (self, job);
}

static gboolean
load_revision_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  RedaksiArticle *article = NULL;
  RedaksiStoreRow row;

  if (job->number == 0)
    {
      g_autoptr (RedaksiDocument) document = redaksi_store_load (db, job->id, error);
      if (document != NULL)
        article = redaksi_article_ref (redaksi_document_get_article (document));
    }
  else if (redaksi_store_find (db, job->id, &row, error))
    article = redaksi_store_read_revision (db, job->id, row.row, (guint)job->number, NULL, error);
  if (article != NULL)
    redaksi_job_return_boxed (job, REDAKSI_TYPE_ARTICLE, article);
  return article != NULL;
}

/**
 * redaksi_library_load_revision:
 * @self: an open library
 * @id: an article's id
 * @number: a revision's number, or 0 for what the article is now
 *
 * Returns: (transfer full): a future of a #RedaksiArticle, to look at; rejects with
 *   %REDAKSI_LIBRARY_ERROR_NOT_FOUND or _DAMAGED
 */
DexFuture *
redaksi_library_load_revision (RedaksiLibrary *self, const char *id, guint number)
{
  RedaksiJournal *journal;
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL, NULL);

  journal = find_journal (self, id);
  if (journal != NULL && number == 0)
    {
      RedaksiDocument *document = redaksi_journal_get_document (journal);
      return dex_future_new_take_boxed (
        REDAKSI_TYPE_ARTICLE, redaksi_article_ref (redaksi_document_get_article (document)));
    }
  job = redaksi_library_job (load_revision_job, REDAKSI_JOB_READS, id);
  job->number = number;
  return redaksi_library_write (self, job);
}

/* ---- revisions --------------------------------------------------------------------------------
 */

static gboolean
list_revisions_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  GPtrArray *list = NULL;
  RedaksiStoreRow row;

  if (redaksi_store_find (db, job->id, &row, error))
    list = redaksi_store_list_revisions (db, row.row, error);
  if (list != NULL)
    redaksi_job_return_boxed (job, G_TYPE_PTR_ARRAY, list);
  return list != NULL;
}

/**
 * redaksi_library_list_revisions:
 * @self: an open library
 * @id: an article's id
 *
 * Returns: (transfer full): a future of a #GPtrArray of #RedaksiRevisionInfo, newest first
 */
DexFuture *
redaksi_library_list_revisions (RedaksiLibrary *self, const char *id)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL, NULL);

  return redaksi_library_write (self,
                                redaksi_library_job (list_revisions_job, REDAKSI_JOB_READS, id));
}

static gboolean
find_whole_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  RedaksiStoreRow row;
  guint number;

  if (!redaksi_store_find (db, job->id, &row, error))
    return FALSE;
  number = redaksi_store_find_whole (db, job->id, row.row, row.revision + 1);
  if (number == 0)
    {
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND,
                   _ ("No revision of the article is whole."));
      return FALSE;
    }
  redaksi_job_return_uint (job, number);
  return TRUE;
}

/**
 * redaksi_library_find_whole_revision:
 * @self: an open library
 * @id: an article's id, that can't be loaded because it is damaged
 *
 * Returns: (transfer full): a future of the newest revision's number that is not damaged, a guint;
 *   redaksi_library_restore() takes it
 */
DexFuture *
redaksi_library_find_whole_revision (RedaksiLibrary *self, const char *id)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL, NULL);

  return redaksi_library_write (self, redaksi_library_job (find_whole_job, REDAKSI_JOB_READS, id));
}

static gboolean
restore_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  guint number;

  if (!redaksi_store_restore (db, job->id, (guint)job->number, job->time, &number, error))
    return FALSE;
  tell_article (job, db);
  redaksi_job_return_uint (job, number);
  return TRUE;
}

/**
 * redaksi_library_restore:
 * @self: an open library
 * @id: an article's id
 * @number: the revision whose content it shall have again
 *
 * For an article that is not open; one that is open is brought back by redaksi_document_reset() and
 * redaksi_library_cut_revision(), which can be undone.
 *
 * Returns: (transfer full): a future of the new revision's number, a guint
 */
DexFuture *
redaksi_library_restore (RedaksiLibrary *self, const char *id, guint number)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL, NULL);

  job = redaksi_library_job (restore_job, REDAKSI_JOB_WRITES, id);
  job->number = number;
  return write_alone (self, job);
}

static gboolean
cut_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  g_autoptr (RedaksiDocument) document = redaksi_store_load (db, job->id, error);
  RedaksiArticle *article;
  RedaksiStoreRow row;
  gboolean made;
  guint number;

  if (document == NULL || !redaksi_store_find (db, job->id, &row, error))
    return FALSE;
  article = redaksi_document_get_article (document);
  if (!redaksi_store_cut (db, job->id, article, row.version, job->text, job->label, job->time,
                          &number, &made, error)
      || (row.indexed != (gint64)row.version
          && !redaksi_store_index (db, row.row, article, row.version, job->time, error)))
    return FALSE;
  if (made)
    redaksi_job_tell (job, REDAKSI_NEWS_ARTICLE, job->id, row.row);
  redaksi_job_return_uint (job, number);
  return TRUE;
}

/**
 * redaksi_library_cut_revision:
 * @self: an open library
 * @id: an article's id
 * @reason: why
 * @label: (nullable): what a person calls it
 *
 * Keeps what the article is now, and waits for what is typed in it to be durable.
 *
 * Returns: (transfer full): a future of the revision's number, a guint; where the content is that
 * of the newest revision, that one's
 */
DexFuture *
redaksi_library_cut_revision (RedaksiLibrary *self, const char *id, const char *reason,
                              const char *label)
{
  RedaksiJournal *journal;
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL && reason != NULL, NULL);

  journal = find_journal (self, id);
  if (journal != NULL)
    return redaksi_journal_keep (journal, reason, label, TRUE);
  job = redaksi_library_job (cut_job, REDAKSI_JOB_WRITES, id);
  job->text = g_strdup (reason);
  job->label = g_strdup (label);
  return write_alone (self, job);
}

/* ---- state, trash -----------------------------------------------------------------------------
 */

static gboolean
set_state_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  if (!redaksi_store_set_state (db, job->id, (RedaksiState)job->number, error))
    return FALSE;
  tell_article (job, db);
  return TRUE;
}

/**
 * redaksi_library_set_state:
 * @self: an open library
 * @id: an article's id
 * @state: where it stands in the newsroom's work
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
redaksi_library_set_state (RedaksiLibrary *self, const char *id, RedaksiState state)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL, NULL);
  g_return_val_if_fail (state <= REDAKSI_STATE_LAST, NULL);

  job = redaksi_library_job (set_state_job, REDAKSI_JOB_WRITES, id);
  job->number = state;
  return redaksi_library_write (self, job);
}

static gboolean
set_scheduled_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  if (!redaksi_store_set_scheduled (db, job->id, job->number, error))
    return FALSE;
  tell_article (job, db);
  return TRUE;
}

/**
 * redaksi_library_set_scheduled:
 * @self: an open library
 * @id: an article's id
 * @when: the hour at which its site publishes it; microseconds, UTC; 0: it has not said
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
redaksi_library_set_scheduled (RedaksiLibrary *self, const char *id, gint64 when)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL && when >= 0, NULL);

  job = redaksi_library_job (set_scheduled_job, REDAKSI_JOB_WRITES, id);
  job->number = when;
  return redaksi_library_write (self, job);
}

static gboolean
set_deleted_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  char **ids = job->object;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      RedaksiStoreRow row;

      if (!redaksi_store_set_deleted (db, ids[i], job->number != 0 ? job->time : 0, error)
          || !redaksi_store_find (db, ids[i], &row, error))
        return FALSE;
      redaksi_job_tell (job, REDAKSI_NEWS_ARTICLE, ids[i], row.row);
    }
  return TRUE;
}

/**
 * redaksi_library_set_deleted:
 * @self: an open library
 * @ids: (array zero-terminated=1): ids of articles
 * @deleted: into the trash, or out of it
 *
 * In one commit: either all of them or none.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
redaksi_library_set_deleted (RedaksiLibrary *self, const char *const *ids, gboolean deleted)
{
  RedaksiJob *job;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && ids != NULL, NULL);

  job = redaksi_library_job (set_deleted_job, REDAKSI_JOB_WRITES, NULL);
  job->number = deleted;
  redaksi_job_set_object (job, g_strdupv ((char **)ids), (GDestroyNotify)g_strfreev);
  return redaksi_library_write (self, job);
}

/**
 * redaksi_library_delete:
 * @self: an open library
 * @id: an article's id
 *
 * Returns: (transfer full): a future of %TRUE: it is in the trash
 */
DexFuture *
redaksi_library_delete (RedaksiLibrary *self, const char *id)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL, NULL);

  return redaksi_library_set_deleted (self, (const char *const[]){ id, NULL }, TRUE);
}

/**
 * redaksi_library_undelete:
 * @self: an open library
 * @id: an article's id
 *
 * Returns: (transfer full): a future of %TRUE: it is out of the trash
 */
DexFuture *
redaksi_library_undelete (RedaksiLibrary *self, const char *id)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL, NULL);

  return redaksi_library_set_deleted (self, (const char *const[]){ id, NULL }, FALSE);
}
