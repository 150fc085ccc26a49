/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gumbo.h>

#include "redaksi-html-reader.h"

G_BEGIN_DECLS

/* What redaksi-html-reader.c and redaksi-html-lists.c have in common. */
typedef struct
{
  RedaksiCollector *collector;
  RedaksiHtmlFlags flags;
  char **headline;
  GPtrArray *slots;
  GPtrArray *pictures;  /* (nullable): takes those that are not of the network */
  GString *marker;      /* what stood before a word processor's list item */
  const GumboNode *gap; /* … which goes on until there */
  char *credit;         /* of the caption that is being read */
  guint cell;           /* where in the line the table's cell begins */
} RedaksiHtmlReader;

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
} RedaksiHtmlPlace;

/* redaksi-html-reader.c */
const char *_redaksi_html_get_attribute (const GumboElement *element, const char *name);
guint _redaksi_html_get_level (const GumboElement *element, guint otherwise);
void _redaksi_html_begin_block (RedaksiHtmlReader *self, const RedaksiHtmlPlace *place);
void _redaksi_html_end_block (RedaksiHtmlReader *self, const RedaksiHtmlPlace *place,
                              const RedaksiHtmlPlace *outer);
void _redaksi_html_read_block (RedaksiHtmlReader *self, const GumboNode *node,
                               const RedaksiHtmlPlace *place, const RedaksiHtmlPlace *outer);
void _redaksi_html_read_children (RedaksiHtmlReader *self, const GumboNode *node,
                                  const RedaksiHtmlPlace *place);
/* redaksi-html-lists.c */
void _redaksi_html_read_list (RedaksiHtmlReader *self, const GumboNode *node,
                              const RedaksiHtmlPlace *outer, gboolean ordered);
void _redaksi_html_read_item (RedaksiHtmlReader *self, const GumboNode *node,
                              const RedaksiHtmlPlace *outer);
void _redaksi_html_read_word_item (RedaksiHtmlReader *self, const GumboNode *node,
                                   const RedaksiHtmlPlace *outer, guint level);
const GumboNode *_redaksi_html_find_marker_gap (const GumboNode *node, guint *level, guint indent);
void _redaksi_html_read_row (RedaksiHtmlReader *self, const GumboNode *node,
                             const RedaksiHtmlPlace *outer);

G_END_DECLS
