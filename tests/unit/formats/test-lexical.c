/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-formats.h"
#include "redaksi-json.h"

/* Ghost's documents and WordPress's blocks, there and back. */

#define RUN(text, format)                                                                          \
  "{\"detail\":0,\"format\":" #format ",\"mode\":\"normal\",\"style\":\"\",\"text\":\"" text       \
  "\",\"type\":\"extended-text\",\"version\":1}"
#define ELEMENT(type, more, children)                                                              \
  "{\"children\":[" children                                                                       \
  "],\"direction\":\"ltr\",\"format\":\"\",\"indent\":0,\"type\":\"" type "\",\"version\":1" more  \
  "}"
#define ROOT(children) "{\"root\":" ELEMENT ("root", "", children) "}"

static char *
to_blocks (const char *lexical)
{
  g_autoptr (GError) error = NULL;
  char *blocks = redaksi_lexical_to_wordpress (lexical, strlen (lexical), &error);

  g_assert_no_error (error);
  return blocks;
}

/* What the server has, goes to blocks and back without a change. */
static void
check_kept (const char *lexical)
{
  g_autofree char *blocks = to_blocks (lexical);
  g_autofree char *back = redaksi_lexical_from_wordpress (blocks, lexical);
  g_autofree char *blocks_again = to_blocks (back);
  g_autoptr (yyjson_doc) a = redaksi_json_parse (lexical, strlen (lexical), NULL);
  g_autoptr (yyjson_doc) b = redaksi_json_parse (back, strlen (back), NULL);

  g_assert_nonnull (a);
  g_test_message ("%s", blocks);
  g_assert_true (
    yyjson_equals (yyjson_obj_get (yyjson_obj_get (yyjson_doc_get_root (a), "root"), "children"),
                   yyjson_obj_get (yyjson_obj_get (yyjson_doc_get_root (b), "root"), "children")));
  g_assert_cmpstr (blocks_again, ==, blocks);
}

/* Blocks of ours come back as they were, without the help of what the server has. */
static void
check_blocks (const char *blocks, const char *type)
{
  g_autofree char *lexical = redaksi_lexical_from_wordpress (blocks, NULL);
  g_autofree char *back = to_blocks (lexical);
  g_autofree char *wanted = g_strdup_printf ("\"type\":\"%s\"", type);

  g_assert_cmpstr (back, ==, blocks);
  g_test_message ("%s", lexical);
  g_assert_nonnull (strstr (lexical, wanted));
}

static void
test_blocks (void)
{
  check_blocks (
    "<!-- wp:paragraph -->\n<p>Hujan &amp; <strong>angin <em>besar</em></strong> di "
    "<a href=\"https://koran.example/a?b=1&amp;c\">kota</a>.</p>\n<!-- /wp:paragraph -->",
    "paragraph");
}

static void
test_kinds (void)
{
  check_blocks (
    "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">Air</h2>\n<!-- /wp:heading -->",
    "extended-heading");
  check_blocks ("<!-- wp:heading {\"level\":4} -->\n<h4 class=\"wp-block-heading\">Air</h4>\n"
                "<!-- /wp:heading -->",
                "extended-heading");
  check_blocks ("<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><!-- wp:paragraph -->\n"
                "<p>Kami siap.</p>\n<!-- /wp:paragraph --></blockquote>\n<!-- /wp:quote -->",
                "extended-quote");
  check_blocks ("<!-- wp:pullquote -->\n<figure class=\"wp-block-pullquote\"><blockquote><p>Siap"
                "</p></blockquote></figure>\n<!-- /wp:pullquote -->",
                "aside");
  check_blocks (
    "<!-- wp:separator -->\n<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>"
    "\n<!-- /wp:separator -->",
    "horizontalrule");
  check_blocks ("<!-- wp:image {\"sizeSlug\":\"full\",\"linkDestination\":\"none\"} -->\n"
                "<figure class=\"wp-block-image size-full\"><img "
                "src=\"https://koran.example/content/images/a.jpg\" alt=\"Se&quot;buah\"/>"
                "<figcaption class=\"wp-element-caption\">Banjir <em>besar</em></figcaption>"
                "</figure>\n<!-- /wp:image -->",
                "image");
  check_blocks ("<!-- wp:list -->\n<ul class=\"wp-block-list\"><!-- wp:list-item -->\n<li>satu"
                "<!-- wp:list {\"ordered\":true} -->\n<ol class=\"wp-block-list\">"
                "<!-- wp:list-item -->\n<li>a</li>\n<!-- /wp:list-item -->\n\n"
                "<!-- wp:list-item -->\n<li>b</li>\n<!-- /wp:list-item --></ol>\n<!-- /wp:list -->"
                "</li>\n<!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n<li>dua</li>\n"
                "<!-- /wp:list-item --></ul>\n<!-- /wp:list -->",
                "listitem");
}

/* What Ghost has no node for is a card with the block's source. */
static void
test_cards (void)
{
  check_blocks ("<!-- wp:paragraph {\"className\":\"redaksi-byline\"} -->\n"
                "<p class=\"redaksi-byline\">Penulis : Bayu</p>\n<!-- /wp:paragraph -->",
                "html");
  check_blocks ("<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><!-- wp:paragraph -->\n"
                "<p>Satu.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>Dua.</p>\n"
                "<!-- /wp:paragraph --></blockquote>\n<!-- /wp:quote -->",
                "html");
  check_blocks ("<!-- wp:table -->\n<figure class=\"wp-block-table\"><table><tbody><tr><td>1</td>"
                "</tr></tbody></table></figure>\n<!-- /wp:table -->",
                "html");
  check_blocks ("<!-- wp:html -->\n<div>x</div>\n<!-- /wp:html -->", "html");
  check_blocks ("<!-- wp:paragraph -->\n<p><span class=\"redaksi-dateline\">Bebaca.id, TENGGARONG –"
                "</span> Hujan <strong>deras</strong>.</p>\n<!-- /wp:paragraph -->",
                "paragraph");
}

static void
test_embeds (void)
{
  const char *film
    = "<!-- wp:embed "
      "{\"url\":\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\",\"type\":\"video\","
      "\"providerNameSlug\":\"youtube\",\"responsive\":true} -->\n"
      "<figure class=\"wp-block-embed is-type-video is-provider-youtube wp-block-embed-youtube\">"
      "<div class=\"wp-block-embed__wrapper\">\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n"
      "</div></figure>\n<!-- /wp:embed -->";
  g_autofree char *lexical = redaksi_lexical_from_wordpress (film, NULL);

  g_assert_nonnull (strstr (lexical, "youtube-nocookie.com/embed/dQw4w9WgXcQ"));
  check_blocks (film, "embed");
}

static void
test_foreign (void)
{
  static const char *const nodes[] = {
    ELEMENT ("paragraph", "", RUN ("biasa", 0)),
    ELEMENT ("paragraph", "", RUN ("kode", 16)),
    ELEMENT ("paragraph", "", RUN ("garis", 8) "," RUN (" bawah", 9)),
    ELEMENT ("paragraph", "", ""),
    ELEMENT ("extended-heading", ",\"tag\":\"h1\"", RUN ("besar", 0)),
    ELEMENT ("extended-heading", ",\"tag\":\"h5\"", RUN ("kecil", 0)),
    ELEMENT (
      "paragraph", "",
      ELEMENT ("link",
               ",\"rel\":\"noopener\",\"target\":\"_blank\",\"title\":null,\"url\":\"https://"
               "a.example/\"",
               RUN ("tautan", 0))),
    ELEMENT ("paragraph", "",
             ELEMENT ("link", ",\"url\":\"javascript:alert(1)\"", RUN ("jahat", 0))),
    ELEMENT ("paragraph", "", RUN ("a -- b --> c", 0)),
    "{\"type\":\"codeblock\",\"version\":1,\"code\":\"<!-- wp:paragraph --> --> \\n "
    "x\",\"language\":"
    "\"c\",\"caption\":\"\"}",
    "{\"type\":\"gallery\",\"version\":1,\"images\":[{\"src\":\"a.jpg\",\"row\":0,\"width\":1.5}]}",
    "{\"type\":\"nobody-knows\",\"version\":7,\"deep\":{\"x\":[1,2,{\"y\":null}]}}",
    "{\"type\":\"html\",\"version\":1,\"html\":\"<!-- wp:a --><!-- wp:b -->\"}",
    "{\"type\":\"html\",\"version\":1,\"html\":\"teks --> <script>x</script>\\n\"}",
    "{\"type\":\"html\",\"version\":1,\"html\":\"<p>a</p>\",\"visibility\":{\"web\":false}}",
    "{\"type\":\"image\",\"version\":1,\"src\":\"https://a.example/"
    "x.jpg\",\"width\":100,\"height\":"
    "50,\"alt\":\"\",\"caption\":\"\",\"title\":\"\",\"cardWidth\":\"full\",\"href\":\"\"}",
    "{\"type\":\"image\",\"version\":1,\"src\":\"https://a.example/"
    "x.jpg\",\"width\":100,\"height\":"
    "50,\"alt\":\"\",\"caption\":\"<!-- /wp:image -->\",\"href\":\"\"}",
    "{\"type\":\"bookmark\",\"version\":1,\"url\":\"https://a.example/\",\"metadata\":{\"title\":"
    "\"Judul\"}}",
    ELEMENT ("list", ",\"listType\":\"check\",\"start\":1,\"tag\":\"ul\"",
             ELEMENT ("listitem", ",\"checked\":true,\"value\":1", RUN ("centang", 0))),
    ELEMENT ("list", ",\"listType\":\"number\",\"start\":5,\"tag\":\"ol\"",
             ELEMENT ("listitem", ",\"value\":5", RUN ("lima", 0))),
    ELEMENT ("list", ",\"listType\":\"bullet\",\"start\":1,\"tag\":\"ul\"", ""),
    "{\"type\":\"paragraph\"}",
    "{}",
    "7",
  };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_autofree char *one = g_strdup_printf (ROOT ("%s"), nodes[i]);

      check_kept (one);
      g_string_append_printf (all, "%s%s", i > 0 ? "," : "", nodes[i]);
    }
  {
    g_autofree char *whole = g_strdup_printf (ROOT ("%s"), all->str);

    check_kept (whole);
  }
}

/* One paragraph is changed: all other nodes stay, also where the same text stands twice. */
static void
test_one_edit (void)
{
  const char *source = ROOT (
    "{\"children\":[{\"detail\":0,\"format\":0,\"mode\":\"normal\",\"style\":\"\",\"text\":"
    "\"Sama\","
    "\"type\":\"text\",\"version\":9}],\"direction\":null,\"format\":\"\",\"indent\":0,\"type\":"
    "\"paragraph\",\"version\":1}," ELEMENT ("paragraph", "",
                                             RUN ("Lama", 0)) "," ELEMENT ("paragraph", "",
                                                                           RUN ("Sama", 0)));
  g_autofree char *blocks = to_blocks (source);
  g_autoptr (GString) edited = g_string_new (blocks);
  g_autofree char *back = NULL;

  g_string_replace (edited, "Lama", "Baru", 0);
  back = redaksi_lexical_from_wordpress (edited->str, source);
  g_assert_nonnull (strstr (back, "\"version\":9"));
  g_assert_nonnull (strstr (back, "Baru"));
  g_assert_null (strstr (back, "Lama"));
}

static void
test_nothing (void)
{
  static const char *const wrong[]
    = { "", "[]", "{}", "{\"root\":7}", "{\"root\":{}}", "<p>a</p>" };
  g_autofree char *empty = redaksi_lexical_from_wordpress ("", NULL);
  g_autofree char *loose = redaksi_lexical_from_wordpress ("<p>Lepas</p>\n\n  ", "not JSON");

  g_assert_nonnull (strstr (empty, "\"paragraph\""));
  g_assert_nonnull (strstr (loose, "Lepas"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (redaksi_lexical_to_wordpress (wrong[i], strlen (wrong[i]), &error));
      g_assert_error (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_INVALID);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/lexical/marks", test_blocks);
  g_test_add_func ("/formats/lexical/kinds", test_kinds);
  g_test_add_func ("/formats/lexical/cards", test_cards);
  g_test_add_func ("/formats/lexical/embeds", test_embeds);
  g_test_add_func ("/formats/lexical/foreign", test_foreign);
  g_test_add_func ("/formats/lexical/one-edit", test_one_edit);
  g_test_add_func ("/formats/lexical/nothing", test_nothing);
  return g_test_run ();
}
