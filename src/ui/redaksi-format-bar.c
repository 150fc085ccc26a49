/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-format-bar.h"

struct _RedaksiFormatBar
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (RedaksiFormatBar, redaksi_format_bar, ADW_TYPE_BIN)

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

  G_OBJECT_CLASS (klass)->dispose = redaksi_format_bar_dispose;
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
