/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every call of the library, and what it says when a thing is not there. */
#include "common.h"

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiArticle) article = make_article ("Rapat Koordinasi", "Satu dua tiga.");
  g_autoptr (RedaksiDocument) document = NULL;
  g_autoptr (RedaksiSummary) summary = NULL;
  g_autofree char *id = await_string (redaksi_library_create (fixture->library, article));

  g_assert_cmpstr (id, ==, redaksi_article_get_id (article));
  document = await_object (redaksi_library_load (fixture->library, id));
  g_assert_true (redaksi_article_equal (redaksi_document_get_article (document), article));
  g_assert_cmpuint (redaksi_document_get_version (document), ==, 0);
  g_assert_false (redaksi_document_can_undo (document));

  summary = await_object (redaksi_library_get_summary (fixture->library, id));
  g_assert_cmpstr (redaksi_summary_get_id (summary), ==, id);
  g_assert_cmpstr (redaksi_summary_get_headline (summary), ==, "Rapat Koordinasi");
  g_assert_cmpstr (redaksi_summary_get_snippet (summary), ==, "Satu dua tiga.");
  g_assert_cmpstr (redaksi_summary_get_byline (summary), ==, "");
  g_assert_null (redaksi_summary_get_photo (summary));
  g_assert_cmpint (redaksi_summary_get_state (summary), ==, REDAKSI_STATE_DRAFT);
  g_assert_cmpuint (redaksi_summary_get_revision (summary), ==, 1);
  g_assert_cmpuint (redaksi_summary_get_words (summary), >=, 3);

  await_error (redaksi_library_create (fixture->library, article), G_IO_ERROR, G_IO_ERROR_EXISTS);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[]
    = { "6ba7b810-9dad-41d1-80b4-00c04fd430c8", "", "'; DROP TABLE article; --" };
  g_autofree char *id = add_article (fixture, "Ada", "Isi");

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      RedaksiLibrary *library = fixture->library;

      await_library_error (redaksi_library_load (library, ids[i]), REDAKSI_LIBRARY_ERROR_NOT_FOUND);
      await_library_error (redaksi_library_load_revision (library, ids[i], 0),
                           REDAKSI_LIBRARY_ERROR_NOT_FOUND);
      await_library_error (redaksi_library_list_revisions (library, ids[i]),
                           REDAKSI_LIBRARY_ERROR_NOT_FOUND);
      await_library_error (redaksi_library_restore (library, ids[i], 1),
                           REDAKSI_LIBRARY_ERROR_NOT_FOUND);
      await_library_error (redaksi_library_cut_revision (library, ids[i], "manual", NULL),
                           REDAKSI_LIBRARY_ERROR_NOT_FOUND);
      await_library_error (redaksi_library_set_state (library, ids[i], REDAKSI_STATE_DRAFT),
                           REDAKSI_LIBRARY_ERROR_NOT_FOUND);
      await_library_error (redaksi_library_delete (library, ids[i]),
                           REDAKSI_LIBRARY_ERROR_NOT_FOUND);
      await_library_error (redaksi_library_get_summary (library, ids[i]),
                           REDAKSI_LIBRARY_ERROR_NOT_FOUND);
      await_library_error (redaksi_library_get_push (library, ids[i]),
                           REDAKSI_LIBRARY_ERROR_NOT_FOUND);
      await_library_error (redaksi_library_get_remote (library, ids[i], id),
                           REDAKSI_LIBRARY_ERROR_NOT_FOUND);
      await_library_error (redaksi_library_remove_site (library, ids[i]),
                           REDAKSI_LIBRARY_ERROR_NOT_FOUND);
    }
  await_library_error (redaksi_library_load_revision (fixture->library, id, 2),
                       REDAKSI_LIBRARY_ERROR_NOT_FOUND);
  await_library_error (redaksi_library_restore (fixture->library, id, 99),
                       REDAKSI_LIBRARY_ERROR_NOT_FOUND);
}

static void
test_revisions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Nol");
  g_autoptr (GPtrArray) list = NULL;
  RedaksiRevisionInfo *info;

  /* More than one keyframe apart, and all come back as they were. */
  for (guint i = 2; i <= 60; i++)
    {
      g_autoptr (RedaksiArticle) old
        = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
      g_autofree char *text = g_strdup_printf ("Nilai %u “kutip” 😀", i);
      g_autoptr (RedaksiArticle) next = redaksi_article_with_field (old, REDAKSI_FIELD_DECK, text);
      g_assert_cmpuint (
        await_uint (redaksi_library_save_article (fixture->library, next, "import")), ==, i);
      /* The same again is no new revision. */
      g_assert_cmpuint (
        await_uint (redaksi_library_save_article (fixture->library, next, "import")), ==, i);
    }
  for (guint i = 2; i <= 60; i++)
    {
      g_autoptr (RedaksiArticle) article
        = await_boxed (redaksi_library_load_revision (fixture->library, id, i));
      g_autofree char *text = g_strdup_printf ("Nilai %u “kutip” 😀", i);
      g_assert_cmpstr (redaksi_article_get_field (article, REDAKSI_FIELD_DECK), ==, text);
    }
  list = await_boxed (redaksi_library_list_revisions (fixture->library, id));
  g_assert_cmpuint (list->len, ==, 60);
  info = list->pdata[0];
  g_assert_cmpuint (info->number, ==, 60);
  g_assert_cmpstr (info->reason, ==, "import");
  info = list->pdata[59];
  g_assert_cmpuint (info->number, ==, 1);
  g_assert_cmpstr (info->reason, ==, "new");
  g_assert_null (info->label);

  /* A restore makes a new revision and leaves the others. */
  g_assert_cmpuint (await_uint (redaksi_library_restore (fixture->library, id, 2)), ==, 61);
  {
    g_autoptr (RedaksiArticle) now
      = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
    g_autoptr (RedaksiArticle) before
      = await_boxed (redaksi_library_load_revision (fixture->library, id, 60));
    g_assert_cmpstr (redaksi_article_get_field (now, REDAKSI_FIELD_DECK), ==, "Nilai 2 “kutip” 😀");
    g_assert_cmpstr (redaksi_article_get_field (before, REDAKSI_FIELD_DECK), ==,
                     "Nilai 60 “kutip” 😀");
  }
}

static void
test_label (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Isi");
  g_autoptr (GPtrArray) list = NULL;

  g_assert_cmpuint (await_uint (redaksi_library_cut_revision (fixture->library, id, "manual",
                                                              "Sebelum rapat")),
                    ==, 1);
  list = await_boxed (redaksi_library_list_revisions (fixture->library, id));
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((RedaksiRevisionInfo *)list->pdata[0])->label, ==, "Sebelum rapat");
}

static void
count (guint *n)
{
  (*n)++;
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = add_article (fixture, "Satu", "a");
  g_autofree char *second = add_article (fixture, "Dua", "b");
  g_autofree char *third = add_article (fixture, "Tiga", "c");
  g_autoptr (GArray) counts = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (RedaksiSummary) summary = NULL;
  guint changes = 0;

  g_signal_connect_swapped (fixture->library, "article-changed", G_CALLBACK (count), &changes);
  await_true (redaksi_library_set_state (fixture->library, second, REDAKSI_STATE_PUBLISHED));
  g_assert_cmpuint (changes, ==, 1);
  await_true (redaksi_library_delete (fixture->library, third));
  counts = await_boxed (redaksi_library_count (fixture->library));
  g_assert_cmpuint (counts->len, ==, REDAKSI_STATE_LAST + 3);
  g_assert_cmpuint (g_array_index (counts, guint, REDAKSI_STATE_DRAFT), ==, 1);
  g_assert_cmpuint (g_array_index (counts, guint, REDAKSI_STATE_PUBLISHED), ==, 1);
  g_assert_cmpuint (g_array_index (counts, guint, REDAKSI_STATE_LAST + 1), ==, 1);
  g_assert_cmpuint (g_array_index (counts, guint, REDAKSI_STATE_LAST + 2), ==, 0);

  rows = query (fixture, 0, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  g_clear_pointer (&rows, g_array_unref);
  rows = query (fixture, 1 << REDAKSI_STATE_PUBLISHED, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_clear_pointer (&rows, g_array_unref);
  rows = query (fixture, (1 << REDAKSI_STATE_PUBLISHED) | (1 << REDAKSI_STATE_DRAFT), NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  g_clear_pointer (&rows, g_array_unref);
  rows = query (fixture, REDAKSI_QUERY_TRASH, NULL);
  g_assert_cmpuint (rows->len, ==, 1);

  await_true (redaksi_library_undelete (fixture->library, third));
  summary = await_object (redaksi_library_get_summary (fixture->library, third));
  g_assert_false (redaksi_summary_get_deleted (summary));
  await_true (redaksi_library_delete (fixture->library, third));
  await_true (redaksi_library_purge (fixture->library));
  await_library_error (redaksi_library_load (fixture->library, third),
                       REDAKSI_LIBRARY_ERROR_NOT_FOUND);
  g_clear_pointer (&rows, g_array_unref);
  rows = query (fixture, 0, "c");
  g_assert_cmpuint (rows->len, ==, 0);
  g_signal_handlers_disconnect_by_data (fixture->library, &changes);
}

static void
test_scheduled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Satu", "a");
  g_autoptr (RedaksiPush) push = redaksi_push_new (id, 1, "site", REDAKSI_INTENT_SCHEDULE,
                                                   G_GINT64_CONSTANT (1800000000000000));
  g_autoptr (RedaksiSummary) summary = NULL;

  await_true (redaksi_library_add_push (fixture->library, push));
  await_true (redaksi_library_set_state (fixture->library, id, REDAKSI_STATE_SCHEDULED));
  summary = await_object (redaksi_library_get_summary (fixture->library, id));
  g_assert_cmpint (redaksi_summary_get_scheduled (summary), ==,
                   G_GINT64_CONSTANT (1800000000000000));
  g_clear_object (&summary);
  await_true (redaksi_library_set_state (fixture->library, id, REDAKSI_STATE_PUBLISHED));
  summary = await_object (redaksi_library_get_summary (fixture->library, id));
  g_assert_cmpint (redaksi_summary_get_scheduled (summary), ==, 0);
}

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static void
assert_scheduled (GPtrArray *list, guint nth, const char *id, const char *site, gint64 time,
                  gboolean waiting)
{
  RedaksiScheduled *one = list->pdata[nth];

  g_assert_cmpuint (nth, <, list->len);
  g_assert_cmpstr (one->article, ==, id);
  g_assert_cmpstr (one->site, ==, site);
  g_assert_cmpint (one->time, ==, time);
  g_assert_true (one->waiting == waiting);
}

/* What a site has, what still waits to be given to one, both of one article, and what has no hour.
 */
static void
test_list_scheduled (Fixture *fixture, gconstpointer data)
{
  gint64 begin = G_GINT64_CONSTANT (1800000000000000);
  g_autofree char *a = add_article (fixture, "Satu", "a");
  g_autofree char *b = add_article (fixture, "", "b");
  g_autofree char *pulled = add_article (fixture, "Dari situs", "c");
  g_autofree char *draft = add_article (fixture, "Naskah", "d");
  g_autofree char *deleted = add_article (fixture, "Dibuang", "e");
  g_autoptr (RedaksiPush) first
    = redaksi_push_new (a, 1, "siang", REDAKSI_INTENT_SCHEDULE, begin + 2 * HOUR);
  g_autoptr (RedaksiPush) again
    = redaksi_push_new (a, 1, "malam", REDAKSI_INTENT_SCHEDULE, begin + 9 * HOUR);
  g_autoptr (RedaksiPush) next
    = redaksi_push_new (b, 1, "siang", REDAKSI_INTENT_SCHEDULE, begin + HOUR);
  g_autoptr (RedaksiPush) now = redaksi_push_new (draft, 1, "siang", REDAKSI_INTENT_PUBLISH, 0);
  g_autoptr (RedaksiPush) gone
    = redaksi_push_new (deleted, 1, "siang", REDAKSI_INTENT_SCHEDULE, begin);
  g_autoptr (RedaksiRemote) remote = redaksi_remote_new ("7", NULL, NULL);
  g_autoptr (GPtrArray) list = NULL;
  RedaksiPush *pushes[] = { first, again, next, now, gone };

  list = await_boxed (redaksi_library_list_scheduled (fixture->library));
  g_assert_cmpuint (list->len, ==, 0);
  g_clear_pointer (&list, g_ptr_array_unref);

  for (guint i = 0; i < G_N_ELEMENTS (pushes); i++)
    await_true (redaksi_library_add_push (fixture->library, pushes[i]));
  redaksi_push_set_stage (first, REDAKSI_STAGE_DONE);
  await_true (redaksi_library_update_push (fixture->library, first));
  await_true (redaksi_library_set_scheduled (fixture->library, a, begin + 2 * HOUR));
  await_true (redaksi_library_set_remote (fixture->library, "pagi", pulled, remote));
  await_true (redaksi_library_set_scheduled (fixture->library, pulled, 0));
  await_true (redaksi_library_delete (fixture->library, deleted));

  list = await_boxed (redaksi_library_list_scheduled (fixture->library));
  g_assert_cmpuint (list->len, ==, 4);
  assert_scheduled (list, 0, pulled, "pagi", 0, FALSE);
  assert_scheduled (list, 1, b, "siang", begin + HOUR, TRUE);
  assert_scheduled (list, 2, a, "siang", begin + 2 * HOUR, FALSE);
  assert_scheduled (list, 3, a, "malam", begin + 9 * HOUR, TRUE);
  g_assert_cmpstr (((RedaksiScheduled *)list->pdata[1])->headline, ==, "");
  g_assert_cmpstr (((RedaksiScheduled *)list->pdata[2])->headline, ==, "Satu");
  g_clear_pointer (&list, g_ptr_array_unref);

  /* Arrived; called off; published. */
  redaksi_push_set_stage (again, REDAKSI_STAGE_DONE);
  await_true (redaksi_library_update_push (fixture->library, again));
  await_true (redaksi_library_set_scheduled (fixture->library, a, begin + 9 * HOUR));
  redaksi_push_set_stage (next, REDAKSI_STAGE_CANCELLED);
  await_true (redaksi_library_update_push (fixture->library, next));
  await_true (redaksi_library_set_state (fixture->library, pulled, REDAKSI_STATE_PUBLISHED));
  list = await_boxed (redaksi_library_list_scheduled (fixture->library));
  g_assert_cmpuint (list->len, ==, 1);
  assert_scheduled (list, 0, a, "malam", begin + 9 * HOUR, FALSE);
  /* The row is sealed as the others are. */
  g_assert_cmpint (sql_int (fixture, "SELECT scheduled FROM article WHERE state = 4"), ==,
                   begin + 9 * HOUR);
}

static void
test_sites (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiSite) paper
    = g_object_new (REDAKSI_TYPE_SITE, "name", "Koran “Kita”", "url", "https://koran.example/",
                    "user", "bayu", "language", "id", "time-zone", "+08:00", "may-publish", TRUE,
                    NULL);
  g_autoptr (RedaksiSite) practice
    = g_object_new (REDAKSI_TYPE_SITE, "name", "Practice", "practice", TRUE, NULL);
  g_autoptr (RedaksiSite) renamed
    = g_object_new (REDAKSI_TYPE_SITE, "id", redaksi_site_get_id (paper), "name", "Lain", NULL);
  g_autoptr (GPtrArray) sites = NULL;
  guint changes = 0;

  g_signal_connect_swapped (fixture->library, "sites-changed", G_CALLBACK (count), &changes);
  await_true (redaksi_library_add_site (fixture->library, paper));
  await_true (redaksi_library_add_site (fixture->library, practice));
  g_assert_cmpuint (changes, ==, 2);
  common_close (fixture);
  common_open (fixture);

  sites = await_boxed (redaksi_library_list_sites (fixture->library));
  g_assert_cmpuint (sites->len, ==, 2);
  g_assert_cmpstr (redaksi_site_get_id (sites->pdata[0]), ==, redaksi_site_get_id (paper));
  g_assert_cmpstr (redaksi_site_get_name (sites->pdata[0]), ==, "Koran “Kita”");
  g_assert_cmpstr (redaksi_site_get_kind (sites->pdata[0]), ==, "wordpress");
  g_assert_cmpstr (redaksi_site_get_time_zone (sites->pdata[0]), ==, "+08:00");
  g_assert_null (redaksi_site_get_role (sites->pdata[0]));
  g_assert_true (redaksi_site_get_may_publish (sites->pdata[0]));
  g_assert_false (redaksi_site_get_practice (sites->pdata[0]));
  g_assert_true (redaksi_site_get_practice (sites->pdata[1]));

  await_true (redaksi_library_add_site (fixture->library, renamed));
  g_clear_pointer (&sites, g_ptr_array_unref);
  sites = await_boxed (redaksi_library_list_sites (fixture->library));
  g_assert_cmpuint (sites->len, ==, 2);
  g_assert_cmpstr (redaksi_site_get_name (sites->pdata[0]), ==, "Lain");

  /* One that nobody can read hides itself alone. */
  sql (fixture, "UPDATE site SET data = '{\"name\":' WHERE place = 1");
  g_test_expect_message ("redaksi", G_LOG_LEVEL_WARNING, "site*can't be read*");
  g_clear_pointer (&sites, g_ptr_array_unref);
  sites = await_boxed (redaksi_library_list_sites (fixture->library));
  g_test_assert_expected_messages ();
  g_assert_cmpuint (sites->len, ==, 1);

  await_true (redaksi_library_remove_site (fixture->library, redaksi_site_get_id (practice)));
  await_library_error (redaksi_library_remove_site (fixture->library,
                                                    redaksi_site_get_id (practice)),
                       REDAKSI_LIBRARY_ERROR_NOT_FOUND);
  g_signal_handlers_disconnect_by_data (fixture->library, &changes);
}

static void
test_pushes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Satu", "a");
  g_autoptr (RedaksiPush) push = redaksi_push_new (id, 1, "site", REDAKSI_INTENT_PUBLISH, 0);
  g_autoptr (RedaksiPush) stranger = redaksi_push_new (id, 1, "site", REDAKSI_INTENT_DRAFT, 0);
  g_autoptr (RedaksiPush) read = NULL;
  g_autoptr (GPtrArray) list = NULL;
  DexFuture *future;

  await_true (redaksi_library_add_push (fixture->library, push));
  await_library_error (redaksi_library_add_push (fixture->library, push),
                       REDAKSI_LIBRARY_ERROR_WRITE);
  await_library_error (redaksi_library_update_push (fixture->library, stranger),
                       REDAKSI_LIBRARY_ERROR_NOT_FOUND);

  redaksi_push_set_stage (push, REDAKSI_STAGE_POST);
  redaksi_push_set_attempts (push, 3);
  redaksi_push_set_next_try (push, 12345);
  redaksi_push_set_message (push, "No connection", "HTTP/1.1 502");
  redaksi_push_set_sent (push, TRUE);
  /* What is kept is what it was when it was handed over. */
  future = redaksi_library_update_push (fixture->library, push);
  redaksi_push_set_attempts (push, 99);
  await_true (future);
  common_close (fixture);
  common_open (fixture);

  read = await_object (redaksi_library_get_push (fixture->library, redaksi_push_get_id (push)));
  g_assert_cmpstr (redaksi_push_get_article (read), ==, id);
  g_assert_cmpuint (redaksi_push_get_revision (read), ==, 1);
  g_assert_cmpstr (redaksi_push_get_site (read), ==, "site");
  g_assert_cmpint (redaksi_push_get_intent (read), ==, REDAKSI_INTENT_PUBLISH);
  g_assert_cmpint (redaksi_push_get_created (read), ==, redaksi_push_get_created (push));
  g_assert_cmpint (redaksi_push_get_stage (read), ==, REDAKSI_STAGE_POST);
  g_assert_cmpuint (redaksi_push_get_attempts (read), ==, 3);
  g_assert_cmpint (redaksi_push_get_next_try (read), ==, 12345);
  g_assert_cmpstr (redaksi_push_get_message (read), ==, "No connection");
  g_assert_cmpstr (redaksi_push_get_raw (read), ==, "HTTP/1.1 502");
  g_assert_null (redaksi_push_get_url (read));
  g_assert_true (redaksi_push_get_sent (read));

  list = await_boxed (redaksi_library_list_pushes (fixture->library, TRUE));
  g_assert_cmpuint (list->len, ==, 1);
  redaksi_push_set_stage (read, REDAKSI_STAGE_DONE);
  await_true (redaksi_library_update_push (fixture->library, read));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = await_boxed (redaksi_library_list_pushes (fixture->library, TRUE));
  g_assert_cmpuint (list->len, ==, 0);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = await_boxed (redaksi_library_list_pushes (fixture->library, FALSE));
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_remotes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Satu", "a");
  g_autoptr (RedaksiRemote) remote
    = redaksi_remote_new ("42", "https://koran.example/satu", "{\"modified\":1}");
  g_autoptr (RedaksiRemote) bare = redaksi_remote_new ("43", NULL, NULL);
  g_autoptr (RedaksiRemote) read = NULL;
  g_autoptr (RedaksiSummary) summary = NULL;

  await_library_error (redaksi_library_get_remote (fixture->library, "site", id),
                       REDAKSI_LIBRARY_ERROR_NOT_FOUND);
  await_true (redaksi_library_set_remote (fixture->library, "site", id, remote));
  await_true (redaksi_library_set_remote (fixture->library, "site", "abc:web", bare));
  read = await_boxed (redaksi_library_get_remote (fixture->library, "site", id));
  g_assert_cmpstr (read->remote_id, ==, "42");
  g_assert_cmpstr (read->url, ==, "https://koran.example/satu");
  g_assert_cmpstr (read->state, ==, "{\"modified\":1}");
  summary = await_object (redaksi_library_get_summary (fixture->library, id));
  g_assert_cmpstr (redaksi_summary_get_url (summary), ==, "https://koran.example/satu");
  await_library_error (redaksi_library_get_remote (fixture->library, "other", id),
                       REDAKSI_LIBRARY_ERROR_NOT_FOUND);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = await_string (redaksi_library_get_setting (fixture->library, "words"));
  g_autofree char *some = NULL;
  g_autofree char *gone = NULL;

  g_assert_null (none);
  await_true (redaksi_library_set_setting (fixture->library, "words", "Bawaslu\nKukar"));
  some = await_string (redaksi_library_get_setting (fixture->library, "words"));
  g_assert_cmpstr (some, ==, "Bawaslu\nKukar");
  await_true (redaksi_library_set_setting (fixture->library, "words", NULL));
  gone = await_string (redaksi_library_get_setting (fixture->library, "words"));
  g_assert_null (gone);
}

static void
test_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiArticle) plain = make_article ("Satu", "a");
  g_autoptr (GPtrArray) bylines
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  static const char *const tags[] = { "Pilkada", "Kutai Kartanegara", NULL };
  g_autoptr (RedaksiArticle) signed_article = NULL;
  g_autoptr (RedaksiArticle) tagged = NULL;
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiSummary) summary = NULL;
  g_autofree char *id = NULL;
  g_auto (GStrv) people = NULL;
  g_auto (GStrv) found = NULL;
  g_auto (GStrv) terms = NULL;

  g_ptr_array_add (bylines, redaksi_byline_new ("Bayu Élan", REDAKSI_ROLE_WRITER));
  g_ptr_array_add (bylines, redaksi_byline_new ("Sari", REDAKSI_ROLE_EDITOR));
  signed_article = redaksi_article_with_bylines (plain, bylines);
  tagged = redaksi_article_with_tags (signed_article, tags);
  article = redaksi_article_with_field (tagged, REDAKSI_FIELD_SECTION, "Politik");
  id = await_string (redaksi_library_create (fixture->library, article));

  summary = await_object (redaksi_library_get_summary (fixture->library, id));
  g_assert_cmpstr (redaksi_summary_get_byline (summary), ==, "Bayu Élan, Sari");
  g_assert_cmpstr (redaksi_summary_get_section (summary), ==, "Politik");
  people = await_boxed (redaksi_library_list_people (fixture->library, NULL));
  g_assert_cmpuint (g_strv_length (people), ==, 2);
  found = await_boxed (redaksi_library_list_people (fixture->library, "ela"));
  g_assert_cmpuint (g_strv_length (found), ==, 1);
  g_assert_cmpstr (found[0], ==, "Bayu Élan");
  terms = await_boxed (redaksi_library_list_terms (fixture->library, "tag", "kart"));
  g_assert_cmpuint (g_strv_length (terms), ==, 1);
  g_assert_cmpstr (terms[0], ==, "Kutai Kartanegara");
  g_clear_pointer (&terms, g_strfreev);
  terms = await_boxed (redaksi_library_list_terms (fixture->library, "section", ""));
  g_assert_cmpuint (g_strv_length (terms), ==, 1);
}

static void
test_closed (void)
{
  g_autoptr (RedaksiLibrary) library = redaksi_library_new ("/nowhere/at/all");

  await_library_error (redaksi_library_load (library, "x"), REDAKSI_LIBRARY_ERROR_OPEN);
  await_true (redaksi_library_close (library));
  spin ();
}

static void
test_names (void)
{
  for (guint i = 0; i <= REDAKSI_STAGE_LAST; i++)
    {
      RedaksiStage stage;
      g_assert_true (redaksi_stage_from_string (redaksi_stage_to_string (i), &stage));
      g_assert_cmpuint (stage, ==, i);
      g_assert_false (redaksi_stage_is_final (i) && redaksi_stage_needs_person (i));
    }
  g_assert_false (redaksi_stage_from_string ("Done", &(RedaksiStage){ 0 }));
  g_assert_false (redaksi_stage_from_string (NULL, &(RedaksiStage){ 0 }));
}

/* 500 revisions of an article of 1,500 words, a sentence changed in each, take 200 kB. */
static void
test_small_history (Fixture *fixture, gconstpointer data)
{
  static const char *const words[]
    = { "banjir", "bupati", "camat",   "desa",  "jembatan", "kampung",
        "kapal",  "muara",  "nelayan", "panen", "petani",   "sungai" };
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RedaksiArticle) first = make_article ("Kepala", "");

  for (guint i = 0; i < 150; i++)
    g_ptr_array_add (sentences, NULL);
  for (guint n = 0; n < 500; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
      g_autoptr (RedaksiBody) body = NULL;
      g_autoptr (RedaksiArticle) article = NULL;

      /* Ten words each, of a vocabulary that is as large as an article's. */
      for (guint i = 0; i < sentences->len; i++)
        if (sentences->pdata[i] == NULL || i == n * 7 % sentences->len)
          {
            g_autoptr (GString) sentence = g_string_new (NULL);

            for (guint w = 0; w < 10; w++)
              g_string_append_printf (sentence, "%s%d ",
                                      words[g_rand_int_range (chance, 0, G_N_ELEMENTS (words))],
                                      g_rand_int_range (chance, 0, 40));
            g_free (sentences->pdata[i]);
            sentences->pdata[i] = g_string_free_and_steal (g_steal_pointer (&sentence));
          }
      for (guint i = 0; i < sentences->len; i++)
        g_string_append (text, sentences->pdata[i]);
      body = redaksi_body_new_text (shape, text->str);
      article = redaksi_article_with_body (first, body);
      g_assert_cmpuint (
        await_uint (redaksi_library_save_article (fixture->library, article, "idle")), ==, n + 1);
    }
  g_test_message ("%" G_GINT64_FORMAT " bytes",
                  sql_int (fixture, "SELECT sum (length (data)) FROM revision"));
  g_assert_cmpint (sql_int (fixture, "SELECT sum (length (data)) FROM revision"), <=, 200 * 1000);
}

int
main (int argc, char *argv[])
{
  common_init (argc, argv);
  common_add ("/library/small-history", test_small_history);
  common_add ("/library/create", test_create);
  common_add ("/library/missing", test_missing);
  common_add ("/library/revisions", test_revisions);
  common_add ("/library/label", test_label);
  common_add ("/library/states", test_states);
  common_add ("/library/scheduled", test_scheduled);
  common_add ("/library/list-scheduled", test_list_scheduled);
  common_add ("/library/sites", test_sites);
  common_add ("/library/pushes", test_pushes);
  common_add ("/library/remotes", test_remotes);
  common_add ("/library/settings", test_settings);
  common_add ("/library/people", test_people);
  g_test_add_func ("/library/closed", test_closed);
  g_test_add_func ("/library/names", test_names);
  return g_test_run ();
}
