/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two articles that came of one: nothing that either wrote is lost by itself. */
#include <string.h>

#include "redaksi-merge.h"

static RedaksiArticle *
make (const char *words)
{
  g_auto (GStrv) lines = g_strsplit (words, " ", -1);
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new ("6ba7b810-9dad-41d1-80b4-00c04fd430c8");
  g_autoptr (RedaksiBody) body = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (blocks, redaksi_block_new_paragraph (lines[i]));
  body = redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
  return redaksi_article_with_body (empty, body);
}

static char *
tell (RedaksiArticle *article)
{
  g_autofree char *text = redaksi_body_dup_text (redaksi_article_get_body (article));

  return g_strdelimit (g_steal_pointer (&text), "\n", ' ');
}

/* base, mine, theirs, what comes of it, how many conflicts */
static const struct
{
  const char *base, *mine, *theirs, *merged;
  guint conflicts;
} rows[] = {
  { "a b c", "a b c", "a b c", "a b c", 0 },
  { "a b c", "A b c", "a b C", "A b C", 0 },
  { "a b c", "A b c", "a B c", "A B c", 0 }, /* side by side */
  { "a b c d", "a B C d", "A b c D", "A B C D", 0 },
  { "a b c", "a x b c", "a b y c", "a x b y c", 0 },
  { "a b c", "a x b c", "a B c", "a x B c", 0 },
  { "a b c", "a b x c", "a B c", "a B x c", 0 },
  { "a b c", "b c", "a b", "b", 0 },
  { "a b c", "a c", "a b c d", "a c d", 0 },
  { "a b c", "a X c", "a X c", "a X c", 0 },       /* both the same */
  { "a b c", "a X c", "a Y c", "a X c", 1 },       /* not the same */
  { "a b c", "a c", "a Y c", "a c", 1 },           /* gone here, changed there */
  { "a b c", "a Y c", "a c", "a Y c", 1 },         /* changed here, gone there */
  { "a b c", "a x b c", "a y b c", "a x b c", 1 }, /* two at one place */
  { "a b c", "a x b c", "a x b c", "a x b c", 0 },
  { "a b c d", "a X Y d", "a b Z d", "a X Y d", 1 }, /* one of two */
  { "a b c d", "a d", "a b x c d", "a d", 1 },       /* put into what is gone */
  { "a", "x", "y", "x", 1 },
  { "a a a", "a a b", "b a a", "b a b", 0 },
  { "a b c d e f", "f a b c d e", "a b c d e f g", "f a b c d e g", 0 },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RedaksiArticle) base = make (rows[i].base);
      g_autoptr (RedaksiArticle) mine = make (rows[i].mine);
      g_autoptr (RedaksiArticle) theirs = make (rows[i].theirs);
      g_autoptr (RedaksiMerge) merge = redaksi_merge_new (base, mine, theirs, NULL, NULL);
      g_autoptr (RedaksiArticle) merged = redaksi_merge_apply (merge);
      g_autofree char *got = tell (merged);

      g_test_message ("%s: %s, %s", rows[i].base, rows[i].mine, rows[i].theirs);
      g_assert_cmpstr (got, ==, rows[i].merged);
      g_assert_cmpuint (redaksi_merge_count_conflicts (merge), ==, rows[i].conflicts);
    }
}

static void
test_choices (void)
{
  g_autoptr (RedaksiArticle) base = make ("a b c d");
  g_autoptr (RedaksiArticle) mine = make ("a X c D");
  g_autoptr (RedaksiArticle) theirs = make ("A Y Z c d");
  g_autoptr (RedaksiMerge) merge = redaksi_merge_new (base, mine, theirs, NULL, NULL);
  static const char *const expected[] = { "X c D", "A Y Z c D", NULL };
  guint conflict = G_MAXUINT;

  for (guint i = 0; i < redaksi_merge_get_n (merge); i++)
    if (redaksi_merge_get_nth (merge, i)->conflict)
      conflict = i;
  g_assert_cmpuint (conflict, !=, G_MAXUINT);
  {
    g_autofree char *here = redaksi_merge_dup_text (merge, conflict, FALSE);
    g_autofree char *there = redaksi_merge_dup_text (merge, conflict, TRUE);
    g_assert_nonnull (strstr (here, "X"));
    g_assert_nonnull (strstr (there, "Y\nZ"));
  }
  redaksi_merge_choose (merge, conflict, REDAKSI_MERGE_THEIRS);
  {
    g_autoptr (RedaksiArticle) merged = redaksi_merge_apply (merge);
    g_autofree char *got = tell (merged);
    g_assert_cmpstr (got, ==, expected[1]);
  }
  redaksi_merge_choose (merge, conflict, REDAKSI_MERGE_BOTH);
  {
    g_autoptr (RedaksiArticle) merged = redaksi_merge_apply (merge);
    g_autofree char *got = tell (merged);
    g_assert_nonnull (strstr (got, "X"));
    g_assert_nonnull (strstr (got, "Y Z c D"));
  }
}

static RedaksiArticle *
with (RedaksiArticle *article, const char *name, const char *value)
{
  return redaksi_article_with_field (article, name, value);
}

static void
test_fields (void)
{
  static const struct
  {
    const char *base, *mine, *theirs, *merged;
    gboolean conflict;
  } fields[] = {
    { "a", "a", "b", "b", FALSE },   { "a", "b", "a", "b", FALSE },
    { "a", "b", "b", "b", FALSE },   { "a", "b", "c", "b", TRUE },
    { NULL, NULL, "c", "c", FALSE }, { "a", "a", NULL, NULL, FALSE },
    { "a", NULL, "a", NULL, FALSE }, { "a", NULL, "c", NULL, TRUE },
    { "a", "c", NULL, "c", TRUE },   { NULL, "b", "c", "b", TRUE },
    { NULL, "b", NULL, "b", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (RedaksiArticle) plain = make ("a b");
      g_autoptr (RedaksiArticle) base = with (plain, REDAKSI_FIELD_DECK, fields[i].base);
      g_autoptr (RedaksiArticle) mine = with (plain, REDAKSI_FIELD_DECK, fields[i].mine);
      g_autoptr (RedaksiArticle) theirs = with (plain, REDAKSI_FIELD_DECK, fields[i].theirs);
      g_autoptr (RedaksiMerge) merge = redaksi_merge_new (base, mine, theirs, NULL, NULL);
      g_autoptr (RedaksiArticle) merged = redaksi_merge_apply (merge);

      g_assert_cmpstr (redaksi_article_peek_field (merged, REDAKSI_FIELD_DECK), ==,
                       fields[i].merged);
      g_assert_cmpuint (redaksi_merge_count_conflicts (merge), ==, fields[i].conflict);
    }
}

/* Nobody knows what was before: all that either has is there, and a person looks at each. */
static void
test_no_base (void)
{
  g_autoptr (RedaksiArticle) mine = make ("a b X c");
  g_autoptr (RedaksiArticle) theirs = make ("a b c d");
  g_autoptr (RedaksiMerge) merge = redaksi_merge_new (NULL, mine, theirs, NULL, NULL);
  g_autoptr (RedaksiArticle) merged = redaksi_merge_apply (merge);
  g_autofree char *got = tell (merged);

  g_assert_cmpstr (got, ==, "a b X c d");
  g_assert_cmpuint (redaksi_merge_count_conflicts (merge), ==, 1);
}

/* ---- whatever is edited ---- */

static guint serial;

static RedaksiArticle *
edit (RedaksiArticle *article, guint from, guint to, guint how_often, GPtrArray *written)
{
  RedaksiBody *body = redaksi_article_get_body (article);
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_autoptr (RedaksiBody) changed = NULL;
  guint n = redaksi_body_get_n (body);

  for (guint i = 0; i < n; i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      char *words = g_strdup_printf ("new%u", serial++);

      if (i < from || i >= to || g_test_rand_int_range (0, 10) >= (int)how_often)
        {
          g_ptr_array_add (blocks, redaksi_block_ref (block));
          g_free (words);
          continue;
        }
      g_ptr_array_add (written, words);
      switch (g_test_rand_int_range (0, 3))
        {
        case 0: /* changed */
          g_ptr_array_add (blocks, redaksi_block_new_paragraph (words));
          break;
        case 1: /* one more */
          g_ptr_array_add (blocks, redaksi_block_ref (block));
          g_ptr_array_add (blocks, redaksi_block_new_paragraph (words));
          break;
        default: /* gone, for another one two places on at most */
          g_ptr_array_add (blocks, redaksi_block_new_paragraph (words));
          if (i + 1 < to && i + 1 < n)
            i++;
          break;
        }
    }
  changed = redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
  return redaksi_article_with_body (article, changed);
}

static RedaksiArticle *
make_random (void)
{
  g_autoptr (GString) words = g_string_new ("first");
  guint n = g_test_rand_int_range (4, 40);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (words, " w%d", g_test_rand_int_range (0, 30));
  return make (words->str);
}

static void
assert_merge (RedaksiArticle *base, RedaksiArticle *mine, RedaksiArticle *theirs,
              RedaksiArticle *expected)
{
  g_autoptr (RedaksiMerge) merge = redaksi_merge_new (base, mine, theirs, NULL, NULL);
  g_autoptr (RedaksiArticle) merged = redaksi_merge_apply (merge);

  g_assert_cmpuint (redaksi_merge_count_conflicts (merge), ==, 0);
  g_assert_true (redaksi_article_equal (merged, expected));
}

static void
test_laws (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GPtrArray) ours = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (RedaksiArticle) base = make_random ();
      guint n = redaksi_body_get_n (redaksi_article_get_body (base));
      g_autoptr (RedaksiArticle) a = edit (base, 0, n, 3, ours);
      g_autoptr (RedaksiArticle) b = edit (base, 0, n, 3, others);
      g_autoptr (RedaksiMerge) merge = NULL;
      g_autoptr (RedaksiArticle) merged = NULL;

      assert_merge (base, a, base, a);
      assert_merge (base, base, b, b);
      assert_merge (base, a, a, a);
      /* Whatever is chosen, what the other wrote and nobody else touched is there; with both, all.
       */
      merge = redaksi_merge_new (base, a, b, NULL, NULL);
      for (guint i = 0; i < redaksi_merge_get_n (merge); i++)
        redaksi_merge_choose (merge, i, REDAKSI_MERGE_BOTH);
      merged = redaksi_merge_apply (merge);
      {
        g_autofree char *all = tell (merged);
        g_auto (GStrv) words = g_strsplit (all, " ", -1);
        for (guint i = 0; i < ours->len; i++)
          g_assert_true (g_strv_contains ((const char *const *)words, ours->pdata[i]));
        for (guint i = 0; i < others->len; i++)
          g_assert_true (g_strv_contains ((const char *const *)words, others->pdata[i]));
      }
      g_clear_pointer (&merged, redaksi_article_unref);
      for (guint i = 0; i < redaksi_merge_get_n (merge); i++)
        redaksi_merge_choose (merge, i, REDAKSI_MERGE_THEIRS);
      merged = redaksi_merge_apply (merge);
      {
        g_autofree char *all = tell (merged);
        g_auto (GStrv) words = g_strsplit (all, " ", -1);
        for (guint i = 0; i < others->len; i++)
          g_assert_true (g_strv_contains ((const char *const *)words, others->pdata[i]));
      }
    }
}

/* Edits in different places never meet. */
static void
test_disjoint (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GPtrArray) ours = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GString) numbers = g_string_new ("p0");
      g_autoptr (RedaksiArticle) base = NULL;
      g_autoptr (RedaksiArticle) a = NULL;
      g_autoptr (RedaksiArticle) b = NULL;
      g_autoptr (RedaksiArticle) both = NULL;
      g_autoptr (RedaksiMerge) merge = NULL;
      g_autoptr (RedaksiArticle) merged = NULL;
      guint n = g_test_rand_int_range (4, 40), middle;

      for (guint i = 1; i < n; i++)
        g_string_append_printf (numbers, " p%u", i);
      base = make (numbers->str);
      middle = g_test_rand_int_range (1, n - 1);
      a = edit (base, 0, middle, 4, ours);
      b = edit (base, middle + 1, n, 4, others);
      merge = redaksi_merge_new (base, a, b, NULL, NULL);
      merged = redaksi_merge_apply (merge);
      g_assert_cmpuint (redaksi_merge_count_conflicts (merge), ==, 0);
      {
        g_autofree char *here = tell (a);
        g_autofree char *there = tell (b);
        g_autofree char *got = tell (merged);
        g_autofree char *pivot = g_strdup_printf (" p%u", middle);
        /* The beginning is ours, the end is theirs. */
        const char *end = strstr (there, pivot), *begin = strstr (here, pivot);
        g_autofree char *expected = g_strdup_printf ("%.*s%s", (int)(begin - here), here, end);
        g_assert_cmpstr (got, ==, expected);
      }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/rows", test_rows);
  g_test_add_func ("/merge/choices", test_choices);
  g_test_add_func ("/merge/fields", test_fields);
  g_test_add_func ("/merge/no-base", test_no_base);
  g_test_add_func ("/merge/laws", test_laws);
  g_test_add_func ("/merge/disjoint", test_disjoint);
  return g_test_run ();
}
