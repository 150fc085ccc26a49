/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

/* The languages that an article can be in: those that the page has words for. */

GListModel *redaksi_languages_list     (void); /* their names, to choose from */
const char *redaksi_languages_get_code (guint index);
guint       redaksi_languages_find     (const char *code); /* 0 where it is none of them */

G_END_DECLS
