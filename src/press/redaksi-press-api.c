/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The root of the API and its routes. */
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-press-private.h"

/* What a client asks first: who is there, in which zone, and whether passwords are taken here. */
static void
reply_root (RedaksiPressRequest *request)
{
  RedaksiPress *press = request->press;
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *list, *object;
  g_autoptr (GDateTime) now = g_date_time_new_now (press->zone);
  double hours = (double)g_date_time_get_utc_offset (now) / (double)G_TIME_SPAN_HOUR;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_strcpy (doc, root, "name", press->name);
  yyjson_mut_obj_add_strcpy (doc, root, "description", press->tagline);
  yyjson_mut_obj_add_strncpy (doc, root, "url", press->url, strlen (press->url) - 1);
  yyjson_mut_obj_add_strncpy (doc, root, "home", press->url, strlen (press->url) - 1);
  if (hours > (double)(int)hours || hours < (double)(int)hours)
    yyjson_mut_obj_add_real (doc, root, "gmt_offset", hours);
  else
    yyjson_mut_obj_add_int (doc, root, "gmt_offset", (int)hours);
  yyjson_mut_obj_add_strcpy (doc, root, "timezone_string", press->time_zone);
  list = yyjson_mut_obj_add_arr (doc, root, "namespaces");
  yyjson_mut_arr_add_str (doc, list, "wp/v2");
  /* As WordPress: over plain http from elsewhere there is nothing to sign in with. Where there is,
   * the list is an object, with no page to send a person to: the press's passwords are given by
   * hand. */
  if (_redaksi_press_peer_is_local (request->message))
    {
      object = yyjson_mut_obj_add_obj (doc, root, "authentication");
      yyjson_mut_obj_add_obj (doc, object, "application-passwords");
    }
  else
    yyjson_mut_obj_add_arr (doc, root, "authentication");
  object = yyjson_mut_obj_add_obj (doc, root, "routes");
  {
    static const char *const routes[]
      = { "/",           "/wp/v2/posts", "/wp/v2/media",    "/wp/v2/categories",
          "/wp/v2/tags", "/wp/v2/users", "/wp/v2/users/me", "/wp/v2/settings" };
    for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
      {
        yyjson_mut_val *route = yyjson_mut_obj_add_obj (doc, object, routes[i]);
        yyjson_mut_obj_add_str (doc, route, "namespace", i == 0 ? "" : "wp/v2");
      }
  }
  yyjson_mut_obj_add_str (doc, root, "site_icon_url", "");
  yyjson_mut_obj_add_obj (doc, root, "_links");
  _redaksi_press_reply (request, 200, doc);
}

static void
reply_settings (RedaksiPressRequest *request)
{
  RedaksiPress *press = request->press;
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  gboolean indonesian = g_ascii_strncasecmp (press->language, "id", 2) == 0;

  if (!_redaksi_press_request_may (request, MAY_MANAGE_SITE))
    {
      _redaksi_press_reply_denied (request, "rest_forbidden",
                                   "Sorry, you are not allowed to do that.");
      return;
    }
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_strcpy (doc, root, "title", press->name);
  yyjson_mut_obj_add_strcpy (doc, root, "description", press->tagline);
  yyjson_mut_obj_add_strncpy (doc, root, "url", press->url, strlen (press->url) - 1);
  yyjson_mut_obj_add_strcpy (doc, root, "timezone", press->time_zone);
  /* WordPress has no word for American English: it is what there is without a translation. */
  yyjson_mut_obj_add_str (doc, root, "language", indonesian ? "id_ID" : "");
  yyjson_mut_obj_add_int (doc, root, "default_category", 1);
  _redaksi_press_reply (request, 200, doc);
}

/* @route: "/wp/v2/posts/7" → what follows @collection, or NULL where it is another one. */
static const char *
after (const char *route, const char *collection)
{
  gsize length = strlen (collection);

  if (strncmp (route, collection, length) != 0 || (route[length] != '\0' && route[length] != '/'))
    return NULL;
  return route[length] == '/' ? route + length + 1 : route + length;
}

static void
dispatch (RedaksiPressRequest *request, const char *route)
{
  const char *rest;

  if ((*route == '\0' || strcmp (route, "/wp/v2") == 0) && strcmp (request->method, "GET") == 0)
    reply_root (request);
  else if ((rest = after (route, "/wp/v2/posts")) != NULL)
    _redaksi_press_api_posts (request, rest);
  else if ((rest = after (route, "/wp/v2/media")) != NULL)
    _redaksi_press_api_media (request, rest);
  else if ((rest = after (route, "/wp/v2/categories")) != NULL)
    _redaksi_press_api_terms (request, "category", rest);
  else if ((rest = after (route, "/wp/v2/tags")) != NULL)
    _redaksi_press_api_terms (request, "post_tag", rest);
  else if ((rest = after (route, "/wp/v2/users")) != NULL)
    _redaksi_press_api_users (request, rest);
  else if (strcmp (route, "/wp/v2/settings") == 0 && strcmp (request->method, "GET") == 0)
    reply_settings (request);
  else
    _redaksi_press_reply_error (request, 404, "rest_no_route",
                                "No route was found matching the URL and request method.");
}

/**
 * _redaksi_press_api_handle:
 * @self: the press
 * @message: a request for the API
 * @route: the route, from /wp-json or from ?rest_route=
 */
void
_redaksi_press_api_handle (RedaksiPress *self, SoupServerMessage *message, const char *route)
{
  RedaksiPressRequest *request = _redaksi_press_request_new (self, message);
  g_autofree char *plain = g_strdup (route);
  gsize length = strlen (plain);

  while (length > 0 && plain[length - 1] == '/')
    plain[--length] = '\0';
  /* A photo's bytes are no parameters. */
  if (g_strcmp0 (plain, "/wp/v2/media") == 0 || _redaksi_press_request_read_body (request))
    dispatch (request, plain);
  _redaksi_press_request_free (request);
}
