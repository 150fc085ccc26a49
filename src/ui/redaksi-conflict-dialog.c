/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-conflict-dialog.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-merge-dialog.h"

/* The text of an open article is changed on it, with all that the view does then. */
#define STACK_SIZE (2 * 1024 * 1024)

/* One question, from the button to what was answered. */
typedef struct
{
  GtkWidget *window; /* owned */
  RedaksiServices *services;
  RedaksiDocument *document; /* nullable: the article, where it is open */
  RedaksiPush *push;         /* nullable: it was only opened, … */
  char *article;
  char *site_id;
  RedaksiMeeting *meeting; /* NULL: it was deleted */
  gboolean merge;
  gboolean replace;
} Conflict;

static void
conflict_free (gpointer data)
{
  Conflict *self = data;

  g_object_unref (self->window);
  g_object_unref (self->services);
  g_clear_object (&self->document);
  g_clear_object (&self->push);
  g_free (self->article);
  g_free (self->site_id);
  g_clear_pointer (&self->meeting, redaksi_meeting_free);
  g_free (self);
}

static RedaksiSite *
get_site (Conflict *self)
{
  return redaksi_services_find_site (self->services, self->site_id);
}

static const char *
get_site_name (Conflict *self)
{
  RedaksiSite *site = get_site (self);

  return site != NULL ? redaksi_site_get_name (site) : _ ("a site that was removed");
}

static void
tell (Conflict *self, const char *sentence)
{
  gtk_widget_activate_action (self->window, "win.tell", "s", sentence);
}

/* ---- the site's version, as a state of the article --------------------------------------------
 */

/* Called from fibers. The site's version becomes a state in the history, then the article says what
 * was decided: in an open one that is one step, undone by one key. Returns: the state's number; 0:
 * failed */
static guint
keep_theirs (Conflict *self, GError **error)
{
  RedaksiLibrary *library = redaksi_services_get_library (self->services);
  const char *id = self->article;
  RedaksiMerge *merge = self->meeting->merge;
  RedaksiArticle *theirs = redaksi_merge_get_theirs (merge);
  const char *reason = self->merge ? "merge" : "restore";
  g_autoptr (RedaksiArticle) decided = self->merge
                                         ? redaksi_merge_apply (merge)
                                         : redaksi_article_ref (redaksi_merge_get_mine (merge));
  guint kept;

  if (self->document == NULL)
    {
      kept = dex_await_uint (redaksi_library_save_article (library, theirs, "site"), error);
      return kept != 0 && dex_await (redaksi_library_save_article (library, decided, reason), error)
               ? kept
               : 0;
    }
  redaksi_document_reset (self->document, theirs);
  kept = dex_await_uint (redaksi_library_cut_revision (library, id, "site", NULL), error);
  if (self->meeting->is_new && !self->meeting->is_edited)
    return kept;
  redaksi_document_join_undo (self->document, TRUE);
  redaksi_document_reset (self->document, decided);
  redaksi_document_join_undo (self->document, FALSE);
  return kept != 0 && dex_await (redaksi_library_cut_revision (library, id, reason, NULL), error)
           ? kept
           : 0;
}

/* ---- what was chosen --------------------------------------------------------------------------
 */

static DexFuture *
choice_fiber (gpointer data)
{
  Conflict *self = data;
  RedaksiOutbox *outbox = redaksi_services_get_outbox (self->services);
  const char *id = redaksi_push_get_id (self->push);
  GError *error = NULL;
  guint kept = 0;

  if (self->meeting != NULL)
    {
      kept = keep_theirs (self, &error);
      if (kept == 0)
        return dex_future_new_for_error (error);
    }
  if (self->meeting != NULL && (self->merge || self->replace))
    return redaksi_outbox_send_merged (outbox, id, self->meeting, kept);
  if (self->replace)
    return redaksi_outbox_overwrite (outbox, id);
  return redaksi_outbox_cancel (outbox, id);
}

static void
chosen_cb (gpointer window, const GValue *value, const GError *error, gpointer data)
{
  Conflict *self = data;

  if (value == NULL)
    {
      tell (self, error->message);
      return;
    }
  if (self->merge && self->document != NULL)
    tell (self, _ ("Both versions are one now. Ctrl+Z makes yours as it was."));
  if (self->merge || self->replace)
    gtk_widget_activate_action (self->window, "win.follow", "s",
                                G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value)
                                                             : redaksi_push_get_id (self->push));
  else if (self->meeting != NULL)
    tell (self, _ ("The site keeps its version. It is in this article’s history as well."));
  else
    tell (self, _ ("Cancelled. Nothing was sent."));
}

static void
carry_out (Conflict *self)
{
  redaksi_answer (dex_scheduler_spawn (NULL, STACK_SIZE, choice_fiber, self, NULL), self->window,
                  chosen_cb, self, conflict_free);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, Conflict *self)
{
  self->replace = g_str_equal (response, "replace");
  if (self->replace || g_str_equal (response, "leave"))
    carry_out (self);
  else
    conflict_free (self);
}

/* ---- without a push: it was opened from the site once more ------------------------------------
 */

/* Somebody wrote while the site was asked. */
static gboolean
is_overtaken (Conflict *self)
{
  return self->document != NULL && !self->meeting->is_edited
         && !redaksi_article_equal (redaksi_document_get_article (self->document),
                                    redaksi_merge_get_mine (self->meeting->merge));
}

static DexFuture *
note_fiber (gpointer data)
{
  Conflict *self = data;
  GError *error = NULL;
  guint kept;

  if (is_overtaken (self))
    return dex_future_new_reject (REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_CONFLICT, "%s",
                                  _ ("The site has a newer version. It is put together with yours "
                                     "when you open it from the site or send it."));
  kept = keep_theirs (self, &error);

  if (kept == 0)
    return dex_future_new_for_error (error);
  return redaksi_outbox_note_met (redaksi_services_get_outbox (self->services), self->article,
                                  self->site_id, self->meeting, kept);
}

static void
open_it (Conflict *self)
{
  gtk_widget_activate_action (self->window, "win.open-article", "s", self->article);
}

static void
noted_cb (gpointer window, const GValue *value, const GError *error, gpointer data)
{
  Conflict *self = data;

  if (value == NULL)
    tell (self, error->message);
  else if (!self->meeting->is_edited)
    tell (self, _ ("This is what the site says now. What it said before is in the history."));
  else if (self->merge && self->document != NULL)
    tell (self, _ ("Both versions are one now. Ctrl+Z makes yours as it was."));
  if (!self->meeting->is_edited)
    open_it (self);
}

static void
note (Conflict *self)
{
  redaksi_answer (dex_scheduler_spawn (NULL, STACK_SIZE, note_fiber, self, NULL), self->window,
                  noted_cb, self, conflict_free);
}

/* ---- the questions ----------------------------------------------------------------------------
 */

static void
decided_cb (AdwDialog *dialog, const char *answer, Conflict *self)
{
  g_signal_handlers_disconnect_by_data (dialog, self);
  self->merge = g_str_equal (answer, "merge");
  self->replace = g_str_equal (answer, "mine");
  if (self->push != NULL)
    carry_out (self);
  else if (self->merge || self->replace)
    note (self);
  else
    conflict_free (self);
}

/* Closed without an answer. */
static void
closed_cb (AdwDialog *dialog, Conflict *self)
{
  conflict_free (self);
}

static void
present_merge (Conflict *self)
{
  AdwDialog *dialog
    = redaksi_merge_dialog_new (self->meeting, get_site_name (self), self->push != NULL);

  g_signal_connect (dialog, "decided", G_CALLBACK (decided_cb), self);
  g_signal_connect (dialog, "closed", G_CALLBACK (closed_cb), self);
  adw_dialog_present (dialog, self->window);
}

static void
present_deleted (Conflict *self)
{
  g_autofree char *body
    = g_strdup_printf (_ ("Somebody deleted the article at %s."), get_site_name (self));
  AdwAlertDialog *dialog
    = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Put It There Again?"), body));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Decide Later"), "leave",
                                  _ ("_Leave It Deleted"), "replace", _ ("_Send It Again"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_prefer_wide_layout (dialog, TRUE);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_set_default_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), self);
  adw_dialog_present (ADW_DIALOG (dialog), self->window);
}

static void
met_cb (gpointer window, const GValue *value, const GError *error, gpointer data)
{
  Conflict *self = data;

  if (value == NULL
      && !g_error_matches (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND))
    {
      tell (self, error->message);
      conflict_free (self);
      return;
    }
  self->meeting = value != NULL ? g_value_dup_boxed (value) : NULL;
  if (self->meeting != NULL)
    present_merge (self);
  else
    present_deleted (self);
}

static void
met_site_cb (gpointer window, const GValue *value, const GError *error, gpointer data)
{
  Conflict *self = data;

  self->meeting = value != NULL ? g_value_dup_boxed (value) : NULL;
  if (self->meeting != NULL && self->meeting->is_new && self->meeting->is_edited)
    {
      open_it (self);
      present_merge (self);
    }
  else if (self->meeting != NULL && self->meeting->is_new)
    {
      self->merge = TRUE;
      note (self);
    }
  else
    {
      open_it (self);
      conflict_free (self);
    }
}

/* @open is what is written in where it is that article. */
static Conflict *
conflict_new (GtkWidget *window, RedaksiServices *services, RedaksiDocument *open,
              const char *article, const char *site_id)
{
  Conflict *self = g_new0 (Conflict, 1);

  self->window = g_object_ref (window);
  self->services = g_object_ref (services);
  self->article = g_strdup (article);
  self->site_id = g_strdup (site_id);
  if (open != NULL
      && g_str_equal (redaksi_article_get_id (redaksi_document_get_article (open)), article))
    self->document = g_object_ref (open);
  return self;
}

/* What the window has, which may not be saved yet; NULL: the library knows. */
static RedaksiArticle *
get_mine (Conflict *self)
{
  return self->document != NULL ? redaksi_document_get_article (self->document) : NULL;
}

/**
 * redaksi_conflict_ask:
 * @window: the window
 * @services: the services
 * @open: (nullable): the document that the window shows
 * @push_id: a push in conflict
 *
 * Fetches what stands on the site, shows it, and does what is chosen.
 */
void
redaksi_conflict_ask (GtkWidget *window, RedaksiServices *services, RedaksiDocument *open,
                      const char *push_id)
{
  GListModel *pushes = G_LIST_MODEL (redaksi_services_get_outbox (services));

  g_return_if_fail (GTK_IS_WIDGET (window) && push_id != NULL);

  for (guint i = 0; i < g_list_model_get_n_items (pushes); i++)
    {
      g_autoptr (RedaksiPush) push = g_list_model_get_item (pushes, i);
      Conflict *self;

      if (!g_str_equal (redaksi_push_get_id (push), push_id)
          || redaksi_push_get_stage (push) != REDAKSI_STAGE_CONFLICT)
        continue;
      self = conflict_new (window, services, open, redaksi_push_get_article (push),
                           redaksi_push_get_site (push));
      self->push = g_steal_pointer (&push);
      redaksi_answer (redaksi_outbox_meet (redaksi_services_get_outbox (services), push_id,
                                           get_mine (self)),
                      window, met_cb, self, NULL);
      return;
    }
}

/**
 * redaksi_conflict_refresh:
 * @window: the window
 * @services: the services
 * @open: (nullable): the document that the window shows
 * @article_id: an article that was opened from a site once more
 * @site_id: the site
 *
 * Opens the article. What the site says now takes the place of what it said before, or where the
 * article was edited here as well, a person is shown both.
 */
void
redaksi_conflict_refresh (GtkWidget *window, RedaksiServices *services, RedaksiDocument *open,
                          const char *article_id, const char *site_id)
{
  Conflict *self;

  g_return_if_fail (GTK_IS_WIDGET (window) && article_id != NULL && site_id != NULL);

  self = conflict_new (window, services, open, article_id, site_id);
  redaksi_answer (redaksi_outbox_meet_site (redaksi_services_get_outbox (services), article_id,
                                            site_id, get_mine (self)),
                  window, met_site_cb, self, NULL);
}
