/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random damage to the library file, each in a copy: the program never crashes; every article is as
 * it was, or is named by the check, or the file is refused as a whole.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "redaksi-library.h"

#define ARTICLES 12

static DexFuture *
settle (DexFuture *future)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  return future;
}

static gboolean
open_library (RedaksiLibrary *library)
{
  return dex_await (settle (redaksi_library_open (library)), NULL);
}

static void
close_library (RedaksiLibrary *library)
{
  dex_await (settle (redaksi_library_close (library)), NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static char *
make_article (RedaksiLibrary *library, guint i)
{
  g_autofree char *headline = g_strdup_printf ("Kepala berita %u", i);
  g_autofree char *text = g_strnfill (600 + i * 37, (char)('a' + i));
  g_autoptr (RedaksiBlock) block = redaksi_block_new_paragraph (text);
  g_autoptr (RedaksiBody) body = redaksi_body_new (&block, 1);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) titled
    = redaksi_article_with_field (empty, REDAKSI_FIELD_HEADLINE, headline);
  g_autoptr (RedaksiArticle) article = redaksi_article_with_body (titled, body);
  g_autoptr (RedaksiArticle) later = redaksi_article_with_field (article, REDAKSI_FIELD_DECK, text);
  char *id = dex_await_string (settle (redaksi_library_create (library, article)), NULL);
  g_autofree char *number = g_strdup_printf ("%u", 700 + i);
  g_autoptr (RedaksiPush) push = redaksi_push_new (id, 2, "koran", REDAKSI_INTENT_PUBLISH, 0);
  g_autoptr (RedaksiRemote) remote = redaksi_remote_new (number, NULL, NULL);

  g_assert_nonnull (id);
  dex_await_uint (settle (redaksi_library_save_article (library, later, "manual")), NULL);
  dex_await (settle (redaksi_library_set_state (library, id, (RedaksiState)(i % 5))), NULL);
  dex_await (settle (redaksi_library_add_push (library, push)), NULL);
  redaksi_push_set_stage (push, REDAKSI_STAGE_DONE);
  dex_await (settle (redaksi_library_update_push (library, push)), NULL);
  dex_await (settle (redaksi_library_set_remote (library, "koran", id, remote)), NULL);
  return id;
}

static gboolean
add_history (RedaksiLibrary *library, const char *id, GString *seen)
{
  g_autoptr (GPtrArray) list
    = dex_await_boxed (settle (redaksi_library_list_revisions (library, id)), NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      RedaksiRevisionInfo *info = list->pdata[i];
      g_string_append_printf (seen, "%u %" G_GINT64_FORMAT " %s %s %u\n", info->number, info->time,
                              info->reason, info->label, info->words);
    }
  return list != NULL;
}

static gboolean
add_pushes (RedaksiLibrary *library, const char *id, GString *seen)
{
  g_autoptr (GPtrArray) pushes
    = dex_await_boxed (settle (redaksi_library_list_pushes (library, FALSE)), NULL);
  g_autoptr (RedaksiRemote) remote
    = dex_await_boxed (settle (redaksi_library_get_remote (library, "koran", id)), NULL);

  if (pushes == NULL || remote == NULL)
    return FALSE;
  for (guint i = 0; i < pushes->len; i++)
    if (g_str_equal (redaksi_push_get_article (pushes->pdata[i]), id))
      g_string_append_printf (seen, "%s %u %d\n", redaksi_push_get_site (pushes->pdata[i]),
                              redaksi_push_get_revision (pushes->pdata[i]),
                              redaksi_push_get_stage (pushes->pdata[i]));
  g_string_append (seen, remote->remote_id);
  return TRUE;
}

/* What a person sees of an article: all its states, what lists show, its history, what was sent of
 * it. NULL: it can't be read. */
static char *
look_at (RedaksiLibrary *library, const char *id)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (RedaksiSummary) summary
    = dex_await_object (settle (redaksi_library_get_summary (library, id)), NULL);

  for (guint number = 0; number <= 2; number++)
    {
      g_autoptr (RedaksiArticle) article
        = dex_await_boxed (settle (redaksi_library_load_revision (library, id, number)), NULL);
      g_autofree char *json = article != NULL ? redaksi_article_to_json (article) : NULL;

      if (json == NULL)
        return NULL;
      g_string_append (seen, json);
    }
  if (summary == NULL)
    return NULL;
  g_string_append_printf (seen, "\n%s\n%s\n%d %" G_GINT64_FORMAT "\n",
                          redaksi_summary_get_headline (summary),
                          redaksi_summary_get_snippet (summary),
                          redaksi_summary_get_state (summary),
                          redaksi_summary_get_changed (summary));
  if (!add_history (library, id, seen) || !add_pushes (library, id, seen))
    return NULL;
  return g_string_free_and_steal (g_steal_pointer (&seen));
}

static void
damage (GRand *chance, guint8 *data, gsize size)
{
  guint kind = g_rand_int_range (chance, 0, 4);
  gsize at = (gsize)g_rand_int_range (chance, 0, (gint32)size);
  gsize n = kind == 0 ? 1 : (gsize)g_rand_int_range (chance, 1, kind == 3 ? 4096 : 64);

  n = MIN (n, size - at);
  for (gsize i = 0; i < n; i++)
    if (kind == 0)
      data[at] ^= (guint8)(1 << g_rand_int_range (chance, 0, 8));
    else if (kind == 1)
      data[at + i] = (guint8)g_rand_int_range (chance, 0, 256);
    else if (kind == 2)
      data[at + i] = 0;
    else
      data[at + i] = data[(at + i + 4096) % size];
}

typedef struct
{
  guint refused, named, untouched, lost;
} Count;

static void
try_damaged (const char *folder, char **ids, char **before, Count *count)
{
  g_autoptr (RedaksiLibrary) library = redaksi_library_new (folder);
  g_autoptr (RedaksiCheck) check = NULL;

  if (!open_library (library))
    {
      count->refused++;
      return;
    }
  check = dex_await_boxed (settle (redaksi_library_check (library)), NULL);
  for (guint i = 0; i < ARTICLES; i++)
    {
      g_autofree char *after = look_at (library, ids[i]);

      if (after == NULL)
        count->lost++;
      else if (g_str_equal (after, before[i]))
        count->untouched++;
      else if (check == NULL || check->file != NULL
               || g_strv_contains ((const char *const *)check->damaged_articles, ids[i]))
        count->named++;
      else
        g_error ("article %u is another one, and nothing says so:\n%s\n%s", i, before[i], after);
    }
  close_library (library);
}

static void
test_mutations (void)
{
  gboolean full = g_strcmp0 (g_getenv ("REDAKSI_FAULTS"), "full") == 0;
  guint rounds = full ? 500 : 40;
  g_autofree char *folder = g_dir_make_tmp ("redaksi-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *wal = g_build_filename (folder, "library.db-wal", NULL);
  g_autofree char *shm = g_build_filename (folder, "library.db-shm", NULL);
  g_autofree char *command = g_strdup_printf ("rm -rf %s", folder);
  g_autofree guint8 *whole = NULL;
  char *ids[ARTICLES + 1] = { NULL };
  char *before[ARTICLES + 1] = { NULL };
  Count count = { 0 };
  gsize size;

  {
    g_autoptr (RedaksiLibrary) library = redaksi_library_new (folder);
    g_assert_true (open_library (library));
    for (guint i = 0; i < ARTICLES; i++)
      ids[i] = make_article (library, i);
    for (guint i = 0; i < ARTICLES; i++)
      {
        before[i] = look_at (library, ids[i]);
        g_assert_nonnull (before[i]);
      }
    close_library (library);
  }
  g_assert_true (g_file_get_contents (path, (char **)&whole, &size, NULL));
  for (guint round = 0; round < rounds; round++)
    {
      guint32 seed = (guint32)g_test_rand_int ();
      g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
      g_autofree guint8 *data = g_memdup2 (whole, size);

      damage (chance, data, size);
      g_test_message ("round %u, seed %u", round, seed);
      g_unlink (wal);
      g_unlink (shm);
      g_assert_true (g_file_set_contents (path, (char *)data, (gssize)size, NULL));
      try_damaged (folder, ids, before, &count);
    }
  g_test_message ("%u refused as a whole; of the articles of the others %u untouched, %u named, %u "
                  "not readable",
                  count.refused, count.untouched, count.named, count.lost);
  /* Damage that hits nothing proves nothing. */
  g_assert_cmpuint (count.refused + count.named + count.lost, >, 0);
  g_assert_cmpuint (count.untouched, >, 0);
  for (guint i = 0; i < ARTICLES; i++)
    {
      g_free (ids[i]);
      g_free (before[i]);
    }
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/faults/library/mutations", test_mutations);
  return g_test_run ();
}
