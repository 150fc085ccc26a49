/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <sqlite3.h>

#include "redaksi-push.h"

G_BEGIN_DECLS

/* The columns of a push, in the order in which it is read. */
#define REDAKSI_PUSH_COLUMNS                                                                      \
  "id, article, revision, site, intent, scheduled, created, stage, attempts, next_try, message,"  \
  " raw, url, sent, version"

RedaksiPush *redaksi_push_new_from_row (sqlite3_stmt *statement);
RedaksiPush *redaksi_push_copy         (RedaksiPush *self);
void         redaksi_push_begin_version (RedaksiPush *self);

G_END_DECLS
