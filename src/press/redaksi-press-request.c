/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request to the API, read: who asks, and for what, wherever WordPress lets it be said (JSON,
 * form or query). */
#include <string.h>

#include "redaksi-press-private.h"

static GHashTable *
new_query (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
}

static char *
decode (const char *text, gsize length)
{
  g_autofree char *blank = g_strndup (text, length);

  for (char *p = blank; *p != '\0'; p++)
    if (*p == '+')
      *p = ' ';
  return g_uri_unescape_string (blank, NULL);
}

/* application/x-www-form-urlencoded, as PHP reads it: "a[]=1&a[]=2" and "a[0]=1" make a list. */
GHashTable *
_redaksi_press_parse_query (const char *query)
{
  GHashTable *result = new_query ();
  g_auto (GStrv) pairs = query != NULL ? g_strsplit (query, "&", 1000) : NULL;

  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      const char *equals = strchr (pairs[i], '=');
      gsize length = equals != NULL ? (gsize)(equals - pairs[i]) : strlen (pairs[i]);
      g_autofree char *name = decode (pairs[i], length);
      g_autofree char *value
        = decode (equals != NULL ? equals + 1 : "", equals != NULL ? strlen (equals + 1) : 0);
      GPtrArray *values;

      if (name == NULL || value == NULL || !g_utf8_validate (value, -1, NULL)
          || !g_utf8_validate (name, -1, NULL))
        continue;
      if (strchr (name, '[') != NULL)
        *strchr (name, '[') = '\0';
      values = g_hash_table_lookup (result, name);
      if (values == NULL)
        {
          values = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (result, g_steal_pointer (&name), values);
        }
      g_ptr_array_add (values, g_steal_pointer (&value));
    }
  return result;
}

const char *
_redaksi_press_query_first (GHashTable *query, const char *name)
{
  GPtrArray *values = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  /* The last one counts, as in PHP. */
  return values != NULL ? g_ptr_array_index (values, values->len - 1) : NULL;
}

RedaksiPressRights
_redaksi_press_role_rights (const char *role)
{
  static const struct
  {
    const char *role;
    RedaksiPressRights rights;
  } roles[] = {
    { "administrator", ~0 },
    { "editor", MAY_EDIT | MAY_PUBLISH | MAY_EDIT_PUBLISHED | MAY_EDIT_OTHERS | MAY_UPLOAD
                  | MAY_MANAGE_TERMS },
    { "author", MAY_EDIT | MAY_PUBLISH | MAY_EDIT_PUBLISHED | MAY_UPLOAD },
    { "contributor", MAY_EDIT },
  };

  for (guint i = 0; role != NULL && i < G_N_ELEMENTS (roles); i++)
    if (strcmp (role, roles[i].role) == 0)
      return roles[i].rights;
  return 0;
}

gboolean
_redaksi_press_peer_is_local (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return G_IS_INET_SOCKET_ADDRESS (address)
         && g_inet_address_get_is_loopback (
           g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* Basic authentication with an application password. A wrong one makes nobody of the caller, as in
 * WordPress. Over plain http from another machine no password is taken: it has been read on the way
 * already, and accepting it would make that a habit. */
void
_redaksi_press_request_sign_in (RedaksiPressRequest *self)
{
  const char *header
    = soup_message_headers_get_one (soup_server_message_get_request_headers (self->message),
                                    "Authorization");
  g_autofree guchar *raw = NULL;
  g_autofree char *pair = NULL;
  gsize length = 0;
  char *colon;

  if (header == NULL || g_ascii_strncasecmp (header, "Basic ", 6) != 0 || strlen (header) > 1024
      || !_redaksi_press_peer_is_local (self->message))
    return;
  raw = g_base64_decode (header + 6, &length);
  pair = g_strndup ((const char *)raw, length);
  colon = strchr (pair, ':');
  if (colon != NULL && g_utf8_validate (pair, -1, NULL))
    {
      *colon = '\0';
      self->user = redaksi_press_store_check_user (self->press->store, pair, colon + 1);
      explicit_bzero (colon + 1, strlen (colon + 1));
    }
  explicit_bzero (raw, length);
  if (self->user != 0)
    {
      g_autoptr (RedaksiPressRows) rows
        = redaksi_press_store_query (self->press->store, "SELECT name, role FROM user WHERE id = ?",
                                     "i", self->user);
      if (redaksi_press_rows_next (rows))
        {
          self->user_name = redaksi_press_rows_text (rows, 0);
          self->role = redaksi_press_rows_text (rows, 1);
          self->rights = _redaksi_press_role_rights (self->role);
        }
    }
}

RedaksiPressRequest *
_redaksi_press_request_new (RedaksiPress *press, SoupServerMessage *message)
{
  RedaksiPressRequest *self = g_new0 (RedaksiPressRequest, 1);
  const char *override
    = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                    "X-HTTP-Method-Override");

  self->press = g_object_ref (press);
  self->message = g_object_ref (message);
  self->method = soup_server_message_get_method (message);
  if (override != NULL && strcmp (self->method, "POST") == 0)
    self->method = g_intern_string (strcmp (override, "PUT") == 0 || strcmp (override, "PATCH") == 0
                                        || strcmp (override, "DELETE") == 0
                                      ? override
                                      : "POST");
  if (strcmp (self->method, "HEAD") == 0)
    self->method = "GET";
  self->query
    = _redaksi_press_parse_query (g_uri_get_query (soup_server_message_get_uri (message)));
  _redaksi_press_request_sign_in (self);
  return self;
}

void
_redaksi_press_request_free (RedaksiPressRequest *self)
{
  g_clear_object (&self->press);
  g_clear_object (&self->message);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->form, g_hash_table_unref);
  g_clear_pointer (&self->json, yyjson_doc_free);
  g_free (self->user_name);
  g_free (self->role);
  g_free (self);
}

/* Reads JSON or a form. FALSE: it was neither, and the reply says so. */
gboolean
_redaksi_press_request_read_body (RedaksiPressRequest *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length == 0 || type == NULL)
    return TRUE;
  if (strcmp (type, "application/json") == 0)
    {
      self->json = redaksi_json_parse (data, length, NULL);
      /* A text with a NUL in it would be cut in silence. */
      if (!yyjson_is_obj (yyjson_doc_get_root (self->json))
          || g_strstr_len (data, length, "\\u0000") != NULL)
        {
          g_clear_pointer (&self->json, yyjson_doc_free);
          _redaksi_press_reply_error (self, 400, "rest_invalid_json", "Invalid JSON body passed.");
          return FALSE;
        }
    }
  else if (strcmp (type, "application/x-www-form-urlencoded") == 0)
    {
      g_autofree char *text = g_strndup (data, length);
      self->form = _redaksi_press_parse_query (text);
    }
  return TRUE;
}

static yyjson_val *
get_value (RedaksiPressRequest *self, const char *name)
{
  return self->json != NULL ? yyjson_obj_get (yyjson_doc_get_root (self->json), name) : NULL;
}

static const char *
get_plain (RedaksiPressRequest *self, const char *name)
{
  const char *text = _redaksi_press_query_first (self->form, name);

  return text != NULL ? text : _redaksi_press_query_first (self->query, name);
}

gboolean
_redaksi_press_request_has (RedaksiPressRequest *self, const char *name)
{
  return get_value (self, name) != NULL || get_plain (self, name) != NULL;
}

/* A text, or the "raw" of an object as the server itself sends it back. NULL: absent or no text. */
char *
_redaksi_press_request_text (RedaksiPressRequest *self, const char *name)
{
  yyjson_val *value = get_value (self, name);

  if (yyjson_is_obj (value))
    value = yyjson_obj_get (value, "raw");
  if (yyjson_is_str (value))
    return g_strdup (yyjson_get_str (value));
  if (yyjson_is_int (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, yyjson_get_sint (value));
  return value == NULL ? g_strdup (get_plain (self, name)) : NULL;
}

gint64
_redaksi_press_request_int (RedaksiPressRequest *self, const char *name, gint64 fallback)
{
  g_autofree char *text = _redaksi_press_request_text (self, name);
  gint64 number;

  return text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL)
           ? number
           : fallback;
}

gboolean
_redaksi_press_request_flag (RedaksiPressRequest *self, const char *name)
{
  yyjson_val *value = get_value (self, name);
  const char *text = value == NULL ? get_plain (self, name) : yyjson_get_str (value);

  if (yyjson_is_bool (value))
    return yyjson_get_bool (value);
  if (yyjson_is_int (value))
    return yyjson_get_sint (value) != 0;
  return text != NULL && strcmp (text, "false") != 0 && strcmp (text, "0") != 0 && *text != '\0';
}

/* A list: a JSON array, "1,2", or "name[]=1&name[]=2". */
GStrv
_redaksi_press_request_list (RedaksiPressRequest *self, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  yyjson_val *value = get_value (self, name);
  GPtrArray *values = NULL;

  if (yyjson_is_arr (value))
    {
      yyjson_val *item;
      yyjson_arr_iter iter = yyjson_arr_iter_with (value);
      while ((item = yyjson_arr_iter_next (&iter)) != NULL)
        if (yyjson_is_str (item))
          g_strv_builder_add (builder, yyjson_get_str (item));
        else if (yyjson_is_int (item))
          g_strv_builder_take (builder,
                               g_strdup_printf ("%" G_GINT64_FORMAT, yyjson_get_sint (item)));
      return g_strv_builder_end (builder);
    }
  if (value == NULL)
    {
      values = self->form != NULL ? g_hash_table_lookup (self->form, name) : NULL;
      values = values != NULL ? values : g_hash_table_lookup (self->query, name);
    }
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (values, i), ",", 1000);
      for (guint j = 0; parts[j] != NULL; j++)
        if (*g_strstrip (parts[j]) != '\0')
          g_strv_builder_add (builder, parts[j]);
    }
  if (value != NULL)
    g_strv_builder_take (builder, _redaksi_press_request_text (self, name));
  return g_strv_builder_end (builder);
}

gboolean
_redaksi_press_request_may (RedaksiPressRequest *self, RedaksiPressRights rights)
{
  return (self->rights & rights) == rights;
}

gboolean
_redaksi_press_request_wants_edit (RedaksiPressRequest *self)
{
  g_autofree char *context = _redaksi_press_request_text (self, "context");

  return g_strcmp0 (context, "edit") == 0;
}
