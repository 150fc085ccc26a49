/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-outbox.h"

G_BEGIN_DECLS

/* Of a fiber: an article is written as HTML on it, and what a site has is read. Pages that are not
 * touched cost nothing. */
#define REDAKSI_OUTBOX_STACK (4 * 1024 * 1024)

/* For tests: servers of their own, and no minutes of waiting. */
typedef RedaksiServer *(*RedaksiServerFactory) (RedaksiSite *site, const char *password,
                                                gpointer user_data);

void redaksi_outbox_set_factory (RedaksiOutbox *self, RedaksiServerFactory factory,
                                 gpointer user_data);
void redaksi_outbox_set_backoff (RedaksiOutbox *self, gint64 first, gint64 most);

/* A push and what goes on with it. */
typedef struct
{
  RedaksiPush *push;
  GCancellable *cancellable; /* while it runs */
  gboolean cancelled;        /* by a person */
  gboolean overwrite;
  gint64 hold; /* under embargo: when to look again */
  GPtrArray *waiters; /* of DexPromise */
} RedaksiOutboxItem;

struct _RedaksiOutbox
{
  GObject parent_instance;

  RedaksiLibrary *library;
  RedaksiPhotoStore *photos;
  GPtrArray *items;    /* of RedaksiOutboxItem, oldest first */
  GHashTable *servers; /* site id → RedaksiServer that signed in */
  GHashTable *sites;   /* site id → RedaksiSite as that server completed it */
  GHashTable *uploads; /* of the flows: photos that are being sent */
  GNetworkMonitor *monitor;
  guint timer;
  guint running;
  gboolean started;
  gboolean loading; /* a fiber is at it */
  gboolean stale;   /* the library has something newer */

  gint64 first_wait;
  gint64 longest_wait;
  RedaksiServerFactory factory;
  gpointer factory_data;
};

void _redaksi_outbox_add (RedaksiOutbox *self, RedaksiPush *push);
void _redaksi_outbox_drop (RedaksiOutbox *self, RedaksiOutboxItem *item);
RedaksiOutboxItem *_redaksi_outbox_find_item (RedaksiOutbox *self, const char *push_id);
gboolean _redaksi_outbox_is_resting (RedaksiOutboxItem *item);
void _redaksi_outbox_tell_waiters (RedaksiOutbox *self, RedaksiOutboxItem *item);
void _redaksi_outbox_schedule (RedaksiOutbox *self);
gboolean _redaksi_outbox_is_for (RedaksiOutboxItem *item, const char *article, const char *site);
void _redaksi_outbox_read_again (RedaksiOutbox *self, RedaksiOutboxItem *item);
gboolean _redaksi_outbox_write (RedaksiOutbox *self, RedaksiOutboxItem *item, GError **error);

/* redaksi-outbox-requests.c */
gboolean _redaksi_outbox_gives_way (RedaksiOutboxItem *item, RedaksiIntent newer);
gboolean _redaksi_outbox_replace_older (RedaksiOutbox *self, const char *article, const char *site,
                                        RedaksiIntent intent, RedaksiPush *newer, GError **error);

/* redaksi-outbox-pull.c */
RedaksiArticle *_redaksi_outbox_read_post (RedaksiOutbox *self, RedaksiServer *server,
                                           RedaksiSite *site, const RedaksiPost *post,
                                           const char *id, char **section, GError **error);

/* redaksi-outbox-merge.c */
gboolean _redaksi_outbox_note_met_await (RedaksiOutbox *self, const char *article,
                                         const char *site_id, const RedaksiMeeting *meeting,
                                         guint kept, GError **error);

/* redaksi-outbox-photos.c */
RedaksiPhoto *_redaksi_outbox_find_photo (RedaksiOutbox *self, const char *site_id,
                                          const char *remote_id);
RedaksiPhoto *_redaksi_outbox_bring_photo (RedaksiOutbox *self, RedaksiServer *server,
                                           const RedaksiRemotePhoto *remote, GError **error);

/* redaksi-outbox-run.c */
RedaksiSite *_redaksi_outbox_await_site (RedaksiOutbox *self, const char *site_id, GError **error);
RedaksiServer *_redaksi_outbox_await_server (RedaksiOutbox *self, const char *site_id,
                                             RedaksiSite **site, GCancellable *cancellable,
                                             GError **error);
void _redaksi_outbox_forget_server (RedaksiOutbox *self, const char *site_id);
void _redaksi_outbox_start_push (RedaksiOutbox *self, RedaksiOutboxItem *item);

G_END_DECLS
