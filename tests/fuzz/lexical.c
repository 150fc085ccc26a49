/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a Ghost may have as a document becomes blocks, and blocks as they were when they go
 * there and come back; and whatever blocks there are become a document. */
#include <stdint.h>
#include <string.h>

#include "redaksi-formats.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char *
to_blocks (const char *lexical)
{
  return redaksi_lexical_to_wordpress (lexical, strlen (lexical), NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *blocks = to_blocks (text);

  if (blocks != NULL)
    {
      g_autofree char *lexical = redaksi_lexical_from_wordpress (blocks, text);
      g_autofree char *again = to_blocks (lexical);

      g_assert_true (g_utf8_validate (blocks, -1, NULL));
      g_assert_cmpstr (again, ==, blocks);
    }
  else if (g_utf8_validate (text, -1, NULL))
    {
      g_autofree char *lexical = redaksi_lexical_from_wordpress (text, NULL);
      g_autofree char *first = to_blocks (lexical);
      g_autofree char *lexical_again = redaksi_lexical_from_wordpress (first, NULL);
      g_autofree char *second = to_blocks (lexical_again);

      g_assert_nonnull (first);
      g_assert_cmpstr (second, ==, first);
    }
  return 0;
}
