/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * HTML to blocks: what a person pastes from a page, Word, Google Docs or LibreOffice, what a file
 * holds, what WordPress keeps. See redaksi-html-tokens.h for what happens before the tree is built.
 */
#include <string.h>

#include "redaksi-html-place.h"
#include "redaksi-html-tokens.h"
#include "redaksi-text.h"

const char *
_redaksi_html_get_attribute (const GumboElement *element, const char *name)
{
  GumboAttribute *attribute = gumbo_get_attribute (&element->attributes, name);

  return attribute != NULL ? attribute->value : NULL;
}

/* aria-level, where it is one. */
guint
_redaksi_html_get_level (const GumboElement *element, guint otherwise)
{
  const char *level = _redaksi_html_get_attribute (element, "aria-level");

  return level != NULL && g_ascii_isdigit (*level) && level[1] == '\0' && *level != '0'
           ? (guint)(*level - '0')
           : otherwise;
}

/* ---- blocks -----------------------------------------------------------------------------------
 */

void
_redaksi_html_begin_block (RedaksiHtmlReader *self, const RedaksiHtmlPlace *place)
{
  /* Within an item or a caption there are no blocks: they are lines of it. */
  if (place->in_item)
    {
      if (redaksi_collector_get_length (self->collector) > self->cell)
        redaksi_collector_add_break (self->collector, NULL);
      return;
    }
  redaksi_collector_flush (self->collector);
  redaksi_collector_set_shape (self->collector, place->shape);
}

void
_redaksi_html_end_block (RedaksiHtmlReader *self, const RedaksiHtmlPlace *place,
                         const RedaksiHtmlPlace *outer)
{
  if (place->in_item)
    return;
  redaksi_collector_flush (self->collector);
  redaksi_collector_set_shape (self->collector, outer->shape);
}

void
_redaksi_html_read_block (RedaksiHtmlReader *self, const GumboNode *node,
                          const RedaksiHtmlPlace *place, const RedaksiHtmlPlace *outer)
{
  _redaksi_html_begin_block (self, place);
  _redaksi_html_read_children (self, node, place);
  if (place->in_item && !outer->in_item)
    {
      redaksi_collector_flush (self->collector);
      redaksi_collector_set_shape (self->collector, outer->shape);
    }
  else
    _redaksi_html_end_block (self, place, outer);
}

static void
read_kind (RedaksiHtmlReader *self, const GumboNode *node, const RedaksiHtmlPlace *outer,
           RedaksiShape *shape)
{
  RedaksiHtmlPlace place = *outer;

  place.shape = shape;
  _redaksi_html_read_block (self, node, &place, outer);
}

static void
read_quote (RedaksiHtmlReader *self, const GumboNode *node, const RedaksiHtmlPlace *outer,
            RedaksiBlockKind kind)
{
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (kind, NULL);

  read_kind (self, node, outer, shape);
}

/* The text of a heading alone, for the headline. */
static char *
collect_line (RedaksiHtmlReader *self, const GumboNode *node)
{
  g_autoptr (RedaksiCollector) collector = redaksi_collector_new (FALSE);
  RedaksiHtmlReader reader = { collector, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0 };
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  RedaksiHtmlPlace place = { { 0 }, REDAKSI_BLANKS_COLLAPSE, shape, 0, FALSE, TRUE, FALSE };
  g_autoptr (RedaksiBlock) block = NULL;

  _redaksi_html_read_children (&reader, node, &place);
  block = redaksi_collector_take_block (collector);
  return redaksi_text_one_line (block != NULL ? redaksi_block_get_text (block) : "");
}

static void
read_heading (RedaksiHtmlReader *self, const GumboNode *node, const RedaksiHtmlPlace *outer,
              guint level)
{
  g_autoptr (RedaksiShape) shape = NULL;
  g_autofree char *number = NULL;
  RedaksiHtmlPlace place = *outer;

  if (level == 1 && self->headline != NULL && *self->headline == NULL)
    {
      g_autofree char *text = collect_line (self, node);
      if (*text != '\0')
        {
          redaksi_collector_flush (self->collector);
          *self->headline = g_steal_pointer (&text);
          return;
        }
    }
  number = g_strdup_printf ("%u", CLAMP (level, 2, 4));
  shape = redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", number, NULL);
  place.shape = shape;
  /* Headings are bold by themselves; word processors say so once more. */
  if ((self->flags & REDAKSI_HTML_EXACT) == 0)
    {
      place.in_heading = TRUE;
      place.marks.strong = FALSE;
    }
  _redaksi_html_read_block (self, node, &place, outer);
}

/* ---- pictures ---------------------------------------------------------------------------------
 */

static char *
remote_id (const char *classes)
{
  const char *found = classes != NULL ? strstr (classes, "wp-image-") : NULL;
  gsize n = 0;

  if (found == NULL)
    return NULL;
  found += strlen ("wp-image-");
  while (g_ascii_isdigit (found[n]))
    n++;
  return n > 0 ? g_strndup (found, n) : NULL;
}

static void
read_picture (RedaksiHtmlReader *self, const GumboNode *node, const RedaksiHtmlPlace *place)
{
  const GumboElement *element = &node->v.element;
  const char *source = _redaksi_html_get_attribute (element, "src");
  const char *alt = _redaksi_html_get_attribute (element, "alt");

  if ((self->flags & REDAKSI_HTML_PHOTOS) != 0 && source != NULL
      && redaksi_address_is_safe (source))
    {
      g_autofree char *id = remote_id (_redaksi_html_get_attribute (element, "class"));
      g_autoptr (RedaksiShape) shape
        = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "url", source, "remote-id", id, "alt", alt, NULL);
      g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
      redaksi_collector_add_leaf (self->collector, shape);
      redaksi_collector_add_block (self->collector, redaksi_block_new (caption, "", NULL, 0));
      return;
    }
  if (self->pictures != NULL && _redaksi_picture_is_near (source))
    {
      _redaksi_picture_take (self->collector, self->pictures, source, alt);
      return;
    }
  /* An emoji drawn as a picture is text. */
  if (alt != NULL && *alt != '\0' && (guchar)*alt >= 0x80 && g_utf8_strlen (alt, -1) <= 8)
    redaksi_collector_add_text (self->collector, alt, -1, &place->marks, place->blanks);
  else if (redaksi_collector_has_text (self->collector))
    redaksi_collector_add_space (self->collector);
}

/* A caption without its label, and without the blank before its credit. Takes @caption. */
static RedaksiBlock *
strip_caption (RedaksiBlock *caption, gboolean has_credit)
{
  g_autoptr (RedaksiBlock) whole = caption;
  const char *text = redaksi_block_get_text (whole);
  guint start = (guint)g_utf8_pointer_to_offset (text, _redaksi_skip_label (text));
  guint end = redaksi_block_get_length (whole);

  if (has_credit && end > start && g_str_has_suffix (text, " "))
    end--;
  return redaksi_block_slice (whole, start, end);
}

static void
set_credit (GPtrArray *blocks, guint i, const char *credit)
{
  RedaksiBlock *photo = blocks->pdata[i];
  g_autoptr (RedaksiShape) shape
    = redaksi_shape_with (redaksi_block_get_shape (photo), "credit", credit);

  if (redaksi_block_get_kind (photo) != REDAKSI_BLOCK_PHOTO)
    return;
  blocks->pdata[i] = redaksi_block_new_leaf (shape);
  redaksi_block_unref (photo);
}

/* The text of a figcaption goes into the caption of the photo that stands last, if one does. */
static void
read_caption (RedaksiHtmlReader *self, const GumboNode *node, const RedaksiHtmlPlace *outer)
{
  GPtrArray *blocks;
  g_autoptr (RedaksiCollector) text = NULL;
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  RedaksiHtmlPlace place = *outer;
  RedaksiHtmlReader reader = *self;
  RedaksiBlock *caption;

  redaksi_collector_flush (self->collector);
  blocks = redaksi_collector_get_blocks (self->collector);
  if (blocks->len == 0
      || redaksi_block_get_kind (blocks->pdata[blocks->len - 1]) != REDAKSI_BLOCK_CAPTION)
    {
      _redaksi_html_read_block (self, node, outer, outer);
      return;
    }
  text = redaksi_collector_new ((self->flags & REDAKSI_HTML_EXACT) != 0);
  reader.collector = text;
  reader.credit = NULL;
  place.shape = shape;
  place.in_item = TRUE;
  redaksi_collector_set_shape (text, shape);
  _redaksi_html_read_children (&reader, node, &place);
  redaksi_collector_flush (text);
  if (reader.credit != NULL && blocks->len >= 2)
    set_credit (blocks, blocks->len - 2, reader.credit);
  if (redaksi_collector_get_n (text) > 0)
    {
      caption = redaksi_block_ref (redaksi_collector_get_blocks (text)->pdata[0]);
      g_ptr_array_remove_index (blocks, blocks->len - 1);
      g_ptr_array_add (blocks, strip_caption (caption, reader.credit != NULL));
    }
  g_free (reader.credit);
}

/* ---- text -------------------------------------------------------------------------------------
 */

static void
read_raised (RedaksiHtmlReader *self, const GumboNode *node, const RedaksiHtmlPlace *place,
             gboolean super)
{
  const GumboVector *children = &node->v.element.children;
  const char *text;
  g_autoptr (GString) raised = g_string_new (NULL);

  if (children->length == 1 && ((GumboNode *)children->data[0])->type == GUMBO_NODE_TEXT)
    {
      text = ((GumboNode *)children->data[0])->v.text.text;
      for (; *text != '\0' && redaksi_raised_digit (*text, super) != 0; text++)
        g_string_append_unichar (raised, redaksi_raised_digit (*text, super));
      if (*text == '\0' && raised->len > 0)
        {
          redaksi_collector_add_text (self->collector, raised->str, -1, &place->marks,
                                      place->blanks);
          return;
        }
    }
  _redaksi_html_read_children (self, node, place);
}

static void
read_link (RedaksiHtmlReader *self, const GumboNode *node, const RedaksiHtmlPlace *outer)
{
  RedaksiHtmlPlace place = *outer;
  g_autoptr (RedaksiMark) link = NULL;
  const char *address = _redaksi_html_get_attribute (&node->v.element, "href");

  if (address != NULL && *address != '#' && *address != '\0' && redaksi_address_is_safe (address))
    {
      g_autofree char *stripped = g_strstrip (g_strdup (address));
      link = redaksi_mark_new (REDAKSI_MARK_LINK, stripped);
      place.marks.link = link;
    }
  _redaksi_html_read_children (self, node, &place);
}

static void
apply_style (const RedaksiStyle *style, RedaksiHtmlPlace *place)
{
  if (style->strong != 0 && !(place->in_heading && style->strong > 0))
    place->marks.strong = style->strong > 0;
  if (style->emphasis != 0)
    place->marks.emphasis = style->emphasis > 0;
  if (style->strike > 0)
    place->marks.strike = TRUE;
  if (style->keeps_blanks && place->blanks == REDAKSI_BLANKS_COLLAPSE)
    place->blanks = REDAKSI_BLANKS_KEEP;
}

static void
read_slot (RedaksiHtmlReader *self, const char *number)
{
  guint64 i;
  g_autoptr (RedaksiShape) shape = NULL;

  if (self->slots == NULL || !g_ascii_string_to_unsigned (number, 10, 0, G_MAXUINT, &i, NULL)
      || i >= self->slots->len)
    return;
  shape = redaksi_shape_new (REDAKSI_BLOCK_PRESERVED, "source", self->slots->pdata[i], "name",
                             "html", NULL);
  redaksi_collector_add_leaf (self->collector, shape);
}

static void
read_rule (RedaksiHtmlReader *self, const GumboNode *node)
{
  const char *slot = _redaksi_html_get_attribute (&node->v.element, "data-redaksi-slot");
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_DIVIDER, NULL);

  if (slot != NULL)
    read_slot (self, slot);
  else
    redaksi_collector_add_leaf (self->collector, shape);
}

static void
read_paragraph (RedaksiHtmlReader *self, const GumboNode *node, const RedaksiHtmlPlace *outer,
                const RedaksiHtmlPlace *place, const RedaksiStyle *style, const char *classes)
{
  const char *role = _redaksi_html_get_attribute (&node->v.element, "role");
  const GumboNode *gap = NULL;
  guint filtered = 0;

  if (style->list_level == 0 && classes != NULL && strstr (classes, "MsoListParagraph") != NULL)
    gap = _redaksi_html_find_marker_gap (node, &filtered, style->indent);
  if (filtered > 0)
    {
      self->gap = gap;
      _redaksi_html_read_word_item (self, node, place, filtered);
      self->gap = NULL;
    }
  else if (style->list_level > 0)
    _redaksi_html_read_word_item (self, node, place, style->list_level);
  else if (role != NULL && strcmp (role, "heading") == 0)
    read_heading (self, node, place, _redaksi_html_get_level (&node->v.element, 2));
  else if (redaksi_class_has (classes, "MsoTitle"))
    read_heading (self, node, place, 1);
  else if (redaksi_class_has (classes, "MsoQuote")
           || redaksi_class_has (classes, "MsoIntenseQuote"))
    read_quote (self, node, place, REDAKSI_BLOCK_QUOTE);
  else
    _redaksi_html_read_block (self, node, place, outer);
}

static void
read_figure (RedaksiHtmlReader *self, const GumboNode *node, const RedaksiHtmlPlace *place,
             const RedaksiHtmlPlace *outer, const char *classes)
{
  if (redaksi_class_has (classes, "wp-block-pullquote")
      || redaksi_class_has (classes, REDAKSI_CLASS_PULL_QUOTE))
    read_quote (self, node, place, REDAKSI_BLOCK_PULL_QUOTE);
  else
    _redaksi_html_read_block (self, node, place, outer);
}

/* What a wiki puts beside its text: links to edit it, and numbers of notes that are not there. */
static gboolean
is_wiki_tool (RedaksiHtmlReader *self, const GumboElement *element, const char *classes)
{
  if (classes == NULL || (self->flags & REDAKSI_HTML_EXACT) != 0)
    return FALSE;
  return redaksi_class_has (classes, "mw-editsection")
         || redaksi_class_has (classes, "mw-jump-link")
         || redaksi_class_has (classes, "mw-cite-backlink")
         || redaksi_class_has (classes, "Inline-Template")
         || (element->tag == GUMBO_TAG_SUP && redaksi_class_has (classes, "reference"));
}

static void
read_element (RedaksiHtmlReader *self, const GumboNode *node, const RedaksiHtmlPlace *outer)
{
  const GumboElement *element = &node->v.element;
  const char *classes = _redaksi_html_get_attribute (element, "class");
  RedaksiHtmlPlace place = *outer;
  RedaksiStyle style;

  redaksi_style_parse (_redaksi_html_get_attribute (element, "style"), &style);
  if (style.hidden || is_wiki_tool (self, element, classes))
    return;
  if (node == self->gap)
    {
      self->gap = NULL;
      return;
    }
  if (style.is_blank || redaksi_class_has (classes, "Apple-converted-space"))
    {
      redaksi_collector_add_space (self->collector);
      return;
    }
  if (style.list_marker)
    {
      if (self->marker != NULL)
        {
          g_autofree char *text = collect_line (self, node);
          g_string_append (self->marker, text);
        }
      return;
    }
  if ((self->flags & REDAKSI_HTML_PHOTOS) != 0 && redaksi_class_has (classes, REDAKSI_CLASS_CREDIT))
    {
      g_autofree char *text = collect_line (self, node);
      const char *credit = g_str_has_prefix (text, "·") ? text + strlen ("·") : text;
      g_free (self->credit);
      self->credit = g_strdup (*credit == ' ' ? credit + 1 : credit);
      return;
    }
  switch (element->tag)
    {
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
      place.marks.strong = TRUE;
      break;
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_DFN:
      place.marks.emphasis = TRUE;
      break;
    case GUMBO_TAG_S:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_DEL:
      place.marks.strike = TRUE;
      break;
    case GUMBO_TAG_PRE:
      place.blanks = REDAKSI_BLANKS_LINES;
      break;
    default:
      break;
    }
  apply_style (&style, &place);

  switch (element->tag)
    {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      if (style.list_level == 0)
        {
          read_heading (self, node, &place, 1 + element->tag - GUMBO_TAG_H1);
          break;
        }
      G_GNUC_FALLTHROUGH;
    case GUMBO_TAG_P:
      read_paragraph (self, node, outer, &place, &style, classes);
      break;
    case GUMBO_TAG_BLOCKQUOTE:
      if (redaksi_class_has (classes, REDAKSI_CLASS_PULL_QUOTE)
          || redaksi_shape_get_kind (place.shape) == REDAKSI_BLOCK_PULL_QUOTE)
        read_quote (self, node, &place, REDAKSI_BLOCK_PULL_QUOTE);
      else
        read_quote (self, node, &place, REDAKSI_BLOCK_QUOTE);
      break;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
      _redaksi_html_read_list (self, node, &place, element->tag == GUMBO_TAG_OL);
      break;
    case GUMBO_TAG_LI:
      _redaksi_html_read_item (self, node, &place);
      break;
    case GUMBO_TAG_TR:
      _redaksi_html_read_row (self, node, &place);
      break;
    case GUMBO_TAG_FIGURE:
      read_figure (self, node, &place, outer, classes);
      break;
    case GUMBO_TAG_FIGCAPTION:
      read_caption (self, node, &place);
      break;
    case GUMBO_TAG_IMG:
      read_picture (self, node, &place);
      break;
    case GUMBO_TAG_HR:
      read_rule (self, node);
      break;
    case GUMBO_TAG_BR:
      redaksi_collector_add_break (self->collector, &place.marks);
      break;
    case GUMBO_TAG_A:
      read_link (self, node, &place);
      break;
    case GUMBO_TAG_Q:
      redaksi_collector_add_text (self->collector, "“", -1, &place.marks, place.blanks);
      _redaksi_html_read_children (self, node, &place);
      redaksi_collector_add_text (self->collector, "”", -1, &place.marks, place.blanks);
      break;
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_SUB:
      read_raised (self, node, &place, element->tag == GUMBO_TAG_SUP);
      break;
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_CAPTION:
      _redaksi_html_read_block (self, node, &place, outer);
      break;
    default:
      if (style.is_block)
        _redaksi_html_read_block (self, node, &place, outer);
      else
        _redaksi_html_read_children (self, node, &place);
    }
}

/* WordPress's old way: a blank line parts paragraphs, a line end is a break. */
static void
read_lines (RedaksiHtmlReader *self, const char *text, const RedaksiHtmlPlace *place)
{
  const char *p = text;

  while (*p != '\0')
    {
      const char *end = strchr (p, '\n');
      guint line_ends = 0;
      redaksi_collector_add_text (self->collector, p, end != NULL ? end - p : -1, &place->marks,
                                  place->blanks);
      if (end == NULL)
        return;
      for (p = end; *p == '\n' || *p == '\r' || *p == ' ' || *p == '\t'; p++)
        line_ends += *p == '\n';
      if (line_ends > 1)
        redaksi_collector_flush (self->collector);
      else
        redaksi_collector_add_break (self->collector, NULL);
    }
}

/* Blanks between the elements of what has no text of its own are layout of the source. */
static gboolean
is_layout (RedaksiHtmlReader *self, const GumboNode *parent)
{
  if ((self->flags & REDAKSI_HTML_EXACT) == 0)
    return FALSE;
  switch (parent->v.element.tag)
    {
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_FIGURE:
      return TRUE;
    default:
      return FALSE;
    }
}

void
_redaksi_html_read_children (RedaksiHtmlReader *self, const GumboNode *node,
                             const RedaksiHtmlPlace *place)
{
  const GumboVector *children = &node->v.element.children;

  for (guint i = 0; i < children->length; i++)
    {
      const GumboNode *child = children->data[i];
      switch (child->type)
        {
        case GUMBO_NODE_WHITESPACE:
          if (is_layout (self, node))
            break;
          G_GNUC_FALLTHROUGH;
        case GUMBO_NODE_TEXT:
        case GUMBO_NODE_CDATA:
          if (self->gap != NULL)
            g_string_append (self->marker, child->v.text.text);
          else if ((self->flags & REDAKSI_HTML_AUTOP) != 0 && !place->in_item
                   && place->blanks == REDAKSI_BLANKS_COLLAPSE)
            read_lines (self, child->v.text.text, place);
          else
            redaksi_collector_add_text (self->collector, child->v.text.text, -1, &place->marks,
                                        place->blanks);
          break;
        case GUMBO_NODE_ELEMENT:
          read_element (self, child, place);
          break;
        default:
          break;
        }
    }
}

/**
 * redaksi_html_read:
 * @html: (array length=length): valid UTF-8
 * @length: its length in bytes
 * @flags: how
 * @headline: (inout) (optional): takes the first H1 if it is %NULL yet
 * @slots: (nullable): where foreign elements are kept whole
 * @pictures: (nullable) (element-type RedaksiFoundPicture): takes those that are not of the network
 * @collector: takes the blocks
 * @error: return location for a #RedaksiFormatError
 *
 * Returns: whether it could be read
 */
gboolean
redaksi_html_read (const char *html, gsize length, RedaksiHtmlFlags flags, char **headline,
                   GPtrArray *slots, GPtrArray *pictures, RedaksiCollector *collector,
                   GError **error)
{
  RedaksiHtmlFilter filter = { FALSE, FALSE, slots, FALSE };
  g_autoptr (GString) clean = redaksi_html_filter (html, length, &filter, error);
  GumboOptions options = kGumboDefaultOptions;
  RedaksiHtmlReader self = { collector, flags, headline, slots, pictures, NULL, NULL, NULL, 0 };
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  RedaksiHtmlPlace place = { { 0 }, REDAKSI_BLANKS_COLLAPSE, paragraph, 0, FALSE, FALSE, FALSE };
  GumboOutput *output;

  if (clean == NULL)
    return FALSE;
  if ((flags & REDAKSI_HTML_EXACT) != 0)
    place.blanks = REDAKSI_BLANKS_KEEP;
  options.max_errors = 0;
  output = gumbo_parse_with_options (&options, clean->str, clean->len);
  _redaksi_html_read_children (&self, output->root, &place);
  redaksi_collector_flush (collector);
  gumbo_destroy_output (&options, output);
  g_free (self.credit);
  return TRUE;
}

/**
 * redaksi_body_from_html:
 * @html: (array length=length): a page, a fragment, or what a clipboard holds; any encoding that
 * says so, else UTF-8
 * @length: its length in bytes
 * @headline: (out) (optional) (nullable): the text of the first H1, which then is not in the body
 * @error: return location for a #RedaksiFormatError
 *
 * Returns: (transfer full) (nullable): a valid body
 */
RedaksiBody *
redaksi_body_from_html (const char *html, gsize length, char **headline, GError **error)
{
  return redaksi_body_from_html_with_pictures (html, length, headline, NULL, error);
}

/**
 * redaksi_body_from_html_with_pictures:
 * @html: (array length=length): as redaksi_body_from_html() takes it
 * @length: its length in bytes
 * @headline: (out) (optional) (nullable): the text of the first H1, which then is not in the body
 * @pictures: (nullable) (element-type RedaksiFoundPicture): takes the pictures that are not of the
 * network
 * @error: return location for a #RedaksiFormatError
 *
 * Returns: (transfer full) (nullable): a valid body
 */
RedaksiBody *
redaksi_body_from_html_with_pictures (const char *html, gsize length, char **headline,
                                      GPtrArray *pictures, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_autoptr (RedaksiCollector) collector = redaksi_collector_new (FALSE);

  g_return_val_if_fail (html != NULL || length == 0, NULL);

  if (headline != NULL)
    *headline = NULL;
  if (!_redaksi_check_size (length, error))
    return NULL;
  text = _redaksi_text_from_bytes (html, length);
  if (!redaksi_html_read (text, strlen (text), 0, headline != NULL ? &first : NULL, NULL, pictures,
                          collector, error))
    return NULL;
  if (headline != NULL)
    *headline = g_steal_pointer (&first);
  return redaksi_collector_finish_foreign (collector);
}
