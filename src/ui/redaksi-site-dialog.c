/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-site-dialog.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-secrets.h"
#include "redaksi-server.h"

struct _RedaksiSiteDialog
{
  AdwDialog parent_instance;

  RedaksiServices *services;
  RedaksiSite *site; /* found, or the one to sign in at again; then as checked */
  GCancellable *cancellable;
  gboolean busy;

  AdwNavigationView *navigation;
  AdwNavigationPage *account_page;
  AdwEntryRow *address;
  GtkLabel *address_trouble;
  GtkWidget *discover_button;
  GtkLabel *site_name;
  GtkLabel *hint;
  GtkButton *authorize_button;
  AdwEntryRow *user;
  AdwPasswordEntryRow *password;
  GtkLabel *account_trouble;
  GtkWidget *check_button;
};

G_DEFINE_FINAL_TYPE (RedaksiSiteDialog, redaksi_site_dialog, ADW_TYPE_DIALOG)

static guint added_signal;

static gboolean
is_filled (gpointer row)
{
  return *gtk_editable_get_text (GTK_EDITABLE (row)) != '\0';
}

static gboolean
is_ghost (RedaksiSiteDialog *self)
{
  return self->site != NULL && g_strcmp0 (redaksi_site_get_kind (self->site), "ghost") == 0;
}

static gboolean
may_check (RedaksiSiteDialog *self)
{
  return !self->busy && (is_ghost (self) || is_filled (self->user)) && is_filled (self->password);
}

static void
update (RedaksiSiteDialog *self)
{
  gtk_widget_set_sensitive (self->discover_button, !self->busy && is_filled (self->address));
  gtk_widget_set_sensitive (self->check_button, may_check (self));
}

static void
address_changed_cb (RedaksiSiteDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->address_trouble), FALSE);
  update (self);
}

static void
account_changed_cb (RedaksiSiteDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->account_trouble), FALSE);
  update (self);
}

static void
set_busy (RedaksiSiteDialog *self, gboolean busy)
{
  self->busy = busy;
  update (self);
}

static void
show_trouble (RedaksiSiteDialog *self, GtkLabel *label, const GError *error)
{
  set_busy (self, FALSE);
  gtk_label_set_label (label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (label), error->message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* Of a key of Ghost's the part before the colon is a name. */
static char *
dup_user (RedaksiSiteDialog *self)
{
  const char *key = gtk_editable_get_text (GTK_EDITABLE (self->password));

  if (is_ghost (self))
    return g_strstrip (g_strndup (key, strcspn (key, ":")));
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->user))));
}

static void
show_account (RedaksiSiteDialog *self)
{
  const char *name = redaksi_site_get_name (self->site);

  if (name == NULL || *name == '\0')
    name = redaksi_site_get_url (self->site);
  gtk_label_set_label (self->site_name, name);
  if (!is_ghost (self))
    return;
  gtk_label_set_label (self->hint,
                       _ ("Redaksi signs in with an Admin API key. Ghost’s settings make "
                          "one, under Integrations, as a custom integration."));
  gtk_button_set_label (self->authorize_button, _ ("_Open Ghost’s Settings"));
  gtk_widget_set_visible (GTK_WIDGET (self->user), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), _ ("Admin API key"));
}

static void
discovered_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiSiteDialog *self = object;

  if (value == NULL)
    {
      show_trouble (self, self->address_trouble, error);
      gtk_widget_grab_focus (GTK_WIDGET (self->address));
      return;
    }
  set_busy (self, FALSE);
  g_set_object (&self->site, g_value_get_object (value));
  show_account (self);
  adw_navigation_view_push (self->navigation, self->account_page);
  gtk_widget_grab_focus (is_ghost (self) ? GTK_WIDGET (self->password) : GTK_WIDGET (self->user));
}

static void
discover_cb (RedaksiSiteDialog *self)
{
  if (self->busy || !is_filled (self->address))
    return;
  set_busy (self, TRUE);
  redaksi_answer (redaksi_server_discover (gtk_editable_get_text (GTK_EDITABLE (self->address)),
                                           self->cancellable),
                  self, discovered_cb, NULL, NULL);
}

/* The site's own page that makes a password for one program. */
static void
authorize_cb (RedaksiSiteDialog *self)
{
  g_autofree char *address
    = g_strconcat (redaksi_site_get_url (self->site),
                   is_ghost (self) ? "ghost/#/settings/integrations"
                                   : "wp-admin/authorize-application.php?app_name=Redaksi",
                   NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-web", "s", address);
}

static void
kept_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiSiteDialog *self = object;

  if (value == NULL)
    {
      show_trouble (self, self->account_trouble, error);
      return;
    }
  g_signal_emit (self, added_signal, 0, self->site, GPOINTER_TO_INT (data));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
stored_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiSiteDialog *self = object;
  gboolean kept = value != NULL && g_value_get_boolean (value);

  if (value == NULL)
    {
      show_trouble (self, self->account_trouble, error);
      return;
    }
  redaksi_answer (redaksi_library_add_site (redaksi_services_get_library (self->services),
                                            self->site),
                  self, kept_cb, GINT_TO_POINTER (kept), NULL);
}

static void
checked_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiSiteDialog *self = object;

  if (value == NULL)
    {
      show_trouble (self, self->account_trouble, error);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  g_set_object (&self->site, g_value_get_object (value));
  redaksi_answer (redaksi_secrets_store (self->site,
                                         gtk_editable_get_text (GTK_EDITABLE (self->password))),
                  self, stored_cb, NULL, NULL);
}

static void
check_cb (RedaksiSiteDialog *self)
{
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiServer) server = NULL;
  g_autofree char *user = NULL;

  if (!may_check (self))
    return;
  set_busy (self, TRUE);
  user = dup_user (self);
  site = redaksi_site_with (self->site, "user", user, NULL);
  server
    = redaksi_server_new_for_site (site, gtk_editable_get_text (GTK_EDITABLE (self->password)));
  redaksi_answer (redaksi_server_check (server, self->cancellable), self, checked_cb,
                  g_object_ref (server), g_object_unref);
}

static void
redaksi_site_dialog_dispose (GObject *object)
{
  RedaksiSiteDialog *self = REDAKSI_SITE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_SITE_DIALOG);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->site);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_site_dialog_parent_class)->dispose (object);
}

static void
redaksi_site_dialog_class_init (RedaksiSiteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_site_dialog_dispose;
  added_signal = g_signal_new ("added", REDAKSI_TYPE_SITE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, REDAKSI_TYPE_SITE, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-site-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, account_page);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, address);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, address_trouble);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, discover_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, site_name);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, authorize_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, user);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, password);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, account_trouble);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDialog, check_button);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, discover_cb);
  gtk_widget_class_bind_template_callback (widget_class, authorize_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
}

static void
redaksi_site_dialog_init (RedaksiSiteDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * redaksi_site_dialog_new:
 * @services: the services
 * @site: (nullable): a known site to sign in at again, or %NULL to add one
 *
 * Returns: (transfer floating)
 */
AdwDialog *
redaksi_site_dialog_new (RedaksiServices *services, RedaksiSite *site)
{
  RedaksiSiteDialog *self = g_object_new (REDAKSI_TYPE_SITE_DIALOG, NULL);

  self->services = g_object_ref (services);
  if (site != NULL)
    {
      self->site = g_object_ref (site);
      adw_dialog_set_title (ADW_DIALOG (self), _ ("Sign In"));
      gtk_editable_set_text (GTK_EDITABLE (self->user), redaksi_site_get_user (site) != NULL
                                                          ? redaksi_site_get_user (site)
                                                          : "");
      adw_navigation_view_replace (self->navigation, &self->account_page, 1);
      show_account (self);
      adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->password));
    }
  return ADW_DIALOG (self);
}
