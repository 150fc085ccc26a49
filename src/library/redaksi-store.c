/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-store-private.h"

#include <glib/gi18n-lib.h>

#include "redaksi-text.h"
#include "redaksi-word-count.h"

#define SNIPPET_CHARS 200
/* Time and number of words in the lists may be so much behind what is typed. */
#define SHOW_AFTER (5 * G_USEC_PER_SEC)

/* The id of the article at @row. */
gboolean
redaksi_store_find_id (RedaksiDatabase *db, gint64 row, char **id, GError **error)
{
  sqlite3_stmt *statement
    = redaksi_database_query (db, error, "SELECT id FROM article WHERE row = ?", "i", row);
  int step;

  if (statement == NULL)
    return FALSE;
  step = redaksi_database_step (db, statement, error);
  *id = step == 1 ? redaksi_column_dup (statement, 0) : g_strdup ("");
  sqlite3_reset (statement);
  return step >= 0;
}

/* The beginning of what a reader reads; captions and embeds are no part of it. */
static char *
make_snippet (RedaksiArticle *article)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *line = NULL;
  RedaksiBody *body = redaksi_article_get_body (article);

  for (guint i = 0; i < redaksi_body_get_n (body) && text->len < SNIPPET_CHARS * 4; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiBlockKind kind = redaksi_block_get_kind (block);

      if (redaksi_block_kind_is_leaf (kind) || kind == REDAKSI_BLOCK_CAPTION)
        continue;
      g_string_append (text, redaksi_block_get_text (block));
      g_string_append_c (text, ' ');
    }
  line = redaksi_text_one_line (text->str);
  return redaksi_text_shorten (line, SNIPPET_CHARS);
}

static char *
make_byline (RedaksiArticle *article)
{
  g_autoptr (GPtrArray) bylines = redaksi_article_get_bylines (article);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < bylines->len; i++)
    {
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, redaksi_byline_get_person (bylines->pdata[i]));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* What lists show of an article, in the order of the columns. */
typedef struct
{
  char *headline, *byline, *snippet, *photo, *section;
} Shown;

static void
shown_clear (Shown *shown)
{
  g_free (shown->headline);
  g_free (shown->byline);
  g_free (shown->snippet);
  g_free (shown->photo);
  g_free (shown->section);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shown, shown_clear)

static void
make_shown (RedaksiArticle *article, Shown *shown)
{
  shown->headline
    = redaksi_text_one_line (redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE));
  shown->byline = make_byline (article);
  shown->snippet = make_snippet (article);
  shown->photo = g_strdup (redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_PHOTO));
  shown->section = g_strdup (redaksi_article_get_field (article, REDAKSI_FIELD_SECTION));
}

/* @newer: whether another article was changed since @changed, the time that is known of this one.
 */
static gboolean
compare_shown (RedaksiDatabase *db, gint64 row, const Shown *shown, gboolean *different,
               gboolean *newer, gint64 *changed, GError **error)
{
  const char *texts[]
    = { shown->headline, shown->byline, shown->snippet, shown->photo, shown->section };
  sqlite3_stmt *statement
    = redaksi_database_query (db, error,
                              "SELECT headline, byline, snippet, photo, section,"
                              "       EXISTS (SELECT 1 FROM article AS newer"
                              "                WHERE newer.deleted = 0"
                              "                  AND newer.changed > article.changed), changed"
                              "  FROM article WHERE row = ?",
                              "i", row);
  int step;

  *different = *newer = FALSE;
  *changed = 0;
  if (statement == NULL)
    return FALSE;
  step = redaksi_database_step (db, statement, error);
  if (step != 1)
    return step == 0;
  *newer = sqlite3_column_int (statement, 5) != 0;
  *changed = sqlite3_column_int64 (statement, 6);
  for (int i = 0; i < 5; i++)
    if (g_strcmp0 (texts[i], (const char *)sqlite3_column_text (statement, i)) != 0)
      *different = TRUE;
  sqlite3_reset (statement);
  return TRUE;
}

/* @different: whether lists show something else than they should of @article. */
gboolean
redaksi_store_shows (RedaksiDatabase *db, gint64 row, RedaksiArticle *article, gboolean *different,
                     GError **error)
{
  g_auto (Shown) shown = { NULL };
  gboolean newer;
  gint64 changed;

  make_shown (article, &shown);
  return compare_shown (db, row, &shown, different, &newer, &changed, error);
}

/* @must: whether lists look different from what they should, or were not told for a while. */
gboolean
redaksi_store_must_show (RedaksiDatabase *db, gint64 row, RedaksiArticle *article, gint64 time,
                         gboolean *must, GError **error)
{
  g_auto (Shown) shown = { NULL };
  gboolean different, newer;
  gint64 changed;

  make_shown (article, &shown);
  if (!compare_shown (db, row, &shown, &different, &newer, &changed, error))
    return FALSE;
  *must = different || newer || time < changed || time - changed >= SHOW_AFTER;
  return TRUE;
}

/**
 * redaksi_store_show:
 * @db: a connection
 * @row: an article's row
 * @article: what it is now
 * @time: when it changed
 * @visible: (out) (optional): whether the lists look different now: other texts, or another place.
 *   Counting words does not count: a list need not hear of each of them
 * @error: return location for a #RedaksiLibraryError
 *
 * Keeps up what lists show of an article. Costs a count of the words.
 */
gboolean
redaksi_store_show (RedaksiDatabase *db, gint64 row, RedaksiArticle *article, gint64 time,
                    gboolean *visible, GError **error)
{
  g_auto (Shown) shown = { NULL };
  gboolean different = FALSE, newer = FALSE;
  gint64 changed;

  make_shown (article, &shown);
  if (visible != NULL && !compare_shown (db, row, &shown, &different, &newer, &changed, error))
    return FALSE;
  if (visible != NULL)
    *visible = different || newer;
  return redaksi_database_run (
           db, error,
           "UPDATE article SET headline = ?, byline = ?, snippet = ?, photo = ?,"
           "  section = ?, words = ?, changed = ? WHERE row = ?",
           "sssssiii", shown.headline, shown.byline, shown.snippet, shown.photo, shown.section,
           (gint64)redaksi_article_count_words (article), time, row)
         && redaksi_store_seal_article (db, row, error)
         && redaksi_store_note_photos (db, row, article, error);
}

/**
 * redaksi_store_create:
 * @db: a connection
 * @article: a new article
 * @reason: why its first revision is cut
 * @time: now
 * @row: (out): where it stands
 * @error: return location; %G_IO_ERROR_EXISTS where there is one of this id
 */
gboolean
redaksi_store_create (RedaksiDatabase *db, RedaksiArticle *article, const char *reason, gint64 time,
                      gint64 *row, GError **error)
{
  const char *id = redaksi_article_get_id (article);
  gint64 exists = 0;
  guint number;

  if (!redaksi_database_get_int (db, &exists, error, "SELECT 1 FROM article WHERE id = ?", "s", id))
    return FALSE;
  if (exists)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _ ("There is an article %s in the library already."), id);
      return FALSE;
    }
  if (!redaksi_database_run (db, error,
                             "INSERT INTO article (id, created, changed) VALUES (?, ?, ?)", "sii",
                             id, time, time))
    return FALSE;
  *row = sqlite3_last_insert_rowid (redaksi_database_get (db));
  return redaksi_store_show (db, *row, article, time, NULL, error)
         && redaksi_store_cut (db, id, article, 0, reason, NULL, time, &number, NULL, error)
         && redaksi_store_index (db, *row, article, 0, time, error);
}

/* Puts a whole state after what there is; what only the journal knew is a revision first. */
static gboolean
put_state (RedaksiDatabase *db, const char *id, RedaksiArticle *article, const char *reason,
           gint64 time, guint *number, GError **error)
{
  RedaksiStoreRow row;
  RedaksiStoreRevision newest;
  gboolean damaged = FALSE;
  guint64 version;
  gboolean made;

  if (!redaksi_store_find (db, id, &row, error)
      || !redaksi_store_find_revision (db, row.row, row.revision, &newest, error))
    return FALSE;
  if (row.version > newest.version)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (RedaksiDocument) document = redaksi_store_load (db, id, &local);

      /* A damaged one may be what is being mended. */
      damaged = document == NULL;
      if (document != NULL
          && !redaksi_store_cut (db, id, redaksi_document_get_article (document), row.version,
                                 "leave", NULL, time, number, NULL, error))
        return FALSE;
    }
  version = row.version + 1;
  if (!redaksi_store_cut (db, id, article, version, reason, NULL, time, number, &made, error))
    return FALSE;
  /* The newest revision is what was asked for, and what the journal says after it is no good. */
  if (!made && damaged)
    return redaksi_database_run (db, error,
                                 "UPDATE revision SET version = ? WHERE article = ? AND number = ?",
                                 "iii", (gint64)row.version, row.row, (gint64)*number)
           && redaksi_store_seal_revision (db, row.row, *number, error)
           && redaksi_store_take_tail (db, &row, error)
           && redaksi_store_seal_article (db, row.row, error);
  if (!made)
    return TRUE;
  row.version = version;
  row.selection = (RedaksiSelection){ 0, 0 };
  return redaksi_store_take_tail (db, &row, error)
         && redaksi_store_show (db, row.row, article, time, NULL, error)
         && redaksi_store_index (db, row.row, article, version, time, error);
}

/**
 * redaksi_store_save:
 * @db: a connection
 * @article: an article as it shall be
 * @reason: why the revision is cut
 * @time: now
 * @number: (out): the newest revision's number
 * @error: return location for a #RedaksiLibraryError
 *
 * Makes @article the newest state of the article of its id; a new one where there was none.
 */
gboolean
redaksi_store_save (RedaksiDatabase *db, RedaksiArticle *article, const char *reason, gint64 time,
                    guint *number, GError **error)
{
  const char *id = redaksi_article_get_id (article);
  gint64 row = 0;

  if (!redaksi_database_get_int (db, &row, error, "SELECT row FROM article WHERE id = ?", "s", id))
    return FALSE;
  if (row != 0)
    return put_state (db, id, article, reason, time, number, error);
  *number = 1;
  return redaksi_store_create (db, article, reason, time, &row, error);
}

/**
 * redaksi_store_restore:
 * @db: a connection
 * @id: an article's id
 * @number: the revision to go back to
 * @time: now
 * @restored: (out): the newest revision's number
 * @error: return location for a #RedaksiLibraryError
 *
 * Makes a new revision with the content of an old one.
 */
gboolean
redaksi_store_restore (RedaksiDatabase *db, const char *id, guint number, gint64 time,
                       guint *restored, GError **error)
{
  g_autoptr (RedaksiArticle) article = NULL;
  RedaksiStoreRow row;

  if (!redaksi_store_find (db, id, &row, error))
    return FALSE;
  article = redaksi_store_read_revision (db, id, row.row, number, NULL, error);
  if (article == NULL)
    return FALSE;
  return put_state (db, id, article, "restore", time, restored, error);
}

/**
 * redaksi_store_set_state:
 * @db: a connection
 * @id: an article's id
 * @state: where it stands in the newsroom's work
 * @error: return location for a #RedaksiLibraryError
 *
 * Its time of publishing is the one of the push that scheduled it.
 */
gboolean
redaksi_store_set_state (RedaksiDatabase *db, const char *id, RedaksiState state, GError **error)
{
  RedaksiStoreRow row;

  return redaksi_store_find (db, id, &row, error)
         && redaksi_database_run (db, error,
                                  "UPDATE article SET state = ?1, scheduled = CASE ?1 WHEN ?2 THEN"
                                  "  coalesce ((SELECT scheduled FROM push WHERE article = ?3"
                                  "    AND intent = 'schedule' ORDER BY place DESC LIMIT 1), 0)"
                                  "  ELSE 0 END WHERE row = ?4",
                                  "iisi", (gint64)state, (gint64)REDAKSI_STATE_SCHEDULED, id,
                                  row.row)
         && redaksi_store_seal_article (db, row.row, error);
}

/* @time: when it goes into the trash; 0 takes it out. */
gboolean
redaksi_store_set_deleted (RedaksiDatabase *db, const char *id, gint64 time, GError **error)
{
  RedaksiStoreRow row;

  return redaksi_store_find (db, id, &row, error)
         && redaksi_database_run (db, error, "UPDATE article SET deleted = ? WHERE row = ?", "ii",
                                  time, row.row)
         && redaksi_store_seal_article (db, row.row, error);
}
