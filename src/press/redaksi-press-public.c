/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers get: front page, articles, sections, topics, search, feed, photos. */
#include <string.h>

#include "redaksi-press-post.h"
#include "redaksi-text.h"

#define TEASERS_PER_PAGE 13 /* one large and four rows of three */
#define FEED_ENTRIES     20
#define MENU_SECTIONS    8

/* The site as the page room wants it, with the sections that have something in them. */
typedef struct
{
  RedaksiPageSite site;
  GStrv sections;
} Site;

static void
site_clear (Site *site)
{
  g_strfreev (site->sections);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Site, site_clear)

static void
site_init (Site *site, RedaksiPress *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (RedaksiPressRows) rows = redaksi_press_store_query (
    self->store,
    "SELECT name FROM term WHERE kind = 'category' AND id <> 1 AND EXISTS (SELECT 1 FROM post_term "
    "JOIN post ON post.id = post"
    " WHERE term = term.id AND status = 'publish') ORDER BY name COLLATE NOCASE LIMIT ?",
    "i", (gint64)MENU_SECTIONS);

  while (redaksi_press_rows_next (rows))
    g_strv_builder_take (names, redaksi_press_rows_text (rows, 0));
  site->sections = g_strv_builder_end (names);
  site->site = (RedaksiPageSite){
    .name = self->name,
    .tagline = self->tagline,
    .language = self->language,
    .base_url = self->url,
    .follow = (const RedaksiFollowLink *)self->follow->data,
    .n_follow = self->follow->len,
    .sections = (const char *const *)site->sections,
  };
}

/* Where a photo of the press is, by the name that redaksi_press_post_article() gives it:
 * "media-ID". A page loads nothing from elsewhere. */
gboolean
redaksi_press_find_photo (const char *digest, RedaksiPhotoLink *link, gpointer user_data)
{
  /* The link's texts are read before the next call. */
  static GPrivate last_url = G_PRIVATE_INIT (g_free);
  static GPrivate last_id = G_PRIVATE_INIT (g_free);
  RedaksiPress *self = user_data;
  g_autoptr (RedaksiPressRows) rows = NULL;
  g_autofree char *name = NULL;
  gint64 id;
  char *url;

  if (digest == NULL || !g_str_has_prefix (digest, "media-"))
    return FALSE;
  id = g_ascii_strtoll (digest + strlen ("media-"), NULL, 10);
  rows
    = redaksi_press_store_query (self->store,
                                 "SELECT id, name, width, height FROM media WHERE id = ?", "i", id);
  if (!redaksi_press_rows_next (rows))
    return FALSE;
  name = redaksi_press_rows_text (rows, 1);
  url = _redaksi_press_media_url (self, id, name);
  g_private_replace (&last_url, url);
  g_private_replace (&last_id, g_strdup_printf ("%" G_GINT64_FORMAT, id));
  *link = (RedaksiPhotoLink){ url, g_private_get (&last_id), (guint)sqlite3_column_int (rows, 2),
                              (guint)sqlite3_column_int (rows, 3) };
  return TRUE;
}

static void
reply_html (RedaksiPress *self, SoupServerMessage *message, guint status, char *html)
{
  _redaksi_press_reply_page (self, message, status, "text/html; charset=utf-8", html);
}

void
_redaksi_press_not_found (RedaksiPress *self, SoupServerMessage *message)
{
  g_auto (Site) site = { 0 };
  RedaksiPageContext context = { .use = REDAKSI_PAGE_PUBLIC, .time_zone = self->time_zone };

  site_init (&site, self);
  reply_html (self, message, 404, redaksi_page_render_not_found (&site.site, &context));
}

/* ---- articles ---------------------------------------------------------------------------------
 */

static void
redirect (RedaksiPress *self, SoupServerMessage *message, const char *where)
{
  soup_server_message_set_redirect (message, 301, where);
}

static void
serve_article (RedaksiPress *self, SoupServerMessage *message, const char *path, const char *slug)
{
  gint64 id
    = redaksi_press_store_get_int (self->store,
                                   "SELECT id FROM post WHERE slug = ? AND status = 'publish'", "s",
                                   slug);
  g_autoptr (RedaksiPressPost) post = id != 0 ? redaksi_press_post_load (self, id) : NULL;
  g_autofree char *url = post != NULL ? redaksi_press_post_link (self, post) : NULL;
  g_autoptr (RedaksiArticle) article = NULL;
  g_auto (Site) site = { 0 };
  RedaksiPageContext context = { .use = REDAKSI_PAGE_PUBLIC, .time_zone = self->time_zone };

  if (post == NULL)
    {
      _redaksi_press_not_found (self, message);
      return;
    }
  /* One article has one address; a wrong date or a missing slash leads there. */
  if (!g_str_has_suffix (url, path))
    {
      redirect (self, message, url);
      return;
    }
  site_init (&site, self);
  article = redaksi_press_post_article (self, post);
  context.url = url;
  context.published = post->date * SECOND;
  context.modified = post->modified * SECOND;
  reply_html (self, message, 200,
              redaksi_page_render_article (article, &site.site, &context, redaksi_press_find_photo,
                                           self));
}

/* ---- lists ------------------------------------------------------------------------------------
 */

static void
teaser_free (gpointer data)
{
  RedaksiPageTeaser *teaser = data;

  g_free ((char *)teaser->url);
  g_free ((char *)teaser->headline);
  g_free ((char *)teaser->summary);
  g_free ((char *)teaser->photo_url);
  g_free ((char *)teaser->section);
}

/* @rows: id, date, slug, title, summary, featured, media's name, section, modified */
#define TEASER_COLUMNS                                                                             \
  "post.id, post.date, post.slug, post.title, post.summary, post.featured,"                        \
  " (SELECT name FROM media WHERE media.id = post.featured),"                                      \
  " (SELECT name FROM term JOIN post_term ON term = term.id WHERE post_term.post = post.id AND "   \
  "kind = 'category' AND term.id <> 1 ORDER BY term.id LIMIT 1),"                                  \
  " post.modified"

static GArray *
read_teasers (RedaksiPress *self, RedaksiPressRows *rows)
{
  GArray *teasers = g_array_new (FALSE, TRUE, sizeof (RedaksiPageTeaser));

  g_array_set_clear_func (teasers, teaser_free);
  while (redaksi_press_rows_next (rows))
    {
      gint64 date = sqlite3_column_int64 (rows, 1);
      gint64 featured = sqlite3_column_int64 (rows, 5);
      g_autofree char *slug = redaksi_press_rows_text (rows, 2);
      g_autofree char *photo = redaksi_press_rows_text (rows, 6);
      g_autofree char *title = redaksi_press_rows_text (rows, 3);
      RedaksiPageTeaser teaser = {
        .url = redaksi_press_post_address (self, date, slug),
        .headline = redaksi_text_unescape (title),
        .summary = redaksi_press_rows_text (rows, 4),
        .photo_url = *photo != '\0' ? _redaksi_press_media_url (self, featured, photo) : NULL,
        .section = redaksi_press_rows_text (rows, 7),
        .published = date * SECOND,
        .modified = sqlite3_column_int64 (rows, 8) * SECOND,
      };
      /* A post without a title is still to be reached. */
      if (*teaser.headline == '\0')
        {
          g_free ((char *)teaser.headline);
          teaser.headline = g_strdup (slug);
        }
      g_array_append_val (teasers, teaser);
    }
  return teasers;
}

/* Words as people type them → an FTS5 query of quoted words, the last one a prefix. */
static char *
make_match (const char *words)
{
  g_autofree char *line = redaksi_text_one_line (words);
  g_auto (GStrv) parts = g_strsplit (line, " ", 32);
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GString) word = g_string_new (parts[i]);
      gboolean has_letter = FALSE;

      for (const char *p = parts[i]; *p != '\0'; p = g_utf8_next_char (p))
        has_letter |= g_unichar_isalnum (g_utf8_get_char (p));
      if (!has_letter)
        continue;
      g_string_replace (word, "\"", "\"\"", 0);
      g_string_append_printf (match, "%s\"%s\"%s", match->len > 0 ? " " : "", word->str,
                              parts[i + 1] == NULL ? "*" : "");
    }
  return match->len > 0 ? g_string_free_and_steal (g_steal_pointer (&match)) : NULL;
}

typedef struct
{
  const char *title; /* of a section or a topic */
  const char *words; /* of a search */
  const char *base;  /* the list's address, with its closing slash, or "" */
  gint64 term;
  gint64 page;
} List;

static char *
make_page_url (RedaksiPress *self, const List *list, gint64 page)
{
  g_autofree char *words
    = list->words != NULL ? g_uri_escape_string (list->words, NULL, FALSE) : NULL;
  g_autofree char *number
    = page > 1 ? g_strdup_printf ("page/%" G_GINT64_FORMAT "/", page) : g_strdup ("");

  return g_strconcat (self->url, list->base, number, words != NULL ? "?s=" : NULL, words, NULL);
}

static void
serve_list (RedaksiPress *self, SoupServerMessage *message, const List *list)
{
  g_autofree char *match = list->words != NULL ? make_match (list->words) : NULL;
  g_autoptr (RedaksiPressRows) rows = NULL;
  g_autoptr (GArray) teasers = NULL;
  g_autofree char *url = make_page_url (self, list, list->page);
  g_autofree char *older = make_page_url (self, list, list->page + 1);
  g_autofree char *newer = make_page_url (self, list, list->page - 1);
  RedaksiPageContext context
    = { .use = REDAKSI_PAGE_PUBLIC, .time_zone = self->time_zone, .url = url };
  g_auto (Site) site = { 0 };
  gint64 offset = (list->page - 1) * TEASERS_PER_PAGE;
  guint n;

  if (list->words != NULL)
    rows = redaksi_press_store_query (self->store,
                                      "SELECT " TEASER_COLUMNS
                                      " FROM post_text JOIN post ON post.id = post_text.rowid "
                                      "WHERE post_text MATCH ? AND status = 'publish'"
                                      " ORDER BY post.date DESC, post.id DESC LIMIT ? OFFSET ?",
                                      "sii", match != NULL ? match : "\"\"",
                                      (gint64)TEASERS_PER_PAGE + 1, offset);
  else if (list->term != 0)
    rows = redaksi_press_store_query (self->store,
                                      "SELECT " TEASER_COLUMNS
                                      " FROM post JOIN post_term ON post_term.post = post.id WHERE "
                                      "post_term.term = ? AND status = 'publish'"
                                      " ORDER BY post.date DESC, post.id DESC LIMIT ? OFFSET ?",
                                      "iii", list->term, (gint64)TEASERS_PER_PAGE + 1, offset);
  else
    rows = redaksi_press_store_query (self->store,
                                      "SELECT " TEASER_COLUMNS " FROM post WHERE status = 'publish'"
                                      " ORDER BY post.date DESC, post.id DESC LIMIT ? OFFSET ?",
                                      "ii", (gint64)TEASERS_PER_PAGE + 1, offset);
  teasers = read_teasers (self, rows);
  if (list->page > 1 && teasers->len == 0)
    {
      _redaksi_press_not_found (self, message);
      return;
    }
  n = MIN (teasers->len, TEASERS_PER_PAGE);
  context.older_url = teasers->len > TEASERS_PER_PAGE ? older : NULL;
  context.newer_url = list->page > 1 ? newer : NULL;
  site_init (&site, self);
  reply_html (self, message, 200,
              redaksi_page_render_list (list->title, list->words,
                                        (RedaksiPageTeaser *)teasers->data, n, &site.site,
                                        &context));
}

static void
serve_term (RedaksiPress *self, SoupServerMessage *message, const char *kind, const char *slug,
            gint64 page)
{
  g_autofree char *base
    = g_strconcat (strcmp (kind, "post_tag") == 0 ? "tag/" : "category/", slug, "/", NULL);
  g_autofree char *name
    = redaksi_press_store_get_text (self->store,
                                    "SELECT name FROM term WHERE kind = ? AND slug = ?", "ss", kind,
                                    slug);
  List list = { .title = name, .base = base, .page = page };

  list.term
    = redaksi_press_store_get_int (self->store, "SELECT id FROM term WHERE kind = ? AND slug = ?",
                                   "ss", kind, slug);
  if (list.term == 0)
    _redaksi_press_not_found (self, message);
  else
    serve_list (self, message, &list);
}

static void
serve_feed (RedaksiPress *self, SoupServerMessage *message)
{
  g_autoptr (RedaksiPressRows) rows = redaksi_press_store_query (
    self->store,
    "SELECT " TEASER_COLUMNS
    " FROM post WHERE status = 'publish' ORDER BY post.date DESC, post.id DESC LIMIT ?",
    "i", (gint64)FEED_ENTRIES);
  g_autoptr (GArray) teasers = read_teasers (self, rows);
  g_auto (Site) site = { 0 };

  site_init (&site, self);
  _redaksi_press_reply_page (self, message, 200, "application/atom+xml; charset=utf-8",
                             redaksi_page_render_feed ((RedaksiPageTeaser *)teasers->data,
                                                       teasers->len, &site.site));
}

static void
serve_sitemap (RedaksiPress *self, SoupServerMessage *message)
{
  g_autoptr (RedaksiPressRows) rows = redaksi_press_store_query (
    self->store,
    "SELECT date, slug, modified FROM post WHERE status = 'publish' ORDER BY date DESC LIMIT 10000",
    "");
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");

  while (redaksi_press_rows_next (rows))
    {
      g_autofree char *slug = redaksi_press_rows_text (rows, 1);
      g_autofree char *url
        = redaksi_press_post_address (self, sqlite3_column_int64 (rows, 0), slug);
      g_autofree char *escaped = redaksi_text_escape (url);
      g_autofree char *modified = _redaksi_press_gmt_time (sqlite3_column_int64 (rows, 2));
      g_string_append_printf (xml, "<url><loc>%s</loc><lastmod>%sZ</lastmod></url>\n", escaped,
                              modified);
    }
  g_string_append (xml, "</urlset>\n");
  _redaksi_press_reply_page (self, message, 200, "application/xml; charset=utf-8",
                             g_string_free_and_steal (xml));
}

/* ---- files ------------------------------------------------------------------------------------
 */

/* A photo's address names its row; its bytes never change, so it may be kept for good. Ranges are
 * libsoup's work. */
static void
serve_media (RedaksiPress *self, SoupServerMessage *message, const char *number, const char *name)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *match
    = soup_message_headers_get_list (soup_server_message_get_request_headers (message),
                                     "If-None-Match");
  g_autoptr (RedaksiPressRows) rows
    = redaksi_press_store_query (self->store,
                                 "SELECT digest, type FROM media WHERE id = ? AND name = ?", "is",
                                 g_ascii_strtoll (number, NULL, 10), name);
  g_autofree char *digest = NULL;
  g_autofree char *type = NULL;
  g_autofree char *path = NULL;
  g_autofree char *tag = NULL;
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (redaksi_press_rows_next (rows))
    {
      digest = redaksi_press_rows_text (rows, 0);
      type = redaksi_press_rows_text (rows, 1);
      path = redaksi_press_store_file_path (self->store, digest);
      file = g_mapped_file_new (path, FALSE, NULL);
    }
  if (file == NULL)
    {
      _redaksi_press_not_found (self, message);
      return;
    }
  tag = g_strdup_printf ("\"%.32s\"", digest);
  soup_message_headers_replace (headers, "ETag", tag);
  soup_message_headers_replace (headers, "Cache-Control", "public, max-age=31536000, immutable");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Content-Security-Policy", "default-src 'none'");
  soup_message_headers_replace (headers, "Accept-Ranges", "bytes");
  if (match != NULL && strstr (match, tag) != NULL)
    {
      soup_server_message_set_status (message, 304, NULL);
      return;
    }
  bytes = g_mapped_file_get_bytes (file);
  soup_message_headers_set_content_type (headers, type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
  soup_server_message_set_status (message, 200, NULL);
}

static void
serve_style (RedaksiPress *self, SoupServerMessage *message)
{
  _redaksi_press_reply_page (self, message, 200, "text/css; charset=utf-8",
                             g_strdup (redaksi_page_get_style_sheet ()));
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Cache-Control",
                                "public, max-age=31536000, immutable");
}

static void
serve_front (RedaksiPress *self, SoupServerMessage *message, gint64 page)
{
  g_autoptr (GHashTable) query
    = _redaksi_press_parse_query (g_uri_get_query (soup_server_message_get_uri (message)));
  const char *number = _redaksi_press_query_first (query, "p");
  const char *words = _redaksi_press_query_first (query, "s");
  g_autofree char *shortened = words != NULL ? redaksi_text_shorten (words, 200) : NULL;
  List list = { .base = "", .page = page, .words = shortened };

  if (number != NULL)
    {
      gint64 id = g_ascii_strtoll (number, NULL, 10);
      g_autoptr (RedaksiPressPost) post = redaksi_press_post_load (self, id);
      g_autofree char *link = NULL;
      if (post == NULL || strcmp (post->status, "publish") != 0)
        {
          _redaksi_press_not_found (self, message);
          return;
        }
      link = redaksi_press_post_link (self, post);
      redirect (self, message, link);
      return;
    }
  serve_list (self, message, &list);
}

static gboolean
is_number (const char *text, guint digits)
{
  return strlen (text) == digits && strspn (text, "0123456789") == digits;
}

/* "page", "3" → 3; 0: that is no page of a list. */
static gint64
get_page (char **parts, guint n, guint at)
{
  if (n == at)
    return 1;
  if (n == at + 2 && strcmp (parts[at], "page") == 0 && strlen (parts[at + 1]) < 7)
    return g_ascii_strtoll (parts[at + 1], NULL, 10);
  return 0;
}

/**
 * _redaksi_press_public_handle:
 * @self: the press
 * @message: a reader's request, GET or HEAD
 * @path: its path, decoded
 */
void
_redaksi_press_public_handle (RedaksiPress *self, SoupServerMessage *message, const char *path)
{
  g_autofree char *inner = g_strdup (path + 1);
  g_auto (GStrv) parts = NULL;
  guint n;
  gint64 page;

  if (g_str_has_suffix (inner, "/"))
    inner[strlen (inner) - 1] = '\0';
  parts = *inner != '\0' ? g_strsplit (inner, "/", 8) : g_new0 (char *, 1);
  n = g_strv_length (parts);
  page = get_page (parts, n, 0);
  if (page > 0)
    serve_front (self, message, page);
  else if (n == 1 && strcmp (parts[0], "feed") == 0)
    serve_feed (self, message);
  else if (n == 1 && strcmp (parts[0], "sitemap.xml") == 0)
    serve_sitemap (self, message);
  else if (n == 1 && strcmp (parts[0], "robots.txt") == 0)
    _redaksi_press_reply_page (
      self, message, 200, "text/plain; charset=utf-8",
      g_strdup_printf ("User-agent: *\nDisallow: /wp-json/\nSitemap: %ssitemap.xml\n", self->url));
  else if (n == 1 && strcmp (parts[0], redaksi_page_get_style_name ()) == 0)
    serve_style (self, message);
  else if (n == 3 && strcmp (parts[0], "media") == 0)
    serve_media (self, message, parts[1], parts[2]);
  else if (n >= 2 && strcmp (parts[0], "category") == 0 && (page = get_page (parts, n, 2)) > 0)
    serve_term (self, message, "category", parts[1], page);
  else if (n >= 2 && strcmp (parts[0], "tag") == 0 && (page = get_page (parts, n, 2)) > 0)
    serve_term (self, message, "post_tag", parts[1], page);
  else if (n == 4 && is_number (parts[0], 4) && is_number (parts[1], 2) && is_number (parts[2], 2))
    serve_article (self, message, path, parts[3]);
  else
    _redaksi_press_not_found (self, message);
}
