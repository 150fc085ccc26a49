/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check */
#include <glib/gi18n-lib.h>

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
