/* SPDX-License-Identifier: GPL-3.0-or-later */
/* new, set, list, delete */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-ctl.h"
#include "redaksi-id.h"
#include "redaksi-import.h"
#include "redaksi-text.h"

/* ---- new --------------------------------------------------------------------------------------
 */

typedef enum
{
  FORMAT_PLAIN,
  FORMAT_HTML,
  FORMAT_MARKDOWN,
  FORMAT_WORDPRESS,
  FORMAT_JSON,
  FORMAT_DOCX,
  FORMAT_ODT,
} Format;

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static const char *const format_names[]
  = { "plain", "html", "markdown", "wordpress", "json", "docx", "odt", NULL };

static gboolean
looks_like_markdown (const char *text)
{
  static const char *const starts[] = { "# ", "## ", "### ", "- ", "* ", "> ", "1. ", "```", "![" };
  g_auto (GStrv) lines = g_strsplit (text, "\n", 200);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (starts); k++)
        if (g_str_has_prefix (lines[i], starts[k]))
          return TRUE;
      if (strstr (lines[i], "](") != NULL || strstr (lines[i], "**") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* JSON of ours, also where another program has laid it out anew. */
static gboolean
looks_like_ours (const char *text)
{
  if (*text != '{')
    return FALSE;
  do
    text++;
  while (g_ascii_isspace (*text));
  return *text == '"' && strstr (text, "\"redaksi\"") != NULL;
}

/* What a file holds, by its name, else by how it begins. */
/* Editors of other systems put a mark before UTF-8; it says nothing of what follows. */
static const char *
skip_mark (const char *text)
{
  return g_str_has_prefix (text, BYTE_ORDER_MARK) ? text + strlen (BYTE_ORDER_MARK) : text;
}

static Format
guess_format (const char *path, const char *text)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  text = skip_mark (text);
  if (strstr (text, "<!-- wp:") != NULL)
    return FORMAT_WORDPRESS;
  if (g_str_has_suffix (lower, ".html") || g_str_has_suffix (lower, ".htm"))
    return FORMAT_HTML;
  if (g_str_has_suffix (lower, ".md") || g_str_has_suffix (lower, ".markdown"))
    return FORMAT_MARKDOWN;
  if (g_str_has_suffix (lower, ".txt"))
    return FORMAT_PLAIN;
  while (g_ascii_isspace (*text))
    text++;
  if (*text == '<')
    return FORMAT_HTML;
  if (looks_like_ours (text))
    return FORMAT_JSON;
  return looks_like_markdown (text) ? FORMAT_MARKDOWN : FORMAT_PLAIN;
}

/* What a file holds: an article of ours, or what is yet to be settled. */
typedef struct
{
  RedaksiArticle *article;
  RedaksiImport *import; /* nullable */
} Input;

static void
input_clear (Input *input)
{
  g_clear_pointer (&input->article, redaksi_article_unref);
  g_clear_pointer (&input->import, redaksi_import_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Input, input_clear)

static gboolean
parse (Input *input, Format format, const char *text, gsize length, const char *path,
       GError **error)
{
  g_autoptr (RedaksiArticle) other = NULL;
  RedaksiImportKind kind = REDAKSI_IMPORT_PLAIN;
  const char *json;

  switch (format)
    {
    case FORMAT_JSON:
      json = skip_mark (text);
      other = redaksi_article_from_json (json, length - (gsize)(json - text), error);
      input->article = other != NULL ? redaksi_article_with_id (other, NULL) : NULL;
      return other != NULL;
    case FORMAT_WORDPRESS:
      input->article = redaksi_article_from_wordpress (NULL, text, length, NULL, error);
      return input->article != NULL;
    case FORMAT_HTML:
      kind = REDAKSI_IMPORT_HTML;
      break;
    case FORMAT_MARKDOWN:
      kind = REDAKSI_IMPORT_MARKDOWN;
      break;
    case FORMAT_DOCX:
    case FORMAT_ODT:
      kind = REDAKSI_IMPORT_OFFICE;
      break;
    default:
      break;
    }
  input->import
    = redaksi_import_read (text, length, kind, strcmp (path, "-") != 0 ? path : NULL, error);
  if (input->import == NULL)
    return FALSE;
  other = redaksi_article_new (NULL);
  input->article = redaksi_article_with_field (other, REDAKSI_FIELD_HEADLINE,
                                               redaksi_import_get_headline (input->import));
  return TRUE;
}

/* The article with its photos, once there is a store for them. */
static RedaksiArticle *
settle (RedaksiCtl *ctl, Input *input, GError **error)
{
  g_autoptr (RedaksiBody) body = NULL;
  guint n_lost;

  if (input->import == NULL)
    return redaksi_article_ref (input->article);
  body = redaksi_ctl_await_boxed (redaksi_import_settle (input->import, redaksi_ctl_photos (ctl)),
                                  error);
  if (body == NULL)
    return NULL;
  n_lost = redaksi_import_get_n_lost (input->import);
  if (n_lost > 0)
    g_printerr (
      ngettext ("%u photo was left out: it was not found beside the file, or is none.\n",
                "%u photos were left out: they were not found beside the file, or are none.\n",
                n_lost),
      n_lost);
  return redaksi_article_with_body (input->article, body);
}

/* A photo or a program by mistake: letters in any encoding have next to no control characters.
 * UTF-16 says at its beginning that it is. */
static gboolean
is_text (const char *data, gsize length)
{
  gsize look = MIN (length, 65536);
  gsize odd = 0;

  if (length >= 2 && (memcmp (data, "\xFF\xFE", 2) == 0 || memcmp (data, "\xFE\xFF", 2) == 0))
    return TRUE;
  for (gsize i = 0; i < look; i++)
    odd += (guchar)data[i] < ' ' && memchr ("\t\n\v\f\r\033", data[i], 6) == NULL;
  return odd < 8 || odd < look / 50;
}

static gboolean
read_input (Input *input, const char *path, const char *format_name, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  Format format;

  for (format = 0; format_name != NULL && format_names[format] != NULL; format++)
    if (strcmp (format_names[format], format_name) == 0)
      break;
  if (format_name != NULL && format_names[format] == NULL)
    {
      redaksi_ctl_fail (
        error, REDAKSI_CTL_ERROR_USAGE,
        _ ("“%s” is no format; it is html, markdown, plain, wordpress, json, docx or "
           "odt."),
        format_name);
      return FALSE;
    }
  if (path == NULL)
    {
      input->article = redaksi_article_new (NULL);
      return TRUE;
    }
  text = redaksi_ctl_read (path, &length, error);
  if (text == NULL)
    return FALSE;
  if (format_name == NULL && redaksi_is_office (text, length))
    return parse (input, FORMAT_DOCX, text, length, path, error);
  if (format != FORMAT_DOCX && format != FORMAT_ODT && !is_text (text, length))
    {
      redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_FAILED, _ ("There is no text in “%s”."), path);
      return FALSE;
    }
  return parse (input, format_name != NULL ? format : guess_format (path, text), text, length, path,
                error);
}

static void
assign (GPtrArray *assignments, const char *name, const char *value)
{
  if (value != NULL)
    g_ptr_array_add (assignments, g_strdup_printf ("%s=%s", name, value));
}

gboolean
redaksi_command_new (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *headline = NULL, *kicker = NULL, *deck = NULL, *dateline = NULL;
  g_autofree char *section = NULL, *slug = NULL, *excerpt = NULL, *language = NULL, *format = NULL;
  g_auto (GStrv) bylines = NULL, tags = NULL;
  const GOptionEntry entries[] = {
    { "headline", 0, 0, G_OPTION_ARG_STRING, &headline,
      N_ ("The headline; else the first heading of level 1"), N_ ("TEXT") },
    { "kicker", 0, 0, G_OPTION_ARG_STRING, &kicker, N_ ("The line above the headline"),
      N_ ("TEXT") },
    { "deck", 0, 0, G_OPTION_ARG_STRING, &deck, N_ ("The sentence below the headline"),
      N_ ("TEXT") },
    { "dateline", 0, 0, G_OPTION_ARG_STRING, &dateline, N_ ("The place of the dateline"),
      N_ ("PLACE") },
    { "byline", 0, 0, G_OPTION_ARG_STRING_ARRAY, &bylines,
      N_ ("A person and a role; may be repeated"), N_ ("“ROLE: PERSON”") },
    { "section", 0, 0, G_OPTION_ARG_STRING, &section, N_ ("The section"), N_ ("NAME") },
    { "tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &tags, N_ ("A tag; may be repeated"), N_ ("NAME") },
    { "slug", 0, 0, G_OPTION_ARG_STRING, &slug, N_ ("The last part of the address"), N_ ("TEXT") },
    { "excerpt", 0, 0, G_OPTION_ARG_STRING, &excerpt, N_ ("The text that shared links show"),
      N_ ("TEXT") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("The language, as id or en-GB"),
      N_ ("CODE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format,
      N_ ("What the file holds: html, markdown, plain, wordpress, json, docx, odt"),
      N_ ("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) assignments = g_ptr_array_new_with_free_func (g_free);
  g_auto (Input) input = { NULL, NULL };
  g_autoptr (RedaksiArticle) read = NULL;
  g_autoptr (RedaksiArticle) article = NULL;
  g_autofree char *id = NULL;

  if (!redaksi_ctl_options (ctl, &argc, &argv, entries, "[FILE|-]", 0, 1, error))
    return FALSE;
  if (!read_input (&input, argc > 1 ? argv[1] : NULL, format, error))
    return FALSE;
  assign (assignments, REDAKSI_FIELD_HEADLINE, headline);
  assign (assignments, REDAKSI_FIELD_KICKER, kicker);
  assign (assignments, REDAKSI_FIELD_DECK, deck);
  assign (assignments, REDAKSI_FIELD_DATELINE, dateline);
  assign (assignments, REDAKSI_FIELD_SECTION, section);
  assign (assignments, REDAKSI_FIELD_SLUG, slug);
  assign (assignments, REDAKSI_FIELD_EXCERPT, excerpt);
  assign (assignments, REDAKSI_FIELD_LANGUAGE, language);
  for (guint i = 0; bylines != NULL && bylines[i] != NULL; i++)
    assign (assignments, "byline", bylines[i]);
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    assign (assignments, "tag", tags[i]);
  g_ptr_array_add (assignments, NULL);
  read = redaksi_article_ref (input.article);
  g_clear_pointer (&input.article, redaksi_article_unref);
  input.article = redaksi_ctl_set_fields (read, (char **)assignments->pdata, error);
  if (input.article == NULL || !redaksi_ctl_open (ctl, error))
    return FALSE;
  article = settle (ctl, &input, error);
  if (article == NULL)
    return FALSE;
  id
    = dex_await_string (redaksi_ctl_settle (redaksi_library_create (ctl->library, article)), error);
  if (id == NULL)
    return FALSE;
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "id", id);
  redaksi_ctl_print (ctl, "%s", id);
  return TRUE;
}

/* ---- set --------------------------------------------------------------------------------------
 */

/* `body=@FILE` takes the place of the body, and of nothing else. */
static RedaksiArticle *
set_body (RedaksiCtl *ctl, RedaksiArticle *article, const char *value, GError **error)
{
  g_auto (Input) input = { NULL, NULL };
  g_autoptr (RedaksiArticle) read = NULL;

  if (*value != '@')
    {
      redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                        _ ("The body comes from a file: body=@FILE"));
      return NULL;
    }
  read = read_input (&input, value + 1, NULL, error) ? settle (ctl, &input, error) : NULL;
  return read != NULL ? redaksi_article_with_body (article, redaksi_article_get_body (read)) : NULL;
}

gboolean
redaksi_command_set (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiArticle) changed = NULL;
  g_autoptr (GPtrArray) assignments = g_ptr_array_new ();

  if (!redaksi_ctl_options (ctl, &argc, &argv, NULL, "ID FIELD=VALUE…", 2, -1, error)
      || !redaksi_ctl_open (ctl, error))
    return FALSE;
  article = redaksi_ctl_load (ctl, argv[1], 0, error);
  if (article == NULL || !redaksi_ctl_refuse_deleted (ctl, argv[1], error))
    return FALSE;
  for (int i = 2; article != NULL && i < argc; i++)
    if (g_str_has_prefix (argv[i], "body="))
      {
        RedaksiArticle *next = set_body (ctl, article, argv[i] + strlen ("body="), error);
        redaksi_article_unref (article);
        article = next;
      }
    else
      g_ptr_array_add (assignments, argv[i]);
  if (article == NULL)
    return FALSE;
  g_ptr_array_add (assignments, NULL);
  changed = redaksi_ctl_set_fields (article, (char **)assignments->pdata, error);
  return changed != NULL && redaksi_ctl_save (ctl, changed, "manual", error);
}

/* ---- list -------------------------------------------------------------------------------------
 */

#define PAGE 200

static void
add_summary (RedaksiCtl *ctl, yyjson_mut_val *list, RedaksiSummary *summary)
{
  yyjson_mut_val *object = yyjson_mut_arr_add_obj (ctl->answer, list);

  redaksi_ctl_add (ctl, object, "id", redaksi_summary_get_id (summary));
  redaksi_ctl_add (ctl, object, "headline", redaksi_summary_get_headline (summary));
  redaksi_ctl_add (ctl, object, "byline", redaksi_summary_get_byline (summary));
  redaksi_ctl_add (ctl, object, "section", redaksi_summary_get_section (summary));
  redaksi_ctl_add (ctl, object, "state",
                   redaksi_state_to_string (redaksi_summary_get_state (summary)));
  redaksi_ctl_add_time (ctl, object, "changed", redaksi_summary_get_changed (summary));
  redaksi_ctl_add_time (ctl, object, "scheduled", redaksi_summary_get_scheduled (summary));
  redaksi_ctl_add_number (ctl, object, "words", redaksi_summary_get_words (summary));
  redaksi_ctl_add_number (ctl, object, "revision", redaksi_summary_get_revision (summary));
  redaksi_ctl_add (ctl, object, "photo", redaksi_summary_get_photo (summary));
  redaksi_ctl_add (ctl, object, "snippet", redaksi_summary_get_snippet (summary));
  redaksi_ctl_add (ctl, object, "url", redaksi_summary_get_url (summary));
}

static void
print_summary (RedaksiCtl *ctl, RedaksiSummary *summary)
{
  g_autofree char *changed = redaksi_ctl_local_time (redaksi_summary_get_changed (summary));
  const char *headline = redaksi_summary_get_headline (summary);

  redaksi_ctl_print (ctl, "%s  %-17s  %s  %s", redaksi_summary_get_id (summary),
                     redaksi_state_to_string (redaksi_summary_get_state (summary)), changed,
                     *headline != '\0' ? headline : _ ("(no headline yet)"));
}

gboolean
redaksi_command_list (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *state_name = NULL, *words = NULL;
  gboolean trash = FALSE;
  int limit = 0;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state_name,
      N_ ("Only those in this state: draft, submitted, published, …"), N_ ("STATE") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &words, N_ ("Only those with these words"),
      N_ ("WORDS") },
    { "trash", 0, 0, G_OPTION_ARG_NONE, &trash, N_ ("What is in the trash"), NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  RedaksiQuery query = { 0, NULL };
  g_autoptr (GArray) rows = NULL;
  yyjson_mut_val *list;
  RedaksiState state;

  if (!redaksi_ctl_options (ctl, &argc, &argv, entries, "", 0, 0, error))
    return FALSE;
  if (limit < 0)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("--limit takes a number from 1."));
  /* The trash is no state of an article, but one looks for it here. */
  if (!trash && g_strcmp0 (state_name, "trash") == 0)
    {
      trash = TRUE;
      g_clear_pointer (&state_name, g_free);
    }
  if (state_name != NULL && !redaksi_state_from_string (state_name, &state))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("There is no state “%s”."),
                             state_name);
  if (trash && state_name != NULL)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                             _ ("The trash has no states: use either --trash or --state."));
  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  query.states = trash ? REDAKSI_QUERY_TRASH : state_name != NULL ? 1u << state : 0;
  query.words = words;
  rows = redaksi_ctl_await_boxed (redaksi_library_query (ctl->library, &query), error);
  if (rows == NULL)
    return FALSE;
  if (limit > 0 && rows->len > (guint)limit)
    g_array_set_size (rows, (guint)limit);
  redaksi_ctl_object (ctl);
  list = yyjson_mut_obj_add_arr (ctl->answer, redaksi_ctl_object (ctl), "articles");
  for (guint i = 0; i < rows->len; i += PAGE)
    {
      g_autoptr (GPtrArray) summaries
        = redaksi_ctl_await_boxed (redaksi_library_fetch (ctl->library,
                                                          &g_array_index (rows, gint64, i),
                                                          MIN (PAGE, rows->len - i), words),
                                   error);
      if (summaries == NULL)
        return FALSE;
      for (guint k = 0; k < summaries->len; k++)
        {
          add_summary (ctl, list, summaries->pdata[k]);
          print_summary (ctl, summaries->pdata[k]);
        }
    }
  return TRUE;
}

/* ---- delete -----------------------------------------------------------------------------------
 */

gboolean
redaksi_command_delete (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (RedaksiArticle) article = NULL;

  if (!redaksi_ctl_options (ctl, &argc, &argv, NULL, "ID", 1, 1, error)
      || !redaksi_ctl_open (ctl, error))
    return FALSE;
  article = redaksi_ctl_load (ctl, argv[1], 0, error);
  if (article == NULL || !redaksi_ctl_await (redaksi_library_delete (ctl->library, argv[1]), error))
    return FALSE;
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "id", argv[1]);
  return TRUE;
}

/* ---- the trash --------------------------------------------------------------------------------
 */

gboolean
redaksi_command_undelete (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  if (!redaksi_ctl_options (ctl, &argc, &argv, NULL, "ID", 1, 1, error)
      || !redaksi_ctl_open (ctl, error))
    return FALSE;
  if (!redaksi_id_is_valid (argv[1]))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_NOT_FOUND, _ ("There is no article “%s”."),
                             argv[1]);
  if (!redaksi_ctl_await (redaksi_library_undelete (ctl->library, argv[1]), error))
    return FALSE;
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "id", argv[1]);
  return TRUE;
}

gboolean
redaksi_command_purge (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  RedaksiQuery query = { REDAKSI_QUERY_TRASH, NULL };
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;

  if (!redaksi_ctl_options (ctl, &argc, &argv, NULL, "", 0, 0, error)
      || !redaksi_ctl_open (ctl, error))
    return FALSE;
  before = redaksi_ctl_await_boxed (redaksi_library_query (ctl->library, &query), error);
  if (before == NULL || !redaksi_ctl_await (redaksi_library_purge (ctl->library), error))
    return FALSE;
  after = redaksi_ctl_await_boxed (redaksi_library_query (ctl->library, &query), error);
  if (after == NULL)
    return FALSE;
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "purged",
                          (gint64)before->len - after->len);
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "kept", after->len);
  if (after->len > 0)
    redaksi_ctl_print (
      ctl,
      g_dngettext (GETTEXT_PACKAGE, "%u article stays in the trash: it is on its way to a site.",
                   "%u articles stay in the trash: they are on their way to a site.", after->len),
      after->len);
  return TRUE;
}
