/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed in an open document is there again, whatever ends the session. */
#include "common.h"
#include "redaksi-store-private.h"

static RedaksiDocument *
open_document (Fixture *fixture, const char *id)
{
  RedaksiDocument *document = await_object (redaksi_library_load (fixture->library, id));

  redaksi_library_attach (fixture->library, document);
  return document;
}

static void
wait_durable (Fixture *fixture, RedaksiDocument *document)
{
  const char *id = redaksi_article_get_id (redaksi_document_get_article (document));

  while (redaksi_library_get_durable_version (fixture->library, id)
         < redaksi_document_get_version (document))
    g_main_context_iteration (NULL, TRUE);
}

/* The library as another process sees it that starts after this one was killed. */
static char *
read_elsewhere (Fixture *fixture, const char *id)
{
  Fixture other = { fixture->folder, NULL };
  g_autoptr (RedaksiArticle) article = NULL;
  char *text;

  common_open (&other);
  article = await_boxed (redaksi_library_load_revision (other.library, id, 0));
  text = body_text (article);
  common_close (&other);
  return text;
}

static void
note_durable (RedaksiLibrary *library, const char *id, guint64 version, guint64 *noted)
{
  g_assert_cmpuint (version, >, *noted);
  g_assert_cmpuint (redaksi_library_get_durable_version (library, id), ==, version);
  *noted = version;
}

static void
test_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autoptr (RedaksiDocument) document = open_document (fixture, id);
  g_autofree char *text = NULL;
  guint64 noted = 0;

  g_signal_connect (fixture->library, "durable", G_CALLBACK (note_durable), &noted);
  type (document, " dan akhir");
  g_assert_cmpuint (redaksi_library_get_durable_version (fixture->library, id), ==, 0);
  wait_durable (fixture, document);
  g_assert_cmpuint (noted, ==, 10);
  text = read_elsewhere (fixture, id);
  g_assert_cmpstr (text, ==, "Awal dan akhir");
  await_true (redaksi_library_detach (fixture->library, document));
  g_assert_cmpuint (redaksi_library_get_durable_version (fixture->library, id), ==, 10);
  g_signal_handlers_disconnect_by_data (fixture->library, &noted);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autoptr (RedaksiDocument) document = open_document (fixture, id);
  g_autofree char *kept = NULL;

  type (document, " satu");
  redaksi_document_break_undo (document);
  type (document, " dua");
  g_assert_true (redaksi_document_undo (document));
  redaksi_document_set_field (document, REDAKSI_FIELD_DECK, "Anak judul");
  redaksi_document_set_selection (document, (RedaksiSelection){ 2, 5 });
  await_true (redaksi_library_flush (fixture->library, document));

  /* As after a kill: no leaving, no revision. */
  {
    g_autoptr (RedaksiDocument) again = NULL;
    Fixture other = { g_strdup_printf ("%s-copy", fixture->folder), NULL };
    g_autofree char *command = g_strdup_printf ("cp -r %s %s", fixture->folder, other.folder);
    RedaksiSelection selection;

    g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
    common_open (&other);
    again = await_object (redaksi_library_load (other.library, id));
    g_assert_true (redaksi_article_equal (redaksi_document_get_article (again),
                                          redaksi_document_get_article (document)));
    g_assert_cmpuint (redaksi_document_get_version (again), ==,
                      redaksi_document_get_version (document));
    selection = redaksi_document_get_selection (again);
    g_assert_cmpuint (selection.anchor, ==, 2);
    g_assert_cmpuint (selection.head, ==, 5);
    g_assert_true (redaksi_document_undo (again));
    g_assert_cmpstr (redaksi_document_get_field (again, REDAKSI_FIELD_DECK), ==, "");
    g_assert_true (redaksi_document_undo (again));
    kept = body_text (redaksi_document_get_article (again));
    g_assert_cmpstr (kept, ==, "Awal");
    g_assert_false (redaksi_document_undo (again));
    common_tear_down (&other, NULL);
  }
  await_true (redaksi_library_detach (fixture->library, document));
}

/* Some 1,500 words that compress as prose does: few words often, many seldom. */
static char *
make_prose (GRand *chance)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 900; i++)
    {
      char *word = g_strnfill ((gsize)g_rand_int_range (chance, 3, 10), 'a');
      for (char *p = word; *p != '\0'; p++)
        *p = (char)g_rand_int_range (chance, 'a', 'z' + 1);
      g_ptr_array_add (words, word);
    }
  for (guint i = 0; i < 1500; i++)
    {
      double pick = g_rand_double (chance);
      g_string_append_printf (text, "%s ", (char *)words->pdata[(guint)(pick * pick * 900)]);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* A history costs little: 500 states of a long article are no larger than a photo's thumbnail. */
static void
test_history_size (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);
  g_autofree char *prose = make_prose (chance);
  g_autofree char *id = add_article (fixture, "Kepala", prose);
  g_autofree char *path = common_path (fixture, "library.db");
  RedaksiDatabase *db = redaksi_database_open (path, REDAKSI_DATABASE_WRITER, NULL);
  g_autoptr (RedaksiArticle) first
    = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
  g_autoptr (RedaksiDocument) document = redaksi_document_new (first, 0);
  g_autoptr (GPtrArray) list = NULL;

  g_assert_true (redaksi_database_begin (db, NULL));
  for (guint i = 2; i <= 500; i++)
    {
      /* A word here, a word there. */
      guint length = redaksi_body_get_length (redaksi_document_get_body (document));
      g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
      g_autofree char *word = g_strdup_printf ("%x ", g_rand_int (chance) & 0xfffff);
      g_autoptr (RedaksiBody) slice = redaksi_body_new_text (shape, word);
      guint at = (guint)g_rand_int_range (chance, 0, (gint32)length - 6);
      g_autoptr (RedaksiStep) step = redaksi_step_new_replace (at, at + 5, slice);
      g_autoptr (RedaksiTransaction) transaction
        = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
      guint number;

      redaksi_transaction_add (transaction, step);
      g_assert_true (redaksi_document_apply (document, transaction, NULL));
      g_assert_true (redaksi_store_cut (db, id, redaksi_document_get_article (document), i, "idle",
                                        NULL, i, &number, NULL, NULL));
      g_assert_cmpuint (number, ==, i);
    }
  g_assert_true (redaksi_database_commit (db, NULL));
  redaksi_database_close (db, NULL);
  g_test_message ("%" G_GINT64_FORMAT " bytes",
                  sql_int (fixture, "SELECT sum (length (data)) FROM revision"));
  g_assert_cmpint (sql_int (fixture, "SELECT sum (length (data)) FROM revision"), <=, 200 * 1000);
  for (guint number = 1; number <= 500; number += 83)
    redaksi_article_unref (
      await_boxed (redaksi_library_load_revision (fixture->library, id, number)));
  list = await_boxed (redaksi_library_list_revisions (fixture->library, id));
  g_assert_cmpuint (list->len, ==, 500);
}

/* The undo of all sittings is there in the next one, as grouped as it was. */
static void
test_undo_after_close (Fixture *fixture, gconstpointer data)
{
  static const char *const states[]
    = { "Awal satu dua tiga", "Awal satu dua", "Awal satu", "Awal" };
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");

  for (guint i = 3; i-- > 0;)
    {
      g_autoptr (RedaksiDocument) document = open_document (fixture, id);
      type (document, strrchr (states[i], ' '));
      /* The second sitting ends with nothing but an undone word. */
      if (i == 1)
        {
          redaksi_document_break_undo (document);
          type (document, " batal");
          g_assert_true (redaksi_document_undo (document));
        }
      common_close (fixture);
      common_open (fixture);
    }
  {
    g_autoptr (RedaksiDocument) document = open_document (fixture, id);
    g_autofree char *last = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (states); i++)
      {
        g_autofree char *text = body_text (redaksi_document_get_article (document));
        g_assert_cmpstr (text, ==, states[i]);
        g_assert_cmpint (redaksi_document_undo (document), ==, i + 1 < G_N_ELEMENTS (states));
      }
    g_assert_true (redaksi_document_redo (document));
    g_assert_true (redaksi_document_redo (document));
    g_assert_true (redaksi_document_redo (document));
    g_assert_false (redaksi_document_redo (document));
    last = body_text (redaksi_document_get_article (document));
    g_assert_cmpstr (last, ==, states[0]);
    await_true (redaksi_library_detach (fixture->library, document));
  }
}

/* What does not lead to the newest revision is no undo; the newest revision is what counts. */
static void
test_undo_doubtful (Fixture *fixture, gconstpointer data)
{
  static const char *const doubts[] = {
    "UPDATE journal SET done = replace (done, 'x', 'y') WHERE version = 2",
    "UPDATE journal SET digest = 'no' WHERE version = 1",
    "DELETE FROM journal WHERE version = 2",
    "DELETE FROM journal",
    "UPDATE revision SET version = 1 WHERE number = 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autofree char *id = add_article (fixture, "Kepala", "Awal");
      g_autoptr (RedaksiDocument) document = open_document (fixture, id);
      g_autofree char *text = NULL;

      type (document, " xx");
      await_true (redaksi_library_detach (fixture->library, document));
      g_clear_object (&document);
      common_close (fixture);
      sql (fixture, doubts[i]);
      common_open (fixture);
      document = open_document (fixture, id);
      text = body_text (redaksi_document_get_article (document));
      g_assert_cmpstr (text, ==, "Awal xx");
      g_assert_false (redaksi_document_can_undo (document));
      type (document, "!");
      await_true (redaksi_library_detach (fixture->library, document));
      await_true (redaksi_library_delete (fixture->library, id));
      await_true (redaksi_library_purge (fixture->library));
    }
}

/* Nobody undoes last year's work: of articles that were left long ago little of the journal stays,
 * and of those that are worked on no more than a few thousand changes. */
static void
test_undo_bounded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "");
  g_autofree char *keys = g_strnfill (2500, 'x');

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RedaksiDocument) document = open_document (fixture, id);
      type (document, keys);
      await_true (redaksi_library_detach (fixture->library, document));
    }
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM journal"), ==, 5000);
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *other = add_article (fixture, "Lain", "Isi");
      g_autoptr (RedaksiDocument) document = open_document (fixture, other);
      type (document, "!");
      await_true (redaksi_library_detach (fixture->library, document));
    }
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM journal WHERE article = 1"), ==, 2500);
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autoptr (RedaksiDocument) document = open_document (fixture, id);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GArray) rows = NULL;

  type (document, " bagian");
  await_true (redaksi_library_detach (fixture->library, document));
  list = await_boxed (redaksi_library_list_revisions (fixture->library, id));
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((RedaksiRevisionInfo *)list->pdata[0])->reason, ==, "leave");
  rows = query (fixture, 0, "bagian");
  g_assert_cmpuint (rows->len, ==, 1);

  /* Nothing done, nothing cut. */
  {
    g_autoptr (RedaksiDocument) again = open_document (fixture, id);
    g_assert_cmpuint (redaksi_document_get_version (again), ==, 7);
    await_true (redaksi_library_detach (fixture->library, again));
  }
  g_clear_pointer (&list, g_ptr_array_unref);
  list = await_boxed (redaksi_library_list_revisions (fixture->library, id));
  g_assert_cmpuint (list->len, ==, 2);
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autoptr (RedaksiDocument) document = open_document (fixture, id);
  g_autoptr (RedaksiArticle) second = NULL;
  g_autofree char *text = NULL;

  type (document, "a");
  g_assert_cmpuint (await_uint (redaksi_library_cut_revision (fixture->library, id, "push", NULL)),
                    ==, 2);
  g_assert_cmpuint (redaksi_library_get_durable_version (fixture->library, id), ==, 1);
  type (document, "b");
  g_assert_cmpuint (
    await_uint (redaksi_library_cut_revision (fixture->library, id, "manual", "Dua")), ==, 3);
  type (document, "c");
  second = await_boxed (redaksi_library_load_revision (fixture->library, id, 2));
  text = body_text (second);
  g_assert_cmpstr (text, ==, "Awala");
  /* Whoever looks at it sees what is on the screen. */
  g_clear_pointer (&text, g_free);
  g_clear_pointer (&second, redaksi_article_unref);
  second = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
  text = body_text (second);
  g_assert_cmpstr (text, ==, "Awalabc");
  await_true (redaksi_library_detach (fixture->library, document));
}

/* Revisions cut while commits are under way leave no gap in the journal. */
static void
test_interleaved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autoptr (RedaksiDocument) document = open_document (fixture, id);
  g_autofree char *text = NULL;
  g_autofree char *is = NULL;

  for (guint i = 0; i < 40; i++)
    {
      type (document, "xy");
      if (i % 3 == 0)
        dex_future_disown (redaksi_library_flush (fixture->library, document));
      if (i % 7 == 0)
        dex_future_disown (redaksi_library_cut_revision (fixture->library, id, "idle", NULL));
      if (i % 5 == 0)
        spin ();
    }
  await_true (redaksi_library_flush (fixture->library, document));
  text = read_elsewhere (fixture, id);
  is = body_text (redaksi_document_get_article (document));
  g_assert_cmpstr (text, ==, is);
  await_true (redaksi_library_detach (fixture->library, document));
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autoptr (RedaksiDocument) document = open_document (fixture, id);
  g_autoptr (GArray) rows = NULL;
  g_autofree char *text = NULL;

  type (document, " penutup");
  common_close (fixture);
  text = read_elsewhere (fixture, id);
  g_assert_cmpstr (text, ==, "Awal penutup");
  common_open (fixture);
  rows = query (fixture, 0, "penutup");
  g_assert_cmpuint (rows->len, ==, 1);
}

/* One document however often it is asked for, and one journal. */
static void
test_shared (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  DexFuture *first = redaksi_library_load (fixture->library, id);
  DexFuture *second = redaksi_library_load (fixture->library, id);
  g_autoptr (RedaksiDocument) a = await_object (first);
  g_autoptr (RedaksiDocument) b = NULL;
  g_autoptr (RedaksiDocument) c = NULL;
  g_autofree char *text = NULL;

  redaksi_library_attach (fixture->library, a);
  dex_unref (second);
  b = await_object (redaksi_library_load (fixture->library, id));
  g_assert_true (a == b);
  redaksi_library_attach (fixture->library, b);
  type (b, "1");
  await_true (redaksi_library_detach (fixture->library, b));
  type (a, "2");
  wait_durable (fixture, a);
  await_true (redaksi_library_detach (fixture->library, a));
  c = await_object (redaksi_library_load (fixture->library, id));
  g_assert_true (c != a);
  text = body_text (redaksi_document_get_article (c));
  g_assert_cmpstr (text, ==, "Awal12");
}

/* What one process has open no other changes; all may look. */
static void
test_two_processes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autofree char *free_id = add_article (fixture, "Lain", "Bebas");
  g_autoptr (RedaksiDocument) document = open_document (fixture, id);
  Fixture other = { fixture->folder, NULL };
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiArticle) changed = NULL;
  g_autoptr (RedaksiDocument) here = NULL;

  common_open (&other);
  await_library_error (redaksi_library_load (other.library, id), REDAKSI_LIBRARY_ERROR_BUSY);
  article = await_boxed (redaksi_library_load_revision (other.library, id, 0));
  changed = redaksi_article_with_field (article, REDAKSI_FIELD_HEADLINE, "Dari terminal");
  await_library_error (redaksi_library_save_article (other.library, changed, "import"),
                       REDAKSI_LIBRARY_ERROR_BUSY);
  await_library_error (redaksi_library_restore (other.library, id, 1), REDAKSI_LIBRARY_ERROR_BUSY);
  await_library_error (redaksi_library_cut_revision (other.library, id, "manual", NULL),
                       REDAKSI_LIBRARY_ERROR_BUSY);
  /* Nor in this process behind the window's back. */
  await_library_error (redaksi_library_save_article (fixture->library, changed, "import"),
                       REDAKSI_LIBRARY_ERROR_BUSY);
  await_true (redaksi_library_set_state (other.library, id, REDAKSI_STATE_SUBMITTED));

  here = await_object (redaksi_library_load (other.library, free_id));
  redaksi_library_attach (other.library, here);
  type (here, "!");
  await_true (redaksi_library_flush (other.library, here));
  await_library_error (redaksi_library_load (fixture->library, free_id),
                       REDAKSI_LIBRARY_ERROR_BUSY);
  await_true (redaksi_library_detach (other.library, here));
  g_clear_object (&here);
  here = await_object (redaksi_library_load (fixture->library, free_id));

  g_assert_true (redaksi_library_own_outbox (fixture->library));
  g_assert_true (redaksi_library_own_outbox (fixture->library));
  g_assert_false (redaksi_library_own_outbox (other.library));
  await_true (redaksi_library_detach (fixture->library, document));
  g_assert_cmpuint (await_uint (redaksi_library_save_article (other.library, changed, "import")),
                    ==, 2);
  common_close (&other);
}

static void
note_other (RedaksiLibrary *library, const char *id, gboolean *seen)
{
  if (*id == '\0')
    *seen = TRUE;
}

static void
test_news_of_others (Fixture *fixture, gconstpointer data)
{
  Fixture other = { fixture->folder, NULL };
  g_autofree char *id = NULL;
  gboolean seen = FALSE;

  g_signal_connect (fixture->library, "article-changed", G_CALLBACK (note_other), &seen);
  common_open (&other);
  id = add_article (&other, "Dari terminal", "Isi");
  while (!seen)
    g_main_context_iteration (NULL, TRUE);
  common_close (&other);
  g_signal_handlers_disconnect_by_data (fixture->library, &seen);
}

/* The list is told of what it shows, not of every key. */
static void
test_quiet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Awal");
  g_autoptr (RedaksiDocument) document = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RedaksiSummary) summary = NULL;
  gboolean seen = FALSE;

  document = open_document (fixture, id);
  /* Past what the snippet shows. */
  for (guint i = 0; i < 80; i++)
    g_string_append (text, " kata");
  type (document, text->str);
  await_true (redaksi_library_flush (fixture->library, document));
  g_signal_connect_swapped (fixture->library, "article-changed", G_CALLBACK (g_atomic_int_inc),
                            &seen);
  type (document, " lagi");
  await_true (redaksi_library_flush (fixture->library, document));
  g_assert_cmpint (seen, ==, 0);
  redaksi_document_set_field (document, REDAKSI_FIELD_HEADLINE, "Kepala baru");
  await_true (redaksi_library_flush (fixture->library, document));
  g_assert_cmpint (seen, ==, 1);
  summary = await_object (redaksi_library_get_summary (fixture->library, id));
  g_assert_cmpstr (redaksi_summary_get_headline (summary), ==, "Kepala baru");
  await_true (redaksi_library_detach (fixture->library, document));
  g_signal_handlers_disconnect_by_data (fixture->library, &seen);
}

/* ---- keys that no list shows ------------------------------------------------------------------
 */

#define TAIL    "9223372036854775807"
#define SECOND  G_USEC_PER_SEC
#define N_TAILS "SELECT count(*) FROM journal WHERE version = " TAIL

static void
note_key (GPtrArray *keys, RedaksiTransaction *transaction)
{
  g_ptr_array_add (keys, redaksi_transaction_ref (transaction));
}

static void
append (RedaksiDatabase *db, RedaksiDocument *document, const char *text, gint64 time)
{
  g_autoptr (GPtrArray) keys
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_transaction_unref);
  gulong handler = g_signal_connect_swapped (document, "applied", G_CALLBACK (note_key), keys);
  guint64 first = redaksi_document_get_version (document) + 1;
  g_autoptr (GError) error = NULL;
  gboolean visible;

  type (document, text);
  g_signal_handler_disconnect (document, handler);
  g_assert_true (redaksi_database_begin (db, NULL));
  redaksi_store_append (db, redaksi_article_get_id (redaksi_document_get_article (document)), first,
                        keys, redaksi_document_get_article (document), (RedaksiSelection){ 7, 9 },
                        time, &visible, &error);
  g_assert_no_error (error);
  g_assert_false (visible);
  g_assert_true (redaksi_database_commit (db, NULL));
}

static RedaksiDocument *
create_long (RedaksiDatabase *db, const char *headline)
{
  g_autofree char *text = g_strnfill (400, 'a');
  g_autoptr (RedaksiArticle) article = make_article (headline, text);
  gint64 row;

  g_assert_true (redaksi_database_begin (db, NULL));
  g_assert_true (redaksi_store_create (db, article, "new", SECOND, &row, NULL));
  g_assert_true (redaksi_database_commit (db, NULL));
  return redaksi_store_load (db, redaksi_article_get_id (article), NULL);
}

/* Such a key writes to the journal alone, some seconds long; then to the article's row. */
static void
test_tail (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = common_path (fixture, "library.db");
  g_autoptr (RedaksiDocument) document = NULL;
  RedaksiDatabase *db;
  g_autofree char *id = NULL;
  RedaksiStoreRow row;

  common_close (fixture);
  db = redaksi_database_open (path, REDAKSI_DATABASE_WRITER, NULL);
  document = create_long (db, "Satu");
  id = g_strdup (redaksi_article_get_id (redaksi_document_get_article (document)));
  append (db, document, "abc", 2 * SECOND);
  g_assert_cmpint (sql_int (fixture, "SELECT version FROM article"), ==, 0);
  g_assert_cmpint (sql_int (fixture, "SELECT changed FROM article"), ==, SECOND);
  append (db, document, "d", 3 * SECOND);
  g_assert_cmpint (sql_int (fixture, N_TAILS), ==, 1);
  g_assert_true (redaksi_store_find (db, id, &row, NULL));
  g_assert_cmpuint (row.version, ==, 4);
  g_assert_cmpuint (row.selection.head, ==, 9);
  g_assert_false (row.doubtful);

  append (db, document, "e", 7 * SECOND);
  g_assert_cmpint (sql_int (fixture, N_TAILS), ==, 0);
  g_assert_cmpint (sql_int (fixture, "SELECT version FROM article"), ==, 5);
  g_assert_cmpint (sql_int (fixture, "SELECT changed FROM article"), ==, 7 * SECOND);
  g_assert_cmpint (sql_int (fixture, "SELECT head FROM article"), ==, 9);
  g_assert_true (redaksi_store_is_sealed (db, row.row));

  /* The clock was set back: what is known is not left standing in the future. */
  append (db, document, "f", 6 * SECOND);
  g_assert_cmpint (sql_int (fixture, "SELECT changed FROM article"), ==, 6 * SECOND);

  /* A revision says how far it goes, and then the article's row says so too. */
  append (db, document, "g", 7 * SECOND);
  g_assert_cmpint (sql_int (fixture, N_TAILS), ==, 1);
  {
    guint number;
    g_assert_true (redaksi_database_begin (db, NULL));
    g_assert_true (redaksi_store_cut (db, id, redaksi_document_get_article (document), 7, "idle",
                                      NULL, 8 * SECOND, &number, NULL, NULL));
    g_assert_true (redaksi_database_commit (db, NULL));
  }
  g_assert_cmpint (sql_int (fixture, N_TAILS), ==, 0);
  g_assert_cmpint (sql_int (fixture, "SELECT version FROM article"), ==, 7);
  g_assert_true (redaksi_store_is_sealed (db, row.row));
  redaksi_database_close (db, NULL);
  common_open (fixture);
}

/* After a crash nothing of it is missed: not the keys, not the cursor, not the time, and not that
 * some of it was damaged. */
static void
test_tail_after_crash (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    NULL,
    "DELETE FROM journal WHERE version = " TAIL,
    "DELETE FROM journal WHERE version = 3",
    "DELETE FROM journal WHERE version = 2",
    "UPDATE journal SET done = replace (done, '3', '2') WHERE version = " TAIL,
    "UPDATE journal SET done = '' WHERE version = " TAIL,
    "UPDATE journal SET digest = 'no' WHERE version = " TAIL,
    "UPDATE journal SET done = (SELECT done FROM journal WHERE article = 2 AND version = " TAIL "),"
    "  digest = (SELECT digest FROM journal WHERE article = 2 AND version = " TAIL ")"
    "  WHERE version = " TAIL " AND article = 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *typed = NULL;
      g_autofree char *text = NULL;
      g_autofree char *id = NULL;
      g_autofree char *other_id = NULL;
      g_autoptr (RedaksiDocument) document = NULL;
      g_autoptr (RedaksiDocument) other = NULL;
      g_autoptr (RedaksiDocument) again = NULL;
      RedaksiDatabase *db;

      common_tear_down (fixture, NULL);
      common_set_up (fixture, NULL);
      common_close (fixture);
      path = common_path (fixture, "library.db");
      db = redaksi_database_open (path, REDAKSI_DATABASE_WRITER, NULL);
      document = create_long (db, "Satu");
      other = create_long (db, "Dua");
      append (db, document, "xyz", 2 * SECOND);
      append (db, other, "uv", 2 * SECOND);
      redaksi_database_close (db, NULL);
      typed = body_text (redaksi_document_get_article (document));
      id = g_strdup (redaksi_article_get_id (redaksi_document_get_article (document)));
      other_id = g_strdup (redaksi_article_get_id (redaksi_document_get_article (other)));
      g_assert_cmpint (sql_int (fixture, N_TAILS), ==, 2);
      if (damages[i] != NULL)
        sql (fixture, damages[i]);

      common_open (fixture);
      if (damages[i] == NULL)
        {
          RedaksiSelection selection;

          g_assert_cmpint (sql_int (fixture, N_TAILS), ==, 0);
          g_assert_cmpint (sql_int (fixture, "SELECT changed FROM article WHERE row = 1"), ==,
                           2 * SECOND);
          again = await_object (redaksi_library_load (fixture->library, id));
          text = body_text (redaksi_document_get_article (again));
          g_assert_cmpstr (text, ==, typed);
          g_assert_cmpuint (redaksi_document_get_version (again), ==, 3);
          selection = redaksi_document_get_selection (again);
          g_assert_cmpuint (selection.anchor, ==, 7);
          g_assert_cmpuint (selection.head, ==, 9);
          continue;
        }
      await_library_error (redaksi_library_load (fixture->library, id),
                           REDAKSI_LIBRARY_ERROR_DAMAGED);
      await_uint (redaksi_library_restore (fixture->library, id, 1));
      again = open_document (fixture, id);
      text = body_text (redaksi_document_get_article (again));
      g_assert_cmpuint (strlen (text), ==, 400);
      /* And one can go on from there. */
      type (again, "!!");
      await_true (redaksi_library_flush (fixture->library, again));
      type (again, "!");
      await_true (redaksi_library_detach (fixture->library, again));
      g_clear_object (&again);
      again = await_object (redaksi_library_load (fixture->library, id));
      g_set_str (&text, NULL);
      text = body_text (redaksi_document_get_article (again));
      g_assert_cmpuint (strlen (text), ==, 403);
      /* The other one is whole, but where the damage was of both. */
      if (strstr (damages[i], "article = 1") != NULL || strstr (damages[i], "version = 3") != NULL)
        {
          g_autoptr (RedaksiDocument) whole
            = await_object (redaksi_library_load (fixture->library, other_id));
          g_assert_cmpuint (redaksi_document_get_version (whole), ==, 2);
        }
    }
}

int
main (int argc, char *argv[])
{
  common_init (argc, argv);
  common_add ("/journal/by-itself", test_by_itself);
  common_add ("/journal/undo", test_undo);
  common_add ("/journal/history-size", test_history_size);
  common_add ("/journal/undo-after-close", test_undo_after_close);
  common_add ("/journal/undo-doubtful", test_undo_doubtful);
  common_add ("/journal/undo-bounded", test_undo_bounded);
  common_add ("/journal/leave", test_leave);
  common_add ("/journal/cut", test_cut);
  common_add ("/journal/interleaved", test_interleaved);
  common_add ("/journal/close", test_close);
  common_add ("/journal/shared", test_shared);
  common_add ("/journal/two-processes", test_two_processes);
  common_add ("/journal/news-of-others", test_news_of_others);
  common_add ("/journal/quiet", test_quiet);
  common_add ("/journal/tail", test_tail);
  common_add ("/journal/tail-after-crash", test_tail_after_crash);
  return g_test_run ();
}
