/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-shape.h"

#include <stdarg.h>
#include <string.h>

typedef struct
{
  char *name;
  char *value;
} Attribute;

struct _RedaksiShape
{
  gatomicrefcount ref_count;
  RedaksiBlockKind kind;
  guint n;
  Attribute attributes[];
};

G_DEFINE_BOXED_TYPE (RedaksiShape, redaksi_shape, redaksi_shape_ref, redaksi_shape_unref)

static const char *const kind_names[] = {
  [REDAKSI_BLOCK_PARAGRAPH] = "paragraph", [REDAKSI_BLOCK_HEADING] = "heading",
  [REDAKSI_BLOCK_QUOTE] = "quote",         [REDAKSI_BLOCK_PULL_QUOTE] = "pull-quote",
  [REDAKSI_BLOCK_LIST_ITEM] = "list-item", [REDAKSI_BLOCK_PHOTO] = "photo",
  [REDAKSI_BLOCK_CAPTION] = "caption",     [REDAKSI_BLOCK_EMBED] = "embed",
  [REDAKSI_BLOCK_DIVIDER] = "divider",     [REDAKSI_BLOCK_PRESERVED] = "preserved",
};

/**
 * redaksi_block_kind_to_string:
 * @kind: a kind
 *
 * Returns: the word that JSON has for it
 */
const char *
redaksi_block_kind_to_string (RedaksiBlockKind kind)
{
  g_return_val_if_fail (kind <= REDAKSI_BLOCK_KIND_LAST, NULL);

  return kind_names[kind];
}

/**
 * redaksi_block_kind_from_string:
 * @text: (nullable): a word
 * @kind: (out): the kind that it names
 *
 * Returns: whether it names one
 */
gboolean
redaksi_block_kind_from_string (const char *text, RedaksiBlockKind *kind)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (kind_names); i++)
    if (strcmp (text, kind_names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * redaksi_block_kind_is_leaf:
 * @kind: a kind
 *
 * Tells whether blocks of this kind have no text, but count as one character.
 */
gboolean
redaksi_block_kind_is_leaf (RedaksiBlockKind kind)
{
  return kind == REDAKSI_BLOCK_PHOTO || kind == REDAKSI_BLOCK_EMBED || kind == REDAKSI_BLOCK_DIVIDER
         || kind == REDAKSI_BLOCK_PRESERVED;
}

static RedaksiShape *
shape_alloc (RedaksiBlockKind kind, guint n)
{
  RedaksiShape *self = g_malloc0 (sizeof (RedaksiShape) + n * sizeof (Attribute));

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->n = n;
  return self;
}

/**
 * redaksi_shape_new:
 * @kind: what the block is
 * @...: pairs of an attribute's name and value, then %NULL; a %NULL value leaves the attribute out
 *
 * Returns: (transfer full): a shape
 */
RedaksiShape *
redaksi_shape_new (RedaksiBlockKind kind, ...)
{
  g_autoptr (RedaksiShape) self = NULL;
  const char *name;
  va_list args;

  g_return_val_if_fail (kind <= REDAKSI_BLOCK_KIND_LAST, NULL);

  self = shape_alloc (kind, 0);
  va_start (args, kind);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);
      RedaksiShape *next = redaksi_shape_with (self, name, value);
      redaksi_shape_unref (self);
      self = next;
    }
  va_end (args);
  return g_steal_pointer (&self);
}

RedaksiShape *
redaksi_shape_ref (RedaksiShape *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
redaksi_shape_unref (RedaksiShape *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n; i++)
    {
      g_free (self->attributes[i].name);
      g_free (self->attributes[i].value);
    }
  g_free (self);
}

RedaksiBlockKind
redaksi_shape_get_kind (const RedaksiShape *self)
{
  g_return_val_if_fail (self != NULL, REDAKSI_BLOCK_PARAGRAPH);

  return self->kind;
}

/**
 * redaksi_shape_get:
 * @self: a shape
 * @name: an attribute's name
 *
 * Returns: (nullable): its value, or %NULL where it is absent
 */
const char *
redaksi_shape_get (const RedaksiShape *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  for (guint i = 0; i < self->n; i++)
    if (strcmp (self->attributes[i].name, name) == 0)
      return self->attributes[i].value;
  return NULL;
}

guint
redaksi_shape_get_n (const RedaksiShape *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

/**
 * redaksi_shape_get_nth:
 * @self: a shape
 * @i: which attribute, in the order of their names
 * @value: (out) (transfer none): its value
 *
 * Returns: its name
 */
const char *
redaksi_shape_get_nth (const RedaksiShape *self, guint i, const char **value)
{
  g_return_val_if_fail (self != NULL && i < self->n, NULL);

  if (value != NULL)
    *value = self->attributes[i].value;
  return self->attributes[i].name;
}

/**
 * redaksi_shape_with:
 * @self: a shape
 * @name: an attribute's name
 * @value: (nullable): its value; %NULL or empty takes it away
 *
 * Returns: (transfer full): a shape that differs in this attribute alone
 */
RedaksiShape *
redaksi_shape_with (const RedaksiShape *self, const char *name, const char *value)
{
  RedaksiShape *result;
  guint n = 0;
  gboolean placed = value == NULL || *value == '\0';

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  result = shape_alloc (self->kind, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      int order = strcmp (self->attributes[i].name, name);
      if (order >= 0 && !placed)
        {
          result->attributes[n].name = g_strdup (name);
          result->attributes[n++].value = g_strdup (value);
          placed = TRUE;
        }
      if (order == 0)
        continue;
      result->attributes[n].name = g_strdup (self->attributes[i].name);
      result->attributes[n++].value = g_strdup (self->attributes[i].value);
    }
  if (!placed)
    {
      result->attributes[n].name = g_strdup (name);
      result->attributes[n++].value = g_strdup (value);
    }
  result->n = n;
  return result;
}

gboolean
redaksi_shape_is_leaf (const RedaksiShape *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return redaksi_block_kind_is_leaf (self->kind);
}

static guint
get_number (const RedaksiShape *self, const char *name, guint least, guint most)
{
  const char *value = redaksi_shape_get (self, name);
  guint64 number = 0;

  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, least, most, &number, NULL))
    return least;
  return (guint)number;
}

/**
 * redaksi_shape_get_level:
 * @self: a heading's shape
 *
 * Returns: 2 to 4; what is no level counts as 2
 */
guint
redaksi_shape_get_level (const RedaksiShape *self)
{
  return get_number (self, "level", 2, 4);
}

/**
 * redaksi_shape_get_depth:
 * @self: a list item's shape
 *
 * Returns: 0 (outermost) to 8
 */
guint
redaksi_shape_get_depth (const RedaksiShape *self)
{
  return get_number (self, "depth", 0, 8);
}

gboolean
redaksi_shape_is_ordered (const RedaksiShape *self)
{
  return g_strcmp0 (redaksi_shape_get (self, "ordered"), "true") == 0;
}

gboolean
redaksi_shape_equal (const RedaksiShape *a, const RedaksiShape *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->kind != b->kind || a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (strcmp (a->attributes[i].name, b->attributes[i].name) != 0
        || strcmp (a->attributes[i].value, b->attributes[i].value) != 0)
      return FALSE;
  return TRUE;
}
