/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-shortcuts.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *group; /* a new group begins where it is not NULL */
  const char *action;
  const char *accel;
  const char *title;
} Shortcut;

/* Actions of the article work where its text has the keyboard (the article view sets those keys);
 * the others everywhere. */
static const Shortcut shortcuts[] = {
  { N_ ("Articles"), "win.new", "<Control>n", N_ ("New article") },
  { NULL, "win.search", "<Control>f", N_ ("Search all articles") },
  { NULL, "win.keep", "<Control>s", N_ ("Keep this state in the history") },
  { NULL, "win.delete", "<Alt>Delete", N_ ("Delete this article") },
  { NULL, "win.publish", "<Control><Shift>p", N_ ("Publish…") },
  { N_ ("View"), "win.preview", "F8", N_ ("Preview of the page") },
  { NULL, "win.inspector", "F9", N_ ("Details of the article") },
  { NULL, "win.shelves", "<Alt>1", N_ ("Go to the shelves") },
  { NULL, "win.list", "<Alt>2", N_ ("Go to the list") },
  { NULL, "win.text", "<Alt>3", N_ ("Go to the text") },
  { N_ ("Text"), "article.undo", "<Control>z", N_ ("Undo") },
  { NULL, "article.redo", "<Control><Shift>z", N_ ("Redo") },
  { NULL, "article.bold", "<Control>b", N_ ("Bold") },
  { NULL, "article.italic", "<Control>i", N_ ("Italic") },
  { NULL, "article.link", "<Control>k", N_ ("Link") },
  { NULL, "article.block::paragraph", "<Control>0", N_ ("Paragraph") },
  { NULL, "article.block::heading-2", "<Control>2", N_ ("Heading") },
  { NULL, "article.block::heading-3", "<Control>3", N_ ("Smaller heading") },
  { NULL, "article.paste-plain", "<Control><Shift>v", N_ ("Paste without formatting") },
  { N_ ("Program"), "app.preferences", "<Control>comma", N_ ("Preferences") },
  { NULL, "app.shortcuts", "<Control>question", N_ ("Keyboard shortcuts") },
  { NULL, "app.quit", "<Control>q", N_ ("Quit") },
};

static gboolean
is_of_article (const Shortcut *shortcut)
{
  return g_str_has_prefix (shortcut->action, "article.");
}

void
redaksi_shortcuts_set_accels (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (!is_of_article (&shortcuts[i]))
      gtk_application_set_accels_for_action (application, shortcuts[i].action,
                                             (const char *[]){ shortcuts[i].accel, NULL });
  gtk_application_set_accels_for_action (application, "window.close",
                                         (const char *[]){ "<Control>w", NULL });
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

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (g_str_equal (shortcuts[i].action, "article.undo")
        || g_str_equal (shortcuts[i].action, "article.redo"))
      gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].accel),
                          gtk_named_action_new (shortcuts[i].action)));
  return controller;
}

static GtkWidget *
make_row (const Shortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = gtk_label_new (NULL);
  g_autofree char *label = NULL;
  GdkModifierType modifiers;
  guint key;

  gtk_accelerator_parse (shortcut->accel, &key, &modifiers);
  label = gtk_accelerator_get_label (key, modifiers);
  gtk_label_set_label (GTK_LABEL (keys), label);
  gtk_widget_add_css_class (keys, "keys");
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  return row;
}

/* Returns: (transfer floating) */
AdwDialog *
redaksi_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *bars = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (shortcuts[i].group != NULL)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (shortcuts[i].group));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (&shortcuts[i]));
    }
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bars), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bars), page);
  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 640);
  adw_dialog_set_child (dialog, bars);
  return dialog;
}
