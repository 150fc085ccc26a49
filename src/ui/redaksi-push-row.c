/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-push-row.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-clock.h"
#include "redaksi-flow.h"
#include "redaksi-words.h"

struct _RedaksiPushRow
{
  GtkListBoxRow parent_instance;

  RedaksiServices *services;
  RedaksiPush *push;

  GtkLabel *headline;
  GtkLabel *where;
  GtkImage *icon;
  GtkLabel *sentence;
  GtkProgressBar *progress;
  RedaksiFlow *buttons;
  guint shown; /* which buttons there are: see Button */
};

G_DEFINE_FINAL_TYPE (RedaksiPushRow, redaksi_push_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  BUTTON_RETRY = 1 << 0,
  BUTTON_SIGN_IN = 1 << 1,
  BUTTON_CANCEL = 1 << 2,
  BUTTON_OPEN = 1 << 3,
  BUTTON_REPLY = 1 << 4,
  BUTTON_DECIDE = 1 << 5,
  BUTTON_PROOF = 1 << 6,
  BUTTON_REMOVE = 1 << 7,
} Button;

static RedaksiSite *
get_site (RedaksiPushRow *self)
{
  return redaksi_services_find_site (self->services, redaksi_push_get_site (self->push));
}

static void
retry_cb (RedaksiPushRow *self)
{
  dex_future_disown (redaksi_outbox_retry (redaksi_services_get_outbox (self->services),
                                           redaksi_push_get_id (self->push)));
}

static void
cancel_cb (RedaksiPushRow *self)
{
  dex_future_disown (redaksi_outbox_cancel (redaksi_services_get_outbox (self->services),
                                            redaksi_push_get_id (self->push)));
}

static void
removed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  const char *sentence = error != NULL                  ? error->message
                         : !g_value_get_boolean (value) ? _ ("It may still go: cancel it first.")
                                                        : NULL;

  if (sentence != NULL)
    gtk_widget_activate_action (object, "win.tell", "s", sentence);
}

static void
remove_now (RedaksiPushRow *self)
{
  redaksi_answer (redaksi_outbox_remove (redaksi_services_get_outbox (self->services),
                                         redaksi_push_get_id (self->push)),
                  self, removed_cb, NULL, NULL);
}

static void
remove_response_cb (RedaksiPushRow *self, const char *response)
{
  if (g_str_equal (response, "remove"))
    remove_now (self);
}

/* Where nobody knows what the site has, the row is all that reminds of it. */
static void
remove_cb (RedaksiPushRow *self)
{
  RedaksiStage stage = redaksi_push_get_stage (self->push);
  AdwDialog *dialog;

  if (stage == REDAKSI_STAGE_DONE || !redaksi_push_get_sent (self->push))
    {
      remove_now (self);
      return;
    }
  dialog
    = adw_alert_dialog_new (_ ("Remove It From the Outbox?"),
                            _ ("A part of it may be on the site already, and nobody has looked "
                               "since. Redaksi will not finish it, and not remind you of it."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep"), "remove",
                                  _ ("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "remove",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
sign_in_cb (RedaksiPushRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", "s",
                              redaksi_push_get_site (self->push));
}

static void
decide_cb (RedaksiPushRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.decide", "s",
                              redaksi_push_get_id (self->push));
}

static void
open_cb (RedaksiPushRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-web", "s",
                              redaksi_push_get_url (self->push));
}

static void
show_text (RedaksiPushRow *self, const char *title)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *bars = adw_toolbar_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *text = gtk_text_view_new ();

  adw_dialog_set_title (dialog, title);
  adw_dialog_set_content_width (dialog, 640);
  adw_dialog_set_content_height (dialog, 480);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (text), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (text), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (text), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (text), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (text), 12);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)),
                            redaksi_push_get_raw (self->push), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), text);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bars), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bars), scrolled);
  adw_dialog_set_child (dialog, bars);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* For the administrator: what the server said, word for word. */
static void
reply_cb (RedaksiPushRow *self)
{
  show_text (self, _ ("The Server’s Reply"));
}

static void
proof_cb (RedaksiPushRow *self)
{
  show_text (self, _ ("What Stands on the Site"));
}

static const struct
{
  Button button;
  const char *label;
  void (*clicked) (RedaksiPushRow *self);
} button_kinds[] = {
  { BUTTON_SIGN_IN, N_ ("Sign in…"), sign_in_cb },
  { BUTTON_DECIDE, N_ ("Choose a version…"), decide_cb },
  { BUTTON_RETRY, N_ ("Try again"), retry_cb },
  { BUTTON_OPEN, N_ ("Open on the web"), open_cb },
  { BUTTON_PROOF, N_ ("What was checked"), proof_cb },
  { BUTTON_REPLY, N_ ("Show the server’s reply"), reply_cb },
  { BUTTON_CANCEL, N_ ("Cancel"), cancel_cb },
  { BUTTON_REMOVE, N_ ("Remove"), remove_cb },
};

/* The site shows the article at an hour that is still to come. */
static gboolean
is_awaited (RedaksiPushRow *self)
{
  return redaksi_push_get_stage (self->push) == REDAKSI_STAGE_DONE
         && redaksi_push_get_intent (self->push) == REDAKSI_INTENT_SCHEDULE
         && redaksi_push_get_scheduled (self->push) > redaksi_clock_now ();
}

static guint
wanted_buttons (RedaksiPushRow *self)
{
  RedaksiStage stage = redaksi_push_get_stage (self->push);
  const char *url = redaksi_push_get_url (self->push);
  const char *raw = redaksi_push_get_raw (self->push);
  guint wanted = 0;

  if (stage == REDAKSI_STAGE_SIGN_IN)
    wanted |= BUTTON_SIGN_IN;
  else if (stage == REDAKSI_STAGE_CONFLICT)
    wanted |= BUTTON_DECIDE;
  else if (redaksi_stage_needs_person (stage) || stage == REDAKSI_STAGE_OFFLINE)
    wanted |= BUTTON_RETRY;
  if (!redaksi_stage_is_final (stage))
    wanted |= BUTTON_CANCEL;
  if (stage == REDAKSI_STAGE_DONE && url != NULL && *url != '\0')
    wanted |= BUTTON_OPEN;
  if ((redaksi_stage_needs_person (stage) || stage == REDAKSI_STAGE_OFFLINE) && raw != NULL
      && *raw != '\0')
    wanted |= BUTTON_REPLY;
  if (stage == REDAKSI_STAGE_DONE && raw != NULL && *raw != '\0')
    wanted |= BUTTON_PROOF;
  if ((redaksi_stage_is_final (stage) || stage == REDAKSI_STAGE_REFUSED) && !is_awaited (self))
    wanted |= BUTTON_REMOVE;
  return wanted;
}

/* Only rebuilt when others are needed, or the one under the pointer would go with each byte sent.
 */
static void
show_buttons (RedaksiPushRow *self)
{
  guint wanted = wanted_buttons (self);

  if (wanted == self->shown)
    return;
  self->shown = wanted;
  redaksi_flow_clear (self->buttons);
  for (guint i = 0; i < G_N_ELEMENTS (button_kinds); i++)
    if ((wanted & button_kinds[i].button) != 0)
      {
        GtkWidget *button = gtk_button_new_with_label (_ (button_kinds[i].label));

        gtk_widget_add_css_class (button, "caption");
        g_signal_connect_object (button, "clicked", G_CALLBACK (button_kinds[i].clicked), self,
                                 G_CONNECT_SWAPPED);
        redaksi_flow_append (self->buttons, button);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), wanted != 0);
}

static void
show_progress (RedaksiPushRow *self)
{
  guint64 sent = redaksi_push_get_bytes_sent (self->push);
  guint64 total = redaksi_push_get_bytes_total (self->push);
  gboolean running = total > 0 && redaksi_push_get_stage (self->push) == REDAKSI_STAGE_PHOTOS;
  g_autofree char *sent_text = g_format_size (sent);
  g_autofree char *total_text = g_format_size (total);
  /* Translators: “1.2 MB of 3.4 MB” sent */
  g_autofree char *text = g_strdup_printf (_ ("%s of %s"), sent_text, total_text);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  if (!running)
    return;
  gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double)sent / (double)total));
  gtk_progress_bar_set_text (self->progress, text);
}

static void
show_push (RedaksiPushRow *self)
{
  RedaksiSite *site = get_site (self);
  RedaksiStage stage = redaksi_push_get_stage (self->push);
  g_autofree char *sentence = redaksi_words_push (self->push, site);
  g_autofree char *time = redaksi_words_time (redaksi_push_get_created (self->push));
  g_autofree char *where
    = g_strdup_printf ("%s · %s · %s", site != NULL ? redaksi_site_get_name (site) : "–",
                       redaksi_words_intent (redaksi_push_get_intent (self->push)), time);
  const char *icon = "content-loading-symbolic";
  const char *css = "dimmed";

  if (stage == REDAKSI_STAGE_DONE)
    icon = "object-select-symbolic", css = "success";
  else if (stage == REDAKSI_STAGE_CANCELLED)
    icon = "process-stop-symbolic";
  else if (stage == REDAKSI_STAGE_OFFLINE)
    icon = "network-offline-symbolic", css = "warning";
  else if (redaksi_stage_needs_person (stage))
    icon = "dialog-warning-symbolic", css = "error";
  gtk_label_set_label (self->where, where);
  gtk_label_set_label (self->sentence, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char *[]){ css, NULL });
  show_progress (self);
  show_buttons (self);
}

static void
summary_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiPushRow *self = object;
  RedaksiSummary *summary = value != NULL ? g_value_get_object (value) : NULL;
  const char *headline = summary != NULL ? redaksi_summary_get_headline (summary) : NULL;

  if (headline == NULL || *headline == '\0')
    headline = summary != NULL ? _ ("Without a headline") : _ ("A deleted article");
  gtk_label_set_label (self->headline, headline);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, headline,
                                  -1);
}

static void
redaksi_push_row_dispose (GObject *object)
{
  RedaksiPushRow *self = REDAKSI_PUSH_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REDAKSI_TYPE_PUSH_ROW);
  g_clear_object (&self->push);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (redaksi_push_row_parent_class)->dispose (object);
}

static void
redaksi_push_row_class_init (RedaksiPushRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = redaksi_push_row_dispose;
  g_type_ensure (REDAKSI_TYPE_FLOW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/redaksi/ui/redaksi-push-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RedaksiPushRow, headline);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPushRow, where);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPushRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPushRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPushRow, progress);
  gtk_widget_class_bind_template_child (widget_class, RedaksiPushRow, buttons);
}

static void
redaksi_push_row_init (RedaksiPushRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
redaksi_push_row_new (RedaksiServices *services, RedaksiPush *push)
{
  RedaksiPushRow *self = g_object_new (REDAKSI_TYPE_PUSH_ROW, NULL);

  self->services = g_object_ref (services);
  self->push = g_object_ref (push);
  g_signal_connect_object (push, "notify", G_CALLBACK (show_push), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (services, "sites-changed", G_CALLBACK (show_push), self,
                           G_CONNECT_SWAPPED);
  redaksi_answer (redaksi_library_get_summary (redaksi_services_get_library (services),
                                               redaksi_push_get_article (push)),
                  self, summary_cb, NULL, NULL);
  show_push (self);
  return GTK_WIDGET (self);
}

RedaksiPush *
redaksi_push_row_get_push (RedaksiPushRow *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH_ROW (self), NULL);

  return self->push;
}
