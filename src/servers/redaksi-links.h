/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* A link that readers would follow in vain. */
typedef struct
{
  char *address;
  char *reason; /* one sentence for a person */
} RedaksiDeadLink;

void redaksi_dead_link_free (gpointer link); /* of a #RedaksiDeadLink */
DexFuture *redaksi_links_check (const char *const *addresses, GCancellable *cancellable); /* → GPtrArray of RedaksiDeadLink (boxed) */

G_END_DECLS
