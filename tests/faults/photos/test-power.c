/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plug is pulled while photos are taken in: what was not synced is lost in part, and names that
 * no sync of their folder came after are gone, now and then. A photo whose future was resolved is
 * there, and whole; and whatever the store says that it has it has. Where syncs do nothing the same
 * has to fail: so the harness is known to bite.
 */
#include <dlfcn.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "await.h"
#include "redaksi-digest.h"
#include "redaksi-photo-store.h"

#define PHOTOS 2

typedef struct
{
  char *path; /* a new name, or a new folder */
  gboolean synced;
} Name;

static struct
{
  GMutex lock;
  char *root;  /* the store that is watched; NULL: none */
  char *after; /* what the disk had */
  guint left;  /* calls before the plug is pulled; 0: it was */
  gboolean deaf;
  GPtrArray *names;
  GHashTable *sizes; /* inode → size at its last sync */
  guint resolved;    /* photos, by now */
  guint promised;    /* photos, when it was pulled */
} disk;

static void
name_free (gpointer data)
{
  Name *name = data;

  g_free (name->path);
  g_free (name);
}

static char *
in_after (const char *path)
{
  return g_strconcat (disk.after, path + strlen (disk.root), NULL);
}

static void
run (const char *program, const char *option, const char *path, const char *to)
{
  const char *argv[] = { program, option, path, to, NULL };

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, NULL, NULL);
}

/* Cuts each file below @path off where its last sync ended, or somewhere after that. */
static void
shorten (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *copy = in_after (child);
      gint64 synced;
      struct stat st;

      if (lstat (child, &st) < 0)
        continue;
      if (S_ISDIR (st.st_mode))
        {
          shorten (child);
          continue;
        }
      synced
        = GPOINTER_TO_SIZE (g_hash_table_lookup (disk.sizes, GSIZE_TO_POINTER ((gsize)st.st_ino)));
      if (synced < st.st_size
          && truncate (copy, g_random_int_range ((gint32)synced, (gint32)st.st_size + 1)) < 0)
        g_debug ("%s went", copy);
    }
}

static void
pull (void)
{
  disk.left = 0;
  disk.promised = disk.resolved;
  run ("cp", "-r", disk.root, disk.after);
  shorten (disk.root);
  for (guint i = disk.names->len; i-- > 0;)
    {
      Name *name = disk.names->pdata[i];

      if (!name->synced && g_random_boolean ())
        {
          g_autofree char *copy = in_after (name->path);
          run ("rm", "-rf", copy, NULL);
        }
    }
}

/* Holds the lock on return, where it is TRUE. */
static gboolean
begin (const char *path)
{
  g_mutex_lock (&disk.lock);
  if (disk.root == NULL || disk.left == 0 || !g_str_has_prefix (path, disk.root))
    {
      g_mutex_unlock (&disk.lock);
      return FALSE;
    }
  if (--disk.left == 0)
    {
      pull ();
      g_mutex_unlock (&disk.lock);
      return FALSE;
    }
  return TRUE;
}

static void
note_name (const char *path)
{
  Name *name = g_new0 (Name, 1);

  name->path = g_strdup (path);
  g_ptr_array_add (disk.names, name);
}

/* ---- in the place of the C library's ----------------------------------------------------------
 */

int
rename (const char *from, const char *to)
{
  int (*real) (const char *, const char *) = dlsym (RTLD_NEXT, "rename");
  gboolean noted = begin (to);
  int result = real (from, to);

  if (noted)
    {
      note_name (to);
      g_mutex_unlock (&disk.lock);
    }
  return result;
}

int
mkdir (const char *path, mode_t mode)
{
  int (*real) (const char *, mode_t) = dlsym (RTLD_NEXT, "mkdir");
  gboolean noted = begin (path);
  int result = real (path, mode);

  if (noted)
    {
      if (result == 0)
        note_name (path);
      g_mutex_unlock (&disk.lock);
    }
  return result;
}

int
fsync (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);
  struct stat st;

  /* The test asks nothing of the machine's own disk. */
  if (path == NULL || !begin (path))
    return 0;
  if (!disk.deaf && fstat (fd, &st) == 0 && S_ISDIR (st.st_mode))
    for (guint i = 0; i < disk.names->len; i++)
      {
        Name *name = disk.names->pdata[i];
        g_autofree char *folder = g_path_get_dirname (name->path);
        name->synced = name->synced || g_str_equal (folder, path);
      }
  else if (!disk.deaf)
    g_hash_table_insert (disk.sizes, GSIZE_TO_POINTER ((gsize)st.st_ino),
                         GSIZE_TO_POINTER ((gsize)st.st_size));
  g_mutex_unlock (&disk.lock);
  return 0;
}

/* ---- what is tried ----------------------------------------------------------------------------
 */

/* The fixture with a comment of its own, so that each is another photo. */
static GBytes *
make_photo (guint n)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "plain.jpg", NULL);
  g_autofree char *plain = NULL;
  g_autoptr (GByteArray) photo = g_byte_array_new ();
  guint8 comment[] = { 0xff, 0xfe, 0, 6, 0, 0, 0, (guint8)n };
  gsize size;

  g_assert_true (g_file_get_contents (path, &plain, &size, NULL));
  g_byte_array_append (photo, (guint8 *)plain, 2);
  g_byte_array_append (photo, comment, sizeof comment);
  g_byte_array_append (photo, (guint8 *)plain + 2, (guint)size - 2);
  return g_bytes_new (photo->data, photo->len);
}

static char *
path_of (const char *root, const char *sort, const char *digest, const char *ending)
{
  g_autofree char *shard = g_strndup (digest, 2);
  g_autofree char *name = g_strconcat (digest, ending, NULL);

  return g_build_filename (root, sort, shard, name, NULL);
}

static gboolean
is_same (const char *sort, const char *digest, const char *ending)
{
  g_autofree char *is = path_of (disk.after, sort, digest, ending);
  g_autofree char *was = path_of (disk.root, sort, digest, ending);
  g_autofree char *a = redaksi_digest_file (is, NULL);
  g_autofree char *b = redaksi_digest_file (was, NULL);

  return a != NULL && g_strcmp0 (a, b) == 0;
}

static gboolean
is_whole (const char *digest)
{
  return is_same ("originals", digest, ".jpg") && is_same ("web", digest, ".jpg")
         && is_same ("thumbs", digest, ".jpg") && is_same ("info", digest, ".json");
}

/* FALSE: something is lost. */
static gboolean
pull_at (guint nth, gboolean deaf)
{
  g_autofree char *folder = g_dir_make_tmp ("redaksi-XXXXXX", NULL);
  g_autoptr (RedaksiPhotoStore) store = NULL;
  char *digests[PHOTOS];
  gboolean kept = TRUE;

  disk.names = g_ptr_array_new_with_free_func (name_free);
  disk.sizes = g_hash_table_new (NULL, NULL);
  disk.after = g_build_filename (folder, "after", NULL);
  disk.resolved = disk.promised = 0;
  disk.deaf = deaf;
  disk.left = nth;
  disk.root = g_build_filename (folder, "photos", NULL);
  /* The library makes it, and the library's file is beside it. */
  g_assert_cmpint (g_mkdir (disk.root, 0700), ==, 0);
  for (guint i = 0; i < disk.names->len; i++)
    ((Name *)disk.names->pdata[i])->synced = TRUE;
  store = redaksi_photo_store_new (disk.root);

  for (guint i = 0; i < PHOTOS; i++)
    {
      g_autoptr (GBytes) bytes = make_photo (i);
      g_autoptr (GError) error = NULL;
      RedaksiPhoto *photo = await_boxed (redaksi_photo_store_add_bytes (store, bytes), &error);

      g_assert_no_error (error);
      redaksi_photo_free (photo);
      digests[i] = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      g_mutex_lock (&disk.lock);
      disk.resolved++;
      g_mutex_unlock (&disk.lock);
    }
  g_mutex_lock (&disk.lock);
  if (disk.left > 0)
    pull ();
  g_mutex_unlock (&disk.lock);

  for (guint i = 0; i < PHOTOS; i++)
    {
      g_autofree char *original = path_of (disk.after, "originals", digests[i], ".jpg");
      g_autofree char *is = redaksi_digest_file (original, NULL);
      g_autofree char *info = path_of (disk.after, "info", digests[i], ".json");

      /* A row points to it. */
      if (i < disk.promised)
        kept = kept && is_whole (digests[i]);
      /* No row does, but who asks for it is not told of something that is not there. */
      else if (g_file_test (info, G_FILE_TEST_EXISTS))
        kept = kept && g_strcmp0 (is, digests[i]) == 0;
      g_free (digests[i]);
    }
  g_clear_pointer (&disk.root, g_free);
  g_clear_pointer (&disk.after, g_free);
  g_ptr_array_unref (disk.names);
  g_hash_table_unref (disk.sizes);
  run ("rm", "-rf", folder, NULL);
  return kept;
}

static guint
pull_plugs (guint count, gboolean deaf)
{
  guint lost = 0;

  for (guint i = 0; i < count; i++)
    lost += !pull_at ((guint)g_random_int_range (1, 80), deaf);
  return lost;
}

static gboolean
is_full_count (void)
{
  return g_strcmp0 (g_getenv ("REDAKSI_FAULTS"), "full") == 0;
}

static void
test_kept (void)
{
  g_assert_cmpuint (pull_plugs (is_full_count () ? 500 : 20, FALSE), ==, 0);
}

static void
test_bites (void)
{
  guint count = is_full_count () ? 50 : 6;
  guint lost = pull_plugs (count, TRUE);

  g_test_message ("without syncs %u of %u lost something", lost, count);
  g_assert_cmpuint (lost, >, 0);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/faults/photos/power/kept", test_kept);
  g_test_add_func ("/faults/photos/power/bites", test_bites);
  return g_test_run ();
}
