/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page is served over a scheme of its own and reloaded when it changed: a reload keeps the
 * scroll position and paints the old page until the new one is laid out, and needs no script.
 */
#include "redaksi-preview-view.h"

#include <glib/gi18n-lib.h>
#include <webkit/webkit.h>

#include "redaksi-digest.h"

struct _RedaksiPreviewView
{
  AdwBin parent_instance;

  RedaksiPhotoStore *photos;
  WebKitWebView *web;
  WebKitUserContentManager *content;
  char *html;    /* what the page scheme serves */
  char *id;      /* of the article that is shown */
  char *address; /* the only one that may be loaded */
  gboolean filtered;
  gboolean phone;
  double zoom;
};

G_DEFINE_FINAL_TYPE (RedaksiPreviewView, redaksi_preview_view, ADW_TYPE_BIN)

/* A computer's page is laid out at least this wide, in CSS pixels, and made smaller to fit. */
#define DESKTOP_WIDTH 1000

/* Everything is blocked; only then our two schemes are let through again. */
#define FILTER                                                                                     \
  "[{\"trigger\":{\"url-filter\":\".*\"},\"action\":{\"type\":\"block\"}},"                        \
  "{\"trigger\":{\"url-filter\":\"^" REDAKSI_PREVIEW_PAGE_SCHEME                                   \
  ":\"},\"action\":{\"type\":\"ignore-previous-rules\"}},"                                         \
  "{\"trigger\":{\"url-filter\":\"^" REDAKSI_PREVIEW_PHOTO_SCHEME                                  \
  ":\"},\"action\":{\"type\":\"ignore-previous-rules\"}}]"

static void
load (RedaksiPreviewView *self)
{
  g_autofree char *address = NULL;

  if (!self->filtered || self->html == NULL)
    return;
  address = g_strconcat (REDAKSI_PREVIEW_PAGE_SCHEME "://article/", self->id, NULL);
  if (g_set_str (&self->address, address))
    webkit_web_view_load_uri (self->web, address);
  else
    webkit_web_view_reload_bypass_cache (self->web);
}

static void
refuse (WebKitURISchemeRequest *request)
{
  g_autoptr (GError) error
    = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "not a part of this page");

  webkit_uri_scheme_request_finish_error (request, error);
}

static void
serve_page_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (RedaksiPreviewView) self = g_weak_ref_get (weak);
  g_autoptr (GInputStream) stream = NULL;

  if (self == NULL || self->html == NULL
      || g_strcmp0 (webkit_uri_scheme_request_get_uri (request), self->address) != 0)
    {
      refuse (request);
      return;
    }
  stream = g_memory_input_stream_new_from_data (g_strdup (self->html), -1, g_free);
  webkit_uri_scheme_request_finish (request, stream, -1, "text/html; charset=utf-8");
}

static void
serve_photo_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (RedaksiPreviewView) self = g_weak_ref_get (weak);
  const char *path = webkit_uri_scheme_request_get_path (request);
  g_autofree char *name = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  /* A digest and nothing else: no path of the page's making reaches the file system. */
  if (self == NULL || path == NULL || *path != '/' || !redaksi_digest_is_valid (path + 1))
    {
      refuse (request);
      return;
    }
  name = redaksi_photo_store_dup_web_path (self->photos, path + 1);
  file = g_file_new_for_path (name);
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL)
    refuse (request);
  else
    webkit_uri_scheme_request_finish (request, G_INPUT_STREAM (stream), -1, "image/jpeg");
}

static gboolean
decide_policy_cb (WebKitWebView *web, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type,
                  RedaksiPreviewView *self)
{
  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION)
    {
      WebKitNavigationAction *action = webkit_navigation_policy_decision_get_navigation_action (
        WEBKIT_NAVIGATION_POLICY_DECISION (decision));
      const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

      if (!webkit_navigation_action_is_user_gesture (action) && g_strcmp0 (uri, self->address) == 0)
        {
          webkit_policy_decision_use (decision);
          return TRUE;
        }
    }
  else if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    {
      const char *uri = webkit_uri_request_get_uri (
        webkit_response_policy_decision_get_request (WEBKIT_RESPONSE_POLICY_DECISION (decision)));

      if (g_str_has_prefix (uri, REDAKSI_PREVIEW_PAGE_SCHEME ":")
          || g_str_has_prefix (uri, REDAKSI_PREVIEW_PHOTO_SCHEME ":"))
        {
          webkit_policy_decision_use (decision);
          return TRUE;
        }
    }
  webkit_policy_decision_ignore (decision);
  return TRUE;
}

static gboolean
permission_cb (WebKitWebView *web, WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static gboolean
stop_cb (void)
{
  return TRUE;
}

static GtkWidget *
create_cb (void)
{
  return NULL;
}

/* The page is gone with its process: the next change makes it anew. */
static void
terminated_cb (RedaksiPreviewView *self)
{
  g_warning ("the preview's process ended");
  g_clear_pointer (&self->address, g_free);
}

static void
filter_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (RedaksiPreviewView) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter
    = webkit_user_content_filter_store_save_finish (WEBKIT_USER_CONTENT_FILTER_STORE (object),
                                                    result, &error);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (filter == NULL)
    {
      /* Without a layer there is no preview. */
      g_warning ("the preview's filter could not be made: %s", error->message);
      return;
    }
  if (self != NULL)
    {
      webkit_user_content_manager_add_filter (self->content, filter);
      self->filtered = TRUE;
      load (self);
    }
  webkit_user_content_filter_unref (filter);
}

static GWeakRef *
weak_ref_new (gpointer object)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, object);
  return weak;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
make_filter (RedaksiPreviewView *self)
{
  g_autofree char *folder
    = g_build_filename (g_get_user_cache_dir (), "redaksi", "preview-filter", NULL);
  g_autoptr (WebKitUserContentFilterStore) store = webkit_user_content_filter_store_new (folder);
  g_autoptr (GBytes) source = g_bytes_new_static (FILTER, strlen (FILTER));

  webkit_user_content_filter_store_save (store, "block-all", source, NULL, filter_saved_cb,
                                         weak_ref_new (self));
}

static WebKitSettings *
make_settings (void)
{
  WebKitSettings *settings = webkit_settings_new ();

  g_object_set (settings, "enable-javascript", FALSE, "enable-javascript-markup", FALSE,
                "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER,
                "enable-media", FALSE, "enable-webgl", FALSE, "enable-webaudio", FALSE,
                "enable-html5-local-storage", FALSE, "enable-html5-database", FALSE,
                "enable-page-cache", FALSE, "enable-developer-extras", FALSE,
                "enable-back-forward-navigation-gestures", FALSE,
                "allow-file-access-from-file-urls", FALSE, "allow-universal-access-from-file-urls",
                FALSE, "javascript-can-open-windows-automatically", FALSE, NULL);
  return settings;
}

static WebKitNetworkSession *
make_session (void)
{
  WebKitNetworkSession *session = webkit_network_session_new_ephemeral ();
  /* Port 9 of this machine: where another layer failed, the request still goes nowhere. */
  WebKitNetworkProxySettings *nowhere
    = webkit_network_proxy_settings_new ("http://127.0.0.1:9/", NULL);

  webkit_network_session_set_proxy_settings (session, WEBKIT_NETWORK_PROXY_MODE_CUSTOM, nowhere);
  webkit_network_proxy_settings_free (nowhere);
  return session;
}

static void
make_web_view (RedaksiPreviewView *self)
{
  g_autoptr (WebKitWebContext) context = webkit_web_context_new ();
  g_autoptr (WebKitNetworkSession) session = make_session ();
  g_autoptr (WebKitSettings) settings = make_settings ();

  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  webkit_web_context_register_uri_scheme (context, REDAKSI_PREVIEW_PAGE_SCHEME, serve_page_cb,
                                          weak_ref_new (self), weak_ref_free);
  webkit_web_context_register_uri_scheme (context, REDAKSI_PREVIEW_PHOTO_SCHEME, serve_photo_cb,
                                          weak_ref_new (self), weak_ref_free);
  self->content = webkit_user_content_manager_new ();
  self->web
    = g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", context, "network-session", session,
                    "settings", settings, "user-content-manager", self->content, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->web), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Preview of the page"), -1);
  g_signal_connect_object (self->web, "decide-policy", G_CALLBACK (decide_policy_cb), self, 0);
  g_signal_connect (self->web, "permission-request", G_CALLBACK (permission_cb), NULL);
  g_signal_connect (self->web, "context-menu", G_CALLBACK (stop_cb), NULL);
  g_signal_connect (self->web, "script-dialog", G_CALLBACK (stop_cb), NULL);
  g_signal_connect (self->web, "print", G_CALLBACK (stop_cb), NULL);
  g_signal_connect (self->web, "create", G_CALLBACK (create_cb), NULL);
  g_signal_connect_object (self->web, "web-process-terminated", G_CALLBACK (terminated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->web));
}

static void
redaksi_preview_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RedaksiPreviewView *self = REDAKSI_PREVIEW_VIEW (widget);
  double zoom = self->phone ? 1.0 : CLAMP ((double)width / DESKTOP_WIDTH, 0.4, 1.0);

  GTK_WIDGET_CLASS (redaksi_preview_view_parent_class)
    ->size_allocate (widget, width, height, baseline);
  if (self->web != NULL && ABS (zoom - self->zoom) > 0.005)
    {
      self->zoom = zoom;
      webkit_web_view_set_zoom_level (self->web, zoom);
    }
}

static void
redaksi_preview_view_dispose (GObject *object)
{
  RedaksiPreviewView *self = REDAKSI_PREVIEW_VIEW (object);

  self->web = NULL;
  g_clear_object (&self->content);
  g_clear_object (&self->photos);
  g_clear_pointer (&self->html, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (redaksi_preview_view_parent_class)->dispose (object);
}

static void
redaksi_preview_view_class_init (RedaksiPreviewViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_preview_view_dispose;
  GTK_WIDGET_CLASS (klass)->size_allocate = redaksi_preview_view_size_allocate;
}

static void
redaksi_preview_view_init (RedaksiPreviewView *self)
{
  self->zoom = 1.0;
}

GtkWidget *
redaksi_preview_view_new (RedaksiPhotoStore *photos)
{
  RedaksiPreviewView *self = g_object_new (REDAKSI_TYPE_PREVIEW_VIEW, NULL);

  self->photos = g_object_ref (photos);
  make_web_view (self);
  make_filter (self);
  return GTK_WIDGET (self);
}

/**
 * redaksi_preview_view_show:
 * @self: the view
 * @html: (transfer full): the page
 * @id: the article's id: another one is shown from its top, the same one where it was scrolled to
 */
void
redaksi_preview_view_show (RedaksiPreviewView *self, char *html, const char *id)
{
  g_autofree char *page = html;

  g_return_if_fail (REDAKSI_IS_PREVIEW_VIEW (self) && html != NULL && id != NULL);

  if (self->html != NULL && self->address != NULL && g_str_equal (self->html, page)
      && g_strcmp0 (self->id, id) == 0)
    return;
  g_set_str (&self->id, id);
  g_free (self->html);
  self->html = g_steal_pointer (&page);
  load (self);
}

void
redaksi_preview_view_set_phone (RedaksiPreviewView *self, gboolean phone)
{
  g_return_if_fail (REDAKSI_IS_PREVIEW_VIEW (self));

  self->phone = phone;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
