/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-flow-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TRIES 3

G_DEFINE_QUARK (redaksi - outbox - error - quark, redaksi_outbox_error)

static void
picture_free (gpointer data)
{
  RedaksiPicture *picture = data;

  g_free (picture->digest);
  g_free (picture->caption);
  g_free (picture->credit);
  g_free (picture->alt);
  g_free (picture->marker);
  g_clear_pointer (&picture->remote, redaksi_remote_photo_free);
  g_free (picture);
}

RedaksiFlow *
redaksi_flow_new (RedaksiLibrary *library, RedaksiPhotoStore *photos, RedaksiPush *push,
                  RedaksiSite *site, RedaksiServer *server, GCancellable *cancellable)
{
  RedaksiFlow *self = g_new0 (RedaksiFlow, 1);

  self->library = g_object_ref (library);
  self->photos = g_object_ref (photos);
  self->push = g_object_ref (push);
  self->site = g_object_ref (site);
  self->server = g_object_ref (server);
  self->cancellable = g_object_ref (cancellable);
  self->seen_revision = redaksi_push_get_revision (push);
  self->pictures = g_ptr_array_new_with_free_func (picture_free);
  self->house.site_name = redaksi_site_get_name (self->site);
  self->house.language = redaksi_site_get_language (self->site);
  self->house.theme_captions = redaksi_site_get_theme_captions (self->site);
  return self;
}

void
redaksi_flow_free (RedaksiFlow *self)
{
  g_object_unref (self->library);
  g_object_unref (self->photos);
  g_object_unref (self->push);
  g_object_unref (self->site);
  g_object_unref (self->server);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->article, redaksi_article_unref);
  g_ptr_array_unref (self->pictures);
  g_free (self->section);
  g_free (self->seen_state);
  g_strfreev (self->tags);
  g_clear_pointer (&self->sent, redaksi_post_free);
  g_clear_pointer (&self->result, redaksi_post_free);
  g_free (self->remark);
  g_free (self);
}

/* The stage is durable before anything is done in it. */
gboolean
redaksi_flow_enter (RedaksiFlow *self, RedaksiStage stage, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (redaksi_push_get_stage (self->push) == stage)
    return TRUE;
  redaksi_push_set_stage (self->push, stage);
  return dex_await (redaksi_library_update_push (self->library, self->push), error);
}

/**
 * redaksi_flow_ask_again:
 * @cancellable: of the flow
 * @patience: milliseconds before the first repetition
 * @tries: (inout): how often it was asked; starts at 0
 * @error: (inout): why there was no answer; cleared where it is asked again
 *
 * A question, unlike an order, may be put again at once. On a bad line whole attempts would hardly
 * ever come through otherwise.
 *
 * Returns: whether to ask again; it has waited then
 */
gboolean
redaksi_flow_ask_again (GCancellable *cancellable, guint patience, guint *tries, GError **error)
{
  if (*tries == MAX_TRIES || g_cancellable_is_cancelled (cancellable)
      || !(g_error_matches (*error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_OFFLINE)
           || g_error_matches (*error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_UNCLEAR)
           || g_error_matches (*error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_BROKEN)))
    return FALSE;
  dex_await (dex_timeout_new_msec ((int)(patience << *tries)), NULL);
  *tries += 1;
  g_clear_error (error);
  return TRUE;
}

/* Whoever starts after a crash must know that something may have reached the server. */
gboolean
redaksi_flow_mark_sent (RedaksiFlow *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (redaksi_push_get_sent (self->push))
    return TRUE;
  redaksi_push_set_sent (self->push, TRUE);
  return dex_await (redaksi_library_update_push (self->library, self->push), error);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_REFUSED, sentence);
  return FALSE;
}

/* What can be known to go wrong before anything is sent. */
static gboolean
check (RedaksiFlow *self, GError **error)
{
  RedaksiIntent intent = redaksi_push_get_intent (self->push);
  const char *headline = redaksi_article_get_field (self->article, REDAKSI_FIELD_HEADLINE);

  if ((intent == REDAKSI_INTENT_PUBLISH || intent == REDAKSI_INTENT_SCHEDULE)
      && !redaksi_site_get_may_publish (self->site))
    {
      g_set_error (
        error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_REFUSED,
        _ ("Your account on “%s” may not publish. Submit the article for review instead."),
        redaksi_site_get_name (self->site));
      return FALSE;
    }
  if (intent != REDAKSI_INTENT_DRAFT && intent != REDAKSI_INTENT_UNPUBLISH && *headline == '\0')
    return refuse (error,
                   _ ("The article has no headline yet. Write one, then send it once more."));
  return TRUE;
}

static char *
ensure_term (RedaksiFlow *self, const char *kind, const char *name, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint tries = 0;
  char *id;

  /* To make a term is no order that could be carried out twice: names are unique. */
  do
    id = dex_await_string (redaksi_server_ensure_term (self->server, kind, name, self->cancellable),
                           &local);
  while (id == NULL && redaksi_flow_ask_again (self->cancellable, self->patience, &tries, &local));
  if (id == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return id;
}

static gboolean
ensure_terms (RedaksiFlow *self, GError **error)
{
  const char *section = redaksi_article_get_field (self->article, REDAKSI_FIELD_SECTION);
  g_auto (GStrv) names = redaksi_article_get_tags (self->article);
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  if (*section != '\0')
    {
      self->section = ensure_term (self, "section", section, error);
      if (self->section == NULL)
        return FALSE;
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *id = ensure_term (self, "tag", names[i], error);
      if (id == NULL)
        return FALSE;
      g_strv_builder_add (tags, id);
    }
  self->tags = g_strv_builder_end (tags);
  return TRUE;
}

/**
 * redaksi_flow_state_of:
 * @status: (nullable): of a post
 *
 * Returns: the state of an article that is there with this status
 */
RedaksiState
redaksi_flow_state_of (const char *status)
{
  static const struct
  {
    const char *status;
    RedaksiState state;
  } states[] = {
    { "publish", REDAKSI_STATE_PUBLISHED }, { "private", REDAKSI_STATE_PUBLISHED },
    { "future", REDAKSI_STATE_SCHEDULED },  { "pending", REDAKSI_STATE_SUBMITTED },
    { "draft", REDAKSI_STATE_DRAFT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (status, states[i].status) == 0)
      return states[i].state;
  return REDAKSI_STATE_DRAFT;
}

/**
 * redaksi_flow_note_state:
 * @library: where the article is
 * @id: the article's id
 * @state: its state
 * @post: what the site says of it: also the hour at which it is to go out
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
redaksi_flow_note_state (RedaksiLibrary *library, const char *id, RedaksiState state,
                         const RedaksiPost *post)
{
  return state == REDAKSI_STATE_SCHEDULED && post->date > 0
           ? redaksi_library_set_scheduled (library, id, post->date)
           : redaksi_library_set_state (library, id, state);
}

static gboolean
set_state (RedaksiFlow *self, GError **error)
{
  RedaksiState state = redaksi_flow_state_of (self->result->status);

  if (redaksi_push_get_intent (self->push) == REDAKSI_INTENT_UNPUBLISH)
    state = REDAKSI_STATE_WITHDRAWN;
  return dex_await (redaksi_flow_note_state (self->library, redaksi_push_get_article (self->push),
                                             state, self->result),
                    error);
}

static gboolean
lost_lead_photo (RedaksiFlow *self)
{
  return self->sent != NULL && self->sent->featured != NULL && *self->sent->featured != '\0'
         && g_strcmp0 (self->sent->featured, self->result->featured) != 0;
}

/**
 * redaksi_flow_run:
 * @self: a flow
 * @error: return location: of #RedaksiServerError, #RedaksiOutboxError, #RedaksiPhotoError or
 *   #RedaksiLibraryError
 *
 * Goes all the way from wherever an earlier attempt stopped. Must run in a fiber.
 *
 * Returns: whether it is done; the push is in its last stage then, durably
 */
gboolean
redaksi_flow_run (RedaksiFlow *self, GError **error)
{
  gboolean was_sent = redaksi_push_get_stage (self->push) == REDAKSI_STAGE_READ_BACK;
  gboolean may_verify = TRUE;
  g_autofree char *proof = NULL;

  self->article
    = dex_await_boxed (redaksi_library_load_revision (self->library,
                                                      redaksi_push_get_article (self->push),
                                                      redaksi_push_get_revision (self->push)),
                       error);
  if (self->article == NULL || !check (self, error)
      || (!was_sent && !redaksi_flow_check_embargo (self, error)))
    return FALSE;
  redaksi_flow_leave_there (self);
  if (redaksi_push_get_intent (self->push) != REDAKSI_INTENT_UNPUBLISH)
    {
      if ((!was_sent && !redaksi_flow_enter (self, REDAKSI_STAGE_PHOTOS, error))
          || !redaksi_flow_send_photos (self, FALSE, error)
          || (!was_sent && !redaksi_flow_enter (self, REDAKSI_STAGE_TERMS, error))
          || !ensure_terms (self, error))
        return FALSE;
    }
  for (;;)
    {
      g_autoptr (GError) local = NULL;

      if (!was_sent && !redaksi_flow_enter (self, REDAKSI_STAGE_POST, error))
        return FALSE;
      if (redaksi_flow_send_post (self, was_sent, &local))
        {
          if (!redaksi_flow_enter (self, REDAKSI_STAGE_READ_BACK, error)
              || !redaksi_flow_read_back (self, error))
            return FALSE;
          if (!may_verify || !lost_lead_photo (self))
            break;
        }
      else if (!may_verify || self->pictures->len == 0
               || !g_error_matches (local, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_REFUSED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      /* The server has lost a photo that it had: look for each, send what is gone, once more. */
      may_verify = was_sent = FALSE;
      if (!redaksi_flow_enter (self, REDAKSI_STAGE_PHOTOS, error)
          || !redaksi_flow_send_photos (self, TRUE, error))
        return FALSE;
    }
  if (!set_state (self, error) || !redaksi_flow_check_status (self, error))
    return FALSE;
  proof = redaksi_flow_prove (self);
  if (!redaksi_flow_note_differing (self, error))
    return FALSE;
  redaksi_push_set_url (self->push, self->result->url);
  redaksi_push_set_message (self->push, self->remark, proof);
  redaksi_push_set_sent (self->push, FALSE);
  redaksi_push_set_next_try (self->push, 0);
  return redaksi_flow_enter (self, REDAKSI_STAGE_DONE, error);
}
