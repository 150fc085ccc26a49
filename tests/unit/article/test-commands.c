/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each key does at each edge: rows of (before, cursor, key, after, cursor). Every row is
 * undone as well. */
#include <string.h>

#include "outline.h"
#include "redaksi-commands.h"

typedef enum
{
  ENTER,
  BACKSPACE,
  DELETE,
  TAB,
  SHIFT_TAB,
} Key;

typedef struct
{
  const char *before;
  guint anchor;
  guint head;
  Key key;
  const char *after; /* NULL: nothing happens */
  guint cursor;
} Row;

static const Row rows[] = {
  /* Enter */
  { "p:abcd", 2, 2, ENTER, "p:ab/p:cd", 3 },
  { "p:ab", 2, 2, ENTER, "p:ab/p:", 3 },
  { "p:ab", 0, 0, ENTER, "p:/p:ab", 1 },
  { "p:abcd", 1, 3, ENTER, "p:a/p:d", 2 },
  { "h2:ab", 2, 2, ENTER, "h2:ab/p:", 3 },
  { "h3:abcd", 2, 2, ENTER, "h3:ab/h3:cd", 3 },
  { "h2:ab", 0, 0, ENTER, "p:/h2:ab", 1 },
  { "q:ab", 2, 2, ENTER, "q:ab/q:", 3 },
  { "q:ab/q:", 3, 3, ENTER, "q:ab/p:", 3 },
  { "u:ab", 2, 2, ENTER, "u:ab/p:", 3 },
  { "l0:ab", 2, 2, ENTER, "l0:ab/l0:", 3 },
  { "o0:ab", 1, 1, ENTER, "o0:a/o0:b", 2 },
  { "l0:ab/l1:", 3, 3, ENTER, "l0:ab/l0:", 3 },
  { "l0:ab/l0:", 3, 3, ENTER, "l0:ab/p:", 3 },
  { "P/c:ab/p:x", 4, 4, ENTER, "P/c:ab/p:/p:x", 5 },
  { "P/c:ab/p:x", 0, 0, ENTER, "p:/P/c:ab/p:x", 0 },
  { "P/c:ab/p:x", 1, 1, ENTER, "P/c:ab/p:/p:x", 5 },
  { "D/p:x", 1, 1, ENTER, "D/p:/p:x", 2 },
  /* Backspace */
  { "p:ab", 2, 2, BACKSPACE, "p:a", 1 },
  { "p:ab", 0, 0, BACKSPACE, NULL, 0 },
  { "p:ab/p:cd", 3, 3, BACKSPACE, "p:abcd", 2 },
  { "h2:ab/p:cd", 3, 3, BACKSPACE, "h2:abcd", 2 },
  { "p:/h2:cd", 1, 1, BACKSPACE, "p:/p:cd", 1 },
  { "p:ab/h2:cd", 3, 3, BACKSPACE, "p:ab/p:cd", 3 },
  { "p:ab/q:cd", 3, 3, BACKSPACE, "p:ab/p:cd", 3 },
  { "q:ab/p:cd", 3, 3, BACKSPACE, "q:abcd", 2 },
  { "p:ab/l1:cd", 3, 3, BACKSPACE, "p:ab/l0:cd", 3 },
  { "p:ab/l0:cd", 3, 3, BACKSPACE, "p:ab/p:cd", 3 },
  { "l0:ab/p:cd", 3, 3, BACKSPACE, "l0:abcd", 2 },
  { "q:/p:cd", 1, 1, BACKSPACE, "p:cd", 0 },
  { "P/c:ab/p:x", 2, 2, BACKSPACE, NULL, 2 },
  { "P/c:ab/p:x", 5, 5, BACKSPACE, NULL, 5 },
  { "P/c:ab/p:/p:x", 5, 5, BACKSPACE, "P/c:ab/p:x", 4 },
  { "D/p:x", 2, 2, BACKSPACE, "p:x", 0 },
  { "p:a/D/p:x", 4, 4, BACKSPACE, "p:a/p:x", 2 },
  { "p:a/D/p:x", 3, 3, BACKSPACE, "p:a/p:x", 2 },
  { "p:a/P/c:b/p:x", 3, 3, BACKSPACE, "p:a/p:x", 2 },
  { "p:/D/p:x", 1, 1, BACKSPACE, "D/p:x", 0 },
  /* Delete */
  { "p:ab", 0, 0, DELETE, "p:b", 0 },
  { "p:ab", 2, 2, DELETE, NULL, 2 },
  { "p:ab/p:cd", 2, 2, DELETE, "p:abcd", 2 },
  { "p:/h2:cd", 0, 0, DELETE, "h2:cd", 0 },
  { "p:ab/D/p:x", 2, 2, DELETE, "p:ab/p:x", 2 },
  { "p:ab/P/c:y/p:x", 2, 2, DELETE, "p:ab/p:x", 2 },
  { "p:/P/c:y/p:x", 0, 0, DELETE, "P/c:y/p:x", 0 },
  { "P/c:y/p:x", 3, 3, DELETE, NULL, 3 },
  { "P/c:y/p:x", 0, 0, DELETE, "p:x", 0 },
  /* Selections */
  { "p:abc/p:def", 1, 6, BACKSPACE, "p:af", 1 },
  { "h2:abc/p:def", 0, 6, BACKSPACE, "p:f", 0 },
  { "p:ab/P/c:cd/p:ef", 1, 9, DELETE, "p:af", 1 },
  { "p:ab/P/c:cd/p:ef", 1, 4, DELETE, "p:a/p:ef", 1 },
  { "p:ab/P/c:cd/p:ef", 3, 4, DELETE, "p:ab/p:ef", 3 },
  { "P/c:cd/p:ef", 0, 7, BACKSPACE, "p:", 0 },
  { "P/c:cd/p:ef", 1, 6, BACKSPACE, "P/p:f", 2 },
  { "P/c:cd/p:ef", 0, 3, BACKSPACE, "p:d/p:ef", 0 },
  { "p:ab/D", 0, 4, BACKSPACE, "p:", 0 },
  /* Tab */
  { "l0:a/l0:b", 2, 2, TAB, "l0:a/l1:b", 2 },
  { "l0:a/l1:b", 2, 2, TAB, NULL, 2 },
  { "l0:a", 0, 0, TAB, NULL, 0 },
  { "l0:a/l1:b", 2, 2, SHIFT_TAB, "l0:a/l0:b", 2 },
  { "l0:a", 0, 0, SHIFT_TAB, "p:a", 0 },
  { "p:a", 0, 0, TAB, NULL, 0 },
};

static RedaksiTransaction *
press (RedaksiArticle *article, const Row *row)
{
  RedaksiSelection selection = { row->anchor, row->head };

  switch (row->key)
    {
    case ENTER:
      return redaksi_command_split (article, selection);
    case BACKSPACE:
      return redaksi_command_delete (article, selection, FALSE);
    case DELETE:
      return redaksi_command_delete (article, selection, TRUE);
    case TAB:
      return redaksi_command_indent (article, selection, 1);
    case SHIFT_TAB:
    default:
      return redaksi_command_indent (article, selection, -1);
    }
}

static void
test_keys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RedaksiArticle) before = outline_article (rows[i].before);
      g_autoptr (RedaksiTransaction) transaction = press (before, &rows[i]);
      g_autoptr (RedaksiTransaction) inverse = NULL;
      g_autoptr (RedaksiArticle) after = NULL;
      g_autoptr (RedaksiArticle) undone = NULL;
      g_autofree char *outline = NULL;

      g_test_message ("row %u: %s", i, rows[i].before);
      if (rows[i].after == NULL)
        {
          g_assert_null (transaction);
          continue;
        }
      g_assert_nonnull (transaction);
      after = redaksi_transaction_apply (transaction, before, NULL);
      outline = body_outline (redaksi_article_get_body (after));
      g_assert_cmpstr (outline, ==, rows[i].after);
      g_assert_cmpuint (redaksi_transaction_get_after (transaction).head, ==, rows[i].cursor);
      inverse = redaksi_transaction_invert (transaction, before);
      undone = redaksi_transaction_apply (inverse, after, NULL);
      g_assert_true (redaksi_article_equal (before, undone));
    }
}

typedef struct
{
  const char *before;
  guint anchor;
  guint head;
  const char *slice;
  const char *after;
  guint cursor;
} Paste;

static const Paste pastes[] = {
  { "p:ac", 1, 1, "p:b", "p:abc", 2 },
  { "p:", 0, 0, "p:b", "p:b", 1 },
  { "h2:ac", 1, 1, "p:b", "h2:abc", 2 },
  { "p:ac", 1, 1, "h2:b", "p:abc", 2 },
  { "p:", 0, 0, "h2:b", "h2:b", 1 },
  { "p:ad", 1, 1, "p:b/p:c", "p:ab/p:cd", 4 },
  { "p:ad", 1, 1, "h2:b/p:c", "p:a/h2:b/p:cd", 5 },
  { "p:ad", 1, 1, "p:b/D", "p:ab/D/p:d", 4 },
  { "p:ad", 2, 2, "p:b/D", "p:adb/D/p:", 5 },
  { "p:axd", 1, 2, "p:b", "p:abd", 2 },
  { "P/c:/p:x", 2, 2, "p:b", "P/c:b/p:x", 3 },
  { "P/c:y/p:x", 1, 1, "p:b", "P/c:y/p:b/p:x", 5 },
  { "p:", 0, 0, "l0:a/l0:b", "l0:a/l0:b", 3 },
};

static void
test_paste (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pastes); i++)
    {
      g_autoptr (RedaksiArticle) before = outline_article (pastes[i].before);
      g_autoptr (RedaksiBody) slice = outline_body (pastes[i].slice);
      g_autoptr (RedaksiTransaction) transaction
        = redaksi_command_insert_slice (before,
                                        (RedaksiSelection){ pastes[i].anchor, pastes[i].head },
                                        slice);
      g_autoptr (RedaksiArticle) after = redaksi_transaction_apply (transaction, before, NULL);
      g_autofree char *outline = body_outline (redaksi_article_get_body (after));

      g_test_message ("row %u: %s + %s", i, pastes[i].before, pastes[i].slice);
      g_assert_cmpstr (outline, ==, pastes[i].after);
      g_assert_cmpuint (redaksi_transaction_get_after (transaction).head, ==, pastes[i].cursor);
    }
}

static void
check_leaf (const char *before_outline, guint cursor, char leaf, const char *after_outline)
{
  char word[2] = { leaf, '\0' };
  g_autoptr (RedaksiArticle) before = outline_article (before_outline);
  g_autoptr (RedaksiShape) shape = outline_shape (word);
  g_autoptr (RedaksiTransaction) transaction
    = redaksi_command_insert_leaf (before, (RedaksiSelection){ cursor, cursor }, shape, "k");
  g_autoptr (RedaksiArticle) after = redaksi_transaction_apply (transaction, before, NULL);
  g_autofree char *outline = body_outline (redaksi_article_get_body (after));

  g_assert_cmpstr (outline, ==, after_outline);
}

static void
test_leaves (void)
{
  check_leaf ("p:", 0, 'P', "P/c:k/p:");
  check_leaf ("p:ab", 0, 'P', "P/c:k/p:ab");
  check_leaf ("p:ab", 1, 'P', "p:ab/P/c:k/p:");
  check_leaf ("p:ab/p:c", 1, 'D', "p:ab/D/p:c");
  check_leaf ("P/c:k/p:c", 0, 'P', "P/c:k/P/c:k/p:c");
}

static void
check_turned (const char *before_outline, guint from, guint cursor, const char *shape_outline,
              const char *after_outline, guint after_cursor)
{
  g_autoptr (RedaksiArticle) before = outline_article (before_outline);
  g_autoptr (RedaksiShape) shape = outline_shape (shape_outline);
  g_autoptr (RedaksiTransaction) transaction
    = redaksi_command_turn_into (before, (RedaksiSelection){ cursor, cursor }, from, shape);
  g_autoptr (RedaksiArticle) after = NULL;
  g_autoptr (RedaksiTransaction) back = NULL;
  g_autoptr (RedaksiArticle) again = NULL;
  g_autofree char *outline = NULL;

  if (after_outline == NULL)
    {
      g_assert_null (transaction);
      return;
    }
  after = redaksi_transaction_apply (transaction, before, NULL);
  outline = body_outline (redaksi_article_get_body (after));
  g_assert_cmpstr (outline, ==, after_outline);
  g_assert_cmpuint (redaksi_transaction_get_after (transaction).head, ==, after_cursor);
  back = redaksi_transaction_invert (transaction, before);
  again = redaksi_transaction_apply (back, after, NULL);
  g_assert_true (redaksi_article_equal (again, before));
}

static void
test_turn_into (void)
{
  check_turned ("p:-he", 0, 3, "h2", "h2:", 0);
  check_turned ("p:a/p:-q/p:b", 2, 4, "q", "p:a/q:/p:b", 2);
  check_turned ("p:- rest", 0, 2, "l0", "l0:rest", 0);
  check_turned ("p:---", 0, 3, "D", "D/p:", 2);
  check_turned ("p:a/p:---/p:b", 2, 5, "D", "p:a/D/p:/p:b", 4);
  /* A position that is no beginning of the cursor's block, and blocks that are no text, stay. */
  check_turned ("p:ab/p:cd", 0, 4, "h2", NULL, 0);
  check_turned ("P/c:ab", 2, 4, "h2", NULL, 0);
  check_turned ("D/p:ab", 0, 1, "h2", NULL, 0);
}

static void
test_marks (void)
{
  g_autoptr (RedaksiArticle) article = outline_article ("p:abcd/P/c:x/p:ef");
  g_autoptr (RedaksiMark) strong = redaksi_mark_new (REDAKSI_MARK_STRONG, NULL);
  RedaksiSelection all = { 0, 11 };
  g_autoptr (RedaksiTransaction) on
    = redaksi_command_toggle_mark (article, all, REDAKSI_MARK_STRONG);
  g_autoptr (RedaksiArticle) marked = redaksi_transaction_apply (on, article, NULL);
  g_autoptr (RedaksiTransaction) off
    = redaksi_command_toggle_mark (marked, all, REDAKSI_MARK_STRONG);
  g_autoptr (RedaksiArticle) unmarked = redaksi_transaction_apply (off, marked, NULL);
  g_autoptr (RedaksiTransaction) none = NULL;

  g_assert_true (redaksi_body_has_mark (redaksi_article_get_body (marked), 0, 11, strong));
  g_assert_true (redaksi_article_equal (unmarked, article));
  none = redaksi_command_toggle_mark (article, (RedaksiSelection){ 1, 1 }, REDAKSI_MARK_STRONG);
  g_assert_null (none);
}

static void
test_link (void)
{
  g_autoptr (RedaksiArticle) article = outline_article ("p:abcdef");
  g_autoptr (RedaksiTransaction) on
    = redaksi_command_set_link (article, (RedaksiSelection){ 1, 4 }, "https://a.example/");
  g_autoptr (RedaksiArticle) linked = redaksi_transaction_apply (on, article, NULL);
  /* With only the cursor in it the whole link changes. */
  g_autoptr (RedaksiTransaction) other
    = redaksi_command_set_link (linked, (RedaksiSelection){ 2, 2 }, "https://b.example/");
  g_autoptr (RedaksiArticle) relinked = redaksi_transaction_apply (other, linked, NULL);
  g_autoptr (RedaksiTransaction) off
    = redaksi_command_set_link (relinked, (RedaksiSelection){ 3, 3 }, NULL);
  g_autoptr (RedaksiArticle) bare = redaksi_transaction_apply (off, relinked, NULL);
  g_autoptr (RedaksiMark) b = redaksi_mark_new (REDAKSI_MARK_LINK, "https://b.example/");
  guint n_spans;
  const RedaksiMarkSpan *spans
    = redaksi_block_get_spans (redaksi_body_get_nth (redaksi_article_get_body (relinked), 0),
                               &n_spans);

  g_assert_cmpuint (n_spans, ==, 1);
  g_assert_cmpuint (spans[0].start, ==, 1);
  g_assert_cmpuint (spans[0].end, ==, 4);
  g_assert_true (redaksi_mark_equal (spans[0].mark, b));
  g_assert_true (redaksi_article_equal (bare, article));
}

static void
test_shapes (void)
{
  g_autoptr (RedaksiArticle) article = outline_article ("p:a/P/c:b/p:d");
  g_autoptr (RedaksiShape) heading = outline_shape ("h3");
  RedaksiSelection all = { 0, 7 };
  g_autoptr (RedaksiTransaction) on = redaksi_command_set_shape (article, all, heading);
  g_autoptr (RedaksiArticle) headed = redaksi_transaction_apply (on, article, NULL);
  g_autoptr (RedaksiTransaction) off = redaksi_command_set_shape (headed, all, heading);
  g_autoptr (RedaksiArticle) back = redaksi_transaction_apply (off, headed, NULL);
  g_autofree char *outline = body_outline (redaksi_article_get_body (headed));

  g_assert_cmpstr (outline, ==, "h3:a/P/c:b/h3:d");
  g_assert_true (redaksi_article_equal (back, article));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/commands/keys", test_keys);
  g_test_add_func ("/commands/paste", test_paste);
  g_test_add_func ("/commands/turn-into", test_turn_into);
  g_test_add_func ("/commands/leaves", test_leaves);
  g_test_add_func ("/commands/marks", test_marks);
  g_test_add_func ("/commands/link", test_link);
  g_test_add_func ("/commands/shapes", test_shapes);
  return g_test_run ();
}
