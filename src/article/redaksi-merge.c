/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-merge.h"

#include <string.h>

#include "redaksi-diff.h"

struct _RedaksiMerge
{
  gatomicrefcount references;
  RedaksiArticle *mine;
  RedaksiArticle *theirs;
  GArray *parts; /* of RedaksiMergePart: fields, then blocks in their order */
};

G_DEFINE_BOXED_TYPE (RedaksiMerge, redaksi_merge, redaksi_merge_ref, redaksi_merge_unref)

/* ---- fields -----------------------------------------------------------------------------------
 */

static void
add_field (RedaksiMerge *self, RedaksiArticle *base, const char *name)
{
  const char *mine = redaksi_article_peek_field (self->mine, name);
  const char *theirs = redaksi_article_peek_field (self->theirs, name);
  const char *then = base != NULL ? redaksi_article_peek_field (base, name) : NULL;
  RedaksiMergePart part = { .field = g_intern_string (name) };

  if (g_strcmp0 (mine, theirs) == 0 || (base != NULL && g_strcmp0 (then, theirs) == 0))
    return;
  part.conflict = base == NULL || g_strcmp0 (then, mine) != 0;
  part.choice = part.conflict ? REDAKSI_MERGE_MINE : REDAKSI_MERGE_THEIRS;
  g_array_append_val (self->parts, part);
}

static void
add_fields (RedaksiMerge *self, RedaksiArticle *base)
{
  for (guint i = 0; i < redaksi_article_get_n_fields (self->mine); i++)
    add_field (self, base, redaksi_article_get_nth_field (self->mine, i, NULL));
  for (guint i = 0; i < redaksi_article_get_n_fields (self->theirs); i++)
    {
      const char *name = redaksi_article_get_nth_field (self->theirs, i, NULL);
      if (redaksi_article_peek_field (self->mine, name) == NULL)
        add_field (self, base, name);
    }
}

/* ---- blocks -----------------------------------------------------------------------------------
 */

/* A difference between the base and one side. */
typedef struct
{
  guint base, base_end;
  int more; /* how many blocks longer it made that side */
  gboolean theirs;
} Edit;

static GPtrArray *
look_at (RedaksiArticle *article, RedaksiBlockView view, gpointer user_data)
{
  RedaksiBody *body = redaksi_article_get_body (article);
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      g_ptr_array_add (blocks, view != NULL ? view (block, user_data) : redaksi_block_ref (block));
    }
  return blocks;
}

/* What two have in common, where there was nothing before them. */
static GPtrArray *
find_common (GPtrArray *mine, GPtrArray *theirs)
{
  GPtrArray *common = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_autoptr (GArray) hunks = redaksi_diff_blocks (mine, theirs);
  guint at = 0;

  for (guint i = 0; i <= hunks->len; i++)
    {
      guint to = i < hunks->len ? g_array_index (hunks, RedaksiHunk, i).a : mine->len;
      for (; at < to; at++)
        g_ptr_array_add (common, redaksi_block_ref (mine->pdata[at]));
      if (i < hunks->len)
        at = g_array_index (hunks, RedaksiHunk, i).a_end;
    }
  return common;
}

/* As many for as many are taken for one for one: paragraphs in a row that were each touched. */
static void
add_edits (GArray *edits, GPtrArray *base, GPtrArray *side, gboolean theirs)
{
  g_autoptr (GArray) hunks = redaksi_diff_blocks (base, side);

  for (guint i = 0; i < hunks->len; i++)
    {
      const RedaksiHunk *hunk = &g_array_index (hunks, RedaksiHunk, i);
      guint was = hunk->a_end - hunk->a, is = hunk->b_end - hunk->b;
      guint n = was == is ? was : 1;

      for (guint k = 0; k < n; k++)
        {
          Edit edit = { hunk->a, hunk->a_end, (int)is - (int)was, theirs };
          if (was == is)
            {
              edit.base = hunk->a + k;
              edit.base_end = edit.base + 1;
            }
          g_array_append_val (edits, edit);
        }
    }
}

static int
compare_edits (const void *a, const void *b)
{
  const Edit *one = a, *other = b;

  if (one->base != other->base)
    return one->base < other->base ? -1 : 1;
  if (one->base_end != other->base_end)
    return one->base_end < other->base_end ? -1 : 1;
  return one->theirs - other->theirs;
}

static gboolean
same_blocks (GPtrArray *mine, GPtrArray *theirs, const RedaksiMergePart *part)
{
  guint n = part->mine_end - part->mine;

  if (n != part->theirs_end - part->theirs)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!redaksi_block_equal (mine->pdata[part->mine + i], theirs->pdata[part->theirs + i]))
      return FALSE;
  return TRUE;
}

static void
add_blocks (RedaksiMerge *self, GPtrArray *base, GPtrArray *mine, GPtrArray *theirs,
            gboolean has_base)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  int moved[2] = { 0, 0 };

  add_edits (edits, base, mine, FALSE);
  add_edits (edits, base, theirs, TRUE);
  g_array_sort (edits, compare_edits);
  for (guint i = 0; i < edits->len;)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);
      RedaksiMergePart part = { .base = edit->base, .base_end = edit->base_end };
      gboolean changed[2] = { FALSE, FALSE };
      int more[2] = { 0, 0 };

      /* All that overlaps is one. */
      for (; i < edits->len; i++)
        {
          edit = &g_array_index (edits, Edit, i);
          if (changed[0] + changed[1] > 0 && edit->base >= part.base_end
              && !(edit->base == part.base && edit->base_end == part.base_end))
            break;
          part.base_end = MAX (part.base_end, edit->base_end);
          changed[edit->theirs] = TRUE;
          more[edit->theirs] += edit->more;
        }
      part.mine = (guint)((int)part.base + moved[0]);
      part.mine_end = (guint)((int)part.base_end + moved[0] + more[0]);
      part.theirs = (guint)((int)part.base + moved[1]);
      part.theirs_end = (guint)((int)part.base_end + moved[1] + more[1]);
      moved[0] += more[0];
      moved[1] += more[1];
      if (!changed[1] || same_blocks (mine, theirs, &part))
        continue;
      part.conflict = changed[0] || !has_base;
      part.choice = !part.conflict                            ? REDAKSI_MERGE_THEIRS
                    : part.mine == part.mine_end && !has_base ? REDAKSI_MERGE_THEIRS
                                                              : REDAKSI_MERGE_MINE;
      g_array_append_val (self->parts, part);
    }
}

/* ---- all of it --------------------------------------------------------------------------------
 */

/**
 * redaksi_merge_new:
 * @base: (nullable): what both came of
 * @mine: the one
 * @theirs: the other
 * @view: (nullable): what blocks are compared as
 * @user_data: for @view
 *
 * Returns: (transfer full): what becomes of them
 */
RedaksiMerge *
redaksi_merge_new (RedaksiArticle *base, RedaksiArticle *mine, RedaksiArticle *theirs,
                   RedaksiBlockView view, gpointer user_data)
{
  RedaksiMerge *self;
  g_autoptr (GPtrArray) of_mine = NULL;
  g_autoptr (GPtrArray) of_theirs = NULL;
  g_autoptr (GPtrArray) of_base = NULL;

  g_return_val_if_fail (mine != NULL && theirs != NULL, NULL);

  self = g_new0 (RedaksiMerge, 1);
  g_atomic_ref_count_init (&self->references);
  self->mine = redaksi_article_ref (mine);
  self->theirs = redaksi_article_ref (theirs);
  self->parts = g_array_new (FALSE, TRUE, sizeof (RedaksiMergePart));
  of_mine = look_at (mine, view, user_data);
  of_theirs = look_at (theirs, view, user_data);
  of_base = base != NULL ? look_at (base, view, user_data) : find_common (of_mine, of_theirs);
  add_fields (self, base);
  add_blocks (self, of_base, of_mine, of_theirs, base != NULL);
  return self;
}

RedaksiMerge *
redaksi_merge_ref (RedaksiMerge *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
redaksi_merge_unref (RedaksiMerge *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  redaksi_article_unref (self->mine);
  redaksi_article_unref (self->theirs);
  g_array_unref (self->parts);
  g_free (self);
}

/**
 * redaksi_merge_get_mine:
 * @self: a merge
 *
 * Returns: (transfer none): the one article
 */
RedaksiArticle *
redaksi_merge_get_mine (RedaksiMerge *self)
{
  return self->mine;
}

/**
 * redaksi_merge_get_theirs:
 * @self: a merge
 *
 * Returns: (transfer none): the other article
 */
RedaksiArticle *
redaksi_merge_get_theirs (RedaksiMerge *self)
{
  return self->theirs;
}

/**
 * redaksi_merge_get_n:
 * @self: a merge
 *
 * Returns: in how many places theirs changed something that mine has not
 */
guint
redaksi_merge_get_n (RedaksiMerge *self)
{
  return self->parts->len;
}

/**
 * redaksi_merge_get_nth:
 * @self: a merge
 * @i: from 0
 *
 * Returns: (transfer none): one of them
 */
const RedaksiMergePart *
redaksi_merge_get_nth (RedaksiMerge *self, guint i)
{
  g_return_val_if_fail (i < self->parts->len, NULL);

  return &g_array_index (self->parts, RedaksiMergePart, i);
}

/**
 * redaksi_merge_count_conflicts:
 * @self: a merge
 *
 * Returns: how many of them a person has to decide
 */
guint
redaksi_merge_count_conflicts (RedaksiMerge *self)
{
  guint n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    n += redaksi_merge_get_nth (self, i)->conflict;
  return n;
}

/**
 * redaksi_merge_choose:
 * @self: a merge
 * @i: which part
 * @choice: what becomes of it; %REDAKSI_MERGE_BOTH is for blocks alone
 */
void
redaksi_merge_choose (RedaksiMerge *self, guint i, RedaksiMergeChoice choice)
{
  RedaksiMergePart *part;

  g_return_if_fail (i < self->parts->len);

  part = &g_array_index (self->parts, RedaksiMergePart, i);
  g_return_if_fail (part->field == NULL || choice != REDAKSI_MERGE_BOTH);
  part->choice = choice;
}

/**
 * redaksi_merge_dup_text:
 * @self: a merge
 * @i: which part
 * @theirs: whether theirs is meant, and not mine
 *
 * Returns: (transfer full): what stands there, a line a block; "" where nothing does
 */
char *
redaksi_merge_dup_text (RedaksiMerge *self, guint i, gboolean theirs)
{
  const RedaksiMergePart *part = redaksi_merge_get_nth (self, i);
  RedaksiArticle *article = theirs ? self->theirs : self->mine;
  guint from, to;
  GString *text;

  g_return_val_if_fail (part != NULL, NULL);

  if (part->field != NULL)
    return g_strdup (redaksi_article_get_field (article, part->field));
  from = theirs ? part->theirs : part->mine;
  to = theirs ? part->theirs_end : part->mine_end;
  text = g_string_new (NULL);
  for (; from < to; from++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (redaksi_article_get_body (article), from);
      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
        g_string_append_printf (text, "[%s]",
                                redaksi_block_kind_to_string (redaksi_block_get_kind (block)));
      else
        g_string_append (text, redaksi_block_get_text (block));
    }
  return g_string_free (text, FALSE);
}

static void
copy (GPtrArray *to, RedaksiArticle *from, guint first, guint end)
{
  for (; first < end; first++)
    g_ptr_array_add (to, redaksi_body_get_nth (redaksi_article_get_body (from), first));
}

/**
 * redaksi_merge_apply:
 * @self: a merge
 *
 * Returns: (transfer full): mine with what was chosen of theirs
 */
RedaksiArticle *
redaksi_merge_apply (RedaksiMerge *self)
{
  g_autoptr (RedaksiArticle) article = redaksi_article_ref (self->mine);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autoptr (RedaksiBody) body = NULL;
  guint n = redaksi_body_get_n (redaksi_article_get_body (self->mine));
  guint at = 0;
  gboolean changed = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const RedaksiMergePart *part = redaksi_merge_get_nth (self, i);

      if (part->choice == REDAKSI_MERGE_MINE)
        continue;
      if (part->field != NULL)
        {
          RedaksiArticle *next
            = redaksi_article_with_field (article, part->field,
                                          redaksi_article_peek_field (self->theirs, part->field));
          redaksi_article_unref (article);
          article = next;
          continue;
        }
      changed = TRUE;
      copy (blocks, self->mine, at, part->mine);
      if (part->choice == REDAKSI_MERGE_BOTH)
        copy (blocks, self->mine, part->mine, part->mine_end);
      copy (blocks, self->theirs, part->theirs, part->theirs_end);
      at = part->mine_end;
    }
  if (!changed)
    return g_steal_pointer (&article);
  copy (blocks, self->mine, at, n);
  body = blocks->len > 0 ? redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len)
                         : redaksi_body_new_empty ();
  return redaksi_article_with_body (article, body);
}
