/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-words.h"

#include <glib/gi18n-lib.h>

#include "redaksi-byline.h"
#include "redaksi-clock.h"
#include "redaksi-word-count.h"

const char *
redaksi_words_state (RedaksiState state)
{
  switch (state)
    {
    case REDAKSI_STATE_DRAFT:
      return _ ("Draft");
    case REDAKSI_STATE_SUBMITTED:
      return _ ("In review");
    case REDAKSI_STATE_CHANGES_REQUESTED:
      return _ ("Changes requested");
    case REDAKSI_STATE_APPROVED:
      return _ ("Approved");
    case REDAKSI_STATE_SCHEDULED:
      return _ ("Scheduled");
    case REDAKSI_STATE_PUBLISHED:
      return _ ("Published");
    case REDAKSI_STATE_CORRECTED:
      return _ ("Corrected");
    case REDAKSI_STATE_WITHDRAWN:
      return _ ("Withdrawn");
    default:
      return "";
    }
}

const char *
redaksi_words_intent (RedaksiIntent intent)
{
  switch (intent)
    {
    case REDAKSI_INTENT_DRAFT:
      return _ ("Send as a draft");
    case REDAKSI_INTENT_SUBMIT:
      return _ ("Submit for review");
    case REDAKSI_INTENT_PUBLISH:
      return _ ("Publish now");
    case REDAKSI_INTENT_SCHEDULE:
      return _ ("Publish later");
    case REDAKSI_INTENT_UPDATE:
      return _ ("Update the published article");
    case REDAKSI_INTENT_UNPUBLISH:
      return _ ("Take it off the site");
    default:
      return "";
    }
}

/* In the language of the window; on the page the role is in the language of the site. */
char *
redaksi_words_role (const char *role)
{
  if (g_strcmp0 (role, REDAKSI_ROLE_WRITER) == 0)
    return g_strdup (_ ("Writer"));
  if (g_strcmp0 (role, REDAKSI_ROLE_EDITOR) == 0)
    return g_strdup (_ ("Editor"));
  if (g_strcmp0 (role, REDAKSI_ROLE_PHOTOGRAPHER) == 0)
    return g_strdup (_ ("Photographer"));
  if (g_strcmp0 (role, REDAKSI_ROLE_CONTRIBUTOR) == 0)
    return g_strdup (_ ("Contributor"));
  if (g_strcmp0 (role, REDAKSI_ROLE_TRANSLATOR) == 0)
    return g_strdup (_ ("Translator"));
  return g_strdup (role);
}

/* WordPress names the roles of an account; a site may have made others. */
char *
redaksi_words_site_role (const char *role)
{
  if (g_strcmp0 (role, "administrator") == 0)
    return g_strdup (_ ("Administrator"));
  if (g_strcmp0 (role, "editor") == 0)
    return g_strdup (_ ("Editor"));
  if (g_strcmp0 (role, "author") == 0)
    return g_strdup (_ ("Author"));
  if (g_strcmp0 (role, "contributor") == 0)
    return g_strdup (_ ("Contributor"));
  return g_strdup (role != NULL ? role : "");
}

static GDateTime *
local_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

static gboolean
is_same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/**
 * redaksi_words_time:
 * @time: microseconds, UTC
 *
 * Returns: (transfer full): as short as a list needs it: the hour today, the day this year, else
 * the date
 */
char *
redaksi_words_time (gint64 time)
{
  g_autoptr (GDateTime) date = time > 0 ? local_time (time) : NULL;
  g_autoptr (GDateTime) now = local_time (redaksi_clock_now ());

  if (date == NULL || now == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (date) != g_date_time_get_year (now))
    /* Translators: a day of another year in the list, see strftime */
    return g_date_time_format (date, _ ("%-d %b %Y"));
  if (g_date_time_get_day_of_year (date) != g_date_time_get_day_of_year (now))
    /* Translators: a day of this year in the list, see strftime */
    return g_date_time_format (date, _ ("%-d %b"));
  /* Translators: an hour of today in the list, see strftime */
  return g_date_time_format (date, _ ("%H:%M"));
}

/**
 * redaksi_words_moment:
 * @time: microseconds, UTC
 *
 * Returns: (transfer full): the day as one speaks of it, and the hour
 */
char *
redaksi_words_moment (gint64 time)
{
  g_autoptr (GDateTime) date = time > 0 ? local_time (time) : NULL;
  g_autoptr (GDateTime) now = local_time (redaksi_clock_now ());
  g_autoptr (GDateTime) yesterday = now != NULL ? g_date_time_add_days (now, -1) : NULL;

  if (date == NULL || yesterday == NULL)
    return g_strdup ("");
  if (is_same_day (date, now))
    /* Translators: a moment of today, see strftime */
    return g_date_time_format (date, _ ("today %H:%M"));
  if (is_same_day (date, yesterday))
    /* Translators: a moment of yesterday, see strftime */
    return g_date_time_format (date, _ ("yesterday %H:%M"));
  if (g_date_time_get_year (date) == g_date_time_get_year (now))
    /* Translators: a moment of this year, see strftime */
    return g_date_time_format (date, _ ("%a %-d %b %H:%M"));
  /* Translators: a moment of another year, see strftime */
  return g_date_time_format (date, _ ("%-d %b %Y %H:%M"));
}

char *
redaksi_words_length (guint words)
{
  guint minutes = redaksi_reading_minutes (words);
  g_autofree char *count = g_strdup_printf (ngettext ("%u word", "%u words", words), words);
  g_autofree char *time = g_strdup_printf (ngettext ("%u min", "%u min", minutes), minutes);

  /* Translators: “312 words · 2 min”: length and reading time */
  return g_strdup_printf (_ ("%s · %s"), count, time);
}

static char *
describe_done (RedaksiIntent intent, const char *name)
{
  switch (intent)
    {
    case REDAKSI_INTENT_DRAFT:
      return g_strdup_printf (_ ("It is at %s as a draft."), name);
    case REDAKSI_INTENT_SUBMIT:
      return g_strdup_printf (_ ("Submitted to %s for review."), name);
    case REDAKSI_INTENT_PUBLISH:
      return g_strdup_printf (_ ("Published at %s."), name);
    case REDAKSI_INTENT_SCHEDULE:
      return g_strdup_printf (_ ("%s will publish it at its hour."), name);
    case REDAKSI_INTENT_UPDATE:
      return g_strdup_printf (_ ("Updated at %s."), name);
    case REDAKSI_INTENT_UNPUBLISH:
      return g_strdup_printf (_ ("Taken off %s."), name);
    default:
      return g_strdup ("");
    }
}

/**
 * redaksi_words_push:
 * @push: a row of the outbox
 * @site: (nullable): its site, where it is still there
 *
 * Returns: (transfer full): one sentence: what happens to it
 */
char *
redaksi_words_push (RedaksiPush *push, RedaksiSite *site)
{
  const char *name = site != NULL ? redaksi_site_get_name (site) : _ ("a site that was removed");
  const char *message = redaksi_push_get_message (push);
  RedaksiStage stage = redaksi_push_get_stage (push);
  g_autofree char *done = NULL;

  if (message != NULL && *message != '\0'
      && (redaksi_stage_needs_person (stage) || stage == REDAKSI_STAGE_OFFLINE))
    return g_strdup (message);
  switch (stage)
    {
    case REDAKSI_STAGE_WAITING:
      return g_strdup (_ ("Waiting for its turn."));
    case REDAKSI_STAGE_PHOTOS:
      return g_strdup_printf (_ ("Sending photos to %s…"), name);
    case REDAKSI_STAGE_TERMS:
      return g_strdup_printf (_ ("Setting section and tags at %s…"), name);
    case REDAKSI_STAGE_POST:
      return g_strdup_printf (_ ("Sending the article to %s…"), name);
    case REDAKSI_STAGE_READ_BACK:
      return g_strdup_printf (_ ("Checking what %s has received…"), name);
    case REDAKSI_STAGE_HELD:
      return g_strdup (message != NULL && *message != '\0' ? message
                                                           : _ ("Held back until its hour."));
    case REDAKSI_STAGE_OFFLINE:
      return g_strdup (_ ("No connection. It will go by itself when there is one."));
    case REDAKSI_STAGE_CONFLICT:
      return g_strdup_printf (_ ("The article was changed at %s as well."), name);
    case REDAKSI_STAGE_REFUSED:
      return g_strdup_printf (_ ("%s did not take it."), name);
    case REDAKSI_STAGE_SIGN_IN:
      return g_strdup_printf (_ ("%s wants you to sign in again."), name);
    case REDAKSI_STAGE_CANCELLED:
      return g_strdup (_ ("Cancelled. Nothing more is sent."));
    case REDAKSI_STAGE_DONE:
      /* What was found when it was read back. */
      done = describe_done (redaksi_push_get_intent (push), name);
      return message != NULL && *message != '\0' ? g_strconcat (done, " ", message, NULL)
                                                 : g_steal_pointer (&done);
    default:
      return g_strdup ("");
    }
}
