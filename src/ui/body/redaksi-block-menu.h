/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-body-view.h"

G_BEGIN_DECLS

/*
 * RedaksiBlockMenu: the kinds of blocks, offered while "/" and the beginning of a name stand alone in a
 * paragraph. The text keeps the keyboard all the while; the arrows, Return and Escape are the menu's as
 * long as it is open. What is typed stays in the text until something is chosen. A key costs the look at
 * one block.
 *
 * Signal: "chosen" (char *name, guint from): a name of redaksi_block_choices(); what asked for it is the
 * text between the position @from, where its block begins, and the cursor.
 */
#define REDAKSI_TYPE_BLOCK_MENU (redaksi_block_menu_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiBlockMenu, redaksi_block_menu, REDAKSI, BLOCK_MENU, GtkPopover)

/* A child of @parent, above @body: (transfer none), @parent has it */
GtkWidget *redaksi_block_menu_new (GtkWidget *parent, RedaksiBodyView *body);

/* What is offered below the kinds, by name: chosen as "snippet-0", "snippet-1" …; NULL-terminated. */
void       redaksi_block_menu_set_snippets (RedaksiBlockMenu *self, const char *const *names);

G_END_DECLS
