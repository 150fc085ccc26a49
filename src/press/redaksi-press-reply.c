/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replies of the API, in WordPress's shapes. */
#include <string.h>

#include "redaksi-digest.h"
#include "redaksi-press-private.h"
#include "redaksi-text.h"

void
_redaksi_press_set_header (RedaksiPressRequest *self, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), name,
                                value);
}

/* Whether "_fields" asks for @path, something in it, or something around it. */
static gboolean
is_wanted (const char *const *fields, const char *path)
{
  gsize length = strlen (path);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      gsize n = strlen (fields[i]);
      if (strncmp (fields[i], path, MIN (n, length)) == 0
          && (n == length || (n > length ? fields[i][length] == '.' : path[n] == '.')))
        return TRUE;
    }
  return FALSE;
}

static void
keep_fields (yyjson_mut_val *object, const char *const *fields, const char *before)
{
  yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (object);
  yyjson_mut_val *key;

  while ((key = yyjson_mut_obj_iter_next (&iter)) != NULL)
    {
      yyjson_mut_val *value = yyjson_mut_obj_iter_get_val (key);
      g_autofree char *path = g_strconcat (before, yyjson_mut_get_str (key), NULL);
      if (!is_wanted (fields, path))
        yyjson_mut_obj_iter_remove (&iter);
      else if (yyjson_mut_is_obj (value) && !g_strv_contains (fields, path))
        {
          g_autofree char *inner = g_strconcat (path, ".", NULL);
          keep_fields (value, fields, inner);
        }
    }
}

void
_redaksi_press_reply (RedaksiPressRequest *self, guint status, yyjson_mut_doc *doc)
{
  g_auto (GStrv) fields = _redaksi_press_request_list (self, "_fields");
  yyjson_mut_val *root = yyjson_mut_doc_get_root (doc);
  char *text;

  if (fields[0] != NULL && status < 300)
    {
      if (yyjson_mut_is_arr (root))
        {
          yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (root);
          yyjson_mut_val *item;
          while ((item = yyjson_mut_arr_iter_next (&iter)) != NULL)
            keep_fields (item, (const char *const *)fields, "");
        }
      else
        keep_fields (root, (const char *const *)fields, "");
    }
  text = redaksi_json_write (doc);
  _redaksi_press_set_header (self, "X-Robots-Tag", "noindex");
  _redaksi_press_set_header (self, "X-Content-Type-Options", "nosniff");
  _redaksi_press_set_header (self, "Cache-Control", "no-store");
  _redaksi_press_set_header (self, "Content-Security-Policy",
                             "default-src 'none'; frame-ancestors 'none'");
  soup_server_message_set_status (self->message, status, NULL);
  soup_server_message_set_response (self->message, "application/json; charset=UTF-8",
                                    SOUP_MEMORY_TAKE, text, strlen (text));
}

static yyjson_mut_val *
begin_error (yyjson_mut_doc *doc, guint status, const char *code, const char *message)
{
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *data;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_strcpy (doc, root, "code", code);
  yyjson_mut_obj_add_strcpy (doc, root, "message", message);
  data = yyjson_mut_obj_add_obj (doc, root, "data");
  yyjson_mut_obj_add_uint (doc, data, "status", status);
  return data;
}

void
_redaksi_press_reply_error (RedaksiPressRequest *self, guint status, const char *code,
                            const char *message)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);

  begin_error (doc, status, code, message);
  _redaksi_press_reply (self, status, doc);
}

/* 401 for nobody, 403 for somebody. There is no WWW-Authenticate: a browser would ask the reader.
 */
void
_redaksi_press_reply_denied (RedaksiPressRequest *self, const char *code, const char *message)
{
  _redaksi_press_reply_error (self, self->user == 0 ? 401 : 403, code, message);
}

void
_redaksi_press_reply_bad_param (RedaksiPressRequest *self, const char *name, const char *message)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autofree char *whole = g_strconcat ("Invalid parameter(s): ", name, NULL);
  yyjson_mut_val *data = begin_error (doc, 400, "rest_invalid_param", whole);
  yyjson_mut_val *params = yyjson_mut_obj_add_obj (doc, data, "params");

  yyjson_mut_obj_add (params, yyjson_mut_strcpy (doc, name), yyjson_mut_strcpy (doc, message));
  _redaksi_press_reply (self, 400, doc);
}

void
_redaksi_press_reply_number (RedaksiPressRequest *self, guint status, const char *code,
                             const char *message, const char *key, gint64 number)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *data = begin_error (doc, status, code, message);

  yyjson_mut_obj_add (data, yyjson_mut_strcpy (doc, key), yyjson_mut_sint (doc, number));
  _redaksi_press_reply (self, status, doc);
}

void
_redaksi_press_reply_pages (RedaksiPressRequest *self, gint64 total, gint64 per_page)
{
  g_autofree char *all = g_strdup_printf ("%" G_GINT64_FORMAT, total);
  g_autofree char *pages = g_strdup_printf ("%" G_GINT64_FORMAT, (total + per_page - 1) / per_page);

  _redaksi_press_set_header (self, "X-WP-Total", all);
  _redaksi_press_set_header (self, "X-WP-TotalPages", pages);
}

/* "self": [{"href": …}] */
void
_redaksi_press_add_link (yyjson_mut_doc *doc, yyjson_mut_val *links, const char *rel,
                         const char *href)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);
  yyjson_mut_val *link = yyjson_mut_arr_add_obj (doc, list);

  yyjson_mut_obj_add_strcpy (doc, link, "href", href);
  yyjson_mut_obj_add (links, yyjson_mut_strcpy (doc, rel), list);
}

/* A title or another text, which is HTML as on a WordPress, with nothing in it that acts. */
char *
_redaksi_press_render_text (const char *html)
{
  g_autofree char *text = redaksi_text_unescape (html);

  return redaksi_text_escape (text);
}

void
_redaksi_press_add_rendered (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key,
                             const char *raw, const char *rendered, gboolean with_raw)
{
  yyjson_mut_val *value = yyjson_mut_obj (doc);

  if (with_raw)
    yyjson_mut_obj_add_strcpy (doc, value, "raw", raw);
  yyjson_mut_obj_add_strcpy (doc, value, "rendered", rendered);
  yyjson_mut_obj_add (object, yyjson_mut_strcpy (doc, key), value);
}

/* A public page, feed or text. The tag is its digest, so a page that is unchanged is not sent
 * again. */
void
_redaksi_press_reply_page (RedaksiPress *self, SoupServerMessage *message, guint status,
                           const char *type, char *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *match
    = soup_message_headers_get_list (soup_server_message_get_request_headers (message),
                                     "If-None-Match");
  g_autofree char *digest = redaksi_digest_data (text, strlen (text));
  g_autofree char *tag = g_strdup_printf ("\"%.32s\"", digest);
  g_autofree char *link = g_strdup_printf ("<%s>; rel=\"https://api.w.org/\"", self->api);

  soup_message_headers_replace (headers, "Link", link);
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Referrer-Policy", "strict-origin-when-cross-origin");
  soup_message_headers_replace (
    headers, "Content-Security-Policy",
    "default-src 'none'; img-src 'self' data:; style-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'self'");
  if (status == 200)
    {
      soup_message_headers_replace (headers, "ETag", tag);
      soup_message_headers_replace (headers, "Cache-Control", "no-cache");
      if (match != NULL && strstr (match, tag) != NULL)
        {
          g_free (text);
          soup_server_message_set_status (message, 304, NULL);
          return;
        }
    }
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, text, strlen (text));
}

char *
_redaksi_press_gmt_time (gint64 seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%S")
                      : g_strdup ("1970-01-01T00:00:00");
}

char *
_redaksi_press_local_time (RedaksiPress *self, gint64 seconds)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) date = utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%S")
                      : g_strdup ("1970-01-01T00:00:00");
}
