/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal of an open document. What was applied waits in a queue on the main thread; the writer
 * gets it, and the article as it is then, 150 ms after the last key and at the latest 700 ms after
 * the first that waits, which leaves the disk 100 ms of what is promised. One commit is under way
 * at a time; it takes along everything that waits. A step leaves the queue when its commit
 * returned, and only then is its version called durable.
 *
 * A commit that fails: the worker opens the library anew and looks it through; the article is
 * written to a rescue file; "trouble" tells; the queue stays and is tried again after a while. When
 * that succeeds the rescue file goes.
 *
 * Between redaksi_library_detach() and the commit of its last step a journal lives on by itself.
 */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "redaksi-clock.h"
#include "redaksi-library-private.h"

#define AFTER_LAST    (150 * G_TIME_SPAN_MILLISECOND)
#define AFTER_FIRST   (350 * G_TIME_SPAN_MILLISECOND)
#define IDLE          (60 * G_TIME_SPAN_SECOND)
#define FIRST_RETRY   (2 * G_TIME_SPAN_SECOND)
#define LONGEST_RETRY (30 * G_TIME_SPAN_SECOND)

struct _RedaksiJournal
{
  RedaksiLibrary *library; /* unowned: it owns the journal */
  RedaksiDocument *document;
  char *id;
  guint uses;
  gulong handler;

  GPtrArray *waiting; /* RedaksiTransaction */
  guint64 first;      /* the version that the first of them made */
  guint64 durable;
  guint64 cut; /* the version that the newest revision has, as far as this one cut it */
  RedaksiSelection selection; /* as it was kept */

  gboolean committing;
  gint64 first_key;
  gint64 last_key;
  GSource *timer;
  GSource *idle;

  gint64 retry;    /* 0: no trouble */
  guint64 rescued; /* the version in the rescue file */
  char *rescue_path;
};

/* What the writer gets: values, and how to tell. */
typedef struct
{
  GPtrArray *transactions;
  guint64 first;
  guint64 version;
  RedaksiArticle *article;
  RedaksiSelection selection;
  char *reason; /* NULL: no revision */
  char *label;
  gboolean index;
  gboolean timed; /* it is the one that the timer waits for */
} Snapshot;

static void
snapshot_free (gpointer data)
{
  Snapshot *snapshot = data;

  g_ptr_array_unref (snapshot->transactions);
  redaksi_article_unref (snapshot->article);
  g_free (snapshot->reason);
  g_free (snapshot->label);
  g_free (snapshot);
}

static Snapshot *
take_snapshot (RedaksiJournal *self)
{
  Snapshot *snapshot = g_new0 (Snapshot, 1);

  snapshot->transactions
    = g_ptr_array_new_full (self->waiting->len, (GDestroyNotify)redaksi_transaction_unref);
  for (guint i = 0; i < self->waiting->len; i++)
    g_ptr_array_add (snapshot->transactions, redaksi_transaction_ref (self->waiting->pdata[i]));
  snapshot->first = self->first;
  snapshot->version = redaksi_document_get_version (self->document);
  snapshot->article = redaksi_article_ref (redaksi_document_get_article (self->document));
  snapshot->selection = redaksi_document_get_selection (self->document);
  return snapshot;
}

/* ---- on the writer ----------------------------------------------------------------------------
 */

static gboolean
keep_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  Snapshot *snapshot = job->object;
  gboolean visible = FALSE, made = FALSE;
  RedaksiStoreRow row;
  guint number = 0;

  if (!redaksi_store_append (db, job->id, snapshot->first, snapshot->transactions,
                             snapshot->article, snapshot->selection, job->time, &visible, error)
      || ((snapshot->reason != NULL || snapshot->index)
          && !redaksi_store_settle (db, job->id, snapshot->article, job->time, error))
      || !redaksi_store_find (db, job->id, &row, error))
    return FALSE;
  if (snapshot->reason != NULL
      && !redaksi_store_cut (db, job->id, snapshot->article, snapshot->version, snapshot->reason,
                             snapshot->label, job->time, &number, &made, error))
    return FALSE;
  if (snapshot->index && row.indexed != (gint64)snapshot->version
      && !redaksi_store_index (db, row.row, snapshot->article, snapshot->version, job->time, error))
    return FALSE;
  if (visible || made)
    redaksi_job_tell (job, REDAKSI_NEWS_ARTICLE, job->id, row.row);
  redaksi_job_return_uint (job, number);
  return TRUE;
}

static gboolean
rescue_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  char *path = redaksi_rescue_write (job->text, job->object, (guint64)job->version, error);

  if (path != NULL)
    redaksi_job_return_string (job, path);
  return path != NULL;
}

/* ---- trouble ----------------------------------------------------------------------------------
 */

static void
rescue_done_cb (RedaksiJob *job)
{
  g_autoptr (RedaksiLibrary) library = job->owner;
  RedaksiJournal *self = g_hash_table_lookup (redaksi_library_get_journals (library), job->id);
  g_autoptr (GError) told = NULL;

  if (job->error != NULL)
    told = g_error_new (REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
                        _ ("%s The article could not be written anywhere else either; copy it out "
                           "of the window before you close it."),
                        job->label);
  else
    told = g_error_new (REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
                        _ ("%s What is not saved yet is in %s. Redaksi goes on trying."),
                        job->label, g_value_get_string (&job->value));
  if (self != NULL && job->error == NULL)
    {
      self->rescued = (guint64)job->version;
      g_set_str (&self->rescue_path, g_value_get_string (&job->value));
      /* The next try may have succeeded meanwhile. */
      if (self->retry == 0)
        {
          g_unlink (self->rescue_path);
          g_clear_pointer (&self->rescue_path, g_free);
        }
    }
  redaksi_library_emit_trouble (library, told);
}

static void
write_rescue (RedaksiJournal *self, const GError *cause)
{
  RedaksiJob *job = redaksi_library_job (rescue_job, REDAKSI_JOB_BARE, self->id);

  job->text = g_strdup (redaksi_library_get_folder (self->library));
  job->label = g_strdup (cause->message);
  job->version = (gint64)redaksi_document_get_version (self->document);
  redaksi_job_set_object (job, redaksi_article_ref (redaksi_document_get_article (self->document)),
                          (GDestroyNotify)redaksi_article_unref);
  redaksi_library_push_bare (self->library, job, rescue_done_cb);
}

static void arm (RedaksiJournal *self);

static void
failed (RedaksiJournal *self, const GError *error)
{
  if (self->retry == 0 || self->rescued < redaksi_document_get_version (self->document))
    write_rescue (self, error);
  self->retry = self->retry == 0 ? FIRST_RETRY : MIN (self->retry * 2, LONGEST_RETRY);
}

static void
succeeded (RedaksiJournal *self, guint64 version)
{
  if (version > self->durable)
    {
      guint n = (guint)MIN (version + 1 - self->first, (guint64)self->waiting->len);

      g_ptr_array_remove_range (self->waiting, 0, n);
      self->first += n;
      self->durable = version;
    }
  self->retry = 0;
  if (self->rescue_path != NULL)
    {
      g_unlink (self->rescue_path);
      g_clear_pointer (&self->rescue_path, g_free);
    }
}

/* ---- on the main thread -----------------------------------------------------------------------
 */

static gboolean
is_finished (RedaksiJournal *self)
{
  return self->uses == 0 && self->waiting->len == 0 && !self->committing;
}

static void
keep_done (RedaksiLibrary *library, const char *id, Snapshot *snapshot, const GError *error)
{
  RedaksiJournal *self = g_hash_table_lookup (redaksi_library_get_journals (library), id);
  guint64 durable;

  if (self == NULL)
    return;
  if (snapshot->timed)
    self->committing = FALSE;
  durable = self->durable;
  if (error != NULL)
    failed (self, error);
  else
    {
      self->selection = snapshot->selection;
      if (snapshot->reason != NULL)
        self->cut = MAX (self->cut, snapshot->version);
      succeeded (self, snapshot->version);
    }
  if (self->waiting->len > 0)
    {
      if (error == NULL)
        self->first_key = self->last_key;
      arm (self);
    }
  if (self->durable > durable)
    redaksi_library_emit_durable (library, id, self->durable);
  /* A handler may have let go of it. */
  self = g_hash_table_lookup (redaksi_library_get_journals (library), id);
  if (self != NULL && is_finished (self))
    redaksi_library_forget_journal (library, id);
}

static void
keep_done_cb (RedaksiJob *job)
{
  keep_done (job->owner, job->id, job->object, job->error);
}

static DexFuture *
submit (RedaksiJournal *self, Snapshot *snapshot)
{
  RedaksiJob *job = redaksi_library_job (keep_job, REDAKSI_JOB_WRITES, self->id);

  redaksi_job_set_object (job, snapshot, snapshot_free);
  job->settled = keep_done_cb;
  return redaksi_library_write (self->library, job);
}

static gboolean
timer_cb (gpointer data)
{
  RedaksiJournal *self = data;
  Snapshot *snapshot;

  g_source_set_ready_time (self->timer, -1);
  if (self->committing || self->waiting->len == 0)
    return G_SOURCE_CONTINUE;
  snapshot = take_snapshot (self);
  snapshot->timed = TRUE;
  self->committing = TRUE;
  dex_future_disown (submit (self, snapshot));
  return G_SOURCE_CONTINUE;
}

static gboolean
idle_cb (gpointer data)
{
  RedaksiJournal *self = data;

  g_source_set_ready_time (self->idle, -1);
  if (redaksi_document_get_version (self->document) > self->cut)
    dex_future_disown (redaksi_journal_keep (self, "idle", NULL, TRUE));
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSource *
add_clock (RedaksiJournal *self, GSourceFunc callback, const char *name)
{
  static GSourceFuncs funcs = { NULL, NULL, dispatch, NULL, NULL, NULL };
  GSource *source = g_source_new (&funcs, sizeof (GSource));

  g_source_set_static_name (source, name);
  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, redaksi_library_get_context (self->library));
  return source;
}

static void
arm (RedaksiJournal *self)
{
  gint64 ready = MIN (self->last_key + AFTER_LAST, self->first_key + AFTER_FIRST);

  if (self->committing)
    return;
  if (self->retry > 0)
    {
      /* A key does not hurry what the disk refused. */
      if (g_source_get_ready_time (self->timer) >= 0)
        return;
      ready = redaksi_clock_monotonic () + self->retry;
    }
  g_source_set_ready_time (self->timer, ready);
}

static void
applied_cb (RedaksiJournal *self, RedaksiTransaction *transaction)
{
  gint64 now = redaksi_clock_monotonic ();

  if (self->waiting->len == 0)
    {
      self->first = redaksi_document_get_version (self->document);
      self->first_key = now;
    }
  self->last_key = now;
  g_ptr_array_add (self->waiting, redaksi_transaction_ref (transaction));
  arm (self);
  g_source_set_ready_time (self->idle, now + IDLE);
}

/* Keeps everything there is now and, where @reason is given, cuts a revision of it. A future of
 * guint: the revision's number, or 0. */
DexFuture *
redaksi_journal_keep (RedaksiJournal *self, const char *reason, const char *label, gboolean index)
{
  Snapshot *snapshot = take_snapshot (self);

  snapshot->reason = g_strdup (reason);
  snapshot->label = g_strdup (label);
  snapshot->index = index;
  return submit (self, snapshot);
}

RedaksiJournal *
redaksi_journal_new (RedaksiLibrary *library, RedaksiDocument *document)
{
  RedaksiJournal *self = g_new0 (RedaksiJournal, 1);

  self->library = library;
  self->document = g_object_ref (document);
  self->id = g_strdup (redaksi_article_get_id (redaksi_document_get_article (document)));
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_transaction_unref);
  self->durable = redaksi_document_get_version (document);
  self->first = self->durable + 1;
  self->selection = redaksi_document_get_selection (document);
  self->timer = add_clock (self, timer_cb, "[redaksi] journal");
  self->idle = add_clock (self, idle_cb, "[redaksi] revision");
  self->handler = g_signal_connect_swapped (document, "applied", G_CALLBACK (applied_cb), self);
  return self;
}

static void
clear_clock (GSource **source)
{
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
redaksi_journal_free (RedaksiJournal *self)
{
  g_signal_handler_disconnect (self->document, self->handler);
  clear_clock (&self->timer);
  clear_clock (&self->idle);
  g_object_unref (self->document);
  g_ptr_array_unref (self->waiting);
  g_free (self->rescue_path);
  g_free (self->id);
  g_free (self);
}

RedaksiDocument *
redaksi_journal_get_document (RedaksiJournal *self)
{
  return self->document;
}

guint64
redaksi_journal_get_durable (RedaksiJournal *self)
{
  return self->durable;
}

gboolean
redaksi_journal_is_durable (RedaksiJournal *self)
{
  return self->waiting->len == 0;
}

void
redaksi_journal_use (RedaksiJournal *self)
{
  self->uses++;
}

/* Whether that was the last use. */
gboolean
redaksi_journal_unuse (RedaksiJournal *self)
{
  return self->uses > 0 && --self->uses == 0;
}
