/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-ctl.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "redaksi-file.h"
#include "redaksi-id.h"
#include "redaksi-server.h"

#define MOST_INPUT (256 * 1024 * 1024)

G_DEFINE_QUARK (redaksi - ctl - error - quark, redaksi_ctl_error)

/**
 * redaksi_ctl_fail:
 * @error: return location
 * @code: of what kind it is, which decides the exit code
 * @format: a sentence for a person
 *
 * Returns: %FALSE
 */
gboolean
redaksi_ctl_fail (GError **error, RedaksiCtlError code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (REDAKSI_CTL_ERROR, (int)code, format, args);
  va_end (args);
  return FALSE;
}

/**
 * redaksi_ctl_exit_code:
 * @error: why a command failed
 *
 * Returns: the number that the manual has for it
 */
RedaksiExit
redaksi_ctl_exit_code (const GError *error)
{
  if (g_error_matches (error, REDAKSI_CTL_ERROR, REDAKSI_CTL_ERROR_USAGE)
      || error->domain == G_OPTION_ERROR)
    return REDAKSI_EXIT_USAGE;
  if (g_error_matches (error, REDAKSI_CTL_ERROR, REDAKSI_CTL_ERROR_NOT_FOUND)
      || g_error_matches (error, REDAKSI_LIBRARY_ERROR, REDAKSI_LIBRARY_ERROR_NOT_FOUND)
      || g_error_matches (error, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return REDAKSI_EXIT_NOT_FOUND;
  if (error->domain == REDAKSI_SERVER_ERROR && error->code != REDAKSI_SERVER_ERROR_OFFLINE
      && error->code != REDAKSI_SERVER_ERROR_CANCELLED)
    return REDAKSI_EXIT_REFUSED;
  if (error->domain == REDAKSI_OUTBOX_ERROR)
    return REDAKSI_EXIT_REFUSED;
  return REDAKSI_EXIT_FAILED;
}

/**
 * redaksi_ctl_options:
 * @ctl: this run
 * @argc: (inout): how many words the command has, its name included
 * @argv: (inout): the words; afterwards without the options
 * @entries: the command's own options
 * @usage: what follows the command's name
 * @least: how many words there must be besides the options
 * @most: how many there may be; -1 is any number
 * @error: return location
 *
 * Returns: whether the words are as the command takes them
 */
gboolean
redaksi_ctl_options (RedaksiCtl *ctl, int *argc, char ***argv, const GOptionEntry *entries,
                     const char *usage, int least, int most, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) slip = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *name = g_strdup_printf ("redaksictl %s", (*argv)[0]);
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &ctl->json, N_ ("Answer in JSON"), NULL },
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder,
      N_ ("Work with the library in this folder (else REDAKSI_LIBRARY, else your own)"),
      N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };

  g_set_prgname (name);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &slip))
    {
      if (slip->domain == G_CONVERT_ERROR)
        return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                                 _ ("What is given must be text in UTF-8."));
      g_propagate_error (error, g_steal_pointer (&slip));
      return FALSE;
    }
  if (folder != NULL)
    {
      g_free (ctl->folder);
      ctl->folder = g_canonicalize_filename (folder, NULL);
    }
  /* “--” only ends the options. */
  if (*argc > 1 && strcmp ((*argv)[1], "--") == 0)
    {
      memmove (*argv + 1, *argv + 2, (gsize)(*argc - 1) * sizeof (char *));
      (*argc)--;
    }
  if (*argc - 1 < least)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("Something is missing: %s %s"),
                             (*argv)[0], usage);
  if (most >= 0 && *argc - 1 > most)
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("“%s” is too much: %s %s"),
                             (*argv)[most + 1], (*argv)[0], usage);
  return TRUE;
}

/* ---- waiting ----------------------------------------------------------------------------------
 */

static DexFuture *
settled_cb (DexFuture *future, gpointer data)
{
  return dex_ref (future);
}

/**
 * redaksi_ctl_settle:
 * @future: (transfer full): a future
 *
 * Runs the main loop until it is settled.
 *
 * Returns: (transfer full): a future that is settled as @future was
 */
DexFuture *
redaksi_ctl_settle (DexFuture *future)
{
  /* What a thread settles wakes this loop only where something on the loop waits for it. */
  DexFuture *settled = dex_future_finally (future, settled_cb, NULL, NULL);

  while (dex_future_is_pending (settled))
    g_main_context_iteration (NULL, TRUE);
  return settled;
}

/**
 * redaksi_ctl_await_boxed:
 * @future: (transfer full): a future of a boxed value
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the value
 */
gpointer
redaksi_ctl_await_boxed (DexFuture *future, GError **error)
{
  return dex_await_boxed (redaksi_ctl_settle (future), error);
}

/**
 * redaksi_ctl_await:
 * @future: (transfer full): a future
 * @error: return location
 *
 * Returns: whether it was resolved
 */
gboolean
redaksi_ctl_await (DexFuture *future, GError **error)
{
  return dex_await (redaksi_ctl_settle (future), error);
}

/* ---- services ---------------------------------------------------------------------------------
 */

/**
 * redaksi_ctl_open:
 * @ctl: this run
 * @error: return location
 *
 * Opens the library, and makes it when there is none.
 *
 * Returns: whether it is open
 */
gboolean
redaksi_ctl_open (RedaksiCtl *ctl, GError **error)
{
  if (ctl->library != NULL)
    return TRUE;
  ctl->library = redaksi_library_new (ctl->folder);
  if (redaksi_ctl_await (redaksi_library_open (ctl->library), error))
    {
      const char *reason = redaksi_library_get_read_only_reason (ctl->library);

      if (reason != NULL)
        g_printerr ("redaksictl: %s\n", reason);
      return TRUE;
    }
  g_clear_object (&ctl->library);
  return FALSE;
}

/**
 * redaksi_ctl_photos:
 * @ctl: a run whose library is open
 *
 * Returns: (transfer none): the photo store
 */
RedaksiPhotoStore *
redaksi_ctl_photos (RedaksiCtl *ctl)
{
  g_autofree char *folder = NULL;

  if (ctl->photos == NULL)
    {
      folder = redaksi_library_dup_photo_folder (ctl->library);
      ctl->photos = redaksi_photo_store_new (folder);
    }
  return ctl->photos;
}

/**
 * redaksi_ctl_outbox:
 * @ctl: a run whose library is open
 *
 * Returns: (transfer none): the outbox, which sends nothing until it is started
 */
RedaksiOutbox *
redaksi_ctl_outbox (RedaksiCtl *ctl)
{
  if (ctl->outbox == NULL)
    ctl->outbox = redaksi_outbox_new (ctl->library, redaksi_ctl_photos (ctl));
  return ctl->outbox;
}

/**
 * redaksi_ctl_close:
 * @ctl: this run
 *
 * Closes what was opened; all that was written is durable then.
 */
void
redaksi_ctl_close (RedaksiCtl *ctl)
{
  g_autoptr (GError) error = NULL;

  if (ctl->outbox != NULL)
    redaksi_outbox_stop (ctl->outbox);
  if (ctl->library != NULL && !redaksi_ctl_await (redaksi_library_close (ctl->library), &error))
    g_printerr ("redaksictl: %s\n", error->message);
  g_clear_object (&ctl->outbox);
  g_clear_object (&ctl->photos);
  g_clear_object (&ctl->library);
}

/* ---- articles ---------------------------------------------------------------------------------
 */

/**
 * redaksi_ctl_load:
 * @ctl: a run whose library is open
 * @id: an article's id, as a person gave it
 * @revision: its number; 0 is the newest state
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the article
 */
RedaksiArticle *
redaksi_ctl_load (RedaksiCtl *ctl, const char *id, guint revision, GError **error)
{
  if (!redaksi_id_is_valid (id))
    {
      redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_NOT_FOUND, _ ("There is no article “%s”."), id);
      return NULL;
    }
  return redaksi_ctl_await_boxed (redaksi_library_load_revision (ctl->library, id, revision),
                                  error);
}

/**
 * redaksi_ctl_refuse_deleted:
 * @ctl: a run whose library is open
 * @id: an article's id
 * @error: return location
 *
 * What is in the trash is taken out first, so that nobody works on what others think is gone.
 *
 * Returns: whether the article may be changed and sent
 */
gboolean
redaksi_ctl_refuse_deleted (RedaksiCtl *ctl, const char *id, GError **error)
{
  g_autoptr (RedaksiSummary) summary
    = dex_await_object (redaksi_ctl_settle (redaksi_library_get_summary (ctl->library, id)), error);

  if (summary == NULL)
    return FALSE;
  if (redaksi_summary_get_deleted (summary))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_FAILED,
                             _ ("The article is in the trash. Take it out first: redaksictl "
                                "undelete %s"),
                             id);
  return TRUE;
}

/**
 * redaksi_ctl_save:
 * @ctl: a run whose library is open
 * @article: the whole new state
 * @reason: why there is a new revision
 * @error: return location
 *
 * Saves an article and answers with its id and revision.
 *
 * Returns: whether it is durable
 */
gboolean
redaksi_ctl_save (RedaksiCtl *ctl, RedaksiArticle *article, const char *reason, GError **error)
{
  GError *failure = NULL;
  guint revision = dex_await_uint (
    redaksi_ctl_settle (redaksi_library_save_article (ctl->library, article, reason)), &failure);
  yyjson_mut_val *object;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  object = redaksi_ctl_object (ctl);
  redaksi_ctl_add (ctl, object, "id", redaksi_article_get_id (article));
  redaksi_ctl_add_number (ctl, object, "revision", revision);
  return TRUE;
}

/**
 * redaksi_ctl_parse_number:
 * @text: what a person gave
 * @number: (out): the revision's number
 * @error: return location
 *
 * Returns: whether it is one
 */
gboolean
redaksi_ctl_parse_number (const char *text, guint *number, GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &value, NULL))
    return redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE, _ ("“%s” is no revision’s number."),
                             text);
  *number = (guint)value;
  return TRUE;
}

/* ---- input ------------------------------------------------------------------------------------
 */

/**
 * redaksi_ctl_read:
 * @path: a file, or “-” for standard input
 * @length: (out): its length in bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what it holds, with a NUL behind it
 */
char *
redaksi_ctl_read (const char *path, gsize *length, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 buffer[65536];
  gsize n;

  if (strcmp (path, "-") != 0)
    {
      bytes = redaksi_file_read (path, MOST_INPUT, error);
      if (bytes == NULL)
        return NULL;
      *length = g_bytes_get_size (bytes);
      g_byte_array_append (data, g_bytes_get_data (bytes, NULL), (guint)*length);
      g_byte_array_append (data, (const guint8 *)"", 1);
      return (char *)g_byte_array_free (g_steal_pointer (&data), FALSE);
    }
  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    {
      g_byte_array_append (data, buffer, (guint)n);
      if (data->len > MOST_INPUT)
        {
          redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_FAILED, _ ("That is more than an article."));
          return NULL;
        }
    }
  /* A folder, or no standard input at all: an empty article would be none that anybody meant. */
  if (ferror (stdin))
    {
      redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_FAILED, _ ("Standard input can’t be read: %s"),
                        g_strerror (errno));
      return NULL;
    }
  *length = data->len;
  g_byte_array_append (data, (const guint8 *)"", 1);
  return (char *)g_byte_array_free (g_steal_pointer (&data), FALSE);
}

/**
 * redaksi_ctl_read_password:
 * @error: return location
 *
 * A password never stands among the arguments, where others see it.
 *
 * Returns: (transfer full) (nullable): REDAKSI_PASSWORD, else a line of standard input, which a
 *   terminal does not show
 */
char *
redaksi_ctl_read_password (GError **error)
{
  const char *given = g_getenv ("REDAKSI_PASSWORD");
  gboolean terminal = isatty (STDIN_FILENO) != 0;
  struct termios before, hidden;
  char line[1024];
  char *read;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  if (terminal && tcgetattr (STDIN_FILENO, &before) == 0)
    {
      hidden = before;
      hidden.c_lflag &= ~(tcflag_t)ECHO;
      g_printerr ("%s", _ ("Application password: "));
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
      read = fgets (line, sizeof line, stdin);
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
      g_printerr ("\n");
    }
  else
    read = fgets (line, sizeof line, stdin);
  if (read != NULL)
    line[strcspn (line, "\r\n")] = '\0';
  if (read == NULL || *line == '\0')
    {
      redaksi_ctl_fail (error, REDAKSI_CTL_ERROR_USAGE,
                        _ ("A password is needed, on standard input or in REDAKSI_PASSWORD."));
      return NULL;
    }
  read = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return read;
}
