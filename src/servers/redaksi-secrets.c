/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-secrets.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "redaksi-server.h"

/* Kept apart by the site's id; the address and the user are there for the person who looks into the
 * keyring, and so that a site that is set up anew finds its password. */
static const SecretSchema schema = {
  "io.github.redaksi.Redaksi.Site",
  SECRET_SCHEMA_NONE,
  { { "site", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "url", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
};

/* The one thing that the process shares: where there is no Secret Service, this is the keyring. */
static GMutex memory_lock;
static GHashTable *memory;

static void
wipe (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

static void
remember (const char *id, const char *password)
{
  g_mutex_lock (&memory_lock);
  if (memory == NULL)
    memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, wipe);
  if (password != NULL)
    g_hash_table_insert (memory, g_strdup (id), g_strdup (password));
  else
    g_hash_table_remove (memory, id);
  g_mutex_unlock (&memory_lock);
}

static char *
recall (const char *id)
{
  char *password;

  g_mutex_lock (&memory_lock);
  password = memory != NULL ? g_strdup (g_hash_table_lookup (memory, id)) : NULL;
  g_mutex_unlock (&memory_lock);
  return password;
}

typedef struct
{
  DexPromise *promise;
  RedaksiSite *site;
  char *password;
} Job;

static Job *
job_new (RedaksiSite *site, const char *password)
{
  Job *job = g_new0 (Job, 1);

  job->promise = dex_promise_new ();
  job->site = g_object_ref (site);
  job->password = g_strdup (password);
  return job;
}

static void
job_free (Job *job)
{
  dex_unref (job->promise);
  g_object_unref (job->site);
  if (job->password != NULL)
    wipe (job->password);
  g_free (job);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
store_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = secret_password_store_finish (result, &error);

  if (kept)
    remember (redaksi_site_get_id (job->site), NULL);
  else
    g_debug ("no Secret Service: %s", error != NULL ? error->message : "");
  dex_promise_resolve_boolean (job->promise, kept);
  job_free (job);
}

/**
 * redaksi_secrets_store:
 * @site: whose password it is
 * @password: the password
 *
 * Returns: (transfer full): a future of gboolean: whether it is kept; %FALSE: there is no Secret
 *   Service, and it is known until the program ends. Never rejects.
 */
DexFuture *
redaksi_secrets_store (RedaksiSite *site, const char *password)
{
  g_autofree char *label = NULL;
  DexFuture *future;
  Job *job;

  g_return_val_if_fail (REDAKSI_IS_SITE (site) && password != NULL, NULL);

  /* At once, so that a push that begins now finds it. */
  remember (redaksi_site_get_id (site), password);
  job = job_new (site, password);
  future = DEX_FUTURE (dex_ref (job->promise));
  /* Translators: of a password in the keyring: user name, name of the site */
  label = g_strdup_printf (_ ("Redaksi: %s on %s"), or_empty (redaksi_site_get_user (site)),
                           or_empty (redaksi_site_get_name (site)));
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, password, NULL, store_cb, job,
                         "site", redaksi_site_get_id (site), "url",
                         or_empty (redaksi_site_get_url (site)), "user",
                         or_empty (redaksi_site_get_user (site)), NULL);
  return future;
}

/**
 * redaksi_secrets_lend:
 * @site: whose password it is
 * @password: the password
 *
 * It is known for this site until the program ends, and kept nowhere.
 */
void
redaksi_secrets_lend (RedaksiSite *site, const char *password)
{
  g_return_if_fail (REDAKSI_IS_SITE (site) && password != NULL);

  remember (redaksi_site_get_id (site), password);
}

static void
lookup_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  char *password = secret_password_lookup_finish (result, &error);
  const char *given = g_getenv ("REDAKSI_PASSWORD");

  if (error != NULL)
    g_debug ("no Secret Service: %s", error->message);
  if (password != NULL)
    {
      dex_promise_resolve_string (job->promise, g_strdup (password));
      secret_password_free (password);
    }
  else if (given != NULL && *given != '\0')
    dex_promise_resolve_string (job->promise, g_strdup (given));
  else
    dex_promise_reject (job->promise,
                        g_error_new (REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND,
                                     _ ("Redaksi does not know the password for “%s”. Enter it "
                                        "again."),
                                     or_empty (redaksi_site_get_name (job->site))));
  job_free (job);
}

/**
 * redaksi_secrets_lookup:
 * @site: whose password
 *
 * What was stored since the program began comes first, then the Secret Service, then the variable
 * REDAKSI_PASSWORD of the environment.
 *
 * Returns: (transfer full): a future of the password (string); rejects with
 *   %REDAKSI_SERVER_ERROR_NOT_FOUND
 */
DexFuture *
redaksi_secrets_lookup (RedaksiSite *site)
{
  DexFuture *future;
  char *known;
  Job *job;

  g_return_val_if_fail (REDAKSI_IS_SITE (site), NULL);

  known = recall (redaksi_site_get_id (site));
  if (known != NULL)
    return dex_future_new_take_string (known);
  job = job_new (site, NULL);
  future = DEX_FUTURE (dex_ref (job->promise));
  secret_password_lookup (&schema, NULL, lookup_cb, job, "site", redaksi_site_get_id (site), NULL);
  return future;
}

static void
clear_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  dex_promise_resolve_boolean (job->promise, secret_password_clear_finish (result, &error));
  job_free (job);
}

/**
 * redaksi_secrets_clear:
 * @site: whose password
 *
 * Returns: (transfer full): a future of gboolean: whether the Secret Service had one. Never
 * rejects.
 */
DexFuture *
redaksi_secrets_clear (RedaksiSite *site)
{
  DexFuture *future;
  Job *job;

  g_return_val_if_fail (REDAKSI_IS_SITE (site), NULL);

  remember (redaksi_site_get_id (site), NULL);
  job = job_new (site, NULL);
  future = DEX_FUTURE (dex_ref (job->promise));
  secret_password_clear (&schema, NULL, clear_cb, job, "site", redaksi_site_get_id (site), NULL);
  return future;
}
