/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-calendar.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-clock.h"
#include "redaksi-moment.h"
#include "redaksi-month.h"

/* Every save tells that the article changed; few of them change an hour. */
#define REFRESH_MS 500

struct _RedaksiCalendar
{
  AdwBin parent_instance;

  RedaksiServices *services;
  GPtrArray *list; /* of RedaksiScheduled, the earliest first */
  guint refreshing;
  gboolean asked; /* an answer is on its way */
  gboolean again; /* and will be out of date */

  RedaksiMonth *month;
  GtkLabel *title;
  GtkWidget *today;
  GtkLabel *day_title;
  GtkListBox *rows;
  GtkWidget *nothing;
  GtkWidget *coming;
  GtkLabel *coming_label;
  GtkLabel *unknown;
  guint coming_day;
};

G_DEFINE_FINAL_TYPE (RedaksiCalendar, redaksi_calendar, ADW_TYPE_BIN)

enum
{
  OPEN,
  FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- days and hours -------------------------------------------------------------------------- */

static GDateTime *
get_moment (gint64 time, RedaksiSite *site)
{
  g_autoptr (GTimeZone) zone
    = redaksi_moment_zone (site != NULL ? redaksi_site_get_time_zone (site) : NULL);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* 0: none */
static guint
get_day (GDateTime *moment)
{
  GDate date;

  if (moment == NULL)
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (moment),
                  (GDateMonth)g_date_time_get_month (moment),
                  (GDateYear)g_date_time_get_year (moment));
  return g_date_get_julian (&date);
}

static RedaksiSite *
get_site (RedaksiCalendar *self, const RedaksiScheduled *one)
{
  return one->site != NULL ? redaksi_services_find_site (self->services, one->site) : NULL;
}

static guint
get_day_of (RedaksiCalendar *self, const RedaksiScheduled *one)
{
  g_autoptr (GDateTime) moment
    = one->time > 0 ? get_moment (one->time, get_site (self, one)) : NULL;

  return get_day (moment);
}

/* By the clock of the newsroom, wherever the reporter is. */
static guint
get_today (RedaksiCalendar *self)
{
  g_autoptr (GDateTime) now
    = get_moment (redaksi_clock_now (), redaksi_services_default_site (self->services));

  return get_day (now);
}

/* ---- the chosen day -------------------------------------------------------------------------- */

static GtkWidget *
make_row (RedaksiCalendar *self, const RedaksiScheduled *one)
{
  RedaksiSite *site = get_site (self, one);
  g_autoptr (GDateTime) moment = get_moment (one->time, site);
  g_autofree char *hour = g_date_time_format (moment, "%H:%M");
  g_autofree char *zone = g_date_time_format (moment, "%Z");
  const char *headline = *one->headline != '\0' ? one->headline : _ ("Without a headline");
  const char *name = site != NULL ? redaksi_site_get_name (site) : _ ("a site that was removed");
  g_autofree char *place = g_strdup_printf ("%s · %s", name, zone);
  g_autofree char *note
    = one->waiting
        ? g_strdup_printf (_ ("%s — waits in the outbox, the site does not have it yet"), place)
        : g_strdup (place);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", hour, headline);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (hour);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "heading");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), label);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), headline);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* Its title alone would be read, without the hour. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
  g_object_set_data_full (G_OBJECT (row), "article", g_strdup (one->article), g_free);
  return row;
}

/* Of a day with nothing, the next day that has something. */
static void
show_coming (RedaksiCalendar *self, gboolean empty)
{
  guint day = redaksi_month_get_day (self->month);

  self->coming_day = 0;
  for (guint i = 0; empty && i < self->list->len && self->coming_day == 0; i++)
    if (get_day_of (self, self->list->pdata[i]) > day)
      self->coming_day = get_day_of (self, self->list->pdata[i]);
  if (self->coming_day != 0)
    {
      /* Translators: the next day on which something goes out, see strftime */
      g_autofree char *label = redaksi_month_dup_text (self->coming_day, _ ("Next: %A, %-d %B"));
      gtk_label_set_label (self->coming_label, label);
    }
  gtk_widget_set_visible (self->coming, self->coming_day != 0);
}

/* -1: none */
static int
get_focused_row (RedaksiCalendar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->rows))
           ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus))
           : -1;
}

static void
show (RedaksiCalendar *self)
{
  guint day = redaksi_month_get_day (self->month);
  g_autofree char *title = redaksi_month_dup_text (day, "%OB %Y");
  g_autofree char *day_title = redaksi_month_dup_text (day, _ ("%A, %-d %B %Y"));
  int focused;
  int n = 0;

  if (self->services == NULL)
    return;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->day_title, day_title);
  gtk_widget_set_sensitive (self->today, day != get_today (self));
  focused = get_focused_row (self);
  gtk_list_box_remove_all (self->rows);
  for (guint i = 0; i < self->list->len; i++)
    if (get_day_of (self, self->list->pdata[i]) == day)
      {
        gtk_list_box_append (self->rows, make_row (self, self->list->pdata[i]));
        n++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), n > 0);
  gtk_widget_set_visible (self->nothing, n == 0);
  show_coming (self, n == 0);
  if (focused >= 0 && n > 0)
    gtk_widget_grab_focus (
      GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, MIN (focused, n - 1))));
  else if (focused >= 0)
    redaksi_month_focus (self->month);
}

/* ---- what there is --------------------------------------------------------------------------- */

static void
show_all (RedaksiCalendar *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint unknown = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->list->len; i++)
    {
      gpointer day = GUINT_TO_POINTER (get_day_of (self, self->list->pdata[i]));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, day));

      g_hash_table_insert (counts, day, GUINT_TO_POINTER (n + 1));
    }
  unknown = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (0)));
  text
    = g_strdup_printf (ngettext ("%u more article is scheduled, but only its site knows for when.",
                                 "%u more articles are scheduled, but only their site knows for "
                                 "when.",
                                 unknown),
                       unknown);
  gtk_label_set_label (self->unknown, text);
  gtk_widget_set_visible (GTK_WIDGET (self->unknown), unknown > 0);
  redaksi_month_set_today (self->month, get_today (self));
  redaksi_month_set_counts (self->month, counts);
  show (self);
}

static void refresh (RedaksiCalendar *self);

static gboolean
is_same (const RedaksiScheduled *a, const RedaksiScheduled *b)
{
  return a->time == b->time && a->waiting == b->waiting && g_str_equal (a->article, b->article)
         && g_str_equal (a->headline, b->headline) && g_strcmp0 (a->site, b->site) == 0;
}

/* Rows that did not change stay the same ones. */
static void
take (RedaksiCalendar *self, GPtrArray *list)
{
  gboolean same = list->len == self->list->len;

  for (guint i = 0; same && i < list->len; i++)
    same = is_same (list->pdata[i], self->list->pdata[i]);
  g_ptr_array_unref (self->list);
  self->list = g_ptr_array_ref (list);
  if (!same)
    show_all (self);
}

static void
listed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiCalendar *self = object;

  self->asked = FALSE;
  if (value != NULL)
    {
      take (self, g_value_get_boxed (value));
      g_signal_emit (self, signals[FILLED], 0);
    }
  if (self->again)
    refresh (self);
}

static gboolean
refresh_cb (gpointer data)
{
  RedaksiCalendar *self = data;

  self->refreshing = 0;
  self->again = self->asked;
  if (self->asked)
    return G_SOURCE_REMOVE;
  self->asked = TRUE;
  redaksi_answer (redaksi_library_list_scheduled (redaksi_services_get_library (self->services)),
                  self, listed_cb, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
refresh (RedaksiCalendar *self)
{
  if (self->refreshing == 0)
    self->refreshing = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

/* ---- what is done ---------------------------------------------------------------------------- */

static void
open_row (RedaksiCalendar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPEN], 0, g_object_get_data (G_OBJECT (row), "article"));
}

static void
row_cb (RedaksiCalendar *self, GtkListBoxRow *row)
{
  open_row (self, row);
}

/* One article is opened; among several one chooses. */
static void
activated_cb (RedaksiCalendar *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->rows, 0);

  if (first == NULL)
    return;
  if (gtk_list_box_get_row_at_index (self->rows, 1) == NULL)
    open_row (self, first);
  else
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
previous_cb (RedaksiCalendar *self)
{
  redaksi_month_move (self->month, -1);
}

static void
next_cb (RedaksiCalendar *self)
{
  redaksi_month_move (self->month, 1);
}

/* What was pressed can't be pressed any more. */
static void
today_cb (RedaksiCalendar *self)
{
  redaksi_month_focus (self->month);
  redaksi_month_set_day (self->month, get_today (self));
}

static void
coming_cb (RedaksiCalendar *self)
{
  redaksi_month_focus (self->month);
  redaksi_month_set_day (self->month, self->coming_day);
}

/* ---- the class ------------------------------------------------------------------------------- */

static void
redaksi_calendar_dispose (GObject *object)
{
  RedaksiCalendar *self = REDAKSI_CALENDAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_CALENDAR);
  g_clear_handle_id (&self->refreshing, g_source_remove);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_calendar_parent_class)->dispose (object);
}

static void
redaksi_calendar_class_init (RedaksiCalendarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_calendar_dispose;
  signals[OPEN] = g_signal_new ("open", REDAKSI_TYPE_CALENDAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FILLED] = g_signal_new ("filled", REDAKSI_TYPE_CALENDAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  g_type_ensure (REDAKSI_TYPE_MONTH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-calendar.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiCalendar, month);
  gtk_widget_class_bind_template_child (widget_class, RedaksiCalendar, title);
  gtk_widget_class_bind_template_child (widget_class, RedaksiCalendar, today);
  gtk_widget_class_bind_template_child (widget_class, RedaksiCalendar, day_title);
  gtk_widget_class_bind_template_child (widget_class, RedaksiCalendar, rows);
  gtk_widget_class_bind_template_child (widget_class, RedaksiCalendar, nothing);
  gtk_widget_class_bind_template_child (widget_class, RedaksiCalendar, coming);
  gtk_widget_class_bind_template_child (widget_class, RedaksiCalendar, coming_label);
  gtk_widget_class_bind_template_child (widget_class, RedaksiCalendar, unknown);
  gtk_widget_class_bind_template_callback (widget_class, show);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
  gtk_widget_class_bind_template_callback (widget_class, coming_cb);
}

static void
redaksi_calendar_init (RedaksiCalendar *self)
{
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_scheduled_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
redaksi_calendar_set_services (RedaksiCalendar *self, RedaksiServices *services)
{
  RedaksiLibrary *library = redaksi_services_get_library (services);

  g_return_if_fail (REDAKSI_IS_CALENDAR (self) && self->services == NULL);

  self->services = g_object_ref (services);
  g_signal_connect_object (library, "article-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "push-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  /* A site may keep another time now. */
  g_signal_connect_object (services, "sites-changed", G_CALLBACK (show_all), self,
                           G_CONNECT_SWAPPED);
  redaksi_month_set_day (self->month, get_today (self));
  show_all (self);
  refresh (self);
}

guint
redaksi_calendar_get_n (RedaksiCalendar *self)
{
  g_return_val_if_fail (REDAKSI_IS_CALENDAR (self), 0);

  return self->list->len;
}

void
redaksi_calendar_focus (RedaksiCalendar *self)
{
  g_return_if_fail (REDAKSI_IS_CALENDAR (self));

  redaksi_month_focus (self->month);
}
