/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-collector.h"

G_BEGIN_DECLS

typedef enum
{
  REDAKSI_HTML_EXACT = 1 << 0,  /* what an editor wrote: blanks stay as they are */
  REDAKSI_HTML_PHOTOS = 1 << 1, /* pictures become photo blocks with "url" and "remote-id" */
  REDAKSI_HTML_AUTOP = 1 << 2,  /* WordPress's old way: line ends mean something */
} RedaksiHtmlFlags;

gboolean redaksi_html_read (const char *html, gsize length, RedaksiHtmlFlags flags, char **headline,
                            GPtrArray *slots, GPtrArray *pictures, RedaksiCollector *collector,
                            GError **error);

/* redaksi-pictures.c */
gboolean _redaksi_picture_is_near (const char *address);
void _redaksi_picture_take (RedaksiCollector *collector, GPtrArray *pictures, const char *address,
                            const char *alt);

/* redaksi-html-style.c: what class and style attributes of word processors say */
typedef struct
{
  int strong; /* -1 says no, 0 nothing, 1 yes */
  int emphasis;
  int strike;
  gboolean hidden;
  gboolean is_block; /* display:block and the like */
  gboolean keeps_blanks;
  gboolean is_blank;    /* mso-spacerun: no-break spaces that stand for spaces */
  guint list_level;     /* mso-list: from 1; 0 is none */
  gboolean list_marker; /* mso-list:Ignore */
  gboolean marker_gap;  /* the small blanks that Word puts behind a bullet or a number */
  guint indent;         /* margin-left in points */
} RedaksiStyle;

void redaksi_style_parse (const char *style, RedaksiStyle *result);
gboolean redaksi_class_has (const char *classes, const char *name);
gboolean redaksi_marker_is_number (const char *marker);
gunichar redaksi_raised_digit (gunichar c, gboolean super);

G_END_DECLS
