/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which rows a list or a search has. A list is a walk along an index, a search is the same walk
 * past the rows that FTS5 says have the words: so both are in order, and neither sorts; but where
 * few have them those are looked up, and where many have them the first are found by reading.
 */
#include "redaksi-store-private.h"

#include <string.h>

#include "redaksi-scan-private.h"
#include "redaksi-search-private.h"

/* Of the first so many articles the text is read before the index of all is asked. */
#define SCAN_AT_MOST 160
/* After so many one knows whether it will do, and how common each word is. */
#define SCAN_AT_FIRST 30
/* A word that more of a hundred articles have is looked for in the text of those that have the
 * others: the index would go through all of them. */
#define COMMON 75
/* Of the word that is being typed the index has to join all words that begin so before it finds the
 * first. */
#define COMMON_BEGINNING 40
/* So many texts are read for that; then the index is asked for all words after all. */
#define VERIFY_AT_MOST 200
/* What the index finds first is in the order of the rows, which is nearly that of the list: so many
 * are asked for at once. */
#define FOUND_AT_FIRST 512
/* A row so far behind those is one that was changed lately: some of these are read one by one. */
#define FAR            4096
#define STRAYS_AT_MOST 100
/* Less than that part of all is few. */
#define FEW 40

/* A set of rows: a bit each. */
typedef struct
{
  guint8 *bits;
  gint64 size;
  guint count;
} RowSet;

static gboolean
find_words (RedaksiDatabase *db, const char *expression, RowSet *set, GError **error)
{
  gint64 last = 0;
  sqlite3_stmt *statement;
  int step;

  if (!redaksi_database_get_int (db, &last, error, "SELECT max (row) FROM article", ""))
    return FALSE;
  set->size = last + 1;
  set->bits = g_malloc0 ((gsize)(set->size / 8 + 1));
  statement
    = redaksi_database_query (db, error,
                              "SELECT rowid FROM article_search WHERE article_search MATCH ?", "s",
                              expression);
  if (statement == NULL)
    return FALSE;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      if (row <= 0 || row >= set->size)
        continue;
      set->bits[row / 8] |= (guint8)(1 << (row % 8));
      set->count++;
    }
  return step == 0;
}

/* The words, and for a byline or a section the names, which search has in one column. */
static char *
make_expression (const RedaksiSearch *search, const char *words)
{
  const char *names[] = { search->byline, search->section };
  g_autoptr (GString) expression = g_string_new (words);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = redaksi_search_expression (names[i], FALSE);
      if (name == NULL)
        continue;
      if (expression->len > 0)
        g_string_append (expression, " AND ");
      g_string_append_printf (expression, "bylines : (%s)", name);
    }
  return expression->len > 0 ? g_string_free_and_steal (g_steal_pointer (&expression)) : NULL;
}

/* Whether @name is one of @names, which are joined by commas and may have some themselves. */
static gboolean
has_name (const char *names, const char *name)
{
  gsize length = strlen (name);

  if (length == 0)
    return FALSE;
  for (const char *p = names; (p = strstr (p, name)) != NULL; p++)
    if ((p == names || (p - names >= 2 && strncmp (p - 2, ", ", 2) == 0))
        && (p[length] == '\0' || strncmp (p + length, ", ", 2) == 0))
      return TRUE;
  return FALSE;
}

/* After “=” a whole name is wanted as it stands; else words that begin so. */
static gboolean
is_like (const char *wanted, const char *text)
{
  if (wanted != NULL && *wanted == '=')
    return has_name (text, wanted + 1);
  return wanted == NULL || g_str_match_string (wanted, text, TRUE);
}

/* A byline's name may stand among the tags too: what the list shows decides. */
static gboolean
has_names (RedaksiDatabase *db, gint64 row, const RedaksiSearch *search, gboolean *has,
           GError **error)
{
  sqlite3_stmt *statement
    = redaksi_database_query (db, error, "SELECT byline, section FROM article WHERE row = ?", "i",
                              row);
  int step = statement != NULL ? redaksi_database_step (db, statement, error) : -1;

  if (step < 0)
    return FALSE;
  *has = step == 1 && is_like (search->byline, redaksi_column_text (statement, 0))
         && is_like (search->section, redaksi_column_text (statement, 1));
  sqlite3_reset (statement);
  return TRUE;
}

/* Ids of the sites that are meant: by id, or by how a word of the name begins. */
static GStrv
find_sites (RedaksiDatabase *db, const char *wanted, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GPtrArray) sites = redaksi_store_list_sites (db, error);

  if (sites == NULL)
    return NULL;
  for (guint i = 0; i < sites->len; i++)
    if (g_str_equal (redaksi_site_get_id (sites->pdata[i]), *wanted == '=' ? wanted + 1 : wanted)
        || g_str_match_string (wanted, redaksi_site_get_name (sites->pdata[i]), TRUE))
      g_strv_builder_add (ids, redaksi_site_get_id (sites->pdata[i]));
  return g_strv_builder_end (ids);
}

/* Whether the article is at one of the sites, or was sent there. */
static gboolean
is_at_site (RedaksiDatabase *db, gint64 row, char *const *sites, gboolean *is, GError **error)
{
  *is = FALSE;
  for (guint i = 0; sites[i] != NULL && !*is; i++)
    {
      gint64 found = 0;

      if (!redaksi_database_get_int (
            db, &found, error,
            "SELECT EXISTS (SELECT 1 FROM remote WHERE site = ?1 AND local = id)"
            "       OR EXISTS (SELECT 1 FROM push WHERE article = id AND site = ?1)"
            "  FROM article WHERE row = ?2",
            "si", sites[i], row))
        return FALSE;
      *is = found != 0;
    }
  return TRUE;
}

/* By the headline a list is sorted when it is there: SQLite does not know the locale's order. */
static sqlite3_stmt *
walk (RedaksiDatabase *db, guint states, RedaksiSort sort, GError **error)
{
  gboolean oldest = sort == REDAKSI_SORT_OLDEST;

  if (states & REDAKSI_QUERY_TRASH)
    return redaksi_database_query (db, error,
                                   oldest
                                     ? "SELECT row, state, changed FROM article WHERE deleted <> 0"
                                       "  ORDER BY deleted, row"
                                     : "SELECT row, state, changed FROM article WHERE deleted <> 0"
                                       "  ORDER BY deleted DESC, row DESC",
                                   "");
  if (states != 0 && (states & (states - 1)) == 0)
    return redaksi_database_query (db, error,
                                   oldest ? "SELECT row, state, changed FROM article"
                                            "  WHERE deleted = 0 AND state = ?"
                                            "  ORDER BY changed, row"
                                          : "SELECT row, state, changed FROM article"
                                            "  WHERE deleted = 0 AND state = ?"
                                            "  ORDER BY changed DESC, row DESC",
                                   "i", (gint64)g_bit_nth_lsf (states, -1));
  return redaksi_database_query (db, error,
                                 oldest ? "SELECT row, state, changed FROM article"
                                          "  WHERE deleted = 0 ORDER BY changed, row"
                                        : "SELECT row, state, changed FROM article"
                                          "  WHERE deleted = 0 ORDER BY changed DESC, row DESC",
                                 "");
}

typedef struct
{
  char *key;
  gint64 row;
} Headed;

static void
headed_clear (gpointer data)
{
  g_free (((Headed *)data)->key);
}

/* Those without a headline come last. */
static int
compare_headed (gconstpointer a, gconstpointer b)
{
  const Headed *one = a, *other = b;

  if ((*one->key == '\0') != (*other->key == '\0'))
    return *one->key == '\0' ? 1 : -1;
  return strcmp (one->key, other->key);
}

/* What was equal stays in the order in which it was. */
static gboolean
sort_by_headline (RedaksiDatabase *db, GArray *rows, GError **error)
{
  g_autoptr (GArray) list = g_array_sized_new (FALSE, FALSE, sizeof (Headed), rows->len);

  g_array_set_clear_func (list, headed_clear);
  for (guint i = 0; i < rows->len; i++)
    {
      Headed headed = { NULL, g_array_index (rows, gint64, i) };
      sqlite3_stmt *statement
        = redaksi_database_query (db, error, "SELECT headline FROM article WHERE row = ?", "i",
                                  headed.row);
      int step = statement != NULL ? redaksi_database_step (db, statement, error) : -1;
      g_autofree char *valid = NULL;
      g_autofree char *folded = NULL;

      if (step < 0)
        return FALSE;
      valid = g_utf8_make_valid (step == 1 ? redaksi_column_text (statement, 0) : "", -1);
      sqlite3_reset (statement);
      folded = g_utf8_casefold (valid, -1);
      headed.key = g_utf8_collate_key (folded, -1);
      g_array_append_val (list, headed);
    }
  g_array_sort (list, compare_headed);
  for (guint i = 0; i < rows->len; i++)
    g_array_index (rows, gint64, i) = g_array_index (list, Headed, i).row;
  return TRUE;
}

static gboolean
has_state (guint states, gint64 state)
{
  return state >= 0 && state <= REDAKSI_STATE_LAST && (states & (1u << state));
}

/* What is asked of each row, wherever the rows come from. */
typedef struct
{
  RedaksiDatabase *db;
  const RedaksiSearch *search;
  GStrv sites; /* NULL: any */
  guint states;
  RedaksiSort sort;
  guint limit; /* 0: none */
  GArray *rows;
  RedaksiScan *scan;                   /* NULL: the words can't be found by reading */
  guint read;                          /* so many texts were, in the order of the list */
  guint often[REDAKSI_SCAN_MAX_WORDS]; /* in so many of them each word is */
  gboolean verify;                     /* each text is read before its row is added */
  guint verified;
} Listing;

static gboolean
is_tired (const Listing *self)
{
  return self->verified >= VERIFY_AT_MOST;
}

static gboolean
is_full (const Listing *self)
{
  return (self->limit > 0 && self->rows->len >= self->limit) || is_tired (self);
}

static gboolean
passes_states (const Listing *self, gint64 state)
{
  return (self->states == 0 || (self->states & REDAKSI_QUERY_TRASH)
          || has_state (self->states, state))
         && (!self->search->has_states || has_state (self->search->states, state));
}

static gboolean
has_all_words (RedaksiDatabase *db, gint64 row, RedaksiScan *scan, gboolean *has, GError **error)
{
  sqlite3_stmt *statement = redaksi_database_query (
    db, error, "SELECT headline, body, captions, bylines FROM article_text WHERE row = ?", "i",
    row);
  int step = statement != NULL ? redaksi_database_step (db, statement, error) : -1;

  if (step < 0)
    return FALSE;
  redaksi_scan_begin (scan);
  *has = FALSE;
  for (int i = 0; step == 1 && i < 4 && !*has; i++)
    {
      const char *text = redaksi_column_text (statement, i);

      *has = g_utf8_validate (text, -1, NULL) && redaksi_scan_read (scan, text);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* Adds a row that the filters leave. */
static gboolean
add_row (Listing *self, gint64 row, gint64 state, gint64 changed, GError **error)
{
  const RedaksiSearch *search = self->search;
  gboolean has = TRUE;

  if (changed < search->after || changed >= search->before || !passes_states (self, state))
    return TRUE;
  if ((search->byline != NULL || search->section != NULL)
      && !has_names (self->db, row, search, &has, error))
    return FALSE;
  if (has && self->sites != NULL && !is_at_site (self->db, row, self->sites, &has, error))
    return FALSE;
  if (has && self->verify)
    {
      self->verified++;
      if (!has_all_words (self->db, row, self->scan, &has, error))
        return FALSE;
    }
  if (has)
    g_array_append_val (self->rows, row);
  return TRUE;
}

/* Along the index; past what is not in @set, where there is one. */
static gboolean
collect_rows (Listing *self, const RowSet *set, GError **error)
{
  sqlite3_stmt *statement = walk (self->db, self->states, self->sort, error);
  int step = 0;

  if (statement == NULL)
    return FALSE;
  while (!is_full (self) && (step = redaksi_database_step (self->db, statement, error)) == 1)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      if (set->bits != NULL && (row >= set->size || !(set->bits[row / 8] & (1 << (row % 8)))))
        continue;
      if (!add_row (self, row, sqlite3_column_int64 (statement, 1),
                    sqlite3_column_int64 (statement, 2), error))
        return FALSE;
    }
  sqlite3_reset (statement);
  return step >= 0;
}

typedef struct
{
  gint64 key;
  gint64 row;
  gint64 state;
  gint64 changed;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;

  if (one->key != other->key)
    return one->key > other->key ? -1 : 1;
  return one->row > other->row ? -1 : one->row < other->row;
}

static int
compare_places_back (gconstpointer a, gconstpointer b)
{
  return compare_places (b, a);
}

static gboolean
add_places (Listing *self, GArray *places, GError **error)
{
  g_array_sort (places, self->sort == REDAKSI_SORT_OLDEST ? compare_places_back : compare_places);
  for (guint i = 0; i < places->len && !is_full (self); i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      if (!add_row (self, place->row, place->state, place->changed, error))
        return FALSE;
    }
  return TRUE;
}

/* Few rows are sooner looked up one by one than met on a walk past all. */
static gboolean
collect_few (Listing *self, const RowSet *set, GError **error)
{
  g_autoptr (GArray) places = g_array_sized_new (FALSE, FALSE, sizeof (Place), set->count);
  gboolean trash = (self->states & REDAKSI_QUERY_TRASH) != 0;

  for (gint64 row = 1; row < set->size; row++)
    {
      sqlite3_stmt *statement;
      int step;

      if (set->bits[row / 8] == 0)
        {
          row |= 7;
          continue;
        }
      if (!(set->bits[row / 8] & (1 << (row % 8))))
        continue;
      statement
        = redaksi_database_query (self->db, error,
                                  "SELECT state, changed, deleted FROM article WHERE row = ?", "i",
                                  row);
      step = statement != NULL ? redaksi_database_step (self->db, statement, error) : -1;
      if (step < 0)
        return FALSE;
      if (step == 1)
        {
          gint64 changed = sqlite3_column_int64 (statement, 1);
          gint64 deleted = sqlite3_column_int64 (statement, 2);
          Place place
            = { trash ? deleted : changed, row, sqlite3_column_int64 (statement, 0), changed };

          if ((deleted != 0) == trash)
            g_array_append_val (places, place);
        }
      sqlite3_reset (statement);
    }
  return add_places (self, places, error);
}

static gboolean
is_unfiltered (const RedaksiSearch *search)
{
  return search->byline == NULL && search->section == NULL && search->site == NULL
         && !search->has_states && search->after == 0 && search->before == G_MAXINT64;
}

/* The first of some states: the first of each, in order. */
static gboolean
collect_states (Listing *self, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint state = 0; state <= REDAKSI_STATE_LAST; state++)
    {
      sqlite3_stmt *statement;
      int step = 0;

      if (!(self->states & (1u << state)))
        continue;
      statement = walk (self->db, 1u << state, self->sort, error);
      if (statement == NULL)
        return FALSE;
      for (guint n = 0;
           n < self->limit && (step = redaksi_database_step (self->db, statement, error)) == 1; n++)
        {
          gint64 changed = sqlite3_column_int64 (statement, 2);
          Place place = { changed, sqlite3_column_int64 (statement, 0), state, changed };

          g_array_append_val (places, place);
        }
      sqlite3_reset (statement);
      if (step < 0)
        return FALSE;
    }
  return add_places (self, places, error);
}

/* Words that many articles have stand in enough of the first ones. @enough: so it was. */
static gboolean
collect_common (Listing *self, gboolean *enough, GError **error)
{
  sqlite3_stmt *statement = walk (self->db, self->states, self->sort, error);
  int step = 0;

  if (statement == NULL)
    return FALSE;
  while (self->read < SCAN_AT_MOST && !is_full (self)
         && (step = redaksi_database_step (self->db, statement, error)) == 1)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      gint64 state = sqlite3_column_int64 (statement, 1);
      gboolean has;

      /* It is not going to be enough. */
      if (self->read == SCAN_AT_FIRST
          && self->rows->len < self->limit * SCAN_AT_FIRST / SCAN_AT_MOST)
        break;
      if (!passes_states (self, state))
        continue;
      if (!has_all_words (self->db, row, self->scan, &has, error)
          || (has && !add_row (self, row, state, sqlite3_column_int64 (statement, 2), error)))
        return FALSE;
      self->read++;
      for (guint i = 0; i < redaksi_scan_get_n (self->scan); i++)
        self->often[i] += redaksi_scan_has (self->scan, i);
    }
  sqlite3_reset (statement);
  *enough = is_full (self);
  if (!*enough)
    g_array_set_size (self->rows, 0);
  return step >= 0;
}

/* The words that the index is asked for: those that are not common, or the one that is least. NULL:
 * all. */
static char *
choose_words (const Listing *self)
{
  guint n = self->scan != NULL ? redaksi_scan_get_n (self->scan) : 0;
  guint mask = 0, least = 0;

  if (n < 2 || self->read < SCAN_AT_FIRST)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      guint common = i + 1 == n && redaksi_scan_is_open (self->scan) ? COMMON_BEGINNING : COMMON;

      if (self->often[i] * 100 < self->read * common)
        mask |= 1u << i;
      if (self->often[i] < self->often[least])
        least = i;
    }
  if (mask == 0)
    mask = 1u << least;
  return mask != (1u << n) - 1 ? redaksi_scan_dup_words (self->scan, mask) : NULL;
}

/* What the index finds, the newest rows first, as far as it was asked. */
typedef struct
{
  sqlite3_stmt *statement;
  RowSet set;
  gint64 low; /* everything from this row on is in the set */
} Found;

/* Asks until @row, or all that are @count, are known. */
static gboolean
find_on (Listing *self, Found *found, gint64 row, guint count, GError **error)
{
  while (found->low > row && found->set.count < count)
    {
      int step = redaksi_database_step (self->db, found->statement, error);
      gint64 next = step == 1 ? sqlite3_column_int64 (found->statement, 0) : 0;

      if (step < 0)
        return FALSE;
      /* Whatever a file says, it comes to an end. */
      found->low = CLAMP (next, 0, found->low);
      if (step == 0)
        return TRUE;
      if (next > 0 && next < found->set.size)
        {
          found->set.bits[next / 8] |= (guint8)(1 << (next % 8));
          found->set.count++;
        }
    }
  return TRUE;
}

static gboolean
is_found (const Found *found, gint64 row)
{
  return row < found->set.size && (found->set.bits[row / 8] & (1 << (row % 8)));
}

/* Along the list; the index is asked only as far as that goes. */
static gboolean
walk_found (Listing *self, Found *found, GError **error)
{
  sqlite3_stmt *statement = walk (self->db, self->states, self->sort, error);
  gboolean verify = self->verify;
  guint strays = 0;
  int step = 0;

  if (statement == NULL)
    return FALSE;
  while (!is_full (self) && (step = redaksi_database_step (self->db, statement, error)) == 1)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      gint64 state = sqlite3_column_int64 (statement, 1);
      gboolean has;

      if (self->scan != NULL && found->low > row && found->low - row > FAR
          && strays < STRAYS_AT_MOST)
        {
          strays++;
          self->verify = FALSE;
          if (!has_all_words (self->db, row, self->scan, &has, error))
            return FALSE;
        }
      else
        {
          if (!find_on (self, found, row, G_MAXUINT, error))
            return FALSE;
          has = is_found (found, row);
        }
      if (has && !add_row (self, row, state, sqlite3_column_int64 (statement, 2), error))
        return FALSE;
      self->verify = verify;
    }
  sqlite3_reset (statement);
  return step >= 0;
}

static gboolean
collect_found (Listing *self, const char *expression, GError **error)
{
  Found found = { NULL, { NULL, 0, 0 }, G_MAXINT64 };
  gint64 last = 0;
  gboolean done;

  if (!redaksi_database_get_int (self->db, &last, error, "SELECT max (row) FROM article", ""))
    return FALSE;
  found.set.size = last + 1;
  found.set.bits = g_malloc0 ((gsize)(found.set.size / 8 + 1));
  found.statement = redaksi_database_query (self->db, error,
                                            "SELECT rowid FROM article_search"
                                            "  WHERE article_search MATCH ? ORDER BY rowid DESC",
                                            "s", expression);
  done = found.statement != NULL && find_on (self, &found, 0, FOUND_AT_FIRST, error)
         && (found.low == 0 ? collect_few (self, &found.set, error)
                            : walk_found (self, &found, error));
  if (found.statement != NULL)
    sqlite3_reset (found.statement);
  g_free (found.set.bits);
  return done;
}

/* The first page of the newest: the words that are not common are asked of the index, the others
 * looked for in the texts. */
static gboolean
collect_newest (Listing *self, const char *expression, GError **error)
{
  g_autofree char *words = choose_words (self);

  if (words != NULL)
    {
      g_autofree char *some = redaksi_search_expression (words, TRUE);
      g_autofree char *with_names = make_expression (self->search, some);

      self->verify = TRUE;
      if (!collect_found (self, with_names, error))
        return FALSE;
      self->verify = FALSE;
      if (!is_tired (self))
        return TRUE;
      self->verified = 0;
      g_array_set_size (self->rows, 0);
    }
  return collect_found (self, expression, error);
}

static gboolean
collect_all (Listing *self, const char *expression, GError **error)
{
  RowSet set = { NULL, 0, 0 };
  gboolean done = find_words (self->db, expression, &set, error)
                  && (set.count < set.size / FEW ? collect_few (self, &set, error)
                                                 : collect_rows (self, &set, error));

  g_free (set.bits);
  return done;
}

static gboolean
collect_words (Listing *self, const char *expression, GError **error)
{
  g_autoptr (RedaksiScan) scan = NULL;
  gboolean enough = FALSE, done;

  if (self->limit > 0)
    self->scan = scan = redaksi_scan_new (self->search->words);
  done = scan == NULL || collect_common (self, &enough, error);
  if (done && !enough)
    done = self->limit > 0 && self->sort == REDAKSI_SORT_NEWEST
               && !(self->states & REDAKSI_QUERY_TRASH)
             ? collect_newest (self, expression, error)
             : collect_all (self, expression, error);
  self->scan = NULL;
  return done;
}

static gboolean
collect (Listing *self, const char *expression, GError **error)
{
  RowSet all = { NULL, 0, 0 };

  if (expression != NULL)
    return collect_words (self, expression, error);
  if (self->limit > 0 && self->states != 0 && !(self->states & REDAKSI_QUERY_TRASH)
      && is_unfiltered (self->search))
    return collect_states (self, error);
  return collect_rows (self, &all, error);
}

/**
 * redaksi_store_query:
 * @db: a connection
 * @states: bits 1 << #RedaksiState, or %REDAKSI_QUERY_TRASH; 0 is all that is not in the trash
 * @words: (nullable): what a person searches for
 * @sort: in what order
 * @limit: the first so many; 0: all
 * @error: return location; %G_IO_ERROR_CANCELLED where it was interrupted
 *
 * The first page of a hundred thousand articles costs a millisecond, of a search some more; all of
 * them some tens. By the headline there is no first page without all.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the rows
 */
GArray *
redaksi_store_query (RedaksiDatabase *db, guint states, const char *words, RedaksiSort sort,
                     guint limit, GError **error)
{
  g_autoptr (RedaksiSearch) search = redaksi_search_new (words);
  g_autofree char *expression = make_expression (search, search->expression);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) sites = NULL;
  gboolean by_headline = sort == REDAKSI_SORT_HEADLINE, done;
  Listing listing = { .db = db,
                      .search = search,
                      .states = states,
                      .sort = sort,
                      .limit = by_headline ? 0 : limit,
                      .rows = rows };

  /* The queries are one moment of the library. */
  if (!redaksi_database_exec (db, "BEGIN", error))
    return NULL;
  if (search->site != NULL)
    listing.sites = sites = find_sites (db, search->site, error);
  done = (search->site == NULL || sites != NULL) && collect (&listing, expression, error)
         && (!by_headline || sort_by_headline (db, rows, error));
  redaksi_database_rollback (db);
  if (done && limit > 0 && rows->len > limit)
    g_array_set_size (rows, limit);
  return done ? g_steal_pointer (&rows) : NULL;
}
