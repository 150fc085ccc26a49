/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check, backup */
#include <glib/gi18n-lib.h>

#include "redaksi-backup.h"
#include "redaksi-ctl.h"

/* The last good copy of what is damaged. */
static void
add_article (RedaksiCtl *ctl, yyjson_mut_val *list, const char *id)
{
  yyjson_mut_val *object = yyjson_mut_arr_add_obj (ctl->answer, list);
  guint whole
    = dex_await_uint (redaksi_ctl_settle (redaksi_library_find_whole_revision (ctl->library, id)),
                      NULL);

  redaksi_ctl_add (ctl, object, "id", id);
  if (whole > 0)
    {
      redaksi_ctl_add_number (ctl, object, "whole", whole);
      redaksi_ctl_print (ctl, _ ("%s: the newest state that is whole is revision %u"), id, whole);
    }
  else
    redaksi_ctl_print (ctl, _ ("%s: no state of it is whole"), id);
}

gboolean
redaksi_command_check (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (RedaksiCheck) check = NULL;
  g_autofree char *found = NULL;
  yyjson_mut_val *object, *list;

  if (!redaksi_ctl_options (ctl, &argc, &argv, NULL, "", 0, 0, error)
      || !redaksi_ctl_open (ctl, error))
    return FALSE;
  check = redaksi_ctl_await_boxed (redaksi_library_check (ctl->library), error);
  if (check == NULL)
    return FALSE;
  found = redaksi_check_describe (check);
  object = redaksi_ctl_object (ctl);
  redaksi_ctl_add_number (ctl, object, "articles", check->articles);
  redaksi_ctl_add_number (ctl, object, "revisions", check->revisions);
  redaksi_ctl_add_number (ctl, object, "photos", check->photos);
  redaksi_ctl_add (ctl, object, "file", check->file);
  if (found != NULL)
    g_printerr ("redaksictl: %s\n", found);
  else
    redaksi_ctl_print (ctl, "%s", _ ("Everything is as it was written."));
  list = yyjson_mut_obj_add_arr (ctl->answer, object, "damaged-articles");
  for (guint i = 0; check->damaged_articles[i] != NULL; i++)
    add_article (ctl, list, check->damaged_articles[i]);
  list = yyjson_mut_obj_add_arr (ctl->answer, object, "damaged-photos");
  for (guint i = 0; check->damaged_photos[i] != NULL; i++)
    {
      yyjson_mut_arr_add_strcpy (ctl->answer, list, check->damaged_photos[i]);
      redaksi_ctl_print (ctl, "%s", check->damaged_photos[i]);
    }
  if (found != NULL)
    ctl->code = REDAKSI_EXIT_FAILED;
  return TRUE;
}

/* ---- backup -----------------------------------------------------------------------------------
 */

static gboolean
make_backup (RedaksiCtl *ctl, const char *folder, gboolean daily, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *file = NULL;

  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  if (g_str_equal (absolute, redaksi_library_get_folder (ctl->library)))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                             _ ("A backup belongs into another folder than the library."));
  file = dex_await_string (redaksi_ctl_settle (redaksi_library_backup (ctl->library, absolute)),
                           error);
  if (file == NULL)
    return FALSE;
  if (daily
      && !redaksi_ctl_await (
        redaksi_library_set_setting (ctl->library, REDAKSI_SETTING_BACKUP_FOLDER, absolute), error))
    return FALSE;
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "file", file);
  redaksi_ctl_print (ctl, "%s", file);
  return TRUE;
}

gboolean
redaksi_command_backup (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  gboolean daily = FALSE, restore = FALSE, off = FALSE;
  const GOptionEntry entries[] = {
    { "daily", 0, 0, G_OPTION_ARG_NONE, &daily, N_ ("And into the same folder every day"), NULL },
    { "off", 0, 0, G_OPTION_ARG_NONE, &off, N_ ("No daily backup any more"), NULL },
    { "restore", 0, 0, G_OPTION_ARG_NONE, &restore,
      N_ ("Make a library of a backup’s file, where there is none yet"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!redaksi_ctl_options (ctl, &argc, &argv, entries, "FOLDER|FILE", 0, 1, error))
    return FALSE;
  if (daily + off + restore > 1 || (argc < 2) != off)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                             _ ("It is either backup [--daily] FOLDER, --off, or --restore FILE."));
  if (off)
    return redaksi_ctl_open (ctl, error)
           && redaksi_ctl_await (redaksi_library_set_setting (ctl->library,
                                                              REDAKSI_SETTING_BACKUP_FOLDER, NULL),
                                 error);
  if (!restore)
    return make_backup (ctl, argv[1], daily, error);
  if (!g_file_test (argv[1], G_FILE_TEST_IS_REGULAR))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_NOT_FOUND, _ ("There is no file “%s”."),
                             argv[1]);
  if (!redaksi_backup_restore (argv[1], ctl->folder, error) || !redaksi_ctl_open (ctl, error))
    return FALSE;
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "folder", ctl->folder);
  return TRUE;
}
