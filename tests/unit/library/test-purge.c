/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The emptied trash leaves nothing behind, and takes nothing along that somebody else has. */
#include "common.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "redaksi-push.h"

static const char *const sorts[] = { "originals", "web", "thumbs", "info" };

/* As the photo store names them. */
static char *
photo_path (Fixture *fixture, const char *sort, const char *digest)
{
  g_autofree char *shard = g_strndup (digest, 2);
  g_autofree char *name = g_strconcat (digest, g_str_equal (sort, "info") ? ".json" : ".jpg", NULL);

  return g_build_filename (fixture->folder, "photos", sort, shard, name, NULL);
}

static char *
add_photo (Fixture *fixture, char digit)
{
  char *digest = g_strnfill (64, digit);

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autofree char *path = photo_path (fixture, sorts[i], digest);
      g_autofree char *folder = g_path_get_dirname (path);
      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_assert_true (g_file_set_contents (path, "kanari", -1, NULL));
    }
  return digest;
}

static guint
count_files (Fixture *fixture, const char *digest)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autofree char *path = photo_path (fixture, sorts[i], digest);
      n += g_file_test (path, G_FILE_TEST_EXISTS);
    }
  return n;
}

/* An article with @lead as its lead photo and @inner in its text, where they are given. */
static char *
add_with_photos (Fixture *fixture, const char *lead, const char *inner)
{
  g_autoptr (RedaksiArticle) article = make_article ("Kepala", "Isi");
  g_autoptr (RedaksiArticle) led
    = redaksi_article_with_field (article, REDAKSI_FIELD_LEAD_PHOTO, lead);

  if (inner != NULL)
    {
      g_autoptr (RedaksiShape) shape
        = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", inner, NULL);
      RedaksiBlock *block = redaksi_block_new_leaf (shape);
      g_autoptr (RedaksiBody) body = redaksi_body_new (&block, 1);
      g_autoptr (RedaksiArticle) full = redaksi_article_with_body (led, body);
      redaksi_block_unref (block);
      return await_string (redaksi_library_create (fixture->library, full));
    }
  return await_string (redaksi_library_create (fixture->library, led));
}

static void
purge (Fixture *fixture, const char *id)
{
  if (id != NULL)
    await_true (redaksi_library_delete (fixture->library, id));
  await_true (redaksi_library_purge (fixture->library));
}

static void
test_photos (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lead = add_photo (fixture, 'a');
  g_autofree char *inner = add_photo (fixture, 'b');
  g_autofree char *shared = add_photo (fixture, 'c');
  g_autofree char *id = add_with_photos (fixture, lead, inner);
  g_autofree char *both = add_with_photos (fixture, shared, NULL);
  g_autofree char *other = add_with_photos (fixture, NULL, shared);

  await_true (redaksi_library_delete (fixture->library, both));
  /* What is only in the trash is there still. */
  await_true (redaksi_library_delete (fixture->library, id));
  g_assert_cmpuint (count_files (fixture, lead), ==, 4);
  purge (fixture, NULL);
  g_assert_cmpuint (count_files (fixture, lead), ==, 0);
  g_assert_cmpuint (count_files (fixture, inner), ==, 0);
  g_assert_cmpuint (count_files (fixture, shared), ==, 4);
  purge (fixture, other);
  g_assert_cmpuint (count_files (fixture, shared), ==, 0);
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM photo_use"), ==, 0);
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM photo_gone"), ==, 0);
}

/* A photo that another article had once can be gone back to there. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autofree char *photo = add_photo (fixture, 'd');
  g_autofree char *id = add_with_photos (fixture, photo, NULL);
  g_autofree char *other = add_with_photos (fixture, photo, NULL);
  g_autoptr (RedaksiArticle) article
    = await_boxed (redaksi_library_load_revision (fixture->library, other, 0));
  g_autoptr (RedaksiArticle) without
    = redaksi_article_with_field (article, REDAKSI_FIELD_LEAD_PHOTO, NULL);

  g_assert_cmpuint (await_uint (redaksi_library_save_article (fixture->library, without, "manual")),
                    ==, 2);
  purge (fixture, id);
  g_assert_cmpuint (count_files (fixture, photo), ==, 4);
  purge (fixture, other);
  g_assert_cmpuint (count_files (fixture, photo), ==, 0);
}

/* Typed in, taken out again, before any revision: an undo brings it back. */
static void
test_undone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *photo = add_photo (fixture, 'e');
  g_autofree char *id = add_with_photos (fixture, photo, NULL);
  g_autofree char *other = add_article (fixture, "Lain", "Isi");
  g_autoptr (RedaksiDocument) document
    = await_object (redaksi_library_load (fixture->library, other));

  redaksi_library_attach (fixture->library, document);
  redaksi_document_set_field (document, REDAKSI_FIELD_LEAD_PHOTO, photo);
  await_true (redaksi_library_flush (fixture->library, document));
  redaksi_document_set_field (document, REDAKSI_FIELD_LEAD_PHOTO, NULL);
  purge (fixture, id);
  g_assert_cmpuint (count_files (fixture, photo), ==, 4);
  await_true (redaksi_library_detach (fixture->library, document));
}

/* Somebody takes the same photo in again while the trash is emptied. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  const struct timespec later[2] = { { time (NULL) + 100, 0 }, { time (NULL) + 100, 0 } };
  const struct timespec before[2] = { { 1000, 0 }, { 1000, 0 } };
  g_autofree char *photo = add_photo (fixture, 'f');
  g_autofree char *original = photo_path (fixture, "originals", photo);
  g_autofree char *id = add_with_photos (fixture, photo, NULL);

  g_assert_cmpint (utimensat (AT_FDCWD, original, later, 0), ==, 0);
  purge (fixture, id);
  g_assert_cmpuint (count_files (fixture, photo), ==, 4);
  /* Nobody used it after all; the next opening sees to that. */
  g_assert_cmpint (utimensat (AT_FDCWD, original, before, 0), ==, 0);
  common_close (fixture);
  common_open (fixture);
  common_close (fixture);
  g_assert_cmpuint (count_files (fixture, photo), ==, 0);
}

/* A library from before it was noted who has which photo. */
static void
test_old_library (Fixture *fixture, gconstpointer data)
{
  g_autofree char *gone = add_photo (fixture, '1');
  g_autofree char *shared = add_photo (fixture, '2');
  g_autofree char *id = add_with_photos (fixture, gone, shared);
  g_autofree char *other = add_with_photos (fixture, shared, NULL);
  g_autoptr (RedaksiArticle) article
    = await_boxed (redaksi_library_load_revision (fixture->library, other, 0));
  g_autoptr (RedaksiArticle) without
    = redaksi_article_with_field (article, REDAKSI_FIELD_LEAD_PHOTO, NULL);

  await_uint (redaksi_library_save_article (fixture->library, without, "manual"));
  common_close (fixture);
  sql (fixture, "DROP TABLE photo_use; DROP TABLE photo_gone; ALTER TABLE push DROP COLUMN "
                "version; ALTER TABLE article DROP COLUMN seal; ALTER TABLE revision DROP COLUMN "
                "seal; ALTER TABLE push DROP COLUMN seal; ALTER TABLE remote DROP COLUMN seal;"
                "PRAGMA user_version = 1");
  common_open (fixture);
  purge (fixture, id);
  g_assert_cmpuint (count_files (fixture, gone), ==, 0);
  g_assert_cmpuint (count_files (fixture, shared), ==, 4);
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM setting"), ==, 0);
}

/* A file that somebody made must not lead out of the folder. */
static void
test_hostile_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *outside = common_path (fixture, "library.db");

  sql (fixture, "INSERT INTO photo_gone VALUES ('../library', 9223372036854775807),"
                "  ('', 9223372036854775807), ('library', 9223372036854775807)");
  purge (fixture, NULL);
  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS));
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM photo_gone"), ==, 0);
}

/* ---- words ------------------------------------------------------------------------------------
 */

static void
search_tree (const char *path, const char *word, GString *found)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *contents = NULL;
  const char *name;
  gsize length = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      search_tree (child, word, found);
    }
  if (dir == NULL && g_file_get_contents (path, &contents, &length, NULL)
      && memmem (contents, length, word, strlen (word)) != NULL)
    g_string_append_printf (found, "%s\n", path);
}

/* In every place that a word can come to; without its first letter, which an index may cut off. */
static void
test_canary (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[]
    = { REDAKSI_FIELD_HEADLINE, REDAKSI_FIELD_KICKER,      REDAKSI_FIELD_DECK,
        REDAKSI_FIELD_DATELINE, REDAKSI_FIELD_SECTION,     REDAKSI_FIELD_EXCERPT,
        REDAKSI_FIELD_SLUG,     REDAKSI_FIELD_LEAD_CAPTION };
  const char *const tags[] = { "Kanaritakbersuara label", "biasa", NULL };
  g_autofree char *other = add_article (fixture, "Burung lain", "Yang boleh tinggal");
  g_autofree char *id = add_article (fixture, "Kanaritakbersuara", "Kanaritakbersuara isi");
  g_autoptr (GPtrArray) people
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (RedaksiDocument) document = await_object (redaksi_library_load (fixture->library, id));
  g_autoptr (RedaksiPush) push = NULL;
  g_autofree char *bylines = NULL;
  g_autofree char *labels = redaksi_tags_to_field (tags);
  g_auto (GStrv) known = NULL;

  g_ptr_array_add (people, redaksi_byline_new ("Kanaritakbersuara Person", "writer"));
  bylines = redaksi_bylines_to_field (people);
  redaksi_library_attach (fixture->library, document);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    redaksi_document_set_field (document, fields[i], "kanaritakbersuara");
  redaksi_document_set_field (document, REDAKSI_FIELD_BYLINES, bylines);
  redaksi_document_set_field (document, REDAKSI_FIELD_TAGS, labels);
  type (document, " kanaritakbersuara");
  g_assert_cmpuint (await_uint (redaksi_library_cut_revision (fixture->library, id, "manual",
                                                              "kanaritakbersuara")),
                    ==, 2);
  /* A name that was there for a while only. */
  redaksi_document_set_field (document, REDAKSI_FIELD_BYLINES, NULL);
  await_true (redaksi_library_detach (fixture->library, document));
  push = redaksi_push_new (id, 2, "situs", REDAKSI_INTENT_PUBLISH, 0);
  redaksi_push_set_stage (push, REDAKSI_STAGE_DONE);
  redaksi_push_set_message (push, "kanaritakbersuara terbit", "kanaritakbersuara");
  await_true (redaksi_library_add_push (fixture->library, push));
  search_tree (fixture->folder, "anaritakbersuara", found);
  g_assert_cmpuint (found->len, >, 0);

  g_string_truncate (found, 0);
  purge (fixture, id);
  search_tree (fixture->folder, "anaritakbersuara", found);
  g_assert_cmpstr (found->str, ==, "");
  common_close (fixture);
  search_tree (fixture->folder, "anaritakbersuara", found);
  g_assert_cmpstr (found->str, ==, "");
  common_open (fixture);
  known = await_boxed (redaksi_library_list_people (fixture->library, NULL));
  g_assert_cmpuint (g_strv_length (known), ==, 0);
}

/* Names that another article has stay known. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiArticle) article = make_article ("Kepala", "Isi");
  g_autoptr (RedaksiArticle) twin = make_article ("Kepala", "Isi");
  g_autoptr (GPtrArray) people
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  g_autoptr (RedaksiArticle) a = NULL;
  g_autoptr (RedaksiArticle) b = NULL;
  g_autofree char *id = NULL;
  g_autofree char *other = NULL;
  g_auto (GStrv) known = NULL;

  g_ptr_array_add (people, redaksi_byline_new ("Siti \"Ayu\" Rahma", "writer"));
  b = redaksi_article_with_bylines (twin, people);
  g_ptr_array_add (people, redaksi_byline_new ("* OR \"", "photos"));
  a = redaksi_article_with_bylines (article, people);
  id = await_string (redaksi_library_create (fixture->library, a));
  other = await_string (redaksi_library_create (fixture->library, b));
  purge (fixture, id);
  known = await_boxed (redaksi_library_list_people (fixture->library, NULL));
  g_assert_cmpuint (g_strv_length (known), ==, 1);
  g_assert_cmpstr (known[0], ==, "Siti \"Ayu\" Rahma");
}

/* What is open, and what is on its way to a site, is not pulled from under it. */
static void
test_in_use (Fixture *fixture, gconstpointer data)
{
  g_autofree char *open = add_article (fixture, "Terbuka", "Isi");
  g_autofree char *sent = add_article (fixture, "Terkirim", "Isi");
  g_autofree char *idle = add_article (fixture, "Diam", "Isi");
  g_autoptr (RedaksiDocument) document
    = await_object (redaksi_library_load (fixture->library, open));
  g_autoptr (RedaksiPush) push = redaksi_push_new (sent, 1, "situs", REDAKSI_INTENT_DRAFT, 0);

  redaksi_library_attach (fixture->library, document);
  await_true (redaksi_library_add_push (fixture->library, push));
  await_true (redaksi_library_delete (fixture->library, open));
  await_true (redaksi_library_delete (fixture->library, sent));
  purge (fixture, idle);
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM article"), ==, 2);
  type (document, " lagi");
  await_true (redaksi_library_detach (fixture->library, document));
  redaksi_push_set_stage (push, REDAKSI_STAGE_CANCELLED);
  await_true (redaksi_library_update_push (fixture->library, push));
  purge (fixture, NULL);
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM article"), ==, 0);
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM push"), ==, 0);
}

/* Of three in the trash one goes; one that is not there, and one that nobody knows, don't. */
static void
test_some (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stays = add_article (fixture, "Tinggal", "Isi");
  g_autofree char *goes = add_article (fixture, "Pergi", "Isi");
  g_autofree char *lives = add_article (fixture, "Hidup", "Isi");
  const char *const ids[] = { stays, goes, NULL };
  const char *const unknown[] = { lives, "00000000-0000-4000-8000-000000000000", NULL };
  const char *const wanted[] = { goes, lives, "nobody", NULL };
  const char *const none[] = { NULL };

  await_true (redaksi_library_set_deleted (fixture->library, ids, TRUE));
  /* All of them or none. */
  await_library_error (redaksi_library_set_deleted (fixture->library, unknown, TRUE),
                       REDAKSI_LIBRARY_ERROR_NOT_FOUND);
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM article WHERE deleted <> 0"), ==, 2);
  g_assert_cmpuint (await_uint (redaksi_library_purge_articles (fixture->library, none)), ==, 0);
  g_assert_cmpuint (await_uint (redaksi_library_purge_articles (fixture->library, wanted)), ==, 1);
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM article"), ==, 2);
  await_library_error (redaksi_library_set_deleted (fixture->library, ids, FALSE),
                       REDAKSI_LIBRARY_ERROR_NOT_FOUND);
  await_true (redaksi_library_undelete (fixture->library, stays));
  g_assert_cmpint (sql_int (fixture, "SELECT count(*) FROM article WHERE deleted = 0"), ==, 2);
}

int
main (int argc, char *argv[])
{
  common_init (argc, argv);
  common_add ("/purge/photos", test_photos);
  common_add ("/purge/history", test_history);
  common_add ("/purge/undone", test_undone);
  common_add ("/purge/again", test_again);
  common_add ("/purge/old-library", test_old_library);
  common_add ("/purge/hostile-names", test_hostile_names);
  common_add ("/purge/canary", test_canary);
  common_add ("/purge/names", test_names);
  common_add ("/purge/in-use", test_in_use);
  common_add ("/purge/some", test_some);
  return g_test_run ();
}
