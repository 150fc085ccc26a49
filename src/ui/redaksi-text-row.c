/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-text-row.h"

#include "redaksi-stationery.h"

struct _RedaksiTextRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label;
  GtkScrolledWindow *scrolled;
  GtkTextView *view;
  int width; /* that the height is right for */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (RedaksiTextRow, redaksi_text_row, ADW_TYPE_PREFERENCES_ROW)

static guint changed_signal;

/* GtkTextView knows the height of what it showed already, not of its text: measure it ourselves. */
static void
fit (RedaksiTextRow *self)
{
  g_autofree char *text = redaksi_text_row_dup_text (self);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  int height;

  if (self->width <= 0)
    return;
  pango_layout_set_width (layout, self->width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_scrolled_window_set_min_content_height (self->scrolled, height + 2);
}

static void
fit_idle_cb (gpointer data)
{
  RedaksiTextRow *self = data;

  if (self->view != NULL)
    fit (self);
  g_object_unref (self);
}

static void
width_changed_cb (RedaksiTextRow *self)
{
  int width
    = (int)gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scrolled));

  if (width == self->width)
    return;
  self->width = width;
  /* A size can't be asked for inside an allocation. */
  g_idle_add_once (fit_idle_cb, g_object_ref (self));
}

static void
buffer_changed_cb (RedaksiTextRow *self)
{
  fit (self);
  if (!self->setting)
    g_signal_emit (self, changed_signal, 0);
}

static void
name_cb (RedaksiTextRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
redaksi_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REDAKSI_TYPE_TEXT_ROW);

  G_OBJECT_CLASS (redaksi_text_row_parent_class)->dispose (object);
}

static void
redaksi_text_row_class_init (RedaksiTextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_text_row_dispose;
  changed_signal = g_signal_new ("changed", REDAKSI_TYPE_TEXT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiTextRow, label);
  gtk_widget_class_bind_template_child (widget_class, RedaksiTextRow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RedaksiTextRow, view);
}

static gboolean
key_pressed_cb (RedaksiTextRow *self, guint key, guint code, GdkModifierType state)
{
  return key == GDK_KEY_Tab && (state & gtk_accelerator_get_default_mod_mask ()) == 0
         && redaksi_text_row_next_field (self);
}

static void
redaksi_text_row_init (RedaksiTextRow *self)
{
  GtkEventController *keys;
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect (self, "notify::title", G_CALLBACK (name_cb), NULL);
  buffer = gtk_text_view_get_buffer (self->view);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled),
                           "notify::page-size", G_CALLBACK (width_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* The document's undo takes it back. */
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
redaksi_text_row_set_text (RedaksiTextRow *self, const char *text)
{
  g_autofree char *now = NULL;

  g_return_if_fail (REDAKSI_IS_TEXT_ROW (self) && text != NULL);

  now = redaksi_text_row_dup_text (self);
  if (g_str_equal (now, text))
    return;
  self->setting = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  self->setting = FALSE;
}

char *
redaksi_text_row_dup_text (RedaksiTextRow *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (REDAKSI_IS_TEXT_ROW (self), NULL);

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->view), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->view), &start, &end, FALSE);
}

gboolean
redaksi_text_row_next_field (RedaksiTextRow *self)
{
  g_autofree char *text = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter from, to;
  guint start, end;

  g_return_val_if_fail (REDAKSI_IS_TEXT_ROW (self), FALSE);

  buffer = gtk_text_view_get_buffer (self->view);
  text = redaksi_text_row_dup_text (self);
  gtk_text_buffer_get_selection_bounds (buffer, &from, &to);
  if (!redaksi_fields_find (text, (guint)gtk_text_iter_get_offset (&to), &start, &end)
      && !redaksi_fields_find (text, 0, &start, &end))
    return FALSE;
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int)start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, (int)end);
  gtk_text_buffer_select_range (buffer, &to, &from);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return TRUE;
}
