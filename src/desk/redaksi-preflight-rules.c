/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks by name, in the order of the page, and what the newsroom does about them. */
#include "redaksi-preflight-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *title;
  gboolean may_block;
} checks[] = {
  { "headline", N_ ("A headline"), TRUE },
  { "headline-length", N_ ("Length of the headline"), TRUE },
  { "text", N_ ("A text"), TRUE },
  { "dateline", N_ ("Place in the dateline"), TRUE },
  { "byline", N_ ("A byline"), TRUE },
  { "lead-photo", N_ ("A lead photo"), TRUE },
  { "caption", N_ ("Captions of photos"), TRUE },
  { "credit", N_ ("Credits of photos"), TRUE },
  { "alt", N_ ("Alternative texts for blind readers"), TRUE },
  { "link", N_ ("Links that lead nowhere"), TRUE },
  { "link-answer", N_ ("Links that don’t answer"), FALSE },
  { "suggestion", N_ ("Open suggestions and notes"), TRUE },
  { "field", N_ ("Fields of templates"), TRUE },
  { "spelling", N_ ("Spelling"), TRUE },
  { "slug", N_ ("Length of the address"), TRUE },
  { "slug-taken", N_ ("Address that another article has"), FALSE },
  { "embargo", N_ ("Embargo"), TRUE },
};

/**
 * redaksi_preflight_get_check:
 * @i: a number, from 0
 *
 * Returns: (transfer none) (nullable): the check; it is good until the next call. %NULL past the
 * last
 */
const RedaksiPreflightCheck *
redaksi_preflight_get_check (guint i)
{
  static RedaksiPreflightCheck check;

  if (i >= G_N_ELEMENTS (checks))
    return NULL;
  check.name = checks[i].name;
  check.title = _ (checks[i].title);
  check.may_block = checks[i].may_block;
  return &check;
}

/**
 * redaksi_preflight_get_rule:
 * @name: of a check
 * @blocking: (array zero-terminated): the checks that block
 * @off: (array zero-terminated): the checks that are off; what is in both blocks
 *
 * Returns: what the newsroom does about it
 */
RedaksiRule
redaksi_preflight_get_rule (const char *name, const char *const *blocking, const char *const *off)
{
  g_return_val_if_fail (name != NULL && blocking != NULL && off != NULL, REDAKSI_RULE_WARN);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (strcmp (checks[i].name, name) == 0 && checks[i].may_block
        && g_strv_contains (blocking, name))
      return REDAKSI_RULE_BLOCK;
  return g_strv_contains (off, name) ? REDAKSI_RULE_OFF : REDAKSI_RULE_WARN;
}
