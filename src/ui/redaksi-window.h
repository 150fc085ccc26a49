/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-editor.h"
#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiWindow: shelves, list and article; at 360 px each is a page of its own. Its actions:
 *
 *   win.new, win.search, win.publish, win.keep, win.add-site, win.preview, win.inspector,
 *   win.shelves, win.list, win.text (where the keyboard goes),
 *   win.open-article (s: id), win.sign-in (s: site id), win.tell (s: a sentence for a toast),
 *   win.outbox
 */
#define REDAKSI_TYPE_WINDOW (redaksi_window_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiWindow, redaksi_window, REDAKSI, WINDOW, AdwApplicationWindow)

RedaksiWindow *redaksi_window_new        (GtkApplication *application, RedaksiServices *services);
void           redaksi_window_restore    (RedaksiWindow *self);
void           redaksi_window_open_files (RedaksiWindow *self, GFile **files, guint n_files);
DexFuture     *redaksi_window_let_go     (RedaksiWindow *self); /* → gboolean: all is saved */
void           redaksi_window_tell       (RedaksiWindow *self, const char *sentence);

G_END_DECLS
