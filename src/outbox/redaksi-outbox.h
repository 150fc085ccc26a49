/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-library.h"
#include "redaksi-merge.h"
#include "redaksi-photo-store.h"
#include "redaksi-server.h"

G_BEGIN_DECLS

/*
 * RedaksiOutbox: takes each push from the library's queue to the server, exactly once, or asks.
 * The state diagram stands at the top of redaksi-outbox.c. A GListModel of RedaksiPush (newest first);
 * the push objects notify as they go. Main thread only.
 *
 * Pushes of one article go one after another, those of different articles beside each other. A newer
 * push of an article takes the place of one that waits for a person or for its hour, if it wants at
 * least as much (redaksi_outbox_replaces()): a draft never takes the place of a publish that is
 * stuck, it stays behind it. Of several
 * processes one alone sends (redaksi_library_own_outbox); the others add to the queue, see how it
 * goes on, and take over when that one ends. The library must be open, and stay so until redaksi_outbox_stop().
 */
#define REDAKSI_OUTBOX_ERROR (redaksi_outbox_error_quark ())
GQuark redaksi_outbox_error_quark (void);

typedef enum
{
  REDAKSI_OUTBOX_ERROR_REFUSED,  /* it would not be what was meant */
  REDAKSI_OUTBOX_ERROR_CONFLICT, /* the server's copy changed */
  REDAKSI_OUTBOX_ERROR_SIGN_IN,  /* there is no password */
  REDAKSI_OUTBOX_ERROR_NONE,     /* no such push, no such site */
  REDAKSI_OUTBOX_ERROR_EMBARGO,  /* its hour has not come */
  REDAKSI_OUTBOX_ERROR_ASK,      /* a person has to ask for it */
} RedaksiOutboxError;

#define REDAKSI_TYPE_OUTBOX (redaksi_outbox_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiOutbox, redaksi_outbox, REDAKSI, OUTBOX, GObject)

RedaksiOutbox *redaksi_outbox_new    (RedaksiLibrary *library, RedaksiPhotoStore *photos);
DexFuture     *redaksi_outbox_start  (RedaksiOutbox *self);                  /* → gboolean; loads the queue, goes on where it stopped */
void           redaksi_outbox_stop   (RedaksiOutbox *self);
/* Whether a push with the one intent makes an older, resting one of the article superfluous */
gboolean       redaksi_outbox_replaces (RedaksiIntent newer, RedaksiIntent older);
/* Cuts a revision, commits the push, then begins → push id (string). @when: µs UTC for schedule */
DexFuture     *redaksi_outbox_push   (RedaksiOutbox *self, const char *article_id, const char *site_id,
                                      RedaksiIntent intent, gint64 when);
/* → RedaksiPush when it is final or needs a person or is offline, or stands behind one that does */
DexFuture     *redaksi_outbox_wait   (RedaksiOutbox *self, const char *push_id);
DexFuture     *redaksi_outbox_cancel (RedaksiOutbox *self, const char *push_id); /* → gboolean; FALSE: too late */
DexFuture     *redaksi_outbox_remove (RedaksiOutbox *self, const char *push_id); /* → gboolean: out of the list; FALSE: it may still go */
DexFuture     *redaksi_outbox_retry  (RedaksiOutbox *self, const char *push_id); /* → gboolean: now, after a person mended it */
/* A person has seen the conflict and wants ours: as retry, over whatever stands on the site */
DexFuture     *redaksi_outbox_overwrite (RedaksiOutbox *self, const char *push_id); /* → gboolean */
/* What stands on the site now → RedaksiPost; REDAKSI_SERVER_ERROR_NOT_FOUND where it was deleted */
DexFuture     *redaksi_outbox_fetch_theirs (RedaksiOutbox *self, const char *push_id);
/* A person has been shown @theirs and wants ours: as retry, unless the site has something newer by now */
DexFuture     *redaksi_outbox_replace_theirs (RedaksiOutbox *self, const char *push_id,
                                              const RedaksiPost *theirs); /* → gboolean */
/* A push in conflict: ours and what stands on the site, brought together from what both came of */
typedef struct
{
  RedaksiPost *theirs;  /* as it stands there */
  RedaksiMerge *merge;  /* of the article; its choices are a person's */
  gboolean has_base;    /* it is known what both came of */
  gboolean is_new;      /* the site says something else than when it was last seen */
  gboolean is_edited;   /* so does the article here; TRUE where that is not known */
  char *section;        /* nullable: remote id of their section */
} RedaksiMeeting;

#define REDAKSI_TYPE_MEETING (redaksi_meeting_get_type ())
GType           redaksi_meeting_get_type (void);
RedaksiMeeting *redaksi_meeting_copy     (const RedaksiMeeting *meeting); /* the merge is the same one */
void            redaksi_meeting_free     (RedaksiMeeting *meeting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiMeeting, redaksi_meeting_free)

/* @mine: nullable: the newest state. REDAKSI_SERVER_ERROR_NOT_FOUND where it was deleted there */
DexFuture     *redaksi_outbox_meet   (RedaksiOutbox *self, const char *push_id, RedaksiArticle *mine); /* → RedaksiMeeting */
/* The same without a push, to see what is new there: @site_id has the article */
DexFuture     *redaksi_outbox_meet_site (RedaksiOutbox *self, const char *article_id, const char *site_id,
                                         RedaksiArticle *mine); /* → RedaksiMeeting */
/* The article says now what was decided, and what was met counts as seen. @kept: as below */
DexFuture     *redaksi_outbox_note_met (RedaksiOutbox *self, const char *article_id, const char *site_id,
                                        const RedaksiMeeting *meeting, guint kept); /* → gboolean */
/* The article says now what was decided: sends it over what was met, with the same intent. @kept: the
 * revision that says what the site said, 0 where none does */
DexFuture     *redaksi_outbox_send_merged (RedaksiOutbox *self, const char *push_id,
                                           const RedaksiMeeting *meeting, guint kept); /* → push id (string) */

/* What is on a site already, whoever wrote it. @status and @words: nullable, see redaksi_server_list_posts() */
DexFuture     *redaksi_outbox_list_site (RedaksiOutbox *self, const char *site_id, const char *status,
                                         const char *words, guint page); /* → RedaksiPostPage */
/* Whose address on the site ends in this already → GStrv of remote ids */
DexFuture     *redaksi_outbox_find_slug (RedaksiOutbox *self, const char *site_id, const char *slug);
/* What all sites that have the article say, as they were last seen → RedaksiArticle, a state of it in
 * its history; rejects with REDAKSI_OUTBOX_ERROR_NONE where they don't say the same, nobody has it, or
 * nobody can know */
DexFuture     *redaksi_outbox_find_seen (RedaksiOutbox *self, const char *article_id);
/* Opens a post of the site as an article here, once: later pushes to that site update the post */
DexFuture     *redaksi_outbox_pull   (RedaksiOutbox *self, const char *site_id, const char *remote_id); /* → article id (string) */
/* A photo in the text of a post, from the site into the store → RedaksiPhoto. @remote_id: nullable. @asked:
 * by a person: also from another machine than the site. The article is not changed: */
DexFuture     *redaksi_outbox_fetch_photo (RedaksiOutbox *self, const char *article_id, const char *remote_id,
                                           const char *url, gboolean asked);
/* … here it learns which photo it is; nullable. No site hears of it: an untouched block keeps its bytes there */
RedaksiArticle *redaksi_outbox_name_photo (RedaksiArticle *article, const char *remote_id, const char *url,
                                           const char *digest);
/* All of them → how many (uint); of an article that no window shows */
DexFuture     *redaksi_outbox_fetch_photos (RedaksiOutbox *self, const char *article_id);

G_END_DECLS
