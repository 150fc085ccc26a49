/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/*
 * RedaksiSpeller: spelling by Enchant, on a worker thread of its own: a word is wrong where no one of
 * the languages knows it. Suggestions are made when asked for, never as one types. Where there is no
 * dictionary for a language, that language is left out; with none at all nothing is ever wrong.
 */
#define REDAKSI_TYPE_SPELLER (redaksi_speller_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiSpeller, redaksi_speller, REDAKSI, SPELLER, GObject)

/* Where a misspelt word is, in characters of the text that was checked. */
typedef struct
{
  guint start;
  guint end;
} RedaksiMisspelling;

RedaksiSpeller *redaksi_speller_new           (const char *const *languages); /* "id_ID", "en_US" */
DexFuture      *redaksi_speller_check         (RedaksiSpeller *self, const char *text); /* → GArray of RedaksiMisspelling (boxed) */
DexFuture      *redaksi_speller_suggest       (RedaksiSpeller *self, const char *word); /* → GStrv, at most 8 */
void            redaksi_speller_add           (RedaksiSpeller *self, const char *word); /* for good, in the person's word list that Enchant keeps; emits "changed" */
void            redaksi_speller_add_words     (RedaksiSpeller *self, const char *const *words);
GStrv           redaksi_speller_dup_languages (RedaksiSpeller *self); /* those that have a dictionary */

G_END_DECLS
