/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-formats.h"
#include "redaksi-outbox.h"

G_BEGIN_DECLS

/*
 * A flow: one push on its way, as a fiber that reads top-down. It ends in a stage that rests; which
 * one, and when it is tried again, the outbox decides from the error. Every step may be done twice:
 * what was done is in the library or is found on the server by its marker.
 */
typedef struct
{
  RedaksiLibrary *library;
  RedaksiPhotoStore *photos;
  RedaksiPush *push;
  RedaksiSite *site;
  RedaksiServer *server;
  GCancellable *cancellable;
  gboolean overwrite; /* a person has seen the conflict and wants ours */
  guint patience;     /* ms before what only asks is asked again */
  GHashTable *uploads; /* nullable, not owned: “site marker” → DexPromise of who sends it now */

  /* filled in on the way */
  RedaksiArticle *article;
  RedaksiHouse house;
  GPtrArray *pictures; /* of Picture */
  char *section;       /* remote id, nullable */
  char **tags;         /* remote ids */
  RedaksiPost *sent;   /* the last update */
  RedaksiPost *result; /* as the server has it at the end */
  gboolean resumed;    /* @result is from before a restart */
  guint seen_revision; /* the article's, that the post says; an unpublish does not change that */
  gboolean seen_differs; /* the post says it in other words */
  gboolean unseen;       /* an unpublish of what nobody here has seen: @seen_state stays */
  char *seen_state;      /* nullable */
  gint64 hold;           /* with EMBARGO: when to look again, by this computer's clock */
  char *remark;        /* for a person, when all went through and yet not quite */
} RedaksiFlow;

/* A photo on the way: lead first, each file once. */
typedef struct
{
  char *digest;
  char *caption; /* plain text, "" when none */
  char *credit;
  char *alt;
  char *marker;
  RedaksiRemotePhoto *remote;
} RedaksiPicture;

RedaksiFlow *redaksi_flow_new (RedaksiLibrary *library, RedaksiPhotoStore *photos,
                               RedaksiPush *push, RedaksiSite *site, RedaksiServer *server,
                               GCancellable *cancellable);
void redaksi_flow_free (RedaksiFlow *self);
gboolean redaksi_flow_run (RedaksiFlow *self, GError **error);

/* for the parts of the flow */
RedaksiState redaksi_flow_state_of (const char *status);
DexFuture   *redaksi_flow_note_state (RedaksiLibrary *library, const char *id, RedaksiState state, const RedaksiPost *post);
gboolean redaksi_flow_ask_again (GCancellable *cancellable, guint patience, guint *tries,
                                 GError **error);
gboolean redaksi_flow_enter (RedaksiFlow *self, RedaksiStage stage, GError **error);
gboolean redaksi_flow_mark_sent (RedaksiFlow *self, GError **error);

/* redaksi-flow-proof.c */
char *redaksi_flow_prove (RedaksiFlow *self);

/* redaksi-flow-embargo.c */
gboolean redaksi_flow_check_embargo (RedaksiFlow *self, GError **error);

/* redaksi-flow-photos.c */
void redaksi_flow_leave_there (RedaksiFlow *self);
const char *redaksi_flow_get_photo_key (const RedaksiBlock *block);
gboolean redaksi_flow_send_photos (RedaksiFlow *self, gboolean verify, GError **error);
char *redaksi_flow_dup_caption (const RedaksiPicture *picture);
char *redaksi_flow_dup_photo_id (const char *digest, const char *caption, const char *credit,
                                 const char *alt);
gboolean redaksi_flow_lookup_cb (const char *digest, RedaksiPhotoLink *link, gpointer flow);

/* redaksi-flow-over.c */
char *redaksi_flow_write_over (RedaksiFlow *self, RedaksiArticle *article, RedaksiArticle *base,
                               const RedaksiPost *there, RedaksiPhotoLookup lookup);
void redaksi_flow_fit (RedaksiFlow *self, RedaksiPost *post, const RedaksiPost *there,
                       const RedaksiRemote *remote);
RedaksiPost *redaksi_flow_trim (const RedaksiPost *post, const RedaksiPost *there);

/* redaksi-flow-post.c */
gboolean redaksi_flow_refuse_if_late (RedaksiFlow *self, GError **error);
gboolean redaksi_flow_send_post (RedaksiFlow *self, gboolean may_be_done, GError **error);
gboolean redaksi_flow_read_back (RedaksiFlow *self, GError **error);
gboolean redaksi_flow_note_differing (RedaksiFlow *self, GError **error);
gboolean redaksi_flow_check_status (RedaksiFlow *self, GError **error);

G_END_DECLS
