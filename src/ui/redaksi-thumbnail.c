/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-thumbnail.h"

struct _RedaksiThumbnail
{
  AdwBin parent_instance;

  GtkPicture *picture;
  GCancellable *cancellable;
  char *digest;
};

G_DEFINE_FINAL_TYPE (RedaksiThumbnail, redaksi_thumbnail, ADW_TYPE_BIN)

static void
redaksi_thumbnail_dispose (GObject *object)
{
  RedaksiThumbnail *self = REDAKSI_THUMBNAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->digest, g_free);

  G_OBJECT_CLASS (redaksi_thumbnail_parent_class)->dispose (object);
}

static void
redaksi_thumbnail_class_init (RedaksiThumbnailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_thumbnail_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "thumbnail");
  /* The headline beside it says what it is of. */
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
redaksi_thumbnail_init (RedaksiThumbnail *self)
{
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_COVER);
  gtk_picture_set_can_shrink (self->picture, TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->picture));
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_filename (task_data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RedaksiThumbnail *self = REDAKSI_THUMBNAIL (object);
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

GtkWidget *
redaksi_thumbnail_new (void)
{
  return g_object_new (REDAKSI_TYPE_THUMBNAIL, NULL);
}

/**
 * redaksi_thumbnail_set_photo:
 * @self: a thumbnail
 * @photos: (nullable): the store
 * @digest: (nullable): the photo's name there, or nothing to show
 */
void
redaksi_thumbnail_set_photo (RedaksiThumbnail *self, RedaksiPhotoStore *photos, const char *digest)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REDAKSI_IS_THUMBNAIL (self));

  if (digest != NULL && *digest == '\0')
    digest = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), digest != NULL);
  if (!g_set_str (&self->digest, digest))
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_picture_set_paintable (self->picture, NULL);
  if (digest == NULL || photos == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, loaded_cb, NULL);
  g_task_set_task_data (task, redaksi_photo_store_dup_thumb_path (photos, digest), g_free);
  g_task_run_in_thread (task, load_thread);
}
