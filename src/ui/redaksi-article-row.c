/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-row.h"

#include <glib/gi18n-lib.h>

#include "redaksi-thumbnail.h"
#include "redaksi-words.h"

struct _RedaksiArticleRow
{
  AdwBin parent_instance;

  RedaksiPhotoStore *photos;
  RedaksiSummary *summary;
  gulong notify;

  GtkLabel *headline;
  GtkLabel *byline;
  GtkLabel *state;
  RedaksiThumbnail *thumbnail;
};

G_DEFINE_FINAL_TYPE (RedaksiArticleRow, redaksi_article_row, ADW_TYPE_BIN)

static void
redaksi_article_row_dispose (GObject *object)
{
  RedaksiArticleRow *self = REDAKSI_ARTICLE_ROW (object);

  if (self->summary != NULL)
    g_clear_signal_handler (&self->notify, self->summary);
  g_clear_object (&self->summary);
  g_clear_object (&self->photos);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_ARTICLE_ROW);

  G_OBJECT_CLASS (redaksi_article_row_parent_class)->dispose (object);
}

static void
redaksi_article_row_class_init (RedaksiArticleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_article_row_dispose;
  g_type_ensure (REDAKSI_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-article-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticleRow, headline);
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticleRow, byline);
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticleRow, state);
  gtk_widget_class_bind_template_child (widget_class, RedaksiArticleRow, thumbnail);
}

static void
redaksi_article_row_init (RedaksiArticleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Drafts are the rule; only what is otherwise is marked. */
static void
show_state (RedaksiArticleRow *self)
{
  RedaksiState state = redaksi_summary_get_state (self->summary);
  const char *const classes[] = { "caption", "state", redaksi_state_to_string (state), NULL };

  gtk_label_set_label (self->state, redaksi_words_state (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), (const char **)classes);
  gtk_widget_set_visible (GTK_WIDGET (self->state), state != REDAKSI_STATE_DRAFT);
}

static void
show_summary (RedaksiArticleRow *self)
{
  const char *headline = redaksi_summary_get_headline (self->summary);
  const char *byline = redaksi_summary_get_byline (self->summary);
  gint64 scheduled = redaksi_summary_get_scheduled (self->summary);
  RedaksiState state = redaksi_summary_get_state (self->summary);
  g_autofree char *time = redaksi_words_time (state == REDAKSI_STATE_SCHEDULED && scheduled != 0
                                                ? scheduled
                                                : redaksi_summary_get_changed (self->summary));
  g_autofree char *line = byline != NULL && *byline != '\0'
                            ? g_strdup_printf ("%s · %s", byline, time)
                            : g_strdup (time);
  gboolean fetched = *redaksi_summary_get_id (self->summary) != '\0';

  if (headline == NULL || *headline == '\0')
    headline = fetched ? _ ("Without a headline") : "";
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->byline, line);
  show_state (self);
  redaksi_thumbnail_set_photo (self->thumbnail, self->photos,
                               redaksi_summary_get_photo (self->summary));
}

GtkWidget *
redaksi_article_row_new (RedaksiPhotoStore *photos)
{
  RedaksiArticleRow *self = g_object_new (REDAKSI_TYPE_ARTICLE_ROW, NULL);

  self->photos = g_object_ref (photos);
  return GTK_WIDGET (self);
}

/**
 * redaksi_article_row_set_summary:
 * @self: a row
 * @summary: (nullable): what it shows; it follows while the summary is fetched
 */
void
redaksi_article_row_set_summary (RedaksiArticleRow *self, RedaksiSummary *summary)
{
  g_return_if_fail (REDAKSI_IS_ARTICLE_ROW (self));

  if (self->summary == summary)
    return;
  if (self->summary != NULL)
    g_clear_signal_handler (&self->notify, self->summary);
  g_set_object (&self->summary, summary);
  if (summary == NULL)
    return;
  self->notify = g_signal_connect_swapped (summary, "notify", G_CALLBACK (show_summary), self);
  show_summary (self);
}

RedaksiSummary *
redaksi_article_row_get_summary (RedaksiArticleRow *self)
{
  g_return_val_if_fail (REDAKSI_IS_ARTICLE_ROW (self), NULL);

  return self->summary;
}
