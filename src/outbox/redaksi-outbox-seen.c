/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of an article to stand on its sites, from what was last seen there and what has
 * been sent since. No site is asked: what somebody changes there is found by the next push. */
#include "redaksi-outbox-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-compare-private.h"

typedef struct
{
  RedaksiLibrary *library;
  char *article;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_object_unref (look->library);
  g_free (look->article);
  g_free (look);
}

/* Since the last push to @site that came to its end: whether something of ours may have reached it,
 * or something of somebody else's was found there. */
static gboolean
is_in_doubt (GPtrArray *pushes, const char *site)
{
  for (guint i = pushes->len; i-- > 0;)
    {
      RedaksiPush *push = g_ptr_array_index (pushes, i);
      RedaksiStage stage = redaksi_push_get_stage (push);

      if (strcmp (redaksi_push_get_site (push), site) != 0)
        continue;
      if (stage == REDAKSI_STAGE_DONE)
        return FALSE;
      if (stage == REDAKSI_STAGE_CONFLICT || redaksi_push_get_sent (push))
        return TRUE;
    }
  return FALSE;
}

/* The number of the revision that @site has; 0: nobody can know. */
static guint
get_revision (const RedaksiRemote *remote, GPtrArray *pushes, const char *site)
{
  g_auto (RedaksiSeen) seen = { 0 };

  if (!redaksi_seen_read (remote->state, &seen) || seen.differs || is_in_doubt (pushes, site))
    return 0;
  return seen.revision;
}

static DexFuture *
reject (void)
{
  return dex_future_new_reject (REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE, "%s",
                                _ ("It is not known what the site has."));
}

static DexFuture *
look_fiber (gpointer data)
{
  Look *look = data;
  GError *error = NULL;
  g_autoptr (RedaksiArticle) found = NULL;
  g_autoptr (GPtrArray) pushes = NULL;
  g_autoptr (GPtrArray) sites
    = dex_await_boxed (redaksi_library_list_sites (look->library), &error);

  if (sites == NULL)
    return dex_future_new_for_error (error);
  pushes
    = dex_await_boxed (redaksi_library_list_article_pushes (look->library, look->article), &error);
  if (pushes == NULL)
    return dex_future_new_for_error (error);
  for (guint i = 0; i < sites->len; i++)
    {
      const char *site = redaksi_site_get_id (g_ptr_array_index (sites, i));
      g_autoptr (GError) local = NULL;
      g_autoptr (RedaksiArticle) article = NULL;
      g_autoptr (RedaksiRemote) remote
        = dex_await_boxed (redaksi_library_get_remote (look->library, site, look->article), &local);
      guint revision;

      if (g_error_matches (local, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND))
        continue;
      revision = remote != NULL ? get_revision (remote, pushes, site) : 0;
      if (revision != 0)
        article
          = dex_await_boxed (redaksi_library_load_revision (look->library, look->article, revision),
                             NULL);
      if (article == NULL || (found != NULL && !redaksi_article_equal (found, article)))
        return reject ();
      if (found == NULL)
        found = g_steal_pointer (&article);
    }
  return found != NULL ? dex_future_new_take_boxed (REDAKSI_TYPE_ARTICLE, g_steal_pointer (&found))
                       : reject ();
}

/**
 * redaksi_outbox_find_seen:
 * @self: an outbox, started or not
 * @article_id: an article's id
 *
 * Asks no site. A site that was removed does not count, nor does one that never got the article.
 *
 * Returns: (transfer full): a future of the #RedaksiArticle that every site has which has it at
 * all, as far as anybody here can know; rejects with %REDAKSI_OUTBOX_ERROR_NONE where there is no
 * such
 */
DexFuture *
redaksi_outbox_find_seen (RedaksiOutbox *self, const char *article_id)
{
  Look *look;

  g_return_val_if_fail (REDAKSI_IS_OUTBOX (self) && article_id != NULL, NULL);

  look = g_new0 (Look, 1);
  look->library = g_object_ref (self->library);
  look->article = g_strdup (article_id);
  return dex_scheduler_spawn (NULL, REDAKSI_OUTBOX_STACK, look_fiber, look, look_free);
}
