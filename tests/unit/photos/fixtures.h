/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
/* Photos that the tests make for themselves with ImageMagick and exiftool, in a folder of their
 * own. */
#include <glib/gstdio.h>
#include <string.h>

#include "../await.h"
#include "redaksi-photo-private.h"

typedef struct
{
  char *folder;
  RedaksiPhotoStore *store;
} Fixture;

static inline char *run (const char *folder, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A command line as the shell takes it, in @folder; what it printed, without the last line end. */
static inline char *
run (const char *folder, const char *format, ...)
{
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;
  va_list args;
  const char *argv[] = { "sh", "-c", NULL, NULL };

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  argv[2] = line;
  g_spawn_sync (folder, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("failed: %s", line);
  return g_strchomp (out);
}

static inline void
make (const char *folder, const char *line)
{
  g_free (run (folder, "%s", line));
}

/* Quarters: red, green, blue, light grey. */
#define QUARTERS                                                                                   \
  "magick -size 64x48 'xc:rgb(220,30,30)' -fill 'rgb(30,200,30)' -draw 'rectangle 32,0 63,23' "    \
  "-fill 'rgb(30,30,220)' -draw 'rectangle 0,24 31,47' "                                           \
  "-fill 'rgb(240,240,240)' -draw 'rectangle 32,24 63,47' "

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *store = NULL;

  fixture->folder = g_dir_make_tmp ("redaksi-photos-XXXXXX", NULL);
  store = g_build_filename (fixture->folder, "store", NULL);
  fixture->store = redaksi_photo_store_new (store);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  g_free (run (NULL, "rm -rf '%s'", fixture->folder));
  g_free (fixture->folder);
}

static inline RedaksiPhoto *
add_path (Fixture *fixture, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return await_boxed (redaksi_photo_store_add_file (fixture->store, file), error);
}

static inline RedaksiPhoto *
add (Fixture *fixture, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return add_path (fixture, path, error);
}

static inline RedaksiPhoto *
add_well (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  RedaksiPhoto *photo = add (fixture, name, &error);

  if (error != NULL)
    g_error ("%s: %s", name, error->message);
  g_assert_nonnull (photo);
  return photo;
}

static inline void
add_badly (Fixture *fixture, const char *name, RedaksiPhotoError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPhoto) photo = add (fixture, name, &error);

  if (photo != NULL)
    g_error ("%s was taken", name);
  if (error->code != (int)code)
    g_error ("%s: %s", name, error->message);
  g_assert_error (error, REDAKSI_PHOTO_ERROR, (int)code);
  g_assert_cmpuint (strlen (error->message), >, 10);
  g_assert_null (strchr (error->message, '\n'));
}

static inline void
assert_near (const char *path, int x, int y, int red, int green, int blue, int most)
{
  g_autofree char *text
    = run (NULL, "magick '%s' -depth 8 -crop 1x1+%d+%d +repage rgb:- | od -An -tu1", path, x, y);
  int r, g, b;

  g_assert_cmpint (sscanf (text, "%d %d %d", &r, &g, &b), ==, 3);
  if (ABS (r - red) > most || ABS (g - green) > most || ABS (b - blue) > most)
    g_error ("%s: at %d,%d it is %d,%d,%d and not %d,%d,%d", path, x, y, r, g, b, red, green, blue);
}

/* Asserts that about this colour is at a point of a picture. */
static inline void
assert_colour (const char *path, int x, int y, int red, int green, int blue)
{
  assert_near (path, x, y, red, green, blue, 24);
}

static inline void
assert_quarters (const char *path)
{
  assert_colour (path, 10, 10, 220, 30, 30);
  assert_colour (path, 54, 10, 30, 200, 30);
  assert_colour (path, 10, 38, 30, 30, 220);
  assert_colour (path, 54, 38, 240, 240, 240);
}

static inline guint
count_files (Fixture *fixture, const char *sort)
{
  g_autofree char *out = run (fixture->folder, "find store/%s -type f 2>/dev/null | wc -l", sort);

  return (guint)g_ascii_strtoull (out, NULL, 10);
}

/* What exiftool finds in a file: one "Group:Tag: value" a line, without what it says of the file
 * itself. */
static inline char *
list_tags (const char *path)
{
  return run (NULL, "exiftool -a -G1 -s -e -x System:all -x File:all -x ExifTool:all '%s'", path);
}
