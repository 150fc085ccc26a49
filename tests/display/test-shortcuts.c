/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "redaksi-article-view.h"
#include "redaksi-shortcuts.h"

/*
 * The shortcuts window against the keys that the program has: those of the application's actions,
 * and those of the article's text; each is shown, no key does two things, and each action is there.
 */

static GtkApplication *application;
static GtkWidget *dialog;
static GtkWidget *view;

static void
each_widget (GtkWidget *widget, void (*look) (GtkWidget *, gpointer), gpointer data)
{
  look (widget, data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    each_widget (child, look, data);
}

static void
take_keys (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "keys"))
    g_hash_table_add (data, g_strdup (gtk_label_get_text (GTK_LABEL (widget))));
}

/* The labels of the keys, as the window shows them. */
static GHashTable *
shown_keys (void)
{
  GHashTable *labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  each_widget (adw_dialog_get_child (ADW_DIALOG (dialog)), take_keys, labels);
  return labels;
}

static gboolean
is_shown (GHashTable *labels, const char *label)
{
  GHashTableIter iter;
  const char *shown;

  g_hash_table_iter_init (&iter, labels);
  while (g_hash_table_iter_next (&iter, (gpointer *)&shown, NULL))
    {
      g_auto (GStrv) keys = g_strsplit (shown, " or ", -1);
      if (g_strv_contains ((const char *const *)keys, label))
        return TRUE;
    }
  return FALSE;
}

static void
check_key (GHashTable *labels, GHashTable *seen, const char *keys, const char *action)
{
  g_autofree char *label = NULL;
  GdkModifierType modifiers;
  guint code;

  g_assert_true (gtk_accelerator_parse (keys, &code, &modifiers));
  label = gtk_accelerator_get_label (code, modifiers);
  if (!is_shown (labels, label))
    g_error ("%s (%s) is not in the shortcuts window", label, action);
  if (g_hash_table_contains (seen, label))
    g_error ("%s does %s and %s", label, action, (const char *)g_hash_table_lookup (seen, label));
  g_hash_table_insert (seen, g_strdup (label), g_strdup (action));
}

static void
check_trigger (GHashTable *labels, GHashTable *seen, GtkShortcutTrigger *trigger,
               const char *action)
{
  if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
    {
      GtkAlternativeTrigger *both = GTK_ALTERNATIVE_TRIGGER (trigger);
      check_trigger (labels, seen, gtk_alternative_trigger_get_first (both), action);
      check_trigger (labels, seen, gtk_alternative_trigger_get_second (both), action);
    }
  else
    {
      g_autofree char *keys = gtk_shortcut_trigger_to_string (trigger);
      check_key (labels, seen, keys, action);
    }
}

static void
take_controllers (GtkWidget *widget, gpointer data)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      g_list_store_append (data, controller);
    }
}

/* The view's own and those of what it holds: some keys are for the text alone. */
static GListModel *
all_controllers (void)
{
  GListStore *list = g_list_store_new (GTK_TYPE_EVENT_CONTROLLER);

  each_widget (view, take_controllers, list);
  return G_LIST_MODEL (list);
}

static void
test_keys (void)
{
  g_autoptr (GHashTable) labels = shown_keys ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);
  g_autoptr (GListModel) controllers = all_controllers ();
  GActionGroup *group = redaksi_article_view_get_actions (REDAKSI_ARTICLE_VIEW (view));
  guint of_view = 0;

  g_assert_cmpuint (g_strv_length (actions), >, 5);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, actions[i]);
      for (guint k = 0; keys[k] != NULL; k++)
        check_key (labels, seen, keys[k], actions[i]);
    }
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutAction *action = gtk_shortcut_get_action (shortcut);
          g_autofree char *name = NULL;

          if (!GTK_IS_NAMED_ACTION (action))
            continue;
          name = g_strdup (gtk_named_action_get_action_name (GTK_NAMED_ACTION (action)));
          if (!g_str_has_prefix (name, "article."))
            continue;
          if (!g_action_group_has_action (group, name + strlen ("article.")))
            g_error ("%s is no action", name);
          check_trigger (labels, seen, gtk_shortcut_get_trigger (shortcut), name);
          of_view++;
        }
    }
  g_assert_cmpuint (of_view, >, 10);
}

/* What can be done to text and blocks has a key. */
static void
test_actions (void)
{
  static const char *const without[]
    = { "block", "select-all", "set-lead-photo", "indent", "outdent", NULL };
  GActionGroup *group = redaksi_article_view_get_actions (REDAKSI_ARTICLE_VIEW (view));
  g_auto (GStrv) names = g_action_group_list_actions (group);
  g_autoptr (GListModel) controllers = all_controllers ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *whole = g_strconcat ("article.", names[i], NULL);
      gboolean found = g_strv_contains (without, names[i]);

      for (guint c = 0; c < g_list_model_get_n_items (controllers) && !found; c++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, c);
          if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
            continue;
          for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
            {
              g_autoptr (GtkShortcut) shortcut
                = g_list_model_get_item (G_LIST_MODEL (controller), k);
              GtkShortcutAction *action = gtk_shortcut_get_action (shortcut);
              if (GTK_IS_NAMED_ACTION (action)
                  && g_strcmp0 (gtk_named_action_get_action_name (GTK_NAMED_ACTION (action)), whole)
                       == 0)
                found = TRUE;
            }
        }
      if (!found)
        g_error ("%s has no key", whole);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  application = GTK_APPLICATION (
    adw_application_new ("io.github.redaksi.ShortcutsTest", G_APPLICATION_NON_UNIQUE));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  redaksi_shortcuts_set_accels (application);
  dialog = GTK_WIDGET (g_object_ref_sink (redaksi_shortcuts_dialog_new ()));
  view = g_object_ref_sink (redaksi_article_view_new (NULL, NULL));

  g_test_add_func ("/shortcuts/keys", test_keys);
  g_test_add_func ("/shortcuts/actions", test_actions);
  return g_test_run ();
}
