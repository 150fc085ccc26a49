/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-settle-private.h"
#include "redaksi-transport-private.h"
#include "redaksi-wordpress-codec.h"
#include "redaksi-wordpress-server.h"

G_BEGIN_DECLS

/*
 * RedaksiCall: one call of the client, which is a fiber over it: it sends, awaits, reads, and ends
 * with a value or one sentence. What has "call" in its name is to be used in a fiber alone.
 *
 * The markers: a create carries the slug rdk-<marker>. WordPress keeps slugs apart by adding "-2",
 * so an echo with another slug proves that an earlier create had landed; two creates at the same
 * moment may get the same slug. So after every create the marker is looked up again, the lowest id
 * stays, and what we made on top of it is deleted.
 */

#define REDAKSI_WORDPRESS_ROOT_FIELDS                                                              \
  "name,description,home,url,gmt_offset,timezone_string,authentication,namespaces"

#define REDAKSI_WORDPRESS_LIST_FIELDS                                                              \
  "id,status,slug,link,title,excerpt,featured_media,categories,tags,date_gmt,modified_gmt,_links"

struct _RedaksiWordpressServer
{
  GObject parent_instance;

  RedaksiSite *site;
  RedaksiTransport *transport;
  char *password;
  char *api; /* nullable until it has been discovered */
  char *last_reply;
};

/* What a call needs while it waits. */
typedef struct
{
  RedaksiWordpressServer *self;
  GCancellable *cancellable; /* nullable */
  char *marker;
  char *kind;
  char *name;
  char *remote_id;
  char *title, *caption, *alt;
  GBytes *bytes;
  RedaksiPost *post;
  char **ids;
  guint page;
  RedaksiProgress progress;
  gpointer user_data;
} RedaksiCall;

RedaksiCall *_redaksi_call_new (RedaksiServer *server, GCancellable *cancellable);
DexFuture *_redaksi_call_spawn (DexFiberFunc fiber, RedaksiCall *call);
gboolean _redaksi_call_begin (RedaksiCall *call, GError **error);
RedaksiReply *_redaksi_call_send (RedaksiCall *call, RedaksiRequest *request, GError **error);
RedaksiReply *_redaksi_call_get (RedaksiCall *call, char *url, GError **error);
RedaksiReply *_redaksi_call_post (RedaksiCall *call, char *url, GBytes *body, GError **error);
void _redaksi_call_delete (RedaksiCall *call, const char *route);
void _redaksi_call_remember (RedaksiWordpressServer *self, const RedaksiReply *reply,
                             const GError *error);
gboolean _redaksi_call_refuse (RedaksiCall *call, const RedaksiReply *reply,
                               RedaksiWordpressTask task, GError **error);
gboolean _redaksi_call_is_ok (const RedaksiReply *reply);
void _redaksi_call_set_not_found (GError **error);

void _redaksi_wordpress_set_api (RedaksiWordpressServer *self, const char *api);
/* In a fiber; sends no credentials */
RedaksiSite *_redaksi_wordpress_discover_await (RedaksiTransport *transport, const char *address,
                                                GCancellable *cancellable, GError **error);

DexFuture *_redaksi_wordpress_find_photo (RedaksiServer *server, const char *marker,
                                          GCancellable *cancellable);
DexFuture *_redaksi_wordpress_upload_photo (RedaksiServer *server, const char *marker,
                                            GBytes *bytes, const char *title, const char *caption,
                                            const char *alt, RedaksiProgress progress,
                                            gpointer user_data, GCancellable *cancellable);
DexFuture *_redaksi_wordpress_ensure_term (RedaksiServer *server, const char *kind,
                                           const char *name, GCancellable *cancellable);
DexFuture *_redaksi_wordpress_find_post (RedaksiServer *server, const char *marker,
                                         GCancellable *cancellable);
DexFuture *_redaksi_wordpress_get_post (RedaksiServer *server, const char *remote_id,
                                        GCancellable *cancellable);
DexFuture *_redaksi_wordpress_put_post (RedaksiServer *server, RedaksiPost *wanted,
                                        GCancellable *cancellable);
DexFuture *_redaksi_wordpress_find_slug (RedaksiServer *server, const char *slug,
                                         GCancellable *cancellable);
DexFuture *_redaksi_wordpress_list_posts (RedaksiServer *server, const char *status,
                                          const char *words, guint page,
                                          GCancellable *cancellable);
DexFuture *_redaksi_wordpress_name_terms (RedaksiServer *server, const char *kind,
                                          const char *const *ids, GCancellable *cancellable);
DexFuture *_redaksi_wordpress_get_photo (RedaksiServer *server, const char *remote_id,
                                         GCancellable *cancellable);
DexFuture *_redaksi_wordpress_fetch_photo (RedaksiServer *server, const char *url,
                                           GCancellable *cancellable);
DexFuture *_redaksi_wordpress_fetch_page (RedaksiServer *server, const char *url,
                                          GCancellable *cancellable);

G_END_DECLS
