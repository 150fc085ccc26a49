/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/*
 * RedaksiLock: who has what, among processes that have the same library open: exclusive locks on
 * single bytes of a file of its own, which the kernel drops when the process ends, however it ends.
 * Locks belong to the open file, so two libraries in one process exclude each other too.
 */

typedef struct _RedaksiLock RedaksiLock;

#define REDAKSI_LOCK_OUTBOX 1

RedaksiLock *redaksi_lock_new     (const char *path, GError **error);
void         redaksi_lock_free    (RedaksiLock *self);
gboolean     redaksi_lock_take    (RedaksiLock *self, gint64 place);
gboolean     redaksi_lock_is_free (RedaksiLock *self, gint64 place);
void         redaksi_lock_drop    (RedaksiLock *self, gint64 place);
gint64       redaksi_lock_place   (const char *article_id);

G_END_DECLS
