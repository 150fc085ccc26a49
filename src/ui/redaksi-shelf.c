/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-shelf.h"

#include <glib/gi18n-lib.h>

#include "redaksi-library.h"

#define STATE(name) (1u << REDAKSI_STATE_##name)

/* An article that was sent back or taken off the site is the reporter's again: a draft. */
static const struct
{
  const char *title;
  const char *icon;
  const char *empty_title;
  const char *empty_text;
  guint states;
} shelves[] = {
  [REDAKSI_SHELF_DRAFTS] = { N_ ("Drafts"), "document-edit-symbolic", N_ ("No Drafts"),
                             N_ ("Begin a new article with Ctrl+N."),
                             STATE (DRAFT) | STATE (CHANGES_REQUESTED) | STATE (WITHDRAWN) },
  [REDAKSI_SHELF_REVIEW] = { N_ ("In Review"), "system-users-symbolic", N_ ("Nothing in Review"),
                             N_ ("Articles that you submit to an editor are listed here."),
                             STATE (SUBMITTED) | STATE (APPROVED) },
  [REDAKSI_SHELF_SCHEDULED]
  = { N_ ("Scheduled"), "alarm-symbolic", N_ ("Nothing Scheduled"),
      N_ ("Choose “Publish later” when you publish, and the article waits here for its hour."),
      STATE (SCHEDULED) },
  [REDAKSI_SHELF_PUBLISHED] = { N_ ("Published"), "web-browser-symbolic", N_ ("Nothing Published"),
                                N_ ("Articles that readers can see are listed here."),
                                STATE (PUBLISHED) | STATE (CORRECTED) },
  [REDAKSI_SHELF_OUTBOX]
  = { N_ ("Outbox"), "mail-send-symbolic", N_ ("The Outbox Is Empty"),
      N_ ("What you send to a site is listed here until it has arrived, and what became of it."),
      0 },
  [REDAKSI_SHELF_ALL] = { N_ ("All Articles"), "view-list-symbolic", N_ ("No Articles"),
                          N_ ("Begin a new article with Ctrl+N."), 0 },
  [REDAKSI_SHELF_TRASH]
  = { N_ ("Trash"), "user-trash-symbolic", N_ ("The Trash Is Empty"),
      N_ ("What you delete stays here until you empty the trash."), REDAKSI_QUERY_TRASH },
};

const char *
redaksi_shelf_get_title (RedaksiShelf shelf)
{
  g_return_val_if_fail (shelf <= REDAKSI_SHELF_LAST, NULL);

  return _ (shelves[shelf].title);
}

const char *
redaksi_shelf_get_icon (RedaksiShelf shelf)
{
  g_return_val_if_fail (shelf <= REDAKSI_SHELF_LAST, NULL);

  return shelves[shelf].icon;
}

const char *
redaksi_shelf_get_empty_title (RedaksiShelf shelf)
{
  g_return_val_if_fail (shelf <= REDAKSI_SHELF_LAST, NULL);

  return _ (shelves[shelf].empty_title);
}

const char *
redaksi_shelf_get_empty_text (RedaksiShelf shelf)
{
  g_return_val_if_fail (shelf <= REDAKSI_SHELF_LAST, NULL);

  return _ (shelves[shelf].empty_text);
}

/* A mask for #RedaksiQuery; 0 is all. */
guint
redaksi_shelf_get_states (RedaksiShelf shelf)
{
  g_return_val_if_fail (shelf <= REDAKSI_SHELF_LAST, 0);

  return shelves[shelf].states;
}
