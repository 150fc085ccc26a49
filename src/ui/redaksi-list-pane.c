/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-list-pane.h"

#include <glib/gi18n-lib.h>

#include "redaksi-articles-view.h"
#include "redaksi-backup.h"
#include "redaksi-calendar.h"
#include "redaksi-damage-dialog.h"
#include "redaksi-list-filter.h"
#include "redaksi-outbox-list.h"

struct _RedaksiListPane
{
  AdwBin parent_instance;

  RedaksiServices *services;
  RedaksiShelf shelf;

  AdwWindowTitle *title;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *pages;
  AdwStatusPage *empty;
  GtkWidget *new_button;
  GtkWidget *add_button;
  RedaksiListFilter *filter;
  GtkWidget *narrow_bar; /* not all of the shelf is asked for */
  GtkLabel *narrow_label;
  AdwStatusPage *nothing;
  GtkWidget *filter_button;
  GtkToggleButton *calendar_button;
  RedaksiCalendar *calendar;
  RedaksiArticlesView *view;
  AdwBin *outbox;
  AdwBanner *damage;
  AdwBanner *backup;
  RedaksiCheck *check; /* the last one that found damage */
};

G_DEFINE_FINAL_TYPE (RedaksiListPane, redaksi_list_pane, ADW_TYPE_BIN)

static guint open_signal;

static void
show_page (RedaksiListPane *self)
{
  gboolean searching = gtk_search_bar_get_search_mode (self->search_bar);
  gboolean calendar = self->shelf == REDAKSI_SHELF_SCHEDULED && !searching
                      && gtk_toggle_button_get_active (self->calendar_button);

  /* The calendar is of everything that goes out. */
  gtk_widget_set_visible (self->filter_button, !calendar);
  gtk_widget_set_visible (self->narrow_bar,
                          !calendar && *gtk_label_get_label (self->narrow_label) != '\0');
  if (calendar)
    gtk_stack_set_visible_child_name (self->pages, redaksi_calendar_get_n (self->calendar) > 0
                                                     ? "calendar"
                                                     : "empty");
  else if (self->shelf == REDAKSI_SHELF_OUTBOX && !searching)
    gtk_stack_set_visible_child_name (self->pages, "outbox");
  else if (redaksi_articles_view_get_n (self->view) > 0)
    gtk_stack_set_visible_child_name (self->pages, "articles");
  else
    gtk_stack_set_visible_child_name (self->pages,
                                      searching || gtk_widget_get_visible (self->narrow_bar)
                                        ? "nothing-found"
                                        : "empty");
}

/* A search is over all articles; in the trash over the trash. */
static void
run_query (RedaksiListPane *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  gboolean searching = gtk_search_bar_get_search_mode (self->search_bar) && *words != '\0';
  g_autofree char *filter = NULL;
  g_autofree char *all = NULL;

  if (self->services == NULL)
    return;
  filter = redaksi_list_filter_dup_words (self->filter);
  adw_status_page_set_description (self->nothing, searching || filter == NULL
                                                    ? _ ("Try fewer or other words.")
                                                    : _ ("Nothing on this shelf is of that kind."));
  all = searching && filter != NULL ? g_strdup_printf ("%s %s", filter, words)
                                    : g_strdup (searching ? words : filter);
  redaksi_articles_view_set_query (self->view,
                                   searching && self->shelf != REDAKSI_SHELF_TRASH
                                     ? 0
                                     : redaksi_shelf_get_states (self->shelf),
                                   all, redaksi_list_filter_get_sort (self->filter));
  show_page (self);
}

static void
filter_changed_cb (RedaksiListPane *self)
{
  g_autofree char *description = redaksi_list_filter_dup_description (self->filter);

  gtk_label_set_label (self->narrow_label, description != NULL ? description : "");
  run_query (self);
}

static void
calendar_cb (RedaksiListPane *self)
{
  show_page (self);
}

static void
filter_cb (RedaksiListPane *self)
{
  redaksi_list_filter_present (self->filter, GTK_WIDGET (self));
}

/* What was pressed goes with its bar. */
static void
show_all_cb (RedaksiListPane *self)
{
  redaksi_list_filter_clear (self->filter);
  redaksi_list_pane_focus (self);
}

static void
search_changed_cb (RedaksiListPane *self)
{
  run_query (self);
}

static void
search_mode_cb (RedaksiListPane *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  run_query (self);
}

/* On what was found, too, Escape ends the search. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  RedaksiListPane *self = data;

  if (!gtk_search_bar_get_search_mode (self->search_bar))
    return GDK_EVENT_PROPAGATE;
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  return GDK_EVENT_STOP;
}

/* The view's, and the outbox's. */
static void
view_open_cb (RedaksiListPane *self, const char *id)
{
  g_signal_emit (self, open_signal, 0, id);
}

/* ---- damage ---------------------------------------------------------------------------------- */

static void
damaged_cb (RedaksiListPane *self, RedaksiCheck *check)
{
  g_autofree char *found = redaksi_check_describe (check);

  g_clear_pointer (&self->check, redaksi_check_free);
  self->check = redaksi_check_copy (check);
  adw_banner_set_title (self->damage, found != NULL ? found : "");
  adw_banner_set_revealed (self->damage, found != NULL);
}

/* Once it was looked at there is no need to be told of it again. */
static void
damage_cb (RedaksiListPane *self)
{
  if (self->check != NULL)
    adw_dialog_present (redaksi_damage_dialog_new (self->services, self->check), GTK_WIDGET (self));
  adw_banner_set_revealed (self->damage, FALSE);
}

/* A backup that is not made is one that people count on. It stays until one is made. */
static void
backup_cb (RedaksiListPane *self)
{
  const GError *error
    = redaksi_library_get_backup_error (redaksi_services_get_library (self->services));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->backup), error != NULL ? error->message : NULL);
  adw_banner_set_revealed (self->backup, error != NULL);
}

static void
redaksi_list_pane_dispose (GObject *object)
{
  RedaksiListPane *self = REDAKSI_LIST_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_LIST_PANE);
  g_clear_pointer (&self->check, redaksi_check_free);
  g_clear_object (&self->filter);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_list_pane_parent_class)->dispose (object);
}

static void
redaksi_list_pane_class_init (RedaksiListPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_list_pane_dispose;

  open_signal = g_signal_new ("open", REDAKSI_TYPE_LIST_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (REDAKSI_TYPE_ARTICLES_VIEW);
  g_type_ensure (REDAKSI_TYPE_CALENDAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, title);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, pages);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, empty);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, new_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, add_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, view);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, outbox);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, narrow_bar);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, narrow_label);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, nothing);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, calendar_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, calendar);
  gtk_widget_class_bind_template_callback (widget_class, calendar_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, damage);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, backup);
  gtk_widget_class_bind_template_callback (widget_class, damage_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_page);
}

static void
redaksi_list_pane_init (RedaksiListPane *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  /* Typing on the list searches. */
  gtk_search_bar_set_key_capture_widget (self->search_bar,
                                         redaksi_articles_view_get_list (self->view));
}

void
redaksi_list_pane_set_services (RedaksiListPane *self, RedaksiServices *services)
{
  GtkWidget *outbox;

  g_return_if_fail (REDAKSI_IS_LIST_PANE (self) && self->services == NULL);

  self->services = g_object_ref (services);
  redaksi_articles_view_set_services (self->view, services);
  redaksi_calendar_set_services (self->calendar, services);
  g_settings_bind (redaksi_services_get_settings (services), "scheduled-calendar",
                   self->calendar_button, "active", G_SETTINGS_BIND_DEFAULT);
  self->filter = g_object_ref_sink (redaksi_list_filter_new (services));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (redaksi_services_get_library (services), "damaged",
                           G_CALLBACK (damaged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (redaksi_services_get_library (services), "backup",
                           G_CALLBACK (backup_cb), self, G_CONNECT_SWAPPED);
  backup_cb (self);
  outbox = redaksi_outbox_list_new (services);
  g_signal_connect_swapped (outbox, "open", G_CALLBACK (view_open_cb), self);
  adw_bin_set_child (self->outbox, outbox);
  redaksi_list_pane_set_shelf (self, REDAKSI_SHELF_DRAFTS);
}

void
redaksi_list_pane_set_shelf (RedaksiListPane *self, RedaksiShelf shelf)
{
  g_return_if_fail (REDAKSI_IS_LIST_PANE (self) && shelf <= REDAKSI_SHELF_LAST);

  self->shelf = shelf;
  adw_window_title_set_title (self->title, redaksi_shelf_get_title (shelf));
  adw_status_page_set_title (self->empty, redaksi_shelf_get_empty_title (shelf));
  adw_status_page_set_description (self->empty, redaksi_shelf_get_empty_text (shelf));
  adw_status_page_set_icon_name (self->empty, redaksi_shelf_get_icon (shelf));
  gtk_widget_set_visible (self->new_button,
                          shelf == REDAKSI_SHELF_DRAFTS || shelf == REDAKSI_SHELF_ALL);
  /* On a phone there is room for one of them; what is new is no scheduled article anyway. */
  gtk_widget_set_visible (GTK_WIDGET (self->calendar_button), shelf == REDAKSI_SHELF_SCHEDULED);
  gtk_widget_set_visible (self->add_button, shelf != REDAKSI_SHELF_SCHEDULED);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  run_query (self);
}

RedaksiShelf
redaksi_list_pane_get_shelf (RedaksiListPane *self)
{
  g_return_val_if_fail (REDAKSI_IS_LIST_PANE (self), REDAKSI_SHELF_DRAFTS);

  return self->shelf;
}

/**
 * redaksi_list_pane_select:
 * @self: the pane
 * @article_id: (nullable): the article that is open now
 *
 * Shows which article is open; it opens nothing.
 */
void
redaksi_list_pane_select (RedaksiListPane *self, const char *article_id)
{
  g_return_if_fail (REDAKSI_IS_LIST_PANE (self));

  redaksi_articles_view_select (self->view, article_id);
}

void
redaksi_list_pane_unselect (RedaksiListPane *self)
{
  g_return_if_fail (REDAKSI_IS_LIST_PANE (self));

  redaksi_articles_view_unselect (self->view);
}

void
redaksi_list_pane_focus (RedaksiListPane *self)
{
  g_return_if_fail (REDAKSI_IS_LIST_PANE (self));

  if (g_str_equal (gtk_stack_get_visible_child_name (self->pages), "articles"))
    redaksi_articles_view_focus (self->view);
  else if (g_str_equal (gtk_stack_get_visible_child_name (self->pages), "calendar"))
    redaksi_calendar_focus (self->calendar);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
}

/* Opens the search box, or goes back to it. */
void
redaksi_list_pane_search (RedaksiListPane *self)
{
  g_return_if_fail (REDAKSI_IS_LIST_PANE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
