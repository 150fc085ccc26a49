/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headers of the picture formats that browsers show and that hold no script: JPEG (ITU T.81
 * B.2.2), PNG (ISO 15948, IHDR), GIF89a, WebP (RIFF container: VP8, VP8L, VP8X), AVIF (ISOBMFF).
 * SVG is no photo here. The type is told by the bytes, never by the name. */
#include "redaksi-press-picture.h"

#include <string.h>

static guint
be16 (const guint8 *p)
{
  return (guint)p[0] << 8 | p[1];
}

static guint
be32 (const guint8 *p)
{
  return (guint)p[0] << 24 | (guint)p[1] << 16 | (guint)p[2] << 8 | p[3];
}

static guint
le16 (const guint8 *p)
{
  return (guint)p[1] << 8 | p[0];
}

static guint
le24 (const guint8 *p)
{
  return (guint)p[2] << 16 | (guint)p[1] << 8 | p[0];
}

/* Start of frame: every C0…CF but the tables DHT, JPG and DAC. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static gboolean
read_jpeg (const guint8 *data, gsize length, RedaksiPressPicture *picture)
{
  gsize at = 2;

  while (at + 4 <= length)
    {
      guint8 marker = data[at + 1];
      guint size;

      if (data[at] != 0xFF)
        return FALSE;
      if (marker == 0xFF) /* a fill byte */
        {
          at++;
          continue;
        }
      size = be16 (data + at + 2);
      if (marker == 0xD9 || marker == 0xDA || size < 2)
        return FALSE;
      if (is_frame (marker))
        {
          if (at + 9 > length)
            return FALSE;
          picture->height = be16 (data + at + 5);
          picture->width = be16 (data + at + 7);
          return TRUE;
        }
      at += 2 + size;
    }
  return FALSE;
}

static gboolean
read_webp (const guint8 *data, gsize length, RedaksiPressPicture *picture)
{
  if (length < 30)
    return FALSE;
  if (memcmp (data + 12, "VP8X", 4) == 0)
    {
      picture->width = le24 (data + 24) + 1;
      picture->height = le24 (data + 27) + 1;
      return TRUE;
    }
  if (memcmp (data + 12, "VP8L", 4) == 0 && data[20] == 0x2F)
    {
      guint bits = le16 (data + 21) | le16 (data + 23) << 16;
      picture->width = (bits & 0x3FFF) + 1;
      picture->height = (bits >> 14 & 0x3FFF) + 1;
      return TRUE;
    }
  if (memcmp (data + 12, "VP8 ", 4) == 0 && memcmp (data + 23, "\x9D\x01\x2A", 3) == 0)
    {
      picture->width = le16 (data + 26) & 0x3FFF;
      picture->height = le16 (data + 28) & 0x3FFF;
      return TRUE;
    }
  return FALSE;
}

/* AVIF: the size is in an 'ispe' property somewhere in 'meta', near the start. */
static gboolean
read_avif (const guint8 *data, gsize length, RedaksiPressPicture *picture)
{
  gsize end = MIN (length, 16384);

  for (gsize at = 16; at + 16 <= end; at++)
    if (memcmp (data + at, "ispe", 4) == 0)
      {
        picture->width = be32 (data + at + 8);
        picture->height = be32 (data + at + 12);
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_type (const guint8 *data, gsize length, RedaksiPressPicture *picture)
{
  if (length < 24)
    return FALSE;
  if (memcmp (data, "\xFF\xD8\xFF", 3) == 0)
    {
      *picture = (RedaksiPressPicture){ "image/jpeg", ".jpg", 0, 0 };
      return read_jpeg (data, length, picture);
    }
  if (memcmp (data, "\x89PNG\r\n\x1A\n", 8) == 0)
    {
      *picture = (RedaksiPressPicture){ "image/png", ".png", be32 (data + 16), be32 (data + 20) };
      return memcmp (data + 12, "IHDR", 4) == 0;
    }
  if (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0)
    {
      *picture = (RedaksiPressPicture){ "image/gif", ".gif", le16 (data + 6), le16 (data + 8) };
      return TRUE;
    }
  if (memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    {
      *picture = (RedaksiPressPicture){ "image/webp", ".webp", 0, 0 };
      return read_webp (data, length, picture);
    }
  if (memcmp (data + 4, "ftypavif", 8) == 0 || memcmp (data + 4, "ftypavis", 8) == 0)
    {
      *picture = (RedaksiPressPicture){ "image/avif", ".avif", 0, 0 };
      return read_avif (data, length, picture);
    }
  return FALSE;
}

/**
 * redaksi_press_picture_read:
 * @data: (array length=length): a file
 * @length: its length
 * @picture: (out): what it is
 *
 * Returns: whether it is a picture that the press takes, with a size
 */
gboolean
redaksi_press_picture_read (const guint8 *data, gsize length, RedaksiPressPicture *picture)
{
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  return read_type (data, length, picture) && picture->width > 0 && picture->height > 0
         && picture->width <= 65535 && picture->height <= 65535;
}
