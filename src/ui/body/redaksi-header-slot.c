/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-header-slot.h"

struct _RedaksiHeaderSlot
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int width;
};

G_DEFINE_FINAL_TYPE (RedaksiHeaderSlot, redaksi_header_slot, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
redaksi_header_slot_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static int
height_of (RedaksiHeaderSlot *self)
{
  int least = 0, wanted = 0;

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    {
      int width;
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, MAX (width, self->width), &least,
                          &wanted, NULL, NULL);
    }
  return MAX (least, wanted);
}

static void
redaksi_header_slot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  RedaksiHeaderSlot *self = REDAKSI_HEADER_SLOT (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : height_of (self);
}

static void
redaksi_header_slot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RedaksiHeaderSlot *self = REDAKSI_HEADER_SLOT (widget);
  int least;

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, MAX (least, width), height, -1, NULL);
}

static void
redaksi_header_slot_dispose (GObject *object)
{
  RedaksiHeaderSlot *self = REDAKSI_HEADER_SLOT (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (redaksi_header_slot_parent_class)->dispose (object);
}

static void
redaksi_header_slot_class_init (RedaksiHeaderSlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_header_slot_dispose;
  widget_class->get_request_mode = redaksi_header_slot_get_request_mode;
  widget_class->measure = redaksi_header_slot_measure;
  widget_class->size_allocate = redaksi_header_slot_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "header-slot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* Keys that the header does not need must not reach the body, in whose margin it stands; but for
 * those that move the focus or belong to the window. */
static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
                gpointer user_data)
{
  switch (key)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_Escape:
      return GDK_EVENT_PROPAGATE;
    default:
      return !(key >= GDK_KEY_F1 && key <= GDK_KEY_F35);
    }
}

/* Nor do clicks beside the fields. A gesture that claimed them would take them from the buttons in
 * the header too: those are above it, but have not claimed a press until it is let go. */
static gboolean
event_cb (GtkEventControllerLegacy *events, GdkEvent *event, gpointer user_data)
{
  switch ((int)gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_END:
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
redaksi_header_slot_init (RedaksiHeaderSlot *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *events = gtk_event_controller_legacy_new ();

  self->width = 300;
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
}

GtkWidget *
redaksi_header_slot_new (void)
{
  return g_object_new (REDAKSI_TYPE_HEADER_SLOT, NULL);
}

/**
 * redaksi_header_slot_set_child:
 * @self: a slot
 * @child: what it shall hold
 */
void
redaksi_header_slot_set_child (RedaksiHeaderSlot *self, GtkWidget *child)
{
  g_return_if_fail (REDAKSI_IS_HEADER_SLOT (self));

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

GtkWidget *
redaksi_header_slot_get_child (RedaksiHeaderSlot *self)
{
  return self->child;
}

int
redaksi_header_slot_set_width (RedaksiHeaderSlot *self, int width)
{
  g_return_val_if_fail (REDAKSI_IS_HEADER_SLOT (self), 0);

  if (width != self->width)
    {
      self->width = width;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  return height_of (self);
}
