/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a stranger's picture to two JPEGs of ours. */
#include "helper.h"

#include <string.h>
#include <vips/vips.h>

#include "redaksi-photo-private.h"

#define QUALITY 82

/* The file's first bytes say what it is, and only the loader for that may have it. */
static const struct
{
  const char *mime_type;
  const char *loader;
} loaders[] = {
  { "image/jpeg", "VipsForeignLoadJpeg" }, { "image/png", "VipsForeignLoadPng" },
  { "image/webp", "VipsForeignLoadWebp" }, { "image/gif", "VipsForeignLoadNsgif" },
  { "image/tiff", "VipsForeignLoadTiff" }, { "image/heic", "VipsForeignLoadHeif" },
  { "image/avif", "VipsForeignLoadHeif" },
};

static gboolean
fail (Trouble *trouble, const char *word)
{
  trouble->word = word;
  trouble->detail = g_strdup (vips_error_buffer ());
  vips_error_clear ();
  return FALSE;
}

static gboolean
fail_decoding (Trouble *trouble)
{
  const char *said = vips_error_buffer ();

  /* libheif tells so when the picture is sound and the decoder is not installed. */
  if (strstr (said, "nsupported codec") != NULL || strstr (said, "No decoding plugin") != NULL
      || strstr (said, "nsupported feature") != NULL)
    return fail (trouble, "codec");
  return fail (trouble, "damaged");
}

static gboolean
check_loader (const char *mime_type, VipsSource *source, Trouble *trouble)
{
  const char *loader = vips_foreign_find_load_source (source);

  for (guint i = 0; i < G_N_ELEMENTS (loaders); i++)
    if (strcmp (loaders[i].mime_type, mime_type) == 0)
      {
        if (loader == NULL)
          return fail (trouble, g_str_has_prefix (loaders[i].loader, "VipsForeignLoadHeif")
                                  ? "codec"
                                  : "damaged");
        return g_str_has_prefix (loader, loaders[i].loader) || fail (trouble, "kind");
      }
  return fail (trouble, "kind");
}

/* Without a profile, red, green and blue are sRGB's by custom: to take them through a profile and
 * back changes nothing and costs more than all the rest. */
static gboolean
has_plain_colours (VipsImage *image)
{
  VipsInterpretation colours = vips_image_get_interpretation (image);

  return vips_image_get_typeof (image, VIPS_META_ICC_NAME) == 0
         && (colours == VIPS_INTERPRETATION_sRGB || colours == VIPS_INTERPRETATION_B_W);
}

/* Width and height are in the header; a bomb is known before any of it is decoded. */
static gboolean
check_header (VipsSource *source, Copies *copies, gboolean *plain, Trouble *trouble)
{
  g_autoptr (VipsImage) image
    = vips_image_new_from_source (source, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
  gint64 pixels;

  if (image == NULL)
    return fail_decoding (trouble);
  pixels = (gint64)vips_image_get_width (image) * vips_image_get_height (image);
  if (pixels > (gint64)REDAKSI_PHOTO_MAX_MEGAPIXELS * 1000000)
    {
      trouble->megapixels = (int)MIN ((pixels + 999999) / 1000000, G_MAXINT);
      return fail (trouble, "limits");
    }
  copies->width = vips_image_get_width (image);
  copies->height = vips_image_get_height (image);
  *plain = has_plain_colours (image);
  if (vips_image_get_orientation_swap (image))
    {
      copies->width = vips_image_get_height (image);
      copies->height = vips_image_get_width (image);
    }
  return TRUE;
}

/* A loader's error inside of a pipeline may blacken the rest of the picture and come out as nothing
 * but a message. A broken colour profile alone is no damage: the picture is read without it. */
static gboolean
has_complaints (void)
{
  g_auto (GStrv) lines = g_strsplit (vips_error_buffer (), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0'
        && !g_str_has_prefix (lines[i], "icc")
        /* libheif feels for the end of the file. */
        && !g_str_has_prefix (lines[i], "source: bad seek"))
      return TRUE;
  return FALSE;
}

/* White where it was transparent, sRGB, eight bits, three bands, decoded into memory. */
static VipsImage *
make_plain (VipsImage *image)
{
  g_autoptr (VipsImage) opaque = NULL;
  g_autoptr (VipsImage) coloured = NULL;
  g_autoptr (VipsImage) bytes = NULL;
  double most = vips_interpretation_max_alpha (vips_image_get_interpretation (image));
  g_autoptr (VipsArrayDouble) white = vips_array_double_new (&most, 1);

  if (vips_image_hasalpha (image)
        ? vips_flatten (image, &opaque, "background", white, "max_alpha", most, NULL) != 0
        : vips_copy (image, &opaque, NULL) != 0)
    return NULL;
  if (vips_colourspace (opaque, &coloured, VIPS_INTERPRETATION_sRGB, NULL) != 0
      || vips_cast (coloured, &bytes, VIPS_FORMAT_UCHAR, NULL) != 0)
    return NULL;
  return vips_image_copy_memory (bytes);
}

static gboolean
save (VipsImage *image, GBytes **bytes)
{
  void *data = NULL;
  size_t size = 0;

  if (vips_jpegsave_buffer (image, &data, &size, "Q", QUALITY, "interlace", TRUE, "optimize_coding",
                            TRUE, "keep", VIPS_FOREIGN_KEEP_NONE, NULL)
      != 0)
    return FALSE;
  *bytes = g_bytes_new_with_free_func (data, size, g_free, data);
  return TRUE;
}

gboolean
derive (const char *mime_type, int fd, Copies *copies, Trouble *trouble)
{
  g_autoptr (VipsSource) source = vips_source_new_from_descriptor (fd);
  g_autoptr (VipsImage) small = NULL;
  g_autoptr (VipsImage) web = NULL;
  g_autoptr (VipsImage) thumb = NULL;
  gboolean plain = FALSE;

  if (source == NULL)
    return fail (trouble, "failed");
  if (!check_loader (mime_type, source, trouble) || !check_header (source, copies, &plain, trouble))
    return FALSE;
  /* As text: as a property libvips 8.16 does not hand it on to the loader of a source. */
  vips_error_clear (); /* of loaders that were asked and said no */
  if (vips_thumbnail_source (source, &small, REDAKSI_PHOTO_WEB_SIZE, "height",
                             REDAKSI_PHOTO_WEB_SIZE, "size", VIPS_SIZE_DOWN, "option_string",
                             "[fail_on=warning]", plain ? NULL : "export_profile", "srgb", NULL)
      != 0)
    return fail_decoding (trouble);
  web = make_plain (small);
  if (web == NULL || has_complaints ())
    return fail_decoding (trouble);
  if (vips_thumbnail_image (web, &thumb, REDAKSI_PHOTO_THUMB_SIZE, "height",
                            REDAKSI_PHOTO_THUMB_SIZE, "size", VIPS_SIZE_DOWN, NULL)
        != 0
      || !save (web, &copies->web) || !save (thumb, &copies->thumb))
    return fail (trouble, "failed");
  copies->web_width = vips_image_get_width (web);
  copies->web_height = vips_image_get_height (web);
  return TRUE;
}

void
copies_clear (Copies *copies)
{
  g_clear_pointer (&copies->web, g_bytes_unref);
  g_clear_pointer (&copies->thumb, g_bytes_unref);
}
