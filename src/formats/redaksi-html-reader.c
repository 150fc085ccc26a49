/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * HTML to blocks: what a person pastes from a page, Word, Google Docs or LibreOffice, what a file
 * holds, what WordPress keeps. See redaksi-html-tokens.h for what happens before the tree is built.
 */
#include "redaksi-html-reader.h"

#include <gumbo.h>
#include <string.h>

#include "redaksi-html-tokens.h"
#include "redaksi-text.h"

typedef struct
{
  RedaksiCollector *collector;
  RedaksiHtmlFlags flags;
  char **headline;
  GPtrArray *slots;
  GString *marker; /* what stood before a word processor's list item */
  char *credit;    /* of the caption that is being read */
  guint cell;      /* where in the line the table's cell begins */
} Reader;

/* What is true of a place in the tree. */
typedef struct
{
  RedaksiMarks marks;
  RedaksiBlanks blanks;
  RedaksiShape *shape; /* of the blocks here */
  guint lists;         /* how many are open */
  gboolean ordered;
  gboolean in_item;
  gboolean in_heading;
} Place;

static void read_children (Reader *self, const GumboNode *node, const Place *place);

static const char *
get_attribute (const GumboElement *element, const char *name)
{
  GumboAttribute *attribute = gumbo_get_attribute (&element->attributes, name);

  return attribute != NULL ? attribute->value : NULL;
}

/* ---- blocks -----------------------------------------------------------------------------------
 */

static void
begin_block (Reader *self, const Place *place)
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

static void
end_block (Reader *self, const Place *place, const Place *outer)
{
  if (place->in_item)
    return;
  redaksi_collector_flush (self->collector);
  redaksi_collector_set_shape (self->collector, outer->shape);
}

static void
read_block (Reader *self, const GumboNode *node, const Place *place, const Place *outer)
{
  begin_block (self, place);
  read_children (self, node, place);
  if (place->in_item && !outer->in_item)
    {
      redaksi_collector_flush (self->collector);
      redaksi_collector_set_shape (self->collector, outer->shape);
    }
  else
    end_block (self, place, outer);
}

static void
read_kind (Reader *self, const GumboNode *node, const Place *outer, RedaksiShape *shape)
{
  Place place = *outer;

  place.shape = shape;
  read_block (self, node, &place, outer);
}

static void
read_quote (Reader *self, const GumboNode *node, const Place *outer, RedaksiBlockKind kind)
{
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (kind, NULL);

  read_kind (self, node, outer, shape);
}

/* The text of a heading alone, for the headline. */
static char *
collect_line (Reader *self, const GumboNode *node)
{
  g_autoptr (RedaksiCollector) collector = redaksi_collector_new (FALSE);
  Reader reader = { collector, 0, NULL, NULL, NULL, NULL, 0 };
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  Place place = { { 0 }, REDAKSI_BLANKS_COLLAPSE, shape, 0, FALSE, TRUE, FALSE };
  g_autoptr (RedaksiBlock) block = NULL;

  read_children (&reader, node, &place);
  block = redaksi_collector_take_block (collector);
  return redaksi_text_one_line (block != NULL ? redaksi_block_get_text (block) : "");
}

static void
read_heading (Reader *self, const GumboNode *node, const Place *outer, guint level)
{
  g_autoptr (RedaksiShape) shape = NULL;
  g_autofree char *number = NULL;
  Place place = *outer;

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
  read_block (self, node, &place, outer);
}

static RedaksiShape *
item_shape (guint depth, gboolean ordered)
{
  char digit[2] = { (char)('0' + MIN (depth, 8)), '\0' };

  return redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "depth", depth > 0 ? digit : NULL, "ordered",
                            ordered ? "true" : NULL, NULL);
}

static void
read_list (Reader *self, const GumboNode *node, const Place *outer, gboolean ordered)
{
  Place place = *outer;
  g_autoptr (RedaksiShape) shape = item_shape (outer->lists, ordered);

  redaksi_collector_flush (self->collector);
  place.lists++;
  place.ordered = ordered;
  place.in_item = FALSE;
  place.shape = shape;
  redaksi_collector_set_shape (self->collector, shape);
  read_children (self, node, &place);
  redaksi_collector_flush (self->collector);
  redaksi_collector_set_shape (self->collector, outer->shape);
}

static void
read_item (Reader *self, const GumboNode *node, const Place *outer)
{
  Place place = *outer;
  g_autoptr (RedaksiShape) shape
    = item_shape (outer->lists > 0 ? outer->lists - 1 : 0, outer->ordered);

  redaksi_collector_flush (self->collector);
  place.shape = shape;
  place.in_item = TRUE;
  place.lists = MAX (outer->lists, 1);
  redaksi_collector_set_shape (self->collector, shape);
  read_children (self, node, &place);
  redaksi_collector_flush (self->collector);
  redaksi_collector_set_shape (self->collector, outer->shape);
}

/* The list item that a word processor wrote as a paragraph: `mso-list:l0 level2 lfo1`. */
static void
read_word_item (Reader *self, const GumboNode *node, const Place *outer, guint level)
{
  g_autoptr (GString) marker = g_string_new (NULL);
  GString *before = self->marker;
  Place place = *outer;
  g_autoptr (RedaksiShape) bulleted = item_shape (level - 1, FALSE);
  g_autoptr (RedaksiShape) numbered = item_shape (level - 1, TRUE);

  redaksi_collector_flush (self->collector);
  self->marker = marker;
  place.in_item = TRUE;
  place.shape = bulleted;
  redaksi_collector_set_shape (self->collector, bulleted);
  read_children (self, node, &place);
  if (redaksi_marker_is_number (marker->str))
    redaksi_collector_set_shape (self->collector, numbered);
  redaksi_collector_flush (self->collector);
  redaksi_collector_set_shape (self->collector, outer->shape);
  self->marker = before;
}

/* ---- tables -----------------------------------------------------------------------------------
 */

static gboolean
is_tag (const GumboNode *node, GumboTag tag)
{
  return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

/* A row is a paragraph with its cells parted by points; a cell with blocks of its own (tables that
 * lay a page out) is read as what it holds. */
static gboolean
holds_blocks (const GumboNode *cell)
{
  const GumboVector *children = &cell->v.element.children;
  guint paragraphs = 0;

  for (guint i = 0; i < children->length; i++)
    {
      const GumboNode *child = children->data[i];
      if (child->type != GUMBO_NODE_ELEMENT)
        continue;
      switch (child->v.element.tag)
        {
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_UL:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_BLOCKQUOTE:
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_H4:
        case GUMBO_TAG_FIGURE:
          return TRUE;
        case GUMBO_TAG_P:
        case GUMBO_TAG_DIV:
          if (++paragraphs > 1 || holds_blocks (child))
            return TRUE;
          break;
        default:
          if (holds_blocks (child))
            return TRUE;
        }
    }
  return FALSE;
}

static void
read_row (Reader *self, const GumboNode *node, const Place *outer)
{
  const GumboVector *children = &node->v.element.children;
  gboolean layout = FALSE, first = TRUE;
  Place place = *outer;

  for (guint i = 0; i < children->length; i++)
    layout |= ((GumboNode *)children->data[i])->type == GUMBO_NODE_ELEMENT
              && holds_blocks (children->data[i]);
  begin_block (self, &place);
  place.in_item = !layout;
  for (guint i = 0; i < children->length; i++)
    {
      const GumboNode *cell = children->data[i];
      if (!is_tag (cell, GUMBO_TAG_TD) && !is_tag (cell, GUMBO_TAG_TH))
        continue;
      if (layout)
        {
          read_block (self, cell, &place, outer);
          continue;
        }
      if (!first)
        redaksi_collector_add_text (self->collector, " · ", -1, NULL, REDAKSI_BLANKS_COLLAPSE);
      first = FALSE;
      self->cell = redaksi_collector_get_length (self->collector);
      read_children (self, cell, &place);
    }
  self->cell = 0;
  end_block (self, outer, outer);
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
read_picture (Reader *self, const GumboNode *node, const Place *place)
{
  const GumboElement *element = &node->v.element;
  const char *source = get_attribute (element, "src");
  const char *alt = get_attribute (element, "alt");

  if ((self->flags & REDAKSI_HTML_PHOTOS) != 0 && source != NULL
      && redaksi_address_is_safe (source))
    {
      g_autofree char *id = remote_id (get_attribute (element, "class"));
      g_autoptr (RedaksiShape) shape
        = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "url", source, "remote-id", id, "alt", alt, NULL);
      g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
      redaksi_collector_add_leaf (self->collector, shape);
      redaksi_collector_add_block (self->collector, redaksi_block_new (caption, "", NULL, 0));
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
read_caption (Reader *self, const GumboNode *node, const Place *outer)
{
  GPtrArray *blocks;
  g_autoptr (RedaksiCollector) text = NULL;
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  Place place = *outer;
  Reader reader = *self;
  RedaksiBlock *caption;

  redaksi_collector_flush (self->collector);
  blocks = redaksi_collector_get_blocks (self->collector);
  if (blocks->len == 0
      || redaksi_block_get_kind (blocks->pdata[blocks->len - 1]) != REDAKSI_BLOCK_CAPTION)
    {
      read_block (self, node, outer, outer);
      return;
    }
  text = redaksi_collector_new ((self->flags & REDAKSI_HTML_EXACT) != 0);
  reader.collector = text;
  reader.credit = NULL;
  place.shape = shape;
  place.in_item = TRUE;
  redaksi_collector_set_shape (text, shape);
  read_children (&reader, node, &place);
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
read_raised (Reader *self, const GumboNode *node, const Place *place, gboolean super)
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
  read_children (self, node, place);
}

static void
read_link (Reader *self, const GumboNode *node, const Place *outer)
{
  Place place = *outer;
  g_autoptr (RedaksiMark) link = NULL;
  const char *address = get_attribute (&node->v.element, "href");

  if (address != NULL && *address != '#' && *address != '\0' && redaksi_address_is_safe (address))
    {
      g_autofree char *stripped = g_strstrip (g_strdup (address));
      link = redaksi_mark_new (REDAKSI_MARK_LINK, stripped);
      place.marks.link = link;
    }
  read_children (self, node, &place);
}

static void
apply_style (const RedaksiStyle *style, Place *place)
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
read_slot (Reader *self, const char *number)
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
read_rule (Reader *self, const GumboNode *node)
{
  const char *slot = get_attribute (&node->v.element, "data-redaksi-slot");
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_DIVIDER, NULL);

  if (slot != NULL)
    read_slot (self, slot);
  else
    redaksi_collector_add_leaf (self->collector, shape);
}

static void
read_paragraph (Reader *self, const GumboNode *node, const Place *outer, const Place *place,
                const RedaksiStyle *style, const char *classes)
{
  if (style->list_level > 0)
    read_word_item (self, node, place, style->list_level);
  else if (redaksi_class_has (classes, "MsoTitle"))
    read_heading (self, node, place, 1);
  else if (redaksi_class_has (classes, "MsoQuote")
           || redaksi_class_has (classes, "MsoIntenseQuote"))
    read_quote (self, node, place, REDAKSI_BLOCK_QUOTE);
  else
    read_block (self, node, place, outer);
}

static void
read_figure (Reader *self, const GumboNode *node, const Place *place, const Place *outer,
             const char *classes)
{
  if (redaksi_class_has (classes, "wp-block-pullquote")
      || redaksi_class_has (classes, REDAKSI_CLASS_PULL_QUOTE))
    read_quote (self, node, place, REDAKSI_BLOCK_PULL_QUOTE);
  else
    read_block (self, node, place, outer);
}

static void
read_element (Reader *self, const GumboNode *node, const Place *outer)
{
  const GumboElement *element = &node->v.element;
  const char *classes = get_attribute (element, "class");
  Place place = *outer;
  RedaksiStyle style;

  redaksi_style_parse (get_attribute (element, "style"), &style);
  if (style.hidden)
    return;
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
      read_list (self, node, &place, element->tag == GUMBO_TAG_OL);
      break;
    case GUMBO_TAG_LI:
      read_item (self, node, &place);
      break;
    case GUMBO_TAG_TR:
      read_row (self, node, &place);
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
      read_children (self, node, &place);
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
      read_block (self, node, &place, outer);
      break;
    default:
      if (style.is_block)
        read_block (self, node, &place, outer);
      else
        read_children (self, node, &place);
    }
}

/* WordPress's old way: a blank line parts paragraphs, a line end is a break. */
static void
read_lines (Reader *self, const char *text, const Place *place)
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
is_layout (Reader *self, const GumboNode *parent)
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

static void
read_children (Reader *self, const GumboNode *node, const Place *place)
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
          if ((self->flags & REDAKSI_HTML_AUTOP) != 0 && !place->in_item
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
 * @collector: takes the blocks
 * @error: return location for a #RedaksiFormatError
 *
 * Returns: whether it could be read
 */
gboolean
redaksi_html_read (const char *html, gsize length, RedaksiHtmlFlags flags, char **headline,
                   GPtrArray *slots, RedaksiCollector *collector, GError **error)
{
  RedaksiHtmlFilter filter = { FALSE, FALSE, slots, FALSE };
  g_autoptr (GString) clean = redaksi_html_filter (html, length, &filter, error);
  GumboOptions options = kGumboDefaultOptions;
  Reader self = { collector, flags, headline, slots, NULL, NULL, 0 };
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  Place place = { { 0 }, REDAKSI_BLANKS_COLLAPSE, paragraph, 0, FALSE, FALSE, FALSE };
  GumboOutput *output;

  if (clean == NULL)
    return FALSE;
  if ((flags & REDAKSI_HTML_EXACT) != 0)
    place.blanks = REDAKSI_BLANKS_KEEP;
  options.max_errors = 0;
  output = gumbo_parse_with_options (&options, clean->str, clean->len);
  read_children (&self, output->root, &place);
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
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_autoptr (RedaksiCollector) collector = redaksi_collector_new (FALSE);

  g_return_val_if_fail (html != NULL || length == 0, NULL);

  if (headline != NULL)
    *headline = NULL;
  if (!_redaksi_check_size (length, error))
    return NULL;
  text = _redaksi_text_from_bytes (html, length);
  if (!redaksi_html_read (text, strlen (text), 0, headline != NULL ? &first : NULL, NULL, collector,
                          error))
    return NULL;
  if (headline != NULL)
    *headline = g_steal_pointer (&first);
  return redaksi_collector_finish_foreign (collector);
}
