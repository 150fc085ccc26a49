/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-damage-dialog.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-words.h"

/* A row, from the question for its last good copy to the answer. */
typedef struct
{
  RedaksiLibrary *library; /* owned */
  char *id;
  guint whole;
} Damaged;

static void
damaged_free (gpointer data)
{
  Damaged *self = data;

  g_object_unref (self->library);
  g_free (self->id);
  g_free (self);
}

static Damaged *
get_damaged (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "damaged");
}

static void
restored_cb (gpointer row, const GValue *value, const GError *error, gpointer data)
{
  adw_action_row_set_subtitle (row, value != NULL
                                      ? _ ("Restored. What was damaged stays in the history.")
                                      : error->message);
}

static void
restore_cb (AdwActionRow *row, GtkWidget *button)
{
  Damaged *self = get_damaged (row);

  gtk_widget_set_visible (button, FALSE);
  redaksi_answer (redaksi_library_restore (self->library, self->id, self->whole), row, restored_cb,
                  NULL, NULL);
}

static void
revisions_cb (gpointer row, const GValue *value, const GError *error, gpointer data)
{
  Damaged *self = get_damaged (row);
  GPtrArray *revisions = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autofree char *moment = NULL;
  g_autofree char *sentence = NULL;
  GtkWidget *button;

  for (guint i = 0; revisions != NULL && i < revisions->len; i++)
    {
      RedaksiRevisionInfo *info = revisions->pdata[i];
      if (info->number == self->whole)
        moment = redaksi_words_moment (info->time);
    }
  sentence = g_strdup_printf (_ ("The last version that is whole: %s"),
                              moment != NULL ? moment : _ ("an older one"));
  adw_action_row_set_subtitle (row, sentence);
  button = gtk_button_new_with_mnemonic (_ ("_Restore It"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), row, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
}

static void
whole_cb (gpointer row, const GValue *value, const GError *error, gpointer data)
{
  Damaged *self = get_damaged (row);

  self->whole = value != NULL ? g_value_get_uint (value) : 0;
  if (self->whole > 0)
    redaksi_answer (redaksi_library_list_revisions (self->library, self->id), row, revisions_cb,
                    NULL, NULL);
  else
    adw_action_row_set_subtitle (row, _ ("No version of it is whole. A backup may have it."));
}

static void
summary_cb (gpointer row, const GValue *value, const GError *error, gpointer data)
{
  RedaksiSummary *summary = value != NULL ? g_value_get_object (value) : NULL;
  const char *headline = summary != NULL ? redaksi_summary_get_headline (summary) : NULL;

  if (headline != NULL && *headline != '\0')
    adw_preferences_row_set_title (row, headline);
}

static GtkWidget *
make_row (RedaksiLibrary *library, const char *id)
{
  GtkWidget *row = adw_action_row_new ();
  Damaged *self = g_new0 (Damaged, 1);

  self->library = g_object_ref (library);
  self->id = g_strdup (id);
  g_object_set_data_full (G_OBJECT (row), "damaged", self, damaged_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Without a headline"));
  redaksi_answer (redaksi_library_get_summary (library, id), row, summary_cb, NULL, NULL);
  redaksi_answer (redaksi_library_find_whole_revision (library, id), row, whole_cb, NULL, NULL);
  return row;
}

/**
 * redaksi_damage_dialog_new:
 * @services: the services
 * @check: what was found
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
redaksi_damage_dialog_new (RedaksiServices *services, const RedaksiCheck *check)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *bars = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *backup = adw_preferences_group_new ();
  GtkWidget *button = adw_button_row_new ();
  g_autofree char *found = redaksi_check_describe (check);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), found);
  for (guint i = 0; check->damaged_articles != NULL && check->damaged_articles[i] != NULL; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_row (redaksi_services_get_library (services),
                                         check->damaged_articles[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (button), _ ("Restore from a _Backup…"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (button), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.restore-backup");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (backup), button);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (backup));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bars), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bars), page);
  adw_dialog_set_title (dialog, _ ("Damage"));
  adw_dialog_set_content_width (dialog, 520);
  adw_dialog_set_content_height (dialog, 480);
  adw_dialog_set_child (dialog, bars);
  return dialog;
}
