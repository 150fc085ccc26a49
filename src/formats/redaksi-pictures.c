/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures in what is read. */
#include <string.h>

#include "redaksi-html-reader.h"
#include "redaksi-text.h"

/* More is no article. */
#define MAX_PICTURES 300

/**
 * redaksi_found_picture_new:
 * @bytes: (nullable): the picture itself
 * @address: (nullable): where it is, else
 *
 * Returns: (transfer full): a picture that stood in what was read
 */
RedaksiFoundPicture *
redaksi_found_picture_new (GBytes *bytes, const char *address)
{
  RedaksiFoundPicture *self = g_new0 (RedaksiFoundPicture, 1);

  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->address = g_strdup (address);
  return self;
}

void
redaksi_found_picture_free (RedaksiFoundPicture *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->address);
  g_free (self);
}

/* A photo block that stands for picture number N, with an empty caption. */
void
_redaksi_collector_add_picture (RedaksiCollector *collector, GPtrArray *pictures, GBytes *bytes,
                                const char *address, const char *alt)
{
  g_autofree char *number = g_strdup_printf ("%u", pictures->len);
  g_autofree char *line = alt != NULL ? redaksi_text_one_line (alt) : NULL;
  g_autoptr (RedaksiShape) shape
    = redaksi_shape_new (REDAKSI_BLOCK_PHOTO, REDAKSI_ATTRIBUTE_PICTURE, number, "alt",
                         line != NULL && *line != '\0' ? line : NULL, NULL);
  g_autoptr (RedaksiShape) caption = redaksi_shape_new (REDAKSI_BLOCK_CAPTION, NULL);

  if (pictures->len >= MAX_PICTURES)
    return;
  g_ptr_array_add (pictures, redaksi_found_picture_new (bytes, address));
  redaksi_collector_add_leaf (collector, shape);
  redaksi_collector_add_block (collector, redaksi_block_new (caption, "", NULL, 0));
}

/* Whether it is a picture of this machine, or within the page: what only the network has stays
 * there. */
gboolean
_redaksi_picture_is_near (const char *address)
{
  const char *scheme;

  if (address == NULL || *address == '\0' || *address == '#' || g_str_has_prefix (address, "//"))
    return FALSE;
  if (g_ascii_strncasecmp (address, "data:image/", strlen ("data:image/")) == 0)
    return TRUE;
  scheme = g_uri_peek_scheme (address);
  return scheme == NULL ? strchr (address, ':') == NULL : strcmp (scheme, "file") == 0;
}

void
_redaksi_picture_take (RedaksiCollector *collector, GPtrArray *pictures, const char *address,
                       const char *alt)
{
  const char *data = strstr (address, ";base64,");
  g_autoptr (GBytes) bytes = NULL;

  if (g_ascii_strncasecmp (address, "data:", strlen ("data:")) == 0)
    {
      gsize length = 0;
      guchar *decoded = data != NULL ? g_base64_decode (data + strlen (";base64,"), &length) : NULL;
      if (length == 0)
        {
          g_free (decoded);
          return;
        }
      bytes = g_bytes_new_take (decoded, length);
      address = NULL;
    }
  _redaksi_collector_add_picture (collector, pictures, bytes, address, alt);
}
