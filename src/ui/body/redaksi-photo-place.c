/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-photo-place.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define HEIGHT 64 /* pixels of the place */
#define GAP    12 /* above and below it */

struct _RedaksiPhotoPlace
{
  GtkBox parent_instance;

  RedaksiBodyView *view; /* not owned: it owns this */
  RedaksiDocument *document;
  GtkTextMark *mark;
  GtkTextTag *tag;
  GtkWidget *label;
  guint line; /* position that has the tag */
  gboolean before;
  int x, y;
  double scrolled;
  guint tick;
};

G_DEFINE_FINAL_TYPE (RedaksiPhotoPlace, redaksi_photo_place, GTK_TYPE_BOX)

static GtkTextBuffer *
get_buffer (RedaksiPhotoPlace *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
close_gap (RedaksiPhotoPlace *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_remove_tag (get_buffer (self), self->tag, &start, &end);
}

/* GtkTextView takes the space round a line from the looks of its first letter. */
static void
open_gap (RedaksiPhotoPlace *self, guint line, gboolean before)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, (int)line);
  if (line == self->line && before == self->before
      && (gtk_text_iter_has_tag (&start, self->tag) || gtk_text_iter_is_end (&start)))
    return;
  close_gap (self);
  self->line = line;
  self->before = before;
  g_object_set (self->tag, "pixels-above-lines", HEIGHT + 2 * GAP, "pixels-above-lines-set", before,
                "pixels-below-lines", HEIGHT + 2 * GAP, "pixels-below-lines-set", !before, NULL);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, (int)line);
  end = start;
  if (gtk_text_iter_forward_char (&end) || !gtk_text_iter_equal (&start, &end))
    gtk_text_buffer_apply_tag (get_buffer (self), self->tag, &start, &end);
}

static void
put (RedaksiPhotoPlace *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  RedaksiBody *body = redaksi_body_buffer_get_body (redaksi_body_view_get_buffer (self->view));
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double scrolled = scroll != NULL ? gtk_adjustment_get_value (scroll) : 0;
  guint length = redaksi_body_get_length (body), i;
  gboolean before;
  GtkTextIter iter;
  int x, y, height;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, self->mark);
  i = redaksi_command_find_leaf_place (body, MIN ((guint)gtk_text_iter_get_offset (&iter), length),
                                       &before);
  open_gap (self, redaksi_body_get_start (body, i), before);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &iter,
                                      (int)redaksi_body_get_start (body, i));
  gtk_text_view_get_line_yrange (view, &iter, &y, &height);
  x = gtk_text_view_get_left_margin (view);
  y += before ? GAP : height - HEIGHT - GAP;
  gtk_widget_set_size_request (GTK_WIDGET (self), (int)redaksi_body_view_get_column (self->view),
                               HEIGHT);
  if (x == self->x && y == self->y && G_APPROX_VALUE (scrolled, self->scrolled, .5))
    return;
  self->x = x;
  self->y = y;
  self->scrolled = scrolled;
  gtk_text_view_move_overlay (view, GTK_WIDGET (self), x, y);
  /* GTK 4.18 places overlays only when the text view is allocated. */
  gtk_widget_queue_allocate (GTK_WIDGET (view));
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RedaksiPhotoPlace *self = REDAKSI_PHOTO_PLACE (widget);

  if (redaksi_body_buffer_get_document (redaksi_body_view_get_buffer (self->view))
      == self->document)
    put (self);
  else
    gtk_widget_set_visible (widget, FALSE); /* another article is shown now */
  return G_SOURCE_CONTINUE;
}

static void
redaksi_photo_place_dispose (GObject *object)
{
  RedaksiPhotoPlace *self = REDAKSI_PHOTO_PLACE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->mark);
  g_clear_object (&self->tag);

  G_OBJECT_CLASS (redaksi_photo_place_parent_class)->dispose (object);
}

static void
redaksi_photo_place_class_init (RedaksiPhotoPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_photo_place_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
redaksi_photo_place_init (RedaksiPhotoPlace *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), adw_spinner_new ());
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article-photo-place");
  gtk_widget_add_css_class (GTK_WIDGET (self), "waiting");
  self->line = G_MAXUINT;
  self->y = G_MAXINT;
}

/* GTK 4.18 can't take an overlay out of a text view again: those that wait for nothing are kept,
 * hidden, for the next photo. */
static GPtrArray *
get_idle (RedaksiBodyView *view)
{
  GPtrArray *idle = g_object_get_data (G_OBJECT (view), "redaksi-idle-places");

  if (idle == NULL)
    {
      idle = g_ptr_array_new ();
      g_object_set_data_full (G_OBJECT (view), "redaksi-idle-places", idle,
                              (GDestroyNotify)g_ptr_array_unref);
    }
  return idle;
}

GtkWidget *
redaksi_photo_place_new (RedaksiBodyView *view, GtkTextMark *mark, guint n_photos)
{
  RedaksiPhotoPlace *self;
  GPtrArray *idle;

  g_return_val_if_fail (REDAKSI_IS_BODY_VIEW (view) && GTK_IS_TEXT_MARK (mark), NULL);

  idle = get_idle (view);
  if (idle->len > 0)
    self = g_ptr_array_steal_index (idle, idle->len - 1);
  else
    {
      self = g_object_new (REDAKSI_TYPE_PHOTO_PLACE, NULL);
      self->view = view;
      gtk_text_view_add_overlay (GTK_TEXT_VIEW (view), GTK_WIDGET (self), 0, 0);
    }
  self->document
    = g_object_ref (redaksi_body_buffer_get_document (redaksi_body_view_get_buffer (view)));
  self->mark = g_object_ref (mark);
  self->tag = gtk_text_tag_new (NULL);
  gtk_text_tag_table_add (gtk_text_buffer_get_tag_table (get_buffer (self)), self->tag);
  redaksi_photo_place_set_n (self, n_photos);
  put (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  return GTK_WIDGET (self);
}

void
redaksi_photo_place_set_n (RedaksiPhotoPlace *self, guint n_photos)
{
  g_autofree char *words = NULL;

  g_return_if_fail (REDAKSI_IS_PHOTO_PLACE (self));

  words
    = n_photos == 1
        ? g_strdup (_ ("Adding the photo…"))
        : g_strdup_printf (ngettext ("Adding %u photo…", "Adding %u photos…", n_photos), n_photos);
  gtk_label_set_label (GTK_LABEL (self->label), words);
}

void
redaksi_photo_place_remove (RedaksiPhotoPlace *self)
{
  g_return_if_fail (REDAKSI_IS_PHOTO_PLACE (self));

  if (self->tag == NULL)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  /* With the tag the gap goes. */
  gtk_text_tag_table_remove (gtk_text_buffer_get_tag_table (get_buffer (self)), self->tag);
  g_clear_object (&self->tag);
  g_clear_object (&self->mark);
  g_clear_object (&self->document);
  self->line = G_MAXUINT;
  self->y = G_MAXINT;
  g_ptr_array_add (get_idle (self->view), self);
}
