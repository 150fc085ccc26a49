/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-server.h"

G_BEGIN_DECLS

/*
 * RedaksiGhostServer: RedaksiServer over the Admin API of Ghost, versions 5 and 6, with an Admin
 * API key ("id:secret", of a custom integration or of a person), which stays in memory here: what
 * goes out is a token that is good for four minutes.
 *
 * To the rooms above a post of Ghost is one like WordPress's: its content are blocks (see
 * redaksi_lexical_to_wordpress()), its first public tag is the section, a draft that waits for an
 * editor has an internal tag of ours. Photos are known by their address.
 */
#define REDAKSI_TYPE_GHOST_SERVER (redaksi_ghost_server_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiGhostServer, redaksi_ghost_server, REDAKSI, GHOST_SERVER, GObject)

RedaksiGhostServer *redaksi_ghost_server_new (RedaksiSite *site, const char *key);
/* In a fiber; sends no credentials. NULL: no Ghost there */
RedaksiSite *redaksi_ghost_server_discover_await (const char *address, GCancellable *cancellable);

G_END_DECLS
