/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-editor.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-format-bar.h"
#include "redaksi-inspector.h"
#include "redaksi-link-stories.h"
#include "redaksi-preview.h"
#include "redaksi-saved-label.h"
#include "redaksi-shortcuts.h"

struct _RedaksiEditor
{
  AdwBin parent_instance;

  RedaksiServices *services;
  RedaksiDocument *document;
  RedaksiArticleView *view;
  RedaksiPreview *preview_pane; /* made when it is first shown */
  char *wanted;                 /* the article that is to be open, NULL for none */
  gboolean loading;
  guint detaching;
  guint n_trash;
  DexPromise *closing;
  char *trouble_text;

  gboolean preview;
  gboolean inspector;
  gboolean compact;
  gboolean single;
  gboolean plain;   /* nothing but the text */
  gboolean peeking; /* the header is there for a moment */
  gboolean showing; /* the details come and go by us, not by a swipe or a key */

  AdwOverlaySplitView *split;
  AdwToolbarView *bars;
  RedaksiSavedLabel *saved;
  RedaksiFormatBar *tools;
  gboolean typing;
  double pointer_x, pointer_y;
  GtkWidget *busy;
  GtkButton *publish_button;
  GtkWidget *preview_button;
  GtkWidget *inspector_button;
  AdwBanner *trouble;
  AdwBanner *trash;
  GtkStack *pages;
  AdwBin *article_holder;
  AdwBin *preview_holder;
  GtkWidget *bottom;
  GtkWidget *bottom_tools;
  GtkWidget *bottom_preview_button;
  GtkWidget *bottom_inspector_button;
  RedaksiInspector *inspector_pane;
};

G_DEFINE_FINAL_TYPE (RedaksiEditor, redaksi_editor, ADW_TYPE_BIN)

enum
{
  PROP_PREVIEW = 1,
  PROP_INSPECTOR,
  PROP_COMPACT,
  PROP_SINGLE,
  PROP_PLAIN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint opened_signal;

static const char *
get_open_id (RedaksiEditor *self)
{
  return self->document != NULL
           ? redaksi_article_get_id (redaksi_document_get_article (self->document))
           : NULL;
}

/* ---- what is visible ------------------------------------------------------------------------ */

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
show_preview (RedaksiEditor *self)
{
  gboolean shown = self->preview && self->document != NULL;
  gboolean alone = shown && self->single;
  gboolean had_focus
    = has_focus (alone ? GTK_WIDGET (self->article_holder) : GTK_WIDGET (self->preview_holder));

  if (shown && self->preview_pane == NULL)
    {
      self->preview_pane = REDAKSI_PREVIEW (redaksi_preview_new (self->services));
      adw_bin_set_child (self->preview_holder, GTK_WIDGET (self->preview_pane));
    }
  if (self->preview_pane != NULL)
    redaksi_preview_set_document (self->preview_pane, self->document);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_holder), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->article_holder), !alone);
  /* The keyboard goes with what takes the place. */
  if (had_focus && alone)
    gtk_widget_child_focus (GTK_WIDGET (self->preview_holder), GTK_DIR_TAB_FORWARD);
  else if (had_focus && !shown)
    redaksi_article_view_focus_text (self->view);
}

static void
show_tools (RedaksiEditor *self)
{
  gboolean open = self->document != NULL, had_focus;

  gtk_widget_set_visible (GTK_WIDGET (self->tools), open && !self->compact);
  gtk_widget_set_visible (self->bottom, open && self->compact && !self->plain);
  if (self->compact)
    gtk_widget_add_css_class (GTK_WIDGET (self->publish_button), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->publish_button), "compact");
  gtk_widget_set_visible (self->bottom_tools, !(self->preview && self->single));
  gtk_widget_set_visible (self->bottom_preview_button, self->single);
  gtk_widget_set_visible (self->bottom_inspector_button, self->single);
  gtk_widget_set_visible (GTK_WIDGET (self->publish_button), open);
  gtk_widget_set_visible (self->preview_button, open && !self->single);
  gtk_widget_set_visible (self->inspector_button, open && !self->single);
  self->showing = TRUE;
  had_focus = has_focus (GTK_WIDGET (self->inspector_pane));
  adw_overlay_split_view_set_show_sidebar (self->split, open && self->inspector);
  self->showing = FALSE;
  /* The split view remembers where one was; at times that is gone. */
  if (had_focus && open && !self->inspector && !has_focus (GTK_WIDGET (self->view)))
    redaksi_article_view_focus_text (self->view);
  gtk_stack_set_visible_child_name (self->pages, open ? "article" : "empty");
  adw_toolbar_view_set_top_bar_style (self->bars,
                                      self->plain ? ADW_TOOLBAR_RAISED : ADW_TOOLBAR_FLAT);
  adw_toolbar_view_set_extend_content_to_top_edge (self->bars, self->plain);
  adw_toolbar_view_set_reveal_top_bars (self->bars, !self->plain || self->peeking);
}

static void
sidebar_shown_cb (RedaksiEditor *self)
{
  if (!self->showing)
    g_object_set (self, "inspector", adw_overlay_split_view_get_show_sidebar (self->split), NULL);
}

/* “Submit…” for those who may not publish at the site that the article is for. */
static void
show_publish_label (RedaksiEditor *self)
{
  RedaksiSite *site = redaksi_services_default_site (self->services);

  gtk_button_set_label (self->publish_button, site != NULL && !redaksi_site_get_may_publish (site)
                                                ? _ ("Submit…")
                                                : _ ("Publish…"));
}

/* ---- opening and closing -------------------------------------------------------------------- */

static void go_on (RedaksiEditor *self);
static void look_for_trash (RedaksiEditor *self);
static void applied_cb (RedaksiEditor *self, RedaksiTransaction *transaction);

static void
finish_closing (RedaksiEditor *self, const GError *error)
{
  g_autoptr (DexPromise) closing = g_steal_pointer (&self->closing);

  if (closing == NULL)
    return;
  if (error != NULL)
    dex_promise_reject (closing, g_error_copy (error));
  else
    dex_promise_resolve_boolean (closing, TRUE);
}

static void
detached_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiEditor *self = object;

  self->detaching--;
  if (error != NULL && self->closing != NULL)
    {
      finish_closing (self, error);
      return;
    }
  go_on (self);
}

static void
swap (RedaksiEditor *self, RedaksiDocument *document)
{
  RedaksiLibrary *library = redaksi_services_get_library (self->services);
  g_autoptr (RedaksiDocument) old = g_steal_pointer (&self->document);

  self->document = document != NULL ? g_object_ref (document) : NULL;
  if (document != NULL)
    {
      redaksi_library_attach (library, document);
      g_signal_connect_object (document, "applied", G_CALLBACK (applied_cb), self,
                               G_CONNECT_SWAPPED);
    }
  redaksi_article_view_set_document (self->view, document);
  redaksi_saved_label_set_document (self->saved, self->services, document);
  redaksi_inspector_set_document (self->inspector_pane, document);
  adw_banner_set_revealed (self->trouble, redaksi_library_get_read_only_reason (library) != NULL);
  adw_banner_set_revealed (self->trash, FALSE);
  look_for_trash (self);
  if (document == NULL)
    g_object_set (self, "plain", FALSE, NULL);
  show_preview (self);
  show_tools (self);
  if (old != NULL)
    {
      g_signal_handlers_disconnect_by_data (old, self);
      self->detaching++;
      redaksi_answer (redaksi_library_detach (library, old), self, detached_cb, NULL, NULL);
    }
  g_signal_emit (self, opened_signal, 0, get_open_id (self));
}

static void
loaded_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiEditor *self = object;
  const char *id = data;

  self->loading = FALSE;
  if (g_strcmp0 (id, self->wanted) == 0)
    {
      if (value != NULL)
        swap (self, g_value_get_object (value));
      else
        {
          g_set_str (&self->wanted, get_open_id (self));
          gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", error->message);
        }
    }
  go_on (self);
}

/* One step at a time towards what is wanted: an article must be let go before it is loaded again.
 */
static void
go_on (RedaksiEditor *self)
{
  if (self->loading || self->detaching > 0)
    return;
  if (g_strcmp0 (self->wanted, get_open_id (self)) == 0)
    {
      if (self->wanted == NULL)
        finish_closing (self, NULL);
      return;
    }
  if (self->wanted == NULL)
    {
      swap (self, NULL);
      return;
    }
  self->loading = TRUE;
  redaksi_answer (redaksi_library_load (redaksi_services_get_library (self->services),
                                        self->wanted),
                  self, loaded_cb, g_strdup (self->wanted), g_free);
}

/* ---- in the trash --------------------------------------------------------------------------- */

static void
summary_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiEditor *self = object;
  RedaksiSummary *summary = value != NULL ? g_value_get_object (value) : NULL;

  if (summary != NULL && g_strcmp0 (redaksi_summary_get_id (summary), get_open_id (self)) == 0)
    adw_banner_set_revealed (self->trash, redaksi_summary_get_deleted (summary));
}

/* When one is opened, and when there is another number of articles in the trash. */
static void
look_for_trash (RedaksiEditor *self)
{
  if (self->document == NULL || redaksi_services_count_trash (self->services) == 0)
    adw_banner_set_revealed (self->trash, FALSE);
  else
    redaksi_answer (redaksi_library_get_summary (redaksi_services_get_library (self->services),
                                                 get_open_id (self)),
                    self, summary_cb, NULL, NULL);
}

static void
counts_changed_cb (RedaksiEditor *self)
{
  guint n = redaksi_services_count_trash (self->services);

  if (n != self->n_trash)
    look_for_trash (self);
  self->n_trash = n;
}

static void
restore_clicked_cb (RedaksiEditor *self)
{
  if (self->document != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.restore-articles", "^as",
                                (const char *[]){ get_open_id (self), NULL });
}

/* ---- news ----------------------------------------------------------------------------------- */

static void
photo_selected_cb (RedaksiEditor *self, guint block)
{
  redaksi_inspector_set_photo (self->inspector_pane, block);
}

static void
view_trouble_cb (RedaksiEditor *self, const char *sentence, const char *detail)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", sentence);
}

static void
library_trouble_cb (RedaksiEditor *self, GError *error)
{
  g_set_str (&self->trouble_text, error->message);
  g_object_set (self, "plain", FALSE, NULL); /* it would not be seen */
  adw_banner_set_title (self->trouble, _ ("Your text could not be saved. Keep the window open."));
  adw_banner_set_revealed (self->trouble, TRUE);
}

/* Saved again: the banner has nothing to say any more. */
static void
durable_cb (RedaksiEditor *self, const char *id, guint64 version)
{
  if (self->document != NULL && g_strcmp0 (id, get_open_id (self)) == 0
      && version >= redaksi_document_get_version (self->document))
    adw_banner_set_revealed (self->trouble, FALSE);
}

static void
trouble_clicked_cb (RedaksiEditor *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Your Text Could Not Be Saved"), self->trouble_text);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* While one types the tools step back; they come again with the pointer. The class is theirs alone:
 * on the editor it would have every widget look at its style again. */
static void
set_typing (RedaksiEditor *self, gboolean typing)
{
  GtkWidget *tools[] = { GTK_WIDGET (self->tools), self->bottom_tools };

  if (typing == self->typing)
    return;
  self->typing = typing;
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (typing)
      gtk_widget_add_css_class (tools[i], "typing");
    else
      gtk_widget_remove_css_class (tools[i], "typing");
}

static void
applied_cb (RedaksiEditor *self, RedaksiTransaction *transaction)
{
  if (redaksi_transaction_get_kind (transaction) == REDAKSI_TRANSACTION_TYPING)
    set_typing (self, TRUE);
}

/* GTK tells of a motion as well when what is below a resting pointer moves, as it does at each key.
 */
static void
moved_cb (RedaksiEditor *self, double x, double y)
{
  if (self->plain && self->peeking != (y < (self->peeking ? 72 : 8)))
    {
      self->peeking = !self->peeking;
      adw_toolbar_view_set_reveal_top_bars (self->bars, self->peeking);
    }
  if (ABS (x - self->pointer_x) + ABS (y - self->pointer_y) < 2)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  set_typing (self, FALSE);
}

/* What a link in the open article may lead to. */
static DexFuture *
find_stories (const char *words, gpointer user_data)
{
  RedaksiEditor *self = user_data;

  return redaksi_link_stories_find (redaksi_services_get_library (self->services), words,
                                    get_open_id (self));
}

static DexFuture *
fetch_photo (const char *article, const char *remote_id, const char *url, gboolean asked,
             gpointer user_data)
{
  RedaksiEditor *self = user_data;

  return redaksi_outbox_fetch_photo (redaksi_services_get_outbox (self->services), article,
                                     remote_id, url, asked);
}

static void
sheets_changed_cb (RedaksiEditor *self)
{
  redaksi_article_view_set_snippets (self->view,
                                     redaksi_services_get_sheets (self->services,
                                                                  REDAKSI_SHEET_SNIPPET));
}

static void
speller_changed_cb (RedaksiEditor *self)
{
  g_object_set (self->view, "speller", redaksi_services_get_speller (self->services), NULL);
}

/* ---- the class ------------------------------------------------------------------------------ */

static void
redaksi_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RedaksiEditor *self = REDAKSI_EDITOR (object);

  switch (id)
    {
    case PROP_PREVIEW:
      g_value_set_boolean (value, self->preview);
      break;
    case PROP_INSPECTOR:
      g_value_set_boolean (value, self->inspector);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_SINGLE:
      g_value_set_boolean (value, self->single);
      break;
    case PROP_PLAIN:
      g_value_set_boolean (value, self->plain);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
redaksi_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RedaksiEditor *self = REDAKSI_EDITOR (object);
  gboolean *fields[]
    = { NULL, &self->preview, &self->inspector, &self->compact, &self->single, &self->plain };

  g_assert (id < G_N_ELEMENTS (fields));
  if (*fields[id] == g_value_get_boolean (value)
      || (id == PROP_PLAIN && !self->plain && self->document == NULL))
    return;
  if (id == PROP_PREVIEW && g_value_get_boolean (value))
    g_object_set (self, "plain", FALSE, NULL);
  self->peeking = FALSE;
  *fields[id] = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
  if (self->services == NULL)
    return;
  show_preview (self);
  show_tools (self);
}

static void
redaksi_editor_dispose (GObject *object)
{
  RedaksiEditor *self = REDAKSI_EDITOR (object);

  /* It is a child of the template and the bin's own: only the bin may take it out. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_EDITOR);
  self->preview_pane = NULL;
  self->view = NULL;
  dex_clear (&self->closing);
  g_clear_object (&self->document);
  g_clear_object (&self->services);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->trouble_text, g_free);

  G_OBJECT_CLASS (redaksi_editor_parent_class)->dispose (object);
}

static void
redaksi_editor_class_init (RedaksiEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const char *names[] = { NULL, "preview", "inspector", "compact", "single", "plain" };

  object_class->dispose = redaksi_editor_dispose;
  object_class->get_property = redaksi_editor_get_property;
  object_class->set_property = redaksi_editor_set_property;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i]
      = g_param_spec_boolean (names[i], NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  opened_signal = g_signal_new ("opened", REDAKSI_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (REDAKSI_TYPE_SAVED_LABEL);
  g_type_ensure (REDAKSI_TYPE_FORMAT_BAR);
  g_type_ensure (REDAKSI_TYPE_INSPECTOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, split);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, bars);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, saved);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, tools);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, busy);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, publish_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, preview_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, inspector_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, trouble);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, pages);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, article_holder);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, preview_holder);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, bottom);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, bottom_tools);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, bottom_preview_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, bottom_inspector_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, inspector_pane);
  gtk_widget_class_bind_template_child (widget_class, RedaksiEditor, trash);
  gtk_widget_class_bind_template_callback (widget_class, trouble_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_shown_cb);
}

/* In a narrow window the navigation has Escape before the details. */
static gboolean
details_key_cb (RedaksiEditor *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Escape || !adw_overlay_split_view_get_collapsed (self->split)
      || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  g_object_set (self, "inspector", FALSE, NULL);
  return GDK_EVENT_STOP;
}

static void
redaksi_editor_init (RedaksiEditor *self)
{
  GtkEventController *motion, *keys;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_controller (GTK_WIDGET (self->inspector_pane), redaksi_shortcuts_for_details ());
  keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (details_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->inspector_pane), keys);
  g_object_bind_property (self->split, "collapsed",
                          redaksi_inspector_get_back (self->inspector_pane), "visible",
                          G_BINDING_SYNC_CREATE);
  motion = gtk_event_controller_motion_new ();
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

void
redaksi_editor_set_services (RedaksiEditor *self, RedaksiServices *services)
{
  RedaksiLibrary *library;

  g_return_if_fail (REDAKSI_IS_EDITOR (self) && self->services == NULL);

  self->services = g_object_ref (services);
  library = redaksi_services_get_library (services);
  self->view
    = REDAKSI_ARTICLE_VIEW (redaksi_article_view_new (redaksi_services_get_photos (services),
                                                      redaksi_services_get_speller (services)));
  redaksi_article_view_set_link_find (self->view, find_stories, self);
  redaksi_article_view_set_photo_fetch (self->view, fetch_photo, self);
  adw_bin_set_child (self->article_holder, GTK_WIDGET (self->view));
  /* The tools stand beside the text, not in it. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "article",
                                  redaksi_article_view_get_actions (self->view));
  g_settings_bind (redaksi_services_get_settings (services), "typography", self->view, "typography",
                   G_SETTINGS_BIND_GET);
  g_settings_bind (redaksi_services_get_settings (services), "typewriter", self->view, "typewriter",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (redaksi_services_get_settings (services), "text-size", self->view, "text-size",
                   G_SETTINGS_BIND_DEFAULT);
  g_object_bind_property (self->view, "busy", self->busy, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->view, "photo-selected", G_CALLBACK (photo_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "trouble", G_CALLBACK (view_trouble_cb), self,
                           G_CONNECT_SWAPPED);
  if (redaksi_library_get_read_only_reason (library) != NULL)
    {
      redaksi_article_view_set_read_only (self->view, TRUE);
      gtk_widget_set_sensitive (GTK_WIDGET (self->inspector_pane), FALSE);
      adw_banner_set_button_label (self->trouble, NULL);
      adw_banner_set_title (self->trouble, redaksi_library_get_read_only_reason (library));
      adw_banner_set_revealed (self->trouble, TRUE);
    }
  g_signal_connect_object (library, "trouble", G_CALLBACK (library_trouble_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "durable", G_CALLBACK (durable_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (services, "sites-changed", G_CALLBACK (show_publish_label), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services, "counts-changed", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services, "sheets-changed", G_CALLBACK (sheets_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sheets_changed_cb (self);
  g_signal_connect_object (services, "speller-changed", G_CALLBACK (speller_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (redaksi_services_get_settings (services), "changed::default-site",
                           G_CALLBACK (show_publish_label), self, G_CONNECT_SWAPPED);
  redaksi_inspector_set_services (self->inspector_pane, services);
  show_publish_label (self);
  show_tools (self);
}

/**
 * redaksi_editor_open:
 * @self: the editor
 * @article_id: (nullable): what is to be open, or nothing
 *
 * The article before it is saved and let go. The latest call wins.
 */
void
redaksi_editor_open (RedaksiEditor *self, const char *article_id)
{
  g_return_if_fail (REDAKSI_IS_EDITOR (self) && self->services != NULL);

  g_set_str (&self->wanted, article_id);
  go_on (self);
}

/**
 * redaksi_editor_close:
 * @self: the editor
 *
 * Returns: (transfer full): resolves once the open article is saved and let go
 */
DexFuture *
redaksi_editor_close (RedaksiEditor *self)
{
  g_return_val_if_fail (REDAKSI_IS_EDITOR (self), NULL);

  if (self->closing == NULL)
    self->closing = dex_promise_new ();
  g_clear_pointer (&self->wanted, g_free);
  {
    DexFuture *future = dex_ref (DEX_FUTURE (self->closing));

    go_on (self);
    return future;
  }
}

RedaksiDocument *
redaksi_editor_get_document (RedaksiEditor *self)
{
  g_return_val_if_fail (REDAKSI_IS_EDITOR (self), NULL);

  return self->document;
}

RedaksiArticleView *
redaksi_editor_get_view (RedaksiEditor *self)
{
  g_return_val_if_fail (REDAKSI_IS_EDITOR (self), NULL);

  return self->view;
}

/* The pane of the details: the window says when it lies over the text. */
AdwOverlaySplitView *
redaksi_editor_get_split (RedaksiEditor *self)
{
  g_return_val_if_fail (REDAKSI_IS_EDITOR (self), NULL);

  return self->split;
}
