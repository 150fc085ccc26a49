/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms: pure, from an article and its photos to the bytes of files. */
#include <string.h>

#include "redaksi-export-private.h"
#include "redaksi-page.h"
#include "redaksi-text.h"

/* It acts on nothing and asks nobody, whatever it is opened with. */
#define HTML_POLICY "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
#define HTML_STYLE                                                                                 \
  "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.125rem/1.6 Georgia,serif}"          \
  "img{max-width:100%%;height:auto}figure{margin:1.5rem 0}"                                        \
  "figcaption{font-size:.875rem}h1{line-height:1.2}"

static void
file_free (gpointer data)
{
  RedaksiExportFile *file = data;

  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

/* Takes @text. */
static void
add_text (GPtrArray *files, const char *name, char *text)
{
  RedaksiExportFile *file = g_new0 (RedaksiExportFile, 1);

  file->name = g_strdup (name);
  file->bytes = g_bytes_new_take (text, strlen (text));
  g_ptr_array_add (files, file);
}

static void
add_photos (GPtrArray *files, const RedaksiExportMatter *matter)
{
  for (guint i = 0; i < matter->photos->len; i++)
    {
      const RedaksiExportPhoto *photo = matter->photos->pdata[i];
      RedaksiExportFile *file;

      if (photo->bytes == NULL)
        continue;
      file = g_new0 (RedaksiExportFile, 1);
      file->name = g_strdup (photo->url);
      file->bytes = g_bytes_ref (photo->bytes);
      g_ptr_array_add (files, file);
    }
}

/* What the article's own language decides, and the site's name. */
void
_redaksi_export_house (const RedaksiExportMatter *matter, RedaksiHouse *house)
{
  const char *language = redaksi_article_peek_field (matter->article, REDAKSI_FIELD_LANGUAGE);
  const char *of_site = matter->site != NULL ? redaksi_site_get_language (matter->site) : NULL;

  *house = (RedaksiHouse){ 0 };
  house->language = language != NULL ? language : of_site != NULL ? of_site : "id";
  house->site_name = matter->site != NULL ? redaksi_site_get_name (matter->site) : NULL;
}

/* A #RedaksiPhotoLookup. */
gboolean
_redaksi_export_look_up (const char *digest, RedaksiPhotoLink *link, gpointer data)
{
  const RedaksiExportPhoto *photo = _redaksi_export_find_photo (data, digest);

  if (photo == NULL || photo->bytes == NULL)
    return FALSE;
  *link = (RedaksiPhotoLink){ .url = photo->url, .width = photo->width, .height = photo->height };
  return TRUE;
}

/* ---- the page --------------------------------------------------------------------------------
 */

static char *
to_page (const RedaksiExportMatter *matter)
{
  RedaksiHouse house;
  RedaksiPageSite site = { 0 };
  RedaksiPageContext context = { 0 };

  _redaksi_export_house (matter, &house);
  site.name = house.site_name;
  site.language = house.language;
  if (matter->site != NULL)
    {
      site.tagline = redaksi_site_get_tagline (matter->site);
      site.base_url = redaksi_site_get_url (matter->site);
      context.time_zone = redaksi_site_get_time_zone (matter->site);
    }
  context.url = matter->url;
  context.published = matter->published;
  context.modified = matter->modified;
  context.use = REDAKSI_PAGE_FOLDER;
  return redaksi_page_render_article (matter->article, &site, &context, _redaksi_export_look_up,
                                      (gpointer)matter);
}

/* ---- one file --------------------------------------------------------------------------------
 */

static char *
to_html (const RedaksiExportMatter *matter)
{
  RedaksiHouse house;
  g_autofree char *content = NULL;
  g_autofree char *title = NULL;
  g_autofree char *language = NULL;

  _redaksi_export_house (matter, &house);
  content
    = redaksi_article_to_html (matter->article, &house, _redaksi_export_look_up, (gpointer)matter);
  title = redaksi_text_escape (redaksi_article_get_field (matter->article, REDAKSI_FIELD_HEADLINE));
  language = redaksi_text_escape (house.language);
  return g_strdup_printf (
    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"" HTML_POLICY "\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>%s</title>\n<style>" HTML_STYLE "</style>\n</head>\n<body dir=\"auto\">\n%s</body>\n"
    "</html>\n",
    language, *title != '\0' ? title : "–", content);
}

/* ---- Markdown --------------------------------------------------------------------------------
 */

static RedaksiBlock *
photo_block (RedaksiShape *shape, const RedaksiExportPhoto *photo)
{
  g_autoptr (RedaksiShape) bare = redaksi_shape_with (shape, "photo", NULL);
  g_autoptr (RedaksiShape) named = redaksi_shape_with (bare, "url", photo->url);

  return redaksi_block_new_leaf (named);
}

/* The lead photo has no place of its own in Markdown: it stands before the text. */
static void
add_lead (GPtrArray *blocks, const RedaksiExportMatter *matter)
{
  const char *digest = redaksi_article_peek_field (matter->article, REDAKSI_FIELD_LEAD_PHOTO);
  const RedaksiExportPhoto *photo
    = digest != NULL ? _redaksi_export_find_photo (matter, digest) : NULL;
  g_autoptr (RedaksiShape) shape = NULL;
  g_autoptr (RedaksiShape) caption = NULL;
  g_autofree char *line = NULL;

  if (photo == NULL || photo->bytes == NULL)
    return;
  shape
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "credit",
                         redaksi_article_peek_field (matter->article, REDAKSI_FIELD_LEAD_CREDIT),
                         "alt",
                         redaksi_article_peek_field (matter->article, REDAKSI_FIELD_LEAD_ALT),
                         NULL);
  caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  line = redaksi_text_one_line (
    redaksi_article_get_field (matter->article, REDAKSI_FIELD_LEAD_CAPTION));
  g_ptr_array_add (blocks, photo_block (shape, photo));
  g_ptr_array_add (blocks, redaksi_block_new (caption, line, NULL, 0));
}

static char *
to_markdown (const RedaksiExportMatter *matter)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  RedaksiBody *body = redaksi_article_get_body (matter->article);
  g_autoptr (RedaksiBody) named = NULL;
  g_autoptr (RedaksiArticle) article = NULL;

  add_lead (blocks, matter);
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      const char *digest = redaksi_block_get (block, "photo");
      const RedaksiExportPhoto *photo
        = digest != NULL && redaksi_block_get_kind (block) == REDAKSI_BLOCK_PHOTO
            ? _redaksi_export_find_photo (matter, digest)
            : NULL;

      if (photo != NULL && photo->bytes != NULL)
        g_ptr_array_add (blocks, photo_block (redaksi_block_get_shape (block), photo));
      else if (digest == NULL || redaksi_block_get_kind (block) != REDAKSI_BLOCK_PHOTO)
        g_ptr_array_add (blocks, redaksi_block_ref (block));
    }
  if (blocks->len == 0)
    g_ptr_array_add (blocks, redaksi_block_new_paragraph (""));
  named = redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
  article = redaksi_article_with_body (matter->article, named);
  return redaksi_article_to_markdown (article);
}

/* Returns: (transfer full) (element-type RedaksiExportFile): at least one */
GPtrArray *
_redaksi_export_make_files (const RedaksiExportMatter *matter, RedaksiExportForm form)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (file_free);

  switch (form)
    {
    case REDAKSI_EXPORT_PAGE:
      add_text (files, "index.html", to_page (matter));
      add_text (files, redaksi_page_get_style_name (), g_strdup (redaksi_page_get_style_sheet ()));
      break;
    case REDAKSI_EXPORT_MARKDOWN:
      add_text (files, "article.md", to_markdown (matter));
      break;
    case REDAKSI_EXPORT_NINJS:
      add_text (files, "article.json", _redaksi_export_to_ninjs (matter));
      break;
    default:
      add_text (files, "article.html", to_html (matter));
      return files;
    }
  add_photos (files, matter);
  return files;
}
