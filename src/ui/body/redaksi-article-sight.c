/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

#include "redaksi-leaf-card.h"

/*
 * Which photos are near what is seen. GtkTextView draws all its children, wherever they are: fifty
 * photos would be read at once, stay in memory, and each key would draw them all again. So only
 * those within a window's height of what is seen have a picture.
 */

static void
look_at_card (RedaksiArticleView *self, RedaksiLeafCard *card, int top, int bottom)
{
  GtkTextChildAnchor *anchor = g_object_get_data (G_OBJECT (card), "anchor");
  GtkTextIter iter;
  int y, height;

  if (anchor == NULL || gtk_text_child_anchor_get_deleted (anchor))
    return;
  gtk_text_buffer_get_iter_at_child_anchor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body)),
                                            &iter, anchor);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self->body), &iter, &y, &height);
  redaksi_leaf_card_set_near (card, y < bottom && y + height > top);
  if (redaksi_leaf_card_get_near (card))
    _redaksi_article_view_want_photo (self, card, FALSE);
}

static gboolean
look_cb (gpointer data)
{
  RedaksiArticleView *self = data;
  GdkRectangle seen;
  int top, bottom;

  self->looking = 0;
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->body), &seen);
  top = seen.y - seen.height;
  bottom = seen.y + 2 * seen.height;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->body)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (REDAKSI_IS_LEAF_CARD (child))
      look_at_card (self, REDAKSI_LEAF_CARD (child), top, bottom);
  /* The header stands above the text's first line, which is at 0. */
  redaksi_lead_photo_set_near (
    redaksi_article_header_get_lead (REDAKSI_ARTICLE_HEADER (self->header)), top < 0);
  return G_SOURCE_REMOVE;
}

/* Before the next frame, once. */
void
_redaksi_article_view_look (RedaksiArticleView *self)
{
  if (self->looking == 0)
    self->looking = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, look_cb, self, NULL);
}

static void
adjustment_cb (RedaksiArticleView *self)
{
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->body));

  if (scroll == NULL)
    return;
  g_signal_connect_object (scroll, "value-changed", G_CALLBACK (_redaksi_article_view_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "changed", G_CALLBACK (_redaksi_article_view_look), self,
                           G_CONNECT_SWAPPED);
}

void
_redaksi_article_view_setup_sight (RedaksiArticleView *self)
{
  g_signal_connect_object (self->body, "notify::vadjustment", G_CALLBACK (adjustment_cb), self,
                           G_CONNECT_SWAPPED);
  adjustment_cb (self);
}
