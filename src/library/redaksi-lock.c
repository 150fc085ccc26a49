/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-lock-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <unistd.h>

/* Places of articles begin here; 48 bits of the id follow. */
#define FIRST_ARTICLE 4096

struct _RedaksiLock
{
  int fd;
};

RedaksiLock *
redaksi_lock_new (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  RedaksiLock *self;

  if (fd < 0)
    {
      int saved = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
                   g_strerror (saved));
      return NULL;
    }
  self = g_new0 (RedaksiLock, 1);
  self->fd = fd;
  return self;
}

/* Closing the file drops every lock. */
void
redaksi_lock_free (RedaksiLock *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self);
}

static int
control (RedaksiLock *self, int command, short type, gint64 place, short *found)
{
  struct flock request
    = { .l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)place, .l_len = 1 };
  int result;

  do
    result = fcntl (self->fd, command, &request);
  while (result < 0 && errno == EINTR);
  if (found != NULL)
    *found = request.l_type;
  return result;
}

/* FALSE: somebody else has it. A file system without locks lets everybody through. */
gboolean
redaksi_lock_take (RedaksiLock *self, gint64 place)
{
  return control (self, F_OFD_SETLK, F_WRLCK, place, NULL) == 0
         || (errno != EAGAIN && errno != EACCES);
}

gboolean
redaksi_lock_is_free (RedaksiLock *self, gint64 place)
{
  short found = F_UNLCK;

  return control (self, F_OFD_GETLK, F_WRLCK, place, &found) < 0 || found == F_UNLCK;
}

void
redaksi_lock_drop (RedaksiLock *self, gint64 place)
{
  control (self, F_OFD_SETLK, F_UNLCK, place, NULL);
}

/* The byte that stands for an article. */
gint64
redaksi_lock_place (const char *article_id)
{
  gint64 place = 0;

  for (int digits = 0; *article_id != '\0' && digits < 12; article_id++)
    if (g_ascii_isxdigit (*article_id))
      {
        place = place * 16 + g_ascii_xdigit_value (*article_id);
        digits++;
      }
  return FIRST_ARTICLE + place;
}
