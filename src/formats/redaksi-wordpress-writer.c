/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WordPress blocks out, byte for byte as the block editor serialises them. */
#include <string.h>

#include "redaksi-embed.h"
#include "redaksi-text.h"
#include "redaksi-wordpress.h"

typedef struct
{
  GString *out;
  RedaksiBody *body;
  const RedaksiHouse *house;
  RedaksiPhotoLookup lookup;
  gpointer user_data;
  const char *dateline; /* what the first paragraph begins with; NULL when it was written */
} Writer;

static void
begin (GString *out)
{
  if (out->len > 0)
    g_string_append (out, "\n\n");
}

static void
open_block (GString *out, const char *name, const char *json)
{
  if (json != NULL && strcmp (json, "{}") != 0)
    g_string_append_printf (out, "<!-- wp:%s %s -->\n", name, json);
  else
    g_string_append_printf (out, "<!-- wp:%s -->\n", name);
}

static void
close_block (GString *out, const char *name)
{
  g_string_append_printf (out, "\n<!-- /wp:%s -->", name);
}

/* ---- text -------------------------------------------------------------------------------------
 */

static void
write_paragraph (Writer *self, RedaksiBlock *block)
{
  const char *tag = redaksi_block_get (block, "wp-tag");

  begin (self->out);
  open_block (self->out, "paragraph", redaksi_block_get (block, "wp-attributes"));
  g_string_append_printf (self->out, "<p%s>", tag != NULL ? tag : "");
  if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_PARAGRAPH)
    _redaksi_html_add_dateline (self->out, &self->dateline);
  _redaksi_html_add_inline (self->out, block);
  g_string_append (self->out, "</p>");
  close_block (self->out, "paragraph");
}

/* A line of ours that is not part of the body, under its class. */
void
redaksi_wordpress_write_line (GString *out, const char *class_name, const char *text)
{
  begin (out);
  g_string_append_printf (out, "<!-- wp:paragraph {\"className\":\"%s\"} -->\n<p class=\"%s\">",
                          class_name, class_name);
  _redaksi_html_add_escaped (out, text, -1);
  g_string_append (out, "</p>\n<!-- /wp:paragraph -->");
}

/* Themes show a post's picture above its text, and its caption nowhere: the text begins with it. */
void
redaksi_wordpress_write_lead_caption (GString *out, RedaksiArticle *article,
                                      const RedaksiHouse *house)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (house != NULL && house->theme_captions)
    return;
  _redaksi_html_add_lead_caption (line, article, house);
  if (line->len == 0)
    return;
  begin (out);
  g_string_append_printf (out,
                          "<!-- wp:paragraph {\"className\":\"%s\",\"fontSize\":\"small\"} -->\n"
                          "<p class=\"%s has-small-font-size\">%s</p>\n<!-- /wp:paragraph -->",
                          REDAKSI_CLASS_LEAD, REDAKSI_CLASS_LEAD, line->str);
}

static void
write_heading (Writer *self, RedaksiBlock *block)
{
  guint level = redaksi_shape_get_level (redaksi_block_get_shape (block));
  const char *json = redaksi_block_get (block, "wp-attributes");
  const char *tag = redaksi_block_get (block, "wp-tag");
  g_autofree char *plain = level != 2 ? g_strdup_printf ("{\"level\":%u}", level) : NULL;

  begin (self->out);
  open_block (self->out, "heading", json != NULL ? json : plain);
  g_string_append_printf (self->out, "<h%u%s>", level,
                          tag != NULL ? tag : " class=\"wp-block-heading\"");
  _redaksi_html_add_inline (self->out, block);
  g_string_append_printf (self->out, "</h%u>", level);
  close_block (self->out, "heading");
}

static guint
write_quotes (Writer *self, guint i)
{
  gboolean first = TRUE;

  for (; i < redaksi_body_get_n (self->body)
         && redaksi_block_get_kind (redaksi_body_get_nth (self->body, i)) == REDAKSI_BLOCK_QUOTE;
       i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (self->body, i);
      if (_redaksi_has_no_text (block))
        continue;
      if (first)
        {
          begin (self->out);
          open_block (self->out, "quote", NULL);
          g_string_append (self->out, "<blockquote class=\"wp-block-quote\">");
        }
      g_string_append_printf (self->out, "%s<!-- wp:paragraph -->\n<p>", first ? "" : "\n\n");
      _redaksi_html_add_inline (self->out, block);
      g_string_append (self->out, "</p>\n<!-- /wp:paragraph -->");
      first = FALSE;
    }
  if (!first)
    {
      g_string_append (self->out, "</blockquote>");
      close_block (self->out, "quote");
    }
  return i;
}

static void
write_pull_quote (Writer *self, RedaksiBlock *block)
{
  begin (self->out);
  open_block (self->out, "pullquote", NULL);
  g_string_append (self->out, "<figure class=\"wp-block-pullquote\"><blockquote><p>");
  _redaksi_html_add_inline (self->out, block);
  g_string_append (self->out, "</p></blockquote></figure>");
  close_block (self->out, "pullquote");
}

static void
open_list (GString *out, gboolean ordered)
{
  open_block (out, "list", ordered ? "{\"ordered\":true}" : NULL);
  g_string_append (out, ordered ? "<ol class=\"wp-block-list\">" : "<ul class=\"wp-block-list\">");
}

static void
close_item (GString *out)
{
  g_string_append (out, "</li>\n<!-- /wp:list-item -->");
}

static void
close_list (GString *out, gboolean ordered)
{
  close_item (out);
  g_string_append (out, ordered ? "</ol>" : "</ul>");
  close_block (out, "list");
}

/* Writes the list that begins at @i; returns the block after it. */
static guint
write_list (Writer *self, guint i)
{
  GString *out = self->out;
  gboolean ordered[10] = { FALSE };
  guint previous = G_MAXUINT;
  int open = -1; /* deepest list that is open */

  begin (out);
  for (; _redaksi_is_list_item (self->body, i); i++)
    {
      RedaksiBlock *item = redaksi_body_get_nth (self->body, i);
      gboolean numbered = redaksi_shape_is_ordered (redaksi_block_get_shape (item));
      int depth = (int)_redaksi_list_depth (self->body, i, previous);

      for (; open > depth; open--)
        close_list (out, ordered[open]);
      if (open == depth && ordered[open] == numbered)
        {
          close_item (out);
          g_string_append (out, "\n\n");
        }
      else if (open == depth)
        close_list (out, ordered[open--]);
      if (open < depth)
        {
          if (previous != G_MAXUINT && depth <= (int)previous)
            g_string_append (out, "\n\n");
          open++;
          ordered[open] = numbered;
          open_list (out, numbered);
        }
      g_string_append (out, "<!-- wp:list-item -->\n<li>");
      _redaksi_html_add_inline (out, item);
      previous = (guint)depth;
    }
  for (; open >= 0; open--)
    close_list (out, ordered[open]);
  return i;
}

/* ---- leaves -----------------------------------------------------------------------------------
 */

static gboolean
is_wide (yyjson_mut_val *root)
{
  const char *align = yyjson_mut_get_str (yyjson_mut_obj_get (root, "align"));

  return g_strcmp0 (align, "wide") == 0 || g_strcmp0 (align, "full") == 0;
}

static void
put (yyjson_mut_doc *doc, yyjson_mut_val *root, const char *name, yyjson_mut_val *value)
{
  yyjson_mut_val *key = yyjson_mut_strcpy (doc, name);

  if (value == NULL)
    yyjson_mut_obj_remove_key (root, name);
  else if (yyjson_mut_obj_get (root, name) != NULL)
    yyjson_mut_obj_replace (root, key, value);
  else
    yyjson_mut_obj_add (root, key, value);
}

/* The attributes of an image block: those it came with, or ours; with the server's number. */
static yyjson_mut_doc *
image_attributes (RedaksiBlock *block, const RedaksiPhotoLink *link)
{
  const char *source = redaksi_block_get (block, "wp-attributes");
  g_autoptr (yyjson_doc) read
    = source != NULL ? redaksi_json_parse (source, strlen (source), NULL) : NULL;
  yyjson_mut_doc *doc = NULL;
  yyjson_mut_val *root;
  gboolean wide = g_strcmp0 (redaksi_block_get (block, "size"), "wide") == 0;
  guint64 id = 0;

  if (read != NULL && yyjson_is_obj (yyjson_doc_get_root (read)))
    doc = yyjson_doc_mut_copy (read, NULL);
  if (doc == NULL)
    {
      doc = yyjson_mut_doc_new (NULL);
      yyjson_mut_doc_set_root (doc, yyjson_mut_obj (doc));
    }
  root = yyjson_mut_doc_get_root (doc);
  if (link->remote_id != NULL
      && g_ascii_string_to_unsigned (link->remote_id, 10, 1, G_MAXINT64, &id, NULL))
    put (doc, root, "id", yyjson_mut_uint (doc, id));
  if (read == NULL)
    {
      put (doc, root, "sizeSlug", yyjson_mut_str (doc, "full"));
      put (doc, root, "linkDestination", yyjson_mut_str (doc, "none"));
    }
  if (wide && !is_wide (root))
    put (doc, root, "align", yyjson_mut_str (doc, "wide"));
  else if (!wide && is_wide (root))
    put (doc, root, "align", NULL);
  return doc;
}

static void
add_class (GString *classes, const char *prefix, yyjson_mut_val *value)
{
  g_autofree char *text = NULL;

  if (yyjson_mut_is_str (value) && *yyjson_mut_get_str (value) != '\0')
    {
      text = redaksi_text_escape (yyjson_mut_get_str (value));
      g_string_append_printf (classes, " %s%s", prefix, text);
    }
}

static void
write_photo (Writer *self, RedaksiBlock *block, guint i)
{
  RedaksiBlock *caption = _redaksi_caption_of (self->body, i);
  const char *credit = redaksi_block_get (block, "credit");
  RedaksiPhotoLink link;
  g_autoptr (yyjson_mut_doc) doc = NULL;
  g_autoptr (GString) classes = g_string_new ("wp-block-image");
  g_autofree char *plain = NULL;
  g_autofree char *json = NULL;
  g_autofree char *url = NULL;
  g_autofree char *alt = NULL;
  yyjson_mut_val *root, *id;

  if (!_redaksi_photo_link (block, self->lookup, self->user_data, &link))
    return;
  doc = image_attributes (block, &link);
  root = yyjson_mut_doc_get_root (doc);
  plain = redaksi_json_write (doc);
  json = redaksi_wordpress_escape_json (plain);
  url = redaksi_text_escape (link.url);
  alt = redaksi_text_escape (redaksi_block_get (block, "alt"));
  add_class (classes, "align", yyjson_mut_obj_get (root, "align"));
  add_class (classes, "size-", yyjson_mut_obj_get (root, "sizeSlug"));
  add_class (classes, "", yyjson_mut_obj_get (root, "className"));
  id = yyjson_mut_obj_get (root, "id");

  begin (self->out);
  open_block (self->out, "image", json);
  g_string_append_printf (self->out, "<figure class=\"%s\"><img src=\"%s\" alt=\"%s\"",
                          classes->str, url, alt);
  if (yyjson_mut_is_uint (id))
    g_string_append_printf (self->out, " class=\"wp-image-%" G_GUINT64_FORMAT "\"",
                            yyjson_mut_get_uint (id));
  g_string_append (self->out, "/>");
  if ((caption != NULL && !_redaksi_has_no_text (caption)) || credit != NULL)
    {
      g_string_append (self->out, "<figcaption class=\"wp-element-caption\">");
      _redaksi_html_add_caption (self->out, caption, credit, self->house);
      g_string_append (self->out, "</figcaption>");
    }
  g_string_append (self->out, "</figure>");
  close_block (self->out, "image");
}

static void
write_divider (Writer *self, RedaksiBlock *block)
{
  const char *source = redaksi_block_get (block, "wp-source");

  begin (self->out);
  g_string_append (self->out, source != NULL
                                ? source
                                : "<!-- wp:separator -->\n"
                                  "<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>\n"
                                  "<!-- /wp:separator -->");
}

static gboolean
embeds (const char *source, const char *url)
{
  g_autoptr (GArray) pieces = redaksi_wordpress_split (source);
  const char *json = pieces->len == 1 ? g_array_index (pieces, RedaksiPiece, 0).attributes : NULL;
  g_autoptr (yyjson_doc) doc = json != NULL ? redaksi_json_parse (json, strlen (json), NULL) : NULL;

  return doc != NULL
         && g_strcmp0 (redaksi_json_get_string (yyjson_doc_get_root (doc), "url"), url) == 0;
}

/* As the block editor writes it for what it knows: there the classes must be those of the
 * attributes. */
static void
write_embed (Writer *self, RedaksiBlock *block)
{
  const char *url = redaksi_block_get (block, "url");
  const char *source = redaksi_block_get (block, "wp-source");
  const RedaksiEmbedKind *kind = redaksi_embed_kind (url);
  g_autoptr (yyjson_mut_doc) doc = NULL;
  g_autoptr (GString) classes = g_string_new ("wp-block-embed");
  g_autofree char *plain = NULL;
  g_autofree char *json = NULL;
  yyjson_mut_val *root;

  if (url == NULL)
    return;
  begin (self->out);
  if (source != NULL && embeds (source, url))
    {
      g_string_append (self->out, source);
      return;
    }
  doc = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (doc);
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "url", url);
  if (kind != NULL && kind->provider != NULL)
    {
      const char *type = kind->video ? "video" : "rich";
      yyjson_mut_obj_add_str (doc, root, "type", type);
      yyjson_mut_obj_add_str (doc, root, "providerNameSlug", kind->provider);
      yyjson_mut_obj_add_bool (doc, root, "responsive", true);
      g_string_append_printf (classes, " is-type-%s is-provider-%s wp-block-embed-%s", type,
                              kind->provider, kind->provider);
    }
  plain = redaksi_json_write (doc);
  json = redaksi_wordpress_escape_json (plain);
  open_block (self->out, "embed", json);
  g_string_append_printf (self->out,
                          "<figure class=\"%s\"><div class=\"wp-block-embed__wrapper\">\n",
                          classes->str);
  _redaksi_html_add_escaped (self->out, url, -1);
  g_string_append (self->out, "\n</div></figure>");
  close_block (self->out, "embed");
}

/* ---- all of it --------------------------------------------------------------------------------
 */

static guint
write_block (Writer *self, guint i)
{
  RedaksiBlock *block = redaksi_body_get_nth (self->body, i);
  RedaksiBlockKind kind = redaksi_block_get_kind (block);
  const char *source;

  if (_redaksi_has_no_text (block) && kind != REDAKSI_BLOCK_LIST_ITEM)
    return i + 1;
  switch (kind)
    {
    case REDAKSI_BLOCK_CAPTION:
      if (i > 0
          && redaksi_block_get_kind (redaksi_body_get_nth (self->body, i - 1))
               == REDAKSI_BLOCK_PHOTO)
        break;
      G_GNUC_FALLTHROUGH;
    case REDAKSI_BLOCK_PARAGRAPH:
      write_paragraph (self, block);
      break;
    case REDAKSI_BLOCK_HEADING:
      write_heading (self, block);
      break;
    case REDAKSI_BLOCK_QUOTE:
      return write_quotes (self, i);
    case REDAKSI_BLOCK_PULL_QUOTE:
      write_pull_quote (self, block);
      break;
    case REDAKSI_BLOCK_LIST_ITEM:
      return write_list (self, i);
    case REDAKSI_BLOCK_PHOTO:
      write_photo (self, block, i);
      break;
    case REDAKSI_BLOCK_EMBED:
      write_embed (self, block);
      break;
    case REDAKSI_BLOCK_DIVIDER:
      write_divider (self, block);
      break;
    case REDAKSI_BLOCK_PRESERVED:
      source = redaksi_block_get (block, "source");
      if (source != NULL)
        {
          begin (self->out);
          g_string_append (self->out, source);
        }
      break;
    default:
      g_assert_not_reached ();
    }
  return i + 1;
}

static gboolean
has_paragraph (RedaksiBody *body)
{
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_PARAGRAPH
          && !_redaksi_has_no_text (block))
        return TRUE;
    }
  return FALSE;
}

/* Writes what readers may see of a body; @dateline goes into its first paragraph. */
void
redaksi_wordpress_write_body (GString *out, RedaksiBody *body, const RedaksiHouse *house,
                              RedaksiPhotoLookup lookup, gpointer user_data, const char *dateline)
{
  g_autoptr (RedaksiBody) visible = redaksi_body_for_readers (body);
  Writer self = { out, visible, house, lookup, user_data, dateline };

  if (dateline != NULL && !has_paragraph (visible))
    {
      begin (out);
      g_string_append (out, "<!-- wp:paragraph -->\n<p>");
      _redaksi_html_add_dateline (out, &self.dateline);
      g_string_truncate (out, out->len - 1);
      g_string_append (out, "</p>\n<!-- /wp:paragraph -->");
    }
  for (guint i = 0; i < redaksi_body_get_n (visible);)
    i = write_block (&self, i);
}

void
redaksi_wordpress_write_bylines (GString *out, RedaksiArticle *article, const RedaksiHouse *house)
{
  g_autoptr (GPtrArray) bylines = redaksi_article_get_bylines (article);

  for (guint i = 0; i < bylines->len; i++)
    {
      g_autofree char *label = redaksi_byline_dup_label (
        bylines->pdata[i], house != NULL && house->language != NULL ? house->language : "id");
      redaksi_wordpress_write_line (out, REDAKSI_CLASS_BYLINE, label);
    }
}

/**
 * redaksi_article_to_wordpress:
 * @article: an article
 * @house: (nullable): the site's name and language
 * @lookup: (nullable): where photos are, and the server's number for them
 * @user_data: for @lookup
 *
 * Returns: (transfer full): the content of a post, see the header
 */
char *
redaksi_article_to_wordpress (RedaksiArticle *article, const RedaksiHouse *house,
                              RedaksiPhotoLookup lookup, gpointer user_data)
{
  GString *out;
  const char *photo;
  RedaksiPhotoLink link = { 0 };
  g_autofree char *dateline = NULL;
  g_autofree char *deck = NULL;

  g_return_val_if_fail (article != NULL, NULL);

  photo = redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_PHOTO);
  out = g_string_new (NULL);
  if (*photo != '\0' && (lookup == NULL || lookup (photo, &link, user_data)))
    redaksi_wordpress_write_lead_caption (out, article, house);
  deck = redaksi_text_one_line (redaksi_article_get_field (article, REDAKSI_FIELD_DECK));
  if (*deck != '\0')
    redaksi_wordpress_write_line (out, REDAKSI_CLASS_DECK, deck);
  dateline = redaksi_dateline_text (article, house);
  redaksi_wordpress_write_body (out, redaksi_article_get_body (article), house, lookup, user_data,
                                dateline);
  redaksi_wordpress_write_bylines (out, article, house);
  return g_string_free (out, FALSE);
}
