/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program is killed while somebody types: what was called durable is there, the text is what
 * had been typed up to some key, and the library goes on. The test starts itself again to be
 * killed.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "redaksi-library.h"

static const char *program;

static GPtrArray *futures; /* the values of those that were waited for are looked at still */

static const GValue *
wait_for (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  const GValue *value;

  g_ptr_array_add (futures, future);
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  value = dex_future_get_value (future, &error);
  if (value == NULL)
    g_error ("%s", error->message);
  return value;
}

/* The nth character that is typed: so a text tells how many keys it is. */
static char
key (guint64 n)
{
  return (char)('a' + n % 23);
}

/* ---- the one that is killed -------------------------------------------------------------------
 */

static void
durable_cb (RedaksiLibrary *library, const char *id, guint64 version)
{
  printf ("%" G_GUINT64_FORMAT "\n", version);
  fflush (stdout);
}

static gboolean
type_cb (gpointer data)
{
  RedaksiDocument *document = data;
  char text[2] = { key (redaksi_document_get_version (document)), '\0' };
  guint end = redaksi_body_get_length (redaksi_document_get_body (document));
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiBody) slice = redaksi_body_new_text (shape, text);
  g_autoptr (RedaksiStep) step = redaksi_step_new_replace (end, end, slice);
  g_autoptr (RedaksiTransaction) transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_TYPING);

  redaksi_transaction_add (transaction, step);
  g_assert_true (redaksi_document_apply (document, transaction, NULL));
  return G_SOURCE_CONTINUE;
}

static gboolean
cut_cb (gpointer data)
{
  RedaksiLibrary *library = data;
  const char *id = g_object_get_data (G_OBJECT (library), "id");

  dex_future_disown (redaksi_library_cut_revision (library, id, "idle", NULL));
  return G_SOURCE_CONTINUE;
}

static gboolean
flush_cb (gpointer data)
{
  RedaksiLibrary *library = data;

  dex_future_disown (
    redaksi_library_flush (library, g_object_get_data (G_OBJECT (library), "document")));
  return G_SOURCE_CONTINUE;
}

G_NORETURN static void
be_killed (const char *folder, const char *id)
{
  g_autoptr (RedaksiLibrary) library = redaksi_library_new (folder);
  RedaksiDocument *document;

  wait_for (redaksi_library_open (library));
  document = g_value_dup_object (wait_for (redaksi_library_load (library, id)));
  redaksi_library_attach (library, document);
  g_object_set_data (G_OBJECT (library), "id", (gpointer)id);
  g_object_set_data (G_OBJECT (library), "document", document);
  g_signal_connect (library, "durable", G_CALLBACK (durable_cb), NULL);
  g_timeout_add (1, type_cb, document);
  g_timeout_add (7, flush_cb, library);
  g_timeout_add (23, cut_cb, library);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* ---- the one that looks -----------------------------------------------------------------------
 */

/* Starts, kills after @delay, and returns the last version that was called durable. */
static guint64
run_and_kill (const char *folder, const char *id, guint delay)
{
  const char *const argv[] = { program, "--be-killed", folder, id, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  guint64 durable = 0;
  char buffer[4096];
  gssize n;
  GPid pid;
  int out, status;
  char *line;

  g_spawn_async_with_pipes (NULL, (char **)argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &out, NULL, &error);
  g_assert_no_error (error);
  /* Killed from its start on, and well into its typing. */
  g_usleep (delay);
  kill (pid, SIGKILL);
  while ((n = read (out, buffer, sizeof buffer)) > 0)
    g_string_append_len (said, buffer, n);
  close (out);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  g_spawn_close_pid (pid);

  line = strrchr (said->str, '\n');
  if (line != NULL)
    {
      *line = '\0';
      line = strrchr (said->str, '\n');
      durable = g_ascii_strtoull (line != NULL ? line + 1 : said->str, NULL, 10);
    }
  return durable;
}

static void
test_kill (void)
{
  gboolean full = g_strcmp0 (g_getenv ("REDAKSI_FAULTS"), "full") == 0;
  guint count = full ? 300 : 8;
  g_autofree char *folder = g_dir_make_tmp ("redaksi-XXXXXX", NULL);
  g_autofree char *command = g_strdup_printf ("rm -rf %s", folder);
  g_autoptr (RedaksiArticle) article = redaksi_article_new (NULL);
  const char *id = redaksi_article_get_id (article);
  guint64 before = 0, saved = 0;

  for (guint i = 0; i <= count; i++)
    {
      g_autoptr (RedaksiLibrary) library = redaksi_library_new (folder);
      g_autoptr (RedaksiArticle) found = NULL;
      g_autofree char *text = NULL;
      guint64 durable = 0;

      if (i > 0)
        durable = run_and_kill (folder, id, (guint)g_test_rand_int_range (20000, 600000));
      wait_for (redaksi_library_open (library));
      if (i == 0)
        wait_for (redaksi_library_create (library, article));
      found = g_value_dup_boxed (wait_for (redaksi_library_load_revision (library, id, 0)));
      text = redaksi_body_dup_text (redaksi_article_get_body (found));
      g_assert_cmpuint (strlen (text), >=, MAX (durable, before));
      saved += durable > before;
      before = strlen (text);
      for (guint64 k = 0; k < before; k++)
        g_assert_cmpint (text[k], ==, key (k));
      wait_for (redaksi_library_close (library));
      g_ptr_array_set_size (futures, 0);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_test_message ("%u kills, %" G_GUINT64_FORMAT " keys kept", count, before);
  /* A harness that always kills before anything was saved proves nothing. */
  g_assert_cmpuint (saved, >, 0);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

int
main (int argc, char *argv[])
{
  int result;

  program = argv[0];
  futures = g_ptr_array_new_with_free_func (dex_unref);
  dex_init ();
  if (argc == 4 && g_str_equal (argv[1], "--be-killed"))
    be_killed (argv[2], argv[3]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/faults/library/kill", test_kill);
  result = g_test_run ();
  g_ptr_array_unref (futures);
  return result;
}
