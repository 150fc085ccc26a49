/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-shortcuts.h"

#include <glib/gi18n-lib.h>

#include "redaksi-article-keys.h"

/* Those that work everywhere. The article view sets its own (redaksi-article-keys.c), where its
 * text has the keyboard; they are shown below these. */
static const RedaksiKey shortcuts[] = {
  { N_ ("Articles"), "win.new", "<Control>n", N_ ("New article") },
  { NULL, "win.template", "<Control><Shift>n", N_ ("New article from a template") },
  { NULL, "win.snippets", "<Control><Alt>s", N_ ("Snippets of text") },
  { NULL, "win.search", "<Control><Shift>f", N_ ("Search all articles") },
  { NULL, "win.browse", "<Control><Shift>o", N_ ("Open from a site") },
  { NULL, "win.keep", "<Control>s", N_ ("Keep this state in the history") },
  { NULL, "win.delete", "<Alt>Delete", N_ ("Delete this article") },
  { NULL, "win.publish", "<Control><Shift>p", N_ ("Publish…") },
  { NULL, "win.export-article", "<Control><Shift>e", N_ ("Export this article") },
  { N_ ("View"), "win.preview", "F8", N_ ("Preview of the page") },
  { NULL, "win.inspector", "F9", N_ ("Details of the article") },
  { NULL, "win.plain", "F11", N_ ("Nothing but the text") },
  { NULL, "win.shelves", "<Alt>1", N_ ("Go to the shelves") },
  { NULL, "win.list", "<Alt>2", N_ ("Go to the list") },
  { NULL, "win.text", "<Alt>3", N_ ("Go to the text") },
  { N_ ("Program"), "app.preferences", "<Control>comma", N_ ("Preferences") },
  { NULL, "app.shortcuts", "<Control>question", N_ ("Keyboard shortcuts") },
  { NULL, "window.close", "<Control>w", N_ ("Close the window") },
  { NULL, "app.quit", "<Control>q", N_ ("Quit") },
};

void
redaksi_shortcuts_set_accels (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      g_auto (GStrv) keys = g_strsplit (shortcuts[i].keys, "|", -1);
      gtk_application_set_accels_for_action (application, shortcuts[i].action,
                                             (const char *const *)keys);
    }
}

/**
 * redaksi_shortcuts_for_details:
 *
 * Returns: (transfer full): a controller for a widget with entries whose text is the article's:
 * Undo there is the document's, before the keys that GTK's own entries have
 */
GtkEventController *
redaksi_shortcuts_for_details (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  guint n;
  const RedaksiKey *keys = redaksi_article_keys (&n);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (keys[i].action, "article.undo") == 0
        || g_strcmp0 (keys[i].action, "article.redo") == 0
        || redaksi_article_key_is_of_find (&keys[i]))
      gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].keys),
                          gtk_named_action_new (keys[i].action)));
  return controller;
}

/* "Ctrl+Shift+Z or Ctrl+Y" */
static char *
label_of (const RedaksiKey *key)
{
  g_auto (GStrv) keys = NULL;
  g_autoptr (GString) label = g_string_new (NULL);

  if (key->action == NULL)
    return g_strdup (key->keys);
  keys = g_strsplit (key->keys, "|", -1);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *one = NULL;
      GdkModifierType modifiers;
      guint code;

      if (!gtk_accelerator_parse (keys[i], &code, &modifiers))
        continue;
      one = gtk_accelerator_get_label (code, modifiers);
      /* Translators: stands between two keys that do the same. */
      g_string_append_printf (label, "%s%s", i > 0 ? _ (" or ") : "", one);
    }
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static GtkWidget *
make_row (const RedaksiKey *key)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = gtk_label_new (NULL);
  g_autofree char *label = label_of (key);

  gtk_label_set_label (GTK_LABEL (keys), label);
  gtk_widget_add_css_class (keys, "keys");
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (key->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  return row;
}

static void
add_rows (GtkWidget *page, const RedaksiKey *keys, guint n)
{
  GtkWidget *group = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (keys[i].group != NULL)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (keys[i].group));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (&keys[i]));
    }
}

/* Returns: (transfer floating) */
AdwDialog *
redaksi_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *bars = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  guint n;
  const RedaksiKey *keys = redaksi_article_keys (&n);

  add_rows (page, shortcuts, G_N_ELEMENTS (shortcuts));
  add_rows (page, keys, n);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bars), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bars), page);
  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 640);
  adw_dialog_set_child (dialog, bars);
  return dialog;
}
