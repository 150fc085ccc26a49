/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

char *redaksi_text_slug     (const char *text);
char *redaksi_text_one_line (const char *text);
char *redaksi_text_escape   (const char *text);
char *redaksi_text_unescape (const char *text);
char *redaksi_text_shorten  (const char *text, guint max_chars);

/* Whether @text begins with @with. g_str_has_prefix() measures all of @text first: in a loop over the
 * letters of an article that is quadratic. */
static inline gboolean
redaksi_text_begins (const char *text, const char *with)
{
  return strncmp (text, with, strlen (with)) == 0;
}

G_END_DECLS
