/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-saved-label.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"

/* While one types, every commit would turn the words to “Saved here” and the next key back: the
 * header would be laid out again in front of a key, and blink. “Saved here” waits for a pause. */
#define CALM (400 * G_TIME_SPAN_MILLISECOND)
/* A commit takes milliseconds. Where it takes that long nobody should believe that all is well. */
#define SLOW (2 * G_TIME_SPAN_SECOND)

struct _RedaksiSavedLabel
{
  AdwBin parent_instance;

  RedaksiServices *services;
  RedaksiDocument *document;
  char *trouble;  /* why the last commit failed */
  gint64 applied; /* monotonic: when the document last changed */
  gint64 unsaved; /* monotonic: since when there is something to save; 0: all is saved */
  guint waiting;
  guint slow;

  RedaksiArticle *there; /* what the sites have; NULL: nobody knows */
  guint question;        /* which answer is still wanted */
  gboolean stale;        /* it is to be asked again when nobody types */

  GtkLabel *title;
};

G_DEFINE_FINAL_TYPE (RedaksiSavedLabel, redaksi_saved_label, ADW_TYPE_BIN)

static RedaksiLibrary *
get_library (RedaksiSavedLabel *self)
{
  return redaksi_services_get_library (self->services);
}

static const char *
get_id (RedaksiSavedLabel *self)
{
  return redaksi_article_get_id (redaksi_document_get_article (self->document));
}

static gboolean
is_saved (RedaksiSavedLabel *self)
{
  return redaksi_library_get_durable_version (get_library (self), get_id (self))
         >= redaksi_document_get_version (self->document);
}

static gboolean
is_there (RedaksiSavedLabel *self)
{
  return self->there != NULL
         && redaksi_article_equal (self->there, redaksi_document_get_article (self->document));
}

/* ---- what it says ---------------------------------------------------------------------------- */

static gboolean slow_cb (gpointer data);

/* Since when something waits to be saved. */
static void
note_unsaved (RedaksiSavedLabel *self)
{
  if (self->document == NULL || is_saved (self))
    {
      self->unsaved = 0;
      g_clear_handle_id (&self->slow, g_source_remove);
    }
  else if (self->unsaved == 0)
    {
      self->unsaved = g_get_monotonic_time ();
      self->slow = g_timeout_add (SLOW / G_TIME_SPAN_MILLISECOND + 1, slow_cb, self);
    }
}

static gboolean
is_slow (RedaksiSavedLabel *self)
{
  return self->unsaved != 0 && self->slow == 0;
}

static void
show_saved (RedaksiSavedLabel *self)
{
  g_autofree char *text = NULL;
  const char *detail = NULL;
  gboolean bad = FALSE;

  note_unsaved (self);
  if (self->document == NULL)
    text = g_strdup ("");
  else if (self->unsaved == 0 && self->waiting == 0)
    {
      g_clear_pointer (&self->trouble, g_free);
      text = g_strdup (is_there (self) ? _ ("Saved here and on the server") : _ ("Saved here"));
    }
  else if (self->unsaved != 0 && self->trouble != NULL)
    {
      text = g_strdup_printf (_ ("Not saved: %s"), self->trouble);
      detail = self->trouble;
      bad = TRUE;
    }
  else if (is_slow (self))
    {
      text = g_strdup (_ ("Not saved: waiting for the disk"));
      detail = _ ("The disk has not answered yet. What you type is kept until it does.");
      bad = TRUE;
    }
  else
    text = g_strdup (_ ("Saving…"));
  if (g_str_equal (gtk_label_get_text (self->title), text))
    return;
  gtk_label_set_text (self->title, text);
  /* On a phone the end of it may not fit. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), detail != NULL ? detail : text);
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
durable_cb (RedaksiSavedLabel *self, const char *id)
{
  /* Whoever types without a pause always has something that is not saved yet: slow is where nothing
   * is saved any more. */
  if (self->document != NULL && g_str_equal (id, get_id (self)))
    {
      self->unsaved = 0;
      g_clear_handle_id (&self->slow, g_source_remove);
    }
  show_saved (self);
}

static gboolean
slow_cb (gpointer data)
{
  RedaksiSavedLabel *self = data;

  self->slow = 0;
  show_saved (self);
  return G_SOURCE_REMOVE;
}

static void look (RedaksiSavedLabel *self);

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
      if (self->stale)
        look (self);
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

/* ---- what the sites have --------------------------------------------------------------------- */

static void
seen_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiSavedLabel *self = object;
  RedaksiArticle *there = value != NULL ? g_value_get_boxed (value) : NULL;

  if (GPOINTER_TO_UINT (data) != self->question)
    return;
  g_clear_pointer (&self->there, redaksi_article_unref);
  if (there != NULL)
    self->there = redaksi_article_ref (there);
  show_saved (self);
}

/* Whatever was sent, found or set up may have changed it. */
static void
look (RedaksiSavedLabel *self)
{
  self->question++;
  self->stale = FALSE;
  if (self->document != NULL)
    redaksi_answer (redaksi_outbox_find_seen (redaksi_services_get_outbox (self->services),
                                              get_id (self)),
                    self, seen_cb, GUINT_TO_POINTER (self->question), NULL);
}

/* A site was asked without anything being sent. Every key changes the article too. */
static void
article_changed_cb (RedaksiSavedLabel *self, const char *id)
{
  if (self->document == NULL || !g_str_equal (id, get_id (self)))
    return;
  self->stale = TRUE;
  if (self->waiting == 0)
    look (self);
}

/* ---- the class ------------------------------------------------------------------------------- */

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
  g_clear_handle_id (&self->slow, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->services != NULL)
    g_signal_handlers_disconnect_by_data (get_library (self), self);
  g_clear_object (&self->document);
  g_clear_object (&self->services);
  g_clear_pointer (&self->there, redaksi_article_unref);
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
 * @services: where it is saved, and what its sites have
 * @document: (nullable): the open article
 */
void
redaksi_saved_label_set_document (RedaksiSavedLabel *self, RedaksiServices *services,
                                  RedaksiDocument *document)
{
  g_return_if_fail (REDAKSI_IS_SAVED_LABEL (self));

  if (self->services == NULL && services != NULL)
    {
      RedaksiLibrary *library = redaksi_services_get_library (services);

      self->services = g_object_ref (services);
      g_signal_connect_swapped (library, "durable", G_CALLBACK (durable_cb), self);
      g_signal_connect_swapped (library, "trouble", G_CALLBACK (trouble_cb), self);
      g_signal_connect_swapped (library, "article-changed", G_CALLBACK (article_changed_cb), self);
      g_signal_connect_swapped (library, "push-changed", G_CALLBACK (look), self);
      g_signal_connect_swapped (library, "sites-changed", G_CALLBACK (look), self);
    }
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_handle_id (&self->slow, g_source_remove);
  self->unsaved = 0;
  g_clear_pointer (&self->trouble, g_free);
  g_clear_pointer (&self->there, redaksi_article_unref);
  if (document != NULL)
    g_signal_connect_swapped (document, "applied", G_CALLBACK (applied_cb), self);
  look (self);
  show_saved (self);
}
