/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article over what the server has: pieces whose blocks are as they were read keep their bytes,
 * and so does what stands between them; the others are written anew where they stood.
 *
 * A piece is kept or written as a whole: a list of which one item changed is a new list. Blocks
 * that came between two pieces stand between them. Lists and quotations beside a new item or
 * paragraph of the same kind are written with it, for it would else be a list of its own.
 */
#include <string.h>

#include "redaksi-diff.h"
#include "redaksi-text.h"
#include "redaksi-wordpress.h"

#define NOWHERE G_MAXUINT

typedef struct
{
  RedaksiSpan span;
  guint at; /* its first block in what is to be written; NOWHERE: it is not kept */
} Piece;

typedef struct
{
  RedaksiArticle *article;
  RedaksiArticle *base; /* as @source reads */
  RedaksiBody *visible; /* the article's, as readers may see it */
  const char *source;
  const char *end;
  const RedaksiHouse *house;
  RedaksiPhotoLookup lookup;
  gpointer user_data;
  GArray *pieces;   /* of Piece */
  gboolean classic; /* HTML without blocks */
  guint *old;       /* for each visible block the base's block that it is, or NOWHERE */
  char *dateline;   /* nullable */
  guint first;      /* the paragraph that it goes into; NOWHERE: there is none */
  gboolean dated;   /* it is written */

  GString *out;
  guint last;     /* the piece that was written last, or NOWHERE */
  guint gap;      /* the piece before the gap that was written last, or NOWHERE */
  gboolean began; /* something was written */
} Over;

static Piece *
get_piece (Over *self, guint i)
{
  return &g_array_index (self->pieces, Piece, i);
}

static gboolean
is_of_body (const Piece *piece)
{
  return piece->span.n > 0;
}

/* ---- which pieces stay ------------------------------------------------------------------------
 */

/* A photo as it would be read from the server. */
static RedaksiBlock *
as_read (Over *self, RedaksiBlock *block)
{
  RedaksiPhotoLink link;
  g_autoptr (RedaksiShape) bare = NULL;
  g_autoptr (RedaksiShape) placed = NULL;
  g_autoptr (RedaksiShape) numbered = NULL;

  if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PHOTO
      || redaksi_block_get (block, "photo") == NULL
      || !_redaksi_photo_link (block, self->lookup, self->user_data, &link))
    return redaksi_block_ref (block);
  bare = redaksi_shape_with (redaksi_block_get_shape (block), "photo", NULL);
  placed = redaksi_shape_with (bare, "url", link.url);
  numbered = redaksi_shape_with (placed, "remote-id", link.remote_id);
  return redaksi_block_with_shape (block, numbered);
}

static GPtrArray *
list_blocks (Over *self, RedaksiBody *body)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    g_ptr_array_add (blocks, as_read (self, redaksi_body_get_nth (body, i)));
  return blocks;
}

static void
match (Over *self)
{
  g_autoptr (GPtrArray) then = list_blocks (self, redaksi_article_get_body (self->base));
  g_autoptr (GPtrArray) now = list_blocks (self, self->visible);
  g_autoptr (GArray) hunks = redaksi_diff_blocks (then, now);
  guint a = 0, b = 0;

  self->old = g_new (guint, now->len + 1);
  for (guint i = 0; i <= hunks->len; i++)
    {
      RedaksiHunk end = { then->len, then->len, now->len, now->len };
      RedaksiHunk hunk = i < hunks->len ? g_array_index (hunks, RedaksiHunk, i) : end;
      while (b < hunk.b)
        self->old[b++] = a++;
      while (b < hunk.b_end)
        self->old[b++] = NOWHERE;
      a = hunk.a_end;
    }
}

/* All blocks of a piece must be there, one after another. */
static void
place_pieces (Over *self)
{
  guint n = redaksi_body_get_n (self->visible);
  guint b = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = get_piece (self, i);
      guint k;

      if (!is_of_body (piece))
        continue;
      while (b < n && (self->old[b] == NOWHERE || self->old[b] < piece->span.first))
        b++;
      for (k = 0; k < piece->span.n && b + k < n && self->old[b + k] == piece->span.first + k; k++)
        ;
      if (k == piece->span.n)
        piece->at = b;
    }
}

static gboolean
is_group (RedaksiBlockKind kind)
{
  return kind == REDAKSI_BLOCK_LIST_ITEM || kind == REDAKSI_BLOCK_QUOTE;
}

/* Whether the block at @at is new and would go on with what stands beside it. */
static gboolean
is_new_of_kind (Over *self, guint at, RedaksiBlockKind kind)
{
  RedaksiBlock *block;

  if (at >= redaksi_body_get_n (self->visible) || self->old[at] != NOWHERE)
    return FALSE;
  block = redaksi_body_get_nth (self->visible, at);
  return redaksi_block_get_kind (block) == kind
         && (kind == REDAKSI_BLOCK_LIST_ITEM || !_redaksi_has_no_text (block));
}

static void
free_groups (Over *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = get_piece (self, i);
      RedaksiBlockKind kind;

      if (!is_of_body (piece) || piece->at == NOWHERE)
        continue;
      kind = redaksi_block_get_kind (redaksi_body_get_nth (self->visible, piece->at));
      if (is_group (kind)
          && ((piece->at > 0 && is_new_of_kind (self, piece->at - 1, kind))
              || is_new_of_kind (self, piece->at + piece->span.n, kind)))
        piece->at = NOWHERE;
    }
}

static Piece *
find_dated (Over *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    if (get_piece (self, i)->span.role == REDAKSI_SPAN_DATELINE)
      return get_piece (self, i);
  return NULL;
}

static gboolean
same_field (Over *self, const char *name)
{
  return g_strcmp0 (redaksi_article_peek_field (self->article, name),
                    redaksi_article_peek_field (self->base, name))
         == 0;
}

static gboolean
may_be_dated (RedaksiBody *body, guint b)
{
  RedaksiBlock *block = redaksi_body_get_nth (body, b);

  return redaksi_block_get_kind (block) == REDAKSI_BLOCK_PARAGRAPH && !_redaksi_has_no_text (block);
}

/* Whether no more paragraphs stand before the one at @at than stood before the one with the
 * dateline. */
static gboolean
is_still_first (Over *self, guint at, const Piece *dated)
{
  guint then = 0, now = 0;

  for (guint b = 0; dated != NULL && b < dated->span.first; b++)
    then += may_be_dated (redaksi_article_get_body (self->base), b);
  for (guint b = 0; b < at; b++)
    now += may_be_dated (self->visible, b);
  return now <= then;
}

/* The first paragraph, or what an editor's own place for the dateline has become. */
static guint
find_first (Over *self, const Piece *dated)
{
  guint n = redaksi_body_get_n (self->visible);
  guint from = 0, to = n;

  for (guint i = 0; dated != NULL && i < self->pieces->len; i++)
    {
      const Piece *piece = get_piece (self, i);
      if (!is_of_body (piece) || piece->at == NOWHERE)
        continue;
      if (piece < dated)
        from = piece->at + piece->span.n;
      else if (piece > dated)
        to = MIN (to, piece->at);
    }
  for (guint b = from; b < to; b++)
    if (may_be_dated (self->visible, b) && is_still_first (self, b, dated))
      return b;
  for (guint b = 0; b < n; b++)
    if (may_be_dated (self->visible, b))
      return b;
  return NOWHERE;
}

static void
free_dateline (Over *self)
{
  Piece *dated = find_dated (self);

  self->first = find_first (self, dated);
  if (dated != NULL && same_field (self, REDAKSI_FIELD_DATELINE)
      && (!is_of_body (dated) || (dated->at != NOWHERE && is_still_first (self, dated->at, dated))))
    {
      self->dated = TRUE;
      return;
    }
  if (dated != NULL)
    dated->at = NOWHERE;
  self->dated = self->dateline == NULL;
  for (guint i = 0; i < self->pieces->len && !self->dated && self->first != NOWHERE; i++)
    {
      Piece *piece = get_piece (self, i);
      if (is_of_body (piece) && piece->at <= self->first && self->first - piece->at < piece->span.n)
        piece->at = NOWHERE;
    }
}

/* ---- writing ----------------------------------------------------------------------------------
 */

/* What stands between a piece and the next one. */
static void
add_gap (Over *self, guint after)
{
  const char *from = get_piece (self, after)->span.end;
  const char *to
    = after + 1 < self->pieces->len ? get_piece (self, after + 1)->span.start : self->end;

  g_string_append_len (self->out, from, to - from);
  self->gap = after;
}

static gboolean
has_gap (Over *self, guint after)
{
  return after != self->gap && after + 1 < self->pieces->len
         && get_piece (self, after)->span.end < get_piece (self, after + 1)->span.start;
}

static void
add_bytes (Over *self, guint i)
{
  Piece *piece = get_piece (self, i);

  if (self->last != NOWHERE)
    add_gap (self, self->last);
  else if (self->began && i > 0 && has_gap (self, i - 1))
    add_gap (self, i - 1);
  else if (self->began)
    g_string_append (self->out, "\n\n");
  g_string_append_len (self->out, piece->span.start, piece->span.end - piece->span.start);
  self->last = i;
  self->began = TRUE;
}

/* What comes behind a block that is never closed would be in it. */
static void
close_last (Over *self)
{
  const RedaksiSpan *span = &get_piece (self, self->last)->span;
  g_autofree char *source = g_strndup (span->start, span->end - span->start);
  g_autofree char *closers = redaksi_wordpress_closers (source);

  g_string_append (self->out, closers);
}

static void
add_text (Over *self, const char *text)
{
  if (*text == '\0')
    return;
  if (self->last != NOWHERE && self->last + 1 == self->pieces->len)
    close_last (self);
  if (self->last != NOWHERE && has_gap (self, self->last))
    add_gap (self, self->last);
  else if (self->began)
    g_string_append (self->out, "\n\n");
  g_string_append (self->out, text);
  self->last = NOWHERE;
  self->began = TRUE;
}

static RedaksiBody *
part_of (RedaksiBody *body, guint from, guint to)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  for (guint b = from; b < to; b++)
    g_ptr_array_add (blocks, redaksi_body_get_nth (body, b));
  return blocks->len > 0 ? redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len)
                         : redaksi_body_new_empty ();
}

/* Writes the blocks from @from to @to. */
static void
add_blocks (Over *self, guint from, guint to)
{
  g_autoptr (RedaksiBody) part = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *html = NULL;
  const char *dateline = NULL;

  if (from >= to)
    return;
  part = part_of (self->visible, from, to);
  if (self->classic)
    {
      html = redaksi_body_to_html (part, self->house, self->lookup, self->user_data);
      add_text (self, g_strchomp (html));
      return;
    }
  if (!self->dated && self->first >= from && self->first < to)
    {
      dateline = self->dateline;
      self->dated = TRUE;
    }
  redaksi_wordpress_write_body (text, part, self->house, self->lookup, self->user_data, dateline);
  add_text (self, text->str);
}

static guint
next_kept (Over *self, guint after)
{
  for (guint i = after; i < self->pieces->len; i++)
    if (is_of_body (get_piece (self, i)) && get_piece (self, i)->at != NOWHERE)
      return get_piece (self, i)->at;
  return redaksi_body_get_n (self->visible);
}

static gboolean
has_role (Over *self, RedaksiSpanRole role)
{
  for (guint i = 0; i < self->pieces->len; i++)
    if (get_piece (self, i)->span.role == role)
      return TRUE;
  return FALSE;
}

static gboolean
same_role (Over *self, RedaksiSpanRole role)
{
  switch (role)
    {
    case REDAKSI_SPAN_LEAD:
      if (self->house != NULL && self->house->theme_captions)
        return !has_role (self, role);
      return same_field (self, REDAKSI_FIELD_LEAD_CAPTION)
             && same_field (self, REDAKSI_FIELD_LEAD_CREDIT);
    case REDAKSI_SPAN_DECK:
      return same_field (self, REDAKSI_FIELD_DECK);
    case REDAKSI_SPAN_BYLINE:
      return same_field (self, REDAKSI_FIELD_BYLINES);
    default:
      return same_field (self, REDAKSI_FIELD_DATELINE);
    }
}

/* What the article says in this place. */
static void
add_role (Over *self, RedaksiSpanRole role)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *deck
    = redaksi_text_one_line (redaksi_article_get_field (self->article, REDAKSI_FIELD_DECK));

  if (role == REDAKSI_SPAN_LEAD)
    redaksi_wordpress_write_lead_caption (text, self->article, self->house);
  else if (role == REDAKSI_SPAN_DECK && *deck != '\0')
    redaksi_wordpress_write_line (text, REDAKSI_CLASS_DECK, deck);
  else if (role == REDAKSI_SPAN_BYLINE)
    redaksi_wordpress_write_bylines (text, self->article, self->house);
  add_text (self, text->str);
}

static void
write_pieces (Over *self)
{
  guint n = redaksi_body_get_n (self->visible);
  guint done[REDAKSI_SPAN_BYLINE + 1] = { 0 };
  guint last_of_body = NOWHERE;
  guint cursor = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    if (is_of_body (get_piece (self, i)))
      last_of_body = i;
  if (!has_role (self, REDAKSI_SPAN_LEAD) && !same_role (self, REDAKSI_SPAN_LEAD))
    add_role (self, REDAKSI_SPAN_LEAD);
  if (!has_role (self, REDAKSI_SPAN_DECK) && !has_role (self, REDAKSI_SPAN_LEAD)
      && !same_role (self, REDAKSI_SPAN_DECK))
    add_role (self, REDAKSI_SPAN_DECK);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = get_piece (self, i);
      RedaksiSpanRole role = piece->span.role;

      if (!is_of_body (piece))
        {
          /* The bylines stand below the text. */
          if (role == REDAKSI_SPAN_BYLINE && last_of_body == NOWHERE)
            {
              add_blocks (self, cursor, n);
              cursor = n;
            }
          if (role == REDAKSI_SPAN_DATELINE ? self->dated && same_role (self, role)
                                            : same_role (self, role))
            add_bytes (self, i);
          else if (role != REDAKSI_SPAN_DATELINE && done[role]++ == 0)
            add_role (self, role);
          if (role == REDAKSI_SPAN_LEAD && !has_role (self, REDAKSI_SPAN_DECK)
              && done[REDAKSI_SPAN_DECK]++ == 0 && !same_role (self, REDAKSI_SPAN_DECK))
            add_role (self, REDAKSI_SPAN_DECK);
          continue;
        }
      if (piece->at != NOWHERE)
        {
          add_blocks (self, cursor, piece->at);
          add_bytes (self, i);
          cursor = piece->at + piece->span.n;
        }
      if (piece->at == NOWHERE || i == last_of_body)
        {
          guint next = next_kept (self, i + 1);
          add_blocks (self, cursor, next);
          cursor = MAX (cursor, next);
        }
    }
  add_blocks (self, cursor, n);
  if (!has_role (self, REDAKSI_SPAN_BYLINE) && !same_role (self, REDAKSI_SPAN_BYLINE))
    add_role (self, REDAKSI_SPAN_BYLINE);
}

/* ---- all of it --------------------------------------------------------------------------------
 */

static gboolean
fits_classic (RedaksiBlock *block)
{
  switch (redaksi_block_get_kind (block))
    {
    case REDAKSI_BLOCK_PARAGRAPH:
    case REDAKSI_BLOCK_HEADING:
    case REDAKSI_BLOCK_QUOTE:
    case REDAKSI_BLOCK_LIST_ITEM:
    case REDAKSI_BLOCK_PHOTO:
    case REDAKSI_BLOCK_CAPTION:
    case REDAKSI_BLOCK_DIVIDER:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether what is new can be said in the classic editor's HTML, which knows neither lines of ours
 * nor embeds. Blocks beside it would do no good: WordPress then takes the line ends of the rest for
 * nothing. */
static gboolean
stays_classic (Over *self)
{
  static const RedaksiSpanRole roles[]
    = { REDAKSI_SPAN_LEAD, REDAKSI_SPAN_DECK, REDAKSI_SPAN_BYLINE, REDAKSI_SPAN_DATELINE };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (!same_role (self, roles[i]))
      return FALSE;
  for (guint i = 0, b = 0; b < redaksi_body_get_n (self->visible); b++)
    {
      gboolean kept = FALSE;
      for (; i < self->pieces->len; i++)
        {
          Piece *piece = get_piece (self, i);
          if (piece->at == NOWHERE || piece->at + piece->span.n <= b)
            continue;
          kept = piece->at <= b;
          break;
        }
      if (!kept && !fits_classic (redaksi_body_get_nth (self->visible, b)))
        return FALSE;
    }
  return TRUE;
}

static char *
write_over (Over *self)
{
  const char *head_end;

  match (self);
  place_pieces (self);
  free_groups (self);
  free_dateline (self);
  if (self->classic && !stays_classic (self))
    return NULL;
  head_end = self->pieces->len > 0 ? get_piece (self, 0)->span.start : self->end;
  self->out = g_string_new_len (self->source, head_end - self->source);
  self->last = self->gap = NOWHERE;
  if (!self->dated && self->first == NOWHERE)
    {
      g_autoptr (RedaksiBody) empty = redaksi_body_new_empty ();
      g_autoptr (GString) text = g_string_new (NULL);
      redaksi_wordpress_write_body (text, empty, self->house, NULL, NULL, self->dateline);
      self->dated = TRUE;
      add_text (self, text->str);
    }
  write_pieces (self);
  if (self->pieces->len > 0)
    add_gap (self, self->pieces->len - 1);
  return g_string_free (self->out, FALSE);
}

static GArray *
make_pieces (GArray *spans)
{
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (Piece));

  for (guint i = 0; i < spans->len; i++)
    {
      Piece piece = { g_array_index (spans, RedaksiSpan, i), NOWHERE };
      g_array_append_val (pieces, piece);
    }
  return pieces;
}

/**
 * redaksi_article_to_wordpress_over:
 * @article: an article
 * @source: the raw content of its post, as the server has it
 * @house: (nullable): the site's name and language
 * @lookup: (nullable): where photos are, and the server's number for them
 * @user_data: for @lookup
 *
 * Writes the article as redaksi_article_to_wordpress() does, but where @source says the same
 * already its bytes stay, see the header. A content of the classic editor stays one as long as what
 * is new can be said in it.
 *
 * Returns: (transfer full): the content of a post
 */
char *
redaksi_article_to_wordpress_over (RedaksiArticle *article, const char *source,
                                   const RedaksiHouse *house, RedaksiPhotoLookup lookup,
                                   gpointer user_data)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (RedaksiSpan));
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (RedaksiArticle) base = NULL;
  g_autoptr (RedaksiBody) visible = NULL;
  g_autofree char *dateline = NULL;
  g_autofree guint *old = NULL;
  const char *text;
  char *content = NULL;

  g_return_val_if_fail (article != NULL && source != NULL, NULL);

  text = g_str_has_prefix (source, "\xEF\xBB\xBF") ? source + 3 : source;
  if (g_utf8_validate (text, -1, NULL) && strlen (text) <= REDAKSI_FORMAT_MAX_SIZE)
    base = redaksi_wordpress_read (redaksi_article_get_id (article), text, house, spans, NULL);
  if (base != NULL && spans->len > 0)
    {
      pieces = make_pieces (spans);
      visible = redaksi_body_for_readers (redaksi_article_get_body (article));
      dateline = redaksi_dateline_text (article, house);
      {
        Over self = { .article = article,
                      .base = base,
                      .visible = visible,
                      .source = source,
                      .end = source + strlen (source),
                      .house = house,
                      .lookup = lookup,
                      .user_data = user_data,
                      .pieces = pieces,
                      .classic = !redaksi_wordpress_has_blocks (text),
                      .dateline = dateline };
        content = write_over (&self);
        old = self.old;
      }
    }
  if (content == NULL)
    content = redaksi_article_to_wordpress (article, house, lookup, user_data);
  /* Nothing but empty paragraphs, before as now. */
  if (*content == '\0' && base != NULL && spans->len == 0)
    {
      g_free (content);
      content = g_strdup (source);
    }
  return content;
}

/**
 * redaksi_block_as_read:
 * @block: a block
 * @house: (nullable): the site's name and language
 *
 * Returns: (transfer full): the block as it would come back from a site
 */
RedaksiBlock *
redaksi_block_as_read (RedaksiBlock *block, const RedaksiHouse *house)
{
  RedaksiBlock *blocks[] = { block };
  g_autoptr (RedaksiBody) body = NULL;
  g_autoptr (RedaksiBody) visible = NULL;
  g_autoptr (RedaksiArticle) read = NULL;
  g_autoptr (GString) written = g_string_new (NULL);
  RedaksiBlock *result;

  g_return_val_if_fail (block != NULL, NULL);

  if (redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
    return redaksi_block_ref (block);
  body = redaksi_body_new (blocks, 1);
  visible = redaksi_body_for_readers (body);
  if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_CAPTION)
    {
      redaksi_wordpress_write_body (written, body, house, NULL, NULL, NULL);
      read = redaksi_wordpress_read (NULL, written->str, house, NULL, NULL);
    }
  result = redaksi_body_get_nth (read != NULL && written->len > 0 ? redaksi_article_get_body (read)
                                                                  : visible,
                                 0);
  /* How deep an item is depends on those before it. */
  if (redaksi_block_get_kind (result) == redaksi_block_get_kind (block))
    return redaksi_block_with_shape (result, redaksi_block_get_shape (block));
  return redaksi_block_ref (block);
}
