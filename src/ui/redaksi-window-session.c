/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-window-private.h"
#include "redaksi-words.h"

/* In the library, as it belongs to its articles: `ID ANCHOR HEAD`. */
#define LAST_ARTICLE "last-article"

/**
 * redaksi_window_remember:
 * @self: the window
 *
 * Keeps which article is open and where the cursor is, for the next start.
 */
void
redaksi_window_remember (RedaksiWindow *self)
{
  RedaksiDocument *document = redaksi_editor_get_document (self->editor);
  g_autofree char *text = NULL;

  if (document != NULL)
    {
      RedaksiSelection selection = redaksi_document_get_selection (document);

      text = g_strdup_printf ("%s %u %u",
                              redaksi_article_get_id (redaksi_document_get_article (document)),
                              selection.anchor, selection.head);
    }
  dex_future_disown (redaksi_library_set_setting (redaksi_services_get_library (self->services),
                                                  LAST_ARTICLE, text));
}

static void
remembered_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiWindow *self = object;
  const char *text = value != NULL ? g_value_get_string (value) : NULL;
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, " ", 3) : NULL;

  /* The user was faster. */
  if (parts == NULL || g_strv_length (parts) != 3
      || redaksi_editor_get_document (self->editor) != NULL)
    return;
  redaksi_editor_set_cursor (self->editor, (guint)g_ascii_strtoull (parts[1], NULL, 10),
                             (guint)g_ascii_strtoull (parts[2], NULL, 10));
  redaksi_editor_open (self->editor, parts[0]);
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

static void
push_ended_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiWindow *self = object;
  RedaksiPush *push = value != NULL ? g_value_get_object (value) : NULL;
  g_autofree char *sentence = NULL;
  const char *url;
  AdwToast *toast;

  if (push == NULL)
    return;
  sentence = redaksi_words_push (push, redaksi_services_find_site (self->services,
                                                                   redaksi_push_get_site (push)));
  url = redaksi_push_get_url (push);
  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 10);
  if (redaksi_push_get_stage (push) == REDAKSI_STAGE_DONE && url != NULL && *url != '\0')
    {
      adw_toast_set_button_label (toast, _ ("_Open"));
      adw_toast_set_action_name (toast, "app.open-web");
      adw_toast_set_action_target (toast, "s", url);
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
