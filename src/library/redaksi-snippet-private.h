/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* RedaksiSnippet: shows where in a text the words of a search stand. */
typedef struct _RedaksiSnippet RedaksiSnippet;

RedaksiSnippet *redaksi_snippet_new  (const char *typed);
void            redaksi_snippet_free (RedaksiSnippet *self);
char           *redaksi_snippet_find (RedaksiSnippet *self, const char *text, guint max_chars);

/* How the index sees a text: the next word from @p on, or NULL; a word without capitals and accents. */
const char     *redaksi_snippet_next_word (const char *p, const char **end);
char           *redaksi_snippet_fold (const char *word, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiSnippet, redaksi_snippet_free)

G_END_DECLS
