/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

#include "redaksi-site.h"

G_BEGIN_DECLS

/*
 * RedaksiPush: a row of the outbox: one revision of one article to one site with one intent.
 * The outbox owns the stages and says what they mean; the library only keeps the row.
 */

typedef enum
{
  REDAKSI_STAGE_WAITING,
  REDAKSI_STAGE_PHOTOS,      /* uploading photos */
  REDAKSI_STAGE_TERMS,       /* ensuring sections and tags */
  REDAKSI_STAGE_POST,        /* creating or updating */
  REDAKSI_STAGE_READ_BACK,
  REDAKSI_STAGE_DONE,        /* final */
  REDAKSI_STAGE_HELD,        /* embargo */
  REDAKSI_STAGE_OFFLINE,     /* waits, goes by itself */
  REDAKSI_STAGE_CONFLICT,    /* needs a person */
  REDAKSI_STAGE_REFUSED,     /* the server said no: needs a person */
  REDAKSI_STAGE_SIGN_IN,     /* needs a password */
  REDAKSI_STAGE_CANCELLED,   /* final */
} RedaksiStage;

#define REDAKSI_STAGE_LAST REDAKSI_STAGE_CANCELLED

const char *redaksi_stage_to_string   (RedaksiStage stage);
gboolean    redaksi_stage_from_string (const char *text, RedaksiStage *stage);
gboolean    redaksi_stage_is_final    (RedaksiStage stage);
gboolean    redaksi_stage_needs_person (RedaksiStage stage);

#define REDAKSI_TYPE_PUSH (redaksi_push_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPush, redaksi_push, REDAKSI, PUSH, GObject)

/* Construct: id (new UUID when NULL), article, revision, site, intent, scheduled (µs UTC, 0) */
RedaksiPush  *redaksi_push_new           (const char *article_id, guint revision, const char *site_id,
                                          RedaksiIntent intent, gint64 scheduled);
const char   *redaksi_push_get_id        (RedaksiPush *self);
const char   *redaksi_push_get_article   (RedaksiPush *self);
guint         redaksi_push_get_revision  (RedaksiPush *self);
const char   *redaksi_push_get_site      (RedaksiPush *self);
RedaksiIntent redaksi_push_get_intent    (RedaksiPush *self);
gint64        redaksi_push_get_scheduled (RedaksiPush *self);
gint64        redaksi_push_get_created   (RedaksiPush *self);

/* What changes as it goes; setters notify, the caller makes it durable */
RedaksiStage  redaksi_push_get_stage     (RedaksiPush *self);
void          redaksi_push_set_stage     (RedaksiPush *self, RedaksiStage stage);
guint         redaksi_push_get_attempts  (RedaksiPush *self);
void          redaksi_push_set_attempts  (RedaksiPush *self, guint attempts);
gint64        redaksi_push_get_next_try  (RedaksiPush *self);   /* µs UTC, 0 = now */
void          redaksi_push_set_next_try  (RedaksiPush *self, gint64 time);
const char   *redaksi_push_get_message   (RedaksiPush *self);   /* one sentence for a person, nullable */
const char   *redaksi_push_get_raw       (RedaksiPush *self);   /* the server's raw reply, capped; when done: what was read back; nullable */
void          redaksi_push_set_message   (RedaksiPush *self, const char *message, const char *raw);
const char   *redaksi_push_get_url       (RedaksiPush *self);   /* public address when done, nullable */
void          redaksi_push_set_url       (RedaksiPush *self, const char *url);
gboolean      redaksi_push_get_sent      (RedaksiPush *self);   /* a create may have reached the server */
void          redaksi_push_set_sent      (RedaksiPush *self, gboolean sent);

/* How often it was written. What another process wrote is taken over where it is newer than what is
 * known here, or where @force: then it is what the library has. */
guint         redaksi_push_get_version   (RedaksiPush *self);
gboolean      redaksi_push_take          (RedaksiPush *self, RedaksiPush *row, gboolean force);

/* Not kept: progress of the running upload */
guint64       redaksi_push_get_bytes_sent  (RedaksiPush *self);
guint64       redaksi_push_get_bytes_total (RedaksiPush *self);
void          redaksi_push_set_progress    (RedaksiPush *self, guint64 sent, guint64 total);

G_END_DECLS
