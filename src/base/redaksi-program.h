/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

void redaksi_program_begin (const char *domain, const char *locale_folder);

G_END_DECLS
