/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that is full, that is read-only from now on, that fails: at each call that changes it,
 * once or from then on. It is told; nothing is called saved that is not; and when the disk takes
 * something again all is there that was typed. What was refused is the one state or the other, and
 * can be done again.
 */
#include <sqlite3.h>
#include <sys/resource.h>

#include "cut-vfs.h"
#include "sick-calls.h"

#define PROMISED (2 * G_TIME_SPAN_SECOND) /* from the key to the warning */

static gboolean
is_full_count (void)
{
  return g_strcmp0 (g_getenv ("REDAKSI_FAULTS"), "full") == 0;
}

/* ---- the disk ---------------------------------------------------------------------------------
 */

typedef enum
{
  WELL,
  ONCE,
  FOR_EVER,
  SMALL,
} Sickness;

typedef struct
{
  GMutex lock;
  Sickness sickness;
  gint64 left; /* calls before it begins, or bytes */
  int code;    /* of a write; other calls have the one that fits */
  guint refused;
} Disk;

static Disk disk;

static int
code_of (CutCall call, int code)
{
  static const int io[] = { SQLITE_CANTOPEN, SQLITE_IOERR_WRITE, SQLITE_IOERR_TRUNCATE,
                            SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMSIZE };

  return code == SQLITE_IOERR || call == CUT_CALL_OPEN || call == CUT_CALL_MAP ? io[call] : code;
}

static int
refuse_cb (CutCall call, gint64 grow, gpointer data)
{
  int code = SQLITE_OK;

  g_mutex_lock (&disk.lock);
  switch (disk.sickness)
    {
    case ONCE:
    case FOR_EVER:
      if (disk.left > 0)
        disk.left--;
      else
        {
          code = code_of (call, disk.code);
          if (disk.sickness == ONCE)
            disk.sickness = WELL;
        }
      break;
    case SMALL:
      if (grow > disk.left)
        code = code_of (call, SQLITE_FULL);
      else
        disk.left -= grow;
      break;
    case WELL:
    default:
      break;
    }
  disk.refused += code != SQLITE_OK;
  g_mutex_unlock (&disk.lock);
  return code;
}

static void
set_disk (Sickness sickness, gint64 left, int code)
{
  g_mutex_lock (&disk.lock);
  disk.sickness = sickness;
  disk.left = left;
  disk.code = code;
  disk.refused = 0;
  g_mutex_unlock (&disk.lock);
}

/* Makes it well again. Returns: how often it refused something. */
static guint
heal (void)
{
  guint refused;

  g_mutex_lock (&disk.lock);
  refused = disk.refused;
  disk.sickness = WELL;
  g_mutex_unlock (&disk.lock);
  return refused;
}

/* ---- somebody who types -----------------------------------------------------------------------
 */

typedef struct
{
  Fixture fixture;
  RedaksiDocument *document;
  GString *typed;
  guint troubles;
  guint64 durable;
  gint64 began;   /* when something was typed into a sick disk */
  gint64 longest; /* from then to the warning */
} Typist;

static gint64 longest;

static void
trouble_cb (RedaksiLibrary *library, const GError *error, Typist *typist)
{
  g_assert_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_WRITE);
  if (typist->troubles++ == 0)
    longest = MAX (longest, g_get_monotonic_time () - typist->began);
  /* What is told here is true: it is not saved. */
  g_assert_cmpuint (redaksi_library_get_durable_version (library, SICK_ARTICLE), <,
                    redaksi_document_get_version (typist->document));
}

static void
durable_cb (RedaksiLibrary *library, const char *id, guint64 version, Typist *typist)
{
  typist->durable = version;
}

static void
sit_down (Typist *typist)
{
  Fixture *fixture = &typist->fixture;
  g_autoptr (RedaksiArticle) article = sick_make_article (SICK_ARTICLE, "");

  heal ();
  common_set_up (fixture, NULL);
  g_free (await_string (redaksi_library_create (fixture->library, article)));
  typist->document = await_object (redaksi_library_load (fixture->library, SICK_ARTICLE));
  typist->typed = g_string_new (NULL);
  g_signal_connect (fixture->library, "trouble", G_CALLBACK (trouble_cb), typist);
  g_signal_connect (fixture->library, "durable", G_CALLBACK (durable_cb), typist);
  redaksi_library_attach (fixture->library, typist->document);
}

static void
type_on (Typist *typist, const char *text)
{
  typist->began = g_get_monotonic_time ();
  type (typist->document, text);
  g_string_append (typist->typed, text);
}

static gboolean
is_durable (Typist *typist)
{
  return redaksi_library_get_durable_version (typist->fixture.library, SICK_ARTICLE)
         >= redaksi_document_get_version (typist->document);
}

static void
wait_for_news (Typist *typist)
{
  while (typist->troubles == 0 && !is_durable (typist))
    g_main_context_iteration (NULL, TRUE);
}

static char *
read_text (const char *folder)
{
  Fixture fixture = { g_strdup (folder), NULL };
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiCheck) check = NULL;

  common_open (&fixture);
  g_assert_null (redaksi_library_get_read_only_reason (fixture.library));
  article = await_boxed (redaksi_library_load_revision (fixture.library, SICK_ARTICLE, 0));
  check = await_boxed (redaksi_library_check (fixture.library));
  g_assert_null (check->file);
  g_assert_null (check->damaged_articles[0]);
  common_close (&fixture);
  g_free (fixture.folder);
  return body_text (article);
}

/* What a kill would leave now: everything that was called durable, and a beginning of the rest. */
static void
look_at_copy (Typist *typist)
{
  g_autofree char *copy = g_strconcat (typist->fixture.folder, "-copy", NULL);
  g_autofree char *make = g_strdup_printf ("cp -r %s %s", typist->fixture.folder, copy);
  g_autofree char *remove = g_strdup_printf ("rm -rf %s", copy);
  g_autofree char *path = common_path (&typist->fixture, "library.db");
  g_autofree char *text = NULL;
  guint64 durable = typist->durable;
  sqlite3 *db;

  /* Nobody writes while it is copied. */
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_true (g_spawn_command_line_sync (make, NULL, NULL, NULL, NULL));
  sqlite3_close (db);
  text = read_text (copy);
  g_assert_cmpuint (strlen (text), >=, durable);
  g_assert_true (g_str_has_prefix (typist->typed->str, text));
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
}

/* The disk is well: everything is saved, and is there when the library is opened again. */
static void
get_up (Typist *typist)
{
  Fixture *fixture = &typist->fixture;
  g_autofree char *name = g_strdup_printf ("rescue-%s.json", SICK_ARTICLE);
  g_autofree char *rescue = common_path (fixture, name);
  g_autofree char *text = NULL;

  await_true (redaksi_library_flush (fixture->library, typist->document));
  g_assert_true (is_durable (typist));
  await_true (redaksi_library_detach (fixture->library, typist->document));
  g_signal_handlers_disconnect_by_data (fixture->library, typist);
  common_close (fixture);
  g_assert_false (g_file_test (rescue, G_FILE_TEST_EXISTS));
  text = read_text (fixture->folder);
  g_assert_cmpstr (text, ==, typist->typed->str);
  common_tear_down (fixture, NULL);
  g_object_unref (typist->document);
  g_string_free (typist->typed, TRUE);
}

/* The disk is as sick when the window closes; it is well when it is opened again. */
static void
get_up_too_early (Typist *typist)
{
  Fixture *fixture = &typist->fixture;
  g_autofree char *text = NULL;

  await_library_error (redaksi_library_close (fixture->library), REDAKSI_LIBRARY_ERROR_WRITE);
  g_signal_handlers_disconnect_by_data (fixture->library, typist);
  spin ();
  g_clear_object (&fixture->library);
  heal ();
  text = read_text (fixture->folder);
  g_assert_cmpstr (text, ==, typist->typed->str);
  common_tear_down (fixture, NULL);
  g_object_unref (typist->document);
  g_string_free (typist->typed, TRUE);
}

/* FALSE: what was typed needs fewer calls than that. */
static gboolean
type_on_sick_disk (Sickness sickness, int code, guint nth)
{
  Typist typist = { 0 };
  guint refused;

  sit_down (&typist);
  type_on (&typist, "satu ");
  await_true (redaksi_library_flush (typist.fixture.library, typist.document));
  set_disk (sickness, nth, code);
  type_on (&typist, "dua ");
  wait_for_news (&typist);
  if (typist.troubles > 0 && sickness == FOR_EVER)
    {
      g_assert_false (is_durable (&typist));
      type_on (&typist, "tiga ");
      dex_future_disown (redaksi_library_flush (typist.fixture.library, typist.document));
      if (nth % 2 == 1)
        {
          get_up_too_early (&typist);
          return TRUE;
        }
    }
  refused = heal ();
  look_at_copy (&typist);
  get_up (&typist);
  return refused > 0;
}

static const int codes[] = { SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY };

static void
test_typing (void)
{
  guint step = is_full_count () ? 1 : 3, runs = 0;

  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    for (Sickness sickness = ONCE; sickness <= FOR_EVER; sickness++)
      for (guint nth = 0; type_on_sick_disk (sickness, codes[c], nth); nth += step)
        runs++;
  g_test_message ("%u failures, told after %.2f s at most", runs, (double)longest / G_USEC_PER_SEC);
  g_assert_cmpuint (runs, >, 12);
  if (is_full_count ())
    g_assert_cmpint (longest, <=, PROMISED);
}

/* ---- the other calls that save ----------------------------------------------------------------
 */

static gboolean
settle (DexFuture *future)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  return dex_await (future, NULL);
}

static void
end_call (Fixture *fixture)
{
  /* Closing is not what is tried. */
  settle (redaksi_library_close (fixture->library));
  spin ();
  g_clear_object (&fixture->library);
}

static gboolean
call_on_sick_disk (const SickCall *tried, Sickness sickness, int code, guint nth)
{
  g_autoptr (RedaksiArticle) first = sick_make_article (SICK_ARTICLE, "Awal");
  g_autoptr (RedaksiArticle) second = sick_make_article (SICK_ARTICLE, "Lanjutan");
  g_autoptr (RedaksiCheck) check = NULL;
  Fixture fixture = { NULL };
  gboolean resolved;
  guint refused;

  heal ();
  common_set_up (&fixture, NULL);
  g_free (await_string (redaksi_library_create (fixture.library, first)));
  await_uint (redaksi_library_save_article (fixture.library, second, "manual"));
  if (tried->prepare != NULL)
    tried->prepare (&fixture);
  if (g_str_equal (tried->name, "remove-site") || g_str_equal (tried->name, "undelete"))
    g_assert_false (tried->is_done (&fixture));

  set_disk (sickness, nth, code);
  resolved = settle (tried->call (&fixture));
  refused = heal ();
  end_call (&fixture);

  common_open (&fixture);
  g_assert_null (redaksi_library_get_read_only_reason (fixture.library));
  check = await_boxed (redaksi_library_check (fixture.library));
  g_assert_null (check->damaged_articles[0]);
  if (resolved && !tried->is_done (&fixture))
    g_error ("%s said that it was done, with failure %d at %u", tried->name, code, nth);
  if (!tried->is_done (&fixture))
    g_assert_true (settle (tried->call (&fixture)));
  g_assert_true (tried->is_done (&fixture));
  common_tear_down (&fixture, NULL);
  return refused > 0;
}

static void
test_calls (void)
{
  guint step = is_full_count () ? 1 : 5, runs = 0;

  for (guint i = 0; i < sick_n_calls; i++)
    for (guint c = 0; c < (is_full_count () ? G_N_ELEMENTS (codes) : 1); c++)
      for (Sickness sickness = ONCE; sickness <= FOR_EVER; sickness++)
        for (guint nth = 0; call_on_sick_disk (&sick_calls[i], sickness, codes[c], nth);
             nth += step)
          runs++;
  g_test_message ("%u failures of %u calls", runs, sick_n_calls);
  g_assert_cmpuint (runs, >=, sick_n_calls * 2);
}

/* ---- disks that are too small -----------------------------------------------------------------
 */

static const char sentence[] = "Warga Desa Muara bekerja bakti membersihkan lumpur sejak pagi. ";

/* Types until it is told that the disk is full; then there is room again. Returns: whether it was
 * told before all was typed. */
static gboolean
fill_disk (gint64 room)
{
  Typist typist = { 0 };
  gboolean full;

  sit_down (&typist);
  set_disk (SMALL, room, 0);
  for (guint i = 0; i < 12 && typist.troubles == 0; i++)
    {
      type_on (&typist, sentence);
      if (i % 4 == 3)
        dex_future_disown (
          redaksi_library_cut_revision (typist.fixture.library, SICK_ARTICLE, "idle", NULL));
      dex_future_disown (redaksi_library_flush (typist.fixture.library, typist.document));
      wait_for_news (&typist);
    }
  full = typist.troubles > 0;
  if (full)
    type_on (&typist, "Bantuan datang sore.");
  heal ();
  look_at_copy (&typist);
  get_up (&typist);
  return full;
}

static void
test_sizes (void)
{
  guint count = is_full_count () ? 200 : 12, full = 0;
  GRand *chance = g_rand_new_with_seed ((guint32)g_test_rand_int ());

  for (guint i = 0; i < count; i++)
    full += fill_disk ((gint64)i * 400000 / count
                       + g_rand_int_range (chance, 0, 400000 / (gint32)count));
  g_test_message ("%u of %u disks were full", full, count);
  g_assert_cmpuint (full, >, count / 4);
  g_rand_free (chance);
}

static void
limit_files (gboolean limited, guint64 size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = limited ? size : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* No file may grow over a size, the rescue file neither; SIGXFSZ kills nobody. */
static void
test_limits (void)
{
  guint count = is_full_count () ? 60 : 6, full = 0;

  for (guint i = 0; i < count; i++)
    {
      Typist typist = { 0 };

      sit_down (&typist);
      limit_files (TRUE, (guint64)i * 240000 / count);
      type_on (&typist, sentence);
      dex_future_disown (redaksi_library_flush (typist.fixture.library, typist.document));
      wait_for_news (&typist);
      full += typist.troubles > 0;
      limit_files (FALSE, 0);
      look_at_copy (&typist);
      get_up (&typist);
    }
  g_test_message ("%u of %u limits were reached", full, count);
  g_assert_cmpuint (full, >, 0);
}

int
main (int argc, char *argv[])
{
  common_init (argc, argv);
  cut_vfs_register ();
  cut_vfs_set_refuse (refuse_cb, NULL);
  g_test_add_func ("/faults/library/sick-disk/typing", test_typing);
  g_test_add_func ("/faults/library/sick-disk/calls", test_calls);
  g_test_add_func ("/faults/library/sick-disk/sizes", test_sizes);
  g_test_add_func ("/faults/library/sick-disk/limits", test_limits);
  return g_test_run ();
}
