/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-page-words.h"

#include <gio/gio.h>
#include <string.h>

#include "redaksi-page-private.h"
#include "redaksi-page-resource.h"

struct _RedaksiPageWords
{
  GHashTable *words; /* "group.name" → text */
  GStrv weekdays;
  GStrv months;
};

static RedaksiPageWords *
load (const char *language)
{
  g_autofree char *path = g_strdup_printf (REDAKSI_PAGE_RESOURCES "/words-%s.ini", language);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (redaksi_page_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  RedaksiPageWords *self;

  if (bytes == NULL || !g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, NULL))
    g_error ("%s is not in this program", path);
  self = g_new0 (RedaksiPageWords, 1);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, groups[i], NULL, NULL);
      for (guint j = 0; keys[j] != NULL; j++)
        g_hash_table_insert (self->words, g_strconcat (groups[i], ".", keys[j], NULL),
                             g_key_file_get_string (file, groups[i], keys[j], NULL));
    }
  self->weekdays = g_key_file_get_string_list (file, "dates", "weekdays", NULL, NULL);
  self->months = g_key_file_get_string_list (file, "dates", "months", NULL, NULL);
  if (self->weekdays == NULL || g_strv_length (self->weekdays) != 7 || self->months == NULL
      || g_strv_length (self->months) != 12)
    g_error ("%s lacks weekdays or months", path);
  return self;
}

/**
 * _redaksi_page_words_get:
 * @language: (nullable): BCP 47
 *
 * Returns: (transfer none): the words of that language, else the English ones
 */
const RedaksiPageWords *
_redaksi_page_words_get (const char *language)
{
  static RedaksiPageWords *indonesian;
  static RedaksiPageWords *english;

  if (g_once_init_enter_pointer (&english))
    {
      indonesian = load ("id");
      g_once_init_leave_pointer (&english, load ("en"));
    }
  if (language != NULL && g_ascii_strncasecmp (language, "id", 2) == 0
      && !g_ascii_isalpha (language[2]))
    return indonesian;
  return english;
}

const char *
_redaksi_page_words_look_up (const RedaksiPageWords *self, const char *group, const char *name)
{
  g_autofree char *key = g_strconcat (group, ".", name, NULL);

  return g_hash_table_lookup (self->words, key);
}

/* Puts every word of the group [words] into @scope as word.NAME. */
void
_redaksi_page_words_add_to (const RedaksiPageWords *self, RedaksiPageScope *scope)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix (key, "words."))
      {
        g_autofree char *name = g_strconcat ("word.", (char *)key + strlen ("words."), NULL);
        _redaksi_page_scope_set_text (scope, name, value);
      }
}

static GDateTime *
local_time (gint64 time, const char *time_zone)
{
  g_autoptr (GTimeZone) zone = time_zone != NULL ? g_time_zone_new_identifier (time_zone) : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  if (utc == NULL)
    return NULL;
  return zone != NULL ? g_date_time_to_timezone (utc, zone) : g_steal_pointer (&utc);
}

/**
 * _redaksi_page_words_date:
 * @form: "long" or "short", a form of the words file
 * @time: µs UTC
 * @time_zone: (nullable): Olson name or "+08:00"; UTC where it is unknown
 *
 * Prints a time as a newspaper of that language and place does, whatever the program's own locale.
 *
 * Returns: (transfer full) (nullable): `Sabtu, 9 November 2024 pukul 14.05 WITA`
 */
char *
_redaksi_page_words_date (const RedaksiPageWords *self, const char *form, gint64 time,
                          const char *time_zone)
{
  g_autoptr (GDateTime) date = local_time (time, time_zone);
  GString *text;
  const char *zone;
  struct
  {
    const char *name;
    char value[32];
  } parts[] = { { "{day}" }, { "{year}" }, { "{hour}" }, { "{minute}" }, { "{zone}" } };

  if (date == NULL)
    return NULL;
  zone = g_date_time_get_timezone_abbreviation (date);
  g_snprintf (parts[0].value, sizeof parts[0].value, "%d", g_date_time_get_day_of_month (date));
  g_snprintf (parts[1].value, sizeof parts[1].value, "%d", g_date_time_get_year (date));
  g_snprintf (parts[2].value, sizeof parts[2].value, "%02d", g_date_time_get_hour (date));
  g_snprintf (parts[3].value, sizeof parts[3].value, "%02d", g_date_time_get_minute (date));
  /* A zone without letters of its own is told by its distance. */
  g_snprintf (parts[4].value, sizeof parts[4].value, "%s%s",
              *zone == '+' || *zone == '-' ? "UTC" : "", zone);

  text = g_string_new (_redaksi_page_words_look_up (self, "dates", form));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_replace (text, parts[i].name, parts[i].value, 0);
  g_string_replace (text, "{weekday}", self->weekdays[g_date_time_get_day_of_week (date) - 1], 0);
  g_string_replace (text, "{month}", self->months[g_date_time_get_month (date) - 1], 0);
  return g_string_free_and_steal (text);
}

/* `2024-11-09T14:05:00+08:00`: RFC 3339, in the site's zone, as readers of feeds expect it. */
char *
_redaksi_page_iso_date (gint64 time, const char *time_zone)
{
  g_autoptr (GDateTime) date = local_time (time, time_zone);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
}

/* Open Graph wants language and country: `id` → `id_ID`, `en-GB` → `en_GB`. */
char *
_redaksi_page_words_locale (const RedaksiPageWords *self, const char *language)
{
  if (language != NULL && strlen (language) == 5 && (language[2] == '-' || language[2] == '_'))
    return g_strdup_printf ("%c%c_%c%c", g_ascii_tolower (language[0]),
                            g_ascii_tolower (language[1]), g_ascii_toupper (language[3]),
                            g_ascii_toupper (language[4]));
  return g_strdup (_redaksi_page_words_look_up (self, "dates", "locale"));
}
