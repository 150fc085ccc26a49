/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-database-private.h"

G_BEGIN_DECLS

/*
 * The store: what is done with a library's rows, as plain functions on a connection. They wait for
 * the disk and know nothing of threads; the caller has begun a transaction where they write.
 *
 * Invariants, in every committed state:
 *  - the number of transactions ever applied is article.version, or what the journal's tail says where
 *    that is more: a key dirties one page of the file (redaksi-store-tail.c). The newest revision's
 *    version is at most that, and the journal has every version between the two;
 *  - the journal goes back to the revision before the newest, so that one can be made again; of the
 *    articles last worked on further, so that there is an undo after they were closed;
 *  - revisions are numbered from 1 without a gap, and are only ever added;
 *  - article_search holds exactly the words of article_text;
 *  - the rows of articles, revisions, pushes and remote ids are sealed (redaksi-seal.c).
 */

/* An article's row as far as writing needs it. */
typedef struct
{
  gint64 row;
  guint64 version;
  guint revision;
  gint64 indexed;
  RedaksiSelection selection;
  gboolean tail;     /* the journal has one for it */
  gboolean doubtful; /* the journal has what nobody says it should have */
  gint64 time;       /* when the tail was written; 0 where there is none */
} RedaksiStoreRow;

/* A revision without its content. */
typedef struct
{
  guint number;
  guint64 version;
  char digest[65];
} RedaksiStoreRevision;

/* redaksi-store.c */
gboolean redaksi_store_create     (RedaksiDatabase *db, RedaksiArticle *article, const char *reason,
                                   gint64 time, gint64 *row, GError **error);
gboolean redaksi_store_show       (RedaksiDatabase *db, gint64 row, RedaksiArticle *article,
                                   gint64 time, gboolean *visible, GError **error);
gboolean redaksi_store_save       (RedaksiDatabase *db, RedaksiArticle *article, const char *reason,
                                   gint64 time, guint *number, GError **error);
gboolean redaksi_store_restore    (RedaksiDatabase *db, const char *id, guint number, gint64 time,
                                   guint *restored, GError **error);
gboolean redaksi_store_set_state  (RedaksiDatabase *db, const char *id, RedaksiState state, GError **error);
gboolean redaksi_store_set_deleted (RedaksiDatabase *db, const char *id, gint64 time, GError **error);
gboolean redaksi_store_find_id    (RedaksiDatabase *db, gint64 row, char **id, GError **error);

gboolean redaksi_store_shows      (RedaksiDatabase *db, gint64 row, RedaksiArticle *article,
                                   gboolean *different, GError **error);
gboolean redaksi_store_must_show  (RedaksiDatabase *db, gint64 row, RedaksiArticle *article,
                                   gint64 time, gboolean *must, GError **error);

/* redaksi-store-tail.c */
gboolean redaksi_store_find       (RedaksiDatabase *db, const char *id, RedaksiStoreRow *row, GError **error);
gboolean redaksi_store_put_tail   (RedaksiDatabase *db, const char *id, const RedaksiStoreRow *row,
                                   GError **error);
gboolean redaksi_store_take_tail  (RedaksiDatabase *db, const RedaksiStoreRow *row, GError **error);
gboolean redaksi_store_settle     (RedaksiDatabase *db, const char *id, RedaksiArticle *article,
                                   gint64 time, GError **error);
gboolean redaksi_store_settle_all (RedaksiDatabase *db, GError **error);

/* redaksi-seal.c */
gboolean redaksi_store_seal_article (RedaksiDatabase *db, gint64 row, GError **error);
gboolean redaksi_store_seal_revision (RedaksiDatabase *db, gint64 row, guint number, GError **error);
gboolean redaksi_store_seal_push  (RedaksiDatabase *db, const char *id, GError **error);
gboolean redaksi_store_seal_remote (RedaksiDatabase *db, const char *site, const char *local, GError **error);
gboolean redaksi_store_is_sealed  (RedaksiDatabase *db, gint64 row);
GStrv    redaksi_store_list_broken_seals (RedaksiDatabase *db, GError **error);

/* redaksi-store-check.c */
gboolean redaksi_store_is_whole   (RedaksiDatabase *db, const char *id, gint64 row, guint *revisions);

/* redaksi-store-purge.c */
gboolean redaksi_store_purge      (RedaksiDatabase *db, const char *const *keep, GHashTable *only,
                                   GPtrArray *ids, GError **error);

/* redaksi-store-photos.c */
gboolean redaksi_store_note_photos (RedaksiDatabase *db, gint64 row, RedaksiArticle *article,
                                    GError **error);
gboolean redaksi_store_learn_photos (RedaksiDatabase *db, GError **error);
gboolean redaksi_store_doubt_photos (RedaksiDatabase *db, gint64 row, GError **error);
gboolean redaksi_store_settle_photos (RedaksiDatabase *db, GError **error);
gboolean redaksi_store_remove_photos (RedaksiDatabase *db, const char *folder, GError **error);

/* redaksi-store-journal.c */
gboolean redaksi_store_append     (RedaksiDatabase *db, const char *id, guint64 first,
                                   GPtrArray *transactions, RedaksiArticle *article,
                                   RedaksiSelection selection, gint64 time, gboolean *visible,
                                   GError **error);
char    *redaksi_store_digits     (const char *text, gsize length);
RedaksiDocument *redaksi_store_load (RedaksiDatabase *db, const char *id, GError **error);
RedaksiDocument *redaksi_store_load_row (RedaksiDatabase *db, gint64 row, GError **error);

/* redaksi-store-revisions.c */
gboolean redaksi_store_cut        (RedaksiDatabase *db, const char *id, RedaksiArticle *article,
                                   guint64 version, const char *reason, const char *label,
                                   gint64 time, guint *number, gboolean *made, GError **error);
RedaksiArticle *redaksi_store_read_revision (RedaksiDatabase *db, const char *id, gint64 row,
                                             guint number, RedaksiStoreRevision *revision, GError **error);
gboolean redaksi_store_find_revision (RedaksiDatabase *db, gint64 row, guint number,
                                      RedaksiStoreRevision *revision, GError **error);
guint    redaksi_store_find_whole (RedaksiDatabase *db, const char *id, gint64 row, guint below);
GPtrArray *redaksi_store_list_revisions (RedaksiDatabase *db, gint64 row, GError **error);

/* redaksi-store-search.c */
gboolean redaksi_store_index      (RedaksiDatabase *db, gint64 row, RedaksiArticle *article,
                                   guint64 version, gint64 time, GError **error);
gboolean redaksi_store_unindex    (RedaksiDatabase *db, gint64 row, GError **error);
gboolean redaksi_store_index_next (RedaksiDatabase *db, gint64 after, gint64 *row, GError **error);
GArray  *redaksi_store_query      (RedaksiDatabase *db, guint states, const char *words, RedaksiSort sort,
                                   guint limit, GError **error);
GPtrArray *redaksi_store_fetch    (RedaksiDatabase *db, const gint64 *rows, guint n, const char *words,
                                   GError **error);
GArray  *redaksi_store_count      (RedaksiDatabase *db, GError **error);

/* redaksi-store-schedule.c */
gboolean redaksi_store_set_scheduled (RedaksiDatabase *db, const char *id, gint64 time, GError **error);
GPtrArray *redaksi_store_list_scheduled (RedaksiDatabase *db, GError **error);

/* redaksi-store-rows.c */
GStrv    redaksi_store_list_people (RedaksiDatabase *db, const char *prefix, GError **error);
GStrv    redaksi_store_list_terms (RedaksiDatabase *db, const char *kind, const char *prefix, GError **error);
gboolean redaksi_store_put_site   (RedaksiDatabase *db, RedaksiSite *site, GError **error);
GPtrArray *redaksi_store_list_sites (RedaksiDatabase *db, GError **error);
gboolean redaksi_store_remove_site (RedaksiDatabase *db, const char *id, GError **error);
gboolean redaksi_store_remove_push (RedaksiDatabase *db, const char *id, GError **error);
gboolean redaksi_store_put_push   (RedaksiDatabase *db, RedaksiPush *push, gboolean add, GError **error);
GPtrArray *redaksi_store_list_pushes (RedaksiDatabase *db, const char *id, gboolean unfinished_only,
                                      GError **error);
GPtrArray *redaksi_store_list_article_pushes (RedaksiDatabase *db, const char *article, GError **error);
RedaksiRemote *redaksi_store_get_remote (RedaksiDatabase *db, const char *site, const char *local,
                                         GError **error);
gboolean redaksi_store_set_remote (RedaksiDatabase *db, const char *site, const char *local,
                                   const RedaksiRemote *remote, gboolean *article, GError **error);
char    *redaksi_store_find_remote (RedaksiDatabase *db, const char *site, const char *remote_id,
                                    gboolean photo, GError **error);
gboolean redaksi_store_get_setting (RedaksiDatabase *db, const char *name, char **value, GError **error);
gboolean redaksi_store_set_setting (RedaksiDatabase *db, const char *name, const char *value, GError **error);

G_END_DECLS
