/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-preview.h"

#include <glib/gi18n-lib.h>

#include "redaksi-page.h"
#include "redaksi-preview-view.h"
#include "redaksi-answer.h"

struct _RedaksiPreview
{
  AdwBin parent_instance;

  RedaksiServices *services;
  RedaksiDocument *document;
  RedaksiPreviewView *view;
  GHashTable *photos;   /* digest → RedaksiPhoto, or NULL while it is asked for */
  GPtrArray *addresses; /* of the photos of the page that is being made */
  guint update;

  GtkLabel *site_label;
  AdwToggleGroup *width;
  AdwClamp *clamp;
  AdwBin *holder;
};

G_DEFINE_FINAL_TYPE (RedaksiPreview, redaksi_preview, ADW_TYPE_BIN)

/* After the last key: below that the page would be made at every key. */
#define UPDATE_MS   250
#define PHONE_WIDTH 390

static void queue_update (RedaksiPreview *self);

static void
photo_free (gpointer photo)
{
  if (photo != NULL)
    redaksi_photo_free (photo);
}

static void
got_photo_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPreview *self = object;

  if (value == NULL)
    return;
  g_hash_table_replace (self->photos, g_strdup (data), g_value_dup_boxed (value));
  queue_update (self);
}

/* Sizes are known once the store was asked; until then the page goes without them. */
static gboolean
look_up_photo (const char *digest, RedaksiPhotoLink *link, gpointer user_data)
{
  RedaksiPreview *self = user_data;
  RedaksiPhoto *photo = NULL;
  char *address;

  if (!g_hash_table_lookup_extended (self->photos, digest, NULL, (gpointer *)&photo))
    {
      g_hash_table_insert (self->photos, g_strdup (digest), NULL);
      redaksi_answer (redaksi_photo_store_get (redaksi_services_get_photos (self->services),
                                               digest),
                      self, got_photo_cb, g_strdup (digest), g_free);
    }
  address = g_strconcat (REDAKSI_PREVIEW_PHOTO_SCHEME "://store/", digest, NULL);
  g_ptr_array_add (self->addresses, address);
  *link = (RedaksiPhotoLink){ .url = address };
  if (photo != NULL)
    {
      link->width = photo->web_width;
      link->height = photo->web_height;
    }
  return TRUE;
}

static gboolean
update_cb (gpointer data)
{
  RedaksiPreview *self = data;
  RedaksiSite *site = redaksi_services_default_site (self->services);
  RedaksiPageSite page_site = {
    .name = site != NULL ? redaksi_site_get_name (site) : _ ("Your newspaper"),
    .tagline = site != NULL ? redaksi_site_get_tagline (site) : "",
    .language = site != NULL ? redaksi_site_get_language (site) : "id",
    .base_url = site != NULL ? redaksi_site_get_url (site) : "https://example.invalid/",
  };
  RedaksiPageContext context = {
    .time_zone = site != NULL ? redaksi_site_get_time_zone (site) : NULL,
    .use = REDAKSI_PAGE_PREVIEW,
  };
  RedaksiArticle *article;
  const char *language;
  char *html;

  self->update = 0;
  if (self->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  article = redaksi_document_get_article (self->document);
  language = redaksi_article_get_field (article, REDAKSI_FIELD_LANGUAGE);
  if (*language != '\0')
    page_site.language = language;
  gtk_label_set_label (self->site_label, page_site.name);
  self->addresses = g_ptr_array_new_with_free_func (g_free);
  html = redaksi_page_render_article (article, &page_site, &context, look_up_photo, self);
  g_clear_pointer (&self->addresses, g_ptr_array_unref);
  redaksi_preview_view_show (self->view, html, redaksi_article_get_id (article));
  return G_SOURCE_REMOVE;
}

static void
queue_update (RedaksiPreview *self)
{
  g_clear_handle_id (&self->update, g_source_remove);
  self->update = g_timeout_add (UPDATE_MS, update_cb, self);
}

static void
width_changed_cb (RedaksiPreview *self)
{
  gboolean phone = g_strcmp0 (adw_toggle_group_get_active_name (self->width), "phone") == 0;

  if (self->services == NULL)
    return;
  adw_clamp_set_maximum_size (self->clamp, phone ? PHONE_WIDTH : 4000);
  adw_clamp_set_tightening_threshold (self->clamp, phone ? PHONE_WIDTH : 4000);
  redaksi_preview_view_set_phone (self->view, phone);
  g_settings_set_boolean (redaksi_services_get_settings (self->services), "preview-phone", phone);
}

static void
redaksi_preview_map (GtkWidget *widget)
{
  RedaksiPreview *self = REDAKSI_PREVIEW (widget);

  GTK_WIDGET_CLASS (redaksi_preview_parent_class)->map (widget);
  g_clear_handle_id (&self->update, g_source_remove);
  update_cb (self);
}

static void
redaksi_preview_dispose (GObject *object)
{
  RedaksiPreview *self = REDAKSI_PREVIEW (object);

  g_clear_handle_id (&self->update, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_PREVIEW);
  g_clear_object (&self->document);
  g_clear_object (&self->services);
  g_clear_pointer (&self->photos, g_hash_table_unref);

  G_OBJECT_CLASS (redaksi_preview_parent_class)->dispose (object);
}

static void
redaksi_preview_class_init (RedaksiPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_preview_dispose;
  widget_class->map = redaksi_preview_map;
  gtk_widget_class_set_css_name (widget_class, "preview");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreview, site_label);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreview, width);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreview, clamp);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPreview, holder);
  gtk_widget_class_bind_template_callback (widget_class, width_changed_cb);
}

static void
redaksi_preview_init (RedaksiPreview *self)
{
  self->photos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, photo_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
redaksi_preview_new (RedaksiServices *services)
{
  RedaksiPreview *self = g_object_new (REDAKSI_TYPE_PREVIEW, NULL);
  gboolean phone
    = g_settings_get_boolean (redaksi_services_get_settings (services), "preview-phone");

  self->services = g_object_ref (services);
  self->view
    = REDAKSI_PREVIEW_VIEW (redaksi_preview_view_new (redaksi_services_get_photos (services)));
  adw_bin_set_child (self->holder, GTK_WIDGET (self->view));
  adw_toggle_group_set_active_name (self->width, phone ? "phone" : "desktop");
  width_changed_cb (self);
  g_signal_connect_object (services, "sites-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
redaksi_preview_set_document (RedaksiPreview *self, RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_PREVIEW (self));

  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "applied", G_CALLBACK (queue_update), self);
  g_clear_handle_id (&self->update, g_source_remove);
  update_cb (self);
}
