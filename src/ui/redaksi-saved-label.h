/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiSavedLabel: where what stands on the screen is. Each of its words is a comparison, never a
 * flag: “Saved here” where the durable version is at least the document's; “and on the server” where
 * the text, besides, is what all its sites have, as far as anybody here can know
 * (redaksi_outbox_find_seen()). “Not saved” says why.
 */
#define REDAKSI_TYPE_SAVED_LABEL (redaksi_saved_label_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiSavedLabel, redaksi_saved_label, REDAKSI, SAVED_LABEL, AdwBin)

void redaksi_saved_label_set_document (RedaksiSavedLabel *self, RedaksiServices *services,
                                       RedaksiDocument *document);

G_END_DECLS
