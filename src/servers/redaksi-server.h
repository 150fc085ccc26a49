/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>
#include <libdex.h>

#include "redaksi-post.h"
#include "redaksi-site.h"

G_BEGIN_DECLS

/*
 * RedaksiServer: what a publishing server can do. The clients of WordPress and of Ghost implement it;
 * the press speaks WordPress's protocol, so one client path serves both. Ids of the server are text.
 *
 * Every call returns a future; it rejects with REDAKSI_SERVER_ERROR and nothing else, and the
 * message is one translated sentence that a person can act on. What the server really said is kept,
 * capped, for the administrator: redaksi_server_get_last_reply().
 *
 * NOT_FOUND of a look-up is the server's own word, in complete strict JSON; a page that says "404"
 * is BROKEN, for who believed it would send twice.
 *
 * A write succeeds only with the expected status, complete strict JSON and an id. Whatever else
 * comes after the request may have been carried out is UNCLEAR. CANCELLED says nothing about what
 * the server did: look up as after UNCLEAR. Main thread only; calls may overlap.
 */

#define REDAKSI_SERVER_ERROR (redaksi_server_error_quark ())
GQuark redaksi_server_error_quark (void);

typedef enum
{
  REDAKSI_SERVER_ERROR_OFFLINE,   /* no connection, DNS, refused, reset, timeout, too many requests:
                                     nothing was done; try again later */
  REDAKSI_SERVER_ERROR_UNCLEAR,   /* the request may have been carried out: look up, then decide */
  REDAKSI_SERVER_ERROR_PASSWORD,  /* wrong user or password, or application passwords are off */
  REDAKSI_SERVER_ERROR_FORBIDDEN, /* the role does not allow it */
  REDAKSI_SERVER_ERROR_TOO_LARGE, /* photo over the server's limit */
  REDAKSI_SERVER_ERROR_NOT_FOUND, /* no such post, or no WordPress at that address */
  REDAKSI_SERVER_ERROR_INSECURE, /* plain http to another machine, bad certificate, redirect away */
  REDAKSI_SERVER_ERROR_BROKEN,   /* 5xx, a login page or a firewall instead of JSON, a full disk */
  REDAKSI_SERVER_ERROR_REFUSED,  /* any other no */
  REDAKSI_SERVER_ERROR_CANCELLED, /* the caller asked for it */
} RedaksiServerError;

/* Bytes of the photo that went into the connection; never more than @total, never falling. */
typedef void (*RedaksiProgress) (guint64 sent, guint64 total, gpointer user_data);

#define REDAKSI_TYPE_SERVER (redaksi_server_get_type ())
G_DECLARE_INTERFACE (RedaksiServer, redaksi_server, REDAKSI, SERVER, GObject)

struct _RedaksiServerInterface
{
  GTypeInterface parent;

  DexFuture *(*check) (RedaksiServer *self, GCancellable *cancellable);
  DexFuture *(*find_photo) (RedaksiServer *self, const char *marker, GCancellable *cancellable);
  DexFuture *(*upload_photo) (RedaksiServer *self, const char *marker, GBytes *bytes,
                              const char *title, const char *caption, const char *alt,
                              RedaksiProgress progress, gpointer user_data,
                              GCancellable *cancellable);
  DexFuture *(*ensure_term) (RedaksiServer *self, const char *kind, const char *name,
                             GCancellable *cancellable);
  DexFuture *(*find_post) (RedaksiServer *self, const char *marker, GCancellable *cancellable);
  DexFuture *(*get_post) (RedaksiServer *self, const char *remote_id, GCancellable *cancellable);
  DexFuture *(*put_post) (RedaksiServer *self, RedaksiPost *post, GCancellable *cancellable);
  DexFuture *(*list_posts) (RedaksiServer *self, const char *status, const char *words, guint page,
                            GCancellable *cancellable);
  DexFuture *(*name_terms) (RedaksiServer *self, const char *kind, const char *const *ids,
                            GCancellable *cancellable);
  DexFuture *(*get_photo) (RedaksiServer *self, const char *remote_id, GCancellable *cancellable);
  DexFuture *(*fetch_photo) (RedaksiServer *self, const char *url, GCancellable *cancellable);
  DexFuture *(*fetch_page) (RedaksiServer *self, const char *url, GCancellable *cancellable);
  DexFuture *(*find_slug) (RedaksiServer *self, const char *slug,
                           GCancellable *cancellable); /* NULL: it can't be asked */
  char *(*get_last_reply) (RedaksiServer *self);
  gint64 (*get_time) (RedaksiServer *self);
};

DexFuture *redaksi_server_check (RedaksiServer *self, GCancellable *cancellable);
DexFuture *redaksi_server_find_photo (RedaksiServer *self, const char *marker,
                                      GCancellable *cancellable);
DexFuture *redaksi_server_upload_photo (RedaksiServer *self, const char *marker, GBytes *bytes,
                                        const char *title, const char *caption, const char *alt,
                                        RedaksiProgress progress, gpointer user_data,
                                        GCancellable *cancellable);
DexFuture *redaksi_server_ensure_term (RedaksiServer *self, const char *kind, const char *name,
                                       GCancellable *cancellable);
DexFuture *redaksi_server_find_post (RedaksiServer *self, const char *marker,
                                     GCancellable *cancellable);
DexFuture *redaksi_server_get_post (RedaksiServer *self, const char *remote_id,
                                    GCancellable *cancellable);
DexFuture *redaksi_server_put_post (RedaksiServer *self, RedaksiPost *post,
                                    GCancellable *cancellable);
DexFuture *redaksi_server_list_posts (RedaksiServer *self, const char *status, const char *words,
                                      guint page, GCancellable *cancellable);
DexFuture *redaksi_server_name_terms (RedaksiServer *self, const char *kind,
                                      const char *const *ids, GCancellable *cancellable);
DexFuture *redaksi_server_get_photo (RedaksiServer *self, const char *remote_id,
                                     GCancellable *cancellable);
DexFuture *redaksi_server_fetch_photo (RedaksiServer *self, const char *url,
                                       GCancellable *cancellable);
DexFuture *redaksi_server_fetch_page (RedaksiServer *self, const char *url,
                                      GCancellable *cancellable);
DexFuture *redaksi_server_find_slug (RedaksiServer *self, const char *slug,
                                     GCancellable *cancellable);
char *redaksi_server_get_last_reply (RedaksiServer *self);
gint64 redaksi_server_get_time (RedaksiServer *self);

RedaksiServer *redaksi_server_new_for_site (RedaksiSite *site, const char *password);
DexFuture *redaksi_server_discover (const char *address, GCancellable *cancellable);

G_END_DECLS
