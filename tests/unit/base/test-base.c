/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "redaksi-clock.h"
#include "redaksi-digest.h"
#include "redaksi-file.h"
#include "redaksi-id.h"
#include "redaksi-json.h"
#include "redaksi-text.h"

static void
test_id (void)
{
  g_autofree char *id = redaksi_id_new ();
  g_autofree char *other = redaksi_id_new ();

  g_assert_true (redaksi_id_is_valid (id));
  g_assert_cmpstr (id, !=, other);
  g_assert_false (redaksi_id_is_valid (NULL));
  g_assert_false (redaksi_id_is_valid ("../../etc/passwd"));
  g_assert_false (redaksi_id_is_valid ("6BA7B810-9DAD-41D1-80B4-00C04FD430C8"));
}

static void
test_clock (void)
{
  g_autofree char *iso = redaksi_clock_to_iso (G_GINT64_CONSTANT (1762671900) * G_USEC_PER_SEC);

  g_assert_cmpstr (iso, ==, "2025-11-09T07:05:00Z");
  g_assert_cmpint (redaksi_clock_from_iso (iso), ==,
                   G_GINT64_CONSTANT (1762671900) * G_USEC_PER_SEC);
  g_assert_cmpint (redaksi_clock_from_iso ("2025-11-09T14:05:00+07:00"), ==,
                   G_GINT64_CONSTANT (1762671900) * G_USEC_PER_SEC);
  g_assert_cmpint (redaksi_clock_from_iso ("2025-11-09T07:05:00"), ==,
                   G_GINT64_CONSTANT (1762671900) * G_USEC_PER_SEC);
  g_assert_cmpint (redaksi_clock_from_iso ("tomorrow"), ==, -1);
}

static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("redaksi-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("kabar", 5);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  struct stat st;

  g_assert_true (redaksi_file_write_durably (path, bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
  again = redaksi_file_read (path, 5, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_null (redaksi_file_read (path, 4, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (redaksi_file_read (folder, 100, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);
  digest = redaksi_digest_file (path, &error);
  g_assert_cmpstr (digest, ==, "ff2c5079aa5eeba82c698ff4753cfef2a8e78d3a38414549645e127a7cbedc2d");
  g_unlink (path);
  g_assert_false (redaksi_file_write_durably ("/nonexistent/a", bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_rmdir (folder);
}

/* Over nothing: not over a file, not over an empty folder, not over a link that leads nowhere. */
static void
test_rename_new (void)
{
  g_autofree char *folder = g_dir_make_tmp ("redaksi-XXXXXX", NULL);
  g_autofree char *from = g_build_filename (folder, "from", NULL);
  g_autofree char *to = g_build_filename (folder, "to", NULL);
  g_autofree char *deeper = g_build_filename (to, "to", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (from, "baru", -1, NULL));
  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  g_assert_false (redaksi_file_rename_new (from, to, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_rmdir (to);
  g_assert_cmpint (symlink ("nowhere", to), ==, 0);
  g_assert_false (redaksi_file_rename_new (from, to, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_unlink (to);
  g_assert_false (redaksi_file_rename_new (from, deeper, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (redaksi_file_rename_new (from, to, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (to, G_FILE_TEST_IS_REGULAR));
  g_assert_false (g_file_test (from, G_FILE_TEST_EXISTS));
  g_unlink (to);
  g_rmdir (folder);
}

static void
test_digest (void)
{
  g_autofree char *digest = redaksi_digest_data ("abc", 3);

  /* FIPS 180-2, appendix B.1 */
  g_assert_cmpstr (digest, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_false (redaksi_digest_is_valid ("ba78"));
  g_assert_false (
    redaksi_digest_is_valid ("BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

static void
test_json (void)
{
  static const char *const bad[] = { "", "{", "{\"a\":1,}", "// x\n{}", "[1e400]", "nul", "{} {}" };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (yyjson_doc) doc = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (redaksi_json_parse (bad[i], strlen (bad[i]), &error));
      g_assert_error (error, REDAKSI_JSON_ERROR, REDAKSI_JSON_ERROR_SYNTAX);
      g_clear_error (&error);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (redaksi_json_parse (deep->str, deep->len, &error));
  g_assert_error (error, REDAKSI_JSON_ERROR, REDAKSI_JSON_ERROR_DEPTH);
  g_clear_error (&error);

  doc = redaksi_json_parse (
    "{\"a\":\"x\",\"b\":\"x\\u0000y\",\"c\":7,\"d\":18446744073709551615,\"e\":\"[[[\"}", 65,
    &error);
  g_assert_no_error (error);
  g_assert_cmpstr (redaksi_json_get_string (yyjson_doc_get_root (doc), "a"), ==, "x");
  g_assert_null (redaksi_json_get_string (yyjson_doc_get_root (doc), "b"));
  g_assert_null (redaksi_json_get_string (yyjson_doc_get_root (doc), "c"));
  g_assert_cmpint (redaksi_json_get_int (yyjson_doc_get_root (doc), "c", -1), ==, 7);
  g_assert_cmpint (redaksi_json_get_int (yyjson_doc_get_root (doc), "d", -1), ==, -1);
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *slug;
  } slugs[] = {
    { "Pemkab Kukar & Bawaslu: “Rakor”", "pemkab-kukar-bawaslu-rakor" },
    { "  Café — déjà vu!  ", "cafe-deja-vu" },
    { "Jum'at", "jumat" },
    { "", "" },
    { "???", "" },
  };
  g_autofree char *line = redaksi_text_one_line (" a\n\tb \xC2\xA0 c ");
  g_autofree char *escaped = redaksi_text_escape ("<a href=\"x\">“A & B”</a>");
  g_autofree char *shorter = redaksi_text_shorten ("Hujan deras mengguyur kota", 15);
  g_autofree char *same = redaksi_text_shorten ("Hujan", 15);

  for (guint i = 0; i < G_N_ELEMENTS (slugs); i++)
    {
      g_autofree char *slug = redaksi_text_slug (slugs[i].text);
      g_assert_cmpstr (slug, ==, slugs[i].slug);
    }
  g_assert_cmpstr (line, ==, "a b \xC2\xA0 c");
  g_assert_cmpstr (escaped, ==, "&lt;a href=&quot;x&quot;&gt;“A &amp; B”&lt;/a&gt;");
  g_assert_cmpstr (shorter, ==, "Hujan deras…");
  g_assert_cmpstr (same, ==, "Hujan");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/id", test_id);
  g_test_add_func ("/base/clock", test_clock);
  g_test_add_func ("/base/file", test_file);
  g_test_add_func ("/base/rename-new", test_rename_new);
  g_test_add_func ("/base/digest", test_digest);
  g_test_add_func ("/base/json", test_json);
  g_test_add_func ("/base/text", test_text);
  return g_test_run ();
}
