/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-moment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"

/**
 * redaksi_moment_zone:
 * @zone: (nullable): an Olson name or `+08:00`
 *
 * Returns: (transfer full): that zone, or this machine's where @zone is unknown
 */
GTimeZone *
redaksi_moment_zone (const char *zone)
{
  GTimeZone *found = zone != NULL && *zone != '\0' ? g_time_zone_new_identifier (zone) : NULL;

  return found != NULL ? found : g_time_zone_new_local ();
}

/**
 * redaksi_moment_text:
 * @time: microseconds UTC
 * @zone: (nullable): whose clock shows it
 *
 * Returns: (transfer full): the moment for a person, with its zone
 */
char *
redaksi_moment_text (gint64 time, const char *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) there = redaksi_moment_zone (zone);
  g_autoptr (GDateTime) date = utc != NULL ? g_date_time_to_timezone (utc, there) : NULL;

  if (date == NULL)
    return g_strdup ("");
  /* Translators: a moment with its time zone, see strftime */
  return g_date_time_format (date, _ ("%A, %-d %B %Y, %H:%M %Z"));
}

/**
 * redaksi_moment_parse:
 * @text: `2026-11-25T08:00`, `2026-11-25 08:00` or RFC 3339
 * @zone: (nullable): whose clock is meant where the text names none
 *
 * Returns: microseconds UTC, or -1 where @text is no moment
 */
gint64
redaksi_moment_parse (const char *text, const char *zone)
{
  g_autoptr (GTimeZone) there = redaksi_moment_zone (zone);
  g_autofree char *iso = g_strdelimit (g_strstrip (g_strdup (text)), " ", 'T');
  gsize short_length = strlen ("2026-11-25T08:00");
  g_autofree char *full
    = strlen (iso) == short_length
          || (strlen (iso) > short_length && strchr ("+-Z", iso[short_length]) != NULL)
        ? g_strdup_printf ("%.*s:00%s", (int)short_length, iso, iso + short_length)
        : g_strdup (iso);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (full, there);

  return date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : -1;
}

/**
 * redaksi_article_get_embargo:
 * @article: an article
 *
 * Returns: microseconds UTC before which it must not be public; 0: there is none;
 *   %REDAKSI_MOMENT_NEVER: there is one that can't be read, and who can't read it must not publish
 */
gint64
redaksi_article_get_embargo (const RedaksiArticle *article)
{
  const char *text;
  gint64 time;

  g_return_val_if_fail (article != NULL, REDAKSI_MOMENT_NEVER);

  text = redaksi_article_peek_field (article, REDAKSI_FIELD_EMBARGO);
  if (text == NULL || *text == '\0')
    return 0;
  time = redaksi_clock_from_iso (text);
  return time > 0 ? time : REDAKSI_MOMENT_NEVER;
}
