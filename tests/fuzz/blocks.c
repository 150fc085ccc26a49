/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever content is taken gives a valid article; written and taken again it is the same article,
 * and written once more the same bytes: nothing drifts that nobody edited. */
#include <stdint.h>
#include <string.h>

#include "redaksi-formats.h"

#define ID "6ba7b810-9dad-41d1-80b4-00c04fd430c8"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A lead photo stands beside the content; its caption goes out only with it. */
static RedaksiArticle *
with_photo (RedaksiArticle *article)
{
  return redaksi_article_with_field (article, REDAKSI_FIELD_LEAD_PHOTO, "media-1");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const RedaksiHouse house = { "id", "Bebaca.id" };
  g_autoptr (RedaksiArticle) article
    = redaksi_article_from_wordpress (ID, (const char *)data, size, &house, NULL);

  if (article != NULL)
    {
      g_autoptr (RedaksiArticle) illustrated = with_photo (article);
      g_autofree char *content = redaksi_article_to_wordpress (illustrated, &house, NULL, NULL);
      g_autoptr (RedaksiArticle) again
        = redaksi_article_from_wordpress (ID, content, strlen (content), &house, NULL);
      g_autoptr (RedaksiArticle) again_illustrated = NULL;
      g_autofree char *second = NULL;
      g_assert_true (redaksi_body_is_valid (redaksi_article_get_body (article)));
      g_assert_nonnull (again);
      again_illustrated = with_photo (again);
      second = redaksi_article_to_wordpress (again_illustrated, &house, NULL, NULL);
      g_assert_true (redaksi_body_is_valid (redaksi_article_get_body (again)));
      g_assert_cmpstr (second, ==, content);
    }
  return 0;
}
