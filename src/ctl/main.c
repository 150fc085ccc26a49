/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-config.h"
#include "redaksi-ctl.h"
#include "redaksi-program.h"

static const RedaksiCommand commands[] = {
  { "new", redaksi_command_new, "[OPTION…] [FILE|-]",
    N_ ("make an article from HTML, Markdown or plain text, and print its id") },
  { "set", redaksi_command_set, "ID FIELD=VALUE…", N_ ("change fields of an article") },
  { "list", redaksi_command_list, "[--state STATE] [--search WORDS]",
    N_ ("list articles, the last changed first") },
  { "show", redaksi_command_show, "ID [--as FORM] [--revision N]", N_ ("print an article") },
  { "revisions", redaksi_command_revisions, "ID",
    N_ ("list the states that are kept of an article") },
  { "restore", redaksi_command_restore, "ID N", N_ ("make an older state the newest") },
  { "photo", redaksi_command_photo, "add ID FILE [--lead]", N_ ("add a photo to an article") },
  { "preview", redaksi_command_preview, "ID -o FILE",
    N_ ("write the page as readers will see it") },
  { "site", redaksi_command_site, "add|list|check|remove …",
    N_ ("set up the publishing servers; the password comes on standard input") },
  { "push", redaksi_command_push, "ID --site NAME --as INTENT [--wait]",
    N_ ("send an article to a site") },
  { "pull", redaksi_command_pull, "[--site NAME] list|ID",
    N_ ("list what is on a site, or open a post of it as an article") },
  { "outbox", redaksi_command_outbox, "[--send] [--all]", N_ ("list what is on its way") },
  { "delete", redaksi_command_delete, "ID", N_ ("put an article into the trash") },
  { "undelete", redaksi_command_undelete, "ID", N_ ("take an article out of the trash") },
  { "purge", redaksi_command_purge, "",
    N_ ("empty the trash for good; nothing of the articles is left, photos included") },
  { "check", redaksi_command_check, "",
    N_ ("look whether every article and photo is as it was written") },
  { "backup", redaksi_command_backup, "[--daily] FOLDER | --restore FILE",
    N_ ("copy the library and its photos into a folder, now or every day, or go back to a copy") },
  { "export", redaksi_command_export, "[--history] FOLDER",
    N_ ("write everything into a folder as HTML, JSON and photos") },
  { "export-article", redaksi_command_export_article, "ID [--as FORM] -o PATH",
    N_ ("write one article as a page, HTML, Markdown or ninjs, for others to publish") },
  { "import", redaksi_command_import, "FOLDER", N_ ("take in what “export” wrote") },
};

static void
print_help (void)
{
  g_print ("%s\n  redaksictl [--json] [--library %s] %s …\n\n%s\n", _ ("Usage:"), _ ("DIR"),
           _ ("COMMAND"), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %s %s\n      %s\n", commands[i].name, commands[i].usage, _ (commands[i].summary));
  g_print ("\n%s\n",
           _ ("“redaksictl COMMAND --help” tells more about one; the manual page tells all."));
}

static const RedaksiCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

/* Reads what stands before the command; returns where the command stands, 0 for none. */
static int
read_common (RedaksiCtl *ctl, int argc, char **argv)
{
  int i;

  for (i = 1; i < argc; i++)
    if (strcmp (argv[i], "--json") == 0)
      ctl->json = TRUE;
    else if (strcmp (argv[i], "--library") == 0 && i + 1 < argc)
      {
        g_free (ctl->folder);
        ctl->folder = g_canonicalize_filename (argv[++i], NULL);
      }
    else if (g_str_has_prefix (argv[i], "--library="))
      {
        g_free (ctl->folder);
        ctl->folder = g_canonicalize_filename (argv[i] + strlen ("--library="), NULL);
      }
    else
      return i;
  return 0;
}

static void
print_answer (RedaksiCtl *ctl)
{
  g_autofree char *text = NULL;

  if (!ctl->json || ctl->answer == NULL)
    return;
  text = redaksi_json_write (ctl->answer);
  fputs (text, stdout);
  fputc ('\n', stdout);
}

/* A failure goes to standard error; a program finds it in the answer too. */
static void
print_failure (RedaksiCtl *ctl, const GError *error, RedaksiExit code)
{
  yyjson_mut_val *object;

  g_printerr ("redaksictl: %s\n", error->message);
  if (!ctl->json)
    return;
  g_clear_pointer (&ctl->answer, yyjson_mut_doc_free);
  redaksi_ctl_object (ctl);
  object = yyjson_mut_obj_add_obj (ctl->answer, redaksi_ctl_object (ctl), "error");
  redaksi_ctl_add_number (ctl, object, "code", (gint64)code);
  redaksi_ctl_add (ctl, object, "message", error->message);
}

static RedaksiExit
run (RedaksiCtl *ctl, int argc, char **argv)
{
  int at = read_common (ctl, argc, argv);
  const RedaksiCommand *command;
  g_autoptr (GError) error = NULL;
  RedaksiExit code;

  if (at > 0
      && (strcmp (argv[at], "--help") == 0 || strcmp (argv[at], "-h") == 0
          || strcmp (argv[at], "help") == 0))
    {
      print_help ();
      return REDAKSI_EXIT_DONE;
    }
  if (at > 0 && strcmp (argv[at], "--version") == 0)
    {
      g_print ("redaksictl %s\n", REDAKSI_VERSION);
      return REDAKSI_EXIT_DONE;
    }
  command = at > 0 ? find_command (argv[at]) : NULL;
  if (command == NULL)
    {
      if (at > 0)
        redaksi_ctl_fail (&error, REDAKSI_CTL_ERROR_USAGE,
                          _ ("There is no command “%s”; redaksictl --help lists them."), argv[at]);
      else
        redaksi_ctl_fail (&error, REDAKSI_CTL_ERROR_USAGE,
                          _ ("Say what to do; redaksictl --help lists the commands."));
      print_failure (ctl, error, REDAKSI_EXIT_USAGE);
    }
  else if (command->run (ctl, argc - at, argv + at, &error))
    {
      redaksi_ctl_close (ctl);
      print_answer (ctl);
      return ctl->code;
    }
  else
    print_failure (ctl, error, redaksi_ctl_exit_code (error));
  code = redaksi_ctl_exit_code (error);
  redaksi_ctl_close (ctl);
  print_answer (ctl);
  return code;
}

int
main (int argc, char **argv)
{
  RedaksiCtl ctl = { 0 };
  RedaksiExit code;

  redaksi_program_begin (REDAKSI_GETTEXT, REDAKSI_LOCALEDIR);
  g_set_prgname ("redaksictl");
  dex_init ();

  ctl.folder = redaksi_library_find_folder (NULL, NULL);
  code = run (&ctl, argc, argv);
  /* An answer that did not arrive whole is none. */
  if ((fflush (stdout) != 0 || ferror (stdout)) && code == REDAKSI_EXIT_DONE)
    {
      g_printerr ("redaksictl: %s\n", _ ("The answer could not be written."));
      code = REDAKSI_EXIT_FAILED;
    }
  g_clear_pointer (&ctl.answer, yyjson_mut_doc_free);
  g_free (ctl.folder);
  return (int)code;
}
