/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"
#include "redaksi-site.h"

G_BEGIN_DECLS

/* What forbids it: a sentence, or NULL. */
const char *redaksi_publish_missing (RedaksiArticle *article, RedaksiIntent intent);

G_END_DECLS
