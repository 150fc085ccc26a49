/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RedaksiLibrary: where it is, and what is done with the file when it is opened. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "redaksi-library-private.h"

/* A small file is looked through before it is used, a large one when the program has settled. */
#define CHECK_AT_ONCE (8 << 20)

/**
 * redaksi_library_find_folder:
 * @given: (nullable): a folder that was asked for; else the environment's REDAKSI_LIBRARY
 * @is_usual: (out) (optional): whether nobody asked for one, and it is the person's own
 *
 * Returns: (transfer full): the folder of the library that a program works with
 */
char *
redaksi_library_find_folder (const char *given, gboolean *is_usual)
{
  const char *environment = g_getenv ("REDAKSI_LIBRARY");

  if (given == NULL && environment != NULL && *environment != '\0')
    given = environment;
  if (is_usual != NULL)
    *is_usual = given == NULL;
  return given != NULL ? g_canonicalize_filename (given, NULL)
                       : g_build_filename (g_get_user_data_dir (), "redaksi", NULL);
}

/* Takes in what could not be committed the last time. The files go when the commit is there. */
static gboolean
take_rescued (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  g_auto (GStrv) files = redaksi_rescue_find (job->text);
  g_autoptr (GStrvBuilder) taken = g_strv_builder_new ();

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (RedaksiArticle) article = NULL;
      g_autoptr (GError) local = NULL;
      RedaksiStoreRow row;
      guint64 version;
      guint number;

      article = redaksi_rescue_read (files[i], job->text, &version, &local);
      if (article == NULL)
        {
          g_debug ("left alone: %s", local->message);
          continue;
        }
      if (redaksi_store_find (db, redaksi_article_get_id (article), &row, &local))
        {
          if (version > row.version
              && !redaksi_store_save (db, article, "rescue", job->time, &number, error))
            return FALSE;
        }
      else if (!redaksi_store_save (db, article, "rescue", job->time, &number, error))
        return FALSE;
      g_strv_builder_add (taken, files[i]);
    }
  redaksi_job_return_boxed (job, G_TYPE_STRV, g_strv_builder_end (taken));
  return TRUE;
}

gboolean
redaksi_open_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  struct stat st;

  gint64 changed;

  if (!redaksi_database_look (db, &changed, error))
    return FALSE;
  /* Its tables are ours: what is damaged in them does not hide the rest. */
  job->number = 1;
  if (g_stat (job->label, &st) == 0 && st.st_size <= CHECK_AT_ONCE
      && !redaksi_database_check (db, error))
    return FALSE;
  return redaksi_store_settle_all (db, error) && take_rescued (job, db, error);
}

/* Whatever a newer Redaksi changed, this is what articles are read and listed by. */
gboolean
redaksi_open_view_job (RedaksiJob *job, RedaksiDatabase *db, GError **error)
{
  static const char *const questions[] = {
    "SELECT row, id, state, created, changed, scheduled, deleted, version, revision, indexed,"
    "  anchor, head, headline, byline, snippet, photo, section, words, url FROM article LIMIT 1",
    "SELECT article, version, done, digest FROM journal LIMIT 1",
    "SELECT article, number, version, time, reason, label, digest, words, size, base, data"
    "  FROM revision LIMIT 1",
    "SELECT id, data FROM site LIMIT 1",
    "SELECT name, value FROM setting LIMIT 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (!redaksi_database_run (db, error, questions[i], ""))
      return FALSE;
  return TRUE;
}

/* What is answered to whoever would write to a library that @error keeps from being opened. */
GError *
redaksi_open_refusal (const GError *error)
{
  if (error->code == REDAKSI_LIBRARY_ERROR_WRITE)
    return g_error_new (REDAKSI_LIBRARY_ERROR, error->code, "%s",
                        _ ("The library is on a disk or in a folder that can’t be written to. It "
                           "can be read here, but not changed."));
  if (error->code == REDAKSI_LIBRARY_ERROR_NEWER)
    return g_error_new (REDAKSI_LIBRARY_ERROR, error->code, "%s",
                        _ ("A newer Redaksi made this library. It can be read here, but not "
                           "changed: update Redaksi to go on writing."));
  return g_error_new (REDAKSI_LIBRARY_ERROR, error->code,
                      /* Translators: %s is a sentence that says what is damaged */
                      _ ("%s It can be read here, but not changed: restore a backup to go on "
                         "writing."),
                      error->message);
}
