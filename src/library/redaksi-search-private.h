/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/*
 * RedaksiSearch: what a person typed in a search box, understood. Words have to be there, in any form
 * that they have in Indonesian; what stands in quotation marks has to be there as it is; the word that
 * is being typed is the beginning of one. byline:, section:, site:, state:, before: and after: narrow the list;
 * byline: and section: by a whole name where “=” stands before it.
 */
typedef struct
{
  char *words;       /* without the filters; what a snippet shows */
  char *expression;  /* for FTS5, which always understands it; NULL where there is no word in it */
  char *byline;      /* NULL: any */
  char *section;     /* NULL: any */
  char *site;        /* a name's beginning, or an id; NULL: any */
  gboolean has_states;
  guint states;      /* bits 1 << RedaksiState, where has_states is set */
  gint64 after;      /* changed at that time or later; microseconds, UTC */
  gint64 before;     /* changed before that time */
} RedaksiSearch;

RedaksiSearch *redaksi_search_new        (const char *typed);
void           redaksi_search_free       (RedaksiSearch *self);
char          *redaksi_search_expression (const char *words, gboolean related);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiSearch, redaksi_search_free)

G_END_DECLS
