/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the forms have in common: the house's lines and labels, and what readers may see. */
#include <string.h>

#include "redaksi-formats-private.h"
#include "redaksi-text.h"

G_DEFINE_QUARK (redaksi - format - error - quark, redaksi_format_error)

gboolean
_redaksi_check_size (gsize length, GError **error)
{
  if (length <= REDAKSI_FORMAT_MAX_SIZE)
    return TRUE;
  g_set_error (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_LIMITS,
               "%" G_GSIZE_FORMAT " bytes are more than an article", length);
  return FALSE;
}

static char *
from_utf16 (const char *data, gsize length, gboolean big_endian)
{
  return g_convert_with_fallback (data, length & ~(gsize)1, "UTF-8",
                                  big_endian ? "UTF-16BE" : "UTF-16LE", "?", NULL, NULL, NULL);
}

/* Valid UTF-8 without NUL from whatever a file or a clipboard holds: UTF-16 with a mark, UTF-8,
 * else what Windows writes. */
char *
_redaksi_text_from_bytes (const char *data, gsize length)
{
  g_autofree char *copy = NULL;
  char *text = NULL;
  gsize n = 0;

  if (length >= 2 && memcmp (data, "\xFF\xFE", 2) == 0)
    text = from_utf16 (data + 2, length - 2, FALSE);
  else if (length >= 2 && memcmp (data, "\xFE\xFF", 2) == 0)
    text = from_utf16 (data + 2, length - 2, TRUE);
  if (text != NULL)
    return text;
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  copy = g_malloc (length + 1);
  for (gsize i = 0; i < length; i++)
    if (data[i] != '\0')
      copy[n++] = data[i];
  copy[n] = '\0';
  if (g_utf8_validate (copy, n, NULL))
    return g_steal_pointer (&copy);
  text = g_convert (copy, n, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  return text != NULL ? text : g_utf8_make_valid (copy, n);
}

/* ---- addresses --------------------------------------------------------------------------------
 */

/**
 * redaksi_address_is_safe:
 * @address: (nullable): what a link or a picture names
 *
 * Tells whether it may be kept: http, https, mailto, tel, or no scheme at all. Read as browsers
 * read it, which pass over blanks and line ends within “java\nscript:”.
 */
gboolean
redaksi_address_is_safe (const char *address)
{
  static const char *const schemes[] = { "http", "https", "mailto", "tel" };
  g_autoptr (GString) scheme = g_string_new (NULL);

  if (address == NULL)
    return FALSE;
  for (const char *p = address; *p != '\0'; p++)
    {
      if ((guchar)*p <= ' ')
        continue;
      if (*p == '/' || *p == '?' || *p == '#')
        return TRUE;
      if (*p == ':')
        {
          for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
            if (g_ascii_strcasecmp (scheme->str, schemes[i]) == 0)
              return TRUE;
          return FALSE;
        }
      g_string_append_c (scheme, *p);
    }
  return scheme->len > 0;
}

/* ---- the house's lines ------------------------------------------------------------------------
 */

static gboolean
is_indonesian (const RedaksiHouse *house)
{
  return house == NULL || house->language == NULL || house->language[0] == '\0'
         || g_ascii_strncasecmp (house->language, "id", 2) == 0;
}

/**
 * redaksi_caption_label:
 * @house: (nullable): the site's language
 *
 * Returns: (transfer none): what stands before a caption
 */
const char *
redaksi_caption_label (const RedaksiHouse *house)
{
  return is_indonesian (house) ? "Foto:" : "Photo:";
}

/* What follows the label of a caption, in whatever language, with what follows it in blanks. */
const char *
_redaksi_skip_label (const char *caption)
{
  static const char *const labels[] = { "Foto:", "Photo:", "Foto :", "Photo :" };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strncasecmp (caption, labels[i], strlen (labels[i])) == 0)
      {
        caption += strlen (labels[i]);
        return *caption == ' ' ? caption + 1 : caption;
      }
  return caption;
}

/**
 * redaksi_caption_text:
 * @caption: (nullable): a caption as it was written
 * @house: (nullable): the site's language
 *
 * Returns: (transfer full): the caption as the page prints it, with one label; "" for none
 */
char *
redaksi_caption_text (const char *caption, const RedaksiHouse *house)
{
  if (caption == NULL || *caption == '\0')
    return g_strdup ("");
  return g_strdup_printf ("%s %s", redaksi_caption_label (house), _redaksi_skip_label (caption));
}

/**
 * redaksi_dateline_text:
 * @article: an article
 * @house: (nullable): the site's name
 *
 * Returns: (transfer full) (nullable): what stands before the first paragraph: `Bebaca.id,
 * TENGGARONG –`
 */
char *
redaksi_dateline_text (RedaksiArticle *article, const RedaksiHouse *house)
{
  const char *place;

  g_return_val_if_fail (article != NULL, NULL);

  place = redaksi_article_get_field (article, REDAKSI_FIELD_DATELINE);
  if (*place == '\0')
    return NULL;
  if (house == NULL || house->site_name == NULL || *house->site_name == '\0')
    return g_strdup_printf ("%s –", place);
  return g_strdup_printf ("%s, %s –", house->site_name, place);
}

/* The place in a dateline: the way back. */
char *
_redaksi_dateline_place (const char *text, const RedaksiHouse *house)
{
  g_autofree char *line = redaksi_text_one_line (text);
  const char *place = line;
  gsize n;

  if (house != NULL && house->site_name != NULL && *house->site_name != '\0')
    {
      n = strlen (house->site_name);
      if (strncmp (place, house->site_name, n) == 0 && place[n] == ',')
        place += n + 1;
      else if (strstr (place, ", ") != NULL)
        place = strstr (place, ", ") + 1;
    }
  while (*place == ' ')
    place++;
  n = strlen (place);
  for (;;)
    if (n > 0 && (place[n - 1] == ' ' || place[n - 1] == '-'))
      n--;
    else if (n >= 3 && (memcmp (place + n - 3, "–", 3) == 0 || memcmp (place + n - 3, "—", 3) == 0))
      n -= 3;
    else
      break;
  return g_strndup (place, n);
}

/* ---- what readers may see ---------------------------------------------------------------------
 */

static gboolean
is_for_review (RedaksiMark *mark)
{
  RedaksiMarkKind kind = redaksi_mark_get_kind (mark);

  return kind == REDAKSI_MARK_NOTE || kind == REDAKSI_MARK_INSERTION
         || kind == REDAKSI_MARK_DELETION;
}

/* The block without text that is marked as deleted and without marks that only reviewers see. */
static RedaksiBlock *
block_for_readers (RedaksiBlock *block)
{
  g_autoptr (RedaksiBlock) result = redaksi_block_ref (block);
  const RedaksiMarkSpan *spans;
  guint n, at = 0;

  spans = redaksi_block_get_spans (block, &n);
  for (guint i = 0; i < n; i++)
    if (is_for_review (spans[i].mark))
      {
        RedaksiBlock *next
          = redaksi_block_remove_mark (result, spans[i].start, spans[i].end, spans[i].mark);
        redaksi_block_unref (result);
        result = next;
      }
  if (result == block)
    return g_steal_pointer (&result);
  {
    g_autoptr (RedaksiBlock) kept = redaksi_block_slice (result, 0, 0);
    for (guint i = 0; i <= n; i++)
      {
        guint start = redaksi_block_get_length (block);
        RedaksiBlock *next;
        if (i < n && redaksi_mark_get_kind (spans[i].mark) != REDAKSI_MARK_DELETION)
          continue;
        if (i < n)
          start = spans[i].start;
        if (start > at)
          {
            g_autoptr (RedaksiBlock) piece = redaksi_block_slice (result, at, start);
            next = redaksi_block_join (redaksi_block_get_shape (block), kept, piece);
            redaksi_block_unref (kept);
            kept = next;
          }
        if (i < n)
          at = MAX (at, spans[i].end);
      }
    return g_steal_pointer (&kept);
  }
}

/**
 * redaksi_body_for_readers:
 * @body: a body
 *
 * Returns: (transfer full): what may go out: no notes, no suggestions, no text that is struck for
 *   deletion; a block that is nothing but struck text is gone
 */
RedaksiBody *
redaksi_body_for_readers (RedaksiBody *body)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);

  g_return_val_if_fail (body != NULL, NULL);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiBlock *result = block_for_readers (block);
      if (redaksi_block_get_length (result) == 0 && redaksi_block_get_length (block) > 0
          && redaksi_block_get_kind (block) != REDAKSI_BLOCK_CAPTION)
        redaksi_block_unref (result);
      else
        g_ptr_array_add (blocks, result);
    }
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}

/* ---- walking a body ---------------------------------------------------------------------------
 */

gboolean
_redaksi_is_list_item (RedaksiBody *body, guint i)
{
  return i < redaksi_body_get_n (body)
         && redaksi_block_get_kind (redaksi_body_get_nth (body, i)) == REDAKSI_BLOCK_LIST_ITEM;
}

/* How deep an item can be written: one deeper than what stands before it, at most; -1 as @previous
 * (G_MAXUINT) at the first. */
guint
_redaksi_list_depth (RedaksiBody *body, guint i, guint previous)
{
  guint depth = redaksi_shape_get_depth (redaksi_block_get_shape (redaksi_body_get_nth (body, i)));

  return previous == G_MAXUINT ? 0 : MIN (depth, previous + 1);
}

/* A text block that a page has no use for. */
gboolean
_redaksi_has_no_text (const RedaksiBlock *block)
{
  return redaksi_block_get_length (block) == 0;
}

/* The caption of the photo at @i. */
RedaksiBlock *
_redaksi_caption_of (RedaksiBody *body, guint i)
{
  RedaksiBlock *next;

  if (i + 1 >= redaksi_body_get_n (body))
    return NULL;
  next = redaksi_body_get_nth (body, i + 1);
  return redaksi_block_get_kind (next) == REDAKSI_BLOCK_CAPTION ? next : NULL;
}

/* Where a photo is seen from outside: asked for by its digest; one that came from a server knows.
 */
gboolean
_redaksi_photo_link (RedaksiBlock *photo, RedaksiPhotoLookup lookup, gpointer user_data,
                     RedaksiPhotoLink *link)
{
  const char *digest = redaksi_block_get (photo, "photo");

  memset (link, 0, sizeof *link);
  if (digest != NULL && lookup != NULL && lookup (digest, link, user_data))
    return link->url != NULL;
  link->url = redaksi_block_get (photo, "url");
  link->remote_id = redaksi_block_get (photo, "remote-id");
  return link->url != NULL;
}

/* What a list item is. @depth: from 0. */
RedaksiShape *
_redaksi_item_shape (guint depth, gboolean ordered)
{
  char digit[2] = { (char)('0' + MIN (depth, 8)), '\0' };

  return redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "depth", depth > 0 ? digit : NULL, "ordered",
                            ordered ? "true" : NULL, NULL);
}
