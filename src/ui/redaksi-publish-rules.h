/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-preflight-rules.h"
#include "redaksi-preflight.h"

G_BEGIN_DECLS

/* What the newsroom does about what is forgotten: as the settings have it, and as one sets it. */
RedaksiRule redaksi_publish_get_rule (GSettings *settings, const char *check);
void        redaksi_publish_set_rule (GSettings *settings, const char *check, RedaksiRule rule);

/* A row for each check. */
void        redaksi_publish_rules_fill (AdwPreferencesGroup *group, GSettings *settings);
/* A row that tells a finding. */
GtkWidget  *redaksi_publish_finding_row_new (const RedaksiFinding *finding, RedaksiRule rule);

G_END_DECLS
