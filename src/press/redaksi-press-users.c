/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /wp/v2/users */
#include <string.h>

#include "redaksi-press-private.h"
#include "redaksi-text.h"

/* WordPress's words for what a role may do; a client asks for these. */
static void
add_capabilities (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *role)
{
  static const struct
  {
    RedaksiPressRights rights;
    const char *name;
  } words[] = {
    { MAY_EDIT, "edit_posts" },
    { MAY_EDIT, "delete_posts" },
    { MAY_EDIT, "read" },
    { MAY_PUBLISH, "publish_posts" },
    { MAY_EDIT_PUBLISHED, "edit_published_posts" },
    { MAY_EDIT_PUBLISHED, "delete_published_posts" },
    { MAY_EDIT_OTHERS, "edit_others_posts" },
    { MAY_EDIT_OTHERS, "delete_others_posts" },
    { MAY_EDIT_OTHERS, "edit_private_posts" },
    { MAY_EDIT_OTHERS, "read_private_posts" },
    { MAY_UPLOAD, "upload_files" },
    { MAY_MANAGE_TERMS, "manage_categories" },
    { MAY_MANAGE_SITE, "manage_options" },
    { MAY_MANAGE_SITE, "list_users" },
    { MAY_MANAGE_SITE, "create_users" },
  };
  RedaksiPressRights rights = _redaksi_press_role_rights (role);
  yyjson_mut_val *capabilities = yyjson_mut_obj_add_obj (doc, object, "capabilities");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((rights & words[i].rights) == words[i].rights)
      yyjson_mut_obj_add_bool (doc, capabilities, words[i].name, true);
  yyjson_mut_obj_add (capabilities, yyjson_mut_strcpy (doc, role), yyjson_mut_bool (doc, true));
}

static yyjson_mut_val *
make_user (RedaksiPressRequest *request, yyjson_mut_doc *doc, RedaksiPressRows *rows, gboolean edit)
{
  RedaksiPress *press = request->press;
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  yyjson_mut_val *links;
  gint64 id = sqlite3_column_int64 (rows, 0);
  g_autofree char *name = redaksi_press_rows_text (rows, 1);
  g_autofree char *role = redaksi_press_rows_text (rows, 2);
  g_autofree char *slug = redaksi_text_slug (name);
  g_autofree char *self = g_strdup_printf ("%swp/v2/users/%" G_GINT64_FORMAT, press->api, id);
  g_autofree char *link = g_strconcat (press->url, "author/", slug, "/", NULL);
  g_autofree char *registered = _redaksi_press_gmt_time (sqlite3_column_int64 (rows, 3));

  yyjson_mut_obj_add_sint (doc, object, "id", id);
  if (edit)
    {
      g_autofree char *locale
        = g_str_has_prefix (press->language, "id") ? g_strdup ("id_ID") : g_strdup ("en_US");
      g_autofree char *date = g_strconcat (registered, "+00:00", NULL);
      yyjson_mut_val *roles;
      yyjson_mut_obj_add_strcpy (doc, object, "username", name);
      yyjson_mut_obj_add_str (doc, object, "first_name", "");
      yyjson_mut_obj_add_str (doc, object, "last_name", "");
      yyjson_mut_obj_add_str (doc, object, "email", "");
      yyjson_mut_obj_add_strcpy (doc, object, "nickname", name);
      yyjson_mut_obj_add_strcpy (doc, object, "locale", locale);
      yyjson_mut_obj_add_strcpy (doc, object, "registered_date", date);
      roles = yyjson_mut_obj_add_arr (doc, object, "roles");
      yyjson_mut_arr_add_strcpy (doc, roles, role);
      add_capabilities (doc, object, role);
      yyjson_mut_obj_add_obj (doc, object, "extra_capabilities");
    }
  yyjson_mut_obj_add_strcpy (doc, object, "name", name);
  yyjson_mut_obj_add_str (doc, object, "url", "");
  yyjson_mut_obj_add_str (doc, object, "description", "");
  yyjson_mut_obj_add_strcpy (doc, object, "link", link);
  yyjson_mut_obj_add_strcpy (doc, object, "slug", slug);
  yyjson_mut_obj_add_arr (doc, object, "meta");
  links = yyjson_mut_obj_add_obj (doc, object, "_links");
  _redaksi_press_add_link (doc, links, "self", self);
  return object;
}

static void
read_user (RedaksiPressRequest *request, gint64 id)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autoptr (RedaksiPressRows) rows
    = redaksi_press_store_query (request->press->store,
                                 "SELECT id, name, role, created FROM user WHERE id = ?", "i", id);
  gboolean edit = _redaksi_press_request_wants_edit (request);

  if (!redaksi_press_rows_next (rows))
    _redaksi_press_reply_error (request, 404, "rest_user_invalid_id", "Invalid user ID.");
  else if (edit && id != request->user && !_redaksi_press_request_may (request, MAY_MANAGE_SITE))
    _redaksi_press_reply_denied (request, "rest_user_cannot_view",
                                 "Sorry, you are not allowed to edit users.");
  else if (request->user == 0)
    _redaksi_press_reply_denied (request, "rest_user_cannot_view",
                                 "Sorry, you are not allowed to list users.");
  else
    {
      yyjson_mut_doc_set_root (doc, make_user (request, doc, rows, edit));
      _redaksi_press_reply (request, 200, doc);
    }
}

/* ?who=authors: those who may write. Names of people are shown to people of the house alone. */
static void
list_users (RedaksiPressRequest *request)
{
  g_autofree char *search = _redaksi_press_request_text (request, "search");
  gint64 per_page = CLAMP (_redaksi_press_request_int (request, "per_page", 10), 1, 100);
  gint64 page = MAX (_redaksi_press_request_int (request, "page", 1), 1);
  gboolean edit = _redaksi_press_request_wants_edit (request);
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autoptr (RedaksiPressRows) rows = NULL;
  yyjson_mut_val *list = yyjson_mut_arr (doc);
  gint64 total;

  if (!_redaksi_press_request_may (request, edit ? MAY_MANAGE_SITE : MAY_EDIT))
    {
      _redaksi_press_reply_denied (request,
                                   edit ? "rest_forbidden_context" : "rest_user_cannot_view",
                                   "Sorry, you are not allowed to list users.");
      return;
    }
  if (search == NULL)
    search = g_strdup ("");
  total = redaksi_press_store_get_int (
    request->press->store,
    "SELECT count(*) FROM user WHERE ?1 = '' OR instr (lower (name), lower (?1)) > 0", "s", search);
  rows
    = redaksi_press_store_query (request->press->store,
                                 "SELECT id, name, role, created FROM user WHERE ?1 = '' OR instr "
                                 "(lower (name), lower (?1)) > 0 ORDER BY name LIMIT ? OFFSET ?",
                                 "sii", search, per_page, (page - 1) * per_page);
  while (redaksi_press_rows_next (rows))
    yyjson_mut_arr_append (list, make_user (request, doc, rows, edit));
  yyjson_mut_doc_set_root (doc, list);
  _redaksi_press_reply_pages (request, total, per_page);
  _redaksi_press_reply (request, 200, doc);
}

void
_redaksi_press_api_users (RedaksiPressRequest *request, const char *rest)
{
  gint64 id;

  if (strcmp (request->method, "GET") != 0)
    _redaksi_press_reply_error (request, 404, "rest_no_route",
                                "No route was found matching the URL and request method.");
  else if (*rest == '\0')
    list_users (request);
  else if (strcmp (rest, "me") == 0)
    {
      if (request->user == 0)
        _redaksi_press_reply_error (request, 401, "rest_not_logged_in",
                                    "You are not currently logged in.");
      else
        read_user (request, request->user);
    }
  else if (g_ascii_string_to_signed (rest, 10, 1, G_MAXINT64, &id, NULL))
    read_user (request, id);
  else
    _redaksi_press_reply_error (request, 404, "rest_no_route",
                                "No route was found matching the URL and request method.");
}
