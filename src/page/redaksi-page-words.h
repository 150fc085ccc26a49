/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-page-template.h"

G_BEGIN_DECLS

/*
 * The words of a page in the site's language, from data/page/words-*.ini. English where a language
 * has no file. Loaded once and kept: they are part of the program.
 */

typedef struct _RedaksiPageWords RedaksiPageWords;

const RedaksiPageWords *_redaksi_page_words_get   (const char *language);
const char *_redaksi_page_words_look_up           (const RedaksiPageWords *self, const char *group,
                                                   const char *name);
void        _redaksi_page_words_add_to            (const RedaksiPageWords *self, RedaksiPageScope *scope);
char       *_redaksi_page_words_date              (const RedaksiPageWords *self, const char *form,
                                                   gint64 time, const char *time_zone);
char       *_redaksi_page_words_locale            (const RedaksiPageWords *self, const char *language);
char       *_redaksi_page_iso_date                (gint64 time, const char *time_zone);

G_END_DECLS
