/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "redaksi-mark.h"
#include "redaksi-shape.h"

G_BEGIN_DECLS

/*
 * RedaksiBodyTags: the tags of the body, in a table: how each kind of block and each mark looks. A mark has one
 * tag, whatever the place; a plain paragraph has none, so that typing in one costs nothing.
 */
#define REDAKSI_TYPE_BODY_TAGS (redaksi_body_tags_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiBodyTags, redaksi_body_tags, REDAKSI, BODY_TAGS, GObject)

#define REDAKSI_BODY_INDENT 28 /* pixels of a list's level and of a quotation */
#define REDAKSI_BODY_CAPTION_SCALE .88
/* Behind what is looked for and found: dark letters and light ones can be read on it. */
#define REDAKSI_FOUND_TINT ((GdkRGBA){ .95f, .76f, .07f, .42f })

RedaksiBodyTags *redaksi_body_tags_new          (void);
GtkTextTagTable *redaksi_body_tags_get_table    (RedaksiBodyTags *self);
GtkTextTag      *redaksi_body_tags_get_block    (RedaksiBodyTags *self, RedaksiShape *shape);
GtkTextTag      *redaksi_body_tags_get_mark     (RedaksiBodyTags *self, RedaksiMark *mark);
GtkTextTag      *redaksi_body_tags_get_misspelt (RedaksiBodyTags *self);
GtkTextTag      *redaksi_body_tags_get_found    (RedaksiBodyTags *self); /* what is looked for */
/* The colours of light or dark surroundings. */
void             redaksi_body_tags_set_colors   (RedaksiBodyTags *self, const GdkRGBA *text, const GdkRGBA *link);
/* How far the first line of a caption makes room for the label that is drawn before it, in pixels. */
void             redaksi_body_tags_set_caption_indent (RedaksiBodyTags *self, int pixels);

/* What a tag stands for: a mark or a kind of block; NULL and FALSE for the tags of misspelt and found words. */
RedaksiMark     *redaksi_body_tag_get_mark      (GtkTextTag *tag);
gboolean         redaksi_body_tag_is_block      (GtkTextTag *tag);

G_END_DECLS
