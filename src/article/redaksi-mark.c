/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-mark.h"

#include <string.h>

struct _RedaksiMark
{
  gatomicrefcount ref_count;
  RedaksiMarkKind kind;
  char *value;
};

G_DEFINE_BOXED_TYPE (RedaksiMark, redaksi_mark, redaksi_mark_ref, redaksi_mark_unref)

static const char *const kind_names[] = {
  [REDAKSI_MARK_STRONG] = "strong",
  [REDAKSI_MARK_EMPHASIS] = "emphasis",
  [REDAKSI_MARK_STRIKETHROUGH] = "strikethrough",
  [REDAKSI_MARK_LINK] = "link",
  [REDAKSI_MARK_NOTE] = "note",
  [REDAKSI_MARK_INSERTION] = "insertion",
  [REDAKSI_MARK_DELETION] = "deletion",
};

/**
 * redaksi_mark_kind_to_string:
 * @kind: a kind
 *
 * Returns: the word that JSON has for it
 */
const char *
redaksi_mark_kind_to_string (RedaksiMarkKind kind)
{
  g_return_val_if_fail (kind <= REDAKSI_MARK_KIND_LAST, NULL);

  return kind_names[kind];
}

/**
 * redaksi_mark_kind_from_string:
 * @text: (nullable): a word
 * @kind: (out): the kind that it names
 *
 * Returns: whether it names one
 */
gboolean
redaksi_mark_kind_from_string (const char *text, RedaksiMarkKind *kind)
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
 * redaksi_mark_new:
 * @kind: what is true of the text
 * @value: (nullable): a link's address, the id of a note or a suggestion
 *
 * Returns: (transfer full): a mark
 */
RedaksiMark *
redaksi_mark_new (RedaksiMarkKind kind, const char *value)
{
  RedaksiMark *self;

  g_return_val_if_fail (kind <= REDAKSI_MARK_KIND_LAST, NULL);

  self = g_new0 (RedaksiMark, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->value = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  return self;
}

RedaksiMark *
redaksi_mark_ref (RedaksiMark *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
redaksi_mark_unref (RedaksiMark *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->value);
  g_free (self);
}

RedaksiMarkKind
redaksi_mark_get_kind (const RedaksiMark *self)
{
  g_return_val_if_fail (self != NULL, REDAKSI_MARK_STRONG);

  return self->kind;
}

/**
 * redaksi_mark_get_value:
 * @self: a mark
 *
 * Returns: (nullable): the address or id
 */
const char *
redaksi_mark_get_value (const RedaksiMark *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->value;
}

/**
 * redaksi_mark_compare:
 * @a: a mark
 * @b: another
 *
 * The order in which marks stand in the canonical list of spans.
 */
int
redaksi_mark_compare (const RedaksiMark *a, const RedaksiMark *b)
{
  if (a == b)
    return 0;
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  return g_strcmp0 (a->value, b->value);
}

gboolean
redaksi_mark_equal (const RedaksiMark *a, const RedaksiMark *b)
{
  return redaksi_mark_compare (a, b) == 0;
}
