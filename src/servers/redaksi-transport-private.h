/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>
#include <libdex.h>

#include "redaksi-server.h"

G_BEGIN_DECLS

/*
 * RedaksiTransport: one request, one reply, and every hazard of HTTP between them. Knows nothing of
 * WordPress.
 *
 * Invariants:
 * - Credentials go to the origin that they were given for and to no other, over https or to this
 *   machine; no library sees them but in the header that we set.
 * - A write is sent once: on its own connection, never redirected, never repeated by the library.
 * - A reply is at most REDAKSI_TRANSPORT_MAX_REPLY bytes *decoded*, and it all ends at a deadline.
 * - What comes back is a reply with any status, or REDAKSI_SERVER_ERROR; UNCLEAR exactly when a
 *   write's headers had left.
 */

#define REDAKSI_TRANSPORT_MAX_REPLY (8 * 1024 * 1024)

typedef struct
{
  guint status;
  char *url;          /* that answered, after redirects of a read */
  char *content_type; /* nullable, without parameters */
  char *location;     /* nullable */
  char *link;         /* nullable: the Link header */
  char *attachment;   /* nullable: X-WP-Upload-Attachment-ID */
  char *pages;        /* nullable: X-WP-TotalPages */
  GBytes *body;
} RedaksiReply;

#define REDAKSI_TYPE_REPLY (redaksi_reply_get_type ())
GType redaksi_reply_get_type (void);
RedaksiReply *redaksi_reply_new (guint status, const char *content_type, GBytes *body);
RedaksiReply *redaksi_reply_copy (const RedaksiReply *reply);
void redaksi_reply_free (RedaksiReply *reply);
char *redaksi_reply_describe (const RedaksiReply *reply, const char *password);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiReply, redaksi_reply_free)

typedef struct
{
  const char *method; /* static: "GET" is a read, all others are writes */
  char *url;
  GBytes *body;             /* nullable */
  char *content_type;       /* of the body */
  char *disposition;        /* nullable: Content-Disposition */
  gboolean anonymous;       /* without credentials; its redirects within the site are followed */
  gboolean plain;           /* with anonymous: nothing secret goes, http to another machine will do */
  gboolean head_only;       /* the beginning of a page is enough */
  RedaksiProgress progress; /* nullable */
  gpointer user_data;
} RedaksiRequest;

RedaksiRequest *redaksi_request_new (const char *method, char *url);
void redaksi_request_free (RedaksiRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiRequest, redaksi_request_free)

#define REDAKSI_TYPE_TRANSPORT (redaksi_transport_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiTransport, redaksi_transport, REDAKSI, TRANSPORT, GObject)

RedaksiTransport *redaksi_transport_new (void);
void redaksi_transport_set_credentials (RedaksiTransport *self, const char *url, const char *user,
                                        const char *password);
void redaksi_transport_set_authorization (RedaksiTransport *self, const char *url,
                                          const char *authorization);
void redaksi_transport_set_deadline (RedaksiTransport *self, guint milliseconds);
gint64 redaksi_transport_get_time (RedaksiTransport *self);
DexFuture *redaksi_transport_send (RedaksiTransport *self, RedaksiRequest *request,
                                   GCancellable *cancellable);

/* What the file begins with; NULL: no picture that a site takes */
const char *redaksi_photo_media_type (GBytes *bytes, const char **suffix);

/* redaksi-public.c: what any reader gets, in a fiber; no credentials leave. @reply: (out) (nullable)
 * what came instead */
GBytes *redaksi_public_photo_await (RedaksiTransport *transport, const char *url,
                                    GCancellable *cancellable, RedaksiReply **reply,
                                    GError **error);
GBytes *redaksi_public_page_await (RedaksiTransport *transport, const char *url,
                                   GCancellable *cancellable, RedaksiReply **reply, GError **error);

/* redaksi-trouble.c: what went wrong below HTTP, in a sentence */
GError *redaksi_trouble_from_connection (const GError *error, const char *host, gboolean is_write,
                                         gboolean left, GTlsCertificateFlags flags);

G_END_DECLS
