/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from a site to the desk: what is there is listed, and any post becomes an article here.
 *
 * What the site calls the post is durable before the article is: whatever stops a pull half way, no
 * article ever comes of it that a push would put on the site a second time. */
#include "redaksi-outbox-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-compare-private.h"
#include "redaksi-flow-private.h"
#include "redaksi-id.h"

typedef struct
{
  RedaksiOutbox *outbox;
  char *site_id;
  char *status;    /* nullable */
  char *words;     /* nullable */
  char *remote_id; /* nullable */
  guint page;
} Visit;

static Visit *
visit_new (RedaksiOutbox *self, const char *site_id)
{
  Visit *visit = g_new0 (Visit, 1);

  visit->outbox = g_object_ref (self);
  visit->site_id = g_strdup (site_id);
  return visit;
}

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  g_object_unref (visit->outbox);
  g_free (visit->site_id);
  g_free (visit->status);
  g_free (visit->words);
  g_free (visit->remote_id);
  g_free (visit);
}

/* A wrong password, new rights, another address: ask anew next time. */
static DexFuture *
fail (Visit *visit, GError *error)
{
  if (error->domain == REDAKSI_SERVER_ERROR
      && (error->code == REDAKSI_SERVER_ERROR_PASSWORD
          || error->code == REDAKSI_SERVER_ERROR_FORBIDDEN))
    _redaksi_outbox_forget_server (visit->outbox, visit->site_id);
  return dex_future_new_for_error (error);
}

/* ---- lists ------------------------------------------------------------------------------------
 */

static DexFuture *
list_fiber (gpointer data)
{
  Visit *visit = data;
  GError *error = NULL;
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiServer) server
    = _redaksi_outbox_await_server (visit->outbox, visit->site_id, &site, NULL, &error);
  RedaksiPostPage *page;

  if (server == NULL)
    return fail (visit, error);
  page = dex_await_boxed (redaksi_server_list_posts (server, visit->status, visit->words,
                                                     visit->page, NULL),
                          &error);
  return page != NULL ? dex_future_new_take_boxed (REDAKSI_TYPE_POST_PAGE, page)
                      : fail (visit, error);
}

/**
 * redaksi_outbox_list_site:
 * @self: an outbox, started or not
 * @site_id: a site's id
 * @status: (nullable): only posts of this status; %NULL: all but the trash
 * @words: (nullable): only posts in which the site finds these words
 * @page: which page, from 1
 *
 * Returns: (transfer full): a future of #RedaksiPostPage
 */
DexFuture *
redaksi_outbox_list_site (RedaksiOutbox *self, const char *site_id, const char *status,
                          const char *words, guint page)
{
  Visit *visit;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && site_id != NULL && page > 0, NULL);

  visit = visit_new (self, site_id);
  visit->status = g_strdup (status);
  visit->words = g_strdup (words);
  visit->page = page;
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, list_fiber, visit, visit_free);
}

/* ---- addresses --------------------------------------------------------------------------------
 */

static DexFuture *
slug_fiber (gpointer data)
{
  Visit *visit = data;
  GError *error = NULL;
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiServer) server
    = _redaksi_outbox_await_server (visit->outbox, visit->site_id, &site, NULL, &error);
  GStrv ids;

  if (server == NULL)
    return fail (visit, error);
  ids = dex_await_boxed (redaksi_server_find_slug (server, visit->words, NULL), &error);
  return ids != NULL ? dex_future_new_take_boxed (G_TYPE_STRV, ids) : fail (visit, error);
}

/**
 * redaksi_outbox_find_slug:
 * @self: an outbox, started or not
 * @site_id: a site's id
 * @slug: the end of an address
 *
 * Returns: (transfer full): a future of a #GStrv: what the site calls those that have it
 */
DexFuture *
redaksi_outbox_find_slug (RedaksiOutbox *self, const char *site_id, const char *slug)
{
  Visit *visit;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && site_id != NULL, NULL);
  g_return_val_if_fail (slug != NULL && *slug != '\0', NULL);

  visit = visit_new (self, site_id);
  visit->words = g_strdup (slug);
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, slug_fiber, visit, visit_free);
}

/* ---- a post -----------------------------------------------------------------------------------
 */

static void
take (RedaksiArticle **article, RedaksiArticle *next)
{
  redaksi_article_unref (*article);
  *article = next;
}

static void
set (RedaksiArticle **article, const char *field, const char *value)
{
  take (article, redaksi_article_with_field (*article, field, value));
}

static gboolean
set_names (RedaksiServer *server, const RedaksiPost *post, RedaksiArticle **article, char **section,
           GError **error)
{
  g_auto (GStrv) tags = NULL;
  g_auto (GStrv) names = NULL;
  const char *first[] = { post->sections != NULL ? post->sections[0] : NULL, NULL };

  names = dex_await_boxed (redaksi_server_name_terms (server, "section", first, NULL), error);
  if (names == NULL)
    return FALSE;
  if (names[0] != NULL)
    {
      set (article, REDAKSI_FIELD_SECTION, names[0]);
      *section = g_strdup (first[0]);
    }
  tags = dex_await_boxed (redaksi_server_name_terms (server, "tag", (const char *const *)post->tags,
                                                     NULL),
                          error);
  if (tags == NULL)
    return FALSE;
  take (article, redaksi_article_with_tags (*article, (const char *const *)tags));
  return TRUE;
}

/* The lead photo comes along: the page can't be shown without it. Where it does not come the
 * article is opened all the same, and the site keeps its own. */
static void
bring_lead (Visit *visit, RedaksiServer *server, const RedaksiPost *post, gboolean theme_captions,
            RedaksiArticle **article)
{
  RedaksiOutbox *self = visit->outbox;
  g_autoptr (RedaksiRemotePhoto) remote = NULL;
  g_autoptr (RedaksiRemote) known = NULL;
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_autofree char *local = NULL;
  g_autofree char *size = NULL;

  if (post->featured == NULL || *post->featured == '\0')
    return;
  remote = dex_await_boxed (redaksi_server_get_photo (server, post->featured, NULL), NULL);
  if (remote == NULL)
    return;
  /* One that went out from here is here. */
  photo = _redaksi_outbox_find_photo (self, visit->site_id, post->featured);
  if (photo == NULL)
    photo = _redaksi_outbox_bring_photo (self, server, remote, NULL);
  if (photo == NULL)
    return;
  set (article, REDAKSI_FIELD_LEAD_PHOTO, photo->digest);
  set (article, REDAKSI_FIELD_LEAD_ALT,
       post->featured_alt != NULL ? post->featured_alt : remote->alt);
  /* Where the theme shows it, it does not stand in the text. */
  if (theme_captions && redaksi_article_peek_field (*article, REDAKSI_FIELD_LEAD_CAPTION) == NULL)
    set (article, REDAKSI_FIELD_LEAD_CAPTION,
         post->featured_caption != NULL ? post->featured_caption : remote->caption);
  local
    = redaksi_flow_dup_photo_id (photo->digest,
                                 redaksi_article_peek_field (*article, REDAKSI_FIELD_LEAD_CAPTION),
                                 redaksi_article_peek_field (*article, REDAKSI_FIELD_LEAD_CREDIT),
                                 redaksi_article_peek_field (*article, REDAKSI_FIELD_LEAD_ALT));
  size = g_strdup_printf ("[%u,%u]", remote->width, remote->height);
  known = redaksi_remote_new (remote->remote_id, remote->url, size);
  /* Not written down, it would be sent once more, and nothing worse. */
  dex_await (redaksi_library_set_remote (self->library, visit->site_id, local, known), NULL);
}

/* What the post says, as an article. */
static RedaksiArticle *
read_post (Visit *visit, RedaksiServer *server, RedaksiSite *site, const RedaksiPost *post,
           const char *id, char **section, GError **error)
{
  RedaksiHouse house = { .site_name = redaksi_site_get_name (site),
                         .language = redaksi_site_get_language (site),
                         .theme_captions = redaksi_site_get_theme_captions (site) };
  RedaksiArticle *article
    = redaksi_article_from_wordpress (id, post->content, strlen (post->content), &house, error);

  g_autofree char *made = NULL;

  if (article == NULL)
    return NULL;
  set (&article, REDAKSI_FIELD_HEADLINE, post->title);
  /* One that was made for WordPress is no text of the article's. */
  made = redaksi_article_make_excerpt (article);
  if (g_strcmp0 (post->excerpt, made) != 0)
    set (&article, REDAKSI_FIELD_EXCERPT, post->excerpt);
  if (post->slug != NULL && !g_str_has_prefix (post->slug, "rdk-"))
    set (&article, REDAKSI_FIELD_SLUG, post->slug);
  if (house.language != NULL)
    set (&article, REDAKSI_FIELD_LANGUAGE, house.language);
  if (!set_names (server, post, &article, section, error))
    {
      redaksi_article_unref (article);
      return NULL;
    }
  bring_lead (visit, server, post, house.theme_captions, &article);
  return article;
}

/**
 * _redaksi_outbox_read_post:
 * @self: an outbox
 * @server: the client of the site
 * @site: the site
 * @post: what it has
 * @id: (nullable): the article's id
 * @section: (out): remote id of the section that the article names
 * @error: return location
 *
 * Called from fibers.
 *
 * Returns: (transfer full) (nullable): the post as an article
 */
RedaksiArticle *
_redaksi_outbox_read_post (RedaksiOutbox *self, RedaksiServer *server, RedaksiSite *site,
                           const RedaksiPost *post, const char *id, char **section, GError **error)
{
  Visit visit = { .outbox = self, .site_id = (char *)redaksi_site_get_id (site) };

  return read_post (&visit, server, site, post, id, section, error);
}

/* The article that the post is here already; %TRUE without one: it is not. */
static gboolean
find_here (Visit *visit, char **id, GError **error)
{
  RedaksiLibrary *library = visit->outbox->library;
  g_autoptr (GError) local = NULL;
  g_autoptr (RedaksiSummary) summary = NULL;

  *id = dex_await_string (redaksi_library_find_remote (library, visit->site_id, visit->remote_id,
                                                       FALSE),
                          &local);
  if (*id == NULL)
    {
      if (g_error_matches (local, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  summary = dex_await_object (redaksi_library_get_summary (library, *id), error);
  if (summary == NULL)
    return FALSE;
  return !redaksi_summary_get_deleted (summary)
         || dex_await (redaksi_library_undelete (library, *id), error);
}

static gboolean
is_on_its_way (RedaksiOutbox *self, const char *article, const char *site_id)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      RedaksiOutboxItem *item = g_ptr_array_index (self->items, i);
      if (_redaksi_outbox_is_for (item, article, site_id)
          && !redaksi_stage_is_final (redaksi_push_get_stage (item->push)))
        return TRUE;
    }
  return FALSE;
}

/* What is here already is brought up to date where nobody edits it here: the site's text is a new
 * state of it. Where somebody does, or the site can't be asked, it is opened as it is. */
static void
refresh (Visit *visit, const char *id)
{
  RedaksiOutbox *self = visit->outbox;
  g_autoptr (RedaksiMeeting) meeting = NULL;
  guint kept;

  if (is_on_its_way (self, id, visit->site_id))
    return;
  meeting = dex_await_boxed (redaksi_outbox_meet_site (self, id, visit->site_id, NULL), NULL);
  if (meeting == NULL || !meeting->is_new || meeting->is_edited)
    return;
  kept = dex_await_uint (
    redaksi_library_save_article (self->library, redaksi_merge_get_theirs (meeting->merge), "site"),
    NULL);
  if (kept != 0)
    _redaksi_outbox_note_met_await (self, id, visit->site_id, meeting, kept, NULL);
}

/* An article of ours from another computer keeps its id. */
static char *
make_id (Visit *visit, const RedaksiPost *post)
{
  g_autoptr (RedaksiSummary) taken = NULL;

  if (post->marker == NULL || !redaksi_id_is_valid (post->marker))
    return redaksi_id_new ();
  taken
    = dex_await_object (redaksi_library_get_summary (visit->outbox->library, post->marker), NULL);
  return taken == NULL ? g_strdup (post->marker) : redaksi_id_new ();
}

static char *
pull_await (Visit *visit, GError **error)
{
  RedaksiLibrary *library = visit->outbox->library;
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiServer) server = NULL;
  g_autoptr (RedaksiPost) post = NULL;
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiRemote) remote = NULL;
  g_autofree char *id = NULL;
  g_autofree char *section = NULL;
  g_autofree char *state = NULL;
  g_autofree char *created = NULL;

  if (!find_here (visit, &id, error))
    return NULL;
  if (id != NULL)
    {
      refresh (visit, id);
      return g_steal_pointer (&id);
    }
  server = _redaksi_outbox_await_server (visit->outbox, visit->site_id, &site, NULL, error);
  if (server == NULL)
    return NULL;
  post = dex_await_boxed (redaksi_server_get_post (server, visit->remote_id, NULL), error);
  if (post == NULL)
    return NULL;
  if (g_strcmp0 (post->status, "trash") == 0)
    {
      g_set_error (error, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND,
                   _ ("The article was deleted at %s."), redaksi_site_get_name (site));
      return NULL;
    }
  id = make_id (visit, post);
  article = read_post (visit, server, site, post, id, &section, error);
  if (article == NULL)
    return NULL;
  state = redaksi_seen_write (post, 1, section, FALSE);
  remote = redaksi_remote_new (post->remote_id, post->url, state);
  if (!dex_await (redaksi_library_set_remote (library, visit->site_id, id, remote), error))
    return NULL;
  created = dex_await_string (redaksi_library_create (library, article), error);
  /* Once more, for the address that lists show. */
  if (created == NULL
      || !dex_await (redaksi_library_set_remote (library, visit->site_id, id, remote), error)
      || !dex_await (
        redaksi_flow_note_state (library, id, redaksi_flow_state_of (post->status), post), error))
    return NULL;
  return g_steal_pointer (&created);
}

static DexFuture *
pull_fiber (gpointer data)
{
  Visit *visit = data;
  GError *error = NULL;
  char *id = pull_await (visit, &error);

  return id != NULL ? dex_future_new_take_string (id) : fail (visit, error);
}

/**
 * redaksi_outbox_pull:
 * @self: an outbox, started or not
 * @site_id: a site's id
 * @remote_id: what the site calls the post
 *
 * Opens a post as an article here. One that is here already is taken out of the trash, and where
 * the site has something newer and nobody edited it here, it says that; redaksi_outbox_meet_site()
 * is for the others. The lead photo comes along where it can be had; the photos in the text stay
 * there until somebody asks for them.
 *
 * Returns: (transfer full): a future of the article's id (string); rejects with
 *   %REDAKSI_SERVER_ERROR_NOT_FOUND where the site has no such post, or not any more
 */
DexFuture *
redaksi_outbox_pull (RedaksiOutbox *self, const char *site_id, const char *remote_id)
{
  Visit *visit;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && site_id != NULL && remote_id != NULL, NULL);

  visit = visit_new (self, site_id);
  visit->remote_id = g_strdup (remote_id);
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, pull_fiber, visit, visit_free);
}
