/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-id.h"
#include "redaksi-window-private.h"
#include "redaksi-words.h"

/* In the library, as it belongs to its articles, which keep their cursors themselves. */
#define LAST_ARTICLE "last-article"

/**
 * redaksi_window_remember:
 * @self: the window
 *
 * Keeps which article is open, for the next start.
 */
void
redaksi_window_remember (RedaksiWindow *self)
{
  RedaksiDocument *document = redaksi_editor_get_document (self->editor);
  const char *id = NULL;

  if (document != NULL)
    id = redaksi_article_get_id (redaksi_document_get_article (document));
  dex_future_disown (
    redaksi_library_set_setting (redaksi_services_get_library (self->services), LAST_ARTICLE, id));
}

static void
remembered_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiWindow *self = object;
  const char *id = value != NULL ? g_value_get_string (value) : NULL;

  /* The user was faster. */
  if (id == NULL || !redaksi_id_is_valid (id) || redaksi_editor_get_document (self->editor) != NULL)
    return;
  /* Writing goes on where it stopped. */
  g_set_str (&self->fresh, id);
  redaksi_editor_open (self->editor, id);
  adw_navigation_split_view_set_show_content (self->panes, TRUE);
}

/**
 * redaksi_window_restore:
 * @self: the window
 *
 * Opens what was open when the program ended.
 */
void
redaksi_window_restore (RedaksiWindow *self)
{
  g_return_if_fail (REDAKSI_IS_WINDOW (self));

  redaksi_answer (redaksi_library_get_setting (redaksi_services_get_library (self->services),
                                               LAST_ARTICLE),
                  self, remembered_cb, NULL, NULL);
}

/* Whether readers have a page to open: a draft, or what waits for its hour, is shown to nobody. */
static gboolean
has_page (RedaksiPush *push)
{
  RedaksiIntent intent = redaksi_push_get_intent (push);
  const char *url = redaksi_push_get_url (push);

  return redaksi_push_get_stage (push) == REDAKSI_STAGE_DONE && url != NULL && *url != '\0'
         && (intent == REDAKSI_INTENT_PUBLISH || intent == REDAKSI_INTENT_UPDATE);
}

static void
push_ended_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiWindow *self = object;
  RedaksiPush *push = value != NULL ? g_value_get_object (value) : NULL;
  g_autofree char *sentence = NULL;
  AdwToast *toast;

  if (push == NULL)
    return;
  sentence = redaksi_words_push (push, redaksi_services_find_site (self->services,
                                                                   redaksi_push_get_site (push)));
  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 10);
  if (has_page (push))
    {
      adw_toast_set_button_label (toast, _ ("_Open Page"));
      adw_toast_set_action_name (toast, "app.open-web");
      adw_toast_set_action_target (toast, "s", redaksi_push_get_url (push));
    }
  else if (redaksi_push_get_stage (push) == REDAKSI_STAGE_CONFLICT)
    {
      adw_toast_set_button_label (toast, _ ("_Choose a Version…"));
      adw_toast_set_action_name (toast, "win.decide");
      adw_toast_set_action_target (toast, "s", redaksi_push_get_id (push));
      adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
    }
  else if (redaksi_push_get_stage (push) != REDAKSI_STAGE_DONE)
    {
      adw_toast_set_button_label (toast, _ ("_Outbox"));
      adw_toast_set_action_name (toast, "win.outbox");
      adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
    }
  /* What was told of its way is over. */
  adw_toast_overlay_dismiss_all (self->toasts);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Tells in a toast what became of a push. */
void
redaksi_window_follow_push (RedaksiWindow *self, const char *push_id)
{
  redaksi_answer (redaksi_outbox_wait (redaksi_services_get_outbox (self->services), push_id), self,
                  push_ended_cb, NULL, NULL);
}

/* After a sign-in: what waited for it goes on. */
void
redaksi_window_retry_pushes (RedaksiWindow *self, const char *site_id)
{
  RedaksiOutbox *outbox = redaksi_services_get_outbox (self->services);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outbox)); i++)
    {
      g_autoptr (RedaksiPush) push = g_list_model_get_item (G_LIST_MODEL (outbox), i);

      if (g_str_equal (redaksi_push_get_site (push), site_id)
          && redaksi_push_get_stage (push) == REDAKSI_STAGE_SIGN_IN)
        dex_future_disown (redaksi_outbox_retry (outbox, redaksi_push_get_id (push)));
    }
}
