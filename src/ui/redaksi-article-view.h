/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-document.h"
#include "redaksi-link-popover.h"
#include "redaksi-photo-store.h"
#include "redaksi-speller.h"
#include "redaksi-stationery.h"

G_BEGIN_DECLS

/*
 * RedaksiArticleView: the article as it is written: kicker, headline, deck, lead photo with caption
 * and credit, dateline place and body, in one scroll, each edited where it stands on the page. It
 * shows one document and changes it through the document alone, so undo, journal and preview
 * follow.
 *
 * Properties: "document" (nullable), "photo-store", "speller" (nullable: no spelling), "busy"
 * (photos are being taken in), "typography" (quotation marks and dashes become those of print as one
 * types), "typewriter" (the line with the cursor stays at half the height), "text-size" (percent).
 *
 * Its actions are in the group "article" (gtk_widget_insert_action_group on itself; the window may
 * take the group for its own header and menus): undo, redo, bold, italic, strikethrough, link,
 * block::paragraph|heading-2|heading-3|heading-4|quote|pull-quote|bulleted|numbered (stateful: what
 * the cursor is in), divider, embed, source, add-photo, set-lead-photo, indent, outdent, paste-plain, select-all,
 * find, replace, find-next, find-previous, mend-typography, outline, target-length,
 * typewriter (stateful), larger-text, smaller-text, usual-text.
 *
 * Signals: "photo-selected" (guint block, G_MAXUINT = lead photo, G_MAXUINT - 1 = none): the
 * inspector shows that photo's details; "trouble" (char *sentence, char *detail): a photo could not
 * be taken.
 */
#define REDAKSI_TYPE_ARTICLE_VIEW (redaksi_article_view_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiArticleView, redaksi_article_view, REDAKSI, ARTICLE_VIEW, AdwBin)

#define REDAKSI_PHOTO_LEAD G_MAXUINT
#define REDAKSI_PHOTO_NONE (G_MAXUINT - 1)

GtkWidget *redaksi_article_view_new (RedaksiPhotoStore *photos, RedaksiSpeller *speller);
void redaksi_article_view_set_document (RedaksiArticleView *self, RedaksiDocument *document);
RedaksiDocument *redaksi_article_view_get_document (RedaksiArticleView *self);
/* Before there is a document. */
void redaksi_article_view_set_read_only (RedaksiArticleView *self, gboolean read_only);
/* What offers stories of our own where a link is asked for; once, @user_data lives as long as @self. */
void redaksi_article_view_set_link_find (RedaksiArticleView *self, RedaksiLinkFind find, gpointer user_data);
/* What brings a photo in the text that is on a site only → RedaksiPhoto. @asked: a person pressed its button. It
 * rejects with a sentence for people, which stands at the photo with a button. */
typedef DexFuture *(*RedaksiPhotoFetch) (const char *article, const char *remote_id, const char *url, gboolean asked,
                                        gpointer user_data);
/* Before there is a document; @user_data lives as long as @self. */
void redaksi_article_view_set_photo_fetch (RedaksiArticleView *self, RedaksiPhotoFetch fetch, gpointer user_data);
/* Snippets that "/" offers, RedaksiSheet. */
void redaksi_article_view_set_snippets (RedaksiArticleView *self, GPtrArray *snippets);
/* A snippet's text at the cursor, in the place of what is selected; its first field is selected then. */
void redaksi_article_view_insert_snippet (RedaksiArticleView *self, const char *text);
GActionGroup *redaksi_article_view_get_actions (RedaksiArticleView *self);
/* Cursor into the headline when nothing is written yet, else where the document's selection is. */
void redaksi_article_view_focus_text (RedaksiArticleView *self);
/* As if dropped at the cursor; the first becomes the lead photo where there is none and @lead. */
void redaksi_article_view_add_files (RedaksiArticleView *self, GFile *const *files, guint n_files,
                                     gboolean lead);

G_END_DECLS
