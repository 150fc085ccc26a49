/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article under embargo is public nowhere before its hour. What counts is the server's clock,
 * which it says in every reply: this computer's may show anything. Whoever asks for a push, and
 * however it comes here (window, terminal, a push that waited, a person's “Try again”), passes this
 * before the first byte of it leaves and again right before the write that would make it public.
 */
#include "redaksi-flow-private.h"

#include <glib/gi18n-lib.h>

#include "redaksi-clock.h"
#include "redaksi-moment.h"

/* Clocks are set: a push that is held is looked at this often. */
#define LOOK_AGAIN (10 * 60 * G_USEC_PER_SEC)
#define LEAST      G_USEC_PER_SEC

/* Of the revision that is sent, and of the article as it is by now: who puts an embargo on it after
 * pressing “Publish” means that one. */
static gint64
get_embargo (RedaksiFlow *self)
{
  g_autoptr (RedaksiArticle) now = dex_await_boxed (
    redaksi_library_load_revision (self->library, redaksi_push_get_article (self->push), 0), NULL);
  gint64 embargo = redaksi_article_get_embargo (self->article);

  return now != NULL ? MAX (embargo, redaksi_article_get_embargo (now)) : embargo;
}

/**
 * redaksi_flow_check_embargo:
 * @self: a flow that has its article
 * @error: return location: %REDAKSI_OUTBOX_ERROR_EMBARGO where it has to wait
 *
 * Returns: whether the push may do what it wants, as far as the embargo goes
 */
gboolean
redaksi_flow_check_embargo (RedaksiFlow *self, GError **error)
{
  RedaksiIntent intent = redaksi_push_get_intent (self->push);
  gint64 embargo, now;
  g_autoptr (RedaksiSite) checked = NULL;
  g_autofree char *when = NULL;

  /* These make nothing public. */
  if (intent == REDAKSI_INTENT_DRAFT || intent == REDAKSI_INTENT_SUBMIT
      || intent == REDAKSI_INTENT_UNPUBLISH)
    return TRUE;
  embargo = get_embargo (self);
  if (embargo == 0)
    return TRUE;
  if (embargo == REDAKSI_MOMENT_NEVER)
    {
      g_set_error_literal (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_REFUSED,
                           _ ("The article is under an embargo whose time can’t be read. Set it "
                              "anew, or take it off."));
      return FALSE;
    }
  if (intent == REDAKSI_INTENT_SCHEDULE && redaksi_push_get_scheduled (self->push) >= embargo)
    return TRUE;
  /* What time is it there? A clock that ran on here while the computer slept says nothing. */
  checked = dex_await_object (redaksi_server_check (self->server, self->cancellable), error);
  if (checked == NULL)
    return FALSE;
  now = redaksi_server_get_time (self->server);
  if (now >= embargo)
    return TRUE;
  when = redaksi_moment_text (embargo, redaksi_site_get_time_zone (self->site));
  if (now == 0)
    g_set_error (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_REFUSED,
                 /* Translators: a moment with its time zone */
                 _ ("Under embargo until %s, and the site does not tell its time. Publish it by "
                    "hand then, with the embargo taken off."),
                 when);
  else if (intent == REDAKSI_INTENT_SCHEDULE)
    g_set_error (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_REFUSED,
                 /* Translators: a moment with its time zone */
                 _ ("Under embargo until %s. Schedule it for then or later; nothing was "
                    "published."),
                 when);
  else
    {
      self->hold = redaksi_clock_now () + CLAMP (embargo - now, LEAST, LOOK_AGAIN);
      g_set_error (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_EMBARGO,
                   /* Translators: a moment with its time zone */
                   _ ("Under embargo until %s. It goes by itself then."), when);
    }
  return FALSE;
}
