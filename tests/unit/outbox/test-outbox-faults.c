/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the line and the server do, and wherever we are killed: one post, one of each photo. */
#include "house.h"

typedef struct
{
  guint at;
  Fault fault;
  guint hit;
} Plan;

static Fault
planned_fault (guint call, const char *name, gpointer data)
{
  Plan *plan = data;

  if (call != plan->at)
    return FAULT_NONE;
  plan->hit++;
  return plan->fault;
}

/* One fault at each call in turn, until no call is left to fail. */
static void
test_each_call (Desk *desk, gconstpointer data)
{
  static const Fault faults[] = { FAULT_OFFLINE, FAULT_BROKEN, FAULT_LOST, FAULT_UNCLEAR };
  static const RedaksiIntent intents[] = { REDAKSI_INTENT_PUBLISH, REDAKSI_INTENT_SCHEDULE };
  gint64 when = g_get_real_time () + 2 * HOUR;

  for (guint i = 0; i < G_N_ELEMENTS (intents); i++)
    for (guint j = i == 0 ? 0 : 3; j < G_N_ELEMENTS (faults); j++)
      for (guint at = 0;; at++)
        {
          Plan plan = { at, faults[j], 0 };
          g_autofree char *id = NULL;
          gboolean scheduled = intents[i] == REDAKSI_INTENT_SCHEDULE;

          begin (desk);
          desk->house->fault = planned_fault;
          desk->house->fault_data = &plan;
          id = push (desk, intents[i], scheduled ? when : 0);
          finish_in (desk, id, REDAKSI_STAGE_DONE);
          assert_once (desk, scheduled ? "future" : "publish");
          g_assert_null (redaksi_push_get_message (get_push (desk, id)));
          if (plan.hit == 0)
            {
              g_assert_cmpuint (at, >, 10);
              break;
            }
        }
}

/* Publishes an article, then sends an update of it; @plan strikes at call @at of the update. */
static char *
push_update (Desk *desk, Plan *plan, guint at)
{
  g_autofree char *first = NULL;

  begin (desk);
  desk->house->fault = planned_fault;
  desk->house->fault_data = plan;
  first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, first, REDAKSI_STAGE_DONE);
  plan->at = desk->house->n_calls + at;
  rewrite (desk, "Kedua");
  return push (desk, REDAKSI_INTENT_UPDATE, 0);
}

/* Of an update whose answer was lost nobody says that somebody else changed the article. */
static void
test_each_call_of_update (Desk *desk, gconstpointer data)
{
  static const Fault faults[] = { FAULT_OFFLINE, FAULT_LOST, FAULT_UNCLEAR };

  for (guint j = 0; j < G_N_ELEMENTS (faults); j++)
    for (guint at = 0;; at++)
      {
        Plan plan = { G_MAXUINT, faults[j], 0 };
        g_autofree char *second = NULL;
        g_autofree char *third = NULL;

        second = push_update (desk, &plan, at);
        finish_in (desk, second, REDAKSI_STAGE_DONE);
        rewrite (desk, "Ketiga");
        third = push (desk, REDAKSI_INTENT_UPDATE, 0);
        finish_in (desk, third, REDAKSI_STAGE_DONE);
        g_assert_cmpstr (assert_once (desk, "publish")->title, ==, "Ketiga");
        if (plan.hit == 0)
          {
            g_assert_cmpuint (at, >, 3);
            break;
          }
      }
}

static Fault
random_fault (guint call, const char *name, gpointer data)
{
  GRand *rand = data;

  if (g_rand_int_range (rand, 0, 3) != 0)
    return FAULT_NONE;
  return (Fault)g_rand_int_range (rand, FAULT_OFFLINE, FAULT_UNCLEAR + 1);
}

static void
test_random (Desk *desk, gconstpointer data)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      GRand *rand = g_rand_new_with_seed (seed);
      g_autofree char *id = NULL;

      begin (desk);
      desk->house->fault = random_fault;
      desk->house->fault_data = rand;
      id = push (desk, REDAKSI_INTENT_PUBLISH, 0);
      /* A server that is broken over and over: somebody presses Retry. */
      while (redaksi_push_get_stage (finish (desk, id)) == REDAKSI_STAGE_REFUSED)
        g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, id)));
      finish_in (desk, id, REDAKSI_STAGE_DONE);
      assert_once (desk, "publish");
      g_rand_free (rand);
    }
}

/* Killed while each call is under way, before and after the server did it. */
static void
test_killed (Desk *desk, gconstpointer data)
{
  static const Fault faults[] = { FAULT_HANG, FAULT_HANG_DONE };

  for (guint j = 0; j < G_N_ELEMENTS (faults); j++)
    for (guint at = 0;; at++)
      {
        Plan plan = { at, faults[j], 0 };
        g_autofree char *id = NULL;
        RedaksiPush *before;

        begin (desk);
        desk->house->fault = planned_fault;
        desk->house->fault_data = &plan;
        id = push (desk, REDAKSI_INTENT_PUBLISH, 0);
        before = get_push (desk, id);
        while (plan.hit == 0 && redaksi_push_get_stage (before) != REDAKSI_STAGE_DONE)
          g_main_context_iteration (NULL, TRUE);
        /* Let it get as far as it gets. */
        for (guint i = 0; i < 20; i++)
          g_main_context_iteration (NULL, FALSE);
        close_outbox (desk);
        open_outbox (desk);
        g_assert_true (plan.hit == 0 || get_push (desk, id) != before);
        finish_in (desk, id, REDAKSI_STAGE_DONE);
        assert_once (desk, "publish");
        if (plan.hit == 0)
          {
            g_assert_cmpuint (at, >, 10);
            break;
          }
      }
}

/* The same for an update, whose photos are there already: only the durable “sent” tells afterwards
 * that the server's new copy is ours. */
static void
test_killed_in_update (Desk *desk, gconstpointer data)
{
  static const Fault faults[] = { FAULT_HANG, FAULT_HANG_DONE };

  for (guint j = 0; j < G_N_ELEMENTS (faults); j++)
    for (guint at = 0;; at++)
      {
        Plan plan = { G_MAXUINT, faults[j], 0 };
        g_autofree char *second = NULL;

        second = push_update (desk, &plan, at);
        while (plan.hit == 0
               && redaksi_push_get_stage (get_push (desk, second)) != REDAKSI_STAGE_DONE)
          g_main_context_iteration (NULL, TRUE);
        for (guint i = 0; i < 20; i++)
          g_main_context_iteration (NULL, FALSE);
        close_outbox (desk);
        open_outbox (desk);
        finish_in (desk, second, REDAKSI_STAGE_DONE);
        g_assert_cmpstr (assert_once (desk, "publish")->title, ==, "Kedua");
        if (plan.hit == 0)
          {
            g_assert_cmpuint (at, >, 3);
            break;
          }
      }
}

typedef struct
{
  RedaksiPush *push;
  guint left;
  gboolean now;
} Cut;

static void
count_stage_cb (RedaksiPush *push, GParamSpec *pspec, Cut *cut)
{
  if (cut->left == 0)
    cut->now = TRUE;
  else
    cut->left--;
}

/* Stopped at each change of stage, when it may or may not be durable yet. */
static void
test_stopped_at_transitions (Desk *desk, gconstpointer data)
{
  for (guint at = 0; at < 8; at++)
    for (guint later = 0; later < 3; later++)
      {
        Cut cut = { NULL, at, FALSE };
        g_autofree char *id = NULL;

        begin (desk);
        id = push (desk, REDAKSI_INTENT_SUBMIT, 0);
        cut.push = g_object_ref (get_push (desk, id));
        g_signal_connect (cut.push, "notify::stage", G_CALLBACK (count_stage_cb), &cut);
        while (!cut.now && redaksi_push_get_stage (cut.push) != REDAKSI_STAGE_DONE)
          g_main_context_iteration (NULL, TRUE);
        for (guint i = 0; i < later; i++)
          g_main_context_iteration (NULL, FALSE);
        g_signal_handlers_disconnect_by_data (cut.push, &cut);
        close_outbox (desk);
        open_outbox (desk);
        finish_in (desk, id, REDAKSI_STAGE_DONE);
        assert_once (desk, "pending");
        g_object_unref (cut.push);
      }
}

/* The answer to a schedule is lost, and the hour comes before the line does. */
static void
test_schedule_unclear (Desk *desk, gconstpointer data)
{
  Plan plan = { 0, FAULT_HANG_DONE, 0 };
  gint64 when = g_get_real_time () + HOUR;
  g_autofree char *id = NULL;
  guint update;

  /* Which call is the update: the last but one. */
  id = push (desk, REDAKSI_INTENT_SCHEDULE, when);
  finish_in (desk, id, REDAKSI_STAGE_DONE);
  update = desk->house->n_calls - 2;

  begin (desk);
  close_outbox (desk);
  open_outbox (desk);
  plan.at = update;
  desk->house->fault = planned_fault;
  desk->house->fault_data = &plan;
  g_free (id);
  id = push (desk, REDAKSI_INTENT_SCHEDULE, when);
  while (plan.hit == 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (fake_house_get_post (desk->house, 0)->status, ==, "future");
  close_outbox (desk);
  open_outbox (desk);
  finish_in (desk, id, REDAKSI_STAGE_DONE);
  assert_once (desk, "future");
}

/* Offline for a while: it waits, tells so, and goes by itself. */
static Fault
offline_until (guint call, const char *name, gpointer data)
{
  return *(gboolean *)data ? FAULT_OFFLINE : FAULT_NONE;
}

static void
test_offline (Desk *desk, gconstpointer data)
{
  gboolean offline = TRUE;
  g_autofree char *id = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  RedaksiPush *waiting;

  desk->house->fault = offline_until;
  desk->house->fault_data = &offline;
  id = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  await_value (redaksi_outbox_wait (desk->outbox, id), &value, NULL);
  waiting = g_value_get_object (&value);
  g_assert_cmpint (redaksi_push_get_stage (waiting), ==, REDAKSI_STAGE_OFFLINE);
  g_assert_nonnull (redaksi_push_get_message (waiting));
  while (redaksi_push_get_attempts (waiting) < 8)
    g_main_context_iteration (NULL, TRUE);
  offline = FALSE;
  finish_in (desk, id, REDAKSI_STAGE_DONE);
  assert_once (desk, "publish");
}

/* Fifty pushes at once over a bad line. */
static void
test_many (Desk *desk, gconstpointer data)
{
  GRand *rand = g_rand_new_with_seed (4711);
  char *ids[50];

  desk->house->fault = random_fault;
  desk->house->fault_data = rand;
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Artikel %u", i);
      g_autoptr (RedaksiArticle) article = write_article (desk, NULL, headline);
      g_free (desk->article);
      desk->article = await_string (redaksi_library_create (desk->library, article));
      ids[i] = push (desk, REDAKSI_INTENT_PUBLISH, 0);
    }
  for (guint i = 0; i < 50; i++)
    {
      while (redaksi_push_get_stage (finish (desk, ids[i])) == REDAKSI_STAGE_REFUSED)
        g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, ids[i])));
      finish_in (desk, ids[i], REDAKSI_STAGE_DONE);
      g_free (ids[i]);
    }
  g_assert_cmpuint (fake_house_count_posts (desk->house), ==, 50);
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/outbox/faults/" name, Desk, NULL, set_up, function, tear_down)
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  ADD ("each-call", test_each_call);
  ADD ("each-call-of-update", test_each_call_of_update);
  ADD ("random", test_random);
  ADD ("killed", test_killed);
  ADD ("killed-in-update", test_killed_in_update);
  ADD ("stopped-at-transitions", test_stopped_at_transitions);
  ADD ("schedule-unclear", test_schedule_unclear);
  ADD ("offline", test_offline);
  ADD ("many", test_many);
  return g_test_run ();
}
