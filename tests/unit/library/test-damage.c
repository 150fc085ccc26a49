/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is damaged is named, never shown; what is whole goes on; what the disk refuses is rescued.
 */
#include "common.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

static void
corrupt (Fixture *fixture, const char *statement)
{
  common_close (fixture);
  sql (fixture, statement);
  common_open (fixture);
}

static void
edit (Fixture *fixture, const char *id, const char *text)
{
  g_autoptr (RedaksiDocument) document = await_object (redaksi_library_load (fixture->library, id));

  redaksi_library_attach (fixture->library, document);
  type (document, text);
  await_true (redaksi_library_detach (fixture->library, document));
}

static void
test_mended (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autoptr (RedaksiArticle) article = NULL;
  g_autofree char *text = NULL;

  edit (fixture, id, " lanjut");
  corrupt (fixture, "UPDATE revision SET data = zeroblob (length (data)) WHERE number = 2");
  article = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
  text = body_text (article);
  g_assert_cmpstr (text, ==, "Awal lanjut");
  await_library_error (redaksi_library_load_revision (fixture->library, id, 2),
                       REDAKSI_LIBRARY_ERROR_DAMAGED);
  /* Leaving keeps the content once more. */
  g_assert_cmpuint (
    await_uint (redaksi_library_cut_revision (fixture->library, id, "manual", NULL)), ==, 3);
  g_clear_pointer (&article, redaksi_article_unref);
  article = await_boxed (redaksi_library_load_revision (fixture->library, id, 3));
}

static void
test_restored (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE revision SET data = zeroblob (length (data)) WHERE number = 3",
    "UPDATE revision SET data = x'' WHERE number = 3",
    "UPDATE revision SET digest = replace (digest, '1', '2') WHERE number = 3",
    "UPDATE revision SET size = -1 WHERE number = 3",
    "UPDATE revision SET size = 4611686018427387904 WHERE number = 3",
    "UPDATE revision SET base = 3 WHERE number = 3",
    "UPDATE revision SET base = 99 WHERE number = 3",
    "UPDATE revision SET data = (SELECT data FROM revision AS other WHERE other.number = 1 AND "
    "other.article <> revision.article), digest = (SELECT digest FROM revision AS other WHERE "
    "other.number = 1 AND other.article <> revision.article), size = (SELECT size FROM revision "
    "AS other WHERE other.number = 1 AND other.article <> revision.article), base = 0 WHERE "
    "number = 3",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *id = NULL;
      g_autofree char *other = NULL;
      g_autofree char *message = NULL;
      g_autofree char *text = NULL;
      g_autoptr (RedaksiArticle) article = NULL;
      g_autoptr (RedaksiDocument) whole = NULL;

      sql (fixture, "DELETE FROM article");
      id = add_article (fixture, "Kepala", "Awal");
      other = add_article (fixture, "Lain", "Utuh");
      edit (fixture, id, " satu");
      edit (fixture, id, " dua");
      sql (fixture, damages[i]);
      sql (fixture, "DELETE FROM journal");

      message = await_message (redaksi_library_load (fixture->library, id), REDAKSI_LIBRARY_ERROR,
                               REDAKSI_LIBRARY_ERROR_DAMAGED);
      g_assert_nonnull (strstr (message, "3"));
      g_assert_nonnull (strstr (message, id));
      whole = await_object (redaksi_library_load (fixture->library, other));
      g_assert_cmpuint (await_uint (redaksi_library_find_whole_revision (fixture->library, id)), ==,
                        2);
      g_assert_cmpuint (await_uint (redaksi_library_restore (fixture->library, id, 2)), ==, 4);
      article = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
      text = body_text (article);
      g_assert_cmpstr (text, ==, "Awal satu");
    }
}

static void
test_journal (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE journal SET done = replace (done, 'x', 'y') WHERE version = 3",
    "UPDATE journal SET done = '' WHERE version = 3",
    "UPDATE journal SET done = '{}' WHERE version = 2",
    "UPDATE journal SET digest = 'no' WHERE version = 1",
    "DELETE FROM journal WHERE version = 2",
    "DELETE FROM journal WHERE version = 5",
    "UPDATE article SET version = 9",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *id = NULL;
      g_autofree char *text = NULL;
      g_autoptr (RedaksiDocument) document = NULL;
      g_autoptr (RedaksiArticle) article = NULL;
      Fixture copy = { g_strdup_printf ("%s-copy", fixture->folder), NULL };
      g_autofree char *command = g_strdup_printf ("cp -r %s %s", fixture->folder, copy.folder);

      id = add_article (fixture, "Kepala", "Awal");
      document = await_object (redaksi_library_load (fixture->library, id));
      redaksi_library_attach (fixture->library, document);
      type (document, "xxxxx");
      await_true (redaksi_library_flush (fixture->library, document));
      g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
      await_true (redaksi_library_detach (fixture->library, document));
      await_true (redaksi_library_delete (fixture->library, id));
      await_true (redaksi_library_purge (fixture->library));

      sql (&copy, damages[i]);
      common_open (&copy);
      await_library_error (redaksi_library_load (copy.library, id), REDAKSI_LIBRARY_ERROR_DAMAGED);
      g_assert_cmpuint (await_uint (redaksi_library_restore (copy.library, id, 1)), >=, 1);
      article = await_boxed (redaksi_library_load_revision (copy.library, id, 0));
      text = body_text (article);
      g_assert_cmpstr (text, ==, "Awal");
      common_tear_down (&copy, NULL);
    }
}

static void
note_damaged (RedaksiLibrary *library, RedaksiCheck *check, char **said)
{
  g_free (*said);
  *said = redaksi_check_describe (check);
}

/* It was sent, and the site calls it something. */
static void
send (Fixture *fixture, const char *id)
{
  g_autoptr (RedaksiPush) push = redaksi_push_new (id, 2, "koran", REDAKSI_INTENT_PUBLISH, 0);
  g_autoptr (RedaksiRemote) remote = redaksi_remote_new ("7", "https://example.org/7", NULL);

  await_true (redaksi_library_add_push (fixture->library, push));
  redaksi_push_set_stage (push, REDAKSI_STAGE_DONE);
  await_true (redaksi_library_update_push (fixture->library, push));
  await_true (redaksi_library_set_remote (fixture->library, "koran", id, remote));
}

/* Everything is read, what is damaged is named and counted, and nothing else is. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE revision SET data = zeroblob (length (data)) WHERE number = 2 AND article = 1",
    "UPDATE revision SET digest = replace (digest, substr (digest, 1, 1), 'x') WHERE article = 1",
    "DELETE FROM revision WHERE number = 1 AND article = 1",
    "UPDATE journal SET done = replace (done, '!', '?') WHERE article = 1 AND version > 4",
    "UPDATE article SET headline = 'Palsu' WHERE row = 1",
    "UPDATE article SET byline = 'Palsu' WHERE row = 1",
    "UPDATE article SET photo = 'Palsu' WHERE row = 1",
    "UPDATE article SET state = 5 WHERE row = 1",
    "UPDATE article SET deleted = 1 WHERE row = 1",
    "UPDATE article SET changed = changed + 1 WHERE row = 1",
    "UPDATE article SET scheduled = 1 WHERE row = 1",
    "UPDATE article SET url = 'https://example.org' WHERE row = 1",
    "UPDATE article SET seal = NULL WHERE row = 1",
    "UPDATE revision SET time = time - 1 WHERE article = 1 AND number = 1",
    "UPDATE revision SET reason = 'push' WHERE article = 1 AND number = 2",
    "UPDATE revision SET label = 'Palsu' WHERE article = 1 AND number = 2",
    "UPDATE push SET stage = 'waiting', finished = 0",
    "UPDATE push SET revision = 1",
    "UPDATE remote SET remote_id = '8'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *id = NULL;
      g_autofree char *other = NULL;
      g_autofree char *said = NULL;
      g_autoptr (RedaksiCheck) before = NULL;
      g_autoptr (RedaksiCheck) after = NULL;
      g_autoptr (RedaksiDocument) document = NULL;

      common_tear_down (fixture, NULL);
      common_set_up (fixture, NULL);
      g_signal_connect (fixture->library, "damaged", G_CALLBACK (note_damaged), &said);
      id = add_article (fixture, "Kepala", "Awal");
      other = add_article (fixture, "Lain", "Utuh");
      edit (fixture, id, " dua");
      edit (fixture, other, " dua");
      send (fixture, id);
      document = await_object (redaksi_library_load (fixture->library, id));
      redaksi_library_attach (fixture->library, document);
      type (document, "!");
      await_true (redaksi_library_flush (fixture->library, document));
      before = await_boxed (redaksi_library_check (fixture->library));
      g_assert_cmpuint (before->articles, ==, 2);
      g_assert_cmpuint (before->revisions, ==, 4);
      g_assert_null (before->damaged_articles[0]);
      g_assert_null (before->file);
      g_assert_null (said);
      sql (fixture, damages[i]);
      after = await_boxed (redaksi_library_check (fixture->library));
      g_assert_cmpuint (g_strv_length (after->damaged_articles), ==, 1);
      g_assert_cmpstr (after->damaged_articles[0], ==, id);
      g_assert_nonnull (strstr (said, "1 of 2 articles"));
      g_signal_handlers_disconnect_by_data (fixture->library, &said);
      await_true (redaksi_library_detach (fixture->library, document));
    }
}

static void
test_check_photos (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiArticle) article = make_article ("Kepala", "Isi");
  g_autoptr (RedaksiArticle) led = NULL;
  g_autoptr (RedaksiCheck) check = NULL;
  g_autofree char *id = NULL;
  g_autofree char *whole = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "foto", -1);
  g_autofree char *short_one = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "lain", -1);
  g_autofree char *missing = g_strnfill (64, '0');
  const char *digests[] = { whole, short_one };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *shard = g_strndup (digests[i], 2);
      g_autofree char *name = g_strconcat (digests[i], ".jpg", NULL);
      g_autofree char *folder
        = g_build_filename (fixture->folder, "photos", "originals", shard, NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_assert_true (g_file_set_contents (path, i == 0 ? "foto" : "lai", -1, NULL));
    }
  led = redaksi_article_with_field (article, REDAKSI_FIELD_LEAD_PHOTO, missing);
  id = await_string (redaksi_library_create (fixture->library, led));
  check = await_boxed (redaksi_library_check (fixture->library));
  g_assert_cmpuint (check->photos, ==, 3);
  g_assert_cmpuint (g_strv_length (check->damaged_photos), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *)check->damaged_photos, short_one));
  g_assert_true (g_strv_contains ((const char *const *)check->damaged_photos, missing));
  g_assert_null (check->damaged_articles[0]);
}

static void
count_trouble (RedaksiLibrary *library, const GError *error, guint *n)
{
  g_assert_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE);
  (*n)++;
}

static void
limit_files (Fixture *fixture, gboolean limited)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  /* Small enough for the log, large enough for a rescue file. */
  limit.rlim_cur = limited ? 16384 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autoptr (RedaksiDocument) document = await_object (redaksi_library_load (fixture->library, id));
  g_autofree char *name = g_strdup_printf ("rescue-%s.json", id);
  g_autofree char *rescue = common_path (fixture, name);
  g_autoptr (RedaksiArticle) article = NULL;
  g_autofree char *text = NULL;
  guint64 durable;
  guint troubles = 0;

  redaksi_library_attach (fixture->library, document);
  g_signal_connect (fixture->library, "trouble", G_CALLBACK (count_trouble), &troubles);
  limit_files (fixture, TRUE);
  type (document, " penuh");
  while (troubles == 0)
    g_main_context_iteration (NULL, TRUE);
  durable = redaksi_library_get_durable_version (fixture->library, id);
  g_assert_cmpuint (durable, <, redaksi_document_get_version (document));
  g_assert_true (g_file_test (rescue, G_FILE_TEST_EXISTS));
  await_library_error (redaksi_library_flush (fixture->library, document),
                       REDAKSI_LIBRARY_ERROR_WRITE);
  type (document, " lagi");

  limit_files (fixture, FALSE);
  while (redaksi_library_get_durable_version (fixture->library, id)
         < redaksi_document_get_version (document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (g_file_test (rescue, G_FILE_TEST_EXISTS));
  await_true (redaksi_library_detach (fixture->library, document));
  article = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
  text = body_text (article);
  g_assert_cmpstr (text, ==, "Awal penuh lagi");
  g_signal_handlers_disconnect_by_data (fixture->library, &troubles);
}

/* The disk is still full when the window closes: the words are there when it is opened again. */
static void
test_full_at_close (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autoptr (RedaksiDocument) document = await_object (redaksi_library_load (fixture->library, id));
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = g_strdup_printf ("rescue-%s.json", id);
  g_autofree char *rescue = common_path (fixture, name);

  redaksi_library_attach (fixture->library, document);
  limit_files (fixture, TRUE);
  type (document, " tak tersimpan");
  await_library_error (redaksi_library_close (fixture->library), REDAKSI_LIBRARY_ERROR_WRITE);
  spin ();
  g_clear_object (&fixture->library);
  g_assert_true (g_file_test (rescue, G_FILE_TEST_EXISTS));
  limit_files (fixture, FALSE);

  common_open (fixture);
  g_assert_false (g_file_test (rescue, G_FILE_TEST_EXISTS));
  article = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
  text = body_text (article);
  g_assert_cmpstr (text, ==, "Awal tak tersimpan");
  list = await_boxed (redaksi_library_list_revisions (fixture->library, id));
  g_assert_cmpstr (((RedaksiRevisionInfo *)list->pdata[0])->reason, ==, "rescue");
}

/* What is no rescue file of this library stays where it is. */
static void
test_foreign_rescue (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[]
    = { "", "{}", "[1]", "{\"library\":\"/elsewhere\",\"version\":9,\"article\":{}}" };
  g_autofree char *path = common_path (fixture, "rescue-x.json");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      common_close (fixture);
      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      common_open (fixture);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* Bytes change under it: everything that is read is right or refused. */
static void
test_mutations (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = common_path (fixture, "library.db");
  g_autofree char *clean = NULL;
  char *ids[6];
  gsize length;
  guint refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      ids[i] = add_article (fixture, "Kepala", "Awal naskah yang panjangnya cukup");
      edit (fixture, ids[i], " dan lanjutannya");
    }
  common_close (fixture);
  g_assert_true (g_file_get_contents (path, &clean, &length, NULL));
  for (guint n = 0; n < 40; n++)
    {
      g_autofree char *bad = g_memdup2 (clean, length);
      RedaksiLibrary *library;
      DexFuture *future;

      for (guint i = 0; i < 8; i++)
        bad[g_test_rand_int_range (0, (gint32)length)] ^= (char)g_test_rand_int_range (1, 256);
      g_assert_true (g_file_set_contents (path, bad, (gssize)length, NULL));
      library = redaksi_library_new (fixture->folder);
      future = redaksi_library_open (library);
      while (dex_future_is_pending (future))
        g_main_context_iteration (NULL, TRUE);
      refused += dex_future_is_rejected (future);
      for (guint i = 0; dex_future_is_resolved (future) && i < G_N_ELEMENTS (ids); i++)
        {
          DexFuture *load = redaksi_library_load_revision (library, ids[i], 0);

          while (dex_future_is_pending (load))
            g_main_context_iteration (NULL, TRUE);
          if (dex_future_is_resolved (load))
            {
              RedaksiArticle *article = g_value_get_boxed (dex_future_get_value (load, NULL));
              g_autofree char *text = body_text (article);

              g_assert_cmpstr (text, ==, "Awal naskah yang panjangnya cukup dan lanjutannya");
            }
          dex_unref (load);
        }
      dex_unref (future);
      future = redaksi_library_close (library);
      while (dex_future_is_pending (future))
        g_main_context_iteration (NULL, TRUE);
      dex_unref (future);
      spin ();
      g_object_unref (library);
    }
  g_test_message ("%u of 40 were refused at once", refused);
  g_assert_true (g_file_set_contents (path, clean, (gssize)length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
  common_open (fixture);
}

int
main (int argc, char *argv[])
{
  common_init (argc, argv);
  common_add ("/damage/mended", test_mended);
  common_add ("/damage/restored", test_restored);
  common_add ("/damage/journal", test_journal);
  common_add ("/damage/full", test_full);
  common_add ("/damage/full-at-close", test_full_at_close);
  common_add ("/damage/foreign-rescue", test_foreign_rescue);
  common_add ("/damage/mutations", test_mutations);
  common_add ("/damage/check", test_check);
  common_add ("/damage/check-photos", test_check_photos);
  return g_test_run ();
}
