/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-stationery.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-json.h"

#define LONGEST_FIELD 80 /* letters: what is longer is no field, but text in braces */
#define MOST_SHEETS   500

RedaksiSheet *
redaksi_sheet_new (const char *name, const char *content)
{
  RedaksiSheet *sheet = g_new0 (RedaksiSheet, 1);

  sheet->name = g_strdup (name);
  sheet->content = g_strdup (content);
  return sheet;
}

void
redaksi_sheet_free (RedaksiSheet *sheet)
{
  g_free (sheet->name);
  g_free (sheet->content);
  g_free (sheet);
}

GPtrArray *
redaksi_sheets_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_sheet_free);
}

/**
 * redaksi_sheets_copy:
 * @sheets: (element-type RedaksiSheet): a list
 *
 * Returns: (transfer full) (element-type RedaksiSheet): one that can be changed apart from it
 */
GPtrArray *
redaksi_sheets_copy (GPtrArray *sheets)
{
  GPtrArray *copy = redaksi_sheets_new ();

  g_return_val_if_fail (sheets != NULL, copy);

  for (guint i = 0; i < sheets->len; i++)
    {
      const RedaksiSheet *sheet = sheets->pdata[i];
      g_ptr_array_add (copy, redaksi_sheet_new (sheet->name, sheet->content));
    }
  return copy;
}

/* ---- the usual ones --------------------------------------------------------------------- */

static const struct
{
  const char *name;
  const char *kicker;
  const char *text;
} templates[] = {
  { N_ ("News"), NULL,
    N_ (
      "{who did what}, {day} ({date}).\n“{quote},” said {name}, {position}.\n{how it came about}\n"
      "{what comes next}") },
  { N_ ("Feature"), NULL,
    N_ ("{a person, a place, a moment}\n{why it matters now}\n## {what is behind it}\n{text}\n"
        "## {what it means}\n{text}\n{back to the person, the place}") },
  { N_ ("Interview"), NULL,
    N_ ("{who is asked, and why now}\n## {question}\n“{answer}”\n## {question}\n“{answer}”\n"
        "## {question}\n“{answer}”") },
  { N_ ("Correction"), N_ ("CORRECTION"),
    N_ ("An earlier version of “{headline}” said that {what was wrong}. The truth is that {what is "
        "right}. The text was corrected on {date}.\nThe newsroom apologises to {name} and to its "
        "readers.") },
  { N_ ("Live"), N_ ("LIVE"),
    N_ ("{what is known so far}\n## {time}\n{what happened}\n## {time}\n{what happened}") },
};

static const struct
{
  const char *name;
  const char *text;
} snippets[] = {
  { N_ ("Quotation with its speaker"), N_ ("“{quote},” said {name}, {position}.") },
  { N_ ("No answer yet"),
    N_ ("Until this was published {name} had not answered questions from {newspaper}.") },
  { N_ ("Correction below the text"), N_ ("Correction ({date}): {what was wrong, and what is right}.") },
}, captions[] = {
  { N_ ("What, where, when"), N_ ("{what is to be seen} in {place}, {date}.") },
  { N_ ("Portrait"), N_ ("{name}, {position}.") },
  { N_ ("Handed out"), N_ ("{what is to be seen} in {place}, {date}. (Photo: handed out by {photographer})") },
};

/* A paragraph a line; a line with "## " is a heading. */
static RedaksiBody *
read_lines (const char *text, gboolean headings)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean heading = headings && g_str_has_prefix (lines[i], "## ");
      g_autoptr (RedaksiShape) shape
        = heading ? redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", "2", NULL)
                  : redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
      g_ptr_array_add (blocks, redaksi_block_new (shape, lines[i] + (heading ? 3 : 0), NULL, 0));
    }
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}

static char *
make_template (const char *kicker, const char *text)
{
  g_autoptr (RedaksiBody) body = read_lines (_ (text), TRUE);
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) with_body = redaksi_article_with_body (empty, body);
  g_autoptr (RedaksiArticle) article
    = redaksi_article_with_field (with_body, REDAKSI_FIELD_KICKER,
                                  kicker != NULL ? _ (kicker) : NULL);

  return redaksi_article_to_json (article);
}

/**
 * redaksi_sheets_usual:
 * @kind: a kind
 *
 * Returns: (transfer full) (element-type RedaksiSheet): those that a newsroom begins with, in the
 *   language of the program
 */
GPtrArray *
redaksi_sheets_usual (RedaksiSheetKind kind)
{
  GPtrArray *sheets = redaksi_sheets_new ();

  if (kind == REDAKSI_SHEET_TEMPLATE)
    for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
      {
        g_autofree char *content = make_template (templates[i].kicker, templates[i].text);
        g_ptr_array_add (sheets, redaksi_sheet_new (_ (templates[i].name), content));
      }
  else if (kind == REDAKSI_SHEET_SNIPPET)
    for (guint i = 0; i < G_N_ELEMENTS (snippets); i++)
      g_ptr_array_add (sheets, redaksi_sheet_new (_ (snippets[i].name), _ (snippets[i].text)));
  else
    for (guint i = 0; i < G_N_ELEMENTS (captions); i++)
      g_ptr_array_add (sheets, redaksi_sheet_new (_ (captions[i].name), _ (captions[i].text)));
  return sheets;
}

/* ---- as JSON ---------------------------------------------------------------------------- */

/**
 * redaksi_sheets_to_json:
 * @sheets: (element-type RedaksiSheet): a list
 *
 * Returns: (transfer full): [{"name":…,"content":…},…]
 */
char *
redaksi_sheets_to_json (GPtrArray *sheets)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  g_return_val_if_fail (sheets != NULL, NULL);

  yyjson_mut_doc_set_root (doc, list);
  for (guint i = 0; i < sheets->len; i++)
    {
      const RedaksiSheet *sheet = sheets->pdata[i];
      yyjson_mut_val *object = yyjson_mut_arr_add_obj (doc, list);

      yyjson_mut_obj_add_str (doc, object, "name", sheet->name);
      yyjson_mut_obj_add_str (doc, object, "content", sheet->content);
    }
  return redaksi_json_write (doc);
}

static gboolean
is_sound (RedaksiSheetKind kind, const char *name, const char *content)
{
  g_autoptr (RedaksiArticle) article = NULL;

  if (name == NULL || *name == '\0' || content == NULL)
    return FALSE;
  if (kind == REDAKSI_SHEET_TEMPLATE)
    {
      article = redaksi_article_from_json (content, strlen (content), NULL);
      return article != NULL;
    }
  return TRUE;
}

/**
 * redaksi_sheets_from_json:
 * @kind: what kind they are
 * @json: what redaksi_sheets_to_json() wrote, by whatever version
 * @error: return location for a #RedaksiJsonError
 *
 * One that this version can't read is left out.
 *
 * Returns: (transfer full) (nullable) (element-type RedaksiSheet): the list
 */
GPtrArray *
redaksi_sheets_from_json (RedaksiSheetKind kind, const char *json, GError **error)
{
  g_autoptr (yyjson_doc) doc = NULL;
  g_autoptr (GPtrArray) sheets = redaksi_sheets_new ();
  yyjson_val *list, *object;
  yyjson_arr_iter iter;

  g_return_val_if_fail (json != NULL, NULL);

  doc = redaksi_json_parse (json, strlen (json), error);
  if (doc == NULL)
    return NULL;
  list = yyjson_doc_get_root (doc);
  if (!yyjson_is_arr (list))
    {
      g_set_error_literal (error, REDAKSI_JSON_ERROR, REDAKSI_JSON_ERROR_SHAPE, "no list");
      return NULL;
    }
  yyjson_arr_iter_init (list, &iter);
  while ((object = yyjson_arr_iter_next (&iter)) != NULL && sheets->len < MOST_SHEETS)
    {
      const char *name = redaksi_json_get_string (object, "name");
      const char *content = redaksi_json_get_string (object, "content");

      if (is_sound (kind, name, content))
        g_ptr_array_add (sheets, redaksi_sheet_new (name, content));
    }
  return g_steal_pointer (&sheets);
}

/* ---- templates -------------------------------------------------------------------------- */

static const char *const kept[]
  = { REDAKSI_FIELD_KICKER,   REDAKSI_FIELD_HEADLINE, REDAKSI_FIELD_DECK,
      REDAKSI_FIELD_DATELINE, REDAKSI_FIELD_BYLINES,  REDAKSI_FIELD_SECTION,
      REDAKSI_FIELD_TAGS,     REDAKSI_FIELD_LANGUAGE, REDAKSI_FIELD_TARGET_LENGTH };

/* Photos are this story's, not the next one's. */
static RedaksiBody *
without_photos (RedaksiBody *body)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      RedaksiBlockKind kind = redaksi_block_get_kind (block);

      if (kind != REDAKSI_BLOCK_PHOTO && kind != REDAKSI_BLOCK_CAPTION)
        g_ptr_array_add (blocks, block);
    }
  return blocks->len > 0 ? redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len)
                         : redaksi_body_new_empty ();
}

static RedaksiArticle *
take_over (RedaksiArticle *from, RedaksiArticle *to)
{
  g_autoptr (RedaksiBody) body = without_photos (redaksi_article_get_body (from));
  RedaksiArticle *result = redaksi_article_with_body (to, body);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const char *value = redaksi_article_get_field (from, kept[i]);
      RedaksiArticle *next;

      if (*value == '\0')
        continue;
      next = redaksi_article_with_field (result, kept[i], value);
      redaksi_article_unref (result);
      result = next;
    }
  return result;
}

/**
 * redaksi_template_of_article:
 * @article: an article
 *
 * Returns: (transfer full): what of it belongs to the next one of its kind, as a template's
 * content: not its photos, its address, its embargo
 */
char *
redaksi_template_of_article (RedaksiArticle *article)
{
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) result = NULL;

  g_return_val_if_fail (article != NULL, NULL);

  result = take_over (article, empty);
  return redaksi_article_to_json (result);
}

/**
 * redaksi_template_fill:
 * @article: a new article
 * @content: of a template
 * @error: return location
 *
 * Returns: (transfer full) (nullable): @article with what the template has
 */
RedaksiArticle *
redaksi_template_fill (RedaksiArticle *article, const char *content, GError **error)
{
  g_autoptr (RedaksiArticle) template = NULL;

  g_return_val_if_fail (article != NULL && content != NULL, NULL);

  template = redaksi_article_from_json (content, strlen (content), error);
  return template != NULL ? take_over (template, article) : NULL;
}

/* ---- fields ----------------------------------------------------------------------------- */

/**
 * redaksi_fields_find:
 * @text: a text
 * @from: how many characters are passed over
 * @start: (out): where the field begins, in characters
 * @end: (out): where it ends, behind its brace
 *
 * Returns: whether there is a field: something in braces on one line
 */
gboolean
redaksi_fields_find (const char *text, guint from, guint *start, guint *end)
{
  guint open = G_MAXUINT, at = 0;

  g_return_val_if_fail (text != NULL && start != NULL && end != NULL, FALSE);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), at++)
    {
      if (at < from)
        continue;
      if (*p == '{')
        open = at;
      else if (*p == '\n')
        open = G_MAXUINT;
      else if (*p == '}' && open != G_MAXUINT)
        {
          if (at - open > 1 && at - open <= LONGEST_FIELD)
            {
              *start = open;
              *end = at + 1;
              return TRUE;
            }
          open = G_MAXUINT;
        }
    }
  return FALSE;
}

static gboolean
is_called (const char *field, const char *name, const char *translated)
{
  return strcmp (field, name) == 0 || strcmp (field, translated) == 0;
}

/**
 * redaksi_fields_expand:
 * @text: a text with fields
 * @place: (nullable): what {place} is
 * @photographer: (nullable): what {photographer} is
 * @now: what {date} and {day} are
 *
 * Returns: (transfer full): the text; a field that nothing is known of stays
 */
char *
redaksi_fields_expand (const char *text, const char *place, const char *photographer,
                       GDateTime *now)
{
  g_autoptr (GString) result = g_string_new (NULL);
  guint at = 0, start, end;

  g_return_val_if_fail (text != NULL && now != NULL, NULL);

  while (redaksi_fields_find (text, at, &start, &end))
    {
      g_autofree char *before = g_utf8_substring (text, at, start);
      g_autofree char *whole = g_utf8_substring (text, start, end);
      g_autofree char *field = g_utf8_substring (text, start + 1, end - 1);
      g_autofree char *value = NULL;

      if (is_called (field, "date", C_ ("field", "date")))
        value = g_date_time_format (now, "%-d/%-m/%Y");
      else if (is_called (field, "day", C_ ("field", "day")))
        value = g_date_time_format (now, "%A");
      else if (is_called (field, "place", C_ ("field", "place")))
        value = g_strdup (place);
      else if (is_called (field, "photographer", C_ ("field", "photographer")))
        value = g_strdup (photographer);
      g_string_append (result, before);
      g_string_append (result, value != NULL && *value != '\0' ? value : whole);
      at = end;
    }
  g_string_append (result, g_utf8_offset_to_pointer (text, at));
  return g_string_free_and_steal (g_steal_pointer (&result));
}

/**
 * redaksi_snippet_to_body:
 * @text: a snippet
 *
 * Returns: (transfer full): a slice with a paragraph for each line
 */
RedaksiBody *
redaksi_snippet_to_body (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return read_lines (text, FALSE);
}
