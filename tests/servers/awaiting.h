/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libdex.h>
#include <string.h>

#include "redaksi-server.h"

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

/* Takes the future, which must be rejected with @code and a sentence that has @word (nullable) in
 * it. */
static inline void
assert_fails (DexFuture *future, RedaksiServerError code, const char *word)
{
  g_autoptr (DexFuture) settled = settle (future);
  g_autoptr (GError) error = NULL;

  g_assert_null (dex_future_get_value (settled, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, REDAKSI_SERVER_ERROR, (int)code);
  if (word != NULL)
    g_assert_nonnull (strstr (error->message, word));
}
