/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-conflict-dialog.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-formats.h"

/* The text of an open article is changed on it, with all that the view does then. */
#define STACK_SIZE (2 * 1024 * 1024)

/* One question, from the button to what was answered. */
typedef struct
{
  GtkWidget *window; /* owned */
  RedaksiServices *services;
  RedaksiDocument *document; /* nullable: the article, where it is open */
  RedaksiPush *push;
  RedaksiPost *theirs; /* NULL: it was deleted */
  gboolean replace;
} Conflict;

static void
conflict_free (gpointer data)
{
  Conflict *self = data;

  g_object_unref (self->window);
  g_object_unref (self->services);
  g_clear_object (&self->document);
  g_object_unref (self->push);
  g_clear_pointer (&self->theirs, redaksi_post_free);
  g_free (self);
}

static RedaksiSite *
get_site (Conflict *self)
{
  return redaksi_services_find_site (self->services, redaksi_push_get_site (self->push));
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

static RedaksiArticle *
read_theirs (Conflict *self, GError **error)
{
  RedaksiHouse house = { .site_name = get_site_name (self) };
  RedaksiSite *site = get_site (self);

  if (site != NULL)
    house.language = redaksi_site_get_language (site);
  return redaksi_article_from_wordpress (redaksi_push_get_article (self->push),
                                         self->theirs->content, strlen (self->theirs->content),
                                         &house, error);
}

static void
take (RedaksiArticle **article, RedaksiArticle *next)
{
  redaksi_article_unref (*article);
  *article = next;
}

/* Ours, with all that the site's text says. What it doesn't say (kicker, section, tags) stays. */
static RedaksiArticle *
combine (Conflict *self, RedaksiArticle *ours, GError **error)
{
  static const char *const fields[] = { REDAKSI_FIELD_DECK, REDAKSI_FIELD_DATELINE };
  g_autoptr (RedaksiArticle) theirs = read_theirs (self, error);
  RedaksiArticle *article;

  if (theirs == NULL)
    return NULL;
  article = redaksi_article_with_body (ours, redaksi_article_get_body (theirs));
  take (&article,
        redaksi_article_with_field (article, REDAKSI_FIELD_HEADLINE, self->theirs->title));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    take (&article, redaksi_article_with_field (article, fields[i],
                                                redaksi_article_peek_field (theirs, fields[i])));
  return article;
}

/* Called from fibers. The site's text becomes a state in the history; the article is as before. */
static gboolean
keep_theirs (Conflict *self, GError **error)
{
  RedaksiLibrary *library = redaksi_services_get_library (self->services);
  const char *id = redaksi_push_get_article (self->push);
  g_autoptr (RedaksiArticle) ours = NULL;
  g_autoptr (RedaksiArticle) theirs = NULL;
  gboolean kept;

  ours = self->document != NULL
           ? redaksi_article_ref (redaksi_document_get_article (self->document))
           : dex_await_boxed (redaksi_library_load_revision (library, id, 0), error);
  if (ours == NULL)
    return FALSE;
  theirs = combine (self, ours, error);
  if (theirs == NULL)
    return FALSE;
  if (self->document != NULL)
    {
      redaksi_document_reset (self->document, theirs);
      kept = dex_await (redaksi_library_cut_revision (library, id, "site", NULL), error);
      redaksi_document_reset (self->document, ours);
      return kept && dex_await (redaksi_library_cut_revision (library, id, "restore", NULL), error);
    }
  return dex_await (redaksi_library_save_article (library, theirs, "site"), error)
         && dex_await (redaksi_library_save_article (library, ours, "restore"), error);
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

  if (self->theirs != NULL && !keep_theirs (self, &error))
    return dex_future_new_for_error (error);
  if (!self->replace)
    return redaksi_outbox_cancel (outbox, id);
  if (self->theirs != NULL)
    return redaksi_outbox_replace_theirs (outbox, id, self->theirs);
  return redaksi_outbox_overwrite (outbox, id);
}

static void
chosen_cb (gpointer window, const GValue *value, const GError *error, gpointer data)
{
  Conflict *self = data;

  if (value == NULL)
    tell (self, error->message);
  else if (self->replace)
    gtk_widget_activate_action (self->window, "win.follow", "s", redaksi_push_get_id (self->push));
  else if (self->theirs != NULL)
    tell (self, _ ("The site keeps its version. It is in this article’s history as well."));
  else
    tell (self, _ ("Cancelled. Nothing was sent."));
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, Conflict *self)
{
  gboolean replace = g_str_equal (response, "replace");

  if (!replace && !g_str_equal (response, "leave"))
    {
      conflict_free (self);
      return;
    }
  self->replace = replace;
  redaksi_answer (dex_scheduler_spawn (NULL, STACK_SIZE, choice_fiber, self, NULL), self->window,
                  chosen_cb, self, conflict_free);
}

static GtkWidget *
make_text (Conflict *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiArticle) article = read_theirs (self, &error);
  g_autofree char *plain
    = article != NULL ? redaksi_article_to_plain (article) : g_strdup (error->message);
  g_autofree char *text = g_strstrip (g_strconcat (self->theirs->title, "\n\n", plain, NULL));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The site’s version"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 260);
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (scrolled, "card");
  return scrolled;
}

static void
present (Conflict *self)
{
  const char *site = get_site_name (self);
  g_autofree char *body = NULL;
  AdwAlertDialog *dialog;

  if (self->theirs != NULL)
    body = g_strdup_printf (_ ("Somebody changed the article at %s. This is what stands there now. "
                               "Whatever you choose, both versions stay in the history."),
                            site);
  else
    body = g_strdup_printf (_ ("Somebody deleted the article at %s."), site);
  dialog = ADW_ALERT_DIALOG (
    adw_alert_dialog_new (self->theirs != NULL ? _ ("Which Version?") : _ ("Put It There Again?"),
                          body));
  adw_alert_dialog_add_responses (
    dialog, "cancel", _ ("_Decide Later"), "leave",
    self->theirs != NULL ? _ ("_Leave the Site’s") : _ ("_Leave It Deleted"), "replace",
    self->theirs != NULL ? _ ("_Replace with Mine") : _ ("_Send It Again"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_prefer_wide_layout (dialog, TRUE);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_set_default_response (dialog, "cancel");
  if (self->theirs != NULL)
    adw_alert_dialog_set_extra_child (dialog, make_text (self));
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), self);
  adw_dialog_present (ADW_DIALOG (dialog), self->window);
}

static void
fetched_cb (gpointer window, const GValue *value, const GError *error, gpointer data)
{
  Conflict *self = data;

  if (value == NULL
      && !g_error_matches (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND))
    {
      tell (self, error->message);
      conflict_free (self);
      return;
    }
  self->theirs = value != NULL ? g_value_dup_boxed (value) : NULL;
  present (self);
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
      self = g_new0 (Conflict, 1);
      self->window = g_object_ref (window);
      self->services = g_object_ref (services);
      self->push = g_steal_pointer (&push);
      if (open != NULL
          && g_str_equal (redaksi_article_get_id (redaksi_document_get_article (open)),
                          redaksi_push_get_article (self->push)))
        self->document = g_object_ref (open);
      redaksi_answer (redaksi_outbox_fetch_theirs (redaksi_services_get_outbox (services), push_id),
                      window, fetched_cb, self, NULL);
      return;
    }
}
