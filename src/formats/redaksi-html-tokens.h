/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-formats-private.h"

G_BEGIN_DECLS

/*
 * HTML is read in two passes. The first, here, goes over the bytes once and writes them again as
 * far as we know them: known tags, known attributes in one way of quoting, text; scripts, styles,
 * comments, frames and unknown tags are gone. It bounds nesting and formatting (whose cost in any
 * HTML parser is quadratic) while it goes. So the tree builder behind it sees markup that we wrote
 * ourselves, and can't be led to see anything else.
 */
typedef struct
{
  gboolean keep_comments; /* WordPress's block delimiters stay */
  gboolean keep_all_attributes;
  GPtrArray *slots; /* (nullable) (element-type utf8): foreign elements are cut out whole, byte
                     * for byte, put here, and <hr data-redaksi-slot="N"> stands in their place */
  gboolean dropped; /* out: something else than insignificant space was left out */
} RedaksiHtmlFilter;

/* Up to where elements may be nested, formatting elements included. */
#define REDAKSI_HTML_MAX_DEPTH 200
/* How many formatting elements a tree builder may have to open again, summed over all places. */
#define REDAKSI_HTML_MAX_COST 1000000
/* How many elements there may be: a book has fewer, and each costs a tree builder its time. */
#define REDAKSI_HTML_MAX_ELEMENTS 250000
/* How many attributes of one tag are looked at. */
#define REDAKSI_HTML_MAX_ATTRIBUTES 64

GString *redaksi_html_filter (const char *html, gsize length, RedaksiHtmlFilter *filter,
                              GError **error);

G_END_DECLS
