/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>
#include <libdex.h>

#include "redaksi-site.h"

G_BEGIN_DECLS

/*
 * What a publishing server can do. The WordPress client implements it; the press speaks the same
 * protocol, so one client path serves both. Ids of the server are text.
 */

#define REDAKSI_SERVER_ERROR (redaksi_server_error_quark ())
GQuark redaksi_server_error_quark (void);

typedef enum
{
  REDAKSI_SERVER_ERROR_OFFLINE,      /* no connection, DNS, refused, reset, timeout: try again later */
  REDAKSI_SERVER_ERROR_UNCLEAR,      /* the request may have been carried out: look up, then decide */
  REDAKSI_SERVER_ERROR_PASSWORD,     /* wrong user or password, or application passwords are off */
  REDAKSI_SERVER_ERROR_FORBIDDEN,    /* the role does not allow it */
  REDAKSI_SERVER_ERROR_TOO_LARGE,    /* photo over the server's limit */
  REDAKSI_SERVER_ERROR_NOT_FOUND,    /* no such post, or no WordPress at that address */
  REDAKSI_SERVER_ERROR_INSECURE,     /* plain http to another machine, bad certificate, redirect away */
  REDAKSI_SERVER_ERROR_BROKEN,       /* 5xx, a login page or a firewall instead of JSON */
  REDAKSI_SERVER_ERROR_REFUSED,      /* any other no */
  REDAKSI_SERVER_ERROR_CANCELLED,
} RedaksiServerError;

/* The raw reply of the last failure, capped, for the administrator: attached to the GError's message
 * is one clear translated sentence; the raw text is kept by redaksi_server_get_last_reply(). */

typedef struct _RedaksiPost
{
  char  *remote_id;    /* NULL: create */
  char  *marker;       /* article id: creates carry slug rdk-<marker> */
  char  *status;       /* "draft", "pending", "publish", "future", "private", "trash" */
  char  *title;
  char  *content;      /* WordPress blocks */
  char  *excerpt;
  char  *slug;         /* the wanted one; may be empty */
  char  *featured;     /* remote id of the lead photo, nullable */
  char **sections;     /* remote ids */
  char **tags;         /* remote ids */
  gint64 date;         /* µs UTC; 0 = not set */
  /* filled in replies */
  char  *url;
  char  *modified;     /* opaque */
} RedaksiPost;

typedef void (*RedaksiProgress) (guint64 sent, guint64 total, gpointer user_data);

#define REDAKSI_TYPE_POST (redaksi_post_get_type ())
GType        redaksi_post_get_type (void);
RedaksiPost *redaksi_post_new      (void);
RedaksiPost *redaksi_post_copy     (const RedaksiPost *post);
void         redaksi_post_free     (RedaksiPost *post);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiPost, redaksi_post_free)

typedef struct
{
  char *remote_id;
  char *url;       /* of the full picture */
  guint width;
  guint height;
} RedaksiRemotePhoto;

#define REDAKSI_TYPE_REMOTE_PHOTO (redaksi_remote_photo_get_type ())
GType               redaksi_remote_photo_get_type (void);
RedaksiRemotePhoto *redaksi_remote_photo_copy     (const RedaksiRemotePhoto *photo);
void                redaksi_remote_photo_free     (RedaksiRemotePhoto *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiRemotePhoto, redaksi_remote_photo_free)

#define REDAKSI_TYPE_SERVER (redaksi_server_get_type ())
G_DECLARE_INTERFACE (RedaksiServer, redaksi_server, REDAKSI, SERVER, GObject)

struct _RedaksiServerInterface
{
  GTypeInterface parent;

  DexFuture *(*check)        (RedaksiServer *self, GCancellable *cancellable);
  DexFuture *(*find_photo)   (RedaksiServer *self, const char *marker, GCancellable *cancellable);
  DexFuture *(*upload_photo) (RedaksiServer *self, const char *marker, GBytes *bytes, const char *title,
                              const char *caption, const char *alt, RedaksiProgress progress,
                              gpointer user_data, GCancellable *cancellable);
  DexFuture *(*ensure_term)  (RedaksiServer *self, const char *kind, const char *name, GCancellable *cancellable);
  DexFuture *(*find_post)    (RedaksiServer *self, const char *marker, GCancellable *cancellable);
  DexFuture *(*get_post)     (RedaksiServer *self, const char *remote_id, GCancellable *cancellable);
  DexFuture *(*put_post)     (RedaksiServer *self, RedaksiPost *post, GCancellable *cancellable);
};

/* → RedaksiSite, completed: api, name, language, time zone, user name, role, may-publish */
DexFuture  *redaksi_server_check        (RedaksiServer *self, GCancellable *cancellable);
/* → RedaksiRemotePhoto; NOT_FOUND */
DexFuture  *redaksi_server_find_photo   (RedaksiServer *self, const char *marker, GCancellable *cancellable);
/* → RedaksiRemotePhoto */
DexFuture  *redaksi_server_upload_photo (RedaksiServer *self, const char *marker, GBytes *bytes,
                                         const char *title, const char *caption, const char *alt,
                                         RedaksiProgress progress, gpointer user_data,
                                         GCancellable *cancellable);
/* kind "section" or "tag" → the term's id (string) */
DexFuture  *redaksi_server_ensure_term  (RedaksiServer *self, const char *kind, const char *name,
                                         GCancellable *cancellable);
/* → RedaksiPost; NOT_FOUND */
DexFuture  *redaksi_server_find_post    (RedaksiServer *self, const char *marker, GCancellable *cancellable);
DexFuture  *redaksi_server_get_post     (RedaksiServer *self, const char *remote_id, GCancellable *cancellable);
/* Creates or updates → RedaksiPost as the server echoed it */
DexFuture  *redaksi_server_put_post     (RedaksiServer *self, RedaksiPost *post, GCancellable *cancellable);

/* The client for a site. @password is kept in memory alone. */
RedaksiServer *redaksi_server_new_for_site (RedaksiSite *site, const char *password);

/* From whatever a person typed ("koran.example", "https://koran.example/blog/") to the address of the
 * REST API → RedaksiSite with url, api, name, language, time-zone */
DexFuture  *redaksi_server_discover     (const char *address, GCancellable *cancellable);

G_END_DECLS
