/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The stages of a push. Each is durable (redaksi_library_update_push) before anything is done in
 * it.
 *
 *             redaksi_outbox_push: the revision is cut, the row is committed
 *                                        │
 *                                        ▼        an hour that has not come
 *      ┌──────────────────────────── waiting ─────────────────────────────► held ──┐
 *      │                                 │ ▲                                        │
 *      │   password and rights are known │ └────────────────────────────────────────┘
 *      │                                 ▼
 *      │                              photos    each: look its marker up; not there: upload;
 * remember │                                 │      the server's id │ ▼ │ terms    section and
 * tags: find or make │                                 │ │                                 ▼ │ post
 * no id known: look the marker up; not there: create as │                                 │      a
 * draft under the marker; remember the id. │                                 │      id known:
 * fetch, compare with what was last seen. │                                 │      Then bring it to
 * the wanted status, text, address. │                                 ▼ │ read-back   fetch,
 * compare with what was sent │                                 │ │ ▼ │ done ●   the article's state
 * is set, the address kept │ │   from any of photos … read-back: ├──► offline    no connection, an
 * unclear reply, a server in trouble: waits longer each time, and │               goes by itself →
 * waiting. Whatever was sent is looked up first. ├──► sign-in    no password, or a wrong one ┐ ├──►
 * refused    the server said no, or we did         ├ a person: redaksi_outbox_retry → waiting ├──►
 * conflict   the server's copy is not the one that │ (conflict: also redaksi_outbox_overwrite) │
 * was last seen, or is gone             ┘ └──► cancelled ● by a person, or by a newer push of the
 * article when it was refused or in conflict
 *
 * After a crash or a restart a push in photos … post begins at photos again: what was done is in
 * the library or is found by its marker. A push in read-back has had its answer: it is only read
 * back. The flag “sent” is durable before the first write of a push and goes when all is known:
 * where it stands, the server's copy may be ours although no reply said so.
 */
#include "redaksi-outbox-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-flow-private.h"
#include "redaksi-secrets.h"

#define MAX_RUNNING     4
#define FIRST_WAIT      (5 * G_USEC_PER_SEC)
#define LONGEST_WAIT    (15 * 60 * G_USEC_PER_SEC)
#define TRIES_IF_BROKEN 5 /* a server in trouble may come round; then a person is asked */
#define STACK_SIZE      (512 * 1024)

/* A push and what goes on with it. */
typedef struct
{
  RedaksiPush *push;
  GCancellable *cancellable; /* while it runs */
  gboolean cancelled;        /* by a person */
  gboolean overwrite;
  GPtrArray *waiters; /* of DexPromise */
} Item;

struct _RedaksiOutbox
{
  GObject parent_instance;

  RedaksiLibrary *library;
  RedaksiPhotoStore *photos;
  GPtrArray *items;    /* of Item, oldest first */
  GHashTable *servers; /* site id → RedaksiServer that signed in */
  GHashTable *sites;   /* site id → RedaksiSite as that server completed it */
  GNetworkMonitor *monitor;
  guint timer;
  guint running;
  gboolean started;

  gint64 first_wait;
  gint64 longest_wait;
  RedaksiServerFactory factory;
  gpointer factory_data;
};

static GType redaksi_outbox_get_item_type (GListModel *model);
static void schedule (RedaksiOutbox *self);

/* ---- the list ---- */

static Item *
item_new (RedaksiPush *push)
{
  Item *item = g_new0 (Item, 1);

  item->push = g_object_ref (push);
  item->waiters = g_ptr_array_new_with_free_func (dex_unref);
  return item;
}

static void
item_free (gpointer data)
{
  Item *item = data;

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
  Item *item;

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

static Item *
find_item (RedaksiOutbox *self, const char *push_id)
{
  for (guint i = 0; push_id != NULL && i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      if (strcmp (redaksi_push_get_id (item->push), push_id) == 0)
        return item;
    }
  return NULL;
}

/* ---- waiting for a push ---- */

static gboolean
is_resting (RedaksiStage stage)
{
  return redaksi_stage_is_final (stage) || redaksi_stage_needs_person (stage)
         || stage == REDAKSI_STAGE_OFFLINE || stage == REDAKSI_STAGE_HELD;
}

static void
tell_waiters (Item *item)
{
  g_autoptr (GPtrArray) waiters = NULL;

  if (item->cancellable != NULL || !is_resting (redaksi_push_get_stage (item->push)))
    return;
  waiters = g_steal_pointer (&item->waiters);
  item->waiters = g_ptr_array_new_with_free_func (dex_unref);
  for (guint i = 0; i < waiters->len; i++)
    dex_promise_resolve_object (g_ptr_array_index (waiters, i), g_object_ref (item->push));
}

/* ---- servers ---- */

static RedaksiServer *
make_server (RedaksiOutbox *self, RedaksiSite *site, const char *password)
{
  if (self->factory != NULL)
    return self->factory (site, password, self->factory_data);
  return redaksi_server_new_for_site (site, password);
}

static void
forget_server (RedaksiOutbox *self, const char *site_id)
{
  g_hash_table_remove (self->servers, site_id);
  g_hash_table_remove (self->sites, site_id);
}

static RedaksiSite *
await_site (RedaksiOutbox *self, const char *site_id, GError **error)
{
  g_autoptr (GPtrArray) sites = dex_await_boxed (redaksi_library_list_sites (self->library), error);

  if (sites == NULL)
    return NULL;
  for (guint i = 0; i < sites->len; i++)
    {
      RedaksiSite *site = g_ptr_array_index (sites, i);
      if (strcmp (redaksi_site_get_id (site), site_id) == 0)
        return g_object_ref (site);
    }
  g_set_error_literal (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_REFUSED,
                       _ ("The site that this was meant for has been removed from Redaksi."));
  return NULL;
}

/* The client for a site, signed in. Rights may have changed since the site was set up: it is asked
 * once for as long as the client lives. */
static RedaksiServer *
await_server (RedaksiOutbox *self, const char *site_id, RedaksiSite **site,
              GCancellable *cancellable, GError **error)
{
  RedaksiServer *server = g_hash_table_lookup (self->servers, site_id);
  g_autoptr (RedaksiServer) fresh = NULL;
  g_autoptr (RedaksiSite) known = NULL;
  g_autoptr (RedaksiSite) checked = NULL;
  g_autofree char *password = NULL;

  if (server != NULL)
    {
      *site = g_object_ref (g_hash_table_lookup (self->sites, site_id));
      return g_object_ref (server);
    }
  known = await_site (self, site_id, error);
  if (known == NULL)
    return NULL;
  password = dex_await_string (redaksi_secrets_lookup (known), NULL);
  if (password == NULL)
    {
      g_set_error (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_SIGN_IN,
                   _ ("Redaksi has no password for “%s”. Sign in once more."),
                   redaksi_site_get_name (known));
      return NULL;
    }
  fresh = make_server (self, known, password);
  explicit_bzero (password, strlen (password));
  checked = dex_await_object (redaksi_server_check (fresh, cancellable), error);
  if (checked == NULL)
    return NULL;
  g_hash_table_insert (self->servers, g_strdup (site_id), g_object_ref (fresh));
  g_hash_table_insert (self->sites, g_strdup (site_id), g_object_ref (checked));
  *site = g_steal_pointer (&checked);
  return g_steal_pointer (&fresh);
}

/* ---- one push ---- */

typedef struct
{
  RedaksiOutbox *outbox;
  Item *item;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->outbox);
  g_free (run);
}

static gint64
get_wait (RedaksiOutbox *self, guint attempts)
{
  gint64 wait = self->first_wait << MIN (attempts, 20);

  wait = wait <= 0 ? self->longest_wait : MIN (wait, self->longest_wait);
  /* Not all at the same moment. */
  return wait - wait / 5 + g_random_int_range (0, 1000) * (wait / 5) / 1000;
}

/* The stage in which a push rests after an error. */
static RedaksiStage
stage_after (RedaksiOutbox *self, Item *item, const GError *error)
{
  if (error->domain == REDAKSI_SERVER_ERROR)
    switch ((RedaksiServerError)error->code)
      {
      case REDAKSI_SERVER_ERROR_PASSWORD:
        return REDAKSI_STAGE_SIGN_IN;
      case REDAKSI_SERVER_ERROR_OFFLINE:
      case REDAKSI_SERVER_ERROR_UNCLEAR:
      case REDAKSI_SERVER_ERROR_CANCELLED:
        return REDAKSI_STAGE_OFFLINE;
      case REDAKSI_SERVER_ERROR_BROKEN:
        return redaksi_push_get_attempts (item->push) < TRIES_IF_BROKEN ? REDAKSI_STAGE_OFFLINE
                                                                        : REDAKSI_STAGE_REFUSED;
      case REDAKSI_SERVER_ERROR_FORBIDDEN:
      case REDAKSI_SERVER_ERROR_TOO_LARGE:
      case REDAKSI_SERVER_ERROR_NOT_FOUND:
      case REDAKSI_SERVER_ERROR_INSECURE:
      case REDAKSI_SERVER_ERROR_REFUSED:
      default:
        return REDAKSI_STAGE_REFUSED;
      }
  if (error->domain == REDAKSI_OUTBOX_ERROR)
    switch ((RedaksiOutboxError)error->code)
      {
      case REDAKSI_OUTBOX_ERROR_CONFLICT:
        return REDAKSI_STAGE_CONFLICT;
      case REDAKSI_OUTBOX_ERROR_SIGN_IN:
        return REDAKSI_STAGE_SIGN_IN;
      case REDAKSI_OUTBOX_ERROR_REFUSED:
      case REDAKSI_OUTBOX_ERROR_NONE:
      default:
        return REDAKSI_STAGE_REFUSED;
      }
  /* The library can't be written: nothing goes on until it can. */
  if (g_error_matches (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE))
    return REDAKSI_STAGE_OFFLINE;
  return REDAKSI_STAGE_REFUSED;
}

static void
rest (RedaksiOutbox *self, Item *item, RedaksiServer *server, const GError *error)
{
  RedaksiStage stage = stage_after (self, item, error);
  g_autofree char *raw = NULL;
  guint attempts = redaksi_push_get_attempts (item->push);

  if (item->cancelled)
    {
      stage = REDAKSI_STAGE_CANCELLED;
      redaksi_push_set_message (item->push,
                                redaksi_push_get_sent (item->push)
                                  ? _ ("Cancelled. A part of it may be on the site already.")
                                  : _ ("Cancelled. Nothing was sent."),
                                NULL);
    }
  else
    {
      if (server != NULL && error->domain == REDAKSI_SERVER_ERROR)
        raw = redaksi_server_get_last_reply (server);
      redaksi_push_set_message (item->push, error->message, raw);
    }
  if (stage == REDAKSI_STAGE_OFFLINE)
    {
      redaksi_push_set_next_try (item->push, redaksi_clock_now () + get_wait (self, attempts));
      redaksi_push_set_attempts (item->push, attempts + 1);
    }
  /* A wrong password, new rights, another address: ask anew next time. */
  if (stage != REDAKSI_STAGE_OFFLINE && stage != REDAKSI_STAGE_CANCELLED)
    forget_server (self, redaksi_push_get_site (item->push));
  redaksi_push_set_stage (item->push, stage);
  dex_await (redaksi_library_update_push (self->library, item->push), NULL);
}

static gboolean
run_push (RedaksiOutbox *self, Item *item, RedaksiServer **server, GError **error)
{
  g_autoptr (RedaksiSite) site = NULL;
  RedaksiFlow *flow;
  gboolean done;

  /* While it rested it was durable as that; from here on a crash must not take it for resting. */
  if (redaksi_push_get_stage (item->push) != REDAKSI_STAGE_READ_BACK)
    {
      redaksi_push_set_stage (item->push, REDAKSI_STAGE_WAITING);
      redaksi_push_set_message (item->push, NULL, NULL);
      if (!dex_await (redaksi_library_update_push (self->library, item->push), error))
        return FALSE;
    }
  *server
    = await_server (self, redaksi_push_get_site (item->push), &site, item->cancellable, error);
  if (*server == NULL)
    return FALSE;
  flow
    = redaksi_flow_new (self->library, self->photos, item->push, site, *server, item->cancellable);
  flow->overwrite = item->overwrite;
  done = redaksi_flow_run (flow, error);
  redaksi_flow_free (flow);
  return done;
}

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  RedaksiOutbox *self = run->outbox;
  Item *item = run->item;
  g_autoptr (RedaksiServer) server = NULL;
  g_autoptr (GError) error = NULL;

  if (run_push (self, item, &server, &error))
    redaksi_push_set_attempts (item->push, 0);
  else if (self->started || item->cancelled)
    rest (self, item, server, error);
  item->overwrite = FALSE;
  g_clear_object (&item->cancellable);
  self->running--;
  tell_waiters (item);
  schedule (self);
  return dex_future_new_true ();
}

static void
start_push (RedaksiOutbox *self, Item *item)
{
  Run *run = g_new0 (Run, 1);

  g_assert (item->cancellable == NULL);
  item->cancellable = g_cancellable_new ();
  item->cancelled = FALSE;
  self->running++;
  run->outbox = g_object_ref (self);
  run->item = item;
  dex_future_disown (dex_scheduler_spawn (NULL, STACK_SIZE, run_fiber, run, run_free));
}

/* ---- whose turn is it ---- */

static gboolean
timer_cb (gpointer data)
{
  RedaksiOutbox *self = data;

  self->timer = 0;
  schedule (self);
  return G_SOURCE_REMOVE;
}

/* Of each article's pushes to a site only the oldest unfinished one may go. */
static gboolean
is_first (RedaksiOutbox *self, guint index)
{
  Item *item = g_ptr_array_index (self->items, index);

  for (guint i = 0; i < index; i++)
    {
      Item *other = g_ptr_array_index (self->items, i);
      if (!redaksi_stage_is_final (redaksi_push_get_stage (other->push))
          && strcmp (redaksi_push_get_article (other->push), redaksi_push_get_article (item->push))
               == 0
          && strcmp (redaksi_push_get_site (other->push), redaksi_push_get_site (item->push)) == 0)
        return FALSE;
    }
  return TRUE;
}

static void
schedule (RedaksiOutbox *self)
{
  gint64 now = redaksi_clock_now ();
  gint64 next = G_MAXINT64;

  g_clear_handle_id (&self->timer, g_source_remove);
  for (guint i = 0; self->started && i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      RedaksiStage stage = redaksi_push_get_stage (item->push);
      gint64 when = redaksi_push_get_next_try (item->push);

      if (item->cancellable != NULL || redaksi_stage_is_final (stage)
          || redaksi_stage_needs_person (stage) || !is_first (self, i))
        continue;
      if (when > now)
        next = MIN (next, when);
      else if (self->running < MAX_RUNNING)
        start_push (self, item);
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
      Item *item = g_ptr_array_index (self->items, i);
      if (redaksi_push_get_stage (item->push) == REDAKSI_STAGE_OFFLINE)
        redaksi_push_set_next_try (item->push, 0);
    }
  schedule (self);
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

static DexFuture *
start_fiber (gpointer data)
{
  RedaksiOutbox *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pushes
    = dex_await_boxed (redaksi_library_list_pushes (self->library, FALSE), &error);
  guint n_before = self->items->len;

  if (pushes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  for (guint i = 0; i < pushes->len; i++)
    {
      RedaksiPush *push = g_ptr_array_index (pushes, i);
      if (find_item (self, redaksi_push_get_id (push)) == NULL)
        g_ptr_array_insert (self->items, (int)(self->items->len - n_before), item_new (push));
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->items->len);
  self->started = TRUE;
  if (self->monitor == NULL)
    {
      self->monitor = g_object_ref (g_network_monitor_get_default ());
      g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed_cb),
                               self, G_CONNECT_DEFAULT);
    }
  schedule (self);
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

  return dex_scheduler_spawn (NULL, STACK_SIZE, start_fiber, g_object_ref (self), g_object_unref);
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
    g_signal_handlers_disconnect_by_func (self->monitor, network_changed_cb, self);
  g_clear_object (&self->monitor);
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      if (item->cancellable != NULL)
        g_cancellable_cancel (item->cancellable);
    }
}

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

/* A newer push takes the place of one that a person would have had to look after: that one must not
 * come later with an older text. */
static gboolean
replace_older (RedaksiOutbox *self, Order *order, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      RedaksiStage stage = redaksi_push_get_stage (item->push);

      if ((stage != REDAKSI_STAGE_REFUSED && stage != REDAKSI_STAGE_CONFLICT
           && stage != REDAKSI_STAGE_HELD)
          || item->cancellable != NULL
          || strcmp (redaksi_push_get_article (item->push), order->article) != 0
          || strcmp (redaksi_push_get_site (item->push), order->site) != 0)
        continue;
      redaksi_push_set_stage (item->push, REDAKSI_STAGE_CANCELLED);
      redaksi_push_set_message (item->push, _ ("A newer one took its place."), NULL);
      if (!dex_await (redaksi_library_update_push (self->library, item->push), error))
        return FALSE;
      tell_waiters (item);
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
  Item *item;
  guint revision;

  site = await_site (self, order->site, &error);
  if (site == NULL)
    return dex_future_new_for_error (error);
  revision
    = dex_await_uint (redaksi_library_cut_revision (self->library, order->article, "push", NULL),
                      &error);
  if (error != NULL || !replace_older (self, order, &error))
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
  item = item_new (push);
  g_ptr_array_add (self->items, item);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  schedule (self);
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
  return dex_scheduler_spawn (NULL, STACK_SIZE, push_fiber, order, order_free);
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
  Item *item;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self), NULL);

  item = find_item (self, push_id);
  if (item == NULL)
    return reject_unknown ();
  promise = dex_promise_new ();
  g_ptr_array_add (item->waiters, dex_ref (promise));
  tell_waiters (item);
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
  return dex_scheduler_spawn (NULL, STACK_SIZE, fiber, request, request_free);
}

static DexFuture *
cancel_fiber (gpointer data)
{
  Request *request = data;
  RedaksiOutbox *self = request->outbox;
  Item *item = find_item (self, request->push_id);
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
  if (redaksi_stage_is_final (redaksi_push_get_stage (item->push)))
    return dex_future_new_false ();
  redaksi_push_set_stage (item->push, REDAKSI_STAGE_CANCELLED);
  redaksi_push_set_message (item->push,
                            redaksi_push_get_sent (item->push)
                              ? _ ("Cancelled. A part of it may be on the site already.")
                              : _ ("Cancelled. Nothing was sent."),
                            NULL);
  if (!dex_await (redaksi_library_update_push (self->library, item->push), &error))
    return dex_future_new_for_error (error);
  tell_waiters (item);
  schedule (self);
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

static DexFuture *
retry_fiber (gpointer data)
{
  Request *request = data;
  RedaksiOutbox *self = request->outbox;
  Item *item = find_item (self, request->push_id);
  GError *error = NULL;
  RedaksiStage stage;

  if (item == NULL)
    return reject_unknown ();
  stage = redaksi_push_get_stage (item->push);
  if (item->cancellable != NULL || redaksi_stage_is_final (stage))
    return dex_future_new_false ();
  forget_server (self, redaksi_push_get_site (item->push));
  item->overwrite = request->overwrite;
  redaksi_push_set_stage (item->push, REDAKSI_STAGE_WAITING);
  redaksi_push_set_next_try (item->push, 0);
  redaksi_push_set_attempts (item->push, 0);
  if (!dex_await (redaksi_library_update_push (self->library, item->push), &error))
    return dex_future_new_for_error (error);
  schedule (self);
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
