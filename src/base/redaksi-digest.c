/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-digest.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

/**
 * redaksi_digest_data:
 * @data: (array length=length): what is digested
 * @length: its length in bytes
 *
 * Returns: (transfer full): the SHA-256 in 64 lower-case hexadecimal digits
 */
char *
redaksi_digest_data (const void *data, gsize length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);
}

/**
 * redaksi_digest_bytes:
 * @bytes: what is digested
 *
 * Returns: (transfer full): the SHA-256 in 64 lower-case hexadecimal digits
 */
char *
redaksi_digest_bytes (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/**
 * redaksi_digest_file:
 * @path: a file
 * @error: return location for a #GIOErrorEnum
 *
 * Digests a file without holding it in memory. It reads on the calling thread.
 *
 * Returns: (transfer full) (nullable): the SHA-256 in 64 lower-case hexadecimal digits
 */
char *
redaksi_digest_file (const char *path, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (1 << 16);
  g_autofd int fd = -1;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      int saved = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
                   g_strerror (saved));
      return NULL;
    }
  for (;;)
    {
      gssize n = read (fd, buffer, 1 << 16);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int saved = errno;
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
                       g_strerror (saved));
          return NULL;
        }
      if (n == 0)
        break;
      g_checksum_update (checksum, buffer, n);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * redaksi_digest_is_valid:
 * @digest: (nullable): what came from outside
 *
 * Tells whether @digest is 64 lower-case hexadecimal digits: it will be used as a file name.
 */
gboolean
redaksi_digest_is_valid (const char *digest)
{
  guint n = 0;

  if (digest == NULL)
    return FALSE;
  for (; digest[n] != '\0'; n++)
    if (!(g_ascii_isdigit (digest[n]) || (digest[n] >= 'a' && digest[n] <= 'f')))
      return FALSE;
  return n == REDAKSI_DIGEST_LENGTH;
}
