/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outline.h"

static void
test_positions (void)
{
  g_autoptr (RedaksiBody) body = outline_body ("p:åb/P/c:/p:xyz");
  guint offset;

  /* åb \n ￼ \n \n xyz */
  g_assert_cmpuint (redaksi_body_get_length (body), ==, 9);
  g_assert_cmpuint (redaksi_body_find (body, 2, &offset), ==, 0);
  g_assert_cmpuint (offset, ==, 2);
  g_assert_cmpuint (redaksi_body_find (body, 3, &offset), ==, 1);
  g_assert_cmpuint (offset, ==, 0);
  g_assert_cmpuint (redaksi_body_find (body, 5, &offset), ==, 2);
  g_assert_cmpuint (redaksi_body_find (body, 9, &offset), ==, 3);
  g_assert_cmpuint (offset, ==, 3);
}

static void
test_replace (void)
{
  static const struct
  {
    const char *before;
    guint from;
    guint to;
    const char *slice;
    const char *after; /* NULL: refused */
  } rows[] = {
    { "p:ad", 1, 1, "p:bc", "p:abcd" },    { "p:ad", 1, 1, "p:b/h2:c", "p:ab/h2:cd" },
    { "h2:ad", 1, 1, "p:b", "p:abd" },     { "p:ab/p:cd", 1, 4, "p:", "p:ad" },
    { "p:ab/q:cd", 2, 3, "q:", "q:abcd" }, { "p:ab", 0, 2, "P/c:x", "P/c:x" },
    { "P/p:ab", 0, 1, "p:x", "p:x/p:ab" }, { "P/p:ab", 1, 2, "p:", NULL },
    { "p:ab", 1, 1, "P", NULL },           { "p:ab", 1, 3, "p:", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RedaksiBody) before = outline_body (rows[i].before);
      g_autoptr (RedaksiBody) slice = outline_body (rows[i].slice);
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiBody) after
        = redaksi_body_replace (before, rows[i].from, rows[i].to, slice, &error);
      g_autofree char *outline = after != NULL ? body_outline (after) : NULL;

      g_test_message ("row %u", i);
      g_assert_cmpstr (outline, ==, rows[i].after);
      g_assert_true ((error != NULL) == (rows[i].after == NULL));
      if (after != NULL)
        {
          g_autoptr (RedaksiBody) cut = redaksi_body_cut (before, rows[i].from, rows[i].to);
          g_autoptr (RedaksiBody) undone
            = redaksi_body_replace (after, rows[i].from,
                                    rows[i].from + redaksi_body_get_length (slice), cut, NULL);
          g_assert_true (redaksi_body_equal (undone, before));
        }
    }
}

static void
test_spans (void)
{
  g_autoptr (RedaksiMark) strong = redaksi_mark_new (REDAKSI_MARK_STRONG, NULL);
  g_autoptr (RedaksiMark) a = redaksi_mark_new (REDAKSI_MARK_LINK, "https://a.example/");
  g_autoptr (RedaksiMark) b = redaksi_mark_new (REDAKSI_MARK_LINK, "https://b.example/");
  RedaksiMarkSpan spans[]
    = { { 4, 6, strong }, { 0, 4, strong }, { 2, 5, a }, { 4, 9, b }, { 3, 3, strong } };
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiBlock) block
    = redaksi_block_new (shape, "abcdefgh", spans, G_N_ELEMENTS (spans));
  g_autoptr (RedaksiBlock) relinked = NULL;
  g_autoptr (RedaksiBlock) left = NULL;
  g_autoptr (RedaksiBlock) right = NULL;
  g_autoptr (RedaksiBlock) whole = NULL;
  guint n;
  const RedaksiMarkSpan *got = redaksi_block_get_spans (block, &n);

  /* Touching spans are one; a character has one link; nothing reaches past the text. */
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (got[0].start, ==, 0);
  g_assert_cmpuint (got[0].end, ==, 6);
  g_assert_cmpuint (got[1].start, ==, 2);
  g_assert_cmpuint (got[1].end, ==, 5);
  g_assert_true (redaksi_mark_equal (got[1].mark, a));
  g_assert_cmpuint (got[2].start, ==, 5);
  g_assert_cmpuint (got[2].end, ==, 8);

  relinked = redaksi_block_add_mark (block, 3, 6, b);
  got = redaksi_block_get_spans (relinked, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (got[1].end, ==, 3);
  g_assert_cmpuint (got[2].start, ==, 3);
  g_assert_cmpuint (got[2].end, ==, 8);

  left = redaksi_block_slice (block, 0, 3);
  right = redaksi_block_slice (block, 3, 8);
  whole = redaksi_block_join (shape, left, right);
  g_assert_true (redaksi_block_equal (whole, block));
}

static void
test_validity (void)
{
  static const char *const bad[] = { "a\nb", "a\rb", "a\xEF\xBF\xBC", "a\xE2\x80\xA9z" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (RedaksiBlock) block = redaksi_block_new_paragraph (bad[i]);
      g_assert_false (redaksi_block_is_valid (block));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/body/positions", test_positions);
  g_test_add_func ("/body/replace", test_replace);
  g_test_add_func ("/body/spans", test_spans);
  g_test_add_func ("/body/validity", test_validity);
  return g_test_run ();
}
