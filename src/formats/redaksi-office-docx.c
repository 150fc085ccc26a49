/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WordprocessingML to blocks, as Word, LibreOffice and Google Docs write it. */
#include <string.h>

#include "redaksi-html-reader.h"
#include "redaksi-office-private.h"

#define W(node, name) _redaksi_office_is (node, "w", name)

/* How far a chain of styles is followed: a file may have them in a circle. */
#define MAX_CHAIN 16

typedef struct
{
  char *target;
  gboolean external;
} Relation;

typedef struct
{
  char *name, *based_on, *number;
  int level, outline; /* of a list, of a heading; -1 is none */
  int strong, emphasis, strike;
} Style;

typedef struct
{
  RedaksiOffice *office;
  GHashTable *relations; /* id → Relation */
  GHashTable *styles;    /* id → Style */
  GHashTable *numbers;   /* id → bits: which levels count */
  GHashTable *footnotes; /* id → xmlNode */
  GHashTable *endnotes;
  GHashTable *footnote_relations, *endnote_relations;
  GPtrArray *docs;      /* of xmlDoc: the notes are nodes of theirs */
  GString *instruction; /* of the field that is being read */
  guint fields;         /* how many are open */
  gboolean in_instruction;
  RedaksiMark *field_link;
} Docx;

static void read_blocks (Docx *self, xmlNode *node);
static void read_inlines (Docx *self, xmlNode *node, const RedaksiMarks *marks);

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->target);
  g_free (relation);
}

static void
style_free (gpointer data)
{
  Style *style = data;

  g_free (style->name);
  g_free (style->based_on);
  g_free (style->number);
  g_free (style);
}

/* "word/" and "../media/a.png" as one path in the zip. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *joined
    = *target == '/' ? g_strdup (target + 1) : g_strconcat (folder, target, NULL);
  g_auto (GStrv) parts = g_strsplit (joined, "/", 64);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (strcmp (parts[i], "..") == 0)
      g_ptr_array_set_size (kept, (int)MAX (kept->len, 1) - 1);
    else if (*parts[i] != '\0' && strcmp (parts[i], ".") != 0)
      g_ptr_array_add (kept, parts[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **)kept->pdata);
}

static char *
folder_of (const char *part)
{
  const char *slash = strrchr (part, '/');

  return slash != NULL ? g_strndup (part, (gsize)(slash + 1 - part)) : g_strdup ("");
}

static char *
relations_part (const char *part)
{
  g_autofree char *folder = folder_of (part);

  return g_strconcat (folder, "_rels/", part + strlen (folder), ".rels", NULL);
}

/* ---- what stands beside the text --------------------------------------------------------------
 */

/* All relations of @part; returns the target of the one whose type ends with @type. */
static char *
read_relations (RedaksiOffice *office, const char *part, GHashTable *into, const char *type)
{
  g_autofree char *name = relations_part (part);
  g_autofree char *folder = folder_of (part);
  char *found = NULL;
  xmlDoc *doc = _redaksi_office_parse (office, name);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      const char *id = _redaksi_office_get (node, "Id");
      const char *kind = _redaksi_office_get (node, "Type");
      const char *target = _redaksi_office_get (node, "Target");
      gboolean external = g_strcmp0 (_redaksi_office_get (node, "TargetMode"), "External") == 0;
      if (id == NULL || target == NULL)
        continue;
      if (found == NULL && !external && kind != NULL && type != NULL
          && g_str_has_suffix (kind, type))
        found = resolve (folder, target);
      if (into != NULL)
        {
          Relation *relation = g_new0 (Relation, 1);
          relation->external = external;
          relation->target = external ? g_strdup (target) : resolve (folder, target);
          g_hash_table_replace (into, g_strdup (id), relation);
        }
    }
  if (doc != NULL)
    xmlFreeDoc (doc);
  return found;
}

/* w:b and its like: -1 says no, 0 nothing, 1 yes. */
static int
toggle (const xmlNode *properties, const char *name)
{
  xmlNode *node = _redaksi_office_child (properties, "w", name);
  const char *value = _redaksi_office_get (node, "val");

  if (node == NULL)
    return 0;
  return value != NULL
             && (strcmp (value, "0") == 0 || strcmp (value, "false") == 0
                 || strcmp (value, "off") == 0)
           ? -1
           : 1;
}

static const char *
value_of (const xmlNode *parent, const char *name)
{
  return _redaksi_office_get (_redaksi_office_child (parent, "w", name), "val");
}

static int
small_number (const char *text, int otherwise)
{
  return text != NULL && g_ascii_isdigit (*text) && text[1] == '\0' ? *text - '0' : otherwise;
}

static void
read_styles (Docx *self, xmlNode *root)
{
  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      const char *id = _redaksi_office_get (node, "styleId");
      xmlNode *ppr, *rpr, *list;
      Style *style;
      if (!W (node, "style") || id == NULL)
        continue;
      ppr = _redaksi_office_child (node, "w", "pPr");
      rpr = _redaksi_office_child (node, "w", "rPr");
      list = _redaksi_office_child (ppr, "w", "numPr");
      style = g_new0 (Style, 1);
      style->name = g_strdup (value_of (node, "name"));
      style->based_on = g_strdup (value_of (node, "basedOn"));
      style->number = g_strdup (value_of (list, "numId"));
      style->level = small_number (value_of (list, "ilvl"), -1);
      style->outline = small_number (value_of (ppr, "outlineLvl"), -1);
      style->strong = toggle (rpr, "b");
      style->emphasis = toggle (rpr, "i");
      style->strike = toggle (rpr, "strike");
      g_hash_table_replace (self->styles, g_strdup (id), style);
    }
}

static guint
counting_levels (const xmlNode *abstract)
{
  guint bits = 0;

  for (xmlNode *node = abstract->children; node != NULL; node = node->next)
    {
      int level = small_number (_redaksi_office_get (node, "ilvl"), -1);
      const char *format = value_of (node, "numFmt");
      if (W (node, "lvl") && level >= 0 && format != NULL && strcmp (format, "bullet") != 0
          && strcmp (format, "none") != 0)
        bits |= 1u << level;
    }
  return bits;
}

static void
read_numbering (Docx *self, xmlNode *root)
{
  g_autoptr (GHashTable) abstracts = g_hash_table_new (g_str_hash, g_str_equal);

  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      const char *id = _redaksi_office_get (node, "abstractNumId");
      if (W (node, "abstractNum") && id != NULL)
        g_hash_table_replace (abstracts, (gpointer)id, GUINT_TO_POINTER (counting_levels (node)));
    }
  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      const char *id = _redaksi_office_get (node, "numId");
      const char *abstract = value_of (node, "abstractNumId");
      if (W (node, "num") && id != NULL && abstract != NULL)
        g_hash_table_replace (self->numbers, g_strdup (id),
                              g_hash_table_lookup (abstracts, abstract));
    }
}

static void
read_notes (Docx *self, const char *part, const char *name, GHashTable *into, GHashTable *relations)
{
  xmlDoc *doc = part != NULL ? _redaksi_office_parse (self->office, part) : NULL;
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  if (doc == NULL)
    return;
  g_ptr_array_add (self->docs, doc);
  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    if (W (node, name) && _redaksi_office_get (node, "id") != NULL)
      g_hash_table_replace (into, g_strdup (_redaksi_office_get (node, "id")), node);
  g_free (read_relations (self->office, part, relations, NULL));
}

/* ---- pictures and boxes ------------------------------------------------------------------------
 */

/* In a drawing: a box with text, or a picture. They come after the paragraph. */
static void
find_floats (Docx *self, xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE)
        continue;
      if (W (child, "txbxContent") || _redaksi_office_is (child, "a", "blip")
          || _redaksi_office_is (child, "v", "imagedata"))
        g_ptr_array_add (self->office->floats, child);
      else
        find_floats (self, child);
    }
}

static const char *
alt_of (const xmlNode *blip)
{
  for (const xmlNode *up = blip->parent; up != NULL && up->type == XML_ELEMENT_NODE;
       up = up->parent)
    if (_redaksi_office_is (up, "wp", "inline") || _redaksi_office_is (up, "wp", "anchor"))
      return _redaksi_office_get (_redaksi_office_child (up, "wp", "docPr"), "descr");
  return NULL;
}

static void
read_floats (Docx *self)
{
  g_autoptr (GPtrArray) floats = NULL;

  if (self->office->in_cell || self->office->joins || self->office->floats->len == 0)
    return;
  floats = self->office->floats;
  self->office->floats = g_ptr_array_new ();
  for (guint i = 0; i < floats->len; i++)
    {
      xmlNode *node = floats->pdata[i];
      const char *id;
      Relation *relation;
      if (W (node, "txbxContent"))
        {
          read_blocks (self, node);
          continue;
        }
      id = _redaksi_office_get (node, _redaksi_office_is (node, "a", "blip") ? "embed" : "id");
      relation = id != NULL ? g_hash_table_lookup (self->relations, id) : NULL;
      if (relation != NULL && !relation->external)
        _redaksi_office_add_picture (self->office, relation->target, alt_of (node));
    }
  g_ptr_array_unref (self->office->floats);
  self->office->floats = g_ptr_array_ref (floats);
  g_ptr_array_set_size (self->office->floats, 0);
}

/* ---- within a paragraph ------------------------------------------------------------------------
 */

static void
add_text (Docx *self, const char *text, const RedaksiMarks *marks)
{
  RedaksiMarks now = *marks;

  if (self->field_link != NULL && now.link == NULL)
    now.link = self->field_link;
  redaksi_collector_add_text (self->office->collector, text, -1, &now, REDAKSI_BLANKS_COLLAPSE);
}

static void
add_content (Docx *self, const xmlNode *node, const RedaksiMarks *marks, int raised)
{
  xmlChar *content = xmlNodeGetContent (node);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = (const char *)content; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar digit = raised != 0 ? redaksi_raised_digit (g_utf8_get_char (p), raised > 0) : 0;
      g_string_append_unichar (text, digit != 0 ? digit : g_utf8_get_char (p));
    }
  xmlFree (content);
  add_text (self, text->str, marks);
}

static void
apply (int toggled, gboolean *mark)
{
  if (toggled != 0)
    *mark = toggled > 0;
}

static void
apply_style (Docx *self, const char *id, RedaksiMarks *marks)
{
  Style *style = id != NULL ? g_hash_table_lookup (self->styles, id) : NULL;

  for (guint i = 0; style != NULL && i < MAX_CHAIN; i++)
    {
      marks->strong |= style->strong > 0;
      marks->emphasis |= style->emphasis > 0;
      marks->strike |= style->strike > 0;
      style = style->based_on != NULL ? g_hash_table_lookup (self->styles, style->based_on) : NULL;
    }
}

/* ` HYPERLINK "https://…" \o "…" ` */
static RedaksiMark *
link_of_instruction (const char *instruction)
{
  const char *p = strstr (instruction, "HYPERLINK");
  const char *end;
  g_autofree char *address = NULL;

  p = p != NULL ? strchr (p, '"') : NULL;
  end = p != NULL ? strchr (p + 1, '"') : NULL;
  if (end == NULL || end == p + 1)
    return NULL;
  address = g_strndup (p + 1, (gsize)(end - p - 1));
  /* The switch \l says that it is a place in the file. */
  if (g_str_has_suffix (instruction, "\\l") || strstr (instruction, "\\l \"") == p - 3
      || *address == '#' || !redaksi_address_is_safe (address))
    return NULL;
  return redaksi_mark_new (REDAKSI_MARK_LINK, address);
}

static void
read_field (Docx *self, const char *type)
{
  if (type == NULL)
    return;
  if (strcmp (type, "begin") == 0)
    {
      if (self->fields++ == 0)
        {
          g_string_truncate (self->instruction, 0);
          self->in_instruction = TRUE;
        }
    }
  else if (strcmp (type, "separate") == 0 && self->fields == 1)
    {
      self->in_instruction = FALSE;
      g_clear_pointer (&self->field_link, redaksi_mark_unref);
      self->field_link = link_of_instruction (self->instruction->str);
    }
  else if (strcmp (type, "end") == 0 && self->fields > 0 && --self->fields == 0)
    {
      self->in_instruction = FALSE;
      g_clear_pointer (&self->field_link, redaksi_mark_unref);
    }
}

static void
read_run_part (Docx *self, xmlNode *node, const RedaksiMarks *marks, int raised)
{
  GHashTable *notes = NULL;

  if (W (node, "instrText"))
    {
      xmlChar *content = xmlNodeGetContent (node);
      if (self->in_instruction && self->instruction->len < 4096)
        g_string_append_len (self->instruction, (const char *)content,
                             MIN (strlen ((const char *)content), 4096));
      xmlFree (content);
    }
  else if (W (node, "fldChar"))
    read_field (self, _redaksi_office_get (node, "fldCharType"));
  else if (self->in_instruction && self->fields > 0)
    return;
  else if (W (node, "t"))
    add_content (self, node, marks, raised);
  else if (W (node, "tab") || W (node, "ptab"))
    redaksi_collector_add_space (self->office->collector);
  else if (W (node, "br") || W (node, "cr"))
    {
      const char *type = _redaksi_office_get (node, "type");
      if (type == NULL || strcmp (type, "textWrapping") == 0)
        redaksi_collector_add_break (self->office->collector, marks);
      else
        redaksi_collector_add_space (self->office->collector);
    }
  else if (W (node, "noBreakHyphen"))
    add_text (self, "\xE2\x80\x91", marks);
  else if (W (node, "footnoteReference"))
    notes = self->footnotes;
  else if (W (node, "endnoteReference"))
    notes = self->endnotes;
  else if (W (node, "drawing") || W (node, "pict") || W (node, "object"))
    find_floats (self, node);
  else if (W (node, "ruby"))
    {
      xmlNode *base = _redaksi_office_child (node, "w", "rubyBase");
      if (base != NULL)
        read_inlines (self, base, marks);
    }
  else if (_redaksi_office_is (node, "mc", "AlternateContent"))
    {
      xmlNode *one = _redaksi_office_child (node, "mc", "Choice");
      if (one == NULL)
        one = _redaksi_office_child (node, "mc", "Fallback");
      for (xmlNode *child = one != NULL ? one->children : NULL; child != NULL; child = child->next)
        read_run_part (self, child, marks, raised);
    }
  if (notes != NULL && _redaksi_office_get (node, "id") != NULL)
    {
      xmlNode *note = g_hash_table_lookup (notes, _redaksi_office_get (node, "id"));
      if (note != NULL)
        _redaksi_office_add_note (self->office, note, marks);
    }
}

/* 1 raised, -1 lowered; LibreOffice moves the letters where Word says what they are. */
static int
raised_by (const char *align, const char *position)
{
  if (g_strcmp0 (align, "superscript") == 0)
    return 1;
  if (g_strcmp0 (align, "subscript") == 0)
    return -1;
  if (align != NULL || position == NULL)
    return 0;
  return *position == '-' ? -1 : g_ascii_strtoll (position, NULL, 10) > 0 ? 1 : 0;
}

static void
read_run (Docx *self, xmlNode *run, const RedaksiMarks *outer)
{
  xmlNode *properties = _redaksi_office_child (run, "w", "rPr");
  const char *align = value_of (properties, "vertAlign");
  RedaksiMarks marks = *outer;
  int raised = raised_by (align, value_of (properties, "position"));

  if (toggle (properties, "vanish") > 0)
    return;
  apply_style (self, value_of (properties, "rStyle"), &marks);
  apply (toggle (properties, "b"), &marks.strong);
  apply (toggle (properties, "i"), &marks.emphasis);
  apply (toggle (properties, "strike"), &marks.strike);
  apply (toggle (properties, "dstrike"), &marks.strike);
  for (xmlNode *child = run->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      read_run_part (self, child, &marks, raised);
}

static void
read_hyperlink (Docx *self, xmlNode *node, const RedaksiMarks *outer)
{
  const char *id = _redaksi_office_get (node, "id");
  Relation *relation = id != NULL ? g_hash_table_lookup (self->relations, id) : NULL;
  RedaksiMarks marks = *outer;
  g_autoptr (RedaksiMark) link = NULL;

  if (relation != NULL && relation->external && *relation->target != '#'
      && *relation->target != '\0' && redaksi_address_is_safe (relation->target))
    marks.link = link = redaksi_mark_new (REDAKSI_MARK_LINK, relation->target);
  read_inlines (self, node, &marks);
}

static void
read_inlines (Docx *self, xmlNode *node, const RedaksiMarks *marks)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (W (child, "r"))
        read_run (self, child, marks);
      else if (W (child, "hyperlink"))
        read_hyperlink (self, child, marks);
      else if (W (child, "fldSimple"))
        {
          const char *instruction = _redaksi_office_get (child, "instr");
          RedaksiMarks inner = *marks;
          g_autoptr (RedaksiMark) link
            = instruction != NULL ? link_of_instruction (instruction) : NULL;
          if (link != NULL)
            inner.link = link;
          read_inlines (self, child, &inner);
        }
      else if (_redaksi_office_is (child, "m", "t"))
        add_content (self, child, marks, 0);
      else if (_redaksi_office_is (child, "mc", "AlternateContent"))
        read_run_part (self, child, marks, 0);
      else if (child->type == XML_ELEMENT_NODE && !W (child, "pPr") && !W (child, "del")
               && !W (child, "moveFrom") && !W (child, "rPr") && !W (child, "sdtPr")
               && !W (child, "p"))
        read_inlines (self, child, marks); /* ins, sdt, smartTag, customXml, oMath … */
    }
}

/* ---- paragraphs --------------------------------------------------------------------------------
 */

typedef struct
{
  RedaksiOfficeKind kind;
  guint level;        /* of a heading */
  const char *number; /* of the list, nullable */
  int depth;          /* -1: nothing says */
} Paragraph;

static Paragraph
look_at_paragraph (Docx *self, xmlNode *ppr)
{
  Paragraph result = { REDAKSI_OFFICE_PLAIN, 0, NULL, -1 };
  xmlNode *list = _redaksi_office_child (ppr, "w", "numPr");
  const char *id = value_of (ppr, "pStyle");
  Style *style = id != NULL ? g_hash_table_lookup (self->styles, id) : NULL;
  int outline = small_number (value_of (ppr, "outlineLvl"), -1);

  result.number = value_of (list, "numId");
  result.depth = small_number (value_of (list, "ilvl"), -1);
  if (style == NULL && id != NULL)
    result.kind = _redaksi_office_kind (id, &result.level);
  for (guint i = 0; style != NULL && i < MAX_CHAIN; i++)
    {
      if (result.kind == REDAKSI_OFFICE_PLAIN)
        result.kind = _redaksi_office_kind (style->name, &result.level);
      if (result.number == NULL)
        result.number = style->number;
      if (result.depth < 0)
        result.depth = style->level;
      if (outline < 0)
        outline = style->outline;
      style = style->based_on != NULL ? g_hash_table_lookup (self->styles, style->based_on) : NULL;
    }
  if (result.kind == REDAKSI_OFFICE_PLAIN && outline >= 0 && outline < 9)
    {
      result.kind = REDAKSI_OFFICE_HEADING;
      result.level = (guint)outline + 1;
    }
  if (result.kind == REDAKSI_OFFICE_HEADING && result.level == 1)
    result.kind = REDAKSI_OFFICE_TITLE;
  return result;
}

static gboolean
has_rule (xmlNode *paragraph, xmlNode *ppr)
{
  xmlNode *border = _redaksi_office_child (ppr, "w", "pBdr");

  return _redaksi_office_child (border, "w", "bottom") != NULL
         && _redaksi_office_child (paragraph, "w", "r") == NULL;
}

static void
read_paragraph (Docx *self, xmlNode *node)
{
  xmlNode *ppr = _redaksi_office_child (node, "w", "pPr");
  Paragraph paragraph = look_at_paragraph (self, ppr);
  const char *drop = _redaksi_office_get (_redaksi_office_child (ppr, "w", "framePr"), "dropCap");
  guint before = redaksi_collector_get_n (self->office->collector);
  g_autoptr (RedaksiShape) item = NULL;
  RedaksiMarks marks = { 0 };

  if (has_rule (node, ppr))
    paragraph.kind = REDAKSI_OFFICE_RULE;
  if (paragraph.kind == REDAKSI_OFFICE_PLAIN && paragraph.number != NULL
      && g_hash_table_contains (self->numbers, paragraph.number))
    {
      guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, paragraph.number));
      guint depth = paragraph.depth > 0 ? (guint)paragraph.depth : 0;
      item = _redaksi_item_shape (depth, (bits >> depth & 1) != 0);
    }
  _redaksi_office_begin (self->office, paragraph.kind, paragraph.level, item);
  self->office->joins = FALSE;
  read_inlines (self, node, &marks);
  self->office->joins = drop != NULL && strcmp (drop, "none") != 0 && !self->office->in_cell;
  _redaksi_office_end (self->office, paragraph.kind, before);
  read_floats (self);
}

/* ---- tables ------------------------------------------------------------------------------------
 */

static gboolean
holds_blocks (Docx *self, xmlNode *cell)
{
  guint paragraphs = 0;

  for (xmlNode *child = cell->children; child != NULL; child = child->next)
    {
      if (W (child, "tbl") || W (child, "sdt"))
        return TRUE;
      if (!W (child, "p"))
        continue;
      if (++paragraphs > 1
          || look_at_paragraph (self, _redaksi_office_child (child, "w", "pPr")).number)
        return TRUE;
    }
  return FALSE;
}

static void
read_row (Docx *self, xmlNode *row)
{
  gboolean layout = self->office->in_cell, first = TRUE;

  for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
    layout |= W (cell, "tc") && holds_blocks (self, cell);
  if (!layout)
    _redaksi_office_begin_row (self->office);
  for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
    {
      if (!W (cell, "tc"))
        continue;
      if (!layout)
        _redaksi_office_begin_cell (self->office, first);
      first = FALSE;
      read_blocks (self, cell);
    }
  if (layout)
    return;
  _redaksi_office_end_row (self->office);
  read_floats (self);
}

static void
read_blocks (Docx *self, xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (W (child, "p"))
        read_paragraph (self, child);
      else if (W (child, "tr"))
        read_row (self, child);
      else if (_redaksi_office_is (child, "mc", "AlternateContent"))
        {
          xmlNode *one = _redaksi_office_child (child, "mc", "Choice");
          if (one != NULL)
            read_blocks (self, one);
        }
      else if (child->type == XML_ELEMENT_NODE && !W (child, "del") && !W (child, "moveFrom"))
        read_blocks (self, child); /* tbl, sdt, ins, customXml … */
    }
}

static void
read_all_notes (Docx *self)
{
  for (guint i = 0; i < self->office->notes->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("[%u] ", i + 1);
      redaksi_collector_flush (self->office->collector);
      _redaksi_office_begin (self->office, REDAKSI_OFFICE_PLAIN, 0, NULL);
      redaksi_collector_add_text (self->office->collector, number, -1, NULL,
                                  REDAKSI_BLANKS_COLLAPSE);
      self->office->joins = TRUE;
      /* Relations are numbered anew in each part. */
      self->relations = W (self->office->notes->pdata[i], "endnote") ? self->endnote_relations
                                                                     : self->footnote_relations;
      read_blocks (self, self->office->notes->pdata[i]);
      self->office->joins = FALSE;
    }
  redaksi_collector_flush (self->office->collector);
}

gboolean
_redaksi_office_read_docx (RedaksiOffice *office, GError **error)
{
  g_autoptr (GHashTable) relations
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, relation_free);
  g_autoptr (GHashTable) styles
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) footnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) endnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) footnote_relations
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, relation_free);
  g_autoptr (GHashTable) endnote_relations
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, relation_free);
  g_autoptr (GPtrArray) docs = g_ptr_array_new_with_free_func ((GDestroyNotify)xmlFreeDoc);
  g_autoptr (GString) instruction = g_string_new (NULL);
  g_autofree char *main_part = read_relations (office, "", NULL, "/officeDocument");
  Docx self = { office,
                relations,
                styles,
                numbers,
                footnotes,
                endnotes,
                footnote_relations,
                endnote_relations,
                docs,
                instruction,
                0,
                FALSE,
                NULL };
  static const char *const beside[] = { "/styles", "/numbering", "/footnotes", "/endnotes" };
  xmlDoc *doc = main_part != NULL ? _redaksi_office_parse (office, main_part) : NULL;
  xmlNode *body
    = doc != NULL ? _redaksi_office_child (xmlDocGetRootElement (doc), "w", "body") : NULL;

  if (doc != NULL)
    g_ptr_array_add (docs, doc);
  if (body == NULL)
    {
      g_set_error_literal (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_INVALID,
                           "there is no text of a word processor in the file");
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *part
        = read_relations (office, main_part, i == 0 ? relations : NULL, beside[i]);
      xmlDoc *other;
      if (i >= 2)
        {
          read_notes (&self, part, i == 2 ? "footnote" : "endnote", i == 2 ? footnotes : endnotes,
                      i == 2 ? footnote_relations : endnote_relations);
          continue;
        }
      other = part != NULL ? _redaksi_office_parse (office, part) : NULL;
      if (other == NULL)
        continue;
      if (i == 0)
        read_styles (&self, xmlDocGetRootElement (other));
      else
        read_numbering (&self, xmlDocGetRootElement (other));
      xmlFreeDoc (other);
    }
  read_blocks (&self, body);
  office->joins = FALSE;
  redaksi_collector_flush (office->collector);
  read_all_notes (&self);
  g_clear_pointer (&self.field_link, redaksi_mark_unref);
  return TRUE;
}
