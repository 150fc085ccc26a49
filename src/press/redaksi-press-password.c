/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-press-password.h"

#include <crypt.h>
#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/random.h>

/* yescrypt: what Debian's own passwords are hashed with. */
#define METHOD     "$y$"
#define MAX_LENGTH 256

void
redaksi_press_random (guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = getrandom (bytes, length, 0);
      if (n < 0 && errno != EINTR)
        g_error ("no random numbers: %s", g_strerror (errno));
      bytes += MAX (n, 0);
      length -= MAX (n, 0);
    }
}

static char *
without_blanks (const char *password)
{
  GString *text = g_string_new (NULL);

  for (const char *p = password; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (text, *p);
  return g_string_free_and_steal (text);
}

static char *
hash (const char *password, const char *setting)
{
  g_autofree struct crypt_data *data = g_new0 (struct crypt_data, 1);
  g_autofree char *plain = without_blanks (password);
  char *made;

  if (strlen (plain) > MAX_LENGTH)
    return NULL;
  made = g_strdup (crypt_rn (plain, setting, data, sizeof *data));
  explicit_bzero (data, sizeof *data);
  explicit_bzero (plain, strlen (plain));
  return made;
}

/**
 * redaksi_press_password_hash:
 * @password: an application password
 * @error: return location for a #GIOErrorEnum
 *
 * Returns: (transfer full) (nullable): what may be stored of it
 */
char *
redaksi_press_password_hash (const char *password, GError **error)
{
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  char *made = NULL;

  if (crypt_gensalt_rn (METHOD, 0, NULL, 0, setting, sizeof setting) != NULL)
    made = hash (password, setting);
  if (made == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the password could not be hashed");
  return made;
}

static gboolean
is_same (const char *a, const char *b)
{
  gsize n = strlen (a);
  guint difference = n != strlen (b);

  for (gsize i = 0; difference == 0 && i < n; i++)
    difference |= a[i] ^ b[i];
  return difference == 0;
}

/**
 * redaksi_press_password_check:
 * @password: what somebody sent
 * @secret: (nullable): what is stored; %NULL does the same work and says no
 */
gboolean
redaksi_press_password_check (const char *password, const char *secret)
{
  static char *nobody;
  g_autofree char *made = NULL;

  if (secret == NULL && nobody == NULL)
    nobody = redaksi_press_password_hash ("nobody", NULL);
  made = hash (password, secret != NULL ? secret : nobody);
  return secret != NULL && made != NULL && is_same (made, secret);
}

/* A name for a pair of hash and password that tells nothing of either. */
char *
redaksi_press_password_digest (const guint8 *key, gsize length, const char *secret,
                               const char *password)
{
  g_autofree char *plain = without_blanks (password);
  g_autofree char *whole = g_strconcat (secret != NULL ? secret : "", "\n", plain, NULL);
  char *digest = g_compute_hmac_for_string (G_CHECKSUM_SHA256, key, length, whole, -1);

  explicit_bzero (whole, strlen (whole));
  explicit_bzero (plain, strlen (plain));
  return digest;
}
