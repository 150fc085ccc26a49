/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page: every element of the reference page, valid HTML5, and nothing that breaks out. */
#include <gumbo.h>
#include <string.h>

#include "redaksi-json.h"
#include "redaksi-page-template.h"
#include "redaksi-text.h"
#include "sample.h"

typedef struct
{
  guint elements;
  guint scripts;
  guint empty; /* elements that should hold something and hold nothing */
  guint bad;   /* handlers, foreign schemes */
  GString *texts;
} Findings;

static gboolean
may_be_empty (GumboTag tag)
{
  return tag == GUMBO_TAG_META || tag == GUMBO_TAG_LINK || tag == GUMBO_TAG_IMG
         || tag == GUMBO_TAG_INPUT || tag == GUMBO_TAG_BR || tag == GUMBO_TAG_HR;
}

static void
look_at_attribute (const GumboAttribute *attribute, Findings *findings)
{
  static const char *const addresses[] = { "href", "src", "action", "formaction" };

  if (g_str_has_prefix (attribute->name, "on"))
    findings->bad++;
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    if (g_ascii_strcasecmp (attribute->name, addresses[i]) == 0
        && !g_regex_match_simple ("^(https?://|/|#|redaksi-photo:|data:image/)", attribute->value,
                                  0, 0))
      findings->bad++;
}

static void
walk (const GumboNode *node, Findings *findings)
{
  const GumboElement *element = &node->v.element;

  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
    g_string_append (findings->texts, node->v.text.text);
  if (node->type != GUMBO_NODE_ELEMENT)
    return;
  findings->elements++;
  if (element->tag == GUMBO_TAG_SCRIPT)
    {
      const GumboAttribute *type = gumbo_get_attribute (&element->attributes, "type");
      findings->scripts++;
      if (type == NULL || strcmp (type->value, "application/ld+json") != 0)
        findings->bad++;
    }
  if (element->children.length == 0 && !may_be_empty (element->tag))
    {
      g_test_message ("empty <%s>", gumbo_normalized_tagname (element->tag));
      findings->empty++;
    }
  for (guint i = 0; i < element->attributes.length; i++)
    look_at_attribute (element->attributes.data[i], findings);
  for (guint i = 0; i < element->children.length; i++)
    walk (element->children.data[i], findings);
}

/* Parses as a browser does, counts, and fails on any error that the HTML standard names. */
static char *
inspect (const char *html, Findings *findings)
{
  GumboOutput *output = gumbo_parse (html);

  *findings = (Findings){ .texts = g_string_new (NULL) };
  if (output->errors.length > 0)
    g_error ("the page is no valid HTML: %u errors in\n%s", output->errors.length, html);
  walk (output->root, findings);
  gumbo_destroy_output (&kGumboDefaultOptions, output);
  return g_string_free_and_steal (g_steal_pointer (&findings->texts));
}

static void
assert_contains (const char *html, const char *what)
{
  if (strstr (html, what) == NULL)
    g_error ("“%s” is not in\n%s", what, html);
}

static void
assert_in_order (const char *html, const char *const *parts)
{
  const char *from = html;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *found = strstr (from, parts[i]);
      if (found == NULL)
        g_error ("“%s” does not come next in\n%s", parts[i], html);
      from = found + strlen (parts[i]);
    }
}

static void
test_reference (void)
{
  static const char *const parts[]
    = { "Ikuti:",
        "Facebook",
        "Cari",
        "Tutup kotak pencarian ini.",
        "Koran Teluk",
        "Kabar dari hulu sampai muara",
        "<figure class=\"lead\">",
        "Foto: Kader posyandu menimbang balita di Kampung “Seberang” pada Senin (9/11/2026).",
        "Dok. Dinas Kesehatan",
        "Kesehatan</p>",
        "<h1 class=\"headline\">Tiga Puluh Posyandu",
        "Angka berat badan",
        "Minggu, 9 November 2025 pukul 14.05 WITA",
        "Diperbarui",
        "15.35 WITA",
        "Koran Teluk, MUARA BARU –",
        "Tiga puluh pos",
        "“Petugas tidak perlu",
        "Penulis : Bayu",
        "Editor : Sari Wulandari",
        "Bagikan",
        "Facebook",
        "X (Twitter)",
        "WhatsApp",
        "Telegram",
        "Posyandu",
        NULL };
  g_autoptr (RedaksiArticle) article = make_sample ();
  g_autofree char *html
    = redaksi_page_render_article (article, &sample_site, &sample_context, sample_lookup, NULL);
  const char *body = strstr (html, "<body");
  Findings findings;
  g_autofree char *text = inspect (html, &findings);

  assert_in_order (body, parts);
  g_assert_cmpuint (findings.bad, ==, 0);
  g_assert_cmpuint (findings.empty, ==, 0);
  g_assert_cmpuint (findings.scripts, ==, 1);
  assert_contains (html, "<html lang=\"id\">");
  assert_contains (
    body, "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fkoran.example%2F2026");
  assert_contains (body, "https://wa.me/?text=Tiga%20Puluh");
  assert_contains (body, "https://t.me/share/url?url=https%3A%2F%2Fkoran.example");
  assert_contains (body, "https://x.com/intent/post?url=https%3A%2F%2Fkoran.example");
  assert_contains (body, "datetime=\"2025-11-09T14:05:00+08:00\"");
  assert_contains (body, "href=\"https://koran.example/category/daerah/\" aria-current=\"true\"");
}

static void
test_english (void)
{
  g_autoptr (RedaksiArticle) article = make_sample ();
  RedaksiPageSite site = sample_site;
  RedaksiPageContext context = sample_context;
  g_autofree char *html = NULL;

  site.language = "en-GB";
  context.time_zone = "+05:30";
  html = redaksi_page_render_article (article, &site, &context, sample_lookup, NULL);
  assert_contains (html, "Follow:");
  assert_contains (html, "Close this search box.");
  assert_contains (html, "Author : Bayu</p>");
  assert_contains (html, "Sunday, 9 November 2025, 11:35 UTC+05:30");
  assert_contains (html, "content=\"en_GB\"");
}

static void
test_head (void)
{
  g_autoptr (RedaksiArticle) article = make_sample ();
  g_autofree char *html
    = redaksi_page_render_article (article, &sample_site, &sample_context, sample_lookup, NULL);
  const char *start = strstr (html, "application/ld+json\">") + strlen ("application/ld+json\">");
  g_autoptr (yyjson_doc) doc
    = redaksi_json_parse (start, strstr (start, "</script>") - start, NULL);
  yyjson_val *root = yyjson_doc_get_root (doc);

  assert_contains (html, "<link rel=\"canonical\" href=\"" SAMPLE_URL "\">");
  assert_contains (
    html, "<meta property=\"og:image\" content=\"https://koran.example/media/7/posyandu.jpg\">");
  assert_contains (html, "<meta property=\"og:image:width\" content=\"1600\">");
  assert_contains (html, "<meta property=\"og:locale\" content=\"id_ID\">");
  assert_contains (html, "<meta property=\"og:type\" content=\"article\">");
  assert_contains (html, "<meta name=\"twitter:card\" content=\"summary_large_image\">");
  assert_contains (html, "<meta name=\"description\" content=\"Angka berat badan");
  assert_contains (html, redaksi_page_get_style_name ());
  g_assert_cmpstr (redaksi_json_get_string (root, "@type"), ==, "NewsArticle");
  g_assert_cmpstr (redaksi_json_get_string (root, "dateline"), ==, "MUARA BARU");
  g_assert_cmpstr (redaksi_json_get_string (root, "datePublished"), ==,
                   "2025-11-09T14:05:00+08:00");
  g_assert_cmpstr (redaksi_json_get_string (yyjson_arr_get_first (yyjson_obj_get (root, "author")),
                                            "name"),
                   ==, "Bayu");
  g_assert_cmpstr (redaksi_json_get_string (yyjson_arr_get_first (yyjson_obj_get (root, "editor")),
                                            "name"),
                   ==, "Sari Wulandari");
  g_assert_cmpstr (redaksi_json_get_string (yyjson_obj_get (root, "image"), "url"), ==,
                   "https://koran.example/media/7/posyandu.jpg");
}

/* An article with nothing in it: no element that waits for words, no label without its text. */
static void
test_nothing (void)
{
  g_autoptr (RedaksiArticle) article = redaksi_article_new (NULL);
  RedaksiPageSite site = { .name = "Koran", .language = "id", .base_url = "/" };
  RedaksiPageContext context = { .use = REDAKSI_PAGE_PREVIEW };
  static const char *const absent[] = { "<figure",
                                        "Foto:",
                                        "<h1",
                                        "class=\"deck\"",
                                        "class=\"kicker\"",
                                        "class=\"byline",
                                        "<time",
                                        "class=\"tags\"",
                                        "class=\"follow\"",
                                        "class=\"sections\"",
                                        "story-body\"",
                                        "og:image",
                                        "class=\"tagline\"",
                                        "rel=\"canonical\"",
                                        "datePublished",
                                        "og:url" };
  g_autofree char *html
    = redaksi_page_render_article (article, &site, &context, sample_lookup, NULL);
  Findings findings;
  g_autofree char *text = inspect (html, &findings);

  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    if (strstr (html, absent[i]) != NULL && strstr (strstr (html, absent[i]), "</style>") == NULL)
      g_error ("%s in\n%s", absent[i], html);
  g_assert_cmpuint (findings.empty, ==, 0);
  g_assert_cmpuint (findings.bad, ==, 0);
}

/* A credit without a caption has the label; a lead that is not there leaves no trace. */
static void
test_photo (void)
{
  g_autoptr (RedaksiArticle) sample = make_sample ();
  g_autoptr (RedaksiArticle) bare
    = redaksi_article_with_field (sample, REDAKSI_FIELD_LEAD_CAPTION, NULL);
  g_autofree char *html
    = redaksi_page_render_article (bare, &sample_site, &sample_context, sample_lookup, NULL);
  g_autofree char *without
    = redaksi_page_render_article (sample, &sample_site, &sample_context, NULL, NULL);
  g_autofree char *hostile
    = redaksi_page_render_article (sample, &sample_site, &sample_context, sample_lookup,
                                   (gpointer) "javascript:alert(1)//.jpg");

  assert_contains (html, "<span class=\"credit\">Foto: Dok. Dinas Kesehatan</span>");
  g_assert_null (strstr (without, "class=\"lead\""));
  g_assert_null (strstr (without, "og:image"));
  assert_contains (without, "content=\"summary\"");
  g_assert_null (strstr (hostile, "javascript:"));
  g_assert_null (strstr (hostile, "class=\"lead\""));
}

static void
test_preview (void)
{
  g_autoptr (RedaksiArticle) article = make_sample ();
  RedaksiPageContext context = { .use = REDAKSI_PAGE_PREVIEW, .time_zone = "Asia/Makassar" };
  g_autofree char *html
    = redaksi_page_render_article (article, &sample_site, &context, sample_lookup,
                                   (gpointer)("redaksi-photo:" SAMPLE_DIGEST));
  Findings findings;
  g_autofree char *text = inspect (html, &findings);

  assert_contains (html,
                   "default-src 'none'; img-src data: redaksi-photo:; style-src 'unsafe-inline'");
  assert_contains (html, "<style>");
  assert_contains (html, "src=\"redaksi-photo:" SAMPLE_DIGEST "\"");
  g_assert_null (strstr (html, "rel=\"stylesheet\""));
  g_assert_null (strstr (html, "og:image\""));
  /* The share links stand as they will, at the address that the article will have. */
  assert_contains (html, "u=https%3A%2F%2Fkoran.example%2Ftiga-puluh-posyandu-di-tepi-sungai");
  g_assert_cmpuint (findings.bad, ==, 0);
}

/* Hostile words in every field: the page has the same elements as with plain words, and shows the
 * hostile ones as text. */
/* Who shares gets the headline and the address to the letter, whatever is in them. */
static void
test_share (void)
{
  static const char *const headlines[]
    = { "Bupati & “Wali Kota”: 100% + 5 = siap? #Pilkada", "</script><b> 'x' \"y\"",
        "😀 例え é – …", "\xD8\xB9\xD8\xA7\xD8\xAC\xD9\x84 &amp; %20 &url=https://evil.example/" };
  static const char start[] = "href=\"https://t.me/share/url?";
  RedaksiPageContext context = sample_context;

  context.url = "https://koran.example/?p=7&a=é#b";
  for (guint i = 0; i < G_N_ELEMENTS (headlines); i++)
    {
      g_autoptr (RedaksiArticle) article
        = with_field (make_sample (), REDAKSI_FIELD_HEADLINE, headlines[i]);
      g_autofree char *html
        = redaksi_page_render_article (article, &sample_site, &context, sample_lookup, NULL);
      const char *at = strstr (html, start);
      g_autofree char *query = NULL;
      g_autofree char *plain = NULL;
      g_autoptr (GHashTable) params = NULL;

      g_assert_nonnull (at);
      at += strlen (start);
      query = g_strndup (at, strcspn (at, "\""));
      plain = redaksi_text_unescape (query);
      params = g_uri_parse_params (plain, -1, "&", G_URI_PARAMS_NONE, NULL);
      g_assert_nonnull (params);
      g_assert_cmpuint (g_hash_table_size (params), ==, 2);
      g_assert_cmpstr (g_hash_table_lookup (params, "text"), ==, headlines[i]);
      g_assert_cmpstr (g_hash_table_lookup (params, "url"), ==, context.url);
    }
}

static void
test_hostile (void)
{
  static const char *const fields[]
    = { REDAKSI_FIELD_KICKER,   REDAKSI_FIELD_HEADLINE,     REDAKSI_FIELD_DECK,
        REDAKSI_FIELD_DATELINE, REDAKSI_FIELD_LEAD_CAPTION, REDAKSI_FIELD_LEAD_CREDIT,
        REDAKSI_FIELD_LEAD_ALT, REDAKSI_FIELD_SECTION,      REDAKSI_FIELD_EXCERPT,
        REDAKSI_FIELD_SLUG };
  static const char *const hostile[] = { "</script><script>alert(1)</script>",
                                         "\"><img src=x onerror=alert(1)>",
                                         "' onmouseover='alert(1)",
                                         "<!--<script>",
                                         "{{style-inline}}{{#share}}{{>head}}",
                                         "</title></style></textarea><svg/onload=alert(1)>",
                                         "]]><script>",
                                         "\\u003cscript\\u003e&lt;b&gt;",
                                         "&#60;script&#62;" };

  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint h = 0; h < G_N_ELEMENTS (hostile); h++)
      {
        g_autoptr (RedaksiArticle) plain = with_field (make_sample (), fields[f], "kata biasa");
        g_autoptr (RedaksiArticle) article = with_field (make_sample (), fields[f], hostile[h]);
        g_autofree char *expected
          = redaksi_page_render_article (plain, &sample_site, &sample_context, sample_lookup, NULL);
        g_autofree char *html = redaksi_page_render_article (article, &sample_site, &sample_context,
                                                             sample_lookup, NULL);
        Findings before, after;
        g_autofree char *text_before = inspect (expected, &before);
        g_autofree char *text = inspect (html, &after);

        g_assert_cmpuint (after.elements, ==, before.elements);
        g_assert_cmpuint (after.scripts, ==, 1);
        g_assert_cmpuint (after.bad, ==, 0);
        if (f < 6)
          assert_contains (text, hostile[h]);
      }
}

/* Sites come from servers too: their name, links and sections are no more trusted than articles. */
static void
test_hostile_site (void)
{
  static const RedaksiFollowLink follow[] = {
    { "Bad", "javascript:alert(1)" },
    { "Worse", "java\nscript:alert(1)" },
    { "Odd", "vbscript:x" },
    { "Data", "data:text/html,<script>1</script>" },
    { "Svg", "data:image/svg+xml,<svg/>" },
    { "Other", "//elsewhere.example/" },
    { "", "https://koran.example/" },
    { "Good\"><b>", "https://koran.example/\"><b>" },
  };
  static const char *const sections[] = { "<b>Daerah</b>", "…", NULL };
  g_autoptr (RedaksiArticle) article = make_sample ();
  RedaksiPageSite site = { .name = "</title><script>1</script>",
                           .tagline = "<i>",
                           .language = "id\"><script>",
                           .base_url = "javascript:alert(1)/",
                           .follow = follow,
                           .n_follow = G_N_ELEMENTS (follow),
                           .sections = sections };
  RedaksiPageContext context = sample_context;
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;
  Findings findings;

  context.url = "javascript:alert(1)";
  context.time_zone = "Nowhere/<b>";
  html = redaksi_page_render_article (article, &site, &context, sample_lookup, NULL);
  text = inspect (html, &findings);
  g_assert_cmpuint (findings.bad, ==, 0);
  g_assert_cmpuint (findings.scripts, ==, 1);
  g_assert_null (strstr (html, "javascript:"));
  g_assert_null (strstr (html, "elsewhere"));
  g_assert_null (strstr (text, "Worse"));
  assert_contains (text, "Good\"><b>");
}

static void
test_lists (void)
{
  const RedaksiPageTeaser teasers[] = {
    { SAMPLE_URL, "Berita <satu>", "Ringkasan", "/media/7/a.jpg", "Daerah", SAMPLE_TIME, 0 },
    { "https://koran.example/2/", "Berita dua", NULL, NULL, NULL, SAMPLE_TIME, SAMPLE_TIME + 1 },
    { "javascript:alert(1)", "Berita jahat", NULL, NULL, NULL, SAMPLE_TIME, 0 },
    { "https://koran.example/3/", "", NULL, NULL, NULL, SAMPLE_TIME, 0 },
  };
  RedaksiPageContext context
    = { .use = REDAKSI_PAGE_PUBLIC, .older_url = "/page/2/", .url = "https://koran.example/" };
  g_autofree char *front
    = redaksi_page_render_list (NULL, NULL, teasers, 4, &sample_site, &context);
  g_autofree char *section
    = redaksi_page_render_list ("Daerah", NULL, teasers, 2, &sample_site, &context);
  g_autofree char *search
    = redaksi_page_render_list (NULL, "\"><script>%s%n", NULL, 0, &sample_site, &context);
  g_autofree char *missing = redaksi_page_render_not_found (&sample_site, &context);
  g_autofree char *feed = redaksi_page_render_feed (teasers, 4, &sample_site);
  const char *const pages[] = { front, section, search, missing };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      Findings findings;
      g_autofree char *text = inspect (pages[i], &findings);
      g_assert_cmpuint (findings.bad, ==, 0);
      g_assert_cmpuint (findings.scripts, ==, 0);
      g_assert_cmpuint (findings.empty, ==, 0);
    }
  assert_contains (front, "<h1 class=\"name\">");
  assert_contains (front, "Berita &lt;satu&gt;");
  g_assert_null (strstr (front, "jahat"));
  assert_contains (front, "9 November 2025");
  assert_contains (front, "href=\"/page/2/\"");
  assert_contains (section, "<h1 class=\"list-title\">Daerah</h1>");
  assert_contains (search, "Hasil pencarian untuk “&quot;&gt;&lt;script&gt;%s%n”");
  assert_contains (search, "Tidak ada berita yang cocok");
  assert_contains (search, "<details class=\"search\" id=\"search\" open>");
  assert_contains (missing, "Halaman tidak ditemukan");
  assert_contains (feed, "<id>" SAMPLE_URL "</id>");
  assert_contains (feed, "<published>2025-11-09T06:05:00");
  g_assert_null (strstr (feed, "jahat"));
}

static const char *
find_part (const char *name)
{
  return strcmp (name, "self") == 0 ? "{{>self}}" : NULL;
}

static void
test_template (void)
{
  g_autoptr (RedaksiPageScope) scope = _redaksi_page_scope_new ();
  static const char *const cases[][2] = {
    { "{{a}}|{{b}}|{{missing}}", "&lt;&amp;&quot;||" },
    { "{{m}}", "<b>" },
    { "{{#a}}x{{/a}}{{#b}}y{{/b}}{{^b}}z{{/b}}", "xz" },
    { "{{#list}}{{n}}{{a}};{{/list}}", "1&lt;&amp;&quot;;2&lt;&amp;&quot;;" },
    { "{{#list}}{{^n}}-{{/n}}{{/list}}", "" },
    { "{{list}}", "" },
    { "{{#a}}unclosed {{m}}", "unclosed <b>" },
    { "{{/a}}{{", "{{" },
    { "{{}}{{#}}x{{/}}{{>}}", "" },
    { "{{>self}}{{>other}}", "" },
    { "  {{#a}}\nx\n  {{/a}}\ny", "x\ny" },
    { "{{#a}}{{#a}}x{{/a}}{{/a}}", "x" },
    { "{{#a}}\n{{#m}}\nx\n{{/m}}\n{{/a}}\n", "x\n" },
  };

  _redaksi_page_scope_set_text (scope, "a", "<&\"");
  _redaksi_page_scope_set_text (scope, "b", "");
  _redaksi_page_scope_set_markup (scope, "m", "<b>");
  for (guint i = 1; i <= 2; i++)
    _redaksi_page_scope_set_number (_redaksi_page_scope_add (scope, "list"), "n", i);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = _redaksi_page_template_render (cases[i][0], scope, find_part);
      g_assert_cmpstr (out, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page/template", test_template);
  g_test_add_func ("/page/reference", test_reference);
  g_test_add_func ("/page/english", test_english);
  g_test_add_func ("/page/head", test_head);
  g_test_add_func ("/page/nothing", test_nothing);
  g_test_add_func ("/page/photo", test_photo);
  g_test_add_func ("/page/preview", test_preview);
  g_test_add_func ("/page/share", test_share);
  g_test_add_func ("/page/hostile", test_hostile);
  g_test_add_func ("/page/hostile-site", test_hostile_site);
  g_test_add_func ("/page/lists", test_lists);
  return g_test_run ();
}
