/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files into their place: all of them or none, and never over what is there. */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "redaksi-export-private.h"
#include "redaksi-file.h"

/* In words that say what to do. */
static gboolean
fail (GError **error, const char *path, const GError *cause)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *place = g_filename_display_basename (folder);
  g_autofree char *name = g_filename_display_basename (path);

  switch (cause->domain == G_IO_ERROR ? cause->code : -1)
    {
    case G_IO_ERROR_EXISTS:
      g_set_error (error, REDAKSI_EXPORT_ERROR, REDAKSI_EXPORT_ERROR_EXISTS,
                   _ ("“%s” is there already, and nothing was written. Choose another name."),
                   name);
      break;
    case G_IO_ERROR_NO_SPACE:
      g_set_error_literal (error, REDAKSI_EXPORT_ERROR, REDAKSI_EXPORT_ERROR_WRITE,
                           _ ("There is no room left there, and nothing was written. Make room, or "
                              "choose another folder."));
      break;
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      g_set_error (error, REDAKSI_EXPORT_ERROR, REDAKSI_EXPORT_ERROR_WRITE,
                   _ ("You may not write into “%s”. Choose another folder."), place);
      break;
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      g_set_error (error, REDAKSI_EXPORT_ERROR, REDAKSI_EXPORT_ERROR_WRITE,
                   _ ("There is no folder “%s”. Choose another folder."), place);
      break;
    default:
      g_set_error (error, REDAKSI_EXPORT_ERROR, REDAKSI_EXPORT_ERROR_WRITE,
                   _ ("“%s” could not be written: %s"), name, cause->message);
    }
  return FALSE;
}

static void
set_errno (GError **error, int saved)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved), g_strerror (saved));
}

/* A name that nobody has in the same folder, so that one renaming brings it to its place. */
static char *
make_draft (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  char *draft = g_build_filename (folder, ".redaksi-export-XXXXXX", NULL);

  if (g_mkdtemp_full (draft, 0700) != NULL)
    return draft;
  set_errno (error, errno);
  g_free (draft);
  return NULL;
}

/* All that may be in it is what we put there. */
static void
remove_draft (const char *draft, GPtrArray *files)
{
  g_autofree char *photos = g_build_filename (draft, REDAKSI_EXPORT_PHOTOS, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const RedaksiExportFile *file = files->pdata[i];
      g_autofree char *path = g_build_filename (draft, file->name, NULL);

      g_unlink (path);
    }
  g_rmdir (photos);
  g_rmdir (draft);
}

static gboolean
fill (const char *draft, GPtrArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      const RedaksiExportFile *file = files->pdata[i];
      g_autofree char *path = g_build_filename (draft, file->name, NULL);
      g_autofree char *folder = g_path_get_dirname (path);

      if (!redaksi_file_make_folder (folder, error)
          || !redaksi_file_write_durably (path, file->bytes, error))
        return FALSE;
    }
  return TRUE;
}

/* Writes @files as the folder @path, or, of one file, as the file @path. */
gboolean
_redaksi_export_write (const char *path, GPtrArray *files, gboolean folder, GError **error)
{
  const RedaksiExportFile *first = files->pdata[0];
  g_autoptr (GError) cause = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *from = NULL;

  g_assert (files->len > 0 && (folder || files->len == 1));

  draft = make_draft (path, &cause);
  if (draft == NULL)
    return fail (error, path, cause);
  from = folder ? g_strdup (draft) : g_build_filename (draft, first->name, NULL);
  if (!fill (draft, files, &cause) || !redaksi_file_rename_new (from, path, &cause))
    {
      remove_draft (draft, files);
      return fail (error, path, cause);
    }
  if (!folder)
    g_rmdir (draft);
  return TRUE;
}
