/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article.h"

#include <string.h>

#include "redaksi-id.h"
#include "redaksi-json.h"

typedef struct
{
  char *name;
  char *value;
} Field;

struct _RedaksiArticle
{
  gatomicrefcount ref_count;
  char *id;
  RedaksiBody *body;
  guint n_fields;
  Field *fields; /* sorted by name */
};

G_DEFINE_BOXED_TYPE (RedaksiArticle, redaksi_article, redaksi_article_ref, redaksi_article_unref)

/**
 * redaksi_article_new:
 * @id: (nullable): its UUID; %NULL makes one
 *
 * Returns: (transfer full): an article with no fields and one empty paragraph
 */
RedaksiArticle *
redaksi_article_new (const char *id)
{
  RedaksiArticle *self;

  g_return_val_if_fail (id == NULL || redaksi_id_is_valid (id), NULL);

  self = g_new0 (RedaksiArticle, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->id = id != NULL ? g_strdup (id) : redaksi_id_new ();
  self->body = redaksi_body_new_empty ();
  return self;
}

RedaksiArticle *
redaksi_article_ref (RedaksiArticle *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
redaksi_article_unref (RedaksiArticle *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_fields; i++)
    {
      g_free (self->fields[i].name);
      g_free (self->fields[i].value);
    }
  g_free (self->fields);
  redaksi_body_unref (self->body);
  g_free (self->id);
  g_free (self);
}

const char *
redaksi_article_get_id (const RedaksiArticle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * redaksi_article_get_body:
 * @self: an article
 *
 * Returns: (transfer none)
 */
RedaksiBody *
redaksi_article_get_body (const RedaksiArticle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

/**
 * redaksi_article_peek_field:
 * @self: an article
 * @name: a field's name
 *
 * Returns: (nullable): its text, or %NULL where it is absent
 */
const char *
redaksi_article_peek_field (const RedaksiArticle *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  for (guint i = 0; i < self->n_fields; i++)
    if (strcmp (self->fields[i].name, name) == 0)
      return self->fields[i].value;
  return NULL;
}

/**
 * redaksi_article_get_field:
 * @self: an article
 * @name: a field's name
 *
 * Returns: its text, "" where it is absent
 */
const char *
redaksi_article_get_field (const RedaksiArticle *self, const char *name)
{
  const char *value = redaksi_article_peek_field (self, name);

  return value != NULL ? value : "";
}

guint
redaksi_article_get_n_fields (const RedaksiArticle *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_fields;
}

/**
 * redaksi_article_get_nth_field:
 * @self: an article
 * @i: which field, in the order of their names
 * @value: (out) (optional) (transfer none): its text
 *
 * Returns: its name
 */
const char *
redaksi_article_get_nth_field (const RedaksiArticle *self, guint i, const char **value)
{
  g_return_val_if_fail (self != NULL && i < self->n_fields, NULL);

  if (value != NULL)
    *value = self->fields[i].value;
  return self->fields[i].name;
}

/**
 * redaksi_field_name_is_valid:
 * @name: (nullable): what came from outside
 *
 * Tells whether @name can name a field: lower-case letters and dashes, at most 32. Names that this
 * version does not know are kept, for a newer one may have written them.
 */
gboolean
redaksi_field_name_is_valid (const char *name)
{
  gsize n = 0;

  if (name == NULL || !g_ascii_islower (name[0]))
    return FALSE;
  for (; name[n] != '\0'; n++)
    if (!g_ascii_islower (name[n]) && name[n] != '-')
      return FALSE;
  return n <= 32;
}

static RedaksiArticle *
copy_without_fields (RedaksiArticle *self)
{
  RedaksiArticle *copy = g_new0 (RedaksiArticle, 1);

  g_atomic_ref_count_init (&copy->ref_count);
  copy->id = g_strdup (self->id);
  copy->body = redaksi_body_ref (self->body);
  return copy;
}

static void
append_field (RedaksiArticle *self, const char *name, const char *value)
{
  self->fields[self->n_fields].name = g_strdup (name);
  self->fields[self->n_fields++].value = g_strdup (value);
}

/**
 * redaksi_article_with_field:
 * @self: an article
 * @name: a field's name
 * @value: (nullable): its text, UTF-8; %NULL or empty takes the field away
 *
 * Returns: (transfer full): an article that differs in this field alone
 */
RedaksiArticle *
redaksi_article_with_field (RedaksiArticle *self, const char *name, const char *value)
{
  RedaksiArticle *copy;
  gboolean placed = value == NULL || *value == '\0';

  g_return_val_if_fail (self != NULL && redaksi_field_name_is_valid (name), NULL);

  copy = copy_without_fields (self);
  copy->fields = g_new0 (Field, self->n_fields + 1);
  for (guint i = 0; i < self->n_fields; i++)
    {
      int order = strcmp (self->fields[i].name, name);
      if (order >= 0 && !placed)
        {
          append_field (copy, name, value);
          placed = TRUE;
        }
      if (order != 0)
        append_field (copy, self->fields[i].name, self->fields[i].value);
    }
  if (!placed)
    append_field (copy, name, value);
  return copy;
}

/**
 * redaksi_article_with_body:
 * @self: an article
 * @body: a valid body
 *
 * Returns: (transfer full): an article that differs in its body alone
 */
RedaksiArticle *
redaksi_article_with_body (RedaksiArticle *self, RedaksiBody *body)
{
  RedaksiArticle *copy;

  g_return_val_if_fail (self != NULL && body != NULL, NULL);

  copy = copy_without_fields (self);
  redaksi_body_unref (copy->body);
  copy->body = redaksi_body_ref (body);
  copy->fields = g_new0 (Field, self->n_fields);
  for (guint i = 0; i < self->n_fields; i++)
    append_field (copy, self->fields[i].name, self->fields[i].value);
  return copy;
}

/**
 * redaksi_article_with_id:
 * @self: an article
 * @id: (nullable): another UUID; %NULL makes one
 *
 * Returns: (transfer full): the same story under another name: a copy to work on
 */
RedaksiArticle *
redaksi_article_with_id (RedaksiArticle *self, const char *id)
{
  RedaksiArticle *copy;

  g_return_val_if_fail (self != NULL && (id == NULL || redaksi_id_is_valid (id)), NULL);

  copy = redaksi_article_with_body (self, self->body);
  g_free (copy->id);
  copy->id = id != NULL ? g_strdup (id) : redaksi_id_new ();
  return copy;
}

/**
 * redaksi_bylines_to_field:
 * @bylines: (element-type RedaksiByline): persons and roles in order
 *
 * Returns: (transfer full) (nullable): the text of the bylines field, %NULL for none
 */
char *
redaksi_bylines_to_field (GPtrArray *bylines)
{
  g_autoptr (yyjson_mut_doc) doc = NULL;
  yyjson_mut_val *list;

  if (bylines == NULL || bylines->len == 0)
    return NULL;
  doc = yyjson_mut_doc_new (NULL);
  list = yyjson_mut_arr (doc);
  yyjson_mut_doc_set_root (doc, list);
  for (guint i = 0; i < bylines->len; i++)
    {
      RedaksiByline *byline = bylines->pdata[i];
      yyjson_mut_val *pair = yyjson_mut_arr_add_arr (doc, list);
      yyjson_mut_arr_add_str (doc, pair, redaksi_byline_get_person (byline));
      yyjson_mut_arr_add_str (doc, pair, redaksi_byline_get_role (byline));
    }
  return redaksi_json_write (doc);
}

/**
 * redaksi_article_with_bylines:
 * @self: an article
 * @bylines: (element-type RedaksiByline) (nullable): persons and roles in order
 *
 * Returns: (transfer full)
 */
RedaksiArticle *
redaksi_article_with_bylines (RedaksiArticle *self, GPtrArray *bylines)
{
  g_autofree char *value = redaksi_bylines_to_field (bylines);

  return redaksi_article_with_field (self, REDAKSI_FIELD_BYLINES, value);
}

/**
 * redaksi_article_get_bylines:
 * @self: an article
 *
 * Returns: (transfer full) (element-type RedaksiByline): the bylines in order; what can't be read
 * in the field is passed over
 */
GPtrArray *
redaksi_article_get_bylines (const RedaksiArticle *self)
{
  GPtrArray *bylines = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  const char *value = redaksi_article_peek_field (self, REDAKSI_FIELD_BYLINES);
  g_autoptr (yyjson_doc) doc
    = value != NULL ? redaksi_json_parse (value, strlen (value), NULL) : NULL;
  yyjson_val *pair;
  size_t i, n;

  if (doc == NULL)
    return bylines;
  yyjson_arr_foreach (yyjson_doc_get_root (doc), i, n, pair)
  {
    const char *person = yyjson_get_str (yyjson_arr_get (pair, 0));
    const char *role = yyjson_get_str (yyjson_arr_get (pair, 1));
    if (person != NULL && *person != '\0')
      g_ptr_array_add (bylines, redaksi_byline_new (person, role));
  }
  return bylines;
}

/**
 * redaksi_tags_to_field:
 * @tags: (array zero-terminated=1) (nullable): tags in order
 *
 * Returns: (transfer full) (nullable): the text of the tags field, %NULL for none
 */
char *
redaksi_tags_to_field (const char *const *tags)
{
  g_autoptr (yyjson_mut_doc) doc = NULL;
  yyjson_mut_val *list;

  if (tags == NULL || tags[0] == NULL)
    return NULL;
  doc = yyjson_mut_doc_new (NULL);
  list = yyjson_mut_arr (doc);
  yyjson_mut_doc_set_root (doc, list);
  for (guint i = 0; tags[i] != NULL; i++)
    yyjson_mut_arr_add_str (doc, list, tags[i]);
  return redaksi_json_write (doc);
}

/**
 * redaksi_article_get_target_length:
 * @self: an article
 *
 * Returns: how many words it is to have; 0 where nobody said, or what was said is no such number
 */
guint
redaksi_article_get_target_length (const RedaksiArticle *self)
{
  guint64 words;

  g_return_val_if_fail (self != NULL, 0);

  if (!g_ascii_string_to_unsigned (redaksi_article_get_field (self, REDAKSI_FIELD_TARGET_LENGTH),
                                   10, 0, REDAKSI_MOST_WORDS, &words, NULL))
    return 0;
  return (guint)words;
}

/**
 * redaksi_article_with_tags:
 * @self: an article
 * @tags: (array zero-terminated=1) (nullable): tags in order
 *
 * Returns: (transfer full)
 */
RedaksiArticle *
redaksi_article_with_tags (RedaksiArticle *self, const char *const *tags)
{
  g_autofree char *value = redaksi_tags_to_field (tags);

  return redaksi_article_with_field (self, REDAKSI_FIELD_TAGS, value);
}

/**
 * redaksi_article_get_tags:
 * @self: an article
 *
 * Returns: (transfer full): the tags in order
 */
GStrv
redaksi_article_get_tags (const RedaksiArticle *self)
{
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  const char *value = redaksi_article_peek_field (self, REDAKSI_FIELD_TAGS);
  g_autoptr (yyjson_doc) doc
    = value != NULL ? redaksi_json_parse (value, strlen (value), NULL) : NULL;
  yyjson_val *tag;
  size_t i, n;

  if (doc == NULL)
    return g_strv_builder_end (tags);
  yyjson_arr_foreach (yyjson_doc_get_root (doc), i, n,
                      tag) if (yyjson_get_len (tag) > 0 && yyjson_is_str (tag))
    g_strv_builder_add (tags, yyjson_get_str (tag));
  return g_strv_builder_end (tags);
}

/**
 * redaksi_article_get_photos:
 * @self: an article
 *
 * Returns: (transfer full) (element-type utf8): the digests of the photos that it shows, the lead
 *   photo first, each once
 */
GPtrArray *
redaksi_article_get_photos (const RedaksiArticle *self)
{
  GPtrArray *photos = g_ptr_array_new_with_free_func (g_free);
  const char *lead = redaksi_article_peek_field (self, REDAKSI_FIELD_LEAD_PHOTO);

  if (lead != NULL)
    g_ptr_array_add (photos, g_strdup (lead));
  for (guint i = 0; i < redaksi_body_get_n (self->body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (self->body, i);
      const char *photo;
      if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PHOTO)
        continue;
      photo = redaksi_block_get (block, "photo");
      if (photo != NULL && !g_ptr_array_find_with_equal_func (photos, photo, g_str_equal, NULL))
        g_ptr_array_add (photos, g_strdup (photo));
    }
  return photos;
}

gboolean
redaksi_article_equal (const RedaksiArticle *a, const RedaksiArticle *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->n_fields != b->n_fields || strcmp (a->id, b->id) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_fields; i++)
    if (strcmp (a->fields[i].name, b->fields[i].name) != 0
        || strcmp (a->fields[i].value, b->fields[i].value) != 0)
      return FALSE;
  return redaksi_body_equal (a->body, b->body);
}
