/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-proof-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-text.h"

#define MAX_HEAD (256 * 1024)
#define MAX_PAGE (4 * 1024 * 1024)

/* Letters and digits alone, of plain text. */
static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *p = normal; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isalnum (c))
        g_string_append_unichar (folded, g_unichar_tolower (c));
      else if (c == 0xd7) /* WordPress makes 3×4 of 3x4 */
        g_string_append_c (folded, 'x');
    }
  return g_string_free (folded, FALSE);
}

static const char *
skip_element (const char *at, const char *name)
{
  g_autofree char *close = g_strconcat ("</", name, NULL);
  const char *end = strcasestr (at, close);

  return end != NULL ? end : at + strlen (at);
}

/* What a reader reads of a page, folded. */
static char *
fold_page (const char *html, gsize length)
{
  static const char *const silent[] = { "script", "style", "template", "title" };
  g_autofree char *page = g_utf8_make_valid (html, (gssize)MIN (length, MAX_PAGE));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *plain = NULL;

  for (const char *at = page; *at != '\0';)
    {
      const char *end;

      if (*at != '<')
        {
          g_string_append_c (text, *at++);
          continue;
        }
      if (redaksi_text_begins (at, "<!--"))
        end = strstr (at, "-->");
      else
        {
          for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
            if (g_ascii_strncasecmp (at + 1, silent[i], strlen (silent[i])) == 0
                && !g_ascii_isalnum (at[1 + strlen (silent[i])]))
              {
                at = skip_element (at, silent[i]);
                break;
              }
          end = strchr (at, '>');
        }
      at = end != NULL ? strchr (end, '>') + 1 : at + strlen (at);
    }
  plain = redaksi_text_unescape (text->str);
  return fold (plain);
}

/* Nothing can be missing of what has neither letters nor digits. */
static const char *
find (const char *page, const char *text)
{
  g_autofree char *folded = text != NULL ? fold (text) : NULL;

  return folded == NULL || *folded == '\0' ? page : strstr (page, folded);
}

static gboolean
is_text (RedaksiBlockKind kind)
{
  return kind == REDAKSI_BLOCK_PARAGRAPH || kind == REDAKSI_BLOCK_HEADING
         || kind == REDAKSI_BLOCK_QUOTE || kind == REDAKSI_BLOCK_PULL_QUOTE
         || kind == REDAKSI_BLOCK_LIST_ITEM;
}

/**
 * redaksi_proof_compare:
 * @article: what was sent
 * @house: as the site has it
 * @html: a page
 * @length: its length in bytes
 *
 * Returns: the #RedaksiProofPart that are not on it
 */
guint
redaksi_proof_compare (RedaksiArticle *article, const RedaksiHouse *house, const char *html,
                       gsize length)
{
  g_autofree char *page = fold_page (html, length);
  g_autoptr (RedaksiBody) body = redaksi_body_for_readers (redaksi_article_get_body (article));
  g_autoptr (GPtrArray) bylines = redaksi_article_get_bylines (article);
  const char *language = house->language != NULL ? house->language : "id";
  const char *at = page;
  const char *here = page;
  guint missing = 0;

  if (find (page, redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE)) == NULL)
    missing |= REDAKSI_PROOF_HEADLINE;
  /* Text comes in its order: it is looked for behind what stands before it, and then anywhere. */
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiBlockKind kind = redaksi_block_get_kind (block);

      guint part = is_text (kind)                  ? REDAKSI_PROOF_TEXT
                   : kind == REDAKSI_BLOCK_CAPTION ? REDAKSI_PROOF_CAPTIONS
                                                   : 0;
      const char *found;

      if (part == 0 || (missing & part) != 0)
        continue;
      found = find (here, redaksi_block_get_text (block));
      if (found == NULL)
        found = find (page, redaksi_block_get_text (block));
      if (found == NULL)
        missing |= part;
      else
        here = found;
    }
  if (redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_PHOTO) != NULL
      && find (page, redaksi_article_get_field (article, REDAKSI_FIELD_LEAD_CAPTION)) == NULL)
    missing |= REDAKSI_PROOF_CAPTIONS;
  for (guint i = 0; i < bylines->len; i++)
    {
      g_autofree char *label = redaksi_byline_dup_label (bylines->pdata[i], language);
      const char *found = find (at, label);

      if (found == NULL)
        {
          missing |= REDAKSI_PROOF_BYLINES;
          break;
        }
      at = found + 1;
      if (*found == '\0')
        break;
    }
  return missing;
}

static char *
get_attribute (const char *tag, const char *end, const char *name)
{
  gsize n = strlen (name);

  for (const char *p = tag; p + n + 2 < end; p++)
    {
      const char *value = p + 1 + n;
      const char *close;

      if (!g_ascii_isspace (*p) || g_ascii_strncasecmp (p + 1, name, n) != 0 || *value != '='
          || (value[1] != '"' && value[1] != '\''))
        continue;
      close = memchr (value + 2, value[1], (gsize)(end - value - 2));
      return close != NULL ? g_strndup (value + 2, (gsize)(close - value - 2)) : NULL;
    }
  return NULL;
}

/* `<meta property="og:title" content="…">`: what Facebook, WhatsApp and Telegram show of a link. */
static char *
find_meta (const char *page, const char *wanted)
{
  for (const char *at = page; (at = strcasestr (at, "<meta")) != NULL; at++)
    {
      const char *end = strchr (at, '>');
      g_autofree char *property = NULL;
      g_autofree char *content = NULL;

      if (end == NULL)
        return NULL;
      property = get_attribute (at, end + 1, "property");
      if (property == NULL)
        property = get_attribute (at, end + 1, "name");
      if (g_strcmp0 (property, wanted) != 0)
        continue;
      content = get_attribute (at, end + 1, "content");
      return content != NULL ? redaksi_text_unescape (content) : NULL;
    }
  return NULL;
}

/**
 * redaksi_proof_compare_share:
 * @article: what was sent
 * @html: a page
 * @length: its length in bytes
 * @title: (out) (transfer full) (nullable): the headline that a shared link shows; %NULL: the page
 *   says nothing of that
 * @picture: (out) (transfer full) (nullable): the address of the picture
 *
 * A page that says nothing of what a shared link shows is not wrong about it.
 *
 * Returns: the #RedaksiProofPart that the page is wrong about
 */
guint
redaksi_proof_compare_share (RedaksiArticle *article, const char *html, gsize length, char **title,
                             char **picture)
{
  g_autofree char *page = g_utf8_make_valid (html, (gssize)MIN (length, MAX_HEAD));
  guint wrong = 0;

  *title = find_meta (page, "og:title");
  *picture = find_meta (page, "og:image");
  if (*title == NULL)
    return 0;
  {
    /* Sites add their name to it. */
    g_autofree char *shown = fold (*title);
    if (find (shown, redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE)) == NULL)
      wrong |= REDAKSI_PROOF_SHARE_TITLE;
  }
  if (redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_PHOTO) != NULL
      && (*picture == NULL || **picture == '\0'))
    wrong |= REDAKSI_PROOF_SHARE_PICTURE;
  return wrong;
}

/**
 * redaksi_proof_list:
 * @parts: of #RedaksiProofPart
 *
 * Returns: (transfer full): their names, with commas
 */
char *
redaksi_proof_list (guint parts)
{
  /* Translators: these words are listed in “… differs in: headline, text.” */
  static const char *const names[]
    = { N_ ("headline"),        N_ ("text"),        N_ ("bylines"), N_ ("captions"),
        N_ ("shared headline"), N_ ("shared photo") };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((parts & (1u << i)) != 0)
      g_strv_builder_add (builder, _ (names[i]));
  list = g_strv_builder_end (builder);
  return g_strjoinv (", ", list);
}
