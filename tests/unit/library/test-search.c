/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type in a search box, and what they find. */
#include "common.h"
#include "redaksi-library-private.h"
#include "redaksi-affixes-private.h"
#include "redaksi-search-private.h"
#include "redaksi-snippet-private.h"
#include "redaksi-store-private.h"

static void
test_expression (void)
{
  static const struct
  {
    const char *typed;
    const char *expression;
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { "   \t\n", NULL },
    { "!!! --- …", NULL },
    { "\"", NULL },
    { "\"\"", NULL },
    { "“”", NULL },
    { "rapat", "\"rapat\" *" },
    { "rapat ", "\"rapat\"" },
    { "rapat koor", "\"rapat\" AND \"koor\" *" },
    { "rapat — koor", "\"rapat\" AND \"koor\" *" },
    { "\"rapat koordinasi\"", "\"rapat koordinasi\"" },
    { "“rapat koordinasi” di", "\"rapat koordinasi\" AND \"di\" *" },
    { "„rapat koor", "\"rapat koor\" *" },
    { "a\"b\"c", "\"a\" AND \"b\" AND \"c\" *" },
    { "NOT OR AND NEAR", "\"NOT\" AND \"OR\" AND \"AND\" AND \"NEAR\" *" },
    { "headline:x", "\"headline:x\" *" },
    { "(a* ^b", "\"(a*\" AND \"^b\" *" },
    { "it's", "\"it's\" *" },
    { "covid-19", "\"covid-19\" *" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expression = redaksi_search_expression (cases[i].typed, FALSE);
      g_assert_cmpstr (expression, ==, cases[i].expression);
    }
}

static void
test_affixes (void)
{
  /* Each of these is found by each other of its line. */
  static const char *const families[] = {
    "beri memberi memberikan diberi diberikan pemberian pemberi memberikannya",
    "tulis menulis ditulis penulis tulisan tertulis menuliskan penulisan",
    "pukul memukul dipukul pemukul pukulan pemukulan",
    "sapu menyapu disapu penyapu sapuan",
    "kirim mengirim dikirim kiriman pengiriman mengirimkan terkirim",
    "ajar mengajar pelajar belajar pelajaran pengajar pembelajaran diajarkan",
    "kerja bekerja pekerja pekerjaan mengerjakan dikerjakan",
    "usaha berusaha pengusaha perusahaan mengusahakan usahanya",
    "tani petani pertanian bertani",
    "bangun membangun pembangunan bangunan dibangun terbangun",
    "lapor melapor laporan melaporkan dilaporkan pelaporan pelapor",
    "baik kebaikan memperbaiki diperbaiki perbaikan",
    "camat kecamatan kecamatannya",
    "pilih memilih pemilih pemilihan terpilih dipilih pilihan",
    "nilai menilai penilaian dinilai",
  };
  /* These are two words each, however alike. */
  static const char *const strangers[][2]
    = { { "selat", "selatan" }, { "tua", "ketua" },   { "pala", "kepala" }, { "reka", "mereka" },
        { "teri", "menteri" },  { "pada", "kepada" }, { "air", "cair" },    { "hut", "hutan" },
        { "kota", "kotak" },    { "ikan", "makan" },  { "rumah", "murah" } };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_auto (GStrv) words = g_strsplit (families[i], " ", -1);
      for (guint k = 0; words[k] != NULL; k++)
        {
          g_autoptr (GPtrArray) forms = redaksi_affixes_list (words[k], strlen (words[k]));
          for (guint m = 0; words[m] != NULL; m++)
            if (!g_ptr_array_find_with_equal_func (forms, words[m], g_str_equal, NULL))
              g_error ("“%s” does not find “%s”", words[k], words[m]);
          g_assert_cmpuint (forms->len, <, 350);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    for (guint k = 0; k < 2; k++)
      {
        const char *word = strangers[i][k];
        g_autoptr (GPtrArray) forms = redaksi_affixes_list (word, strlen (word));
        if (forms != NULL
            && g_ptr_array_find_with_equal_func (forms, strangers[i][1 - k], g_str_equal, NULL))
          g_error ("“%s” finds “%s”", word, strangers[i][1 - k]);
      }
  g_assert_null (redaksi_affixes_list ("", 0));
  g_assert_null (redaksi_affixes_list ("straße", 7));
  g_assert_null (redaksi_affixes_list ("covid-19", 8));
}

static guint
count (Fixture *fixture, const char *words)
{
  g_autoptr (GArray) rows = query (fixture, 0, words);

  return rows->len;
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add_article (
    fixture, "Pemkab Kukar Sebut Pentingnya Rakor",
    "TENGGARONG – Rapat koordinasi berlangsung di Hotel Élite pada Sabtu (9/11/2024). COVID-19.");
  g_autofree char *b
    = add_article (fixture, "Harga Beras Naik", "Rapat pasar. Koordinasi tidak ada.");
  g_autofree char *c = add_article (fixture, "東京オリンピック", "日本語の記事 😀");
  g_autofree char *d = add_article (fixture, "", "Straße und Ünïcödé ﷽ עברית العربية");

  g_assert_cmpuint (count (fixture, NULL), ==, 4);
  g_assert_cmpuint (count (fixture, "  "), ==, 4);
  g_assert_cmpuint (count (fixture, "rapat"), ==, 2);
  g_assert_cmpuint (count (fixture, "RAPAT"), ==, 2);
  g_assert_cmpuint (count (fixture, "rap"), ==, 2);
  g_assert_cmpuint (count (fixture, "rap "), ==, 0);
  g_assert_cmpuint (count (fixture, "ra"), ==, 2);
  g_assert_cmpuint (count (fixture, "r"), ==, 2);
  g_assert_cmpuint (count (fixture, "rapat koordinasi"), ==, 2);
  g_assert_cmpuint (count (fixture, "\"rapat koordinasi\""), ==, 1);
  g_assert_cmpuint (count (fixture, "“rapat koor"), ==, 1);
  g_assert_cmpuint (count (fixture, "elite"), ==, 1);
  g_assert_cmpuint (count (fixture, "ÉLITE"), ==, 1);
  g_assert_cmpuint (count (fixture, "unicode"), ==, 1);
  g_assert_cmpuint (count (fixture, "covid-19"), ==, 1);
  g_assert_cmpuint (count (fixture, "9/11/2024"), ==, 1);
  g_assert_cmpuint (count (fixture, "(9/11/2024)"), ==, 1);
  g_assert_cmpuint (count (fixture, "kukar beras"), ==, 0);
  g_assert_cmpuint (count (fixture, "beras naik"), ==, 1);
  g_assert_cmpuint (count (fixture, "東京"), ==, 1);
  g_assert_cmpuint (count (fixture, "עברית"), ==, 1);
  g_assert_cmpuint (count (fixture, "nothing-like-that"), ==, 0);
}

static void
test_related (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add_article (fixture, "Satu", "Bupati MEMBERIKAN bantuan kepada petani.");
  g_autofree char *b = add_article (fixture, "Dua", "Bantuan itu beri harapan.");
  g_autofree char *c = add_article (fixture, "Tiga", "Berita lain dari selatan.");
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) summaries = NULL;

  g_assert_cmpuint (count (fixture, "beri "), ==, 2);
  g_assert_cmpuint (count (fixture, "memberikan"), ==, 2);
  g_assert_cmpuint (count (fixture, "Diberikan bantu"), ==, 2);
  g_assert_cmpuint (count (fixture, "pemberian membantu petani"), ==, 1);
  g_assert_cmpuint (count (fixture, "pertanian"), ==, 1);
  /* Who puts it in quotation marks means that very word. */
  g_assert_cmpuint (count (fixture, "\"beri\""), ==, 1);
  g_assert_cmpuint (count (fixture, "“memberikan bantuan”"), ==, 1);
  g_assert_cmpuint (count (fixture, "\"diberikan\""), ==, 0);
  g_assert_cmpuint (count (fixture, "selat "), ==, 0);
  /* The snippet shows the form that stands there. */
  rows = query (fixture, 0, "pemberian petani");
  summaries
    = await_boxed (redaksi_library_fetch (fixture->library, &g_array_index (rows, gint64, 0), 1,
                                          "pemberian petani"));
  g_assert_nonnull (strstr (redaksi_summary_get_snippet (summaries->pdata[0]), "MEMBERIKAN"));
}

static char *
add_reported (Fixture *fixture, const char *person, const char *section, const char *tag,
              const char *text)
{
  const char *const tags[] = { tag, NULL };
  g_autoptr (RedaksiArticle) article = make_article ("Kepala", text);
  g_autoptr (GPtrArray) people
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  g_autoptr (RedaksiArticle) signed_one = NULL;
  g_autoptr (RedaksiArticle) placed = NULL;
  g_autoptr (RedaksiArticle) tagged = NULL;

  g_ptr_array_add (people, redaksi_byline_new (person, "writer"));
  signed_one = redaksi_article_with_bylines (article, people);
  placed = redaksi_article_with_field (signed_one, REDAKSI_FIELD_SECTION, section);
  tagged = redaksi_article_with_tags (placed, tags);
  return await_string (redaksi_library_create (fixture->library, tagged));
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a
    = add_reported (fixture, "Siti Rahmà", "Politik", "Bayu", "Rapat pertama berlangsung");
  g_autofree char *b = add_reported (fixture, "Bayu Saputra", "Daerah", "Politik", "Rapat lain");
  g_autofree char *c = add_reported (fixture, "Bayu Adi", "Politik Luar", "x", "Panen raya");
  static const struct
  {
    const char *typed;
    guint found;
  } cases[] = {
    { "byline:bayu", 2 },
    { "byline:Bayu rapat", 1 },
    { "rapat byline:BAYU", 1 },
    { "byline:rahma", 1 },
    { "byline:\"bayu sap\"", 1 },
    { "byline:“Bayu Saputra”", 1 },
    { "byline:\"saputra bayu\"", 1 },
    { "byline:siti byline:bayu", 2 },
    { "byline:politik", 0 },
    { "section:politik", 2 },
    { "section:\"politik luar\"", 1 },
    { "section:bayu", 0 },
    { "section:\"=Politik\"", 1 },
    { "section:=Politik", 1 },
    { "section:\"=Politik Luar\"", 1 },
    { "byline:\"=Bayu\"", 0 },
    { "byline:\"=Bayu Adi\"", 1 },
    { "byline:\"=Adi\"", 0 },
    { "byline:\"=Bayu Saputra\" rapat", 1 },
    { "byline:=", 0 },
    { "section:politik byline:bayu", 1 },
    { "state:draft", 2 },
    { "state:pub", 1 },
    { "state:PUBLISHED rapat", 1 },
    { "state:nonsense", 0 },
    { "state:", 3 },
    { "byline:", 3 },
    { "byline: ", 3 },
    { "before:2001", 0 },
    { "before:2001-09", 0 },
    { "before:2001-10", 1 },
    { "before:2002", 1 },
    { "before:2001-09-08", 0 },
    { "before:2001-09-10 ", 1 },
    { "after:2001-09-10", 2 },
    { "after:2001-09-08", 3 },
    { "after:2001-09-08 before:2002", 1 },
    { "before:nonsense", 3 },
    { "before:20", 3 },
    { "before:2001-13", 3 },
    { "before:2001-02-30", 3 },
    { "before:2001-1-1-1", 3 },
    { "http://rapat", 0 },
    { "rapat:lain", 1 },
    { "\"byline:bayu\"", 0 },
    { ":", 3 },
    { ":::", 3 },
  };

  await_true (redaksi_library_set_state (fixture->library, a, REDAKSI_STATE_PUBLISHED));
  /* 9 September 2001, about noon. */
  sql (fixture, "UPDATE article SET changed = 1000036800000000 WHERE row = 1");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint found = count (fixture, cases[i].typed);

      if (found != cases[i].found)
        g_error ("“%s” finds %u, not %u", cases[i].typed, found, cases[i].found);
    }
  {
    g_autoptr (GArray) published = query (fixture, 1u << REDAKSI_STATE_PUBLISHED, "state:draft");
    g_assert_cmpuint (published->len, ==, 0);
  }
  await_true (redaksi_library_delete (fixture->library, c));
  {
    g_autoptr (GArray) trash = query (fixture, REDAKSI_QUERY_TRASH, "byline:bayu state:draft");
    g_assert_cmpuint (trash->len, ==, 1);
  }
}

static void
test_odd_input (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Isi biasa");
  g_autofree char *longest = g_strnfill (100000, 'a');
  g_autoptr (GString) many = g_string_new (NULL);
  static const char *const typed[] = {
    "\"",
    "'",
    "''",
    "*",
    "**",
    "a*",
    "^",
    "a^",
    "(",
    ")",
    "((((((",
    "a AND",
    "OR",
    "NOT a",
    "NEAR(a)",
    "a:b",
    "-a",
    "+a",
    "{a b}:",
    "{",
    "}",
    "\\",
    "\\\"",
    "\"a",
    "a\"",
    "\"\"\"",
    "a \"\" b",
    ";",
    "--",
    "/* */",
    "%",
    "_",
    "\xff",
    "a\xc3",
    "\xf0\x9f\x98",
    "\xe2\x80\x8b",
    "a\x01b",
    "\xef\xbf\xbf",
    "rank",
    "rowid",
    "article_search",
    "\xcc\x81",
    "e\xcc\x81",
    "\xc2\xad",
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    count (fixture, typed[i]);
  g_assert_cmpuint (count (fixture, longest), ==, 0);
  for (guint i = 0; i < 2000; i++)
    g_string_append (many, "kata ");
  g_assert_cmpuint (count (fixture, many->str), ==, 0);
  g_assert_cmpuint (count (fixture, "isi"), ==, 1);
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RedaksiArticle) article = make_article ("Kepala", "Paragraf");
  g_autoptr (GPtrArray) bylines
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_byline_unref);
  g_autoptr (RedaksiShape) photo
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, "photo",
                         "0000000000000000000000000000000000000000000000000000000000000000",
                         "credit", "Antara", NULL);
  g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);
  RedaksiBlock *blocks[]
    = { redaksi_block_new_paragraph ("Paragraf"), redaksi_block_new_leaf (photo),
        redaksi_block_new (caption, "Keterangan gambar", NULL, 0) };
  g_autoptr (RedaksiBody) body = redaksi_body_new (blocks, 3);
  g_autoptr (RedaksiArticle) with_body = redaksi_article_with_body (article, body);
  g_autoptr (RedaksiArticle) with_lead = NULL;
  g_autoptr (RedaksiArticle) whole = NULL;
  g_autoptr (RedaksiSummary) summary = NULL;
  g_autofree char *id = NULL;

  g_ptr_array_add (bylines, redaksi_byline_new ("Bayu Saputra", REDAKSI_ROLE_WRITER));
  with_lead
    = redaksi_article_with_field (with_body, REDAKSI_FIELD_LEAD_CAPTION, "Suasana pembukaan");
  whole = redaksi_article_with_bylines (with_lead, bylines);
  id = await_string (redaksi_library_create (fixture->library, whole));
  g_assert_cmpuint (count (fixture, "kepala"), ==, 1);
  g_assert_cmpuint (count (fixture, "paragraf"), ==, 1);
  g_assert_cmpuint (count (fixture, "keterangan"), ==, 1);
  g_assert_cmpuint (count (fixture, "antara"), ==, 1);
  g_assert_cmpuint (count (fixture, "suasana"), ==, 1);
  g_assert_cmpuint (count (fixture, "saputra"), ==, 1);
  g_assert_cmpuint (count (fixture, "kepala saputra"), ==, 1);
  /* The list shows the text, not the caption. */
  summary = await_object (redaksi_library_get_summary (fixture->library, id));
  g_assert_cmpstr (redaksi_summary_get_snippet (summary), ==, "Paragraf");
  for (guint i = 0; i < 3; i++)
    redaksi_block_unref (blocks[i]);
}

static void
test_newest_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add_article (fixture, "Satu berita", "x");
  g_autofree char *b = add_article (fixture, "Dua berita", "x");
  g_autofree char *c = add_article (fixture, "Tiga berita", "x");
  g_autoptr (RedaksiArticle) article
    = await_boxed (redaksi_library_load_revision (fixture->library, a, 0));
  g_autoptr (RedaksiArticle) changed
    = redaksi_article_with_field (article, REDAKSI_FIELD_DECK, "Baru diubah");
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) list = NULL;

  await_uint (redaksi_library_save_article (fixture->library, changed, "import"));
  rows = query (fixture, 1 << REDAKSI_STATE_DRAFT, "berita");
  g_assert_cmpuint (rows->len, ==, 3);
  list = await_boxed (
    redaksi_library_fetch (fixture->library, (const gint64 *)(void *)rows->data, rows->len, NULL));
  g_assert_cmpstr (redaksi_summary_get_id (list->pdata[0]), ==, a);
  g_assert_cmpstr (redaksi_summary_get_id (list->pdata[1]), ==, c);
  g_assert_cmpstr (redaksi_summary_get_id (list->pdata[2]), ==, b);
  /* The old words are not found any more, the new ones are. */
  g_assert_cmpuint (count (fixture, "diubah"), ==, 1);
}

static void
test_snippet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Pembuka. ");
  g_autofree char *id = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) list = NULL;
  gint64 asked[2];

  for (guint i = 0; i < 300; i++)
    g_string_append (text, "kata biasa ");
  g_string_append (text, "jarum di sini ");
  id = add_article (fixture, "Kepala", text->str);
  rows = query (fixture, 0, "jarum");
  g_assert_cmpuint (rows->len, ==, 1);
  asked[0] = 9999;
  asked[1] = g_array_index (rows, gint64, 0);
  list = await_boxed (redaksi_library_fetch (fixture->library, asked, 2, "jarum"));
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_nonnull (strstr (redaksi_summary_get_snippet (list->pdata[0]), "jarum"));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = await_boxed (redaksi_library_fetch (fixture->library, asked, 2, NULL));
  g_assert_true (g_str_has_prefix (redaksi_summary_get_snippet (list->pdata[0]), "Pembuka."));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = await_boxed (redaksi_library_fetch (fixture->library, NULL, 0, "jarum"));
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_superseded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Isi");
  DexFuture *first, *second;
  g_autoptr (GArray) rows = NULL;

  first = redaksi_library_query (fixture->library, &(RedaksiQuery){ 0, "i" });
  second = redaksi_library_query (fixture->library, &(RedaksiQuery){ 0, "isi" });
  rows = await_boxed (second);
  g_assert_cmpuint (rows->len, ==, 1);
  /* Whether it was faster or not, it is over. */
  while (dex_future_is_pending (first))
    g_main_context_iteration (NULL, TRUE);
  if (dex_future_is_rejected (first))
    await_error (first, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    dex_unref (first);
  /* The connection is of use afterwards. */
  g_assert_cmpuint (count (fixture, "kepala"), ==, 1);
}

/* The beginning of a list is the same whether all of it was asked for or not. */
static void
check_first (Fixture *fixture, guint states, const char *words, RedaksiSort sort, guint limit)
{
  g_autoptr (GArray) all = await_boxed (
    redaksi_library_query_cancellable (fixture->library, states, words, sort, 0, NULL));
  g_autoptr (GArray) first = await_boxed (
    redaksi_library_query_cancellable (fixture->library, states, words, sort, limit, NULL));

  g_test_message ("%x “%s” %d: %u of %u", states, words, sort, first->len, all->len);
  g_assert_cmpuint (first->len, ==, MIN (all->len, limit));
  for (guint i = 0; i < first->len; i++)
    g_assert_cmpint (g_array_index (first, gint64, i), ==, g_array_index (all, gint64, i));
}

static void
test_first_page (Fixture *fixture, gconstpointer data)
{
  /* Common ones and rare ones, with what the index folds, parts and joins. */
  static const char *const words[] = { "banjir",
                                       "Banjir",
                                       "kebanjiran",
                                       "memberikan",
                                       "beri",
                                       "diberi",
                                       "café",
                                       "cafe\xcc\x81",
                                       "CAFÉ",
                                       "covid-19",
                                       "19",
                                       "a1",
                                       "“banjir”",
                                       "ʼbanjir",
                                       "banjirʼnya",
                                       "ﬁn",
                                       "İzmir",
                                       "x",
                                       "straße",
                                       "日本",
                                       "banjir日",
                                       "naïve",
                                       "sungai_banjir",
                                       "nya" };
  static const char *const typed[] = { "banjir",   "b",
                                       "ba",       "ban",
                                       "beri",     "beri ",
                                       "BANJIR",   "banjir beri",
                                       "ber banj", "caf",
                                       "cafe",     "café",
                                       "covid",    "covid-19",
                                       "19",       "\"banjir beri\"",
                                       "x",        "x ",
                                       "zzz",      "banjir zzz",
                                       "naive",    "sungai",
                                       "nya",      "",
                                       "  ",       "banjir byline:sari",
                                       "state:dr", "section:daerah b" };
  static const guint states[]
    = { 0, 1u << REDAKSI_STATE_DRAFT, 1u << REDAKSI_STATE_PUBLISHED,
        1u << REDAKSI_STATE_DRAFT | 1u << REDAKSI_STATE_APPROVED, REDAKSI_QUERY_TRASH };
  g_autoptr (GStrvBuilder) trash = g_strv_builder_new ();
  g_auto (GStrv) thrown = NULL;

  for (guint i = 0; i < 90; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *id = NULL;

      for (guint n = (guint)g_test_rand_int_range (1, 20); n > 0; n--)
        g_string_append_printf (text, "%s%s",
                                words[g_test_rand_int_range (0, G_N_ELEMENTS (words))],
                                g_test_rand_int_range (0, 4) == 0 ? "\n" : " ");
      id = add_article (fixture, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))], text->str);
      if (i % 3 == 0)
        await_true (redaksi_library_set_state (
          fixture->library, id, (RedaksiState)g_test_rand_int_range (0, REDAKSI_STATE_LAST + 1)));
      if (i % 7 == 0)
        g_strv_builder_add (trash, id);
    }
  thrown = g_strv_builder_end (trash);
  await_true (redaksi_library_set_deleted (fixture->library, (const char *const *)thrown, TRUE));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    for (guint k = 0; k < G_N_ELEMENTS (typed); k++)
      for (RedaksiSort sort = REDAKSI_SORT_NEWEST; sort <= REDAKSI_SORT_HEADLINE; sort++)
        {
          check_first (fixture, states[i], typed[k], sort, 3);
          check_first (fixture, states[i], typed[k], sort, 50);
        }
}

/* As many as make the index be asked in parts: the rows nearly in the order of their times, but
 * some old ones changed lately; common words, rare ones, and such as are never together. */
static void
test_first_of_many (Fixture *fixture, gconstpointer data)
{
  static const char *const typed[] = {
    "semua",
    "sem",
    "genap",
    "genap ",
    "genap semua",
    "ganjil semua",
    "genap ganjil",
    "ketiga",
    "ketiga genap",
    "ketiga ganjil sem",
    "jarang",
    "jarang genap",
    "jarang semua",
    "jarang ganjil",
    "semua genap jarang",
    "lama",
    "lama genap",
    "lama semua ",
    "lama baru",
    "baru semua",
    "baru ke",
    "sekali",
    "sekali semua",
    "semua sekali",
    "\"genap semua\"",
    "\"ketiga x\"",
    "x",
    "y9",
    "semua y9",
    "zzz semua",
    "gen ketiga",
    "ganjil keti",
    "menggenapi",
    "menggenapi ket",
    "genap byline:sari",
    "state:draft",
    "ganjil state:dr",
    "semua after:2001-09-09",
    "ketiga before:1971",
  };
  static const guint states[]
    = { 0, 1u << REDAKSI_STATE_DRAFT, 1u << REDAKSI_STATE_DRAFT | 1u << REDAKSI_STATE_SUBMITTED,
        REDAKSI_QUERY_TRASH };

  /* Of a hundred rows two are as new as any, one is as old. */
  sql (fixture,
       "WITH RECURSIVE n (row) AS (SELECT 1 UNION ALL SELECT row + 1 FROM n WHERE row < 9000)"
       "INSERT INTO article (row, id, state, created, changed, deleted, byline)"
       "  SELECT row, 'a' || row, row % 5 = 0, 1,"
       "         CASE row * 37 % 100 WHEN 0 THEN 9000 + row * 7919 % 9000"
       "           WHEN 1 THEN 9000 - row * 7919 % 500 WHEN 2 THEN row * 7919 % 9000"
       "           ELSE row + row * 7919 % 300 END, row % 61 = 0, iif (row % 4, 'Sari', 'Bayu')"
       "  FROM n");
  sql (fixture,
       "INSERT INTO article_text (row, headline, body, captions, bylines)"
       "  SELECT row, 'y' || (row % 40),"
       "         iif (row % 2, 'ganjil', 'genap') || ' semua' || iif (row % 3, '', ' ketiga x')"
       "           || iif (row % 131, '', ' jarang') || iif (row < 700, ' lama', '')"
       "           || iif (row > 8200, ' baru', '') || iif (row = 4000, ' sekali', ''),"
       "         '', byline FROM article");
  sql (fixture, "INSERT INTO article_search (rowid, headline, body, captions, bylines)"
                "  SELECT row, headline, body, captions, bylines FROM article_text");
  g_assert_cmpuint (count (fixture, "semua"), ==, 9000 - 9000 / 61);
  g_assert_cmpuint (count (fixture, "sekali semua"), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    for (guint k = 0; k < G_N_ELEMENTS (typed); k++)
      {
        check_first (fixture, states[i], typed[k], REDAKSI_SORT_NEWEST, 50);
        if (i == 0)
          check_first (fixture, 0, typed[k], REDAKSI_SORT_NEWEST, 700);
        if (i == 1)
          check_first (fixture, states[i], typed[k], REDAKSI_SORT_OLDEST, 50);
      }
}

static void
test_snippets (void)
{
  static const struct
  {
    const char *typed;
    const char *text;
    const char *found;
  } cases[] = {
    { "jarum", "Ada jarum di sini", "Ada jarum di sini" },
    { "jar", "Ada jarum di sini", "Ada jarum di sini" },
    { "jar ", "Ada jarum di sini", NULL },
    { "rum", "Ada jarum di sini", NULL },
    { "ELITE", "Hotel Élite", "Hotel Élite" },
    { "élite", "hotel elite", "hotel elite" },
    { "“di sini”", "Ada jarum\ndi sini", "…di sini" },
    { "", "Ada", NULL },
    { "!!", "Ada", NULL },
    { "a", "", NULL },
    { "e\xcc\x81lite", "Hotel Élite", "Hotel Élite" },
    { "kata",
      "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas kata yang dicari",
      "…tujuh delapan sembilan sepuluh sebelas kata yang dicari" },
  };
  g_autofree char *longest = g_strnfill (5000, 'x');
  g_autofree char *with = g_strconcat ("awal ", longest, NULL);
  g_autoptr (RedaksiSnippet) awal = redaksi_snippet_new ("awal");
  g_autofree char *short_text = redaksi_snippet_find (awal, with, 20);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RedaksiSnippet) snippet = redaksi_snippet_new (cases[i].typed);
      g_autofree char *found = redaksi_snippet_find (snippet, cases[i].text, 200);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
  g_assert_cmpint (g_utf8_strlen (short_text, -1), <=, 20);
}

/* After a kill: what the journal has and search does not know is found when it is opened again. */
static void
test_after_kill (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_article (fixture, "Kepala", "Isi");
  g_autoptr (RedaksiDocument) document = await_object (redaksi_library_load (fixture->library, id));
  Fixture copy = { g_strdup_printf ("%s-copy", fixture->folder), NULL };
  g_autofree char *command = g_strdup_printf ("cp -r %s %s", fixture->folder, copy.folder);

  redaksi_library_attach (fixture->library, document);
  type (document, " tersembunyi");
  await_true (redaksi_library_flush (fixture->library, document));
  /* Search seldom knows it yet: only where the sweep that every opening begins came this late. */
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  common_open (&copy);
  while (count (&copy, "tersembunyi") == 0)
    g_main_context_iteration (NULL, FALSE);
  common_tear_down (&copy, NULL);
  await_true (redaksi_library_detach (fixture->library, document));
}

int
main (int argc, char *argv[])
{
  common_init (argc, argv);
  g_test_add_func ("/search/expression", test_expression);
  g_test_add_func ("/search/affixes", test_affixes);
  common_add ("/search/related", test_related);
  common_add ("/search/filters", test_filters);
  common_add ("/search/words", test_words);
  common_add ("/search/odd-input", test_odd_input);
  common_add ("/search/fields", test_fields);
  common_add ("/search/newest-first", test_newest_first);
  common_add ("/search/snippet", test_snippet);
  g_test_add_func ("/search/snippets", test_snippets);
  common_add ("/search/first-page", test_first_page);
  common_add ("/search/first-of-many", test_first_of_many);
  common_add ("/search/superseded", test_superseded);
  common_add ("/search/after-kill", test_after_kill);
  return g_test_run ();
}
