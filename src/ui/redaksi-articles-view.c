/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-articles-view.h"

#include <glib/gi18n-lib.h>

#include "redaksi-article-list.h"
#include "redaksi-article-row.h"
#include "redaksi-list-place.h"
#include "redaksi-list-wish.h"

/* A list view makes some two hundred rows at once, however few are seen: a third of the time that a
 * start takes. So it is shown the first rows first and the others bit by bit, when nothing waits.
 */
#define FIRST_ROWS 24
#define MORE_ROWS  6
#define MANY_ROWS  240

struct _RedaksiArticlesView
{
  AdwBin parent_instance;

  RedaksiServices *services;
  RedaksiArticleList *articles;
  GtkSliceListModel *shown; /* of the articles; all of them but for the first moment */
  guint growing;
  GtkSelectionModel *selection;
  gboolean trash;
  char *wanted;       /* the article that is open: it stays selected when it comes into the list */
  char *current;      /* the article whose row was selected last */
  GHashTable *chosen; /* gint64 rows, where they are more than one */
  GtkWidget *menu;    /* while it is shown */
  guint menu_place;
  GArray *menu_rows;  /* what the menu that is shown is for: what is selected may change beneath */
  gboolean selecting; /* by the program, not by the user */
  gboolean idle;      /* nothing is to be selected by the program */
  gboolean left;      /* the row that had the keyboard went, from there: */
  guint left_place;
  guint returning;

  GtkListView *view;
  GtkWidget *many_bar;
  GtkLabel *many_label;
  GtkWidget *state_button;
  GtkWidget *restore_button;
  GtkWidget *trash_bar;
  GMenuModel *article_menu;
  GMenuModel *trash_menu;
};

G_DEFINE_FINAL_TYPE (RedaksiArticlesView, redaksi_articles_view, ADW_TYPE_BIN)

enum
{
  OPEN,
  FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- what is selected ------------------------------------------------------------------------ */

static guint
count_selected (RedaksiArticlesView *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  return (guint)gtk_bitset_get_size (selected);
}

/* The one that is selected alone. */
static RedaksiSummary *
get_single (RedaksiArticlesView *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  g_autoptr (RedaksiSummary) summary = NULL;

  if (gtk_bitset_get_size (selected) != 1)
    return NULL;
  summary
    = g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_minimum (selected));
  /* One that is not fetched yet has no id. The list keeps it. */
  return summary != NULL && *redaksi_summary_get_id (summary) != '\0' ? summary : NULL;
}

static void
update_actions (RedaksiArticlesView *self)
{
  RedaksiSummary *summary = get_single (self);
  const char *url = summary != NULL ? redaksi_summary_get_url (summary) : NULL;
  gboolean on_web = url != NULL && *url != '\0';
  guint n = count_selected (self);
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->articles));
  g_autofree char *label = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n), n);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.open-web", on_web);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.copy-address", on_web);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.export", summary != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.restore", self->trash);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.state", !self->trash);
  gtk_label_set_label (self->many_label, label);
  gtk_widget_set_visible (self->many_bar, n > 1);
  gtk_widget_set_visible (self->restore_button, self->trash);
  gtk_widget_set_visible (self->state_button, !self->trash);
  gtk_widget_set_visible (self->trash_bar, self->trash && n <= 1 && all > 0);
}

/* What is selected now, by rows: it is to stay so where the rows move. */
static void
remember (RedaksiArticlesView *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GtkBitsetIter iter;
  guint position;

  g_hash_table_remove_all (self->chosen);
  if (gtk_bitset_get_size (selected) < 2)
    return;
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 row = redaksi_article_list_get_row (self->articles, position);
      g_hash_table_add (self->chosen, g_memdup2 (&row, sizeof row));
    }
}

static void
select_alone (RedaksiArticlesView *self, guint position)
{
  self->selecting = TRUE;
  if (position == GTK_INVALID_LIST_POSITION)
    gtk_selection_model_unselect_all (self->selection);
  else
    gtk_selection_model_select_item (self->selection, position, TRUE);
  self->selecting = FALSE;
  remember (self);
}

static void
show_rows (RedaksiArticlesView *self, guint n)
{
  gtk_slice_list_model_set_size (self->shown, n < MANY_ROWS ? n : G_MAXUINT);
  if (n >= MANY_ROWS)
    g_clear_handle_id (&self->growing, g_source_remove);
}

/* Where the open article stands, if it is here. */
static guint
find_wanted (RedaksiArticlesView *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->wanted == NULL || self->idle
      || !redaksi_article_list_find (self->articles, self->wanted, &position))
    return GTK_INVALID_LIST_POSITION;
  if (position >= gtk_slice_list_model_get_size (self->shown))
    show_rows (self, G_MAXUINT);
  return position;
}

/* The rows that were chosen, wherever they are now. FALSE: less than two of them are left. */
static gboolean
select_chosen (RedaksiArticlesView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, n);

  if (g_hash_table_size (self->chosen) < 2)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      gint64 row = redaksi_article_list_get_row (self->articles, i);
      if (g_hash_table_contains (self->chosen, &row))
        gtk_bitset_add (selected, i);
    }
  if (gtk_bitset_get_size (selected) < 2)
    return FALSE;
  self->selecting = TRUE;
  gtk_selection_model_set_selection (self->selection, selected, all);
  self->selecting = FALSE;
  return TRUE;
}

/* Rows move as articles change: what was selected stays so, and nothing is opened by that. */
static void
select_again (RedaksiArticlesView *self)
{
  if (!select_chosen (self))
    select_alone (self, find_wanted (self));
  update_actions (self);
}

static void
open_single (RedaksiArticlesView *self)
{
  RedaksiSummary *summary = get_single (self);

  if (summary != NULL)
    g_signal_emit (self, signals[OPEN], 0, redaksi_summary_get_id (summary));
}

static void
selection_changed_cb (RedaksiArticlesView *self)
{
  RedaksiSummary *summary;
  gboolean other;

  if (self->selecting)
    return;
  self->idle = FALSE;
  remember (self);
  summary = get_single (self);
  other = summary != NULL && g_strcmp0 (redaksi_summary_get_id (summary), self->current) != 0;
  update_actions (self);
  if (summary != NULL)
    g_set_str (&self->current, redaksi_summary_get_id (summary));
  if (other)
    open_single (self);
}

static void
activate_cb (RedaksiArticlesView *self, guint position)
{
  /* Where the list is a page of its own, the row of the open article has the keyboard but is not
   * selected. */
  self->idle = FALSE;
  select_alone (self, position);
  update_actions (self);
  open_single (self);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static gboolean
grow_cb (gpointer data)
{
  RedaksiArticlesView *self = data;
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

/* Before the view knows of it. */
static void
items_change_cb (RedaksiArticlesView *self, guint position, guint removed, guint added)
{
  if (!self->left)
    self->left
      = redaksi_list_place_leave (GTK_WIDGET (self->view), position, removed, &self->left_place);
}

static void
items_changed_cb (RedaksiArticlesView *self)
{
  if (self->growing == 0 && gtk_slice_list_model_get_size (self->shown) != G_MAXUINT
      && g_list_model_get_n_items (G_LIST_MODEL (self->articles)) > 0)
    self->growing = g_timeout_add_full (G_PRIORITY_LOW, 20, grow_cb, self, NULL);
}

/* When the rows have their new places, which is in the frame after. */
static gboolean
return_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  RedaksiArticlesView *self = REDAKSI_ARTICLES_VIEW (widget);

  self->returning = 0;
  self->left = FALSE;
  redaksi_list_place_return (GTK_WIDGET (self->view), self->left_place);
  return G_SOURCE_REMOVE;
}

/* One answer comes as many changes: what is selected is looked after when they are all there. */
static void
loading_cb (RedaksiArticlesView *self)
{
  gboolean loading;

  g_object_get (self->articles, "loading", &loading, NULL);
  if (loading)
    return;
  select_again (self);
  if (self->left && self->returning == 0)
    self->returning = gtk_widget_add_tick_callback (GTK_WIDGET (self), return_cb, NULL, NULL);
  g_signal_emit (self, signals[FILLED], 0);
}

/* The row that has the keyboard, which may be another than the open article's. */
static GtkWidget *
get_focused (RedaksiArticlesView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view))
                     ? gtk_widget_get_first_child (focus)
                     : NULL;

  return REDAKSI_IS_ARTICLE_ROW (row) ? row : NULL;
}

static GtkListItem *
get_focused_item (RedaksiArticlesView *self)
{
  return redaksi_list_place_get (GTK_WIDGET (self->view));
}

/* What an action is for: the row with the keyboard, or all selected ones where it is one of them.
 */
static GArray *
collect_rows (RedaksiArticlesView *self)
{
  GArray *rows;
  GtkListItem *item = get_focused_item (self);
  g_autoptr (GtkBitset) places = NULL;
  GtkBitsetIter iter;
  guint position;

  if (self->menu_rows != NULL)
    return g_array_ref (self->menu_rows);
  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (item != NULL && !gtk_list_item_get_selected (item))
    places = gtk_bitset_new_range (gtk_list_item_get_position (item), 1);
  else
    places = gtk_selection_model_get_selection (self->selection);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, places, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 row = redaksi_article_list_get_row (self->articles, position);
      if (row != 0)
        g_array_append_val (rows, row);
    }
  return rows;
}

static void
menu_gone_cb (gpointer data)
{
  g_autoptr (GtkWidget) popover = data;
  GtkWidget *parent = gtk_widget_get_parent (popover);
  RedaksiArticlesView *self;

  if (parent == NULL)
    return;
  self = REDAKSI_ARTICLES_VIEW (parent);
  g_clear_pointer (&self->menu_rows, g_array_unref);
  self->menu = NULL;
  gtk_widget_unparent (popover);
}

/* A menu that closes hands the keyboard to what it belongs to. */
static gboolean
redaksi_articles_view_grab_focus (GtkWidget *widget)
{
  RedaksiArticlesView *self = REDAKSI_ARTICLES_VIEW (widget);

  return redaksi_list_place_go (GTK_WIDGET (self->view), self->menu_place);
}

static void
popover_closed_cb (GtkPopover *popover, gpointer user_data)
{
  /* Not at once: the chosen item's action comes after this. */
  g_idle_add_once (menu_gone_cb, g_object_ref (popover));
}

/* Of many selected ones the menu is all of theirs; else it selects its row, and opens nothing. */
static void
show_menu (RedaksiArticlesView *self, GtkWidget *row, guint position, double x, double y)
{
  GtkWidget *popover
    = gtk_popover_menu_new_from_model (self->trash ? self->trash_menu : self->article_menu);
  graphene_point_t point;

  if (!gtk_selection_model_is_selected (self->selection, position))
    select_alone (self, position);
  update_actions (self);
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  g_clear_pointer (&self->menu_rows, g_array_unref);
  self->menu_rows = collect_rows (self);
  self->menu_place = position;
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = popover;
  /* Not the row's: what the menu does may take the row away. */
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  if (gtk_widget_compute_point (row, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float)x, (float)y),
                                &point))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                 &(GdkRectangle){ (int)point.x, (int)point.y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
pressed_cb (GtkGesture *gesture, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *view = gtk_widget_get_ancestor (row, REDAKSI_TYPE_ARTICLES_VIEW);

  if (view == NULL)
    return;
  show_menu (REDAKSI_ARTICLES_VIEW (view), row, gtk_list_item_get_position (item), x, y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
setup_cb (RedaksiArticlesView *self, GtkListItem *item)
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
bind_cb (RedaksiArticlesView *self, GtkListItem *item)
{
  RedaksiSummary *summary = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);

  redaksi_list_place_note (row, item);
  redaksi_article_row_set_summary (REDAKSI_ARTICLE_ROW (row), summary);
  g_signal_connect_object (summary, "notify", G_CALLBACK (name_item), item, G_CONNECT_SWAPPED);
  name_item (item);
}

static void
unbind_cb (RedaksiArticlesView *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_item, item);
  redaksi_article_row_set_summary (REDAKSI_ARTICLE_ROW (gtk_list_item_get_child (item)), NULL);
}

/* ---- what can be done ------------------------------------------------------------------------ */

static void
act (RedaksiArticlesView *self, const char *action, const char *state)
{
  g_autoptr (GArray) rows = collect_rows (self);

  redaksi_list_wish (GTK_WIDGET (self), redaksi_services_get_library (self->services), rows, action,
                     state);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiArticlesView *self = REDAKSI_ARTICLES_VIEW (widget);

  act (self, self->trash ? "win.purge-articles" : "win.delete-articles", NULL);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (REDAKSI_ARTICLES_VIEW (widget), "win.restore-articles", NULL);
}

static void
state_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (REDAKSI_ARTICLES_VIEW (widget), "win.set-states", g_variant_get_string (parameter, NULL));
}

/* For the menu, which is not the list's own. */
static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (REDAKSI_ARTICLES_VIEW (widget)->selection);
}

/* Of many selected articles the open one stays. */
static void
unselect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiArticlesView *self = REDAKSI_ARTICLES_VIEW (widget);

  g_hash_table_remove_all (self->chosen);
  select_again (self);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiArticlesView *self = REDAKSI_ARTICLES_VIEW (widget);
  GtkWidget *row = get_focused (self);
  GtkListItem *item = get_focused_item (self);

  if (row != NULL && item != NULL)
    show_menu (self, row, gtk_list_item_get_position (item), gtk_widget_get_width (row) / 2.0,
               gtk_widget_get_height (row) / 2.0);
}

static void
open_web_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiSummary *summary = get_single (REDAKSI_ARTICLES_VIEW (widget));

  if (summary != NULL)
    gtk_widget_activate_action (widget, "app.open-web", "s", redaksi_summary_get_url (summary));
}

static void
copy_address_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiSummary *summary = get_single (REDAKSI_ARTICLES_VIEW (widget));

  if (summary != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), redaksi_summary_get_url (summary));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiSummary *summary = get_single (REDAKSI_ARTICLES_VIEW (widget));

  if (summary != NULL)
    gtk_widget_activate_action (widget, "win.export-one", "s", redaksi_summary_get_id (summary));
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer action)
{
  RedaksiArticlesView *self
    = REDAKSI_ARTICLES_VIEW (gtk_widget_get_ancestor (widget, REDAKSI_TYPE_ARTICLES_VIEW));

  /* Escape has other meanings where one article is selected. */
  if (g_str_equal (action, "list.unselect") && count_selected (self) < 2)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (widget, action, NULL);
}

/* ---- the class ------------------------------------------------------------------------------- */

static void
redaksi_articles_view_dispose (GObject *object)
{
  RedaksiArticlesView *self = REDAKSI_ARTICLES_VIEW (object);

  if (self->articles != NULL)
    g_signal_handlers_disconnect_by_data (self->articles, self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_ARTICLES_VIEW);
  g_clear_handle_id (&self->growing, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->articles);
  g_clear_object (&self->services);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->current, g_free);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_clear_pointer (&self->menu_rows, g_array_unref);

  G_OBJECT_CLASS (redaksi_articles_view_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "list.delete", NULL, delete_action);
  gtk_widget_class_install_action (klass, "list.restore", NULL, restore_action);
  gtk_widget_class_install_action (klass, "list.state", "s", state_action);
  gtk_widget_class_install_action (klass, "list.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (klass, "list.unselect", NULL, unselect_action);
  gtk_widget_class_install_action (klass, "list.menu", NULL, menu_action);
  gtk_widget_class_install_action (klass, "list.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "list.open-web", NULL, open_web_action);
  gtk_widget_class_install_action (klass, "list.copy-address", NULL, copy_address_action);
}

static void
redaksi_articles_view_class_init (RedaksiArticlesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_articles_view_dispose;
  widget_class->grab_focus = redaksi_articles_view_grab_focus;

  signals[OPEN] = g_signal_new ("open", REDAKSI_TYPE_ARTICLES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FILLED] = g_signal_new ("filled", REDAKSI_TYPE_ARTICLES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-articles-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticlesView, view);
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticlesView, many_bar);
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticlesView, many_label);
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticlesView, state_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticlesView, restore_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticlesView, trash_bar);
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticlesView, article_menu);
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticlesView, trash_menu);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  install_actions (widget_class);
}

static void
redaksi_articles_view_init (RedaksiArticlesView *self)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_Delete, 0, "list.delete" },
    { GDK_KEY_Menu, 0, "list.menu" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "list.menu" },
    { GDK_KEY_Escape, 0, "list.unselect" },
  };
  GtkEventController *controller;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  /* Only where the list has the keyboard: in the search box Delete deletes a letter. */
  controller = gtk_shortcut_controller_new ();
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                        gtk_callback_action_new (key_cb, (gpointer)keys[i].action, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

void
redaksi_articles_view_set_services (RedaksiArticlesView *self, RedaksiServices *services)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (REDAKSI_IS_ARTICLES_VIEW (self) && self->services == NULL);

  self->services = g_object_ref (services);
  self->articles = redaksi_article_list_new (redaksi_services_get_library (services));
  /* Who is connected first is told first. */
  g_signal_connect_object (self->articles, "items-changed", G_CALLBACK (items_change_cb), self,
                           G_CONNECT_SWAPPED);
  self->shown
    = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->articles)), 0, FIRST_ROWS);
  self->selection
    = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, self->selection);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->articles, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->articles, "notify::loading", G_CALLBACK (loading_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

/**
 * redaksi_articles_view_set_query:
 * @self: the view
 * @states: bits 1 << #RedaksiState; 0 for all, %REDAKSI_QUERY_TRASH for the trash
 * @words: (nullable): what is searched for
 * @sort: in what order
 */
void
redaksi_articles_view_set_query (RedaksiArticlesView *self, guint states, const char *words,
                                 RedaksiSort sort)
{
  g_return_if_fail (REDAKSI_IS_ARTICLES_VIEW (self) && self->services != NULL);

  /* Many are selected for something that is done here and now. */
  if (self->trash != ((states & REDAKSI_QUERY_TRASH) != 0))
    g_hash_table_remove_all (self->chosen);
  self->trash = (states & REDAKSI_QUERY_TRASH) != 0;
  redaksi_article_list_set_sort (self->articles, sort);
  redaksi_article_list_set_query (self->articles, states, words);
  update_actions (self);
}

guint
redaksi_articles_view_get_n (RedaksiArticlesView *self)
{
  g_return_val_if_fail (REDAKSI_IS_ARTICLES_VIEW (self), 0);

  return self->articles != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->articles)) : 0;
}

/**
 * redaksi_articles_view_select:
 * @self: the view
 * @article_id: (nullable): the article that is open now
 *
 * Shows which article is open; it opens nothing.
 */
void
redaksi_articles_view_select (RedaksiArticlesView *self, const char *article_id)
{
  g_return_if_fail (REDAKSI_IS_ARTICLES_VIEW (self));

  g_set_str (&self->wanted, article_id);
  g_set_str (&self->current, article_id);
  self->idle = FALSE;
  if (self->articles != NULL)
    select_again (self);
}

void
redaksi_articles_view_unselect (RedaksiArticlesView *self)
{
  g_return_if_fail (REDAKSI_IS_ARTICLES_VIEW (self));

  self->idle = TRUE;
  g_clear_pointer (&self->current, g_free);
  if (self->articles != NULL)
    select_again (self);
}

/* The keyboard to a row: the one that had it, else the open article's, else the first. */
void
redaksi_articles_view_focus (RedaksiArticlesView *self)
{
  guint position;

  g_return_if_fail (REDAKSI_IS_ARTICLES_VIEW (self));

  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
  if (get_focused (self) != NULL || redaksi_articles_view_get_n (self) == 0)
    return;
  /* A list that was empty meanwhile has no row for the keyboard any more. */
  position = find_wanted (self);
  gtk_list_view_scroll_to (self->view, position != GTK_INVALID_LIST_POSITION ? position : 0,
                           GTK_LIST_SCROLL_FOCUS, NULL);
}

GtkWidget *
redaksi_articles_view_get_list (RedaksiArticlesView *self)
{
  g_return_val_if_fail (REDAKSI_IS_ARTICLES_VIEW (self), NULL);

  return GTK_WIDGET (self->view);
}
