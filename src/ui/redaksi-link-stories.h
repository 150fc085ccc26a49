/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-library.h"
#include "redaksi-link-popover.h"

G_BEGIN_DECLS

/* Stories of the library that a link may lead to: those that readers can read first, each with its
 * address; then some that have the words and are not out yet. → GPtrArray of RedaksiLinkStory */
DexFuture *redaksi_link_stories_find (RedaksiLibrary *library, const char *words, const char *without);

G_END_DECLS
