/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-view-private.h"

#include "redaksi-import.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "redaksi-header-slot.h"

G_DEFINE_FINAL_TYPE (RedaksiBodyView, redaksi_body_view, GTK_TYPE_TEXT_VIEW)

#define PARENT_WIDGET GTK_WIDGET_CLASS (redaksi_body_view_parent_class)
#define PARENT_VIEW   GTK_TEXT_VIEW_CLASS (redaksi_body_view_parent_class)

#define SIDE   24 /* beside the column, at least */
#define NARROW 14 /* the same, on a narrow window */
#define BELOW  96 /* below the last line: it is not written at the very edge */

enum
{
  LEAVE,
  LEAF,
  PASTE_PHOTO,
  PASTE_FILES,
  PASTE_IMPORT,
  PASTE_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- the column ------------------------------------------------------------------------- */

/* A line of 66 letters as they come in Indonesian and English text. */
static guint
measure_column (RedaksiBodyView *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (
    GTK_WIDGET (self), "Pemerintah daerah meminta warga di tepi sungai bersiap mengungsi m");
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return (guint)CLAMP (width, 280, 1400);
}

static void
redaksi_body_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (widget);
  AdwStyleManager *style = adw_style_manager_get_default ();
  GdkRGBA text, link;

  PARENT_WIDGET->css_changed (widget, change);
  gtk_widget_get_color (widget, &text);
  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (style),
                                       adw_style_manager_get_dark (style), &link);
  redaksi_body_tags_set_colors (redaksi_body_buffer_get_tags (self->buffer), &text, &link);
  self->column = measure_column (self);
  redaksi_body_view_renew_label (self);
  gtk_widget_queue_resize (widget);
}

static void
redaksi_body_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (widget);

  PARENT_WIDGET->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                          natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = (int)self->column + 2 * SIDE;
    }
}

static void
redaksi_body_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  int side = width < 480 ? NARROW : SIDE;
  int column = MAX (MIN ((int)self->column, width - 2 * side), 80);
  int left = MAX ((width - column) / 2, 0), top;
  int below = self->typewriter ? MAX (BELOW, height / 2) : BELOW;

  /* The last line can come to half the height too. */
  if (gtk_text_view_get_bottom_margin (view) != below)
    gtk_text_view_set_bottom_margin (view, below);

  if (gtk_text_view_get_left_margin (view) != left)
    gtk_text_view_set_left_margin (view, left);
  if (gtk_text_view_get_right_margin (view) != MAX (width - column - left, 0))
    gtk_text_view_set_right_margin (view, MAX (width - column - left, 0));
  if (self->width != (guint)column)
    {
      self->width = (guint)column;
      g_object_notify (G_OBJECT (self), "column");
    }
  if (self->slot != NULL)
    {
      top = redaksi_header_slot_set_width (REDAKSI_HEADER_SLOT (self->slot), column);
      if (gtk_text_view_get_top_margin (view) != top)
        gtk_text_view_set_top_margin (view, top);
      if (left != self->slot_x || top != self->slot_top)
        gtk_text_view_move_overlay (view, self->slot, left, -top);
      self->slot_x = left;
      self->slot_top = top;
    }
  PARENT_WIDGET->size_allocate (widget, width, height, baseline);
}

/* GTK 4.18 draws again when it scrolls, but places overlays only when it is allocated itself. */
static void
scrolled_cb (GtkAdjustment *scroll, RedaksiBodyView *self)
{
  double value = gtk_adjustment_get_value (scroll);

  if (self->slot != NULL && MIN (value, self->scrolled) <= self->slot_top)
    {
      gtk_text_view_move_overlay (GTK_TEXT_VIEW (self), self->slot, self->slot_x, -self->slot_top);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
  self->scrolled = value;
}

static void
adjustment_cb (RedaksiBodyView *self)
{
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));

  if (scroll != NULL)
    g_signal_connect_object (scroll, "value-changed", G_CALLBACK (scrolled_cb), self,
                             G_CONNECT_AFTER);
}

/* ---- the focus -------------------------------------------------------------------------- */

/* The header is a child of the text view, but comes before the text. */
static gboolean
redaksi_body_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (widget);
  gboolean forward
    = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_DOWN || direction == GTK_DIR_RIGHT;

  if (gtk_widget_is_focus (widget))
    return !forward && self->slot != NULL && gtk_widget_child_focus (self->slot, direction);
  /* GtkTextView keeps its overlays in a child of its own. */
  if (self->slot != NULL && (forward || gtk_widget_get_focus_child (self->slot) != NULL)
      && gtk_widget_child_focus (self->slot, direction))
    return TRUE;
  if (!forward && gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_get_sensitive (widget) && gtk_widget_grab_focus (widget);
}

/* ---- the keys --------------------------------------------------------------------------- */

static RedaksiArticle *
get_article (RedaksiBodyView *self)
{
  RedaksiDocument *document = redaksi_body_buffer_get_document (self->buffer);

  return document != NULL ? redaksi_document_get_article (document) : NULL;
}

/* Whether the key's deletion stays within the text of one block, so that GtkTextView may do it. */
static gboolean
stays_within (RedaksiBodyView *self, gboolean forward)
{
  RedaksiSelection selection = redaksi_body_buffer_get_selection (self->buffer);
  RedaksiBody *body = redaksi_body_buffer_get_body (self->buffer);
  guint offset;
  guint i = redaksi_body_find (body, selection.head, &offset);
  RedaksiBlock *block = redaksi_body_get_nth (body, i);

  if (redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
    return FALSE;
  if (selection.anchor != selection.head)
    return redaksi_body_find (body, selection.anchor, NULL) == i;
  return forward ? offset < redaksi_block_get_length (block) : offset > 0;
}

static void
redaksi_body_view_backspace (GtkTextView *view)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (view);
  RedaksiArticle *article = get_article (self);

  if (article != NULL && self->shorthand_version != 0
      && self->shorthand_version
           == redaksi_document_get_version (redaksi_body_buffer_get_document (self->buffer)))
    redaksi_document_undo (redaksi_body_buffer_get_document (self->buffer));
  else if (article == NULL || stays_within (self, FALSE))
    PARENT_VIEW->backspace (view);
  else
    redaksi_body_view_apply (
      self,
      redaksi_command_delete (article, redaksi_body_buffer_get_selection (self->buffer), FALSE));
}

static void
redaksi_body_view_delete_from_cursor (GtkTextView *view, GtkDeleteType type, int count)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (view);
  RedaksiArticle *article = get_article (self);
  RedaksiSelection selection = redaksi_body_buffer_get_selection (self->buffer);

  if (article != NULL && (type == GTK_DELETE_CHARS || selection.anchor != selection.head)
      && !stays_within (self, count > 0))
    redaksi_body_view_apply (self, redaksi_command_delete (article, selection, count > 0));
  else
    PARENT_VIEW->delete_from_cursor (view, type, count);
}

static gboolean
on_first_line (RedaksiBodyView *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  return gtk_text_iter_get_line (&iter) == 0
         && !gtk_text_view_backward_display_line (GTK_TEXT_VIEW (self), &iter);
}

static gboolean
indent (RedaksiBodyView *self, int change)
{
  RedaksiBlock *block = redaksi_body_view_get_block (self, NULL);

  if (block == NULL || redaksi_block_get_kind (block) != REDAKSI_BLOCK_LIST_ITEM)
    return FALSE;
  redaksi_body_view_apply (self,
                           redaksi_command_indent (get_article (self),
                                                   redaksi_body_buffer_get_selection (self->buffer),
                                                   change));
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
                RedaksiBodyView *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  RedaksiSelection selection;
  RedaksiDocument *document;

  /* What is pressed within the header is the header's. */
  if (self->composing || get_article (self) == NULL || !gtk_widget_has_focus (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;
  _redaksi_body_view_centre (self);
  document = redaksi_body_buffer_get_document (self->buffer);
  self->key_version = redaksi_document_get_version (document);
  redaksi_document_join_undo (document, FALSE);
  selection = redaksi_body_buffer_get_selection (self->buffer);
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && modifiers == GDK_SHIFT_MASK)
    {
      /* A line end within the block. */
      gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self->buffer));
      gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self->buffer), TRUE, TRUE);
      gtk_text_buffer_insert_interactive_at_cursor (GTK_TEXT_BUFFER (self->buffer), "\xE2\x80\xA8",
                                                    3, TRUE);
      gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self->buffer));
      return GDK_EVENT_STOP;
    }
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && modifiers == 0
      && _redaksi_body_view_embed_typed (self))
    return GDK_EVENT_STOP;
  if (key == GDK_KEY_Tab && modifiers == 0 && _redaksi_body_view_next_field (self))
    return GDK_EVENT_STOP;
  if (key == GDK_KEY_Tab && modifiers == 0)
    return indent (self, 1);
  if (key == GDK_KEY_ISO_Left_Tab || (key == GDK_KEY_Tab && modifiers == GDK_SHIFT_MASK))
    {
      if (!indent (self, -1))
        g_signal_emit (self, signals[LEAVE], 0, GTK_DIR_TAB_BACKWARD);
      return GDK_EVENT_STOP;
    }
  if ((key == GDK_KEY_Up || key == GDK_KEY_KP_Up) && modifiers == 0
      && selection.anchor == selection.head && on_first_line (self))
    {
      g_signal_emit (self, signals[LEAVE], 0, GTK_DIR_UP);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
preedit_cb (RedaksiBodyView *self, const char *preedit)
{
  RedaksiDocument *document = redaksi_body_buffer_get_document (self->buffer);
  gboolean composes = preedit != NULL && *preedit != '\0';

  if (composes || self->composing)
    redaksi_body_buffer_renew_line (self->buffer);
  /* GtkTextView has just deleted what was selected: that and what will come are one. */
  if (composes && !self->composing && document != NULL
      && redaksi_document_get_version (document) != self->key_version)
    redaksi_document_join_undo (document, TRUE);
  self->composing = composes;
}

static void
typed_cb (RedaksiBodyBuffer *buffer, RedaksiBodyView *self)
{
  /* An input method commits when it likes. */
  _redaksi_body_view_centre (self);
  if (_redaksi_body_view_shorthand (self) || _redaksi_body_view_typography (self))
    self->shorthand_version
      = redaksi_document_get_version (redaksi_body_buffer_get_document (buffer));
}

static void
leaf_cb (RedaksiBodyBuffer *buffer, GtkTextChildAnchor *anchor, RedaksiShape *shape,
         RedaksiBodyView *self)
{
  g_signal_emit (self, signals[LEAF], 0, anchor, shape);
}

static void
redaksi_body_view_copy_clipboard (GtkTextView *view)
{
  _redaksi_body_view_copy (REDAKSI_BODY_VIEW (view));
}

static void
redaksi_body_view_cut_clipboard (GtkTextView *view)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (view);
  RedaksiSelection selection = redaksi_body_buffer_get_selection (self->buffer);

  if (selection.anchor == selection.head || get_article (self) == NULL)
    return;
  _redaksi_body_view_copy (self);
  redaksi_body_view_apply (self, redaksi_command_delete (get_article (self), selection, FALSE));
}

static void
redaksi_body_view_paste_clipboard (GtkTextView *view)
{
  redaksi_body_view_paste (REDAKSI_BODY_VIEW (view), FALSE);
}

static void
redaksi_body_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    _redaksi_body_view_draw (REDAKSI_BODY_VIEW (view), snapshot);
}

static void
redaksi_body_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, REDAKSI_BODY_VIEW (object)->width);
}

static void
redaksi_body_view_dispose (GObject *object)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (object);

  g_cancellable_cancel (self->pasting);
  g_clear_object (&self->pasting);
  self->slot = NULL; /* goes with the text view */
  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);

  G_OBJECT_CLASS (redaksi_body_view_parent_class)->dispose (object);

  g_clear_object (&self->buffer);
  g_clear_pointer (&self->embedded, g_free);
}

static void
redaksi_body_view_class_init (RedaksiBodyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = redaksi_body_view_dispose;
  object_class->get_property = redaksi_body_view_get_property;
  widget_class->css_changed = redaksi_body_view_css_changed;
  widget_class->focus = redaksi_body_view_focus;
  widget_class->measure = redaksi_body_view_measure;
  widget_class->size_allocate = redaksi_body_view_size_allocate;
  view_class->backspace = redaksi_body_view_backspace;
  view_class->delete_from_cursor = redaksi_body_view_delete_from_cursor;
  view_class->copy_clipboard = redaksi_body_view_copy_clipboard;
  view_class->cut_clipboard = redaksi_body_view_cut_clipboard;
  view_class->paste_clipboard = redaksi_body_view_paste_clipboard;
  view_class->snapshot_layer = redaksi_body_view_snapshot_layer;

  g_object_class_install_property (object_class, 1,
                                   g_param_spec_uint ("column", NULL, NULL, 0, G_MAXUINT, 0,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY));
  signals[LEAVE] = g_signal_new ("leave", REDAKSI_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, GTK_TYPE_DIRECTION_TYPE);
  signals[LEAF]
    = g_signal_new ("leaf", REDAKSI_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, GTK_TYPE_TEXT_CHILD_ANCHOR, REDAKSI_TYPE_SHAPE);
  signals[PASTE_PHOTO] = g_signal_new ("paste-photo", REDAKSI_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[PASTE_IMPORT] = g_signal_new ("paste-import", REDAKSI_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, REDAKSI_TYPE_IMPORT);
  signals[PASTE_REFUSED] = g_signal_new ("paste-refused", REDAKSI_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PASTE_FILES] = g_signal_new ("paste-files", REDAKSI_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, GDK_TYPE_FILE_LIST);
  gtk_widget_class_set_css_name (widget_class, "textview");
}

static void
redaksi_body_view_init (RedaksiBodyView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->buffer = redaksi_body_buffer_new ();
  self->column = 600;
  self->pasting = g_cancellable_new ();
  gtk_text_view_set_buffer (view, GTK_TEXT_BUFFER (self->buffer));
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_pixels_below_lines (view, 14);
  gtk_text_view_set_pixels_inside_wrap (view, 5);
  gtk_text_view_set_bottom_margin (view, BELOW);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article-body");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Body"),
                                  -1);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "notify::vadjustment", G_CALLBACK (adjustment_cb), NULL);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_cb), NULL);
  g_signal_connect (self->buffer, "typed", G_CALLBACK (typed_cb), self);
  g_signal_connect (self->buffer, "leaf", G_CALLBACK (leaf_cb), self);
}

/**
 * redaksi_body_view_new:
 *
 * Returns: (transfer floating): a view without a document
 */
GtkWidget *
redaksi_body_view_new (void)
{
  return g_object_new (REDAKSI_TYPE_BODY_VIEW, NULL);
}

void
redaksi_body_view_set_typography (RedaksiBodyView *self, gboolean typography)
{
  g_return_if_fail (REDAKSI_IS_BODY_VIEW (self));

  self->typography = typography;
}

RedaksiBodyBuffer *
redaksi_body_view_get_buffer (RedaksiBodyView *self)
{
  g_return_val_if_fail (REDAKSI_IS_BODY_VIEW (self), NULL);

  return self->buffer;
}

void
redaksi_body_view_set_header (RedaksiBodyView *self, GtkWidget *header)
{
  g_return_if_fail (REDAKSI_IS_BODY_VIEW (self) && self->slot == NULL);

  self->slot = redaksi_header_slot_new ();
  redaksi_header_slot_set_child (REDAKSI_HEADER_SLOT (self->slot), header);
  gtk_text_view_add_overlay (GTK_TEXT_VIEW (self), self->slot, 0, 0);
}

guint
redaksi_body_view_get_column (RedaksiBodyView *self)
{
  g_return_val_if_fail (REDAKSI_IS_BODY_VIEW (self), 0);

  return self->width;
}

gboolean
redaksi_body_view_apply (RedaksiBodyView *self, RedaksiTransaction *transaction)
{
  GtkTextBuffer *buffer;

  g_return_val_if_fail (REDAKSI_IS_BODY_VIEW (self), FALSE);

  if (!redaksi_body_buffer_apply (self->buffer, transaction))
    return FALSE;
  buffer = GTK_TEXT_BUFFER (self->buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
  gtk_text_view_reset_cursor_blink (GTK_TEXT_VIEW (self));
  return TRUE;
}

void
redaksi_body_view_reveal (RedaksiBodyView *self, GtkWidget *widget)
{
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  graphene_rect_t box;

  g_return_if_fail (REDAKSI_IS_BODY_VIEW (self) && GTK_IS_WIDGET (widget));

  if (scroll == NULL || !gtk_widget_compute_bounds (widget, self->slot, &box))
    return;
  gtk_adjustment_clamp_page (scroll, box.origin.y - 12, box.origin.y + box.size.height + 12);
}

/**
 * redaksi_body_view_get_block:
 * @self: a view
 * @index: (out) (optional): which block it is
 *
 * Returns: (transfer none) (nullable): the block in which the cursor is
 */
RedaksiBlock *
redaksi_body_view_get_block (RedaksiBodyView *self, guint *index)
{
  RedaksiBody *body;
  guint i;

  g_return_val_if_fail (REDAKSI_IS_BODY_VIEW (self), NULL);

  body = redaksi_body_buffer_get_body (self->buffer);
  if (body == NULL)
    return NULL;
  i = redaksi_body_find (body, redaksi_body_buffer_get_selection (self->buffer).head, NULL);
  if (index != NULL)
    *index = i;
  return redaksi_body_get_nth (body, i);
}
