/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-document.h"
#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiHistoryGroup: the revisions of the open article, newest first. A restore is one change of
 * the document that can be undone, and is kept as a revision of its own.
 */
#define REDAKSI_TYPE_HISTORY_GROUP (redaksi_history_group_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiHistoryGroup, redaksi_history_group, REDAKSI, HISTORY_GROUP,
                      AdwPreferencesGroup)

void redaksi_history_group_set_document (RedaksiHistoryGroup *self, RedaksiServices *services,
                                         RedaksiDocument *document); /* @document may be NULL */

G_END_DECLS
