/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "described.h"

#define ID "6ba7b810-9dad-41d1-80b4-00c04fd430c8"

static void
test_in (void)
{
  static const char *const rows[][2] = {
    { "", "p|" },
    { "a", "p|a" },
    { "a\n\nb\n", "p|a\np|b" },
    { "a\r\n\r\n\r\nb\r\n", "p|a\np|b" },
    { "a\rb", "p|a\np|b" },
    { "a\n \t\nb", "p|a\np|b" },
    { "  a   b\tc ", "p|a b c" },
    { "satu\ndua\ntiga", "p|satu\np|dua\np|tiga" },
    /* a mail that was broken at 72 */
    { "Pemerintah Kabupaten Kutai Kartanegara bekerja sama dengan badan\n"
      "pengawas menggelar rapat koordinasi di sebuah hotel di pusat kota, dan\n"
      "hasilnya diumumkan pada sore hari.\n\nSelesai.",
      "p|Pemerintah Kabupaten Kutai Kartanegara bekerja sama dengan badan pengawas menggelar rapat "
      "koordinasi di sebuah hotel di pusat kota, dan hasilnya diumumkan pada sore "
      "hari.\np|Selesai." },
    /* paragraphs of one line each, longer than any mail's */
    { "Pemerintah Kabupaten Kutai Kartanegara bekerja sama dengan badan pengawas menggelar rapat "
      "koordinasi di sebuah hotel di pusat kota.\nHasilnya diumumkan pada sore hari.",
      "p|Pemerintah Kabupaten Kutai Kartanegara bekerja sama dengan badan pengawas menggelar rapat "
      "koordinasi di sebuah hotel di pusat kota.\np|Hasilnya diumumkan pada sore hari." },
    /* two paragraphs of a line each, as long as a mail's lines: nothing says that they are one */
    { "Warga mengungsi ke balai desa sejak pagi hari ini bersama anak-anak.\nBupati meninjau.",
      "p|Warga mengungsi ke balai desa sejak pagi hari ini bersama anak-anak.\np|Bupati "
      "meninjau." },
    /* the column of a page, with words that the ends of lines part */
    { "Hari ini semua sayur-\nmayur dan anak-\nanaknya berjalan-\njalan di peka-\nrangan "
      "sekolah.\n",
      "p|Hari ini semua sayur-mayur dan anak-anaknya berjalan-jalan di pekarangan sekolah." },
    { "Kota lama menerima ko\xC2\xAD\nta baru tanpa ada ke-\nributan, dan pe-\nmerintah "
      "pemerintah "
      "KTP-\nnya.",
      "p|Kota lama menerima kota baru tanpa ada keributan, dan pemerintah pemerintah KTP-nya." },
    /* verses and addresses stay what they are */
    { "Hujan turun lagi\ndi atap rumah\nyang bocor\nsejak lama sekali kita tinggalkan",
      "p|Hujan turun lagi\np|di atap rumah\np|yang bocor\np|sejak lama sekali kita tinggalkan" },
    /* items are not joined */
    { "- satu hal yang panjang sekali sehingga barisnya hampir penuh semua ya\n- dua",
      "p|- satu hal yang panjang sekali sehingga barisnya hampir penuh semua ya\np|- dua" },
    { "> kutipan\n> lagi\nbukan", "q|kutipan\nq|lagi\np|bukan" },
    { "flowed \ntext", "p|flowed text" },
    { "a\fb", "p|a\np|b" },
    { "<b>&amp;", "p|<b>&amp;" },
    { "x\xFFy", "p|xÿy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RedaksiBody) body = redaksi_body_from_plain (rows[i][0], strlen (rows[i][0]));
      g_autofree char *got = describe (body);
      g_assert_true (redaksi_body_is_valid (body));
      g_assert_cmpstr (got, ==, rows[i][1]);
    }
}

static void
test_out (void)
{
  static const char json[]
    = "{\"redaksi\":1,\"id\":\"" ID "\",\"fields\":{\"bylines\":\"[[\\\"Bayu\\\",\\\"writer\\\"],"
      "[\\\"Rina\\\",\\\"editor\\\"]]\",\"dateline\":\"TENGGARONG\",\"headline\":\"Judul\"},"
      "\"body\":["
      "{\"kind\":\"heading\",\"attributes\":{\"level\":\"2\"},\"text\":\"Sub\"},"
      "{\"kind\":\"paragraph\",\"text\":\"abcdef\",\"marks\":[[0,2,\"strong\"],[1,3,\"deletion\","
      "\"s\"],"
      "[3,4,\"insertion\",\"s\"],[4,5,\"note\",\"rahasia\"]]},"
      "{\"kind\":\"paragraph\",\"text\":\"semua\",\"marks\":[[0,5,\"deletion\",\"s\"]]},"
      "{\"kind\":\"list-item\",\"attributes\":{\"ordered\":\"true\"},\"text\":\"x\"},"
      "{\"kind\":\"list-item\",\"attributes\":{\"depth\":\"1\"},\"text\":\"y\"},"
      "{\"kind\":\"photo\",\"attributes\":{\"photo\":\"aa\"}},{\"kind\":\"caption\",\"text\":\"K\"}"
      ","
      "{\"kind\":\"preserved\",\"attributes\":{\"source\":\"<!-- wp:table --><table><tr><td>1</td>"
      "<td>2</td></tr></table><!-- /wp:table -->\"}}]}";
  static const char expected[]
    = "Judul\n\nSub\n\nTENGGARONG – adef\n\n1. x\n  • y\n\nFoto: K\n\n1 · 2"
      "\n\nPenulis : Bayu\nEditor : Rina\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiArticle) article = redaksi_article_from_json (json, strlen (json), &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  got = redaksi_article_to_plain (article);
  g_assert_cmpstr (got, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plain/in", test_in);
  g_test_add_func ("/plain/out", test_out);
  return g_test_run ();
}
