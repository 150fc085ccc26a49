/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* RedaksiKey: a key and what it does: those that an action has, and those that a person should know of. */
typedef struct
{
  const char *group;  /* a new group begins where it is not NULL; to be translated */
  const char *action; /* detailed name; NULL where it is typed, empty where the text has it by itself */
  const char *keys;   /* as GtkShortcutTrigger has them, separated by "|"; without an action: what is typed */
  const char *title;  /* to be translated */
} RedaksiKey;

/* The keys of the actions in the group "article", and what typing makes. */
const RedaksiKey *redaksi_article_keys (guint *n);
gboolean          redaksi_article_key_is_of_find (const RedaksiKey *key);

G_END_DECLS
