/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/* RedaksiPublishingGroup: where the article is: its state, its address, what was sent last. */
#define REDAKSI_TYPE_PUBLISHING_GROUP (redaksi_publishing_group_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPublishingGroup, redaksi_publishing_group, REDAKSI, PUBLISHING_GROUP,
                      AdwPreferencesGroup)

void redaksi_publishing_group_set_services (RedaksiPublishingGroup *self, RedaksiServices *services); /* once */
void redaksi_publishing_group_set_article  (RedaksiPublishingGroup *self, const char *article_id); /* NULL: none */

G_END_DECLS
