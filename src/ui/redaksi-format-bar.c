/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-format-bar.h"

struct _RedaksiFormatBar
{
  AdwBin parent_instance;

  gboolean is_short;
};

G_DEFINE_FINAL_TYPE (RedaksiFormatBar, redaksi_format_bar, ADW_TYPE_BIN)

enum
{
  PROP_SHORT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
redaksi_format_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, REDAKSI_FORMAT_BAR (object)->is_short);
}

static void
redaksi_format_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RedaksiFormatBar *self = REDAKSI_FORMAT_BAR (object);

  if (self->is_short == g_value_get_boolean (value))
    return;
  self->is_short = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
redaksi_format_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REDAKSI_TYPE_FORMAT_BAR);

  G_OBJECT_CLASS (redaksi_format_bar_parent_class)->dispose (object);
}

static void
redaksi_format_bar_class_init (RedaksiFormatBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = redaksi_format_bar_dispose;
  object_class->get_property = redaksi_format_bar_get_property;
  object_class->set_property = redaksi_format_bar_set_property;
  properties[PROP_SHORT]
    = g_param_spec_boolean ("short", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "formatbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-format-bar.ui");
}

static void
redaksi_format_bar_init (RedaksiFormatBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
