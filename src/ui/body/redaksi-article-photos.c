/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

#include <glib/gi18n-lib.h>

#include "redaksi-import.h"
#include "redaksi-leaf-card.h"
#include "redaksi-photo-place.h"
#include "redaksi-text.h"

/*
 * Photos on the page: their widgets, the selected one, and the way from a file or the clipboard
 * through the store into the article. While a photo is taken in one goes on writing: a mark in the
 * buffer keeps its place.
 */

/* ---- taking in -------------------------------------------------------------------------- */

typedef struct
{
  RedaksiArticleView *view; /* owned */
  RedaksiDocument *document;
  GPtrArray *sources; /* GFile, or GBytes */
  gboolean bytes;     /* … which of them: a GBytes can't be asked */
  GtkTextMark *mark;  /* where they go; owned */
  GtkWidget *place;   /* stands there meanwhile; weak */
  gboolean lead;      /* the first one is the lead photo */
  gboolean replace;   /* … even where there is one */
  guint64 version; /* of the document, and where the cursor was, when nothing else was done yet */
  RedaksiSelection selection;
  gboolean left;      /* one has gone on to write */
  GPtrArray *refused; /* names of files; NULL for what has none */
  char *why;          /* of the first */
} Intake;

static void
intake_free (gpointer data)
{
  Intake *intake = data;
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (intake->mark);

  if (intake->place != NULL)
    redaksi_photo_place_remove (REDAKSI_PHOTO_PLACE (intake->place));
  g_clear_weak_pointer (&intake->place);
  if (buffer != NULL)
    gtk_text_buffer_delete_mark (buffer, intake->mark);
  g_object_unref (intake->mark);
  g_ptr_array_unref (intake->sources);
  g_ptr_array_unref (intake->refused);
  g_free (intake->why);
  g_object_unref (intake->document);
  g_object_unref (intake->view);
  g_free (intake);
}

static void
set_taking (RedaksiArticleView *self, int change, int change_lead)
{
  gboolean was = self->taking > 0;

  self->taking = (guint)((int)self->taking + change);
  self->taking_lead = (guint)((int)self->taking_lead + change_lead);
  gtk_widget_set_visible (self->spinner, self->taking > 0);
  redaksi_lead_photo_set_waiting (
    redaksi_article_header_get_lead (REDAKSI_ARTICLE_HEADER (self->header)), self->taking_lead > 0);
  if (was != (self->taking > 0))
    g_object_notify (G_OBJECT (self), "busy");
}

/* Kept until all are through: ten bad files are one sentence. */
static void
refuse (Intake *intake, GFile *file, const char *why)
{
  g_ptr_array_add (intake->refused, file != NULL ? g_file_get_basename (file) : NULL);
  if (intake->why == NULL)
    intake->why = g_strdup (why);
}

static void
tell_refused (Intake *intake)
{
  guint n = intake->refused->len;
  g_autofree char *first = NULL;
  g_autofree char *sentence = NULL;

  if (n == 0)
    return;
  if (intake->refused->pdata[0] != NULL)
    first = g_filename_display_name (intake->refused->pdata[0]);
  if (first == NULL)
    sentence = g_strdup_printf (_ ("The photo was not added. %s"), intake->why);
  else if (n == 1)
    /* Translators: the name of a file, and a sentence that says why */
    sentence = g_strdup_printf (_ ("“%s” was not added. %s"), first, intake->why);
  else
    sentence = g_strdup_printf (ngettext ("“%s” and %u other were not added. %s",
                                          "“%s” and %u others were not added. %s", n - 1),
                                first, n - 1, intake->why);
  g_signal_emit_by_name (intake->view, "trouble", sentence, intake->why);
}

static void
add_field_step (RedaksiTransaction *transaction, const char *field, const char *value)
{
  g_autofree char *line = value != NULL ? redaksi_text_one_line (value) : NULL;
  g_autoptr (RedaksiStep) step = redaksi_step_new_set_field (field, line);

  redaksi_transaction_add (transaction, step);
}

static void
place_lead (RedaksiDocument *document, const RedaksiPhoto *photo)
{
  g_autoptr (RedaksiTransaction) transaction
    = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
  RedaksiSelection selection = redaksi_document_get_selection (document);
  gboolean has_caption = *redaksi_document_get_field (document, REDAKSI_FIELD_LEAD_CAPTION) != '\0';

  add_field_step (transaction, REDAKSI_FIELD_LEAD_PHOTO, photo->digest);
  if (!has_caption || (photo->caption != NULL && *photo->caption != '\0'))
    add_field_step (transaction, REDAKSI_FIELD_LEAD_CAPTION, photo->caption);
  add_field_step (transaction, REDAKSI_FIELD_LEAD_CREDIT, photo->credit);
  add_field_step (transaction, REDAKSI_FIELD_LEAD_ALT, photo->alt);
  redaksi_transaction_set_selection (transaction, selection, selection);
  redaksi_document_apply (document, transaction, NULL);
}

static void
remember (Intake *intake)
{
  intake->version = redaksi_document_get_version (intake->document);
  intake->selection
    = redaksi_body_buffer_get_selection (redaksi_body_view_get_buffer (intake->view->body));
}

/* The cursor goes to the caption if one waited for it; who wrote on goes on writing. */
static void
insert_photo (Intake *intake, RedaksiTransaction *transaction, gboolean before)
{
  RedaksiBodyBuffer *buffer = redaksi_body_view_get_buffer (intake->view->body);
  RedaksiSelection now = redaksi_body_buffer_get_selection (buffer), after;

  if (transaction == NULL)
    return;
  if (intake->version != redaksi_document_get_version (intake->document)
      || intake->selection.anchor != now.anchor || intake->selection.head != now.head)
    intake->left = TRUE;
  if (!intake->left)
    {
      redaksi_body_view_apply (intake->view->body, transaction);
      return;
    }
  /* A cursor at the very place stays in its own paragraph. */
  after.anchor = redaksi_transaction_map (transaction, now.anchor, before);
  after.head = redaksi_transaction_map (transaction, now.head, before);
  redaksi_transaction_set_selection (transaction, now, after);
  redaksi_body_buffer_apply (buffer, transaction);
}

static void
place_in_body (Intake *intake, const RedaksiPhoto *photo)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (redaksi_body_view_get_buffer (intake->view->body));
  g_autofree char *caption = photo->caption != NULL ? redaksi_text_one_line (photo->caption) : NULL;
  g_autoptr (RedaksiShape) shape
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", photo->digest, "credit", photo->credit,
                         "alt", photo->alt, NULL);
  RedaksiTransaction *transaction;
  RedaksiSelection at;
  RedaksiBody *body = redaksi_document_get_body (intake->document);
  guint length = redaksi_body_get_length (body);
  GtkTextIter iter;
  guint i, photo_at;
  gboolean before;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, intake->mark);
  at.anchor = at.head = MIN ((guint)gtk_text_iter_get_offset (&iter), length);
  i = redaksi_command_find_leaf_place (body, at.head, &before);
  photo_at = redaksi_body_get_start (body, i)
             + (before ? 0 : redaksi_block_get_length (redaksi_body_get_nth (body, i)) + 1);
  transaction = redaksi_command_insert_leaf (redaksi_document_get_article (intake->document), at,
                                             shape, caption);
  insert_photo (intake, transaction, before);
  /* The next one goes below this one's caption. */
  body = redaksi_document_get_body (intake->document);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter,
                                      (int)MIN (photo_at + 2, redaksi_body_get_length (body)));
  gtk_text_buffer_move_mark (buffer, intake->mark, &iter);
  remember (intake);
}

static void
taken (Intake *intake, guint i, const RedaksiPhoto *photo, const GError *error)
{
  RedaksiArticleView *self = intake->view;
  GFile *file = intake->bytes ? NULL : intake->sources->pdata[i];
  gboolean lead = intake->lead && i == 0;

  set_taking (self, -1, lead ? -1 : 0);
  if (intake->place != NULL && i + 1 < intake->sources->len)
    redaksi_photo_place_set_n (REDAKSI_PHOTO_PLACE (intake->place), intake->sources->len - i - 1);
  if (photo == NULL)
    refuse (intake, file, error->message);
  else if (self->document != intake->document)
    refuse (intake, file,
            _ ("Another article was opened before it was ready: add it there again."));
  else if (lead
           && (intake->replace
               || *redaksi_document_get_field (self->document, REDAKSI_FIELD_LEAD_PHOTO) == '\0'))
    place_lead (self->document, photo);
  else
    place_in_body (intake, photo);
}

static DexFuture *
take_fiber (gpointer user_data)
{
  Intake *intake = user_data;
  RedaksiPhotoStore *store = intake->view->photos;

  for (guint i = 0; i < intake->sources->len; i++)
    {
      gpointer source = intake->sources->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiPhoto) photo
        = dex_await_boxed (intake->bytes ? redaksi_photo_store_add_bytes (store, source)
                                         : redaksi_photo_store_add_file (store, source),
                           &error);
      taken (intake, i, photo, error);
    }
  tell_refused (intake);
  return dex_future_new_true ();
}

/* Takes @sources: files, or the @bytes of images. */
static void
take (RedaksiArticleView *self, GPtrArray *sources, gboolean bytes, gboolean lead, gboolean replace,
      const GtkTextIter *place)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (redaksi_body_view_get_buffer (self->body));
  GtkTextIter iter;
  Intake *intake;

  if (self->document == NULL || self->photos == NULL || sources->len == 0)
    {
      g_ptr_array_unref (sources);
      return;
    }
  if (place != NULL)
    iter = *place;
  else
    gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  intake = g_new0 (Intake, 1);
  intake->view = g_object_ref (self);
  intake->document = g_object_ref (self->document);
  intake->sources = sources;
  /* What is typed at the mark comes after it: the photo stays by the paragraph that it was given
   * to. */
  intake->mark = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE));
  intake->bytes = bytes;
  intake->lead = lead;
  intake->replace = replace;
  intake->refused = g_ptr_array_new_with_free_func (g_free);
  remember (intake);
  set_taking (self, (int)sources->len, lead ? 1 : 0);
  if (!lead || sources->len > 1)
    g_set_weak_pointer (&intake->place, redaksi_photo_place_new (self->body, intake->mark,
                                                                 sources->len - (lead ? 1 : 0)));
  dex_future_disown (dex_scheduler_spawn (NULL, 0, take_fiber, intake, intake_free));
}

/**
 * redaksi_article_view_add_files:
 * @self: a view
 * @files: (array length=n_files): photos
 * @n_files: how many
 * @lead: whether the first becomes the lead photo where there is none
 *
 * Takes photos in and puts them where the cursor is; what is no photo is told by "trouble".
 */
void
redaksi_article_view_add_files (RedaksiArticleView *self, GFile *const *files, guint n_files,
                                gboolean lead)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (REDAKSI_IS_ARTICLE_VIEW (self));

  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (sources, g_object_ref (files[i]));
  take (self, sources, FALSE, lead, FALSE, NULL);
}

/* ---- from the file dialog, the clipboard, a drop ---------------------------------------- */

typedef struct
{
  RedaksiArticleView *view;
  gboolean lead;
} Choice;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (RedaksiArticleView) self = choice->view;
  g_autoptr (GListModel) files
    = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  GPtrArray *sources;

  if (files == NULL)
    return;
  sources = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (sources, g_list_model_get_item (files, i));
  take (self, sources, FALSE, choice->lead, choice->lead, NULL);
}

void
_redaksi_article_view_choose_photo (RedaksiArticleView *self, gboolean lead)
{
  static const char *const endings[]
    = { "jpg", "jpeg", "png", "webp", "tif", "tiff", "heic", "heif", "gif", "avif" };
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Choice *choice;

  if (self->document == NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("Photos"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (filter, endings[i]);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, lead ? _ ("Choose the Lead Photo") : _ ("Add Photos"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Add"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  choice = g_new0 (Choice, 1);
  choice->view = g_object_ref (self);
  choice->lead = lead;
  gtk_file_dialog_open_multiple (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                                 chosen_cb, choice);
}

static void
paste_photo_cb (RedaksiBodyView *body, GBytes *bytes, RedaksiArticleView *self)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  g_ptr_array_add (sources, g_bytes_ref (bytes));
  take (self, sources, TRUE, FALSE, FALSE, NULL);
}

static GPtrArray *
files_of (GdkFileList *list)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSList) files = gdk_file_list_get_files (list);

  for (GSList *link = files; link != NULL; link = link->next)
    g_ptr_array_add (sources, g_object_ref (link->data));
  return sources;
}

/* Text with pictures in it comes whole, once they are in the store. */
typedef struct
{
  RedaksiArticleView *view;
  RedaksiDocument *document;
  RedaksiImport *import;
} Pasting;

static void
pasting_free (gpointer data)
{
  Pasting *pasting = data;

  g_object_unref (pasting->view);
  g_object_unref (pasting->document);
  redaksi_import_unref (pasting->import);
  g_free (pasting);
}

static DexFuture *
paste_fiber (gpointer data)
{
  Pasting *pasting = data;
  RedaksiArticleView *self = pasting->view;
  g_autoptr (RedaksiBody) body
    = dex_await_boxed (redaksi_import_settle (pasting->import, self->photos), NULL);

  set_taking (self, -1, 0);
  if (body != NULL && self->document == pasting->document && !redaksi_body_is_empty (body))
    redaksi_body_view_insert (self->body, body);
  return dex_future_new_true ();
}

static void
paste_import_cb (RedaksiBodyView *body, RedaksiImport *import, RedaksiArticleView *self)
{
  Pasting *pasting;

  if (self->document == NULL || self->photos == NULL)
    return;
  pasting = g_new0 (Pasting, 1);
  pasting->view = g_object_ref (self);
  pasting->document = g_object_ref (self->document);
  pasting->import = redaksi_import_ref (import);
  set_taking (self, 1, 0);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, paste_fiber, pasting, pasting_free));
}

static void
paste_refused_cb (RedaksiBodyView *body, const char *sentence, RedaksiArticleView *self)
{
  g_signal_emit_by_name (self, "trouble", sentence, sentence);
}

static void
paste_files_cb (RedaksiBodyView *body, GdkFileList *list, RedaksiArticleView *self)
{
  take (self, files_of (list), FALSE, FALSE, FALSE, NULL);
}

static void
take_texture (RedaksiArticleView *self, GdkTexture *texture, gboolean lead,
              const GtkTextIter *place)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  g_ptr_array_add (sources, gdk_texture_save_to_png_bytes (texture));
  take (self, sources, TRUE, lead, lead, place);
}

static gboolean
take_dropped (RedaksiArticleView *self, const GValue *value, gboolean lead,
              const GtkTextIter *place)
{
  if (self->document == NULL)
    return FALSE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    take (self, files_of (g_value_get_boxed (value)), FALSE, lead, lead, place);
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    take_texture (self, g_value_get_object (value), lead, place);
  else
    return FALSE;
  return TRUE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RedaksiArticleView *self)
{
  int buffer_x, buffer_y;
  GtkTextIter place;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->body), GTK_TEXT_WINDOW_WIDGET, (int)x,
                                         (int)y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->body), &place, buffer_x, buffer_y);
  return take_dropped (self, value, FALSE, &place);
}

static gboolean
drop_lead_cb (GtkDropTarget *target, const GValue *value, double x, double y,
              RedaksiArticleView *self)
{
  return take_dropped (self, value, TRUE, NULL);
}

static void
add_drop_target (RedaksiArticleView *self, GtkWidget *widget, GCallback callback)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  /* Before GtkTextView's own, which takes text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target),
                                              widget == GTK_WIDGET (self->body)
                                                ? GTK_PHASE_BUBBLE
                                                : GTK_PHASE_CAPTURE);
  g_signal_connect (target, "drop", callback, self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

/* ---- the widgets in the body ------------------------------------------------------------ */

static GtkWidget *
card_of (GtkTextChildAnchor *anchor)
{
  guint n = 0;
  g_autofree GtkWidget **widgets = NULL;

  if (anchor == NULL || gtk_text_child_anchor_get_deleted (anchor))
    return NULL;
  widgets = gtk_text_child_anchor_get_widgets (anchor, &n);
  return n > 0 ? widgets[0] : NULL;
}

static GtkWidget *
card_at (RedaksiArticleView *self, guint position)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body)), &iter,
                                      (int)position);
  return card_of (gtk_text_iter_get_child_anchor (&iter));
}

static void
card_pressed_cb (GtkGestureClick *click, int n, double x, double y, RedaksiArticleView *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));
  GtkTextChildAnchor *anchor = g_object_get_data (G_OBJECT (card), "anchor");
  RedaksiBodyBuffer *buffer = redaksi_body_view_get_buffer (self->body);
  GtkTextIter iter;
  GtkWidget *under = gtk_widget_pick (card, x, y, GTK_PICK_DEFAULT);
  guint position;

  /* A button in the card is the button's. */
  if (under != NULL && gtk_widget_get_ancestor (under, GTK_TYPE_BUTTON) != NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_text_child_anchor_get_deleted (anchor))
    return;
  gtk_text_buffer_get_iter_at_child_anchor (GTK_TEXT_BUFFER (buffer), &iter, anchor);
  position = (guint)gtk_text_iter_get_offset (&iter);
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
  redaksi_body_buffer_select (buffer, (RedaksiSelection){ position, position + 1 });
}

static void
leaf_cb (RedaksiBodyView *body, GtkTextChildAnchor *anchor, RedaksiShape *shape,
         RedaksiArticleView *self)
{
  GtkWidget *card = card_of (anchor);

  if (card == NULL)
    {
      GtkGesture *click = gtk_gesture_click_new ();

      card = redaksi_leaf_card_new (self->photos);
      g_object_set_data_full (G_OBJECT (card), "anchor", g_object_ref (anchor), g_object_unref);
      g_signal_connect (click, "pressed", G_CALLBACK (card_pressed_cb), self);
      gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
      redaksi_leaf_card_set_width (REDAKSI_LEAF_CARD (card),
                                   MAX ((int)redaksi_body_view_get_column (body), 80));
      g_signal_connect_object (card, "wanted", G_CALLBACK (_redaksi_article_view_ask_photo), self,
                               G_CONNECT_DEFAULT);
      gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (body), card, anchor);
      _redaksi_article_view_look (self);
    }
  redaksi_leaf_card_set_shape (REDAKSI_LEAF_CARD (card), shape);
  if (redaksi_leaf_card_get_near (REDAKSI_LEAF_CARD (card)))
    _redaksi_article_view_look (self);
}

static void
column_cb (RedaksiBodyView *view, GParamSpec *pspec, RedaksiArticleView *self)
{
  RedaksiBody *body = redaksi_body_buffer_get_body (redaksi_body_view_get_buffer (view));

  for (guint i = 0; body != NULL && i < redaksi_body_get_n (body); i++)
    if (redaksi_shape_is_leaf (redaksi_block_get_shape (redaksi_body_get_nth (body, i))))
      {
        GtkWidget *card = card_at (self, redaksi_body_get_start (body, i));
        if (card != NULL)
          redaksi_leaf_card_set_width (REDAKSI_LEAF_CARD (card),
                                       (int)redaksi_body_view_get_column (view));
      }
}

/* A photo is called by its caption. */
static void
blocks_changed_cb (RedaksiBodyBuffer *buffer, guint first, guint n_before, guint n_now,
                   RedaksiArticleView *self)
{
  RedaksiBody *body = redaksi_body_buffer_get_body (buffer);

  for (guint i = MAX (first, 1); i < first + n_now; i++)
    if (redaksi_block_get_kind (redaksi_body_get_nth (body, i)) == REDAKSI_BLOCK_CAPTION
        && redaksi_block_get_kind (redaksi_body_get_nth (body, i - 1)) == REDAKSI_BLOCK_PHOTO)
      {
        GtkWidget *card = card_at (self, redaksi_body_get_start (body, i - 1));
        if (card != NULL)
          redaksi_leaf_card_set_caption (REDAKSI_LEAF_CARD (card),
                                         redaksi_block_get_text (redaksi_body_get_nth (body, i)));
      }
}

/* ---- the selected photo ----------------------------------------------------------------- */

void
_redaksi_article_view_tell_photo (RedaksiArticleView *self, guint block)
{
  if (block == self->selected_photo)
    return;
  self->selected_photo = block;
  g_signal_emit_by_name (self, "photo-selected", block);
}

void
_redaksi_article_view_show_selected (RedaksiArticleView *self)
{
  RedaksiBodyBuffer *buffer = redaksi_body_view_get_buffer (self->body);
  RedaksiSelection selection = redaksi_body_buffer_get_selection (buffer);
  RedaksiBody *body = redaksi_body_buffer_get_body (buffer);
  GtkWidget *card = NULL;
  guint photo = REDAKSI_PHOTO_NONE, i;

  if (body != NULL && self->document != NULL)
    {
      RedaksiBlock *block;
      i = redaksi_body_find (body, MIN (selection.anchor, selection.head), NULL);
      block = redaksi_body_get_nth (body, i);
      if (redaksi_body_find (body, MAX (selection.anchor, selection.head), NULL) == i)
        {
          if (redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
            card = card_at (self, redaksi_body_get_start (body, i));
          if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_PHOTO)
            photo = i;
          else if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_CAPTION && i > 0)
            photo = i - 1;
        }
    }
  if (card != self->selected_card)
    {
      if (self->selected_card != NULL)
        redaksi_leaf_card_set_selected (REDAKSI_LEAF_CARD (self->selected_card), FALSE);
      g_set_weak_pointer (&self->selected_card, card);
      if (card != NULL)
        redaksi_leaf_card_set_selected (REDAKSI_LEAF_CARD (card), TRUE);
    }
  _redaksi_article_view_tell_photo (self, photo);
}

/* ---- the lead photo --------------------------------------------------------------------- */

void
_redaksi_article_view_remove_lead (RedaksiArticleView *self)
{
  static const char *const fields[] = { REDAKSI_FIELD_LEAD_PHOTO, REDAKSI_FIELD_LEAD_CAPTION,
                                        REDAKSI_FIELD_LEAD_CREDIT, REDAKSI_FIELD_LEAD_ALT };
  g_autoptr (RedaksiTransaction) transaction = NULL;
  RedaksiSelection selection;

  if (self->document == NULL)
    return;
  transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
  selection = redaksi_document_get_selection (self->document);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (*redaksi_document_get_field (self->document, fields[i]) != '\0')
      add_field_step (transaction, fields[i], NULL);
  redaksi_transaction_set_selection (transaction, selection, selection);
  if (redaksi_transaction_get_n (transaction) > 0)
    redaksi_document_apply (self->document, transaction, NULL);
}

static void
choose_lead_cb (RedaksiLeadPhoto *lead, RedaksiArticleView *self)
{
  _redaksi_article_view_choose_photo (self, TRUE);
}

static void
remove_lead_cb (RedaksiLeadPhoto *lead, RedaksiArticleView *self)
{
  _redaksi_article_view_remove_lead (self);
}

static void
lead_selected_cb (RedaksiLeadPhoto *lead, RedaksiArticleView *self)
{
  _redaksi_article_view_tell_photo (self, REDAKSI_PHOTO_LEAD);
}

void
_redaksi_article_view_setup_photos (RedaksiArticleView *self)
{
  RedaksiLeadPhoto *lead = redaksi_article_header_get_lead (REDAKSI_ARTICLE_HEADER (self->header));

  self->selected_photo = REDAKSI_PHOTO_NONE;
  g_signal_connect (self->body, "leaf", G_CALLBACK (leaf_cb), self);
  g_signal_connect (self->body, "notify::column", G_CALLBACK (column_cb), self);
  g_signal_connect (self->body, "paste-photo", G_CALLBACK (paste_photo_cb), self);
  g_signal_connect (self->body, "paste-files", G_CALLBACK (paste_files_cb), self);
  g_signal_connect (self->body, "paste-import", G_CALLBACK (paste_import_cb), self);
  g_signal_connect (self->body, "paste-refused", G_CALLBACK (paste_refused_cb), self);
  g_signal_connect_object (redaksi_body_view_get_buffer (self->body), "blocks-changed",
                           G_CALLBACK (blocks_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect (lead, "choose", G_CALLBACK (choose_lead_cb), self);
  g_signal_connect (lead, "remove", G_CALLBACK (remove_lead_cb), self);
  g_signal_connect (lead, "selected", G_CALLBACK (lead_selected_cb), self);
  add_drop_target (self, GTK_WIDGET (self->body), G_CALLBACK (drop_cb));
  add_drop_target (self, GTK_WIDGET (lead), G_CALLBACK (drop_lead_cb));
}
