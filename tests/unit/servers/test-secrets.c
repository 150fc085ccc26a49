/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Without a Secret Service; with one when REDAKSI_TEST_KEYRING is set (tests/servers/run-keyring).
 */
#include <gio/gio.h>
#include <string.h>

#include "awaiting.h"
#include "redaksi-secrets.h"
#include "redaksi-server.h"

static gboolean has_keyring;

static RedaksiSite *
new_site (const char *name)
{
  return g_object_new (REDAKSI_TYPE_SITE, "name", name, "url", "https://k.example/", "user", "bayu",
                       NULL);
}

static gboolean
await_boolean (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  gboolean result = dex_await_boolean (settle (future), &error);

  g_assert_no_error (error);
  return result;
}

static void
assert_unknown (RedaksiSite *site)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = await_string (redaksi_secrets_lookup (site), &error);

  g_assert_null (none);
  g_assert_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, redaksi_site_get_name (site)));
}

static void
test_round (void)
{
  g_autoptr (RedaksiSite) site = new_site ("Koran");
  g_autoptr (RedaksiSite) other = new_site ("Warta");
  g_autofree char *password = NULL;
  g_autofree char *second = NULL;

  assert_unknown (site);
  g_assert_cmpint (await_boolean (redaksi_secrets_store (site, "rahasia “1”")), ==, has_keyring);
  password = await_string (redaksi_secrets_lookup (site), NULL);
  g_assert_cmpstr (password, ==, "rahasia “1”");
  assert_unknown (other);
  g_assert_cmpint (await_boolean (redaksi_secrets_store (site, "baru")), ==, has_keyring);
  second = await_string (redaksi_secrets_lookup (site), NULL);
  g_assert_cmpstr (second, ==, "baru");
  g_assert_cmpint (await_boolean (redaksi_secrets_clear (site)), ==, has_keyring);
  assert_unknown (site);
}

/* A push that begins at once finds what was stored at once. */
static void
test_at_once (void)
{
  g_autoptr (RedaksiSite) site = new_site ("Koran");
  DexFuture *stored = redaksi_secrets_store (site, "segera");
  g_autofree char *password = await_string (redaksi_secrets_lookup (site), NULL);

  g_assert_cmpstr (password, ==, "segera");
  await_boolean (stored);
  await_boolean (redaksi_secrets_clear (site));
}

static void
test_environment (void)
{
  g_autoptr (RedaksiSite) site = new_site ("Koran");
  g_autofree char *given = NULL;
  g_autofree char *stored = NULL;

  g_setenv ("REDAKSI_PASSWORD", "dari luar", TRUE);
  given = await_string (redaksi_secrets_lookup (site), NULL);
  g_assert_cmpstr (given, ==, "dari luar");
  await_boolean (redaksi_secrets_store (site, "disimpan"));
  stored = await_string (redaksi_secrets_lookup (site), NULL);
  g_assert_cmpstr (stored, ==, "disimpan");
  await_boolean (redaksi_secrets_clear (site));
  g_setenv ("REDAKSI_PASSWORD", "", TRUE);
  assert_unknown (site);
  g_unsetenv ("REDAKSI_PASSWORD");
}

int
main (int argc, char *argv[])
{
  has_keyring = g_getenv ("REDAKSI_TEST_KEYRING") != NULL;
  g_unsetenv ("REDAKSI_PASSWORD");
  if (!has_keyring)
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/secrets/round", test_round);
  g_test_add_func ("/secrets/at-once", test_at_once);
  g_test_add_func ("/secrets/environment", test_environment);
  return g_test_run ();
}
