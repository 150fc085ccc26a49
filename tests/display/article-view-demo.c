/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdlib.h>
#include <string.h>

#include "redaksi-article-view.h"

/*
 * article-view-demo [--words N] [--empty] [--size WxH] [--lead FILE]: the article pane alone, with
 * a document that nobody keeps: to try it and to test it. What the document says is written to the
 * file that ARTICLE_STATE names whenever it changes, so that a test can see what was really stored.
 */

static int n_words;
static gboolean empty;
static char *size;
static char *lead;
static char *photos_folder;

static void
add (GPtrArray *blocks, RedaksiShape *shape, const char *text, const RedaksiMarkSpan *spans,
     guint n_spans)
{
  g_ptr_array_add (blocks, redaksi_block_new (shape, text, spans, n_spans));
  redaksi_shape_unref (shape);
}

static RedaksiShape *
of (RedaksiBlockKind kind)
{
  return redaksi_shape_new (kind, NULL);
}

static RedaksiBody *
sample_body (void)
{
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_autoptr (RedaksiMark) strong = redaksi_mark_new (REDAKSI_MARK_STRONG, NULL);
  g_autoptr (RedaksiMark) emphasis = redaksi_mark_new (REDAKSI_MARK_EMPHASIS, NULL);
  g_autoptr (RedaksiMark) link
    = redaksi_mark_new (REDAKSI_MARK_LINK, "https://example.org/peta-banjir");
  RedaksiMarkSpan spans[] = { { 9, 27, strong }, { 32, 41, emphasis }, { 56, 68, link } };

  add (blocks, of (REDAKSI_BLOCK_PARAGRAPH),
       "Petugas Badan Penanggulangan dan relawan membagikan peta wilayah banjir kepada warga di "
       "sepanjang Sungai Mahakam, Sabtu (9/11/2024), setelah hujan turun tiga hari berturut-turut.",
       spans, G_N_ELEMENTS (spans));
  add (blocks, of (REDAKSI_BLOCK_PARAGRAPH),
       "“Air mulai naik sejak subuh, dan kami minta warga yang tinggal di tepi sungai bersiap "
       "mengungsi,” ujar Kepala Dinas dengan tenang. Ini kalimta yang salah ejaannya.",
       NULL, 0);
  add (blocks, redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", "2", NULL), "Yang perlu dibawa",
       NULL, 0);
  add (blocks, of (REDAKSI_BLOCK_LIST_ITEM), "Surat penting dalam kantong kedap air", NULL, 0);
  add (blocks, of (REDAKSI_BLOCK_LIST_ITEM), "Obat dan makanan untuk dua hari", NULL, 0);
  add (blocks, redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "depth", "1", NULL),
       "Beras, mi instan, air minum dalam jerigen yang mudah dibawa dan cukup untuk sekeluarga "
       "selama berada di posko",
       NULL, 0);
  add (blocks, redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "ordered", "true", NULL),
       "Matikan listrik", NULL, 0);
  add (blocks, redaksi_shape_new (REDAKSI_BLOCK_LIST_ITEM, "ordered", "true", NULL), "Kunci pintu",
       NULL, 0);
  add (blocks, of (REDAKSI_BLOCK_QUOTE),
       "Kami tidak menunggu air surut. Kami bergerak malam ini juga, dari rumah ke rumah, sampai "
       "semua orang ada di tempat yang kering.",
       NULL, 0);
  add (blocks, redaksi_shape_new (REDAKSI_BLOCK_HEADING, "level", "3", NULL), "Posko", NULL, 0);
  add (blocks, of (REDAKSI_BLOCK_PARAGRAPH), "Posko dibuka di tiga kecamatan.", NULL, 0);
  add (blocks, of (REDAKSI_BLOCK_PULL_QUOTE), "“Tidak ada yang boleh tertinggal.”", NULL, 0);
  g_ptr_array_add (blocks, redaksi_block_new_leaf (of (REDAKSI_BLOCK_DIVIDER)));
  add (blocks, of (REDAKSI_BLOCK_PARAGRAPH),
       "الماء يرتفع منذ الفجر في القرى القريبة من النهر، وقال السكان إنهم ينتظرون المساعدة.", NULL,
       0);
  g_ptr_array_add (blocks, redaksi_block_new_leaf (redaksi_shape_new (
                             REDAKSI_BLOCK_PRESERVED, "name", "core/table", "source",
                             "<!-- wp:table -->\n<table><tr><td>Posko</td><td>Orang</td></tr>"
                             "<tr><td>Loa Kulu</td><td>120</td></tr></table>\n<!-- /wp:table -->",
                             NULL)));
  add (blocks, of (REDAKSI_BLOCK_PARAGRAPH), "Pemerintah daerah akan melapor lagi besok pagi.",
       NULL, 0);
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}

static RedaksiBody *
long_body (int words)
{
  static const char *const stock[]
    = { "pemerintah", "daerah", "warga",   "sungai", "banjir", "kota",
        "dengan",     "yang",   "tidak",   "sudah",  "akan",   "membangun",
        "jembatan",   "rumah",  "sekolah", "di",     "ke",     "dari" };
  g_autoptr (GPtrArray) blocks
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  guint state = 1;

  while (words > 0)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      for (int i = 0; i < 45 && words > 0; i++, words--)
        {
          state = state * 1103515245u + 12345u;
          g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                                  stock[(state >> 16) % G_N_ELEMENTS (stock)]);
        }
      g_ptr_array_add (blocks, redaksi_block_new_paragraph (text->str));
    }
  return redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
}

static RedaksiArticle *
make_article (void)
{
  static const char *const fields[][2] = {
    { REDAKSI_FIELD_KICKER, "BENCANA" },
    { REDAKSI_FIELD_HEADLINE, "Warga Tepi Mahakam Diminta Mengungsi Sebelum Malam" },
    { REDAKSI_FIELD_DECK,
      "Pemerintah membuka tiga posko dan menyiapkan perahu, sementara hujan diperkirakan turun "
      "sampai Senin." },
    { REDAKSI_FIELD_DATELINE, "TENGGARONG" },
    { REDAKSI_FIELD_LANGUAGE, "id" },
  };
  RedaksiArticle *article = redaksi_article_new ("0b9d5f0a-3f0b-4f4e-9a61-5d3f0c1b2a30");
  g_autoptr (RedaksiBody) body = n_words > 0 ? long_body (n_words)
                                 : empty     ? redaksi_body_new_empty ()
                                             : sample_body ();
  RedaksiArticle *next;

  for (guint i = 0; i < G_N_ELEMENTS (fields) && !empty; i++)
    {
      next = redaksi_article_with_field (article, fields[i][0], fields[i][1]);
      redaksi_article_unref (article);
      article = next;
    }
  next = redaksi_article_with_body (article, body);
  redaksi_article_unref (article);
  return next;
}

static void
applied_cb (RedaksiDocument *document)
{
  const char *path = g_getenv ("ARTICLE_STATE");
  g_autofree char *json = NULL;

  if (path == NULL)
    return;
  json = redaksi_article_to_json (redaksi_document_get_article (document));
  g_file_set_contents (path, json, -1, NULL);
}

static void
trouble_cb (RedaksiArticleView *view, const char *sentence, const char *detail, GtkWindow *window)
{
  gtk_window_set_title (window, sentence);
  g_message ("%s (%s)", sentence, detail);
}

static void
activate_cb (GtkApplication *application)
{
  static const char *const languages[] = { "id_ID", NULL };
  g_autoptr (RedaksiArticle) article = make_article ();
  g_autoptr (RedaksiDocument) document = redaksi_document_new (article, 0);
  g_autoptr (RedaksiPhotoStore) photos = redaksi_photo_store_new (photos_folder);
  g_autoptr (RedaksiSpeller) speller = redaksi_speller_new (languages);
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *view = redaksi_article_view_new (photos, speller);
  int width = 900, height = 760;

  if (size != NULL && strchr (size, 'x') != NULL)
    {
      width = atoi (size);
      height = atoi (strchr (size, 'x') + 1);
    }
  gtk_window_set_title (GTK_WINDOW (window), "Article");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_widget_set_size_request (window, 360, 300);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  g_signal_connect (view, "trouble", G_CALLBACK (trouble_cb), window);
  g_signal_connect_after (document, "applied", G_CALLBACK (applied_cb), NULL);
  applied_cb (document);
  redaksi_article_view_set_document (REDAKSI_ARTICLE_VIEW (view), document);
  gtk_window_present (GTK_WINDOW (window));
  redaksi_article_view_focus_text (REDAKSI_ARTICLE_VIEW (view));
  if (lead != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (lead);
      GFile *files[2] = { file, file };
      redaksi_article_view_add_files (REDAKSI_ARTICLE_VIEW (view), files, 2, TRUE);
    }
}

int
main (int argc, char **argv)
{
  const GOptionEntry options[] = {
    { "words", 0, 0, G_OPTION_ARG_INT, &n_words, "A long article", "N" },
    { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, "A new article", NULL },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, "Of the window", "WxH" },
    { "lead", 0, 0, G_OPTION_ARG_FILENAME, &lead, "A photo", "FILE" },
    { NULL },
  };
  g_autoptr (AdwApplication) application
    = adw_application_new ("io.github.redaksi.ArticleViewDemo", G_APPLICATION_NON_UNIQUE);

  dex_init ();
  photos_folder = g_build_filename (g_get_user_data_dir (), "demo-photos", NULL);
  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
