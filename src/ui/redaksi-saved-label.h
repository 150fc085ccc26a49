/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-library.h"

G_BEGIN_DECLS

/*
 * RedaksiSavedLabel: whether what stands on the screen is on the disk.
 * “Saved here” is a comparison (the durable version is at least the document's), never a flag.
 */
#define REDAKSI_TYPE_SAVED_LABEL (redaksi_saved_label_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiSavedLabel, redaksi_saved_label, REDAKSI, SAVED_LABEL, AdwBin)

void redaksi_saved_label_set_document (RedaksiSavedLabel *self, RedaksiLibrary *library,
                                       RedaksiDocument *document);

G_END_DECLS
