/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos of all kinds, sound and hostile, through the store and the real helper. */
#include "fixtures.h"

#include "redaksi-digest.h"

static void
test_orientation (Fixture *fixture, gconstpointer data)
{
  /* How a picture must be stored so that it is upright after each orientation. */
  static const char *const stored[] = { "",           "-flop",       "-rotate 180", "-flip",
                                        "-transpose", "-rotate -90", "-transverse", "-rotate 90" };

  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.jpg", i + 1);
      g_autoptr (RedaksiPhoto) photo = NULL;
      g_autofree char *web = NULL;
      g_autofree char *thumb = NULL;

      g_free (run (fixture->folder,
                   QUARTERS "%s -quality 95 %s && exiftool -q -overwrite_original -n "
                            "-Orientation=%u %s",
                   stored[i], name, i + 1, name));
      photo = add_well (fixture, name);
      g_assert_cmpuint (photo->width, ==, 64);
      g_assert_cmpuint (photo->height, ==, 48);
      g_assert_cmpuint (photo->web_width, ==, 64);
      g_assert_cmpuint (photo->web_height, ==, 48);
      web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
      thumb = redaksi_photo_store_dup_thumb_path (fixture->store, photo->digest);
      assert_quarters (web);
      assert_quarters (thumb);
    }
}

static void
test_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) first = NULL;
  g_autoptr (RedaksiPhoto) second = NULL;
  g_autoptr (RedaksiPhoto) third = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "a.jpg", NULL);
  g_autofree char *digest = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *modes = NULL;
  char *contents;
  gsize length;

  make (fixture->folder, QUARTERS "a.jpg && cp a.jpg 'b c.png'");
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  bytes = g_bytes_new_take (contents, length);
  digest = redaksi_digest_bytes (bytes);
  first = add_well (fixture, "a.jpg");
  second = add_well (fixture, "b c.png");
  third = await_boxed (redaksi_photo_store_add_bytes (fixture->store, bytes), NULL);
  g_assert_cmpstr (first->digest, ==, digest);
  g_assert_cmpstr (second->digest, ==, digest);
  g_assert_cmpstr (third->digest, ==, digest);
  g_assert_cmpstr (second->mime_type, ==, "image/jpeg");
  g_assert_cmpuint (count_files (fixture, "originals"), ==, 1);
  g_assert_cmpuint (count_files (fixture, "web"), ==, 1);
  g_assert_cmpuint (count_files (fixture, "thumbs"), ==, 1);
  g_assert_cmpuint (count_files (fixture, "info"), ==, 1);
  g_assert_cmpuint (count_files (fixture, "new"), ==, 0);
  kept
    = run (fixture->folder, "cmp a.jpg store/originals/%.2s/%s.jpg && echo same", digest, digest);
  g_assert_cmpstr (kept, ==, "same");
  modes = run (fixture->folder, "find store -perm /077 | wc -l");
  g_assert_cmpstr (modes, ==, "0");
}

/* Many at once: two of each of ten. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  DexFuture *futures[20];

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.jpg", fixture->folder, i % 10);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      if (i < 10)
        g_free (run (fixture->folder, "magick -size 40x40 'xc:rgb(%u,9,9)' %u.jpg", i * 20, i));
      futures[i] = redaksi_photo_store_add_file (fixture->store, file);
    }
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiPhoto) photo = await_boxed (futures[i], &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (count_files (fixture, "originals"), ==, 10);
  g_assert_cmpuint (count_files (fixture, "new"), ==, 0);
}

/* The store may be let go of while it works. */
static void
test_let_go (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (RedaksiPhoto) photo = NULL;
  DexFuture *future;

  make (fixture->folder, QUARTERS "a.jpg");
  future = redaksi_photo_store_add_file (fixture->store, file);
  g_clear_object (&fixture->store);
  photo = await_boxed (future, NULL);
  g_assert_nonnull (photo);
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_autofree char *web = NULL;
  g_autofree char *thumb = NULL;
  g_autofree char *said = NULL;
  g_autofree char *size = NULL;

  make (fixture->folder, "vips black a.v 3000 5000 --bands 3 && vips copy a.v a.jpg");
  photo = add_well (fixture, "a.jpg");
  web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
  thumb = redaksi_photo_store_dup_thumb_path (fixture->store, photo->digest);
  g_assert_cmpuint (photo->width, ==, 3000);
  g_assert_cmpuint (photo->height, ==, 5000);
  g_assert_cmpuint (photo->web_width, ==, 1229);
  g_assert_cmpuint (photo->web_height, ==, 2048);
  said = run (NULL, "magick '%s' -format '%%wx%%h %%Q %%[interlace] %%[colorspace]' info:", web);
  g_assert_cmpstr (said, ==, "1229x2048 82 JPEG sRGB");
  size = run (NULL, "magick '%s' -format '%%wx%%h' info:", thumb);
  g_assert_cmpstr (size, ==, "192x320");
}

/* Kinds that are taken, and what becomes of what JPEG does not have. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = {
    QUARTERS "a.png",
    QUARTERS "-depth 16 b.png",
    QUARTERS "-alpha set -depth 16 c.png",
    QUARTERS "d.webp",
    QUARTERS "-define webp:lossless=true e.webp",
    QUARTERS "f.gif",
    QUARTERS "\\( +clone -negate \\) -loop 0 -delay 50 g.gif",
    QUARTERS "h.tif",
    QUARTERS "-depth 16 -compress zip i.tif",
    QUARTERS "-colorspace CMYK -quality 95 j.jpg",
    QUARTERS "-interlace PNG k.png",
    QUARTERS "-interlace JPEG -quality 95 l.jpg",
    QUARTERS "-compress jpeg -quality 95 m.tif",
    QUARTERS "\\( +clone -negate \\) n.tif",
  };
  static const char *const names[]
    = { "a.png", "b.png", "c.png", "d.webp", "e.webp", "f.gif", "g.gif",
        "h.tif", "i.tif", "j.jpg", "k.png",  "l.jpg",  "m.tif", "n.tif" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (RedaksiPhoto) photo = NULL;
      g_autofree char *web = NULL;
      g_autofree char *said = NULL;

      make (fixture->folder, lines[i]);
      photo = add_well (fixture, names[i]);
      web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
      g_assert_cmpuint (photo->width, ==, 64);
      g_assert_cmpuint (photo->height, ==, 48);
      /* Without a profile nobody knows what inks were meant. */
      if (strcmp (names[i], "j.jpg") == 0)
        {
          assert_near (web, 10, 10, 220, 30, 30, 60);
          assert_near (web, 54, 10, 15, 165, 50, 70);
          assert_near (web, 54, 38, 240, 240, 240, 20);
        }
      else
        assert_quarters (web);
      said = run (NULL, "magick '%s' -format '%%m %%[channels] %%z' info:", web);
      g_assert_true (g_str_has_prefix (said, "JPEG srgb"));
      g_assert_true (g_str_has_suffix (said, " 8"));
    }
}

static void
test_transparent (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = {
    "magick -size 64x48 xc:none -fill 'rgb(220,30,30)' -draw 'rectangle 0,0 31,47' a.png",
    "magick -size 64x48 xc:none -fill 'rgb(220,30,30)' -draw 'rectangle 0,0 31,47' -depth 16 a.png",
    "magick -size 64x48 xc:none -fill 'rgb(220,30,30)' -draw 'rectangle 0,0 31,47' PNG8:a.png",
    "magick -size 64x48 xc:none -fill 'rgb(220,30,30)' -draw 'rectangle 0,0 31,47' GIF:a.png",
    "magick -size 64x48 xc:none -fill 'rgb(220,30,30)' -draw 'rectangle 0,0 31,47' WEBP:a.png",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (RedaksiPhoto) photo = NULL;
      g_autofree char *web = NULL;

      make (fixture->folder, lines[i]);
      photo = add_well (fixture, "a.png");
      web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
      assert_colour (web, 10, 24, 220, 30, 30);
      assert_colour (web, 54, 24, 255, 255, 255);
    }
  /* Grey, with and without a transparent part. */
  {
    g_autoptr (RedaksiPhoto) photo = NULL;
    g_autofree char *web = NULL;
    make (fixture->folder,
          "magick -size 64x48 xc:none -fill 'gray(90)' -draw 'rectangle 0,0 31,47' "
          "-colorspace gray g.png");
    photo = add_well (fixture, "g.png");
    web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
    assert_colour (web, 10, 24, 90, 90, 90);
    assert_colour (web, 54, 24, 255, 255, 255);
  }
}

/* A colour space of its own is turned into sRGB, for the profile does not go along. */
static void
test_profile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_autofree char *web = NULL;

  /* Display P3's green 0,255,0 is beyond sRGB: clipped to a pure green; its grey stays grey. */
  make (fixture->folder, "vips black a.v 64 48 --bands 3 && vips linear a.v b.v 1 '40 200 40' && "
                         "vips cast b.v c.v uchar && vips copy c.v d.v --interpretation srgb && "
                         "vips icc_transform d.v e.jpg p3 --input-profile srgb");
  photo = add_well (fixture, "e.jpg");
  web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
  assert_colour (web, 10, 10, 40, 200, 40);
}

/* What is wrong beside the picture does not keep it out. */
static void
test_sloppy (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.jpg", "b.jpg", "c.png", "d.jpg", "e.jpg" };

  make (fixture->folder, QUARTERS "-quality 95 q.jpg && head -c 3000 /dev/zero >zero && "
                                  "exiftool -q -q -m -o a.jpg '-ICC_Profile<=zero' q.jpg && "
                                  "cp q.jpg b.jpg && cat zero >>b.jpg && "
                                  "magick q.jpg -resize 100% q.png && "
                                  "exiftool -q -q -m -o c.png '-ICC_Profile<=zero' q.png");
  /* EXIF that is none, and a file with two pictures one after the other, as phones write it. */
  make (fixture->folder,
        "{ printf '\\377\\330\\377\\341\\0\\20Exif\\0\\0XXXXXXXX'; tail -c +3 q.jpg; } >d.jpg && "
        "cat q.jpg q.jpg >e.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (RedaksiPhoto) photo = add_well (fixture, names[i]);
      g_autofree char *web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
      assert_quarters (web);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  make (fixture->folder,
        "printf '<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>' "
        ">a.svg; cp a.svg a.jpg; : >empty.jpg; echo 'Kukar' >text.jpg; "
        "printf '%%PDF-1.4\\n' >a.pdf; mkfifo pipe.jpg; mkdir folder.jpg");
  make (fixture->folder, QUARTERS "x.bmp && " QUARTERS "-resize 160x120 tif:DSC_1.nef && " QUARTERS
                                  "x.jp2 2>/dev/null || true");
  add_badly (fixture, "a.svg", REDAKSI_PHOTO_ERROR_KIND);
  add_badly (fixture, "a.jpg", REDAKSI_PHOTO_ERROR_KIND);
  add_badly (fixture, "empty.jpg", REDAKSI_PHOTO_ERROR_KIND);
  add_badly (fixture, "text.jpg", REDAKSI_PHOTO_ERROR_KIND);
  add_badly (fixture, "a.pdf", REDAKSI_PHOTO_ERROR_KIND);
  add_badly (fixture, "x.bmp", REDAKSI_PHOTO_ERROR_KIND);
  add_badly (fixture, "DSC_1.nef", REDAKSI_PHOTO_ERROR_KIND);
  add_badly (fixture, "pipe.jpg", REDAKSI_PHOTO_ERROR_KIND);
  add_badly (fixture, "folder.jpg", REDAKSI_PHOTO_ERROR_KIND);
  add_badly (fixture, "not-there.jpg", REDAKSI_PHOTO_ERROR_STORE);
  g_assert_cmpuint (count_files (fixture, "."), ==, 0);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  make (fixture->folder,
        "magick -size 400x300 plasma:red-blue +noise gaussian -quality 95 a.jpg && head -c 20000 "
        "a.jpg >b.jpg "
        "&& head -c 40 a.jpg >c.jpg && printf '\\377\\330\\377' >d.jpg && "
        "magick a.jpg a.png && head -c 9000 a.png >e.png && magick a.jpg a.webp && "
        "head -c 3000 a.webp >f.webp && magick a.jpg a.tif && head -c 20000 a.tif >g.tif && "
        "head -c 30 a.png >h.png && magick a.jpg a.gif && head -c 4000 a.gif >i.gif && "
        "printf 'RIFF\\1\\0\\0\\0WEBPVP8 ' >j.webp");
  /* Ones and zeroes in the middle of the data. */
  make (fixture->folder, "cp a.jpg k.jpg && head -c 3000 /dev/zero | tr '\\0' '\\377' | dd "
                         "of=k.jpg bs=1 seek=20000 conv=notrunc 2>/dev/null");
  make (
    fixture->folder,
    "cp a.png l.png && dd if=/dev/zero of=l.png bs=1 seek=9000 count=100 conv=notrunc 2>/dev/null");
  add_badly (fixture, "b.jpg", REDAKSI_PHOTO_ERROR_DAMAGED);
  add_badly (fixture, "c.jpg", REDAKSI_PHOTO_ERROR_DAMAGED);
  add_badly (fixture, "d.jpg", REDAKSI_PHOTO_ERROR_DAMAGED);
  add_badly (fixture, "e.png", REDAKSI_PHOTO_ERROR_DAMAGED);
  add_badly (fixture, "f.webp", REDAKSI_PHOTO_ERROR_DAMAGED);
  add_badly (fixture, "g.tif", REDAKSI_PHOTO_ERROR_DAMAGED);
  add_badly (fixture, "h.png", REDAKSI_PHOTO_ERROR_DAMAGED);
  add_badly (fixture, "i.gif", REDAKSI_PHOTO_ERROR_DAMAGED);
  add_badly (fixture, "j.webp", REDAKSI_PHOTO_ERROR_DAMAGED);
  add_badly (fixture, "k.jpg", REDAKSI_PHOTO_ERROR_DAMAGED);
  add_badly (fixture, "l.png", REDAKSI_PHOTO_ERROR_DAMAGED);
  g_assert_cmpuint (count_files (fixture, "."), ==, 0);
}

/* A header that promises 30000×30000: refused before anything is decoded. */
static void
test_bomb (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "bomb.jpg", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (RedaksiPhoto) photo = NULL;
  gsize length, at;

  make (fixture->folder, QUARTERS "bomb.jpg && " QUARTERS "bomb.png");
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (at = 2; at + 9 < length && (guint8)contents[at + 1] != 0xC0;)
    at += 2 + ((gsize)(guint8)contents[at + 2] << 8 | (guint8)contents[at + 3]);
  contents[at + 5] = contents[at + 7] = 30000 >> 8;
  contents[at + 6] = contents[at + 8] = 30000 & 255;
  g_assert_true (g_file_set_contents (path, contents, (gssize)length, NULL));
  photo = add (fixture, "bomb.jpg", &error);
  g_assert_null (photo);
  g_assert_error (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_LIMITS);
  g_assert_nonnull (strstr (error->message, "900"));
  g_assert_nonnull (strstr (error->message, "200"));
  /* A PNG whose data are there, packed a thousandfold. */
  make (fixture->folder,
        "vips black b.v 20000 20000 && vips copy b.v c.png[compression=9] && rm b.v");
  add_badly (fixture, "c.png", REDAKSI_PHOTO_ERROR_LIMITS);
  /* A file over the limit of bytes is refused before it is read. */
  make (fixture->folder, "printf '\\377\\330\\377' >big.jpg && truncate -s 300M big.jpg");
  add_badly (fixture, "big.jpg", REDAKSI_PHOTO_ERROR_LIMITS);
  g_assert_cmpuint (count_files (fixture, "."), ==, 0);
}

/* Fixtures of 64×48, from encoders that a test's machine need not have. */
static void
test_heif (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "quarters.heic", "quarters.avif" };
  static const char *const types[] = { "image/heic", "image/avif" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (RedaksiPhoto) photo = add_path (fixture, path, &error);
      g_autofree char *web = NULL;

      if (g_error_matches (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_KIND))
        {
          g_test_message ("%s: %s", names[i], error->message);
          continue; /* without its decoder the sentence is what counts */
        }
      g_assert_no_error (error);
      g_assert_cmpstr (photo->mime_type, ==, types[i]);
      g_assert_cmpuint (photo->width, ==, 64);
      g_assert_cmpuint (photo->height, ==, 48);
      web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
      assert_quarters (web);
    }
}

static void
test_get (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_autoptr (RedaksiPhoto) again = NULL;
  g_autoptr (RedaksiPhoto) third = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *missing = g_strnfill (64, 'a');

  make (fixture->folder,
        QUARTERS "a.jpg && exiftool -q -overwrite_original -IPTC:Caption-Abstract=Rakor a.jpg");
  photo = add_well (fixture, "a.jpg");
  again = await_boxed (redaksi_photo_store_get (fixture->store, photo->digest), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->caption, ==, "Rakor");
  g_assert_cmpuint (again->width, ==, 64);
  /* Lost copies are made again from the original. */
  make (fixture->folder, "rm -r store/web store/info; for f in store/thumbs/*/*; do : >$f; done");
  third = await_boxed (redaksi_photo_store_get (fixture->store, photo->digest), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (third->caption, ==, "Rakor");
  g_assert_cmpuint (count_files (fixture, "web"), ==, 1);
  {
    g_autofree char *thumb = redaksi_photo_store_dup_thumb_path (fixture->store, photo->digest);
    assert_quarters (thumb);
  }

  g_assert_null (await_boxed (redaksi_photo_store_get (fixture->store, missing), &error));
  g_assert_error (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_STORE);
  g_clear_error (&error);
  g_assert_null (
    await_boxed (redaksi_photo_store_get (fixture->store, "../../etc/passwd"), &error));
  g_assert_error (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_STORE);
  g_assert_null (redaksi_photo_store_dup_web_path (fixture->store, "../../etc/passwd"));
  g_assert_null (redaksi_photo_store_dup_thumb_path (fixture->store, NULL));
}

/* What a crash leaves in new/ is no photo, and goes when it is old. */
static void
test_after_crash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) photo = NULL;
  g_autofree char *left = NULL;

  make (fixture->folder, QUARTERS
        "a.jpg && mkdir -p store/new && echo x >store/new/old && echo x >store/new/young && "
        "touch -d '3 days ago' store/new/old");
  photo = add_well (fixture, "a.jpg");
  left = run (fixture->folder, "ls store/new");
  g_assert_cmpstr (left, ==, "young");
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  make (fixture->folder, QUARTERS "a.jpg && : >store");
  add_badly (fixture, "a.jpg", REDAKSI_PHOTO_ERROR_STORE);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/photos/store/" name, Fixture, NULL, set_up, function, tear_down)
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  ADD ("orientation", test_orientation);
  ADD ("once", test_once);
  ADD ("many", test_many);
  ADD ("let-go", test_let_go);
  ADD ("large", test_large);
  ADD ("kinds", test_kinds);
  ADD ("transparent", test_transparent);
  ADD ("profile", test_profile);
  ADD ("sloppy", test_sloppy);
  ADD ("refused", test_refused);
  ADD ("damaged", test_damaged);
  ADD ("bomb", test_bomb);
  ADD ("heif", test_heif);
  ADD ("get", test_get);
  ADD ("after-crash", test_after_crash);
  ADD ("full-disk", test_full_disk);
  return g_test_run ();
}
