/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * IPTC ninjs 3.1, the form in which news agencies take an article: a JSON object with a fixed set
 * of members (iptc.org/std/ninjs; nothing else may be in it).
 *
 * Photos are associations. Each is named by the SHA-256 of its original (RFC 6920), so that a photo
 * that comes again is known again, and its rendition says where it lies: an address with a scheme,
 * as the standard asks for, relative to the JSON file (file:photos/photo-1.jpg).
 */
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-export-private.h"
#include "redaksi-json.h"
#include "redaksi-moment.h"
#include "redaksi-text.h"
#include "redaksi-word-count.h"

#define SCHEMA "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"

typedef yyjson_mut_doc Doc;
typedef yyjson_mut_val Val;

/* An absent text leaves no member. @name: static */
static void
add_text (Doc *doc, Val *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    yyjson_mut_obj_add_strcpy (doc, object, name, text);
}

static void
add_line (Doc *doc, Val *object, const char *name, const char *text)
{
  g_autofree char *line = redaksi_text_one_line (text != NULL ? text : "");

  add_text (doc, object, name, line);
}

static void
add_time (Doc *doc, Val *object, const char *name, gint64 time)
{
  g_autofree char *text = time > 0 ? redaksi_clock_to_iso (time) : NULL;

  add_text (doc, object, name, text);
}

/* An object in the array @name of @object, which is made for its first one. */
static Val *
add_object (Doc *doc, Val *object, const char *name)
{
  Val *array = yyjson_mut_obj_get (object, name);

  if (array == NULL)
    array = yyjson_mut_obj_add_arr (doc, object, name);
  return yyjson_mut_arr_add_obj (doc, array);
}

/* As headlines, descriptions and bodies have it. Returns: %NULL where @value is empty */
static Val *
add_value (Doc *doc, Val *object, const char *name, const char *role, const char *type,
           const char *value)
{
  Val *item;

  if (value == NULL || *value == '\0')
    return NULL;
  item = add_object (doc, object, name);
  add_text (doc, item, "role", role);
  add_text (doc, item, "contentType", type);
  add_text (doc, item, "value", value);
  return item;
}

static void
add_field (Doc *doc, Val *root, const char *name, const char *role, RedaksiArticle *article,
           const char *field)
{
  g_autofree char *line = redaksi_text_one_line (redaksi_article_get_field (article, field));

  add_value (doc, root, name, role, "text/plain", line);
}

/* ---- the text -------------------------------------------------------------------------------- */

/* The standard counts without captions. */
static void
add_counts (Doc *doc, Val *item, RedaksiBody *body)
{
  gint64 characters = 0, words = 0;

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiBlockKind kind = redaksi_block_get_kind (block);

      if (kind == REDAKSI_BLOCK_CAPTION || redaksi_block_kind_is_leaf (kind))
        continue;
      characters += redaksi_block_get_length (block);
      words += redaksi_text_count_words (redaksi_block_get_text (block));
    }
  yyjson_mut_obj_add_int (doc, item, "charCount", characters);
  yyjson_mut_obj_add_int (doc, item, "wordCount", words);
}

static void
add_bodies (Doc *doc, Val *root, const RedaksiExportMatter *matter)
{
  RedaksiHouse house;
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;
  Val *item;

  _redaksi_export_house (matter, &house);
  html = redaksi_article_content_to_html (matter->article, &house, _redaksi_export_look_up,
                                          (gpointer)matter);
  plain = redaksi_article_to_plain (matter->article);
  item = add_value (doc, root, "bodies", "main", "text/html", html);
  if (item != NULL)
    add_counts (doc, item, redaksi_article_get_body (matter->article));
  add_value (doc, root, "bodies", "plain", "text/plain", plain);
}

/* ---- whose it is ----------------------------------------------------------------------------- */

static void
add_people (Doc *doc, Val *root, const RedaksiExportMatter *matter)
{
  g_autoptr (GPtrArray) bylines = redaksi_article_get_bylines (matter->article);
  g_autoptr (GString) by = g_string_new (NULL);
  RedaksiHouse house;

  _redaksi_export_house (matter, &house);
  for (guint i = 0; i < bylines->len; i++)
    {
      g_autofree char *label = redaksi_byline_dup_label (bylines->pdata[i], house.language);
      Val *source;

      if (*redaksi_byline_get_person (bylines->pdata[i]) == '\0')
        continue;
      g_string_append_printf (by, "%s%s", by->len > 0 ? "; " : "", label);
      source = add_object (doc, root, "infoSources");
      add_text (doc, source, "name", redaksi_byline_get_person (bylines->pdata[i]));
      add_text (doc, source, "role", redaksi_byline_get_role (bylines->pdata[i]));
    }
  add_text (doc, root, "by", by->str);
}

static void
add_subject (Doc *doc, Val *root, const char *rel, const char *name)
{
  Val *subject;

  if (name == NULL || *name == '\0')
    return;
  subject = add_object (doc, root, "subjects");
  add_text (doc, subject, "name", name);
  add_text (doc, subject, "rel", rel);
}

static void
add_subjects (Doc *doc, Val *root, RedaksiArticle *article)
{
  g_auto (GStrv) tags = redaksi_article_get_tags (article);

  add_subject (doc, root, "section", redaksi_article_peek_field (article, REDAKSI_FIELD_SECTION));
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    add_subject (doc, root, "tag", tags[i]);
}

/* ---- photos ---------------------------------------------------------------------------------- */

static guint8
hex_value (char c)
{
  return (guint8)g_ascii_xdigit_value (c);
}

/* ni:///sha-256;… with the digest in base64url, without its padding */
static char *
name_photo (const char *digest)
{
  gsize n = strlen (digest) / 2;
  g_autofree guint8 *bytes = g_malloc0 (n + 1);
  g_autofree char *text = NULL;

  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8)(hex_value (digest[2 * i]) << 4 | hex_value (digest[2 * i + 1]));
  text = g_base64_encode (bytes, n);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return g_strconcat ("ni:///sha-256;", text, NULL);
}

static void
add_photo (Doc *doc, Val *root, const RedaksiExportPhoto *photo, guint number, gboolean lead)
{
  Val *object = add_object (doc, root, "associations");
  g_autofree char *uri = name_photo (photo->digest);
  g_autofree char *name = g_strdup_printf ("photo-%u", number);
  g_autofree char *href = g_strconcat ("file:", photo->url, NULL);
  Val *rendition;

  add_text (doc, object, "name", name);
  add_text (doc, object, "rel", lead ? "lead" : "body");
  add_text (doc, object, "uri", uri);
  add_text (doc, object, "type", "picture");
  add_line (doc, object, "by", photo->credit);
  add_value (doc, object, "descriptions", "caption", "text/plain", photo->caption);
  add_value (doc, object, "descriptions", "alt", "text/plain", photo->alt);
  rendition = add_object (doc, object, "renditions");
  add_text (doc, rendition, "name", "web");
  add_text (doc, rendition, "href", href);
  add_text (doc, rendition, "contentType", "image/jpeg");
  if (photo->width > 0 && photo->height > 0)
    {
      yyjson_mut_obj_add_uint (doc, rendition, "width", photo->width);
      yyjson_mut_obj_add_uint (doc, rendition, "height", photo->height);
    }
  yyjson_mut_obj_add_uint (doc, rendition, "sizeInBytes", g_bytes_get_size (photo->bytes));
}

static void
add_photos (Doc *doc, Val *root, const RedaksiExportMatter *matter)
{
  const char *lead = redaksi_article_peek_field (matter->article, REDAKSI_FIELD_LEAD_PHOTO);

  for (guint i = 0; i < matter->photos->len; i++)
    {
      const RedaksiExportPhoto *photo = matter->photos->pdata[i];

      if (photo->bytes != NULL)
        add_photo (doc, root, photo, i + 1, g_strcmp0 (photo->digest, lead) == 0);
    }
}

/* ---- the item -------------------------------------------------------------------------------- */

static void
add_standard (Doc *doc, Val *root)
{
  Val *standard = yyjson_mut_obj_add_obj (doc, root, "standard");

  add_text (doc, standard, "name", "ninjs");
  add_text (doc, standard, "version", "3.1");
  add_text (doc, standard, "schema", SCHEMA);
}

/* Whoever overlooks the time of an embargo still sees that it may not go out. */
static void
add_status (Doc *doc, Val *root, RedaksiArticle *article)
{
  gint64 embargo = redaksi_article_get_embargo (article);
  gboolean closed = embargo > redaksi_clock_now ();

  add_text (doc, root, "pubStatus", closed ? "withheld" : "usable");
  if (closed && embargo != REDAKSI_MOMENT_NEVER)
    add_time (doc, root, "embargoedUntil", embargo);
}

static void
add_address (Doc *doc, Val *root, const char *url)
{
  Val *rendition;

  if (url == NULL || (!g_str_has_prefix (url, "https://") && !g_str_has_prefix (url, "http://")))
    return;
  rendition = add_object (doc, root, "renditions");
  add_text (doc, rendition, "name", "web");
  add_text (doc, rendition, "href", url);
  add_text (doc, rendition, "contentType", "text/html");
}

/* Returns: (transfer full): an article and its photos as one ninjs object */
char *
_redaksi_export_to_ninjs (const RedaksiExportMatter *matter)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  RedaksiArticle *article = matter->article;
  Val *root = yyjson_mut_obj (doc);
  RedaksiHouse house;
  g_autofree char *uri = g_strconcat ("urn:uuid:", redaksi_article_get_id (article), NULL);

  yyjson_mut_doc_set_root (doc, root);
  _redaksi_export_house (matter, &house);
  add_text (doc, root, "uri", uri);
  add_standard (doc, root);
  add_text (doc, root, "type", "text");
  add_text (doc, root, "representationType", "full");
  add_status (doc, root, article);
  add_time (doc, root, "firstCreated", matter->published);
  add_time (doc, root, "versionCreated", matter->modified);
  add_text (doc, root, "language", house.language);
  add_line (doc, root, "title", redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE));
  add_field (doc, root, "headlines", "main", article, REDAKSI_FIELD_HEADLINE);
  add_field (doc, root, "headlines", "kicker", article, REDAKSI_FIELD_KICKER);
  add_field (doc, root, "headlines", "deck", article, REDAKSI_FIELD_DECK);
  add_field (doc, root, "descriptions", "summary", article, REDAKSI_FIELD_EXCERPT);
  add_bodies (doc, root, matter);
  add_people (doc, root, matter);
  add_line (doc, root, "located", redaksi_article_get_field (article, REDAKSI_FIELD_DATELINE));
  add_line (doc, root, "slugline", redaksi_article_get_field (article, REDAKSI_FIELD_SLUG));
  add_subjects (doc, root, article);
  add_address (doc, root, matter->url);
  add_photos (doc, root, matter);
  return redaksi_json_write (doc);
}
