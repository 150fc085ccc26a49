/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-practice.h"

#include <glib/gi18n.h>
#include <string.h>

#include "redaksi-id.h"
#include "redaksi-json.h"
#include "redaksi-secrets.h"
#include "redaksi-server.h"

struct _RedaksiPractice
{
  GObject parent_instance;

  RedaksiLibrary *library;
  char *folder;
  GSubprocess *press;
  DexFuture *starting; /* the same for all who ask */
};

G_DEFINE_FINAL_TYPE (RedaksiPractice, redaksi_practice, G_TYPE_OBJECT)

#define USER          "redaksi"
#define START_SECONDS 20
#define STACK_SIZE    (512 * 1024)

static void
redaksi_practice_dispose (GObject *object)
{
  RedaksiPractice *self = REDAKSI_PRACTICE (object);

  redaksi_practice_stop (self);
  dex_clear (&self->starting);
  g_clear_object (&self->library);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (redaksi_practice_parent_class)->dispose (object);
}

static void
redaksi_practice_class_init (RedaksiPracticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_practice_dispose;
}

static void
redaksi_practice_init (RedaksiPractice *self)
{
}

RedaksiPractice *
redaksi_practice_new (RedaksiLibrary *library, const char *folder)
{
  RedaksiPractice *self = g_object_new (REDAKSI_TYPE_PRACTICE, NULL);

  self->library = g_object_ref (library);
  self->folder = g_strdup (folder);
  return self;
}

/* Beside this program where it was not installed, else wherever programs are. */
static char *
find_program (void)
{
  const char *built = g_getenv ("REDAKSI_BINDIR");
  g_autofree char *path
    = built != NULL ? g_build_filename (built, "press", "redaksi-press", NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);
  return g_find_program_in_path ("redaksi-press");
}

static void
read_line_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (object), result,
                                                          NULL, &error);

  if (line != NULL)
    dex_promise_resolve_string (promise, line);
  else if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED,
                                                      _ ("The practice site did not start.")));
}

/* The press says on its first line where it listens; so does one that was running already. */
static DexFuture *
read_line (GSubprocess *press)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GDataInputStream) lines
    = g_data_input_stream_new (g_subprocess_get_stdout_pipe (press));

  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, read_line_cb,
                                       dex_ref (promise));
  return DEX_FUTURE (promise);
}

/* Once it is made its name stays, in whatever language the program is started next. */
static const char *
get_name (RedaksiSite *known)
{
  const char *name = known != NULL ? redaksi_site_get_name (known) : NULL;

  return name != NULL && *name != '\0' ? name : _ ("Practice Newspaper");
}

static const char *
get_tagline (RedaksiSite *known)
{
  const char *tagline = known != NULL ? redaksi_site_get_tagline (known) : NULL;

  return tagline != NULL && *tagline != '\0' ? tagline : _ ("Only you can see these pages");
}

static gboolean
spawn (RedaksiPractice *self, RedaksiSite *known, const char *password, GError **error)
{
  g_autofree char *program = find_program ();
  g_autoptr (GSubprocess) press = NULL;
  GOutputStream *input;

  if (program == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ (
                             "The program of the practice site, redaksi-press, is not installed."));
      return FALSE;
    }
  press = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, error,
                            program, "--folder", self->folder, "--user", USER, "--password-fd", "0",
                            "--name", get_name (known), "--tagline", get_tagline (known),
                            "--die-with-parent", NULL);
  if (press == NULL)
    return FALSE;
  input = g_subprocess_get_stdin_pipe (press);
  if (!g_output_stream_write_all (input, password, strlen (password), NULL, NULL, error)
      || !g_output_stream_write_all (input, "\n", 1, NULL, NULL, error)
      || !g_output_stream_close (input, NULL, error))
    {
      g_subprocess_force_exit (press);
      return FALSE;
    }
  g_set_object (&self->press, press);
  return TRUE;
}

/* Returns: (transfer full) (nullable): the practice site that the library knows */
static RedaksiSite *
find_site (RedaksiPractice *self)
{
  g_autoptr (GPtrArray) sites = dex_await_boxed (redaksi_library_list_sites (self->library), NULL);

  for (guint i = 0; sites != NULL && i < sites->len; i++)
    if (redaksi_site_get_practice (sites->pdata[i]))
      return g_object_ref (sites->pdata[i]);
  return NULL;
}

static RedaksiSite *
parse_site (const char *line, const char *id, GError **error)
{
  g_autoptr (yyjson_doc) doc = redaksi_json_parse (line, strlen (line), error);
  yyjson_val *root = doc != NULL ? yyjson_doc_get_root (doc) : NULL;

  if (doc == NULL)
    return NULL;
  return g_object_new (REDAKSI_TYPE_SITE, "id", id, "kind", "wordpress", "url",
                       redaksi_json_get_string (root, "url"), "api",
                       redaksi_json_get_string (root, "api"), "user", USER, "name",
                       _ ("Practice Newspaper"), "practice", TRUE, NULL);
}

static RedaksiSite *
check (RedaksiSite *site, const char *password, GError **error)
{
  g_autoptr (RedaksiServer) server = redaksi_server_new_for_site (site, password);
  g_autoptr (RedaksiSite) checked = dex_await_object (redaksi_server_check (server, NULL), error);

  if (checked == NULL)
    return NULL;
  return redaksi_site_with (checked, "id", redaksi_site_get_id (site), "url",
                            redaksi_site_get_url (site), "api", redaksi_site_get_api (site), "user",
                            USER, "practice", TRUE, NULL);
}

static DexFuture *
start_fiber (gpointer data)
{
  RedaksiPractice *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiSite) known = find_site (self);
  g_autofree char *id = known != NULL ? g_strdup (redaksi_site_get_id (known)) : redaksi_id_new ();
  g_autofree char *password = NULL;
  g_autofree char *line = NULL;
  g_autoptr (RedaksiSite) found = NULL;
  g_autoptr (RedaksiSite) site = NULL;

  if (known != NULL)
    password = dex_await_string (redaksi_secrets_lookup (known), NULL);
  /* A new one replaces what the press has. */
  if (password == NULL)
    password = redaksi_id_new ();
  if (!spawn (self, known, password, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  line = dex_await_string (dex_future_first (read_line (self->press),
                                             dex_timeout_new_seconds (START_SECONDS), NULL),
                           &error);
  if (line == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  found = parse_site (line, id, &error);
  if (found == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  site = check (found, password, &error);
  if (site == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  dex_await (redaksi_secrets_store (site, password), NULL);
  if (!dex_await (redaksi_library_add_site (self->library, site), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_object (g_steal_pointer (&site));
}

/**
 * redaksi_practice_start:
 * @self: the practice site
 *
 * Starts it where it does not run, signs in, and puts it into the library.
 *
 * Returns: (transfer full): a future of the #RedaksiSite
 */
DexFuture *
redaksi_practice_start (RedaksiPractice *self)
{
  g_return_val_if_fail (REDAKSI_IS_PRACTICE (self), NULL);

  /* One that failed is tried again. */
  if (self->starting != NULL && dex_future_is_rejected (self->starting))
    redaksi_practice_stop (self);
  if (self->starting == NULL)
    self->starting
      = dex_scheduler_spawn (NULL, STACK_SIZE, start_fiber, g_object_ref (self), g_object_unref);
  return dex_ref (self->starting);
}

/* Ends the child. */
void
redaksi_practice_stop (RedaksiPractice *self)
{
  g_return_if_fail (REDAKSI_IS_PRACTICE (self));

  dex_clear (&self->starting);
  if (self->press != NULL)
    g_subprocess_send_signal (self->press, SIGTERM);
  g_clear_object (&self->press);
}
