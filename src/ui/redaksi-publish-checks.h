/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"

G_BEGIN_DECLS

GStrv redaksi_publish_checks (RedaksiArticle *article);

G_END_DECLS
