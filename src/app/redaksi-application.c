/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "redaksi-answer.h"
#include "redaksi-backup.h"
#include "redaksi-config.h"
#include "redaksi-exchange.h"
#include "redaksi-file.h"
#include "redaksi-menu-names.h"
#include "redaksi-practice.h"
#include "redaksi-preferences.h"
#include "redaksi-services.h"
#include "redaksi-shortcuts.h"
#include "redaksi-window.h"

struct _RedaksiApplication
{
  AdwApplication parent_instance;

  char *folder;          /* of the library */
  gboolean practice_now; /* --practice */
  gboolean opening;
  gboolean quitting;
  GPtrArray *files; /* to open once the window is there */
  char *greeting;   /* what the next window says first */
  char *backup;     /* what the library is to be again, once it is closed */

  GSettings *settings;
  RedaksiLibrary *library;
  RedaksiPhotoStore *photos;
  RedaksiOutbox *outbox;
  RedaksiSpeller *speller;
  RedaksiPractice *practice;
  RedaksiServices *services;
  RedaksiWindow *window;
};

G_DEFINE_FINAL_TYPE (RedaksiApplication, redaksi_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[]
  = { { "library", 0, 0, G_OPTION_ARG_FILENAME, NULL,
        N_ ("Work with the library in this folder (else REDAKSI_LIBRARY, else your own)"),
        N_ ("DIR") },
      { "practice", 0, 0, G_OPTION_ARG_NONE, NULL,
        N_ ("Set up the practice site without asking, and start it"), NULL },
      G_OPTION_ENTRY_NULL };

/* ---- ending --------------------------------------------------------------------------------- */

static void
end (RedaksiApplication *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  g_application_quit (G_APPLICATION (self));
}

static void go_back (RedaksiApplication *self);

static void
closed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiApplication *self = object;

  if (error != NULL)
    g_warning ("the library did not close: %s", error->message);
  if (self->backup != NULL && error == NULL)
    go_back (self);
  else
    end (self);
}

static void
close_library (RedaksiApplication *self)
{
  redaksi_outbox_stop (self->outbox);
  redaksi_practice_stop (self->practice);
  redaksi_answer (redaksi_library_close (self->library), self, closed_cb, NULL, NULL);
}

static void
lose_response_cb (RedaksiApplication *self, const char *response)
{
  if (g_str_equal (response, "quit"))
    close_library (self);
  else
    {
      self->quitting = FALSE;
      g_clear_pointer (&self->backup, g_free);
    }
}

/* The text is still on the screen: it is the user who says that it may go. */
static void
let_go_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiApplication *self = object;
  AdwDialog *dialog;

  if (value != NULL)
    {
      close_library (self);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->window), TRUE);
  dialog = adw_alert_dialog_new (_ ("Your Text Could Not Be Saved"), error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _ ("_Stay"), "quit",
                                  _ ("_Quit Without It"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "quit",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (lose_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
}

static void
quit (RedaksiApplication *self)
{
  if (self->quitting)
    return;
  self->quitting = TRUE;
  if (self->services == NULL)
    {
      end (self);
      return;
    }
  /* At once for the eye; the program ends when all is on the disk. */
  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  redaksi_answer (redaksi_window_let_go (self->window), self, let_go_cb, NULL, NULL);
}

static gboolean
signal_cb (gpointer data)
{
  quit (data);
  return G_SOURCE_CONTINUE;
}

/* ---- beginning ------------------------------------------------------------------------------ */

static void
failed_response_cb (RedaksiApplication *self)
{
  end (self);
}

/* Without its library the program has nothing to show but why. */
static void
show_failure (RedaksiApplication *self, const GError *error)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));
  GtkWidget *bars = adw_toolbar_view_new ();
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Quit"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Your Articles Can’t Be Opened"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), error->message);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", G_CALLBACK (failed_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bars), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bars), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), bars);
  gtk_window_set_title (GTK_WINDOW (window), "Redaksi");
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 420);
  gtk_window_present (GTK_WINDOW (window));
}

static void
outbox_started_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  if (error != NULL)
    g_warning ("the outbox did not start: %s", error->message);
}

static void
practice_ready_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiApplication *self = object;
  gboolean asked = GPOINTER_TO_INT (data);

  if (self->window == NULL)
    return;
  if (error != NULL)
    redaksi_window_tell (self->window, error->message);
  else if (asked)
    redaksi_window_tell (self->window,
                         _ ("The practice site is ready. Publish to it as you like."));
}

static void
start_practice (RedaksiApplication *self, gboolean asked)
{
  redaksi_answer (redaksi_practice_start (self->practice), self, practice_ready_cb,
                  GINT_TO_POINTER (asked), NULL);
}

/* A practice site that was set up before comes up again. */
static void
sites_listed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiApplication *self = object;
  GPtrArray *sites = value != NULL ? g_value_get_boxed (value) : NULL;

  for (guint i = 0; sites != NULL && i < sites->len; i++)
    if (redaksi_site_get_practice (sites->pdata[i]))
      {
        start_practice (self, FALSE);
        return;
      }
  if (self->practice_now)
    start_practice (self, TRUE);
}

static void
open_files (RedaksiApplication *self)
{
  if (self->files->len > 0)
    redaksi_window_open_files (self->window, (GFile **)self->files->pdata, self->files->len);
  g_ptr_array_set_size (self->files, 0);
}

static void
make_speller (RedaksiApplication *self)
{
  g_auto (GStrv) languages = g_settings_get_strv (self->settings, "spelling-languages");

  g_clear_object (&self->speller);
  self->speller = redaksi_speller_new ((const char *const *)languages);
}

static void
opened_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiApplication *self = object;
  g_autofree char *photo_folder = NULL;
  g_autofree char *press_folder = g_build_filename (self->folder, "press", NULL);

  self->opening = FALSE;
  if (error != NULL)
    {
      show_failure (self, error);
      g_application_release (G_APPLICATION (self));
      return;
    }
  photo_folder = redaksi_library_dup_photo_folder (self->library);
  self->photos = redaksi_photo_store_new (photo_folder);
  self->outbox = redaksi_outbox_new (self->library, self->photos);
  self->practice = redaksi_practice_new (self->library, press_folder);
  make_speller (self);
  self->services = redaksi_services_new (self->library, self->photos, self->outbox, self->speller,
                                         self->settings);
  /* Before there is a window: it begins with the welcome or without. */
  if (self->practice_now)
    g_settings_set_boolean (self->settings, "welcomed", TRUE);
  self->window = redaksi_window_new (GTK_APPLICATION (self), self->services);
  gtk_window_present (GTK_WINDOW (self->window));
  redaksi_window_restore (self->window);
  if (self->greeting != NULL)
    redaksi_window_tell (self->window, self->greeting);
  g_clear_pointer (&self->greeting, g_free);
  open_files (self);
  redaksi_answer (redaksi_outbox_start (self->outbox), self, outbox_started_cb, NULL, NULL);
  redaksi_answer (redaksi_library_list_sites (self->library), self, sites_listed_cb, NULL, NULL);
  g_application_release (G_APPLICATION (self));
}

static void
redaksi_application_activate (GApplication *application)
{
  RedaksiApplication *self = REDAKSI_APPLICATION (application);

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      open_files (self);
      return;
    }
  if (self->opening)
    return;
  self->opening = TRUE;
  g_application_hold (application);
  self->library = redaksi_library_new (self->folder);
  redaksi_answer (redaksi_library_open (self->library), self, opened_cb, NULL, NULL);
}

static void
redaksi_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  RedaksiApplication *self = REDAKSI_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (self->files, g_object_ref (files[i]));
  g_application_activate (application);
}

static int
redaksi_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  RedaksiApplication *self = REDAKSI_APPLICATION (application);
  g_autofree char *given = NULL;
  gboolean is_usual;

  self->practice_now = g_variant_dict_contains (dict, "practice");
  g_variant_dict_lookup (dict, "library", "^ay", &given);
  self->folder = redaksi_library_find_folder (given, &is_usual);
  /* Another library is another program; the library itself refuses two at once. */
  if (!is_usual)
    g_application_set_flags (application, G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  return G_APPLICATION_CLASS (redaksi_application_parent_class)
    ->handle_local_options (application, dict);
}

/* ---- back to a backup ----------------------------------------------------------------------- */

/* On a thread. The library of now is kept under another name, and is there again where the backup
 * can't be used. → gboolean */
static DexFuture *
swap_fiber (gpointer data)
{
  char **paths = data; /* folder, backup */
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *path = g_build_filename (paths[0], "library.db", NULL);
  g_autofree char *name = g_date_time_format (now, "library-before-%Y-%m-%d-%H%M%S.db");
  g_autofree char *kept = g_build_filename (paths[0], name, NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GError *error = NULL;

  /* What is open leaves its log: whoever has it would go on writing into the file. */
  if (g_file_test (log, G_FILE_TEST_EXISTS))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_BUSY, "%s",
                                  _ ("Nothing was changed: another program has the library open."));
  if (!redaksi_file_rename_durably (path, kept, &error))
    return dex_future_new_for_error (error);
  if (redaksi_backup_restore (paths[1], paths[0], &error))
    return dex_future_new_true ();
  redaksi_file_rename_durably (kept, path, NULL);
  return dex_future_new_for_error (error);
}

static void
swapped_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiApplication *self = object;

  self->quitting = FALSE;
  g_set_str (&self->greeting, value != NULL
                                ? _ ("This is the library of the backup. The one before is kept "
                                     "beside it.")
                                : error->message);
  g_application_activate (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
}

/* The library is closed: all that worked with it goes, and comes again with the other one. */
static void
go_back (RedaksiApplication *self)
{
  g_autofree char *backup = g_steal_pointer (&self->backup);
  char *paths[] = { self->folder, backup, NULL };

  g_application_hold (G_APPLICATION (self));
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  g_clear_object (&self->services);
  g_clear_object (&self->practice);
  g_clear_object (&self->outbox);
  g_clear_object (&self->photos);
  g_clear_object (&self->speller);
  g_clear_object (&self->library);
  redaksi_answer (dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 0, swap_fiber,
                                       g_strdupv (paths), (GDestroyNotify)g_strfreev),
                  self, swapped_cb, NULL, NULL);
}

static void
backup_chosen_cb (const char *file, gpointer user_data)
{
  RedaksiApplication *self = user_data;

  g_set_str (&self->backup, file);
  quit (self);
}

static void
backup_folder_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiApplication *self = object;

  if (self->window != NULL)
    redaksi_exchange_ask_backup (self->window, value != NULL ? g_value_get_string (value) : NULL,
                                 backup_chosen_cb, self);
}

static void
restore_backup_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiApplication *self = user_data;

  if (self->window != NULL)
    redaksi_answer (redaksi_library_get_setting (self->library, REDAKSI_SETTING_BACKUP_FOLDER),
                    self, backup_folder_cb, NULL, NULL);
}

/* ---- actions -------------------------------------------------------------------------------- */

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  quit (user_data);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiApplication *self = user_data;
  AdwDialog *about = adw_about_dialog_new ();

  adw_about_dialog_set_application_name (ADW_ABOUT_DIALOG (about), "Redaksi");
  adw_about_dialog_set_application_icon (ADW_ABOUT_DIALOG (about), REDAKSI_APPLICATION_ID);
  adw_about_dialog_set_version (ADW_ABOUT_DIALOG (about), REDAKSI_VERSION);
  adw_about_dialog_set_developer_name (ADW_ABOUT_DIALOG (about), _ ("The Redaksi authors"));
  adw_about_dialog_set_license_type (ADW_ABOUT_DIALOG (about), GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (ADW_ABOUT_DIALOG (about),
                                 _ ("A desktop newsroom: write, illustrate, preview, publish."));
  adw_dialog_present (about, GTK_WIDGET (self->window));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiApplication *self = user_data;

  if (self->services != NULL)
    adw_dialog_present (redaksi_preferences_new (self->services), GTK_WIDGET (self->window));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiApplication *self = user_data;

  adw_dialog_present (redaksi_shortcuts_dialog_new (), GTK_WIDGET (self->window));
}

static void
practice_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiApplication *self = user_data;

  if (self->services != NULL)
    start_practice (self, TRUE);
}

/* Only to the web: addresses come from servers and from articles. */
static void
open_web_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiApplication *self = user_data;
  const char *address = g_variant_get_string (parameter, NULL);
  const char *scheme = g_uri_peek_scheme (address);
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0)
    return;
  launcher = gtk_uri_launcher_new (address);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (self->window), NULL, NULL, NULL);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiApplication *self = user_data;

  if (self->window != NULL)
    redaksi_exchange_export (self->window, self->folder);
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiApplication *self = user_data;

  if (self->window != NULL)
    redaksi_exchange_import (self->window, self->folder);
}

static const GActionEntry actions[] = {
  { "quit", quit_action, NULL, NULL, NULL },
  { "about", about_action, NULL, NULL, NULL },
  { "preferences", preferences_action, NULL, NULL, NULL },
  { "shortcuts", shortcuts_action, NULL, NULL, NULL },
  { "practice", practice_action, NULL, NULL, NULL },
  { "export", export_action, NULL, NULL, NULL },
  { "import", import_action, NULL, NULL, NULL },
  { "restore-backup", restore_backup_action, NULL, NULL, NULL },
  { "open-web", open_web_action, "s", NULL, NULL },
};

/* ---- the class ------------------------------------------------------------------------------ */

static void
spelling_changed_cb (RedaksiApplication *self)
{
  if (self->window == NULL)
    return;
  make_speller (self);
  redaksi_services_set_speller (self->services, self->speller);
}

static void
redaksi_application_startup (GApplication *application)
{
  RedaksiApplication *self = REDAKSI_APPLICATION (application);

  G_APPLICATION_CLASS (redaksi_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (REDAKSI_APPLICATION_ID);
  self->settings = g_settings_new (REDAKSI_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::spelling-languages",
                           G_CALLBACK (spelling_changed_cb), self, G_CONNECT_SWAPPED);
  redaksi_menu_names_install ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  redaksi_shortcuts_set_accels (GTK_APPLICATION (self));
  g_unix_signal_add (SIGTERM, signal_cb, self);
  g_unix_signal_add (SIGINT, signal_cb, self);
  g_unix_signal_add (SIGHUP, signal_cb, self);
}

static void
redaksi_application_dispose (GObject *object)
{
  RedaksiApplication *self = REDAKSI_APPLICATION (object);

  g_clear_object (&self->services);
  g_clear_object (&self->practice);
  g_clear_object (&self->outbox);
  g_clear_object (&self->photos);
  g_clear_object (&self->speller);
  g_clear_object (&self->library);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->greeting, g_free);
  g_clear_pointer (&self->backup, g_free);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (redaksi_application_parent_class)->dispose (object);
}

static void
redaksi_application_class_init (RedaksiApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_application_dispose;
  application_class->startup = redaksi_application_startup;
  application_class->activate = redaksi_application_activate;
  application_class->open = redaksi_application_open;
  application_class->handle_local_options = redaksi_application_handle_local_options;
}

static void
redaksi_application_init (RedaksiApplication *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

RedaksiApplication *
redaksi_application_new (void)
{
  return g_object_new (REDAKSI_TYPE_APPLICATION, "application-id", REDAKSI_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "version", REDAKSI_VERSION, NULL);
}
