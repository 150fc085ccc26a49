/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export-article: one article as files that others can publish. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-clock.h"
#include "redaksi-ctl.h"
#include "redaksi-export.h"
#include "redaksi-moment.h"

static gboolean
find_site (RedaksiCtl *ctl, const char *name, RedaksiSite **site, GError **error)
{
  *site = name != NULL ? redaksi_ctl_find_site (ctl, name, error) : NULL;
  return name == NULL || *site != NULL;
}

/* Whoever gets the files must know it too: the program that made them can't hold them back. */
static void
tell_embargo (RedaksiArticle *article, RedaksiSite *site)
{
  gint64 embargo = redaksi_article_get_embargo (article);
  g_autofree char *when = NULL;

  if (embargo <= redaksi_clock_now ())
    return;
  if (embargo == REDAKSI_MOMENT_NEVER)
    {
      g_printerr ("redaksictl: %s\n", _ ("The time of the embargo can’t be read."));
      return;
    }
  when = redaksi_moment_text (embargo, site != NULL ? redaksi_site_get_time_zone (site) : NULL);
  g_printerr ("redaksictl: ");
  g_printerr (_ ("Under embargo until %s."), when);
  g_printerr ("\n");
}

gboolean
redaksi_command_export_article (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *word = NULL, *output = NULL, *site_name = NULL, *number = NULL;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("page (the default), html, markdown or ninjs"),
      N_ ("FORM") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("The file or the folder to make; it may not be there yet"), N_ ("PATH") },
    { "revision", 0, 0, G_OPTION_ARG_STRING, &number, N_ ("An older state"), N_ ("N") },
    { "site", 0, 0, G_OPTION_ARG_STRING, &site_name, N_ ("As this site would have it"),
      N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  RedaksiExportForm form = REDAKSI_EXPORT_PAGE;
  RedaksiExportFacts facts = { NULL };
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiSummary) summary = NULL;
  GError *local = NULL;
  guint revision = 0, lost;

  if (!redaksi_ctl_options (ctl, &argc, &argv, entries, "ID -o PATH", 1, 1, error)
      || (number != NULL && !redaksi_ctl_parse_number (number, &revision, error)))
    return FALSE;
  if (word != NULL && !redaksi_export_form_from_string (word, &form))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                             _ ("“%s” is no form; it is page, html, markdown or ninjs."), word);
  if (output == NULL || *output == '\0')
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("Say where it goes: -o PATH"));
  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  article = redaksi_ctl_load (ctl, argv[1], revision, error);
  if (article == NULL || !find_site (ctl, site_name, &site, error))
    return FALSE;
  summary
    = dex_await_object (redaksi_ctl_settle (redaksi_library_get_summary (ctl->library, argv[1])),
                        NULL);
  facts.site = site;
  if (summary != NULL)
    {
      facts.url = redaksi_summary_get_url (summary);
      facts.modified = redaksi_summary_get_changed (summary);
    }
  tell_embargo (article, site);
  lost = dex_await_uint (redaksi_ctl_settle (redaksi_export_article (
                           article, form, &facts, redaksi_ctl_photos (ctl), output)),
                         &local);
  if (g_error_matches (local, REDAKSI_EXPORT_ERROR, REDAKSI_EXPORT_ERROR_EXISTS))
    {
      redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, "%s", local->message);
      g_error_free (local);
      return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "path", output);
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "form", redaksi_export_form_to_string (form));
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "left-out", lost);
  if (lost > 0)
    {
      g_printerr ("redaksictl: ");
      g_printerr (g_dngettext (GETTEXT_PACKAGE, "%u photo can’t be had and was left out.",
                               "%u photos can’t be had and were left out.", lost),
                  lost);
      g_printerr ("\n");
      ctl->code = REDAKSI_EXIT_FAILED;
    }
  redaksi_ctl_print (ctl, "%s", output);
  return TRUE;
}
