/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-runs.h"
#include "redaksi-wordpress.h"

G_BEGIN_DECLS

/*
 * Lexical is the document of Ghost's editor: JSON, a tree of nodes with a "type". What is set down
 * here was read off Ghost 6.65 (its editor's nodes and what its API gives back).
 *
 *   paragraph           <!-- wp:paragraph -->
 *   extended-heading    <!-- wp:heading --> of level 2 to 4
 *   extended-quote      <!-- wp:quote --> of one paragraph
 *   aside               <!-- wp:pullquote -->
 *   list, listitem      <!-- wp:list -->
 *   horizontalrule      <!-- wp:separator -->
 *   image               <!-- wp:image -->
 *   embed, bookmark     <!-- wp:embed -->
 *   html                any other block of WordPress, byte for byte, or <!-- wp:html -->
 *
 * Any other node is <!-- wp:redaksi/lexical {"node":…} -->, and so is one of these that says more
 * than the block could: a node is taken apart only where putting it together again gives the same.
 */

#define REDAKSI_LEXICAL_KEPT "redaksi/lexical"
/* A run of text with this style is the dateline. Ghost keeps styles and shows none. */
#define REDAKSI_LEXICAL_DATELINE "--redaksi: dateline"

typedef enum
{
  REDAKSI_LEXICAL_BOLD = 1,
  REDAKSI_LEXICAL_ITALIC = 2,
  REDAKSI_LEXICAL_STRIKE = 4,
} RedaksiLexicalFormat;

/* redaksi-lexical-node.c */
gboolean redaksi_lexical_same (yyjson_val *a, yyjson_val *b);
yyjson_mut_val *redaksi_lexical_text (yyjson_mut_doc *doc, const char *text, gsize length,
                                      guint format, const char *style);
yyjson_mut_val *redaksi_lexical_element (yyjson_mut_doc *doc, const char *type);
yyjson_mut_val *redaksi_lexical_children (yyjson_mut_val *element);
void redaksi_lexical_add_inline (yyjson_mut_doc *doc, yyjson_mut_val *element, RedaksiBlock *block);

/* redaksi-lexical-reader.c */
char *redaksi_lexical_read_node (yyjson_val *node);

/* redaksi-lexical-writer.c */
yyjson_mut_val *redaksi_lexical_write_piece (yyjson_mut_doc *doc, const RedaksiPiece *piece);

G_END_DECLS
