/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-importer.h"

#include <glib/gi18n-lib.h>

#include "redaksi-answer.h"
#include "redaksi-file.h"
#include "redaksi-import.h"
#include "redaksi-new-article.h"

typedef enum
{
  KIND_PHOTO,
  KIND_TEXT,
  KIND_OLD, /* Word's way before .docx, and others that nobody but their program reads */
} Kind;

/* Parsing foreign text is for a thread: a hostile file takes its time there. */
typedef struct
{
  GFile *file;
  RedaksiImportKind kind;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->file);
  g_free (import);
}

static Kind
guess_kind (GFile *file, RedaksiImportKind *kind)
{
  static const char *const old[] = { ".doc", ".rtf", ".pages", ".wps", ".sxw", ".wpd" };
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *type = g_content_type_guess (lower, NULL, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    if (g_str_has_suffix (lower, old[i]))
      return KIND_OLD;
  if (g_str_has_suffix (lower, ".docx") || g_str_has_suffix (lower, ".odt")
      || g_str_has_suffix (lower, ".docm") || g_str_has_suffix (lower, ".ott"))
    *kind = REDAKSI_IMPORT_OFFICE;
  else if (g_str_has_suffix (lower, ".md") || g_str_has_suffix (lower, ".markdown"))
    *kind = REDAKSI_IMPORT_MARKDOWN;
  else if (g_content_type_is_a (type, "text/html")
           || g_content_type_is_a (type, "application/xhtml+xml"))
    *kind = REDAKSI_IMPORT_HTML;
  else if (g_content_type_is_a (type, "text/plain"))
    *kind = REDAKSI_IMPORT_PLAIN;
  else
    return KIND_PHOTO;
  return KIND_TEXT;
}

static DexFuture *
import_fiber (gpointer data)
{
  Import *import = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = g_file_get_path (import->file);
  RedaksiImport *result;
  const char *text;
  gsize length;

  bytes = path != NULL ? redaksi_file_read (path, REDAKSI_IMPORT_MAX_SIZE, &error) : NULL;
  if (bytes == NULL)
    return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error))
                         : dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                                  _ ("Only files of this computer can be opened."));
  text = g_bytes_get_data (bytes, &length);
  result = redaksi_import_read (text != NULL ? text : "", length, import->kind, path, &error);
  if (result == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (REDAKSI_TYPE_IMPORT, result);
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

/* What waits between the steps of an import. */
typedef struct
{
  RedaksiServices *services;
  RedaksiImport *import;
} Settling;

static void
settling_free (gpointer data)
{
  Settling *settling = data;

  g_object_unref (settling->services);
  redaksi_import_unref (settling->import);
  g_free (settling);
}

static void
settled_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  Settling *settling = data;
  guint n_lost = redaksi_import_get_n_lost (settling->import);

  if (value == NULL)
    {
      gtk_widget_activate_action (object, "win.tell", "s", error->message);
      return;
    }
  create (object, settling->services, g_value_get_boxed (value),
          redaksi_import_get_headline (settling->import), created_cb, NULL, NULL);
  if (n_lost > 0)
    {
      g_autofree char *sentence = g_strdup_printf (
        ngettext ("%u photo was left out: it was not found beside the file, or "
                  "is none.",
                  "%u photos were left out: they were not found beside the file, "
                  "or are none.",
                  n_lost),
        n_lost);
      gtk_widget_activate_action (object, "win.tell", "s", sentence);
    }
}

static void
parsed_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  RedaksiServices *services = data;
  Settling *settling;

  if (value == NULL)
    {
      gtk_widget_activate_action (object, "win.tell", "s", error->message);
      return;
    }
  settling = g_new0 (Settling, 1);
  settling->services = g_object_ref (services);
  settling->import = redaksi_import_ref (g_value_get_boxed (value));
  redaksi_answer (redaksi_import_settle (settling->import, redaksi_services_get_photos (services)),
                  object, settled_cb, settling, settling_free);
}

static void
take_text (GtkWidget *widget, RedaksiServices *services, GFile *file, RedaksiImportKind kind)
{
  Import *import = g_new0 (Import, 1);

  import->file = g_object_ref (file);
  import->kind = kind;
  redaksi_answer (dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 1 << 20,
                                       import_fiber, import, import_free),
                  widget, parsed_cb, g_object_ref (services), g_object_unref);
}

static void
tell_old (GtkWidget *widget, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: the name of a file */
  g_autofree char *sentence = g_strdup_printf (
    _ ("“%s” can’t be read here: save it as .docx or .odt in the program that wrote it."), shown);

  gtk_widget_activate_action (widget, "win.tell", "s", sentence);
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
      RedaksiImportKind kind;

      switch (guess_kind (files[i], &kind))
        {
        case KIND_PHOTO:
          g_ptr_array_add (photos, g_object_ref (files[i]));
          break;
        case KIND_OLD:
          tell_old (widget, files[i]);
          break;
        default:
          take_text (widget, services, files[i], kind);
        }
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
