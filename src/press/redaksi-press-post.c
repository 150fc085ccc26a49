/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posts in the store, and the way from a post to an article that can be shown. */
#include "redaksi-press-post.h"

#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-text.h"

#define SUMMARY_CHARS 180

RedaksiPressPost *
redaksi_press_post_new (void)
{
  RedaksiPressPost *self = g_new0 (RedaksiPressPost, 1);

  self->status = g_strdup ("draft");
  self->slug = g_strdup ("");
  self->title = g_strdup ("");
  self->content = g_strdup ("");
  self->excerpt = g_strdup ("");
  self->floating = TRUE;
  self->sections = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->tags = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
redaksi_press_post_free (RedaksiPressPost *self)
{
  g_free (self->author_name);
  g_free (self->status);
  g_free (self->slug);
  g_free (self->title);
  g_free (self->content);
  g_free (self->excerpt);
  g_free (self->summary);
  g_array_unref (self->sections);
  g_array_unref (self->tags);
  g_free (self);
}

static void
take (char **place, RedaksiPressRows *rows, int column)
{
  g_free (*place);
  *place = redaksi_press_rows_text (rows, column);
}

RedaksiPressPost *
redaksi_press_post_load (RedaksiPress *press, gint64 id)
{
  g_autoptr (RedaksiPressRows) rows = redaksi_press_store_query (
    press->store,
    "SELECT post.id, author, user.name, status, slug, title, content, excerpt, summary, date, "
    "modified,"
    " floating, featured, sticky FROM post JOIN user ON user.id = author WHERE post.id = ?",
    "i", id);
  g_autoptr (RedaksiPressRows) terms = NULL;
  RedaksiPressPost *self;

  if (!redaksi_press_rows_next (rows))
    return NULL;
  self = redaksi_press_post_new ();
  self->id = sqlite3_column_int64 (rows, 0);
  self->author = sqlite3_column_int64 (rows, 1);
  take (&self->author_name, rows, 2);
  take (&self->status, rows, 3);
  take (&self->slug, rows, 4);
  take (&self->title, rows, 5);
  take (&self->content, rows, 6);
  take (&self->excerpt, rows, 7);
  take (&self->summary, rows, 8);
  self->date = sqlite3_column_int64 (rows, 9);
  self->modified = sqlite3_column_int64 (rows, 10);
  self->floating = sqlite3_column_int (rows, 11);
  self->featured = sqlite3_column_int64 (rows, 12);
  self->sticky = sqlite3_column_int (rows, 13);
  terms = redaksi_press_store_query (press->store,
                                     "SELECT term.id, kind FROM post_term JOIN term ON term.id = "
                                     "term WHERE post = ? ORDER BY term.id",
                                     "i", id);
  while (redaksi_press_rows_next (terms))
    {
      gint64 term = sqlite3_column_int64 (terms, 0);
      gboolean is_tag = strcmp ((const char *)sqlite3_column_text (terms, 1), "post_tag") == 0;
      g_array_append_val (is_tag ? self->tags : self->sections, term);
    }
  return self;
}

static gboolean
is_out (const RedaksiPressPost *self)
{
  return strcmp (self->status, "publish") == 0 || strcmp (self->status, "future") == 0
         || strcmp (self->status, "private") == 0;
}

/* WordPress's rules of dates: a post whose hour has come, or comes within the minute, is published;
 * one whose hour is still to come is scheduled. A draft's date floats until it goes out. */
static void
settle_date (RedaksiPressPost *self, gint64 now)
{
  if (self->floating)
    self->date = now;
  if (strcmp (self->status, "publish") == 0 && self->date - now >= 60)
    g_set_str (&self->status, "future");
  else if (strcmp (self->status, "future") == 0 && self->date - now < 60)
    g_set_str (&self->status, "publish");
  if (is_out (self))
    self->floating = FALSE;
}

static void
settle_slug (RedaksiPress *press, RedaksiPressPost *self)
{
  g_autofree char *slug = NULL;
  g_autofree char *title = redaksi_text_unescape (self->title);

  if (*self->slug == '\0' && !is_out (self))
    return;
  slug = redaksi_press_store_unique_slug (press->store, "post", NULL,
                                          *self->slug != '\0' ? self->slug : title, self->id);
  if (*slug == '\0' && is_out (self) && self->id != 0)
    {
      g_free (slug);
      slug = g_strdup_printf ("%" G_GINT64_FORMAT, self->id);
    }
  g_set_str (&self->slug, slug);
}

/* Titles, excerpts and captions are HTML here as on a WordPress; readers get their text. */
static char *
dup_line (const char *html)
{
  g_autofree char *text = redaksi_text_unescape (html);

  return redaksi_text_one_line (text);
}

/* What the article says in lists, and all its words for the search. */
static void
settle_text (RedaksiPress *press, RedaksiPressPost *self, char **words)
{
  g_autoptr (RedaksiArticle) article = redaksi_press_post_article (press, self);
  RedaksiBody *body = redaksi_article_get_body (article);
  g_autofree char *excerpt = dup_line (self->excerpt);
  g_autofree char *text = redaksi_body_dup_text (body);
  g_autofree char *line = NULL;
  const char *deck = redaksi_article_get_field (article, REDAKSI_FIELD_DECK);
  const char *first = *excerpt != '\0' ? excerpt : deck;

  for (guint i = 0; *first == '\0' && i < redaksi_body_get_n (body); i++)
    if (redaksi_block_get_kind (redaksi_body_get_nth (body, i)) == REDAKSI_BLOCK_PARAGRAPH)
      first = redaksi_block_get_text (redaksi_body_get_nth (body, i));
  line = redaksi_text_one_line (first);
  g_free (self->summary);
  self->summary = redaksi_text_shorten (line, SUMMARY_CHARS);
  *words = g_strjoin ("\n", deck, redaksi_article_get_field (article, REDAKSI_FIELD_DATELINE), text,
                      excerpt, NULL);
}

static void
save_terms (RedaksiPress *press, RedaksiPressPost *self)
{
  const gint64 uncategorized = 1;

  redaksi_press_store_run (press->store, "DELETE FROM post_term WHERE post = ?", "i", self->id);
  if (self->sections->len == 0)
    g_array_append_val (self->sections, uncategorized);
  for (guint i = 0; i < self->sections->len + self->tags->len; i++)
    {
      gboolean is_tag = i >= self->sections->len;
      gint64 term = is_tag ? g_array_index (self->tags, gint64, i - self->sections->len)
                           : g_array_index (self->sections, gint64, i);
      /* Ids that are no terms of that kind are dropped in silence, as in WordPress. */
      redaksi_press_store_run (
        press->store,
        "INSERT OR IGNORE INTO post_term SELECT ?, id FROM term WHERE id = ? AND kind = ?", "iis",
        self->id, term, is_tag ? "post_tag" : "category");
    }
  if (redaksi_press_store_get_int (press->store,
                                   "SELECT count(*) FROM post_term JOIN term ON term.id = term "
                                   "WHERE post = ? AND kind = 'category'",
                                   "i", self->id)
      == 0)
    redaksi_press_store_run (press->store, "INSERT INTO post_term VALUES (?, 1)", "i", self->id);
}

static gboolean
write_post (RedaksiPress *press, RedaksiPressPost *self)
{
  if (self->id == 0)
    {
      if (!redaksi_press_store_run (press->store,
                                    "INSERT INTO post (author, status, slug, title, content, "
                                    "excerpt, summary, date, modified, floating, featured,"
                                    " sticky) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                    "issssssiiiii", self->author, self->status, self->slug,
                                    self->title, self->content, self->excerpt, self->summary,
                                    self->date, self->modified, (gint64)self->floating,
                                    self->featured, (gint64)self->sticky))
        return FALSE;
      self->id = redaksi_press_store_last_id (press->store);
      if (*self->slug != '\0' || !is_out (self))
        return TRUE;
      settle_slug (press, self); /* a title without a letter: the number is the slug */
    }
  return redaksi_press_store_run (
    press->store,
    "UPDATE post SET author = ?, status = ?, slug = ?, title = ?, content = ?, excerpt = ?, "
    "summary = ?, date = ?,"
    " modified = ?, floating = ?, featured = ?, sticky = ? WHERE id = ?",
    "issssssiiiiii", self->author, self->status, self->slug, self->title, self->content,
    self->excerpt, self->summary, self->date, self->modified, (gint64)self->floating,
    self->featured, (gint64)self->sticky, self->id);
}

/**
 * redaksi_press_post_save:
 * @press: the press
 * @self: the post; its status, dates, slug and id are settled
 * @editor: who changed it, 0 for the creation, of which WordPress keeps no revision either
 *
 * Returns: whether it is durable now
 */
gboolean
redaksi_press_post_save (RedaksiPress *press, RedaksiPressPost *self, gint64 editor)
{
  gint64 now = redaksi_clock_now () / SECOND;
  gboolean had_date = !self->floating;
  g_autofree char *words = NULL;
  g_autofree char *title = redaksi_text_unescape (self->title);
  gboolean done;

  settle_date (self, now);
  self->modified = self->id == 0 && had_date ? self->date : now;
  if (self->featured != 0
      && redaksi_press_store_get_int (press->store, "SELECT count(*) FROM media WHERE id = ?", "i",
                                      self->featured)
           == 0)
    self->featured = 0;
  settle_text (press, self, &words);

  if (!redaksi_press_store_begin (press->store))
    return FALSE;
  settle_slug (press, self);
  done = write_post (press, self);
  if (done)
    {
      save_terms (press, self);
      done
        = redaksi_press_store_run (press->store, "DELETE FROM post_text WHERE rowid = ?", "i",
                                   self->id)
          && redaksi_press_store_run (press->store,
                                      "INSERT INTO post_text (rowid, title, text) VALUES (?, ?, ?)",
                                      "iss", self->id, title, words);
    }
  if (done && editor != 0)
    done = redaksi_press_store_run (press->store,
                                    "INSERT INTO revision (post, author, title, content, excerpt, "
                                    "modified) VALUES (?, ?, ?, ?, ?, ?)",
                                    "iisssi", self->id, editor, self->title, self->content,
                                    self->excerpt, self->modified);
  return redaksi_press_store_end (press->store, done);
}

gboolean
redaksi_press_post_delete (RedaksiPress *press, gint64 id)
{
  gboolean done;

  if (!redaksi_press_store_begin (press->store))
    return FALSE;
  done
    = redaksi_press_store_run (press->store, "DELETE FROM post WHERE id = ?", "i", id)
      && redaksi_press_store_run (press->store, "DELETE FROM post_text WHERE rowid = ?", "i", id);
  return redaksi_press_store_end (press->store, done);
}

/* Scheduled posts whose hour has come go out, before anything is answered. */
void
redaksi_press_post_due (RedaksiPress *press)
{
  gint64 now = redaksi_clock_now () / SECOND;

  if (redaksi_press_store_get_int (
        press->store, "SELECT count(*) FROM post WHERE status = 'future' AND date <= ?", "i", now)
      > 0)
    redaksi_press_store_run (
      press->store, "UPDATE post SET status = 'publish' WHERE status = 'future' AND date <= ?", "i",
      now);
}

char *
redaksi_press_post_address (RedaksiPress *press, gint64 date, const char *slug)
{
  g_autofree char *local = _redaksi_press_local_time (press, date);

  return g_strdup_printf ("%s%.4s/%.2s/%.2s/%s/", press->url, local, local + 5, local + 8, slug);
}

/* The public address, or one that leads to it once there is one. */
char *
redaksi_press_post_link (RedaksiPress *press, const RedaksiPressPost *self)
{
  if (strcmp (self->status, "publish") == 0)
    return redaksi_press_post_address (press, self->date, self->slug);
  return g_strdup_printf ("%s?p=%" G_GINT64_FORMAT, press->url, self->id);
}

static RedaksiArticle *
with (RedaksiArticle *article, const char *name, const char *value)
{
  RedaksiArticle *changed;

  if (value == NULL || *value == '\0')
    return article;
  changed = redaksi_article_with_field (article, name, value);
  redaksi_article_unref (article);
  return changed;
}

static RedaksiArticle *
with_terms (RedaksiPress *press, RedaksiArticle *article, const RedaksiPressPost *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;
  RedaksiArticle *changed;

  for (guint i = 0; i < self->tags->len; i++)
    {
      char *name = redaksi_press_store_get_text (press->store, "SELECT name FROM term WHERE id = ?",
                                                 "i", g_array_index (self->tags, gint64, i));
      if (name != NULL)
        g_strv_builder_take (names, name);
    }
  for (guint i = 0; i < self->sections->len; i++)
    {
      gint64 id = g_array_index (self->sections, gint64, i);
      g_autofree char *name
        = id != 1 ? redaksi_press_store_get_text (press->store,
                                                  "SELECT name FROM term WHERE id = ?", "i", id)
                  : NULL;
      if (name != NULL)
        {
          article = with (article, REDAKSI_FIELD_SECTION, name);
          break;
        }
    }
  tags = g_strv_builder_end (names);
  if (tags[0] == NULL)
    return article;
  changed = redaksi_article_with_tags (article, (const char *const *)tags);
  redaksi_article_unref (article);
  return changed;
}

/* Photos in the text are the press's own, by number or by address; those from elsewhere lose their
 * address, and with it their place on the page. */
static RedaksiArticle *
with_own_photos (RedaksiPress *press, RedaksiArticle *article)
{
  g_autoptr (RedaksiBody) body = redaksi_body_ref (redaksi_article_get_body (article));
  g_autofree char *base = g_strconcat (press->url, "media/", NULL);
  RedaksiArticle *changed;

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      const char *number = redaksi_block_get (block, "remote-id");
      const char *url = redaksi_block_get (block, "url");
      g_autofree char *name = NULL;
      g_autoptr (RedaksiShape) bare = NULL;
      g_autoptr (RedaksiShape) shape = NULL;
      g_autoptr (RedaksiBlock) own = NULL;
      RedaksiBody *with;

      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PHOTO)
        continue;
      if (number == NULL && url != NULL && g_str_has_prefix (url, base))
        number = url + strlen (base);
      if (number != NULL)
        name = g_strdup_printf ("media-%" G_GINT64_FORMAT, g_ascii_strtoll (number, NULL, 10));
      bare = redaksi_shape_with (redaksi_block_get_shape (block), "url", NULL);
      shape = redaksi_shape_with (bare, "photo", name);
      own = redaksi_block_with_shape (block, shape);
      with = redaksi_body_with_block (body, i, own);
      redaksi_body_unref (body);
      body = with;
    }
  changed = redaksi_article_with_body (article, body);
  redaksi_article_unref (article);
  return changed;
}

/**
 * redaksi_press_post_article:
 * @press: the press
 * @self: a post
 *
 * Reads the content as the article that wrote it; content that nobody can read is shown as nothing.
 *
 * Returns: (transfer full): the article
 */
RedaksiArticle *
redaksi_press_post_article (RedaksiPress *press, const RedaksiPressPost *self)
{
  RedaksiHouse house = { press->language, press->name };
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012" G_GINT64_MODIFIER "x",
                                         self->id & 0xFFFFFFFFFFFF);
  g_autofree char *title = dup_line (self->title);
  g_autofree char *excerpt = dup_line (self->excerpt);
  RedaksiArticle *article
    = redaksi_article_from_wordpress (id, self->content, strlen (self->content), &house, NULL);

  if (article == NULL)
    article = redaksi_article_new (id);
  article = with_own_photos (press, article);
  article = with (article, REDAKSI_FIELD_HEADLINE, title);
  article = with (article, REDAKSI_FIELD_EXCERPT, excerpt);
  article = with_terms (press, article, self);
  if (self->featured != 0)
    {
      g_autoptr (RedaksiPressRows) rows
        = redaksi_press_store_query (press->store, "SELECT caption, alt FROM media WHERE id = ?",
                                     "i", self->featured);
      if (redaksi_press_rows_next (rows))
        {
          g_autofree char *photo = g_strdup_printf ("media-%" G_GINT64_FORMAT, self->featured);
          g_autofree char *caption = redaksi_press_rows_text (rows, 0);
          g_autofree char *alt = redaksi_press_rows_text (rows, 1);
          g_autofree char *caption_line = dup_line (caption);
          g_autofree char *alt_line = redaksi_text_one_line (alt);
          article = with (article, REDAKSI_FIELD_LEAD_PHOTO, photo);
          /* The text may carry it already, with the credit told from it. */
          if (*redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CAPTION) == '\0'
              && *redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CREDIT) == '\0')
            article = with (article, REDAKSI_FIELD_LEAD_CAPTION, caption_line);
          article = with (article, REDAKSI_FIELD_LEAD_ALT, alt_line);
        }
    }
  return article;
}

/* The body as markup that is ours: what the API calls "rendered". */
char *
redaksi_press_post_body (RedaksiPress *press, const RedaksiPressPost *self)
{
  RedaksiHouse house = { press->language, press->name };
  g_autoptr (RedaksiArticle) article = redaksi_press_post_article (press, self);

  return redaksi_body_to_html (redaksi_article_get_body (article), &house, redaksi_press_find_photo,
                               press);
}
