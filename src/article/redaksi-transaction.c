/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-transaction.h"

#include <string.h>

#include "redaksi-article-private.h"

struct _RedaksiTransaction
{
  gatomicrefcount ref_count;
  RedaksiTransactionKind kind;
  RedaksiOrigin origin;
  gint64 time;
  gboolean joins;
  RedaksiSelection before;
  RedaksiSelection after;
  GPtrArray *steps;
};

G_DEFINE_BOXED_TYPE (RedaksiTransaction, redaksi_transaction, redaksi_transaction_ref,
                     redaksi_transaction_unref)

static const char *const kind_names[] = {
  [REDAKSI_TRANSACTION_TYPING] = "typing",
  [REDAKSI_TRANSACTION_DELETING] = "deleting",
  [REDAKSI_TRANSACTION_FIELD] = "field",
  [REDAKSI_TRANSACTION_COMMAND] = "command",
};

static const char *const origin_names[] = {
  [REDAKSI_ORIGIN_DO] = "do",
  [REDAKSI_ORIGIN_UNDO] = "undo",
  [REDAKSI_ORIGIN_REDO] = "redo",
  [REDAKSI_ORIGIN_LEARNED] = "learned",
};

/**
 * redaksi_transaction_new:
 * @kind: how it may be grouped with its neighbours when it is undone
 *
 * Returns: (transfer full): a transaction without steps
 */
RedaksiTransaction *
redaksi_transaction_new (RedaksiTransactionKind kind)
{
  RedaksiTransaction *self = g_new0 (RedaksiTransaction, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_step_unref);
  return self;
}

RedaksiTransaction *
redaksi_transaction_ref (RedaksiTransaction *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
redaksi_transaction_unref (RedaksiTransaction *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/**
 * redaksi_transaction_add:
 * @self: a transaction that nobody else has yet
 * @step: (transfer none): the next step
 */
void
redaksi_transaction_add (RedaksiTransaction *self, RedaksiStep *step)
{
  g_return_if_fail (self != NULL && step != NULL);

  g_ptr_array_add (self->steps, redaksi_step_ref (step));
}

/**
 * redaksi_transaction_set_selection:
 * @self: a transaction that nobody else has yet
 * @before: where the user was, in positions before the first step
 * @after: where the user is, in positions after the last step
 */
void
redaksi_transaction_set_selection (RedaksiTransaction *self, RedaksiSelection before,
                                   RedaksiSelection after)
{
  g_return_if_fail (self != NULL);

  self->before = before;
  self->after = after;
}

/**
 * redaksi_transaction_set_time:
 * @self: a transaction that nobody else has yet
 * @monotonic: microseconds of redaksi_clock_monotonic(), for the grouping of undo alone
 */
void
redaksi_transaction_set_time (RedaksiTransaction *self, gint64 monotonic)
{
  g_return_if_fail (self != NULL);

  self->time = monotonic;
}

/**
 * redaksi_transaction_set_origin:
 * @self: a transaction that no document has taken yet
 * @origin: what made the change
 */
void
redaksi_transaction_set_origin (RedaksiTransaction *self, RedaksiOrigin origin)
{
  g_return_if_fail (self != NULL);

  self->origin = origin;
}

/**
 * redaksi_transaction_set_joins:
 * @self: a transaction
 * @joins: whether it is undone together with the one before it
 *
 * The history decides this when it records the transaction, before anybody else sees it; the
 * journal keeps it, so that undo after a restart takes back what it would have taken back before.
 */
void
redaksi_transaction_set_joins (RedaksiTransaction *self, gboolean joins)
{
  g_return_if_fail (self != NULL);

  self->joins = joins;
}

gboolean
redaksi_transaction_get_joins (const RedaksiTransaction *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->joins;
}

RedaksiTransactionKind
redaksi_transaction_get_kind (const RedaksiTransaction *self)
{
  g_return_val_if_fail (self != NULL, REDAKSI_TRANSACTION_COMMAND);

  return self->kind;
}

RedaksiOrigin
redaksi_transaction_get_origin (const RedaksiTransaction *self)
{
  g_return_val_if_fail (self != NULL, REDAKSI_ORIGIN_DO);

  return self->origin;
}

gint64
redaksi_transaction_get_time (const RedaksiTransaction *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time;
}

guint
redaksi_transaction_get_n (const RedaksiTransaction *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->steps->len;
}

/**
 * redaksi_transaction_get_nth:
 * @self: a transaction
 * @i: which step, from 0
 *
 * Returns: (transfer none)
 */
RedaksiStep *
redaksi_transaction_get_nth (const RedaksiTransaction *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->steps->len, NULL);

  return self->steps->pdata[i];
}

RedaksiSelection
redaksi_transaction_get_before (const RedaksiTransaction *self)
{
  return self->before;
}

RedaksiSelection
redaksi_transaction_get_after (const RedaksiTransaction *self)
{
  return self->after;
}

/**
 * redaksi_transaction_apply:
 * @self: a transaction
 * @article: what it changes
 * @error: return location for a #RedaksiBodyError
 *
 * Applies all steps or none.
 *
 * Returns: (transfer full) (nullable): the changed article
 */
RedaksiArticle *
redaksi_transaction_apply (RedaksiTransaction *self, RedaksiArticle *article, GError **error)
{
  g_autoptr (RedaksiArticle) result = NULL;

  g_return_val_if_fail (self != NULL && article != NULL, NULL);

  result = redaksi_article_ref (article);
  for (guint i = 0; i < self->steps->len; i++)
    {
      RedaksiArticle *next = redaksi_step_apply (self->steps->pdata[i], result, error);
      if (next == NULL)
        return NULL;
      redaksi_article_unref (result);
      result = next;
    }
  return g_steal_pointer (&result);
}

/**
 * redaksi_transaction_invert:
 * @self: a transaction that can be applied to @before
 * @before: the article before it was applied
 *
 * Returns: (transfer full) (nullable): the transaction that takes it back, selections swapped;
 *   %NULL where @self can't be applied
 */
RedaksiTransaction *
redaksi_transaction_invert (RedaksiTransaction *self, RedaksiArticle *before)
{
  g_autoptr (RedaksiTransaction) inverse = NULL;
  g_autoptr (RedaksiArticle) article = NULL;

  g_return_val_if_fail (self != NULL && before != NULL, NULL);

  inverse = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
  article = redaksi_article_ref (before);
  for (guint i = 0; i < self->steps->len; i++)
    {
      RedaksiStep *step = self->steps->pdata[i];
      g_autoptr (RedaksiArticle) next = redaksi_step_apply (step, article, NULL);
      if (next == NULL)
        return NULL;
      g_ptr_array_insert (inverse->steps, 0, redaksi_step_invert (step, article));
      redaksi_article_unref (article);
      article = g_steal_pointer (&next);
    }
  redaksi_transaction_set_selection (inverse, self->after, self->before);
  inverse->time = self->time;
  return g_steal_pointer (&inverse);
}

/**
 * redaksi_transaction_map:
 * @self: a transaction
 * @position: a position before it
 * @after: where text is inserted exactly there, whether to stand after it
 *
 * Returns: the position that means the same place after it
 */
guint
redaksi_transaction_map (RedaksiTransaction *self, guint position, gboolean after)
{
  g_return_val_if_fail (self != NULL, position);

  for (guint i = 0; i < self->steps->len; i++)
    position = redaksi_step_map (self->steps->pdata[i], position, after);
  return position;
}

static void
add_selection (yyjson_mut_doc *doc, yyjson_mut_val *root, const char *name,
               RedaksiSelection selection)
{
  yyjson_mut_val *pair = yyjson_mut_obj_add_arr (doc, root, name);

  yyjson_mut_arr_add_uint (doc, pair, selection.anchor);
  yyjson_mut_arr_add_uint (doc, pair, selection.head);
}

/**
 * redaksi_transaction_to_json:
 * @self: a transaction
 *
 * Returns: (transfer full): the form in which the journal keeps it
 */
char *
redaksi_transaction_to_json (const RedaksiTransaction *self)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *steps;

  g_return_val_if_fail (self != NULL, NULL);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "kind", kind_names[self->kind]);
  yyjson_mut_obj_add_str (doc, root, "origin", origin_names[self->origin]);
  yyjson_mut_obj_add_sint (doc, root, "time", self->time);
  if (self->joins)
    yyjson_mut_obj_add_bool (doc, root, "joins", true);
  add_selection (doc, root, "before", self->before);
  add_selection (doc, root, "after", self->after);
  steps = yyjson_mut_obj_add_arr (doc, root, "steps");
  for (guint i = 0; i < self->steps->len; i++)
    yyjson_mut_arr_append (steps, _redaksi_step_to_value (self->steps->pdata[i], doc));
  return redaksi_json_write (doc);
}

static guint
find_name (const char *const *names, guint n, const char *text)
{
  guint i = 0;

  while (i < n && g_strcmp0 (names[i], text) != 0)
    i++;
  return i;
}

static gboolean
read_selection (yyjson_val *pair, RedaksiSelection *selection)
{
  yyjson_val *anchor = yyjson_arr_get (pair, 0), *head = yyjson_arr_get (pair, 1);

  if (!yyjson_is_uint (anchor) || !yyjson_is_uint (head) || yyjson_get_uint (anchor) > G_MAXINT
      || yyjson_get_uint (head) > G_MAXINT)
    return FALSE;
  selection->anchor = (guint)yyjson_get_uint (anchor);
  selection->head = (guint)yyjson_get_uint (head);
  return TRUE;
}

/**
 * redaksi_transaction_from_json:
 * @json: (array length=length): what redaksi_transaction_to_json() wrote, or what somebody forged
 * @length: its length in bytes
 * @error: return location for a #RedaksiBodyError or #RedaksiJsonError
 *
 * Returns: (transfer full) (nullable): the transaction; whether it fits an article shows when it is
 *   applied
 */
RedaksiTransaction *
redaksi_transaction_from_json (const char *json, gsize length, GError **error)
{
  g_autoptr (yyjson_doc) doc = redaksi_json_parse (json, length, error);
  g_autoptr (RedaksiTransaction) self = NULL;
  yyjson_val *root, *steps, *item;
  guint kind, origin;
  size_t i, n;

  if (doc == NULL)
    return NULL;
  root = yyjson_doc_get_root (doc);
  kind = find_name (kind_names, G_N_ELEMENTS (kind_names), redaksi_json_get_string (root, "kind"));
  origin = find_name (origin_names, G_N_ELEMENTS (origin_names),
                      redaksi_json_get_string (root, "origin"));
  steps = yyjson_obj_get (root, "steps");
  if (kind == G_N_ELEMENTS (kind_names) || origin == G_N_ELEMENTS (origin_names)
      || !yyjson_is_arr (steps))
    {
      _redaksi_json_fail (error, "a transaction of no known form");
      return NULL;
    }
  self = redaksi_transaction_new (kind);
  self->origin = origin;
  self->time = redaksi_json_get_int (root, "time", 0);
  self->joins = yyjson_get_bool (yyjson_obj_get (root, "joins"));
  if (!read_selection (yyjson_obj_get (root, "before"), &self->before)
      || !read_selection (yyjson_obj_get (root, "after"), &self->after))
    {
      _redaksi_json_fail (error, "no selection");
      return NULL;
    }
  yyjson_arr_foreach (steps, i, n, item)
  {
    RedaksiStep *step = _redaksi_step_from_value (item, error);
    if (step == NULL)
      return NULL;
    g_ptr_array_add (self->steps, step);
  }
  return g_steal_pointer (&self);
}
