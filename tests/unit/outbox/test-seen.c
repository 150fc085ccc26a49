/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts as seen on a site. */
#include "house.h"

/* Somebody changed it there, then it is taken off the site: that is none of the unpublish's affair,
 * and the next push finds it all the same. */
static void
test_changed_then_withdrawn (Desk *desk, gconstpointer data)
{
  g_autofree char *first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  finish_in (desk, first, REDAKSI_STAGE_DONE);
  g_set_str (&assert_once (desk, "publish")->title, "Dari meja redaksi");
  fake_house_touch (desk->house, assert_once (desk, "publish"));
  rewrite (desk, "Lain");
  second = push (desk, REDAKSI_INTENT_UNPUBLISH, 0);
  finish_in (desk, second, REDAKSI_STAGE_DONE);
  g_assert_cmpstr (assert_once (desk, "draft")->title, ==, "Dari meja redaksi");
  third = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, third, REDAKSI_STAGE_CONFLICT);
  g_assert_cmpstr (assert_once (desk, "draft")->title, ==, "Dari meja redaksi");
}

/* What an unpublish did not send does not count as being there: it is the base of no merge. */
static void
test_withdrawn_base (Desk *desk, gconstpointer data)
{
  g_autofree char *first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiArticle) there = NULL;

  finish_in (desk, first, REDAKSI_STAGE_DONE);
  rewrite (desk, "Belum terkirim");
  second = push (desk, REDAKSI_INTENT_UNPUBLISH, 0);
  finish_in (desk, second, REDAKSI_STAGE_DONE);
  there = await_boxed (redaksi_outbox_find_seen (desk->outbox, desk->article), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (redaksi_article_get_field (there, REDAKSI_FIELD_HEADLINE), ==,
                   "Pentingnya Rakor");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  g_test_add ("/seen/changed-then-withdrawn", Desk, NULL, set_up, test_changed_then_withdrawn,
              tear_down);
  g_test_add ("/seen/withdrawn-base", Desk, NULL, set_up, test_withdrawn_base, tear_down);
  return g_test_run ();
}
