/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-press-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "redaksi-file.h"

/* Another press that has the lock and has not yet said where it listens is starting. */
#define PATIENCE_MS 5000
#define STEP_MS     50

/**
 * redaksi_press_lock:
 * @folder: the press's folder
 * @error: return location for a #GIOErrorEnum; %G_IO_ERROR_BUSY: a press runs on it already
 *
 * Returns: a file descriptor that holds the lock, or -1
 */
int
redaksi_press_lock (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "press.lock", NULL);
  g_autofree char *told = g_build_filename (folder, "press.json", NULL);
  g_autofd int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      int saved = errno;
      g_set_error (error, G_IO_ERROR,
                   saved == EWOULDBLOCK ? G_IO_ERROR_BUSY : g_io_error_from_errno (saved), "%s: %s",
                   path, g_strerror (saved));
      return -1;
    }
  /* What the last press said is true no more. */
  g_unlink (told);
  return g_steal_fd (&fd);
}

gboolean
redaksi_press_tell (const char *folder, const char *line, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "press.json", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (line, strlen (line));

  return redaksi_file_write_durably (path, bytes, error);
}

/* What the press that holds the lock has said; NULL where it says nothing in time. */
char *
redaksi_press_find_running (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "press.json", NULL);

  for (guint waited = 0; waited <= PATIENCE_MS; waited += STEP_MS)
    {
      g_autoptr (GBytes) bytes = redaksi_file_read (path, 65536, NULL);
      if (bytes != NULL)
        return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_usleep (STEP_MS * 1000);
    }
  return NULL;
}
