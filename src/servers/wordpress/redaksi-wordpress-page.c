/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What discovery reads of a page: the Link header (RFC 8288), and of HTML the head's <link> and the
 * language. Not a parser of HTML: it looks at the beginning of a page, finds tags, and may be wrong
 * about a page that lies; whatever it finds is asked and checked afterwards. */
#include <string.h>

#include "redaksi-text.h"
#include "redaksi-wordpress-codec.h"

#define API_RELATION "https://api.w.org/"
#define MAX_ADDRESS  2000

static gboolean
has_relation (const char *relations, gsize length)
{
  g_autofree char *text = g_strndup (relations, length);
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);

  return g_strv_contains ((const char *const *)words, API_RELATION);
}

static const char *
skip_blanks (const char *p)
{
  return p + strspn (p, " \t");
}

/* One parameter: `;` name [ `=` value | "value" ]. Returns where it ends. */
static const char *
read_parameter (const char *p, gboolean *is_api)
{
  const char *name = skip_blanks (p);
  gsize name_length = strcspn (name, "=;, \t");
  const char *value;
  gsize length;

  p = skip_blanks (name + name_length);
  if (*p != '=')
    return name_length > 0 || *p == '\0' || *p == ';' || *p == ',' ? p : p + 1;
  value = skip_blanks (p + 1);
  if (*value == '"')
    {
      value++;
      length = strcspn (value, "\"");
      p = value + length + (value[length] == '"' ? 1 : 0);
    }
  else
    {
      length = strcspn (value, ";,");
      p = value + length;
    }
  if (name_length == 3 && g_ascii_strncasecmp (name, "rel", 3) == 0 && has_relation (value, length))
    *is_api = TRUE;
  return skip_blanks (p);
}

/**
 * redaksi_wordpress_find_api:
 * @link_header: (nullable): the value of a Link header, several joined by commas
 *
 * Returns: (transfer full) (nullable): the address of the API, perhaps relative
 */
char *
redaksi_wordpress_find_api (const char *link_header)
{
  const char *p = link_header;

  while (p != NULL && (p = strchr (p, '<')) != NULL)
    {
      const char *address = p + 1;
      gsize length = strcspn (address, ">");
      gboolean is_api = FALSE;

      if (address[length] != '>')
        return NULL;
      p = skip_blanks (address + length + 1);
      while (*p == ';')
        p = read_parameter (p + 1, &is_api);
      if (is_api && length > 0 && length <= MAX_ADDRESS)
        return g_strndup (address, length);
    }
  return NULL;
}

/* The value of an attribute in a tag's text (from its name to before ">"). */
static char *
find_attribute (const char *tag, gsize length, const char *name)
{
  const char *end = tag + length;
  gsize name_length = strlen (name);

  for (const char *p = tag; p + name_length < end; p++)
    {
      const char *value;
      if (!g_ascii_isspace (*p) || g_ascii_strncasecmp (p + 1, name, name_length) != 0)
        continue;
      value = p + 1 + name_length;
      while (value < end && g_ascii_isspace (*value))
        value++;
      if (value >= end || *value != '=')
        continue;
      value++;
      while (value < end && g_ascii_isspace (*value))
        value++;
      if (value < end && (*value == '"' || *value == '\''))
        {
          const char *close = memchr (value + 1, *value, (gsize)(end - value - 1));
          if (close == NULL)
            return NULL;
          return g_strndup (value + 1, (gsize)(close - value - 1));
        }
      else
        {
          const char *stop = value;
          while (stop < end && !g_ascii_isspace (*stop))
            stop++;
          return g_strndup (value, (gsize)(stop - value));
        }
    }
  return NULL;
}

/* The next tag of this name from *from on; *from moves behind it. Its length ends before ">". */
static const char *
next_tag (const char **from, const char *end, const char *name, gsize *length)
{
  gsize name_length = strlen (name);

  for (const char *p = *from; p < end; p++)
    {
      const char *close;
      p = memchr (p, '<', (gsize)(end - p));
      if (p == NULL)
        break;
      if ((gsize)(end - p) <= name_length + 1 || g_ascii_strncasecmp (p + 1, name, name_length) != 0
          || !g_ascii_isspace (p[name_length + 1]))
        continue;
      close = memchr (p, '>', (gsize)(end - p));
      if (close == NULL)
        break;
      *from = close;
      *length = (gsize)(close - p - 1);
      return p + 1;
    }
  *from = end;
  return NULL;
}

/**
 * redaksi_wordpress_find_page_api:
 * @html: the beginning of a page
 * @length: its length
 *
 * Caches drop the Link header; the page's head says the same.
 *
 * Returns: (transfer full) (nullable): the address of the API, perhaps relative
 */
char *
redaksi_wordpress_find_page_api (const char *html, gsize length)
{
  const char *from = html, *end = html + length, *tag;
  gsize tag_length;

  while ((tag = next_tag (&from, end, "link", &tag_length)) != NULL)
    {
      g_autofree char *relation = find_attribute (tag, tag_length, "rel");
      g_autofree char *address = find_attribute (tag, tag_length, "href");
      if (relation != NULL && address != NULL && *address != '\0'
          && has_relation (relation, strlen (relation)) && strlen (address) <= MAX_ADDRESS
          && g_utf8_validate (address, -1, NULL))
        return redaksi_text_unescape (address);
    }
  return NULL;
}

/**
 * redaksi_wordpress_find_page_lang:
 * @html: the beginning of a page
 * @length: its length
 *
 * Returns: (transfer full) (nullable): what `<html lang="…">` says, where that is a language
 */
char *
redaksi_wordpress_find_page_lang (const char *html, gsize length)
{
  const char *from = html, *end = html + length;
  gsize tag_length;
  const char *tag = next_tag (&from, end, "html", &tag_length);
  g_autofree char *language = tag != NULL ? find_attribute (tag, tag_length, "lang") : NULL;
  gsize n = language != NULL ? strlen (language) : 0;

  if (n < 2 || n > 32
      || strspn (language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != n)
    return NULL;
  return g_steal_pointer (&language);
}
