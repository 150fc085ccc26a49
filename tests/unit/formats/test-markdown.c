/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "described.h"

static void
test_in (void)
{
  static const char *const rows[][2] = {
    { "", "p|" },
    { "a\nb\n\nc", "p|a b\np|c" },
    { "a  \nb\\\nc", "p|a⏎b⏎c" },
    { "**a** *b* __c__ _d_ ~~e~~", "p|*a* /b/ *c* /d/ -e-" },
    { "***a** b*", "p|*/a* b/" },
    { "~~a **b** c~~ ~~~d~~~ \\~~e\\~~ ~~ f ~~", "p|-a *b* c- ~~~d~~~ ~~e~~ ~~ f ~~" },
    { "`a ~~b~~` <b>c</b>", "p|a ~~b~~ *c*" },
    { "## a\n### b\n##### c\n# d", "h2|a\nh3|b\nh4|c\nh2|d" },
    { "> a\n>\n> b", "q|a\nq|b" },
    { "- a\n- b\n  1. c\n- d", "l0|a\nl0|b\no1|c\nl0|d" },
    { "- a\n\n  b\n- c", "l0|a⏎b\nl0|c" },
    { "1) a\n2) b", "o0|a\no0|b" },
    { "a\n\n---\n\nb", "p|a\nD\np|b" },
    { "[a](https://a.example \"t\") <https://b.example>",
      "p|[a](https://a.example) [https://b.example](https://b.example)" },
    { "[a](javascript:alert(1)) [b](<data:text/html,x>)", "p|a b" },
    { "<script>alert(1)</script>\n\na", "p|a" },
    { "<div><b>x</b></div>\n\na", "p|*x*\np|a" },
    { "```\nx\n  y\n```", "p|x⏎  y" },
    { "![alt](https://t.example/x.gif)\n\na", "p|a" },
    { "a &amp; b &#8211; “c”", "p|a & b – “c”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiBody) body
        = redaksi_body_from_markdown (rows[i][0], strlen (rows[i][0]), NULL, &error);
      g_autofree char *got = NULL;
      g_test_message ("%s", rows[i][0]);
      g_assert_no_error (error);
      g_assert_true (redaksi_body_is_valid (body));
      got = describe (body);
      g_assert_cmpstr (got, ==, rows[i][1]);
    }
}

static void
test_headline (void)
{
  static const char text[] = "# Judul *besar*\n\nIsi.\n\n# Lagi\n";
  g_autofree char *headline = NULL;
  g_autoptr (RedaksiBody) body = redaksi_body_from_markdown (text, strlen (text), &headline, NULL);
  g_autofree char *got = describe (body);

  g_assert_cmpstr (headline, ==, "Judul besar");
  g_assert_cmpstr (got, ==, "p|Isi.\nh2|Lagi");
}

static char *
again (const char *html)
{
  g_autoptr (RedaksiBody) body = redaksi_body_from_html (html, strlen (html), NULL, NULL);

  return redaksi_body_to_markdown (body);
}

/* It reads as people write it, not only as machines take it back. */
static void
test_out (void)
{
  static const char *const rows[][2] = {
    { "<p>a</p><p>b</p>", "a\n\nb\n" },
    { "<p>a <b>b</b> <i>c</i> <s>d</s>.</p>", "a **b** *c* ~~d~~.\n" },
    { "<p><b>“Ya,”</b> kata dia</p>", "**“Ya,”** kata dia\n" },
    { "<p>a<b>b</b>c</p>", "a<strong>b</strong>c\n" },
    { "<p><b><i>a</i></b></p>", "<strong><em>a</em></strong>\n" },
    { "<p><a href=\"https://a.example/?a=1&amp;b=_\">x</a></p>",
      "[x](<https://a.example/?a=1\\&b=\\_>)\n" },
    { "<h2>a</h2><p>b<br>c</p>", "## a\n\nb\\\nc\n" },
    { "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n  1. b\n- c\n" },
    { "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n" },
    { "<p>1. a</p><p>- b</p><p># c</p><p>2*3_4</p>", "1\\. a\n\n\\- b\n\n\\# c\n\n2\\*3\\_4\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *got = again (rows[i][0]);
      g_assert_cmpstr (got, ==, rows[i][1]);
    }
}

static void
test_article (void)
{
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiBody) body = redaksi_body_from_plain ("Isi.", 4);
  g_autoptr (RedaksiArticle) a = redaksi_article_with_body (empty, body);
  g_autoptr (RedaksiArticle) b = redaksi_article_with_field (a, "headline", "Judul # 1");
  g_autoptr (RedaksiArticle) c = redaksi_article_with_field (b, "dateline", "TENGGARONG");
  g_autoptr (RedaksiArticle) d
    = redaksi_article_with_field (c, "bylines", "[[\"Bayu\",\"writer\"]]");
  g_autofree char *got = redaksi_article_to_markdown (d);

  g_assert_cmpstr (got, ==, "# Judul \\# 1\n\nTENGGARONG – Isi.\n\nPenulis : Bayu\n");
}

static void
test_limits (void)
{
  static const char *const rows[] = { ">",   "- ",  "*a ", "[",  "![", "<b>",   "`",
                                      "~~a", "~~ ", "# ",  "**", "_a", "<div>", "*a **b " };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiBody) body = NULL;
      for (guint k = 0; k < 20000; k++)
        g_string_append (text, rows[i]);
      g_test_message ("%s", rows[i]);
      body = redaksi_body_from_markdown (text->str, text->len, NULL, &error);
      if (body == NULL)
        g_assert_error (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_LIMITS);
      else
        g_assert_true (redaksi_body_is_valid (body));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/in", test_in);
  g_test_add_func ("/markdown/headline", test_headline);
  g_test_add_func ("/markdown/out", test_out);
  g_test_add_func ("/markdown/article", test_article);
  g_test_add_func ("/markdown/limits", test_limits);
  return g_test_run ();
}
