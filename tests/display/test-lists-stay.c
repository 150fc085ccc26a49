/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of 2,000 articles stands still while its rows change: what is seen of it stays where it
 * was to the pixel, and what is selected stays selected, wherever it goes.
 */
#include <adwaita.h>

#include "../unit/library/common.h"
#include "redaksi-article-row.h"
#include "redaksi-articles-view.h"

#define N      2000
#define MIDDLE 1000

static Fixture the_fixture;
static Fixture *const fixture = &the_fixture;
static GPtrArray *ids; /* the oldest first */
static RedaksiArticlesView *view;
static GtkWidget *list;
static GtkSelectionModel *model;
static guint n_opened;

static void
opened_cb (void)
{
  n_opened++;
}

/* Some frames later: what was asked of the library has come, and is painted. */
static void
settle (void)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (list);
  gint64 ends = g_get_monotonic_time () + 300 * 1000;
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  while (g_get_monotonic_time () < ends || gdk_frame_clock_get_frame_counter (clock) < frame + 4)
    {
      gtk_widget_queue_draw (list);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static const char *
id_at (guint position)
{
  g_autoptr (RedaksiSummary) summary = g_list_model_get_item (G_LIST_MODEL (model), position);

  return summary != NULL ? redaksi_summary_get_id (summary) : "";
}

/* ---- what is seen ---------------------------------------------------------------------------- */

typedef struct
{
  const char *id;
  double y;
} Seen;

static int
compare_seen (gconstpointer a, gconstpointer b)
{
  return ((const Seen *)a)->y < ((const Seen *)b)->y ? -1 : 1;
}

/* The rows within the window, from the top. */
static GArray *
see (void)
{
  GArray *seen = g_array_new (FALSE, FALSE, sizeof (Seen));

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      graphene_rect_t bounds;
      RedaksiSummary *summary;

      if (!REDAKSI_IS_ARTICLE_ROW (row) || !gtk_widget_get_mapped (child)
          || !gtk_widget_compute_bounds (child, list, &bounds))
        continue;
      summary = redaksi_article_row_get_summary (REDAKSI_ARTICLE_ROW (row));
      if (summary != NULL && bounds.origin.y >= 0
          && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (list))
        {
          Seen one = { redaksi_summary_get_id (summary), bounds.origin.y };
          g_array_append_val (seen, one);
        }
    }
  g_array_sort (seen, compare_seen);
  g_assert_cmpuint (seen->len, >, 4);
  return seen;
}

static void
assert_same_view (GArray *before, const char *but)
{
  g_autoptr (GArray) after = see ();
  guint n = 0;

  for (guint i = 0; i < before->len; i++)
    {
      const Seen *one = &g_array_index (before, Seen, i);
      gboolean found = g_strcmp0 (one->id, but) == 0;

      for (guint k = 0; k < after->len && !found; k++)
        {
          const Seen *other = &g_array_index (after, Seen, k);
          if (!g_str_equal (one->id, other->id))
            continue;
          /* Where one has gone from among them the others close up. */
          if (but == NULL)
            g_assert_cmpfloat_with_epsilon (one->y, other->y, 1);
          found = TRUE;
        }
      n += found ? 1 : 0;
    }
  /* And so one may now be partly over the edge. */
  g_assert_cmpuint (n, >=, but == NULL ? before->len : before->len - 2);
}

/* ---- what is selected ------------------------------------------------------------------------ */

static void
assert_selected (const char *id)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);

  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 1);
  g_assert_cmpstr (id_at (gtk_bitset_get_minimum (selected)), ==, id);
}

/* ---- what happens ---------------------------------------------------------------------------- */

/* As another window, the terminal or the outbox would. */
static void
change (const char *id)
{
  g_autoptr (RedaksiArticle) article
    = await_boxed (redaksi_library_load_revision (fixture->library, id, 0));
  g_autofree char *headline
    = g_strdup_printf ("%s lagi", redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE));
  g_autoptr (RedaksiArticle) changed
    = redaksi_article_with_field (article, REDAKSI_FIELD_HEADLINE, headline);

  await_uint (redaksi_library_save_article (fixture->library, changed, "manual"));
}

static void
scroll_to_middle (void)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  gtk_list_view_scroll_to (GTK_LIST_VIEW (list), n - 1, GTK_LIST_SCROLL_NONE, NULL);
  settle ();
  gtk_list_view_scroll_to (GTK_LIST_VIEW (list), n / 2, GTK_LIST_SCROLL_NONE, NULL);
  settle ();
}

/* The list with its middle in view, and an article selected that is in view too. */
static GArray *
begin (char **selected)
{
  GArray *seen;

  scroll_to_middle ();
  seen = see ();
  g_set_str (selected, g_array_index (seen, Seen, 2).id);
  redaksi_articles_view_select (view, *selected);
  settle ();
  g_array_unref (seen);
  n_opened = 0;
  return see ();
}

static void
test_above (void)
{
  g_autofree char *selected = NULL;
  g_autoptr (GArray) seen = begin (&selected);
  g_autofree char *far = g_strdup (id_at (g_list_model_get_n_items (G_LIST_MODEL (model)) - 20));
  g_autofree char *near = g_strdup (id_at (10));

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (ids, add_article (fixture, "Baru", "Isi."));
  settle ();
  assert_same_view (seen, NULL);
  assert_selected (selected);
  /* From below to the top, past what is seen. */
  change (far);
  settle ();
  assert_same_view (seen, NULL);
  assert_selected (selected);
  await_true (redaksi_library_delete (fixture->library, near));
  await_true (redaksi_library_delete (fixture->library, far));
  settle ();
  assert_same_view (seen, NULL);
  assert_selected (selected);
  await_true (redaksi_library_undelete (fixture->library, near));
  settle ();
  assert_same_view (seen, NULL);
  assert_selected (selected);
  g_assert_cmpuint (n_opened, ==, 0);
}

/* So many at once that a list is told of one change. */
static void
test_many (void)
{
  g_autofree char *selected = NULL;
  g_autoptr (GArray) seen = begin (&selected);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) some = NULL;

  for (guint i = 0; i < ids->len; i += 3)
    {
      gboolean shown = FALSE;
      for (guint k = 0; k < seen->len; k++)
        shown |= g_str_equal (g_array_index (seen, Seen, k).id, ids->pdata[i]);
      if (!shown)
        g_strv_builder_add (builder, ids->pdata[i]);
    }
  some = g_strv_builder_end (builder);
  g_assert_cmpuint (g_strv_length (some), >, 600);
  await_true (redaksi_library_set_deleted (fixture->library, (const char *const *)some, TRUE));
  settle ();
  assert_same_view (seen, NULL);
  assert_selected (selected);
  await_true (redaksi_library_set_deleted (fixture->library, (const char *const *)some, FALSE));
  settle ();
  assert_same_view (seen, NULL);
  assert_selected (selected);
  g_assert_cmpuint (n_opened, ==, 0);
}

/* What is changed itself goes to the top of the list: nothing else goes with it. */
static void
test_selected_moves (void)
{
  g_autofree char *selected = NULL;
  g_autoptr (GArray) seen = begin (&selected);

  change (selected);
  settle ();
  g_assert_cmpstr (id_at (0), ==, selected);
  assert_same_view (seen, selected);
  assert_selected (selected);
  g_assert_cmpuint (n_opened, ==, 0);
}

static void
test_many_selected (void)
{
  g_autofree char *selected = NULL;
  g_autoptr (GArray) seen = begin (&selected);
  g_autoptr (GtkBitset) now = NULL;
  const char *three[3];
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)) && n < 3; i++)
    for (guint k = 1; k <= 3 && n < 3; k++)
      if (g_str_equal (id_at (i), g_array_index (seen, Seen, k).id))
        {
          gtk_selection_model_select_item (model, i, n == 0);
          three[n++] = g_array_index (seen, Seen, k).id;
        }
  g_assert_cmpuint (n, ==, 3);
  settle ();
  change (three[1]);
  g_ptr_array_add (ids, add_article (fixture, "Baru lagi", "Isi."));
  settle ();
  now = gtk_selection_model_get_selection (model);
  g_assert_cmpuint (gtk_bitset_get_size (now), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (g_strv_contains ((const char *const[]){ three[0], three[1], three[2], NULL },
                                    id_at (gtk_bitset_get_nth (now, i))));
  assert_same_view (seen, three[1]);
}

/* The keyboard is on a row that is not the open one, and rows change around it. */
static void
test_focus (void)
{
  g_autofree char *selected = NULL;
  g_autofree char *focused = NULL;
  g_autoptr (GArray) seen = begin (&selected);
  GtkWidget *focus;

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      RedaksiSummary *summary = REDAKSI_IS_ARTICLE_ROW (row)
                                  ? redaksi_article_row_get_summary (REDAKSI_ARTICLE_ROW (row))
                                  : NULL;
      if (summary != NULL
          && g_str_equal (redaksi_summary_get_id (summary), g_array_index (seen, Seen, 3).id))
        gtk_widget_grab_focus (child);
    }
  focus = gtk_root_get_focus (gtk_widget_get_root (list));
  g_assert_true (REDAKSI_IS_ARTICLE_ROW (gtk_widget_get_first_child (focus)));
  g_set_str (&focused, g_array_index (seen, Seen, 3).id);
  settle ();
  g_ptr_array_add (ids, add_article (fixture, "Baru juga", "Isi."));
  change (ids->pdata[5]);
  await_true (redaksi_library_delete (fixture->library, id_at (20)));
  settle ();
  assert_same_view (seen, NULL);
  focus = gtk_root_get_focus (gtk_widget_get_root (list));
  g_assert_nonnull (focus);
  g_assert_true (REDAKSI_IS_ARTICLE_ROW (gtk_widget_get_first_child (focus)));
  g_assert_cmpstr (redaksi_summary_get_id (redaksi_article_row_get_summary (
                     REDAKSI_ARTICLE_ROW (gtk_widget_get_first_child (focus)))),
                   ==, focused);
  /* And the focused one is changed itself. */
  change (focused);
  settle ();
  assert_same_view (seen, focused);
  focus = gtk_root_get_focus (gtk_widget_get_root (list));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, list));
  g_assert_cmpuint (n_opened, ==, 0);
}

static void
fill (void)
{
  g_autoptr (GPtrArray) futures = g_ptr_array_new ();

  ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Berita %u", i);
      g_autoptr (RedaksiArticle) article = make_article (headline, "Isi berita.");
      g_ptr_array_add (futures, redaksi_library_create (fixture->library, article));
    }
  for (guint i = 0; i < N; i++)
    g_ptr_array_add (ids, await_string (futures->pdata[i]));
}

static void
show (GtkWidget *window)
{
  g_autofree char *folder = common_path (fixture, "photos");
  g_autoptr (RedaksiPhotoStore) photos = redaksi_photo_store_new (folder);
  g_autoptr (RedaksiOutbox) outbox = redaksi_outbox_new (fixture->library, photos);
  g_autoptr (GSettings) settings = g_settings_new ("io.github.redaksi.Redaksi");
  g_autoptr (RedaksiServices) services
    = redaksi_services_new (fixture->library, photos, outbox, NULL, settings);

  view = g_object_new (REDAKSI_TYPE_ARTICLES_VIEW, NULL);
  redaksi_articles_view_set_services (view, services);
  g_signal_connect (view, "open", G_CALLBACK (opened_cb), NULL);
  list = redaksi_articles_view_get_list (view);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (window));
  redaksi_articles_view_set_query (view, 0, NULL, REDAKSI_SORT_NEWEST);
  model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  while (g_list_model_get_n_items (G_LIST_MODEL (model)) < N)
    settle ();
}

int
main (int argc, char **argv)
{
  GtkWidget *window;
  int status;

  /* The session has folders of its own already. */
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  common_set_up (fixture, NULL);
  fill ();
  window = gtk_window_new ();
  show (window);
  g_test_add_func ("/lists/rows-above-and-below", test_above);
  g_test_add_func ("/lists/very-many-rows", test_many);
  g_test_add_func ("/lists/the-selected-row", test_selected_moves);
  g_test_add_func ("/lists/many-selected", test_many_selected);
  g_test_add_func ("/lists/the-keyboard", test_focus);
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  g_ptr_array_unref (ids);
  return status;
}
