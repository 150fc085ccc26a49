/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-block-menu.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-block-choice.h"

#define HIGHEST 420 /* pixels */

struct _RedaksiBlockMenu
{
  GtkPopover parent_instance;

  RedaksiBodyView *body; /* a child of our parent, as we are */
  GtkListBox *list;
  GtkWidget *viewport;
  gboolean open;
  gulong scroll_id;
  guint pointing; /* idle source */
};

G_DEFINE_FINAL_TYPE (RedaksiBlockMenu, redaksi_block_menu, GTK_TYPE_POPOVER)

static guint chosen_signal;

/* ---- what is asked for ------------------------------------------------------------------ */

/* What is typed behind the "/" that stands at the beginning of the cursor's paragraph, where there
 * is nothing else; NULL where there is no such thing. */
static const char *
find_typed (RedaksiBlockMenu *self, guint *from)
{
  RedaksiBodyBuffer *buffer = redaksi_body_view_get_buffer (self->body);
  RedaksiBody *body = redaksi_body_buffer_get_body (buffer);
  RedaksiSelection selection = redaksi_body_buffer_get_selection (buffer);
  RedaksiBlock *block;
  const char *text;
  guint i, offset;

  if (body == NULL || redaksi_body_buffer_get_document (buffer) == NULL
      || selection.anchor != selection.head)
    return NULL;
  i = redaksi_body_find (body, selection.head, &offset);
  block = redaksi_body_get_nth (body, i);
  text = redaksi_block_get_text (block);
  if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PARAGRAPH || *text != '/' || offset == 0
      || offset != redaksi_block_get_length (block))
    return NULL;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return NULL;
  *from = redaksi_body_get_start (body, i);
  return text + 1;
}

/* ---- the list --------------------------------------------------------------------------- */

static GtkListBoxRow *
next_shown (RedaksiBlockMenu *self, int at, int step)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, at)) != NULL)
    {
      if (gtk_widget_get_visible (GTK_WIDGET (row)))
        return row;
      at += step;
    }
  return NULL;
}

static void
choose_row (RedaksiBlockMenu *self, GtkListBoxRow *row)
{
  const RedaksiBlockChoice *choice;

  if (row == NULL || row == gtk_list_box_get_selected_row (self->list))
    return;
  choice = g_object_get_data (G_OBJECT (row), "choice");
  gtk_list_box_select_row (self->list, row);
  gtk_viewport_scroll_to (GTK_VIEWPORT (self->viewport), GTK_WIDGET (row), NULL);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->body), _ (choice->label),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Shows what begins with what was typed; whether there is anything. */
static gboolean
filter (RedaksiBlockMenu *self, const char *typed)
{
  gboolean any = FALSE;
  GtkListBoxRow *row, *selected;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      gboolean shown
        = redaksi_block_choice_matches (g_object_get_data (G_OBJECT (row), "choice"), typed);
      gtk_widget_set_visible (GTK_WIDGET (row), shown);
      any |= shown;
    }
  selected = gtk_list_box_get_selected_row (self->list);
  if (selected == NULL || !gtk_widget_get_visible (GTK_WIDGET (selected)))
    choose_row (self, next_shown (self, 0, 1));
  return any;
}

static GtkWidget *
make_row (const RedaksiBlockChoice *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *label = gtk_label_new (_ (choice->label));
  GtkWidget *typed = gtk_label_new (choice->typed);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (typed, "dim-label");
  gtk_widget_add_css_class (typed, "monospace");
  gtk_widget_set_visible (typed, choice->typed != NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), typed);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (choice->label), -1);
  g_object_set_data (G_OBJECT (row), "choice", (gpointer)choice);
  return row;
}

static void
snippet_free (gpointer data)
{
  RedaksiBlockChoice *choice = data;

  g_free ((char *)choice->name);
  g_free ((char *)choice->label);
  g_free (choice);
}

/**
 * redaksi_block_menu_set_snippets:
 * @self: the menu
 * @names: (array zero-terminated=1): names of snippets
 *
 * Offers them below the kinds of blocks; what is chosen is called "snippet-" and its place.
 */
void
redaksi_block_menu_set_snippets (RedaksiBlockMenu *self, const char *const *names)
{
  guint n;
  GtkListBoxRow *row;

  g_return_if_fail (REDAKSI_IS_BLOCK_MENU (self) && names != NULL);

  redaksi_block_choices (&n);
  while ((row = gtk_list_box_get_row_at_index (self->list, (int)n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; names[i] != NULL; i++)
    {
      RedaksiBlockChoice *choice = g_new0 (RedaksiBlockChoice, 1);
      GtkWidget *made;

      choice->name = g_strdup_printf ("snippet-%u", i);
      choice->label = g_strdup (names[i]);
      choice->words = "snippet";
      made = make_row (choice);
      g_object_set_data_full (G_OBJECT (made), "snippet", choice, snippet_free);
      gtk_list_box_append (self->list, made);
    }
}

/* ---- open and closed -------------------------------------------------------------------- */

static void
point (RedaksiBlockMenu *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->body);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_point_t place = { 0 };
  GdkRectangle box;
  GtkTextIter iter;

  /* At the "/": it stays where it is while the name is typed. */
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_iter_set_line_offset (&iter, 0);
  gtk_text_view_get_iter_location (view, &iter, &box);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, box.x, box.y, &box.x,
                                         &box.y);
  if (!gtk_widget_compute_point (GTK_WIDGET (view), parent,
                                 &GRAPHENE_POINT_INIT ((float)box.x, (float)box.y), &place))
    return;
  box.x = (int)place.x;
  box.y = (int)place.y;
  box.width = 1;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &box);
}

static gboolean
point_cb (gpointer user_data)
{
  RedaksiBlockMenu *self = user_data;

  self->pointing = 0;
  point (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: it may be amidst the layout of the text, which must not be asked for another then.
 */
static void
scrolled_cb (RedaksiBlockMenu *self)
{
  if (self->pointing == 0)
    self->pointing = g_idle_add (point_cb, self);
}

static void
close_menu (RedaksiBlockMenu *self)
{
  if (!self->open)
    return;
  self->open = FALSE;
  g_clear_handle_id (&self->pointing, g_source_remove);
  g_clear_signal_handler (&self->scroll_id,
                          gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->body)));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
open_menu (RedaksiBlockMenu *self)
{
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->body));

  self->open = TRUE;
  gtk_list_box_unselect_all (self->list);
  filter (self, "");
  point (self);
  if (scroll != NULL)
    self->scroll_id = g_signal_connect_object (scroll, "value-changed", G_CALLBACK (scrolled_cb),
                                               self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self));
}

static void
typed_cb (RedaksiBlockMenu *self)
{
  const char *typed;
  guint from;

  if (self->open || !gtk_widget_has_focus (GTK_WIDGET (self->body)))
    return;
  typed = find_typed (self, &from);
  if (typed != NULL && *typed == '\0')
    open_menu (self);
}

static void
moved_cb (RedaksiBlockMenu *self)
{
  const char *typed;
  guint from;

  if (!self->open)
    return;
  typed = find_typed (self, &from);
  if (typed == NULL || !filter (self, typed))
    close_menu (self);
}

static void
focused_cb (RedaksiBlockMenu *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self->body)))
    close_menu (self);
}

static void
choose (RedaksiBlockMenu *self, GtkListBoxRow *row)
{
  const RedaksiBlockChoice *choice = g_object_get_data (G_OBJECT (row), "choice");
  guint from;

  if (find_typed (self, &from) == NULL)
    return;
  close_menu (self);
  g_signal_emit (self, chosen_signal, 0, choice->name, from);
}

static gboolean
key_pressed_cb (RedaksiBlockMenu *self, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow *row;
  int at;

  if (!self->open || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_selected_row (self->list);
  at = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      choose_row (self, next_shown (self, at + 1, 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      choose_row (self, next_shown (self, at - 1, -1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      if (row == NULL)
        return GDK_EVENT_PROPAGATE;
      choose (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      close_menu (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- the object ------------------------------------------------------------------------- */

static void
redaksi_block_menu_dispose (GObject *object)
{
  RedaksiBlockMenu *self = REDAKSI_BLOCK_MENU (object);

  self->open = FALSE;
  g_clear_handle_id (&self->pointing, g_source_remove);

  G_OBJECT_CLASS (redaksi_block_menu_parent_class)->dispose (object);
}

static void
redaksi_block_menu_class_init (RedaksiBlockMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_block_menu_dispose;
  chosen_signal
    = g_signal_new ("chosen", REDAKSI_TYPE_BLOCK_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_UINT);
}

static void
redaksi_block_menu_init (RedaksiBlockMenu *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  guint n;
  const RedaksiBlockChoice *choices = redaksi_block_choices (&n);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kinds of blocks"), -1);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_row (&choices[i]));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose), self);

  /* The keys scroll it; a bar would only stand over the signs. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), HIGHEST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->list));
  self->viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroll));
  gtk_popover_set_child (GTK_POPOVER (self), scroll);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_popover_set_offset (GTK_POPOVER (self), 0, 4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
  gtk_widget_add_css_class (GTK_WIDGET (self), "block-menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kinds of blocks"), -1);
}

/**
 * redaksi_block_menu_new:
 * @parent: what holds @body
 * @body: where "/" is typed
 *
 * Returns: (transfer none): a menu that opens by itself; @parent unparents it
 */
GtkWidget *
redaksi_block_menu_new (GtkWidget *parent, RedaksiBodyView *body)
{
  RedaksiBlockMenu *self;
  GtkEventController *keys = gtk_event_controller_key_new ();
  RedaksiBodyBuffer *buffer;

  g_return_val_if_fail (GTK_IS_WIDGET (parent) && REDAKSI_IS_BODY_VIEW (body), NULL);

  self = g_object_new (REDAKSI_TYPE_BLOCK_MENU, NULL);
  self->body = body;
  buffer = redaksi_body_view_get_buffer (body);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  g_signal_connect_object (buffer, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (body, "notify::has-focus", G_CALLBACK (focused_cb), self,
                           G_CONNECT_SWAPPED);
  /* Before the view's own: what was added last is asked first. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (body), keys);
  return GTK_WIDGET (self);
}
