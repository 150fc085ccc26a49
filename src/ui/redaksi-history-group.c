/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-history-group.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-text.h"
#include "redaksi-versions-dialog.h"
#include "redaksi-versions.h"
#include "redaksi-words.h"

struct _RedaksiHistoryGroup
{
  AdwPreferencesGroup parent_instance;

  RedaksiServices *services;
  RedaksiDocument *document;
  guint newest; /* the first row's number */
  guint refreshing;

  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (RedaksiHistoryGroup, redaksi_history_group, ADW_TYPE_PREFERENCES_GROUP)

/* As many as one looks through; all of them are in the library. */
#define MOST 30
/* Every save tells that the article changed; few of them make a revision. */
#define REFRESH_MS 1000

static RedaksiLibrary *
get_library (RedaksiHistoryGroup *self)
{
  return redaksi_services_get_library (self->services);
}

static const char *
get_id (RedaksiHistoryGroup *self)
{
  return redaksi_article_get_id (redaksi_document_get_article (self->document));
}

static void refresh (RedaksiHistoryGroup *self);

static void
cut_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  /* The newest may have got a name only. */
  REDAKSI_HISTORY_GROUP (object)->newest = 0;
  refresh (object);
}

static void
cut (RedaksiHistoryGroup *self, const char *reason, const char *label)
{
  redaksi_answer (redaksi_library_cut_revision (get_library (self), get_id (self), reason, label),
                  self, cut_cb, NULL, NULL);
}

/* ---- a name by hand -------------------------------------------------------------------------- */

static void
keep_response_cb (AdwAlertDialog *dialog, const char *response, RedaksiHistoryGroup *self)
{
  GtkWidget *entry = adw_alert_dialog_get_extra_child (dialog);
  g_autofree char *label = redaksi_text_one_line (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (self->document != NULL && g_str_equal (response, "keep"))
    cut (self, "manual", *label != '\0' ? label : NULL);
}

static void
keep_cb (RedaksiHistoryGroup *self)
{
  AdwAlertDialog *dialog;
  GtkWidget *entry;

  if (self->document == NULL)
    return;
  dialog = ADW_ALERT_DIALOG (
    adw_alert_dialog_new (_ ("Keep This Version"),
                          _ ("It stays in the history as long as the article. A name helps to "
                             "find it again.")));
  entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Before the lawyer reads it"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the version"), -1);
  adw_alert_dialog_set_extra_child (dialog, entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "keep", _ ("_Keep"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "keep");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (keep_response_cb), self, 0);
  adw_dialog_set_focus (ADW_DIALOG (dialog), entry);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* ---- versions -------------------------------------------------------------------------------- */

static void
loaded_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiHistoryGroup *self = object;
  RedaksiArticle *article = value != NULL ? g_value_get_boxed (value) : NULL;

  if (self->document == NULL)
    return;
  if (article == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", error->message);
      return;
    }
  if (!g_str_equal (redaksi_article_get_id (article), get_id (self)))
    return;
  redaksi_document_reset (self->document, article);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                              _ ("Restored. Undo brings the newer text back."));
  cut (self, "restore", NULL);
}

static void
restore_cb (RedaksiHistoryGroup *self, GtkButton *button)
{
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "revision"));

  if (self->document != NULL)
    redaksi_answer (redaksi_library_load_revision (get_library (self), get_id (self), number), self,
                    loaded_cb, NULL, NULL);
}

static void
row_activated_cb (RedaksiHistoryGroup *self, GtkListBoxRow *row)
{
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "revision"));

  if (self->document != NULL)
    adw_dialog_present (redaksi_versions_dialog_new (self->services, self->document, number),
                        GTK_WIDGET (self));
}

static GtkWidget *
make_row (RedaksiHistoryGroup *self, RedaksiRevisionInfo *info, gboolean newest)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = redaksi_words_moment (info->time);
  g_autofree char *length = redaksi_words_length (info->words);
  g_autofree char *title = redaksi_version_title (self->services, get_id (self), info);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), length);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _ ("Compare with the text as it is now"));
  g_object_set_data (G_OBJECT (row), "revision", GUINT_TO_POINTER (info->number));
  if (!newest)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("document-revert-symbolic");
      g_autofree char *name = g_strdup_printf (_ ("Restore the version of %s"), time);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data (G_OBJECT (button), "revision", GUINT_TO_POINTER (info->number));
      g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

static void
listed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiHistoryGroup *self = object;
  GPtrArray *revisions = value != NULL ? g_value_get_boxed (value) : NULL;

  guint newest = revisions != NULL && revisions->len > 0
                   ? ((RedaksiRevisionInfo *)revisions->pdata[0])->number
                   : 0;

  if (newest == self->newest)
    return;
  self->newest = newest;
  gtk_list_box_remove_all (self->rows);
  for (guint i = 0; revisions != NULL && i < MIN (revisions->len, MOST); i++)
    gtk_list_box_append (self->rows, make_row (self, revisions->pdata[i], i == 0));
}

static void
refresh (RedaksiHistoryGroup *self)
{
  if (self->document != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    redaksi_answer (redaksi_library_list_revisions (get_library (self), get_id (self)), self,
                    listed_cb, NULL, NULL);
}

static gboolean
refresh_cb (gpointer data)
{
  RedaksiHistoryGroup *self = data;

  self->refreshing = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
article_changed_cb (RedaksiHistoryGroup *self, const char *id)
{
  if (self->document != NULL && self->refreshing == 0 && g_str_equal (id, get_id (self)))
    self->refreshing = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
redaksi_history_group_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (redaksi_history_group_parent_class)->map (widget);
  refresh (REDAKSI_HISTORY_GROUP (widget));
}

static void
redaksi_history_group_dispose (GObject *object)
{
  RedaksiHistoryGroup *self = REDAKSI_HISTORY_GROUP (object);

  g_clear_handle_id (&self->refreshing, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_HISTORY_GROUP);
  g_clear_object (&self->document);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_history_group_parent_class)->dispose (object);
}

static void
redaksi_history_group_class_init (RedaksiHistoryGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_history_group_dispose;
  widget_class->map = redaksi_history_group_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-history-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiHistoryGroup, rows);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
redaksi_history_group_init (RedaksiHistoryGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
redaksi_history_group_set_document (RedaksiHistoryGroup *self, RedaksiServices *services,
                                    RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_HISTORY_GROUP (self));

  if (g_set_object (&self->services, services))
    g_signal_connect_object (get_library (self), "article-changed", G_CALLBACK (article_changed_cb),
                             self, G_CONNECT_SWAPPED);
  g_set_object (&self->document, document);
  gtk_list_box_remove_all (self->rows);
  self->newest = 0;
  refresh (self);
}
