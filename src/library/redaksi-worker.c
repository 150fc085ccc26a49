/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-worker-private.h"

#include <glib/gi18n-lib.h>

struct _RedaksiWorker
{
  char *path;
  RedaksiDatabaseMode mode;
  GMainContext *context;
  GThread *thread;
  GError *refusal; /* of what would write; NULL: nothing is refused */

  GMutex lock;
  GCond wake;
  GQueue jobs;
  GQueue idle_jobs;
  gboolean stopping;

  RedaksiDatabase *db; /* the thread's own */
  gboolean failed;     /* the connection before this one did */
};

RedaksiJob *
redaksi_job_new (RedaksiJobFunc func, RedaksiJobFlags flags)
{
  RedaksiJob *job = g_new0 (RedaksiJob, 1);

  job->func = func;
  job->flags = flags;
  return job;
}

static void
news_free (gpointer data)
{
  RedaksiNews *news = data;

  g_free (news->id);
  g_free (news);
}

void
redaksi_job_free (RedaksiJob *job)
{
  if (job == NULL)
    return;
  if (job->object_free != NULL && job->object != NULL)
    job->object_free (job->object);
  g_free (job->id);
  g_free (job->text);
  g_free (job->label);
  g_clear_object (&job->cancellable);
  if (G_IS_VALUE (&job->value))
    g_value_unset (&job->value);
  g_clear_pointer (&job->news, g_ptr_array_unref);
  g_clear_error (&job->error);
  g_clear_pointer (&job->promise, dex_unref);
  g_free (job);
}

void
redaksi_job_set_object (RedaksiJob *job, gpointer object, GDestroyNotify object_free)
{
  job->object = object;
  job->object_free = object_free;
}

/* Says what the lists must hear once the commit is there. */
void
redaksi_job_tell (RedaksiJob *job, RedaksiNewsKind kind, const char *id, gint64 row)
{
  RedaksiNews *news = g_new0 (RedaksiNews, 1);

  news->kind = kind;
  news->id = g_strdup (id);
  news->row = row;
  if (job->news == NULL)
    job->news = g_ptr_array_new_with_free_func (news_free);
  g_ptr_array_add (job->news, news);
}

void
redaksi_job_return_uint (RedaksiJob *job, guint value)
{
  g_value_init (&job->value, G_TYPE_UINT);
  g_value_set_uint (&job->value, value);
}

void
redaksi_job_return_string (RedaksiJob *job, char *value)
{
  g_value_init (&job->value, G_TYPE_STRING);
  g_value_take_string (&job->value, value);
}

void
redaksi_job_return_boxed (RedaksiJob *job, GType type, gpointer value)
{
  g_value_init (&job->value, type);
  g_value_take_boxed (&job->value, value);
}

void
redaksi_job_return_object (RedaksiJob *job, gpointer value)
{
  g_value_init (&job->value, G_OBJECT_TYPE (value));
  g_value_take_object (&job->value, value);
}

static gboolean
deliver_cb (gpointer data)
{
  RedaksiJob *job = data;

  job->done (job);
  return G_SOURCE_REMOVE;
}

static void
deliver (RedaksiWorker *self, RedaksiJob *job)
{
  g_autoptr (GSource) source = NULL;

  if (job->done == NULL)
    {
      redaksi_job_free (job);
      return;
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[redaksi] library");
  g_source_set_callback (source, deliver_cb, job, (GDestroyNotify)redaksi_job_free);
  g_source_attach (source, self->context);
}

static int
is_cancelled (void *data)
{
  return g_cancellable_is_cancelled (data);
}

static void
interrupt_cb (GCancellable *cancellable, gpointer db)
{
  sqlite3_interrupt (db);
}

static gboolean
run_in_transaction (RedaksiWorker *self, RedaksiJob *job)
{
  if (!(job->flags & REDAKSI_JOB_WRITES))
    return job->func (job, self->db, &job->error);

  if (redaksi_database_begin (self->db, &job->error) && job->func (job, self->db, &job->error)
      && redaksi_database_commit (self->db, &job->error))
    return TRUE;
  redaksi_database_rollback (self->db);
  return FALSE;
}

/* What failed once is looked at before it is written to again. */
static gboolean
open_database (RedaksiWorker *self, GError **error)
{
  self->db = redaksi_database_open (self->path, self->mode, error);
  if (self->db == NULL)
    return FALSE;
  if (self->failed && !redaksi_database_check (self->db, error))
    {
      redaksi_database_close (self->db, NULL);
      self->db = NULL;
      return FALSE;
    }
  self->failed = FALSE;
  return TRUE;
}

static void
run (RedaksiWorker *self, RedaksiJob *job)
{
  gulong handler = 0;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    return;
  if (job->flags & REDAKSI_JOB_BARE)
    {
      job->func (job, NULL, &job->error);
      return;
    }
  if (self->refusal != NULL && (job->flags & REDAKSI_JOB_WRITES))
    {
      job->error = g_error_copy (self->refusal);
      return;
    }
  if (self->db == NULL && !open_database (self, &job->error))
    return;

  if (job->cancellable != NULL)
    {
      /* The handler alone may come before the first step, which forgets an interrupt; the check
       * alone does not reach into a single long step. */
      sqlite3_progress_handler (redaksi_database_get (self->db), 1000, is_cancelled,
                                job->cancellable);
      handler = g_cancellable_connect (job->cancellable, G_CALLBACK (interrupt_cb),
                                       redaksi_database_get (self->db), NULL);
    }
  if (!run_in_transaction (self, job))
    {
      g_clear_pointer (&job->news, g_ptr_array_unref);
      if (G_IS_VALUE (&job->value))
        g_value_unset (&job->value);
      if (job->error == NULL)
        g_set_error_literal (&job->error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
                             _ ("The library could not do that."));
    }
  if (job->cancellable != NULL)
    {
      g_cancellable_disconnect (job->cancellable, handler);
      sqlite3_progress_handler (redaksi_database_get (self->db), 0, NULL, NULL);
    }
  if (redaksi_database_is_suspect (self->db))
    {
      redaksi_database_close (self->db, NULL);
      self->db = NULL;
      self->failed = self->mode == REDAKSI_DATABASE_WRITER;
    }
}

static gpointer
thread_main (gpointer data)
{
  RedaksiWorker *self = data;

  for (;;)
    {
      RedaksiJob *job;

      g_mutex_lock (&self->lock);
      while ((job = g_queue_pop_head (&self->jobs)) == NULL
             && (job = g_queue_pop_head (&self->idle_jobs)) == NULL && !self->stopping)
        g_cond_wait (&self->wake, &self->lock);
      g_mutex_unlock (&self->lock);
      if (job == NULL)
        break;
      run (self, job);
      deliver (self, job);
    }
  if (self->db != NULL)
    {
      if (self->mode == REDAKSI_DATABASE_WRITER)
        redaksi_database_exec (self->db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
      redaksi_database_close (self->db, NULL);
    }
  return NULL;
}

static RedaksiWorker *
worker_new (const char *path, RedaksiDatabaseMode mode, GMainContext *context)
{
  RedaksiWorker *self = g_new0 (RedaksiWorker, 1);

  self->path = g_strdup (path);
  self->mode = mode;
  self->context = g_main_context_ref (context);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  return self;
}

static void
start (RedaksiWorker *self)
{
  self->thread
    = g_thread_new (self->mode == REDAKSI_DATABASE_WRITER ? "redaksi-writer" : "redaksi-reader",
                    thread_main, self);
}

/**
 * redaksi_worker_new:
 * @path: the library file
 * @mode: what its connection is for
 * @context: where jobs are told to be done
 *
 * Returns: (transfer full): a thread that opens the file with its first job
 */
RedaksiWorker *
redaksi_worker_new (const char *path, RedaksiDatabaseMode mode, GMainContext *context)
{
  RedaksiWorker *self = worker_new (path, mode, context);

  start (self);
  return self;
}

/**
 * redaksi_worker_new_viewer:
 * @path: the library file, which is not to be touched
 * @why: what a job is told that would write
 * @context: where jobs are told to be done
 *
 * Returns: (transfer full): a thread that opens the file with its first job
 */
RedaksiWorker *
redaksi_worker_new_viewer (const char *path, const GError *why, GMainContext *context)
{
  RedaksiWorker *self = worker_new (path, REDAKSI_DATABASE_VIEWER, context);

  self->refusal = g_error_copy (why);
  start (self);
  return self;
}

/**
 * redaksi_worker_push:
 * @self: a worker
 * @job: (transfer full): a job
 */
void
redaksi_worker_push (RedaksiWorker *self, RedaksiJob *job)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (job->flags & REDAKSI_JOB_IDLE ? &self->idle_jobs : &self->jobs, job);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

/**
 * redaksi_worker_stop:
 * @self: (transfer full): a worker
 *
 * Does what is queued, closes the connection and ends the thread; it waits for that.
 */
void
redaksi_worker_stop (RedaksiWorker *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);

  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_clear_error (&self->refusal);
  g_free (self->path);
  g_free (self);
}
