/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word processors' files. What begins as a zip does is read as one; else it is the text of a
 * document, which is put into a zip here: so the fuzzer gets at the XML without having to learn
 * CRCs. The first letter says whether it is Word's or LibreOffice's. */
#include <archive.h>
#include <archive_entry.h>
#include <stdint.h>
#include <string.h>

#include "redaksi-formats.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define RELATIONS                                                                                  \
  "<Relationships><Relationship Id='a' Type='/officeDocument' Target='word/document.xml'/>"        \
  "</Relationships>"
#define MORE                                                                                       \
  "<Relationships><Relationship Id='s' Type='/styles' Target='document.xml'/>"                     \
  "<Relationship Id='n' Type='/numbering' Target='document.xml'/>"                                 \
  "<Relationship Id='f' Type='/footnotes' Target='document.xml'/>"                                 \
  "<Relationship Id='h' Type='/hyperlink' Target='https://a.example' TargetMode='External'/>"      \
  "<Relationship Id='p' Type='/image' Target='media/a.png'/></Relationships>"

static void
add (struct archive *zip, const char *name, const void *text, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t)length);
  archive_write_header (zip, entry);
  archive_write_data (zip, text, length);
  archive_entry_free (entry);
}

static gsize
wrap (const uint8_t *data, gsize size, char *buffer, gsize room)
{
  struct archive *zip = archive_write_new ();
  size_t used = 0;

  archive_write_set_format_zip (zip);
  archive_write_set_options (zip, "compression=store");
  archive_write_open_memory (zip, buffer, room, &used);
  if (data[0] == 'o')
    {
      add (zip, "content.xml", data + 1, size - 1);
      add (zip, "styles.xml", data + 1, size - 1);
      add (zip, "Pictures/a.png", "a", 1);
    }
  else
    {
      add (zip, "_rels/.rels", RELATIONS, strlen (RELATIONS));
      add (zip, "word/document.xml", data + 1, size - 1);
      add (zip, "word/_rels/document.xml.rels", MORE, strlen (MORE));
      add (zip, "word/media/a.png", "a", 1);
    }
  archive_write_close (zip);
  archive_write_free (zip);
  return used;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) pictures
    = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_found_picture_free);
  g_autofree char *headline = NULL;
  g_autofree char *buffer = NULL;
  g_autoptr (RedaksiBody) body = NULL;
  gsize room = 2 * size + 8192;

  if (size == 0)
    return 0;
  if (redaksi_is_office ((const char *)data, size))
    body = redaksi_body_from_office ((const char *)data, size, &headline, pictures, NULL);
  else
    {
      buffer = g_malloc (room);
      body = redaksi_body_from_office (buffer, wrap (data, size, buffer, room), &headline, pictures,
                                       NULL);
    }
  if (body == NULL)
    return 0;
  g_assert_true (redaksi_body_is_valid (body));
  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    {
      RedaksiBlock *block = redaksi_body_get_nth (body, i);
      guint n;
      const RedaksiMarkSpan *spans = redaksi_block_get_spans (block, &n);
      for (guint k = 0; k < n; k++)
        if (redaksi_mark_get_kind (spans[k].mark) == REDAKSI_MARK_LINK)
          g_assert_true (redaksi_address_is_safe (redaksi_mark_get_value (spans[k].mark)));
    }
  return 0;
}
