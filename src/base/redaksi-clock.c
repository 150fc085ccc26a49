/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-clock.h"

/**
 * redaksi_clock_now:
 *
 * The wall clock, for people and for servers. It jumps; never measure with it.
 *
 * Returns: microseconds since 1970-01-01 UTC
 */
gint64
redaksi_clock_now (void)
{
  return g_get_real_time ();
}

/**
 * redaksi_clock_monotonic:
 *
 * The clock that never goes back, for every interval that we promise (saving, grouping of undo).
 *
 * Returns: microseconds since an arbitrary point
 */
gint64
redaksi_clock_monotonic (void)
{
  return g_get_monotonic_time ();
}

/**
 * redaksi_clock_to_iso:
 * @time: microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): `2026-11-09T14:05:00Z` (RFC 3339, whole seconds, UTC)
 */
char *
redaksi_clock_to_iso (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  if (date == NULL)
    return g_strdup ("1970-01-01T00:00:00Z");
  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * redaksi_clock_from_iso:
 * @text: (nullable): RFC 3339 text; without a zone it is read as UTC, as WordPress's `_gmt` fields
 * are
 *
 * Returns: microseconds since 1970-01-01 UTC, or -1 when @text is no date
 */
gint64
redaksi_clock_from_iso (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = NULL;

  if (text == NULL)
    return -1;
  date = g_date_time_new_from_iso8601 (text, utc);
  if (date == NULL)
    return -1;
  return g_date_time_to_unix (date) * G_USEC_PER_SEC + g_date_time_get_microsecond (date);
}
