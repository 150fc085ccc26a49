/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-welcome.h"

struct _RedaksiWelcome
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (RedaksiWelcome, redaksi_welcome, ADW_TYPE_BIN)

static guint chosen_signal;

static void
choose (RedaksiWelcome *self, const char *action)
{
  g_object_ref (self);
  g_signal_emit (self, chosen_signal, 0);
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  g_object_unref (self);
}

static void
practice_cb (RedaksiWelcome *self)
{
  choose (self, "app.practice");
}

static void
site_cb (RedaksiWelcome *self)
{
  choose (self, "win.add-site");
}

static void
write_cb (RedaksiWelcome *self)
{
  choose (self, "win.new");
}

static void
redaksi_welcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REDAKSI_TYPE_WELCOME);

  G_OBJECT_CLASS (redaksi_welcome_parent_class)->dispose (object);
}

static void
redaksi_welcome_class_init (RedaksiWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_welcome_dispose;
  chosen_signal = g_signal_new ("chosen", REDAKSI_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-welcome.ui");
  gtk_widget_class_bind_template_callback (widget_class, practice_cb);
  gtk_widget_class_bind_template_callback (widget_class, site_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
}

static void
redaksi_welcome_init (RedaksiWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
