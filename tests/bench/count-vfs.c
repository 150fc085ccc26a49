/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count-vfs.h"

#include <sqlite3.h>

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} CountFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs count_vfs;
static GMutex lock;
static CountVfs counted;

#define REAL(file)              (((CountFile *)(file))->real)
#define CALL(file, method, ...) REAL (file)->pMethods->method (REAL (file), ##__VA_ARGS__)

static int
count_close (sqlite3_file *file)
{
  int code = CALL (file, xClose);

  g_free (REAL (file));
  return code;
}

static int
count_read (sqlite3_file *file, void *data, int n, sqlite3_int64 offset)
{
  return CALL (file, xRead, data, n, offset);
}

static int
count_write (sqlite3_file *file, const void *data, int n, sqlite3_int64 offset)
{
  g_mutex_lock (&lock);
  counted.bytes += n;
  counted.writes++;
  g_mutex_unlock (&lock);
  return CALL (file, xWrite, data, n, offset);
}

static int
count_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return CALL (file, xTruncate, size);
}

static int
count_sync (sqlite3_file *file, int flags)
{
  gint64 began = g_get_monotonic_time ();
  int code = CALL (file, xSync, flags);

  g_mutex_lock (&lock);
  counted.syncs++;
  counted.sync_time += g_get_monotonic_time () - began;
  g_mutex_unlock (&lock);
  return code;
}

static int
count_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return CALL (file, xFileSize, size);
}

static int
count_lock (sqlite3_file *file, int level)
{
  return CALL (file, xLock, level);
}

static int
count_unlock (sqlite3_file *file, int level)
{
  return CALL (file, xUnlock, level);
}

static int
count_check_lock (sqlite3_file *file, int *reserved)
{
  return CALL (file, xCheckReservedLock, reserved);
}

static int
count_control (sqlite3_file *file, int op, void *data)
{
  return CALL (file, xFileControl, op, data);
}

static int
count_sector (sqlite3_file *file)
{
  return CALL (file, xSectorSize);
}

static int
count_device (sqlite3_file *file)
{
  return CALL (file, xDeviceCharacteristics);
}

static int
count_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **map)
{
  return CALL (file, xShmMap, page, size, extend, map);
}

static int
count_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return CALL (file, xShmLock, offset, n, flags);
}

static void
count_shm_barrier (sqlite3_file *file)
{
  CALL (file, xShmBarrier);
}

static int
count_shm_unmap (sqlite3_file *file, int remove)
{
  return CALL (file, xShmUnmap, remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = count_close,
  .xRead = count_read,
  .xWrite = count_write,
  .xTruncate = count_truncate,
  .xSync = count_sync,
  .xFileSize = count_size,
  .xLock = count_lock,
  .xUnlock = count_unlock,
  .xCheckReservedLock = count_check_lock,
  .xFileControl = count_control,
  .xSectorSize = count_sector,
  .xDeviceCharacteristics = count_device,
  .xShmMap = count_shm_map,
  .xShmLock = count_shm_lock,
  .xShmBarrier = count_shm_barrier,
  .xShmUnmap = count_shm_unmap,
};

static int
count_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out)
{
  CountFile *self = (CountFile *)file;
  int code;

  self->base.pMethods = NULL;
  self->real = g_malloc0 ((gsize)real_vfs->szOsFile);
  code = real_vfs->xOpen (real_vfs, path, self->real, flags, out);
  if (code != SQLITE_OK)
    g_clear_pointer (&self->real, g_free);
  else
    self->base.pMethods = &methods;
  return code;
}

void
count_vfs_register (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  count_vfs = *real_vfs;
  count_vfs.zName = "count";
  count_vfs.pNext = NULL;
  count_vfs.szOsFile = sizeof (CountFile);
  count_vfs.xOpen = count_open;
  sqlite3_vfs_register (&count_vfs, 1);
}

/* What was counted since the last call. */
CountVfs
count_vfs_take (void)
{
  CountVfs taken;

  g_mutex_lock (&lock);
  taken = counted;
  counted = (CountVfs){ 0 };
  g_mutex_unlock (&lock);
  return taken;
}
