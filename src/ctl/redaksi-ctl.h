/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <stdio.h>

#include "redaksi-formats.h"
#include "redaksi-json.h"
#include "redaksi-library.h"
#include "redaksi-outbox.h"
#include "redaksi-photo-store.h"

G_BEGIN_DECLS

/*
 * RedaksiCtl: one run of redaksictl: what was asked for, the services it needs, and how it answers.
 * Services are made when a command first asks for them. Calls that wait run the main loop until the
 * future is settled: a command reads top-down and needs no fiber, whose stack would be too small
 * for what the formats take.
 */

/* What the program ends with; the manual promises these numbers. */
typedef enum
{
  REDAKSI_EXIT_DONE = 0,
  REDAKSI_EXIT_FAILED = 1,
  REDAKSI_EXIT_USAGE = 2,
  REDAKSI_EXIT_NOT_FOUND = 3,
  REDAKSI_EXIT_REFUSED = 4,
  REDAKSI_EXIT_QUEUED = 5,
} RedaksiExit;

#define REDAKSI_CTL_ERROR (redaksi_ctl_error_quark ())
GQuark redaksi_ctl_error_quark (void);

typedef enum
{
  REDAKSI_CTL_ERROR_USAGE,
  REDAKSI_CTL_ERROR_NOT_FOUND,
  REDAKSI_CTL_ERROR_FAILED,
} RedaksiCtlError;

typedef struct
{
  gboolean json; /* --json */
  char *folder;  /* --library */
  RedaksiLibrary *library;
  RedaksiPhotoStore *photos;
  RedaksiOutbox *outbox;
  yyjson_mut_doc *answer; /* what --json prints at the end, if anything was added */
  RedaksiExit code;       /* when there was no error */
} RedaksiCtl;

typedef gboolean (*RedaksiCommandFunc) (RedaksiCtl *ctl, int argc, char **argv, GError **error);

typedef struct
{
  const char *name;
  RedaksiCommandFunc run;
  const char *usage;
  const char *summary;
} RedaksiCommand;

/* redaksi-ctl.c */
gboolean redaksi_ctl_options (RedaksiCtl *ctl, int *argc, char ***argv, const GOptionEntry *entries,
                              const char *usage, int least, int most, GError **error);
gboolean redaksi_ctl_open (RedaksiCtl *ctl, GError **error);
RedaksiPhotoStore *redaksi_ctl_photos (RedaksiCtl *ctl);
RedaksiOutbox *redaksi_ctl_outbox (RedaksiCtl *ctl);
void redaksi_ctl_close (RedaksiCtl *ctl);
DexFuture *redaksi_ctl_settle (DexFuture *future);
gpointer redaksi_ctl_await_boxed (DexFuture *future, GError **error);
gboolean redaksi_ctl_await (DexFuture *future, GError **error);
RedaksiExit redaksi_ctl_exit_code (const GError *error);
gboolean redaksi_ctl_fail (GError **error, RedaksiCtlError code, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
RedaksiArticle *redaksi_ctl_load (RedaksiCtl *ctl, const char *id, guint revision, GError **error);
void redaksi_ctl_borrow_password (RedaksiSite *site);
gboolean redaksi_ctl_refuse_deleted (RedaksiCtl *ctl, const char *id, GError **error);
gboolean redaksi_ctl_save (RedaksiCtl *ctl, RedaksiArticle *article, const char *reason,
                           GError **error);
gboolean redaksi_ctl_parse_number (const char *text, guint *number, GError **error);
char *redaksi_ctl_read (const char *path, gsize *length, GError **error);
char *redaksi_ctl_read_password (GError **error);

/* redaksi-ctl-answer.c */
yyjson_mut_val *redaksi_ctl_object (RedaksiCtl *ctl); /* the object that --json prints */
void redaksi_ctl_add (RedaksiCtl *ctl, yyjson_mut_val *object, const char *name,
                      const char *value); /* a text; absent and empty ones are left out */
void redaksi_ctl_add_number (RedaksiCtl *ctl, yyjson_mut_val *object, const char *name,
                             gint64 value); /* a whole number */
void redaksi_ctl_add_time (RedaksiCtl *ctl, yyjson_mut_val *object, const char *name,
                           gint64 time); /* RFC 3339; 0 is left out */
void redaksi_ctl_print (RedaksiCtl *ctl, const char *format, ...)
  G_GNUC_PRINTF (2, 3);                     /* a line for a person */
char *redaksi_ctl_local_time (gint64 time); /* as a person reads it here */

/* The commands */
gboolean redaksi_command_new (RedaksiCtl *ctl, int argc, char **argv,
                              GError **error); /* new [OPTION…] [FILE|-] */
gboolean redaksi_command_set (RedaksiCtl *ctl, int argc, char **argv,
                              GError **error); /* set ID FIELD=VALUE… */
gboolean redaksi_command_list (RedaksiCtl *ctl, int argc, char **argv,
                               GError **error); /* list [--state S] [--search WORDS] */
gboolean redaksi_command_show (RedaksiCtl *ctl, int argc, char **argv,
                               GError **error); /* show ID --as FORM */
gboolean redaksi_command_revisions (RedaksiCtl *ctl, int argc, char **argv,
                                    GError **error); /* revisions ID */
gboolean redaksi_command_restore (RedaksiCtl *ctl, int argc, char **argv,
                                  GError **error); /* restore ID N */
gboolean redaksi_command_delete (RedaksiCtl *ctl, int argc, char **argv,
                                 GError **error); /* delete ID */
gboolean redaksi_command_undelete (RedaksiCtl *ctl, int argc, char **argv,
                                   GError **error); /* undelete ID */
gboolean redaksi_command_purge (RedaksiCtl *ctl, int argc, char **argv,
                                GError **error); /* purge */
gboolean redaksi_command_photo (RedaksiCtl *ctl, int argc, char **argv,
                                GError **error); /* photo add ID FILE */
gboolean redaksi_command_preview (RedaksiCtl *ctl, int argc, char **argv,
                                  GError **error); /* preview ID -o FILE */
gboolean redaksi_command_site (RedaksiCtl *ctl, int argc, char **argv,
                               GError **error); /* site add|list|check|remove */
gboolean redaksi_command_push (RedaksiCtl *ctl, int argc, char **argv,
                               GError **error); /* push ID --site NAME --as INTENT */
gboolean redaksi_command_pull (RedaksiCtl *ctl, int argc, char **argv,
                               GError **error); /* pull [--site NAME] list|ID */
gboolean redaksi_command_outbox (RedaksiCtl *ctl, int argc, char **argv,
                                 GError **error); /* outbox [--send] [--all] */
gboolean redaksi_command_check (RedaksiCtl *ctl, int argc, char **argv,
                                GError **error); /* check */
gboolean redaksi_command_backup (RedaksiCtl *ctl, int argc, char **argv,
                                 GError **error); /* backup [--daily] FOLDER | --restore FILE */
gboolean redaksi_command_export (RedaksiCtl *ctl, int argc, char **argv,
                                 GError **error); /* export [--history] FOLDER */
gboolean redaksi_command_export_article (RedaksiCtl *ctl, int argc, char **argv,
                                         GError **error); /* export-article ID -o PATH */
gboolean redaksi_command_import (RedaksiCtl *ctl, int argc, char **argv,
                                 GError **error); /* import FOLDER */

/* redaksi-ctl-sites.c */
RedaksiSite *redaksi_ctl_find_site (RedaksiCtl *ctl, const char *name, GError **error);

/* redaksi-ctl-fields.c */
RedaksiArticle *redaksi_ctl_set_fields (RedaksiArticle *article, char **assignments,
                                        GError **error);

G_END_DECLS
