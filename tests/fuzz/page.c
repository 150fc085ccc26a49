/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever stands in an article's fields and in the site's, the page has one script element, the
 * JSON-LD, and no attribute that acts. Templates of any shape end. */
#include <gumbo.h>
#include <stdint.h>
#include <string.h>

#include "redaksi-page-template.h"
#include "redaksi-page.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
walk (const GumboNode *node, guint *scripts)
{
  const GumboElement *element = &node->v.element;

  if (node->type != GUMBO_NODE_ELEMENT)
    return;
  if (element->tag == GUMBO_TAG_SCRIPT)
    (*scripts)++;
  for (guint i = 0; i < element->attributes.length; i++)
    {
      const GumboAttribute *attribute = element->attributes.data[i];
      g_assert_false (g_str_has_prefix (attribute->name, "on"));
      if (strcmp (attribute->name, "href") == 0 || strcmp (attribute->name, "src") == 0)
        g_assert_false (g_ascii_strncasecmp (attribute->value, "javascript:", 11) == 0);
    }
  for (guint i = 0; i < element->children.length; i++)
    walk (element->children.data[i], scripts);
}

static gboolean
lookup (const char *digest, RedaksiPhotoLink *link, gpointer user_data)
{
  *link = (RedaksiPhotoLink){ .url = user_data, .width = 3, .height = 2 };
  return TRUE;
}

static const char *fuzzed_template;

static const char *
find (const char *name)
{
  return fuzzed_template;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const fields[]
    = { REDAKSI_FIELD_HEADLINE, REDAKSI_FIELD_KICKER,       REDAKSI_FIELD_DECK,
        REDAKSI_FIELD_DATELINE, REDAKSI_FIELD_LEAD_CAPTION, REDAKSI_FIELD_LEAD_CREDIT,
        REDAKSI_FIELD_LEAD_ALT, REDAKSI_FIELD_SECTION,      REDAKSI_FIELD_EXCERPT,
        REDAKSI_FIELD_SLUG,     REDAKSI_FIELD_LANGUAGE };
  g_autofree char *raw = g_strndup ((const char *)data, MIN (size, 2048));
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 16);
  guint n = g_strv_length (lines);
  g_autoptr (RedaksiArticle) bare = redaksi_article_new (NULL);
  RedaksiArticle *article = NULL;
  RedaksiFollowLink follow = { n > 0 ? lines[0] : "", n > 1 ? lines[1] : "" };
  RedaksiPageSite site = { .name = follow.label,
                           .tagline = follow.url,
                           .language = n > 2 ? lines[2] : "id",
                           .base_url = n > 3 ? lines[3] : "/",
                           .follow = &follow,
                           .n_follow = 1,
                           .sections = (const char *const *)lines };
  RedaksiPageContext context = { .url = n > 4 ? lines[4] : NULL,
                                 .published = size * G_TIME_SPAN_DAY,
                                 .modified = G_MAXINT64 >> (size & 31),
                                 .time_zone = n > 5 ? lines[5] : NULL,
                                 .use = size & 1 ? REDAKSI_PAGE_PUBLIC : REDAKSI_PAGE_PREVIEW };
  RedaksiPageTeaser teaser
    = { follow.url, follow.label, text, site.base_url, text, context.published, 0 };
  guint scripts = 0;

  article = redaksi_article_with_field (bare, REDAKSI_FIELD_LEAD_PHOTO, "x");
  for (guint i = 0; i < G_N_ELEMENTS (fields) && n > 0; i++)
    {
      g_autoptr (RedaksiArticle) before = article;
      article = redaksi_article_with_field (before, fields[i], lines[i % n]);
    }
  {
    g_autofree char *html
      = redaksi_page_render_article (article, &site, &context, lookup, (gpointer)site.base_url);
    g_autofree char *list = redaksi_page_render_list (n & 1 ? text : NULL, n & 2 ? text : NULL,
                                                      &teaser, 1, &site, &context);
    g_autofree char *feed = redaksi_page_render_feed (&teaser, 1, &site);
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    for (guint i = 0; i < 2; i++)
      {
        GumboOutput *output = gumbo_parse_with_options (&options, i == 0 ? html : list,
                                                        strlen (i == 0 ? html : list));
        scripts = 0;
        walk (output->root, &scripts);
        g_assert_cmpuint (scripts, ==, 1 - i);
        gumbo_destroy_output (&options, output);
      }
  }
  {
    g_autoptr (RedaksiPageScope) scope = _redaksi_page_scope_new ();
    g_autofree char *out = NULL;
    _redaksi_page_scope_set_text (scope, "a", text);
    _redaksi_page_scope_set_url (_redaksi_page_scope_add (scope, "b"), "c", text);
    /* A template that includes itself many times over grows without end in depth: one will do. */
    fuzzed_template
      = strstr (text, "{{>") != NULL && strstr (strstr (text, "{{>") + 1, "{{>") != NULL ? ""
                                                                                         : text;
    out = strlen (text) < 400 ? _redaksi_page_template_render (text, scope, find) : NULL;
  }
  redaksi_article_unref (article);
  return 0;
}
