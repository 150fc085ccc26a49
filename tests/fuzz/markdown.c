/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever Markdown is taken gives a valid body; what is written of it is taken again as the same.
 */
#include <stdint.h>
#include <string.h>

#include "redaksi-formats.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (RedaksiBody) body = redaksi_body_from_markdown ((const char *)data, size, NULL, NULL);

  if (body != NULL)
    {
      g_autofree char *text = redaksi_body_to_markdown (body);
      g_autoptr (RedaksiBody) again = redaksi_body_from_markdown (text, strlen (text), NULL, NULL);
      g_autofree char *second = NULL;
      g_assert_true (redaksi_body_is_valid (body));
      g_assert_true (again != NULL && redaksi_body_is_valid (again));
      second = redaksi_body_to_markdown (again);
    }
  return 0;
}
