/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms without a photo store: hostile words, what readers may not see, and files that can't be
 * written. */
#include <glib/gstdio.h>
#include <gumbo.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../await.h"
#include "redaksi-export-private.h"
#include "redaksi-json.h"

#define DIGEST "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"

static RedaksiArticle *
with (RedaksiArticle *article, const char *field, const char *value)
{
  RedaksiArticle *changed = redaksi_article_with_field (article, field, value);

  redaksi_article_unref (article);
  return changed;
}

/* "Kata lama baru catatan.": "lama" is struck, "baru" put in, "catatan" has a note. */
static RedaksiArticle *
make_article (gboolean for_readers)
{
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_PARAGRAPH, NULL);
  g_autoptr (RedaksiShape) photo
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo", DIGEST, "credit", "Budi", NULL);
  g_autoptr (RedaksiShape) remote
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "url", "https://x.example/a.jpg", NULL);
  g_autoptr (RedaksiMark) struck = redaksi_mark_new (REDAKSI_MARK_DELETION, "Rina");
  g_autoptr (RedaksiMark) new = redaksi_mark_new (REDAKSI_MARK_INSERTION, "Rina");
  g_autoptr (RedaksiMark) note = redaksi_mark_new (REDAKSI_MARK_NOTE, "RAHASIA");
  const RedaksiMarkSpan spans[] = { { 5, 9, struck }, { 10, 14, new }, { 15, 22, note } };
  g_autoptr (RedaksiBlock) text
    = redaksi_block_new (shape, "Kata LAMA baru catatan.", spans, G_N_ELEMENTS (spans));
  g_autoptr (RedaksiBlock) leaf = redaksi_block_new_leaf (photo);
  g_autoptr (RedaksiBlock) far = redaksi_block_new_leaf (remote);
  RedaksiBlock *blocks[] = { text, leaf, far };
  g_autoptr (RedaksiBody) body = redaksi_body_new (blocks, G_N_ELEMENTS (blocks));
  g_autoptr (RedaksiBody) seen = redaksi_body_for_readers (body);
  g_autoptr (RedaksiArticle) bare = redaksi_article_new ("0a0b0c0d-0000-4000-8000-000000000001");
  RedaksiArticle *article = redaksi_article_with_body (bare, for_readers ? seen : body);

  return with (article, REDAKSI_FIELD_HEADLINE, "Tajuk </script><!-- “x”");
}

static void
photo_free (gpointer data)
{
  RedaksiExportPhoto *photo = data;

  g_clear_pointer (&photo->bytes, g_bytes_unref);
  g_free (photo->digest);
  g_free (photo->caption);
  g_free (photo->credit);
  g_free (photo->alt);
  g_free (photo->url);
  g_free (photo);
}

static RedaksiExportMatter
make_matter (void)
{
  RedaksiExportMatter matter = { .article = make_article (TRUE) };
  RedaksiExportPhoto *photo = g_new0 (RedaksiExportPhoto, 1);

  matter.photos = g_ptr_array_new_with_free_func (photo_free);
  photo->digest = g_strdup (DIGEST);
  photo->caption = g_strdup ("Keterangan");
  photo->credit = g_strdup ("Budi");
  photo->alt = g_strdup ("");
  photo->url = g_strdup ("photos/photo-1.jpg");
  photo->width = 3;
  photo->height = 2;
  photo->bytes = g_bytes_new_static ("jpeg", 4);
  g_ptr_array_add (matter.photos, photo);
  return matter;
}

static void
clear (RedaksiExportMatter *matter)
{
  redaksi_article_unref (matter->article);
  g_ptr_array_unref (matter->photos);
}

static const char *
text_of (GPtrArray *files, const char *name, gsize *length)
{
  for (guint i = 0; i < files->len; i++)
    {
      const RedaksiExportFile *file = files->pdata[i];
      if (strcmp (file->name, name) == 0)
        return g_bytes_get_data (file->bytes, length);
    }
  g_error ("there is no %s", name);
}

static void
test_readers (void)
{
  static const struct
  {
    RedaksiExportForm form;
    const char *name;
    guint n_files;
  } forms[] = { { REDAKSI_EXPORT_PAGE, "index.html", 3 },
                { REDAKSI_EXPORT_HTML, "article.html", 1 },
                { REDAKSI_EXPORT_MARKDOWN, "article.md", 2 },
                { REDAKSI_EXPORT_NINJS, "article.json", 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      RedaksiExportMatter matter = make_matter ();
      g_autoptr (GPtrArray) files = _redaksi_export_make_files (&matter, forms[i].form);
      gsize length;
      const char *data = text_of (files, forms[i].name, &length);
      g_autofree char *text = g_strndup (data, length);

      g_assert_cmpuint (files->len, ==, forms[i].n_files);
      g_assert_null (strstr (text, "LAMA"));
      g_assert_null (strstr (text, "RAHASIA"));
      g_assert_nonnull (strstr (text, "catatan."));
      g_assert_nonnull (strstr (text, "photos/photo-1.jpg"));
      clear (&matter);
    }
}

static void
test_valid (void)
{
  const RedaksiExportForm forms[] = { REDAKSI_EXPORT_PAGE, REDAKSI_EXPORT_HTML };
  const char *const names[] = { "index.html", "article.html" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      RedaksiExportMatter matter = make_matter ();
      g_autoptr (GPtrArray) files = _redaksi_export_make_files (&matter, forms[i]);
      gsize length;
      const char *data = text_of (files, names[i], &length);
      g_autofree char *text = g_strndup (data, length);
      GumboOutput *output = gumbo_parse (text);

      if (output->errors.length > 0)
        g_error ("no valid HTML: %s", text);
      gumbo_destroy_output (&kGumboDefaultOptions, output);
      clear (&matter);
    }
}

static void
test_embargo (void)
{
  static const struct
  {
    const char *embargo, *status;
    gboolean time;
  } cases[] = { { NULL, "usable", FALSE },
                { "2001-01-01T00:00:00Z", "usable", FALSE },
                { "2999-01-01T00:00:00Z", "withheld", TRUE },
                { "kapan-kapan", "withheld", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RedaksiExportMatter matter = make_matter ();
      g_autofree char *json = NULL;
      g_autoptr (yyjson_doc) doc = NULL;
      yyjson_val *root;

      if (cases[i].embargo != NULL)
        matter.article = with (matter.article, REDAKSI_FIELD_EMBARGO, cases[i].embargo);
      json = _redaksi_export_to_ninjs (&matter);
      doc = redaksi_json_parse (json, strlen (json), NULL);
      root = yyjson_doc_get_root (doc);
      g_assert_cmpstr (redaksi_json_get_string (root, "pubStatus"), ==, cases[i].status);
      g_assert_cmpint (redaksi_json_get_string (root, "embargoedUntil") != NULL, ==, cases[i].time);
      clear (&matter);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *slug, *headline, *name;
  } cases[] = { { "", "Banjir surut, “warga pulang”", "banjir-surut-warga-pulang" },
                { "../../etc/passwd", "x", "etc-passwd" },
                { "", "../", "article-0a0b0c0d" },
                { "", "السيول", "article-0a0b0c0d" },
                { "", "CON\n\x07.html\\x", "con-html-x" },
                { "", "", "article-0a0b0c0d" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RedaksiArticle *article = redaksi_article_new ("0a0b0c0d-0000-4000-8000-000000000001");
      g_autofree char *folder = NULL;
      g_autofree char *file = NULL;
      g_autofree char *wanted = g_strconcat (cases[i].name, ".html", NULL);

      article = with (article, REDAKSI_FIELD_SLUG, cases[i].slug);
      article = with (article, REDAKSI_FIELD_HEADLINE, cases[i].headline);
      folder = redaksi_export_dup_name (article, REDAKSI_EXPORT_PAGE);
      file = redaksi_export_dup_name (article, REDAKSI_EXPORT_HTML);
      g_assert_cmpstr (folder, ==, cases[i].name);
      g_assert_cmpstr (file, ==, wanted);
      redaksi_article_unref (article);
    }
}

/* ---- the disk -------------------------------------------------------------------------------- */

static char *
in (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static guint
count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_free_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("redaksi-export-XXXXXX", NULL);
  g_autofree char *taken = in (folder, "a.html");
  g_autofree char *second = in (folder, "a (2).html");
  g_autofree char *third = in (folder, "a (3).html");
  g_autofree char *found = NULL;
  g_autofree char *again = NULL;

  found = redaksi_export_dup_free_path (folder, "a.html");
  g_assert_cmpstr (found, ==, taken);
  g_assert_true (g_file_set_contents (taken, "", 0, NULL));
  /* A link that leads nowhere is something too. */
  g_assert_cmpint (symlink ("nowhere", second), ==, 0);
  again = redaksi_export_dup_free_path (folder, "a.html");
  g_assert_cmpstr (again, ==, third);
  g_unlink (taken);
  g_unlink (second);
  g_rmdir (folder);
}

/* A disk that takes a part and then no more: nothing is left, and the sentence says so. */
static void
test_full (void)
{
  g_autofree char *folder = g_dir_make_tmp ("redaksi-export-XXXXXX", NULL);
  g_autofree char *path = in (folder, "ada");
  RedaksiExportMatter matter = make_matter ();
  RedaksiExportPhoto *photo = matter.photos->pdata[0];
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;

  g_bytes_unref (photo->bytes);
  photo->bytes = g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);
  files = _redaksi_export_make_files (&matter, REDAKSI_EXPORT_PAGE);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 256 << 10;
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (_redaksi_export_write (path, files, TRUE, &error));
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_error (error, REDAKSI_EXPORT_ERROR, REDAKSI_EXPORT_ERROR_WRITE);
  g_assert_cmpuint (count (folder), ==, 0);
  clear (&matter);
  g_rmdir (folder);
}

static void
test_never_over (void)
{
  g_autofree char *folder = g_dir_make_tmp ("redaksi-export-XXXXXX", NULL);
  g_autofree char *path = in (folder, "ada");
  RedaksiExportMatter matter = make_matter ();
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (path, "milik orang", -1, NULL));
  for (RedaksiExportForm form = 0; form <= REDAKSI_EXPORT_FORM_LAST; form++)
    {
      g_autoptr (GPtrArray) files = _redaksi_export_make_files (&matter, form);
      g_autoptr (GError) error = NULL;

      g_assert_false (_redaksi_export_write (path, files, form != REDAKSI_EXPORT_HTML, &error));
      g_assert_error (error, REDAKSI_EXPORT_ERROR, REDAKSI_EXPORT_ERROR_EXISTS);
      g_assert_cmpuint (count (folder), ==, 1);
    }
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "milik orang");
  g_unlink (path);
  g_rmdir (folder);
  clear (&matter);
}

/* All the way: what is struck stays here, and photos that can't be had are counted. */
static void
test_whole (void)
{
  g_autofree char *folder = g_dir_make_tmp ("redaksi-export-XXXXXX", NULL);
  g_autofree char *store = in (folder, "store");
  g_autofree char *path = in (folder, "ada.html");
  g_autoptr (RedaksiPhotoStore) photos = redaksi_photo_store_new (store);
  g_autoptr (RedaksiArticle) article = make_article (FALSE);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GValue) lost = G_VALUE_INIT;

  await_value (redaksi_export_article (article, REDAKSI_EXPORT_HTML, NULL, photos, path), &lost,
               &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_value_get_uint (&lost), ==, 2);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "LAMA"));
  g_assert_null (strstr (text, "RAHASIA"));
  g_assert_nonnull (strstr (text, "Kata"));
  g_unlink (path);
  g_rmdir (store);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/export/readers", test_readers);
  g_test_add_func ("/export/valid", test_valid);
  g_test_add_func ("/export/embargo", test_embargo);
  g_test_add_func ("/export/names", test_names);
  g_test_add_func ("/export/free-path", test_free_path);
  g_test_add_func ("/export/full", test_full);
  g_test_add_func ("/export/whole", test_whole);
  g_test_add_func ("/export/never-over", test_never_over);
  return g_test_run ();
}
