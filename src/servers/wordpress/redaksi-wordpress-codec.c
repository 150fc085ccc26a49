/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way in: replies of WordPress's REST API (wp/v2), as its handbook describes them and as real
 * servers give them: PHP's empty array for an empty object, numbers as text, names with entities.
 */
#include "redaksi-wordpress-codec.h"

#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-json.h"
#include "redaksi-text.h"

void
redaksi_wordpress_root_clear (RedaksiWordpressRoot *root)
{
  g_clear_pointer (&root->name, g_free);
  g_clear_pointer (&root->tagline, g_free);
  g_clear_pointer (&root->home, g_free);
  g_clear_pointer (&root->time_zone, g_free);
}

void
redaksi_wordpress_person_clear (RedaksiWordpressPerson *person)
{
  g_clear_pointer (&person->name, g_free);
  g_clear_pointer (&person->role, g_free);
  g_clear_pointer (&person->locale, g_free);
}

void
redaksi_wordpress_error_clear (RedaksiWordpressError *error)
{
  g_clear_pointer (&error->code, g_free);
  g_clear_pointer (&error->message, g_free);
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, REDAKSI_JSON_ERROR, REDAKSI_JSON_ERROR_SHAPE, "no %s", what);
  return FALSE;
}

static yyjson_doc *
parse (GBytes *body, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  return redaksi_json_parse (data, size, error);
}

static gint64
to_id (yyjson_val *value)
{
  if (yyjson_is_uint (value) && yyjson_get_uint (value) <= G_MAXINT64)
    return (gint64)yyjson_get_uint (value);
  return 0;
}

/* Names are stored escaped, and some plugins put tags into them. */
static char *
dup_name (yyjson_val *object, const char *key)
{
  const char *text = redaksi_json_get_string (object, key);
  g_autofree char *plain = text != NULL ? redaksi_text_unescape (text) : NULL;

  return redaksi_text_one_line (plain != NULL ? plain : "");
}

/* Messages for people come with tags. */
static char *
dup_message (yyjson_val *object, const char *key)
{
  const char *text = redaksi_json_get_string (object, key);
  g_autoptr (GString) bare = g_string_new (NULL);
  g_autofree char *plain = NULL;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    {
      const char *end = *p == '<' ? strchr (p, '>') : NULL;
      if (end != NULL)
        p = end;
      else
        g_string_append_c (bare, *p);
    }
  plain = redaksi_text_unescape (bare->str);
  return redaksi_text_one_line (plain);
}

/* gmt_offset is 7, 5.5, "7" or "-3.5". */
static char *
read_time_zone (yyjson_val *root)
{
  const char *name = redaksi_json_get_string (root, "timezone_string");
  yyjson_val *value = yyjson_obj_get (root, "gmt_offset");
  const char *text = redaksi_json_get_string (root, "gmt_offset");
  double hours = 0;
  int minutes;

  if (name != NULL && *name != '\0' && strlen (name) < 64
      && strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_+-")
           == strlen (name))
    return g_strdup (name);
  if (yyjson_is_num (value))
    hours = yyjson_get_num (value);
  else if (text != NULL)
    hours = g_ascii_strtod (text, NULL);
  else
    return NULL;
  if (!(hours >= -14 && hours <= 14))
    return NULL;
  minutes = (int)(hours * 60 + (hours < 0 ? -0.5 : 0.5));
  return g_strdup_printf ("%c%02d:%02d", minutes < 0 ? '-' : '+', ABS (minutes) / 60,
                          ABS (minutes) % 60);
}

/**
 * redaksi_wordpress_read_root:
 * @body: the reply of the API's root
 * @root: (out): what it says
 * @error: return location for a #RedaksiJsonError
 *
 * Returns: whether it is the root of a WordPress API
 */
gboolean
redaksi_wordpress_read_root (GBytes *body, RedaksiWordpressRoot *root, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);
  yyjson_val *value = yyjson_doc_get_root (doc), *item;
  size_t i, n;

  memset (root, 0, sizeof *root);
  if (doc == NULL)
    return FALSE;
  if (!yyjson_is_obj (value) || !yyjson_is_arr (yyjson_obj_get (value, "namespaces")))
    return fail (error, "root of WordPress’s REST API");
  yyjson_arr_foreach (yyjson_obj_get (value, "namespaces"), i, n, item)
  {
    if (yyjson_equals_str (item, "wp/v2"))
      root->has_posts = TRUE;
  }
  root->has_passwords = yyjson_is_obj (
    yyjson_obj_get (yyjson_obj_get (value, "authentication"), "application-passwords"));
  root->name = dup_name (value, "name");
  root->tagline = dup_name (value, "description");
  root->home = g_strdup (redaksi_json_get_string (value, "home"));
  root->time_zone = read_time_zone (value);
  return TRUE;
}

static gboolean
has_capability (yyjson_val *person, const char *name)
{
  yyjson_val *value = yyjson_obj_get (yyjson_obj_get (person, "capabilities"), name);

  return yyjson_is_true (value) || (yyjson_is_uint (value) && yyjson_get_uint (value) == 1);
}

/* A person may have several roles, and plugins add their own: the strongest of WordPress's first.
 */
static char *
read_role (yyjson_val *person)
{
  static const char *const known[]
    = { "administrator", "editor", "author", "contributor", "subscriber" };
  yyjson_val *roles = yyjson_obj_get (person, "roles"), *item;
  const char *first = NULL;
  size_t i, n;

  for (guint k = 0; k < G_N_ELEMENTS (known); k++)
    yyjson_arr_foreach (roles, i, n, item)
    {
      if (yyjson_equals_str (item, known[k]))
        return g_strdup (known[k]);
    }
  yyjson_arr_foreach (roles, i, n, item)
  {
    if (first == NULL && yyjson_is_str (item)
        && strlen (yyjson_get_str (item)) == yyjson_get_len (item))
      first = yyjson_get_str (item);
  }
  return g_strdup (first);
}

/* id_ID, de_DE_formal → id-ID, de-DE */
static char *
to_language (const char *locale)
{
  gsize length = locale != NULL ? strlen (locale) : 0;
  char *language;

  if (length < 2 || length > 32 || !g_ascii_isalpha (locale[0]) || !g_ascii_isalpha (locale[1])
      || strspn (locale, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
           != length)
    return NULL;
  language = g_strdup (locale);
  for (char *p = language; *p != '\0'; p++)
    if (*p == '_')
      {
        if (g_str_equal (p, "_formal") || g_str_equal (p, "_informal"))
          {
            *p = '\0';
            break;
          }
        *p = '-';
      }
  return language;
}

/**
 * redaksi_wordpress_read_person:
 * @body: the reply of /wp/v2/users/me?context=edit
 * @person: (out): who we are there
 * @error: return location for a #RedaksiJsonError
 *
 * Returns: whether it is a person
 */
gboolean
redaksi_wordpress_read_person (GBytes *body, RedaksiWordpressPerson *person, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);
  yyjson_val *value = yyjson_doc_get_root (doc);

  memset (person, 0, sizeof *person);
  if (doc == NULL)
    return FALSE;
  person->id = to_id (yyjson_obj_get (value, "id"));
  if (person->id == 0)
    return fail (error, "person with an id");
  person->name = dup_name (value, "name");
  person->role = read_role (value);
  person->locale = to_language (redaksi_json_get_string (value, "locale"));
  person->may_write = has_capability (value, "edit_posts");
  person->may_publish = has_capability (value, "publish_posts");
  return TRUE;
}

/**
 * redaksi_wordpress_read_language:
 * @body: the reply of /wp/v2/settings
 *
 * Returns: (transfer full) (nullable): BCP 47
 */
char *
redaksi_wordpress_read_language (GBytes *body)
{
  g_autoptr (yyjson_doc) doc = parse (body, NULL);
  const char *language = redaksi_json_get_string (yyjson_doc_get_root (doc), "language");

  /* WordPress's word for American English is nothing at all. */
  if (language != NULL && *language == '\0')
    return g_strdup ("en-US");
  return to_language (language);
}

/**
 * redaksi_wordpress_read_error:
 * @body: the reply to a call that failed
 * @what: (out): what it says
 *
 * Returns: whether WordPress itself answered
 */
gboolean
redaksi_wordpress_read_error (GBytes *body, RedaksiWordpressError *what)
{
  g_autoptr (yyjson_doc) doc = parse (body, NULL);
  yyjson_val *value = yyjson_doc_get_root (doc);
  const char *code = redaksi_json_get_string (value, "code");
  yyjson_val *data = yyjson_obj_get (value, "data");

  memset (what, 0, sizeof *what);
  if (code == NULL)
    return FALSE;
  what->code = g_strdup (code);
  what->message = dup_message (value, "message");
  what->term_id = to_id (yyjson_obj_get (data, "term_id"));
  if (what->term_id == 0)
    what->term_id = to_id (yyjson_arr_get_first (yyjson_obj_get (value, "additional_data")));
  return TRUE;
}

/* { "raw": "…", "rendered": "…" }: raw comes with context=edit alone. */
static const char *
get_raw (yyjson_val *post, const char *key)
{
  return redaksi_json_get_string (yyjson_obj_get (post, key), "raw");
}

static char **
read_ids (yyjson_val *list)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  yyjson_val *item;
  size_t i, n;

  yyjson_arr_foreach (list, i, n, item)
  {
    if (to_id (item) != 0)
      g_strv_builder_take (ids, g_strdup_printf ("%" G_GINT64_FORMAT, to_id (item)));
  }
  return g_strv_builder_end (ids);
}

/* The time has steps of one second and is the date of a post that is scheduled: the newest
 * revision's number and how many there are stand beside it. */
static char *
read_modified (yyjson_val *post)
{
  yyjson_val *links = yyjson_obj_get (post, "_links");
  yyjson_val *newest = yyjson_arr_get_first (yyjson_obj_get (links, "predecessor-version"));
  yyjson_val *history = yyjson_arr_get_first (yyjson_obj_get (links, "version-history"));
  const char *time = redaksi_json_get_string (post, "modified_gmt");

  return g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, time != NULL ? time : "",
                          to_id (yyjson_obj_get (newest, "id")),
                          redaksi_json_get_int (history, "count", 0));
}

static RedaksiPost *
post_from_value (yyjson_val *value, gboolean whole, GError **error)
{
  g_autoptr (RedaksiPost) post = redaksi_post_new ();
  gint64 id = to_id (yyjson_obj_get (value, "id"));
  const char *title = get_raw (value, "title"), *content = get_raw (value, "content");
  const char *excerpt = get_raw (value, "excerpt");
  const char *status = redaksi_json_get_string (value, "status");
  gint64 featured = to_id (yyjson_obj_get (value, "featured_media"));

  if (id == 0 || title == NULL || (whole && content == NULL) || status == NULL || *status == '\0')
    {
      fail (error, "post with id, status, title and content");
      return NULL;
    }
  post->remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  post->status = g_strdup (status);
  post->title = redaksi_text_unescape (title);
  post->content = g_strdup (content);
  post->excerpt = excerpt != NULL ? redaksi_text_unescape (excerpt) : NULL;
  post->slug = g_strdup (redaksi_json_get_string (value, "slug"));
  post->url = g_strdup (redaksi_json_get_string (value, "link"));
  if (featured != 0)
    post->featured = g_strdup_printf ("%" G_GINT64_FORMAT, featured);
  post->sections = read_ids (yyjson_obj_get (value, "categories"));
  post->tags = read_ids (yyjson_obj_get (value, "tags"));
  post->date = MAX (redaksi_clock_from_iso (redaksi_json_get_string (value, "date_gmt")), 0);
  post->modified = read_modified (value);
  post->changed = MAX (redaksi_clock_from_iso (redaksi_json_get_string (value, "modified_gmt")), 0);
  if (post->slug != NULL && g_str_has_prefix (post->slug, "rdk-"))
    post->marker = g_strdup (post->slug + strlen ("rdk-"));
  return g_steal_pointer (&post);
}

/**
 * redaksi_wordpress_read_post:
 * @body: a post with context=edit
 * @error: return location for a #RedaksiJsonError
 *
 * Returns: (transfer full) (nullable): the post
 */
RedaksiPost *
redaksi_wordpress_read_post (GBytes *body, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);

  if (doc == NULL)
    return NULL;
  return post_from_value (yyjson_doc_get_root (doc), TRUE, error);
}

/* The member of a list with this slug and the lowest id: of two at once, the first one counts. Not
 * found is no error. */
static gboolean
find_lowest (yyjson_val *list, const char *slug, yyjson_val **found, GError **error)
{
  yyjson_val *item;
  size_t i, n;

  *found = NULL;
  if (!yyjson_is_arr (list))
    return fail (error, "list");
  yyjson_arr_foreach (list, i, n, item)
  {
    gint64 id = to_id (yyjson_obj_get (item, "id"));
    if (id == 0)
      return fail (error, "list of things with ids");
    if (g_strcmp0 (redaksi_json_get_string (item, "slug"), slug) == 0
        && (*found == NULL || id < to_id (yyjson_obj_get (*found, "id"))))
      *found = item;
  }
  return TRUE;
}

/**
 * redaksi_wordpress_read_posts:
 * @body: a list of posts with context=edit
 * @slug: the one that is looked for
 * @error: return location for a #RedaksiJsonError
 *
 * Returns: (transfer full) (nullable): the first post with that slug; %NULL without error: none
 */
RedaksiPost *
redaksi_wordpress_read_posts (GBytes *body, const char *slug, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);
  yyjson_val *found;

  if (doc == NULL || !find_lowest (yyjson_doc_get_root (doc), slug, &found, error) || found == NULL)
    return NULL;
  return post_from_value (found, TRUE, error);
}

/**
 * redaksi_wordpress_read_listing:
 * @body: a list of posts with context=edit, with or without their contents
 * @error: return location for a #RedaksiJsonError
 *
 * What can't be read of one post leaves that one out: others are no less there.
 *
 * Returns: (transfer full) (nullable) (element-type RedaksiPost): the posts
 */
GPtrArray *
redaksi_wordpress_read_listing (GBytes *body, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_post_free);
  yyjson_val *root = yyjson_doc_get_root (doc), *item;
  size_t i, n;

  if (doc == NULL)
    return NULL;
  if (!yyjson_is_arr (root))
    {
      fail (error, "list of posts");
      return NULL;
    }
  yyjson_arr_foreach (root, i, n, item)
  {
    RedaksiPost *post = post_from_value (item, FALSE, NULL);
    if (post != NULL)
      g_ptr_array_add (posts, post);
  }
  return g_steal_pointer (&posts);
}

/**
 * redaksi_wordpress_read_names:
 * @body: a list of categories or tags
 * @ids: (array zero-terminated=1): which, in which order
 * @error: return location for a #RedaksiJsonError
 *
 * Returns: (transfer full) (nullable): the names of those that are in the list
 */
GStrv
redaksi_wordpress_read_names (GBytes *body, const char *const *ids, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  yyjson_val *root = yyjson_doc_get_root (doc), *item;
  size_t i, n;

  if (doc == NULL)
    return NULL;
  if (!yyjson_is_arr (root))
    {
      fail (error, "list of terms");
      return NULL;
    }
  for (guint k = 0; ids[k] != NULL; k++)
    yyjson_arr_foreach (root, i, n, item)
    {
      gint64 id = to_id (yyjson_obj_get (item, "id"));
      g_autofree char *name = NULL;

      if (id == 0 || id != g_ascii_strtoll (ids[k], NULL, 10))
        continue;
      name = dup_name (item, "name");
      if (*name != '\0')
        g_strv_builder_add (names, name);
      break;
    }
  return g_strv_builder_end (names);
}

/**
 * redaksi_wordpress_read_slugs:
 * @body: a list of posts
 * @slug: the end of an address
 * @error: return location for a #RedaksiJsonError
 *
 * Returns: (transfer full) (nullable): the ids of those in the list that have it
 */
GStrv
redaksi_wordpress_read_slugs (GBytes *body, const char *slug, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  yyjson_val *root = yyjson_doc_get_root (doc), *item;
  size_t i, n;

  if (doc == NULL)
    return NULL;
  if (!yyjson_is_arr (root))
    {
      fail (error, "list of posts");
      return NULL;
    }
  yyjson_arr_foreach (root, i, n, item)
  {
    gint64 id = to_id (yyjson_obj_get (item, "id"));

    if (id != 0 && g_strcmp0 (redaksi_json_get_string (item, "slug"), slug) == 0)
      g_strv_builder_take (ids, g_strdup_printf ("%" G_GINT64_FORMAT, id));
  }
  return g_strv_builder_end (ids);
}

static RedaksiRemotePhoto *
photo_from_value (yyjson_val *value, GError **error)
{
  RedaksiRemotePhoto *photo;
  gint64 id = to_id (yyjson_obj_get (value, "id"));
  const char *url = redaksi_json_get_string (value, "source_url");
  yyjson_val *details = yyjson_obj_get (value, "media_details");

  if (id == 0 || url == NULL
      || !(g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://")))
    {
      fail (error, "picture with id and address");
      return NULL;
    }
  photo = g_new0 (RedaksiRemotePhoto, 1);
  photo->remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  photo->url = g_strdup (url);
  photo->width = (guint)CLAMP (redaksi_json_get_int (details, "width", 0), 0, 1000000);
  photo->height = (guint)CLAMP (redaksi_json_get_int (details, "height", 0), 0, 1000000);
  if (get_raw (value, "caption") != NULL)
    photo->caption = dup_message (yyjson_obj_get (value, "caption"), "raw");
  /* WordPress reads it from the file; no field of its own. */
  if (redaksi_json_get_string (yyjson_obj_get (details, "image_meta"), "credit") != NULL)
    photo->credit = dup_name (yyjson_obj_get (details, "image_meta"), "credit");
  if (redaksi_json_get_string (value, "alt_text") != NULL)
    photo->alt = dup_name (value, "alt_text");
  return photo;
}

/**
 * redaksi_wordpress_read_photo:
 * @body: an attachment
 * @slug: (out) (optional) (nullable): its slug
 * @error: return location for a #RedaksiJsonError
 *
 * Returns: (transfer full) (nullable): the picture
 */
RedaksiRemotePhoto *
redaksi_wordpress_read_photo (GBytes *body, char **slug, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);

  if (doc == NULL)
    return NULL;
  if (slug != NULL)
    *slug = g_strdup (redaksi_json_get_string (yyjson_doc_get_root (doc), "slug"));
  return photo_from_value (yyjson_doc_get_root (doc), error);
}

/**
 * redaksi_wordpress_read_photos:
 * @body: a list of attachments
 * @slug: the one that is looked for
 * @error: return location for a #RedaksiJsonError
 *
 * Returns: (transfer full) (nullable): the first one with that slug; %NULL without error: none
 */
RedaksiRemotePhoto *
redaksi_wordpress_read_photos (GBytes *body, const char *slug, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);
  yyjson_val *found;

  if (doc == NULL || !find_lowest (yyjson_doc_get_root (doc), slug, &found, error) || found == NULL)
    return NULL;
  return photo_from_value (found, error);
}

/**
 * redaksi_wordpress_read_terms:
 * @body: a list of categories or tags
 * @name: the name that is looked for, plain text
 * @n: (out): how many there are in the list
 * @error: return location for a #RedaksiJsonError
 *
 * Of several with the name, the exact spelling comes before another case, a top-level one before a
 * child, an older one before a newer.
 *
 * Returns: the term's id; 0: none, or an error
 */
gint64
redaksi_wordpress_read_terms (GBytes *body, const char *name, guint *n, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);
  g_autofree char *wanted = redaksi_text_one_line (name);
  g_autofree char *folded = g_utf8_casefold (wanted, -1);
  yyjson_val *root = yyjson_doc_get_root (doc), *item;
  gint64 best = 0;
  int best_rank = 0;
  size_t i, max;

  *n = 0;
  if (doc == NULL)
    return 0;
  if (!yyjson_is_arr (root))
    return fail (error, "list of terms");
  yyjson_arr_foreach (root, i, max, item)
  {
    gint64 id = to_id (yyjson_obj_get (item, "id"));
    g_autofree char *its = dup_name (item, "name");
    g_autofree char *its_folded = g_utf8_casefold (its, -1);
    int rank;

    if (id == 0)
      return fail (error, "term with an id");
    if (strcmp (its_folded, folded) != 0)
      continue;
    rank = (strcmp (its, wanted) == 0 ? 2 : 0)
           + (to_id (yyjson_obj_get (item, "parent")) == 0 ? 1 : 0) + 1;
    if (rank > best_rank || (rank == best_rank && id < best))
      {
        best = id;
        best_rank = rank;
      }
  }
  *n = (guint)MIN (yyjson_arr_size (root), G_MAXUINT);
  return best;
}

/**
 * redaksi_wordpress_read_id:
 * @body: anything with an id
 * @error: return location for a #RedaksiJsonError
 *
 * Returns: the id; 0: an error
 */
gint64
redaksi_wordpress_read_id (GBytes *body, GError **error)
{
  g_autoptr (yyjson_doc) doc = parse (body, error);
  gint64 id;

  if (doc == NULL)
    return 0;
  id = to_id (yyjson_obj_get (yyjson_doc_get_root (doc), "id"));
  return id != 0 ? id : fail (error, "id");
}
