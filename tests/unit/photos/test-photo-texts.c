/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What photos say about themselves: read from them, and what goes out. */
#include "fixtures.h"

static void
tag (Fixture *fixture, const char *arguments)
{
  g_free (run (fixture->folder,
               QUARTERS "-quality 95 a.jpg && exiftool -q -q -m -overwrite_original %s a.jpg",
               arguments));
}

static RedaksiPhoto *
add_tagged (Fixture *fixture, const char *arguments)
{
  tag (fixture, arguments);
  return add_well (fixture, "a.jpg");
}

static void
test_iptc (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) photo
    = add_tagged (fixture,
                  "-codedcharacterset=utf8 -charset iptc=utf8 "
                  "-IPTC:Caption-Abstract='Rakor “Pilkada” di Tenggarong, Sabtu (9/11/2024)' "
                  "-IPTC:Credit='Humas Kukar' -IPTC:By-line=Bayu -IPTC:Headline=Rakor "
                  "-IPTC:DateCreated=2024:11:09 -IPTC:TimeCreated=14:05:06+08:00");

  g_assert_cmpstr (photo->caption, ==, "Rakor “Pilkada” di Tenggarong, Sabtu (9/11/2024)");
  g_assert_cmpstr (photo->credit, ==, "Humas Kukar");
  g_assert_cmpstr (photo->title, ==, "Rakor");
  g_assert_cmpstr (photo->taken, ==, "2024-11-09T14:05:06+08");
  g_assert_null (photo->alt);
}

static void
test_latin1 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) photo
    = add_tagged (fixture, "-charset iptc=latin -IPTC:Caption-Abstract='Café de Bandoeng — déjà "
                           "vu' -IPTC:Credit='Agência Ü'");
  g_autofree char *raw = run (fixture->folder, "LC_ALL=C grep -c -a -P 'Caf\\xe9' a.jpg");
  g_autofree char *web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
  g_autofree char *out = run (NULL, "exiftool -b -IPTC:Caption-Abstract '%s'", web);

  g_assert_cmpstr (raw, ==, "1"); /* the fixture is what it should be */
  g_assert_cmpstr (photo->caption, ==, "Café de Bandoeng — déjà vu");
  g_assert_cmpstr (photo->credit, ==, "Agência Ü");
  g_assert_cmpstr (out, ==, "Café de Bandoeng — déjà vu");
}

static void
test_xmp (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) photo = add_tagged (
    fixture, "-XMP-dc:Description-id='Teks' -XMP-dc:Description='Banjir lang=\"id\", “naik” & <b>' "
             "-XMP-photoshop:Credit='type=\"Bag\" x' -XMP-dc:Creator=Sari -XMP-dc:Title=Judul "
             "-XMP-iptcCore:AltTextAccessibility='Air setinggi lutut' "
             "-XMP-exif:DateTimeOriginal='2024:11:09 10:00:00+07:00'");

  g_assert_cmpstr (photo->caption, ==, "Banjir lang=\"id\", “naik” & <b>");
  g_assert_cmpstr (photo->credit, ==, "type=\"Bag\" x");
  g_assert_cmpstr (photo->alt, ==, "Air setinggi lutut");
  g_assert_cmpstr (photo->title, ==, "Judul");
  g_assert_cmpstr (photo->taken, ==, "2024-11-09T10:00:00+07");
}

static void
test_exif (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) photo
    = add_tagged (fixture, "-EXIF:ImageDescription='Jembatan' -EXIF:Artist=Bayu "
                           "-EXIF:DateTimeOriginal='2024:11:09 10:00:00' "
                           "-EXIF:OffsetTimeOriginal=+08:00");
  g_autoptr (RedaksiPhoto) noise = NULL;
  g_autoptr (RedaksiPhoto) wrong = NULL;

  g_assert_cmpstr (photo->caption, ==, "Jembatan");
  g_assert_cmpstr (photo->credit, ==, "Bayu");
  g_assert_cmpstr (photo->taken, ==, "2024-11-09T10:00:00+08");
  noise = add_tagged (fixture, "-EXIF:ImageDescription='OLYMPUS DIGITAL CAMERA         '");
  g_assert_null (noise->caption);
  wrong = add_tagged (fixture, "-EXIF:DateTimeOriginal#='2024:13:45 10:00:00'");
  g_assert_null (wrong->taken);
}

static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Ketua, ");
  g_autofree char *args = NULL;
  g_autofree char *file = g_build_filename (fixture->folder, "text", NULL);
  g_autoptr (RedaksiPhoto) photo = NULL;

  while (text->len < 3000)
    g_string_append (text, "“orang” ");
  g_string_append (text, "akhir");
  g_assert_true (g_file_set_contents (file, text->str, -1, NULL));
  /* IPTC holds the beginning, as programs that keep to its limit write it. */
  args = g_strdup ("-codedcharacterset=utf8 -charset iptc=utf8 '-XMP-dc:Description<=text' "
                   "'-IPTC:Caption-Abstract<=short'");
  make (fixture->folder, "head -c 1995 text | iconv -c -f utf8 -t utf8 >short");
  photo = add_tagged (fixture, args);
  g_assert_cmpstr (photo->caption, ==, text->str);
}

/* Nothing of where, with what and by which device it was taken stays in what is shown or sent. */
static void
assert_clean (const char *path)
{
  static const char *const allowed[]
    = { "XMP-x", "XMP-dc", "XMP-photoshop", "XMP-iptcCore", "IPTC]", "Composite", "JFIF" };
  g_autofree char *tags = list_tags (path);
  g_auto (GStrv) lines = g_strsplit (tags, "\n", -1);
  g_autofree char *bytes = NULL;
  gsize length;
  static const char *const secret[]
    = { "GPS",    "106,49", "106.8",   "SN-4711", "4711",      "Exif",
        "EOS R5", "Canon",  "Rahasia", "xmpMM",   "InstanceID" };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean good = *lines[i] == '\0';
      for (guint j = 0; j < G_N_ELEMENTS (allowed); j++)
        good |= strstr (lines[i], allowed[j]) != NULL;
      if (!good)
        g_error ("%s says: %s", path, lines[i]);
    }
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (secret); i++)
    if (memmem (bytes, length, secret[i], strlen (secret[i])) != NULL)
      g_error ("%s holds “%s”", path, secret[i]);
}

#define SECRETS                                                                                    \
  "-EXIF:GPSLatitude=6.17 -EXIF:GPSLatitudeRef=S -EXIF:GPSLongitude=106.8 "                        \
  "-EXIF:GPSLongitudeRef=E "                                                                       \
  "-XMP-exif:GPSLatitude='6,10.5S' -XMP-exif:GPSLongitude='106,49.6E' -EXIF:Make=Canon "           \
  "-EXIF:Model='EOS R5' -EXIF:SerialNumber=SN-4711 -EXIF:LensSerialNumber=SN-4711 "                \
  "-XMP-aux:SerialNumber=SN-4711 -XMP-exifEX:SerialNumber=SN-4711 -EXIF:OwnerName=Rahasia "        \
  "-XMP-xmpMM:InstanceID=Rahasia -IPTC:City=Rahasia -IPTC:Sub-location=Rahasia "                   \
  "-XMP-photoshop:City=Rahasia -XMP-iptcCore:Location=Rahasia -EXIF:UserComment=Rahasia "          \
  "-Comment=Rahasia -IPTC:SpecialInstructions=Rahasia -IPTC:Writer-Editor=Rahasia "                \
  "'-ThumbnailImage<=t.jpg' "

static void
test_private (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.jpg", "b.png", "c.webp", "d.tif" };

  make (fixture->folder, QUARTERS "-resize 32x24 t.jpg");
  tag (fixture, SECRETS "-IPTC:Caption-Abstract=Rakor");
  make (fixture->folder, QUARTERS "b.png && " QUARTERS "c.webp && " QUARTERS "d.tif");
  make (fixture->folder, "for f in b.png c.webp d.tif; do exiftool -q -q -m -overwrite_original "
                         "-tagsfromfile a.jpg -all:all $f || exit 1; done");
  {
    g_autofree char *has
      = run (fixture->folder,
             "exiftool -a -G1 -s a.jpg | grep -c -E 'GPS(Lat|Long)|SN-4711|ThumbnailImage'");
    g_assert_cmpint (g_ascii_strtoll (has, NULL, 10), >=, 8); /* the fixture is what it should be */
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (RedaksiPhoto) photo = add_well (fixture, names[i]);
      g_autofree char *web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
      g_autofree char *thumb = redaksi_photo_store_dup_thumb_path (fixture->store, photo->digest);
      g_autofree char *upload = g_build_filename (fixture->folder, "upload", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes
        = await_boxed (redaksi_photo_store_make_upload (fixture->store, photo->digest, "Teks",
                                                        "Bayu", "Alt"),
                       &error);

      g_assert_no_error (error);
      g_assert_true (g_file_set_contents (upload, g_bytes_get_data (bytes, NULL),
                                          (gssize)g_bytes_get_size (bytes), NULL));
      assert_clean (web);
      assert_clean (thumb);
      assert_clean (upload);
    }
}

static char *
get_tag (const char *path, const char *name)
{
  return run (NULL, "exiftool -b -charset iptc=latin -%s '%s'", name, path);
}

static void
assert_upload (Fixture *fixture, const char *digest, const char *caption, const char *credit,
               const char *alt)
{
  g_autofree char *path = g_build_filename (fixture->folder, "upload.jpg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
    = await_boxed (redaksi_photo_store_make_upload (fixture->store, digest, caption, credit, alt),
                   &error);
  const struct
  {
    const char *tag;
    const char *value;
  } tags[] = {
    { "IPTC:Caption-Abstract", caption },
    { "XMP-dc:Description", caption },
    { "IPTC:Credit", credit },
    { "XMP-photoshop:Credit", credit },
    { "XMP-iptcCore:AltTextAccessibility", alt },
  };

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize)g_bytes_get_size (bytes), NULL));
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *is = get_tag (path, tags[i].tag);
      g_assert_cmpstr (g_strchug (is), ==, tags[i].value != NULL ? tags[i].value : "");
    }
  assert_quarters (path);
}

static void
test_upload (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) photo
    = add_tagged (fixture, "-IPTC:Caption-Abstract=Lama -XMP-dc:Description=Lama -IPTC:Credit=Lama "
                           "-XMP-photoshop:Credit=Lama "
                           "-XMP-iptcCore:AltTextAccessibility=Lama -IPTC:CopyrightNotice='(c) "
                           "Harian' -IPTC:By-line=Sari");
  g_autofree char *web = redaksi_photo_store_dup_web_path (fixture->store, photo->digest);
  g_autofree char *before = run (NULL, "sha256sum <'%s'", web);
  g_autofree char *after = NULL;
  g_autofree char *upload = g_build_filename (fixture->folder, "upload.jpg", NULL);
  g_autofree char *byline = NULL;
  g_autofree char *copyright = NULL;
  g_autofree char *missing = g_strnfill (64, 'b');
  g_autoptr (GError) error = NULL;

  assert_upload (fixture, photo->digest, "Foto “baru” & <b>\nbaris dua", "Humas/Kukar",
                 "Orang – berdiri");
  byline = get_tag (upload, "IPTC:By-line");
  copyright = get_tag (upload, "XMP-dc:Rights");
  g_assert_cmpstr (byline, ==, "Sari");
  g_assert_cmpstr (copyright, ==, "(c) Harian");
  assert_upload (fixture, photo->digest, "lang=\"id\" teks", "type=\"Seq\" x", "lang=");
  /* Texts that the article does not have are not those of the photo. */
  assert_upload (fixture, photo->digest, NULL, NULL, NULL);
  assert_upload (fixture, photo->digest, "", "", "");
  after = run (NULL, "sha256sum <'%s'", web);
  g_assert_cmpstr (before, ==, after);
  g_assert_null (
    await_boxed (redaksi_photo_store_make_upload (fixture->store, missing, "a", "b", "c"), &error));
  g_assert_error (error, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_STORE);
}

/* Very long, and not even UTF-8. */
static void
test_upload_hostile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiPhoto) photo = add_tagged (fixture, "-IPTC:Credit=x");
  g_autofree char *all = g_strnfill (100000, '&');
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
    = await_boxed (redaksi_photo_store_make_upload (fixture->store, photo->digest, all, all, all),
                   &error);
  g_autoptr (GBytes) more = NULL;

  g_assert_no_error (error);
  more = await_boxed (redaksi_photo_store_make_upload (fixture->store, photo->digest,
                                                       "a\xFF\x01"
                                                       "b",
                                                       "\xC3", "\t"),
                      &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/photos/texts/" name, Fixture, NULL, set_up, function, tear_down)
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  ADD ("iptc", test_iptc);
  ADD ("latin1", test_latin1);
  ADD ("xmp", test_xmp);
  ADD ("exif", test_exif);
  ADD ("long", test_long);
  ADD ("private", test_private);
  ADD ("upload", test_upload);
  ADD ("upload-hostile", test_upload_hostile);
  return g_test_run ();
}
