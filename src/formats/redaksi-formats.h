/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"

G_BEGIN_DECLS

/*
 * Pure functions between an article and the forms that others read and write. No I/O, no GTK, no
 * globals. What comes in is capped (size, depth, attributes) and leaves nothing but what the model
 * knows: scripts, styles, event handlers, remote images and javascript: addresses are gone.
 *
 * Costs: about 10 ms for 100 KB of HTML. Reading HTML and WordPress content goes as deep as what is
 * read, up to 200 elements: on a thread or the main stack, not on a fiber's small one. Writing is flat.
 */

#define REDAKSI_FORMAT_ERROR (redaksi_format_error_quark ())
GQuark redaksi_format_error_quark (void);

typedef enum
{
  REDAKSI_FORMAT_ERROR_LIMITS,  /* too large or nested too deeply */
  REDAKSI_FORMAT_ERROR_INVALID, /* not that format at all */
} RedaksiFormatError;

/* In: a body; never NULL without error. A first H1 becomes the headline where @headline is given.
 */
RedaksiBody *redaksi_body_from_html (const char *html, gsize length, char **headline,
                                     GError **error);
RedaksiBody *redaksi_body_from_markdown (const char *text, gsize length, char **headline,
                                         GError **error);
RedaksiBody *redaksi_body_from_plain (const char *text, gsize length);
/* A picture that stood in what was read: itself, or where it is. The photo block that stands for it
 * has its number, from 0, as this attribute, until the picture is in the store. */
#define REDAKSI_ATTRIBUTE_PICTURE "picture"
typedef struct
{
  GBytes *bytes; /* nullable */
  char *address; /* nullable: relative to what was read; may point anywhere */
} RedaksiFoundPicture;
RedaksiFoundPicture *redaksi_found_picture_new (GBytes *bytes, const char *address);
void redaksi_found_picture_free (RedaksiFoundPicture *self);
/* As above, and pictures become photo blocks: those inside of it and those beside it, none of the
 * network's. */
RedaksiBody *redaksi_body_from_html_with_pictures (const char *html, gsize length, char **headline,
                                                   GPtrArray *pictures, GError **error);
RedaksiBody *redaksi_body_from_markdown_with_pictures (const char *text, gsize length,
                                                       char **headline, GPtrArray *pictures,
                                                       GError **error);
/* .docx and .odt */
RedaksiBody *redaksi_body_from_office (const char *data, gsize length, char **headline,
                                       GPtrArray *pictures, GError **error);
gboolean redaksi_is_office (const char *data, gsize length);

/* How a photo looks from outside: where its file is, and the server's number for it. */
typedef struct
{
  const char *url;
  const char *remote_id; /* nullable */
  guint width;
  guint height;
} RedaksiPhotoLink;

/* Asked for each photo of the body. FALSE: the photo is left out. */
typedef gboolean (*RedaksiPhotoLookup) (const char *digest, RedaksiPhotoLink *link,
                                        gpointer user_data);

/* Labels and lines that the site's language decides. */
typedef struct
{
  const char *language;  /* BCP 47 */
  const char *site_name; /* for the dateline: "Bebaca.id, TENGGARONG –"; nullable: place only */
  gboolean theme_captions; /* the site's theme shows the lead photo's caption itself */
} RedaksiHouse;

/* Out. Every one of these leaves notes, insertion marks and struck (deletion) text out by itself;
 * who reads blocks directly goes through redaksi_body_for_readers() first. */
RedaksiBody *redaksi_body_for_readers (RedaksiBody *body);
char *redaksi_body_to_html (RedaksiBody *body, const RedaksiHouse *house, RedaksiPhotoLookup lookup,
                            gpointer user_data);
/* The body with the dateline in its first paragraph, as a page sets it between headline and
 * bylines. */
char *redaksi_article_content_to_html (RedaksiArticle *article, const RedaksiHouse *house,
                                       RedaksiPhotoLookup lookup, gpointer user_data);
/* All of it: kicker, headline, deck, lead photo, content, bylines. */
char *redaksi_article_to_html (RedaksiArticle *article, const RedaksiHouse *house,
                               RedaksiPhotoLookup lookup, gpointer user_data);
char *redaksi_body_to_markdown (RedaksiBody *body);
char *redaksi_article_to_markdown (RedaksiArticle *article);
char *redaksi_article_to_plain (RedaksiArticle *article);
/* WordPress blocks: the lead photo's caption and credit, deck, dateline before the first paragraph,
 * body, and the byline lines that make a stock site show them (`<p class="redaksi-byline">Penulis :
 * Bayu</p>`). The lead photo is not in it: it is the featured image, which stock themes show right
 * above the text and without its caption. */
char *redaksi_article_to_wordpress (RedaksiArticle *article, const RedaksiHouse *house,
                                    RedaksiPhotoLookup lookup, gpointer user_data);
/* One that says what the article is about where none was written: the deck, else how the text begins;
 * nullable. WordPress would make one that begins with the lead photo's caption. */
char *redaksi_article_make_excerpt (RedaksiArticle *article);
/* The way back: what redaksi_article_to_wordpress wrote (title, lead photo, section and tags are
 * beside the content on a server) becomes the lead photo's caption and credit, deck, dateline place,
 * body and bylines again; foreign blocks become preserved blocks, byte for byte; photos keep the
 * server's number as attribute "remote-id" and their address as "url". Never NULL without error. */
RedaksiArticle *redaksi_article_from_wordpress (const char *id, const char *content, gsize length,
                                                const RedaksiHouse *house, GError **error);
/* Over what the server has: the same content, in which only what the article says otherwise is written
 * anew. All other bytes stay, also of what is not understood; an article that says the same gives
 * @source itself. */
char *redaksi_article_to_wordpress_over (RedaksiArticle *article, const char *source,
                                         const RedaksiHouse *house, RedaksiPhotoLookup lookup,
                                         gpointer user_data);
/* Ghost's documents, “lexical”, from and to WordPress blocks, which all else here works on. What the one
 * knows and the other does not is kept within it byte for byte, so going there and back changes nothing.
 * @source (nullable) is what the server has: its nodes stay as they are where the blocks say the same. */
char *redaksi_lexical_from_wordpress (const char *content, const char *source);
char *redaksi_lexical_to_wordpress (const char *lexical, gsize length, GError **error);
/* A block as it would come back from a site: without what readers don't see. What is no text, or would
 * not come back at all, is as it is. */
RedaksiBlock *redaksi_block_as_read (RedaksiBlock *block, const RedaksiHouse *house);
/* `Bebaca.id, TENGGARONG –` or NULL without a place; `Foto: …` for captions. */
char *redaksi_dateline_text (RedaksiArticle *article, const RedaksiHouse *house);
char *redaksi_caption_text (const char *caption, const RedaksiHouse *house);
const char *redaksi_caption_label (const RedaksiHouse *house); /* "Foto:" */
/* An address that may stand in a link: http, https, mailto, tel, or without a scheme. */
gboolean redaksi_address_is_safe (const char *address);
/* Foreign HTML without anything that acts: scripts, handlers, frames, forms, styles. */
char *redaksi_html_sanitise (const char *html, gsize length);

G_END_DECLS
