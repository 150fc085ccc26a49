/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-server.h"

G_BEGIN_DECLS

/*
 * RedaksiWordpressServer: RedaksiServer over the REST API of a stock WordPress (wp/v2, since 5.6)
 * with an application password. The press speaks the same. Holds the password in memory; makes one
 * request at a time within a call, and asks for no more than it uses.
 */
#define REDAKSI_TYPE_WORDPRESS_SERVER (redaksi_wordpress_server_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiWordpressServer, redaksi_wordpress_server, REDAKSI, WORDPRESS_SERVER,
                      GObject)

RedaksiWordpressServer *redaksi_wordpress_server_new (RedaksiSite *site, const char *password);
void redaksi_wordpress_server_set_deadline (RedaksiWordpressServer *self, guint milliseconds);
DexFuture *redaksi_wordpress_server_discover (const char *address, GCancellable *cancellable);

G_END_DECLS
