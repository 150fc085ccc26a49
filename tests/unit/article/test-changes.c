/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outline.h"
#include "random-edits.h"
#include "redaksi-changes.h"

/* "= same" "- removed" "+ inserted", as one line. */
static char *
words (const char *older, const char *newer)
{
  g_autoptr (GPtrArray) segments = redaksi_compare_texts (older, newer);
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < segments->len; i++)
    {
      RedaksiSegment *segment = segments->pdata[i];

      g_assert_true (*segment->text != '\0');
      g_string_append_printf (line, "%c%s", "=-+"[segment->kind], segment -> text);
      if (segment->kind != REDAKSI_SEGMENT_INSERTED)
        g_string_append (first, segment->text);
      if (segment->kind != REDAKSI_SEGMENT_REMOVED)
        g_string_append (second, segment->text);
    }
  g_assert_cmpstr (first->str, ==, older);
  g_assert_cmpstr (second->str, ==, newer);
  return g_string_free (line, FALSE);
}

#define assert_words(older, newer, expected)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *line = words (older, newer);                                                  \
    g_assert_cmpstr (line, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

static void
test_words (void)
{
  assert_words ("", "", "");
  assert_words ("sama", "sama", "=sama");
  assert_words ("", "baru", "+baru");
  assert_words ("lama", "", "-lama");
  assert_words ("Air naik hari ini.", "Air surut hari ini.", "=Air -naik+surut= hari ini.");
  /* What stands between two changed words is read with them. */
  assert_words ("satu dua tiga", "empat lima tiga", "-satu dua+empat lima= tiga");
  assert_words ("Jum’at", "Jumat", "-Jum’at+Jumat");
  assert_words ("a̱b c", "ab c", "-a̱b+ab= c");
  assert_words ("“Ya,” kata dia.", "“Tidak,” kata dia.", "=“-Ya+Tidak=,” kata dia.");
}

/* "field", or "old_from-old_to>new_from-new_to", with blanks between. */
static char *
describe (GPtrArray *changes)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      RedaksiChange *change = changes->pdata[i];

      g_string_append (line, i > 0 ? " " : "");
      if (change->field != NULL)
        g_string_append (line, change->field);
      else
        g_string_append_printf (line, "%u-%u>%u-%u", change->old_from, change->old_to,
                                change->new_from, change->new_to);
    }
  return g_string_free (line, FALSE);
}

/* And each change, taken back, brings the two nearer, until they are equal. */
static void
take_all (RedaksiArticle *older, RedaksiArticle *newer)
{
  g_autoptr (RedaksiArticle) article = redaksi_article_ref (newer);

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GPtrArray) changes = redaksi_changes_find (older, article);
      RedaksiArticle *next;

      if (changes->len == 0)
        {
          g_assert_true (redaksi_body_equal (redaksi_article_get_body (older),
                                             redaksi_article_get_body (article)));
          return;
        }
      next = redaksi_change_take_old (changes->pdata[0], older, article);
      g_assert_true (redaksi_body_is_valid (redaksi_article_get_body (next)));
      redaksi_article_unref (article);
      article = next;
    }
  g_assert_not_reached ();
}

#define assert_changes(older, newer, expected)                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (RedaksiArticle) a = outline_article (older);                                        \
    g_autoptr (RedaksiArticle) b = outline_article (newer);                                        \
    g_autoptr (GPtrArray) changes = redaksi_changes_find (a, b);                                   \
    g_autofree char *line = describe (changes);                                                    \
    g_assert_cmpstr (line, ==, expected);                                                          \
    take_all (a, b);                                                                               \
  }                                                                                                \
  G_STMT_END

static void
test_blocks (void)
{
  assert_changes ("p:satu", "p:satu", "");
  assert_changes ("p:satu/p:dua/p:tiga", "p:satu/p:tiga", "1-2>1-1");
  assert_changes ("p:satu/p:tiga", "p:satu/p:dua/p:tiga", "1-1>1-2");
  assert_changes ("p:banjir di hulu surut/p:b", "p:banjir di hilir surut/p:b", "0-1>0-1");
  /* A new paragraph before a changed one is no version of it. */
  assert_changes ("p:a/p:banjir di hulu surut/p:z", "p:a/p:xx yy/p:banjir di hilir surut/p:z",
                  "1-1>1-2 1-2>2-3");
  assert_changes ("p:kepala", "h2:kepala", "0-1>0-1");
}

/* A photo and its caption are one thing. */
static void
test_photos (void)
{
  assert_changes ("p:a/P/c:Foto satu/p:z", "p:a/P/c:Foto dua/p:z", "1-3>1-3");
  assert_changes ("p:a/P/c:Foto satu/p:z", "p:a/p:z", "1-3>1-1");
  assert_changes ("p:a/p:z", "p:a/P/c:Foto satu/p:z", "1-1>1-3");
  assert_changes ("p:a/P/c:Foto satu/p:z", "p:a/P/p:z", "1-3>1-2");
}

static void
test_fields (void)
{
  g_autoptr (RedaksiArticle) plain = outline_article ("p:a");
  g_autoptr (RedaksiArticle) slugged
    = redaksi_article_with_field (plain, REDAKSI_FIELD_SLUG, "banjir");
  g_autoptr (RedaksiArticle) both
    = redaksi_article_with_field (slugged, REDAKSI_FIELD_HEADLINE, "Banjir");
  g_autoptr (RedaksiArticle) odd = redaksi_article_with_field (both, "unknown", "x");
  g_autoptr (GPtrArray) changes = redaksi_changes_find (plain, odd);
  g_autofree char *line = describe (changes);

  g_assert_cmpstr (line, ==, "headline slug unknown");
  take_all (plain, odd);
  take_all (odd, plain);
}

/* Whatever two bodies there are. */
static void
test_any (void)
{
  guint32 seed = 7;

  for (guint n = 0; n < 400; n++)
    {
      guint8 data[96];
      Stream stream = { data, sizeof data, 0 };
      g_autoptr (RedaksiArticle) article = redaksi_article_new (NULL);
      g_autoptr (RedaksiBody) one = NULL;
      g_autoptr (RedaksiBody) other = NULL;
      g_autoptr (RedaksiArticle) a = NULL;
      g_autoptr (RedaksiArticle) b = NULL;
      g_autoptr (GPtrArray) changes = NULL;
      guint old_at = 0, new_at = 0;

      for (guint i = 0; i < sizeof data; i++)
        data[i] = (guint8)((seed = seed * 1664525u + 1013904223u) >> 24);
      one = take_body (&stream);
      other = take_body (&stream);
      a = redaksi_article_with_body (article, one);
      b = redaksi_article_with_body (article, other);
      changes = redaksi_changes_find (a, b);
      /* They stand in order, and what is between them is equal. */
      for (guint i = 0; i < changes->len; i++)
        {
          RedaksiChange *change = changes->pdata[i];

          g_assert_cmpuint (change->old_from - old_at, ==, change->new_from - new_at);
          for (; old_at < change->old_from; old_at++, new_at++)
            g_assert_true (redaksi_block_equal (redaksi_body_get_nth (one, old_at),
                                                redaksi_body_get_nth (other, new_at)));
          g_assert_cmpuint (change->old_from, <=, change->old_to);
          g_assert_cmpuint (change->new_from, <=, change->new_to);
          old_at = change->old_to;
          new_at = change->new_to;
        }
      g_assert_cmpuint (redaksi_body_get_n (one) - old_at, ==, redaksi_body_get_n (other) - new_at);
    }
}

/* A long text that has nothing in common with another is compared at once. */
static void
test_long (void)
{
  g_autoptr (GString) one = g_string_new (NULL);
  g_autoptr (GString) other = g_string_new (NULL);
  g_autoptr (RedaksiArticle) a = NULL;
  g_autoptr (RedaksiArticle) b = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  for (guint i = 0; i < 2000; i++)
    {
      g_string_append_printf (one, "%sp:lama%u hari", i > 0 ? "/" : "", i);
      g_string_append_printf (other, "%sp:baru%u malam", i > 0 ? "/" : "", i);
    }
  a = outline_article (one->str);
  b = outline_article (other->str);
  changes = redaksi_changes_find (a, b);
  g_assert_cmpuint (changes->len, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/words", test_words);
  g_test_add_func ("/changes/blocks", test_blocks);
  g_test_add_func ("/changes/photos", test_photos);
  g_test_add_func ("/changes/fields", test_fields);
  g_test_add_func ("/changes/any", test_any);
  g_test_add_func ("/changes/long", test_long);
  return g_test_run ();
}
