/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

#include "redaksi-link-popover.h"

/*
 * Where a text leads, and which page is embedded: the two popovers that ask for an address.
 */

static void
focus_body (RedaksiArticleView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

static RedaksiSelection
get_selection (RedaksiArticleView *self)
{
  return redaksi_body_buffer_get_selection (redaksi_body_view_get_buffer (self->body));
}

static const char *
link_at (RedaksiBody *body, RedaksiSelection selection)
{
  guint offset, n;
  guint i = redaksi_body_find (body, MIN (selection.anchor, selection.head), &offset);
  const RedaksiMarkSpan *spans = redaksi_block_get_spans (redaksi_body_get_nth (body, i), &n);

  for (guint k = 0; k < n; k++)
    if (redaksi_mark_get_kind (spans[k].mark) == REDAKSI_MARK_LINK && spans[k].start <= offset
        && (spans[k].end > offset
            || (spans[k].end == offset && selection.anchor == selection.head)))
      return redaksi_mark_get_value (spans[k].mark);
  return NULL;
}

gboolean
_redaksi_article_view_has_link (RedaksiArticleView *self)
{
  return self->document != NULL
         && link_at (redaksi_document_get_body (self->document), get_selection (self)) != NULL;
}

/* Opens a popover at the cursor, and remembers what it is about. */
static void
ask (RedaksiArticleView *self, GtkWidget *popover, RedaksiSelection selection, const char *address,
     const char *words)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->body);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  graphene_point_t point;
  GdkRectangle place;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                         &place.y);
  /* The find bar may stand above the text. */
  if (gtk_widget_compute_point (GTK_WIDGET (view), GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT ((float)place.x, (float)place.y), &point))
    {
      place.x = (int)point.x;
      place.y = (int)point.y;
    }
  place.width = 1;
  self->link_selection = selection;
  self->link_version = redaksi_document_get_version (self->document);
  redaksi_link_popover_edit (REDAKSI_LINK_POPOVER (popover), &place, address, words);
}

/* Whether the article is still what the popover asked about: what is selected in the entry takes
 * X11's selection, and so the body's, away; so the selection is no measure. */
static gboolean
is_same (RedaksiArticleView *self)
{
  return self->document != NULL
         && redaksi_document_get_version (self->document) == self->link_version;
}

/* Back to the text as it was left. */
static void
closed_cb (RedaksiArticleView *self)
{
  focus_body (self);
  if (is_same (self))
    redaksi_body_buffer_select (redaksi_body_view_get_buffer (self->body), self->link_selection);
}

static GtkWidget *
adopt (RedaksiArticleView *self, GtkWidget *popover, GCallback set_cb)
{
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  g_signal_connect (popover, "set", set_cb, self);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (closed_cb), self);
  return popover;
}

/* ---- the link --------------------------------------------------------------------------- */

static void
link_set_cb (RedaksiLinkPopover *popover, const char *address, RedaksiArticleView *self)
{
  if (is_same (self))
    redaksi_body_view_apply (self->body, redaksi_command_set_link (redaksi_document_get_article (
                                                                     self->document),
                                                                   self->link_selection, address));
  focus_body (self);
}

/* What is selected, where it is a few words: a story may be called so. */
static char *
dup_words (RedaksiArticleView *self, RedaksiSelection selection)
{
  RedaksiBody *body = redaksi_document_get_body (self->document);
  guint from = MIN (selection.anchor, selection.head), to = MAX (selection.anchor, selection.head);
  guint first, last, i = redaksi_body_find (body, from, &first);

  if (to - from > 80 || redaksi_body_find (body, to, &last) != i
      || redaksi_shape_is_leaf (redaksi_block_get_shape (redaksi_body_get_nth (body, i))))
    return NULL;
  return g_utf8_substring (redaksi_block_get_text (redaksi_body_get_nth (body, i)), first, last);
}

/**
 * redaksi_article_view_set_link_find:
 * @self: a view
 * @find: (nullable): finds stories of our own that links may lead to
 * @user_data: for @find; lives as long as @self
 */
void
redaksi_article_view_set_link_find (RedaksiArticleView *self, RedaksiLinkFind find,
                                    gpointer user_data)
{
  g_return_if_fail (REDAKSI_IS_ARTICLE_VIEW (self) && self->link == NULL);

  self->link = adopt (self, redaksi_link_popover_new (find, user_data), G_CALLBACK (link_set_cb));
}

void
_redaksi_article_view_edit_link (RedaksiArticleView *self)
{
  RedaksiSelection selection = get_selection (self);
  g_autofree char *words = NULL;
  const char *address;

  if (self->document == NULL)
    return;
  address = link_at (redaksi_document_get_body (self->document), selection);
  if (address == NULL && selection.anchor == selection.head)
    return; /* nothing that could be one */
  if (self->link == NULL)
    redaksi_article_view_set_link_find (self, NULL, NULL);
  words = dup_words (self, selection);
  ask (self, self->link, selection, address, words);
}

/* ---- the embed -------------------------------------------------------------------------- */

static void
embed_set_cb (RedaksiLinkPopover *popover, const char *address, RedaksiArticleView *self)
{
  RedaksiBody *body;
  RedaksiArticle *article;
  RedaksiTransaction *transaction;
  g_autoptr (RedaksiShape) shape = NULL;
  guint i;

  focus_body (self);
  if (!is_same (self) || *address == '\0')
    return;
  article = redaksi_document_get_article (self->document);
  body = redaksi_document_get_body (self->document);
  i = redaksi_body_find (body, self->link_selection.head, NULL);
  shape = redaksi_shape_new (REDAKSI_BLOCK_EMBED, "url", address, NULL);
  if (self->asked_from != G_MAXUINT)
    transaction
      = redaksi_command_turn_into (article, self->link_selection, self->asked_from, shape);
  else if (redaksi_block_get_kind (redaksi_body_get_nth (body, i)) == REDAKSI_BLOCK_EMBED)
    transaction = redaksi_command_set_attribute (article, i, "url", address);
  else
    transaction = redaksi_command_insert_leaf (article, self->link_selection, shape, NULL);
  redaksi_document_break_undo (self->document);
  redaksi_body_view_apply (self->body, transaction);
}

/* Asks for a page to embed: in the place of what was typed after position @from; or with G_MAXUINT
 * at the cursor, where an embed that is there gets another address. */
void
_redaksi_article_view_ask_embed (RedaksiArticleView *self, guint from)
{
  RedaksiBlock *block;

  if (self->document == NULL)
    return;
  block = redaksi_body_view_get_block (self->body, NULL);
  if (self->embed == NULL)
    self->embed = adopt (self, redaksi_link_popover_new_for_embed (), G_CALLBACK (embed_set_cb));
  self->asked_from = from;
  ask (self, self->embed, get_selection (self),
       redaksi_block_get_kind (block) == REDAKSI_BLOCK_EMBED ? redaksi_block_get (block, "url")
                                                             : NULL,
       NULL);
}
