/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-publish-rules.h"

#include <glib/gi18n-lib.h>

#define BLOCKS "preflight-blocks"
#define OFF    "preflight-off"

/**
 * redaksi_publish_get_rule:
 * @settings: the program's
 * @check: the name of a check
 *
 * Returns: what the newsroom does about it
 */
RedaksiRule
redaksi_publish_get_rule (GSettings *settings, const char *check)
{
  g_auto (GStrv) blocks = g_settings_get_strv (settings, BLOCKS);
  g_auto (GStrv) off = g_settings_get_strv (settings, OFF);

  return redaksi_preflight_get_rule (check, (const char *const *)blocks, (const char *const *)off);
}

static void
set_member (GSettings *settings, const char *key, const char *name, gboolean is_member)
{
  g_auto (GStrv) names = g_settings_get_strv (settings, key);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) changed = NULL;

  if (g_strv_contains ((const char *const *)names, name) == is_member)
    return;
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_equal (names[i], name))
      g_strv_builder_add (builder, names[i]);
  if (is_member)
    g_strv_builder_add (builder, name);
  changed = g_strv_builder_end (builder);
  g_settings_set_strv (settings, key, (const char *const *)changed);
}

/**
 * redaksi_publish_set_rule:
 * @settings: the program's
 * @check: the name of a check
 * @rule: what the newsroom does about it from now on
 */
void
redaksi_publish_set_rule (GSettings *settings, const char *check, RedaksiRule rule)
{
  set_member (settings, BLOCKS, check, rule == REDAKSI_RULE_BLOCK);
  set_member (settings, OFF, check, rule == REDAKSI_RULE_OFF);
}

/* ---- preferences ----------------------------------------------------------------------------- */

static void
rule_selected_cb (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  guint rule = adw_combo_row_get_selected (row);

  if (rule != GTK_INVALID_LIST_POSITION)
    redaksi_publish_set_rule (settings, g_object_get_data (G_OBJECT (row), "check"), rule);
}

/**
 * redaksi_publish_rules_fill:
 * @group: takes a row for each check
 * @settings: the program's
 */
void
redaksi_publish_rules_fill (AdwPreferencesGroup *group, GSettings *settings)
{
  const RedaksiPreflightCheck *check;

  for (guint i = 0; (check = redaksi_preflight_get_check (i)) != NULL; i++)
    {
      /* In the order of RedaksiRule */
      const char *words[]
        = { _ ("Is not looked for"), _ ("Warns"), _ ("Forbids publishing"), NULL };
      g_autoptr (GtkStringList) model = NULL;
      GtkWidget *row = adw_combo_row_new ();

      if (!check->may_block)
        words[REDAKSI_RULE_BLOCK] = NULL;
      model = gtk_string_list_new (words);
      g_object_set_data_full (G_OBJECT (row), "check", g_strdup (check->name), g_free);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), check->title);
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
      adw_combo_row_set_selected (ADW_COMBO_ROW (row),
                                  redaksi_publish_get_rule (settings, check->name));
      g_signal_connect_object (row, "notify::selected", G_CALLBACK (rule_selected_cb), settings,
                               G_CONNECT_DEFAULT);
      adw_preferences_group_add (group, row);
    }
}

/* ---- findings -------------------------------------------------------------------------------- */

/**
 * redaksi_publish_finding_row_new:
 * @finding: what is forgotten
 * @rule: what the newsroom does about it
 *
 * Returns: (transfer floating)
 */
GtkWidget *
redaksi_publish_finding_row_new (const RedaksiFinding *finding, RedaksiRule rule)
{
  gboolean blocks = rule == REDAKSI_RULE_BLOCK;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon
    = gtk_image_new_from_icon_name (blocks ? "process-stop-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, blocks ? "error" : "warning");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), finding->sentence);
  if (blocks)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Has to be mended first"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}
