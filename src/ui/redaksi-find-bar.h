/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-find.h"

G_BEGIN_DECLS

/*
 * RedaksiFindBar: where one says what is looked for in the open article, and what it becomes. It
 * shows how many there are; it knows nothing of the article.
 *
 * Signals: "query": the text or how it is looked for is another; "step" (gboolean forward);
 * "replace"; "replace-all"; "close": the user is done.
 */
#define REDAKSI_TYPE_FIND_BAR (redaksi_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiFindBar, redaksi_find_bar, REDAKSI, FIND_BAR, AdwBin)

#define REDAKSI_FIND_BAR_NONE G_MAXUINT

GtkWidget   *redaksi_find_bar_new      (void); /* closed */
/* Opens it and takes the keyboard; @text, where it is not NULL, is what is looked for then. */
void         redaksi_find_bar_open     (RedaksiFindBar *self, const char *text, gboolean replacing);
/* What is written in it stays for the next time. */
void         redaksi_find_bar_close    (RedaksiFindBar *self);
gboolean     redaksi_find_bar_is_open  (RedaksiFindBar *self);
/* NULL where nothing is asked, or what is asked makes no sense: then the bar says why. */
RedaksiFind *redaksi_find_bar_dup_find (RedaksiFindBar *self);
const char  *redaksi_find_bar_get_with (RedaksiFindBar *self);
void         redaksi_find_bar_set_count (RedaksiFindBar *self, guint n, guint current, const char *where);
void         redaksi_find_bar_say      (RedaksiFindBar *self, const char *sentence);

G_END_DECLS
