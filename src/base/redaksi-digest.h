/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

#define REDAKSI_DIGEST_LENGTH 64

char    *redaksi_digest_bytes    (GBytes     *bytes);
char    *redaksi_digest_data     (const void *data, gsize length);
char    *redaksi_digest_file     (const char *path, GError **error);
gboolean redaksi_digest_is_valid (const char *digest);

G_END_DECLS
