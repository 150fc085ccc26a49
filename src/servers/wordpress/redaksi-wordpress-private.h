/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-transport-private.h"
#include "redaksi-wordpress.h"

G_BEGIN_DECLS

/* In a fiber: the root of the API at @api → its reply; follows redirects, sends no credentials. */
#define REDAKSI_WORDPRESS_ROOT_FIELDS                                                              \
  "name,description,home,url,gmt_offset,timezone_string,authentication,namespaces"

RedaksiSite *_redaksi_wordpress_discover_await (RedaksiTransport *transport, const char *address,
                                                GCancellable *cancellable, GError **error);

G_END_DECLS
