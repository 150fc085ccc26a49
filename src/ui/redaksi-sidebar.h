/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"
#include "redaksi-shelf.h"

G_BEGIN_DECLS

/*
 * RedaksiSidebar: the shelves with their counts, and the sites.
 *
 * Signals: "shelf-selected" (guint shelf), "shelf-activated" (guint shelf), "site-activated" (RedaksiSite *site).
 */
#define REDAKSI_TYPE_SIDEBAR (redaksi_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiSidebar, redaksi_sidebar, REDAKSI, SIDEBAR, AdwBin)

void redaksi_sidebar_set_services (RedaksiSidebar *self, RedaksiServices *services); /* once */
void redaksi_sidebar_select       (RedaksiSidebar *self, RedaksiShelf shelf); /* tells "shelf-selected" */

G_END_DECLS
