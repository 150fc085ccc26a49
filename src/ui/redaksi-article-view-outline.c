/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

#include <glib/gi18n-lib.h>

/*
 * The outline: the headline and the headings of the open article, in a popover over the footer.
 * It is made when it is opened; nothing of it is kept up to date while one types.
 */

#define HEADLINE G_MAXUINT

/* Where the text was, which the popover took the keyboard from. */
static void
return_to_text (RedaksiArticleView *self)
{
  if (self->text_field == NULL
      || !redaksi_article_header_enter (REDAKSI_ARTICLE_HEADER (self->header), self->text_field))
    gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

static void
return_cb (gpointer user_data)
{
  g_autoptr (RedaksiArticleView) self = user_data;

  if (self->body != NULL && self->document != NULL)
    return_to_text (self);
}

/* Not before the popover has given the keyboard to its button. */
static void
closed_cb (RedaksiArticleView *self)
{
  g_idle_add_once (return_cb, g_object_ref (self));
}

static void
add_row (RedaksiArticleView *self, const char *title, guint level, guint position, gboolean current)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (*title != '\0' ? title : _ ("Without words"));
  g_autofree char *name = NULL;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_widget_set_margin_start (label, (int)(level - 1) * 14);
  if (*title == '\0')
    gtk_widget_add_css_class (label, "dim-label");
  if (current)
    gtk_widget_add_css_class (row, "current");
  if (level == 1)
    gtk_widget_add_css_class (label, "heading");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_tooltip_text (row, *title != '\0' ? title : NULL);
  /* Translators: as a screen reader says it: level and text of a heading. */
  name = g_strdup_printf (_ ("Level %u: %s"), level, gtk_label_get_text (GTK_LABEL (label)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), "position", GUINT_TO_POINTER (position));
  gtk_list_box_append (self->outline_list, row);
  if (current)
    gtk_list_box_select_row (self->outline_list, GTK_LIST_BOX_ROW (row));
}

/* The heading that the cursor stands below, as a number of a block. */
static guint
find_current (RedaksiArticleView *self, RedaksiBody *body)
{
  guint at = redaksi_body_find (
    body, redaksi_body_buffer_get_selection (redaksi_body_view_get_buffer (self->body)).head, NULL);

  if (self->text_field != NULL)
    return HEADLINE;
  for (guint i = at + 1; i > 0; i--)
    if (redaksi_block_get_kind (redaksi_body_get_nth (body, i - 1)) == REDAKSI_BLOCK_HEADING)
      return i - 1;
  return HEADLINE;
}

static void
fill (RedaksiArticleView *self)
{
  RedaksiBody *body;
  guint current, n = 0;

  gtk_list_box_remove_all (self->outline_list);
  if (self->document == NULL)
    return;
  body = redaksi_document_get_body (self->document);
  current = find_current (self, body);
  add_row (self, redaksi_document_get_field (self->document, REDAKSI_FIELD_HEADLINE), 1, HEADLINE,
           current == HEADLINE);
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);

      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_HEADING)
        continue;
      add_row (self, redaksi_block_get_text (block),
               (guint)redaksi_shape_get_level (redaksi_block_get_shape (block)),
               redaksi_body_get_start (body, i), i == current);
      n++;
    }
  gtk_widget_set_visible (self->outline_hint, n == 0);
}

static void
shown_cb (RedaksiArticleView *self)
{
  GtkListBoxRow *row;

  fill (self);
  row = gtk_list_box_get_selected_row (self->outline_list);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
jump_cb (RedaksiArticleView *self, GtkListBoxRow *row)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "position"));
  RedaksiBodyBuffer *buffer = redaksi_body_view_get_buffer (self->body);
  GtkTextMark *insert = gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (buffer));
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->outline));

  if (position == HEADLINE)
    {
      self->text_field = REDAKSI_FIELD_HEADLINE;
      gtk_popover_popdown (popover);
      return;
    }
  self->text_field = NULL;
  redaksi_body_buffer_select (buffer, (RedaksiSelection){ position, position });
  gtk_popover_popdown (popover);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->body), insert, 0, TRUE, 0, 0.1);
}

/**
 * _redaksi_article_view_make_outline:
 * @self: a view
 *
 * Returns: (transfer floating): the button with the outline
 */
GtkWidget *
_redaksi_article_view_make_outline (RedaksiArticleView *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_menu_button_new ();

  self->outline_list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->outline_list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->outline_list), "outline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->outline_list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Outline"), -1);
  g_signal_connect_swapped (self->outline_list, "row-activated", G_CALLBACK (jump_cb), self);
  self->outline_hint = gtk_label_new (_ ("Headings of the article stand here. Write “## ” at the "
                                         "beginning of a paragraph to make one."));
  gtk_label_set_wrap (GTK_LABEL (self->outline_hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->outline_hint), 30);
  gtk_label_set_xalign (GTK_LABEL (self->outline_hint), 0);
  gtk_widget_add_css_class (self->outline_hint, "dim-label");
  gtk_widget_add_css_class (self->outline_hint, "outline-hint");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->outline_list));
  gtk_box_append (GTK_BOX (box), self->outline_hint);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroll);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Outline"), -1);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (closed_cb), self);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-list-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (button, _ ("Outline"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Outline"), -1);
  gtk_widget_add_css_class (button, "flat");
  self->outline = button;
  return button;
}

/* ---- how long it is to be --------------------------------------------------------------- */

static void
target_set_cb (RedaksiArticleView *self)
{
  int target = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->target_spin));
  g_autofree char *field = target > 0 ? g_strdup_printf ("%d", target) : NULL;

  if (self->document != NULL)
    redaksi_document_set_field (self->document, REDAKSI_FIELD_TARGET_LENGTH, field);
}

static void
target_shown_cb (RedaksiArticleView *self)
{
  if (self->document != NULL)
    redaksi_document_break_undo (self->document);
  gtk_widget_grab_focus (self->target_spin);
}

static void
target_closed_cb (RedaksiArticleView *self)
{
  /* What was typed and not yet taken. */
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->target_spin));
  closed_cb (self);
}

/* The button's own Return only takes the number; a second one would be needed. */
static gboolean
target_key_cb (GtkPopover *popover, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_popover_popdown (popover);
  return GDK_EVENT_STOP;
}

/* What the document says; it may say anything. */
void
_redaksi_article_view_read_target (RedaksiArticleView *self)
{
  self->target
    = self->document != NULL
        ? redaksi_article_get_target_length (redaksi_document_get_article (self->document))
        : 0;
  g_signal_handlers_block_by_func (self->target_spin, target_set_cb, self);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->target_spin), self->target);
  g_signal_handlers_unblock_by_func (self->target_spin, target_set_cb, self);
  gtk_widget_set_visible (self->target_bar, self->target > 0);
}

/* So long is it now. The bar has a step for each of its pixels: most words move none. */
void
_redaksi_article_view_show_target (RedaksiArticleView *self, guint words)
{
  double part = self->target > 0 ? MIN (1, words / (double)self->target) : 0;
  gboolean over = self->target > 0 && words > self->target + self->target / 10;

  part = (int)(part * 64) / 64.0;
  if (part != gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (self->target_bar)))
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->target_bar), part);
  if (over == gtk_widget_has_css_class (self->target_bar, "over"))
    return;
  if (over)
    gtk_widget_add_css_class (self->target_bar, "over");
  else
    gtk_widget_remove_css_class (self->target_bar, "over");
}

/**
 * _redaksi_article_view_make_target:
 * @self: a view
 * @count: the label with the count of words
 *
 * Returns: (transfer floating): @count as a button that asks how long the article is to be, and a
 * bar
 */
GtkWidget *
_redaksi_article_view_make_target (RedaksiArticleView *self, GtkWidget *count)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (_ ("Target length in words"));
  GtkWidget *hint = gtk_label_new (_ ("0: as long as it takes"));
  GtkEventController *keys;

  self->target_bar = gtk_progress_bar_new ();
  gtk_widget_set_valign (self->target_bar, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->target_bar, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->target_bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Target length"), -1);
  gtk_box_append (GTK_BOX (inside), self->target_bar);
  gtk_box_append (GTK_BOX (inside), count);

  self->target_spin = gtk_spin_button_new_with_range (0, REDAKSI_MOST_WORDS, 50);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (self->target_spin), TRUE);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_halign (hint, GTK_ALIGN_START);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_add_css_class (hint, "caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->target_spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Target length in words"), -1);
  g_signal_connect_swapped (self->target_spin, "value-changed", G_CALLBACK (target_set_cb), self);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (target_key_cb), popover);
  gtk_widget_add_controller (self->target_spin, keys);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->target_spin);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Target length"), -1);
  gtk_widget_set_halign (popover, GTK_ALIGN_END);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (target_shown_cb), self);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (target_closed_cb), self);

  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), inside);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (button, _ ("Target length"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Length of the article"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  self->target_button = button;
  return button;
}
