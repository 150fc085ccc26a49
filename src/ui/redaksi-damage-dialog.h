/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/* What looking through the library found: each damaged article with its last version that is whole. */
AdwDialog *redaksi_damage_dialog_new (RedaksiServices *services, const RedaksiCheck *check);

G_END_DECLS
