/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-formats-private.h"
#include "redaksi-json.h"

G_BEGIN_DECLS

/*
 * WordPress's block grammar: HTML with comments around each block,
 *
 *   <!-- wp:heading {"level":3} -->
 *   <h3 class="wp-block-heading">…</h3>
 *   <!-- /wp:heading -->
 *
 * A block is taken apart only where putting it together again gives the same block (see
 * redaksi_wordpress_same()); all else is kept byte for byte.
 *
 * Attributes of shapes that came from WordPress and that the writer gives back:
 *   wp-attributes  the JSON of the block comment
 *   wp-tag         the attributes of a paragraph's or heading's tag
 *   wp-source      an embed or a divider, whole
 */

/* A top-level piece of a content: a block, or HTML outside of blocks (name NULL). */
typedef struct
{
  char *name;        /* without "core/" */
  char *attributes;  /* JSON, nullable */
  const char *start; /* in the content */
  const char *end;
  const char *inner;
  const char *inner_end;
} RedaksiPiece;

/* What a piece is besides a part of the body. */
typedef enum
{
  REDAKSI_SPAN_BODY,
  REDAKSI_SPAN_DATELINE, /* of the body, and the dateline stands in it */
  REDAKSI_SPAN_LEAD,     /* the lead photo's caption and credit */
  REDAKSI_SPAN_DECK,
  REDAKSI_SPAN_BYLINE,
} RedaksiSpanRole;

/* A piece that was read, and the blocks of the body that came of it. What stands between spans
 * (blanks, empty paragraphs) came to nothing. */
typedef struct
{
  const char *start; /* in the content */
  const char *end;
  guint first; /* its first block in the body */
  guint n;     /* 0: only fields came of it */
  RedaksiSpanRole role;
} RedaksiSpan;

/* redaksi-wordpress-reader.c */
RedaksiArticle *redaksi_wordpress_read (const char *id, const char *text, const RedaksiHouse *house,
                                        GArray *spans, GError **error);
GPtrArray *redaksi_wordpress_read_blocks (const RedaksiPiece *piece, const char *source);
char *redaksi_wordpress_cut_dateline (const char *source, char **dateline);
char *redaksi_wordpress_embed_url (const RedaksiPiece *piece);

/* redaksi-wordpress-blocks.c */
GArray *redaksi_wordpress_split (const char *content);
gboolean redaksi_wordpress_has_blocks (const char *content);
char *redaksi_wordpress_closers (const char *source);
char *redaksi_wordpress_escape_json (const char *json);

/* redaksi-wordpress-writer.c */
void redaksi_wordpress_write_body (GString *out, RedaksiBody *body, const RedaksiHouse *house,
                                   RedaksiPhotoLookup lookup, gpointer user_data,
                                   const char *dateline);
void redaksi_wordpress_write_lead_caption (GString *out, RedaksiArticle *article,
                                           const RedaksiHouse *house);
void redaksi_wordpress_write_line (GString *out, const char *class_name, const char *text);
void redaksi_wordpress_write_bylines (GString *out, RedaksiArticle *article,
                                      const RedaksiHouse *house);

/* redaksi-wordpress-compare.c */
gboolean redaksi_wordpress_same (const char *a, const char *b);

G_END_DECLS
