/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "redaksi-application.h"
#include "redaksi-config.h"

/* Built, not installed: the catalogues lie in the build folder. */
static const char *
locale_folder (void)
{
  const char *built = g_getenv ("REDAKSI_LOCALEDIR");

  return built != NULL ? built : REDAKSI_LOCALEDIR;
}

int
main (int argc, char **argv)
{
  g_autoptr (RedaksiApplication) application = NULL;
  /* 1 byte, not 0: where the kernel pipes a core to a program, as most desktops have it, 0 is no
   * limit, and 1 is what it takes for “none at all”. (PR_SET_DUMPABLE would do it too, but takes
   * /proc/self from the portals, who ask there which application it is that asks them.) */
  const struct rlimit no_core = { 1, 1 };

  /* Drafts are their writer's alone, and no text is left in a core. */
  umask (077);
  setrlimit (RLIMIT_CORE, &no_core);
  /* A file that can't grow is an error to handle, not the end of the program. */
  signal (SIGXFSZ, SIG_IGN);

  setlocale (LC_ALL, "");
  bindtextdomain (REDAKSI_GETTEXT, locale_folder ());
  bind_textdomain_codeset (REDAKSI_GETTEXT, "UTF-8");
  textdomain (REDAKSI_GETTEXT);
  g_set_application_name ("Redaksi");

  dex_init ();
  application = redaksi_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
