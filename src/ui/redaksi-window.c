/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-window.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-browse-dialog.h"
#include "redaksi-conflict-dialog.h"
#include "redaksi-importer.h"
#include "redaksi-list-pane.h"
#include "redaksi-new-article.h"
#include "redaksi-publish-dialog.h"
#include "redaksi-sidebar.h"
#include "redaksi-site-details.h"
#include "redaksi-site-dialog.h"
#include "redaksi-welcome.h"
#include "redaksi-window-private.h"

G_DEFINE_FINAL_TYPE (RedaksiWindow, redaksi_window, ADW_TYPE_APPLICATION_WINDOW)

/* As the first breakpoint says. */
#define WIDE 1440

static RedaksiLibrary *
get_library (RedaksiWindow *self)
{
  return redaksi_services_get_library (self->services);
}

static const char *
get_open_id (RedaksiWindow *self)
{
  RedaksiDocument *document = redaksi_editor_get_document (self->editor);

  return document != NULL ? redaksi_article_get_id (redaksi_document_get_article (document)) : NULL;
}

/**
 * redaksi_window_tell:
 * @self: the window
 * @sentence: what happened
 *
 * Says it in a toast.
 */
void
redaksi_window_tell (RedaksiWindow *self, const char *sentence)
{
  GtkWidget *label;
  AdwToast *toast;

  g_return_if_fail (REDAKSI_IS_WINDOW (self) && sentence != NULL);

  /* A toast's own title is cut at the window's edge. */
  label = gtk_label_new (sentence);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, (guint)MAX (5, g_utf8_strlen (sentence, -1) / 12));
  adw_toast_overlay_add_toast (self->toasts, toast);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->toasts), sentence,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* ---- layout --------------------------------------------------------------------------------- */

static gboolean
has_focus (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* The preview takes the room of the lists; in a narrow window it takes the place of the text. The
 * details stand beside the text where there is room; else they lie over it while they are needed.
 */
static void
layout (RedaksiWindow *self)
{
  AdwBreakpoint *breakpoint
    = adw_application_window_get_current_breakpoint (ADW_APPLICATION_WINDOW (self));
  AdwOverlaySplitView *split = redaksi_editor_get_split (self->editor);
  gboolean small = breakpoint == self->small;
  gboolean preview, over, leaves_lists;

  if (self->services == NULL)
    return;
  g_object_get (self->editor, "preview", &preview, NULL);
  leaves_lists = (preview || self->plain) && !small && has_focus (GTK_WIDGET (self->lists));
  over = breakpoint != NULL || preview || self->plain;
  self->laying_out = TRUE;
  adw_navigation_split_view_set_collapsed (self->panes, small || preview || self->plain);
  if (preview || self->plain)
    adw_navigation_split_view_set_show_content (self->panes, TRUE);
  g_object_set (self->editor, "single", small, NULL);
  if (over != adw_overlay_split_view_get_collapsed (split))
    {
      adw_overlay_split_view_set_collapsed (split, over);
      g_object_set (self->editor, "inspector",
                    !over
                      && g_settings_get_boolean (redaksi_services_get_settings (self->services),
                                                 "inspector-shown"),
                    NULL);
    }
  self->laying_out = FALSE;
  if (leaves_lists)
    redaksi_article_view_focus_text (redaksi_editor_get_view (self->editor));
}

/* What is wished for the wide window is kept; over the text it is a moment's wish. */
static void
inspector_cb (RedaksiWindow *self)
{
  gboolean shown;

  if (self->laying_out || self->services == NULL
      || adw_overlay_split_view_get_collapsed (redaksi_editor_get_split (self->editor)))
    return;
  g_object_get (self->editor, "inspector", &shown, NULL);
  g_settings_set_boolean (redaksi_services_get_settings (self->services), "inspector-shown", shown);
}

static void
layout_cb (RedaksiWindow *self)
{
  layout (self);
}

/* Where one writes goes on. */
static void
return_focus_cb (gpointer user_data)
{
  g_autoptr (RedaksiWindow) self = user_data;
  GtkWidget *focus = self->was_focused;

  if (self->services == NULL || redaksi_editor_get_document (self->editor) == NULL)
    return;
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
  else
    redaksi_article_view_focus_text (redaksi_editor_get_view (self->editor));
  g_clear_weak_pointer (&self->was_focused);
}

/* Nothing but the text, on the whole screen. */
static void
plain_cb (RedaksiWindow *self)
{
  gboolean plain;

  g_object_get (self->editor, "plain", &plain, NULL);
  if (plain == self->plain || self->services == NULL)
    return;
  self->plain = plain;
  if (has_focus (GTK_WIDGET (redaksi_editor_get_view (self->editor))))
    g_set_weak_pointer (&self->was_focused, gtk_root_get_focus (GTK_ROOT (self)));
  if (plain)
    g_object_set (self->editor, "preview", FALSE, NULL);
  layout (self);
  /* Not while the navigation is on its way. */
  if (plain || self->was_focused != NULL)
    g_idle_add_once (return_focus_cb, g_object_ref (self));
  if (plain)
    {
      self->laying_out = TRUE;
      g_object_set (self->editor, "inspector", FALSE, NULL);
      self->laying_out = FALSE;
      gtk_window_fullscreen (GTK_WINDOW (self));
      redaksi_window_tell (self, _ ("Nothing but the text. F11 brings the rest back."));
    }
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

/* The desktop has ways of its own out of it. */
static void
fullscreened_cb (RedaksiWindow *self)
{
  if (self->plain && !gtk_window_is_fullscreen (GTK_WINDOW (self)))
    g_object_set (self->editor, "plain", FALSE, NULL);
}

/* Not while the navigation is still on its way. */
static void
return_to_text_cb (gpointer user_data)
{
  g_autoptr (RedaksiWindow) self = user_data;

  if (self->services == NULL || redaksi_editor_get_document (self->editor) == NULL)
    return;
  adw_navigation_split_view_set_show_content (self->panes, TRUE);
  redaksi_article_view_focus_text (redaksi_editor_get_view (self->editor));
}

/* Going back from a preview leads to the text. */
static void
show_content_cb (RedaksiWindow *self)
{
  gboolean preview;

  if (self->laying_out || self->services == NULL)
    return;
  g_object_get (self->editor, "preview", &preview, NULL);
  if (adw_navigation_split_view_get_show_content (self->panes))
    return;
  if (self->plain)
    {
      g_object_set (self->editor, "plain", FALSE, NULL);
      return;
    }
  if (preview)
    {
      g_object_set (self->editor, "preview", FALSE, NULL);
      g_idle_add_once (return_to_text_cb, g_object_ref (self));
      return;
    }
  /* The list is a page: what is chosen there is gone to, the open article too. */
  if (adw_navigation_split_view_get_collapsed (self->panes))
    redaksi_list_pane_unselect (self->list);
}

/* The preview has taken their room; going back from it would lead to the text. */
void
redaksi_window_show_lists (RedaksiWindow *self)
{
  g_object_set (self->editor, "preview", FALSE, "plain", FALSE, NULL);
  adw_navigation_split_view_set_show_content (self->panes, FALSE);
}

static void
show_shelf (RedaksiWindow *self, RedaksiShelf shelf)
{
  redaksi_sidebar_select (self->sidebar, shelf);
  adw_navigation_split_view_set_show_content (self->lists, TRUE);
}

/* ---- signals of the panes ------------------------------------------------------------------- */

static void
shelf_selected_cb (RedaksiWindow *self, guint shelf)
{
  adw_navigation_page_set_title (self->list_page, redaksi_shelf_get_title (shelf));
  if (self->services != NULL)
    redaksi_list_pane_set_shelf (self->list, shelf);
}

static void
shelf_activated_cb (RedaksiWindow *self, guint shelf)
{
  adw_navigation_split_view_set_show_content (self->lists, TRUE);
}

static void
site_activated_cb (RedaksiWindow *self, RedaksiSite *site)
{
  adw_dialog_present (redaksi_site_details_new (self->services, site), GTK_WIDGET (self));
}

static void
welcome_chosen_cb (RedaksiWindow *self)
{
  g_settings_set_boolean (redaksi_services_get_settings (self->services), "welcomed", TRUE);
  gtk_stack_set_visible_child_name (self->pages, "main");
}

/* From the welcome too: Ctrl+N works there, and so does what opens a file. */
static void
open_article (RedaksiWindow *self, const char *id)
{
  welcome_chosen_cb (self);
  redaksi_editor_open (self->editor, id);
  adw_navigation_split_view_set_show_content (self->panes, TRUE);
}

static void
open_cb (RedaksiWindow *self, const char *id)
{
  gboolean page = adw_navigation_split_view_get_collapsed (self->panes);

  /* Where the list goes away the keyboard goes on to the text. */
  if (page)
    g_set_str (&self->fresh, id);
  open_article (self, id);
  if (page && g_strcmp0 (id, get_open_id (self)) == 0)
    {
      g_clear_pointer (&self->fresh, g_free);
      redaksi_article_view_focus_text (redaksi_editor_get_view (self->editor));
    }
}

static void
opened_cb (RedaksiWindow *self, const char *id)
{
  redaksi_list_pane_select (self->list, id);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.publish", id != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.keep", id != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export-article", id != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.delete", id != NULL);
  if (id == NULL)
    return;
  redaksi_window_remember (self);
  if (g_strcmp0 (id, self->fresh) == 0)
    {
      g_clear_pointer (&self->fresh, g_free);
      redaksi_article_view_focus_text (redaksi_editor_get_view (self->editor));
    }
}

/* ---- new ------------------------------------------------------------------------------------ */

static void
created_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiWindow *self = object;

  if (value == NULL)
    {
      redaksi_window_tell (self, error->message);
      return;
    }
  g_set_str (&self->fresh, g_value_get_string (value));
  /* What is new is written, not looked at. */
  if (adw_application_window_get_current_breakpoint (ADW_APPLICATION_WINDOW (self)) == self->small)
    g_object_set (self->editor, "preview", FALSE, NULL);
  if (redaksi_list_pane_get_shelf (self->list) != REDAKSI_SHELF_ALL)
    show_shelf (self, REDAKSI_SHELF_DRAFTS);
  open_article (self, self->fresh);
}

/* Puts an article that is in no library yet into ours, and opens it. */
void
redaksi_window_create (RedaksiWindow *self, RedaksiArticle *article)
{
  redaksi_answer (redaksi_library_create (get_library (self), article), self, created_cb, NULL,
                  NULL);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  g_autoptr (RedaksiArticle) article
    = redaksi_new_article (redaksi_services_get_settings (self->services), NULL, NULL);

  redaksi_window_create (self, article);
}

/* ---- sites and publishing ------------------------------------------------------------------- */

static void
show_outbox (RedaksiWindow *self)
{
  show_shelf (self, REDAKSI_SHELF_OUTBOX);
  redaksi_window_show_lists (self);
}

static void
outbox_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_outbox (REDAKSI_WINDOW (widget));
}

static void
sent_cb (RedaksiWindow *self, const char *push_id, const char *site_name)
{
  AdwToast *toast = adw_toast_new_format (_ ("Sending to %s…"), site_name);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Outbox"));
  adw_toast_set_action_name (toast, "win.outbox");
  adw_toast_overlay_add_toast (self->toasts, toast);
  redaksi_window_follow_push (self, push_id);
}

static void
site_added_cb (RedaksiWindow *self, RedaksiSite *site, gboolean kept)
{
  g_autofree char *sentence = NULL;

  if (kept)
    sentence = g_strdup_printf (_ ("%s is ready."), redaksi_site_get_name (site));
  else
    sentence = g_strdup_printf (
      _ ("%s is ready. This computer keeps no passwords: you will be asked again next time."),
      redaksi_site_get_name (site));
  redaksi_window_tell (self, sentence);
  redaksi_window_retry_pushes (self, redaksi_site_get_id (site));
}

static void
present_site_dialog (RedaksiWindow *self, RedaksiSite *site)
{
  AdwDialog *dialog = redaksi_site_dialog_new (self->services, site);

  g_signal_connect_object (dialog, "added", G_CALLBACK (site_added_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add_site_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_site_dialog (REDAKSI_WINDOW (widget), NULL);
}

/* What is on a site: where there is none yet, one is added first. */
static void
browse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);

  if (g_list_model_get_n_items (redaksi_services_get_sites (self->services)) == 0)
    present_site_dialog (self, NULL);
  else
    adw_dialog_present (redaksi_browse_dialog_new (self->services, NULL), widget);
}

static void
sign_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  RedaksiSite *site
    = redaksi_services_find_site (self->services, g_variant_get_string (parameter, NULL));

  if (site != NULL)
    present_site_dialog (self, site);
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);

  redaksi_conflict_ask (widget, self->services, redaksi_editor_get_document (self->editor),
                        g_variant_get_string (parameter, NULL));
}

/* An article that was opened from a site: the article and the site. */
static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  const char *article, *site;

  g_variant_get (parameter, "(&s&s)", &article, &site);
  redaksi_conflict_refresh (widget, self->services, redaksi_editor_get_document (self->editor),
                            article, site);
}

static void
follow_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  redaksi_window_follow_push (REDAKSI_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
no_site_response_cb (RedaksiWindow *self, const char *response)
{
  if (g_str_equal (response, "add"))
    present_site_dialog (self, NULL);
  else if (g_str_equal (response, "practice"))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.practice", NULL);
}

static void
ask_for_site (RedaksiWindow *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (
    adw_alert_dialog_new (_ ("Where To?"),
                          _ ("No site is set up yet. The article is saved here and can wait.")));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Not Now"), "practice",
                                  _ ("Use the _Practice Site"), "add", _ ("_Add a Site…"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (no_site_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  RedaksiDocument *document = redaksi_editor_get_document (self->editor);
  AdwDialog *dialog;

  if (document == NULL)
    return;
  if (g_list_model_get_n_items (redaksi_services_get_sites (self->services)) == 0)
    {
      ask_for_site (self);
      return;
    }
  dialog = redaksi_publish_dialog_new (self->services, document);
  g_signal_connect_object (dialog, "sent", G_CALLBACK (sent_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
kept_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  redaksi_window_tell (object, value != NULL ? _ ("Saved here. This state is kept in the history.")
                                             : error->message);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);

  if (get_open_id (self) != NULL)
    redaksi_answer (redaksi_library_cut_revision (get_library (self), get_open_id (self), "manual",
                                                  NULL),
                    self, kept_cb, NULL, NULL);
}

/* ---- where the keyboard goes ---------------------------------------------------------------- */

static void
focus_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);

  /* The welcome has no panes. */
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->pages), "main"))
    return;
  if (g_str_equal (name, "win.text"))
    {
      adw_navigation_split_view_set_show_content (self->panes, TRUE);
      redaksi_article_view_focus_text (redaksi_editor_get_view (self->editor));
      return;
    }
  redaksi_window_show_lists (self);
  adw_navigation_split_view_set_show_content (self->lists, !g_str_equal (name, "win.shelves"));
  if (g_str_equal (name, "win.search"))
    redaksi_list_pane_search (self->list);
  else if (g_str_equal (name, "win.list"))
    redaksi_list_pane_focus (self->list);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->sidebar), GTK_DIR_TAB_FORWARD);
}

static void
open_article_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_article (REDAKSI_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
tell_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  redaksi_window_tell (REDAKSI_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* ---- the class ------------------------------------------------------------------------------ */

static gboolean
redaksi_window_close_request (GtkWindow *window)
{
  RedaksiWindow *self = REDAKSI_WINDOW (window);
  GSettings *settings = redaksi_services_get_settings (self->services);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", MAX (width, 360));
  g_settings_set_int (settings, "window-height", MAX (height, 294));
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  /* The application lets the article go first, and closes the window then. */
  gtk_widget_activate_action (GTK_WIDGET (self), "app.quit", NULL);
  return TRUE;
}

static void
redaksi_window_dispose (GObject *object)
{
  RedaksiWindow *self = REDAKSI_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_WINDOW);
  g_clear_object (&self->services);
  g_clear_pointer (&self->fresh, g_free);
  g_clear_weak_pointer (&self->was_focused);

  G_OBJECT_CLASS (redaksi_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiWindow, small);
  gtk_widget_class_bind_template_child (widget_class, RedaksiWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RedaksiWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RedaksiWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, RedaksiWindow, lists);
  gtk_widget_class_bind_template_child (widget_class, RedaksiWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RedaksiWindow, list_page);
  gtk_widget_class_bind_template_child (widget_class, RedaksiWindow, list);
  gtk_widget_class_bind_template_child (widget_class, RedaksiWindow, editor);
  gtk_widget_class_bind_template_callback (widget_class, layout_cb);
  gtk_widget_class_bind_template_callback (widget_class, inspector_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_content_cb);
  gtk_widget_class_bind_template_callback (widget_class, shelf_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, shelf_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, site_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, welcome_chosen_cb);
}

static void
redaksi_window_class_init (RedaksiWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = redaksi_window_close_request;

  g_type_ensure (REDAKSI_TYPE_SIDEBAR);
  g_type_ensure (REDAKSI_TYPE_LIST_PANE);
  g_type_ensure (REDAKSI_TYPE_EDITOR);
  g_type_ensure (REDAKSI_TYPE_WELCOME);
  bind_template (widget_class);
  redaksi_window_install_trash (widget_class);
  redaksi_window_install_sheets (widget_class);
  redaksi_window_install_export (widget_class);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, focus_action);
  gtk_widget_class_install_action (widget_class, "win.shelves", NULL, focus_action);
  gtk_widget_class_install_action (widget_class, "win.list", NULL, focus_action);
  gtk_widget_class_install_action (widget_class, "win.text", NULL, focus_action);
  gtk_widget_class_install_action (widget_class, "win.publish", NULL, publish_action);
  gtk_widget_class_install_action (widget_class, "win.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "win.add-site", NULL, add_site_action);
  gtk_widget_class_install_action (widget_class, "win.browse", NULL, browse_action);
  gtk_widget_class_install_action (widget_class, "win.outbox", NULL, outbox_action);
  gtk_widget_class_install_action (widget_class, "win.sign-in", "s", sign_in_action);
  gtk_widget_class_install_action (widget_class, "win.decide", "s", decide_action);
  gtk_widget_class_install_action (widget_class, "win.follow", "s", follow_action);
  gtk_widget_class_install_action (widget_class, "win.tell", "s", tell_action);
  gtk_widget_class_install_action (widget_class, "win.open-article", "s", open_article_action);
  gtk_widget_class_install_action (widget_class, "win.refresh-article", "(ss)", refresh_action);
}

static void
redaksi_window_init (RedaksiWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * redaksi_window_new:
 * @application: the application
 * @services: what it works with
 *
 * Returns: (transfer none): the window
 */
RedaksiWindow *
redaksi_window_new (GtkApplication *application, RedaksiServices *services)
{
  RedaksiWindow *self = g_object_new (REDAKSI_TYPE_WINDOW, "application", application, NULL);
  GSettings *settings = redaksi_services_get_settings (services);
  g_autoptr (GPropertyAction) preview = g_property_action_new ("preview", self->editor, "preview");
  g_autoptr (GPropertyAction) inspector
    = g_property_action_new ("inspector", self->editor, "inspector");
  g_autoptr (GPropertyAction) plain = g_property_action_new ("plain", self->editor, "plain");

  self->services = g_object_ref (services);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  redaksi_sidebar_set_services (self->sidebar, services);
  redaksi_list_pane_set_services (self->list, services);
  redaksi_editor_set_services (self->editor, services);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (preview));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (inspector));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (plain));
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (fullscreened_cb), NULL);
  g_signal_connect_swapped (self->editor, "notify::plain", G_CALLBACK (plain_cb), self);
  gtk_stack_set_visible_child_name (self->pages, g_settings_get_boolean (settings, "welcomed")
                                                   ? "main"
                                                   : "welcome");
  show_shelf (self, REDAKSI_SHELF_DRAFTS);
  opened_cb (self, NULL);
  /* Where it is narrower the breakpoint tells, once it is known. */
  if (g_settings_get_int (settings, "window-width") > WIDE)
    layout (self);
  return self;
}

/**
 * redaksi_window_let_go:
 * @self: the window
 *
 * Returns: (transfer full): resolves when the open article is saved and let go
 */
DexFuture *
redaksi_window_let_go (RedaksiWindow *self)
{
  g_return_val_if_fail (REDAKSI_IS_WINDOW (self), NULL);

  redaksi_window_remember (self);
  return redaksi_editor_close (self->editor);
}

/**
 * redaksi_window_open_files:
 * @self: the window
 * @files: photos, HTML, Markdown, plain text
 * @n_files: how many
 *
 * Photos go into the open article, or into a new one; each text becomes a new article.
 */
void
redaksi_window_open_files (RedaksiWindow *self, GFile **files, guint n_files)
{
  g_return_if_fail (REDAKSI_IS_WINDOW (self));

  welcome_chosen_cb (self);
  redaksi_importer_take (GTK_WIDGET (self), self->services, self->editor, files, n_files);
}
