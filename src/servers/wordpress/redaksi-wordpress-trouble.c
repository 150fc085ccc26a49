/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a reply that is no success to one sentence. Keys on the error's code and on the status: the
 * message is in the server's language. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-text.h"
#include "redaksi-wordpress-codec.h"

#define ERROR(code, ...)                                                                           \
  g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_##code, __VA_ARGS__)

static gboolean
is_any (const char *code, const char *const *codes)
{
  return code != NULL && g_strv_contains (codes, code);
}

static gboolean
mentions (GBytes *body, const char *words)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  return data != NULL && g_strstr_len (data, (gssize)MIN (size, 64 * 1024), words) != NULL;
}

static gboolean
is_disk_full (const RedaksiReply *reply)
{
  return reply->status == 507 || mentions (reply->body, "No space left on device")
         || mentions (reply->body, "Disk full") || mentions (reply->body, "errno: 28");
}

static gboolean
is_breakdown (const RedaksiReply *reply)
{
  return mentions (reply->body, "critical error") || mentions (reply->body, "Fatal error")
         || mentions (reply->body, "wp-die-message");
}

/* It may be there all the same; but who reads it shall know what happened. */
static GError *
unclear (const RedaksiReply *reply, const char *host)
{
  if (is_breakdown (reply))
    return ERROR (UNCLEAR,
                  _ ("WordPress on “%s” broke down before it confirmed, most often over a plugin. "
                     "Redaksi will look there before it sends again. If this goes on, tell the "
                     "site’s administrator."),
                  host);
  if (reply->status >= 500)
    return ERROR (UNCLEAR,
                  _ (
                    "“%s” reported a fault of its own (%u) and did not confirm. Redaksi will look "
                    "there before it sends again. If this goes on, tell the site’s administrator."),
                  host, reply->status);
  return ERROR (UNCLEAR,
                _ (
                  "“%s” did not confirm that it took this. Redaksi will look there before it sends "
                  "again."),
                host);
}

static GError *
too_large (const char *host, guint64 size, const char *words)
{
  g_autofree char *text = g_format_size (size);

  /* Where WordPress itself refuses, it says what its limit is. */
  if (words != NULL && strpbrk (words, "0123456789") != NULL)
    return ERROR (TOO_LARGE,
                  /* Translators: host name, size, the server's words on its limit */
                  _ ("“%s” does not take a photo of %s: %s Choose a smaller one, or ask the site’s "
                     "administrator to raise the limit."),
                  host, text, words);
  return ERROR (TOO_LARGE,
                /* Translators: host name, size */
                _ ("“%s” does not take a photo of %s. Choose a smaller one, or ask the site’s "
                   "administrator to raise the limit for uploads."),
                host, text);
}

/* Nothing was stored, and a person can do something about it. */
static GError *
from_code (const RedaksiReply *reply, const RedaksiWordpressError *what, RedaksiWordpressTask task,
           const char *name, guint64 size, const char *host)
{
  static const char *const passwords[] = { "rest_not_logged_in",
                                           "incorrect_password",
                                           "invalid_username",
                                           "invalid_email",
                                           "invalid_application_credentials",
                                           "rest_not_authenticated",
                                           NULL };
  static const char *const disabled[]
    = { "application_passwords_disabled", "application_passwords_disabled_for_user",
        "rest_application_passwords_disabled", NULL };
  static const char *const blocked[]
    = { "rest_cannot_access",  "rest_disabled",       "rest_api_disabled", "restapi_disabled",
        "rest_login_required", "rest_not_accessible", "rest_api_blocked",  NULL };
  static const char *const publishing[] = { "rest_cannot_publish", NULL };
  static const char *const large[]
    = { "rest_upload_no_content_disposition", "rest_upload_no_data",
        "rest_upload_file_too_big",           "rest_upload_limited_space",
        "rest_upload_unknown_error",          NULL };
  static const char *const gone[]
    = { "rest_post_invalid_id", "rest_already_trashed", "rest_invalid_id", NULL };

  if (is_any (what->code, disabled))
    return ERROR (PASSWORD,
                  _ ("Application passwords are switched off on “%s”. Ask the site’s administrator "
                     "to allow them for you."),
                  host);
  if (is_any (what->code, blocked))
    return ERROR (REFUSED,
                  _ (
                    "A plugin on “%s” has closed the REST API, by which Redaksi reaches WordPress. "
                    "Ask the site’s administrator to open it for people who sign in."),
                  host);
  /* 401 is WordPress's word for nobody, 403 for somebody who may not. */
  if (reply->status == 401 || is_any (what->code, passwords))
    return ERROR (PASSWORD,
                  _ ("“%s” does not know this user name with this password. Use an application "
                     "password: it is made in your profile on the site."),
                  host);
  if (is_any (what->code, publishing))
    return ERROR (FORBIDDEN,
                  _ ("Your account on “%s” may not publish. Submit the article for review "
                     "instead."),
                  host);
  if (task == REDAKSI_WORDPRESS_UPLOAD && is_any (what->code, large))
    return is_disk_full (reply) ? NULL : too_large (host, size, what->message);
  if (task == REDAKSI_WORDPRESS_UPLOAD && strcmp (what->code, "rest_upload_sideload_error") == 0
      && !is_disk_full (reply))
    return ERROR (REFUSED, _ ("“%s” does not take this kind of picture, or can’t store it: %s"),
                  host, what->message);
  if (strcmp (what->code, "rest_upload_hash_mismatch") == 0)
    return ERROR (OFFLINE, _ ("The photo was damaged on the way to “%s”. Try again."), host);
  if (is_any (what->code, gone))
    return ERROR (NOT_FOUND, _ ("The article is no longer on “%s”: it has been deleted there."),
                  host);
  if (strcmp (what->code, "rest_no_route") == 0)
    return ERROR (BROKEN,
                  _ ("“%s” switched off what Redaksi needs of WordPress’s REST API. Ask the site’s "
                     "administrator to allow it."),
                  host);
  if (reply->status == 403)
    {
      if (task == REDAKSI_WORDPRESS_SECTION)
        return ERROR (FORBIDDEN,
                      /* Translators: name of a section, host name */
                      _ ("There is no section “%s” on “%s”, and your account may not make one. "
                         "Choose another section, or ask an editor to add it."),
                      name, host);
      if (task == REDAKSI_WORDPRESS_TAG)
        return ERROR (FORBIDDEN,
                      _ ("There is no tag “%s” on “%s”, and your account may not make one. Remove "
                         "the tag, or ask an editor to add it."),
                      name, host);
      if (task == REDAKSI_WORDPRESS_UPLOAD)
        return ERROR (FORBIDDEN,
                      _ (
                        "Your account on “%s” may not upload photos. Ask an editor for the role of "
                        "an author."),
                      host);
      return ERROR (FORBIDDEN,
                    _ ("Your account on “%s” may not do this. Ask an editor of the site."), host);
    }
  return NULL;
}

static gboolean
is_write_task (RedaksiWordpressTask task)
{
  return task != REDAKSI_WORDPRESS_READ && task != REDAKSI_WORDPRESS_LOOKUP;
}

static GError *
from_status (const RedaksiReply *reply, RedaksiWordpressTask task, const char *host)
{
  gboolean is_write = is_write_task (task);

  if (reply->status >= 300 && reply->status < 400)
    {
      g_autoptr (GUri) to
        = reply->location != NULL ? g_uri_parse (reply->location, G_URI_FLAGS_ENCODED, NULL) : NULL;
      if (is_write && reply->status == 303)
        return unclear (reply, host);
      return ERROR (INSECURE,
                    _ ("“%s” sends Redaksi on to “%s”. The password does not go along: if that is "
                       "your site, set it up with that address."),
                    host, to != NULL && g_uri_get_host (to) != NULL ? g_uri_get_host (to) : "?");
    }
  if (reply->status == 401)
    return ERROR (PASSWORD,
                  _ ("The web server of “%s” asks for a password of its own. Ask the site’s "
                     "administrator to let Redaksi through to “/wp-json/”."),
                  host);
  if (reply->status == 429)
    return ERROR (OFFLINE, _ ("“%s” asks for a pause: too many requests. Try again later."), host);
  if (reply->status == 503 && !is_write)
    return ERROR (OFFLINE,
                  _ ("“%s” is overloaded or being maintained at the moment. Try again later."),
                  host);
  if (reply->status == 403 || reply->status == 406 || reply->status == 418 || reply->status == 451)
    return ERROR (BROKEN,
                  _ ("A firewall answered instead of “%s”. Ask the site’s administrator to let "
                     "Redaksi through to “/wp-json/”."),
                  host);
  /* A page that says "not found" does not say that an article is not there: who believed it would
   * send it again. */
  if ((reply->status == 404 || reply->status == 410) && task == REDAKSI_WORDPRESS_READ)
    return ERROR (NOT_FOUND,
                  _ ("There is no WordPress at this address of “%s”. Check the site’s address."),
                  host);
  if (reply->status == 404 || reply->status == 410)
    return ERROR (
      BROKEN,
      _ ("WordPress does not answer at this address of “%s” any more. Try again later, or "
         "check the site’s address."),
      host);
  return NULL;
}

static GError *
broken (const RedaksiReply *reply, const char *host)
{
  if (is_breakdown (reply))
    return ERROR (
      BROKEN,
      _ ("WordPress on “%s” broke down while it answered, most often over a plugin. Tell "
         "the site’s administrator."),
      host);
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

/**
 * redaksi_wordpress_trouble:
 * @reply: a reply that is no success: its status, or what it says
 * @task: what was asked
 * @what: (nullable): the name of the section or tag
 * @size: of the photo, in bytes
 *
 * A write with a fault of the server's, or with a success that can't be read, may have been carried
 * out: it is UNCLEAR whatever the page says, unless WordPress itself refused.
 *
 * Returns: (transfer full): a #RedaksiServerError
 */
GError *
redaksi_wordpress_trouble (const RedaksiReply *reply, RedaksiWordpressTask task, const char *what,
                           guint64 size)
{
  g_auto (RedaksiWordpressError) said = { 0 };
  g_autoptr (GUri) uri
    = g_uri_parse (reply->url != NULL ? reply->url : "", G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "?";
  gboolean is_write = is_write_task (task);
  gboolean is_json = reply->status >= 300 && redaksi_wordpress_read_error (reply->body, &said);
  GError *error = NULL;

  if (task == REDAKSI_WORDPRESS_UPLOAD && reply->status == 413)
    return too_large (host, size, NULL);
  if (is_json)
    error = from_code (reply, &said, task, what, size, host);
  if (error == NULL && !(is_json && reply->status != 429))
    error = from_status (reply, task, host);
  if (error != NULL)
    return error;
  if (is_disk_full (reply) && reply->status >= 500)
    return ERROR (BROKEN, _ ("The disk of “%s” is full. Tell the site’s administrator."), host);
  if (is_write && (reply->status >= 500 || reply->status < 300))
    return unclear (reply, host);
  if (reply->status >= 500 || !is_json)
    return broken (reply, host);
  return ERROR (REFUSED, _ ("“%s” refused this: %s"), host,
                said.message != NULL && *said.message != '\0' ? said.message : said.code);
}
