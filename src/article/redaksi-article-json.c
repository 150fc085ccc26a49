/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article as JSON, the form in which revisions are kept and digested:
 *
 *   {"redaksi":1,"id":"…","fields":{"headline":"…"},
 *    "body":[{"kind":"paragraph","text":"…","marks":[[0,4,"strong"],[5,9,"link","https://…"]]},
 *            {"kind":"photo","attributes":{"photo":"…"}},{"kind":"caption","text":"…"}]}
 *
 * Members stand in this order and fields are sorted, so equal articles have equal bytes.
 */
#include <string.h>

#include "redaksi-article-private.h"
#include "redaksi-id.h"

#define FORMAT 1

gboolean
_redaksi_json_fail (GError **error, const char *what)
{
  g_set_error (error, REDAKSI_BODY_ERROR, REDAKSI_BODY_ERROR_JSON, "not an article of ours: %s",
               what);
  return FALSE;
}

static void
add_attributes (const RedaksiShape *shape, yyjson_mut_doc *doc, yyjson_mut_val *object)
{
  guint n = redaksi_shape_get_n (shape);
  yyjson_mut_val *attributes;

  if (n == 0)
    return;
  attributes = yyjson_mut_obj_add_obj (doc, object, "attributes");
  for (guint i = 0; i < n; i++)
    {
      const char *value;
      const char *name = redaksi_shape_get_nth (shape, i, &value);
      yyjson_mut_obj_add_str (doc, attributes, name, value);
    }
}

yyjson_mut_val *
_redaksi_shape_to_value (const RedaksiShape *shape, yyjson_mut_doc *doc)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, object, "kind",
                          redaksi_block_kind_to_string (redaksi_shape_get_kind (shape)));
  add_attributes (shape, doc, object);
  return object;
}

RedaksiShape *
_redaksi_shape_from_value (yyjson_val *value, GError **error)
{
  g_autoptr (RedaksiShape) shape = NULL;
  RedaksiBlockKind kind;
  yyjson_val *attributes, *name, *attribute;
  size_t i, n;

  if (!redaksi_block_kind_from_string (redaksi_json_get_string (value, "kind"), &kind))
    {
      _redaksi_json_fail (error, "a block of no known kind");
      return NULL;
    }
  shape = redaksi_shape_new (kind, NULL);
  attributes = yyjson_obj_get (value, "attributes");
  if (attributes == NULL)
    return g_steal_pointer (&shape);
  if (!yyjson_is_obj (attributes))
    {
      _redaksi_json_fail (error, "attributes that are no object");
      return NULL;
    }
  yyjson_obj_foreach (attributes, i, n, name, attribute)
  {
    RedaksiShape *next;
    if (!yyjson_is_str (attribute)
        || strlen (yyjson_get_str (attribute)) != yyjson_get_len (attribute)
        || strlen (yyjson_get_str (name)) != yyjson_get_len (name))
      {
        _redaksi_json_fail (error, "an attribute that is no text");
        return NULL;
      }
    next = redaksi_shape_with (shape, yyjson_get_str (name), yyjson_get_str (attribute));
    redaksi_shape_unref (shape);
    shape = next;
  }
  return g_steal_pointer (&shape);
}

static yyjson_mut_val *
block_to_value (const RedaksiBlock *block, yyjson_mut_doc *doc)
{
  yyjson_mut_val *object = _redaksi_shape_to_value (redaksi_block_get_shape (block), doc);
  const RedaksiMarkSpan *spans;
  guint n_spans;

  if (!redaksi_shape_is_leaf (redaksi_block_get_shape (block))
      || strcmp (redaksi_block_get_text (block), REDAKSI_LEAF_TEXT) != 0)
    yyjson_mut_obj_add_str (doc, object, "text", redaksi_block_get_text (block));
  spans = redaksi_block_get_spans (block, &n_spans);
  if (n_spans > 0)
    {
      yyjson_mut_val *marks = yyjson_mut_obj_add_arr (doc, object, "marks");
      for (guint i = 0; i < n_spans; i++)
        {
          yyjson_mut_val *mark = yyjson_mut_arr_add_arr (doc, marks);
          yyjson_mut_arr_add_uint (doc, mark, spans[i].start);
          yyjson_mut_arr_add_uint (doc, mark, spans[i].end);
          yyjson_mut_arr_add_str (
            doc, mark, redaksi_mark_kind_to_string (redaksi_mark_get_kind (spans[i].mark)));
          if (redaksi_mark_get_value (spans[i].mark) != NULL)
            yyjson_mut_arr_add_str (doc, mark, redaksi_mark_get_value (spans[i].mark));
        }
    }
  return object;
}

static void
clear_span (gpointer data)
{
  RedaksiMarkSpan *span = data;
  redaksi_mark_unref (span->mark);
}

static gboolean
read_marks (yyjson_val *value, GArray *spans, GError **error)
{
  yyjson_val *item;
  size_t i, n;

  if (value == NULL)
    return TRUE;
  if (!yyjson_is_arr (value))
    return _redaksi_json_fail (error, "marks that are no list");
  yyjson_arr_foreach (value, i, n, item)
  {
    yyjson_val *start = yyjson_arr_get (item, 0), *end = yyjson_arr_get (item, 1);
    yyjson_val *text = yyjson_arr_get (item, 3);
    RedaksiMarkKind kind;
    RedaksiMarkSpan span;

    if (!yyjson_is_uint (start) || !yyjson_is_uint (end) || yyjson_get_uint (end) > G_MAXINT
        || yyjson_get_uint (start) >= yyjson_get_uint (end)
        || !redaksi_mark_kind_from_string (yyjson_get_str (yyjson_arr_get (item, 2)), &kind)
        || (text != NULL
            && (!yyjson_is_str (text) || strlen (yyjson_get_str (text)) != yyjson_get_len (text))))
      return _redaksi_json_fail (error, "a mark of no known form");
    span.start = (guint)yyjson_get_uint (start);
    span.end = (guint)yyjson_get_uint (end);
    span.mark = redaksi_mark_new (kind, yyjson_get_str (text));
    g_array_append_val (spans, span);
  }
  return TRUE;
}

static RedaksiBlock *
block_from_value (yyjson_val *value, GError **error)
{
  g_autoptr (RedaksiShape) shape = _redaksi_shape_from_value (value, error);
  g_autoptr (GArray) spans = NULL;
  const char *text;

  if (shape == NULL)
    return NULL;
  text = redaksi_json_get_string (value, "text");
  if (text == NULL && (yyjson_obj_get (value, "text") != NULL || !redaksi_shape_is_leaf (shape)))
    {
      _redaksi_json_fail (error, "a block without text");
      return NULL;
    }
  spans = g_array_new (FALSE, FALSE, sizeof (RedaksiMarkSpan));
  g_array_set_clear_func (spans, clear_span);
  if (!read_marks (yyjson_obj_get (value, "marks"), spans, error))
    return NULL;
  return redaksi_block_new (shape, text != NULL ? text : REDAKSI_LEAF_TEXT,
                            (RedaksiMarkSpan *)spans->data, spans->len);
}

yyjson_mut_val *
_redaksi_body_to_value (const RedaksiBody *body, yyjson_mut_doc *doc)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    yyjson_mut_arr_append (list, block_to_value (redaksi_body_get_nth (body, i), doc));
  return list;
}

/* A slice's first and last block may be a leaf shape with no text; nothing else may be invalid. */
static gboolean
is_edge_of_slice (RedaksiBlock *block, guint i, guint n)
{
  return (i == 0 || i == n - 1) && redaksi_shape_is_leaf (redaksi_block_get_shape (block))
         && redaksi_block_get_length (block) == 0;
}

RedaksiBody *
_redaksi_body_from_value (yyjson_val *value, gboolean is_slice, GError **error)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  guint64 length = 0;
  yyjson_val *item;
  size_t i, n;

  if (!yyjson_is_arr (value) || yyjson_arr_size (value) == 0)
    {
      _redaksi_json_fail (error, "no body");
      return NULL;
    }
  yyjson_arr_foreach (value, i, n, item)
  {
    RedaksiBlock *block = block_from_value (item, error);
    if (block == NULL)
      return NULL;
    g_ptr_array_add (blocks, block);
    length += redaksi_block_get_length (block) + 1;
    if (length > G_MAXINT
        || (!redaksi_block_is_valid (block) && !(is_slice && is_edge_of_slice (block, i, n))))
      {
        _redaksi_json_fail (error, "a block that breaks its own rules");
        return NULL;
      }
  }
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}

/**
 * redaksi_article_to_json:
 * @self: an article
 *
 * Returns: (transfer full): its canonical JSON: equal articles have equal bytes
 */
char *
redaksi_article_to_json (const RedaksiArticle *self)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *fields;

  g_return_val_if_fail (self != NULL, NULL);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_uint (doc, root, "redaksi", FORMAT);
  yyjson_mut_obj_add_str (doc, root, "id", redaksi_article_get_id (self));
  fields = yyjson_mut_obj_add_obj (doc, root, "fields");
  for (guint i = 0; i < redaksi_article_get_n_fields (self); i++)
    {
      const char *value;
      const char *name = redaksi_article_get_nth_field (self, i, &value);
      yyjson_mut_obj_add_str (doc, fields, name, value);
    }
  yyjson_mut_obj_add_val (doc, root, "body",
                          _redaksi_body_to_value (redaksi_article_get_body (self), doc));
  return redaksi_json_write (doc);
}

/**
 * redaksi_article_from_json:
 * @json: (array length=length): what redaksi_article_to_json() wrote, or what somebody forged
 * @length: its length in bytes
 * @error: return location for a #RedaksiBodyError or #RedaksiJsonError
 *
 * Returns: (transfer full) (nullable): the article
 */
RedaksiArticle *
redaksi_article_from_json (const char *json, gsize length, GError **error)
{
  g_autoptr (yyjson_doc) doc = redaksi_json_parse (json, length, error);
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiBody) body = NULL;
  yyjson_val *root, *fields, *name, *value;
  const char *id;
  size_t i, n;

  if (doc == NULL)
    return NULL;
  root = yyjson_doc_get_root (doc);
  id = redaksi_json_get_string (root, "id");
  fields = yyjson_obj_get (root, "fields");
  if (redaksi_json_get_int (root, "redaksi", 0) != FORMAT || !redaksi_id_is_valid (id)
      || !yyjson_is_obj (fields))
    {
      _redaksi_json_fail (error, "no format, id or fields");
      return NULL;
    }
  article = redaksi_article_new (id);
  yyjson_obj_foreach (fields, i, n, name, value)
  {
    RedaksiArticle *next;
    if (strlen (yyjson_get_str (name)) != yyjson_get_len (name)
        || !redaksi_field_name_is_valid (yyjson_get_str (name)) || !yyjson_is_str (value)
        || strlen (yyjson_get_str (value)) != yyjson_get_len (value))
      {
        _redaksi_json_fail (error, "a field of no known form");
        return NULL;
      }
    next = redaksi_article_with_field (article, yyjson_get_str (name), yyjson_get_str (value));
    redaksi_article_unref (article);
    article = next;
  }
  body = _redaksi_body_from_value (yyjson_obj_get (root, "body"), FALSE, error);
  if (body == NULL)
    return NULL;
  return redaksi_article_with_body (article, body);
}
