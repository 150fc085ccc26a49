/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clang-format off */
/*
 * The stages of a push. Each is durable (redaksi_library_update_push) before anything is done in it.
 *
 *             redaksi_outbox_push: the revision is cut, the row is committed
 *                                        │
 *                                        ▼        an hour that has not come
 *      ┌──────────────────────────── waiting ─────────────────────────────► held ──┐
 *      │                                 │ ▲                                       │
 *      │   password and rights are known │ └───────────────────────────────────────┘
 *      │                                 ▼
 *      │                              photos      each: look its marker up; not there: upload;
 *      │                                 │        remember the server's id
 *      │                                 ▼
 *      │                               terms      section and tags: find or make
 *      │                                 │
 *      │                                 ▼
 *      │                                post      no id known: look the marker up; not there: create
 *      │                                 │        as a draft under the marker; remember the id.
 *      │                                 │        An id known: fetch, compare with what was last seen.
 *      │                                 │        Then bring it to the wanted status, text, address.
 *      │                                 ▼
 *      │                           read-back      fetch, compare with what was sent
 *      │                                 │
 *      │                                 ▼
 *      │                                done ●    the article's state is set, the address kept
 *      │
 *      │   from any of waiting … read-back:
 *      ├──► offline    no connection, an unclear reply, a server in trouble: waits longer each time,
 *      │               goes by itself → waiting. Whatever was sent is looked up first.
 *      ├──► held       under embargo by the server's clock (redaksi-flow-embargo.c): looked at again
 *      │               → waiting
 *      ├──► sign-in    no password, or a wrong one       ┐
 *      ├──► refused    the server said no, or we did     ├ a person: redaksi_outbox_retry → waiting
 *      ├──► conflict   the server's copy is not the one  │ (conflict: also redaksi_outbox_overwrite)
 *      │               that was last seen, or is gone    ┘
 *      └──► cancelled ●  by a person, or by a newer push of the article that wants at least as much,
 *                        when it waited for a person or its hour
 *
 * After a crash or a restart a push in photos … post begins at photos again: what was done is in
 * the library or is found by its marker. A push in read-back has had its answer: it is only read
 * back. The flag “sent” is durable before the first write of a push and goes when all is known:
 * where it stands, the server's copy may be ours although no reply said so.
 *
 * Rows have versions: what was read before a row was last written changes nothing, and who would
 * write over what another process wrote takes that over instead.
 */
/* clang-format on */
#include "redaksi-outbox-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"

#define OWNER_CHECK  2000 /* ms */
#define MAX_RUNNING  4
#define FIRST_WAIT   (5 * G_USEC_PER_SEC)
#define LONGEST_WAIT (15 * 60 * G_USEC_PER_SEC)

/* ---- the list ---- */

static RedaksiOutboxItem *
item_new (RedaksiPush *push)
{
  RedaksiOutboxItem *item = g_new0 (RedaksiOutboxItem, 1);

  item->push = g_object_ref (push);
  item->waiters = g_ptr_array_new_with_free_func (dex_unref);
  return item;
}

static void
item_free (gpointer data)
{
  RedaksiOutboxItem *item = data;

  g_object_unref (item->push);
  g_clear_object (&item->cancellable);
  for (guint i = 0; i < item->waiters->len; i++)
    dex_promise_reject (g_ptr_array_index (item->waiters, i),
                        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "outbox gone"));
  g_ptr_array_unref (item->waiters);
  g_free (item);
}

static GType
redaksi_outbox_get_item_type (GListModel *model)
{
  return REDAKSI_TYPE_PUSH;
}

static guint
redaksi_outbox_get_n_items (GListModel *model)
{
  return REDAKSI_OUTBOX (model)->items->len;
}

static gpointer
redaksi_outbox_get_item (GListModel *model, guint position)
{
  RedaksiOutbox *self = REDAKSI_OUTBOX (model);
  RedaksiOutboxItem *item;

  if (position >= self->items->len)
    return NULL;
  item = g_ptr_array_index (self->items, self->items->len - 1 - position);
  return g_object_ref (item->push);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = redaksi_outbox_get_item_type;
  iface->get_n_items = redaksi_outbox_get_n_items;
  iface->get_item = redaksi_outbox_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RedaksiOutbox, redaksi_outbox, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

RedaksiOutboxItem *
_redaksi_outbox_find_item (RedaksiOutbox *self, const char *push_id)
{
  for (guint i = 0; push_id != NULL && i < self->items->len; i++)
    {
      RedaksiOutboxItem *item = g_ptr_array_index (self->items, i);
      if (strcmp (redaksi_push_get_id (item->push), push_id) == 0)
        return item;
    }
  return NULL;
}

/* The newest stands first in the list, and last in the queue. Rows may come in any order. */
void
_redaksi_outbox_add (RedaksiOutbox *self, RedaksiPush *push)
{
  guint at = self->items->len;

  while (at > 0)
    {
      RedaksiOutboxItem *before = g_ptr_array_index (self->items, at - 1);
      if (redaksi_push_get_created (before->push) <= redaksi_push_get_created (push))
        break;
      at--;
    }
  g_ptr_array_insert (self->items, (int)at, item_new (push));
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1 - at, 0, 1);
}

/* Out of the list; the library has it no more. */
void
_redaksi_outbox_drop (RedaksiOutbox *self, RedaksiOutboxItem *item)
{
  guint at;

  if (!g_ptr_array_find (self->items, item, &at))
    return;
  g_ptr_array_remove_index (self->items, at);
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - at, 1, 0);
}

/* ---- whose turn is it ---- */

gboolean
_redaksi_outbox_is_resting (RedaksiOutboxItem *item)
{
  RedaksiStage stage = redaksi_push_get_stage (item->push);

  return item->cancellable == NULL
         && (redaksi_stage_is_final (stage) || redaksi_stage_needs_person (stage)
             || stage == REDAKSI_STAGE_OFFLINE || stage == REDAKSI_STAGE_HELD);
}

static gboolean
timer_cb (gpointer data)
{
  RedaksiOutbox *self = data;

  self->timer = 0;
  _redaksi_outbox_schedule (self);
  return G_SOURCE_REMOVE;
}

gboolean
_redaksi_outbox_is_for (RedaksiOutboxItem *item, const char *article, const char *site)
{
  return strcmp (redaksi_push_get_article (item->push), article) == 0
         && strcmp (redaksi_push_get_site (item->push), site) == 0;
}

/* Of each article's pushes to a site only the oldest unfinished one may go; those that rest until a
 * person comes make room for one that wants as much. NULL: it may go. */
static RedaksiOutboxItem *
find_before (RedaksiOutbox *self, guint index)
{
  RedaksiOutboxItem *item = g_ptr_array_index (self->items, index);

  for (guint i = 0; i < index; i++)
    {
      RedaksiOutboxItem *other = g_ptr_array_index (self->items, i);
      if (!redaksi_stage_is_final (redaksi_push_get_stage (other->push))
          && !_redaksi_outbox_gives_way (other, redaksi_push_get_intent (item->push))
          && _redaksi_outbox_is_for (other, redaksi_push_get_article (item->push),
                                     redaksi_push_get_site (item->push)))
        return other;
    }
  return NULL;
}

/* What stands behind a push that rests until a person comes does not move either. */
static gboolean
is_behind_a_stuck_one (RedaksiOutbox *self, RedaksiOutboxItem *item)
{
  guint index;
  RedaksiOutboxItem *before;

  if (redaksi_push_get_stage (item->push) != REDAKSI_STAGE_WAITING || item->cancellable != NULL
      || !g_ptr_array_find (self->items, item, &index))
    return FALSE;
  before = find_before (self, index);
  return before != NULL && _redaksi_outbox_is_resting (before)
         && redaksi_push_get_stage (before->push) != REDAKSI_STAGE_OFFLINE;
}

void
_redaksi_outbox_tell_waiters (RedaksiOutbox *self, RedaksiOutboxItem *item)
{
  g_autoptr (GPtrArray) waiters = NULL;

  if (item->waiters->len == 0
      || !(_redaksi_outbox_is_resting (item) || is_behind_a_stuck_one (self, item)))
    return;
  waiters = g_steal_pointer (&item->waiters);
  item->waiters = g_ptr_array_new_with_free_func (dex_unref);
  for (guint i = 0; i < waiters->len; i++)
    dex_promise_resolve_object (g_ptr_array_index (waiters, i), g_object_ref (item->push));
}

void
_redaksi_outbox_schedule (RedaksiOutbox *self)
{
  gint64 now = redaksi_clock_now ();
  gint64 next = G_MAXINT64;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->started)
    return;
  if (!redaksi_library_own_outbox (self->library))
    {
      /* Another process sends; when it ends this one takes over. */
      self->timer = g_timeout_add (OWNER_CHECK, timer_cb, self);
      return;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      RedaksiOutboxItem *item = g_ptr_array_index (self->items, i);
      RedaksiStage stage = redaksi_push_get_stage (item->push);
      gint64 when = redaksi_push_get_next_try (item->push);

      if (item->cancellable != NULL || redaksi_stage_is_final (stage)
          || redaksi_stage_needs_person (stage))
        continue;
      if (find_before (self, i) != NULL)
        {
          _redaksi_outbox_tell_waiters (self, item);
          continue;
        }
      if (when > now)
        next = MIN (next, when);
      else if (self->running < MAX_RUNNING)
        _redaksi_outbox_start_push (self, item);
    }
  if (next != G_MAXINT64)
    /* The wall clock may jump: look again once a minute. */
    self->timer = g_timeout_add ((guint)MIN ((next - now) / 1000 + 1, 60 * 1000), timer_cb, self);
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, RedaksiOutbox *self)
{
  if (!available)
    return;
  for (guint i = 0; i < self->items->len; i++)
    {
      RedaksiOutboxItem *item = g_ptr_array_index (self->items, i);
      if (redaksi_push_get_stage (item->push) == REDAKSI_STAGE_OFFLINE)
        redaksi_push_set_next_try (item->push, 0);
    }
  _redaksi_outbox_schedule (self);
}

/* ---- the outbox ---- */

static void
redaksi_outbox_dispose (GObject *object)
{
  RedaksiOutbox *self = REDAKSI_OUTBOX (object);

  redaksi_outbox_stop (self);
  g_clear_object (&self->library);
  g_clear_object (&self->photos);

  G_OBJECT_CLASS (redaksi_outbox_parent_class)->dispose (object);
}

static void
redaksi_outbox_finalize (GObject *object)
{
  RedaksiOutbox *self = REDAKSI_OUTBOX (object);

  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->servers);
  g_hash_table_unref (self->sites);
  g_hash_table_unref (self->uploads);

  G_OBJECT_CLASS (redaksi_outbox_parent_class)->finalize (object);
}

static void
redaksi_outbox_class_init (RedaksiOutboxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_outbox_dispose;
  G_OBJECT_CLASS (klass)->finalize = redaksi_outbox_finalize;
}

static void
redaksi_outbox_init (RedaksiOutbox *self)
{
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->servers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->sites = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->uploads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, dex_unref);
  self->first_wait = FIRST_WAIT;
  self->longest_wait = LONGEST_WAIT;
}

/**
 * redaksi_outbox_new:
 * @library: an open library
 * @photos: its photos
 *
 * Returns: (transfer full): an outbox that does nothing yet
 */
RedaksiOutbox *
redaksi_outbox_new (RedaksiLibrary *library, RedaksiPhotoStore *photos)
{
  RedaksiOutbox *self;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (library) && REDAKSI_IS_PHOTO_STORE (photos), NULL);

  self = g_object_new (REDAKSI_TYPE_OUTBOX, NULL);
  self->library = g_object_ref (library);
  self->photos = g_object_ref (photos);
  return self;
}

void
redaksi_outbox_set_factory (RedaksiOutbox *self, RedaksiServerFactory factory, gpointer user_data)
{
  self->factory = factory;
  self->factory_data = user_data;
}

void
redaksi_outbox_set_backoff (RedaksiOutbox *self, gint64 first, gint64 most)
{
  self->first_wait = first;
  self->longest_wait = most;
}

/* What the library has, where another process wrote it, into what is shown. */
static void
take_row (RedaksiOutbox *self, RedaksiOutboxItem *item, RedaksiPush *row)
{
  if (item->cancellable == NULL && redaksi_push_take (item->push, row, FALSE))
    _redaksi_outbox_tell_waiters (self, item);
}

/* What the library has counts, whatever was thought here. Called from fibers. */
void
_redaksi_outbox_read_again (RedaksiOutbox *self, RedaksiOutboxItem *item)
{
  g_autoptr (RedaksiPush) row
    = dex_await_object (redaksi_library_get_push (self->library, redaksi_push_get_id (item->push)),
                        NULL);

  if (row != NULL)
    redaksi_push_take (item->push, row, TRUE);
}

/**
 * _redaksi_outbox_write:
 * @self: an outbox
 * @item: a push that was changed
 * @error: return location; %REDAKSI_LIBRARY_ERROR_BUSY where another process wrote it first: then
 *   it is as that one left it
 *
 * Called from fibers.
 *
 * Returns: whether how far it came is durable
 */
gboolean
_redaksi_outbox_write (RedaksiOutbox *self, RedaksiOutboxItem *item, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (dex_await (redaksi_library_update_push (self->library, item->push), &local))
    return TRUE;
  if (g_error_matches (local, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_BUSY))
    _redaksi_outbox_read_again (self, item);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_among (GPtrArray *pushes, const char *id)
{
  for (guint i = 0; i < pushes->len; i++)
    if (strcmp (redaksi_push_get_id (pushes->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

/* What another process took out, or what went with an article. */
static void
drop_gone (RedaksiOutbox *self, GPtrArray *pushes)
{
  for (guint i = self->items->len; i-- > 0;)
    {
      RedaksiOutboxItem *item = g_ptr_array_index (self->items, i);

      if (item->cancellable == NULL && redaksi_stage_is_final (redaksi_push_get_stage (item->push))
          && !is_among (pushes, redaksi_push_get_id (item->push)))
        _redaksi_outbox_drop (self, item);
    }
}

/* Called from fibers. */
static gboolean
load (RedaksiOutbox *self, GError **error)
{
  g_autoptr (GPtrArray) pushes
    = dex_await_boxed (redaksi_library_list_pushes (self->library, FALSE), error);

  if (pushes == NULL)
    return FALSE;
  for (guint i = 0; i < pushes->len; i++)
    {
      RedaksiPush *push = g_ptr_array_index (pushes, i);
      RedaksiOutboxItem *item = _redaksi_outbox_find_item (self, redaksi_push_get_id (push));

      if (item != NULL)
        take_row (self, item, push);
      else
        _redaksi_outbox_add (self, push);
    }
  drop_gone (self, pushes);
  return TRUE;
}

static DexFuture *
load_fiber (gpointer data)
{
  RedaksiOutbox *self = data;

  /* What changes meanwhile is loaded after this. */
  while (self->stale && self->library != NULL)
    {
      self->stale = FALSE;
      if (!load (self, NULL))
        break;
    }
  self->loading = FALSE;
  _redaksi_outbox_schedule (self);
  return dex_future_new_true ();
}

static void
push_changed_cb (RedaksiLibrary *library, const char *push_id, RedaksiOutbox *self)
{
  /* Our own doing. */
  if (*push_id != '\0' && _redaksi_outbox_find_item (self, push_id) != NULL)
    return;
  self->stale = TRUE;
  if (self->loading)
    return;
  self->loading = TRUE;
  dex_future_disown (dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, load_fiber,
                                          g_object_ref (self), g_object_unref));
}

static DexFuture *
start_fiber (gpointer data)
{
  RedaksiOutbox *self = data;
  g_autoptr (GError) error = NULL;

  if (!load (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (self->started)
    return dex_future_new_true ();
  self->started = TRUE;
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->library, "push-changed", G_CALLBACK (push_changed_cb), self,
                           G_CONNECT_DEFAULT);
  _redaksi_outbox_schedule (self);
  return dex_future_new_true ();
}

/**
 * redaksi_outbox_start:
 * @self: an outbox
 *
 * Loads the queue and goes on where it stopped, whatever stopped it.
 *
 * Returns: (transfer full): a future of gboolean
 */
DexFuture *
redaksi_outbox_start (RedaksiOutbox *self)
{
  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self), NULL);

  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, start_fiber, g_object_ref (self),
                              g_object_unref);
}

/**
 * redaksi_outbox_stop:
 * @self: an outbox
 *
 * Lets go of the connections. What was under way goes on at the next start, from its durable stage.
 */
void
redaksi_outbox_stop (RedaksiOutbox *self)
{
  g_return_if_fail (REDAKSI_IS_OUTBOX (self));

  self->started = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->monitor != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->monitor, network_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->library, push_changed_cb, self);
    }
  g_clear_object (&self->monitor);
  for (guint i = 0; i < self->items->len; i++)
    {
      RedaksiOutboxItem *item = g_ptr_array_index (self->items, i);
      if (item->cancellable != NULL)
        g_cancellable_cancel (item->cancellable);
    }
}
