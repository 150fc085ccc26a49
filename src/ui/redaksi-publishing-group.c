/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-publishing-group.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-moment.h"
#include "redaksi-words.h"

struct _RedaksiPublishingGroup
{
  AdwPreferencesGroup parent_instance;

  RedaksiServices *services;
  char *article;
  char *url;

  AdwActionRow *state;
  AdwActionRow *address;
  AdwActionRow *last;
};

G_DEFINE_FINAL_TYPE (RedaksiPublishingGroup, redaksi_publishing_group, ADW_TYPE_PREFERENCES_GROUP)

static void
open_cb (RedaksiPublishingGroup *self)
{
  if (self->url != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-web", "s", self->url);
}

static void
summary_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPublishingGroup *self = object;
  RedaksiSummary *summary = value != NULL ? g_value_get_object (value) : NULL;
  g_autofree char *text = NULL;
  const char *url;

  if (summary == NULL || g_strcmp0 (redaksi_summary_get_id (summary), self->article) != 0)
    return;
  if (redaksi_summary_get_state (summary) == REDAKSI_STATE_SCHEDULED
      && redaksi_summary_get_scheduled (summary) != 0)
    {
      g_autofree char *when = redaksi_moment_text (redaksi_summary_get_scheduled (summary), NULL);
      /* Translators: “Scheduled: Saturday, 9 November …” */
      text = g_strdup_printf (_ ("%s: %s"), redaksi_words_state (REDAKSI_STATE_SCHEDULED), when);
    }
  else
    text = g_strdup (redaksi_words_state (redaksi_summary_get_state (summary)));
  adw_action_row_set_subtitle (self->state, text);
  url = redaksi_summary_get_url (summary);
  g_set_str (&self->url, url != NULL && *url != '\0' ? url : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->address), self->url != NULL);
  if (self->url != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (self->url, -1);
      adw_action_row_set_subtitle (self->address, escaped);
    }
}

static void
pushes_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPublishingGroup *self = object;
  GPtrArray *pushes = value != NULL ? g_value_get_boxed (value) : NULL;
  RedaksiPush *last = NULL;

  for (guint i = 0; pushes != NULL && i < pushes->len; i++)
    if (g_strcmp0 (redaksi_push_get_article (pushes->pdata[i]), self->article) == 0)
      last = pushes->pdata[i];
  gtk_widget_set_visible (GTK_WIDGET (self->last), last != NULL);
  if (last != NULL)
    {
      RedaksiSite *site = redaksi_services_find_site (self->services, redaksi_push_get_site (last));
      g_autofree char *sentence = redaksi_words_push (last, site);
      g_autofree char *time = redaksi_words_time (redaksi_push_get_created (last));
      g_autofree char *text = g_strdup_printf ("%s · %s", time, sentence);
      g_autofree char *escaped = g_markup_escape_text (text, -1);

      adw_action_row_set_subtitle (self->last, escaped);
    }
}

static void
refresh (RedaksiPublishingGroup *self)
{
  RedaksiLibrary *library = redaksi_services_get_library (self->services);

  if (self->article == NULL)
    return;
  redaksi_answer (redaksi_library_get_summary (library, self->article), self, summary_cb, NULL,
                  NULL);
  redaksi_answer (redaksi_library_list_pushes (library, FALSE), self, pushes_cb, NULL, NULL);
}

static void
article_changed_cb (RedaksiPublishingGroup *self, const char *id)
{
  if (self->article != NULL && g_str_equal (id, self->article))
    redaksi_answer (redaksi_library_get_summary (redaksi_services_get_library (self->services), id),
                    self, summary_cb, NULL, NULL);
}

static void
redaksi_publishing_group_dispose (GObject *object)
{
  RedaksiPublishingGroup *self = REDAKSI_PUBLISHING_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_PUBLISHING_GROUP);
  g_clear_object (&self->services);
  g_clear_pointer (&self->article, g_free);
  g_clear_pointer (&self->url, g_free);

  G_OBJECT_CLASS (redaksi_publishing_group_parent_class)->dispose (object);
}

static void
redaksi_publishing_group_class_init (RedaksiPublishingGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_publishing_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-publishing-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishingGroup, state);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishingGroup, address);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishingGroup, last);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
redaksi_publishing_group_init (RedaksiPublishingGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
redaksi_publishing_group_set_services (RedaksiPublishingGroup *self, RedaksiServices *services)
{
  RedaksiLibrary *library;

  g_return_if_fail (REDAKSI_IS_PUBLISHING_GROUP (self) && self->services == NULL);

  self->services = g_object_ref (services);
  library = redaksi_services_get_library (services);
  g_signal_connect_object (library, "article-changed", G_CALLBACK (article_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "push-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

void
redaksi_publishing_group_set_article (RedaksiPublishingGroup *self, const char *article_id)
{
  g_return_if_fail (REDAKSI_IS_PUBLISHING_GROUP (self));

  g_set_str (&self->article, article_id);
  adw_action_row_set_subtitle (self->state, "");
  g_clear_pointer (&self->url, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->address), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->last), FALSE);
  refresh (self);
}
