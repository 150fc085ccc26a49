/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.org's NewsArticle (https://schema.org/NewsArticle) as JSON-LD. */
#include <string.h>

#include "redaksi-json.h"
#include "redaksi-page-private.h"
#include "redaksi-text.h"
#include "redaksi-word-count.h"

#define HEADLINE_CHARS 110 /* what search engines show of one */

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    yyjson_mut_obj_add_strcpy (doc, object, key, text);
}

static yyjson_mut_val *
add_thing (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, const char *type)
{
  yyjson_mut_val *thing = yyjson_mut_obj_add_obj (doc, object, key);

  yyjson_mut_obj_add_strcpy (doc, thing, "@type", type);
  return thing;
}

/* The property under which a role's people stand. */
static const char *
get_property (const char *role)
{
  if (strcmp (role, REDAKSI_ROLE_EDITOR) == 0)
    return "editor";
  if (strcmp (role, REDAKSI_ROLE_TRANSLATOR) == 0)
    return "translator";
  if (strcmp (role, REDAKSI_ROLE_PHOTOGRAPHER) == 0)
    return "contributor";
  return "author";
}

static void
add_people (yyjson_mut_doc *doc, yyjson_mut_val *root, RedaksiArticle *article)
{
  g_autoptr (GPtrArray) bylines = redaksi_article_get_bylines (article);

  for (guint i = 0; i < bylines->len; i++)
    {
      const RedaksiByline *byline = g_ptr_array_index (bylines, i);
      const char *property = get_property (redaksi_byline_get_role (byline));
      yyjson_mut_val *people = yyjson_mut_obj_get (root, property);
      yyjson_mut_val *person;

      if (people == NULL)
        people = yyjson_mut_obj_add_arr (doc, root, property);
      person = yyjson_mut_arr_add_obj (doc, people);
      yyjson_mut_obj_add_str (doc, person, "@type", "Person");
      yyjson_mut_obj_add_strcpy (doc, person, "name", redaksi_byline_get_person (byline));
    }
}

static void
add_image (yyjson_mut_doc *doc, yyjson_mut_val *root, const char *url, RedaksiArticle *article,
           const RedaksiPhotoLink *photo)
{
  yyjson_mut_val *image = add_thing (doc, root, "image", "ImageObject");

  add_text (doc, image, "url", url);
  if (photo->width > 0 && photo->height > 0)
    {
      yyjson_mut_obj_add_uint (doc, image, "width", photo->width);
      yyjson_mut_obj_add_uint (doc, image, "height", photo->height);
    }
  add_text (doc, image, "caption", redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CAPTION));
  add_text (doc, image, "creditText",
            redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CREDIT));
}

/* JSON inside a script element: no character of it may end the element or begin a comment. */
static char *
harden (const char *json)
{
  GString *text = g_string_sized_new (strlen (json) + 64);

  for (const char *p = json; *p != '\0'; p++)
    if (*p == '<' || *p == '>' || *p == '&')
      g_string_append_printf (text, "\\u%04x", *p);
    else if (strncmp (p, "\xE2\x80\xA8", 3) == 0 || strncmp (p, "\xE2\x80\xA9", 3) == 0)
      {
        g_string_append (text, p[2] == '\xA8' ? "\\u2028" : "\\u2029");
        p += 2;
      }
    else
      g_string_append_c (text, *p);
  return g_string_free_and_steal (text);
}

char *
_redaksi_page_article_data (RedaksiArticle *article, const RedaksiPageSite *site,
                            const RedaksiPageContext *context, const char *url,
                            const char *description, const RedaksiPhotoLink *photo)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree char *headline
    = redaksi_text_shorten (redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE),
                            HEADLINE_CHARS);
  g_autofree char *published = context->published > 0
                                 ? _redaksi_page_iso_date (context->published, context->time_zone)
                                 : NULL;
  g_autofree char *modified
    = context->modified > 0 && context->published > 0
        ? _redaksi_page_iso_date (MAX (context->modified, context->published), context->time_zone)
        : NULL;
  const char *language = redaksi_article_get_field (article, REDAKSI_FIELD_LANGUAGE);
  g_autofree char *picture = photo != NULL ? _redaksi_page_absolute (site, photo->url) : NULL;
  g_auto (GStrv) tags = redaksi_article_get_tags (article);
  g_autoptr (RedaksiBody) visible = redaksi_body_for_readers (redaksi_article_get_body (article));
  yyjson_mut_val *publisher;
  g_autofree char *json = NULL;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "@context", "https://schema.org");
  yyjson_mut_obj_add_str (doc, root, "@type", "NewsArticle");
  add_text (doc, root, "headline", headline);
  add_text (doc, root, "alternativeHeadline",
            redaksi_article_get_field (article, REDAKSI_FIELD_DECK));
  add_text (doc, root, "description", description);
  if (_redaksi_page_url_is_safe (context->url))
    {
      yyjson_mut_val *page = add_thing (doc, root, "mainEntityOfPage", "WebPage");
      add_text (doc, page, "@id", url);
      add_text (doc, root, "url", url);
    }
  if (picture != NULL && g_ascii_strncasecmp (picture, "http", 4) == 0)
    add_image (doc, root, picture, article, photo);
  add_text (doc, root, "datePublished", published);
  add_text (doc, root, "dateModified", modified);
  add_text (doc, root, "dateline", redaksi_article_get_field (article, REDAKSI_FIELD_DATELINE));
  add_people (doc, root, article);
  if (site->name != NULL && *site->name != '\0')
    {
      publisher = add_thing (doc, root, "publisher", "NewsMediaOrganization");
      add_text (doc, publisher, "name", site->name);
      if (_redaksi_page_url_is_safe (site->base_url))
        add_text (doc, publisher, "url", site->base_url);
    }
  add_text (doc, root, "articleSection",
            redaksi_article_get_field (article, REDAKSI_FIELD_SECTION));
  if (tags != NULL && tags[0] != NULL)
    {
      yyjson_mut_val *keywords = yyjson_mut_obj_add_arr (doc, root, "keywords");
      for (guint i = 0; tags[i] != NULL; i++)
        yyjson_mut_arr_add_strcpy (doc, keywords, tags[i]);
    }
  add_text (doc, root, "inLanguage", *language != '\0' ? language : site->language);
  yyjson_mut_obj_add_uint (doc, root, "wordCount", redaksi_body_count_words (visible));
  json = redaksi_json_write (doc);
  return harden (json);
}
