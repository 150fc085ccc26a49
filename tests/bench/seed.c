/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-id.h"
#include "redaksi-library.h"

#include <stdio.h>
#include <stdlib.h>

/*
 * seed: libraries to measure with.
 *
 *   seed fill FOLDER N      puts N articles of some 150 words into the library in FOLDER
 *   seed search FOLDER      ms that the window's search takes (rows and the first page of
 * summaries)
 *   seed story FOLDER HEADLINE FILE PHOTOS PHOTO
 *                           an article with a paragraph for each line of FILE and the photo so
 * often between them
 */

static const char *const words[]
  = { "air",     "banjir",   "bupati",    "camat",   "desa",    "dinas",  "gedung", "hujan",
      "jalan",   "jembatan", "kabupaten", "kampung", "kantor",  "kapal",  "kepala", "kota",
      "listrik", "muara",    "nelayan",   "pasar",   "pelajar", "pemuda", "petani", "petugas",
      "posko",   "rapat",    "rumah",     "sawah",   "sekolah", "siswa",  "sungai", "tanah",
      "truk",    "warga",    "wilayah",   "yang",    "dengan",  "untuk",  "dari",   "pada" };

static const char *const people[] = { "Bayu", "Rina", "Sari", "Rahmat", "Dewi", "Agus" };
static const char *const sections[] = { "Daerah", "Politik", "Ekonomi", "Olahraga" };

static char *
sentence (GRand *chance, int n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, words[g_rand_int_range (chance, 0, G_N_ELEMENTS (words))]);
    }
  text->str[0] = g_ascii_toupper (text->str[0]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static RedaksiArticle *
make_article (GRand *chance)
{
  g_autofree char *id = redaksi_id_new ();
  g_autofree char *headline = sentence (chance, g_rand_int_range (chance, 5, 11));
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (id);
  g_autoptr (RedaksiArticle) named
    = redaksi_article_with_field (empty, REDAKSI_FIELD_HEADLINE, headline);
  g_autoptr (RedaksiArticle) placed
    = redaksi_article_with_field (named, REDAKSI_FIELD_SECTION,
                                  sections[g_rand_int_range (chance, 0, G_N_ELEMENTS (sections))]);
  g_autoptr (GPtrArray) bylines
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  g_autoptr (RedaksiArticle) signed_article = NULL;
  g_autoptr (RedaksiBody) body = NULL;
  RedaksiBlock *blocks[5];

  g_ptr_array_add (bylines,
                   redaksi_byline_new (people[g_rand_int_range (chance, 0, G_N_ELEMENTS (people))],
                                       "writer"));
  signed_article = redaksi_article_with_bylines (placed, bylines);
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autofree char *text = sentence (chance, 30);
      blocks[i] = redaksi_block_new_paragraph (text);
    }
  body = redaksi_body_new (blocks, G_N_ELEMENTS (blocks));
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    redaksi_block_unref (blocks[i]);
  return redaksi_article_with_body (signed_article, body);
}

static gboolean
fill (RedaksiLibrary *library, int n, GError **error)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (11);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (RedaksiArticle) article = make_article (chance);
      g_autofree char *id = dex_await_string (redaksi_library_create (library, article), error);

      if (id == NULL)
        return FALSE;
    }
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static gboolean
search (RedaksiLibrary *library, GError **error)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (5);
  double times[200];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *wanted = sentence (chance, 1 + (int)(i % 3));
      RedaksiQuery query = { 0, wanted };
      gint64 began = g_get_monotonic_time ();
      g_autoptr (GArray) rows = dex_await_boxed (redaksi_library_query (library, &query), error);
      g_autoptr (GPtrArray) shown = NULL;

      if (rows == NULL)
        return FALSE;
      shown = dex_await_boxed (redaksi_library_fetch (library, (const gint64 *)(gpointer)rows->data,
                                                      MIN (rows->len, 50), wanted),
                               error);
      if (shown == NULL)
        return FALSE;
      times[i] = (double)(g_get_monotonic_time () - began) / 1000;
    }
  qsort (times, G_N_ELEMENTS (times), sizeof *times, compare);
  printf ("p50 %.2f\np95 %.2f\nmax %.2f\n", times[100], times[190], times[199]);
  return TRUE;
}

static gboolean
tell_story (RedaksiLibrary *library, char **argv, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *id = redaksi_id_new ();
  g_autofree char *kept = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_autoptr (RedaksiShape) photo
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", argv[4], "alt", "Banjir", NULL);
  g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (id);
  g_autoptr (RedaksiArticle) named
    = redaksi_article_with_field (empty, REDAKSI_FIELD_HEADLINE, argv[1]);
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiBody) body = NULL;
  guint photos = (guint)atoi (argv[3]), n;

  if (!g_file_get_contents (argv[2], &text, NULL, error))
    return FALSE;
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  n = g_strv_length (lines);
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (blocks, redaksi_block_new_paragraph (lines[i]));
      /* One after each so many paragraphs, and none after the last. */
      if (i + 1 < n && (i + 1) * photos / n > i * photos / n)
        {
          g_ptr_array_add (blocks, redaksi_block_new_leaf (photo));
          g_ptr_array_add (blocks,
                           redaksi_block_new (caption, "Warga menunggu air surut", NULL, 0));
        }
    }
  body = redaksi_body_new ((RedaksiBlock **)blocks->pdata, blocks->len);
  article = redaksi_article_with_body (named, body);
  kept = dex_await_string (redaksi_library_create (library, article), error);
  if (kept != NULL)
    printf ("%s\n", kept);
  return kept != NULL;
}

typedef struct
{
  char **argv;
  int status;
  GMainLoop *loop;
} Run;

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  g_autoptr (RedaksiLibrary) library = redaksi_library_new (run->argv[2]);
  g_autoptr (GError) error = NULL;
  gboolean done = dex_await (redaksi_library_open (library), &error);

  if (done)
    done = g_str_equal (run->argv[1], "fill")    ? fill (library, atoi (run->argv[3]), &error)
           : g_str_equal (run->argv[1], "story") ? tell_story (library, run->argv + 2, &error)
                                                 : search (library, &error);
  if (done)
    done = dex_await (redaksi_library_close (library), &error);
  if (!done)
    g_printerr ("seed: %s\n", error->message);
  run->status = done ? 0 : 1;
  g_main_loop_quit (run->loop);
  return NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { argv, 1, loop };

  if (argc < 3 || (g_str_equal (argv[1], "fill") && argc < 4)
      || (g_str_equal (argv[1], "story") && argc < 7))
    {
      g_printerr ("usage: seed fill FOLDER N | seed search FOLDER"
                  " | seed story FOLDER HEADLINE FILE PHOTOS PHOTO\n");
      return 2;
    }
  dex_init ();
  dex_future_disown (dex_scheduler_spawn (NULL, 256 * 1024, run_fiber, &run, NULL));
  g_main_loop_run (loop);
  return run.status;
}
