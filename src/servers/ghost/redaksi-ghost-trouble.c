/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a reply that is no success to one sentence, by its status: Ghost's types do not always fit.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-ghost-codec.h"

#define ERROR(code, ...)                                                                           \
  g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_##code, __VA_ARGS__)

static gboolean
is_write_task (RedaksiGhostTask task)
{
  return task == REDAKSI_GHOST_WRITE || task == REDAKSI_GHOST_UPLOAD;
}

/* Ghost itself said no: nothing was stored. */
static GError *
from_error (guint status, const RedaksiGhostError *said, RedaksiGhostTask task, guint64 size,
            const char *host)
{
  if (status == 401 || strcmp (said->type, "UnauthorizedError") == 0
      || (status == 400 && strstr (said->message, "JWT") != NULL))
    return ERROR (
      PASSWORD,
      _ ("“%s” does not know this key. Copy the Admin API key anew: in Ghost’s settings, "
         "under Integrations."),
      host);
  if (status == 403)
    return ERROR (FORBIDDEN, _ ("Your account on “%s” may not do this. Ask an editor of the site."),
                  host);
  if (status == 404)
    return ERROR (NOT_FOUND, _ ("The article is no longer on “%s”: it has been deleted there."),
                  host);
  if (status == 409)
    return ERROR (OFFLINE,
                  _ ("Somebody saved the article on “%s” at the same moment. Redaksi looks at it "
                     "and tries again."),
                  host);
  if (status == 413)
    {
      g_autofree char *text = g_format_size (size);

      return ERROR (TOO_LARGE,
                    /* Translators: host name, size */
                    _ ("“%s” does not take a photo of %s. Choose a smaller one, or ask the site’s "
                       "administrator to raise the limit for uploads."),
                    host, text);
    }
  if (status == 429)
    return ERROR (OFFLINE, _ ("“%s” asks for a pause: too many requests. Try again later."), host);
  if (status >= 500)
    return NULL;
  if (task == REDAKSI_GHOST_UPLOAD)
    return ERROR (REFUSED, _ ("“%s” does not take this kind of picture, or can’t store it: %s"),
                  host, said->message);
  return ERROR (REFUSED, _ ("“%s” refused this: %s"), host, said->message);
}

/**
 * redaksi_ghost_trouble:
 * @reply: a reply that is no success
 * @task: what was asked
 * @size: of the photo, in bytes
 *
 * Returns: (transfer full): a #RedaksiServerError
 */
GError *
redaksi_ghost_trouble (const RedaksiReply *reply, RedaksiGhostTask task, guint64 size)
{
  g_auto (RedaksiGhostError) said = { 0 };
  g_autoptr (GUri) uri
    = g_uri_parse (reply->url != NULL ? reply->url : "", G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "?";
  gboolean is_json = reply->status >= 400 && redaksi_ghost_read_error (reply->body, &said);
  GError *error = is_json ? from_error (reply->status, &said, task, size, host) : NULL;

  if (error != NULL)
    return error;
  if (reply->status == 413)
    {
      said.type = g_strdup ("");
      said.message = g_strdup ("");
      return from_error (413, &said, task, size, host);
    }
  if (reply->status >= 300 && reply->status < 400)
    {
      g_autoptr (GUri) to
        = reply->location != NULL ? g_uri_parse (reply->location, G_URI_FLAGS_ENCODED, NULL) : NULL;

      return ERROR (INSECURE,
                    _ ("“%s” sends Redaksi on to “%s”. The password does not go along: if that is "
                       "your site, set it up with that address."),
                    host, to != NULL && g_uri_get_host (to) != NULL ? g_uri_get_host (to) : "?");
    }
  if (reply->status == 429)
    return ERROR (OFFLINE, _ ("“%s” asks for a pause: too many requests. Try again later."), host);
  if (reply->status == 503 && !is_write_task (task))
    return ERROR (OFFLINE,
                  _ ("“%s” is overloaded or being maintained at the moment. Try again later."),
                  host);
  if (is_write_task (task) && (reply->status >= 500 || reply->status < 300))
    {
      if (reply->status < 300)
        return ERROR (UNCLEAR,
                      _ (
                        "“%s” did not confirm that it took this. Redaksi will look there before it "
                        "sends again."),
                      host);
      return ERROR (
        UNCLEAR,
        _ ("“%s” reported a fault of its own (%u) and did not confirm. Redaksi will look "
           "there before it sends again. If this goes on, tell the site’s administrator."),
        host, reply->status);
    }
  if (reply->status >= 500)
    return ERROR (BROKEN,
                  _ ("“%s” has a fault of its own (%u). Try again later, or tell the site’s "
                     "administrator."),
                  host, reply->status);
  return ERROR (BROKEN,
                _ (
                  "A web page came from “%s” instead of an answer: a sign-in page, a firewall or a "
                  "plugin stands between. Tell the site’s administrator."),
                host);
}
