/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS

void redaksi_widgets_clear (AdwWrapBox *box);

G_END_DECLS
