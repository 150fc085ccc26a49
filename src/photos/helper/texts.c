/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What photographers write into their photos, read from IPTC, XMP and EXIF, and what goes out
 * again. */
#include "helper.h"

#include <gexiv2/gexiv2.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_CAPTION 5000 /* characters */
#define MAX_OTHER   1000
/* IIM 4.2 gives a caption 2,000 bytes; programs that keep to it cut there. */
#define IPTC_CAPTION 2000

/* A text as it may stand in an article: UTF-8, trimmed, without control characters. Bytes that are
 * not UTF-8 are Latin-1 as Windows writes it, whatever the file says of them: before IPTC had a way
 * to tell nobody wrote anything else that one meets today. */
static char *
clean (const char *bytes, gsize length, glong most)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) good = g_string_new (NULL);
  glong n = 0;

  length = strnlen (bytes, length);
  if (g_utf8_validate (bytes, (gssize)length, NULL))
    text = g_strndup (bytes, length);
  else
    text = g_convert_with_fallback (bytes, (gssize)length, "UTF-8", "WINDOWS-1252", "?", NULL, NULL,
                                    NULL);
  if (text == NULL)
    text = g_utf8_make_valid (bytes, (gssize)length);
  for (const char *at = text; *at != '\0' && n < most; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (c == '\r')
        c = at[1] == '\n' ? 0 : '\n';
      else if (c == '\t')
        c = ' ';
      if (c != '\n' && (c == 0 || g_unichar_iscntrl (c)))
        continue;
      g_string_append_unichar (good, c);
      n++;
    }
  g_strstrip (good->str);
  return *good->str != '\0' ? g_strdup (good->str) : NULL;
}

static char *
get_iptc (GExiv2Metadata *metadata, const char *tag, glong most)
{
  g_autoptr (GBytes) raw = NULL;

  if (!gexiv2_metadata_try_has_tag (metadata, tag, NULL))
    return NULL;
  /* Raw: the string would be cut or replaced where it is not UTF-8. */
  raw = gexiv2_metadata_try_get_tag_raw (metadata, tag, NULL);
  if (raw == NULL || g_bytes_get_size (raw) == 0)
    return NULL;
  return clean (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw), most);
}

/* An XMP text in several languages comes as `lang="x-default" Text, lang="id" Teks`. */
static char *
get_xmp (GExiv2Metadata *metadata, const char *tag, glong most)
{
  g_autofree char *text = NULL;
  char *from, *to;

  if (!gexiv2_metadata_try_has_tag (metadata, tag, NULL))
    return NULL;
  text = gexiv2_metadata_try_get_tag_string (metadata, tag, NULL);
  if (text == NULL)
    return NULL;
  from = text;
  if (g_str_has_prefix (text, "lang=\""))
    {
      char *preferred = strstr (text, "lang=\"x-default\" ");
      from = strstr (preferred != NULL ? preferred : text, "\" ");
      if (from == NULL)
        return NULL;
      from += 2;
      to = strstr (from, ", lang=\"");
      if (to != NULL)
        *to = '\0';
    }
  return clean (from, strlen (from), most);
}

static char *
get_exif (GExiv2Metadata *metadata, const char *tag, glong most)
{
  return get_iptc (metadata, tag, most);
}

/* What cameras write there by themselves is no caption. */
static gboolean
is_camera_noise (const char *text)
{
  static const char *const noise[] = { "OLYMPUS DIGITAL CAMERA",
                                       "SONY DSC",
                                       "MINOLTA DIGITAL CAMERA",
                                       "KONICA MINOLTA DIGITAL CAMERA",
                                       "SAMSUNG",
                                       "Exif_JPEG",
                                       "Digital Camera",
                                       "DIGITAL CAMERA",
                                       "dav",
                                       "cof",
                                       "sdr",
                                       "hdr",
                                       "untitled",
                                       "ASCII",
                                       "Screenshot" };

  for (guint i = 0; i < G_N_ELEMENTS (noise); i++)
    if (g_ascii_strncasecmp (text, noise[i], strlen (noise[i])) == 0
        && strlen (text) < strlen (noise[i]) + 12)
      return TRUE;
  return FALSE;
}

/* IPTC is what newsrooms write. Where it holds the beginning of what XMP says it was cut. */
static char *
choose (char *iptc, char *xmp)
{
  if (iptc == NULL || (xmp != NULL && strlen (xmp) > strlen (iptc) && g_str_has_prefix (xmp, iptc)))
    {
      g_free (iptc);
      return xmp;
    }
  g_free (xmp);
  return iptc;
}

static char *
get_both (GExiv2Metadata *metadata, const char *iptc, const char *xmp, glong most)
{
  return choose (iptc != NULL ? get_iptc (metadata, iptc, most) : NULL,
                 xmp != NULL ? get_xmp (metadata, xmp, most) : NULL);
}

/* `2026:11:20 08:09:10`, `2026-11-20T08:09:10+07:00` and parts of them → RFC 3339. A camera's clock
 * shows the time where this computer is, unless it says otherwise. */
static char *
parse_time (const char *text, const char *offset)
{
  int year, month, day, hour = 0, minute = 0, second = 0, used = 0;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) date = NULL;
  const char *rest;

  if (text == NULL || sscanf (text, "%4d%*1[:-]%2d%*1[:-]%2d%n", &year, &month, &day, &used) != 3)
    return NULL;
  rest = text + used;
  if (*rest == ' ' || *rest == 'T')
    {
      if (sscanf (rest + 1, "%2d:%2d:%2d%n", &hour, &minute, &second, &used) != 3)
        {
          second = 0;
          if (sscanf (rest + 1, "%2d:%2d%n", &hour, &minute, &used) != 2)
            return NULL;
        }
      rest += 1 + used;
      if (*rest == '.')
        for (rest++; g_ascii_isdigit (*rest); rest++)
          ;
    }
  if (*rest == 'Z' || *rest == '+' || *rest == '-')
    offset = rest;
  if (offset != NULL && *offset != '\0')
    zone = g_time_zone_new_identifier (offset);
  if (zone == NULL)
    zone = g_time_zone_new_local ();
  date = g_date_time_new (zone, year, month, day, hour, minute, second);
  return date != NULL ? g_date_time_format_iso8601 (date) : NULL;
}

static char *
get_taken (GExiv2Metadata *metadata)
{
  g_autofree char *exif = get_exif (metadata, "Exif.Photo.DateTimeOriginal", 40);
  g_autofree char *offset = get_exif (metadata, "Exif.Photo.OffsetTimeOriginal", 10);
  g_autofree char *xmp = get_xmp (metadata, "Xmp.exif.DateTimeOriginal", 40);
  g_autofree char *created = get_xmp (metadata, "Xmp.photoshop.DateCreated", 40);
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  char *taken = parse_time (exif, offset);

  if (taken == NULL)
    taken = parse_time (xmp, NULL);
  if (taken == NULL)
    taken = parse_time (created, NULL);
  if (taken == NULL
      && gexiv2_metadata_try_has_tag (metadata, "Iptc.Application2.DateCreated", NULL))
    {
      g_autofree char *both = NULL;
      day = gexiv2_metadata_try_get_tag_string (metadata, "Iptc.Application2.DateCreated", NULL);
      if (gexiv2_metadata_try_has_tag (metadata, "Iptc.Application2.TimeCreated", NULL))
        time = gexiv2_metadata_try_get_tag_string (metadata, "Iptc.Application2.TimeCreated", NULL);
      both = day != NULL && time != NULL ? g_strconcat (day, "T", time, NULL) : g_strdup (day);
      taken = parse_time (both, NULL);
    }
  return taken;
}

void
texts_read (const void *data, gsize length, Texts *texts)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autofree char *person = NULL;

  if (!gexiv2_metadata_open_buf (metadata, data, (glong)length, NULL))
    return;
  texts->caption
    = get_both (metadata, "Iptc.Application2.Caption", "Xmp.dc.description", MAX_CAPTION);
  if (texts->caption == NULL)
    {
      texts->caption = get_exif (metadata, "Exif.Image.ImageDescription", MAX_CAPTION);
      if (texts->caption != NULL && is_camera_noise (texts->caption))
        g_clear_pointer (&texts->caption, g_free);
    }
  texts->byline = get_both (metadata, "Iptc.Application2.Byline", "Xmp.dc.creator", MAX_OTHER);
  if (texts->byline == NULL)
    texts->byline = get_exif (metadata, "Exif.Image.Artist", MAX_OTHER);
  texts->credit
    = get_both (metadata, "Iptc.Application2.Credit", "Xmp.photoshop.Credit", MAX_OTHER);
  if (texts->credit == NULL)
    texts->credit = g_strdup (texts->byline);
  texts->copyright = get_both (metadata, "Iptc.Application2.Copyright", "Xmp.dc.rights", MAX_OTHER);
  if (texts->copyright == NULL)
    texts->copyright = get_exif (metadata, "Exif.Image.Copyright", MAX_OTHER);
  texts->alt = get_xmp (metadata, "Xmp.iptc.AltTextAccessibility", MAX_OTHER);
  texts->title
    = get_both (metadata, "Iptc.Application2.Headline", "Xmp.photoshop.Headline", MAX_OTHER);
  if (texts->title == NULL)
    texts->title = get_both (metadata, "Iptc.Application2.ObjectName", "Xmp.dc.title", MAX_OTHER);
  texts->taken = get_taken (metadata);
}

/* ---- writing ---- */

static gboolean
set (GExiv2Metadata *metadata, const char *tag, const char *value, GError **error)
{
  return gexiv2_metadata_try_set_tag_string (metadata, tag, value, error);
}

/* Exiv2 reads `lang=…` and `type=…` at a text's beginning as its own notation. */
static gboolean
set_xmp (GExiv2Metadata *metadata, const char *tag, const char *value, gboolean languages,
         GError **error)
{
  g_autofree char *text = NULL;

  if (languages)
    text = g_strconcat ("lang=\"x-default\" ", value, NULL);
  else
    text = g_strconcat (g_str_has_prefix (value, "type=") ? " " : "", value, NULL);
  return set (metadata, tag, text, error);
}

static gboolean
set_iptc (GExiv2Metadata *metadata, const char *tag, const char *value, gsize most, GError **error)
{
  g_autofree char *text = g_strdup (value);
  const char *end;

  if (strlen (text) > most)
    {
      text[most] = '\0';
      if (!g_utf8_validate (text, -1, &end))
        text[end - text] = '\0';
    }
  return set (metadata, tag, text, error);
}

static gboolean
set_all (GExiv2Metadata *metadata, const Texts *texts, GError **error)
{
  const struct
  {
    const char *value;
    const char *iptc;
    const char *xmp;
    gboolean languages;
  } fields[] = {
    { texts->caption, "Iptc.Application2.Caption", "Xmp.dc.description", TRUE },
    { texts->credit, "Iptc.Application2.Credit", "Xmp.photoshop.Credit", FALSE },
    { texts->byline, "Iptc.Application2.Byline", "Xmp.dc.creator", FALSE },
    { texts->copyright, "Iptc.Application2.Copyright", "Xmp.dc.rights", TRUE },
    { texts->title, "Iptc.Application2.Headline", "Xmp.photoshop.Headline", FALSE },
    { texts->alt, NULL, "Xmp.iptc.AltTextAccessibility", TRUE },
  };

  gexiv2_metadata_clear (metadata);
  /* ISO 2022's escape sequence for UTF-8 (IIM 4.2, 1:90). */
  if (!set (metadata, "Iptc.Envelope.CharacterSet", "\033%G", error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL && *fields[i].value != '\0'
        && ((fields[i].iptc != NULL
             && !set_iptc (metadata, fields[i].iptc, fields[i].value, IPTC_CAPTION, error))
            || !set_xmp (metadata, fields[i].xmp, fields[i].value, fields[i].languages, error)))
      return FALSE;
  return TRUE;
}

static int
open_memory (GBytes *bytes)
{
  int fd = memfd_create ("photo", MFD_CLOEXEC);
  gsize size, done = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  while (fd >= 0 && done < size)
    {
      gssize n = write (fd, data + done, size - done);
      if (n < 0)
        {
          close (fd);
          return -1;
        }
      done += (gsize)n;
    }
  return fd;
}

/**
 * texts_write:
 * @jpeg: a JPEG of ours
 * @texts: what shall be written into it; all else that it says goes
 *
 * gexiv2 writes to paths alone: a memory file has one.
 */
GBytes *
texts_write (GBytes *jpeg, const Texts *texts, Trouble *trouble)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError) error = NULL;
  g_autofd int fd = open_memory (jpeg);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GMappedFile) map = NULL;

  if (fd >= 0 && gexiv2_metadata_open_path (metadata, path, &error)
      && set_all (metadata, texts, &error) && gexiv2_metadata_save_file (metadata, path, &error))
    map = g_mapped_file_new_from_fd (fd, FALSE, &error);
  if (map == NULL)
    {
      trouble->word = "failed";
      trouble->detail = g_strdup (error != NULL ? error->message : "no memory file");
      return NULL;
    }
  return g_bytes_new (g_mapped_file_get_contents (map), g_mapped_file_get_length (map));
}

void
texts_clear (Texts *texts)
{
  g_free (texts->caption);
  g_free (texts->credit);
  g_free (texts->alt);
  g_free (texts->title);
  g_free (texts->taken);
  g_free (texts->byline);
  g_free (texts->copyright);
}
