/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-site.h"

G_BEGIN_DECLS

/* RedaksiShelf: what the sidebar offers: articles of some states, the outbox, or the trash. */
typedef enum
{
  REDAKSI_SHELF_DRAFTS,
  REDAKSI_SHELF_REVIEW,
  REDAKSI_SHELF_SCHEDULED,
  REDAKSI_SHELF_PUBLISHED,
  REDAKSI_SHELF_OUTBOX,
  REDAKSI_SHELF_ALL,
  REDAKSI_SHELF_TRASH,
} RedaksiShelf;

#define REDAKSI_SHELF_LAST REDAKSI_SHELF_TRASH

const char *redaksi_shelf_get_title       (RedaksiShelf shelf);
const char *redaksi_shelf_get_icon        (RedaksiShelf shelf);
const char *redaksi_shelf_get_empty_title (RedaksiShelf shelf);
const char *redaksi_shelf_get_empty_text  (RedaksiShelf shelf);
guint       redaksi_shelf_get_states      (RedaksiShelf shelf);

G_END_DECLS
