/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of the outbox: to push, to wait, to cancel, to try once more. */
#include "redaksi-outbox-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"

typedef struct
{
  RedaksiOutbox *outbox;
  char *article;
  char *site;
  RedaksiIntent intent;
  gint64 when;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->outbox);
  g_free (order->article);
  g_free (order->site);
  g_free (order);
}

/**
 * redaksi_outbox_replaces:
 * @newer: what a newer push of an article wants
 * @older: what an older one of it wants, that rests until a person comes or until its hour
 *
 * A publish, a schedule and an unpublish say all that there is to say. A submit is what is left to
 * who may not publish, an update what is left where a draft came too late. Less than that must not
 * make a decision undone that was made before: a draft that is saved takes no publish away.
 *
 * Returns: whether nothing that was meant is lost when the older one is cancelled
 */
gboolean
redaksi_outbox_replaces (RedaksiIntent newer, RedaksiIntent older)
{
  switch (newer)
    {
    case REDAKSI_INTENT_PUBLISH:
    case REDAKSI_INTENT_SCHEDULE:
    case REDAKSI_INTENT_UNPUBLISH:
      return TRUE;
    case REDAKSI_INTENT_SUBMIT:
      return older != REDAKSI_INTENT_UPDATE && older != REDAKSI_INTENT_UNPUBLISH;
    case REDAKSI_INTENT_UPDATE:
      return older == REDAKSI_INTENT_DRAFT || older == REDAKSI_INTENT_SUBMIT
             || older == REDAKSI_INTENT_UPDATE;
    case REDAKSI_INTENT_DRAFT:
    default:
      return older == newer;
    }
}

/* Whether a newer push of the same article takes its place: a person would have had to look after
 * it, or its hour has not come. It must not come later with an older text. */
gboolean
_redaksi_outbox_gives_way (RedaksiOutboxItem *item, RedaksiIntent newer)
{
  RedaksiStage stage = redaksi_push_get_stage (item->push);

  return item->cancellable == NULL
         && redaksi_outbox_replaces (newer, redaksi_push_get_intent (item->push))
         && (redaksi_stage_needs_person (stage) || stage == REDAKSI_STAGE_HELD);
}

/**
 * _redaksi_outbox_replace_older:
 * @self: an outbox
 * @article: an article's id
 * @site: a site's id
 * @intent: what the newer one wants
 * @newer: (nullable): the push that takes their place, when it is in the queue already
 * @error: return location
 *
 * Called from fibers.
 *
 * Returns: whether those that give way are durably cancelled
 */
gboolean
_redaksi_outbox_replace_older (RedaksiOutbox *self, const char *article, const char *site,
                               RedaksiIntent intent, RedaksiPush *newer, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      RedaksiOutboxItem *item = g_ptr_array_index (self->items, i);

      if (item->push == newer)
        break;
      if (!_redaksi_outbox_gives_way (item, intent)
          || !_redaksi_outbox_is_for (item, article, site))
        continue;
      redaksi_push_set_stage (item->push, REDAKSI_STAGE_CANCELLED);
      redaksi_push_set_message (item->push, _ ("A newer one took its place."), NULL);
      if (!_redaksi_outbox_write (self, item, error))
        return FALSE;
      _redaksi_outbox_tell_waiters (self, item);
    }
  return TRUE;
}

static DexFuture *
push_fiber (gpointer data)
{
  Order *order = data;
  RedaksiOutbox *self = order->outbox;
  g_autoptr (RedaksiPush) push = NULL;
  g_autoptr (RedaksiSite) site = NULL;
  GError *error = NULL;
  guint revision;

  site = _redaksi_outbox_await_site (self, order->site, &error);
  if (site == NULL)
    return dex_future_new_for_error (error);
  revision
    = dex_await_uint (redaksi_library_cut_revision (self->library, order->article, "push", NULL),
                      &error);
  if (error != NULL
      || !_redaksi_outbox_replace_older (self, order->article, order->site, order->intent, NULL,
                                         &error))
    return dex_future_new_for_error (error);
  push = redaksi_push_new (order->article, revision, order->site, order->intent, order->when);
  /* An hour for anything but a schedule of the server's is kept here. */
  if (order->intent != REDAKSI_INTENT_SCHEDULE && order->when > redaksi_clock_now ())
    {
      redaksi_push_set_stage (push, REDAKSI_STAGE_HELD);
      redaksi_push_set_next_try (push, order->when);
    }
  if (!dex_await (redaksi_library_add_push (self->library, push), &error))
    return dex_future_new_for_error (error);
  /* A change in another process may have brought it already. */
  if (_redaksi_outbox_find_item (self, redaksi_push_get_id (push)) == NULL)
    _redaksi_outbox_add (self, push);
  _redaksi_outbox_schedule (self);
  return dex_future_new_for_string (redaksi_push_get_id (push));
}

/**
 * redaksi_outbox_push:
 * @self: an outbox
 * @article_id: what
 * @site_id: where to
 * @intent: what the site shall do with it
 * @when: for %REDAKSI_INTENT_SCHEDULE: when, microseconds UTC; for others: not before; 0: now
 *
 * Cuts a revision and commits the push; then it is on its way, even when the machine stops.
 *
 * Returns: (transfer full): a future of the push's id (string)
 */
DexFuture *
redaksi_outbox_push (RedaksiOutbox *self, const char *article_id, const char *site_id,
                     RedaksiIntent intent, gint64 when)
{
  Order *order;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (article_id != NULL && site_id != NULL && intent <= REDAKSI_INTENT_LAST,
                        NULL);

  order = g_new0 (Order, 1);
  order->outbox = g_object_ref (self);
  order->article = g_strdup (article_id);
  order->site = g_strdup (site_id);
  order->intent = intent;
  order->when = when;
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, push_fiber, order, order_free);
}

static DexFuture *
reject_unknown (void)
{
  return dex_future_new_reject (REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE, "%s",
                                _ ("There is no such push."));
}

/**
 * redaksi_outbox_wait:
 * @self: an outbox
 * @push_id: a push
 *
 * Returns: (transfer full): a future of #RedaksiPush: when it is final, needs a person, is offline
 * or is held
 */
DexFuture *
redaksi_outbox_wait (RedaksiOutbox *self, const char *push_id)
{
  DexPromise *promise;
  RedaksiOutboxItem *item;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self), NULL);

  item = _redaksi_outbox_find_item (self, push_id);
  if (item == NULL)
    return reject_unknown ();
  promise = dex_promise_new ();
  g_ptr_array_add (item->waiters, dex_ref (promise));
  _redaksi_outbox_tell_waiters (self, item);
  return DEX_FUTURE (promise);
}

typedef struct
{
  RedaksiOutbox *outbox;
  char *push_id;
  gboolean overwrite;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->outbox);
  g_free (request->push_id);
  g_free (request);
}

static DexFuture *
spawn_request (RedaksiOutbox *self, const char *push_id, gboolean overwrite, DexFiberFunc fiber)
{
  Request *request = g_new0 (Request, 1);

  request->outbox = g_object_ref (self);
  request->push_id = g_strdup (push_id);
  request->overwrite = overwrite;
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, fiber, request, request_free);
}

static DexFuture *
cancel_fiber (gpointer data)
{
  Request *request = data;
  RedaksiOutbox *self = request->outbox;
  RedaksiOutboxItem *item = _redaksi_outbox_find_item (self, request->push_id);
  GError *error = NULL;

  if (item == NULL)
    return reject_unknown ();
  if (item->cancellable != NULL)
    {
      item->cancelled = TRUE;
      g_cancellable_cancel (item->cancellable);
      if (!dex_await (redaksi_outbox_wait (self, request->push_id), &error))
        return dex_future_new_for_error (error);
      return dex_future_new_for_boolean (redaksi_push_get_stage (item->push)
                                         == REDAKSI_STAGE_CANCELLED);
    }
  /* Final, or under way in another process. */
  if (redaksi_stage_is_final (redaksi_push_get_stage (item->push))
      || (!redaksi_library_own_outbox (self->library) && !_redaksi_outbox_is_resting (item)))
    return dex_future_new_false ();
  redaksi_push_set_stage (item->push, REDAKSI_STAGE_CANCELLED);
  redaksi_push_set_message (item->push,
                            redaksi_push_get_sent (item->push)
                              ? _ ("Cancelled. A part of it may be on the site already.")
                              : _ ("Cancelled. Nothing was sent."),
                            NULL);
  if (!_redaksi_outbox_write (self, item, &error))
    return dex_future_new_for_error (error);
  _redaksi_outbox_tell_waiters (self, item);
  _redaksi_outbox_schedule (self);
  return dex_future_new_true ();
}

/**
 * redaksi_outbox_cancel:
 * @self: an outbox
 * @push_id: a push
 *
 * Returns: (transfer full): a future of gboolean: %FALSE where it was too late
 */
DexFuture *
redaksi_outbox_cancel (RedaksiOutbox *self, const char *push_id)
{
  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self), NULL);

  return spawn_request (self, push_id, FALSE, cancel_fiber);
}

/* What goes by itself has to be stopped first, by a person who means that. */
static gboolean
may_be_removed (RedaksiOutboxItem *item)
{
  RedaksiStage stage = redaksi_push_get_stage (item->push);

  return item->cancellable == NULL
         && (redaksi_stage_is_final (stage) || redaksi_stage_needs_person (stage));
}

static DexFuture *
remove_fiber (gpointer data)
{
  Request *request = data;
  RedaksiOutbox *self = request->outbox;
  RedaksiOutboxItem *item = _redaksi_outbox_find_item (self, request->push_id);
  GError *error = NULL;

  if (item == NULL)
    return reject_unknown ();
  if (!may_be_removed (item))
    return dex_future_new_false ();
  /* Durably cancelled first: a crash between the two leaves a row that nothing comes of. */
  if (!redaksi_stage_is_final (redaksi_push_get_stage (item->push))
      && !dex_await_boolean (redaksi_outbox_cancel (self, request->push_id), &error))
    return error != NULL ? dex_future_new_for_error (error) : dex_future_new_false ();
  if (!dex_await (redaksi_library_remove_push (self->library, request->push_id), &error))
    return dex_future_new_for_error (error);
  item = _redaksi_outbox_find_item (self, request->push_id);
  if (item != NULL)
    _redaksi_outbox_drop (self, item);
  return dex_future_new_true ();
}

/**
 * redaksi_outbox_remove:
 * @self: an outbox
 * @push_id: a push that is at its end, or waits for a person
 *
 * Takes it out of the list for good. One that waits for a person is cancelled, and with it goes
 * what was meant; what the site has of it stays there, and stays known.
 *
 * Returns: (transfer full): a future of gboolean: %FALSE where it may still go by itself
 */
DexFuture *
redaksi_outbox_remove (RedaksiOutbox *self, const char *push_id)
{
  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self), NULL);

  return spawn_request (self, push_id, FALSE, remove_fiber);
}

static DexFuture *
retry_fiber (gpointer data)
{
  Request *request = data;
  RedaksiOutbox *self = request->outbox;
  RedaksiOutboxItem *item = _redaksi_outbox_find_item (self, request->push_id);
  GError *error = NULL;
  RedaksiStage stage;

  if (item == NULL)
    return reject_unknown ();
  stage = redaksi_push_get_stage (item->push);
  if (item->cancellable != NULL || redaksi_stage_is_final (stage)
      || (!redaksi_library_own_outbox (self->library) && !_redaksi_outbox_is_resting (item)))
    return dex_future_new_false ();
  _redaksi_outbox_forget_server (self, redaksi_push_get_site (item->push));
  item->overwrite = request->overwrite;
  redaksi_push_set_stage (item->push, REDAKSI_STAGE_WAITING);
  redaksi_push_set_next_try (item->push, 0);
  redaksi_push_set_attempts (item->push, 0);
  if (!_redaksi_outbox_write (self, item, &error))
    return dex_future_new_for_error (error);
  _redaksi_outbox_schedule (self);
  return dex_future_new_true ();
}

/**
 * redaksi_outbox_retry:
 * @self: an outbox
 * @push_id: a push that rests
 *
 * Returns: (transfer full): a future of gboolean: %FALSE where it is final or under way
 */
DexFuture *
redaksi_outbox_retry (RedaksiOutbox *self, const char *push_id)
{
  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self), NULL);

  return spawn_request (self, push_id, FALSE, retry_fiber);
}

/**
 * redaksi_outbox_overwrite:
 * @self: an outbox
 * @push_id: a push in conflict
 *
 * As redaksi_outbox_retry(), and what stands on the site is overwritten, or put there again where
 * it was deleted. Only for a person who has been shown what that is.
 *
 * Returns: (transfer full): a future of gboolean
 */
DexFuture *
redaksi_outbox_overwrite (RedaksiOutbox *self, const char *push_id)
{
  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self), NULL);

  return spawn_request (self, push_id, TRUE, retry_fiber);
}
