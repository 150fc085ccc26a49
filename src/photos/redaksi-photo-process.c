/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the helper program and waits for its answer, on the calling thread. */
#include "redaksi-photo-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "redaksi-config.h"

#define HELPER "redaksi-photo-helper"

static char *
dup_helper_path (void)
{
  const char *folder = g_getenv ("REDAKSI_LIBEXECDIR");

  return g_build_filename (folder != NULL ? folder : REDAKSI_PKGLIBEXECDIR, HELPER, NULL);
}

/* The helper knows nothing of the session: no bus, no display, no home. */
static GStrv
dup_environment (void)
{
  static const char *const kept[]
    = { "TZ", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "VIPSHOME" };
  GStrv environment = NULL;

  environment = g_environ_setenv (environment, "PATH", "/usr/bin:/bin", TRUE);
  environment = g_environ_setenv (environment, "LANG", "C.UTF-8", TRUE);
  environment = g_environ_setenv (environment, "HOME", "/nonexistent", TRUE);
  environment = g_environ_setenv (environment, "VIPS_WARNING", "0", TRUE);
  environment = g_environ_setenv (environment, "MALLOC_ARENA_MAX", "2", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  return environment;
}

static void
set_helper_error (GError **error, const char *sentence)
{
  g_set_error_literal (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_HELPER, sentence);
}

/* Reads to the end, at most until @deadline. FALSE: too much, too late, or broken. */
static gboolean
read_reply (int fd, gint64 deadline, GByteArray *reply, GError **error)
{
  guint8 buffer[4096];

  for (;;)
    {
      struct pollfd wait = { .fd = fd, .events = POLLIN };
      gint64 left = deadline - g_get_monotonic_time ();
      int ready = left > 0 ? poll (&wait, 1, (int)MIN (left / 1000 + 1, G_MAXINT)) : 0;
      gssize n;

      if (ready < 0 && errno == EINTR)
        continue;
      if (ready == 0)
        {
          set_helper_error (error, _ ("It took too long to open this photo."));
          return FALSE;
        }
      n = ready < 0 ? -1 : read (fd, buffer, sizeof buffer);
      if (n < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (n < 0 || reply->len + (gsize)n > REDAKSI_PHOTO_MAX_REPLY)
        {
          set_helper_error (error, _ ("The photo could not be prepared."));
          return FALSE;
        }
      if (n == 0)
        return TRUE;
      g_byte_array_append (reply, buffer, (guint)n);
    }
}

/* One that has closed its output should be gone at once; it is not waited for beyond @deadline. */
static void
kill_if_late (GSubprocess *process, gint64 deadline)
{
  const char *id = g_subprocess_get_identifier (process);
  g_autofd int fd = -1;

  if (id == NULL)
    return;
  fd = (int)syscall (SYS_pidfd_open, (pid_t)g_ascii_strtoll (id, NULL, 10), 0);
  for (;;)
    {
      struct pollfd wait = { .fd = fd, .events = POLLIN };
      gint64 left = MAX (deadline - g_get_monotonic_time (), 0);
      int ready = fd >= 0 ? poll (&wait, 1, (int)MIN (left / 1000, G_MAXINT)) : 1;

      if (ready < 0 && errno == EINTR)
        continue;
      if (ready == 0)
        g_subprocess_force_exit (process);
      return;
    }
}

/**
 * redaksi_photo_process_run:
 * @task: "derive TYPE", or "write"
 * @files: the open files that it gets
 * @seconds: after which it is killed
 * @length: (out): of the answer, in bytes
 * @error: return location for a #RedaksiPhotoError
 *
 * Returns: (transfer full) (nullable): what it said
 */
char *
redaksi_photo_process_run (const char *task, const RedaksiPhotoFiles *files, guint seconds,
                           gsize *length, GError **error)
{
  g_autofree char *path = dup_helper_path ();
  g_auto (GStrv) environment = dup_environment ();
  g_auto (GStrv) words = g_strsplit (task, " ", 2);
  const char *argv[] = { path, words[0], words[1], NULL };
  const struct
  {
    int ours;
    int theirs;
  } fds[] = {
    { files->in, REDAKSI_PHOTO_FD_IN },
    { files->web, REDAKSI_PHOTO_FD_WEB },
    { files->thumb, REDAKSI_PHOTO_FD_THUMB },
    { files->texts, REDAKSI_PHOTO_FD_TEXTS },
  };
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GByteArray) reply = g_byte_array_new ();
  g_autoptr (GError) local = NULL;
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  GInputStream *stdout_pipe;
  gboolean complete;

  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_cwd (launcher, "/");
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    if (fds[i].ours >= 0)
      {
        /* Above all the numbers that the helper's own shall have. */
        int copy = fcntl (fds[i].ours, F_DUPFD_CLOEXEC, 10);
        if (copy < 0)
          {
            set_helper_error (error, _ ("The photo could not be prepared."));
            return NULL;
          }
        g_subprocess_launcher_take_fd (launcher, copy, fds[i].theirs);
      }
  process = g_subprocess_launcher_spawnv (launcher, argv, &local);
  if (process == NULL)
    {
      g_warning ("%s", local->message);
      set_helper_error (
        error, _ ("The program that opens photos can’t be started. Install Redaksi once more."));
      return NULL;
    }
  stdout_pipe = g_subprocess_get_stdout_pipe (process);
  complete = read_reply (g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (stdout_pipe)), deadline,
                         reply, error);
  if (!complete)
    g_subprocess_force_exit (process);
  else
    kill_if_late (process, deadline);
  g_subprocess_wait (process, NULL, NULL);
  if (!complete)
    return NULL;
  if (!g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != 0)
    {
      set_helper_error (error,
                        _ ("The program that opens photos stopped at this photo. Export it as a "
                           "JPEG with another program and try once more."));
      return NULL;
    }
  *length = reply->len;
  g_byte_array_append (reply, (const guint8 *)"", 1);
  return (char *)g_byte_array_free (g_steal_pointer (&reply), FALSE);
}
