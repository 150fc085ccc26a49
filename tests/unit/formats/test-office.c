/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Word processors' files. pasar.odt and pasar.docx are LibreOffice's own; word.docx has what Word
 * writes and LibreOffice does not. And files that mean no good.
 */
#include <archive.h>
#include <archive_entry.h>

#include "described.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static char *
read_office (const char *data, gsize length, guint *n_pictures)
{
  g_autoptr (GPtrArray) pictures
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_found_picture_free);
  g_autofree char *headline = NULL;
  g_autofree char *body_text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiBody) body
    = redaksi_body_from_office (data, length, &headline, pictures, &error);
  GString *out;

  if (body == NULL)
    {
      g_assert_true (error->domain == REDAKSI_FORMAT_ERROR);
      return g_strdup_printf ("error %d", error->code);
    }
  g_assert_no_error (error);
  g_assert_true (redaksi_body_is_valid (body));
  out = g_string_new (NULL);
  if (headline != NULL)
    g_string_append_printf (out, "H|%s\n", headline);
  body_text = describe (body);
  g_string_append (out, body_text);
  for (guint i = 0; i < pictures->len; i++)
    {
      RedaksiFoundPicture *picture = pictures->pdata[i];
      g_assert_nonnull (picture->bytes);
      g_string_append_printf (out, "\npicture of %" G_GSIZE_FORMAT " bytes",
                              g_bytes_get_size (picture->bytes));
    }
  if (n_pictures != NULL)
    *n_pictures = pictures->len;
  return g_string_free (out, FALSE);
}

static void
test_files (void)
{
  static const char *const names[] = { "pasar.odt", "pasar.docx", "word.docx" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (FIXTURES, "..", "office", names[i], NULL);
      g_autofree char *golden = g_strconcat (path, ".golden", NULL);
      g_autofree char *data = NULL, *expected = NULL, *got = NULL, *line = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      got = read_office (data, length, NULL);
      line = g_strconcat (got, "\n", NULL);
      if (g_getenv ("WRITE_GOLDEN") != NULL)
        g_assert_true (g_file_set_contents (golden, line, -1, NULL));
      g_assert_true (g_file_get_contents (golden, &expected, NULL, NULL));
      g_test_message ("%s", names[i]);
      g_assert_cmpstr (line, ==, expected);
      /* Cut off anywhere it is an error, never a crash. */
      for (gsize cut = 0; cut < length; cut += 97)
        {
          g_autofree char *part = read_office (data, cut, NULL);
          g_assert_nonnull (part);
        }
    }
}

/* ---- made here ------------------------------------------------------------------------------ */

typedef struct
{
  struct archive *zip;
  char *data;
  gsize size, used;
} Zip;

static Zip *
zip_new (gsize size)
{
  Zip *zip = g_new0 (Zip, 1);

  zip->size = size;
  zip->data = g_malloc (size);
  zip->zip = archive_write_new ();
  archive_write_set_format_zip (zip->zip);
  archive_write_open_memory (zip->zip, zip->data, size, &zip->used);
  return zip;
}

static void
zip_add (Zip *zip, const char *name, const char *text, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t)length);
  archive_write_header (zip->zip, entry);
  archive_write_data (zip->zip, text, length);
  archive_entry_free (entry);
}

static char *
zip_read (Zip *zip)
{
  char *got;

  archive_write_close (zip->zip);
  got = read_office (zip->data, zip->used, NULL);
  archive_write_free (zip->zip);
  g_free (zip->data);
  g_free (zip);
  return got;
}

static void
add_relations (Zip *zip)
{
  static const char relations[]
    = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/>"
      "</Relationships>";

  zip_add (zip, "_rels/.rels", relations, strlen (relations));
}

/* A document with @body, whose prolog is @prolog. */
static char *
read_document (const char *prolog, const char *body)
{
  Zip *zip = zip_new (4 * 1024 * 1024);
  g_autofree char *text
    = g_strconcat (prolog, "<w:document " W "><w:body>", body, "</w:body></w:document>", NULL);

  add_relations (zip);
  zip_add (zip, "word/document.xml", text, strlen (text));
  return zip_read (zip);
}

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "<w:sdt>");
  g_string_append (text, "<w:p><w:r><w:t>a</w:t></w:r></w:p>");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "</w:sdt>");
  return g_string_free (text, FALSE);
}

static void
test_hostile (void)
{
  static const char *const rows[][3] = {
    { "", "<w:p><w:r><w:t>a</w:t></w:r></w:p>", "p|a" },
    { "", "", "p|" },
    /* entities: a laugh a billion times, a file of this machine */
    { "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
      "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", "error 1" },
    { "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
      "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", "error 1" },
    { "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">", "<w:p/>", "error 1" },
    { "", "<w:p><w:r><w:t>never closed", "error 1" },
    { "",
      "<w:p><w:r><w:t>a\xEF\xBF\xBC"
      "b\xE2\x80\xA8"
      "c</w:t></w:r></w:p>",
      "p|ab⏎c" },
    { "", "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/><w:t>a</w:t></w:r></w:p>", "p|a" },
    { "",
      "<w:p><w:fldSimple w:instr=' HYPERLINK \"javascript:x\" '><w:r><w:t>a</w:t></w:r>"
      "</w:fldSimple></w:p>",
      "p|a" },
    { "", "<w:p><w:fldSimple w:instr='HYPERLINK \"'><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>",
      "p|a" },
    { "",
      "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"99\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr>"
      "<w:r><w:t>a</w:t></w:r></w:p>",
      "p|a" },
    { "",
      "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>"
      "</w:tbl></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
      "p|a\np|b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *got = read_document (rows[i][0], rows[i][1]);
      g_test_message ("%s", rows[i][1]);
      g_assert_cmpstr (got, ==, rows[i][2]);
    }
  {
    g_autofree char *deep = nest (200), *deeper = nest (100000);
    g_autofree char *taken = read_document ("", deep), *refused = read_document ("", deeper);
    g_assert_cmpstr (taken, ==, "p|a");
    g_assert_cmpstr (refused, ==, "error 1");
  }
}

/* 40 MB of XML, and a picture of 80, in some KB. */
static void
test_bombs (void)
{
  gsize size = 80 * 1024 * 1024;
  g_autofree char *zeroes = g_malloc0 (size);
  Zip *zip = zip_new (4 * 1024 * 1024);
  g_autofree char *got = NULL;

  memset (zeroes, ' ', size);
  add_relations (zip);
  zip_add (zip, "word/document.xml", zeroes, size / 2);
  got = zip_read (zip);
  g_assert_cmpstr (got, ==, "error 0");
  {
    Zip *other = zip_new (4 * 1024 * 1024);
    static const char text[] = "<w:document " W "><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p>"
                               "</w:body></w:document>";
    g_autofree char *taken = NULL;
    add_relations (other);
    zip_add (other, "word/media/image1.png", zeroes, size);
    zip_add (other, "word/document.xml", text, strlen (text));
    taken = zip_read (other);
    g_assert_cmpstr (taken, ==, "p|a");
  }
}

static void
test_pictures (void)
{
  static const char html[]
    = "<p>a</p><figure><img src=\"foto/a%20b.jpg\" alt=\"A\"><figcaption>K</figcaption></figure>"
      "<img src=\"https://x.example/b.jpg\"><img src=\"//x.example/c.jpg\"><p>b"
      "<img src=\"data:image/png;base64,QUJD\"></p><img src=\"javascript:x\"><img src=\"\">"
      "<img src=\"data:text/html;base64,QUJD\"><img src=\"data:image/png,x\">";
  static const char markdown[]
    = "a\n\n![A](foto/a.jpg)\n\n![x](https://x.example/a.jpg) b ![](data:image/png;base64,QUJD)\n";
  g_autoptr (GPtrArray) pictures
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_found_picture_free);
  g_autoptr (RedaksiBody) body
    = redaksi_body_from_html_with_pictures (html, strlen (html), NULL, pictures, NULL);
  g_autoptr (RedaksiBody) other
    = redaksi_body_from_markdown_with_pictures (markdown, strlen (markdown), NULL, pictures, NULL);
  g_autoptr (RedaksiBody) without = redaksi_body_from_html (html, strlen (html), NULL, NULL);
  g_autofree char *got = describe (body), *got_other = describe (other), *none = describe (without);

  g_assert_cmpstr (got, ==, "p|a\nP|(null)\nc|K\np|b\nP|(null)\nc|");
  g_assert_cmpuint (pictures->len, ==, 4);
  g_assert_cmpstr (((RedaksiFoundPicture *)pictures->pdata[0])->address, ==, "foto/a%20b.jpg");
  g_assert_cmpuint (g_bytes_get_size (((RedaksiFoundPicture *)pictures->pdata[1])->bytes), ==, 3);
  g_assert_cmpstr (((RedaksiFoundPicture *)pictures->pdata[2])->address, ==, "foto/a.jpg");
  g_assert_cmpstr (got_other, ==, "p|a\nP|(null)\nc|\np| b \nP|(null)\nc|");
  g_assert_cmpstr (none, ==, "p|a\np|K\np|b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/files", test_files);
  g_test_add_func ("/office/hostile", test_hostile);
  g_test_add_func ("/office/bombs", test_bombs);
  g_test_add_func ("/office/pictures", test_pictures);
  return g_test_run ();
}
