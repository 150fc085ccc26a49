/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-publish-dialog.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-clock.h"
#include "redaksi-links.h"
#include "redaksi-preflight.h"
#include "redaksi-publish-checks.h"
#include "redaksi-publish-rules.h"
#include "redaksi-moment.h"
#include "redaksi-text.h"
#include "redaksi-words.h"

struct _RedaksiPublishDialog
{
  AdwDialog parent_instance;

  RedaksiServices *services;
  RedaksiDocument *document;
  RedaksiState state; /* of the article, where it was sent before */
  gboolean at_site;   /* the chosen site has it already */
  gboolean sending;
  gboolean is_blocked;  /* by what the newsroom does not let out */
  gboolean is_spelling; /* it is not known yet whether that is so */
  guint n_findings;
  char *remote_id;           /* nullable: what the chosen site calls the article */
  GtkWidget *slug_row;       /* nullable: that another has its address */
  GtkWidget *asking;         /* nullable: the row that says that links are asked */
  GCancellable *cancellable; /* nullable: of that */
  GtkCheckButton *checks[REDAKSI_INTENT_LAST + 1];
  GtkWidget *rows[REDAKSI_INTENT_LAST + 1];

  GtkButton *confirm;
  GtkLabel *headline;
  AdwComboRow *site_row;
  AdwPreferencesGroup *intents;
  AdwPreferencesGroup *schedule;
  GtkMenuButton *day_button;
  GtkPopover *day_popover;
  GtkCalendar *calendar;
  AdwActionRow *time_row;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  AdwPreferencesGroup *warnings;
  GtkLabel *outcome;
  GtkLabel *trouble;
};

G_DEFINE_FINAL_TYPE (RedaksiPublishDialog, redaksi_publish_dialog, ADW_TYPE_DIALOG)

static guint sent_signal;

/* In this order; what is not possible for the site and the article is not shown. */
static const RedaksiIntent order[] = {
  REDAKSI_INTENT_UPDATE, REDAKSI_INTENT_PUBLISH, REDAKSI_INTENT_SCHEDULE,
  REDAKSI_INTENT_SUBMIT, REDAKSI_INTENT_DRAFT,   REDAKSI_INTENT_UNPUBLISH,
};

static RedaksiSite *
get_site (RedaksiPublishDialog *self)
{
  return adw_combo_row_get_selected_item (self->site_row);
}

static const char *
get_article_id (RedaksiPublishDialog *self)
{
  return redaksi_article_get_id (redaksi_document_get_article (self->document));
}

static gboolean
is_public (RedaksiPublishDialog *self)
{
  return self->at_site
         && (self->state == REDAKSI_STATE_PUBLISHED || self->state == REDAKSI_STATE_CORRECTED);
}

static gboolean
is_possible (RedaksiPublishDialog *self, RedaksiIntent intent)
{
  gboolean may_publish = redaksi_site_get_may_publish (get_site (self));

  switch (intent)
    {
    case REDAKSI_INTENT_UPDATE:
    case REDAKSI_INTENT_UNPUBLISH:
      return may_publish && is_public (self);
    case REDAKSI_INTENT_PUBLISH:
    case REDAKSI_INTENT_SCHEDULE:
      return may_publish && !is_public (self);
    default:
      return !is_public (self);
    }
}

static RedaksiIntent
get_intent (RedaksiPublishDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (gtk_widget_get_visible (self->rows[order[i]])
        && gtk_check_button_get_active (self->checks[order[i]]))
      return order[i];
  return REDAKSI_INTENT_DRAFT;
}

/* The chosen moment, in the zone of the site: the reporter may be elsewhere. */
static gint64
get_when (RedaksiPublishDialog *self)
{
  g_autoptr (GTimeZone) zone = redaksi_moment_zone (redaksi_site_get_time_zone (get_site (self)));
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) when
    = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                       g_date_time_get_day_of_month (day),
                       gtk_spin_button_get_value_as_int (self->hour),
                       gtk_spin_button_get_value_as_int (self->minute), 0);

  return when != NULL ? g_date_time_to_unix (when) * G_USEC_PER_SEC : 0;
}

static char *
describe (RedaksiPublishDialog *self, RedaksiIntent intent)
{
  RedaksiSite *site = get_site (self);
  const char *name = redaksi_site_get_name (site);
  g_autofree char *when = NULL;

  switch (intent)
    {
    case REDAKSI_INTENT_PUBLISH:
      return g_strdup_printf (_ ("The article will be visible to everyone at %s, at once."), name);
    case REDAKSI_INTENT_SCHEDULE:
      when = redaksi_moment_text (get_when (self), redaksi_site_get_time_zone (site));
      return g_strdup_printf (_ ("%s will show the article to everyone on %s."), name, when);
    case REDAKSI_INTENT_UPDATE:
      return g_strdup_printf (_ ("Readers of %s will see the article as it is now."), name);
    case REDAKSI_INTENT_UNPUBLISH:
      return g_strdup_printf (
        _ ("Readers of %s will no longer see the article. It stays there as a draft, and here."),
        name);
    case REDAKSI_INTENT_SUBMIT:
      return g_strdup_printf (
        _ ("An editor of %s can review and publish the article. Readers don’t see it yet."), name);
    default:
      return g_strdup_printf (_ ("The article is kept at %s as a draft. Readers don’t see it."),
                              name);
    }
}

static const char *
confirm_label (RedaksiIntent intent)
{
  switch (intent)
    {
    case REDAKSI_INTENT_PUBLISH:
      return _ ("_Publish");
    case REDAKSI_INTENT_SCHEDULE:
      return _ ("_Schedule");
    case REDAKSI_INTENT_UPDATE:
      return _ ("_Update");
    case REDAKSI_INTENT_UNPUBLISH:
      return _ ("_Unpublish");
    case REDAKSI_INTENT_SUBMIT:
      return _ ("_Submit");
    default:
      return _ ("_Send Draft");
    }
}

static void
show_day (RedaksiPublishDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  /* Translators: the day of publishing, see strftime */
  g_autofree char *text = g_date_time_format (day, _ ("%A, %-d %B %Y"));

  gtk_menu_button_set_label (self->day_button, text);
}

static void
update (RedaksiPublishDialog *self)
{
  RedaksiIntent intent;
  g_autofree char *outcome = NULL;
  const char *missing;
  gboolean late, blocked;

  if (self->document == NULL || get_site (self) == NULL)
    return;
  intent = get_intent (self);
  late = intent == REDAKSI_INTENT_SCHEDULE
         && get_when (self) < redaksi_clock_now () + 2 * 60 * G_USEC_PER_SEC;
  blocked = self->is_blocked
            && (intent == REDAKSI_INTENT_PUBLISH || intent == REDAKSI_INTENT_SCHEDULE
                || intent == REDAKSI_INTENT_UPDATE);
  show_day (self);
  missing = redaksi_publish_missing (redaksi_document_get_article (self->document), intent);
  if (missing != NULL)
    outcome = g_strdup (missing);
  else if (blocked)
    outcome
      = g_strdup (_ ("Your newsroom does not publish an article like this. Mend first what is "
                     "marked here."));
  else if (late)
    outcome = g_strdup (_ ("Choose an hour that is still to come."));
  else
    outcome = describe (self, intent);
  adw_dialog_set_title (ADW_DIALOG (self), redaksi_site_get_may_publish (get_site (self))
                                             ? _ ("Publish")
                                             : _ ("Submit"));
  gtk_label_set_label (self->outcome, outcome);
  gtk_button_set_label (self->confirm, confirm_label (intent));
  gtk_widget_set_visible (GTK_WIDGET (self->schedule), intent == REDAKSI_INTENT_SCHEDULE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm), missing == NULL && !blocked && !late
                                                          && !self->sending && !self->is_spelling);
  if (intent == REDAKSI_INTENT_UNPUBLISH)
    gtk_widget_set_css_classes (GTK_WIDGET (self->confirm),
                                (const char *[]){ "text-button", "destructive-action", NULL });
  else
    gtk_widget_set_css_classes (GTK_WIDGET (self->confirm),
                                (const char *[]){ "text-button", "suggested-action", NULL });
}

static void
update_cb (RedaksiPublishDialog *self)
{
  update (self);
}

static void
day_selected_cb (RedaksiPublishDialog *self)
{
  if (self->day_popover != NULL)
    gtk_popover_popdown (self->day_popover);
  update (self);
}

static gboolean
two_digits_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
show_intents (RedaksiPublishDialog *self)
{
  gboolean chosen = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      RedaksiIntent intent = order[i];
      gboolean possible = is_possible (self, intent);

      gtk_widget_set_visible (self->rows[intent], possible);
      if (possible && !chosen)
        {
          gtk_check_button_set_active (self->checks[intent], TRUE);
          chosen = TRUE;
        }
    }
  update (self);
}

/* An hour from now on the clock of the site, in full five minutes. */
static void
show_zone (RedaksiPublishDialog *self)
{
  const char *name = redaksi_site_get_time_zone (get_site (self));
  g_autoptr (GTimeZone) zone = redaksi_moment_zone (name);
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) later = g_date_time_add_minutes (now, 60);
  g_autofree char *abbreviation = g_date_time_format (now, "%Z");
  g_autofree char *text
    = g_strdup_printf (_ ("Clock of the site: %s (%s)"),
                       name != NULL && *name != '\0' ? name : g_time_zone_get_identifier (zone),
                       abbreviation);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (self->time_row, escaped);
  gtk_calendar_select_day (self->calendar, later);
  gtk_spin_button_set_value (self->hour, g_date_time_get_hour (later));
  gtk_spin_button_set_value (self->minute, g_date_time_get_minute (later) / 5 * 5);
}

/* Takes @finding. The newsroom says which of them forbid it. Returns: (nullable): its row */
static GtkWidget *
add_finding (RedaksiPublishDialog *self, RedaksiFinding *finding)
{
  RedaksiRule rule
    = redaksi_publish_get_rule (redaksi_services_get_settings (self->services), finding->name);
  GtkWidget *row
    = rule != REDAKSI_RULE_OFF ? redaksi_publish_finding_row_new (finding, rule) : NULL;

  if (row != NULL)
    {
      adw_preferences_group_add (self->warnings, row);
      self->n_findings++;
      gtk_widget_set_visible (GTK_WIDGET (self->warnings), TRUE);
      self->is_blocked |= rule == REDAKSI_RULE_BLOCK;
    }
  redaksi_finding_free (finding);
  return row;
}

static gboolean
is_wanted (RedaksiPublishDialog *self, const char *check)
{
  return redaksi_publish_get_rule (redaksi_services_get_settings (self->services), check)
         != REDAKSI_RULE_OFF;
}

/* As it is sent; empty where the site makes one. */
static char *
dup_slug (RedaksiPublishDialog *self)
{
  return redaksi_text_slug (redaksi_document_get_field (self->document, REDAKSI_FIELD_SLUG));
}

/* A number behind the address is no harm, but nobody meant it. */
static void
slug_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPublishDialog *self = object;
  char **ids = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autofree char *slug = dup_slug (self);

  if (get_site (self) == NULL || g_strcmp0 (redaksi_site_get_id (get_site (self)), data) != 0
      || self->slug_row != NULL)
    return;
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (g_strcmp0 (ids[i], self->remote_id) != 0)
      {
        self->slug_row = add_finding (self, redaksi_preflight_judge_slug (slug));
        return;
      }
}

static void
ask_slug (RedaksiPublishDialog *self)
{
  const char *site_id = redaksi_site_get_id (get_site (self));
  g_autofree char *slug = dup_slug (self);

  if (*slug != '\0' && is_wanted (self, "slug-taken"))
    redaksi_answer (redaksi_outbox_find_slug (redaksi_services_get_outbox (self->services), site_id,
                                              slug),
                    self, slug_cb, g_strdup (site_id), g_free);
}

static void
remote_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPublishDialog *self = object;

  if (get_site (self) == NULL || g_strcmp0 (redaksi_site_get_id (get_site (self)), data) != 0)
    return;
  self->at_site = value != NULL;
  g_set_str (&self->remote_id,
             value != NULL ? ((RedaksiRemote *)g_value_get_boxed (value))->remote_id : NULL);
  show_intents (self);
  ask_slug (self);
}

static void
site_changed_cb (RedaksiPublishDialog *self)
{
  RedaksiSite *site = get_site (self);

  if (self->document == NULL || site == NULL)
    return;
  self->at_site = FALSE;
  if (self->slug_row != NULL)
    {
      adw_preferences_group_remove (self->warnings, self->slug_row);
      self->slug_row = NULL;
      self->n_findings--;
      gtk_widget_set_visible (GTK_WIDGET (self->warnings),
                              self->n_findings > 0 || self->asking != NULL);
    }
  show_zone (self);
  show_intents (self);
  redaksi_answer (redaksi_library_get_remote (redaksi_services_get_library (self->services),
                                              redaksi_site_get_id (site), get_article_id (self)),
                  self, remote_cb, g_strdup (redaksi_site_get_id (site)), g_free);
}

static void
summary_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPublishDialog *self = object;
  RedaksiSummary *summary = value != NULL ? g_value_get_object (value) : NULL;

  if (summary == NULL)
    return;
  self->state = redaksi_summary_get_state (summary);
  show_intents (self);
}

static void
pushed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPublishDialog *self = object;

  self->sending = FALSE;
  if (value == NULL)
    {
      gtk_label_set_label (self->trouble, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
      update (self);
      return;
    }
  g_settings_set_string (redaksi_services_get_settings (self->services), "default-site",
                         redaksi_site_get_id (get_site (self)));
  g_signal_emit (self, sent_signal, 0, g_value_get_string (value),
                 redaksi_site_get_name (get_site (self)));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
confirm_cb (RedaksiPublishDialog *self)
{
  RedaksiSite *site = get_site (self);
  RedaksiIntent intent = get_intent (self);

  /* One press, one push. */
  if (self->sending || site == NULL)
    return;
  self->sending = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  update (self);
  redaksi_answer (redaksi_outbox_push (redaksi_services_get_outbox (self->services),
                                       get_article_id (self), redaksi_site_get_id (site), intent,
                                       intent == REDAKSI_INTENT_SCHEDULE ? get_when (self) : 0),
                  self, pushed_cb, NULL, NULL);
}

static void
add_intent (RedaksiPublishDialog *self, RedaksiIntent intent)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), redaksi_words_intent (intent));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  redaksi_words_intent (intent), -1);
  if (intent != order[0])
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->checks[order[0]]);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->intents, row);
  self->rows[intent] = row;
  self->checks[intent] = GTK_CHECK_BUTTON (check);
}

/* ---- what is forgotten ----------------------------------------------------------------------- */

static void
spelled_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPublishDialog *self = object;
  GArray *wrong = value != NULL ? g_value_get_boxed (value) : NULL;
  RedaksiFinding *finding
    = wrong != NULL
        ? redaksi_preflight_judge_spelling (data, (const RedaksiMisspelling *)(gpointer)wrong->data,
                                            wrong->len)
        : NULL;

  self->is_spelling = FALSE;
  if (finding != NULL)
    add_finding (self, finding);
  update (self);
}

static void
links_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPublishDialog *self = object;
  GPtrArray *dead = value != NULL ? g_value_get_boxed (value) : NULL;

  adw_preferences_group_remove (self->warnings, self->asking);
  self->asking = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), self->n_findings > 0);
  for (guint i = 0; dead != NULL && i < dead->len; i++)
    {
      const RedaksiDeadLink *link = dead->pdata[i];
      add_finding (self, redaksi_preflight_judge_link (link->address, link->reason));
    }
  update (self);
}

/* Who wants to publish wants to know; nobody is asked before. */
static void
ask_links (RedaksiPublishDialog *self, RedaksiArticle *article)
{
  g_auto (GStrv) links = redaksi_preflight_dup_links (article);
  GtkWidget *spinner;

  if (links[0] == NULL || !is_wanted (self, "link-answer"))
    return;
  self->asking = adw_action_row_new ();
  spinner = adw_spinner_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->asking),
                                 _ ("Looking whether the links answer…"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->asking), spinner);
  adw_preferences_group_add (self->warnings, self->asking);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), TRUE);
  self->cancellable = g_cancellable_new ();
  redaksi_answer (redaksi_links_check ((const char *const *)links, self->cancellable), self,
                  links_cb, NULL, NULL);
}

static void
show_findings (RedaksiPublishDialog *self)
{
  RedaksiArticle *article = redaksi_document_get_article (self->document);
  RedaksiSpeller *speller = redaksi_services_get_speller (self->services);
  g_autoptr (GPtrArray) findings = redaksi_preflight (
    article, get_site (self) != NULL ? redaksi_site_get_time_zone (get_site (self)) : NULL);

  while (findings->len > 0)
    add_finding (self, g_ptr_array_steal_index (findings, 0));
  if (speller != NULL && is_wanted (self, "spelling"))
    {
      char *text = redaksi_preflight_dup_text (article);

      /* Where it forbids publishing one waits for it: some milliseconds. */
      self->is_spelling
        = redaksi_publish_get_rule (redaksi_services_get_settings (self->services), "spelling")
          == REDAKSI_RULE_BLOCK;
      redaksi_answer (redaksi_speller_check (speller, text), self, spelled_cb, text, g_free);
    }
  ask_links (self, article);
}

static void
redaksi_publish_dialog_dispose (GObject *object)
{
  RedaksiPublishDialog *self = REDAKSI_PUBLISH_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->remote_id, g_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_PUBLISH_DIALOG);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_publish_dialog_parent_class)->dispose (object);
}

static void
redaksi_publish_dialog_class_init (RedaksiPublishDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_publish_dialog_dispose;
  sent_signal = g_signal_new ("sent", REDAKSI_TYPE_PUBLISH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-publish-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, confirm);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, headline);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, site_row);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, intents);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, schedule);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, day_button);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, day_popover);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, time_row);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, hour);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, minute);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, warnings);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPublishDialog, trouble);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, site_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, two_digits_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
}

static void
redaksi_publish_dialog_init (RedaksiPublishDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    add_intent (self, order[i]);
}

/**
 * redaksi_publish_dialog_new:
 * @services: with at least one site
 * @document: what is published: as it is when the button is pressed
 *
 * Returns: (transfer floating)
 */
AdwDialog *
redaksi_publish_dialog_new (RedaksiServices *services, RedaksiDocument *document)
{
  RedaksiPublishDialog *self = g_object_new (REDAKSI_TYPE_PUBLISH_DIALOG, NULL);
  GListModel *sites = redaksi_services_get_sites (services);
  RedaksiSite *site = redaksi_services_default_site (services);
  g_autoptr (GtkExpression) name = gtk_property_expression_new (REDAKSI_TYPE_SITE, NULL, "name");
  const char *headline = redaksi_document_get_field (document, REDAKSI_FIELD_HEADLINE);
  guint position;

  self->services = g_object_ref (services);
  self->document = g_object_ref (document);
  gtk_label_set_label (self->headline, *headline != '\0' ? headline : _ ("Without a headline"));
  adw_combo_row_set_expression (self->site_row, name);
  adw_combo_row_set_model (self->site_row, sites);
  if (g_list_store_find (G_LIST_STORE (sites), site, &position))
    adw_combo_row_set_selected (self->site_row, position);
  show_findings (self);
  site_changed_cb (self);
  redaksi_answer (redaksi_library_get_summary (redaksi_services_get_library (services),
                                               get_article_id (self)),
                  self, summary_cb, NULL, NULL);
  return ADW_DIALOG (self);
}
