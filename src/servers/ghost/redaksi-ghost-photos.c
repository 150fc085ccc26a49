/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos. Markers: see redaksi-ghost-private.h. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-clock.h"
#include "redaksi-ghost-private.h"

#define DAY ((gint64)24 * 60 * 60 * G_USEC_PER_SEC)

static RedaksiRemotePhoto *
new_photo (const char *url)
{
  RedaksiRemotePhoto *photo = g_new0 (RedaksiRemotePhoto, 1);

  photo->remote_id = g_strdup (url);
  photo->url = g_strdup (url);
  return photo;
}

/* ---- looking up --------------------------------------------------------------------------------
 */

static char *
make_address (RedaksiGhostCall *call, gint64 time, const char *suffix)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *month = g_date_time_format (date, "%Y/%m");
  g_autofree char *slug = redaksi_ghost_slug (call->marker);

  return g_strdup_printf ("%scontent/images/%s/%s.%s", redaksi_site_get_url (call->self->site),
                          month, slug, suffix);
}

/* NULL without an error: it is not there. */
static char *
look_at (RedaksiGhostCall *call, const char *url, GError **error)
{
  RedaksiRequest *request = redaksi_request_new ("GET", g_strdup (url));
  g_autoptr (RedaksiReply) reply = NULL;

  request->anonymous = TRUE;
  request->head_only = TRUE;
  reply
    = dex_await_boxed (redaksi_transport_send (call->self->transport, request, call->cancellable),
                       error);
  if (reply == NULL)
    return NULL;
  if (reply->status == 200 && reply->content_type != NULL
      && g_str_has_prefix (reply->content_type, "image/"))
    return g_strdup (url);
  if (reply->status >= 500 || reply->status == 429)
    _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_READ, error);
  return NULL;
}

static RedaksiRemotePhoto *
find_photo_await (RedaksiGhostCall *call, GError **error)
{
  static const char *const suffixes[] = { "jpg", "png" };
  gint64 now = redaksi_transport_get_time (call->self->transport);

  if (now == 0)
    now = redaksi_clock_now ();
  /* The server's day may be ours or one beside it. */
  for (int days = 1; days >= -31; days -= days == 1 ? 2 : 30)
    {
      g_autofree char *here = make_address (call, now + days * DAY, "");
      g_autofree char *next = make_address (call, now + DAY, "");

      if (days != 1 && strcmp (here, next) == 0)
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
        {
          g_autofree char *url = make_address (call, now + days * DAY, suffixes[i]);
          g_autoptr (GError) trouble = NULL;
          g_autofree char *found = look_at (call, url, &trouble);

          if (trouble != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&trouble));
              return NULL;
            }
          if (found != NULL)
            return new_photo (found);
        }
    }
  _redaksi_ghost_set_not_found (error);
  return NULL;
}

static DexFuture *
find_photo_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiRemotePhoto *photo = find_photo_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_REMOTE_PHOTO, photo, error);
}

DexFuture *
_redaksi_ghost_find_photo (RedaksiServer *server, const char *marker, GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);

  call->marker = g_strdup (marker);
  return _redaksi_ghost_call_spawn (find_photo_fiber, call);
}

/* ---- sending -----------------------------------------------------------------------------------
 */

static RedaksiRemotePhoto *
upload_await (RedaksiGhostCall *call, GError **error)
{
  const char *suffix;
  const char *type = redaksi_photo_media_type (call->bytes, &suffix);
  g_autofree char *slug = redaksi_ghost_slug (call->marker);
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;
  g_autoptr (RedaksiReply) reply = NULL;
  RedaksiRequest *request;

  if (type == NULL)
    {
      g_set_error_literal (
        error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_REFUSED,
        _ ("This file is no picture that a site takes. Use JPEG, PNG, GIF, WebP or "
           "AVIF."));
      return NULL;
    }
  name = g_strdup_printf ("%s.%s", slug, suffix);
  request
    = redaksi_request_new ("POST", redaksi_address_build (call->self->api, "images/upload/", NULL));
  request->body = redaksi_ghost_write_upload (call->bytes, name, type, &request->content_type);
  request->progress = call->progress;
  request->user_data = call->user_data;
  reply = _redaksi_ghost_send_request (call, request, error);
  if (reply == NULL)
    return NULL;
  if (_redaksi_ghost_is_ok (reply))
    url = redaksi_ghost_read_image (reply->body);
  if (url == NULL)
    {
      _redaksi_ghost_refuse (call, reply, REDAKSI_GHOST_UPLOAD, error);
      return NULL;
    }
  return new_photo (url);
}

static DexFuture *
upload_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiRemotePhoto *photo = upload_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_REMOTE_PHOTO, photo, error);
}

/* Ghost keeps a photo's texts with the post. */
DexFuture *
_redaksi_ghost_upload_photo (RedaksiServer *server, const char *marker, GBytes *bytes,
                             const char *title, const char *caption, const char *alt,
                             RedaksiProgress progress, gpointer user_data,
                             GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);

  call->marker = g_strdup (marker);
  call->bytes = g_bytes_ref (bytes);
  call->progress = progress;
  call->user_data = user_data;
  return _redaksi_ghost_call_spawn (upload_fiber, call);
}

DexFuture *
_redaksi_ghost_get_photo (RedaksiServer *server, const char *remote_id, GCancellable *cancellable)
{
  return dex_future_new_take_boxed (REDAKSI_TYPE_REMOTE_PHOTO, new_photo (remote_id));
}

/* ---- what readers get --------------------------------------------------------------------------
 */

static DexFuture *
fetch (RedaksiGhostCall *call,
       GBytes *(*await) (RedaksiTransport *transport, const char *url, GCancellable *cancellable,
                         RedaksiReply **reply, GError **error))
{
  GError *error = NULL;
  g_autoptr (RedaksiReply) reply = NULL;
  GBytes *bytes = await (call->self->transport, call->remote_id, call->cancellable, &reply, &error);

  if (reply != NULL)
    _redaksi_ghost_remember (call->self, reply, NULL);
  return redaksi_settle_boxed (G_TYPE_BYTES, bytes, error);
}

static DexFuture *
fetch_photo_fiber (gpointer data)
{
  return fetch (data, redaksi_public_photo_await);
}

static DexFuture *
fetch_page_fiber (gpointer data)
{
  return fetch (data, redaksi_public_page_await);
}

DexFuture *
_redaksi_ghost_fetch_photo (RedaksiServer *server, const char *url, GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);

  call->remote_id = g_strdup (url);
  return _redaksi_ghost_call_spawn (fetch_photo_fiber, call);
}

DexFuture *
_redaksi_ghost_fetch_page (RedaksiServer *server, const char *url, GCancellable *cancellable)
{
  RedaksiGhostCall *call = _redaksi_ghost_call_new (server, cancellable);

  call->remote_id = g_strdup (url);
  return _redaksi_ghost_call_spawn (fetch_page_fiber, call);
}
