/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
/* Waits in a test's plain function for what a future brings, with the main context running. */
#include <gio/gio.h>
#include <libdex.h>

static DexFuture *
await_quit_cb (DexFuture *future, gpointer loop)
{
  g_main_loop_quit (loop);
  return NULL;
}

/* Takes @future. The value, or %FALSE with @error. */
static inline gboolean
await_value (DexFuture *future, GValue *value, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  DexFuture *done = dex_future_finally (dex_ref (future), await_quit_cb, g_main_loop_ref (loop),
                                        (GDestroyNotify)g_main_loop_unref);
  const GValue *got;

  if (dex_future_is_pending (done))
    g_main_loop_run (loop);
  dex_unref (done);
  got = dex_future_get_value (future, error);
  if (got != NULL && value != NULL)
    {
      g_value_init (value, G_VALUE_TYPE (got));
      g_value_copy (got, value);
    }
  dex_unref (future);
  return got != NULL;
}

static inline gpointer
await_boxed (DexFuture *future, GError **error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  return await_value (future, &value, error) ? g_value_dup_boxed (&value) : NULL;
}
