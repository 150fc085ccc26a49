/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "redaksi-article.h"

G_BEGIN_DECLS

RedaksiArticle *redaksi_new_article (GSettings *settings, RedaksiBody *body, const char *headline);

G_END_DECLS
