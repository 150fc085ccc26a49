/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-list-wish.h"

#include "redaksi-answer.h"

/* What is to be done with articles once their ids are known. */
typedef struct
{
  const char *action;
  char *state; /* nullable: what comes beside the ids */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->state);
  g_free (wish);
}

static void
fetched_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  Wish *wish = data;
  GPtrArray *list = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  if (list == NULL)
    {
      gtk_widget_activate_action (object, "win.tell", "s", error->message);
      return;
    }
  for (guint i = 0; i < list->len; i++)
    g_strv_builder_add (builder, redaksi_summary_get_id (list->pdata[i]));
  ids = g_strv_builder_end (builder);
  if (*ids == NULL)
    return;
  if (wish->state != NULL)
    gtk_widget_activate_action (object, wish->action, "(^ass)", ids, wish->state);
  else
    gtk_widget_activate_action (object, wish->action, "^as", ids);
}

/**
 * redaksi_list_wish:
 * @widget: where the action is looked for
 * @library: an open library
 * @rows: (element-type gint64): rows of articles
 * @action: what is to be done with them: it gets their ids (as)
 * @state: (nullable): what it gets besides, then ((ass))
 *
 * Does something with the articles of some rows, once their ids are known.
 */
void
redaksi_list_wish (GtkWidget *widget, RedaksiLibrary *library, GArray *rows, const char *action,
                   const char *state)
{
  Wish *wish;

  g_return_if_fail (GTK_IS_WIDGET (widget) && rows != NULL && action != NULL);

  if (rows->len == 0)
    return;
  wish = g_new0 (Wish, 1);
  wish->action = action;
  wish->state = g_strdup (state);
  redaksi_answer (redaksi_library_fetch (library, (const gint64 *)(void *)rows->data, rows->len,
                                         NULL),
                  widget, fetched_cb, wish, wish_free);
}
