/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-body-view-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-embed.h"
#include "redaksi-formats.h"
#include "redaksi-import.h"

/*
 * Copy puts four forms on the clipboard: the slice itself for this program, HTML, Markdown and
 * plain text for others. Paste takes the richest form that there is; what comes from outside is
 * read away from the main thread and checked again when it arrives. A paste is one undo.
 */

/* The most that is taken from a clipboard; more than a long book is no article, and would stand in
 * the way of the keys. Above the second it is read on a worker. */
#define MAX_TEXT    (2 * 1024 * 1024)
#define WORKER_TEXT (64 * 1024)
#define MAX_PHOTO   (256 * 1024 * 1024)

static char *
dup_plain (RedaksiBody *slice)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < redaksi_body_get_n (slice); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (slice, i);
      if (redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, redaksi_block_get_text (block));
    }
  return g_string_free (text, FALSE);
}

void
_redaksi_body_view_copy (RedaksiBodyView *self)
{
  RedaksiSelection selection = redaksi_body_buffer_get_selection (self->buffer);
  RedaksiBody *body = redaksi_body_buffer_get_body (self->buffer);
  g_autoptr (RedaksiBody) slice = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *html = NULL;
  g_autofree char *markdown = NULL;
  g_autoptr (GBytes) page = NULL;
  g_autoptr (GBytes) marked = NULL;
  GdkContentProvider *forms[4];
  g_autoptr (GdkContentProvider) all = NULL;

  if (body == NULL || selection.anchor == selection.head)
    return;
  slice = redaksi_body_cut (body, MIN (selection.anchor, selection.head),
                            MAX (selection.anchor, selection.head));
  plain = dup_plain (slice);
  forms[0] = gdk_content_provider_new_typed (REDAKSI_TYPE_BODY, slice);
  html = redaksi_body_to_html (slice, NULL, NULL, NULL);
  page = g_bytes_new (html, strlen (html));
  forms[1] = gdk_content_provider_new_for_bytes ("text/html", page);
  markdown = redaksi_body_to_markdown (slice);
  marked = g_bytes_new (markdown, strlen (markdown));
  forms[2] = gdk_content_provider_new_for_bytes ("text/markdown", marked);
  forms[3] = gdk_content_provider_new_typed (G_TYPE_STRING, plain);
  all = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
}

static RedaksiArticle *
get_article (RedaksiBodyView *self)
{
  RedaksiDocument *document = redaksi_body_buffer_get_document (self->buffer);

  return document != NULL && gtk_text_view_get_editable (GTK_TEXT_VIEW (self))
           ? redaksi_document_get_article (document)
           : NULL;
}

static void
insert_slice (RedaksiBodyView *self, RedaksiBody *slice)
{
  RedaksiArticle *article = get_article (self);

  if (article != NULL)
    redaksi_body_view_apply (
      self, redaksi_command_insert_slice (article, redaksi_body_buffer_get_selection (self->buffer),
                                          slice));
}

/* Text of anywhere as this program writes it: no returns, no places for widgets, no zeroes. */
static char *
clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) clean = g_string_new (valid);

  g_string_replace (clean, "\r\n", "\n", 0);
  g_string_replace (clean, "\r", "\n", 0);
  g_string_replace (clean, "\xE2\x80\xA9", "\n", 0);
  g_string_replace (clean, REDAKSI_LEAF_TEXT, "", 0);
  while (clean->len > 0 && clean->str[clean->len - 1] == '\n')
    g_string_truncate (clean, clean->len - 1);
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

static void
refuse (RedaksiBodyView *self, const char *sentence)
{
  g_signal_emit_by_name (self, "paste-refused", sentence);
}

static void
refuse_length (RedaksiBodyView *self)
{
  refuse (self, _ ("What was copied is longer than any article, so it was not pasted."));
}

static void
read_text_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, redaksi_body_from_plain (data, strlen (data)),
                         (GDestroyNotify)redaksi_body_unref);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (source);
  g_autoptr (RedaksiBody) body = g_task_propagate_pointer (G_TASK (result), NULL);

  if (body != NULL)
    insert_slice (self, body);
}

static void
take_text (RedaksiBodyView *self, GObject *clipboard, GAsyncResult *result, gboolean plain)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text
    = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);
  RedaksiArticle *article = get_article (self);

  if (text == NULL || article == NULL)
    return;
  if (strlen (text) > MAX_TEXT)
    {
      refuse_length (self);
      return;
    }
  if (strpbrk (text, "\r\n") == NULL)
    {
      /* Within a line nothing is trimmed. */
      g_autofree char *clean = clean_text (text);
      g_autofree char *embed = plain ? NULL : redaksi_embed_address (clean);
      if (embed != NULL)
        _redaksi_body_view_embed_pasted (self, embed);
      else if (*clean != '\0')
        redaksi_body_view_apply (self, redaksi_command_insert_text (
                                         article, redaksi_body_buffer_get_selection (self->buffer),
                                         clean));
    }
  else if (strlen (text) > WORKER_TEXT)
    {
      g_autoptr (GTask) task = g_task_new (self, self->pasting, text_read_cb, NULL);
      g_task_set_task_data (task, g_steal_pointer (&text), g_free);
      g_task_run_in_thread (task, read_text_thread);
    }
  else
    {
      g_autoptr (RedaksiBody) slice = redaksi_body_from_plain (text, strlen (text));
      insert_slice (self, slice);
    }
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RedaksiBodyView) self = user_data;

  take_text (self, source, result, FALSE);
}

static void
plain_text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RedaksiBodyView) self = user_data;

  take_text (self, source, result, TRUE);
}

static void
slice_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RedaksiBodyView) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value != NULL && g_value_get_boxed (value) != NULL)
    insert_slice (self, g_value_get_boxed (value));
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RedaksiBodyView) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value != NULL && g_value_get_boxed (value) != NULL && get_article (self) != NULL)
    g_signal_emit_by_name (self, "paste-files", g_value_get_boxed (value));
}

/* ---- what comes as a stream ------------------------------------------------------------- */

typedef struct
{
  RedaksiBodyView *view;
  GOutputStream *bytes;
  gboolean html;
} Incoming;

static void
incoming_free (Incoming *incoming)
{
  g_clear_object (&incoming->view);
  g_clear_object (&incoming->bytes);
  g_free (incoming);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Incoming, incoming_free)

static void read_stream (RedaksiBodyView *self, const char **types, gboolean html);
static gboolean has_photo (GdkContentFormats *formats);
static const char *photo_types[]
  = { "image/jpeg", "image/png", "image/webp", "image/tiff", "image/gif", NULL };

/* A page of a stranger may take its time: it is read on a worker. */
static void
read_html_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gsize length;
  const char *html = g_bytes_get_data (data, &length);
  GError *error = NULL;
  RedaksiImport *import = redaksi_import_read (html != NULL ? html : "", length,
                                               REDAKSI_IMPORT_CLIPBOARD, NULL, &error);

  if (import != NULL)
    g_task_return_pointer (task, import, (GDestroyNotify)redaksi_import_unref);
  else
    g_task_return_error (task, error);
}

/* An image that is also on the clipboard by itself, better than the page that came with it. */
static gboolean
is_lone_picture (GdkClipboard *clipboard, RedaksiBody *body)
{
  if (!has_photo (gdk_clipboard_get_formats (clipboard)))
    return FALSE;
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    if (!redaksi_shape_is_leaf (redaksi_block_get_shape (redaksi_body_get_nth (body, i)))
        && redaksi_block_get_length (redaksi_body_get_nth (body, i)) > 0)
      return FALSE;
  return TRUE;
}

/**
 * redaksi_body_view_insert:
 * @self: a view
 * @slice: what was pasted
 *
 * Puts @slice where the cursor is, as one action that one undo takes away.
 */
void
redaksi_body_view_insert (RedaksiBodyView *self, RedaksiBody *slice)
{
  g_return_if_fail (REDAKSI_IS_BODY_VIEW (self));

  insert_slice (self, slice);
}

static void
html_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RedaksiBodyView *self = REDAKSI_BODY_VIEW (source);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiImport) import = g_task_propagate_pointer (G_TASK (result), &error);
  RedaksiBody *body = import != NULL ? redaksi_import_get_body (import) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_LIMITS))
    refuse (self, _ ("What was copied is too large or too tangled to keep its formatting. "
                     "Ctrl+Shift+V pastes it as text."));
  else if (body != NULL && redaksi_body_get_length (body) > MAX_TEXT)
    refuse_length (self);
  else if (body != NULL && redaksi_import_get_n_pictures (import) > 0
           && !is_lone_picture (clipboard, body))
    g_signal_emit_by_name (self, "paste-import", import);
  else if (body != NULL && !redaksi_body_is_empty (body)
           && redaksi_import_get_n_pictures (import) == 0)
    {
      g_autofree char *embed = _redaksi_embed_of_slice (body);
      if (embed == NULL)
        insert_slice (self, body);
      else if (get_article (self) != NULL)
        _redaksi_body_view_embed_pasted (self, embed);
    }
  else if (has_photo (gdk_clipboard_get_formats (clipboard)))
    read_stream (self, photo_types, FALSE); /* an image of a page, whose HTML is its address */
  else
    gdk_clipboard_read_text_async (clipboard, self->pasting, text_cb, g_object_ref (self));
}

static void
read_html (RedaksiBodyView *self, GBytes *bytes)
{
  g_autoptr (GTask) task = g_task_new (self, self->pasting, html_cb, NULL);

  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify)g_bytes_unref);
  g_task_run_in_thread (task, read_html_thread);
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Incoming) incoming = user_data;
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) < 0
      || get_article (incoming->view) == NULL)
    return;
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (incoming->bytes));
  if (incoming->html)
    read_html (incoming->view, bytes);
  else if (g_bytes_get_size (bytes) > 0 && g_bytes_get_size (bytes) <= MAX_PHOTO)
    g_signal_emit_by_name (incoming->view, "paste-photo", bytes);
}

static void
stream_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Incoming) incoming = user_data;
  g_autoptr (GInputStream) stream
    = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  GCancellable *pasting = incoming->view->pasting;
  GOutputStream *bytes;

  if (stream == NULL)
    return;
  bytes = incoming->bytes = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (
    bytes, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
    G_PRIORITY_DEFAULT, pasting, spliced_cb, g_steal_pointer (&incoming));
}

static void
read_stream (RedaksiBodyView *self, const char **types, gboolean html)
{
  Incoming *incoming = g_new0 (Incoming, 1);

  incoming->view = g_object_ref (self);
  incoming->html = html;
  gdk_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), types, G_PRIORITY_DEFAULT,
                            self->pasting, stream_cb, incoming);
}

static const char *html_types[] = { "text/html", NULL };

static gboolean
has_photo (GdkContentFormats *formats)
{
  for (guint i = 0; photo_types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, photo_types[i]))
      return TRUE;
  return FALSE;
}

/**
 * redaksi_body_view_paste:
 * @self: a view
 * @plain: the letters alone, whatever else there is
 *
 * Puts what is on the clipboard where the cursor is, as soon as it has arrived.
 */
void
redaksi_body_view_paste (RedaksiBodyView *self, gboolean plain)
{
  GdkClipboard *clipboard;
  GdkContentFormats *formats;

  g_return_if_fail (REDAKSI_IS_BODY_VIEW (self));

  if (get_article (self) == NULL)
    return;
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  formats = gdk_clipboard_get_formats (clipboard);
  if (plain)
    gdk_clipboard_read_text_async (clipboard, self->pasting, plain_text_cb, g_object_ref (self));
  else if (gdk_content_formats_contain_gtype (formats, REDAKSI_TYPE_BODY))
    gdk_clipboard_read_value_async (clipboard, REDAKSI_TYPE_BODY, G_PRIORITY_DEFAULT, self->pasting,
                                    slice_cb, g_object_ref (self));
  else if (gdk_content_formats_contain_mime_type (formats, "text/uri-list")
           || gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                    self->pasting, files_cb, g_object_ref (self));
  else if (gdk_content_formats_contain_mime_type (formats, "text/html"))
    read_stream (self, html_types, TRUE);
  else if (has_photo (formats))
    read_stream (self, photo_types, FALSE);
  else
    gdk_clipboard_read_text_async (clipboard, self->pasting, text_cb, g_object_ref (self));
}
