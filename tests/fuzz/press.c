/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headers of pictures, and queries as they come in addresses and forms. */
#include <stdint.h>

#include "redaksi-press-picture.h"
#include "redaksi-press-private.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  RedaksiPressPicture picture;
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (GHashTable) query = _redaksi_press_parse_query (text);
  GHashTableIter iter;
  gpointer name;

  if (redaksi_press_picture_read (data, size, &picture))
    g_assert_true (picture.type != NULL && picture.extension != NULL && picture.width > 0
                   && picture.height > 0);
  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_true (g_utf8_validate (_redaksi_press_query_first (query, name), -1, NULL));
    }
  return 0;
}
