/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show, preview, revisions, restore */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-ctl.h"
#include "redaksi-file.h"
#include "redaksi-id.h"
#include "redaksi-page.h"

/* What readers are shown of photos: their web copies here on this machine. */
typedef struct
{
  RedaksiCtl *ctl;
  gboolean inline_data; /* a page by itself: pictures within it */
  GHashTable *urls;     /* of digests */
} Pictures;

static char *
picture_url (Pictures *self, const char *digest)
{
  g_autofree char *path = redaksi_photo_store_dup_web_path (redaksi_ctl_photos (self->ctl), digest);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (!self->inline_data)
    return g_filename_to_uri (path, NULL, NULL);
  bytes = redaksi_file_read (path, 32 * 1024 * 1024, NULL);
  if (bytes == NULL)
    return NULL;
  text = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return g_strconcat ("data:image/jpeg;base64,", text, NULL);
}

static gboolean
find_picture (const char *digest, RedaksiPhotoLink *link, gpointer user_data)
{
  Pictures *self = user_data;
  g_autoptr (RedaksiPhoto) photo
    = redaksi_ctl_await_boxed (redaksi_photo_store_get (redaksi_ctl_photos (self->ctl), digest),
                               NULL);
  const char *url = g_hash_table_lookup (self->urls, digest);

  if (photo == NULL)
    return FALSE;
  if (url == NULL)
    {
      g_hash_table_insert (self->urls, g_strdup (digest), picture_url (self, digest));
      url = g_hash_table_lookup (self->urls, digest);
    }
  link->url = url;
  link->width = photo->web_width;
  link->height = photo->web_height;
  return url != NULL;
}

/* The house of a site that is set up, else one that the article's own language decides. */
static gboolean
find_house (RedaksiCtl *ctl, RedaksiArticle *article, const char *site_name, RedaksiSite **site,
            RedaksiHouse *house, GError **error)
{
  const char *language = redaksi_article_peek_field (article, REDAKSI_FIELD_LANGUAGE);

  *house = (RedaksiHouse){ .language = language != NULL ? language : "id" };
  *site = NULL;
  if (site_name == NULL)
    return TRUE;
  *site = redaksi_ctl_find_site (ctl, site_name, error);
  if (*site == NULL)
    return FALSE;
  house->site_name = redaksi_site_get_name (*site);
  house->theme_captions = redaksi_site_get_theme_captions (*site);
  if (redaksi_site_get_language (*site) != NULL)
    house->language = redaksi_site_get_language (*site);
  return TRUE;
}

static char *
write_article (RedaksiArticle *article, const char *form, const RedaksiHouse *house,
               Pictures *pictures, GError **error)
{
  if (strcmp (form, "json") == 0)
    return redaksi_article_to_json (article);
  if (strcmp (form, "html") == 0)
    return redaksi_article_to_html (article, house, find_picture, pictures);
  if (strcmp (form, "wordpress") == 0)
    return redaksi_article_to_wordpress (article, house, find_picture, pictures);
  if (strcmp (form, "markdown") == 0)
    return redaksi_article_to_markdown (article);
  if (strcmp (form, "text") == 0)
    return redaksi_article_to_plain (article);
  redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                    _ ("“%s” is no form; it is json, html, wordpress, markdown or text."), form);
  return NULL;
}

gboolean
redaksi_command_show (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *form = NULL, *site_name = NULL, *number = NULL, *text = NULL;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &form,
      N_ ("json, html, wordpress, markdown or text (the default)"), N_ ("FORM") },
    { "revision", 0, 0, G_OPTION_ARG_STRING, &number, N_ ("An older state"), N_ ("N") },
    { "site", 0, 0, G_OPTION_ARG_STRING, &site_name, N_ ("As this site would have it"),
      N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GHashTable) urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Pictures pictures = { ctl, FALSE, urls };
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiSite) site = NULL;
  RedaksiHouse house;
  guint revision = 0;

  if (!redaksi_ctl_options (ctl, &argc, &argv, entries, "ID", 1, 1, error)
      || (number != NULL && !redaksi_ctl_parse_number (number, &revision, error))
      || !redaksi_ctl_open (ctl, error))
    return FALSE;
  article = redaksi_ctl_load (ctl, argv[1], revision, error);
  if (article == NULL || !find_house (ctl, article, site_name, &site, &house, error))
    return FALSE;
  text = write_article (article,
                        form != NULL ? form
                        : ctl->json  ? "json"
                                     : "text",
                        &house, &pictures, error);
  if (text == NULL)
    return FALSE;
  /* The form itself is the answer, for a person and for a program alike. */
  fputs (text, stdout);
  if (!g_str_has_suffix (text, "\n"))
    fputc ('\n', stdout);
  return TRUE;
}

gboolean
redaksi_command_preview (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL, *site_name = NULL, *html = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the page is written"),
      N_ ("FILE") },
    { "site", 0, 0, G_OPTION_ARG_STRING, &site_name, N_ ("As this site would have it"),
      N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GHashTable) urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Pictures pictures = { ctl, TRUE, urls };
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (GBytes) bytes = NULL;
  RedaksiHouse house;
  RedaksiPageSite page_site = { 0 };
  RedaksiPageContext context = { 0 };

  if (!redaksi_ctl_options (ctl, &argc, &argv, entries, "ID -o FILE", 1, 1, error))
    return FALSE;
  if (output == NULL)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                             _ ("Say where the page goes: -o FILE"));
  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  article = redaksi_ctl_load (ctl, argv[1], 0, error);
  if (article == NULL || !find_house (ctl, article, site_name, &site, &house, error))
    return FALSE;
  page_site.name = house.site_name != NULL ? house.site_name : "Redaksi";
  page_site.language = house.language;
  page_site.base_url = site != NULL ? redaksi_site_get_url (site) : "https://redaksi.invalid/";
  page_site.tagline = site != NULL ? redaksi_site_get_tagline (site) : NULL;
  context.time_zone = site != NULL ? redaksi_site_get_time_zone (site) : NULL;
  context.use = REDAKSI_PAGE_PREVIEW;
  html = redaksi_page_render_article (article, &page_site, &context, find_picture, &pictures);
  if (strcmp (output, "-") == 0)
    {
      fputs (html, stdout);
      return TRUE;
    }
  bytes = g_bytes_new_static (html, strlen (html));
  if (!redaksi_file_write_durably (output, bytes, error))
    return FALSE;
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "file", output);
  return TRUE;
}

gboolean
redaksi_command_revisions (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) revisions = NULL;
  yyjson_mut_val *list;

  if (!redaksi_ctl_options (ctl, &argc, &argv, NULL, "ID", 1, 1, error)
      || !redaksi_ctl_open (ctl, error))
    return FALSE;
  /* Also of an article that is damaged: its older states are what one wants then. */
  if (!redaksi_id_is_valid (argv[1]))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_NOT_FOUND, _ ("There is no article “%s”."),
                             argv[1]);
  revisions
    = redaksi_ctl_await_boxed (redaksi_library_list_revisions (ctl->library, argv[1]), error);
  if (revisions == NULL)
    return FALSE;
  redaksi_ctl_object (ctl);
  list = yyjson_mut_obj_add_arr (ctl->answer, redaksi_ctl_object (ctl), "revisions");
  for (guint i = 0; i < revisions->len; i++)
    {
      const RedaksiRevisionInfo *info = revisions->pdata[i];
      yyjson_mut_val *object = yyjson_mut_arr_add_obj (ctl->answer, list);
      g_autofree char *time = redaksi_ctl_local_time (info->time);
      redaksi_ctl_add_number (ctl, object, "number", info->number);
      redaksi_ctl_add_time (ctl, object, "time", info->time);
      redaksi_ctl_add (ctl, object, "reason", info->reason);
      redaksi_ctl_add (ctl, object, "label", info->label);
      redaksi_ctl_add (ctl, object, "sha256", info->digest);
      redaksi_ctl_add_number (ctl, object, "words", info->words);
      redaksi_ctl_print (ctl, "%4u  %s  %-8s %5u  %s", info->number, time, info->reason,
                         info->words, info->label != NULL ? info->label : "");
    }
  return TRUE;
}

gboolean
redaksi_command_restore (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (RedaksiArticle) article = NULL;
  GError *failure = NULL;
  guint number, restored;

  if (!redaksi_ctl_options (ctl, &argc, &argv, NULL, "ID N", 2, 2, error)
      || !redaksi_ctl_parse_number (argv[2], &number, error) || !redaksi_ctl_open (ctl, error))
    return FALSE;
  article = redaksi_ctl_load (ctl, argv[1], number, error);
  if (article == NULL || !redaksi_ctl_refuse_deleted (ctl, argv[1], error))
    return FALSE;
  restored
    = dex_await_uint (redaksi_ctl_settle (redaksi_library_restore (ctl->library, argv[1], number)),
                      &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "id", argv[1]);
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "revision", restored);
  redaksi_ctl_print (ctl, "%u", restored);
  return TRUE;
}
