/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiListFilter: a dialog in which one says in what order a list stands, and which articles of it
 * are shown: by byline, section, site, and when they were changed. What is chosen holds at once, and
 * also while the dialog is closed: who made it keeps it. Signal: "changed" ().
 */
#define REDAKSI_TYPE_LIST_FILTER (redaksi_list_filter_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiListFilter, redaksi_list_filter, REDAKSI, LIST_FILTER, AdwDialog)

RedaksiListFilter *redaksi_list_filter_new             (RedaksiServices *services);
void               redaksi_list_filter_present         (RedaksiListFilter *self, GtkWidget *parent); /* over that widget; names are asked for each time */
RedaksiSort        redaksi_list_filter_get_sort        (RedaksiListFilter *self);
char              *redaksi_list_filter_dup_words       (RedaksiListFilter *self); /* as one would type it in the search box; NULL: all */
char              *redaksi_list_filter_dup_description (RedaksiListFilter *self); /* as one reads it; NULL: all */
void               redaksi_list_filter_clear           (RedaksiListFilter *self);

G_END_DECLS
