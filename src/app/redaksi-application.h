/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS

/*
 * RedaksiApplication: makes the services, opens the library, shows the window, and ends so that
 * nothing is left unsaved. One for each library.
 */
#define REDAKSI_TYPE_APPLICATION (redaksi_application_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiApplication, redaksi_application, REDAKSI, APPLICATION, AdwApplication)

RedaksiApplication *redaksi_application_new (void); /* reads its options when run */

G_END_DECLS
