/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No path makes an article public before its hour, whatever this computer's clock shows. */
#include "house.h"

#include "redaksi-clock.h"
#include "redaksi-moment.h"

#define DAY (24 * HOUR)

static void
set_embargo (Desk *desk, gint64 time)
{
  g_autoptr (RedaksiArticle) article = load_article (desk);
  g_autofree char *text = time != 0 ? redaksi_clock_to_iso (time) : NULL;
  g_autoptr (RedaksiArticle) next
    = redaksi_article_with_field (article, REDAKSI_FIELD_EMBARGO, text != NULL ? text : "");

  save_article (desk, next, "manual");
}

static void
set_embargo_words (Desk *desk, const char *words)
{
  g_autoptr (RedaksiArticle) article = load_article (desk);
  g_autoptr (RedaksiArticle) next
    = redaksi_article_with_field (article, REDAKSI_FIELD_EMBARGO, words);

  save_article (desk, next, "manual");
}

/* Until it rests, in whatever stage. */
static RedaksiPush *
settle (Desk *desk, const char *id)
{
  await_true (redaksi_outbox_wait (desk->outbox, id));
  return get_push (desk, id);
}

static void
assert_held (Desk *desk, const char *id)
{
  RedaksiPush *push = settle (desk, id);

  g_assert_cmpstr (redaksi_stage_to_string (redaksi_push_get_stage (push)), ==, "held");
  g_assert_cmpint (redaksi_push_get_next_try (push), >, g_get_real_time ());
  g_assert_cmpuint (desk->house->n_writes, ==, 0);
  g_assert_nonnull (strstr (redaksi_push_get_message (push), "embargo"));
}

/* Held, and held again after a restart and after “Try again”; gone when its hour has come. */
static void
test_publish (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;

  set_embargo (desk, g_get_real_time () + DAY);
  id = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  assert_held (desk, id);
  close_outbox (desk);
  open_outbox (desk);
  assert_held (desk, id);
  g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, id)));
  assert_held (desk, id);
  g_assert_true (await_boolean (redaksi_outbox_overwrite (desk->outbox, id)));
  assert_held (desk, id);
  desk->house->ahead = 2 * DAY;
  g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, id)));
  finish_in (desk, id, REDAKSI_STAGE_DONE);
  assert_once (desk, "publish");
}

/* This computer's clock is a day late or early: the server's counts. */
static void
test_clocks (Desk *desk, gconstpointer data)
{
  g_autofree char *early = NULL;
  g_autofree char *late = NULL;

  set_embargo (desk, g_get_real_time () - HOUR);
  desk->house->ahead = -DAY;
  early = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  assert_held (desk, early);
  set_embargo (desk, g_get_real_time () + HOUR);
  desk->house->ahead = DAY;
  late = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, late, REDAKSI_STAGE_DONE);
  assert_once (desk, "publish");
}

static void
test_timeless (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;

  desk->house->timeless = TRUE;
  set_embargo (desk, g_get_real_time () - DAY);
  id = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, id, REDAKSI_STAGE_REFUSED);
  g_assert_cmpuint (desk->house->n_writes, ==, 0);
}

static void
test_schedule (Desk *desk, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  set_embargo (desk, g_get_real_time () + DAY);
  before = push (desk, REDAKSI_INTENT_SCHEDULE, g_get_real_time () + HOUR);
  finish_in (desk, before, REDAKSI_STAGE_REFUSED);
  g_assert_cmpuint (desk->house->n_writes, ==, 0);
  after = push (desk, REDAKSI_INTENT_SCHEDULE, g_get_real_time () + 2 * DAY);
  finish_in (desk, after, REDAKSI_STAGE_DONE);
  assert_once (desk, "future");
}

/* Neither a draft nor a submission makes anything public; an update of what is out would. */
static void
test_others (Desk *desk, gconstpointer data)
{
  g_autofree char *draft = NULL;
  g_autofree char *submit = NULL;
  g_autofree char *publish = NULL;
  g_autofree char *update = NULL;
  guint writes;

  set_embargo (desk, g_get_real_time () + DAY);
  draft = push (desk, REDAKSI_INTENT_DRAFT, 0);
  finish_in (desk, draft, REDAKSI_STAGE_DONE);
  submit = push (desk, REDAKSI_INTENT_SUBMIT, 0);
  finish_in (desk, submit, REDAKSI_STAGE_DONE);
  assert_once (desk, "pending");
  set_embargo (desk, 0);
  publish = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, publish, REDAKSI_STAGE_DONE);
  set_embargo (desk, g_get_real_time () + DAY);
  writes = desk->house->n_writes;
  update = push (desk, REDAKSI_INTENT_UPDATE, 0);
  g_assert_cmpint (redaksi_push_get_stage (settle (desk, update)), ==, REDAKSI_STAGE_HELD);
  g_assert_cmpuint (desk->house->n_writes, ==, writes);
}

/* Put on it while the push waits: for its own hour, or for a connection. */
static void
test_afterwards (Desk *desk, gconstpointer data)
{
  g_autofree char *id = push (desk, REDAKSI_INTENT_PUBLISH, g_get_real_time () + HOUR);

  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, id)), ==, REDAKSI_STAGE_HELD);
  set_embargo (desk, g_get_real_time () + DAY);
  g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, id)));
  assert_held (desk, id);
}

static void
test_unreadable (Desk *desk, gconstpointer data)
{
  static const char *const words[]
    = { "besok", "2026-99-99", "0", "-1", "2026-11-25T08:00:00+99:00" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *id = NULL;

      set_embargo_words (desk, words[i]);
      id = push (desk, REDAKSI_INTENT_PUBLISH, 0);
      finish_in (desk, id, REDAKSI_STAGE_REFUSED);
      g_assert_cmpuint (desk->house->n_writes, ==, 0);
    }
}

/* The rest of the day, by the clock of the site and not by this computer's. */
static void
test_moments (void)
{
  gint64 time = redaksi_moment_parse ("2026-11-25T18:00", "Asia/Makassar");
  g_autofree char *text = redaksi_moment_text (time, "Asia/Makassar");

  g_assert_cmpint (time, ==, redaksi_clock_from_iso ("2026-11-25T10:00:00Z"));
  g_assert_cmpint (time, ==, redaksi_moment_parse ("2026-11-25 18:00+08:00", "UTC"));
  g_assert_cmpint (time, ==, redaksi_moment_parse ("2026-11-25T10:00Z", "Asia/Tokyo"));
  g_assert_cmpint (redaksi_moment_parse ("25/11/2026", NULL), ==, -1);
  g_assert_cmpint (redaksi_moment_parse ("", NULL), ==, -1);
  g_assert_nonnull (strstr (text, "18:00"));
  g_assert_nonnull (strstr (text, "WITA"));
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add ("/embargo/" name, Desk, NULL, set_up, function, tear_down)
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("publish", test_publish);
  ADD ("clocks", test_clocks);
  ADD ("timeless", test_timeless);
  ADD ("schedule", test_schedule);
  ADD ("others", test_others);
  ADD ("afterwards", test_afterwards);
  ADD ("unreadable", test_unreadable);
  g_test_add_func ("/embargo/moments", test_moments);
  return g_test_run ();
}
