/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-library.h"

G_BEGIN_DECLS

/*
 * Backups: a folder, best on another disk, with a file for each of the last days,
 *
 *   library-2026-11-24.db   the whole library as it was, in one file
 *   photos/originals/…      the photos of all of them; what is derived of them is made again
 *
 * of which the last seven stay and, of what is older, one a week for four weeks. A backup keeps what
 * was there when it was made, also what was purged since.
 */

/* The setting of the library that names the folder of its daily backup. */
#define REDAKSI_SETTING_BACKUP_FOLDER "backup-folder"

DexFuture *redaksi_library_backup (RedaksiLibrary *self, const char *folder); /* → string: the file */
const GError *redaksi_library_get_backup_error (RedaksiLibrary *self); /* why the last daily one was not made; NULL: it was, or none is wanted */
gboolean   redaksi_backup_restore (const char *file, const char *folder, GError **error);

G_END_DECLS
