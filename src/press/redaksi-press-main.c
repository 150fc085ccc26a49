/* SPDX-License-Identifier: GPL-3.0-or-later */
/* redaksi-press: a newspaper's site on one machine. */
#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "redaksi-config.h"
#include "redaksi-file.h"
#include "redaksi-json.h"
#include "redaksi-press-lock.h"
#include "redaksi-press.h"
#include "redaksi-program.h"

enum
{
  EXIT_OK,
  EXIT_FAILED,
  EXIT_USAGE,
};

#define PASSWORD_VARIABLE "REDAKSI_PRESS_PASSWORD"
#define PASSWORD_MAX      512

static char *folder, *listen_address, *public_url, *site_name, *tagline, *language, *time_zone,
  *user, *add_user, *role;
static char **follow;
static int port, password_fd = -1;
static gint64 max_upload;
static gboolean die_with_parent, show_version;

static const GOptionEntry entries[]
  = { { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder,
        N_ ("The folder of the site (made where it is not there)"), N_ ("DIR") },
      { "port", 0, 0, G_OPTION_ARG_INT, &port,
        N_ ("Port; 0: that of the last start, else a free one"), N_ ("N") },
      { "listen", 0, 0, G_OPTION_ARG_STRING, &listen_address,
        N_ ("Address to listen on (127.0.0.1)"), N_ ("ADDRESS") },
      { "url", 0, 0, G_OPTION_ARG_STRING, &public_url,
        N_ ("The site’s address as readers see it, behind a proxy"), N_ ("URL") },
      { "name", 0, 0, G_OPTION_ARG_STRING, &site_name, N_ ("Name of the newspaper"), N_ ("NAME") },
      { "tagline", 0, 0, G_OPTION_ARG_STRING, &tagline, N_ ("The line under the name"),
        N_ ("TEXT") },
      { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("Language of the pages (id, en)"),
        N_ ("TAG") },
      { "time-zone", 0, 0, G_OPTION_ARG_STRING, &time_zone,
        N_ ("Time zone of the pages (Asia/Makassar)"), N_ ("ZONE") },
      { "follow", 0, 0, G_OPTION_ARG_STRING_ARRAY, &follow,
        N_ ("A social profile; may be repeated"), N_ ("LABEL=URL") },
      { "user", 0, 0, G_OPTION_ARG_STRING, &user,
        N_ ("Who may sign in; made with the password where new"), N_ ("NAME") },
      { "add-user", 0, 0, G_OPTION_ARG_STRING, &add_user,
        N_ ("Make a person or change a password, and end"), N_ ("NAME") },
      { "role", 0, 0, G_OPTION_ARG_STRING, &role,
        N_ ("administrator, editor, author or contributor"), N_ ("ROLE") },
      { "password-fd", 0, 0, G_OPTION_ARG_INT, &password_fd,
        N_ ("Read the password from this file descriptor (0: standard input); else from "
            "REDAKSI_PRESS_PASSWORD"),
        N_ ("N") },
      { "max-upload", 0, 0, G_OPTION_ARG_INT64, &max_upload, N_ ("Largest photo that is taken"),
        N_ ("BYTES") },
      { "die-with-parent", 0, 0, G_OPTION_ARG_NONE, &die_with_parent,
        N_ ("End when the program that started it ends"), NULL },
      { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, N_ ("Show the version"), NULL },
      G_OPTION_ENTRY_NULL };

/* Never from an argument: those are for all to see. */
static char *
read_password (GError **error)
{
  const char *given = g_getenv (PASSWORD_VARIABLE);
  char buffer[PASSWORD_MAX + 1];
  gsize length = 0;

  if (password_fd < 0)
    {
      char *password = g_strdup (given);
      /* Out of /proc/PID/environ too. */
      if (given != NULL)
        explicit_bzero ((char *)given, strlen (given));
      g_unsetenv (PASSWORD_VARIABLE);
      return password;
    }
  while (length < PASSWORD_MAX)
    {
      gssize n = read (password_fd, buffer + length, 1);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                       _ ("The password could not be read: %s"), g_strerror (errno));
          return NULL;
        }
      if (n == 0 || buffer[length] == '\n')
        break;
      length++;
    }
  buffer[length] = '\0';
  given = g_strdup (buffer);
  explicit_bzero (buffer, sizeof buffer);
  return (char *)given;
}

static gboolean
set_user (RedaksiPressStore *store, const char *name, const char *as, gboolean must, GError **error)
{
  g_autofree char *password = read_password (error);
  g_autofree char *kept
    = redaksi_press_store_get_text (store, "SELECT role FROM user WHERE name = ?", "s", name);
  gboolean done;

  if (password == NULL && error != NULL && *error != NULL)
    return FALSE;
  if (password == NULL || *password == '\0')
    {
      if (kept != NULL && !must)
        return TRUE;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” needs a password: give it on standard input with --password-fd 0."),
                   name);
      return FALSE;
    }
  done = redaksi_press_store_set_user (store, name,
                                       as != NULL     ? as
                                       : kept != NULL ? kept
                                                      : "administrator",
                                       password, error);
  explicit_bzero (password, strlen (password));
  return done;
}

static char *
make_line (RedaksiPress *press, const char *name)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "url", redaksi_press_get_url (press));
  yyjson_mut_obj_add_str (doc, root, "api", redaksi_press_get_api (press));
  if (name != NULL)
    yyjson_mut_obj_add_str (doc, root, "user", name);
  yyjson_mut_obj_add_uint (doc, root, "port", redaksi_press_get_port (press));
  yyjson_mut_obj_add_int (doc, root, "pid", getpid ());
  return redaksi_json_write (doc);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
parent_gone_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* The kernel's PR_SET_PDEATHSIG would end us with the thread that started us; we watch the process.
 */
static gboolean
watch_parent (GMainLoop *loop, pid_t parent)
{
  int fd = (int)syscall (SYS_pidfd_open, parent, 0);

  if (fd < 0 || getppid () != parent)
    return FALSE;
  g_unix_fd_add (fd, G_IO_IN, parent_gone_cb, loop);
  return TRUE;
}

static GArray *
parse_follow (GError **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (RedaksiFollowLink));

  for (guint i = 0; follow != NULL && follow[i] != NULL; i++)
    {
      char *equals = strchr (follow[i], '=');
      RedaksiFollowLink link = { follow[i], equals != NULL ? equals + 1 : NULL };
      if (equals == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is not LABEL=URL."),
                       follow[i]);
          return NULL;
        }
      *equals = '\0';
      g_array_append_val (links, link);
    }
  return g_steal_pointer (&links);
}

static int
serve (RedaksiPressStore *store, pid_t parent, GError **error)
{
  g_autoptr (GArray) links = parse_follow (error);
  g_autoptr (RedaksiPress) press = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *line = NULL;
  RedaksiPressOptions options = {
    .listen = listen_address,
    .port = (guint)port,
    .public_url = public_url,
    .name = site_name,
    .tagline = tagline,
    .language = language,
    .time_zone = time_zone,
    .max_upload = (guint64)max_upload,
  };

  if (links == NULL)
    return EXIT_USAGE;
  options.follow = (RedaksiFollowLink *)links->data;
  options.n_follow = links->len;
  if (user != NULL && !set_user (store, user, role, FALSE, error))
    return EXIT_USAGE;
  press = redaksi_press_new (store, &options);
  if (!redaksi_press_start (press, error))
    return EXIT_FAILED;
  line = make_line (press, user);
  if (!redaksi_press_tell (folder, line, error))
    return EXIT_FAILED;
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  if (die_with_parent && !watch_parent (loop, parent))
    return EXIT_OK;
  puts (line);
  fflush (stdout);
  g_main_loop_run (loop);
  redaksi_press_stop (press);
  return EXIT_OK;
}

/* A press that runs on the folder already is what was asked for: its line is printed. */
static int
point_to_running (void)
{
  g_autofree char *line = redaksi_press_find_running (folder);

  if (line == NULL)
    {
      g_printerr ("redaksi-press: %s\n",
                  _ ("Another press is starting on this folder, and does not come to it."));
      return EXIT_FAILED;
    }
  puts (line);
  return EXIT_OK;
}

static int
run (pid_t parent, GError **error)
{
  g_autoptr (RedaksiPressStore) store = NULL;
  g_autoptr (GError) local = NULL;
  g_autofd int lock = -1;

  if (!redaksi_file_make_folder (folder, error))
    return EXIT_FAILED;
  if (add_user != NULL)
    {
      store = redaksi_press_store_open (folder, error);
      if (store == NULL)
        return EXIT_FAILED;
      return set_user (store, add_user, role, TRUE, error) ? EXIT_OK : EXIT_USAGE;
    }
  lock = redaksi_press_lock (folder, &local);
  if (lock < 0 && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_BUSY))
    return point_to_running ();
  if (lock < 0)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return EXIT_FAILED;
    }
  store = redaksi_press_store_open (folder, error);
  return store != NULL ? serve (store, parent, error) : EXIT_FAILED;
}

static gboolean
check_options (GError **error)
{
  static const char *const roles[] = { "administrator", "editor", "author", "contributor", NULL };

  if (folder == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("--folder is missing; --help shows all options."));
  else if (role != NULL && !g_strv_contains (roles, role))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is no role."), role);
  else if (port < 0 || port > 65535 || max_upload < 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("That number is out of range."));
  else
    return TRUE;
  return FALSE;
}

int
main (int argc, char **argv)
{
  pid_t parent = getppid ();
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  int status = EXIT_USAGE;

  redaksi_program_begin (GETTEXT_PACKAGE, REDAKSI_LOCALEDIR);
  signal (SIGPIPE, SIG_IGN);

  context = g_option_context_new (NULL);
  g_option_context_set_summary (context,
                                _ ("Serves a newspaper’s site from a folder on this computer."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, &argc, &argv, &error))
    {
      if (show_version)
        {
          puts (REDAKSI_VERSION);
          return EXIT_OK;
        }
      if (check_options (&error))
        status = run (parent, &error);
    }
  if (error != NULL)
    {
      g_printerr ("redaksi-press: %s\n", error->message);
      return status == EXIT_OK ? EXIT_FAILED : status;
    }
  return status;
}
