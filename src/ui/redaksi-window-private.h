/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-list-pane.h"
#include "redaksi-sidebar.h"
#include "redaksi-window.h"

G_BEGIN_DECLS

struct _RedaksiWindow
{
  AdwApplicationWindow parent_instance;

  RedaksiServices *services;
  char *fresh; /* an article that was made just now: its headline gets the keyboard */
  gboolean laying_out;
  gboolean plain;          /* nothing but the text */
  GtkWidget *was_focused;  /* weak: what had the keyboard before that changed */

  AdwBreakpoint *small;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  AdwNavigationSplitView *panes;
  AdwNavigationSplitView *lists;
  RedaksiSidebar *sidebar;
  AdwNavigationPage *list_page;
  RedaksiListPane *list;
  RedaksiEditor *editor;
};

/* redaksi-window.c */
void redaksi_window_create       (RedaksiWindow *self, RedaksiArticle *article);
void redaksi_window_show_lists   (RedaksiWindow *self);

/* redaksi-window-sheets.c: templates and snippets */
void redaksi_window_install_sheets (GtkWidgetClass *klass);

/* redaksi-window-trash.c: what is deleted, restored, and gone for good */
void redaksi_window_install_trash (GtkWidgetClass *klass);

/* redaksi-window-export.c: an article as files */
void redaksi_window_install_export (GtkWidgetClass *klass);

/* redaksi-window-session.c: what outlives a run, and pushes that are followed */
void redaksi_window_remember     (RedaksiWindow *self);
void redaksi_window_follow_push  (RedaksiWindow *self, const char *push_id);
void redaksi_window_retry_pushes (RedaksiWindow *self, const char *site_id);

G_END_DECLS
