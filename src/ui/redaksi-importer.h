/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-editor.h"
#include "redaksi-services.h"

G_BEGIN_DECLS

void redaksi_importer_take (GtkWidget *widget, RedaksiServices *services, RedaksiEditor *editor,
                            GFile **files, guint n_files);

G_END_DECLS
