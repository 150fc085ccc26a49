/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "outline.h"
#include "redaksi-commands.h"
#include "redaksi-document.h"

static void
type (RedaksiDocument *document, guint position, const char *text, gint64 time)
{
  g_autoptr (RedaksiTransaction) transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_TYPING);
  g_autoptr (RedaksiBody) slice = redaksi_body_new_text (NULL, text);
  g_autoptr (RedaksiStep) step = redaksi_step_new_replace (position, position, slice);
  guint end = position + redaksi_body_get_length (slice);

  redaksi_transaction_add (transaction, step);
  redaksi_transaction_set_time (transaction, time);
  redaksi_transaction_set_selection (transaction, (RedaksiSelection){ position, position },
                                     (RedaksiSelection){ end, end });
  g_assert_true (redaksi_document_apply (document, transaction, NULL));
}

static void
assert_text (RedaksiDocument *document, const char *expected)
{
  g_autofree char *text = redaksi_body_dup_text (redaksi_document_get_body (document));

  g_assert_cmpstr (text, ==, expected);
}

#define SECOND G_USEC_PER_SEC

static void
test_grouping (void)
{
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiDocument) document = redaksi_document_new (empty, 0);

  type (document, 0, "a", 10 * SECOND);
  type (document, 1, "b", 10 * SECOND + 200000);
  type (document, 2, "c", 12 * SECOND); /* after a pause */
  type (document, 3, "d", 12 * SECOND + 100000);
  redaksi_document_break_undo (document);
  type (document, 4, "e", 12 * SECOND + 200000);
  type (document, 0, "x", 12 * SECOND + 300000); /* elsewhere */
  assert_text (document, "xabcde");
  g_assert_cmpuint (redaksi_document_get_version (document), ==, 6);

  g_assert_true (redaksi_document_undo (document));
  assert_text (document, "abcde");
  g_assert_cmpuint (redaksi_document_get_selection (document).head, ==, 0);
  g_assert_true (redaksi_document_undo (document));
  assert_text (document, "abcd");
  g_assert_true (redaksi_document_undo (document));
  assert_text (document, "ab");
  g_assert_cmpuint (redaksi_document_get_selection (document).head, ==, 2);
  g_assert_true (redaksi_document_redo (document));
  assert_text (document, "abcd");
  g_assert_true (redaksi_document_undo (document));
  g_assert_true (redaksi_document_undo (document));
  assert_text (document, "");
  g_assert_false (redaksi_document_undo (document));
  for (guint i = 0; i < 4; i++)
    g_assert_true (redaksi_document_redo (document));
  g_assert_false (redaksi_document_redo (document));
  assert_text (document, "xabcde");
  g_assert_true (redaksi_document_undo (document));
  type (document, 5, "!", 20 * SECOND);
  g_assert_false (redaksi_document_can_redo (document));
}

static void
test_fields (void)
{
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiDocument) document = redaksi_document_new (empty, 0);

  g_assert_true (redaksi_document_set_field (document, REDAKSI_FIELD_HEADLINE, "B"));
  g_assert_true (redaksi_document_set_field (document, REDAKSI_FIELD_HEADLINE, "Ba"));
  g_assert_false (redaksi_document_set_field (document, REDAKSI_FIELD_HEADLINE, "Ba"));
  g_assert_true (redaksi_document_set_field (document, REDAKSI_FIELD_DECK, "H"));
  g_assert_true (redaksi_document_undo (document));
  g_assert_cmpstr (redaksi_document_get_field (document, REDAKSI_FIELD_DECK), ==, "");
  g_assert_cmpstr (redaksi_document_get_field (document, REDAKSI_FIELD_HEADLINE), ==, "Ba");
  g_assert_true (redaksi_document_undo (document));
  g_assert_true (redaksi_article_equal (redaksi_document_get_article (document), empty));
}

static void
journal_cb (RedaksiDocument *document, RedaksiTransaction *transaction, RedaksiArticle *before,
            GPtrArray *journal)
{
  g_ptr_array_add (journal, redaksi_transaction_to_json (transaction));
}

/* What is replayed from the journal undoes and redoes as the document that wrote it would have. */
static void
test_replay (void)
{
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (GPtrArray) journal = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RedaksiDocument) first = redaksi_document_new (empty, 0);
  g_autoptr (RedaksiDocument) second = redaksi_document_new (empty, 0);

  g_signal_connect (first, "applied", G_CALLBACK (journal_cb), journal);
  type (first, 0, "ab", 10 * SECOND);
  redaksi_document_break_undo (first); /* a click, which no transaction tells of */
  type (first, 2, "c", 10 * SECOND + 1);
  type (first, 3, "d", 10 * SECOND + 2);
  g_assert_true (redaksi_document_undo (first));
  g_assert_true (redaksi_document_redo (first));
  g_assert_true (redaksi_document_undo (first));
  assert_text (first, "ab");

  for (guint i = 0; i < journal->len; i++)
    {
      g_autoptr (RedaksiTransaction) transaction
        = redaksi_transaction_from_json (journal->pdata[i], strlen (journal->pdata[i]), NULL);
      g_assert_true (redaksi_document_replay (second, transaction, NULL));
    }
  assert_text (second, "ab");
  g_assert_cmpuint (redaksi_document_get_version (second), ==,
                    redaksi_document_get_version (first));
  g_assert_true (redaksi_document_redo (second));
  assert_text (second, "abcd");
  g_assert_true (redaksi_document_undo (second));
  g_assert_true (redaksi_document_undo (second));
  assert_text (second, "");
}

/* An accent over a selection is a deletion and, however later, a letter; a button is an act of its
 * own, however soon. */
static void
test_joining (void)
{
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiDocument) document = redaksi_document_new (empty, 0);
  RedaksiTransaction *command;

  type (document, 0, "abc", 10 * SECOND);
  command = redaksi_command_delete (redaksi_document_get_article (document),
                                    (RedaksiSelection){ 1, 3 }, FALSE);
  g_assert_true (redaksi_document_apply (document, command, NULL));
  redaksi_transaction_unref (command);
  redaksi_document_join_undo (document, TRUE);
  type (document, 1, "é", 60 * SECOND);
  assert_text (document, "aé");
  type (document, 2, "f", 60 * SECOND + 1000);
  g_assert_true (redaksi_document_undo (document));
  assert_text (document, "aé");
  g_assert_true (redaksi_document_undo (document));
  assert_text (document, "abc");

  g_assert_true (redaksi_document_choose_field (document, REDAKSI_FIELD_TAGS, "[\"a\"]"));
  g_assert_true (redaksi_document_choose_field (document, REDAKSI_FIELD_TAGS, "[\"a\",\"b\"]"));
  g_assert_false (redaksi_document_choose_field (document, REDAKSI_FIELD_TAGS, "[\"a\",\"b\"]"));
  g_assert_true (redaksi_document_undo (document));
  g_assert_cmpstr (redaksi_document_get_field (document, REDAKSI_FIELD_TAGS), ==, "[\"a\"]");
}

static void
test_reset (void)
{
  g_autoptr (RedaksiArticle) a = outline_article ("p:ab/P/c:x/p:");
  g_autoptr (RedaksiArticle) with = redaksi_article_with_field (a, REDAKSI_FIELD_DECK, "dek");
  g_autoptr (RedaksiArticle) other = outline_article ("h2:z");
  g_autoptr (RedaksiArticle) b = redaksi_article_with_id (other, redaksi_article_get_id (a));
  g_autoptr (RedaksiDocument) document = redaksi_document_new (with, 7);

  redaksi_document_reset (document, b);
  g_assert_true (redaksi_article_equal (redaksi_document_get_article (document), b));
  g_assert_true (redaksi_document_undo (document));
  g_assert_true (redaksi_article_equal (redaksi_document_get_article (document), with));
}

/* What became known of a photo is no act of anybody's: undo passes it by, both ways, and the
 * journal brings it back as it was. */
static void
test_learned (void)
{
  g_autoptr (RedaksiShape) shape
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "url", "http://a/b.jpg", NULL);
  RedaksiBlock *blocks[] = { redaksi_block_new_leaf (shape), redaksi_block_new_paragraph ("Teks") };
  g_autoptr (RedaksiBody) body = redaksi_body_new (blocks, 2);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) article = redaksi_article_with_body (empty, body);
  g_autoptr (RedaksiDocument) document = redaksi_document_new (article, 0);
  g_autoptr (RedaksiDocument) again = redaksi_document_new (article, 0);
  g_autoptr (RedaksiTransaction) learned
    = redaksi_command_set_attribute (article, 0, "photo", "abc");
  g_autoptr (RedaksiTransaction) read = NULL;
  g_autofree char *json = NULL;

  type (document, 6, "!", 10 * SECOND);
  g_assert_true (redaksi_document_undo (document));
  g_assert_true (redaksi_document_can_redo (document));
  g_assert_true (redaksi_document_learn (document, learned, NULL));
  g_assert_true (redaksi_document_can_redo (document));
  g_assert_false (redaksi_document_can_undo (document));
  g_assert_cmpuint (redaksi_document_get_version (document), ==, 3);
  g_assert_true (redaksi_document_redo (document));
  g_assert_true (redaksi_document_undo (document));
  g_assert_cmpstr (
    redaksi_block_get (redaksi_body_get_nth (redaksi_document_get_body (document), 0), "photo"), ==,
    "abc");

  json = redaksi_transaction_to_json (learned);
  read = redaksi_transaction_from_json (json, strlen (json), NULL);
  g_assert_cmpint (redaksi_transaction_get_origin (read), ==, REDAKSI_ORIGIN_LEARNED);
  type (again, 6, "!", 10 * SECOND);
  g_assert_true (redaksi_document_replay (again, read, NULL));
  g_assert_true (redaksi_document_undo (again));
  g_assert_false (redaksi_document_can_undo (again));
  g_assert_cmpstr (redaksi_block_get (redaksi_body_get_nth (redaksi_document_get_body (again), 0),
                                      "photo"),
                   ==, "abc");
  redaksi_block_unref (blocks[0]);
  redaksi_block_unref (blocks[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/grouping", test_grouping);
  g_test_add_func ("/history/fields", test_fields);
  g_test_add_func ("/history/replay", test_replay);
  g_test_add_func ("/history/joining", test_joining);
  g_test_add_func ("/history/reset", test_reset);
  g_test_add_func ("/history/learned", test_learned);
  return g_test_run ();
}
