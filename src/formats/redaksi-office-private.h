/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libxml/tree.h>

#include "redaksi-collector.h"

G_BEGIN_DECLS

/*
 * What .docx and .odt have in common: a zip of XML and pictures, read into a tree by libxml2 (which
 * bounds its depth), walked by recursion, and put into a collector. Text boxes, pictures in the
 * midst of a sentence, and notes wait until the paragraph or the text is through.
 */
typedef struct
{
  RedaksiCollector *collector;
  char **headline;      /* (nullable) */
  GPtrArray *pictures;  /* (nullable) (element-type RedaksiFoundPicture) */
  GHashTable *parts;    /* (element-type utf8 GBytes): what is in the zip, by name */
  GPtrArray *floats;    /* (element-type xmlNode) */
  GPtrArray *notes;     /* (element-type xmlNode): in the order of their numbers */
  gboolean in_cell;     /* paragraphs are lines of a row */
  guint cell;           /* where in the row the cell begins */
  gboolean joins;       /* the next paragraph goes on in the same block: a large initial */
} RedaksiOffice;

typedef enum
{
  REDAKSI_OFFICE_PLAIN,
  REDAKSI_OFFICE_TITLE,
  REDAKSI_OFFICE_HEADING,
  REDAKSI_OFFICE_QUOTE,
  REDAKSI_OFFICE_CAPTION,
  REDAKSI_OFFICE_RULE,
} RedaksiOfficeKind;

/* redaksi-office.c */
xmlDoc *_redaksi_office_parse (RedaksiOffice *self, const char *part);
const char *_redaksi_office_get (const xmlNode *node, const char *name);
gboolean _redaksi_office_is (const xmlNode *node, const char *prefix, const char *name);
xmlNode *_redaksi_office_child (const xmlNode *node, const char *prefix, const char *name);
RedaksiOfficeKind _redaksi_office_kind (const char *style, guint *level);
void _redaksi_office_begin (RedaksiOffice *self, RedaksiOfficeKind kind, guint level,
                            RedaksiShape *item);
gboolean _redaksi_office_end (RedaksiOffice *self, RedaksiOfficeKind kind, guint n_before);
void _redaksi_office_add_picture (RedaksiOffice *self, const char *part, const char *alt);
void _redaksi_office_add_note (RedaksiOffice *self, xmlNode *note, const RedaksiMarks *marks);
void _redaksi_office_begin_row (RedaksiOffice *self);
void _redaksi_office_begin_cell (RedaksiOffice *self, gboolean first);
void _redaksi_office_end_row (RedaksiOffice *self);

/* redaksi-office-docx.c, redaksi-office-odt.c */
gboolean _redaksi_office_read_docx (RedaksiOffice *self, GError **error);
gboolean _redaksi_office_read_odt (RedaksiOffice *self, GError **error);

G_END_DECLS
