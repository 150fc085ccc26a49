/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FIELD=VALUE, as people write it. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-ctl.h"
#include "redaksi-digest.h"
#include "redaksi-moment.h"
#include "redaksi-text.h"

static const char *const fields[]
  = { REDAKSI_FIELD_KICKER,      REDAKSI_FIELD_HEADLINE,      REDAKSI_FIELD_DECK,
      REDAKSI_FIELD_DATELINE,    REDAKSI_FIELD_LEAD_PHOTO,    REDAKSI_FIELD_LEAD_CAPTION,
      REDAKSI_FIELD_LEAD_CREDIT, REDAKSI_FIELD_LEAD_ALT,      REDAKSI_FIELD_SECTION,
      REDAKSI_FIELD_SLUG,        REDAKSI_FIELD_EXCERPT,       REDAKSI_FIELD_EMBARGO,
      REDAKSI_FIELD_LANGUAGE,    REDAKSI_FIELD_TARGET_LENGTH, NULL };

/* Several values of one field: `Penulis: Bayu; Editor: Rina`, `Pilkada, Kukar`. */
static GPtrArray *
split (const char *value, const char *separators)
{
  g_auto (GStrv) parts = g_strsplit_set (value, separators, -1);
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *part = redaksi_text_one_line (parts[i]);
      if (*part != '\0')
        g_ptr_array_add (kept, part);
      else
        g_free (part);
    }
  return kept;
}

/* The same person in the same role stands there once. */
static gboolean
has_byline (GPtrArray *bylines, RedaksiByline *byline)
{
  g_autofree char *person = g_utf8_casefold (redaksi_byline_get_person (byline), -1);

  for (guint i = 0; i < bylines->len; i++)
    {
      RedaksiByline *other = bylines->pdata[i];
      g_autofree char *name = g_utf8_casefold (redaksi_byline_get_person (other), -1);
      if (strcmp (name, person) == 0
          && g_strcmp0 (redaksi_byline_get_role (other), redaksi_byline_get_role (byline)) == 0)
        return TRUE;
    }
  return FALSE;
}

static RedaksiArticle *
set_bylines (RedaksiArticle *article, const char *value, gboolean more, GError **error)
{
  g_autoptr (GPtrArray) parts = split (value, ";");
  g_autoptr (GPtrArray) bylines = more ? redaksi_article_get_bylines (article) : NULL;

  if (bylines == NULL)
    bylines = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  for (guint i = 0; i < parts->len; i++)
    {
      RedaksiByline *byline = redaksi_byline_parse (parts->pdata[i]);
      if (byline == NULL)
        {
          redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                            _ ("“%s” names nobody; write it as “Penulis: Bayu”."),
                            (const char *)parts->pdata[i]);
          return NULL;
        }
      if (!has_byline (bylines, byline))
        g_ptr_array_add (bylines, byline);
      else
        redaksi_byline_unref (byline);
    }
  return redaksi_article_with_bylines (article, bylines);
}

/* Sites keep “Banjir” and “banjir” as one tag. */
static void
add_tag (GPtrArray *tags, const char *tag)
{
  g_autofree char *folded = g_utf8_casefold (tag, -1);

  for (guint i = 0; i < tags->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (tags->pdata[i], -1);
      if (strcmp (other, folded) == 0)
        return;
    }
  g_ptr_array_add (tags, g_strdup (tag));
}

static RedaksiArticle *
set_tags (RedaksiArticle *article, const char *value, gboolean more)
{
  g_autoptr (GPtrArray) parts = split (value, ",");
  g_auto (GStrv) old = more ? redaksi_article_get_tags (article) : NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    add_tag (all, old[i]);
  for (guint i = 0; i < parts->len; i++)
    add_tag (all, parts->pdata[i]);
  g_ptr_array_add (all, NULL);
  return redaksi_article_with_tags (article, (const char *const *)all->pdata);
}

static RedaksiArticle *
set_field (RedaksiArticle *article, const char *name, const char *value, GError **error)
{
  g_autofree char *line = NULL;

  if (!g_strv_contains (fields, name))
    {
      g_autofree char *known = g_strjoinv (", ", (char **)fields);
      redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                        _ ("There is no field “%s”. The fields are: %s, byline, tag."), name,
                        known);
      return NULL;
    }
  if (strcmp (name, REDAKSI_FIELD_LEAD_PHOTO) == 0 && *value != '\0'
      && !redaksi_digest_is_valid (value))
    {
      redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                        _ ("“%s” names no photo; add one with redaksictl photo add."), value);
      return NULL;
    }
  if (strcmp (name, REDAKSI_FIELD_TARGET_LENGTH) == 0 && *value != '\0'
      && !g_ascii_string_to_unsigned (value, 10, 0, REDAKSI_MOST_WORDS, NULL, NULL))
    {
      redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("“%s” is no number of words."), value);
      return NULL;
    }
  if (strcmp (name, REDAKSI_FIELD_EMBARGO) == 0 && *value != '\0')
    {
      gint64 time = redaksi_moment_parse (value, NULL);
      if (time <= 0)
        {
          redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                            _ ("“%s” is no time; write it as 2026-11-25T08:00"), value);
          return NULL;
        }
      line = redaksi_clock_to_iso (time);
    }
  else if (strcmp (name, REDAKSI_FIELD_EXCERPT) == 0
           || strcmp (name, REDAKSI_FIELD_LEAD_CAPTION) == 0)
    line = g_strstrip (g_strdup (value));
  else
    line = redaksi_text_one_line (value);
  return redaksi_article_with_field (article, name, line);
}

/**
 * redaksi_ctl_set_fields:
 * @article: an article
 * @assignments: (array zero-terminated=1): `FIELD=VALUE`; a byline or a tag that is named more than
 *   once is added, the first time it takes the place of those that are there
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the article with these fields
 */
RedaksiArticle *
redaksi_ctl_set_fields (RedaksiArticle *article, char **assignments, GError **error)
{
  g_autoptr (RedaksiArticle) result = redaksi_article_ref (article);
  gboolean bylines = FALSE, tags = FALSE;

  for (guint i = 0; assignments[i] != NULL; i++)
    {
      const char *equals = strchr (assignments[i], '=');
      g_autofree char *name = NULL;
      RedaksiArticle *next;

      if (equals == NULL || !g_utf8_validate (assignments[i], -1, NULL))
        {
          redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("“%s” is not FIELD=VALUE."),
                            assignments[i]);
          return NULL;
        }
      name = g_strndup (assignments[i], equals - assignments[i]);
      if (strcmp (name, "byline") == 0 || strcmp (name, "bylines") == 0)
        {
          next = set_bylines (result, equals + 1, bylines, error);
          bylines = TRUE;
        }
      else if (strcmp (name, "tag") == 0 || strcmp (name, "tags") == 0)
        {
          next = set_tags (result, equals + 1, tags);
          tags = TRUE;
        }
      else
        next = set_field (result, name, equals + 1, error);
      if (next == NULL)
        return NULL;
      redaksi_article_unref (result);
      result = next;
    }
  return g_steal_pointer (&result);
}
