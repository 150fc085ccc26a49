/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-inspector.h"

#include <glib/gi18n-lib.h>

#include "redaksi-byline-group.h"
#include "redaksi-clock.h"
#include "redaksi-completion.h"
#include "redaksi-history-group.h"
#include "redaksi-languages.h"
#include "redaksi-moment.h"
#include "redaksi-photo-group.h"
#include "redaksi-publishing-group.h"
#include "redaksi-tag-row.h"
#include "redaksi-text-row.h"
#include "redaksi-text.h"

struct _RedaksiInspector
{
  AdwBin parent_instance;

  RedaksiServices *services;
  RedaksiDocument *document;
  gboolean setting;  /* the program fills the rows */
  gboolean changing; /* the user changes a field: the row is right already */

  RedaksiBylineGroup *bylines;
  RedaksiPhotoGroup *photo;
  AdwEntryRow *section;
  RedaksiTagRow *tags;
  RedaksiTextRow *excerpt;
  AdwEntryRow *slug;
  AdwComboRow *language;
  AdwPreferencesGroup *embargo_group;
  AdwEntryRow *embargo;
  GtkWidget *back;
  RedaksiPublishingGroup *publishing;
  RedaksiHistoryGroup *history;
};

G_DEFINE_FINAL_TYPE (RedaksiInspector, redaksi_inspector, ADW_TYPE_BIN)

static const char *
get_field (RedaksiInspector *self, const char *name)
{
  return self->document != NULL ? redaksi_document_get_field (self->document, name) : "";
}

static void
set_field (RedaksiInspector *self, const char *name, const char *value)
{
  if (self->document == NULL || self->setting)
    return;
  self->changing = TRUE;
  redaksi_document_set_field (self->document, name, value);
  self->changing = FALSE;
}

static void
show_entry (AdwEntryRow *row, const char *text)
{
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* By the clock of the newsroom, wherever the reporter is. */
static const char *
get_zone (RedaksiInspector *self)
{
  RedaksiSite *site
    = self->services != NULL ? redaksi_services_default_site (self->services) : NULL;

  return site != NULL ? redaksi_site_get_time_zone (site) : NULL;
}

/* It says below the title what was understood. */
static void
describe_embargo (RedaksiInspector *self)
{
  gint64 time = 0;
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  if (self->document != NULL)
    time = redaksi_article_get_embargo (redaksi_document_get_article (self->document));
  gtk_widget_remove_css_class (GTK_WIDGET (self->embargo), "error");
  if (time == REDAKSI_MOMENT_NEVER)
    {
      text = g_strdup (_ ("Write the time like 2026-11-25 18:00. Until then nothing goes out."));
      gtk_widget_add_css_class (GTK_WIDGET (self->embargo), "error");
    }
  else if (time != 0)
    {
      when = redaksi_moment_text (time, get_zone (self));
      text = g_strdup_printf (_ ("Public nowhere before %s."), when);
    }
  adw_preferences_group_set_description (self->embargo_group, text);
}

static void
show_embargo (RedaksiInspector *self)
{
  const char *field = get_field (self, REDAKSI_FIELD_EMBARGO);
  gint64 time = redaksi_clock_from_iso (field);
  g_autoptr (GTimeZone) zone = redaksi_moment_zone (get_zone (self));
  g_autoptr (GDateTime) utc
    = time > 0 ? g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC) : NULL;
  g_autoptr (GDateTime) there = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *text = there != NULL ? g_date_time_format (there, "%Y-%m-%d %H:%M") : NULL;

  show_entry (self->embargo, text != NULL ? text : field);
  describe_embargo (self);
}

/* What can't be read is kept as it was written: nothing goes out with it. */
static void
embargo_changed_cb (RedaksiInspector *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->embargo));
  gint64 time = redaksi_moment_parse (text, get_zone (self));
  g_autofree char *field = time > 0 ? redaksi_clock_to_iso (time) : redaksi_text_one_line (text);

  set_field (self, REDAKSI_FIELD_EMBARGO, field);
  describe_embargo (self);
}

static void
show_fields (RedaksiInspector *self)
{
  if (self->changing)
    return;
  self->setting = TRUE;
  show_entry (self->section, get_field (self, REDAKSI_FIELD_SECTION));
  show_entry (self->slug, get_field (self, REDAKSI_FIELD_SLUG));
  redaksi_text_row_set_text (self->excerpt, get_field (self, REDAKSI_FIELD_EXCERPT));
  show_embargo (self);
  adw_combo_row_set_selected (self->language,
                              redaksi_languages_find (get_field (self, REDAKSI_FIELD_LANGUAGE)));
  self->setting = FALSE;
}

static void
entry_changed_cb (RedaksiInspector *self, AdwEntryRow *row)
{
  g_autofree char *text = redaksi_text_one_line (gtk_editable_get_text (GTK_EDITABLE (row)));

  set_field (self, row == self->section ? REDAKSI_FIELD_SECTION : REDAKSI_FIELD_SLUG, text);
}

static void
excerpt_changed_cb (RedaksiInspector *self)
{
  g_autofree char *text = redaksi_text_row_dup_text (self->excerpt);

  set_field (self, REDAKSI_FIELD_EXCERPT, text);
}

static void
language_changed_cb (RedaksiInspector *self)
{
  if (self->document == NULL || self->setting)
    return;
  self->changing = TRUE;
  redaksi_document_choose_field (self->document, REDAKSI_FIELD_LANGUAGE,
                                 redaksi_languages_get_code (
                                   adw_combo_row_get_selected (self->language)));
  self->changing = FALSE;
}

/* “Pilkada 2024!” is written as it will stand in the address once one leaves the entry. */
static void
slug_left_cb (RedaksiInspector *self)
{
  g_autofree char *slug = NULL;

  if (self->document == NULL)
    return;
  slug = redaksi_text_slug (get_field (self, REDAKSI_FIELD_SLUG));
  redaksi_document_set_field (self->document, REDAKSI_FIELD_SLUG, slug);
}

static DexFuture *
find_sections (const char *prefix, gpointer user_data)
{
  RedaksiInspector *self = user_data;

  return redaksi_library_list_terms (redaksi_services_get_library (self->services), "section",
                                     prefix);
}

static void
redaksi_inspector_dispose (GObject *object)
{
  RedaksiInspector *self = REDAKSI_INSPECTOR (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_INSPECTOR);
  g_clear_object (&self->document);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_inspector_parent_class)->dispose (object);
}

static void
redaksi_inspector_class_init (RedaksiInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_inspector_dispose;
  g_type_ensure (REDAKSI_TYPE_BYLINE_GROUP);
  g_type_ensure (REDAKSI_TYPE_PHOTO_GROUP);
  g_type_ensure (REDAKSI_TYPE_TAG_ROW);
  g_type_ensure (REDAKSI_TYPE_TEXT_ROW);
  g_type_ensure (REDAKSI_TYPE_PUBLISHING_GROUP);
  g_type_ensure (REDAKSI_TYPE_HISTORY_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, bylines);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, photo);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, section);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, tags);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, excerpt);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, slug);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, embargo_group);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, embargo);
  gtk_widget_class_bind_template_callback (widget_class, embargo_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, language);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, back);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, publishing);
  gtk_widget_class_bind_template_child (widget_class, RedaksiInspector, history);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, excerpt_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_changed_cb);
}

static void
redaksi_inspector_init (RedaksiInspector *self)
{
  g_autoptr (GListModel) languages = redaksi_languages_list ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->language, languages);
  g_signal_connect_object (focus, "leave", G_CALLBACK (slug_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->slug), focus);
  self->setting = FALSE;
}

void
redaksi_inspector_set_services (RedaksiInspector *self, RedaksiServices *services)
{
  g_return_if_fail (REDAKSI_IS_INSPECTOR (self) && self->services == NULL);

  self->services = g_object_ref (services);
  redaksi_publishing_group_set_services (self->publishing, services);
  redaksi_photo_group_set_services (self->photo, services);
  redaksi_completion_attach (GTK_WIDGET (self->section), find_sections, NULL, self);
}

void
redaksi_inspector_set_document (RedaksiInspector *self, RedaksiDocument *document)
{
  RedaksiLibrary *library;

  g_return_if_fail (REDAKSI_IS_INSPECTOR (self) && self->services != NULL);

  library = redaksi_services_get_library (self->services);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_swapped (document, "applied", G_CALLBACK (show_fields), self);
  show_fields (self);
  redaksi_byline_group_set_document (self->bylines, library, document);
  redaksi_photo_group_set_document (self->photo, document);
  redaksi_tag_row_set_document (self->tags, library, document);
  redaksi_publishing_group_set_article (
    self->publishing,
    document != NULL ? redaksi_article_get_id (redaksi_document_get_article (document)) : NULL);
  redaksi_history_group_set_document (self->history, self->services, document);
}

void
redaksi_inspector_set_photo (RedaksiInspector *self, guint block)
{
  g_return_if_fail (REDAKSI_IS_INSPECTOR (self));

  redaksi_photo_group_set_photo (self->photo, block);
}

/* The button that leads back to the text: for where the details lie over it. */
GtkWidget *
redaksi_inspector_get_back (RedaksiInspector *self)
{
  g_return_val_if_fail (REDAKSI_IS_INSPECTOR (self), NULL);

  return self->back;
}
