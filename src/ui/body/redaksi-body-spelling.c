/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-spelling.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-header-slot.h"

#define PAUSE     350 /* milliseconds after the last change */
#define PATIENCE  800 /* milliseconds that a menu waits for suggestions */
#define IN_FLIGHT 6   /* blocks that are asked about at a time */

struct _RedaksiBodySpelling
{
  GObject parent_instance;

  RedaksiBodyView *view; /* not owned */
  RedaksiBodyBuffer *buffer;
  RedaksiSpeller *speller;
  GByteArray *checked;   /* for each block: whether it was asked about */
  guint first_unchecked; /* none before it */
  guint timer;
  guint in_flight;
  guint age;            /* answers to older questions are dropped */
  RedaksiBlock *spared; /* has a wrong word that the cursor is in */

  GMenu *menu;
  GMenu *words; /* the parts of the menu that change */
  GMenu *adding;
  GtkWidget *popover; /* the view's child */
  guint waiting;      /* timer: the menu waits so long for suggestions */
  GSimpleActionGroup *actions;
  char *word; /* that the menu is about */
  guint word_start;
};

G_DEFINE_FINAL_TYPE (RedaksiBodySpelling, redaksi_body_spelling, G_TYPE_OBJECT)

static void start_timer (RedaksiBodySpelling *self);
static void ask_more (RedaksiBodySpelling *self);

/* ---- underlining ------------------------------------------------------------------------ */

static gboolean
is_linked (RedaksiBlock *block, const RedaksiMisspelling *word)
{
  guint n;
  const RedaksiMarkSpan *spans = redaksi_block_get_spans (block, &n);

  for (guint i = 0; i < n; i++)
    if (redaksi_mark_get_kind (spans[i].mark) == REDAKSI_MARK_LINK && spans[i].start < word->end
        && spans[i].end > word->start)
      return TRUE;
  return FALSE;
}

static gboolean
has_cursor (RedaksiBodySpelling *self, guint start, guint end)
{
  RedaksiSelection selection = redaksi_body_buffer_get_selection (self->buffer);

  return gtk_widget_has_focus (GTK_WIDGET (self->view)) && selection.anchor == selection.head
         && selection.head >= start && selection.head <= end;
}

static GArray *
underlined (RedaksiBodySpelling *self, GtkTextTag *tag, guint base, guint length)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RedaksiMisspelling));
  GtkTextIter iter, end;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, (int)base);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &end, (int)(base + length));
  while (gtk_text_iter_compare (&iter, &end) < 0)
    {
      RedaksiMisspelling one = { (guint)gtk_text_iter_get_offset (&iter) - base, 0 };
      gboolean is = gtk_text_iter_has_tag (&iter, tag);
      if (!gtk_text_iter_forward_to_tag_toggle (&iter, tag)
          || gtk_text_iter_compare (&iter, &end) > 0)
        iter = end;
      one.end = (guint)gtk_text_iter_get_offset (&iter) - base;
      if (is)
        g_array_append_val (found, one);
    }
  return found;
}

static gboolean
same_words (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      RedaksiMisspelling *x = &g_array_index (a, RedaksiMisspelling, i);
      RedaksiMisspelling *y = &g_array_index (b, RedaksiMisspelling, i);
      if (x->start != y->start || x->end != y->end)
        return FALSE;
    }
  return TRUE;
}

/* Block @i has these wrong words; what is underlined already is not touched. */
static void
underline (RedaksiBodySpelling *self, guint i, GArray *words)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  RedaksiBody *body = redaksi_body_buffer_get_body (self->buffer);
  RedaksiBlock *block = redaksi_body_get_nth (body, i);
  guint base = redaksi_body_get_start (body, i), length = redaksi_block_get_length (block);
  GtkTextTag *tag = redaksi_body_tags_get_misspelt (redaksi_body_buffer_get_tags (self->buffer));
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (RedaksiMisspelling));
  g_autoptr (GArray) is = underlined (self, tag, base, length);
  GtkTextIter start, end;

  for (guint k = 0; k < words->len; k++)
    {
      RedaksiMisspelling word = g_array_index (words, RedaksiMisspelling, k);
      if (word.end > length || is_linked (block, &word))
        continue;
      if (has_cursor (self, base + word.start, base + word.end))
        {
          g_clear_pointer (&self->spared, redaksi_block_unref);
          self->spared = redaksi_block_ref (block);
          continue;
        }
      g_array_append_val (wanted, word);
    }
  if (same_words (is, wanted))
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int)base);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)(base + length));
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  for (guint k = 0; k < wanted->len; k++)
    {
      RedaksiMisspelling *word = &g_array_index (wanted, RedaksiMisspelling, k);
      gtk_text_buffer_get_iter_at_offset (buffer, &start, (int)(base + word->start));
      gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)(base + word->end));
      gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
    }
}

/* ---- asking ----------------------------------------------------------------------------- */

typedef struct
{
  RedaksiBodySpelling *self; /* owned */
  RedaksiBlock *block;
  guint i; /* where it was */
  guint age;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  redaksi_block_unref (question->block);
  g_object_unref (question->self);
  g_free (question);
}

/* Where a block is now, or G_MAXUINT. */
static guint
find_block (RedaksiBody *body, RedaksiBlock *block, guint near)
{
  guint n = redaksi_body_get_n (body);

  for (guint distance = 0; distance < 64; distance++)
    {
      if (near + distance < n && redaksi_body_get_nth (body, near + distance) == block)
        return near + distance;
      if (distance <= near && near - distance < n
          && redaksi_body_get_nth (body, near - distance) == block)
        return near - distance;
    }
  return G_MAXUINT;
}

static DexFuture *
answered_cb (DexFuture *future, gpointer user_data)
{
  Question *question = user_data;
  RedaksiBodySpelling *self = question->self;
  const GValue *value = dex_future_get_value (future, NULL);

  if (question->age != self->age || self->view == NULL)
    return NULL;
  self->in_flight--;
  if (value != NULL && G_VALUE_HOLDS (value, G_TYPE_ARRAY)
      && redaksi_body_buffer_get_body (self->buffer) != NULL)
    {
      guint i
        = find_block (redaksi_body_buffer_get_body (self->buffer), question->block, question->i);
      if (i != G_MAXUINT)
        underline (self, i, g_value_get_boxed (value));
    }
  if (self->timer == 0)
    ask_more (self);
  return NULL;
}

static void
ask_about (RedaksiBodySpelling *self, RedaksiBody *body, guint i)
{
  RedaksiBlock *block = redaksi_body_get_nth (body, i);
  Question *question;

  if (redaksi_block_get_length (block) == 0
      || redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
    return;
  question = g_new0 (Question, 1);
  question->self = g_object_ref (self);
  question->block = redaksi_block_ref (block);
  question->i = i;
  question->age = self->age;
  self->in_flight++;
  dex_future_disown (
    dex_future_finally (redaksi_speller_check (self->speller, redaksi_block_get_text (block)),
                        answered_cb, question, question_free));
}

static void
ask_more (RedaksiBodySpelling *self)
{
  RedaksiBody *body = redaksi_body_buffer_get_body (self->buffer);

  if (self->speller == NULL || body == NULL || self->checked->len != redaksi_body_get_n (body))
    return;
  while (self->in_flight < IN_FLIGHT && self->first_unchecked < self->checked->len)
    {
      guint i = self->first_unchecked++;
      if (self->checked->data[i])
        continue;
      self->checked->data[i] = TRUE;
      ask_about (self, body, i);
    }
}

static gboolean
timer_cb (gpointer user_data)
{
  RedaksiBodySpelling *self = user_data;

  self->timer = 0;
  ask_more (self);
  return G_SOURCE_REMOVE;
}

static void
start_timer (RedaksiBodySpelling *self)
{
  if (self->speller == NULL)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_full (G_PRIORITY_LOW, PAUSE, timer_cb, self, NULL);
}

static void
uncheck (RedaksiBodySpelling *self, guint i)
{
  self->checked->data[i] = FALSE;
  self->first_unchecked = MIN (self->first_unchecked, i);
}

static void
uncheck_all (RedaksiBodySpelling *self)
{
  for (guint i = 0; i < self->checked->len; i++)
    uncheck (self, i);
  start_timer (self);
}

static void
blocks_changed_cb (RedaksiBodyBuffer *buffer, guint first, guint n_before, guint n_now,
                   RedaksiBodySpelling *self)
{
  guint n = redaksi_body_get_n (redaksi_body_buffer_get_body (buffer));

  if (self->checked->len + n_now != n + n_before)
    {
      g_byte_array_set_size (self->checked, n);
      first = 0;
      n_now = n;
    }
  else if (n_now > n_before)
    {
      guint tail = self->checked->len - first;
      g_byte_array_set_size (self->checked, n);
      memmove (self->checked->data + first + n_now - n_before, self->checked->data + first, tail);
    }
  else if (n_now < n_before)
    g_byte_array_remove_range (self->checked, first, n_before - n_now);
  for (guint i = first; i < first + n_now; i++)
    uncheck (self, i);
  start_timer (self);
}

/* The cursor left a wrong word: now it may be underlined. */
static void
moved_cb (RedaksiBodyBuffer *buffer, RedaksiBodySpelling *self)
{
  RedaksiBody *body = redaksi_body_buffer_get_body (buffer);
  guint i;

  if (self->spared == NULL || body == NULL)
    return;
  i = find_block (body, self->spared,
                  redaksi_body_find (body, redaksi_body_buffer_get_selection (buffer).head, NULL));
  g_clear_pointer (&self->spared, redaksi_block_unref);
  if (i < self->checked->len)
    {
      uncheck (self, i);
      start_timer (self);
    }
}

/* ---- the menu --------------------------------------------------------------------------- */

/* The underlined word around a place, or FALSE. */
static gboolean
find_word (RedaksiBodySpelling *self, const GtkTextIter *place)
{
  GtkTextTag *tag = redaksi_body_tags_get_misspelt (redaksi_body_buffer_get_tags (self->buffer));
  GtkTextIter start = *place, end;

  if (!gtk_text_iter_has_tag (&start, tag))
    {
      if (!gtk_text_iter_ends_tag (&start, tag))
        return FALSE;
      gtk_text_iter_backward_char (&start);
    }
  if (!gtk_text_iter_starts_tag (&start, tag))
    gtk_text_iter_backward_to_tag_toggle (&start, tag);
  end = start;
  gtk_text_iter_forward_to_tag_toggle (&end, tag);
  g_free (self->word);
  self->word = gtk_text_iter_get_text (&start, &end);
  self->word_start = (guint)gtk_text_iter_get_offset (&start);
  return *self->word != '\0';
}

typedef struct
{
  RedaksiBodySpelling *self;
  char *word;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->self);
  g_free (asked->word);
  g_free (asked);
}

static void
pop_up (RedaksiBodySpelling *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static gboolean
waited_cb (gpointer user_data)
{
  RedaksiBodySpelling *self = user_data;

  self->waiting = 0;
  pop_up (self);
  return G_SOURCE_REMOVE;
}

static DexFuture *
suggested_cb (DexFuture *future, gpointer user_data)
{
  Asked *asked = user_data;
  RedaksiBodySpelling *self = asked->self;
  const GValue *value = dex_future_get_value (future, NULL);
  const char *const *words;
  gboolean late;

  if (self->view == NULL || g_strcmp0 (self->word, asked->word) != 0)
    return NULL; /* the menu is about another word now */
  /* A menu that is open does not change: it closes and comes again. */
  late = gtk_widget_get_visible (self->popover);
  if (late)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_menu_remove_all (self->words);
  words = value != NULL && G_VALUE_HOLDS (value, G_TYPE_STRV) ? g_value_get_boxed (value) : NULL;
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (words[i], NULL);
      g_autofree char *label = NULL;
      g_autoptr (GString) plain = g_string_new (words[i]);
      g_string_replace (plain, "_", "__", 0); /* a label's underscore is a mnemonic */
      label = g_string_free (g_steal_pointer (&plain), FALSE);
      g_menu_item_set_label (item, label);
      g_menu_item_set_action_and_target (item, "spelling.correct", "s", words[i]);
      g_menu_append_item (self->words, item);
    }
  if (words == NULL || words[0] == NULL)
    g_menu_append (self->words, _ ("No Suggestions"), "spelling.none");
  if (self->waiting != 0 || late)
    pop_up (self);
  return NULL;
}

static void
prepare_menu (RedaksiBodySpelling *self, const GtkTextIter *place)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  gboolean selected = gtk_text_buffer_get_has_selection (buffer);
  Asked *asked;

  for (guint i = 0; i < 2; i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (
                                   G_ACTION_MAP (self->actions), i == 0 ? "cut" : "copy")),
                                 selected);
  g_menu_remove_all (self->words);
  g_menu_remove_all (self->adding);
  if (self->speller == NULL || !find_word (self, place))
    {
      g_clear_pointer (&self->word, g_free);
      return;
    }
  g_menu_append (self->words, _ ("Looking for Suggestions…"), "spelling.none");
  g_menu_append (self->adding, _ ("Add to Word List"), "spelling.add");
  asked = g_new0 (Asked, 1);
  asked->self = g_object_ref (self);
  asked->word = g_strdup (self->word);
  dex_future_disown (dex_future_finally (redaksi_speller_suggest (self->speller, self->word),
                                         suggested_cb, asked, asked_free));
}

/* GtkTextView's own menu has suggestions at its end, and an undo that is not the document's. */
static void
show_menu (RedaksiBodySpelling *self, const GtkTextIter *place, const GdkRectangle *at)
{
  prepare_menu (self, place);
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (self->menu));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self->view));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), at);
  /* So that the keyboard is at the first suggestion, not at what stands below. */
  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->word != NULL)
    self->waiting = g_timeout_add (PATIENCE, waited_cb, self);
  else
    pop_up (self);
}

static gboolean
is_in_header (RedaksiBodySpelling *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  return picked != NULL && gtk_widget_get_ancestor (picked, REDAKSI_TYPE_HEADER_SLOT) != NULL;
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, RedaksiBodySpelling *self)
{
  GtkTextIter place;
  int buffer_x, buffer_y;

  if (redaksi_body_buffer_get_document (self->buffer) == NULL || is_in_header (self, x, y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, (int)x,
                                         (int)y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &place, buffer_x, buffer_y);
  show_menu (self, &place, &(GdkRectangle){ (int)x, (int)y, 1, 1 });
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
                RedaksiBodySpelling *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter place;
  GdkRectangle at;

  if (key != GDK_KEY_Menu && (key != GDK_KEY_F10 || (state & GDK_SHIFT_MASK) == 0))
    return GDK_EVENT_PROPAGATE;
  /* What is pressed within the header is the header's. */
  if (!gtk_widget_has_focus (GTK_WIDGET (view))
      || redaksi_body_buffer_get_document (self->buffer) == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_mark (buffer, &place, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &place, &at);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, at.x, at.y, &at.x, &at.y);
  at.width = 1;
  show_menu (self, &place, &at);
  return GDK_EVENT_STOP;
}

/* Where the word still is, if it is. */
static gboolean
word_is_there (RedaksiBodySpelling *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autofree char *text = NULL;

  if (self->word == NULL || redaksi_body_buffer_get_document (self->buffer) == NULL)
    return FALSE;
  gtk_text_buffer_get_iter_at_offset (buffer, start, (int)self->word_start);
  gtk_text_buffer_get_iter_at_offset (
    buffer, end, (int)(self->word_start + (guint)g_utf8_strlen (self->word, -1)));
  text = gtk_text_iter_get_text (start, end);
  return g_str_equal (text, self->word);
}

static void
correct_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiBodySpelling *self = user_data;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  RedaksiDocument *document = redaksi_body_buffer_get_document (self->buffer);
  GtkTextIter start, end;

  if (!word_is_there (self, &start, &end))
    return;
  /* As if typed over: the marks of the word stay. One undo. */
  redaksi_document_break_undo (document);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, g_variant_get_string (parameter, NULL), -1);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_end_user_action (buffer);
  redaksi_document_break_undo (document);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiBodySpelling *self = user_data;

  if (self->word != NULL && self->speller != NULL)
    redaksi_speller_add (self->speller, self->word);
}

static void
clipboard_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiBodySpelling *self = user_data;
  g_autofree char *name = g_strconcat (g_action_get_name (G_ACTION (action)), "-clipboard", NULL);

  g_signal_emit_by_name (self->view, name);
}

/* ---- the object ------------------------------------------------------------------------- */

static void
append_section (RedaksiBodySpelling *self, const char *const *items)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (; items[0] != NULL; items += 3)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[0]), items[1]);
      if (items[2][0] != '\0')
        g_menu_item_set_attribute (item, "accel", "s", items[2]);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (section));
}

static void
make_menu (RedaksiBodySpelling *self)
{
  static const char *const clipboard[] = {
    N_ ("Cu_t"),
    "spelling.cut",
    "<Control>x",
    N_ ("_Copy"),
    "spelling.copy",
    "<Control>c",
    N_ ("_Paste"),
    "spelling.paste",
    "<Control>v",
    N_ ("Paste as Plain _Text"),
    "article.paste-plain",
    "<Control><Shift>v",
    NULL,
  };
  static const char *const undoing[] = {
    N_ ("_Undo"),   "article.undo",      "<Control>z", N_ ("_Redo"),
    "article.redo", "<Control><Shift>z", NULL,
  };
  static const char *const others[] = {
    N_ ("_Link…"),        "article.link", "<Control>k", N_ ("Select _All"),
    "article.select-all", "<Control>a",   NULL,
  };

  self->menu = g_menu_new ();
  self->words = g_menu_new ();
  self->adding = g_menu_new ();
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->words));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->adding));
  append_section (self, clipboard);
  append_section (self, undoing);
  append_section (self, others);
}

static void
redaksi_body_spelling_dispose (GObject *object)
{
  RedaksiBodySpelling *self = REDAKSI_BODY_SPELLING (object);

  redaksi_body_spelling_set_speller (self, NULL);
  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  self->view = NULL;
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->spared, redaksi_block_unref);
  g_clear_object (&self->buffer);
  g_clear_object (&self->menu);
  g_clear_object (&self->words);
  g_clear_object (&self->adding);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (redaksi_body_spelling_parent_class)->dispose (object);
}

static void
redaksi_body_spelling_finalize (GObject *object)
{
  RedaksiBodySpelling *self = REDAKSI_BODY_SPELLING (object);

  g_clear_pointer (&self->checked, g_byte_array_unref);
  g_clear_pointer (&self->word, g_free);

  G_OBJECT_CLASS (redaksi_body_spelling_parent_class)->finalize (object);
}

static void
redaksi_body_spelling_class_init (RedaksiBodySpellingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_body_spelling_dispose;
  G_OBJECT_CLASS (klass)->finalize = redaksi_body_spelling_finalize;
}

static void
redaksi_body_spelling_init (RedaksiBodySpelling *self)
{
  static const GActionEntry entries[] = {
    { .name = "correct", .activate = correct_cb, .parameter_type = "s" },
    { .name = "add", .activate = add_cb },
    { .name = "cut", .activate = clipboard_cb },
    { .name = "copy", .activate = clipboard_cb },
    { .name = "paste", .activate = clipboard_cb },
  };

  self->checked = g_byte_array_new ();
  make_menu (self);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

/**
 * redaksi_body_spelling_new:
 * @view: where words are underlined
 *
 * Returns: (transfer full): spelling without a speller yet
 */
RedaksiBodySpelling *
redaksi_body_spelling_new (RedaksiBodyView *view)
{
  RedaksiBodySpelling *self;
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_val_if_fail (REDAKSI_IS_BODY_VIEW (view), NULL);

  self = g_object_new (REDAKSI_TYPE_BODY_SPELLING, NULL);
  self->view = view;
  self->buffer = g_object_ref (redaksi_body_view_get_buffer (view));
  g_signal_connect (self->buffer, "blocks-changed", G_CALLBACK (blocks_changed_cb), self);
  g_signal_connect (self->buffer, "moved", G_CALLBACK (moved_cb), self);
  gtk_widget_insert_action_group (GTK_WIDGET (view), "spelling", G_ACTION_GROUP (self->actions));

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  return self;
}

static void
clear_underlines (RedaksiBodySpelling *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->buffer),
                              redaksi_body_tags_get_misspelt (
                                redaksi_body_buffer_get_tags (self->buffer)),
                              &start, &end);
}

void
redaksi_body_spelling_set_speller (RedaksiBodySpelling *self, RedaksiSpeller *speller)
{
  g_return_if_fail (REDAKSI_IS_BODY_SPELLING (self));

  if (speller == self->speller)
    return;
  if (self->speller != NULL)
    g_signal_handlers_disconnect_by_data (self->speller, self);
  g_set_object (&self->speller, speller);
  self->age++;
  self->in_flight = 0;
  if (speller == NULL)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      clear_underlines (self);
      return;
    }
  g_signal_connect_swapped (speller, "changed", G_CALLBACK (uncheck_all), self);
  uncheck_all (self);
}
