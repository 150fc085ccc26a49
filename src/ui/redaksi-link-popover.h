/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/* A story of our own, as it is offered for a link. */
typedef struct
{
  char *headline;
  char *detail;  /* where it stands, or why nothing can lead there yet */
  char *address; /* nullable: readers can't read it */
} RedaksiLinkStory;

RedaksiLinkStory *redaksi_link_story_new  (const char *headline, const char *detail, const char *address);
void              redaksi_link_story_free (RedaksiLinkStory *story);

/* → GPtrArray of RedaksiLinkStory that have these words, those with an address first */
typedef DexFuture *(*RedaksiLinkFind) (const char *words, gpointer user_data);

/* RedaksiLinkPopover: where a link leads: the address, Open, Remove; and where words are typed in the
 * address's place, the stories of our own that have them. Signal "set" (char *address): the person
 * decided; an empty address takes the link away. */
#define REDAKSI_TYPE_LINK_POPOVER (redaksi_link_popover_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiLinkPopover, redaksi_link_popover, REDAKSI, LINK_POPOVER, GtkPopover)

/* Closed; it needs a parent. @find may be NULL: no stories; @user_data lives as long as it. */
GtkWidget *redaksi_link_popover_new  (RedaksiLinkFind find, gpointer user_data);
GtkWidget *redaksi_link_popover_new_for_embed (void); /* the same for a page that is shown in the article */
/* Opens it at a place in its parent; @address may be NULL for a link that is to be made; stories with
 * @words (nullable) are offered before anything is typed. */
void       redaksi_link_popover_edit (RedaksiLinkPopover *self, const GdkRectangle *place, const char *address,
                                      const char *words);

/* What a person typed as an address the program can use, or NULL: "bebaca.id" is "https://bebaca.id". */
char      *redaksi_link_address      (const char *typed);

G_END_DECLS
