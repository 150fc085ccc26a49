/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/* → GStrv of what may be meant */
typedef DexFuture *(*RedaksiCompletionFind) (const char *prefix, gpointer user_data);
/* What to do with the chosen text; without one it goes into the entry */
typedef void (*RedaksiCompletionChosen) (const char *text, gpointer user_data);

/* RedaksiCompletion: what was used before, offered under an entry as one types. The entry owns it. */
#define REDAKSI_TYPE_COMPLETION (redaksi_completion_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiCompletion, redaksi_completion, REDAKSI, COMPLETION, GObject)

void redaksi_completion_attach (GtkWidget *entry, RedaksiCompletionFind find,
                                RedaksiCompletionChosen chosen, gpointer user_data);

G_END_DECLS
