/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-server.h"

G_BEGIN_DECLS

/*
 * Pure comparisons between what was sent, what a server says that it has, and what was last seen
 * there.
 */

/* What was last seen of a post: kept as the opaque state of a RedaksiRemote. */
typedef struct
{
  char *modified; /* nullable */
  char *status;   /* nullable */
  char *digest;   /* of all that an update would overwrite */
  guint revision; /* the article's, that says what the post said; 0: not known */
  gboolean differs; /* the site took what was sent, and has it otherwise */
  char *section;  /* nullable: remote id of the article's section, one of the post's */
} RedaksiSeen;

char *redaksi_seen_write (const RedaksiPost *post, guint revision, const char *section,
                          gboolean differs);
char *redaksi_seen_doubt (const char *state);
gboolean redaksi_seen_read (const char *state, RedaksiSeen *seen);
void redaksi_seen_clear (RedaksiSeen *seen);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RedaksiSeen, redaksi_seen_clear)

char *redaksi_compare_digest (const RedaksiPost *post);
char *redaksi_compare_words (const char *title, const char *content);
gboolean redaksi_compare_slug (const char *wanted, const char *is);
GStrv redaksi_compare_echo (const RedaksiPost *sent, const RedaksiPost *echo);

G_END_DECLS
