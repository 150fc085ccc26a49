/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /wp/v2/media */
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-digest.h"
#include "redaksi-press-picture.h"
#include "redaksi-press-private.h"
#include "redaksi-text.h"

char *
_redaksi_press_media_url (RedaksiPress *self, gint64 id, const char *name)
{
  return g_strdup_printf ("%smedia/%" G_GINT64_FORMAT "/%s", self->url, id, name);
}

#define COLUMNS                                                                                    \
  "id, author, slug, title, caption, alt, description, post, name, digest, type, width, height, "  \
  "size, date, modified"

static yyjson_mut_val *
make_size (yyjson_mut_doc *doc, const char *name, const char *type, gint64 width, gint64 height,
           const char *url)
{
  yyjson_mut_val *size = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_strcpy (doc, size, "file", name);
  yyjson_mut_obj_add_sint (doc, size, "width", width);
  yyjson_mut_obj_add_sint (doc, size, "height", height);
  yyjson_mut_obj_add_strcpy (doc, size, "mime_type", type);
  yyjson_mut_obj_add_strcpy (doc, size, "source_url", url);
  return size;
}

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, const char *text,
          gboolean edit)
{
  g_autofree char *escaped = _redaksi_press_render_text (text);
  g_autofree char *rendered
    = *escaped != '\0' ? g_strdup_printf ("<p>%s</p>\n", escaped) : g_strdup ("");

  _redaksi_press_add_rendered (doc, object, key, text,
                               strcmp (key, "title") == 0 ? escaped : rendered, edit);
}

static yyjson_mut_val *
make_media (RedaksiPressRequest *request, yyjson_mut_doc *doc, RedaksiPressRows *rows,
            gboolean edit)
{
  RedaksiPress *press = request->press;
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  yyjson_mut_val *details, *sizes, *links;
  gint64 id = sqlite3_column_int64 (rows, 0);
  gint64 width = sqlite3_column_int64 (rows, 11);
  gint64 height = sqlite3_column_int64 (rows, 12);
  g_autofree char *slug = redaksi_press_rows_text (rows, 2);
  g_autofree char *title = redaksi_press_rows_text (rows, 3);
  g_autofree char *caption = redaksi_press_rows_text (rows, 4);
  g_autofree char *alt = redaksi_press_rows_text (rows, 5);
  g_autofree char *description = redaksi_press_rows_text (rows, 6);
  g_autofree char *name = redaksi_press_rows_text (rows, 8);
  g_autofree char *type = redaksi_press_rows_text (rows, 10);
  g_autofree char *url = _redaksi_press_media_url (press, id, name);
  g_autofree char *self = g_strdup_printf ("%swp/v2/media/%" G_GINT64_FORMAT, press->api, id);
  g_autofree char *date = _redaksi_press_local_time (press, sqlite3_column_int64 (rows, 14));
  g_autofree char *date_gmt = _redaksi_press_gmt_time (sqlite3_column_int64 (rows, 14));
  g_autofree char *modified = _redaksi_press_local_time (press, sqlite3_column_int64 (rows, 15));
  g_autofree char *modified_gmt = _redaksi_press_gmt_time (sqlite3_column_int64 (rows, 15));

  yyjson_mut_obj_add_sint (doc, object, "id", id);
  yyjson_mut_obj_add_strcpy (doc, object, "date", date);
  yyjson_mut_obj_add_strcpy (doc, object, "date_gmt", date_gmt);
  yyjson_mut_obj_add_strcpy (doc, object, "modified", modified);
  yyjson_mut_obj_add_strcpy (doc, object, "modified_gmt", modified_gmt);
  _redaksi_press_add_rendered (doc, object, "guid", url, url, edit);
  yyjson_mut_obj_add_strcpy (doc, object, "slug", slug);
  yyjson_mut_obj_add_str (doc, object, "status", "inherit");
  yyjson_mut_obj_add_str (doc, object, "type", "attachment");
  yyjson_mut_obj_add_strcpy (doc, object, "link", url);
  add_text (doc, object, "title", title, edit);
  yyjson_mut_obj_add_sint (doc, object, "author", sqlite3_column_int64 (rows, 1));
  yyjson_mut_obj_add_int (doc, object, "featured_media", 0);
  add_text (doc, object, "description", description, edit);
  add_text (doc, object, "caption", caption, edit);
  yyjson_mut_obj_add_strcpy (doc, object, "alt_text", alt);
  yyjson_mut_obj_add_str (doc, object, "media_type", "image");
  yyjson_mut_obj_add_strcpy (doc, object, "mime_type", type);
  details = yyjson_mut_obj_add_obj (doc, object, "media_details");
  yyjson_mut_obj_add_sint (doc, details, "width", width);
  yyjson_mut_obj_add_sint (doc, details, "height", height);
  yyjson_mut_obj_add_strcpy (doc, details, "file", name);
  yyjson_mut_obj_add_sint (doc, details, "filesize", sqlite3_column_int64 (rows, 13));
  sizes = yyjson_mut_obj_add_obj (doc, details, "sizes");
  yyjson_mut_obj_add_val (doc, sizes, "full", make_size (doc, name, type, width, height, url));
  if (sqlite3_column_int64 (rows, 7) != 0)
    yyjson_mut_obj_add_sint (doc, object, "post", sqlite3_column_int64 (rows, 7));
  else
    yyjson_mut_obj_add_null (doc, object, "post");
  yyjson_mut_obj_add_strcpy (doc, object, "source_url", url);
  links = yyjson_mut_obj_add_obj (doc, object, "_links");
  _redaksi_press_add_link (doc, links, "self", self);
  return object;
}

static RedaksiPressRows *
find_media (RedaksiPress *press, gint64 id)
{
  RedaksiPressRows *rows
    = redaksi_press_store_query (press->store, "SELECT " COLUMNS " FROM media WHERE id = ?", "i",
                                 id);

  if (redaksi_press_rows_next (rows))
    return rows;
  sqlite3_finalize (rows);
  return NULL;
}

static void
reply_media (RedaksiPressRequest *request, guint status, gint64 id, gboolean edit)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autoptr (RedaksiPressRows) rows = find_media (request->press, id);

  yyjson_mut_doc_set_root (doc, make_media (request, doc, rows, edit));
  if (status == 201)
    {
      g_autofree char *location
        = g_strdup_printf ("%swp/v2/media/%" G_GINT64_FORMAT, request->press->api, id);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      _redaksi_press_set_header (request, "Location", location);
      _redaksi_press_set_header (request, "X-WP-Upload-Attachment-ID", number);
    }
  _redaksi_press_reply (request, status, doc);
}

/* `attachment; filename="a.jpg"` → a.jpg. The extended form (filename*=) is refused as by
 * WordPress. */
static char *
get_file_name (RedaksiPressRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *disposition = soup_message_headers_get_one (headers, "Content-Disposition");
  GHashTable *params;
  const char *found;
  g_autofree char *name = NULL;

  if (disposition == NULL)
    {
      _redaksi_press_reply_error (request, 400, "rest_upload_no_content_disposition",
                                  "No Content-Disposition supplied.");
      return NULL;
    }
  params = soup_header_parse_semi_param_list (disposition);
  found
    = strstr (disposition, "filename*") == NULL ? g_hash_table_lookup (params, "filename") : NULL;
  name = g_strdup (found);
  soup_header_free_param_list (params);
  if (name == NULL || *name == '\0' || !g_str_is_ascii (name))
    {
      _redaksi_press_reply_error (
        request, 400, "rest_upload_invalid_disposition",
        "Invalid Content-Disposition supplied. Content-Disposition needs to be formatted as "
        "`attachment; filename=\"image.png\"` or similar.");
      return NULL;
    }
  return g_path_get_basename (name);
}

static gboolean
check_md5 (RedaksiPressRequest *request, GBytes *bytes)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *expected = soup_message_headers_get_one (headers, "Content-MD5");
  g_autofree char *actual = NULL;

  if (expected == NULL)
    return TRUE;
  actual = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
  if (g_ascii_strcasecmp (expected, actual) == 0)
    return TRUE;
  _redaksi_press_reply_error (request, 412, "rest_upload_hash_mismatch",
                              "Content hash did not match expected.");
  return FALSE;
}

static char *
param (RedaksiPressRequest *request, const char *name, const char *fallback)
{
  char *text = _redaksi_press_request_text (request, name);

  return text != NULL ? text : g_strdup (fallback);
}

static gint64
insert_media (RedaksiPressRequest *request, const char *file_name,
              const RedaksiPressPicture *picture, GBytes *bytes, const char *digest)
{
  RedaksiPress *press = request->press;
  g_autofree char *stem = g_strndup (file_name, strcspn (file_name, "."));
  g_autofree char *short_name = redaksi_text_slug (stem);
  g_autofree char *name
    = g_strconcat (*short_name != '\0' ? short_name : "photo", picture->extension, NULL);
  g_autofree char *title = param (request, "title", stem);
  g_autofree char *caption = param (request, "caption", "");
  g_autofree char *alt = param (request, "alt_text", "");
  g_autofree char *description = param (request, "description", "");
  g_autofree char *wanted = param (request, "slug", NULL);
  const char *base = wanted != NULL && *wanted != '\0' ? wanted : *title != '\0' ? title : "photo";
  g_autofree char *made = redaksi_press_store_unique_slug (press->store, "media", NULL, base, 0);
  g_autofree char *slug
    = *made != '\0' ? g_strdup (made)
                    : redaksi_press_store_unique_slug (press->store, "media", NULL, "photo", 0);
  gint64 now = redaksi_clock_now () / SECOND;

  if (!redaksi_press_store_run (
        press->store,
        "INSERT INTO media (author, slug, title, caption, alt, description, post, name, digest, "
        "type, width, height, size,"
        " date, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "isssssisssiiiii", request->user, slug, title, caption, alt, description,
        _redaksi_press_request_int (request, "post", 0), name, digest, picture->type,
        (gint64)picture->width, (gint64)picture->height, (gint64)g_bytes_get_size (bytes), now,
        now))
    return 0;
  return redaksi_press_store_last_id (press->store);
}

static void
create_media (RedaksiPressRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  g_autoptr (GBytes) bytes
    = soup_message_body_flatten (soup_server_message_get_request_body (request->message));
  g_autofree char *name = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;
  RedaksiPressPicture picture;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gint64 id;

  if (!_redaksi_press_request_may (request, MAY_UPLOAD))
    {
      _redaksi_press_reply_denied (request, "rest_cannot_create",
                                   "Sorry, you are not allowed to create posts as this user.");
      return;
    }
  if (size == 0)
    {
      _redaksi_press_reply_error (request, 400, "rest_upload_no_data", "No data supplied.");
      return;
    }
  if (soup_message_headers_get_content_type (headers, NULL) == NULL)
    {
      _redaksi_press_reply_error (request, 400, "rest_upload_no_content_type",
                                  "No Content-Type supplied.");
      return;
    }
  name = get_file_name (request);
  if (name == NULL || !check_md5 (request, bytes))
    return;
  if (!redaksi_press_picture_read (data, size, &picture))
    {
      _redaksi_press_reply_error (request, 500, "rest_upload_sideload_error",
                                  "Sorry, you are not allowed to upload this file type.");
      return;
    }
  digest = redaksi_digest_bytes (bytes);
  if (!redaksi_press_store_keep_file (request->press->store, digest, bytes, &error))
    {
      g_warning ("media: %s", error->message);
      _redaksi_press_reply_error (request, 500, "rest_upload_unknown_error",
                                  "The uploaded file could not be stored.");
      return;
    }
  id = insert_media (request, name, &picture, bytes, digest);
  if (id != 0)
    reply_media (request, 201, id, TRUE);
  else
    _redaksi_press_reply_error (request, 500, "db_insert_error",
                                "Could not insert attachment into the database.");
}

static gboolean
may_edit (RedaksiPressRequest *request, RedaksiPressRows *media)
{
  return _redaksi_press_request_may (request, MAY_UPLOAD)
         && (sqlite3_column_int64 (media, 1) == request->user
             || _redaksi_press_request_may (request, MAY_EDIT_OTHERS));
}

static void
update_media (RedaksiPressRequest *request, gint64 id)
{
  static const char *const columns[][2] = { { "title", "title" },
                                            { "caption", "caption" },
                                            { "alt_text", "alt" },
                                            { "description", "description" } };
  g_autofree char *slug = _redaksi_press_request_text (request, "slug");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = _redaksi_press_request_text (request, columns[i][0]);
      g_autofree char *sql
        = g_strdup_printf ("UPDATE media SET %s = ? WHERE id = ?", columns[i][1]);
      if (text != NULL)
        redaksi_press_store_run (request->press->store, sql, "si", text, id);
    }
  if (slug != NULL && *slug != '\0')
    {
      g_autofree char *made
        = redaksi_press_store_unique_slug (request->press->store, "media", NULL, slug, id);
      if (*made != '\0')
        redaksi_press_store_run (request->press->store, "UPDATE media SET slug = ? WHERE id = ?",
                                 "si", made, id);
    }
  if (_redaksi_press_request_has (request, "post"))
    redaksi_press_store_run (request->press->store, "UPDATE media SET post = ? WHERE id = ?", "ii",
                             _redaksi_press_request_int (request, "post", 0), id);
  redaksi_press_store_run (request->press->store, "UPDATE media SET modified = ? WHERE id = ?",
                           "ii", redaksi_clock_now () / SECOND, id);
  reply_media (request, 200, id, TRUE);
}

static void
delete_media (RedaksiPressRequest *request, RedaksiPressRows *media, gint64 id)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root;

  if (!_redaksi_press_request_flag (request, "force"))
    {
      _redaksi_press_reply_error (
        request, 501, "rest_trash_not_supported",
        "The post does not support trashing. Set 'force=true' to delete.");
      return;
    }
  root = yyjson_mut_obj (doc);
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_bool (doc, root, "deleted", true);
  yyjson_mut_obj_add_val (doc, root, "previous", make_media (request, doc, media, TRUE));
  /* The file stays: the same photo may be another row's, and space is cheaper than a lost photo. */
  redaksi_press_store_run (request->press->store, "UPDATE post SET featured = 0 WHERE featured = ?",
                           "i", id);
  redaksi_press_store_run (request->press->store, "DELETE FROM media WHERE id = ?", "i", id);
  _redaksi_press_reply (request, 200, doc);
}

static void
list_media (RedaksiPressRequest *request)
{
  g_auto (GStrv) slugs = _redaksi_press_request_list (request, "slug");
  g_autofree char *wanted = g_strjoinv (",", slugs);
  gint64 per_page = _redaksi_press_request_int (request, "per_page", 10);
  gint64 page = MAX (_redaksi_press_request_int (request, "page", 1), 1);
  gint64 author = _redaksi_press_request_int (request, "author", 0);
  gboolean edit = _redaksi_press_request_wants_edit (request);
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autoptr (RedaksiPressRows) rows = NULL;
  yyjson_mut_val *list = yyjson_mut_arr (doc);
  gint64 total;

  if (per_page < 1 || per_page > 100)
    {
      _redaksi_press_reply_bad_param (request, "per_page",
                                      "per_page must be between 1 (inclusive) and 100 (inclusive)");
      return;
    }
  if (edit && !_redaksi_press_request_may (request, MAY_EDIT))
    {
      _redaksi_press_reply_denied (request, "rest_forbidden_context",
                                   "Sorry, you are not allowed to edit posts in this post type.");
      return;
    }
  total
    = redaksi_press_store_get_int (request->press->store,
                                   "SELECT count(*) FROM media WHERE (?1 = '' OR instr (',' || ?1 "
                                   "|| ',', ',' || slug || ',') > 0) AND (?2 = 0 OR author = ?2)",
                                   "si", wanted, author);
  if (page > 1 && page - 1 > (total - 1) / per_page)
    {
      _redaksi_press_reply_error (
        request, 400, "rest_post_invalid_page_number",
        "The page number requested is larger than the number of pages available.");
      return;
    }
  rows = redaksi_press_store_query (
    request->press->store,
    "SELECT " COLUMNS
    " FROM media WHERE (?1 = '' OR instr (',' || ?1 || ',', ',' || slug || ',') > 0)"
    " AND (?2 = 0 OR author = ?2) ORDER BY id DESC LIMIT ?3 OFFSET ?4",
    "siii", wanted, author, per_page, (page - 1) * per_page);
  while (redaksi_press_rows_next (rows))
    yyjson_mut_arr_append (list, make_media (request, doc, rows, edit));
  yyjson_mut_doc_set_root (doc, list);
  _redaksi_press_reply_pages (request, total, per_page);
  _redaksi_press_reply (request, 200, doc);
}

void
_redaksi_press_api_media (RedaksiPressRequest *request, const char *rest)
{
  g_auto (GStrv) parts = g_strsplit (rest, "/", 3);
  const char *method = request->method;
  gboolean is_write
    = strcmp (method, "POST") == 0 || strcmp (method, "PUT") == 0 || strcmp (method, "PATCH") == 0;
  g_autoptr (RedaksiPressRows) media = NULL;
  gint64 id = 0;

  if (*rest == '\0' && strcmp (method, "GET") == 0)
    list_media (request);
  else if (*rest == '\0' && strcmp (method, "POST") == 0)
    create_media (request);
  else if (parts[0] == NULL || !g_ascii_string_to_signed (parts[0], 10, 1, G_MAXINT64, &id, NULL)
           || (parts[1] != NULL && strcmp (parts[1], "post-process") != 0))
    _redaksi_press_reply_error (request, 404, "rest_no_route",
                                "No route was found matching the URL and request method.");
  else if ((media = find_media (request->press, id)) == NULL)
    _redaksi_press_reply_error (request, 404, "rest_post_invalid_id", "Invalid post ID.");
  else if (strcmp (method, "GET") == 0
           && !(_redaksi_press_request_wants_edit (request) && !may_edit (request, media)))
    reply_media (request, 200, id, _redaksi_press_request_wants_edit (request));
  else if (!may_edit (request, media))
    _redaksi_press_reply_denied (request,
                                 strcmp (method, "DELETE") == 0 ? "rest_cannot_delete"
                                                                : "rest_cannot_edit",
                                 "Sorry, you are not allowed to edit this post.");
  else if (parts[1] != NULL) /* nothing is left to be processed */
    reply_media (request, 200, id, TRUE);
  else if (is_write)
    update_media (request, id);
  else if (strcmp (method, "DELETE") == 0)
    delete_media (request, media, id);
  else
    _redaksi_press_reply_error (request, 404, "rest_no_route",
                                "No route was found matching the URL and request method.");
}
