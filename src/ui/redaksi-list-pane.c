/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-list-pane.h"

#include <glib/gi18n-lib.h>

#include "redaksi-article-list.h"
#include "redaksi-article-row.h"
#include "redaksi-outbox-list.h"

/* A list view makes some two hundred rows at once, however few are seen: a third of the time that a
 * start takes. So it is shown the first rows first and the others bit by bit, when nothing waits.
 */
#define FIRST_ROWS 24
#define MORE_ROWS  6
#define MANY_ROWS  240

struct _RedaksiListPane
{
  AdwBin parent_instance;

  RedaksiServices *services;
  RedaksiArticleList *articles;
  GtkSliceListModel *shown; /* of the articles; all of them but for the first moment */
  guint growing;
  GtkSingleSelection *selection;
  RedaksiShelf shelf;
  char *wanted;       /* the article that is open: it stays selected when it comes into the list */
  char *current;      /* the article whose row was selected last */
  gboolean selecting; /* by the program, not by the user */

  AdwWindowTitle *title;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *pages;
  AdwStatusPage *empty;
  GtkWidget *new_button;
  GtkListView *view;
  AdwBin *outbox;
  GMenuModel *article_menu;
};

G_DEFINE_FINAL_TYPE (RedaksiListPane, redaksi_list_pane, ADW_TYPE_BIN)

enum
{
  OPEN,
  DELETE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static RedaksiSummary *
get_selected (RedaksiListPane *self)
{
  RedaksiSummary *summary
    = self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  /* One that is not fetched yet has no id. */
  return summary != NULL && *redaksi_summary_get_id (summary) != '\0' ? summary : NULL;
}

static void
update_actions (RedaksiListPane *self)
{
  RedaksiSummary *summary = get_selected (self);
  const char *url = summary != NULL ? redaksi_summary_get_url (summary) : NULL;
  gboolean on_web = url != NULL && *url != '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.open-web", on_web);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.copy-address", on_web);
}

static void
show_page (RedaksiListPane *self)
{
  gboolean searching = gtk_search_bar_get_search_mode (self->search_bar);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->articles));

  if (self->shelf == REDAKSI_SHELF_OUTBOX && !searching)
    gtk_stack_set_visible_child_name (self->pages, "outbox");
  else if (n > 0)
    gtk_stack_set_visible_child_name (self->pages, "articles");
  else
    gtk_stack_set_visible_child_name (self->pages, searching ? "nothing-found" : "empty");
}

static void
run_query (RedaksiListPane *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  gboolean searching = gtk_search_bar_get_search_mode (self->search_bar) && *words != '\0';

  if (self->articles == NULL)
    return;
  redaksi_article_list_set_query (self->articles,
                                  searching ? 0 : redaksi_shelf_get_states (self->shelf),
                                  searching ? words : NULL);
  show_page (self);
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

static void
open_selected (RedaksiListPane *self)
{
  RedaksiSummary *summary = get_selected (self);

  if (summary != NULL)
    g_signal_emit (self, signals[OPEN], 0, redaksi_summary_get_id (summary));
}

/* The selection tells as well when its row only moves: then it is no wish of the user. */
static void
selected_cb (RedaksiListPane *self)
{
  RedaksiSummary *summary = get_selected (self);
  gboolean other
    = summary != NULL && g_strcmp0 (redaksi_summary_get_id (summary), self->current) != 0;

  update_actions (self);
  if (summary != NULL)
    g_set_str (&self->current, redaksi_summary_get_id (summary));
  if (other && !self->selecting)
    open_selected (self);
}

static void
activate_cb (RedaksiListPane *self, guint position)
{
  /* Where the list is a page of its own, the row of the open article has the keyboard but is not
   * selected. */
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  open_selected (self);
}

static void
show_rows (RedaksiListPane *self, guint n)
{
  gtk_slice_list_model_set_size (self->shown, n < MANY_ROWS ? n : G_MAXUINT);
  if (n >= MANY_ROWS)
    g_clear_handle_id (&self->growing, g_source_remove);
}

static gboolean
grow_cb (gpointer data)
{
  RedaksiListPane *self = data;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->articles));

  /* Not before the window is there to see. */
  if (clock == NULL || gdk_frame_clock_get_frame_counter (clock) < 2)
    return G_SOURCE_CONTINUE;
  if (n <= gtk_slice_list_model_get_size (self->shown))
    {
      self->growing = 0;
      gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
      return G_SOURCE_REMOVE;
    }
  show_rows (self, gtk_slice_list_model_get_size (self->shown) + MORE_ROWS);
  return self->growing != 0;
}

/* Rows move as articles change: the open one stays selected, and no other is opened by that. */
static void
items_changed_cb (RedaksiListPane *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->wanted != NULL && !redaksi_article_list_find (self->articles, self->wanted, &position))
    position = GTK_INVALID_LIST_POSITION;
  if (position != GTK_INVALID_LIST_POSITION
      && position >= gtk_slice_list_model_get_size (self->shown))
    show_rows (self, G_MAXUINT);
  if (self->growing == 0 && gtk_slice_list_model_get_size (self->shown) != G_MAXUINT
      && g_list_model_get_n_items (G_LIST_MODEL (self->articles)) > 0)
    self->growing = g_timeout_add_full (G_PRIORITY_LOW, 20, grow_cb, self, NULL);
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  show_page (self);
  update_actions (self);
}

static void
select_for_menu (RedaksiListPane *self, GtkListItem *item)
{
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  self->selecting = FALSE;
}

static void
popover_closed_cb (GtkPopover *popover, gpointer user_data)
{
  /* Not at once: the chosen item's action comes after this. */
  g_idle_add_once ((GSourceOnceFunc)gtk_widget_unparent, popover);
}

static void
pressed_cb (GtkGesture *gesture, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *pane = gtk_widget_get_ancestor (row, REDAKSI_TYPE_LIST_PANE);
  GtkWidget *popover;

  if (pane == NULL)
    return;
  select_for_menu (REDAKSI_LIST_PANE (pane), item);
  update_actions (REDAKSI_LIST_PANE (pane));
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  popover = gtk_popover_menu_new_from_model (REDAKSI_LIST_PANE (pane)->article_menu);
  gtk_widget_set_parent (popover, row);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
setup_cb (RedaksiListPane *self, GtkListItem *item)
{
  GtkWidget *row = redaksi_article_row_new (redaksi_services_get_photos (self->services));
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, row);
}

static void
name_item (GtkListItem *item)
{
  RedaksiSummary *summary = gtk_list_item_get_item (item);
  const char *headline = summary != NULL ? redaksi_summary_get_headline (summary) : NULL;

  gtk_list_item_set_accessible_label (item, headline != NULL && *headline != '\0'
                                              ? headline
                                              : _ ("Without a headline"));
}

static void
bind_cb (RedaksiListPane *self, GtkListItem *item)
{
  RedaksiSummary *summary = gtk_list_item_get_item (item);

  redaksi_article_row_set_summary (REDAKSI_ARTICLE_ROW (gtk_list_item_get_child (item)), summary);
  g_signal_connect_object (summary, "notify", G_CALLBACK (name_item), item, G_CONNECT_SWAPPED);
  name_item (item);
}

static void
unbind_cb (RedaksiListPane *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_item, item);
  redaksi_article_row_set_summary (REDAKSI_ARTICLE_ROW (gtk_list_item_get_child (item)), NULL);
}

/* The row that has the keyboard, which may be another than the open article's. */
static RedaksiSummary *
get_focused (RedaksiListPane *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view))
                     ? gtk_widget_get_first_child (focus)
                     : NULL;

  return REDAKSI_IS_ARTICLE_ROW (row) ? redaksi_article_row_get_summary (REDAKSI_ARTICLE_ROW (row))
                                      : NULL;
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiListPane *self = REDAKSI_LIST_PANE (widget);
  RedaksiSummary *summary = get_focused (self);

  if (summary == NULL)
    summary = get_selected (self);
  if (summary != NULL)
    g_signal_emit (self, signals[DELETE], 0, redaksi_summary_get_id (summary),
                   redaksi_summary_get_headline (summary));
}

static void
open_web_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiSummary *summary = get_selected (REDAKSI_LIST_PANE (widget));

  if (summary != NULL)
    gtk_widget_activate_action (widget, "app.open-web", "s", redaksi_summary_get_url (summary));
}

static void
copy_address_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiSummary *summary = get_selected (REDAKSI_LIST_PANE (widget));

  if (summary != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), redaksi_summary_get_url (summary));
}

static void
outbox_open_cb (RedaksiListPane *self, const char *id)
{
  g_signal_emit (self, signals[OPEN], 0, id);
}

static void
redaksi_list_pane_dispose (GObject *object)
{
  RedaksiListPane *self = REDAKSI_LIST_PANE (object);

  if (self->articles != NULL)
    g_signal_handlers_disconnect_by_data (self->articles, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_LIST_PANE);
  g_clear_handle_id (&self->growing, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->articles);
  g_clear_object (&self->services);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->current, g_free);

  G_OBJECT_CLASS (redaksi_list_pane_parent_class)->dispose (object);
}

static void
redaksi_list_pane_class_init (RedaksiListPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_list_pane_dispose;

  signals[OPEN] = g_signal_new ("open", REDAKSI_TYPE_LIST_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DELETE] = g_signal_new ("delete", REDAKSI_TYPE_LIST_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, title);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, pages);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, empty);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, new_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, view);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, outbox);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListPane, article_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "list.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "list.open-web", NULL, open_web_action);
  gtk_widget_class_install_action (widget_class, "list.copy-address", NULL, copy_address_action);
}

static void
redaksi_list_pane_init (RedaksiListPane *self)
{
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  /* Typing on the list searches. */
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->view));
  /* Only where the list has the keyboard: in the search box Delete deletes a letter. */
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                                      gtk_named_action_new ("list.delete")));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

void
redaksi_list_pane_set_services (RedaksiListPane *self, RedaksiServices *services)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *outbox;

  g_return_if_fail (REDAKSI_IS_LIST_PANE (self) && self->services == NULL);

  self->services = g_object_ref (services);
  self->articles = redaksi_article_list_new (redaksi_services_get_library (services));
  self->shown
    = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->articles)), 0, FIRST_ROWS);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->articles, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  outbox = redaksi_outbox_list_new (services);
  g_signal_connect_swapped (outbox, "open", G_CALLBACK (outbox_open_cb), self);
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

  g_set_str (&self->wanted, article_id);
  g_set_str (&self->current, article_id);
  if (self->articles != NULL)
    items_changed_cb (self);
}

void
redaksi_list_pane_unselect (RedaksiListPane *self)
{
  g_return_if_fail (REDAKSI_IS_LIST_PANE (self));

  if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_clear_pointer (&self->current, g_free);
}

void
redaksi_list_pane_focus (RedaksiListPane *self)
{
  g_return_if_fail (REDAKSI_IS_LIST_PANE (self));

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
