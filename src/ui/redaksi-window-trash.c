/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * RedaksiWindow: articles into the trash, out of it, and for good; and their states. What is open
 * is saved and closed before it goes; what is on its way to a site is asked about first.
 */
#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-window-private.h"

static RedaksiLibrary *
get_library (RedaksiWindow *self)
{
  return redaksi_services_get_library (self->services);
}

static gboolean
has_open (RedaksiWindow *self, const char *const *ids)
{
  RedaksiDocument *document = redaksi_editor_get_document (self->editor);

  return document != NULL
         && g_strv_contains (ids, redaksi_article_get_id (redaksi_document_get_article (document)));
}

/* ---- into the trash -------------------------------------------------------------------------- */

static void
undelete_cb (RedaksiWindow *self, AdwToast *toast)
{
  char **ids = g_object_get_data (G_OBJECT (toast), "articles");

  dex_future_disown (
    redaksi_library_set_deleted (get_library (self), (const char *const *)ids, FALSE));
}

static void
deleted_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiWindow *self = object;
  char **ids = data;
  guint n = g_strv_length (ids);
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (value == NULL)
    {
      redaksi_window_tell (self, error->message);
      return;
    }
  title = g_strdup_printf (ngettext ("Article deleted", "%'u articles deleted", n), n);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, 10);
  g_object_set_data_full (G_OBJECT (toast), "articles", g_strdupv (ids),
                          (GDestroyNotify)g_strfreev);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undelete_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
put_into_trash (RedaksiWindow *self, char **ids)
{
  redaksi_answer (redaksi_library_set_deleted (get_library (self), (const char *const *)ids, TRUE),
                  self, deleted_cb, g_strdupv (ids), (GDestroyNotify)g_strfreev);
}

static void
let_go_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  /* What could not be saved is not deleted either. */
  if (value == NULL)
    redaksi_window_tell (object, error->message);
  else
    put_into_trash (object, data);
}

static void
delete_now (RedaksiWindow *self, char **ids)
{
  if (!has_open (self, (const char *const *)ids))
    {
      put_into_trash (self, ids);
      return;
    }
  redaksi_window_show_lists (self);
  redaksi_answer (redaksi_editor_close (self->editor), self, let_go_cb, g_strdupv (ids),
                  (GDestroyNotify)g_strfreev);
}

/* ---- what is on its way ---------------------------------------------------------------------- */

/* The pushes of @ids that are not at their end. */
static GPtrArray *
find_pushes (RedaksiWindow *self, const char *const *ids)
{
  GListModel *outbox = G_LIST_MODEL (redaksi_services_get_outbox (self->services));
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++)
    {
      g_autoptr (RedaksiPush) push = g_list_model_get_item (outbox, i);

      if (!redaksi_stage_is_final (redaksi_push_get_stage (push))
          && g_strv_contains (ids, redaksi_push_get_article (push)))
        g_ptr_array_add (found, g_steal_pointer (&push));
    }
  return found;
}

static DexFuture *
all_stopped_cb (DexFuture *future, gpointer data)
{
  DexFutureSet *set = DEX_FUTURE_SET (future);

  for (guint i = 0; i < dex_future_set_get_size (set); i++)
    {
      const GValue *stopped = dex_future_set_get_value_at (set, i, NULL);

      if (stopped == NULL || !g_value_get_boolean (stopped))
        return dex_future_new_reject (
          G_IO_ERROR, G_IO_ERROR_BUSY, "%s",
          _ ("Nothing was deleted: it can’t be stopped any more. Delete it when it has arrived."));
    }
  return dex_future_new_true ();
}

static void
stopped_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  if (value == NULL)
    redaksi_window_tell (object, error->message);
  else
    delete_now (object, data);
}

static void
stop_response_cb (RedaksiWindow *self, const char *response, AdwDialog *dialog)
{
  char **ids = g_object_get_data (G_OBJECT (dialog), "articles");
  RedaksiOutbox *outbox = redaksi_services_get_outbox (self->services);
  g_autoptr (GPtrArray) pushes = NULL;
  g_autoptr (GPtrArray) futures = NULL;

  if (!g_str_equal (response, "stop"))
    return;
  /* As it is now, not as it was when the question was asked. */
  pushes = find_pushes (self, (const char *const *)ids);
  if (pushes->len == 0)
    {
      delete_now (self, ids);
      return;
    }
  futures = g_ptr_array_new_with_free_func (dex_unref);
  for (guint i = 0; i < pushes->len; i++)
    g_ptr_array_add (futures,
                     redaksi_outbox_cancel (outbox, redaksi_push_get_id (pushes->pdata[i])));
  redaksi_answer (dex_future_then (dex_future_allv ((DexFuture **)futures->pdata, futures->len),
                                   all_stopped_cb, NULL, NULL),
                  self, stopped_cb, g_strdupv (ids), (GDestroyNotify)g_strfreev);
}

static void
response_cb (AdwDialog *dialog, const char *response, RedaksiWindow *self)
{
  stop_response_cb (self, response, dialog);
}

static void
ask_to_stop (RedaksiWindow *self, char **ids, GPtrArray *pushes)
{
  RedaksiSite *site
    = redaksi_services_find_site (self->services, redaksi_push_get_site (pushes->pdata[0]));
  const char *name = site != NULL ? redaksi_site_get_name (site) : _ ("a site that was removed");
  g_autofree char *body
    = g_strv_length (ids) == 1
        ? g_strdup_printf (_ ("It is in the outbox, for %s. What the site has of it already stays "
                              "there."),
                           name)
        : g_strdup_printf (ngettext ("%u of them is in the outbox. What its site has of it already "
                                     "stays there.",
                                     "%u of them are in the outbox. What their sites have of them "
                                     "already stays there.",
                                     pushes->len),
                           pushes->len);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Stop Sending and Delete?"), body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep"), "stop",
                                  _ ("_Stop and Delete"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "stop",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_object_set_data_full (G_OBJECT (dialog), "articles", g_strdupv (ids),
                          (GDestroyNotify)g_strfreev);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
delete_articles (RedaksiWindow *self, char **ids)
{
  g_autoptr (GPtrArray) pushes = find_pushes (self, (const char *const *)ids);

  if (pushes->len > 0)
    ask_to_stop (self, ids, pushes);
  else
    delete_now (self, ids);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (GStrv) ids = g_variant_dup_strv (parameter, NULL);

  delete_articles (REDAKSI_WINDOW (widget), ids);
}

/* The article that is open. */
static void
delete_open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  RedaksiDocument *document = redaksi_editor_get_document (self->editor);
  g_auto (GStrv) ids = NULL;

  if (document == NULL)
    return;
  ids = g_strdupv (
    (char *[]){ (char *)redaksi_article_get_id (redaksi_document_get_article (document)), NULL });
  delete_articles (self, ids);
}

/* ---- out of the trash ------------------------------------------------------------------------ */

static void
restored_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autofree char *sentence
    = g_strdup_printf (ngettext ("Article restored", "%'u articles restored", n), n);

  redaksi_window_tell (object, value != NULL ? sentence : error->message);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  g_auto (GStrv) ids = g_variant_dup_strv (parameter, NULL);

  redaksi_answer (redaksi_library_set_deleted (get_library (self), (const char *const *)ids, FALSE),
                  self, restored_cb, GUINT_TO_POINTER (g_strv_length (ids)), NULL);
}

/* ---- for good -------------------------------------------------------------------------------- */

/* What a question is about; all of the trash where there are no ids. */
typedef struct
{
  char **ids;
  guint n;
} Purge;

static void
purge_free (gpointer data)
{
  Purge *purge = data;

  g_strfreev (purge->ids);
  g_free (purge);
}

static void
purged_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiWindow *self = object;
  Purge *purge = data;
  guint gone = value != NULL ? g_value_get_uint (value) : 0;
  guint stays = purge->n > gone ? purge->n - gone : 0;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *sentence = NULL;

  if (value == NULL)
    {
      redaksi_window_tell (self, error->message);
      return;
    }
  first = g_strdup_printf (ngettext ("%'u article is gone.", "%'u articles are gone.", gone), gone);
  second = g_strdup_printf (ngettext ("%'u stays: it is still on its way to a site.",
                                      "%'u stay: they are still on their way to a site.", stays),
                            stays);
  sentence = stays > 0 ? g_strdup_printf ("%s %s", first, second) : g_strdup (first);
  redaksi_window_tell (self, sentence);
}

static void
purge_now (RedaksiWindow *self, Purge *purge)
{
  redaksi_answer (redaksi_library_purge_articles (get_library (self),
                                                  (const char *const *)purge->ids),
                  self, purged_cb, purge, purge_free);
}

static void
closed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  Purge *purge = data;

  if (value == NULL)
    redaksi_window_tell (object, error->message);
  else
    {
      Purge *again = g_new0 (Purge, 1);
      again->ids = g_strdupv (purge->ids);
      again->n = purge->n;
      purge_now (object, again);
    }
}

static void
purge_response_cb (AdwDialog *dialog, const char *response, RedaksiWindow *self)
{
  Purge *purge;

  if (!g_str_equal (response, "purge"))
    return;
  purge = g_new0 (Purge, 1);
  purge->ids = g_strdupv (g_object_get_data (G_OBJECT (dialog), "articles"));
  purge->n = g_strv_length (purge->ids);
  if (!has_open (self, (const char *const *)purge->ids))
    {
      purge_now (self, purge);
      return;
    }
  redaksi_window_show_lists (self);
  redaksi_answer (redaksi_editor_close (self->editor), self, closed_cb, purge, purge_free);
}

static void
ask_to_purge (RedaksiWindow *self, const char *heading, char **ids, const char *headline)
{
  guint n = g_strv_length (ids);
  g_autofree char *what = NULL;
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  if (n == 1 && headline != NULL && *headline != '\0')
    what = g_strdup_printf (_ ("“%s” goes, with its history and the photos that only it has."),
                            headline);
  else
    what = g_strdup_printf (ngettext ("%'u article goes, with its history and the photos that only "
                                      "it has.",
                                      "%'u articles go, with their history and the photos that "
                                      "only they have.",
                                      n),
                            n);
  body = g_strdup_printf (
    /* Translators: after a sentence that says what goes */
    _ ("%s It can’t be brought back. What stands on a site stays there, and backups that were made "
       "before still have it."),
    what);
  dialog = adw_alert_dialog_new (heading, body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep"), "purge",
                                  _ ("_Delete for Ever"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "purge",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_object_set_data_full (G_OBJECT (dialog), "articles", g_strdupv (ids),
                          (GDestroyNotify)g_strfreev);
  g_signal_connect_object (dialog, "response", G_CALLBACK (purge_response_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
summary_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiSummary *summary = value != NULL ? g_value_get_object (value) : NULL;

  ask_to_purge (object, _ ("Delete for Ever?"), data,
                summary != NULL ? redaksi_summary_get_headline (summary) : NULL);
}

static void
purge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  g_auto (GStrv) ids = g_variant_dup_strv (parameter, NULL);

  if (g_strv_length (ids) == 1)
    redaksi_answer (redaksi_library_get_summary (get_library (self), ids[0]), self, summary_cb,
                    g_strdupv (ids), (GDestroyNotify)g_strfreev);
  else if (*ids != NULL)
    ask_to_purge (self, _ ("Delete for Ever?"), ids, NULL);
}

static void
fetched_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  GPtrArray *list = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_strv_builder_add (builder, redaksi_summary_get_id (list->pdata[i]));
  ids = g_strv_builder_end (builder);
  if (*ids != NULL)
    ask_to_purge (object, _ ("Empty the Trash?"), ids, NULL);
}

static DexFuture *
fetch_cb (DexFuture *future, gpointer library)
{
  GArray *rows = g_value_get_boxed (dex_future_get_value (future, NULL));

  return redaksi_library_fetch (library, (const gint64 *)(void *)rows->data, rows->len, NULL);
}

/* What goes is what the question was about, not what came into the trash while it stood there. */
static void
empty_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RedaksiWindow *self = REDAKSI_WINDOW (widget);
  RedaksiLibrary *library = get_library (self);
  RedaksiQuery query = { REDAKSI_QUERY_TRASH, NULL };

  redaksi_answer (dex_future_then (redaksi_library_query (library, &query), fetch_cb,
                                   g_object_ref (library), g_object_unref),
                  self, fetched_cb, NULL, NULL);
}

/* ---- states ---------------------------------------------------------------------------------- */

#define BY_HAND                                                                                    \
  ((1u << REDAKSI_STATE_DRAFT) | (1u << REDAKSI_STATE_SUBMITTED)                                   \
   | (1u << REDAKSI_STATE_CHANGES_REQUESTED) | (1u << REDAKSI_STATE_APPROVED))

typedef struct
{
  RedaksiWindow *window; /* owned */
  char **ids;
  RedaksiState state;
} States;

static void
states_free (gpointer data)
{
  States *states = data;

  g_object_unref (states->window);
  g_strfreev (states->ids);
  g_free (states);
}

/* What readers see, or will see by itself, is what the site says: no hand changes that here.
 * → uint: how many were left as they are */
static DexFuture *
states_fiber (gpointer data)
{
  States *states = data;
  RedaksiLibrary *library = get_library (states->window);
  guint left = 0;

  for (guint i = 0; states->ids[i] != NULL; i++)
    {
      GError *error = NULL;
      g_autoptr (RedaksiSummary) summary
        = dex_await_object (redaksi_library_get_summary (library, states->ids[i]), &error);

      if (summary == NULL)
        return dex_future_new_for_error (error);
      if ((BY_HAND & (1u << redaksi_summary_get_state (summary))) == 0)
        left++;
      else if (!dex_await (redaksi_library_set_state (library, states->ids[i], states->state),
                           &error))
        return dex_future_new_for_error (error);
    }
  return dex_future_new_for_uint (left);
}

static void
states_set_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  guint left = value != NULL ? g_value_get_uint (value) : 0;
  g_autofree char *sentence = NULL;

  if (value == NULL)
    {
      redaksi_window_tell (object, error->message);
      return;
    }
  if (left == 0)
    return;
  sentence = g_strdup_printf (ngettext ("%'u article stays as it is: a site has it.",
                                        "%'u articles stay as they are: a site has them.", left),
                              left);
  redaksi_window_tell (object, sentence);
}

static void
states_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (GStrv) ids = NULL;
  g_autofree char *word = NULL;
  RedaksiState state;
  States *states;

  g_variant_get (parameter, "(^ass)", &ids, &word);
  if (!redaksi_state_from_string (word, &state) || (BY_HAND & (1u << state)) == 0)
    return;
  states = g_new0 (States, 1);
  states->window = g_object_ref (REDAKSI_WINDOW (widget));
  states->ids = g_steal_pointer (&ids);
  states->state = state;
  redaksi_answer (dex_scheduler_spawn (NULL, 0, states_fiber, states, states_free), widget,
                  states_set_cb, NULL, NULL);
}

void
redaksi_window_install_trash (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.delete-articles", "as", delete_action);
  gtk_widget_class_install_action (klass, "win.delete", NULL, delete_open_action);
  gtk_widget_class_install_action (klass, "win.restore-articles", "as", restore_action);
  gtk_widget_class_install_action (klass, "win.purge-articles", "as", purge_action);
  gtk_widget_class_install_action (klass, "win.empty-trash", NULL, empty_action);
  gtk_widget_class_install_action (klass, "win.set-states", "(ass)", states_action);
}
