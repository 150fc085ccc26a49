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

/*
 * The same disk, sick: @func is asked before each call that changes it, and what it answers is what
 * the call answers, where that is not SQLITE_OK. It is called from every thread that has a
 * connection. @grow: bytes by which the file would grow; less than 0: shrinks. A write that is
 * refused may have come through in part.
 */
typedef enum
{
  CUT_CALL_OPEN, /* of a file that is not there */
  CUT_CALL_WRITE,
  CUT_CALL_TRUNCATE,
  CUT_CALL_SYNC,
  CUT_CALL_MAP, /* of the log's index, where it grows */
} CutCall;

typedef int (*CutRefuse) (CutCall call, gint64 grow, gpointer data);

/* Before any file is open; nothing is remembered for a pulled plug then. */
void cut_vfs_set_refuse (CutRefuse func, gpointer data);

G_END_DECLS
