/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what a person typed to the API, in this order:
 *   1. the page itself: its Link header or its head names the API (404 pages do, too);
 *   2. /wp-json/ below each folder of the address, the deepest first;
 *   3. ?rest_route=/ below the same.
 * What is found counts only when its root is strict JSON that lists wp/v2.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-wordpress-codec.h"
#include "redaksi-wordpress-private.h"

/* A person waits, and several addresses may have to be asked. */
#define DEADLINE_MS (20 * 1000)

typedef struct
{
  RedaksiTransport *transport;
  GCancellable *cancellable; /* nullable */
  char *language;            /* of the page that was read */
  GError *first;             /* the most telling trouble until now */
} Search;

static RedaksiReply *
fetch (Search *search, const char *url, gboolean head_only, GError **error)
{
  RedaksiRequest *request = redaksi_request_new ("GET", g_strdup (url));

  request->anonymous = TRUE;
  request->head_only = head_only;
  return dex_await_boxed (redaksi_transport_send (search->transport, request, search->cancellable),
                          error);
}

static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_OFFLINE)
         || g_error_matches (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE)
         || g_error_matches (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_CANCELLED);
}

/* The root at @api, as a site; NULL: nothing there, and search->first tells why. */
static RedaksiSite *
try_api (Search *search, const char *api)
{
  g_autofree char *url
    = redaksi_address_build (api, "", "_fields", REDAKSI_WORDPRESS_ROOT_FIELDS, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiReply) reply = fetch (search, url, FALSE, &error);
  g_auto (RedaksiWordpressRoot) root = { 0 };
  g_autoptr (GUri) answered = NULL;
  g_autoptr (GUri) home = NULL;
  g_autofree char *found_api = NULL;
  g_autofree char *base = NULL;
  g_autofree char *host = NULL;
  const char *query;

  if (reply == NULL || reply->status != 200
      || !redaksi_wordpress_read_root (reply->body, &root, NULL) || !root.has_posts)
    {
      if (reply != NULL)
        error = redaksi_wordpress_trouble (reply, REDAKSI_WORDPRESS_READ, NULL, 0);
      if (search->first == NULL
          || (search->first->code == REDAKSI_SERVER_ERROR_NOT_FOUND && error != NULL))
        {
          g_clear_error (&search->first);
          search->first = g_steal_pointer (&error);
        }
      return NULL;
    }
  /* Where it really answered, without our question. */
  query = strstr (reply->url, "_fields=");
  found_api
    = query != NULL ? g_strndup (reply->url, (gsize)(query - reply->url - 1)) : g_strdup (api);
  answered = g_uri_parse (found_api, G_URI_FLAGS_ENCODED, NULL);
  home = root.home != NULL ? redaksi_address_resolve (answered, root.home) : NULL;
  /* A site behind a proxy may think that it is plain http, or that its name is another: only what
   * has the same host is believed. */
  if (home != NULL && g_ascii_strcasecmp (g_uri_get_host (home), g_uri_get_host (answered)) == 0)
    {
      g_autofree char *origin = redaksi_address_origin (answered);
      base = g_strconcat (origin, g_uri_get_path (home),
                          g_str_has_suffix (g_uri_get_path (home), "/") ? "" : "/", NULL);
    }
  else
    {
      const char *end = strstr (found_api, "wp-json/");
      if (end == NULL)
        end = strchr (found_api, '?');
      base = end != NULL ? g_strndup (found_api, (gsize)(end - found_api)) : g_strdup (found_api);
    }
  host = g_strdup (g_uri_get_host (answered));
  /* What was typed may have been a page that tells no language: the front page does. */
  if (search->language == NULL)
    {
      g_autoptr (RedaksiReply) front = fetch (search, base, TRUE, NULL);
      const char *html = front != NULL ? g_bytes_get_data (front->body, NULL) : NULL;
      if (html != NULL)
        search->language = redaksi_wordpress_find_page_lang (html, g_bytes_get_size (front->body));
    }
  return g_object_new (REDAKSI_TYPE_SITE, "url", base, "api", found_api, "name",
                       *root.name != '\0' ? root.name : host, "tagline", root.tagline, "time-zone",
                       root.time_zone, "language", search->language, NULL);
}

/* The page that was typed: learns the language and, where the page names it, the API. */
static RedaksiSite *
try_page (Search *search, GUri *typed, GUri **base, GError **error)
{
  g_autofree char *url = g_uri_to_string (typed);
  g_autoptr (RedaksiReply) reply = fetch (search, url, TRUE, error);
  g_autoptr (GUri) answered = NULL;
  g_autoptr (GUri) api = NULL;
  g_autofree char *named = NULL;
  g_autofree char *api_text = NULL;
  const char *html;
  gsize size;

  if (reply == NULL)
    return NULL;
  if (reply->status >= 300 && reply->status < 400)
    {
      g_propagate_error (error, redaksi_wordpress_trouble (reply, REDAKSI_WORDPRESS_READ, NULL, 0));
      return NULL;
    }
  answered = g_uri_parse (reply->url, G_URI_FLAGS_ENCODED, NULL);
  html = g_bytes_get_data (reply->body, &size);
  if (html != NULL)
    {
      search->language = redaksi_wordpress_find_page_lang (html, size);
      named = redaksi_wordpress_find_page_api (html, size);
    }
  if (reply->link != NULL)
    {
      g_autofree char *by_header = redaksi_wordpress_find_api (reply->link);
      if (by_header != NULL)
        {
          g_free (named);
          named = g_steal_pointer (&by_header);
        }
    }
  g_uri_unref (*base);
  *base = g_uri_ref (answered);
  api = redaksi_address_resolve (answered, named);
  if (api == NULL)
    return NULL;
  if (!redaksi_address_may_follow (answered, api))
    {
      /* http behind a proxy that ends TLS: the same name over https is as good. */
      g_autoptr (GUri) secure
        = g_uri_build (G_URI_FLAGS_ENCODED, "https", NULL, g_uri_get_host (api),
                       g_uri_get_port (answered) > 0 ? g_uri_get_port (answered) : -1,
                       g_uri_get_path (api), g_uri_get_query (api), NULL);
      if (strcmp (g_uri_get_scheme (answered), "https") != 0
          || !redaksi_address_may_follow (answered, secure))
        {
          g_set_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE,
                       _ (
                         "“%s” says that its WordPress is at “%s”. If that is your site, set it up "
                         "with that address."),
                       g_uri_get_host (answered), g_uri_get_host (api));
          return NULL;
        }
      g_uri_unref (api);
      api = g_steal_pointer (&secure);
    }
  api_text = g_uri_to_string (api);
  return try_api (search, api_text);
}

static RedaksiSite *
try_bases (Search *search, GUri *typed)
{
  g_auto (GStrv) bases = redaksi_address_bases (typed);
  static const char *const ways[] = { "wp-json/", "?rest_route=/" };

  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    for (guint i = 0; bases[i] != NULL; i++)
      {
        g_autofree char *api = g_strconcat (bases[i], ways[way], NULL);
        RedaksiSite *site = try_api (search, api);
        if (site != NULL || (search->first != NULL && is_final (search->first)))
          return site;
      }
  return NULL;
}

RedaksiSite *
_redaksi_wordpress_discover_await (RedaksiTransport *transport, const char *address,
                                   GCancellable *cancellable, GError **error)
{
  gboolean wanted_plain;
  g_autoptr (GUri) typed = redaksi_address_from_typed (address, &wanted_plain, error);
  Search search = { transport, cancellable, NULL, NULL };
  g_autoptr (GError) trouble = NULL;
  RedaksiSite *site = NULL;

  if (typed == NULL)
    return NULL;
  site = try_page (&search, typed, &typed, &trouble);
  if (site == NULL && trouble == NULL)
    site = try_bases (&search, typed);
  if (site == NULL && trouble == NULL)
    trouble = g_steal_pointer (&search.first);
  g_clear_error (&search.first);
  g_free (search.language);
  if (site != NULL)
    return site;

  if (wanted_plain
      && (g_error_matches (trouble, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_OFFLINE)
          || g_error_matches (trouble, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE)
          || g_error_matches (trouble, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_BROKEN)))
    {
      g_set_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_INSECURE,
                   _ (
                     "“%s” does not answer over an encrypted connection, and without one anyone on "
                     "the way could read the password. Ask the site’s administrator to set up "
                     "“https://”."),
                   g_uri_get_host (typed));
      return NULL;
    }
  if (trouble == NULL
      || g_error_matches (trouble, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND))
    {
      g_set_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND,
                   _ ("There is no WordPress at “%s”, or its REST API is switched off. Check the "
                      "address."),
                   g_uri_get_host (typed));
      return NULL;
    }
  g_propagate_error (error, g_steal_pointer (&trouble));
  return NULL;
}

typedef struct
{
  char *address;
  GCancellable *cancellable;
} Discovery;

static void
discovery_free (gpointer data)
{
  Discovery *discovery = data;

  g_free (discovery->address);
  g_clear_object (&discovery->cancellable);
  g_free (discovery);
}

static DexFuture *
discover_fiber (gpointer data)
{
  Discovery *discovery = data;
  g_autoptr (RedaksiTransport) transport = redaksi_transport_new ();
  GError *error = NULL;
  RedaksiSite *site;

  redaksi_transport_set_deadline (transport, DEADLINE_MS);
  site = _redaksi_wordpress_discover_await (transport, discovery->address, discovery->cancellable,
                                            &error);

  return site != NULL ? dex_future_new_take_object (site) : dex_future_new_for_error (error);
}

/**
 * redaksi_wordpress_server_discover:
 * @address: what a person typed
 * @cancellable: (nullable): ends the wait
 *
 * Returns: (transfer full): see redaksi_server_discover()
 */
DexFuture *
redaksi_wordpress_server_discover (const char *address, GCancellable *cancellable)
{
  Discovery *discovery = g_new0 (Discovery, 1);

  discovery->address = g_strdup (address);
  if (cancellable != NULL)
    discovery->cancellable = g_object_ref (cancellable);
  return dex_scheduler_spawn (NULL, 0, discover_fiber, discovery, discovery_free);
}
