/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A flow's post: found or created as a draft under its marker, compared with what was last seen,
 * brought to what is wanted, read back. */
#include "redaksi-flow-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-compare-private.h"
#include "redaksi-text.h"

/* WordPress publishes at once what is scheduled less than about a minute ahead. */
#define MIN_AHEAD (120 * G_USEC_PER_SEC)
/* A post that was scheduled is published by a date in the past, by both clocks. */
#define CLOCK_SLACK (60 * G_USEC_PER_SEC)

#define MARKER_PREFIX "rdk-"

static gboolean fail (GError **error, RedaksiOutboxError code, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError **error, RedaksiOutboxError code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (REDAKSI_OUTBOX_ERROR, (int)code, format, args);
  va_end (args);
  return FALSE;
}

static const char *
get_site_name (RedaksiFlow *self)
{
  return redaksi_site_get_name (self->site);
}

/**
 * redaksi_flow_refuse_if_late:
 * @self: a flow
 * @error: return location
 *
 * What is scheduled too near would go out at once, and what was meant for an hour that has passed
 * was meant for that hour.
 *
 * Returns: %FALSE where it is too late
 */
gboolean
redaksi_flow_refuse_if_late (RedaksiFlow *self, GError **error)
{
  if (redaksi_push_get_intent (self->push) != REDAKSI_INTENT_SCHEDULE
      || redaksi_push_get_scheduled (self->push) >= redaksi_clock_now () + MIN_AHEAD)
    return TRUE;
  return fail (error, REDAKSI_OUTBOX_ERROR_REFUSED,
               _ ("The hour for publishing has passed or is less than two minutes ahead. Choose a "
                  "later one; nothing was published on “%s”."),
               get_site_name (self));
}

/* ---- what is sent ---- */

/* Where none was written WordPress makes one of how the content begins: with the lead photo's
 * caption. */
static char *
make_excerpt (RedaksiFlow *self)
{
  const char *excerpt = redaksi_article_get_field (self->article, REDAKSI_FIELD_EXCERPT);
  char *made = NULL;

  if (*excerpt == '\0' && !self->house.theme_captions
      && redaksi_article_peek_field (self->article, REDAKSI_FIELD_LEAD_CAPTION) != NULL)
    made = redaksi_article_make_excerpt (self->article);
  return made != NULL ? made : g_strdup (excerpt);
}

/* Those who wrote it; who edited it or took its photos is no author. */
static GStrv
list_people (RedaksiArticle *article)
{
  g_autoptr (GPtrArray) bylines = redaksi_article_get_bylines (article);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < bylines->len; i++)
    if (g_strcmp0 (redaksi_byline_get_role (bylines->pdata[i]), REDAKSI_ROLE_WRITER) == 0)
      g_strv_builder_add (names, redaksi_byline_get_person (bylines->pdata[i]));
  return g_strv_builder_end (names);
}

/* What the post shall be, but for its status, slug and date. */
static RedaksiPost *
make_post (RedaksiFlow *self)
{
  RedaksiPost *post = redaksi_post_new ();
  const char *lead = redaksi_article_peek_field (self->article, REDAKSI_FIELD_LEAD_PHOTO);
  const char *no_sections[] = { self->section, NULL };

  post->marker = g_strdup (redaksi_push_get_article (self->push));
  post->title = g_strdup (redaksi_article_get_field (self->article, REDAKSI_FIELD_HEADLINE));
  post->excerpt = make_excerpt (self);
  post->content
    = redaksi_article_to_wordpress (self->article, &self->house, redaksi_flow_lookup_cb, self);
  post->featured = g_strdup ("");
  if (lead != NULL && self->pictures->len > 0)
    {
      RedaksiPicture *first = g_ptr_array_index (self->pictures, 0);
      if (strcmp (first->digest, lead) == 0)
        {
          g_set_str (&post->featured, first->remote->remote_id);
          post->featured_caption = redaksi_flow_dup_caption (first);
          post->featured_alt = g_strdup (first->alt);
        }
    }
  /* Without a section the site's own default stays. */
  if (self->section != NULL)
    post->sections = g_strdupv ((char **)no_sections);
  post->tags = g_strdupv (self->tags);
  post->people = list_people (self->article);
  return post;
}

static const char *
get_status (RedaksiIntent intent)
{
  static const char *const statuses[] = {
    [REDAKSI_INTENT_DRAFT] = "draft",     [REDAKSI_INTENT_SUBMIT] = "pending",
    [REDAKSI_INTENT_PUBLISH] = "publish", [REDAKSI_INTENT_SCHEDULE] = "future",
    [REDAKSI_INTENT_UPDATE] = NULL,       [REDAKSI_INTENT_UNPUBLISH] = "draft",
  };

  return statuses[intent];
}

static RedaksiPost *
make_update (RedaksiFlow *self, const RedaksiPost *there, const RedaksiRemote *remote)
{
  RedaksiIntent intent = redaksi_push_get_intent (self->push);
  g_autofree char *slug
    = redaksi_text_slug (redaksi_article_get_field (self->article, REDAKSI_FIELD_SLUG));
  RedaksiPost *post;

  if (intent == REDAKSI_INTENT_UNPUBLISH)
    post = redaksi_post_new ();
  else
    {
      post = make_post (self);
      /* An address that readers have stays, unless the article asks for another one. */
      if (*slug != '\0' || there->slug == NULL || g_str_has_prefix (there->slug, MARKER_PREFIX))
        post->slug = g_steal_pointer (&slug);
      redaksi_flow_fit (self, post, there, remote);
    }
  g_set_str (&post->remote_id, there->remote_id);
  post->status = g_strdup (get_status (intent));
  if (intent == REDAKSI_INTENT_SCHEDULE)
    post->date = redaksi_push_get_scheduled (self->push);
  else if (intent == REDAKSI_INTENT_PUBLISH && there->date > redaksi_clock_now ())
    post->date = redaksi_clock_now () - CLOCK_SLACK;
  return post;
}

/* ---- whose copy is it that the server has? ---- */

static gboolean
any_photo_cb (const char *digest, RedaksiPhotoLink *link, gpointer unused)
{
  link->url = "";
  return TRUE;
}

/* Whether what the server says is what @revision says. */
static gboolean
says_revision (RedaksiFlow *self, guint revision, const RedaksiPost *there, const char *words)
{
  g_autoptr (RedaksiArticle) article = dex_await_boxed (
    redaksi_library_load_revision (self->library, redaksi_push_get_article (self->push), revision),
    NULL);
  g_autofree char *content = NULL;
  g_autofree char *ours = NULL;

  if (article == NULL)
    return FALSE;
  content = redaksi_flow_write_over (self, article, NULL, there, any_photo_cb);
  ours
    = redaksi_compare_words (redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE), content);
  return strcmp (ours, words) == 0;
}

/* Whether the server's copy is one that we sent and had no clear answer to: then no one else's
 * words are lost by overwriting it. */
static gboolean
is_ours (RedaksiFlow *self, const RedaksiPost *there, gboolean found_by_marker)
{
  g_autofree char *words = redaksi_compare_words (there->title, there->content);
  g_autoptr (GPtrArray) pushes = NULL;

  if ((found_by_marker || redaksi_push_get_sent (self->push))
      && says_revision (self, redaksi_push_get_revision (self->push), there, words))
    return TRUE;
  pushes = dex_await_boxed (redaksi_library_list_pushes (self->library, FALSE), NULL);
  for (guint i = 0; pushes != NULL && i < pushes->len; i++)
    {
      RedaksiPush *push = g_ptr_array_index (pushes, i);
      if (redaksi_push_get_sent (push)
          && strcmp (redaksi_push_get_article (push), redaksi_push_get_article (self->push)) == 0
          && strcmp (redaksi_push_get_site (push), redaksi_site_get_id (self->site)) == 0
          && redaksi_push_get_revision (push) != redaksi_push_get_revision (self->push)
          && says_revision (self, redaksi_push_get_revision (push), there, words))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_there (RedaksiFlow *self, const RedaksiPost *there, const RedaksiRemote *remote,
             GError **error)
{
  RedaksiIntent intent = redaksi_push_get_intent (self->push);
  gboolean is_out = g_strcmp0 (there->status, "publish") == 0;
  g_autofree char *digest = redaksi_compare_digest (there);
  g_auto (RedaksiSeen) seen = { 0 };

  if (self->overwrite)
    return TRUE;
  if (intent == REDAKSI_INTENT_UNPUBLISH)
    return TRUE; /* overwrites nothing */
  if (!(redaksi_seen_read (remote != NULL ? remote->state : NULL, &seen)
        && g_str_equal (seen.digest, digest))
      && !is_ours (self, there, remote == NULL))
    return fail (error, REDAKSI_OUTBOX_ERROR_CONFLICT,
                 _ ("Somebody changed the article on “%s” since Redaksi last saw it there. Nothing "
                    "was overwritten."),
                 get_site_name (self));
  if (is_out
      && (intent == REDAKSI_INTENT_DRAFT || intent == REDAKSI_INTENT_SUBMIT
          || (intent == REDAKSI_INTENT_SCHEDULE && !redaksi_push_get_sent (self->push))))
    return fail (error, REDAKSI_OUTBOX_ERROR_REFUSED,
                 _ ("The article is published on “%s”. Update it, or unpublish it first."),
                 get_site_name (self));
  return TRUE;
}

/* ---- finding, creating, changing ---- */

static gboolean
remember (RedaksiFlow *self, const RedaksiPost *post, gboolean seen, GError **error)
{
  g_autofree char *state
    = seen && !self->unseen
        ? redaksi_seen_write (post, self->seen_revision, self->section, self->seen_differs)
        : g_strdup (self->seen_state);
  g_autoptr (RedaksiRemote) remote = redaksi_remote_new (post->remote_id, post->url, state);

  return dex_await (redaksi_library_set_remote (self->library, redaksi_site_get_id (self->site),
                                                redaksi_push_get_article (self->push), remote),
                    error);
}

/* %TRUE without @remote: the library knows of none. */
static gboolean
recall (RedaksiFlow *self, RedaksiRemote **remote, GError **error)
{
  g_autoptr (GError) local = NULL;

  *remote
    = dex_await_boxed (redaksi_library_get_remote (self->library, redaksi_site_get_id (self->site),
                                                   redaksi_push_get_article (self->push)),
                       &local);
  if (*remote != NULL
      || g_error_matches (local, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_not_found (GError *error)
{
  return g_error_matches (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND);
}

static RedaksiPost *
find_post (RedaksiFlow *self, GError **error)
{
  const char *marker = redaksi_push_get_article (self->push);
  g_autoptr (GError) local = NULL;
  guint tries = 0;
  RedaksiPost *post;

  do
    post = dex_await_boxed (redaksi_server_find_post (self->server, marker, self->cancellable),
                            &local);
  while (post == NULL
         && redaksi_flow_ask_again (self->cancellable, self->patience, &tries, &local));
  if (post == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return post;
}

static RedaksiPost *
get_post (RedaksiFlow *self, const char *remote_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint tries = 0;
  RedaksiPost *post;

  do
    post = dex_await_boxed (redaksi_server_get_post (self->server, remote_id, self->cancellable),
                            &local);
  while (post == NULL
         && redaksi_flow_ask_again (self->cancellable, self->patience, &tries, &local));
  if (post == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return post;
}

static gboolean
is_unclear (const GError *error)
{
  return g_error_matches (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_UNCLEAR);
}

/* The post with our marker; where there is none it is created, as a draft: whatever becomes of the
 * reply, the marker finds it again. */
static RedaksiPost *
find_or_create (RedaksiFlow *self, gboolean *created, GError **error)
{
  RedaksiIntent intent = redaksi_push_get_intent (self->push);
  g_autoptr (GError) local = NULL;
  g_autoptr (RedaksiPost) post = NULL;
  RedaksiPost *there = find_post (self, &local);

  *created = FALSE;
  if (there != NULL)
    return there;
  if (!is_not_found (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (intent == REDAKSI_INTENT_UPDATE || intent == REDAKSI_INTENT_UNPUBLISH)
    {
      fail (error, REDAKSI_OUTBOX_ERROR_REFUSED, _ ("The article is not on “%s” yet."),
            get_site_name (self));
      return NULL;
    }
  if (!redaksi_flow_refuse_if_late (self, error) || !redaksi_flow_mark_sent (self, error))
    return NULL;
  post = make_post (self);
  post->status = g_strdup ("draft");
  *created = TRUE;
  g_clear_error (&local);
  there = dex_await_boxed (redaksi_server_put_post (self->server, post, self->cancellable), &local);
  /* Perhaps it is there. If it is not yet, it is looked for again before it is sent again. */
  if (there == NULL && is_unclear (local))
    there = find_post (self, NULL);
  if (there == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return there;
}

static RedaksiPost *
get_there (RedaksiFlow *self, RedaksiRemote **remote, GError **error)
{
  g_autoptr (RedaksiPost) there = NULL;
  g_autoptr (GError) local = NULL;
  gboolean created;

  if (!recall (self, remote, error))
    return NULL;
  if (*remote != NULL)
    {
      there = get_post (self, (*remote)->remote_id, &local);
      if (there != NULL && g_strcmp0 (there->status, "trash") != 0)
        return g_steal_pointer (&there);
      if (there == NULL && !is_not_found (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (!self->overwrite)
        {
          fail (error, REDAKSI_OUTBOX_ERROR_CONFLICT,
                _ ("Somebody deleted the article on “%s”. Redaksi did not put it there again."),
                get_site_name (self));
          return NULL;
        }
      g_clear_pointer (remote, redaksi_remote_free);
      g_clear_pointer (&there, redaksi_post_free);
    }
  there = find_or_create (self, &created, error);
  /* The id is durable before the slug, by which it was found, is changed. A copy that is perhaps
   * somebody else's does not count as seen. */
  if (there == NULL || !remember (self, there, created && is_ours (self, there, TRUE), error))
    return NULL;
  return g_steal_pointer (&there);
}

/* The hour is near or past: the reply to what was sent may have been lost, and all be well. */
static gboolean
is_scheduled_there (RedaksiFlow *self, const RedaksiPost *there, const RedaksiPost *post)
{
  g_autofree char *words = redaksi_compare_words (there->title, there->content);
  g_autofree char *ours = redaksi_compare_words (post->title, post->content);

  return redaksi_push_get_sent (self->push)
         && (g_strcmp0 (there->status, "future") == 0 || g_strcmp0 (there->status, "publish") == 0)
         && strcmp (words, ours) == 0;
}

static gboolean
is_as_sent (RedaksiFlow *self, const RedaksiPost *post)
{
  g_auto (GStrv) differences = redaksi_compare_echo (self->sent, post);

  return differences[0] == NULL
         && (self->sent->status == NULL || g_strcmp0 (self->sent->status, post->status) == 0);
}

/* An unpublish changes nothing of what the post says, and asks nobody whether it was changed: what
 * somebody else wrote there is still for the next push to find. */
static void
keep_seen (RedaksiFlow *self, const RedaksiRemote *remote, const RedaksiPost *there)
{
  const char *state = remote != NULL ? remote->state : NULL;
  g_autofree char *digest = NULL;
  g_auto (RedaksiSeen) seen = { 0 };

  if (redaksi_push_get_intent (self->push) != REDAKSI_INTENT_UNPUBLISH)
    return;
  digest = redaksi_compare_digest (there);
  if (!redaksi_seen_read (state, &seen) || !g_str_equal (seen.digest, digest))
    {
      self->unseen = TRUE;
      g_set_str (&self->seen_state, state);
      return;
    }
  self->seen_revision = seen.revision;
  self->seen_differs = seen.differs;
  g_set_str (&self->section, seen.section);
}

/* Sends @self->sent. Without a clear answer the server is asked: a post that has changed since
 * @there, to what was sent, is answer enough. */
static RedaksiPost *
update (RedaksiFlow *self, const RedaksiPost *there, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RedaksiPost) changes = redaksi_flow_trim (self->sent, there);
  RedaksiPost *echo
    = dex_await_boxed (redaksi_server_put_post (self->server, changes, self->cancellable), &local);

  if (echo == NULL && is_unclear (local))
    {
      echo = get_post (self, there->remote_id, NULL);
      if (echo != NULL
          && (g_strcmp0 (echo->modified, there->modified) == 0 || !is_as_sent (self, echo)))
        g_clear_pointer (&echo, redaksi_post_free);
    }
  if (echo == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return echo;
}

/**
 * redaksi_flow_send_post:
 * @self: a flow
 * @is_sent: an earlier attempt had its answer already: nothing is sent
 * @error: return location
 *
 * Returns: whether the server has taken what was meant; @self->result is what it says
 */
gboolean
redaksi_flow_send_post (RedaksiFlow *self, gboolean is_sent, GError **error)
{
  g_autoptr (RedaksiRemote) remote = NULL;
  g_autoptr (RedaksiPost) there = NULL;
  RedaksiPost *echo;
  gboolean late;

  there = get_there (self, &remote, error);
  if (there == NULL)
    return FALSE;
  self->seen_differs = FALSE;
  keep_seen (self, remote, there);
  g_clear_pointer (&self->sent, redaksi_post_free);
  self->sent = make_update (self, there, remote);
  self->resumed = is_sent;
  late = !redaksi_flow_refuse_if_late (self, NULL);
  if (is_sent || (late && is_scheduled_there (self, there, self->sent)))
    {
      g_clear_pointer (&self->result, redaksi_post_free);
      self->result = g_steal_pointer (&there);
      return TRUE;
    }
  if (!redaksi_flow_refuse_if_late (self, error) || !check_there (self, there, remote, error)
      || !redaksi_flow_check_embargo (self, error) || !redaksi_flow_mark_sent (self, error))
    return FALSE;
  echo = update (self, there, error);
  if (echo == NULL || !remember (self, echo, TRUE, error))
    {
      g_clear_pointer (&echo, redaksi_post_free);
      return FALSE;
    }
  g_clear_pointer (&self->result, redaksi_post_free);
  self->result = echo;
  return TRUE;
}

/**
 * redaksi_flow_read_back:
 * @self: a flow
 * @error: return location
 *
 * Asks the server once more what it has, and compares. What differs stands in @self->remark.
 *
 * Returns: whether it has the post
 */
gboolean
redaksi_flow_read_back (RedaksiFlow *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) differences = NULL;
  g_autofree char *words = NULL;
  g_autofree char *words_there = NULL;
  RedaksiPost *there = get_post (self, self->result->remote_id, &local);

  if (there == NULL)
    {
      if (is_not_found (local))
        return fail (error, REDAKSI_OUTBOX_ERROR_CONFLICT,
                     _ (
                       "Somebody deleted the article on “%s”. Redaksi did not put it there again."),
                     get_site_name (self));
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  words = redaksi_compare_words (self->result->title, self->result->content);
  words_there = redaksi_compare_words (there->title, there->content);
  redaksi_post_free (self->result);
  self->result = there;
  g_clear_pointer (&self->remark, g_free);
  differences = redaksi_compare_echo (self->sent, there);
  if (differences[0] != NULL)
    {
      g_autofree char *list = g_strjoinv (", ", differences);
      /* Translators: name of a site; a list of words such as “headline, text” */
      self->remark = g_strdup_printf (_ ("“%s” took the article, but its copy differs in: %s."),
                                      get_site_name (self), list);
    }
  if (differences[0] != NULL || strcmp (words, words_there) != 0)
    self->seen_differs = TRUE;
  /* What somebody changed in between does not count as seen. */
  if (self->resumed || strcmp (words, words_there) != 0)
    return TRUE;
  return remember (self, there, TRUE, error);
}

/**
 * redaksi_flow_note_differing:
 * @self: a flow that has read back
 * @error: return location
 *
 * Keeps that the site has the article otherwise than it was sent, where that is so.
 */
gboolean
redaksi_flow_note_differing (RedaksiFlow *self, GError **error)
{
  g_autoptr (RedaksiRemote) remote = NULL;
  char *state;

  if (!self->seen_differs)
    return TRUE;
  if (!recall (self, &remote, error))
    return FALSE;
  state = remote != NULL ? redaksi_seen_doubt (remote->state) : NULL;
  if (state == NULL)
    return TRUE;
  g_free (remote->state);
  remote->state = state;
  return dex_await (redaksi_library_set_remote (self->library, redaksi_site_get_id (self->site),
                                                redaksi_push_get_article (self->push), remote),
                    error);
}

/**
 * redaksi_flow_check_status:
 * @self: a flow that has read back
 * @error: return location
 *
 * Returns: whether the post's status is the one that was meant
 */
gboolean
redaksi_flow_check_status (RedaksiFlow *self, GError **error)
{
  RedaksiIntent intent = redaksi_push_get_intent (self->push);
  const char *wanted = get_status (intent);
  const char *is = self->result->status;

  if (wanted == NULL || g_strcmp0 (wanted, is) == 0)
    return TRUE;
  if (intent == REDAKSI_INTENT_SCHEDULE && g_strcmp0 (is, "publish") == 0
      && redaksi_push_get_scheduled (self->push) <= redaksi_clock_now () + CLOCK_SLACK)
    return TRUE;
  g_set_error (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_REFUSED,
               /* Translators: name of a site; two of the words draft, pending, publish, future */
               _ ("“%s” has the article, but as “%s” and not as “%s”. Look at it there."),
               get_site_name (self), is, wanted);
  return FALSE;
}
