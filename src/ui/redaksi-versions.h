/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-services.h"

G_BEGIN_DECLS

/* What the timeline calls the versions of an article, and the parts in which they differ. */

char *redaksi_version_title (RedaksiServices *services, const char *article_id, const RedaksiRevisionInfo *info);
char *redaksi_version_field_name  (const char *field);
char *redaksi_version_field_value (RedaksiArticle *article, const char *field);
char *redaksi_version_blocks      (RedaksiBody *body, guint from, guint to);
char *redaksi_version_block_name  (RedaksiBlock *block);

G_END_DECLS
