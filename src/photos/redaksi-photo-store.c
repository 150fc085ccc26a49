/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The work of a call is one plain function on one of two threads (so at most two helpers run,
 * however many photos are dropped at once); the future is resolved from there. A photo is in the
 * store when its info file is: that is renamed into place last, after everything that it speaks of
 * was synced.
 */
#include "redaksi-photo-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "redaksi-digest.h"
#include "redaksi-file.h"
#include "redaksi-json.h"

#define MAX_WORKERS 2
#define TIME_LIMIT  90 /* seconds; a photo of 200 megapixels takes 10 on a slow machine */
/* Characters; escaped for XMP all of them together must fit into 64 kB. */
#define MAX_CAPTION 5000
#define MAX_OTHER   1000
#define DRAFT_AGE   (24 * 60 * 60) /* seconds */

struct _RedaksiPhotoStore
{
  GObject parent_instance;

  char *folder;
  GThreadPool *workers;
  int time_limit; /* atomic */
  int cleaned;    /* atomic */
  RedaksiPhotoFolders *folders;
};

G_DEFINE_FINAL_TYPE (RedaksiPhotoStore, redaksi_photo_store, G_TYPE_OBJECT)

/* ---- names ---- */

static char *
dup_path (RedaksiPhotoStore *self, const char *sort, const char *digest, const char *extension)
{
  char shard[3] = { digest[0], digest[1], '\0' };
  g_autofree char *name = g_strdup_printf ("%s.%s", digest, extension);

  return g_build_filename (self->folder, sort, shard, name, NULL);
}

static char *
dup_original_path (RedaksiPhotoStore *self, const char *digest, RedaksiPhotoKind kind)
{
  return dup_path (self, "originals", digest, redaksi_photo_kind_get_extension (kind));
}

static RedaksiPhotoKind
find_original (RedaksiPhotoStore *self, const char *digest)
{
  for (guint kind = REDAKSI_PHOTO_KIND_JPEG; kind <= REDAKSI_PHOTO_KIND_LAST_TAKEN; kind++)
    {
      g_autofree char *path = dup_original_path (self, digest, kind);
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return kind;
    }
  return REDAKSI_PHOTO_KIND_UNKNOWN;
}

/* ---- files ---- */

static gboolean
set_store_error (GError **error, GError *cause)
{
  g_set_error (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_STORE,
               _ ("The photo could not be saved: %s"), cause->message);
  return FALSE;
}

static gboolean
set_store_errno (GError **error, int saved)
{
  g_autoptr (GError) cause
    = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (saved), g_strerror (saved));

  return set_store_error (error, cause);
}

/* A new file in new/, on the same file system as its place; gone again when it is not renamed. */
typedef struct
{
  char *path;
  int fd;
} Draft;

#define DRAFT_INIT { NULL, -1 }

static void
draft_clear (Draft *draft)
{
  if (draft->fd >= 0)
    close (draft->fd);
  if (draft->path != NULL)
    g_unlink (draft->path);
  g_free (draft->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static gboolean
make_folder_of (RedaksiPhotoStore *self, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) local = NULL;

  return redaksi_photo_folders_make (self->folders, folder, &local)
         || set_store_error (error, local);
}

static gboolean
draft_open (RedaksiPhotoStore *self, Draft *draft, GError **error)
{
  draft->path = g_build_filename (self->folder, "new", "XXXXXX", NULL);
  if (!make_folder_of (self, draft->path, error))
    {
      g_clear_pointer (&draft->path, g_free);
      return FALSE;
    }
  draft->fd = g_mkstemp_full (draft->path, O_RDWR | O_CLOEXEC, 0600);
  if (draft->fd < 0)
    {
      int saved = errno;
      g_clear_pointer (&draft->path, g_free);
      return set_store_errno (error, saved);
    }
  return TRUE;
}

static gboolean
draft_sync (Draft *draft, GError **error)
{
  return fsync (draft->fd) == 0 || set_store_errno (error, errno);
}

static gboolean
draft_commit (RedaksiPhotoStore *self, Draft *draft, const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!draft_sync (draft, error) || !make_folder_of (self, path, error))
    return FALSE;
  if (!redaksi_file_rename_durably (draft->path, path, &local))
    return set_store_error (error, local);
  g_clear_pointer (&draft->path, g_free);
  return TRUE;
}

static gboolean
write_all (int fd, const void *data, gsize size, GError **error)
{
  const char *at = data;

  while (size > 0)
    {
      gssize n = write (fd, at, size);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return set_store_errno (error, errno);
      at += n;
      size -= (gsize)n;
    }
  return TRUE;
}

/* What a crash left in new/. Another process may be at work there: today's are kept. */
static void
remove_old_drafts (RedaksiPhotoStore *self)
{
  g_autofree char *folder = g_build_filename (self->folder, "new", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_atomic_int_compare_and_exchange (&self->cleaned, FALSE, TRUE))
    return;
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf st;
      if (g_lstat (path, &st) == 0 && S_ISREG (st.st_mode)
          && (gint64)st.st_mtime + DRAFT_AGE < g_get_real_time () / G_USEC_PER_SEC)
        g_unlink (path);
    }
}

/* ---- taking a photo in ---- */

static gboolean
check_size (guint64 size, GError **error)
{
  g_autofree char *is = NULL;
  g_autofree char *may = NULL;

  if (size <= REDAKSI_PHOTO_MAX_BYTES)
    return TRUE;
  is = g_format_size_full (size, G_FORMAT_SIZE_IEC_UNITS);
  may = g_format_size_full (REDAKSI_PHOTO_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_LIMITS,
               /* Translators: both %s are sizes, such as 300 MiB */
               _ ("This file has %s; Redaksi takes photos of up to %s."), is, may);
  return FALSE;
}

/* Copies what @stream gives, never more than the limit, and digests it on the way. */
static char *
copy_stream (GInputStream *stream, int fd, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (1 << 16);
  guint64 total = 0;

  for (;;)
    {
      g_autoptr (GError) local = NULL;
      gssize n = g_input_stream_read (stream, buffer, 1 << 16, NULL, &local);

      if (n < 0)
        {
          g_set_error (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_STORE,
                       _ ("The photo could not be read: %s"), local->message);
          return NULL;
        }
      if (n == 0)
        return g_strdup (g_checksum_get_string (checksum));
      total += (guint64)n;
      if (!check_size (total, error) || !write_all (fd, buffer, (gsize)n, error))
        return NULL;
      g_checksum_update (checksum, buffer, n);
    }
}

static RedaksiPhotoKind
sniff_fd (int fd, const char *name)
{
  g_autoptr (GMappedFile) map = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  RedaksiPhotoKind kind = REDAKSI_PHOTO_KIND_UNKNOWN;

  if (map != NULL)
    kind = redaksi_photo_kind_sniff ((const guint8 *)g_mapped_file_get_contents (map),
                                     g_mapped_file_get_length (map));
  if (kind == REDAKSI_PHOTO_KIND_TIFF && redaksi_photo_kind_is_raw_name (name))
    kind = REDAKSI_PHOTO_KIND_RAW;
  return kind;
}

/* What the store has of a photo already, or %NULL where anything of it is not there. */
static RedaksiPhoto *
read_info (RedaksiPhotoStore *self, const char *digest)
{
  g_autofree char *info = dup_path (self, "info", digest, "json");
  g_autofree char *web = redaksi_photo_store_dup_web_path (self, digest);
  g_autofree char *thumb = redaksi_photo_store_dup_thumb_path (self, digest);
  g_autoptr (GBytes) bytes = NULL;

  if (!g_file_test (web, G_FILE_TEST_IS_REGULAR) || !g_file_test (thumb, G_FILE_TEST_IS_REGULAR))
    return NULL;
  bytes = redaksi_file_read (info, REDAKSI_PHOTO_MAX_REPLY, NULL);
  if (bytes == NULL)
    return NULL;
  return redaksi_photo_from_json (digest, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  NULL);
}

/* Lets the helper make the copies of the open original @fd and puts them in their places. The
 * original itself is renamed by @original, where it is new, after the copies and before the info.
 */
static RedaksiPhoto *
derive (RedaksiPhotoStore *self, const char *digest, RedaksiPhotoKind kind, int fd, Draft *original,
        GError **error)
{
  g_autofree char *web_path = redaksi_photo_store_dup_web_path (self, digest);
  g_autofree char *thumb_path = redaksi_photo_store_dup_thumb_path (self, digest);
  g_autofree char *info_path = dup_path (self, "info", digest, "json");
  g_autofree char *task = g_strdup_printf ("derive %s", redaksi_photo_kind_get_mime_type (kind));
  g_auto (Draft) web = DRAFT_INIT;
  g_auto (Draft) thumb = DRAFT_INIT;
  g_auto (Draft) info = DRAFT_INIT;
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_autofree char *reply = NULL;
  g_autofree char *json = NULL;
  RedaksiPhotoFiles files;
  struct stat st;
  gsize length;

  if (!draft_open (self, &web, error) || !draft_open (self, &thumb, error)
      || !draft_open (self, &info, error))
    return NULL;
  lseek (fd, 0, SEEK_SET); /* the helper shares our place in it */
  files = (RedaksiPhotoFiles){ .in = fd, .web = web.fd, .thumb = thumb.fd, .texts = -1 };
  reply = redaksi_photo_process_run (task, &files, (guint)g_atomic_int_get (&self->time_limit),
                                     &length, error);
  if (reply == NULL)
    return NULL;
  photo = redaksi_photo_from_json (digest, reply, length, error);
  if (photo == NULL)
    return NULL;
  if (strcmp (photo->mime_type, redaksi_photo_kind_get_mime_type (kind)) != 0
      || fstat (web.fd, &st) < 0 || st.st_size == 0 || fstat (thumb.fd, &st) < 0 || st.st_size == 0)
    {
      g_set_error_literal (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_HELPER,
                           _ ("The photo could not be prepared."));
      return NULL;
    }
  json = redaksi_photo_to_json (photo);
  if (!write_all (info.fd, json, strlen (json), error)
      || !draft_commit (self, &web, web_path, error)
      || !draft_commit (self, &thumb, thumb_path, error))
    return NULL;
  if (original != NULL)
    {
      g_autofree char *path = dup_original_path (self, digest, kind);
      if (!draft_commit (self, original, path, error))
        return NULL;
    }
  if (!draft_commit (self, &info, info_path, error))
    return NULL;
  return g_steal_pointer (&photo);
}

/* What is there already may be what a program put there that was killed before it synced the names.
 */
static gboolean
sync_names (RedaksiPhotoStore *self, const char *digest, RedaksiPhotoKind kind, GError **error)
{
  g_autofree char *original = dup_original_path (self, digest, kind);
  g_autofree char *web = redaksi_photo_store_dup_web_path (self, digest);
  g_autofree char *thumb = redaksi_photo_store_dup_thumb_path (self, digest);
  g_autofree char *info = dup_path (self, "info", digest, "json");
  const char *const paths[] = { original, web, thumb, info };
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *folder = g_path_get_dirname (paths[i]);

      if (!redaksi_photo_folders_make (self->folders, folder, &local)
          || !redaksi_photo_folders_sync (folder, &local))
        return set_store_error (error, local);
    }
  return TRUE;
}

static RedaksiPhoto *
take_in (RedaksiPhotoStore *self, GInputStream *stream, const char *name, GError **error)
{
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_auto (Draft) original = DRAFT_INIT;
  g_autofree char *digest = NULL;
  RedaksiPhotoKind kind;

  remove_old_drafts (self);
  if (!draft_open (self, &original, error))
    return NULL;
  digest = copy_stream (stream, original.fd, error);
  if (digest == NULL)
    return NULL;
  kind = sniff_fd (original.fd, name);
  if (!redaksi_photo_kind_is_taken (kind))
    {
      redaksi_photo_set_kind_error (kind, error);
      return NULL;
    }
  if (find_original (self, digest) == kind)
    {
      photo = read_info (self, digest);
      if (photo != NULL)
        {
          g_autofree char *path = dup_original_path (self, digest, kind);
          /* Emptying the trash spares what was taken in since. */
          utimensat (AT_FDCWD, path, NULL, 0);
          return sync_names (self, digest, kind, error) ? g_steal_pointer (&photo) : NULL;
        }
    }
  if (!draft_sync (&original, error))
    return NULL;
  return derive (self, digest, kind, original.fd, &original, error);
}

/* ---- jobs ---- */

typedef struct _Job Job;

struct _Job
{
  RedaksiPhotoStore *store;
  DexPromise *promise;
  gboolean (*run) (Job *job, GValue *result, GError **error);
  GFile *file;
  GBytes *bytes;
  char *digest;
  char *texts;
};

static Job *
job_new (RedaksiPhotoStore *self, gboolean (*run) (Job *, GValue *, GError **))
{
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (self);
  job->promise = dex_promise_new ();
  job->run = run;
  return job;
}

static void
job_free (Job *job)
{
  dex_unref (job->promise);
  g_clear_object (&job->file);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job->digest);
  g_free (job->texts);
  g_free (job);
}

static void
run_job (gpointer data, gpointer unused)
{
  Job *job = data;
  RedaksiPhotoStore *store = job->store;
  g_auto (GValue) result = G_VALUE_INIT;
  GError *error = NULL;

  if (job->run (job, &result, &error))
    dex_promise_resolve (job->promise, &result);
  else
    dex_promise_reject (job->promise, error);
  job_free (job);
  /* Where this is the last reference the pool goes too: it does not wait for its threads. */
  g_object_unref (store);
}

static DexFuture *
start_job (Job *job)
{
  DexFuture *future = dex_ref (DEX_FUTURE (job->promise));

  g_thread_pool_push (job->store->workers, job, NULL);
  return future;
}

static gboolean
take_photo (RedaksiPhoto *photo, GValue *result)
{
  if (photo == NULL)
    return FALSE;
  g_value_init (result, REDAKSI_TYPE_PHOTO);
  g_value_take_boxed (result, photo);
  return TRUE;
}

static gboolean
run_add_file (Job *job, GValue *result, GError **error)
{
  g_autofree char *name = g_file_get_basename (job->file);
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  /* A device or a pipe would never end. */
  info = g_file_query_info (job->file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, &local);
  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      redaksi_photo_set_kind_error (REDAKSI_PHOTO_KIND_UNKNOWN, error);
      return FALSE;
    }
  if (info != NULL && !check_size ((guint64)MAX (g_file_info_get_size (info), 0), error))
    return FALSE;
  if (info != NULL)
    stream = g_file_read (job->file, NULL, &local);
  if (stream == NULL)
    {
      g_set_error (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_STORE,
                   _ ("The photo could not be read: %s"), local->message);
      return FALSE;
    }
  return take_photo (take_in (job->store, G_INPUT_STREAM (stream), name, error), result);
}

static gboolean
run_add_bytes (Job *job, GValue *result, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (job->bytes);

  return take_photo (take_in (job->store, stream, NULL, error), result);
}

/* The photo as info/ has it; copies that are lost or of an older kind are made again. */
static RedaksiPhoto *
get_photo (RedaksiPhotoStore *self, const char *digest, GError **error)
{
  RedaksiPhotoKind kind = find_original (self, digest);
  RedaksiPhoto *photo = read_info (self, digest);
  g_autofree char *path = NULL;
  g_autofd int fd = -1;

  if (photo != NULL)
    return photo;
  if (kind != REDAKSI_PHOTO_KIND_UNKNOWN)
    {
      path = dup_original_path (self, digest, kind);
      fd = open (path, O_RDONLY | O_CLOEXEC);
    }
  if (fd < 0)
    {
      g_set_error_literal (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_STORE,
                           _ ("This photo is not in the library on this computer."));
      return NULL;
    }
  return derive (self, digest, kind, fd, NULL, error);
}

static gboolean
run_get (Job *job, GValue *result, GError **error)
{
  return take_photo (get_photo (job->store, job->digest, error), result);
}

static int
open_memory (const char *name, GError **error)
{
  int fd = memfd_create (name, MFD_CLOEXEC);

  if (fd < 0)
    set_store_errno (error, errno);
  return fd;
}

static gboolean
run_make_upload (Job *job, GValue *result, GError **error)
{
  g_autofree char *path = redaksi_photo_store_dup_web_path (job->store, job->digest);
  g_autoptr (RedaksiPhoto) photo = get_photo (job->store, job->digest, error);
  g_autofd int in = -1;
  g_autofd int texts = -1;
  g_autofd int out = -1;
  g_autofree char *reply = NULL;
  g_autoptr (GMappedFile) map = NULL;
  RedaksiPhotoFiles files;
  gsize length;

  if (photo == NULL)
    return FALSE;
  in = open (path, O_RDONLY | O_CLOEXEC);
  if (in < 0)
    return set_store_errno (error, errno);
  texts = open_memory ("texts", error);
  out = open_memory ("upload", error);
  if (texts < 0 || out < 0 || !write_all (texts, job->texts, strlen (job->texts), error))
    return FALSE;
  files = (RedaksiPhotoFiles){ .in = in, .web = out, .thumb = -1, .texts = texts };
  reply
    = redaksi_photo_process_run ("write", &files, (guint)g_atomic_int_get (&job->store->time_limit),
                                 &length, error);
  if (reply == NULL)
    return FALSE;
  if (!redaksi_photo_check_reply (reply, length, error))
    return FALSE;
  map = g_mapped_file_new_from_fd (out, FALSE, NULL);
  length = map != NULL ? g_mapped_file_get_length (map) : 0;
  if (length == 0 || length > REDAKSI_PHOTO_MAX_UPLOAD)
    {
      g_set_error_literal (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_HELPER,
                           _ ("The photo could not be prepared."));
      return FALSE;
    }
  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, g_bytes_new (g_mapped_file_get_contents (map), length));
  return TRUE;
}

/* ---- the store ---- */

static void
redaksi_photo_store_finalize (GObject *object)
{
  RedaksiPhotoStore *self = REDAKSI_PHOTO_STORE (object);

  g_thread_pool_free (self->workers, FALSE, FALSE);
  redaksi_photo_folders_free (self->folders);
  g_free (self->folder);

  G_OBJECT_CLASS (redaksi_photo_store_parent_class)->finalize (object);
}

static void
redaksi_photo_store_class_init (RedaksiPhotoStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = redaksi_photo_store_finalize;
}

static void
redaksi_photo_store_init (RedaksiPhotoStore *self)
{
  self->workers = g_thread_pool_new (run_job, NULL, MAX_WORKERS, FALSE, NULL);
  self->time_limit = TIME_LIMIT;
}

/**
 * redaksi_photo_store_new:
 * @folder: where the photos are; it is made when the first one is added
 *
 * Returns: (transfer full): a store
 */
RedaksiPhotoStore *
redaksi_photo_store_new (const char *folder)
{
  RedaksiPhotoStore *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (REDAKSI_TYPE_PHOTO_STORE, NULL);
  self->folder = g_strdup (folder);
  self->folders = redaksi_photo_folders_new (folder);
  return self;
}

void
redaksi_photo_store_set_time_limit (RedaksiPhotoStore *self, guint seconds)
{
  g_atomic_int_set (&self->time_limit, (int)seconds);
}

/**
 * redaksi_photo_store_add_file:
 * @self: a store
 * @file: a photo, of any name
 *
 * Copies the photo into the store and prepares what is shown and sent of it. When the future
 * resolves everything is synced. A photo that is there already is not kept twice.
 *
 * Returns: (transfer full): a future of #RedaksiPhoto, which rejects with #RedaksiPhotoError
 */
DexFuture *
redaksi_photo_store_add_file (RedaksiPhotoStore *self, GFile *file)
{
  Job *job;

  g_return_val_if_fail (REDAKSI_IS_PHOTO_STORE (self) && G_IS_FILE (file), NULL);

  job = job_new (self, run_add_file);
  job->file = g_object_ref (file);
  return start_job (job);
}

/**
 * redaksi_photo_store_add_bytes:
 * @self: a store
 * @bytes: a photo, from the clipboard or a bundle
 *
 * As redaksi_photo_store_add_file().
 *
 * Returns: (transfer full): a future of #RedaksiPhoto
 */
DexFuture *
redaksi_photo_store_add_bytes (RedaksiPhotoStore *self, GBytes *bytes)
{
  Job *job;

  g_return_val_if_fail (REDAKSI_IS_PHOTO_STORE (self) && bytes != NULL, NULL);

  job = job_new (self, run_add_bytes);
  job->bytes = g_bytes_ref (bytes);
  return start_job (job);
}

/* What comes from a body's attribute need not be a digest; it must never become a path. */
static DexFuture *
reject_digest (void)
{
  return dex_future_new_reject (REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_STORE, "%s",
                                _ ("This photo is not in the library on this computer."));
}

/**
 * redaksi_photo_store_get:
 * @self: a store
 * @digest: a photo's name
 *
 * Returns: (transfer full): a future of #RedaksiPhoto, which rejects with
 * %REDAKSI_PHOTO_ERROR_STORE when it is not there
 */
DexFuture *
redaksi_photo_store_get (RedaksiPhotoStore *self, const char *digest)
{
  Job *job;

  g_return_val_if_fail (REDAKSI_IS_PHOTO_STORE (self), NULL);

  if (!redaksi_digest_is_valid (digest))
    return reject_digest ();
  job = job_new (self, run_get);
  job->digest = g_strdup (digest);
  return start_job (job);
}

/**
 * redaksi_photo_store_dup_thumb_path:
 * @self: a store
 * @digest: a photo's name
 *
 * Returns: (transfer full) (nullable): the path of its thumbnail (JPEG, ≤ 320 px), %NULL where
 *   @digest is none
 */
char *
redaksi_photo_store_dup_thumb_path (RedaksiPhotoStore *self, const char *digest)
{
  g_return_val_if_fail (REDAKSI_IS_PHOTO_STORE (self), NULL);

  return redaksi_digest_is_valid (digest) ? dup_path (self, "thumbs", digest, "jpg") : NULL;
}

/**
 * redaksi_photo_store_dup_web_path:
 * @self: a store
 * @digest: a photo's name
 *
 * Returns: (transfer full) (nullable): the path of its web copy (JPEG, ≤ 2048 px), %NULL where
 *   @digest is none
 */
char *
redaksi_photo_store_dup_web_path (RedaksiPhotoStore *self, const char *digest)
{
  g_return_val_if_fail (REDAKSI_IS_PHOTO_STORE (self), NULL);

  return redaksi_digest_is_valid (digest) ? dup_path (self, "web", digest, "jpg") : NULL;
}

char *
_redaksi_photo_store_dup_info_path (RedaksiPhotoStore *self, const char *digest)
{
  return dup_path (self, "info", digest, "json");
}

static void
add_text (yyjson_mut_doc *doc, const char *name, const char *text, glong most)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (valid == NULL)
    return;
  if (g_utf8_strlen (valid, -1) > most)
    *g_utf8_offset_to_pointer (valid, most) = '\0';
  yyjson_mut_obj_add_strcpy (doc, yyjson_mut_doc_get_root (doc), name, valid);
}

/**
 * redaksi_photo_store_make_upload:
 * @self: a store
 * @digest: a photo's name
 * @caption: (nullable): as it stands in the article
 * @credit: (nullable): as it stands in the article
 * @alt: (nullable): what people who can't see it are told
 *
 * The copy that leaves the machine: the web copy with these texts in IPTC and XMP, instead of those
 * that the photo came with.
 *
 * Returns: (transfer full): a future of #GBytes, a JPEG
 */
DexFuture *
redaksi_photo_store_make_upload (RedaksiPhotoStore *self, const char *digest, const char *caption,
                                 const char *credit, const char *alt)
{
  g_autoptr (yyjson_mut_doc) doc = NULL;
  Job *job;

  g_return_val_if_fail (REDAKSI_IS_PHOTO_STORE (self), NULL);

  if (!redaksi_digest_is_valid (digest))
    return reject_digest ();
  doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_doc_set_root (doc, yyjson_mut_obj (doc));
  add_text (doc, "caption", caption, MAX_CAPTION);
  add_text (doc, "credit", credit, MAX_OTHER);
  add_text (doc, "alt", alt, MAX_OTHER);
  job = job_new (self, run_make_upload);
  job->digest = g_strdup (digest);
  job->texts = redaksi_json_write (doc);
  return start_job (job);
}
