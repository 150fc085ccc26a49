/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers that die, hang, lie and chatter: the store says so in a sentence and keeps nothing. */
#include "fixtures.h"

static void
use_helper (Fixture *fixture, const char *script)
{
  g_free (run (fixture->folder,
               "mkdir -p libexec && cat >libexec/redaksi-photo-helper <<'END'\n#!/bin/sh\n%s\nEND\n"
               "chmod 755 libexec/redaksi-photo-helper",
               script));
}

static void
set_up_fake (Fixture *fixture, gconstpointer data)
{
  g_autofree char *libexec = NULL;

  set_up (fixture, data);
  libexec = g_build_filename (fixture->folder, "libexec", NULL);
  g_setenv ("REDAKSI_LIBEXECDIR", libexec, TRUE);
  redaksi_photo_store_set_time_limit (fixture->store, 20);
  make (fixture->folder, QUARTERS "a.jpg");
}

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  static const char *const scripts[] = {
    "exit 0",
    "exit 1",
    "kill -9 $$",
    "kill -SEGV $$",
    "echo hello",
    "echo '{\"v\":1}'",
    /* Says that all is well, and has written nothing. */
    "echo "
    "'{\"v\":1,\"mime\":\"image/"
    "jpeg\",\"width\":64,\"height\":48,\"web_width\":64,\"web_height\":48}'",
    /* Another kind than it was asked for. */
    "echo x >&4; echo x >&5; echo "
    "'{\"v\":1,\"mime\":\"image/"
    "png\",\"width\":64,\"height\":48,\"web_width\":64,\"web_height\":48}'",
    /* Says so and dies. */
    "echo x >&4; echo x >&5; echo "
    "'{\"v\":1,\"mime\":\"image/"
    "jpeg\",\"width\":64,\"height\":48,\"web_width\":64,\"web_height\":48}'; exit 3",
    "exec cat /dev/zero",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      use_helper (fixture, scripts[i]);
      add_badly (fixture, "a.jpg", REDAKSI_PHOTO_ERROR_HELPER);
      g_assert_cmpuint (count_files (fixture, "."), ==, 0);
    }
}

static void
test_hangs (Fixture *fixture, gconstpointer data)
{
  redaksi_photo_store_set_time_limit (fixture->store, 1);
  use_helper (fixture, "exec sleep 1000");
  add_badly (fixture, "a.jpg", REDAKSI_PHOTO_ERROR_HELPER);
  /* One that has said all and does not go. */
  use_helper (fixture, "echo '{}'; exec sleep 1000 >&-");
  add_badly (fixture, "a.jpg", REDAKSI_PHOTO_ERROR_HELPER);
  g_assert_cmpuint (count_files (fixture, "."), ==, 0);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_test_expect_message ("redaksi", G_LOG_LEVEL_WARNING, "*redaksi-photo-helper*");
  add_badly (fixture, "a.jpg", REDAKSI_PHOTO_ERROR_HELPER);
  g_test_assert_expected_messages ();
}

/* What is passed on: four open files at most, no path, and no secrets from the environment. */
static void
test_surroundings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *seen = NULL;

  g_setenv ("REDAKSI_PASSWORD", "rahasia", TRUE);
  use_helper (fixture, "{ echo \"$0 $*\"; env; ls /proc/$$/fd; } >&4; echo '{\"error\":\"kind\"}'; "
                       "cp /proc/$$/fd/4 ${0%/*}/seen");
  add_badly (fixture, "a.jpg", REDAKSI_PHOTO_ERROR_KIND);
  seen = run (fixture->folder, "cat libexec/seen");
  g_unsetenv ("REDAKSI_PASSWORD");
  g_assert_null (strstr (seen, "rahasia"));
  g_assert_null (strstr (seen, "DBUS"));
  g_assert_null (strstr (seen, "a.jpg"));
  g_assert_nonnull (strstr (seen, "derive image/jpeg"));
}

/* The real one, started by hand, sees no network and can't open or make files. */
static void
test_confined (Fixture *fixture, gconstpointer data)
{
  const char *libexec = data;
  g_autofree char *out
    = run (fixture->folder, "'%s/redaksi-photo-helper' 2>&1; echo \"rc $?\"", libexec);

  g_assert_nonnull (strstr (out, "rc 2"));
}

int
main (int argc, char **argv)
{
  g_autofree char *libexec = g_strdup (g_getenv ("REDAKSI_LIBEXECDIR"));
#define ADD(name, function)                                                                        \
  g_test_add ("/photos/helper/" name, Fixture, libexec, set_up_fake, function, tear_down)
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  ADD ("bad", test_bad);
  ADD ("hangs", test_hangs);
  ADD ("missing", test_missing);
  ADD ("surroundings", test_surroundings);
  ADD ("confined", test_confined);
  return g_test_run ();
}
