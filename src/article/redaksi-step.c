/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-step.h"

#include <string.h>

#include "redaksi-article-private.h"

struct _RedaksiStep
{
  gatomicrefcount ref_count;
  RedaksiStepKind kind;
  guint from;
  guint to;
  RedaksiBody *slice;
  RedaksiMark *mark;
  RedaksiShape *shape;
  char *field;
  char *value;
};

G_DEFINE_BOXED_TYPE (RedaksiStep, redaksi_step, redaksi_step_ref, redaksi_step_unref)

static RedaksiStep *
step_alloc (RedaksiStepKind kind, guint from, guint to)
{
  RedaksiStep *self = g_new0 (RedaksiStep, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->from = from;
  self->to = to;
  return self;
}

/**
 * redaksi_step_new_replace:
 * @from: the first position
 * @to: the last position
 * @slice: what shall stand between them
 *
 * Returns: (transfer full)
 */
RedaksiStep *
redaksi_step_new_replace (guint from, guint to, RedaksiBody *slice)
{
  RedaksiStep *self;

  g_return_val_if_fail (from <= to && slice != NULL, NULL);

  self = step_alloc (REDAKSI_STEP_REPLACE, from, to);
  self->slice = redaksi_body_ref (slice);
  return self;
}

/**
 * redaksi_step_new_replace_text:
 * @body: what the step will be applied to
 * @from: the first position
 * @to: the last position, in the same block
 * @text: what shall stand between them, without line ends
 *
 * The new text has the marks of the first character that it replaces; where it replaces none, those
 * that go on over @from.
 *
 * Returns: (transfer full)
 */
RedaksiStep *
redaksi_step_new_replace_text (RedaksiBody *body, guint from, guint to, const char *text)
{
  g_autoptr (GArray) marks = NULL;
  g_autoptr (RedaksiBlock) piece = NULL;
  g_autoptr (RedaksiBody) slice = NULL;
  RedaksiBlock *block;
  const RedaksiMarkSpan *spans;
  guint offset, n_spans;

  g_return_val_if_fail (body != NULL && from <= to && text != NULL, NULL);

  block = redaksi_body_get_nth (body, redaksi_body_find (body, from, &offset));
  g_return_val_if_fail (offset + (to - from) <= redaksi_block_get_length (block), NULL);
  marks = g_array_new (FALSE, FALSE, sizeof (RedaksiMarkSpan));
  spans = redaksi_block_get_spans (block, &n_spans);
  for (guint i = 0; i < n_spans; i++)
    {
      RedaksiMarkSpan span = { 0, (guint)g_utf8_strlen (text, -1), spans[i].mark };
      gboolean covers = from < to ? spans[i].start <= offset : spans[i].start < offset;
      if (covers && spans[i].end > offset && span.end > 0)
        g_array_append_val (marks, span);
    }
  piece = redaksi_block_new (redaksi_block_get_shape (block), text,
                             (const RedaksiMarkSpan *)(gpointer)marks->data, marks->len);
  slice = redaksi_body_new (&piece, 1);
  return redaksi_step_new_replace (from, to, slice);
}

static RedaksiStep *
step_new_mark (RedaksiStepKind kind, guint from, guint to, RedaksiMark *mark)
{
  RedaksiStep *self = step_alloc (kind, from, to);

  self->mark = redaksi_mark_ref (mark);
  return self;
}

/**
 * redaksi_step_new_add_mark:
 * @from: the first position
 * @to: the last position
 * @mark: what shall be true of the text between them
 *
 * Returns: (transfer full)
 */
RedaksiStep *
redaksi_step_new_add_mark (guint from, guint to, RedaksiMark *mark)
{
  g_return_val_if_fail (from <= to && mark != NULL, NULL);

  return step_new_mark (REDAKSI_STEP_ADD_MARK, from, to, mark);
}

/**
 * redaksi_step_new_remove_mark:
 * @from: the first position
 * @to: the last position
 * @mark: what shall no longer be true of the text between them
 *
 * Returns: (transfer full)
 */
RedaksiStep *
redaksi_step_new_remove_mark (guint from, guint to, RedaksiMark *mark)
{
  g_return_val_if_fail (from <= to && mark != NULL, NULL);

  return step_new_mark (REDAKSI_STEP_REMOVE_MARK, from, to, mark);
}

/**
 * redaksi_step_new_set_block:
 * @position: any position in the block
 * @shape: what it shall be; a leaf stays a leaf and text stays text
 *
 * Returns: (transfer full)
 */
RedaksiStep *
redaksi_step_new_set_block (guint position, RedaksiShape *shape)
{
  RedaksiStep *self;

  g_return_val_if_fail (shape != NULL, NULL);

  self = step_alloc (REDAKSI_STEP_SET_BLOCK, position, position);
  self->shape = redaksi_shape_ref (shape);
  return self;
}

/**
 * redaksi_step_new_set_field:
 * @name: a field's name
 * @value: (nullable): its text; %NULL or empty takes the field away
 *
 * Returns: (transfer full)
 */
RedaksiStep *
redaksi_step_new_set_field (const char *name, const char *value)
{
  RedaksiStep *self;

  g_return_val_if_fail (redaksi_field_name_is_valid (name), NULL);

  self = step_alloc (REDAKSI_STEP_SET_FIELD, 0, 0);
  self->field = g_strdup (name);
  self->value = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  return self;
}

RedaksiStep *
redaksi_step_ref (RedaksiStep *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
redaksi_step_unref (RedaksiStep *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->slice, redaksi_body_unref);
  g_clear_pointer (&self->mark, redaksi_mark_unref);
  g_clear_pointer (&self->shape, redaksi_shape_unref);
  g_free (self->field);
  g_free (self->value);
  g_free (self);
}

RedaksiStepKind
redaksi_step_get_kind (const RedaksiStep *self)
{
  g_return_val_if_fail (self != NULL, REDAKSI_STEP_REPLACE);

  return self->kind;
}

guint
redaksi_step_get_from (const RedaksiStep *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->from;
}

guint
redaksi_step_get_to (const RedaksiStep *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->to;
}

/**
 * redaksi_step_get_slice:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): what a replace step puts in
 */
RedaksiBody *
redaksi_step_get_slice (const RedaksiStep *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->slice;
}

/**
 * redaksi_step_get_mark:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): what a mark step adds or removes
 */
RedaksiMark *
redaksi_step_get_mark (const RedaksiStep *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->mark;
}

/**
 * redaksi_step_get_shape:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): what a block step sets
 */
RedaksiShape *
redaksi_step_get_shape (const RedaksiStep *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->shape;
}

/**
 * redaksi_step_get_field:
 * @self: a step
 *
 * Returns: (nullable): the name of the field that a field step sets
 */
const char *
redaksi_step_get_field (const RedaksiStep *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->field;
}

/**
 * redaksi_step_get_value:
 * @self: a step
 *
 * Returns: (nullable): the text that a field step sets
 */
const char *
redaksi_step_get_value (const RedaksiStep *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->value;
}

static gboolean
check_range (RedaksiStep *self, RedaksiBody *body, GError **error)
{
  if (self->from <= self->to && self->to <= redaksi_body_get_length (body))
    return TRUE;
  g_set_error (error, REDAKSI_BODY_ERROR, REDAKSI_BODY_ERROR_RANGE,
               "%u–%u lies outside a body of %u", self->from, self->to,
               redaksi_body_get_length (body));
  return FALSE;
}

static RedaksiBody *
apply_mark (RedaksiStep *self, RedaksiBody *body)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  guint first, last, start, end;

  first = redaksi_body_find (body, self->from, &start);
  last = redaksi_body_find (body, self->to, &end);
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      guint a = i == first ? start : 0;
      guint b = i == last ? end : redaksi_block_get_length (block);

      if (i < first || i > last)
        block = redaksi_block_ref (block);
      else if (self->kind == REDAKSI_STEP_ADD_MARK)
        block = redaksi_block_add_mark (block, a, b, self->mark);
      else
        block = redaksi_block_remove_mark (block, a, b, self->mark);
      g_ptr_array_add (blocks, block);
    }
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}

/* Whether any character of the range has the mark, or one that the mark would displace. */
static gboolean
is_marked_anywhere (RedaksiStep *self, RedaksiBody *body)
{
  guint first, last, start, end;

  first = redaksi_body_find (body, self->from, &start);
  last = redaksi_body_find (body, self->to, &end);
  for (guint i = first; i <= last; i++)
    {
      guint n_spans;
      const RedaksiMarkSpan *spans
        = redaksi_block_get_spans (redaksi_body_get_nth (body, i), &n_spans);
      for (guint k = 0; k < n_spans; k++)
        {
          gboolean same = redaksi_mark_equal (spans[k].mark, self->mark)
                          || (redaksi_mark_get_kind (self->mark) == REDAKSI_MARK_LINK
                              && redaksi_mark_get_kind (spans[k].mark) == REDAKSI_MARK_LINK);
          if (same && (i != first || spans[k].end > start) && (i != last || spans[k].start < end))
            return TRUE;
        }
    }
  return FALSE;
}

static RedaksiBody *
apply_shape (RedaksiStep *self, RedaksiBody *body, GError **error)
{
  guint i = redaksi_body_find (body, self->from, NULL);
  g_autoptr (RedaksiBlock) block
    = redaksi_block_with_shape (redaksi_body_get_nth (body, i), self->shape);

  if (!redaksi_block_is_valid (block))
    {
      g_set_error_literal (error, REDAKSI_BODY_ERROR, REDAKSI_BODY_ERROR_INVALID,
                           "a leaf can't become text, nor text a leaf");
      return NULL;
    }
  return redaksi_body_with_block (body, i, block);
}

/**
 * redaksi_step_apply:
 * @self: a step
 * @article: what it changes
 * @error: return location for a #RedaksiBodyError
 *
 * Returns: (transfer full) (nullable): the changed article
 */
RedaksiArticle *
redaksi_step_apply (RedaksiStep *self, RedaksiArticle *article, GError **error)
{
  RedaksiBody *before;
  g_autoptr (RedaksiBody) after = NULL;

  g_return_val_if_fail (self != NULL && article != NULL, NULL);

  if (self->kind == REDAKSI_STEP_SET_FIELD)
    return redaksi_article_with_field (article, self->field, self->value);

  before = redaksi_article_get_body (article);
  if (!check_range (self, before, error))
    return NULL;
  if (self->kind == REDAKSI_STEP_REPLACE)
    after = redaksi_body_replace (before, self->from, self->to, self->slice, error);
  else if (self->kind == REDAKSI_STEP_SET_BLOCK)
    after = apply_shape (self, before, error);
  else
    after = apply_mark (self, before);
  return after != NULL ? redaksi_article_with_body (article, after) : NULL;
}

/**
 * redaksi_step_invert:
 * @self: a step that can be applied to @before
 * @before: the article before it was applied
 *
 * Returns: (transfer full): the step that takes it back
 */
RedaksiStep *
redaksi_step_invert (RedaksiStep *self, RedaksiArticle *before)
{
  RedaksiBody *body;
  g_autoptr (RedaksiBody) cut = NULL;

  g_return_val_if_fail (self != NULL && before != NULL, NULL);

  if (self->kind == REDAKSI_STEP_SET_FIELD)
    return redaksi_step_new_set_field (self->field,
                                       redaksi_article_peek_field (before, self->field));

  body = redaksi_article_get_body (before);
  g_return_val_if_fail (self->to <= redaksi_body_get_length (body), NULL);
  if (self->kind == REDAKSI_STEP_SET_BLOCK)
    {
      guint i = redaksi_body_find (body, self->from, NULL);
      return redaksi_step_new_set_block (self->from,
                                         redaksi_block_get_shape (redaksi_body_get_nth (body, i)));
    }
  if (self->kind == REDAKSI_STEP_REPLACE)
    {
      cut = redaksi_body_cut (body, self->from, self->to);
      return redaksi_step_new_replace (self->from,
                                       self->from + redaksi_body_get_length (self->slice), cut);
    }
  if (self->kind == REDAKSI_STEP_ADD_MARK && !is_marked_anywhere (self, body))
    return redaksi_step_new_remove_mark (self->from, self->to, self->mark);
  if (self->kind == REDAKSI_STEP_REMOVE_MARK
      && redaksi_body_has_mark (body, self->from, self->to, self->mark))
    return redaksi_step_new_add_mark (self->from, self->to, self->mark);
  /* The mark was on a part of the range before, or took another link's place: what was cut knows.
   */
  cut = redaksi_body_cut (body, self->from, self->to);
  return redaksi_step_new_replace (self->from, self->to, cut);
}

static gboolean
is_bare (RedaksiBody *slice)
{
  return redaksi_body_get_n (slice) == 1 && redaksi_body_get_length (slice) == 0;
}

static RedaksiStep *
merge_replace (RedaksiStep *a, RedaksiStep *b)
{
  guint end = a->from + redaksi_body_get_length (a->slice);

  /* The second changes what the first put in: typing, and Backspace over it. */
  if (b->from >= a->from && b->to <= end)
    {
      g_autoptr (RedaksiBody) slice
        = redaksi_body_replace (a->slice, b->from - a->from, b->to - a->from, b->slice, NULL);
      return slice != NULL ? redaksi_step_new_replace (a->from, a->to, slice) : NULL;
    }
  /* The first deleted, the second goes on before it (Backspace) or after it (Delete). */
  if (is_bare (a->slice) && b->from <= a->from && b->to >= a->from)
    return redaksi_step_new_replace (b->from, b->to - a->from + a->to, b->slice);
  return NULL;
}

/**
 * redaksi_step_merge:
 * @self: a step
 * @next: the step after it
 *
 * Returns: (transfer full) (nullable): one step that does what both do, or %NULL where there is
 * none
 */
RedaksiStep *
redaksi_step_merge (RedaksiStep *self, RedaksiStep *next)
{
  g_return_val_if_fail (self != NULL && next != NULL, NULL);

  if (self->kind != next->kind)
    return NULL;
  switch (self->kind)
    {
    case REDAKSI_STEP_REPLACE:
      return merge_replace (self, next);
    case REDAKSI_STEP_SET_FIELD:
      return strcmp (self->field, next->field) == 0 ? redaksi_step_ref (next) : NULL;
    case REDAKSI_STEP_SET_BLOCK:
      return self->from == next->from ? redaksi_step_ref (next) : NULL;
    case REDAKSI_STEP_ADD_MARK:
    case REDAKSI_STEP_REMOVE_MARK:
    default:
      return redaksi_step_equal (self, next) ? redaksi_step_ref (next) : NULL;
    }
}

/**
 * redaksi_step_map:
 * @self: a step
 * @position: a position before the step
 * @after: where text is inserted exactly there, whether to stand after it
 *
 * Returns: the position that means the same place after the step
 */
guint
redaksi_step_map (RedaksiStep *self, guint position, gboolean after)
{
  guint length;

  g_return_val_if_fail (self != NULL, position);

  if (self->kind != REDAKSI_STEP_REPLACE || position < self->from)
    return position;
  length = redaksi_body_get_length (self->slice);
  if (self->from == self->to)
    return position > self->from || after ? position + length : position;
  if (position == self->from)
    return position;
  if (position >= self->to)
    return position - (self->to - self->from) + length;
  return after ? self->from + length : self->from;
}

gboolean
redaksi_step_equal (const RedaksiStep *a, const RedaksiStep *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  if (a->kind != b->kind || a->from != b->from || a->to != b->to
      || g_strcmp0 (a->field, b->field) != 0 || g_strcmp0 (a->value, b->value) != 0)
    return FALSE;
  if (a->mark != NULL && !redaksi_mark_equal (a->mark, b->mark))
    return FALSE;
  return redaksi_shape_equal (a->shape, b->shape) && redaksi_body_equal (a->slice, b->slice);
}

static const char *const step_names[] = {
  [REDAKSI_STEP_REPLACE] = "replace",         [REDAKSI_STEP_ADD_MARK] = "add-mark",
  [REDAKSI_STEP_REMOVE_MARK] = "remove-mark", [REDAKSI_STEP_SET_BLOCK] = "set-block",
  [REDAKSI_STEP_SET_FIELD] = "set-field",
};

yyjson_mut_val *
_redaksi_step_to_value (const RedaksiStep *self, yyjson_mut_doc *doc)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, object, "step", step_names[self->kind]);
  if (self->kind == REDAKSI_STEP_SET_FIELD)
    {
      yyjson_mut_obj_add_str (doc, object, "field", self->field);
      if (self->value != NULL)
        yyjson_mut_obj_add_str (doc, object, "value", self->value);
      return object;
    }
  yyjson_mut_obj_add_uint (doc, object, "from", self->from);
  if (self->to != self->from)
    yyjson_mut_obj_add_uint (doc, object, "to", self->to);
  if (self->slice != NULL)
    yyjson_mut_obj_add_val (doc, object, "slice", _redaksi_body_to_value (self->slice, doc));
  if (self->shape != NULL)
    yyjson_mut_obj_add_val (doc, object, "shape", _redaksi_shape_to_value (self->shape, doc));
  if (self->mark != NULL)
    {
      yyjson_mut_obj_add_str (doc, object, "mark",
                              redaksi_mark_kind_to_string (redaksi_mark_get_kind (self->mark)));
      if (redaksi_mark_get_value (self->mark) != NULL)
        yyjson_mut_obj_add_str (doc, object, "value", redaksi_mark_get_value (self->mark));
    }
  return object;
}

static RedaksiStep *
read_positions (yyjson_val *value, RedaksiStepKind kind)
{
  gint64 from = redaksi_json_get_int (value, "from", -1);
  gint64 to = redaksi_json_get_int (value, "to", from);

  if (from < 0 || to < from || to > G_MAXINT)
    return NULL;
  return step_alloc (kind, (guint)from, (guint)to);
}

RedaksiStep *
_redaksi_step_from_value (yyjson_val *value, GError **error)
{
  const char *name = redaksi_json_get_string (value, "step");
  g_autoptr (RedaksiStep) self = NULL;
  RedaksiStepKind kind;
  RedaksiMarkKind mark;

  for (kind = 0; kind < G_N_ELEMENTS (step_names); kind++)
    if (g_strcmp0 (name, step_names[kind]) == 0)
      break;
  if (kind == REDAKSI_STEP_SET_FIELD)
    {
      const char *field = redaksi_json_get_string (value, "field");
      if (redaksi_field_name_is_valid (field))
        return redaksi_step_new_set_field (field, redaksi_json_get_string (value, "value"));
    }
  else if (kind < G_N_ELEMENTS (step_names))
    self = read_positions (value, kind);
  if (self == NULL)
    {
      _redaksi_json_fail (error, "a step of no known form");
      return NULL;
    }
  if (kind == REDAKSI_STEP_REPLACE)
    self->slice = _redaksi_body_from_value (yyjson_obj_get (value, "slice"), TRUE, error);
  else if (kind == REDAKSI_STEP_SET_BLOCK)
    self->shape = _redaksi_shape_from_value (yyjson_obj_get (value, "shape"), error);
  else if (redaksi_mark_kind_from_string (redaksi_json_get_string (value, "mark"), &mark))
    self->mark = redaksi_mark_new (mark, redaksi_json_get_string (value, "value"));
  else
    _redaksi_json_fail (error, "a mark of no known kind");
  if (self->slice == NULL && self->shape == NULL && self->mark == NULL)
    return NULL;
  return g_steal_pointer (&self);
}
