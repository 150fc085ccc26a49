/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody works on the site while somebody works here: nobody's words are overwritten unseen.
 * REDAKSI_FAULTS=full: 200 times. */
#include "house.h"

/* The last paragraph says something else here. */
static void
write_here (Desk *desk, const char *text)
{
  g_autoptr (RedaksiArticle) article = load_article (desk);
  RedaksiBody *body = redaksi_article_get_body (article);
  RedaksiBlock *block = redaksi_block_new_paragraph (text);
  g_autoptr (RedaksiBody) changed
    = redaksi_body_with_block (body, redaksi_body_get_n (body) - 1, block);
  g_autoptr (RedaksiArticle) next = redaksi_article_with_body (article, changed);

  save_article (desk, next, "manual");
  redaksi_block_unref (block);
}

/* @from becomes @to there; @in_time: the site's clock has gone on meanwhile. */
static void
write_there (Desk *desk, const char *from, const char *to, gboolean in_time)
{
  RedaksiPost *post = fake_house_get_post (desk->house, 0);
  g_autoptr (GString) content = g_string_new (post->content);

  g_assert_cmpuint (g_string_replace (content, from, to, 1), ==, 1);
  g_set_str (&post->content, content->str);
  if (in_time)
    fake_house_touch (desk->house, post);
}

static RedaksiMeeting *
meet (Desk *desk, const char *push_id)
{
  g_autoptr (GError) error = NULL;
  RedaksiMeeting *meeting = await_boxed (redaksi_outbox_meet (desk->outbox, push_id, NULL), &error);

  g_assert_no_error (error);
  g_assert_true (meeting->has_base);
  return meeting;
}

/* As the window does it: theirs into the history, then what was decided, then it goes. */
static char *
decide (Desk *desk, const char *push_id, RedaksiMeeting *meeting)
{
  g_autoptr (RedaksiArticle) merged = redaksi_merge_apply (meeting->merge);
  guint kept = save_article (desk, redaksi_merge_get_theirs (meeting->merge), "site");

  save_article (desk, merged, "merge");
  return await_string (redaksi_outbox_send_merged (desk->outbox, push_id, meeting, kept));
}

static void
publish (Desk *desk)
{
  g_autofree char *first = push (desk, REDAKSI_INTENT_PUBLISH, 0);

  finish_in (desk, first, REDAKSI_STAGE_DONE);
}

static void
test_clean (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *merged = NULL;
  g_autoptr (RedaksiMeeting) meeting = NULL;
  g_autoptr (RedaksiArticle) article = NULL;
  RedaksiPost *post;

  publish (desk);
  write_here (desk, "Paragraf terakhir. Dari sini.");
  write_there (desk, "bekerja sama.", "bekerja sama. Dari sana.", TRUE);
  g_set_str (&fake_house_get_post (desk->house, 0)->title, "Judul dari sana");
  id = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, id, REDAKSI_STAGE_CONFLICT);
  meeting = meet (desk, id);
  g_assert_cmpuint (redaksi_merge_get_n (meeting->merge), ==, 2);
  g_assert_cmpuint (redaksi_merge_count_conflicts (meeting->merge), ==, 0);
  merged = decide (desk, id, meeting);
  finish_in (desk, merged, REDAKSI_STAGE_DONE);
  post = assert_once (desk, "publish");
  g_assert_nonnull (strstr (post->content, "Dari sini."));
  g_assert_nonnull (strstr (post->content, "Dari sana."));
  g_assert_cmpstr (post->title, ==, "Judul dari sana");
  article = load_article (desk);
  g_assert_cmpstr (redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE), ==,
                   "Judul dari sana");
  /* The photos are ours still. */
  g_assert_cmpstr (redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_PHOTO), ==, desk->lead);
  g_assert_cmpstr (redaksi_block_get (redaksi_body_get_nth (redaksi_article_get_body (article), 1),
                                      "photo"),
                   ==, desk->second);
  {
    g_autofree char *again = push (desk, REDAKSI_INTENT_UPDATE, 0);
    finish_in (desk, again, REDAKSI_STAGE_DONE);
    assert_once (desk, "publish");
  }
}

static void
test_conflict (Desk *desk, gconstpointer data)
{
  const RedaksiMergeChoice choice = GPOINTER_TO_UINT (data);
  g_autofree char *id = NULL;
  g_autofree char *merged = NULL;
  g_autoptr (RedaksiMeeting) meeting = NULL;
  RedaksiPost *post;

  publish (desk);
  write_here (desk, "Paragraf terakhir. Dari sini.");
  write_there (desk, "Paragraf terakhir.", "Paragraf terakhir. Dari sana.", FALSE);
  id = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, id, REDAKSI_STAGE_CONFLICT);
  meeting = meet (desk, id);
  g_assert_cmpuint (redaksi_merge_get_n (meeting->merge), ==, 1);
  g_assert_cmpuint (redaksi_merge_count_conflicts (meeting->merge), ==, 1);
  redaksi_merge_choose (meeting->merge, 0, choice);
  merged = decide (desk, id, meeting);
  finish_in (desk, merged, REDAKSI_STAGE_DONE);
  post = assert_once (desk, "publish");
  g_assert_cmpint (strstr (post->content, "Dari sini.") != NULL, ==,
                   choice != REDAKSI_MERGE_THEIRS);
  g_assert_cmpint (strstr (post->content, "Dari sana.") != NULL, ==, choice != REDAKSI_MERGE_MINE);
}

/* What changed on the site once more, after it was looked at, is looked at again. */
static void
test_again (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *merged = NULL;
  g_autoptr (RedaksiMeeting) meeting = NULL;

  publish (desk);
  write_here (desk, "Paragraf terakhir. Dari sini.");
  write_there (desk, "bekerja sama.", "bekerja sama. Satu.", TRUE);
  id = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, id, REDAKSI_STAGE_CONFLICT);
  meeting = meet (desk, id);
  write_there (desk, "Satu.", "Satu. Dua.", FALSE);
  merged = decide (desk, id, meeting);
  finish_in (desk, merged, REDAKSI_STAGE_CONFLICT);
  g_assert_nonnull (strstr (fake_house_get_post (desk->house, 0)->content, "Satu. Dua."));
  {
    g_autoptr (RedaksiMeeting) second = meet (desk, merged);
    g_autofree char *last = NULL;
    g_assert_cmpuint (redaksi_merge_count_conflicts (second->merge), ==, 0);
    last = decide (desk, merged, second);
    finish_in (desk, last, REDAKSI_STAGE_DONE);
  }
  g_assert_nonnull (strstr (fake_house_get_post (desk->house, 0)->content, "Satu. Dua."));
  g_assert_nonnull (strstr (fake_house_get_post (desk->house, 0)->content, "Dari sini."));
}

/* Many edits there while one writes here, some so fast that the site's clock does not show them. */
static void
test_many (Desk *desk, gconstpointer data)
{
  guint rounds = g_strcmp0 (g_getenv ("REDAKSI_FAULTS"), "full") == 0 ? 200 : 12;
  guint n_conflicts = 0;

  publish (desk);
  for (guint i = 0; i < rounds; i++)
    {
      g_autofree char *here = g_strdup_printf ("Paragraf terakhir. Sini%u.", i);
      g_autofree char *there = g_strdup_printf ("bekerja sama. Sana%u.", i);
      g_autofree char *id = NULL;
      RedaksiPost *post;

      write_here (desk, here);
      write_there (desk, "bekerja sama.", there, g_test_rand_int_range (0, 2));
      id = push (desk, REDAKSI_INTENT_UPDATE, 0);
      while (redaksi_push_get_stage (finish (desk, id)) == REDAKSI_STAGE_CONFLICT)
        {
          g_autoptr (RedaksiMeeting) meeting = meet (desk, id);
          char *next = decide (desk, id, meeting);
          g_free (id);
          id = next;
          n_conflicts++;
        }
      finish_in (desk, id, REDAKSI_STAGE_DONE);
      post = assert_once (desk, "publish");
      g_assert_nonnull (strstr (post->content, here));
      /* All that was ever written there stands there. */
      for (guint k = 0; k <= i; k++)
        {
          g_autofree char *words = g_strdup_printf (" Sana%u.", k);
          g_assert_nonnull (strstr (post->content, words));
        }
    }
  g_assert_cmpuint (n_conflicts, ==, rounds);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  g_test_add ("/meet/clean", Desk, NULL, set_up, test_clean, tear_down);
  g_test_add ("/meet/mine", Desk, GUINT_TO_POINTER (REDAKSI_MERGE_MINE), set_up, test_conflict,
              tear_down);
  g_test_add ("/meet/theirs", Desk, GUINT_TO_POINTER (REDAKSI_MERGE_THEIRS), set_up, test_conflict,
              tear_down);
  g_test_add ("/meet/both", Desk, GUINT_TO_POINTER (REDAKSI_MERGE_BOTH), set_up, test_conflict,
              tear_down);
  g_test_add ("/meet/again", Desk, NULL, set_up, test_again, tear_down);
  g_test_add ("/meet/many", Desk, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
