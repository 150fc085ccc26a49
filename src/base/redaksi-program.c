/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-program.h"

#include <fcntl.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where one of the three standard streams is closed, the next file that is opened takes its number:
 * what is printed would go into the library. A stream that can neither be read nor written takes
 * it, so that who uses it is told. */
static void
fill_standard_streams (void)
{
  for (int fd = 0; fd < 3; fd++)
    if (fcntl (fd, F_GETFD) == -1)
      (void)!open ("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

/* cron, a remote shell or a container says nothing of the locale, and C knows no letter but ASCII:
 * a headline among the arguments would be refused. */
static void
set_locale (void)
{
  setlocale (LC_ALL, "");
  if (strcmp (nl_langinfo (CODESET), "ANSI_X3.4-1968") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
}

/**
 * redaksi_program_begin:
 * @domain: the domain of its messages
 * @locale_folder: where their translations are installed; REDAKSI_LOCALEDIR names another folder
 *
 * What each program of ours does before all else: what it writes is its person's alone, no text is
 * left in a core, a file that can't grow is an error to handle, the three standard streams are
 * there, and it speaks the person's language, in UTF-8.
 */
void
redaksi_program_begin (const char *domain, const char *locale_folder)
{
  const char *built = g_getenv ("REDAKSI_LOCALEDIR");
  /* 1 byte, not 0: where the kernel pipes a core to a program, as most desktops have it, 0 is no
   * limit, and 1 is what it takes for “none at all”. (PR_SET_DUMPABLE would do it too, but takes
   * /proc/self from the portals, who ask there which application it is that asks them.) */
  const struct rlimit no_core = { 1, 1 };

  g_return_if_fail (domain != NULL && locale_folder != NULL);

  fill_standard_streams ();
  umask (077);
  setrlimit (RLIMIT_CORE, &no_core);
  signal (SIGXFSZ, SIG_IGN);
  set_locale ();
  bindtextdomain (domain, built != NULL ? built : locale_folder);
  bind_textdomain_codeset (domain, "UTF-8");
  textdomain (domain);
}
