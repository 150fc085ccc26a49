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
    = self->target > 0
        /* Translators: how many words there are, and how many there are to be. */
        ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$'u of %2$'u word",
                                        "%1$'u of %2$'u words", self->target),
                           words, self->target)
        : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u word", "%'u words", words), words);
  guint minutes = redaksi_reading_minutes (words);
  g_autofree char *reading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u minute to read",
                                                           "%u minutes to read", minutes),
                                              minutes);
  g_autofree char *text = words == 0 ? g_strdup (count) : g_strconcat (count, " · ", reading, NULL);

  gtk_label_set_text (GTK_LABEL (self->count), text);
}

/* Words and letters that are selected; FALSE where nothing is. */
static gboolean
show_selected (RedaksiArticleView *self, guint sum)
{
  RedaksiBodyBuffer *buffer = redaksi_body_view_get_buffer (self->body);
  RedaksiBody *body = redaksi_body_buffer_get_body (buffer);
  RedaksiSelection selection = redaksi_body_buffer_get_selection (buffer);
  guint from = MIN (selection.anchor, selection.head), to = MAX (selection.anchor, selection.head);
  guint words = 0, letters = 0, offset;
  g_autofree char *text = NULL;
  g_autofree char *of_words = NULL;

  if (from == to || body == NULL)
    return FALSE;
  for (guint i = redaksi_body_find (body, from, &offset);
       i < redaksi_body_get_n (body) && redaksi_body_get_start (body, i) < to; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      guint start = redaksi_body_get_start (body, i), n = redaksi_block_get_length (block);
      guint first = from > start ? from - start : 0, last = MIN (n, to - start);

      if (redaksi_shape_is_leaf (redaksi_block_get_shape (block)) || last <= first)
        continue;
      letters += last - first;
      if (last - first == n && i < self->words->len
          && g_array_index (self->words, guint, i) != UNCOUNTED)
        words += g_array_index (self->words, guint, i);
      else
        {
          g_autofree char *piece = g_utf8_substring (redaksi_block_get_text (block), first, last);
          words += redaksi_text_count_words (piece);
        }
    }
  of_words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$'u of %2$'u word selected",
                                           "%1$'u of %2$'u words selected", sum),
                              words, sum);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s · %2$'u character",
                                       "%1$s · %2$'u characters", letters),
                          of_words, letters);
  gtk_label_set_text (GTK_LABEL (self->count), text);
  return TRUE;
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
  _redaksi_article_view_show_target (self, sum);
  self->counted_selection = show_selected (self, sum);
  if (!self->counted_selection)
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

/* While nothing is selected, and nothing was, moving the cursor costs nothing here. */
void
_redaksi_article_view_count_moved (RedaksiArticleView *self)
{
  RedaksiSelection selection
    = redaksi_body_buffer_get_selection (redaksi_body_view_get_buffer (self->body));

  if ((selection.anchor != selection.head || self->counted_selection) && self->counting == 0)
    self->counting = g_idle_add_full (G_PRIORITY_LOW, count_cb, self, NULL);
}

void
_redaksi_article_view_count_again (RedaksiArticleView *self)
{
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
