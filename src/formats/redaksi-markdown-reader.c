/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Markdown in: CommonMark as cmark reads it, walked as a tree, with what redaksi-markdown-writer.c
 * needs beside it: ~~strikethrough~~, inline <strong>, <em>, <s> and <br>, photos and captions,
 * embeds and preserved blocks. See redaksi-markdown.h for the forms.
 */
#include <cmark.h>
#include <string.h>

#include "redaksi-html-reader.h"
#include "redaksi-markdown.h"
#include "redaksi-text.h"

/* Stands for an unescaped ~~ while cmark, which does not know it, reads the text. A noncharacter:
 * where a text has one it is dropped before. */
#define TILDES "\xEF\xB7\x90" /* U+FDD0 */

#define MAX_DEPTH 64

typedef struct
{
  RedaksiCollector *collector;
  char **headline;
  GPtrArray *pictures;            /* nullable */
  guint strong, emphasis, strike; /* inline HTML that is open */
  gboolean too_deep;
} Reader;

typedef struct
{
  RedaksiMarks marks;
  RedaksiShape *shape;
  guint lists;
  gboolean ordered;
  gboolean in_item;
  guint depth; /* of the tree: it is walked by recursion */
} Place;

static void read_blocks (Reader *self, cmark_node *node, const Place *place);
static void read_inlines (Reader *self, cmark_node *node, const Place *place);
static char *plain_text (cmark_node *node);

/* ---- strikethrough ----------------------------------------------------------------------------
 */

/* ~~ that is not escaped and not part of a fence or a longer run becomes TILDES. */
static char *
mark_tildes (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      gsize run = strspn (p, "~");
      if (*p == '\\' && p[1] != '\0')
        {
          g_string_append_len (out, p, g_utf8_next_char (p + 1) - p);
          p = g_utf8_next_char (p + 1);
        }
      else if (redaksi_text_begins (p, TILDES))
        p += strlen (TILDES);
      else if (run > 0)
        {
          if (run == 2)
            g_string_append (out, TILDES);
          else
            g_string_append_len (out, p, run);
          p += run;
        }
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (out, FALSE);
}

static char *
restore_tildes (const char *text)
{
  g_autoptr (GString) out = g_string_new (text != NULL ? text : "");

  g_string_replace (out, TILDES, "~~", 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Pairs of TILDES with text right inside become strikethrough; others are ~~ again. */
static RedaksiBlock *
strike_block (RedaksiBlock *block)
{
  g_autoptr (RedaksiMark) strike = redaksi_mark_new (REDAKSI_MARK_STRIKETHROUGH, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (RedaksiMarkSpan));
  g_autofree guint *place = g_new (guint, redaksi_block_get_length (block) + 1);
  const char *p = redaksi_block_get_text (block);
  const char *close = NULL; /* the end of the pair that is open */
  gboolean any = TRUE;      /* whether another TILDES may follow */
  guint n, i = 0, at = 0, start = 0;
  const RedaksiMarkSpan *old = redaksi_block_get_spans (block, &n);

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *after = p + strlen (TILDES);
      place[i++] = at;
      if (!redaksi_text_begins (p, TILDES))
        {
          g_string_append_len (text, p, g_utf8_next_char (p) - p);
          at++;
          continue;
        }
      if (p == close)
        {
          RedaksiMarkSpan span = { start, at, strike };
          g_array_append_val (spans, span);
          close = NULL;
          continue;
        }
      close = any ? strstr (after, TILDES) : NULL;
      any = close != NULL;
      if (close == NULL || close == after || g_ascii_isspace (*after)
          || g_ascii_isspace (close[-1]))
        {
          g_string_append (text, "~~");
          at += 2;
          close = NULL;
        }
      start = at;
    }
  place[i] = at;
  for (guint k = 0; k < n; k++)
    {
      RedaksiMarkSpan span = { place[old[k].start], place[old[k].end], old[k].mark };
      g_array_append_val (spans, span);
    }
  return redaksi_block_new (redaksi_block_get_shape (block), text->str,
                            (RedaksiMarkSpan *)spans->data, spans->len);
}

static RedaksiBody *
strike_body (RedaksiBody *body)
{
  g_autoptr (RedaksiBody) result = redaksi_body_ref (body);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      g_autoptr (RedaksiBlock) struck = NULL;
      RedaksiBody *next;
      if (strstr (redaksi_block_get_text (block), TILDES) == NULL)
        continue;
      struck = strike_block (block);
      next = redaksi_body_with_block (result, i, struck);
      redaksi_body_unref (result);
      result = next;
    }
  return g_steal_pointer (&result);
}

/* ---- inlines ----------------------------------------------------------------------------------
 */

static gboolean
tag_is (const char *tag, const char *name)
{
  gsize n = strlen (name);

  return g_ascii_strncasecmp (tag, name, n) == 0 && !g_ascii_isalnum (tag[n]);
}

static void
add_text (Reader *self, const char *text, const Place *place, RedaksiBlanks blanks)
{
  RedaksiMarks marks = place->marks;

  marks.strong |= self->strong > 0;
  marks.emphasis |= self->emphasis > 0;
  marks.strike |= self->strike > 0;
  redaksi_collector_add_text (self->collector, text, -1, &marks, blanks);
}

static void
read_inline_tag (Reader *self, const char *literal, const Place *place)
{
  gboolean closes = literal[1] == '/';
  const char *name = literal + 1 + closes;
  guint *open = tag_is (name, "strong") || tag_is (name, "b") ? &self->strong
                : tag_is (name, "em") || tag_is (name, "i")   ? &self->emphasis
                : tag_is (name, "s") || tag_is (name, "del") || tag_is (name, "strike")
                  ? &self->strike
                  : NULL;

  if (tag_is (name, "br"))
    add_text (self, SOFT_BREAK_TEXT, place, REDAKSI_BLANKS_KEEP);
  else if (open != NULL && !closes)
    (*open)++;
  else if (open != NULL && *open > 0)
    (*open)--;
}

static void
read_link (Reader *self, cmark_node *node, const Place *outer)
{
  Place place = *outer;
  g_autofree char *address = restore_tildes (cmark_node_get_url (node));
  g_autoptr (RedaksiMark) link = NULL;

  if (*address != '\0' && redaksi_address_is_safe (address))
    {
      link = redaksi_mark_new (REDAKSI_MARK_LINK, address);
      place.marks.link = link;
    }
  read_inlines (self, node, &place);
}

/* Pictures of the network stay there. */
static void
read_picture (Reader *self, cmark_node *node, const Place *place)
{
  g_autofree char *address = restore_tildes (cmark_node_get_url (node));
  g_autofree char *alt = NULL;

  if (self->pictures == NULL || place->in_item || !_redaksi_picture_is_near (address))
    return;
  alt = plain_text (node);
  _redaksi_picture_take (self->collector, self->pictures, address, alt);
}

static void
read_inline (Reader *self, cmark_node *node, const Place *outer)
{
  Place place = *outer;
  g_autofree char *code = NULL;

  place.depth++;
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      add_text (self, cmark_node_get_literal (node), outer, REDAKSI_BLANKS_KEEP);
      break;
    case CMARK_NODE_CODE:
      code = restore_tildes (cmark_node_get_literal (node));
      add_text (self, code, outer, REDAKSI_BLANKS_KEEP);
      break;
    case CMARK_NODE_SOFTBREAK:
      add_text (self, " ", outer, REDAKSI_BLANKS_KEEP);
      break;
    case CMARK_NODE_LINEBREAK:
      add_text (self, SOFT_BREAK_TEXT, outer, REDAKSI_BLANKS_KEEP);
      break;
    case CMARK_NODE_HTML_INLINE:
      read_inline_tag (self, cmark_node_get_literal (node), outer);
      break;
    case CMARK_NODE_EMPH:
      place.marks.emphasis = TRUE;
      read_inlines (self, node, &place);
      break;
    case CMARK_NODE_STRONG:
      place.marks.strong = TRUE;
      read_inlines (self, node, &place);
      break;
    case CMARK_NODE_LINK:
      read_link (self, node, &place);
      break;
    case CMARK_NODE_IMAGE:
      read_picture (self, node, outer);
      break;
    default:
      break;
    }
}

static void
read_inlines (Reader *self, cmark_node *node, const Place *place)
{
  if (place->depth > MAX_DEPTH)
    {
      self->too_deep = TRUE;
      return;
    }
  for (cmark_node *child = cmark_node_first_child (node); child != NULL;
       child = cmark_node_next (child))
    read_inline (self, child, place);
}

/* ---- blocks -----------------------------------------------------------------------------------
 */

static void
flush (Reader *self)
{
  self->strong = self->emphasis = self->strike = 0;
  redaksi_collector_flush (self->collector);
}

static gboolean
is_photo (cmark_node *node)
{
  return node != NULL && cmark_node_get_type (node) == CMARK_NODE_IMAGE
         && g_str_has_prefix (cmark_node_get_url (node), REDAKSI_MARKDOWN_PHOTO);
}

static char *
plain_text (cmark_node *node)
{
  g_autofree char *text = NULL;
  GString *out = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (node);

  while (cmark_iter_next (iter) != CMARK_EVENT_DONE)
    {
      cmark_node *inner = cmark_iter_get_node (iter);
      const char *literal = cmark_node_get_literal (inner);
      if (cmark_iter_get_event_type (iter) == CMARK_EVENT_EXIT)
        continue;
      if (cmark_node_get_type (inner) == CMARK_NODE_SOFTBREAK
          || cmark_node_get_type (inner) == CMARK_NODE_LINEBREAK)
        g_string_append_c (out, ' ');
      else if (literal != NULL && cmark_node_get_type (inner) != CMARK_NODE_HTML_INLINE)
        g_string_append (out, literal);
    }
  cmark_iter_free (iter);
  text = g_string_free (out, FALSE);
  return restore_tildes (text);
}

/* `![alt](photo:DIGEST "credit")`, and in the lines after it the caption. */
static void
read_photo (Reader *self, cmark_node *paragraph, const Place *outer)
{
  cmark_node *image = cmark_node_first_child (paragraph);
  const char *address = cmark_node_get_url (image) + strlen (REDAKSI_MARKDOWN_PHOTO);
  const char *query = strchr (address, '?');
  g_autofree char *digest
    = query != NULL ? g_strndup (address, query - address) : g_strdup (address);
  g_autofree char *alt = plain_text (image);
  g_autofree char *credit = restore_tildes (cmark_node_get_title (image));
  g_autoptr (RedaksiShape) shape
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", digest, "alt", alt, "credit", credit, "size",
                         query != NULL && strcmp (query, "?wide") == 0 ? "wide" : NULL, NULL);
  g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  cmark_node *child = cmark_node_next (image);

  flush (self);
  redaksi_collector_add_leaf (self->collector, shape);
  if (child != NULL
      && (cmark_node_get_type (child) == CMARK_NODE_SOFTBREAK
          || cmark_node_get_type (child) == CMARK_NODE_LINEBREAK))
    child = cmark_node_next (child);
  redaksi_collector_set_shape (self->collector, caption);
  for (; child != NULL; child = cmark_node_next (child))
    read_inline (self, child, outer);
  if (!redaksi_collector_has_text (self->collector))
    redaksi_collector_add_block (self->collector, redaksi_block_new (caption, "", NULL, 0));
  flush (self);
  redaksi_collector_set_shape (self->collector, outer->shape);
}

/* `[address](address "embed")` alone in a paragraph. */
static gboolean
read_embed (Reader *self, cmark_node *paragraph)
{
  cmark_node *link = cmark_node_first_child (paragraph);
  g_autoptr (RedaksiShape) shape = NULL;
  g_autofree char *address = NULL;

  if (link == NULL || cmark_node_get_type (link) != CMARK_NODE_LINK
      || cmark_node_next (link) != NULL
      || strcmp (cmark_node_get_title (link), REDAKSI_MARKDOWN_EMBED) != 0
      || !redaksi_address_is_safe (cmark_node_get_url (link)))
    return FALSE;
  flush (self);
  address = restore_tildes (cmark_node_get_url (link));
  shape = redaksi_shape_new (REDAKSI_BLOCK_EMBED, "url", address, NULL);
  redaksi_collector_add_leaf (self->collector, shape);
  return TRUE;
}

static void
read_paragraph (Reader *self, cmark_node *node, const Place *place)
{
  if (is_photo (cmark_node_first_child (node)) && !place->in_item)
    read_photo (self, node, place);
  else if (place->in_item || !read_embed (self, node))
    {
      if (place->in_item && redaksi_collector_has_text (self->collector))
        redaksi_collector_add_break (self->collector, NULL);
      else if (!place->in_item)
        flush (self);
      read_inlines (self, node, place);
      if (!place->in_item)
        flush (self);
    }
}

static void
read_heading (Reader *self, cmark_node *node, const Place *outer)
{
  int level = cmark_node_get_heading_level (node);
  g_autofree char *number = g_strdup_printf ("%d", CLAMP (level, 2, 4));
  g_autoptr (RedaksiShape) shape = NULL;

  flush (self);
  if (level == 1 && self->headline != NULL && *self->headline == NULL)
    {
      g_autofree char *text = plain_text (node);
      *self->headline = redaksi_text_one_line (text);
      return;
    }
  shape = redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", number, NULL);
  if (!outer->in_item)
    redaksi_collector_set_shape (self->collector, shape);
  read_inlines (self, node, outer);
  flush (self);
  redaksi_collector_set_shape (self->collector, outer->shape);
}

static void
read_code (Reader *self, cmark_node *node, const Place *place)
{
  g_autofree char *text = restore_tildes (cmark_node_get_literal (node));
  const char *info = cmark_node_get_fence_info (node);

  g_autofree char *word = restore_tildes (info);

  if (g_str_has_suffix (text, "\n"))
    text[strlen (text) - 1] = '\0';
  if (g_str_has_prefix (word, REDAKSI_MARKDOWN_PRESERVED) && !place->in_item)
    {
      const char *name = word + strlen (REDAKSI_MARKDOWN_PRESERVED);
      g_autoptr (RedaksiShape) shape
        = redaksi_shape_new (REDAKSI_BLOCK_PRESERVED, "source", text, "name",
                             *name == ' ' ? name + 1 : NULL, NULL);
      flush (self);
      redaksi_collector_add_leaf (self->collector, shape);
      return;
    }
  if (place->in_item && redaksi_collector_has_text (self->collector))
    redaksi_collector_add_break (self->collector, NULL);
  add_text (self, text, place, REDAKSI_BLANKS_LINES);
  if (!place->in_item)
    flush (self);
}

static void
read_list (Reader *self, cmark_node *node, const Place *outer)
{
  Place place = *outer;
  guint depth = MIN (outer->lists, 8);
  char digit[2] = { (char)('0' + depth), '\0' };
  gboolean ordered = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST;
  g_autoptr (RedaksiShape) shape
    = redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "depth", depth > 0 ? digit : NULL, "ordered",
                         ordered ? "true" : NULL, NULL);

  flush (self);
  place.lists++;
  place.shape = shape;
  place.in_item = TRUE;
  place.depth++;
  for (cmark_node *item = cmark_node_first_child (node); item != NULL;
       item = cmark_node_next (item))
    {
      redaksi_collector_set_shape (self->collector, shape);
      read_blocks (self, item, &place);
      flush (self);
    }
  redaksi_collector_set_shape (self->collector, outer->shape);
}

static void
read_quote (Reader *self, cmark_node *node, const Place *outer)
{
  Place place = *outer;
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_QUOTE, NULL);

  place.depth++;
  if (!outer->in_item)
    {
      flush (self);
      place.shape = shape;
      redaksi_collector_set_shape (self->collector, shape);
    }
  read_blocks (self, node, &place);
  if (!outer->in_item)
    {
      flush (self);
      redaksi_collector_set_shape (self->collector, outer->shape);
    }
}

static void
read_html (Reader *self, cmark_node *node, const Place *outer)
{
  g_autofree char *html = restore_tildes (cmark_node_get_literal (node));
  RedaksiHtmlFlags flags
    = g_str_has_prefix (html, REDAKSI_MARKDOWN_PULL_QUOTE) ? REDAKSI_HTML_EXACT : 0;
  g_autoptr (RedaksiCollector) collector = NULL;
  GPtrArray *blocks;

  if (outer->in_item)
    return;
  flush (self);
  g_strchomp (html);
  collector = redaksi_collector_new (flags != 0);
  /* What is too deep for us is left out: the rest of the text is worth more. */
  if (!redaksi_html_read (html, strlen (html), flags, self->headline, NULL, self->pictures,
                          collector, NULL))
    return;
  blocks = redaksi_collector_get_blocks (collector);
  for (guint i = 0; i < blocks->len; i++)
    redaksi_collector_add_block (self->collector, redaksi_block_ref (blocks->pdata[i]));
}

static void
read_blocks (Reader *self, cmark_node *node, const Place *place)
{
  g_autoptr (RedaksiShape) divider = redaksi_shape_new (REDAKSI_BLOCK_DIVIDER, NULL);

  if (place->depth > MAX_DEPTH)
    {
      self->too_deep = TRUE;
      return;
    }
  for (cmark_node *child = cmark_node_first_child (node); child != NULL;
       child = cmark_node_next (child))
    switch (cmark_node_get_type (child))
      {
      case CMARK_NODE_PARAGRAPH:
        read_paragraph (self, child, place);
        break;
      case CMARK_NODE_HEADING:
        read_heading (self, child, place);
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        read_quote (self, child, place);
        break;
      case CMARK_NODE_LIST:
        read_list (self, child, place);
        break;
      case CMARK_NODE_CODE_BLOCK:
        read_code (self, child, place);
        break;
      case CMARK_NODE_HTML_BLOCK:
        read_html (self, child, place);
        break;
      case CMARK_NODE_THEMATIC_BREAK:
        flush (self);
        redaksi_collector_add_leaf (self->collector, divider);
        break;
      default:
        break;
      }
}

/**
 * redaksi_body_from_markdown:
 * @text: (array length=length): CommonMark, with ~~strikethrough~~
 * @length: its length in bytes
 * @headline: (out) (optional) (nullable): the text of the first level-1 heading, which then is not
 * in the body
 * @error: return location for a #RedaksiFormatError
 *
 * Returns: (transfer full) (nullable): a valid body
 */
RedaksiBody *
redaksi_body_from_markdown (const char *text, gsize length, char **headline, GError **error)
{
  return redaksi_body_from_markdown_with_pictures (text, length, headline, NULL, error);
}

/**
 * redaksi_body_from_markdown_with_pictures:
 * @text: (array length=length): as redaksi_body_from_markdown() takes it
 * @length: its length in bytes
 * @headline: (out) (optional) (nullable): the text of the first level-1 heading
 * @pictures: (nullable) (element-type RedaksiFoundPicture): takes the pictures that are not of the
 * network
 * @error: return location for a #RedaksiFormatError
 *
 * Returns: (transfer full) (nullable): a valid body
 */
RedaksiBody *
redaksi_body_from_markdown_with_pictures (const char *text, gsize length, char **headline,
                                          GPtrArray *pictures, GError **error)
{
  g_autofree char *valid = NULL;
  g_autofree char *marked = NULL;
  g_autofree char *first = NULL;
  g_autoptr (RedaksiCollector) collector = redaksi_collector_new (TRUE);
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiBody) body = NULL;
  Reader self = { collector, headline != NULL ? &first : NULL, pictures, 0, 0, 0, FALSE };
  Place place = { { 0 }, paragraph, 0, FALSE, FALSE, 0 };
  cmark_node *document;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (headline != NULL)
    *headline = NULL;
  if (!_redaksi_check_size (length, error))
    return NULL;
  valid = _redaksi_text_from_bytes (text, length);
  marked = mark_tildes (valid);
  document = cmark_parse_document (marked, strlen (marked), CMARK_OPT_DEFAULT);
  read_blocks (&self, document, &place);
  cmark_node_free (document);
  if (self.too_deep)
    {
      g_set_error_literal (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_LIMITS,
                           "the Markdown is nested too deeply");
      return NULL;
    }
  body = redaksi_collector_finish (collector);
  if (headline != NULL)
    *headline = g_steal_pointer (&first);
  return strike_body (body);
}
