/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way out: addresses and bodies for WordPress's REST API. */
#include <stdarg.h>
#include <string.h>

#include "redaksi-json.h"
#include "redaksi-clock.h"
#include "redaksi-wordpress-codec.h"

/**
 * redaksi_wordpress_slug:
 * @marker: an article's or a photo's marker
 *
 * Returns: (transfer full): the slug that a create carries
 */
char *
redaksi_wordpress_slug (const char *marker)
{
  return g_strconcat ("rdk-", marker, NULL);
}

/**
 * redaksi_wordpress_escape:
 * @text: (nullable): plain text
 *
 * Titles, excerpts and captions are HTML on the server. Quotation marks stay as they are.
 *
 * Returns: (transfer full) (nullable): HTML that shows it
 */
char *
redaksi_wordpress_escape (const char *text)
{
  g_autoptr (GString) html = NULL;

  if (text == NULL)
    return NULL;
  html = g_string_new (text);
  g_string_replace (html, "&", "&amp;", 0);
  g_string_replace (html, "<", "&lt;", 0);
  g_string_replace (html, ">", "&gt;", 0);
  return g_string_free (g_steal_pointer (&html), FALSE);
}

static GBytes *
to_bytes (yyjson_mut_doc *doc)
{
  char *text = redaksi_json_write (doc);

  return g_bytes_new_take (text, strlen (text));
}

static void
add_ids (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, char **ids)
{
  yyjson_mut_val *list;

  if (ids == NULL)
    return;
  list = yyjson_mut_obj_add_arr (doc, object, key);
  for (guint i = 0; ids[i] != NULL; i++)
    yyjson_mut_arr_add_sint (doc, list, g_ascii_strtoll (ids[i], NULL, 10));
}

static void
add_html (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, const char *text)
{
  g_autofree char *html = redaksi_wordpress_escape (text);

  if (html != NULL)
    yyjson_mut_obj_add_strcpy (doc, object, key, html);
}

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, const char *text)
{
  if (text != NULL)
    yyjson_mut_obj_add_strcpy (doc, object, key, text);
}

/**
 * redaksi_wordpress_write_post:
 * @post: what to create or to change; its texts are valid UTF-8
 *
 * Returns: (transfer full): the body of a POST to /wp/v2/posts
 */
GBytes *
redaksi_wordpress_write_post (const RedaksiPost *post)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, object);
  add_text (doc, object, "status", post->status);
  add_html (doc, object, "title", post->title);
  add_text (doc, object, "content", post->content);
  add_html (doc, object, "excerpt", post->excerpt);
  if (post->remote_id == NULL)
    {
      g_autofree char *slug = redaksi_wordpress_slug (post->marker);
      add_text (doc, object, "slug", slug);
    }
  else
    add_text (doc, object, "slug", post->slug);
  if (post->featured != NULL)
    yyjson_mut_obj_add_sint (doc, object, "featured_media",
                             g_ascii_strtoll (post->featured, NULL, 10));
  add_ids (doc, object, "categories", post->sections);
  add_ids (doc, object, "tags", post->tags);
  if (post->date != 0)
    {
      g_autofree char *date = redaksi_clock_to_iso (post->date);
      date[strlen (date) - 1] = '\0'; /* "date_gmt" is UTC without saying so */
      add_text (doc, object, "date_gmt", date);
    }
  return to_bytes (doc);
}

/**
 * redaksi_wordpress_write_members:
 * @name: a member's name
 * @...: its value (%NULL: leave it out), and further pairs, ended by %NULL
 *
 * Returns: (transfer full): an object of texts
 */
GBytes *
redaksi_wordpress_write_members (const char *name, ...)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  va_list args;

  yyjson_mut_doc_set_root (doc, object);
  va_start (args, name);
  for (; name != NULL; name = va_arg (args, const char *))
    add_text (doc, object, name, va_arg (args, const char *));
  va_end (args);
  return to_bytes (doc);
}
