/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libdex.h>

#include "redaksi-application.h"
#include "redaksi-config.h"
#include "redaksi-program.h"

int
main (int argc, char **argv)
{
  g_autoptr (RedaksiApplication) application = NULL;

  redaksi_program_begin (REDAKSI_GETTEXT, REDAKSI_LOCALEDIR);
  g_set_application_name ("Redaksi");

  dex_init ();
  application = redaksi_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
