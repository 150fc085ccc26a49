/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article page. */
#include <string.h>

#include "redaksi-page-private.h"
#include "redaksi-text.h"

#define DESCRIPTION_CHARS 200

/* The dateline leads the first paragraph, inside it, as print has it. */
static void
add_body (RedaksiPageScope *scope, RedaksiArticle *article, const RedaksiPageSite *site,
          RedaksiPhotoLookup lookup, gpointer user_data)
{
  RedaksiHouse house = { site->language, site->name };
  g_autofree char *html = redaksi_article_content_to_html (article, &house, lookup, user_data);

  _redaksi_page_scope_set_markup (scope, "body", html);
}

static void
add_lead (RedaksiPageScope *scope, RedaksiArticle *article, const RedaksiPageSite *site,
          const RedaksiPageContext *context, const RedaksiPhotoLink *photo)
{
  RedaksiHouse house = { site->language, site->name };
  const char *caption = redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CAPTION);
  const char *credit = redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CREDIT);
  const char *alt = redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_ALT);
  g_autofree char *line = NULL;
  g_autofree char *whole = _redaksi_page_absolute (site, photo->url);
  RedaksiPageScope *lead;

  if (!_redaksi_page_url_is_safe (photo->url))
    return;
  lead = _redaksi_page_scope_add (scope, "lead");
  _redaksi_page_scope_set_url (lead, "url", photo->url);
  if (photo->width > 0 && photo->height > 0)
    {
      _redaksi_page_scope_set_number (lead, "width", photo->width);
      _redaksi_page_scope_set_number (lead, "height", photo->height);
    }
  /* A picture with nothing to say of it but its caption is described by the caption. */
  _redaksi_page_scope_set_text (lead, "alt", *alt != '\0' ? alt : caption);
  /* The label stands once: before the caption, or before the credit where there is no caption. */
  line = *caption != '\0' || *credit != '\0'
           ? redaksi_caption_text (*caption != '\0' ? caption : credit, &house)
           : NULL;
  if (*caption != '\0')
    {
      _redaksi_page_scope_set_text (lead, "caption", line);
      _redaksi_page_scope_set_text (lead, "credit", credit);
    }
  else
    _redaksi_page_scope_set_text (lead, "credit", line);
  _redaksi_page_scope_set_text (lead, "has-caption", line);

  /* The picture on the cards must be of the web: a preview's photos are on this machine only, and
   * nobody knows yet where a folder's will be. */
  if (whole != NULL && context->use != REDAKSI_PAGE_FOLDER
      && g_ascii_strncasecmp (whole, "http", 4) == 0)
    {
      RedaksiPageScope *card = _redaksi_page_scope_add (scope, "card");
      _redaksi_page_scope_set_url (card, "url", whole);
      if (photo->width > 0 && photo->height > 0)
        {
          _redaksi_page_scope_set_number (card, "width", photo->width);
          _redaksi_page_scope_set_number (card, "height", photo->height);
        }
      _redaksi_page_scope_set_text (card, "alt", *alt != '\0' ? alt : caption);
      _redaksi_page_scope_set_text (scope, "card-kind", "summary_large_image");
    }
}

static void
add_bylines (RedaksiPageScope *scope, RedaksiArticle *article, const RedaksiPageSite *site)
{
  g_autoptr (GPtrArray) bylines = redaksi_article_get_bylines (article);

  for (guint i = 0; i < bylines->len; i++)
    {
      const RedaksiByline *byline = g_ptr_array_index (bylines, i);
      const char *person = redaksi_byline_get_person (byline);
      RedaksiPageScope *item;

      if (*person == '\0')
        continue;
      item = _redaksi_page_scope_add (scope, "bylines");
      _redaksi_page_scope_set_text (item, "role",
                                    redaksi_role_get_label (redaksi_byline_get_role (byline),
                                                            site->language));
      _redaksi_page_scope_set_text (item, "person", person);
      _redaksi_page_scope_set_text (scope, "has-bylines", "1");
      _redaksi_page_scope_set_text (scope, "has-foot", "1");
    }
}

static void
add_tags (RedaksiPageScope *scope, RedaksiArticle *article, const RedaksiPageSite *site,
          const RedaksiPageContext *context)
{
  gboolean has_site = context->use != REDAKSI_PAGE_FOLDER || site->base_url != NULL;
  g_auto (GStrv) tags = redaksi_article_get_tags (article);

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      g_autofree char *url = has_site ? _redaksi_page_address (site, "tag", tags[i]) : NULL;
      RedaksiPageScope *item;

      if (url == NULL && has_site)
        continue;
      item = _redaksi_page_scope_add (scope, "tags");
      _redaksi_page_scope_set_text (item, "name", tags[i]);
      _redaksi_page_scope_set_url (item, "url", url);
      _redaksi_page_scope_set_text (scope, "has-tags", "1");
      _redaksi_page_scope_set_text (scope, "has-foot", "1");
    }
}

/* Links that ask nothing of the reader: no script, no counter, the services' own share addresses.
 */
static void
add_share (RedaksiPageScope *scope, const char *url, const char *headline)
{
  g_autofree char *address = g_uri_escape_string (url, NULL, FALSE);
  g_autofree char *title = g_uri_escape_string (headline, NULL, FALSE);
  const struct
  {
    const char *id;
    const char *label;
    char *url;
  } services[] = {
    { "facebook", "Facebook",
      g_strdup_printf ("https://www.facebook.com/sharer/sharer.php?u=%s", address) },
    { "x", "X (Twitter)",
      g_strdup_printf ("https://x.com/intent/post?url=%s&text=%s", address, title) },
    { "whatsapp", "WhatsApp",
      g_strdup_printf ("https://wa.me/?text=%s%s%s", title, *title != '\0' ? "%20" : "", address) },
    { "telegram", "Telegram",
      g_strdup_printf ("https://t.me/share/url?url=%s&text=%s", address, title) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      RedaksiPageScope *item = _redaksi_page_scope_add (scope, "share");
      _redaksi_page_scope_set_text (item, "id", services[i].id);
      _redaksi_page_scope_set_text (scope, "has-share", "1");
      _redaksi_page_scope_set_text (scope, "has-foot", "1");
      _redaksi_page_scope_set_text (item, "label", services[i].label);
      _redaksi_page_scope_set_url (item, "url", services[i].url);
      g_free (services[i].url);
    }
}

static void
add_times (RedaksiPageScope *scope, const RedaksiPageSite *site, const RedaksiPageContext *context)
{
  const RedaksiPageWords *words = _redaksi_page_words_get (site->language);
  g_autofree char *published = NULL;
  g_autofree char *published_iso = NULL;
  g_autofree char *modified = NULL;
  g_autofree char *modified_iso = NULL;

  if (context->published <= 0)
    return;
  published = _redaksi_page_words_date (words, "long", context->published, context->time_zone);
  published_iso = _redaksi_page_iso_date (context->published, context->time_zone);
  _redaksi_page_scope_set_text (scope, "published", published);
  _redaksi_page_scope_set_text (scope, "published-iso", published_iso);
  if (context->modified < context->published)
    return;
  modified = _redaksi_page_words_date (words, "long", context->modified, context->time_zone);
  modified_iso = _redaksi_page_iso_date (context->modified, context->time_zone);
  _redaksi_page_scope_set_text (scope, "modified-iso", modified_iso);
  /* The minutes in which an article goes out are no correction. */
  if (context->modified - context->published >= 10 * G_TIME_SPAN_MINUTE)
    _redaksi_page_scope_set_text (scope, "modified", modified);
}

/* One sentence or two for search engines and for the cards: what the writer wrote for it, else what
 * the article begins with. */
static char *
make_description (RedaksiArticle *article)
{
  g_autoptr (RedaksiBody) body = redaksi_body_for_readers (redaksi_article_get_body (article));
  const char *text = redaksi_article_get_field (article, REDAKSI_FIELD_EXCERPT);
  g_autofree char *line = NULL;

  if (*text == '\0')
    text = redaksi_article_get_field (article, REDAKSI_FIELD_DECK);
  for (guint i = 0; *text == '\0' && i < redaksi_body_get_n (body); i++)
    if (redaksi_block_get_kind (redaksi_body_get_nth (body, i)) == REDAKSI_BLOCK_PARAGRAPH)
      text = redaksi_block_get_text (redaksi_body_get_nth (body, i));
  line = redaksi_text_one_line (text);
  return redaksi_text_shorten (line, DESCRIPTION_CHARS);
}

/* Where the page is or will be; the share links of a preview need it before it is there. */
static char *
make_url (RedaksiArticle *article, const RedaksiPageSite *site, const RedaksiPageContext *context)
{
  const char *slug = redaksi_article_get_field (article, REDAKSI_FIELD_SLUG);
  const char *headline = redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE);
  g_autofree char *made = redaksi_text_slug (*slug != '\0' ? slug : headline);
  g_autofree char *relative = NULL;

  if (_redaksi_page_url_is_safe (context->url))
    return g_strdup (context->url);
  relative = g_strconcat ("/", made, *made != '\0' ? "/" : NULL, NULL);
  return _redaksi_page_absolute (site, relative);
}

/**
 * redaksi_page_render_article:
 * @article: the article
 * @site: the site whose page it is
 * @context: where and when it is published, and what the page is for
 * @lookup: (scope call) (nullable): where its photos are
 * @user_data: for @lookup
 *
 * Makes the article page: valid HTML5 in UTF-8, for phones first.
 *
 * Returns: (transfer full)
 */
char *
redaksi_page_render_article (RedaksiArticle *article, const RedaksiPageSite *site,
                             const RedaksiPageContext *context, RedaksiPhotoLookup lookup,
                             gpointer user_data)
{
  g_autoptr (RedaksiPageScope) scope = NULL;
  g_autofree char *description = NULL;
  g_autofree char *title = NULL;
  g_autofree char *url = NULL;
  g_autofree char *data = NULL;
  g_autofree char *photo_url = NULL;
  const char *headline, *lead, *language;
  RedaksiPhotoLink photo = { NULL };
  gboolean has_photo;

  g_return_val_if_fail (article != NULL && site != NULL && context != NULL, NULL);

  headline = redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE);
  lead = redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_PHOTO);
  language = redaksi_article_get_field (article, REDAKSI_FIELD_LANGUAGE);
  scope = _redaksi_page_begin (site, context,
                               redaksi_article_get_field (article, REDAKSI_FIELD_SECTION));
  description = make_description (article);
  url = make_url (article, site, context);
  has_photo = lookup != NULL && *lead != '\0' && lookup (lead, &photo, user_data);
  /* What a lookup gives may be gone at its next call, and the body makes more of them. */
  photo.url = photo_url = g_strdup (photo.url);

  title = *headline != '\0' && site->name != NULL
            ? g_strconcat (headline, " – ", site->name, NULL)
            : g_strdup (*headline != '\0' ? headline : site->name);
  _redaksi_page_scope_set_text (scope, "title", title);
  _redaksi_page_scope_set_text (scope, "share-title", *headline != '\0' ? headline : site->name);
  _redaksi_page_scope_set_text (scope, "kind", "article");
  _redaksi_page_scope_set_text (scope, "description", description);
  _redaksi_page_scope_set_text (scope, "kicker",
                                redaksi_article_get_field (article, REDAKSI_FIELD_KICKER));
  _redaksi_page_scope_set_text (scope, "headline", headline);
  _redaksi_page_scope_set_text (scope, "deck",
                                redaksi_article_get_field (article, REDAKSI_FIELD_DECK));
  _redaksi_page_scope_set_text (scope, "section",
                                redaksi_article_get_field (article, REDAKSI_FIELD_SECTION));
  if (*language != '\0' && g_strcmp0 (language, site->language) != 0)
    _redaksi_page_scope_set_text (scope, "article-language", language);

  if (has_photo)
    add_lead (scope, article, site, context, &photo);
  add_times (scope, site, context);
  add_body (scope, article, site, lookup, user_data);
  add_bylines (scope, article, site);
  add_tags (scope, article, site, context);
  if (context->use != REDAKSI_PAGE_FOLDER || site->base_url != NULL
      || _redaksi_page_url_is_safe (context->url))
    add_share (scope, url, headline);

  data
    = _redaksi_page_article_data (article, site, context, url, description,
                                  has_photo && context->use != REDAKSI_PAGE_FOLDER ? &photo : NULL);
  _redaksi_page_scope_set_markup (scope, "data", data);
  return _redaksi_page_finish (scope, "article");
}
