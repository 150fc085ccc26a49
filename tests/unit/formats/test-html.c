/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "described.h"

static char *
read_html (const char *html)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiBody) body = redaksi_body_from_html (html, strlen (html), NULL, &error);

  g_assert_no_error (error);
  g_assert_true (redaksi_body_is_valid (body));
  return describe (body);
}

typedef struct
{
  const char *html;
  const char *expected;
} Row;

static void
check_rows (const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *got = read_html (rows[i].html);
      g_test_message ("%s", rows[i].html);
      g_assert_cmpstr (got, ==, rows[i].expected);
    }
}

static void
test_text (void)
{
  static const Row rows[] = {
    { "", "p|" },
    { "   \n ", "p|" },
    { "plain", "p|plain" },
    { "<p>one</p><p>two</p>", "p|one\np|two" },
    { "<p>one<p>two", "p|one\np|two" },
    { "one<div>two</div>three", "p|one\np|two\np|three" },
    { "<p>a\n  b\t c</p>", "p|a b c" },
    { "<p> a <b> b </b> c </p>", "p|a *b *c" },
    { "<p>a<br>b</p>", "p|a⏎b" },
    { "<p>a<br><br>b<br></p>", "p|a\np|b" },
    { "<p>a&nbsp;b</p><p>&nbsp;</p><p>\xC2\xA0 c</p>", "p|a␣b\np|c" },
    { "<p>a &lt;b&gt; &amp;amp; “c” &#8211; d</p>", "p|a <b> &amp; “c” – d" },
    { "<pre>a\n  b</pre>", "p|a⏎  b" },
    { "<h2>a</h2><h3>b</h3><h6>c</h6><h1>d</h1>", "h2|a\nh3|b\nh4|c\nh2|d" },
    { "<blockquote><p>a</p><p>b</p></blockquote><blockquote>c</blockquote>", "q|a\nq|b\nq|c" },
    { "<p>a</p><hr><p>b</p>", "p|a\nD\np|b" },
    { "<p>a</p><hr>", "p|a\nD\np|" },
    { "<dl><dt>a</dt><dd>b</dd></dl>", "p|a\np|b" },
    { "a 1 < 2 b", "p|a 1 < 2 b" },
    { "<p>x\xEF\xBF\xBCy\xE2\x80\xA9z</p>", "p|xy z" },
    { "<q>ya</q>", "p|“ya”" },
    { "10 m<sup>2</sup>, H<sub>2</sub>O, x<sup>a</sup>", "p|10 m², H₂O, xa" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_marks (void)
{
  static const Row rows[] = {
    { "<b>a</b><strong>b</strong> <i>c</i> <em>d</em> <s>e</s> <del>f</del>",
      "p|*ab* /c/ /d/ -e- -f-" },
    { "<b style=\"font-weight:normal\"><p>a</p></b>", "p|a" },
    { "<span style=\"font-weight:700\">a</span><span style='font-style: italic'>b</span>",
      "p|*a*/b/" },
    { "<span style='FONT-WEIGHT:BOLD;text-decoration: underline line-through'>a</span>",
      "p|*-a-*" },
    { "<b><span style='font-weight:400'>a</span>b</b>", "p|a*b*" },
    { "<b>a<p>b</p>c</b>", "p|*a*\np|*b*\np|*c*" },
    { "<b>a<i>b</b>c</i>", "p|*a/b*c/" },
    { "<a href='https://a.example/?a=1&amp;b=2'>x</a>", "p|[x](https://a.example/?a=1&b=2)" },
    { "<a href='HTTPS://a.example'><b>x</b>y</a>", "p|*[x*y](HTTPS://a.example)" },
    { "<a href='mailto:a@b.example'>x</a>", "p|[x](mailto:a@b.example)" },
    { "<a href=' javascript:alert(1)'>x</a>", "p|x" },
    { "<a href='java&#10;script:alert(1)'>x</a>", "p|x" },
    { "<a href='&#1;javascript&colon;alert(1)'>x</a>", "p|x" },
    { "<a href='data:text/html,x'>x</a> <a href='vbscript:x'>y</a> <a href='#top'>z</a>",
      "p|x y z" },
    { "<a href=https://a.example/>x</a>", "p|[x](https://a.example/)" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_lists (void)
{
  static const Row rows[] = {
    { "<ul><li>a<li>b</ul>", "l0|a\nl0|b" },
    { "<ol><li>a</li></ol>", "o0|a" },
    { "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "l0|a\no1|b\nl0|c" },
    { "<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "l0|a\nl1|b\nl0|c" },
    { "<ul><li><p>a</p><p>b</p></li></ul>", "l0|a⏎b" },
    { "<ul>\n <li> a </li>\n <li>\n  <p>b</p>\n </li>\n</ul>", "l0|a\nl0|b" },
    { "x<ul><li>a</li></ul>y", "p|x\nl0|a\np|y" },
    { "<li>a</li>", "l0|a" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_dropped (void)
{
  static const Row rows[] = {
    { "<script>alert('<p>no</p>')</script><p>a</p>", "p|a" },
    { "<style>p{}</style><title>t</title><p>a</p>", "p|a" },
    { "<p onclick=\"x\">a</p><img src=x onerror=alert(1)>", "p|a" },
    { "<svg><g><text>no</text></g></svg><p>a</p>", "p|a" },
    { "<svg><style><!-- </style><p>a</p>", "p|" },
    { "<p>a<img src='https://t.example/x.gif'>b</p>", "p|a b" },
    { "<p>a<img alt='😀' src='e.png'>b</p>", "p|a😀b" },
    { "<iframe src='https://x.example'>no</iframe>a<noscript>no</noscript>", "p|a" },
    { "<!-- a --><p>b</p><!-- <p>c</p> --><!--><p>d</p>", "p|b\np|d" },
    { "<p>a</p><!-- never closed <p>b</p>", "p|a\np|never closed\np|b" },
    { "<p style='display:none'>no</p><span style='mso-hide:all'>no</span>a", "p|a" },
    { "<x-unknown>a</x-unknown><p>b</p>", "p|a\np|b" },
    { "<script>never closed <p>no</p>", "p|" },
    { "<math><mi>x</mi></math>a<template><p>no</p></template>", "p|a" },
    { "<select><option>no</option></select>a<textarea><p>no</textarea>", "p|a" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_tables (void)
{
  static const Row rows[] = {
    { "<table><tr><th>Nama</th><th>Umur</th></tr><tr><td>Bayu</td><td>30</td></tr></table>",
      "p|Nama · Umur\np|Bayu · 30" },
    { "<table><tr><td><p>a</p><p>b</p></td></tr></table>", "p|a\np|b" },
    { "<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>", "p|a\np|b" },
    { "<table><tr><td>a<br>b</td><td>c</td></tr></table>d", "p|a⏎b · c\np|d" },
    { "<table><caption>t</caption><tbody><tr><td><p>a</p></td><td><div>b</div></td></tr></table>",
      "p|t\np|a · b" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_headline (void)
{
  static const char html[] = "<h1> A <i>b</i>\n c</h1><p>d</p><h1>e</h1>";
  g_autofree char *headline = NULL;
  g_autofree char *none = NULL;
  g_autofree char *got = NULL;
  g_autoptr (RedaksiBody) body = redaksi_body_from_html (html, strlen (html), &headline, NULL);
  g_autoptr (RedaksiBody) other = redaksi_body_from_html ("<h1> </h1>x", 11, &none, NULL);

  got = describe (body);
  g_assert_cmpstr (headline, ==, "A b c");
  g_assert_cmpstr (got, ==, "p|d\nh2|e");
  g_assert_null (none);
}

/* What word processors put on the clipboard; the fixtures are our own, in their ways of writing. */
static void
test_clipboards (void)
{
  static const char *const names[] = { "word", "google-docs", "libreoffice", "browser" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *input_name = g_strconcat (names[i], ".html", NULL);
      g_autofree char *expected_name = g_strconcat (names[i], ".expected", NULL);
      g_autofree char *input = read_fixture (input_name);
      g_autofree char *expected = read_fixture (expected_name);
      g_autofree char *got = read_html (input);

      g_strchomp (expected);
      g_test_message ("%s", names[i]);
      g_assert_cmpstr (got, ==, expected);
    }
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *expected;
  } rows[] = {
    { "\xEF\xBB\xBF<p>“a”</p>", 16, "p|“a”" },
    { "\xFF\xFE<\0p\0>\0\xE9\0", 10, "p|é" },
    { "\xFE\xFF\0<\0p\0>\0\xE9", 10, "p|é" },
    { "<p>caf\xE9 \x93"
      "a\x94",
      11, "p|café “a”" },
    { "a\0b", 3, "p|ab" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RedaksiBody) body
        = redaksi_body_from_html (rows[i].bytes, rows[i].length, NULL, NULL);
      g_autofree char *got = describe (body);
      g_assert_cmpstr (got, ==, rows[i].expected);
    }
}

/* “%” in @what is the number of the repetition. */
static GString *
repeat (const char *before, const char *what, guint times, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < times; i++)
    for (const char *p = what; *p != '\0'; p++)
      if (*p == '%')
        g_string_append_printf (text, "%u", i);
      else
        g_string_append_c (text, *p);
  g_string_append (text, after);
  return text;
}

/* Each of these costs any tree builder seconds or gigabytes. */
static void
test_limits (void)
{
  static const struct
  {
    const char *what;
    guint times;
    gboolean taken;
  } rows[] = {
    { "<div>", 150, TRUE },         { "<div>", 200000, FALSE },
    { "<b id=%>", 200000, FALSE },  { "<div><b id=%></div>", 100000, FALSE },
    { "<ul><li>", 100000, FALSE },  { "<table><tr><td>", 100000, FALSE },
    { "<p>x</p>", 300000, FALSE },  { "<br>", 300000, FALSE },
    { "<p>x</p>", 200000, TRUE },   { "<p>x", 200000, TRUE },
    { "<li>x", 100000, TRUE },      { "<br>", 200000, TRUE },
    { "<a name=x>", 100000, TRUE }, { "</p>", 100000, TRUE },
    { "</div></b>", 100000, TRUE }, { "<", 500000, TRUE },
    { "<!--", 100000, TRUE },       { "<svg>", 100000, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) html = repeat ("", rows[i].what, rows[i].times, "");
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiBody) body = redaksi_body_from_html (html->str, html->len, NULL, &error);

      g_test_message ("%u of %s", rows[i].times, rows[i].what);
      if (rows[i].taken)
        g_assert_no_error (error);
      else
        g_assert_error (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_LIMITS);
      g_assert_true ((body != NULL) == rows[i].taken);
    }
  {
    g_autoptr (GString) html = repeat ("<p", " a%=1", 200000, " class=x>text");
    g_autofree char *got = read_html (html->str);
    g_assert_cmpstr (got, ==, "p|text");
  }
  {
    g_autofree char *huge = g_strnfill (9 * 1024 * 1024, 'x');
    g_autoptr (GError) error = NULL;
    g_assert_null (redaksi_body_from_html (huge, strlen (huge), NULL, &error));
    g_assert_error (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_LIMITS);
  }
}

static void
test_sanitise (void)
{
  static const Row rows[] = {
    { "<figure class=\"wp-block-table\"><table><tr><td onclick=x>a &amp; "
      "b</td></tr></table></figure>",
      "<figure class=\"wp-block-table\"><table><tbody><tr><td>a &amp; b</td></tr></tbody></table>"
      "</figure>" },
    { "<!-- wp:x --><p style=\"x\">a<script>b</script></p><!-- /wp:x -->", "<p>a</p>" },
    { "<a href=\"javascript:x\">a</a><img src=\"javascript:y\" alt='\"'>",
      "<a>a</a><img alt=\"&quot;\">" },
    { "<form><input></form><iframe src=x></iframe><embed src=x>b", "b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *got = redaksi_html_sanitise (rows[i].html, strlen (rows[i].html));
      g_assert_cmpstr (got, ==, rows[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html/text", test_text);
  g_test_add_func ("/html/marks", test_marks);
  g_test_add_func ("/html/lists", test_lists);
  g_test_add_func ("/html/dropped", test_dropped);
  g_test_add_func ("/html/tables", test_tables);
  g_test_add_func ("/html/headline", test_headline);
  g_test_add_func ("/html/clipboards", test_clipboards);
  g_test_add_func ("/html/encodings", test_encodings);
  g_test_add_func ("/html/limits", test_limits);
  g_test_add_func ("/html/sanitise", test_sanitise);
  return g_test_run ();
}
