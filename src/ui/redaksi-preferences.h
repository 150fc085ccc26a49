/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/* RedaksiPreferences: what a new article begins with, and the languages of the spelling. */
#define REDAKSI_TYPE_PREFERENCES (redaksi_preferences_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPreferences, redaksi_preferences, REDAKSI, PREFERENCES,
                      AdwPreferencesDialog)

AdwDialog *redaksi_preferences_new (RedaksiServices *services); /* floating */

G_END_DECLS
