/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RedaksiLibrary: lists, search and completion; on the reader, so that no commit waits for them. */
#include <glib/gi18n-lib.h>

#include "redaksi-library-private.h"

typedef struct
{
  guint states;
  RedaksiSort sort;
  guint limit;
} Question;

static gboolean
query_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  const Question *question = job->object;
  GArray *rows
    = redaksi_store_query (db, question->states, job->text, question->sort, question->limit, error);

  if (rows != NULL)
    redaksi_job_return_boxed (job, G_TYPE_ARRAY, rows);
  return rows != NULL;
}

DexFuture *
redaksi_library_query_cancellable (RedaksiLibrary *self, guint states, const char *words,
                                   RedaksiSort sort, guint limit, GCancellable *cancellable)
{
  RedaksiJob *job = redaksi_job_new (query_job, REDAKSI_JOB_READS);
  Question question = { states, sort, limit };

  redaksi_job_set_object (job, g_memdup2 (&question, sizeof question), g_free);
  job->text = g_strdup (words);
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return redaksi_library_read (self, job);
}

static void
cancel_and_unref (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  g_object_unref (cancellable);
}

/**
 * redaksi_library_query:
 * @self: an open library
 * @query: what is asked for
 *
 * Asks for a list. It interrupts the query that was made by this call before, which then rejects
 * with %G_IO_ERROR_CANCELLED: while somebody types only the last word counts.
 *
 * Returns: (transfer full): a future of a #GArray of #gint64: the rows, newest first
 */
DexFuture *
redaksi_library_query (RedaksiLibrary *self, const RedaksiQuery *query)
{
  GCancellable *cancellable;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && query != NULL, NULL);

  /* Setting the new one cancels the old. */
  cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (self), "redaksi-query", cancellable, cancel_and_unref);
  return redaksi_library_query_cancellable (self, query->states, query->words, REDAKSI_SORT_NEWEST,
                                            query->limit, cancellable);
}

static gboolean
fetch_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  GArray *rows = job->object;
  GPtrArray *list
    = redaksi_store_fetch (db, (const gint64 *)rows->data, rows->len, job->text, error);

  if (list != NULL)
    redaksi_job_return_boxed (job, G_TYPE_PTR_ARRAY, list);
  return list != NULL;
}

static void
fetch_settled_cb (RedaksiJob *job)
{
  GPtrArray *list = job->error == NULL ? g_value_get_boxed (&job->value) : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    redaksi_library_note_row (job->owner, redaksi_summary_get_id (list->pdata[i]),
                              redaksi_summary_get_row (list->pdata[i]));
}

/**
 * redaksi_library_fetch:
 * @self: an open library
 * @rows: (array length=n): rows, as redaksi_library_query() gave them
 * @n: how many
 * @words: (nullable): what was searched for: the snippets show where it was found
 *
 * Returns: (transfer full): a future of a #GPtrArray of #RedaksiSummary in that order; a row that
 * is gone is left out
 */
DexFuture *
redaksi_library_fetch (RedaksiLibrary *self, const gint64 *rows, guint n, const char *words)
{
  RedaksiJob *job;
  GArray *copy;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && (rows != NULL || n == 0), NULL);

  copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  if (n > 0)
    g_array_append_vals (copy, rows, n);
  job = redaksi_job_new (fetch_job, REDAKSI_JOB_READS);
  job->text = g_strdup (words);
  redaksi_job_set_object (job, copy, (GDestroyNotify)g_array_unref);
  job->settled = fetch_settled_cb;
  return redaksi_library_read (self, job);
}

static gboolean
get_summary_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  RedaksiStoreRow row;

  if (!redaksi_store_find (db, job->id, &row, error))
    return FALSE;
  list = redaksi_store_fetch (db, &row.row, 1, NULL, error);
  if (list == NULL || list->len == 0)
    return FALSE;
  redaksi_job_return_object (job, g_object_ref (list->pdata[0]));
  return TRUE;
}

/**
 * redaksi_library_get_summary:
 * @self: an open library
 * @id: an article's id
 *
 * Returns: (transfer full): a future of the article's #RedaksiSummary, also where it is in the
 * trash
 */
DexFuture *
redaksi_library_get_summary (RedaksiLibrary *self, const char *id)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && id != NULL, NULL);

  return redaksi_library_write (self, redaksi_library_job (get_summary_job, REDAKSI_JOB_READS, id));
}

static gboolean
count_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  GArray *counts = redaksi_store_count (db, error);

  if (counts != NULL)
    redaksi_job_return_boxed (job, G_TYPE_ARRAY, counts);
  return counts != NULL;
}

/**
 * redaksi_library_count:
 * @self: an open library
 *
 * Returns: (transfer full): a future of a #GArray of #guint: how many articles by #RedaksiState,
 * then those in the trash, then the unfinished pushes of the outbox
 */
DexFuture *
redaksi_library_count (RedaksiLibrary *self)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  return redaksi_library_read (self, redaksi_job_new (count_job, REDAKSI_JOB_READS));
}

static gboolean
list_scheduled_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  GPtrArray *list = redaksi_store_list_scheduled (db, error);

  if (list != NULL)
    redaksi_job_return_boxed (job, G_TYPE_PTR_ARRAY, list);
  return list != NULL;
}

/**
 * redaksi_library_list_scheduled:
 * @self: an open library
 *
 * Returns: (transfer full): a future of a #GPtrArray of #RedaksiScheduled: what goes out at an hour
 * that was set, the earliest first
 */
DexFuture *
redaksi_library_list_scheduled (RedaksiLibrary *self)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  return redaksi_library_read (self, redaksi_job_new (list_scheduled_job, REDAKSI_JOB_READS));
}

static gboolean
list_names_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  GStrv names = job->id == NULL ? redaksi_store_list_people (db, job->text, error)
                                : redaksi_store_list_terms (db, job->id, job->text, error);

  if (names != NULL)
    redaksi_job_return_boxed (job, G_TYPE_STRV, names);
  return names != NULL;
}

static DexFuture *
list_names (RedaksiLibrary *self, const char *kind, const char *prefix)
{
  RedaksiJob *job = redaksi_library_job (list_names_job, REDAKSI_JOB_READS, kind);

  job->text = g_strdup (prefix);
  return redaksi_library_read (self, job);
}

/**
 * redaksi_library_list_people:
 * @self: an open library
 * @prefix: (nullable): how a word of the name begins; accents and capitals do not count
 *
 * Returns: (transfer full): a future of a #GStrv: who stood in a byline, the last used first
 */
DexFuture *
redaksi_library_list_people (RedaksiLibrary *self, const char *prefix)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  return list_names (self, NULL, prefix);
}

/**
 * redaksi_library_list_terms:
 * @self: an open library
 * @kind: "section" or "tag"
 * @prefix: (nullable): how a word of the name begins; accents and capitals do not count
 *
 * Returns: (transfer full): a future of a #GStrv: what was used, the last first
 */
DexFuture *
redaksi_library_list_terms (RedaksiLibrary *self, const char *kind, const char *prefix)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && kind != NULL, NULL);

  return list_names (self, kind, prefix);
}
