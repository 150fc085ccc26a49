/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the header says of where the text is, at each passage: typed, saved, sent, changed after
 * that, undone back to what was sent, updated, changed there by somebody else, taken off, read from
 * the site; and a disk that does not answer, and one that takes nothing more.
 */
#include <adwaita.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include "../unit/outbox/house.h"
#include "redaksi-saved-label.h"

static Desk the_desk;
static Desk *const desk = &the_desk;
static RedaksiServices *services;
static RedaksiSavedLabel *label;
static RedaksiDocument *document;

static const char *const HERE = "Saved here";
static const char *const BOTH = "Saved here and on the server";

static const char *
words (void)
{
  return gtk_label_get_text (GTK_LABEL (adw_bin_get_child (ADW_BIN (label))));
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Of trouble only how the sentence begins. */
static gboolean
says (const char *wanted)
{
  return g_str_has_suffix (wanted, ": ") ? g_str_has_prefix (words (), wanted)
                                         : g_str_equal (words (), wanted);
}

/* Until it says so; a test that waits in vain fails with what it says instead. */
static void
expect (const char *wanted)
{
  gint64 ends = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;
  guint tick = g_timeout_add (20, tick_cb, NULL);

  while (!says (wanted) && g_get_monotonic_time () < ends)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  if (!says (wanted))
    g_error ("“%s” and not “%s”", words (), wanted);
}

/* It says so, and still does when all that goes on has settled. */
static void
expect_only (const char *wanted)
{
  gint64 ends = g_get_monotonic_time () + 700 * G_TIME_SPAN_MILLISECOND;
  guint tick = g_timeout_add (20, tick_cb, NULL);

  expect (wanted);
  while (g_get_monotonic_time () < ends)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpstr (words (), ==, wanted);
    }
  g_source_remove (tick);
}

static void
open_article (const char *id)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  await_value (redaksi_library_load (desk->library, id), &value, &error);
  g_assert_no_error (error);
  document = g_value_dup_object (&value);
  redaksi_library_attach (desk->library, document);
  redaksi_saved_label_set_document (label, services, document);
}

static void
close_article (void)
{
  g_autoptr (RedaksiDocument) old = g_steal_pointer (&document);

  redaksi_saved_label_set_document (label, services, NULL);
  g_assert_cmpstr (words (), ==, "");
  await_true (redaksi_library_detach (desk->library, old));
}

static void
write_headline (const char *headline)
{
  g_autoptr (RedaksiArticle) article
    = redaksi_article_with_field (redaksi_document_get_article (document), REDAKSI_FIELD_HEADLINE,
                                  headline);

  redaksi_document_reset (document, article);
}

static void
send (RedaksiIntent intent)
{
  g_autofree char *id = push (desk, intent, 0);

  finish_in (desk, id, REDAKSI_STAGE_DONE);
}

static void
start (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.redaksi.Redaksi");

  set_up (desk, NULL);
  services = redaksi_services_new (desk->library, desk->photos, desk->outbox, NULL, settings);
  label = g_object_ref_sink (g_object_new (REDAKSI_TYPE_SAVED_LABEL, NULL));
  open_article (desk->article);
}

static void
end (void)
{
  close_article ();
  g_clear_object (&label);
  g_clear_object (&services);
  tear_down (desk, NULL);
  memset (desk, 0, sizeof *desk);
}

/* ---- the passages ---------------------------------------------------------------------------- */

static void
test_passages (void)
{
  start ();
  expect_only (HERE);
  write_headline ("Pertama");
  g_assert_cmpstr (words (), ==, "Saving…");
  expect_only (HERE);
  send (REDAKSI_INTENT_DRAFT);
  expect_only (BOTH);
  /* What is typed after that is here alone; undone, it is what was sent. */
  write_headline ("Kedua");
  expect_only (HERE);
  redaksi_document_undo (document);
  expect_only (BOTH);
  redaksi_document_redo (document);
  expect_only (HERE);
  send (REDAKSI_INTENT_PUBLISH);
  expect_only (BOTH);
  redaksi_document_undo (document);
  expect_only (HERE);
  redaksi_document_redo (document);
  expect_only (BOTH);
  write_headline ("Ketiga");
  send (REDAKSI_INTENT_UPDATE);
  expect_only (BOTH);
  /* Closed and opened again, it says the same. */
  close_article ();
  open_article (desk->article);
  expect_only (BOTH);
  end ();
}

/* An unpublish sends nothing of the text. */
static void
test_unpublish (void)
{
  start ();
  send (REDAKSI_INTENT_PUBLISH);
  expect_only (BOTH);
  write_headline ("Belum terkirim");
  expect_only (HERE);
  send (REDAKSI_INTENT_UNPUBLISH);
  expect_only (HERE);
  redaksi_document_undo (document);
  expect_only (BOTH);
  end ();
}

static void
test_conflict (void)
{
  g_autofree char *id = NULL;

  start ();
  send (REDAKSI_INTENT_PUBLISH);
  expect_only (BOTH);
  write_headline ("Milik kami");
  g_set_str (&fake_house_get_post (desk->house, 0)->title, "Milik mereka");
  fake_house_touch (desk->house, fake_house_get_post (desk->house, 0));
  id = push (desk, REDAKSI_INTENT_UPDATE, 0);
  finish_in (desk, id, REDAKSI_STAGE_CONFLICT);
  expect_only (HERE);
  /* Back to what was sent first: that is not what stands there now. */
  redaksi_document_undo (document);
  expect_only (HERE);
  redaksi_document_redo (document);
  g_assert_true (await_boolean (redaksi_outbox_overwrite (desk->outbox, id)));
  finish_in (desk, id, REDAKSI_STAGE_DONE);
  expect_only (BOTH);
  end ();
}

/* The site said yes, and has it otherwise. */
static void
test_differs (void)
{
  start ();
  desk->house->drops_tags = TRUE;
  send (REDAKSI_INTENT_PUBLISH);
  expect_only (HERE);
  end ();
}

static Fault
unclear_cb (guint call, const char *name, gpointer data)
{
  return g_str_equal (name, "update") ? FAULT_UNCLEAR : FAULT_NONE;
}

/* Something may have reached the site, and nobody knows. */
static void
test_unclear (void)
{
  g_autofree char *id = NULL;

  start ();
  send (REDAKSI_INTENT_DRAFT);
  expect_only (BOTH);
  write_headline ("Mungkin di sana");
  desk->house->fault = unclear_cb;
  id = push (desk, REDAKSI_INTENT_DRAFT, 0);
  for (guint i = 0; i < 200; i++)
    g_main_context_iteration (NULL, i < 10);
  redaksi_document_undo (document);
  desk->house->fault = NULL;
  finish_in (desk, id, REDAKSI_STAGE_DONE);
  expect_only (HERE);
  redaksi_document_redo (document);
  expect_only (BOTH);
  end ();
}

static void
test_pulled (void)
{
  g_autofree char *id = NULL;
  RedaksiPost *post;

  start ();
  send (REDAKSI_INTENT_PUBLISH);
  close_article ();
  /* As if somebody else had written it. */
  post = fake_house_get_post (desk->house, 0);
  g_set_str (&post->remote_id, "4711");
  g_clear_pointer (&post->marker, g_free);
  id = await_string (redaksi_outbox_pull (desk->outbox, desk->site, "4711"));
  g_assert_cmpstr (id, !=, desk->article);
  open_article (id);
  expect_only (BOTH);
  write_headline ("Disunting");
  expect_only (HERE);
  redaksi_document_undo (document);
  expect_only (BOTH);
  end ();
}

/* A site that was removed has nothing that one could speak of. */
static void
test_removed_site (void)
{
  start ();
  send (REDAKSI_INTENT_PUBLISH);
  expect_only (BOTH);
  await_true (redaksi_library_remove_site (desk->library, desk->site));
  expect_only (HERE);
  end ();
}

/* Two sites, and only one of them has the newest text. */
static void
test_two_sites (void)
{
  g_autofree char *first = NULL;

  start ();
  send (REDAKSI_INTENT_PUBLISH);
  expect_only (BOTH);
  first = g_strdup (desk->site);
  {
    g_autoptr (RedaksiSite) site
      = g_object_new (REDAKSI_TYPE_SITE, "name", "Lain", "url", "http://127.0.0.1:81/", "api",
                      "http://127.0.0.1:81/wp-json/", "user", "bayu", "may-publish", TRUE, NULL);
    await_true (redaksi_library_add_site (desk->library, site));
    g_set_str (&desk->site, redaksi_site_get_id (site));
  }
  expect_only (BOTH);
  write_headline ("Hanya di satu");
  /* The other paper has a house of its own. */
  {
    FakeHouse *old = desk->house;

    desk->house = fake_house_new ();
    send (REDAKSI_INTENT_PUBLISH);
    expect_only (HERE);
    fake_house_free (desk->house);
    desk->house = old;
  }
  g_set_str (&desk->site, first);
  send (REDAKSI_INTENT_UPDATE);
  expect_only (BOTH);
  end ();
}

/* ---- trouble --------------------------------------------------------------------------------- */

/* Another program holds the file: nothing is saved, and nobody says that it is. */
static void
test_slow (void)
{
  g_autofree char *path = NULL;
  sqlite3 *db;

  start ();
  expect_only (HERE);
  path = g_build_filename (desk->folder, "library.db", NULL);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  write_headline ("Menunggu");
  expect ("Not saved: ");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (label), "error"));
  g_assert_cmpint (sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  expect_only (HERE);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (label), "error"));
  end ();
}

/* The disk takes nothing more. */
static void
test_full (void)
{
  struct rlimit before, none = { 0, RLIM_INFINITY };

  start ();
  send (REDAKSI_INTENT_DRAFT);
  expect_only (BOTH);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  none.rlim_max = before.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  write_headline ("Tidak muat");
  expect ("Not saved: ");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (label), "error"));
  /* Undone to what is on the server: the change back is not here yet either. */
  redaksi_document_undo (document);
  expect ("Not saved: ");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  expect_only (BOTH);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (label), "error"));
  end ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  adw_init ();
  g_test_add_func ("/saved-label/passages", test_passages);
  g_test_add_func ("/saved-label/unpublish", test_unpublish);
  g_test_add_func ("/saved-label/conflict", test_conflict);
  g_test_add_func ("/saved-label/differs", test_differs);
  g_test_add_func ("/saved-label/unclear", test_unclear);
  g_test_add_func ("/saved-label/pulled", test_pulled);
  g_test_add_func ("/saved-label/removed-site", test_removed_site);
  g_test_add_func ("/saved-label/two-sites", test_two_sites);
  g_test_add_func ("/saved-label/slow", test_slow);
  g_test_add_func ("/saved-label/full", test_full);
  return g_test_run ();
}
