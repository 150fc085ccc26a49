/* SPDX-License-Identifier: GPL-3.0-or-later */
/* site add, list, check, remove */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-ctl.h"
#include "redaksi-secrets.h"
#include "redaksi-server.h"
#include "redaksi-text.h"

/**
 * redaksi_ctl_find_site:
 * @ctl: a run whose library is open
 * @name: what a person calls it, or its id
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the site
 */
RedaksiSite *
redaksi_ctl_find_site (RedaksiCtl *ctl, const char *name, GError **error)
{
  g_autoptr (GPtrArray) sites
    = redaksi_ctl_await_boxed (redaksi_library_list_sites (ctl->library), error);

  if (sites == NULL)
    return NULL;
  for (guint i = 0; i < sites->len; i++)
    if (g_strcmp0 (redaksi_site_get_name (sites->pdata[i]), name) == 0
        || g_strcmp0 (redaksi_site_get_id (sites->pdata[i]), name) == 0)
      return g_object_ref (sites->pdata[i]);
  redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_NOT_FOUND, _ ("There is no site “%s”."), name);
  return NULL;
}

static void
answer_site (RedaksiCtl *ctl, yyjson_mut_val *object, RedaksiSite *site)
{
  redaksi_ctl_add (ctl, object, "id", redaksi_site_get_id (site));
  redaksi_ctl_add (ctl, object, "name", redaksi_site_get_name (site));
  redaksi_ctl_add (ctl, object, "url", redaksi_site_get_url (site));
  redaksi_ctl_add (ctl, object, "user", redaksi_site_get_user (site));
  redaksi_ctl_add (ctl, object, "userName", redaksi_site_get_user_name (site));
  redaksi_ctl_add (ctl, object, "role", redaksi_site_get_role (site));
  redaksi_ctl_add (ctl, object, "language", redaksi_site_get_language (site));
  redaksi_ctl_add (ctl, object, "timeZone", redaksi_site_get_time_zone (site));
  yyjson_mut_obj_add_bool (ctl->answer, object, "mayPublish", redaksi_site_get_may_publish (site));
  yyjson_mut_obj_add_bool (ctl->answer, object, "themeCaptions",
                           redaksi_site_get_theme_captions (site));
}

/* The site with everything that @from knows, under our name, id and user. */
static RedaksiSite *
site_with (RedaksiSite *from, const char *id, const char *name, const char *user)
{
  return redaksi_site_with (from, "id", id, "name", name, "user", user, NULL);
}

/**
 * redaksi_ctl_borrow_password:
 * @site: a site that is to be talked to
 *
 * Where neither the keyring nor REDAKSI_PASSWORD has the site's password, it is read from standard
 * input, for this site and this run alone. Where that has none either, the site will be asked for
 * nothing and the push waits for a person, who is told.
 */
void
redaksi_ctl_borrow_password (RedaksiSite *site)
{
  g_autofree char *password
    = dex_await_string (redaksi_ctl_settle (redaksi_secrets_lookup (site)), NULL);

  if (password == NULL)
    {
      password = redaksi_ctl_read_password (NULL);
      if (password != NULL)
        redaksi_secrets_lend (site, password);
    }
  if (password != NULL)
    explicit_bzero (password, strlen (password));
}

static RedaksiSite *
check (RedaksiSite *site, const char *password, GError **error)
{
  g_autoptr (RedaksiServer) server = redaksi_server_new_for_site (site, password);

  return dex_await_object (redaksi_ctl_settle (redaksi_server_check (server, NULL)), error);
}

static gboolean
add_site (RedaksiCtl *ctl, const char *name, const char *address, const char *user,
          gboolean theme_captions, GError **error)
{
  g_autoptr (RedaksiSite) found = NULL;
  g_autoptr (RedaksiSite) ours = NULL;
  g_autoptr (RedaksiSite) checked = NULL;
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiSite) older = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) slip = NULL;
  g_autofree char *password = NULL;
  g_autofree char *whose = NULL;
  g_autofree char *line = redaksi_text_one_line (name);

  if (*line == '\0')
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("Give the site a name."));
  name = line;
  /* What can be no address at all is a slip of the keyboard, and no server has refused anything. */
  uri = redaksi_address_from_typed (address, NULL, &slip);
  if (uri == NULL)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, "%s", slip->message);
  password = redaksi_ctl_read_password (error);
  if (password == NULL)
    return FALSE;
  if (user == NULL || *user == '\0')
    {
      /* A key of Ghost's says whose it is. */
      const char *colon = strchr (password, ':');

      if (colon == NULL || strspn (password, "0123456789abcdef") != (gsize)(colon - password))
        return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                                 _ ("Say whose account it is: --user USER"));
      whose = g_strndup (password, (gsize)(colon - password));
      user = whose;
    }
  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  found = dex_await_object (redaksi_ctl_settle (redaksi_server_discover (address, NULL)), error);
  if (found == NULL)
    return FALSE;
  older = redaksi_ctl_find_site (ctl, name, NULL);
  ours = site_with (found, older != NULL ? redaksi_site_get_id (older) : NULL, name, user);
  checked = check (ours, password, error);
  if (checked == NULL)
    return FALSE;
  site = redaksi_site_with (checked, "id", redaksi_site_get_id (ours), "name", name, "user", user,
                            "theme-captions",
                            theme_captions || redaksi_site_get_theme_captions (checked), NULL);
  if (!redaksi_ctl_await (redaksi_library_add_site (ctl->library, site), error))
    return FALSE;
  if (!dex_await_boolean (redaksi_ctl_settle (redaksi_secrets_store (site, password)), error))
    {
      if (error != NULL && *error != NULL)
        return FALSE;
      g_printerr (
        "redaksictl: %s\n",
        _ ("No keyring keeps the password here; give it in REDAKSI_PASSWORD when you push."));
    }
  answer_site (ctl, redaksi_ctl_object (ctl), site);
  redaksi_ctl_print (ctl, _ ("%s: %s signs in as %s (%s)"), name, redaksi_site_get_url (site), user,
                     redaksi_site_get_role (site) != NULL ? redaksi_site_get_role (site) : "");
  return TRUE;
}

static gboolean
list_sites (RedaksiCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) sites = NULL;
  yyjson_mut_val *list;

  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  sites = redaksi_ctl_await_boxed (redaksi_library_list_sites (ctl->library), error);
  if (sites == NULL)
    return FALSE;
  redaksi_ctl_object (ctl);
  list = yyjson_mut_obj_add_arr (ctl->answer, redaksi_ctl_object (ctl), "sites");
  for (guint i = 0; i < sites->len; i++)
    {
      RedaksiSite *site = sites->pdata[i];
      answer_site (ctl, yyjson_mut_arr_add_obj (ctl->answer, list), site);
      redaksi_ctl_print (ctl, "%s  %s  %s", redaksi_site_get_name (site),
                         redaksi_site_get_url (site),
                         redaksi_site_get_user (site) != NULL ? redaksi_site_get_user (site) : "");
    }
  return TRUE;
}

static gboolean
check_site (RedaksiCtl *ctl, const char *name, GError **error)
{
  g_autoptr (RedaksiSite) site = NULL;
  g_autoptr (RedaksiSite) checked = NULL;
  g_autofree char *password = NULL;

  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  site = redaksi_ctl_find_site (ctl, name, error);
  if (site == NULL)
    return FALSE;
  password = dex_await_string (redaksi_ctl_settle (redaksi_secrets_lookup (site)), NULL);
  if (password == NULL)
    password = redaksi_ctl_read_password (error);
  if (password == NULL)
    return FALSE;
  checked = check (site, password, error);
  if (checked == NULL)
    return FALSE;
  answer_site (ctl, redaksi_ctl_object (ctl), checked);
  redaksi_ctl_print (ctl, _ ("%s: %s signs in as %s (%s)"), redaksi_site_get_name (site),
                     redaksi_site_get_url (checked),
                     redaksi_site_get_user (site) != NULL ? redaksi_site_get_user (site) : "",
                     redaksi_site_get_role (checked) != NULL ? redaksi_site_get_role (checked)
                                                             : "");
  return TRUE;
}

static gboolean
remove_site (RedaksiCtl *ctl, const char *name, GError **error)
{
  g_autoptr (RedaksiSite) site = NULL;

  if (!redaksi_ctl_open (ctl, error))
    return FALSE;
  site = redaksi_ctl_find_site (ctl, name, error);
  if (site == NULL
      || !redaksi_ctl_await (redaksi_library_remove_site (ctl->library, redaksi_site_get_id (site)),
                             error))
    return FALSE;
  redaksi_ctl_await (redaksi_secrets_clear (site), NULL);
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "id", redaksi_site_get_id (site));
  return TRUE;
}

gboolean
redaksi_command_site (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *user = NULL;
  gboolean theme_captions = FALSE;
  const GOptionEntry entries[] = {
    { "user", 0, 0, G_OPTION_ARG_STRING, &user, N_ ("Whose account it is"), N_ ("USER") },
    { "theme-captions", 0, 0, G_OPTION_ARG_NONE, &theme_captions,
      N_ ("The site shows the lead photo’s caption itself"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!redaksi_ctl_options (
        ctl, &argc, &argv, entries,
        "add NAME URL --user USER [--theme-captions] | list | check NAME | remove NAME", 1, 3,
        error))
    return FALSE;
  if (strcmp (argv[1], "add") == 0 && argc == 4)
    return add_site (ctl, argv[2], argv[3], user, theme_captions, error);
  if (strcmp (argv[1], "list") == 0 && argc == 2)
    return list_sites (ctl, error);
  if (strcmp (argv[1], "check") == 0 && argc == 3)
    return check_site (ctl, argv[2], error);
  if (strcmp (argv[1], "remove") == 0 && argc == 3)
    return remove_site (ctl, argv[2], error);
  return redaksi_ctl_fail (
    error, REDAKSI_CTL_ERROR_USAGE,
    _ ("It is: site add NAME URL --user USER, site list, site check NAME or site "
       "remove NAME."));
}
