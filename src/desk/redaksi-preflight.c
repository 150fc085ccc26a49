/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is easily forgotten. The checks' names, and what the newsroom does about them:
 * redaksi-preflight-rules.c.
 */
#include "redaksi-preflight.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-moment.h"
#include "redaksi-stationery.h"
#include "redaksi-text.h"

#define HEADLINE_CHARS 110 /* what search engines and shared links show of one */
#define SLUG_CHARS     80

void
redaksi_finding_free (gpointer finding)
{
  RedaksiFinding *self = finding;

  g_free (self->sentence);
  g_free (self);
}

/* Takes @sentence. */
static RedaksiFinding *
finding_new (const char *name, char *sentence)
{
  RedaksiFinding *finding = g_new0 (RedaksiFinding, 1);

  finding->name = name;
  finding->sentence = sentence;
  return finding;
}

/* Takes @sentence. */
static void
add (GPtrArray *findings, const char *name, char *sentence)
{
  g_ptr_array_add (findings, finding_new (name, sentence));
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *line = redaksi_text_one_line (text != NULL ? text : "");

  return *line == '\0';
}

static gboolean
lacks (RedaksiArticle *article, const char *field)
{
  return is_blank (redaksi_article_peek_field (article, field));
}

static void
check_photo (GPtrArray *findings, guint number, const char *caption, const char *credit,
             const char *alt)
{
  if (is_blank (caption))
    add (findings, "caption", g_strdup_printf (_ ("Photo %u has no caption."), number));
  if (is_blank (credit))
    add (findings, "credit", g_strdup_printf (_ ("Photo %u does not say who took it."), number));
  if (is_blank (alt))
    add (findings, "alt",
         g_strdup_printf (_ ("Photo %u has no alternative text for blind readers."), number));
}

/* Whether a browser could follow it. */
static gboolean
is_address (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (scheme == NULL || strpbrk (address, " \t\n") != NULL)
    return FALSE;
  if (strcmp (scheme, "http") == 0 || strcmp (scheme, "https") == 0)
    return g_uri_get_host (uri) != NULL && strchr (g_uri_get_host (uri), '.') != NULL;
  return strcmp (scheme, "mailto") == 0 || strcmp (scheme, "tel") == 0;
}

static void
check_marks (GPtrArray *findings, RedaksiBlock *block, guint *suggestions, guint *notes)
{
  guint n;
  const RedaksiMarkSpan *spans = redaksi_block_get_spans (block, &n);

  for (guint i = 0; i < n; i++)
    {
      const char *value = redaksi_mark_get_value (spans[i].mark);

      switch (redaksi_mark_get_kind (spans[i].mark))
        {
        case REDAKSI_MARK_LINK:
          if (!is_address (value != NULL ? value : ""))
            add (findings, "link",
                 g_strdup_printf (_ ("A link leads nowhere: “%s”."), value != NULL ? value : ""));
          break;
        case REDAKSI_MARK_NOTE:
          *notes += 1;
          break;
        case REDAKSI_MARK_INSERTION:
        case REDAKSI_MARK_DELETION:
          *suggestions += 1;
          break;
        case REDAKSI_MARK_STRONG:
        case REDAKSI_MARK_EMPHASIS:
        case REDAKSI_MARK_STRIKETHROUGH:
        default:
          break;
        }
    }
}

static void
check_body (GPtrArray *findings, RedaksiBody *body, guint photos)
{
  guint n = redaksi_body_get_n (body);
  guint suggestions = 0, notes = 0;

  for (guint i = 0; i < n; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiBlock *next = i + 1 < n ? redaksi_body_get_nth (body, i + 1) : NULL;
      gboolean has_caption = next != NULL && redaksi_block_get_kind (next) == REDAKSI_BLOCK_CAPTION;

      if (redaksi_block_get_kind (block) == REDAKSI_BLOCK_PHOTO)
        check_photo (findings, ++photos, has_caption ? redaksi_block_get_text (next) : NULL,
                     redaksi_block_get (block, "credit"), redaksi_block_get (block, "alt"));
      check_marks (findings, block, &suggestions, &notes);
    }
  if (suggestions > 0)
    add (findings, "suggestion",
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u suggestion is open.",
                                       "%u suggestions are open.", suggestions),
                          suggestions));
  if (notes > 0)
    add (findings, "suggestion",
         g_strdup_printf (
           g_dngettext (GETTEXT_PACKAGE, "%u note is open.", "%u notes are open.", notes), notes));
}

/* What a template left to be written over: it would go out as it stands. */
static void
check_fields (GPtrArray *findings, RedaksiArticle *article)
{
  g_autofree char *text = redaksi_preflight_dup_text (article);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *first = NULL;
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint at = 0, start, end;

      for (; redaksi_fields_find (lines[i], at, &start, &end); at = end)
        if (n++ == 0)
          first = g_utf8_substring (lines[i], start, end);
    }
  if (n > 0)
    add (findings, "field",
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u field of a template was not written: %s",
                                       "%u fields of a template were not written: %s, …", n),
                          n, first));
}

static void
check_embargo (GPtrArray *findings, RedaksiArticle *article, const char *zone)
{
  gint64 embargo = redaksi_article_get_embargo (article);
  g_autofree char *when = NULL;

  if (embargo == 0)
    return;
  if (embargo == REDAKSI_MOMENT_NEVER)
    {
      add (findings, "embargo", g_strdup (_ ("The time of the embargo can’t be read.")));
      return;
    }
  when = redaksi_moment_text (embargo, zone);
  add (findings, "embargo", g_strdup_printf (_ ("Under embargo until %s."), when));
}

/**
 * redaksi_preflight:
 * @article: what is to be published
 * @zone: (nullable): the newsroom's time zone
 *
 * Looks for what is easily forgotten.
 *
 * Returns: (transfer full) (element-type RedaksiFinding): in the order of the page
 */
GPtrArray *
redaksi_preflight (RedaksiArticle *article, const char *zone)
{
  GPtrArray *findings;
  g_autoptr (GPtrArray) bylines = NULL;
  RedaksiBody *body;
  glong length;
  gboolean has_lead;

  g_return_val_if_fail (article != NULL, NULL);

  findings = g_ptr_array_new_with_free_func (redaksi_finding_free);
  bylines = redaksi_article_get_bylines (article);
  body = redaksi_article_get_body (article);
  length = g_utf8_strlen (redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE), -1);
  has_lead = !lacks (article, REDAKSI_FIELD_LEAD_PHOTO);
  if (lacks (article, REDAKSI_FIELD_HEADLINE))
    add (findings, "headline", g_strdup (_ ("There is no headline.")));
  else if (length > HEADLINE_CHARS)
    add (findings, "headline-length",
         g_strdup_printf (_ ("The headline has %ld characters; shared links show about %d."),
                          length, HEADLINE_CHARS));
  if (redaksi_body_is_empty (body))
    add (findings, "text", g_strdup (_ ("There is no text.")));
  if (lacks (article, REDAKSI_FIELD_DATELINE))
    add (findings, "dateline", g_strdup (_ ("There is no place in the dateline.")));
  if (bylines->len == 0)
    add (findings, "byline", g_strdup (_ ("There is no byline.")));
  if (has_lead)
    check_photo (findings, 1, redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_CAPTION),
                 redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_CREDIT),
                 redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_ALT));
  else
    add (findings, "lead-photo", g_strdup (_ ("There is no lead photo.")));
  check_body (findings, body, has_lead ? 1 : 0);
  check_fields (findings, article);
  if (strlen (redaksi_article_get_field (article, REDAKSI_FIELD_SLUG)) > SLUG_CHARS)
    add (findings, "slug", g_strdup (_ ("The end of the address is very long.")));
  check_embargo (findings, article, zone);
  return findings;
}

/* ---- what takes its time --------------------------------------------------------------------- */

#define SHOWN_WORDS 4
#define MAX_LINKS   60 /* more is a directory, not an article */

static void
add_line (GString *text, const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s\n", line);
}

/**
 * redaksi_preflight_dup_text:
 * @article: an article
 *
 * Returns: (transfer full): all that readers read of it and that is spelt, a paragraph a line
 */
char *
redaksi_preflight_dup_text (RedaksiArticle *article)
{
  GString *text = g_string_new (NULL);
  RedaksiBody *body;

  g_return_val_if_fail (article != NULL, NULL);

  body = redaksi_article_get_body (article);
  add_line (text, redaksi_article_peek_field (article, REDAKSI_FIELD_KICKER));
  add_line (text, redaksi_article_peek_field (article, REDAKSI_FIELD_HEADLINE));
  add_line (text, redaksi_article_peek_field (article, REDAKSI_FIELD_DECK));
  add_line (text, redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_CAPTION));
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);

      if (!redaksi_block_kind_is_leaf (redaksi_block_get_kind (block)))
        add_line (text, redaksi_block_get_text (block));
    }
  return g_string_free (text, FALSE);
}

/**
 * redaksi_preflight_judge_spelling:
 * @text: what redaksi_preflight_dup_text() gave
 * @wrong: (array length=n_wrong): where words are that no dictionary knows
 * @n_wrong: how many
 *
 * Returns: (transfer full) (nullable): how many different words it is about, and the first of them
 */
RedaksiFinding *
redaksi_preflight_judge_spelling (const char *text, const RedaksiMisspelling *wrong, guint n_wrong)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) shown = g_string_new (NULL);
  const char *p = text;
  glong at = 0;
  guint n;

  g_return_val_if_fail (text != NULL, NULL);

  for (guint i = 0; i < n_wrong; i++)
    {
      const char *start = g_utf8_offset_to_pointer (p, (glong)wrong[i].start - at);
      const char *end = g_utf8_offset_to_pointer (start, (glong)(wrong[i].end - wrong[i].start));
      g_autofree char *word = g_strndup (start, (gsize)(end - start));

      p = start;
      at = (glong)wrong[i].start;
      if (g_hash_table_contains (words, word))
        continue;
      if (g_hash_table_size (words) < SHOWN_WORDS)
        g_string_append_printf (shown, "%s“%s”", shown->len > 0 ? ", " : "", word);
      g_hash_table_add (words, g_steal_pointer (&word));
    }
  n = g_hash_table_size (words);
  if (n == 0)
    return NULL;
  if (n > SHOWN_WORDS)
    g_string_append (shown, ", …");
  return finding_new (
    "spelling", g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u word is in no dictionary: %s.",
                                              "%u words are in no dictionary: %s.", n),
                                 n, shown->str));
}

/**
 * redaksi_preflight_dup_links:
 * @article: an article
 *
 * Returns: (transfer full): the addresses of the web that readers can follow, each once
 */
GStrv
redaksi_preflight_dup_links (RedaksiArticle *article)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  RedaksiBody *body;

  g_return_val_if_fail (article != NULL, NULL);

  body = redaksi_article_get_body (article);
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      guint n;
      const RedaksiMarkSpan *spans = redaksi_block_get_spans (redaksi_body_get_nth (body, i), &n);

      for (guint k = 0; k < n && g_hash_table_size (known) < MAX_LINKS; k++)
        {
          const char *value = redaksi_mark_get_kind (spans[k].mark) == REDAKSI_MARK_LINK
                                ? redaksi_mark_get_value (spans[k].mark)
                                : NULL;

          if (value != NULL && is_address (value) && g_ascii_strncasecmp (value, "http", 4) == 0
              && g_hash_table_add (known, (gpointer)value))
            g_strv_builder_add (builder, value);
        }
    }
  return g_strv_builder_end (builder);
}

/**
 * redaksi_preflight_judge_link:
 * @address: of the web
 * @reason: why nobody comes there, a sentence
 *
 * Returns: (transfer full)
 */
RedaksiFinding *
redaksi_preflight_judge_link (const char *address, const char *reason)
{
  g_return_val_if_fail (address != NULL && reason != NULL, NULL);

  return finding_new ("link-answer",
                      /* Translators: an address, and a sentence of what went wrong */
                      g_strdup_printf (_ ("A link does not answer: %s. %s"), address, reason));
}

/**
 * redaksi_preflight_judge_slug:
 * @slug: the end of the address that another article has
 *
 * Returns: (transfer full)
 */
RedaksiFinding *
redaksi_preflight_judge_slug (const char *slug)
{
  g_return_val_if_fail (slug != NULL, NULL);

  return finding_new (
    "slug-taken",
    g_strdup_printf (_ ("Another article on the site has the address “%s”; the site would put a "
                        "number behind it."),
                     slug));
}
