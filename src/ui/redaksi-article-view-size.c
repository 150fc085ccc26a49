/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

/*
 * The size of the letters: steps, each a class in article.css. The column is as wide as 66 letters
 * of that size, so a line stays as readable as it was.
 */

static const guint sizes[] = { 80, 90, 100, 110, 125, 150, 175, 200 };

static guint
find_step (guint size)
{
  guint step = 0;

  for (guint i = 1; i < G_N_ELEMENTS (sizes); i++)
    if (ABS ((int)sizes[i] - (int)size) < ABS ((int)sizes[step] - (int)size))
      step = i;
  return step;
}

/* The size of the page's letters in percent; the nearest step is taken. */
void
_redaksi_article_view_set_text_size (RedaksiArticleView *self, guint size)
{
  g_autofree char *old = g_strdup_printf ("size-%u", self->text_size);
  g_autofree char *new = NULL;

  self->text_size = sizes[find_step (size)];
  new = g_strdup_printf ("size-%u", self->text_size);
  gtk_widget_remove_css_class (GTK_WIDGET (self->body), old);
  gtk_widget_add_css_class (GTK_WIDGET (self->body), new);
  /* Where one is stays in sight. */
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->body),
                                      gtk_text_buffer_get_insert (
                                        gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body))));
}

/* One step @way: 1 larger, -1 smaller, 0 to the usual size. */
void
_redaksi_article_view_step_text_size (RedaksiArticleView *self, int way)
{
  int step = (int)find_step (self->text_size) + way;

  g_object_set (self, "text-size",
                way == 0 ? 100 : sizes[CLAMP (step, 0, (int)G_N_ELEMENTS (sizes) - 1)], NULL);
}
