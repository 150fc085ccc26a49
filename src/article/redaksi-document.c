/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-document.h"

#include "redaksi-clock.h"

struct _RedaksiDocument
{
  GObject parent_instance;

  RedaksiArticle *article;
  RedaksiHistory *history;
  RedaksiSelection selection;
  guint64 version;
};

G_DEFINE_FINAL_TYPE (RedaksiDocument, redaksi_document, G_TYPE_OBJECT)

enum
{
  PROP_ARTICLE = 1,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint applied_signal;

static void
redaksi_document_finalize (GObject *object)
{
  RedaksiDocument *self = REDAKSI_DOCUMENT (object);

  g_clear_pointer (&self->article, redaksi_article_unref);
  g_clear_pointer (&self->history, redaksi_history_free);

  G_OBJECT_CLASS (redaksi_document_parent_class)->finalize (object);
}

static void
redaksi_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RedaksiDocument *self = REDAKSI_DOCUMENT (object);

  switch (id)
    {
    case PROP_ARTICLE:
      g_value_set_boxed (value, self->article);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, redaksi_document_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, redaksi_document_can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
redaksi_document_class_init (RedaksiDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = redaksi_document_finalize;
  object_class->get_property = redaksi_document_get_property;

  properties[PROP_ARTICLE] = g_param_spec_boxed ("article", NULL, NULL, REDAKSI_TYPE_ARTICLE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RedaksiDocument::applied:
   * @self: the document, changed already
   * @transaction: what was applied
   * @before: the article before it
   */
  applied_signal
    = g_signal_new ("applied", REDAKSI_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, REDAKSI_TYPE_TRANSACTION, REDAKSI_TYPE_ARTICLE);
}

static void
redaksi_document_init (RedaksiDocument *self)
{
  self->history = redaksi_history_new ();
}

/**
 * redaksi_document_new:
 * @article: what is opened
 * @version: the number of transactions that made it, as the library knows
 *
 * Returns: (transfer full): a document without history
 */
RedaksiDocument *
redaksi_document_new (RedaksiArticle *article, guint64 version)
{
  RedaksiDocument *self;

  g_return_val_if_fail (article != NULL, NULL);

  self = g_object_new (REDAKSI_TYPE_DOCUMENT, NULL);
  self->article = redaksi_article_ref (article);
  self->version = version;
  return self;
}

/**
 * redaksi_document_get_article:
 * @self: a document
 *
 * Returns: (transfer none): the article as it is now; keep a reference to keep this state
 */
RedaksiArticle *
redaksi_document_get_article (RedaksiDocument *self)
{
  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self), NULL);

  return self->article;
}

/**
 * redaksi_document_get_body:
 * @self: a document
 *
 * Returns: (transfer none): the body as it is now
 */
RedaksiBody *
redaksi_document_get_body (RedaksiDocument *self)
{
  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self), NULL);

  return redaksi_article_get_body (self->article);
}

/**
 * redaksi_document_get_field:
 * @self: a document
 * @name: a field's name
 *
 * Returns: its text, "" where it is absent
 */
const char *
redaksi_document_get_field (RedaksiDocument *self, const char *name)
{
  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self), "");

  return redaksi_article_get_field (self->article, name);
}

/**
 * redaksi_document_get_version:
 * @self: a document
 *
 * Returns: how many transactions were ever applied to the article
 */
guint64
redaksi_document_get_version (RedaksiDocument *self)
{
  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self), 0);

  return self->version;
}

RedaksiSelection
redaksi_document_get_selection (RedaksiDocument *self)
{
  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self), ((RedaksiSelection){ 0, 0 }));

  return self->selection;
}

/**
 * redaksi_document_set_selection:
 * @self: a document
 * @selection: where the user is in the body
 *
 * The view tells where the cursor went. It is kept for transactions and for the next opening.
 */
void
redaksi_document_set_selection (RedaksiDocument *self, RedaksiSelection selection)
{
  g_return_if_fail (REDAKSI_IS_DOCUMENT (self));

  self->selection = selection;
}

typedef enum
{
  KEEP_NOTHING, /* the history moves an entry itself */
  KEEP_ASIDE,   /* no act of anybody's */
  KEEP_NEW,
  KEEP_REPLAYED,
} Keep;

static gboolean
change (RedaksiDocument *self, RedaksiTransaction *transaction, Keep keep, GError **error)
{
  g_autoptr (RedaksiArticle) before = redaksi_article_ref (self->article);
  g_autoptr (RedaksiTransaction) kept = redaksi_transaction_ref (transaction);
  RedaksiArticle *after = redaksi_transaction_apply (transaction, before, error);
  RedaksiSelection selection = redaksi_transaction_get_after (transaction);
  gboolean could_undo = redaksi_document_can_undo (self);
  gboolean could_redo = redaksi_document_can_redo (self);
  guint length;

  if (after == NULL)
    return FALSE;
  redaksi_article_unref (self->article);
  self->article = after;
  self->version++;
  length = redaksi_body_get_length (redaksi_article_get_body (after));
  self->selection
    = (RedaksiSelection){ MIN (selection.anchor, length), MIN (selection.head, length) };
  if (keep == KEEP_NEW)
    redaksi_history_record (self->history, transaction, before);
  else if (keep == KEEP_REPLAYED)
    redaksi_history_replay (self->history, transaction, before);

  g_signal_emit (self, applied_signal, 0, kept, before);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARTICLE]);
  if (keep == KEEP_NOTHING || could_undo != redaksi_document_can_undo (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (keep == KEEP_NOTHING || could_redo != redaksi_document_can_redo (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  return TRUE;
}

/**
 * redaksi_document_apply:
 * @self: a document
 * @transaction: what the user did
 * @error: return location for a #RedaksiBodyError
 *
 * Changes the article, remembers how to undo it, and tells.
 *
 * Returns: whether it fitted; if not nothing changed
 */
gboolean
redaksi_document_apply (RedaksiDocument *self, RedaksiTransaction *transaction, GError **error)
{
  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self) && transaction != NULL, FALSE);

  if (redaksi_transaction_get_time (transaction) == 0)
    redaksi_transaction_set_time (transaction, redaksi_clock_monotonic ());
  return change (self, transaction, KEEP_NEW, error);
}

/**
 * redaksi_document_learn:
 * @self: a document
 * @transaction: what became known; it moves no text
 * @error: return location for a #RedaksiBodyError
 *
 * Changes the article as no act of anybody's: it is written down like all else, but undo passes it
 * by. Where an undo brings back a state from before, it is not known there, and may be learned
 * again.
 *
 * Returns: whether it fitted; if not nothing changed
 */
gboolean
redaksi_document_learn (RedaksiDocument *self, RedaksiTransaction *transaction, GError **error)
{
  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self) && transaction != NULL, FALSE);

  redaksi_transaction_set_origin (transaction, REDAKSI_ORIGIN_LEARNED);
  return change (self, transaction, KEEP_ASIDE, error);
}

/**
 * redaksi_document_replay:
 * @self: a document that nobody shows yet
 * @transaction: what the journal says was done, undone or redone
 * @error: return location for a #RedaksiBodyError
 *
 * Does again what was done before the program ended, so that article, version and history are what
 * they were.
 *
 * Returns: whether it fitted
 */
gboolean
redaksi_document_replay (RedaksiDocument *self, RedaksiTransaction *transaction, GError **error)
{
  RedaksiOrigin origin;
  gboolean moved;

  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self) && transaction != NULL, FALSE);

  origin = redaksi_transaction_get_origin (transaction);
  moved = (origin == REDAKSI_ORIGIN_UNDO && redaksi_history_can_undo (self->history))
          || (origin == REDAKSI_ORIGIN_REDO && redaksi_history_can_redo (self->history));
  if (origin == REDAKSI_ORIGIN_LEARNED)
    return change (self, transaction, KEEP_ASIDE, error);
  if (!change (self, transaction, moved ? KEEP_NOTHING : KEEP_REPLAYED, error))
    return FALSE;
  if (moved)
    {
      /* The entry moves over; its steps are those that were just applied. */
      g_autoptr (RedaksiTransaction) same = origin == REDAKSI_ORIGIN_UNDO
                                              ? redaksi_history_undo (self->history)
                                              : redaksi_history_redo (self->history);
      g_assert (same != NULL);
    }
  return TRUE;
}

/**
 * redaksi_document_set_field:
 * @self: a document
 * @name: a field's name
 * @value: (nullable): its text
 *
 * Sets a field as the user types in it; neighbouring changes are one undo.
 *
 * Returns: whether anything changed
 */
gboolean
redaksi_document_set_field (RedaksiDocument *self, const char *name, const char *value)
{
  g_autoptr (RedaksiTransaction) transaction = NULL;
  g_autoptr (RedaksiStep) step = NULL;

  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self) && redaksi_field_name_is_valid (name), FALSE);

  if (g_str_equal (redaksi_document_get_field (self, name), value != NULL ? value : ""))
    return FALSE;
  transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_FIELD);
  step = redaksi_step_new_set_field (name, value);
  redaksi_transaction_add (transaction, step);
  redaksi_transaction_set_selection (transaction, self->selection, self->selection);
  return redaksi_document_apply (self, transaction, NULL);
}

/**
 * redaksi_document_choose_field:
 * @self: a document
 * @name: a field's name
 * @value: (nullable): its text
 *
 * Sets a field by an act of its own, such as a button: one undo, however soon the next one follows.
 *
 * Returns: whether anything changed
 */
gboolean
redaksi_document_choose_field (RedaksiDocument *self, const char *name, const char *value)
{
  gboolean changed;

  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self), FALSE);

  redaksi_document_break_undo (self);
  changed = redaksi_document_set_field (self, name, value);
  redaksi_document_break_undo (self);
  return changed;
}

/**
 * redaksi_document_reset:
 * @self: a document
 * @article: another state of the same article
 *
 * Brings the article to another state (a restored revision) as one change that can be undone.
 */
void
redaksi_document_reset (RedaksiDocument *self, RedaksiArticle *article)
{
  g_autoptr (RedaksiTransaction) transaction = NULL;
  RedaksiBody *body;

  g_return_if_fail (REDAKSI_IS_DOCUMENT (self) && article != NULL);

  transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_COMMAND);
  for (guint i = 0; i < redaksi_article_get_n_fields (self->article); i++)
    {
      const char *name = redaksi_article_get_nth_field (self->article, i, NULL);
      if (redaksi_article_peek_field (article, name) == NULL)
        {
          g_autoptr (RedaksiStep) step = redaksi_step_new_set_field (name, NULL);
          redaksi_transaction_add (transaction, step);
        }
    }
  for (guint i = 0; i < redaksi_article_get_n_fields (article); i++)
    {
      const char *value;
      const char *name = redaksi_article_get_nth_field (article, i, &value);
      if (g_strcmp0 (redaksi_article_peek_field (self->article, name), value) != 0)
        {
          g_autoptr (RedaksiStep) step = redaksi_step_new_set_field (name, value);
          redaksi_transaction_add (transaction, step);
        }
    }
  body = redaksi_article_get_body (self->article);
  if (!redaksi_body_equal (body, redaksi_article_get_body (article)))
    {
      g_autoptr (RedaksiStep) step = redaksi_step_new_replace (0, redaksi_body_get_length (body),
                                                               redaksi_article_get_body (article));
      redaksi_transaction_add (transaction, step);
    }
  if (redaksi_transaction_get_n (transaction) == 0)
    return;
  redaksi_transaction_set_selection (transaction, self->selection, (RedaksiSelection){ 0, 0 });
  redaksi_document_apply (self, transaction, NULL);
}

gboolean
redaksi_document_can_undo (RedaksiDocument *self)
{
  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self), FALSE);

  return redaksi_history_can_undo (self->history);
}

gboolean
redaksi_document_can_redo (RedaksiDocument *self)
{
  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self), FALSE);

  return redaksi_history_can_redo (self->history);
}

/**
 * redaksi_document_undo:
 * @self: a document
 *
 * Takes the last action back. It is told by "applied" like any change.
 *
 * Returns: whether there was one
 */
gboolean
redaksi_document_undo (RedaksiDocument *self)
{
  g_autoptr (RedaksiTransaction) transaction = NULL;

  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self), FALSE);

  transaction = redaksi_history_undo (self->history);
  return transaction != NULL && change (self, transaction, KEEP_NOTHING, NULL);
}

/**
 * redaksi_document_redo:
 * @self: a document
 *
 * Does again what was taken back.
 *
 * Returns: whether there was anything
 */
gboolean
redaksi_document_redo (RedaksiDocument *self)
{
  g_autoptr (RedaksiTransaction) transaction = NULL;

  g_return_val_if_fail (REDAKSI_IS_DOCUMENT (self), FALSE);

  transaction = redaksi_history_redo (self->history);
  return transaction != NULL && change (self, transaction, KEEP_NOTHING, NULL);
}

/**
 * redaksi_document_join_undo:
 * @self: a document
 * @join: whether the next change is undone together with the last one
 *
 * For what is one act of the user but comes in two, such as an accent typed over a selection.
 */
void
redaksi_document_join_undo (RedaksiDocument *self, gboolean join)
{
  g_return_if_fail (REDAKSI_IS_DOCUMENT (self));

  redaksi_history_join (self->history, join);
}

/**
 * redaksi_document_break_undo:
 * @self: a document
 *
 * Makes the next change begin an undo of its own: the cursor was moved, the field was left.
 */
void
redaksi_document_break_undo (RedaksiDocument *self)
{
  g_return_if_fail (REDAKSI_IS_DOCUMENT (self));

  redaksi_history_break (self->history);
}
