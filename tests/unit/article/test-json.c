/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "outline.h"
#include "redaksi-json.h"
#include "redaksi-transaction.h"

#define ID "6ba7b810-9dad-41d1-80b4-00c04fd430c8"

static void
test_article (void)
{
  static const char expected[]
    = "{\"redaksi\":1,\"id\":\"" ID "\",\"fields\":{\"deck\":\"“B”\",\"headline\":\"A\"},"
      "\"body\":[{\"kind\":\"paragraph\",\"text\":\"abc\",\"marks\":[[0,1,\"strong\"],"
      "[1,3,\"link\",\"https://a.example/\"]]},"
      "{\"kind\":\"photo\",\"attributes\":{\"photo\":\"aa\"}},{\"kind\":\"caption\",\"text\":\"\"}]"
      "}";
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiArticle) article
    = redaksi_article_from_json (expected, strlen (expected), &error);
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  json = redaksi_article_to_json (article);
  g_assert_cmpstr (json, ==, expected);
}

static void
test_hostile (void)
{
  static const char *const bad[] = {
    "",
    "[]",
    "{}",
    "{\"redaksi\":2,\"id\":\"" ID
    "\",\"fields\":{},\"body\":[{\"kind\":\"paragraph\",\"text\":\"\"}]}",
    "{\"redaksi\":1,\"id\":\"../"
    "x\",\"fields\":{},\"body\":[{\"kind\":\"paragraph\",\"text\":\"\"}]}",
    "{\"redaksi\":1,\"id\":\"" ID
    "\",\"fields\":{\"a\":1},\"body\":[{\"kind\":\"paragraph\",\"text\":\"\"}]}",
    "{\"redaksi\":1,\"id\":\"" ID
    "\",\"fields\":{\"../a\":\"\"},\"body\":[{\"kind\":\"paragraph\",\"text\":\"\"}]}",
    "{\"redaksi\":1,\"id\":\"" ID "\",\"fields\":{},\"body\":[]}",
    "{\"redaksi\":1,\"id\":\"" ID "\",\"fields\":{},\"body\":[{\"kind\":\"table\",\"text\":\"\"}]}",
    "{\"redaksi\":1,\"id\":\"" ID
    "\",\"fields\":{},\"body\":[{\"kind\":\"paragraph\",\"text\":\"a\\nb\"}]}",
    "{\"redaksi\":1,\"id\":\"" ID
    "\",\"fields\":{},\"body\":[{\"kind\":\"paragraph\",\"text\":\"a\\u0000b\"}]}",
    "{\"redaksi\":1,\"id\":\"" ID "\",\"fields\":{},\"body\":[{\"kind\":\"photo\",\"text\":\"\"}]}",
    "{\"redaksi\":1,\"id\":\"" ID "\",\"fields\":{},\"body\":[{\"kind\":\"paragraph\"}]}",
    "{\"redaksi\":1,\"id\":\"" ID
    "\",\"fields\":{},\"body\":[{\"kind\":\"paragraph\",\"text\":\"a\","
    "\"marks\":[[2,1,\"strong\"]]}]}",
    "{\"redaksi\":1,\"id\":\"" ID
    "\",\"fields\":{},\"body\":[{\"kind\":\"paragraph\",\"text\":\"a\","
    "\"marks\":[[0,99999999999999,\"strong\"]]}]}",
    "{\"redaksi\":1,\"id\":\"" ID
    "\",\"fields\":{},\"body\":[{\"kind\":\"paragraph\",\"text\":\"a\","
    "\"marks\":[[0,1,\"blink\"]]}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("row %u", i);
      g_assert_null (redaksi_article_from_json (bad[i], strlen (bad[i]), &error));
      g_assert_nonnull (error);
    }
}

static void
test_transaction (void)
{
  g_autoptr (RedaksiTransaction) transaction = redaksi_transaction_new (REDAKSI_TRANSACTION_TYPING);
  g_autoptr (RedaksiBody) slice = outline_body ("p:a/P/c:b");
  g_autoptr (RedaksiMark) link = redaksi_mark_new (REDAKSI_MARK_LINK, "https://a.example/");
  g_autoptr (RedaksiShape) shape = outline_shape ("h3");
  RedaksiStep *steps[] = {
    redaksi_step_new_replace (0, 2, slice),    redaksi_step_new_add_mark (1, 2, link),
    redaksi_step_new_remove_mark (1, 2, link), redaksi_step_new_set_block (0, shape),
    redaksi_step_new_set_field ("deck", "x"),  redaksi_step_new_set_field ("deck", NULL),
  };
  g_autofree char *json = NULL;
  g_autofree char *json_again = NULL;
  g_autoptr (RedaksiTransaction) again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    redaksi_transaction_add (transaction, steps[i]);
  redaksi_transaction_set_selection (transaction, (RedaksiSelection){ 1, 2 },
                                     (RedaksiSelection){ 3, 4 });
  redaksi_transaction_set_time (transaction, 12345);
  redaksi_transaction_set_origin (transaction, REDAKSI_ORIGIN_UNDO);
  redaksi_transaction_set_joins (transaction, TRUE);
  json = redaksi_transaction_to_json (transaction);
  again = redaksi_transaction_from_json (json, strlen (json), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (redaksi_transaction_get_n (again), ==, G_N_ELEMENTS (steps));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (redaksi_step_equal (steps[i], redaksi_transaction_get_nth (again, i)));
      redaksi_step_unref (steps[i]);
    }
  g_assert_cmpint (redaksi_transaction_get_time (again), ==, 12345);
  g_assert_cmpint (redaksi_transaction_get_origin (again), ==, REDAKSI_ORIGIN_UNDO);
  g_assert_true (redaksi_transaction_get_joins (again));
  json_again = redaksi_transaction_to_json (again);
  g_assert_cmpstr (json_again, ==, json);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/article", test_article);
  g_test_add_func ("/json/hostile", test_hostile);
  g_test_add_func ("/json/transaction", test_transaction);
  return g_test_run ();
}
