/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

GPtrArray *redaksi_affixes_list (const char *word, gsize length);

G_END_DECLS
