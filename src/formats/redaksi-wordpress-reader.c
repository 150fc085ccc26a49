/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back from WordPress: see redaksi-wordpress.h for what is taken apart and what is kept. */
#include <string.h>

#include "redaksi-html-reader.h"
#include "redaksi-text.h"
#include "redaksi-wordpress.h"

typedef struct
{
  const RedaksiHouse *house;
  RedaksiCollector *collector;
  char *caption; /* of the lead photo */
  char *credit;
  char *deck;
  char *place;
  GPtrArray *bylines;
  GArray *spans;        /* nullable */
  RedaksiSpanRole role; /* of what is being read */
} Reader;

static GPtrArray *
new_blocks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
}

static RedaksiBody *
body_of (GPtrArray *blocks)
{
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}

static void
add_preserved (Reader *self, const char *name, const char *start, const char *end)
{
  g_autofree char *source = g_strndup (start, end - start);
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PRESERVED, "source", source,
                                                      "name", name != NULL ? name : "html", NULL);

  redaksi_collector_add_leaf (self->collector, shape);
}

static void
add_blocks (Reader *self, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    redaksi_collector_add_block (self->collector, redaksi_block_ref (blocks->pdata[i]));
}

/* ---- reading a block --------------------------------------------------------------------------
 */

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static GPtrArray *
read_inner (const char *html)
{
  g_autoptr (RedaksiCollector) collector = redaksi_collector_new (TRUE);

  if (!redaksi_html_read (html, strlen (html), REDAKSI_HTML_EXACT | REDAKSI_HTML_PHOTOS, NULL, NULL,
                          NULL, collector, NULL))
    return NULL;
  return g_ptr_array_ref (redaksi_collector_get_blocks (collector));
}

static gboolean
writes_back (Reader *self, GPtrArray *blocks, const char *source)
{
  g_autoptr (RedaksiBody) body = body_of (blocks);
  g_autoptr (GString) written = g_string_new (NULL);

  redaksi_wordpress_write_body (written, body, self->house, NULL, NULL, NULL);
  return redaksi_wordpress_same (source, written->str);
}

static void
set_attribute (GPtrArray *blocks, const char *name, const char *value)
{
  RedaksiBlock *block = blocks->pdata[0];
  g_autoptr (RedaksiShape) shape
    = redaksi_shape_with (redaksi_block_get_shape (block), name, value);

  blocks->pdata[0] = redaksi_block_with_shape (block, shape);
  redaksi_block_unref (block);
}

/* What stands in the first tag behind its name: ` class="has-text-align-center"`. */
static char *
first_tag (const char *html)
{
  const char *open = strchr (html, '<');
  const char *close = open != NULL ? strchr (open, '>') : NULL;

  if (close == NULL)
    return NULL;
  open++;
  while (g_ascii_isalnum (*open))
    open++;
  return g_strndup (open, close - open);
}

static void
set_size (const char *json, GPtrArray *blocks)
{
  g_autoptr (yyjson_doc) doc = redaksi_json_parse (json, strlen (json), NULL);
  const char *align
    = doc != NULL ? redaksi_json_get_string (yyjson_doc_get_root (doc), "align") : NULL;

  if (g_strcmp0 (align, "wide") == 0 || g_strcmp0 (align, "full") == 0)
    set_attribute (blocks, "size", "wide");
}

/* Takes a block apart, if putting it together again gives the same; NULL else. */
static GPtrArray *
take_apart (Reader *self, const RedaksiPiece *piece, const char *source)
{
  static const char *const known[]
    = { "paragraph", "heading", "list", "quote", "pullquote", "image", NULL };
  static const char *const tagged[] = { "paragraph", "heading", NULL };
  g_autofree char *inner = NULL;
  g_autofree char *tag = NULL;
  g_autoptr (GPtrArray) blocks = NULL;

  if (!is_one_of (piece->name, known))
    return NULL;
  inner = g_strndup (piece->inner, piece->inner_end - piece->inner);
  blocks = read_inner (inner);
  if (blocks == NULL || blocks->len == 0)
    return NULL;
  if (strcmp (piece->name, "image") == 0 && piece->attributes != NULL
      && redaksi_block_get_kind (blocks->pdata[0]) == REDAKSI_BLOCK_PHOTO)
    set_size (piece->attributes, blocks);
  if (writes_back (self, blocks, source))
    return g_steal_pointer (&blocks);
  if (piece->attributes == NULL && strcmp (piece->name, "image") == 0)
    set_attribute (blocks, "wp-attributes", "{}");
  else
    set_attribute (blocks, "wp-attributes", piece->attributes);
  if (is_one_of (piece->name, tagged))
    {
      tag = first_tag (inner);
      set_attribute (blocks, "wp-tag", tag);
    }
  return writes_back (self, blocks, source) ? g_steal_pointer (&blocks) : NULL;
}

static void
read_leaf (Reader *self, const RedaksiPiece *piece, RedaksiBlockKind kind, const char *url)
{
  g_autofree char *source = g_strndup (piece->start, piece->end - piece->start);
  g_autoptr (RedaksiShape) plain = redaksi_shape_new (kind, "url", url, NULL);
  g_autoptr (RedaksiShape) kept = redaksi_shape_with (plain, "wp-source", source);
  g_autoptr (GPtrArray) blocks = new_blocks ();

  g_ptr_array_add (blocks, redaksi_block_new_leaf (plain));
  redaksi_collector_add_leaf (self->collector, writes_back (self, blocks, source) ? plain : kept);
}

/* ---- our own lines ----------------------------------------------------------------------------
 */

/* The text of a line of ours; NULL where it is more than a line. */
static char *
plain_text (const char *html)
{
  g_autoptr (GPtrArray) blocks = read_inner (html);

  if (blocks == NULL || blocks->len != 1
      || redaksi_shape_is_leaf (redaksi_block_get_shape (blocks->pdata[0])))
    return NULL;
  return redaksi_text_one_line (redaksi_block_get_text (blocks->pdata[0]));
}

/* What a reader reads of a line, whatever an editor did to it. */
static char *
words_of (const char *html, gsize length)
{
  g_autoptr (RedaksiBody) body = redaksi_body_from_html (html, length, NULL, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; body != NULL && i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      if (!redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
        g_string_append_printf (words, " %s", redaksi_block_get_text (block));
    }
  return redaksi_text_one_line (words->str);
}

/* Two that an editor made of one, by Return, are one. */
static void
add_words (char **to, const char *words)
{
  g_autofree char *before = g_steal_pointer (to);

  if (before == NULL || *before == '\0')
    *to = g_strdup (words);
  else if (*words != '\0')
    *to = g_strconcat (before, " ", words, NULL);
  else
    *to = g_steal_pointer (&before);
}

/* What was written by write_lead_caption(). Its words are the photo's and never the text's, so it
 * is known by its class alone: an editor may have given it a colour or another size. */
static gboolean
read_lead_caption (Reader *self, const RedaksiPiece *piece)
{
  static const char open[] = "<span class=\"" REDAKSI_CLASS_CREDIT "\">";
  g_autoptr (yyjson_doc) doc
    = redaksi_json_parse (piece->attributes, strlen (piece->attributes), NULL);
  const char *names
    = doc != NULL ? redaksi_json_get_string (yyjson_doc_get_root (doc), "className") : NULL;
  g_auto (GStrv) classes = g_strsplit (names != NULL ? names : "", " ", -1);
  g_autofree char *inner = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *credit = NULL;
  const char *start, *end, *words;

  if (!g_strv_contains ((const char *const *)classes, REDAKSI_CLASS_LEAD))
    return FALSE;
  inner = g_strndup (piece->inner, piece->inner_end - piece->inner);
  start = strstr (inner, open);
  end = start != NULL ? strstr (start, "</span>") : NULL;
  if (end != NULL)
    {
      rest = g_strdup_printf ("%.*s%s", (int)(start - inner), inner, end + strlen ("</span>"));
      start += strlen (open);
      credit = words_of (start, end - start);
      for (words = credit; *words == ' ' || g_str_has_prefix (words, "·");)
        words += *words == ' ' ? 1 : strlen ("·");
      add_words (&self->credit, words);
    }
  caption = words_of (rest != NULL ? rest : inner, strlen (rest != NULL ? rest : inner));
  words = _redaksi_skip_label (caption);
  while (*words == ' ')
    words++;
  add_words (&self->caption, words);
  return TRUE;
}

/* The deck and the bylines are paragraphs under a class of ours; their text is all there is of
 * them. */
static gboolean
read_own_line (Reader *self, const RedaksiPiece *piece)
{
  g_autofree char *inner = NULL;
  g_autofree char *text = NULL;
  RedaksiByline *byline;

  if (strcmp (piece->name, "paragraph") != 0 || piece->attributes == NULL)
    return FALSE;
  if (read_lead_caption (self, piece))
    {
      self->role = REDAKSI_SPAN_LEAD;
      return TRUE;
    }
  inner = g_strndup (piece->inner, piece->inner_end - piece->inner);
  text = plain_text (inner);
  if (text == NULL || *text == '\0')
    return FALSE;
  if (strcmp (piece->attributes, "{\"className\":\"" REDAKSI_CLASS_DECK "\"}") == 0
      && self->deck == NULL)
    {
      self->deck = g_steal_pointer (&text);
      self->role = REDAKSI_SPAN_DECK;
      return TRUE;
    }
  if (strcmp (piece->attributes, "{\"className\":\"" REDAKSI_CLASS_BYLINE "\"}") != 0)
    return FALSE;
  byline = redaksi_byline_parse (text);
  if (byline == NULL)
    return FALSE;
  g_ptr_array_add (self->bylines, byline);
  self->role = REDAKSI_SPAN_BYLINE;
  return TRUE;
}

/* Cuts the dateline out of a paragraph's source. */
static char *
cut_dateline (const char *source, char **dateline)
{
  static const char open[] = "<span class=\"" REDAKSI_CLASS_DATELINE "\">";
  const char *start = strstr (source, open);
  const char *end = start != NULL ? strstr (start, "</span>") : NULL;
  g_autofree char *html = NULL;
  const char *before;

  if (end == NULL)
    return NULL;
  /* Only right at the beginning of the paragraph. */
  for (before = start; before > source && g_ascii_isspace (before[-1]); before--)
    ;
  if (before == source || before[-1] != '>')
    return NULL;
  html = g_strndup (start + strlen (open), end - start - strlen (open));
  *dateline = plain_text (html);
  if (*dateline == NULL)
    return NULL;
  end += strlen ("</span>");
  if (*end == ' ')
    end++;
  return g_strdup_printf ("%.*s%s", (int)(start - source), source, end);
}

/* ---- a content --------------------------------------------------------------------------------
 */

static void
read_piece (Reader *self, const RedaksiPiece *piece)
{
  static const char empty[] = "<!-- wp:paragraph -->\n<p></p>\n<!-- /wp:paragraph -->";
  g_autofree char *source = g_strndup (piece->start, piece->end - piece->start);
  g_autofree char *dateline = NULL;
  g_autofree char *rest = NULL;
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GPtrArray) blocks = NULL;

  if (strcmp (piece->name, "paragraph") == 0 && self->place == NULL)
    rest = cut_dateline (source, &dateline);
  if (rest != NULL)
    {
      pieces = redaksi_wordpress_split (rest);
      if (pieces->len == 1 && g_array_index (pieces, RedaksiPiece, 0).name != NULL)
        {
          blocks = take_apart (self, &g_array_index (pieces, RedaksiPiece, 0), rest);
          if (blocks != NULL || redaksi_wordpress_same (rest, empty))
            self->place = _redaksi_dateline_place (dateline, self->house);
          if (blocks != NULL)
            add_blocks (self, blocks);
          if (self->place != NULL)
            {
              self->role = REDAKSI_SPAN_DATELINE;
              return;
            }
        }
    }
  blocks = take_apart (self, piece, source);
  if (blocks != NULL)
    add_blocks (self, blocks);
  else if (!redaksi_wordpress_same (source, empty))
    add_preserved (self, piece->name, piece->start, piece->end);
}

/**
 * redaksi_wordpress_read_blocks:
 * @piece: a piece that has a name
 * @source: the same, by itself
 *
 * Returns: (transfer full) (nullable): the blocks of the body that it is; %NULL where putting them
 *   together again would give something else
 */
GPtrArray *
redaksi_wordpress_read_blocks (const RedaksiPiece *piece, const char *source)
{
  Reader self = { NULL };

  return take_apart (&self, piece, source);
}

/**
 * redaksi_wordpress_cut_dateline:
 * @source: a paragraph's block
 * @dateline: (out): its dateline
 *
 * Returns: (transfer full) (nullable): the block without its dateline; %NULL where it has none
 */
char *
redaksi_wordpress_cut_dateline (const char *source, char **dateline)
{
  return cut_dateline (source, dateline);
}

/**
 * redaksi_wordpress_embed_url:
 * @piece: an embed
 *
 * Returns: (transfer full) (nullable): what it shows
 */
char *
redaksi_wordpress_embed_url (const RedaksiPiece *piece)
{
  g_autoptr (yyjson_doc) doc
    = piece->attributes != NULL
        ? redaksi_json_parse (piece->attributes, strlen (piece->attributes), NULL)
        : NULL;
  const char *url = doc != NULL ? redaksi_json_get_string (yyjson_doc_get_root (doc), "url") : NULL;

  g_autoptr (GString) plain = g_string_new (url != NULL ? url : "");

  /* An author's "&" is stored as "&amp;" even here. */
  g_string_replace (plain, "&amp;", "&", 0);
  return plain->len > 0 && redaksi_address_is_safe (plain->str)
           ? g_string_free (g_steal_pointer (&plain), FALSE)
           : NULL;
}

static void
read_block (Reader *self, const RedaksiPiece *piece)
{
  g_autofree char *url = NULL;

  if (read_own_line (self, piece))
    return;
  if (strcmp (piece->name, "embed") == 0 && (url = redaksi_wordpress_embed_url (piece)) != NULL)
    read_leaf (self, piece, REDAKSI_BLOCK_EMBED, url);
  else if (strcmp (piece->name, "separator") == 0)
    read_leaf (self, piece, REDAKSI_BLOCK_DIVIDER, NULL);
  else
    read_piece (self, piece);
}

static gboolean
is_blank (const char *start, const char *end)
{
  while (start < end && g_ascii_isspace (*start))
    start++;
  return start == end;
}

static void
trim (const char **start, const char **end)
{
  while (*start < *end && g_ascii_isspace (**start))
    (*start)++;
  while (*end > *start && g_ascii_isspace ((*end)[-1]))
    (*end)--;
}

static void
add_span (Reader *self, const char *start, const char *end, guint first)
{
  RedaksiSpan span
    = { start, end, first, redaksi_collector_get_n (self->collector) - first, self->role };

  if (self->spans != NULL && (span.n > 0 || span.role != REDAKSI_SPAN_BODY))
    g_array_append_val (self->spans, span);
}

/* ---- the classic editor -------------------------------------------------------------------------
 */

/* The end of the picture that begins at @p, and of the link around it; NULL where there is none. */
static const char *
skip_picture (const char *p, const char *end)
{
  gboolean linked = FALSE;

  while (p < end && g_ascii_isspace (*p))
    p++;
  if (g_str_has_prefix (p, "<a "))
    {
      linked = TRUE;
      p = strchr (p, '>');
      if (p == NULL || p >= end)
        return NULL;
      p++;
    }
  if (!g_str_has_prefix (p, "<img "))
    return NULL;
  p = strchr (p, '>');
  if (p == NULL || p >= end)
    return NULL;
  p++;
  if (linked)
    p = g_str_has_prefix (p, "</a>") ? p + strlen ("</a>") : NULL;
  return p;
}

/* [caption …]<img …> what is seen[/caption] is the classic editor's way to say <figure>. */
static char *
read_captions (const char *html, gsize length)
{
  static const char open[] = "[caption", close[] = "[/caption]";
  g_autofree char *copy = g_strndup (html, length);
  GString *out = g_string_new (NULL);
  const char *at = copy, *start;

  while ((start = strstr (at, open)) != NULL)
    {
      const char *begin = strchr (start, ']');
      const char *end = begin != NULL ? strstr (begin, close) : NULL;
      const char *text = end != NULL && (start[strlen (open)] == ' ' || start[strlen (open)] == ']')
                           ? skip_picture (begin + 1, end)
                           : NULL;

      if (text == NULL)
        {
          g_string_append_len (out, at, start + strlen (open) - at);
          at = start + strlen (open);
          continue;
        }
      g_string_append_len (out, at, start - at);
      g_string_append (out, "<figure>");
      g_string_append_len (out, begin + 1, text - begin - 1);
      g_string_append (out, "<figcaption>");
      g_string_append_len (out, text, end - text);
      g_string_append (out, "</figcaption></figure>");
      at = end + strlen (close);
    }
  g_string_append (out, at);
  return g_string_free (out, FALSE);
}

static GPtrArray *
read_classic_html (const char *source, gsize length, GError **error)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RedaksiCollector) collector = redaksi_collector_new (FALSE);
  g_autofree char *html = read_captions (source, length);

  if (!redaksi_html_read (html, strlen (html), REDAKSI_HTML_PHOTOS | REDAKSI_HTML_AUTOP, NULL,
                          slots, NULL, collector, error))
    return NULL;
  return g_ptr_array_ref (redaksi_collector_get_blocks (collector));
}

/* The end of what stands from @p on without an empty line. */
static const char *
find_empty_line (const char *p)
{
  for (; *p != '\0'; p++)
    if (*p == '\n')
      {
        const char *next = p + 1;
        while (*next == ' ' || *next == '\t' || *next == '\r')
          next++;
        if (*next == '\n')
          break;
      }
  return p;
}

static gboolean
are_next (GPtrArray *blocks, guint at, GPtrArray *some)
{
  if (at + some->len > blocks->len)
    return FALSE;
  for (guint i = 0; i < some->len; i++)
    if (!redaksi_block_equal (blocks->pdata[at + i], some->pdata[i]))
      return FALSE;
  return TRUE;
}

/* What stands between empty lines is a piece, where the pieces read alone say what all of it says.
 */
static void
span_classic (Reader *self, const char *content, GPtrArray *blocks)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (RedaksiSpan));
  RedaksiSpan whole = { content, content + strlen (content), 0, blocks->len, REDAKSI_SPAN_BODY };
  guint at = 0;

  for (const char *p = content, *end; *p != '\0'; p = end)
    {
      g_autoptr (GPtrArray) some = NULL;
      RedaksiSpan span = { 0 };

      end = find_empty_line (p);
      span.start = p;
      span.end = end;
      trim (&span.start, &span.end);
      if (end == p)
        end++;
      if (span.start == span.end)
        continue;
      some = read_classic_html (span.start, span.end - span.start, NULL);
      if (some == NULL || !are_next (blocks, at, some))
        {
          g_array_append_val (self->spans, whole);
          return;
        }
      span.first = at;
      span.n = some->len;
      at += some->len;
      if (span.n > 0)
        g_array_append_val (spans, span);
    }
  if (at == blocks->len)
    g_array_append_vals (self->spans, spans->data, spans->len);
  else
    g_array_append_val (self->spans, whole);
}

static gboolean
read_classic (Reader *self, const char *content, GError **error)
{
  g_autoptr (GPtrArray) blocks = read_classic_html (content, strlen (content), error);

  if (blocks == NULL)
    return FALSE;
  add_blocks (self, blocks);
  if (self->spans != NULL && blocks->len > 0)
    span_classic (self, content, blocks);
  return TRUE;
}

static gboolean
read_content (Reader *self, const char *content, GError **error)
{
  g_autoptr (GArray) pieces = NULL;

  if (!redaksi_wordpress_has_blocks (content))
    return read_classic (self, content, error);
  pieces = redaksi_wordpress_split (content);
  for (guint i = 0; i < pieces->len; i++)
    {
      const RedaksiPiece *piece = &g_array_index (pieces, RedaksiPiece, i);
      const char *start = piece->start, *end = piece->end;
      guint first = redaksi_collector_get_n (self->collector);

      self->role = REDAKSI_SPAN_BODY;
      if (piece->name != NULL)
        read_block (self, piece);
      else if (!is_blank (start, end))
        {
          trim (&start, &end);
          add_preserved (self, NULL, start, end);
        }
      add_span (self, start, end, first);
    }
  return TRUE;
}

static RedaksiArticle *
with (RedaksiArticle *article, const char *name, const char *value)
{
  RedaksiArticle *next = redaksi_article_with_field (article, name, value);

  redaksi_article_unref (article);
  return next;
}

/**
 * redaksi_wordpress_read:
 * @id: (nullable): the article's UUID; %NULL makes one
 * @text: valid UTF-8
 * @house: (nullable): the site's name
 * @spans: (nullable) (element-type RedaksiSpan): where each piece is noted, in the order of @text
 * @error: return location for a #RedaksiFormatError
 *
 * Returns: (transfer full) (nullable): the article
 */
RedaksiArticle *
redaksi_wordpress_read (const char *id, const char *text, const RedaksiHouse *house, GArray *spans,
                        GError **error)
{
  g_autoptr (RedaksiCollector) collector = redaksi_collector_new (TRUE);
  g_autoptr (GPtrArray) bylines
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  g_autoptr (RedaksiBody) body = NULL;
  g_autoptr (RedaksiArticle) empty = NULL;
  RedaksiArticle *article = NULL;
  Reader self = { .house = house, .collector = collector, .bylines = bylines, .spans = spans };

  if (read_content (&self, text, error))
    {
      body = redaksi_collector_finish (collector);
      empty = redaksi_article_new (id);
      article = redaksi_article_with_body (empty, body);
      article = with (article, REDAKSI_FIELD_LEAD_CAPTION, self.caption);
      article = with (article, REDAKSI_FIELD_LEAD_CREDIT, self.credit);
      article = with (article, REDAKSI_FIELD_DECK, self.deck);
      article = with (article, REDAKSI_FIELD_DATELINE, self.place);
      if (bylines->len > 0)
        {
          RedaksiArticle *next = redaksi_article_with_bylines (article, bylines);
          redaksi_article_unref (article);
          article = next;
        }
    }
  g_free (self.caption);
  g_free (self.credit);
  g_free (self.deck);
  g_free (self.place);
  return article;
}

/**
 * redaksi_article_from_wordpress:
 * @id: (nullable): the article's UUID; %NULL makes one
 * @content: (array length=length): the raw content of a post: blocks, or the HTML of the classic
 * editor
 * @length: its length in bytes
 * @house: (nullable): the site's name, by which the place is told from it in a dateline
 * @error: return location for a #RedaksiFormatError
 *
 * Returns: (transfer full) (nullable): an article with the lead photo's caption and credit, deck,
 *   dateline place, body and bylines
 */
RedaksiArticle *
redaksi_article_from_wordpress (const char *id, const char *content, gsize length,
                                const RedaksiHouse *house, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (content != NULL || length == 0, NULL);

  if (!_redaksi_check_size (length, error))
    return NULL;
  text = _redaksi_text_from_bytes (content, length);
  return redaksi_wordpress_read (id, text, house, NULL, error);
}
