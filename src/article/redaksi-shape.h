/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

G_BEGIN_DECLS

/*
 * RedaksiShape: what a block is, without its text: a kind and a few named attributes.
 * An immutable, reference-counted value; attributes are sorted by name, an absent attribute is NULL.
 *
 *   heading    level "2".."4"
 *   list item  depth "0".."8", ordered "true" when numbered
 *   photo      photo (SHA-256 of the original), credit, alt, size "full" (default) or "wide"
 *   embed      url
 *   preserved  source (the foreign block, byte for byte), name
 */

typedef enum
{
  REDAKSI_BLOCK_PARAGRAPH,
  REDAKSI_BLOCK_HEADING,
  REDAKSI_BLOCK_QUOTE,
  REDAKSI_BLOCK_PULL_QUOTE,
  REDAKSI_BLOCK_LIST_ITEM,
  REDAKSI_BLOCK_PHOTO,     /* leaf */
  REDAKSI_BLOCK_CAPTION,   /* the text of the photo right before it */
  REDAKSI_BLOCK_EMBED,     /* leaf */
  REDAKSI_BLOCK_DIVIDER,   /* leaf */
  REDAKSI_BLOCK_PRESERVED, /* leaf */
} RedaksiBlockKind;

#define REDAKSI_BLOCK_KIND_LAST REDAKSI_BLOCK_PRESERVED

/* The one character that a leaf block's text is: the same that GtkTextBuffer shows for an anchor. */
#define REDAKSI_LEAF_CHAR 0xFFFC
#define REDAKSI_LEAF_TEXT "\xEF\xBF\xBC"

typedef struct _RedaksiShape RedaksiShape;

#define REDAKSI_TYPE_SHAPE (redaksi_shape_get_type ())
GType redaksi_shape_get_type (void);

RedaksiShape    *redaksi_shape_new       (RedaksiBlockKind kind, ...) G_GNUC_NULL_TERMINATED;
RedaksiShape    *redaksi_shape_ref       (RedaksiShape *self);
void             redaksi_shape_unref     (RedaksiShape *self);
RedaksiBlockKind redaksi_shape_get_kind  (const RedaksiShape *self);
const char      *redaksi_shape_get       (const RedaksiShape *self, const char *name);
guint            redaksi_shape_get_n     (const RedaksiShape *self);
const char      *redaksi_shape_get_nth   (const RedaksiShape *self, guint i, const char **value);
RedaksiShape    *redaksi_shape_with      (const RedaksiShape *self, const char *name, const char *value);
gboolean         redaksi_shape_is_leaf   (const RedaksiShape *self);
guint            redaksi_shape_get_level (const RedaksiShape *self);
guint            redaksi_shape_get_depth (const RedaksiShape *self);
gboolean         redaksi_shape_is_ordered (const RedaksiShape *self);
gboolean         redaksi_shape_equal     (const RedaksiShape *a, const RedaksiShape *b);

gboolean         redaksi_block_kind_is_leaf     (RedaksiBlockKind kind);
const char      *redaksi_block_kind_to_string   (RedaksiBlockKind kind);
gboolean         redaksi_block_kind_from_string (const char *text, RedaksiBlockKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiShape, redaksi_shape_unref)

G_END_DECLS
