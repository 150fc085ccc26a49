/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever stands in a post: pulled and pushed with nothing changed it is the same bytes; with one
 * paragraph changed or one more what was written is in it, and what comes of it is read again. */
#include <stdint.h>
#include <string.h>

#include "redaksi-formats.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define WORDS "Kalimat yang sama sekali baru."

static const RedaksiHouse house = { "id", "Bebaca.id" };

/* In the body, or in a field: what bears a class of ours may have become a line of ours. */
static gboolean
has_words (RedaksiArticle *article)
{
  RedaksiBody *body = redaksi_article_get_body (article);

  for (guint i = 0; i < redaksi_article_get_n_fields (article); i++)
    {
      const char *value;
      redaksi_article_get_nth_field (article, i, &value);
      if (strstr (value, WORDS) != NULL)
        return TRUE;
    }
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      const char *source = redaksi_block_get (block, "source");
      if (strstr (redaksi_block_get_text (block), WORDS) != NULL
          || (source != NULL && strstr (source, WORDS) != NULL))
        return TRUE;
    }
  return FALSE;
}

/* One block says something else. */
static void
check_change (RedaksiArticle *article, const char *source, guint at)
{
  RedaksiBody *body = redaksi_article_get_body (article);
  RedaksiBlock *block = redaksi_body_get_nth (body, at);
  g_autoptr (RedaksiBlock) next = NULL;
  g_autoptr (RedaksiBody) changed = NULL;
  g_autoptr (RedaksiArticle) edited = NULL;
  g_autoptr (RedaksiArticle) again = NULL;
  g_autofree char *written = NULL;

  if (redaksi_block_get_kind (block) != REDAKSI_BLOCK_PARAGRAPH)
    return;
  next = redaksi_block_new (redaksi_block_get_shape (block), WORDS, NULL, 0);
  changed = redaksi_body_with_block (body, at, next);
  edited = redaksi_article_with_body (article, changed);
  written = redaksi_article_to_wordpress_over (edited, source, &house, NULL, NULL);
  g_assert_nonnull (strstr (written, WORDS));
  again = redaksi_article_from_wordpress (NULL, written, strlen (written), &house, NULL);
  g_assert_true (again == NULL || has_words (again));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *source = g_strndup ((const char *)data, size);
  g_autoptr (RedaksiArticle) article = NULL;
  g_autofree char *written = NULL;
  guint n;

  if (!g_utf8_validate (source, -1, NULL))
    return 0;
  article = redaksi_article_from_wordpress (NULL, source, strlen (source), &house, NULL);
  if (article == NULL)
    return 0;
  written = redaksi_article_to_wordpress_over (article, source, &house, NULL, NULL);
  g_assert_cmpstr (written, ==, source);
  n = redaksi_body_get_n (redaksi_article_get_body (article));
  check_change (article, source, 0);
  check_change (article, source, n / 2);
  check_change (article, source, n - 1);
  return 0;
}
