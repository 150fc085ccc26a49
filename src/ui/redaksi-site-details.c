/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-site-details.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-secrets.h"
#include "redaksi-server.h"
#include "redaksi-words.h"

struct _RedaksiSiteDetails
{
  AdwDialog parent_instance;

  RedaksiServices *services;
  RedaksiSite *site;
  RedaksiServer *server; /* while it is checked */
  GCancellable *cancellable;

  AdwActionRow *address;
  AdwActionRow *account;
  AdwActionRow *zone;
  AdwSwitchRow *theme_captions;
  GtkLabel *result;
  GtkWidget *check_row;
  GtkWidget *sign_in_row;
};

G_DEFINE_FINAL_TYPE (RedaksiSiteDetails, redaksi_site_details, ADW_TYPE_DIALOG)

static void
show_site (RedaksiSiteDetails *self)
{
  const char *user = redaksi_site_get_user_name (self->site);
  g_autofree char *role = redaksi_words_site_role (redaksi_site_get_role (self->site));
  g_autofree char *account = NULL;
  const char *zone = redaksi_site_get_time_zone (self->site);

  if (user == NULL || *user == '\0')
    user = redaksi_site_get_user (self->site);
  account = *role != '\0' ? g_strdup_printf ("%s · %s", user, role) : g_strdup (user);
  adw_dialog_set_title (ADW_DIALOG (self), redaksi_site_get_name (self->site));
  adw_action_row_set_subtitle (self->address, redaksi_site_get_url (self->site));
  adw_action_row_set_subtitle (self->account, account != NULL ? account : "");
  adw_action_row_set_subtitle (self->zone, zone != NULL ? zone : "");
  adw_switch_row_set_active (self->theme_captions, redaksi_site_get_theme_captions (self->site));
  gtk_widget_set_visible (self->sign_in_row, !redaksi_site_get_practice (self->site));
}

static void
show_result (RedaksiSiteDetails *self, const char *text, gboolean good)
{
  gtk_widget_set_sensitive (self->check_row, TRUE);
  gtk_label_set_label (self->result, text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->result),
                              (const char *[]){ good ? "success" : "error", NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->result), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->result), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
theme_captions_cb (RedaksiSiteDetails *self)
{
  gboolean active = adw_switch_row_get_active (self->theme_captions);
  g_autoptr (RedaksiSite) changed = NULL;

  if (self->site == NULL || active == redaksi_site_get_theme_captions (self->site))
    return;
  changed = redaksi_site_with (self->site, "theme-captions", active, NULL);
  g_set_object (&self->site, changed);
  dex_future_disown (
    redaksi_library_add_site (redaksi_services_get_library (self->services), self->site));
}

static void
open_cb (RedaksiSiteDetails *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-web", "s",
                              redaksi_site_get_url (self->site));
}

static void
checked_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiSiteDetails *self = object;

  g_clear_object (&self->server);
  if (value == NULL)
    {
      show_result (self, error->message, FALSE);
      return;
    }
  /* Name, role and time zone may be others by now. */
  g_set_object (&self->site, g_value_get_object (value));
  dex_future_disown (
    redaksi_library_add_site (redaksi_services_get_library (self->services), self->site));
  show_site (self);
  show_result (self,
               redaksi_site_get_may_publish (self->site)
                 ? _ ("The site answers, and you may publish there.")
                 : _ ("The site answers. You may submit articles there for review."),
               TRUE);
}

static void
password_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiSiteDetails *self = object;

  if (value == NULL)
    {
      show_result (self, _ ("The password is not kept on this computer. Sign in again."), FALSE);
      return;
    }
  self->server = redaksi_server_new_for_site (self->site, g_value_get_string (value));
  redaksi_answer (redaksi_server_check (self->server, self->cancellable), self, checked_cb, NULL,
                  NULL);
}

static void
check_cb (RedaksiSiteDetails *self)
{
  gtk_widget_set_sensitive (self->check_row, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->result), FALSE);
  redaksi_answer (redaksi_secrets_lookup (self->site), self, password_cb, NULL, NULL);
}

static void
sign_in_cb (RedaksiSiteDetails *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", "s",
                              redaksi_site_get_id (self->site));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
remove_confirmed_cb (RedaksiSiteDetails *self)
{
  dex_future_disown (redaksi_secrets_clear (self->site));
  dex_future_disown (redaksi_library_remove_site (redaksi_services_get_library (self->services),
                                                  redaksi_site_get_id (self->site)));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
remove_cb (RedaksiSiteDetails *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Remove the Site?"), NULL));

  adw_alert_dialog_format_body (
    dialog,
    _ ("Redaksi forgets %s and its password. Your articles stay here, and what was published stays "
       "there."),
    redaksi_site_get_name (self->site));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "remove", _ ("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response::remove", G_CALLBACK (remove_confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
redaksi_site_details_dispose (GObject *object)
{
  RedaksiSiteDetails *self = REDAKSI_SITE_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_SITE_DETAILS);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->server);
  g_clear_object (&self->site);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_site_details_parent_class)->dispose (object);
}

static void
redaksi_site_details_class_init (RedaksiSiteDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_site_details_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-site-details.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDetails, address);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDetails, account);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDetails, zone);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDetails, theme_captions);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDetails, result);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDetails, check_row);
  gtk_widget_class_bind_template_child (widget_class, RedaksiSiteDetails, sign_in_row);
  gtk_widget_class_bind_template_callback (widget_class, theme_captions_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
redaksi_site_details_init (RedaksiSiteDetails *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Returns: (transfer floating) */
AdwDialog *
redaksi_site_details_new (RedaksiServices *services, RedaksiSite *site)
{
  RedaksiSiteDetails *self = g_object_new (REDAKSI_TYPE_SITE_DETAILS, NULL);

  self->services = g_object_ref (services);
  self->site = g_object_ref (site);
  show_site (self);
  return ADW_DIALOG (self);
}
