/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libdex.h>

G_BEGIN_DECLS

/**
 * RedaksiAnswerFunc:
 * @self: the object that asked; it is still alive
 * @value: (nullable): what the future resolved to, or %NULL with @error
 * @error: (nullable): why it failed
 * @data: what was given
 */
typedef void (*RedaksiAnswerFunc) (gpointer self, const GValue *value, const GError *error,
                                  gpointer data);

void redaksi_answer (DexFuture *future, gpointer self, RedaksiAnswerFunc func, gpointer data,
                    GDestroyNotify destroy);

G_END_DECLS
