/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-database-private.h"

G_BEGIN_DECLS

/*
 * RedaksiWorker: a thread with a connection of its own. A job is a plain function on the connection;
 * jobs run one after another in the order in which they came, those marked idle when nothing else
 * waits. A job that writes runs in a transaction: when its function returns TRUE that is committed,
 * and only then is the job done. Whatever a job has to say is said on the main thread.
 *
 * After a failure of the disk or the file the connection is closed, and opened anew for the next job.
 */

typedef struct _RedaksiWorker RedaksiWorker;
typedef struct _RedaksiJob    RedaksiJob;

typedef gboolean (*RedaksiJobFunc) (RedaksiJob *job, RedaksiDatabase *db, GError **error);
typedef void     (*RedaksiJobDone) (RedaksiJob *job);

typedef enum
{
  REDAKSI_JOB_READS  = 0,
  REDAKSI_JOB_WRITES = 1 << 0, /* in a transaction */
  REDAKSI_JOB_IDLE   = 1 << 1, /* when nothing else waits */
  REDAKSI_JOB_BARE   = 1 << 2, /* without a connection: db is NULL */
} RedaksiJobFlags;

typedef enum
{
  REDAKSI_NEWS_ARTICLE,
  REDAKSI_NEWS_PUSH,
  REDAKSI_NEWS_SITES,
} RedaksiNewsKind;

typedef struct
{
  RedaksiNewsKind kind;
  char *id;
  gint64 row;
} RedaksiNews;

struct _RedaksiJob
{
  RedaksiJobFunc func;
  RedaksiJobDone done; /* on the main thread; frees nothing */
  RedaksiJobDone settled; /* likewise, before who asked hears of it */
  RedaksiJobFlags flags;
  gpointer owner;      /* for done alone */
  gboolean held;       /* done releases the article */
  GCancellable *cancellable; /* nullable; a running statement is interrupted */

  /* What the function is asked; set before the job is pushed. */
  char *id;
  char *text;
  char *label;
  gint64 number;
  gint64 version;
  gint64 time;
  gpointer object;
  GDestroyNotify object_free;

  /* What it answers. */
  GValue value;
  GPtrArray *news;
  GError *error;
  DexPromise *promise; /* nullable */
};

RedaksiJob    *redaksi_job_new          (RedaksiJobFunc func, RedaksiJobFlags flags);
void           redaksi_job_free         (RedaksiJob *job);
void           redaksi_job_set_object   (RedaksiJob *job, gpointer object, GDestroyNotify object_free);
void           redaksi_job_tell         (RedaksiJob *job, RedaksiNewsKind kind, const char *id, gint64 row);
void           redaksi_job_return_uint  (RedaksiJob *job, guint value);
void           redaksi_job_return_string (RedaksiJob *job, char *value);
void           redaksi_job_return_boxed (RedaksiJob *job, GType type, gpointer value);
void           redaksi_job_return_object (RedaksiJob *job, gpointer value);

RedaksiWorker *redaksi_worker_new       (const char *path, RedaksiDatabaseMode mode, GMainContext *context);
RedaksiWorker *redaksi_worker_new_viewer (const char *path, const GError *why, GMainContext *context);
void           redaksi_worker_push      (RedaksiWorker *self, RedaksiJob *job);
void           redaksi_worker_stop      (RedaksiWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiJob, redaksi_job_free)

G_END_DECLS
