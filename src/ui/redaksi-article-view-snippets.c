/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

#include "redaksi-block-menu.h"

/*
 * Snippets of text with fields: from the menu on "/", or from the window's list of them.
 */

/* In the place of @selection, as one undo. */
void
_redaksi_article_view_put_snippet (RedaksiArticleView *self, RedaksiSelection selection,
                                   const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *expanded = NULL;
  g_autoptr (RedaksiBody) slice = NULL;
  guint from = MIN (selection.anchor, selection.head);

  expanded
    = redaksi_fields_expand (text,
                             redaksi_document_get_field (self->document, REDAKSI_FIELD_DATELINE),
                             NULL, now);
  slice = redaksi_snippet_to_body (expanded);
  redaksi_document_break_undo (self->document);
  redaksi_body_view_apply (self->body, redaksi_command_insert_slice (redaksi_document_get_article (
                                                                       self->document),
                                                                     selection, slice));
  redaksi_document_break_undo (self->document);
  redaksi_body_view_begin_fields (self->body, from);
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

void
redaksi_article_view_insert_snippet (RedaksiArticleView *self, const char *text)
{
  g_return_if_fail (REDAKSI_IS_ARTICLE_VIEW (self) && text != NULL);

  if (self->document != NULL && !self->read_only)
    _redaksi_article_view_put_snippet (
      self, redaksi_body_buffer_get_selection (redaksi_body_view_get_buffer (self->body)), text);
}

void
redaksi_article_view_set_snippets (RedaksiArticleView *self, GPtrArray *snippets)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  g_return_if_fail (REDAKSI_IS_ARTICLE_VIEW (self) && snippets != NULL);

  g_clear_pointer (&self->snippets, g_ptr_array_unref);
  self->snippets = redaksi_sheets_copy (snippets);
  for (guint i = 0; i < snippets->len; i++)
    g_strv_builder_add (builder, ((const RedaksiSheet *)snippets->pdata[i])->name);
  names = g_strv_builder_end (builder);
  redaksi_block_menu_set_snippets (REDAKSI_BLOCK_MENU (self->menu), (const char *const *)names);
}
