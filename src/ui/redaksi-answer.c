/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-answer.h"

typedef struct
{
  GWeakRef self;
  RedaksiAnswerFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_weak_ref_clear (&answer->self);
  if (answer->destroy != NULL)
    answer->destroy (answer->data);
  g_free (answer);
}

static DexFuture *
answered_cb (DexFuture *future, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  g_autoptr (GObject) self = g_weak_ref_get (&answer->self);

  if (self != NULL)
    answer->func (self, value, error, answer->data);
  return dex_future_new_true ();
}

/**
 * redaksi_answer:
 * @future: (transfer full): something that was asked for
 * @self: the object that asked
 * @func: called on the main thread when the answer is there
 * @data: (nullable): for @func
 * @destroy: (nullable): frees @data
 *
 * A widget asks and goes on; where it is gone before the answer comes, nothing is called. It does
 * not keep @self alive.
 */
void
redaksi_answer (DexFuture *future, gpointer self, RedaksiAnswerFunc func, gpointer data,
                GDestroyNotify destroy)
{
  Answer *answer;

  g_return_if_fail (DEX_IS_FUTURE (future) && G_IS_OBJECT (self) && func != NULL);

  answer = g_new0 (Answer, 1);
  g_weak_ref_init (&answer->self, self);
  answer->func = func;
  answer->data = data;
  answer->destroy = destroy;
  dex_future_disown (dex_future_finally (future, answered_cb, answer, answer_free));
}
