/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-library-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>

#include "redaksi-backup.h"
#include "redaksi-clock.h"
#include "redaksi-file.h"

typedef enum
{
  STATE_NEW,
  STATE_OPENING,
  STATE_OPEN,
  STATE_CLOSED,
} State;

struct _RedaksiLibrary
{
  GObject parent_instance;

  char *folder;
  char *path;
  GMainContext *context;
  State state;

  RedaksiWorker *writer;
  RedaksiWorker *reader;
  RedaksiLock *lock;

  GHashTable *journals; /* id → RedaksiJournal: what is attached */
  GHashTable *held;     /* id → count: what no other process may change */
  GHashTable *durables; /* id → guint64: of what was attached once */
  GHashTable *rows;     /* id → gint64: where articles that were heard of stand */
  GCancellable *closing;
  gboolean owns_outbox;
  gboolean index_queued;
  gboolean look_queued;
  gboolean look_again;
  GError *refusal; /* why it can only be read */
  GError *backup_error;
  GFileMonitor *monitor;
  GSource *sweep; /* looks through everything after a while */
};

G_DEFINE_FINAL_TYPE (RedaksiLibrary, redaksi_library, G_TYPE_OBJECT)

enum
{
  ARTICLE_CHANGED,
  PUSH_CHANGED,
  SITES_CHANGED,
  TROUBLE,
  DAMAGED,
  BACKUP,
  DURABLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* NULL: no more. */
void
redaksi_library_set_sweep (RedaksiLibrary *self, GSource *source)
{
  if (self->sweep != NULL)
    g_source_destroy (self->sweep);
  g_clear_pointer (&self->sweep, g_source_unref);
  if (source != NULL)
    self->sweep = g_source_ref (source);
}

static void
stop_workers (RedaksiLibrary *self)
{
  g_cancellable_cancel (self->closing);
  g_clear_object (&self->monitor);
  redaksi_library_set_sweep (self, NULL);
  /* The writer is the last: it empties the log. */
  g_clear_pointer (&self->reader, redaksi_worker_stop);
  g_clear_pointer (&self->writer, redaksi_worker_stop);
  g_clear_pointer (&self->lock, redaksi_lock_free);
  g_hash_table_remove_all (self->held);
  self->owns_outbox = FALSE;
  self->state = STATE_CLOSED;
}

static void
redaksi_library_finalize (GObject *object)
{
  RedaksiLibrary *self = REDAKSI_LIBRARY (object);

  g_clear_pointer (&self->journals, g_hash_table_unref);
  stop_workers (self);
  g_hash_table_unref (self->held);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->durables);
  g_object_unref (self->closing);
  g_clear_error (&self->refusal);
  g_clear_error (&self->backup_error);
  g_main_context_unref (self->context);
  g_free (self->folder);
  g_free (self->path);

  G_OBJECT_CLASS (redaksi_library_parent_class)->finalize (object);
}

static void
redaksi_library_class_init (RedaksiLibraryClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = redaksi_library_finalize;

  signals[ARTICLE_CHANGED] = g_signal_new ("article-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PUSH_CHANGED] = g_signal_new ("push-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SITES_CHANGED]
    = g_signal_new ("sites-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TROUBLE] = g_signal_new ("trouble", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[DAMAGED] = g_signal_new ("damaged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, REDAKSI_TYPE_CHECK);
  signals[BACKUP] = g_signal_new ("backup", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[DURABLE] = g_signal_new ("durable", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT64);
}

static void
redaksi_library_init (RedaksiLibrary *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->journals
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)redaksi_journal_free);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->durables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->closing = g_cancellable_new ();
}

/**
 * redaksi_library_new:
 * @folder: where the library is, or shall be
 *
 * Returns: (transfer full): a library that is not open yet
 */
RedaksiLibrary *
redaksi_library_new (const char *folder)
{
  RedaksiLibrary *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (REDAKSI_TYPE_LIBRARY, NULL);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->path = g_build_filename (self->folder, "library.db", NULL);
  return self;
}

const char *
redaksi_library_get_folder (RedaksiLibrary *self)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  return self->folder;
}

/**
 * redaksi_library_dup_photo_folder:
 * @self: a library
 *
 * Returns: (transfer full): where the photo store is
 */
char *
redaksi_library_dup_photo_folder (RedaksiLibrary *self)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  return g_build_filename (self->folder, "photos", NULL);
}

gboolean
redaksi_library_is_open (RedaksiLibrary *self)
{
  return self->state == STATE_OPEN;
}

GHashTable *
redaksi_library_get_journals (RedaksiLibrary *self)
{
  return self->journals;
}

GHashTable *
redaksi_library_get_durables (RedaksiLibrary *self)
{
  return self->durables;
}

GMainContext *
redaksi_library_get_context (RedaksiLibrary *self)
{
  return self->context;
}

/* What is cancelled when the library closes. */
GCancellable *
redaksi_library_get_closing (RedaksiLibrary *self)
{
  return self->closing;
}

/* A thread with a connection of its own, for long reading beside the work. */
RedaksiWorker *
redaksi_library_new_reader (RedaksiLibrary *self)
{
  if (self->refusal != NULL)
    return redaksi_worker_new_viewer (self->path, self->refusal, self->context);
  return redaksi_worker_new (self->path, REDAKSI_DATABASE_READER, self->context);
}

/**
 * redaksi_library_get_read_only_reason:
 * @self: a library
 *
 * Returns: (nullable): why it can only be read, as a sentence; %NULL where it can be written to
 */
const char *
redaksi_library_get_read_only_reason (RedaksiLibrary *self)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  return self->refusal != NULL ? self->refusal->message : NULL;
}

/* ---- who may change what ----------------------------------------------------------------------
 */

GError *
redaksi_library_busy_error (void)
{
  return g_error_new (REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_BUSY,
                      _ (
                        "The article is open in another window of Redaksi. Close it there first."));
}

/* Keeps other processes from changing an article until it is released as often. */
gboolean
redaksi_library_hold (RedaksiLibrary *self, const char *id, GError **error)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->held, id));

  if (count == 0 && self->lock != NULL && !redaksi_lock_take (self->lock, redaksi_lock_place (id)))
    {
      g_propagate_error (error, redaksi_library_busy_error ());
      return FALSE;
    }
  g_hash_table_insert (self->held, g_strdup (id), GUINT_TO_POINTER (count + 1));
  return TRUE;
}

void
redaksi_library_release (RedaksiLibrary *self, const char *id)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->held, id));

  if (count > 1)
    g_hash_table_insert (self->held, g_strdup (id), GUINT_TO_POINTER (count - 1));
  else if (count == 1)
    {
      if (self->lock != NULL)
        redaksi_lock_drop (self->lock, redaksi_lock_place (id));
      g_hash_table_remove (self->held, id);
    }
}

gboolean
redaksi_library_is_held_elsewhere (RedaksiLibrary *self, const char *id)
{
  return self->lock != NULL && !g_hash_table_contains (self->held, id)
         && !redaksi_lock_is_free (self->lock, redaksi_lock_place (id));
}

/**
 * redaksi_library_own_outbox:
 * @self: an open library
 *
 * Of all processes that have the library open, one may send what is in the outbox.
 *
 * Returns: whether it is this one
 */
gboolean
redaksi_library_own_outbox (RedaksiLibrary *self)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), FALSE);

  if (!self->owns_outbox && self->lock != NULL && self->refusal == NULL)
    self->owns_outbox = redaksi_lock_take (self->lock, REDAKSI_LOCK_OUTBOX);
  return self->owns_outbox;
}

/* ---- jobs -------------------------------------------------------------------------------------
 */

gint64
redaksi_library_peek_row (RedaksiLibrary *self, const char *id)
{
  gint64 *row = g_hash_table_lookup (self->rows, id);

  return row != NULL ? *row : 0;
}

void
redaksi_library_note_row (RedaksiLibrary *self, const char *id, gint64 row)
{
  if (row > 0 && redaksi_library_peek_row (self, id) != row)
    g_hash_table_insert (self->rows, g_strdup (id), g_memdup2 (&row, sizeof row));
}

void
redaksi_library_emit_durable (RedaksiLibrary *self, const char *id, guint64 version)
{
  g_signal_emit (self, signals[DURABLE], 0, id, version);
}

void
redaksi_library_emit_trouble (RedaksiLibrary *self, const GError *error)
{
  g_signal_emit (self, signals[TROUBLE], 0, error);
}

/* How the daily backup went; who listens hears of it when that is another story than before. */
void
redaksi_library_note_backup (RedaksiLibrary *self, const GError *error)
{
  const char *before = self->backup_error != NULL ? self->backup_error->message : NULL;
  gboolean news = g_strcmp0 (before, error != NULL ? error->message : NULL) != 0;

  g_clear_error (&self->backup_error);
  if (error != NULL)
    self->backup_error = g_error_copy (error);
  if (news)
    g_signal_emit (self, signals[BACKUP], 0, error);
}

/**
 * redaksi_library_get_backup_error:
 * @self: a library
 *
 * Returns: (nullable): why the last daily backup was not made; %NULL where it was, or where none is
 *   wanted. The signal "backup" tells when that changes
 */
const GError *
redaksi_library_get_backup_error (RedaksiLibrary *self)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  return self->backup_error;
}

void
redaksi_library_emit_damaged (RedaksiLibrary *self, const RedaksiCheck *check)
{
  g_signal_emit (self, signals[DAMAGED], 0, check);
}

static void
emit_news (RedaksiLibrary *self, GPtrArray *news)
{
  for (guint i = 0; news != NULL && i < news->len; i++)
    {
      RedaksiNews *item = news->pdata[i];

      switch (item->kind)
        {
        case REDAKSI_NEWS_ARTICLE:
          redaksi_library_note_row (self, item->id, item->row);
          g_signal_emit (self, signals[ARTICLE_CHANGED], 0, item->id);
          break;
        case REDAKSI_NEWS_PUSH:
          g_signal_emit (self, signals[PUSH_CHANGED], 0, item->id);
          break;
        case REDAKSI_NEWS_SITES:
          g_signal_emit (self, signals[SITES_CHANGED], 0);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* On the main thread, after the commit: first what all should know, then who asked. */
static void
job_done_cb (RedaksiJob *job)
{
  g_autoptr (RedaksiLibrary) self = job->owner;

  if (job->settled != NULL)
    job->settled (job);
  emit_news (self, job->news);
  if (job->held)
    redaksi_library_release (self, job->id);
  if (job->promise == NULL)
    return;
  if (job->error != NULL)
    dex_promise_reject (job->promise, g_steal_pointer (&job->error));
  else if (G_IS_VALUE (&job->value))
    dex_promise_resolve (job->promise, &job->value);
  else
    dex_promise_resolve_boolean (job->promise, TRUE);
}

static DexFuture *
submit (RedaksiLibrary *self, RedaksiWorker *worker, RedaksiJob *job)
{
  DexPromise *promise;

  if (worker == NULL || self->state != STATE_OPEN)
    {
      if (job->held)
        redaksi_library_release (self, job->id);
      redaksi_job_free (job);
      return dex_future_new_reject (REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_OPEN, "%s",
                                    _ ("The library is not open."));
    }
  promise = dex_promise_new ();
  job->promise = dex_ref (promise);
  job->owner = g_object_ref (self);
  job->time = redaksi_clock_now ();
  job->done = job_done_cb;
  redaksi_worker_push (worker, job);
  return DEX_FUTURE (promise);
}

/* A job about an article, or of what its id stands for. */
RedaksiJob *
redaksi_library_job (RedaksiJobFunc func, RedaksiJobFlags flags, const char *id)
{
  RedaksiJob *job = redaksi_job_new (func, flags);

  job->id = g_strdup (id);
  return job;
}

/* Takes @job; it sees everything that was asked of the writer before it. */
DexFuture *
redaksi_library_write (RedaksiLibrary *self, RedaksiJob *job)
{
  return submit (self, self->writer, job);
}

/* Takes @job; it sees what was committed when it runs, and keeps no commit waiting. */
DexFuture *
redaksi_library_read (RedaksiLibrary *self, RedaksiJob *job)
{
  return submit (self, self->reader, job);
}

/* Takes @job, which needs no connection; it is done even while the library closes. */
void
redaksi_library_push_bare (RedaksiLibrary *self, RedaksiJob *job, RedaksiJobDone done)
{
  if (self->writer == NULL)
    {
      redaksi_job_free (job);
      return;
    }
  job->owner = g_object_ref (self);
  job->done = done;
  redaksi_worker_push (self->writer, job);
}

/* ---- indexing what search does not know yet ---------------------------------------------------
 */

static gboolean
index_next_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  g_autoptr (RedaksiDocument) document = NULL;
  g_autoptr (GError) local = NULL;
  gint64 row;

  if (!redaksi_store_index_next (db, job->number, &row, error))
    return FALSE;
  job->number = row;
  if (row == 0)
    return TRUE;
  document = redaksi_store_load_row (db, row, &local);
  /* What can't be read can't be searched; the others can. */
  return document == NULL
         || redaksi_store_index (db, row, redaksi_document_get_article (document),
                                 redaksi_document_get_version (document), job->time, error);
}

static void queue_index (RedaksiLibrary *self, gint64 after);

static void
index_done_cb (RedaksiJob *job)
{
  g_autoptr (RedaksiLibrary) self = job->owner;

  self->index_queued = FALSE;
  if (job->error == NULL && job->number != 0 && self->state == STATE_OPEN)
    queue_index (self, job->number);
}

static void
queue_index (RedaksiLibrary *self, gint64 after)
{
  RedaksiJob *job;

  if (self->index_queued || self->writer == NULL)
    return;
  self->index_queued = TRUE;
  job = redaksi_job_new (index_next_job, REDAKSI_JOB_WRITES | REDAKSI_JOB_IDLE);
  job->number = after;
  job->time = redaksi_clock_now ();
  job->owner = g_object_ref (self);
  job->done = index_done_cb;
  redaksi_worker_push (self->writer, job);
}

/* One article after another, each when the writer has nothing else to do. */
void
redaksi_library_index_later (RedaksiLibrary *self)
{
  queue_index (self, 0);
}

/* ---- other processes --------------------------------------------------------------------------
 */

/* The number changes only by what others commit; opening took the first look, so that nothing which
 * is committed after the library is open is missed. */
static gboolean
look_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  return redaksi_database_look (db, &job->number, error);
}

static void look (RedaksiLibrary *self);

static void
look_done_cb (RedaksiJob *job)
{
  g_autoptr (RedaksiLibrary) self = job->owner;

  self->look_queued = FALSE;
  if (self->state != STATE_OPEN)
    return;
  /* What came while this look was under way may be of a commit that it did not see. */
  if (self->look_again)
    look (self);
  if (job->error != NULL || job->number == 0)
    return;
  g_signal_emit (self, signals[ARTICLE_CHANGED], 0, "");
  g_signal_emit (self, signals[PUSH_CHANGED], 0, "");
  g_signal_emit (self, signals[SITES_CHANGED], 0);
}

static void
look (RedaksiLibrary *self)
{
  RedaksiJob *job;

  self->look_again = self->look_queued;
  if (self->look_queued || self->writer == NULL)
    return;
  self->look_queued = TRUE;
  job = redaksi_job_new (look_job, REDAKSI_JOB_READS);
  job->owner = g_object_ref (self);
  job->done = look_done_cb;
  redaksi_worker_push (self->writer, job);
}

static void
log_changed_cb (RedaksiLibrary *self)
{
  look (self);
}

static void
watch (RedaksiLibrary *self)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (log);

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (log_changed_cb), self,
                             G_CONNECT_SWAPPED);
  look (self);
}

/* ---- opening ----------------------------------------------------------------------------------
 */

static void
view_done_cb (RedaksiJob *job)
{
  g_autoptr (RedaksiLibrary) self = job->owner;

  if (job->error != NULL)
    {
      stop_workers (self);
      dex_promise_reject (job->promise, g_error_copy (job->object));
      return;
    }
  self->reader = redaksi_library_new_reader (self);
  self->state = STATE_OPEN;
  dex_promise_resolve_boolean (job->promise, TRUE);
}

/* Takes the promise of the opening that failed with @error. */
static void
open_to_view (RedaksiLibrary *self, DexPromise *promise, const GError *error)
{
  RedaksiJob *job = redaksi_job_new (redaksi_open_view_job, REDAKSI_JOB_READS);

  g_clear_pointer (&self->writer, redaksi_worker_stop);
  g_clear_error (&self->refusal);
  self->refusal = redaksi_open_refusal (error);
  self->writer = redaksi_worker_new_viewer (self->path, self->refusal, self->context);
  job->owner = g_object_ref (self);
  job->promise = dex_ref (promise);
  redaksi_job_set_object (job, g_error_copy (error), (GDestroyNotify)g_error_free);
  job->done = view_done_cb;
  redaksi_worker_push (self->writer, job);
}

static void
open_done_cb (RedaksiJob *job)
{
  g_autoptr (RedaksiLibrary) self = job->owner;

  if (g_error_matches (job->error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NEWER)
      || (job->number != 0
          && g_error_matches (job->error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_DAMAGED)))
    {
      open_to_view (self, job->promise, job->error);
      return;
    }
  if (job->error != NULL)
    {
      stop_workers (self);
      dex_promise_reject (job->promise, g_steal_pointer (&job->error));
      return;
    }
  if (G_IS_VALUE (&job->value))
    for (GStrv file = g_value_get_boxed (&job->value); *file != NULL; file++)
      g_unlink (*file);
  self->reader = redaksi_worker_new (self->path, REDAKSI_DATABASE_READER, self->context);
  self->state = STATE_OPEN;
  watch (self);
  redaksi_library_sweep_later (self);
  redaksi_library_index_later (self);
  redaksi_library_purge_later (self);
  dex_promise_resolve_boolean (job->promise, TRUE);
}

/* A library that is there, where nothing can be written: it is opened to be read. */
static DexFuture *
open_unwritable (RedaksiLibrary *self)
{
  g_autoptr (GError) error = g_error_new_literal (
    REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
    _ ("The library can’t be opened: nothing can be written beside it, and as it "
       "is it can’t be read. Copy its folder to where one can write."));
  DexPromise *promise = dex_promise_new ();

  self->state = STATE_OPENING;
  open_to_view (self, promise, error);
  return DEX_FUTURE (promise);
}

/**
 * redaksi_library_open:
 * @self: a library that is not open
 *
 * Opens the library; makes it where there is none.
 *
 * Returns: (transfer full): a future of %TRUE, also where it can only be read (see
 *   redaksi_library_get_read_only_reason()); rejects with %REDAKSI_LIBRARY_ERROR_OPEN, _NEWER,
 * _BUSY or _DAMAGED
 */
DexFuture *
redaksi_library_open (RedaksiLibrary *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *photos = NULL;
  g_autofree char *lock = NULL;
  RedaksiJob *job;
  DexPromise *promise;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  if (self->state != STATE_NEW)
    return dex_future_new_reject (REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_OPEN, "%s",
                                  _ ("The library was opened already."));

  /* A write over a size limit is an error to be told, not the end of the program. */
  if (signal (SIGXFSZ, SIG_IGN) == SIG_ERR)
    g_debug ("SIGXFSZ can't be ignored");

  photos = redaksi_library_dup_photo_folder (self);
  lock = g_build_filename (self->folder, "library.lock", NULL);
  if (!redaksi_file_make_folder (photos, &error)
      || (self->lock = redaksi_lock_new (lock, &error)) == NULL)
    {
      if ((g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
          && g_file_test (self->path, G_FILE_TEST_IS_REGULAR))
        return open_unwritable (self);
      return dex_future_new_reject (REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_OPEN,
                                    _ ("The library can’t be opened: %s"), error->message);
    }

  self->state = STATE_OPENING;
  self->writer = redaksi_worker_new (self->path, REDAKSI_DATABASE_WRITER, self->context);
  promise = dex_promise_new ();
  job = redaksi_job_new (redaksi_open_job, REDAKSI_JOB_WRITES);
  job->text = g_strdup (self->folder);
  job->label = g_strdup (self->path);
  job->time = redaksi_clock_now ();
  job->owner = g_object_ref (self);
  job->promise = dex_ref (promise);
  job->done = open_done_cb;
  redaksi_worker_push (self->writer, job);
  return DEX_FUTURE (promise);
}

/* ---- closing ----------------------------------------------------------------------------------
 */

static gboolean
close_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  return TRUE;
}

static void
close_done_cb (RedaksiJob *job)
{
  g_autoptr (RedaksiLibrary) self = job->owner;
  gboolean durable = TRUE;
  GHashTableIter iter;
  gpointer journal;

  g_hash_table_iter_init (&iter, self->journals);
  while (g_hash_table_iter_next (&iter, NULL, &journal))
    durable = durable && redaksi_journal_is_durable (journal);
  g_hash_table_remove_all (self->journals);
  stop_workers (self);
  if (durable)
    dex_promise_resolve_boolean (job->promise, TRUE);
  else
    dex_promise_reject (job->promise,
                        g_error_new (REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
                                     _ ("The last changes could not be saved in the library; they "
                                        "are in a rescue file, and come back when it is opened.")));
}

/**
 * redaksi_library_close:
 * @self: an open library
 *
 * Makes everything durable, cuts revisions of what is attached, lets search know it, and closes.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %REDAKSI_LIBRARY_ERROR_WRITE where
 *   something could not be committed: then it is in a rescue file
 */
DexFuture *
redaksi_library_close (RedaksiLibrary *self)
{
  GHashTableIter iter;
  gpointer journal;
  RedaksiJob *job;
  DexPromise *promise;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self), NULL);

  if (self->state != STATE_OPEN)
    return dex_future_new_for_boolean (TRUE);

  g_hash_table_iter_init (&iter, self->journals);
  while (g_hash_table_iter_next (&iter, NULL, &journal))
    dex_future_disown (redaksi_journal_keep (journal, "leave", NULL, TRUE));
  promise = dex_promise_new ();
  job = redaksi_job_new (close_job, REDAKSI_JOB_BARE);
  job->owner = g_object_ref (self);
  job->promise = dex_ref (promise);
  job->done = close_done_cb;
  redaksi_worker_push (self->writer, job);
  return DEX_FUTURE (promise);
}
