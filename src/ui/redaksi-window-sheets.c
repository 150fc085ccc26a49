/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-new-article.h"
#include "redaksi-sheets-dialog.h"
#include "redaksi-window-private.h"

/*
 * New articles from templates, and snippets: chosen from a list, made of what is open.
 */

static void
template_chosen_cb (RedaksiWindow *self, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiArticle) empty
    = redaksi_new_article (redaksi_services_get_settings (self->services), NULL, NULL);
  g_autoptr (RedaksiArticle) article = redaksi_template_fill (empty, content, &error);

  if (article == NULL)
    redaksi_window_tell (self, error->message);
  else
    redaksi_window_create (self, article);
}

static void
template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  RedaksiDocument *document = redaksi_editor_get_document (self->editor);
  g_autofree char *material
    = document != NULL ? redaksi_template_of_article (redaksi_document_get_article (document))
                       : NULL;
  AdwDialog *dialog = redaksi_sheets_dialog_new (self->services, REDAKSI_SHEET_TEMPLATE, material);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (template_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
snippet_chosen_cb (RedaksiWindow *self, const char *content)
{
  redaksi_article_view_insert_snippet (redaksi_editor_get_view (self->editor), content);
}

static void
snippets_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  RedaksiDocument *document = redaksi_editor_get_document (self->editor);
  g_autofree char *selected = NULL;
  AdwDialog *dialog;

  if (document != NULL)
    {
      RedaksiSelection selection = redaksi_document_get_selection (document);
      g_autoptr (RedaksiBody) slice = redaksi_body_cut (redaksi_document_get_body (document),
                                                        MIN (selection.anchor, selection.head),
                                                        MAX (selection.anchor, selection.head));
      selected = redaksi_body_dup_text (slice);
    }
  dialog = redaksi_sheets_dialog_new (self->services, REDAKSI_SHEET_SNIPPET, selected);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (snippet_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

void
redaksi_window_install_sheets (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.template", NULL, template_action);
  gtk_widget_class_install_action (klass, "win.snippets", NULL, snippets_action);
}
