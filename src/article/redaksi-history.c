/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-history.h"

#include <string.h>

/* The most undos that are kept: a day's work. */
#define MAX_ENTRIES 2000
#define PAUSE       (1 * G_USEC_PER_SEC)
#define LONGEST     (10 * G_USEC_PER_SEC)

/* What one undo takes back: transactions as they were done, and what takes each back. */
typedef struct
{
  RedaksiTransactionKind kind;
  gint64 began;
  gint64 ended;
  GPtrArray *done;
  GPtrArray *inverses;
} Entry;

struct _RedaksiHistory
{
  GPtrArray *undo;
  GPtrArray *redo;
  gboolean broken; /* the next transaction begins an entry of its own */
  gboolean joined; /* … or is one with the last, whatever either is */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_ptr_array_unref (entry->done);
  g_ptr_array_unref (entry->inverses);
  g_free (entry);
}

/**
 * redaksi_history_new:
 *
 * Returns: (transfer full): an empty history
 */
RedaksiHistory *
redaksi_history_new (void)
{
  RedaksiHistory *self = g_new0 (RedaksiHistory, 1);

  self->undo = g_ptr_array_new_with_free_func (entry_free);
  self->redo = g_ptr_array_new_with_free_func (entry_free);
  return self;
}

void
redaksi_history_free (RedaksiHistory *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_free (self);
}

static gboolean
begins_word (RedaksiTransaction *transaction)
{
  RedaksiStep *step = redaksi_transaction_get_nth (transaction, 0);
  RedaksiBody *slice = redaksi_step_get_slice (step);
  const char *text;

  if (slice == NULL)
    return TRUE;
  text = redaksi_block_get_text (redaksi_body_get_nth (slice, 0));
  return *text == '\0' || g_unichar_isspace (g_utf8_get_char (text));
}

static gboolean
is_neighbour (Entry *entry, RedaksiTransaction *transaction)
{
  RedaksiTransaction *last = entry->done->pdata[entry->done->len - 1];
  RedaksiStep *a, *b;
  g_autoptr (RedaksiStep) merged = NULL;

  if (redaksi_transaction_get_n (last) != 1 || redaksi_transaction_get_n (transaction) != 1)
    return FALSE;
  a = redaksi_transaction_get_nth (last, 0);
  b = redaksi_transaction_get_nth (transaction, 0);
  merged = redaksi_step_merge (a, b);
  return merged != NULL;
}

static gboolean
joins (RedaksiHistory *self, Entry *entry, RedaksiTransaction *transaction)
{
  RedaksiTransactionKind kind = redaksi_transaction_get_kind (transaction);
  gint64 time = redaksi_transaction_get_time (transaction);

  if (self->broken || entry == NULL || kind == REDAKSI_TRANSACTION_COMMAND || kind != entry->kind
      || time - entry->ended > PAUSE || time < entry->ended)
    return FALSE;
  if (time - entry->began > LONGEST && begins_word (transaction))
    return FALSE;
  return is_neighbour (entry, transaction);
}

static Entry *
last_entry (RedaksiHistory *self)
{
  return self->undo->len > 0 ? self->undo->pdata[self->undo->len - 1] : NULL;
}

/**
 * redaksi_history_replay:
 * @self: a history
 * @transaction: what was done, grouped as it says itself
 * @before: the article before it
 *
 * Keeps a transaction that was recorded before the program ended.
 */
void
redaksi_history_replay (RedaksiHistory *self, RedaksiTransaction *transaction,
                        RedaksiArticle *before)
{
  RedaksiTransaction *inverse;
  Entry *entry;

  g_return_if_fail (self != NULL && transaction != NULL && before != NULL);

  if (redaksi_transaction_get_n (transaction) == 0)
    return;
  inverse = redaksi_transaction_invert (transaction, before);
  g_return_if_fail (inverse != NULL);

  g_ptr_array_set_size (self->redo, 0);
  entry = last_entry (self);
  if (entry == NULL || !redaksi_transaction_get_joins (transaction))
    {
      entry = g_new0 (Entry, 1);
      entry->kind = redaksi_transaction_get_kind (transaction);
      entry->began = redaksi_transaction_get_time (transaction);
      entry->done = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_transaction_unref);
      entry->inverses = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_transaction_unref);
      g_ptr_array_add (self->undo, entry);
      if (self->undo->len > MAX_ENTRIES)
        g_ptr_array_remove_index (self->undo, 0);
    }
  entry->ended = redaksi_transaction_get_time (transaction);
  g_ptr_array_add (entry->done, redaksi_transaction_ref (transaction));
  g_ptr_array_add (entry->inverses, inverse);
  self->broken = FALSE;
}

/**
 * redaksi_history_record:
 * @self: a history
 * @transaction: what was done
 * @before: the article before it
 *
 * Keeps a new transaction and decides whether it is undone together with the one before it; what
 * could be redone can't be any more.
 */
void
redaksi_history_record (RedaksiHistory *self, RedaksiTransaction *transaction,
                        RedaksiArticle *before)
{
  g_return_if_fail (self != NULL && transaction != NULL && before != NULL);

  if (redaksi_transaction_get_n (transaction) == 0)
    return;
  redaksi_transaction_set_joins (transaction, self->joined
                                                ? last_entry (self) != NULL
                                                : joins (self, last_entry (self), transaction));
  self->joined = FALSE;
  redaksi_history_replay (self, transaction, before);
}

/**
 * redaksi_history_join:
 * @self: a history
 * @join: whether the next transaction is undone together with the one before it
 *
 * For what is one act of the user but comes in two, such as an accent typed over a selection.
 */
void
redaksi_history_join (RedaksiHistory *self, gboolean join)
{
  g_return_if_fail (self != NULL);

  self->joined = join;
}

/**
 * redaksi_history_break:
 * @self: a history
 *
 * Makes the next transaction begin an undo of its own: the cursor was moved, the field was left.
 */
void
redaksi_history_break (RedaksiHistory *self)
{
  g_return_if_fail (self != NULL);

  self->broken = TRUE;
}

gboolean
redaksi_history_can_undo (const RedaksiHistory *self)
{
  return self->undo->len > 0;
}

gboolean
redaksi_history_can_redo (const RedaksiHistory *self)
{
  return self->redo->len > 0;
}

/* One transaction that does what all of @list do, in order or from the end; steps that follow each
 * other are merged, so that undoing a long run of typing changes the text once. */
static RedaksiTransaction *
join_transactions (GPtrArray *list, gboolean backwards)
{
  RedaksiTransaction *result = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
  RedaksiTransaction *first = list->pdata[backwards ? list->len - 1 : 0];
  RedaksiTransaction *last = list->pdata[backwards ? 0 : list->len - 1];
  g_autoptr (RedaksiStep) pending = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      RedaksiTransaction *transaction = list->pdata[backwards ? list->len - 1 - i : i];
      for (guint k = 0; k < redaksi_transaction_get_n (transaction); k++)
        {
          RedaksiStep *step = redaksi_transaction_get_nth (transaction, k);
          RedaksiStep *merged = pending != NULL ? redaksi_step_merge (pending, step) : NULL;
          if (merged == NULL && pending != NULL)
            redaksi_transaction_add (result, pending);
          g_clear_pointer (&pending, redaksi_step_unref);
          pending = merged != NULL ? merged : redaksi_step_ref (step);
        }
    }
  if (pending != NULL)
    redaksi_transaction_add (result, pending);
  redaksi_transaction_set_selection (result, redaksi_transaction_get_before (first),
                                     redaksi_transaction_get_after (last));
  return result;
}

/**
 * redaksi_history_undo:
 * @self: a history
 *
 * Moves the last entry over to what can be redone.
 *
 * Returns: (transfer full) (nullable): the transaction to apply now
 */
RedaksiTransaction *
redaksi_history_undo (RedaksiHistory *self)
{
  RedaksiTransaction *result;
  Entry *entry;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->undo->len == 0)
    return NULL;
  entry = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  result = join_transactions (entry->inverses, TRUE);
  redaksi_transaction_set_origin (result, REDAKSI_ORIGIN_UNDO);
  g_ptr_array_add (self->redo, entry);
  self->broken = TRUE;
  return result;
}

/**
 * redaksi_history_redo:
 * @self: a history
 *
 * Moves the last undone entry back.
 *
 * Returns: (transfer full) (nullable): the transaction to apply now
 */
RedaksiTransaction *
redaksi_history_redo (RedaksiHistory *self)
{
  RedaksiTransaction *result;
  Entry *entry;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->redo->len == 0)
    return NULL;
  entry = g_ptr_array_steal_index (self->redo, self->redo->len - 1);
  result = join_transactions (entry->done, FALSE);
  redaksi_transaction_set_origin (result, REDAKSI_ORIGIN_REDO);
  g_ptr_array_add (self->undo, entry);
  self->broken = TRUE;
  return result;
}
