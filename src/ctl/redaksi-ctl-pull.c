/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pull list, pull ID */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-ctl.h"

/* The one that is meant where none was named: the only one. */
static RedaksiSite *
choose_site (RedaksiCtl *ctl, const char *name, GError **error)
{
  g_autoptr (GPtrArray) sites = NULL;

  if (name != NULL)
    return redaksi_ctl_find_site (ctl, name, error);
  sites = redaksi_ctl_await_boxed (redaksi_library_list_sites (ctl->library), error);
  if (sites == NULL)
    return NULL;
  if (sites->len == 1)
    return g_object_ref (sites->pdata[0]);
  if (sites->len == 0)
    redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_NOT_FOUND,
                      _ ("There is no site yet: redaksictl site add NAME URL --user USER"));
  else
    redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("Say from where: --site NAME"));
  return NULL;
}

/* The site's word for a state; NULL without error: all. */
static gboolean
parse_status (const char *state, const char **status, GError **error)
{
  static const char *const words[][2] = {
    { "draft", "draft" },      { "submitted", "pending" }, { "pending", "pending" },
    { "scheduled", "future" }, { "future", "future" },     { "published", "publish" },
    { "publish", "publish" },  { "private", "private" },
  };

  *status = NULL;
  if (state == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words) && *status == NULL; i++)
    if (strcmp (words[i][0], state) == 0)
      *status = words[i][1];
  return *status != NULL
         || redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                              _ ("“%s” is not draft, submitted, scheduled, published or private."),
                              state);
}

static void
answer_post (RedaksiCtl *ctl, yyjson_mut_val *list, const RedaksiPost *post)
{
  yyjson_mut_val *object = yyjson_mut_arr_add_obj (ctl->answer, list);
  g_autofree char *changed = redaksi_ctl_local_time (post->changed);

  redaksi_ctl_add (ctl, object, "remote", post->remote_id);
  redaksi_ctl_add (ctl, object, "headline", post->title);
  redaksi_ctl_add (ctl, object, "status", post->status);
  redaksi_ctl_add_time (ctl, object, "changed", post->changed);
  redaksi_ctl_add_time (ctl, object, "date", post->date);
  redaksi_ctl_add (ctl, object, "url", post->url);
  redaksi_ctl_print (ctl, "%8s  %-8s  %s  %s", post->remote_id, post->status, changed,
                     *post->title != '\0' ? post->title : _ ("(no headline yet)"));
}

static gboolean
list_posts (RedaksiCtl *ctl, RedaksiSite *site, const char *status, const char *words, guint number,
            GError **error)
{
  g_autoptr (RedaksiPostPage) page
    = redaksi_ctl_await_boxed (redaksi_outbox_list_site (redaksi_ctl_outbox (ctl),
                                                         redaksi_site_get_id (site), status, words,
                                                         number),
                               error);
  yyjson_mut_val *list;

  if (page == NULL)
    return FALSE;
  redaksi_ctl_object (ctl);
  list = yyjson_mut_obj_add_arr (ctl->answer, redaksi_ctl_object (ctl), "posts");
  for (guint i = 0; i < page->posts->len; i++)
    answer_post (ctl, list, page->posts->pdata[i]);
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "page", page->page);
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "pages", page->n_pages);
  if (page->n_pages > page->page)
    redaksi_ctl_print (ctl, _ ("Page %u of %u; the next one: --page %u"), page->page, page->n_pages,
                       page->page + 1);
  return TRUE;
}

static gboolean
pull (RedaksiCtl *ctl, RedaksiSite *site, const char *remote_id, gboolean photos, GError **error)
{
  g_autofree char *id = NULL;
  guint n = 0;

  /* WordPress counts, Ghost has hexadecimal digits. */
  if (*remote_id == '\0' || strspn (remote_id, "0123456789abcdef") != strlen (remote_id))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                             _ ("“%s” is no id of an article there; “pull list” shows them."),
                             remote_id);
  id = dex_await_string (redaksi_ctl_settle (redaksi_outbox_pull (
                           redaksi_ctl_outbox (ctl), redaksi_site_get_id (site), remote_id)),
                         error);
  if (id == NULL)
    return FALSE;
  if (photos)
    {
      g_autoptr (GError) local = NULL;
      n = dex_await_uint (
        redaksi_ctl_settle (redaksi_outbox_fetch_photos (redaksi_ctl_outbox (ctl), id)), &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "id", id);
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "remote", remote_id);
  if (photos)
    redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "photos", n);
  redaksi_ctl_print (ctl, "%s", id);
  return TRUE;
}

gboolean
redaksi_command_pull (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *site_name = NULL, *state = NULL, *words = NULL;
  gboolean photos = FALSE;
  int page = 1;
  const GOptionEntry entries[] = {
    { "site", 0, 0, G_OPTION_ARG_STRING, &site_name,
      N_ ("Where from; may be left out if there is one"), N_ ("NAME") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &state,
      N_ ("Only what is draft, submitted, scheduled, published or private"), N_ ("STATE") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &words, N_ ("Only those with these words"),
      N_ ("WORDS") },
    { "page", 0, 0, G_OPTION_ARG_INT, &page, N_ ("Which page of the list"), N_ ("N") },
    { "photos", 0, 0, G_OPTION_ARG_NONE, &photos,
      N_ ("With an ID: bring the photos in its text as well"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (RedaksiSite) site = NULL;
  const char *status;

  if (!redaksi_ctl_options (ctl, &argc, &argv, entries, "[--site NAME] list|ID", 1, 1, error)
      || !parse_status (state, &status, error))
    return FALSE;
  if (page < 1)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("--page takes a number from 1."));
  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  site = choose_site (ctl, site_name, error);
  if (site == NULL)
    return FALSE;
  redaksi_ctl_borrow_password (site);
  if (strcmp (argv[1], "list") == 0)
    return list_posts (ctl, site, status, words, (guint)page, error);
  return pull (ctl, site, argv[1], photos, error);
}
