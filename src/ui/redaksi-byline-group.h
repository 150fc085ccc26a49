/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-document.h"
#include "redaksi-library.h"

G_BEGIN_DECLS

/* RedaksiBylineGroup: who the article is by: persons with roles, in order; nobody needs an account. */
#define REDAKSI_TYPE_BYLINE_GROUP (redaksi_byline_group_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiBylineGroup, redaksi_byline_group, REDAKSI, BYLINE_GROUP,
                      AdwPreferencesGroup)

void redaksi_byline_group_set_document (RedaksiBylineGroup *self, RedaksiLibrary *library,
                                        RedaksiDocument *document); /* @document may be NULL */

G_END_DECLS
