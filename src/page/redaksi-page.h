/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"
#include "redaksi-formats.h"

G_BEGIN_DECLS

/*
 * The page: article + site + theme → HTML, one renderer for the preview and for the press.
 * Templates, the style sheet and the words of each language are data files (GResource of this room:
 * data/page/…). Pure: no I/O but the resource, no GTK.
 *
 * Everything that people typed goes out escaped; addresses that are neither of the web nor inside
 * the site are left out together with their element. A field that is absent leaves no empty element.
 */

typedef struct
{
  const char *label; /* Facebook, Instagram, … */
  const char *url;
} RedaksiFollowLink;

/* The site as its pages show it. */
typedef struct
{
  const char              *name;      /* masthead */
  const char              *tagline;
  const char              *language;  /* BCP 47: which words: Penulis, Foto, Ikuti */
  const char              *base_url;  /* with closing slash */
  const RedaksiFollowLink *follow;
  guint                    n_follow;
  const char *const       *sections;  /* names for the menu, NULL-terminated, nullable */
} RedaksiPageSite;

typedef enum
{
  REDAKSI_PAGE_PREVIEW, /* style sheet inline, CSP, no outside addresses loaded */
  REDAKSI_PAGE_PUBLIC,  /* as the press serves it; the style sheet is redaksi_page_get_style_name()
                           at the site's base address */
  REDAKSI_PAGE_FOLDER,  /* a page by itself in a folder, opened from the disk or put on any server:
                           the style sheet and the photos beside it, nothing loaded from elsewhere,
                           nothing that only the site answers. The site's base_url may be NULL:
                           then there are no addresses of a site. */
} RedaksiPageUse;

typedef struct
{
  const char *url;       /* the page's own public address, nullable in a preview */
  gint64      published; /* µs UTC, 0 = not yet */
  gint64      modified;
  const char *time_zone; /* Olson name or "+08:00" for the printed time, nullable = UTC */
  RedaksiPageUse use;
  const char *newer_url; /* of lists: the pages before and after, nullable */
  const char *older_url;
} RedaksiPageContext;

char *redaksi_page_render_article (RedaksiArticle *article, const RedaksiPageSite *site,
                                   const RedaksiPageContext *context, RedaksiPhotoLookup lookup,
                                   gpointer user_data);

/* A list of articles: front page, section page, search result. */
typedef struct
{
  const char *url;
  const char *headline;
  const char *summary;
  const char *photo_url; /* nullable */
  const char *section;
  gint64      published;
  gint64      modified;  /* for the feed; 0 = as published */
} RedaksiPageTeaser;

char *redaksi_page_render_list (const char *title, const char *search_words,
                                const RedaksiPageTeaser *teasers, guint n_teasers,
                                const RedaksiPageSite *site, const RedaksiPageContext *context);
char *redaksi_page_render_not_found (const RedaksiPageSite *site, const RedaksiPageContext *context);
char *redaksi_page_render_feed (const RedaksiPageTeaser *teasers, guint n_teasers,
                                const RedaksiPageSite *site);
const char *redaksi_page_get_style_sheet (void);
const char *redaksi_page_get_style_name (void);

G_END_DECLS
