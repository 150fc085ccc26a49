/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>
#include <libdex.h>

#include "redaksi-article.h"
#include "redaksi-document.h"
#include "redaksi-push.h"
#include "redaksi-site.h"
#include "redaksi-summary.h"

G_BEGIN_DECLS

/*
 * RedaksiLibrary: one SQLite file (library.db) in a folder, with the photo store beside it (photos/).
 * One writer thread owns the writing connection; reading goes over connections of its own. Public
 * calls return a DexFuture that resolves on the main thread's scheduler; they may be called from the
 * main thread only. Signals are emitted on the main thread, after the commit:
 *
 *   "article-changed" (char *id)         a row in the lists looks different now (also new, deleted);
 *                                        "" when another process changed something: look again
 *   "push-changed"    (char *push_id)    a row of the outbox changed
 *   "sites-changed"   ()
 *   "trouble"         (GError *error)    a commit failed; typing goes on, the text is in a rescue file
 *
 *   "damaged" (RedaksiCheck *check)      looking through the library found damage; what is whole goes on
 *   "backup"  (GError *error)            the daily backup could not be made, or NULL: it could again
 *
 * "Saved" is a comparison: redaksi_library_get_durable_version (id) >= the document's version.
 * The signal "durable" (char *id, guint64 version) tells when it grew.
 *
 * Several processes may have one library open (redaksictl beside redaksi). What one has attached, no
 * other may load for editing, save, restore or cut: BUSY. Only one of them may run the outbox:
 * redaksi_library_own_outbox().
 *
 * A library that a newer Redaksi made, one whose file is damaged as a whole, and one where nothing can
 * be written opens to be read: redaksi_library_get_read_only_reason() says why. Whatever would write is
 * refused with NEWER, DAMAGED or WRITE and that sentence; a document that is attached all the same ends in a rescue file.
 */

#define REDAKSI_LIBRARY_ERROR (redaksi_library_error_quark ())
GQuark redaksi_library_error_quark (void);

typedef enum
{
  REDAKSI_LIBRARY_ERROR_OPEN,      /* no library there, or it can't be opened */
  REDAKSI_LIBRARY_ERROR_NEWER,     /* made by a newer Redaksi */
  REDAKSI_LIBRARY_ERROR_BUSY,      /* another process has it */
  REDAKSI_LIBRARY_ERROR_DAMAGED,   /* a digest does not match */
  REDAKSI_LIBRARY_ERROR_NOT_FOUND, /* no such article, revision, site, push */
  REDAKSI_LIBRARY_ERROR_WRITE,     /* a commit failed: full disk and the like */
} RedaksiLibraryError;

#define REDAKSI_TYPE_LIBRARY (redaksi_library_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiLibrary, redaksi_library, REDAKSI, LIBRARY, GObject)

/* A revision as the history lists it. */
typedef struct
{
  guint  number;  /* from 1 */
  gint64 time;    /* microseconds, UTC */
  char  *reason;  /* "new", "idle", "leave", "push", "restore", "manual", "import", "rescue", "site", "merge" */
  char  *label;   /* nullable */
  char  *digest;  /* SHA-256 of the JSON */
  guint  words;
} RedaksiRevisionInfo;

char           *redaksi_library_find_folder (const char *given, gboolean *is_usual);
RedaksiLibrary *redaksi_library_new         (const char *folder);
DexFuture      *redaksi_library_open        (RedaksiLibrary *self);                   /* → gboolean */
DexFuture      *redaksi_library_close       (RedaksiLibrary *self);                   /* → gboolean; everything durable */
const char     *redaksi_library_get_folder  (RedaksiLibrary *self);
const char     *redaksi_library_get_read_only_reason (RedaksiLibrary *self);          /* a sentence; NULL: it can be written to */
char           *redaksi_library_dup_photo_folder (RedaksiLibrary *self);

/* Articles */
DexFuture      *redaksi_library_create      (RedaksiLibrary *self, RedaksiArticle *article); /* → id (string); revision 1 */
DexFuture      *redaksi_library_load        (RedaksiLibrary *self, const char *id);   /* → RedaksiDocument: last revision + journal, undo rebuilt */
DexFuture      *redaksi_library_load_revision (RedaksiLibrary *self, const char *id, guint number); /* → RedaksiArticle; 0 = newest incl. journal */
DexFuture      *redaksi_library_list_revisions (RedaksiLibrary *self, const char *id);/* → GPtrArray of RedaksiRevisionInfo, newest first */
DexFuture      *redaksi_library_restore     (RedaksiLibrary *self, const char *id, guint number); /* → guint: the new revision */
DexFuture      *redaksi_library_find_whole_revision (RedaksiLibrary *self, const char *id); /* → guint: the newest that is not damaged; NOT_FOUND when none */
DexFuture      *redaksi_library_cut_revision (RedaksiLibrary *self, const char *id, const char *reason, const char *label); /* → guint; same content: the existing number */
DexFuture      *redaksi_library_save_article (RedaksiLibrary *self, RedaksiArticle *article, const char *reason); /* → guint; whole state, for the terminal and import */
DexFuture      *redaksi_library_set_state   (RedaksiLibrary *self, const char *id, RedaksiState state); /* → gboolean */
DexFuture      *redaksi_library_set_scheduled (RedaksiLibrary *self, const char *id, gint64 when); /* → gboolean; its state, with the hour that its site keeps */
DexFuture      *redaksi_library_delete      (RedaksiLibrary *self, const char *id);   /* → gboolean; into the trash */
DexFuture      *redaksi_library_undelete    (RedaksiLibrary *self, const char *id);   /* → gboolean */
DexFuture      *redaksi_library_set_deleted (RedaksiLibrary *self, const char *const *ids, gboolean deleted); /* → gboolean; many at once: all of them or none */
DexFuture      *redaksi_library_purge       (RedaksiLibrary *self);                   /* → gboolean; empties the trash for good, photo files included */
DexFuture      *redaksi_library_purge_articles (RedaksiLibrary *self, const char *const *ids); /* → guint: how many of these went out of the trash, for good */

/* The journal of an open document: attach once after load; appends each "applied" within 250 ms of
 * the last key and 1 s of the first unsaved one. Detaching flushes and cuts a revision ("leave"). */
void            redaksi_library_attach      (RedaksiLibrary *self, RedaksiDocument *document);
DexFuture      *redaksi_library_detach      (RedaksiLibrary *self, RedaksiDocument *document); /* → gboolean */
DexFuture      *redaksi_library_flush       (RedaksiLibrary *self, RedaksiDocument *document); /* → gboolean */
guint64         redaksi_library_get_durable_version (RedaksiLibrary *self, const char *id);

/* Lists and search. @states: bit mask of 1 << RedaksiState; 0 = all that is not in the trash; the
 * trash alone is REDAKSI_QUERY_TRASH. @words: what stands in the search box, nullable */
#define REDAKSI_QUERY_TRASH (1u << 31)

/* In what order a list stands: by when an article was changed, or went into the trash */
typedef enum
{
  REDAKSI_SORT_NEWEST,
  REDAKSI_SORT_OLDEST,
  REDAKSI_SORT_HEADLINE,
} RedaksiSort;

typedef struct
{
  guint       states;
  const char *words;
  guint       limit;  /* the first so many; 0: all */
} RedaksiQuery;

DexFuture      *redaksi_library_query       (RedaksiLibrary *self, const RedaksiQuery *query); /* → GArray of gint64 row ids, newest first; interrupts the query before it */
DexFuture      *redaksi_library_fetch       (RedaksiLibrary *self, const gint64 *rows, guint n, const char *words); /* → GPtrArray of RedaksiSummary in that order, without rows that are gone; @words nullable: snippets show them */
DexFuture      *redaksi_library_get_summary (RedaksiLibrary *self, const char *id);   /* → RedaksiSummary */
DexFuture      *redaksi_library_count       (RedaksiLibrary *self);                   /* → GArray of guint by RedaksiState, then trash, then outbox (unfinished) */

/* What goes out at an hour that was set: articles of which a site keeps the hour, and those that wait
 * in the outbox to be given to one. An article may be both, and then stands there twice. */
typedef struct
{
  char    *article;
  char    *headline; /* "" when there is none */
  char    *byline;
  char    *site;     /* id; NULL: not known */
  gint64   time;     /* microseconds, UTC; 0: only the site knows it */
  gboolean waiting;  /* no site has it yet */
} RedaksiScheduled;

#define REDAKSI_TYPE_SCHEDULED (redaksi_scheduled_get_type ())
GType             redaksi_scheduled_get_type (void);
RedaksiScheduled *redaksi_scheduled_copy     (const RedaksiScheduled *scheduled);
void              redaksi_scheduled_free     (RedaksiScheduled *scheduled);
DexFuture      *redaksi_library_list_scheduled (RedaksiLibrary *self);                  /* → GPtrArray of RedaksiScheduled, the earliest first */

/* People for bylines, newest used first; sections and tags for completion */
DexFuture      *redaksi_library_list_people (RedaksiLibrary *self, const char *prefix); /* → GStrv */
DexFuture      *redaksi_library_list_terms  (RedaksiLibrary *self, const char *kind, const char *prefix); /* kind: "section" or "tag" → GStrv */

/* Sites */
DexFuture      *redaksi_library_add_site    (RedaksiLibrary *self, RedaksiSite *site);  /* → gboolean; replaces one of the same id */
DexFuture      *redaksi_library_list_sites  (RedaksiLibrary *self);                     /* → GPtrArray of RedaksiSite */
DexFuture      *redaksi_library_remove_site (RedaksiLibrary *self, const char *site_id); /* → gboolean */

/* Outbox rows: durable before the future resolves. TRUE from own_outbox: this process alone may send,
 * until it closes the library or ends; ask again when it was FALSE. */
gboolean        redaksi_library_own_outbox  (RedaksiLibrary *self);
DexFuture      *redaksi_library_add_push    (RedaksiLibrary *self, RedaksiPush *push);  /* → gboolean */
DexFuture      *redaksi_library_update_push (RedaksiLibrary *self, RedaksiPush *push);  /* → gboolean */
DexFuture      *redaksi_library_remove_push (RedaksiLibrary *self, const char *push_id); /* → gboolean; one that is at its end */
DexFuture      *redaksi_library_get_push    (RedaksiLibrary *self, const char *push_id); /* → RedaksiPush */
DexFuture      *redaksi_library_list_pushes (RedaksiLibrary *self, gboolean unfinished_only); /* → GPtrArray of RedaksiPush, oldest first */
DexFuture      *redaksi_library_list_article_pushes (RedaksiLibrary *self, const char *article_id); /* → GPtrArray of RedaksiPush, oldest first */

/* What a site keeps of an article or a photo: remote ids, survives everything */
typedef struct
{
  char *remote_id;  /* the server's id of the post or photo */
  char *url;        /* its public address, nullable */
  char *state;      /* what the server last said, opaque JSON, nullable */
} RedaksiRemote;
DexFuture      *redaksi_library_get_remote  (RedaksiLibrary *self, const char *site_id, const char *local_id); /* → RedaksiRemote boxed; NOT_FOUND when none. local_id: article id or photo digest (+":"+variant) */
DexFuture      *redaksi_library_set_remote  (RedaksiLibrary *self, const char *site_id, const char *local_id, const RedaksiRemote *remote); /* → gboolean */
/* The other way: what here is the site's post (an article's id, in the trash or not) or photo (a digest and ":" and the variant) */
DexFuture      *redaksi_library_find_remote (RedaksiLibrary *self, const char *site_id, const char *remote_id, gboolean photo); /* → string; NOT_FOUND when none */

/* What looking through the library found. The copies to go back to: redaksi_library_find_whole_revision() */
typedef struct
{
  guint  articles;
  guint  revisions;
  guint  photos;           /* those that are there, and those that are missing */
  char  *file;             /* what is wrong with the file itself, nullable */
  GStrv  damaged_articles; /* ids: some state of them can't be read, or lists show it wrongly */
  GStrv  damaged_photos;   /* digests */
} RedaksiCheck;

DexFuture      *redaksi_library_check       (RedaksiLibrary *self);                   /* → RedaksiCheck; reads everything */
char           *redaksi_check_describe      (const RedaksiCheck *check);              /* a sentence with numbers; NULL: all is whole */

/* Small settings that belong to the library (newsroom's word list, last open article): text by name */
DexFuture      *redaksi_library_get_setting (RedaksiLibrary *self, const char *name); /* → string, may be NULL */
DexFuture      *redaksi_library_set_setting (RedaksiLibrary *self, const char *name, const char *value); /* → gboolean */

#define REDAKSI_TYPE_REVISION_INFO (redaksi_revision_info_get_type ())
GType redaksi_revision_info_get_type (void);
void  redaksi_revision_info_free     (RedaksiRevisionInfo *info);
#define REDAKSI_TYPE_CHECK (redaksi_check_get_type ())
GType         redaksi_check_get_type (void);
RedaksiCheck *redaksi_check_copy     (const RedaksiCheck *check);
void          redaksi_check_free     (RedaksiCheck *check);
#define REDAKSI_TYPE_REMOTE (redaksi_remote_get_type ())
GType          redaksi_remote_get_type (void);
RedaksiRemote *redaksi_remote_new      (const char *remote_id, const char *url, const char *state);
RedaksiRemote *redaksi_remote_copy     (const RedaksiRemote *remote);
void           redaksi_remote_free     (RedaksiRemote *remote);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiRevisionInfo, redaksi_revision_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiCheck, redaksi_check_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiRemote, redaksi_remote_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiScheduled, redaksi_scheduled_free)

G_END_DECLS
