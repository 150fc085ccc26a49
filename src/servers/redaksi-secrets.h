/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libdex.h>

#include "redaksi-site.h"

G_BEGIN_DECLS

/*
 * Passwords: in the Secret Service, never in the library, settings, arguments or logs. Where no
 * Secret Service runs, one is kept in memory for as long as the program runs, and REDAKSI_PASSWORD
 * is looked at.
 */
DexFuture *
redaksi_secrets_store (RedaksiSite *site,
                       const char *password); /* → gboolean: TRUE = kept, FALSE = in memory only */
void redaksi_secrets_lend (RedaksiSite *site, const char *password); /* for this run of the program */
DexFuture *redaksi_secrets_lookup (RedaksiSite *site); /* → string; rejects with NOT_FOUND */
DexFuture *redaksi_secrets_clear (RedaksiSite *site);  /* → gboolean */

G_END_DECLS
