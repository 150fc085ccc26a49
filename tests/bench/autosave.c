/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "count-vfs.h"
#include "redaksi-library.h"

/*
 * autosave: what it costs that a key is durable.
 *
 *   autosave FOLDER WORDS N   types N keys in the middle of an article of so many words in the
 *                             library in FOLDER, each kept before the next comes; in the end the
 *                             article is gone again
 *
 * bytes: written by SQLite for one key; beyond: ms from the key until it is durable, without what
 * the disk's own fsync takes and without the wait for a pause; fsync: ms of that; whole: the same
 * with it.
 */

typedef struct
{
  char **argv;
  gboolean done;
  GError *error;
  GMainLoop *loop;
} Run;

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static void
tell (const char *name, double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];
  qsort (values, n, sizeof *values, compare);
  printf ("%s-p50 %.2f\n%s-p90 %.2f\n%s-p99 %.2f\n%s-max %.2f\n%s-mean %.2f\n", name, values[n / 2],
          name, values[n * 9 / 10], name, values[n * 99 / 100], name, values[n - 1], name, sum / n);
}

static RedaksiArticle *
make_article (guint words)
{
  static const char *const some[]
    = { "air", "naik", "sejak", "malam", "warga", "desa", "di", "tepi", "sungai", "menunggu" };
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) named
    = redaksi_article_with_field (empty, REDAKSI_FIELD_HEADLINE, "Naskah panjang");
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_autoptr (GRand) chance = g_rand_new_with_seed (3);
  g_autoptr (RedaksiBody) body = NULL;

  for (guint left = words; left > 0;)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = MIN (left, 60);

      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "%s ",
                                some[g_rand_int_range (chance, 0, G_N_ELEMENTS (some))]);
      g_ptr_array_add (blocks, redaksi_block_new_paragraph (text->str));
      left -= n;
    }
  body = redaksi_body_new ((RedaksiBlock **)blocks->pdata, blocks->len);
  return redaksi_article_with_body (named, body);
}

static gboolean
type_key (RedaksiDocument *document, guint at, char key, GError **error)
{
  char text[] = { key, '\0' };
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiBody) slice = redaksi_body_new_text (shape, text);
  g_autoptr (RedaksiStep) step = redaksi_step_new_replace (at, at, slice);
  g_autoptr (RedaksiTransaction) transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_TYPING);

  redaksi_transaction_add (transaction, step);
  redaksi_transaction_set_selection (transaction, (RedaksiSelection){ at, at },
                                     (RedaksiSelection){ at + 1, at + 1 });
  return redaksi_document_apply (document, transaction, error);
}

static gboolean
type_all (RedaksiLibrary *library, RedaksiDocument *document, guint n, GError **error)
{
  g_autofree double *bytes = g_new (double, n);
  g_autofree double *beyond = g_new (double, n);
  g_autofree double *fsync = g_new (double, n);
  g_autofree double *whole = g_new (double, n);
  guint middle = redaksi_body_get_length (redaksi_document_get_body (document)) / 2;

  for (guint i = 0; i < n; i++)
    {
      CountVfs counted;
      gint64 began;

      /* Between two words a person takes a breath: what waits for a pause comes then. */
      dex_await (dex_timeout_new_msec (i % 10 == 9 ? 300 : 20), NULL);
      count_vfs_take ();
      began = g_get_monotonic_time ();
      if (!type_key (document, middle + i, "banjir "[i % 7], error)
          || !dex_await (redaksi_library_flush (library, document), error))
        return FALSE;
      whole[i] = (double)(g_get_monotonic_time () - began) / 1000;
      counted = count_vfs_take ();
      bytes[i] = (double)counted.bytes;
      fsync[i] = (double)counted.sync_time / 1000;
      beyond[i] = whole[i] - fsync[i];
    }
  tell ("bytes", bytes, n);
  tell ("beyond", beyond, n);
  tell ("fsync", fsync, n);
  tell ("whole", whole, n);
  return TRUE;
}

static gboolean
measure (RedaksiLibrary *library, guint words, guint n, GError **error)
{
  g_autoptr (RedaksiArticle) article = make_article (words);
  g_autofree char *id = dex_await_string (redaksi_library_create (library, article), error);
  g_autoptr (RedaksiDocument) document = NULL;
  gboolean typed;

  if (id == NULL)
    return FALSE;
  document = dex_await_object (redaksi_library_load (library, id), error);
  if (document == NULL)
    return FALSE;
  redaksi_library_attach (library, document);
  typed = type_all (library, document, n, error);
  return dex_await (redaksi_library_detach (library, document), typed ? error : NULL) && typed
         && dex_await (redaksi_library_delete (library, id), error)
         && dex_await (redaksi_library_purge_articles (library, (const char *const[]){ id, NULL }),
                       error);
}

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  g_autoptr (RedaksiLibrary) library = redaksi_library_new (run->argv[1]);

  run->done
    = dex_await (redaksi_library_open (library), &run->error)
      && measure (library, (guint)atoi (run->argv[2]), (guint)atoi (run->argv[3]), &run->error)
      && dex_await (redaksi_library_close (library), &run->error);
  g_main_loop_quit (run->loop);
  return NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { argv, FALSE, NULL, loop };

  if (argc < 4)
    {
      g_printerr ("usage: autosave FOLDER WORDS N\n");
      return 2;
    }
  dex_init ();
  count_vfs_register ();
  dex_future_disown (dex_scheduler_spawn (NULL, 256 * 1024, run_fiber, &run, NULL));
  g_main_loop_run (loop);
  if (run.done)
    return 0;
  g_printerr ("autosave: %s\n", run.error->message);
  return 1;
}
