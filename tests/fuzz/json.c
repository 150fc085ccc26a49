/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever JSON is taken as an article is written and taken again as the same article; whatever is
 * taken as a transaction is applied or refused, and undone exactly. */
#include <stdint.h>
#include <string.h>

#include "redaksi-transaction.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (RedaksiArticle) article = redaksi_article_from_json ((const char *)data, size, NULL);
  g_autoptr (RedaksiTransaction) transaction
    = redaksi_transaction_from_json ((const char *)data, size, NULL);

  if (article != NULL)
    {
      g_autofree char *json = redaksi_article_to_json (article);
      g_autoptr (RedaksiArticle) again = redaksi_article_from_json (json, strlen (json), NULL);
      g_assert_true (redaksi_article_equal (article, again));
    }
  if (transaction != NULL)
    {
      g_autoptr (RedaksiArticle) empty = redaksi_article_new (NULL);
      g_autoptr (RedaksiArticle) after = redaksi_transaction_apply (transaction, empty, NULL);
      if (after != NULL)
        {
          g_autoptr (RedaksiTransaction) inverse = redaksi_transaction_invert (transaction, empty);
          g_autoptr (RedaksiArticle) undone = redaksi_transaction_apply (inverse, after, NULL);
          g_assert_true (redaksi_article_equal (undone, empty));
        }
    }
  return 0;
}
