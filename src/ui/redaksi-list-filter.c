/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-list-filter.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"

struct _RedaksiListFilter
{
  AdwDialog parent_instance;

  RedaksiServices *services;
  gboolean filling; /* by the program */
  GStrv site_ids;   /* as the sites stand in their row, after the first choice */

  AdwComboRow *sort;
  AdwComboRow *byline;
  AdwComboRow *section;
  AdwComboRow *site;
  AdwComboRow *time;
  GtkWidget *clear;
};

G_DEFINE_FINAL_TYPE (RedaksiListFilter, redaksi_list_filter, ADW_TYPE_DIALOG)

static guint changed_signal;

/* What is chosen of a row whose first choice is all; NULL: all. */
static const char *
get_choice (AdwComboRow *row)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (row);

  return chosen != NULL && adw_combo_row_get_selected (row) > 0
           ? gtk_string_object_get_string (chosen)
           : NULL;
}

static gboolean
is_narrow (RedaksiListFilter *self)
{
  return get_choice (self->byline) != NULL || get_choice (self->section) != NULL
         || get_choice (self->site) != NULL || get_choice (self->time) != NULL;
}

static void
changed_cb (RedaksiListFilter *self)
{
  if (self->filling || self->services == NULL)
    return;
  gtk_widget_set_sensitive (self->clear, is_narrow (self));
  g_signal_emit (self, changed_signal, 0);
}

static void
clear_cb (RedaksiListFilter *self)
{
  redaksi_list_filter_clear (self);
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- what there is to choose ----------------------------------------------------------------- */

static void
set_names (RedaksiListFilter *self, AdwComboRow *row, GtkStringList *names, guint selected)
{
  self->filling = TRUE;
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
  self->filling = FALSE;
}

/* Keeps what is chosen, where it is there still. */
static void
fill (RedaksiListFilter *self, AdwComboRow *row, const char *all, const char *const *names)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autofree char *chosen = g_strdup (get_choice (row));
  guint selected = 0;

  gtk_string_list_append (list, all);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      gtk_string_list_append (list, names[i]);
      if (g_strcmp0 (names[i], chosen) == 0)
        selected = i + 1;
    }
  set_names (self, row, list, selected);
  if (chosen != NULL && selected == 0)
    changed_cb (self);
}

static void
people_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiListFilter *self = object;

  if (value != NULL)
    fill (self, self->byline, _ ("Anybody"), g_value_get_boxed (value));
}

static void
sections_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiListFilter *self = object;

  if (value != NULL)
    fill (self, self->section, _ ("Any"), g_value_get_boxed (value));
}

/* A site keeps its choice by its id: two may have one name. */
static void
fill_sites (RedaksiListFilter *self)
{
  GListModel *sites = redaksi_services_get_sites (self->services);
  guint chosen = adw_combo_row_get_selected (self->site), selected = 0;
  g_autofree char *id
    = get_choice (self->site) != NULL ? g_strdup (self->site_ids[chosen - 1]) : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  gtk_string_list_append (names, _ ("Any"));
  for (guint i = 0; i < g_list_model_get_n_items (sites); i++)
    {
      g_autoptr (RedaksiSite) site = g_list_model_get_item (sites, i);
      gtk_string_list_append (names, redaksi_site_get_name (site));
      g_strv_builder_add (ids, redaksi_site_get_id (site));
      if (g_strcmp0 (redaksi_site_get_id (site), id) == 0)
        selected = i + 1;
    }
  g_strfreev (self->site_ids);
  self->site_ids = g_strv_builder_end (ids);
  set_names (self, self->site, names, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->site), *self->site_ids != NULL);
  if (id != NULL && selected == 0)
    changed_cb (self);
}

/* ---- the class ------------------------------------------------------------------------------- */

static void
redaksi_list_filter_dispose (GObject *object)
{
  RedaksiListFilter *self = REDAKSI_LIST_FILTER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_LIST_FILTER);
  g_clear_object (&self->services);
  g_clear_pointer (&self->site_ids, g_strfreev);

  G_OBJECT_CLASS (redaksi_list_filter_parent_class)->dispose (object);
}

static void
redaksi_list_filter_class_init (RedaksiListFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_list_filter_dispose;
  changed_signal = g_signal_new ("changed", REDAKSI_TYPE_LIST_FILTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-list-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiListFilter, sort);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListFilter, byline);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListFilter, section);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListFilter, site);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListFilter, time);
  gtk_widget_class_bind_template_child (widget_class, RedaksiListFilter, clear);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
redaksi_list_filter_init (RedaksiListFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * redaksi_list_filter_new:
 * @services: what it works with
 *
 * Returns: (transfer floating): a dialog that is shown by redaksi_list_filter_present(), again and
 *   again; it keeps what is chosen
 */
RedaksiListFilter *
redaksi_list_filter_new (RedaksiServices *services)
{
  RedaksiListFilter *self = g_object_new (REDAKSI_TYPE_LIST_FILTER, NULL);

  self->services = g_object_ref (services);
  fill (self, self->byline, _ ("Anybody"), NULL);
  fill (self, self->section, _ ("Any"), NULL);
  g_signal_connect_object (services, "sites-changed", G_CALLBACK (fill_sites), self,
                           G_CONNECT_SWAPPED);
  fill_sites (self);
  return self;
}

/* Names come with articles: they are asked for each time. */
void
redaksi_list_filter_present (RedaksiListFilter *self, GtkWidget *parent)
{
  RedaksiLibrary *library;

  g_return_if_fail (REDAKSI_IS_LIST_FILTER (self));

  library = redaksi_services_get_library (self->services);
  redaksi_answer (redaksi_library_list_people (library, NULL), self, people_cb, NULL, NULL);
  redaksi_answer (redaksi_library_list_terms (library, "section", NULL), self, sections_cb, NULL,
                  NULL);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

RedaksiSort
redaksi_list_filter_get_sort (RedaksiListFilter *self)
{
  static const RedaksiSort sorts[]
    = { REDAKSI_SORT_NEWEST, REDAKSI_SORT_OLDEST, REDAKSI_SORT_HEADLINE };
  guint chosen;

  g_return_val_if_fail (REDAKSI_IS_LIST_FILTER (self), REDAKSI_SORT_NEWEST);

  chosen = adw_combo_row_get_selected (self->sort);
  return chosen < G_N_ELEMENTS (sorts) ? sorts[chosen] : REDAKSI_SORT_NEWEST;
}

/* The whole name, not all names like it. A quotation mark in it would end it. */
static void
append (GString *words, const char *name, const char *value)
{
  g_autoptr (GString) bare = NULL;

  if (value == NULL)
    return;
  bare = g_string_new (NULL);
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (bare, g_utf8_strchr ("\"“”„‟«»", -1, g_utf8_get_char (p)) != NULL
                                     ? ' '
                                     : g_utf8_get_char (p));
  g_string_append_printf (words, "%s%s:\"%s%s\"", words->len > 0 ? " " : "", name,
                          g_str_equal (bare->str, value) ? "=" : "", bare->str);
}

static void
append_time (GString *words, guint chosen)
{
  static const int days[] = { 0, 0, 6, 29 };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) since = NULL;
  g_autofree char *date = NULL;

  if (chosen == 0)
    return;
  if (chosen < G_N_ELEMENTS (days))
    {
      since = g_date_time_add_days (now, -days[chosen]);
      date = g_date_time_format (since, "%Y-%m-%d");
    }
  else
    date = g_date_time_format (now, "%Y");
  g_string_append_printf (words, "%safter:%s", words->len > 0 ? " " : "", date);
}

/**
 * redaksi_list_filter_dup_words:
 * @self: the filter
 *
 * Returns: (transfer full) (nullable): what is chosen, as the search box understands it; %NULL: all
 */
char *
redaksi_list_filter_dup_words (RedaksiListFilter *self)
{
  GString *words;

  g_return_val_if_fail (REDAKSI_IS_LIST_FILTER (self), NULL);

  if (!is_narrow (self))
    return NULL;
  words = g_string_new (NULL);
  append (words, "byline", get_choice (self->byline));
  append (words, "section", get_choice (self->section));
  if (get_choice (self->site) != NULL)
    append (words, "site", self->site_ids[adw_combo_row_get_selected (self->site) - 1]);
  append_time (words, adw_combo_row_get_selected (self->time));
  return g_string_free_and_steal (words);
}

/**
 * redaksi_list_filter_dup_description:
 * @self: the filter
 *
 * Returns: (transfer full) (nullable): what is chosen, as one reads it; %NULL: all
 */
char *
redaksi_list_filter_dup_description (RedaksiListFilter *self)
{
  AdwComboRow *rows[] = { self->byline, self->section, self->site, self->time };
  GString *words;

  g_return_val_if_fail (REDAKSI_IS_LIST_FILTER (self), NULL);

  if (!is_narrow (self))
    return NULL;
  words = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (get_choice (rows[i]) != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", get_choice (rows[i]));
  return g_string_free_and_steal (words);
}

/* All articles again; the order stays. */
void
redaksi_list_filter_clear (RedaksiListFilter *self)
{
  AdwComboRow *rows[] = { self->byline, self->section, self->site, self->time };

  g_return_if_fail (REDAKSI_IS_LIST_FILTER (self));

  if (!is_narrow (self))
    return;
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    adw_combo_row_set_selected (rows[i], 0);
  self->filling = FALSE;
  changed_cb (self);
}
