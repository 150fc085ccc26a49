/* SPDX-License-Identifier: GPL-3.0-or-later */
/* docs/editing.md says in tables what Enter, Backspace and Delete do at the edges of blocks. Here
 * every cell of them is done, compared and undone. With --write the tables are printed as they
 * should be. */
#include <stdio.h>
#include <string.h>

#include "outline.h"
#include "redaksi-commands.h"

#define CURSOR  "‸"
#define NOTHING "·"
#define REST    "/p:z" /* stands behind everything, and isn't shown */

typedef enum
{
  ENTER,
  BACKSPACE,
  DELETE,
} Key;

typedef struct
{
  char *before; /* an outline with the cursor in it */
  char *after;
  Key key;
} Cell;

static void
cell_free (gpointer data)
{
  Cell *cell = data;

  g_free (cell->before);
  g_free (cell->after);
  g_free (cell);
}

/* ---- outlines with a cursor -------------------------------------------------------------- */

/* The outline without its cursor; *position is where that was. */
static char *
without_cursor (const char *outline, guint *position)
{
  g_auto (GStrv) blocks = g_strsplit (outline, "/", -1);
  g_autoptr (GString) clean = g_string_new (outline);

  *position = 0;
  for (guint i = 0; blocks[i] != NULL; i++)
    {
      const char *colon = strchr (blocks[i], ':');
      const char *cursor = strstr (blocks[i], CURSOR);
      const char *text = colon != NULL ? colon + 1 : blocks[i];

      if (cursor != NULL)
        {
          *position += (guint)g_utf8_strlen (text, cursor - text);
          break;
        }
      *position += (colon != NULL ? (guint)g_utf8_strlen (text, -1) : 1) + 1;
    }
  g_assert_cmpuint (g_string_replace (clean, CURSOR, "", 0), ==, 1);
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

static char *
with_cursor (const char *outline, guint position)
{
  g_auto (GStrv) blocks = g_strsplit (outline, "/", -1);

  for (guint i = 0; blocks[i] != NULL; i++)
    {
      const char *colon = strchr (blocks[i], ':');
      const char *text = colon != NULL ? colon + 1 : blocks[i];
      guint length = (guint)g_utf8_strlen (text, -1);

      if (position <= length)
        {
          const char *at = g_utf8_offset_to_pointer (text, position);
          char *marked = g_strdup_printf ("%.*s" CURSOR "%s", (int)(at - blocks[i]), blocks[i], at);
          g_free (blocks[i]);
          blocks[i] = marked;
          return g_strjoinv ("/", blocks);
        }
      position -= length + 1;
    }
  g_assert_not_reached ();
}

/* What stands in the table after @key is pressed in @before. */
static char *
press (const char *before, Key key)
{
  guint position;
  g_autofree char *outline = without_cursor (before, &position);
  g_autofree char *whole = g_strconcat (outline, REST, NULL);
  g_autoptr (RedaksiArticle) article = outline_article (whole);
  RedaksiSelection selection = { position, position };
  g_autoptr (RedaksiTransaction) transaction
    = key == ENTER ? redaksi_command_split (article, selection)
                   : redaksi_command_delete (article, selection, key == DELETE);
  g_autoptr (RedaksiArticle) after = NULL;
  g_autoptr (RedaksiArticle) undone = NULL;
  g_autoptr (RedaksiTransaction) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *result = NULL;
  char *marked;

  if (transaction == NULL)
    return g_strdup (NOTHING);
  after = redaksi_transaction_apply (transaction, article, &error);
  g_assert_no_error (error);
  g_assert_true (redaksi_body_is_valid (redaksi_article_get_body (after)));
  undo = redaksi_transaction_invert (transaction, article);
  undone = redaksi_transaction_apply (undo, after, &error);
  g_assert_no_error (error);
  g_assert_true (redaksi_article_equal (undone, article));
  g_assert_cmpuint (redaksi_transaction_get_after (undo).head, ==, position);
  result = body_outline (redaksi_article_get_body (after));
  marked = with_cursor (result, redaksi_transaction_get_after (transaction).head);
  if (g_str_has_suffix (marked, REST))
    marked[strlen (marked) - strlen (REST)] = '\0';
  return marked;
}

/* ---- the tables -------------------------------------------------------------------------- */

/* The code in a cell of a Markdown table, or its bare text. */
static char *
dup_code (const char *cell)
{
  g_autofree char *text = g_strstrip (g_strdup (cell));
  gsize length = strlen (text);

  if (length > 1 && text[0] == '`' && text[length - 1] == '`')
    return g_strndup (text + 1, length - 2);
  return g_steal_pointer (&text);
}

static GPtrArray *
dup_cells (const char *line)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (line, "|", -1);
  guint n = g_strv_length (parts);

  for (guint i = 1; i + 1 < n; i++)
    g_ptr_array_add (cells, dup_code (parts[i]));
  return cells;
}

/* Under “## Enter” a row is the block before the key, and after it; elsewhere a row's and a
 * column's head together are what stands there before it. */
static void
add_row (GPtrArray *found, Key key, GPtrArray *head, GPtrArray *row)
{
  for (guint i = 1; i < row->len; i++)
    {
      const char *above = row->pdata[0], *below = head->pdata[i], *after = row->pdata[i];
      Cell *cell;

      if (*after == '\0')
        continue;
      cell = g_new0 (Cell, 1);
      cell->key = key;
      cell->before = key == ENTER ? g_strdup (above) : g_strconcat (above, "/", below, NULL);
      cell->after = g_strdup (after);
      g_ptr_array_add (found, cell);
    }
}

static GPtrArray *
read_tables (void)
{
  static const char *const titles[] = { "## Enter", "## Backspace", "## Delete" };
  GPtrArray *found = g_ptr_array_new_with_free_func (cell_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) head = NULL;
  int key = -1;

  g_file_get_contents (DOCS "/editing.md", &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      for (int k = 0; k < 3; k++)
        if (g_str_equal (lines[i], titles[k]))
          key = k;
      if (lines[i][0] != '|' || key < 0)
        g_clear_pointer (&head, g_ptr_array_unref);
      else if (head == NULL)
        head = dup_cells (lines[i]);
      else if (!g_str_has_prefix (lines[i], "| ---"))
        {
          g_autoptr (GPtrArray) row = dup_cells (lines[i]);
          g_assert_cmpuint (row->len, ==, head->len);
          add_row (found, (Key)key, head, row);
        }
    }
  return found;
}

static void
test_cell (gconstpointer data)
{
  const Cell *cell = data;
  g_autofree char *after = press (cell->before, cell->key);

  g_assert_cmpstr (after, ==, cell->after);
}

/* ---- writing them ------------------------------------------------------------------------ */

static const char *const names[] = { "p:", "h2:", "q:", "u:", "l0:", "l1:", "o0:", "P/c:", "D" };

static gboolean
is_text (const char *name)
{
  return g_str_has_suffix (name, ":");
}

static char *
block (const char *name, const char *text, int cursor)
{
  if (!is_text (name))
    return cursor < 0    ? g_strdup (name)
           : cursor == 0 ? g_strconcat (CURSOR, name, NULL)
                         : g_strconcat (name, CURSOR, NULL);
  if (cursor < 0)
    return g_strconcat (name, text, NULL);
  cursor = MIN (cursor, (int)strlen (text));
  return g_strdup_printf ("%s%.*s" CURSOR "%s", name, cursor, text, text + cursor);
}

static void
write_enter (void)
{
  static const struct
  {
    const char *text;
    int cursor;
  } places[] = { { "ab", 0 }, { "ab", 1 }, { "ab", 2 }, { "", 0 } };
  static const char *const photos[] = { CURSOR "P/c:ab", "P" CURSOR "/c:ab" };

  printf ("## Enter\n\n| before | after |\n| --- | --- |\n");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; k < G_N_ELEMENTS (places); k++)
      {
        g_autofree char *before = NULL;
        g_autofree char *after = NULL;
        if (!is_text (names[i]) && (k == 1 || k == 3))
          continue;
        before = block (names[i], places[k].text, places[k].cursor);
        after = press (before, ENTER);
        printf ("| `%s` | `%s` |\n", before, after);
      }
  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      g_autofree char *after = press (photos[i], ENTER);
      printf ("| `%s` | `%s` |\n", photos[i], after);
    }
}

static void
write_pairs (Key key, const char *above_text, const char *below_text)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_text (names[i]) || *below_text != '\0')
      g_ptr_array_add (heads, block (names[i], below_text, key == BACKSPACE ? 0 : -1));
  printf ("\n| |");
  for (guint k = 0; k < heads->len; k++)
    printf (" `%s` |", (char *)heads->pdata[k]);
  printf ("\n| --- |");
  for (guint k = 0; k < heads->len; k++)
    printf (" --- |");
  printf ("\n");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *above = NULL;
      if (!is_text (names[i]) && *above_text == '\0')
        continue;
      above = block (names[i], above_text, key == DELETE ? (int)MAX (strlen (above_text), 1) : -1);
      printf ("| `%s` |", above);
      for (guint k = 0; k < heads->len; k++)
        {
          g_autofree char *before = g_strconcat (above, "/", heads->pdata[k], NULL);
          g_autofree char *after = press (before, key);
          if (g_str_equal (after, NOTHING))
            printf (" %s |", after);
          else
            printf (" `%s` |", after);
        }
      printf ("\n");
    }
}

static int
write_tables (void)
{
  static const Key keys[] = { BACKSPACE, DELETE };
  static const char *const titles[] = { "\n## Backspace\n", "\n## Delete\n" };

  write_enter ();
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      printf ("%s", titles[i]);
      write_pairs (keys[i], "ab", "cd");
      write_pairs (keys[i], "", "cd");
      write_pairs (keys[i], "ab", "");
    }
  return 0;
}

int
main (int argc, char *argv[])
{
  static const char *const keys[] = { "enter", "backspace", "delete" };
  g_autoptr (GPtrArray) cells = NULL;
  int result;

  if (argc > 1 && g_str_equal (argv[1], "--write"))
    return write_tables ();
  g_test_init (&argc, &argv, NULL);
  cells = read_tables ();
  /* Whoever empties a table has to say so here. */
  g_assert_cmpuint (cells->len, >=, 400);
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = cells->pdata[i];
      g_autofree char *name = g_strconcat ("/editing/", keys[cell->key], "/", cell->before, NULL);
      for (char *p = name + strlen ("/editing/") + strlen (keys[cell->key]) + 1; *p != '\0'; p++)
        if (*p == '/')
          *p = ' ';
      g_test_add_data_func (name, cell, test_cell);
    }
  result = g_test_run ();
  return result;
}
