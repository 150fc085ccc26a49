/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RedaksiWindow: an article as files: which one, and what became of it. */
#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-export-dialog.h"
#include "redaksi-window-private.h"

static RedaksiLibrary *
get_library (RedaksiWindow *self)
{
  return redaksi_services_get_library (self->services);
}

static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RedaksiWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (object), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    redaksi_window_tell (self, _ ("No program here shows folders."));
}

static void
show_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_bytestring (parameter));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (widget), NULL, shown_cb,
                                            g_object_ref (widget));
}

static void
exported_cb (RedaksiWindow *self, const char *path, guint n_lost)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *place = g_filename_display_basename (folder);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *lost
    = g_strdup_printf (ngettext ("%u photo can’t be had and was left out.",
                                 "%u photos can’t be had and were left out.", n_lost),
                       n_lost);
  g_autofree char *sentence
    /* Translators: the name of a file or a folder, and of the folder that it is in */
    = g_strdup_printf (_ ("“%1$s” is in “%2$s”."), name, place);
  g_autofree char *whole = g_strjoin (" ", sentence, n_lost > 0 ? lost : NULL, NULL);
  AdwToast *toast = adw_toast_new (whole);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 10);
  adw_toast_set_button_label (toast, _ ("Open _Folder"));
  adw_toast_set_action_name (toast, "win.show-file");
  adw_toast_set_action_target_value (toast, g_variant_new_bytestring (path));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
present (RedaksiWindow *self, RedaksiArticle *article, RedaksiSummary *summary)
{
  AdwDialog *dialog = redaksi_export_dialog_new (self->services, article, summary);

  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* What is open is exported as it stands on the screen. */
static RedaksiArticle *
get_open (RedaksiWindow *self, const char *id)
{
  RedaksiDocument *document = redaksi_editor_get_document (self->editor);
  RedaksiArticle *article = document != NULL ? redaksi_document_get_article (document) : NULL;

  return article != NULL && (id == NULL || g_str_equal (id, redaksi_article_get_id (article)))
           ? article
           : NULL;
}

static void
loaded_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  if (value != NULL)
    present (object, g_value_get_boxed (value), data);
  else
    redaksi_window_tell (object, error->message);
}

static void
summary_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiWindow *self = object;
  const char *id = data;
  RedaksiArticle *open = get_open (self, id);
  RedaksiSummary *summary = value != NULL ? g_value_get_object (value) : NULL;

  if (open != NULL)
    present (self, open, summary);
  else
    redaksi_answer (redaksi_library_load_revision (get_library (self), id, 0), self, loaded_cb,
                    summary != NULL ? g_object_ref (summary) : NULL,
                    summary != NULL ? g_object_unref : NULL);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  RedaksiArticle *open = get_open (self, NULL);
  const char *id = parameter != NULL ? g_variant_get_string (parameter, NULL)
                   : open != NULL    ? redaksi_article_get_id (open)
                                     : NULL;

  if (id != NULL)
    redaksi_answer (redaksi_library_get_summary (get_library (self), id), self, summary_cb,
                    g_strdup (id), g_free);
}

void
redaksi_window_install_export (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.export-article", NULL, export_action);
  gtk_widget_class_install_action (klass, "win.export-one", "s", export_action);
  gtk_widget_class_install_action (klass, "win.show-file", "ay", show_file_action);
}
