/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-outbox.h"

G_BEGIN_DECLS

/* For tests: servers of their own, and no minutes of waiting. */
typedef RedaksiServer *(*RedaksiServerFactory) (RedaksiSite *site, const char *password,
                                                gpointer user_data);

void redaksi_outbox_set_factory (RedaksiOutbox *self, RedaksiServerFactory factory,
                                 gpointer user_data);
void redaksi_outbox_set_backoff (RedaksiOutbox *self, gint64 first, gint64 most);

G_END_DECLS
