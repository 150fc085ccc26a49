/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-step.h"

G_BEGIN_DECLS

/*
 * RedaksiTransaction: the steps made by one user action, with the selection before and after.
 * Built by adding steps, then never changed: whoever keeps one treats it as a value.
 */

typedef enum
{
  REDAKSI_TRANSACTION_TYPING,  /* text keys; neighbours are grouped into one undo */
  REDAKSI_TRANSACTION_DELETING, /* Backspace and Delete; grouped likewise */
  REDAKSI_TRANSACTION_FIELD,   /* keys in a field; grouped by field */
  REDAKSI_TRANSACTION_COMMAND, /* one undo of its own */
} RedaksiTransactionKind;

/* How it came about: journal and history need to tell an undo from a new edit. */
typedef enum
{
  REDAKSI_ORIGIN_DO,
  REDAKSI_ORIGIN_UNDO,
  REDAKSI_ORIGIN_REDO,
  REDAKSI_ORIGIN_LEARNED, /* nobody did it: what the article says is known more closely now */
} RedaksiOrigin;

typedef struct
{
  guint anchor; /* where the selection began */
  guint head;   /* where the cursor is */
} RedaksiSelection;

typedef struct _RedaksiTransaction RedaksiTransaction;

#define REDAKSI_TYPE_TRANSACTION (redaksi_transaction_get_type ())
GType redaksi_transaction_get_type (void);

RedaksiTransaction    *redaksi_transaction_new        (RedaksiTransactionKind kind);
RedaksiTransaction    *redaksi_transaction_ref        (RedaksiTransaction *self);
void                   redaksi_transaction_unref      (RedaksiTransaction *self);
void                   redaksi_transaction_add        (RedaksiTransaction *self, RedaksiStep *step);
void                   redaksi_transaction_set_selection (RedaksiTransaction *self,
                                                       RedaksiSelection before, RedaksiSelection after);
void                   redaksi_transaction_set_time   (RedaksiTransaction *self, gint64 monotonic);
void                   redaksi_transaction_set_origin (RedaksiTransaction *self, RedaksiOrigin origin);
void                   redaksi_transaction_set_joins  (RedaksiTransaction *self, gboolean joins);

RedaksiTransactionKind redaksi_transaction_get_kind   (const RedaksiTransaction *self);
RedaksiOrigin          redaksi_transaction_get_origin (const RedaksiTransaction *self);
gint64                 redaksi_transaction_get_time   (const RedaksiTransaction *self);
gboolean               redaksi_transaction_get_joins  (const RedaksiTransaction *self);
guint                  redaksi_transaction_get_n      (const RedaksiTransaction *self);
RedaksiStep           *redaksi_transaction_get_nth    (const RedaksiTransaction *self, guint i);
RedaksiSelection       redaksi_transaction_get_before (const RedaksiTransaction *self);
RedaksiSelection       redaksi_transaction_get_after  (const RedaksiTransaction *self);

RedaksiArticle        *redaksi_transaction_apply      (RedaksiTransaction *self, RedaksiArticle *article,
                                                       GError **error);
RedaksiTransaction    *redaksi_transaction_invert     (RedaksiTransaction *self, RedaksiArticle *before);
guint                  redaksi_transaction_map        (RedaksiTransaction *self, guint position,
                                                       gboolean after);
char                  *redaksi_transaction_to_json    (const RedaksiTransaction *self);
RedaksiTransaction    *redaksi_transaction_from_json  (const char *json, gsize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiTransaction, redaksi_transaction_unref)

G_END_DECLS
