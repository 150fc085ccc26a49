/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-saved-label.h"

#include <glib/gi18n-lib.h>

/* While one types, every commit would turn the words to “Saved here” and the next key back: the
 * header would be laid out again in front of a key, and blink. “Saved here” waits for a pause. */
#define CALM (400 * G_TIME_SPAN_MILLISECOND)

struct _RedaksiSavedLabel
{
  AdwBin parent_instance;

  RedaksiLibrary *library;
  RedaksiDocument *document;
  char *trouble;  /* why the last commit failed */
  gint64 applied; /* monotonic: when the document last changed */
  guint waiting;

  GtkLabel *title;
};

G_DEFINE_FINAL_TYPE (RedaksiSavedLabel, redaksi_saved_label, ADW_TYPE_BIN)

static gboolean
is_saved (RedaksiSavedLabel *self)
{
  const char *id = redaksi_article_get_id (redaksi_document_get_article (self->document));

  return redaksi_library_get_durable_version (self->library, id)
         >= redaksi_document_get_version (self->document);
}

static void
show_saved (RedaksiSavedLabel *self)
{
  g_autofree char *text = NULL;

  if (self->document == NULL)
    text = g_strdup ("");
  else if (is_saved (self) && self->waiting == 0)
    {
      g_clear_pointer (&self->trouble, g_free);
      text = g_strdup (_ ("Saved here"));
    }
  else if (self->trouble != NULL)
    text = g_strdup_printf (_ ("Not saved: %s"), self->trouble);
  else
    text = g_strdup (_ ("Saving…"));
  if (g_str_equal (gtk_label_get_text (self->title), text))
    return;
  gtk_label_set_text (self->title, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), self->trouble);
  if (self->trouble != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static gboolean
calm_cb (gpointer data)
{
  RedaksiSavedLabel *self = data;
  gint64 left = self->applied + CALM - g_get_monotonic_time ();

  if (left > 0)
    self->waiting = g_timeout_add ((guint)(left / G_TIME_SPAN_MILLISECOND) + 1, calm_cb, self);
  else
    {
      self->waiting = 0;
      show_saved (self);
    }
  return G_SOURCE_REMOVE;
}

static void
applied_cb (RedaksiSavedLabel *self)
{
  self->applied = g_get_monotonic_time ();
  if (self->waiting == 0)
    self->waiting = g_timeout_add (CALM / G_TIME_SPAN_MILLISECOND, calm_cb, self);
  show_saved (self);
}

static void
trouble_cb (RedaksiSavedLabel *self, GError *error)
{
  g_set_str (&self->trouble, error->message);
  show_saved (self);
}

static void
redaksi_saved_label_dispose (GObject *object)
{
  RedaksiSavedLabel *self = REDAKSI_SAVED_LABEL (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  g_clear_object (&self->document);
  g_clear_object (&self->library);
  g_clear_pointer (&self->trouble, g_free);

  G_OBJECT_CLASS (redaksi_saved_label_parent_class)->dispose (object);
}

static void
redaksi_saved_label_class_init (RedaksiSavedLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_saved_label_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "savedlabel");
}

static void
redaksi_saved_label_init (RedaksiSavedLabel *self)
{
  self->title = GTK_LABEL (gtk_label_new (NULL));
  /* Two short lines fit a phone's header, where one long line would end in “…”. */
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_lines (self->title, 2);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_justify (self->title, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->title));
}

/**
 * redaksi_saved_label_set_document:
 * @self: the label
 * @library: where it is saved
 * @document: (nullable): the open article
 */
void
redaksi_saved_label_set_document (RedaksiSavedLabel *self, RedaksiLibrary *library,
                                  RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_SAVED_LABEL (self));

  if (self->library == NULL && library != NULL)
    {
      self->library = g_object_ref (library);
      g_signal_connect_swapped (library, "durable", G_CALLBACK (show_saved), self);
      g_signal_connect_swapped (library, "trouble", G_CALLBACK (trouble_cb), self);
    }
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_pointer (&self->trouble, g_free);
  if (document != NULL)
    g_signal_connect_swapped (document, "applied", G_CALLBACK (applied_cb), self);
  show_saved (self);
}
