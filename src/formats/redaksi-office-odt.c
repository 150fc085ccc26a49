/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenDocument Text to blocks. */
#include <string.h>

#include "redaksi-html-reader.h"
#include "redaksi-office-private.h"

#define TEXT(node, name)  _redaksi_office_is (node, "text", name)
#define DRAW(node, name)  _redaksi_office_is (node, "draw", name)
#define TABLE(node, name) _redaksi_office_is (node, "table", name)

#define MAX_CHAIN 16

typedef struct
{
  const xmlNode *node; /* style:style or text:list-style */
  int strong, emphasis, strike, raised;
  gboolean hidden;
} Style;

typedef struct
{
  RedaksiOffice *office;
  GHashTable *styles; /* family:name → Style */
  GHashTable *lists;  /* name → bits: which levels count */
} Odt;

/* Where in lists a paragraph stands. */
typedef struct
{
  guint depth;       /* from 1; 0 is none */
  const char *style; /* of the outermost list that names one */
} Lists;

static void read_blocks (Odt *self, xmlNode *node, const Lists *lists);
static void read_inlines (Odt *self, xmlNode *node, const RedaksiMarks *marks, int raised);

/* ---- styles ------------------------------------------------------------------------------------
 */

static Style *
find_style (Odt *self, const char *family, const char *name)
{
  g_autofree char *key = name != NULL ? g_strconcat (family, ":", name, NULL) : NULL;

  return key != NULL ? g_hash_table_lookup (self->styles, key) : NULL;
}

static void
read_text_properties (Style *style, const xmlNode *properties)
{
  const char *weight = _redaksi_office_get (properties, "font-weight");
  const char *slant = _redaksi_office_get (properties, "font-style");
  const char *strike = _redaksi_office_get (properties, "text-line-through-style");
  const char *place = _redaksi_office_get (properties, "text-position");

  if (weight != NULL)
    style->strong
      = strcmp (weight, "bold") == 0 || g_ascii_strtoull (weight, NULL, 10) >= 600 ? 1 : -1;
  if (slant != NULL)
    style->emphasis = strcmp (slant, "normal") == 0 ? -1 : 1;
  if (strike != NULL)
    style->strike = strcmp (strike, "none") == 0 ? -1 : 1;
  if (place != NULL)
    style->raised = g_str_has_prefix (place, "super")                  ? 1
                    : g_str_has_prefix (place, "sub") || *place == '-' ? -1
                    : g_ascii_strtod (place, NULL) > 0                 ? 1
                                                                       : 0;
  style->hidden = g_strcmp0 (_redaksi_office_get (properties, "display"), "none") == 0;
}

static void
read_list_style (Odt *self, const xmlNode *node)
{
  const char *name = _redaksi_office_get (node, "name");
  guint bits = 0;

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      const char *level = _redaksi_office_get (child, "level");
      const char *format = _redaksi_office_get (child, "num-format");
      if (TEXT (child, "list-level-style-number") && level != NULL && g_ascii_isdigit (*level)
          && level[1] == '\0' && *level != '0' && format != NULL && *format != '\0')
        bits |= 1u << (*level - '1');
    }
  if (name != NULL)
    g_hash_table_replace (self->lists, g_strdup (name), GUINT_TO_POINTER (bits));
}

static void
read_styles (Odt *self, const xmlNode *parent)
{
  for (const xmlNode *node = parent != NULL ? parent->children : NULL; node != NULL;
       node = node->next)
    {
      const char *name = _redaksi_office_get (node, "name");
      const char *family = _redaksi_office_get (node, "family");
      Style *style;
      if (TEXT (node, "list-style"))
        read_list_style (self, node);
      if (!_redaksi_office_is (node, "style", "style") || name == NULL || family == NULL)
        continue;
      style = g_new0 (Style, 1);
      style->node = node;
      read_text_properties (style, _redaksi_office_child (node, "style", "text-properties"));
      g_hash_table_replace (self->styles, g_strconcat (family, ":", name, NULL), style);
    }
}

/* A style's name as people write it: “Text_20_body” is “Text body”. */
static char *
plain_name (const char *name)
{
  g_autoptr (GString) plain = g_string_new (name);

  g_string_replace (plain, "_20_", " ", 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static RedaksiOfficeKind
kind_of (Odt *self, const char *name, guint *level, const char **list)
{
  RedaksiOfficeKind kind = REDAKSI_OFFICE_PLAIN;

  for (guint i = 0; name != NULL && i < MAX_CHAIN; i++)
    {
      g_autofree char *plain = plain_name (name);
      Style *style = find_style (self, "paragraph", name);
      if (kind == REDAKSI_OFFICE_PLAIN)
        kind = _redaksi_office_kind (plain, level);
      if (style == NULL)
        break;
      if (*list == NULL)
        *list = _redaksi_office_get (style->node, "list-style-name");
      name = _redaksi_office_get (style->node, "parent-style-name");
    }
  return kind;
}

/* What a span's style says of its text; FALSE where it is not to be seen. */
static gboolean
apply_style (Odt *self, const char *family, const char *name, RedaksiMarks *marks, int *raised)
{
  int strong = 0, emphasis = 0, strike = 0;

  for (guint i = 0; name != NULL && i < MAX_CHAIN; i++)
    {
      Style *style = find_style (self, family, name);
      if (style == NULL)
        break;
      if (style->hidden)
        return FALSE;
      strong = strong != 0 ? strong : style->strong;
      emphasis = emphasis != 0 ? emphasis : style->emphasis;
      strike = strike != 0 ? strike : style->strike;
      *raised = *raised != 0 ? *raised : style->raised;
      /* What a named style of paragraphs looks like is layout; what was done by hand is meant. */
      if (strcmp (family, "paragraph") == 0)
        break;
      name = _redaksi_office_get (style->node, "parent-style-name");
    }
  marks->strong = strong != 0 ? strong > 0 : marks->strong;
  marks->emphasis = emphasis != 0 ? emphasis > 0 : marks->emphasis;
  marks->strike = strike != 0 ? strike > 0 : marks->strike;
  return TRUE;
}

/* ---- pictures and boxes ------------------------------------------------------------------------
 */

static void
read_picture (Odt *self, xmlNode *frame)
{
  xmlNode *description = _redaksi_office_child (frame, "svg", "desc");
  xmlNode *title = _redaksi_office_child (frame, "svg", "title");
  xmlChar *alt = description != NULL ? xmlNodeGetContent (description)
                 : title != NULL     ? xmlNodeGetContent (title)
                                     : NULL;

  for (xmlNode *child = frame->children; child != NULL; child = child->next)
    {
      const char *part = _redaksi_office_get (child, "href");
      if (!DRAW (child, "image") || part == NULL)
        continue;
      if (g_str_has_prefix (part, "./"))
        part += 2;
      /* A drawing comes as itself and as a picture of it. */
      if (g_str_has_suffix (part, ".svg") || g_str_has_suffix (part, ".svm")
          || g_str_has_suffix (part, ".emf") || g_str_has_suffix (part, ".wmf"))
        continue;
      _redaksi_office_add_picture (self->office, part, (const char *)alt);
      break;
    }
  if (alt != NULL)
    xmlFree (alt);
}

static void
read_floats (Odt *self)
{
  g_autoptr (GPtrArray) floats = NULL;

  if (self->office->in_cell || self->office->floats->len == 0)
    return;
  floats = self->office->floats;
  self->office->floats = g_ptr_array_new ();
  for (guint i = 0; i < floats->len; i++)
    {
      xmlNode *frame = floats->pdata[i];
      xmlNode *box = _redaksi_office_child (frame, "draw", "text-box");
      static const Lists none = { 0, NULL };
      if (box != NULL)
        read_blocks (self, box, &none);
      else if (DRAW (frame, "frame"))
        read_picture (self, frame);
      else
        read_blocks (self, frame, &none); /* a shape with text in it */
    }
  g_ptr_array_unref (self->office->floats);
  self->office->floats = g_ptr_array_ref (floats);
  g_ptr_array_set_size (self->office->floats, 0);
}

/* ---- within a paragraph ------------------------------------------------------------------------
 */

static void
add_text (Odt *self, const char *content, const RedaksiMarks *marks, int raised)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = content; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar digit = raised != 0 ? redaksi_raised_digit (g_utf8_get_char (p), raised > 0) : 0;
      g_string_append_unichar (text, digit != 0 ? digit : g_utf8_get_char (p));
    }
  redaksi_collector_add_text (self->office->collector, text->str, -1, marks,
                              REDAKSI_BLANKS_COLLAPSE);
}

static void
read_note (Odt *self, xmlNode *note, const RedaksiMarks *marks)
{
  xmlNode *body = _redaksi_office_child (note, "text", "note-body");

  if (body != NULL)
    _redaksi_office_add_note (self->office, body, marks);
}

static void
read_link (Odt *self, xmlNode *node, const RedaksiMarks *outer, int raised)
{
  const char *address = _redaksi_office_get (node, "href");
  RedaksiMarks marks = *outer;
  g_autoptr (RedaksiMark) link = NULL;

  if (address != NULL && *address != '\0' && *address != '#' && redaksi_address_is_safe (address))
    marks.link = link = redaksi_mark_new (REDAKSI_MARK_LINK, address);
  read_inlines (self, node, &marks, raised);
}

static void
read_inlines (Odt *self, xmlNode *node, const RedaksiMarks *marks, int raised)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      RedaksiMarks inner = *marks;
      int inner_raised = 0;
      if (child->type == XML_TEXT_NODE)
        add_text (self, (const char *)child->content, marks, raised);
      else if (child->type != XML_ELEMENT_NODE)
        continue;
      else if (TEXT (child, "span"))
        {
          if (apply_style (self, "text", _redaksi_office_get (child, "style-name"), &inner,
                           &inner_raised))
            read_inlines (self, child, &inner, inner_raised != 0 ? inner_raised : raised);
        }
      else if (TEXT (child, "a"))
        read_link (self, child, marks, raised);
      else if (TEXT (child, "s") || TEXT (child, "tab"))
        redaksi_collector_add_space (self->office->collector);
      else if (TEXT (child, "line-break"))
        redaksi_collector_add_break (self->office->collector, marks);
      else if (TEXT (child, "note"))
        read_note (self, child, marks);
      else if (TEXT (child, "ruby"))
        {
          xmlNode *base = _redaksi_office_child (child, "text", "ruby-base");
          if (base != NULL)
            read_inlines (self, base, marks, raised);
        }
      else if (DRAW (child, "a"))
        for (xmlNode *frame = child->children; frame != NULL; frame = frame->next)
          {
            if (frame->type == XML_ELEMENT_NODE)
              g_ptr_array_add (self->office->floats, frame);
          }
      else if (child->ns != NULL && child->ns->href != NULL
               && strstr ((const char *)child->ns->href, ":drawing:") != NULL)
        g_ptr_array_add (self->office->floats, child);
      else if (!_redaksi_office_is (child, "office", "annotation")
               && !_redaksi_office_is (child, "office", "annotation-end"))
        read_inlines (self, child, marks, raised); /* fields, bookmarks, meta … */
    }
}

/* ---- paragraphs and lists ----------------------------------------------------------------------
 */

static void
read_paragraph (Odt *self, xmlNode *node, const Lists *lists)
{
  const char *name = _redaksi_office_get (node, "style-name");
  const char *outline = _redaksi_office_get (node, "outline-level");
  const char *list = NULL;
  guint level = 0, before = redaksi_collector_get_n (self->office->collector);
  RedaksiOfficeKind kind = kind_of (self, name, &level, &list);
  RedaksiMarks marks = { 0 };
  int raised = 0;
  g_autoptr (RedaksiShape) item = NULL;

  if (TEXT (node, "h"))
    {
      kind = kind == REDAKSI_OFFICE_TITLE ? kind : REDAKSI_OFFICE_HEADING;
      level = outline != NULL ? (guint)CLAMP (g_ascii_strtoll (outline, NULL, 10), 1, 9) : 2;
    }
  if (kind == REDAKSI_OFFICE_HEADING && level == 1)
    kind = REDAKSI_OFFICE_TITLE;
  if (lists->depth > 0 && kind == REDAKSI_OFFICE_PLAIN)
    {
      const char *style = lists->style != NULL ? lists->style : list;
      guint bits = style != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->lists, style)) : 0;
      guint depth = MIN (lists->depth - 1, 9);
      item = _redaksi_item_shape (depth, (bits >> depth & 1) != 0);
    }
  if (!apply_style (self, "paragraph", name, &marks, &raised))
    return;
  if (kind != REDAKSI_OFFICE_PLAIN)
    memset (&marks, 0, sizeof marks);
  _redaksi_office_begin (self->office, kind, level, item);
  self->office->joins = FALSE;
  read_inlines (self, node, &marks, 0);
  _redaksi_office_end (self->office, kind, before);
  read_floats (self);
}

static void
read_list (Odt *self, xmlNode *node, const Lists *outer)
{
  const char *style = _redaksi_office_get (node, "style-name");
  Lists lists = { outer->depth + 1, style != NULL ? style : outer->style };

  for (xmlNode *item = node->children; item != NULL; item = item->next)
    if (TEXT (item, "list-item") || TEXT (item, "list-header"))
      read_blocks (self, item, &lists);
}

static gboolean
holds_blocks (xmlNode *cell)
{
  guint paragraphs = 0;

  for (xmlNode *child = cell->children; child != NULL; child = child->next)
    {
      if (TEXT (child, "list") || TEXT (child, "section") || TABLE (child, "table"))
        return TRUE;
      if ((TEXT (child, "p") || TEXT (child, "h")) && ++paragraphs > 1)
        return TRUE;
    }
  return FALSE;
}

static void
read_row (Odt *self, xmlNode *row)
{
  static const Lists none = { 0, NULL };
  gboolean layout = self->office->in_cell, first = TRUE;

  for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
    layout |= TABLE (cell, "table-cell") && holds_blocks (cell);
  if (!layout)
    _redaksi_office_begin_row (self->office);
  for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
    {
      if (!TABLE (cell, "table-cell"))
        continue;
      if (!layout)
        _redaksi_office_begin_cell (self->office, first);
      first = FALSE;
      read_blocks (self, cell, &none);
    }
  if (layout)
    return;
  _redaksi_office_end_row (self->office);
  read_floats (self);
}

static void
read_blocks (Odt *self, xmlNode *node, const Lists *lists)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (TEXT (child, "p") || TEXT (child, "h"))
        read_paragraph (self, child, lists);
      else if (TEXT (child, "list"))
        read_list (self, child, lists);
      else if (TABLE (child, "table-row"))
        read_row (self, child);
      else if (DRAW (child, "frame"))
        {
          g_ptr_array_add (self->office->floats, child);
          read_floats (self);
        }
      /* What was deleted while changes were tracked stands there whole. */
      else if (child->type == XML_ELEMENT_NODE && !TEXT (child, "tracked-changes")
               && !_redaksi_office_is (child, "office", "forms") && !TEXT (child, "sequence-decls"))
        read_blocks (self, child, lists);
    }
}

static void
read_all_notes (Odt *self)
{
  static const Lists none = { 0, NULL };

  for (guint i = 0; i < self->office->notes->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("[%u] ", i + 1);
      _redaksi_office_begin (self->office, REDAKSI_OFFICE_PLAIN, 0, NULL);
      redaksi_collector_add_text (self->office->collector, number, -1, NULL,
                                  REDAKSI_BLANKS_COLLAPSE);
      self->office->joins = TRUE;
      read_blocks (self, self->office->notes->pdata[i], &none);
      self->office->joins = FALSE;
      redaksi_collector_flush (self->office->collector);
    }
}

gboolean
_redaksi_office_read_odt (RedaksiOffice *office, GError **error)
{
  g_autoptr (GHashTable) styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  static const Lists none = { 0, NULL };
  Odt self = { office, styles, lists };
  xmlDoc *named = _redaksi_office_parse (office, "styles.xml");
  xmlDoc *content = _redaksi_office_parse (office, "content.xml");
  xmlNode *root = content != NULL ? xmlDocGetRootElement (content) : NULL;
  xmlNode *text
    = _redaksi_office_child (_redaksi_office_child (root, "office", "body"), "office", "text");

  if (text != NULL)
    {
      xmlNode *styles_root = named != NULL ? xmlDocGetRootElement (named) : NULL;
      read_styles (&self, _redaksi_office_child (styles_root, "office", "styles"));
      read_styles (&self, _redaksi_office_child (root, "office", "automatic-styles"));
      read_blocks (&self, text, &none);
      redaksi_collector_flush (office->collector);
      read_all_notes (&self);
    }
  else
    g_set_error_literal (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_INVALID,
                         "there is no text of a word processor in the file");
  if (named != NULL)
    xmlFreeDoc (named);
  if (content != NULL)
    xmlFreeDoc (content);
  return text != NULL;
}
