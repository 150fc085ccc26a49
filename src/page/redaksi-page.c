/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every page of a site has: head, masthead, words, style. */
#include "redaksi-page.h"

#include <gio/gio.h>
#include <string.h>

#include "redaksi-digest.h"
#include "redaksi-page-private.h"
#include "redaksi-page-resource.h"
#include "redaksi-text.h"

/* A preview is somebody's draft on this machine: it loads nothing, sends nothing, runs nothing. */
#define PREVIEW_POLICY                                                                             \
  "default-src 'none'; img-src data: redaksi-photo:; style-src 'unsafe-inline'; "                  \
  "form-action 'none'; base-uri 'none'"

/* Beside the page, wherever that is put; nothing of the network. */
#define FOLDER_POLICY                                                                              \
  "default-src 'none'; img-src 'self' file: data:; style-src 'self' file:; form-action 'none'; "   \
  "base-uri 'none'"

/* The page itself, where there is no site to lead to. */
#define FOLDER_HOME "index.html"

static const char *
get_file (const char *name)
{
  g_autofree char *path = g_strconcat (REDAKSI_PAGE_RESOURCES "/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (redaksi_page_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  /* A resource's bytes are part of the program, and end with a NUL. */
  return bytes != NULL ? g_bytes_get_data (bytes, NULL) : NULL;
}

const char *
_redaksi_page_get_template (const char *name)
{
  g_autofree char *file = g_strconcat (name, strchr (name, '.') == NULL ? ".html" : "", NULL);

  return get_file (file);
}

/**
 * redaksi_page_get_style_sheet:
 *
 * Returns: (transfer none): the CSS of all pages
 */
const char *
redaksi_page_get_style_sheet (void)
{
  return get_file ("page.css");
}

/**
 * redaksi_page_get_style_name:
 *
 * The name under which a public site serves the style sheet. It changes with the contents, so the
 * file may be kept by browsers for good.
 *
 * Returns: (transfer none): `style-1a2b3c4d.css`
 */
const char *
redaksi_page_get_style_name (void)
{
  static char *name;

  if (g_once_init_enter_pointer (&name))
    {
      const char *css = redaksi_page_get_style_sheet ();
      g_autofree char *digest = redaksi_digest_data (css, strlen (css));
      g_once_init_leave_pointer (&name, g_strdup_printf ("style-%.8s.css", digest));
    }
  return name;
}

static const char *
get_base (const RedaksiPageSite *site)
{
  return _redaksi_page_url_is_safe (site->base_url) ? site->base_url : "/";
}

/* An address of the site: its base, a folder, and the slug of a name. */
char *
_redaksi_page_address (const RedaksiPageSite *site, const char *folder, const char *name)
{
  g_autofree char *slug = redaksi_text_slug (name);

  return *slug != '\0' ? g_strconcat (get_base (site), folder, "/", slug, "/", NULL) : NULL;
}

/* Whoever shows a link elsewhere needs the whole address of its picture. */
char *
_redaksi_page_absolute (const RedaksiPageSite *site, const char *url)
{
  if (!_redaksi_page_url_is_safe (url))
    return NULL;
  if (url[strcspn (url, ":/?#")] == ':')
    return g_strdup (url);
  return g_strconcat (get_base (site), url + (*url == '/' ? 1 : 0), NULL);
}

static void
add_sections (RedaksiPageScope *scope, const RedaksiPageSite *site, const char *current)
{
  for (guint i = 0; site->sections != NULL && site->sections[i] != NULL; i++)
    {
      g_autofree char *url = _redaksi_page_address (site, "category", site->sections[i]);
      RedaksiPageScope *item;

      if (url == NULL)
        continue;
      item = _redaksi_page_scope_add (scope, "sections");
      _redaksi_page_scope_set_text (item, "name", site->sections[i]);
      _redaksi_page_scope_set_url (item, "url", url);
      if (g_strcmp0 (current, site->sections[i]) == 0)
        _redaksi_page_scope_set_text (item, "current", "true");
      _redaksi_page_scope_set_text (scope, "has-sections", "1");
    }
}

static void
add_follow (RedaksiPageScope *scope, const RedaksiPageSite *site)
{
  for (guint i = 0; i < site->n_follow; i++)
    {
      const RedaksiFollowLink *link = &site->follow[i];
      RedaksiPageScope *item;

      if (link->label == NULL || *link->label == '\0' || !_redaksi_page_url_is_safe (link->url))
        continue;
      item = _redaksi_page_scope_add (scope, "follow");
      _redaksi_page_scope_set_text (item, "label", link->label);
      _redaksi_page_scope_set_url (item, "url", link->url);
      _redaksi_page_scope_set_text (scope, "has-follow", "1");
      _redaksi_page_scope_set_text (scope, "has-bar", "1");
    }
}

static void
add_style (RedaksiPageScope *scope, const RedaksiPageSite *site, const RedaksiPageContext *context)
{
  g_autofree char *url = NULL;

  if (context->use == REDAKSI_PAGE_PREVIEW)
    {
      _redaksi_page_scope_set_text (scope, "policy", PREVIEW_POLICY);
      _redaksi_page_scope_set_markup (scope, "style-inline", redaksi_page_get_style_sheet ());
      return;
    }
  if (context->use == REDAKSI_PAGE_FOLDER)
    {
      _redaksi_page_scope_set_text (scope, "policy", FOLDER_POLICY);
      _redaksi_page_scope_set_url (scope, "style-url", redaksi_page_get_style_name ());
      return;
    }
  url = g_strconcat (get_base (site), redaksi_page_get_style_name (), NULL);
  _redaksi_page_scope_set_url (scope, "style-url", url);
}

/* A scope with what all pages have; "title", "share-title" and "kind" are the caller's to change.
 */
RedaksiPageScope *
_redaksi_page_begin (const RedaksiPageSite *site, const RedaksiPageContext *context,
                     const char *current_section)
{
  const RedaksiPageWords *words = _redaksi_page_words_get (site->language);
  RedaksiPageScope *scope = _redaksi_page_scope_new ();
  g_autofree char *locale = _redaksi_page_words_locale (words, site->language);
  g_autofree char *feed = g_strconcat (get_base (site), "feed/", NULL);

  _redaksi_page_words_add_to (words, scope);
  _redaksi_page_scope_set_text (scope, "language",
                                site->language != NULL && *site->language != '\0' ? site->language
                                                                                  : "en");
  _redaksi_page_scope_set_text (scope, "locale", locale);
  _redaksi_page_scope_set_text (scope, "site", site->name);
  _redaksi_page_scope_set_text (scope, "tagline", site->tagline);
  _redaksi_page_scope_set_text (scope, "title", site->name);
  _redaksi_page_scope_set_text (scope, "share-title", site->name);
  _redaksi_page_scope_set_text (scope, "kind", "website");
  _redaksi_page_scope_set_text (scope, "card-kind", "summary");
  _redaksi_page_scope_set_url (scope, "home",
                               context->use == REDAKSI_PAGE_FOLDER && site->base_url == NULL
                                 ? FOLDER_HOME
                                 : get_base (site));
  /* Only a page by itself may have nothing to say of a site. */
  if (context->use != REDAKSI_PAGE_FOLDER || (site->name != NULL && *site->name != '\0'))
    _redaksi_page_scope_set_text (scope, "has-masthead", "1");
  if (context->use != REDAKSI_PAGE_FOLDER)
    {
      _redaksi_page_scope_set_text (scope, "has-search", "1");
      _redaksi_page_scope_set_text (scope, "has-bar", "1");
    }
  if (context->use == REDAKSI_PAGE_PUBLIC)
    _redaksi_page_scope_set_url (scope, "feed", feed);
  _redaksi_page_scope_set_url (scope, "canonical", context->url);
  add_sections (scope, site, current_section);
  add_follow (scope, site);
  add_style (scope, site, context);
  return scope;
}

char *
_redaksi_page_finish (RedaksiPageScope *scope, const char *template)
{
  return _redaksi_page_template_render (_redaksi_page_get_template (template), scope,
                                        _redaksi_page_get_template);
}
