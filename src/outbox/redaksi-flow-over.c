/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A flow's update over what the server has: what the article says as it did when the post was last
 * seen stays as it is there, also where the site says it in other words or says more than we know.
 */
#include <string.h>

#include "redaksi-compare-private.h"
#include "redaksi-flow-private.h"

static gboolean
same_field (RedaksiArticle *a, RedaksiArticle *b, const char *name)
{
  return g_strcmp0 (redaksi_article_peek_field (a, name), redaksi_article_peek_field (b, name))
         == 0;
}

/* The article that says what the post said when it was last seen; NULL where that is not known, or
 * the post has changed since. */
static RedaksiArticle *
load_base (RedaksiFlow *self, const RedaksiSeen *seen, const RedaksiPost *there)
{
  g_autofree char *digest = redaksi_compare_digest (there);

  if (seen->revision == 0 || g_strcmp0 (seen->digest, digest) != 0)
    return NULL;
  return dex_await_boxed (redaksi_library_load_revision (self->library,
                                                         redaksi_push_get_article (self->push),
                                                         seen->revision),
                          NULL);
}

/* The section's place is taken by the new one; others, which Redaksi does not show, stay. */
static void
fit_section (RedaksiFlow *self, RedaksiPost *post, const RedaksiPost *there,
             const RedaksiSeen *seen, RedaksiArticle *base)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (same_field (self->article, base, REDAKSI_FIELD_SECTION))
    {
      g_clear_pointer (&post->sections, g_strfreev);
      g_set_str (&self->section, seen->section);
      return;
    }
  if (self->section == NULL || seen->section == NULL)
    return;
  g_strv_builder_add (ids, self->section);
  for (guint i = 0; there->sections != NULL && there->sections[i] != NULL; i++)
    if (strcmp (there->sections[i], seen->section) != 0
        && strcmp (there->sections[i], self->section) != 0)
      g_strv_builder_add (ids, there->sections[i]);
  g_strfreev (post->sections);
  post->sections = g_strv_builder_end (ids);
}

static RedaksiArticle *
without_lead (RedaksiArticle *article)
{
  g_autoptr (RedaksiArticle) silent
    = redaksi_article_with_field (article, REDAKSI_FIELD_LEAD_CAPTION, NULL);

  return redaksi_article_with_field (silent, REDAKSI_FIELD_LEAD_CREDIT, NULL);
}

/* Whether readers see words of a lead photo in the text there. */
static gboolean
shows_lead (RedaksiFlow *self, const RedaksiPost *there)
{
  g_autoptr (RedaksiArticle) read
    = redaksi_article_from_wordpress (redaksi_push_get_article (self->push), there->content,
                                      strlen (there->content), &self->house, NULL);

  return read != NULL
         && (redaksi_article_peek_field (read, REDAKSI_FIELD_LEAD_CAPTION) != NULL
             || redaksi_article_peek_field (read, REDAKSI_FIELD_LEAD_CREDIT) != NULL);
}

/**
 * redaksi_flow_write_over:
 * @self: a flow
 * @article: what is to be said
 * @base: (nullable): what was said when the post was last seen
 * @there: what the server has
 * @lookup: where photos are
 *
 * Returns: (transfer full): the content
 */
char *
redaksi_flow_write_over (RedaksiFlow *self, RedaksiArticle *article, RedaksiArticle *base,
                         const RedaksiPost *there, RedaksiPhotoLookup lookup)
{
  gboolean has_lead = redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_PHOTO) != NULL;
  gboolean had
    = base != NULL && redaksi_article_peek_field (base, REDAKSI_FIELD_LEAD_PHOTO) != NULL;
  /* The words below a photo go with it, but for one that stayed on the site. Without a photo
   * anywhere they go nowhere; whoever asks what a post of ours says (@base is unknown then) has to
   * hear the same, or takes our own post for somebody else's. */
  g_autoptr (RedaksiArticle) shown = has_lead || (!had && shows_lead (self, there))
                                       ? redaksi_article_ref (article)
                                       : without_lead (article);

  return redaksi_article_to_wordpress_over (shown, there->content, &self->house, lookup, self);
}

/**
 * redaksi_flow_fit:
 * @self: a flow
 * @post: what the post shall be
 * @there: what the server has
 * @remote: (nullable): what the library knows of it
 *
 * Takes into @post what the server has where nobody here changed it.
 */
void
redaksi_flow_fit (RedaksiFlow *self, RedaksiPost *post, const RedaksiPost *there,
                  const RedaksiRemote *remote)
{
  g_auto (RedaksiSeen) seen = { 0 };
  g_autoptr (RedaksiArticle) base = NULL;

  if (redaksi_seen_read (remote != NULL ? remote->state : NULL, &seen))
    base = load_base (self, &seen, there);
  g_free (post->content);
  post->content
    = redaksi_flow_write_over (self, self->article, base, there, redaksi_flow_lookup_cb);
  if (base == NULL)
    return;
  if (same_field (self->article, base, REDAKSI_FIELD_HEADLINE))
    g_set_str (&post->title, there->title);
  if (same_field (self->article, base, REDAKSI_FIELD_EXCERPT))
    g_set_str (&post->excerpt, there->excerpt);
  if (same_field (self->article, base, REDAKSI_FIELD_SLUG) && there->slug != NULL
      && !g_str_has_prefix (there->slug, "rdk-"))
    g_clear_pointer (&post->slug, g_free);
  if (same_field (self->article, base, REDAKSI_FIELD_TAGS))
    g_clear_pointer (&post->tags, g_strfreev);
  if (redaksi_article_peek_field (self->article, REDAKSI_FIELD_LEAD_PHOTO) == NULL
      && redaksi_article_peek_field (base, REDAKSI_FIELD_LEAD_PHOTO) == NULL)
    {
      g_clear_pointer (&post->featured, g_free);
      g_clear_pointer (&post->featured_caption, g_free);
      g_clear_pointer (&post->featured_alt, g_free);
    }
  fit_section (self, post, there, &seen, base);
}

static void
leave_if_same (char **text, const char *there)
{
  if (g_strcmp0 (*text, there != NULL ? there : "") == 0)
    g_clear_pointer (text, g_free);
}

static gboolean
same_ids (char *const *a, char *const *b)
{
  guint n = 0;

  for (; a[n] != NULL; n++)
    if (b == NULL || !g_strv_contains ((const char *const *)b, a[n]))
      return FALSE;
  return n == (b != NULL ? g_strv_length ((char **)b) : 0);
}

/**
 * redaksi_flow_trim:
 * @post: what the post shall be
 * @there: what the server has
 *
 * Returns: (transfer full): @post without what is so already: what is not sent can't undo what
 *   somebody does to it at the same moment
 */
RedaksiPost *
redaksi_flow_trim (const RedaksiPost *post, const RedaksiPost *there)
{
  RedaksiPost *trimmed = redaksi_post_copy (post);

  leave_if_same (&trimmed->title, there->title);
  leave_if_same (&trimmed->content, there->content);
  leave_if_same (&trimmed->excerpt, there->excerpt);
  leave_if_same (&trimmed->featured, there->featured);
  leave_if_same (&trimmed->featured_caption, there->featured_caption);
  leave_if_same (&trimmed->featured_alt, there->featured_alt);
  if (trimmed->slug != NULL && *trimmed->slug != '\0')
    leave_if_same (&trimmed->slug, there->slug);
  if (trimmed->sections != NULL && same_ids (trimmed->sections, there->sections))
    g_clear_pointer (&trimmed->sections, g_strfreev);
  if (trimmed->tags != NULL && same_ids (trimmed->tags, there->tags))
    g_clear_pointer (&trimmed->tags, g_strfreev);
  return trimmed;
}
