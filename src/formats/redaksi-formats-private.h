/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-formats.h"

G_BEGIN_DECLS

/* The classes by which what we wrote is known again. */
#define REDAKSI_CLASS_DECK       "redaksi-deck"
#define REDAKSI_CLASS_DATELINE   "redaksi-dateline"
#define REDAKSI_CLASS_BYLINE     "redaksi-byline"
#define REDAKSI_CLASS_CREDIT     "redaksi-credit"
#define REDAKSI_CLASS_PULL_QUOTE "redaksi-pull-quote"
#define REDAKSI_CLASS_LEAD       "redaksi-lead-caption"

#define SOFT_BREAK      0x2028
#define SOFT_BREAK_TEXT "\xE2\x80\xA8"

/* The most that is taken from outside: longer than any article, short enough to be read at once. */
#define REDAKSI_FORMAT_MAX_SIZE (8 * 1024 * 1024)

/* redaksi-house.c */
char *_redaksi_text_from_bytes (const char *data, gsize length);
gboolean _redaksi_check_size (gsize length, GError **error);
char *_redaksi_dateline_place (const char *text, const RedaksiHouse *house);
const char *_redaksi_skip_label (const char *caption);
guint _redaksi_list_depth (RedaksiBody *body, guint i, guint previous);
RedaksiShape *_redaksi_item_shape (guint depth, gboolean ordered);
gboolean _redaksi_is_list_item (RedaksiBody *body, guint i);
gboolean _redaksi_has_no_text (const RedaksiBlock *block);
RedaksiBlock *_redaksi_caption_of (RedaksiBody *body, guint i);
gboolean _redaksi_photo_link (RedaksiBlock *photo, RedaksiPhotoLookup lookup, gpointer user_data,
                              RedaksiPhotoLink *link);

/* redaksi-html-writer.c */
void _redaksi_html_add_escaped (GString *out, const char *text, gssize length);
void _redaksi_html_add_inline (GString *out, RedaksiBlock *block);
void _redaksi_html_add_dateline (GString *out, const char **dateline);
void _redaksi_html_add_caption (GString *out, RedaksiBlock *caption, const char *credit,
                                const RedaksiHouse *house);
void _redaksi_html_add_lead_caption (GString *out, RedaksiArticle *article,
                                     const RedaksiHouse *house);

G_END_DECLS
