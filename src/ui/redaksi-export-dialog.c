/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-clock.h"
#include "redaksi-moment.h"

struct _RedaksiExportDialog
{
  AdwDialog parent_instance;

  RedaksiServices *services;
  RedaksiArticle *article;
  RedaksiSummary *summary; /* nullable */
  gboolean exporting;

  GtkCheckButton *checks[REDAKSI_EXPORT_FORM_LAST + 1];
  GtkButton *confirm;
  GtkLabel *headline;
  AdwPreferencesGroup *forms;
  GtkLabel *outcome;
  GtkLabel *trouble;
};

G_DEFINE_FINAL_TYPE (RedaksiExportDialog, redaksi_export_dialog, ADW_TYPE_DIALOG)

static guint exported_signal;

static const struct
{
  const char *title;
  const char *subtitle;
} forms[] = {
  [REDAKSI_EXPORT_PAGE]
  = { N_ ("Web Page"), N_ ("A folder that opens from the disk and can be put on any server") },
  [REDAKSI_EXPORT_HTML]
  = { N_ ("One HTML File"), N_ ("With the photos in it, to be mailed or taken over elsewhere") },
  [REDAKSI_EXPORT_MARKDOWN]
  = { N_ ("Markdown"), N_ ("A folder with the text and the photos, for other programs") },
  [REDAKSI_EXPORT_NINJS]
  = { N_ ("News Agency (ninjs)"), N_ ("A folder with IPTC ninjs 3.1 and the photos") },
};

static RedaksiExportForm
get_form (RedaksiExportDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (gtk_check_button_get_active (self->checks[i]))
      return i;
  return REDAKSI_EXPORT_PAGE;
}

static void
tell (RedaksiExportDialog *self, const char *sentence)
{
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
  gtk_label_set_label (self->trouble, sentence != NULL ? sentence : "");
  if (sentence != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
set_exporting (RedaksiExportDialog *self, gboolean exporting)
{
  self->exporting = exporting;
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm), !exporting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->forms), !exporting);
  if (exporting)
    gtk_label_set_label (self->outcome, _ ("Exporting…"));
}

static void
show_outcome (RedaksiExportDialog *self)
{
  g_autofree char *name = redaksi_export_dup_name (self->article, get_form (self));
  g_autofree char *text
    /* Translators: %s is the name of a file or a folder */
    = g_strdup_printf (_ ("It will be called “%s”. Nothing that is there is written over."), name);

  gtk_label_set_label (self->outcome, text);
  tell (self, NULL);
}

static void
exported_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiExportDialog *self = object;

  set_exporting (self, FALSE);
  show_outcome (self);
  if (value == NULL)
    {
      tell (self, error->message);
      return;
    }
  g_signal_emit (self, exported_signal, 0, data, g_value_get_uint (value));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
export_into (RedaksiExportDialog *self, const char *folder)
{
  RedaksiExportForm form = get_form (self);
  g_autofree char *name = redaksi_export_dup_name (self->article, form);
  char *path = redaksi_export_dup_free_path (folder, name);
  RedaksiExportFacts facts = { .site = redaksi_services_default_site (self->services) };

  if (self->summary != NULL)
    {
      facts.url = redaksi_summary_get_url (self->summary);
      facts.modified = redaksi_summary_get_changed (self->summary);
    }
  set_exporting (self, TRUE);
  redaksi_answer (redaksi_export_article (self->article, form, &facts,
                                          redaksi_services_get_photos (self->services), path),
                  self, exported_cb, path, g_free);
}

static void
folder_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RedaksiExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file
    = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (self->services == NULL || self->exporting)
    return;
  if (path != NULL)
    export_into (self, path);
  else if (file != NULL)
    tell (self, _ ("That is no folder of this computer. Choose another folder."));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    tell (self, error->message);
}

static void
confirm_cb (RedaksiExportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->exporting)
    return;
  tell (self, NULL);
  gtk_file_dialog_set_title (dialog, _ ("Where to Export To"));
  gtk_file_dialog_select_folder (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                                 folder_cb, g_object_ref (self));
}

static void
add_form (RedaksiExportDialog *self, RedaksiExportForm form)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (forms[form].title), -1);
  self->checks[form] = GTK_CHECK_BUTTON (check);
  if (form > 0)
    gtk_check_button_set_group (self->checks[form], self->checks[0]);
  else
    gtk_check_button_set_active (self->checks[form], TRUE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (show_outcome), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (forms[form].title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (forms[form].subtitle));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->forms, row);
}

/* The program that made the files can't hold them back. */
static void
add_embargo (RedaksiExportDialog *self)
{
  RedaksiSite *site = redaksi_services_default_site (self->services);
  gint64 embargo = redaksi_article_get_embargo (self->article);
  GtkWidget *row, *icon;
  g_autofree char *when = NULL;
  g_autofree char *sentence = NULL;

  if (embargo <= redaksi_clock_now ())
    return;
  if (embargo == REDAKSI_MOMENT_NEVER)
    sentence = g_strdup (_ ("The time of the embargo can’t be read."));
  else
    {
      when = redaksi_moment_text (embargo, site != NULL ? redaksi_site_get_time_zone (site) : NULL);
      sentence = g_strdup_printf (_ ("Under embargo until %s."), when);
    }
  row = adw_action_row_new ();
  icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (icon, "warning");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Tell whoever gets the files."));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (self->forms, row);
}

/* GTK gives the keyboard back to what had it before a menu, one frame after the menu is gone; where
 * the menu led here that is behind the dialog. */
static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RedaksiExportDialog *self = REDAKSI_EXPORT_DIALOG (widget);

  if (gdk_frame_clock_get_frame_counter (clock) < GPOINTER_TO_INT (user_data) + 2)
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->confirm));
  return G_SOURCE_REMOVE;
}

static void
redaksi_export_dialog_map (GtkWidget *widget)
{
  GdkFrameClock *clock;

  GTK_WIDGET_CLASS (redaksi_export_dialog_parent_class)->map (widget);
  clock = gtk_widget_get_frame_clock (widget);
  gtk_widget_add_tick_callback (widget, focus_cb,
                                GINT_TO_POINTER ((int)gdk_frame_clock_get_frame_counter (clock)),
                                NULL);
}

static void
redaksi_export_dialog_dispose (GObject *object)
{
  RedaksiExportDialog *self = REDAKSI_EXPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_EXPORT_DIALOG);
  g_clear_pointer (&self->article, redaksi_article_unref);
  g_clear_object (&self->summary);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_export_dialog_parent_class)->dispose (object);
}

static void
redaksi_export_dialog_class_init (RedaksiExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_export_dialog_dispose;
  widget_class->map = redaksi_export_dialog_map;
  exported_signal = g_signal_new ("exported", REDAKSI_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiExportDialog, confirm);
  gtk_widget_class_bind_template_child (widget_class, RedaksiExportDialog, headline);
  gtk_widget_class_bind_template_child (widget_class, RedaksiExportDialog, forms);
  gtk_widget_class_bind_template_child (widget_class, RedaksiExportDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, RedaksiExportDialog, trouble);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
redaksi_export_dialog_init (RedaksiExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * redaksi_export_dialog_new:
 * @services: what it works with
 * @article: what is exported: as it is now
 * @summary: (nullable): what the library knows of it
 *
 * Returns: (transfer floating)
 */
AdwDialog *
redaksi_export_dialog_new (RedaksiServices *services, RedaksiArticle *article,
                           RedaksiSummary *summary)
{
  RedaksiExportDialog *self = g_object_new (REDAKSI_TYPE_EXPORT_DIALOG, NULL);
  const char *headline = redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE);

  self->services = g_object_ref (services);
  self->article = redaksi_article_ref (article);
  g_set_object (&self->summary, summary);
  gtk_label_set_label (self->headline, *headline != '\0' ? headline : _ ("Without a headline"));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    add_form (self, i);
  add_embargo (self);
  show_outcome (self);
  return ADW_DIALOG (self);
}
