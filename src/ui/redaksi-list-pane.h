/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"
#include "redaksi-shelf.h"

G_BEGIN_DECLS

/*
 * RedaksiListPane: the articles of a shelf, or the outbox; search over all of them.
 *
 * Signal: "open" (char *article_id).
 */
#define REDAKSI_TYPE_LIST_PANE (redaksi_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiListPane, redaksi_list_pane, REDAKSI, LIST_PANE, AdwBin)

void         redaksi_list_pane_set_services (RedaksiListPane *self, RedaksiServices *services); /* once */
void         redaksi_list_pane_set_shelf    (RedaksiListPane *self, RedaksiShelf shelf); /* ends a search */
RedaksiShelf redaksi_list_pane_get_shelf    (RedaksiListPane *self);
void         redaksi_list_pane_select       (RedaksiListPane *self, const char *article_id);
void         redaksi_list_pane_unselect     (RedaksiListPane *self); /* so that the open article can be chosen again */
void         redaksi_list_pane_focus        (RedaksiListPane *self); /* the keyboard to the list */
void         redaksi_list_pane_search       (RedaksiListPane *self); /* opens the search box, or goes back to it */

G_END_DECLS
