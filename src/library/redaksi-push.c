/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-push-private.h"

#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-id.h"

static const char *const stage_names[] = {
  [REDAKSI_STAGE_WAITING] = "waiting",     [REDAKSI_STAGE_PHOTOS] = "photos",
  [REDAKSI_STAGE_TERMS] = "terms",         [REDAKSI_STAGE_POST] = "post",
  [REDAKSI_STAGE_READ_BACK] = "read-back", [REDAKSI_STAGE_DONE] = "done",
  [REDAKSI_STAGE_HELD] = "held",           [REDAKSI_STAGE_OFFLINE] = "offline",
  [REDAKSI_STAGE_CONFLICT] = "conflict",   [REDAKSI_STAGE_REFUSED] = "refused",
  [REDAKSI_STAGE_SIGN_IN] = "sign-in",     [REDAKSI_STAGE_CANCELLED] = "cancelled",
};

/**
 * redaksi_stage_to_string:
 * @stage: a stage
 *
 * Returns: the word that the library and the terminal have for it
 */
const char *
redaksi_stage_to_string (RedaksiStage stage)
{
  g_return_val_if_fail (stage <= REDAKSI_STAGE_LAST, NULL);

  return stage_names[stage];
}

/**
 * redaksi_stage_from_string:
 * @text: (nullable): a word
 * @stage: (out): the stage that it names
 *
 * Returns: whether it names one
 */
gboolean
redaksi_stage_from_string (const char *text, RedaksiStage *stage)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (stage_names); i++)
    if (strcmp (text, stage_names[i]) == 0)
      {
        *stage = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * redaksi_stage_is_final:
 * @stage: a stage
 *
 * Returns: whether nothing more will ever happen to the push
 */
gboolean
redaksi_stage_is_final (RedaksiStage stage)
{
  return stage == REDAKSI_STAGE_DONE || stage == REDAKSI_STAGE_CANCELLED;
}

/**
 * redaksi_stage_needs_person:
 * @stage: a stage
 *
 * Returns: whether nothing more happens by itself before somebody decides
 */
gboolean
redaksi_stage_needs_person (RedaksiStage stage)
{
  return stage == REDAKSI_STAGE_CONFLICT || stage == REDAKSI_STAGE_REFUSED
         || stage == REDAKSI_STAGE_SIGN_IN;
}

enum
{
  PROP_STAGE = 1,
  PROP_ATTEMPTS,
  PROP_NEXT_TRY,
  PROP_MESSAGE,
  PROP_RAW,
  PROP_URL,
  PROP_SENT,
  PROP_BYTES_SENT,
  PROP_BYTES_TOTAL,
  N_PROPS
};

struct _RedaksiPush
{
  GObject parent_instance;

  char *id;
  char *article;
  guint revision;
  char *site;
  RedaksiIntent intent;
  gint64 scheduled;
  gint64 created;

  RedaksiStage stage;
  guint attempts;
  gint64 next_try;
  char *message;
  char *raw;
  char *url;
  gboolean sent;
  guint version; /* of the row, as it is or will be */

  guint64 bytes_sent;
  guint64 bytes_total;
};

G_DEFINE_FINAL_TYPE (RedaksiPush, redaksi_push, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
redaksi_push_finalize (GObject *object)
{
  RedaksiPush *self = REDAKSI_PUSH (object);

  g_free (self->id);
  g_free (self->article);
  g_free (self->site);
  g_free (self->message);
  g_free (self->raw);
  g_free (self->url);

  G_OBJECT_CLASS (redaksi_push_parent_class)->finalize (object);
}

static void
redaksi_push_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RedaksiPush *self = REDAKSI_PUSH (object);

  switch (id)
    {
    case PROP_STAGE:
      g_value_set_uint (value, self->stage);
      break;
    case PROP_ATTEMPTS:
      g_value_set_uint (value, self->attempts);
      break;
    case PROP_NEXT_TRY:
      g_value_set_int64 (value, self->next_try);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_RAW:
      g_value_set_string (value, self->raw);
      break;
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    case PROP_SENT:
      g_value_set_boolean (value, self->sent);
      break;
    case PROP_BYTES_SENT:
      g_value_set_uint64 (value, self->bytes_sent);
      break;
    case PROP_BYTES_TOTAL:
      g_value_set_uint64 (value, self->bytes_total);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
redaksi_push_class_init (RedaksiPushClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = redaksi_push_finalize;
  object_class->get_property = redaksi_push_get_property;

  properties[PROP_STAGE]
    = g_param_spec_uint ("stage", NULL, NULL, 0, REDAKSI_STAGE_LAST, REDAKSI_STAGE_WAITING, flags);
  properties[PROP_ATTEMPTS] = g_param_spec_uint ("attempts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_NEXT_TRY]
    = g_param_spec_int64 ("next-try", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_RAW] = g_param_spec_string ("raw", NULL, NULL, NULL, flags);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_SENT] = g_param_spec_boolean ("sent", NULL, NULL, FALSE, flags);
  properties[PROP_BYTES_SENT]
    = g_param_spec_uint64 ("bytes-sent", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_BYTES_TOTAL]
    = g_param_spec_uint64 ("bytes-total", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
redaksi_push_init (RedaksiPush *self)
{
}

/**
 * redaksi_push_new:
 * @article_id: what is pushed
 * @revision: its revision
 * @site_id: where to
 * @intent: what the site shall do with it
 * @scheduled: when it shall be published, microseconds UTC; 0 where that is not asked
 *
 * Returns: (transfer full): a push that waits, with an id of its own; the library does not know it
 * yet
 */
RedaksiPush *
redaksi_push_new (const char *article_id, guint revision, const char *site_id, RedaksiIntent intent,
                  gint64 scheduled)
{
  RedaksiPush *self;

  g_return_val_if_fail (redaksi_id_is_valid (article_id), NULL);
  g_return_val_if_fail (site_id != NULL && intent <= REDAKSI_INTENT_LAST, NULL);

  self = g_object_new (REDAKSI_TYPE_PUSH, NULL);
  self->id = redaksi_id_new ();
  self->article = g_strdup (article_id);
  self->revision = revision;
  self->site = g_strdup (site_id);
  self->intent = intent;
  self->scheduled = scheduled;
  self->created = redaksi_clock_now ();
  return self;
}

/* From REDAKSI_PUSH_COLUMNS; NULL where the words are not ours. */
RedaksiPush *
redaksi_push_new_from_row (sqlite3_stmt *statement)
{
  g_autoptr (RedaksiPush) self = g_object_new (REDAKSI_TYPE_PUSH, NULL);

  self->id = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  self->article = g_strdup ((const char *)sqlite3_column_text (statement, 1));
  self->revision = (guint)sqlite3_column_int64 (statement, 2);
  self->site = g_strdup ((const char *)sqlite3_column_text (statement, 3));
  self->scheduled = sqlite3_column_int64 (statement, 5);
  self->created = sqlite3_column_int64 (statement, 6);
  self->attempts = (guint)sqlite3_column_int64 (statement, 8);
  self->next_try = sqlite3_column_int64 (statement, 9);
  self->message = g_strdup ((const char *)sqlite3_column_text (statement, 10));
  self->raw = g_strdup ((const char *)sqlite3_column_text (statement, 11));
  self->url = g_strdup ((const char *)sqlite3_column_text (statement, 12));
  self->sent = sqlite3_column_int64 (statement, 13) != 0;
  self->version = (guint)sqlite3_column_int64 (statement, 14);
  if (!redaksi_intent_from_string ((const char *)sqlite3_column_text (statement, 4), &self->intent)
      || !redaksi_stage_from_string ((const char *)sqlite3_column_text (statement, 7),
                                     &self->stage))
    return NULL;
  return g_steal_pointer (&self);
}

/* As it is now, for another thread. */
RedaksiPush *
redaksi_push_copy (RedaksiPush *self)
{
  RedaksiPush *copy = g_object_new (REDAKSI_TYPE_PUSH, NULL);

  copy->id = g_strdup (self->id);
  copy->article = g_strdup (self->article);
  copy->revision = self->revision;
  copy->site = g_strdup (self->site);
  copy->intent = self->intent;
  copy->scheduled = self->scheduled;
  copy->created = self->created;
  copy->stage = self->stage;
  copy->attempts = self->attempts;
  copy->next_try = self->next_try;
  copy->message = g_strdup (self->message);
  copy->raw = g_strdup (self->raw);
  copy->url = g_strdup (self->url);
  copy->sent = self->sent;
  copy->version = self->version;
  return copy;
}

const char *
redaksi_push_get_id (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), NULL);

  return self->id;
}

const char *
redaksi_push_get_article (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), NULL);

  return self->article;
}

guint
redaksi_push_get_revision (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), 0);

  return self->revision;
}

const char *
redaksi_push_get_site (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), NULL);

  return self->site;
}

RedaksiIntent
redaksi_push_get_intent (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), REDAKSI_INTENT_DRAFT);

  return self->intent;
}

gint64
redaksi_push_get_scheduled (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), 0);

  return self->scheduled;
}

gint64
redaksi_push_get_created (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), 0);

  return self->created;
}

RedaksiStage
redaksi_push_get_stage (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), REDAKSI_STAGE_WAITING);

  return self->stage;
}

guint
redaksi_push_get_attempts (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), 0);

  return self->attempts;
}

gint64
redaksi_push_get_next_try (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), 0);

  return self->next_try;
}

const char *
redaksi_push_get_message (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), NULL);

  return self->message;
}

const char *
redaksi_push_get_raw (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), NULL);

  return self->raw;
}

const char *
redaksi_push_get_url (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), NULL);

  return self->url;
}

gboolean
redaksi_push_get_sent (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), FALSE);

  return self->sent;
}

guint64
redaksi_push_get_bytes_sent (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), 0);

  return self->bytes_sent;
}

guint64
redaksi_push_get_bytes_total (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), 0);

  return self->bytes_total;
}

/**
 * redaksi_push_set_stage:
 * @self: a push
 * @stage: how far it came
 *
 * Notifies; redaksi_library_update_push() makes it durable.
 */
void
redaksi_push_set_stage (RedaksiPush *self, RedaksiStage stage)
{
  g_return_if_fail (REDAKSI_IS_PUSH (self) && stage <= REDAKSI_STAGE_LAST);

  if (self->stage == stage)
    return;
  self->stage = stage;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

/**
 * redaksi_push_set_attempts:
 * @self: a push
 * @attempts: how often it was tried
 *
 * Notifies; redaksi_library_update_push() makes it durable.
 */
void
redaksi_push_set_attempts (RedaksiPush *self, guint attempts)
{
  g_return_if_fail (REDAKSI_IS_PUSH (self));

  if (self->attempts == attempts)
    return;
  self->attempts = attempts;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTEMPTS]);
}

/**
 * redaksi_push_set_next_try:
 * @self: a push
 * @next_try: when it may be tried again, microseconds UTC; 0 is now
 *
 * Notifies; redaksi_library_update_push() makes it durable.
 */
void
redaksi_push_set_next_try (RedaksiPush *self, gint64 next_try)
{
  g_return_if_fail (REDAKSI_IS_PUSH (self));

  if (self->next_try == next_try)
    return;
  self->next_try = next_try;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_TRY]);
}

/**
 * redaksi_push_set_sent:
 * @self: a push
 * @sent: whether a create may have reached the server
 *
 * Notifies; redaksi_library_update_push() makes it durable.
 */
void
redaksi_push_set_sent (RedaksiPush *self, gboolean sent)
{
  g_return_if_fail (REDAKSI_IS_PUSH (self));

  if (self->sent == sent)
    return;
  self->sent = sent;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENT]);
}

/**
 * redaksi_push_set_message:
 * @self: a push
 * @message: (nullable): one sentence for a person
 * @raw: (nullable): what the server answered, capped, for the administrator
 */
void
redaksi_push_set_message (RedaksiPush *self, const char *message, const char *raw)
{
  g_return_if_fail (REDAKSI_IS_PUSH (self));

  if (g_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  if (g_set_str (&self->raw, raw))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RAW]);
}

void
redaksi_push_set_url (RedaksiPush *self, const char *url)
{
  g_return_if_fail (REDAKSI_IS_PUSH (self));

  if (g_set_str (&self->url, url))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URL]);
}

/**
 * redaksi_push_set_progress:
 * @self: a push
 * @sent: bytes of the running upload that went out
 * @total: bytes that it has
 *
 * Notifies; this is not kept.
 */
void
redaksi_push_set_progress (RedaksiPush *self, guint64 sent, guint64 total)
{
  g_return_if_fail (REDAKSI_IS_PUSH (self));

  self->bytes_sent = sent;
  self->bytes_total = total;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES_SENT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES_TOTAL]);
}

guint
redaksi_push_get_version (RedaksiPush *self)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self), 0);

  return self->version;
}

/* What is about to be written is newer than all that was read before. */
void
redaksi_push_begin_version (RedaksiPush *self)
{
  self->version++;
}

/**
 * redaksi_push_take:
 * @self: a push
 * @row: the same push, as the library had it when it was read
 * @force: even where @self seems to be newer
 *
 * Takes over how far @row came. A row that was read before @self was last written is older than
 * @self and changes nothing.
 *
 * Returns: whether anything was taken over
 */
gboolean
redaksi_push_take (RedaksiPush *self, RedaksiPush *row, gboolean force)
{
  g_return_val_if_fail (REDAKSI_IS_PUSH (self) && REDAKSI_IS_PUSH (row), FALSE);
  g_return_val_if_fail (strcmp (self->id, row->id) == 0, FALSE);

  if (self == row || (row->version <= self->version && !force))
    return FALSE;
  self->version = row->version;
  redaksi_push_set_message (self, row->message, row->raw);
  redaksi_push_set_url (self, row->url);
  redaksi_push_set_attempts (self, row->attempts);
  redaksi_push_set_next_try (self, row->next_try);
  redaksi_push_set_sent (self, row->sent);
  redaksi_push_set_stage (self, row->stage);
  return TRUE;
}
