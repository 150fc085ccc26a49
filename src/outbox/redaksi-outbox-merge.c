/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A push in conflict: what stands on the site and what is here are brought together, block by
 * block, from the revision that both came of. A person sees it before anything goes. */
#include "redaksi-outbox-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-compare-private.h"
#include "redaksi-flow-private.h"

G_DEFINE_BOXED_TYPE (RedaksiMeeting, redaksi_meeting, redaksi_meeting_copy, redaksi_meeting_free)

/**
 * redaksi_meeting_copy:
 * @meeting: a meeting
 *
 * Returns: (transfer full): a meeting with the same merge
 */
RedaksiMeeting *
redaksi_meeting_copy (const RedaksiMeeting *meeting)
{
  RedaksiMeeting *copy;

  g_return_val_if_fail (meeting != NULL, NULL);

  copy = g_memdup2 (meeting, sizeof *meeting);
  copy->theirs = redaksi_post_copy (meeting->theirs);
  copy->merge = redaksi_merge_ref (meeting->merge);
  copy->section = g_strdup (meeting->section);
  return copy;
}

/**
 * redaksi_meeting_free:
 * @meeting: (transfer full) (nullable): a meeting
 */
void
redaksi_meeting_free (RedaksiMeeting *meeting)
{
  if (meeting == NULL)
    return;
  redaksi_post_free (meeting->theirs);
  g_clear_pointer (&meeting->merge, redaksi_merge_unref);
  g_free (meeting->section);
  g_free (meeting);
}

/* ---- what is asked ---- */

typedef struct
{
  RedaksiOutbox *outbox;
  char *push_id; /* NULL: no push, but these two */
  char *article;
  char *site_id;
  RedaksiArticle *mine; /* nullable */
  RedaksiMeeting *meeting;
  guint kept;
} Question;

static Question *
question_new (RedaksiOutbox *self, const char *push_id)
{
  Question *question = g_new0 (Question, 1);

  question->outbox = g_object_ref (self);
  question->push_id = g_strdup (push_id);
  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->outbox);
  g_free (question->push_id);
  g_free (question->article);
  g_free (question->site_id);
  g_clear_pointer (&question->mine, redaksi_article_unref);
  g_clear_pointer (&question->meeting, redaksi_meeting_free);
  g_free (question);
}

static RedaksiPush *
get_push (Question *question, GError **error)
{
  RedaksiOutboxItem *item = _redaksi_outbox_find_item (question->outbox, question->push_id);

  if (item != NULL && redaksi_push_get_stage (item->push) == REDAKSI_STAGE_CONFLICT)
    return g_object_ref (item->push);
  g_set_error_literal (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE,
                       _ ("This is decided already."));
  return NULL;
}

/* ---- photos: the site's numbers and our digests ---- */

typedef struct
{
  RedaksiHouse house;
  GHashTable *digests; /* remote id → digest */
} View;

static void
learn_photos (RedaksiOutbox *self, const char *site_id, RedaksiArticle *article, View *view)
{
  RedaksiBody *body = redaksi_article_get_body (article);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      const char *remote_id = redaksi_flow_get_photo_key (redaksi_body_get_nth (body, i));
      g_autofree char *local = NULL;

      if (remote_id == NULL || g_hash_table_contains (view->digests, remote_id))
        continue;
      local
        = dex_await_string (redaksi_library_find_remote (self->library, site_id, remote_id, TRUE),
                            NULL);
      if (local != NULL)
        g_hash_table_insert (view->digests, g_strdup (remote_id),
                             g_strndup (local, strcspn (local, ":")));
    }
}

/* A photo that is here knows so; it keeps what the site calls it, so that it stays there as it is.
 */
static RedaksiBlock *
with_photo (RedaksiBlock *block, View *view)
{
  const char *key = redaksi_flow_get_photo_key (block);
  const char *digest = key != NULL ? g_hash_table_lookup (view->digests, key) : NULL;
  g_autoptr (RedaksiShape) named = NULL;

  if (digest == NULL || redaksi_block_get (block, "photo") != NULL)
    return redaksi_block_ref (block);
  named = redaksi_shape_with (redaksi_block_get_shape (block), "photo", digest);
  return redaksi_block_with_shape (block, named);
}

/* … and is the same, by the name that it has here. */
static RedaksiBlock *
as_here (RedaksiBlock *block, View *view)
{
  g_autoptr (RedaksiBlock) named = with_photo (block, view);
  g_autoptr (RedaksiShape) bare = NULL;
  g_autoptr (RedaksiShape) free_of_url = NULL;
  g_autoptr (RedaksiShape) plain = NULL;

  if (redaksi_block_get_kind (named) != REDAKSI_BLOCK_PHOTO
      || redaksi_block_get (named, "photo") == NULL)
    return redaksi_block_ref (block);
  bare = redaksi_shape_with (redaksi_block_get_shape (named), "remote-id", NULL);
  free_of_url = redaksi_shape_with (bare, "url", NULL);
  plain = redaksi_shape_with (free_of_url, "wp-attributes", NULL);
  return redaksi_block_with_shape (block, plain);
}

static RedaksiBlock *
view_cb (RedaksiBlock *block, gpointer data)
{
  View *view = data;
  g_autoptr (RedaksiBlock) here = as_here (block, view);

  return redaksi_block_as_read (here, &view->house);
}

static RedaksiArticle *
with_photos (RedaksiArticle *article, View *view)
{
  RedaksiBody *body = redaksi_article_get_body (article);
  g_autoptr (RedaksiBody) named = redaksi_body_ref (body);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      g_autoptr (RedaksiBlock) here = with_photo (block, view);
      RedaksiBody *next;

      if (redaksi_block_equal (here, block))
        continue;
      next = redaksi_body_with_block (named, i, here);
      redaksi_body_unref (named);
      named = next;
    }
  return redaksi_article_with_body (article, named);
}

/* ---- theirs, as far as a post says it ---- */

static void
keep (RedaksiArticle **article, RedaksiArticle *from, const char *name)
{
  RedaksiArticle *next
    = redaksi_article_with_field (*article, name, redaksi_article_peek_field (from, name));

  redaksi_article_unref (*article);
  *article = next;
}

/* What a post does not say, or says in a way of its own, is what it was. */
static void
fill_in (RedaksiArticle **theirs, RedaksiArticle *from, const RedaksiPost *post,
         const RedaksiHouse *house)
{
  static const char *const said[] = { REDAKSI_FIELD_HEADLINE,
                                      REDAKSI_FIELD_DECK,
                                      REDAKSI_FIELD_DATELINE,
                                      REDAKSI_FIELD_BYLINES,
                                      REDAKSI_FIELD_SECTION,
                                      REDAKSI_FIELD_TAGS,
                                      REDAKSI_FIELD_EXCERPT,
                                      REDAKSI_FIELD_LEAD_CAPTION,
                                      REDAKSI_FIELD_LEAD_CREDIT,
                                      REDAKSI_FIELD_LEAD_PHOTO,
                                      NULL };
  gboolean has_lead = redaksi_article_peek_field (*theirs, REDAKSI_FIELD_LEAD_PHOTO) != NULL;
  gboolean lost_lead
    = !has_lead && post->featured != NULL && *post->featured != '\0' && *post->featured != '0';
  g_autoptr (RedaksiArticle) read = redaksi_article_ref (*theirs);

  for (guint i = 0; i < redaksi_article_get_n_fields (from); i++)
    {
      const char *name = redaksi_article_get_nth_field (from, i, NULL);
      if (!g_strv_contains (said, name))
        keep (theirs, from, name);
    }
  for (guint i = 0; i < redaksi_article_get_n_fields (read); i++)
    {
      const char *name = redaksi_article_get_nth_field (read, i, NULL);
      if (!g_strv_contains (said, name))
        keep (theirs, from, name);
    }
  if (lost_lead)
    keep (theirs, from, REDAKSI_FIELD_LEAD_PHOTO);
  if (lost_lead || house->theme_captions || !has_lead)
    {
      keep (theirs, from, REDAKSI_FIELD_LEAD_CAPTION);
      keep (theirs, from, REDAKSI_FIELD_LEAD_CREDIT);
    }
  /* Where there was none, the site has one that was made of the text. */
  if (redaksi_article_peek_field (from, REDAKSI_FIELD_EXCERPT) == NULL)
    keep (theirs, from, REDAKSI_FIELD_EXCERPT);
  if (redaksi_article_peek_field (from, REDAKSI_FIELD_SECTION) == NULL)
    keep (theirs, from, REDAKSI_FIELD_SECTION);
}

static RedaksiArticle *
load_base (RedaksiOutbox *self, const char *article, const RedaksiSeen *seen)
{
  return seen->revision != 0
           ? dex_await_boxed (redaksi_library_load_revision (self->library, article,
                                                             seen->revision),
                              NULL)
           : NULL;
}

/* That a photo came from the site is no change. */
static gboolean
is_same (RedaksiArticle *a, RedaksiArticle *b, View *view)
{
  g_autoptr (RedaksiArticle) first = with_photos (a, view);
  g_autoptr (RedaksiArticle) second = with_photos (b, view);

  return redaksi_article_equal (first, second);
}

/* What stands on the site now. */
static RedaksiPost *
get_theirs (RedaksiServer *server, RedaksiSite *site, const char *remote_id, GError **error)
{
  g_autoptr (RedaksiPost) post
    = dex_await_boxed (redaksi_server_get_post (server, remote_id, NULL), error);

  if (post == NULL || g_strcmp0 (post->status, "trash") != 0)
    return g_steal_pointer (&post);
  g_set_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND,
               _ ("The article was deleted at %s."), redaksi_site_get_name (site));
  return NULL;
}

static RedaksiMeeting *
meet_await (RedaksiOutbox *self, const char *article, const char *site_id, RedaksiArticle *now,
            GError **error)
{
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiServer) server = NULL;
  g_autoptr (RedaksiRemote) remote = NULL;
  g_autoptr (RedaksiMeeting) meeting = g_new0 (RedaksiMeeting, 1);
  g_autoptr (RedaksiArticle) mine = now != NULL ? redaksi_article_ref (now) : NULL;
  g_autoptr (RedaksiArticle) base = NULL;
  g_autoptr (RedaksiArticle) read = NULL;
  g_autoptr (RedaksiArticle) theirs = NULL;
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *digest = NULL;
  g_auto (RedaksiSeen) seen = { 0 };
  View view = { .digests = digests };

  remote = dex_await_boxed (redaksi_library_get_remote (self->library, site_id, article), error);
  if (remote == NULL)
    return NULL;
  server = _redaksi_outbox_await_server (self, site_id, &site, NULL, error);
  if (server == NULL)
    return NULL;
  view.house.site_name = redaksi_site_get_name (site);
  view.house.language = redaksi_site_get_language (site);
  view.house.theme_captions = redaksi_site_get_theme_captions (site);
  meeting->theirs = get_theirs (server, site, remote->remote_id, error);
  if (meeting->theirs == NULL)
    return NULL;
  if (mine == NULL)
    mine = dex_await_boxed (redaksi_library_load_revision (self->library, article, 0), error);
  if (mine == NULL)
    return NULL;
  digest = redaksi_compare_digest (meeting->theirs);
  meeting->is_new = !redaksi_seen_read (remote->state, &seen)
                    || g_strcmp0 (seen.digest, digest) != 0
                    || g_strcmp0 (seen.status, meeting->theirs->status) != 0;
  base = load_base (self, article, &seen);
  read = _redaksi_outbox_read_post (self, server, site, meeting->theirs, article, &meeting->section,
                                    error);
  if (read == NULL)
    return NULL;
  learn_photos (self, site_id, read, &view);
  learn_photos (self, site_id, mine, &view);
  theirs = with_photos (read, &view);
  fill_in (&theirs, base != NULL ? base : mine, meeting->theirs, &view.house);
  meeting->has_base = base != NULL;
  meeting->is_edited = base == NULL || !is_same (base, mine, &view);
  meeting->merge = redaksi_merge_new (base, mine, theirs, view_cb, &view);
  return g_steal_pointer (&meeting);
}

static RedaksiMeeting *
meet (Question *question, GError **error)
{
  g_autoptr (RedaksiPush) push = NULL;

  if (question->push_id == NULL)
    return meet_await (question->outbox, question->article, question->site_id, question->mine,
                       error);
  push = get_push (question, error);
  return push != NULL ? meet_await (question->outbox, redaksi_push_get_article (push),
                                    redaksi_push_get_site (push), question->mine, error)
                      : NULL;
}

static DexFuture *
meet_fiber (gpointer data)
{
  GError *error = NULL;
  RedaksiMeeting *meeting = meet (data, &error);

  return meeting != NULL ? dex_future_new_take_boxed (REDAKSI_TYPE_MEETING, meeting)
                         : dex_future_new_for_error (error);
}

/**
 * redaksi_outbox_meet:
 * @self: an outbox
 * @push_id: a push in conflict
 * @mine: (nullable): the article as it is now; %NULL: the newest state in the library
 *
 * Fetches what stands on the site and brings it together with what is here. Nothing is changed.
 *
 * Returns: (transfer full): a future of #RedaksiMeeting; rejects with
 *   %REDAKSI_SERVER_ERROR_NOT_FOUND where the post was deleted, with %REDAKSI_OUTBOX_ERROR_NONE
 *   where the push is in no conflict any more
 */
DexFuture *
redaksi_outbox_meet (RedaksiOutbox *self, const char *push_id, RedaksiArticle *mine)
{
  Question *question;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && push_id != NULL, NULL);

  question = question_new (self, push_id);
  question->mine = mine != NULL ? redaksi_article_ref (mine) : NULL;
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, meet_fiber, question, question_free);
}

/**
 * redaksi_outbox_meet_site:
 * @self: an outbox
 * @article_id: an article
 * @site_id: a site that has it
 * @mine: (nullable): the article as it is now; %NULL: the newest state in the library
 *
 * As redaksi_outbox_meet(), for an article that is on no way there. Nothing is changed.
 *
 * Returns: (transfer full): a future of #RedaksiMeeting; rejects with
 *   %REDAKSI_SERVER_ERROR_NOT_FOUND where the post was deleted
 */
DexFuture *
redaksi_outbox_meet_site (RedaksiOutbox *self, const char *article_id, const char *site_id,
                          RedaksiArticle *mine)
{
  Question *question;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && article_id != NULL && site_id != NULL, NULL);

  question = question_new (self, NULL);
  question->article = g_strdup (article_id);
  question->site_id = g_strdup (site_id);
  question->mine = mine != NULL ? redaksi_article_ref (mine) : NULL;
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, meet_fiber, question, question_free);
}

/* ---- what was decided ---- */

static gboolean
note_met (RedaksiOutbox *self, const char *article, const char *site_id,
          const RedaksiMeeting *meeting, guint kept, GError **error)
{
  const RedaksiPost *theirs = meeting->theirs;
  g_autofree char *state = redaksi_seen_write (theirs, kept, meeting->section, FALSE);
  g_autoptr (RedaksiRemote) remote = redaksi_remote_new (theirs->remote_id, theirs->url, state);

  return dex_await (redaksi_library_set_remote (self->library, site_id, article, remote), error);
}

/**
 * _redaksi_outbox_note_met_await:
 * @self: an outbox
 * @article: an article's id
 * @site_id: a site's id
 * @meeting: what stands there
 * @kept: the revision that says so
 * @error: return location
 *
 * Called from fibers.
 *
 * Returns: whether it is written down that this was seen, and in which state it is there
 */
gboolean
_redaksi_outbox_note_met_await (RedaksiOutbox *self, const char *article, const char *site_id,
                                const RedaksiMeeting *meeting, guint kept, GError **error)
{
  return note_met (self, article, site_id, meeting, kept, error)
         && dex_await (redaksi_flow_note_state (self->library, article,
                                                redaksi_flow_state_of (meeting->theirs->status),
                                                meeting->theirs),
                       error);
}

static DexFuture *
note_fiber (gpointer data)
{
  Question *question = data;
  GError *error = NULL;

  return _redaksi_outbox_note_met_await (question->outbox, question->article, question->site_id,
                                         question->meeting, question->kept, &error)
           ? dex_future_new_true ()
           : dex_future_new_for_error (error);
}

/**
 * redaksi_outbox_note_met:
 * @self: an outbox
 * @article_id: an article
 * @site_id: a site that has it
 * @meeting: what redaksi_outbox_meet_site() brought
 * @kept: the article's revision that says what the site said; 0 where none does
 *
 * What was met counts as seen from now on: a push goes over it, and over nothing newer.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
redaksi_outbox_note_met (RedaksiOutbox *self, const char *article_id, const char *site_id,
                         const RedaksiMeeting *meeting, guint kept)
{
  Question *question;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && article_id != NULL && site_id != NULL, NULL);
  g_return_val_if_fail (meeting != NULL, NULL);

  question = question_new (self, NULL);
  question->article = g_strdup (article_id);
  question->site_id = g_strdup (site_id);
  question->meeting = redaksi_meeting_copy (meeting);
  question->kept = kept;
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, note_fiber, question, question_free);
}

static char *
send_merged (Question *question, GError **error)
{
  RedaksiOutbox *self = question->outbox;
  g_autoptr (RedaksiPush) push = get_push (question, error);

  if (push == NULL
      || !note_met (self, redaksi_push_get_article (push), redaksi_push_get_site (push),
                    question->meeting, question->kept, error))
    return NULL;
  /* It takes the place of the one in conflict, which wanted the same. */
  return dex_await_string (redaksi_outbox_push (self, redaksi_push_get_article (push),
                                                redaksi_push_get_site (push),
                                                redaksi_push_get_intent (push),
                                                redaksi_push_get_scheduled (push)),
                           error);
}

static DexFuture *
send_fiber (gpointer data)
{
  GError *error = NULL;
  char *id = send_merged (data, &error);

  return id != NULL ? dex_future_new_take_string (id) : dex_future_new_for_error (error);
}

/**
 * redaksi_outbox_send_merged:
 * @self: an outbox
 * @push_id: a push in conflict
 * @meeting: what redaksi_outbox_meet() brought, and a person has seen
 * @kept: the article's revision that says what the site said; 0 where none does
 *
 * Sends the article's newest state in the place of what was met. Where the site was changed once
 * more, the push is in conflict again.
 *
 * Returns: (transfer full): a future of the new push's id (string)
 */
DexFuture *
redaksi_outbox_send_merged (RedaksiOutbox *self, const char *push_id, const RedaksiMeeting *meeting,
                            guint kept)
{
  Question *question;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && push_id != NULL && meeting != NULL, NULL);

  question = question_new (self, push_id);
  question->meeting = redaksi_meeting_copy (meeting);
  question->kept = kept;
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, send_fiber, question, question_free);
}
