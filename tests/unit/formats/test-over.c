/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read from a site goes back with every byte that nobody changed. */
#include "../../fixtures/posts.h"
#include "described.h"
#include "random-body.h"
#include "redaksi-wordpress.h"

static const RedaksiHouse house = { "id", "Bebaca.id" };

static RedaksiArticle *
read_article (const char *content)
{
  g_autoptr (GError) error = NULL;
  RedaksiArticle *article
    = redaksi_article_from_wordpress (NULL, content, strlen (content), &house, &error);

  g_assert_no_error (error);
  return article;
}

static char *
over (RedaksiArticle *article, const char *source)
{
  return redaksi_article_to_wordpress_over (article, source, &house, NULL, NULL);
}

/* An article with @body, as a reader reads it after it went out in a way. */
static char *
describe_content (const char *content)
{
  g_autoptr (RedaksiArticle) article = read_article (content);

  return describe (redaksi_article_get_body (article));
}

static void
test_untouched (void)
{
  g_autoptr (GArray) posts = read_posts (FIXTURES);

  for (guint i = 0; i < posts->len; i++)
    {
      Post *post = &g_array_index (posts, Post, i);
      g_autoptr (RedaksiArticle) article = read_article (post->content);
      g_autofree char *json = redaksi_article_to_json (article);
      g_autoptr (RedaksiArticle) kept = redaksi_article_from_json (json, strlen (json), NULL);
      g_autofree char *written = over (kept, post->content);

      g_test_message ("%s", post->name);
      g_assert_cmpstr (written, ==, post->content);
    }
}

/* How many top-level pieces of @b are not in @a, in the same order. */
static guint
count_new (const char *a, const char *b)
{
  g_autoptr (GArray) before = redaksi_wordpress_split (a);
  g_autoptr (GArray) after = redaksi_wordpress_split (b);
  guint n = 0, from = 0;

  for (guint i = 0; i < after->len; i++)
    {
      const RedaksiPiece *piece = &g_array_index (after, RedaksiPiece, i);
      gsize length = piece->end - piece->start;
      guint k;

      if (piece->name == NULL)
        continue;
      for (k = from; k < before->len; k++)
        {
          const RedaksiPiece *other = &g_array_index (before, RedaksiPiece, k);
          if ((gsize)(other->end - other->start) == length
              && memcmp (other->start, piece->start, length) == 0)
            break;
        }
      if (k == before->len)
        n++;
      else
        from = k + 1;
    }
  return n;
}

static RedaksiArticle *
with_block (RedaksiArticle *article, guint i, const char *text)
{
  RedaksiBody *body = redaksi_article_get_body (article);
  RedaksiBlock *block = redaksi_body_get_nth (body, i);
  g_autoptr (RedaksiBody) changed = NULL;
  RedaksiBlock *next = redaksi_block_new (redaksi_block_get_shape (block), text, NULL, 0);
  RedaksiArticle *result;

  changed = redaksi_body_with_block (body, i, next);
  redaksi_block_unref (next);
  result = redaksi_article_with_body (article, changed);
  return result;
}

/* The bytes before and behind the change are those of the source: it begins and ends within what
 * one piece is. */
static void
assert_one_place (const char *source, const char *written)
{
  gsize n = strlen (source), m = strlen (written), before = 0, behind = 0;

  while (before < MIN (n, m) && source[before] == written[before])
    before++;
  while (behind < MIN (n, m) - before && source[n - 1 - behind] == written[m - 1 - behind])
    behind++;
  g_test_message ("changed: “%.*s” → “%.*s”", (int)(n - before - behind), source + before,
                  (int)(m - before - behind), written + before);
}

static void
test_one_changed (void)
{
  g_autoptr (GArray) posts = read_posts (FIXTURES);

  for (guint i = 0; i < posts->len; i++)
    {
      Post *post = &g_array_index (posts, Post, i);
      g_autoptr (RedaksiArticle) article = read_article (post->content);
      RedaksiBody *body = redaksi_article_get_body (article);
      gboolean classic = !redaksi_wordpress_has_blocks (post->content);

      for (guint b = 0; b < redaksi_body_get_n (body); b++)
        {
          RedaksiBlock *block = redaksi_body_get_nth (body, b);
          g_autoptr (RedaksiArticle) changed = NULL;
          g_autofree char *written = NULL;
          g_autofree char *got = NULL;
          g_autofree char *expected = NULL;

          if (redaksi_shape_is_leaf (redaksi_block_get_shape (block))
              || redaksi_block_get_length (block) == 0)
            continue;
          changed = with_block (article, b, "Kalimat yang sama sekali baru & <lain>.");
          written = over (changed, post->content);
          g_test_message ("%s, block %u", post->name, b);
          assert_one_place (post->content, written);
          got = describe_content (written);
          expected = describe (redaksi_article_get_body (changed));
          g_assert_cmpstr (got, ==, expected);
          if (classic)
            g_assert_false (redaksi_wordpress_has_blocks (written));
          else
            g_assert_cmpuint (count_new (post->content, written), <=, 1);
        }
    }
}

static RedaksiArticle *
without_block (RedaksiArticle *article, guint i)
{
  RedaksiBody *body = redaksi_article_get_body (article);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autoptr (RedaksiBody) changed = NULL;

  for (guint b = 0; b < redaksi_body_get_n (body); b++)
    if (b != i)
      g_ptr_array_add (blocks, redaksi_body_get_nth (body, b));
  if (blocks->len == 0)
    return NULL;
  changed = redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
  return redaksi_article_with_body (article, changed);
}

static RedaksiArticle *
with_more (RedaksiArticle *article, guint i, RedaksiBlock *more)
{
  RedaksiBody *body = redaksi_article_get_body (article);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autoptr (RedaksiBody) changed = NULL;

  for (guint b = 0; b < redaksi_body_get_n (body); b++)
    g_ptr_array_add (blocks, redaksi_body_get_nth (body, b));
  g_ptr_array_insert (blocks, (int)i, more);
  changed = redaksi_body_new ((RedaksiBlock *const *)blocks->pdata, blocks->len);
  return redaksi_article_with_body (article, changed);
}

static void
test_one_more_one_less (void)
{
  g_autoptr (GArray) posts = read_posts (FIXTURES);
  RedaksiBlock *more = redaksi_block_new_paragraph ("Satu lagi.");

  for (guint i = 0; i < posts->len; i++)
    {
      Post *post = &g_array_index (posts, Post, i);
      g_autoptr (RedaksiArticle) article = read_article (post->content);
      RedaksiBody *body = redaksi_article_get_body (article);
      gboolean classic = !redaksi_wordpress_has_blocks (post->content);
      guint n = redaksi_body_get_n (body);

      for (guint b = 0; b <= n; b++)
        {
          g_autoptr (RedaksiArticle) longer = NULL;
          g_autoptr (RedaksiArticle) shorter = NULL;
          g_autofree char *written = NULL;
          g_autofree char *got = NULL;
          g_autofree char *less = NULL;

          g_test_message ("%s, at block %u", post->name, b);
          /* Not between a photo and its caption. */
          if (b == n
              || redaksi_block_get_kind (redaksi_body_get_nth (body, b)) != REDAKSI_BLOCK_CAPTION)
            {
              longer = with_more (article, b, more);
              written = over (longer, post->content);
              got = describe_content (written);
              g_assert_nonnull (strstr (got, "p|Satu lagi."));
              /* A dateline moves to what is now the first paragraph, a list may be cut in two. */
              if (!classic)
                g_assert_cmpuint (count_new (post->content, written), <=, 3);
            }
          shorter = b < n ? without_block (article, b) : NULL;
          if (shorter == NULL)
            continue;
          less = over (shorter, post->content);
          if (!classic)
            g_assert_cmpuint (count_new (post->content, less), <=, 1);
        }
    }
  redaksi_block_unref (more);
}

/* Fields of ours stay where an editor put them, and change alone. */
static void
test_fields (void)
{
  g_autoptr (GArray) posts = read_posts (FIXTURES);
  static const char *const fields[][2] = {
    { REDAKSI_FIELD_DECK, "Dek yang lain." },
    { REDAKSI_FIELD_DATELINE, "BALIKPAPAN" },
    { REDAKSI_FIELD_BYLINES, "[[\"Citra\",\"writer\"]]" },
  };

  for (guint i = 0; i < posts->len; i++)
    for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
      for (guint off = 0; off < 2; off++)
        {
          Post *post = &g_array_index (posts, Post, i);
          const char *value = off ? NULL : fields[f][1];
          g_autoptr (RedaksiArticle) article = read_article (post->content);
          g_autoptr (RedaksiArticle) changed
            = redaksi_article_with_field (article, fields[f][0], value);
          g_autofree char *written = over (changed, post->content);
          g_autoptr (RedaksiArticle) again = read_article (written);
          g_autofree char *body = describe (redaksi_article_get_body (article));
          g_autofree char *body_again = describe (redaksi_article_get_body (again));

          g_test_message ("%s, %s %s", post->name, fields[f][0], value);
          g_assert_cmpstr (redaksi_article_peek_field (again, fields[f][0]), ==, value);
          for (guint k = 0; k < G_N_ELEMENTS (fields); k++)
            if (k != f)
              g_assert_cmpstr (redaksi_article_peek_field (again, fields[k][0]), ==,
                               redaksi_article_peek_field (article, fields[k][0]));
          /* One becomes blocks, the other is closed so that the line is not in it. */
          if (!redaksi_wordpress_has_blocks (post->content)
              || strcmp (post->name, "malformed-never-closed") == 0)
            continue;
          g_assert_cmpstr (body_again, ==, body);
          g_assert_cmpuint (count_new (post->content, written), <=, 2);
        }
}

/* Whatever stood there, over it stands what was meant. */
static void
test_random (void)
{
  const RandomBody options = { FALSE, TRUE };

  for (guint round = 0; round < 600; round++)
    {
      g_autoptr (RedaksiBody) first = random_body (&options);
      g_autoptr (RedaksiBody) second = random_body (&options);
      g_autoptr (GPtrArray) mixed = g_ptr_array_new ();
      g_autoptr (RedaksiBody) body = NULL;
      g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
      g_autoptr (RedaksiArticle) a = redaksi_article_with_body (empty, first);
      g_autoptr (RedaksiArticle) b = NULL;
      g_autofree char *source = redaksi_article_to_wordpress (a, &house, NULL, NULL);
      g_autofree char *same = over (a, source);
      g_autofree char *plain = NULL;
      g_autofree char *written = NULL;
      g_autofree char *got = NULL;
      g_autofree char *expected = NULL;
      guint n = redaksi_body_get_n (first), m = redaksi_body_get_n (second);

      g_assert_cmpstr (same, ==, source);
      /* The one with a part of the other in it, cut anywhere but before a caption. */
      for (guint i = 0; i < n; i++)
        if (i < n / 3 || i > n / 2)
          g_ptr_array_add (mixed, redaksi_body_get_nth (first, i));
      for (guint i = 0; i < m; i++)
        g_ptr_array_insert (mixed, (int)MIN (mixed->len, n / 3 + i),
                            redaksi_body_get_nth (second, i));
      body = redaksi_body_new ((RedaksiBlock *const *)mixed->pdata, mixed->len);
      b = redaksi_article_with_body (a, body);
      plain = redaksi_article_to_wordpress (b, &house, NULL, NULL);
      written = over (b, source);
      got = describe_content (written);
      expected = describe_content (plain);
      g_assert_cmpstr (got, ==, expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/over/untouched", test_untouched);
  g_test_add_func ("/over/one-changed", test_one_changed);
  g_test_add_func ("/over/one-more-one-less", test_one_more_one_less);
  g_test_add_func ("/over/fields", test_fields);
  g_test_add_func ("/over/random", test_random);
  return g_test_run ();
}
