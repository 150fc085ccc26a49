/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-ghost-codec.h"
#include "redaksi-ghost-server.h"
#include "redaksi-settle-private.h"

G_BEGIN_DECLS

/*
 * RedaksiGhostCall: one call of the client, a fiber over it, as with WordPress's.
 *
 * The markers: a create carries the slug rdk-<marker>; Ghost keeps slugs apart by adding "-2", so
 * an echo with another slug proves that an earlier create had landed, and ours goes again. Ghost
 * has no list of photos: a photo's file is called rdk-<marker>, which stands in its address, and
 * the address holds the month; so it is looked for there, in this month and the one before.
 */

#define REDAKSI_GHOST_POST_QUERY "formats", "lexical,html", "include", "tags"

struct _RedaksiGhostServer
{
  GObject parent_instance;

  RedaksiSite *site;
  RedaksiTransport *transport;
  char *key;
  char *api;
  char *last_reply;
  GHashTable *read; /* id → RedaksiGhostPost that was read last, until an update is written over it */
  GHashTable *submitted; /* ids of posts that a contributor submitted: Ghost drops their tags, and
                            to its editors any draft of theirs waits */
};

typedef struct
{
  RedaksiGhostServer *self;
  GCancellable *cancellable; /* nullable */
  char *marker;
  char *kind;
  char *name;
  char *remote_id;
  GBytes *bytes;
  RedaksiPost *post;
  char **ids;
  guint page;
  RedaksiProgress progress;
  gpointer user_data;
} RedaksiGhostCall;

RedaksiGhostCall *_redaksi_ghost_call_new (RedaksiServer *server, GCancellable *cancellable);
DexFuture *_redaksi_ghost_call_spawn (DexFiberFunc fiber, RedaksiGhostCall *call);
RedaksiReply *_redaksi_ghost_send (RedaksiGhostCall *call, const char *method, char *url,
                                   GBytes *body, GError **error);
RedaksiReply *_redaksi_ghost_send_request (RedaksiGhostCall *call, RedaksiRequest *request,
                                           GError **error);
void _redaksi_ghost_remember (RedaksiGhostServer *self, const RedaksiReply *reply,
                              const GError *error);
gboolean _redaksi_ghost_refuse (RedaksiGhostCall *call, const RedaksiReply *reply,
                                RedaksiGhostTask task, GError **error);
gboolean _redaksi_ghost_is_ok (const RedaksiReply *reply);
void _redaksi_ghost_set_not_found (GError **error);

DexFuture *_redaksi_ghost_find_photo (RedaksiServer *server, const char *marker,
                                      GCancellable *cancellable);
DexFuture *_redaksi_ghost_upload_photo (RedaksiServer *server, const char *marker, GBytes *bytes,
                                        const char *title, const char *caption, const char *alt,
                                        RedaksiProgress progress, gpointer user_data,
                                        GCancellable *cancellable);
DexFuture *_redaksi_ghost_get_photo (RedaksiServer *server, const char *remote_id,
                                     GCancellable *cancellable);
DexFuture *_redaksi_ghost_fetch_photo (RedaksiServer *server, const char *url,
                                       GCancellable *cancellable);
DexFuture *_redaksi_ghost_fetch_page (RedaksiServer *server, const char *url,
                                      GCancellable *cancellable);
DexFuture *_redaksi_ghost_ensure_term (RedaksiServer *server, const char *kind, const char *name,
                                       GCancellable *cancellable);
DexFuture *_redaksi_ghost_name_terms (RedaksiServer *server, const char *kind,
                                      const char *const *ids, GCancellable *cancellable);
DexFuture *_redaksi_ghost_list_posts (RedaksiServer *server, const char *status, const char *words,
                                      guint page, GCancellable *cancellable);
DexFuture *_redaksi_ghost_find_post (RedaksiServer *server, const char *marker,
                                     GCancellable *cancellable);
DexFuture *_redaksi_ghost_find_slug (RedaksiServer *server, const char *slug,
                                     GCancellable *cancellable);
DexFuture *_redaksi_ghost_get_post (RedaksiServer *server, const char *remote_id,
                                    GCancellable *cancellable);
DexFuture *_redaksi_ghost_put_post (RedaksiServer *server, RedaksiPost *wanted,
                                    GCancellable *cancellable);

G_END_DECLS
