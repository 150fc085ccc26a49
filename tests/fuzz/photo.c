/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stranger's file is looked at without reading past its end; what the helper answers about it is
 * a photo that comes back the same from its JSON, or refused. */
#include <stdint.h>
#include <string.h>

#include "redaksi-photo-private.h"

#define DIGEST "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  RedaksiPhotoKind kind = redaksi_photo_kind_sniff (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPhoto) photo
    = redaksi_photo_from_json (DIGEST, (const char *)data, size, &error);

  g_assert_cmpint (kind, <=, REDAKSI_PHOTO_KIND_LAST);
  g_assert_true ((photo == NULL) == (error != NULL));
  if (photo != NULL)
    {
      g_autofree char *json = redaksi_photo_to_json (photo);
      g_autoptr (RedaksiPhoto) again = redaksi_photo_from_json (DIGEST, json, strlen (json), NULL);
      g_assert_nonnull (again);
      g_assert_cmpstr (photo->caption, ==, again->caption);
      g_assert_cmpuint (photo->width, ==, again->width);
    }
  return 0;
}
