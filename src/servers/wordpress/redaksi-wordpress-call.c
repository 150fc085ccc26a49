/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-wordpress-private.h"

RedaksiCall *
_redaksi_call_new (RedaksiServer *server, GCancellable *cancellable)
{
  RedaksiCall *call = g_new0 (RedaksiCall, 1);

  call->self = g_object_ref (REDAKSI_WORDPRESS_SERVER (server));
  if (cancellable != NULL)
    call->cancellable = g_object_ref (cancellable);
  return call;
}

static void
call_free (gpointer data)
{
  RedaksiCall *call = data;

  g_clear_object (&call->self);
  g_clear_object (&call->cancellable);
  g_free (call->marker);
  g_free (call->kind);
  g_free (call->name);
  g_free (call->remote_id);
  g_free (call->title);
  g_free (call->caption);
  g_free (call->alt);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  redaksi_post_free (call->post);
  g_strfreev (call->ids);
  g_free (call);
}

DexFuture *
_redaksi_call_spawn (DexFiberFunc fiber, RedaksiCall *call)
{
  return dex_scheduler_spawn (NULL, 0, fiber, call, call_free);
}

void
_redaksi_call_remember (RedaksiWordpressServer *self, const RedaksiReply *reply,
                        const GError *error)
{
  g_free (self->last_reply);
  self->last_reply = reply != NULL ? redaksi_reply_describe (reply, self->password)
                                   : g_strdup_printf ("No reply. %s", error->message);
}

/* Every call begins here: the address of the API is known afterwards. */
gboolean
_redaksi_call_begin (RedaksiCall *call, GError **error)
{
  RedaksiWordpressServer *self = call->self;
  g_autoptr (RedaksiSite) found = NULL;
  g_autoptr (GError) trouble = NULL;

  if (self->api != NULL)
    return TRUE;
  found = _redaksi_wordpress_discover_await (self->transport, redaksi_site_get_url (self->site),
                                             call->cancellable, &trouble);
  if (found == NULL)
    {
      _redaksi_call_remember (self, NULL, trouble);
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  _redaksi_wordpress_set_api (self, redaksi_site_get_api (found));
  return TRUE;
}

RedaksiReply *
_redaksi_call_send (RedaksiCall *call, RedaksiRequest *request, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  RedaksiReply *reply
    = dex_await_boxed (redaksi_transport_send (call->self->transport, request, call->cancellable),
                       &trouble);

  if (reply == NULL)
    {
      _redaksi_call_remember (call->self, NULL, trouble);
      g_propagate_error (error, g_steal_pointer (&trouble));
    }
  return reply;
}

RedaksiReply *
_redaksi_call_get (RedaksiCall *call, char *url, GError **error)
{
  return _redaksi_call_send (call, redaksi_request_new ("GET", url), error);
}

RedaksiReply *
_redaksi_call_post (RedaksiCall *call, char *url, GBytes *body, GError **error)
{
  RedaksiRequest *request = redaksi_request_new ("POST", url);

  request->body = body;
  request->content_type = g_strdup ("application/json");
  return _redaksi_call_send (call, request, error);
}

/* Sets the error that a reply stands for. Returns FALSE. */
gboolean
_redaksi_call_refuse (RedaksiCall *call, const RedaksiReply *reply, RedaksiWordpressTask task,
                      GError **error)
{
  guint64 size = call->bytes != NULL ? g_bytes_get_size (call->bytes) : 0;

  _redaksi_call_remember (call->self, reply, NULL);
  g_propagate_error (error, redaksi_wordpress_trouble (reply, task, call->name, size));
  return FALSE;
}

gboolean
_redaksi_call_is_ok (const RedaksiReply *reply)
{
  return reply->status == 200 || reply->status == 201;
}

void
_redaksi_call_set_not_found (GError **error)
{
  g_set_error_literal (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND,
                       _ ("The site has nothing with this mark yet."));
}

void
_redaksi_call_delete (RedaksiCall *call, const char *route)
{
  g_autoptr (RedaksiReply) reply
    = _redaksi_call_send (call,
                          redaksi_request_new ("DELETE",
                                               redaksi_address_build (call->self->api, route,
                                                                      "force", "true", NULL)),
                          NULL);

  if (reply != NULL && !_redaksi_call_is_ok (reply))
    g_debug ("a duplicate stays on the server: %s, status %u", route, reply->status);
}
