/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What any program may put on a clipboard, as HTML with pictures in it and as text: a valid body,
 * with nothing in it that acts and no picture of the network, and what is copied of it is pasted as
 * it was. */
#include <stdint.h>
#include <string.h>

#include "redaksi-formats.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_body (RedaksiBody *body, guint n_pictures)
{
  g_autofree char *page = NULL, *page_again = NULL, *markdown = NULL;
  g_autoptr (RedaksiBody) again = NULL;

  g_assert_true (redaksi_body_is_valid (body));
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      const char *number = redaksi_block_get (block, REDAKSI_ATTRIBUTE_PICTURE);
      guint n;
      const RedaksiMarkSpan *spans = redaksi_block_get_spans (block, &n);
      g_assert_null (redaksi_block_get (block, "url"));
      g_assert_null (redaksi_block_get (block, "source"));
      if (number != NULL)
        g_assert_cmpuint (g_ascii_strtoull (number, NULL, 10), <, n_pictures);
      for (guint k = 0; k < n; k++)
        if (redaksi_mark_get_kind (spans[k].mark) == REDAKSI_MARK_LINK)
          g_assert_true (redaksi_address_is_safe (redaksi_mark_get_value (spans[k].mark)));
    }
  page = redaksi_body_to_html (body, NULL, NULL, NULL);
  again = redaksi_body_from_html (page, strlen (page), NULL, NULL);
  g_assert_nonnull (again);
  page_again = redaksi_body_to_html (again, NULL, NULL, NULL);
  g_assert_true (redaksi_body_is_valid (again));
  markdown = redaksi_body_to_markdown (body);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) pictures
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_found_picture_free);
  g_autoptr (RedaksiBody) rich
    = redaksi_body_from_html_with_pictures ((const char *)data, size, NULL, pictures, NULL);
  g_autoptr (RedaksiBody) plain = redaksi_body_from_plain ((const char *)data, size);

  if (rich != NULL)
    check_body (rich, pictures->len);
  for (guint i = 0; i < pictures->len; i++)
    {
      RedaksiFoundPicture *picture = pictures->pdata[i];
      g_assert_true ((picture->bytes != NULL) != (picture->address != NULL));
      if (picture->address != NULL)
        g_assert_false (g_str_has_prefix (picture->address, "http")
                        && strchr (picture->address, ':') != NULL);
    }
  check_body (plain, 0);
  return 0;
}
