/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

#include <glib/gi18n-lib.h>

#include "redaksi-word-count.h"

/*
 * The word count in the footer: a number for each block. A key marks its block as uncounted; the
 * sum is made when nothing else is to be done.
 */

#define UNCOUNTED G_MAXUINT

static void
show_count (RedaksiArticleView *self, guint words)
{
  g_autofree char *count
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u word", "%'u words", words), words);
  guint minutes = redaksi_reading_minutes (words);
  g_autofree char *reading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u minute to read",
                                                           "%u minutes to read", minutes),
                                              minutes);
  g_autofree char *text = words == 0 ? g_strdup (count) : g_strconcat (count, " · ", reading, NULL);

  gtk_label_set_text (GTK_LABEL (self->count), text);
}

static gboolean
count_cb (gpointer user_data)
{
  RedaksiArticleView *self = user_data;
  RedaksiBody *body = redaksi_body_buffer_get_body (redaksi_body_view_get_buffer (self->body));
  guint sum = 0;

  self->counting = 0;
  if (body == NULL || self->words->len != redaksi_body_get_n (body))
    return G_SOURCE_REMOVE;
  for (guint i = 0; i < self->words->len; i++)
    {
      guint *words = &g_array_index (self->words, guint, i);
      if (*words == UNCOUNTED)
        *words = redaksi_text_count_words (redaksi_block_get_text (redaksi_body_get_nth (body, i)));
      sum += *words;
    }
  show_count (self, sum);
  return G_SOURCE_REMOVE;
}

static void
blocks_changed_cb (RedaksiBodyBuffer *buffer, guint first, guint n_before, guint n_now,
                   RedaksiArticleView *self)
{
  guint uncounted = UNCOUNTED;

  if (n_before > self->words->len - MIN (first, self->words->len))
    {
      /* The first body of all. */
      g_array_set_size (self->words, 0);
      first = n_before = 0;
      n_now = redaksi_body_get_n (redaksi_body_buffer_get_body (buffer));
    }
  if (n_before > n_now)
    g_array_remove_range (self->words, first, n_before - n_now);
  for (guint i = n_before; i < n_now; i++)
    g_array_insert_val (self->words, first, uncounted);
  for (guint i = 0; i < n_now; i++)
    g_array_index (self->words, guint, first + i) = UNCOUNTED;
  if (self->counting == 0)
    self->counting = g_idle_add_full (G_PRIORITY_LOW, count_cb, self, NULL);
}

void
_redaksi_article_view_setup_count (RedaksiArticleView *self)
{
  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  g_signal_connect_object (redaksi_body_view_get_buffer (self->body), "blocks-changed",
                           G_CALLBACK (blocks_changed_cb), self, G_CONNECT_DEFAULT);
}
