/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The checks and their names: headline, headline-length, text, dateline, byline, lead-photo,
 * caption, credit, alt, link, suggestion, slug, embargo. Which of them forbid publishing is the
 * newsroom's own rule, and not known here.
 */
#include "redaksi-preflight.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-moment.h"
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
static void
add (GPtrArray *findings, const char *name, char *sentence)
{
  RedaksiFinding *finding = g_new0 (RedaksiFinding, 1);

  finding->name = name;
  finding->sentence = sentence;
  g_ptr_array_add (findings, finding);
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
  if (strlen (redaksi_article_get_field (article, REDAKSI_FIELD_SLUG)) > SLUG_CHARS)
    add (findings, "slug", g_strdup (_ ("The end of the address is very long.")));
  check_embargo (findings, article, zone);
  return findings;
}
