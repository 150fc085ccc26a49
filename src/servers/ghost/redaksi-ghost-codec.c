/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way in: replies of Ghost's Admin API. */
#include "redaksi-ghost-codec.h"

#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-formats.h"
#include "redaksi-json.h"
#include "redaksi-text.h"

#define MARKER_PREFIX "rdk-"

void
redaksi_ghost_post_free (RedaksiGhostPost *post)
{
  if (post == NULL)
    return;
  redaksi_post_free (post->post);
  g_free (post->lexical);
  g_free (post->updated_at);
  g_strfreev (post->internal);
  g_free (post);
}

void
redaksi_ghost_site_clear (RedaksiGhostSite *site)
{
  g_clear_pointer (&site->name, g_free);
  g_clear_pointer (&site->tagline, g_free);
  g_clear_pointer (&site->url, g_free);
  g_clear_pointer (&site->time_zone, g_free);
}

void
redaksi_ghost_error_clear (RedaksiGhostError *error)
{
  g_clear_pointer (&error->type, g_free);
  g_clear_pointer (&error->message, g_free);
}

static yyjson_doc *
parse (GBytes *body, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  return redaksi_json_parse (data, size, error);
}

static void
fail (GError **error, const char *what)
{
  g_set_error (error, REDAKSI_JSON_ERROR, REDAKSI_JSON_ERROR_SHAPE, "no %s", what);
}

/* Ids are 24 hexadecimal digits; they become parts of addresses. */
static gboolean
is_id (const char *id)
{
  return id != NULL && strlen (id) == 24 && strspn (id, "0123456789abcdef") == strlen (id);
}

static const char *
get_id (yyjson_val *object)
{
  const char *id = redaksi_json_get_string (object, "id");

  return is_id (id) ? id : NULL;
}

static gint64
get_time (yyjson_val *object, const char *key)
{
  const char *text = redaksi_json_get_string (object, key);

  return text != NULL ? MAX (redaksi_clock_from_iso (text), 0) : 0;
}

static char *
dup_line (yyjson_val *object, const char *key)
{
  const char *text = redaksi_json_get_string (object, key);

  return redaksi_text_one_line (text != NULL ? text : "");
}

/* Captions are HTML; what we keep is their words. */
static char *
dup_words (yyjson_val *object, const char *key)
{
  const char *html = redaksi_json_get_string (object, key);
  g_autoptr (RedaksiBody) body = NULL;
  g_autoptr (GString) words = NULL;

  if (html == NULL || *html == '\0')
    return g_strdup ("");
  body = redaksi_body_from_html (html, strlen (html), NULL, NULL);
  words = g_string_new (NULL);
  for (guint i = 0; body != NULL && i < redaksi_body_get_n (body); i++)
    if (!redaksi_shape_is_leaf (redaksi_block_get_shape (redaksi_body_get_nth (body, i))))
      g_string_append_printf (words, " %s",
                              redaksi_block_get_text (redaksi_body_get_nth (body, i)));
  return redaksi_text_one_line (words->str);
}

/* ---- a post ------------------------------------------------------------------------------------
 */

/* The first public tag is the section, unless a tag of ours says that there is none. */
static gboolean
read_tags (yyjson_val *list, RedaksiGhostPost *read)
{
  g_autoptr (GStrvBuilder) sections = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) internal = g_strv_builder_new ();
  gboolean has_section = TRUE, in_review = FALSE;
  yyjson_arr_iter iter = yyjson_arr_iter_with (list);
  yyjson_val *tag;

  while ((tag = yyjson_arr_iter_next (&iter)) != NULL)
    if (g_strcmp0 (redaksi_json_get_string (tag, "name"), REDAKSI_GHOST_NO_SECTION) == 0)
      has_section = FALSE;
  iter = yyjson_arr_iter_with (list);
  while ((tag = yyjson_arr_iter_next (&iter)) != NULL)
    {
      const char *name = redaksi_json_get_string (tag, "name");
      const char *id = get_id (tag);

      if (name == NULL || id == NULL || strcmp (name, REDAKSI_GHOST_NO_SECTION) == 0)
        continue;
      if (strcmp (name, REDAKSI_GHOST_REVIEW) == 0)
        in_review = TRUE;
      else if (*name == '#')
        g_strv_builder_add (internal, id);
      else if (has_section)
        {
          g_strv_builder_add (sections, id);
          has_section = FALSE;
        }
      else
        g_strv_builder_add (tags, id);
    }
  read->post->sections = g_strv_builder_end (sections);
  read->post->tags = g_strv_builder_end (tags);
  read->internal = g_strv_builder_end (internal);
  return in_review;
}

static char *
read_status (const char *status, gboolean in_review)
{
  if (g_strcmp0 (status, "published") == 0 || g_strcmp0 (status, "sent") == 0)
    return g_strdup ("publish");
  if (g_strcmp0 (status, "scheduled") == 0)
    return g_strdup ("future");
  return g_strdup (in_review ? "pending" : "draft");
}

static RedaksiGhostPost *
read_post (yyjson_val *object, gboolean whole, GError **error)
{
  g_autoptr (RedaksiGhostPost) read = g_new0 (RedaksiGhostPost, 1);
  const char *id = get_id (object);
  const char *slug = redaksi_json_get_string (object, "slug");
  const char *status = redaksi_json_get_string (object, "status");
  RedaksiPost *post;

  if (id == NULL || status == NULL)
    {
      fail (error, "post");
      return NULL;
    }
  read->post = post = redaksi_post_new ();
  read->lexical = g_strdup (redaksi_json_get_string (object, "lexical"));
  read->updated_at = g_strdup (redaksi_json_get_string (object, "updated_at"));
  post->remote_id = g_strdup (id);
  post->title = dup_line (object, "title");
  if (strcmp (post->title, REDAKSI_GHOST_UNTITLED) == 0)
    g_set_str (&post->title, "");
  post->slug = g_strdup (slug);
  if (slug != NULL && g_str_has_prefix (slug, MARKER_PREFIX))
    post->marker = g_strdup (slug + strlen (MARKER_PREFIX));
  post->excerpt = dup_line (object, "custom_excerpt");
  post->featured = g_strdup (redaksi_json_get_string (object, "feature_image"));
  post->featured_caption = dup_words (object, "feature_image_caption");
  post->featured_alt = dup_line (object, "feature_image_alt");
  post->status = read_status (status, read_tags (yyjson_obj_get (object, "tags"), read));
  post->date = get_time (object, "published_at");
  post->changed = get_time (object, "updated_at");
  post->modified = g_strdup (read->updated_at);
  /* Before it is out the address is one for a look at a draft, which anyone may see who has it. */
  if (strcmp (post->status, "publish") == 0)
    post->url = g_strdup (redaksi_json_get_string (object, "url"));
  if (!whole)
    return g_steal_pointer (&read);
  post->content = read->lexical != NULL
                    ? redaksi_lexical_to_wordpress (read->lexical, strlen (read->lexical), error)
                    : g_strdup (redaksi_json_get_string (object, "html"));
  if (post->content == NULL && read->lexical == NULL)
    post->content = g_strdup ("");
  return post->content != NULL ? g_steal_pointer (&read) : NULL;
}

/**
 * redaksi_ghost_read_post:
 * @body: the reply to a GET, POST or PUT of one post
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the post
 */
RedaksiGhostPost *
redaksi_ghost_read_post (GBytes *body, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);

  if (doc == NULL)
    return NULL;
  return read_post (yyjson_arr_get_first (yyjson_obj_get (yyjson_doc_get_root (doc), "posts")),
                    TRUE, error);
}

/**
 * redaksi_ghost_read_listing:
 * @body: the reply to a GET of posts
 * @n_pages: (out): how many pages there are
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type RedaksiPost): the posts, without their contents
 */
GPtrArray *
redaksi_ghost_read_listing (GBytes *body, guint *n_pages, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);
  yyjson_val *root = yyjson_doc_get_root (doc);
  yyjson_val *list = yyjson_obj_get (root, "posts");
  g_autoptr (GPtrArray) posts = NULL;
  yyjson_arr_iter iter;
  yyjson_val *item;

  *n_pages = 0;
  if (doc == NULL)
    return NULL;
  if (!yyjson_is_arr (list))
    {
      fail (error, "posts");
      return NULL;
    }
  posts = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_post_free);
  iter = yyjson_arr_iter_with (list);
  while ((item = yyjson_arr_iter_next (&iter)) != NULL)
    {
      g_autoptr (RedaksiGhostPost) read = read_post (item, FALSE, error);

      if (read == NULL)
        return NULL;
      g_ptr_array_add (posts, g_steal_pointer (&read->post));
    }
  *n_pages = (guint)CLAMP (
    redaksi_json_get_int (yyjson_obj_get (yyjson_obj_get (root, "meta"), "pagination"), "pages", 0),
    0, 1000000);
  return g_steal_pointer (&posts);
}

/* ---- the rest ----------------------------------------------------------------------------------
 */

gboolean
redaksi_ghost_read_site (GBytes *body, RedaksiGhostSite *site)
{
  g_autoptr (yyjson_doc) doc = parse (body, NULL);
  yyjson_val *object = yyjson_obj_get (yyjson_doc_get_root (doc), "site");
  const char *zone = redaksi_json_get_string (object, "timezone");

  memset (site, 0, sizeof *site);
  if (redaksi_json_get_string (object, "version") == NULL
      || redaksi_json_get_string (object, "url") == NULL)
    return FALSE;
  site->name = dup_line (object, "title");
  site->tagline = dup_line (object, "description");
  site->url = g_strdup (redaksi_json_get_string (object, "url"));
  if (zone != NULL && strlen (zone) < 64)
    site->time_zone = g_strdup (zone);
  return TRUE;
}

/* Of GET settings/. */
char *
redaksi_ghost_read_setting (GBytes *body, const char *key)
{
  g_autoptr (yyjson_doc) doc = parse (body, NULL);
  yyjson_val *list = yyjson_obj_get (yyjson_doc_get_root (doc), "settings");
  yyjson_arr_iter iter = yyjson_arr_iter_with (list);
  yyjson_val *item;

  while ((item = yyjson_arr_iter_next (&iter)) != NULL)
    if (g_strcmp0 (redaksi_json_get_string (item, "key"), key) == 0)
      return g_strdup (redaksi_json_get_string (item, "value"));
  return NULL;
}

/* The id of the tag with exactly this name. @readable: whether it is a list of tags at all */
char *
redaksi_ghost_read_tag (GBytes *body, const char *name, gboolean *readable)
{
  g_autoptr (yyjson_doc) doc = parse (body, NULL);
  yyjson_val *list = yyjson_obj_get (yyjson_doc_get_root (doc), "tags");
  yyjson_arr_iter iter = yyjson_arr_iter_with (list);
  yyjson_val *tag;

  *readable = yyjson_is_arr (list);
  while ((tag = yyjson_arr_iter_next (&iter)) != NULL)
    if (get_id (tag) != NULL && g_strcmp0 (redaksi_json_get_string (tag, "name"), name) == 0)
      return g_strdup (get_id (tag));
  return NULL;
}

GStrv
redaksi_ghost_read_names (GBytes *body, const char *const *ids)
{
  g_autoptr (yyjson_doc) doc = parse (body, NULL);
  yyjson_val *list = yyjson_obj_get (yyjson_doc_get_root (doc), "tags");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (!yyjson_is_arr (list))
    return NULL;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      yyjson_arr_iter iter = yyjson_arr_iter_with (list);
      yyjson_val *tag;

      while ((tag = yyjson_arr_iter_next (&iter)) != NULL)
        if (g_strcmp0 (get_id (tag), ids[i]) == 0)
          g_strv_builder_take (names, dup_line (tag, "name"));
    }
  return g_strv_builder_end (names);
}

char *
redaksi_ghost_read_image (GBytes *body)
{
  g_autoptr (yyjson_doc) doc = parse (body, NULL);
  yyjson_val *image = yyjson_arr_get_first (yyjson_obj_get (yyjson_doc_get_root (doc), "images"));

  return g_strdup (redaksi_json_get_string (image, "url"));
}

/* Of GET users/: the ids of those who are called so, in the order of @names. */
GStrv
redaksi_ghost_read_authors (GBytes *body, const char *const *names)
{
  g_autoptr (yyjson_doc) doc = parse (body, NULL);
  yyjson_val *list = yyjson_obj_get (yyjson_doc_get_root (doc), "users");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      yyjson_arr_iter iter = yyjson_arr_iter_with (list);
      yyjson_val *user;

      while ((user = yyjson_arr_iter_next (&iter)) != NULL)
        {
          g_autofree char *name = dup_line (user, "name");
          const char *id = redaksi_json_get_string (user, "id");

          /* The first account of an installation has the id "1" in older ones. */
          if (id != NULL && g_utf8_collate (name, names[i]) == 0)
            g_strv_builder_add (ids, id);
        }
    }
  return g_strv_builder_end (ids);
}

/* Of GET users/me/?include=roles. */
gboolean
redaksi_ghost_read_user (GBytes *body, char **id, char **name, char **role)
{
  g_autoptr (yyjson_doc) doc = parse (body, NULL);
  yyjson_val *user = yyjson_arr_get_first (yyjson_obj_get (yyjson_doc_get_root (doc), "users"));
  yyjson_val *first = yyjson_arr_get_first (yyjson_obj_get (user, "roles"));

  if (redaksi_json_get_string (user, "name") == NULL)
    return FALSE;
  *id = g_strdup (redaksi_json_get_string (user, "id"));
  *name = dup_line (user, "name");
  *role = g_strdup (redaksi_json_get_string (first, "name"));
  return TRUE;
}

gboolean
redaksi_ghost_read_error (GBytes *body, RedaksiGhostError *error)
{
  g_autoptr (yyjson_doc) doc = parse (body, NULL);
  yyjson_val *first = yyjson_arr_get_first (yyjson_obj_get (yyjson_doc_get_root (doc), "errors"));
  const char *type = redaksi_json_get_string (first, "type");
  const char *message = redaksi_json_get_string (first, "message");
  const char *context = redaksi_json_get_string (first, "context");
  g_autofree char *both = NULL;

  memset (error, 0, sizeof *error);
  if (type == NULL)
    return FALSE;
  both = g_strdup_printf ("%s %s", message != NULL ? message : "", context != NULL ? context : "");
  error->type = g_strdup (type);
  error->message = redaksi_text_one_line (both);
  return TRUE;
}
