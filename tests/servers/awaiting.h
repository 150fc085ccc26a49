/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libdex.h>

/* Runs the main loop until a future is settled, for tests that are no fibers. Takes the future. */
static inline DexFuture *
settle (DexFuture *future)
{
  g_assert_nonnull (future);
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  return future;
}

static inline gpointer
await_boxed (DexFuture *future, GError **error)
{
  return dex_await_boxed (settle (future), error);
}

static inline gpointer
await_object (DexFuture *future, GError **error)
{
  return dex_await_object (settle (future), error);
}

static inline char *
await_string (DexFuture *future, GError **error)
{
  return dex_await_string (settle (future), error);
}
