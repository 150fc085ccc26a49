/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-view-private.h"

/*
 * Typewriter scrolling: while one types, the line with the cursor stays at half the height. A key
 * asks for one look before the next frame; where the cursor is still on the same line that look
 * moves nothing. The pointer asks for none: what one clicks at does not run away.
 */

#define TRIES 4 /* frames, while the text below is still being laid out */

static gboolean
centre_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
  GdkRectangle seen, place;
  GtkTextIter cursor;
  double wanted, most;

  if (scroll == NULL || !self->typewriter)
    {
      self->centring = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &cursor, &place);
  gtk_text_view_get_visible_rect (view, &seen);
  wanted = gtk_adjustment_get_value (scroll) + place.y + place.height / 2.0
           - (seen.y + seen.height / 2.0);
  most = gtk_adjustment_get_upper (scroll) - gtk_adjustment_get_page_size (scroll);
  if (ABS (wanted - gtk_adjustment_get_value (scroll)) >= 2)
    gtk_adjustment_set_value (scroll, CLAMP (wanted, 0, MAX (most, 0)));
  if (wanted > most + 1 && ++self->tries < TRIES)
    return G_SOURCE_CONTINUE;
  self->centring = 0;
  return G_SOURCE_REMOVE;
}

/* Before the next frame the line with the cursor comes to half the height. */
void
_redaksi_body_view_centre (RedaksiBodyView *self)
{
  if (!self->typewriter || self->centring != 0)
    return;
  self->tries = 0;
  self->centring = gtk_widget_add_tick_callback (GTK_WIDGET (self), centre_cb, NULL, NULL);
}

/**
 * redaksi_body_view_set_typewriter:
 * @self: a view
 * @typewriter: whether the line with the cursor stays at half the height while one types
 */
void
redaksi_body_view_set_typewriter (RedaksiBodyView *self, gboolean typewriter)
{
  g_return_if_fail (REDAKSI_IS_BODY_VIEW (self));

  self->typewriter = typewriter;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  _redaksi_body_view_centre (self);
}
