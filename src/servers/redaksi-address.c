/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-address.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

#include "redaksi-server.h"

#define MAX_TYPED 2000
#define MAX_BASES 6

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

static gboolean
is_https (GUri *uri)
{
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0;
}

/**
 * redaksi_address_is_loopback:
 * @host: (nullable): a host as it stands in an address
 *
 * "localhost" and literal addresses alone: any other name is answered by somebody's name server.
 *
 * Returns: whether this machine is meant
 */
gboolean
redaksi_address_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * redaksi_address_is_secure:
 * @uri: an address
 *
 * Returns: whether anything may be sent there: https, or http on this machine
 */
gboolean
redaksi_address_is_secure (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);

  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return FALSE;
  return g_strcmp0 (scheme, "https") == 0
         || (g_strcmp0 (scheme, "http") == 0 && redaksi_address_is_loopback (g_uri_get_host (uri)));
}

/**
 * redaksi_address_same_origin:
 * @a: an address
 * @b: another
 *
 * Returns: whether scheme, host and port are the same
 */
gboolean
redaksi_address_same_origin (GUri *a, GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 && g_uri_get_host (a) != NULL
         && g_uri_get_host (b) != NULL
         && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && get_port (a) == get_port (b);
}

static const char *
without_www (const char *host)
{
  return g_ascii_strncasecmp (host, "www.", 4) == 0 ? host + 4 : host;
}

/**
 * redaksi_address_may_follow:
 * @from: what we asked, without credentials
 * @to: where the reply points
 *
 * Returns: whether @to is still the same site: the same origin, its https form, or with and without
 *   "www." over https
 */
gboolean
redaksi_address_may_follow (GUri *from, GUri *to)
{
  const char *a = g_uri_get_host (from), *b = g_uri_get_host (to);
  gboolean same_port;

  if (!redaksi_address_is_secure (to) || a == NULL)
    return FALSE;
  if (redaksi_address_same_origin (from, to))
    return TRUE;
  same_port = get_port (from) == get_port (to) || (get_port (from) == 80 && get_port (to) == 443);
  return is_https (to) && same_port && g_ascii_strcasecmp (without_www (a), without_www (b)) == 0;
}

/**
 * redaksi_address_origin:
 * @uri: an address
 *
 * Returns: (transfer full): `https://koran.example`, for people and for keys
 */
char *
redaksi_address_origin (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  gboolean six = host != NULL && strchr (host, ':') != NULL;
  gboolean usual = get_port (uri) == (is_https (uri) ? 443 : 80);
  g_autofree char *port = usual ? g_strdup ("") : g_strdup_printf (":%d", get_port (uri));

  return g_strconcat (g_uri_get_scheme (uri), "://", six ? "[" : "", host != NULL ? host : "",
                      six ? "]" : "", port, NULL);
}

/* The same address with its host in ASCII, without user, password and fragment. */
static GUri *
normalise (GUri *uri)
{
  g_autofree char *host = g_hostname_to_ascii (g_uri_get_host (uri));
  g_autofree char *lower = g_ascii_strdown (host != NULL ? host : g_uri_get_host (uri), -1);
  const char *path = g_uri_get_path (uri);
  gboolean default_port = get_port (uri) == (is_https (uri) ? 443 : 80);

  return g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, lower,
                      default_port ? -1 : g_uri_get_port (uri),
                      path != NULL && *path != '\0' ? path : "/", g_uri_get_query (uri), NULL);
}

/* Host names alone: what libraries disagree about (spaces, escapes, "\") is nobody's site. */
static gboolean
is_host (const char *host)
{
  g_autofree char *ascii = NULL;

  if (host == NULL || *host == '\0' || strlen (host) > 253)
    return FALSE;
  if (strchr (host, ':') != NULL)
    return g_hostname_is_ip_address (host);
  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL || *ascii == '\0' || *ascii == '.' || strstr (ascii, "..") != NULL)
    return FALSE;
  return strspn (ascii, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")
         == strlen (ascii);
}

/**
 * redaksi_address_resolve:
 * @base: where the reference stands
 * @reference: (nullable): an address, perhaps relative
 *
 * Returns: (transfer full) (nullable): the address that is meant, %NULL when it is not one of the
 * web
 */
GUri *
redaksi_address_resolve (GUri *base, const char *reference)
{
  g_autoptr (GUri) uri = NULL;

  if (reference == NULL || strlen (reference) > MAX_TYPED * 2)
    return NULL;
  uri = g_uri_parse_relative (base, reference, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || !is_host (g_uri_get_host (uri))
      || (!is_https (uri) && g_strcmp0 (g_uri_get_scheme (uri), "http") != 0))
    return NULL;
  return normalise (uri);
}

static GUri *
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND, sentence);
  return NULL;
}

/* "koran.example:8080/blog" looks like scheme "koran.example" to a parser of addresses. */
static const char *
find_scheme_end (const char *text)
{
  const char *colon = strstr (text, "://");

  if (colon == NULL || colon == text)
    return NULL;
  for (const char *p = text; p < colon; p++)
    if (!g_ascii_isalpha (*p))
      return NULL;
  return colon;
}

/**
 * redaksi_address_from_typed:
 * @typed: what a person typed or pasted
 * @wanted_plain: (out) (optional): whether "http://" was typed for another machine; the result is
 *   https all the same
 * @error: return location for %REDAKSI_SERVER_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the address to begin with: https, or http on this machine
 */
GUri *
redaksi_address_from_typed (const char *typed, gboolean *wanted_plain, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) normal = NULL;
  const char *scheme_end, *rest;
  gboolean plain = FALSE, secure = FALSE;

  if (wanted_plain != NULL)
    *wanted_plain = FALSE;
  if (strlen (typed) > MAX_TYPED || !g_utf8_validate (typed, -1, NULL))
    return fail (error, _ ("This is no address of a site. Type it as in a browser, for example "
                           "“koran.example”."));
  /* Pasted addresses come with spaces, line ends, brackets and invisible characters around them. */
  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean around = c == '<' || c == '>' || c == '"' || c == 0x201c || c == 0x201d;
      if (!around && !g_unichar_isspace (c) && !g_unichar_iscntrl (c) && !g_unichar_iszerowidth (c))
        g_string_append_unichar (text, c);
    }
  while (text->len > 0 && strchr (",.;", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);

  scheme_end = find_scheme_end (text->str);
  rest = scheme_end != NULL ? scheme_end + 3 : text->str;
  if (scheme_end != NULL)
    {
      plain = scheme_end - text->str == 4 && g_ascii_strncasecmp (text->str, "http", 4) == 0;
      secure = scheme_end - text->str == 5 && g_ascii_strncasecmp (text->str, "https", 5) == 0;
      if (!plain && !secure)
        return fail (error, _ ("The address of a site begins with “https://”."));
    }
  while (*rest == '/')
    rest++;
  {
    g_autofree char *whole = g_strconcat (secure ? "https://" : "http://", rest, NULL);
    uri = g_uri_parse (whole, G_URI_FLAGS_ENCODED, NULL);
  }
  if (uri == NULL || !is_host (g_uri_get_host (uri)))
    return fail (error, _ ("This is no address of a site. Type it as in a browser, for example "
                           "“koran.example”."));
  if (strchr (g_uri_get_host (uri), '.') == NULL && strchr (g_uri_get_host (uri), ':') == NULL
      && !redaksi_address_is_loopback (g_uri_get_host (uri)) && scheme_end == NULL
      && g_uri_get_port (uri) <= 0)
    return fail (error, _ ("The address is not complete. Type it with its ending, for example "
                           "“koran.example”."));
  normal = normalise (uri);
  if (!secure && !redaksi_address_is_loopback (g_uri_get_host (normal)))
    {
      int port = g_uri_get_port (uri);
      if (wanted_plain != NULL)
        *wanted_plain = plain;
      return g_uri_build (G_URI_FLAGS_ENCODED, "https", NULL, g_uri_get_host (normal),
                          port == 80 || port == 443 ? -1 : port, g_uri_get_path (normal),
                          g_uri_get_query (normal), NULL);
    }
  return g_steal_pointer (&normal);
}

/* Where WordPress's own folders and files begin: what stands before them is the site. */
static gsize
cut_own_pages (const char *path)
{
  static const char *const tails[]
    = { "/wp-admin", "/wp-login.php", "/wp-json", "/wp-content", "/xmlrpc.php", "/index.php" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      const char *found = strstr (path, tails[i]);
      gsize length = strlen (tails[i]);
      if (found != NULL && (found[length] == '/' || found[length] == '\0'))
        return (gsize)(found - path);
    }
  return strlen (path);
}

/**
 * redaksi_address_bases:
 * @uri: an address of a site, of a page of it, or of its administration
 *
 * Returns: (transfer full): the addresses at which the site may begin, each with its closing slash:
 *   the deepest folder first, the host's root last, seven at most
 */
char **
redaksi_address_bases (GUri *uri)
{
  g_autoptr (GStrvBuilder) bases = g_strv_builder_new ();
  g_autofree char *origin = redaksi_address_origin (uri);
  g_autofree char *path = g_strdup (g_uri_get_path (uri));
  guint n = 0;

  path[cut_own_pages (path)] = '\0';
  g_strchomp (path);
  while (n < MAX_BASES)
    {
      char *slash;
      while (*path != '\0' && path[strlen (path) - 1] == '/')
        path[strlen (path) - 1] = '\0';
      if (*path == '\0')
        break;
      slash = strrchr (path, '/');
      /* A number is a year, a month or an article, never a site. */
      if (slash != NULL && strspn (slash + 1, "0123456789") != strlen (slash + 1)
          && strchr (slash + 1, '.') == NULL)
        {
          g_strv_builder_take (bases, g_strconcat (origin, path, "/", NULL));
          n++;
        }
      if (slash == NULL)
        break;
      *slash = '\0';
    }
  g_strv_builder_take (bases, g_strconcat (origin, "/", NULL));
  return g_strv_builder_end (bases);
}

/**
 * redaksi_address_build:
 * @base: where an API is: `https://koran.example/wp-json/` or `https://koran.example/?rest_route=/`
 * @route: a route without the first slash: `wp/v2/posts/7`; "" for the root
 * @...: pairs of a parameter's name and its value (%NULL value: leave it out), ended by %NULL
 *
 * Returns: (transfer full): the address to ask
 */
char *
redaksi_address_build (const char *base, const char *route, ...)
{
  g_autoptr (GString) url = g_string_new (base);
  const char *name;
  va_list args;

  g_string_append (url, route);
  va_start (args, route);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);
      if (value == NULL)
        continue;
      g_string_append_c (url, strchr (url->str, '?') != NULL ? '&' : '?');
      g_string_append (url, name);
      g_string_append_c (url, '=');
      g_string_append_uri_escaped (url, value, NULL, FALSE);
    }
  va_end (args);
  return g_string_free (g_steal_pointer (&url), FALSE);
}
