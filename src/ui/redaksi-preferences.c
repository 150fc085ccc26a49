/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-preferences.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-backup-group.h"
#include "redaksi-languages.h"
#include "redaksi-publish-rules.h"

struct _RedaksiPreferences
{
  AdwPreferencesDialog parent_instance;

  RedaksiServices *services;
  GSettings *settings;

  AdwEntryRow *byline;
  AdwComboRow *language;
  AdwComboRow *site;
  AdwPreferencesGroup *spelling;
  AdwPreferencesGroup *rules;
  RedaksiBackupGroup *backup;
  AdwActionRow *check;
  GtkWidget *checking;
  AdwSwitchRow *typography;
  AdwSwitchRow *typewriter;
};

G_DEFINE_FINAL_TYPE (RedaksiPreferences, redaksi_preferences, ADW_TYPE_PREFERENCES_DIALOG)

static const struct
{
  const char *code; /* as dictionaries are named */
  const char *name;
} spelling_languages[] = {
  { "id_ID", N_ ("Indonesian") },
  { "en_US", N_ ("English (United States)") },
  { "en_GB", N_ ("English (United Kingdom)") },
};

static void
language_changed_cb (RedaksiPreferences *self)
{
  const char *code = redaksi_languages_get_code (adw_combo_row_get_selected (self->language));

  if (self->settings != NULL)
    g_settings_set_string (self->settings, "article-language", code != NULL ? code : "");
}

static void
site_changed_cb (RedaksiPreferences *self)
{
  RedaksiSite *site = adw_combo_row_get_selected_item (self->site);

  if (self->settings != NULL && site != NULL)
    g_settings_set_string (self->settings, "default-site", redaksi_site_get_id (site));
}

static gboolean
is_checked_language (RedaksiPreferences *self, const char *code)
{
  g_auto (GStrv) codes = g_settings_get_strv (self->settings, "spelling-languages");

  return g_strv_contains ((const char *const *)codes, code);
}

static void
spelling_switched_cb (RedaksiPreferences *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  const char *code = g_object_get_data (G_OBJECT (row), "code");
  g_auto (GStrv) codes = g_settings_get_strv (self->settings, "spelling-languages");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) changed = NULL;

  for (guint i = 0; codes[i] != NULL; i++)
    if (!g_str_equal (codes[i], code))
      g_strv_builder_add (builder, codes[i]);
  if (adw_switch_row_get_active (row))
    g_strv_builder_add (builder, code);
  changed = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "spelling-languages", (const char *const *)changed);
}

static void
add_spelling (RedaksiPreferences *self, guint i)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (spelling_languages[i].name));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row),
                             is_checked_language (self, spelling_languages[i].code));
  g_object_set_data (G_OBJECT (row), "code", (gpointer)spelling_languages[i].code);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (spelling_switched_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->spelling, row);
}

/* ---- what is kept ---------------------------------------------------------------------------- */

static void
checked_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPreferences *self = object;
  RedaksiCheck *check = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autofree char *found = check != NULL ? redaksi_check_describe (check) : NULL;

  gtk_widget_set_visible (self->checking, FALSE);
  if (check == NULL)
    found = g_strdup (error->message);
  adw_action_row_set_subtitle (self->check,
                               found != NULL ? found : _ ("Everything is as it was written."));
}

static void
check_cb (RedaksiPreferences *self)
{
  /* The button stays alive: the keyboard is on it. */
  if (gtk_widget_get_visible (self->checking))
    return;
  gtk_widget_set_visible (self->checking, TRUE);
  redaksi_answer (redaksi_library_check (redaksi_services_get_library (self->services)), self,
                  checked_cb, NULL, NULL);
}

static void
redaksi_preferences_dispose (GObject *object)
{
  RedaksiPreferences *self = REDAKSI_PREFERENCES (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_PREFERENCES);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_preferences_parent_class)->dispose (object);
}

static void
redaksi_preferences_class_init (RedaksiPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_preferences_dispose;
  g_type_ensure (REDAKSI_TYPE_BACKUP_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreferences, byline);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreferences, site);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreferences, spelling);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreferences, rules);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreferences, backup);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreferences, check);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreferences, checking);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreferences, typography);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreferences, typewriter);
  gtk_widget_class_bind_template_callback (widget_class, language_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, site_changed_cb);
}

static void
redaksi_preferences_init (RedaksiPreferences *self)
{
  g_autoptr (GListModel) languages = redaksi_languages_list ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->language, languages);
}

/* Returns: (transfer floating) */
AdwDialog *
redaksi_preferences_new (RedaksiServices *services)
{
  RedaksiPreferences *self = g_object_new (REDAKSI_TYPE_PREFERENCES, NULL);
  GSettings *settings = redaksi_services_get_settings (services);
  GListModel *sites = redaksi_services_get_sites (services);
  RedaksiSite *site = redaksi_services_default_site (services);
  g_autoptr (GtkExpression) name = gtk_property_expression_new (REDAKSI_TYPE_SITE, NULL, "name");
  g_autofree char *code = g_settings_get_string (settings, "article-language");
  guint position;

  self->services = g_object_ref (services);
  redaksi_backup_group_set_services (self->backup, services);
  g_settings_bind (settings, "default-byline", self->byline, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "typography", self->typography, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "typewriter", self->typewriter, "active", G_SETTINGS_BIND_DEFAULT);
  adw_combo_row_set_selected (self->language, redaksi_languages_find (code));
  adw_combo_row_set_expression (self->site, name);
  adw_combo_row_set_model (self->site, sites);
  gtk_widget_set_visible (GTK_WIDGET (self->site), site != NULL);
  if (site != NULL && g_list_store_find (G_LIST_STORE (sites), site, &position))
    adw_combo_row_set_selected (self->site, position);
  /* Only from here on is what changes the user's wish. */
  self->settings = g_object_ref (settings);
  for (guint i = 0; i < G_N_ELEMENTS (spelling_languages); i++)
    add_spelling (self, i);
  redaksi_publish_rules_fill (self->rules, settings);
  return ADW_DIALOG (self);
}
