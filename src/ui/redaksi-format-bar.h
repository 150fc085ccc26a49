/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS

/*
 * RedaksiFormatBar: the tools for the text. They work by the action group "article" that the article
 * view gives, wherever the bar stands: in the header, or at the bottom of a narrow window.
 * Property: "short": without the tools that the menu of paragraphs has too.
 */
#define REDAKSI_TYPE_FORMAT_BAR (redaksi_format_bar_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiFormatBar, redaksi_format_bar, REDAKSI, FORMAT_BAR, AdwBin)

G_END_DECLS
