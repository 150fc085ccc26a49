/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A push in conflict: what stands on the site is fetched for a person, who decides. */
#include "redaksi-outbox-private.h"

#include <glib/gi18n-lib.h>

#include "redaksi-compare-private.h"

typedef struct
{
  RedaksiOutbox *outbox;
  char *push_id;
  RedaksiPost *theirs; /* nullable */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->outbox);
  g_free (question->push_id);
  g_clear_pointer (&question->theirs, redaksi_post_free);
  g_free (question);
}

static DexFuture *
ask (RedaksiOutbox *self, const char *push_id, const RedaksiPost *theirs, DexFiberFunc fiber)
{
  Question *question = g_new0 (Question, 1);

  question->outbox = g_object_ref (self);
  question->push_id = g_strdup (push_id);
  question->theirs = theirs != NULL ? redaksi_post_copy (theirs) : NULL;
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, fiber, question, question_free);
}

/* Returns: (nullable): a reference to the push, which may go from the list meanwhile */
static RedaksiPush *
get_push (Question *question, GError **error)
{
  RedaksiOutboxItem *item = _redaksi_outbox_find_item (question->outbox, question->push_id);

  if (item != NULL)
    return g_object_ref (item->push);
  g_set_error_literal (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE,
                       _ ("There is no such push."));
  return NULL;
}

static DexFuture *
fetch_fiber (gpointer data)
{
  Question *question = data;
  RedaksiOutbox *self = question->outbox;
  GError *error = NULL;
  g_autoptr (RedaksiPush) push = get_push (question, &error);
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiServer) server = NULL;
  g_autoptr (RedaksiRemote) remote = NULL;
  g_autoptr (RedaksiPost) post = NULL;

  if (push == NULL)
    return dex_future_new_for_error (error);
  remote = dex_await_boxed (redaksi_library_get_remote (self->library, redaksi_push_get_site (push),
                                                        redaksi_push_get_article (push)),
                            &error);
  if (remote == NULL)
    return dex_future_new_for_error (error);
  server = _redaksi_outbox_await_server (self, redaksi_push_get_site (push), &site, NULL, &error);
  if (server == NULL)
    return dex_future_new_for_error (error);
  post = dex_await_boxed (redaksi_server_get_post (server, remote->remote_id, NULL), &error);
  if (post == NULL)
    return dex_future_new_for_error (error);
  if (g_strcmp0 (post->status, "trash") == 0)
    return dex_future_new_reject (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND,
                                  _ ("The article was deleted at %s."),
                                  redaksi_site_get_name (site));
  return dex_future_new_take_boxed (REDAKSI_TYPE_POST, g_steal_pointer (&post));
}

/**
 * redaksi_outbox_fetch_theirs:
 * @self: an outbox
 * @push_id: a push in conflict
 *
 * Returns: (transfer full): a future of the #RedaksiPost as it stands on the site now; rejects with
 *   %REDAKSI_SERVER_ERROR_NOT_FOUND where it was deleted there
 */
DexFuture *
redaksi_outbox_fetch_theirs (RedaksiOutbox *self, const char *push_id)
{
  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && push_id != NULL, NULL);

  return ask (self, push_id, NULL, fetch_fiber);
}

static DexFuture *
replace_fiber (gpointer data)
{
  Question *question = data;
  RedaksiOutbox *self = question->outbox;
  GError *error = NULL;
  g_autoptr (RedaksiPush) push = get_push (question, &error);
  g_autoptr (RedaksiRemote) remote = NULL;
  g_autofree char *state = NULL;

  if (push == NULL)
    return dex_future_new_for_error (error);
  if (redaksi_push_get_stage (push) != REDAKSI_STAGE_CONFLICT)
    return dex_future_new_false ();
  state = redaksi_seen_write (question->theirs, 0, NULL, FALSE);
  remote = redaksi_remote_new (question->theirs->remote_id, question->theirs->url, state);
  if (!dex_await (redaksi_library_set_remote (self->library, redaksi_push_get_site (push),
                                              redaksi_push_get_article (push), remote),
                  &error))
    return dex_future_new_for_error (error);
  return redaksi_outbox_retry (self, question->push_id);
}

/**
 * redaksi_outbox_replace_theirs:
 * @self: an outbox
 * @push_id: a push in conflict
 * @theirs: what redaksi_outbox_fetch_theirs() brought, and a person has seen
 *
 * Sends ours in its place. Unlike redaksi_outbox_overwrite() it replaces what was seen and nothing
 * newer: where the site was changed once more, the push is in conflict again.
 *
 * Returns: (transfer full): a future of gboolean: %FALSE where the push is in no conflict
 */
DexFuture *
redaksi_outbox_replace_theirs (RedaksiOutbox *self, const char *push_id, const RedaksiPost *theirs)
{
  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && push_id != NULL && theirs != NULL, NULL);

  return ask (self, push_id, theirs, replace_fiber);
}
