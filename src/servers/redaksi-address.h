/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/*
 * Addresses: what people type, and which of them may see a password. Pure. An origin is scheme,
 * host and port; credentials belong to one.
 */

gboolean redaksi_address_is_loopback (const char *host);
gboolean redaksi_address_is_secure (GUri *uri);
gboolean redaksi_address_same_origin (GUri *a, GUri *b);
gboolean redaksi_address_may_follow (GUri *from, GUri *to);
char *redaksi_address_origin (GUri *uri);
GUri *redaksi_address_resolve (GUri *base, const char *reference);
GUri *redaksi_address_from_typed (const char *typed, gboolean *wanted_plain, GError **error);
char **redaksi_address_bases (GUri *uri);
char *redaksi_address_build (const char *base, const char *route, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
