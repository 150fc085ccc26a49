/* SPDX-License-Identifier: GPL-3.0-or-later */
/* push, outbox */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-ctl.h"
#include "redaksi-moment.h"

/* How often what the sending program wrote down is looked at. */
#define LOOK_AGAIN_MS 200

/* ---- what is asked ----------------------------------------------------------------------------
 */

/* `2026-11-25T08:00`, in the site's time zone where it names none. */
static gboolean
parse_time (const char *text, RedaksiSite *site, gint64 *time, GError **error)
{
  *time = redaksi_moment_parse (text, redaksi_site_get_time_zone (site));
  if (*time < 0)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                             _ ("“%s” is no time; write it as 2026-11-25T08:00"), text);
  if (*time <= redaksi_clock_now ())
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("That hour is past: %s"), text);
  return TRUE;
}

static gboolean
parse_intent (const char *text, RedaksiSite *site, RedaksiIntent *intent, gint64 *time,
              GError **error)
{
  *time = 0;
  if (g_str_has_prefix (text, "schedule="))
    {
      *intent = REDAKSI_INTENT_SCHEDULE;
      return parse_time (text + strlen ("schedule="), site, time, error);
    }
  if (redaksi_intent_from_string (text, intent) && *intent != REDAKSI_INTENT_SCHEDULE)
    return TRUE;
  return redaksi_ctl_fail (
    error, REDAKSI_CTL_ERROR_USAGE,
    _ ("“%s” is not draft, submit, publish, schedule=TIME, update or unpublish."), text);
}

/* ---- what comes of it -------------------------------------------------------------------------
 */

static void
answer_push (RedaksiCtl *ctl, yyjson_mut_val *object, RedaksiPush *push)
{
  redaksi_ctl_add (ctl, object, "push", redaksi_push_get_id (push));
  redaksi_ctl_add (ctl, object, "article", redaksi_push_get_article (push));
  redaksi_ctl_add_number (ctl, object, "revision", redaksi_push_get_revision (push));
  redaksi_ctl_add (ctl, object, "site", redaksi_push_get_site (push));
  redaksi_ctl_add (ctl, object, "as", redaksi_intent_to_string (redaksi_push_get_intent (push)));
  redaksi_ctl_add_time (ctl, object, "scheduled", redaksi_push_get_scheduled (push));
  redaksi_ctl_add (ctl, object, "stage", redaksi_stage_to_string (redaksi_push_get_stage (push)));
  redaksi_ctl_add_number (ctl, object, "attempts", redaksi_push_get_attempts (push));
  redaksi_ctl_add_time (ctl, object, "nextTry", redaksi_push_get_next_try (push));
  redaksi_ctl_add (ctl, object, "message", redaksi_push_get_message (push));
  redaksi_ctl_add (ctl, object,
                   redaksi_push_get_stage (push) == REDAKSI_STAGE_DONE ? "proof" : "reply",
                   redaksi_push_get_raw (push));
  redaksi_ctl_add (ctl, object, "url", redaksi_push_get_url (push));
}

static void
print_push (RedaksiCtl *ctl, RedaksiPush *push)
{
  const char *url = redaksi_push_get_url (push);
  const char *message = redaksi_push_get_message (push);

  redaksi_ctl_print (ctl, "%s  %-9s  %-9s  %s", redaksi_push_get_id (push),
                     redaksi_intent_to_string (redaksi_push_get_intent (push)),
                     redaksi_stage_to_string (redaksi_push_get_stage (push)),
                     url != NULL       ? url
                     : message != NULL ? message
                                       : redaksi_push_get_article (push));
}

static RedaksiExit
code_of (RedaksiPush *push)
{
  switch (redaksi_push_get_stage (push))
    {
    case REDAKSI_STAGE_DONE:
      return REDAKSI_EXIT_DONE;
    case REDAKSI_STAGE_CONFLICT:
    case REDAKSI_STAGE_REFUSED:
    case REDAKSI_STAGE_SIGN_IN:
      return REDAKSI_EXIT_REFUSED;
    case REDAKSI_STAGE_CANCELLED:
      return REDAKSI_EXIT_FAILED;
    default:
      return REDAKSI_EXIT_QUEUED;
    }
}

static gboolean
is_settled (RedaksiStage stage)
{
  return redaksi_stage_is_final (stage) || redaksi_stage_needs_person (stage)
         || stage == REDAKSI_STAGE_OFFLINE || stage == REDAKSI_STAGE_HELD;
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pause_a_little (void)
{
  gboolean awake = FALSE;

  g_timeout_add (LOOK_AGAIN_MS, wake_cb, &awake);
  while (!awake)
    g_main_context_iteration (NULL, TRUE);
}

static RedaksiPush *
get_push (RedaksiCtl *ctl, const char *id, GError **error)
{
  return dex_await_object (redaksi_ctl_settle (redaksi_library_get_push (ctl->library, id)), error);
}

static gboolean
go_one_after_another (RedaksiPush *push, RedaksiPush *other)
{
  return strcmp (redaksi_push_get_article (push), redaksi_push_get_article (other)) == 0
         && strcmp (redaksi_push_get_site (push), redaksi_push_get_site (other)) == 0;
}

/* Whether @push stays where it is as long as @older rests: that waits for a connection, or for a
 * person or its hour and wants more than @push does. */
static gboolean
keeps_waiting (RedaksiPush *older, RedaksiPush *push)
{
  RedaksiStage stage = redaksi_push_get_stage (older);

  if (stage == REDAKSI_STAGE_OFFLINE)
    return TRUE;
  return (redaksi_stage_needs_person (stage) || stage == REDAKSI_STAGE_HELD)
         && !redaksi_outbox_replaces (redaksi_push_get_intent (push),
                                      redaksi_push_get_intent (older));
}

/* Until all that must go before @push has come to rest. Returns whether @push stays where it is
 * behind one of them. */
static gboolean
is_blocked (RedaksiCtl *ctl, RedaksiPush *push)
{
  g_autoptr (GPtrArray) pushes
    = redaksi_ctl_await_boxed (redaksi_library_list_pushes (ctl->library, TRUE), NULL);

  for (guint i = 0; pushes != NULL && i < pushes->len; i++)
    {
      g_autoptr (RedaksiPush) older = g_object_ref (pushes->pdata[i]);
      if (strcmp (redaksi_push_get_id (older), redaksi_push_get_id (push)) == 0)
        return FALSE;
      if (!go_one_after_another (push, older))
        continue;
      if (redaksi_library_own_outbox (ctl->library))
        {
          RedaksiPush *rested
            = dex_await_object (redaksi_ctl_settle (
                                  redaksi_outbox_wait (ctl->outbox, redaksi_push_get_id (older))),
                                NULL);
          g_set_object (&older, rested);
          g_clear_object (&rested);
        }
      if (older != NULL && keeps_waiting (older, push))
        return TRUE;
    }
  return FALSE;
}

/* Until it is there, was refused, or will not go for now, whichever program sends it. */
static RedaksiPush *
wait_for (RedaksiCtl *ctl, const char *id, GError **error)
{
  for (;;)
    {
      gboolean ours = redaksi_library_own_outbox (ctl->library);
      g_autoptr (RedaksiPush) push = get_push (ctl, id, error);

      if (push == NULL || redaksi_stage_is_final (redaksi_push_get_stage (push))
          || is_blocked (ctl, push))
        return g_steal_pointer (&push);
      if (ours)
        return dex_await_object (redaksi_ctl_settle (redaksi_outbox_wait (ctl->outbox, id)), error);
      if (is_settled (redaksi_push_get_stage (push)))
        return g_steal_pointer (&push);
      pause_a_little ();
    }
}

/* Begins to send, or follows how another program does, and goes on when that one ends. What lacked
 * a password may have one now, and what waits for a connection is tried at once. */
static gboolean
start_sending (RedaksiCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) pushes = NULL;

  if (!redaksi_ctl_await (redaksi_outbox_start (redaksi_ctl_outbox (ctl)), error))
    return FALSE;
  if (!redaksi_library_own_outbox (ctl->library))
    return TRUE;
  pushes = redaksi_ctl_await_boxed (redaksi_library_list_pushes (ctl->library, TRUE), error);
  for (guint i = 0; pushes != NULL && i < pushes->len; i++)
    if (redaksi_push_get_stage (pushes->pdata[i]) == REDAKSI_STAGE_SIGN_IN
        || redaksi_push_get_stage (pushes->pdata[i]) == REDAKSI_STAGE_OFFLINE)
      redaksi_ctl_await (redaksi_outbox_retry (ctl->outbox, redaksi_push_get_id (pushes->pdata[i])),
                         NULL);
  return pushes != NULL;
}

/* ---- the commands -----------------------------------------------------------------------------
 */

gboolean
redaksi_command_push (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *site_name = NULL, *as = NULL, *id = NULL;
  gboolean wait = FALSE;
  const GOptionEntry entries[] = {
    { "site", 0, 0, G_OPTION_ARG_STRING, &site_name, N_ ("Where to"), N_ ("NAME") },
    { "as", 0, 0, G_OPTION_ARG_STRING, &as,
      N_ ("draft, submit, publish, schedule=TIME, update or unpublish"), N_ ("INTENT") },
    { "wait", 0, 0, G_OPTION_ARG_NONE, &wait, N_ ("Send it now, and end when it is there"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiPush) push = NULL;
  RedaksiIntent intent;
  gint64 time;

  if (!redaksi_ctl_options (ctl, &argc, &argv, entries, "ID --site NAME --as INTENT", 1, 1, error))
    return FALSE;
  if (site_name == NULL || as == NULL)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                             _ ("Say where to and what for: --site NAME --as INTENT"));
  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  article = redaksi_ctl_load (ctl, argv[1], 0, error);
  if (article == NULL || !redaksi_ctl_refuse_deleted (ctl, argv[1], error))
    return FALSE;
  site = redaksi_ctl_find_site (ctl, site_name, error);
  if (site == NULL || !parse_intent (as, site, &intent, &time, error))
    return FALSE;
  /* Not started, the outbox commits the push and leaves it for who sends next. */
  redaksi_ctl_outbox (ctl);
  if (wait && redaksi_library_own_outbox (ctl->library))
    redaksi_ctl_borrow_password (site);
  if (wait && !start_sending (ctl, error))
    return FALSE;
  id = dex_await_string (redaksi_ctl_settle (redaksi_outbox_push (
                           ctl->outbox, argv[1], redaksi_site_get_id (site), intent, time)),
                         error);
  if (id == NULL)
    return FALSE;
  if (wait)
    push = wait_for (ctl, id, error);
  else
    push = get_push (ctl, id, error);
  if (push == NULL)
    return FALSE;
  answer_push (ctl, redaksi_ctl_object (ctl), push);
  print_push (ctl, push);
  ctl->code = code_of (push);
  if (ctl->code == REDAKSI_EXIT_REFUSED && redaksi_push_get_message (push) != NULL)
    g_printerr ("redaksictl: %s\n", redaksi_push_get_message (push));
  return TRUE;
}

/* Sends what waits; ends when each has come to rest. */
static gboolean
send_all (RedaksiCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) pushes = NULL;

  if (!start_sending (ctl, error))
    return FALSE;
  pushes = redaksi_ctl_await_boxed (redaksi_library_list_pushes (ctl->library, TRUE), error);
  for (guint i = 0; pushes != NULL && i < pushes->len; i++)
    {
      g_autoptr (RedaksiPush) push = wait_for (ctl, redaksi_push_get_id (pushes->pdata[i]), error);
      if (push == NULL)
        return FALSE;
    }
  return pushes != NULL;
}

gboolean
redaksi_command_outbox (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  gboolean all = FALSE, send = FALSE;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Also what is done or cancelled"), NULL },
    { "send", 0, 0, G_OPTION_ARG_NONE, &send, N_ ("Send what waits, then list"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) pushes = NULL;
  yyjson_mut_val *list;

  if (!redaksi_ctl_options (ctl, &argc, &argv, entries, "", 0, 0, error)
      || !redaksi_ctl_open (ctl, error) || (send && !send_all (ctl, error)))
    return FALSE;
  pushes = redaksi_ctl_await_boxed (redaksi_library_list_pushes (ctl->library, !all), error);
  if (pushes == NULL)
    return FALSE;
  redaksi_ctl_object (ctl);
  list = yyjson_mut_obj_add_arr (ctl->answer, redaksi_ctl_object (ctl), "pushes");
  for (guint i = 0; i < pushes->len; i++)
    {
      answer_push (ctl, yyjson_mut_arr_add_obj (ctl->answer, list), pushes->pdata[i]);
      print_push (ctl, pushes->pdata[i]);
    }
  return TRUE;
}
