/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From WordPress blocks to Ghost's nodes: see redaksi-lexical.h. */
#include <string.h>

#include "redaksi-embed.h"
#include "redaksi-lexical.h"
#include "redaksi-text.h"

/* ---- cards -------------------------------------------------------------------------------------
 */

static yyjson_mut_val *
new_card (yyjson_mut_doc *doc, const char *type)
{
  yyjson_mut_val *node = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_strcpy (doc, node, "type", type);
  yyjson_mut_obj_add_int (doc, node, "version", 1);
  return node;
}

static yyjson_mut_val *
write_html (yyjson_mut_doc *doc, const char *start, const char *end)
{
  yyjson_mut_val *node = new_card (doc, "html");

  yyjson_mut_obj_add_strncpy (doc, node, "html", start, (gsize)(end - start));
  return node;
}

/* The node that came from the server once; NULL where somebody spoilt it. */
static yyjson_mut_val *
write_kept (yyjson_mut_doc *doc, const RedaksiPiece *piece)
{
  g_autoptr (yyjson_doc) read
    = piece->attributes != NULL
        ? redaksi_json_parse (piece->attributes, strlen (piece->attributes), NULL)
        : NULL;
  yyjson_val *node = yyjson_obj_get (yyjson_doc_get_root (read), "node");

  return redaksi_json_get_string (node, "type") != NULL ? yyjson_val_mut_copy (doc, node) : NULL;
}

static char *
between (const char *text, const char *open, const char *close)
{
  const char *start = strstr (text, open);
  const char *end;

  if (start == NULL)
    return NULL;
  start += strlen (open);
  end = strstr (start, close);
  return end != NULL ? g_strndup (start, (gsize)(end - start)) : NULL;
}

static yyjson_mut_val *
write_image (yyjson_mut_doc *doc, RedaksiBlock *photo, const char *source)
{
  static const char open[] = "<figcaption class=\"wp-element-caption\">";
  yyjson_mut_val *node;
  const char *url = redaksi_block_get (photo, "url");
  const char *alt = redaksi_block_get (photo, "alt");
  gboolean wide = g_strcmp0 (redaksi_block_get (photo, "size"), "wide") == 0;
  g_autofree char *caption = between (source, open, "</figcaption>");

  if (url == NULL)
    return NULL;
  node = new_card (doc, "image");
  yyjson_mut_obj_add_strcpy (doc, node, "src", url);
  yyjson_mut_obj_add_null (doc, node, "width");
  yyjson_mut_obj_add_null (doc, node, "height");
  yyjson_mut_obj_add_str (doc, node, "title", "");
  yyjson_mut_obj_add_strcpy (doc, node, "alt", alt != NULL ? alt : "");
  yyjson_mut_obj_add_strcpy (doc, node, "caption", caption != NULL ? caption : "");
  yyjson_mut_obj_add_str (doc, node, "cardWidth", wide ? "wide" : "regular");
  yyjson_mut_obj_add_str (doc, node, "href", "");
  return node;
}

/* Ghost shows what a card's HTML says and asks nobody: a film of YouTube is a frame, anything else
 * a card with its address. */
static yyjson_mut_val *
write_embed (yyjson_mut_doc *doc, const char *url)
{
  const RedaksiEmbedKind *kind = redaksi_embed_kind (url);
  g_autofree char *id = NULL;
  yyjson_mut_val *node, *about;

  if (kind != NULL && g_strcmp0 (kind->provider, "youtube") == 0)
    {
      g_autoptr (GRegex) regex
        = g_regex_new ("(?:v=|youtu\\.be/|/shorts/|/live/|/embed/)([A-Za-z0-9_-]{6,20})",
                       G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regex, url, G_REGEX_MATCH_DEFAULT, &match))
        id = g_match_info_fetch (match, 1);
    }
  if (id != NULL)
    {
      g_autofree char *html = g_strdup_printf (
        "<iframe width=\"200\" height=\"113\" src=\"https://www.youtube-nocookie.com/embed/%s\" "
        "frameborder=\"0\" allow=\"encrypted-media; picture-in-picture\" "
        "allowfullscreen></iframe>",
        id);

      node = new_card (doc, "embed");
      yyjson_mut_obj_add_strcpy (doc, node, "url", url);
      yyjson_mut_obj_add_str (doc, node, "embedType", "video");
      yyjson_mut_obj_add_strcpy (doc, node, "html", html);
      yyjson_mut_obj_add_obj (doc, node, "metadata");
      yyjson_mut_obj_add_str (doc, node, "caption", "");
      return node;
    }
  node = new_card (doc, "bookmark");
  yyjson_mut_obj_add_strcpy (doc, node, "url", url);
  about = yyjson_mut_obj_add_obj (doc, node, "metadata");
  yyjson_mut_obj_add_null (doc, about, "icon");
  yyjson_mut_obj_add_strcpy (doc, about, "title", url);
  yyjson_mut_obj_add_null (doc, about, "description");
  yyjson_mut_obj_add_null (doc, about, "author");
  yyjson_mut_obj_add_strcpy (doc, about, "publisher", kind != NULL ? kind->name : "");
  yyjson_mut_obj_add_null (doc, about, "thumbnail");
  yyjson_mut_obj_add_str (doc, node, "caption", "");
  return node;
}

/* ---- text --------------------------------------------------------------------------------------
 */

static yyjson_mut_val *
new_list (yyjson_mut_doc *doc, gboolean ordered)
{
  yyjson_mut_val *list = redaksi_lexical_element (doc, "list");

  yyjson_mut_obj_add_str (doc, list, "listType", ordered ? "number" : "bullet");
  yyjson_mut_obj_add_int (doc, list, "start", 1);
  yyjson_mut_obj_add_str (doc, list, "tag", ordered ? "ol" : "ul");
  return list;
}

static yyjson_mut_val *
add_item (yyjson_mut_doc *doc, yyjson_mut_val *list)
{
  yyjson_mut_val *item = redaksi_lexical_element (doc, "listitem");

  yyjson_mut_obj_add_uint (doc, item, "value",
                           yyjson_mut_arr_size (redaksi_lexical_children (list)) + 1);
  yyjson_mut_arr_append (redaksi_lexical_children (list), item);
  return item;
}

/* A list within a list stands in an item of its own, without text. NULL: items skip a depth. */
static yyjson_mut_val *
write_list (yyjson_mut_doc *doc, GPtrArray *blocks)
{
  yyjson_mut_val *lists[16] = { NULL };
  gboolean ordered[16] = { FALSE };
  guint open = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      RedaksiShape *shape = redaksi_block_get_shape (blocks->pdata[i]);
      guint depth = redaksi_shape_get_depth (shape);
      gboolean numbered = redaksi_shape_is_ordered (shape);

      if (redaksi_shape_get_kind (shape) != REDAKSI_BLOCK_LIST_ITEM || depth >= 16
          || depth > open + (i > 0) || (i == 0 && depth > 0))
        return NULL;
      if (i == 0 || depth > open || numbered != ordered[depth])
        {
          if (depth == 0 && i > 0)
            return NULL;
          lists[depth] = new_list (doc, numbered);
          ordered[depth] = numbered;
          if (depth > 0)
            yyjson_mut_arr_append (redaksi_lexical_children (add_item (doc, lists[depth - 1])),
                                   lists[depth]);
        }
      open = depth;
      redaksi_lexical_add_inline (doc, add_item (doc, lists[depth]), blocks->pdata[i]);
    }
  return lists[0];
}

static yyjson_mut_val *
write_text (yyjson_mut_doc *doc, const char *type, RedaksiBlock *block)
{
  yyjson_mut_val *node = redaksi_lexical_element (doc, type);

  if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_HEADING)
    {
      g_autofree char *tag
        = g_strdup_printf ("h%u", redaksi_shape_get_level (redaksi_block_get_shape (block)));

      yyjson_mut_obj_add_strcpy (doc, node, "tag", tag);
    }
  redaksi_lexical_add_inline (doc, node, block);
  return node;
}

static gboolean
says_more (RedaksiBlock *block)
{
  return redaksi_block_get (block, "wp-attributes") != NULL
         || redaksi_block_get (block, "wp-tag") != NULL;
}

/* NULL: more than Ghost has a node for. */
static yyjson_mut_val *
write_blocks (yyjson_mut_doc *doc, GPtrArray *blocks, const char *source)
{
  RedaksiBlock *first = blocks->pdata[0];
  RedaksiBlockKind kind = redaksi_block_get_kind (first);

  if (kind == REDAKSI_BLOCK_PHOTO)
    return write_image (doc, first, source);
  for (guint i = 0; i < blocks->len; i++)
    if (says_more (blocks->pdata[i]))
      return NULL;
  if (kind == REDAKSI_BLOCK_LIST_ITEM)
    return write_list (doc, blocks);
  if (blocks->len != 1)
    return NULL;
  switch (kind)
    {
    case REDAKSI_BLOCK_PARAGRAPH:
      return write_text (doc, "paragraph", first);
    case REDAKSI_BLOCK_HEADING:
      return write_text (doc, "extended-heading", first);
    case REDAKSI_BLOCK_QUOTE:
      return write_text (doc, "extended-quote", first);
    case REDAKSI_BLOCK_PULL_QUOTE:
      return write_text (doc, "aside", first);
    default:
      return NULL;
    }
}

static yyjson_mut_val *
write_dated (yyjson_mut_doc *doc, const char *source)
{
  g_autofree char *dateline = NULL;
  g_autofree char *rest = redaksi_wordpress_cut_dateline (source, &dateline);
  g_autoptr (GArray) pieces = rest != NULL ? redaksi_wordpress_split (rest) : NULL;
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (RedaksiBlock) spaced = NULL;
  g_autoptr (RedaksiBlock) space = NULL;
  yyjson_mut_val *node;

  if (pieces == NULL || pieces->len != 1 || g_array_index (pieces, RedaksiPiece, 0).name == NULL)
    return NULL;
  blocks = redaksi_wordpress_read_blocks (&g_array_index (pieces, RedaksiPiece, 0), rest);
  if (blocks == NULL || blocks->len != 1 || says_more (blocks->pdata[0]))
    return NULL;
  node = redaksi_lexical_element (doc, "paragraph");
  yyjson_mut_arr_append (redaksi_lexical_children (node),
                         redaksi_lexical_text (doc, dateline, strlen (dateline), 0,
                                               REDAKSI_LEXICAL_DATELINE));
  space = redaksi_block_new_paragraph (" ");
  spaced = redaksi_block_join (redaksi_block_get_shape (blocks->pdata[0]), space, blocks->pdata[0]);
  redaksi_lexical_add_inline (doc, node, spaced);
  return node;
}

static yyjson_mut_val *
write_known (yyjson_mut_doc *doc, const RedaksiPiece *piece, const char *source)
{
  static const char empty[] = "<!-- wp:paragraph -->\n<p></p>\n<!-- /wp:paragraph -->";
  static const char rule[] = "<!-- wp:separator -->\n"
                             "<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>\n"
                             "<!-- /wp:separator -->";
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *url = NULL;
  yyjson_mut_val *node;

  if (strcmp (piece->name, REDAKSI_LEXICAL_KEPT) == 0)
    return write_kept (doc, piece);
  if (strcmp (piece->name, "html") == 0 && piece->attributes == NULL)
    {
      const char *start = piece->inner, *end = piece->inner_end;

      start += start < end && *start == '\n';
      end -= end > start && end[-1] == '\n';
      return write_html (doc, start, end);
    }
  if (strcmp (source, empty) == 0)
    return redaksi_lexical_element (doc, "paragraph");
  if (strcmp (source, rule) == 0)
    return new_card (doc, "horizontalrule");
  if (strcmp (piece->name, "embed") == 0 && (url = redaksi_wordpress_embed_url (piece)) != NULL
      && strstr (source, "<figcaption") == NULL)
    return write_embed (doc, url);
  if (strcmp (piece->name, "paragraph") == 0 && (node = write_dated (doc, source)) != NULL)
    return node;
  blocks = redaksi_wordpress_read_blocks (piece, source);
  return blocks != NULL && blocks->len > 0 ? write_blocks (doc, blocks, source) : NULL;
}

/**
 * redaksi_lexical_write_piece:
 * @doc: where it belongs
 * @piece: a block, or HTML outside of blocks
 *
 * Returns: the node that it is; a card with its source where Ghost has none
 */
yyjson_mut_val *
redaksi_lexical_write_piece (yyjson_mut_doc *doc, const RedaksiPiece *piece)
{
  g_autofree char *source = g_strndup (piece->start, (gsize)(piece->end - piece->start));
  yyjson_mut_val *node = piece->name != NULL ? write_known (doc, piece, source) : NULL;

  return node != NULL ? node : write_html (doc, piece->start, piece->end);
}

/* ---- all of it ---------------------------------------------------------------------------------
 */

static gboolean
is_blank (const RedaksiPiece *piece)
{
  for (const char *p = piece->start; p < piece->end; p++)
    if (!g_ascii_isspace (*p))
      return FALSE;
  return TRUE;
}

/* What the server has, by what it says in blocks: a queue for each, for a text may stand twice. */
static GHashTable *
index_source (yyjson_doc *read)
{
  GHashTable *nodes
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_queue_free);
  yyjson_val *children
    = yyjson_obj_get (yyjson_obj_get (yyjson_doc_get_root (read), "root"), "children");
  yyjson_arr_iter iter = yyjson_arr_iter_with (children);
  yyjson_val *node;

  while ((node = yyjson_arr_iter_next (&iter)) != NULL)
    {
      char *block = redaksi_lexical_read_node (node);
      GQueue *queue = g_hash_table_lookup (nodes, block);

      if (queue == NULL)
        {
          queue = g_queue_new ();
          g_hash_table_insert (nodes, block, queue);
        }
      else
        g_free (block);
      g_queue_push_tail (queue, node);
    }
  return nodes;
}

/**
 * redaksi_lexical_from_wordpress:
 * @content: WordPress blocks
 * @source: (nullable): the lexical document that the server has
 *
 * Returns: (transfer full): a lexical document; at least one paragraph, for Ghost takes no empty
 * one
 */
char *
redaksi_lexical_from_wordpress (const char *content, const char *source)
{
  g_autoptr (GArray) pieces = redaksi_wordpress_split (content);
  g_autoptr (yyjson_doc) read
    = source != NULL ? redaksi_json_parse (source, strlen (source), NULL) : NULL;
  g_autoptr (GHashTable) nodes = index_source (read);
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *top = yyjson_mut_obj (doc);
  yyjson_mut_val *root = redaksi_lexical_element (doc, "root");
  yyjson_mut_val *list = redaksi_lexical_children (root);

  yyjson_mut_doc_set_root (doc, top);
  yyjson_mut_obj_add_val (doc, top, "root", root);
  for (guint i = 0; i < pieces->len; i++)
    {
      const RedaksiPiece *piece = &g_array_index (pieces, RedaksiPiece, i);
      g_autofree char *text = NULL;
      GQueue *queue;
      yyjson_val *there;

      if (piece->name == NULL && is_blank (piece))
        continue;
      text = g_strndup (piece->start, (gsize)(piece->end - piece->start));
      queue = g_hash_table_lookup (nodes, text);
      there = queue != NULL ? g_queue_pop_head (queue) : NULL;
      yyjson_mut_arr_append (list, there != NULL ? yyjson_val_mut_copy (doc, there)
                                                 : redaksi_lexical_write_piece (doc, piece));
    }
  if (yyjson_mut_arr_size (list) == 0)
    yyjson_mut_arr_append (list, redaksi_lexical_element (doc, "paragraph"));
  return redaksi_json_write (doc);
}
