/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are there after a power cut, or not there at all. */
#include "redaksi-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (GError **error, const char *path, int saved)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
               g_strerror (saved));
  return FALSE;
}

static gboolean
sync_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofd int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return fail (error, folder, errno);
  /* Some network file systems refuse to sync a folder; there is nothing better to do there. */
  if (fsync (fd) < 0 && errno != EINVAL && errno != EROFS)
    return fail (error, folder, errno);
  return TRUE;
}

/**
 * redaksi_file_make_folder:
 * @path: a folder that should exist
 * @error: return location for a #GIOErrorEnum
 *
 * Makes @path and its parents, readable by this person alone.
 */
gboolean
redaksi_file_make_folder (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_mkdir_with_parents (path, 0700) < 0)
    return fail (error, path, errno);
  return TRUE;
}

/**
 * redaksi_file_write_durably:
 * @path: where the file shall be
 * @bytes: what shall be in it
 * @error: return location for a #GIOErrorEnum
 *
 * Writes beside @path, syncs, renames over @path and syncs the folder: after a power cut there is
 * the old file or the new one. It blocks for as long as the disk needs.
 */
gboolean
redaksi_file_write_durably (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = NULL;
  g_autofd int fd = -1;
  const char *data;
  gsize size;

  g_return_val_if_fail (path != NULL && bytes != NULL, FALSE);

  temporary = g_strconcat (path, ".XXXXXX", NULL);
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (error, path, errno);

  data = g_bytes_get_data (bytes, &size);
  while (size > 0)
    {
      gssize n = write (fd, data, size);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int saved = errno;
          g_unlink (temporary);
          return fail (error, path, saved);
        }
      data += n;
      size -= n;
    }
  if (fsync (fd) < 0)
    {
      int saved = errno;
      g_unlink (temporary);
      return fail (error, path, saved);
    }
  if (!redaksi_file_rename_durably (temporary, path, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  return TRUE;
}

/**
 * redaksi_file_rename_durably:
 * @from: a file whose contents are synced already
 * @to: its name from now on, on the same file system
 * @error: return location for a #GIOErrorEnum
 *
 * Renames and syncs the folder.
 */
gboolean
redaksi_file_rename_durably (const char *from, const char *to, GError **error)
{
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  if (g_rename (from, to) < 0)
    return fail (error, to, errno);
  return sync_folder_of (to, error);
}

/**
 * redaksi_file_rename_new:
 * @from: a file or a folder whose contents are synced already
 * @to: its name from now on, on the same file system
 * @error: return location for a #GIOErrorEnum
 *
 * As redaksi_file_rename_durably(), but never over anything: where @to is there already it fails
 * with %G_IO_ERROR_EXISTS and nothing is changed.
 */
gboolean
redaksi_file_rename_new (const char *from, const char *to, GError **error)
{
  struct stat st;

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return sync_folder_of (to, error);
  if (errno != EINVAL && errno != ENOSYS)
    return fail (error, to, errno);
  /* File systems that can't promise it, some of the network: then by looking first. */
  if (lstat (to, &st) == 0)
    return fail (error, to, EEXIST);
  return redaksi_file_rename_durably (from, to, error);
}

/**
 * redaksi_file_read:
 * @path: a file
 * @max_size: the most bytes that are taken
 * @error: return location for a #GIOErrorEnum
 *
 * Reads a file that somebody else may have made: one over @max_size is refused before it is read.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
redaksi_file_read (const char *path, gsize max_size, GError **error)
{
  g_autofd int fd = -1;
  g_autofree char *data = NULL;
  struct stat st;
  gsize used = 0;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0 || fstat (fd, &st) < 0)
    {
      fail (error, path, errno);
      return NULL;
    }
  if (!S_ISREG (st.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "%s is not a file", path);
      return NULL;
    }
  if (st.st_size < 0 || (guint64)st.st_size > max_size)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "%s is too large", path);
      return NULL;
    }
  data = g_malloc (st.st_size + 1);
  while (used < (gsize)st.st_size)
    {
      gssize n = read (fd, data + used, st.st_size - used);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          fail (error, path, errno);
          return NULL;
        }
      if (n == 0)
        break;
      used += n;
    }
  data[used] = '\0';
  return g_bytes_new_take (g_steal_pointer (&data), used);
}
