/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libdex.h>

G_BEGIN_DECLS

/* How each call of a client ends: with a value (transfer full) of a boxed type, or, where that is
 * NULL, with the error (transfer full). */
static inline DexFuture *
redaksi_settle_boxed (GType type, gpointer value_or_null, GError *error)
{
  return value_or_null != NULL ? dex_future_new_take_boxed (type, value_or_null)
                               : dex_future_new_for_error (error);
}

/* The same with a string (transfer full) */
static inline DexFuture *
redaksi_settle_string (char *text_or_null, GError *error)
{
  return text_or_null != NULL ? dex_future_new_take_string (text_or_null)
                              : dex_future_new_for_error (error);
}

G_END_DECLS
