/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of articles: front page, section, tag, search; the page that is not there; the feed. */
#include <string.h>

#include "redaksi-page-private.h"

static void
add_teasers (RedaksiPageScope *scope, const RedaksiPageTeaser *teasers, guint n_teasers,
             const RedaksiPageSite *site, const RedaksiPageContext *context)
{
  const RedaksiPageWords *words = _redaksi_page_words_get (site->language);
  guint n = 0;

  for (guint i = 0; i < n_teasers; i++)
    {
      const RedaksiPageTeaser *teaser = &teasers[i];
      gint64 modified = MAX (teaser->modified, teaser->published);
      g_autofree char *date = NULL;
      g_autofree char *iso = NULL;
      g_autofree char *updated = NULL;
      RedaksiPageScope *item;

      if (teaser->headline == NULL || *teaser->headline == '\0'
          || !_redaksi_page_url_is_safe (teaser->url))
        continue;
      item = _redaksi_page_scope_add (scope, "teasers");
      _redaksi_page_scope_set_url (item, "url", teaser->url);
      _redaksi_page_scope_set_text (item, "headline", teaser->headline);
      _redaksi_page_scope_set_text (item, "summary", teaser->summary);
      _redaksi_page_scope_set_text (item, "teaser-section", teaser->section);
      _redaksi_page_scope_set_url (item, "photo", teaser->photo_url);
      if (n++ > 1) /* what is seen at once is loaded at once */
        _redaksi_page_scope_set_text (item, "lazy", "1");
      _redaksi_page_scope_set_text (scope, "has-teasers", "1");
      if (teaser->published <= 0)
        continue;
      date = _redaksi_page_words_date (words, "short", teaser->published, context->time_zone);
      iso = _redaksi_page_iso_date (teaser->published, context->time_zone);
      updated = _redaksi_page_iso_date (modified, context->time_zone);
      _redaksi_page_scope_set_text (item, "published", date);
      _redaksi_page_scope_set_text (item, "published-iso", iso);
      _redaksi_page_scope_set_text (item, "updated-iso", updated);
    }
}

static char *
put_words_in (const char *form, const char *words)
{
  const char *gap = strstr (form, "%s");

  return gap != NULL ? g_strdup_printf ("%.*s%s%s", (int)(gap - form), form, words, gap + 2)
                     : g_strdup (form);
}

/**
 * redaksi_page_render_list:
 * @title: (nullable): the section's or tag's name; %NULL on the front page and for a search
 * @search_words: (nullable): what was searched for
 * @teasers: (array length=n_teasers): the articles, newest first
 * @n_teasers: how many
 * @site: the site whose page it is
 * @context: the page's own address and its neighbours'
 *
 * Makes a page that lists articles.
 *
 * Returns: (transfer full)
 */
char *
redaksi_page_render_list (const char *title, const char *search_words,
                          const RedaksiPageTeaser *teasers, guint n_teasers,
                          const RedaksiPageSite *site, const RedaksiPageContext *context)
{
  g_autoptr (RedaksiPageScope) scope = NULL;
  const RedaksiPageWords *words;
  g_autofree char *heading = NULL;
  g_autofree char *whole = NULL;

  g_return_val_if_fail (site != NULL && context != NULL, NULL);
  g_return_val_if_fail (teasers != NULL || n_teasers == 0, NULL);

  words = _redaksi_page_words_get (site->language);
  scope = _redaksi_page_begin (site, context, title);
  heading = search_words != NULL
              ? put_words_in (_redaksi_page_words_look_up (words, "lists", "results"), search_words)
              : g_strdup (title);
  if (heading != NULL)
    {
      whole = g_strconcat (heading, " – ", site->name, NULL);
      _redaksi_page_scope_set_text (scope, "title", whole);
      _redaksi_page_scope_set_text (scope, "share-title", heading);
      _redaksi_page_scope_set_text (scope, "list-title", heading);
    }
  else
    {
      _redaksi_page_scope_set_text (scope, "is-front", "1");
      _redaksi_page_scope_set_text (scope, "description", site->tagline);
    }
  if (search_words != NULL)
    {
      _redaksi_page_scope_set_text (scope, "search-words", search_words);
      _redaksi_page_scope_set_text (scope, "noindex", "1");
    }
  _redaksi_page_scope_set_text (
    scope, "nothing",
    _redaksi_page_words_look_up (words, "lists", search_words != NULL ? "no-results" : "nothing"));
  add_teasers (scope, teasers, n_teasers, site, context);
  _redaksi_page_scope_set_url (scope, "newer", context->newer_url);
  _redaksi_page_scope_set_url (scope, "older", context->older_url);
  if (context->newer_url != NULL || context->older_url != NULL)
    _redaksi_page_scope_set_text (scope, "has-pages", "1");
  return _redaksi_page_finish (scope, "list");
}

/**
 * redaksi_page_render_not_found:
 * @site: the site whose page it is
 * @context: what the page is for
 *
 * Returns: (transfer full): the page for an address at which nothing is
 */
char *
redaksi_page_render_not_found (const RedaksiPageSite *site, const RedaksiPageContext *context)
{
  g_autoptr (RedaksiPageScope) scope = NULL;
  const RedaksiPageWords *words;
  const char *heading;
  g_autofree char *title = NULL;

  g_return_val_if_fail (site != NULL && context != NULL, NULL);

  words = _redaksi_page_words_get (site->language);
  scope = _redaksi_page_begin (site, context, NULL);
  heading = _redaksi_page_words_look_up (words, "lists", "not-found");
  title = g_strconcat (heading, " – ", site->name, NULL);
  _redaksi_page_scope_set_text (scope, "title", title);
  _redaksi_page_scope_set_text (scope, "noindex", "1");
  _redaksi_page_scope_set_text (scope, "message-title", heading);
  _redaksi_page_scope_set_text (scope, "message",
                                _redaksi_page_words_look_up (words, "lists", "not-found-text"));
  return _redaksi_page_finish (scope, "message");
}

/**
 * redaksi_page_render_feed:
 * @teasers: (array length=n_teasers): the articles, newest first
 * @n_teasers: how many
 * @site: the site whose feed it is
 *
 * Returns: (transfer full): an Atom feed (RFC 4287)
 */
char *
redaksi_page_render_feed (const RedaksiPageTeaser *teasers, guint n_teasers,
                          const RedaksiPageSite *site)
{
  RedaksiPageContext context = { .use = REDAKSI_PAGE_PUBLIC };
  g_autoptr (RedaksiPageScope) scope = NULL;
  g_autofree char *updated = NULL;
  gint64 newest = 0;

  g_return_val_if_fail (site != NULL, NULL);
  g_return_val_if_fail (teasers != NULL || n_teasers == 0, NULL);

  for (guint i = 0; i < n_teasers; i++)
    newest = MAX (newest, MAX (teasers[i].modified, teasers[i].published));
  scope = _redaksi_page_begin (site, &context, NULL);
  updated = _redaksi_page_iso_date (newest, NULL);
  _redaksi_page_scope_set_text (scope, "updated", updated);
  add_teasers (scope, teasers, n_teasers, site, &context);
  return _redaksi_page_finish (scope, "feed.xml");
}
