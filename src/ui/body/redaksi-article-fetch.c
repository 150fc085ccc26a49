/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

#include "redaksi-commands.h"

/*
 * Photos that stand on a site alone: they come when they are near what is seen, each once. The
 * article learns which photo it is; that is no act of anybody's, so undo passes it by.
 */

typedef struct
{
  RedaksiArticleView *view;
  RedaksiDocument *document;
  DexFuture *photo;
  char *url;
  char *remote_id; /* nullable */
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_object_unref (fetch->view);
  g_object_unref (fetch->document);
  dex_clear (&fetch->photo);
  g_free (fetch->url);
  g_free (fetch->remote_id);
  g_free (fetch);
}

static gboolean
is_meant (RedaksiShape *shape, const Fetch *fetch)
{
  return redaksi_shape_get_kind (shape) == REDAKSI_BLOCK_PHOTO
         && redaksi_shape_get (shape, "photo") == NULL
         && g_strcmp0 (redaksi_shape_get (shape, "url"), fetch->url) == 0
         && g_strcmp0 (redaksi_shape_get (shape, "remote-id"), fetch->remote_id) == 0;
}

static void
learn (Fetch *fetch, const char *digest)
{
  RedaksiDocument *document = fetch->document;
  g_autoptr (RedaksiTransaction) transaction
    = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
  RedaksiSelection selection
    = redaksi_body_buffer_get_selection (redaksi_body_view_get_buffer (fetch->view->body));
  RedaksiBody *body = redaksi_document_get_body (document);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiShape *shape = redaksi_block_get_shape (redaksi_body_get_nth (body, i));
      g_autoptr (RedaksiShape) named = NULL;
      g_autoptr (RedaksiStep) step = NULL;

      if (!is_meant (shape, fetch))
        continue;
      named = redaksi_shape_with (shape, "photo", digest);
      step = redaksi_step_new_set_block (redaksi_body_get_start (body, i), named);
      redaksi_transaction_add (transaction, step);
    }
  redaksi_transaction_set_selection (transaction, selection, selection);
  if (redaksi_transaction_get_n (transaction) > 0)
    redaksi_document_learn (document, transaction, NULL);
}

static void
tell (Fetch *fetch, const char *why)
{
  g_hash_table_insert (fetch->view->fetched, g_strdup (fetch->url), g_strdup (why));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fetch->view->body));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (REDAKSI_IS_LEAF_CARD (child)
        && is_meant (redaksi_leaf_card_get_shape (REDAKSI_LEAF_CARD (child)), fetch))
      redaksi_leaf_card_set_away (REDAKSI_LEAF_CARD (child), why);
}

static DexFuture *
fetch_fiber (gpointer data)
{
  Fetch *fetch = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPhoto) photo = dex_await_boxed (g_steal_pointer (&fetch->photo), &error);

  /* Another article is open by now: it is asked for again when this one is looked at. */
  if (fetch->view->document != fetch->document)
    return dex_future_new_true ();
  if (photo != NULL)
    {
      /* An undo may bring back a state that does not know it. */
      g_hash_table_remove (fetch->view->fetched, fetch->url);
      learn (fetch, photo->digest);
    }
  else
    tell (fetch, error->message);
  return dex_future_new_true ();
}

/* A photo is near what is seen, or a person asked for it. */
void
_redaksi_article_view_want_photo (RedaksiArticleView *self, RedaksiLeafCard *card, gboolean asked)
{
  RedaksiShape *shape = redaksi_leaf_card_get_shape (card);
  const char *url, *why;
  Fetch *fetch;

  if (shape == NULL || redaksi_shape_get_kind (shape) != REDAKSI_BLOCK_PHOTO
      || redaksi_shape_get (shape, "photo") != NULL || self->fetch == NULL || self->read_only
      || self->document == NULL)
    return;
  url = redaksi_shape_get (shape, "url");
  if (url == NULL)
    return;
  why = g_hash_table_lookup (self->fetched, url);
  if (why != NULL && (!asked || *why == '\0'))
    {
      redaksi_leaf_card_set_away (card, *why != '\0' ? why : NULL);
      return;
    }
  g_hash_table_insert (self->fetched, g_strdup (url), g_strdup (""));
  redaksi_leaf_card_set_away (card, NULL);
  fetch = g_new0 (Fetch, 1);
  fetch->view = g_object_ref (self);
  fetch->document = g_object_ref (self->document);
  fetch->url = g_strdup (url);
  fetch->remote_id = g_strdup (redaksi_shape_get (shape, "remote-id"));
  fetch->photo
    = self->fetch (redaksi_article_get_id (redaksi_document_get_article (self->document)),
                   fetch->remote_id, url, asked, self->fetch_data);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, fetch_fiber, fetch, fetch_free));
}

void
_redaksi_article_view_ask_photo (RedaksiLeafCard *card, RedaksiArticleView *self)
{
  _redaksi_article_view_want_photo (self, card, TRUE);
}

/**
 * redaksi_article_view_set_photo_fetch:
 * @self: a view
 * @fetch: what brings a photo from a site
 * @user_data: for @fetch; lives as long as @self
 *
 * Before there is a document.
 */
void
redaksi_article_view_set_photo_fetch (RedaksiArticleView *self, RedaksiPhotoFetch fetch,
                                      gpointer user_data)
{
  g_return_if_fail (REDAKSI_IS_ARTICLE_VIEW (self));

  self->fetch = fetch;
  self->fetch_data = user_data;
}
