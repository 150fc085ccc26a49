/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML to blocks: lists, also those that word processors write as paragraphs, and tables. */
#include "redaksi-html-place.h"

void
_redaksi_html_read_list (RedaksiHtmlReader *self, const GumboNode *node,
                         const RedaksiHtmlPlace *outer, gboolean ordered)
{
  RedaksiHtmlPlace place = *outer;
  g_autoptr (RedaksiShape) shape = _redaksi_item_shape (outer->lists, ordered);

  redaksi_collector_flush (self->collector);
  place.lists++;
  place.ordered = ordered;
  place.in_item = FALSE;
  place.shape = shape;
  redaksi_collector_set_shape (self->collector, shape);
  _redaksi_html_read_children (self, node, &place);
  redaksi_collector_flush (self->collector);
  redaksi_collector_set_shape (self->collector, outer->shape);
}

void
_redaksi_html_read_item (RedaksiHtmlReader *self, const GumboNode *node,
                         const RedaksiHtmlPlace *outer)
{
  RedaksiHtmlPlace place = *outer;
  guint lists = MAX (outer->lists, 1);
  g_autoptr (RedaksiShape) shape = NULL;

  /* Some write each item as a list of its own, and say how deep it is beside it. */
  if ((self->flags & REDAKSI_HTML_EXACT) == 0)
    lists = MAX (lists, _redaksi_html_get_level (&node->v.element, 0));
  shape = _redaksi_item_shape (lists - 1, outer->ordered);
  redaksi_collector_flush (self->collector);
  place.shape = shape;
  place.in_item = TRUE;
  place.lists = lists;
  redaksi_collector_set_shape (self->collector, shape);
  _redaksi_html_read_children (self, node, &place);
  redaksi_collector_flush (self->collector);
  redaksi_collector_set_shape (self->collector, outer->shape);
}

/* The list item that a word processor wrote as a paragraph: `mso-list:l0 level2 lfo1`. */
void
_redaksi_html_read_word_item (RedaksiHtmlReader *self, const GumboNode *node,
                              const RedaksiHtmlPlace *outer, guint level)
{
  g_autoptr (GString) marker = g_string_new (NULL);
  GString *before = self->marker;
  RedaksiHtmlPlace place = *outer;
  g_autoptr (RedaksiShape) bulleted = _redaksi_item_shape (level - 1, FALSE);
  g_autoptr (RedaksiShape) numbered = _redaksi_item_shape (level - 1, TRUE);

  redaksi_collector_flush (self->collector);
  self->marker = marker;
  place.in_item = TRUE;
  place.shape = bulleted;
  redaksi_collector_set_shape (self->collector, bulleted);
  _redaksi_html_read_children (self, node, &place);
  if (redaksi_marker_is_number (marker->str))
    redaksi_collector_set_shape (self->collector, numbered);
  redaksi_collector_flush (self->collector);
  redaksi_collector_set_shape (self->collector, outer->shape);
  self->marker = before;
}

static const GumboNode *
find_gap (const GumboNode *node, guint depth)
{
  const GumboVector *children = &node->v.element.children;

  for (guint i = 0; i < children->length && i < 3 && depth < 4; i++)
    {
      const GumboNode *child = children->data[i], *found;
      RedaksiStyle style;
      if (child->type != GUMBO_NODE_ELEMENT)
        continue;
      redaksi_style_parse (_redaksi_html_get_attribute (&child->v.element, "style"), &style);
      found = style.marker_gap ? child : find_gap (child, depth + 1);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* In Word's “filtered” pages bullets and numbers are but text, parted from the item by small
 * blanks; how deep an item is shows in its margin. */
const GumboNode *
_redaksi_html_find_marker_gap (const GumboNode *node, guint *level, guint indent)
{
  const GumboNode *gap = find_gap (node, 0);

  *level = gap == NULL ? 0 : indent >= 72 ? MIN (indent / 36, 9) : 1;
  return gap;
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

void
_redaksi_html_read_row (RedaksiHtmlReader *self, const GumboNode *node,
                        const RedaksiHtmlPlace *outer)
{
  const GumboVector *children = &node->v.element.children;
  gboolean layout = FALSE, first = TRUE;
  RedaksiHtmlPlace place = *outer;

  for (guint i = 0; i < children->length; i++)
    layout |= ((GumboNode *)children->data[i])->type == GUMBO_NODE_ELEMENT
              && holds_blocks (children->data[i]);
  _redaksi_html_begin_block (self, &place);
  place.in_item = !layout;
  for (guint i = 0; i < children->length; i++)
    {
      const GumboNode *cell = children->data[i];
      if (!is_tag (cell, GUMBO_TAG_TD) && !is_tag (cell, GUMBO_TAG_TH))
        continue;
      if (layout)
        {
          _redaksi_html_read_block (self, cell, &place, outer);
          continue;
        }
      if (!first)
        redaksi_collector_add_text (self->collector, " · ", -1, NULL, REDAKSI_BLANKS_COLLAPSE);
      first = FALSE;
      self->cell = redaksi_collector_get_length (self->collector);
      _redaksi_html_read_children (self, cell, &place);
    }
  self->cell = 0;
  _redaksi_html_end_block (self, outer, outer);
}
