/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-photo-picture.h"

/* As most photos are, until the size is known. */
#define PROPORTION 1.5
/* No higher than this part of the width: an upright photo leaves room for the text. */
#define HIGHEST 1.1

struct _RedaksiPhotoPicture
{
  GtkWidget parent_instance;

  RedaksiPhotoStore *store;
  char *digest;
  GdkTexture *texture;
  GCancellable *loading;
  int loaded_width; /* that the texture was read for */
  double proportion;
  gboolean failed;
  gboolean far;
};

G_DEFINE_FINAL_TYPE (RedaksiPhotoPicture, redaksi_photo_picture, GTK_TYPE_WIDGET)

typedef struct
{
  char *web;
  char *thumb;
  int width;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->web);
  g_free (wanted->thumb);
  g_free (wanted);
}

/* In the form that screens have: another one would be converted at each drawing, which is at each
 * key. */
static GdkTexture *
make_texture (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);
  GdkTextureDownloader *downloader = gdk_texture_downloader_new (texture);
  g_autoptr (GBytes) bytes = NULL;
  gsize stride;

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_DEFAULT);
  bytes = gdk_texture_downloader_download_bytes (downloader, &stride);
  gdk_texture_downloader_free (downloader);
  return gdk_memory_texture_new (gdk_texture_get_width (texture), gdk_texture_get_height (texture),
                                 GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wanted *wanted = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf
    = gdk_pixbuf_new_from_file_at_scale (wanted->web, wanted->width, -1, TRUE, &error);

  if (pixbuf == NULL)
    pixbuf = gdk_pixbuf_new_from_file (wanted->thumb, NULL);
  if (pixbuf == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, make_texture (pixbuf), g_object_unref);
}

static void
set_proportion (RedaksiPhotoPicture *self, double width, double height)
{
  double proportion = height > 0 ? width / height : PROPORTION;

  if (ABS (proportion - self->proportion) < .001)
    return;
  self->proportion = proportion;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RedaksiPhotoPicture *self = REDAKSI_PHOTO_PICTURE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  self->failed = texture == NULL;
  g_set_object (&self->texture, texture);
  if (texture != NULL)
    set_proportion (self, gdk_texture_get_width (texture), gdk_texture_get_height (texture));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
load (RedaksiPhotoPicture *self)
{
  int width
    = gtk_widget_get_width (GTK_WIDGET (self)) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (GTask) task = NULL;
  Wanted *wanted;

  if (self->loading != NULL || self->failed || self->far || self->digest == NULL
      || self->store == NULL || width <= 0
      || (self->texture != NULL && self->loaded_width >= width))
    return;
  wanted = g_new0 (Wanted, 1);
  wanted->web = redaksi_photo_store_dup_web_path (self->store, self->digest);
  wanted->thumb = redaksi_photo_store_dup_thumb_path (self->store, self->digest);
  wanted->width = self->loaded_width = MIN (width, 2048);
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, loaded_cb, NULL);
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, load_thread);
}

static void
let_go (RedaksiPhotoPicture *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->texture);
  self->loaded_width = 0;
  self->failed = FALSE;
}

/* ---- the widget -------------------------------------------------------------------------------
 */

static GtkSizeRequestMode
redaksi_photo_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
redaksi_photo_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                               int *minimum, int *natural, int *minimum_baseline,
                               int *natural_baseline)
{
  RedaksiPhotoPicture *self = REDAKSI_PHOTO_PICTURE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 80;
  else
    *minimum = (int)MIN ((for_size > 0 ? for_size : 80) / self->proportion,
                         (for_size > 0 ? for_size : 80) * HIGHEST);
  *natural = *minimum;
}

static void
redaksi_photo_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RedaksiPhotoPicture *self = REDAKSI_PHOTO_PICTURE (widget);
  float width = (float)gtk_widget_get_width (widget);
  float height = (float)gtk_widget_get_height (widget);
  GskRoundedRect frame;

  load (self);
  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT (0, 0, width, height), 6);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  if (self->texture != NULL)
    {
      float shown = MIN (width, height * (float)self->proportion);
      gtk_snapshot_append_texture (snapshot, self->texture,
                                   &GRAPHENE_RECT_INIT ((width - shown) / 2, 0, shown, height));
    }
  if (self->texture == NULL || width > height * (float)self->proportion + 1)
    {
      GdkRGBA color;
      gtk_widget_get_color (widget, &color);
      color.alpha *= .07f;
      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, width, height));
    }
  gtk_snapshot_pop (snapshot);
}

void
redaksi_photo_picture_set_near (RedaksiPhotoPicture *self, gboolean near)
{
  g_return_if_fail (REDAKSI_IS_PHOTO_PICTURE (self));

  if (self->far == !near)
    return;
  self->far = !near;
  if (self->far)
    let_go (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
redaksi_photo_picture_unmap (GtkWidget *widget)
{
  let_go (REDAKSI_PHOTO_PICTURE (widget));
  GTK_WIDGET_CLASS (redaksi_photo_picture_parent_class)->unmap (widget);
}

static void
redaksi_photo_picture_dispose (GObject *object)
{
  RedaksiPhotoPicture *self = REDAKSI_PHOTO_PICTURE (object);

  let_go (self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->digest, g_free);

  G_OBJECT_CLASS (redaksi_photo_picture_parent_class)->dispose (object);
}

static void
redaksi_photo_picture_class_init (RedaksiPhotoPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_photo_picture_dispose;
  widget_class->get_request_mode = redaksi_photo_picture_get_request_mode;
  widget_class->measure = redaksi_photo_picture_measure;
  widget_class->snapshot = redaksi_photo_picture_snapshot;
  widget_class->unmap = redaksi_photo_picture_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
redaksi_photo_picture_init (RedaksiPhotoPicture *self)
{
  self->proportion = PROPORTION;
}

/**
 * redaksi_photo_picture_new:
 * @store: (nullable): where photos are
 *
 * Returns: (transfer floating): a picture without a photo
 */
GtkWidget *
redaksi_photo_picture_new (RedaksiPhotoStore *store)
{
  RedaksiPhotoPicture *self = g_object_new (REDAKSI_TYPE_PHOTO_PICTURE, NULL);

  g_set_object (&self->store, store);
  return GTK_WIDGET (self);
}

/* ---- how large it is, before it is read
 * ---------------------------------------------------------- */

static DexFuture *
sized_cb (DexFuture *future, gpointer user_data)
{
  RedaksiPhotoPicture *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);
  RedaksiPhoto *photo = value != NULL ? g_value_get_boxed (value) : NULL;

  if (photo != NULL && g_strcmp0 (photo->digest, self->digest) == 0 && photo->height > 0)
    set_proportion (self, photo->width, photo->height);
  return NULL;
}

void
redaksi_photo_picture_set (RedaksiPhotoPicture *self, const char *digest)
{
  g_return_if_fail (REDAKSI_IS_PHOTO_PICTURE (self));

  if (!g_set_str (&self->digest, digest))
    return;
  let_go (self);
  if (digest != NULL && self->store != NULL)
    dex_future_disown (dex_future_then (redaksi_photo_store_get (self->store, digest), sized_cb,
                                        g_object_ref (self), g_object_unref));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
