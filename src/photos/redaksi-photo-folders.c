/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folders of a photo store, which have to be as durable as what is put into them. */
#include "redaksi-photo-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "redaksi-file.h"

struct _RedaksiPhotoFolders
{
  char *root;
  GMutex lock;
  GHashTable *durable; /* those that are for certain */
};

RedaksiPhotoFolders *
redaksi_photo_folders_new (const char *root)
{
  RedaksiPhotoFolders *self = g_new0 (RedaksiPhotoFolders, 1);
  g_autofree char *child = g_build_filename (root, "x", NULL);

  /* As the folders of files in it are called, whatever way it was written. */
  self->root = g_path_get_dirname (child);
  g_mutex_init (&self->lock);
  self->durable = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
redaksi_photo_folders_free (RedaksiPhotoFolders *self)
{
  g_hash_table_unref (self->durable);
  g_mutex_clear (&self->lock);
  g_free (self->root);
  g_free (self);
}

/* The names in @path survive a pulled plug. */
gboolean
redaksi_photo_folders_sync (const char *path, GError **error)
{
  g_autofd int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0 && (fsync (fd) == 0 || errno == EINVAL || errno == EROFS))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

/* Makes @folder, in the store, and those above it. One that is there may be another's who has not
 * synced its name yet, so once we do that ourselves. Of any thread. */
gboolean
redaksi_photo_folders_make (RedaksiPhotoFolders *self, const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  gboolean known;

  g_mutex_lock (&self->lock);
  known = g_hash_table_contains (self->durable, folder);
  g_mutex_unlock (&self->lock);
  if (known && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_str_has_prefix (parent, self->root) && !redaksi_photo_folders_make (self, parent, error))
    return FALSE;
  if (!redaksi_file_make_folder (folder, error) || !redaksi_photo_folders_sync (parent, error))
    return FALSE;
  g_mutex_lock (&self->lock);
  g_hash_table_add (self->durable, g_strdup (folder));
  g_mutex_unlock (&self->lock);
  return TRUE;
}
