/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/*
 * A VFS that remembers what a disk would have if the plug were pulled: of each file what was synced,
 * and of the writes since then some, in parts, in any order. Registering it makes it the default.
 */

typedef void (*CutFunc) (gpointer data);

void cut_vfs_register (void);
/* @func is called before a write or a sync, about once in @every of them. */
void cut_vfs_set_cut  (guint every, CutFunc func, gpointer data);
/* Writes every file of the library at @path as it might be after the plug was pulled now. */
void cut_vfs_write    (const char *path, const char *folder);
void cut_vfs_forget   (void);

G_END_DECLS
