/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-embed.h"
#include "redaksi-runs.h"
#include "redaksi-text.h"

/* Text and attribute values; soft breaks become <br>. */
void
_redaksi_html_add_escaped (GString *out, const char *text, gssize length)
{
  const char *end = text + (length < 0 ? (gssize)strlen (text) : length);

  for (const char *p = text; p < end; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '\xE2':
        if (end - p >= 3 && memcmp (p, SOFT_BREAK_TEXT, 3) == 0)
          {
            g_string_append (out, "<br>");
            p += 2;
            break;
          }
        G_GNUC_FALLTHROUGH;
      default:
        g_string_append_c (out, *p);
      }
}

static void
write_open (GString *out, guint level, RedaksiMark *mark)
{
  g_autofree char *address = NULL;

  switch (level)
    {
    case REDAKSI_LEVEL_LINK:
      address = redaksi_text_escape (redaksi_mark_get_value (mark));
      g_string_append_printf (out, "<a href=\"%s\">", address);
      break;
    case REDAKSI_LEVEL_STRONG:
      g_string_append (out, "<strong>");
      break;
    case REDAKSI_LEVEL_EMPHASIS:
      g_string_append (out, "<em>");
      break;
    default:
      g_string_append (out, "<s>");
    }
}

static void
change_to (GString *out, RedaksiMark *const *open, RedaksiMark *const *wanted)
{
  static const char *const ends[] = { "</a>", "</strong>", "</em>", "</s>" };
  guint same = redaksi_runs_same (open, wanted);

  for (guint i = REDAKSI_N_LEVELS; i > same; i--)
    if (open[i - 1] != NULL)
      g_string_append (out, ends[i - 1]);
  for (guint i = same; i < REDAKSI_N_LEVELS; i++)
    if (wanted[i] != NULL)
      write_open (out, i, wanted[i]);
}

/**
 * _redaksi_html_add_inline:
 * @out: where to
 * @block: a text block as readers may see it
 *
 * Writes the text with its marks, well nested.
 */
void
_redaksi_html_add_inline (GString *out, RedaksiBlock *block)
{
  static RedaksiMark *const none[REDAKSI_N_LEVELS] = { NULL };
  const char *p = redaksi_block_get_text (block);
  g_autoptr (GArray) runs = redaksi_runs_new (block);
  RedaksiMark *const *open = none;

  for (guint i = 0; i < runs->len; i++)
    {
      const RedaksiRun *run = &g_array_index (runs, RedaksiRun, i);
      const char *end = g_utf8_offset_to_pointer (p, run->end - run->start);
      change_to (out, open, run->marks);
      _redaksi_html_add_escaped (out, p, end - p);
      open = run->marks;
      p = end;
    }
  change_to (out, open, none);
}

/* `Foto: what is seen · who took it`, both parts optional. */
void
_redaksi_html_add_caption (GString *out, RedaksiBlock *caption, const char *credit,
                           const RedaksiHouse *house)
{
  gboolean has_text = caption != NULL && !_redaksi_has_no_text (caption);

  if (!has_text && credit == NULL)
    return;
  _redaksi_html_add_escaped (out, redaksi_caption_label (house), -1);
  g_string_append_c (out, ' ');
  if (has_text)
    {
      const char *text = redaksi_block_get_text (caption);
      const char *rest = _redaksi_skip_label (text);
      guint skipped = (guint)g_utf8_pointer_to_offset (text, rest);
      g_autoptr (RedaksiBlock) words
        = redaksi_block_slice (caption, skipped, redaksi_block_get_length (caption));
      _redaksi_html_add_inline (out, words);
    }
  if (credit != NULL)
    {
      g_string_append (out, has_text ? " <span class=\"" REDAKSI_CLASS_CREDIT "\">· "
                                     : "<span class=\"" REDAKSI_CLASS_CREDIT "\">");
      _redaksi_html_add_escaped (out, credit, -1);
      g_string_append (out, "</span>");
    }
}

static RedaksiBlock *
dup_lead_caption (RedaksiArticle *article)
{
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  g_autofree char *text
    = redaksi_text_one_line (redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CAPTION));

  return redaksi_block_new (shape, text, NULL, 0);
}

/* Writes `Foto: … · credit` of the lead photo; nothing where nobody wrote anything for it. */
void
_redaksi_html_add_lead_caption (GString *out, RedaksiArticle *article, const RedaksiHouse *house)
{
  g_autoptr (RedaksiBlock) caption = dup_lead_caption (article);
  g_autofree char *credit
    = redaksi_text_one_line (redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CREDIT));

  _redaksi_html_add_caption (out, caption, *credit != '\0' ? credit : NULL, house);
}

/* What the first paragraph begins with, once: @dateline is %NULL from then on. */
void
_redaksi_html_add_dateline (GString *out, const char **dateline)
{
  if (*dateline == NULL)
    return;
  g_string_append (out, "<span class=\"" REDAKSI_CLASS_DATELINE "\">");
  _redaksi_html_add_escaped (out, *dateline, -1);
  g_string_append (out, "</span> ");
  *dateline = NULL;
}

/* ---- a body -----------------------------------------------------------------------------------
 */

typedef struct
{
  GString *out;
  RedaksiBody *body;
  const RedaksiHouse *house;
  RedaksiPhotoLookup lookup;
  gpointer user_data;
  const char *dateline; /* what the first paragraph begins with; NULL when it was written */
} Writer;

static void
write_element (Writer *self, const char *start, RedaksiBlock *block, const char *end)
{
  g_string_append (self->out, start);
  _redaksi_html_add_inline (self->out, block);
  g_string_append (self->out, end);
}

static void
write_figure (Writer *self, const RedaksiPhotoLink *link, const char *alt, const char *size,
              RedaksiBlock *caption, const char *credit)
{
  GString *out = self->out;
  g_autofree char *url = redaksi_text_escape (link->url);
  g_autofree char *alt_text = redaksi_text_escape (alt);
  gboolean wide = g_strcmp0 (size, "wide") == 0;

  g_string_append_printf (out, "<figure class=\"redaksi-photo%s\"><img src=\"%s\" alt=\"%s\"",
                          wide ? " redaksi-wide" : "", url, alt_text);
  if (link->width > 0 && link->height > 0)
    g_string_append_printf (out, " width=\"%u\" height=\"%u\"", link->width, link->height);
  g_string_append_c (out, '>');
  if ((caption != NULL && !_redaksi_has_no_text (caption)) || credit != NULL)
    {
      g_string_append (out, "<figcaption>");
      _redaksi_html_add_caption (out, caption, credit, self->house);
      g_string_append (out, "</figcaption>");
    }
  g_string_append (out, "</figure>\n");
}

/* Writes the list that begins at @i; returns the block after it. */
static guint
write_list (Writer *self, guint i)
{
  GString *out = self->out;
  gboolean ordered[10] = { FALSE };
  guint previous = G_MAXUINT;
  int open = -1; /* deepest list that is open */

  for (; _redaksi_is_list_item (self->body, i); i++)
    {
      RedaksiBlock *item = redaksi_body_get_nth (self->body, i);
      gboolean numbered = redaksi_shape_is_ordered (redaksi_block_get_shape (item));
      int depth = (int)_redaksi_list_depth (self->body, i, previous);

      while (open > depth || (open == depth && ordered[open] != numbered))
        {
          g_string_append (out, ordered[open] ? "</li></ol>" : "</li></ul>");
          open--;
        }
      if (open == depth)
        g_string_append (out, "</li>");
      else
        {
          open++;
          ordered[open] = numbered;
          g_string_append (out, numbered ? "<ol>" : "<ul>");
        }
      write_element (self, "<li>", item, "");
      previous = depth;
    }
  for (; open >= 0; open--)
    g_string_append (out, ordered[open] ? "</li></ol>" : "</li></ul>");
  g_string_append_c (out, '\n');
  return i;
}

static guint
write_quotes (Writer *self, guint i)
{
  g_string_append (self->out, "<blockquote>");
  for (; i < redaksi_body_get_n (self->body)
         && redaksi_block_get_kind (redaksi_body_get_nth (self->body, i)) == REDAKSI_BLOCK_QUOTE;
       i++)
    if (!_redaksi_has_no_text (redaksi_body_get_nth (self->body, i)))
      write_element (self, "<p>", redaksi_body_get_nth (self->body, i), "</p>");
  g_string_append (self->out, "</blockquote>\n");
  return i;
}

static void
write_embed (Writer *self, RedaksiBlock *block)
{
  const char *url = redaksi_block_get (block, "url");
  const RedaksiEmbedKind *kind = redaksi_embed_kind (url);
  g_autofree char *address = redaksi_text_escape (url);
  g_autofree char *service
    = kind != NULL ? g_strdup_printf (" data-service=\"%s\"", kind->name) : g_strdup ("");

  /* No frame and no script of anybody: a link that says whose post it is. */
  if (url != NULL && redaksi_address_is_safe (url))
    g_string_append_printf (self->out, "<p class=\"redaksi-embed\"%s><a href=\"%s\">%s</a></p>\n",
                            service, address, address);
}

static void
write_preserved (Writer *self, RedaksiBlock *block)
{
  const char *source = redaksi_block_get (block, "source");
  g_autofree char *clean = source != NULL ? redaksi_html_sanitise (source, strlen (source)) : NULL;

  if (clean != NULL && *clean != '\0')
    g_string_append_printf (self->out, "<div class=\"redaksi-preserved\">%s</div>\n", clean);
}

static void
write_photo (Writer *self, RedaksiBlock *block, guint i)
{
  RedaksiPhotoLink link;

  if (_redaksi_photo_link (block, self->lookup, self->user_data, &link))
    write_figure (self, &link, redaksi_block_get (block, "alt"), redaksi_block_get (block, "size"),
                  _redaksi_caption_of (self->body, i), redaksi_block_get (block, "credit"));
}

static guint
write_block (Writer *self, guint i)
{
  RedaksiBlock *block = redaksi_body_get_nth (self->body, i);
  guint level = redaksi_shape_get_level (redaksi_block_get_shape (block));

  switch (redaksi_block_get_kind (block))
    {
    case REDAKSI_BLOCK_CAPTION:
      if (i > 0
          && redaksi_block_get_kind (redaksi_body_get_nth (self->body, i - 1))
               == REDAKSI_BLOCK_PHOTO)
        break;
      G_GNUC_FALLTHROUGH;
    case REDAKSI_BLOCK_PARAGRAPH:
      if (_redaksi_has_no_text (block))
        break;
      g_string_append (self->out, "<p>");
      _redaksi_html_add_dateline (self->out, &self->dateline);
      write_element (self, "", block, "</p>\n");
      break;
    case REDAKSI_BLOCK_HEADING:
      if (_redaksi_has_no_text (block))
        break;
      g_string_append_printf (self->out, "<h%u>", level);
      _redaksi_html_add_inline (self->out, block);
      g_string_append_printf (self->out, "</h%u>\n", level);
      break;
    case REDAKSI_BLOCK_QUOTE:
      return write_quotes (self, i);
    case REDAKSI_BLOCK_PULL_QUOTE:
      if (!_redaksi_has_no_text (block))
        write_element (self, "<figure class=\"" REDAKSI_CLASS_PULL_QUOTE "\"><blockquote><p>",
                       block, "</p></blockquote></figure>\n");
      break;
    case REDAKSI_BLOCK_LIST_ITEM:
      return write_list (self, i);
    case REDAKSI_BLOCK_PHOTO:
      write_photo (self, block, i);
      break;
    case REDAKSI_BLOCK_EMBED:
      write_embed (self, block);
      break;
    case REDAKSI_BLOCK_DIVIDER:
      g_string_append (self->out, "<hr>\n");
      break;
    default:
      write_preserved (self, block);
    }
  return i + 1;
}

static void
write_body (Writer *self)
{
  if (self->dateline != NULL)
    {
      gboolean found = FALSE;
      for (guint i = 0; i < redaksi_body_get_n (self->body) && !found; i++)
        {
          RedaksiBlock *block = redaksi_body_get_nth (self->body, i);
          found = redaksi_block_get_kind (block) == REDAKSI_BLOCK_PARAGRAPH
                  && !_redaksi_has_no_text (block);
        }
      if (!found)
        {
          g_string_append (self->out, "<p>");
          _redaksi_html_add_dateline (self->out, &self->dateline);
          g_string_truncate (self->out, self->out->len - 1);
          g_string_append (self->out, "</p>\n");
        }
    }
  for (guint i = 0; i < redaksi_body_get_n (self->body);)
    i = write_block (self, i);
}

/**
 * redaksi_body_to_html:
 * @body: a body
 * @house: (nullable): the site's language
 * @lookup: (nullable): where photos are
 * @user_data: for @lookup
 *
 * Returns: (transfer full): HTML as a page sets it
 */
char *
redaksi_body_to_html (RedaksiBody *body, const RedaksiHouse *house, RedaksiPhotoLookup lookup,
                      gpointer user_data)
{
  g_autoptr (RedaksiBody) visible = NULL;
  Writer self;

  g_return_val_if_fail (body != NULL, NULL);

  visible = redaksi_body_for_readers (body);
  self = (Writer){ g_string_new (NULL), visible, house, lookup, user_data, NULL };
  write_body (&self);
  return g_string_free (self.out, FALSE);
}

/**
 * redaksi_article_content_to_html:
 * @article: an article
 * @house: (nullable): the site's name and language
 * @lookup: (nullable): where photos are
 * @user_data: for @lookup
 *
 * Returns: (transfer full): its body as HTML, the dateline in the first paragraph
 */
char *
redaksi_article_content_to_html (RedaksiArticle *article, const RedaksiHouse *house,
                                 RedaksiPhotoLookup lookup, gpointer user_data)
{
  g_autoptr (RedaksiBody) visible = NULL;
  g_autofree char *dateline = NULL;
  Writer self;

  g_return_val_if_fail (article != NULL, NULL);

  visible = redaksi_body_for_readers (redaksi_article_get_body (article));
  dateline = redaksi_dateline_text (article, house);
  self = (Writer){ g_string_new (NULL), visible, house, lookup, user_data, dateline };
  write_body (&self);
  return g_string_free (self.out, FALSE);
}

static void
write_field (GString *out, RedaksiArticle *article, const char *name, const char *start,
             const char *end)
{
  const char *value = redaksi_article_peek_field (article, name);

  if (value == NULL)
    return;
  g_string_append (out, start);
  _redaksi_html_add_escaped (out, value, -1);
  g_string_append (out, end);
}

static void
write_lead (GString *out, RedaksiArticle *article, const RedaksiHouse *house,
            RedaksiPhotoLookup lookup, gpointer user_data)
{
  const char *digest = redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_PHOTO);
  g_autoptr (RedaksiBlock) caption = dup_lead_caption (article);
  Writer self = { out, NULL, house, lookup, user_data, NULL };
  RedaksiPhotoLink link = { 0 };

  if (digest == NULL || lookup == NULL || !lookup (digest, &link, user_data) || link.url == NULL)
    return;
  write_figure (&self, &link, redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_ALT), NULL,
                caption, redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_CREDIT));
}

/**
 * redaksi_article_to_html:
 * @article: an article
 * @house: (nullable): the site's name and language
 * @lookup: (nullable): where photos are
 * @user_data: for @lookup
 *
 * Returns: (transfer full): all that readers see of it, as one `<article>` element
 */
char *
redaksi_article_to_html (RedaksiArticle *article, const RedaksiHouse *house,
                         RedaksiPhotoLookup lookup, gpointer user_data)
{
  GString *out;
  g_autofree char *content = NULL;
  g_autofree char *language = NULL;
  g_autoptr (GPtrArray) bylines = NULL;

  g_return_val_if_fail (article != NULL, NULL);

  out = g_string_new ("<article");
  language = redaksi_text_escape (redaksi_article_get_field (article, REDAKSI_FIELD_LANGUAGE));
  if (*language != '\0')
    g_string_append_printf (out, " lang=\"%s\"", language);
  g_string_append (out, ">\n");
  write_field (out, article, REDAKSI_FIELD_KICKER, "<p class=\"redaksi-kicker\">", "</p>\n");
  write_field (out, article, REDAKSI_FIELD_HEADLINE, "<h1>", "</h1>\n");
  write_field (out, article, REDAKSI_FIELD_DECK, "<p class=\"" REDAKSI_CLASS_DECK "\">", "</p>\n");
  write_lead (out, article, house, lookup, user_data);
  content = redaksi_article_content_to_html (article, house, lookup, user_data);
  g_string_append (out, content);
  bylines = redaksi_article_get_bylines (article);
  for (guint i = 0; i < bylines->len; i++)
    {
      g_autofree char *label
        = redaksi_byline_dup_label (bylines->pdata[i], house != NULL ? house->language : "id");
      g_string_append (out, "<p class=\"" REDAKSI_CLASS_BYLINE "\">");
      _redaksi_html_add_escaped (out, label, -1);
      g_string_append (out, "</p>\n");
    }
  g_string_append (out, "</article>\n");
  return g_string_free (out, FALSE);
}
