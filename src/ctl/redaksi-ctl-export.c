/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export, import: the whole library as files that anything can read.
 *
 *   redaksi-export.json   what there is: a member for each article, in the order of the list
 *   index.html            the same for a person
 *   articles/ID.json      the article as revisions keep it
 *   articles/ID.html      the same for a person
 *   history/ID/N.json     older states, with --history
 *   photos/DIGEST.EXT     the originals, as they came from the camera
 *
 * redaksi-export.json is written last: a folder without it is no export, and none that was broken
 * off is mistaken for a whole one. What is read may be somebody else's: names are made from valid
 * ids and digests only, and all of it is looked through before anything is written.
 */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "redaksi-clock.h"
#include "redaksi-ctl.h"
#include "redaksi-digest.h"
#include "redaksi-file.h"
#include "redaksi-id.h"
#include "redaksi-text.h"

#define MANIFEST     "redaksi-export.json"
#define PAGE         200
#define MAX_MANIFEST (256 << 20)
#define MAX_ARTICLE  (64 << 20)

typedef struct
{
  RedaksiCtl *ctl;
  const char *folder;
  gboolean history;
  GHashTable *photos; /* digest → name in photos/, or "" where the original is not there */
  GString *index;
  guint n_photos;
} Export;

static gboolean
fail_with (GError **error, const char *path, const GError *cause)
{
  return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_FAILED, _ ("%s could not be written: %s"), path,
                           cause->message);
}

static gboolean
write_file (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) local = NULL;

  /* Synced all together in the end. */
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &local)
         || fail_with (error, path, local);
}

static gboolean
make_folder (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) local = NULL;

  return redaksi_file_make_folder (path, &local) || fail_with (error, path, local);
}

/* ---- export -----------------------------------------------------------------------------------
 */

/* The file in @folder that is named by @digest, whatever it ends in. */
static char *
find_by_digest (const char *folder, const char *digest)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, digest) && name[strlen (digest)] == '.')
      return g_strdup (name);
  return NULL;
}

static gboolean
export_photo (Export *self, const char *digest, GError **error)
{
  g_autofree char *store = redaksi_library_dup_photo_folder (self->ctl->library);
  char shard[3] = { digest[0], digest[1], '\0' };
  g_autofree char *folder = g_build_filename (store, "originals", shard, NULL);
  g_autofree char *name = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (GFile) source = NULL;
  g_autoptr (GFile) target = NULL;
  g_autoptr (GError) local = NULL;

  if (g_hash_table_contains (self->photos, digest) || !redaksi_digest_is_valid (digest))
    return TRUE;
  name = find_by_digest (folder, digest);
  g_hash_table_insert (self->photos, g_strdup (digest), g_strdup (name != NULL ? name : ""));
  if (name == NULL)
    return TRUE;
  from = g_build_filename (folder, name, NULL);
  to = g_build_filename (self->folder, "photos", name, NULL);
  source = g_file_new_for_path (from);
  target = g_file_new_for_path (to);
  self->n_photos++;
  return g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &local)
         || fail_with (error, to, local);
}

static gboolean
find_photo (const char *digest, RedaksiPhotoLink *link, gpointer user_data)
{
  Export *self = user_data;
  const char *name = g_hash_table_lookup (self->photos, digest);
  static char url[REDAKSI_DIGEST_LENGTH + 32];

  if (name == NULL || *name == '\0')
    return FALSE;
  g_snprintf (url, sizeof url, "../photos/%s", name);
  link->url = url;
  return TRUE;
}

static char *
make_page (Export *self, RedaksiArticle *article)
{
  const char *language = redaksi_article_peek_field (article, REDAKSI_FIELD_LANGUAGE);
  RedaksiHouse house = { language != NULL ? language : "id", NULL };
  g_autofree char *content = redaksi_article_to_html (article, &house, find_photo, self);
  g_autofree char *title
    = redaksi_text_escape (redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE));
  g_autofree char *lang = redaksi_text_escape (house.language);

  return g_strdup_printf ("<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n"
                          "<title>%s</title>\n%s\n</html>\n",
                          lang, title, content);
}

static gboolean
export_history (Export *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) list
    = redaksi_ctl_await_boxed (redaksi_library_list_revisions (self->ctl->library, id), error);
  g_autofree char *folder = g_build_filename ("history", id, NULL);

  if (list == NULL || !make_folder (self->folder, folder, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      RedaksiRevisionInfo *info = list->pdata[i];
      g_autofree char *name = g_strdup_printf ("%s/%u.json", folder, info->number);
      g_autofree char *json = NULL;
      /* One that is damaged keeps the others from nothing. */
      g_autoptr (RedaksiArticle) article = redaksi_ctl_await_boxed (
        redaksi_library_load_revision (self->ctl->library, id, info->number), NULL);

      if (article == NULL)
        continue;
      json = redaksi_article_to_json (article);
      if (!write_file (self->folder, name, json, error))
        return FALSE;
    }
  return TRUE;
}

static void
list_article (Export *self, yyjson_mut_doc *doc, yyjson_mut_val *list, RedaksiSummary *summary)
{
  yyjson_mut_val *entry = yyjson_mut_arr_add_obj (doc, list);
  g_autofree char *changed = redaksi_clock_to_iso (redaksi_summary_get_changed (summary));
  g_autofree char *headline = redaksi_text_escape (redaksi_summary_get_headline (summary));
  const char *id = redaksi_summary_get_id (summary);

  yyjson_mut_obj_add_strcpy (doc, entry, "id", id);
  yyjson_mut_obj_add_strcpy (doc, entry, "headline", redaksi_summary_get_headline (summary));
  yyjson_mut_obj_add_str (doc, entry, "state",
                          redaksi_state_to_string (redaksi_summary_get_state (summary)));
  yyjson_mut_obj_add_strcpy (doc, entry, "changed", changed);
  yyjson_mut_obj_add_bool (doc, entry, "trash", redaksi_summary_get_deleted (summary));
  if (redaksi_summary_get_url (summary) != NULL)
    yyjson_mut_obj_add_strcpy (doc, entry, "url", redaksi_summary_get_url (summary));
  g_string_append_printf (self->index,
                          "<li><a href=\"articles/%s.html\">%s</a> <small>%s</small>\n", id,
                          *headline != '\0' ? headline : id, changed);
}

/* FALSE in @whole: it can't be read. */
static gboolean
export_article (Export *self, const char *id, gboolean *whole, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RedaksiArticle) article
    = redaksi_ctl_await_boxed (redaksi_library_load_revision (self->ctl->library, id, 0), &local);
  g_autofree char *json_name = g_strdup_printf ("articles/%s.json", id);
  g_autofree char *html_name = g_strdup_printf ("articles/%s.html", id);
  g_autoptr (GPtrArray) photos = NULL;
  g_autofree char *json = NULL;
  g_autofree char *html = NULL;

  *whole = article != NULL;
  if (article == NULL)
    {
      g_printerr ("redaksictl: %s\n", local->message);
      return TRUE;
    }
  photos = redaksi_article_get_photos (article);
  for (guint i = 0; i < photos->len; i++)
    if (!export_photo (self, photos->pdata[i], error))
      return FALSE;
  json = redaksi_article_to_json (article);
  html = make_page (self, article);
  return write_file (self->folder, json_name, json, error)
         && write_file (self->folder, html_name, html, error)
         && (!self->history || export_history (self, id, error));
}

static gboolean
is_empty_or_new (const char *folder)
{
  g_autoptr (GDir) dir = NULL;

  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (folder, 0, NULL);
  return dir != NULL && g_dir_read_name (dir) == NULL;
}

static gboolean
export_list (Export *self, guint states, yyjson_mut_doc *doc, yyjson_mut_val *list, guint *n,
             guint *damaged, GError **error)
{
  RedaksiQuery query = { states, NULL };
  g_autoptr (GArray) rows
    = redaksi_ctl_await_boxed (redaksi_library_query (self->ctl->library, &query), error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i += PAGE)
    {
      g_autoptr (GPtrArray) summaries
        = redaksi_ctl_await_boxed (redaksi_library_fetch (self->ctl->library,
                                                          &g_array_index (rows, gint64, i),
                                                          MIN (PAGE, rows->len - i), NULL),
                                   error);
      if (summaries == NULL)
        return FALSE;
      for (guint k = 0; k < summaries->len; k++)
        {
          gboolean whole = FALSE;

          if (!export_article (self, redaksi_summary_get_id (summaries->pdata[k]), &whole, error))
            return FALSE;
          *damaged += !whole;
          *n += whole;
          if (whole)
            list_article (self, doc, list, summaries->pdata[k]);
        }
    }
  return TRUE;
}

gboolean
redaksi_command_export (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  Export self = { .ctl = ctl };
  const GOptionEntry entries[] = {
    { "history", 0, 0, G_OPTION_ARG_NONE, &self.history, N_ ("Older states of the articles too"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autoptr (GHashTable) photos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) index = NULL;
  g_autofree char *manifest = NULL;
  yyjson_mut_val *root, *list;
  guint n = 0, damaged = 0;

  if (!redaksi_ctl_options (ctl, &argc, &argv, entries, "FOLDER", 1, 1, error))
    return FALSE;
  if (!is_empty_or_new (argv[1]))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                             _ ("“%s” is there already; export takes a new or an empty folder."),
                             argv[1]);
  if (!redaksi_ctl_open (ctl, error) || !make_folder (argv[1], "articles", error)
      || !make_folder (argv[1], "photos", error))
    return FALSE;
  self.folder = argv[1];
  self.photos = photos;
  self.index = index = g_string_new ("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n"
                                     "<title>Redaksi</title>\n<ul>\n");
  root = yyjson_mut_obj (doc);
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_int (doc, root, "redaksi-export", 1);
  list = yyjson_mut_obj_add_arr (doc, root, "articles");
  if (!export_list (&self, 0, doc, list, &n, &damaged, error)
      || !export_list (&self, REDAKSI_QUERY_TRASH, doc, list, &n, &damaged, error))
    return FALSE;
  g_string_append (index, "</ul>\n");
  if (!write_file (argv[1], "index.html", index->str, error))
    return FALSE;
  sync ();
  manifest = redaksi_json_write (doc);
  if (!write_file (argv[1], MANIFEST, manifest, error))
    return FALSE;
  sync ();
  redaksi_ctl_add (ctl, redaksi_ctl_object (ctl), "folder", argv[1]);
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "articles", n);
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "photos", self.n_photos);
  redaksi_ctl_add_number (ctl, redaksi_ctl_object (ctl), "damaged", damaged);
  redaksi_ctl_print (ctl, _ ("%1$u articles and %2$u photos are in “%3$s”."), n, self.n_photos,
                     argv[1]);
  if (damaged > 0)
    ctl->code = REDAKSI_EXIT_FAILED;
  return TRUE;
}

/* ---- import -----------------------------------------------------------------------------------
 */

typedef struct
{
  RedaksiArticle *article;
  RedaksiState state;
  gboolean trash;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->article, redaksi_article_unref);
  g_free (entry);
}

static gboolean
bad (GError **error, const char *what)
{
  return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_FAILED,
                           _ ("This is no whole export, and nothing was imported: %s"), what);
}

/* Every photo that is there has to be what it says; @paths: digest → path. */
static gboolean
read_photos (const char *folder, RedaksiArticle *article, GHashTable *paths, guint *missing,
             GError **error)
{
  g_autofree char *photos = g_build_filename (folder, "photos", NULL);
  g_autoptr (GPtrArray) digests = redaksi_article_get_photos (article);

  for (guint i = 0; i < digests->len; i++)
    {
      const char *digest = digests->pdata[i];
      g_autofree char *name = NULL;
      g_autofree char *path = NULL;
      g_autofree char *is = NULL;

      if (g_hash_table_contains (paths, digest))
        continue;
      name = redaksi_digest_is_valid (digest) ? find_by_digest (photos, digest) : NULL;
      if (name == NULL)
        {
          g_hash_table_insert (paths, g_strdup (digest), NULL);
          (*missing)++;
          continue;
        }
      path = g_build_filename (photos, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return bad (error, path);
      is = redaksi_digest_file (path, error);
      if (is == NULL)
        return FALSE;
      if (!g_str_equal (is, digest))
        return bad (error, path);
      g_hash_table_insert (paths, g_strdup (digest), g_steal_pointer (&path));
    }
  return TRUE;
}

static gboolean
read_entry (const char *folder, yyjson_val *value, GPtrArray *entries, GHashTable *ids,
            GHashTable *paths, guint *missing, GError **error)
{
  const char *id = redaksi_json_get_string (value, "id");
  const char *state = redaksi_json_get_string (value, "state");
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  Entry *entry;

  if (!redaksi_id_is_valid (id) || !g_hash_table_add (ids, g_strdup (id)))
    return bad (error, id != NULL ? id : MANIFEST);
  entry = g_new0 (Entry, 1);
  g_ptr_array_add (entries, entry);
  name = g_strconcat (id, ".json", NULL);
  path = g_build_filename (folder, "articles", name, NULL);
  bytes = redaksi_file_read (path, MAX_ARTICLE, &local);
  if (bytes != NULL)
    entry->article = redaksi_article_from_json (g_bytes_get_data (bytes, NULL),
                                                g_bytes_get_size (bytes), &local);
  if (entry->article == NULL)
    return bad (error, local->message);
  if (!g_str_equal (redaksi_article_get_id (entry->article), id) || state == NULL
      || !redaksi_state_from_string (state, &entry->state))
    return bad (error, path);
  entry->trash = yyjson_get_bool (yyjson_obj_get (value, "trash"));
  return read_photos (folder, entry->article, paths, missing, error);
}

static GPtrArray *
read_export (const char *folder, GHashTable *paths, guint *missing, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MANIFEST, NULL);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) bytes = redaksi_file_read (path, MAX_MANIFEST, error);
  g_autoptr (yyjson_doc) doc = NULL;
  yyjson_val *list, *value;
  yyjson_arr_iter iter;

  if (bytes == NULL)
    return NULL;
  doc = redaksi_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (doc == NULL)
    return NULL;
  list = yyjson_obj_get (yyjson_doc_get_root (doc), "articles");
  if (redaksi_json_get_int (yyjson_doc_get_root (doc), "redaksi-export", 0) != 1
      || !yyjson_is_arr (list))
    {
      bad (error, MANIFEST);
      return NULL;
    }
  yyjson_arr_iter_init (list, &iter);
  while ((value = yyjson_arr_iter_next (&iter)) != NULL)
    if (!read_entry (folder, value, entries, ids, paths, missing, error))
      return NULL;
  return g_steal_pointer (&entries);
}

static gboolean
import_photos (RedaksiCtl *ctl, GHashTable *paths, guint *n, GError **error)
{
  GHashTableIter iter;
  gpointer digest, path;

  g_hash_table_iter_init (&iter, paths);
  while (g_hash_table_iter_next (&iter, &digest, &path))
    {
      g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
      g_autoptr (RedaksiPhoto) photo = NULL;

      if (file == NULL)
        continue;
      photo
        = redaksi_ctl_await_boxed (redaksi_photo_store_add_file (redaksi_ctl_photos (ctl), file),
                                   error);
      if (photo == NULL)
        return FALSE;
      if (!g_str_equal (photo->digest, digest))
        return bad (error, path);
      (*n)++;
    }
  return TRUE;
}

/* An article that is there keeps all its states; the imported one comes after them. */
static gboolean
import_article (RedaksiCtl *ctl, Entry *entry, guint *added, guint *changed, GError **error)
{
  const char *id = redaksi_article_get_id (entry->article);
  g_autoptr (GError) local = NULL;
  g_autoptr (RedaksiArticle) present
    = redaksi_ctl_await_boxed (redaksi_library_load_revision (ctl->library, id, 0), &local);

  if (present != NULL && redaksi_article_equal (present, entry->article))
    return TRUE;
  dex_await_uint (redaksi_ctl_settle (
                    redaksi_library_save_article (ctl->library, entry->article, "import")),
                  error);
  if (*error != NULL)
    return FALSE;
  if (!g_error_matches (local, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND))
    {
      (*changed)++;
      return TRUE;
    }
  (*added)++;
  return redaksi_ctl_await (redaksi_library_set_state (ctl->library, id, entry->state), error)
         && (!entry->trash || redaksi_ctl_await (redaksi_library_delete (ctl->library, id), error));
}

gboolean
redaksi_command_import (RedaksiCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) entries = NULL;
  guint missing = 0, photos = 0, added = 0, changed = 0;
  GError *failure = NULL;
  yyjson_mut_val *object;

  if (!redaksi_ctl_options (ctl, &argc, &argv, NULL, "FOLDER", 1, 1, error))
    return FALSE;
  entries = read_export (argv[1], paths, &missing, error);
  if (entries == NULL || !redaksi_ctl_open (ctl, error)
      || !import_photos (ctl, paths, &photos, error))
    return FALSE;
  /* The oldest first: so the list is in the order in which it was. */
  for (guint i = entries->len; i-- > 0;)
    if (!import_article (ctl, entries->pdata[i], &added, &changed, &failure))
      {
        g_propagate_error (error, failure);
        return FALSE;
      }
  object = redaksi_ctl_object (ctl);
  redaksi_ctl_add_number (ctl, object, "added", added);
  redaksi_ctl_add_number (ctl, object, "changed", changed);
  redaksi_ctl_add_number (ctl, object, "unchanged", (gint64)entries->len - added - changed);
  redaksi_ctl_add_number (ctl, object, "photos", photos);
  redaksi_ctl_add_number (ctl, object, "missing", missing);
  redaksi_ctl_print (ctl, _ ("%1$u articles are new, %2$u have a new state, %3$u were the same."),
                     added, changed, entries->len - added - changed);
  if (missing > 0)
    redaksi_ctl_print (ctl,
                       g_dngettext (GETTEXT_PACKAGE, "%u photo was not in the folder.",
                                    "%u photos were not in the folder.", missing),
                       missing);
  return TRUE;
}
