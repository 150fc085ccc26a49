/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* A VFS that counts what SQLite writes and how long the disk takes to make it durable. Registering
 * it makes it the default; from any thread. */

typedef struct
{
  gint64 bytes;     /* written to any file */
  guint writes;     /* calls */
  guint syncs;      /* calls */
  gint64 sync_time; /* microseconds that they took */
} CountVfs;

void     count_vfs_register (void);
CountVfs count_vfs_take     (void);

G_END_DECLS
