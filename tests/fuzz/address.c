/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type and what pages and headers say: an address that comes out is one that anything
 * may be sent to, is the same when it is typed again, and its bases stay on its host. */
#include <stdint.h>
#include <string.h>

#include "redaksi-address.h"
#include "redaksi-wordpress-codec.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *named = redaksi_wordpress_find_api (text);
  g_autofree char *linked = redaksi_wordpress_find_page_api ((const char *)data, size);
  g_autofree char *language = redaksi_wordpress_find_page_lang ((const char *)data, size);
  g_autoptr (GUri) uri = redaksi_address_from_typed (text, NULL, NULL);
  g_autoptr (GUri) here = g_uri_parse ("https://koran.example/a/", G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) next = redaksi_address_resolve (here, text);

  if (uri != NULL)
    {
      g_autofree char *once = g_uri_to_string (uri);
      g_autoptr (GUri) again = redaksi_address_from_typed (once, NULL, NULL);
      g_auto (GStrv) bases = redaksi_address_bases (uri);
      g_autofree char *origin = redaksi_address_origin (uri);

      g_assert_true (redaksi_address_is_secure (uri));
      g_assert_null (g_uri_get_userinfo (uri));
      g_assert_true (again == NULL || redaksi_address_same_origin (uri, again));
      for (guint i = 0; bases[i] != NULL; i++)
        {
          g_assert_true (g_str_has_prefix (bases[i], origin));
          g_assert_true (g_str_has_suffix (bases[i], "/"));
        }
    }
  if (next != NULL && redaksi_address_may_follow (here, next))
    {
      const char *host = g_uri_get_host (next);
      g_assert_cmpstr (g_uri_get_scheme (next), ==, "https");
      g_assert_true (strcmp (host, "koran.example") == 0
                     || strcmp (host, "www.koran.example") == 0);
    }
  return 0;
}
