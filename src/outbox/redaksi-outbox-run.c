/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One push on its way, and the stage in which it rests when it does not get there. */
#include "redaksi-outbox-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-flow-private.h"
#include "redaksi-secrets.h"

#define TRIES_IF_BROKEN 10 /* a server in trouble may come round; then a person is asked */

/* ---- servers ---- */

static RedaksiServer *
make_server (RedaksiOutbox *self, RedaksiSite *site, const char *password)
{
  if (self->factory != NULL)
    return self->factory (site, password, self->factory_data);
  return redaksi_server_new_for_site (site, password);
}

void
_redaksi_outbox_forget_server (RedaksiOutbox *self, const char *site_id)
{
  g_hash_table_remove (self->servers, site_id);
  g_hash_table_remove (self->sites, site_id);
}

RedaksiSite *
_redaksi_outbox_await_site (RedaksiOutbox *self, const char *site_id, GError **error)
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

static guint
get_patience (RedaksiOutbox *self)
{
  return (guint)(self->first_wait / 20 / 1000);
}

/* The client for a site, signed in. Rights may have changed since the site was set up: it is asked
 * once for as long as the client lives. */
RedaksiServer *
_redaksi_outbox_await_server (RedaksiOutbox *self, const char *site_id, RedaksiSite **site,
                              GCancellable *cancellable, GError **error)
{
  RedaksiServer *server = g_hash_table_lookup (self->servers, site_id);
  g_autoptr (RedaksiServer) fresh = NULL;
  g_autoptr (RedaksiSite) known = NULL;
  g_autoptr (RedaksiSite) checked = NULL;
  g_autofree char *password = NULL;
  g_autoptr (GError) local = NULL;
  guint tries = 0;

  known = _redaksi_outbox_await_site (self, site_id, error);
  if (known == NULL)
    return NULL;
  if (server != NULL)
    {
      /* What is a person's choice may be another one by now. */
      *site = redaksi_site_with (g_hash_table_lookup (self->sites, site_id), "theme-captions",
                                 redaksi_site_get_theme_captions (known), NULL);
      return g_object_ref (server);
    }
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
  do
    checked = dex_await_object (redaksi_server_check (fresh, cancellable), &local);
  while (checked == NULL
         && redaksi_flow_ask_again (cancellable, get_patience (self), &tries, &local));
  if (checked == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  g_hash_table_insert (self->servers, g_strdup (site_id), g_object_ref (fresh));
  g_hash_table_insert (self->sites, g_strdup (site_id), g_object_ref (checked));
  *site = g_steal_pointer (&checked);
  return g_steal_pointer (&fresh);
}

/* ---- one push ---- */

typedef struct
{
  RedaksiOutbox *outbox;
  RedaksiOutboxItem *item;
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
stage_after (RedaksiOutbox *self, RedaksiOutboxItem *item, const GError *error)
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
      case REDAKSI_OUTBOX_ERROR_EMBARGO:
        return REDAKSI_STAGE_HELD;
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
rest (RedaksiOutbox *self, RedaksiOutboxItem *item, RedaksiServer *server, const GError *error)
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
  if (stage == REDAKSI_STAGE_HELD)
    redaksi_push_set_next_try (item->push, item->hold);
  /* A wrong password, new rights, another address: ask anew next time. */
  if (stage != REDAKSI_STAGE_OFFLINE && stage != REDAKSI_STAGE_CANCELLED)
    _redaksi_outbox_forget_server (self, redaksi_push_get_site (item->push));
  redaksi_push_set_stage (item->push, stage);
  _redaksi_outbox_write (self, item, NULL);
}

static gboolean
run_push (RedaksiOutbox *self, RedaksiOutboxItem *item, RedaksiServer **server, GError **error)
{
  g_autoptr (RedaksiSite) site = NULL;
  RedaksiFlow *flow;
  gboolean done;

  if (!_redaksi_outbox_replace_older (self, redaksi_push_get_article (item->push),
                                      redaksi_push_get_site (item->push),
                                      redaksi_push_get_intent (item->push), item->push, error))
    return FALSE;
  /* While it rested it was durable as that; from here on a crash must not take it for resting. */
  if (redaksi_push_get_stage (item->push) != REDAKSI_STAGE_READ_BACK)
    {
      redaksi_push_set_stage (item->push, REDAKSI_STAGE_WAITING);
      redaksi_push_set_message (item->push, NULL, NULL);
      if (!_redaksi_outbox_write (self, item, error))
        return FALSE;
    }
  *server = _redaksi_outbox_await_server (self, redaksi_push_get_site (item->push), &site,
                                          item->cancellable, error);
  if (*server == NULL)
    return FALSE;
  flow
    = redaksi_flow_new (self->library, self->photos, item->push, site, *server, item->cancellable);
  flow->overwrite = item->overwrite;
  flow->uploads = self->uploads;
  flow->patience = get_patience (self);
  done = redaksi_flow_run (flow, error);
  item->hold = flow->hold;
  redaksi_flow_free (flow);
  return done;
}

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  RedaksiOutbox *self = run->outbox;
  RedaksiOutboxItem *item = run->item;
  g_autoptr (RedaksiServer) server = NULL;
  g_autoptr (GError) error = NULL;

  if (run_push (self, item, &server, &error))
    redaksi_push_set_attempts (item->push, 0);
  /* What another process did to it before it began is what counts. */
  else if (g_error_matches (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_BUSY))
    _redaksi_outbox_read_again (self, item);
  else if (self->started || item->cancelled)
    rest (self, item, server, error);
  item->overwrite = FALSE;
  g_clear_object (&item->cancellable);
  self->running--;
  _redaksi_outbox_tell_waiters (self, item);
  _redaksi_outbox_schedule (self);
  return dex_future_new_true ();
}

void
_redaksi_outbox_start_push (RedaksiOutbox *self, RedaksiOutboxItem *item)
{
  Run *run = g_new0 (Run, 1);

  g_assert (item->cancellable == NULL);
  item->cancellable = g_cancellable_new ();
  item->cancelled = FALSE;
  self->running++;
  run->outbox = g_object_ref (self);
  run->item = item;
  dex_future_disown (dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, run_fiber, run, run_free));
}
