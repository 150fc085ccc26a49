/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-library.h"

G_BEGIN_DECLS

/*
 * RedaksiPractice: the practice site: redaksi-press as a child of this program, with its folder
 * beside the library. The child ends when this program does, however it ends.
 */
#define REDAKSI_TYPE_PRACTICE (redaksi_practice_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPractice, redaksi_practice, REDAKSI, PRACTICE, GObject)

RedaksiPractice *redaksi_practice_new   (RedaksiLibrary *library, const char *folder); /* @folder: of the site */
DexFuture       *redaksi_practice_start (RedaksiPractice *self); /* → RedaksiSite, in the library */
void             redaksi_practice_stop  (RedaksiPractice *self);

G_END_DECLS
