/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "redaksi-transport-private.h"

static RedaksiReply *
fetch (RedaksiTransport *transport, const char *url, GCancellable *cancellable, GError **error)
{
  RedaksiRequest *request = redaksi_request_new ("GET", g_strdup (url));

  request->anonymous = TRUE;
  return dex_await_boxed (redaksi_transport_send (transport, request, cancellable), error);
}

/**
 * redaksi_public_photo_await:
 * @transport: what asks
 * @url: where a picture is
 * @cancellable: (nullable): ends the wait
 * @reply: (out) (nullable) (transfer full): what came instead of a picture
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a file of a kind that is a picture
 */
GBytes *
redaksi_public_photo_await (RedaksiTransport *transport, const char *url, GCancellable *cancellable,
                            RedaksiReply **reply, GError **error)
{
  g_autoptr (RedaksiReply) got = fetch (transport, url, cancellable, error);
  const char *suffix;

  *reply = NULL;
  if (got == NULL)
    return NULL;
  if (got->status == 200 && redaksi_photo_media_type (got->body, &suffix) != NULL)
    return g_bytes_ref (got->body);
  *reply = g_steal_pointer (&got);
  g_set_error_literal (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND,
                       _ ("The site does not give the photo away."));
  return NULL;
}

/**
 * redaksi_public_page_await:
 * @transport: what asks
 * @url: where a page is
 * @cancellable: (nullable): ends the wait
 * @reply: (out) (nullable) (transfer full): what came instead of the page
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the page
 */
GBytes *
redaksi_public_page_await (RedaksiTransport *transport, const char *url, GCancellable *cancellable,
                           RedaksiReply **reply, GError **error)
{
  g_autoptr (RedaksiReply) got = fetch (transport, url, cancellable, error);

  *reply = NULL;
  if (got == NULL)
    return NULL;
  if (got->status == 200)
    return g_bytes_ref (got->body);
  if (got->status == 404 || got->status == 410)
    g_set_error_literal (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND,
                         _ ("Readers get no page at this address."));
  else
    g_set_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_BROKEN,
                 /* Translators: a number such as 503 */
                 _ ("Instead of the page the site answers %u."), got->status);
  *reply = g_steal_pointer (&got);
  return NULL;
}
