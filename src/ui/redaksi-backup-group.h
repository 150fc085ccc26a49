/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiBackupGroup: where the daily backup goes, when the last one was made, and back to one: that
 * is the application's work (app.restore-backup).
 */
#define REDAKSI_TYPE_BACKUP_GROUP (redaksi_backup_group_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiBackupGroup, redaksi_backup_group, REDAKSI, BACKUP_GROUP, AdwPreferencesGroup)

void redaksi_backup_group_set_services (RedaksiBackupGroup *self, RedaksiServices *services); /* once */

G_END_DECLS
