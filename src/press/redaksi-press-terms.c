/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /wp/v2/categories and /wp/v2/tags */
#include <string.h>

#include "redaksi-press-private.h"
#include "redaksi-text.h"

#define COLUMNS                                                                                    \
  "id, name, slug, description, parent, (SELECT count(*) FROM post_term JOIN post ON post.id = "   \
  "post"                                                                                           \
  " WHERE term = term.id AND status = 'publish')"

static yyjson_mut_val *
make_term (RedaksiPressRequest *request, yyjson_mut_doc *doc, RedaksiPressRows *rows,
           const char *kind)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  yyjson_mut_val *links;
  gboolean is_tag = strcmp (kind, "post_tag") == 0;
  gint64 id = sqlite3_column_int64 (rows, 0);
  g_autofree char *name = redaksi_press_rows_text (rows, 1);
  g_autofree char *escaped = redaksi_text_escape (name);
  g_autofree char *slug = redaksi_press_rows_text (rows, 2);
  g_autofree char *description = redaksi_press_rows_text (rows, 3);
  g_autofree char *link
    = g_strconcat (request->press->url, is_tag ? "tag/" : "category/", slug, "/", NULL);
  g_autofree char *self = g_strdup_printf ("%swp/v2/%s/%" G_GINT64_FORMAT, request->press->api,
                                           is_tag ? "tags" : "categories", id);

  yyjson_mut_obj_add_sint (doc, object, "id", id);
  yyjson_mut_obj_add_sint (doc, object, "count", sqlite3_column_int64 (rows, 5));
  yyjson_mut_obj_add_strcpy (doc, object, "description", description);
  yyjson_mut_obj_add_strcpy (doc, object, "link", link);
  /* Names of terms come escaped from WordPress, in every context. */
  yyjson_mut_obj_add_strcpy (doc, object, "name", escaped);
  yyjson_mut_obj_add_strcpy (doc, object, "slug", slug);
  yyjson_mut_obj_add_strcpy (doc, object, "taxonomy", kind);
  if (!is_tag)
    yyjson_mut_obj_add_sint (doc, object, "parent", sqlite3_column_int64 (rows, 4));
  yyjson_mut_obj_add_arr (doc, object, "meta");
  links = yyjson_mut_obj_add_obj (doc, object, "_links");
  _redaksi_press_add_link (doc, links, "self", self);
  return object;
}

static RedaksiPressRows *
find_term (RedaksiPressRequest *request, const char *kind, gint64 id)
{
  RedaksiPressRows *rows
    = redaksi_press_store_query (request->press->store,
                                 "SELECT " COLUMNS " FROM term WHERE id = ? AND kind = ?", "is", id,
                                 kind);

  if (redaksi_press_rows_next (rows))
    return rows;
  sqlite3_finalize (rows);
  return NULL;
}

static void
reply_term (RedaksiPressRequest *request, guint status, const char *kind, gint64 id)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autoptr (RedaksiPressRows) rows = find_term (request, kind, id);

  if (rows == NULL)
    {
      _redaksi_press_reply_error (request, 404, "rest_term_invalid", "Term does not exist.");
      return;
    }
  yyjson_mut_doc_set_root (doc, make_term (request, doc, rows, kind));
  _redaksi_press_reply (request, status, doc);
}

static void
list_terms (RedaksiPressRequest *request, const char *kind)
{
  g_autofree char *search = _redaksi_press_request_text (request, "search");
  g_auto (GStrv) slugs = _redaksi_press_request_list (request, "slug");
  g_autofree char *wanted = g_strjoinv (",", slugs);
  g_auto (GStrv) include = _redaksi_press_request_list (request, "include");
  g_autofree char *ids = g_strjoinv (",", include);
  gint64 per_page = CLAMP (_redaksi_press_request_int (request, "per_page", 10), 1, 100);
  gint64 page = MAX (_redaksi_press_request_int (request, "page", 1), 1);
  gboolean hide = _redaksi_press_request_flag (request, "hide_empty");
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autoptr (RedaksiPressRows) rows = NULL;
  yyjson_mut_val *list = yyjson_mut_arr (doc);
  gint64 total;
  /* instr() finds without LIKE's signs; the names are folded as far as SQLite folds. */
  const char *const where
    = " FROM term WHERE kind = ?1 AND (?2 = '' OR instr (lower (name), lower (?2)) > 0 OR instr "
      "(slug, lower (?2)) > 0)"
      " AND (?3 = '' OR instr (',' || ?3 || ',', ',' || slug || ',') > 0)"
      " AND (?4 = '' OR instr (',' || ?4 || ',', ',' || id || ',') > 0)"
      " AND (?5 = 0 OR EXISTS (SELECT 1 FROM post_term WHERE term = term.id))";
  g_autofree char *count = g_strconcat ("SELECT count(*)", where, NULL);
  g_autofree char *select
    = g_strconcat ("SELECT " COLUMNS, where, " ORDER BY name COLLATE NOCASE, id LIMIT ?6 OFFSET ?7",
                   NULL);

  if (search == NULL)
    search = g_strdup ("");
  total = redaksi_press_store_get_int (request->press->store, count, "ssssi", kind, search, wanted,
                                       ids, (gint64)hide);
  rows = redaksi_press_store_query (request->press->store, select, "ssssiii", kind, search, wanted,
                                    ids, (gint64)hide, per_page, (page - 1) * per_page);
  while (redaksi_press_rows_next (rows))
    yyjson_mut_arr_append (list, make_term (request, doc, rows, kind));
  yyjson_mut_doc_set_root (doc, list);
  _redaksi_press_reply_pages (request, total, per_page);
  _redaksi_press_reply (request, 200, doc);
}

static void
create_term (RedaksiPressRequest *request, const char *kind)
{
  RedaksiPressStore *store = request->press->store;
  gboolean is_tag = strcmp (kind, "post_tag") == 0;
  g_autofree char *given = _redaksi_press_request_text (request, "name");
  g_autofree char *wanted = _redaksi_press_request_text (request, "slug");
  g_autofree char *description = _redaksi_press_request_text (request, "description");
  g_autofree char *name = given != NULL ? redaksi_text_one_line (given) : NULL;
  g_autofree char *base = NULL;
  g_autofree char *slug = NULL;
  gint64 parent = is_tag ? 0 : _redaksi_press_request_int (request, "parent", 0);
  gint64 there;

  if (!_redaksi_press_request_may (request, is_tag ? MAY_EDIT | MAY_PUBLISH : MAY_MANAGE_TERMS))
    {
      _redaksi_press_reply_denied (request, "rest_cannot_create",
                                   "Sorry, you are not allowed to create terms in this taxonomy.");
      return;
    }
  if (name == NULL || *name == '\0')
    {
      if (name == NULL)
        _redaksi_press_reply_error (request, 400, "rest_missing_callback_param",
                                    "Missing parameter(s): name");
      else
        _redaksi_press_reply_error (request, 500, "empty_term_name",
                                    "A name is required for this term.");
      return;
    }
  base = redaksi_text_slug (wanted != NULL && *wanted != '\0' ? wanted : name);
  /* The same name is the same term, whatever its case, as long as it has the same parent. */
  there = redaksi_press_store_get_int (store,
                                       "SELECT id FROM term WHERE kind = ? AND parent = ? AND "
                                       "(lower (name) = lower (?) OR (slug = ? AND slug <> ''))",
                                       "siss", kind, parent, name, base);
  if (there != 0)
    {
      _redaksi_press_reply_number (request, 400, "term_exists",
                                   "A term with the name provided already exists with this parent.",
                                   "term_id", there);
      return;
    }
  slug = redaksi_press_store_unique_slug (store, NULL, kind, *base != '\0' ? base : "term", 0);
  if (!redaksi_press_store_run (
        store, "INSERT INTO term (kind, name, slug, description, parent) VALUES (?, ?, ?, ?, ?)",
        "ssssi", kind, name, slug, description != NULL ? description : "", parent))
    {
      _redaksi_press_reply_error (request, 500, "db_insert_error",
                                  "Could not insert term into the database.");
      return;
    }
  reply_term (request, 201, kind, redaksi_press_store_last_id (store));
}

void
_redaksi_press_api_terms (RedaksiPressRequest *request, const char *kind, const char *rest)
{
  gint64 id;

  if (*rest == '\0' && strcmp (request->method, "GET") == 0)
    list_terms (request, kind);
  else if (*rest == '\0' && strcmp (request->method, "POST") == 0)
    create_term (request, kind);
  else if (strcmp (request->method, "GET") == 0
           && g_ascii_string_to_signed (rest, 10, 1, G_MAXINT64, &id, NULL))
    reply_term (request, 200, kind, id);
  else
    _redaksi_press_reply_error (request, 404, "rest_no_route",
                                "No route was found matching the URL and request method.");
}
