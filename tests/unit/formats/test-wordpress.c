/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "described.h"

static const RedaksiHouse house = { "id", "Bebaca.id" };

static gboolean
find_photo (const char *digest, RedaksiPhotoLink *link, gpointer user_data)
{
  if (strcmp (digest, "gone") == 0)
    return FALSE;
  link->url = "https://a.example/foto-1.jpg?a=1&b=2";
  link->remote_id = "15";
  return TRUE;
}

static RedaksiArticle *
read_article (const char *content)
{
  g_autoptr (GError) error = NULL;
  RedaksiArticle *article
    = redaksi_article_from_wordpress (NULL, content, strlen (content), &house, &error);

  g_assert_no_error (error);
  g_assert_true (redaksi_body_is_valid (redaksi_article_get_body (article)));
  return article;
}

/* Golden: an article of every kind of block, as the block editor writes them. */
static void
test_golden (void)
{
  g_autofree char *json = read_fixture ("every-block.json");
  g_autofree char *expected = read_fixture ("every-block.wordpress");
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiArticle) article = redaksi_article_from_json (json, strlen (json), &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  g_strchomp (expected);
  got = redaksi_article_to_wordpress (article, &house, find_photo, NULL);
  g_assert_cmpstr (got, ==, expected);
}

/* What WordPress gives back after kses, after the block editor, after an older version. */
static void
test_rewritten (void)
{
  static const char *const rows[][2] = {
    { "<!-- wp:paragraph -->\n<p>a &amp; b<br/>c<br />\nd</p>\n<!-- /wp:paragraph -->",
      "p|a & b⏎c⏎d" },
    { "<!-- wp:core/paragraph -->\r\n<p>a&nbsp;b &#8211; “c”</p>\r\n<!-- /wp:core/paragraph -->",
      "p|a␣b – “c”" },
    { "<!-- wp:paragraph -->\n<p><b>a</b> <i>b</i> <del>c</del> "
      "<a href=\"https://a.example\" target=\"_blank\" rel=\"noopener\">d</a></p>\n"
      "<!-- /wp:paragraph -->",
      "p|*a* /b/ -c- [d](https://a.example)" },
    { "<!-- wp:heading -->\n<h2>a</h2>\n<!-- /wp:heading -->", "h2|a" },
    { "<!-- wp:heading {\"level\":4} --><h4 class=\"wp-block-heading\">a</h4><!-- /wp:heading -->",
      "h4|a" },
    { "<!-- wp:list -->\n<ul><li>a</li><li>b</li></ul>\n<!-- /wp:list -->", "l0|a\nl0|b" },
    { "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><p>a</p></blockquote>\n"
      "<!-- /wp:quote -->",
      "q|a" },
    { "<!-- wp:paragraph -->\n<p></p>\n<!-- /wp:paragraph -->", "p|" },
    { "<!-- wp:paragraph {\"align\":\"center\"} -->\n<p class=\"has-text-align-center\">a</p>\n"
      "<!-- /wp:paragraph -->",
      "p|a" },
    { "<!-- wp:image {\"id\":7,\"sizeSlug\":\"large\",\"linkDestination\":\"none\"} -->\n"
      "<figure class=\"wp-block-image size-large\"><img src=\"https://a.example/x.jpg\" alt=\"z\" "
      "class=\"wp-image-7\"/><figcaption class=\"wp-element-caption\">Foto: k <strong>m</strong>"
      "</figcaption></figure>\n<!-- /wp:image -->",
      "P|https://a.example/x.jpg\nc|k *m*" },
    /* a caption that is a credit alone */
    { "<!-- wp:image {\"sizeSlug\":\"full\",\"linkDestination\":\"none\"} -->\n<figure "
      "class=\"wp-block-image size-full\"><img src=\"https://a.example/x.jpg\" "
      "alt=\"\"/><figcaption "
      "class=\"wp-element-caption\"><span class=\"redaksi-credit\">B</span></figcaption></figure>\n"
      "<!-- /wp:image -->",
      "P|https://a.example/x.jpg\nc|" },
    { "<!-- wp:embed {\"url\":\"https://v.example/1\",\"type\":\"video\"} -->\n<figure class=\"x\">"
      "<div>https://v.example/1</div></figure>\n<!-- /wp:embed -->",
      "E|https://v.example/1\np|" },
    { "<!-- wp:separator {\"className\":\"is-style-dots\"} -->\n<hr "
      "class=\"wp-block-separator\"/>\n"
      "<!-- /wp:separator -->",
      "D\np|" },
    { "<!-- wp:paragraph -->\n<p>a  b </p>\n<!-- /wp:paragraph -->", "p|a  b " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RedaksiArticle) article = read_article (rows[i][0]);
      g_autofree char *got = describe (redaksi_article_get_body (article));
      g_test_message ("%s", rows[i][0]);
      g_assert_cmpstr (got, ==, rows[i][1]);
    }
}

/* What is not understood goes back as it came, byte for byte. */
static void
test_foreign (void)
{
  static const char *const rows[] = {
    "<!-- wp:table -->\n<figure class=\"wp-block-table\"><table><tbody><tr><td>1</td></tr></tbody>"
    "</table></figure>\n<!-- /wp:table -->",
    "<!-- wp:columns {\"a\":\"\\u002d\\u002d\\u003e\"} -->\n<div class=\"wp-block-columns\">"
    "<!-- wp:column -->\n<div><!-- wp:paragraph -->\n<p>x</p>\n<!-- /wp:paragraph --></div>\n"
    "<!-- /wp:column --></div>\n<!-- /wp:columns -->",
    "<!-- wp:latest-posts {\"postsToShow\":3} /-->",
    "<!-- wp:my-plugin/form {\"id\":1} -->\n<form>\t<input  name=x></form>\n"
    "<!-- /wp:my-plugin/form -->",
    "<!-- wp:paragraph -->\n<p>a <mark style=\"color:red\">b</mark></p>\n<!-- /wp:paragraph -->",
    "<!-- wp:paragraph -->\n<p>CO<sub>2</sub> <code>x</code></p>\n<!-- /wp:paragraph -->",
    "<!-- wp:paragraph -->\n<p>a <img src=\"https://a.example/e.png\"/> b</p>\n<!-- /wp:paragraph "
    "-->",
    "<!-- wp:heading {\"level\":5} -->\n<h5 class=\"wp-block-heading\">a</h5>\n<!-- /wp:heading "
    "-->",
    "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><!-- wp:paragraph -->\n<p>a</p>\n"
    "<!-- /wp:paragraph --><cite>B</cite></blockquote>\n<!-- /wp:quote -->",
    "<!-- wp:list {\"ordered\":true,\"start\":3} -->\n<ol start=\"3\" class=\"wp-block-list\">"
    "<!-- wp:list-item -->\n<li>a</li>\n<!-- /wp:list-item --></ol>\n<!-- /wp:list -->",
    "<!-- wp:image {\"width\":\"100px\"} -->\n<figure class=\"wp-block-image is-resized\"><a "
    "href=\"https://a.example\"><img src=\"https://a.example/x.jpg\" alt=\"\" "
    "style=\"width:100px\"/></a></figure>\n<!-- /wp:image -->",
    "<!-- wp:html -->\n<script>x < y && \"</p>\"</script>\n<!-- /wp:html -->",
    "<!-- wp:embed {\"url\":\"https://v.example/1\"} -->\n<figure class=\"wp-block-embed\"><div "
    "class=\"wp-block-embed__wrapper\">\nhttps://v.example/1\n</div><figcaption>k</figcaption>"
    "</figure>\n<!-- /wp:embed -->",
    "<!-- wp:separator {\"opacity\":\"css\"} -->\n<hr class=\"wp-block-separator\"/>\n"
    "<!-- /wp:separator -->",
    "<!-- wp:paragraph {\"dropCap\":true,\"fontSize\":\"large\"} -->\n<p class=\"has-drop-cap "
    "has-large-font-size\">Awal</p>\n<!-- /wp:paragraph -->",
    "<!-- wp:group -->\n<div>never closed",
    "<!-- wp:paragraph {broken} -->\n<p>a</p>\n<!-- /wp:paragraph -->",
  };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i <= G_N_ELEMENTS (rows); i++)
    {
      const char *content = i < G_N_ELEMENTS (rows) ? rows[i] : all->str;
      g_autoptr (RedaksiArticle) article = read_article (content);
      g_autofree char *got = redaksi_article_to_wordpress (article, &house, NULL, NULL);
      g_test_message ("%s", content);
      g_assert_cmpstr (got, ==, content);
      if (i < G_N_ELEMENTS (rows) && strstr (rows[i], "never closed") == NULL)
        g_string_append_printf (all, "%s%s", i > 0 ? "\n\n" : "", rows[i]);
    }
}

static void
test_classic (void)
{
  static const char content[]
    = "Paragraf satu.\nBaris dua.\n\nParagraf <strong>dua</strong>.\n\n"
      "<!-- biasa -->[gallery ids=\"1,2\"]\n\n"
      "<a href=\"https://a.example/b.jpg\"><img class=\"wp-image-9 size-full\" "
      "src=\"https://a.example/a.jpg\" alt=\"x\" /></a>\n\n"
      "<table>\n\n<tr><td>1</td></tr></table>\n\n<ul>\n\t<li>a</li>\n</ul>\n"
      "<iframe src=\"https://v.example/\"></iframe>\n<h5>b</h5>akhir";
  g_autoptr (RedaksiArticle) article = read_article (content);
  g_autofree char *got = describe (redaksi_article_get_body (article));
  g_autofree char *written = redaksi_article_to_wordpress (article, &house, NULL, NULL);

  g_assert_cmpstr (got, ==,
                   "p|Paragraf satu.⏎Baris dua.\np|Paragraf *dua*.\np|[gallery ids=\"1,2\"]\n"
                   "P|https://a.example/a.jpg\nc|\nX|<table>\n\n<tr><td>1</td></tr></table>\nl0|a\n"
                   "X|<iframe src=\"https://v.example/\"></iframe>\nh4|b\np|akhir");
  g_assert_nonnull (strstr (written, "\n\n<iframe src=\"https://v.example/\"></iframe>\n\n"));
}

static void
test_lines (void)
{
  static const char content[]
    = "<!-- wp:paragraph {\"className\":\"redaksi-deck\"} -->\n<p class=\"redaksi-deck\">Dek &amp; "
      "lagi</p>\n<!-- /wp:paragraph -->\n\n"
      "<!-- wp:paragraph -->\n<p><span class=\"redaksi-dateline\">Bebaca.id, KUTAI, KALTIM "
      "–</span> "
      "Isi</p>\n<!-- /wp:paragraph -->\n\n"
      "<!-- wp:paragraph {\"className\":\"redaksi-byline\"} -->\n<p "
      "class=\"redaksi-byline\">Penulis : "
      "Bayu</p>\n<!-- /wp:paragraph -->\n\n"
      "<!-- wp:paragraph {\"className\":\"redaksi-byline\"} -->\n<p "
      "class=\"redaksi-byline\">Laporan : "
      "A: B</p>\n<!-- /wp:paragraph -->";
  g_autoptr (RedaksiArticle) article = read_article (content);
  g_autofree char *got = describe (redaksi_article_get_body (article));
  g_autofree char *written = redaksi_article_to_wordpress (article, &house, NULL, NULL);

  g_assert_cmpstr (got, ==, "p|Isi");
  g_assert_cmpstr (redaksi_article_get_field (article, "deck"), ==, "Dek & lagi");
  g_assert_cmpstr (redaksi_article_get_field (article, "dateline"), ==, "KUTAI, KALTIM");
  g_assert_cmpstr (redaksi_article_get_field (article, "bylines"), ==,
                   "[[\"Bayu\",\"writer\"],[\"A: B\",\"Laporan\"]]");
  g_assert_cmpstr (written, ==, content);
}

/* The lead photo's caption leads the content, and is never text on the way back, whatever the block
 * editor made of it. */
static void
test_lead_caption (void)
{
#define LEAD                                                                                       \
  "<!-- wp:paragraph {\"className\":\"redaksi-lead-caption\",\"fontSize\":\"small\"} -->\n"
#define LEAD_P "<p class=\"redaksi-lead-caption has-small-font-size\">"
#define END    "</p>\n<!-- /wp:paragraph -->"
#define CREDIT "<span class=\"redaksi-credit\">"
  static const char *const rows[][4] = {
    /* content, caption, credit, body */
    { LEAD LEAD_P "Foto: Rapat &amp; “mufakat” " CREDIT "· Sari</span>" END, "Rapat & “mufakat”",
      "Sari", "p|" },
    { LEAD LEAD_P "Photo: A meeting" END, "A meeting", "", "p|" },
    { LEAD LEAD_P "Foto: " CREDIT "Sari</span>" END, "", "Sari", "p|" },
    { LEAD LEAD_P "Foto: A · B" END, "A · B", "", "p|" },
    /* coloured, centred, with a class of the editor's own; bold; its span nested */
    { "<!-- wp:paragraph {\"align\":\"center\",\"className\":\"x redaksi-lead-caption\"} -->\n"
      "<p class=\"has-text-align-center x redaksi-lead-caption\"><strong>Foto: A</strong> " CREDIT
      "· <em>Sari</em></span>" END,
      "A", "Sari", "p|" },
    { LEAD LEAD_P "Foto: <mark style=\"color:red\">A</mark><br>B<sup>2</sup>" END, "A B²", "",
      "p|" },
    /* Return in the middle of it */
    { LEAD LEAD_P "Foto: A" END "\n\n" LEAD LEAD_P "dan B " CREDIT "· Sari</span>" END, "A dan B",
      "Sari", "p|" },
    { LEAD LEAD_P END "\n\n<!-- wp:paragraph -->\n<p>Isi" END, "", "", "p|Isi" },
    { "<!-- wp:paragraph -->\n<p>Isi" END "\n\n" LEAD LEAD_P "Foto: A" END, "A", "", "p|Isi" },
    { LEAD LEAD_P "Foto: A " CREDIT "· Sari" END, "A · Sari", "", "p|" },
    /* not ours */
    { "<!-- wp:paragraph {\"className\":\"redaksi-lead-caption-2\"} -->\n<p "
      "class=\"redaksi-lead-caption-2\">Isi" END,
      "", "", "p|Isi" },
    { "<!-- wp:paragraph {\"className\":7} -->\n<p class=\"redaksi-lead-caption\">Isi" END, "", "",
      "X|<!-- wp:paragraph {\"className\":7} -->\n<p class=\"redaksi-lead-caption\">Isi" END },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RedaksiArticle) article = read_article (rows[i][0]);
      g_autofree char *got = describe (redaksi_article_get_body (article));
      g_test_message ("%s", rows[i][0]);
      g_assert_cmpstr (redaksi_article_get_field (article, "lead-caption"), ==, rows[i][1]);
      g_assert_cmpstr (redaksi_article_get_field (article, "lead-credit"), ==, rows[i][2]);
      if (!g_str_has_prefix (rows[i][3], "X|"))
        g_assert_cmpstr (got, ==, rows[i][3]);
    }
}

/* It goes out with its photo only. */
static void
test_lead_photo (void)
{
  static const char *const photos[] = { "", "gone", "there" };
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) with_caption
    = redaksi_article_with_field (empty, REDAKSI_FIELD_LEAD_CAPTION, "foto: </p>--> & <b>");
  g_autoptr (RedaksiArticle) with_credit
    = redaksi_article_with_field (with_caption, REDAKSI_FIELD_LEAD_CREDIT, "\"S\" <i>");

  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      g_autoptr (RedaksiArticle) article
        = redaksi_article_with_field (with_credit, REDAKSI_FIELD_LEAD_PHOTO, photos[i]);
      g_autofree char *got = redaksi_article_to_wordpress (article, &house, find_photo, NULL);
      g_assert_cmpstr (got, ==,
                       strcmp (photos[i], "there") != 0 ? ""
                                                        : LEAD LEAD_P
                         "Foto: &lt;/p&gt;--&gt; &amp; &lt;b&gt; " CREDIT
                         "· \"S\" &lt;i&gt;</span>" END);
    }
}

/* Notes, suggestions and struck text never leave, in any form. */
static void
test_no_leak (void)
{
  g_autofree char *json = read_fixture ("under-review.json");
  g_autoptr (RedaksiArticle) article = redaksi_article_from_json (json, strlen (json), NULL);
  char *forms[] = {
    redaksi_article_to_wordpress (article, &house, find_photo, NULL),
    redaksi_article_to_html (article, &house, find_photo, NULL),
    redaksi_article_to_markdown (article),
    redaksi_article_to_plain (article),
    redaksi_body_to_html (redaksi_article_get_body (article), &house, NULL, NULL),
    redaksi_body_to_markdown (redaksi_article_get_body (article)),
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_assert_null (strstr (forms[i], "RAHASIA"));
      g_assert_null (strstr (forms[i], "DICORET"));
      g_assert_null (strstr (forms[i], "note"));
      g_assert_nonnull (strstr (forms[i], "sisipan"));
      g_free (forms[i]);
    }
}

static void
test_limits (void)
{
  static const char *const rows[] = { "<!-- wp:a ",
                                      "<!-- wp:a {",
                                      "<!-- wp:a -->",
                                      "<!-- /wp:a -->",
                                      "<!-- wp:a /-->",
                                      "<!--",
                                      "<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->",
                                      "<!-- wp:a {\"a\":" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RedaksiArticle) article = NULL;
      for (guint k = 0; k < 4000; k++)
        g_string_append (text, rows[i]);
      g_string_append (text, "-->");
      g_test_message ("%s", rows[i]);
      article = read_article (text->str);
    }
}

static void
test_house (void)
{
  static const RedaksiHouse english = { "en-GB", NULL };
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) article
    = redaksi_article_with_field (empty, REDAKSI_FIELD_DATELINE, "TENGGARONG");
  g_autofree char *none = redaksi_dateline_text (empty, &house);
  g_autofree char *ours = redaksi_dateline_text (article, &house);
  g_autofree char *bare = redaksi_dateline_text (article, &english);
  g_autofree char *caption = redaksi_caption_text ("foto: Rapat", &house);
  g_autofree char *photo = redaksi_caption_text ("Meeting", &english);

  g_assert_null (none);
  g_assert_cmpstr (ours, ==, "Bebaca.id, TENGGARONG –");
  g_assert_cmpstr (bare, ==, "TENGGARONG –");
  g_assert_cmpstr (caption, ==, "Foto: Rapat");
  g_assert_cmpstr (photo, ==, "Photo: Meeting");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wordpress/golden", test_golden);
  g_test_add_func ("/wordpress/rewritten", test_rewritten);
  g_test_add_func ("/wordpress/foreign", test_foreign);
  g_test_add_func ("/wordpress/classic", test_classic);
  g_test_add_func ("/wordpress/lines", test_lines);
  g_test_add_func ("/wordpress/lead-caption", test_lead_caption);
  g_test_add_func ("/wordpress/lead-photo", test_lead_photo);
  g_test_add_func ("/wordpress/no-leak", test_no_leak);
  g_test_add_func ("/wordpress/limits", test_limits);
  g_test_add_func ("/wordpress/house", test_house);
  return g_test_run ();
}
