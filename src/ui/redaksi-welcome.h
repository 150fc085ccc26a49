/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS

/* RedaksiWelcome: the first start: three ways to begin. Signal: "chosen" (): one of them was taken. */
#define REDAKSI_TYPE_WELCOME (redaksi_welcome_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiWelcome, redaksi_welcome, REDAKSI, WELCOME, AdwBin)

G_END_DECLS
