/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-backup-group.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-backup.h"
#include "redaksi-words.h"

struct _RedaksiBackupGroup
{
  AdwPreferencesGroup parent_instance;

  RedaksiServices *services;
  char *path; /* of the folder, NULL: no daily backup */

  AdwActionRow *folder;
  GtkWidget *off;
  AdwActionRow *last;
  GtkWidget *busy;
};

G_DEFINE_FINAL_TYPE (RedaksiBackupGroup, redaksi_backup_group, ADW_TYPE_PREFERENCES_GROUP)

static RedaksiLibrary *
get_library (RedaksiBackupGroup *self)
{
  return redaksi_services_get_library (self->services);
}

static void
show_last (RedaksiBackupGroup *self, const char *sentence)
{
  adw_action_row_set_subtitle (self->last, sentence);
}

/* ---- when the last one was made ---------------------------------------------------------------
 */

/* On a thread: the folder may be on a disk that sleeps. → string: a sentence */
static DexFuture *
look_fiber (gpointer data)
{
  const char *path = data;
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  gint64 newest = 0;
  const char *name;

  if (dir == NULL)
    return dex_future_new_take_string (g_strdup (g_file_test (path, G_FILE_TEST_EXISTS)
                                                   ? _ ("The folder can’t be read.")
                                                   : _ ("The folder is not there now.")));
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "library-") && g_str_has_suffix (name, ".db"))
      {
        g_autofree char *file = g_build_filename (path, name, NULL);
        g_autoptr (GFile) there = g_file_new_for_path (file);
        g_autoptr (GFileInfo) info = g_file_query_info (there, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                                        G_FILE_QUERY_INFO_NONE, NULL, NULL);

        if (info != NULL)
          newest
            = MAX (newest,
                   (gint64)g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED));
      }
  if (newest == 0)
    return dex_future_new_take_string (g_strdup (_ ("None yet")));
  return dex_future_new_take_string (redaksi_words_moment (newest * G_USEC_PER_SEC));
}

static void
looked_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiBackupGroup *self = object;

  if (value != NULL && g_strcmp0 (data, self->path) == 0)
    show_last (self, g_value_get_string (value));
}

static void
show_folder (RedaksiBackupGroup *self)
{
  adw_action_row_set_subtitle (self->folder,
                               self->path != NULL ? self->path : _ ("No daily backup is made."));
  gtk_widget_set_visible (self->off, self->path != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->last), self->path != NULL);
  if (self->path != NULL)
    redaksi_answer (dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 0, look_fiber,
                                         g_strdup (self->path), g_free),
                    self, looked_cb, g_strdup (self->path), g_free);
}

/* ---- making one -------------------------------------------------------------------------------
 */

static void
made_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiBackupGroup *self = object;

  gtk_widget_set_visible (self->busy, FALSE);
  if (value != NULL)
    show_folder (self);
  else
    show_last (self, error->message);
}

static void
now_cb (RedaksiBackupGroup *self)
{
  /* The button stays alive: the keyboard is on it. */
  if (self->path == NULL || gtk_widget_get_visible (self->busy))
    return;
  gtk_widget_set_visible (self->busy, TRUE);
  show_last (self, _ ("Being made…"));
  redaksi_answer (redaksi_library_backup (get_library (self), self->path), self, made_cb, NULL,
                  NULL);
}

/* ---- where ------------------------------------------------------------------------------------
 */

static void
set_folder (RedaksiBackupGroup *self, const char *path)
{
  g_set_str (&self->path, path);
  dex_future_disown (
    redaksi_library_set_setting (get_library (self), REDAKSI_SETTING_BACKUP_FOLDER, path));
  show_folder (self);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RedaksiBackupGroup) self = user_data;
  g_autoptr (GFile) file
    = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  const char *library;

  if (path == NULL || self->services == NULL)
    return;
  library = redaksi_library_get_folder (get_library (self));
  if (g_str_equal (path, library))
    {
      adw_action_row_set_subtitle (self->folder,
                                   _ ("A backup belongs into another folder than the library."));
      return;
    }
  set_folder (self, path);
  /* One can be sure of it at once. */
  now_cb (self);
}

static void
choose_cb (RedaksiBackupGroup *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _ ("Folder for Backups"));
  gtk_file_dialog_select_folder (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                                 chosen_cb, g_object_ref (self));
}

static void
off_cb (RedaksiBackupGroup *self)
{
  set_folder (self, NULL);
}

static void
restore_cb (RedaksiBackupGroup *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.restore-backup", NULL);
}

/* ---- the class --------------------------------------------------------------------------------
 */

static void
redaksi_backup_group_dispose (GObject *object)
{
  RedaksiBackupGroup *self = REDAKSI_BACKUP_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_BACKUP_GROUP);
  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_backup_group_parent_class)->dispose (object);
}

static void
redaksi_backup_group_class_init (RedaksiBackupGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_backup_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-backup-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiBackupGroup, folder);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBackupGroup, off);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBackupGroup, last);
  gtk_widget_class_bind_template_child (widget_class, RedaksiBackupGroup, busy);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, off_cb);
  gtk_widget_class_bind_template_callback (widget_class, now_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
redaksi_backup_group_init (RedaksiBackupGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
setting_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiBackupGroup *self = object;
  const char *path = value != NULL ? g_value_get_string (value) : NULL;

  g_set_str (&self->path, path);
  show_folder (self);
}

void
redaksi_backup_group_set_services (RedaksiBackupGroup *self, RedaksiServices *services)
{
  g_return_if_fail (REDAKSI_IS_BACKUP_GROUP (self) && self->services == NULL);

  self->services = g_object_ref (services);
  redaksi_answer (redaksi_library_get_setting (get_library (self), REDAKSI_SETTING_BACKUP_FOLDER),
                  self, setting_cb, NULL, NULL);
}
