/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-field.h"

#include <string.h>

#include "redaksi-body-tags.h"
#include "redaksi-typography.h"

struct _RedaksiField
{
  GtkTextView parent_instance;

  RedaksiDocument *document;
  gulong applied_id;
  char *name;
  char *placeholder;
  gboolean hugs;
  gboolean pasting;
  gboolean updating; /* the text changes because the document did */
  gboolean composing;
  gboolean typography;
  gboolean typed;         /* the user action put something in */
  guint64 mended_version; /* of the document, when typography was the last thing done */
  int mended_at;          /* where the cursor was before it */
};

G_DEFINE_FINAL_TYPE (RedaksiField, redaksi_field, GTK_TYPE_TEXT_VIEW)

#define PARENT_WIDGET GTK_WIDGET_CLASS (redaksi_field_parent_class)
#define PARENT_VIEW   GTK_TEXT_VIEW_CLASS (redaksi_field_parent_class)

static guint leave_signal;

static char *
dup_text (RedaksiField *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* ---- size ------------------------------------------------------------------------------- */

static PangoLayout *
create_layout (RedaksiField *self)
{
  g_autofree char *text = dup_text (self);
  PangoLayout *layout
    = gtk_widget_create_pango_layout (GTK_WIDGET (self), *text != '\0' ? text : self->placeholder);

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

static GtkSizeRequestMode
redaksi_field_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* GtkTextView tells the height that it has; a field must know the one that it will have. */
static void
redaksi_field_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  RedaksiField *self = REDAKSI_FIELD (widget);
  g_autoptr (PangoLayout) layout = create_layout (self);
  int width, height;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
    pango_layout_set_width (layout, MAX (for_size - 1, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = self->hugs ? MIN (width + 2, 160) : 60;
      *natural = MAX (width + 4, *minimum); /* and the cursor */
    }
  else
    *minimum = *natural = height + 2; /* GtkTextView rounds up, line by line */
}

static void
redaksi_field_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RedaksiField *self = REDAKSI_FIELD (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));

  PARENT_WIDGET->snapshot (widget, snapshot);
  if (gtk_text_buffer_get_char_count (buffer) == 0 && !self->composing)
    {
      g_autoptr (PangoLayout) layout = create_layout (self);
      GdkRGBA color;
      gtk_widget_get_color (widget, &color);
      color.alpha *= .45f;
      pango_layout_set_width (layout, gtk_widget_get_width (widget) * PANGO_SCALE);
      gtk_snapshot_append_layout (snapshot, layout, &color);
    }
}

/* ---- to the document and back ----------------------------------------------------------- */

/* A field is one line: what is pasted with line ends is joined. */
static void
insert_text_cb (GtkTextBuffer *buffer, GtkTextIter *iter, char *text, int length,
                RedaksiField *self)
{
  g_autoptr (GString) line = NULL;

  if (self->updating
      || (memchr (text, '\n', (gsize)length) == NULL && memchr (text, '\r', (gsize)length) == NULL
          && g_strstr_len (text, length, "\xE2\x80\xA8") == NULL
          && g_strstr_len (text, length, "\xE2\x80\xA9") == NULL
          && g_strstr_len (text, length, "\xEF\xBF\xBC") == NULL))
    return;
  line = g_string_new_len (text, length);
  g_string_replace (line, "\xEF\xBF\xBC", "", 0);
  g_string_replace (line, "\xE2\x80\xA8", "\n", 0);
  g_string_replace (line, "\xE2\x80\xA9", "\n", 0);
  g_string_replace (line, "\r", "\n", 0);
  g_string_replace (line, "\n\n", "\n", 0);
  while (line->len > 0 && line->str[line->len - 1] == '\n')
    g_string_truncate (line, line->len - 1);
  g_string_replace (line, "\n", " ", 0);
  g_signal_stop_emission_by_name (buffer, "insert-text");
  if (line->len > 0)
    gtk_text_buffer_insert (buffer, iter, line->str, (int)line->len);
}

static void
changed_cb (GtkTextBuffer *buffer, RedaksiField *self)
{
  g_autofree char *text = NULL;

  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->updating || self->document == NULL)
    return;
  text = dup_text (self);
  self->updating = TRUE;
  redaksi_document_set_field (self->document, self->name, text);
  self->updating = FALSE;
}

/* Shows what the document says; only what differs is changed, so that the cursor stays. */
static void
update (RedaksiField *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  const char *text
    = self->document != NULL ? redaksi_document_get_field (self->document, self->name) : "";
  g_autofree char *shown = dup_text (self);
  gsize old_length = strlen (shown), new_length = strlen (text), head = 0, tail = 0;
  GtkTextIter start, end;

  if (g_str_equal (shown, text))
    return;
  while (head < MIN (old_length, new_length) && shown[head] == text[head])
    head++;
  while (head > 0 && ((guchar)shown[head] & 0xc0) == 0x80)
    head--;
  while (tail < MIN (old_length, new_length) - head
         && shown[old_length - 1 - tail] == text[new_length - 1 - tail])
    tail++;
  while (tail > 0 && ((guchar)shown[old_length - tail] & 0xc0) == 0x80)
    tail--;
  self->updating = TRUE;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int)g_utf8_strlen (shown, (gssize)head));
  gtk_text_buffer_get_iter_at_offset (buffer, &end,
                                      (int)g_utf8_strlen (shown, (gssize)(old_length - tail)));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text + head, (int)(new_length - head - tail));
  gtk_text_buffer_place_cursor (buffer, &start);
  self->updating = FALSE;
}

static void
applied_cb (RedaksiDocument *document, RedaksiTransaction *transaction, RedaksiArticle *before,
            RedaksiField *self)
{
  if (!self->updating)
    update (self);
}

/* ---- typography ------------------------------------------------------------------------- */

static void
inserted_cb (RedaksiField *self)
{
  if (!self->updating)
    self->typed = TRUE;
}

static void
place_cursor (RedaksiField *self, int offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/* A command of its own, as in the body: one undo, or Backspace at once, gives back what was typed.
 */
static void
mend_typed (RedaksiField *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *mended = NULL;
  g_autoptr (GArray) edits = NULL;
  RedaksiTextEdit edit;
  GtkTextIter start, end, cursor;
  int at;

  if (!self->typography || self->document == NULL || self->composing)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  at = gtk_text_iter_get_offset (&cursor);
  before = gtk_text_buffer_get_text (buffer, &start, &cursor, TRUE);
  after = gtk_text_buffer_get_text (buffer, &cursor, &end, TRUE);
  if (!redaksi_typography_typed (before,
                                 redaksi_article_peek_field (redaksi_document_get_article (
                                                               self->document),
                                                             REDAKSI_FIELD_LANGUAGE),
                                 &edit))
    return;
  edits = g_array_new (FALSE, FALSE, sizeof (RedaksiTextEdit));
  g_array_append_val (edits, edit);
  {
    g_autofree char *left = redaksi_typography_apply (before, edits);

    mended = g_strconcat (left, after, NULL);
    g_free (edit.text);
    redaksi_document_choose_field (self->document, self->name, mended);
    place_cursor (self, (int)g_utf8_strlen (left, -1));
  }
  self->mended_at = at;
  self->mended_version = redaksi_document_get_version (self->document);
}

static void
action_ended_cb (RedaksiField *self)
{
  gboolean typed = self->typed;

  self->typed = FALSE;
  if (typed && !self->updating && !self->pasting)
    mend_typed (self);
}

static void
redaksi_field_backspace (GtkTextView *view)
{
  RedaksiField *self = REDAKSI_FIELD (view);

  if (self->document == NULL || self->mended_version == 0
      || self->mended_version != redaksi_document_get_version (self->document))
    {
      PARENT_VIEW->backspace (view);
      return;
    }
  redaksi_document_undo (self->document);
  place_cursor (self, self->mended_at);
}

/* ---- keys ------------------------------------------------------------------------------- */

static gboolean
at_edge (RedaksiField *self, gboolean last)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return last ? !gtk_text_view_forward_display_line (GTK_TEXT_VIEW (self), &iter)
              : !gtk_text_view_backward_display_line (GTK_TEXT_VIEW (self), &iter);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
                RedaksiField *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  int direction = -1;

  if (self->composing)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_ISO_Left_Tab || (key == GDK_KEY_Tab && modifiers == GDK_SHIFT_MASK))
    direction = GTK_DIR_TAB_BACKWARD;
  else if (modifiers != 0)
    return GDK_EVENT_PROPAGATE;
  else if (key == GDK_KEY_Tab)
    direction = GTK_DIR_TAB_FORWARD;
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    direction = GTK_DIR_DOWN;
  else if ((key == GDK_KEY_Up || key == GDK_KEY_KP_Up) && at_edge (self, FALSE))
    direction = GTK_DIR_UP;
  else if ((key == GDK_KEY_Down || key == GDK_KEY_KP_Down) && at_edge (self, TRUE))
    direction = GTK_DIR_DOWN;
  if (direction < 0)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, leave_signal, 0, direction);
  return GDK_EVENT_STOP;
}

static void
preedit_cb (RedaksiField *self, const char *preedit)
{
  self->composing = preedit != NULL && *preedit != '\0';
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Fields hold letters alone, whatever the clipboard has. */
static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RedaksiField) self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL || self->document == NULL)
    return;
  redaksi_document_break_undo (self->document);
  self->pasting = TRUE;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
  self->pasting = FALSE;
  redaksi_document_break_undo (self->document);
}

static void
redaksi_field_paste_clipboard (GtkTextView *view)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (view)), NULL, pasted_cb,
                                 g_object_ref (view));
}

static void
focus_left_cb (RedaksiField *self)
{
  if (self->document != NULL)
    redaksi_document_break_undo (self->document);
}

static void
redaksi_field_dispose (GObject *object)
{
  RedaksiField *self = REDAKSI_FIELD (object);

  g_clear_signal_handler (&self->applied_id, self->document);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (redaksi_field_parent_class)->dispose (object);
}

static void
redaksi_field_finalize (GObject *object)
{
  RedaksiField *self = REDAKSI_FIELD (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->placeholder, g_free);

  G_OBJECT_CLASS (redaksi_field_parent_class)->finalize (object);
}

static void
redaksi_field_class_init (RedaksiFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = redaksi_field_finalize;
  widget_class->get_request_mode = redaksi_field_get_request_mode;
  widget_class->measure = redaksi_field_measure;
  widget_class->snapshot = redaksi_field_snapshot;
  GTK_TEXT_VIEW_CLASS (klass)->backspace = redaksi_field_backspace;
  GTK_TEXT_VIEW_CLASS (klass)->paste_clipboard = redaksi_field_paste_clipboard;
  leave_signal = g_signal_new ("leave", REDAKSI_TYPE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, GTK_TYPE_DIRECTION_TYPE);
  gtk_widget_class_set_css_name (widget_class, "textview");
}

static void
redaksi_field_init (RedaksiField *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article-field");
  g_signal_connect (buffer, "insert-text", G_CALLBACK (insert_text_cb), self);
  g_signal_connect (buffer, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_data (buffer, "insert-text", G_CALLBACK (inserted_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_data (buffer, "end-user-action", G_CALLBACK (action_ended_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_cb), NULL);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * redaksi_field_new:
 * @name: of the article's fields
 * @label: what it is called: its accessible name
 * @placeholder: what stands in it while it is empty
 *
 * Returns: (transfer floating): a field without a document
 */
GtkWidget *
redaksi_field_new (const char *name, const char *label, const char *placeholder)
{
  RedaksiField *self;

  g_return_val_if_fail (redaksi_field_name_is_valid (name) && label != NULL, NULL);

  self = g_object_new (REDAKSI_TYPE_FIELD, NULL);
  self->name = g_strdup (name);
  self->placeholder = g_strdup (placeholder != NULL ? placeholder : label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, self->placeholder, -1);
  return GTK_WIDGET (self);
}

/**
 * redaksi_field_set_document:
 * @self: a field
 * @document: (nullable): whose field it shows
 */
void
redaksi_field_set_document (RedaksiField *self, RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_FIELD (self));

  g_clear_signal_handler (&self->applied_id, self->document);
  g_set_object (&self->document, document);
  if (document != NULL)
    self->applied_id = g_signal_connect (document, "applied", G_CALLBACK (applied_cb), self);
  update (self);
}

const char *
redaksi_field_get_name (RedaksiField *self)
{
  g_return_val_if_fail (REDAKSI_IS_FIELD (self), NULL);

  return self->name;
}

void
redaksi_field_enter (RedaksiField *self, gboolean at_end)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_if_fail (REDAKSI_IS_FIELD (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  if (at_end)
    gtk_text_buffer_get_end_iter (buffer, &iter);
  else
    gtk_text_buffer_get_start_iter (buffer, &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
redaksi_field_set_hugs (RedaksiField *self, gboolean hugs)
{
  g_return_if_fail (REDAKSI_IS_FIELD (self));

  self->hugs = hugs;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
redaksi_field_select (RedaksiField *self, guint start, guint end)
{
  GtkTextBuffer *buffer;
  GtkTextIter from, to;

  g_return_if_fail (REDAKSI_IS_FIELD (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int)start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, (int)end);
  gtk_text_buffer_select_range (buffer, &to, &from);
}

void
redaksi_field_get_selection (RedaksiField *self, guint *start, guint *end)
{
  GtkTextIter from, to;

  g_return_if_fail (REDAKSI_IS_FIELD (self) && start != NULL && end != NULL);

  gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &from,
                                        &to);
  *start = (guint)gtk_text_iter_get_offset (&from);
  *end = (guint)gtk_text_iter_get_offset (&to);
}

void
redaksi_field_tint (RedaksiField *self, GArray *matches)
{
  GtkTextBuffer *buffer;
  GtkTextTag *tag;
  GtkTextIter start, end;

  g_return_if_fail (REDAKSI_IS_FIELD (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "found");
  if (tag == NULL && matches == NULL)
    return;
  if (tag == NULL)
    tag
      = gtk_text_buffer_create_tag (buffer, "found", "background-rgba", &REDAKSI_FOUND_TINT, NULL);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  for (guint i = matches != NULL ? redaksi_find_seek (matches, self->name, 0) : G_MAXUINT;
       matches != NULL && i < matches->len; i++)
    {
      const RedaksiMatch *match = &g_array_index (matches, RedaksiMatch, i);
      if (g_strcmp0 (match->field, self->name) != 0)
        break;
      gtk_text_buffer_get_iter_at_offset (buffer, &start, (int)match->start);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)match->end);
      gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
    }
}

void
redaksi_field_set_typography (RedaksiField *self, gboolean typography)
{
  g_return_if_fail (REDAKSI_IS_FIELD (self));

  self->typography = typography;
}
