/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cut-vfs.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

/* A write, or a truncation where bytes is NULL, that no sync came after. */
typedef struct
{
  gsize offset;
  GBytes *bytes;
} Change;

/* What the disk knows of a file. */
typedef struct
{
  GByteArray *synced;
  GPtrArray *changes;
} Disk;

typedef struct
{
  sqlite3_file base;
  Disk *disk; /* NULL: a file that may vanish */
  sqlite3_file *real;
} CutFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs cut_vfs;
static GHashTable *disks; /* path → Disk */
static guint cut_every;
static CutFunc cut_func;
static gpointer cut_data;
static CutRefuse refuse_func;
static gpointer refuse_data;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change);
}

static void
disk_free (gpointer data)
{
  Disk *disk = data;

  g_byte_array_unref (disk->synced);
  g_ptr_array_unref (disk->changes);
  g_free (disk);
}

static void
apply (GByteArray *bytes, const Change *change, gsize from, gsize to)
{
  guint old = bytes->len;

  if (change->bytes == NULL)
    {
      if (change->offset < bytes->len)
        g_byte_array_set_size (bytes, (guint)change->offset);
      return;
    }
  if (change->offset + to > old)
    {
      g_byte_array_set_size (bytes, (guint)(change->offset + to));
      memset (bytes->data + old, 0, bytes->len - old);
    }
  memcpy (bytes->data + change->offset + from,
          (const guint8 *)g_bytes_get_data (change->bytes, NULL) + from, to - from);
}

static void
maybe_cut (void)
{
  CutFunc func = cut_func;

  if (func == NULL || g_random_int_range (0, (gint32)cut_every) != 0)
    return;
  cut_func = NULL;
  func (cut_data);
}

#define REAL(file)              (((CutFile *)(file))->real)
#define CALL(file, method, ...) REAL (file)->pMethods->method (REAL (file), ##__VA_ARGS__)

static int
refuse (CutCall call, gint64 grow)
{
  return refuse_func != NULL ? refuse_func (call, grow, refuse_data) : SQLITE_OK;
}

static gint64
size_of (sqlite3_file *file)
{
  sqlite3_int64 size = 0;

  CALL (file, xFileSize, &size);
  return size;
}

static int
cut_close (sqlite3_file *file)
{
  int code = CALL (file, xClose);

  g_free (REAL (file));
  return code;
}

static int
cut_read (sqlite3_file *file, void *data, int n, sqlite3_int64 offset)
{
  return CALL (file, xRead, data, n, offset);
}

static int
cut_write (sqlite3_file *file, const void *data, int n, sqlite3_int64 offset)
{
  Disk *disk = ((CutFile *)file)->disk;

  maybe_cut ();
  if (refuse_func != NULL)
    {
      int code = refuse (CUT_CALL_WRITE, MAX (offset + n - size_of (file), 0));

      if (code != SQLITE_OK)
        {
          CALL (file, xWrite, data, n / 2, offset);
          return code;
        }
    }
  if (disk != NULL)
    {
      Change *change = g_new0 (Change, 1);

      change->offset = (gsize)offset;
      change->bytes = g_bytes_new (data, (gsize)n);
      g_ptr_array_add (disk->changes, change);
    }
  return CALL (file, xWrite, data, n, offset);
}

static int
cut_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  Disk *disk = ((CutFile *)file)->disk;
  int code = refuse (CUT_CALL_TRUNCATE, refuse_func != NULL ? size - size_of (file) : 0);

  if (code != SQLITE_OK)
    return code;
  if (disk != NULL)
    {
      Change *change = g_new0 (Change, 1);

      change->offset = (gsize)size;
      g_ptr_array_add (disk->changes, change);
    }
  return CALL (file, xTruncate, size);
}

static int
cut_sync (sqlite3_file *file, int flags)
{
  Disk *disk = ((CutFile *)file)->disk;
  int code = refuse (CUT_CALL_SYNC, 0);

  maybe_cut ();
  if (code != SQLITE_OK)
    return code;
  if (disk != NULL)
    {
      for (guint i = 0; i < disk->changes->len; i++)
        {
          Change *change = disk->changes->pdata[i];
          apply (disk->synced, change, 0,
                 change->bytes != NULL ? g_bytes_get_size (change->bytes) : 0);
        }
      g_ptr_array_set_size (disk->changes, 0);
    }
  /* The test asks nothing of the machine's own disk. */
  return SQLITE_OK;
}

static int
cut_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return CALL (file, xFileSize, size);
}

static int
cut_lock (sqlite3_file *file, int level)
{
  return CALL (file, xLock, level);
}

static int
cut_unlock (sqlite3_file *file, int level)
{
  return CALL (file, xUnlock, level);
}

static int
cut_check_lock (sqlite3_file *file, int *reserved)
{
  return CALL (file, xCheckReservedLock, reserved);
}

static int
cut_control (sqlite3_file *file, int op, void *data)
{
  return CALL (file, xFileControl, op, data);
}

static int
cut_sector (sqlite3_file *file)
{
  return SECTOR;
}

/* Nothing that would let SQLite do with fewer syncs. */
static int
cut_device (sqlite3_file *file)
{
  return 0;
}

static int
cut_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **map)
{
  int code = CALL (file, xShmMap, page, size, FALSE, map);

  if (!extend || code != SQLITE_OK || *map != NULL)
    return code;
  code = refuse (CUT_CALL_MAP, size);
  return code != SQLITE_OK ? code : CALL (file, xShmMap, page, size, TRUE, map);
}

static int
cut_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return CALL (file, xShmLock, offset, n, flags);
}

static void
cut_shm_barrier (sqlite3_file *file)
{
  CALL (file, xShmBarrier);
}

static int
cut_shm_unmap (sqlite3_file *file, int remove)
{
  return CALL (file, xShmUnmap, remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = cut_close,
  .xRead = cut_read,
  .xWrite = cut_write,
  .xTruncate = cut_truncate,
  .xSync = cut_sync,
  .xFileSize = cut_size,
  .xLock = cut_lock,
  .xUnlock = cut_unlock,
  .xCheckReservedLock = cut_check_lock,
  .xFileControl = cut_control,
  .xSectorSize = cut_sector,
  .xDeviceCharacteristics = cut_device,
  .xShmMap = cut_shm_map,
  .xShmLock = cut_shm_lock,
  .xShmBarrier = cut_shm_barrier,
  .xShmUnmap = cut_shm_unmap,
};

static int
cut_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out)
{
  CutFile *self = (CutFile *)file;
  int code;

  self->base.pMethods = NULL;
  self->real = g_malloc0 ((gsize)real_vfs->szOsFile);
  self->disk = NULL;
  if (refuse_func != NULL && path != NULL && (flags & SQLITE_OPEN_CREATE)
      && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      code = refuse (CUT_CALL_OPEN, 0);
      if (code != SQLITE_OK)
        {
          g_clear_pointer (&self->real, g_free);
          return code;
        }
    }
  code = real_vfs->xOpen (real_vfs, path, self->real, flags, out);
  if (code != SQLITE_OK)
    {
      g_clear_pointer (&self->real, g_free);
      return code;
    }
  self->base.pMethods = &methods;
  if (refuse_func == NULL && path != NULL
      && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)))
    {
      self->disk = g_hash_table_lookup (disks, path);
      if (self->disk == NULL)
        {
          self->disk = g_new0 (Disk, 1);
          self->disk->synced = g_byte_array_new ();
          self->disk->changes = g_ptr_array_new_with_free_func (change_free);
          g_hash_table_insert (disks, g_strdup (path), self->disk);
        }
    }
  return SQLITE_OK;
}

static int
cut_delete (sqlite3_vfs *vfs, const char *path, int sync)
{
  int code = real_vfs->xDelete (real_vfs, path, sync);
  Disk *disk = g_hash_table_lookup (disks, path);

  /* The file is open still where its Disk is in use. */
  if (disk != NULL)
    {
      g_byte_array_set_size (disk->synced, 0);
      g_ptr_array_set_size (disk->changes, 0);
    }
  return code;
}

void
cut_vfs_register (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  disks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, disk_free);
  cut_vfs = *real_vfs;
  cut_vfs.zName = "cut";
  cut_vfs.pNext = NULL;
  cut_vfs.szOsFile = sizeof (CutFile);
  cut_vfs.xOpen = cut_open;
  cut_vfs.xDelete = cut_delete;
  sqlite3_vfs_register (&cut_vfs, 1);
}

void
cut_vfs_set_cut (guint every, CutFunc func, gpointer data)
{
  cut_every = every;
  cut_func = func;
  cut_data = data;
}

void
cut_vfs_forget (void)
{
  g_hash_table_remove_all (disks);
}

void
cut_vfs_write (const char *path, const char *folder)
{
  static const char *const endings[] = { "", "-wal", "-journal" };
  guint keep = (guint)g_random_int_range (0, 3);

  for (guint e = 0; e < G_N_ELEMENTS (endings); e++)
    {
      g_autofree char *from = g_strconcat (path, endings[e], NULL);
      g_autofree char *name = g_path_get_basename (from);
      g_autofree char *to = g_build_filename (folder, name, NULL);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      Disk *disk = g_hash_table_lookup (disks, from);

      if (disk == NULL || (disk->synced->len == 0 && disk->changes->len == 0))
        continue;
      g_byte_array_append (bytes, disk->synced->data, disk->synced->len);
      /* None, some or nearly all of what was not synced came to the disk, sector by sector. */
      for (guint i = 0; i < disk->changes->len; i++)
        {
          Change *change = disk->changes->pdata[i];
          gsize size = change->bytes != NULL ? g_bytes_get_size (change->bytes) : 1;

          for (gsize at = 0; at < size; at += SECTOR)
            if ((guint)g_random_int_range (0, 8) < keep * 3 + (keep > 0))
              apply (bytes, change, at, MIN (at + SECTOR, size));
        }
      g_assert_true (g_file_set_contents (to, (const char *)bytes->data, bytes->len, NULL));
    }
}

void
cut_vfs_set_refuse (CutRefuse func, gpointer data)
{
  refuse_func = func;
  refuse_data = data;
}
