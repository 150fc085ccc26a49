/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* Application passwords, as hashes of crypt(3) with a salt each. Blanks in a password don't count:
 * they are shown in groups of four and typed as people like. */
char    *redaksi_press_password_hash   (const char *password, GError **error);
gboolean redaksi_press_password_check  (const char *password, const char *secret);
/* → (transfer full): a name for the pair under a key of this run, that tells nothing of either */
char    *redaksi_press_password_digest (const guint8 *key, gsize length, const char *secret, const char *password);
/* Fills @bytes from the kernel */
void     redaksi_press_random          (guint8 *bytes, gsize length);

G_END_DECLS
