/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-page.h"

/* An article of the shape of a regional newspaper's page, our own words, and its site. */
#define SAMPLE_URL    "https://koran.example/2026/11/09/tiga-puluh-posyandu/"
#define SAMPLE_DIGEST "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"
#define SAMPLE_TIME   (G_GINT64_CONSTANT (1762668300) * G_USEC_PER_SEC) /* 2025-11-09 06:05 UTC */

static const RedaksiFollowLink sample_follow[] = {
  { "Facebook", "https://www.facebook.com/koran.example" },
  { "Instagram", "https://www.instagram.com/koran.example" },
  { "YouTube", "https://www.youtube.com/@koran.example" },
};
static const char *const sample_sections[] = { "Daerah", "Ekonomi", "Olahraga", "Budaya", NULL };
static const RedaksiPageSite sample_site = {
  .name = "Koran Teluk",
  .tagline = "Kabar dari hulu sampai muara",
  .language = "id",
  .base_url = "https://koran.example/",
  .follow = sample_follow,
  .n_follow = G_N_ELEMENTS (sample_follow),
  .sections = sample_sections,
};
static const RedaksiPageContext sample_context = {
  .url = SAMPLE_URL,
  .published = SAMPLE_TIME,
  .modified = SAMPLE_TIME + 90 * G_TIME_SPAN_MINUTE,
  .time_zone = "Asia/Makassar",
  .use = REDAKSI_PAGE_PUBLIC,
};

static inline gboolean
sample_lookup (const char *digest, RedaksiPhotoLink *link, gpointer user_data)
{
  *link = (RedaksiPhotoLink){ user_data != NULL ? user_data : "/media/7/posyandu.jpg", "7", 1600,
                              1067 };
  return TRUE;
}

static inline RedaksiArticle *
with_field (RedaksiArticle *article, const char *name, const char *value)
{
  RedaksiArticle *with = redaksi_article_with_field (article, name, value);

  redaksi_article_unref (article);
  return with;
}

static inline RedaksiArticle *
make_sample (void)
{
  static const struct
  {
    RedaksiBlockKind kind;
    const char *text;
  } blocks[] = {
    { REDAKSI_BLOCK_PARAGRAPH,
      "Tiga puluh pos pelayanan terpadu (posyandu) di sepanjang sungai menerima timbangan digital, "
      "kata kepala dinas, Senin (9/11/2026)." },
    { REDAKSI_BLOCK_PARAGRAPH, "“Petugas tidak perlu lagi menyalin angka ke buku, dan orang tua "
                               "langsung melihat hasilnya di papan,” ujar Ratna Dewi." },
    { REDAKSI_BLOCK_HEADING, "Dari perahu ke perahu" },
    { REDAKSI_BLOCK_PARAGRAPH,
      "Pengiriman memakan waktu dua pekan karena sembilan kampung hanya dapat dicapai lewat air. "
      "Setiap timbangan datang bersama baterai cadangan dan panduan singkat." },
    { REDAKSI_BLOCK_QUOTE,
      "“Kami menimbang empat puluh anak sebelum tengah hari,” ungkap Sulastri dengan gembira." },
    { REDAKSI_BLOCK_PARAGRAPH,
      "Dinas berencana menambah dua puluh unit lagi tahun depan, terutama di hulu." },
    { REDAKSI_BLOCK_PULL_QUOTE, "Orang tua langsung melihat hasilnya di papan." },
    { REDAKSI_BLOCK_PARAGRAPH, "“Yang penting datanya sampai,” pungkas Ratna." },
  };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_block_unref);
  g_autoptr (GPtrArray) bylines
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  g_autoptr (RedaksiBody) body = NULL;
  g_autoptr (RedaksiArticle) bare = redaksi_article_new (NULL);
  g_autoptr (RedaksiArticle) signed_ = NULL;
  RedaksiArticle *article;

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autoptr (RedaksiShape) shape = blocks[i].kind == REDAKSI_BLOCK_HEADING
                                           ? redaksi_shape_new (blocks[i].kind, "level", "2", NULL)
                                           : redaksi_shape_new (blocks[i].kind, NULL);
      g_ptr_array_add (list, redaksi_block_new (shape, blocks[i].text, NULL, 0));
    }
  body = redaksi_body_new ((RedaksiBlock *const *)list->pdata, list->len);
  g_ptr_array_add (bylines, redaksi_byline_new ("Bayu", REDAKSI_ROLE_WRITER));
  g_ptr_array_add (bylines, redaksi_byline_new ("Sari Wulandari", REDAKSI_ROLE_EDITOR));
  signed_ = redaksi_article_with_bylines (bare, bylines);
  article = redaksi_article_with_body (signed_, body);
  article = with_field (article, REDAKSI_FIELD_KICKER, "Kesehatan");
  article = with_field (article, REDAKSI_FIELD_HEADLINE,
                        "Tiga Puluh Posyandu di Tepi Sungai Terima Timbangan Digital");
  article = with_field (article, REDAKSI_FIELD_DECK,
                        "Angka berat badan kini tampil di papan, bukan di buku yang mudah basah.");
  article = with_field (article, REDAKSI_FIELD_DATELINE, "MUARA BARU");
  article = with_field (article, REDAKSI_FIELD_LEAD_PHOTO, SAMPLE_DIGEST);
  article
    = with_field (article, REDAKSI_FIELD_LEAD_CAPTION,
                  "Kader posyandu menimbang balita di Kampung “Seberang” pada Senin (9/11/2026).");
  article = with_field (article, REDAKSI_FIELD_LEAD_CREDIT, "Dok. Dinas Kesehatan");
  article = with_field (article, REDAKSI_FIELD_LEAD_ALT, "Seorang balita di timbangan");
  article = with_field (article, REDAKSI_FIELD_SECTION, "Daerah");
  article = with_field (article, REDAKSI_FIELD_TAGS, "[\"Posyandu\",\"Kesehatan anak\"]");
  return article;
}
