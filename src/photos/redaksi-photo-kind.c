/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-photo-kind-private.h"

#include <string.h>

/* A folder of a TIFF file that a camera wrote has some tens of entries. */
#define MAX_ENTRIES     512
#define MAX_SUB_FOLDERS 16

static const struct
{
  const char *mime_type;
  const char *extension;
} kinds[REDAKSI_PHOTO_KIND_LAST_TAKEN + 1] = {
  [REDAKSI_PHOTO_KIND_JPEG] = { "image/jpeg", "jpg" },
  [REDAKSI_PHOTO_KIND_PNG] = { "image/png", "png" },
  [REDAKSI_PHOTO_KIND_WEBP] = { "image/webp", "webp" },
  [REDAKSI_PHOTO_KIND_GIF] = { "image/gif", "gif" },
  [REDAKSI_PHOTO_KIND_TIFF] = { "image/tiff", "tif" },
  [REDAKSI_PHOTO_KIND_HEIC] = { "image/heic", "heic" },
  [REDAKSI_PHOTO_KIND_AVIF] = { "image/avif", "avif" },
};

static const char *const raw_names[]
  = { "3fr", "ari", "arw", "cr2", "cr3", "crw", "dcr", "dng", "erf",
      "fff", "iiq", "kdc", "mef", "mos", "mrw", "nef", "nrw", "orf",
      "pef", "raf", "raw", "rw2", "rwl", "sr2", "srf", "srw", "x3f" };

/* ---- TIFF: pictures and the raw files of cameras share the container ---- */

typedef struct
{
  const guint8 *data;
  gsize length;
  gboolean big_endian;
} Tiff;

static guint
get_u16 (const Tiff *tiff, gsize at)
{
  const guint8 *p = tiff->data + at;

  return tiff->big_endian ? (guint)p[0] << 8 | p[1] : (guint)p[1] << 8 | p[0];
}

static guint32
get_u32 (const Tiff *tiff, gsize at)
{
  guint a = get_u16 (tiff, at), b = get_u16 (tiff, at + 2);

  return tiff->big_endian ? (guint32)a << 16 | b : (guint32)b << 16 | a;
}

typedef struct
{
  gboolean raw;     /* says so itself */
  gboolean reduced; /* the first picture is a small one of another */
  guint32 subs[MAX_SUB_FOLDERS];
  guint n_subs;
} Folder;

static void
read_folder (const Tiff *tiff, guint32 at, Folder *folder)
{
  guint n;

  memset (folder, 0, sizeof *folder);
  if ((gsize)at + 2 > tiff->length)
    return;
  n = MIN (get_u16 (tiff, at), MAX_ENTRIES);
  for (guint i = 0; i < n; i++)
    {
      gsize entry = (gsize)at + 2 + (gsize)i * 12;
      guint tag, type;
      guint32 count, value;

      if (entry + 12 > tiff->length)
        return;
      tag = get_u16 (tiff, entry);
      type = get_u16 (tiff, entry + 2);
      count = get_u32 (tiff, entry + 4);
      value = type == 3 ? get_u16 (tiff, entry + 8) : get_u32 (tiff, entry + 8);
      switch (tag)
        {
        case 254: /* NewSubfileType */
          folder->reduced = (value & 1) != 0;
          break;
        case 259: /* Compression: Sony, Nikon, Pentax, Kodak, lossy DNG */
          folder->raw |= value == 32767 || value == 34713 || value == 65535 || value == 65000
                         || value == 34892;
          break;
        case 262: /* PhotometricInterpretation: colour filter array, linear raw */
          folder->raw |= value == 32803 || value == 34892;
          break;
        case 330: /* SubIFDs */
          if (count == 1)
            folder->subs[folder->n_subs++] = value;
          for (guint32 j = 0; count > 1 && j < count && folder->n_subs < MAX_SUB_FOLDERS; j++)
            {
              gsize where = (gsize)value + (gsize)j * 4;
              if (where + 4 > tiff->length)
                break;
              folder->subs[folder->n_subs++] = get_u32 (tiff, where);
            }
          break;
        case 50706: /* DNGVersion */
          folder->raw = TRUE;
          break;
        default:
          break;
        }
      if (folder->n_subs == MAX_SUB_FOLDERS)
        return;
    }
}

/* A camera's raw file shows a stamp-sized first picture to those who take it for a TIFF. */
static gboolean
is_raw_tiff (const guint8 *data, gsize length)
{
  Tiff tiff = { data, length, data[0] == 'M' };
  Folder first, sub;

  if (length < 10)
    return FALSE;
  if (memcmp (data + 8, "CR", 2) == 0)
    return TRUE;
  read_folder (&tiff, get_u32 (&tiff, 4), &first);
  if (first.raw || (first.reduced && first.n_subs > 0))
    return TRUE;
  for (guint i = 0; i < first.n_subs; i++)
    {
      read_folder (&tiff, first.subs[i], &sub);
      if (sub.raw)
        return TRUE;
    }
  return FALSE;
}

/* ---- ISO base media: HEIC, AVIF, raw files and videos share the container ---- */

static RedaksiPhotoKind
sniff_media (const guint8 *data, gsize length)
{
  static const char *const avif[] = { "avif", "avis" };
  static const char *const heic[]
    = { "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" };
  gsize size = (gsize)data[0] << 24 | (gsize)data[1] << 16 | (gsize)data[2] << 8 | data[3];
  gboolean may_be_heic = FALSE;

  if (memcmp (data + 8, "crx ", 4) == 0)
    return REDAKSI_PHOTO_KIND_RAW;
  size = MIN (MIN (size, length), 1024);
  for (gsize at = 8; at + 4 <= size; at += at == 8 ? 8 : 4)
    {
      for (guint i = 0; i < G_N_ELEMENTS (avif); i++)
        if (memcmp (data + at, avif[i], 4) == 0)
          return REDAKSI_PHOTO_KIND_AVIF;
      for (guint i = 0; i < G_N_ELEMENTS (heic); i++)
        may_be_heic |= memcmp (data + at, heic[i], 4) == 0;
    }
  return may_be_heic ? REDAKSI_PHOTO_KIND_HEIC : REDAKSI_PHOTO_KIND_VIDEO;
}

static gboolean
find_word (const guint8 *data, gsize length, const char *word)
{
  gsize n = strlen (word);

  for (gsize i = 0; i + n <= length; i++)
    if (g_ascii_strncasecmp ((const char *)data + i, word, n) == 0)
      return TRUE;
  return FALSE;
}

static RedaksiPhotoKind
sniff_text (const guint8 *data, gsize length)
{
  gsize at = 0;

  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    at = 3;
  while (at < length && g_ascii_isspace (data[at]))
    at++;
  if (at == length || data[at] != '<')
    return REDAKSI_PHOTO_KIND_UNKNOWN;
  length = MIN (length, at + 4096);
  if (find_word (data + at, length - at, "<html")
      || find_word (data + at, length - at, "<!doctype html"))
    return REDAKSI_PHOTO_KIND_HTML;
  if (find_word (data + at, length - at, "<svg")
      || find_word (data + at, length - at, "<!doctype svg"))
    return REDAKSI_PHOTO_KIND_SVG;
  return REDAKSI_PHOTO_KIND_UNKNOWN;
}

/**
 * redaksi_photo_kind_sniff:
 * @data: (array length=length): the whole file, or its beginning
 * @length: its length in bytes
 *
 * Reads signatures, and of a TIFF file its first folders too. It decodes nothing, stays inside of
 * @data whatever stands there, and takes no time worth counting.
 */
RedaksiPhotoKind
redaksi_photo_kind_sniff (const guint8 *data, gsize length)
{
#define STARTS(at, magic)                                                                          \
  (length >= (at) + sizeof (magic) - 1 && memcmp (data + (at), magic, sizeof (magic) - 1) == 0)
  if (length == 0)
    return REDAKSI_PHOTO_KIND_EMPTY;
  if (STARTS (0, "\xFF\xD8\xFF"))
    return REDAKSI_PHOTO_KIND_JPEG;
  if (STARTS (0, "\x89PNG\r\n\x1A\n"))
    return REDAKSI_PHOTO_KIND_PNG;
  if (STARTS (0, "GIF87a") || STARTS (0, "GIF89a"))
    return REDAKSI_PHOTO_KIND_GIF;
  if (STARTS (0, "RIFF") && STARTS (8, "WEBP"))
    return REDAKSI_PHOTO_KIND_WEBP;
  if (STARTS (0, "II\x2A\0") || STARTS (0, "MM\0\x2A"))
    return is_raw_tiff (data, length) ? REDAKSI_PHOTO_KIND_RAW : REDAKSI_PHOTO_KIND_TIFF;
  if (STARTS (0, "II\x2B\0") || STARTS (0, "MM\0\x2B"))
    return REDAKSI_PHOTO_KIND_TIFF;
  if (STARTS (0, "IIRO") || STARTS (0, "IIRS") || STARTS (0, "MMOR") || STARTS (0, "IIU\0")
      || STARTS (0, "FUJIFILMCCD-RAW") || STARTS (0, "FOVb") || STARTS (0, "\0MRM")
      || STARTS (6, "HEAPCCDR"))
    return REDAKSI_PHOTO_KIND_RAW;
  if (STARTS (4, "ftyp") && length >= 12)
    return sniff_media (data, length);
  if (STARTS (0, "%PDF"))
    return REDAKSI_PHOTO_KIND_PDF;
  if (STARTS (0, "BM"))
    return REDAKSI_PHOTO_KIND_BMP;
  if (STARTS (0, "\xFF\x0A") || STARTS (0, "\0\0\0\x0CJXL "))
    return REDAKSI_PHOTO_KIND_JXL;
  if (STARTS (0, "\0\0\0\x0CjP  ") || STARTS (0, "\xFF\x4F\xFF\x51"))
    return REDAKSI_PHOTO_KIND_JP2;
  if (STARTS (0, "8BPS"))
    return REDAKSI_PHOTO_KIND_PSD;
  if (STARTS (0, "\x1A\x45\xDF\xA3") || (STARTS (0, "RIFF") && STARTS (8, "AVI ")))
    return REDAKSI_PHOTO_KIND_VIDEO;
  return sniff_text (data, length);
#undef STARTS
}

gboolean
redaksi_photo_kind_is_taken (RedaksiPhotoKind kind)
{
  return kind > REDAKSI_PHOTO_KIND_UNKNOWN && kind <= REDAKSI_PHOTO_KIND_LAST_TAKEN;
}

/**
 * redaksi_photo_kind_is_raw_name:
 * @name: (nullable): a file's name
 *
 * Tells whether it ends as cameras name their raw files. It is asked of TIFF files alone.
 */
gboolean
redaksi_photo_kind_is_raw_name (const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (raw_names); i++)
    if (g_ascii_strcasecmp (dot + 1, raw_names[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * redaksi_photo_kind_get_mime_type:
 * @kind: a kind that is taken
 */
const char *
redaksi_photo_kind_get_mime_type (RedaksiPhotoKind kind)
{
  g_return_val_if_fail (redaksi_photo_kind_is_taken (kind), NULL);

  return kinds[kind].mime_type;
}

/**
 * redaksi_photo_kind_get_extension:
 * @kind: a kind that is taken
 */
const char *
redaksi_photo_kind_get_extension (RedaksiPhotoKind kind)
{
  g_return_val_if_fail (redaksi_photo_kind_is_taken (kind), NULL);

  return kinds[kind].extension;
}

/**
 * redaksi_photo_kind_from_mime_type:
 * @mime_type: (nullable): what a file of ours says
 *
 * Returns: a kind that is taken, or %REDAKSI_PHOTO_KIND_UNKNOWN
 */
RedaksiPhotoKind
redaksi_photo_kind_from_mime_type (const char *mime_type)
{
  for (guint i = 1; mime_type != NULL && i <= REDAKSI_PHOTO_KIND_LAST_TAKEN; i++)
    if (strcmp (kinds[i].mime_type, mime_type) == 0)
      return i;
  return REDAKSI_PHOTO_KIND_UNKNOWN;
}
