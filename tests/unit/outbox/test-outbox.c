/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each intent, and what a person is asked. */
#include "house.h"

static void
test_intents (Desk *desk, gconstpointer data)
{
  g_autofree char *draft = push (desk, REDAKSI_INTENT_DRAFT, 0);
  g_autofree char *submit = NULL;
  g_autofree char *publish = NULL;
  g_autofree char *update = NULL;
  g_autofree char *unpublish = NULL;
  g_autofree char *again = NULL;
  RedaksiPost *post;
  FakePhoto *photo;

  finish_in (desk, draft, REDAKSI_STAGE_DONE);
  post = assert_once (desk, "draft");
  g_assert_cmpint (get_state (desk), ==, REDAKSI_STATE_DRAFT);
  g_assert_cmpstr (post->title, ==, "Pentingnya Rakor");
  g_assert_cmpstr (post->sections[0], ==, "1");
  g_assert_cmpstr (post->tags[1], ==, "3");
  photo = g_ptr_array_index (desk->house->photos, 0);
  g_assert_cmpuint (photo->id, ==, g_ascii_strtoull (post->featured, NULL, 10));
  g_assert_cmpstr (photo->caption, ==, "Rakor di Tenggarong · Humas");
  g_assert_cmpstr (photo->alt, ==, "Hadirin");
  g_assert_true (g_str_has_prefix (desk->lead, "") && strlen (photo->marker) == 32 + 1 + 8);
  photo = g_ptr_array_index (desk->house->photos, 1);
  g_assert_cmpstr (photo->caption, ==, "Rapat kedua");
  /* The second one stands in the text, with the server's number; the lead photo does not. */
  g_assert_nonnull (strstr (post->content, "101.jpg"));
  g_assert_null (strstr (post->content, "100.jpg"));

  submit = push (desk, REDAKSI_INTENT_SUBMIT, 0);
  finish_in (desk, submit, REDAKSI_STAGE_DONE);
  assert_once (desk, "pending");
  g_assert_cmpint (get_state (desk), ==, REDAKSI_STATE_SUBMITTED);

  publish = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, publish, REDAKSI_STAGE_DONE);
  post = assert_once (desk, "publish");
  g_assert_cmpint (get_state (desk), ==, REDAKSI_STATE_PUBLISHED);
  g_assert_cmpstr (post->slug, ==, "made-from-title");
  g_assert_cmpstr (redaksi_push_get_url (get_push (desk, publish)), ==,
                   "http://127.0.0.1/made-from-title/");
  g_assert_null (redaksi_push_get_message (get_push (desk, publish)));

  rewrite (desk, "Rakor Penting");
  update = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, update, REDAKSI_STAGE_DONE);
  post = assert_once (desk, "publish");
  g_assert_cmpstr (post->title, ==, "Rakor Penting");
  g_assert_cmpstr (post->slug, ==, "made-from-title");

  unpublish = push (desk, REDAKSI_INTENT_UNPUBLISH, 0);
  finish_in (desk, unpublish, REDAKSI_STAGE_DONE);
  assert_once (desk, "draft");
  g_assert_cmpint (get_state (desk), ==, REDAKSI_STATE_WITHDRAWN);

  again = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, again, REDAKSI_STAGE_DONE);
  assert_once (desk, "publish");
}

static void
test_schedule (Desk *desk, gconstpointer data)
{
  gint64 soon = g_get_real_time () + 60 * G_USEC_PER_SEC;
  gint64 later = g_get_real_time () + HOUR;
  g_autofree char *past = push (desk, REDAKSI_INTENT_SCHEDULE, 5);
  g_autofree char *near = NULL;
  g_autofree char *good = NULL;
  g_autofree char *now = NULL;

  finish_in (desk, past, REDAKSI_STAGE_REFUSED);
  near = push (desk, REDAKSI_INTENT_SCHEDULE, soon);
  finish_in (desk, near, REDAKSI_STAGE_REFUSED);
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, past)), ==, REDAKSI_STAGE_CANCELLED);
  g_assert_cmpuint (fake_house_count_posts (desk->house), ==, 0);
  good = push (desk, REDAKSI_INTENT_SCHEDULE, later);
  finish_in (desk, good, REDAKSI_STAGE_DONE);
  g_assert_cmpint (assert_once (desk, "future")->date, ==, later);
  g_assert_cmpint (get_state (desk), ==, REDAKSI_STATE_SCHEDULED);
  /* Now after all: not at the hour that it was scheduled for. */
  now = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, now, REDAKSI_STAGE_DONE);
  assert_once (desk, "publish");
}

static void
test_rights (Desk *desk, gconstpointer data)
{
  g_autofree char *publish = NULL;
  g_autofree char *submit = NULL;
  g_autofree char *again = NULL;

  desk->house->may_publish = FALSE;
  publish = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, publish, REDAKSI_STAGE_REFUSED);
  g_assert_nonnull (redaksi_push_get_message (get_push (desk, publish)));
  g_assert_cmpuint (desk->house->n_writes, ==, 0);
  submit = push (desk, REDAKSI_INTENT_SUBMIT, 0);
  finish_in (desk, submit, REDAKSI_STAGE_DONE);
  assert_once (desk, "pending");
  /* The rights have changed since. */
  again = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, again, REDAKSI_STAGE_REFUSED);
  desk->house->may_publish = TRUE;
  g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, again)));
  finish_in (desk, again, REDAKSI_STAGE_DONE);
  assert_once (desk, "publish");
}

static void
test_forbidden (Desk *desk, gconstpointer data)
{
  static const char *const names[] = { "upload", "term", "create", "update" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = NULL;
      begin (desk);
      desk->house->deny = names[i];
      id = push (desk, REDAKSI_INTENT_DRAFT, 0);
      finish_in (desk, id, REDAKSI_STAGE_REFUSED);
      g_assert_cmpstr (redaksi_push_get_raw (get_push (desk, id)), ==, "HTTP/1.1 500 fake");
      desk->house->deny = NULL;
      g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, id)));
      finish_in (desk, id, REDAKSI_STAGE_DONE);
      assert_once (desk, "draft");
    }
}

static void
test_sign_in (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;

  g_unsetenv ("REDAKSI_PASSWORD");
  id = push (desk, REDAKSI_INTENT_DRAFT, 0);
  finish_in (desk, id, REDAKSI_STAGE_SIGN_IN);
  g_assert_cmpuint (desk->house->n_calls, ==, 0);
  g_setenv ("REDAKSI_PASSWORD", "wrong", TRUE);
  g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, id)));
  finish_in (desk, id, REDAKSI_STAGE_SIGN_IN);
  g_setenv ("REDAKSI_PASSWORD", "right", TRUE);
  g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, id)));
  finish_in (desk, id, REDAKSI_STAGE_DONE);
  assert_once (desk, "draft");
  g_assert_false (await_boolean (redaksi_outbox_retry (desk->outbox, id)));
}

static void
test_nothing_there (Desk *desk, gconstpointer data)
{
  static const RedaksiIntent intents[] = { REDAKSI_INTENT_UPDATE, REDAKSI_INTENT_UNPUBLISH };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (intents); i++)
    {
      g_autofree char *id = push (desk, intents[i], 0);
      finish_in (desk, id, REDAKSI_STAGE_REFUSED);
      g_assert_cmpuint (fake_house_count_posts (desk->house), ==, 0);
    }
  g_assert_false (await_value (redaksi_outbox_push (desk->outbox, desk->article, "no-such-site",
                                                    REDAKSI_INTENT_DRAFT, 0),
                               NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (await_value (redaksi_outbox_wait (desk->outbox, "no-such-push"), NULL, &error));
  g_assert_error (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE);
}

static void
test_no_headline (Desk *desk, gconstpointer data)
{
  g_autofree char *publish = NULL;
  g_autofree char *draft = NULL;

  rewrite (desk, "");
  publish = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, publish, REDAKSI_STAGE_REFUSED);
  draft = push (desk, REDAKSI_INTENT_DRAFT, 0);
  /* A draft needs none, but what was meant to be published is not forgotten for it. */
  await_true (redaksi_outbox_wait (desk->outbox, draft));
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, publish)), ==, REDAKSI_STAGE_REFUSED);
  g_assert_true (await_boolean (redaksi_outbox_cancel (desk->outbox, publish)));
  finish_in (desk, draft, REDAKSI_STAGE_DONE);
}

/* ---- the server's copy ---- */

static void
test_changed_there (Desk *desk, gconstpointer data)
{
  g_autofree char *first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  g_autofree char *second = NULL;
  RedaksiPost *post;

  finish_in (desk, first, REDAKSI_STAGE_DONE);
  post = assert_once (desk, "publish");
  /* In the same second, and nothing but a link. */
  {
    g_autofree char *changed = g_strconcat (post->content, "<a href=\"x\"></a>", NULL);
    g_set_str (&post->content, changed);
  }
  rewrite (desk, "Lain");
  second = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, second, REDAKSI_STAGE_CONFLICT);
  g_assert_cmpstr (post->title, ==, "Pentingnya Rakor");
  g_assert_nonnull (strstr (post->content, "href=\"x\""));
  /* To try once more is not to agree. */
  g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, second)));
  finish_in (desk, second, REDAKSI_STAGE_CONFLICT);
  g_assert_nonnull (strstr (post->content, "href=\"x\""));
  g_assert_true (await_boolean (redaksi_outbox_overwrite (desk->outbox, second)));
  finish_in (desk, second, REDAKSI_STAGE_DONE);
  g_assert_cmpstr (assert_once (desk, "publish")->title, ==, "Lain");
}

/* Words of a lead photo that is not there go nowhere, at first and later. Where an update brought
 * them and its reply was lost, our own post was taken for somebody else's. */
static void
test_no_lead (Desk *desk, gconstpointer data)
{
  g_autoptr (RedaksiArticle) full = write_article (desk, desk->article, "Tanpa foto utama");
  g_autoptr (RedaksiArticle) article
    = redaksi_article_with_field (full, REDAKSI_FIELD_LEAD_PHOTO, NULL);
  g_autofree char *draft = NULL;
  g_autofree char *publish = NULL;
  RedaksiPost *post;

  await_true (redaksi_library_save_article (desk->library, article, "manual"));
  draft = push (desk, REDAKSI_INTENT_DRAFT, 0);
  finish_in (desk, draft, REDAKSI_STAGE_DONE);
  post = fake_house_get_post (desk->house, 0);
  g_assert_null (strstr (post->content, "Rakor di Tenggarong"));
  publish = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, publish, REDAKSI_STAGE_DONE);
  post = fake_house_get_post (desk->house, 0);
  g_assert_cmpstr (post->status, ==, "publish");
  g_assert_null (strstr (post->content, "Rakor di Tenggarong"));
}

/* A save that changes nothing but the time is no change; nor is going out at the hour. */
static void
test_same_there (Desk *desk, gconstpointer data)
{
  g_autofree char *first = push (desk, REDAKSI_INTENT_SCHEDULE, g_get_real_time () + HOUR);
  g_autofree char *second = NULL;
  RedaksiPost *post;

  finish_in (desk, first, REDAKSI_STAGE_DONE);
  post = assert_once (desk, "future");
  g_set_str (&post->status, "publish");
  fake_house_touch (desk->house, post);
  rewrite (desk, "Lain");
  second = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, second, REDAKSI_STAGE_DONE);
  g_assert_cmpstr (assert_once (desk, "publish")->title, ==, "Lain");
}

static void
test_not_withdrawn_by_accident (Desk *desk, gconstpointer data)
{
  static const RedaksiIntent intents[]
    = { REDAKSI_INTENT_DRAFT, REDAKSI_INTENT_SUBMIT, REDAKSI_INTENT_SCHEDULE };
  g_autofree char *first = push (desk, REDAKSI_INTENT_PUBLISH, 0);

  finish_in (desk, first, REDAKSI_STAGE_DONE);
  for (guint i = 0; i < G_N_ELEMENTS (intents); i++)
    {
      g_autofree char *id = push (desk, intents[i], g_get_real_time () + (i == 2 ? HOUR : -1));
      finish_in (desk, id, REDAKSI_STAGE_REFUSED);
      assert_once (desk, "publish");
    }
}

static void
test_deleted_there (Desk *desk, gconstpointer data)
{
  static const char *const statuses[] = { "trash", "gone" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      begin (desk);
      first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
      finish_in (desk, first, REDAKSI_STAGE_DONE);
      g_set_str (&assert_once (desk, "publish")->status, statuses[i]);
      rewrite (desk, "Lain");
      second = push (desk, REDAKSI_INTENT_PUBLISH, 0);
      finish_in (desk, second, REDAKSI_STAGE_CONFLICT);
      g_assert_cmpuint (fake_house_count_posts (desk->house), ==, 1);
      g_assert_true (await_boolean (redaksi_outbox_overwrite (desk->outbox, second)));
      finish_in (desk, second, REDAKSI_STAGE_DONE);
      g_assert_cmpuint (fake_house_count_posts (desk->house), ==, 2);
      g_assert_cmpstr (fake_house_get_post (desk->house, 1)->status, ==, "publish");
    }
}

static void
test_differs (Desk *desk, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  desk->house->drops_tags = TRUE;
  first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, first, REDAKSI_STAGE_DONE);
  g_assert_nonnull (strstr (redaksi_push_get_message (get_push (desk, first)), "tags"));
  g_assert_null (strstr (redaksi_push_get_message (get_push (desk, first)), "text"));

  begin (desk);
  desk->house->keeps_pending = TRUE;
  second = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, second, REDAKSI_STAGE_REFUSED);
  g_assert_nonnull (strstr (redaksi_push_get_message (get_push (desk, second)), "pending"));
  g_assert_cmpint (get_state (desk), ==, REDAKSI_STATE_SUBMITTED);
}

/* A photo that the server had and has no more is sent again. */
static void
test_photo_lost_there (Desk *desk, gconstpointer data)
{
  g_autofree char *first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  g_autofree char *second = NULL;
  RedaksiPost *post;

  finish_in (desk, first, REDAKSI_STAGE_DONE);
  ((FakePhoto *)g_ptr_array_index (desk->house->photos, 0))->gone = TRUE;
  rewrite (desk, "Lain");
  second = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, second, REDAKSI_STAGE_DONE);
  g_assert_cmpuint (fake_house_count_photos (desk->house), ==, 3);
  post = fake_house_get_post (desk->house, 0);
  g_assert_cmpstr (post->featured, ==, "103");
  g_assert_null (redaksi_push_get_message (get_push (desk, second)));
}

static void
test_photo_lost_here (Desk *desk, gconstpointer data)
{
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s/photos'", desk->folder);
  g_autofree char *id = NULL;

  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  id = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, id, REDAKSI_STAGE_REFUSED);
  g_assert_cmpuint (desk->house->n_writes, ==, 0);
}

/* ---- the queue ---- */

static void
test_stuck (Desk *desk, gconstpointer data)
{
  g_autofree char *stuck = NULL;
  g_autofree char *behind = NULL;
  g_autofree char *stuck_article = g_strdup (desk->article);
  g_autofree char *other = NULL;
  g_autoptr (RedaksiArticle) article = write_article (desk, NULL, "Artikel lain");

  desk->house->stuck = stuck_article;
  stuck = push (desk, REDAKSI_INTENT_DRAFT, 0);
  behind = push (desk, REDAKSI_INTENT_SUBMIT, 0);
  g_free (desk->article);
  desk->article = await_string (redaksi_library_create (desk->library, article));
  other = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, other, REDAKSI_STAGE_DONE);
  g_assert_false (redaksi_stage_is_final (redaksi_push_get_stage (get_push (desk, stuck))));
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, behind)), ==, REDAKSI_STAGE_WAITING);
  g_assert_cmpuint (fake_house_count_posts (desk->house), ==, 1);
  desk->house->stuck = NULL;
  g_assert_true (await_boolean (redaksi_outbox_cancel (desk->outbox, stuck)));
  finish_in (desk, behind, REDAKSI_STAGE_DONE);
  g_assert_cmpuint (fake_house_count_posts (desk->house), ==, 2);
}

static void
test_order (Desk *desk, gconstpointer data)
{
  char *ids[3];
  RedaksiPush *newest;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Versi %u", i);
      rewrite (desk, headline);
      ids[i] = push (desk, i < 2 ? REDAKSI_INTENT_DRAFT : REDAKSI_INTENT_PUBLISH, 0);
    }
  finish_in (desk, ids[2], REDAKSI_STAGE_DONE);
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, ids[0])), ==, REDAKSI_STAGE_DONE);
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, ids[1])), ==, REDAKSI_STAGE_DONE);
  g_assert_cmpstr (assert_once (desk, "publish")->title, ==, "Versi 2");
  newest = g_list_model_get_item (G_LIST_MODEL (desk->outbox), 0);
  g_assert_cmpstr (redaksi_push_get_id (newest), ==, ids[2]);
  g_object_unref (newest);
  for (guint i = 0; i < 3; i++)
    g_free (ids[i]);
}

/* What waits for a password does not keep a newer one waiting that wants as much, whichever of them
 * came first. */
static void
test_takes_the_place (Desk *desk, gconstpointer data)
{
  g_autoptr (RedaksiOutbox) other = redaksi_outbox_new (desk->library, desk->photos);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_unsetenv ("REDAKSI_PASSWORD");
  first = push (desk, REDAKSI_INTENT_DRAFT, 0);
  second = push (desk, REDAKSI_INTENT_DRAFT, 0);
  finish_in (desk, second, REDAKSI_STAGE_SIGN_IN);
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, first)), ==, REDAKSI_STAGE_CANCELLED);
  g_setenv ("REDAKSI_PASSWORD", "right", TRUE);
  rewrite (desk, "Versi ketiga");
  /* As another process does, that has not looked at the queue. */
  third = await_string (
    redaksi_outbox_push (other, desk->article, desk->site, REDAKSI_INTENT_SUBMIT, 0));
  while (g_list_model_get_n_items (G_LIST_MODEL (desk->outbox)) < 3)
    g_main_context_iteration (NULL, TRUE);
  finish_in (desk, third, REDAKSI_STAGE_DONE);
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, second)), ==, REDAKSI_STAGE_CANCELLED);
  g_assert_false (await_boolean (redaksi_outbox_retry (desk->outbox, second)));
  g_assert_cmpstr (assert_once (desk, "pending")->title, ==, "Versi ketiga");
}

/* To save a draft takes no publish away that is stuck: the draft stays behind it, who waits for it
 * is told, and a retry sends both in their order. */
static void
test_draft_behind_publish (Desk *desk, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  desk->house->deny = "find-photo";
  first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, first, REDAKSI_STAGE_REFUSED);
  rewrite (desk, "Versi kedua");
  second = push (desk, REDAKSI_INTENT_DRAFT, 0);
  await_true (redaksi_outbox_wait (desk->outbox, second));
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, first)), ==, REDAKSI_STAGE_REFUSED);
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, second)), ==, REDAKSI_STAGE_WAITING);
  g_assert_cmpuint (fake_house_count_posts (desk->house), ==, 0);
  /* Also after a restart. */
  close_outbox (desk);
  open_outbox (desk);
  await_true (redaksi_outbox_wait (desk->outbox, second));
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, first)), ==, REDAKSI_STAGE_REFUSED);
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, second)), ==, REDAKSI_STAGE_WAITING);
  desk->house->deny = NULL;
  g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, first)));
  finish_in (desk, first, REDAKSI_STAGE_DONE);
  g_assert_cmpstr (assert_once (desk, "publish")->title, ==, "Pentingnya Rakor");
  /* What is published is not made a draft again by accident. */
  finish_in (desk, second, REDAKSI_STAGE_REFUSED);
  assert_once (desk, "publish");
  /* An update wants something else than a draft; an unpublish says all. */
  third = push (desk, REDAKSI_INTENT_UNPUBLISH, 0);
  finish_in (desk, third, REDAKSI_STAGE_DONE);
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, second)), ==, REDAKSI_STAGE_CANCELLED);
}

static void
test_replaces (Desk *desk, gconstpointer data)
{
  /* rows: the newer; D S P sch U un */
  static const char *const table[] = { "100000", "111100", "111111", "111111", "110010", "111111" };

  for (guint newer = 0; newer <= REDAKSI_INTENT_LAST; newer++)
    for (guint older = 0; older <= REDAKSI_INTENT_LAST; older++)
      g_assert_cmpint (redaksi_outbox_replaces (newer, older), ==, table[newer][older] == '1');
}

/* A row that was read before it was written last changes nothing, final or not. */
static void
test_stale_row (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (RedaksiPush) stale = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  RedaksiPush *known;

  g_unsetenv ("REDAKSI_PASSWORD");
  id = push (desk, REDAKSI_INTENT_DRAFT, 0);
  known = get_push (desk, id);
  await_value (redaksi_library_get_push (desk->library, id), &value, NULL);
  stale = g_value_dup_object (&value);
  finish_in (desk, id, REDAKSI_STAGE_SIGN_IN);
  g_assert_cmpint (redaksi_push_get_stage (stale), !=, REDAKSI_STAGE_SIGN_IN);
  g_assert_cmpuint (redaksi_push_get_version (stale), <, redaksi_push_get_version (known));
  g_assert_false (redaksi_push_take (known, stale, FALSE));
  g_assert_cmpint (redaksi_push_get_stage (known), ==, REDAKSI_STAGE_SIGN_IN);
  /* Nor does it get into the library. */
  redaksi_push_set_stage (stale, REDAKSI_STAGE_CANCELLED);
  await_value (redaksi_library_update_push (desk->library, stale), NULL, &error);
  g_assert_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_BUSY);
  g_value_unset (&value);
  await_value (redaksi_library_get_push (desk->library, id), &value, NULL);
  g_assert_cmpint (redaksi_push_get_stage (g_value_get_object (&value)), ==, REDAKSI_STAGE_SIGN_IN);
  g_assert_cmpuint (redaksi_push_get_version (g_value_get_object (&value)), ==,
                    redaksi_push_get_version (known));
  g_setenv ("REDAKSI_PASSWORD", "right", TRUE);
}

/* ---- a window and a terminal on one outbox ---- */

/* The other process: cancels, orders, asks; it may not send, and says what it sees. */
static int
be_the_terminal (char **argv)
{
  Desk other = { 0 };
  g_autofree char *photos = g_build_filename (argv[0], "photos", NULL);
  g_autofree char *id = NULL;

  g_setenv ("REDAKSI_PASSWORD", "right", TRUE);
  other.library = redaksi_library_new (argv[0]);
  other.photos = redaksi_photo_store_new (photos);
  await_true (redaksi_library_open (other.library));
  g_assert_false (redaksi_library_own_outbox (other.library));
  other.outbox = redaksi_outbox_new (other.library, other.photos);
  redaksi_outbox_set_factory (other.outbox, NULL, NULL);
  await_true (redaksi_outbox_start (other.outbox));
  if (strcmp (argv[1], "cancel") == 0)
    g_assert_true (await_boolean (redaksi_outbox_cancel (other.outbox, argv[2])));
  else if (strcmp (argv[1], "remove") == 0)
    g_assert_true (await_boolean (redaksi_outbox_remove (other.outbox, argv[2])));
  else if (strcmp (argv[1], "retry") == 0)
    g_assert_true (await_boolean (redaksi_outbox_retry (other.outbox, argv[2])));
  else
    {
      RedaksiPush *push_object;
      id = await_string (
        redaksi_outbox_push (other.outbox, argv[2], argv[3], REDAKSI_INTENT_DRAFT, 0));
      push_object = get_push (&other, id);
      /* The other one sends; this one sees it. */
      while (redaksi_push_get_stage (push_object) != REDAKSI_STAGE_DONE)
        g_main_context_iteration (NULL, TRUE);
    }
  close_outbox (&other);
  await_true (redaksi_library_close (other.library));
  g_object_unref (other.library);
  g_object_unref (other.photos);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return 0;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

static void
terminal (Desk *desk, const char *word, const char *what, const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
    = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--terminal",
                        desk->folder, word, what, where, NULL);
  gboolean ended = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, ended_cb, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_two_processes (Desk *desk, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  RedaksiPush *known;

  g_unsetenv ("REDAKSI_PASSWORD");
  first = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, first, REDAKSI_STAGE_SIGN_IN);
  g_setenv ("REDAKSI_PASSWORD", "right", TRUE);
  known = get_push (desk, first);
  terminal (desk, "cancel", first, NULL);
  while (redaksi_push_get_stage (known) != REDAKSI_STAGE_CANCELLED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (await_boolean (redaksi_outbox_retry (desk->outbox, first)));
  g_assert_cmpuint (desk->house->n_writes, ==, 0);
  terminal (desk, "remove", first, NULL);
  while (g_list_model_get_n_items (G_LIST_MODEL (desk->outbox)) > 0)
    g_main_context_iteration (NULL, TRUE);

  g_unsetenv ("REDAKSI_PASSWORD");
  second = push (desk, REDAKSI_INTENT_DRAFT, 0);
  finish_in (desk, second, REDAKSI_STAGE_SIGN_IN);
  g_setenv ("REDAKSI_PASSWORD", "right", TRUE);
  terminal (desk, "retry", second, NULL);
  known = get_push (desk, second);
  while (redaksi_push_get_stage (known) == REDAKSI_STAGE_SIGN_IN)
    g_main_context_iteration (NULL, TRUE);
  finish_in (desk, second, REDAKSI_STAGE_DONE);
  assert_once (desk, "draft");

  rewrite (desk, "Versi kedua");
  terminal (desk, "draft", desk->article, desk->site);
  g_assert_cmpstr (assert_once (desk, "draft")->title, ==, "Versi kedua");
}

static Fault
hang_at_upload (guint call, const char *name, gpointer data)
{
  return strcmp (name, "upload") == 0 ? FAULT_HANG : FAULT_NONE;
}

static void
test_cancel (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *other = NULL;
  RedaksiPush *push_object;

  desk->house->fault = hang_at_upload;
  id = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  push_object = get_push (desk, id);
  while (redaksi_push_get_bytes_total (push_object) == 0
         || redaksi_push_get_bytes_sent (push_object) < redaksi_push_get_bytes_total (push_object))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (redaksi_push_get_stage (push_object), ==, REDAKSI_STAGE_PHOTOS);
  g_assert_true (await_boolean (redaksi_outbox_cancel (desk->outbox, id)));
  g_assert_cmpint (redaksi_push_get_stage (push_object), ==, REDAKSI_STAGE_CANCELLED);
  g_assert_false (await_boolean (redaksi_outbox_cancel (desk->outbox, id)));
  g_assert_false (await_boolean (redaksi_outbox_retry (desk->outbox, id)));
  desk->house->fault = NULL;
  other = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, other, REDAKSI_STAGE_DONE);
  assert_once (desk, "publish");
  g_assert_false (await_boolean (redaksi_outbox_cancel (desk->outbox, other)));
}

static guint
count_rows (Desk *desk)
{
  g_autoptr (GPtrArray) rows
    = await_boxed (redaksi_library_list_pushes (desk->library, FALSE), NULL);

  return rows->len;
}

/* What is at its end goes for good, what is stuck is cancelled first, what may still go stays. */
static void
test_remove (Desk *desk, gconstpointer data)
{
  g_autofree char *done = push (desk, REDAKSI_INTENT_DRAFT, 0);
  g_autofree char *stuck = NULL;
  g_autofree char *held = NULL;
  g_autofree char *later = NULL;
  g_autofree char *again = NULL;
  GListModel *list = G_LIST_MODEL (desk->outbox);
  g_autoptr (GError) error = NULL;

  finish_in (desk, done, REDAKSI_STAGE_DONE);
  g_assert_true (await_boolean (redaksi_outbox_remove (desk->outbox, done)));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_assert_cmpuint (count_rows (desk), ==, 0);
  g_assert_false (await_value (redaksi_outbox_remove (desk->outbox, done), NULL, &error));
  g_assert_error (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE);
  g_clear_error (&error);
  /* What the site calls the article is known still: no second post comes of it. */
  again = push (desk, REDAKSI_INTENT_DRAFT, 0);
  finish_in (desk, again, REDAKSI_STAGE_DONE);
  assert_once (desk, "draft");

  desk->house->deny = "update";
  rewrite (desk, "Versi kedua");
  stuck = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, stuck, REDAKSI_STAGE_REFUSED);
  g_assert_true (await_boolean (redaksi_outbox_remove (desk->outbox, stuck)));
  desk->house->deny = NULL;
  g_assert_cmpuint (count_rows (desk), ==, 1);

  held = push (desk, REDAKSI_INTENT_PUBLISH, g_get_real_time () + HOUR);
  g_assert_false (await_boolean (redaksi_outbox_remove (desk->outbox, held)));
  g_assert_cmpuint (count_rows (desk), ==, 2);
  g_assert_true (await_boolean (redaksi_outbox_cancel (desk->outbox, held)));
  g_assert_true (await_boolean (redaksi_outbox_remove (desk->outbox, held)));

  /* By this one the article has its hour. */
  later = push (desk, REDAKSI_INTENT_SCHEDULE, g_get_real_time () + HOUR);
  finish_in (desk, later, REDAKSI_STAGE_DONE);
  g_assert_false (await_value (redaksi_outbox_remove (desk->outbox, later), NULL, &error));
  g_assert_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_BUSY);
  g_assert_nonnull (get_push (desk, later));
  close_outbox (desk);
  open_outbox (desk);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk->outbox)), ==, 2);
}

/* An embargo that is kept here: nothing leaves before. */
static void
test_held (Desk *desk, gconstpointer data)
{
  g_autofree char *id = push (desk, REDAKSI_INTENT_PUBLISH, g_get_real_time () + HOUR);

  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, id)), ==, REDAKSI_STAGE_HELD);
  await_true (redaksi_outbox_wait (desk->outbox, id));
  close_outbox (desk);
  open_outbox (desk);
  g_assert_cmpint (redaksi_push_get_stage (get_push (desk, id)), ==, REDAKSI_STAGE_HELD);
  g_assert_cmpuint (desk->house->n_calls, ==, 0);
  g_assert_true (await_boolean (redaksi_outbox_retry (desk->outbox, id)));
  finish_in (desk, id, REDAKSI_STAGE_DONE);
  assert_once (desk, "publish");
}

/* Two articles with the same photos, on their way at once: each photo is sent once. */
static void
test_shared_photos (Desk *desk, gconstpointer data)
{
  g_autoptr (RedaksiArticle) article = write_article (desk, NULL, "Rakor kedua");
  g_autofree char *first = g_strdup (desk->article);
  g_autofree char *one = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  g_autofree char *other = NULL;

  g_free (desk->article);
  desk->article = await_string (redaksi_library_create (desk->library, article));
  other = push (desk, REDAKSI_INTENT_PUBLISH, 0);
  finish_in (desk, one, REDAKSI_STAGE_DONE);
  finish_in (desk, other, REDAKSI_STAGE_DONE);
  g_assert_cmpuint (fake_house_count_posts (desk->house), ==, 2);
  g_assert_cmpuint (fake_house_count_photos (desk->house), ==, 2);
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add ("/outbox/" name, Desk, NULL, set_up, function, tear_down)
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  if (argc >= 5 && strcmp (argv[1], "--terminal") == 0)
    {
      dex_init ();
      return be_the_terminal (argv + 2);
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  ADD ("intents", test_intents);
  ADD ("schedule", test_schedule);
  ADD ("rights", test_rights);
  ADD ("forbidden", test_forbidden);
  ADD ("sign-in", test_sign_in);
  ADD ("nothing-there", test_nothing_there);
  ADD ("no-headline", test_no_headline);
  ADD ("changed-there", test_changed_there);
  ADD ("no-lead", test_no_lead);
  ADD ("same-there", test_same_there);
  ADD ("not-withdrawn-by-accident", test_not_withdrawn_by_accident);
  ADD ("deleted-there", test_deleted_there);
  ADD ("differs", test_differs);
  ADD ("photo-lost-there", test_photo_lost_there);
  ADD ("photo-lost-here", test_photo_lost_here);
  ADD ("stuck", test_stuck);
  ADD ("order", test_order);
  ADD ("takes-the-place", test_takes_the_place);
  ADD ("draft-behind-publish", test_draft_behind_publish);
  ADD ("shared-photos", test_shared_photos);
  ADD ("replaces", test_replaces);
  ADD ("stale-row", test_stale_row);
  ADD ("two-processes", test_two_processes);
  ADD ("cancel", test_cancel);
  ADD ("remove", test_remove);
  ADD ("held", test_held);
  return g_test_run ();
}
