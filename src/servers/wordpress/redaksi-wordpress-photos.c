/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos. Markers: see redaksi-wordpress-private.h. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-text.h"
#include "redaksi-wordpress-codec.h"
#include "redaksi-wordpress-private.h"

#define PHOTO_FIELDS       "id,slug,source_url,media_details"
#define POST_PROCESS_TRIES 3
/* Servers take addresses of 8 kB; a longer caption goes in a second request. */
#define MAX_ADDRESS 6000

static RedaksiRemotePhoto *
find_photo_await (RedaksiCall *call, GError **error)
{
  g_autofree char *slug = redaksi_wordpress_slug (call->marker);
  g_autoptr (RedaksiReply) reply = NULL;
  g_autoptr (GError) unreadable = NULL;
  RedaksiRemotePhoto *photo;

  if (!_redaksi_call_begin (call, error))
    return NULL;
  reply = _redaksi_call_get (call,
                             redaksi_address_build (call->self->api, "wp/v2/media", "slug", slug,
                                                    "context", "edit", "orderby", "id", "order",
                                                    "asc", "_fields", PHOTO_FIELDS, NULL),
                             error);
  if (reply == NULL)
    return NULL;
  photo = _redaksi_call_is_ok (reply)
            ? redaksi_wordpress_read_photos (reply->body, slug, &unreadable)
            : NULL;
  if (!_redaksi_call_is_ok (reply) || unreadable != NULL)
    _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_LOOKUP, error);
  else if (photo == NULL)
    _redaksi_call_set_not_found (error);
  return photo;
}

static DexFuture *
find_photo_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiRemotePhoto *photo = find_photo_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_REMOTE_PHOTO, photo, error);
}

DexFuture *
_redaksi_wordpress_find_photo (RedaksiServer *server, const char *marker, GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->marker = g_strdup (marker);
  return _redaksi_call_spawn (find_photo_fiber, call);
}

/* A file name that tells readers something and nobody anything else: ASCII, or WordPress refuses.
 */
static char *
make_disposition (RedaksiCall *call, const char *suffix)
{
  g_autofree char *slug = redaksi_text_slug (call->title != NULL ? call->title : "");

  return g_strdup_printf ("attachment; filename=\"%s.%s\"", *slug != '\0' ? slug : "photo", suffix);
}

/* The picture was stored, then the server broke down over its smaller sizes: it is asked to go on,
 * never sent again. */
static RedaksiReply *
post_process (RedaksiCall *call, const char *attachment, GError **error)
{
  RedaksiReply *reply = NULL;

  if (strspn (attachment, "0123456789") != strlen (attachment) || *attachment == '\0')
    return NULL;
  for (guint i = 0; i < POST_PROCESS_TRIES; i++)
    {
      g_autofree char *route = g_strdup_printf ("wp/v2/media/%s/post-process", attachment);
      g_clear_pointer (&reply, redaksi_reply_free);
      reply = _redaksi_call_post (call, redaksi_address_build (call->self->api, route, NULL),
                                  redaksi_wordpress_write_members ("action",
                                                                   "create-image-subsizes", NULL),
                                  error);
      if (reply == NULL || _redaksi_call_is_ok (reply))
        return reply;
    }
  /* Without the smaller sizes the picture is good enough for a page. */
  if (reply->status >= 500)
    {
      g_autofree char *route = g_strdup_printf ("wp/v2/media/%s", attachment);
      redaksi_reply_free (reply);
      reply = _redaksi_call_get (
        call, redaksi_address_build (call->self->api, route, "_fields", PHOTO_FIELDS, NULL), error);
    }
  return reply;
}

static gboolean
send_texts (RedaksiCall *call, const char *remote_id, GError **error)
{
  g_autofree char *caption = redaksi_wordpress_escape (call->caption);
  g_autofree char *title = redaksi_wordpress_escape (call->title);
  g_autofree char *route = g_strdup_printf ("wp/v2/media/%s", remote_id);
  g_autoptr (RedaksiReply) reply = _redaksi_call_post (
    call, redaksi_address_build (call->self->api, route, NULL),
    redaksi_wordpress_write_members ("title", title != NULL ? title : "", "caption",
                                     caption != NULL ? caption : "", "alt_text",
                                     call->alt != NULL ? call->alt : "", NULL),
    error);

  if (reply == NULL)
    return FALSE;
  if (!_redaksi_call_is_ok (reply) || redaksi_wordpress_read_id (reply->body, NULL) == 0)
    return _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_WRITE, error);
  return TRUE;
}

/* After a create: the lowest id with the marker counts, ours goes when it is another. */
static RedaksiRemotePhoto *
settle_photo (RedaksiCall *call, RedaksiRemotePhoto *ours)
{
  RedaksiRemotePhoto *first = find_photo_await (call, NULL);
  g_autofree char *route = NULL;

  if (first == NULL)
    return ours;
  if (strcmp (first->remote_id, ours->remote_id) != 0)
    {
      route = g_strdup_printf ("wp/v2/media/%s", ours->remote_id);
      _redaksi_call_delete (call, route);
    }
  redaksi_remote_photo_free (ours);
  return first;
}

static RedaksiRemotePhoto *
upload_await (RedaksiCall *call, GError **error)
{
  RedaksiWordpressServer *self = call->self;
  g_autofree char *slug = redaksi_wordpress_slug (call->marker);
  g_autofree char *title = redaksi_wordpress_escape (call->title != NULL ? call->title : "");
  g_autofree char *caption = redaksi_wordpress_escape (call->caption != NULL ? call->caption : "");
  g_autofree char *url = NULL;
  g_autoptr (RedaksiReply) reply = NULL;
  RedaksiRemotePhoto *photo;
  RedaksiRequest *request;
  const char *suffix;
  const char *type = redaksi_photo_media_type (call->bytes, &suffix);
  gboolean is_long;

  if (type == NULL)
    {
      g_set_error_literal (
        error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_REFUSED,
        _ ("This file is no picture that a site takes. Use JPEG, PNG, GIF, WebP or "
           "AVIF."));
      return NULL;
    }
  if (!_redaksi_call_begin (call, error))
    return NULL;
  url = redaksi_address_build (self->api, "wp/v2/media", "slug", slug, "title", title, "caption",
                               caption, "alt_text", call->alt != NULL ? call->alt : "",
                               "description", "", NULL);
  is_long = strlen (url) > MAX_ADDRESS;
  if (is_long)
    {
      g_free (url);
      url = redaksi_address_build (self->api, "wp/v2/media", "slug", slug, "description", "", NULL);
    }
  request = redaksi_request_new ("POST", g_steal_pointer (&url));
  request->body = g_bytes_ref (call->bytes);
  request->content_type = g_strdup (type);
  request->disposition = make_disposition (call, suffix);
  request->progress = call->progress;
  request->user_data = call->user_data;
  reply = _redaksi_call_send (call, request, error);
  if (reply == NULL)
    return NULL;
  if (reply->status >= 500 && reply->attachment != NULL)
    {
      g_autoptr (GError) trouble = NULL;
      RedaksiReply *next = post_process (call, reply->attachment, &trouble);
      if (trouble != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return NULL;
        }
      if (next != NULL)
        {
          redaksi_reply_free (reply);
          reply = next;
        }
    }
  photo
    = _redaksi_call_is_ok (reply) ? redaksi_wordpress_read_photo (reply->body, NULL, NULL) : NULL;
  if (photo == NULL)
    {
      _redaksi_call_refuse (call, reply, REDAKSI_WORDPRESS_UPLOAD, error);
      return NULL;
    }
  photo = settle_photo (call, photo);
  if (is_long && !send_texts (call, photo->remote_id, error))
    g_clear_pointer (&photo, redaksi_remote_photo_free);
  return photo;
}

static DexFuture *
upload_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiRemotePhoto *photo = upload_await (data, &error);

  return redaksi_settle_boxed (REDAKSI_TYPE_REMOTE_PHOTO, photo, error);
}

DexFuture *
_redaksi_wordpress_upload_photo (RedaksiServer *server, const char *marker, GBytes *bytes,
                                 const char *title, const char *caption, const char *alt,
                                 RedaksiProgress progress, gpointer user_data,
                                 GCancellable *cancellable)
{
  RedaksiCall *call = _redaksi_call_new (server, cancellable);

  call->marker = g_strdup (marker);
  call->bytes = g_bytes_ref (bytes);
  call->title = g_strdup (title);
  call->caption = g_strdup (caption);
  call->alt = g_strdup (alt);
  call->progress = progress;
  call->user_data = user_data;
  return _redaksi_call_spawn (upload_fiber, call);
}
