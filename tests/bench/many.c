/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "redaksi-id.h"
#include "redaksi-store-private.h"

/*
 * many: a library as large as a newsroom's after many years, made in minutes.
 *
 *   many fill FOLDER N WORDS   N articles of so many words, their words as often as in a language:
 *                              few are in each article, most are rare
 *   many search FOLDER N       N searches of each kind, as one types: the first page with its
 * snippets; how soon one is interrupted by the next key; the first page of lists
 *
 * Filling goes below the library's face, many articles a commit: nobody waits for each of them.
 */

#define PER_COMMIT 2000
#define VOCABULARY 40000

static const char *const common[]
  = { "yang",     "dan",      "di",       "itu",     "dengan",   "untuk", "tidak",  "ini",
      "dari",     "dalam",    "akan",     "pada",    "juga",     "ke",    "karena", "ada",
      "mereka",   "sudah",    "saat",     "oleh",    "bisa",     "para",  "warga",  "tahun",
      "banjir",   "sungai",   "jembatan", "desa",    "kota",     "hujan", "bupati", "jalan",
      "sekolah",  "petani",   "nelayan",  "pasar",   "memberi",  "beri",  "diberi", "pemberian",
      "berjalan", "menjalan", "rumah",    "listrik", "kecamatan" };
static const char *const syllables[]
  = { "ba", "be", "bi", "bu", "ca", "da", "de", "du", "ga", "gu", "ha", "ja",  "ji", "ka",
      "ke", "ki", "ku", "la", "li", "lu", "ma", "mi", "mu", "na", "ni", "nya", "pa", "pe",
      "pu", "ra", "ri", "ru", "sa", "se", "si", "su", "ta", "te", "ti", "tu",  "wa", "ya" };
static const char *const endings[] = { "", "", "", "n", "ng", "s", "r", "k", "t", "kan", "an" };
static const char *const beginnings[] = { "", "", "", "ber", "me", "di", "ter", "pe" };
static const char *const people[]
  = { "Bayu Pratama", "Rina Wulandari", "Sari Dewi", "Rahmat Hidayat",
      "Agus Salim",   "Dewi Lestari",   "Yusuf",     "Ni Made Ayu" };
static const char *const sections[] = { "Daerah", "Politik", "Ekonomi", "Olahraga", "Budaya" };

#define PICK(chance, list) (list[g_rand_int_range (chance, 0, G_N_ELEMENTS (list))])

typedef struct
{
  GPtrArray *words;
  double *sums; /* of how often each word is, up to it */
} Language;

/* The nth word is 1/n as often as the first: so it is in all languages. */
static void
language_init (Language *self, GRand *chance)
{
  double sum = 0;

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->sums = g_new (double, VOCABULARY);
  for (guint i = 0; i < VOCABULARY; i++)
    {
      GString *word
        = g_string_new (i < G_N_ELEMENTS (common) ? common[i] : PICK (chance, beginnings));

      for (int n = i < G_N_ELEMENTS (common) ? 0 : g_rand_int_range (chance, 2, 4); n > 0; n--)
        g_string_append (word, PICK (chance, syllables));
      if (i >= G_N_ELEMENTS (common))
        g_string_append (word, PICK (chance, endings));
      g_ptr_array_add (self->words, g_string_free_and_steal (word));
      sum += 1.0 / (i + 2);
      self->sums[i] = sum;
    }
}

static const char *
pick_word (const Language *self, GRand *chance)
{
  double wanted = g_rand_double (chance) * self->sums[VOCABULARY - 1];
  guint low = 0, high = VOCABULARY - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->sums[middle] < wanted)
        low = middle + 1;
      else
        high = middle;
    }
  return self->words->pdata[low];
}

static char *
sentences (const Language *language, GRand *chance, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean begins = TRUE;

  for (guint i = 0; i < n; i++)
    {
      const char *word = pick_word (language, chance);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, word);
      if (begins)
        text->str[text->len - strlen (word)] = g_ascii_toupper (*word);
      begins = i % 13 == 12;
      if (begins)
        g_string_append_c (text, '.');
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static RedaksiArticle *
make_article (const Language *language, GRand *chance, guint words)
{
  g_autofree char *id = redaksi_id_new ();
  g_autofree char *headline = sentences (language, chance, (guint)g_rand_int_range (chance, 5, 11));
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (id);
  g_autoptr (RedaksiArticle) named = NULL;
  g_autoptr (RedaksiArticle) placed = NULL;
  g_autoptr (RedaksiArticle) credited = NULL;
  g_autoptr (GPtrArray) bylines
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_autoptr (RedaksiBody) body = NULL;

  named = redaksi_article_with_field (empty, REDAKSI_FIELD_HEADLINE, headline);
  placed = redaksi_article_with_field (named, REDAKSI_FIELD_SECTION, PICK (chance, sections));
  g_ptr_array_add (bylines, redaksi_byline_new (PICK (chance, people), "writer"));
  credited = redaksi_article_with_bylines (placed, bylines);
  for (guint left = words; left > 0;)
    {
      guint wanted = (guint)g_rand_int_range (chance, 40, 75);
      guint n = MIN (left, wanted);
      g_autofree char *text = sentences (language, chance, n);

      g_ptr_array_add (blocks, redaksi_block_new_paragraph (text));
      left -= n;
    }
  body = redaksi_body_new ((RedaksiBlock **)blocks->pdata, blocks->len);
  return redaksi_article_with_body (credited, body);
}

static gboolean
fill (RedaksiDatabase *db, guint n, guint words, GError **error)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (11);
  gint64 now = g_get_real_time ();
  Language language;

  language_init (&language, chance);
  /* What it costs to be safe against a cut is not what is measured here. */
  if (!redaksi_database_exec (db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000", error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RedaksiArticle) article = make_article (&language, chance, words);
      /* Nobody writes in the order of the articles. */
      gint64 time = now - (gint64)(n - i) * 600 * G_USEC_PER_SEC
                    - g_rand_int_range (chance, 0, 1 << 30) * (gint64)1000;
      RedaksiState state = g_rand_int_range (chance, 0, 10) < 8
                             ? REDAKSI_STATE_PUBLISHED
                             : (RedaksiState)g_rand_int_range (chance, 0, REDAKSI_STATE_LAST + 1);
      gint64 row;

      if (i % PER_COMMIT == 0
          && !((i == 0 || redaksi_database_commit (db, error))
               && redaksi_database_begin (db, error)))
        return FALSE;
      if (!redaksi_store_create (db, article, "new", time, &row, error)
          || !redaksi_store_set_state (db, redaksi_article_get_id (article), state, error))
        return FALSE;
    }
  return redaksi_database_commit (db, error);
}

/* ---- searching --------------------------------------------------------------------------------
 */

#define PAGE 50

static double
since (gint64 began)
{
  return (double)(g_get_monotonic_time () - began) / 1000;
}

/* ms that this process has worked, all threads: what a busy machine does not change. */
static double
worked (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static void
tell (const char *name, double *times, guint n)
{
  qsort (times, n, sizeof *times, compare);
  printf ("%s-p50 %.2f\n%s-p99 %.2f\n%s-max %.2f\n", name, times[n / 2], name, times[n * 99 / 100],
          name, times[n - 1]);
  fflush (stdout);
}

/* What the window does: the first page of rows, and what is shown of them. */
static double
first_page (RedaksiLibrary *library, guint states, const char *words, GError **error)
{
  RedaksiQuery query = { states, words, PAGE };
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GArray) rows = dex_await_boxed (redaksi_library_query (library, &query), error);
  g_autoptr (GPtrArray) shown = NULL;

  if (rows == NULL)
    return -1;
  shown = dex_await_boxed (redaksi_library_fetch (library, (const gint64 *)(gpointer)rows->data,
                                                  rows->len, words),
                           error);
  return shown != NULL ? since (began) : -1;
}

/* @letters: 0: @n_words whole words, else so many letters of one */
static char *
make_wanted (const Language *language, GRand *chance, guint n_words, guint letters)
{
  g_autoptr (GString) wanted = g_string_new (NULL);

  if (letters > 0)
    {
      const char *word;

      do
        word = pick_word (language, chance);
      while (strlen (word) < letters);
      return g_strndup (word, letters);
    }
  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (wanted, "%s%s", i > 0 ? " " : "", pick_word (language, chance));
  return g_string_free_and_steal (g_steal_pointer (&wanted));
}

/* ms until a search for all is rejected after the next key, and until that one is answered. */
static gboolean
interrupt (RedaksiLibrary *library, const char *words, double *rejected, double *answered,
           GError **error)
{
  RedaksiQuery all = { 0, words, 0 }, next = { 0, "jembatan putus", PAGE };
  g_autoptr (DexFuture) slow = redaksi_library_query (library, &all);
  g_autoptr (DexFuture) fast = NULL;
  gint64 began;

  dex_await (dex_timeout_new_msec (4), NULL);
  began = g_get_monotonic_time ();
  fast = redaksi_library_query (library, &next);
  dex_await (dex_ref (slow), NULL);
  *rejected = since (began);
  if (!dex_await (dex_ref (fast), error))
    return FALSE;
  *answered = since (began);
  return TRUE;
}

static gboolean
search (RedaksiLibrary *library, guint n, GError **error)
{
  static const struct
  {
    const char *name;
    guint words, letters;
  } kinds[] = { { "word", 1, 0 },
                { "2-words", 2, 0 },
                { "3-words", 3, 0 },
                { "2-letters", 1, 2 },
                { "3-letters", 1, 3 } };
  g_autoptr (GRand) seed = g_rand_new_with_seed (11);
  g_autoptr (GRand) chance = g_rand_new_with_seed (5);
  g_autofree double *times = g_new (double, n);
  g_autofree double *others = g_new (double, n);
  Language language;

  language_init (&language, seed);
  if (first_page (library, 0, NULL, error) < 0)
    return FALSE;
  for (guint state = 0; state <= REDAKSI_STATE_LAST + 1; state++)
    {
      g_autofree char *name = g_strdup_printf ("list-%u", state);

      for (guint i = 0; i < n; i++)
        if ((times[i]
             = first_page (library, state <= REDAKSI_STATE_LAST ? 1u << state : 6, NULL, error))
            < 0)
          return FALSE;
      tell (name, times, n);
    }
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      double slowest = 0, before;
      g_autofree char *slow = NULL;
      g_autofree char *worked_name = NULL;

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *wanted
            = make_wanted (&language, chance, kinds[kind].words, kinds[kind].letters);

          before = worked ();
          times[i] = first_page (library, 0, wanted, error);
          if (times[i] < 0)
            return FALSE;
          others[i] = worked () - before;
          if (others[i] > slowest)
            {
              slowest = others[i];
              g_set_str (&slow, wanted);
            }
        }
      tell (kinds[kind].name, times, n);
      worked_name = g_strconcat (kinds[kind].name, "-cpu", NULL);
      tell (worked_name, others, n);
      g_printerr ("slowest: %s\n", slow);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *wanted = make_wanted (&language, chance, 1, 2 + i % 3);

      if (!interrupt (library, wanted, &times[i], &others[i], error))
        return FALSE;
    }
  tell ("interrupted", times, n);
  tell ("next", others, n);
  for (guint i = 0; i < n / 10; i++)
    {
      g_autofree char *wanted = make_wanted (&language, chance, 1, 2 + i % 3);
      RedaksiQuery query = { 0, wanted, 0 };
      gint64 began = g_get_monotonic_time ();

      if (!dex_await (redaksi_library_query (library, &query), error))
        return FALSE;
      times[i] = since (began);
    }
  tell ("all-rows", times, n / 10);
  return TRUE;
}

typedef struct
{
  char **argv;
  gboolean done;
  GError *error;
  GMainLoop *loop;
} Run;

static DexFuture *
search_fiber (gpointer data)
{
  Run *run = data;
  g_autoptr (RedaksiLibrary) library = redaksi_library_new (run->argv[2]);

  run->done = dex_await (redaksi_library_open (library), &run->error)
              && search (library, (guint)atoi (run->argv[3]), &run->error)
              && dex_await (redaksi_library_close (library), &run->error);
  g_main_loop_quit (run->loop);
  return NULL;
}

static gboolean
run_search (char **argv, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { argv, FALSE, NULL, loop };

  dex_init ();
  dex_future_disown (dex_scheduler_spawn (NULL, 256 * 1024, search_fiber, &run, NULL));
  g_main_loop_run (loop);
  if (!run.done)
    g_propagate_error (error, run.error);
  return run.done;
}

static gboolean
run_fill (char **argv, GError **error)
{
  g_autofree char *path = g_build_filename (argv[2], "library.db", NULL);
  gint64 began = g_get_monotonic_time ();
  RedaksiDatabase *db;
  gboolean done;

  g_mkdir_with_parents (argv[2], 0700);
  db = redaksi_database_open (path, REDAKSI_DATABASE_WRITER, error);
  done = db != NULL && fill (db, (guint)atoi (argv[3]), (guint)atoi (argv[4]), error);
  if (db != NULL)
    done = redaksi_database_close (db, done ? error : NULL) && done;
  if (done)
    printf ("seconds %.1f\n", since (began) / 1000);
  return done;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc < 4 || (g_str_equal (argv[1], "fill") && argc < 5))
    {
      g_printerr ("usage: many fill FOLDER N WORDS | many search FOLDER N\n");
      return 2;
    }
  if (g_str_equal (argv[1], "fill") ? run_fill (argv, &error) : run_search (argv, &error))
    return 0;
  g_printerr ("many: %s\n", error->message);
  return 1;
}
