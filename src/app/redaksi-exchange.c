/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-exchange.h"

#include <glib/gi18n.h>

#include "redaksi-answer.h"

/* ---- redaksictl -------------------------------------------------------------------------------
 */

static char *
find_program (void)
{
  const char *built = g_getenv ("REDAKSI_BINDIR");
  g_autofree char *path
    = built != NULL ? g_build_filename (built, "ctl", "redaksictl", NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);
  return g_find_program_in_path ("redaksictl");
}

typedef struct
{
  RedaksiWindow *window; /* owned */
  char *library;
  char *folder; /* what is written or read */
  gboolean import;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_object_unref (self->window);
  g_free (self->library);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_free)

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) self = user_data;
  GSubprocess *process = G_SUBPROCESS (object);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_communicate_utf8_finish (process, result, &out, &err, &error))
    redaksi_window_tell (self->window, error->message);
  else if (!g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != 0)
    {
      const char *words = g_strstrip (err);

      redaksi_window_tell (self->window, g_str_has_prefix (words, "redaksictl: ")
                                           ? words + strlen ("redaksictl: ")
                                           : words);
    }
  else
    redaksi_window_tell (self->window, g_strstrip (out));
  /* What was closed for it opens again. */
  if (self->import)
    redaksi_window_restore (self->window);
}

static void
run (Exchange *self)
{
  g_autofree char *program = find_program ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  if (program != NULL)
    process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                &error, program, "--library", self->library,
                                self->import ? "import" : "export", self->folder, NULL);
  if (process == NULL)
    {
      redaksi_window_tell (self->window,
                           error != NULL ? error->message : _ ("redaksictl is not installed."));
      exchange_free (self);
      return;
    }
  redaksi_window_tell (self->window, self->import ? _ ("Importing…") : _ ("Exporting…"));
  g_subprocess_communicate_utf8_async (process, NULL, NULL, done_cb, self);
}

/* ---- export -----------------------------------------------------------------------------------
 */

/* A folder of the day in the one that was chosen: nothing that is there is touched. */
static char *
find_name (const char *parent)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "Redaksi %Y-%m-%d");
  g_autofree char *path = g_build_filename (parent, day, NULL);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s (%u)", day, i);

      g_free (path);
      path = g_build_filename (parent, name, NULL);
    }
  return g_steal_pointer (&path);
}

static void
let_go_cb (gpointer window, const GValue *value, const GError *error, gpointer data)
{
  Exchange *self = data;

  if (value != NULL)
    run (self);
  else
    {
      redaksi_window_tell (window, error->message);
      exchange_free (self);
    }
}

static void
folder_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) self = user_data;
  g_autoptr (GFile) file
    = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;
  self->folder = self->import ? g_steal_pointer (&path) : find_name (path);
  if (!self->import)
    {
      run (g_steal_pointer (&self));
      return;
    }
  /* What is open here can't be changed by another. */
  {
    RedaksiWindow *window = self->window;
    redaksi_answer (redaksi_window_let_go (window), window, let_go_cb, g_steal_pointer (&self),
                    NULL);
  }
}

static void
ask_folder (RedaksiWindow *window, const char *library, gboolean import)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Exchange *self = g_new0 (Exchange, 1);

  self->window = g_object_ref (window);
  self->library = g_strdup (library);
  self->import = import;
  gtk_file_dialog_set_title (dialog,
                             import ? _ ("Folder That Was Exported") : _ ("Where to Export To"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (window), NULL, folder_cb, self);
}

/**
 * redaksi_exchange_export:
 * @window: the window
 * @library: the library's folder
 *
 * Asks for a folder, and makes another in it with everything, as HTML, JSON and photos.
 */
void
redaksi_exchange_export (RedaksiWindow *window, const char *library)
{
  g_return_if_fail (REDAKSI_IS_WINDOW (window) && library != NULL);

  ask_folder (window, library, FALSE);
}

/**
 * redaksi_exchange_import:
 * @window: the window
 * @library: the library's folder
 *
 * Asks for a folder that was exported, and takes it in: what is new comes, what is there gets a new
 * version, and nothing goes.
 */
void
redaksi_exchange_import (RedaksiWindow *window, const char *library)
{
  g_return_if_fail (REDAKSI_IS_WINDOW (window) && library != NULL);

  ask_folder (window, library, TRUE);
}

/* ---- back to a backup -------------------------------------------------------------------------
 */

typedef struct
{
  RedaksiWindow *window; /* owned */
  RedaksiBackupChosen chosen;
  gpointer user_data;
  char *file;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_object_unref (self->window);
  g_free (self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
response_cb (AdwDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Question) self = user_data;

  if (g_str_equal (response, "restore"))
    self->chosen (self->file, self->user_data);
}

/* The day that it is of; of a file with another name the name. */
static char *
name_backup (const char *file)
{
  g_autofree char *name = g_path_get_basename (file);
  int year, month, day;

  if (sscanf (name, "library-%4d-%2d-%2d.db", &year, &month, &day) == 3)
    {
      g_autoptr (GDateTime) date = g_date_time_new_local (year, month, day, 12, 0, 0);
      /* Translators: the day of a backup, see strftime */
      return date != NULL ? g_date_time_format (date, _ ("%-d %B %Y")) : g_steal_pointer (&name);
    }
  return g_steal_pointer (&name);
}

static void
file_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autofree char *day = NULL;
  g_autofree char *body = NULL;
  RedaksiWindow *window = self->window;
  AdwDialog *dialog;

  self->file = file != NULL ? g_file_get_path (file) : NULL;
  if (self->file == NULL)
    return;
  day = name_backup (self->file);
  body
    = g_strdup_printf (_ ("All articles will be as they were in the backup of %s. What you wrote "
                          "since is not lost: the library of now is kept beside it, in a file "
                          "of its own."),
                       day);
  dialog = adw_alert_dialog_new (_ ("Go Back to This Backup?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _ ("_Stay"), "restore",
                                  _ ("_Go Back"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "restore",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "stay");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), g_steal_pointer (&self));
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

/**
 * redaksi_exchange_ask_backup:
 * @window: the window
 * @folder: (nullable): where backups are
 * @chosen: called when somebody really wants one
 * @user_data: for @chosen; must outlive the window
 */
void
redaksi_exchange_ask_backup (RedaksiWindow *window, const char *folder, RedaksiBackupChosen chosen,
                             gpointer user_data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  Question *self;

  g_return_if_fail (REDAKSI_IS_WINDOW (window) && chosen != NULL);

  self = g_new0 (Question, 1);
  self->window = g_object_ref (window);
  self->chosen = chosen;
  self->user_data = user_data;
  gtk_file_filter_set_name (filter, _ ("Backups"));
  gtk_file_filter_add_pattern (filter, "*.db");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Backup to Go Back To"));
  if (folder != NULL)
    {
      g_autoptr (GFile) place = g_file_new_for_path (folder);
      gtk_file_dialog_set_initial_folder (dialog, place);
    }
  gtk_file_dialog_open (dialog, GTK_WINDOW (window), NULL, file_cb, self);
}
