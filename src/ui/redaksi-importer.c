/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-importer.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-file.h"
#include "redaksi-formats.h"
#include "redaksi-id.h"
#include "redaksi-new-article.h"

/* More is no article. */
#define MAX_BYTES (16 * 1024 * 1024)

typedef enum
{
  KIND_PHOTO,
  KIND_HTML,
  KIND_MARKDOWN,
  KIND_PLAIN,
} Kind;

/* Parsing foreign text is for a thread: a hostile file takes its time there. */
typedef struct
{
  GFile *file;
  Kind kind;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->file);
  g_free (import);
}

static Kind
guess_kind (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *type = g_content_type_guess (lower, NULL, 0, NULL);

  if (g_str_has_suffix (lower, ".md") || g_str_has_suffix (lower, ".markdown"))
    return KIND_MARKDOWN;
  if (g_content_type_is_a (type, "text/html")
      || g_content_type_is_a (type, "application/xhtml+xml"))
    return KIND_HTML;
  if (g_content_type_is_a (type, "text/plain"))
    return KIND_PLAIN;
  return KIND_PHOTO;
}

/* Text and headline for the main thread, which knows what else a new article has. */
static RedaksiArticle *
carry (RedaksiBody *body, const char *headline)
{
  g_autofree char *id = redaksi_id_new ();
  g_autoptr (RedaksiArticle) empty = redaksi_article_new (id);
  g_autoptr (RedaksiArticle) article = redaksi_article_with_body (empty, body);

  return redaksi_article_with_field (article, REDAKSI_FIELD_HEADLINE, headline);
}

static DexFuture *
import_fiber (gpointer data)
{
  Import *import = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiBody) body = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = g_file_get_path (import->file);
  g_autofree char *headline = NULL;
  g_autofree char *valid = NULL;
  const char *text;
  gsize length;

  bytes = path != NULL ? redaksi_file_read (path, MAX_BYTES, &error) : NULL;
  if (bytes == NULL)
    return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error))
                         : dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                                  _ ("Only files of this computer can be opened."));
  text = g_bytes_get_data (bytes, &length);
  valid = g_utf8_make_valid (text != NULL ? text : "", (gssize)length);
  if (import->kind == KIND_HTML)
    body = redaksi_body_from_html (valid, strlen (valid), &headline, &error);
  else if (import->kind == KIND_MARKDOWN)
    body = redaksi_body_from_markdown (valid, strlen (valid), &headline, &error);
  else
    body = redaksi_body_from_plain (valid, strlen (valid));
  if (body == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (REDAKSI_TYPE_ARTICLE, carry (body, headline));
}

static void
create (GtkWidget *widget, RedaksiServices *services, RedaksiBody *body, const char *headline,
        RedaksiAnswerFunc created, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (RedaksiArticle) article
    = redaksi_new_article (redaksi_services_get_settings (services), body, headline);

  redaksi_answer (redaksi_library_create (redaksi_services_get_library (services), article), widget,
                  created, data, destroy);
}

static void
created_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  if (value != NULL)
    gtk_widget_activate_action (object, "win.open-article", "s", g_value_get_string (value));
  else
    gtk_widget_activate_action (object, "win.tell", "s", error->message);
}

static void
parsed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiArticle *carried = value != NULL ? g_value_get_boxed (value) : NULL;

  if (carried != NULL)
    create (object, data, redaksi_article_get_body (carried),
            redaksi_article_get_field (carried, REDAKSI_FIELD_HEADLINE), created_cb, NULL, NULL);
  else
    gtk_widget_activate_action (object, "win.tell", "s", error->message);
}

static void
take_text (GtkWidget *widget, RedaksiServices *services, GFile *file, Kind kind)
{
  Import *import = g_new0 (Import, 1);

  import->file = g_object_ref (file);
  import->kind = kind;
  redaksi_answer (dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 1 << 20,
                                       import_fiber, import, import_free),
                  widget, parsed_cb, g_object_ref (services), g_object_unref);
}

static void
add_photos (RedaksiEditor *editor, GPtrArray *photos)
{
  redaksi_article_view_add_files (redaksi_editor_get_view (editor), (GFile *const *)photos->pdata,
                                  photos->len, TRUE);
}

static void
opened_cb (RedaksiEditor *editor, const char *id, GPtrArray *photos)
{
  if (id == NULL)
    return;
  g_ptr_array_ref (photos);
  g_signal_handlers_disconnect_by_func (editor, opened_cb, photos);
  add_photos (editor, photos);
  g_ptr_array_unref (photos);
}

static void
unref_photos (gpointer photos, GClosure *closure)
{
  g_ptr_array_unref (photos);
}

/**
 * redaksi_importer_take:
 * @widget: where actions of the window start: win.open-article, win.tell
 * @services: the library takes the new articles
 * @editor: has the open article
 * @files: what was given to the program, or dropped on it
 * @n_files: how many
 *
 * Photos go into the open article, or into a new one; each text becomes an article of its own.
 */
void
redaksi_importer_take (GtkWidget *widget, RedaksiServices *services, RedaksiEditor *editor,
                       GFile **files, guint n_files)
{
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (GTK_IS_WIDGET (widget) && REDAKSI_IS_EDITOR (editor));

  for (guint i = 0; i < n_files; i++)
    {
      Kind kind = guess_kind (files[i]);

      if (kind == KIND_PHOTO)
        g_ptr_array_add (photos, g_object_ref (files[i]));
      else
        take_text (widget, services, files[i], kind);
    }
  if (photos->len == 0)
    return;
  if (redaksi_editor_get_document (editor) != NULL)
    {
      add_photos (editor, photos);
      return;
    }
  g_signal_connect_data (editor, "opened", G_CALLBACK (opened_cb), g_ptr_array_ref (photos),
                         unref_photos, G_CONNECT_DEFAULT);
  create (widget, services, NULL, NULL, created_cb, NULL, NULL);
}
