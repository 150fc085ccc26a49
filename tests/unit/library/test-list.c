/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list model: what it tells a view has to be true at every step, and as little as can be. */
#include "common.h"
#include "redaksi-article-list.h"
#include "redaksi-list-diff-private.h"

/* A view that believes only what it is told. */
typedef struct
{
  GPtrArray *items;
  guint signals;
  guint touched;
} View;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, View *view)
{
  g_assert_cmpuint (position + removed, <=, view->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (view->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (view->items, (gint)(position + i),
                        g_list_model_get_item (model, position + i));
  view->signals++;
  view->touched += removed + added;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, view->items->len);
  for (guint i = 0; i < view->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      g_assert_true (item == view->items->pdata[i]);
    }
}

static View *
view_new (RedaksiArticleList *list)
{
  View *view = g_new0 (View, 1);

  view->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), view);
  return view;
}

static void
view_free (View *view)
{
  g_ptr_array_unref (view->items);
  g_free (view);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (View, view_free)

static void
settle (RedaksiArticleList *list)
{
  gboolean loading = TRUE;

  while (loading)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (list, "loading", &loading, NULL);
    }
}

static void
wait_headline (RedaksiSummary *item, const char *headline)
{
  while (g_strcmp0 (redaksi_summary_get_headline (item), headline) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiArticleList) list = redaksi_article_list_new (fixture->library);
  g_autoptr (RedaksiSummary) item = NULL;
  g_autoptr (RedaksiSummary) same = NULL;
  g_autoptr (RedaksiSummary) far_item = NULL;
  g_autofree char *last = NULL;
  guint position;

  for (guint i = 0; i < 130; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Berita %u", i);
      g_free (last);
      last = add_article (fixture, headline, "Isi");
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == REDAKSI_TYPE_SUMMARY);
  redaksi_article_list_set_query (list, 0, NULL);
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 130);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  same = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (item == same);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 130));
  wait_headline (item, "Berita 129");
  far_item = g_list_model_get_item (G_LIST_MODEL (list), 129);
  g_assert_cmpstr (redaksi_summary_get_headline (far_item), ==, "");
  wait_headline (far_item, "Berita 0");
  g_assert_true (redaksi_article_list_find (list, last, &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_false (redaksi_article_list_find (list, "nobody", &position));
}

static void
change (Fixture *fixture, const char *id, const char *deck)
{
  g_autoptr (RedaksiArticle) article
    = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
  g_autoptr (RedaksiArticle) changed
    = redaksi_article_with_field (article, REDAKSI_FIELD_HEADLINE, deck);

  await_uint (redaksi_library_save_article (fixture->library, changed, "import"));
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiArticleList) list = redaksi_article_list_new (fixture->library);
  g_autoptr (View) view = view_new (list);
  char *ids[5];
  g_autoptr (RedaksiSummary) oldest = NULL;
  guint position;

  for (guint i = 0; i < 5; i++)
    ids[i] = add_article (fixture, "Berita", "Isi");
  redaksi_article_list_set_query (list, 0, NULL);
  settle (list);
  g_assert_cmpuint (view->items->len, ==, 5);
  oldest = g_object_ref (view->items->pdata[4]);
  wait_headline (oldest, "Berita");

  /* One article changes: it moves to the top as the same object, and nothing else is touched. */
  view->touched = 0;
  change (fixture, ids[0], "Berubah");
  settle (list);
  wait_headline (oldest, "Berubah");
  g_assert_true (view->items->pdata[0] == oldest);
  g_assert_cmpuint (view->touched, ==, 2);
  g_assert_true (redaksi_article_list_find (list, ids[0], &position));
  g_assert_cmpuint (position, ==, 0);

  /* It changes again where it is: nothing is touched. */
  view->touched = 0;
  change (fixture, ids[0], "Lagi");
  settle (list);
  wait_headline (oldest, "Lagi");
  g_assert_cmpuint (view->touched, ==, 0);

  /* One goes from the middle. */
  await_true (redaksi_library_delete (fixture->library, ids[2]));
  settle (list);
  g_assert_cmpuint (view->items->len, ==, 4);
  g_assert_cmpuint (view->touched, ==, 1);
  g_assert_false (redaksi_article_list_find (list, ids[2], &position));

  /* It comes back to its place. */
  view->touched = 0;
  await_true (redaksi_library_undelete (fixture->library, ids[2]));
  settle (list);
  g_assert_cmpuint (view->items->len, ==, 5);
  g_assert_cmpuint (view->touched, ==, 1);
  for (guint i = 0; i < 5; i++)
    g_free (ids[i]);
}

static void
test_queries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiArticleList) list = redaksi_article_list_new (fixture->library);
  g_autoptr (View) view = view_new (list);
  g_autofree char *a = add_article (fixture, "Pasar", "Harga beras");
  g_autofree char *b = add_article (fixture, "Banjir", "Sungai Mahakam");

  redaksi_article_list_set_query (list, 0, "p");
  redaksi_article_list_set_query (list, 0, "pas");
  redaksi_article_list_set_query (list, 0, "mahakam");
  settle (list);
  g_assert_cmpuint (view->items->len, ==, 1);
  wait_headline (view->items->pdata[0], "Banjir");
  redaksi_article_list_set_query (list, 1 << REDAKSI_STATE_PUBLISHED, NULL);
  settle (list);
  g_assert_cmpuint (view->items->len, ==, 0);
  await_true (redaksi_library_set_state (fixture->library, a, REDAKSI_STATE_PUBLISHED));
  settle (list);
  g_assert_cmpuint (view->items->len, ==, 1);
  /* A list whose library closes is what it was. */
  redaksi_article_list_set_query (list, 0, "beras");
}

/* A list that is let go while an answer is under way. */
static void
test_let_go (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Pasar", "Harga beras");

  for (guint i = 0; i < 20; i++)
    {
      RedaksiArticleList *list = redaksi_article_list_new (fixture->library);
      redaksi_article_list_set_query (list, 0, i % 2 ? "pasar" : NULL);
      for (guint n = 0; n < i; n++)
        g_main_context_iteration (NULL, FALSE);
      g_object_run_dispose (G_OBJECT (list));
      g_object_unref (list);
    }
}

/* ---- the differences alone --------------------------------------------------------------------
 */

typedef struct
{
  GArray *rows;
  guint calls;
  guint touched;
  guint last;
} Replay;

static void
splice_cb (guint position, guint removed, guint added, const gint64 *rows, gpointer data)
{
  Replay *replay = data;

  g_assert_cmpuint (position + removed, <=, replay->rows->len);
  g_assert_cmpuint (removed + added, >, 0);
  if (removed > 0)
    g_array_remove_range (replay->rows, position, removed);
  if (added > 0)
    g_array_insert_vals (replay->rows, position, rows, added);
  replay->calls++;
  replay->touched += removed + added;
}

static guint
diff (GArray *from, GArray *to)
{
  Replay replay = { g_array_copy (from), 0, 0, 0 };

  redaksi_list_diff ((const gint64 *)(void *)from->data, from->len,
                     (const gint64 *)(void *)to->data, to->len, splice_cb, &replay);
  g_assert_cmpmem (replay.rows->data, replay.rows->len * sizeof (gint64), to->data,
                   to->len * sizeof (gint64));
  g_array_unref (replay.rows);
  return replay.touched;
}

static GArray *
some_rows (guint n, guint most)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 row = 1; row <= most; row++)
    if (g_test_rand_int_range (0, (gint32)most) < (gint32)n)
      g_array_append_val (rows, row);
  for (guint i = rows->len; i > 1; i--)
    {
      guint j = (guint)g_test_rand_int_range (0, (gint32)i);
      gint64 *data = (gint64 *)(void *)rows->data;
      gint64 kept = data[i - 1];
      data[i - 1] = data[j];
      data[j] = kept;
    }
  return rows;
}

static void
test_diff (void)
{
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_cmpuint (diff (empty, empty), ==, 0);
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GArray) from = some_rows ((guint)g_test_rand_int_range (0, 12), 12);
      g_autoptr (GArray) to = some_rows ((guint)g_test_rand_int_range (0, 12), 12);

      diff (from, to);
      diff (to, empty);
      g_assert_cmpuint (diff (from, from), ==, 0);
    }
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GArray) from = some_rows (900, 1000);
      g_autoptr (GArray) to = some_rows (900, 1000);
      diff (from, to);
    }
}

static void
test_diff_large (void)
{
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) to = NULL;
  gint64 moved = 70000;

  for (gint64 row = 100000; row > 0; row--)
    g_array_append_val (from, row);
  to = g_array_copy (from);
  g_array_remove_index (to, 100000 - 70000);
  g_array_insert_val (to, 0, moved);
  /* One row moved past 30,000 others. */
  g_assert_cmpuint (diff (from, to), ==, 2);
}

static void
assert_order (RedaksiArticleList *list, const char *const *ids)
{
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==,
                    g_strv_length ((char **)ids));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      guint position = G_MAXUINT;
      g_assert_true (redaksi_article_list_find (list, ids[i], &position));
      g_assert_cmpuint (position, ==, i);
      g_assert_cmpint (redaksi_article_list_get_row (list, position), >, 0);
    }
}

/* Capitals and accents do not matter; what has no headline comes last. */
static void
test_sort (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiArticleList) list = redaksi_article_list_new (fixture->library);
  g_autoptr (RedaksiSite) site
    = g_object_new (REDAKSI_TYPE_SITE, "url", "https://koran.example", "name", "Koran Muara", NULL);
  g_autoptr (RedaksiRemote) remote = redaksi_remote_new ("7", NULL, NULL);
  g_autofree char *c = add_article (fixture, "cuaca", "isi");
  g_autofree char *none = add_article (fixture, "", "isi");
  g_autofree char *b = add_article (fixture, "Banjir", "isi");
  g_autofree char *filter = g_strdup_printf ("site:%s", redaksi_site_get_id (site));

  redaksi_article_list_set_sort (list, REDAKSI_SORT_HEADLINE);
  redaksi_article_list_set_query (list, 0, NULL);
  assert_order (list, (const char *const[]){ b, c, none, NULL });
  redaksi_article_list_set_sort (list, REDAKSI_SORT_OLDEST);
  assert_order (list, (const char *const[]){ c, none, b, NULL });
  redaksi_article_list_set_sort (list, REDAKSI_SORT_NEWEST);
  assert_order (list, (const char *const[]){ b, none, c, NULL });
  g_assert_cmpint (redaksi_article_list_get_row (list, 3), ==, 0);
  /* By site: its id, or its name. */
  await_true (redaksi_library_add_site (fixture->library, site));
  await_true (redaksi_library_set_remote (fixture->library, redaksi_site_get_id (site), c, remote));
  redaksi_article_list_set_query (list, 0, filter);
  assert_order (list, (const char *const[]){ c, NULL });
  redaksi_article_list_set_query (list, 0, "site:koran isi");
  assert_order (list, (const char *const[]){ c, NULL });
  redaksi_article_list_set_query (list, 0, "site:lain");
  assert_order (list, (const char *const[]){ NULL });
  /* The trash has its own times. */
  await_true (redaksi_library_delete (fixture->library, b));
  await_true (redaksi_library_delete (fixture->library, c));
  redaksi_article_list_set_sort (list, REDAKSI_SORT_OLDEST);
  redaksi_article_list_set_query (list, REDAKSI_QUERY_TRASH, NULL);
  assert_order (list, (const char *const[]){ b, c, NULL });
}

int
main (int argc, char *argv[])
{
  common_init (argc, argv);
  common_add ("/list/pages", test_pages);
  common_add ("/list/follows", test_follows);
  common_add ("/list/queries", test_queries);
  common_add ("/list/let-go", test_let_go);
  g_test_add_func ("/list/diff", test_diff);
  g_test_add_func ("/list/diff-large", test_diff_large);
  common_add ("/list/sort", test_sort);
  return g_test_run ();
}
