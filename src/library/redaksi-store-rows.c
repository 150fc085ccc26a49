/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small tables: names for completion, sites, the outbox, remote ids, settings. */
#include "redaksi-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-json.h"
#include "redaksi-push-private.h"

/* ---- completion -------------------------------------------------------------------------------
 */

/* Any word of the name may begin so, with or without accents and capitals. A newsroom has some
 * hundreds of names, so all are looked at. */
static GStrv
collect_names (RedaksiDatabase *db, sqlite3_stmt *statement, const char *prefix, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      const char *name = redaksi_column_text (statement, 0);
      if (prefix == NULL || *prefix == '\0' || g_str_match_string (prefix, name, TRUE))
        g_strv_builder_add (names, name);
    }
  return step == 0 ? g_strv_builder_end (names) : NULL;
}

/* Those who stood in a byline, the last used first. */
GStrv
redaksi_store_list_people (RedaksiDatabase *db, const char *prefix, GError **error)
{
  return collect_names (
    db, redaksi_database_query (db, error, "SELECT name FROM person ORDER BY used DESC, name", ""),
    prefix, error);
}

/* The sections or tags, the last used first. */
GStrv
redaksi_store_list_terms (RedaksiDatabase *db, const char *kind, const char *prefix, GError **error)
{
  return collect_names (
    db,
    redaksi_database_query (db, error,
                            "SELECT name FROM term WHERE kind = ? ORDER BY used DESC, name", "s",
                            kind),
    prefix, error);
}

/* ---- sites ------------------------------------------------------------------------------------
 */

static char *
site_to_json (RedaksiSite *site)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree GParamSpec **specs = NULL;
  guint n;

  yyjson_mut_doc_set_root (doc, root);
  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (site), &n);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (site), specs[i]->name, &value);
      if (G_VALUE_HOLDS_BOOLEAN (&value))
        yyjson_mut_obj_add_bool (doc, root, specs[i]->name, g_value_get_boolean (&value));
      else if (G_VALUE_HOLDS_STRING (&value) && g_value_get_string (&value) != NULL)
        yyjson_mut_obj_add_strcpy (doc, root, specs[i]->name, g_value_get_string (&value));
    }
  return redaksi_json_write (doc);
}

/* A property that this version does not know is left out, one that is missing has its default. */
static RedaksiSite *
site_from_json (const char *json, gsize length, GError **error)
{
  g_autoptr (yyjson_doc) doc = redaksi_json_parse (json, length, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (GValue));
  g_autoptr (GTypeClass) klass = g_type_class_ref (REDAKSI_TYPE_SITE);
  g_autofree GParamSpec **specs = NULL;
  RedaksiSite *site;
  guint n;

  if (doc == NULL)
    return NULL;
  g_array_set_clear_func (values, (GDestroyNotify)g_value_unset);
  specs = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n);
  for (guint i = 0; i < n; i++)
    {
      yyjson_val *member = yyjson_obj_get (yyjson_doc_get_root (doc), specs[i]->name);
      GValue value = G_VALUE_INIT;

      if (specs[i]->value_type == G_TYPE_BOOLEAN && yyjson_is_bool (member))
        {
          g_value_init (&value, G_TYPE_BOOLEAN);
          g_value_set_boolean (&value, yyjson_get_bool (member));
        }
      else if (specs[i]->value_type == G_TYPE_STRING && yyjson_is_str (member))
        {
          g_value_init (&value, G_TYPE_STRING);
          g_value_set_string (&value, yyjson_get_str (member));
        }
      else
        continue;
      g_ptr_array_add (names, (gpointer)specs[i]->name);
      g_array_append_val (values, value);
    }
  site = REDAKSI_SITE (g_object_new_with_properties (REDAKSI_TYPE_SITE, names->len,
                                                     (const char **)names->pdata,
                                                     (const GValue *)values->data));
  return site;
}

/* Adds, or replaces the one of the same id in its place. */
gboolean
redaksi_store_put_site (RedaksiDatabase *db, RedaksiSite *site, GError **error)
{
  g_autofree char *json = site_to_json (site);

  return redaksi_database_run (db, error,
                               "INSERT INTO site (id, data) VALUES (?, ?)"
                               "  ON CONFLICT (id) DO UPDATE SET data = excluded.data",
                               "ss", redaksi_site_get_id (site), json);
}

GPtrArray *
redaksi_store_list_sites (RedaksiDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) sites = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3_stmt *statement
    = redaksi_database_query (db, error, "SELECT id, data FROM site ORDER BY place", "");
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      g_autoptr (GError) local = NULL;
      RedaksiSite *site = site_from_json (redaksi_column_text (statement, 1),
                                          sqlite3_column_bytes (statement, 1), &local);

      /* One that can't be read hides itself, not the others. */
      if (site != NULL)
        g_ptr_array_add (sites, site);
      else
        g_warning ("site %s can't be read: %s", redaksi_column_text (statement, 0), local->message);
    }
  return step == 0 ? g_steal_pointer (&sites) : NULL;
}

gboolean
redaksi_store_remove_site (RedaksiDatabase *db, const char *id, GError **error)
{
  if (!redaksi_database_run (db, error, "DELETE FROM site WHERE id = ?", "s", id))
    return FALSE;
  if (sqlite3_changes (redaksi_database_get (db)) > 0)
    return TRUE;
  g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND,
               _ ("There is no such site."));
  return FALSE;
}

/* ---- the outbox -------------------------------------------------------------------------------
 */

/**
 * redaksi_store_put_push:
 * @db: a connection
 * @push: a push
 * @add: whether it is a new one
 * @error: return location; %REDAKSI_LIBRARY_ERROR_NOT_FOUND where it is not new and not there,
 *   %REDAKSI_LIBRARY_ERROR_BUSY where somebody else wrote it since @push was read
 *
 * What a push is never changes; only how far it came does.
 */
gboolean
redaksi_store_put_push (RedaksiDatabase *db, RedaksiPush *push, gboolean add, GError **error)
{
  RedaksiStage stage = redaksi_push_get_stage (push);
  gint64 version = redaksi_push_get_version (push);
  gint64 there = 0;

  if (add
      && !redaksi_database_run (
        db, error,
        "INSERT INTO push (id, article, revision, site, intent, scheduled, created, stage,"
        "  finished, attempts, next_try, sent) VALUES (?, ?, ?, ?, ?, ?, ?, '', 0, 0, 0, 0)",
        "ssissii", redaksi_push_get_id (push), redaksi_push_get_article (push),
        (gint64)redaksi_push_get_revision (push), redaksi_push_get_site (push),
        redaksi_intent_to_string (redaksi_push_get_intent (push)),
        redaksi_push_get_scheduled (push), redaksi_push_get_created (push)))
    return FALSE;
  if (!redaksi_database_run (
        db, error,
        "UPDATE push SET stage = ?, finished = ?, attempts = ?, next_try = ?, message = ?,"
        "  raw = ?, url = ?, sent = ?, version = ? WHERE id = ? AND version < ?",
        "siiisssiisi", redaksi_stage_to_string (stage), (gint64)redaksi_stage_is_final (stage),
        (gint64)redaksi_push_get_attempts (push), redaksi_push_get_next_try (push),
        redaksi_push_get_message (push), redaksi_push_get_raw (push), redaksi_push_get_url (push),
        (gint64)redaksi_push_get_sent (push), version, redaksi_push_get_id (push), version))
    return FALSE;
  if (sqlite3_changes (redaksi_database_get (db)) > 0)
    return redaksi_store_seal_push (db, redaksi_push_get_id (push), error);
  if (!redaksi_database_get_int (db, &there, error, "SELECT count(*) FROM push WHERE id = ?", "s",
                                 redaksi_push_get_id (push)))
    return FALSE;
  if (there > 0)
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_BUSY,
                 _ ("Another program on this computer was faster with this push."));
  else
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND,
                 _ ("There is no such push in the outbox."));
  return FALSE;
}

/**
 * redaksi_store_remove_push:
 * @db: a connection
 * @id: a push's id
 * @error: return location: %REDAKSI_LIBRARY_ERROR_BUSY where it is needed still
 *
 * One that is on its way is cancelled first. The one that an article has its hour by is kept until
 * that has come.
 */
gboolean
redaksi_store_remove_push (RedaksiDatabase *db, const char *id, GError **error)
{
  gint64 there = 0, needed = 0;

  if (!redaksi_database_get_int (db, &there, error, "SELECT count(*) FROM push WHERE id = ?", "s",
                                 id)
      || !redaksi_database_get_int (
        db, &needed, error,
        "SELECT count(*) FROM push WHERE id = ?1 AND (finished = 0 OR (intent = 'schedule'"
        "  AND EXISTS (SELECT 1 FROM article WHERE article.id = push.article AND state = ?2"
        "    AND article.scheduled = push.scheduled)))",
        "si", id, (gint64)REDAKSI_STATE_SCHEDULED))
    return FALSE;
  if (there == 0)
    {
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND,
                   _ ("There is no such push in the outbox."));
      return FALSE;
    }
  if (needed != 0)
    {
      g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_BUSY,
                   _ ("It is not at its end yet: it stays until then."));
      return FALSE;
    }
  return redaksi_database_run (db, error, "DELETE FROM push WHERE id = ?", "s", id);
}

static GPtrArray *
collect_pushes (RedaksiDatabase *db, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) pushes = g_ptr_array_new_with_free_func (g_object_unref);
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = redaksi_database_step (db, statement, error)) == 1)
    {
      RedaksiPush *push = redaksi_push_new_from_row (statement);

      if (push != NULL)
        g_ptr_array_add (pushes, push);
      else
        /* Its seal is broken: looking through the library names the article. */
        g_info ("push %s can't be read", redaksi_column_text (statement, 0));
    }
  return step == 0 ? g_steal_pointer (&pushes) : NULL;
}

/**
 * redaksi_store_list_pushes:
 * @db: a connection
 * @id: (nullable): one push alone
 * @unfinished_only: without those that are done or were cancelled
 * @error: return location for a #RedaksiLibraryError
 *
 * Returns: (transfer full) (nullable) (element-type RedaksiPush): the pushes, oldest first
 */
GPtrArray *
redaksi_store_list_pushes (RedaksiDatabase *db, const char *id, gboolean unfinished_only,
                           GError **error)
{
  sqlite3_stmt *statement;

  if (id != NULL)
    statement
      = redaksi_database_query (db, error, "SELECT " REDAKSI_PUSH_COLUMNS " FROM push WHERE id = ?",
                                "s", id);
  else if (unfinished_only)
    statement = redaksi_database_query (
      db, error, "SELECT " REDAKSI_PUSH_COLUMNS " FROM push WHERE finished = 0 ORDER BY place", "");
  else
    statement
      = redaksi_database_query (db, error,
                                "SELECT " REDAKSI_PUSH_COLUMNS " FROM push ORDER BY place", "");
  return collect_pushes (db, statement, error);
}

/* Those of one article, oldest first. */
GPtrArray *
redaksi_store_list_article_pushes (RedaksiDatabase *db, const char *article, GError **error)
{
  return collect_pushes (db,
                         redaksi_database_query (db, error,
                                                 "SELECT " REDAKSI_PUSH_COLUMNS " FROM push"
                                                 "  WHERE article = ? ORDER BY place",
                                                 "s", article),
                         error);
}

/* ---- remote ids -------------------------------------------------------------------------------
 */

RedaksiRemote *
redaksi_store_get_remote (RedaksiDatabase *db, const char *site, const char *local, GError **error)
{
  RedaksiRemote *remote;
  sqlite3_stmt *statement = redaksi_database_query (
    db, error, "SELECT remote_id, url, state FROM remote WHERE site = ? AND local = ?", "ss", site,
    local);
  int step;

  if (statement == NULL)
    return NULL;
  step = redaksi_database_step (db, statement, error);
  if (step == 0)
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND,
                 _ ("The site does not know this yet."));
  if (step != 1)
    return NULL;
  remote = redaksi_remote_new ((const char *)sqlite3_column_text (statement, 0),
                               (const char *)sqlite3_column_text (statement, 1),
                               (const char *)sqlite3_column_text (statement, 2));
  sqlite3_reset (statement);
  return remote;
}

/* A row may be older than its article, which was perhaps never made, and outlives it. */
char *
redaksi_store_find_remote (RedaksiDatabase *db, const char *site, const char *remote_id,
                           gboolean photo, GError **error)
{
  static const char articles[]
    = "SELECT local FROM remote JOIN article ON article.id = local"
      "  WHERE site = ? AND remote_id = ? ORDER BY deleted <> 0, row LIMIT 1";
  static const char photos[] = "SELECT local FROM remote"
                               "  WHERE site = ? AND remote_id = ? AND local GLOB '*:*'"
                               "  ORDER BY local LIMIT 1";
  sqlite3_stmt *statement
    = redaksi_database_query (db, error, photo ? photos : articles, "ss", site, remote_id);
  char *local;
  int step;

  if (statement == NULL)
    return NULL;
  step = redaksi_database_step (db, statement, error);
  if (step == 0)
    g_set_error (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND,
                 _ ("Nothing here came from there yet."));
  if (step != 1)
    return NULL;
  local = g_strdup (redaksi_column_text (statement, 0));
  sqlite3_reset (statement);
  return local;
}

/* @article: whether it is an article's, whose address lists show. */
gboolean
redaksi_store_set_remote (RedaksiDatabase *db, const char *site, const char *local,
                          const RedaksiRemote *remote, gboolean *article, GError **error)
{
  RedaksiStoreRow row;

  if (!redaksi_database_run (db, error,
                             "INSERT INTO remote (site, local, remote_id, url, state)"
                             "  VALUES (?, ?, ?, ?, ?)"
                             "  ON CONFLICT (site, local) DO UPDATE SET"
                             "    remote_id = excluded.remote_id, url = excluded.url,"
                             "    state = excluded.state",
                             "sssss", site, local, remote->remote_id, remote->url, remote->state)
      || !redaksi_database_run (db, error,
                                "UPDATE article SET url = coalesce (?, url) WHERE id = ?", "ss",
                                remote->url, local))
    return FALSE;
  *article = sqlite3_changes (redaksi_database_get (db)) > 0;
  if (*article
      && (!redaksi_store_find (db, local, &row, error)
          || !redaksi_store_seal_article (db, row.row, error)))
    return FALSE;
  return redaksi_store_seal_remote (db, site, local, error);
}

/* ---- settings ---------------------------------------------------------------------------------
 */

/* @value: NULL where it was never set. */
gboolean
redaksi_store_get_setting (RedaksiDatabase *db, const char *name, char **value, GError **error)
{
  sqlite3_stmt *statement
    = redaksi_database_query (db, error, "SELECT value FROM setting WHERE name = ?", "s", name);
  int step;

  *value = NULL;
  if (statement == NULL)
    return FALSE;
  step = redaksi_database_step (db, statement, error);
  if (step == 1)
    {
      *value = redaksi_column_dup (statement, 0);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

/* @value: NULL forgets it. */
gboolean
redaksi_store_set_setting (RedaksiDatabase *db, const char *name, const char *value, GError **error)
{
  if (value == NULL)
    return redaksi_database_run (db, error, "DELETE FROM setting WHERE name = ?", "s", name);
  return redaksi_database_run (db, error,
                               "INSERT INTO setting (name, value) VALUES (?, ?)"
                               "  ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                               "ss", name, value);
}
