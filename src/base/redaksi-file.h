/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

gboolean redaksi_file_write_durably (const char *path, GBytes *bytes, GError **error);
gboolean redaksi_file_rename_durably (const char *from, const char *to, GError **error);
gboolean redaksi_file_rename_new    (const char *from, const char *to, GError **error);
gboolean redaksi_file_make_folder   (const char *path, GError **error);
GBytes  *redaksi_file_read          (const char *path, gsize max_size, GError **error);

G_END_DECLS
