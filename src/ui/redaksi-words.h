/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-push.h"
#include "redaksi-site.h"

G_BEGIN_DECLS

/* What the window calls things: states, roles, times, stages of a push. All translated. */

const char *redaksi_words_state     (RedaksiState state); /* as a list shows it */
const char *redaksi_words_intent    (RedaksiIntent intent); /* as a choice */
char       *redaksi_words_role      (const char *role); /* of a byline; free text as it stands */
char       *redaksi_words_site_role (const char *role); /* of an account, as WordPress names it */
char       *redaksi_words_time      (gint64 time);
char       *redaksi_words_moment    (gint64 time); /* day and hour: “today 14:05” */
char       *redaksi_words_length    (guint words); /* words and minutes of reading */
char       *redaksi_words_push      (RedaksiPush *push, RedaksiSite *site);

G_END_DECLS
