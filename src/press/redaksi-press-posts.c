/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /wp/v2/posts */
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-press-post.h"
#include "redaksi-text.h"

static const char *const statuses[]
  = { "publish", "future", "draft", "pending", "private", "trash", NULL };

static gboolean
is_own (RedaksiPressRequest *request, const RedaksiPressPost *post)
{
  return post->author == request->user;
}

static gboolean
may_edit (RedaksiPressRequest *request, const RedaksiPressPost *post)
{
  if (request->user == 0 || !_redaksi_press_request_may (request, MAY_EDIT))
    return FALSE;
  if (!is_own (request, post))
    return _redaksi_press_request_may (request, MAY_EDIT_OTHERS);
  if (strcmp (post->status, "publish") == 0 || strcmp (post->status, "future") == 0)
    return _redaksi_press_request_may (request, MAY_EDIT_PUBLISHED);
  return TRUE;
}

static gboolean
may_read (RedaksiPressRequest *request, const RedaksiPressPost *post)
{
  return strcmp (post->status, "publish") == 0 || may_edit (request, post)
         || (request->user != 0 && is_own (request, post));
}

static void
add_ids (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, GArray *ids)
{
  yyjson_mut_val *list = yyjson_mut_obj_add_arr (doc, object, key);

  for (guint i = 0; i < ids->len; i++)
    yyjson_mut_arr_add_sint (doc, list, g_array_index (ids, gint64, i));
}

static void
add_links (RedaksiPressRequest *request, yyjson_mut_doc *doc, yyjson_mut_val *object,
           const RedaksiPressPost *post, gboolean edit)
{
  yyjson_mut_val *links = yyjson_mut_obj_add_obj (doc, object, "_links");
  RedaksiPress *press = request->press;
  g_autofree char *collection = g_strconcat (press->api, "wp/v2/posts", NULL);
  g_autofree char *self = g_strdup_printf ("%s/%" G_GINT64_FORMAT, collection, post->id);
  g_autofree char *author
    = g_strdup_printf ("%swp/v2/users/%" G_GINT64_FORMAT, press->api, post->author);
  g_autofree char *history = g_strconcat (self, "/revisions", NULL);
  gint64 n
    = redaksi_press_store_get_int (press->store, "SELECT count(*) FROM revision WHERE post = ?",
                                   "i", post->id);
  gint64 last
    = redaksi_press_store_get_int (press->store, "SELECT max(id) FROM revision WHERE post = ?", "i",
                                   post->id);

  _redaksi_press_add_link (doc, links, "self", self);
  _redaksi_press_add_link (doc, links, "collection", collection);
  _redaksi_press_add_link (doc, links, "author", author);
  _redaksi_press_add_link (doc, links, "version-history", history);
  yyjson_mut_obj_add_sint (doc,
                           yyjson_mut_arr_get_first (yyjson_mut_obj_get (links, "version-history")),
                           "count", n);
  if (last > 0)
    {
      g_autofree char *before = g_strdup_printf ("%s/%" G_GINT64_FORMAT, history, last);
      _redaksi_press_add_link (doc, links, "predecessor-version", before);
      yyjson_mut_obj_add_sint (
        doc, yyjson_mut_arr_get_first (yyjson_mut_obj_get (links, "predecessor-version")), "id",
        last);
    }
  if (post->featured != 0)
    {
      g_autofree char *media
        = g_strdup_printf ("%swp/v2/media/%" G_GINT64_FORMAT, press->api, post->featured);
      _redaksi_press_add_link (doc, links, "wp:featuredmedia", media);
    }
  if (!edit || !may_edit (request, post))
    return;
  if (_redaksi_press_request_may (request, MAY_PUBLISH))
    _redaksi_press_add_link (doc, links, "wp:action-publish", self);
  if (_redaksi_press_request_may (request, MAY_EDIT_OTHERS))
    {
      _redaksi_press_add_link (doc, links, "wp:action-assign-author", self);
      _redaksi_press_add_link (doc, links, "wp:action-sticky", self);
    }
  if (_redaksi_press_request_may (request, MAY_MANAGE_TERMS))
    _redaksi_press_add_link (doc, links, "wp:action-create-categories", self);
  _redaksi_press_add_link (doc, links, "wp:action-assign-categories", self);
  _redaksi_press_add_link (doc, links, "wp:action-create-tags", self);
  _redaksi_press_add_link (doc, links, "wp:action-assign-tags", self);
}

static void
add_times (RedaksiPress *press, yyjson_mut_doc *doc, yyjson_mut_val *object,
           const RedaksiPressPost *post)
{
  g_autofree char *date = _redaksi_press_local_time (press, post->date);
  g_autofree char *date_gmt = _redaksi_press_gmt_time (post->date);
  g_autofree char *modified = _redaksi_press_local_time (press, post->modified);
  g_autofree char *modified_gmt = _redaksi_press_gmt_time (post->modified);

  yyjson_mut_obj_add_strcpy (doc, object, "date", date);
  yyjson_mut_obj_add_strcpy (doc, object, "date_gmt", date_gmt);
  yyjson_mut_obj_add_strcpy (doc, object, "modified", modified);
  yyjson_mut_obj_add_strcpy (doc, object, "modified_gmt", modified_gmt);
}

static yyjson_mut_val *
make_post (RedaksiPressRequest *request, yyjson_mut_doc *doc, const RedaksiPressPost *post,
           gboolean edit)
{
  RedaksiPress *press = request->press;
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  g_autofree char *link = redaksi_press_post_link (press, post);
  g_autofree char *guid = g_strdup_printf ("%s?p=%" G_GINT64_FORMAT, press->url, post->id);
  g_autofree char *title = _redaksi_press_render_text (post->title);
  g_autofree char *content = redaksi_press_post_body (press, post);
  g_autofree char *summary = *post->excerpt != '\0' ? _redaksi_press_render_text (post->excerpt)
                                                    : redaksi_text_escape (post->summary);
  g_autofree char *excerpt
    = *summary != '\0' ? g_strdup_printf ("<p>%s</p>\n", summary) : g_strdup ("");

  yyjson_mut_obj_add_sint (doc, object, "id", post->id);
  add_times (press, doc, object, post);
  _redaksi_press_add_rendered (doc, object, "guid", guid, guid, edit);
  yyjson_mut_obj_add_strcpy (doc, object, "slug", post->slug);
  yyjson_mut_obj_add_strcpy (doc, object, "status", post->status);
  yyjson_mut_obj_add_str (doc, object, "type", "post");
  yyjson_mut_obj_add_strcpy (doc, object, "link", link);
  _redaksi_press_add_rendered (doc, object, "title", post->title, title, edit);
  _redaksi_press_add_rendered (doc, object, "content", post->content, content, edit);
  yyjson_mut_obj_add_bool (doc, yyjson_mut_obj_get (object, "content"), "protected", false);
  if (edit)
    yyjson_mut_obj_add_int (doc, yyjson_mut_obj_get (object, "content"), "block_version",
                            strstr (post->content, "<!-- wp:") != NULL);
  _redaksi_press_add_rendered (doc, object, "excerpt", post->excerpt, excerpt, edit);
  yyjson_mut_obj_add_bool (doc, yyjson_mut_obj_get (object, "excerpt"), "protected", false);
  yyjson_mut_obj_add_sint (doc, object, "author", post->author);
  yyjson_mut_obj_add_sint (doc, object, "featured_media", post->featured);
  yyjson_mut_obj_add_str (doc, object, "comment_status", "closed");
  yyjson_mut_obj_add_str (doc, object, "ping_status", "closed");
  yyjson_mut_obj_add_bool (doc, object, "sticky", post->sticky);
  yyjson_mut_obj_add_str (doc, object, "template", "");
  yyjson_mut_obj_add_str (doc, object, "format", "standard");
  yyjson_mut_obj_add_arr (doc, object, "meta");
  add_ids (doc, object, "categories", post->sections);
  add_ids (doc, object, "tags", post->tags);
  if (edit)
    {
      g_autofree char *template
        = g_strconcat (press->url, "%year%/%monthnum%/%day%/%postname%/", NULL);
      g_autofree char *plain = redaksi_text_unescape (post->title);
      g_autofree char *slug = redaksi_text_slug (*post->slug != '\0' ? post->slug : plain);
      yyjson_mut_obj_add_str (doc, object, "password", "");
      yyjson_mut_obj_add_strcpy (doc, object, "permalink_template", template);
      yyjson_mut_obj_add_strcpy (doc, object, "generated_slug", slug);
    }
  add_links (request, doc, object, post, edit);
  return object;
}

static void
reply_post (RedaksiPressRequest *request, guint status, gint64 id, gboolean edit)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autoptr (RedaksiPressPost) post = redaksi_press_post_load (request->press, id);

  yyjson_mut_doc_set_root (doc, make_post (request, doc, post, edit));
  if (status == 201)
    {
      g_autofree char *location
        = g_strdup_printf ("%swp/v2/posts/%" G_GINT64_FORMAT, request->press->api, id);
      _redaksi_press_set_header (request, "Location", location);
    }
  _redaksi_press_reply (request, status, doc);
}

/* ---- writing ----------------------------------------------------------------------------------
 */

static void
set_text (RedaksiPressRequest *request, const char *name, char **place)
{
  g_autofree char *text = _redaksi_press_request_text (request, name);

  if (text != NULL)
    g_set_str (place, text);
}

static void
set_ids (RedaksiPressRequest *request, const char *name, GArray *ids)
{
  g_auto (GStrv) list = NULL;

  if (!_redaksi_press_request_has (request, name))
    return;
  list = _redaksi_press_request_list (request, name);
  g_array_set_size (ids, 0);
  for (guint i = 0; list[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (list[i], NULL, 10);
      if (id > 0)
        g_array_append_val (ids, id);
    }
}

/* "date" is the site's time unless it names a zone; "date_gmt" is UTC. */
static gboolean
set_date (RedaksiPressRequest *request, RedaksiPressPost *post)
{
  g_autofree char *local = _redaksi_press_request_text (request, "date");
  g_autofree char *utc = _redaksi_press_request_text (request, "date_gmt");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const char *text = utc != NULL && *utc != '\0' ? utc : local;
  g_autoptr (GDateTime) date = NULL;

  if (text == NULL || *text == '\0')
    {
      /* null: the date floats again. */
      if ((_redaksi_press_request_has (request, "date")
           || _redaksi_press_request_has (request, "date_gmt"))
          && (strcmp (post->status, "draft") == 0 || strcmp (post->status, "pending") == 0))
        post->floating = TRUE;
      return TRUE;
    }
  date = g_date_time_new_from_iso8601 (text, text == utc ? zone : request->press->zone);
  if (date == NULL)
    {
      _redaksi_press_reply_bad_param (request, text == utc ? "date_gmt" : "date", "Invalid date.");
      return FALSE;
    }
  post->date = g_date_time_to_unix (date);
  post->floating = FALSE;
  return TRUE;
}

static gboolean
set_status (RedaksiPressRequest *request, RedaksiPressPost *post)
{
  g_autofree char *status = _redaksi_press_request_text (request, "status");

  if (status == NULL || strcmp (status, post->status) == 0)
    return TRUE;
  if (!g_strv_contains (statuses, status) || strcmp (status, "trash") == 0)
    {
      _redaksi_press_reply_bad_param (
        request, "status", "status is not one of publish, future, draft, pending, and private.");
      return FALSE;
    }
  if (strcmp (status, "draft") != 0 && strcmp (status, "pending") != 0
      && !_redaksi_press_request_may (request, MAY_PUBLISH))
    {
      _redaksi_press_reply_denied (
        request, "rest_cannot_publish",
        "Sorry, you are not allowed to publish posts in this post type.");
      return FALSE;
    }
  g_set_str (&post->status, status);
  return TRUE;
}

static gboolean
set_author (RedaksiPressRequest *request, RedaksiPressPost *post)
{
  gint64 author = _redaksi_press_request_int (request, "author", post->author);

  if (author != request->user && author != post->author
      && !_redaksi_press_request_may (request, MAY_EDIT_OTHERS))
    {
      _redaksi_press_reply_denied (request,
                                   post->id == 0 ? "rest_cannot_edit_others"
                                                 : "rest_cannot_edit_others",
                                   "Sorry, you are not allowed to create posts as this user.");
      return FALSE;
    }
  if (_redaksi_press_request_flag (request, "sticky") && !post->sticky
      && !_redaksi_press_request_may (request, MAY_EDIT_OTHERS))
    {
      _redaksi_press_reply_denied (request, "rest_cannot_assign_sticky",
                                   "Sorry, you are not allowed to make posts sticky.");
      return FALSE;
    }
  if (author != post->author
      && redaksi_press_store_get_int (request->press->store,
                                      "SELECT count(*) FROM user WHERE id = ?", "i", author)
           == 0)
    {
      _redaksi_press_reply_error (request, 400, "rest_invalid_author", "Invalid author ID.");
      return FALSE;
    }
  post->author = author;
  if (_redaksi_press_request_has (request, "sticky"))
    post->sticky = _redaksi_press_request_flag (request, "sticky");
  return TRUE;
}

/* Takes what the request says into @post. FALSE: it was refused, and the reply says why. */
static gboolean
change_post (RedaksiPressRequest *request, RedaksiPressPost *post)
{
  if (!set_author (request, post) || !set_status (request, post) || !set_date (request, post))
    return FALSE;
  set_text (request, "title", &post->title);
  set_text (request, "content", &post->content);
  set_text (request, "excerpt", &post->excerpt);
  set_text (request, "slug", &post->slug);
  set_ids (request, "categories", post->sections);
  set_ids (request, "tags", post->tags);
  post->featured = _redaksi_press_request_int (request, "featured_media", post->featured);
  /* Whoever may not publish can't choose the address of what waits for review. */
  if (strcmp (post->status, "pending") == 0 && !_redaksi_press_request_may (request, MAY_PUBLISH))
    g_set_str (&post->slug, "");
  return TRUE;
}

static void
store_post (RedaksiPressRequest *request, RedaksiPressPost *post, gboolean is_new)
{
  if (!redaksi_press_post_save (request->press, post, is_new ? 0 : request->user))
    {
      _redaksi_press_reply_error (request, 500, "db_insert_error",
                                  "Could not insert post into the database.");
      return;
    }
  reply_post (request, is_new ? 201 : 200, post->id, TRUE);
}

static void
create_post (RedaksiPressRequest *request)
{
  g_autoptr (RedaksiPressPost) post = redaksi_press_post_new ();

  if (_redaksi_press_request_int (request, "id", 0) != 0)
    {
      _redaksi_press_reply_error (request, 400, "rest_post_exists", "Cannot create existing post.");
      return;
    }
  if (request->user == 0 || !_redaksi_press_request_may (request, MAY_EDIT))
    {
      _redaksi_press_reply_denied (request, "rest_cannot_create",
                                   "Sorry, you are not allowed to create posts as this user.");
      return;
    }
  post->author = request->user;
  if (!change_post (request, post))
    return;
  if (*post->title == '\0' && *post->content == '\0' && *post->excerpt == '\0')
    {
      _redaksi_press_reply_error (request, 400, "empty_content",
                                  "Content, title, and excerpt are empty.");
      return;
    }
  store_post (request, post, TRUE);
}

static void
update_post (RedaksiPressRequest *request, RedaksiPressPost *post)
{
  if (!may_edit (request, post))
    {
      _redaksi_press_reply_denied (request, "rest_cannot_edit",
                                   "Sorry, you are not allowed to edit this post.");
      return;
    }
  if (change_post (request, post))
    store_post (request, post, FALSE);
}

static void
delete_post (RedaksiPressRequest *request, RedaksiPressPost *post)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root;

  if (!may_edit (request, post))
    {
      _redaksi_press_reply_denied (request, "rest_cannot_delete",
                                   "Sorry, you are not allowed to delete this post.");
      return;
    }
  if (!_redaksi_press_request_flag (request, "force"))
    {
      if (strcmp (post->status, "trash") == 0)
        {
          _redaksi_press_reply_error (request, 410, "rest_already_trashed",
                                      "The post has already been deleted.");
          return;
        }
      g_set_str (&post->status, "trash");
      store_post (request, post, FALSE);
      return;
    }
  root = yyjson_mut_obj (doc);
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_bool (doc, root, "deleted", true);
  yyjson_mut_obj_add_val (doc, root, "previous", make_post (request, doc, post, TRUE));
  if (redaksi_press_post_delete (request->press, post->id))
    _redaksi_press_reply (request, 200, doc);
  else
    _redaksi_press_reply_error (request, 500, "rest_cannot_delete", "The post cannot be deleted.");
}

/* ---- lists ------------------------------------------------------------------------------------
 */

/* The statuses asked for as an SQL list; NULL: refused. Only words of ours get into the text. */
static char *
status_condition (RedaksiPressRequest *request)
{
  g_auto (GStrv) wanted = _redaksi_press_request_list (request, "status");
  GString *sql = g_string_new ("status IN ('-'");

  if (wanted[0] == NULL)
    g_string_append (sql, ",'publish'");
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (strcmp (wanted[i], "any") == 0 && request->user != 0)
        g_string_append (sql, ",'publish','future','draft','pending','private'");
      else if (g_strv_contains (statuses, wanted[i])
               && (strcmp (wanted[i], "publish") == 0 || request->user != 0))
        g_string_append_printf (sql, ",'%s'", wanted[i]);
      else
        {
          _redaksi_press_reply_bad_param (request, "status", "Status is forbidden.");
          g_string_free (sql, TRUE);
          return NULL;
        }
    }
  g_string_append_c (sql, ')');
  return g_string_free_and_steal (sql);
}

static void
append_ids (RedaksiPressRequest *request, GString *sql, const char *param, const char *form)
{
  g_auto (GStrv) list = _redaksi_press_request_list (request, param);
  g_autoptr (GString) ids = g_string_new ("-1");

  if (list[0] == NULL)
    return;
  for (guint i = 0; list[i] != NULL; i++)
    g_string_append_printf (ids, ",%" G_GINT64_FORMAT, g_ascii_strtoll (list[i], NULL, 10));
  g_string_append (sql, " AND ");
  g_string_append (sql, form);
  g_string_replace (sql, "@", ids->str, 0);
}

/* LIKE takes % and _ for signs of its own. */
static char *
like (const char *text)
{
  g_autoptr (GString) made = g_string_new (text);

  g_string_replace (made, "\\", "\\\\", 0);
  g_string_replace (made, "%", "\\%", 0);
  g_string_replace (made, "_", "\\_", 0);
  g_string_prepend_c (made, '%');
  g_string_append_c (made, '%');
  return g_string_free_and_steal (g_steal_pointer (&made));
}

static const char *
order_column (RedaksiPressRequest *request)
{
  static const char *const names[][2] = { { "date", "date" },
                                          { "modified", "modified" },
                                          { "id", "id" },
                                          { "slug", "slug" },
                                          { "title", "title" } };
  g_autofree char *wanted = _redaksi_press_request_text (request, "orderby");

  for (guint i = 0; wanted != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (wanted, names[i][0]) == 0)
      return names[i][1];
  return "date";
}

static void
list_posts (RedaksiPressRequest *request)
{
  g_autofree char *status = NULL;
  g_autofree char *slug = NULL;
  g_autofree char *search = _redaksi_press_request_text (request, "search");
  g_autofree char *order = _redaksi_press_request_text (request, "order");
  g_autofree char *pattern = like (search != NULL ? search : "");
  g_auto (GStrv) slugs = _redaksi_press_request_list (request, "slug");
  g_autofree char *wanted_slugs = g_strjoinv (",", slugs);
  gint64 per_page = _redaksi_press_request_int (request, "per_page", 10);
  gint64 page = _redaksi_press_request_int (request, "page", 1);
  gboolean edit = _redaksi_press_request_wants_edit (request);
  g_autoptr (GString) where = NULL;
  g_autofree char *count = NULL;
  g_autofree char *select = NULL;
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
  if (page < 1)
    {
      _redaksi_press_reply_bad_param (request, "page", "page must be greater than or equal to 1");
      return;
    }
  if (edit && (request->user == 0 || !_redaksi_press_request_may (request, MAY_EDIT)))
    {
      _redaksi_press_reply_denied (request, "rest_forbidden_context",
                                   "Sorry, you are not allowed to edit posts in this post type.");
      return;
    }
  status = status_condition (request);
  if (status == NULL)
    return;
  where = g_string_new (status);
  append_ids (request, where, "author", "author IN (@)");
  append_ids (request, where, "include", "id IN (@)");
  append_ids (request, where, "exclude", "id NOT IN (@)");
  append_ids (request, where, "categories", "id IN (SELECT post FROM post_term WHERE term IN (@))");
  append_ids (request, where, "tags", "id IN (SELECT post FROM post_term WHERE term IN (@))");
  g_string_append (where, " AND (?1 = '' OR instr (',' || ?1 || ',', ',' || slug || ',') > 0)"
                          " AND (?2 = '%%' OR title LIKE ?2 ESCAPE '\\' OR content LIKE ?2 ESCAPE "
                          "'\\' OR excerpt LIKE ?2 ESCAPE '\\')");
  count = g_strdup_printf ("SELECT count(*) FROM post WHERE %s", where->str);
  total = redaksi_press_store_get_int (request->press->store, count, "ss", wanted_slugs, pattern);
  if (page > 1 && (page - 1) > (total - 1) / per_page)
    {
      _redaksi_press_reply_error (
        request, 400, "rest_post_invalid_page_number",
        "The page number requested is larger than the number of pages available.");
      return;
    }
  select
    = g_strdup_printf ("SELECT id FROM post WHERE %s ORDER BY %s %s, id DESC LIMIT ?3 OFFSET ?4",
                       where->str, order_column (request),
                       g_strcmp0 (order, "asc") == 0 ? "ASC" : "DESC");
  rows = redaksi_press_store_query (request->press->store, select, "ssii", wanted_slugs, pattern,
                                    per_page, (page - 1) * per_page);
  while (redaksi_press_rows_next (rows))
    {
      g_autoptr (RedaksiPressPost) post
        = redaksi_press_post_load (request->press, sqlite3_column_int64 (rows, 0));
      /* What the caller may not see is counted and left out, as WordPress does it. */
      if (post != NULL && may_read (request, post) && (!edit || may_edit (request, post)))
        yyjson_mut_arr_append (list, make_post (request, doc, post, edit));
    }
  yyjson_mut_doc_set_root (doc, list);
  _redaksi_press_reply_pages (request, total, per_page);
  _redaksi_press_reply (request, 200, doc);
}

static void
read_post (RedaksiPressRequest *request, RedaksiPressPost *post)
{
  gboolean edit = _redaksi_press_request_wants_edit (request);

  if (edit && !may_edit (request, post))
    _redaksi_press_reply_denied (request, "rest_forbidden_context",
                                 "Sorry, you are not allowed to edit this post.");
  else if (!may_read (request, post))
    _redaksi_press_reply_denied (request, "rest_forbidden",
                                 "Sorry, you are not allowed to do that.");
  else
    reply_post (request, 200, post->id, edit);
}

void
_redaksi_press_api_posts (RedaksiPressRequest *request, const char *rest)
{
  const char *method = request->method;
  gboolean is_write
    = strcmp (method, "POST") == 0 || strcmp (method, "PUT") == 0 || strcmp (method, "PATCH") == 0;
  g_autoptr (RedaksiPressPost) post = NULL;
  gint64 id;

  if (*rest == '\0' && strcmp (method, "GET") == 0)
    list_posts (request);
  else if (*rest == '\0' && strcmp (method, "POST") == 0)
    create_post (request);
  else if (!g_ascii_string_to_signed (rest, 10, 1, G_MAXINT64, &id, NULL))
    _redaksi_press_reply_error (request, 404, "rest_no_route",
                                "No route was found matching the URL and request method.");
  else if ((post = redaksi_press_post_load (request->press, id)) == NULL)
    _redaksi_press_reply_error (request, 404, "rest_post_invalid_id", "Invalid post ID.");
  else if (strcmp (method, "GET") == 0)
    read_post (request, post);
  else if (is_write)
    update_post (request, post);
  else if (strcmp (method, "DELETE") == 0)
    delete_post (request, post);
  else
    _redaksi_press_reply_error (request, 404, "rest_no_route",
                                "No route was found matching the URL and request method.");
}
