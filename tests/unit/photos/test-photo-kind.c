/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "redaksi-photo-private.h"

#define DIGEST "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
assert_kind (const char *data, gsize length, RedaksiPhotoKind kind)
{
  /* At the end of an allocation of its own, so that reading past it is seen. */
  g_autofree guint8 *copy = g_memdup2 (data, length);

  g_assert_cmpint (redaksi_photo_kind_sniff (copy, length), ==, kind);
}

#define KIND(text, kind) assert_kind (text, sizeof text - 1, REDAKSI_PHOTO_KIND_##kind)

static void
test_signatures (void)
{
  KIND ("", EMPTY);
  KIND ("\xFF", UNKNOWN);
  KIND ("\xFF\xD8", UNKNOWN);
  KIND ("\xFF\xD8\xFF", JPEG);
  KIND ("\x89PNG\r\n\x1A\n", PNG);
  KIND ("GIF89a", GIF);
  KIND ("RIFF....WEBPVP8 ", WEBP);
  KIND ("RIFF....WAVEfmt ", UNKNOWN);
  KIND ("\0\0\0\x18"
        "ftypheic\0\0\0\0mif1heic",
        HEIC);
  KIND ("\0\0\0\x18"
        "ftypmif1\0\0\0\0mif1avif",
        AVIF);
  KIND ("\0\0\0\x18"
        "ftypavif\0\0\0\0mif1avif",
        AVIF);
  KIND ("\0\0\0\x14"
        "ftypmif1\0\0\0\0mif1",
        HEIC);
  /* The brand after the box's end does not count. */
  KIND ("\0\0\0\x14"
        "ftypisom\0\0\0\0mp42avif",
        VIDEO);
  KIND ("\0\0\0\x18"
        "ftypcrx \0\0\0\1crx isom",
        RAW);
  KIND ("\0\0\0\x14"
        "ftyp",
        UNKNOWN);
  KIND ("FUJIFILMCCD-RAW 0201", RAW);
  KIND ("IIU\0\x18\0\0\0", RAW);
  KIND ("%PDF-1.7", PDF);
  KIND ("BM....", BMP);
  KIND ("\xFF\x0A", JXL);
  KIND ("8BPS", PSD);
  KIND ("  <svg xmlns='http://www.w3.org/2000/svg'/>", SVG);
  KIND ("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- x -->\n<svg/>", SVG);
  KIND ("<!DOCTYPE html><html><svg/></html>", HTML);
  KIND ("Kutai Kartanegara", UNKNOWN);
  KIND ("<rss/>", UNKNOWN);
}

/* A TIFF file of one folder with these entries (tag, type, count, value). */
static GByteArray *
make_tiff (gboolean big_endian, const guint32 (*entries)[4], guint n)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 head[10] = { 'I', 'I', 42, 0, 8, 0, 0, 0, (guint8)n, 0 };

  if (big_endian)
    memcpy (head, "MM\0\x2A\0\0\0\x08\0", 9), head[9] = (guint8)n;
  g_byte_array_append (bytes, head, 10);
  for (guint i = 0; i < n; i++)
    {
      guint16 tag = (guint16)entries[i][0], type = (guint16)entries[i][1];
      guint32 count = entries[i][2], value = entries[i][3];
      guint16 small = (guint16)value;

      tag = big_endian ? GUINT16_TO_BE (tag) : GUINT16_TO_LE (tag);
      type = big_endian ? GUINT16_TO_BE (type) : GUINT16_TO_LE (type);
      count = big_endian ? GUINT32_TO_BE (count) : GUINT32_TO_LE (count);
      value = big_endian ? GUINT32_TO_BE (value) : GUINT32_TO_LE (value);
      small = big_endian ? GUINT16_TO_BE (small) : GUINT16_TO_LE (small);
      g_byte_array_append (bytes, (guint8 *)&tag, 2);
      g_byte_array_append (bytes, (guint8 *)&type, 2);
      g_byte_array_append (bytes, (guint8 *)&count, 4);
      if (entries[i][1] == 3)
        {
          g_byte_array_append (bytes, (guint8 *)&small, 2);
          small = 0;
          g_byte_array_append (bytes, (guint8 *)&small, 2);
        }
      else
        g_byte_array_append (bytes, (guint8 *)&value, 4);
    }
  return bytes;
}

static void
assert_tiff (const guint32 (*entries)[4], guint n, RedaksiPhotoKind kind)
{
  for (int big = 0; big < 2; big++)
    {
      g_autoptr (GByteArray) tiff = make_tiff (big, entries, n);
      assert_kind ((const char *)tiff->data, tiff->len, kind);
    }
}

static void
test_raw (void)
{
  static const guint32 picture[][4] = { { 254, 4, 1, 0 }, { 262, 3, 1, 2 } };
  static const guint32 fax[][4] = { { 254, 4, 1, 2 }, { 259, 3, 1, 4 }, { 262, 3, 1, 0 } };
  static const guint32 dng[][4] = { { 262, 3, 1, 2 }, { 50706, 1, 4, 0x00000401 } };
  static const guint32 nef[][4] = { { 254, 4, 1, 1 }, { 262, 3, 1, 2 }, { 330, 4, 1, 8 } };
  static const guint32 mosaic[][4] = { { 262, 3, 1, 32803 } };
  static const guint32 pentax[][4] = { { 259, 3, 1, 65535 } };
  /* Photoshop's TIFF has a small picture in a folder below. */
  static const guint32 layered[][4] = { { 254, 4, 1, 0 }, { 262, 3, 1, 2 }, { 330, 4, 1, 8 } };
  /* Folders that point outside, at themselves, and at far too many. */
  static const guint32 outside[][4] = { { 330, 4, 1, 0xFFFFFFFF } };
  static const guint32 many[][4] = { { 330, 4, 0xFFFFFFFF, 0xFFFFFFF0 } };
  static const guint32 more[][4] = { { 330, 4, 0xFFFFFFFF, 0 } };

  assert_tiff (picture, 2, REDAKSI_PHOTO_KIND_TIFF);
  assert_tiff (fax, 3, REDAKSI_PHOTO_KIND_TIFF);
  assert_tiff (dng, 2, REDAKSI_PHOTO_KIND_RAW);
  assert_tiff (nef, 3, REDAKSI_PHOTO_KIND_RAW);
  assert_tiff (mosaic, 1, REDAKSI_PHOTO_KIND_RAW);
  assert_tiff (pentax, 1, REDAKSI_PHOTO_KIND_RAW);
  assert_tiff (layered, 3, REDAKSI_PHOTO_KIND_TIFF);
  assert_tiff (outside, 1, REDAKSI_PHOTO_KIND_TIFF);
  assert_tiff (many, 1, REDAKSI_PHOTO_KIND_TIFF);
  assert_tiff (more, 1, REDAKSI_PHOTO_KIND_TIFF);
  KIND ("II\x2A\0", TIFF);
  KIND ("MM\0\x2A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", TIFF);
  KIND ("II\x2A\0\x10\0\0\0CR\2\0", RAW);

  g_assert_true (redaksi_photo_kind_is_raw_name ("DSC_0001.NEF"));
  g_assert_true (redaksi_photo_kind_is_raw_name ("a.b.cr2"));
  g_assert_false (redaksi_photo_kind_is_raw_name ("nef"));
  g_assert_false (redaksi_photo_kind_is_raw_name ("a.tif"));
  g_assert_false (redaksi_photo_kind_is_raw_name (NULL));
}

static void
assert_reply (const char *json, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPhoto) photo = redaksi_photo_from_json (DIGEST, json, strlen (json), &error);

  g_assert_null (photo);
  g_assert_error (error, REDAKSI_PHOTO_ERROR, code);
}

#define GOOD "\"mime\":\"image/png\",\"width\":64,\"height\":48,\"web_width\":64,\"web_height\":48"

static void
test_reply (void)
{
  static const char good[] = "{\"v\":1," GOOD ",\"caption\":\"“Rakor”\",\"alt\":\"\",\"x\":[1]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPhoto) photo = redaksi_photo_from_json (DIGEST, good, strlen (good), &error);
  g_autoptr (RedaksiPhoto) again = NULL;
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (photo->digest, ==, DIGEST);
  g_assert_cmpstr (photo->mime_type, ==, "image/png");
  g_assert_cmpstr (photo->caption, ==, "“Rakor”");
  g_assert_null (photo->alt);
  g_assert_cmpuint (photo->height, ==, 48);
  json = redaksi_photo_to_json (photo);
  again = redaksi_photo_from_json (DIGEST, json, strlen (json), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->caption, ==, photo->caption);

  assert_reply ("", REDAKSI_PHOTO_ERROR_HELPER);
  assert_reply ("[]", REDAKSI_PHOTO_ERROR_HELPER);
  assert_reply ("{}", REDAKSI_PHOTO_ERROR_HELPER);
  assert_reply ("{\"v\":1}", REDAKSI_PHOTO_ERROR_HELPER);
  assert_reply ("{\"v\":2," GOOD "}", REDAKSI_PHOTO_ERROR_HELPER);
  assert_reply ("{\"v\":1," GOOD "} {}", REDAKSI_PHOTO_ERROR_HELPER);
  assert_reply ("{\"v\":1,\"mime\":\"image/svg+xml\",\"width\":64,\"height\":48,\"web_width\":64,"
                "\"web_height\":48}",
                REDAKSI_PHOTO_ERROR_HELPER);
  assert_reply ("{\"v\":1,\"mime\":\"image/png\",\"width\":0,\"height\":48,\"web_width\":64,"
                "\"web_height\":48}",
                REDAKSI_PHOTO_ERROR_HELPER);
  assert_reply ("{\"v\":1,\"mime\":\"image/png\",\"width\":64,\"height\":48,\"web_width\":4096,"
                "\"web_height\":48}",
                REDAKSI_PHOTO_ERROR_HELPER);
  assert_reply ("{\"v\":1,\"mime\":\"image/png\",\"width\":99999999999,\"height\":48,"
                "\"web_width\":64,\"web_height\":48}",
                REDAKSI_PHOTO_ERROR_HELPER);
  assert_reply ("{\"error\":\"limits\",\"megapixels\":-1}", REDAKSI_PHOTO_ERROR_LIMITS);
  assert_reply ("{\"error\":\"limits\",\"megapixels\":99999999999999}", REDAKSI_PHOTO_ERROR_LIMITS);
  assert_reply ("{\"error\":\"kind\"}", REDAKSI_PHOTO_ERROR_KIND);
  assert_reply ("{\"error\":\"codec\"}", REDAKSI_PHOTO_ERROR_KIND);
  assert_reply ("{\"error\":\"damaged\",\"v\":1," GOOD "}", REDAKSI_PHOTO_ERROR_DAMAGED);
  assert_reply ("{\"error\":\"%s%n\"}", REDAKSI_PHOTO_ERROR_HELPER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/photos/kind/signatures", test_signatures);
  g_test_add_func ("/photos/kind/raw", test_raw);
  g_test_add_func ("/photos/kind/reply", test_reply);
  return g_test_run ();
}
