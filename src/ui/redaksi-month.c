/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-month.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>

#define WEEKS 6
#define DAYS  7
/* What g_date_time_new() and people understand */
#define FIRST_YEAR 1
#define LAST_YEAR  9999

struct _RedaksiMonth
{
  AdwBin parent_instance;

  guint day;
  guint today;
  GHashTable *counts;

  GtkWidget *grid;
  GtkLabel *weekdays[DAYS];
  GtkWidget *cells[WEEKS * DAYS];
};

G_DEFINE_FINAL_TYPE (RedaksiMonth, redaksi_month, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The day that a week begins with, as the locale has it: 0 is Sunday. */
static guint
first_weekday (void)
{
  const char *first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  gsize base = (gsize)nl_langinfo (_NL_TIME_WEEK_1STDAY);

  /* The weeks of some locales are counted from a Monday: 1 December 1997. */
  return (guint)((base == 19971201 ? 1 : 0) + MAX (first[0], 1) - 1) % DAYS;
}

/**
 * redaksi_month_dup_text:
 * @day: a day
 * @format: as for g_date_time_format()
 *
 * Returns: (transfer full): the day in words
 */
char *
redaksi_month_dup_text (guint day, const char *format)
{
  g_autoptr (GDateTime) noon = NULL;
  GDate date;

  g_return_val_if_fail (g_date_valid_julian (day) && format != NULL, NULL);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  noon = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date),
                                g_date_get_day (&date), 12, 0, 0);
  return noon != NULL ? g_date_time_format (noon, format) : g_strdup ("");
}

/* The first of the month of the chosen day. */
static GDate
get_first (RedaksiMonth *self)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, self->day);
  g_date_set_day (&date, 1);
  return date;
}

static guint
count_on (RedaksiMonth *self, guint day)
{
  return self->counts != NULL
           ? GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, GUINT_TO_POINTER (day)))
           : 0;
}

/* ---- showing --------------------------------------------------------------------------------- */

static void
show_cell (RedaksiMonth *self, GtkWidget *cell, guint day)
{
  GtkWidget *number = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (cell)));
  GtkWidget *count = gtk_widget_get_next_sibling (number);
  guint n = count_on (self, day);
  g_autofree char *name = redaksi_month_dup_text (day, _ ("%A, %-d %B %Y"));
  g_autofree char *figure = redaksi_month_dup_text (day, "%-d");
  g_autofree char *text = n > 0 ? g_strdup_printf ("%'u", n) : g_strdup ("");
  g_autofree char *spoken = g_strdup_printf (ngettext ("%u article", "%u articles", n), n);
  g_autofree char *label = n > 0 ? g_strdup_printf ("%s, %s", name, spoken) : g_strdup (name);

  gtk_label_set_label (GTK_LABEL (number), figure);
  gtk_label_set_label (GTK_LABEL (count), text);
  /* An empty one keeps its room. */
  gtk_widget_set_opacity (count, n > 0 ? 1 : 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (cell), day == self->day);
  gtk_widget_set_focusable (cell, day == self->day);
  if (day == self->today)
    gtk_widget_add_css_class (cell, "today");
  else
    gtk_widget_remove_css_class (cell, "today");
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
get_cell (RedaksiMonth *self, guint day)
{
  GDate first = get_first (self);
  guint begin = g_date_get_julian (&first);
  guint before = ((guint)g_date_get_weekday (&first) % DAYS + DAYS - first_weekday ()) % DAYS;

  return self->cells[before + day - begin];
}

static void
show (RedaksiMonth *self)
{
  GDate first = get_first (self);
  guint begin = g_date_get_julian (&first);
  guint length = g_date_get_days_in_month (g_date_get_month (&first), g_date_get_year (&first));
  GtkWidget *before = get_cell (self, begin);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean here = focus != NULL && gtk_widget_is_ancestor (focus, self->grid);
  guint skip = 0;

  while (self->cells[skip] != before)
    skip++;
  for (guint i = 0; i < WEEKS * DAYS; i++)
    {
      gboolean within = i >= skip && i < skip + length;

      if (within)
        show_cell (self, self->cells[i], begin + i - skip);
      g_object_set_data (G_OBJECT (self->cells[i]), "day",
                         GUINT_TO_POINTER (within ? begin + i - skip : 0));
    }
  /* The keyboard goes on before what has it may go. */
  if (here)
    redaksi_month_focus (self);
  for (guint i = 0; i < WEEKS * DAYS; i++)
    gtk_widget_set_visible (self->cells[i], i >= skip && i < skip + length);
}

/* ---- choosing -------------------------------------------------------------------------------- */

static void
cell_clicked_cb (RedaksiMonth *self, GtkWidget *cell)
{
  guint day = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), "day"));

  redaksi_month_set_day (self, day);
  /* A click has turned it, also where it was the chosen one. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (cell), TRUE);
  redaksi_month_focus (self);
}

static void
move_days (RedaksiMonth *self, int days)
{
  if ((int)self->day + days > 0)
    redaksi_month_set_day (self, (guint)((int)self->day + days));
}

static gboolean
key_cb (RedaksiMonth *self, guint key, guint code, GdkModifierType state)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GDate first = get_first (self);

  if (state & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_days (self, mirrored ? 1 : -1);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_days (self, mirrored ? -1 : 1);
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_days (self, -DAYS);
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_days (self, DAYS);
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      redaksi_month_set_day (self, g_date_get_julian (&first));
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      redaksi_month_set_day (self, g_date_get_julian (&first)
                                     + g_date_get_days_in_month (g_date_get_month (&first),
                                                                 g_date_get_year (&first))
                                     - 1);
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      redaksi_month_move (self, -1);
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      redaksi_month_move (self, 1);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      g_signal_emit (self, signals[ACTIVATED], 0);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

/* ---- the class ------------------------------------------------------------------------------- */

static void
redaksi_month_finalize (GObject *object)
{
  RedaksiMonth *self = REDAKSI_MONTH (object);

  g_clear_pointer (&self->counts, g_hash_table_unref);

  G_OBJECT_CLASS (redaksi_month_parent_class)->finalize (object);
}

static void
redaksi_month_class_init (RedaksiMonthClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = redaksi_month_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", REDAKSI_TYPE_MONTH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", REDAKSI_TYPE_MONTH, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_cell (RedaksiMonth *self)
{
  static const char *const classes[] = { "flat", "day", NULL };
  static const char *const pill[] = { "caption", "numeric", "state", "scheduled", NULL };
  GtkWidget *cell = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_set_css_classes (count, (const char **)pill);
  gtk_widget_set_halign (count, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (cell), box);
  gtk_widget_set_css_classes (cell, (const char **)classes);
  g_signal_connect_object (cell, "clicked", G_CALLBACK (cell_clicked_cb), self, G_CONNECT_SWAPPED);
  return cell;
}

static void
redaksi_month_init (RedaksiMonth *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
  self->day = self->today = g_date_get_julian (&date);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 2);
  for (guint i = 0; i < DAYS; i++)
    {
      /* 1 January 2023 was a Sunday. */
      g_autoptr (GDateTime) weekday
        = g_date_time_new_utc (2023, 1, 1 + (int)((i + first_weekday ()) % DAYS), 12, 0, 0);
      g_autofree char *name = g_date_time_format (weekday, "%a");

      self->weekdays[i] = GTK_LABEL (gtk_label_new (name));
      gtk_widget_add_css_class (GTK_WIDGET (self->weekdays[i]), "caption");
      gtk_widget_add_css_class (GTK_WIDGET (self->weekdays[i]), "dimmed");
      gtk_grid_attach (GTK_GRID (self->grid), GTK_WIDGET (self->weekdays[i]), (int)i, 0, 1, 1);
    }
  for (guint i = 0; i < WEEKS * DAYS; i++)
    {
      self->cells[i] = make_cell (self);
      gtk_grid_attach (GTK_GRID (self->grid), self->cells[i], (int)(i % DAYS), (int)(1 + i / DAYS),
                       1, 1);
    }
  /* Before the days, which would take Return for a click. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->grid, keys);
  adw_bin_set_child (ADW_BIN (self), self->grid);
  show (self);
}

/* Returns: (transfer floating): today's month, with nothing on its days */
GtkWidget *
redaksi_month_new (void)
{
  return g_object_new (REDAKSI_TYPE_MONTH, NULL);
}

guint
redaksi_month_get_day (RedaksiMonth *self)
{
  g_return_val_if_fail (REDAKSI_IS_MONTH (self), 0);

  return self->day;
}

/**
 * redaksi_month_set_day:
 * @self: the month
 * @day: a day; its month is shown
 */
void
redaksi_month_set_day (RedaksiMonth *self, guint day)
{
  GDate date;

  g_return_if_fail (REDAKSI_IS_MONTH (self) && g_date_valid_julian (day));

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  if (day == self->day || g_date_get_year (&date) > LAST_YEAR)
    return;
  self->day = day;
  show (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

void
redaksi_month_set_today (RedaksiMonth *self, guint day)
{
  g_return_if_fail (REDAKSI_IS_MONTH (self));

  if (self->today == day)
    return;
  self->today = day;
  show (self);
}

/**
 * redaksi_month_set_counts:
 * @self: the month
 * @counts: (nullable): how much there is on a day; what is not there has nothing
 */
void
redaksi_month_set_counts (RedaksiMonth *self, GHashTable *counts)
{
  g_return_if_fail (REDAKSI_IS_MONTH (self));

  g_clear_pointer (&self->counts, g_hash_table_unref);
  self->counts = counts != NULL ? g_hash_table_ref (counts) : NULL;
  show (self);
}

/* To the same day of another month, or to its last. */
void
redaksi_month_move (RedaksiMonth *self, int months)
{
  GDate date;

  g_return_if_fail (REDAKSI_IS_MONTH (self));

  g_date_clear (&date, 1);
  g_date_set_julian (&date, self->day);
  if (months >= 0)
    g_date_add_months (&date, (guint)months);
  else if (g_date_get_year (&date) > FIRST_YEAR)
    g_date_subtract_months (&date, (guint)-months);
  redaksi_month_set_day (self, g_date_get_julian (&date));
}

void
redaksi_month_focus (RedaksiMonth *self)
{
  g_return_if_fail (REDAKSI_IS_MONTH (self));

  gtk_widget_set_visible (get_cell (self, self->day), TRUE);
  gtk_widget_grab_focus (get_cell (self, self->day));
}
