/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether links lead anywhere: each is asked for once, as a browser would, without a name or a
 * password, and only for its beginning: to HEAD many servers say something else than to readers. */
#include "redaksi-links.h"

#include <glib/gi18n-lib.h>

#include "redaksi-transport-private.h"

#define DEADLINE 10000 /* ms */

typedef struct
{
  char **addresses;
  GCancellable *cancellable; /* nullable */
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_strfreev (task->addresses);
  g_clear_object (&task->cancellable);
  g_free (task);
}

void
redaksi_dead_link_free (gpointer link)
{
  RedaksiDeadLink *self = link;

  g_free (self->address);
  g_free (self->reason);
  g_free (self);
}

/* Takes @reason. */
static void
add (GPtrArray *dead, const char *address, char *reason)
{
  RedaksiDeadLink *link = g_new0 (RedaksiDeadLink, 1);

  link->address = g_strdup (address);
  link->reason = reason;
  g_ptr_array_add (dead, link);
}

/* A no to a program may be a yes to a person: what asks for a name, a human or patience is alive.
 */
static gboolean
is_dead (guint status)
{
  return status == 404 || status == 410 || (status >= 500 && status != 503);
}

static DexFuture *
check_fiber (gpointer data)
{
  Task *task = data;
  g_autoptr (RedaksiTransport) transport = redaksi_transport_new ();
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  GPtrArray *dead = g_ptr_array_new_with_free_func (redaksi_dead_link_free);

  redaksi_transport_set_deadline (transport, DEADLINE);
  for (guint i = 0; task->addresses[i] != NULL; i++)
    {
      RedaksiRequest *request = redaksi_request_new ("GET", g_strdup (task->addresses[i]));

      request->anonymous = TRUE;
      request->plain = TRUE;
      request->head_only = TRUE;
      g_ptr_array_add (futures, redaksi_transport_send (transport, request, task->cancellable));
    }
  for (guint i = 0; i < futures->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiReply) reply = dex_await_boxed (dex_ref (futures->pdata[i]), &error);

      if (reply != NULL && is_dead (reply->status))
        add (dead, task->addresses[i], g_strdup_printf (_ ("The site says %u."), reply->status));
      else if (reply == NULL
               && !g_error_matches (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_CANCELLED))
        add (dead, task->addresses[i], g_strdup (error->message));
    }
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, dead);
}

/**
 * redaksi_links_check:
 * @addresses: (array zero-terminated=1): of http or https; others are not asked
 * @cancellable: (nullable): ends it; what has not answered is not dead then
 *
 * Asks all of them at once; it takes ten seconds at most. A site that sends on to another one is
 * alive.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #RedaksiDeadLink
 */
DexFuture *
redaksi_links_check (const char *const *addresses, GCancellable *cancellable)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  Task *task;

  g_return_val_if_fail (addresses != NULL, NULL);

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      const char *scheme = g_uri_peek_scheme (addresses[i]);

      if (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0)
        g_strv_builder_add (builder, addresses[i]);
    }
  task = g_new0 (Task, 1);
  task->addresses = g_strv_builder_end (builder);
  g_set_object (&task->cancellable, cancellable);
  return dex_scheduler_spawn (NULL, 0, check_fiber, task, task_free);
}
