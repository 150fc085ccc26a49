/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-lock-private.h"
#include "redaksi-store-private.h"
#include "redaksi-worker-private.h"

G_BEGIN_DECLS

typedef struct _RedaksiJournal RedaksiJournal;

/* redaksi-library.c */
DexFuture      *redaksi_library_write        (RedaksiLibrary *self, RedaksiJob *job);
DexFuture      *redaksi_library_read         (RedaksiLibrary *self, RedaksiJob *job);
RedaksiJob     *redaksi_library_job          (RedaksiJobFunc func, RedaksiJobFlags flags, const char *id);
void            redaksi_library_push_bare    (RedaksiLibrary *self, RedaksiJob *job, RedaksiJobDone done);
void            redaksi_library_forget_journal (RedaksiLibrary *self, const char *id);
gboolean        redaksi_library_is_open      (RedaksiLibrary *self);
gboolean        redaksi_library_hold         (RedaksiLibrary *self, const char *id, GError **error);
void            redaksi_library_release      (RedaksiLibrary *self, const char *id);
gboolean        redaksi_library_is_held_elsewhere (RedaksiLibrary *self, const char *id);
GError         *redaksi_library_busy_error   (void);
void            redaksi_library_index_later  (RedaksiLibrary *self);
void            redaksi_library_emit_durable (RedaksiLibrary *self, const char *id, guint64 version);
void            redaksi_library_emit_trouble (RedaksiLibrary *self, const GError *error);
void            redaksi_library_note_backup  (RedaksiLibrary *self, const GError *error);
void            redaksi_library_emit_damaged (RedaksiLibrary *self, const RedaksiCheck *check);
GCancellable   *redaksi_library_get_closing  (RedaksiLibrary *self);
RedaksiWorker  *redaksi_library_new_reader   (RedaksiLibrary *self);
void            redaksi_library_set_sweep    (RedaksiLibrary *self, GSource *source);
GHashTable     *redaksi_library_get_journals (RedaksiLibrary *self);
GHashTable     *redaksi_library_get_durables (RedaksiLibrary *self);
GMainContext   *redaksi_library_get_context  (RedaksiLibrary *self);
gint64          redaksi_library_peek_row     (RedaksiLibrary *self, const char *id);
void            redaksi_library_note_row     (RedaksiLibrary *self, const char *id, gint64 row);

GStrv           redaksi_library_list_attached (RedaksiLibrary *self);

/* redaksi-library-open.c: jobs; text: the folder, label: the file. number: 1 where its tables are ours */
gboolean        redaksi_open_job             (RedaksiJob *job, RedaksiDatabase *db, GError **error);
gboolean        redaksi_open_view_job        (RedaksiJob *job, RedaksiDatabase *db, GError **error);
GError         *redaksi_open_refusal         (const GError *error);

/* redaksi-backup.c */
void            redaksi_library_backup_daily (RedaksiLibrary *self);

/* redaksi-library-check.c */
void            redaksi_library_sweep_later  (RedaksiLibrary *self);

/* redaksi-library-purge.c */
void            redaksi_library_purge_later  (RedaksiLibrary *self);

/* redaksi-library-lists.c: the caller's own query, which it interrupts itself */
DexFuture      *redaksi_library_query_cancellable (RedaksiLibrary *self, guint states, const char *words,
                                                   RedaksiSort sort, guint limit,
                                                   GCancellable *cancellable);

/* redaksi-journal.c */
RedaksiJournal *redaksi_journal_new          (RedaksiLibrary *library, RedaksiDocument *document);
void            redaksi_journal_free         (RedaksiJournal *self);
RedaksiDocument *redaksi_journal_get_document (RedaksiJournal *self);
guint64         redaksi_journal_get_durable  (RedaksiJournal *self);
gboolean        redaksi_journal_is_durable   (RedaksiJournal *self);
void            redaksi_journal_use          (RedaksiJournal *self);
gboolean        redaksi_journal_unuse        (RedaksiJournal *self);
DexFuture      *redaksi_journal_keep         (RedaksiJournal *self, const char *reason, const char *label,
                                              gboolean index);

/* redaksi-rescue.c */
char           *redaksi_rescue_write         (const char *folder, RedaksiArticle *article, guint64 version,
                                              GError **error);
GStrv           redaksi_rescue_find          (const char *folder);
RedaksiArticle *redaksi_rescue_read          (const char *path, const char *folder, guint64 *version,
                                              GError **error);

G_END_DECLS
