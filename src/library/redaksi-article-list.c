/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The model holds row numbers, 8 bytes an article. An object is made when its place is looked at,
 * and filled when its page of 50 was fetched; it stays the same object for as long as the row is in
 * the list, wherever it moves. What is asked for anew is first asked for its first page, which is
 * there at once, then for all. After a change the rows are asked for anew (some milliseconds for
 * 100,000, on the reader) and only what differs is told.
 */
#include "redaksi-article-list.h"

#include "redaksi-library-private.h"
#include "redaksi-list-diff-private.h"
#include "redaksi-summary-private.h"

#define PAGE 50
/* So long the first page is given to be fetched and drawn before all rows are asked for, ms. */
#define REST_AFTER 80

struct _RedaksiArticleList
{
  GObject parent_instance;

  RedaksiLibrary *library;
  guint states;
  char *words;
  RedaksiSort sort;

  GArray *rows;
  GHashTable *items; /* gint64 row → RedaksiSummary: those that somebody looked at */

  GCancellable *query; /* the one that is under way */
  gboolean again;      /* something changed since it began */
  gboolean stale;      /* its answer is not wanted any more */
  gboolean asked;      /* a first query was made */
  gboolean first_page; /* that alone is wanted now */
  GSource *rest;       /* asks for the others */

  GArray *wanted; /* rows to fetch */
  GSource *fetch_source;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RedaksiArticleList, redaksi_article_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_LOADING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
clear_rest (RedaksiArticleList *self)
{
  if (self->rest != NULL)
    g_source_destroy (self->rest);
  g_clear_pointer (&self->rest, g_source_unref);
}

static void
clear_fetch (RedaksiArticleList *self)
{
  if (self->fetch_source != NULL)
    g_source_destroy (self->fetch_source);
  g_clear_pointer (&self->fetch_source, g_source_unref);
}

static void
redaksi_article_list_dispose (GObject *object)
{
  RedaksiArticleList *self = REDAKSI_ARTICLE_LIST (object);

  if (self->query != NULL)
    g_cancellable_cancel (self->query);
  g_clear_object (&self->query);
  clear_fetch (self);
  clear_rest (self);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (redaksi_article_list_parent_class)->dispose (object);
}

static void
redaksi_article_list_finalize (GObject *object)
{
  RedaksiArticleList *self = REDAKSI_ARTICLE_LIST (object);

  g_free (self->words);
  g_array_unref (self->rows);
  g_array_unref (self->wanted);
  g_hash_table_unref (self->items);

  G_OBJECT_CLASS (redaksi_article_list_parent_class)->finalize (object);
}

static void
redaksi_article_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RedaksiArticleList *self = REDAKSI_ARTICLE_LIST (object);

  if (id == PROP_LOADING)
    g_value_set_boolean (value, self->query != NULL || self->rest != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
redaksi_article_list_class_init (RedaksiArticleListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = redaksi_article_list_dispose;
  object_class->finalize = redaksi_article_list_finalize;
  object_class->get_property = redaksi_article_list_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
redaksi_article_list_init (RedaksiArticleList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

/* ---- fetching what was looked at --------------------------------------------------------------
 */

static DexFuture *
fetched_cb (DexFuture *future, gpointer data)
{
  RedaksiArticleList *self = data;
  GPtrArray *list = g_value_get_boxed (dex_future_get_value (future, NULL));

  for (guint i = 0; i < list->len; i++)
    {
      gint64 row = redaksi_summary_get_row (list->pdata[i]);
      RedaksiSummary *item = g_hash_table_lookup (self->items, &row);

      if (item != NULL)
        redaksi_summary_copy (item, list->pdata[i]);
    }
  return NULL;
}

static gboolean
fetch_cb (gpointer data)
{
  RedaksiArticleList *self = data;
  DexFuture *future;

  clear_fetch (self);
  future = redaksi_library_fetch (self->library, (const gint64 *)self->wanted->data,
                                  self->wanted->len, self->words);
  g_array_set_size (self->wanted, 0);
  dex_future_disown (dex_future_then (future, fetched_cb, g_object_ref (self), g_object_unref));
  return G_SOURCE_REMOVE;
}

static void
want (RedaksiArticleList *self, gint64 row)
{
  g_array_append_val (self->wanted, row);
  if (self->fetch_source != NULL)
    return;
  self->fetch_source = g_idle_source_new ();
  g_source_set_priority (self->fetch_source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (self->fetch_source, "[redaksi] fetch rows");
  g_source_set_callback (self->fetch_source, fetch_cb, self, NULL);
  g_source_attach (self->fetch_source, redaksi_library_get_context (self->library));
}

static RedaksiSummary *
make_item (RedaksiArticleList *self, gint64 row)
{
  RedaksiSummary *item = redaksi_summary_new (row);

  g_hash_table_insert (self->items, g_memdup2 (&row, sizeof row), item);
  want (self, row);
  return item;
}

/* ---- GListModel -------------------------------------------------------------------------------
 */

static GType
get_item_type (GListModel *model)
{
  return REDAKSI_TYPE_SUMMARY;
}

static guint
get_n_items (GListModel *model)
{
  return REDAKSI_ARTICLE_LIST (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RedaksiArticleList *self = REDAKSI_ARTICLE_LIST (model);
  RedaksiSummary *item;
  gint64 *rows = (gint64 *)(void *)self->rows->data;

  if (position >= self->rows->len)
    return NULL;
  item = g_hash_table_lookup (self->items, &rows[position]);
  if (item == NULL)
    {
      guint start = position - position % PAGE;
      guint end = MIN (start + PAGE, self->rows->len);

      /* Who looks at one place will look at those around it. */
      for (guint i = start; i < end; i++)
        if (!g_hash_table_contains (self->items, &rows[i]))
          make_item (self, rows[i]);
      item = g_hash_table_lookup (self->items, &rows[position]);
    }
  return g_object_ref (item);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- following the library --------------------------------------------------------------------
 */

static void
splice_cb (guint position, guint removed, guint added, const gint64 *rows, gpointer data)
{
  RedaksiArticleList *self = data;

  if (removed > 0)
    g_array_remove_range (self->rows, position, removed);
  if (added > 0)
    g_array_insert_vals (self->rows, position, rows, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* Objects of rows that left the list are let go. */
static void
forget_items (RedaksiArticleList *self)
{
  g_autoptr (GHashTable) there = NULL;
  GHashTableIter iter;
  gpointer row;

  if (g_hash_table_size (self->items) == 0)
    return;
  there = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < self->rows->len; i++)
    g_hash_table_add (there, &g_array_index (self->rows, gint64, i));
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (!g_hash_table_contains (there, row))
      g_hash_table_iter_remove (&iter);
}

static void ask (RedaksiArticleList *self);

/* What an answer is for: a query that was interrupted has no list any more. */
typedef struct
{
  RedaksiArticleList *list;
  GCancellable *query;
  gboolean first_page;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->list);
  g_object_unref (question->query);
  g_free (question);
}

static gboolean
rest_cb (gpointer data)
{
  RedaksiArticleList *self = data;

  ask (self);
  return G_SOURCE_REMOVE;
}

static void
ask_for_rest (RedaksiArticleList *self)
{
  self->rest = g_timeout_source_new (REST_AFTER);
  g_source_set_static_name (self->rest, "[redaksi] all rows");
  g_source_set_callback (self->rest, rest_cb, self, NULL);
  g_source_attach (self->rest, redaksi_library_get_context (self->library));
}

static DexFuture *
answered_cb (DexFuture *future, gpointer data)
{
  Question *question = data;
  RedaksiArticleList *self = question->list;
  const GValue *value = dex_future_get_value (future, NULL);
  gboolean more = FALSE;

  if (self->query != question->query)
    return NULL;
  g_clear_object (&self->query);
  if (value != NULL && !self->stale)
    {
      GArray *rows = g_value_get_boxed (value);

      redaksi_list_diff ((const gint64 *)self->rows->data, self->rows->len,
                         (const gint64 *)rows->data, rows->len, splice_cb, self);
      forget_items (self);
      self->first_page = FALSE;
      more = question->first_page && rows->len == PAGE;
    }
  if (self->again)
    ask (self);
  else if (more && self->library != NULL)
    ask_for_rest (self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  return NULL;
}

/* One question at a time; what changes meanwhile is asked for when it is answered. */
static void
ask (RedaksiArticleList *self)
{
  Question *question;
  DexFuture *future;

  self->again = self->query != NULL;
  if (self->again || self->library == NULL)
    return;
  clear_rest (self);
  self->stale = FALSE;
  self->query = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->list = g_object_ref (self);
  question->query = g_object_ref (self->query);
  question->first_page = self->first_page;
  future = redaksi_library_query_cancellable (self->library, self->states, self->words, self->sort,
                                              self->first_page ? PAGE : 0, self->query);
  dex_future_disown (dex_future_finally (future, answered_cb, question, question_free));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
ask_anew (RedaksiArticleList *self)
{
  /* By the headline there is no first page without all. */
  self->first_page = self->sort != REDAKSI_SORT_HEADLINE;
  if (self->query != NULL)
    {
      /* An answer that came already but was not told yet is not wanted either. */
      self->stale = TRUE;
      g_cancellable_cancel (self->query);
    }
  ask (self);
}

static void
article_changed_cb (RedaksiArticleList *self, const char *id)
{
  gint64 row = redaksi_library_peek_row (self->library, id);
  GHashTableIter iter;
  gpointer key;

  if (!self->asked)
    return;
  if (*id == '\0')
    {
      /* Another process: nobody says which. */
      g_hash_table_iter_init (&iter, self->items);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        want (self, *(gint64 *)key);
    }
  else if (g_hash_table_contains (self->items, &row))
    want (self, row);
  ask (self);
}

/**
 * redaksi_article_list_new:
 * @library: an open library
 *
 * Returns: (transfer full): a list that is empty until redaksi_article_list_set_query()
 */
RedaksiArticleList *
redaksi_article_list_new (RedaksiLibrary *library)
{
  RedaksiArticleList *self;

  g_return_val_if_fail (REDAKSI_IS_LIBRARY (library), NULL);

  self = g_object_new (REDAKSI_TYPE_ARTICLE_LIST, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "article-changed", G_CALLBACK (article_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * redaksi_article_list_set_query:
 * @self: a list
 * @states: bits 1 << #RedaksiState; 0 for all, %REDAKSI_QUERY_TRASH for the trash
 * @words: (nullable): what stands in the search box
 *
 * Says what the list shows. It changes when the answer is there ("loading" tells); a query that is
 * under way for something else is interrupted.
 */
void
redaksi_article_list_set_query (RedaksiArticleList *self, guint states, const char *words)
{
  gboolean other_words;

  g_return_if_fail (REDAKSI_IS_ARTICLE_LIST (self));

  other_words = g_set_str (&self->words, words);
  if (self->asked && !other_words && self->states == states)
    return;
  self->states = states;
  self->asked = TRUE;
  if (other_words)
    {
      GHashTableIter iter;
      gpointer row;

      /* Snippets show where the words are. */
      g_hash_table_iter_init (&iter, self->items);
      while (g_hash_table_iter_next (&iter, &row, NULL))
        want (self, *(gint64 *)row);
    }
  ask_anew (self);
}

/**
 * redaksi_article_list_set_sort:
 * @self: a list
 * @sort: the order; at first the newest stand first
 */
void
redaksi_article_list_set_sort (RedaksiArticleList *self, RedaksiSort sort)
{
  g_return_if_fail (REDAKSI_IS_ARTICLE_LIST (self));

  if (self->sort == sort)
    return;
  self->sort = sort;
  if (self->asked)
    ask_anew (self);
}

/**
 * redaksi_article_list_get_row:
 * @self: a list
 * @position: a place in it
 *
 * Returns: the row there, without fetching anything; 0 where there is none
 */
gint64
redaksi_article_list_get_row (RedaksiArticleList *self, guint position)
{
  g_return_val_if_fail (REDAKSI_IS_ARTICLE_LIST (self), 0);

  return position < self->rows->len ? g_array_index (self->rows, gint64, position) : 0;
}

/**
 * redaksi_article_list_find:
 * @self: a list
 * @id: an article's id
 * @position: (out): where it stands
 *
 * Finds an article that this session has heard of: fetched, loaded, created or changed.
 *
 * Returns: whether it is in the list
 */
gboolean
redaksi_article_list_find (RedaksiArticleList *self, const char *id, guint *position)
{
  gint64 row;

  g_return_val_if_fail (REDAKSI_IS_ARTICLE_LIST (self) && id != NULL, FALSE);

  row = redaksi_library_peek_row (self->library, id);
  for (guint i = 0; row > 0 && i < self->rows->len; i++)
    if (g_array_index (self->rows, gint64, i) == row)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}
