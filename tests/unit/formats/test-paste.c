/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What other programs put on the clipboard (tests/fixtures/paste): each NAME.html or NAME.txt is
 * read and compared with NAME.golden; and whatever the fixture, what must be true of any paste is
 * tried. Where a golden is to be made anew, WRITE_GOLDEN=1 does so: look at it before it is
 * committed.
 */
#include <glib/gstdio.h>
#include <gumbo.h>
#include <string.h>

#include "redaksi-formats.h"

/* ---- what a person sees of a source, by another way than the reader's ----------------------- */

static gboolean
has_word (const char *text, const char *word)
{
  return text != NULL && strstr (text, word) != NULL;
}

static const char *
attribute (const GumboNode *node, const char *name)
{
  GumboAttribute *found = gumbo_get_attribute (&node->v.element.attributes, name);

  return found != NULL ? found->value : NULL;
}

static gboolean
is_unseen (const GumboNode *node)
{
  static const GumboTag unseen[]
    = { GUMBO_TAG_HEAD,   GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,    GUMBO_TAG_IFRAME,
        GUMBO_TAG_OBJECT, GUMBO_TAG_SVG,      GUMBO_TAG_MATH,     GUMBO_TAG_SELECT,
        GUMBO_TAG_BUTTON, GUMBO_TAG_TEXTAREA, GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT,
        GUMBO_TAG_VIDEO,  GUMBO_TAG_AUDIO,    GUMBO_TAG_TITLE };
  const char *style = attribute (node, "style");
  const char *classes = attribute (node, "class");

  for (guint i = 0; i < G_N_ELEMENTS (unseen); i++)
    if (node->v.element.tag == unseen[i])
      return TRUE;
  /* Bullets and numbers are drawn by the list; the wiki's own links are no text of the page. */
  return has_word (style, "display:none") || has_word (style, "mso-list:Ignore")
         || has_word (classes, "mw-editsection") || has_word (classes, "noprint")
         || (node->v.element.tag == GUMBO_TAG_SUP && has_word (classes, "reference"));
}

static gboolean
is_inline (GumboTag tag)
{
  static const GumboTag tags[]
    = { GUMBO_TAG_A,    GUMBO_TAG_ABBR,   GUMBO_TAG_B,     GUMBO_TAG_BIG,    GUMBO_TAG_CITE,
        GUMBO_TAG_CODE, GUMBO_TAG_EM,     GUMBO_TAG_FONT,  GUMBO_TAG_I,      GUMBO_TAG_S,
        GUMBO_TAG_SPAN, GUMBO_TAG_STRIKE, GUMBO_TAG_SMALL, GUMBO_TAG_STRONG, GUMBO_TAG_SUB,
        GUMBO_TAG_SUP,  GUMBO_TAG_TIME,   GUMBO_TAG_U,     GUMBO_TAG_DEL,    GUMBO_TAG_INS,
        GUMBO_TAG_MARK, GUMBO_TAG_UNKNOWN };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (tag == tags[i])
      return TRUE;
  return FALSE;
}

static void
see (const GumboNode *node, GString *out)
{
  gboolean parts;

  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE
      || node->type == GUMBO_NODE_CDATA)
    {
      g_string_append (out, node->v.text.text);
      return;
    }
  if (node->type != GUMBO_NODE_ELEMENT || is_unseen (node))
    return;
  parts = !is_inline (node->v.element.tag);
  if (parts)
    g_string_append_c (out, ' ');
  for (guint i = 0; i < node->v.element.children.length; i++)
    see (node->v.element.children.data[i], out);
  if (parts)
    g_string_append_c (out, ' ');
}

static char *
visible_text (const char *html)
{
  GumboOptions options = kGumboDefaultOptions;
  GString *out = g_string_new (NULL);
  GumboOutput *output;

  options.max_errors = 0;
  output = gumbo_parse_with_options (&options, html, strlen (html));
  see (output->root, out);
  gumbo_destroy_output (&options, output);
  return g_string_free (out, FALSE);
}

/* ---- words ---------------------------------------------------------------------------------- */

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xA0 || c == 0x2028;
}

/* Each word a line; raised digits as digits, points between cells and bullets are no words. */
static char *
words_of (const char *text)
{
  g_autoptr (GString) word = g_string_new (NULL);
  GString *out = g_string_new (NULL);

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == '\0' || is_blank (c))
        {
          if (word->len > 0 && strcmp (word->str, "·") != 0 && strcmp (word->str, "§") != 0)
            g_string_append_printf (out, "%s\n", word->str);
          g_string_truncate (word, 0);
          if (c == '\0')
            break;
          continue;
        }
      if (c == 0xB2 || c == 0xB3)
        c = '0' + c - 0xB0;
      else if (c == 0xB9)
        c = '1';
      else if (c >= 0x2070 && c <= 0x2079)
        c = '0' + c - 0x2070;
      else if (c >= 0x2080 && c <= 0x2089)
        c = '0' + c - 0x2080;
      g_string_append_unichar (word, c);
    }
  return g_string_free (out, FALSE);
}

static char *
words_of_body (RedaksiBody *body, const char *headline)
{
  g_autoptr (GString) text = g_string_new (headline);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      g_string_append_c (text, ' ');
      if (!redaksi_shape_is_leaf (redaksi_block_get_shape (block)))
        g_string_append (text, redaksi_block_get_text (block));
    }
  return words_of (text->str);
}

/* ---- what is true of any paste -------------------------------------------------------------- */

static void
check_harmless (const char *html)
{
  static const char *const bad[]
    = { "<script",    "<style",  "style=",  "<iframe",     "<svg",        "<form",
        "<img",       "onclick", "onerror", "javascript:", "=\"data:",    "file:",
        "class=\"wp", "<o:p",    "mso-",    "vbscript:",   "background:", "<font",
        "<span",      "<div",    "blob:",   "jahat",       "<table" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (strstr (html, bad[i]) != NULL)
      g_error ("“%s” has come into the body: %s", bad[i], html);
}

static char *
read_file (const char *name)
{
  g_autofree char *path = g_build_filename (FIXTURES, "..", "paste", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The page that a body is, a block a line. */
static char *
canonical (RedaksiBody *body)
{
  g_autofree char *html = redaksi_body_to_html (body, NULL, NULL, NULL);
  g_autoptr (GString) lines = g_string_new (html);

  g_string_replace (lines, "></li>", ">\n</li>", 0);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/* Blanks in a row are one on a page. */
static void
squeeze (char *page)
{
  char *to = page;

  for (const char *p = page; *p != '\0'; p++)
    if (*p != ' ' || p[1] != ' ')
      *to++ = *p;
  *to = '\0';
}

static void
compare_golden (const char *name, const char *got)
{
  g_autofree char *stem = g_strndup (name, strrchr (name, '.') - name);
  g_autofree char *golden_name = g_strconcat (stem, ".golden", NULL);
  g_autofree char *path = g_build_filename (FIXTURES, "..", "paste", golden_name, NULL);
  g_autofree char *text = g_strchomp (g_strdup (got));
  g_autofree char *line = g_strconcat (text, "\n", NULL);
  g_autofree char *expected = NULL;

  if (g_getenv ("WRITE_GOLDEN") != NULL)
    {
      g_assert_true (g_file_set_contents (path, line, -1, NULL));
      return;
    }
  expected = read_file (golden_name);
  g_assert_cmpstr (line, ==, expected);
}

static void
test_html (gconstpointer data)
{
  const char *name = data;
  g_autofree char *html = read_file (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiBody) body = redaksi_body_from_html (html, strlen (html), NULL, &error);
  g_autoptr (RedaksiBody) again = NULL;
  g_autofree char *page = NULL, *page_again = NULL, *seen = NULL, *expected = NULL, *got = NULL;

  g_assert_no_error (error);
  g_assert_true (redaksi_body_is_valid (body));
  page = canonical (body);
  check_harmless (page);
  compare_golden (name, page);
  /* What is copied here and pasted here is what it was. */
  again = redaksi_body_from_html (page, strlen (page), NULL, &error);
  g_assert_no_error (error);
  page_again = canonical (again);
  squeeze (page);
  squeeze (page_again);
  g_assert_cmpstr (page_again, ==, page);
  /* No word is lost, fused, split, or out of its order. */
  seen = visible_text (html);
  expected = words_of (seen);
  got = words_of_body (body, NULL);
  if (!g_str_has_prefix (name, "word-filtered")) /* its bullets are letters */
    g_assert_cmpstr (got, ==, expected);
}

static void
test_plain (gconstpointer data)
{
  const char *name = data;
  g_autofree char *text = read_file (name);
  g_autoptr (RedaksiBody) body = redaksi_body_from_plain (text, strlen (text));
  g_autofree char *page = canonical (body);
  g_autofree char *expected = NULL, *got = NULL;

  g_assert_true (redaksi_body_is_valid (body));
  check_harmless (page);
  compare_golden (name, page);
  expected = words_of (text);
  got = words_of_body (body, NULL);
  if (g_str_has_prefix (name, "mail") || g_str_has_prefix (name, "pdf"))
    return; /* marks of quoting, and hyphens at line ends, are no text */
  g_assert_cmpstr (got, ==, expected);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = g_build_filename (FIXTURES, "..", "paste", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, ".golden"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc)strcmp);
  g_assert_cmpuint (names->len, >, 8);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *test = g_strconcat ("/paste/", names->pdata[i], NULL);
      if (g_str_has_suffix (names->pdata[i], ".html"))
        g_test_add_data_func (test, names->pdata[i], test_html);
      else if (g_str_has_suffix (names->pdata[i], ".txt"))
        g_test_add_data_func (test, names->pdata[i], test_plain);
    }
  return g_test_run ();
}
