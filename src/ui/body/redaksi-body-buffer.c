/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-buffer-private.h"

#include "redaksi-commands.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (RedaksiBodyBuffer, redaksi_body_buffer, GTK_TYPE_TEXT_BUFFER)

#define PARENT GTK_TEXT_BUFFER_CLASS (redaksi_body_buffer_parent_class)

/* Marks that go on when one types at their end. */
#define TYPED_MARKS                                                                                \
  (1u << REDAKSI_MARK_STRONG | 1u << REDAKSI_MARK_EMPHASIS | 1u << REDAKSI_MARK_STRIKETHROUGH)

enum
{
  LEAF,
  BLOCKS_CHANGED,
  TYPED,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- what is touched -------------------------------------------------------------------- */

static void
touch_insert (RedaksiBodyBuffer *self, guint position, guint n)
{
  RedaksiTouched *t = &self->touched;

  if (!t->active)
    *t = (RedaksiTouched){ TRUE, position, position, position };
  t->from = MIN (t->from, position);
  if (position > t->new_to)
    {
      t->old_to += position - t->new_to;
      t->new_to = position;
    }
  t->new_to += n;
}

static void
touch_delete (RedaksiBodyBuffer *self, guint from, guint to)
{
  RedaksiTouched *t = &self->touched;

  if (!t->active)
    *t = (RedaksiTouched){ TRUE, from, from, from };
  t->from = MIN (t->from, from);
  if (to > t->new_to)
    {
      t->old_to += to - t->new_to;
      t->new_to = to;
    }
  t->new_to -= to - from;
}

/* ---- marks of what is typed ------------------------------------------------------------- */

static GSList *
mark_tags_at (const GtkTextIter *iter)
{
  GSList *tags = gtk_text_iter_get_tags (iter), *link = tags;

  while (link != NULL)
    {
      GSList *next = link->next;
      if (redaksi_body_tag_get_mark (link->data) == NULL)
        tags = g_slist_delete_link (tags, link);
      link = next;
    }
  return tags;
}

static gboolean
goes_on (GtkTextTag *tag)
{
  return (1u << redaksi_mark_get_kind (redaksi_body_tag_get_mark (tag)) & TYPED_MARKS) != 0;
}

/* The tags that text typed at @iter gets: those of what it replaces; those around it; the strong,
 * emphasised and struck ones of what stands before it, or at the beginning of a block after it. */
static GSList *
tags_for_typing (RedaksiBodyBuffer *self, const GtkTextIter *iter)
{
  g_autoptr (GSList) left = NULL;
  g_autoptr (GSList) right = mark_tags_at (iter);
  GSList *result = NULL;

  if (self->replaced != NULL)
    return g_slist_copy (self->replaced);
  if (!gtk_text_iter_starts_line (iter))
    {
      GtkTextIter before = *iter;
      gtk_text_iter_backward_char (&before);
      left = mark_tags_at (&before);
    }
  for (GSList *link = left; link != NULL; link = link->next)
    if (goes_on (link->data) || g_slist_find (right, link->data) != NULL)
      result = g_slist_prepend (result, link->data);
  if (gtk_text_iter_starts_line (iter))
    for (GSList *link = right; link != NULL; link = link->next)
      if (goes_on (link->data))
        result = g_slist_prepend (result, link->data);
  if (!self->stored)
    return result;

  /* What was switched on or off for the next typing. */
  for (GSList *link = result; link != NULL;)
    {
      GSList *next = link->next;
      if (goes_on (link->data))
        result = g_slist_delete_link (result, link);
      link = next;
    }
  for (guint kind = 0; kind <= REDAKSI_MARK_KIND_LAST; kind++)
    if (self->stored_marks & 1u << kind)
      {
        g_autoptr (RedaksiMark) mark = redaksi_mark_new (kind, NULL);
        result = g_slist_prepend (result, redaksi_body_tags_get_mark (self->tags, mark));
      }
  return result;
}

/* The tag of the block that a position of the buffer is in, as the body had it. */
static GtkTextTag *
block_tag_at (RedaksiBodyBuffer *self, guint position)
{
  guint i
    = redaksi_body_find (self->body, MIN (position, redaksi_body_get_length (self->body)), NULL);

  return redaksi_body_tags_get_block (self->tags, redaksi_block_get_shape (
                                                    redaksi_body_get_nth (self->body, i)));
}

static void
dress (RedaksiBodyBuffer *self, guint from, guint to, GSList *wanted)
{
  GtkTextIter start, end;
  g_autoptr (GSList) got = NULL;
  GtkTextTag *block = block_tag_at (self, self->touched.from);

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &start, (int)from);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &end, (int)to);
  got = gtk_text_iter_get_tags (&start);
  for (GSList *link = got; link != NULL; link = link->next)
    if (redaksi_body_tag_get_mark (link->data) != NULL && g_slist_find (wanted, link->data) == NULL)
      gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), link->data, &start, &end);
  for (GSList *link = wanted; link != NULL; link = link->next)
    if (g_slist_find (got, link->data) == NULL)
      gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), link->data, &start, &end);
  if (block != NULL && g_slist_find (got, block) == NULL)
    gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), block, &start, &end);
}

/* ---- from the buffer to the document ---------------------------------------------------- */

/* Whether a block can hold it as it is. */
static gboolean
is_plain (const char *text)
{
  return strpbrk (text, "\n\r") == NULL && strstr (text, REDAKSI_LEAF_TEXT) == NULL
         && strstr (text, "\xE2\x80\xA9") == NULL;
}

static void
start_over (RedaksiBodyBuffer *self, const char *why)
{
  g_warning ("The shown text was made anew from the article: %s", why);
  _redaksi_body_buffer_render (self, redaksi_document_get_body (self->document));
}

static void
commit_step (RedaksiBodyBuffer *self, RedaksiTouched *t, RedaksiShape *shape)
{
  g_autoptr (RedaksiBody) slice = _redaksi_body_buffer_read (self, shape, t->from, t->new_to);
  g_autoptr (RedaksiStep) step = redaksi_step_new_replace (t->from, t->old_to, slice);
  g_autoptr (RedaksiTransaction) transaction = redaksi_transaction_new (
    t->from == t->new_to ? REDAKSI_TRANSACTION_DELETING : REDAKSI_TRANSACTION_TYPING);
  g_autoptr (GError) error = NULL;

  redaksi_transaction_add (transaction, step);
  /* From here on the cursor may stand behind what was the end. */
  self->committing = TRUE;
  redaksi_transaction_set_selection (transaction, self->selection,
                                     redaksi_body_buffer_get_selection (self));
  if (!redaksi_document_apply (self->document, transaction, &error))
    start_over (self, error->message);
  self->committing = FALSE;
  if (t->new_to > t->from)
    g_signal_emit (self, signals[TYPED], 0);
}

/* The body can't hold it as it was typed: it is taken back, and a command does what was meant. */
static void
commit_command (RedaksiBodyBuffer *self, RedaksiTouched *t, const char *text, gboolean splits)
{
  RedaksiArticle *article = redaksi_document_get_article (self->document);
  RedaksiSelection selection = { t->from, t->old_to };
  RedaksiTransaction *transaction;
  g_autoptr (GString) clean = g_string_new (text);

  if (t->active)
    _redaksi_body_buffer_restore (self, t->from, t->new_to, t->old_to);
  g_string_replace (clean, "\r\n", "\n", 0);
  g_string_replace (clean, "\r", "\n", 0);
  g_string_replace (clean, "\xE2\x80\xA9", "\n", 0);
  g_string_replace (clean, REDAKSI_LEAF_TEXT, "", 0);
  if (splits)
    transaction = redaksi_command_split (article, selection);
  else if (clean->len > 0)
    transaction = redaksi_command_insert_text (article, selection, clean->str);
  else
    transaction = redaksi_command_delete (article, selection, FALSE);
  if (!redaksi_body_buffer_apply (self, transaction))
    redaksi_body_buffer_select (self, self->selection);
}

static void
commit (RedaksiBodyBuffer *self)
{
  RedaksiTouched t = self->touched;
  gboolean splits = self->splits;
  guint length = redaksi_body_get_length (self->body), first, last;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  self->touched.active = self->splits = FALSE;
  g_clear_pointer (&self->replaced, g_slist_free);
  if (!t.active && !splits)
    return;
  if (!t.active)
    {
      RedaksiSelection at = redaksi_body_buffer_get_selection (self);
      t = (RedaksiTouched){ FALSE, MIN (at.anchor, at.head), MAX (at.anchor, at.head), at.head };
      commit_command (self, &t, "", TRUE);
      return;
    }
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &start, (int)t.from);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &end, (int)t.new_to);
  text = gtk_text_iter_get_slice (&start, &end);
  if (t.old_to > length)
    {
      /* Behind the last block, where the line end is that the body has not. */
      guint from = MIN (t.from, length);
      RedaksiTouched whole = { FALSE, from, length, from };
      _redaksi_body_buffer_render (self, self->body);
      if (*text != '\0')
        commit_command (self, &whole, text, FALSE);
      return;
    }
  if (t.from == t.old_to && *text == '\0' && !splits)
    return;
  first = redaksi_body_find (self->body, t.from, NULL);
  last = redaksi_body_find (self->body, t.old_to, NULL);
  if (splits || first != last || !is_plain (text)
      || redaksi_shape_is_leaf (redaksi_block_get_shape (redaksi_body_get_nth (self->body, first))))
    commit_command (self, &t, text, splits);
  else
    commit_step (self, &t, redaksi_block_get_shape (redaksi_body_get_nth (self->body, first)));
}

/* ---- the buffer's own signals ----------------------------------------------------------- */

static gboolean
listens (RedaksiBodyBuffer *self)
{
  return self->patching == 0 && self->document != NULL;
}

static void
redaksi_body_buffer_insert_text (GtkTextBuffer *buffer, GtkTextIter *iter, const char *text,
                                 int length)
{
  RedaksiBodyBuffer *self = REDAKSI_BODY_BUFFER (buffer);
  guint position = (guint)gtk_text_iter_get_offset (iter);
  g_autoptr (GSList) tags = NULL;
  gboolean alone = self->actions == 0;
  gsize n = length < 0 ? strlen (text) : (gsize)length;

  if (!listens (self) || n == 0)
    {
      PARENT->insert_text (buffer, iter, text, length);
      return;
    }
  if (alone)
    gtk_text_buffer_begin_user_action (buffer);
  if (n == 1 && *text == '\n' && !alone)
    {
      self->splits = TRUE; /* Enter: done when the action ends */
      /* Nobody hears of a letter that is not there: GTK would look for it before the beginning. */
      g_signal_stop_emission_by_name (buffer, "insert-text");
    }
  else
    {
      guint characters = (guint)g_utf8_strlen (text, (gssize)n);
      tags = tags_for_typing (self, iter);
      PARENT->insert_text (buffer, iter, text, length);
      touch_insert (self, position, characters);
      dress (self, position, position + characters, tags);
      gtk_text_buffer_get_iter_at_offset (buffer, iter, (int)(position + characters));
    }
  if (alone)
    {
      gtk_text_buffer_end_user_action (buffer);
      gtk_text_buffer_get_iter_at_offset (buffer, iter,
                                          MIN ((int)(position
                                                     + (guint)g_utf8_strlen (text, (gssize)n)),
                                               gtk_text_buffer_get_char_count (buffer)));
    }
}

static gboolean
is_leaf_char (gunichar c, gpointer user_data)
{
  return c == 0xFFFC;
}

/* A widget that goes while the pointer is on it makes the text view look at the buffer, which must
 * not happen in the middle of a deletion: widgets go first. */
static void
remove_widgets (const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter iter = *start;

  while (gtk_text_iter_compare (&iter, end) < 0)
    {
      GtkTextChildAnchor *anchor = gtk_text_iter_get_child_anchor (&iter);
      if (anchor != NULL)
        {
          guint n = 0;
          g_autofree GtkWidget **widgets = gtk_text_child_anchor_get_widgets (anchor, &n);
          for (guint i = 0; i < n; i++)
            {
              GtkWidget *view = gtk_widget_get_ancestor (widgets[i], GTK_TYPE_TEXT_VIEW);
              if (view != NULL)
                gtk_text_view_remove (GTK_TEXT_VIEW (view), widgets[i]);
            }
        }
      if (!gtk_text_iter_forward_find_char (&iter, is_leaf_char, NULL, end))
        break;
    }
}

static void
redaksi_body_buffer_delete_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  RedaksiBodyBuffer *self = REDAKSI_BODY_BUFFER (buffer);
  guint from = (guint)gtk_text_iter_get_offset (start), to = (guint)gtk_text_iter_get_offset (end);
  gboolean alone = self->actions == 0;

  remove_widgets (start, end);
  if (!listens (self) || from >= to)
    {
      PARENT->delete_range (buffer, start, end);
      return;
    }
  if (alone)
    gtk_text_buffer_begin_user_action (buffer);
  g_clear_pointer (&self->replaced, g_slist_free);
  self->replaced = mark_tags_at (start);
  PARENT->delete_range (buffer, start, end);
  touch_delete (self, from, to);
  if (alone)
    {
      gtk_text_buffer_end_user_action (buffer);
      gtk_text_buffer_get_iter_at_offset (buffer, start,
                                          MIN ((int)from, gtk_text_buffer_get_char_count (buffer)));
      *end = *start;
    }
}

static void
redaksi_body_buffer_begin_user_action (GtkTextBuffer *buffer)
{
  RedaksiBodyBuffer *self = REDAKSI_BODY_BUFFER (buffer);

  if (self->actions++ == 0 && self->document != NULL)
    self->selection = redaksi_document_get_selection (self->document);
}

static void
redaksi_body_buffer_end_user_action (GtkTextBuffer *buffer)
{
  RedaksiBodyBuffer *self = REDAKSI_BODY_BUFFER (buffer);

  self->actions--;
  if (self->actions == 0 && listens (self))
    commit (self);
}

static void
redaksi_body_buffer_mark_set (GtkTextBuffer *buffer, const GtkTextIter *iter, GtkTextMark *mark)
{
  RedaksiBodyBuffer *self = REDAKSI_BODY_BUFFER (buffer);
  gboolean is_cursor = mark == gtk_text_buffer_get_insert (buffer);

  if (PARENT->mark_set != NULL)
    PARENT->mark_set (buffer, iter, mark);
  if (!is_cursor && mark != gtk_text_buffer_get_selection_bound (buffer))
    return;
  if (!listens (self) || self->actions > 0)
    return;
  if (self->sentinel && gtk_text_iter_is_end (iter))
    {
      GtkTextIter before = *iter;
      gtk_text_iter_backward_char (&before);
      gtk_text_buffer_move_mark (buffer, mark, &before);
      return;
    }
  self->stored = FALSE;
  redaksi_document_set_selection (self->document, redaksi_body_buffer_get_selection (self));
  if (is_cursor)
    redaksi_document_break_undo (self->document);
  g_signal_emit (self, signals[MOVED], 0);
}

/* ---- from the document to the buffer ---------------------------------------------------- */

static void
check (RedaksiBodyBuffer *self)
{
#ifdef __SANITIZE_ADDRESS__
  g_autofree char *difference = NULL;

  if (redaksi_body_get_length (self->body) < 20000
      && !redaksi_body_buffer_is_true (self, &difference))
    g_error ("The shown text is not the article's: %s", difference);
#endif
}

static void
applied_cb (RedaksiDocument *document, RedaksiTransaction *transaction, RedaksiArticle *article,
            RedaksiBodyBuffer *self)
{
  g_autoptr (RedaksiBody) before = redaksi_body_ref (self->body);
  RedaksiBody *body = redaksi_document_get_body (document);

  if (body == before)
    return;
  self->stored = FALSE;
  if (self->committing)
    {
      g_clear_pointer (&self->body, redaksi_body_unref);
      self->body = redaksi_body_ref (body);
      _redaksi_body_buffer_close (self);
    }
  else
    {
      self->touched.active = self->splits = FALSE;
      _redaksi_body_buffer_patch (self, body);
      redaksi_body_buffer_select (self, redaksi_document_get_selection (document));
    }
  check (self);
  _redaksi_body_buffer_tell (self, before);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
redaksi_body_buffer_dispose (GObject *object)
{
  RedaksiBodyBuffer *self = REDAKSI_BODY_BUFFER (object);

  g_clear_signal_handler (&self->applied_id, self->document);
  g_clear_object (&self->document);
  g_clear_pointer (&self->body, redaksi_body_unref);
  g_clear_pointer (&self->replaced, g_slist_free);
  g_clear_object (&self->tags);

  G_OBJECT_CLASS (redaksi_body_buffer_parent_class)->dispose (object);
}

static void
redaksi_body_buffer_class_init (RedaksiBodyBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  object_class->dispose = redaksi_body_buffer_dispose;
  buffer_class->insert_text = redaksi_body_buffer_insert_text;
  buffer_class->delete_range = redaksi_body_buffer_delete_range;
  buffer_class->begin_user_action = redaksi_body_buffer_begin_user_action;
  buffer_class->end_user_action = redaksi_body_buffer_end_user_action;
  buffer_class->mark_set = redaksi_body_buffer_mark_set;

  signals[LEAF]
    = g_signal_new ("leaf", REDAKSI_TYPE_BODY_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, GTK_TYPE_TEXT_CHILD_ANCHOR, REDAKSI_TYPE_SHAPE);
  signals[BLOCKS_CHANGED]
    = g_signal_new ("blocks-changed", REDAKSI_TYPE_BODY_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[TYPED] = g_signal_new ("typed", REDAKSI_TYPE_BODY_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", REDAKSI_TYPE_BODY_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
redaksi_body_buffer_init (RedaksiBodyBuffer *self)
{
}

/**
 * redaksi_body_buffer_new:
 *
 * Returns: (transfer full): an empty buffer without a document
 */
RedaksiBodyBuffer *
redaksi_body_buffer_new (void)
{
  g_autoptr (RedaksiBodyTags) tags = redaksi_body_tags_new ();

  RedaksiBodyBuffer *self = g_object_new (REDAKSI_TYPE_BODY_BUFFER, "tag-table",
                                          redaksi_body_tags_get_table (tags), NULL);

  self->tags = g_steal_pointer (&tags);
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self), FALSE);
  return self;
}

/**
 * redaksi_body_buffer_set_document:
 * @self: a buffer
 * @document: (nullable): whose body is shown from now on
 */
void
redaksi_body_buffer_set_document (RedaksiBodyBuffer *self, RedaksiDocument *document)
{
  g_autoptr (RedaksiBody) before = NULL;
  g_autoptr (RedaksiBody) empty = redaksi_body_new_empty ();

  g_return_if_fail (REDAKSI_IS_BODY_BUFFER (self));

  if (document == self->document)
    return;
  g_clear_signal_handler (&self->applied_id, self->document);
  before = self->body != NULL ? g_steal_pointer (&self->body) : redaksi_body_new_empty ();
  self->touched.active = self->splits = self->stored = FALSE;
  g_set_object (&self->document, document);
  if (document != NULL)
    self->applied_id = g_signal_connect (document, "applied", G_CALLBACK (applied_cb), self);
  _redaksi_body_buffer_render (self,
                               document != NULL ? redaksi_document_get_body (document) : empty);
  if (document != NULL)
    redaksi_body_buffer_select (self, redaksi_document_get_selection (document));
  _redaksi_body_buffer_tell (self, before);
  g_signal_emit (self, signals[MOVED], 0);
}

RedaksiDocument *
redaksi_body_buffer_get_document (RedaksiBodyBuffer *self)
{
  g_return_val_if_fail (REDAKSI_IS_BODY_BUFFER (self), NULL);

  return self->document;
}

/**
 * redaksi_body_buffer_get_body:
 * @self: a buffer
 *
 * Returns: (transfer none) (nullable): the body that is shown
 */
RedaksiBody *
redaksi_body_buffer_get_body (RedaksiBodyBuffer *self)
{
  g_return_val_if_fail (REDAKSI_IS_BODY_BUFFER (self), NULL);

  return self->body;
}

RedaksiBodyTags *
redaksi_body_buffer_get_tags (RedaksiBodyBuffer *self)
{
  return self->tags;
}

RedaksiSelection
redaksi_body_buffer_get_selection (RedaksiBodyBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter anchor, head;
  guint length = self->body != NULL ? redaksi_body_get_length (self->body) : 0;

  gtk_text_buffer_get_iter_at_mark (buffer, &anchor, gtk_text_buffer_get_selection_bound (buffer));
  gtk_text_buffer_get_iter_at_mark (buffer, &head, gtk_text_buffer_get_insert (buffer));
  if (self->committing || self->actions > 0)
    length = G_MAXUINT;
  return (RedaksiSelection){ MIN ((guint)gtk_text_iter_get_offset (&anchor), length),
                             MIN ((guint)gtk_text_iter_get_offset (&head), length) };
}

/**
 * redaksi_body_buffer_select:
 * @self: a buffer
 * @selection: positions of the body
 *
 * Moves the cursor and the selection.
 */
void
redaksi_body_buffer_select (RedaksiBodyBuffer *self, RedaksiSelection selection)
{
  GtkTextIter anchor, head;

  g_return_if_fail (REDAKSI_IS_BODY_BUFFER (self));

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &anchor, (int)selection.anchor);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &head, (int)selection.head);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (self), &head, &anchor);
}

gboolean
redaksi_body_buffer_apply (RedaksiBodyBuffer *self, RedaksiTransaction *transaction)
{
  g_autoptr (RedaksiTransaction) owned = transaction;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (REDAKSI_IS_BODY_BUFFER (self), FALSE);

  if (owned == NULL || self->document == NULL)
    return FALSE;
  if (redaksi_document_apply (self->document, owned, &error))
    return TRUE;
  g_warning ("A command did not fit: %s", error->message);
  return FALSE;
}

/* The bits of the marks that text typed at the cursor, or all selected text, has. */
static guint
marks_here (RedaksiBodyBuffer *self)
{
  RedaksiSelection selection = redaksi_body_buffer_get_selection (self);
  guint from = MIN (selection.anchor, selection.head), to = MAX (selection.anchor, selection.head);
  guint bits = 0;

  if (self->stored)
    return self->stored_marks;
  if (from == to)
    {
      GtkTextIter iter;
      g_autoptr (GSList) tags = NULL;
      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &iter, (int)from);
      tags = tags_for_typing (self, &iter);
      for (GSList *link = tags; link != NULL; link = link->next)
        bits |= 1u << redaksi_mark_get_kind (redaksi_body_tag_get_mark (link->data));
      return bits & TYPED_MARKS;
    }
  for (guint kind = 0; kind <= REDAKSI_MARK_STRIKETHROUGH; kind++)
    {
      g_autoptr (RedaksiMark) mark = redaksi_mark_new (kind, NULL);
      if (redaksi_body_has_mark (self->body, from, to, mark))
        bits |= 1u << kind;
    }
  return bits;
}

void
redaksi_body_buffer_toggle_mark (RedaksiBodyBuffer *self, RedaksiMarkKind kind)
{
  RedaksiSelection selection;

  g_return_if_fail (REDAKSI_IS_BODY_BUFFER (self));

  if (self->document == NULL)
    return;
  selection = redaksi_body_buffer_get_selection (self);
  if (selection.anchor == selection.head)
    {
      self->stored_marks = marks_here (self) ^ 1u << kind;
      self->stored = TRUE;
      redaksi_document_break_undo (self->document);
      g_signal_emit (self, signals[MOVED], 0);
      return;
    }
  redaksi_body_buffer_apply (self, redaksi_command_toggle_mark (redaksi_document_get_article (
                                                                  self->document),
                                                                selection, kind));
}

/**
 * redaksi_body_buffer_has_mark:
 * @self: a buffer
 * @kind: strong, emphasis or strikethrough
 *
 * Returns: whether all that is selected has it, or what is typed next would
 */
gboolean
redaksi_body_buffer_has_mark (RedaksiBodyBuffer *self, RedaksiMarkKind kind)
{
  g_return_val_if_fail (REDAKSI_IS_BODY_BUFFER (self), FALSE);

  return self->document != NULL && (marks_here (self) & 1u << kind) != 0;
}
