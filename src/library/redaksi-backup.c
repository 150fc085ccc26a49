/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "redaksi-clock.h"
#include "redaksi-digest.h"
#include "redaksi-file.h"
#include "redaksi-id.h"
#include "redaksi-library-private.h"

#define PREFIX     "library-"
#define SUFFIX     ".db"
#define DRAFT      ".new"
#define DRAFT_AGE  (24 * 60 * 60) /* seconds */
#define KEEP_DAYS  7
#define KEEP_WEEKS 4

static gboolean
fail (GError **error, const char *path, const char *why)
{
  g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
               _ ("The backup could not be made: %s: %s"), path, why);
  return FALSE;
}

/* Another program may make the same backup at the same time: each has a draft of its own. */
static char *
dup_draft (const char *path)
{
  g_autofree char *id = redaksi_id_new ();

  return g_strconcat (path, ".", id, DRAFT, NULL);
}

static gboolean
sync_file (const char *path, GError **error)
{
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  return (fd >= 0 && fchmod (fd, 0600) == 0 && fsync (fd) == 0)
         || fail (error, path, g_strerror (errno));
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *draft = dup_draft (to);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (draft);
  g_autoptr (GError) local = NULL;

  if (redaksi_file_make_folder (folder, &local)
      && g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL,
                      NULL, NULL, &local)
      && sync_file (draft, &local) && redaksi_file_rename_durably (draft, to, &local))
    return TRUE;
  g_unlink (draft);
  return fail (error, to, local->message);
}

/* ---- photos -----------------------------------------------------------------------------------
 */

/* Copies the originals in @from that are not in @to yet; those in @wanted alone, where it is given.
 */
static gboolean
copy_photos (const char *from, const char *to, GHashTable *wanted, GError **error)
{
  g_autofree char *top = g_build_filename (from, "originals", NULL);
  g_autoptr (GDir) dir = g_dir_open (top, 0, NULL);
  const char *shard, *name;

  while (dir != NULL && (shard = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (top, shard, NULL);
      g_autoptr (GDir) photos = g_dir_open (folder, 0, NULL);

      while (photos != NULL && (name = g_dir_read_name (photos)) != NULL)
        {
          g_autofree char *digest = g_strndup (name, REDAKSI_DIGEST_LENGTH);
          g_autofree char *source = g_build_filename (folder, name, NULL);
          g_autofree char *target = g_build_filename (to, "originals", shard, name, NULL);

          if (!redaksi_digest_is_valid (digest) || g_file_test (source, G_FILE_TEST_IS_SYMLINK)
              || !g_file_test (source, G_FILE_TEST_IS_REGULAR)
              || (wanted != NULL && !g_hash_table_contains (wanted, digest))
              || g_file_test (target, G_FILE_TEST_EXISTS))
            continue;
          if (!copy_file (source, target, error))
            return FALSE;
        }
    }
  return TRUE;
}

static GHashTable *
list_photos (RedaksiDatabase *db, GError **error)
{
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement
    = redaksi_database_query (db, error, "SELECT DISTINCT digest FROM photo_use", "");
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    g_hash_table_add (digests, g_strdup (redaksi_column_text (statement, 0)));
  return step == 0 ? g_steal_pointer (&digests) : NULL;
}

/* ---- the days that stay -----------------------------------------------------------------------
 */

static gboolean
parse_name (const char *name, GDate *date)
{
  int year, month, day, end = 0;

  if (sscanf (name, PREFIX "%4d-%2d-%2d" SUFFIX "%n", &year, &month, &day, &end) != 3
      || end != (int)strlen (name) || year < 1 || day < 1 || month < 1
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)b, *(char *const *)a);
}

/* What a crash left; another program may be at work on today's. */
static void
remove_old_draft (const char *folder, const char *name)
{
  g_autofree char *path = NULL;
  GStatBuf st;

  if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, DRAFT))
    return;
  path = g_build_filename (folder, name, NULL);
  if (g_lstat (path, &st) == 0 && S_ISREG (st.st_mode)
      && (gint64)st.st_mtime + DRAFT_AGE < g_get_real_time () / G_USEC_PER_SEC)
    g_unlink (path);
}

/* Files of other names are somebody else's. */
static void
rotate (const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint32 last_week = 0;
  guint weeks = 0;
  const char *name;
  GDate date;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (parse_name (name, &date))
      g_ptr_array_add (names, g_strdup (name));
    else
      remove_old_draft (folder, name);
  g_ptr_array_sort (names, compare_names);
  for (guint i = KEEP_DAYS; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      g_assert (parse_name (names->pdata[i], &date));
      if (weeks < KEEP_WEEKS && g_date_get_julian (&date) / 7 != last_week)
        {
          last_week = g_date_get_julian (&date) / 7;
          weeks++;
        }
      else
        g_unlink (path);
    }
}

/* ---- making one -------------------------------------------------------------------------------
 */

static gboolean
write_copy (RedaksiDatabase *db, const char *draft, GError **error)
{
  RedaksiDatabase *copy;
  gboolean good;

  /* VACUUM attaches what it writes to. */
  sqlite3_limit (redaksi_database_get (db), SQLITE_LIMIT_ATTACHED, 1);
  good = redaksi_database_exec (db, "PRAGMA query_only = OFF", error)
         && redaksi_database_run (db, error, "VACUUM INTO ?", "s", draft);
  sqlite3_limit (redaksi_database_get (db), SQLITE_LIMIT_ATTACHED, 0);
  if (!good)
    return FALSE;
  /* What nobody can read is no backup. */
  copy = redaksi_database_open (draft, REDAKSI_DATABASE_READER, error);
  if (copy == NULL)
    return FALSE;
  good = redaksi_database_check (copy, error) && redaksi_migrations_check (copy, error);
  redaksi_database_close (copy, NULL);
  return good && sync_file (draft, error);
}

/* Today's file in @folder. */
static char *
dup_path (const char *folder, gint64 time)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autofree char *name = g_date_time_format (now, PREFIX "%Y-%m-%d" SUFFIX);

  return g_build_filename (folder, name, NULL);
}

static gboolean
backup_into (RedaksiJob *job, RedaksiDatabase *db, const char *folder, GError **error)
{
  g_autofree char *path = dup_path (folder, job->time);
  g_autofree char *draft = dup_draft (path);
  g_autofree char *photos = g_build_filename (folder, "photos", NULL);
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GError) local = NULL;
  gboolean written;

  if (!redaksi_file_make_folder (folder, &local))
    return fail (error, folder, local->message);
  written = write_copy (db, draft, &local) && redaksi_file_rename_durably (draft, path, &local);
  if (!written)
    {
      g_unlink (draft);
      return fail (error, path, local->message);
    }
  wanted = list_photos (db, error);
  if (wanted == NULL || !copy_photos (job->text, photos, wanted, error))
    return FALSE;
  rotate (folder);
  redaksi_job_return_string (job, g_steal_pointer (&path));
  return TRUE;
}

static gboolean
backup_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (job->label != NULL)
    return backup_into (job, db, job->label, error);
  /* The daily one: where somebody wants it, and once a day. */
  if (!redaksi_store_get_setting (db, REDAKSI_SETTING_BACKUP_FOLDER, &folder, error))
    return FALSE;
  path = folder != NULL && g_path_is_absolute (folder) ? dup_path (folder, job->time) : NULL;
  return path == NULL || g_file_test (path, G_FILE_TEST_EXISTS)
         || backup_into (job, db, folder, error);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
backup_done_cb (RedaksiJob *job)
{
  if (job->label == NULL && !g_error_matches (job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autoptr (RedaksiLibrary) library = g_weak_ref_get (job->object);

      if (library != NULL)
        redaksi_library_note_backup (library, job->error);
    }
  if (job->error != NULL)
    dex_promise_reject (job->promise, g_steal_pointer (&job->error));
  else if (G_IS_VALUE (&job->value))
    dex_promise_resolve (job->promise, &job->value);
  else
    dex_promise_resolve_string (job->promise, g_strdup (""));
  redaksi_worker_stop (job->owner);
}

static DexFuture *
backup (RedaksiLibrary *self, const char *folder)
{
  DexPromise *promise;
  RedaksiJob *job;

  if (!redaksi_library_is_open (self))
    return dex_future_new_reject (REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_OPEN, "%s",
                                  _ ("The library is not open."));
  promise = dex_promise_new ();
  job = redaksi_job_new (backup_job, REDAKSI_JOB_READS);
  job->text = redaksi_library_dup_photo_folder (self);
  job->label = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
  job->time = redaksi_clock_now ();
  job->cancellable = g_object_ref (redaksi_library_get_closing (self));
  job->promise = dex_ref (promise);
  job->owner = redaksi_library_new_reader (self);
  redaksi_job_set_object (job, g_new0 (GWeakRef, 1), weak_ref_free);
  g_weak_ref_init (job->object, self);
  job->done = backup_done_cb;
  redaksi_worker_push (job->owner, job);
  return DEX_FUTURE (promise);
}

/**
 * redaksi_library_backup:
 * @self: an open library
 * @folder: where the backups are, or shall be
 *
 * Copies the library as it is at this moment, then its photos; nobody waits for it. A second one on
 * the same day takes the place of the first when it is whole. What is older than it needs to be
 * goes.
 *
 * Returns: (transfer full): a future of the file's name, a string; rejects with
 *   %REDAKSI_LIBRARY_ERROR_WRITE
 */
DexFuture *
redaksi_library_backup (RedaksiLibrary *self, const char *folder)
{
  g_return_val_if_fail (REDAKSI_IS_LIBRARY (self) && folder != NULL, NULL);

  return backup (self, folder);
}

/* Today's backup, where the library's setting asks for it and it is not there yet. */
void
redaksi_library_backup_daily (RedaksiLibrary *self)
{
  dex_future_disown (backup (self, NULL));
}

/* ---- going back -------------------------------------------------------------------------------
 */

/**
 * redaksi_backup_restore:
 * @file: a file that redaksi_library_backup() made, with its photos beside it
 * @folder: where a library shall be, and none is yet
 * @error: return location for a #RedaksiLibraryError
 *
 * Makes a library of a backup; it waits for the disk. The file is looked through first.
 *
 * Returns: whether the library is there now, to be opened
 */
gboolean
redaksi_backup_restore (const char *file, const char *folder, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *from = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *to = NULL;
  RedaksiDatabase *db;
  gboolean good;

  g_return_val_if_fail (file != NULL && folder != NULL, FALSE);

  path = g_build_filename (folder, "library.db", NULL);
  draft = g_build_filename (folder, "restored.db", NULL);
  parent = g_path_get_dirname (file);
  from = g_build_filename (parent, "photos", NULL);
  to = g_build_filename (folder, "photos", NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE,
                   _ ("There is a library in %s already; a backup never takes its place. Move it "
                      "away, or give another folder."),
                   folder);
      return FALSE;
    }
  if (!copy_file (file, draft, error))
    return FALSE;
  db = redaksi_database_open (draft, REDAKSI_DATABASE_READER, error);
  good = db != NULL && redaksi_database_check (db, error);
  if (db != NULL)
    redaksi_database_close (db, NULL);
  /* The photos first: no row ever points to a file that is not there. */
  good = good && copy_photos (from, to, NULL, error) && sync_file (draft, error);
  if (good && redaksi_file_rename_durably (draft, path, error))
    return TRUE;
  g_unlink (draft);
  return FALSE;
}
