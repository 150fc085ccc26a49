/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a photo from elsewhere than its file: what a site says of it. */
#include <string.h>

#include "redaksi-file.h"
#include "redaksi-photo-private.h"

typedef struct
{
  RedaksiPhotoStore *store;
  RedaksiPhoto *photo;
  DexPromise *promise;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_object_unref (note->store);
  redaksi_photo_free (note->photo);
  dex_unref (note->promise);
  g_free (note);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Note *note = data;
  g_autofree char *path = _redaksi_photo_store_dup_info_path (note->store, note->photo->digest);
  char *json = redaksi_photo_to_json (note->photo);
  g_autoptr (GBytes) bytes = g_bytes_new_take (json, strlen (json));
  GError *error = NULL;

  if (redaksi_file_write_durably (path, bytes, &error))
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_value_init (&value, REDAKSI_TYPE_PHOTO);
      g_value_set_boxed (&value, note->photo);
      dex_promise_resolve (note->promise, &value);
    }
  else
    dex_promise_reject (note->promise, error);
}

static gboolean
fill_in (char **text, const char *said)
{
  if (*text != NULL || said == NULL || *said == '\0')
    return FALSE;
  *text = g_utf8_make_valid (said, -1);
  return TRUE;
}

/**
 * redaksi_photo_store_note_texts:
 * @self: a store
 * @photo: a photo of it
 * @caption: (nullable): what is said to be seen
 * @credit: (nullable): who is said to have taken it
 * @alt: (nullable): what people who can’t see it are told
 *
 * Keeps what is said of a photo elsewhere, where its file does not say it itself: it comes with the
 * photo from now on, as if the file had brought it.
 *
 * Returns: (transfer full): a future of #RedaksiPhoto
 */
DexFuture *
redaksi_photo_store_note_texts (RedaksiPhotoStore *self, const RedaksiPhoto *photo,
                                const char *caption, const char *credit, const char *alt)
{
  g_autoptr (RedaksiPhoto) named = NULL;
  g_autoptr (GTask) task = NULL;
  gboolean changed;
  DexFuture *future;
  Note *note;

  g_return_val_if_fail (REDAKSI_IS_PHOTO_STORE (self) && photo != NULL, NULL);

  named = redaksi_photo_copy (photo);
  changed = fill_in (&named->caption, caption);
  changed |= fill_in (&named->credit, credit);
  changed |= fill_in (&named->alt, alt);
  if (!changed)
    return dex_future_new_take_boxed (REDAKSI_TYPE_PHOTO, g_steal_pointer (&named));
  note = g_new0 (Note, 1);
  note->store = g_object_ref (self);
  note->photo = g_steal_pointer (&named);
  note->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (note->promise));
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, note, note_free);
  g_task_run_in_thread (task, write_thread);
  return future;
}
