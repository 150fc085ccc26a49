/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-versions-dialog.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-change-row.h"
#include "redaksi-versions.h"

/* Who has so many differences before them reads the versions, not the differences. */
#define MOST 300

struct _RedaksiVersionsDialog
{
  AdwDialog parent_instance;

  RedaksiServices *services;
  RedaksiDocument *document;
  guint wanted;         /* the revision to begin with */
  GPtrArray *revisions; /* of RedaksiRevisionInfo, newest first */
  guint question;       /* which answers are still wanted */

  RedaksiArticle *old_article;
  RedaksiArticle *new_article;

  AdwToastOverlay *toasts;
  AdwComboRow *older;
  AdwComboRow *newer; /* the first is the text as it is now */
  GtkLabel *said;
  GtkListBox *rows;
  GtkWidget *restore;
};

G_DEFINE_FINAL_TYPE (RedaksiVersionsDialog, redaksi_versions_dialog, ADW_TYPE_DIALOG)

static RedaksiLibrary *
get_library (RedaksiVersionsDialog *self)
{
  return redaksi_services_get_library (self->services);
}

static const char *
get_id (RedaksiVersionsDialog *self)
{
  return redaksi_article_get_id (redaksi_document_get_article (self->document));
}

static gboolean
is_now (RedaksiVersionsDialog *self)
{
  return adw_combo_row_get_selected (self->newer) == 0;
}

/* ---- what differs ---------------------------------------------------------------------------- */

static void
say (RedaksiVersionsDialog *self, const char *sentence)
{
  gtk_label_set_label (self->said, sentence);
}

static void take_back_cb (RedaksiVersionsDialog *self, RedaksiChangeRow *row);

static void
compare (RedaksiVersionsDialog *self)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *sentence = NULL;
  gboolean now = is_now (self);

  gtk_list_box_remove_all (self->rows);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
  if (self->old_article == NULL || self->new_article == NULL)
    return;
  changes = redaksi_changes_find (self->old_article, self->new_article);
  for (guint i = 0; i < MIN (changes->len, MOST); i++)
    {
      GtkWidget *row = redaksi_change_row_new (self->services, changes->pdata[i], self->old_article,
                                               self->new_article, now);

      g_signal_connect_object (row, "take-back", G_CALLBACK (take_back_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), changes->len > 0);
  if (changes->len == 0)
    sentence = g_strdup (_ ("Both are the same."));
  else
    sentence = g_strdup_printf (
      ngettext ("%u difference. What is gone is struck through, what is new is underlined.",
                "%u differences. What is gone is struck through, what is new is underlined.",
                changes->len),
      changes->len);
  say (self, sentence);
}

static void
loaded_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiVersionsDialog *self = object;
  RedaksiArticle *article = value != NULL ? g_value_get_boxed (value) : NULL;
  guint question = GPOINTER_TO_UINT (data) >> 1;
  gboolean is_older = GPOINTER_TO_UINT (data) & 1;
  RedaksiArticle **place = is_older ? &self->old_article : &self->new_article;

  if (question != self->question)
    return;
  g_clear_pointer (place, redaksi_article_unref);
  if (article != NULL)
    *place = redaksi_article_ref (article);
  compare (self);
  if (is_older)
    gtk_widget_set_sensitive (self->restore, article != NULL);
  if (article == NULL)
    say (self, error->message);
}

static void
load (RedaksiVersionsDialog *self, guint position, gboolean is_older)
{
  RedaksiRevisionInfo *info
    = position < self->revisions->len ? self->revisions->pdata[position] : NULL;

  if (info != NULL)
    redaksi_answer (redaksi_library_load_revision (get_library (self), get_id (self), info->number),
                    self, loaded_cb, GUINT_TO_POINTER (self->question << 1 | is_older), NULL);
}

static void
selected_cb (RedaksiVersionsDialog *self)
{
  if (self->revisions == NULL)
    return;
  self->question++;
  g_clear_pointer (&self->old_article, redaksi_article_unref);
  g_clear_pointer (&self->new_article, redaksi_article_unref);
  if (is_now (self))
    self->new_article = redaksi_article_ref (redaksi_document_get_article (self->document));
  else
    load (self, adw_combo_row_get_selected (self->newer) - 1, FALSE);
  load (self, adw_combo_row_get_selected (self->older), TRUE);
}

/* The text is another one now, by what was restored here or by an undo. */
static void
applied_cb (RedaksiVersionsDialog *self)
{
  if (!is_now (self) || self->new_article == NULL)
    return;
  redaksi_article_unref (self->new_article);
  self->new_article = redaksi_article_ref (redaksi_document_get_article (self->document));
  compare (self);
}

/* ---- restoring ------------------------------------------------------------------------------- */

static void
undo_cb (RedaksiVersionsDialog *self)
{
  redaksi_document_undo (self->document);
}

static void
put (RedaksiVersionsDialog *self, RedaksiArticle *article)
{
  redaksi_document_reset (self->document, article);
  dex_future_disown (
    redaksi_library_cut_revision (get_library (self), get_id (self), "restore", NULL));
}

static void
take_back_cb (RedaksiVersionsDialog *self, RedaksiChangeRow *row)
{
  const RedaksiChange *change = redaksi_change_row_get_change (row);
  g_autoptr (RedaksiArticle) article = NULL;
  AdwToast *toast;

  if (self->old_article == NULL
      || self->new_article != redaksi_document_get_article (self->document))
    return;
  article = redaksi_change_take_old (change, self->old_article, self->new_article);
  put (self, article);
  toast = adw_toast_new (_ ("Restored"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
restore_cb (RedaksiVersionsDialog *self)
{
  if (self->old_article == NULL)
    return;
  put (self, self->old_article);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                              _ ("Restored. Undo brings the newer text back."));
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- which versions there are ---------------------------------------------------------------- */

static void
listed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiVersionsDialog *self = object;
  GPtrArray *revisions = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autoptr (GtkStringList) older = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) newer = gtk_string_list_new (NULL);
  guint chosen = 0;

  if (revisions == NULL)
    {
      say (self, error->message);
      return;
    }
  gtk_string_list_append (newer, _ ("Now"));
  for (guint i = 0; i < revisions->len; i++)
    {
      RedaksiRevisionInfo *info = revisions->pdata[i];
      g_autofree char *title = redaksi_version_title (self->services, get_id (self), info);

      gtk_string_list_append (older, title);
      gtk_string_list_append (newer, title);
      if (info->number == self->wanted)
        chosen = i;
    }
  adw_combo_row_set_model (self->older, G_LIST_MODEL (older));
  adw_combo_row_set_model (self->newer, G_LIST_MODEL (newer));
  adw_combo_row_set_selected (self->older, chosen);
  adw_combo_row_set_selected (self->newer, 0);
  self->revisions = g_ptr_array_ref (revisions);
  selected_cb (self);
}

/* ---- the class ------------------------------------------------------------------------------- */

static void
redaksi_versions_dialog_dispose (GObject *object)
{
  RedaksiVersionsDialog *self = REDAKSI_VERSIONS_DIALOG (object);

  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_clear_pointer (&self->old_article, redaksi_article_unref);
  g_clear_pointer (&self->new_article, redaksi_article_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_VERSIONS_DIALOG);
  g_clear_object (&self->document);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_versions_dialog_parent_class)->dispose (object);
}

static void
redaksi_versions_dialog_class_init (RedaksiVersionsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_versions_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-versions-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiVersionsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, RedaksiVersionsDialog, older);
  gtk_widget_class_bind_template_child (widget_class, RedaksiVersionsDialog, newer);
  gtk_widget_class_bind_template_child (widget_class, RedaksiVersionsDialog, said);
  gtk_widget_class_bind_template_child (widget_class, RedaksiVersionsDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, RedaksiVersionsDialog, restore);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
redaksi_versions_dialog_init (RedaksiVersionsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (self->restore, FALSE);
}

/**
 * redaksi_versions_dialog_new:
 * @services: the services
 * @document: the article that is open
 * @revision: the version that is compared with the text as it is now
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
redaksi_versions_dialog_new (RedaksiServices *services, RedaksiDocument *document, guint revision)
{
  RedaksiVersionsDialog *self = g_object_new (REDAKSI_TYPE_VERSIONS_DIALOG, NULL);

  self->services = g_object_ref (services);
  self->document = g_object_ref (document);
  self->wanted = revision;
  g_signal_connect_object (document, "applied", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  redaksi_answer (redaksi_library_list_revisions (get_library (self), get_id (self)), self,
                  listed_cb, NULL, NULL);
  return ADW_DIALOG (self);
}
