/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/*
 * RedaksiScan: whether a text has the words of a search, by reading it. For words that many articles
 * have, reading the newest is sooner done than going through the index of all. It says yes to
 * exactly what the index finds, or it can't be made.
 */
typedef struct _RedaksiScan RedaksiScan;

#define REDAKSI_SCAN_MAX_WORDS 8

RedaksiScan *redaksi_scan_new   (const char *words);
void         redaksi_scan_free  (RedaksiScan *self);
void         redaksi_scan_begin (RedaksiScan *self);
gboolean     redaksi_scan_read  (RedaksiScan *self, const char *text);
guint        redaksi_scan_get_n (RedaksiScan *self);
gboolean     redaksi_scan_is_open (RedaksiScan *self);
gboolean     redaksi_scan_has   (RedaksiScan *self, guint nth);
char        *redaksi_scan_dup_words (RedaksiScan *self, guint mask);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiScan, redaksi_scan_free)

G_END_DECLS
