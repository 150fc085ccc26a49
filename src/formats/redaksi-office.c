/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-office-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <string.h>

#include "redaksi-text.h"

/* What is taken of a zip: more is no article, whatever it says of itself. */
#define MAX_ENTRIES 20000
#define MAX_XML     (32 * 1024 * 1024)
#define MAX_ALL_XML (64 * 1024 * 1024)
#define MAX_PICTURE (64 * 1024 * 1024)
#define MAX_ALL     (192 * 1024 * 1024)
#define MAX_NOTES   2000

/* ---- the zip --------------------------------------------------------------------------------- */

static GBytes *
read_entry (struct archive *zip, gsize most)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 buffer[16384];
  la_ssize_t n;

  while ((n = archive_read_data (zip, buffer, sizeof buffer)) > 0)
    {
      if (data->len + (gsize)n > most)
        return NULL;
      g_byte_array_append (data, buffer, (guint)n);
    }
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

static gboolean
is_picture_name (const char *name)
{
  return strstr (name, "/media/") != NULL || g_str_has_prefix (name, "Pictures/")
         || g_str_has_prefix (name, "media/");
}

/* The texts and pictures of a zip, by name; what is larger than any article's is an error. */
static GHashTable *
read_zip (const char *data, gsize length, GError **error)
{
  g_autoptr (GHashTable) parts
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  struct archive *zip = archive_read_new ();
  struct archive_entry *entry;
  gsize all_xml = 0, all = 0;
  guint n = 0;
  gboolean fits = TRUE;

  archive_read_support_format_zip_seekable (zip);
  if (archive_read_open_memory (zip, data, length) != ARCHIVE_OK)
    {
      archive_read_free (zip);
      g_set_error_literal (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_INVALID,
                           "not a zip file");
      return NULL;
    }
  while (fits && archive_read_next_header (zip, &entry) == ARCHIVE_OK)
    {
      const char *name = archive_entry_pathname_utf8 (entry);
      gboolean is_xml, is_picture;
      GBytes *bytes;
      if (++n > MAX_ENTRIES)
        fits = FALSE;
      if (name == NULL || archive_entry_filetype (entry) != AE_IFREG
          || g_hash_table_contains (parts, name))
        continue;
      is_xml = g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".rels");
      is_picture = !is_xml && is_picture_name (name);
      if (!is_xml && !is_picture)
        continue;
      bytes = read_entry (zip, is_xml ? MIN (MAX_XML, MAX_ALL_XML - all_xml)
                                      : MIN (MAX_PICTURE, MAX_ALL - all));
      /* A picture that is too large is left out, the text is not. */
      if (bytes == NULL)
        {
          fits = !is_xml;
          continue;
        }
      all_xml += is_xml ? g_bytes_get_size (bytes) : 0;
      all += is_xml ? 0 : g_bytes_get_size (bytes);
      g_hash_table_insert (parts, g_strdup (name), bytes);
    }
  archive_read_free (zip);
  if (fits)
    return g_steal_pointer (&parts);
  g_set_error_literal (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_LIMITS,
                       "the file is damaged, or holds more than an article");
  return NULL;
}

/* ---- XML ------------------------------------------------------------------------------------- */

/* Neither form has a document type: who writes one wants entities. */
static void
refuse_subset (void *context, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
  xmlStopParser (context);
}

/* A part as a tree; NULL where there is none or it is not well formed. */
xmlDoc *
_redaksi_office_parse (RedaksiOffice *self, const char *part)
{
  GBytes *bytes = g_hash_table_lookup (self->parts, part);
  xmlParserCtxt *context;
  xmlDoc *doc;
  gsize length;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  context = xmlNewParserCtxt ();
  context->sax->internalSubset = refuse_subset;
  doc = length == 0 ? NULL
                    : xmlCtxtReadMemory (context, data, (int)length, NULL, NULL,
                                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                                           | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
  xmlFreeParserCtxt (context);
  return doc;
}

/* An attribute by its name without prefix. */
const char *
_redaksi_office_get (const xmlNode *node, const char *name)
{
  /* What is no element has something else there. */
  if (node == NULL || node->type != XML_ELEMENT_NODE)
    return NULL;
  for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
    if (strcmp ((const char *)a->name, name) == 0)
      return a->children != NULL && a->children->content != NULL
               ? (const char *)a->children->content
               : "";
  return NULL;
}

/* Whether @node is the element @name of the namespace that is mostly called @prefix, whatever the
 * file calls it. */
gboolean
_redaksi_office_is (const xmlNode *node, const char *prefix, const char *name)
{
  static const struct
  {
    const char *prefix, *uri;
  } spaces[] = {
    { "w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main" },
    { "w", "http://purl.oclc.org/ooxml/wordprocessingml/main" },
    { "a", "http://schemas.openxmlformats.org/drawingml/2006/main" },
    { "a", "http://purl.oclc.org/ooxml/drawingml/main" },
    { "wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" },
    { "wp", "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" },
    { "v", "urn:schemas-microsoft-com:vml" },
    { "mc", "http://schemas.openxmlformats.org/markup-compatibility/2006" },
    { "m", "http://schemas.openxmlformats.org/officeDocument/2006/math" },
    { "m", "http://purl.oclc.org/ooxml/officeDocument/math" },
    { "text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0" },
    { "office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0" },
    { "style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0" },
    { "draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" },
    { "table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0" },
    { "svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" },
  };

  if (node == NULL || node->type != XML_ELEMENT_NODE || node->ns == NULL || node->ns->href == NULL
      || strcmp ((const char *)node->name, name) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (strcmp (spaces[i].prefix, prefix) == 0
        && strcmp (spaces[i].uri, (const char *)node->ns->href) == 0)
      return TRUE;
  return FALSE;
}

xmlNode *
_redaksi_office_child (const xmlNode *node, const char *prefix, const char *name)
{
  for (xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    if (_redaksi_office_is (child, prefix, name))
      return child;
  return NULL;
}

/* ---- blocks ---------------------------------------------------------------------------------- */

/* What a paragraph is by the name of its style, which both programs write in English. */
RedaksiOfficeKind
_redaksi_office_kind (const char *style, guint *level)
{
  static const struct
  {
    const char *name;
    RedaksiOfficeKind kind;
  } names[] = {
    { "title", REDAKSI_OFFICE_TITLE },          { "quote", REDAKSI_OFFICE_QUOTE },
    { "intense quote", REDAKSI_OFFICE_QUOTE },  { "quotations", REDAKSI_OFFICE_QUOTE },
    { "block text", REDAKSI_OFFICE_QUOTE },     { "blockquote", REDAKSI_OFFICE_QUOTE },
    { "caption", REDAKSI_OFFICE_CAPTION },      { "illustration", REDAKSI_OFFICE_CAPTION },
    { "figure", REDAKSI_OFFICE_CAPTION },       { "drawing", REDAKSI_OFFICE_CAPTION },
    { "horizontal line", REDAKSI_OFFICE_RULE },
  };

  if (style == NULL)
    return REDAKSI_OFFICE_PLAIN;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (style, names[i].name) == 0)
      return names[i].kind;
  if (g_ascii_strncasecmp (style, "heading ", 8) == 0 && g_ascii_isdigit (style[8]))
    {
      *level = (guint)(style[8] - '0');
      return REDAKSI_OFFICE_HEADING;
    }
  return REDAKSI_OFFICE_PLAIN;
}

/* A paragraph begins. @item: (nullable): the shape of a list item. */
void
_redaksi_office_begin (RedaksiOffice *self, RedaksiOfficeKind kind, guint level, RedaksiShape *item)
{
  g_autoptr (RedaksiShape) shape = NULL;
  char digit[2] = { (char)('0' + CLAMP (level, 2, 4)), '\0' };

  if (self->in_cell)
    {
      if (redaksi_collector_get_length (self->collector) > self->cell)
        redaksi_collector_add_break (self->collector, NULL);
      return;
    }
  if (!self->joins)
    redaksi_collector_flush (self->collector);
  if (kind == REDAKSI_OFFICE_HEADING || kind == REDAKSI_OFFICE_TITLE)
    shape = redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", digit, NULL);
  else if (item != NULL)
    shape = redaksi_shape_ref (item);
  else
    shape = redaksi_shape_new (kind == REDAKSI_OFFICE_QUOTE ? REDAKSI_BLOCK_QUOTE
                                                            : REDAKSI_BLOCK_PARAGRAPH,
                               NULL);
  redaksi_collector_set_shape (self->collector, shape);
}

/* The first line of the text, where it is a title or the highest heading, is the headline; what is
 * called a caption is the caption of the photo right before it. */
static void
settle_last (RedaksiOffice *self, RedaksiOfficeKind kind, gboolean is_first)
{
  GPtrArray *blocks = redaksi_collector_get_blocks (self->collector);
  RedaksiBlock *last = blocks->pdata[blocks->len - 1];

  if (kind == REDAKSI_OFFICE_TITLE && is_first && self->headline != NULL && *self->headline == NULL)
    {
      *self->headline = redaksi_text_one_line (redaksi_block_get_text (last));
      g_ptr_array_set_size (blocks, (int)blocks->len - 1);
    }
  else if (kind == REDAKSI_OFFICE_CAPTION && blocks->len >= 2)
    {
      RedaksiBlock *before = blocks->pdata[blocks->len - 2];
      g_autoptr (RedaksiBlock) caption = NULL;
      if (redaksi_block_get_kind (before) != REDAKSI_BLOCK_CAPTION
          || redaksi_block_get_length (before) > 0)
        return;
      caption = redaksi_block_with_shape (last, redaksi_block_get_shape (before));
      g_ptr_array_set_size (blocks, (int)blocks->len - 2);
      g_ptr_array_add (blocks, g_steal_pointer (&caption));
    }
}

/* A paragraph is through. @n_before: how many blocks there were. FALSE: it was empty. */
gboolean
_redaksi_office_end (RedaksiOffice *self, RedaksiOfficeKind kind, guint n_before)
{
  if (self->in_cell || self->joins)
    return TRUE;
  redaksi_collector_flush (self->collector);
  if (redaksi_collector_get_n (self->collector) == n_before)
    {
      if (kind == REDAKSI_OFFICE_RULE)
        {
          g_autoptr (RedaksiShape) rule = redaksi_shape_new (REDAKSI_BLOCK_DIVIDER, NULL);
          redaksi_collector_add_leaf (self->collector, rule);
        }
      return FALSE;
    }
  if (redaksi_collector_get_n (self->collector) == n_before + 1)
    settle_last (self, kind, n_before == 0);
  return TRUE;
}

void
_redaksi_office_add_picture (RedaksiOffice *self, const char *part, const char *alt)
{
  GBytes *bytes = part != NULL ? g_hash_table_lookup (self->parts, part) : NULL;

  if (bytes != NULL && self->pictures != NULL)
    _redaksi_collector_add_picture (self->collector, self->pictures, bytes, NULL, alt);
}

/* The number of a note in the text; the note comes at its end. */
void
_redaksi_office_add_note (RedaksiOffice *self, xmlNode *note, const RedaksiMarks *marks)
{
  g_autofree char *number = g_strdup_printf ("[%u]", self->notes->len + 1);

  if (self->notes->len >= MAX_NOTES)
    return;
  redaksi_collector_add_text (self->collector, number, -1, marks, REDAKSI_BLANKS_COLLAPSE);
  g_ptr_array_add (self->notes, note);
}

void
_redaksi_office_begin_row (RedaksiOffice *self)
{
  g_autoptr (RedaksiShape) paragraph = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);

  redaksi_collector_flush (self->collector);
  redaksi_collector_set_shape (self->collector, paragraph);
  self->in_cell = TRUE;
}

void
_redaksi_office_begin_cell (RedaksiOffice *self, gboolean first)
{
  if (!first)
    redaksi_collector_add_text (self->collector, " · ", -1, NULL, REDAKSI_BLANKS_COLLAPSE);
  self->cell = redaksi_collector_get_length (self->collector);
}

void
_redaksi_office_end_row (RedaksiOffice *self)
{
  redaksi_collector_flush (self->collector);
  self->in_cell = FALSE;
  self->cell = 0;
}

/* ---- in -------------------------------------------------------------------------------------- */

/**
 * redaksi_is_office:
 * @data: (array length=length): the beginning of a file
 * @length: its length in bytes
 *
 * Tells whether it may be a word processor's file: a zip.
 */
gboolean
redaksi_is_office (const char *data, gsize length)
{
  return length >= 4 && memcmp (data, "PK\003\004", 4) == 0;
}

/**
 * redaksi_body_from_office:
 * @data: (array length=length): a file of Word (.docx) or LibreOffice (.odt)
 * @length: its length in bytes
 * @headline: (out) (optional) (nullable): the title, where the text begins with one
 * @pictures: (element-type RedaksiFoundPicture) (nullable): takes what pictures there are; photo
 * blocks of the body name them by their number
 * @error: return location for a #RedaksiFormatError
 *
 * Sources: ECMA-376 (WordprocessingML), OASIS OpenDocument 1.3.
 *
 * Returns: (transfer full) (nullable): a valid body
 */
RedaksiBody *
redaksi_body_from_office (const char *data, gsize length, char **headline, GPtrArray *pictures,
                          GError **error)
{
  g_autoptr (GHashTable) parts = NULL;
  g_autoptr (RedaksiCollector) collector = NULL;
  g_autoptr (GPtrArray) floats = g_ptr_array_new ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_autofree char *first = NULL;
  RedaksiOffice self = { 0 };
  gboolean ok;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (headline != NULL)
    *headline = NULL;
  parts = read_zip (data, length, error);
  if (parts == NULL)
    return NULL;
  collector = redaksi_collector_new (FALSE);
  self.collector = collector;
  self.headline = headline != NULL ? &first : NULL;
  self.pictures = pictures;
  self.parts = parts;
  self.floats = floats;
  self.notes = notes;
  if (g_hash_table_contains (parts, "content.xml"))
    ok = _redaksi_office_read_odt (&self, error);
  else
    ok = _redaksi_office_read_docx (&self, error);
  if (!ok)
    return NULL;
  if (headline != NULL)
    *headline = g_steal_pointer (&first);
  return redaksi_collector_finish (collector);
}
