/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-byline-row.h"

#include <glib/gi18n-lib.h>

#include "redaksi-words.h"

struct _RedaksiBylineRow
{
  AdwEntryRow parent_instance;

  GtkWidget *handle;
  GtkMenuButton *menu_button;
  char *role;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (RedaksiBylineRow, redaksi_byline_row, ADW_TYPE_ENTRY_ROW)

enum
{
  RENAMED,
  ROLE_CHOSEN,
  MOVED,
  REMOVED,
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (RedaksiBylineRow *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[RENAMED], 0, gtk_editable_get_text (GTK_EDITABLE (self)));
}

static void
role_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ROLE_CHOSEN], 0, g_variant_get_string (parameter, NULL));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[MOVED], 0, g_str_equal (name, "byline.up") ? -1 : 1);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static GdkContentProvider *
drag_prepare_cb (RedaksiBylineRow *self)
{
  return gdk_content_provider_new_typed (REDAKSI_TYPE_BYLINE_ROW, self);
}

static void
drag_begin_cb (RedaksiBylineRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
drop_cb (RedaksiBylineRow *self, const GValue *value)
{
  RedaksiBylineRow *other = g_value_get_object (value);

  if (other == NULL || other == self
      || gtk_widget_get_parent (GTK_WIDGET (other)) != gtk_widget_get_parent (GTK_WIDGET (self)))
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, other);
  return TRUE;
}

static void
redaksi_byline_row_dispose (GObject *object)
{
  RedaksiBylineRow *self = REDAKSI_BYLINE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_BYLINE_ROW);
  g_clear_pointer (&self->role, g_free);

  G_OBJECT_CLASS (redaksi_byline_row_parent_class)->dispose (object);
}

static void
redaksi_byline_row_class_init (RedaksiBylineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = REDAKSI_TYPE_BYLINE_ROW;

  G_OBJECT_CLASS (klass)->dispose = redaksi_byline_row_dispose;

  signals[RENAMED] = g_signal_new ("renamed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ROLE_CHOSEN] = g_signal_new ("role-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_INT);
  signals[REMOVED]
    = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DROPPED]
    = g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, type);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-byline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiBylineRow, handle);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBylineRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "byline.role", "s", role_action);
  gtk_widget_class_install_action (widget_class, "byline.up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "byline.down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "byline.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "byline.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "byline.down",
                                       NULL);
}

static void
redaksi_byline_row_init (RedaksiBylineRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (REDAKSI_TYPE_BYLINE_ROW, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
redaksi_byline_row_new (void)
{
  return g_object_new (REDAKSI_TYPE_BYLINE_ROW, NULL);
}

/**
 * redaksi_byline_row_set_byline:
 * @self: a row
 * @byline: what it shows; the cursor stays where it is when the text is the same
 */
void
redaksi_byline_row_set_byline (RedaksiBylineRow *self, RedaksiByline *byline)
{
  const char *person;
  g_autofree char *title = NULL;

  g_return_if_fail (REDAKSI_IS_BYLINE_ROW (self) && byline != NULL);

  person = redaksi_byline_get_person (byline);
  title = redaksi_words_role (redaksi_byline_get_role (byline));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), person))
    return;
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), person);
  self->setting = FALSE;
}
