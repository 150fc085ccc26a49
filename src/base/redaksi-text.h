/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

char *redaksi_text_slug     (const char *text);
char *redaksi_text_one_line (const char *text);
char *redaksi_text_escape   (const char *text);
char *redaksi_text_unescape (const char *text);
char *redaksi_text_shorten  (const char *text, guint max_chars);

G_END_DECLS
